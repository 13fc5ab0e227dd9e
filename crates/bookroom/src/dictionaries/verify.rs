//! Verification: the items of each list form trees, and what was merged away leads somewhere.

use std::collections::{HashMap, HashSet};

use super::store::{self, ItemRow};
use crate::error::Result;
use crate::log::{Finding, FindingKind, Subject};
use crate::work::View;

/// How one item leads to another.
type Step = fn(&ItemRow) -> Option<i64>;

const STEPS: [(&str, Step); 2] =
    [("parent", |row| row.parent_id), ("merged_into", |row| row.merged_into)];

/// Names items that lead to themselves, or out of their list.
pub(crate) fn verify(view: &mut View<'_>, findings: &mut Vec<Finding>) -> Result<()> {
    let book = view.book_id();
    for list in store::list(view.conn, book)? {
        let rows = store::load_items_of(view.conn, book, &[list.id.0].into())?;
        findings.extend(check(&rows));
    }
    Ok(())
}

fn check(rows: &[ItemRow]) -> Vec<Finding> {
    let by_id: HashMap<i64, &ItemRow> = rows.iter().map(|row| (row.id, row)).collect();
    let mut found = Vec::new();
    for row in rows {
        for (field, step) in STEPS {
            let Some(next) = step(row) else { continue };
            let check = if !by_id.contains_key(&next) {
                FindingKind::WrongParent
            } else if leads_back(row, step, &by_id) {
                FindingKind::Cycle
            } else {
                continue;
            };
            let subject = Subject::new("dictionary_item", row.id);
            let finding =
                Finding::new(check, subject, "another item of its list", next.to_string());
            found.push(finding.at(field));
        }
    }
    found
}

fn leads_back(row: &ItemRow, step: Step, by_id: &HashMap<i64, &ItemRow>) -> bool {
    let mut seen = HashSet::new();
    let mut next = step(row);
    while let Some(id) = next.filter(|id| seen.insert(*id)) {
        if id == row.id {
            return true;
        }
        next = by_id.get(&id).and_then(|row| step(row));
    }
    false
}
