# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""Commands as data: access."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from bookroom._base import Command, freeze
from bookroom._generated.models.access import (
    DutyRule,
    NewOperator,
    NewRole,
    NewTeam,
    Operator,
    OperatorEdit,
    Role,
    RoleEdit,
    Team,
    TeamEdit,
)
from bookroom._generated.models.common import OperatorId, RoleId, TeamId

__all__ = [
    "AddOperator",
    "AddRole",
    "AddTeam",
    "AssignRoles",
    "ChangeOwnPassword",
    "EditOperator",
    "EditRole",
    "EditTeam",
    "RemoveRole",
    "ResetPassword",
    "SetDutyRule",
    "SetOperatorActive",
]


@dataclass(frozen=True, slots=True)
class AddOperator(Command["Operator"]):
    """Adds an operator.

    Attributes:
        operator: The operator.
    """

    command: ClassVar[str] = "access.add_operator"

    operator: NewOperator
    """The operator."""


@dataclass(frozen=True, slots=True)
class AddRole(Command["Role"]):
    """Adds a role.

    Attributes:
        role: The role.
    """

    command: ClassVar[str] = "access.add_role"

    role: NewRole
    """The role."""


@dataclass(frozen=True, slots=True)
class AddTeam(Command["Team"]):
    """Adds a team.

    Attributes:
        team: The team.
    """

    command: ClassVar[str] = "access.add_team"

    team: NewTeam
    """The team."""


@dataclass(frozen=True, slots=True)
class AssignRoles(Command["Operator"]):
    """Gives an operator exactly these roles.

    Attributes:
        id: The operator.
        version: The version the caller last saw.
        roles: The codes of the roles.
    """

    command: ClassVar[str] = "access.assign_roles"

    id: OperatorId
    """The operator."""

    version: int
    """The version the caller last saw."""

    roles: Sequence[str]
    """The codes of the roles."""

    def __post_init__(self) -> None:
        freeze(self, "roles")


@dataclass(frozen=True, slots=True)
class ChangeOwnPassword(Command["Operator"]):
    """Changes one's own password.

    Attributes:
        current: The password until now.
        new: The new one.
    """

    command: ClassVar[str] = "access.change_own_password"

    current: str = field(repr=False)
    """The password until now."""

    new: str = field(repr=False)
    """The new one."""


@dataclass(frozen=True, slots=True)
class EditOperator(Command["Operator"]):
    """Changes an operator's names or team.

    Attributes:
        id: The operator.
        version: The version the caller last saw.
        edit: The new values.
    """

    command: ClassVar[str] = "access.edit_operator"

    id: OperatorId
    """The operator."""

    version: int
    """The version the caller last saw."""

    edit: OperatorEdit
    """The new values."""


@dataclass(frozen=True, slots=True)
class EditRole(Command["Role"]):
    """Changes a role.

    Attributes:
        id: The role.
        version: The version the caller last saw.
        edit: The new values.
    """

    command: ClassVar[str] = "access.edit_role"

    id: RoleId
    """The role."""

    version: int
    """The version the caller last saw."""

    edit: RoleEdit
    """The new values."""


@dataclass(frozen=True, slots=True)
class EditTeam(Command["Team"]):
    """Renames a team, retires it or brings it back.

    Attributes:
        id: The team.
        version: The version the caller last saw.
        edit: The new values.
    """

    command: ClassVar[str] = "access.edit_team"

    id: TeamId
    """The team."""

    version: int
    """The version the caller last saw."""

    edit: TeamEdit
    """The new values."""


@dataclass(frozen=True, slots=True)
class RemoveRole(Command["Role"]):
    """Removes a role.

    Attributes:
        id: The role.
        version: The version the caller last saw.
    """

    command: ClassVar[str] = "access.remove_role"

    id: RoleId
    """The role."""

    version: int
    """The version the caller last saw."""


@dataclass(frozen=True, slots=True)
class ResetPassword(Command["Operator"]):
    """Sets a new password for another operator.

    Attributes:
        id: The operator.
        password: The new password, to be changed at the next sign-in.
    """

    command: ClassVar[str] = "access.reset_password"

    id: OperatorId
    """The operator."""

    password: str = field(repr=False)
    """The new password, to be changed at the next sign-in."""


@dataclass(frozen=True, slots=True)
class SetDutyRule(Command["DutyRule"]):
    """Switches the enforcement of a duty rule.

    Attributes:
        code: The rule's code.
        enforced: Whether it is enforced.
    """

    command: ClassVar[str] = "access.set_duty_rule"

    code: str
    """The rule's code."""

    enforced: bool
    """Whether it is enforced."""


@dataclass(frozen=True, slots=True)
class SetOperatorActive(Command["Operator"]):
    """Deactivates or activates an operator.

    Attributes:
        id: The operator.
        version: The version the caller last saw.
        active: Whether the operator may sign in.
    """

    command: ClassVar[str] = "access.set_operator_active"

    id: OperatorId
    """The operator."""

    version: int
    """The version the caller last saw."""

    active: bool
    """Whether the operator may sign in."""
