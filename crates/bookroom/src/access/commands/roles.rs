//! Commands on roles, teams and duty rules.

use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::access::model::{NewRole, NewTeam, Role, RoleEdit, Team, TeamEdit};
use crate::access::store::{self, TeamRow};
use crate::access::{ready_made, rules};
use crate::error::{Code, Error, Problem, Result};
use crate::log::Subject;
use crate::log::record::Image;
use crate::rights::duties::{self, DutyRule};
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::rights::store::{load_active_operators, load_enforced, touch_access};
use crate::values::{Check, RoleId, TeamId};
use crate::work::{Command, Tx};

fn duplicate(subject: &str) -> Error {
    Problem::new(Code::AlreadyExists).fact("subject", subject).into()
}

/// Adds a team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddTeam {
    /// The team.
    pub team: NewTeam,
}

impl Command for AddTeam {
    const NAME: &'static str = "access.add_team";
    const PERMISSION: Permission = Permission::OperatorsEdit;
    const SET_UP: bool = true;
    type Output = Team;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Team> {
        let mut check = Check::new();
        let name = check.text("team.name", &self.team.name, 100);
        check.finish()?;
        let book = tx.book_id();
        if store::team_name_taken(tx.conn, book, &name, 0)? {
            return Err(duplicate("team"));
        }
        let row = TeamRow { book_id: book, id: tx.id("team")?, name, active: true, version: 1 };
        store::insert_team(tx.conn, &row)?;
        let record = row.record();
        tx.note_created(permit, Subject::new("team", record.id), &record)?;
        Ok(record)
    }
}

/// Renames a team, retires it or brings it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditTeam {
    /// The team.
    pub id: TeamId,
    /// The version the caller last saw.
    pub version: i64,
    /// The new values.
    pub edit: TeamEdit,
}

impl Command for EditTeam {
    const NAME: &'static str = "access.edit_team";
    const PERMISSION: Permission = Permission::OperatorsEdit;
    const SET_UP: bool = true;
    type Output = Team;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Team> {
        let book = tx.book_id();
        let mut row = store::load_team(tx.conn, book, self.id)?;
        let before = row.clone().record();
        let mut check = Check::new();
        if let Some(name) = &self.edit.name {
            row.name = check.text("edit.name", name, 100);
        }
        check.finish()?;
        row.active = self.edit.active.unwrap_or(row.active);
        if store::team_name_taken(tx.conn, book, &row.name, row.id)? {
            return Err(duplicate("team"));
        }
        store::save_team(tx.conn, self.version, &mut row)?;
        let after = row.record();
        tx.note_edited(permit, Subject::new("team", after.id), &before, &after)?;
        Ok(after)
    }
}

/// Adds a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddRole {
    /// The role.
    pub role: NewRole,
}

impl Command for AddRole {
    const NAME: &'static str = "access.add_role";
    const PERMISSION: Permission = Permission::RolesEdit;
    const SET_UP: bool = true;
    type Output = Role;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Role> {
        let mut check = Check::new();
        check.within("role", |check| rules::check_role(&self.role, check));
        check.finish()?;
        tx.grants().require_at_least(&self.role.grants)?;
        let book = tx.book_id();
        let NewRole { code, label_zh, label_en, grants, fields } = self.role.clone();
        if store::load_roles(tx.conn, book)?.iter().any(|role| role.code == code.trim()) {
            return Err(duplicate("role"));
        }
        let role = Role {
            id: RoleId(tx.id("role")?),
            code: code.trim().to_owned(),
            label_zh: label_zh.trim().to_owned(),
            label_en: label_en.trim().to_owned(),
            ready_made: false,
            grants,
            fields,
            version: 1,
        };
        store::insert_role(tx.conn, book, &role)?;
        tx.note_created(permit, Subject::new("role", role.id), &role)?;
        Ok(role)
    }
}

/// Finds a role and checks the version the caller saw.
fn load_seen(tx: &mut Tx<'_>, id: RoleId, version: i64) -> Result<(Role, Vec<Role>)> {
    let book = tx.book_id();
    let all = store::load_roles(tx.conn, book)?;
    let role = all.iter().find(|role| role.id == id).cloned();
    let role = role.ok_or_else(|| Error::not_found("role", id))?;
    if role.version == version { Ok((role, all)) } else { Err(Error::version_conflict("role", id)) }
}

/// Changes a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditRole {
    /// The role.
    pub id: RoleId,
    /// The version the caller last saw.
    pub version: i64,
    /// The new values.
    pub edit: RoleEdit,
}

impl Command for EditRole {
    const NAME: &'static str = "access.edit_role";
    const PERMISSION: Permission = Permission::RolesEdit;
    const SET_UP: bool = true;
    type Output = Role;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Role> {
        let book = tx.book_id();
        let (before, mut all) = load_seen(tx, self.id, self.version)?;
        if before.code == ready_made::OWNER && self.edit.grants.is_some() {
            return Err(Problem::new(Code::WrongState).fact("role", ready_made::OWNER).into());
        }
        let mut check = Check::new();
        check.within("edit", |check| rules::check_role_edit(&self.edit, check));
        let mut after = before.clone();
        let RoleEdit { label_zh, label_en, grants, fields } = self.edit.clone();
        after.label_zh = label_zh.map_or(after.label_zh, |label| label.trim().to_owned());
        after.label_en = label_en.map_or(after.label_en, |label| label.trim().to_owned());
        after.grants = grants.unwrap_or(after.grants);
        after.fields = fields.unwrap_or(after.fields);
        if let Some(slot) = all.iter_mut().find(|role| role.id == after.id) {
            slot.clone_from(&after);
        }
        check_all_duties(tx, &all, "edit.grants", &mut check)?;
        check.finish()?;
        tx.grants().require_at_least(&after.grants)?;
        store::save_role(tx.conn, book, self.version, &mut after)?;
        touch_access(tx.conn, book)?;
        tx.note_edited(permit, Subject::new("role", after.id), &before, &after)?;
        Ok(after)
    }
}

/// Checks the duties of every operator as if the roles were these.
fn check_all_duties(tx: &mut Tx<'_>, roles: &[Role], path: &str, check: &mut Check) -> Result<()> {
    let book = tx.book_id();
    let enforced = load_enforced(tx.conn, book)?;
    let active = load_active_operators(tx.conn, book)?;
    let held_by_operator = store::load_role_codes(tx.conn, book)?;
    let mut broken = Vec::new();
    for (operator, codes) in held_by_operator {
        let owner = codes.iter().any(|code| code == ready_made::OWNER);
        if owner || !active.contains(&operator) {
            continue;
        }
        broken.extend(duties::broken(&store::permissions_of(&codes, roles)));
    }
    broken.sort_unstable();
    broken.dedup_by_key(|(rule, _)| *rule);
    for (rule, _) in broken.iter().filter(|(rule, _)| enforced.iter().any(|code| code == rule)) {
        check.add(Problem::new(Code::DutyConflict).at(path).fact("rule", rule));
    }
    Ok(())
}

/// Removes a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveRole {
    /// The role.
    pub id: RoleId,
    /// The version the caller last saw.
    pub version: i64,
}

impl Command for RemoveRole {
    const NAME: &'static str = "access.remove_role";
    const PERMISSION: Permission = Permission::RolesEdit;
    const SET_UP: bool = true;
    type Output = Role;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Role> {
        let book = tx.book_id();
        let (role, _) = load_seen(tx, self.id, self.version)?;
        if role.ready_made {
            return Err(Problem::new(Code::WrongState).fact("role", &role.code).into());
        }
        let codes = store::load_role_codes(tx.conn, book)?;
        if codes.values().flatten().any(|code| *code == role.code) {
            return Err(Problem::new(Code::InUse).fact("role", &role.code).into());
        }
        store::delete_role(tx.conn, book, role.id)?;
        tx.note_removed(permit, Subject::new("role", role.id), &role)?;
        Ok(role)
    }
}

/// Switches the enforcement of a duty rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetDutyRule {
    /// The rule's code.
    pub code: String,
    /// Whether it is enforced.
    pub enforced: bool,
}

impl Command for SetDutyRule {
    const NAME: &'static str = "access.set_duty_rule";
    const PERMISSION: Permission = Permission::RolesEdit;
    const SET_UP: bool = true;
    type Output = DutyRule;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<DutyRule> {
        let book = tx.book_id();
        let rule = duties::RULES.iter().find(|rule| rule.code == self.code);
        let rule = rule.ok_or_else(|| Problem::new(Code::BadChoice).at("code"))?;
        let before = load_enforced(tx.conn, book)?.contains(&self.code);
        store::save_duty_rule(tx.conn, book, rule.code, self.enforced)?;
        if self.enforced && !before {
            let roles = store::load_roles(tx.conn, book)?;
            let mut check = Check::new();
            check_all_duties(tx, &roles, "enforced", &mut check)?;
            check.finish()?;
        }
        if before != self.enforced {
            let image = |enforced: bool| {
                Image::fields([("rule", json!(rule.code)), ("enforced", json!(enforced))])
            };
            let subject = Subject::new("duty_rule", 0);
            tx.note(permit, subject, Some(image(before)), Some(image(self.enforced)))?;
        }
        Ok(DutyRule {
            code: rule.code.to_owned(),
            label_zh: rule.label_zh.to_owned(),
            label_en: rule.label_en.to_owned(),
            source: rule.source.to_owned(),
            enforced: self.enforced,
        })
    }
}
