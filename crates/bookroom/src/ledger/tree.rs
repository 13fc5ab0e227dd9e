//! What must hold of the chart of accounts as a tree.

use std::collections::{HashMap, HashSet};

use crate::ledger::store::accounts::AccountRow;
use crate::log::{Finding, FindingKind, Subject};

/// Accounts that stand below themselves, below none there is or below one of another kind; leaves
/// with accounts below them, and branches without.
pub(crate) fn check(rows: &[AccountRow]) -> Vec<Finding> {
    let by_id: HashMap<i64, &AccountRow> = rows.iter().map(|row| (row.id, row)).collect();
    let parents: HashSet<i64> = rows.iter().filter_map(|row| row.parent_id).collect();
    let mut found = Vec::new();
    let mut tell = |check, row: &AccountRow, field: &str, expected: &str, is: String| {
        found.push(Finding::new(check, Subject::new("account", row.id), expected, is).at(field));
    };
    for row in rows {
        if let Some(id) = row.parent_id {
            match by_id.get(&id) {
                None => tell(FindingKind::WrongParent, row, "parent", "an account", id.to_string()),
                Some(parent) if parent.kind != row.kind => {
                    let kind = parent.kind.clone();
                    tell(FindingKind::WrongParent, row, "parent", &row.kind, kind);
                }
                Some(_) => {}
            }
        }
        if is_below_itself(row, &by_id) {
            tell(FindingKind::Cycle, row, "parent", "a top", "the account itself".to_owned());
        }
        let has_children = parents.contains(&row.id);
        if row.is_leaf && has_children {
            tell(FindingKind::LeafWithChildren, row, "leaf", "false", "true".to_owned());
        } else if !row.is_leaf && !has_children {
            tell(FindingKind::BranchWithoutChildren, row, "leaf", "true", "false".to_owned());
        }
    }
    found
}

fn is_below_itself(row: &AccountRow, by_id: &HashMap<i64, &AccountRow>) -> bool {
    let mut seen = HashSet::new();
    let mut above = row.parent_id;
    while let Some(id) = above.filter(|id| seen.insert(*id)) {
        if id == row.id {
            return true;
        }
        above = by_id.get(&id).and_then(|parent| parent.parent_id);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: i64, parent_id: Option<i64>, kind: &str, is_leaf: bool) -> AccountRow {
        AccountRow {
            book_id: 1,
            id,
            code: id.to_string(),
            name_zh: String::new(),
            name_en: String::new(),
            kind: kind.to_owned(),
            side: "debit".to_owned(),
            parent_id,
            is_leaf,
            party_control: false,
            cash_kind: None,
            active: true,
            version: 1,
        }
    }

    fn told(rows: &[AccountRow]) -> Vec<(FindingKind, i64)> {
        check(rows).into_iter().map(|it| (it.check, it.subject.id)).collect()
    }

    #[test]
    fn what_is_no_tree_is_named() {
        use FindingKind::{BranchWithoutChildren, Cycle, LeafWithChildren, WrongParent};
        let top = || row(1, None, "asset", false);
        assert_eq!(told(&[top(), row(2, Some(1), "asset", true)]), []);
        assert_eq!(told(&[top()]), [(BranchWithoutChildren, 1)]);
        let under_leaf = [row(1, None, "asset", true), row(2, Some(1), "asset", true)];
        assert_eq!(told(&under_leaf), [(LeafWithChildren, 1)]);
        assert_eq!(told(&[top(), row(2, Some(1), "income", true)]), [(WrongParent, 2)]);
        assert_eq!(told(&[row(2, Some(9), "asset", true)]), [(WrongParent, 2)]);
        let circle = [row(1, Some(2), "asset", false), row(2, Some(1), "asset", false)];
        assert_eq!(told(&circle), [(Cycle, 1), (Cycle, 2)]);
        let below_circle = [&circle[..], &[row(3, Some(2), "asset", true)]].concat();
        assert_eq!(told(&below_circle), [(Cycle, 1), (Cycle, 2)]);
    }
}
