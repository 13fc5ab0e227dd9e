//! Signing in: the only way to a session. Failures are counted and lock with growing delay; each
//! sign-in, failure and lock of an operator stands in the change log.
//!
//! A name that nobody has goes the same way as a wrong password: it is counted, locks, and takes as
//! long, so that no answer tells which names there are.

use std::sync::Arc;

use serde_json::json;

use super::store::{self, AttemptRow, OperatorRow};
use super::{password, rules};
use crate::error::{Code, Error, Problem, Result};
use crate::log::Subject;
use crate::log::record::{Draft, Image, Salts};
use crate::log::store as log_store;
use crate::rights::permission::Permission;
use crate::rights::permit::Grants;
use crate::rights::store::load_grants;
use crate::store::Conn;
use crate::values::{BookId, OperatorId};
use crate::work::{BookInfo, Room, Session, has_book, load_book};

/// How often a password is checked that changes while it is.
const TRIES: usize = 4;
/// After this long without another, failures of names that nobody has are forgotten, in
/// microseconds.
const FORGET_AFTER: i64 = 30 * 86_400 * 1_000_000;

/// Signs an operator in. The password is checked outside any transaction, since that takes long.
pub(crate) fn sign_in(
    room: &Arc<Room>,
    book: BookId,
    name: &str,
    password: &str,
) -> Result<Session> {
    room.store.refuse_within()?;
    let caller = Caller { room, book: book.0, key: rules::sign_in_key(name) };
    for _ in 0..TRIES {
        if let Some(outcome) = caller.attempt(password)? {
            room.committed();
            let (info, grants, epoch) = outcome?;
            return Ok(Session::start(Arc::clone(room), Arc::new(info), Arc::new(grants), epoch));
        }
    }
    Err(Code::SignInFailed.into())
}

/// Refuses while a name is locked.
///
/// # Errors
/// `sign_in_locked`.
pub(super) fn refuse_locked(now: i64, locked_until: Option<i64>) -> Result<(), Problem> {
    match locked_until {
        Some(until) if until > now => {
            let seconds = until.saturating_sub(now).saturating_add(999_999) / 1_000_000;
            Err(Problem::new(Code::SignInLocked).fact("seconds", seconds))
        }
        _ => Ok(()),
    }
}

/// Counts a wrong password that an operator gave within a session, as one given at signing in.
pub(super) fn count_wrong(
    room: &Room,
    conn: &mut Conn,
    book: BookId,
    operator: OperatorId,
) -> Result<()> {
    let Some(key) = store::load_sign_in_key(conn, book.0, operator.0)? else { return Ok(()) };
    let caller = Caller { room, book: book.0, key };
    match store::lock_operator(conn, book.0, &caller.key)? {
        Some(mut row) => caller.fail(conn, &mut row).map(drop),
        None => Ok(()),
    }
}

type Signed = (BookInfo, Grants, i64);

struct Caller<'c> {
    room: &'c Room,
    book: i64,
    key: String,
}

impl Caller<'_> {
    /// Checks the password once. None when it was changed meanwhile, and so has to be checked anew:
    /// the old one must not open a session that began after the change.
    fn attempt(&self, password: &str) -> Result<Option<Result<Signed>>> {
        let (found, attempt) = self.room.store.read(|conn| {
            let found = self.find(conn)?;
            Ok((found, store::find_attempt(conn, self.book, &self.key)?))
        })?;
        let locked_until = match &found {
            Some(row) => row.locked_until,
            None => attempt.and_then(|attempt| attempt.locked_until),
        };
        refuse_locked(self.now()?, locked_until)?;
        let fits = match &found {
            Some(row) => {
                let damaged = || Error::corrupt_at("operator", "password_hash", row.id);
                password::fits(password, &row.password_hash).ok_or_else(damaged)?
            }
            None => password::pretend(password),
        };
        self.room.store.write(true, |conn| {
            let row = store::lock_operator(conn, self.book, &self.key)?;
            let mut row = row.filter(|row| row.active);
            let hash =
                |row: &Option<OperatorRow>| row.as_ref().map(|row| row.password_hash.clone());
            if hash(&row) != hash(&found) {
                return Ok(None);
            }
            let Some(row) = &mut row else { return self.fail_unknown(conn).map(Some) };
            if !fits {
                return self.fail(conn, row).map(Some);
            }
            if let Err(problem) = refuse_locked(self.now()?, row.locked_until) {
                return Ok(Some(Err(problem.into())));
            }
            self.succeed(conn, row).map(|signed| Some(Ok(signed)))
        })
    }

    fn find(&self, conn: &mut Conn) -> Result<Option<OperatorRow>> {
        let found = if store::is_kept(&self.key) {
            store::find_operator(conn, self.book, &self.key)?
        } else {
            None
        };
        if found.is_none() && !has_book(conn)? {
            return Err(Code::NoBook.into());
        }
        Ok(found.filter(|row| row.active))
    }

    fn now(&self) -> Result<i64> {
        Ok(self.room.now()?.timestamp_micros())
    }

    fn succeed(&self, conn: &mut Conn, row: &mut OperatorRow) -> Result<Signed> {
        row.failed_attempts = 0;
        row.locked_until = None;
        row.last_sign_in_at = Some(self.now()?);
        self.keep(conn, row, "access.sign_in", Image::fields([("signed_in", json!(true))]))?;
        let info = load_book(conn, BookId(row.book_id)).map_err(|error| self.of_no_book(error))?;
        let loaded = load_grants(conn, info.id, info.access_version, OperatorId(row.id))?;
        let (grants, epoch) = loaded.ok_or(Code::SignInFailed)?;
        Ok((info, grants, epoch))
    }

    /// Counts a failure, also one that was on its way when others locked the name. Returns the
    /// refusal as a value, so that the count is kept.
    fn fail(&self, conn: &mut Conn, row: &mut OperatorRow) -> Result<Result<Signed>> {
        row.failed_attempts = row.failed_attempts.saturating_add(1);
        let failures = ("failures", json!(row.failed_attempts));
        match self.lock_after(row.failed_attempts)? {
            Some((until, seconds)) => {
                row.locked_until = Some(until);
                let image = Image::fields([failures, ("locked_seconds", json!(seconds))]);
                self.keep(conn, row, "access.sign_in_locked", image)?;
            }
            None => {
                self.keep(conn, row, "access.sign_in_failed", Image::fields([failures]))?;
            }
        }
        Ok(Err(Error::from(Code::SignInFailed)))
    }

    /// The same for a name that nobody has. The log is spared it: what was typed may be anything.
    fn fail_unknown(&self, conn: &mut Conn) -> Result<Result<Signed>> {
        let now = self.now()?;
        let known = store::lock_attempt(conn, self.book, &self.key)?;
        let is_new = known.is_none();
        let mut row = known.unwrap_or_else(|| AttemptRow::new(self.book, &self.key));
        row.failures = row.failures.saturating_add(1);
        row.last_at = now;
        if let Some((until, _)) = self.lock_after(row.failures)? {
            row.locked_until = Some(until);
        }
        if is_new {
            store::forget_attempts(conn, self.book, now - FORGET_AFTER)?;
        }
        store::save_attempt(conn, &row, is_new)?;
        Ok(Err(Error::from(Code::SignInFailed)))
    }

    /// Until when so many failures lock a name, and for how many seconds.
    fn lock_after(&self, failures: i64) -> Result<Option<(i64, i64)>> {
        let seconds = rules::lock_seconds(failures, &self.room.password_policy);
        let until = self.now()?.saturating_add(seconds.saturating_mul(1_000_000));
        Ok((seconds > 0).then_some((until, seconds)))
    }

    /// Writes the operator and the change. The version stays: signing in is no edit.
    fn keep(
        &self,
        conn: &mut Conn,
        row: &OperatorRow,
        action: &'static str,
        image: Image,
    ) -> Result<()> {
        store::save_sign_in(conn, row)?;
        let grants = Grants::founding(BookId(row.book_id));
        let permit = grants.permit(Permission::OwnPassword, action)?;
        let subject = Subject::new("operator", row.id);
        let draft = Draft::new(&permit, subject, [None, Some(image)], &mut Salts::default())?;
        let written = log_store::append(conn, row.book_id, self.now()?, None, vec![draft]);
        written.map(drop).map_err(|error| self.of_no_book(error))
    }

    /// Of an operator whose book's own row is gone, nothing else says where.
    fn of_no_book(&self, error: Error) -> Error {
        match error.code() {
            Code::NotFound | Code::InUse => Error::corrupt_at("book", "book_id", self.book),
            _ => error,
        }
    }
}
