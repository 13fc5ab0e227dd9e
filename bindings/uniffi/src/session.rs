//! An operator at work. The methods that give the areas are written by the build script.

use std::sync::Arc;

use crate::caller::Caller;
use crate::{
    AnyCommand, AnyOutcome, Book, BookEdit, BookId, BookroomError, FieldRight, Grant, Head,
    Interrupter, OperatorId, ProtectedField, Verification,
};

/// An operator at work in a book. Every read and every command goes through here; it may be used
/// from several threads.
#[derive(uniffi::Object)]
pub struct Session {
    pub(crate) session: Caller,
}

#[uniffi::export]
impl Session {
    /// The book.
    pub fn book_id(&self) -> BookId {
        self.session.session().book_id()
    }

    /// Who is at work.
    pub fn operator_id(&self) -> OperatorId {
        self.session.session().operator_id()
    }

    /// What the operator may do, as far as this session knows.
    pub fn permissions(&self) -> Vec<Grant> {
        let grants = self.session.session().grants();
        let all = grants.permissions().iter();
        all.map(|(&permission, &reach)| Grant { permission, reach }).collect()
    }

    /// What the operator may do with a protected field, as far as this session knows.
    pub fn field_right(&self, field: ProtectedField) -> FieldRight {
        self.session.session().grants().field(field)
    }

    /// The same session in which every command is only tried: the same answer, the same errors, and
    /// nothing kept.
    pub fn dry_run(&self) -> Arc<Self> {
        Arc::new(Self { session: self.session.with(bookroom::Session::dry_run) })
    }

    /// The same session with a request key on its commands. A command that is given again with the
    /// same key returns its first outcome and changes nothing; another command with that key is a
    /// `key_reused` conflict. Use a fresh key for each command.
    pub fn with_request_key(&self, key: String) -> Arc<Self> {
        Arc::new(Self { session: self.session.with(|session| session.with_request_key(key)) })
    }

    /// The same session, whose calls can be broken off: those under way fail with `interrupted` and
    /// keep nothing once `interrupter` says so, and so does every later one.
    pub fn interruptible(&self, interrupter: Arc<Interrupter>) -> Arc<Self> {
        Arc::new(Self { session: self.session.interruptible(interrupter) })
    }

    /// Changes the book's own data.
    ///
    /// Fails with:
    /// `not_permitted`, `version_conflict`, `required`, `too_long`, `out_of_range`.
    pub fn edit_book(&self, version: i64, edit: BookEdit) -> Result<Book, BookroomError> {
        let command = bookroom::book::commands::EditBook { version, edit };
        Ok(self.session.run(|session| session.run(command))?)
    }

    /// Runs any command in a transaction of its own, for hosts that know it only at run time.
    ///
    /// Fails with:
    /// `not_permitted`, `session_ended`, `password_change_required`, `key_reused`, `busy`,
    /// `store_closed`, and the command's own.
    pub fn run(&self, command: AnyCommand) -> Result<AnyOutcome, BookroomError> {
        Ok(self.session.run(|session| session.run_any(command))?)
    }

    /// Runs many commands in one transaction: all are kept, or none. Paths of violations start with
    /// `commands[n]`.
    ///
    /// Fails with:
    /// `not_permitted`, `session_ended`, `password_change_required`, `key_reused`, `busy`,
    /// `store_closed`, `too_many` above 10,000 commands, and the commands' own.
    pub fn batch(&self, commands: Vec<AnyCommand>) -> Result<Vec<AnyOutcome>, BookroomError> {
        Ok(self.session.run(|session| session.batch(commands))?)
    }

    /// Verifies the whole book: the change log's chain (and, with `known`, that it still holds a
    /// head that was exported), every entry, number, digest and balance of the ledger, every
    /// document and payment against the entries and allocations behind it, and the control accounts
    /// against the documents.
    ///
    /// Fails with:
    /// `not_permitted` without the permissions to see the change log, the ledger, invoices and
    /// payments. What differs is not an error but a finding.
    #[uniffi::method(default(known = None))]
    pub fn verify(&self, known: Option<Head>) -> Result<Verification, BookroomError> {
        Ok(self.session.run(|session| session.verify_against(known.as_ref()))?)
    }
}
