//! Two sides, debit and credit, may be those of a bank, of the company's own money, or of what
//! customers and suppliers owe: there a debit is a sale and no money. What rows say of themselves
//! shows which it is.

use rust_decimal::Decimal;

use super::flows::{self, Flows, figure};
use crate::billing::payments::PaymentDirection::{self, In, Out};
use crate::error::{Code, Problem, Result};
use crate::exchange::headers::Target;
use crate::exchange::headers::parse::{Kind, kind_of};
use crate::exchange::meanings::{self, folded, places};
use crate::exchange::sheet::Sheet;
use crate::exchange::table::Row;
use crate::exchange::titles;
use crate::values::text::clip;

/// The longest text that is looked at.
const LONGEST: usize = 80;

/// What a text says that a row is.
fn said(text: &str) -> Option<&'static str> {
    if text.is_empty() || text.chars().count() > LONGEST {
        return None;
    }
    let text = folded(text);
    let kinds = ["money_in", "money_out", "sold", "bought"];
    let is_in = |kind: &&str| {
        let mut words = meanings::of("ledger").filter(|it| it.value == *kind);
        words.any(|it| !places(&text, &it.word).is_empty())
    };
    kinds.into_iter().find(is_in)
}

/// Whether a note says that money went out.
pub(crate) fn says_out(note: Option<&str>) -> bool {
    note.and_then(said) == Some("money_out")
}

/// What a row says of itself outside its names and figures.
fn of_row(sheet: &Sheet, row: &Row) -> Option<(&'static str, String)> {
    let note = sheet.cell(row, "note").into_owned();
    let others = sheet.columns.unmatched().iter().map(|at| row.cell(*at).to_owned());
    let mut texts = std::iter::once(note).chain(others);
    texts.find_map(|text| Some((said(&text)?, text)))
}

/// The bank's side of a row: credit is in.
fn side(sheet: &Sheet, row: &Row, flows: Flows) -> Option<PaymentDirection> {
    let filled = |field| figure(sheet, row, field).is_some_and(|it| it != Decimal::ZERO);
    match flows {
        Flows::Columns { .. } => match (filled("amount_in"), filled("amount_out")) {
            (true, false) => Some(In),
            (false, true) => Some(Out),
            _ => None,
        },
        Flows::Said { .. } => flows::side_of(&sheet.cell(row, "direction")),
        Flows::Marked { .. } | Flows::Signed(_) => None,
    }
}

/// Whether debit and credit say which money is in and out, and neither the caller nor a title says
/// that they are those of money.
fn is_open(sheet: &Sheet, flows: Flows) -> bool {
    let by_side = match flows {
        Flows::Columns { .. } => {
            ["amount_in", "amount_out"].iter().any(|field| sheet.columns.meaning(field).by_side)
        }
        Flows::Said { .. } => true,
        Flows::Marked { .. } | Flows::Signed(_) => false,
    };
    let mut fields = Target::Payments
        .fields()
        .map(|field| field.name)
        .filter(|name| kind_of(name) == Kind::Money || *name == "direction");
    let is_mapped = fields.any(|field| sheet.columns.is_mapped(field));
    by_side && !is_mapped && !titles::is_own(Target::Payments, sheet.titled())
}

/// Looks at what the rows of a file with debit and credit say of themselves. Where debit is in
/// only by the balance, that is noted.
///
/// # Errors
/// `other_list` at `file`, with the facts `line` and `text`, when it is a ledger of debts.
pub(crate) fn look(sheet: &mut Sheet, flows: Flows) -> Result<()> {
    if !is_open(sheet, flows) {
        return Ok(());
    }
    if let Some((line, text)) = of_debts(sheet, flows) {
        let problem = Problem::new(Code::OtherList).at("file").fact("line", line);
        return Err(problem.fact("text", text).into());
    }
    let (swapped, field) = match flows {
        Flows::Columns { swapped, .. } => (swapped, "amount_in"),
        Flows::Said { swapped, .. } => (swapped, "direction"),
        Flows::Marked { .. } | Flows::Signed(_) => (false, "amount"),
    };
    if swapped && !is_of_money(sheet, flows) {
        let text = sheet.heading(field).unwrap_or_default().to_owned();
        flows::assume(sheet, field, text);
    }
    Ok(())
}

/// The first row that shows that a file is a ledger of debts: a sale among the debits, a purchase
/// among the credits. Its line, and what it says.
fn of_debts(sheet: &Sheet, flows: Flows) -> Option<(u64, String)> {
    sheet.rows.iter().filter(|row| !sheet.is_own(row)).find_map(|row| {
        let side = side(sheet, row, flows)?;
        let (kind, text) = of_row(sheet, row)?;
        let is_debt = matches!((side, kind), (Out, "sold") | (In, "bought"));
        is_debt.then(|| (row.line, clip(&text, 40).to_owned()))
    })
}

/// Whether a row shows that debit is money in: a receipt among the debits, or money out among the
/// credits.
fn is_of_money(sheet: &Sheet, flows: Flows) -> bool {
    sheet.rows.iter().any(|row| {
        let said = of_row(sheet, row).map(|(kind, _)| kind);
        let side = side(sheet, row, flows);
        matches!((side, said), (Some(Out), Some("money_in")) | (Some(In), Some("money_out")))
    })
}
