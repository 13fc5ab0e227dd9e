//! Verification of lines posted by hand, and of everything that is open against the ledger.

use std::collections::BTreeSet;

use super::rules::signed;
use super::store::checks as store;
use super::store::{self as rows, EntryItemRow};
use crate::error::Result;
use crate::ledger::merged_parties;
use crate::log::{Finding, FindingKind, Subject};
use crate::work::View;

/// How many lines are read at once.
const CHUNK: i64 = 2_000;

/// Checks that every line posted by hand for a customer or supplier is open as its posting says and
/// no other, that what is settled of it is the sum of its live allocations, that its days and
/// number are those that were entered; and that on each account what is open of each party is what
/// the ledger holds.
pub(crate) fn verify(view: &mut View<'_>, findings: &mut Vec<Finding>) -> Result<i64> {
    let book = view.book_id();
    let mut after = i64::MIN;
    loop {
        let lines = store::load_after(view.conn, book, after, CHUNK)?;
        let Some(last) = lines.last() else { break };
        after = last.id;
        verify_lines(view, &lines, findings)?;
    }
    let (kept, posted) = store::count(view.conn, book)?;
    let mut tell = Tell(findings);
    tell.expect(FindingKind::EntryItems, Subject::new("book", book), posted, kept);
    let (open, ledger) = (store::load_open(view.conn, book)?, store::load_ledger(view.conn, book)?);
    let keys: BTreeSet<(i64, i64)> = open.keys().chain(ledger.keys()).copied().collect();
    for key in keys {
        let of = |sums: &store::ByParty| sums.get(&key).copied().unwrap_or(0);
        let subject = Subject::new("customer", key.1);
        let (expected, found) = ((key.0, of(&ledger)), (key.0, of(&open)));
        tell.expect(FindingKind::OpenItems, subject, expected, found);
    }
    Ok(kept)
}

/// Collects what differs.
struct Tell<'f>(&'f mut Vec<Finding>);

impl Tell<'_> {
    fn expect<T: PartialEq + std::fmt::Debug>(
        &mut self,
        check: FindingKind,
        subject: Subject,
        expected: T,
        found: T,
    ) {
        if expected != found {
            let (expected, found) = (format!("{expected:?}"), format!("{found:?}"));
            self.0.push(Finding::new(check, subject, expected, found));
        }
    }
}

fn verify_lines(
    view: &mut View<'_>,
    lines: &[EntryItemRow],
    findings: &mut Vec<Finding>,
) -> Result<()> {
    let (book, currency) = (view.book_id(), view.book.currency);
    let entries: Vec<i64> = lines.iter().map(|row| row.entry_id).collect();
    let ids: Vec<i64> = lines.iter().map(|row| row.id).collect();
    let posted = store::load_posted(view.conn, book, &entries)?;
    let reversed = store::load_reversed(view.conn, book, &entries)?;
    let live = store::load_live(view.conn, book, &ids)?;
    let images = store::load_images(view.conn, book, &ids)?;
    let records = rows::records(view.conn, currency, lines)?;
    let merged = merged_parties(view.conn, book)?;
    let stands = |party: i64| merged.get(&party).copied().unwrap_or(party);
    let mut tell = Tell(findings);
    for (row, record) in lines.iter().zip(records) {
        let subject = || Subject::new("entry_item", row.id);
        tell.expect(FindingKind::EntryItem, subject(), true, row.id > 0);
        let amount = signed(row.side()?, row.open_kind()?, row.amount);
        let said = (row.account_id, Some(row.customer_id), row.entry_on, amount);
        let found = posted.get(&(row.entry_id, row.line));
        let wanted =
            found.map(|it| (it.account, it.party.map(stands), it.on, it.debit - it.credit));
        tell.expect(FindingKind::EntryItem, subject(), wanted, Some(said));
        let settled = live.get(&row.id).copied().unwrap_or(0);
        tell.expect(FindingKind::Settled, subject(), settled, row.settled);
        let in_range = (0..=row.amount).contains(&row.settled);
        tell.expect(FindingKind::OverAllocated, subject(), true, in_range);
        let cancelled = reversed.get(&row.entry_id).copied();
        tell.expect(FindingKind::Cancelled, subject(), cancelled, row.cancelled_on);
        let entered = match images.get(&row.id) {
            Some(image) => said_at_first(image),
            None => Some((row.entry_on.to_string(), row.entry_on.to_string(), None)),
        };
        let kept = (record.issue_on.to_string(), record.due_on.to_string(), record.number);
        tell.expect(FindingKind::Entered, subject(), entered, Some(kept));
    }
    Ok(())
}

/// The days and the number of a line as the log has them.
fn said_at_first(image: &str) -> Option<(String, String, Option<String>)> {
    let image: serde_json::Value = serde_json::from_str(image).ok()?;
    let text = |field: &str| image.get(field)?.as_str().map(str::to_owned);
    Some((text("issue_on")?, text("due_on")?, text("number")))
}
