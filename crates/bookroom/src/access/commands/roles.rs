//! Commands on roles, teams and duty rules.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::hand_out;
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
        check.new_text("edit.name", self.edit.name.as_ref(), 100, &mut row.name);
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
        let (label_zh, label_en) =
            check.within("role", |check| rules::check_role(&self.role, check));
        check.finish()?;
        let book = tx.book_id();
        let NewRole { code, grants, fields, .. } = self.role.clone();
        // `Owner` beside `owner` would be taken for it.
        let same = |role: &Role| role.code.eq_ignore_ascii_case(code.trim());
        if store::load_roles(tx.conn, book)?.iter().any(same) {
            return Err(duplicate("role"));
        }
        let mut role = Role {
            id: RoleId(0),
            code: code.trim().to_owned(),
            label_zh,
            label_en,
            ready_made: false,
            grants,
            fields,
            version: 1,
        };
        tx.grants().require_to_give(&hand_out::rights_of_role(tx, &role))?;
        role.id = RoleId(tx.id("role")?);
        store::insert_role(tx.conn, book, &role)?;
        tx.note_created(permit, Subject::new("role", role.id), &role)?;
        Ok(role)
    }
}

/// Finds a role and checks the version the caller saw. Nobody touches a role that holds more than
/// they.
fn load_seen(tx: &mut Tx<'_>, id: RoleId, version: i64) -> Result<(Role, Vec<Role>)> {
    let book = tx.book_id();
    let all = store::load_roles(tx.conn, book)?;
    let role = all.iter().find(|role| role.id == id).cloned();
    let role = role.ok_or_else(|| Error::not_found("role", id))?;
    if role.version != version {
        return Err(Error::version_conflict("role", id));
    }
    tx.grants().require_at_least(&hand_out::rights_of_role(tx, &role))?;
    Ok((role, all))
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
        let (before, all) = load_seen(tx, self.id, self.version)?;
        let RoleEdit { label_zh, label_en, grants, fields } = &self.edit;
        if before.code == ready_made::OWNER && !(grants.is_kept() && fields.is_kept()) {
            return Err(Problem::new(Code::WrongState).fact("role", ready_made::OWNER).into());
        }
        let mut check = Check::new();
        let mut after = before.clone();
        check.within("edit", |check| {
            check.new_text("label_zh", label_zh.as_ref(), rules::LABEL_LIMIT, &mut after.label_zh);
            check.new_text("label_en", label_en.as_ref(), rules::LABEL_LIMIT, &mut after.label_en);
            if let Some(grants) = grants.items() {
                rules::check_grants(grants, check);
                after.grants = grants.to_vec();
            }
            if let Some(fields) = fields.items() {
                rules::check_fields(fields, check);
                after.fields = fields.to_vec();
            }
        });
        let changed = hand_out::with_role(&all, &after);
        check_all_duties(tx, &changed, "edit.grants", &mut check)?;
        check.finish()?;
        tx.grants().require_to_give(&hand_out::rights_of_role(tx, &after))?;
        hand_out::require_for_holders(tx, &after, &all, &changed)?;
        store::save_role(tx.conn, book, self.version, &mut after)?;
        touch_access(tx.conn, book)?;
        hand_out::require_manager(tx)?;
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

fn rule_image(code: &str, enforced: bool) -> Image {
    Image::fields([("rule", json!(code)), ("enforced", json!(enforced))])
}

/// Notes the duty rules of a new book.
pub(super) fn note_duty_rules(permit: &Permit, tx: &mut Tx<'_>) -> Result<()> {
    for rule in duties::RULES {
        let subject = Subject::new("duty_rule", 0);
        tx.note(permit, subject, None, Some(rule_image(rule.code, true)))?;
    }
    Ok(())
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
        if !self.enforced {
            // Without the rule anybody may be given both sides, so who lifts it holds both.
            tx.grants().require_all(&rule.sides())?;
        }
        let before = load_enforced(tx.conn, book)?.contains(&self.code);
        store::save_duty_rule(tx.conn, book, rule.code, self.enforced)?;
        if self.enforced && !before {
            let roles = store::load_roles(tx.conn, book)?;
            let mut check = Check::new();
            check_all_duties(tx, &roles, "enforced", &mut check)?;
            check.finish()?;
        }
        if before != self.enforced {
            let image = |enforced: bool| rule_image(rule.code, enforced);
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
