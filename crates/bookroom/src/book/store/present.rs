//! How the present image of a book is loaded.

use diesel::prelude::*;

use super::load;
use crate::error::Result;
use crate::store::Conn;
use crate::store::schema::book;
use crate::work::{BookInfo, Live, Present};

/// See [`crate::work::Card`].
pub(crate) const PRESENT: &[Present] = &[Present {
    kind: "book",
    stamps: &["version", "created_at"],
    ids: |conn, id, after, _| {
        let of_book = book::table.filter(book::book_id.eq(id)).filter(book::book_id.gt(after));
        Ok(of_book.select(book::book_id).load(conn)?)
    },
    later: &[("tax_rounding", "\"line\""), ("credit_check", "\"stop\""), ("duplicate_warn", "50")],
    load: books,
    ..Present::PLAIN
}];

fn books(conn: &mut Conn, _: &BookInfo, ids: &[i64]) -> Result<Vec<Live>> {
    let row = |id: &i64| load(conn, *id)?.record().and_then(|book| Live::of(*id, &book));
    ids.iter().map(row).collect()
}
