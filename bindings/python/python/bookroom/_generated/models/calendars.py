# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""Ids, enums and records: calendars."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from bookroom._base import Record, UNSET, Unset, Word, freeze
from bookroom._generated.models.common import CalendarId
from bookroom._table import Table

__all__ = [
    "Calendar",
    "CalendarDay",
    "CalendarEdit",
    "CalendarWeek",
    "DayHours",
    "NewCalendar",
    "WeekHours",
    "Weekday",
]


class Weekday(Word):
    """A day of the week."""

    MONDAY = "monday"
    """Monday (周一)."""
    TUESDAY = "tuesday"
    """Tuesday (周二)."""
    WEDNESDAY = "wednesday"
    """Wednesday (周三)."""
    THURSDAY = "thursday"
    """Thursday (周四)."""
    FRIDAY = "friday"
    """Friday (周五)."""
    SATURDAY = "saturday"
    """Saturday (周六)."""
    SUNDAY = "sunday"
    """Sunday (周日)."""


@dataclass(frozen=True, slots=True)
class WeekHours(Record):
    """A span of hours of every week.

    Attributes:
        weekday: The day of the week.
        starts: The minute it starts, on the clock of the calendar's zone, such as ``09:00``.
        ends: The minute it ends, up to ``24:00``.
    """

    weekday: Weekday | str
    """The day of the week."""

    starts: str
    """The minute it starts, on the clock of the calendar's zone, such as ``09:00``."""

    ends: str
    """The minute it ends, up to ``24:00``."""


@dataclass(frozen=True, slots=True)
class CalendarWeek(Record):
    """The hours of a week, from a day on.

    Attributes:
        valid_from: The first day they hold; absent when they have always held. They hold until
            the next.
        hours: The spans, up to 100; a weekday without any is a day off.
    """

    valid_from: dt.date | None = None
    """The first day they hold; absent when they have always held. They hold until the next."""

    hours: Sequence[WeekHours] = ()
    """The spans, up to 100; a weekday without any is a day off."""

    def __post_init__(self) -> None:
        freeze(self, "hours")


@dataclass(frozen=True, slots=True)
class DayHours(Record):
    """A span of hours of one day.

    Attributes:
        starts: The minute it starts, such as ``09:00``.
        ends: The minute it ends, up to ``24:00``.
    """

    starts: str
    """The minute it starts, such as ``09:00``."""

    ends: str
    """The minute it ends, up to ``24:00``."""


@dataclass(frozen=True, slots=True)
class CalendarDay(Record):
    """A day that differs from its week: a holiday (neither ``as_weekday`` nor ``hours``) or a
    make-up working day (调休: one of both).

    Attributes:
        day: The day.
        name: What it is called, up to 100 characters.
        as_weekday: The day of the week whose hours it has.
        hours: The hours it has of its own, up to 100 spans.
    """

    day: dt.date
    """The day."""

    name: str | None = None
    """What it is called, up to 100 characters."""

    as_weekday: Weekday | str | None = None
    """The day of the week whose hours it has."""

    hours: Sequence[DayHours] = ()
    """The hours it has of its own, up to 100 spans."""

    def __post_init__(self) -> None:
        freeze(self, "hours")


@dataclass(frozen=True, slots=True)
class Calendar(Record):
    """When a company works.

    Attributes:
        id: Its id.
        name: What it is called.
        time_zone: The zone whose clock its hours are read from, as the IANA database names it.
        weeks: The hours of its weeks, the oldest first.
        days: The days that differ, in their order.
        is_default: Whether it is meant where none is named.
        version: Moves with every change.
        created_at: When it was added.
        updated_at: When it last changed.
    """

    id: CalendarId
    """Its id."""

    name: str
    """What it is called."""

    time_zone: str
    """The zone whose clock its hours are read from, as the IANA database names it."""

    weeks: Table[CalendarWeek]
    """The hours of its weeks, the oldest first."""

    days: Table[CalendarDay]
    """The days that differ, in their order."""

    is_default: bool
    """Whether it is meant where none is named."""

    version: int
    """Moves with every change."""

    created_at: dt.datetime
    """When it was added."""

    updated_at: dt.datetime
    """When it last changed."""


@dataclass(frozen=True, slots=True)
class CalendarEdit(Record):
    """New values of a calendar.

    What is not given stays as it is; null clears it, and so does a blank text. A list or map is
    replaced as a whole. Null for what is never empty is ``required``.

    Attributes:
        name: What it is called.
        time_zone: The zone.
        weeks: The hours of its weeks.
    """

    name: str | Unset = UNSET
    """What it is called."""

    time_zone: str | Unset = UNSET
    """The zone."""

    weeks: Sequence[CalendarWeek] | Unset = UNSET
    """The hours of its weeks."""

    def __post_init__(self) -> None:
        freeze(self, "weeks")


@dataclass(frozen=True, slots=True)
class NewCalendar(Record):
    """A calendar to be added.

    Attributes:
        name: What it is called, up to 100 characters; no other of the book has that name.
        time_zone: The zone, such as ``Asia/Shanghai``.
        weeks: The hours of its weeks, up to 100; days before the first of them are days off.
        days: The days that differ, up to 4,000.
    """

    name: str
    """What it is called, up to 100 characters; no other of the book has that name."""

    time_zone: str
    """The zone, such as ``Asia/Shanghai``."""

    weeks: Sequence[CalendarWeek] = ()
    """The hours of its weeks, up to 100; days before the first of them are days off."""

    days: Sequence[CalendarDay] = ()
    """The days that differ, up to 4,000."""

    def __post_init__(self) -> None:
        freeze(self, "weeks", "days")
