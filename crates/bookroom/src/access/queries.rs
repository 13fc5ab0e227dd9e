//! Reads of operators, teams, roles and duty rules.

use super::model::{Operator, Role, Team};
use super::store::{self, permissions_of};
use crate::error::Result;
use crate::rights::duties::{self, DutyConflict, DutyRule};
use crate::rights::store::load_enforced;
use crate::work::View;

/// All operators with their roles.
pub(crate) fn list_operators(view: &mut View<'_>) -> Result<Vec<Operator>> {
    let book = view.book_id();
    store::load_operators(view.conn, book)
}

/// All teams.
pub(crate) fn list_teams(view: &mut View<'_>) -> Result<Vec<Team>> {
    let book = view.book_id();
    store::load_teams(view.conn, book)
}

/// All roles.
pub(crate) fn list_roles(view: &mut View<'_>) -> Result<Vec<Role>> {
    let book = view.book_id();
    store::load_roles(view.conn, book)
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
    let roles = store::load_roles(view.conn, book)?;
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
