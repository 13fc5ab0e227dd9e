//! Rows of operators and teams; roles and duty rules stand in the files below.

mod attempts;
mod duties;
pub(crate) mod present;
mod roles;

use std::collections::BTreeMap;

use chrono::DateTime;
use diesel::prelude::*;

pub(crate) use attempts::*;
pub(crate) use duties::*;
pub(crate) use present::OperatorImage;
pub(crate) use roles::*;

use super::model::{Operator, Team};
use crate::error::{Error, Result};
use crate::store::Conn;
use crate::store::dialect::each;
use crate::store::schema::{operator, operator_role, role, team};
use crate::values::{OperatorId, TeamId};

/// A row of `operator`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = operator, primary_key(book_id, id))]
#[diesel(treat_none_as_default_value = false, treat_none_as_null = true)]
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
#[diesel(table_name = team, primary_key(book_id, id), treat_none_as_default_value = false)]
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
    row.version = seen.saturating_add(1);
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
pub(crate) fn load_operators(conn: &mut Conn, book: i64) -> Result<Vec<Operator>> {
    let rows: Vec<OperatorRow> = operator::table
        .filter(operator::book_id.eq(book))
        .order(operator::sign_in_key)
        .select(OperatorRow::as_select())
        .load(conn)?;
    let mut roles = load_role_codes(conn, book)?;
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

/// All teams.
pub(crate) fn load_teams(conn: &mut Conn, book: i64) -> Result<Vec<Team>> {
    let rows: Vec<TeamRow> = team::table
        .filter(team::book_id.eq(book))
        .order((team::name, team::id))
        .select(TeamRow::as_select())
        .load(conn)?;
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
    row.version = seen.saturating_add(1);
    let target = team::table
        .filter(team::book_id.eq(row.book_id))
        .filter(team::id.eq(row.id))
        .filter(team::version.eq(seen));
    match diesel::update(target).set(&*row).execute(conn)? {
        1 => Ok(()),
        _ => Err(Error::version_conflict("team", row.id)),
    }
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
