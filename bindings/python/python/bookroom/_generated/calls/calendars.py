# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""The engine's calls of calendars."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import overload

from bookroom._base import ABSENT, Absent, Area, Identified, UNSET, Unset, Versioned, seen
from bookroom._generated import models as m
from bookroom._table import Table


class Calendars(Area):
    """The engine's calls of ``session.calendars``."""

    __slots__ = ()

    def get(self, id: m.CalendarId | Identified[m.CalendarId]) -> m.Calendar:
        """One calendar.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``.
        """
        result: m.Calendar = self._query("calendars.get", id)
        return result

    def get_default(self) -> m.Calendar:
        """The calendar that is meant where none is named.

        Raises:
            bookroom.Error: ``not_permitted``; ``not_found`` in a book without calendars.
        """
        result: m.Calendar = self._query("calendars.get_default")
        return result

    def list(self) -> Table[m.Calendar]:
        """All calendars, by id.

        Raises:
            bookroom.Error: ``not_permitted``.
        """
        result: Table[m.Calendar] = self._query("calendars.list")
        return result

    def worked_seconds(
        self,
        start: dt.datetime,
        end: dt.datetime,
        *,
        calendar: m.CalendarId | None = None,
    ) -> int:
        """Whole seconds that a calendar (the default when none is named) works from one instant
        to another. An hour that the clock skips in spring is not worked; one that it shows twice
        in autumn is worked twice.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``; ``date_order``; ``out_of_range``
                for more than a hundred years.
        """
        result: int = self._query("calendars.worked_seconds", start, end, calendar)
        return result

    def add_worked(
        self,
        start: dt.datetime,
        seconds: int,
        *,
        calendar: m.CalendarId | None = None,
    ) -> dt.datetime | None:
        """The first instant by which a calendar (the default when none is named) has worked so
        many seconds since another; none when that takes more than a hundred years, as in a
        calendar without hours.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``; ``out_of_range`` below zero.
        """
        result: dt.datetime | None = self._query("calendars.add_worked", start, seconds, calendar)
        return result

    def add(
        self,
        *,
        name: str,
        time_zone: str,
        weeks: Sequence[m.CalendarWeek] = (),
        days: Sequence[m.CalendarDay] = (),
        request_key: str | None = None,
    ) -> m.Calendar:
        """Adds a calendar. The first of a book becomes its default.

        Args:
            name: What it is called, up to 100 characters; no other of the book has that name.
            time_zone: The zone, such as ``Asia/Shanghai``.
            weeks: The hours of its weeks, up to 100; days before the first of them are days
                off.
            days: The days that differ, up to 4,000.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``already_exists``, ``required``, ``too_long``,
                ``too_many``, ``bad_character``, ``bad_choice`` for a zone that is not of the
                IANA database, ``bad_format`` for a time, ``bad_date``, ``date_order`` for a
                span that ends before it starts, ``repeated`` for spans that overlap and days or
                weeks that come twice.
        """
        result: m.Calendar = self._command("calendars.add", request_key, m.NewCalendar(name, time_zone, weeks, days))
        return result

    @overload
    def edit(
        self,
        id: m.CalendarId | Identified[m.CalendarId],
        version: int,
        *,
        name: str | Unset = UNSET,
        time_zone: str | Unset = UNSET,
        weeks: Sequence[m.CalendarWeek] | Unset = UNSET,
        request_key: str | None = None,
    ) -> m.Calendar: ...

    @overload
    def edit(
        self,
        id: Versioned[m.CalendarId],
        *,
        name: str | Unset = UNSET,
        time_zone: str | Unset = UNSET,
        weeks: Sequence[m.CalendarWeek] | Unset = UNSET,
        request_key: str | None = None,
    ) -> m.Calendar: ...

    def edit(
        self,
        id: m.CalendarId | Identified[m.CalendarId] | Versioned[m.CalendarId],
        version: int | Absent = ABSENT,
        *,
        name: str | Unset = UNSET,
        time_zone: str | Unset = UNSET,
        weeks: Sequence[m.CalendarWeek] | Unset = UNSET,
        request_key: str | None = None,
    ) -> m.Calendar:
        """Changes the name, zone or weeks of a calendar.

        What is not given stays as it is; ``None`` clears it.

        Args:
            version: The version that was last seen; with the record itself there is none.
            name: What it is called.
            time_zone: The zone.
            weeks: The hours of its weeks.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, and as ``Calendars.add``.
        """
        id, version = seen(
            ("id", "version"),
            ("Calendar",),
            id, version,
        )
        result: m.Calendar = self._command("calendars.edit", request_key, id, version, m.CalendarEdit(name, time_zone, weeks))
        return result

    @overload
    def set_days(
        self,
        id: m.CalendarId | Identified[m.CalendarId],
        version: int,
        days: Sequence[m.CalendarDay],
        *,
        clear: Sequence[dt.date] = (),
        request_key: str | None = None,
    ) -> m.Calendar: ...

    @overload
    def set_days(
        self,
        id: Versioned[m.CalendarId],
        days: Sequence[m.CalendarDay],
        *,
        clear: Sequence[dt.date] = (),
        request_key: str | None = None,
    ) -> m.Calendar: ...

    def set_days(  # type: ignore[misc]
        self,
        id: m.CalendarId | Identified[m.CalendarId] | Versioned[m.CalendarId],
        version: int | Absent = ABSENT,
        days: Sequence[m.CalendarDay] | Absent = ABSENT,
        *,
        clear: Sequence[dt.date] = (),
        request_key: str | None = None,
    ) -> m.Calendar:
        """Sets days that differ from their week, such as the holidays and make-up working days of
        a year, and clears others. A day that is set already is replaced.

        Args:
            version: The version that was last seen; with the record itself there is none.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``unknown_reference`` for a day
                to clear that does not differ, ``bad_choice`` for a day with both hours and a
                weekday, and as ``Calendars.add``.
        """
        id, version, days = seen(
            ("id", "version", "days"),
            ("Calendar",),
            id, version, days,
        )
        result: m.Calendar = self._command("calendars.set_days", request_key, id, version, days, clear)
        return result

    @overload
    def set_default(
        self,
        id: m.CalendarId | Identified[m.CalendarId],
        version: int,
        *,
        request_key: str | None = None,
    ) -> m.Calendar: ...

    @overload
    def set_default(
        self,
        id: Versioned[m.CalendarId],
        *,
        request_key: str | None = None,
    ) -> m.Calendar: ...

    def set_default(
        self,
        id: m.CalendarId | Identified[m.CalendarId] | Versioned[m.CalendarId],
        version: int | Absent = ABSENT,
        *,
        request_key: str | None = None,
    ) -> m.Calendar:
        """Makes a calendar the book's default; the one before no longer is.

        Args:
            version: The version that was last seen; with the record itself there is none.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``version_conflict``.
        """
        id, version = seen(
            ("id", "version"),
            ("Calendar",),
            id, version,
        )
        result: m.Calendar = self._command("calendars.set_default", request_key, id, version)
        return result

    @overload
    def remove(
        self,
        id: m.CalendarId | Identified[m.CalendarId],
        version: int,
        *,
        request_key: str | None = None,
    ) -> m.Calendar: ...

    @overload
    def remove(
        self,
        id: Versioned[m.CalendarId],
        *,
        request_key: str | None = None,
    ) -> m.Calendar: ...

    def remove(
        self,
        id: m.CalendarId | Identified[m.CalendarId] | Versioned[m.CalendarId],
        version: int | Absent = ABSENT,
        *,
        request_key: str | None = None,
    ) -> m.Calendar:
        """Removes a calendar; returns what it was.

        Args:
            version: The version that was last seen; with the record itself there is none.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``version_conflict``;
                ``wrong_state`` for the default while there are others: make another one the
                default first; ``in_use`` when a policy of service levels names it, or the clock
                of a case counts or counted by it.
        """
        id, version = seen(
            ("id", "version"),
            ("Calendar",),
            id, version,
        )
        result: m.Calendar = self._command("calendars.remove", request_key, id, version)
        return result
