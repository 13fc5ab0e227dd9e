# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""Ids, enums and records: tasks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bookroom._base import Record, UNSET, Unset, Word, freeze
from bookroom._generated.models.common import (
    CaseId,
    Condition,
    ContactId,
    CustomerId,
    InvoiceId,
    OperatorId,
    TaskId,
    TeamId,
)

__all__ = [
    "NewTask",
    "Task",
    "TaskEdit",
    "TaskFilter",
    "TaskLink",
    "TaskLinkCase",
    "TaskLinkContact",
    "TaskLinkCustomer",
    "TaskLinkInvoice",
    "TaskPriority",
    "TaskSort",
    "TaskState",
    "TaskUpdate",
    "TaskVersion",
]


class TaskPriority(Word):
    """How much a task matters."""

    LOW = "low"
    """Less than others."""
    NORMAL = "normal"
    """As others."""
    HIGH = "high"
    """More than others."""


@dataclass(frozen=True, slots=True)
class TaskLinkCustomer(Record):
    """A customer or supplier.

    Attributes:
        value: What it holds.
    """

    value: CustomerId
    """What it holds."""


@dataclass(frozen=True, slots=True)
class TaskLinkContact(Record):
    """A person there.

    Attributes:
        value: What it holds.
    """

    value: ContactId
    """What it holds."""


@dataclass(frozen=True, slots=True)
class TaskLinkCase(Record):
    """A case.

    Attributes:
        value: What it holds.
    """

    value: CaseId
    """What it holds."""


@dataclass(frozen=True, slots=True)
class TaskLinkInvoice(Record):
    """An invoice or credit note that is posted.

    Attributes:
        value: What it holds.
    """

    value: InvoiceId
    """What it holds."""


TaskLink: TypeAlias = TaskLinkCustomer | TaskLinkContact | TaskLinkCase | TaskLinkInvoice
"""The record that a task is about."""


@dataclass(frozen=True, slots=True)
class NewTask(Record):
    """A task to be made. ``NewTask.new`` makes a plain one.

    Attributes:
        title: What is to be done, up to 200 characters.
        note: More of it, up to 20,000 characters.
        priority: How much it matters.
        is_private: Whether only who makes it sees it; it can have no other assignee then.
        due_on: The day on which it is due.
        due_at: The instant at which it is due; the day follows.
        remind_at: When to remind of it.
        recurrence: How it comes again after it is done: a recurrence rule of RFC 5545 of at most
            200 characters, by days, weeks, months or years. It counts from the day on which the
            task is due. When the task is done, the next is made for the first day of the rule
            that is not past: what went by meanwhile is skipped, and counts as used up by
            ``COUNT``.
        link: The record it is about.
        assignee: Who has to do it; none: who makes it. Another one needs ``tasks.assign``.
    """

    title: str = ""
    """What is to be done, up to 200 characters."""

    note: str | None = None
    """More of it, up to 20,000 characters."""

    priority: TaskPriority | str = TaskPriority.NORMAL
    """How much it matters."""

    is_private: bool = False
    """Whether only who makes it sees it; it can have no other assignee then."""

    due_on: dt.date | None = None
    """The day on which it is due."""

    due_at: dt.datetime | None = None
    """The instant at which it is due; the day follows."""

    remind_at: dt.datetime | None = None
    """When to remind of it."""

    recurrence: str | None = None
    """How it comes again after it is done: a recurrence rule of RFC 5545 of at most 200
    characters, by days, weeks, months or years. It counts from the day on which the task is due.
    When the task is done, the next is made for the first day of the rule that is not past: what
    went by meanwhile is skipped, and counts as used up by ``COUNT``.
    """

    link: TaskLink | None = None
    """The record it is about."""

    assignee: OperatorId | None = None
    """Who has to do it; none: who makes it. Another one needs ``tasks.assign``."""


class TaskState(Word):
    """Where a task stands."""

    OPEN = "open"
    """To be done."""
    DONE = "done"
    """Done."""
    CANCELLED = "cancelled"
    """Not to be done any more."""


@dataclass(frozen=True, slots=True)
class Task(Record):
    """Something to be done, or to be remembered (工作备忘录).

    Attributes:
        id: Its id.
        title: What is to be done.
        note: More of it.
        state: Where it stands.
        priority: How much it matters.
        is_private: Whether only who made it sees it, whatever others may see.
        due_on: The day on which it is due, by the book's local time when that was written.
        due_at: The instant at which it is due, when not just the day matters.
        remind_at: When to remind of it.
        snoozed_until: Until when the reminder was put off.
        rings_at: When its reminder rings: when it was put off to, else when to remind.
        recurrence: How it comes again: a recurrence rule of RFC 5545, such as
            ``FREQ=WEEKLY;BYDAY=MO``.
        series_from: The day that the rule counts from: that of the first task of the series.
        followed_by: The task that followed when this one was done.
        link: The record it is about.
        assignee: Who has to do it.
        team: The team of who has to do it.
        ended_at: When it was done or cancelled.
        version: Moves with every change.
        created_at: When it was made.
        created_by: Who made it, and owns it.
        updated_at: When it last changed.
    """

    id: TaskId
    """Its id."""

    title: str
    """What is to be done."""

    note: str | None
    """More of it."""

    state: TaskState
    """Where it stands."""

    priority: TaskPriority
    """How much it matters."""

    is_private: bool
    """Whether only who made it sees it, whatever others may see."""

    due_on: dt.date | None
    """The day on which it is due, by the book's local time when that was written."""

    due_at: dt.datetime | None
    """The instant at which it is due, when not just the day matters."""

    remind_at: dt.datetime | None
    """When to remind of it."""

    snoozed_until: dt.datetime | None
    """Until when the reminder was put off."""

    rings_at: dt.datetime | None
    """When its reminder rings: when it was put off to, else when to remind."""

    recurrence: str | None
    """How it comes again: a recurrence rule of RFC 5545, such as ``FREQ=WEEKLY;BYDAY=MO``."""

    series_from: dt.date | None
    """The day that the rule counts from: that of the first task of the series."""

    followed_by: TaskId | None
    """The task that followed when this one was done."""

    link: TaskLink | None
    """The record it is about."""

    assignee: OperatorId | None
    """Who has to do it."""

    team: TeamId | None
    """The team of who has to do it."""

    ended_at: dt.datetime | None
    """When it was done or cancelled."""

    version: int
    """Moves with every change."""

    created_at: dt.datetime
    """When it was made."""

    created_by: OperatorId | None
    """Who made it, and owns it."""

    updated_at: dt.datetime
    """When it last changed."""


@dataclass(frozen=True, slots=True)
class TaskEdit(Record):
    """New values of an open task. Limits are those of ``NewTask``.

    What is not given stays as it is; null clears it, and so does a blank text. A list or map is
    replaced as a whole. Null for what is never empty is ``required``.

    Attributes:
        title: What is to be done.
        note: More of it.
        priority: How much it matters.
        is_private: Whether only who made it sees it; theirs alone to change.
        due_on: The day on which it is due; the instant goes.
        due_at: The instant at which it is due; the day follows. Cleared, the day stays.
        remind_at: When to remind of it; what it was put off to goes.
        recurrence: How it comes again; it counts from the day on which the task is due.
        link: The record it is about.
    """

    title: str | Unset = UNSET
    """What is to be done."""

    note: str | Unset | None = UNSET
    """More of it."""

    priority: TaskPriority | str | Unset = UNSET
    """How much it matters."""

    is_private: bool | Unset = UNSET
    """Whether only who made it sees it; theirs alone to change."""

    due_on: dt.date | Unset | None = UNSET
    """The day on which it is due; the instant goes."""

    due_at: dt.datetime | Unset | None = UNSET
    """The instant at which it is due; the day follows. Cleared, the day stays."""

    remind_at: dt.datetime | Unset | None = UNSET
    """When to remind of it; what it was put off to goes."""

    recurrence: str | Unset | None = UNSET
    """How it comes again; it counts from the day on which the task is due."""

    link: TaskLink | Unset | None = UNSET
    """The record it is about."""


@dataclass(frozen=True, slots=True)
class TaskFilter(Record):
    """Which tasks are wanted; what is absent or empty does not restrict.

    Attributes:
        states: Where they stand: any of these.
        assignee: Who has to do them.
        created_by: Who made them.
        link: The record they are about.
        overdue: Open ones that are past their day or instant; together with ``due_within``, these
            as well.
        due_within: Open ones that are due from now to so many days after today, 0 to 3,660; 0:
            today.
        due_from: The first day on which they are due.
        due_to: The last day on which they are due.
        is_private: Whether only who made them sees them.
        text: A part of the title or note; up to 200 characters. Case, width, white space and
            punctuation do not count.
        conditions: Conditions on any column that the list can be sorted by; at most 20.
    """

    states: Sequence[TaskState | str] = ()
    """Where they stand: any of these."""

    assignee: OperatorId | None = None
    """Who has to do them."""

    created_by: OperatorId | None = None
    """Who made them."""

    link: TaskLink | None = None
    """The record they are about."""

    overdue: bool = False
    """Open ones that are past their day or instant; together with ``due_within``, these as well.
    """

    due_within: int | None = None
    """Open ones that are due from now to so many days after today, 0 to 3,660; 0: today."""

    due_from: dt.date | None = None
    """The first day on which they are due."""

    due_to: dt.date | None = None
    """The last day on which they are due."""

    is_private: bool | None = None
    """Whether only who made them sees them."""

    text: str | None = None
    """A part of the title or note; up to 200 characters. Case, width, white space and punctuation
    do not count.
    """

    conditions: Sequence[Condition] = ()
    """Conditions on any column that the list can be sorted by; at most 20."""

    def __post_init__(self) -> None:
        freeze(self, "states", "conditions")


class TaskSort(Word):
    """What a list of tasks is sorted and filtered by. Tasks without a value come last, ties go by
    id.
    """

    DUE_ON = "due_on"
    """The day on which it is due."""
    DUE_AT = "due_at"
    """The instant at which it is due."""
    RINGS_AT = "rings_at"
    """When its reminder rings."""
    STATE = "state"
    """Where it stands, by its word."""
    PRIORITY = "priority"
    """How much it matters, by its word."""
    IS_PRIVATE = "is_private"
    """Whether only who made it sees it."""
    ASSIGNEE = "assignee"
    """The id of who has to do it."""
    CREATED_BY = "created_by"
    """The id of who made it."""
    CREATED_AT = "created_at"
    """When it was made."""
    ENDED_AT = "ended_at"
    """When it was done or cancelled."""
    UPDATED_AT = "updated_at"
    """When it last changed."""


@dataclass(frozen=True, slots=True)
class TaskUpdate(Record):
    """One task with new values for it.

    Attributes:
        id: The task.
        version: The version the caller last saw.
        edit: The new values.
    """

    id: TaskId
    """The task."""

    version: int
    """The version the caller last saw."""

    edit: TaskEdit
    """The new values."""


@dataclass(frozen=True, slots=True)
class TaskVersion(Record):
    """Names a task as the caller saw it.

    Attributes:
        id: The task.
        version: The version the caller last saw.
    """

    id: TaskId
    """The task."""

    version: int
    """The version the caller last saw."""
