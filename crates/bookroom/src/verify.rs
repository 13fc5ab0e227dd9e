//! Verification of a whole book: everything that can be recomputed is, every record is compared
//! with what its changes lead to, and what differs is named.

mod chain;
mod counters;
mod free;
mod host;
mod records;
mod store;

use serde::{Deserialize, Serialize};

pub use free::{FREE, Free};
pub(crate) use host::verify_alone;

use crate::changes;
use crate::changes::model::{Finding, FindingKind, Head, Subject};
use crate::error::{Code, Error, Result};
use crate::rights::permission::Permission;
use crate::work::{Session, Verified, Verify, View};

/// What the verification of a book found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    /// How many changes of the log were read and hashed.
    pub changes: i64,
    /// How many records were compared, field by field, with what their changes lead to.
    pub records: i64,
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
    /// What differs; empty when the book is whole. After ten thousand no more are told.
    pub findings: Vec<Finding>,
}

impl Session {
    /// Verifies the whole book: the change log's chain (and, with `known`, that it still holds a
    /// head that was exported); every record, field by field, against what its changes lead to,
    /// whether one is missing or was made by no change; every entry, number, digest and balance of
    /// the ledger; every document and payment against the entries and allocations behind it; the
    /// control accounts against the documents; the trees of accounts and dictionaries; and every
    /// counter. What may change without a change of the log is listed in [`FREE`], with the reason.
    ///
    /// Values of fields that the operator may not see, and personal ones, are not told.
    ///
    /// # Errors
    /// `not_permitted` without the permissions to see the change log, the ledger, dictionaries, and
    /// all invoices and payments; `within_callback` from a rule or callback, which sees a book in
    /// the midst of a change. What differs, or cannot be read, is not an error but a finding.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let head = session.changes().head()?; // kept elsewhere
    /// assert!(session.verify_against(Some(&head))?.findings.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn verify_against(&self, known: Option<&Head>) -> Result<Verification> {
        self.refuse_within()?;
        self.read_damaged(Permission::ChangesView, |view| verify(view, known))
    }

    /// As [`Session::verify_against`], without an exported head.
    ///
    /// # Errors
    /// As [`Session::verify_against`].
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// assert!(session.verify()?.findings.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn verify(&self) -> Result<Verification> {
        self.verify_against(None)
    }
}

fn verify(view: &mut View<'_>, known: Option<&Head>) -> Result<Verification> {
    let areas: Vec<&'static Verify> =
        view.cards.iter().filter_map(|card| card.verify.as_ref()).collect();
    for area in &areas {
        view.require_all(area.needs)?;
    }
    let mut verified = Verified::default();
    let head = changes::verify::verify_chain(view, known, &mut verified.findings)?;
    chain::check_requests(view, &mut verified.findings)?;
    let records = records::check(view, &mut verified.findings)?;
    for area in areas {
        let done = (area.run)(view, &mut verified);
        survive(view, done, &mut verified.findings)?;
    }
    let done = counters::check(view, &mut verified.findings);
    survive(view, done, &mut verified.findings)?;
    let Verified { counts, findings } = verified;
    let count = |kind| counts.get(kind).copied().unwrap_or(0);
    Ok(Verification {
        changes: head.seq,
        records,
        entries: count("entry"),
        postings: count("posting"),
        documents: count("invoice"),
        payments: count("payment"),
        head,
        findings,
    })
}

/// Whether an error says that something in the store is not what it must be.
fn is_damage(error: &Error) -> bool {
    matches!(error.code(), Code::Corrupt | Code::Internal | Code::OutOfRange)
}

/// A part of the verification that something unreadable stopped is a finding: the others go on.
fn survive(view: &View<'_>, done: Result<()>, findings: &mut Vec<Finding>) -> Result<()> {
    match done {
        Err(error) if is_damage(&error) => {
            let subject = Subject::new("book", view.book_id());
            findings.push(unreadable(subject, &error));
            Ok(())
        }
        other => other,
    }
}

fn unreadable(subject: Subject, error: &Error) -> Finding {
    let path = error.problems().first().map(|problem| problem.path.clone()).unwrap_or_default();
    let found = error.code().slug();
    Finding::new(FindingKind::Unreadable, subject, "a value of its type", found).at(path)
}
