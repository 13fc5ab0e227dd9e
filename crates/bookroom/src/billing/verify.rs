//! Recomputing what documents say: sums, entries, settlement, states, numbers.

use std::collections::BTreeMap;

use super::invoices::rules::checks::{self, Numbers};
use super::invoices::store::verify as store;
use crate::error::Result;
use crate::log::{Finding, Subject};
use crate::work::View;

/// How many documents are looked at together.
const BATCH: i64 = 2_000;

/// Checks every document of the book; returns how many there are.
pub(crate) fn verify(view: &mut View<'_>, findings: &mut Vec<Finding>) -> Result<i64> {
    let (book, decimals) = (view.book_id(), view.book.currency.decimals());
    let mut numbers = Numbers::default();
    let (mut after, mut count) = (i64::MIN, 0);
    loop {
        let batch = store::load_batch(view.conn, book, decimals, after, BATCH)?;
        let Some(last) = batch.last() else { break };
        after = last.id;
        for document in &batch {
            count += 1;
            numbers.add(document);
            for found in checks::check(document) {
                let subject = Subject::new("invoice", document.id);
                findings.push(Finding::new(found.check, subject, found.expected, found.found));
            }
        }
    }
    let counters: BTreeMap<(String, i64), i64> = store::load_counters(view.conn, book)?;
    findings.extend(numbers.gaps(&counters).into_iter().map(|found| {
        Finding::new(found.check, Subject::new("invoice", 0), found.expected, found.found)
    }));
    Ok(count)
}
