//! Rows of operators, teams, roles and duty rules.

use std::collections::BTreeMap;

use chrono::DateTime;
use diesel::prelude::*;

use super::duties::{self, DutyConflict, DutyRule};
use super::model::{Operator, Role, Team};
use super::permission::{Field, FieldRight, FieldRule, Grant, Permission, Reach};
use super::permit::{Grants, RoleRights};
use crate::book::BookInfo;
use crate::error::{Code, Error, Result};
use crate::session::View;
use crate::store::Conn;
use crate::store::dialect::each;
use crate::store::insert::insert_all;
use crate::store::schema::{
    duty_rule, operator, operator_role, role, role_field, role_grant, team,
};
use crate::values::{OperatorId, RoleId, TeamId};

/// A row of `operator`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = operator, treat_none_as_default_value = false, treat_none_as_null = true)]
pub(crate) struct OperatorRow {
    pub(crate) book_id: i64,
    pub(crate) id: i64,
    pub(crate) sign_in_name: String,
    pub(crate) sign_in_key: String,
    pub(crate) display_name: String,
    pub(crate) password_hash: String,
    pub(crate) team_id: Option<i64>,
    pub(crate) active: bool,
    pub(crate) must_change_password: bool,
    pub(crate) failed_attempts: i64,
    pub(crate) locked_until: Option<i64>,
    pub(crate) session_epoch: i64,
    pub(crate) last_sign_in_at: Option<i64>,
    pub(crate) password_changed_at: i64,
    pub(crate) version: i64,
    pub(crate) created_at: i64,
}

impl OperatorRow {
    pub(crate) fn record(&self, roles: Vec<String>) -> Operator {
        Operator {
            id: OperatorId(self.id),
            sign_in_name: self.sign_in_name.clone(),
            display_name: self.display_name.clone(),
            team: self.team_id.map(TeamId),
            roles,
            active: self.active,
            must_change_password: self.must_change_password,
            locked_until: self.locked_until.and_then(DateTime::from_timestamp_micros),
            last_sign_in_at: self.last_sign_in_at.and_then(DateTime::from_timestamp_micros),
            version: self.version,
        }
    }
}

/// A row of `team`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = team)]
pub(crate) struct TeamRow {
    pub(crate) book_id: i64,
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) active: bool,
    pub(crate) version: i64,
}

impl TeamRow {
    pub(crate) fn record(self) -> Team {
        let Self { id, name, active, version, .. } = self;
        Team { id: TeamId(id), name, active, version }
    }
}

/// A row of `role`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = role)]
pub(crate) struct RoleRow {
    pub(crate) book_id: i64,
    pub(crate) id: i64,
    pub(crate) code: String,
    pub(crate) label_zh: String,
    pub(crate) label_en: String,
    pub(crate) ready_made: bool,
    pub(crate) version: i64,
}

// ---- operators ----

/// Finds an operator by the folded sign-in name.
pub(crate) fn find_operator(conn: &mut Conn, book: i64, key: &str) -> Result<Option<OperatorRow>> {
    Ok(operator::table
        .filter(operator::book_id.eq(book))
        .filter(operator::sign_in_key.eq(key))
        .select(OperatorRow::as_select())
        .first(conn)
        .optional()?)
}

/// One operator.
pub(crate) fn load_operator(conn: &mut Conn, book: i64, id: OperatorId) -> Result<OperatorRow> {
    operator::table
        .filter(operator::book_id.eq(book))
        .filter(operator::id.eq(id.0))
        .select(OperatorRow::as_select())
        .first(conn)
        .optional()?
        .ok_or_else(|| Error::not_found("operator", id))
}

/// Writes a new operator.
pub(crate) fn insert_operator(conn: &mut Conn, row: &OperatorRow) -> Result<()> {
    each!(conn, c => diesel::insert_into(operator::table).values(row).execute(c))?;
    Ok(())
}

/// Writes a changed operator if its version is still `seen`; moves the version.
pub(crate) fn save_operator(conn: &mut Conn, seen: i64, row: &mut OperatorRow) -> Result<()> {
    row.version = seen + 1;
    let target = operator::table
        .filter(operator::book_id.eq(row.book_id))
        .filter(operator::id.eq(row.id))
        .filter(operator::version.eq(seen));
    match diesel::update(target).set(&*row).execute(conn)? {
        1 => Ok(()),
        _ => Err(Error::version_conflict("operator", row.id)),
    }
}

/// All operators with their roles.
pub(crate) fn list_operators(view: &mut View<'_>) -> Result<Vec<Operator>> {
    let book = view.book_id();
    let rows: Vec<OperatorRow> = operator::table
        .filter(operator::book_id.eq(book))
        .order(operator::sign_in_key)
        .select(OperatorRow::as_select())
        .load(view.conn)?;
    let mut roles = load_role_codes(view.conn, book)?;
    let roles_of = |row: &OperatorRow| roles.remove(&row.id).unwrap_or_default();
    let mut roles_of = roles_of;
    Ok(rows.iter().map(|row| row.record(roles_of(row))).collect())
}

/// The role codes of every operator.
pub(crate) fn load_role_codes(conn: &mut Conn, book: i64) -> Result<BTreeMap<i64, Vec<String>>> {
    let pairs: Vec<(i64, String)> =
        operator_role::table
            .inner_join(role::table.on(
                role::book_id.eq(operator_role::book_id).and(role::id.eq(operator_role::role_id)),
            ))
            .filter(operator_role::book_id.eq(book))
            .order(role::code)
            .select((operator_role::operator_id, role::code))
            .load(conn)?;
    let mut codes = BTreeMap::<i64, Vec<String>>::new();
    for (operator, code) in pairs {
        codes.entry(operator).or_default().push(code);
    }
    Ok(codes)
}

/// Gives an operator exactly these roles.
pub(crate) fn save_operator_roles(
    conn: &mut Conn,
    book: i64,
    operator: i64,
    roles: &[i64],
) -> Result<()> {
    diesel::delete(
        operator_role::table
            .filter(operator_role::book_id.eq(book))
            .filter(operator_role::operator_id.eq(operator)),
    )
    .execute(conn)?;
    for &role in roles {
        diesel::insert_into(operator_role::table)
            .values((
                operator_role::book_id.eq(book),
                operator_role::operator_id.eq(operator),
                operator_role::role_id.eq(role),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// What an active operator may do, and the epoch of valid sessions; none when deactivated or gone.
pub(crate) fn load_grants(
    conn: &mut Conn,
    book: &BookInfo,
    id: OperatorId,
) -> Result<Option<(Grants, i64)>> {
    let row = match load_operator(conn, book.id.0, id) {
        Ok(row) if row.active => row,
        Ok(_) | Err(Error::NotFound(_)) => return Ok(None),
        Err(error) => return Err(error),
    };
    let roles: Vec<i64> = operator_role::table
        .filter(operator_role::book_id.eq(book.id.0))
        .filter(operator_role::operator_id.eq(id.0))
        .select(operator_role::role_id)
        .load(conn)?;
    let rights = load_rights(conn, book.id.0)?;
    let held: Vec<RoleRights> =
        roles.iter().filter_map(|role| rights.get(role).map(RoleRights::copy)).collect();
    let team = row.team_id.map(TeamId);
    let must = row.must_change_password;
    let grants = Grants::from_roles(book.id, id, team, book.access_version, must, &held);
    Ok(Some((grants, row.session_epoch)))
}

impl RoleRights {
    fn copy(&self) -> Self {
        Self { grants: self.grants.clone(), fields: self.fields.clone() }
    }
}

// ---- teams ----

/// All teams.
pub(crate) fn list_teams(view: &mut View<'_>) -> Result<Vec<Team>> {
    let rows: Vec<TeamRow> = team::table
        .filter(team::book_id.eq(view.book_id()))
        .order((team::name, team::id))
        .select(TeamRow::as_select())
        .load(view.conn)?;
    Ok(rows.into_iter().map(TeamRow::record).collect())
}

/// One team.
pub(crate) fn load_team(conn: &mut Conn, book: i64, id: TeamId) -> Result<TeamRow> {
    team::table
        .filter(team::book_id.eq(book))
        .filter(team::id.eq(id.0))
        .select(TeamRow::as_select())
        .first(conn)
        .optional()?
        .ok_or_else(|| Error::not_found("team", id))
}

/// Whether another team has this name.
pub(crate) fn team_name_taken(conn: &mut Conn, book: i64, name: &str, but: i64) -> Result<bool> {
    let same = team::table
        .filter(team::book_id.eq(book))
        .filter(team::name.eq(name))
        .filter(team::id.ne(but));
    Ok(diesel::select(diesel::dsl::exists(same)).get_result(conn)?)
}

/// Writes a new team.
pub(crate) fn insert_team(conn: &mut Conn, row: &TeamRow) -> Result<()> {
    each!(conn, c => diesel::insert_into(team::table).values(row).execute(c))?;
    Ok(())
}

/// Writes a changed team if its version is still `seen`; moves the version.
pub(crate) fn save_team(conn: &mut Conn, seen: i64, row: &mut TeamRow) -> Result<()> {
    row.version = seen + 1;
    let target = team::table
        .filter(team::book_id.eq(row.book_id))
        .filter(team::id.eq(row.id))
        .filter(team::version.eq(seen));
    match diesel::update(target).set(&*row).execute(conn)? {
        1 => Ok(()),
        _ => Err(Error::version_conflict("team", row.id)),
    }
}

// ---- roles ----

/// The permissions and field rules of every role.
pub(crate) fn load_rights(conn: &mut Conn, book: i64) -> Result<BTreeMap<i64, RoleRights>> {
    let mut rights = BTreeMap::<i64, RoleRights>::new();
    let empty = || RoleRights { grants: Vec::new(), fields: Vec::new() };
    let grants: Vec<(i64, String, String)> = role_grant::table
        .filter(role_grant::book_id.eq(book))
        .order((role_grant::role_id, role_grant::permission))
        .select((role_grant::role_id, role_grant::permission, role_grant::scope))
        .load(conn)?;
    for (role, permission, reach) in grants {
        // A permission of a later version is none here: skip it rather than refuse the store.
        let Some(permission) = Permission::from_slug(&permission) else { continue };
        let reach = Reach::from_slug(&reach).ok_or(Code::Corrupt)?;
        rights.entry(role).or_insert_with(empty).grants.push(Grant { permission, reach });
    }
    let fields: Vec<(i64, String, String)> = role_field::table
        .filter(role_field::book_id.eq(book))
        .order((role_field::role_id, role_field::field))
        .select((role_field::role_id, role_field::field, role_field::access))
        .load(conn)?;
    for (role, field, right) in fields {
        let Some(field) = Field::from_slug(&field) else { continue };
        let right = FieldRight::from_slug(&right).ok_or(Code::Corrupt)?;
        rights.entry(role).or_insert_with(empty).fields.push(FieldRule { field, right });
    }
    Ok(rights)
}

/// All roles of a book, by code.
pub(crate) fn load_roles(conn: &mut Conn, book: i64) -> Result<Vec<Role>> {
    let rows: Vec<RoleRow> = role::table
        .filter(role::book_id.eq(book))
        .order(role::code)
        .select(RoleRow::as_select())
        .load(conn)?;
    let mut rights = load_rights(conn, book)?;
    let record = |row: RoleRow| {
        let held = rights.remove(&row.id);
        let (grants, fields) =
            held.map_or_else(Default::default, |held| (held.grants, held.fields));
        let RoleRow { id, code, label_zh, label_en, ready_made, version, .. } = row;
        Role { id: RoleId(id), code, label_zh, label_en, ready_made, grants, fields, version }
    };
    Ok(rows.into_iter().map(record).collect())
}

/// All roles.
pub(crate) fn list_roles(view: &mut View<'_>) -> Result<Vec<Role>> {
    let book = view.book_id();
    load_roles(view.conn, book)
}

/// Writes a new role with its rights.
pub(crate) fn insert_role(conn: &mut Conn, book: i64, role: &Role) -> Result<()> {
    let row = role_row(book, role);
    each!(conn, c => diesel::insert_into(role::table).values(&row).execute(c))?;
    insert_rights(conn, book, role)
}

fn role_row(book: i64, role: &Role) -> RoleRow {
    RoleRow {
        book_id: book,
        id: role.id.0,
        code: role.code.clone(),
        label_zh: role.label_zh.clone(),
        label_en: role.label_en.clone(),
        ready_made: role.ready_made,
        version: role.version,
    }
}

#[derive(Insertable)]
#[diesel(table_name = role_grant)]
struct GrantRow<'r> {
    book_id: i64,
    role_id: i64,
    permission: &'r str,
    scope: &'r str,
}

#[derive(Insertable)]
#[diesel(table_name = role_field)]
struct FieldRow<'r> {
    book_id: i64,
    role_id: i64,
    field: &'r str,
    access: &'r str,
}

fn insert_rights(conn: &mut Conn, book: i64, role: &Role) -> Result<()> {
    let role_id = role.id.0;
    let grant = |grant: &Grant| GrantRow {
        book_id: book,
        role_id,
        permission: grant.permission.slug(),
        scope: grant.reach.slug(),
    };
    let grants: Vec<GrantRow<'_>> = role.grants.iter().map(grant).collect();
    insert_all!(conn, role_grant::table, &grants[..]);
    let field = |rule: &FieldRule| FieldRow {
        book_id: book,
        role_id,
        field: rule.field.slug(),
        access: rule.right.slug(),
    };
    let fields: Vec<FieldRow<'_>> = role.fields.iter().map(field).collect();
    insert_all!(conn, role_field::table, &fields[..]);
    Ok(())
}

fn delete_rights(conn: &mut Conn, book: i64, role: RoleId) -> Result<()> {
    diesel::delete(
        role_grant::table
            .filter(role_grant::book_id.eq(book))
            .filter(role_grant::role_id.eq(role.0)),
    )
    .execute(conn)?;
    diesel::delete(
        role_field::table
            .filter(role_field::book_id.eq(book))
            .filter(role_field::role_id.eq(role.0)),
    )
    .execute(conn)?;
    Ok(())
}

/// Writes a changed role if its version is still `seen`; moves the version.
pub(crate) fn save_role(conn: &mut Conn, book: i64, seen: i64, role: &mut Role) -> Result<()> {
    role.version = seen + 1;
    let row = role_row(book, role);
    let target = role::table
        .filter(role::book_id.eq(book))
        .filter(role::id.eq(role.id.0))
        .filter(role::version.eq(seen));
    if diesel::update(target).set(&row).execute(conn)? != 1 {
        return Err(Error::version_conflict("role", role.id));
    }
    delete_rights(conn, book, role.id)?;
    insert_rights(conn, book, role)
}

/// Removes a role that nobody has.
pub(crate) fn delete_role(conn: &mut Conn, book: i64, id: RoleId) -> Result<()> {
    delete_rights(conn, book, id)?;
    diesel::delete(role::table.filter(role::book_id.eq(book)).filter(role::id.eq(id.0)))
        .execute(conn)?;
    Ok(())
}

// ---- duty rules ----

/// Writes the duty rules of a new book.
pub(crate) fn insert_duty_rules(conn: &mut Conn, book: i64) -> Result<()> {
    for rule in duties::RULES {
        diesel::insert_into(duty_rule::table)
            .values((
                duty_rule::book_id.eq(book),
                duty_rule::code.eq(rule.code),
                duty_rule::enforced.eq(true),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// The codes of the rules that the book enforces.
pub(crate) fn load_enforced(conn: &mut Conn, book: i64) -> Result<Vec<String>> {
    Ok(duty_rule::table
        .filter(duty_rule::book_id.eq(book))
        .filter(duty_rule::enforced.eq(true))
        .select(duty_rule::code)
        .load(conn)?)
}

/// Switches a rule.
pub(crate) fn save_duty_rule(conn: &mut Conn, book: i64, code: &str, enforced: bool) -> Result<()> {
    diesel::update(
        duty_rule::table.filter(duty_rule::book_id.eq(book)).filter(duty_rule::code.eq(code)),
    )
    .set(duty_rule::enforced.eq(enforced))
    .execute(conn)?;
    Ok(())
}

/// All duty rules.
pub(crate) fn list_duty_rules(view: &mut View<'_>) -> Result<Vec<DutyRule>> {
    let book = view.book_id();
    let enforced = load_enforced(view.conn, book)?;
    let record = |rule: &duties::Known| DutyRule {
        code: rule.code.to_owned(),
        label_zh: rule.label_zh.to_owned(),
        label_en: rule.label_en.to_owned(),
        source: rule.source.to_owned(),
        enforced: enforced.iter().any(|code| code == rule.code),
    };
    Ok(duties::RULES.iter().map(record).collect())
}

/// The active operators in whom duties meet.
pub(crate) fn find_duty_conflicts(view: &mut View<'_>) -> Result<Vec<DutyConflict>> {
    let book = view.book_id();
    let operators = list_operators(view)?;
    let roles = load_roles(view.conn, book)?;
    let mut conflicts = Vec::new();
    for operator in operators.iter().filter(|operator| operator.active) {
        let held = permissions_of(&operator.roles, &roles);
        for (rule, permissions) in duties::broken(&held) {
            let rule = rule.to_owned();
            conflicts.push(DutyConflict { operator: operator.id, rule, permissions });
        }
    }
    Ok(conflicts)
}

/// The grants of the roles with these codes.
pub(crate) fn grants_of(codes: &[String], roles: &[Role]) -> Vec<Grant> {
    let held = roles.iter().filter(|role| codes.contains(&role.code));
    held.flat_map(|role| role.grants.iter().copied()).collect()
}

/// The permissions that the roles with these codes hold together.
pub(crate) fn permissions_of(codes: &[String], roles: &[Role]) -> Vec<Permission> {
    let mut held: Vec<Permission> =
        grants_of(codes, roles).iter().map(|grant| grant.permission).collect();
    held.sort_unstable();
    held.dedup();
    held
}

/// Writes what signing in changes of an operator; its version stays.
pub(crate) fn save_sign_in(conn: &mut Conn, row: &OperatorRow) -> Result<()> {
    diesel::update(
        operator::table.filter(operator::book_id.eq(row.book_id)).filter(operator::id.eq(row.id)),
    )
    .set((
        operator::failed_attempts.eq(row.failed_attempts),
        operator::locked_until.eq(row.locked_until),
        operator::last_sign_in_at.eq(row.last_sign_in_at),
    ))
    .execute(conn)?;
    Ok(())
}

/// The ids of the active operators.
pub(crate) fn load_active_operators(conn: &mut Conn, book: i64) -> Result<Vec<i64>> {
    Ok(operator::table
        .filter(operator::book_id.eq(book))
        .filter(operator::active.eq(true))
        .select(operator::id)
        .load(conn)?)
}
