//! Putting customers into pools, taking them out, and moving them to other pools.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::locked::{drafts, is_seen, lock_all};
use super::moves::{Place, lock_waiting, move_all};
use super::{keep, keep_as_admin};
use crate::customers::commands::draft::{self, Draft};
use crate::customers::model::NewCustomer;
use crate::customers::pools::model::OwnerChangeKind;
use crate::customers::pools::rules;
use crate::customers::store as customer_store;
use crate::error::{Code, Error, Problem, Result};
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::values::{Check, CustomerId, PoolId};
use crate::work::{Command, Tx};

/// Puts customers into a pool: one's own back, or others that one may assign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PutIntoPool {
    /// The pool.
    pub pool: PoolId,
    /// The customers, at most 100,000.
    pub customers: Vec<CustomerId>,
    /// Why, up to 500 characters.
    pub reason: String,
}

impl Command for PutIntoPool {
    const NAME: &'static str = "pools.put";
    const PERMISSION: Permission = Permission::PoolsClaim;
    type Output = i64;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<i64> {
        let mut check = Check::new();
        let reason = check.lines("reason", &self.reason, rules::REASON_LIMIT);
        check.finish()?;
        let (pool, _) = keep(permit, tx, self.pool)?;
        let rows = lock_all(tx, permit, &self.customers)?;
        let assigning = tx.grants().scope(Permission::CustomersAssign);
        for (index, id) in self.customers.iter().enumerate() {
            let path = format!("customers[{index}]");
            let row = rows.get(&id.0);
            let is_own = |row: &&customer_store::CustomerRow| {
                row.owner_id == Some(permit.scope().operator().0)
            };
            if row.filter(is_own).is_some() {
                continue;
            }
            if row.is_none() || !is_seen(tx, id.0)? {
                return Err(Error::not_found(draft::SUBJECT, id).below(&path));
            }
            let covers = assigning.clone().map_err(|error| error.below(&path))?;
            let seen = customer_store::load_visible(tx.conn, &covers, &[id.0])?;
            if seen.is_empty() {
                return Err(Error::not_found(draft::SUBJECT, id).below(&path));
            }
        }
        let mut drafts = drafts(tx, rows, &self.customers)?;
        if let Some(draft) = drafts.iter().find(|draft| draft.after.pool.is_some()) {
            let problem = Problem::new(Code::InPool).at(&draft.path);
            return Err(problem.fact("key", draft.after.id).into());
        }
        let place = Place {
            how: OwnerChangeKind::Put,
            owner: None,
            team: None,
            pool: Some(pool.id),
            reason: Some(&reason),
        };
        move_all(permit, tx, &mut drafts, &place)?;
        Ok(customer_store::count(drafts.len()))
    }
}

/// Takes customers out of a pool, to nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakeOutOfPool {
    /// The pool.
    pub pool: PoolId,
    /// The customers, at most 100,000.
    pub customers: Vec<CustomerId>,
}

impl Command for TakeOutOfPool {
    const NAME: &'static str = "pools.take_out";
    const PERMISSION: Permission = Permission::PoolsClaim;
    type Output = i64;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<i64> {
        let pool = keep_as_admin(permit, tx, self.pool)?;
        let mut drafts = lock_waiting(permit, tx, pool.id, &self.customers)?;
        let how = OwnerChangeKind::TakenOut;
        let place = Place { how, owner: None, team: None, pool: None, reason: None };
        move_all(permit, tx, &mut drafts, &place)?;
        Ok(customer_store::count(drafts.len()))
    }
}

/// Moves customers from one pool to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransferToPool {
    /// The pool they are in.
    pub pool: PoolId,
    /// The customers, at most 100,000.
    pub customers: Vec<CustomerId>,
    /// The pool they go to.
    pub to: PoolId,
}

impl Command for TransferToPool {
    const NAME: &'static str = "pools.transfer";
    const PERMISSION: Permission = Permission::PoolsClaim;
    type Output = i64;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<i64> {
        if self.pool == self.to {
            return Err(Problem::new(Code::Repeated).at("to").into());
        }
        let pool = keep_as_admin(permit, tx, self.pool)?;
        let to = keep_as_admin(permit, tx, self.to).map_err(|error| error.below("to"))?;
        let mut drafts = lock_waiting(permit, tx, pool.id, &self.customers)?;
        let how = OwnerChangeKind::Transferred;
        let place = Place { how, owner: None, team: None, pool: Some(to.id), reason: None };
        move_all(permit, tx, &mut drafts, &place)?;
        Ok(customer_store::count(drafts.len()))
    }
}

/// Gives new customers the pools they shall wait in, and takes their owners away. Who adds them
/// must be a member of each.
pub(crate) fn place_new(
    permit: &Permit,
    tx: &mut Tx<'_>,
    new: &[NewCustomer],
    drafts: &mut [Draft],
    check: &mut Check,
) -> Result<()> {
    let wanted: BTreeSet<PoolId> = new.iter().filter_map(|new| new.pool).collect();
    if wanted.is_empty() {
        return Ok(());
    }
    let mut pools = BTreeMap::new();
    for id in wanted {
        pools.insert(id, keep(permit, tx, id).map(|_| ()));
    }
    for (new, draft) in new.iter().zip(drafts) {
        let Some(pool) = new.pool else { continue };
        match pools.get(&pool) {
            Some(Err(Error::NotFound(_))) => {
                check.fail(&format!("{}.pool", draft.path), Code::UnknownReference);
            }
            Some(Err(Error::Invalid(_))) => {
                check.fail(&format!("{}.pool", draft.path), Code::Retired);
            }
            Some(Err(error)) => return Err(error.clone().below(&draft.path)),
            _ => {}
        }
        let is_free = new.owner.is_none() && new.team.is_none();
        check.require(is_free, &format!("{}.pool", draft.path), Code::BadChoice);
        draft.after.owner = None;
        draft.after.team = None;
        draft.after.pool = Some(pool);
    }
    Ok(())
}
