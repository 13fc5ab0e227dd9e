//! The change log: audit trail, history of each record, ordered feed, and proof that nothing was
//! tampered with.

pub mod commands;
pub mod feed;
pub mod listeners;
pub mod model;
mod rules;
pub(crate) mod store;
pub(crate) mod verify;

use std::time::Duration;

use commands::ErasePersonal;
use model::{Change, Head, LogVerification, Subject};

use crate::error::Result;
use crate::rights::permission::Permission;
use crate::values::{Page, PageRequest};
use crate::work::Session;

/// The change log of a book.
pub struct Changes<'s> {
    session: &'s Session,
}

impl Session {
    /// The change log.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// assert_eq!(session.changes().after(0, 1)?[0].action, "book.create");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn changes(&self) -> Changes<'_> {
        Changes { session: self }
    }
}

impl<'s> Changes<'s> {
    /// The history of one record, oldest first, with that of the files on it. Fields hidden from
    /// the operator are withheld; a record that the operator may not see has none.
    ///
    /// # Errors
    /// `not_permitted`, `out_of_range`, `bad_cursor`; `bad_choice` for a kind of record that there
    /// is not, with those there are.
    ///
    /// # Examples
    /// ```
    /// use bookroom::changes::model::Subject;
    /// use bookroom::values::PageRequest;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let subject = Subject::new("customer", customer.id);
    /// let history = session.changes().history(&subject, &PageRequest::default())?;
    /// assert_eq!(history.items[0].action, "customers.add");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn history(&self, subject: &Subject, page: &PageRequest) -> Result<Page<Change>> {
        self.session.read(Permission::ChangesView, |view| feed::history(view, subject, page))
    }

    /// The changes after `seq` (0 for the beginning), in order, at most `limit` (1 to 1000). Those
    /// of records that the operator may not see are left out: go on after the last that came.
    ///
    /// # Errors
    /// `not_permitted`, `out_of_range`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let head = session.changes().head()?;
    /// let last = session.changes().after(head.seq - 1, 100)?;
    /// assert_eq!(last[0].seq, head.seq);
    /// assert!(session.changes().after(head.seq, 100)?.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn after(&self, seq: i64, limit: u32) -> Result<Vec<Change>> {
        self.look_after(seq, limit).map(|(changes, _)| changes)
    }

    /// As [`Changes::after`], but waits up to `timeout` until there is one.
    ///
    /// # Errors
    /// As [`Changes::after`]; `store_closed` when the store is shut down meanwhile;
    /// `within_callback` from a rule or callback, since nothing can be committed until it returns.
    ///
    /// # Examples
    /// ```
    /// use std::time::Duration;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let seen = session.changes().head()?.seq;
    /// session.customers().tag(vec![customer.id], vec!["老客户".into()])?;
    /// let changes = session.changes().wait(seen, 100, Duration::from_secs(5))?;
    /// assert_eq!(changes[0].action, "customers.tag");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn wait(&self, seq: i64, limit: u32, timeout: Duration) -> Result<Vec<Change>> {
        self.session.refuse_within()?;
        // What was looked at and not shown is not looked at again.
        let mut from = seq;
        self.session
            .room
            .bell
            .wait_for(timeout, || {
                let (changes, seen) = self.look_after(from, limit)?;
                from = seen;
                Ok((!changes.is_empty()).then_some(changes))
            })
            .map(Option::unwrap_or_default)
    }

    fn look_after(&self, seq: i64, limit: u32) -> Result<(Vec<Change>, i64)> {
        self.session.read(Permission::ChangesView, |view| feed::after(view, seq, limit))
    }

    /// The newest number and hash. Keep it outside the store: [`Changes::verify`] against it later
    /// finds even a log that was rewritten as a whole.
    ///
    /// # Errors
    /// `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let head = session.changes().head()?; // keep it elsewhere
    /// assert!(session.changes().verify(Some(&head))?.findings.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn head(&self) -> Result<Head> {
        self.session.read(Permission::ChangesView, feed::head)
    }

    /// Reads the whole log and every journal entry and recomputes their hashes; with `known`, also
    /// whether the log still holds the head that was exported then.
    ///
    /// # Errors
    /// `not_permitted` without the permissions to see the change log and the ledger. What differs
    /// is not an error but a finding.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let checked = session.changes().verify(None)?;
    /// assert!(checked.findings.is_empty());
    /// assert_eq!(checked.head, session.changes().head()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn verify(&self, known: Option<&Head>) -> Result<LogVerification> {
        self.session.refuse_within()?;
        self.session.read(Permission::ChangesView, |view| {
            // It tells of entries, too.
            view.scope_of(Permission::LedgerView)?;
            verify::verify(view, known)
        })
    }

    /// Erases the personal values of a record from its history (all personal fields when `fields`
    /// is empty), and forgets the outcomes of requests in which they stand. With all fields of a
    /// customer go those of what tells of it: its contacts, dealings, cases with their notes,
    /// tasks, changes of its owner (with their reasons), and documents that were never posted.
    /// Posted ones and payments are kept, as law wants it, with the files on them; all other files
    /// of what is erased are removed, and their content with them. All of it is noted in the log,
    /// so that [`Session::verify`] still agrees. Other live records are left: remove or empty them
    /// first. Returns how many changes held any.
    ///
    /// # Errors
    /// `not_permitted`, `bad_choice` for a field that is not personal, `not_found` for a record
    /// without history.
    ///
    /// # Examples
    /// ```
    /// use bookroom::changes::model::Subject;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let subject = Subject::new("customer", customer.id);
    /// session.changes().erase_personal(subject, vec!["channels".into()])?;
    /// assert!(session.changes().verify(None)?.findings.is_empty()); // the chain is whole
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn erase_personal(&self, subject: Subject, fields: Vec<String>) -> Result<i64> {
        self.session.run(ErasePersonal { subject, fields })
    }
}
