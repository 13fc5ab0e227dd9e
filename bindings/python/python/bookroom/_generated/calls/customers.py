# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""The engine's calls of customers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import ClassVar, TYPE_CHECKING, overload

from bookroom._base import (
    ABSENT,
    Absent,
    Area,
    FrozenDict,
    Identified,
    Parts,
    UNSET,
    Unset,
    Versioned,
    seen,
)
from bookroom._generated import models as m
from bookroom._table import Page, Rows, Table

if TYPE_CHECKING:
    from bookroom._areas.customers import ImportantDates, InvoiceProfiles, Pools


class CustomersCalls(Area, Parts):
    """The engine's calls of ``session.customers``."""

    __slots__ = (
        "important_dates", "invoice_profiles", "pools",
    )
    _PARTS: ClassVar[dict[str, str]] = {
        "important_dates": "ImportantDates",
        "invoice_profiles": "InvoiceProfiles",
        "pools": "Pools",
    }

    important_dates: ImportantDates
    """Days that matter to customers and to persons there (重要日子)."""

    invoice_profiles: InvoiceProfiles
    """What customers want on their invoices (开票资料)."""

    pools: Pools
    """Pools of customers that nobody owns (公海)."""

    def credit(self, id: m.CustomerId | Identified[m.CustomerId]) -> m.CustomerCredit:
        """What a customer owes now, and what is left of its credit limit. It shows documents and
        money, so it needs the permissions to see both, and reaches as far as both do.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``.
        """
        result: m.CustomerCredit = self._query("customers.credit", id)
        return result

    def credits(self, ids: Sequence[m.CustomerId]) -> Table[m.CustomerCredit]:
        """As ``Customers.credit``, for many, in the order asked for. Missing and invisible ones
        are left out.

        Raises:
            bookroom.Error: ``not_permitted``, ``too_many`` above 100,000.
        """
        result: Table[m.CustomerCredit] = self._query("customers.credits", ids)
        return result

    def family_credit(self, id: m.CustomerId | Identified[m.CustomerId]) -> m.FamilyCredit:
        """What a customer and all visible ones that belong to it, directly or not, owe together.

        Raises:
            bookroom.Error: As ``Customers.credit``; ``too_many`` above 10,000 customers.
        """
        result: m.FamilyCredit = self._query("customers.family_credit", id)
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
        pool: m.PoolId | None = None,
        custom: Mapping[str, str | Decimal | int | dt.date | bool | Sequence[str]] = FrozenDict(),
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
            pool: The pool it shall wait in, with neither owner nor team. Who adds it is a
                member of it.
            custom: Values of fields of the book's own, by key; what is not given has its
                default.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``required``, ``too_long``, ``too_many``, ``bad_character``,
                ``out_of_range``, ``bad_format``, ``bad_check_digit``, ``repeated``,
                ``unknown_reference``, ``retired``; ``already_exists`` for a code that is taken;
                ``field_not_permitted``; ``not_permitted`` for another's customer without the
                permission to assign.
        """
        result: m.Customer = self._command("customers.add", request_key, m.NewCustomer(name, code, kind, legal_name, is_customer, is_supplier, level, industry, source, region, enterprise_type, enterprise_nature, credit_rating, satisfaction, classes, tax_kind, tax_number, payment_days, website, note, channels, addresses, bank_accounts, billing, tags, owner, team, pool, custom))
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

    @overload
    def edit(
        self,
        id: m.CustomerId | Identified[m.CustomerId],
        version: int,
        *,
        code: str | Unset | None = UNSET,
        kind: m.CustomerKind | str | Unset = UNSET,
        name: str | Unset = UNSET,
        legal_name: str | Unset | None = UNSET,
        is_customer: bool | Unset = UNSET,
        is_supplier: bool | Unset = UNSET,
        level: str | Unset | None = UNSET,
        industry: str | Unset | None = UNSET,
        source: str | Unset | None = UNSET,
        region: str | Unset | None = UNSET,
        enterprise_type: str | Unset | None = UNSET,
        enterprise_nature: str | Unset | None = UNSET,
        credit_rating: str | Unset | None = UNSET,
        satisfaction: str | Unset | None = UNSET,
        classes: Mapping[str, str] | Unset | None = UNSET,
        tax_kind: m.IdentifierKind | str | Unset | None = UNSET,
        tax_number: str | Unset | None = UNSET,
        payment_days: int | Unset = UNSET,
        website: str | Unset | None = UNSET,
        note: str | Unset | None = UNSET,
        channels: Sequence[m.Channel] | Unset | None = UNSET,
        addresses: Sequence[m.Address] | Unset | None = UNSET,
        bank_accounts: Sequence[m.BankAccount] | Unset | None = UNSET,
        billing: m.BillingProfile | Unset | None = UNSET,
        tags: Sequence[str] | Unset | None = UNSET,
        custom: Mapping[str, str | Decimal | int | dt.date | bool | Sequence[str] | None] | Unset = UNSET,
        request_key: str | None = None,
    ) -> m.Customer: ...

    @overload
    def edit(
        self,
        id: Versioned[m.CustomerId],
        *,
        code: str | Unset | None = UNSET,
        kind: m.CustomerKind | str | Unset = UNSET,
        name: str | Unset = UNSET,
        legal_name: str | Unset | None = UNSET,
        is_customer: bool | Unset = UNSET,
        is_supplier: bool | Unset = UNSET,
        level: str | Unset | None = UNSET,
        industry: str | Unset | None = UNSET,
        source: str | Unset | None = UNSET,
        region: str | Unset | None = UNSET,
        enterprise_type: str | Unset | None = UNSET,
        enterprise_nature: str | Unset | None = UNSET,
        credit_rating: str | Unset | None = UNSET,
        satisfaction: str | Unset | None = UNSET,
        classes: Mapping[str, str] | Unset | None = UNSET,
        tax_kind: m.IdentifierKind | str | Unset | None = UNSET,
        tax_number: str | Unset | None = UNSET,
        payment_days: int | Unset = UNSET,
        website: str | Unset | None = UNSET,
        note: str | Unset | None = UNSET,
        channels: Sequence[m.Channel] | Unset | None = UNSET,
        addresses: Sequence[m.Address] | Unset | None = UNSET,
        bank_accounts: Sequence[m.BankAccount] | Unset | None = UNSET,
        billing: m.BillingProfile | Unset | None = UNSET,
        tags: Sequence[str] | Unset | None = UNSET,
        custom: Mapping[str, str | Decimal | int | dt.date | bool | Sequence[str] | None] | Unset = UNSET,
        request_key: str | None = None,
    ) -> m.Customer: ...

    def edit(
        self,
        id: m.CustomerId | Identified[m.CustomerId] | Versioned[m.CustomerId],
        version: int | Absent = ABSENT,
        *,
        code: str | Unset | None = UNSET,
        kind: m.CustomerKind | str | Unset = UNSET,
        name: str | Unset = UNSET,
        legal_name: str | Unset | None = UNSET,
        is_customer: bool | Unset = UNSET,
        is_supplier: bool | Unset = UNSET,
        level: str | Unset | None = UNSET,
        industry: str | Unset | None = UNSET,
        source: str | Unset | None = UNSET,
        region: str | Unset | None = UNSET,
        enterprise_type: str | Unset | None = UNSET,
        enterprise_nature: str | Unset | None = UNSET,
        credit_rating: str | Unset | None = UNSET,
        satisfaction: str | Unset | None = UNSET,
        classes: Mapping[str, str] | Unset | None = UNSET,
        tax_kind: m.IdentifierKind | str | Unset | None = UNSET,
        tax_number: str | Unset | None = UNSET,
        payment_days: int | Unset = UNSET,
        website: str | Unset | None = UNSET,
        note: str | Unset | None = UNSET,
        channels: Sequence[m.Channel] | Unset | None = UNSET,
        addresses: Sequence[m.Address] | Unset | None = UNSET,
        bank_accounts: Sequence[m.BankAccount] | Unset | None = UNSET,
        billing: m.BillingProfile | Unset | None = UNSET,
        tags: Sequence[str] | Unset | None = UNSET,
        custom: Mapping[str, str | Decimal | int | dt.date | bool | Sequence[str] | None] | Unset = UNSET,
        request_key: str | None = None,
    ) -> m.Customer:
        """Changes a customer.

        What is not given stays as it is; ``None`` clears it.

        Args:
            version: The version that was last seen; with the record itself there is none.
            code: One's own code.
            kind: Company or person.
            name: The name it goes by.
            legal_name: The registered name.
            is_customer: Whether it is sold to.
            is_supplier: Whether it is bought from.
            level: Its level: the code or a label of an item; so for the next seven.
            industry: Its industry.
            source: Where it came from.
            region: Its region.
            enterprise_type: The type of enterprise.
            enterprise_nature: The nature of the enterprise.
            credit_rating: Its credit rating.
            satisfaction: How satisfied it is.
            classes: The whole classification by other dictionaries.
            tax_kind: What kind of identifier the tax number is; kept while a number is given,
                it is found out anew from its form. Clear it only together with the number.
            tax_number: The tax number; its kind goes with it.
            payment_days: Days from an invoice to its due date.
            website: The web site.
            note: The note.
            channels: All channels.
            addresses: All addresses.
            bank_accounts: All bank accounts.
            billing: The whole billing profile; an empty one is none.
            tags: All tags.
            custom: Values of fields of the book's own, by key: those that are named. Null
                clears one, and the others stay.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``field_not_permitted``,
                ``already_exists`` for a code that is taken, and the violations of
                ``Customers.add``.
        """
        id, version = seen(
            ("id", "version"),
            ("Customer", "ContactPlan", "CreditLimit", "CustomerSharing", "CustomerSummary", "CustomerUpdate", "CustomerVersion",),
            id, version,
        )
        result: m.Customer = self._command("customers.edit", request_key, id, version, m.CustomerEdit(code, kind, name, legal_name, is_customer, is_supplier, level, industry, source, region, enterprise_type, enterprise_nature, credit_rating, satisfaction, classes, tax_kind, tax_number, payment_days, website, note, channels, addresses, bank_accounts, billing, tags, custom))
        return result

    def edit_many(
        self,
        edits: Sequence[m.CustomerUpdate],
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

    @overload
    def set_active(
        self,
        id: m.CustomerId | Identified[m.CustomerId],
        version: int,
        active: bool,
        *,
        request_key: str | None = None,
    ) -> m.Customer: ...

    @overload
    def set_active(
        self,
        id: Versioned[m.CustomerId],
        active: bool,
        *,
        request_key: str | None = None,
    ) -> m.Customer: ...

    def set_active(  # type: ignore[misc]
        self,
        id: m.CustomerId | Identified[m.CustomerId] | Versioned[m.CustomerId],
        version: int | Absent = ABSENT,
        active: bool | Absent = ABSENT,
        *,
        request_key: str | None = None,
    ) -> m.Customer:
        """Retires a customer, who then takes no new documents, or brings one back.

        Args:
            version: The version that was last seen; with the record itself there is none.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``.
        """
        id, version, active = seen(
            ("id", "version", "active"),
            ("Customer", "ContactPlan", "CreditLimit", "CustomerSharing", "CustomerSummary", "CustomerUpdate", "CustomerVersion",),
            id, version, active,
        )
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

    @overload
    def remove(
        self,
        id: m.CustomerId | Identified[m.CustomerId],
        version: int,
        *,
        request_key: str | None = None,
    ) -> m.Customer: ...

    @overload
    def remove(
        self,
        id: Versioned[m.CustomerId],
        *,
        request_key: str | None = None,
    ) -> m.Customer: ...

    def remove(
        self,
        id: m.CustomerId | Identified[m.CustomerId] | Versioned[m.CustomerId],
        version: int | Absent = ABSENT,
        *,
        request_key: str | None = None,
    ) -> m.Customer:
        """Removes a customer that nothing refers to, with its contacts; returns what it was.

        Args:
            version: The version that was last seen; with the record itself there is none.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``; ``in_use`` when an invoice,
                payment, posting, case, dealing or task refers to it or to a contact of it:
                retire it instead.
        """
        id, version = seen(
            ("id", "version"),
            ("Customer", "ContactPlan", "CreditLimit", "CustomerSharing", "CustomerSummary", "CustomerUpdate", "CustomerVersion",),
            id, version,
        )
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

    @overload
    def plan_contact(
        self,
        id: m.CustomerId | Identified[m.CustomerId],
        version: int,
        *,
        on: dt.date | None = None,
        purpose: str | None = None,
        request_key: str | None = None,
    ) -> m.Customer: ...

    @overload
    def plan_contact(
        self,
        id: Versioned[m.CustomerId],
        *,
        on: dt.date | None = None,
        purpose: str | None = None,
        request_key: str | None = None,
    ) -> m.Customer: ...

    def plan_contact(
        self,
        id: m.CustomerId | Identified[m.CustomerId] | Versioned[m.CustomerId],
        version: int | Absent = ABSENT,
        *,
        on: dt.date | None = None,
        purpose: str | None = None,
        request_key: str | None = None,
    ) -> m.Customer:
        """Says when a customer shall be contacted next, and what for; without a day: not at all.
        Dealings that come later may say otherwise, and one on that day or later is the contact.

        Args:
            version: The version that was last seen; with the record itself there is none.
            on: The day; today when absent.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``field_not_permitted``,
                ``bad_date``, ``too_long``, ``bad_character``; ``date_order`` for a day that is
                past.
        """
        id, version = seen(
            ("id", "version"),
            ("Customer", "ContactPlan", "CreditLimit", "CustomerSharing", "CustomerSummary", "CustomerUpdate", "CustomerVersion",),
            id, version,
        )
        result: m.Customer = self._command("customers.plan_contact", request_key, id, version, on, purpose)
        return result

    def plan_contacts(
        self,
        plans: Sequence[m.ContactPlan],
        *,
        request_key: str | None = None,
    ) -> Table[m.Customer]:
        """As ``Customers.plan_contact``, for up to 100,000: all, or none.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Customers.plan_contact``; ``repeated``.
        """
        result: Table[m.Customer] = self._command("customers.plan_contacts", request_key, plans)
        return result

    def get(self, id: m.CustomerId | Identified[m.CustomerId]) -> m.Customer:
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
        """The customer with this code, if there is one that is visible. Letter case counts, as it
        does when codes are given: ``K001`` and ``k001`` are two codes.

        Raises:
            bookroom.Error: ``not_permitted``.
        """
        result: m.Customer | None = self._query("customers.find_by_code", code)
        return result

    def get_by_code(self, code: str) -> m.Customer:
        """As ``Customers.find_by_code``, where there must be one.

        Raises:
            bookroom.Error: ``not_found``, ``not_permitted``.
        """
        result: m.Customer = self._query("customers.get_by_code", code)
        return result

    def list(
        self,
        sort: m.CustomerSort | str = m.CustomerSort.NAME,
        *,
        text: str | None = None,
        kind: m.CustomerKind | str | None = None,
        is_customer: bool | None = None,
        is_supplier: bool | None = None,
        active: bool | None = None,
        owner: m.OperatorId | None = None,
        collaborator: m.OperatorId | None = None,
        locked: bool | None = None,
        unowned: bool = False,
        merged: bool = False,
        team: m.TeamId | None = None,
        tag: str | None = None,
        classes: Mapping[str, str] = FrozenDict(),
        created_from: dt.date | None = None,
        created_to: dt.date | None = None,
        next_contact_to: dt.date | None = None,
        no_dealing_since: dt.date | None = None,
        parent: m.CustomerId | None = None,
        conditions: Sequence[m.Condition] = (),
        sorted_by: str | None = None,
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
            collaborator: Who works with it beside its owner, also when the last day of that is
                over.
            locked: Whether it is locked.
            unowned: Only customers that nobody owns.
            merged: Customers that were merged into others, which are left out of every other
                list.
            team: The team.
            tag: A tag, whole.
            classes: Item codes (or labels) by dictionary code; ``customer_level``, ``industry``
                … among them.
            created_from: Added on this day or later, by the book's local time.
            created_to: Added on this day or earlier.
            next_contact_to: The next contact is due on this day or earlier.
            no_dealing_since: No dealing on this day or later; also those that never had one.
            parent: The customer that they belong to, directly.
            conditions: Conditions on any column that the list can be sorted by, and on
                ``custom.`` and the key of a field of the book's own; at most 20.
            sorted_by: The key of a field of the book's own that the list is sorted by, before
                its sort.
            sort: What the rows are sorted by.
            descending: Whether the last comes first.
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted``, ``too_long``, ``out_of_range``, ``bad_cursor``;
                ``unknown_reference`` for a class; ``bad_choice`` or ``wrong_type`` for a
                condition.
        """
        result: Page[m.CustomerSummary] = self._query("customers.list", m.CustomerFilter(text, kind, is_customer, is_supplier, active, owner, collaborator, locked, unowned, merged, team, tag, classes, created_from, created_to, next_contact_to, no_dealing_since, parent, conditions, sorted_by), sort, descending, m.PageRequest(limit, after))
        return result

    def iter_summaries(
        self,
        sort: m.CustomerSort | str = m.CustomerSort.NAME,
        *,
        text: str | None = None,
        kind: m.CustomerKind | str | None = None,
        is_customer: bool | None = None,
        is_supplier: bool | None = None,
        active: bool | None = None,
        owner: m.OperatorId | None = None,
        collaborator: m.OperatorId | None = None,
        locked: bool | None = None,
        unowned: bool = False,
        merged: bool = False,
        team: m.TeamId | None = None,
        tag: str | None = None,
        classes: Mapping[str, str] = FrozenDict(),
        created_from: dt.date | None = None,
        created_to: dt.date | None = None,
        next_contact_to: dt.date | None = None,
        no_dealing_since: dt.date | None = None,
        parent: m.CustomerId | None = None,
        conditions: Sequence[m.Condition] = (),
        sorted_by: str | None = None,
        descending: bool = False,
        chunk: int = 1000,
    ) -> Rows[m.CustomerSummary]:
        """As ``list``, over all pages: load as it goes, ``chunk`` rows at a time."""
        return Rows(
            m.CustomerSummary,
            self._session,
            "customers.list",
            lambda limit, after: (m.CustomerFilter(text, kind, is_customer, is_supplier, active, owner, collaborator, locked, unowned, merged, team, tag, classes, created_from, created_to, next_contact_to, no_dealing_since, parent, conditions, sorted_by), sort, descending, m.PageRequest(limit, after), ),
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
        collaborator: m.OperatorId | None = None,
        locked: bool | None = None,
        unowned: bool = False,
        merged: bool = False,
        team: m.TeamId | None = None,
        tag: str | None = None,
        classes: Mapping[str, str] = FrozenDict(),
        created_from: dt.date | None = None,
        created_to: dt.date | None = None,
        next_contact_to: dt.date | None = None,
        no_dealing_since: dt.date | None = None,
        parent: m.CustomerId | None = None,
        conditions: Sequence[m.Condition] = (),
        sorted_by: str | None = None,
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
            collaborator: Who works with it beside its owner, also when the last day of that is
                over.
            locked: Whether it is locked.
            unowned: Only customers that nobody owns.
            merged: Customers that were merged into others, which are left out of every other
                list.
            team: The team.
            tag: A tag, whole.
            classes: Item codes (or labels) by dictionary code; ``customer_level``, ``industry``
                … among them.
            created_from: Added on this day or later, by the book's local time.
            created_to: Added on this day or earlier.
            next_contact_to: The next contact is due on this day or earlier.
            no_dealing_since: No dealing on this day or later; also those that never had one.
            parent: The customer that they belong to, directly.
            conditions: Conditions on any column that the list can be sorted by, and on
                ``custom.`` and the key of a field of the book's own; at most 20.
            sorted_by: The key of a field of the book's own that the list is sorted by, before
                its sort.

        Raises:
            bookroom.Error: ``not_permitted``, ``too_long``; ``unknown_reference`` for a class.
        """
        result: int = self._query("customers.count", m.CustomerFilter(text, kind, is_customer, is_supplier, active, owner, collaborator, locked, unowned, merged, team, tag, classes, created_from, created_to, next_contact_to, no_dealing_since, parent, conditions, sorted_by))
        return result

    def add_contact(
        self,
        *,
        customer: m.CustomerId,
        name: str,
        role: str | None = None,
        title: str | None = None,
        decision_role: m.DecisionRole | str | None = None,
        superior: m.ContactId | None = None,
        gender: m.Gender | str | None = None,
        is_primary: bool = False,
        channels: Sequence[m.Channel] = (),
        note: str | None = None,
        custom: Mapping[str, str | Decimal | int | dt.date | bool | Sequence[str]] = FrozenDict(),
        request_key: str | None = None,
    ) -> m.Contact:
        """Adds a contact. The permission to add must reach the customer.

        Args:
            customer: The customer.
            name: The name, up to 100 characters.
            role: What the person decides or does there, up to 60 characters.
            title: The title or position, up to 100 characters.
            decision_role: What the person's word counts for there.
            superior: Who the person reports to: a contact of the customer, or of its family.
            gender: How the person is addressed.
            is_primary: Whether this is the one to talk to first; whoever was so until now no
                longer is.
            channels: Phones, mails and other ways to reach the person, at most 50.
            note: A note, up to 10,000 characters.
            custom: Values of fields of the book's own, by key; what is not given has its
                default.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found`` for the customer; ``required``, ``too_long``,
                ``too_many``, ``bad_character``, ``bad_format``, ``repeated``;
                ``field_not_permitted``; for the superior ``unknown_reference`` unless it is a
                contact of the customer or its family, ``too_many`` for more than 50 levels.
        """
        result: m.Contact = self._command("customers.add_contact", request_key, m.NewContact(customer, name, role, title, decision_role, superior, gender, is_primary, channels, note, custom))
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

    @overload
    def edit_contact(
        self,
        id: m.ContactId | Identified[m.ContactId],
        version: int,
        *,
        name: str | Unset = UNSET,
        role: str | Unset | None = UNSET,
        title: str | Unset | None = UNSET,
        decision_role: m.DecisionRole | str | Unset | None = UNSET,
        superior: m.ContactId | Unset | None = UNSET,
        gender: m.Gender | str | Unset | None = UNSET,
        is_primary: bool | Unset = UNSET,
        channels: Sequence[m.Channel] | Unset | None = UNSET,
        note: str | Unset | None = UNSET,
        custom: Mapping[str, str | Decimal | int | dt.date | bool | Sequence[str] | None] | Unset = UNSET,
        request_key: str | None = None,
    ) -> m.Contact: ...

    @overload
    def edit_contact(
        self,
        id: Versioned[m.ContactId],
        *,
        name: str | Unset = UNSET,
        role: str | Unset | None = UNSET,
        title: str | Unset | None = UNSET,
        decision_role: m.DecisionRole | str | Unset | None = UNSET,
        superior: m.ContactId | Unset | None = UNSET,
        gender: m.Gender | str | Unset | None = UNSET,
        is_primary: bool | Unset = UNSET,
        channels: Sequence[m.Channel] | Unset | None = UNSET,
        note: str | Unset | None = UNSET,
        custom: Mapping[str, str | Decimal | int | dt.date | bool | Sequence[str] | None] | Unset = UNSET,
        request_key: str | None = None,
    ) -> m.Contact: ...

    def edit_contact(
        self,
        id: m.ContactId | Identified[m.ContactId] | Versioned[m.ContactId],
        version: int | Absent = ABSENT,
        *,
        name: str | Unset = UNSET,
        role: str | Unset | None = UNSET,
        title: str | Unset | None = UNSET,
        decision_role: m.DecisionRole | str | Unset | None = UNSET,
        superior: m.ContactId | Unset | None = UNSET,
        gender: m.Gender | str | Unset | None = UNSET,
        is_primary: bool | Unset = UNSET,
        channels: Sequence[m.Channel] | Unset | None = UNSET,
        note: str | Unset | None = UNSET,
        custom: Mapping[str, str | Decimal | int | dt.date | bool | Sequence[str] | None] | Unset = UNSET,
        request_key: str | None = None,
    ) -> m.Contact:
        """Changes a contact. The permission to change must reach its own customer: a further
        place is not enough.

        What is not given stays as it is; ``None`` clears it.

        Args:
            version: The version that was last seen; with the record itself there is none.
            name: The name.
            role: What the person decides or does there.
            title: The title or position.
            decision_role: What the person's word counts for there.
            superior: Who the person reports to: a contact of one of its customers, or of their
                families.
            gender: How the person is addressed.
            is_primary: Whether this is the one to talk to first.
            channels: All channels.
            note: The note.
            custom: Values of fields of the book's own, by key: those that are named. Null
                clears one, and the others stay.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``field_not_permitted``,
                ``cycle`` for who would stand above itself, and as ``Customers.add_contact``.
        """
        id, version = seen(
            ("id", "version"),
            ("Contact", "ContactUpdate", "ContactVersion",),
            id, version,
        )
        result: m.Contact = self._command("customers.edit_contact", request_key, id, version, m.ContactEdit(name, role, title, decision_role, superior, gender, is_primary, channels, note, custom))
        return result

    def edit_contacts(
        self,
        edits: Sequence[m.ContactUpdate],
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

    @overload
    def set_contact_active(
        self,
        id: m.ContactId | Identified[m.ContactId],
        version: int,
        active: bool,
        *,
        request_key: str | None = None,
    ) -> m.Contact: ...

    @overload
    def set_contact_active(
        self,
        id: Versioned[m.ContactId],
        active: bool,
        *,
        request_key: str | None = None,
    ) -> m.Contact: ...

    def set_contact_active(  # type: ignore[misc]
        self,
        id: m.ContactId | Identified[m.ContactId] | Versioned[m.ContactId],
        version: int | Absent = ABSENT,
        active: bool | Absent = ABSENT,
        *,
        request_key: str | None = None,
    ) -> m.Contact:
        """Retires a contact (who is then no longer primary), or brings one back.

        Args:
            version: The version that was last seen; with the record itself there is none.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``.
        """
        id, version, active = seen(
            ("id", "version", "active"),
            ("Contact", "ContactUpdate", "ContactVersion",),
            id, version, active,
        )
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

    @overload
    def remove_contact(
        self,
        id: m.ContactId | Identified[m.ContactId],
        version: int,
        *,
        request_key: str | None = None,
    ) -> m.Contact: ...

    @overload
    def remove_contact(
        self,
        id: Versioned[m.ContactId],
        *,
        request_key: str | None = None,
    ) -> m.Contact: ...

    def remove_contact(
        self,
        id: m.ContactId | Identified[m.ContactId] | Versioned[m.ContactId],
        version: int | Absent = ABSENT,
        *,
        request_key: str | None = None,
    ) -> m.Contact:
        """Removes a contact that no case, dealing, task, file, field or further place refers to,
        and to whom nobody reports; returns what it was.

        Args:
            version: The version that was last seen; with the record itself there is none.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``in_use``.
        """
        id, version = seen(
            ("id", "version"),
            ("Contact", "ContactUpdate", "ContactVersion",),
            id, version,
        )
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

    def contact(self, id: m.ContactId | Identified[m.ContactId]) -> m.Contact:
        """One contact.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``.
        """
        result: m.Contact = self._query("customers.contact", id)
        return result

    def contacts(self, customer: m.CustomerId | Identified[m.CustomerId]) -> Table[m.Contact]:
        """All contacts of a customer, its own and those with a further place there: the primary
        one first, then those who are still there, by id.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found`` for the customer.
        """
        result: Table[m.Contact] = self._query("customers.contacts", customer)
        return result

    def list_contacts(
        self,
        sort: m.ContactSort | str = m.ContactSort.NAME,
        *,
        text: str | None = None,
        customer: m.CustomerId | None = None,
        role: str | None = None,
        is_primary: bool | None = None,
        active: bool | None = None,
        decision_role: m.DecisionRole | str | None = None,
        superior: m.ContactId | None = None,
        merged: bool = False,
        conditions: Sequence[m.Condition] = (),
        sorted_by: str | None = None,
        descending: bool = False,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[m.Contact]:
        """Contacts over all customers that are visible: each by its own customer or a further
        place.

        Args:
            text: Part of a name, phone, mail or other channel; up to 200 characters.
            customer: The customer: its own contacts, and those with a further place there.
            role: What the person decides or does there, whole: at the customer that is asked
                for, else at the person's own one.
            is_primary: Whether this is the one to talk to first there.
            active: Whether the person is still there.
            decision_role: What the person's word counts for there.
            superior: Who they report to.
            merged: Contacts that were merged into others, which are left out of every other
                list.
            conditions: Conditions on any column that the list can be sorted by, and on
                ``custom.`` and the key of a field of the book's own; at most 20.
            sorted_by: The key of a field of the book's own that the list is sorted by, before
                its sort.
            sort: What the rows are sorted by.
            descending: Whether the last comes first.
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted``, ``too_long``, ``out_of_range``, ``bad_cursor``;
                ``bad_choice`` or ``bad_format`` for a condition.
        """
        result: Page[m.Contact] = self._query("customers.list_contacts", m.ContactFilter(text, customer, role, is_primary, active, decision_role, superior, merged, conditions, sorted_by), sort, descending, m.PageRequest(limit, after))
        return result

    def iter_contacts(
        self,
        sort: m.ContactSort | str = m.ContactSort.NAME,
        *,
        text: str | None = None,
        customer: m.CustomerId | None = None,
        role: str | None = None,
        is_primary: bool | None = None,
        active: bool | None = None,
        decision_role: m.DecisionRole | str | None = None,
        superior: m.ContactId | None = None,
        merged: bool = False,
        conditions: Sequence[m.Condition] = (),
        sorted_by: str | None = None,
        descending: bool = False,
        chunk: int = 1000,
    ) -> Rows[m.Contact]:
        """As ``list_contacts``, over all pages: load as it goes, ``chunk`` rows at a time."""
        return Rows(
            m.Contact,
            self._session,
            "customers.list_contacts",
            lambda limit, after: (m.ContactFilter(text, customer, role, is_primary, active, decision_role, superior, merged, conditions, sorted_by), sort, descending, m.PageRequest(limit, after), ),
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
        decision_role: m.DecisionRole | str | None = None,
        superior: m.ContactId | None = None,
        merged: bool = False,
        conditions: Sequence[m.Condition] = (),
        sorted_by: str | None = None,
    ) -> int:
        """How many contacts a filter finds.

        Args:
            text: Part of a name, phone, mail or other channel; up to 200 characters.
            customer: The customer: its own contacts, and those with a further place there.
            role: What the person decides or does there, whole: at the customer that is asked
                for, else at the person's own one.
            is_primary: Whether this is the one to talk to first there.
            active: Whether the person is still there.
            decision_role: What the person's word counts for there.
            superior: Who they report to.
            merged: Contacts that were merged into others, which are left out of every other
                list.
            conditions: Conditions on any column that the list can be sorted by, and on
                ``custom.`` and the key of a field of the book's own; at most 20.
            sorted_by: The key of a field of the book's own that the list is sorted by, before
                its sort.

        Raises:
            bookroom.Error: ``not_permitted``, ``too_long``.
        """
        result: int = self._query("customers.count_contacts", m.ContactFilter(text, customer, role, is_primary, active, decision_role, superior, merged, conditions, sorted_by))
        return result

    def link_contact(
        self,
        *,
        contact: m.ContactId,
        customer: m.CustomerId,
        role: str | None = None,
        title: str | None = None,
        decision_role: m.DecisionRole | str | None = None,
        is_primary: bool = False,
        left_on: dt.date | None = None,
        request_key: str | None = None,
    ) -> m.ContactLink:
        """Gives a contact a further place, at a customer beside its own: it is seen there, and
        cases and dealings of that customer may name it. The permission to change must reach that
        customer; the contact has to be visible.

        Args:
            contact: The person.
            customer: The customer; not the contact's own one.
            role: What the person decides or does there, up to 60 characters.
            title: The title or position there, up to 100 characters.
            decision_role: What the person's word counts for there.
            is_primary: Whether this is the one to talk to first there; whoever was so until now
                no longer is.
            left_on: The day on which the person left, not after today; none while still there.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found`` for the customer or the contact, ``already_exists``
                when the contact stands there, ``merged_away``, ``record_locked``, ``in_pool``,
                ``too_long``, ``bad_character``, ``date_order`` for a day after today,
                ``retired`` for a primary one who left, ``too_many`` for more than 100 places.
        """
        result: m.ContactLink = self._command("customers.link_contact", request_key, m.NewContactLink(contact, customer, role, title, decision_role, is_primary, left_on))
        return result

    def link_contacts(
        self,
        links: Sequence[m.NewContactLink],
        *,
        request_key: str | None = None,
    ) -> Table[m.ContactLink]:
        """As ``Customers.link_contact``, for up to 100,000: all, or none.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Customers.link_contact``; ``repeated`` for one that stands
                there twice, and when two are primary at one customer.
        """
        result: Table[m.ContactLink] = self._command("customers.link_contacts", request_key, links)
        return result

    @overload
    def edit_contact_link(
        self,
        id: m.ContactLinkId | Identified[m.ContactLinkId],
        version: int,
        *,
        role: str | Unset | None = UNSET,
        title: str | Unset | None = UNSET,
        decision_role: m.DecisionRole | str | Unset | None = UNSET,
        is_primary: bool | Unset = UNSET,
        left_on: dt.date | Unset | None = UNSET,
        request_key: str | None = None,
    ) -> m.ContactLink: ...

    @overload
    def edit_contact_link(
        self,
        id: Versioned[m.ContactLinkId],
        *,
        role: str | Unset | None = UNSET,
        title: str | Unset | None = UNSET,
        decision_role: m.DecisionRole | str | Unset | None = UNSET,
        is_primary: bool | Unset = UNSET,
        left_on: dt.date | Unset | None = UNSET,
        request_key: str | None = None,
    ) -> m.ContactLink: ...

    def edit_contact_link(
        self,
        id: m.ContactLinkId | Identified[m.ContactLinkId] | Versioned[m.ContactLinkId],
        version: int | Absent = ABSENT,
        *,
        role: str | Unset | None = UNSET,
        title: str | Unset | None = UNSET,
        decision_role: m.DecisionRole | str | Unset | None = UNSET,
        is_primary: bool | Unset = UNSET,
        left_on: dt.date | Unset | None = UNSET,
        request_key: str | None = None,
    ) -> m.ContactLink:
        """Changes a further place of a contact; who left gets the day.

        What is not given stays as it is; ``None`` clears it.

        Args:
            version: The version that was last seen; with the record itself there is none.
            role: What the person decides or does there.
            title: The title or position there.
            decision_role: What the person's word counts for there.
            is_primary: Whether this is the one to talk to first there.
            left_on: The day on which the person left; who left is no longer primary. Null: is
                there again.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, and as
                ``Customers.link_contact``.
        """
        id, version = seen(
            ("id", "version"),
            ("ContactLink", "ContactLinkUpdate", "ContactLinkVersion",),
            id, version,
        )
        result: m.ContactLink = self._command("customers.edit_contact_link", request_key, id, version, m.ContactLinkEdit(role, title, decision_role, is_primary, left_on))
        return result

    def edit_contact_links(
        self,
        edits: Sequence[m.ContactLinkUpdate],
        *,
        request_key: str | None = None,
    ) -> Table[m.ContactLink]:
        """As ``Customers.edit_contact_link``, for up to 100,000: all, or none.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Customers.edit_contact_link``; ``repeated``.
        """
        result: Table[m.ContactLink] = self._command("customers.edit_contact_links", request_key, edits)
        return result

    @overload
    def unlink_contact(
        self,
        id: m.ContactLinkId | Identified[m.ContactLinkId],
        version: int,
        *,
        request_key: str | None = None,
    ) -> m.ContactLink: ...

    @overload
    def unlink_contact(
        self,
        id: Versioned[m.ContactLinkId],
        *,
        request_key: str | None = None,
    ) -> m.ContactLink: ...

    def unlink_contact(
        self,
        id: m.ContactLinkId | Identified[m.ContactLinkId] | Versioned[m.ContactLinkId],
        version: int | Absent = ABSENT,
        *,
        request_key: str | None = None,
    ) -> m.ContactLink:
        """Takes a further place of a contact away, as if it had never been; returns what it was.
        Who left a customer gets the day instead (``Customers.edit_contact_link``).

        Args:
            version: The version that was last seen; with the record itself there is none.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``; ``in_use`` when cases or
                dealings of the customer name the contact; ``record_locked``.
        """
        id, version = seen(
            ("id", "version"),
            ("ContactLink", "ContactLinkUpdate", "ContactLinkVersion",),
            id, version,
        )
        result: m.ContactLink = self._command("customers.unlink_contact", request_key, id, version)
        return result

    def unlink_contacts(
        self,
        links: Sequence[Versioned[m.ContactLinkId]],
        *,
        request_key: str | None = None,
    ) -> Table[m.ContactLink]:
        """As ``Customers.unlink_contact``, for up to 100,000: all, or none.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Customers.unlink_contact``; ``repeated``.
        """
        result: Table[m.ContactLink] = self._command("customers.unlink_contacts", request_key, links)
        return result

    def contact_link(self, id: m.ContactLinkId | Identified[m.ContactLinkId]) -> m.ContactLink:
        """One further place of a contact. All of a contact stand in ``Contact.links``.

        ``Contact.links``: crate.customers.contacts.model.Contact.links

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``.
        """
        result: m.ContactLink = self._query("customers.contact_link", id)
        return result

    def merge_contacts(
        self,
        into: Versioned[m.ContactId],
        contacts: Sequence[Versioned[m.ContactId]],
        *,
        rules: Sequence[m.ContactMergeRule] = (),
        request_key: str | None = None,
    ) -> m.MergedContacts:
        """Merges up to 100 contacts into another one, which takes over all that names them:
        cases, dealings, tasks, files, further places, who reports to them. Their own customers
        become further places of the one that stays. They stay behind retired and say where they
        went. A dry run says what would move. Of fields that no rule names, channels and notes are
        joined and empty ones filled; the name stays.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``required`` and ``too_many`` for none or too many, ``repeated``,
                ``not_found``, ``version_conflict``; ``merged_away`` for one that was merged
                before, ``retired`` for one to stay; ``bad_choice`` for a field or rule,
                ``unknown_reference`` for a contact that a rule names; ``cycle`` when the one
                that stays would report to itself; ``in_pool``, ``record_locked``,
                ``field_not_permitted``, ``not_permitted``.
        """
        result: m.MergedContacts = self._command("customers.merge_contacts", request_key, into, contacts, rules)
        return result

    @overload
    def unmerge_contacts(
        self,
        id: m.ContactMergeId | Identified[m.ContactMergeId],
        version: int,
        *,
        request_key: str | None = None,
    ) -> m.MergedContacts: ...

    @overload
    def unmerge_contacts(
        self,
        id: Versioned[m.ContactMergeId],
        *,
        request_key: str | None = None,
    ) -> m.MergedContacts: ...

    def unmerge_contacts(
        self,
        id: m.ContactMergeId | Identified[m.ContactMergeId] | Versioned[m.ContactMergeId],
        version: int | Absent = ABSENT,
        *,
        request_key: str | None = None,
    ) -> m.MergedContacts:
        """Undoes a merge of contacts: each has what it had again. What came since stays with the
        one that stayed: what names it, fields that were changed.

        Args:
            version: The version that was last seen; with the record itself there is none.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``wrong_state`` when it was
                undone before; ``unmerge_blocked`` with the fact ``blocked``: later merges that
                have to be undone first, places that cases or dealings came to need, contacts
                that would report to themselves; ``record_locked``.
        """
        id, version = seen(
            ("id", "version"),
            ("ContactMerge",),
            id, version,
        )
        result: m.MergedContacts = self._command("customers.unmerge_contacts", request_key, id, version)
        return result

    def contact_merges(
        self,
        *,
        contact: m.ContactId | None = None,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[m.ContactMerge]:
        """A page of merges of contacts, newest first, of one contact or of all: those that it
        took in, and those by which it went.

        Args:
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted``, ``out_of_range``, ``bad_cursor``.
        """
        result: Page[m.ContactMerge] = self._query("customers.contact_merges", contact, m.PageRequest(limit, after))
        return result

    def iter_contact_merges(
        self,
        *,
        contact: m.ContactId | None = None,
        chunk: int = 1000,
    ) -> Rows[m.ContactMerge]:
        """As ``contact_merges``, over all pages: load as it goes, ``chunk`` rows at a time."""
        return Rows(
            m.ContactMerge,
            self._session,
            "customers.contact_merges",
            lambda limit, after: (contact, m.PageRequest(limit, after), ),
            chunk,
        )

    def get_contact_merge(
        self,
        id: m.ContactMergeId | Identified[m.ContactMergeId],
    ) -> m.ContactMerge:
        """One merge of contacts.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``.
        """
        result: m.ContactMerge = self._query("customers.get_contact_merge", id)
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
        pool: m.PoolId | None = None,
        custom: Mapping[str, str | Decimal | int | dt.date | bool | Sequence[str]] = FrozenDict(),
    ) -> Table[m.DuplicateHint]:
        """Visible customers that may be the same as one about to be added, the most likely first,
        at most 50: from the score on from which the book warns (``duplicate_warn``). Names are
        compared without legal form, place and branch, by how they are read and with typing
        errors; tax numbers, phones (also of contacts), mails, bank accounts and addresses, as far
        as they may be read. They are hints: adding is allowed all the same, unless the book says
        otherwise (``duplicate_stop``).

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
            pool: The pool it shall wait in, with neither owner nor team. Who adds it is a
                member of it.
            custom: Values of fields of the book's own, by key; what is not given has its
                default.

        Raises:
            bookroom.Error: ``not_permitted``.
        """
        result: Table[m.DuplicateHint] = self._query("customers.duplicates_of", m.NewCustomer(name, code, kind, legal_name, is_customer, is_supplier, level, industry, source, region, enterprise_type, enterprise_nature, credit_rating, satisfaction, classes, tax_kind, tax_number, payment_days, website, note, channels, addresses, bank_accounts, billing, tags, owner, team, pool, custom))
        return result

    def find_duplicates(
        self,
        *,
        min_score: int | None = None,
        kind: m.CustomerKind | str | None = None,
        owner: m.OperatorId | None = None,
        customer: m.CustomerId | None = None,
        inactive: bool = False,
        limit: int = 50,
        after: str | None = None,
    ) -> m.FoundDuplicates:
        """Customers in the whole book that may be the same, in groups by falling score. Only
        those are compared that share something, so the work grows with the number of customers
        and not with its square. What the operator does not see or may not read is not compared.
        Each page is made anew: ask for as many as are wanted, up to 1,000. Customers of whom
        somebody said that they are not the same are left out, and those that were merged away.

        Args:
            min_score: The lowest score that is told, 1 to 100; none: from which the book warns.
            kind: Only companies, or only persons.
            owner: Only pairs of which somebody owns one at least.
            customer: Only pairs of this customer.
            inactive: Retired customers, too.
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted``, ``out_of_range``, ``bad_cursor``, ``not_found``
                for the customer; ``too_many`` for more than 1,000,000 customers.
        """
        result: m.FoundDuplicates = self._query("customers.find_duplicates", m.DuplicateSearch(min_score, kind, owner, customer, inactive), m.PageRequest(limit, after))
        return result

    def find_duplicate_contacts(
        self,
        *,
        min_score: int | None = None,
        customer: m.CustomerId | None = None,
        inactive: bool = False,
        limit: int = 50,
        after: str | None = None,
    ) -> m.FoundContactDuplicates:
        """Contacts that may be the same person, at one customer or in the whole book, in groups
        by falling score. See ``Customers.find_duplicates``.

        Args:
            min_score: The lowest score that is told, 1 to 100; none: from which the book warns.
            customer: Only contacts of this customer; none: of all.
            inactive: Those who have left, too.
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted``, ``out_of_range``, ``bad_cursor``, ``not_found``
                for the customer; ``too_many`` for more than 1,000,000 contacts.
        """
        result: m.FoundContactDuplicates = self._query("customers.find_duplicate_contacts", m.ContactDuplicateSearch(min_score, customer, inactive), m.PageRequest(limit, after))
        return result

    def set_apart(
        self,
        pairs: Sequence[m.CustomerPair],
        *,
        request_key: str | None = None,
    ) -> Table[m.CustomerApart]:
        """Says of up to 10,000 pairs of customers that they are not the same: no search tells of
        them together until one of them changes in what is compared. What was said before stays as
        it is.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found`` for a customer, ``repeated`` for a pair that stands
                there twice or names one customer twice, ``too_many``, ``not_permitted``.
        """
        result: Table[m.CustomerApart] = self._command("customers.set_apart", request_key, pairs)
        return result

    def forget_apart(
        self,
        ids: Sequence[m.CustomerApartId],
        *,
        request_key: str | None = None,
    ) -> Table[m.CustomerApart]:
        """Takes back that customers are not the same; returns what was said.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``repeated``, ``too_many``, ``not_permitted``.
        """
        result: Table[m.CustomerApart] = self._command("customers.forget_apart", request_key, ids)
        return result

    def apart(
        self,
        *,
        customer: m.CustomerId | None = None,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[m.CustomerApart]:
        """A page of the pairs of customers of which somebody said that they are not the same,
        newest first: those of one customer, or all. Both have to be visible.

        Args:
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted``, ``out_of_range``, ``bad_cursor``.
        """
        result: Page[m.CustomerApart] = self._query("customers.apart", customer, m.PageRequest(limit, after))
        return result

    def iter_apart(
        self,
        *,
        customer: m.CustomerId | None = None,
        chunk: int = 1000,
    ) -> Rows[m.CustomerApart]:
        """As ``apart``, over all pages: load as it goes, ``chunk`` rows at a time."""
        return Rows(
            m.CustomerApart,
            self._session,
            "customers.apart",
            lambda limit, after: (customer, m.PageRequest(limit, after), ),
            chunk,
        )

    def set_contacts_apart(
        self,
        pairs: Sequence[m.ContactPair],
        *,
        request_key: str | None = None,
    ) -> Table[m.ContactApart]:
        """Says of up to 10,000 pairs of contacts that they are not the same: no search tells of
        them together until one of them changes in what is compared. What was said before stays as
        it is.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found`` for a contact, ``repeated`` for a pair that stands
                there twice or names one contact twice, ``too_many``, ``not_permitted``.
        """
        result: Table[m.ContactApart] = self._command("customers.set_contacts_apart", request_key, pairs)
        return result

    def forget_contacts_apart(
        self,
        ids: Sequence[m.ContactApartId],
        *,
        request_key: str | None = None,
    ) -> Table[m.ContactApart]:
        """Takes back that contacts are not the same; returns what was said.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``repeated``, ``too_many``, ``not_permitted``.
        """
        result: Table[m.ContactApart] = self._command("customers.forget_contacts_apart", request_key, ids)
        return result

    def contacts_apart(
        self,
        *,
        contact: m.ContactId | None = None,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[m.ContactApart]:
        """A page of the pairs of contacts of which somebody said that they are not the same,
        newest first: those of one contact, or all. Both have to be visible.

        Args:
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted``, ``out_of_range``, ``bad_cursor``.
        """
        result: Page[m.ContactApart] = self._query("customers.contacts_apart", contact, m.PageRequest(limit, after))
        return result

    def iter_contacts_apart(
        self,
        *,
        contact: m.ContactId | None = None,
        chunk: int = 1000,
    ) -> Rows[m.ContactApart]:
        """As ``contacts_apart``, over all pages: load as it goes, ``chunk`` rows at a time."""
        return Rows(
            m.ContactApart,
            self._session,
            "customers.contacts_apart",
            lambda limit, after: (contact, m.PageRequest(limit, after), ),
            chunk,
        )

    def merge(
        self,
        into: Versioned[m.CustomerId],
        customers: Sequence[Versioned[m.CustomerId]],
        *,
        rules: Sequence[m.MergeFieldRule] = (),
        request_key: str | None = None,
    ) -> m.MergedCustomers:
        """Merges up to 100 customers into another one, which takes over all that names them:
        contacts, documents, payments, dealings, cases, tasks, lines posted by hand, customers
        below them. They stay behind retired and say where they went. Journal entries never
        change: they keep the party that they were posted with, and count for the one that stays.
        A dry run says what would move. Of fields that no rule names, lists and notes are joined
        and empty ones filled; name, kind, terms, owner and credit limit stay.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``required`` and ``too_many`` for none or too many, ``repeated``,
                ``not_found``, ``version_conflict``; ``merged_away`` for one that was merged
                before, ``retired`` for one to stay; ``bad_choice`` for a field or rule,
                ``unknown_reference`` for a customer that a rule names; ``cycle`` when one
                stands above another with others between them; ``in_pool``,
                ``field_not_permitted``, ``not_permitted``.
        """
        result: m.MergedCustomers = self._command("customers.merge", request_key, into, customers, rules)
        return result

    @overload
    def unmerge(
        self,
        id: m.CustomerMergeId | Identified[m.CustomerMergeId],
        version: int,
        *,
        request_key: str | None = None,
    ) -> m.MergedCustomers: ...

    @overload
    def unmerge(
        self,
        id: Versioned[m.CustomerMergeId],
        *,
        request_key: str | None = None,
    ) -> m.MergedCustomers: ...

    def unmerge(
        self,
        id: m.CustomerMergeId | Identified[m.CustomerMergeId] | Versioned[m.CustomerMergeId],
        version: int | Absent = ABSENT,
        *,
        request_key: str | None = None,
    ) -> m.MergedCustomers:
        """Undoes a merge: each customer has what it had again. What came since stays with the one
        that stayed: records that were added, documents that were posted, fields that were
        changed.

        Args:
            version: The version that was last seen; with the record itself there is none.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``wrong_state`` when it was
                undone before; ``unmerge_blocked`` with the fact ``blocked``: later merges that
                have to be undone first, allocations between documents of both, cases and
                dealings that name a contact of the other, cases of one that were merged into
                cases of the other.
        """
        id, version = seen(
            ("id", "version"),
            ("CustomerMerge",),
            id, version,
        )
        result: m.MergedCustomers = self._command("customers.unmerge", request_key, id, version)
        return result

    def merges(
        self,
        *,
        customer: m.CustomerId | None = None,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[m.CustomerMerge]:
        """A page of merges, newest first, of one customer or of all: those that it took in, and
        those by which it went.

        Args:
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted``, ``out_of_range``, ``bad_cursor``.
        """
        result: Page[m.CustomerMerge] = self._query("customers.merges", customer, m.PageRequest(limit, after))
        return result

    def iter_merges(
        self,
        *,
        customer: m.CustomerId | None = None,
        chunk: int = 1000,
    ) -> Rows[m.CustomerMerge]:
        """As ``merges``, over all pages: load as it goes, ``chunk`` rows at a time."""
        return Rows(
            m.CustomerMerge,
            self._session,
            "customers.merges",
            lambda limit, after: (customer, m.PageRequest(limit, after), ),
            chunk,
        )

    def get_merge(self, id: m.CustomerMergeId | Identified[m.CustomerMergeId]) -> m.CustomerMerge:
        """One merge.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``.
        """
        result: m.CustomerMerge = self._query("customers.get_merge", id)
        return result

    def owners(
        self,
        id: m.CustomerId | Identified[m.CustomerId],
        *,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[m.OwnerChange]:
        """A page of who owned a customer: every change of its owner or pool, newest first. A
        customer that was never given to anybody else has none.

        Args:
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``out_of_range``, ``bad_cursor``.
        """
        result: Page[m.OwnerChange] = self._query("customers.owners", id, m.PageRequest(limit, after))
        return result

    def iter_owners(
        self,
        id: m.CustomerId | Identified[m.CustomerId],
        *,
        chunk: int = 1000,
    ) -> Rows[m.OwnerChange]:
        """As ``owners``, over all pages: load as it goes, ``chunk`` rows at a time."""
        return Rows(
            m.OwnerChange,
            self._session,
            "customers.owners",
            lambda limit, after: (id, m.PageRequest(limit, after), ),
            chunk,
        )

    @overload
    def set_credit_limit(
        self,
        id: m.CustomerId | Identified[m.CustomerId],
        version: int,
        *,
        limit: Decimal | int | None = None,
        request_key: str | None = None,
    ) -> m.Customer: ...

    @overload
    def set_credit_limit(
        self,
        id: Versioned[m.CustomerId],
        *,
        limit: Decimal | int | None = None,
        request_key: str | None = None,
    ) -> m.Customer: ...

    def set_credit_limit(
        self,
        id: m.CustomerId | Identified[m.CustomerId] | Versioned[m.CustomerId],
        version: int | Absent = ABSENT,
        *,
        limit: Decimal | int | None = None,
        request_key: str | None = None,
    ) -> m.Customer:
        """Says how much a customer may owe, in the book's currency: 0 for nothing, none for any
        amount. Posting a sales invoice counts what it owes already, as the book's
        ``credit_check`` says.

        Args:
            version: The version that was last seen; with the record itself there is none.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``out_of_range``,
                ``too_many_decimals``, ``field_not_permitted``, ``not_permitted``.
        """
        id, version = seen(
            ("id", "version"),
            ("Customer", "ContactPlan", "CreditLimit", "CustomerSharing", "CustomerSummary", "CustomerUpdate", "CustomerVersion",),
            id, version,
        )
        result: m.Customer = self._command("customers.set_credit_limit", request_key, id, version, limit)
        return result

    def set_credit_limits(
        self,
        limits: Sequence[m.CreditLimit],
        *,
        request_key: str | None = None,
    ) -> Table[m.Customer]:
        """As ``Customers.set_credit_limit``, for up to 100,000: all, or none.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Customers.set_credit_limit``; ``repeated``.
        """
        result: Table[m.Customer] = self._command("customers.set_credit_limits", request_key, limits)
        return result

    @overload
    def set_parent(
        self,
        id: m.CustomerId | Identified[m.CustomerId],
        version: int,
        *,
        parent: m.CustomerId | None = None,
        request_key: str | None = None,
    ) -> m.Customer: ...

    @overload
    def set_parent(
        self,
        id: Versioned[m.CustomerId],
        *,
        parent: m.CustomerId | None = None,
        request_key: str | None = None,
    ) -> m.Customer: ...

    def set_parent(
        self,
        id: m.CustomerId | Identified[m.CustomerId] | Versioned[m.CustomerId],
        version: int | Absent = ABSENT,
        *,
        parent: m.CustomerId | None = None,
        request_key: str | None = None,
    ) -> m.Customer:
        """Has a customer belong to another one, such as a subsidiary to its parent company, or to
        none.

        Args:
            version: The version that was last seen; with the record itself there is none.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Customers.set_parents``.
        """
        id, version = seen(
            ("id", "version"),
            ("Customer", "ContactPlan", "CreditLimit", "CustomerSharing", "CustomerSummary", "CustomerUpdate", "CustomerVersion",),
            id, version,
        )
        result: m.Customer = self._command("customers.set_parent", request_key, id, version, parent)
        return result

    def set_parents(
        self,
        customers: Sequence[Versioned[m.CustomerId]],
        *,
        parent: m.CustomerId | None = None,
        request_key: str | None = None,
    ) -> Table[m.Customer]:
        """Has up to 100,000 customers belong to one: all, or none.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``repeated``;
                ``unknown_reference`` and ``retired`` for the parent; ``cycle`` when it is, or
                stands below, one of them; ``too_many`` above 50 levels.
        """
        result: Table[m.Customer] = self._command("customers.set_parents", request_key, customers, parent)
        return result

    def family(self, id: m.CustomerId | Identified[m.CustomerId]) -> Table[m.FamilyMember]:
        """All customers that belong together with one: from the topmost above it that is visible
        down to the last below, each after the one that it belongs to. A customer that belongs to
        none, and none to it, is a family of its own. Those right below one are also a list: a
        filter's ``parent``.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``; ``too_many`` above 10,000.
        """
        result: Table[m.FamilyMember] = self._query("customers.family", id)
        return result

    @overload
    def share(
        self,
        id: m.CustomerId | Identified[m.CustomerId],
        version: int,
        collaborators: Sequence[m.Collaborator],
        *,
        request_key: str | None = None,
    ) -> m.Customer: ...

    @overload
    def share(
        self,
        id: Versioned[m.CustomerId],
        collaborators: Sequence[m.Collaborator],
        *,
        request_key: str | None = None,
    ) -> m.Customer: ...

    def share(  # type: ignore[misc]
        self,
        id: m.CustomerId | Identified[m.CustomerId] | Versioned[m.CustomerId],
        version: int | Absent = ABSENT,
        collaborators: Sequence[m.Collaborator] | Absent = ABSENT,
        *,
        request_key: str | None = None,
    ) -> m.Customer:
        """Says who works with a customer beside its owner: all of them, or nobody. What their
        roles let them see or change of their own customers, they see or change of this one, with
        its contacts, dealings, documents and payments. When it goes into a pool, it has none.

        Args:
            version: The version that was last seen; with the record itself there is none.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``record_locked``, ``in_pool``;
                for a collaborator ``unknown_reference``, ``retired``, ``repeated``,
                ``date_order`` for a day that is past, ``bad_date``; ``too_many`` above 100;
                ``not_permitted``.
        """
        id, version, collaborators = seen(
            ("id", "version", "collaborators"),
            ("Customer", "ContactPlan", "CreditLimit", "CustomerSharing", "CustomerSummary", "CustomerUpdate", "CustomerVersion",),
            id, version, collaborators,
        )
        result: m.Customer = self._command("customers.share", request_key, id, version, collaborators)
        return result

    def share_many(
        self,
        customers: Sequence[m.CustomerSharing],
        *,
        request_key: str | None = None,
    ) -> Table[m.Customer]:
        """As ``Customers.share``, for up to 100,000: all, or none.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Customers.share``; ``repeated``.
        """
        result: Table[m.Customer] = self._command("customers.share_many", request_key, customers)
        return result

    def lock(
        self,
        customers: Sequence[Versioned[m.CustomerId]],
        reason: str,
        *,
        request_key: str | None = None,
    ) -> Table[m.Customer]:
        """Locks customers with a reason: they and their contacts are not edited, assigned, put
        into a pool, retired or removed until they are unlocked. Dealings, documents and payments
        go on. A customer that is locked already keeps its reason.

        Args:
            reason: Why.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``repeated``, ``required`` and
                ``too_long`` for the reason, ``not_permitted``.
        """
        result: Table[m.Customer] = self._command("customers.lock", request_key, customers, reason)
        return result

    def unlock(
        self,
        customers: Sequence[Versioned[m.CustomerId]],
        *,
        request_key: str | None = None,
    ) -> Table[m.Customer]:
        """Unlocks customers.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Customers.lock``.
        """
        result: Table[m.Customer] = self._command("customers.unlock", request_key, customers)
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

    def tags(self) -> Table[m.TagCount]:
        """All tags in use, with how many of the visible customers have each.

        Raises:
            bookroom.Error: ``not_permitted``.
        """
        result: Table[m.TagCount] = self._query("customers.tags")
        return result


class ImportantDatesCalls(Area):
    """The engine's calls of ``session.customers.important_dates``."""

    __slots__ = ()

    def add(
        self,
        *,
        customer: m.CustomerId,
        month: int,
        day: int,
        contact: m.ContactId | None = None,
        kind: m.ImportantDateKind | str = m.ImportantDateKind.BIRTHDAY,
        label: str | None = None,
        year: int | None = None,
        once: bool = False,
        remind_days: int | None = None,
        note: str | None = None,
        request_key: str | None = None,
    ) -> m.ImportantDate:
        """Adds a day. The permission to change customers must reach the customer, and the right
        on their dates must be to write.

        Args:
            customer: The customer.
            month: The month, 1 to 12.
            day: The day of the month.
            contact: Whose day it is: a person there; none: the customer's own.
            kind: Why it matters.
            label: What it is, up to 60 characters; required for the kind ``other``.
            year: The year, if it is known.
            once: Whether it comes only that once; then the year is required.
            remind_days: How many days before somebody wants to be reminded, 0 to 90.
            note: A note, up to 2,000 characters.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found`` for the customer; ``unknown_reference`` for a contact
                that is none of it; ``required``, ``too_long``, ``bad_character``,
                ``out_of_range``, ``bad_date``; ``field_not_permitted``; ``record_locked``,
                ``in_pool``, ``merged_away``.
        """
        result: m.ImportantDate = self._command("customers.important_dates.add", request_key, m.NewImportantDate(customer, month, day, contact, kind, label, year, once, remind_days, note))
        return result

    def add_many(
        self,
        dates: Sequence[m.NewImportantDate],
        *,
        request_key: str | None = None,
    ) -> Table[m.ImportantDate]:
        """Adds up to 100,000 days: all, or none.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``ImportantDates.add``.
        """
        result: Table[m.ImportantDate] = self._command("customers.important_dates.add_many", request_key, dates)
        return result

    @overload
    def edit(
        self,
        id: m.ImportantDateId | Identified[m.ImportantDateId],
        version: int,
        *,
        contact: m.ContactId | Unset | None = UNSET,
        kind: m.ImportantDateKind | str | Unset = UNSET,
        label: str | Unset | None = UNSET,
        year: int | Unset | None = UNSET,
        month: int | Unset = UNSET,
        day: int | Unset = UNSET,
        once: bool | Unset = UNSET,
        remind_days: int | Unset | None = UNSET,
        note: str | Unset | None = UNSET,
        request_key: str | None = None,
    ) -> m.ImportantDate: ...

    @overload
    def edit(
        self,
        id: Versioned[m.ImportantDateId],
        *,
        contact: m.ContactId | Unset | None = UNSET,
        kind: m.ImportantDateKind | str | Unset = UNSET,
        label: str | Unset | None = UNSET,
        year: int | Unset | None = UNSET,
        month: int | Unset = UNSET,
        day: int | Unset = UNSET,
        once: bool | Unset = UNSET,
        remind_days: int | Unset | None = UNSET,
        note: str | Unset | None = UNSET,
        request_key: str | None = None,
    ) -> m.ImportantDate: ...

    def edit(
        self,
        id: m.ImportantDateId | Identified[m.ImportantDateId] | Versioned[m.ImportantDateId],
        version: int | Absent = ABSENT,
        *,
        contact: m.ContactId | Unset | None = UNSET,
        kind: m.ImportantDateKind | str | Unset = UNSET,
        label: str | Unset | None = UNSET,
        year: int | Unset | None = UNSET,
        month: int | Unset = UNSET,
        day: int | Unset = UNSET,
        once: bool | Unset = UNSET,
        remind_days: int | Unset | None = UNSET,
        note: str | Unset | None = UNSET,
        request_key: str | None = None,
    ) -> m.ImportantDate:
        """Changes a day.

        What is not given stays as it is; ``None`` clears it.

        Args:
            version: The version that was last seen; with the record itself there is none.
            contact: Whose day it is: a person at its customer; cleared: the customer's own.
            kind: Why it matters.
            label: What it is.
            year: The year.
            month: The month.
            day: The day of the month.
            once: Whether it comes only that once.
            remind_days: How many days before somebody wants to be reminded.
            note: The note.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, and as ``ImportantDates.add``.
        """
        id, version = seen(
            ("id", "version"),
            ("ImportantDate", "ImportantDateUpdate", "ImportantDateVersion",),
            id, version,
        )
        result: m.ImportantDate = self._command("customers.important_dates.edit", request_key, id, version, m.ImportantDateEdit(contact, kind, label, year, month, day, once, remind_days, note))
        return result

    def edit_many(
        self,
        edits: Sequence[m.ImportantDateUpdate],
        *,
        request_key: str | None = None,
    ) -> Table[m.ImportantDate]:
        """Changes up to 100,000 days: all, or none.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``ImportantDates.edit``; ``repeated``.
        """
        result: Table[m.ImportantDate] = self._command("customers.important_dates.edit_many", request_key, edits)
        return result

    @overload
    def remove(
        self,
        id: m.ImportantDateId | Identified[m.ImportantDateId],
        version: int,
        *,
        request_key: str | None = None,
    ) -> m.ImportantDate: ...

    @overload
    def remove(
        self,
        id: Versioned[m.ImportantDateId],
        *,
        request_key: str | None = None,
    ) -> m.ImportantDate: ...

    def remove(
        self,
        id: m.ImportantDateId | Identified[m.ImportantDateId] | Versioned[m.ImportantDateId],
        version: int | Absent = ABSENT,
        *,
        request_key: str | None = None,
    ) -> m.ImportantDate:
        """Removes a day; returns what it was.

        Args:
            version: The version that was last seen; with the record itself there is none.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``field_not_permitted``,
                ``record_locked``, ``in_pool``.
        """
        id, version = seen(
            ("id", "version"),
            ("ImportantDate", "ImportantDateUpdate", "ImportantDateVersion",),
            id, version,
        )
        result: m.ImportantDate = self._command("customers.important_dates.remove", request_key, id, version)
        return result

    def remove_many(
        self,
        dates: Sequence[Versioned[m.ImportantDateId]],
        *,
        request_key: str | None = None,
    ) -> Table[m.ImportantDate]:
        """As ``ImportantDates.remove``, for up to 100,000: all, or none.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``ImportantDates.remove``; ``repeated``.
        """
        result: Table[m.ImportantDate] = self._command("customers.important_dates.remove_many", request_key, dates)
        return result

    def get(self, id: m.ImportantDateId | Identified[m.ImportantDateId]) -> m.ImportantDate:
        """One day.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``.
        """
        result: m.ImportantDate = self._query("customers.important_dates.get", id)
        return result

    def list(
        self,
        *,
        customer: m.CustomerId | None = None,
        contact: m.ContactId | None = None,
        kinds: Sequence[m.ImportantDateKind | str] = (),
        limit: int = 50,
        after: str | None = None,
    ) -> Page[m.ImportantDate]:
        """A page of the days that a filter finds, in the order in which they were added.

        Args:
            customer: The customer.
            contact: The person whose day it is.
            kinds: Any of these kinds; empty for all.
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted``, ``out_of_range``, ``bad_cursor``.
        """
        result: Page[m.ImportantDate] = self._query("customers.important_dates.list", m.ImportantDateFilter(customer, contact, kinds), m.PageRequest(limit, after))
        return result

    def iter(
        self,
        *,
        customer: m.CustomerId | None = None,
        contact: m.ContactId | None = None,
        kinds: Sequence[m.ImportantDateKind | str] = (),
        chunk: int = 1000,
    ) -> Rows[m.ImportantDate]:
        """As ``list``, over all pages: load as it goes, ``chunk`` rows at a time."""
        return Rows(
            m.ImportantDate,
            self._session,
            "customers.important_dates.list",
            lambda limit, after: (m.ImportantDateFilter(customer, contact, kinds), m.PageRequest(limit, after), ),
            chunk,
        )

    def coming(
        self,
        from_: dt.date,
        to: dt.date,
        *,
        customer: m.CustomerId | None = None,
        contact: m.ContactId | None = None,
        kinds: Sequence[m.ImportantDateKind | str] = (),
        by_reminder: bool = False,
        with_retired: bool = False,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[m.ComingDate]:
        """A page of the days that come up from one day to another, both included, over all
        customers within reach, in their order. What comes each year is there for each year in
        between, from its own on; what is on 29 February comes on 28 February in years without
        that day. Asked for by reminder, the two days are those of the reminder: ``coming(today,
        today, …)`` is what somebody wants to be reminded of today.

        Args:
            customer: The customer.
            contact: The person whose day it is.
            kinds: Any of these kinds; empty for all.
            by_reminder: Whether the two days that are asked for are those of the reminder: days
                that come later, of which somebody wants to be reminded then.
            with_retired: Whether days of retired customers and contacts are told of, too.
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted``, ``bad_date``, ``date_order``, ``bad_cursor``;
                ``out_of_range`` for more than 3,660 days.
        """
        result: Page[m.ComingDate] = self._query("customers.important_dates.coming", from_, to, m.ComingDateFilter(customer, contact, kinds, by_reminder, with_retired), m.PageRequest(limit, after))
        return result

    def iter_coming(
        self,
        from_: dt.date,
        to: dt.date,
        *,
        customer: m.CustomerId | None = None,
        contact: m.ContactId | None = None,
        kinds: Sequence[m.ImportantDateKind | str] = (),
        by_reminder: bool = False,
        with_retired: bool = False,
        chunk: int = 1000,
    ) -> Rows[m.ComingDate]:
        """As ``coming``, over all pages: load as it goes, ``chunk`` rows at a time."""
        return Rows(
            m.ComingDate,
            self._session,
            "customers.important_dates.coming",
            lambda limit, after: (from_, to, m.ComingDateFilter(customer, contact, kinds, by_reminder, with_retired), m.PageRequest(limit, after), ),
            chunk,
        )


class InvoiceProfilesCalls(Area):
    """The engine's calls of ``session.customers.invoice_profiles``."""

    __slots__ = ()

    def add(
        self,
        *,
        customer: m.CustomerId,
        title: str,
        label: str | None = None,
        tax_kind: m.IdentifierKind | str | None = None,
        tax_number: str | None = None,
        address: str | None = None,
        phone: str | None = None,
        bank: str | None = None,
        account: str | None = None,
        email: str | None = None,
        is_default: bool = False,
        request_key: str | None = None,
    ) -> m.InvoiceProfile:
        """Adds a profile. The permission to change customers must reach the customer.

        Args:
            customer: The customer.
            title: Whose name the invoice bears, up to 200 characters.
            label: What it is for, up to 60 characters.
            tax_kind: What kind of identifier the tax number is; none: found out from its form.
            tax_number: The tax number; its check digit must fit unless its kind is ``other``.
            address: The registered address, up to 300 characters.
            phone: The phone, up to 60 characters.
            bank: The bank, up to 200 characters.
            account: The account number, up to 60 characters.
            email: Where electronic invoices go, up to 254 characters.
            is_default: Whether sales that name no other shall show it; whichever was the
                default no longer is. A customer's first profile is its default in any case.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found`` for the customer; ``required``, ``too_long``,
                ``bad_character``, ``bad_format``, ``bad_check_digit``; ``field_not_permitted``;
                ``record_locked``, ``in_pool``, ``merged_away``.
        """
        result: m.InvoiceProfile = self._command("customers.invoice_profiles.add", request_key, m.NewInvoiceProfile(customer, title, label, tax_kind, tax_number, address, phone, bank, account, email, is_default))
        return result

    def add_many(
        self,
        profiles: Sequence[m.NewInvoiceProfile],
        *,
        request_key: str | None = None,
    ) -> Table[m.InvoiceProfile]:
        """Adds up to 100,000 profiles: all, or none.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``InvoiceProfiles.add``; ``repeated`` when two are the default of
                one customer.
        """
        result: Table[m.InvoiceProfile] = self._command("customers.invoice_profiles.add_many", request_key, profiles)
        return result

    @overload
    def edit(
        self,
        id: m.InvoiceProfileId | Identified[m.InvoiceProfileId],
        version: int,
        *,
        label: str | Unset | None = UNSET,
        title: str | Unset = UNSET,
        tax_kind: m.IdentifierKind | str | Unset | None = UNSET,
        tax_number: str | Unset | None = UNSET,
        address: str | Unset | None = UNSET,
        phone: str | Unset | None = UNSET,
        bank: str | Unset | None = UNSET,
        account: str | Unset | None = UNSET,
        email: str | Unset | None = UNSET,
        is_default: bool | Unset = UNSET,
        request_key: str | None = None,
    ) -> m.InvoiceProfile: ...

    @overload
    def edit(
        self,
        id: Versioned[m.InvoiceProfileId],
        *,
        label: str | Unset | None = UNSET,
        title: str | Unset = UNSET,
        tax_kind: m.IdentifierKind | str | Unset | None = UNSET,
        tax_number: str | Unset | None = UNSET,
        address: str | Unset | None = UNSET,
        phone: str | Unset | None = UNSET,
        bank: str | Unset | None = UNSET,
        account: str | Unset | None = UNSET,
        email: str | Unset | None = UNSET,
        is_default: bool | Unset = UNSET,
        request_key: str | None = None,
    ) -> m.InvoiceProfile: ...

    def edit(
        self,
        id: m.InvoiceProfileId | Identified[m.InvoiceProfileId] | Versioned[m.InvoiceProfileId],
        version: int | Absent = ABSENT,
        *,
        label: str | Unset | None = UNSET,
        title: str | Unset = UNSET,
        tax_kind: m.IdentifierKind | str | Unset | None = UNSET,
        tax_number: str | Unset | None = UNSET,
        address: str | Unset | None = UNSET,
        phone: str | Unset | None = UNSET,
        bank: str | Unset | None = UNSET,
        account: str | Unset | None = UNSET,
        email: str | Unset | None = UNSET,
        is_default: bool | Unset = UNSET,
        request_key: str | None = None,
    ) -> m.InvoiceProfile:
        """Changes a profile, or makes it the default of its customer. Drafts show what it says
        when they are posted; what was posted stays.

        What is not given stays as it is; ``None`` clears it.

        Args:
            version: The version that was last seen; with the record itself there is none.
            label: What it is for.
            title: Whose name the invoice bears.
            tax_kind: What kind of identifier the tax number is; kept while a number is given,
                it is found out anew from its form. Clear it only together with the number.
            tax_number: The tax number; its kind goes with it.
            address: The registered address.
            phone: The phone.
            bank: The bank.
            account: The account number.
            email: Where electronic invoices go.
            is_default: Whether sales that name no other show it.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``retired`` for a default, and
                as ``InvoiceProfiles.add``.
        """
        id, version = seen(
            ("id", "version"),
            ("InvoiceProfile", "InvoiceProfileUpdate", "InvoiceProfileVersion",),
            id, version,
        )
        result: m.InvoiceProfile = self._command("customers.invoice_profiles.edit", request_key, id, version, m.InvoiceProfileEdit(label, title, tax_kind, tax_number, address, phone, bank, account, email, is_default))
        return result

    def edit_many(
        self,
        edits: Sequence[m.InvoiceProfileUpdate],
        *,
        request_key: str | None = None,
    ) -> Table[m.InvoiceProfile]:
        """Changes up to 100,000 profiles: all, or none.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``InvoiceProfiles.edit``.
        """
        result: Table[m.InvoiceProfile] = self._command("customers.invoice_profiles.edit_many", request_key, edits)
        return result

    @overload
    def set_active(
        self,
        id: m.InvoiceProfileId | Identified[m.InvoiceProfileId],
        version: int,
        active: bool,
        *,
        request_key: str | None = None,
    ) -> m.InvoiceProfile: ...

    @overload
    def set_active(
        self,
        id: Versioned[m.InvoiceProfileId],
        active: bool,
        *,
        request_key: str | None = None,
    ) -> m.InvoiceProfile: ...

    def set_active(  # type: ignore[misc]
        self,
        id: m.InvoiceProfileId | Identified[m.InvoiceProfileId] | Versioned[m.InvoiceProfileId],
        version: int | Absent = ABSENT,
        active: bool | Absent = ABSENT,
        *,
        request_key: str | None = None,
    ) -> m.InvoiceProfile:
        """Retires a profile (which is then no default), or brings one back.

        Args:
            version: The version that was last seen; with the record itself there is none.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``record_locked``, ``in_pool``.
        """
        id, version, active = seen(
            ("id", "version", "active"),
            ("InvoiceProfile", "InvoiceProfileUpdate", "InvoiceProfileVersion",),
            id, version, active,
        )
        result: m.InvoiceProfile = self._command("customers.invoice_profiles.set_active", request_key, id, version, active)
        return result

    def set_active_many(
        self,
        profiles: Sequence[Versioned[m.InvoiceProfileId]],
        active: bool,
        *,
        request_key: str | None = None,
    ) -> Table[m.InvoiceProfile]:
        """As ``InvoiceProfiles.set_active``, for up to 100,000.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``InvoiceProfiles.set_active``; ``repeated``.
        """
        result: Table[m.InvoiceProfile] = self._command("customers.invoice_profiles.set_active_many", request_key, profiles, active)
        return result

    @overload
    def remove(
        self,
        id: m.InvoiceProfileId | Identified[m.InvoiceProfileId],
        version: int,
        *,
        request_key: str | None = None,
    ) -> m.InvoiceProfile: ...

    @overload
    def remove(
        self,
        id: Versioned[m.InvoiceProfileId],
        *,
        request_key: str | None = None,
    ) -> m.InvoiceProfile: ...

    def remove(
        self,
        id: m.InvoiceProfileId | Identified[m.InvoiceProfileId] | Versioned[m.InvoiceProfileId],
        version: int | Absent = ABSENT,
        *,
        request_key: str | None = None,
    ) -> m.InvoiceProfile:
        """Removes a profile that no document names; returns what it was.

        Args:
            version: The version that was last seen; with the record itself there is none.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``record_locked``, ``in_pool``;
                ``in_use``: retire it instead.
        """
        id, version = seen(
            ("id", "version"),
            ("InvoiceProfile", "InvoiceProfileUpdate", "InvoiceProfileVersion",),
            id, version,
        )
        result: m.InvoiceProfile = self._command("customers.invoice_profiles.remove", request_key, id, version)
        return result

    def remove_many(
        self,
        profiles: Sequence[Versioned[m.InvoiceProfileId]],
        *,
        request_key: str | None = None,
    ) -> Table[m.InvoiceProfile]:
        """As ``InvoiceProfiles.remove``, for up to 100,000: all, or none.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``InvoiceProfiles.remove``; ``repeated``.
        """
        result: Table[m.InvoiceProfile] = self._command("customers.invoice_profiles.remove_many", request_key, profiles)
        return result

    def get(self, id: m.InvoiceProfileId | Identified[m.InvoiceProfileId]) -> m.InvoiceProfile:
        """One profile.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``.
        """
        result: m.InvoiceProfile = self._query("customers.invoice_profiles.get", id)
        return result

    def list(
        self,
        *,
        customer: m.CustomerId | None = None,
        title: str | None = None,
        is_default: bool | None = None,
        active: bool | None = None,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[m.InvoiceProfile]:
        """A page of the profiles that a filter finds, in the order in which they were added.

        Args:
            customer: The customer.
            title: Part of the title, by letters as they are; up to 200 characters.
            is_default: Whether sales that name no other show it.
            active: Whether it is in use.
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted``, ``too_long``, ``out_of_range``, ``bad_cursor``.
        """
        result: Page[m.InvoiceProfile] = self._query("customers.invoice_profiles.list", m.InvoiceProfileFilter(customer, title, is_default, active), m.PageRequest(limit, after))
        return result

    def iter(
        self,
        *,
        customer: m.CustomerId | None = None,
        title: str | None = None,
        is_default: bool | None = None,
        active: bool | None = None,
        chunk: int = 1000,
    ) -> Rows[m.InvoiceProfile]:
        """As ``list``, over all pages: load as it goes, ``chunk`` rows at a time."""
        return Rows(
            m.InvoiceProfile,
            self._session,
            "customers.invoice_profiles.list",
            lambda limit, after: (m.InvoiceProfileFilter(customer, title, is_default, active), m.PageRequest(limit, after), ),
            chunk,
        )


class PoolsCalls(Area):
    """The engine's calls of ``session.customers.pools``."""

    __slots__ = ()

    def add(
        self,
        *,
        label_zh: str = "",
        label_en: str = "",
        barred_days: int = 0,
        daily_claims: int | None = None,
        quota: int | None = None,
        quota_counts_dealt: bool = True,
        notice_days: int = 3,
        rules: Sequence[m.PoolRule] = (),
        members: Sequence[m.PoolMember] = (),
        teams: Sequence[m.TeamId] = (),
        request_key: str | None = None,
    ) -> m.Pool:
        """Adds a pool.

        Args:
            label_zh: The name in Chinese, up to 100 characters. Of the two, a blank one is as
                the other.
            label_en: The name in English, up to 100 characters.
            barred_days: For how many days who gave a customer up may not claim it, 0 to 3650.
            daily_claims: How many customers an operator may claim from it a day, 1 to 100,000;
                none: any number.
            quota: How many customers who claims from it may own, 1 to 1,000,000; none: any
                number.
            quota_counts_dealt: Whether customers with a posted sales invoice count towards the
                quota.
            notice_days: How many days before it is recycled a customer stands among those due,
                0 to 365.
            rules: When customers of its members come back, at most 50 rules.
            members: The operators who are members, at most 1,000.
            teams: The teams whose operators are members, at most 1,000.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``required``, ``too_long``, ``too_many``, ``bad_character``,
                ``out_of_range``, ``repeated``; ``unknown_reference`` and ``retired`` for
                members, teams and levels.
        """
        result: m.Pool = self._command("customers.pools.add", request_key, m.NewPool(label_zh, label_en, barred_days, daily_claims, quota, quota_counts_dealt, notice_days, rules, members, teams))
        return result

    @overload
    def edit(
        self,
        id: m.PoolId | Identified[m.PoolId],
        version: int,
        *,
        label_zh: str | Unset = UNSET,
        label_en: str | Unset = UNSET,
        active: bool | Unset = UNSET,
        barred_days: int | Unset = UNSET,
        daily_claims: int | Unset | None = UNSET,
        quota: int | Unset | None = UNSET,
        quota_counts_dealt: bool | Unset = UNSET,
        notice_days: int | Unset = UNSET,
        rules: Sequence[m.PoolRule] | Unset | None = UNSET,
        members: Sequence[m.PoolMember] | Unset | None = UNSET,
        teams: Sequence[m.TeamId] | Unset | None = UNSET,
        request_key: str | None = None,
    ) -> m.Pool: ...

    @overload
    def edit(
        self,
        id: Versioned[m.PoolId],
        *,
        label_zh: str | Unset = UNSET,
        label_en: str | Unset = UNSET,
        active: bool | Unset = UNSET,
        barred_days: int | Unset = UNSET,
        daily_claims: int | Unset | None = UNSET,
        quota: int | Unset | None = UNSET,
        quota_counts_dealt: bool | Unset = UNSET,
        notice_days: int | Unset = UNSET,
        rules: Sequence[m.PoolRule] | Unset | None = UNSET,
        members: Sequence[m.PoolMember] | Unset | None = UNSET,
        teams: Sequence[m.TeamId] | Unset | None = UNSET,
        request_key: str | None = None,
    ) -> m.Pool: ...

    def edit(
        self,
        id: m.PoolId | Identified[m.PoolId] | Versioned[m.PoolId],
        version: int | Absent = ABSENT,
        *,
        label_zh: str | Unset = UNSET,
        label_en: str | Unset = UNSET,
        active: bool | Unset = UNSET,
        barred_days: int | Unset = UNSET,
        daily_claims: int | Unset | None = UNSET,
        quota: int | Unset | None = UNSET,
        quota_counts_dealt: bool | Unset = UNSET,
        notice_days: int | Unset = UNSET,
        rules: Sequence[m.PoolRule] | Unset | None = UNSET,
        members: Sequence[m.PoolMember] | Unset | None = UNSET,
        teams: Sequence[m.TeamId] | Unset | None = UNSET,
        request_key: str | None = None,
    ) -> m.Pool:
        """Gives a pool new values: names, members, limits, rules, whether it is in use.

        What is not given stays as it is; ``None`` clears it.

        Args:
            version: The version that was last seen; with the record itself there is none.
            label_zh: The name in Chinese.
            label_en: The name in English.
            active: Whether it is in use.
            barred_days: For how many days who gave a customer up may not claim it.
            daily_claims: How many customers an operator may claim from it a day.
            quota: How many customers who claims from it may own.
            quota_counts_dealt: Whether customers with a posted sales invoice count towards the
                quota.
            notice_days: How many days before it is recycled a customer stands among those due.
            rules: All rules.
            members: All operators who are members.
            teams: All teams whose operators are members.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, and as ``Pools.add``.
        """
        id, version = seen(
            ("id", "version"),
            ("Pool",),
            id, version,
        )
        result: m.Pool = self._command("customers.pools.edit", request_key, id, version, m.PoolEdit(label_zh, label_en, active, barred_days, daily_claims, quota, quota_counts_dealt, notice_days, rules, members, teams))
        return result

    @overload
    def remove(
        self,
        id: m.PoolId | Identified[m.PoolId],
        version: int,
        *,
        request_key: str | None = None,
    ) -> m.Pool: ...

    @overload
    def remove(self, id: Versioned[m.PoolId], *, request_key: str | None = None) -> m.Pool: ...

    def remove(
        self,
        id: m.PoolId | Identified[m.PoolId] | Versioned[m.PoolId],
        version: int | Absent = ABSENT,
        *,
        request_key: str | None = None,
    ) -> m.Pool:
        """Removes a pool in which no customer ever was; returns what it was.

        Args:
            version: The version that was last seen; with the record itself there is none.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``; ``in_use``: take it out of use
                instead.
        """
        id, version = seen(
            ("id", "version"),
            ("Pool",),
            id, version,
        )
        result: m.Pool = self._command("customers.pools.remove", request_key, id, version)
        return result

    def list(self) -> Table[m.Pool]:
        """All pools, by id.

        Raises:
            bookroom.Error: ``not_permitted``.
        """
        result: Table[m.Pool] = self._query("customers.pools.list")
        return result

    def get(self, id: m.PoolId | Identified[m.PoolId]) -> m.Pool:
        """One pool.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``.
        """
        result: m.Pool = self._query("customers.pools.get", id)
        return result

    def customers(
        self,
        id: m.PoolId | Identified[m.PoolId],
        sort: m.PoolSort | str = m.PoolSort.NAME,
        *,
        text: str | None = None,
        level: str | None = None,
        industry: str | None = None,
        region: str | None = None,
        tag: str | None = None,
        descending: bool = False,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[m.CustomerSummary]:
        """A page of the customers that wait in a pool, for its members, however far their
        permission to see customers reaches. They see name, level, industry, region and tags; who
        looks after the pool and may see customers sees all that their field rights allow.

        Args:
            text: Part of the name, up to 200 characters. Letter case, width and punctuation do
                not count.
            level: The level: an item's code or label; so for the next two.
            industry: The industry.
            region: The region.
            tag: A tag, whole.
            sort: What the rows are sorted by.
            descending: Whether the last comes first.
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``not_a_pool_member``,
                ``too_long``, ``unknown_reference``, ``out_of_range``, ``bad_cursor``.
        """
        result: Page[m.CustomerSummary] = self._query("customers.pools.customers", id, m.PoolFilter(text, level, industry, region, tag), sort, descending, m.PageRequest(limit, after))
        return result

    def iter_customers_summaries(
        self,
        id: m.PoolId | Identified[m.PoolId],
        sort: m.PoolSort | str = m.PoolSort.NAME,
        *,
        text: str | None = None,
        level: str | None = None,
        industry: str | None = None,
        region: str | None = None,
        tag: str | None = None,
        descending: bool = False,
        chunk: int = 1000,
    ) -> Rows[m.CustomerSummary]:
        """As ``customers``, over all pages: load as it goes, ``chunk`` rows at a time."""
        return Rows(
            m.CustomerSummary,
            self._session,
            "customers.pools.customers",
            lambda limit, after: (id, m.PoolFilter(text, level, industry, region, tag), sort, descending, m.PageRequest(limit, after), ),
            chunk,
        )

    def claim(
        self,
        pool: m.PoolId | Identified[m.PoolId],
        customers: Sequence[m.CustomerId],
        *,
        request_key: str | None = None,
    ) -> Table[m.Customer]:
        """Claims customers from a pool: all, or none. Of any number who claim the same customer
        at once exactly one gets it, and nobody gets more than the pool's limits allow.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``not_a_pool_member``, ``retired`` for the pool;
                ``already_claimed`` for a customer that left it, ``not_in_pool``;
                ``claim_barred`` with the fact ``until``, ``claim_limit`` with ``limit`` and
                ``claimed``, ``owner_quota`` with ``limit`` and ``owned``; ``repeated``,
                ``too_many``.
        """
        result: Table[m.Customer] = self._command("customers.pools.claim", request_key, pool, customers)
        return result

    def put(
        self,
        pool: m.PoolId | Identified[m.PoolId],
        customers: Sequence[m.CustomerId],
        reason: str,
        *,
        request_key: str | None = None,
    ) -> int:
        """Puts customers into a pool with a reason: one's own back, or others that one may
        assign. Returns how many.

        Args:
            reason: Why.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``required``, ``too_long`` for the reason; ``not_found``,
                ``not_a_pool_member``, ``retired``, ``in_pool``, ``repeated``, ``too_many``;
                ``not_permitted`` for another's customer.
        """
        result: int = self._command("customers.pools.put", request_key, pool, customers, reason)
        return result

    def assign(
        self,
        pool: m.PoolId | Identified[m.PoolId],
        customers: Sequence[m.CustomerId],
        owner: m.OperatorId | Identified[m.OperatorId],
        *,
        request_key: str | None = None,
    ) -> int:
        """Gives customers of a pool to an operator, for who looks after it; returns how many. The
        quota counts, the other limits do not.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Pools.claim``; ``not_a_pool_admin``; ``unknown_reference`` and
                ``retired`` for the owner.
        """
        result: int = self._command("customers.pools.assign", request_key, pool, customers, owner)
        return result

    def take_out(
        self,
        pool: m.PoolId | Identified[m.PoolId],
        customers: Sequence[m.CustomerId],
        *,
        request_key: str | None = None,
    ) -> int:
        """Takes customers out of a pool, to nobody, for who looks after it; returns how many.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``not_a_pool_member``, ``not_a_pool_admin``,
                ``retired``, ``already_claimed``, ``not_in_pool``, ``repeated``, ``too_many``.
        """
        result: int = self._command("customers.pools.take_out", request_key, pool, customers)
        return result

    def transfer(
        self,
        pool: m.PoolId | Identified[m.PoolId],
        customers: Sequence[m.CustomerId],
        to: m.PoolId | Identified[m.PoolId],
        *,
        request_key: str | None = None,
    ) -> int:
        """Moves customers to another pool, for who looks after both; returns how many.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Pools.take_out``; ``repeated`` when both pools are the same.
        """
        result: int = self._command("customers.pools.transfer", request_key, pool, customers, to)
        return result

    def recycle(self, *, request_key: str | None = None) -> Table[m.DueCustomer]:
        """Moves every customer whose time has come to the pool of its owner, and says which and
        why. Hosts run it once a night; ``Session.dry_run`` says what it would move.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``.
        """
        result: Table[m.DueCustomer] = self._command("customers.pools.recycle", request_key)
        return result

    def due(
        self,
        *,
        days: int | None = None,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[m.DueCustomer]:
        """A page of the customers that go back to a pool within so many days (none: as many as
        each pool gives notice), soonest first: one's own, and all of pools that one looks after.

        Args:
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted``, ``too_many`` above 3,650 days, ``out_of_range``,
                ``bad_cursor``.
        """
        result: Page[m.DueCustomer] = self._query("customers.pools.due", days, m.PageRequest(limit, after))
        return result

    def iter_due(self, *, days: int | None = None, chunk: int = 1000) -> Rows[m.DueCustomer]:
        """As ``due``, over all pages: load as it goes, ``chunk`` rows at a time."""
        return Rows(
            m.DueCustomer,
            self._session,
            "customers.pools.due",
            lambda limit, after: (days, m.PageRequest(limit, after), ),
            chunk,
        )
