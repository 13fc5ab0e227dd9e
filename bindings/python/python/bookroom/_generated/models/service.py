# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""Ids, enums and records: service."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from bookroom._base import Record, UNSET, Unset, Word, freeze
from bookroom._generated.models.common import (
    CaseId,
    CaseNoteId,
    Condition,
    ContactId,
    CustomerId,
    InvoiceId,
    OperatorId,
    TeamId,
)

__all__ = [
    "Case",
    "CaseCount",
    "CaseDimension",
    "CaseEdit",
    "CaseFilter",
    "CaseKind",
    "CaseNote",
    "CaseNoteEdit",
    "CaseResolution",
    "CaseSeverity",
    "CaseSort",
    "CaseState",
    "CaseStep",
    "CaseUpdate",
    "CaseVersion",
    "NewCase",
    "NewCaseNote",
    "OpenCaseCount",
]


class CaseKind(Word):
    """What a case is about."""

    FEEDBACK = "feedback"
    """Feedback (反馈)."""
    COMPLAINT = "complaint"
    """A complaint (投诉)."""
    REQUEST = "request"
    """A request (请求)."""


class CaseState(Word):
    """Where a case stands."""

    NEW = "new"
    """Nobody has it."""
    ASSIGNED = "assigned"
    """Somebody has it."""
    IN_PROGRESS = "in_progress"
    """It is being worked on."""
    WAITING = "waiting"
    """It waits for the customer."""
    RESOLVED = "resolved"
    """There is a resolution."""
    CLOSED = "closed"
    """The customer is done with it."""
    REJECTED = "rejected"
    """It will not be worked on."""


class CaseSeverity(Word):
    """How bad it is."""

    LOW = "low"
    """Can wait."""
    NORMAL = "normal"
    """As usual."""
    HIGH = "high"
    """Before the others."""
    URGENT = "urgent"
    """At once."""


@dataclass(frozen=True, slots=True)
class Case(Record):
    """Feedback, a complaint or a request.

    Attributes:
        id: Its id.
        number: Its number, such as ``CASE-202606-0001``; without gaps in each month.
        kind: What it is about.
        state: Where it stands.
        subject: What it says in one line.
        description: What it says; absent when the operator may not read it, stars when masked.
        category: The code of an item of ``case_category``.
        severity: How bad it is.
        channel: How it came in: the code of an item of ``case_channel``.
        customer: The customer it came from.
        contact: The person at the customer.
        invoice: The invoice it is about.
        assignee: Who works on it.
        owner: Whose it is: the customer's owner, else who opened it.
        team: The owner's team.
        opened_on: The day it came in.
        opened_at: When it came in; times to an answer and to a resolution count from then. Of a
            day that was past when the case was entered, the last instant: nobody knows more of
            it.
        first_answered_at: When it was first answered: the first public note, or the first step of
            work on it (to in progress, waiting, resolved or rejected). Giving it to somebody
            answers nobody; nor does who opened a case without a customer answer himself by
            working or waiting on it.
        resolved_at: When it was resolved.
        closed_at: When it was closed or rejected.
        resolution: The last resolution; protected like the description.
        satisfaction: How satisfied the customer was with it: the code of an item of
            ``satisfaction``.
        version: Moves with every change of the case (notes have their own).
        created_by: Who opened it.
        updated_at: When it last changed.
    """

    id: CaseId
    """Its id."""

    number: str
    """Its number, such as ``CASE-202606-0001``; without gaps in each month."""

    kind: CaseKind
    """What it is about."""

    state: CaseState
    """Where it stands."""

    subject: str
    """What it says in one line."""

    description: str | None
    """What it says; absent when the operator may not read it, stars when masked."""

    category: str | None
    """The code of an item of ``case_category``."""

    severity: CaseSeverity
    """How bad it is."""

    channel: str | None
    """How it came in: the code of an item of ``case_channel``."""

    customer: CustomerId | None
    """The customer it came from."""

    contact: ContactId | None
    """The person at the customer."""

    invoice: InvoiceId | None
    """The invoice it is about."""

    assignee: OperatorId | None
    """Who works on it."""

    owner: OperatorId | None
    """Whose it is: the customer's owner, else who opened it."""

    team: TeamId | None
    """The owner's team."""

    opened_on: dt.date
    """The day it came in."""

    opened_at: dt.datetime
    """When it came in; times to an answer and to a resolution count from then. Of a day that was
    past when the case was entered, the last instant: nobody knows more of it.
    """

    first_answered_at: dt.datetime | None
    """When it was first answered: the first public note, or the first step of work on it (to in
    progress, waiting, resolved or rejected). Giving it to somebody answers nobody; nor does who
    opened a case without a customer answer himself by working or waiting on it.
    """

    resolved_at: dt.datetime | None
    """When it was resolved."""

    closed_at: dt.datetime | None
    """When it was closed or rejected."""

    resolution: str | None
    """The last resolution; protected like the description."""

    satisfaction: str | None
    """How satisfied the customer was with it: the code of an item of ``satisfaction``."""

    version: int
    """Moves with every change of the case (notes have their own)."""

    created_by: OperatorId | None
    """Who opened it."""

    updated_at: dt.datetime
    """When it last changed."""


@dataclass(frozen=True, slots=True)
class CaseCount(Record):
    """How many cases there are of a sort, and how long they took. Only the dimensions that were
    asked for are filled in; an absent value of one of those stands for the cases without it.

    Attributes:
        kind: What they are about.
        category: The code of their category.
        month: The first day of the month they came in.
        state: Where they stand.
        severity: How bad they are.
        channel: The code of their channel.
        assignee: Who works on them.
        satisfaction: The code of their satisfaction.
        cases: How many.
        answered: How many of them were answered.
        minutes_to_answer: The average time to the first answer, in whole minutes (rounded down).
        resolved: How many of them are resolved.
        minutes_to_resolution: The average time to the resolution, in whole minutes (rounded
            down).
    """

    kind: CaseKind | None
    """What they are about."""

    category: str | None
    """The code of their category."""

    month: dt.date | None
    """The first day of the month they came in."""

    state: CaseState | None
    """Where they stand."""

    severity: CaseSeverity | None
    """How bad they are."""

    channel: str | None
    """The code of their channel."""

    assignee: OperatorId | None
    """Who works on them."""

    satisfaction: str | None
    """The code of their satisfaction."""

    cases: int
    """How many."""

    answered: int
    """How many of them were answered."""

    minutes_to_answer: int | None
    """The average time to the first answer, in whole minutes (rounded down)."""

    resolved: int
    """How many of them are resolved."""

    minutes_to_resolution: int | None
    """The average time to the resolution, in whole minutes (rounded down)."""


class CaseDimension(Word):
    """By what cases are counted."""

    KIND = "kind"
    """What they are about."""
    CATEGORY = "category"
    """Their category."""
    MONTH = "month"
    """The month they came in."""
    STATE = "state"
    """Where they stand."""
    SEVERITY = "severity"
    """How bad they are."""
    CHANNEL = "channel"
    """How they came in."""
    ASSIGNEE = "assignee"
    """Who works on them."""
    SATISFACTION = "satisfaction"
    """How satisfied the customer was."""


@dataclass(frozen=True, slots=True)
class CaseEdit(Record):
    """New values of a case. A closed case takes only its satisfaction, a rejected one nothing.

    What is not given stays as it is; null clears it, and so does a blank text. A list or map is
    replaced as a whole. Null for what is never empty is ``required``.

    Attributes:
        kind: What it is about.
        subject: What it says in one line.
        description: What it says.
        category: The category, by code or label.
        severity: How bad it is.
        channel: The channel, by code or label.
        customer: The customer; with another one, or none, contact and invoice go unless they are
            set too.
        contact: The contact.
        invoice: The invoice.
        satisfaction: The satisfaction, by code or label, once there is a resolution.
    """

    kind: CaseKind | str | Unset = UNSET
    """What it is about."""

    subject: str | Unset = UNSET
    """What it says in one line."""

    description: str | Unset | None = UNSET
    """What it says."""

    category: str | Unset | None = UNSET
    """The category, by code or label."""

    severity: CaseSeverity | str | Unset = UNSET
    """How bad it is."""

    channel: str | Unset | None = UNSET
    """The channel, by code or label."""

    customer: CustomerId | Unset | None = UNSET
    """The customer; with another one, or none, contact and invoice go unless they are set too.
    """

    contact: ContactId | Unset | None = UNSET
    """The contact."""

    invoice: InvoiceId | Unset | None = UNSET
    """The invoice."""

    satisfaction: str | Unset | None = UNSET
    """The satisfaction, by code or label, once there is a resolution."""


@dataclass(frozen=True, slots=True)
class CaseFilter(Record):
    """Which cases are wanted; what is absent or empty does not restrict.

    Attributes:
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
        text: A part of the number or line, or of description or resolution for those who may read
            them; up to 200 characters. Case, width, white space and punctuation do not count.
        conditions: Conditions on any column that the list can be sorted by; at most 20.
    """

    kind: CaseKind | str | None = None
    """What they are about."""

    states: Sequence[CaseState | str] = ()
    """Where they stand: any of these."""

    severities: Sequence[CaseSeverity | str] = ()
    """How bad they are: any of these."""

    category: str | None = None
    """Their category, by code or label."""

    channel: str | None = None
    """Their channel, by code or label."""

    customer: CustomerId | None = None
    """Their customer."""

    assignee: OperatorId | None = None
    """Who works on them."""

    unassigned: bool = False
    """Those that nobody works on. Not together with ``assignee``."""

    owner: OperatorId | None = None
    """Whose they are."""

    opened_from: dt.date | None = None
    """The first day of coming in."""

    opened_to: dt.date | None = None
    """The last day of coming in."""

    text: str | None = None
    """A part of the number or line, or of description or resolution for those who may read them;
    up to 200 characters. Case, width, white space and punctuation do not count.
    """

    conditions: Sequence[Condition] = ()
    """Conditions on any column that the list can be sorted by; at most 20."""

    def __post_init__(self) -> None:
        freeze(self, "states", "severities", "conditions")


@dataclass(frozen=True, slots=True)
class CaseNote(Record):
    """A note on a case.

    Attributes:
        id: Its id.
        case: The case.
        body: What it says; empty when the operator may not read it, stars when masked.
        is_public: Whether it may be shown to the customer.
        created_at: When it was written.
        created_by: Who wrote it.
        version: Moves with every change.
    """

    id: CaseNoteId
    """Its id."""

    case: CaseId
    """The case."""

    body: str
    """What it says; empty when the operator may not read it, stars when masked."""

    is_public: bool
    """Whether it may be shown to the customer."""

    created_at: dt.datetime
    """When it was written."""

    created_by: OperatorId | None
    """Who wrote it."""

    version: int
    """Moves with every change."""


@dataclass(frozen=True, slots=True)
class CaseNoteEdit(Record):
    """New values of a note.

    What is not given stays as it is; null clears it, and so does a blank text. A list or map is
    replaced as a whole. Null for what is never empty is ``required``.

    Attributes:
        body: What it says.
        is_public: Whether it may be shown to the customer.
    """

    body: str | Unset = UNSET
    """What it says."""

    is_public: bool | Unset = UNSET
    """Whether it may be shown to the customer."""


@dataclass(frozen=True, slots=True)
class CaseResolution(Record):
    """How a case was resolved.

    Attributes:
        id: The case.
        version: The version the caller last saw.
        resolution: What was done, up to 20,000 characters.
        satisfaction: How satisfied the customer is: an item of ``satisfaction``, by code or
            label.
    """

    id: CaseId
    """The case."""

    version: int
    """The version the caller last saw."""

    resolution: str
    """What was done, up to 20,000 characters."""

    satisfaction: str | None = None
    """How satisfied the customer is: an item of ``satisfaction``, by code or label."""


class CaseSort(Word):
    """What a list of cases is sorted and filtered by. Cases without a value come last, ties go by
    id.
    """

    OPENED_ON = "opened_on"
    """The day it came in."""
    NUMBER = "number"
    """The number, as text."""
    KIND = "kind"
    """What it is about, by its word."""
    STATE = "state"
    """Where it stands, by its word."""
    SEVERITY = "severity"
    """How bad it is, by its word."""
    CUSTOMER = "customer"
    """The id of the customer."""
    CONTACT = "contact"
    """The id of the contact."""
    INVOICE = "invoice"
    """The id of the invoice."""
    ASSIGNEE = "assignee"
    """The id of who works on it."""
    OWNER = "owner"
    """The id of whose it is."""
    FIRST_ANSWERED_AT = "first_answered_at"
    """When it was first answered."""
    RESOLVED_AT = "resolved_at"
    """When it was resolved."""
    CLOSED_AT = "closed_at"
    """When it was closed."""
    UPDATED_AT = "updated_at"
    """When it last changed."""


class CaseStep(Word):
    """What can be done to a case's state; see ``service.steps_from``."""

    ASSIGN = "assign"
    """Give it to somebody."""
    UNASSIGN = "unassign"
    """Take it from whoever has it."""
    START = "start"
    """Work on it."""
    WAIT = "wait"
    """Wait for the customer."""
    RESOLVE = "resolve"
    """Give a resolution."""
    CLOSE = "close"
    """End it after its resolution."""
    REJECT = "reject"
    """Refuse it."""
    REOPEN = "reopen"
    """Take it up again after it ended."""


@dataclass(frozen=True, slots=True)
class CaseUpdate(Record):
    """One case with new values for it.

    Attributes:
        id: The case.
        version: The version the caller last saw.
        edit: The new values.
    """

    id: CaseId
    """The case."""

    version: int
    """The version the caller last saw."""

    edit: CaseEdit
    """The new values."""


@dataclass(frozen=True, slots=True)
class CaseVersion(Record):
    """Names a case as the caller saw it.

    Attributes:
        id: The case.
        version: The version the caller last saw.
    """

    id: CaseId
    """The case."""

    version: int
    """The version the caller last saw."""


@dataclass(frozen=True, slots=True)
class NewCase(Record):
    """A case to be opened.

    Attributes:
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
        opened_on: The day it came in; that of ``opened_at``, else today, when absent, and never
            later.
        opened_at: When it came in, if that is known better than by its day: a mail of this
            morning, a call that is entered later. Never later than now; a clock up to an hour
            ahead counts as now.
    """

    kind: CaseKind | str
    """What it is about."""

    subject: str
    """What it says in one line, up to 200 characters."""

    description: str | None = None
    """What it says, up to 20,000 characters."""

    category: str | None = None
    """An item of ``case_category``, by code or label."""

    severity: CaseSeverity | str = CaseSeverity.NORMAL
    """How bad it is."""

    channel: str | None = None
    """An item of ``case_channel``, by code or label."""

    customer: CustomerId | None = None
    """The customer it came from."""

    contact: ContactId | None = None
    """A person at that customer."""

    invoice: InvoiceId | None = None
    """An invoice of that customer."""

    assignee: OperatorId | None = None
    """Who shall work on it: oneself, or anybody for those who may assign cases."""

    opened_on: dt.date | None = None
    """The day it came in; that of ``opened_at``, else today, when absent, and never later."""

    opened_at: dt.datetime | None = None
    """When it came in, if that is known better than by its day: a mail of this morning, a call
    that is entered later. Never later than now; a clock up to an hour ahead counts as now.
    """


@dataclass(frozen=True, slots=True)
class NewCaseNote(Record):
    """A note to be added.

    Attributes:
        case: The case.
        body: What it says, up to 20,000 characters.
        is_public: Whether it may be shown to the customer.
    """

    case: CaseId
    """The case."""

    body: str
    """What it says, up to 20,000 characters."""

    is_public: bool = False
    """Whether it may be shown to the customer."""


@dataclass(frozen=True, slots=True)
class OpenCaseCount(Record):
    """How much somebody has to do.

    Attributes:
        assignee: Who; none for the cases that nobody has.
        cases: How many cases that are neither resolved, closed nor rejected.
        oldest: The day on which the oldest of them came in.
    """

    assignee: OperatorId | None
    """Who; none for the cases that nobody has."""

    cases: int
    """How many cases that are neither resolved, closed nor rejected."""

    oldest: dt.date
    """The day on which the oldest of them came in."""
