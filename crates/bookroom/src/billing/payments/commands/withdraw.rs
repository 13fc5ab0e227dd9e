//! Taking allocations back.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::settle;
use crate::billing::allocations::store::{self as allocations, AllocationRow};
use crate::billing::allocations::transfer_back;
use crate::billing::invoices::model::InvoiceState;
use crate::billing::payments::model::{Allocation, OpenItem};
use crate::billing::payments::rules;
use crate::billing::payments::store::items::{self, Locked};
use crate::error::{Code, Error, Problem, Result};
use crate::log::Subject;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::values::{AllocationId, Check};
use crate::work::{Command, Tx};

/// Takes allocations back: what they settled is open again, and so is what settled it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WithdrawAllocations {
    /// The allocations, at most 100,000.
    pub allocations: Vec<AllocationId>,
    /// From which day on they no longer count, not before they began; today when absent.
    pub on: Option<NaiveDate>,
}

impl Command for WithdrawAllocations {
    const NAME: &'static str = "payments.withdraw_allocations";
    const PERMISSION: Permission = Permission::PaymentsAllocate;
    type Output = Vec<Allocation>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Allocation>> {
        let mut check = Check::new();
        check.at_most("allocations", self.allocations.len(), rules::PAYMENTS_LIMIT);
        let ids = distinct(&self.allocations, &mut check);
        if let Some(on) = self.on {
            check.open_day("on", tx.open_days(), on);
        }
        check.finish()?;
        let book = tx.book_id();
        let rows = allocations::load(tx.conn, book, &ids)?;
        let locked = items::lock(tx.conn, permit.scope(), &items_of(&rows)?)?;
        // Again, now that nobody else can change them.
        let rows = allocations::load(tx.conn, book, &ids)?;
        self.require_live(&ids, &rows, &locked)?;
        let on = self.on.unwrap_or_else(|| tx.today());
        let rows: Vec<&AllocationRow> = rows.iter().collect();
        end(permit, tx, &locked, &BTreeSet::new(), &rows, on)
    }
}

impl WithdrawAllocations {
    fn require_live(&self, ids: &[i64], rows: &[AllocationRow], locked: &Locked) -> Result<()> {
        let by_id: BTreeMap<i64, &AllocationRow> = rows.iter().map(|row| (row.id, row)).collect();
        let mut check = Check::new();
        for (index, id) in ids.iter().enumerate() {
            let row = by_id.get(id).ok_or_else(|| Error::not_found("allocation", id))?;
            let (debt, credit) = (row.debt()?, row.credit()?);
            if !(locked.open.contains_key(&debt) && locked.open.contains_key(&credit)) {
                return Err(Error::not_found("allocation", id));
            }
            if row.withdrawn_on.is_some() || is_cancelled(locked, debt) {
                let problem = Problem::new(Code::WrongState).fact("subject", "allocation");
                return Err(problem.fact("key", id).into());
            }
            if self.on.is_some_and(|on| on < row.allocated_on) {
                let problem = Problem::new(Code::DateOrder).at(format!("allocations[{index}]"));
                check.add(problem.fact("earliest", row.allocated_on));
            }
        }
        check.finish()
    }
}

/// Whether an invoice is cancelled: what its credit note settled stays so.
fn is_cancelled(locked: &Locked, debt: OpenItem) -> bool {
    let OpenItem::Invoice(id) = debt else { return false };
    let row = locked.invoices.get(&id.0);
    row.is_some_and(|row| row.state == InvoiceState::Cancelled.slug())
}

fn distinct(ids: &[AllocationId], check: &mut Check) -> Vec<i64> {
    let mut seen = BTreeSet::new();
    check.each("allocations", ids, |check, id| {
        check.require(seen.insert(id.0), "", Code::Repeated);
    });
    ids.iter().map(|id| id.0).collect()
}

/// The documents that allocations join.
pub(super) fn items_of(rows: &[AllocationRow]) -> Result<BTreeSet<OpenItem>> {
    let mut items = BTreeSet::new();
    for row in rows {
        items.insert(row.debt()?);
        items.insert(row.credit()?);
    }
    Ok(items)
}

/// Ends live allocations on a day (those that began later when they began) and opens their
/// documents again, except payments in `but`.
pub(super) fn end(
    permit: &Permit,
    tx: &mut Tx<'_>,
    locked: &Locked,
    but: &BTreeSet<i64>,
    rows: &[&AllocationRow],
    on: NaiveDate,
) -> Result<Vec<Allocation>> {
    let (book, currency) = (tx.book_id(), tx.book.currency);
    let mut sums = BTreeMap::new();
    let mut ended = Vec::with_capacity(rows.len());
    let mut moved = Vec::new();
    for row in rows {
        let before = row.record(currency)?;
        let mut after = before.clone();
        let ended_on = on.max(row.allocated_on);
        after.withdrawn_on = Some(ended_on);
        moved.extend(row.entry_id.map(|entry| (entry, ended_on)));
        tx.note_edited(permit, Subject::new("allocation", row.id), &before, &after)?;
        *sums.entry(after.debt).or_insert(0) -= row.amount;
        *sums.entry(after.credit).or_insert(0) -= row.amount;
        ended.push(after);
    }
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    allocations::withdraw(tx.conn, book, &ids, on)?;
    transfer_back(permit, tx, &moved)?;
    settle::move_documents(permit, tx, locked, but, &sums)?;
    Ok(ended)
}
