//! Cancelling payments by red entries.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::withdraw;
use crate::billing::allocations::store::{self as allocations, AllocationRow};
use crate::billing::payments::model::{OpenItem, Payment, PaymentState, PaymentVersion};
use crate::billing::payments::rules;
use crate::billing::payments::store::items::{self, Locked};
use crate::billing::payments::store::{PaymentRow, writes};
use crate::error::{Code, Error, Problem, Result};
use crate::ledger::reverse_entries;
use crate::log::Subject;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::values::{Check, Language};
use crate::work::{Command, Tx};

/// Cancels payments: a red entry in the ledger, their allocations withdrawn, the invoices open
/// again. The payments and their numbers stay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CancelPayments {
    /// The payments, at most 100,000.
    pub payments: Vec<PaymentVersion>,
    /// The day of the red entries: not before a payment was made, nor before an allocation of it
    /// was withdrawn. When absent today, or the first day that is possible.
    pub on: Option<NaiveDate>,
    /// Why, up to 200 characters; it stands in the red entries.
    pub reason: Option<String>,
}

impl Command for CancelPayments {
    const NAME: &'static str = "payments.cancel";
    const PERMISSION: Permission = Permission::PaymentsCancel;
    type Output = Vec<Payment>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Payment>> {
        let mut check = Check::new();
        check.at_most("payments", self.payments.len(), rules::PAYMENTS_LIMIT);
        let reason = check.optional_text("reason", self.reason.as_deref(), 200);
        if let Some(on) = self.on {
            check.open_day("on", tx.open_days(), on);
        }
        let mut ids = BTreeSet::new();
        check.each("payments", &self.payments, |check, payment| {
            check.require(ids.insert(payment.id.0), "", Code::Repeated);
        });
        check.finish()?;
        let (locked, found) = self.lock(permit, tx, &ids)?;
        let rows = self.require_posted(&locked)?;
        let on = self.day(tx, &rows, &found)?;

        let live: Vec<&AllocationRow> =
            found.iter().filter(|row| row.withdrawn_on.is_none()).collect();
        withdraw::end(permit, tx, &locked, &ids, &live, on)?;
        let mut entries = Vec::with_capacity(rows.len());
        for row in &rows {
            entries.push(row.entry_id.ok_or(Code::Corrupt)?);
        }
        let summary = summary(tx.book.language, reason.as_deref());
        let reversals = reverse_entries(permit, tx, &entries, on, &summary)?;
        let pairs: Vec<(i64, i64)> =
            rows.iter().zip(&reversals).map(|(row, reversal)| (row.id, reversal.id)).collect();
        let (book, now) = (tx.book_id(), tx.now_micros());
        writes::cancel_payments(tx.conn, book, now, on, &pairs)?;
        let mut cancelled = Vec::with_capacity(rows.len());
        for (row, (_, reversal)) in rows.iter().zip(pairs) {
            cancelled.push(note(permit, tx, row, on, reversal)?);
        }
        Ok(cancelled)
    }
}

impl CancelPayments {
    /// Locks the payments and what their allocations join; returns the allocations too, withdrawn
    /// ones included.
    fn lock(
        &self,
        permit: &Permit,
        tx: &mut Tx<'_>,
        ids: &BTreeSet<i64>,
    ) -> Result<(Locked, Vec<AllocationRow>)> {
        let book = tx.book_id();
        let ids: Vec<i64> = ids.iter().copied().collect();
        let seen = allocations::load_of_payments(tx.conn, book, &ids)?;
        let mut wanted = withdraw::items_of(&seen)?;
        wanted.extend(self.payments.iter().map(|payment| OpenItem::Payment(payment.id)));
        let locked = items::lock(tx.conn, permit.scope(), &wanted)?;
        let found = allocations::load_of_payments(tx.conn, book, &ids)?;
        // An allocation that came between joins a document that is not locked: begin again.
        if withdraw::items_of(&found)?.is_subset(&wanted) {
            Ok((locked, found))
        } else {
            Err(Code::Busy.into())
        }
    }

    fn require_posted<'l>(&self, locked: &'l Locked) -> Result<Vec<&'l PaymentRow>> {
        let mut rows = Vec::with_capacity(self.payments.len());
        for PaymentVersion { id, version } in &self.payments {
            let row = locked.payments.get(&id.0).ok_or_else(|| Error::not_found("payment", id))?;
            if row.version != *version {
                return Err(Error::version_conflict("payment", id));
            }
            if row.state()? != PaymentState::Posted {
                let problem = Problem::new(Code::WrongState).fact("subject", "payment");
                return Err(problem.fact("key", id).fact("state", &row.state).into());
            }
            rows.push(row);
        }
        Ok(rows)
    }

    /// The day of cancellation; a day before which the past would change is a violation.
    fn day(&self, tx: &Tx<'_>, rows: &[&PaymentRow], found: &[AllocationRow]) -> Result<NaiveDate> {
        let mut withdrawn = BTreeMap::<i64, NaiveDate>::new();
        for row in found {
            if let Some(day) = row.withdrawn_on {
                for id in [row.payment_id, row.refund_id].into_iter().flatten() {
                    let last = withdrawn.entry(id).or_insert(day);
                    *last = day.max(*last);
                }
            }
        }
        let earliest = |row: &PaymentRow| {
            withdrawn.get(&row.id).map_or(row.paid_on, |day| row.paid_on.max(*day))
        };
        let Some(on) = self.on else {
            return Ok(rows.iter().map(|row| earliest(row)).fold(tx.today(), NaiveDate::max));
        };
        let mut check = Check::new();
        check.each("payments", rows, |check, row| {
            if on < earliest(row) {
                check.add(Problem::new(Code::DateOrder).fact("earliest", earliest(row)));
            }
        });
        check.finish()?;
        Ok(on)
    }
}

fn summary(language: Language, reason: Option<&str>) -> String {
    match (language, reason) {
        (Language::Chinese, None) => "冲销收付款".to_owned(),
        (Language::Chinese, Some(reason)) => format!("冲销收付款：{reason}"),
        (Language::English, None) => "Payment cancelled".to_owned(),
        (Language::English, Some(reason)) => format!("Payment cancelled: {reason}"),
    }
}

fn note(
    permit: &Permit,
    tx: &mut Tx<'_>,
    row: &PaymentRow,
    on: NaiveDate,
    reversal: i64,
) -> Result<Payment> {
    let currency = tx.book.currency;
    let before = row.record(currency)?;
    let after = PaymentRow {
        state: PaymentState::Cancelled.slug().to_owned(),
        allocated: 0,
        reversal_entry_id: Some(reversal),
        cancelled_on: Some(on),
        version: row.version + 1,
        updated_at: tx.now_micros(),
        ..row.clone()
    };
    let after = after.record(currency)?;
    tx.note_edited(permit, Subject::new("payment", row.id), &before, &after)?;
    Ok(after)
}
