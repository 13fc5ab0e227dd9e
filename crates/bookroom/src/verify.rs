//! Verification of a whole book: everything that can be recomputed is, and what differs is named.

use serde::{Deserialize, Serialize};

use crate::changes;
use crate::changes::model::{Finding, Head};
use crate::error::Result;
use crate::rights::permission::Permission;
use crate::work::{Session, Verified};

/// What the verification of a book found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    /// How many changes of the log were read and hashed.
    pub changes: i64,
    /// How many journal entries were checked: balance, number, digest.
    pub entries: i64,
    /// How many postings were summed against the balances.
    pub postings: i64,
    /// How many invoices and credit notes were checked.
    pub documents: i64,
    /// How many payments were checked.
    pub payments: i64,
    /// The head of the change log. Keep it outside the store and give it to the next verification.
    pub head: Head,
    /// What differs; empty when the book is whole.
    pub findings: Vec<Finding>,
}

impl Session {
    /// Verifies the whole book: the change log's chain (and, with `known`, that it still holds a
    /// head that was exported), every entry, number, digest and balance of the ledger, every
    /// document and payment against the entries and allocations behind it, and the control accounts
    /// against the documents.
    ///
    /// # Errors
    /// `not_permitted` without the permissions to see the change log, the ledger, invoices and
    /// payments; `within_callback` from a rule or callback, which sees a book in the midst of a
    /// change. What differs is not an error but a finding.
    pub fn verify_against(&self, known: Option<&Head>) -> Result<Verification> {
        self.refuse_within()?;
        let areas = || self.room.cards.iter().filter_map(|card| card.verify.as_ref());
        self.read(Permission::ChangesView, |view| {
            for area in areas() {
                view.scope_of(area.needs)?;
            }
            let mut verified = Verified::default();
            let head = changes::verify::verify_chain(view, known, &mut verified.findings)?;
            for area in areas() {
                (area.run)(view, &mut verified)?;
            }
            let Verified { counts, findings } = verified;
            let count = |kind| counts.get(kind).copied().unwrap_or(0);
            Ok(Verification {
                changes: head.seq,
                entries: count("entry"),
                postings: count("posting"),
                documents: count("invoice"),
                payments: count("payment"),
                head,
                findings,
            })
        })
    }

    /// As [`Session::verify_against`], without an exported head.
    ///
    /// # Errors
    /// As [`Session::verify_against`].
    pub fn verify(&self) -> Result<Verification> {
        self.verify_against(None)
    }
}
