//! Setting up the rules, and saying who is away. What follows the rules stands in its own file.

mod absences;
mod follow;
mod refer;

use serde::{Deserialize, Serialize};

use super::model::{AssignmentPolicy, AssignmentRule, AssignmentRuleEdit, NewAssignmentRule};
use super::{rules, store};
use crate::error::Code;
use crate::error::{Error, Problem, Result};
use crate::log::Subject;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::values::{AssignmentRuleId, Check};
use crate::work::{Command, Tx, plain_outcomes};

pub use absences::{AddAbsence, EditAbsence, RemoveAbsence};
pub use follow::{AssignByRules, AssignUnassigned, HandOverCases};
pub(in crate::service) use follow::{at_opening, note_given};

/// The kind of record in the change log, and the name of its table.
const SUBJECT: &str = "assignment_rule";
/// The kind of the policy in the change log.
const POLICY: &str = "assignment_policy";

/// Adds a rule by which cases are assigned, as the last one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddAssignmentRule {
    /// The rule.
    pub rule: NewAssignmentRule,
}

impl Command for AddAssignmentRule {
    const NAME: &'static str = "assignment.add_rule";
    const PERMISSION: Permission = Permission::AssignmentManage;
    const SET_UP: bool = true;
    type Output = AssignmentRule;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<AssignmentRule> {
        let book = tx.book_id();
        let all = store::load_all(tx.conn, book)?;
        let mut rule = rules::blank(&self.rule);
        let mut limit = Check::new();
        limit.at_most("rule", all.len() + 1, rules::RULE_LIMIT);
        limit.finish()?;
        refer::check(tx, "rule", None, &mut rule)?;
        rule.id = AssignmentRuleId(tx.id(SUBJECT)?);
        rule.place = all.iter().map(|rule| rule.place).max().unwrap_or(0) + 1;
        store::insert(tx.conn, book, &rule)?;
        tx.note_created(permit, Subject::new(SUBJECT, rule.id), &rule)?;
        Ok(rule)
    }
}

/// Gives a rule new values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditAssignmentRule {
    /// The rule.
    pub id: AssignmentRuleId,
    /// The version the caller last saw.
    pub version: i64,
    /// The new values.
    pub edit: AssignmentRuleEdit,
}

impl Command for EditAssignmentRule {
    const NAME: &'static str = "assignment.edit_rule";
    const PERMISSION: Permission = Permission::AssignmentManage;
    const SET_UP: bool = true;
    type Output = AssignmentRule;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<AssignmentRule> {
        let before = lock(tx, self.id, self.version)?;
        let mut after = rules::edited(&before, &self.edit);
        refer::check(tx, "edit", Some(&before), &mut after)?;
        if after == before {
            return Ok(before);
        }
        save(permit, tx, &before, after)
    }
}

/// Puts rules first, in this order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReorderAssignmentRules {
    /// The rules; those that are not named follow, in the order they have.
    pub rules: Vec<AssignmentRuleId>,
}

impl Command for ReorderAssignmentRules {
    const NAME: &'static str = "assignment.reorder_rules";
    const PERMISSION: Permission = Permission::AssignmentManage;
    const SET_UP: bool = true;
    type Output = Vec<AssignmentRule>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<AssignmentRule>> {
        let mut check = Check::new();
        check.at_most("rules", self.rules.len(), rules::RULE_LIMIT);
        check.finish()?;
        let book = tx.book_id();
        let mut all = store::lock_all(tx.conn, book)?;
        let mut check = Check::new();
        let moves = rules::plan_order(&mut check, &self.rules, &all);
        check.finish()?;
        for (index, place) in moves {
            let Some(rule) = all.get_mut(index) else { continue };
            let after = AssignmentRule { place, ..rule.clone() };
            *rule = save(permit, tx, rule, after)?;
        }
        all.sort_by_key(|rule| (rule.place, rule.id));
        Ok(all)
    }
}

/// Removes a rule that was followed for no case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveAssignmentRule {
    /// The rule.
    pub id: AssignmentRuleId,
    /// The version the caller last saw.
    pub version: i64,
}

impl Command for RemoveAssignmentRule {
    const NAME: &'static str = "assignment.remove_rule";
    const PERMISSION: Permission = Permission::AssignmentManage;
    const SET_UP: bool = true;
    type Output = AssignmentRule;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<AssignmentRule> {
        let rule = lock(tx, self.id, self.version)?;
        let book = tx.book_id();
        if store::is_used(tx.conn, book, rule.id)? {
            let problem = Problem::new(Code::InUse).fact("subject", SUBJECT);
            return Err(problem.fact("key", rule.id).into());
        }
        store::delete(tx.conn, book, rule.id)?;
        tx.note_removed(permit, Subject::new(SUBJECT, rule.id), &rule)?;
        Ok(rule)
    }
}

/// Says whether the rules are asked when cases are opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetAssignmentPolicy {
    /// The version the caller last saw; 0 for the engine's own.
    pub version: i64,
    /// Whether a case that is opened without an operator is given to one at once.
    pub automatic: bool,
}

impl Command for SetAssignmentPolicy {
    const NAME: &'static str = "assignment.set_policy";
    const PERMISSION: Permission = Permission::AssignmentManage;
    const SET_UP: bool = true;
    type Output = AssignmentPolicy;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<AssignmentPolicy> {
        let book = tx.book_id();
        let before = store::load_policy(tx.conn, book)?;
        if before.version != self.version {
            return Err(Error::version_conflict(POLICY, store::POLICY));
        }
        let after = AssignmentPolicy { automatic: self.automatic, version: before.version + 1 };
        store::save_policy(tx.conn, book, &after)?;
        let subject = Subject::new(POLICY, store::POLICY);
        match before.version {
            0 => tx.note_created(permit, subject, &after)?,
            _ => tx.note_edited(permit, subject, &before, &after)?,
        }
        Ok(after)
    }
}

/// Locks the rules, so that nobody follows them meanwhile, and gives the one that was seen.
fn lock(tx: &mut Tx<'_>, id: AssignmentRuleId, version: i64) -> Result<AssignmentRule> {
    let book = tx.book_id();
    let found = store::lock_all(tx.conn, book)?.into_iter().find(|rule| rule.id == id);
    let rule = found.ok_or_else(|| Error::not_found(SUBJECT, id))?;
    if rule.version == version { Ok(rule) } else { Err(Error::version_conflict(SUBJECT, id)) }
}

fn save(
    permit: &Permit,
    tx: &mut Tx<'_>,
    before: &AssignmentRule,
    after: AssignmentRule,
) -> Result<AssignmentRule> {
    let book = tx.book_id();
    let after = AssignmentRule { version: before.version + 1, ..after };
    store::save(tx.conn, book, &after)?;
    tx.note_edited(permit, Subject::new(SUBJECT, after.id), before, &after)?;
    Ok(after)
}

plain_outcomes!(AssignmentRule, AssignmentPolicy);
