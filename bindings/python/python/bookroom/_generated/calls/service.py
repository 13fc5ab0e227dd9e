# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""The engine's calls of service."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import overload

from bookroom._base import ABSENT, Absent, Area, Identified, UNSET, Unset, Versioned, seen
from bookroom._generated import models as m
from bookroom._table import Page, Rows, Table


class ServiceCalls(Area):
    """The engine's calls of ``session.service``."""

    __slots__ = ()

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
            conditions: Conditions on any column that the list can be sorted by; at most 20.
            sort: What the rows are sorted by.
            descending: Whether the last comes first.
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted``, ``unknown_reference``, ``bad_choice``,
                ``bad_date``, ``too_long``, ``bad_character``, ``out_of_range``, ``bad_cursor``.
        """
        result: Page[m.Case] = self._query("service.list", m.CaseFilter(kind, states, severities, category, channel, customer, assignee, unassigned, owner, opened_from, opened_to, text, conditions), sort, descending, m.PageRequest(limit, after))
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
        descending: bool = False,
        chunk: int = 1000,
    ) -> Rows[m.Case]:
        """As ``list``, over all pages: load as it goes, ``chunk`` rows at a time."""
        return Rows(
            m.Case,
            self._session,
            "service.list",
            lambda limit, after: (m.CaseFilter(kind, states, severities, category, channel, customer, assignee, unassigned, owner, opened_from, opened_to, text, conditions), sort, descending, m.PageRequest(limit, after), ),
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
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Service.open_many``.
        """
        result: m.Case = self._command("service.open", request_key, m.NewCase(kind, subject, description, category, severity, channel, customer, contact, invoice, assignee, opened_on, opened_at))
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
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Service.edit_many``.
        """
        id, version = seen(
            ("id", "version"),
            ("Case", "CaseResolution", "CaseUpdate", "CaseVersion",),
            id, version,
        )
        result: m.Case = self._command("service.edit", request_key, id, version, m.CaseEdit(kind, subject, description, category, severity, channel, customer, contact, invoice, satisfaction))
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
                ``version_conflict``, ``required``, ``too_long``, ``bad_character``.
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
