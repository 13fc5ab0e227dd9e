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
pub(crate) mod store;
mod subledger;
mod tree;
mod verify;

use chrono::NaiveDate;

use crate::error::{Error, Result};
use crate::rights::permission::Permission;
use crate::values::{AccountId, CustomerId, EntryId, JournalId, Page, PageRequest};
use crate::work::Session;

use commands::{
    AddAccounts, AddJournals, EditAccount, EditJournal, MoveAccount, PostEntries, RemoveAccount,
    RemoveJournal, ReverseEntries, ReviewEntries, SetAccountRole, WithdrawReviews,
};
use model::{
    Account, AccountEdit, Balance, EntryFilter, EntryReceipt, EntrySort, Journal, JournalEdit,
    JournalEntry, LedgerVerification, NewAccount, NewJournal, NewJournalEntry, PartyBalance,
    Register, RegisterOptions, RoleAccount,
};

pub(crate) use model::{AccountKind, AccountRole};
pub(crate) use posting::{
    DraftEntry, DraftPosting, Source, keep_role_accounts, post_entries, reverse_entries,
};
pub(crate) use subledger::{Place, Subledger, load_subledgers};
pub(crate) use verify::verify_digests;

/// The ledger of a book.
pub struct Ledger<'s> {
    session: &'s Session,
}

impl Session {
    /// The ledger: accounts, journals, entries, balances.
    #[must_use]
    pub fn ledger(&self) -> Ledger<'_> {
        Ledger { session: self }
    }
}

impl<'s> Ledger<'s> {
    /// The chart of accounts in tree order: an account, then those below it, by code.
    ///
    /// # Errors
    /// `not_permitted`.
    pub fn accounts(&self) -> Result<Vec<Account>> {
        self.session.read(Permission::LedgerView, queries::accounts)
    }

    /// The account with a code.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`.
    pub fn account(&self, code: &str) -> Result<Account> {
        self.session.read(Permission::LedgerView, |view| queries::account(view, code))
    }

    /// Which account the engine uses for what.
    ///
    /// # Errors
    /// `not_permitted`.
    pub fn account_roles(&self) -> Result<Vec<RoleAccount>> {
        self.session.read(Permission::LedgerView, queries::roles)
    }

    /// Says which account the engine uses for something.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `not_postable`, `retired`, `party_required`,
    /// `party_not_allowed`, `bad_choice` for cash and bank on an account that keeps no money.
    pub fn set_account_role(&self, role: model::AccountRole, account: &str) -> Result<RoleAccount> {
        self.session.run(SetAccountRole { role, account: account.to_owned() })
    }

    /// Adds an account.
    ///
    /// # Errors
    /// As [`Ledger::add_accounts`].
    pub fn add_account(&self, account: NewAccount) -> Result<Account> {
        first(self.add_accounts(vec![account])?)
    }

    /// Adds accounts, all or none. The first sub-account of an account takes over its roles.
    ///
    /// # Errors
    /// `not_permitted`, `required`, `too_long`, `bad_format`, `repeated`, `unknown_reference`,
    /// `retired`, `bad_choice` for a kind other than the parent's, `already_exists`, `in_use` below
    /// an account that has postings.
    pub fn add_accounts(&self, accounts: Vec<NewAccount>) -> Result<Vec<Account>> {
        self.session.run(AddAccounts { accounts })
    }

    /// Changes an account's names, whether it is kept by party, or whether it is in use.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `version_conflict`, `required`, `too_long`; `in_use` when
    /// party control is changed after the first posting, or an account is retired that has a role
    /// or sub-accounts in use; `wrong_state` when one is brought back below a retired one.
    pub fn edit_account(&self, id: AccountId, version: i64, edit: AccountEdit) -> Result<Account> {
        self.session.run(EditAccount { id, version, edit })
    }

    /// Retires an account, which then takes no new postings, or takes it back into use.
    ///
    /// # Errors
    /// As [`Ledger::edit_account`].
    pub fn set_account_active(&self, id: AccountId, version: i64, active: bool) -> Result<Account> {
        self.edit_account(id, version, AccountEdit { active: Some(active), ..Default::default() })
    }

    /// Puts an account, with those below it, below another one or at the top.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `version_conflict`, `cycle`, `bad_choice` below another kind,
    /// `retired`, `in_use` when any of them, or the new parent, has postings.
    pub fn move_account(
        &self,
        id: AccountId,
        version: i64,
        parent: Option<String>,
    ) -> Result<Account> {
        self.session.run(MoveAccount { id, version, parent })
    }

    /// Removes an account that was never used.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `version_conflict`, `in_use` with postings, sub-accounts, a
    /// role or a product.
    pub fn remove_account(&self, id: AccountId, version: i64) -> Result<Account> {
        self.session.run(RemoveAccount { id, version })
    }

    /// All journals; the first one in use is the usual one.
    ///
    /// # Errors
    /// `not_permitted`.
    pub fn journals(&self) -> Result<Vec<Journal>> {
        self.session.read(Permission::LedgerView, queries::journals)
    }

    /// Adds a journal.
    ///
    /// # Errors
    /// `not_permitted`, `required`, `too_long`, `bad_format`, `already_exists`.
    pub fn add_journal(&self, journal: NewJournal) -> Result<Journal> {
        first(self.session.run(AddJournals { journals: vec![journal] })?)
    }

    /// Renames a journal, or retires it and brings it back.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `version_conflict`, `required`, `too_long`, `in_use` for the
    /// last one in use.
    pub fn edit_journal(&self, id: JournalId, version: i64, edit: JournalEdit) -> Result<Journal> {
        self.session.run(EditJournal { id, version, edit })
    }

    /// Removes a journal without entries.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `version_conflict`, `in_use`.
    pub fn remove_journal(&self, id: JournalId, version: i64) -> Result<Journal> {
        self.session.run(RemoveJournal { id, version })
    }

    /// Posts an entry. A posted entry never changes; it is corrected by [`Ledger::reverse`] and a
    /// new one.
    ///
    /// # Errors
    /// As [`Ledger::post_many`].
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
    pub fn post_many(&self, entries: Vec<NewJournalEntry>) -> Result<Vec<EntryReceipt>> {
        self.session.run(PostEntries { entries })
    }

    /// Posts the red reversal of an entry: the same lines, negative, on the same side.
    ///
    /// # Errors
    /// As [`Ledger::reverse_many`].
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
    /// `not_permitted`, `not_found`, `already_reversed`, `wrong_state` for a reversal and for an
    /// entry of a document (which its document reverses), `date_order` before the entry's own date,
    /// `repeated`, `bad_date`, `too_long`, `bad_character`.
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
    pub fn review(&self, entries: Vec<EntryId>) -> Result<Vec<EntryId>> {
        self.session.run(ReviewEntries { entries })
    }

    /// Takes back the reviews of entries, all or none.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `wrong_state` for one that is not reviewed.
    pub fn withdraw_review(&self, entries: Vec<EntryId>) -> Result<Vec<EntryId>> {
        self.session.run(WithdrawReviews { entries })
    }

    /// One entry.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`.
    pub fn entry(&self, id: EntryId) -> Result<JournalEntry> {
        self.session.read(Permission::LedgerView, |view| queries::entries::entry(view, id))
    }

    /// A page of entries.
    ///
    /// # Errors
    /// `not_permitted`, `not_found` for an unknown account or journal, `bad_date`, `out_of_range`,
    /// `bad_cursor`; `bad_choice` or `wrong_type` for a condition.
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
    pub fn register(&self, options: &RegisterOptions, page: &PageRequest) -> Result<Register> {
        self.session
            .read(Permission::LedgerView, |view| queries::register::register(view, options, page))
    }

    /// The balance of an account, with those below it, at the end of a day.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `bad_date`.
    pub fn balance(&self, account: &str, on: NaiveDate) -> Result<Balance> {
        self.session
            .read(Permission::LedgerView, |view| queries::balances::of_account(view, account, on))
    }

    /// The balance of a customer or supplier at the end of a day, on one account (with those below
    /// it) or on all.
    ///
    /// # Errors
    /// `not_permitted`, `not_found` for an unknown account, `bad_date`.
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
    pub fn verify(&self) -> Result<LedgerVerification> {
        self.session.read(Permission::LedgerView, verify::verify)
    }
}

/// The only outcome of a command that was given one thing.
fn first<T>(outcomes: Vec<T>) -> Result<T> {
    outcomes.into_iter().next().ok_or_else(|| Error::internal("a command gave no outcome"))
}
