//! How operators stand: loaded for all cases of a call in a few selects.

use std::collections::{BTreeMap, BTreeSet};

use diesel::dsl::max;
use diesel::prelude::*;

use crate::error::{Error, Result};
use crate::rights::permission::Permission;
use crate::rights::permit::Scope;
use crate::rights::store::{load_rights, load_teams_of};
use crate::service::assignment::choice::Desk;
use crate::service::assignment::model::AssignmentRule;
use crate::service::model::CaseSeverity;
use crate::service::store::handover::open_states;
use crate::service::store::{CaseRow, lock_cases, within};
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::{case_assignment, operator, operator_role, service_case, team};
use crate::values::{AssignmentRuleId, OperatorId, TeamId};

use super::absences;

/// The operators of a book as they stand at an instant, as far as these rules, and owners of
/// customers, concern them.
pub(in crate::service::assignment) fn load(
    conn: &mut Conn,
    book: i64,
    at: i64,
    rules: &[AssignmentRule],
    others: &BTreeSet<OperatorId>,
) -> Result<Desk> {
    let teams = load_teams_of(conn, book)?;
    let active: Vec<i64> = operator::table
        .filter(operator::book_id.eq(book))
        .filter(operator::active.eq(true))
        .select(operator::id)
        .load(conn)?;
    let team_of = |id: i64| (OperatorId(id), teams.get(&id).copied().flatten());
    let active: BTreeMap<OperatorId, Option<TeamId>> = active.into_iter().map(team_of).collect();
    let mut concerned = others.clone();
    let mut desk = Desk { active, away: absences::away(conn, book, at)?, ..Desk::default() };
    desk.capable = capable(conn, book)?;
    for rule in rules {
        let team = rule.team.into_iter().flat_map(|team| desk.of_team(team));
        let members: Vec<OperatorId> = rule.operators.iter().copied().chain(team).collect();
        turns(conn, book, rule.id, &members, &mut desk)?;
        concerned.extend(members);
    }
    desk.open = open(conn, book, &concerned)?;
    Ok(desk)
}

/// Those who may work on cases by one of their roles.
fn capable(conn: &mut Conn, book: i64) -> Result<BTreeSet<OperatorId>> {
    let rights = load_rights(conn, book)?;
    let works = |role: &i64| {
        let grants = rights.get(role).map_or(&[][..], |rights| &rights.grants);
        grants.iter().any(|grant| grant.permission == Permission::CasesEdit)
    };
    let rows: Vec<(i64, i64)> = operator_role::table
        .filter(operator_role::book_id.eq(book))
        .select((operator_role::operator_id, operator_role::role_id))
        .load(conn)?;
    Ok(rows.into_iter().filter(|(_, role)| works(role)).map(|(id, _)| OperatorId(id)).collect())
}

/// How many open cases these have, by severity.
fn open(
    conn: &mut Conn,
    book: i64,
    operators: &BTreeSet<OperatorId>,
) -> Result<BTreeMap<OperatorId, BTreeMap<CaseSeverity, i64>>> {
    let ids: Vec<i64> = operators.iter().map(|id| id.0).collect();
    let mut open: BTreeMap<OperatorId, BTreeMap<CaseSeverity, i64>> = BTreeMap::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<(Option<i64>, String, i64)> = service_case::table
            .filter(service_case::book_id.eq(book))
            .filter(service_case::assignee_id.eq_any(chunk.to_vec()))
            .filter(service_case::state.eq_any(open_states()))
            .group_by((service_case::assignee_id, service_case::severity))
            .select((service_case::assignee_id, service_case::severity, diesel::dsl::count_star()))
            .load(conn)?;
        for (operator, severity, count) in rows {
            let Some(operator) = operator.map(OperatorId) else { continue };
            let severity = CaseSeverity::from_slug(&severity);
            let severity = severity.ok_or_else(|| Error::corrupt("severity"))?;
            open.entry(operator).or_default().insert(severity, count);
        }
    }
    Ok(open)
}

/// The last turns of a rule: each is looked up in the index, however many there were.
fn turns(
    conn: &mut Conn,
    book: i64,
    rule: AssignmentRuleId,
    members: &[OperatorId],
    desk: &mut Desk,
) -> Result<()> {
    let last: Option<i64> = case_assignment::table
        .filter(case_assignment::book_id.eq(book))
        .filter(case_assignment::rule_id.eq(rule.0))
        .select(max(case_assignment::turn))
        .first(conn)?;
    let Some(last) = last else { return Ok(()) };
    desk.last.insert(rule, last);
    let ids: Vec<i64> = members.iter().map(|id| id.0).collect();
    for chunk in ids.chunks(IN_LIST) {
        let turn = case_assignment::table
            .filter(case_assignment::book_id.eq(operator::book_id))
            .filter(case_assignment::rule_id.eq(rule.0))
            .filter(case_assignment::to_id.eq(operator::id.nullable()))
            .select(max(case_assignment::turn))
            .single_value();
        let rows: Vec<(i64, Option<i64>)> = operator::table
            .filter(operator::book_id.eq(book))
            .filter(operator::id.eq_any(chunk.to_vec()))
            .select((operator::id, turn))
            .load(conn)?;
        let had = rows.into_iter().filter_map(|(id, turn)| Some((OperatorId(id), turn?)));
        desk.turns.extend(had.map(|(operator, turn)| ((rule, operator), turn)));
    }
    Ok(())
}

/// The teams of a book.
pub(crate) fn teams(conn: &mut Conn, book: i64) -> Result<BTreeSet<TeamId>> {
    let ids: Vec<i64> = team::table.filter(team::book_id.eq(book)).select(team::id).load(conn)?;
    Ok(ids.into_iter().map(TeamId).collect())
}

/// The open cases that an operator has, or nobody, within a scope, the oldest first; locked.
pub(crate) fn lock_open(
    conn: &mut Conn,
    scope: &Scope,
    assignee: Option<OperatorId>,
    limit: i64,
) -> Result<Vec<CaseRow>> {
    let mut query = service_case::table
        .filter(service_case::book_id.eq(scope.book().0))
        .filter(service_case::state.eq_any(open_states()))
        .order((service_case::opened_at, service_case::id))
        .limit(limit)
        .select(service_case::id)
        .into_boxed();
    query = match assignee {
        Some(operator) => query.filter(service_case::assignee_id.eq(operator.0)),
        None => query.filter(service_case::assignee_id.is_null()),
    };
    if let Some(condition) = within(scope) {
        query = query.filter(condition);
    }
    let ids: Vec<i64> = query.load(conn)?;
    let rows = lock_cases(conn, scope, &ids)?;
    // One may have ended, or gone to somebody, until it was locked.
    let open = open_states();
    let waits = |row: &CaseRow| {
        open.contains(&row.state.as_str()) && row.assignee_id == assignee.map(|it| it.0)
    };
    let mut rows: Vec<CaseRow> = rows.into_iter().filter(waits).collect();
    rows.sort_by_key(|row| (row.opened_at, row.id));
    Ok(rows)
}
