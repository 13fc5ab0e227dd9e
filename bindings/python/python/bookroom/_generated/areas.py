# Made by tools/generate.py from the engine's source; do not edit.
"""The methods of the areas, one for each of the engine's."""
from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal

from bookroom._base import UNSET, Area, FrozenDict, Unset, Versioned
from bookroom._generated import models as m
from bookroom._table import Page, Rows, Table


class AccessCalls(Area):
    """The engine's calls of ``session.access``."""

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
        """Adds an operator.

        Args:
            sign_in_name: The name to sign in with, up to 100 characters, unique in the book.
            display_name: The name to show.
            password: The first password; must be changed at the first sign-in.
            team: The team.
            roles: The codes of the roles.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``required``, ``too_long``, ``already_exists``, ``weak_password``,
                ``unknown_reference``, ``duty_conflict``.
        """
        result: m.Operator = self._command("access.add_operator", request_key, m.NewOperator(sign_in_name, display_name, password, team, roles))
        return result

    def edit_operator(
        self,
        id: m.OperatorId,
        version: int,
        *,
        sign_in_name: str | None = None,
        display_name: str | None = None,
        team: m.TeamId | None | Unset = UNSET,
        request_key: str | None = None,
    ) -> m.Operator:
        """Changes an operator's names or team.

        Args:
            sign_in_name: The name to sign in with.
            display_name: The name to show.
            team: The team; ``None`` takes the operator out of it.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``already_exists``,
                ``unknown_reference``.
        """
        result: m.Operator = self._command("access.edit_operator", request_key, id, version, m.OperatorEdit(sign_in_name, display_name, team))
        return result

    def set_operator_active(
        self,
        id: m.OperatorId,
        version: int,
        active: bool,
        *,
        request_key: str | None = None,
    ) -> m.Operator:
        """Deactivates an operator, which ends their sessions, or activates one again.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``last_owner``.
        """
        result: m.Operator = self._command("access.set_operator_active", request_key, id, version, active)
        return result

    def assign_roles(
        self,
        id: m.OperatorId,
        version: int,
        roles: Sequence[str],
        *,
        request_key: str | None = None,
    ) -> m.Operator:
        """Gives an operator exactly these roles.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``unknown_reference``,
                ``duty_conflict``, ``last_owner``.
        """
        result: m.Operator = self._command("access.assign_roles", request_key, id, version, roles)
        return result

    def reset_password(
        self,
        id: m.OperatorId,
        password: str,
        *,
        request_key: str | None = None,
    ) -> m.Operator:
        """Sets a new password for another operator, who must change it at the next sign-in. Ends
        the operator's sessions and any lock.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``weak_password``.
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
        """Changes one's own password. Ends one's other sessions, and this one: sign in again.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``sign_in_failed`` when the current password is wrong,
                ``weak_password``.
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

    def edit_team(
        self,
        id: m.TeamId,
        version: int,
        *,
        name: str | None = None,
        active: bool | None = None,
        request_key: str | None = None,
    ) -> m.Team:
        """Renames a team, or retires it and brings it back.

        Args:
            name: The name.
            active: Whether it is in use.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``already_exists``.
        """
        result: m.Team = self._command("access.edit_team", request_key, id, version, m.TeamEdit(name, active))
        return result

    def add_role(
        self,
        *,
        code: str,
        label_zh: str,
        label_en: str,
        grants: Sequence[m.Grant] = (),
        fields: Sequence[m.FieldRule] = (),
        request_key: str | None = None,
    ) -> m.Role:
        """Adds a role.

        Args:
            code: The code: letters, digits and ``_``, up to 40, unique in the book.
            label_zh: The label in Chinese.
            label_en: The label in English.
            grants: The permissions with their reach.
            fields: The restricted fields.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``required``, ``already_exists``, ``scope_not_supported``,
                ``repeated``.
        """
        result: m.Role = self._command("access.add_role", request_key, m.NewRole(code, label_zh, label_en, grants, fields))
        return result

    def edit_role(
        self,
        id: m.RoleId,
        version: int,
        *,
        label_zh: str | None = None,
        label_en: str | None = None,
        grants: Sequence[m.Grant] | None = None,
        fields: Sequence[m.FieldRule] | None = None,
        request_key: str | None = None,
    ) -> m.Role:
        """Changes a role's labels, permissions or field rules. The owner role keeps everything.

        Args:
            label_zh: The label in Chinese.
            label_en: The label in English.
            grants: All permissions.
            fields: All restricted fields.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``wrong_state``,
                ``scope_not_supported``, ``repeated``, ``duty_conflict``.
        """
        result: m.Role = self._command("access.edit_role", request_key, id, version, m.RoleEdit(label_zh, label_en, grants, fields))
        return result

    def remove_role(
        self,
        id: m.RoleId,
        version: int,
        *,
        request_key: str | None = None,
    ) -> m.Role:
        """Removes a role that nobody has and that is not ready-made.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``in_use``, ``wrong_state``.
        """
        result: m.Role = self._command("access.remove_role", request_key, id, version)
        return result

    def set_duty_rule(
        self,
        code: str,
        enforced: bool,
        *,
        request_key: str | None = None,
    ) -> m.DutyRule:
        """Switches the enforcement of a duty rule.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``bad_choice``; ``duty_conflict`` when operators already break it.
        """
        result: m.DutyRule = self._command("access.set_duty_rule", request_key, code, enforced)
        return result


class ChangesCalls(Area):
    """The engine's calls of ``session.changes``."""

    def history(
        self,
        kind: str,
        id: int,
        *,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[m.Change]:
        """The history of one record, oldest first. Fields hidden from the operator are withheld.

        Args:
            kind: The kind of record, such as ``customer``.
            id: Its id; 0 for things that have none of their own.
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted``, ``out_of_range``, ``bad_cursor``.
        """
        result: Page[m.Change] = self._query("changes.history", m.Subject(kind, id), m.PageRequest(limit, after))
        return result

    def iter_history(self, kind: str, id: int, *, chunk: int = 1000) -> Rows[m.Change]:
        """As ``history``, over all pages: load as it goes, ``chunk`` rows at a time."""
        return Rows(
            m.Change,
            lambda limit, after: self.history(kind, id, limit=limit, after=after),
            chunk,
        )

    def after(self, seq: int, *, limit: int = 100) -> Table[m.Change]:
        """The changes after ``seq`` (0 for the beginning), in order, at most ``limit`` (1 to
        1000).

        Raises:
            bookroom.Error: ``not_permitted``, ``out_of_range``.
        """
        result: Table[m.Change] = self._query("changes.after", seq, limit)
        return result

    def head(self) -> m.Head:
        """The newest number and hash. Keep it outside the store: ``Changes.verify`` against it
        later finds even a log that was rewritten as a whole.

        Raises:
            bookroom.Error: ``not_permitted``.
        """
        result: m.Head = self._query("changes.head")
        return result

    def verify(self, *, known: m.Head | None = None) -> m.LogVerification:
        """Reads the whole log and every journal entry and recomputes their hashes; with
        ``known``, also whether the log still holds the head that was exported then.

        Raises:
            bookroom.Error: ``not_permitted``. What differs is not an error but a finding.
        """
        result: m.LogVerification = self._query("changes.verify", known)
        return result

    def erase_personal(
        self,
        kind: str,
        id: int,
        fields: Sequence[str],
        *,
        request_key: str | None = None,
    ) -> int:
        """Erases the personal values of a record from its history (all personal fields when
        ``fields`` is empty). The chain still verifies. Returns how many changes held any.

        Args:
            kind: The kind of record, such as ``customer``.
            id: Its id; 0 for things that have none of their own.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``bad_choice`` for a field that is not personal,
                ``not_found`` for a record without history.
        """
        result: int = self._command("changes.erase_personal", request_key, m.Subject(kind, id), fields)
        return result


class CustomersCalls(Area):
    """The engine's calls of ``session.customers``."""

    def add_contact(
        self,
        *,
        customer: m.CustomerId,
        name: str,
        role: str | None = None,
        title: str | None = None,
        gender: m.Gender | str | None = None,
        is_primary: bool = False,
        channels: Sequence[m.Channel] = (),
        note: str | None = None,
        request_key: str | None = None,
    ) -> m.Contact:
        """Adds a contact. The permission to add must reach the customer.

        Args:
            customer: The customer.
            name: The name, up to 100 characters.
            role: What the person decides or does there, up to 60 characters.
            title: The title or position, up to 100 characters.
            gender: How the person is addressed.
            is_primary: Whether this is the one to talk to first; whoever was so until now no
                longer is.
            channels: Phones, mails and other ways to reach the person, at most 50.
            note: A note, up to 10,000 characters.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found`` for the customer; ``required``, ``too_long``,
                ``too_many``, ``bad_character``, ``bad_format``, ``repeated``;
                ``field_not_permitted``.
        """
        result: m.Contact = self._command("customers.add_contact", request_key, m.NewContact(customer, name, role, title, gender, is_primary, channels, note))
        return result

    def add_contacts(
        self,
        contacts: Sequence[m.NewContact],
        *,
        request_key: str | None = None,
    ) -> Table[m.Contact]:
        """Adds up to 100,000 contacts: all, or none.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Customers.add_contact``; ``repeated`` when two are primary at
                one customer.
        """
        result: Table[m.Contact] = self._command("customers.add_contacts", request_key, contacts)
        return result

    def edit_contact(
        self,
        id: m.ContactId,
        version: int,
        *,
        name: str | None = None,
        role: str | None = None,
        title: str | None = None,
        gender: m.Gender | str | None = None,
        is_primary: bool | None = None,
        channels: Sequence[m.Channel] | None = None,
        note: str | None = None,
        request_key: str | None = None,
    ) -> m.Contact:
        """Changes a contact.

        Args:
            name: The name.
            role: What the person decides or does there; blank removes it.
            title: The title or position; blank removes it.
            gender: How the person is addressed.
            is_primary: Whether this is the one to talk to first.
            channels: All channels.
            note: The note; blank removes it.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``field_not_permitted``, and as
                ``Customers.add_contact``.
        """
        result: m.Contact = self._command("customers.edit_contact", request_key, id, version, m.ContactEdit(name, role, title, gender, is_primary, channels, note))
        return result

    def edit_contacts(
        self,
        edits: Sequence[m.ContactChange],
        *,
        request_key: str | None = None,
    ) -> Table[m.Contact]:
        """Changes up to 100,000 contacts: all, or none.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Customers.edit_contact``.
        """
        result: Table[m.Contact] = self._command("customers.edit_contacts", request_key, edits)
        return result

    def set_contact_active(
        self,
        id: m.ContactId,
        version: int,
        active: bool,
        *,
        request_key: str | None = None,
    ) -> m.Contact:
        """Retires a contact (who is then no longer primary), or brings one back.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``.
        """
        result: m.Contact = self._command("customers.set_contact_active", request_key, id, version, active)
        return result

    def set_contacts_active(
        self,
        contacts: Sequence[Versioned[m.ContactId]],
        active: bool,
        *,
        request_key: str | None = None,
    ) -> Table[m.Contact]:
        """As ``Customers.set_contact_active``, for up to 100,000.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Customers.set_contact_active``; ``repeated``.
        """
        result: Table[m.Contact] = self._command("customers.set_contacts_active", request_key, contacts, active)
        return result

    def remove_contact(
        self,
        id: m.ContactId,
        version: int,
        *,
        request_key: str | None = None,
    ) -> m.Contact:
        """Removes a contact that no case refers to; returns what it was.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``in_use``.
        """
        result: m.Contact = self._command("customers.remove_contact", request_key, id, version)
        return result

    def remove_contacts(
        self,
        contacts: Sequence[Versioned[m.ContactId]],
        *,
        request_key: str | None = None,
    ) -> Table[m.Contact]:
        """As ``Customers.remove_contact``, for up to 100,000: all, or none.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Customers.remove_contact``; ``repeated``.
        """
        result: Table[m.Contact] = self._command("customers.remove_contacts", request_key, contacts)
        return result

    def contact(self, id: m.ContactId) -> m.Contact:
        """One contact.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``.
        """
        result: m.Contact = self._query("customers.contact", id)
        return result

    def contacts(self, customer: m.CustomerId) -> Table[m.Contact]:
        """All contacts of a customer: the primary one first, then the active ones, by id.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found`` for the customer.
        """
        result: Table[m.Contact] = self._query("customers.contacts", customer)
        return result

    def list_contacts(
        self,
        *,
        text: str | None = None,
        customer: m.CustomerId | None = None,
        role: str | None = None,
        is_primary: bool | None = None,
        active: bool | None = None,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[m.Contact]:
        """Contacts by name, over all customers that are visible.

        Args:
            text: Part of a name, phone, mail or other channel; up to 200 characters.
            customer: The customer.
            role: What the person decides or does there, whole.
            is_primary: Whether this is the one to talk to first.
            active: Whether the person is still there.
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted``, ``too_long``, ``out_of_range``, ``bad_cursor``.
        """
        result: Page[m.Contact] = self._query("customers.list_contacts", m.ContactFilter(text, customer, role, is_primary, active), m.PageRequest(limit, after))
        return result

    def iter_list_contacts(
        self,
        *,
        text: str | None = None,
        customer: m.CustomerId | None = None,
        role: str | None = None,
        is_primary: bool | None = None,
        active: bool | None = None,
        chunk: int = 1000,
    ) -> Rows[m.Contact]:
        """As ``list_contacts``, over all pages: load as it goes, ``chunk`` rows at a time."""
        return Rows(
            m.Contact,
            lambda limit, after: self.list_contacts(text=text, customer=customer, role=role, is_primary=is_primary, active=active, limit=limit, after=after),
            chunk,
        )

    def count_contacts(
        self,
        *,
        text: str | None = None,
        customer: m.CustomerId | None = None,
        role: str | None = None,
        is_primary: bool | None = None,
        active: bool | None = None,
    ) -> int:
        """How many contacts a filter finds.

        Args:
            text: Part of a name, phone, mail or other channel; up to 200 characters.
            customer: The customer.
            role: What the person decides or does there, whole.
            is_primary: Whether this is the one to talk to first.
            active: Whether the person is still there.

        Raises:
            bookroom.Error: ``not_permitted``, ``too_long``.
        """
        result: int = self._query("customers.count_contacts", m.ContactFilter(text, customer, role, is_primary, active))
        return result

    def add(
        self,
        *,
        name: str,
        code: str | None = None,
        kind: m.CustomerKind | str = m.CustomerKind.COMPANY,
        legal_name: str | None = None,
        is_customer: bool = True,
        is_supplier: bool = False,
        level: str | None = None,
        industry: str | None = None,
        source: str | None = None,
        region: str | None = None,
        enterprise_type: str | None = None,
        enterprise_nature: str | None = None,
        credit_rating: str | None = None,
        satisfaction: str | None = None,
        classes: Mapping[str, str] = FrozenDict(),
        tax_kind: m.IdentifierKind | str | None = None,
        tax_number: str | None = None,
        payment_days: int = 0,
        website: str | None = None,
        note: str | None = None,
        channels: Sequence[m.Channel] = (),
        addresses: Sequence[m.Address] = (),
        bank_accounts: Sequence[m.BankAccount] = (),
        billing: m.BillingProfile | None = None,
        tags: Sequence[str] = (),
        owner: m.OperatorId | None = None,
        team: m.TeamId | None = None,
        request_key: str | None = None,
    ) -> m.Customer:
        """Adds a customer.

        Args:
            name: The name it goes by, up to 200 characters.
            code: One's own code, up to 40 characters, unique in the book.
            kind: Company or person.
            legal_name: The registered name, if it differs, up to 200 characters.
            is_customer: Whether it is sold to.
            is_supplier: Whether it is bought from.
            level: Its level: the code or a label of an active item of that dictionary; so for
                the next seven.
            industry: Its industry.
            source: Where it came from.
            region: Its region.
            enterprise_type: The type of enterprise.
            enterprise_nature: The nature of the enterprise.
            credit_rating: Its credit rating.
            satisfaction: How satisfied it is.
            classes: The classification by other dictionaries: dictionary code to item code or
                label.
            tax_kind: What kind of identifier the tax number is; none: found out from its form.
            tax_number: The tax number; its check digit must fit unless its kind is ``other``.
            payment_days: Days from an invoice to its due date, 0 to 3650.
            website: The web site, up to 200 characters.
            note: A note, up to 10,000 characters.
            channels: Phones, mails and other ways to reach it, at most 50.
            addresses: Addresses, at most 50.
            bank_accounts: Bank accounts, at most 50.
            billing: What its invoices must say, as far as it differs.
            tags: Tags, at most 50 of up to 60 characters.
            owner: Who owns it. None: who adds it, when the permission to add reaches only one's
                own or one's team's customers; else nobody. Another's needs
                ``customers.assign``.
            team: The team it belongs to; none: the owner's.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``required``, ``too_long``, ``too_many``, ``bad_character``,
                ``out_of_range``, ``bad_format``, ``bad_check_digit``, ``repeated``,
                ``unknown_reference``, ``retired``; ``already_exists`` for a code that is taken;
                ``field_not_permitted``; ``not_permitted`` for another's customer without the
                permission to assign.
        """
        result: m.Customer = self._command("customers.add", request_key, m.NewCustomer(name, code, kind, legal_name, is_customer, is_supplier, level, industry, source, region, enterprise_type, enterprise_nature, credit_rating, satisfaction, classes, tax_kind, tax_number, payment_days, website, note, channels, addresses, bank_accounts, billing, tags, owner, team))
        return result

    def add_many(
        self,
        customers: Sequence[m.NewCustomer],
        *,
        request_key: str | None = None,
    ) -> Table[m.Customer]:
        """Adds up to 100,000 customers: all, or none.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Customers.add``, with paths like
                ``customers[3].channels[0].value``.
        """
        result: Table[m.Customer] = self._command("customers.add_many", request_key, customers)
        return result

    def edit(
        self,
        id: m.CustomerId,
        version: int,
        *,
        code: str | None = None,
        kind: m.CustomerKind | str | None = None,
        name: str | None = None,
        legal_name: str | None = None,
        is_customer: bool | None = None,
        is_supplier: bool | None = None,
        level: str | None = None,
        industry: str | None = None,
        source: str | None = None,
        region: str | None = None,
        enterprise_type: str | None = None,
        enterprise_nature: str | None = None,
        credit_rating: str | None = None,
        satisfaction: str | None = None,
        classes: Mapping[str, str] | None = None,
        tax_kind: m.IdentifierKind | str | None = None,
        tax_number: str | None = None,
        payment_days: int | None = None,
        website: str | None = None,
        note: str | None = None,
        channels: Sequence[m.Channel] | None = None,
        addresses: Sequence[m.Address] | None = None,
        bank_accounts: Sequence[m.BankAccount] | None = None,
        billing: m.BillingProfile | None = None,
        tags: Sequence[str] | None = None,
        request_key: str | None = None,
    ) -> m.Customer:
        """Changes a customer.

        Args:
            code: One's own code; blank removes it.
            kind: Company or person.
            name: The name it goes by.
            legal_name: The registered name; blank removes it.
            is_customer: Whether it is sold to.
            is_supplier: Whether it is bought from.
            level: Its level; blank removes it; so for the next seven.
            industry: Its industry.
            source: Where it came from.
            region: Its region.
            enterprise_type: The type of enterprise.
            enterprise_nature: The nature of the enterprise.
            credit_rating: Its credit rating.
            satisfaction: How satisfied it is.
            classes: The whole classification by other dictionaries.
            tax_kind: What kind of identifier the tax number is; none: found out anew when the
                number is given.
            tax_number: The tax number; blank removes it.
            payment_days: Days from an invoice to its due date.
            website: The web site; blank removes it.
            note: The note; blank removes it.
            channels: All channels.
            addresses: All addresses.
            bank_accounts: All bank accounts.
            billing: The whole billing profile; an empty one removes it.
            tags: All tags.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``field_not_permitted``,
                ``already_exists`` for a code that is taken, and the violations of
                ``Customers.add``.
        """
        result: m.Customer = self._command("customers.edit", request_key, id, version, m.CustomerEdit(code, kind, name, legal_name, is_customer, is_supplier, level, industry, source, region, enterprise_type, enterprise_nature, credit_rating, satisfaction, classes, tax_kind, tax_number, payment_days, website, note, channels, addresses, bank_accounts, billing, tags))
        return result

    def edit_many(
        self,
        edits: Sequence[m.CustomerChange],
        *,
        request_key: str | None = None,
    ) -> Table[m.Customer]:
        """Changes up to 100,000 customers: all, or none.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Customers.edit``, with paths like ``edits[3].edit.name``;
                ``repeated`` when one stands there twice.
        """
        result: Table[m.Customer] = self._command("customers.edit_many", request_key, edits)
        return result

    def set_active(
        self,
        id: m.CustomerId,
        version: int,
        active: bool,
        *,
        request_key: str | None = None,
    ) -> m.Customer:
        """Retires a customer, who then takes no new documents, or brings one back.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``.
        """
        result: m.Customer = self._command("customers.set_active", request_key, id, version, active)
        return result

    def set_active_many(
        self,
        customers: Sequence[Versioned[m.CustomerId]],
        active: bool,
        *,
        request_key: str | None = None,
    ) -> Table[m.Customer]:
        """As ``Customers.set_active``, for up to 100,000: all, or none.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Customers.set_active``; ``repeated``.
        """
        result: Table[m.Customer] = self._command("customers.set_active_many", request_key, customers, active)
        return result

    def remove(
        self,
        id: m.CustomerId,
        version: int,
        *,
        request_key: str | None = None,
    ) -> m.Customer:
        """Removes a customer that nothing refers to, with its contacts; returns what it was.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``; ``in_use`` when an invoice,
                payment, posting or case refers to it or to a contact of it: retire it instead.
        """
        result: m.Customer = self._command("customers.remove", request_key, id, version)
        return result

    def remove_many(
        self,
        customers: Sequence[Versioned[m.CustomerId]],
        *,
        request_key: str | None = None,
    ) -> Table[m.Customer]:
        """As ``Customers.remove``, for up to 100,000: all, or none.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Customers.remove``; ``repeated``.
        """
        result: Table[m.Customer] = self._command("customers.remove_many", request_key, customers)
        return result

    def assign(
        self,
        customers: Sequence[Versioned[m.CustomerId]],
        *,
        owner: m.OperatorId | None = None,
        team: m.TeamId | None = None,
        request_key: str | None = None,
    ) -> Table[m.Customer]:
        """Gives customers to an operator and a team (none: the operator's), or to nobody.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``repeated``;
                ``unknown_reference`` and ``retired`` for the owner or team.
        """
        result: Table[m.Customer] = self._command("customers.assign", request_key, customers, owner, team)
        return result

    def tag(
        self,
        customers: Sequence[m.CustomerId],
        tags: Sequence[str],
        *,
        request_key: str | None = None,
    ) -> int:
        """Adds tags to up to 100,000 customers; returns how many changed.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``required``, ``too_long``, ``too_many``,
                ``bad_character``, ``repeated``.
        """
        result: int = self._command("customers.tag", request_key, customers, tags)
        return result

    def untag(
        self,
        customers: Sequence[m.CustomerId],
        tags: Sequence[str],
        *,
        request_key: str | None = None,
    ) -> int:
        """Takes tags away from up to 100,000 customers; returns how many changed.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Customers.tag``.
        """
        result: int = self._command("customers.untag", request_key, customers, tags)
        return result

    def get(self, id: m.CustomerId) -> m.Customer:
        """One customer.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``.
        """
        result: m.Customer = self._query("customers.get", id)
        return result

    def get_many(self, ids: Sequence[m.CustomerId]) -> Table[m.Customer]:
        """Customers by id, in the order asked for. Missing and invisible ones are left out.

        Raises:
            bookroom.Error: ``not_permitted``, ``too_many`` above 100,000.
        """
        result: Table[m.Customer] = self._query("customers.get_many", ids)
        return result

    def find_by_code(self, code: str) -> m.Customer | None:
        """The customer with this code, if there is one that is visible.

        Raises:
            bookroom.Error: ``not_permitted``.
        """
        result: m.Customer | None = self._query("customers.find_by_code", code)
        return result

    def list(
        self,
        *,
        text: str | None = None,
        kind: m.CustomerKind | str | None = None,
        is_customer: bool | None = None,
        is_supplier: bool | None = None,
        active: bool | None = None,
        owner: m.OperatorId | None = None,
        unowned: bool = False,
        team: m.TeamId | None = None,
        tag: str | None = None,
        classes: Mapping[str, str] = FrozenDict(),
        created_from: dt.date | None = None,
        created_to: dt.date | None = None,
        by: m.CustomerSort | str = m.CustomerSort.NAME,
        descending: bool = False,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[m.CustomerSummary]:
        """A page of the customers that a filter finds.

        Args:
            text: Part of a name, legal name, code, tax number, phone, mail or other channel, or
                of the name or a channel of a contact; up to 200 characters. Letter case, width
                and punctuation do not count. What the operator may not read is not searched.
            kind: Company or person.
            is_customer: Whether it is sold to.
            is_supplier: Whether it is bought from.
            active: Whether it is in use.
            owner: Who owns it.
            unowned: Only customers that nobody owns.
            team: The team.
            tag: A tag, whole.
            classes: Item codes (or labels) by dictionary code; ``customer_level``, ``industry``
                … among them.
            created_from: Added on this day or later, by the book's local time.
            created_to: Added on this day or earlier.
            by: What it is sorted by.
            descending: Whether the last comes first.
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted``, ``too_long``, ``out_of_range``, ``bad_cursor``;
                ``unknown_reference`` for a class.
        """
        result: Page[m.CustomerSummary] = self._query("customers.list", m.CustomerFilter(text, kind, is_customer, is_supplier, active, owner, unowned, team, tag, classes, created_from, created_to), m.CustomerOrder(by, descending), m.PageRequest(limit, after))
        return result

    def iter(
        self,
        *,
        text: str | None = None,
        kind: m.CustomerKind | str | None = None,
        is_customer: bool | None = None,
        is_supplier: bool | None = None,
        active: bool | None = None,
        owner: m.OperatorId | None = None,
        unowned: bool = False,
        team: m.TeamId | None = None,
        tag: str | None = None,
        classes: Mapping[str, str] = FrozenDict(),
        created_from: dt.date | None = None,
        created_to: dt.date | None = None,
        by: m.CustomerSort | str = m.CustomerSort.NAME,
        descending: bool = False,
        chunk: int = 1000,
    ) -> Rows[m.CustomerSummary]:
        """As ``list``, over all pages: load as it goes, ``chunk`` rows at a time."""
        return Rows(
            m.CustomerSummary,
            lambda limit, after: self.list(text=text, kind=kind, is_customer=is_customer, is_supplier=is_supplier, active=active, owner=owner, unowned=unowned, team=team, tag=tag, classes=classes, created_from=created_from, created_to=created_to, by=by, descending=descending, limit=limit, after=after),
            chunk,
        )

    def count(
        self,
        *,
        text: str | None = None,
        kind: m.CustomerKind | str | None = None,
        is_customer: bool | None = None,
        is_supplier: bool | None = None,
        active: bool | None = None,
        owner: m.OperatorId | None = None,
        unowned: bool = False,
        team: m.TeamId | None = None,
        tag: str | None = None,
        classes: Mapping[str, str] = FrozenDict(),
        created_from: dt.date | None = None,
        created_to: dt.date | None = None,
    ) -> int:
        """How many customers a filter finds.

        Args:
            text: Part of a name, legal name, code, tax number, phone, mail or other channel, or
                of the name or a channel of a contact; up to 200 characters. Letter case, width
                and punctuation do not count. What the operator may not read is not searched.
            kind: Company or person.
            is_customer: Whether it is sold to.
            is_supplier: Whether it is bought from.
            active: Whether it is in use.
            owner: Who owns it.
            unowned: Only customers that nobody owns.
            team: The team.
            tag: A tag, whole.
            classes: Item codes (or labels) by dictionary code; ``customer_level``, ``industry``
                … among them.
            created_from: Added on this day or later, by the book's local time.
            created_to: Added on this day or earlier.

        Raises:
            bookroom.Error: ``not_permitted``, ``too_long``; ``unknown_reference`` for a class.
        """
        result: int = self._query("customers.count", m.CustomerFilter(text, kind, is_customer, is_supplier, active, owner, unowned, team, tag, classes, created_from, created_to))
        return result

    def tags(self) -> Table[m.TagCount]:
        """All tags in use, with how many of the visible customers have each.

        Raises:
            bookroom.Error: ``not_permitted``.
        """
        result: Table[m.TagCount] = self._query("customers.tags")
        return result

    def duplicates_of(
        self,
        *,
        name: str,
        code: str | None = None,
        kind: m.CustomerKind | str = m.CustomerKind.COMPANY,
        legal_name: str | None = None,
        is_customer: bool = True,
        is_supplier: bool = False,
        level: str | None = None,
        industry: str | None = None,
        source: str | None = None,
        region: str | None = None,
        enterprise_type: str | None = None,
        enterprise_nature: str | None = None,
        credit_rating: str | None = None,
        satisfaction: str | None = None,
        classes: Mapping[str, str] = FrozenDict(),
        tax_kind: m.IdentifierKind | str | None = None,
        tax_number: str | None = None,
        payment_days: int = 0,
        website: str | None = None,
        note: str | None = None,
        channels: Sequence[m.Channel] = (),
        addresses: Sequence[m.Address] = (),
        bank_accounts: Sequence[m.BankAccount] = (),
        billing: m.BillingProfile | None = None,
        tags: Sequence[str] = (),
        owner: m.OperatorId | None = None,
        team: m.TeamId | None = None,
    ) -> Table[m.DuplicateHint]:
        """Visible customers that may be the same as one about to be added: the same tax number,
        phone or name. They are hints: adding is allowed all the same. Fields the operator may not
        read are not compared.

        Args:
            name: The name it goes by, up to 200 characters.
            code: One's own code, up to 40 characters, unique in the book.
            kind: Company or person.
            legal_name: The registered name, if it differs, up to 200 characters.
            is_customer: Whether it is sold to.
            is_supplier: Whether it is bought from.
            level: Its level: the code or a label of an active item of that dictionary; so for
                the next seven.
            industry: Its industry.
            source: Where it came from.
            region: Its region.
            enterprise_type: The type of enterprise.
            enterprise_nature: The nature of the enterprise.
            credit_rating: Its credit rating.
            satisfaction: How satisfied it is.
            classes: The classification by other dictionaries: dictionary code to item code or
                label.
            tax_kind: What kind of identifier the tax number is; none: found out from its form.
            tax_number: The tax number; its check digit must fit unless its kind is ``other``.
            payment_days: Days from an invoice to its due date, 0 to 3650.
            website: The web site, up to 200 characters.
            note: A note, up to 10,000 characters.
            channels: Phones, mails and other ways to reach it, at most 50.
            addresses: Addresses, at most 50.
            bank_accounts: Bank accounts, at most 50.
            billing: What its invoices must say, as far as it differs.
            tags: Tags, at most 50 of up to 60 characters.
            owner: Who owns it. None: who adds it, when the permission to add reaches only one's
                own or one's team's customers; else nobody. Another's needs
                ``customers.assign``.
            team: The team it belongs to; none: the owner's.

        Raises:
            bookroom.Error: ``not_permitted``.
        """
        result: Table[m.DuplicateHint] = self._query("customers.duplicates_of", m.NewCustomer(name, code, kind, legal_name, is_customer, is_supplier, level, industry, source, region, enterprise_type, enterprise_nature, credit_rating, satisfaction, classes, tax_kind, tax_number, payment_days, website, note, channels, addresses, bank_accounts, billing, tags, owner, team))
        return result


class DictionariesCalls(Area):
    """The engine's calls of ``session.dictionaries``."""

    def list(self) -> Table[m.Dictionary]:
        """All lists, in the order they were made.

        Raises:
            bookroom.Error: ``not_permitted``.
        """
        result: Table[m.Dictionary] = self._query("dictionaries.list")
        return result

    def items(
        self,
        dictionary: str,
        *,
        include_inactive: bool = False,
    ) -> Table[m.DictionaryItem]:
        """The items of a list, in their order: those that can be chosen today, or all.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``.
        """
        result: Table[m.DictionaryItem] = self._query("dictionaries.items", dictionary, include_inactive)
        return result

    def tree(self, dictionary: str, *, include_inactive: bool = False) -> Table[m.TreeItem]:
        """The items of a list as a tree, read from top to bottom: each after the item above it.

        Raises:
            bookroom.Error: As ``Dictionaries.items``.
        """
        result: Table[m.TreeItem] = self._query("dictionaries.tree", dictionary, include_inactive)
        return result

    def add_dictionary(
        self,
        *,
        code: str,
        label_zh: str = "",
        label_en: str = "",
        request_key: str | None = None,
    ) -> m.Dictionary:
        """Adds a list of one's own.

        Args:
            code: The code: a small letter, then small letters, digits and ``_``; up to 40
                characters.
            label_zh: The label in Chinese, up to 100 characters. One of the two labels may be
                blank.
            label_en: The label in English, up to 100 characters.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``required``, ``too_long``, ``bad_character``, ``bad_format``,
                ``already_exists``.
        """
        result: m.Dictionary = self._command("dictionaries.add_dictionary", request_key, m.NewDictionary(code, label_zh, label_en))
        return result

    def edit_dictionary(
        self,
        code: str,
        version: int,
        *,
        label_zh: str | None = None,
        label_en: str | None = None,
        request_key: str | None = None,
    ) -> m.Dictionary:
        """Changes the labels of a list.

        Args:
            label_zh: The label in Chinese.
            label_en: The label in English.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``required``, ``too_long``,
                ``bad_character``.
        """
        result: m.Dictionary = self._command("dictionaries.edit_dictionary", request_key, code, version, m.DictionaryEdit(label_zh, label_en))
        return result

    def remove_dictionary(
        self,
        code: str,
        version: int,
        *,
        request_key: str | None = None,
    ) -> m.Dictionary:
        """Removes a list of one's own, with its items, when nothing uses them.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``wrong_state`` for a
                ready-made list, ``in_use``.
        """
        result: m.Dictionary = self._command("dictionaries.remove_dictionary", request_key, code, version)
        return result

    def add_items(
        self,
        dictionary: str,
        items: Sequence[m.NewDictionaryItem],
        *,
        request_key: str | None = None,
    ) -> Table[m.DictionaryItem]:
        """Adds items to a list.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``already_exists``, ``required``, ``too_long``,
                ``bad_character``, ``bad_format``, ``bad_date``, ``out_of_range``, ``repeated``,
                ``unknown_reference``, ``retired``, ``cycle``, ``too_many``.
        """
        result: Table[m.DictionaryItem] = self._command("dictionaries.add_items", request_key, dictionary, items)
        return result

    def edit_items(
        self,
        dictionary: str,
        items: Sequence[m.DictionaryItemEdit],
        *,
        request_key: str | None = None,
    ) -> Table[m.DictionaryItem]:
        """Changes labels, places in the tree and first days of items.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``already_exists``,
                ``required``, ``too_long``, ``bad_character``, ``bad_choice``, ``bad_date``,
                ``repeated``, ``unknown_reference``, ``retired``, ``cycle``.
        """
        result: Table[m.DictionaryItem] = self._command("dictionaries.edit_items", request_key, dictionary, items)
        return result

    def set_items_active(
        self,
        dictionary: str,
        items: Sequence[m.ItemVersion],
        active: bool,
        *,
        request_key: str | None = None,
    ) -> Table[m.DictionaryItem]:
        """Retires items, or brings them back. A retired item stays on the records that hold it;
        one that was merged away stands on its own again when it is brought back.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``already_exists`` when an item
                in use has the same label, ``repeated``, ``unknown_reference``, ``too_many``.
        """
        result: Table[m.DictionaryItem] = self._command("dictionaries.set_items_active", request_key, dictionary, items, active)
        return result

    def remove_items(
        self,
        dictionary: str,
        items: Sequence[m.ItemVersion],
        *,
        request_key: str | None = None,
    ) -> Table[m.DictionaryItem]:
        """Removes items that nothing uses; retire the others.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``in_use``, ``repeated``,
                ``unknown_reference``, ``too_many``.
        """
        result: Table[m.DictionaryItem] = self._command("dictionaries.remove_items", request_key, dictionary, items)
        return result

    def merge_items(
        self,
        dictionary: str,
        from_: m.ItemVersion,
        into: str,
        *,
        request_key: str | None = None,
    ) -> m.MergedItems:
        """Merges an item into another of its list: every record that holds it holds the other one
        then, items below it come below the other one, and it stays behind retired.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``unknown_reference``,
                ``repeated`` when both are the same, ``retired`` when the other one is not in
                use, ``cycle`` when it stands below the first, ``wrong_state`` when the first
                was merged already.
        """
        result: m.MergedItems = self._command("dictionaries.merge_items", request_key, dictionary, from_, into)
        return result

    def reorder_items(
        self,
        dictionary: str,
        codes: Sequence[str],
        *,
        request_key: str | None = None,
    ) -> Table[m.DictionaryItem]:
        """Puts items first in their list, in this order; the others follow as they were. Returns
        all.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``repeated``, ``unknown_reference``, ``too_many``.
        """
        result: Table[m.DictionaryItem] = self._command("dictionaries.reorder_items", request_key, dictionary, codes)
        return result


class LedgerCalls(Area):
    """The engine's calls of ``session.ledger``."""

    def accounts(self) -> Table[m.Account]:
        """The chart of accounts in tree order: an account, then those below it, by code.

        Raises:
            bookroom.Error: ``not_permitted``.
        """
        result: Table[m.Account] = self._query("ledger.accounts")
        return result

    def account(self, code: str) -> m.Account:
        """The account with a code.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``.
        """
        result: m.Account = self._query("ledger.account", code)
        return result

    def account_roles(self) -> Table[m.RoleAccount]:
        """Which account the engine uses for what.

        Raises:
            bookroom.Error: ``not_permitted``.
        """
        result: Table[m.RoleAccount] = self._query("ledger.account_roles")
        return result

    def set_account_role(
        self,
        role: m.AccountRole | str,
        account: str,
        *,
        request_key: str | None = None,
    ) -> m.RoleAccount:
        """Says which account the engine uses for something.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``not_postable``, ``retired``,
                ``party_required``, ``party_not_allowed``, ``bad_choice`` for cash and bank on
                an account that keeps no money.
        """
        result: m.RoleAccount = self._command("ledger.set_account_role", request_key, role, account)
        return result

    def add_account(
        self,
        *,
        code: str,
        name_zh: str,
        name_en: str = "",
        parent: str | None = None,
        kind: m.AccountKind | str | None = None,
        side: m.Side | str | None = None,
        party_control: bool | None = None,
        cash: m.CashKind | str | None = None,
        request_key: str | None = None,
    ) -> m.Account:
        """Adds an account.

        Args:
            code: The code, unique in the book: 1 to 20 letters, digits, dots and dashes.
            name_zh: The name in Chinese, up to 100 characters.
            name_en: The name in English, up to 100 characters; the Chinese one when blank.
            parent: The code of the account above it, which may be one of the same call; none
                for the top.
            kind: What kind of thing it keeps: required at the top, otherwise the parent's.
            side: The side on which its balance normally stands; the parent's by default, at the
                top debit for assets, cost and expense.
            party_control: Whether every posting names a customer or supplier; the parent's by
                default.
            cash: What kind of money it keeps; the parent's by default.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Ledger.add_accounts``.
        """
        result: m.Account = self._command("ledger.add_account", request_key, m.NewAccount(code, name_zh, name_en, parent, kind, side, party_control, cash))
        return result

    def add_accounts(
        self,
        accounts: Sequence[m.NewAccount],
        *,
        request_key: str | None = None,
    ) -> Table[m.Account]:
        """Adds accounts, all or none. The first sub-account of an account takes over its roles.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``required``, ``too_long``, ``bad_format``,
                ``repeated``, ``unknown_reference``, ``retired``, ``bad_choice`` for a kind
                other than the parent's, ``already_exists``, ``in_use`` below an account that
                has postings.
        """
        result: Table[m.Account] = self._command("ledger.add_accounts", request_key, accounts)
        return result

    def edit_account(
        self,
        id: m.AccountId,
        version: int,
        *,
        name_zh: str | None = None,
        name_en: str | None = None,
        party_control: bool | None = None,
        active: bool | None = None,
        request_key: str | None = None,
    ) -> m.Account:
        """Changes an account's names, whether it is kept by party, or whether it is in use.

        Args:
            name_zh: The name in Chinese.
            name_en: The name in English.
            party_control: Whether every posting names a customer or supplier; only while it has
                no postings.
            active: Whether it is in use.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``version_conflict``,
                ``required``, ``too_long``; ``in_use`` when party control is changed after the
                first posting, or an account is retired that has a role or sub-accounts in use;
                ``wrong_state`` when one is brought back below a retired one.
        """
        result: m.Account = self._command("ledger.edit_account", request_key, id, version, m.AccountEdit(name_zh, name_en, party_control, active))
        return result

    def retire(
        self,
        id: m.AccountId,
        version: int,
        *,
        request_key: str | None = None,
    ) -> m.Account:
        """Retires an account: it takes no new postings. The opposite is ``Ledger.restore``.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Ledger.edit_account``.
        """
        result: m.Account = self._command("ledger.retire", request_key, id, version)
        return result

    def restore(
        self,
        id: m.AccountId,
        version: int,
        *,
        request_key: str | None = None,
    ) -> m.Account:
        """Brings a retired account back.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Ledger.edit_account``.
        """
        result: m.Account = self._command("ledger.restore", request_key, id, version)
        return result

    def move_account(
        self,
        id: m.AccountId,
        version: int,
        *,
        parent: str | None = None,
        request_key: str | None = None,
    ) -> m.Account:
        """Puts an account, with those below it, below another one or at the top.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``version_conflict``, ``cycle``,
                ``bad_choice`` below another kind, ``retired``, ``in_use`` when any of them, or
                the new parent, has postings.
        """
        result: m.Account = self._command("ledger.move_account", request_key, id, version, parent)
        return result

    def remove_account(
        self,
        id: m.AccountId,
        version: int,
        *,
        request_key: str | None = None,
    ) -> m.Account:
        """Removes an account that was never used.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``version_conflict``, ``in_use``
                with postings, sub-accounts, a role or a product.
        """
        result: m.Account = self._command("ledger.remove_account", request_key, id, version)
        return result

    def journals(self) -> Table[m.Journal]:
        """All journals; the first one in use is the usual one.

        Raises:
            bookroom.Error: ``not_permitted``.
        """
        result: Table[m.Journal] = self._query("ledger.journals")
        return result

    def add_journal(
        self,
        *,
        code: str,
        name_zh: str,
        name_en: str = "",
        request_key: str | None = None,
    ) -> m.Journal:
        """Adds a journal.

        Args:
            code: The code: 1 to 10 letters and digits of any script; unique in the book.
            name_zh: The name in Chinese, up to 100 characters.
            name_en: The name in English, up to 100 characters; the Chinese one when blank.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``required``, ``too_long``, ``bad_format``,
                ``already_exists``.
        """
        result: m.Journal = self._command("ledger.add_journal", request_key, m.NewJournal(code, name_zh, name_en))
        return result

    def edit_journal(
        self,
        id: m.JournalId,
        version: int,
        *,
        name_zh: str | None = None,
        name_en: str | None = None,
        active: bool | None = None,
        request_key: str | None = None,
    ) -> m.Journal:
        """Renames a journal, or retires it and brings it back.

        Args:
            name_zh: The name in Chinese.
            name_en: The name in English.
            active: Whether it takes new entries.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``version_conflict``,
                ``required``, ``too_long``, ``in_use`` for the last one in use.
        """
        result: m.Journal = self._command("ledger.edit_journal", request_key, id, version, m.JournalEdit(name_zh, name_en, active))
        return result

    def remove_journal(
        self,
        id: m.JournalId,
        version: int,
        *,
        request_key: str | None = None,
    ) -> m.Journal:
        """Removes a journal without entries.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``version_conflict``, ``in_use``.
        """
        result: m.Journal = self._command("ledger.remove_journal", request_key, id, version)
        return result

    def post(
        self,
        *,
        on: dt.date,
        summary: str,
        postings: Sequence[m.NewPosting],
        journal: str | None = None,
        attachments: int = 0,
        request_key: str | None = None,
    ) -> m.EntryReceipt:
        """Posts an entry. A posted entry never changes; it is corrected by ``Ledger.reverse`` and
        a new one.

        Args:
            on: Its date, years 1000 to 9999.
            summary: What it is about (摘要), 1 to 200 characters.
            postings: Its lines, 2 to 10,000; debits and credits are equal to the minor unit.
            journal: The code of the journal; none for the book's first one in use.
            attachments: How many papers are attached (附件张数), 0 to 9,999.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Ledger.post_many``.
        """
        result: m.EntryReceipt = self._command("ledger.post", request_key, m.NewJournalEntry(on, summary, postings, journal, attachments))
        return result

    def post_many(
        self,
        entries: Sequence[m.NewJournalEntry],
        *,
        request_key: str | None = None,
    ) -> Table[m.EntryReceipt]:
        """Posts entries, all or none; they are numbered in the order given.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``; every violation of every entry at once:
                ``too_few_postings``, ``one_sided``, ``not_balanced``, ``unknown_reference``,
                ``not_postable``, ``retired``, ``party_required``, ``party_not_allowed``,
                ``too_many_decimals``, ``out_of_range``, ``bad_date``, ``required``,
                ``too_long``, ``bad_character``, ``too_many``.
        """
        result: Table[m.EntryReceipt] = self._command("ledger.post_many", request_key, entries)
        return result

    def reverse(
        self,
        id: m.EntryId,
        on: dt.date,
        *,
        summary: str | None = None,
        request_key: str | None = None,
    ) -> m.EntryReceipt:
        """Posts the red reversal of an entry: the same lines, negative, on the same side.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Ledger.reverse_many``.
        """
        result: m.EntryReceipt = self._command("ledger.reverse", request_key, id, on, summary)
        return result

    def reverse_many(
        self,
        ids: Sequence[m.EntryId],
        on: dt.date,
        *,
        summary: str | None = None,
        request_key: str | None = None,
    ) -> Table[m.EntryReceipt]:
        """Posts the red reversals of entries, all or none.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``already_reversed``,
                ``wrong_state`` for a reversal and for an entry of a document (which its
                document reverses), ``date_order`` before the entry's own date, ``repeated``,
                ``bad_date``, ``too_long``, ``bad_character``.
        """
        result: Table[m.EntryReceipt] = self._command("ledger.reverse_many", request_key, ids, on, summary)
        return result

    def review(
        self,
        ids: Sequence[m.EntryId],
        *,
        request_key: str | None = None,
    ) -> tuple[m.EntryId, ...]:
        """Reviews entries (审核), all or none.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``wrong_state`` for one that is
                reviewed, ``maker_is_reviewer`` when the book keeps these duties apart.
        """
        result: tuple[m.EntryId, ...] = self._command("ledger.review", request_key, ids)
        return result

    def withdraw_review(
        self,
        ids: Sequence[m.EntryId],
        *,
        request_key: str | None = None,
    ) -> tuple[m.EntryId, ...]:
        """Takes back the reviews of entries, all or none.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``wrong_state`` for one that is
                not reviewed.
        """
        result: tuple[m.EntryId, ...] = self._command("ledger.withdraw_review", request_key, ids)
        return result

    def entry(self, id: m.EntryId) -> m.JournalEntry:
        """One entry.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``.
        """
        result: m.JournalEntry = self._query("ledger.entry", id)
        return result

    def entries(
        self,
        *,
        from_: dt.date | None = None,
        to: dt.date | None = None,
        journal: str | None = None,
        account: str | None = None,
        party: m.CustomerId | None = None,
        text: str | None = None,
        source: m.EntrySource | None = None,
        reviewed: bool | None = None,
        newest_first: bool = False,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[m.JournalEntry]:
        """Entries, by date and id.

        Args:
            from_: On this day or later.
            to: On this day or earlier.
            journal: In the journal with this code.
            account: With a line on the account with this code or one below it.
            party: With a line on this customer or supplier.
            text: With this text in the summary.
            source: Of this document.
            reviewed: Reviewed, or not.
            newest_first: Newest first, instead of oldest first.
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found`` for an unknown account or journal,
                ``bad_date``, ``out_of_range``, ``bad_cursor``.
        """
        result: Page[m.JournalEntry] = self._query("ledger.entries", m.EntryFilter(from_, to, journal, account, party, text, source, reviewed, newest_first), m.PageRequest(limit, after))
        return result

    def iter_entries(
        self,
        *,
        from_: dt.date | None = None,
        to: dt.date | None = None,
        journal: str | None = None,
        account: str | None = None,
        party: m.CustomerId | None = None,
        text: str | None = None,
        source: m.EntrySource | None = None,
        reviewed: bool | None = None,
        newest_first: bool = False,
        chunk: int = 1000,
    ) -> Rows[m.JournalEntry]:
        """As ``entries``, over all pages: load as it goes, ``chunk`` rows at a time."""
        return Rows(
            m.JournalEntry,
            lambda limit, after: self.entries(from_=from_, to=to, journal=journal, account=account, party=party, text=text, source=source, reviewed=reviewed, newest_first=newest_first, limit=limit, after=after),
            chunk,
        )

    def register(
        self,
        *,
        from_: dt.date,
        to: dt.date,
        account: str | None = None,
        party: m.CustomerId | None = None,
        limit: int = 50,
        after: str | None = None,
    ) -> m.Register:
        """The movements of an account or a party with their running balance (明细账), oldest first.

        Args:
            from_: The first day.
            to: The last day.
            account: The account's code.
            party: The customer or supplier.
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``required`` without account and
                party, ``bad_date``, ``date_order``, ``out_of_range``, ``bad_cursor``.
        """
        result: m.Register = self._query("ledger.register", m.RegisterQuery(from_, to, account, party), m.PageRequest(limit, after))
        return result

    def balance(self, account: str, on: dt.date) -> m.Balance:
        """The balance of an account, with those below it, at the end of a day.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``bad_date``.
        """
        result: m.Balance = self._query("ledger.balance", account, on)
        return result

    def party_balance(
        self,
        party: m.CustomerId,
        on: dt.date,
        *,
        account: str | None = None,
    ) -> m.Balance:
        """The balance of a customer or supplier at the end of a day, on one account (with those
        below it) or on all.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found`` for an unknown account,
                ``bad_date``.
        """
        result: m.Balance = self._query("ledger.party_balance", party, account, on)
        return result

    def party_balances(
        self,
        on: dt.date,
        *,
        account: str | None = None,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[m.PartyBalance]:
        """The customers and suppliers that are not settled at the end of a day, by id and
        account.

        Args:
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found`` for an unknown account,
                ``bad_date``, ``out_of_range``, ``bad_cursor``.
        """
        result: Page[m.PartyBalance] = self._query("ledger.party_balances", account, on, m.PageRequest(limit, after))
        return result

    def iter_party_balances(
        self,
        on: dt.date,
        *,
        account: str | None = None,
        chunk: int = 1000,
    ) -> Rows[m.PartyBalance]:
        """As ``party_balances``, over all pages: load as it goes, ``chunk`` rows at a time."""
        return Rows(
            m.PartyBalance,
            lambda limit, after: self.party_balances(on, account=account, limit=limit, after=after),
            chunk,
        )

    def verify(self) -> m.LedgerVerification:
        """Recomputes everything: every entry balanced, its digest and the log's, numbers without
        gaps, balances and party balances equal to their postings, control accounts equal to their
        parties, reversals equal to their originals.

        Raises:
            bookroom.Error: ``not_permitted``. What differs is not an error but a finding.
        """
        result: m.LedgerVerification = self._query("ledger.verify")
        return result


class BillingCalls(Area):
    """The engine's calls of ``session.billing``."""

    def verify(self) -> Table[m.Finding]:
        """Recomputes every document: header against lines, entry against document, what is
        settled against allocations, states, gapless numbers; every payment; and each party's
        balance on the control accounts. What differs is not an error but a finding.

        Raises:
            bookroom.Error: ``not_permitted``.
        """
        result: Table[m.Finding] = self._query("billing.verify")
        return result


class ProductsCalls(Area):
    """The engine's calls of ``session.billing.products``."""

    def add(
        self,
        *,
        code: str,
        name: str,
        kind: m.ProductKind | str = m.ProductKind.PRODUCT,
        unit: str | None = None,
        unit_price: Decimal | int | None = None,
        price_mode: m.PriceMode | str = m.PriceMode.NET,
        tax_rate: Decimal | int = Decimal("0"),
        income_account: str | None = None,
        note: str | None = None,
        request_key: str | None = None,
    ) -> m.Product:
        """Adds a product or service.

        Args:
            code: The code, unique in the book, up to 60 characters.
            name: The name, up to 200 characters.
            kind: Goods or a service.
            unit: The unit it is counted in, up to 40 characters.
            unit_price: The price of one unit in the price mode, 0 or more, at most 8 decimal
                places.
            price_mode: Whether the unit price holds the tax.
            tax_rate: The tax rate, 0 to 1, at most 8 decimal places: 0.13 is 13 %.
            income_account: The code of the account that takes the net amount of a sale; by
                default the chart's account for sales of goods or of services.
            note: A note, up to 2,000 characters.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: Every violation at once (``required``, ``too_long``,
                ``bad_character``, ``out_of_range``, ``too_many_decimals``,
                ``unknown_reference``, ``retired``, ``not_postable``, ``bad_choice`` for the
                account), ``already_exists`` for a taken code, ``not_permitted``.
        """
        result: m.Product = self._command("billing.products.add", request_key, m.NewProduct(code, name, kind, unit, unit_price, price_mode, tax_rate, income_account, note))
        return result

    def add_many(
        self,
        products: Sequence[m.NewProduct],
        *,
        request_key: str | None = None,
    ) -> Table[m.Product]:
        """Adds many, all or none.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Products.add``; ``too_many`` above 100,000, ``repeated`` for a
                code that stands twice.
        """
        result: Table[m.Product] = self._command("billing.products.add_many", request_key, products)
        return result

    def edit(
        self,
        id: m.ProductId,
        version: int,
        *,
        code: str,
        name: str,
        kind: m.ProductKind | str = m.ProductKind.PRODUCT,
        unit: str | None = None,
        unit_price: Decimal | int | None = None,
        price_mode: m.PriceMode | str = m.PriceMode.NET,
        tax_rate: Decimal | int = Decimal("0"),
        income_account: str | None = None,
        note: str | None = None,
        request_key: str | None = None,
    ) -> m.Product:
        """Gives a product new values.

        Args:
            code: The code, unique in the book, up to 60 characters.
            name: The name, up to 200 characters.
            kind: Goods or a service.
            unit: The unit it is counted in, up to 40 characters.
            unit_price: The price of one unit in the price mode, 0 or more, at most 8 decimal
                places.
            price_mode: Whether the unit price holds the tax.
            tax_rate: The tax rate, 0 to 1, at most 8 decimal places: 0.13 is 13 %.
            income_account: The code of the account that takes the net amount of a sale; by
                default the chart's account for sales of goods or of services.
            note: A note, up to 2,000 characters.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Products.add``; ``not_found``, ``version_conflict``.
        """
        result: m.Product = self._command("billing.products.edit", request_key, id, version, m.NewProduct(code, name, kind, unit, unit_price, price_mode, tax_rate, income_account, note))
        return result

    def edit_many(
        self,
        edits: Sequence[m.ProductEdit],
        *,
        request_key: str | None = None,
    ) -> Table[m.Product]:
        """Gives many products new values, all or none.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Products.edit``; ``too_many``, ``repeated``.
        """
        result: Table[m.Product] = self._command("billing.products.edit_many", request_key, edits)
        return result

    def set_active(
        self,
        products: Sequence[Versioned[m.ProductId]],
        active: bool,
        *,
        request_key: str | None = None,
    ) -> Table[m.Product]:
        """Retires products, or takes them back into use. Retired ones cannot be chosen for new
        lines.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``too_many``, ``repeated``,
                ``not_permitted``.
        """
        result: Table[m.Product] = self._command("billing.products.set_active", request_key, products, active)
        return result

    def remove(
        self,
        products: Sequence[Versioned[m.ProductId]],
        *,
        request_key: str | None = None,
    ) -> tuple[m.ProductId, ...]:
        """Removes products that no document names.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``in_use`` (retire it instead), ``not_found``, ``version_conflict``,
                ``too_many``, ``repeated``, ``not_permitted``.
        """
        result: tuple[m.ProductId, ...] = self._command("billing.products.remove", request_key, products)
        return result

    def get(self, id: m.ProductId) -> m.Product:
        """The product with this id.

        Raises:
            bookroom.Error: ``not_found``, ``not_permitted``.
        """
        result: m.Product = self._query("billing.products.get", id)
        return result

    def get_by_code(self, code: str) -> m.Product:
        """The product with this code.

        Raises:
            bookroom.Error: ``not_found``, ``not_permitted``.
        """
        result: m.Product = self._query("billing.products.get_by_code", code)
        return result

    def find_many(self, codes: Sequence[str]) -> Table[m.Product]:
        """The products with these codes, in the order of the codes; unknown codes are left out.

        Raises:
            bookroom.Error: ``too_many`` above 100,000, ``not_permitted``.
        """
        result: Table[m.Product] = self._query("billing.products.find_many", codes)
        return result

    def list(
        self,
        *,
        kind: m.ProductKind | str | None = None,
        active: bool | None = None,
        text: str | None = None,
        sort: m.ProductSort | str = m.ProductSort.CODE,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[m.Product]:
        """A page of products.

        Args:
            kind: Goods, or services.
            active: Those that may be chosen, or those that may not.
            text: Part of the code or name; letter case, width and punctuation do not matter.
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted``, ``out_of_range``, ``bad_cursor``.
        """
        result: Page[m.Product] = self._query("billing.products.list", m.ProductFilter(kind, active, text), sort, m.PageRequest(limit, after))
        return result

    def iter(
        self,
        *,
        kind: m.ProductKind | str | None = None,
        active: bool | None = None,
        text: str | None = None,
        sort: m.ProductSort | str = m.ProductSort.CODE,
        chunk: int = 1000,
    ) -> Rows[m.Product]:
        """As ``list``, over all pages: load as it goes, ``chunk`` rows at a time."""
        return Rows(
            m.Product,
            lambda limit, after: self.list(kind=kind, active=active, text=text, sort=sort, limit=limit, after=after),
            chunk,
        )


class InvoicesCalls(Area):
    """The engine's calls of ``session.billing.invoices``."""

    def draft(
        self,
        *,
        customer: m.CustomerId,
        issue_on: dt.date,
        lines: Sequence[m.NewInvoiceLine],
        direction: m.Direction | str = m.Direction.SALE,
        reference: str | None = None,
        due_on: dt.date | None = None,
        price_mode: m.PriceMode | str = m.PriceMode.NET,
        discount: m.Discount | None = None,
        note: str | None = None,
        request_key: str | None = None,
    ) -> m.Invoice:
        """Drafts an invoice.

        Args:
            customer: The customer or supplier.
            issue_on: The date of issue.
            lines: The lines, 1 to 10,000.
            direction: Sale or purchase.
            reference: The number another system or the supplier gave it, up to 80 characters.
            due_on: When it is to be paid; by default the customer's payment days after issue.
            price_mode: Whether its unit prices hold the tax.
            discount: A discount on the whole document, spread over the lines by their amounts.
            note: A note, up to 2,000 characters.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: Every violation at once: ``no_lines``, ``required``, ``too_long``,
                ``too_many``, ``bad_character``, ``bad_date``, ``date_order``,
                ``must_be_positive``, ``too_many_decimals``, ``out_of_range`` (also for a
                discount larger than what it is taken from), ``unknown_reference``, ``retired``,
                ``not_postable``, ``bad_choice`` for an account kept by customer;
                ``not_permitted``.
        """
        result: m.Invoice = self._command("billing.invoices.draft", request_key, m.NewInvoice(customer, issue_on, lines, direction, reference, due_on, price_mode, discount, note))
        return result

    def draft_many(
        self,
        invoices: Sequence[m.NewInvoice],
        *,
        request_key: str | None = None,
    ) -> Table[m.Invoice]:
        """Drafts many, all or none.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Invoices.draft``; ``too_many`` above 100,000.
        """
        result: Table[m.Invoice] = self._command("billing.invoices.draft_many", request_key, invoices)
        return result

    def edit(
        self,
        id: m.InvoiceId,
        version: int,
        *,
        customer: m.CustomerId,
        issue_on: dt.date,
        lines: Sequence[m.NewInvoiceLine],
        direction: m.Direction | str = m.Direction.SALE,
        reference: str | None = None,
        due_on: dt.date | None = None,
        price_mode: m.PriceMode | str = m.PriceMode.NET,
        discount: m.Discount | None = None,
        note: str | None = None,
        request_key: str | None = None,
    ) -> m.Invoice:
        """Gives a draft other values: all of them, also those that stay.

        Args:
            customer: The customer or supplier.
            issue_on: The date of issue.
            lines: The lines, 1 to 10,000.
            direction: Sale or purchase.
            reference: The number another system or the supplier gave it, up to 80 characters.
            due_on: When it is to be paid; by default the customer's payment days after issue.
            price_mode: Whether its unit prices hold the tax.
            discount: A discount on the whole document, spread over the lines by their amounts.
            note: A note, up to 2,000 characters.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Invoices.draft``; ``not_found``, ``version_conflict``,
                ``wrong_state`` when it is no draft.
        """
        result: m.Invoice = self._command("billing.invoices.edit", request_key, id, version, m.NewInvoice(customer, issue_on, lines, direction, reference, due_on, price_mode, discount, note))
        return result

    def discard(
        self,
        invoices: Sequence[Versioned[m.InvoiceId]],
        *,
        request_key: str | None = None,
    ) -> tuple[m.InvoiceId, ...]:
        """Discards drafts.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``wrong_state``, ``too_many``,
                ``repeated``, ``not_permitted``.
        """
        result: tuple[m.InvoiceId, ...] = self._command("billing.invoices.discard", request_key, invoices)
        return result

    def post(self, id: m.InvoiceId, version: int, *, request_key: str | None = None) -> m.Invoice:
        """Posts a draft: it gets its number and its journal entry, and keeps the counterparty's
        name, tax number and address as they are now.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Invoices.post_many``.
        """
        result: m.Invoice = self._command("billing.invoices.post", request_key, id, version)
        return result

    def post_many(
        self,
        invoices: Sequence[Versioned[m.InvoiceId]],
        *,
        request_key: str | None = None,
    ) -> Table[m.Invoice]:
        """Posts drafts, all or none; numbers are given in their order.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``wrong_state``, ``too_many``,
                ``repeated``, ``retired``, ``not_postable``, ``unknown_reference`` with the fact
                ``role`` for a chart without an account, ``not_permitted``.
        """
        result: Table[m.Invoice] = self._command("billing.invoices.post_many", request_key, invoices)
        return result

    def draft_and_post(
        self,
        invoices: Sequence[m.NewInvoice],
        *,
        request_key: str | None = None,
    ) -> Table[m.Invoice]:
        """Drafts and posts invoices in one go, all or none; thousands take few statements. Needs
        both permissions.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Invoices.draft`` and ``Invoices.post_many``.
        """
        result: Table[m.Invoice] = self._command("billing.invoices.draft_and_post", request_key, invoices)
        return result

    def cancel(
        self,
        invoices: Sequence[Versioned[m.InvoiceId]],
        *,
        issue_on: dt.date | None = None,
        note: str | None = None,
        request_key: str | None = None,
    ) -> Table[m.Credited]:
        """Cancels invoices of which nothing is settled, by a credit note for each. Without a date
        it is today's.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``wrong_state`` with the fact ``settled`` when something is settled,
                ``credited`` when part of it was taken back; ``not_found``,
                ``version_conflict``, ``date_order``, ``bad_date``, ``too_long``, ``too_many``,
                ``repeated``, ``not_permitted``.
        """
        result: Table[m.Credited] = self._command("billing.invoices.cancel", request_key, invoices, issue_on, note)
        return result

    def credit(
        self,
        *,
        invoice: m.InvoiceId,
        version: int,
        issue_on: dt.date | None = None,
        reference: str | None = None,
        lines: Sequence[m.CreditLine] = (),
        note: str | None = None,
        request_key: str | None = None,
    ) -> m.Credited:
        """Posts a credit note against an invoice.

        Args:
            invoice: The invoice.
            version: The version of the invoice the caller last saw.
            issue_on: Its date, not before the invoice's; today when absent.
            reference: The number another system or the supplier gave it, up to 80 characters.
            lines: Which lines it takes back; empty for everything that is left of all.
            note: A note, such as the reason, up to 2,000 characters.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Invoices.credit_many``.
        """
        result: m.Credited = self._command("billing.invoices.credit", request_key, m.NewCreditNote(invoice, version, issue_on, reference, lines, note))
        return result

    def credit_many(
        self,
        credits: Sequence[m.NewCreditNote],
        *,
        request_key: str | None = None,
    ) -> Table[m.Credited]:
        """Posts credit notes against invoices, all or none.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``over_allocated`` for more than is left of a line,
                ``unknown_reference`` for a line that is not there, ``must_be_positive``,
                ``too_many_decimals``, ``out_of_range``, ``wrong_state``, ``not_found``,
                ``version_conflict``, ``date_order``, ``bad_date``, ``too_long``, ``too_many``,
                ``repeated``, ``not_permitted``.
        """
        result: Table[m.Credited] = self._command("billing.invoices.credit_many", request_key, credits)
        return result

    def get(self, id: m.InvoiceId) -> m.Invoice:
        """One document.

        Raises:
            bookroom.Error: ``not_found`` (also when it is not yours to see), ``not_permitted``.
        """
        result: m.Invoice = self._query("billing.invoices.get", id)
        return result

    def get_many(self, ids: Sequence[m.InvoiceId]) -> Table[m.Invoice]:
        """Documents by id, in the order asked for; missing ones are left out.

        Raises:
            bookroom.Error: ``too_many`` above 100,000, ``not_permitted``.
        """
        result: Table[m.Invoice] = self._query("billing.invoices.get_many", ids)
        return result

    def find_by_number(self, number: str) -> m.Invoice:
        """The document with a number, such as ``INV-202606-0001``.

        Raises:
            bookroom.Error: ``not_found``, ``not_permitted``.
        """
        result: m.Invoice = self._query("billing.invoices.find_by_number", number)
        return result

    def find_by_reference(self, reference: str) -> Table[m.Invoice]:
        """The documents with a reference, newest first, at most 1,000.

        Raises:
            bookroom.Error: ``not_permitted``.
        """
        result: Table[m.Invoice] = self._query("billing.invoices.find_by_reference", reference)
        return result

    def list(
        self,
        *,
        direction: m.Direction | str | None = None,
        kind: m.DocumentKind | str | None = None,
        states: Sequence[m.InvoiceState | str] = (),
        customer: m.CustomerId | None = None,
        issued_from: dt.date | None = None,
        issued_to: dt.date | None = None,
        due_from: dt.date | None = None,
        due_to: dt.date | None = None,
        overdue_on: dt.date | None = None,
        text: str | None = None,
        gross_from: Decimal | int | None = None,
        gross_to: Decimal | int | None = None,
        sort: m.InvoiceSort | str = m.InvoiceSort.ISSUE_ON,
        descending: bool = False,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[m.Invoice]:
        """A page of documents with their lines.

        Args:
            direction: Sale or purchase.
            kind: Invoices or credit notes.
            states: Any of these states; empty for all.
            customer: Of one customer or supplier.
            issued_from: Issued on this day or later.
            issued_to: Issued on this day or earlier.
            due_from: Due on this day or later.
            due_to: Due on this day or earlier.
            overdue_on: Invoices that were due before this day and of which something is open
                now.
            text: Part of the number, the reference or the counterparty's name; letter case,
                width and punctuation do not matter.
            gross_from: Of this gross amount or more.
            gross_to: Of this gross amount or less.
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted``, ``out_of_range``, ``too_many_decimals`` for an
                amount, ``bad_cursor``.
        """
        result: Page[m.Invoice] = self._query("billing.invoices.list", m.InvoiceFilter(direction, kind, states, customer, issued_from, issued_to, due_from, due_to, overdue_on, text, gross_from, gross_to), sort, descending, m.PageRequest(limit, after))
        return result

    def iter(
        self,
        *,
        direction: m.Direction | str | None = None,
        kind: m.DocumentKind | str | None = None,
        states: Sequence[m.InvoiceState | str] = (),
        customer: m.CustomerId | None = None,
        issued_from: dt.date | None = None,
        issued_to: dt.date | None = None,
        due_from: dt.date | None = None,
        due_to: dt.date | None = None,
        overdue_on: dt.date | None = None,
        text: str | None = None,
        gross_from: Decimal | int | None = None,
        gross_to: Decimal | int | None = None,
        sort: m.InvoiceSort | str = m.InvoiceSort.ISSUE_ON,
        descending: bool = False,
        chunk: int = 1000,
    ) -> Rows[m.Invoice]:
        """As ``list``, over all pages: load as it goes, ``chunk`` rows at a time."""
        return Rows(
            m.Invoice,
            lambda limit, after: self.list(direction=direction, kind=kind, states=states, customer=customer, issued_from=issued_from, issued_to=issued_to, due_from=due_from, due_to=due_to, overdue_on=overdue_on, text=text, gross_from=gross_from, gross_to=gross_to, sort=sort, descending=descending, limit=limit, after=after),
            chunk,
        )

    def totals(
        self,
        *,
        direction: m.Direction | str | None = None,
        kind: m.DocumentKind | str | None = None,
        states: Sequence[m.InvoiceState | str] = (),
        customer: m.CustomerId | None = None,
        issued_from: dt.date | None = None,
        issued_to: dt.date | None = None,
        due_from: dt.date | None = None,
        due_to: dt.date | None = None,
        overdue_on: dt.date | None = None,
        text: str | None = None,
        gross_from: Decimal | int | None = None,
        gross_to: Decimal | int | None = None,
    ) -> Table[m.InvoiceTotals]:
        """The totals of documents, one row for each direction and kind there is.

        Args:
            direction: Sale or purchase.
            kind: Invoices or credit notes.
            states: Any of these states; empty for all.
            customer: Of one customer or supplier.
            issued_from: Issued on this day or later.
            issued_to: Issued on this day or earlier.
            due_from: Due on this day or later.
            due_to: Due on this day or earlier.
            overdue_on: Invoices that were due before this day and of which something is open
                now.
            text: Part of the number, the reference or the counterparty's name; letter case,
                width and punctuation do not matter.
            gross_from: Of this gross amount or more.
            gross_to: Of this gross amount or less.

        Raises:
            bookroom.Error: As ``Invoices.list``.
        """
        result: Table[m.InvoiceTotals] = self._query("billing.invoices.totals", m.InvoiceFilter(direction, kind, states, customer, issued_from, issued_to, due_from, due_to, overdue_on, text, gross_from, gross_to))
        return result


class PaymentsCalls(Area):
    """The engine's calls of ``session.billing.payments``."""

    def record(
        self,
        *,
        direction: m.PaymentDirection | str,
        customer: m.CustomerId,
        paid_on: dt.date,
        amount: Decimal | int,
        purpose: m.PaymentPurpose | str = m.PaymentPurpose.SETTLEMENT,
        method: str | None = None,
        account: str | None = None,
        reference: str | None = None,
        note: str | None = None,
        allocate: m.AllocationChoice | Literal["automatic", "none"] = m.AllocationChoiceAutomatic(),
        request_key: str | None = None,
    ) -> m.Payment:
        """Records one payment, posts it and lets it settle what it is for.

        Args:
            direction: In or out.
            customer: The customer or supplier.
            paid_on: The day the money moved.
            amount: How much, greater than zero, with at most the currency's decimal places.
            purpose: Settlement or refund.
            method: Code or label of an item of the dictionary ``payment_method``; a bank
                transfer when absent.
            account: The code of the cash or bank account; when absent the book's cash account
                for the method ``cash``, else its bank account.
            reference: The bank's or the payer's own number, up to 80 characters.
            note: A note, up to 2000 characters.
            allocate: What it settles. Anything but ``AllocationChoice.None`` needs
                ``payments.allocate`` too.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted`` (also without ``payments.allocate`` unless it
                stays open); every violation at once: ``unknown_reference`` for customer,
                method, account or document, ``must_be_positive``, ``too_many_decimals``,
                ``out_of_range``, ``bad_date``, ``too_long``, ``bad_character``, ``retired``,
                ``not_postable``, ``bad_choice`` (an account that holds no money; a document
                that cannot meet this payment), ``over_allocated``.
        """
        result: m.Payment = self._command("billing.payments.record", request_key, m.NewPayment(direction, customer, paid_on, amount, purpose, method, account, reference, note, allocate))
        return result

    def record_many(
        self,
        payments: Sequence[m.NewPayment],
        *,
        request_key: str | None = None,
    ) -> m.Recorded:
        """Records many payments, all or none.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Payments.record``; ``too_many`` above 100,000.
        """
        result: m.Recorded = self._command("billing.payments.record_many", request_key, payments)
        return result

    def edit(
        self,
        id: m.PaymentId,
        version: int,
        *,
        reference: str | None = None,
        note: str | None = None,
        request_key: str | None = None,
    ) -> m.Payment:
        """Changes the reference or note of a payment.

        Args:
            reference: The bank's or the payer's own number, up to 80 characters.
            note: A note, up to 2000 characters.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``version_conflict``,
                ``too_long``, ``bad_character``.
        """
        result: m.Payment = self._command("billing.payments.edit", request_key, id, version, m.PaymentEdit(reference, note))
        return result

    def cancel(
        self,
        payments: Sequence[Versioned[m.PaymentId]],
        *,
        on: dt.date | None = None,
        reason: str | None = None,
        request_key: str | None = None,
    ) -> Table[m.Payment]:
        """Cancels payments by red entries; what they settled is open again.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``version_conflict``,
                ``wrong_state`` when one is cancelled already, ``repeated``, ``date_order`` with
                the fact ``earliest``, ``too_many``, ``busy``.
        """
        result: Table[m.Payment] = self._command("billing.payments.cancel", request_key, payments, on, reason)
        return result

    def allocate(
        self,
        allocations: Sequence[m.NewAllocation],
        *,
        on: dt.date | None = None,
        request_key: str | None = None,
    ) -> Table[m.Allocation]:
        """Allocates the open amounts of payments, credit notes, invoices or refunds.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``; every violation at once: ``unknown_reference``,
                ``repeated``, ``bad_choice`` for documents that cannot meet (of different
                customers or sides, or both debts or both credits), ``must_be_positive``,
                ``over_allocated`` with the fact ``open``, ``date_order``, ``too_many``.
        """
        result: Table[m.Allocation] = self._command("billing.payments.allocate", request_key, allocations, on)
        return result

    def allocate_automatically(
        self,
        customers: Sequence[m.CustomerId],
        *,
        side: m.DebtSide | str | None = None,
        on: dt.date | None = None,
        request_key: str | None = None,
    ) -> Table[m.Allocation]:
        """Allocates everything that is open of customers (all within reach when none is named):
        the debt due first with the oldest credit.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``too_many``, ``bad_date``.
        """
        result: Table[m.Allocation] = self._command("billing.payments.allocate_automatically", request_key, customers, side, on)
        return result

    def withdraw_allocations(
        self,
        allocations: Sequence[m.AllocationId],
        *,
        on: dt.date | None = None,
        request_key: str | None = None,
    ) -> Table[m.Allocation]:
        """Takes allocations back.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``wrong_state`` for one that is
                withdrawn already or belongs to a cancelled invoice, ``repeated``,
                ``date_order``, ``too_many``.
        """
        result: Table[m.Allocation] = self._command("billing.payments.withdraw_allocations", request_key, allocations, on)
        return result

    def get(self, id: m.PaymentId) -> m.Payment:
        """One payment.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``.
        """
        result: m.Payment = self._query("billing.payments.get", id)
        return result

    def list(
        self,
        sort: m.PaymentSort | str,
        *,
        direction: m.PaymentDirection | str | None = None,
        purpose: m.PaymentPurpose | str | None = None,
        state: m.PaymentState | str | None = None,
        customer: m.CustomerId | None = None,
        from_: dt.date | None = None,
        to: dt.date | None = None,
        method: str | None = None,
        text: str | None = None,
        unallocated: bool = False,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[m.Payment]:
        """A page of payments.

        Args:
            direction: In or out.
            purpose: Settlements or refunds.
            state: Posted or cancelled.
            customer: Of one customer or supplier.
            from_: Paid on this day or later.
            to: Paid on this day or earlier.
            method: The code of a method.
            text: A part of the number or reference.
            unallocated: Only posted payments that are not allocated in full.
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted``, ``out_of_range``, ``bad_cursor``; ``too_long``,
                ``bad_character`` or ``bad_date`` in the filter.
        """
        result: Page[m.Payment] = self._query("billing.payments.list", m.PaymentFilter(direction, purpose, state, customer, from_, to, method, text, unallocated), sort, m.PageRequest(limit, after))
        return result

    def iter(
        self,
        sort: m.PaymentSort | str,
        *,
        direction: m.PaymentDirection | str | None = None,
        purpose: m.PaymentPurpose | str | None = None,
        state: m.PaymentState | str | None = None,
        customer: m.CustomerId | None = None,
        from_: dt.date | None = None,
        to: dt.date | None = None,
        method: str | None = None,
        text: str | None = None,
        unallocated: bool = False,
        chunk: int = 1000,
    ) -> Rows[m.Payment]:
        """As ``list``, over all pages: load as it goes, ``chunk`` rows at a time."""
        return Rows(
            m.Payment,
            lambda limit, after: self.list(sort, direction=direction, purpose=purpose, state=state, customer=customer, from_=from_, to=to, method=method, text=text, unallocated=unallocated, limit=limit, after=after),
            chunk,
        )

    def totals(
        self,
        *,
        direction: m.PaymentDirection | str | None = None,
        purpose: m.PaymentPurpose | str | None = None,
        state: m.PaymentState | str | None = None,
        customer: m.CustomerId | None = None,
        from_: dt.date | None = None,
        to: dt.date | None = None,
        method: str | None = None,
        text: str | None = None,
        unallocated: bool = False,
    ) -> m.PaymentTotals:
        """Sums over payments.

        Args:
            direction: In or out.
            purpose: Settlements or refunds.
            state: Posted or cancelled.
            customer: Of one customer or supplier.
            from_: Paid on this day or later.
            to: Paid on this day or earlier.
            method: The code of a method.
            text: A part of the number or reference.
            unallocated: Only posted payments that are not allocated in full.

        Raises:
            bookroom.Error: ``not_permitted``; ``too_long``, ``bad_character`` or ``bad_date``
                in the filter.
        """
        result: m.PaymentTotals = self._query("billing.payments.totals", m.PaymentFilter(direction, purpose, state, customer, from_, to, method, text, unallocated))
        return result

    def allocations(self, item: m.OpenItem) -> Table[m.Allocation]:
        """The allocations of an invoice, credit note, payment or refund, withdrawn ones included,
        in the order they were made.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``.
        """
        result: Table[m.Allocation] = self._query("billing.payments.allocations", item)
        return result

    def unallocated_credit(
        self,
        *,
        customers: Sequence[m.CustomerId] = (),
    ) -> Table[m.UnallocatedCredit]:
        """What customers and suppliers (all within reach when none is named) have to their
        credit.

        Raises:
            bookroom.Error: ``not_permitted``.
        """
        result: Table[m.UnallocatedCredit] = self._query("billing.payments.unallocated_credit", customers)
        return result

    def verify(self) -> Table[m.Finding]:
        """Checks what is allocated against the allocations, every payment against its journal
        entry, and each party's balance on the control accounts against its documents.

        Raises:
            bookroom.Error: ``not_permitted`` without ``ledger.view``. What differs is not an
                error but a finding.
        """
        result: Table[m.Finding] = self._query("billing.payments.verify")
        return result


class ServiceCalls(Area):
    """The engine's calls of ``session.service``."""

    def get(self, id: m.CaseId) -> m.Case:
        """One case.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``.
        """
        result: m.Case = self._query("service.get", id)
        return result

    def list(
        self,
        *,
        kind: m.CaseKind | str | None = None,
        states: Sequence[m.CaseState | str] = (),
        severities: Sequence[m.CaseSeverity | str] = (),
        category: str | None = None,
        channel: str | None = None,
        customer: m.CustomerId | None = None,
        assignee: m.OperatorId | None = None,
        unassigned: bool = False,
        owner: m.OperatorId | None = None,
        opened_from: dt.date | None = None,
        opened_to: dt.date | None = None,
        text: str | None = None,
        sort: m.CaseSort | str = m.CaseSort.NEWEST,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[m.Case]:
        """The cases that a filter wants, page by page.

        Args:
            kind: What they are about.
            states: Where they stand: any of these.
            severities: How bad they are: any of these.
            category: Their category, by code or label.
            channel: Their channel, by code or label.
            customer: Their customer.
            assignee: Who works on them.
            unassigned: Those that nobody works on. Not together with ``assignee``.
            owner: Whose they are.
            opened_from: The first day of coming in.
            opened_to: The last day of coming in.
            text: A part of the number or line, or of description or resolution for those who
                may read them; up to 200 characters. Case, width, white space and punctuation do
                not count.
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted``, ``unknown_reference``, ``bad_choice``,
                ``bad_date``, ``too_long``, ``bad_character``, ``out_of_range``, ``bad_cursor``.
        """
        result: Page[m.Case] = self._query("service.list", m.CaseFilter(kind, states, severities, category, channel, customer, assignee, unassigned, owner, opened_from, opened_to, text), sort, m.PageRequest(limit, after))
        return result

    def iter(
        self,
        *,
        kind: m.CaseKind | str | None = None,
        states: Sequence[m.CaseState | str] = (),
        severities: Sequence[m.CaseSeverity | str] = (),
        category: str | None = None,
        channel: str | None = None,
        customer: m.CustomerId | None = None,
        assignee: m.OperatorId | None = None,
        unassigned: bool = False,
        owner: m.OperatorId | None = None,
        opened_from: dt.date | None = None,
        opened_to: dt.date | None = None,
        text: str | None = None,
        sort: m.CaseSort | str = m.CaseSort.NEWEST,
        chunk: int = 1000,
    ) -> Rows[m.Case]:
        """As ``list``, over all pages: load as it goes, ``chunk`` rows at a time."""
        return Rows(
            m.Case,
            lambda limit, after: self.list(kind=kind, states=states, severities=severities, category=category, channel=channel, customer=customer, assignee=assignee, unassigned=unassigned, owner=owner, opened_from=opened_from, opened_to=opened_to, text=text, sort=sort, limit=limit, after=after),
            chunk,
        )

    def notes(
        self,
        case: m.CaseId,
        *,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[m.CaseNote]:
        """The notes of a case, oldest first.

        Args:
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``out_of_range``, ``bad_cursor``.
        """
        result: Page[m.CaseNote] = self._query("service.notes", case, m.PageRequest(limit, after))
        return result

    def iter_notes(self, case: m.CaseId, *, chunk: int = 1000) -> Rows[m.CaseNote]:
        """As ``notes``, over all pages: load as it goes, ``chunk`` rows at a time."""
        return Rows(
            m.CaseNote,
            lambda limit, after: self.notes(case, limit=limit, after=after),
            chunk,
        )

    def counts(
        self,
        from_: dt.date,
        to: dt.date,
        by: Sequence[m.CaseDimension | str],
    ) -> Table[m.CaseCount]:
        """How many cases came in between two days (both included) and how long they took, for
        each combination of values of these dimensions that occurs; one row without any dimension.

        Raises:
            bookroom.Error: ``not_permitted``, ``bad_date``, ``date_order``, ``out_of_range``
                when all waiting times together exceed 290,000 years.
        """
        result: Table[m.CaseCount] = self._query("service.counts", from_, to, by)
        return result

    def open_by_assignee(self) -> Table[m.OpenCaseCount]:
        """How many open cases each operator has, the most first; ``assignee`` is none for those
        that nobody has.

        Raises:
            bookroom.Error: ``not_permitted``.
        """
        result: Table[m.OpenCaseCount] = self._query("service.open_by_assignee")
        return result

    def open(
        self,
        *,
        kind: m.CaseKind | str,
        subject: str,
        description: str | None = None,
        category: str | None = None,
        severity: m.CaseSeverity | str = m.CaseSeverity.NORMAL,
        channel: str | None = None,
        customer: m.CustomerId | None = None,
        contact: m.ContactId | None = None,
        invoice: m.InvoiceId | None = None,
        assignee: m.OperatorId | None = None,
        opened_on: dt.date | None = None,
        request_key: str | None = None,
    ) -> m.Case:
        """Opens a case.

        Args:
            kind: What it is about.
            subject: What it says in one line, up to 200 characters.
            description: What it says, up to 20,000 characters.
            category: An item of ``case_category``, by code or label.
            severity: How bad it is.
            channel: An item of ``case_channel``, by code or label.
            customer: The customer it came from.
            contact: A person at that customer.
            invoice: An invoice of that customer.
            assignee: Who shall work on it: oneself, or anybody for those who may assign cases.
            opened_on: The day it came in; today when absent, never later.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Service.open_many``.
        """
        result: m.Case = self._command("service.open", request_key, m.NewCase(kind, subject, description, category, severity, channel, customer, contact, invoice, assignee, opened_on))
        return result

    def open_many(
        self,
        cases: Sequence[m.NewCase],
        *,
        request_key: str | None = None,
    ) -> Table[m.Case]:
        """Opens cases.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``field_not_permitted``, ``required``,
                ``too_long``, ``bad_character``, ``bad_date``, ``date_order``,
                ``unknown_reference``, ``retired``, ``too_many``.
        """
        result: Table[m.Case] = self._command("service.open_many", request_key, cases)
        return result

    def edit(
        self,
        id: m.CaseId,
        version: int,
        *,
        kind: m.CaseKind | str | None = None,
        subject: str | None = None,
        description: str | None = None,
        category: str | None = None,
        severity: m.CaseSeverity | str | None = None,
        channel: str | None = None,
        customer: m.CustomerId | None = None,
        contact: m.ContactId | None = None,
        invoice: m.InvoiceId | None = None,
        clear: Sequence[m.CaseLink | str] = (),
        satisfaction: str | None = None,
        request_key: str | None = None,
    ) -> m.Case:
        """Changes a case.

        Args:
            id: The case.
            version: The version the caller last saw.
            kind: What it is about.
            subject: What it says in one line.
            description: What it says; blank removes it.
            category: The category, by code or label; blank removes it.
            severity: How bad it is.
            channel: The channel, by code or label; blank removes it.
            customer: Another customer; contact and invoice go unless they are named too.
            contact: Another contact.
            invoice: Another invoice.
            clear: What the case is taken off; not what is named above.
            satisfaction: The satisfaction, by code or label, once there is a resolution; blank
                removes it.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Service.edit_many``.
        """
        result: m.Case = self._command("service.edit", request_key, m.CaseEdit(id, version, kind, subject, description, category, severity, channel, customer, contact, invoice, clear, satisfaction))
        return result

    def edit_many(
        self,
        cases: Sequence[m.CaseEdit],
        *,
        request_key: str | None = None,
    ) -> Table[m.Case]:
        """Changes what cases say and what they are linked to.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``field_not_permitted``, ``not_found``,
                ``version_conflict``, ``wrong_state``, ``required``, ``too_long``,
                ``bad_character``, ``bad_choice``, ``unknown_reference``, ``retired``,
                ``repeated``, ``too_many``.
        """
        result: Table[m.Case] = self._command("service.edit_many", request_key, cases)
        return result

    def assign(
        self,
        cases: Sequence[Versioned[m.CaseId]],
        *,
        assignee: m.OperatorId | None = None,
        request_key: str | None = None,
    ) -> Table[m.Case]:
        """Gives cases to an active operator, or takes them away (none).

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``version_conflict``,
                ``wrong_state``, ``unknown_reference``, ``repeated``, ``too_many``.
        """
        result: Table[m.Case] = self._command("service.assign", request_key, cases, assignee)
        return result

    def move_to(
        self,
        cases: Sequence[Versioned[m.CaseId]],
        state: m.CaseState | str,
        *,
        request_key: str | None = None,
    ) -> Table[m.Case]:
        """Moves cases to a state that needs nothing else: in progress, waiting, closed.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``version_conflict``,
                ``wrong_state``, ``bad_choice`` for other states, ``repeated``, ``too_many``.
        """
        result: Table[m.Case] = self._command("service.move_to", request_key, cases, state)
        return result

    def resolve(
        self,
        cases: Sequence[m.CaseResolution],
        *,
        request_key: str | None = None,
    ) -> Table[m.Case]:
        """Resolves cases.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``field_not_permitted``, ``not_found``,
                ``version_conflict``, ``wrong_state``, ``required``, ``too_long``,
                ``bad_character``, ``unknown_reference``, ``retired``, ``repeated``,
                ``too_many``.
        """
        result: Table[m.Case] = self._command("service.resolve", request_key, cases)
        return result

    def close(
        self,
        cases: Sequence[Versioned[m.CaseId]],
        *,
        request_key: str | None = None,
    ) -> Table[m.Case]:
        """Closes resolved cases.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Service.move_to``.
        """
        result: Table[m.Case] = self._command("service.close", request_key, cases)
        return result

    def reopen(
        self,
        cases: Sequence[Versioned[m.CaseId]],
        reason: str,
        *,
        request_key: str | None = None,
    ) -> Table[m.Case]:
        """Takes ended cases up again; the reason is kept as a note. The last resolution stays to
        be read, the satisfaction with it goes.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``field_not_permitted``, ``not_found``,
                ``version_conflict``, ``wrong_state``, ``required``, ``too_long``,
                ``bad_character``, ``repeated``, ``too_many``.
        """
        result: Table[m.Case] = self._command("service.reopen", request_key, cases, reason)
        return result

    def reject(
        self,
        cases: Sequence[Versioned[m.CaseId]],
        reason: str,
        *,
        request_key: str | None = None,
    ) -> Table[m.Case]:
        """Refuses cases; the reason is kept as a note.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Service.reopen``.
        """
        result: Table[m.Case] = self._command("service.reject", request_key, cases, reason)
        return result

    def add_note(
        self,
        case: m.CaseId,
        body: str,
        *,
        is_public: bool = False,
        request_key: str | None = None,
    ) -> m.CaseNote:
        """Adds a note to a case.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Service.add_notes``.
        """
        result: m.CaseNote = self._command("service.add_note", request_key, case, body, is_public)
        return result

    def add_notes(
        self,
        notes: Sequence[m.NewCaseNote],
        *,
        request_key: str | None = None,
    ) -> Table[m.CaseNote]:
        """Adds notes to cases. The first public note of a case is its first answer.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``field_not_permitted``, ``not_found``,
                ``required``, ``too_long``, ``bad_character``, ``too_many``.
        """
        result: Table[m.CaseNote] = self._command("service.add_notes", request_key, notes)
        return result

    def edit_note(
        self,
        id: m.CaseNoteId,
        version: int,
        *,
        body: str | None = None,
        is_public: bool | None = None,
        request_key: str | None = None,
    ) -> m.CaseNote:
        """Changes a note.

        Args:
            body: What it says.
            is_public: Whether it may be shown to the customer.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``field_not_permitted``, ``not_found``,
                ``version_conflict``, ``required``, ``too_long``, ``bad_character``.
        """
        result: m.CaseNote = self._command("service.edit_note", request_key, id, version, m.CaseNoteEdit(body, is_public))
        return result

    def remove_note(
        self,
        id: m.CaseNoteId,
        version: int,
        *,
        request_key: str | None = None,
    ) -> m.CaseNote:
        """Removes a note.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``field_not_permitted``, ``not_found``,
                ``version_conflict``.
        """
        result: m.CaseNote = self._command("service.remove_note", request_key, id, version)
        return result


class ExchangeCalls(Area):
    """The engine's calls of ``session.exchange``."""

    def imports(self, *, limit: int = 50, after: str | None = None) -> Page[m.ImportRun]:
        """The imports of the book, the newest first.

        Args:
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted``, ``out_of_range``, ``bad_cursor``.
        """
        result: Page[m.ImportRun] = self._query("exchange.imports", m.PageRequest(limit, after))
        return result

    def iter_imports(self, *, chunk: int = 1000) -> Rows[m.ImportRun]:
        """As ``imports``, over all pages: load as it goes, ``chunk`` rows at a time."""
        return Rows(
            m.ImportRun,
            lambda limit, after: self.imports(limit=limit, after=after),
            chunk,
        )

    def undo_import(self, import_: m.ImportId, *, request_key: str | None = None) -> m.UndoReport:
        """Undoes an import with all it made and changed: records go or get back what they had;
        what stands in the ledger is cancelled by red entries. All of it, or nothing. Needs the
        permissions for that too.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``; ``wrong_state`` for one that was undone already;
                ``undo_blocked`` with the facts ``subject``, ``key``, ``count`` and ``blocked``
                (such as ``invoice:7,invoice:9``) when records changed since or others refer to
                them.
        """
        result: m.UndoReport = self._command("exchange.undo_import", request_key, import_)
        return result


class ReportsCalls(Area):
    """The engine's calls of ``session.reports``."""

    def ageing(
        self,
        *,
        on: dt.date,
        limit: int = 50,
        after: str | None = None,
        side: m.DebtSide | str = m.DebtSide.RECEIVABLE,
        bands: m.AgeingBands | Literal["months", "years"] = m.AgeingBandsMonths(),
        by: m.AgeingBy | str = m.AgeingBy.DUE_DATE,
    ) -> m.Ageing:
        """What was open at the end of a day, by customer and age. Allocations, withdrawals and
        cancellations count from their own days on, so a past day always looks the same.

        Args:
            on: At the end of which day.
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.
            side: What customers owe, or what is owed to suppliers.
            bands: The bands.
            by: By due date or by date of issue.

        Raises:
            bookroom.Error: ``not_permitted``, ``bad_date``, ``required`` or ``too_many`` bands,
                ``out_of_range`` for bands that do not rise or a page that is too long,
                ``bad_cursor``.
        """
        result: m.Ageing = self._query("reports.ageing", m.AgeingRequest(on, m.PageRequest(limit, after), side, bands, by))
        return result

    def trial_balance(
        self,
        *,
        on: dt.date,
        from_: dt.date | None = None,
        zero_rows: bool = False,
    ) -> m.TrialBalance:
        """As ``Reports.trial_balance``, with accounts without balance and movement if wanted.

        Args:
            on: The last day.
            from_: The first day of the movement; none for the first day of the month of ``on``.
            zero_rows: Whether accounts without balance and movement are shown too.

        Raises:
            bookroom.Error: As ``Reports.trial_balance``.
        """
        result: m.TrialBalance = self._query("reports.trial_balance", m.TrialBalanceOptions(on, from_, zero_rows))
        return result

    def income_summary(self, from_: dt.date, to: dt.date) -> m.IncomeSummary:
        """Income, cost and expense of some days, and the profit they make. Entries that carry
        profit over to equity at a period's end count like any other.

        Raises:
            bookroom.Error: ``not_permitted``, ``bad_date``, ``date_order``.
        """
        result: m.IncomeSummary = self._query("reports.income_summary", from_, to)
        return result

    def statement(self, customer: m.CustomerId, from_: dt.date, to: dt.date) -> m.Statement:
        """The statement of a customer or supplier over the days from ``from`` to ``to``.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``date_order``, ``bad_date``.
        """
        result: m.Statement = self._query("reports.statement", customer, from_, to)
        return result
