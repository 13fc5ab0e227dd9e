# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""The engine's calls of access."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

from bookroom._base import ABSENT, Absent, Area, Identified, UNSET, Unset, Versioned, seen
from bookroom._generated import models as m
from bookroom._table import Table


class AccessCalls(Area):
    """The engine's calls of ``session.access``."""

    __slots__ = ()

    def operators(self) -> Table[m.Operator]:
        """All operators, by sign-in name.

        Raises:
            bookroom.Error: ``not_permitted``.
        """
        result: Table[m.Operator] = self._query("access.operators")
        return result

    def teams(self) -> Table[m.Team]:
        """All teams, by name.

        Raises:
            bookroom.Error: ``not_permitted``.
        """
        result: Table[m.Team] = self._query("access.teams")
        return result

    def roles(self) -> Table[m.Role]:
        """All roles, by code.

        Raises:
            bookroom.Error: ``not_permitted``.
        """
        result: Table[m.Role] = self._query("access.roles")
        return result

    def duty_rules(self) -> Table[m.DutyRule]:
        """The duty separation rules and whether the book enforces them.

        Raises:
            bookroom.Error: ``not_permitted``.
        """
        result: Table[m.DutyRule] = self._query("access.duty_rules")
        return result

    def check_duties(self) -> Table[m.DutyConflict]:
        """The operators in whom duties meet that should be kept apart, whether enforced or not.

        Raises:
            bookroom.Error: ``not_permitted``.
        """
        result: Table[m.DutyConflict] = self._query("access.check_duties")
        return result

    def add_operator(
        self,
        *,
        sign_in_name: str,
        display_name: str,
        password: str,
        team: m.TeamId | None = None,
        roles: Sequence[str] = (),
        request_key: str | None = None,
    ) -> m.Operator:
        """Adds an operator. Nobody gives more than they hold: permissions with their reach,
        rights on protected fields, the records of a team.

        Args:
            sign_in_name: The name to sign in with, up to 100 characters, unique in the book.
            display_name: The name to show.
            password: The first password; must be changed at the first sign-in.
            team: The team.
            roles: The codes of the roles.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``field_not_permitted``, ``required``,
                ``too_long``, ``already_exists``, ``weak_password``, ``unknown_reference``,
                ``duty_conflict``.
        """
        result: m.Operator = self._command("access.add_operator", request_key, m.NewOperator(sign_in_name, display_name, password, team, roles))
        return result

    @overload
    def edit_operator(
        self,
        id: m.OperatorId | Identified[m.OperatorId],
        version: int,
        *,
        sign_in_name: str | Unset = UNSET,
        display_name: str | Unset = UNSET,
        team: m.TeamId | Unset | None = UNSET,
        request_key: str | None = None,
    ) -> m.Operator: ...

    @overload
    def edit_operator(
        self,
        id: Versioned[m.OperatorId],
        *,
        sign_in_name: str | Unset = UNSET,
        display_name: str | Unset = UNSET,
        team: m.TeamId | Unset | None = UNSET,
        request_key: str | None = None,
    ) -> m.Operator: ...

    def edit_operator(
        self,
        id: m.OperatorId | Identified[m.OperatorId] | Versioned[m.OperatorId],
        version: int | Absent = ABSENT,
        *,
        sign_in_name: str | Unset = UNSET,
        display_name: str | Unset = UNSET,
        team: m.TeamId | Unset | None = UNSET,
        request_key: str | None = None,
    ) -> m.Operator:
        """Changes an operator's names or team. Who may do or see more than oneself is not
        touched.

        What is not given stays as it is; ``None`` clears it.

        Args:
            version: The version that was last seen; with the record itself there is none.
            sign_in_name: The name to sign in with.
            display_name: The name to show.
            team: The team.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``field_not_permitted``, ``not_found``,
                ``version_conflict``, ``already_exists``, ``unknown_reference``.
        """
        id, version = seen(
            ("id", "version"),
            ("Operator",),
            id, version,
        )
        result: m.Operator = self._command("access.edit_operator", request_key, id, version, m.OperatorEdit(sign_in_name, display_name, team))
        return result

    @overload
    def set_operator_active(
        self,
        id: m.OperatorId | Identified[m.OperatorId],
        version: int,
        active: bool,
        *,
        request_key: str | None = None,
    ) -> m.Operator: ...

    @overload
    def set_operator_active(
        self,
        id: Versioned[m.OperatorId],
        active: bool,
        *,
        request_key: str | None = None,
    ) -> m.Operator: ...

    def set_operator_active(  # type: ignore[misc]
        self,
        id: m.OperatorId | Identified[m.OperatorId] | Versioned[m.OperatorId],
        version: int | Absent = ABSENT,
        active: bool | Absent = ABSENT,
        *,
        request_key: str | None = None,
    ) -> m.Operator:
        """Deactivates an operator, which ends their sessions, or activates one again.

        Args:
            version: The version that was last seen; with the record itself there is none.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``field_not_permitted``, ``not_found``,
                ``version_conflict``, ``last_owner``.
        """
        id, version, active = seen(
            ("id", "version", "active"),
            ("Operator",),
            id, version, active,
        )
        result: m.Operator = self._command("access.set_operator_active", request_key, id, version, active)
        return result

    @overload
    def assign_roles(
        self,
        id: m.OperatorId | Identified[m.OperatorId],
        version: int,
        roles: Sequence[str],
        *,
        request_key: str | None = None,
    ) -> m.Operator: ...

    @overload
    def assign_roles(
        self,
        id: Versioned[m.OperatorId],
        roles: Sequence[str],
        *,
        request_key: str | None = None,
    ) -> m.Operator: ...

    def assign_roles(  # type: ignore[misc]
        self,
        id: m.OperatorId | Identified[m.OperatorId] | Versioned[m.OperatorId],
        version: int | Absent = ABSENT,
        roles: Sequence[str] | Absent = ABSENT,
        *,
        request_key: str | None = None,
    ) -> m.Operator:
        """Gives an operator exactly these roles. They are looked at together: two that one may
        give each may be more than one holds oneself.

        Args:
            version: The version that was last seen; with the record itself there is none.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``field_not_permitted``, ``not_found``,
                ``version_conflict``, ``unknown_reference``, ``duty_conflict``, ``last_owner``.
        """
        id, version, roles = seen(
            ("id", "version", "roles"),
            ("Operator",),
            id, version, roles,
        )
        result: m.Operator = self._command("access.assign_roles", request_key, id, version, roles)
        return result

    def reset_password(
        self,
        id: m.OperatorId | Identified[m.OperatorId],
        password: str,
        *,
        request_key: str | None = None,
    ) -> m.Operator:
        """Sets a new password for another operator, who must change it at the next sign-in. Ends
        the operator's sessions and any lock. Takes seeing all that the other sees, their own
        records included.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``field_not_permitted``, ``not_found``,
                ``weak_password``.
        """
        result: m.Operator = self._command("access.reset_password", request_key, id, password)
        return result

    def change_own_password(
        self,
        current: str,
        new: str,
        *,
        request_key: str | None = None,
    ) -> m.Operator:
        """Changes one's own password. Ends one's other sessions, and this one: sign in again. A
        wrong current password is counted and locks as at signing in.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``sign_in_failed`` when the current password is wrong,
                ``sign_in_locked`` after several such, ``weak_password``.
        """
        result: m.Operator = self._command("access.change_own_password", request_key, current, new)
        return result

    def add_team(self, *, name: str, request_key: str | None = None) -> m.Team:
        """Adds a team.

        Args:
            name: The name, up to 100 characters, unique in the book.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``required``, ``too_long``, ``already_exists``.
        """
        result: m.Team = self._command("access.add_team", request_key, m.NewTeam(name))
        return result

    @overload
    def edit_team(
        self,
        id: m.TeamId | Identified[m.TeamId],
        version: int,
        *,
        name: str | Unset = UNSET,
        active: bool | Unset = UNSET,
        request_key: str | None = None,
    ) -> m.Team: ...

    @overload
    def edit_team(
        self,
        id: Versioned[m.TeamId],
        *,
        name: str | Unset = UNSET,
        active: bool | Unset = UNSET,
        request_key: str | None = None,
    ) -> m.Team: ...

    def edit_team(
        self,
        id: m.TeamId | Identified[m.TeamId] | Versioned[m.TeamId],
        version: int | Absent = ABSENT,
        *,
        name: str | Unset = UNSET,
        active: bool | Unset = UNSET,
        request_key: str | None = None,
    ) -> m.Team:
        """Renames a team, or retires it and brings it back.

        What is not given stays as it is; ``None`` clears it.

        Args:
            version: The version that was last seen; with the record itself there is none.
            name: The name.
            active: Whether it is in use.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``already_exists``.
        """
        id, version = seen(
            ("id", "version"),
            ("Team",),
            id, version,
        )
        result: m.Team = self._command("access.edit_team", request_key, id, version, m.TeamEdit(name, active))
        return result

    def add_role(
        self,
        *,
        code: str,
        label_zh: str = "",
        label_en: str = "",
        grants: Sequence[m.Grant] = (),
        fields: Sequence[m.FieldRule] = (),
        request_key: str | None = None,
    ) -> m.Role:
        """Adds a role.

        Args:
            code: The code: letters, digits and ``_``, up to 40, unique in the book.
            label_zh: The label in Chinese. Of the two, a blank one is as the other.
            label_en: The label in English.
            grants: The permissions with their reach.
            fields: The restricted fields.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``field_not_permitted``, ``required``,
                ``already_exists`` (letter case does not count), ``scope_not_supported``,
                ``repeated``.
        """
        result: m.Role = self._command("access.add_role", request_key, m.NewRole(code, label_zh, label_en, grants, fields))
        return result

    @overload
    def edit_role(
        self,
        id: m.RoleId | Identified[m.RoleId],
        version: int,
        *,
        label_zh: str | Unset = UNSET,
        label_en: str | Unset = UNSET,
        grants: Sequence[m.Grant] | Unset | None = UNSET,
        fields: Sequence[m.FieldRule] | Unset | None = UNSET,
        request_key: str | None = None,
    ) -> m.Role: ...

    @overload
    def edit_role(
        self,
        id: Versioned[m.RoleId],
        *,
        label_zh: str | Unset = UNSET,
        label_en: str | Unset = UNSET,
        grants: Sequence[m.Grant] | Unset | None = UNSET,
        fields: Sequence[m.FieldRule] | Unset | None = UNSET,
        request_key: str | None = None,
    ) -> m.Role: ...

    def edit_role(
        self,
        id: m.RoleId | Identified[m.RoleId] | Versioned[m.RoleId],
        version: int | Absent = ABSENT,
        *,
        label_zh: str | Unset = UNSET,
        label_en: str | Unset = UNSET,
        grants: Sequence[m.Grant] | Unset | None = UNSET,
        fields: Sequence[m.FieldRule] | Unset | None = UNSET,
        request_key: str | None = None,
    ) -> m.Role:
        """Changes a role's labels, permissions or field rules. The owner role keeps everything.

        What is not given stays as it is; ``None`` clears it.

        Args:
            version: The version that was last seen; with the record itself there is none.
            label_zh: The label in Chinese.
            label_en: The label in English.
            grants: All permissions.
            fields: All restricted fields.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``field_not_permitted``, ``not_found``,
                ``version_conflict``, ``wrong_state``, ``scope_not_supported``, ``repeated``,
                ``duty_conflict``, ``last_owner``.
        """
        id, version = seen(
            ("id", "version"),
            ("Role",),
            id, version,
        )
        result: m.Role = self._command("access.edit_role", request_key, id, version, m.RoleEdit(label_zh, label_en, grants, fields))
        return result

    @overload
    def remove_role(
        self,
        id: m.RoleId | Identified[m.RoleId],
        version: int,
        *,
        request_key: str | None = None,
    ) -> m.Role: ...

    @overload
    def remove_role(
        self,
        id: Versioned[m.RoleId],
        *,
        request_key: str | None = None,
    ) -> m.Role: ...

    def remove_role(
        self,
        id: m.RoleId | Identified[m.RoleId] | Versioned[m.RoleId],
        version: int | Absent = ABSENT,
        *,
        request_key: str | None = None,
    ) -> m.Role:
        """Removes a role that nobody has and that is not ready-made.

        Args:
            version: The version that was last seen; with the record itself there is none.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``field_not_permitted``, ``not_found``,
                ``version_conflict``, ``in_use``, ``wrong_state``.
        """
        id, version = seen(
            ("id", "version"),
            ("Role",),
            id, version,
        )
        result: m.Role = self._command("access.remove_role", request_key, id, version)
        return result

    def set_duty_rule(
        self,
        code: str,
        enforced: bool,
        *,
        request_key: str | None = None,
    ) -> m.DutyRule:
        """Switches the enforcement of a duty rule. Only who holds both sides of one lifts it.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``bad_choice``; ``duty_conflict`` when operators
                already break it.
        """
        result: m.DutyRule = self._command("access.set_duty_rule", request_key, code, enforced)
        return result
