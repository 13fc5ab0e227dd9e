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
    from bookroom._areas.service import Assignment, Levels, Relations, Remedies, Surveys, Transitions


class ServiceCalls(Area, Parts):
    """The engine's calls of ``session.service``."""

    __slots__ = (
        "assignment", "levels", "relations", "remedies", "surveys", "transitions",
    )
    _PARTS: ClassVar[dict[str, str]] = {
        "assignment": "Assignment",
        "levels": "Levels",
        "relations": "Relations",
        "remedies": "Remedies",
        "surveys": "Surveys",
        "transitions": "Transitions",
    }

    assignment: Assignment
    """Assigning cases by rules, in turns, by load."""

    levels: Levels
    """Service levels: targets for answers and resolutions, what is due, escalation."""

    relations: Relations
    """Related cases, duplicates, what came again; merging and splitting."""

    remedies: Remedies
    """What complaints lead to: credit notes, replacements, refunds."""

    surveys: Surveys
    """Surveys: how satisfied customers are."""

    transitions: Transitions
    """Which steps each state allows."""

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
        root_cause: str | None = None,
        customer: m.CustomerId | None = None,
        product: m.ProductId | None = None,
        merged_into: m.CaseId | None = None,
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
            root_cause: Their root cause, by code or label.
            customer: Their customer.
            product: Their product.
            merged_into: The case that they are shown with since they were merged.
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
        result: Page[m.Case] = self._query("service.list", m.CaseFilter(kind, states, severities, category, channel, root_cause, customer, product, merged_into, assignee, unassigned, owner, opened_from, opened_to, text, conditions, sorted_by), sort, descending, m.PageRequest(limit, after))
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
        root_cause: str | None = None,
        customer: m.CustomerId | None = None,
        product: m.ProductId | None = None,
        merged_into: m.CaseId | None = None,
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
            lambda limit, after: (m.CaseFilter(kind, states, severities, category, channel, root_cause, customer, product, merged_into, assignee, unassigned, owner, opened_from, opened_to, text, conditions, sorted_by), sort, descending, m.PageRequest(limit, after), ),
            chunk,
        )

    def notes(
        self,
        case: m.CaseId | Identified[m.CaseId],
        *,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[m.CaseNote]:
        """The notes of a case and of those merged into it, oldest first.

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
        What was merged counts as a part of the case that it is shown with.

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
        product: m.ProductId | None = None,
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
            product: The product it is about.
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
        result: m.Case = self._command("service.open", request_key, m.NewCase(kind, subject, description, category, severity, channel, customer, contact, invoice, product, assignee, opened_on, opened_at, custom))
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
        product: m.ProductId | Unset | None = UNSET,
        root_cause: str | Unset | None = UNSET,
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
        product: m.ProductId | Unset | None = UNSET,
        root_cause: str | Unset | None = UNSET,
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
        product: m.ProductId | Unset | None = UNSET,
        root_cause: str | Unset | None = UNSET,
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
            product: The product.
            root_cause: The root cause, by code or label.
            satisfaction: The satisfaction, by code or label, once there is a resolution.
            custom: Values of fields of the book's own, by key: those that are named. Null
                clears one, and the others stay.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Service.edit_many``.
        """
        id, version = seen(
            ("id", "version"),
            ("Case", "CaseResolution", "CaseSplit", "CaseUpdate", "CaseVersion",),
            id, version,
        )
        result: m.Case = self._command("service.edit", request_key, id, version, m.CaseEdit(kind, subject, description, category, severity, channel, customer, contact, invoice, product, root_cause, satisfaction, custom))
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
                ``too_many``; ``other_customer`` when cases of the customer of before were
                merged into it.
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
        customer is in progress again. To a case that has ended it is added as well, but promises
        nothing: reopen the case if it is to be dealt with.

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
                a note of the customer that is not public; ``wrong_state`` for a case that was
                merged, with the fact ``into``.
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


class AssignmentCalls(Area):
    """The engine's calls of ``session.service.assignment``."""

    __slots__ = ()

    def get(self, id: m.AssignmentRuleId | Identified[m.AssignmentRuleId]) -> m.AssignmentRule:
        """One rule.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``.
        """
        result: m.AssignmentRule = self._query("service.assignment.get", id)
        return result

    def list(self) -> Table[m.AssignmentRule]:
        """All rules, in their order.

        Raises:
            bookroom.Error: ``not_permitted``.
        """
        result: Table[m.AssignmentRule] = self._query("service.assignment.list")
        return result

    def candidates(
        self,
        rule: m.AssignmentRuleId | Identified[m.AssignmentRuleId],
    ) -> Table[m.AssignmentCandidate]:
        """How those stand to whom a rule gives cases now, in its order: whether they are free,
        how many open cases they have, and when their last turn was. Owners of customers are not
        among them.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``.
        """
        result: Table[m.AssignmentCandidate] = self._query("service.assignment.candidates", rule)
        return result

    def add(
        self,
        *,
        label_zh: str = "",
        label_en: str = "",
        kinds: Sequence[m.CaseKind | str] = (),
        severities: Sequence[m.CaseSeverity | str] = (),
        categories: Sequence[str] = (),
        channels: Sequence[str] = (),
        classes: Sequence[m.ClassCondition] = (),
        products: Sequence[m.ProductId] = (),
        owner_teams: Sequence[m.TeamId] = (),
        way: m.AssignmentWay | str = m.AssignmentWay.ROUND_ROBIN,
        operators: Sequence[m.OperatorId] = (),
        team: m.TeamId | None = None,
        open_limit: int | None = None,
        weights: Sequence[m.SeverityWeight] = (),
        otherwise: m.AssignmentOtherwise | str = m.AssignmentOtherwise.STAY,
        request_key: str | None = None,
    ) -> m.AssignmentRule:
        """Adds a rule, as the last one.

        Args:
            label_zh: The name in Chinese, up to 100 characters; blank: as in English.
            label_en: The name in English, up to 100 characters; blank: as in Chinese.
            kinds: What the cases are about: any of these.
            severities: How bad they are: any of these.
            categories: Their category: codes or labels of items of ``case_category``, at most
                50; any of these, or of those below them.
            channels: How they came in: codes or labels of items of ``case_channel``, at most
                50.
            classes: How their customers are classified: at most 20 lists, codes or labels of
                their items.
            products: The products that they are about, at most 1,000.
            owner_teams: The teams of whose the cases are, at most 100.
            way: Whom it gives them.
            operators: The operators, in their order, at most 1,000. These or a team, or both,
                unless cases go to the owner of their customer.
            team: The team whose operators come after these, whoever is in it then.
            open_limit: How many open cases somebody may have at most, 1 to 100,000; none: any
                number.
            weights: What open cases count for the least load; other ways do not ask.
            otherwise: What happens when nobody is free.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``required`` without operators and team,
                ``too_long``, ``bad_character``, ``out_of_range``, ``unknown_reference``,
                ``retired``, ``repeated``, ``too_many``.
        """
        result: m.AssignmentRule = self._command("service.assignment.add", request_key, m.NewAssignmentRule(label_zh, label_en, kinds, severities, categories, channels, classes, products, owner_teams, way, operators, team, open_limit, weights, otherwise))
        return result

    @overload
    def edit(
        self,
        id: m.AssignmentRuleId | Identified[m.AssignmentRuleId],
        version: int,
        *,
        label_zh: str | Unset = UNSET,
        label_en: str | Unset = UNSET,
        active: bool | Unset = UNSET,
        kinds: Sequence[m.CaseKind | str] | Unset | None = UNSET,
        severities: Sequence[m.CaseSeverity | str] | Unset | None = UNSET,
        categories: Sequence[str] | Unset | None = UNSET,
        channels: Sequence[str] | Unset | None = UNSET,
        classes: Sequence[m.ClassCondition] | Unset | None = UNSET,
        products: Sequence[m.ProductId] | Unset | None = UNSET,
        owner_teams: Sequence[m.TeamId] | Unset | None = UNSET,
        way: m.AssignmentWay | str | Unset = UNSET,
        operators: Sequence[m.OperatorId] | Unset | None = UNSET,
        team: m.TeamId | Unset | None = UNSET,
        open_limit: int | Unset | None = UNSET,
        weights: Sequence[m.SeverityWeight] | Unset | None = UNSET,
        otherwise: m.AssignmentOtherwise | str | Unset = UNSET,
        request_key: str | None = None,
    ) -> m.AssignmentRule: ...

    @overload
    def edit(
        self,
        id: Versioned[m.AssignmentRuleId],
        *,
        label_zh: str | Unset = UNSET,
        label_en: str | Unset = UNSET,
        active: bool | Unset = UNSET,
        kinds: Sequence[m.CaseKind | str] | Unset | None = UNSET,
        severities: Sequence[m.CaseSeverity | str] | Unset | None = UNSET,
        categories: Sequence[str] | Unset | None = UNSET,
        channels: Sequence[str] | Unset | None = UNSET,
        classes: Sequence[m.ClassCondition] | Unset | None = UNSET,
        products: Sequence[m.ProductId] | Unset | None = UNSET,
        owner_teams: Sequence[m.TeamId] | Unset | None = UNSET,
        way: m.AssignmentWay | str | Unset = UNSET,
        operators: Sequence[m.OperatorId] | Unset | None = UNSET,
        team: m.TeamId | Unset | None = UNSET,
        open_limit: int | Unset | None = UNSET,
        weights: Sequence[m.SeverityWeight] | Unset | None = UNSET,
        otherwise: m.AssignmentOtherwise | str | Unset = UNSET,
        request_key: str | None = None,
    ) -> m.AssignmentRule: ...

    def edit(
        self,
        id: m.AssignmentRuleId | Identified[m.AssignmentRuleId] | Versioned[m.AssignmentRuleId],
        version: int | Absent = ABSENT,
        *,
        label_zh: str | Unset = UNSET,
        label_en: str | Unset = UNSET,
        active: bool | Unset = UNSET,
        kinds: Sequence[m.CaseKind | str] | Unset | None = UNSET,
        severities: Sequence[m.CaseSeverity | str] | Unset | None = UNSET,
        categories: Sequence[str] | Unset | None = UNSET,
        channels: Sequence[str] | Unset | None = UNSET,
        classes: Sequence[m.ClassCondition] | Unset | None = UNSET,
        products: Sequence[m.ProductId] | Unset | None = UNSET,
        owner_teams: Sequence[m.TeamId] | Unset | None = UNSET,
        way: m.AssignmentWay | str | Unset = UNSET,
        operators: Sequence[m.OperatorId] | Unset | None = UNSET,
        team: m.TeamId | Unset | None = UNSET,
        open_limit: int | Unset | None = UNSET,
        weights: Sequence[m.SeverityWeight] | Unset | None = UNSET,
        otherwise: m.AssignmentOtherwise | str | Unset = UNSET,
        request_key: str | None = None,
    ) -> m.AssignmentRule:
        """Gives a rule new values; with ``active`` false it is asked no more. Cases that it gave
        stay with whom they are.

        What is not given stays as it is; ``None`` clears it.

        Args:
            version: The version that was last seen; with the record itself there is none.
            label_zh: The name in Chinese.
            label_en: The name in English.
            active: Whether it is asked.
            kinds: What the cases are about.
            severities: How bad they are.
            categories: Their category.
            channels: How they came in.
            classes: How their customers are classified.
            products: The products that they are about.
            owner_teams: The teams of whose the cases are.
            way: Whom it gives them.
            operators: The operators.
            team: The team whose operators come after these.
            open_limit: How many open cases somebody may have.
            weights: What open cases count for the least load.
            otherwise: What happens when nobody is free.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, and as ``Assignment.add``.
        """
        id, version = seen(
            ("id", "version"),
            ("AssignmentRule",),
            id, version,
        )
        result: m.AssignmentRule = self._command("service.assignment.edit", request_key, id, version, m.AssignmentRuleEdit(label_zh, label_en, active, kinds, severities, categories, channels, classes, products, owner_teams, way, operators, team, open_limit, weights, otherwise))
        return result

    def reorder(
        self,
        rules: Sequence[m.AssignmentRuleId],
        *,
        request_key: str | None = None,
    ) -> Table[m.AssignmentRule]:
        """Puts rules first, in this order; the others follow as they did.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``unknown_reference``, ``repeated``,
                ``too_many``.
        """
        result: Table[m.AssignmentRule] = self._command("service.assignment.reorder", request_key, rules)
        return result

    @overload
    def remove(
        self,
        id: m.AssignmentRuleId | Identified[m.AssignmentRuleId],
        version: int,
        *,
        request_key: str | None = None,
    ) -> m.AssignmentRule: ...

    @overload
    def remove(
        self,
        id: Versioned[m.AssignmentRuleId],
        *,
        request_key: str | None = None,
    ) -> m.AssignmentRule: ...

    def remove(
        self,
        id: m.AssignmentRuleId | Identified[m.AssignmentRuleId] | Versioned[m.AssignmentRuleId],
        version: int | Absent = ABSENT,
        *,
        request_key: str | None = None,
    ) -> m.AssignmentRule:
        """Removes a rule that was followed for no case; returns what it was.

        Args:
            version: The version that was last seen; with the record itself there is none.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``version_conflict``; ``in_use``
                when it was followed: edit it to ``active`` false.
        """
        id, version = seen(
            ("id", "version"),
            ("AssignmentRule",),
            id, version,
        )
        result: m.AssignmentRule = self._command("service.assignment.remove", request_key, id, version)
        return result

    def policy(self) -> m.AssignmentPolicy:
        """Whether the rules are asked when cases are opened.

        Raises:
            bookroom.Error: ``not_permitted``.
        """
        result: m.AssignmentPolicy = self._query("service.assignment.policy")
        return result

    def set_policy(
        self,
        version: int,
        automatic: bool,
        *,
        request_key: str | None = None,
    ) -> m.AssignmentPolicy:
        """Says whether the rules are asked when a case is opened, or split off, without an
        operator.

        Args:
            version: The version that was last seen; with the record itself there is none.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``version_conflict``.
        """
        result: m.AssignmentPolicy = self._command("service.assignment.set_policy", request_key, version, automatic)
        return result

    def assign(
        self,
        cases: Sequence[Versioned[m.CaseId]],
        *,
        request_key: str | None = None,
    ) -> Table[m.AssignmentOutcome]:
        """Asks the rules about cases, and gives them to whom they say, also those that somebody
        has. ``session.dry_run()`` tells which rule is met and why whom.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``version_conflict``,
                ``wrong_state``, ``repeated``, ``too_many``. That nobody can be given a case is
                no error: the outcome has the reason.
        """
        result: Table[m.AssignmentOutcome] = self._command("service.assignment.assign", request_key, cases)
        return result

    def assign_unassigned(
        self,
        *,
        limit: int | None = None,
        request_key: str | None = None,
    ) -> Table[m.AssignmentOutcome]:
        """Asks the rules about the open cases that nobody has, the oldest first, at most so many
        (up to 10,000, and that many when none is given).

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``out_of_range``.
        """
        result: Table[m.AssignmentOutcome] = self._command("service.assignment.assign_unassigned", request_key, limit)
        return result

    def hand_over(
        self,
        operator: m.OperatorId | Identified[m.OperatorId],
        *,
        limit: int | None = None,
        request_key: str | None = None,
    ) -> Table[m.AssignmentOutcome]:
        """Gives the open cases of an operator who leaves, or is away, to whom the rules say, the
        oldest first and at most so many; that operator is passed over. What the rules give to
        nobody stays, and the outcome has the reason.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``unknown_reference``, ``out_of_range``.
        """
        result: Table[m.AssignmentOutcome] = self._command("service.assignment.hand_over", request_key, operator, limit)
        return result

    def said(
        self,
        *,
        case: m.CaseId | None = None,
        rule: m.AssignmentRuleId | None = None,
        to: m.OperatorId | None = None,
        troubles: Sequence[m.AssignmentTrouble | str] = (),
        limit: int = 50,
        after: str | None = None,
    ) -> Page[m.CaseAssignment]:
        """What the rules said of cases, page by page, in the order of the records. A page may
        hold fewer than asked for.

        Args:
            case: About this case.
            rule: Of this rule.
            to: By which this operator was given a case.
            troubles: That gave nobody a case, for any of these reasons.
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found`` for a case that one does not see,
                ``out_of_range``, ``bad_cursor``.
        """
        result: Page[m.CaseAssignment] = self._query("service.assignment.said", m.AssignmentFilter(case, rule, to, troubles), m.PageRequest(limit, after))
        return result

    def iter_said(
        self,
        *,
        case: m.CaseId | None = None,
        rule: m.AssignmentRuleId | None = None,
        to: m.OperatorId | None = None,
        troubles: Sequence[m.AssignmentTrouble | str] = (),
        chunk: int = 1000,
    ) -> Rows[m.CaseAssignment]:
        """As ``said``, over all pages: load as it goes, ``chunk`` rows at a time."""
        return Rows(
            m.CaseAssignment,
            self._session,
            "service.assignment.said",
            lambda limit, after: (m.AssignmentFilter(case, rule, to, troubles), m.PageRequest(limit, after), ),
            chunk,
        )

    def absences(
        self,
        *,
        operator: m.OperatorId | None = None,
        at: dt.datetime | None = None,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[m.Absence]:
        """Who is, was and will be away, page by page.

        Args:
            operator: Who is away.
            at: Those that cover this instant.
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted``, ``bad_date``, ``out_of_range``, ``bad_cursor``.
        """
        result: Page[m.Absence] = self._query("service.assignment.absences", m.AbsenceFilter(operator, at), m.PageRequest(limit, after))
        return result

    def iter_absences(
        self,
        *,
        operator: m.OperatorId | None = None,
        at: dt.datetime | None = None,
        chunk: int = 1000,
    ) -> Rows[m.Absence]:
        """As ``absences``, over all pages: load as it goes, ``chunk`` rows at a time."""
        return Rows(
            m.Absence,
            self._session,
            "service.assignment.absences",
            lambda limit, after: (m.AbsenceFilter(operator, at), m.PageRequest(limit, after), ),
            chunk,
        )

    def add_absence(
        self,
        *,
        operator: m.OperatorId,
        from_: dt.datetime | None = None,
        to: dt.datetime | None = None,
        request_key: str | None = None,
    ) -> m.Absence:
        """Says that an operator is away: no rule gives them cases then. What they have stays
        theirs.

        Args:
            operator: Who is away.
            from_: From when; now when it is left out.
            to: The first instant at which they are back, after ``from``; none: until it is
                known.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``bad_date``, ``date_order``, ``too_many``;
                ``unknown_reference`` for an operator of whom one may not say so.
        """
        result: m.Absence = self._command("service.assignment.add_absence", request_key, m.NewAbsence(operator, from_, to))
        return result

    @overload
    def edit_absence(
        self,
        id: m.AbsenceId | Identified[m.AbsenceId],
        version: int,
        *,
        from_: dt.datetime | Unset = UNSET,
        to: dt.datetime | Unset | None = UNSET,
        request_key: str | None = None,
    ) -> m.Absence: ...

    @overload
    def edit_absence(
        self,
        id: Versioned[m.AbsenceId],
        *,
        from_: dt.datetime | Unset = UNSET,
        to: dt.datetime | Unset | None = UNSET,
        request_key: str | None = None,
    ) -> m.Absence: ...

    def edit_absence(
        self,
        id: m.AbsenceId | Identified[m.AbsenceId] | Versioned[m.AbsenceId],
        version: int | Absent = ABSENT,
        *,
        from_: dt.datetime | Unset = UNSET,
        to: dt.datetime | Unset | None = UNSET,
        request_key: str | None = None,
    ) -> m.Absence:
        """Says otherwise from when and until when an operator is away; an end in the past brings
        them back.

        What is not given stays as it is; ``None`` clears it.

        Args:
            version: The version that was last seen; with the record itself there is none.
            from_: From when.
            to: The first instant at which they are back.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``version_conflict``,
                ``bad_date``, ``date_order``.
        """
        id, version = seen(
            ("id", "version"),
            ("Absence",),
            id, version,
        )
        result: m.Absence = self._command("service.assignment.edit_absence", request_key, id, version, m.AbsenceEdit(from_, to))
        return result

    @overload
    def remove_absence(
        self,
        id: m.AbsenceId | Identified[m.AbsenceId],
        version: int,
        *,
        request_key: str | None = None,
    ) -> m.Absence: ...

    @overload
    def remove_absence(
        self,
        id: Versioned[m.AbsenceId],
        *,
        request_key: str | None = None,
    ) -> m.Absence: ...

    def remove_absence(
        self,
        id: m.AbsenceId | Identified[m.AbsenceId] | Versioned[m.AbsenceId],
        version: int | Absent = ABSENT,
        *,
        request_key: str | None = None,
    ) -> m.Absence:
        """Takes back that an operator is, or was, away; returns what it was.

        Args:
            version: The version that was last seen; with the record itself there is none.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``version_conflict``.
        """
        id, version = seen(
            ("id", "version"),
            ("Absence",),
            id, version,
        )
        result: m.Absence = self._command("service.assignment.remove_absence", request_key, id, version)
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


class RelationsCalls(Area):
    """The engine's calls of ``session.service.relations``."""

    __slots__ = ()

    def of(self, case: m.CaseId | Identified[m.CaseId]) -> Table[m.CaseLink]:
        """The links of a case, in the order in which they came: those whose other case one sees
        too.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``.
        """
        result: Table[m.CaseLink] = self._query("service.relations.of", case)
        return result

    def link(
        self,
        *,
        case: m.CaseId,
        other: m.CaseId,
        kind: m.CaseLinkKind | str = m.CaseLinkKind.RELATED,
        request_key: str | None = None,
    ) -> m.CaseLink:
        """Links two cases.

        Args:
            case: The case: a duplicate of one other at most, and the recurrence of one earlier
                at most.
            other: The other: of a duplicate, one that is no duplicate itself; of what came
                again, one that came in before.
            kind: What they have to do with each other: related, a duplicate, or come again.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Relations.link_many``.
        """
        result: m.CaseLink = self._command("service.relations.link", request_key, m.NewCaseLink(case, other, kind))
        return result

    def link_many(
        self,
        links: Sequence[m.NewCaseLink],
        *,
        request_key: str | None = None,
    ) -> Table[m.CaseLink]:
        """Links cases: as related, as duplicates, as what came again. No chain of links leads
        back.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``too_many``; ``bad_choice`` for
                links that merging and splitting make; ``cycle``; ``date_order`` for the
                recurrence of a case that came in later; ``wrong_state`` for a duplicate of a
                duplicate, with the fact ``duplicate_of``; ``already_exists``.
        """
        result: Table[m.CaseLink] = self._command("service.relations.link_many", request_key, links)
        return result

    def unlink(
        self,
        link: m.CaseLinkId | Identified[m.CaseLinkId],
        *,
        request_key: str | None = None,
    ) -> m.CaseLink:
        """Takes a link away.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Relations.unlink_many``.
        """
        result: m.CaseLink = self._command("service.relations.unlink", request_key, link)
        return result

    def unlink_many(
        self,
        links: Sequence[m.CaseLinkId],
        *,
        request_key: str | None = None,
    ) -> Table[m.CaseLink]:
        """Takes links away, and returns them as they were.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``repeated``, ``too_many``;
                ``wrong_state`` for what was merged, which ``Relations.unmerge`` gives back, and
                for what was split off, with the fact ``kind``.
        """
        result: Table[m.CaseLink] = self._command("service.relations.unlink_many", request_key, links)
        return result

    def merge(
        self,
        cases: Sequence[Versioned[m.CaseId]],
        into: Versioned[m.CaseId],
        *,
        request_key: str | None = None,
    ) -> Table[m.Case]:
        """Goes on with open cases as parts of another open one: they are merged, their clocks
        stop, and their notes and tasks are shown with the other. What had been merged into them
        comes along. Returns the merged cases.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``version_conflict``,
                ``wrong_state``, ``cycle``, ``repeated``, ``too_many``; ``other_customer`` for a
                case of another customer, or of one where the other has none.
        """
        result: Table[m.Case] = self._command("service.relations.merge", request_key, cases, into)
        return result

    def unmerge(
        self,
        cases: Sequence[Versioned[m.CaseId]],
        *,
        request_key: str | None = None,
    ) -> Table[m.Case]:
        """Goes on with merged cases by themselves, each where it stood before, with its notes,
        its tasks and what had been merged into it. The time as a part of another is a pause of
        its clocks.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``version_conflict``,
                ``wrong_state``, ``repeated``, ``too_many``.
        """
        result: Table[m.Case] = self._command("service.relations.unmerge", request_key, cases)
        return result

    @overload
    def split(
        self,
        id: m.CaseId,
        version: int,
        subject: str,
        *,
        notes: Sequence[m.CaseNoteId] = (),
        description: str | None = None,
        kind: m.CaseKind | str | None = None,
        category: str | None = None,
        severity: m.CaseSeverity | str | None = None,
        opened_at: dt.datetime | None = None,
        request_key: str | None = None,
    ) -> m.Case: ...

    @overload
    def split(
        self,
        id: Versioned[m.CaseId],
        subject: str,
        *,
        notes: Sequence[m.CaseNoteId] = (),
        description: str | None = None,
        kind: m.CaseKind | str | None = None,
        category: str | None = None,
        severity: m.CaseSeverity | str | None = None,
        opened_at: dt.datetime | None = None,
        request_key: str | None = None,
    ) -> m.Case: ...

    def split(  # type: ignore[misc]
        self,
        id: m.CaseId | Versioned[m.CaseId],
        version: int | Absent = ABSENT,
        subject: str | Absent = ABSENT,
        *,
        notes: Sequence[m.CaseNoteId] = (),
        description: str | None = None,
        kind: m.CaseKind | str | None = None,
        category: str | None = None,
        severity: m.CaseSeverity | str | None = None,
        opened_at: dt.datetime | None = None,
        request_key: str | None = None,
    ) -> m.Case:
        """Makes a part of a case a case of its own, with some of its notes; the two are linked.
        Returns the new case.

        Args:
            id: The case it is a part of.
            version: The version the caller last saw.
            subject: What the new case says in one line, up to 200 characters.
            notes: The notes of that case that go to the new one, up to 10,000.
            description: What it says, up to 20,000 characters.
            kind: What it is about; none: what the other is about.
            category: An item of ``case_category``, by code or label; none: that of the other.
            severity: How bad it is; none: as bad as the other.
            opened_at: When it came in; none: with the first of these notes, without any now.
                Times to an answer and to a resolution count from then.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted`` (it takes ``cases.add`` too),
                ``field_not_permitted``, ``not_found``, ``version_conflict``, ``wrong_state``
                for a merged case, ``required``, ``too_long``, ``bad_character``, ``bad_date``,
                ``date_order``, ``unknown_reference``, ``retired``, ``repeated``, ``too_many``.
        """
        id, version, subject = seen(
            ("id", "version", "subject"),
            ("Case", "CaseResolution", "CaseSplit", "CaseUpdate", "CaseVersion",),
            id, version, subject,
        )
        result: m.Case = self._command("service.relations.split", request_key, m.CaseSplit(id, version, subject, notes, description, kind, category, severity, opened_at))  # type: ignore[arg-type]
        return result


class RemediesCalls(Area):
    """The engine's calls of ``session.service.remedies``."""

    __slots__ = ()

    def get(self, id: m.CaseRemedyId | Identified[m.CaseRemedyId]) -> m.CaseRemedy:
        """One remedy.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``.
        """
        result: m.CaseRemedy = self._query("service.remedies.get", id)
        return result

    def list(
        self,
        *,
        case: m.CaseId | None = None,
        kinds: Sequence[m.RemedyKind | str] = (),
        states: Sequence[m.RemedyState | str] = (),
        document: m.InvoiceId | None = None,
        payment: m.PaymentId | None = None,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[m.CaseRemedy]:
        """The remedies that a filter wants, in the order in which they were proposed: those of a
        case, those that wait for somebody to decide, the one that a document came from. A page
        may hold fewer than asked for.

        Args:
            case: Of one case.
            kinds: What they are: any of these.
            states: Where they stand: any of these.
            document: The one that a credit note or a sale came from.
            payment: The one that a payment came from.
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted``, ``out_of_range``, ``bad_cursor``.
        """
        result: Page[m.CaseRemedy] = self._query("service.remedies.list", m.RemedyFilter(case, kinds, states, document, payment), m.PageRequest(limit, after))
        return result

    def iter(
        self,
        *,
        case: m.CaseId | None = None,
        kinds: Sequence[m.RemedyKind | str] = (),
        states: Sequence[m.RemedyState | str] = (),
        document: m.InvoiceId | None = None,
        payment: m.PaymentId | None = None,
        chunk: int = 1000,
    ) -> Rows[m.CaseRemedy]:
        """As ``list``, over all pages: load as it goes, ``chunk`` rows at a time."""
        return Rows(
            m.CaseRemedy,
            self._session,
            "service.remedies.list",
            lambda limit, after: (m.RemedyFilter(case, kinds, states, document, payment), m.PageRequest(limit, after), ),
            chunk,
        )

    def propose(
        self,
        *,
        case: m.CaseId,
        terms: m.RemedyTerms,
        reason: str,
        request_key: str | None = None,
    ) -> m.CaseRemedy:
        """Proposes a remedy.

        Args:
            case: The case; it has a customer.
            terms: What is to be done.
            reason: Why, 1 to 2,000 characters; it becomes the note of the document.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Remedies.propose_many``.
        """
        result: m.CaseRemedy = self._command("service.remedies.propose", request_key, m.NewCaseRemedy(case, terms, reason))
        return result

    def propose_many(
        self,
        remedies: Sequence[m.NewCaseRemedy],
        *,
        request_key: str | None = None,
    ) -> Table[m.CaseRemedy]:
        """Proposes remedies.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``field_not_permitted``, ``not_found``,
                ``wrong_state`` for a case that is merged or rejected, ``required`` (the reason;
                a customer of the case; an invoice), ``too_long``, ``bad_character``,
                ``too_many``, ``no_lines``, ``must_be_positive``, ``too_many_decimals``,
                ``out_of_range``, ``unknown_reference`` for an invoice that is not the
                customer's.
        """
        result: Table[m.CaseRemedy] = self._command("service.remedies.propose_many", request_key, remedies)
        return result

    @overload
    def approve(
        self,
        id: m.CaseRemedyId | Identified[m.CaseRemedyId],
        version: int,
        *,
        on: dt.date | None = None,
        decision: str | None = None,
        request_key: str | None = None,
    ) -> m.CaseRemedy: ...

    @overload
    def approve(
        self,
        id: Versioned[m.CaseRemedyId],
        *,
        on: dt.date | None = None,
        decision: str | None = None,
        request_key: str | None = None,
    ) -> m.CaseRemedy: ...

    def approve(
        self,
        id: m.CaseRemedyId | Identified[m.CaseRemedyId] | Versioned[m.CaseRemedyId],
        version: int | Absent = ABSENT,
        *,
        on: dt.date | None = None,
        decision: str | None = None,
        request_key: str | None = None,
    ) -> m.CaseRemedy:
        """Approves a remedy: the credit note is posted, the replacement drafted, the money
        recorded as paid back, on a day (today when absent), and linked. All of it, or nothing.

        Args:
            version: The version that was last seen; with the record itself there is none.
            on: The day; today when absent.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, also for want of what the document takes;
                ``field_not_permitted``, ``not_found``, ``version_conflict``, ``wrong_state``,
                and whatever the document is refused for.
        """
        id, version = seen(
            ("id", "version"),
            ("CaseRemedy",),
            id, version,
        )
        result: m.CaseRemedy = self._command("service.remedies.approve", request_key, id, version, on, decision)
        return result

    @overload
    def refuse(
        self,
        id: m.CaseRemedyId | Identified[m.CaseRemedyId],
        version: int,
        decision: str,
        *,
        request_key: str | None = None,
    ) -> m.CaseRemedy: ...

    @overload
    def refuse(
        self,
        id: Versioned[m.CaseRemedyId],
        decision: str,
        *,
        request_key: str | None = None,
    ) -> m.CaseRemedy: ...

    def refuse(  # type: ignore[misc]
        self,
        id: m.CaseRemedyId | Identified[m.CaseRemedyId] | Versioned[m.CaseRemedyId],
        version: int | Absent = ABSENT,
        decision: str | Absent = ABSENT,
        *,
        request_key: str | None = None,
    ) -> m.CaseRemedy:
        """Refuses a remedy, and says why.

        Args:
            version: The version that was last seen; with the record itself there is none.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``field_not_permitted``, ``not_found``,
                ``version_conflict``, ``wrong_state``, ``required``, ``too_long``,
                ``bad_character``.
        """
        id, version, decision = seen(
            ("id", "version", "decision"),
            ("CaseRemedy",),
            id, version, decision,
        )
        result: m.CaseRemedy = self._command("service.remedies.refuse", request_key, id, version, decision)
        return result

    @overload
    def withdraw(
        self,
        id: m.CaseRemedyId | Identified[m.CaseRemedyId],
        version: int,
        *,
        request_key: str | None = None,
    ) -> m.CaseRemedy: ...

    @overload
    def withdraw(
        self,
        id: Versioned[m.CaseRemedyId],
        *,
        request_key: str | None = None,
    ) -> m.CaseRemedy: ...

    def withdraw(
        self,
        id: m.CaseRemedyId | Identified[m.CaseRemedyId] | Versioned[m.CaseRemedyId],
        version: int | Absent = ABSENT,
        *,
        request_key: str | None = None,
    ) -> m.CaseRemedy:
        """Takes a remedy back before somebody has decided.

        Args:
            version: The version that was last seen; with the record itself there is none.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``version_conflict``,
                ``wrong_state``.
        """
        id, version = seen(
            ("id", "version"),
            ("CaseRemedy",),
            id, version,
        )
        result: m.CaseRemedy = self._command("service.remedies.withdraw", request_key, id, version)
        return result


class SurveysCalls(Area):
    """The engine's calls of ``session.service.surveys``."""

    __slots__ = ()

    def get(self, id: m.SurveyId | Identified[m.SurveyId]) -> m.Survey:
        """One survey.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``.
        """
        result: m.Survey = self._query("service.surveys.get", id)
        return result

    def list(
        self,
        *,
        case: m.CaseId | None = None,
        customer: m.CustomerId | None = None,
        states: Sequence[m.SurveyState | str] = (),
        operator: m.OperatorId | None = None,
        scale: str | None = None,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[m.Survey]:
        """The surveys that a filter wants, in the order in which they were asked. A page may hold
        fewer than asked for.

        Args:
            case: About one case.
            customer: About some days of one customer.
            states: Where they stand: any of these.
            operator: Whose work they are about.
            scale: By one scale: the code of a dictionary.
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted``, ``bad_character``, ``out_of_range``,
                ``bad_cursor``.
        """
        result: Page[m.Survey] = self._query("service.surveys.list", m.SurveyFilter(case, customer, states, operator, scale), m.PageRequest(limit, after))
        return result

    def iter(
        self,
        *,
        case: m.CaseId | None = None,
        customer: m.CustomerId | None = None,
        states: Sequence[m.SurveyState | str] = (),
        operator: m.OperatorId | None = None,
        scale: str | None = None,
        chunk: int = 1000,
    ) -> Rows[m.Survey]:
        """As ``list``, over all pages: load as it goes, ``chunk`` rows at a time."""
        return Rows(
            m.Survey,
            self._session,
            "service.surveys.list",
            lambda limit, after: (m.SurveyFilter(case, customer, states, operator, scale), m.PageRequest(limit, after), ),
            chunk,
        )

    def ask(
        self,
        *,
        case: m.CaseId | None = None,
        customer: m.CustomerId | None = None,
        from_: dt.date | None = None,
        to: dt.date | None = None,
        scale: str | None = None,
        request_key: str | None = None,
    ) -> m.Survey:
        """Notes that a customer was asked.

        Args:
            case: The case.
            customer: The customer, for days.
            from_: The first day.
            to: The last day.
            scale: The code of the dictionary whose items are the possible answers; none:
                ``satisfaction``. Where the codes of all active items are whole numbers up to
                1,000, they are the points; else an item counts its place from the end.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Surveys.ask_many``.
        """
        result: m.Survey = self._command("service.surveys.ask", request_key, m.NewSurvey(case, customer, from_, to, scale))
        return result

    def ask_many(
        self,
        surveys: Sequence[m.NewSurvey],
        *,
        request_key: str | None = None,
    ) -> Table[m.Survey]:
        """Notes that customers were asked.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``required``, ``bad_choice`` for a case and days
                at once, ``bad_date``, ``date_order``, ``unknown_reference`` (case, customer,
                scale), ``wrong_state`` for a case that was merged, ``too_many``.
        """
        result: Table[m.Survey] = self._command("service.surveys.ask_many", request_key, surveys)
        return result

    def answer(
        self,
        answers: Sequence[m.SurveyAnswer],
        *,
        request_key: str | None = None,
    ) -> Table[m.Survey]:
        """Writes down what customers answered; by the scale ``satisfaction`` it becomes the
        satisfaction of a case that is resolved or closed.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``field_not_permitted``, ``not_found``,
                ``version_conflict``, ``wrong_state``, ``unknown_reference``, ``retired``,
                ``too_long``, ``bad_character``, ``repeated``, ``too_many``.
        """
        result: Table[m.Survey] = self._command("service.surveys.answer", request_key, answers)
        return result

    def withdraw(
        self,
        surveys: Sequence[Versioned[m.SurveyId]],
        *,
        request_key: str | None = None,
    ) -> Table[m.Survey]:
        """Takes surveys back that nobody has answered.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``version_conflict``,
                ``wrong_state``, ``repeated``, ``too_many``.
        """
        result: Table[m.Survey] = self._command("service.surveys.withdraw", request_key, surveys)
        return result


class TransitionsCalls(Area):
    """The engine's calls of ``session.service.transitions``."""

    __slots__ = ()

    def list(self) -> Table[m.CaseTransitions]:
        """The steps of every state, in the order of the states.

        Raises:
            bookroom.Error: ``not_permitted``.
        """
        result: Table[m.CaseTransitions] = self._query("service.transitions.list")
        return result

    def set(
        self,
        state: m.CaseState | str,
        version: int,
        steps: Sequence[m.CaseStep | str],
        *,
        request_key: str | None = None,
    ) -> m.CaseTransitions:
        """Says which steps a state allows, of those that the engine knows for it. No case may be
        caught: from every open state a way to a resolution or a refusal stays.

        Args:
            version: The version that was last seen; with the record itself there is none.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``version_conflict``, ``bad_choice``,
                ``repeated``; ``required`` with the fact ``from``: the state from which no way
                would lead out.
        """
        result: m.CaseTransitions = self._command("service.transitions.set", request_key, state, version, steps)
        return result
