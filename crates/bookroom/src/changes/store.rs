//! What only the reading of the log and erasure need of its rows.

use diesel::prelude::*;

use crate::error::Result;
use crate::store::Conn;
use crate::store::schema::{change_head, change_log, request_log};

/// The heads of all books, for listeners.
pub(crate) fn load_heads(conn: &mut Conn) -> Result<Vec<(i64, i64)>> {
    Ok(change_head::table.select((change_head::book_id, change_head::seq)).load(conn)?)
}

/// Writes back images from which personal values were erased, and forgets the outcomes of the
/// requests that made them, since those hold the same values.
pub(crate) fn save_erased(
    conn: &mut Conn,
    book: i64,
    seq: i64,
    before: Option<&str>,
    after: Option<&str>,
) -> Result<()> {
    diesel::update(
        change_log::table.filter(change_log::book_id.eq(book)).filter(change_log::seq.eq(seq)),
    )
    .set((change_log::image_before.eq(before), change_log::image_after.eq(after)))
    .execute(conn)?;
    diesel::update(
        request_log::table
            .filter(request_log::book_id.eq(book))
            .filter(request_log::first_seq.le(seq))
            .filter(request_log::last_seq.ge(seq)),
    )
    .set(request_log::outcome.eq(None::<String>))
    .execute(conn)?;
    Ok(())
}
