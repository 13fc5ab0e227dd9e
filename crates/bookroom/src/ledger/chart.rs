//! A book's chart of accounts as a tree.

use std::collections::HashMap;

use super::model::Account;
use super::store::accounts::AccountRow;
use crate::error::{Error, Result};

/// The accounts of a book in tree order: an account, then those below it, by code.
#[derive(Debug)]
pub(crate) struct Chart {
    nodes: Vec<Node>,
    by_id: HashMap<i64, usize>,
    by_code: HashMap<String, usize>,
}

/// An account in its place.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) row: AccountRow,
    /// How far below the top: 1 for the top itself.
    pub(crate) level: i64,
    /// Where the accounts below it end in tree order.
    end: usize,
}

impl Chart {
    pub(crate) fn new(mut rows: Vec<AccountRow>) -> Self {
        rows.sort_by(|one, other| one.code.cmp(&other.code));
        let mut children: HashMap<Option<i64>, Vec<AccountRow>> = HashMap::new();
        let count = rows.len();
        for row in rows.into_iter().rev() {
            children.entry(row.parent_id).or_default().push(row);
        }
        let mut nodes: Vec<Node> = Vec::with_capacity(count);
        // What is still to be placed, the next one last; a level without a row closes a parent.
        let mut open: Vec<usize> = Vec::new();
        let mut waiting = children.remove(&None).unwrap_or_default();
        while let Some(row) = waiting.pop() {
            while let Some(&parent) = open.last() {
                if nodes.get(parent).map(|node| node.row.id) == row.parent_id {
                    break;
                }
                close(&mut nodes, &mut open);
            }
            let (id, level) = (row.id, i64::try_from(open.len()).unwrap_or(i64::MAX - 1) + 1);
            open.push(nodes.len());
            nodes.push(Node { row, level, end: 0 });
            waiting.extend(children.remove(&Some(id)).unwrap_or_default());
        }
        while !open.is_empty() {
            close(&mut nodes, &mut open);
        }
        let by_id = nodes.iter().enumerate().map(|(at, node)| (node.row.id, at)).collect();
        let by_code =
            nodes.iter().enumerate().map(|(at, node)| (node.row.code.clone(), at)).collect();
        Self { nodes, by_id, by_code }
    }

    /// All accounts in tree order.
    pub(crate) fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The account with this id.
    pub(crate) fn row(&self, id: i64) -> Option<&AccountRow> {
        self.by_id.get(&id).and_then(|&at| self.nodes.get(at)).map(|node| &node.row)
    }

    /// The account with this code.
    ///
    /// # Errors
    /// `not_found`.
    pub(crate) fn find(&self, code: &str) -> Result<&AccountRow> {
        let at = self.by_code.get(code.trim());
        let node = at.and_then(|&at| self.nodes.get(at));
        node.map(|node| &node.row).ok_or_else(|| Error::not_found("account", code.trim()))
    }

    /// An account and all those below it, in tree order.
    pub(crate) fn branch(&self, id: i64) -> &[Node] {
        let range = self.by_id.get(&id).map(|&at| (at, self.nodes.get(at).map_or(at, |n| n.end)));
        range.and_then(|(from, to)| self.nodes.get(from..to)).unwrap_or_default()
    }

    /// The ids of the accounts at or below one that take postings.
    pub(crate) fn leaves(&self, id: i64) -> Vec<i64> {
        let branch = self.branch(id).iter();
        branch.filter(|node| node.row.is_leaf).map(|node| node.row.id).collect()
    }

    /// An account as hosts see it.
    pub(crate) fn record(&self, row: &AccountRow) -> Result<Account> {
        let parent = row.parent_id.and_then(|id| self.row(id));
        row.record(parent.map(|parent| parent.code.as_str()))
    }
}

fn close(nodes: &mut [Node], open: &mut Vec<usize>) {
    let end = nodes.len();
    if let Some(node) = open.pop().and_then(|at| nodes.get_mut(at)) {
        node.end = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: i64, code: &str, parent_id: Option<i64>, is_leaf: bool) -> AccountRow {
        AccountRow {
            book_id: 1,
            id,
            code: code.to_owned(),
            name_zh: String::new(),
            name_en: String::new(),
            kind: "asset".to_owned(),
            side: "debit".to_owned(),
            parent_id,
            is_leaf,
            party_control: false,
            cash_kind: None,
            active: true,
            version: 1,
        }
    }

    #[test]
    fn accounts_stand_in_tree_order() {
        let chart = Chart::new(vec![
            row(5, "2", None, true),
            row(4, "112", Some(1), true),
            row(3, "1111", Some(2), true),
            row(1, "1", None, false),
            row(2, "111", Some(1), false),
        ]);
        let codes: Vec<(&str, i64)> =
            chart.nodes().iter().map(|node| (node.row.code.as_str(), node.level)).collect();
        assert_eq!(codes, [("1", 1), ("111", 2), ("1111", 3), ("112", 2), ("2", 1)]);
        assert_eq!(chart.leaves(1), [3, 4]);
        assert_eq!(chart.leaves(5), [5]);
        assert_eq!(chart.branch(2).len(), 2);
        assert_eq!(chart.record(chart.find("1111").unwrap()).unwrap().parent.unwrap(), "111");
    }
}
