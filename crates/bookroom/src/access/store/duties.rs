//! Rows of duty rules.

use diesel::prelude::*;

use super::{list_operators, load_roles, permissions_of};
use crate::access::duties::{self, DutyConflict, DutyRule};
use crate::error::Result;
use crate::session::View;
use crate::store::Conn;
use crate::store::schema::duty_rule;

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
