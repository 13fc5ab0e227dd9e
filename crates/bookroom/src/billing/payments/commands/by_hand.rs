//! What follows when an entry without a document names customers or suppliers: its lines are open
//! until something settles them; a reversal closes the lines of what it reverses.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::withdraw;
use crate::billing::allocations::store::{self as allocations, AllocationRow};
use crate::billing::open_items::rules::{kind_of, side_of};
use crate::billing::open_items::store::{self, EntryItemRow};
use crate::billing::payments::model::OpenItem;
use crate::billing::payments::store::items::{self, Locked};
use crate::error::{Code, Problem, Result};
use crate::ledger::load_subledgers;
use crate::rights::permit::Permit;
use crate::values::{Check, EntryItemId};
use crate::work::{HandEntry, Tx};

/// Opens the lines of new entries and closes those of reversed ones.
pub(crate) fn follow(permit: &Permit, tx: &mut Tx<'_>, entries: &[HandEntry]) -> Result<()> {
    open_lines(tx, entries)?;
    let reversals: BTreeMap<i64, NaiveDate> =
        entries.iter().filter_map(|entry| Some((entry.reverses?, entry.on))).collect();
    if reversals.is_empty() { Ok(()) } else { close_lines(permit, tx, &reversals) }
}

fn open_lines(tx: &mut Tx<'_>, entries: &[HandEntry]) -> Result<()> {
    let new: Vec<&HandEntry> = entries.iter().filter(|it| it.reverses.is_none()).collect();
    if new.is_empty() {
        return Ok(());
    }
    let book_id = tx.book_id();
    let places = load_subledgers(tx.conn, book_id)?;
    let mut rows = Vec::new();
    for entry in new {
        for line in &entry.lines {
            // What is kept by customer but no asset or liability is never owed.
            let Some(place) = places.get(&line.account) else { continue };
            let side = side_of(place.subledger);
            rows.push(EntryItemRow {
                book_id,
                id: 0,
                entry_id: entry.id,
                line: line.line,
                account_id: line.account,
                customer_id: line.party,
                side: side.slug().to_owned(),
                open_kind: kind_of(side, line.amount).slug().to_owned(),
                entry_on: entry.on,
                issue_on: entry.on,
                due_on: entry.on,
                number: None,
                amount: line.amount.abs(),
                settled: 0,
                cancelled_on: None,
                version: 1,
            });
        }
    }
    if rows.is_empty() {
        return Ok(());
    }
    let first = tx.ids("entry_item", rows.len())?;
    for (id, row) in (first..).zip(&mut rows) {
        row.id = id;
    }
    store::insert(tx.conn, &rows)
}

fn close_lines(
    permit: &Permit,
    tx: &mut Tx<'_>,
    reversals: &BTreeMap<i64, NaiveDate>,
) -> Result<()> {
    let book = tx.book_id();
    let entries: Vec<i64> = reversals.keys().copied().collect();
    let rows = store::load_of_entries(tx.conn, book, &entries)?;
    if rows.is_empty() {
        return Ok(());
    }
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let (locked, found) = lock(permit, tx, &ids)?;
    let by_item = |row: &AllocationRow| [row.debt_item_id, row.credit_item_id];
    let days: BTreeMap<i64, NaiveDate> =
        rows.iter().filter_map(|row| Some((row.id, *reversals.get(&row.entry_id)?))).collect();
    let day_of = |id: i64| days.get(&id).copied();
    let mut check = Check::new();
    let mut by_day = BTreeMap::<NaiveDate, Vec<&AllocationRow>>::new();
    for row in &found {
        let Some(on) = by_item(row).into_iter().flatten().filter_map(day_of).max() else {
            continue;
        };
        match row.withdrawn_on {
            None => by_day.entry(on).or_default().push(row),
            // Before that day the past would change.
            Some(earliest) if on < earliest => {
                check.add(Problem::new(Code::DateOrder).at("on").fact("earliest", earliest));
            }
            Some(_) => {}
        }
    }
    check.finish()?;
    for (on, live) in by_day {
        withdraw::end(permit, tx, &locked, &BTreeSet::new(), &live, on)?;
    }
    let mut closed: Vec<EntryItemRow> = store::lock(tx.conn, book, &ids)?.into_values().collect();
    for row in &mut closed {
        row.cancelled_on = reversals.get(&row.entry_id).copied();
        row.version += 1;
    }
    store::save(tx.conn, &closed)
}

/// Locks lines and what their allocations join; returns the allocations too.
fn lock(permit: &Permit, tx: &mut Tx<'_>, ids: &[i64]) -> Result<(Locked, Vec<AllocationRow>)> {
    let book = tx.book_id();
    let seen = allocations::load_of_entry_items(tx.conn, book, ids)?;
    let mut wanted = withdraw::items_of(&seen)?;
    wanted.extend(ids.iter().map(|id| OpenItem::Entry(EntryItemId(*id))));
    let locked = items::lock(tx.conn, permit.scope(), &wanted)?;
    let found = allocations::load_of_entry_items(tx.conn, book, ids)?;
    // An allocation that came between joins a document that is not locked: begin again.
    if withdraw::items_of(&found)?.is_subset(&wanted) {
        Ok((locked, found))
    } else {
        Err(Code::Busy.into())
    }
}
