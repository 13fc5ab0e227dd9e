//! Carrying out what was decided: allocation rows, what is settled and allocated, and the notes.

use std::collections::{BTreeMap, BTreeSet};

use crate::billing::allocations::store::{self as allocations, AllocationRow};
use crate::billing::allocations::{Joined, transfer};
use crate::billing::invoices::rules::state_after;
use crate::billing::invoices::store::{InvoiceRow, add_settled};
use crate::billing::open_items::store::add_settled as add_settled_lines;
use crate::billing::payments::model::{Allocation, OpenItem};
use crate::billing::payments::rules::{self, Match};
use crate::billing::payments::store::items::Locked;
use crate::billing::payments::store::writes;
use crate::error::{Error, Problem, Result};
use crate::log::Subject;
use crate::rights::permit::Permit;
use crate::values::Currency;
use crate::work::Tx;

/// Makes allocations of what was decided. `fresh` payments are written with what is allocated of
/// them already.
pub(super) fn apply(
    permit: &Permit,
    tx: &mut Tx<'_>,
    locked: &Locked,
    fresh: &BTreeSet<i64>,
    matches: &[Match],
) -> Result<Vec<Allocation>> {
    if matches.is_empty() {
        return Ok(Vec::new());
    }
    let first = tx.ids("allocation", matches.len())?;
    let created = (tx.book_id(), tx.now_micros(), permit.operator().map(i64::from));
    let mut joined = Vec::with_capacity(matches.len());
    for (id, found) in (first..).zip(matches) {
        let (side, customer) = (found.side, found.customer);
        joined.push(Joined { row: row_of(id, found, created), side, customer });
    }
    transfer(permit, tx, &mut joined)?;
    let rows: Vec<AllocationRow> = joined.into_iter().map(|joined| joined.row).collect();
    allocations::insert(tx.conn, &rows)?;
    let currency = tx.book.currency;
    let mut made = Vec::with_capacity(rows.len());
    for row in &rows {
        let record = row.record(currency)?;
        tx.note_created(permit, Subject::new("allocation", record.id), &record)?;
        made.push(record);
    }
    move_documents(permit, tx, locked, fresh, &rules::sums(matches))?;
    Ok(made)
}

fn row_of(id: i64, found: &Match, created: (i64, i64, Option<i64>)) -> AllocationRow {
    let (book_id, created_at, created_by) = created;
    let [invoice_id, refund_id, debt_item_id] = parts(found.debt);
    let [credit_note_id, payment_id, credit_item_id] = parts(found.credit);
    AllocationRow {
        book_id,
        id,
        invoice_id,
        refund_id,
        payment_id,
        credit_note_id,
        amount: found.amount,
        allocated_on: found.on,
        withdrawn_on: None,
        created_at,
        created_by,
        debt_item_id,
        credit_item_id,
        entry_id: None,
    }
}

fn parts(item: OpenItem) -> [Option<i64>; 3] {
    match item {
        OpenItem::Invoice(id) => [Some(id.0), None, None],
        OpenItem::Payment(id) => [None, Some(id.0), None],
        OpenItem::Entry(id) => [None, None, Some(id.0)],
    }
}

/// Adds to what is settled of invoices and allocated of payments, and notes it; negative amounts
/// take back. Payments in `but` are left alone.
pub(super) fn move_documents(
    permit: &Permit,
    tx: &mut Tx<'_>,
    locked: &Locked,
    but: &BTreeSet<i64>,
    sums: &BTreeMap<OpenItem, i64>,
) -> Result<()> {
    let (mut settled, mut allocated) = (Vec::new(), BTreeMap::new());
    let mut lines = BTreeMap::new();
    let currency = tx.book.currency;
    for (item, amount) in sums {
        match item {
            OpenItem::Invoice(id) => {
                let row = locked.invoices.get(&id.0).ok_or_else(unlocked)?;
                settled.push((id.0, *amount));
                note_invoice(permit, tx, row, *amount)?;
            }
            OpenItem::Payment(id) if !but.contains(&id.0) => {
                let row = locked.payments.get(&id.0).ok_or_else(unlocked)?;
                allocated.insert(id.0, *amount);
                let mut after = row.clone();
                after.allocated += amount;
                let (before, after) = (row.record(currency)?, after.record(currency)?);
                tx.note_edited(permit, Subject::new("payment", id.0), &before, &after)?;
            }
            OpenItem::Payment(_) => {}
            OpenItem::Entry(id) => {
                lines.insert(id.0, *amount);
            }
        }
    }
    let (book, now) = (tx.book_id(), tx.now_micros());
    add_settled(tx.conn, book, now, &settled)?;
    add_settled_lines(tx.conn, book, &lines)?;
    writes::add_allocated(tx.conn, book, now, &allocated)
}

fn unlocked() -> Error {
    Error::internal("a document was settled that is not locked")
}

fn note_invoice(permit: &Permit, tx: &mut Tx<'_>, row: &InvoiceRow, amount: i64) -> Result<()> {
    let mut after = row.clone();
    after.settled += amount;
    after.state = state_after(after.gross, after.settled).slug().to_owned();
    let currency = tx.book.currency;
    let (before, after) = (row.record(currency, vec![])?, after.record(currency, vec![])?);
    tx.note_edited(permit, Subject::new("invoice", row.id), &before, &after)
}

/// The same problem with the facts that are amounts in the currency instead of its minor units.
pub(super) fn in_currency(mut problem: Problem, currency: Currency) -> Problem {
    for fact in &mut problem.facts {
        if matches!(fact.name.as_str(), "open" | "wanted")
            && let Ok(minor) = fact.value.parse()
        {
            fact.value = currency.from_minor(minor).to_string();
        }
    }
    problem
}
