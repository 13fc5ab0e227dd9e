//! What a row says of its side: an account, a type of document, debit or credit.

use crate::billing::open_items::model::{OpenKind, Side};
use crate::error::{Code, Problem};
use crate::exchange::clean::{self, Value};
use crate::exchange::meanings::{self, folded};

/// What an account or the type of a document says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Type {
    /// On which side, if it says that.
    pub(super) side: Option<Side>,
    pub(super) kind: OpenKind,
    /// Whether it is a document that lessens what is owed, whatever sign its amount has.
    pub(super) is_credit_note: bool,
}

/// What an account or a word says: 1122 应收账款, 预收账款-货款, Accounts payable, 收款单.
pub(super) fn side(text: &str) -> Result<Value<Type>, Problem> {
    let word = folded(&clean::code(text).value);
    let bare = word.trim_start_matches(|it: char| it.is_ascii_digit() || " .-_".contains(it));
    let bare = if bare.is_empty() { word.as_str() } else { bare };
    let head = bare.split(['-', '—', '_', '\\', '/', '(']).next().unwrap_or(bare).trim();
    let (receivable, payable) = (Some(Side::Receivable), Some(Side::Payable));
    let (debt, credit) = (OpenKind::Debt, OpenKind::Credit);
    let of = |side, kind, is_credit_note| Type { side, kind, is_credit_note };
    let typed = || meanings::whole("opening_type", bare);
    let value = match meanings::whole("account", head).or_else(typed) {
        Some("receivable") => of(receivable, debt, false),
        Some("payable") => of(payable, debt, false),
        Some("advance_received") => of(receivable, credit, false),
        Some("advance_paid") => of(payable, credit, false),
        Some("money_in") => of(receivable, credit, true),
        Some("money_out") => of(payable, credit, true),
        Some("sold_back") => of(receivable, credit, true),
        Some("bought_back") => of(payable, credit, true),
        Some("debt") => of(None, debt, false),
        Some("credit") => of(None, credit, true),
        _ => return Err(Problem::new(Code::BadChoice)),
    };
    Ok(Value { value, notes: Vec::new() })
}

/// The side of the ledger that a cell names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Debit,
    Credit,
    /// 平: nothing is open.
    Even,
}

pub(super) fn direction(text: &str) -> Result<Value<Direction>, Problem> {
    let word = folded(&clean::code(text).value);
    let value = match word.as_str() {
        "借" | "借方" | "debit" | "dr" | "d" => Direction::Debit,
        "贷" | "贷方" | "credit" | "cr" | "c" => Direction::Credit,
        "平" | "持平" | "even" | "flat" | "zero" | "0" => Direction::Even,
        _ => return Err(Problem::new(Code::BadChoice)),
    };
    Ok(Value { value, notes: Vec::new() })
}
