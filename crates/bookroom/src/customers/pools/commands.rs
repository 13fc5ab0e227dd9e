//! Commands on pools themselves, and on the customers in them.

mod claim;
mod locked;
mod moves;
mod put;
mod recycle;

use serde::{Deserialize, Serialize};

use super::model::{NewPool, Pool, PoolEdit};
use super::{rules, store};
use crate::customers::rules::classes::LEVEL;
use crate::customers::store as customer_store;
use crate::dictionaries;
use crate::error::{Code, Error, Problem, Result};
use crate::log::Subject;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::values::{Check, PoolId};
use crate::work::{Command, Tx, plain_outcomes};

pub use claim::{AssignFromPool, ClaimCustomers};
pub(crate) use moves::{Moved, Place, follow_moves, forget, move_all, refuse_waiting};
pub(crate) use put::place_new;
pub use put::{PutIntoPool, TakeOutOfPool, TransferToPool};
pub use recycle::RecycleCustomers;

/// The kind of record in the change log.
const SUBJECT: &str = "pool";

/// Adds a pool.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddPool {
    /// The pool.
    pub pool: NewPool,
}

impl Command for AddPool {
    const NAME: &'static str = "pools.add";
    const PERMISSION: Permission = Permission::PoolsManage;
    const SET_UP: bool = true;
    type Output = Pool;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Pool> {
        let mut pool = rules::blank(&self.pool);
        check(tx, "pool", None, &mut pool)?;
        let book = tx.book_id();
        pool.id = PoolId(tx.id("pool")?);
        store::insert(tx.conn, book, &pool)?;
        tx.note_created(permit, Subject::new(SUBJECT, pool.id), &pool)?;
        Ok(pool)
    }
}

/// Gives a pool new values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditPool {
    /// The pool.
    pub id: PoolId,
    /// The version the caller last saw.
    pub version: i64,
    /// The new values.
    pub edit: PoolEdit,
}

impl Command for EditPool {
    const NAME: &'static str = "pools.edit";
    const PERMISSION: Permission = Permission::PoolsManage;
    const SET_UP: bool = true;
    type Output = Pool;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Pool> {
        let before = lock(tx, self.id, self.version)?;
        let mut after = rules::edited(&before, &self.edit);
        check(tx, "edit", Some(&before), &mut after)?;
        if after == before {
            return Ok(before);
        }
        after.version += 1;
        let book = tx.book_id();
        store::save(tx.conn, book, &after)?;
        tx.note_edited(permit, Subject::new(SUBJECT, after.id), &before, &after)?;
        Ok(after)
    }
}

/// Removes a pool in which no customer ever was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemovePool {
    /// The pool.
    pub id: PoolId,
    /// The version the caller last saw.
    pub version: i64,
}

impl Command for RemovePool {
    const NAME: &'static str = "pools.remove";
    const PERMISSION: Permission = Permission::PoolsManage;
    const SET_UP: bool = true;
    type Output = Pool;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Pool> {
        let pool = lock(tx, self.id, self.version)?;
        let book = tx.book_id();
        if store::is_used(tx.conn, book, pool.id.0)? {
            let problem = Problem::new(Code::InUse).fact("subject", SUBJECT);
            return Err(problem.fact("key", pool.id).into());
        }
        store::delete(tx.conn, book, pool.id.0)?;
        tx.note_removed(permit, Subject::new(SUBJECT, pool.id), &pool)?;
        Ok(pool)
    }
}

fn lock(tx: &mut Tx<'_>, id: PoolId, version: i64) -> Result<Pool> {
    let book = tx.book_id();
    let pool = store::lock(tx.conn, book, id)?.ok_or_else(|| Error::not_found(SUBJECT, id))?;
    if pool.version == version { Ok(pool) } else { Err(Error::version_conflict(SUBJECT, id)) }
}

/// Checks a pool's values and what they refer to; levels become codes. What it had before may be
/// out of use by now.
fn check(tx: &mut Tx<'_>, path: &str, before: Option<&Pool>, pool: &mut Pool) -> Result<()> {
    let (book, today) = (tx.book_id(), tx.today());
    let mut check = Check::new();
    check.within(path, |check| rules::clean(pool, check));
    check.finish()?;
    let operators: Vec<i64> = pool.members.iter().map(|member| member.operator.0).collect();
    let operators = customer_store::load_owners(tx.conn, book, &operators)?;
    let teams: Vec<i64> = pool.teams.iter().map(|team| team.0).collect();
    let teams = customer_store::load_teams(tx.conn, book, &teams)?;
    let levels = pool.rules.iter().filter_map(|rule| rule.level.clone());
    let levels: Vec<(String, String)> = levels.map(|level| (LEVEL.to_owned(), level)).collect();
    let found = dictionaries::resolve_kept(tx.conn, book, today, &levels)?;
    let ids: Vec<i64> = found.values().map(|item| item.id).collect();
    let labels = dictionaries::load_labels(tx.conn, book, &ids)?;
    let mut check = Check::new();
    let state = |path: String, is_kept: bool, active: Option<bool>, check: &mut Check| {
        check.require(active.is_some(), &path, Code::UnknownReference);
        check.require(is_kept || active != Some(false), &path, Code::Retired);
    };
    check.within(path, |check| {
        for (index, member) in pool.members.iter().enumerate() {
            let had = |pool: &Pool| pool.members.iter().any(|it| it.operator == member.operator);
            let active = operators.get(&member.operator.0).map(|(active, _)| *active);
            let path = format!("members[{index}].operator");
            state(path, before.is_some_and(had), active, check);
        }
        for (index, team) in pool.teams.iter().enumerate() {
            let had = before.is_some_and(|pool| pool.teams.contains(team));
            state(format!("teams[{index}]"), had, teams.get(&team.0).copied(), check);
        }
        for (index, rule) in pool.rules.iter_mut().enumerate() {
            let Some(level) = &rule.level else { continue };
            let had = |pool: &Pool| pool.rules.iter().any(|it| it.level == rule.level);
            let is_kept = before.is_some_and(had);
            let item = found.get(&(LEVEL.to_owned(), level.clone()));
            let path = format!("rules[{index}].level");
            if item.is_none() && is_kept {
                // Removed since, or merged away: such a rule stays as it is.
                continue;
            }
            state(path, is_kept, item.map(|item| item.active), check);
            if let Some(label) = item.and_then(|item| labels.get(&item.id)) {
                rule.level = Some(label.code.clone());
            }
        }
        rules::check_rules(&pool.rules, check);
    });
    check.finish()
}

/// A pool that is in use, kept as it is until the transaction ends, and whether who acts looks
/// after it.
///
/// # Errors
/// `not_found`, `retired` at `pool`, `not_a_pool_member`.
fn keep(permit: &Permit, tx: &mut Tx<'_>, id: PoolId) -> Result<(Pool, bool)> {
    let book = tx.book_id();
    let pool = store::keep(tx.conn, book, id)?.ok_or_else(|| Error::not_found(SUBJECT, id))?;
    let is_admin = is_admin(permit, tx, &pool);
    if !is_admin && !super::is_member(&pool, permit.scope()) {
        return Err(Problem::new(Code::NotAPoolMember).fact("pool", id).into());
    }
    if !pool.active {
        return Err(Problem::new(Code::Retired).at("pool").into());
    }
    Ok((pool, is_admin))
}

/// As [`keep`], for what only those who look after a pool do.
///
/// # Errors
/// As [`keep`]; `not_a_pool_admin`.
fn keep_as_admin(permit: &Permit, tx: &mut Tx<'_>, id: PoolId) -> Result<Pool> {
    let (pool, is_admin) = keep(permit, tx, id)?;
    let problem = || Problem::new(Code::NotAPoolAdmin).fact("pool", id);
    if is_admin { Ok(pool) } else { Err(problem().into()) }
}

fn is_admin(permit: &Permit, tx: &Tx<'_>, pool: &Pool) -> bool {
    tx.grants().scope(Permission::PoolsManage).is_ok() || super::is_admin(pool, permit.scope())
}

plain_outcomes!(Pool);
