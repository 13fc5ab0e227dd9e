//! Verification: what is allocated, what stands in the ledger, and what the documents say.

use std::collections::BTreeMap;

use super::model::PaymentState;
use super::rules::{self, control_amounts};
use super::store::{PaymentRow, sums};
use crate::error::Result;
use crate::log::{Finding, FindingKind, Subject};
use crate::values::Period;
use crate::work::View;

/// How many payments are read at once.
const CHUNK: i64 = 5_000;

/// Checks that what is allocated of payments is the sum of their live allocations and not too much
/// (what is settled of invoices is checked with them), that numbers have no gaps, that every
/// payment stands in the ledger with its amount (a cancelled one with its reversal). What all
/// documents together leave open is compared with the ledger beside the lines posted by hand.
pub(crate) fn verify(view: &mut View<'_>, findings: &mut Vec<Finding>) -> Result<i64> {
    let book = view.book_id();
    let live = sums::load_live(view.conn, book)?;
    let mut numbers = Numbers::default();
    let (mut after, mut count) = (i64::MIN, 0);
    loop {
        let rows = sums::load_after(view.conn, book, after, CHUNK)?;
        let Some(last) = rows.last() else { break };
        after = last.id;
        count += i64::try_from(rows.len()).unwrap_or(0);
        for row in &rows {
            numbers.add(row, findings);
        }
        verify_payments(view, &rows, &live, findings)?;
    }
    numbers.check_gaps(findings);
    Ok(count)
}

fn verify_payments(
    view: &mut View<'_>,
    rows: &[PaymentRow],
    live: &BTreeMap<i64, i64>,
    findings: &mut Vec<Finding>,
) -> Result<()> {
    let book = view.book_id();
    let entries: Vec<i64> =
        rows.iter().flat_map(|row| [row.entry_id, row.reversal_entry_id]).flatten().collect();
    let moved = sums::load_entry_amounts(view.conn, book, &entries)?;
    for row in rows {
        let subject = || Subject::new("payment", row.id);
        let allocated = live.get(&row.id).copied().unwrap_or(0);
        compare(findings, FindingKind::Allocated, subject(), allocated, row.allocated);
        if row.allocated < 0 || row.allocated > row.amount {
            compare(findings, FindingKind::OverAllocated, subject(), row.amount, row.allocated);
        }
        let (debit, credit) = control_amounts(row.direction()?, row.amount);
        let amount_of =
            |entry: Option<i64>| entry.and_then(|id| moved.get(&id)).copied().unwrap_or(0);
        compare(findings, FindingKind::Posted, subject(), debit - credit, amount_of(row.entry_id));
        let cancelled = row.state()? == PaymentState::Cancelled;
        let expected = if cancelled { credit - debit } else { 0 };
        compare(
            findings,
            FindingKind::Reversed,
            subject(),
            expected,
            amount_of(row.reversal_entry_id),
        );
        let dated = row.cancelled_on.is_some();
        compare(
            findings,
            FindingKind::Cancelled,
            subject(),
            i64::from(cancelled),
            i64::from(dated),
        );
    }
    Ok(())
}

fn compare(
    findings: &mut Vec<Finding>,
    check: FindingKind,
    subject: Subject,
    expected: impl Into<i128>,
    found: impl Into<i128>,
) {
    let (expected, found): (i128, i128) = (expected.into(), found.into());
    if expected != found {
        let (expected, found) = (expected.to_string(), found.to_string());
        findings.push(Finding::new(check, subject, expected, found));
    }
}

/// The numbers of payments: how many of each series and month, and the last of them.
#[derive(Default)]
struct Numbers(BTreeMap<(String, String), (i64, i64)>);

impl Numbers {
    /// Counts a payment; a number of another form than `RC-202606-0001` is a finding.
    fn add(&mut self, row: &PaymentRow, findings: &mut Vec<Finding>) {
        let mut parts = row.number.splitn(3, '-');
        let series = parts.next().unwrap_or_default().to_owned();
        let period = parts.next().unwrap_or_default().to_owned();
        let count = parts.next().and_then(|count| count.parse().ok()).unwrap_or(0);
        let written = rules::number(&series, Period::of(row.paid_on).key(), count);
        if written != row.number {
            let subject = Subject::new("payment", row.id);
            let found = row.number.clone();
            findings.push(Finding::new(FindingKind::Number, subject, written, found).at("number"));
        }
        let seen = self.0.entry((series, period)).or_default();
        seen.0 += 1;
        seen.1 = count.max(seen.1);
    }

    /// Numbers are unique, so there is a gap when the last one is more than there are.
    fn check_gaps(self, findings: &mut Vec<Finding>) {
        for (count, last) in self.0.into_values() {
            compare(findings, FindingKind::NumberGap, Subject::new("payment", 0), count, last);
        }
    }
}
