//! Columns that say of each payment what it is: 收款单, 付款单, refund.

use std::collections::BTreeSet;

use super::{direction_of, has_negative};
use crate::billing::payments::PaymentDirection::{self, In, Out};
use crate::exchange::clean;
use crate::exchange::headers::Target;
use crate::exchange::meanings::{self, folded};
use crate::exchange::sheet::Sheet;

/// A column whose every cell is in or out says it, whatever its heading; so does one that has both
/// beside words for what does not count.
pub(super) fn find_direction(sheet: &mut Sheet) {
    if !sheet.columns.is_open("direction") {
        return;
    }
    let says = |index: &usize| {
        // 状态: 已付, Paid tells that all is well.
        let heading = sheet.headers.get(*index).map(|it| folded(it)).unwrap_or_default();
        if meanings::of("status").any(|it| heading.contains(it.word.as_str())) {
            return false;
        }
        let cells: BTreeSet<&str> = sheet.rows.iter().map(|row| row.cell(*index).trim()).collect();
        // A dash is no sign where no plus stands beside it.
        let has_plus = cells.contains("+");
        let is_blank = |cell: &str| {
            cell.is_empty() || clean::is_placeholder(cell) && !(has_plus && cell == "-")
        };
        let cells: Vec<&str> = cells.into_iter().filter(|cell| !is_blank(cell)).collect();
        let said = |cell: &&str| direction_of(cell).is_some();
        let is_state = |cell: &str| meanings::is("state", cell) || meanings::is("type", cell);
        let has = |own: PaymentDirection| cells.iter().any(|it| direction_of(it) == Some(own));
        let both = has(In) && has(Out);
        // 单据类型 with 收款单 and 付款单: what else stands there is refused in its row.
        let is_typed = meanings::of("typed").any(|it| heading.contains(it.word.as_str()));
        // Payment beside Expense is a customer's: it brings money in.
        let is_payers = |cell: &&str| cell.is_ascii() && meanings::is("payer_word", cell);
        let has_payers = cells.iter().any(is_payers);
        let of_payers = has_payers && cells.iter().any(|cell| way_of(cell) == Some(Out));
        if of_payers {
            return false;
        }
        if both && is_typed && !has_payers && !has_negative(sheet) {
            return true;
        }
        // Where every row is a payment, it may be the payer's word.
        if !both && cells.iter().any(|cell| meanings::is("payer_word", cell)) {
            return false;
        }
        !cells.is_empty() && cells.iter().all(|cell| said(cell) || both && is_state(cell))
    };
    if let Some(index) = sheet.columns.unmatched().iter().copied().find(says)
        && let Some(field) = Target::Payments.field("direction")
    {
        sheet.give(field.name, index);
    }
}

/// A type without the end of a document's name: 收款单 is 收款.
fn bare(cell: &str) -> &str {
    cell.trim().trim_end_matches(['单', '單'])
}

/// Whether a type is none of a payment: 核销单, 应收单.
pub(super) fn is_other_type(cell: &str) -> bool {
    direction_of(cell).is_none() && (meanings::is("type", cell) || meanings::is("type", bare(cell)))
}

/// Whether a cell below a heading of types is a refund without a word for whose.
pub(super) fn is_refund_type(sheet: &Sheet, cell: &str) -> bool {
    let heading = sheet.heading("direction").map(folded).unwrap_or_default();
    let is_typed = meanings::of("typed").any(|it| heading.contains(it.word.as_str()));
    let is_document = folded(cell).ends_with('单') || heading.contains("单据");
    is_typed && is_document && folded(bare(cell)) == "退款"
}

/// The columns of types that no field is made of.
pub(crate) fn types(sheet: &Sheet) -> Vec<usize> {
    let is_typed = |index: &usize| {
        let heading = sheet.headers.get(*index).map(|it| folded(it)).unwrap_or_default();
        meanings::of("typed").any(|it| heading.contains(it.word.as_str()))
    };
    sheet.columns.unmatched().iter().copied().filter(is_typed).collect()
}

/// The direction that a type says beyond doubt: 付款单 is no payer's word.
pub(crate) fn way_of(cell: &str) -> Option<PaymentDirection> {
    let found = meanings::whole("way", cell).or_else(|| meanings::whole("way", bare(cell)))?;
    Some(if found == "in" { In } else { Out })
}
