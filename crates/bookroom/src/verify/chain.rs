//! Request keys against the changes made under them.

use super::store;
use crate::error::Result;
use crate::log::{Finding, FindingKind, Subject};
use crate::work::View;

/// How many request keys are looked at together.
const PAGE: i64 = 1_000;

/// Every request that changed something has its changes, and every change its request.
pub(super) fn check_requests(view: &mut View<'_>, findings: &mut Vec<Finding>) -> Result<()> {
    let book = view.book_id();
    let mut after = i64::MIN;
    loop {
        let rows = store::load_requests(view.conn, book, after, PAGE)?;
        let Some(last) = rows.last().map(|row| row.first_seq) else { break };
        let changed = store::load_keyed(view.conn, book, (after, last), &rows)?;
        for row in &rows {
            let told = changed.get(&(row.operator_id, row.request_key.clone()));
            let fits = match told {
                Some(told) => {
                    (told.first, told.last) == (row.first_seq, row.last_seq)
                        && told.at == row.at
                        && (row.action == "batch" || told.actions.contains(&row.action))
                }
                None => row.last_seq == row.first_seq - 1,
            };
            if !fits {
                let found = format!("{} to {}", row.first_seq, row.last_seq);
                let subject = Subject::new("request", row.first_seq);
                let expected = "the changes made under the key";
                findings.push(Finding::new(FindingKind::Request, subject, expected, found));
            }
        }
        after = last;
    }
    for seq in store::find_lost_requests(view.conn, book)? {
        let subject = Subject::new("change", seq);
        let (expected, found) = ("its request key", "nothing");
        findings.push(Finding::new(FindingKind::Request, subject, expected, found));
    }
    Ok(())
}
