# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""Commands as data: tasks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from bookroom._base import Command, Versioned, freeze
from bookroom._generated.models.common import OperatorId, TaskId
from bookroom._generated.models.tasks import NewTask, Task, TaskUpdate
from bookroom._table import Table

__all__ = [
    "AddTasks",
    "AssignTasks",
    "CancelTasks",
    "EditTasks",
    "FinishTasks",
    "ReopenTasks",
    "SnoozeTasks",
]


@dataclass(frozen=True, slots=True)
class AddTasks(Command["Table[Task]"]):
    """Makes tasks.

    Attributes:
        tasks: The tasks, up to 1,000.
    """

    command: ClassVar[str] = "tasks.add"

    tasks: Sequence[NewTask]
    """The tasks, up to 1,000."""

    def __post_init__(self) -> None:
        freeze(self, "tasks")


@dataclass(frozen=True, slots=True)
class AssignTasks(Command["Table[Task]"]):
    """Gives tasks to an operator, or takes them from whoever has them.

    Attributes:
        tasks: The tasks, up to 1,000.
        assignee: An active operator of the book; none takes the tasks away.
    """

    command: ClassVar[str] = "tasks.assign"

    tasks: Sequence[Versioned[TaskId]]
    """The tasks, up to 1,000."""

    assignee: OperatorId | None = None
    """An active operator of the book; none takes the tasks away."""

    def __post_init__(self) -> None:
        freeze(self, "tasks")


@dataclass(frozen=True, slots=True)
class CancelTasks(Command["Table[Task]"]):
    """Ends open tasks that are not to be done; a series ends with them.

    Attributes:
        tasks: The tasks, up to 1,000.
    """

    command: ClassVar[str] = "tasks.cancel"

    tasks: Sequence[Versioned[TaskId]]
    """The tasks, up to 1,000."""

    def __post_init__(self) -> None:
        freeze(self, "tasks")


@dataclass(frozen=True, slots=True)
class EditTasks(Command["Table[Task]"]):
    """Changes open tasks.

    Attributes:
        edits: The tasks with their new values, up to 1,000.
    """

    command: ClassVar[str] = "tasks.edit"

    edits: Sequence[TaskUpdate]
    """The tasks with their new values, up to 1,000."""

    def __post_init__(self) -> None:
        freeze(self, "edits")


@dataclass(frozen=True, slots=True)
class FinishTasks(Command["Table[Task]"]):
    """Ends open tasks as done; those that come again are followed by the next of their series.

    Attributes:
        tasks: The tasks, up to 1,000.
    """

    command: ClassVar[str] = "tasks.finish"

    tasks: Sequence[Versioned[TaskId]]
    """The tasks, up to 1,000."""

    def __post_init__(self) -> None:
        freeze(self, "tasks")


@dataclass(frozen=True, slots=True)
class ReopenTasks(Command["Table[Task]"]):
    """Takes ended tasks up again.

    Attributes:
        tasks: The tasks, up to 1,000.
    """

    command: ClassVar[str] = "tasks.reopen"

    tasks: Sequence[Versioned[TaskId]]
    """The tasks, up to 1,000."""

    def __post_init__(self) -> None:
        freeze(self, "tasks")


@dataclass(frozen=True, slots=True)
class SnoozeTasks(Command["Table[Task]"]):
    """Puts the reminders of open tasks off.

    Attributes:
        tasks: The tasks, up to 1,000.
        until: Until when; none: no longer.
    """

    command: ClassVar[str] = "tasks.snooze"

    tasks: Sequence[Versioned[TaskId]]
    """The tasks, up to 1,000."""

    until: dt.datetime | None = None
    """Until when; none: no longer."""

    def __post_init__(self) -> None:
        freeze(self, "tasks")
