//! Accounts, journals, entries and balances as hosts see them. Amounts are in the book's currency;
//! a balance is debit less credit, so a credit balance is negative.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::values::{
    AccountId, Condition, CustomerId, Edit, EntryId, JournalId, OperatorId, Page, Period, edits,
    slugs,
};

slugs! {
    /// What the engine uses an account for; each chart says which account it is.
    AccountRole {
        /// What customers owe (应收账款); party-controlled.
        Receivable "receivable",
        /// What is owed to suppliers (应付账款); party-controlled.
        Payable "payable",
        /// What customers paid before anything was sold to them (预收账款); party-controlled.
        CustomerAdvance "customer_advance",
        /// What suppliers were paid before anything was bought of them (预付账款);
        /// party-controlled.
        SupplierAdvance "supplier_advance",
        /// The counterpart of what was owed when the book began (期初).
        OpeningBalance "opening_balance",
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

slugs! {
    /// What kind of thing an account keeps.
    AccountKind {
        /// What the company has (资产).
        Asset "asset",
        /// What it owes (负债).
        Liability "liability",
        /// What belongs to its owners (所有者权益).
        Equity "equity",
        /// What goes into products and projects (成本).
        Cost "cost",
        /// What it earns (损益, income).
        Income "income",
        /// What it uses up (损益, expense).
        Expense "expense",
    }
}

slugs! {
    /// A side of an account.
    Side {
        /// Debit (借).
        Debit "debit",
        /// Credit (贷).
        Credit "credit",
    }
}

slugs! {
    /// What kind of money an account keeps.
    CashKind {
        /// Cash in hand and the like.
        Cash "cash",
        /// Money at a bank.
        Bank "bank",
    }
}

/// A node of the chart of accounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The id.
    pub id: AccountId,
    /// The code, unique in the book.
    pub code: String,
    /// The name in Chinese.
    pub name_zh: String,
    /// The name in English.
    pub name_en: String,
    /// What kind of thing it keeps; the same as its parent's.
    pub kind: AccountKind,
    /// The side on which its balance normally stands.
    pub side: Side,
    /// The code of the account above it.
    pub parent: Option<String>,
    /// Whether it has no sub-accounts and so takes postings.
    pub leaf: bool,
    /// Whether every posting names a customer or supplier.
    pub party_control: bool,
    /// What kind of money it keeps, if any.
    pub cash: Option<CashKind>,
    /// Whether it is in use; a retired account takes no new postings.
    pub active: bool,
    /// Moves with every change.
    pub version: i64,
}

/// An account to be added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewAccount {
    /// The code, unique in the book: 1 to 20 letters, digits, dots and dashes.
    pub code: String,
    /// The name in Chinese, up to 100 characters.
    pub name_zh: String,
    /// The name in English, up to 100 characters; the Chinese one when blank.
    #[serde(default)]
    pub name_en: String,
    /// The code of the account above it, which may be one of the same call; none for the top.
    pub parent: Option<String>,
    /// What kind of thing it keeps: required at the top, otherwise the parent's.
    pub kind: Option<AccountKind>,
    /// The side on which its balance normally stands; the parent's by default, at the top debit for
    /// assets, cost and expense.
    pub side: Option<Side>,
    /// Whether every posting names a customer or supplier; the parent's by default.
    pub party_control: Option<bool>,
    /// What kind of money it keeps; the parent's by default.
    pub cash: Option<CashKind>,
}

impl NewAccount {
    /// A sub-account that takes everything but code and name from its parent.
    #[must_use]
    pub fn below(parent: &str, code: &str, name: &str) -> Self {
        Self {
            code: code.to_owned(),
            name_zh: name.to_owned(),
            name_en: name.to_owned(),
            parent: Some(parent.to_owned()),
            kind: None,
            side: None,
            party_control: None,
            cash: None,
        }
    }
}

edits! {
    /// New values for an account.
    AccountEdit {
        /// The name in Chinese.
        name_zh: Option<String>,
        /// The name in English; cleared: the Chinese one.
        name_en: Edit<String>,
        /// Whether every posting names a customer or supplier; only while it has no postings.
        party_control: Option<bool>,
        /// Whether it is in use.
        active: Option<bool>,
    }
}

/// Which account the engine uses for what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleAccount {
    /// What for.
    pub role: AccountRole,
    /// The account's code.
    pub account: String,
}

/// A voucher word (凭证字): entries are numbered per journal and month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Journal {
    /// The id.
    pub id: JournalId,
    /// The code, which stands before the number: 记 in 记-5.
    pub code: String,
    /// The name in Chinese.
    pub name_zh: String,
    /// The name in English.
    pub name_en: String,
    /// Whether it takes new entries.
    pub active: bool,
    /// Moves with every change.
    pub version: i64,
}

/// A journal to be added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewJournal {
    /// The code: 1 to 10 letters and digits of any script; unique in the book.
    pub code: String,
    /// The name in Chinese, up to 100 characters.
    pub name_zh: String,
    /// The name in English, up to 100 characters; the Chinese one when blank.
    #[serde(default)]
    pub name_en: String,
}

edits! {
    /// New values for a journal.
    JournalEdit {
        /// The name in Chinese.
        name_zh: Option<String>,
        /// The name in English; cleared: the Chinese one.
        name_en: Edit<String>,
        /// Whether it takes new entries.
        active: Option<bool>,
    }
}

/// An entry to be posted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewJournalEntry {
    /// The code of the journal; none for the book's first one in use.
    pub journal: Option<String>,
    /// Its date, years 1000 to 9999.
    pub on: NaiveDate,
    /// What it is about (摘要), 1 to 200 characters.
    pub summary: String,
    /// How many papers are attached (附件张数), 0 to 9,999.
    pub attachments: i64,
    /// Its lines, 2 to 10,000; debits and credits are equal to the minor unit.
    pub postings: Vec<NewPosting>,
}

/// A line of an entry to be posted: exactly one of debit and credit, and not zero. A negative
/// amount is a red one (红字): it takes back on the same side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPosting {
    /// The code of an account without sub-accounts.
    pub account: String,
    /// The debit.
    pub debit: Option<Decimal>,
    /// The credit.
    pub credit: Option<Decimal>,
    /// The customer or supplier, for accounts kept by them.
    pub party: Option<CustomerId>,
    /// A note on the line, up to 500 characters.
    pub memo: Option<String>,
}

impl NewPosting {
    /// A debit.
    #[must_use]
    pub fn debit(account: &str, amount: Decimal) -> Self {
        Self {
            account: account.to_owned(),
            debit: Some(amount),
            credit: None,
            party: None,
            memo: None,
        }
    }

    /// A credit.
    #[must_use]
    pub fn credit(account: &str, amount: Decimal) -> Self {
        Self { debit: None, credit: Some(amount), ..Self::debit(account, amount) }
    }

    /// The same line with a customer or supplier.
    #[must_use]
    pub fn with(self, party: CustomerId) -> Self {
        Self { party: Some(party), ..self }
    }
}

/// What came of posting an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryReceipt {
    /// The entry's id.
    pub id: EntryId,
    /// Its month.
    pub period: Period,
    /// Its number in the journal and month: 1, 2, 3 … without gaps.
    pub number: i64,
    /// Journal and number as people write them, such as `记-5`.
    pub label: String,
}

/// The document behind an entry.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EntrySource {
    /// `invoice`, `payment` …
    pub kind: String,
    /// Its id.
    pub id: i64,
}

/// A voucher, as posted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalEntry {
    /// The id.
    pub id: EntryId,
    /// The code of its journal.
    pub journal: String,
    /// Its month.
    pub period: Period,
    /// Its number in the journal and month.
    pub number: i64,
    /// Journal and number as people write them, such as `记-5`.
    pub label: String,
    /// Its date.
    pub on: NaiveDate,
    /// What it is about (摘要).
    pub summary: String,
    /// How many papers are attached.
    pub attachments: i64,
    /// The document behind it, if it was not posted by hand.
    pub source: Option<EntrySource>,
    /// The entry it reverses.
    pub reverses: Option<EntryId>,
    /// The entry that reverses it.
    pub reversed_by: Option<EntryId>,
    /// When it was posted.
    pub posted_at: DateTime<Utc>,
    /// Who posted it (制单).
    pub posted_by: Option<OperatorId>,
    /// Who reviewed it (审核).
    pub reviewed_by: Option<OperatorId>,
    /// When it was reviewed.
    pub reviewed_at: Option<DateTime<Utc>>,
    /// Its digest (hexadecimal SHA-256); the change log holds the same.
    pub digest: String,
    /// Its lines.
    pub postings: Vec<Posting>,
}

/// A line of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posting {
    /// Its place in the entry: 1, 2, 3 …
    pub line: i64,
    /// The account's code.
    pub account: String,
    /// The account's name in Chinese.
    pub name_zh: String,
    /// The account's name in English.
    pub name_en: String,
    /// The customer or supplier.
    pub party: Option<CustomerId>,
    /// The debit; zero on a credit line.
    pub debit: Decimal,
    /// The credit; zero on a debit line.
    pub credit: Decimal,
    /// A note on the line.
    pub memo: Option<String>,
}

/// Which entries are wanted; all conditions together.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct EntryFilter {
    /// On this day or later.
    pub from: Option<NaiveDate>,
    /// On this day or earlier.
    pub to: Option<NaiveDate>,
    /// In the journal with this code.
    pub journal: Option<String>,
    /// With a line on the account with this code or one below it.
    pub account: Option<String>,
    /// With a line on this customer or supplier.
    pub party: Option<CustomerId>,
    /// With this text in the summary.
    pub text: Option<String>,
    /// Of this document.
    pub source: Option<EntrySource>,
    /// Reviewed, or not.
    pub reviewed: Option<bool>,
    /// Conditions on any column that the list can be sorted by; at most 20.
    pub conditions: Vec<Condition>,
}

slugs! {
    /// What a list of entries is sorted and filtered by. Entries without a value come last, ties go
    /// by id.
    #[derive(Default)]
    EntrySort {
        /// The day.
        #[default]
        On "on",
        /// The number within its journal and period.
        Number "number",
        /// What it is about, by code point.
        Summary "summary",
        /// How many attachments it has.
        Attachments "attachments",
        /// When it was posted.
        PostedAt "posted_at",
        /// The id of who posted it.
        PostedBy "posted_by",
    }
}

/// What a register shows: an account (with those below it), a party, or a party on an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterOptions {
    /// The account's code.
    pub account: Option<String>,
    /// The customer or supplier.
    pub party: Option<CustomerId>,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

/// A page of an account's or a party's movements (明细账).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Register {
    /// The balance before the first row of this page.
    pub opening: Decimal,
    /// The rows, oldest first.
    pub rows: Page<RegisterRow>,
    /// The balance at the end of the last day asked for, whatever the page.
    pub closing: Decimal,
}

/// A movement in a register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterRow {
    /// The entry.
    pub entry: EntryId,
    /// The line in the entry.
    pub line: i64,
    /// The entry's date.
    pub on: NaiveDate,
    /// Journal and number, such as `记-5`.
    pub label: String,
    /// What the entry is about.
    pub summary: String,
    /// The account's code.
    pub account: String,
    /// The customer or supplier.
    pub party: Option<CustomerId>,
    /// The debit.
    pub debit: Decimal,
    /// The credit.
    pub credit: Decimal,
    /// The balance after this row: debit less credit.
    pub balance: Decimal,
    /// A note on the line.
    pub memo: Option<String>,
}

/// A balance at the end of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balance {
    /// All debits until then.
    pub debit: Decimal,
    /// All credits until then.
    pub credit: Decimal,
    /// Debit less credit.
    pub balance: Decimal,
}

/// The balance of a party on an account at the end of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartyBalance {
    /// The account's code.
    pub account: String,
    /// The customer or supplier.
    pub party: CustomerId,
    /// Debit less credit.
    pub balance: Decimal,
}

/// What [`crate::ledger::Ledger::verify`] found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerVerification {
    /// How many entries were read.
    pub entries: i64,
    /// How many postings were read.
    pub postings: i64,
    /// What differs; empty when the books are whole. At most 1,000 findings are told.
    pub findings: Vec<crate::log::Finding>,
}

/// Journal and number as people write them: `记-5`.
pub(crate) fn label(journal: &str, number: i64) -> String {
    let mut label = String::with_capacity(journal.len() + 8);
    label.push_str(journal);
    label.push('-');
    label.push_str(&number.to_string());
    label
}
