//! What accounts and journals must be like.

use crate::error::Code;
use crate::ledger::model::{AccountKind, AccountRole, Side};
use crate::values::{Check, Edit};

/// The most accounts of one call.
pub(crate) const ACCOUNTS_LIMIT: usize = 10_000;
const CODE_LIMIT: usize = 20;
const JOURNAL_CODE_LIMIT: usize = 10;
const NAME_LIMIT: usize = 100;

/// Checks an account's code; returns it trimmed.
pub(crate) fn check_code(check: &mut Check, code: &str) -> String {
    let code = check.text("code", code, CODE_LIMIT);
    let plain = |character: char| character.is_ascii_alphanumeric() || ".-".contains(character);
    check.require(code.chars().all(plain), "code", Code::BadFormat);
    code
}

/// Checks a journal's code; returns it trimmed.
pub(crate) fn check_journal_code(check: &mut Check, code: &str) -> String {
    let code = check.text("code", code, JOURNAL_CODE_LIMIT);
    check.require(code.chars().all(char::is_alphanumeric), "code", Code::BadFormat);
    code
}

/// Checks names in both languages; a blank English one is the Chinese one.
pub(crate) fn check_names(check: &mut Check, zh: &str, en: &str) -> (String, String) {
    let zh = check.text("name_zh", zh, NAME_LIMIT);
    let en = check.optional_text("name_en", Some(en), NAME_LIMIT).unwrap_or_else(|| zh.clone());
    (zh, en)
}

/// Puts new names into an account or journal; an English one that is cleared is the Chinese one.
pub(crate) fn edit_names(
    check: &mut Check,
    (zh, en): (&Option<String>, &Edit<String>),
    name_zh: &mut String,
    name_en: &mut String,
) {
    check.new_text("name_zh", zh.as_ref(), NAME_LIMIT, name_zh);
    let mut own = Some(std::mem::take(name_en));
    check.edited_text("name_en", en, NAME_LIMIT, &mut own);
    *name_en = own.unwrap_or_else(|| name_zh.clone());
}

/// The side on which balances of a kind normally stand.
pub(crate) fn usual_side(kind: AccountKind) -> Side {
    match kind {
        AccountKind::Asset | AccountKind::Cost | AccountKind::Expense => Side::Debit,
        AccountKind::Liability | AccountKind::Equity | AccountKind::Income => Side::Credit,
    }
}

/// Whether an account of this use must be kept by customer or supplier.
pub(crate) fn needs_party(role: AccountRole) -> bool {
    matches!(
        role,
        AccountRole::Receivable
            | AccountRole::Payable
            | AccountRole::CustomerAdvance
            | AccountRole::SupplierAdvance
    )
}
