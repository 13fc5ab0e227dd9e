//! How the present image of a book is loaded.

use super::load;
use crate::error::Result;
use crate::store::Conn;
use crate::work::{BookInfo, Live, Present};

/// See [`crate::work::Card`].
pub(crate) const PRESENT: &[Present] = &[Present {
    kind: "book",
    stamps: &["version", "created_at"],
    ids: |_, book, after, _| Ok(Some(book).filter(|book| *book > after).into_iter().collect()),
    load: books,
    ..Present::PLAIN
}];

fn books(conn: &mut Conn, _: &BookInfo, ids: &[i64]) -> Result<Vec<Live>> {
    let row = |id: &i64| load(conn, *id)?.record().and_then(|book| Live::of(*id, &book));
    ids.iter().map(row).collect()
}
