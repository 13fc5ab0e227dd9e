//! How customers go from one owner or pool to another: the one place that writes it, for assigning,
//! claiming, putting and recycling.

use std::collections::BTreeSet;

use super::locked::{drafts, is_seen, lock_all};
use crate::customers::commands::draft::{self, Draft};
use crate::customers::commands::sharing::refuse_locked;
use crate::customers::pools::model::{OwnerChange, OwnerChangeKind};
use crate::customers::pools::store;
use crate::customers::store as customer_store;
use crate::error::{Code, Error, Problem, Result};
use crate::log::Subject;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::values::{CustomerId, OperatorId, OwnerChangeId, PoolId, TeamId};
use crate::work::Tx;

/// The kind of record in the change log.
const SUBJECT: &str = "owner_change";

/// Where customers go.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'p> {
    pub(crate) how: OwnerChangeKind,
    pub(crate) owner: Option<OperatorId>,
    pub(crate) team: Option<TeamId>,
    pub(crate) pool: Option<PoolId>,
    pub(crate) reason: Option<&'p str>,
}

/// Moves locked customers to an owner or into a pool, notes it, and remembers who had them.
pub(crate) fn move_all(
    permit: &Permit,
    tx: &mut Tx<'_>,
    drafts: &mut [Draft],
    to: &Place<'_>,
) -> Result<()> {
    for draft in drafts.iter_mut() {
        draft.after.owner = to.owner;
        draft.after.team = to.team;
        draft.after.pool = to.pool;
        if to.pool.is_some() {
            draft.after.collaborators.clear();
        }
    }
    refuse_locked(drafts)?;
    let ids = draft::note_changed(permit, tx, drafts)?;
    let (book, now) = (tx.book_id(), tx.now_micros());
    let place = (to.owner.map(i64::from), to.team.map(i64::from));
    customer_store::set_place(tx.conn, book, &ids, place, now)?;
    follow_moves(permit, tx, drafts, &Moved { how: to.how, reason: to.reason })
}

/// Why customers went to other owners or pools.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moved<'m> {
    pub(crate) how: OwnerChangeKind,
    pub(crate) reason: Option<&'m str>,
}

/// Takes saved customers out of the pools that they left and puts them into those they came to, and
/// remembers who had them.
pub(crate) fn follow_moves(
    permit: &Permit,
    tx: &mut Tx<'_>,
    drafts: &[Draft],
    why: &Moved<'_>,
) -> Result<()> {
    let moved = drafts.iter().filter_map(|draft| {
        let before = draft.before.as_ref()?;
        let is_moved = (before.owner, before.pool) != (draft.after.owner, draft.after.pool);
        is_moved.then_some((before, &draft.after))
    });
    let moved: Vec<_> = moved.collect();
    let book = tx.book_id();
    let leaving = moved.iter().filter(|(before, _)| before.pool.is_some());
    let leaving: Vec<i64> = leaving.map(|(before, _)| before.id.0).collect();
    store::leave(tx.conn, book, &leaving)?;
    let entering = moved.iter().filter_map(|(_, after)| Some((after.id.0, after.pool?.0)));
    let entering: Vec<(i64, i64)> = entering.collect();
    store::enter(tx.conn, book, &entering)?;
    let alone: Vec<i64> = entering.iter().map(|(id, _)| *id).collect();
    customer_store::sharing::forget_collaborators(tx.conn, book, &alone)?;
    let first = tx.ids(SUBJECT, moved.len())?;
    let changes = (first..).zip(moved).map(|(id, (before, after))| OwnerChange {
        id: OwnerChangeId(id),
        customer: before.id,
        at: tx.now(),
        by: permit.operator(),
        how: why.how,
        from_owner: before.owner,
        from_pool: before.pool,
        to_owner: after.owner,
        to_pool: after.pool,
        reason: why.reason.map(str::to_owned),
    });
    let changes: Vec<OwnerChange> = changes.collect();
    store::changes::insert(tx.conn, book, &changes)?;
    for change in &changes {
        tx.note_created(permit, Subject::new(SUBJECT, change.id), change)?;
    }
    Ok(())
}

/// Forgets who had customers that are removed, and takes them out of their pools.
pub(crate) fn forget(permit: &Permit, tx: &mut Tx<'_>, customers: &[i64]) -> Result<()> {
    let book = tx.book_id();
    store::leave(tx.conn, book, customers)?;
    let changes = store::changes::load_of(tx.conn, book, customers)?;
    store::changes::delete_of(tx.conn, book, customers)?;
    for change in &changes {
        tx.note_removed(permit, Subject::new(SUBJECT, change.id), change)?;
    }
    Ok(())
}

/// Refuses customers that wait in a pool, each at its path, unless who acts looks after that pool.
///
/// # Errors
/// `in_pool` with the pool.
pub(crate) fn refuse_waiting(
    permit: &Permit,
    tx: &mut Tx<'_>,
    customers: impl IntoIterator<Item = (String, CustomerId)>,
) -> Result<()> {
    let customers: Vec<(String, CustomerId)> = customers.into_iter().collect();
    let book = tx.book_id();
    let ids: Vec<i64> = customers.iter().map(|(_, id)| id.0).collect();
    let waiting = customer_store::pools_of(tx.conn, book, &ids)?;
    if waiting.is_empty() || tx.grants().scope(Permission::PoolsManage).is_ok() {
        return Ok(());
    }
    let pools = store::load_all(tx.conn, book)?;
    let own = pools.iter().filter(|pool| crate::customers::pools::is_admin(pool, permit.scope()));
    let own: BTreeSet<i64> = own.map(|pool| pool.id.0).collect();
    for (path, id) in customers {
        if let Some(pool) = waiting.get(&id.0).filter(|pool| !own.contains(pool)) {
            let problem = Problem::new(Code::InPool).at(path);
            return Err(problem.fact("key", id).fact("pool", pool).into());
        }
    }
    Ok(())
}

/// Locks customers that must wait in a pool, in the order of the input.
///
/// # Errors
/// `repeated`, `too_many`; `already_claimed` for one that left the pool, `not_in_pool` for another
/// that may be seen, `not_found` for all else.
pub(super) fn lock_waiting(
    permit: &Permit,
    tx: &mut Tx<'_>,
    pool: PoolId,
    customers: &[CustomerId],
) -> Result<Vec<Draft>> {
    let rows = lock_all(tx, permit, customers)?;
    let book = tx.book_id();
    let ids: Vec<i64> = customers.iter().map(|id| id.0).collect();
    let waiting = customer_store::pools_of(tx.conn, book, &ids)?;
    let absent: Vec<i64> =
        ids.iter().copied().filter(|id| waiting.get(id) != Some(&pool.0)).collect();
    if let Some(first) = absent.first() {
        let at = customers.iter().position(|id| id.0 == *first).unwrap_or_default();
        let path = format!("customers[{at}]");
        let left = store::changes::left(tx.conn, book, &[*first], pool.0)?;
        let told = |code| Problem::new(code).at(&path).fact("key", first).fact("pool", pool);
        if left.contains(first) && rows.contains_key(first) {
            return Err(told(Code::AlreadyClaimed).into());
        }
        if is_seen(tx, *first)? {
            return Err(told(Code::NotInPool).into());
        }
        return Err(Error::not_found(draft::SUBJECT, first).below(&path));
    }
    drafts(tx, rows, customers)
}
