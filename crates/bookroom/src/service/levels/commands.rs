//! Setting up what is promised for cases. What escalates and what chooses anew stand in files of
//! their own.

mod escalate;
mod reassess;

use serde::{Deserialize, Serialize};

use super::model::{NewServicePolicy, ServicePolicy, ServicePolicyEdit};
use super::{rules, store};
use crate::calendars;
use crate::customers::LEVEL;
use crate::dictionaries;
use crate::error::{Code, Error, Problem, Result};
use crate::log::Subject;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::rights::store::load_active_operators;
use crate::values::{Check, ServicePolicyId};
use crate::work::{Command, Tx, plain_outcomes};

pub use escalate::EscalateDue;
pub use reassess::ReassessCases;

/// The kind of record in the change log, and the name of its table.
const SUBJECT: &str = "service_policy";

/// Adds a policy of service levels, as the last one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddServicePolicy {
    /// The policy.
    pub policy: NewServicePolicy,
}

impl Command for AddServicePolicy {
    const NAME: &'static str = "service_levels.add";
    const PERMISSION: Permission = Permission::ServiceLevelsManage;
    const SET_UP: bool = true;
    type Output = ServicePolicy;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<ServicePolicy> {
        let book = tx.book_id();
        let all = store::load_all(tx.conn, book)?;
        let mut policy = rules::blank(&self.policy);
        let mut limit = Check::new();
        limit.at_most("policy", all.len() + 1, rules::POLICY_LIMIT);
        limit.finish()?;
        check(tx, "policy", None, &mut policy)?;
        policy.id = ServicePolicyId(tx.id(SUBJECT)?);
        policy.place = all.iter().map(|policy| policy.place).max().unwrap_or(0) + 1;
        store::insert(tx.conn, book, &policy)?;
        tx.note_created(permit, Subject::new(SUBJECT, policy.id), &policy)?;
        Ok(policy)
    }
}

/// Gives a policy new values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditServicePolicy {
    /// The policy.
    pub id: ServicePolicyId,
    /// The version the caller last saw.
    pub version: i64,
    /// The new values.
    pub edit: ServicePolicyEdit,
}

impl Command for EditServicePolicy {
    const NAME: &'static str = "service_levels.edit";
    const PERMISSION: Permission = Permission::ServiceLevelsManage;
    const SET_UP: bool = true;
    type Output = ServicePolicy;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<ServicePolicy> {
        let before = lock(tx, self.id, self.version)?;
        let mut after = rules::edited(&before, &self.edit);
        check(tx, "edit", Some(&before), &mut after)?;
        if after == before {
            return Ok(before);
        }
        save(permit, tx, &before, after)
    }
}

/// Puts policies first, in this order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReorderServicePolicies {
    /// The policies; those that are not named follow, in the order they have.
    pub policies: Vec<ServicePolicyId>,
}

impl Command for ReorderServicePolicies {
    const NAME: &'static str = "service_levels.reorder";
    const PERMISSION: Permission = Permission::ServiceLevelsManage;
    const SET_UP: bool = true;
    type Output = Vec<ServicePolicy>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<ServicePolicy>> {
        let mut check = Check::new();
        check.at_most("policies", self.policies.len(), rules::POLICY_LIMIT);
        check.finish()?;
        let book = tx.book_id();
        let mut all = store::lock_all(tx.conn, book)?;
        let mut check = Check::new();
        let moves = rules::plan_order(&mut check, &self.policies, &all);
        check.finish()?;
        for (index, place) in moves {
            let Some(policy) = all.get_mut(index) else { continue };
            let after = ServicePolicy { place, ..policy.clone() };
            *policy = save(permit, tx, policy, after)?;
        }
        all.sort_by_key(|policy| (policy.place, policy.id));
        Ok(all)
    }
}

/// Removes a policy that no case ever followed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveServicePolicy {
    /// The policy.
    pub id: ServicePolicyId,
    /// The version the caller last saw.
    pub version: i64,
}

impl Command for RemoveServicePolicy {
    const NAME: &'static str = "service_levels.remove";
    const PERMISSION: Permission = Permission::ServiceLevelsManage;
    const SET_UP: bool = true;
    type Output = ServicePolicy;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<ServicePolicy> {
        let policy = lock(tx, self.id, self.version)?;
        let book = tx.book_id();
        if store::is_used(tx.conn, book, policy.id)? {
            let problem = Problem::new(Code::InUse).fact("subject", SUBJECT);
            return Err(problem.fact("key", policy.id).into());
        }
        store::delete(tx.conn, book, policy.id)?;
        tx.note_removed(permit, Subject::new(SUBJECT, policy.id), &policy)?;
        Ok(policy)
    }
}

/// Locks the policies, so that nobody chooses among them meanwhile, and gives the one that was
/// seen.
fn lock(tx: &mut Tx<'_>, id: ServicePolicyId, version: i64) -> Result<ServicePolicy> {
    let book = tx.book_id();
    let found = store::lock_all(tx.conn, book)?.into_iter().find(|policy| policy.id == id);
    let policy = found.ok_or_else(|| Error::not_found(SUBJECT, id))?;
    if policy.version == version { Ok(policy) } else { Err(Error::version_conflict(SUBJECT, id)) }
}

fn save(
    permit: &Permit,
    tx: &mut Tx<'_>,
    before: &ServicePolicy,
    after: ServicePolicy,
) -> Result<ServicePolicy> {
    let book = tx.book_id();
    let after = ServicePolicy { version: before.version + 1, ..after };
    store::save(tx.conn, book, &after)?;
    tx.note_edited(permit, Subject::new(SUBJECT, after.id), before, &after)?;
    Ok(after)
}

/// Checks a policy's values and what they refer to; levels become codes. What it had before may be
/// out of use by now.
fn check(
    tx: &mut Tx<'_>,
    path: &str,
    before: Option<&ServicePolicy>,
    policy: &mut ServicePolicy,
) -> Result<()> {
    let (book, today) = (tx.book_id(), tx.today());
    let mut check = Check::new();
    check.within(path, |check| rules::clean(check, policy));
    check.finish()?;
    let operators = load_active_operators(tx.conn, book)?;
    let calendars = calendars::load_all(tx.conn, book)?;
    let wanted = policy.levels.iter().map(|level| (LEVEL.to_owned(), level.clone()));
    let wanted: Vec<(String, String)> = wanted.collect();
    let found = dictionaries::resolve_kept(tx.conn, book, today, &wanted)?;
    let ids: Vec<i64> = found.values().map(|item| item.id).collect();
    let labels = dictionaries::load_labels(tx.conn, book, &ids)?;
    let mut check = Check::new();
    check.within(path, |check| {
        if let Some(id) = policy.calendar {
            let is_known = calendars.iter().any(|calendar| calendar.id == id);
            check.require(is_known, "calendar", Code::UnknownReference);
        }
        for (index, level) in policy.levels.iter_mut().enumerate() {
            let path = format!("levels[{index}]");
            let is_kept = before.is_some_and(|policy| policy.levels.contains(level));
            match found.get(&(LEVEL.to_owned(), level.clone())) {
                // Removed since, or merged away: the policy stays as it is.
                None => check.require(is_kept, &path, Code::UnknownReference),
                Some(item) => {
                    check.require(is_kept || item.active, &path, Code::Retired);
                    if let Some(label) = labels.get(&item.id) {
                        level.clone_from(&label.code);
                    }
                }
            }
        }
        rules::once(check, "levels", &policy.levels);
        for (index, step) in policy.steps.iter().enumerate() {
            let Some(operator) = step.operator else { continue };
            let had = |policy: &ServicePolicy| {
                policy.steps.iter().any(|step| step.operator == Some(operator))
            };
            let is_known = operators.contains(&operator.0) || before.is_some_and(had);
            let path = format!("steps[{index}].operator");
            check.require(is_known, &path, Code::UnknownReference);
        }
    });
    check.finish()
}

plain_outcomes!(ServicePolicy);
