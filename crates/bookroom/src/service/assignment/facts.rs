//! What decides about cases, loaded for many at once.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::choice::Facts;
use super::model::AssignmentRule;
use crate::customers;
use crate::dictionaries;
use crate::error::{Error, Result};
use crate::service::links::{CATEGORY, CHANNEL};
use crate::service::model::{CaseKind, CaseSeverity, CaseState};
use crate::service::store::CaseRow;
use crate::store::Conn;
use crate::values::{OperatorId, ProductId, TeamId};

/// The items of a list: their codes by id, and what stands above each.
#[derive(Debug, Default)]
struct Tree {
    codes: HashMap<i64, String>,
    parents: HashMap<String, String>,
    merged: HashMap<String, String>,
}

impl Tree {
    fn load(conn: &mut Conn, book: i64, dictionary: &str) -> Result<Self> {
        let mut tree = Self::default();
        for item in dictionaries::items_of(conn, book, dictionary)? {
            tree.codes.insert(item.id.0, item.code.clone());
            if let Some(into) = item.merged_into {
                tree.merged.insert(item.code.clone(), into);
            }
            if let Some(parent) = item.parent {
                tree.parents.insert(item.code, parent);
            }
        }
        Ok(tree)
    }

    /// An item and all those above it.
    fn up(&self, code: &str) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let mut next = Some(code);
        // A circle is refused where items are written; what stands twice ends the way all the same.
        while let Some(code) = next.filter(|code| !found.contains(*code)) {
            found.insert(code.to_owned());
            next = self.parents.get(code).map(String::as_str);
        }
        found
    }

    /// The item that took the place of one that was merged away.
    fn present(&self, code: &str) -> String {
        let mut seen = BTreeSet::new();
        let mut code = code;
        while let Some(into) = self.merged.get(code).filter(|_| seen.insert(code)) {
            code = into;
        }
        code.to_owned()
    }

    fn of(&self, id: Option<i64>) -> BTreeSet<String> {
        let code = id.and_then(|id| self.codes.get(&id));
        code.map(|code| self.up(code)).unwrap_or_default()
    }
}

/// The lists that rules look at. Rules that name items which were merged away mean those that took
/// their place.
fn trees(
    conn: &mut Conn,
    book: i64,
    rules: &mut [AssignmentRule],
) -> Result<BTreeMap<String, Tree>> {
    let mut trees = BTreeMap::new();
    let mut need = |conn: &mut Conn, dictionary: &str, items: &mut [String]| -> Result<()> {
        if items.is_empty() {
            return Ok(());
        }
        if !trees.contains_key(dictionary) {
            trees.insert(dictionary.to_owned(), Tree::load(conn, book, dictionary)?);
        }
        if let Some(tree) = trees.get(dictionary) {
            items.iter_mut().for_each(|item| *item = tree.present(item));
        }
        Ok(())
    };
    for rule in rules {
        need(conn, CATEGORY, &mut rule.categories)?;
        need(conn, CHANNEL, &mut rule.channels)?;
        for class in &mut rule.classes {
            need(conn, &class.dictionary, &mut class.items)?;
        }
    }
    Ok(trees)
}

/// What decides about these cases, as far as the rules ask. Customers whose classes are looked at
/// are kept as they are until the transaction ends.
pub(super) fn load(
    conn: &mut Conn,
    book: i64,
    rows: &[CaseRow],
    rules: &mut [AssignmentRule],
    allowed: &[CaseState],
) -> Result<Vec<Facts>> {
    let trees = trees(conn, book, rules)?;
    let asks = rules.iter().any(|rule| !rule.classes.is_empty());
    let customers: BTreeSet<i64> = rows.iter().filter_map(|row| row.customer_id).collect();
    let classes = match asks {
        true => customers::keep_classes(conn, book, &customers)?,
        false => HashMap::new(),
    };
    let none = Tree::default();
    let tree = |dictionary: &str| trees.get(dictionary).unwrap_or(&none);
    let fact = |row: &CaseRow| {
        let state = CaseState::from_slug(&row.state).ok_or_else(|| Error::corrupt("state"))?;
        let held = row.customer_id.and_then(|id| classes.get(&id)).into_iter().flatten();
        let held = held.filter(|(dictionary, _)| trees.contains_key(*dictionary));
        let above = |(dictionary, code): (&String, &String)| {
            (dictionary.clone(), tree(dictionary).up(code))
        };
        Ok(Facts {
            kind: CaseKind::from_slug(&row.kind).ok_or_else(|| Error::corrupt("kind"))?,
            severity: CaseSeverity::from_slug(&row.severity)
                .ok_or_else(|| Error::corrupt("severity"))?,
            category: tree(CATEGORY).of(row.category_id),
            channel: tree(CHANNEL).of(row.channel_id),
            classes: held.map(above).collect(),
            product: row.product_id.map(ProductId),
            team: row.team_id.map(TeamId),
            owner: row.owner_id.filter(|_| row.customer_id.is_some()).map(OperatorId),
            assignee: row.assignee_id.map(OperatorId),
            is_allowed: allowed.contains(&state),
        })
    };
    rows.iter().map(fact).collect()
}
