//! Saying who works with customers beside their owners, and locking customers.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::draft::{self, Draft};
use crate::customers::model::{
    Collaborator, Customer, CustomerLock, CustomerSharing, CustomerVersion,
};
use crate::customers::store;
use crate::customers::store::sharing as rows;
use crate::error::{Code, Problem, Result};
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::values::Check;
use crate::work::{Command, Tx};

/// The most collaborators of a customer.
const COLLABORATOR_LIMIT: usize = 100;
/// The longest reason for a lock, in characters.
const REASON_LIMIT: usize = 500;

/// Says who works with customers beside their owners: all, or none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShareCustomers {
    /// The customers with their collaborators, at most 100,000.
    pub customers: Vec<CustomerSharing>,
}

impl Command for ShareCustomers {
    const NAME: &'static str = "customers.share";
    const PERMISSION: Permission = Permission::CustomersShare;
    type Output = Vec<Customer>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Customer>> {
        let seen: Vec<_> = self.customers.iter().map(|it| (it.id, Some(it.version))).collect();
        let mut drafts = draft::load_seen(permit, tx, "customers", &seen)?;
        let named = self.customers.iter().flat_map(|it| &it.collaborators);
        let named: BTreeSet<i64> = named.map(|it| it.operator.0).collect();
        let (book, today) = (tx.book_id(), tx.today());
        let named: Vec<i64> = named.into_iter().collect();
        let operators = store::load_owners(tx.conn, book, &named)?;
        let mut check = Check::new();
        for (new, draft) in self.customers.iter().zip(&mut drafts) {
            if draft.after.pool.is_some() {
                let problem = Problem::new(Code::InPool).at(&draft.path);
                return Err(problem.fact("key", draft.after.id).into());
            }
            let had = std::mem::take(&mut draft.after.collaborators);
            let path = format!("{}.collaborators", draft.path);
            check.at_most(&path, new.collaborators.len(), COLLABORATOR_LIMIT);
            let mut taken = BTreeSet::new();
            for (index, it) in new.collaborators.iter().enumerate() {
                check.within(&format!("{path}[{index}]"), |check| {
                    let active = operators.get(&it.operator.0).map(|(active, _)| *active);
                    check.require(taken.insert(it.operator.0), "operator", Code::Repeated);
                    check.require(active.is_some(), "operator", Code::UnknownReference);
                    let is_new = !had.contains(it);
                    let is_gone = active == Some(false) && is_new;
                    check.require(!is_gone, "operator", Code::Retired);
                    if let Some(until) = it.until.filter(|_| is_new) {
                        check.date("until", until);
                        check.require(until >= today, "until", Code::DateOrder);
                    }
                });
            }
            draft.after.collaborators = in_order(&new.collaborators);
        }
        check.finish()?;
        let changed: BTreeSet<i64> =
            draft::note_changed(permit, tx, &mut drafts)?.into_iter().collect();
        let shared = drafts.iter().filter(|draft| changed.contains(&draft.after.id.0));
        let shared: Vec<(i64, Vec<Collaborator>)> =
            shared.map(|it| (it.after.id.0, it.after.collaborators.clone())).collect();
        let now = tx.now_micros();
        store::set_collaborators(tx.conn, book, &shared, now)?;
        Ok(draft::shown(permit, drafts))
    }
}

/// As the store has them: by operator.
fn in_order(collaborators: &[Collaborator]) -> Vec<Collaborator> {
    let by: BTreeMap<i64, Collaborator> =
        collaborators.iter().map(|it| (it.operator.0, *it)).collect();
    by.into_values().collect()
}

/// Locks customers with a reason, so that they are not changed for the time being, or unlocks them.
/// Those that are so already stay as they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LockCustomers {
    /// The customers, at most 100,000.
    pub customers: Vec<CustomerVersion>,
    /// Why they are locked, up to 500 characters; none: they are unlocked.
    pub reason: Option<String>,
}

impl Command for LockCustomers {
    const NAME: &'static str = "customers.lock";
    const PERMISSION: Permission = Permission::CustomersLock;
    type Output = Vec<Customer>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Customer>> {
        let mut check = Check::new();
        let reason = self.reason.as_ref().map(|it| check.lines("reason", it, REASON_LIMIT));
        check.finish()?;
        let seen: Vec<_> = self.customers.iter().map(|it| (it.id, Some(it.version))).collect();
        let mut drafts = draft::load_locked_too(permit, tx, "customers", &seen)?;
        let lock =
            reason.map(|reason| CustomerLock { at: tx.now(), by: permit.operator(), reason });
        for draft in &mut drafts {
            if draft.after.lock.is_none() || lock.is_none() {
                draft.after.lock.clone_from(&lock);
            }
        }
        let changed = draft::note_changed(permit, tx, &mut drafts)?;
        let (book, now) = (tx.book_id(), tx.now_micros());
        store::set_lock(tx.conn, book, &changed, lock.as_ref(), now)?;
        Ok(draft::shown(permit, drafts))
    }
}

/// Refuses customers that are locked.
///
/// # Errors
/// `record_locked` with the first of them.
pub(crate) fn refuse_locked(drafts: &[Draft]) -> Result<()> {
    match drafts.iter().find(|draft| draft.after.lock.is_some()) {
        Some(draft) => Err(locked(draft.after.id.0).at(&draft.path).into()),
        None => Ok(()),
    }
}

/// Refuses what belongs to customers that are locked.
///
/// # Errors
/// As [`refuse_locked`].
pub(crate) fn refuse_locked_ids(tx: &mut Tx<'_>, ids: &[i64]) -> Result<()> {
    let book = tx.book_id();
    match rows::load_locks(tx.conn, book, ids)?.into_iter().next() {
        Some((id, _)) => Err(locked(id).into()),
        None => Ok(()),
    }
}

fn locked(id: i64) -> Problem {
    Problem::new(Code::RecordLocked).fact("subject", draft::SUBJECT).fact("key", id)
}
