# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""The engine's calls of tasks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import overload

from bookroom._base import ABSENT, Absent, Area, Identified, UNSET, Unset, Versioned, seen
from bookroom._generated import models as m
from bookroom._table import Page, Rows, Table


class Tasks(Area):
    """The engine's calls of ``session.tasks``."""

    __slots__ = ()

    def get(self, id: m.TaskId | Identified[m.TaskId]) -> m.Task:
        """One task.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``.
        """
        result: m.Task = self._query("tasks.get", id)
        return result

    def list(
        self,
        sort: m.TaskSort | str = m.TaskSort.DUE_ON,
        *,
        states: Sequence[m.TaskState | str] = (),
        assignee: m.OperatorId | None = None,
        created_by: m.OperatorId | None = None,
        link: m.TaskLink | None = None,
        overdue: bool = False,
        due_within: int | None = None,
        due_from: dt.date | None = None,
        due_to: dt.date | None = None,
        is_private: bool | None = None,
        text: str | None = None,
        conditions: Sequence[m.Condition] = (),
        descending: bool = False,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[m.Task]:
        """The tasks that a filter wants, page by page.

        Args:
            states: Where they stand: any of these.
            assignee: Who has to do them.
            created_by: Who made them.
            link: The record they are about.
            overdue: Open ones that are past their day or instant; together with ``due_within``,
                these as well.
            due_within: Open ones that are due from now to so many days after today, 0 to 3,660;
                0: today.
            due_from: The first day on which they are due.
            due_to: The last day on which they are due.
            is_private: Whether only who made them sees them.
            text: A part of the title or note; up to 200 characters. Case, width, white space
                and punctuation do not count.
            conditions: Conditions on any column that the list can be sorted by; at most 20.
            sort: What the rows are sorted by.
            descending: Whether the last comes first.
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted``, ``bad_choice``, ``wrong_type``, ``bad_date``,
                ``too_long``, ``bad_character``, ``out_of_range``, ``bad_cursor``.
        """
        result: Page[m.Task] = self._query("tasks.list", m.TaskFilter(states, assignee, created_by, link, overdue, due_within, due_from, due_to, is_private, text, conditions), sort, descending, m.PageRequest(limit, after))
        return result

    def iter(
        self,
        sort: m.TaskSort | str = m.TaskSort.DUE_ON,
        *,
        states: Sequence[m.TaskState | str] = (),
        assignee: m.OperatorId | None = None,
        created_by: m.OperatorId | None = None,
        link: m.TaskLink | None = None,
        overdue: bool = False,
        due_within: int | None = None,
        due_from: dt.date | None = None,
        due_to: dt.date | None = None,
        is_private: bool | None = None,
        text: str | None = None,
        conditions: Sequence[m.Condition] = (),
        descending: bool = False,
        chunk: int = 1000,
    ) -> Rows[m.Task]:
        """As ``list``, over all pages: load as it goes, ``chunk`` rows at a time."""
        return Rows(
            m.Task,
            self._session,
            "tasks.list",
            lambda limit, after: (m.TaskFilter(states, assignee, created_by, link, overdue, due_within, due_from, due_to, is_private, text, conditions), sort, descending, m.PageRequest(limit, after), ),
            chunk,
        )

    def count(
        self,
        *,
        states: Sequence[m.TaskState | str] = (),
        assignee: m.OperatorId | None = None,
        created_by: m.OperatorId | None = None,
        link: m.TaskLink | None = None,
        overdue: bool = False,
        due_within: int | None = None,
        due_from: dt.date | None = None,
        due_to: dt.date | None = None,
        is_private: bool | None = None,
        text: str | None = None,
        conditions: Sequence[m.Condition] = (),
    ) -> int:
        """How many tasks a filter wants.

        Args:
            states: Where they stand: any of these.
            assignee: Who has to do them.
            created_by: Who made them.
            link: The record they are about.
            overdue: Open ones that are past their day or instant; together with ``due_within``,
                these as well.
            due_within: Open ones that are due from now to so many days after today, 0 to 3,660;
                0: today.
            due_from: The first day on which they are due.
            due_to: The last day on which they are due.
            is_private: Whether only who made them sees them.
            text: A part of the title or note; up to 200 characters. Case, width, white space
                and punctuation do not count.
            conditions: Conditions on any column that the list can be sorted by; at most 20.

        Raises:
            bookroom.Error: As ``Tasks.list``.
        """
        result: int = self._query("tasks.count", m.TaskFilter(states, assignee, created_by, link, overdue, due_within, due_from, due_to, is_private, text, conditions))
        return result

    def due(
        self,
        since: dt.datetime,
        until: dt.datetime,
        *,
        assignee: m.OperatorId | None = None,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[m.Task]:
        """The open tasks whose reminders ring after one instant and no later than another, of one
        operator or of all within reach, in the order in which they ring. A host asks now and
        then, from the instant up to which it asked before.

        Args:
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted``, ``out_of_range``, ``bad_cursor``.
        """
        result: Page[m.Task] = self._query("tasks.due", since, until, assignee, m.PageRequest(limit, after))
        return result

    def iter_due(
        self,
        since: dt.datetime,
        until: dt.datetime,
        *,
        assignee: m.OperatorId | None = None,
        chunk: int = 1000,
    ) -> Rows[m.Task]:
        """As ``due``, over all pages: load as it goes, ``chunk`` rows at a time."""
        return Rows(
            m.Task,
            self._session,
            "tasks.due",
            lambda limit, after: (since, until, assignee, m.PageRequest(limit, after), ),
            chunk,
        )

    def add(
        self,
        *,
        title: str = "",
        note: str | None = None,
        priority: m.TaskPriority | str = m.TaskPriority.NORMAL,
        is_private: bool = False,
        due_on: dt.date | None = None,
        due_at: dt.datetime | None = None,
        remind_at: dt.datetime | None = None,
        recurrence: str | None = None,
        link: m.TaskLink | None = None,
        assignee: m.OperatorId | None = None,
        request_key: str | None = None,
    ) -> m.Task:
        """Makes a task.

        Args:
            title: What is to be done, up to 200 characters.
            note: More of it, up to 20,000 characters.
            priority: How much it matters.
            is_private: Whether only who makes it sees it; it can have no other assignee then.
            due_on: The day on which it is due.
            due_at: The instant at which it is due; the day follows.
            remind_at: When to remind of it.
            recurrence: How it comes again after it is done: a recurrence rule of RFC 5545 of at
                most 200 characters, by days, weeks, months or years. It counts from the day on
                which the task is due. When the task is done, the next is made for the first day
                of the rule that is not past: what went by meanwhile is skipped, and counts as
                used up by ``COUNT``.
            link: The record it is about.
            assignee: Who has to do it; none: who makes it. Another one needs ``tasks.assign``.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Tasks.add_many``.
        """
        result: m.Task = self._command("tasks.add", request_key, m.NewTask(title, note, priority, is_private, due_on, due_at, remind_at, recurrence, link, assignee))
        return result

    def add_many(
        self,
        tasks: Sequence[m.NewTask],
        *,
        request_key: str | None = None,
    ) -> Table[m.Task]:
        """Makes up to 1,000 tasks: all, or none.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``required``, ``too_long``, ``bad_character``,
                ``bad_date``, ``unknown_reference``, ``too_many``; ``bad_format`` for a rule
                that is none; ``bad_choice`` for a rule by hours, a day and an instant that
                differ, or a private task for another.
        """
        result: Table[m.Task] = self._command("tasks.add_many", request_key, tasks)
        return result

    @overload
    def edit(
        self,
        id: m.TaskId | Identified[m.TaskId],
        version: int,
        *,
        title: str | Unset = UNSET,
        note: str | Unset | None = UNSET,
        priority: m.TaskPriority | str | Unset = UNSET,
        is_private: bool | Unset = UNSET,
        due_on: dt.date | Unset | None = UNSET,
        due_at: dt.datetime | Unset | None = UNSET,
        remind_at: dt.datetime | Unset | None = UNSET,
        recurrence: str | Unset | None = UNSET,
        link: m.TaskLink | Unset | None = UNSET,
        request_key: str | None = None,
    ) -> m.Task: ...

    @overload
    def edit(
        self,
        id: Versioned[m.TaskId],
        *,
        title: str | Unset = UNSET,
        note: str | Unset | None = UNSET,
        priority: m.TaskPriority | str | Unset = UNSET,
        is_private: bool | Unset = UNSET,
        due_on: dt.date | Unset | None = UNSET,
        due_at: dt.datetime | Unset | None = UNSET,
        remind_at: dt.datetime | Unset | None = UNSET,
        recurrence: str | Unset | None = UNSET,
        link: m.TaskLink | Unset | None = UNSET,
        request_key: str | None = None,
    ) -> m.Task: ...

    def edit(
        self,
        id: m.TaskId | Identified[m.TaskId] | Versioned[m.TaskId],
        version: int | Absent = ABSENT,
        *,
        title: str | Unset = UNSET,
        note: str | Unset | None = UNSET,
        priority: m.TaskPriority | str | Unset = UNSET,
        is_private: bool | Unset = UNSET,
        due_on: dt.date | Unset | None = UNSET,
        due_at: dt.datetime | Unset | None = UNSET,
        remind_at: dt.datetime | Unset | None = UNSET,
        recurrence: str | Unset | None = UNSET,
        link: m.TaskLink | Unset | None = UNSET,
        request_key: str | None = None,
    ) -> m.Task:
        """Changes an open task.

        What is not given stays as it is; ``None`` clears it.

        Args:
            version: The version that was last seen; with the record itself there is none.
            title: What is to be done.
            note: More of it.
            priority: How much it matters.
            is_private: Whether only who made it sees it; theirs alone to change.
            due_on: The day on which it is due; the instant goes.
            due_at: The instant at which it is due; the day follows. Cleared, the day stays.
            remind_at: When to remind of it; what it was put off to goes.
            recurrence: How it comes again; it counts from the day on which the task is due.
            link: The record it is about.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Tasks.edit_many``.
        """
        id, version = seen(
            ("id", "version"),
            ("Task", "TaskUpdate", "TaskVersion",),
            id, version,
        )
        result: m.Task = self._command("tasks.edit", request_key, id, version, m.TaskEdit(title, note, priority, is_private, due_on, due_at, remind_at, recurrence, link))
        return result

    def edit_many(
        self,
        edits: Sequence[m.TaskUpdate],
        *,
        request_key: str | None = None,
    ) -> Table[m.Task]:
        """Changes up to 1,000 open tasks: all, or none. A rule that stays goes on as it began,
        wherever this one task of the series is moved to.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``wrong_state``, ``repeated``,
                and the violations of ``Tasks.add_many``.
        """
        result: Table[m.Task] = self._command("tasks.edit_many", request_key, edits)
        return result

    def assign(
        self,
        tasks: Sequence[Versioned[m.TaskId]],
        *,
        assignee: m.OperatorId | None = None,
        request_key: str | None = None,
    ) -> Table[m.Task]:
        """Gives open tasks to an active operator, or takes them away (none).

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``version_conflict``,
                ``wrong_state``, ``unknown_reference``, ``repeated``, ``too_many``;
                ``bad_choice`` for private ones.
        """
        result: Table[m.Task] = self._command("tasks.assign", request_key, tasks, assignee)
        return result

    def snooze(
        self,
        tasks: Sequence[Versioned[m.TaskId]],
        *,
        until: dt.datetime | None = None,
        request_key: str | None = None,
    ) -> Table[m.Task]:
        """Puts the reminders of open tasks off until an instant, or no longer (none).

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``version_conflict``,
                ``wrong_state``, ``bad_date``, ``repeated``, ``too_many``; ``date_order`` for an
                instant that is past.
        """
        result: Table[m.Task] = self._command("tasks.snooze", request_key, tasks, until)
        return result

    def finish(
        self,
        tasks: Sequence[Versioned[m.TaskId]],
        *,
        request_key: str | None = None,
    ) -> Table[m.Task]:
        """Ends open tasks as done. Those that come again are followed by the next of their
        series, which ``followed_by`` names.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``version_conflict``,
                ``wrong_state``, ``repeated``, ``too_many``.
        """
        result: Table[m.Task] = self._command("tasks.finish", request_key, tasks)
        return result

    def cancel(
        self,
        tasks: Sequence[Versioned[m.TaskId]],
        *,
        request_key: str | None = None,
    ) -> Table[m.Task]:
        """Ends open tasks that are not to be done; a series ends with them.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Tasks.finish``.
        """
        result: Table[m.Task] = self._command("tasks.cancel", request_key, tasks)
        return result

    def reopen(
        self,
        tasks: Sequence[Versioned[m.TaskId]],
        *,
        request_key: str | None = None,
    ) -> Table[m.Task]:
        """Takes ended tasks up again. What followed one of a series stays; nothing follows it
        twice.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: As ``Tasks.finish``.
        """
        result: Table[m.Task] = self._command("tasks.reopen", request_key, tasks)
        return result
