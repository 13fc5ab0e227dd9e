//! The opened store.

use std::sync::Arc;

use bookroom::changes::listeners::ListenerId;

use crate::callbacks::{HostClock, HostListener, HostRule};
use crate::caller::Caller;
use crate::{
    Book, BookId, BookroomError, ChangeListener, Clock, Duration, Head, NewBook, PasswordPolicy,
    Rule, Session, Verification,
};

/// An opened store. It holds many books and gives out sessions; it may be used from several
/// threads.
#[derive(uniffi::Object)]
pub struct Bookroom {
    room: bookroom::Bookroom,
}

#[uniffi::export]
impl Bookroom {
    /// Opens a store and brings its schema up to date. The URL is the path of a SQLite file
    /// (made when absent), `:memory:`, and in builds that have them `postgres://…` or `mysql://…`.
    /// A call waits for others up to `busy_wait` (15 seconds). Reaching a server may take up to
    /// `connect_wait` (10 seconds), and one statement on it up to `statement_wait` (5 minutes). The
    /// clock is the machine's.
    ///
    /// No other SQLite library of this process may open the file while the store is open (on
    /// Android and Apple's systems that is the system's own): it would break the locks that keep
    /// writers apart. Use `backup_to`, and open the copy.
    ///
    /// Fails with:
    /// `no_backend` for a database this build does not have, `bad_address` for what looks like an
    /// address and is none; `unreachable`, `server_unavailable`, `access_refused`, `no_database`
    /// for a server; `no_folder`, `not_a_file`, `file_access` for a file; `not_a_store` for
    /// what is none, `corrupt` for a damaged one, `foreign_database` and `newer_store` for one that is left as it is, `busy`.
    #[uniffi::constructor(default(
        password_policy = None, busy_wait = None, clock = None, connect_wait = None,
        statement_wait = None
    ))]
    pub fn open(
        url: String,
        password_policy: Option<PasswordPolicy>,
        busy_wait: Option<Duration>,
        clock: Option<Arc<dyn Clock>>,
        connect_wait: Option<Duration>,
        statement_wait: Option<Duration>,
    ) -> Result<Arc<Self>, BookroomError> {
        let mut options = bookroom::Options::default();
        if let Some(policy) = password_policy {
            options.password_policy = policy;
        }
        if let Some(wait) = busy_wait {
            options.busy_wait = wait;
        }
        if let Some(wait) = connect_wait {
            options.connect_wait = wait;
        }
        if let Some(wait) = statement_wait {
            options.statement_wait = wait;
        }
        if let Some(clock) = clock {
            options.clock = Arc::new(HostClock(clock));
        }
        Ok(Arc::new(Self { room: bookroom::Bookroom::open_with(&url, options)? }))
    }

    /// Makes a book: roles, dictionaries, chart of accounts, journals, and its first operator, who
    /// may do everything.
    ///
    /// Fails with:
    /// Every violation of the input at once (`required`, `too_long`, `bad_choice`, `weak_password`
    /// …).
    pub fn create_book(&self, book: NewBook) -> Result<BookId, BookroomError> {
        Ok(self.room.create_book(&book)?)
    }

    /// All books of the store.
    ///
    /// Fails with:
    /// `store_closed`, `storage`.
    pub fn books(&self) -> Result<Vec<Book>, BookroomError> {
        Ok(self.room.books()?)
    }

    /// Signs an operator in.
    ///
    /// Fails with:
    /// `sign_in_failed` (also for an unknown book or name, so that neither can be found out),
    /// `sign_in_locked` with the fact `seconds` after too many failures, `no_book` when the store
    /// holds none at all; `corrupt` with the column as path and the facts `table` and `row` when
    /// something was changed behind the engine's back: `verify` says what else.
    pub fn sign_in(
        &self,
        book: BookId,
        name: String,
        password: String,
    ) -> Result<Arc<Session>, BookroomError> {
        let session = self.room.sign_in(book, &name, &password)?;
        Ok(Arc::new(Session { session: Caller::of(session) }))
    }

    /// Verifies a whole book without signing in: also one whose own row, roles or log are damaged so
    /// that nobody can. With `known`, a head that was kept elsewhere, the log must still hold it.
    ///
    /// Fails with:
    /// `not_found` for a book of which nothing is left, `within_callback`, `store_closed`,
    /// `storage`.
    #[uniffi::method(default(known = None))]
    pub fn verify(&self, book: BookId, known: Option<Head>) -> Result<Verification, BookroomError> {
        Ok(self.room.verify(book, known.as_ref())?)
    }

    /// Registers a rule of the host for a command (such as `customers.add`; `*` for all).
    ///
    /// Fails with:
    /// `unknown_command` with the names nearest to it as the fact `nearest`.
    pub fn add_rule(&self, command: String, rule: Arc<dyn Rule>) -> Result<(), BookroomError> {
        Ok(self.room.add_rule(&command, Arc::new(HostRule(rule)))?)
    }

    /// Removes all rules of the host.
    pub fn clear_rules(&self) {
        self.room.clear_rules();
    }

    /// Registers a listener of committed changes. It hears of what is committed after this call, in
    /// order, by this process or another, until its subscription is removed; not of what it writes
    /// itself.
    ///
    /// Fails with:
    /// `store_closed`, `storage`.
    pub fn add_listener(
        &self,
        listener: Arc<dyn ChangeListener>,
    ) -> Result<Arc<Subscription>, BookroomError> {
        let id = self.room.add_listener(Arc::new(HostListener(listener)))?;
        Ok(Arc::new(Subscription { room: self.room.clone(), id }))
    }

    /// Closes every connection after the work under way, for instance before a phone suspends the
    /// application. Sessions stay and work again after `reopen`.
    ///
    /// Fails with:
    /// `memory_store`: a store in memory would be lost.
    pub fn shutdown(&self) -> Result<(), BookroomError> {
        Ok(self.room.shutdown()?)
    }

    /// Copies the store into a new file while work goes on: a whole store as of one moment, for
    /// safe-keeping, or for another program to look into.
    ///
    /// Fails with:
    /// `already_exists` when there is a file, `no_folder`, `file_access`, `server_store` for a
    /// store on a server, `store_closed`.
    pub fn backup_to(&self, path: String) -> Result<(), BookroomError> {
        Ok(self.room.backup_to(&path)?)
    }

    /// Opens the connections again after `shutdown`.
    ///
    /// Fails with:
    /// As `open`.
    pub fn reopen(&self) -> Result<(), BookroomError> {
        Ok(self.room.reopen()?)
    }
}

/// A listener that is registered.
#[derive(uniffi::Object)]
pub struct Subscription {
    room: bookroom::Bookroom,
    id: ListenerId,
}

#[uniffi::export]
impl Subscription {
    /// Removes the listener; returns whether it was registered. A call under way still ends.
    pub fn remove(&self) -> bool {
        self.room.remove_listener(self.id)
    }
}
