//! Payments of the book that rows of a file may repeat.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::plain;
use crate::billing::payments::PaymentState;
use crate::error::Result;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::{book, payment};
use crate::store::texts::lower;

/// A payment that counts.
#[derive(Debug, Clone, Queryable)]
pub(crate) struct PaidRow {
    pub(crate) customer: i64,
    pub(crate) direction: String,
    pub(crate) paid_on: NaiveDate,
    pub(crate) amount: i64,
    pub(crate) number: String,
    pub(crate) reference: Option<String>,
}

/// The columns of [`PaidRow`].
type Columns = (
    payment::customer_id,
    payment::direction,
    payment::paid_on,
    payment::amount,
    payment::number,
    payment::reference,
);

/// Those that have one of these references, or are called so in one's own exports, whatever the
/// case of their letters.
pub(crate) fn load_named(conn: &mut Conn, book: i64, names: &[&str]) -> Result<Vec<PaidRow>> {
    let mut found = Vec::new();
    for chunk in plain(names).collect::<Vec<_>>().chunks(IN_LIST / 2) {
        let folded: Vec<String> = chunk.iter().map(|name| name.to_ascii_lowercase()).collect();
        // Databases fold other letters than ASCII each in its way, or not at all.
        let same = lower(payment::reference).eq_any(folded);
        let rows: Vec<PaidRow> = payment::table
            .filter(payment::book_id.eq(book))
            .filter(same.or(payment::reference.eq_any(chunk)))
            .filter(payment::state.eq(PaymentState::Posted.slug()))
            .select(Columns::default())
            .load(conn)?;
        found.extend(rows);
        let rows: Vec<PaidRow> = payment::table
            .filter(payment::book_id.eq(book))
            .filter(payment::number.eq_any(chunk))
            .filter(payment::state.eq(PaymentState::Posted.slug()))
            .select(Columns::default())
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}

/// Those of customers between two days.
pub(crate) fn load_of_days(
    conn: &mut Conn,
    book: i64,
    customers: &[i64],
    (from, to): (NaiveDate, NaiveDate),
) -> Result<Vec<PaidRow>> {
    let mut found = Vec::new();
    for chunk in customers.chunks(IN_LIST) {
        let rows: Vec<PaidRow> = payment::table
            .filter(payment::book_id.eq(book))
            .filter(payment::customer_id.eq_any(chunk))
            .filter(payment::paid_on.between(from, to))
            .filter(payment::state.eq(PaymentState::Posted.slug()))
            .order(payment::id)
            .select(Columns::default())
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}

/// What the book's company is called.
pub(crate) fn load_own_names(conn: &mut Conn, book_id: i64) -> Result<Vec<String>> {
    let names: Option<(String, Option<String>)> = book::table
        .filter(book::book_id.eq(book_id))
        .select((book::name, book::legal_name))
        .first(conn)
        .optional()?;
    Ok(names.into_iter().flat_map(|(name, legal)| [Some(name), legal]).flatten().collect())
}
