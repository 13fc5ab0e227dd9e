//! What the settlement of documents needs: locking them, and moving what is settled.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::rows::InvoiceRow;
use crate::billing::allocations::store::{Moved, Settled};
use crate::billing::invoices::model::InvoiceState;
use crate::error::{Code, Result};
use crate::store::Conn;
use crate::store::locks::load_locked_by_id;
use crate::store::schema::invoice;

/// Documents by id, locked until the transaction ends, in the order of their ids. Missing ones are
/// absent. Whether their customers lie within the scope is for the caller to see.
pub(crate) fn load_for_settlement(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
) -> Result<BTreeMap<i64, InvoiceRow>> {
    Ok(load_locked_by_id!(conn, book, ids, invoice, InvoiceRow))
}

/// Adds to what is settled of documents (a negative amount takes back), moves their states and
/// versions; several amounts for one document are added up.
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
    let mut folded = BTreeMap::<i64, i64>::new();
    for &(id, delta) in deltas {
        let sum = folded.entry(id).or_default();
        *sum = sum.checked_add(delta).ok_or(Code::OutOfRange)?;
    }
    let [posted, part_paid, paid] =
        [InvoiceState::Posted, InvoiceState::PartPaid, InvoiceState::Paid].map(InvoiceState::slug);
    let column = Settled { table: "invoice", column: "settled", limit: "gross" };
    column.add(conn, book, &folded, |settled| Moved {
        set: format!(
            "state = CASE WHEN {settled} >= gross THEN '{paid}' \
             WHEN {settled} > 0 THEN '{part_paid}' ELSE '{posted}' END, updated_at = {now}, "
        ),
        only: format!("state IN ('{posted}', '{part_paid}', '{paid}')"),
    })
}
