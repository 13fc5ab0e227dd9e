//! Claiming customers from a pool, and giving them to an operator, within the pool's limits.
//!
//! What limits one operator is counted while their claims are held: whoever claims for the same
//! operator waits until this is kept or taken back, and counts what it left.

use chrono::{DateTime, Days};
use serde::{Deserialize, Serialize};

use super::keep;
use super::moves::{Place, lock_waiting, move_all};
use crate::customers::commands::draft::{self, Draft};
use crate::customers::model::Customer;
use crate::customers::pools::model::{OwnerChangeKind, Pool};
use crate::customers::pools::store;
use crate::customers::store as customer_store;
use crate::error::{Code, Problem, Result};
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::values::{Check, CustomerId, OperatorId, PoolId, TeamId};
use crate::work::{Command, Tx};

/// Claims customers from a pool: all, or none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimCustomers {
    /// The pool.
    pub pool: PoolId,
    /// The customers, at most 100,000.
    pub customers: Vec<CustomerId>,
}

impl Command for ClaimCustomers {
    const NAME: &'static str = "pools.claim";
    const PERMISSION: Permission = Permission::PoolsClaim;
    type Output = Vec<Customer>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Customer>> {
        let (pool, _) = keep(permit, tx, self.pool)?;
        let operator = permit.scope().operator();
        hold_claims(tx, operator)?;
        let mut drafts = lock_waiting(permit, tx, pool.id, &self.customers)?;
        refuse_barred(tx, &pool, operator, &drafts)?;
        refuse_beyond_limit(tx, &pool, operator, drafts.len())?;
        refuse_beyond_quota(tx, &pool, operator, &drafts)?;
        let place = Place {
            how: OwnerChangeKind::Claimed,
            owner: Some(operator),
            team: permit.scope().team(),
            pool: None,
            reason: None,
        };
        move_all(permit, tx, &mut drafts, &place)?;
        Ok(draft::shown(permit, drafts))
    }
}

/// Gives customers of a pool to an operator: all, or none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignFromPool {
    /// The pool.
    pub pool: PoolId,
    /// The customers, at most 100,000.
    pub customers: Vec<CustomerId>,
    /// Who shall own them.
    pub owner: OperatorId,
}

impl Command for AssignFromPool {
    const NAME: &'static str = "pools.assign";
    const PERMISSION: Permission = Permission::PoolsClaim;
    type Output = i64;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<i64> {
        let pool = super::keep_as_admin(permit, tx, self.pool)?;
        let book = tx.book_id();
        let owners = customer_store::load_owners(tx.conn, book, &[self.owner.0])?;
        let mut check = Check::new();
        let owner = (Some(self.owner), None);
        draft::check_owners(&owners, &std::collections::BTreeMap::new(), owner, &mut check);
        check.finish()?;
        hold_claims(tx, self.owner)?;
        let mut drafts = lock_waiting(permit, tx, pool.id, &self.customers)?;
        refuse_beyond_quota(tx, &pool, self.owner, &drafts)?;
        let team = owners.get(&self.owner.0).and_then(|(_, team)| *team);
        let place = Place {
            how: OwnerChangeKind::Given,
            owner: Some(self.owner),
            team: team.map(TeamId),
            pool: None,
            reason: None,
        };
        move_all(permit, tx, &mut drafts, &place)?;
        Ok(customer_store::count(drafts.len()))
    }
}

/// Has claims for one operator come one after another, until the transaction ends.
fn hold_claims(tx: &mut Tx<'_>, operator: OperatorId) -> Result<()> {
    tx.hold(&format!("claims:{operator}"))
}

/// Refuses customers that the operator gave up not long ago, with the day from which on they may
/// be claimed again.
fn refuse_barred(
    tx: &mut Tx<'_>,
    pool: &Pool,
    operator: OperatorId,
    drafts: &[Draft],
) -> Result<()> {
    let days = u64::try_from(pool.barred_days).unwrap_or_default();
    if days == 0 {
        return Ok(());
    }
    let (book, today) = (tx.book_id(), tx.today());
    let ids = draft::ids(drafts);
    let given_up = store::changes::given_up(tx.conn, book, &ids, operator.0)?;
    for draft in drafts {
        let Some(at) = given_up.get(&draft.after.id.0) else { continue };
        let at = DateTime::from_timestamp_micros(*at).ok_or(Code::Corrupt)?;
        let until = tx.book.date_of(at).checked_add_days(Days::new(days));
        if let Some(until) = until.filter(|until| today < *until) {
            let problem = Problem::new(Code::ClaimBarred).at(&draft.path);
            return Err(problem.fact("key", draft.after.id).fact("until", until).into());
        }
    }
    Ok(())
}

fn refuse_beyond_limit(
    tx: &mut Tx<'_>,
    pool: &Pool,
    operator: OperatorId,
    wanted: usize,
) -> Result<()> {
    let Some(limit) = pool.daily_claims else { return Ok(()) };
    let (book, since) = (tx.book_id(), tx.book.start_of(tx.today()));
    let claimed = store::changes::count_claims(tx.conn, book, (pool.id.0, operator.0), since)?;
    if claimed.saturating_add(customer_store::count(wanted)) <= limit {
        return Ok(());
    }
    let problem = Problem::new(Code::ClaimLimit).at("customers");
    Err(problem.fact("limit", limit).fact("claimed", claimed).into())
}

fn refuse_beyond_quota(
    tx: &mut Tx<'_>,
    pool: &Pool,
    operator: OperatorId,
    drafts: &[Draft],
) -> Result<()> {
    let Some(limit) = pool.quota else { return Ok(()) };
    let book = tx.book_id();
    let mut ids = store::owned_by(tx.conn, book, operator.0)?;
    let owned = ids.len();
    ids.extend(draft::ids(drafts));
    let mut free = 0;
    let mut count = ids.len();
    if !pool.quota_counts_dealt {
        let dealt = store::dealt(tx.conn, book, &ids)?;
        free = ids.iter().take(owned).filter(|id| dealt.contains(id)).count();
        count -= ids.iter().filter(|id| dealt.contains(id)).count();
    }
    if customer_store::count(count) <= limit {
        return Ok(());
    }
    let problem = Problem::new(Code::OwnerQuota).at("customers");
    Err(problem.fact("limit", limit).fact("owned", owned - free).into())
}
