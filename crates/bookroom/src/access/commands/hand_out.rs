//! Nobody hands out a right or a visibility they lack: what every command that changes who may do
//! what asks.

use crate::access::model::Role;
use crate::access::store;
use crate::error::{Code, Result};
use crate::rights::permission::Permission;
use crate::rights::permit::{Grants, RoleRights};
use crate::rights::store::{load_active_operators, load_teams_of};
use crate::values::{OperatorId, TeamId};
use crate::work::Tx;

/// What an operator of a team may do with the roles of these codes.
pub(super) fn rights(
    tx: &Tx<'_>,
    operator: OperatorId,
    team: Option<TeamId>,
    codes: &[String],
    all: &[Role],
) -> Grants {
    let held: Vec<RoleRights> = all
        .iter()
        .filter(|role| codes.contains(&role.code))
        .map(|role| RoleRights { grants: role.grants.clone(), fields: role.fields.clone() })
        .collect();
    tx.grants().of_other(operator, team, &held)
}

/// What a role alone gives.
pub(super) fn rights_of_role(tx: &Tx<'_>, role: &Role) -> Grants {
    let held = RoleRights { grants: role.grants.clone(), fields: role.fields.clone() };
    tx.grants().of_other(OperatorId(0), None, &[held])
}

/// Refuses to give an operator more than before if that is more than one holds oneself. Roles are
/// looked at together: two that one may give each may show more in one hand than either.
pub(super) fn require(tx: &Tx<'_>, before: &Grants, after: &Grants) -> Result<()> {
    if after.is_within(before) {
        return Ok(());
    }
    tx.grants().require_to_give(after)
}

/// All roles, one of them as it shall be.
pub(super) fn with_role(all: &[Role], after: &Role) -> Vec<Role> {
    let pick = |role: &Role| if role.id == after.id { after.clone() } else { role.clone() };
    all.iter().map(pick).collect()
}

/// As [`require`], for everybody who has a role that changes; `all` are the roles as they were and
/// as they shall be.
pub(super) fn require_for_holders(
    tx: &mut Tx<'_>,
    changes: &Role,
    all: &[Role],
    changed: &[Role],
) -> Result<()> {
    let book = tx.book_id();
    let teams = load_teams_of(tx.conn, book)?;
    for (operator, codes) in store::load_role_codes(tx.conn, book)? {
        if codes.contains(&changes.code) {
            let team = teams.get(&operator).copied().flatten();
            let had = rights(tx, OperatorId(operator), team, &codes, all);
            let has = rights(tx, OperatorId(operator), team, &codes, changed);
            require(tx, &had, &has)?;
        }
    }
    Ok(())
}

/// Refuses to leave the book without an active operator who can manage operators.
pub(super) fn require_manager(tx: &mut Tx<'_>) -> Result<()> {
    let book = tx.book_id();
    let roles = store::load_roles(tx.conn, book)?;
    let codes = store::load_role_codes(tx.conn, book)?;
    let active = load_active_operators(tx.conn, book)?;
    let manages = |id: &i64| {
        let held = codes.get(id).map_or(&[][..], |codes| codes);
        store::permissions_of(held, &roles).contains(&Permission::OperatorsEdit)
    };
    if active.iter().any(manages) { Ok(()) } else { Err(Code::LastOwner.into()) }
}
