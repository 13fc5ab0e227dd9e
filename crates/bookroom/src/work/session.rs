//! An operator at work in a book. Every read and every command goes through here.

use std::sync::{Arc, PoisonError, RwLock};

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::book::BookInfo;
use super::command::Command;
use super::outcome::{Outcome, Review};
use super::pending::{Needs, Pending, Work, first_outcome};
use super::room::Room;
use super::store::load_book;
use super::tx::Tx;
use super::view::View;
use crate::error::{Code, Error, Result};
use crate::interrupt;
use crate::log::store::{self as log_store, RequestRow};
use crate::rights;
use crate::rights::permission::Permission;
use crate::rights::permit::Grants;
use crate::store::held::Standing;
use crate::store::{Conn, locks};
use crate::values::{BookId, Check, OperatorId, secret};

/// The longest request key, in characters.
const KEY_LIMIT: usize = 120;

/// An operator at work in a book. Cheap to clone; may be used from several threads.
#[derive(Clone)]
pub struct Session {
    pub(crate) room: Arc<Room>,
    book: BookId,
    operator: OperatorId,
    epoch: i64,
    known: Arc<RwLock<Known>>,
    dry_run: bool,
    request_key: Option<String>,
    /// Whether it is a rule's, which reads in the transaction that was lent to it and no other.
    lent: bool,
}

/// What the session knows of its book and rights, as of one access version.
#[derive(Clone)]
struct Known {
    book: Arc<BookInfo>,
    grants: Arc<Grants>,
}

impl Session {
    pub(crate) fn start(
        room: Arc<Room>,
        book: Arc<BookInfo>,
        grants: Arc<Grants>,
        epoch: i64,
    ) -> Self {
        Self {
            room,
            book: book.id,
            operator: grants.operator,
            epoch,
            known: Arc::new(RwLock::new(Known { book, grants })),
            dry_run: false,
            request_key: None,
            lent: false,
        }
    }

    /// A session for the rules that are asked in a transaction: it reads the whole book, there.
    pub(super) fn of_rule(tx: &Tx<'_>) -> Self {
        let mut grants = Grants::founding(tx.book.id);
        grants.operator = tx.grants().operator;
        let (room, book) = (Arc::clone(tx.room), Arc::clone(&tx.book));
        Self { lent: true, ..Self::start(room, book, Arc::new(grants), 0) }
    }

    /// The book.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (room, session) = (office.room, office.session);
    /// assert_eq!(room.books()?[0].id, session.book_id());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn book_id(&self) -> BookId {
        self.book
    }

    /// Who is at work.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// assert_eq!(session.access().operators()?[0].id, session.operator_id());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn operator_id(&self) -> OperatorId {
        self.operator
    }

    /// How far the book's local time is ahead of UTC, in minutes, as far as this session knows.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// assert_eq!(office.session.utc_offset_minutes(), 8 * 60);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn utc_offset_minutes(&self) -> i64 {
        self.book().utc_offset_minutes
    }

    /// The book, as far as this session knows.
    pub(crate) fn book(&self) -> Arc<BookInfo> {
        self.known().book
    }

    /// What the operator may do, as far as this session knows.
    ///
    /// # Examples
    /// ```
    /// use bookroom::access::permission::Permission;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// assert!(office.session.grants().permissions().contains_key(&Permission::LedgerPost));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn grants(&self) -> Arc<Grants> {
        self.known().grants
    }

    /// The same session in which every command is only tried: the same answer, the same errors, and
    /// nothing kept. Each call is taken back before the next, which does not see it: what belongs
    /// together is tried in one [`Session::batch`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::model::{CustomerFilter, NewCustomer};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let tried = session.dry_run().customers().add(NewCustomer::company("只是试试"))?;
    /// assert_eq!(tried.name, "只是试试");
    /// assert_eq!(session.customers().count(&CustomerFilter::of_text("只是试试"))?, 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn dry_run(&self) -> Self {
        Self { dry_run: true, ..self.clone() }
    }

    /// The same session with a request key on its commands. A command that is given again with the
    /// same key returns its first outcome and changes nothing; another command with that key is a
    /// `key_reused` conflict. Use a fresh key for each command.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::model::NewCustomer;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let once = session.with_request_key("form-2026-0001");
    /// let first = once.customers().add(NewCustomer::company("南山贸易"))?;
    /// let again = once.customers().add(NewCustomer::company("南山贸易"))?;
    /// assert_eq!(first.id, again.id);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_request_key(&self, key: impl Into<String>) -> Self {
        Self { request_key: Some(key.into()), ..self.clone() }
    }

    /// Runs a command in a transaction of its own.
    ///
    /// # Errors
    /// `not_permitted`, `session_ended`, `password_change_required`, `key_reused`, `busy`,
    /// `store_closed`, and the command's own; nothing is kept then.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::commands::TagCustomers;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let command = TagCustomers { customers: vec![customer.id], tags: vec!["老客户".into()] };
    /// assert_eq!(session.run(command)?, 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn run<C: Command>(&self, command: C) -> Result<C::Output> {
        self.authorise(C::PERMISSION)?;
        let needs = Needs { permissions: &[C::PERMISSION], set_up: C::SET_UP };
        self.perform(C::NAME, &needs, &command, |tx| tx.execute(&command))
    }

    /// Does work on the one write path. `payload` is what a request key is bound to.
    pub(crate) fn perform<T: Outcome>(
        &self,
        name: &str,
        needs: &Needs<'_>,
        payload: &impl Serialize,
        work: impl Fn(&mut Tx<'_>) -> Result<T>,
    ) -> Result<T> {
        let mut pending = Pending { payload, work, output: None };
        self.write(name, needs, &mut pending)?;
        pending.output.ok_or_else(|| Error::internal("work left no outcome"))
    }

    /// The one write path: transaction, request key, work, change log, commit. When the request key
    /// was seen before, the work is not done again but gets its first outcome.
    fn write(&self, name: &str, needs: &Needs<'_>, work: &mut dyn Work) -> Result<()> {
        self.refuse_within()?;
        let hash = self.request_key.as_ref().map(|key| self.payload_hash(key, name, work));
        let hash = hash.transpose()?;
        let (mut changed, mut afterwards) = (false, Vec::new());
        let done = self.room.store.write(!self.dry_run, |conn| {
            (changed, afterwards) = (false, Vec::new());
            if needs.set_up {
                // Before all other locks, and before the rights are looked at: they are set-up too.
                locks::hold_set_up(conn, self.book.0)?;
            }
            let known = self.refresh(conn, true)?;
            if let (Some(key), Some(hash)) = (&self.request_key, &hash)
                && let Some(seen) =
                    log_store::find_request(conn, self.book.0, self.operator.0, key)?
            {
                let first = first_outcome(seen, hash)?;
                return self.again(conn, &known.grants, needs.permissions, &first, work);
            }
            self.claim_key(conn, name, hash.as_deref())?;
            let mut tx = Tx::new(conn, &self.room, known.book, known.grants)?;
            tx.holds_set_up = needs.set_up;
            let result = work.run(&mut tx).and_then(|()| {
                // A stop that the work took for a bad row still stops the whole.
                interrupt::last_look()?;
                changed = self.record(&mut tx, work)?;
                Ok(())
            });
            if result.is_err() || self.dry_run {
                self.room.store.leases.give_back(&tx.taken);
            }
            afterwards = std::mem::take(&mut tx.afterwards);
            result
        });
        let noted = !afterwards.is_empty();
        for work in afterwards {
            self.room.store.write(true, |conn| work(&self.room, conn, self.book, self.operator))?;
        }
        if noted || (changed && done.is_ok() && !self.dry_run) {
            self.room.committed();
        }
        done
    }

    /// Gives work its first outcome again, within what the operator may do and see today.
    fn again(
        &self,
        conn: &mut Conn,
        grants: &Grants,
        permissions: &[Permission],
        first: &str,
        work: &mut dyn Work,
    ) -> Result<()> {
        for permission in permissions {
            grants.scope(*permission)?;
        }
        let mut review = Review::new(grants.field_rights());
        work.again(first, &mut review)?;
        review.require_seen(conn, self.room.cards, grants, permissions)
    }

    /// What a request key is bound to: the command and its data, passwords by a slow hash, so that
    /// a key with another one is noticed and none can be found again by trying.
    fn payload_hash(&self, key: &str, name: &str, work: &dyn Work) -> Result<Vec<u8>> {
        let mut check = Check::new();
        check.text("request_key", key, KEY_LIMIT);
        check.finish()?;
        let salt = format!("bookroom request {} {} {key}", self.book.0, self.operator.0);
        let payload = secret::with_digests(&salt, || work.payload())?;
        let mut hasher = Sha256::new();
        hasher.update(name);
        hasher.update(b"\0");
        hasher.update(payload);
        Ok(hasher.finalize().to_vec())
    }

    /// Takes the request key before the work begins: another call with the same key waits for this
    /// one on the key's row, and then finds the outcome.
    fn claim_key(&self, conn: &mut Conn, name: &str, payload_hash: Option<&[u8]>) -> Result<()> {
        let (Some(key), Some(hash)) = (&self.request_key, payload_hash) else { return Ok(()) };
        let row = RequestRow {
            book_id: self.book.0,
            operator_id: self.operator.0,
            request_key: key.clone(),
            action: name.to_owned(),
            payload_hash: hash.to_vec(),
            outcome: None,
            first_seq: 0,
            last_seq: 0,
            at: 0,
        };
        log_store::claim_request(conn, &row)
    }

    /// Writes the changes and the outcome; returns whether anything changed.
    fn record(&self, tx: &mut Tx<'_>, work: &dyn Work) -> Result<bool> {
        let (book, at) = (tx.book_id(), tx.now_micros());
        let drafts = tx.finish()?;
        let key = self.request_key.as_deref();
        let changed = !drafts.is_empty();
        if !changed && key.is_none() {
            return Ok(false);
        }
        let range = log_store::append(tx.conn, book, at, key, drafts)?;
        if let Some(key) = key {
            let whose = (book, self.operator.0);
            log_store::save_outcome(tx.conn, whose, key, &work.outcome()?, (range, at))?;
        }
        Ok(changed)
    }

    /// Reads within what `permission` allows.
    pub(crate) fn read<T>(
        &self,
        permission: Permission,
        body: impl FnOnce(&mut View<'_>) -> Result<T>,
    ) -> Result<T> {
        self.read_once(permission, false, body)
    }

    /// Runs `body`, all of whose reads on this thread see one state of the store. It can change
    /// nothing.
    pub(crate) fn in_one_state<T>(&self, body: impl FnOnce() -> Result<T>) -> Result<T> {
        self.room.store.in_one_state(body)
    }

    /// As [`Session::read`], also when the book's own row cannot be read: with what the session
    /// knew of it.
    pub(crate) fn read_damaged<T>(
        &self,
        permission: Permission,
        body: impl FnOnce(&mut View<'_>) -> Result<T>,
    ) -> Result<T> {
        self.read_once(permission, true, body)
    }

    fn read_once<T>(
        &self,
        permission: Permission,
        damaged: bool,
        body: impl FnOnce(&mut View<'_>) -> Result<T>,
    ) -> Result<T> {
        let (mut body, mut found) = (Some(body), None);
        self.view(permission, damaged, &mut |view| {
            if let Some(body) = body.take() {
                found = Some(body(view)?);
            }
            Ok(())
        })?;
        found.ok_or_else(|| Error::internal("a read found nothing to do"))
    }

    /// The one way of a read, whatever it finds.
    fn view(
        &self,
        permission: Permission,
        damaged: bool,
        body: &mut dyn FnMut(&mut View<'_>) -> Result<()>,
    ) -> Result<()> {
        self.authorise(permission)?;
        let now = self.room.now()?;
        self.read_store(|conn, keep| {
            let Known { book, grants } = match self.refresh(conn, keep) {
                Err(Error::Storage(_) | Error::NotFound(_)) if damaged => self.known(),
                known => known?,
            };
            let scope = grants.scope(permission)?;
            let fields = grants.field_rights();
            let cards = self.room.cards;
            body(&mut View { conn, book, scope, fields, cards, grants, now })
        })
    }

    /// Refuses in memory what is not permitted, before any work. Only a refusal looks at the store:
    /// the rights may have grown since this session loaded them.
    pub(crate) fn authorise(&self, permission: Permission) -> Result<()> {
        if self.known().grants.scope(permission).is_ok() {
            return Ok(());
        }
        let known = self.read_store(|conn, keep| self.refresh(conn, keep))?;
        known.grants.scope(permission).map(drop)
    }

    /// Reads the store; `body` learns whether what it sees is committed.
    fn read_store<T>(&self, body: impl FnOnce(&mut Conn, bool) -> Result<T>) -> Result<T> {
        let is_committed = self.room.store.standing() == Standing::Free;
        if self.lent && is_committed {
            // The rule has kept it beyond its call, or given it to another thread.
            return Err(Code::SessionEnded.into());
        }
        self.room.store.read(|conn| body(conn, is_committed))
    }

    /// Refuses what a rule or callback cannot do from within a call under way on this thread.
    pub(crate) fn refuse_within(&self) -> Result<()> {
        match self.lent {
            true => Err(Code::WithinCallback.into()),
            false => self.room.store.refuse_within(),
        }
    }

    fn known(&self) -> Known {
        self.known.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Loads rights anew when the book's access version has moved, and ends the session when its
    /// operator was deactivated or signed out everywhere.
    fn refresh(&self, conn: &mut Conn, keep: bool) -> Result<Known> {
        let Known { book, grants } = self.refresh_rights(conn, keep)?;
        let today = book.date_of(self.room.now()?);
        Ok(Known { grants: grants.on(today), book })
    }

    fn refresh_rights(&self, conn: &mut Conn, keep: bool) -> Result<Known> {
        let known = self.known();
        let book = load_book(conn, self.book)?;
        if self.lent {
            return Ok(Known { book: Arc::new(book), ..known });
        }
        if book.access_version == known.book.access_version {
            return Ok(known);
        }
        let loaded = rights::store::load_grants(conn, book.id, book.access_version, self.operator)?;
        let (grants, epoch) = loaded.ok_or(Code::SessionEnded)?;
        if epoch != self.epoch {
            return Err(Code::SessionEnded.into());
        }
        let fresh = Known { book: Arc::new(book), grants: Arc::new(grants) };
        // What a transaction that may yet be taken back says of rights is for its own reads only.
        if keep {
            *self.known.write().unwrap_or_else(PoisonError::into_inner) = fresh.clone();
        }
        Ok(fresh)
    }
}
