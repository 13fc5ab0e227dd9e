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
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// assert_eq!(session.access().operators()?.len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
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
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// assert_eq!(session.access().operators()?[0].sign_in_name, "li");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn operators(&self) -> Result<Vec<Operator>> {
        self.session.read(Permission::OperatorsView, queries::list_operators)
    }

    /// All teams, by name.
    ///
    /// # Errors
    /// `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::access::model::NewTeam;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// session.access().add_team(NewTeam { name: "华东".into() })?;
    /// assert_eq!(session.access().teams()?[0].name, "华东");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn teams(&self) -> Result<Vec<Team>> {
        self.session.read(Permission::OperatorsView, queries::list_teams)
    }

    /// All roles, by code.
    ///
    /// # Errors
    /// `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let roles = session.access().roles()?;
    /// assert!(roles.iter().any(|role| role.code == "accountant" && role.ready_made));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn roles(&self) -> Result<Vec<Role>> {
        self.session.read(Permission::OperatorsView, queries::list_roles)
    }

    /// The duty separation rules and whether the book enforces them.
    ///
    /// # Errors
    /// `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let rules = session.access().duty_rules()?;
    /// assert!(rules.iter().any(|rule| rule.code == "cashier_does_not_review" && rule.enforced));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn duty_rules(&self) -> Result<Vec<DutyRule>> {
        self.session.read(Permission::OperatorsView, queries::list_duty_rules)
    }

    /// The operators in whom duties meet that should be kept apart, whether enforced or not.
    ///
    /// # Errors
    /// `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// // The owner of a small company does everything.
    /// let met = session.access().check_duties()?;
    /// assert_eq!(met[0].operator, session.operator_id());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn check_duties(&self) -> Result<Vec<DutyConflict>> {
        self.session.read(Permission::OperatorsView, queries::find_duty_conflicts)
    }

    /// Adds an operator. Nobody gives more than they hold: permissions with their reach, rights on
    /// protected fields, the records of a team.
    ///
    /// # Errors
    /// `not_permitted`, `field_not_permitted`, `required`, `too_long`, `already_exists`,
    /// `weak_password`, `unknown_reference`, `duty_conflict`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::access::model::NewOperator;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let operator = session.access().add_operator(NewOperator {
    ///     sign_in_name: "wang".into(),
    ///     display_name: "王小明".into(),
    ///     password: "First-Password-1".into(), // to be changed at the first sign-in
    ///     team: None,
    ///     roles: vec!["sales".into()],
    /// })?;
    /// assert!(operator.must_change_password);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add_operator(&self, operator: NewOperator) -> Result<Operator> {
        self.session.run(AddOperator { operator })
    }

    /// Changes an operator's names or team. Who may do or see more than oneself is not touched.
    ///
    /// # Errors
    /// `not_permitted`, `field_not_permitted`, `not_found`, `version_conflict`,
    /// `already_exists`, `unknown_reference`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::access::model::OperatorEdit;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, operator) = (office.session, office.operator);
    /// let edit = OperatorEdit { display_name: Some("王小明(华东)".into()), ..OperatorEdit::default() };
    /// let operator = session.access().edit_operator(operator.id, operator.version, edit)?;
    /// assert_eq!(operator.display_name, "王小明(华东)");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
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
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, operator) = (office.session, office.operator);
    /// let gone = session.access().set_operator_active(operator.id, operator.version, false)?;
    /// assert!(!gone.active);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
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
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, operator) = (office.session, office.operator);
    /// let roles = vec!["sales".to_owned(), "service".to_owned()];
    /// let operator = session.access().assign_roles(operator.id, operator.version, roles)?;
    /// assert_eq!(operator.roles.len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
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
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, operator) = (office.session, office.operator);
    /// let operator = session.access().reset_password(operator.id, "Second-Password-2")?;
    /// assert!(operator.must_change_password);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn reset_password(&self, id: OperatorId, password: &str) -> Result<Operator> {
        self.session.run(ResetPassword { id, password: password.into() })
    }

    /// Changes one's own password. Ends one's other sessions, and this one: sign in again. A wrong
    /// current password is counted and locks as at signing in.
    ///
    /// # Errors
    /// `sign_in_failed` when the current password is wrong, `sign_in_locked` after several such,
    /// `weak_password`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (room, session) = (office.room, office.session);
    /// session.access().change_own_password("Counting-House-8", "Longjing-2026")?;
    /// // The sessions that were open have ended.
    /// let session = room.sign_in(session.book_id(), "li", "Longjing-2026")?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn change_own_password(&self, current: &str, new: &str) -> Result<Operator> {
        self.session.run(ChangeOwnPassword { current: current.into(), new: new.into() })
    }

    /// Adds a team.
    ///
    /// # Errors
    /// `required`, `too_long`, `already_exists`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::access::model::NewTeam;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let team = session.access().add_team(NewTeam { name: "华东".into() })?;
    /// assert!(team.active);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add_team(&self, team: NewTeam) -> Result<Team> {
        self.session.run(AddTeam { team })
    }

    /// Renames a team, or retires it and brings it back.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`, `already_exists`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::access::model::{NewTeam, TeamEdit};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let team = session.access().add_team(NewTeam { name: "华东".into() })?;
    /// let edit = TeamEdit { name: Some("华东一部".into()), ..TeamEdit::default() };
    /// assert_eq!(session.access().edit_team(team.id, team.version, edit)?.name, "华东一部");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn edit_team(&self, id: TeamId, version: i64, edit: TeamEdit) -> Result<Team> {
        self.session.run(EditTeam { id, version, edit })
    }

    /// Adds a role.
    ///
    /// # Errors
    /// `not_permitted`, `field_not_permitted`, `required`, `already_exists` (letter case does not
    /// count), `scope_not_supported`, `repeated`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::access::model::NewRole;
    /// use bookroom::access::permission::{Field, FieldRight, FieldRule, Grant, Permission, Reach};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let role = session.access().add_role(NewRole {
    ///     code: "intern".into(),
    ///     label_zh: "实习".into(),
    ///     label_en: "Intern".into(),
    ///     grants: vec![Grant { permission: Permission::CustomersView, reach: Reach::All }],
    ///     fields: vec![FieldRule { field: Field::CustomerNote, right: FieldRight::Hidden }],
    /// })?;
    /// assert!(!role.ready_made);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add_role(&self, role: NewRole) -> Result<Role> {
        self.session.run(AddRole { role })
    }

    /// Changes a role's labels, permissions or field rules. The owner role keeps everything.
    ///
    /// # Errors
    /// `not_permitted`, `field_not_permitted`, `not_found`, `version_conflict`, `wrong_state`,
    /// `scope_not_supported`, `repeated`, `duty_conflict`, `last_owner`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::access::model::RoleEdit;
    /// use bookroom::values::Edit;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let role = session.access().roles()?.into_iter().find(|role| role.code == "sales").unwrap();
    /// let edit = RoleEdit { fields: Edit::Clear, ..RoleEdit::default() };
    /// let role = session.access().edit_role(role.id, role.version, edit)?;
    /// assert!(role.fields.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn edit_role(&self, id: RoleId, version: i64, edit: RoleEdit) -> Result<Role> {
        self.session.run(EditRole { id, version, edit })
    }

    /// Removes a role that nobody has and that is not ready-made.
    ///
    /// # Errors
    /// `not_permitted`, `field_not_permitted`, `not_found`, `version_conflict`, `in_use`,
    /// `wrong_state`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::access::model::NewRole;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let role = session.access().add_role(NewRole {
    ///     code: "intern".into(),
    ///     label_zh: "实习".into(),
    ///     label_en: "Intern".into(),
    ///     grants: Vec::new(),
    ///     fields: Vec::new(),
    /// })?;
    /// session.access().remove_role(role.id, role.version)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn remove_role(&self, id: RoleId, version: i64) -> Result<Role> {
        self.session.run(RemoveRole { id, version })
    }

    /// Switches the enforcement of a duty rule. Only who holds both sides of one lifts it.
    ///
    /// # Errors
    /// `not_permitted`, `bad_choice`; `duty_conflict` when operators already break it.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let rule = session.access().set_duty_rule("cashier_does_not_review", false)?;
    /// assert!(!rule.enforced);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn set_duty_rule(&self, code: &str, enforced: bool) -> Result<DutyRule> {
        self.session.run(SetDutyRule { code: code.to_owned(), enforced })
    }
}
