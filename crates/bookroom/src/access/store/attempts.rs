//! What signing in reads and writes: the operator's row under lock, and failures of names that
//! nobody has.

use diesel::prelude::*;
use sha2::{Digest, Sha256};

use super::OperatorRow;
use crate::error::{Code, Result};
use crate::store::Conn;
use crate::store::dialect::each;
use crate::store::locks::load_locked;
use crate::store::schema::{operator, sign_in_attempt};

/// The longest folded name an operator can have, in characters: folding makes a name longer.
const KEY_LIMIT: usize = 100;

/// Failures to sign in by a name that nobody has.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = sign_in_attempt, treat_none_as_default_value = false)]
pub(crate) struct AttemptRow {
    pub(crate) book_id: i64,
    pub(crate) name_hash: Vec<u8>,
    pub(crate) failures: i64,
    pub(crate) locked_until: Option<i64>,
    pub(crate) last_at: i64,
}

impl AttemptRow {
    pub(crate) fn new(book: i64, key: &str) -> Self {
        let name_hash = hash(key);
        Self { book_id: book, name_hash, failures: 0, locked_until: None, last_at: 0 }
    }
}

/// Only the hash is kept: people type passwords where names belong.
fn hash(key: &str) -> Vec<u8> {
    Sha256::digest(key.as_bytes()).to_vec()
}

/// Whether a folded name can be an operator's at all, and so be looked for.
pub(crate) fn is_kept(key: &str) -> bool {
    !key.contains('\0') && key.chars().count() <= KEY_LIMIT
}

/// Finds an operator by the folded sign-in name and holds the row until the transaction ends, so
/// that guesses made at once are all counted.
pub(crate) fn lock_operator(conn: &mut Conn, book: i64, key: &str) -> Result<Option<OperatorRow>> {
    if !is_kept(key) {
        return Ok(None);
    }
    let found = load_locked!(
        conn,
        operator::table
            .filter(operator::book_id.eq(book))
            .filter(operator::sign_in_key.eq(key))
            .select(OperatorRow::as_select()),
        OperatorRow
    )?;
    Ok(found.into_iter().next())
}

/// The folded sign-in name of an operator.
pub(crate) fn load_sign_in_key(conn: &mut Conn, book: i64, id: i64) -> Result<Option<String>> {
    Ok(operator::table
        .filter(operator::book_id.eq(book))
        .filter(operator::id.eq(id))
        .select(operator::sign_in_key)
        .first(conn)
        .optional()?)
}

/// The failures of a name.
pub(crate) fn find_attempt(conn: &mut Conn, book: i64, key: &str) -> Result<Option<AttemptRow>> {
    Ok(sign_in_attempt::table
        .filter(sign_in_attempt::book_id.eq(book))
        .filter(sign_in_attempt::name_hash.eq(hash(key)))
        .select(AttemptRow::as_select())
        .first(conn)
        .optional()?)
}

/// As [`find_attempt`], held until the transaction ends.
pub(crate) fn lock_attempt(conn: &mut Conn, book: i64, key: &str) -> Result<Option<AttemptRow>> {
    let found = load_locked!(
        conn,
        sign_in_attempt::table
            .filter(sign_in_attempt::book_id.eq(book))
            .filter(sign_in_attempt::name_hash.eq(hash(key)))
            .select(AttemptRow::as_select()),
        AttemptRow
    )?;
    Ok(found.into_iter().next())
}

/// Writes failures. When somebody else has just written the first one, the call is run again.
pub(crate) fn save_attempt(conn: &mut Conn, row: &AttemptRow, is_new: bool) -> Result<()> {
    use diesel::result::{DatabaseErrorKind::UniqueViolation, Error::DatabaseError};
    if is_new {
        let inserted =
            each!(conn, c => diesel::insert_into(sign_in_attempt::table).values(row).execute(c));
        return match inserted {
            Ok(_) => Ok(()),
            Err(DatabaseError(UniqueViolation, _)) => Err(Code::Busy.into()),
            Err(error) => Err(error.into()),
        };
    }
    let target = sign_in_attempt::table
        .filter(sign_in_attempt::book_id.eq(row.book_id))
        .filter(sign_in_attempt::name_hash.eq(&row.name_hash));
    diesel::update(target)
        .set((
            sign_in_attempt::failures.eq(row.failures),
            sign_in_attempt::locked_until.eq(row.locked_until),
            sign_in_attempt::last_at.eq(row.last_at),
        ))
        .execute(conn)?;
    Ok(())
}

/// Forgets the failures of names that were last tried before an instant.
pub(crate) fn forget_attempts(conn: &mut Conn, book: i64, before: i64) -> Result<()> {
    diesel::delete(
        sign_in_attempt::table
            .filter(sign_in_attempt::book_id.eq(book))
            .filter(sign_in_attempt::last_at.lt(before)),
    )
    .execute(conn)?;
    Ok(())
}
