//! An opened store: it holds many books, gives out sessions, and knows the clock.

use std::sync::Arc;
use std::time::Duration;

use crate::access::model::PasswordPolicy;
use crate::access::{rules as access_rules, sign_in};
use crate::book::{Book, NewBook, rules as book_rules, store as book_store};
use crate::catalogue;
use crate::changes::listeners::{Listener, ListenerId, Listeners};
use crate::changes::model::Head;
use crate::error::Result;
use crate::index;
use crate::ledger::charts;
use crate::log::Subject;
use crate::log::store as log_store;
use crate::rights::permission::Permission;
use crate::rights::permit::{Grants, Permit};
use crate::search;
use crate::store::{Limits, Store};
use crate::values::{BookId, Check, Clock, SystemClock};
use crate::verify::{Verification, verify_alone};
use crate::work::host_rules::{Rule, Rules};
use crate::work::{Founding, Room, Session, Tx, load_book};

/// What can be chosen when a store is opened.
#[derive(Clone)]
pub struct Options {
    /// The clock; the machine's by default.
    pub clock: Arc<dyn Clock>,
    /// What passwords must be like, and how sign-in locks.
    pub password_policy: PasswordPolicy,
    /// How long a call waits for what others hold before it fails with `busy`; 15 seconds by
    /// default, at least one on MySQL. Others are threads of this process as well: while one
    /// imports a large file into SQLite for longer, writers are told `busy`, and may try again.
    pub busy_wait: Duration,
    /// How long reaching a database server may take before the call fails with `unreachable`; 10
    /// seconds by default.
    pub connect_wait: Duration,
    /// How long one statement may take on a database server before the call fails with `too_slow`;
    /// 5 minutes by default. Long calls (imports, verification) are many statements.
    pub statement_wait: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            clock: Arc::new(SystemClock),
            password_policy: PasswordPolicy::default(),
            busy_wait: Duration::from_secs(15),
            connect_wait: Duration::from_secs(10),
            statement_wait: Duration::from_secs(300),
        }
    }
}

/// An opened store. Cheap to clone; all clones are the same store.
#[derive(Clone)]
pub struct Bookroom {
    room: Arc<Room>,
    listeners: Arc<Listeners>,
}

impl Bookroom {
    /// Opens a store and brings its schema up to date. The URL is the path of a SQLite file
    /// (made when absent), `:memory:`, `postgres://…` or `mysql://…`.
    ///
    /// # Errors
    /// `no_backend` for a database this build does not have, `bad_address` for what looks like an
    /// address and is none; `unreachable`, `server_unavailable`, `access_refused`, `no_database`
    /// for a server; `no_folder`, `not_a_file`, `file_access` for a file; `not_a_store` for
    /// what is none, `corrupt` for a damaged one, `foreign_database` and `newer_store` for one that
    /// is left as it is, `busy`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::Bookroom;
    ///
    /// # let folder = tempfile::tempdir()?;
    /// # let path = folder.path().join("books.sqlite").display().to_string();
    /// let room = Bookroom::open(&path)?; // or ":memory:", "postgres://…", "mysql://…"
    /// assert!(room.books()?.is_empty());
    /// // What looks like an address and is none becomes no file.
    /// let refused = Bookroom::open("mysql:").err().unwrap();
    /// assert_eq!(refused.code().slug(), "bad_address");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn open(url: &str) -> Result<Self> {
        Self::open_with(url, Options::default())
    }

    /// As [`Bookroom::open`], with a clock and a password policy of one's own.
    ///
    /// # Errors
    /// As [`Bookroom::open`].
    ///
    /// # Examples
    /// ```
    /// use std::time::Duration;
    ///
    /// use bookroom::access::model::PasswordPolicy;
    /// use bookroom::book::NewBook;
    /// use bookroom::{Bookroom, Options};
    ///
    /// let options = Options {
    ///     password_policy: PasswordPolicy { min_length: 16, ..PasswordPolicy::default() },
    ///     busy_wait: Duration::from_secs(2),
    ///     ..Options::default()
    /// };
    /// let room = Bookroom::open_with(":memory:", options)?;
    /// let short = room.create_book(&NewBook::chinese("晨光", "li", "long enough 1"));
    /// assert_eq!(short.unwrap_err().problems()[0].code.slug(), "weak_password");
    /// # Ok::<(), bookroom::Error>(())
    /// ```
    pub fn open_with(url: &str, options: Options) -> Result<Self> {
        let limits = Limits {
            wait: options.busy_wait,
            connect: options.connect_wait,
            statement: options.statement_wait,
        };
        let room = Room {
            store: Store::open(url, limits)?,
            clock: options.clock,
            password_policy: options.password_policy,
            rules: Rules::default(),
            bell: Arc::default(),
            cards: catalogue::CARDS,
        };
        search::fill_books(&room)?;
        Ok(Self { room: Arc::new(room), listeners: Arc::default() })
    }

    /// What it was opened with, for people to read: a server's password is `***`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let room = office.room;
    /// assert_eq!(room.url(), ":memory:");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn url(&self) -> String {
        self.room.store.address().shown()
    }

    /// Makes a book: roles, dictionaries, chart of accounts, journals, and its first operator, who
    /// may do everything.
    ///
    /// # Errors
    /// Every violation of the input at once (`required`, `too_long`, `bad_choice`, `weak_password`
    /// …).
    ///
    /// # Examples
    /// ```
    /// use bookroom::book::NewBook;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let room = office.room;
    /// let book = room.create_book(&NewBook::chinese("分公司", "wang", "Counting-House-9"))?;
    /// assert_eq!(room.books()?.len(), 2);
    /// let session = room.sign_in(book, "wang", "Counting-House-9")?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn create_book(&self, new: &NewBook) -> Result<BookId> {
        self.room.store.refuse_within()?;
        let mut check = Check::new();
        let new = book_rules::check_new(new, charts::exists(&new.chart), &mut check);
        let (owner, password) = (&new.owner_name, &new.owner_password);
        let policy = &self.room.password_policy;
        access_rules::check_first_operator(owner, password, policy, &mut check);
        check.finish()?;
        let made = self.room.store.write(true, |conn| {
            let id = book_store::next_id(conn)?;
            let now = self.room.now()?.timestamp_micros();
            let row = book_store::BookRow::new(id, &new, now);
            book_store::insert(conn, &row)?;
            log_store::start(conn, id)?;
            index::start(conn, id)?;
            let grants = Arc::new(Grants::founding(BookId(id)));
            let permit = grants.permit(Permission::BookEdit, "book.create")?;
            let info = Arc::new(load_book(conn, BookId(id))?);
            let mut tx = Tx::new(conn, &self.room, info, grants)?;
            let made = found(&permit, &mut tx, &new).and_then(|made| {
                let drafts = tx.finish()?;
                let at = tx.now_micros();
                log_store::append(tx.conn, id, at, None, drafts).map(|_| made)
            });
            if made.is_err() {
                self.room.store.leases.give_back(&tx.taken);
            }
            made
        })?;
        self.room.committed();
        Ok(made)
    }

    /// All books of the store.
    ///
    /// # Errors
    /// `store_closed`, `storage`; `corrupt` with the column as path and the facts `table` and
    /// `row`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let room = office.room;
    /// assert_eq!(room.books()?[0].name, "晨光贸易");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn books(&self) -> Result<Vec<Book>> {
        self.room.store.read(|conn| {
            book_store::list(conn)?.into_iter().map(book_store::BookRow::record).collect()
        })
    }

    /// Signs an operator in.
    ///
    /// # Errors
    /// `sign_in_failed` (also for an unknown book or name, so that neither can be found out),
    /// `sign_in_locked` with the fact `seconds` after too many failures, `no_book` when the store
    /// holds none at all; `corrupt` with the column as path and the facts `table` and `row` when
    /// something was changed behind the engine's back: [`Bookroom::verify`] says what else.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let room = office.room;
    /// let session = room.sign_in(room.books()?[0].id, "li", "Counting-House-8")?;
    /// let refused = room.sign_in(session.book_id(), "li", "guessed").err().unwrap();
    /// assert_eq!(refused.code().slug(), "sign_in_failed");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn sign_in(&self, book: BookId, name: &str, password: &str) -> Result<Session> {
        sign_in::sign_in(&self.room, book, name, password)
    }

    /// Verifies a whole book without signing in: also one whose own row, roles or log are damaged
    /// so that nobody can. The findings are those of [`Session::verify_against`]; personal values
    /// are not told.
    ///
    /// # Errors
    /// `not_found` for a book of which nothing is left, `within_callback`, `store_closed`,
    /// `storage`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let room = office.room;
    /// let book = room.books()?[0].id;
    /// let verified = room.verify(book, None)?;
    /// assert!(verified.findings.is_empty());
    /// // The head, kept elsewhere, shows later whether the end of the log is still there.
    /// room.verify(book, Some(&verified.head))?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn verify(&self, book: BookId, known: Option<&Head>) -> Result<Verification> {
        self.room.store.refuse_within()?;
        verify_alone(&self.room, book, known)
    }

    /// Registers a rule of the host for a command (such as `customers.add`; `*` for all).
    ///
    /// # Errors
    /// `unknown_command` with the names nearest to it as the fact `nearest`.
    ///
    /// # Examples
    /// ```
    /// use std::sync::Arc;
    ///
    /// use bookroom::billing::invoices::commands::DraftInvoices;
    /// use bookroom::{Bookroom, CommandView, Result, Rule, RuleViolation};
    /// use rust_decimal::Decimal;
    ///
    /// struct Limit(Decimal);
    ///
    /// impl Rule for Limit {
    ///     fn check(&self, command: &CommandView<'_>) -> Result<Vec<RuleViolation>> {
    ///         let mut found = Vec::new();
    ///         // The totals that the engine has computed; none when it refuses the command itself.
    ///         let drafts = command.outcome::<DraftInvoices>();
    ///         for (at, invoice) in drafts.into_iter().flatten().enumerate() {
    ///             // Reads in the same transaction, the whole book.
    ///             let customer = command.session().customers().get(invoice.customer)?;
    ///             if invoice.gross > self.0 && customer.credit_rating.is_none() {
    ///                 found.push(RuleViolation {
    ///                     path: format!("invoices[{at}]"),
    ///                     rule: "rate_the_customer_first".to_owned(),
    ///                 });
    ///             }
    ///         }
    ///         Ok(found)
    ///     }
    /// }
    ///
    /// let room = Bookroom::open(":memory:")?;
    /// room.add_rule("invoices.draft", Arc::new(Limit(Decimal::from(10_000))))?;
    /// let misspelt = room.add_rule("invoice.draft", Arc::new(Limit(Decimal::ONE)));
    /// assert_eq!(misspelt.unwrap_err().code().slug(), "unknown_command");
    /// # Ok::<(), bookroom::Error>(())
    /// ```
    pub fn add_rule(&self, command: &str, rule: Arc<dyn Rule>) -> Result<()> {
        catalogue::check_name(command)?;
        self.room.rules.add(command, rule);
        Ok(())
    }

    /// Removes all rules of the host.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let room = office.room;
    /// room.clear_rules();
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn clear_rules(&self) {
        self.room.rules.clear();
    }

    /// Registers a listener of committed changes. It hears of what is committed after this call, in
    /// order, by this process or another, on a thread of its own with no lock held; not of what it
    /// writes itself. See [`Listener`].
    ///
    /// # Errors
    /// `store_closed`, `storage`.
    ///
    /// # Examples
    /// ```
    /// use std::sync::{Arc, mpsc};
    ///
    /// use bookroom::customers::model::NewCustomer;
    /// use bookroom::{Change, Listener};
    ///
    /// struct Tell(mpsc::Sender<String>);
    ///
    /// impl Listener for Tell {
    ///     fn on_changes(&self, changes: &[Change]) {
    ///         for change in changes {
    ///             let _ = self.0.send(change.action.clone());
    ///         }
    ///     }
    /// }
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (room, session) = (office.room, office.session);
    /// let (told, heard) = mpsc::channel();
    /// room.add_listener(Arc::new(Tell(told)))?;
    /// session.customers().add(NewCustomer::company("南山贸易"))?;
    /// assert_eq!(heard.recv()?, "customers.add");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add_listener(&self, listener: Arc<dyn Listener>) -> Result<ListenerId> {
        self.listeners.add(&self.room, listener)
    }

    /// Removes a listener; returns whether it was registered. A call under way still ends.
    ///
    /// # Examples
    /// ```
    /// use std::sync::Arc;
    ///
    /// use bookroom::{Change, Listener};
    ///
    /// struct Count;
    ///
    /// impl Listener for Count {
    ///     fn on_changes(&self, changes: &[Change]) {
    ///         println!("{} changes", changes.len());
    ///     }
    /// }
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let room = office.room;
    /// let id = room.add_listener(Arc::new(Count))?;
    /// assert!(room.remove_listener(id));
    /// assert!(!room.remove_listener(id));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn remove_listener(&self, id: ListenerId) -> bool {
        self.listeners.remove(id)
    }

    /// Closes every connection after the work under way, for instance before a phone suspends the
    /// application. Sessions stay and work again after [`Bookroom::reopen`].
    ///
    /// What could not be brought into one file, since another process is at work, stays in the log
    /// beside it.
    ///
    /// # Errors
    /// `memory_store`: a store in memory would be lost.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let room = office.room;
    /// // A store in memory would be lost with its only connection.
    /// assert_eq!(room.shutdown().unwrap_err().code().slug(), "memory_store");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn shutdown(&self) -> Result<()> {
        self.room.store.shutdown()?;
        self.room.bell.ring();
        Ok(())
    }

    /// Copies the store into a new file while work goes on: a whole store as of one moment, for
    /// safe-keeping, or for another program to look into. Copying the file by other means misses
    /// what stands in the log beside it, and reading it by another SQLite library in this process
    /// breaks the locks that keep writers apart.
    ///
    /// # Errors
    /// `already_exists` when there is a file, `no_folder`, `file_access`, `server_store` for a
    /// store on a server, `store_closed`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let room = office.room;
    /// let folder = tempfile::tempdir()?;
    /// let path = folder.path().join("backup.sqlite").display().to_string();
    /// room.backup_to(&path)?;
    /// assert_eq!(bookroom::Bookroom::open(&path)?.books()?.len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn backup_to(&self, path: &str) -> Result<()> {
        self.room.store.backup_to(path)
    }

    /// Opens the connections again after [`Bookroom::shutdown`].
    ///
    /// # Errors
    /// As [`Bookroom::open`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::Bookroom;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// let folder = tempfile::tempdir()?;
    /// let room = Bookroom::open(&folder.path().join("books.sqlite").display().to_string())?;
    /// room.shutdown()?;
    /// assert_eq!(room.books().unwrap_err().code().slug(), "store_closed");
    /// room.reopen()?;
    /// assert!(room.books()?.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn reopen(&self) -> Result<()> {
        self.room.store.reopen()?;
        search::fill_books(&self.room)?;
        self.room.bell.ring();
        Ok(())
    }
}

/// Fills a new book with what its areas begin with.
fn found(permit: &Permit, tx: &mut Tx<'_>, new: &NewBook) -> Result<BookId> {
    let id = tx.book.id;
    let row = book_store::load(tx.conn, id.0)?.record()?;
    tx.note_created(permit, Subject::new("book", id), &row)?;
    let NewBook { owner_name, owner_password, chart, .. } = new;
    let founding = Founding { owner_name, owner_password, chart };
    for found in tx.room().cards.iter().filter_map(|card| card.found) {
        found(permit, tx, &founding)?;
    }
    Ok(id)
}
