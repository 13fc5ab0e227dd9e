//! What the settlement of documents needs: locking them, and moving what is settled.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use diesel::prelude::*;

use super::rows::InvoiceRow;
use crate::billing::invoices::model::InvoiceState;
use crate::error::{Code, Error, Problem, Result};
use crate::store::Conn;
use crate::store::dialect::load_locked;
use crate::store::insert::IN_LIST;
use crate::store::schema::invoice;

/// How many documents one statement settles; their ids and amounts stand in its text.
const ROWS_PER_STATEMENT: usize = 500;

/// Documents by id, locked until the transaction ends, in the order of their ids. Missing ones are
/// absent. Whether their customers lie within the scope is for the caller to see.
pub(crate) fn load_for_settlement(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
) -> Result<BTreeMap<i64, InvoiceRow>> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    let mut found = BTreeMap::new();
    for chunk in ids.chunks(IN_LIST) {
        // Written out in the call: a row's columns are typed by database.
        let rows = load_locked!(
            conn,
            invoice::table
                .filter(invoice::book_id.eq(book))
                .filter(invoice::id.eq_any(chunk))
                .order(invoice::id)
                .select(InvoiceRow::as_select()),
            InvoiceRow
        )?;
        found.extend(rows.into_iter().map(|row| (row.id, row)));
    }
    Ok(found)
}

/// Adds to what is settled of documents (a negative amount takes back), moves their states and
/// versions. One statement for many; several amounts for one document are added up.
///
/// # Errors
/// `over_allocated` when anything would fall below zero or above the gross amount, or when a
/// document is not in the books or is cancelled; nothing may be kept then.
pub(crate) fn add_settled(
    conn: &mut Conn,
    book: i64,
    now: i64,
    deltas: &[(i64, i64)],
) -> Result<()> {
    let mut folded = BTreeMap::<i64, i128>::new();
    for &(id, delta) in deltas {
        *folded.entry(id).or_default() += i128::from(delta);
    }
    folded.retain(|_, delta| *delta != 0);
    let folded: Vec<(i64, i128)> = folded.into_iter().collect();
    for chunk in folded.chunks(ROWS_PER_STATEMENT) {
        let sql = statement(book, now, chunk)?;
        if diesel::sql_query(sql).execute(conn)? != chunk.len() {
            return Err(Problem::new(Code::OverAllocated).fact("subject", "invoice").into());
        }
    }
    Ok(())
}

/// Ids and amounts stand in the text as integer literals. MySQL assigns from left to right, so what
/// is settled moves last.
fn statement(book: i64, now: i64, deltas: &[(i64, i128)]) -> Result<String> {
    let mut cases = String::new();
    let mut ids = String::new();
    for (index, (id, delta)) in deltas.iter().enumerate() {
        let comma = if index == 0 { "" } else { ", " };
        write!(cases, " WHEN {id} THEN {delta}")
            .and_then(|()| write!(ids, "{comma}{id}"))
            .map_err(|_| Error::internal("writing to a string"))?;
    }
    let settled = format!("(settled + CASE id{cases} ELSE 0 END)");
    let [posted, part_paid, paid] =
        [InvoiceState::Posted, InvoiceState::PartPaid, InvoiceState::Paid].map(InvoiceState::slug);
    Ok(format!(
        "UPDATE invoice SET \
         state = CASE WHEN {settled} >= gross THEN '{paid}' \
         WHEN {settled} > 0 THEN '{part_paid}' ELSE '{posted}' END, \
         version = version + 1, updated_at = {now}, settled = {settled} \
         WHERE book_id = {book} AND id IN ({ids}) \
         AND state IN ('{posted}', '{part_paid}', '{paid}') \
         AND {settled} >= 0 AND {settled} <= gross"
    ))
}
