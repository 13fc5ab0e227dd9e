//! Operators, teams and roles as hosts see them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::rights::permission::{FieldRule, Grant};
pub use crate::rights::policy::PasswordPolicy;
pub use crate::values::Secret;
use crate::values::{Edit, OperatorId, RoleId, TeamId, edits};

/// A person who signs in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operator {
    /// The id.
    pub id: OperatorId,
    /// The name to sign in with; upper and lower case count alike.
    pub sign_in_name: String,
    /// The name to show.
    pub display_name: String,
    /// The team.
    pub team: Option<TeamId>,
    /// The codes of the roles.
    pub roles: Vec<String>,
    /// Whether the operator may sign in.
    pub active: bool,
    /// Whether the password must be changed before anything else.
    pub must_change_password: bool,
    /// Sign-in is refused until then.
    pub locked_until: Option<DateTime<Utc>>,
    /// The last sign-in.
    pub last_sign_in_at: Option<DateTime<Utc>>,
    /// Moves with every change.
    pub version: i64,
}

/// An operator to be added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewOperator {
    /// The name to sign in with, up to 100 characters, unique in the book.
    pub sign_in_name: String,
    /// The name to show.
    pub display_name: String,
    /// The first password; must be changed at the first sign-in.
    pub password: Secret,
    /// The team.
    pub team: Option<TeamId>,
    /// The codes of the roles.
    #[serde(default)]
    pub roles: Vec<String>,
}

edits! {
    /// New values for an operator.
    OperatorEdit {
        /// The name to sign in with.
        sign_in_name: Option<String>,
        /// The name to show.
        display_name: Option<String>,
        /// The team.
        team: Edit<TeamId>,
    }
}

/// Operators who share records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    /// The id.
    pub id: TeamId,
    /// The name.
    pub name: String,
    /// Whether it is in use.
    pub active: bool,
    /// Moves with every change.
    pub version: i64,
}

/// A team to be added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewTeam {
    /// The name, up to 100 characters, unique in the book.
    pub name: String,
}

edits! {
    /// New values for a team.
    TeamEdit {
        /// The name.
        name: Option<String>,
        /// Whether it is in use.
        active: Option<bool>,
    }
}

/// A named set of permissions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// The id.
    pub id: RoleId,
    /// The code, such as `sales`.
    pub code: String,
    /// The label in Chinese.
    pub label_zh: String,
    /// The label in English.
    pub label_en: String,
    /// Whether it came with the book.
    pub ready_made: bool,
    /// The permissions with their reach.
    pub grants: Vec<Grant>,
    /// The restricted fields; others may be written by whoever may edit the record.
    pub fields: Vec<FieldRule>,
    /// Moves with every change.
    pub version: i64,
}

/// A role to be added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewRole {
    /// The code: letters, digits and `_`, up to 40, unique in the book.
    pub code: String,
    /// The label in Chinese. Of the two, a blank one is as the other.
    #[serde(default)]
    pub label_zh: String,
    /// The label in English.
    #[serde(default)]
    pub label_en: String,
    /// The permissions with their reach.
    #[serde(default)]
    pub grants: Vec<Grant>,
    /// The restricted fields.
    #[serde(default)]
    pub fields: Vec<FieldRule>,
}

edits! {
    /// New values for a role.
    RoleEdit {
        /// The label in Chinese.
        label_zh: Option<String>,
        /// The label in English.
        label_en: Option<String>,
        /// All permissions.
        grants: Edit<Vec<Grant>>,
        /// All restricted fields.
        fields: Edit<Vec<FieldRule>>,
    }
}
