//! How the present images of lines posted by hand are loaded: of those that the log knows. The
//! others follow from their postings, which verification of open items compares.

use diesel::prelude::*;

use super::{EntryItemRow, records};
use crate::error::Result;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::{change_log, entry_item};
use crate::work::{BookInfo, Live, Present};

/// See [`crate::work::Card`].
pub(crate) const PRESENT: &[Present] = &[Present {
    kind: "entry_item",
    stamps: &[],
    // What settles them, or reverses their entry, is noted by itself.
    // Whose it is follows from its posting, which verification of open items compares.
    free: &["settled", "open", "cancelled_on", "customer"],
    ids: |conn, book, after, limit| {
        let logged = change_log::table
            .filter(change_log::book_id.eq(book))
            .filter(change_log::subject_kind.eq("entry_item"))
            .select(change_log::subject_id);
        Ok(entry_item::table
            .filter(entry_item::book_id.eq(book))
            .filter(entry_item::id.gt(after))
            .filter(entry_item::id.eq_any(logged))
            .order(entry_item::id)
            .limit(limit)
            .select(entry_item::id)
            .load(conn)?)
    },
    load: lines,
    ..Present::PLAIN
}];

fn lines(conn: &mut Conn, book: &BookInfo, ids: &[i64]) -> Result<Vec<Live>> {
    let mut rows: Vec<EntryItemRow> = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        rows.extend(
            entry_item::table
                .filter(entry_item::book_id.eq(book.id.0))
                .filter(entry_item::id.eq_any(chunk))
                .order(entry_item::id)
                .select(EntryItemRow::as_select())
                .load::<EntryItemRow>(conn)?,
        );
    }
    let records = records(conn, book.currency, &rows)?;
    records.iter().map(|record| Live::of(record.id.0, record)).collect()
}
