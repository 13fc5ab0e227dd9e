//! How the present images of payments and allocations are loaded.

use diesel::prelude::*;

use super::rows::PaymentRow;
use crate::billing::allocations::store as allocations;
use crate::error::Result;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::payment;
use crate::work::{BookInfo, Live, Present, ids_of};

/// See [`crate::work::Card`].
pub(crate) const PRESENT: &[Present] = &[
    Present {
        kind: "payment",
        stamps: &["version", "created_at", "created_by", "updated_at"],
        ids: ids_of!(payment),
        load: payments,
        ..Present::PLAIN
    },
    Present {
        kind: "allocation",
        stamps: &["created_at", "created_by"],
        ids: ids_of!(allocation),
        load: allocated,
        ..Present::PLAIN
    },
];

fn payments(conn: &mut Conn, book: &BookInfo, ids: &[i64]) -> Result<Vec<Live>> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<PaymentRow> = payment::table
            .filter(payment::book_id.eq(book.id.0))
            .filter(payment::id.eq_any(chunk))
            .order(payment::id)
            .select(PaymentRow::as_select())
            .load(conn)?;
        for row in rows {
            found.push(Live::of(row.id, &row.record(book.currency)?)?);
        }
    }
    Ok(found)
}

fn allocated(conn: &mut Conn, book: &BookInfo, ids: &[i64]) -> Result<Vec<Live>> {
    let rows = allocations::load(conn, book.id.0, ids)?;
    rows.into_iter().map(|row| Live::of(row.id, &row.record(book.currency)?)).collect()
}
