//! Saying how much customers may owe, and which customers belong to which.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::draft;
use crate::customers::model::{CreditLimit, Customer, CustomerVersion};
use crate::customers::relations::DEPTH_LIMIT;
use crate::customers::store;
use crate::customers::store::relations as rows;
use crate::error::{Code, Problem, Result};
use crate::rights::permission::{Field, Permission};
use crate::rights::permit::Permit;
use crate::values::{Check, CustomerId};
use crate::work::{Command, Tx};

/// Says how much customers may owe: all, or none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetCreditLimits {
    /// The customers with their limits, at most 100,000.
    pub limits: Vec<CreditLimit>,
}

impl Command for SetCreditLimits {
    const NAME: &'static str = "customers.set_credit_limits";
    const PERMISSION: Permission = Permission::CustomersCredit;
    type Output = Vec<Customer>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Customer>> {
        permit.fields().require_write(Field::CustomerCredit)?;
        let seen: Vec<_> = self.limits.iter().map(|it| (it.id, Some(it.version))).collect();
        let mut drafts = draft::load_seen(permit, tx, "limits", &seen)?;
        let currency = tx.book.currency;
        let mut limits = Vec::with_capacity(drafts.len());
        let mut check = Check::new();
        for (new, draft) in self.limits.iter().zip(&mut drafts) {
            let minor = match new.limit.map(|limit| currency.to_minor(limit)).transpose() {
                Ok(minor) => minor,
                Err(problem) => {
                    check.add(problem.at(format!("{}.limit", draft.path)));
                    continue;
                }
            };
            if minor.is_some_and(|minor| minor < 0) {
                let problem = Problem::new(Code::OutOfRange).at(format!("{}.limit", draft.path));
                check.add(problem.fact("low", 0));
            }
            draft.after.credit_limit = minor.map(|minor| currency.from_minor(minor));
            limits.push((draft.after.id.0, minor));
        }
        check.finish()?;
        let changed: BTreeSet<i64> =
            draft::note_changed(permit, tx, &mut drafts)?.into_iter().collect();
        limits.retain(|(id, _)| changed.contains(id));
        let (book, now) = (tx.book_id(), tx.now_micros());
        store::set_limits(tx.conn, book, &limits, now)?;
        Ok(draft::shown(permit, drafts))
    }
}

/// Has customers belong to another one, or to none: all, or none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetParents {
    /// The customers, at most 100,000.
    pub customers: Vec<CustomerVersion>,
    /// The customer that they shall belong to; none when they shall stand alone.
    pub parent: Option<CustomerId>,
}

impl Command for SetParents {
    const NAME: &'static str = "customers.set_parent";
    const PERMISSION: Permission = Permission::CustomersEdit;
    type Output = Vec<Customer>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Customer>> {
        // Two moves at once, each right by itself, could close a circle.
        tx.hold("customer_parents")?;
        let book = tx.book_id();
        let ids = self.customers.iter().map(|seen| seen.id.0).chain(self.parent.map(i64::from));
        rows::lock(tx.conn, book, &ids.collect::<Vec<_>>())?;
        let seen: Vec<_> =
            self.customers.iter().map(|seen| (seen.id, Some(seen.version))).collect();
        let mut drafts = draft::load_seen(permit, tx, "customers", &seen)?;
        let moved = draft::ids(&drafts);
        if let Some(parent) = self.parent {
            self.check_parent(tx, parent, &moved)?;
        }
        for draft in &mut drafts {
            draft.after.parent = self.parent;
        }
        let changed = draft::note_changed(permit, tx, &mut drafts)?;
        let now = tx.now_micros();
        store::set_parent(tx.conn, book, &changed, self.parent.map(i64::from), now)?;
        Ok(draft::shown(permit, drafts))
    }
}

impl SetParents {
    fn check_parent(&self, tx: &mut Tx<'_>, parent: CustomerId, moved: &[i64]) -> Result<()> {
        let book = tx.book_id();
        let seen = tx.grants().scope(Permission::CustomersView)?;
        let is_seen = !store::load_visible(tx.conn, &seen, &[parent.0])?.is_empty();
        let active = rows::keep_active(tx.conn, book, parent.0)?.filter(|_| is_seen);
        let mut check = Check::new();
        match active {
            None => check.fail("parent", Code::UnknownReference),
            Some(active) => check.require(active, "parent", Code::Retired),
        }
        check.finish()?;
        let above = above(tx, parent.0)?;
        let mut check = Check::new();
        for (index, id) in moved.iter().enumerate() {
            let path = format!("customers[{index}]");
            check.require(!above.contains(id), &path, Code::Cycle);
        }
        check.finish()?;
        let depth = above.len() + height(tx, moved)?;
        if depth > DEPTH_LIMIT {
            let problem = Problem::new(Code::TooMany).at("parent").fact("limit", DEPTH_LIMIT);
            return Err(problem.into());
        }
        Ok(())
    }
}

/// A customer and all above it.
pub(crate) fn above(tx: &mut Tx<'_>, id: i64) -> Result<BTreeSet<i64>> {
    let book = tx.book_id();
    let mut found = BTreeSet::from([id]);
    let mut at = id;
    while let Some(next) = rows::load_parents(tx.conn, book, &[at])?.remove(&at) {
        if !found.insert(next) {
            break;
        }
        at = next;
    }
    Ok(found)
}

/// How many levels these customers and those below them make.
pub(crate) fn height(tx: &mut Tx<'_>, ids: &[i64]) -> Result<usize> {
    let book = tx.book_id();
    let mut level = ids.to_vec();
    let mut height = 0;
    while !level.is_empty() && height <= DEPTH_LIMIT {
        height += 1;
        level = rows::load_children(tx.conn, book, &level)?.into_keys().collect();
    }
    Ok(height)
}

/// Who stands above all others in the family of each of these customers.
pub(crate) fn roots(tx: &mut Tx<'_>, customers: &BTreeSet<i64>) -> Result<BTreeMap<i64, i64>> {
    let book = tx.book_id();
    let mut parents = BTreeMap::new();
    let mut level: Vec<i64> = customers.iter().copied().collect();
    for _ in 0..=DEPTH_LIMIT {
        let found = rows::load_parents(tx.conn, book, &level)?;
        level = found.values().filter(|id| !parents.contains_key(*id)).copied().collect();
        parents.extend(found);
    }
    let root = |id: &i64| {
        let mut at = *id;
        for _ in 0..=DEPTH_LIMIT {
            at = parents.get(&at).copied().unwrap_or(at);
        }
        (*id, at)
    };
    Ok(customers.iter().map(root).collect())
}
