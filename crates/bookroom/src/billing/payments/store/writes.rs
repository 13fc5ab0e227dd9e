//! Writing payments, many at a time.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::rows::PaymentRow;
use crate::billing::payments::model::PaymentState;
use crate::error::{Code, Error, Problem, Result};
use crate::store::Conn;
use crate::store::insert::insert_all;
use crate::store::schema::payment;

/// How many payments one statement changes; their ids and amounts stand in its text.
const ROWS_PER_STATEMENT: usize = 500;

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
    let deltas: Vec<(i64, i64)> =
        deltas.iter().map(|(id, delta)| (*id, *delta)).filter(|(_, delta)| *delta != 0).collect();
    for chunk in deltas.chunks(ROWS_PER_STATEMENT) {
        let (cases, ids) = cases(chunk)?;
        let allocated = format!("(allocated + CASE id{cases} ELSE 0 END)");
        let posted = PaymentState::Posted.slug();
        // MySQL assigns from left to right, so what is allocated moves last.
        let sql = format!(
            "UPDATE payment SET version = version + 1, updated_at = {now}, allocated = {allocated} \
             WHERE book_id = {book} AND id IN ({ids}) AND state = '{posted}' \
             AND {allocated} >= 0 AND {allocated} <= amount"
        );
        if diesel::sql_query(sql).execute(conn)? != chunk.len() {
            return Err(Problem::new(Code::OverAllocated).fact("subject", "payment").into());
        }
    }
    Ok(())
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
        let (cases, ids) = cases(chunk)?;
        let sql = format!(
            "UPDATE payment SET state = '{cancelled}', cancelled_on = '{on}', allocated = 0, \
             reversal_entry_id = CASE id{cases} ELSE 0 END, version = version + 1, \
             updated_at = {now} WHERE book_id = {book} AND id IN ({ids}) AND state = '{posted}'"
        );
        if diesel::sql_query(sql).execute(conn)? != chunk.len() {
            return Err(Problem::new(Code::WrongState).fact("subject", "payment").into());
        }
    }
    Ok(())
}

/// The branches `WHEN id THEN value` and the list of ids, as integer literals.
fn cases(pairs: &[(i64, i64)]) -> Result<(String, String)> {
    let (mut cases, mut ids) = (String::new(), String::new());
    for (index, (id, value)) in pairs.iter().enumerate() {
        let comma = if index == 0 { "" } else { ", " };
        write!(cases, " WHEN {id} THEN {value}")
            .and_then(|()| write!(ids, "{comma}{id}"))
            .map_err(|_| Error::internal("writing to a string"))?;
    }
    Ok((cases, ids))
}
