//! How the present images of remedies are loaded. Whether one was reversed follows from its
//! document.

use super::{RemedyRow, documents_that_stand, load, payments_that_stand, stands};
use crate::error::Result;
use crate::service::remedies::model::RemedyState;
use crate::store::Conn;
use crate::work::{BookInfo, Live, Present, ids_of};
use diesel::prelude::*;

/// See [`crate::work::Card`].
pub(crate) const REMEDY: Present = Present {
    kind: "case_remedy",
    stamps: &["version", "created_at", "created_by"],
    ids: ids_of!(case_remedy),
    load: remedies,
    ..Present::PLAIN
};

fn remedies(conn: &mut Conn, book: &BookInfo, ids: &[i64]) -> Result<Vec<Live>> {
    let book = book.id.0;
    let rows = load(conn, book, ids)?;
    let named = |of: fn(&RemedyRow) -> Option<i64>| rows.iter().filter_map(of).collect::<Vec<_>>();
    let (documents, payments) = (named(|row| row.document_id), named(|row| row.payment_id));
    let documents = documents_that_stand(conn, book, &documents)?;
    let payments = payments_that_stand(conn, book, &payments)?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let record = row.clone().record()?;
        let kept = RemedyRow::of(book, &record)?;
        let mut live = Live::of(row.id, &record)?;
        live.check("kind", row.kind == kept.kind);
        live.check("terms", row.terms == kept.terms);
        let wanted = match stands(&row, &documents, &payments) {
            Some(true) => record.state == RemedyState::Approved,
            Some(false) => record.state == RemedyState::Reversed,
            None => !matches!(record.state, RemedyState::Approved | RemedyState::Reversed),
        };
        live.check("state", wanted);
        found.push(live);
    }
    Ok(found)
}
