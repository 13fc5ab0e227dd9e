//! How the present images of imports are loaded.

use diesel::prelude::*;

use super::RunRow;
use crate::error::Result;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::import_run;
use crate::work::{BookInfo, Live, Present, ids_of};

/// See [`crate::work::Card`].
pub(crate) const PRESENT: &[Present] = &[Present {
    kind: "import",
    stamps: &["created_at", "created_by"],
    ids: ids_of!(import_run),
    load: imports,
    ..Present::PLAIN
}];

fn imports(conn: &mut Conn, book: &BookInfo, ids: &[i64]) -> Result<Vec<Live>> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<RunRow> = import_run::table
            .filter(import_run::book_id.eq(book.id.0))
            .filter(import_run::id.eq_any(chunk))
            .order(import_run::id)
            .select(RunRow::as_select())
            .load(conn)?;
        for row in rows {
            found.push(Live::of(row.id, &row.record()?)?);
        }
    }
    Ok(found)
}
