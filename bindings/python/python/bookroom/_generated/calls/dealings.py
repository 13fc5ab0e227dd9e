# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""The engine's calls of dealings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import overload

from bookroom._base import (
    ABSENT,
    Absent,
    Area,
    FrozenDict,
    Identified,
    UNSET,
    Unset,
    Versioned,
    seen,
)
from bookroom._generated import models as m
from bookroom._table import Page, Rows, Table


class Dealings(Area):
    """The engine's calls of ``session.dealings``."""

    __slots__ = ()

    def get(self, id: m.DealingId | Identified[m.DealingId]) -> m.Dealing:
        """One dealing.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``.
        """
        result: m.Dealing = self._query("dealings.get", id)
        return result

    def list(
        self,
        sort: m.DealingSort | str = m.DealingSort.HAPPENED_AT,
        *,
        customer: m.CustomerId | None = None,
        kinds: Sequence[str] = (),
        direction: m.DealingDirection | str | None = None,
        operator: m.OperatorId | None = None,
        contact: m.ContactId | None = None,
        from_: dt.date | None = None,
        to: dt.date | None = None,
        has_next_contact: bool | None = None,
        text: str | None = None,
        conditions: Sequence[m.Condition] = (),
        sorted_by: str | None = None,
        descending: bool = False,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[m.Dealing]:
        """The dealings that a filter wants, page by page.

        Args:
            customer: With this customer.
            kinds: What they were: any of these, by code or label.
            direction: Who began them.
            operator: An operator who took part.
            contact: A person of the customer who took part.
            from_: The first day on which they happened.
            to: The last day on which they happened.
            has_next_contact: Whether they name a day for the next contact.
            text: A part of the line, or of what was said for those who may read it; up to 200
                characters. Case, width, white space and punctuation do not count.
            conditions: Conditions on any column that the list can be sorted by, and on
                ``custom.`` and the key of a field of the book's own; at most 20.
            sorted_by: The key of a field of the book's own that the list is sorted by, before
                its sort.
            sort: What the rows are sorted by.
            descending: Whether the last comes first.
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted``, ``unknown_reference``, ``bad_choice``,
                ``wrong_type``, ``bad_date``, ``too_long``, ``bad_character``, ``out_of_range``,
                ``bad_cursor``.
        """
        result: Page[m.Dealing] = self._query("dealings.list", m.DealingFilter(customer, kinds, direction, operator, contact, from_, to, has_next_contact, text, conditions, sorted_by), sort, descending, m.PageRequest(limit, after))
        return result

    def iter(
        self,
        sort: m.DealingSort | str = m.DealingSort.HAPPENED_AT,
        *,
        customer: m.CustomerId | None = None,
        kinds: Sequence[str] = (),
        direction: m.DealingDirection | str | None = None,
        operator: m.OperatorId | None = None,
        contact: m.ContactId | None = None,
        from_: dt.date | None = None,
        to: dt.date | None = None,
        has_next_contact: bool | None = None,
        text: str | None = None,
        conditions: Sequence[m.Condition] = (),
        sorted_by: str | None = None,
        descending: bool = False,
        chunk: int = 1000,
    ) -> Rows[m.Dealing]:
        """As ``list``, over all pages: load as it goes, ``chunk`` rows at a time."""
        return Rows(
            m.Dealing,
            self._session,
            "dealings.list",
            lambda limit, after: (m.DealingFilter(customer, kinds, direction, operator, contact, from_, to, has_next_contact, text, conditions, sorted_by), sort, descending, m.PageRequest(limit, after), ),
            chunk,
        )

    def count(
        self,
        *,
        customer: m.CustomerId | None = None,
        kinds: Sequence[str] = (),
        direction: m.DealingDirection | str | None = None,
        operator: m.OperatorId | None = None,
        contact: m.ContactId | None = None,
        from_: dt.date | None = None,
        to: dt.date | None = None,
        has_next_contact: bool | None = None,
        text: str | None = None,
        conditions: Sequence[m.Condition] = (),
        sorted_by: str | None = None,
    ) -> int:
        """How many dealings a filter wants.

        Args:
            customer: With this customer.
            kinds: What they were: any of these, by code or label.
            direction: Who began them.
            operator: An operator who took part.
            contact: A person of the customer who took part.
            from_: The first day on which they happened.
            to: The last day on which they happened.
            has_next_contact: Whether they name a day for the next contact.
            text: A part of the line, or of what was said for those who may read it; up to 200
                characters. Case, width, white space and punctuation do not count.
            conditions: Conditions on any column that the list can be sorted by, and on
                ``custom.`` and the key of a field of the book's own; at most 20.
            sorted_by: The key of a field of the book's own that the list is sorted by, before
                its sort.

        Raises:
            bookroom.Error: As ``Dealings.list``.
        """
        result: int = self._query("dealings.count", m.DealingFilter(customer, kinds, direction, operator, contact, from_, to, has_next_contact, text, conditions, sorted_by))
        return result

    def add(
        self,
        *,
        customer: m.CustomerId,
        kind: str,
        subject: str,
        direction: m.DealingDirection | str | None = None,
        content: str | None = None,
        happened_at: dt.datetime | None = None,
        minutes: int | None = None,
        place: str | None = None,
        contacts: Sequence[m.ContactId] = (),
        operators: Sequence[m.OperatorId] = (),
        next_contact_on: dt.date | None = None,
        next_contact_for: str | None = None,
        custom: Mapping[str, str | Decimal | int | dt.date | bool | Sequence[str]] = FrozenDict(),
        request_key: str | None = None,
    ) -> m.Dealing:
        """Writes a dealing down; the customer's last and next contact follow.

        Args:
            customer: The customer.
            kind: What it was: an item of ``follow_up_type``, by code or label.
            subject: What it was about in one line, up to 200 characters.
            direction: Who began it.
            content: What was said, up to 20,000 characters.
            happened_at: When it happened; now when absent, and never more than an hour later.
            minutes: How long it took, 0 to 10,080 minutes (a week).
            place: Where it happened, up to 200 characters.
            contacts: The people of that customer who took part, at most 100.
            operators: The operators who took part, at most 100; none: who writes it down.
            next_contact_on: When the customer shall be contacted next, not before the day of
                this.
            next_contact_for: What for, up to 200 characters.
            custom: Values of fields of the book's own, by key; what is not given has its
                default.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Dealings.add_many``.
        """
        result: m.Dealing = self._command("dealings.add", request_key, m.NewDealing(customer, kind, subject, direction, content, happened_at, minutes, place, contacts, operators, next_contact_on, next_contact_for, custom))
        return result

    def add_many(
        self,
        dealings: Sequence[m.NewDealing],
        *,
        request_key: str | None = None,
    ) -> Table[m.Dealing]:
        """Writes up to 10,000 dealings down: all, or none.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``field_not_permitted``, ``required``,
                ``too_long``, ``bad_character``, ``bad_date``, ``out_of_range``,
                ``unknown_reference``, ``retired``, ``repeated``, ``too_many``; ``date_order``
                for one that is more than an hour ahead, or a next contact before it.
        """
        result: Table[m.Dealing] = self._command("dealings.add_many", request_key, dealings)
        return result

    @overload
    def edit(
        self,
        id: m.DealingId | Identified[m.DealingId],
        version: int,
        *,
        kind: str | Unset = UNSET,
        direction: m.DealingDirection | str | Unset | None = UNSET,
        subject: str | Unset = UNSET,
        content: str | Unset | None = UNSET,
        happened_at: dt.datetime | Unset = UNSET,
        minutes: int | Unset | None = UNSET,
        place: str | Unset | None = UNSET,
        contacts: Sequence[m.ContactId] | Unset | None = UNSET,
        operators: Sequence[m.OperatorId] | Unset | None = UNSET,
        next_contact_on: dt.date | Unset | None = UNSET,
        next_contact_for: str | Unset | None = UNSET,
        custom: Mapping[str, str | Decimal | int | dt.date | bool | Sequence[str] | None] | Unset = UNSET,
        request_key: str | None = None,
    ) -> m.Dealing: ...

    @overload
    def edit(
        self,
        id: Versioned[m.DealingId],
        *,
        kind: str | Unset = UNSET,
        direction: m.DealingDirection | str | Unset | None = UNSET,
        subject: str | Unset = UNSET,
        content: str | Unset | None = UNSET,
        happened_at: dt.datetime | Unset = UNSET,
        minutes: int | Unset | None = UNSET,
        place: str | Unset | None = UNSET,
        contacts: Sequence[m.ContactId] | Unset | None = UNSET,
        operators: Sequence[m.OperatorId] | Unset | None = UNSET,
        next_contact_on: dt.date | Unset | None = UNSET,
        next_contact_for: str | Unset | None = UNSET,
        custom: Mapping[str, str | Decimal | int | dt.date | bool | Sequence[str] | None] | Unset = UNSET,
        request_key: str | None = None,
    ) -> m.Dealing: ...

    def edit(
        self,
        id: m.DealingId | Identified[m.DealingId] | Versioned[m.DealingId],
        version: int | Absent = ABSENT,
        *,
        kind: str | Unset = UNSET,
        direction: m.DealingDirection | str | Unset | None = UNSET,
        subject: str | Unset = UNSET,
        content: str | Unset | None = UNSET,
        happened_at: dt.datetime | Unset = UNSET,
        minutes: int | Unset | None = UNSET,
        place: str | Unset | None = UNSET,
        contacts: Sequence[m.ContactId] | Unset | None = UNSET,
        operators: Sequence[m.OperatorId] | Unset | None = UNSET,
        next_contact_on: dt.date | Unset | None = UNSET,
        next_contact_for: str | Unset | None = UNSET,
        custom: Mapping[str, str | Decimal | int | dt.date | bool | Sequence[str] | None] | Unset = UNSET,
        request_key: str | None = None,
    ) -> m.Dealing:
        """Changes a dealing; the customer's last and next contact follow.

        What is not given stays as it is; ``None`` clears it.

        Args:
            version: The version that was last seen; with the record itself there is none.
            kind: What it was, by code or label.
            direction: Who began it.
            subject: What it was about in one line.
            content: What was said.
            happened_at: When it happened.
            minutes: How long it took, in minutes.
            place: Where it happened.
            contacts: All people of the customer who took part.
            operators: All operators who took part.
            next_contact_on: When the customer shall be contacted next.
            next_contact_for: What for.
            custom: Values of fields of the book's own, by key: those that are named. Null
                clears one, and the others stay.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Dealings.edit_many``.
        """
        id, version = seen(
            ("id", "version"),
            ("Dealing", "DealingUpdate", "DealingVersion",),
            id, version,
        )
        result: m.Dealing = self._command("dealings.edit", request_key, id, version, m.DealingEdit(kind, direction, subject, content, happened_at, minutes, place, contacts, operators, next_contact_on, next_contact_for, custom))
        return result

    def edit_many(
        self,
        edits: Sequence[m.DealingUpdate],
        *,
        request_key: str | None = None,
    ) -> Table[m.Dealing]:
        """Changes up to 10,000 dealings: all, or none. Those that stay the same are not touched.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, and the violations of
                ``Dealings.add_many``.
        """
        result: Table[m.Dealing] = self._command("dealings.edit_many", request_key, edits)
        return result

    @overload
    def remove(
        self,
        id: m.DealingId | Identified[m.DealingId],
        version: int,
        *,
        request_key: str | None = None,
    ) -> m.Dealing: ...

    @overload
    def remove(
        self,
        id: Versioned[m.DealingId],
        *,
        request_key: str | None = None,
    ) -> m.Dealing: ...

    def remove(
        self,
        id: m.DealingId | Identified[m.DealingId] | Versioned[m.DealingId],
        version: int | Absent = ABSENT,
        *,
        request_key: str | None = None,
    ) -> m.Dealing:
        """Removes a dealing; returns what it was. The customer's last and next contact follow.

        Args:
            version: The version that was last seen; with the record itself there is none.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Dealings.remove_many``.
        """
        id, version = seen(
            ("id", "version"),
            ("Dealing", "DealingUpdate", "DealingVersion",),
            id, version,
        )
        result: m.Dealing = self._command("dealings.remove", request_key, id, version)
        return result

    def remove_many(
        self,
        dealings: Sequence[Versioned[m.DealingId]],
        *,
        request_key: str | None = None,
    ) -> Table[m.Dealing]:
        """Removes up to 10,000 dealings: all, or none.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``field_not_permitted``, ``not_found``,
                ``version_conflict``, ``repeated``, ``too_many``.
        """
        result: Table[m.Dealing] = self._command("dealings.remove_many", request_key, dealings)
        return result
