//! The double-entry ledger: chart of accounts, journals, entries, balances.
//!
//! Entries are written once. What was wrong is reversed by a red entry, negative on the same side,
//! and posted anew.

pub(crate) mod card;
pub(crate) mod chart;
pub mod charts;
pub mod commands;
pub(crate) mod digest;
mod founding;
pub mod model;
pub(crate) mod posting;
pub(crate) mod queries;
pub(crate) mod rules;
mod set_up;
pub(crate) mod store;
mod subledger;
mod tree;
mod verify;

use chrono::NaiveDate;

use crate::error::{Error, Result};
use crate::rights::permission::Permission;
use crate::values::{CustomerId, EntryId, Page, PageRequest};
use crate::work::Session;

use commands::{PostEntries, ReverseEntries, ReviewEntries, WithdrawReviews};
use model::{
    Balance, EntryFilter, EntryReceipt, EntrySort, JournalEntry, LedgerVerification,
    NewJournalEntry, PartyBalance, Register, RegisterOptions,
};

pub(crate) use model::{AccountKind, AccountRole};
pub(crate) use posting::{
    DraftEntry, DraftPosting, Source, keep_role_accounts, post_entries, reverse_entries,
};
pub(crate) use rules::entries::AMOUNT_LIMIT;
pub(crate) use store::parties::{
    load_all_merged as merged_parties, sum_again as sum_parties_again,
};
pub(crate) use subledger::{Place, Subledger, load_subledgers};
pub(crate) use verify::verify_digests;

/// The ledger of a book.
pub struct Ledger<'s> {
    session: &'s Session,
}

impl Session {
    /// The ledger: accounts, journals, entries, balances.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = &office.session;
    /// let cash = session.ledger().balance("1001", office.today)?;
    /// assert_eq!(cash.balance, "500".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn ledger(&self) -> Ledger<'_> {
        Ledger { session: self }
    }
}

impl<'s> Ledger<'s> {
    /// Posts an entry. A posted entry never changes; it is corrected by [`Ledger::reverse`] and a
    /// new one.
    ///
    /// # Errors
    /// As [`Ledger::post_many`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::ledger::model::{NewJournalEntry, NewPosting};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let amount = "500".parse()?;
    /// let receipt = session.ledger().post(NewJournalEntry {
    ///     journal: None, // the first one in use
    ///     on: "2026-06-30".parse()?,
    ///     summary: "提现".into(),
    ///     attachments: 1,
    ///     postings: vec![NewPosting::debit("1001", amount), NewPosting::credit("1002", amount)],
    /// })?;
    /// assert_eq!(receipt.label, "记-4");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn post(&self, entry: NewJournalEntry) -> Result<EntryReceipt> {
        first(self.post_many(vec![entry])?)
    }

    /// Posts entries, all or none; they are numbered in the order given.
    ///
    /// # Errors
    /// `not_permitted`; every violation of every entry at once: `too_few_postings`, `one_sided`,
    /// `not_balanced`, `unknown_reference`, `not_postable`, `retired`, `party_required`,
    /// `party_not_allowed`, `too_many_decimals`, `out_of_range`, `bad_date`, `required`,
    /// `too_long`, `bad_character`, `too_many`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::ledger::model::{NewJournalEntry, NewPosting};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let amount = "15000".parse()?;
    /// let entry = |summary: &str, debit: &str, credit: &str| NewJournalEntry {
    ///     journal: None,
    ///     on: office.today,
    ///     summary: summary.into(),
    ///     attachments: 0,
    ///     postings: vec![NewPosting::debit(debit, amount), NewPosting::credit(credit, amount)],
    /// };
    /// let wages = entry("计提工资", "560201", "221101");
    /// let paid = entry("发放工资", "221101", "1002");
    /// assert_eq!(session.ledger().post_many(vec![wages, paid])?.len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn post_many(&self, entries: Vec<NewJournalEntry>) -> Result<Vec<EntryReceipt>> {
        self.session.run(PostEntries { entries })
    }

    /// Posts the red reversal of an entry: the same lines, negative, on the same side.
    ///
    /// # Errors
    /// As [`Ledger::reverse_many`].
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, entry) = (office.session, office.entry);
    /// let red = session.ledger().reverse(entry, "2026-06-30".parse()?, None)?;
    /// let red = session.ledger().entry(red.id)?;
    /// assert_eq!((red.reverses, red.postings[0].debit), (Some(entry), "-500".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn reverse(
        &self,
        id: EntryId,
        on: NaiveDate,
        summary: Option<String>,
    ) -> Result<EntryReceipt> {
        first(self.reverse_many(vec![id], on, summary)?)
    }

    /// Posts the red reversals of entries, all or none.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `already_reversed`, `wrong_state` for a reversal,
    /// `of_document` for an entry of a document (credit the invoice, cancel the payment: that posts
    /// the red entry), `date_order` before the entry's own date, `repeated`, `bad_date`,
    /// `too_long`, `bad_character`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, entry) = (office.session, office.entry);
    /// let summary = Some("冲销".to_owned());
    /// let red = session.ledger().reverse_many(vec![entry], "2026-06-30".parse()?, summary)?;
    /// assert_eq!(red.len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn reverse_many(
        &self,
        entries: Vec<EntryId>,
        on: NaiveDate,
        summary: Option<String>,
    ) -> Result<Vec<EntryReceipt>> {
        self.session.run(ReverseEntries { entries, on, summary })
    }

    /// Reviews entries (审核), all or none.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `wrong_state` for one that is reviewed, `maker_is_reviewer`
    /// when the book keeps these duties apart.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, entry) = (office.session, office.entry);
    /// // Who posted it may not review it, unless the book does not keep these duties apart.
    /// let refused = session.ledger().review(vec![entry]).unwrap_err();
    /// assert_eq!(refused.code().slug(), "maker_is_reviewer");
    /// session.access().set_duty_rule("maker_is_not_reviewer", false)?;
    /// assert_eq!(session.ledger().review(vec![entry])?, [entry]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn review(&self, entries: Vec<EntryId>) -> Result<Vec<EntryId>> {
        self.session.run(ReviewEntries { entries })
    }

    /// Takes back the reviews of entries, all or none.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `wrong_state` for one that is not reviewed.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, entry) = (office.session, office.entry);
    /// session.access().set_duty_rule("maker_is_not_reviewer", false)?;
    /// session.ledger().review(vec![entry])?;
    /// session.ledger().withdraw_review(vec![entry])?;
    /// assert_eq!(session.ledger().entry(entry)?.reviewed_by, None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn withdraw_review(&self, entries: Vec<EntryId>) -> Result<Vec<EntryId>> {
        self.session.run(WithdrawReviews { entries })
    }

    /// One entry.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, entry) = (office.session, office.entry);
    /// let voucher = session.ledger().entry(entry)?;
    /// assert_eq!((voucher.summary.as_str(), voucher.postings.len()), ("提现", 2));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn entry(&self, id: EntryId) -> Result<JournalEntry> {
        self.session.read(Permission::LedgerView, |view| queries::entries::entry(view, id))
    }

    /// A page of entries.
    ///
    /// # Errors
    /// `not_permitted`, `not_found` for an unknown account or journal, `bad_date`, `out_of_range`,
    /// `bad_cursor`; `bad_choice` or `wrong_type` for a condition.
    ///
    /// # Examples
    /// ```
    /// use bookroom::ledger::model::{EntryFilter, EntrySort};
    /// use bookroom::values::PageRequest;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, entry) = (office.session, office.entry);
    /// let cash = EntryFilter { account: Some("1001".into()), ..EntryFilter::default() };
    /// let page = PageRequest::default();
    /// let page = session.ledger().entries(&cash, EntrySort::On, true, &page)?;
    /// assert_eq!(page.items[0].id, entry);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn entries(
        &self,
        filter: &EntryFilter,
        sort: EntrySort,
        descending: bool,
        page: &PageRequest,
    ) -> Result<Page<JournalEntry>> {
        self.session.read(Permission::LedgerView, |view| {
            queries::entries::entries(view, filter, sort, descending, page)
        })
    }

    /// The movements of an account or a party with their running balance (明细账), oldest first.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `required` without account and party, `bad_date`,
    /// `date_order`, `out_of_range`, `bad_cursor`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::ledger::model::RegisterOptions;
    /// use bookroom::values::PageRequest;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let options = RegisterOptions {
    ///     account: Some("1122".into()),
    ///     party: Some(customer.id),
    ///     from: "2026-06-01".parse()?,
    ///     to: "2026-06-30".parse()?,
    /// };
    /// let register = session.ledger().register(&options, &PageRequest::default())?;
    /// assert_eq!((register.rows.items.len(), register.closing), (2, "630".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn register(&self, options: &RegisterOptions, page: &PageRequest) -> Result<Register> {
        self.session
            .read(Permission::LedgerView, |view| queries::register::register(view, options, page))
    }

    /// The balance of an account, with those below it, at the end of a day.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `bad_date`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let cash = session.ledger().balance("1001", "2026-06-30".parse()?)?;
    /// assert_eq!(cash.balance, "500".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn balance(&self, account: &str, on: NaiveDate) -> Result<Balance> {
        self.session
            .read(Permission::LedgerView, |view| queries::balances::of_account(view, account, on))
    }

    /// The balance of a customer or supplier at the end of a day, on one account (with those below
    /// it) or on all.
    ///
    /// # Errors
    /// `not_permitted`, `not_found` for an unknown account, `bad_date`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let on = "2026-06-30".parse()?;
    /// let owed = session.ledger().party_balance(Some("1122"), customer.id, on)?;
    /// assert_eq!(owed.balance, "630".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn party_balance(
        &self,
        account: Option<&str>,
        party: CustomerId,
        on: NaiveDate,
    ) -> Result<Balance> {
        self.session.read(Permission::LedgerView, |view| {
            queries::balances::of_party(view, account, party, on)
        })
    }

    /// The customers and suppliers that are not settled at the end of a day, by id and account.
    ///
    /// # Errors
    /// `not_permitted`, `not_found` for an unknown account, `bad_date`, `out_of_range`,
    /// `bad_cursor`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::values::PageRequest;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let (on, page) = ("2026-06-30".parse()?, PageRequest::default());
    /// let owed = session.ledger().party_balances(Some("1122"), on, &page)?;
    /// assert_eq!(owed.items[0].party, customer.id);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn party_balances(
        &self,
        account: Option<&str>,
        on: NaiveDate,
        page: &PageRequest,
    ) -> Result<Page<PartyBalance>> {
        self.session.read(Permission::LedgerView, |view| {
            queries::balances::of_parties(view, account, on, page)
        })
    }

    /// Recomputes everything: every entry balanced, its digest and the log's, numbers without gaps,
    /// balances and party balances equal to their postings, control accounts equal to their
    /// parties, reversals equal to their originals.
    ///
    /// # Errors
    /// `not_permitted`. What differs is not an error but a finding.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// assert!(session.ledger().verify()?.findings.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn verify(&self) -> Result<LedgerVerification> {
        self.session.read(Permission::LedgerView, verify::verify)
    }
}

/// The only outcome of a command that was given one thing.
fn first<T>(outcomes: Vec<T>) -> Result<T> {
    outcomes.into_iter().next().ok_or_else(|| Error::internal("a command gave no outcome"))
}
