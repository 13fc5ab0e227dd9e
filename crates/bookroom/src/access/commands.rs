//! Commands on operators: add, edit, (de)activate, roles, passwords. Those on roles, teams and duty
//! rules stand in `commands/roles.rs`.

mod hand_out;
mod roles;

use serde::{Deserialize, Serialize};

use super::model::{NewOperator, Operator, OperatorEdit, Role, Secret};
use super::store::{self, OperatorImage, OperatorRow};
use super::{password, ready_made, rules, sign_in};
use crate::error::{Code, Error, Problem, Result};
use crate::log::Subject;
use crate::rights::permission::Permission;
use crate::rights::permit::{Grants, Permit};
use crate::rights::store::{load_enforced, touch_access};
use crate::values::{Check, OperatorId, RoleId, TeamId};
use crate::work::{Command, Tx};

pub use roles::{AddRole, AddTeam, EditRole, EditTeam, RemoveRole, SetDutyRule};

/// Adds an operator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddOperator {
    /// The operator.
    pub operator: NewOperator,
}

impl Command for AddOperator {
    const NAME: &'static str = "access.add_operator";
    const PERMISSION: Permission = Permission::OperatorsEdit;
    const SET_UP: bool = true;
    type Output = Operator;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Operator> {
        let book = tx.book_id();
        let new = &self.operator;
        let all_roles = store::load_roles(tx.conn, book)?;
        let enforced = load_enforced(tx.conn, book)?;
        let mut check = Check::new();
        let (roles, names) = check.within("operator", |check| {
            let sign_in_name = check.text("sign_in_name", &new.sign_in_name, 100);
            let display_name = check.text("display_name", &new.display_name, 100);
            let secret = new.password.reveal();
            let policy = &tx.room().password_policy;
            rules::check_password(secret, &[&sign_in_name], policy, "password", check);
            let roles = find_roles(&new.roles, &all_roles, check);
            check_held(&new.roles, &all_roles, &enforced, check);
            (roles, (sign_in_name, display_name))
        });
        check_team(tx, new.team, "operator.team", &mut check)?;
        check.finish()?;
        let given = hand_out::rights(tx, OperatorId(0), new.team, &new.roles, &all_roles);
        tx.grants().require_to_give(&given)?;
        let key = rules::sign_in_key(&names.0);
        refuse_taken_name(tx, &key, 0)?;
        let mut row = OperatorRow {
            book_id: book,
            id: tx.id("operator")?,
            sign_in_name: names.0,
            sign_in_key: key,
            display_name: names.1,
            password_hash: password::hash(new.password.reveal())?,
            team_id: new.team.map(i64::from),
            active: true,
            must_change_password: true,
            failed_attempts: 0,
            locked_until: None,
            session_epoch: 1,
            last_sign_in_at: None,
            password_changed_at: tx.now_micros(),
            version: 1,
            created_at: tx.now_micros(),
        };
        insert(tx, &mut row, &roles)?;
        let image = row.image(sorted(&new.roles));
        tx.note_created(permit, Subject::new("operator", row.id), &image)?;
        Ok(row.record(sorted(&new.roles)))
    }
}

fn insert(tx: &mut Tx<'_>, row: &mut OperatorRow, roles: &[RoleId]) -> Result<()> {
    store::insert_operator(tx.conn, row)?;
    let roles: Vec<i64> = roles.iter().map(|role| role.0).collect();
    store::save_operator_roles(tx.conn, row.book_id, row.id, &roles)?;
    touch_access(tx.conn, row.book_id)
}

fn sorted(codes: &[String]) -> Vec<String> {
    let mut codes = codes.to_vec();
    codes.sort_unstable();
    codes
}

/// Finds roles by code; each unknown or repeated one is a violation.
fn find_roles(codes: &[String], all: &[Role], check: &mut Check) -> Vec<RoleId> {
    let mut found = Vec::new();
    check.each("roles", codes, |check, code| match all.iter().find(|role| &role.code == code) {
        Some(role) if found.contains(&role.id) => check.fail("", Code::Repeated),
        Some(role) => found.push(role.id),
        None => check.fail("", Code::UnknownReference),
    });
    found
}

/// Refuses roles that together break an enforced duty rule; the owner role is exempt.
fn check_held(codes: &[String], all: &[Role], enforced: &[String], check: &mut Check) {
    if !codes.iter().any(|code| code == ready_made::OWNER) {
        let held = store::permissions_of(codes, all);
        rules::check_duties(&held, enforced, "roles", check);
    }
}

fn check_team(tx: &mut Tx<'_>, team: Option<TeamId>, path: &str, check: &mut Check) -> Result<()> {
    let Some(team) = team else { return Ok(()) };
    let book = tx.book_id();
    match store::load_team(tx.conn, book, team) {
        Ok(row) => check.require(row.active, path, Code::Retired),
        Err(Error::NotFound(_)) => check.fail(path, Code::UnknownReference),
        Err(error) => return Err(error),
    }
    Ok(())
}

fn refuse_taken_name(tx: &mut Tx<'_>, key: &str, but: i64) -> Result<()> {
    let book = tx.book_id();
    match store::find_operator(tx.conn, book, key)? {
        Some(row) if row.id != but => {
            Err(Problem::new(Code::AlreadyExists).fact("subject", "operator").into())
        }
        _ => Ok(()),
    }
}

/// An operator as loaded, with what the roles let them do.
struct Seen {
    row: OperatorRow,
    roles: Vec<String>,
    rights: Grants,
    all_roles: Vec<Role>,
}

/// Loads an operator and its roles, and checks the version the caller saw. Nobody touches an
/// operator who may do or see more than they.
fn load_seen(tx: &mut Tx<'_>, id: OperatorId, version: Option<i64>) -> Result<Seen> {
    let book = tx.book_id();
    let row = store::load_operator(tx.conn, book, id)?;
    if version.is_some_and(|version| version != row.version) {
        return Err(Error::version_conflict("operator", id));
    }
    let roles = store::load_role_codes(tx.conn, book)?.remove(&id.0).unwrap_or_default();
    let all_roles = store::load_roles(tx.conn, book)?;
    let rights = hand_out::rights(tx, id, row.team_id.map(TeamId), &roles, &all_roles);
    if tx.grants().operator != id {
        tx.grants().require_at_least(&rights)?;
    }
    Ok(Seen { row, roles, rights, all_roles })
}

/// Saves a changed operator, notes the difference and makes sessions load their rights anew.
fn save(
    permit: &Permit,
    tx: &mut Tx<'_>,
    before: &OperatorImage,
    row: &mut OperatorRow,
    roles: Vec<String>,
) -> Result<Operator> {
    store::save_operator(tx.conn, row.version, row)?;
    touch_access(tx.conn, row.book_id)?;
    let after = row.image(roles.clone());
    tx.note_edited(permit, Subject::new("operator", row.id), before, &after)?;
    Ok(row.record(roles))
}

/// Changes an operator's names or team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditOperator {
    /// The operator.
    pub id: OperatorId,
    /// The version the caller last saw.
    pub version: i64,
    /// The new values.
    pub edit: OperatorEdit,
}

impl Command for EditOperator {
    const NAME: &'static str = "access.edit_operator";
    const PERMISSION: Permission = Permission::OperatorsEdit;
    const SET_UP: bool = true;
    type Output = Operator;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Operator> {
        let seen = load_seen(tx, self.id, Some(self.version))?;
        let Seen { mut row, roles, rights, all_roles } = seen;
        let before = row.image(roles.clone());
        let mut check = Check::new();
        if let Some(name) = &self.edit.sign_in_name {
            row.sign_in_name = check.text("edit.sign_in_name", name, 100);
            row.sign_in_key = rules::sign_in_key(name);
        }
        let display_name = self.edit.display_name.as_ref();
        check.new_text("edit.display_name", display_name, 100, &mut row.display_name);
        if let Some(team) = self.edit.team.outcome() {
            check_team(tx, team, "edit.team", &mut check)?;
            row.team_id = team.map(i64::from);
        }
        check.finish()?;
        let after = hand_out::rights(tx, self.id, row.team_id.map(TeamId), &roles, &all_roles);
        hand_out::require(tx, &rights, &after)?;
        refuse_taken_name(tx, &row.sign_in_key, row.id)?;
        save(permit, tx, &before, &mut row, roles)
    }
}

/// Deactivates or activates an operator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetOperatorActive {
    /// The operator.
    pub id: OperatorId,
    /// The version the caller last saw.
    pub version: i64,
    /// Whether the operator may sign in.
    pub active: bool,
}

impl Command for SetOperatorActive {
    const NAME: &'static str = "access.set_operator_active";
    const PERMISSION: Permission = Permission::OperatorsEdit;
    const SET_UP: bool = true;
    type Output = Operator;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Operator> {
        let Seen { mut row, roles, .. } = load_seen(tx, self.id, Some(self.version))?;
        let before = row.image(roles.clone());
        if row.active != self.active {
            row.active = self.active;
            row.session_epoch += 1;
        }
        let after = save(permit, tx, &before, &mut row, roles)?;
        hand_out::require_manager(tx)?;
        Ok(after)
    }
}

/// Gives an operator exactly these roles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignRoles {
    /// The operator.
    pub id: OperatorId,
    /// The version the caller last saw.
    pub version: i64,
    /// The codes of the roles.
    pub roles: Vec<String>,
}

impl Command for AssignRoles {
    const NAME: &'static str = "access.assign_roles";
    const PERMISSION: Permission = Permission::OperatorsEdit;
    const SET_UP: bool = true;
    type Output = Operator;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Operator> {
        let seen = load_seen(tx, self.id, Some(self.version))?;
        let Seen { mut row, roles, rights, all_roles: all } = seen;
        let before = row.image(roles);
        let enforced = load_enforced(tx.conn, row.book_id)?;
        let mut check = Check::new();
        let found = find_roles(&self.roles, &all, &mut check);
        check_held(&self.roles, &all, &enforced, &mut check);
        check.finish()?;
        let after = hand_out::rights(tx, self.id, row.team_id.map(TeamId), &self.roles, &all);
        hand_out::require(tx, &rights, &after)?;
        let ids: Vec<i64> = found.iter().map(|role| role.0).collect();
        store::save_operator_roles(tx.conn, row.book_id, row.id, &ids)?;
        let after = save(permit, tx, &before, &mut row, sorted(&self.roles))?;
        hand_out::require_manager(tx)?;
        Ok(after)
    }
}

/// Sets a new password for another operator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResetPassword {
    /// The operator.
    pub id: OperatorId,
    /// The new password, to be changed at the next sign-in.
    pub password: Secret,
}

impl Command for ResetPassword {
    const NAME: &'static str = "access.reset_password";
    const PERMISSION: Permission = Permission::OperatorsEdit;
    const SET_UP: bool = true;
    type Output = Operator;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Operator> {
        let Seen { row, roles, rights, .. } = load_seen(tx, self.id, None)?;
        // Who knows the password may sign in with it.
        tx.grants().require_to_take_over(&rights)?;
        set_password(permit, tx, row, roles, &self.password, "password", true)
    }
}

/// Changes one's own password.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeOwnPassword {
    /// The password until now.
    pub current: Secret,
    /// The new one.
    pub new: Secret,
}

impl Command for ChangeOwnPassword {
    const NAME: &'static str = "access.change_own_password";
    const PERMISSION: Permission = Permission::OwnPassword;
    const SET_UP: bool = true;
    type Output = Operator;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Operator> {
        let Seen { row, roles, .. } = load_seen(tx, permit.scope().operator(), None)?;
        // A session that somebody left open must not be a way to guess without end.
        sign_in::refuse_locked(tx.now_micros(), row.locked_until)
            .map_err(|problem| problem.at("current"))?;
        let damaged = || Error::corrupt_at("operator", "password_hash", row.id);
        if !password::fits(self.current.reveal(), &row.password_hash).ok_or_else(damaged)? {
            tx.afterwards(sign_in::count_wrong);
            return Err(Problem::new(Code::SignInFailed).at("current").into());
        }
        if self.current == self.new {
            let problem = Problem::new(Code::WeakPassword).at("new");
            return Err(problem.fact("why", "same_as_before").into());
        }
        set_password(permit, tx, row, roles, &self.new, "new", false)
    }
}

fn set_password(
    permit: &Permit,
    tx: &mut Tx<'_>,
    mut row: OperatorRow,
    roles: Vec<String>,
    new: &Secret,
    path: &str,
    must_change: bool,
) -> Result<Operator> {
    let mut check = Check::new();
    let policy = &tx.room().password_policy;
    rules::check_password(new.reveal(), &[&row.sign_in_name], policy, path, &mut check);
    check.finish()?;
    let before = row.image(roles.clone());
    row.password_hash = password::hash(new.reveal())?;
    row.password_changed_at = tx.now_micros();
    row.must_change_password = must_change;
    row.failed_attempts = 0;
    row.locked_until = None;
    row.session_epoch += 1;
    save(permit, tx, &before, &mut row, roles)
}

/// Fills a new book with the ready-made roles, the duty rules and its first operator.
pub(crate) fn found(
    permit: &Permit,
    tx: &mut Tx<'_>,
    owner_name: &str,
    owner_password: &Secret,
) -> Result<()> {
    let book = tx.book_id();
    let first = tx.ids("role", ready_made::ROLES.len())?;
    for (id, (column, role)) in (first..).zip(ready_made::ROLES.iter().enumerate()) {
        let role = Role {
            id: RoleId(id),
            code: role.code.to_owned(),
            label_zh: role.label_zh.to_owned(),
            label_en: role.label_en.to_owned(),
            ready_made: true,
            grants: ready_made::grants(column),
            fields: ready_made::fields(role.code),
            version: 1,
        };
        store::insert_role(tx.conn, book, &role)?;
        tx.note_created(permit, Subject::new("role", role.id), &role)?;
    }
    store::insert_duty_rules(tx.conn, book)?;
    roles::note_duty_rules(permit, tx)?;
    let name = owner_name.trim().to_owned();
    let mut row = OperatorRow {
        book_id: book,
        id: tx.id("operator")?,
        sign_in_key: rules::sign_in_key(&name),
        display_name: name.clone(),
        sign_in_name: name,
        password_hash: password::hash(owner_password.reveal())?,
        team_id: None,
        active: true,
        must_change_password: false,
        failed_attempts: 0,
        locked_until: None,
        session_epoch: 1,
        last_sign_in_at: None,
        password_changed_at: tx.now_micros(),
        version: 1,
        created_at: tx.now_micros(),
    };
    insert(tx, &mut row, &[RoleId(first)])?;
    let image = row.image(vec![ready_made::OWNER.to_owned()]);
    tx.note_created(permit, Subject::new("operator", row.id), &image)
}

crate::work::plain_outcomes!(Operator, Role, super::model::Team, crate::rights::duties::DutyRule);
