//! The ledger's only write door: posting a batch of entries.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::access::permission::slugs;
use crate::access::permit::Permit;
use crate::command::Tx;
use crate::error::{Error, Result};
use crate::store::Conn;

slugs! {
    /// What the engine uses an account for; each chart says which account it is.
    AccountRole {
        /// What customers owe (应收账款); party-controlled.
        Receivable "receivable",
        /// What is owed to suppliers (应付账款); party-controlled.
        Payable "payable",
        /// Sales of goods (主营业务收入).
        Revenue "revenue",
        /// Sales of services.
        ServiceRevenue "service_revenue",
        /// Tax on sales (销项税额).
        OutputTax "output_tax",
        /// Tax on purchases (进项税额).
        InputTax "input_tax",
        /// Goods bought (库存商品).
        Purchases "purchases",
        /// Cash in hand (库存现金).
        Cash "cash",
        /// Money at the bank (银行存款).
        Bank "bank",
    }
}

/// The document behind an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Source {
    /// `invoice`, `payment` …
    pub(crate) kind: &'static str,
    /// Its id.
    pub(crate) id: i64,
}

/// An entry to be posted, in minor units and resolved ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DraftEntry {
    /// The code of the journal; none for the book's first.
    pub(crate) journal: Option<String>,
    /// Its date.
    pub(crate) on: NaiveDate,
    /// What it is about (摘要).
    pub(crate) summary: String,
    /// How many papers are attached (附件张数).
    pub(crate) attachments: i64,
    /// The document behind it.
    pub(crate) source: Option<Source>,
    /// The entry it reverses.
    pub(crate) reverses: Option<i64>,
    /// Its lines.
    pub(crate) postings: Vec<DraftPosting>,
}

/// One line of a [`DraftEntry`]: exactly one of debit and credit is not zero; negative is red.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DraftPosting {
    /// The account's id.
    pub(crate) account: i64,
    /// The customer or supplier, for party-controlled accounts.
    pub(crate) party: Option<i64>,
    /// Debit in minor units.
    pub(crate) debit: i64,
    /// Credit in minor units.
    pub(crate) credit: i64,
    /// A note on the line.
    pub(crate) memo: Option<String>,
}

/// What came of posting an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PostedEntry {
    /// Its id.
    pub(crate) id: i64,
    /// Its number in the journal and period.
    pub(crate) number: i64,
}

/// Posts entries: checks all of them, numbers them, writes them and their balances, and notes them
/// in the change log. All or none.
pub(crate) fn post_entries(
    _permit: &Permit,
    _tx: &mut Tx<'_>,
    _entries: Vec<DraftEntry>,
) -> Result<Vec<PostedEntry>> {
    Err(Error::internal("posting is not built yet"))
}

/// Posts the red reversal of entries on a date, in the order of `ids`.
pub(crate) fn reverse_entries(
    _permit: &Permit,
    _tx: &mut Tx<'_>,
    _ids: &[i64],
    _on: NaiveDate,
    _summary: &str,
) -> Result<Vec<PostedEntry>> {
    Err(Error::internal("posting is not built yet"))
}

/// The account of every role that the chart fills.
pub(crate) fn load_role_accounts(
    _conn: &mut Conn,
    _book: i64,
) -> Result<BTreeMap<AccountRole, i64>> {
    Err(Error::internal("posting is not built yet"))
}
