//! Writing payments, many at a time.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::rows::PaymentRow;
use crate::billing::allocations::store::{Moved, ROWS_PER_STATEMENT, Settled, by_id};
use crate::billing::payments::model::PaymentState;
use crate::error::{Code, Error, Problem, Result};
use crate::store::Conn;
use crate::store::insert::insert_all;
use crate::store::schema::payment;

/// Writes new payments.
pub(crate) fn insert_payments(conn: &mut Conn, rows: &[PaymentRow]) -> Result<()> {
    insert_all!(conn, payment::table, rows);
    Ok(())
}

/// Writes a changed payment if its version is still `seen`; moves the version.
pub(crate) fn save_payment(conn: &mut Conn, seen: i64, row: &mut PaymentRow) -> Result<()> {
    row.version = seen.saturating_add(1);
    let target = payment::table
        .filter(payment::book_id.eq(row.book_id))
        .filter(payment::id.eq(row.id))
        .filter(payment::version.eq(seen));
    match diesel::update(target).set(&*row).execute(conn)? {
        1 => Ok(()),
        _ => Err(Error::version_conflict("payment", row.id)),
    }
}

/// Adds to what is allocated of payments (a negative amount takes back) and moves their versions.
///
/// # Errors
/// `over_allocated` when anything would fall below zero or above the amount, or a payment is
/// cancelled; nothing may be kept then.
pub(crate) fn add_allocated(
    conn: &mut Conn,
    book: i64,
    now: i64,
    deltas: &BTreeMap<i64, i64>,
) -> Result<()> {
    let column = Settled { table: "payment", column: "allocated", limit: "amount" };
    column.add(conn, book, deltas, |_| Moved {
        set: format!("updated_at = {now}, "),
        only: format!("state = '{}'", PaymentState::Posted.slug()),
    })
}

/// Marks posted payments as cancelled by these reversals; nothing of them is allocated any more.
pub(crate) fn cancel_payments(
    conn: &mut Conn,
    book: i64,
    now: i64,
    on: NaiveDate,
    reversals: &[(i64, i64)],
) -> Result<()> {
    let [posted, cancelled] = [PaymentState::Posted, PaymentState::Cancelled].map(|s| s.slug());
    for chunk in reversals.chunks(ROWS_PER_STATEMENT) {
        let (reversal, ids) = by_id(chunk)?;
        let sql = format!(
            "UPDATE payment SET state = '{cancelled}', cancelled_on = '{on}', allocated = 0, \
             reversal_entry_id = {reversal}, version = version + 1, \
             updated_at = {now} WHERE book_id = {book} AND id IN ({ids}) AND state = '{posted}'"
        );
        if diesel::sql_query(sql).execute(conn)? != chunk.len() {
            return Err(Problem::new(Code::WrongState).fact("subject", "payment").into());
        }
    }
    Ok(())
}
