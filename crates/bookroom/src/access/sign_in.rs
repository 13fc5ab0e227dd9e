//! Signing in: the only way to a session. Failures are counted and lock with growing delay; each
//! sign-in, failure and lock stands in the change log.

use std::sync::Arc;

use serde_json::json;

use super::store::{self, OperatorRow};
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
use crate::work::{BookInfo, Room, Session, load_book};

/// Signs an operator in. The password is checked outside any transaction, since that takes long.
pub(crate) fn sign_in(
    room: &Arc<Room>,
    book: BookId,
    name: &str,
    password: &str,
) -> Result<Session> {
    room.store.refuse_within()?;
    let key = rules::sign_in_key(name);
    let found = room.store.read(|conn| store::find_operator(conn, book.0, &key))?;
    let Some(row) = found.filter(|row| row.active) else {
        password::pretend(password);
        return Err(Code::SignInFailed.into());
    };
    refuse_locked(room, &row)?;
    let fits = password::fits(password, &row.password_hash);
    let outcome = room.store.write(true, |conn| {
        let mut row = store::load_operator(conn, book.0, OperatorId(row.id))?;
        if let Err(error) = refuse_locked(room, &row) {
            return Ok(Err(error));
        }
        if fits { succeed(room, conn, &mut row).map(Ok) } else { fail(room, conn, &mut row) }
    })?;
    room.committed();
    let (info, grants, epoch) = outcome?;
    Ok(Session::start(Arc::clone(room), Arc::new(info), Arc::new(grants), epoch))
}

fn refuse_locked(room: &Room, row: &OperatorRow) -> Result<()> {
    let now = room.now()?.timestamp_micros();
    match row.locked_until {
        Some(until) if until > now => {
            let seconds = (until - now + 999_999) / 1_000_000;
            Err(Problem::new(Code::SignInLocked).fact("seconds", seconds).into())
        }
        _ => Ok(()),
    }
}

type Signed = (BookInfo, Grants, i64);

fn succeed(room: &Room, conn: &mut Conn, row: &mut OperatorRow) -> Result<Signed> {
    row.failed_attempts = 0;
    row.locked_until = None;
    row.last_sign_in_at = Some(room.now()?.timestamp_micros());
    keep(room, conn, row, "access.sign_in", Image::fields([("signed_in", json!(true))]))?;
    let info = load_book(conn, BookId(row.book_id))?;
    let loaded = load_grants(conn, info.id, info.access_version, OperatorId(row.id))?;
    let (grants, epoch) = loaded.ok_or(Code::SignInFailed)?;
    Ok((info, grants, epoch))
}

/// Counts a failure. Returns the refusal as a value, so that the count is kept.
fn fail(room: &Room, conn: &mut Conn, row: &mut OperatorRow) -> Result<Result<Signed>> {
    row.failed_attempts += 1;
    let seconds = rules::lock_seconds(row.failed_attempts, &room.password_policy);
    let failures = ("failures", json!(row.failed_attempts));
    if seconds > 0 {
        row.locked_until = Some(room.now()?.timestamp_micros() + seconds * 1_000_000);
        let image = Image::fields([failures, ("locked_seconds", json!(seconds))]);
        keep(room, conn, row, "access.sign_in_locked", image)?;
    } else {
        keep(room, conn, row, "access.sign_in_failed", Image::fields([failures]))?;
    }
    Ok(Err(Error::from(Code::SignInFailed)))
}

/// Writes the operator and the change. The version stays: signing in is no edit.
fn keep(
    room: &Room,
    conn: &mut Conn,
    row: &mut OperatorRow,
    action: &'static str,
    image: Image,
) -> Result<()> {
    store::save_sign_in(conn, row)?;
    let permit = Grants::founding(BookId(row.book_id)).permit(Permission::OwnPassword, action)?;
    let subject = Subject::new("operator", row.id);
    let draft = Draft::new(&permit, subject, [None, Some(image)], &mut Salts::default())?;
    let at = room.now()?.timestamp_micros();
    log_store::append(conn, row.book_id, at, None, vec![draft])?;
    Ok(())
}
