# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""Commands as data: calendars."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from bookroom._base import Command, freeze
from bookroom._generated.models.calendars import Calendar, CalendarDay, CalendarEdit, NewCalendar
from bookroom._generated.models.common import CalendarId

__all__ = [
    "AddCalendar",
    "EditCalendar",
    "RemoveCalendar",
    "SetCalendarDays",
    "SetDefaultCalendar",
]


@dataclass(frozen=True, slots=True)
class AddCalendar(Command["Calendar"]):
    """Adds a calendar. The first of a book becomes its default.

    Attributes:
        calendar: The calendar.
    """

    command: ClassVar[str] = "calendars.add"

    calendar: NewCalendar
    """The calendar."""


@dataclass(frozen=True, slots=True)
class EditCalendar(Command["Calendar"]):
    """Changes the name, zone or weeks of a calendar.

    Attributes:
        id: The calendar.
        version: The version the caller last saw.
        edit: The new values.
    """

    command: ClassVar[str] = "calendars.edit"

    id: CalendarId
    """The calendar."""

    version: int
    """The version the caller last saw."""

    edit: CalendarEdit
    """The new values."""


@dataclass(frozen=True, slots=True)
class RemoveCalendar(Command["Calendar"]):
    """Removes a calendar that no service level counts by; the default only as the last.

    Attributes:
        id: The calendar.
        version: The version the caller last saw.
    """

    command: ClassVar[str] = "calendars.remove"

    id: CalendarId
    """The calendar."""

    version: int
    """The version the caller last saw."""


@dataclass(frozen=True, slots=True)
class SetCalendarDays(Command["Calendar"]):
    """Sets days that differ from their week, such as the holidays of a year, and clears others.

    Attributes:
        id: The calendar.
        version: The version the caller last saw.
        days: The days; one that is set already is replaced.
        clear: Days that are as their week again.
    """

    command: ClassVar[str] = "calendars.set_days"

    id: CalendarId
    """The calendar."""

    version: int
    """The version the caller last saw."""

    days: Sequence[CalendarDay]
    """The days; one that is set already is replaced."""

    clear: Sequence[dt.date] = ()
    """Days that are as their week again."""

    def __post_init__(self) -> None:
        freeze(self, "days", "clear")


@dataclass(frozen=True, slots=True)
class SetDefaultCalendar(Command["Calendar"]):
    """Makes a calendar the book's default; the one before no longer is.

    Attributes:
        id: The calendar.
        version: The version the caller last saw.
    """

    command: ClassVar[str] = "calendars.set_default"

    id: CalendarId
    """The calendar."""

    version: int
    """The version the caller last saw."""
