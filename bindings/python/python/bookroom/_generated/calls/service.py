# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""The engine's calls of service."""

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
    from bookroom._areas.service import Levels


class ServiceCalls(Area, Parts):
    """The engine's calls of ``session.service``."""

    __slots__ = (
        "levels",
    )
    _PARTS: ClassVar[dict[str, str]] = {
        "levels": "Levels",
    }

    levels: Levels
    """Service levels: targets for answers and resolutions, what is due, escalation."""

    def get(self, id: m.CaseId | Identified[m.CaseId]) -> m.Case:
        """One case.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``.
        """
        result: m.Case = self._query("service.get", id)
        return result

    def list(
        self,
        sort: m.CaseSort | str = m.CaseSort.OPENED_ON,
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
        conditions: Sequence[m.Condition] = (),
        sorted_by: str | None = None,
        descending: bool = False,
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
                ``bad_date``, ``too_long``, ``bad_character``, ``out_of_range``, ``bad_cursor``.
        """
        result: Page[m.Case] = self._query("service.list", m.CaseFilter(kind, states, severities, category, channel, customer, assignee, unassigned, owner, opened_from, opened_to, text, conditions, sorted_by), sort, descending, m.PageRequest(limit, after))
        return result

    def iter(
        self,
        sort: m.CaseSort | str = m.CaseSort.OPENED_ON,
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
        conditions: Sequence[m.Condition] = (),
        sorted_by: str | None = None,
        descending: bool = False,
        chunk: int = 1000,
    ) -> Rows[m.Case]:
        """As ``list``, over all pages: load as it goes, ``chunk`` rows at a time."""
        return Rows(
            m.Case,
            self._session,
            "service.list",
            lambda limit, after: (m.CaseFilter(kind, states, severities, category, channel, customer, assignee, unassigned, owner, opened_from, opened_to, text, conditions, sorted_by), sort, descending, m.PageRequest(limit, after), ),
            chunk,
        )

    def notes(
        self,
        case: m.CaseId | Identified[m.CaseId],
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

    def iter_notes(
        self,
        case: m.CaseId | Identified[m.CaseId],
        *,
        chunk: int = 1000,
    ) -> Rows[m.CaseNote]:
        """As ``notes``, over all pages: load as it goes, ``chunk`` rows at a time."""
        return Rows(
            m.CaseNote,
            self._session,
            "service.notes",
            lambda limit, after: (case, m.PageRequest(limit, after), ),
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
        opened_at: dt.datetime | None = None,
        custom: Mapping[str, str | Decimal | int | dt.date | bool | Sequence[str]] = FrozenDict(),
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
            opened_on: The day it came in; that of ``opened_at``, else today, when absent, and
                never later.
            opened_at: When it came in, if that is known better than by its day: a mail of this
                morning, a call that is entered later. Never later than now; a clock up to an
                hour ahead counts as now.
            custom: Values of fields of the book's own, by key; what is not given has its
                default.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Service.open_many``.
        """
        result: m.Case = self._command("service.open", request_key, m.NewCase(kind, subject, description, category, severity, channel, customer, contact, invoice, assignee, opened_on, opened_at, custom))
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
                ``too_long``, ``bad_character``, ``bad_date``, ``date_order``, ``ambiguous``
                (day and instant differ), ``unknown_reference``, ``retired``, ``too_many``.
        """
        result: Table[m.Case] = self._command("service.open_many", request_key, cases)
        return result

    @overload
    def edit(
        self,
        id: m.CaseId | Identified[m.CaseId],
        version: int,
        *,
        kind: m.CaseKind | str | Unset = UNSET,
        subject: str | Unset = UNSET,
        description: str | Unset | None = UNSET,
        category: str | Unset | None = UNSET,
        severity: m.CaseSeverity | str | Unset = UNSET,
        channel: str | Unset | None = UNSET,
        customer: m.CustomerId | Unset | None = UNSET,
        contact: m.ContactId | Unset | None = UNSET,
        invoice: m.InvoiceId | Unset | None = UNSET,
        satisfaction: str | Unset | None = UNSET,
        custom: Mapping[str, str | Decimal | int | dt.date | bool | Sequence[str] | None] | Unset = UNSET,
        request_key: str | None = None,
    ) -> m.Case: ...

    @overload
    def edit(
        self,
        id: Versioned[m.CaseId],
        *,
        kind: m.CaseKind | str | Unset = UNSET,
        subject: str | Unset = UNSET,
        description: str | Unset | None = UNSET,
        category: str | Unset | None = UNSET,
        severity: m.CaseSeverity | str | Unset = UNSET,
        channel: str | Unset | None = UNSET,
        customer: m.CustomerId | Unset | None = UNSET,
        contact: m.ContactId | Unset | None = UNSET,
        invoice: m.InvoiceId | Unset | None = UNSET,
        satisfaction: str | Unset | None = UNSET,
        custom: Mapping[str, str | Decimal | int | dt.date | bool | Sequence[str] | None] | Unset = UNSET,
        request_key: str | None = None,
    ) -> m.Case: ...

    def edit(
        self,
        id: m.CaseId | Identified[m.CaseId] | Versioned[m.CaseId],
        version: int | Absent = ABSENT,
        *,
        kind: m.CaseKind | str | Unset = UNSET,
        subject: str | Unset = UNSET,
        description: str | Unset | None = UNSET,
        category: str | Unset | None = UNSET,
        severity: m.CaseSeverity | str | Unset = UNSET,
        channel: str | Unset | None = UNSET,
        customer: m.CustomerId | Unset | None = UNSET,
        contact: m.ContactId | Unset | None = UNSET,
        invoice: m.InvoiceId | Unset | None = UNSET,
        satisfaction: str | Unset | None = UNSET,
        custom: Mapping[str, str | Decimal | int | dt.date | bool | Sequence[str] | None] | Unset = UNSET,
        request_key: str | None = None,
    ) -> m.Case:
        """Changes a case.

        What is not given stays as it is; ``None`` clears it.

        Args:
            version: The version that was last seen; with the record itself there is none.
            kind: What it is about.
            subject: What it says in one line.
            description: What it says.
            category: The category, by code or label.
            severity: How bad it is.
            channel: The channel, by code or label.
            customer: The customer; with another one, or none, contact and invoice go unless
                they are set too.
            contact: The contact.
            invoice: The invoice.
            satisfaction: The satisfaction, by code or label, once there is a resolution.
            custom: Values of fields of the book's own, by key: those that are named. Null
                clears one, and the others stay.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Service.edit_many``.
        """
        id, version = seen(
            ("id", "version"),
            ("Case", "CaseResolution", "CaseUpdate", "CaseVersion",),
            id, version,
        )
        result: m.Case = self._command("service.edit", request_key, id, version, m.CaseEdit(kind, subject, description, category, severity, channel, customer, contact, invoice, satisfaction, custom))
        return result

    def edit_many(
        self,
        edits: Sequence[m.CaseUpdate],
        *,
        request_key: str | None = None,
    ) -> Table[m.Case]:
        """Changes what cases say and what they are linked to.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``field_not_permitted``, ``not_found``,
                ``version_conflict``, ``wrong_state``, ``required``, ``too_long``,
                ``bad_character``, ``unknown_reference``, ``retired``, ``repeated``,
                ``too_many``.
        """
        result: Table[m.Case] = self._command("service.edit_many", request_key, edits)
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
            reason: Why.
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
            reason: Why.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Service.reopen``.
        """
        result: Table[m.Case] = self._command("service.reject", request_key, cases, reason)
        return result

    def add_note(
        self,
        case: m.CaseId | Identified[m.CaseId],
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

    def add_message(
        self,
        case: m.CaseId | Identified[m.CaseId],
        body: str,
        *,
        request_key: str | None = None,
    ) -> m.CaseNote:
        """Adds what the customer said to a case, which they may read. A case that waited for the
        customer is in progress again.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Service.add_notes``.
        """
        result: m.CaseNote = self._command("service.add_message", request_key, case, body)
        return result

    def add_notes(
        self,
        notes: Sequence[m.NewCaseNote],
        *,
        request_key: str | None = None,
    ) -> Table[m.CaseNote]:
        """Adds notes to cases. The first public note of the staff is the first answer.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``field_not_permitted``, ``not_found``,
                ``required``, ``too_long``, ``bad_character``, ``too_many``; ``bad_choice`` for
                a note of the customer that is not public.
        """
        result: Table[m.CaseNote] = self._command("service.add_notes", request_key, notes)
        return result

    @overload
    def edit_note(
        self,
        id: m.CaseNoteId | Identified[m.CaseNoteId],
        version: int,
        *,
        body: str | Unset = UNSET,
        is_public: bool | Unset = UNSET,
        request_key: str | None = None,
    ) -> m.CaseNote: ...

    @overload
    def edit_note(
        self,
        id: Versioned[m.CaseNoteId],
        *,
        body: str | Unset = UNSET,
        is_public: bool | Unset = UNSET,
        request_key: str | None = None,
    ) -> m.CaseNote: ...

    def edit_note(
        self,
        id: m.CaseNoteId | Identified[m.CaseNoteId] | Versioned[m.CaseNoteId],
        version: int | Absent = ABSENT,
        *,
        body: str | Unset = UNSET,
        is_public: bool | Unset = UNSET,
        request_key: str | None = None,
    ) -> m.CaseNote:
        """Changes a note.

        What is not given stays as it is; ``None`` clears it.

        Args:
            version: The version that was last seen; with the record itself there is none.
            body: What it says.
            is_public: Whether it may be shown to the customer.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``field_not_permitted``, ``not_found``,
                ``version_conflict``, ``required``, ``too_long``, ``bad_character``;
                ``bad_choice`` to hide what the customer said.
        """
        id, version = seen(
            ("id", "version"),
            ("CaseNote",),
            id, version,
        )
        result: m.CaseNote = self._command("service.edit_note", request_key, id, version, m.CaseNoteEdit(body, is_public))
        return result

    @overload
    def remove_note(
        self,
        id: m.CaseNoteId | Identified[m.CaseNoteId],
        version: int,
        *,
        request_key: str | None = None,
    ) -> m.CaseNote: ...

    @overload
    def remove_note(
        self,
        id: Versioned[m.CaseNoteId],
        *,
        request_key: str | None = None,
    ) -> m.CaseNote: ...

    def remove_note(
        self,
        id: m.CaseNoteId | Identified[m.CaseNoteId] | Versioned[m.CaseNoteId],
        version: int | Absent = ABSENT,
        *,
        request_key: str | None = None,
    ) -> m.CaseNote:
        """Removes a note.

        Args:
            version: The version that was last seen; with the record itself there is none.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``field_not_permitted``, ``not_found``,
                ``version_conflict``.
        """
        id, version = seen(
            ("id", "version"),
            ("CaseNote",),
            id, version,
        )
        result: m.CaseNote = self._command("service.remove_note", request_key, id, version)
        return result


class LevelsCalls(Area):
    """The engine's calls of ``session.service.levels``."""

    __slots__ = ()

    def get(self, id: m.ServicePolicyId | Identified[m.ServicePolicyId]) -> m.ServicePolicy:
        """One policy.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``.
        """
        result: m.ServicePolicy = self._query("service.levels.get", id)
        return result

    def list(self) -> Table[m.ServicePolicy]:
        """All policies, in their order.

        Raises:
            bookroom.Error: ``not_permitted``.
        """
        result: Table[m.ServicePolicy] = self._query("service.levels.list")
        return result

    def clocks(self, case: m.CaseId | Identified[m.CaseId]) -> Table[m.CaseClock]:
        """The targets of a case that run or ran, in the order in which they came.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``.
        """
        result: Table[m.CaseClock] = self._query("service.levels.clocks", case)
        return result

    def due(
        self,
        *,
        targets: Sequence[m.LevelTarget | str] = (),
        breached: bool = False,
        within_seconds: int | None = None,
        policy: m.ServicePolicyId | None = None,
        assignee: m.OperatorId | None = None,
        unassigned: bool = False,
        owner: m.OperatorId | None = None,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[m.DueCase]:
        """Targets that run and are due, the soonest first, page by page. Those that are paused
        before they were due are not among them.

        Args:
            targets: What is promised: any of these.
            breached: Those that are past their due instant; together with ``within_seconds``,
                these as well.
            within_seconds: Those that are due from now until so many seconds have passed, 0 to
                ten years.
            policy: The policy.
            assignee: Who works on the case.
            unassigned: Cases that nobody works on. Not together with ``assignee``.
            owner: Whose the case is.
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted``, ``bad_choice``, ``out_of_range``, ``bad_cursor``.
        """
        result: Page[m.DueCase] = self._query("service.levels.due", m.DueFilter(targets, breached, within_seconds, policy, assignee, unassigned, owner), m.PageRequest(limit, after))
        return result

    def iter_due(
        self,
        *,
        targets: Sequence[m.LevelTarget | str] = (),
        breached: bool = False,
        within_seconds: int | None = None,
        policy: m.ServicePolicyId | None = None,
        assignee: m.OperatorId | None = None,
        unassigned: bool = False,
        owner: m.OperatorId | None = None,
        chunk: int = 1000,
    ) -> Rows[m.DueCase]:
        """As ``due``, over all pages: load as it goes, ``chunk`` rows at a time."""
        return Rows(
            m.DueCase,
            self._session,
            "service.levels.due",
            lambda limit, after: (m.DueFilter(targets, breached, within_seconds, policy, assignee, unassigned, owner), m.PageRequest(limit, after), ),
            chunk,
        )

    def attainment(
        self,
        from_: dt.date,
        to: dt.date,
        by: Sequence[m.AttainmentDimension | str],
    ) -> Table[m.Attainment]:
        """How far the targets were met of cases that came in between two days (both included),
        for each combination of values of these dimensions that occurs; one row without any
        dimension.

        Raises:
            bookroom.Error: ``not_permitted``, ``bad_date``, ``date_order``.
        """
        result: Table[m.Attainment] = self._query("service.levels.attainment", from_, to, by)
        return result

    def add(
        self,
        *,
        label_zh: str = "",
        label_en: str = "",
        kinds: Sequence[m.CaseKind | str] = (),
        severities: Sequence[m.CaseSeverity | str] = (),
        levels: Sequence[str] = (),
        valid_from: dt.date | None = None,
        valid_to: dt.date | None = None,
        calendar: m.CalendarId | None = None,
        first_response_seconds: int | None = None,
        next_response_seconds: int | None = None,
        resolution_seconds: int | None = None,
        steps: Sequence[m.EscalationStep] = (),
        request_key: str | None = None,
    ) -> m.ServicePolicy:
        """Adds a policy, as the last one. Cases that are open already do not follow it before
        they are reassessed.

        Args:
            label_zh: The name in Chinese, up to 100 characters; blank: as in English.
            label_en: The name in English, up to 100 characters; blank: as in Chinese.
            kinds: What the cases are about: any of these; none: whatever it is.
            severities: How bad they are: any of these; none: however bad.
            levels: The levels of their customers: codes or labels of items of
                ``customer_level``, at most 50; none: whatever level.
            valid_from: The first day on which they came in.
            valid_to: The last day on which they came in.
            calendar: The calendar whose hours count; none: the book's default.
            first_response_seconds: The worked seconds to the first response, from 1 up to ten
                years; so for the next two. At least one of the three is given.
            next_response_seconds: The worked seconds from a message of the customer to the
                response.
            resolution_seconds: The worked seconds to the resolution.
            steps: What happens while targets are not met, at most 50 steps.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``required`` without any target and without that
                of a step, ``too_long``, ``bad_character``, ``bad_date``, ``date_order``,
                ``out_of_range``, ``bad_choice`` for a step with both percent and seconds, with
                an operator that its choice does not ask for, or that gives a case to a team,
                ``unknown_reference``, ``retired``, ``repeated``, ``too_many``.
        """
        result: m.ServicePolicy = self._command("service.levels.add", request_key, m.NewServicePolicy(label_zh, label_en, kinds, severities, levels, valid_from, valid_to, calendar, first_response_seconds, next_response_seconds, resolution_seconds, steps))
        return result

    @overload
    def edit(
        self,
        id: m.ServicePolicyId | Identified[m.ServicePolicyId],
        version: int,
        *,
        label_zh: str | Unset = UNSET,
        label_en: str | Unset = UNSET,
        active: bool | Unset = UNSET,
        kinds: Sequence[m.CaseKind | str] | Unset | None = UNSET,
        severities: Sequence[m.CaseSeverity | str] | Unset | None = UNSET,
        levels: Sequence[str] | Unset | None = UNSET,
        valid_from: dt.date | Unset | None = UNSET,
        valid_to: dt.date | Unset | None = UNSET,
        calendar: m.CalendarId | Unset | None = UNSET,
        first_response_seconds: int | Unset | None = UNSET,
        next_response_seconds: int | Unset | None = UNSET,
        resolution_seconds: int | Unset | None = UNSET,
        steps: Sequence[m.EscalationStep] | Unset | None = UNSET,
        request_key: str | None = None,
    ) -> m.ServicePolicy: ...

    @overload
    def edit(
        self,
        id: Versioned[m.ServicePolicyId],
        *,
        label_zh: str | Unset = UNSET,
        label_en: str | Unset = UNSET,
        active: bool | Unset = UNSET,
        kinds: Sequence[m.CaseKind | str] | Unset | None = UNSET,
        severities: Sequence[m.CaseSeverity | str] | Unset | None = UNSET,
        levels: Sequence[str] | Unset | None = UNSET,
        valid_from: dt.date | Unset | None = UNSET,
        valid_to: dt.date | Unset | None = UNSET,
        calendar: m.CalendarId | Unset | None = UNSET,
        first_response_seconds: int | Unset | None = UNSET,
        next_response_seconds: int | Unset | None = UNSET,
        resolution_seconds: int | Unset | None = UNSET,
        steps: Sequence[m.EscalationStep] | Unset | None = UNSET,
        request_key: str | None = None,
    ) -> m.ServicePolicy: ...

    def edit(
        self,
        id: m.ServicePolicyId | Identified[m.ServicePolicyId] | Versioned[m.ServicePolicyId],
        version: int | Absent = ABSENT,
        *,
        label_zh: str | Unset = UNSET,
        label_en: str | Unset = UNSET,
        active: bool | Unset = UNSET,
        kinds: Sequence[m.CaseKind | str] | Unset | None = UNSET,
        severities: Sequence[m.CaseSeverity | str] | Unset | None = UNSET,
        levels: Sequence[str] | Unset | None = UNSET,
        valid_from: dt.date | Unset | None = UNSET,
        valid_to: dt.date | Unset | None = UNSET,
        calendar: m.CalendarId | Unset | None = UNSET,
        first_response_seconds: int | Unset | None = UNSET,
        next_response_seconds: int | Unset | None = UNSET,
        resolution_seconds: int | Unset | None = UNSET,
        steps: Sequence[m.EscalationStep] | Unset | None = UNSET,
        request_key: str | None = None,
    ) -> m.ServicePolicy:
        """Gives a policy new values; with ``active`` false it is chosen no more. Open cases keep
        the policy that they follow, and what it said, until they are reassessed; whereas an edit
        of a case (kind, severity, customer), or of its customer's level, chooses its policy anew.

        What is not given stays as it is; ``None`` clears it.

        Args:
            version: The version that was last seen; with the record itself there is none.
            label_zh: The name in Chinese.
            label_en: The name in English.
            active: Whether it is chosen for cases.
            kinds: What the cases are about.
            severities: How bad they are.
            levels: The levels of their customers.
            valid_from: The first day on which they came in.
            valid_to: The last day on which they came in.
            calendar: The calendar whose hours count.
            first_response_seconds: The worked seconds to the first response.
            next_response_seconds: The worked seconds from a message of the customer to the
                response.
            resolution_seconds: The worked seconds to the resolution.
            steps: All steps.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, and as ``Levels.add``.
        """
        id, version = seen(
            ("id", "version"),
            ("ServicePolicy",),
            id, version,
        )
        result: m.ServicePolicy = self._command("service.levels.edit", request_key, id, version, m.ServicePolicyEdit(label_zh, label_en, active, kinds, severities, levels, valid_from, valid_to, calendar, first_response_seconds, next_response_seconds, resolution_seconds, steps))
        return result

    def reorder(
        self,
        policies: Sequence[m.ServicePolicyId],
        *,
        request_key: str | None = None,
    ) -> Table[m.ServicePolicy]:
        """Puts policies first, in this order; the others follow as they did.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``unknown_reference``, ``repeated``,
                ``too_many``.
        """
        result: Table[m.ServicePolicy] = self._command("service.levels.reorder", request_key, policies)
        return result

    @overload
    def remove(
        self,
        id: m.ServicePolicyId | Identified[m.ServicePolicyId],
        version: int,
        *,
        request_key: str | None = None,
    ) -> m.ServicePolicy: ...

    @overload
    def remove(
        self,
        id: Versioned[m.ServicePolicyId],
        *,
        request_key: str | None = None,
    ) -> m.ServicePolicy: ...

    def remove(
        self,
        id: m.ServicePolicyId | Identified[m.ServicePolicyId] | Versioned[m.ServicePolicyId],
        version: int | Absent = ABSENT,
        *,
        request_key: str | None = None,
    ) -> m.ServicePolicy:
        """Removes a policy that no case ever followed; returns what it was.

        Args:
            version: The version that was last seen; with the record itself there is none.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``version_conflict``; ``in_use``
                when a case follows it or did: edit it to ``active`` false, then no further case
                does.
        """
        id, version = seen(
            ("id", "version"),
            ("ServicePolicy",),
            id, version,
        )
        result: m.ServicePolicy = self._command("service.levels.remove", request_key, id, version)
        return result

    def reassess(
        self,
        cases: Sequence[m.CaseId],
        *,
        request_key: str | None = None,
    ) -> Table[m.CaseClock]:
        """Has open cases take what the policies say now, also the one that they follow already;
        returns all their targets. What ended stays.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``repeated``, ``too_many``.
        """
        result: Table[m.CaseClock] = self._command("service.levels.reassess", request_key, cases)
        return result

    def escalate_due(
        self,
        *,
        at: dt.datetime | None = None,
        request_key: str | None = None,
    ) -> Table[m.Escalation]:
        """Does every step of escalation that comes no later than an instant (now when none is
        given) and is not done, and tells what was done. Run it every few minutes; nothing is done
        twice, whoever runs it at the same time. ``session.dry_run()`` tells what would be done.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``bad_date``.
        """
        result: Table[m.Escalation] = self._command("service.levels.escalate_due", request_key, at)
        return result
