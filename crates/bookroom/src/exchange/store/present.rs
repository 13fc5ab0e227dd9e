//! How the present images of imports are loaded.

use diesel::prelude::*;
use serde::Serialize;

use super::lines;
use super::runs::RunRow;
use crate::error::Result;
use crate::exchange::model::ImportRun;
use crate::log::record::hex;
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

/// An import as the change log keeps it.
#[derive(Debug, Serialize)]
pub(crate) struct RunImage<'r> {
    #[serde(flatten)]
    pub(crate) run: &'r ImportRun,
    /// The digest of its files.
    pub(crate) content: Option<String>,
    /// The digest of the lines that it booked.
    pub(crate) lines: Option<String>,
}

fn imports(conn: &mut Conn, book: &BookInfo, ids: &[i64]) -> Result<Vec<Live>> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<RunRow> = import_run::table
            .filter(import_run::book_id.eq(book.id.0))
            .filter(import_run::id.eq_any(chunk))
            .order(import_run::id)
            .select(RunRow::as_select())
            .load(conn)?;
        let mut digests = lines::load_digests(conn, book.id.0, chunk)?;
        for row in rows {
            let (id, content) = (row.id, row.content.as_deref().map(hex));
            let image = RunImage { run: &row.record()?, content, lines: digests.remove(&id) };
            found.push(Live::of(id, &image)?);
        }
    }
    Ok(found)
}
