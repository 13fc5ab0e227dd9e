//! What an operator may do, worked out from their roles, and the proof of it: a [`Permit`] for each
//! command and a [`Scope`] for each load. Nobody else can make either.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate};

use super::permission::{Field, FieldRight, FieldRule, Grant, Permission, Reach};
use crate::error::{Code, Error, Problem, Result};
use crate::values::{BookId, OperatorId, TeamId};

/// What one operator may do, as of one state of the book's roles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grants {
    pub(crate) book: BookId,
    pub(crate) operator: OperatorId,
    pub(crate) team: Option<TeamId>,
    pub(crate) access_version: i64,
    pub(crate) must_change_password: bool,
    /// The day on which they are looked at: what is shared until a day is shared no more after it.
    day: NaiveDate,
    permissions: BTreeMap<Permission, Reach>,
    fields: BTreeMap<Field, FieldRight>,
}

/// What one role holds.
#[derive(Debug, Clone, Default)]
pub(crate) struct RoleRights {
    pub(crate) grants: Vec<Grant>,
    pub(crate) fields: Vec<FieldRule>,
}

impl Grants {
    pub(crate) fn from_roles(
        book: BookId,
        operator: OperatorId,
        team: Option<TeamId>,
        access_version: i64,
        must_change_password: bool,
        roles: &[RoleRights],
    ) -> Self {
        let mut permissions = BTreeMap::new();
        for grant in roles.iter().flat_map(|role| &role.grants) {
            let reach = permissions.entry(grant.permission).or_insert(grant.reach);
            *reach = (*reach).max(grant.reach);
        }
        permissions.insert(Permission::OwnPassword, Reach::All);
        let fields = Field::ALL.iter().map(|&field| (field, right_on(field, roles))).collect();
        let day = DateTime::UNIX_EPOCH.date_naive();
        Self {
            book,
            operator,
            team,
            access_version,
            must_change_password,
            day,
            permissions,
            fields,
        }
    }

    /// The same rights on a day.
    pub(crate) fn on(self: Arc<Self>, day: NaiveDate) -> Arc<Self> {
        if self.day == day { self } else { Arc::new(Self { day, ..(*self).clone() }) }
    }

    /// The rights of the engine itself when it makes a book.
    pub(crate) fn founding(book: BookId) -> Self {
        let grants = Permission::ALL
            .iter()
            .map(|&permission| Grant { permission, reach: Reach::All })
            .collect();
        let role = RoleRights { grants, fields: Vec::new() };
        Self::from_roles(book, OperatorId(0), None, 0, false, &[role])
    }

    /// The permissions held, with their reach.
    #[must_use]
    pub fn permissions(&self) -> &BTreeMap<Permission, Reach> {
        &self.permissions
    }

    /// The right on a protected field.
    #[must_use]
    pub fn field(&self, field: Field) -> FieldRight {
        self.fields.get(&field).copied().unwrap_or(FieldRight::Hidden)
    }

    /// Proves that a command may run.
    ///
    /// # Errors
    /// `not_permitted`, or `password_change_required` for anything but changing it.
    pub(crate) fn permit(&self, permission: Permission, action: &'static str) -> Result<Permit> {
        let scope = self.scope(permission)?;
        Ok(Permit { scope, action, fields: FieldRights(self.fields.clone()) })
    }

    /// Proves that something may be read, and how far.
    ///
    /// # Errors
    /// As [`Grants::permit`].
    pub(crate) fn scope(&self, permission: Permission) -> Result<Scope> {
        if self.must_change_password && permission != Permission::OwnPassword {
            return Err(Code::PasswordChangeRequired.into());
        }
        let Some(&reach) = self.permissions.get(&permission) else {
            return Err(denied(permission));
        };
        Ok(Scope {
            book: self.book,
            reach,
            operator: self.operator,
            team: self.team,
            shared: permission.on_shared(),
            day: self.day,
        })
    }

    /// What another operator of the book, of this team, may do with these roles.
    pub(crate) fn of_other(
        &self,
        operator: OperatorId,
        team: Option<TeamId>,
        roles: &[RoleRights],
    ) -> Self {
        Self::from_roles(self.book, operator, team, self.access_version, false, roles)
    }

    /// Refuses to touch what may do more than one may oneself: permissions with their reach, and
    /// rights on protected fields.
    ///
    /// # Errors
    /// `not_permitted` with the first permission that is not held as far, or
    /// `field_not_permitted` with the first field on which one has less of a right.
    pub(crate) fn require_at_least(&self, other: &Self) -> Result<()> {
        self.require(other, |own, reach| own >= reach)
    }

    /// Refuses to hand out more than one holds oneself. Also what a team sees: who sees the records
    /// of one team hands out none of another.
    ///
    /// # Errors
    /// As [`Grants::require_at_least`].
    pub(crate) fn require_to_give(&self, given: &Self) -> Result<()> {
        self.require(given, |own, reach| match reach {
            Reach::Own => true,
            Reach::Team => {
                own == Reach::All || given.team.is_none() || self.shares_team(own, given)
            }
            Reach::All => own == Reach::All,
        })
    }

    /// Refuses to act as another who sees records that one does not: their own ones, too.
    ///
    /// # Errors
    /// As [`Grants::require_at_least`].
    pub(crate) fn require_to_take_over(&self, other: &Self) -> Result<()> {
        self.require(other, |own, reach| {
            let scoped_alike = reach != Reach::All && self.shares_team(own, other);
            own == Reach::All || scoped_alike || other.operator == self.operator
        })
    }

    fn shares_team(&self, own: Reach, other: &Self) -> bool {
        own == Reach::Team && self.team.is_some() && self.team == other.team
    }

    fn require(&self, other: &Self, is_enough: impl Fn(Reach, Reach) -> bool) -> Result<()> {
        for (&permission, &reach) in &other.permissions {
            if permission == Permission::OwnPassword {
                continue;
            }
            match self.permissions.get(&permission) {
                Some(&own) if own >= reach && is_enough(own, reach) => {}
                _ => return Err(denied(permission)),
            }
        }
        let beyond = other.fields.iter().find(|&(&field, &right)| self.field(field) < right);
        beyond.map_or(Ok(()), |(&field, _)| Err(denied_field(field)))
    }

    /// Whether one who had `before` gains nothing with these.
    pub(crate) fn is_within(&self, before: &Self) -> bool {
        self.team == before.team && before.require(self, |own, reach| own >= reach).is_ok()
    }

    /// Refuses what needs all of these permissions without limits.
    ///
    /// # Errors
    /// `not_permitted` with the first that is not held for everything.
    pub(crate) fn require_all(&self, permissions: &[Permission]) -> Result<()> {
        let held =
            |permission: &&Permission| self.permissions.get(*permission) == Some(&Reach::All);
        let missing = permissions.iter().find(|permission| !held(permission));
        missing.map_or(Ok(()), |&permission| Err(denied(permission)))
    }

    pub(crate) fn field_rights(&self) -> FieldRights {
        FieldRights(self.fields.clone())
    }
}

pub(crate) fn denied(permission: Permission) -> Error {
    Problem::new(Code::NotPermitted).fact("permission", permission.slug()).into()
}

fn denied_field(field: Field) -> Error {
    Problem::new(Code::FieldNotPermitted).fact("field", field.slug()).into()
}

/// The most permissive right among the roles that reach the field's area at all.
fn right_on(field: Field, roles: &[RoleRights]) -> FieldRight {
    roles
        .iter()
        .filter(|role| role.grants.iter().any(|grant| grant.permission.area() == field.area()))
        .map(|role| {
            let rule = role.fields.iter().find(|rule| rule.field == field);
            rule.map_or(FieldRight::Write, |rule| rule.right)
        })
        .max()
        .unwrap_or(FieldRight::Hidden)
}

/// The rights on all protected fields, applied where rows become records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldRights(BTreeMap<Field, FieldRight>);

impl FieldRights {
    /// The right on a field.
    #[must_use]
    pub fn on(&self, field: Field) -> FieldRight {
        self.0.get(&field).copied().unwrap_or(FieldRight::Hidden)
    }

    /// Whether the field may be read in full (and so searched and exported).
    #[must_use]
    pub fn can_read(&self, field: Field) -> bool {
        self.on(field) >= FieldRight::Read
    }

    /// Whether the field may be changed.
    #[must_use]
    pub fn can_write(&self, field: Field) -> bool {
        self.on(field) == FieldRight::Write
    }

    /// Refuses a change of a field that may not be changed.
    ///
    /// # Errors
    /// `field_not_permitted`.
    pub(crate) fn require_write(&self, field: Field) -> Result<()> {
        if self.can_write(field) { Ok(()) } else { Err(denied_field(field)) }
    }
}

/// Which records a load may see. A required argument of every load and list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scope {
    book: BookId,
    reach: Reach,
    operator: OperatorId,
    team: Option<TeamId>,
    shared: Option<bool>,
    day: NaiveDate,
}

impl Scope {
    /// The book.
    #[must_use]
    pub fn book(&self) -> BookId {
        self.book
    }

    /// How far it reaches.
    #[must_use]
    pub fn reach(&self) -> Reach {
        self.reach
    }

    /// The operator whose records count as own.
    #[must_use]
    pub fn operator(&self) -> OperatorId {
        self.operator
    }

    /// The operator's team.
    #[must_use]
    pub fn team(&self) -> Option<TeamId> {
        self.team
    }

    /// Whether customers that are shared with the operator count, too, and only those that they
    /// may change; none: they do not.
    pub(crate) fn with_shared(&self) -> Option<bool> {
        self.shared
    }

    /// The day on which it is looked at.
    pub(crate) fn day(&self) -> NaiveDate {
        self.day
    }

    /// Whichever of two scopes of one operator reaches less far.
    #[must_use]
    pub(crate) fn narrower(self, other: Self) -> Self {
        if other.reach < self.reach { other } else { self }
    }

    /// Whether a record of this owner and team lies within the scope. Whether it is shared with
    /// the operator, only the store knows.
    #[must_use]
    pub fn covers(&self, owner: Option<OperatorId>, team: Option<TeamId>) -> bool {
        match self.reach {
            Reach::All => true,
            Reach::Team => owner == Some(self.operator) || (team.is_some() && team == self.team),
            Reach::Own => owner == Some(self.operator),
        }
    }
}

/// The proof that a command was authorised. Only [`Grants`] make one, every mutation needs
/// one, and the change log is written from it.
#[derive(Debug, Clone)]
pub struct Permit {
    scope: Scope,
    action: &'static str,
    fields: FieldRights,
}

impl Permit {
    /// Which records the command may touch.
    #[must_use]
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// The book.
    #[must_use]
    pub fn book(&self) -> BookId {
        self.scope.book
    }

    /// Who does it; none when the engine itself does.
    #[must_use]
    pub fn operator(&self) -> Option<OperatorId> {
        (self.scope.operator.0 != 0).then_some(self.scope.operator)
    }

    /// The command's name in the change log.
    #[must_use]
    pub fn action(&self) -> &'static str {
        self.action
    }

    /// The rights on protected fields.
    #[must_use]
    pub fn fields(&self) -> &FieldRights {
        &self.fields
    }
}
