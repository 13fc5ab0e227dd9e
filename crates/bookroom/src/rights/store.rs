//! What is kept of rights, as far as sessions and commands need it.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::permission::{Field, FieldRight, FieldRule, Grant, OWNER, Permission, Reach};
use super::permit::{Grants, RoleRights};
use crate::error::{Error, Result};
use crate::store::Conn;
use crate::store::schema::{
    book, duty_rule, operator, operator_role, role, role_field, role_grant,
};
use crate::values::{BookId, OperatorId, TeamId};

/// What an active operator may do, and the epoch of valid sessions; none when deactivated or gone.
pub(crate) fn load_grants(
    conn: &mut Conn,
    book: BookId,
    access_version: i64,
    id: OperatorId,
) -> Result<Option<(Grants, i64)>> {
    let row: Option<(Option<i64>, bool, i64)> = operator::table
        .filter(operator::book_id.eq(book.0))
        .filter(operator::id.eq(id.0))
        .filter(operator::active.eq(true))
        .select((operator::team_id, operator::must_change_password, operator::session_epoch))
        .first(conn)
        .optional()?;
    let Some((team, must_change_password, epoch)) = row else { return Ok(None) };
    let roles: Vec<i64> = operator_role::table
        .filter(operator_role::book_id.eq(book.0))
        .filter(operator_role::operator_id.eq(id.0))
        .select(operator_role::role_id)
        .load(conn)?;
    let mut rights = load_rights(conn, book.0)?;
    let held: Vec<RoleRights> = roles.iter().filter_map(|role| rights.remove(role)).collect();
    let team = team.map(TeamId);
    let grants = Grants::from_roles(book, id, team, access_version, must_change_password, &held);
    Ok(Some((grants, epoch)))
}

/// The permissions and field rules of every role. The owner role holds every permission there is.
pub(crate) fn load_rights(conn: &mut Conn, book: i64) -> Result<BTreeMap<i64, RoleRights>> {
    let mut rights = BTreeMap::<i64, RoleRights>::new();
    let grants: Vec<(i64, String, String)> = role_grant::table
        .filter(role_grant::book_id.eq(book))
        .order((role_grant::role_id, role_grant::permission))
        .select((role_grant::role_id, role_grant::permission, role_grant::scope))
        .load(conn)?;
    for (role, permission, reach) in grants {
        // A permission of a later version is none here: skip it rather than refuse the store.
        let Some(permission) = Permission::from_slug(&permission) else { continue };
        let reach = Reach::from_slug(&reach).ok_or_else(|| {
            Error::corrupt_at("role_grant", "scope", format!("{role} {}", permission.slug()))
        })?;
        rights.entry(role).or_default().grants.push(Grant { permission, reach });
    }
    let fields: Vec<(i64, String, String)> = role_field::table
        .filter(role_field::book_id.eq(book))
        .order((role_field::role_id, role_field::field))
        .select((role_field::role_id, role_field::field, role_field::access))
        .load(conn)?;
    for (role, field, right) in fields {
        let Some(field) = Field::from_slug(&field) else { continue };
        let right = FieldRight::from_slug(&right).ok_or_else(|| {
            Error::corrupt_at("role_field", "access", format!("{role} {}", field.slug()))
        })?;
        rights.entry(role).or_default().fields.push(FieldRule { field, right });
    }
    // Permissions that came with a later version stand in no row of a book that is older.
    let owner: Option<i64> = role::table
        .filter(role::book_id.eq(book))
        .filter(role::code.eq(OWNER))
        .select(role::id)
        .first(conn)
        .optional()?;
    if let Some(owner) = owner {
        let everything = |&permission: &Permission| Grant { permission, reach: Reach::All };
        // Nor does a rule of a book that is older hide anything from the owner.
        let grants = Permission::ALL.iter().map(everything).collect();
        rights.insert(owner, RoleRights { grants, fields: Vec::new() });
    }
    Ok(rights)
}

/// The codes of the rules that the book enforces.
pub(crate) fn load_enforced(conn: &mut Conn, book: i64) -> Result<Vec<String>> {
    Ok(duty_rule::table
        .filter(duty_rule::book_id.eq(book))
        .filter(duty_rule::enforced.eq(true))
        .select(duty_rule::code)
        .load(conn)?)
}

/// The ids of the active operators.
pub(crate) fn load_active_operators(conn: &mut Conn, book: i64) -> Result<Vec<i64>> {
    Ok(operator::table
        .filter(operator::book_id.eq(book))
        .filter(operator::active.eq(true))
        .select(operator::id)
        .load(conn)?)
}

/// The team of every operator.
pub(crate) fn load_teams_of(conn: &mut Conn, book: i64) -> Result<BTreeMap<i64, Option<TeamId>>> {
    let rows: Vec<(i64, Option<i64>)> = operator::table
        .filter(operator::book_id.eq(book))
        .select((operator::id, operator::team_id))
        .load(conn)?;
    Ok(rows.into_iter().map(|(operator, team)| (operator, team.map(TeamId))).collect())
}

/// Moves the access version: every session of the book loads its rights anew.
pub(crate) fn touch_access(conn: &mut Conn, id: i64) -> Result<()> {
    diesel::update(book::table.filter(book::book_id.eq(id)))
        .set(book::access_version.eq(book::access_version + 1))
        .execute(conn)?;
    Ok(())
}
