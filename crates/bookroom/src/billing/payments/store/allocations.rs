//! Loading allocations.

use diesel::prelude::*;

use super::items::filter_visible;
use super::rows::AllocationRow;
use crate::access::permit::Scope;
use crate::billing::payments::model::OpenItem;
use crate::error::{Error, Result};
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::{allocation, invoice, payment};

/// Allocations by id, in that order. Missing ones are absent.
pub(crate) fn load(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<Vec<AllocationRow>> {
    let mut rows = Vec::new();
    for chunk in ids.chunks(IN_LIST) {
        let found: Vec<AllocationRow> = allocation::table
            .filter(allocation::book_id.eq(book))
            .filter(allocation::id.eq_any(chunk))
            .select(AllocationRow::as_select())
            .load(conn)?;
        rows.extend(found);
    }
    rows.sort_by_key(|row| row.id);
    Ok(rows)
}

/// The allocations, also withdrawn ones, of payments and refunds.
pub(crate) fn load_of_payments(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
) -> Result<Vec<AllocationRow>> {
    let mut rows: Vec<AllocationRow> = Vec::new();
    let ids: Vec<Option<i64>> = ids.iter().copied().map(Some).collect();
    for chunk in ids.chunks(IN_LIST) {
        let of_book = allocation::table.filter(allocation::book_id.eq(book));
        let paid: Vec<AllocationRow> = of_book
            .filter(allocation::payment_id.eq_any(chunk))
            .select(AllocationRow::as_select())
            .load(conn)?;
        let refunded: Vec<AllocationRow> = of_book
            .filter(allocation::refund_id.eq_any(chunk))
            .select(AllocationRow::as_select())
            .load(conn)?;
        rows.extend(paid.into_iter().chain(refunded));
    }
    rows.sort_by_key(|row| row.id);
    rows.dedup_by_key(|row| row.id);
    Ok(rows)
}

/// The allocations of one document, also withdrawn ones, in the order they were made.
pub(crate) fn load_of(
    conn: &mut Conn,
    scope: &Scope,
    item: OpenItem,
) -> Result<Vec<AllocationRow>> {
    let book = scope.book().0;
    require_visible(conn, scope, item)?;
    let of_book = allocation::table.filter(allocation::book_id.eq(book));
    Ok(match item {
        OpenItem::Payment(id) => load_of_payments(conn, book, &[id.0])?,
        OpenItem::Invoice(id) => of_book
            .filter(allocation::invoice_id.eq(id.0).or(allocation::credit_note_id.eq(id.0)))
            .order(allocation::id)
            .select(AllocationRow::as_select())
            .load(conn)?,
    })
}

fn require_visible(conn: &mut Conn, scope: &Scope, item: OpenItem) -> Result<()> {
    let book = scope.book().0;
    let (subject, id, customer): (_, _, Option<i64>) = match item {
        OpenItem::Invoice(id) => {
            let query = invoice::table
                .filter(invoice::book_id.eq(book))
                .filter(invoice::id.eq(id.0))
                .select(invoice::customer_id);
            ("invoice", id.0, query.first(conn).optional()?)
        }
        OpenItem::Payment(id) => {
            let query = payment::table
                .filter(payment::book_id.eq(book))
                .filter(payment::id.eq(id.0))
                .select(payment::customer_id);
            ("payment", id.0, query.first(conn).optional()?)
        }
    };
    let visible = filter_visible(conn, scope, customer.into_iter().collect())?;
    if visible.is_empty() { Err(Error::not_found(subject, id)) } else { Ok(()) }
}
