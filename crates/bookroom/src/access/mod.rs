//! Who may do what: operators, teams, roles, permissions, scopes, field rights, duty separation.

pub(crate) mod card;
pub mod commands;
pub mod model;
pub(crate) mod password;
mod queries;
pub mod ready_made;
pub(crate) mod rules;
pub(crate) mod sign_in;
pub(crate) mod store;

use commands::{
    AddOperator, AddRole, AddTeam, AssignRoles, ChangeOwnPassword, EditOperator, EditRole,
    EditTeam, RemoveRole, ResetPassword, SetDutyRule, SetOperatorActive,
};
use model::{
    NewOperator, NewRole, NewTeam, Operator, OperatorEdit, Role, RoleEdit, Team, TeamEdit,
};

use crate::error::Result;
use crate::rights::duties::{DutyConflict, DutyRule};
use crate::rights::permission::Permission;
pub use crate::rights::{duties, permission, permit};
use crate::values::{OperatorId, RoleId, TeamId};
use crate::work::Session;

/// Operators, teams and roles of a book.
pub struct Access<'s> {
    session: &'s Session,
}

impl Session {
    /// Operators, teams, roles, duty rules.
    #[must_use]
    pub fn access(&self) -> Access<'_> {
        Access { session: self }
    }
}

impl<'s> Access<'s> {
    /// All operators, by sign-in name.
    ///
    /// # Errors
    /// `not_permitted`.
    pub fn operators(&self) -> Result<Vec<Operator>> {
        self.session.read(Permission::OperatorsView, queries::list_operators)
    }

    /// All teams, by name.
    ///
    /// # Errors
    /// `not_permitted`.
    pub fn teams(&self) -> Result<Vec<Team>> {
        self.session.read(Permission::OperatorsView, queries::list_teams)
    }

    /// All roles, by code.
    ///
    /// # Errors
    /// `not_permitted`.
    pub fn roles(&self) -> Result<Vec<Role>> {
        self.session.read(Permission::OperatorsView, queries::list_roles)
    }

    /// The duty separation rules and whether the book enforces them.
    ///
    /// # Errors
    /// `not_permitted`.
    pub fn duty_rules(&self) -> Result<Vec<DutyRule>> {
        self.session.read(Permission::OperatorsView, queries::list_duty_rules)
    }

    /// The operators in whom duties meet that should be kept apart, whether enforced or not.
    ///
    /// # Errors
    /// `not_permitted`.
    pub fn check_duties(&self) -> Result<Vec<DutyConflict>> {
        self.session.read(Permission::OperatorsView, queries::find_duty_conflicts)
    }

    /// Adds an operator. Nobody gives more than they hold: permissions with their reach, rights on
    /// protected fields, the records of a team.
    ///
    /// # Errors
    /// `not_permitted`, `field_not_permitted`, `required`, `too_long`, `already_exists`,
    /// `weak_password`, `unknown_reference`, `duty_conflict`.
    pub fn add_operator(&self, operator: NewOperator) -> Result<Operator> {
        self.session.run(AddOperator { operator })
    }

    /// Changes an operator's names or team. Who may do or see more than oneself is not touched.
    ///
    /// # Errors
    /// `not_permitted`, `field_not_permitted`, `not_found`, `version_conflict`,
    /// `already_exists`, `unknown_reference`.
    pub fn edit_operator(
        &self,
        id: OperatorId,
        version: i64,
        edit: OperatorEdit,
    ) -> Result<Operator> {
        self.session.run(EditOperator { id, version, edit })
    }

    /// Deactivates an operator, which ends their sessions, or activates one again.
    ///
    /// # Errors
    /// `not_permitted`, `field_not_permitted`, `not_found`, `version_conflict`, `last_owner`.
    pub fn set_operator_active(
        &self,
        id: OperatorId,
        version: i64,
        active: bool,
    ) -> Result<Operator> {
        self.session.run(SetOperatorActive { id, version, active })
    }

    /// Gives an operator exactly these roles. They are looked at together: two that one may give
    /// each may be more than one holds oneself.
    ///
    /// # Errors
    /// `not_permitted`, `field_not_permitted`, `not_found`, `version_conflict`,
    /// `unknown_reference`, `duty_conflict`, `last_owner`.
    pub fn assign_roles(
        &self,
        id: OperatorId,
        version: i64,
        roles: Vec<String>,
    ) -> Result<Operator> {
        self.session.run(AssignRoles { id, version, roles })
    }

    /// Sets a new password for another operator, who must change it at the next sign-in. Ends the
    /// operator's sessions and any lock. Takes seeing all that the other sees, their own records
    /// included.
    ///
    /// # Errors
    /// `not_permitted`, `field_not_permitted`, `not_found`, `weak_password`.
    pub fn reset_password(&self, id: OperatorId, password: &str) -> Result<Operator> {
        self.session.run(ResetPassword { id, password: password.into() })
    }

    /// Changes one's own password. Ends one's other sessions, and this one: sign in again. A wrong
    /// current password is counted and locks as at signing in.
    ///
    /// # Errors
    /// `sign_in_failed` when the current password is wrong, `sign_in_locked` after several such,
    /// `weak_password`.
    pub fn change_own_password(&self, current: &str, new: &str) -> Result<Operator> {
        self.session.run(ChangeOwnPassword { current: current.into(), new: new.into() })
    }

    /// Adds a team.
    ///
    /// # Errors
    /// `required`, `too_long`, `already_exists`.
    pub fn add_team(&self, team: NewTeam) -> Result<Team> {
        self.session.run(AddTeam { team })
    }

    /// Renames a team, or retires it and brings it back.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`, `already_exists`.
    pub fn edit_team(&self, id: TeamId, version: i64, edit: TeamEdit) -> Result<Team> {
        self.session.run(EditTeam { id, version, edit })
    }

    /// Adds a role.
    ///
    /// # Errors
    /// `not_permitted`, `field_not_permitted`, `required`, `already_exists` (letter case does not
    /// count), `scope_not_supported`, `repeated`.
    pub fn add_role(&self, role: NewRole) -> Result<Role> {
        self.session.run(AddRole { role })
    }

    /// Changes a role's labels, permissions or field rules. The owner role keeps everything.
    ///
    /// # Errors
    /// `not_permitted`, `field_not_permitted`, `not_found`, `version_conflict`, `wrong_state`,
    /// `scope_not_supported`, `repeated`, `duty_conflict`, `last_owner`.
    pub fn edit_role(&self, id: RoleId, version: i64, edit: RoleEdit) -> Result<Role> {
        self.session.run(EditRole { id, version, edit })
    }

    /// Removes a role that nobody has and that is not ready-made.
    ///
    /// # Errors
    /// `not_permitted`, `field_not_permitted`, `not_found`, `version_conflict`, `in_use`,
    /// `wrong_state`.
    pub fn remove_role(&self, id: RoleId, version: i64) -> Result<Role> {
        self.session.run(RemoveRole { id, version })
    }

    /// Switches the enforcement of a duty rule. Only who holds both sides of one lifts it.
    ///
    /// # Errors
    /// `not_permitted`, `bad_choice`; `duty_conflict` when operators already break it.
    pub fn set_duty_rule(&self, code: &str, enforced: bool) -> Result<DutyRule> {
        self.session.run(SetDutyRule { code: code.to_owned(), enforced })
    }
}
