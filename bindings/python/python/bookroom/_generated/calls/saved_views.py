# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""The engine's calls of saved_views."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

from bookroom._base import ABSENT, Absent, Area, Identified, UNSET, Unset, Versioned, seen
from bookroom._generated import models as m
from bookroom._table import Table


class SavedViews(Area):
    """The engine's calls of ``session.saved_views``."""

    __slots__ = ()

    def get(self, id: m.SavedViewId | Identified[m.SavedViewId]) -> m.SavedView:
        """One view.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``.
        """
        result: m.SavedView = self._query("saved_views.get", id)
        return result

    def list(self, *, list: m.ViewedList | str | None = None) -> Table[m.SavedView]:
        """One's own views and the shared ones, of one list or of all, by label; those of lists
        that the operator may not see are left out.

        Raises:
            bookroom.Error: ``not_permitted``.
        """
        result: Table[m.SavedView] = self._query("saved_views.list", list)
        return result

    def add(
        self,
        *,
        label: str,
        filter: m.ListFilter,
        sort: str | None = None,
        descending: bool = False,
        columns: Sequence[str] = (),
        is_shared: bool = False,
        request_key: str | None = None,
    ) -> m.SavedView:
        """Saves a view, for oneself or for all. The list is asked at once whether it takes filter
        and order.

        Args:
            label: What it is called, up to 100 characters; an operator has no two of a list by
                one name.
            filter: Which list, and what of it. The operator must be allowed to see that list.
            sort: A word of the list's sort, such as ``name``; none: its usual order.
            descending: Whether the last comes first.
            columns: Up to 100 names of columns, each up to 100 characters and there once. What
                they mean is the host's.
            is_shared: Whether everybody sees it who may see the list; needs
                ``saved_views.share``.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted`` (sharing needs ``saved_views.share``, and the list
                its own permission), ``required``, ``too_long``, ``too_many``, ``repeated``,
                ``bad_character``, ``bad_choice`` (the order), ``already_exists`` (one's own
                view of that list with that label), and what the list refuses, below ``filter``.
        """
        result: m.SavedView = self._command("saved_views.add", request_key, m.NewSavedView(label, filter, sort, descending, columns, is_shared))
        return result

    @overload
    def edit(
        self,
        id: m.SavedViewId | Identified[m.SavedViewId],
        version: int,
        *,
        label: str | Unset = UNSET,
        filter: m.ListFilter | Unset = UNSET,
        sort: str | Unset | None = UNSET,
        descending: bool | Unset = UNSET,
        columns: Sequence[str] | Unset = UNSET,
        is_shared: bool | Unset = UNSET,
        request_key: str | None = None,
    ) -> m.SavedView: ...

    @overload
    def edit(
        self,
        id: Versioned[m.SavedViewId],
        *,
        label: str | Unset = UNSET,
        filter: m.ListFilter | Unset = UNSET,
        sort: str | Unset | None = UNSET,
        descending: bool | Unset = UNSET,
        columns: Sequence[str] | Unset = UNSET,
        is_shared: bool | Unset = UNSET,
        request_key: str | None = None,
    ) -> m.SavedView: ...

    def edit(
        self,
        id: m.SavedViewId | Identified[m.SavedViewId] | Versioned[m.SavedViewId],
        version: int | Absent = ABSENT,
        *,
        label: str | Unset = UNSET,
        filter: m.ListFilter | Unset = UNSET,
        sort: str | Unset | None = UNSET,
        descending: bool | Unset = UNSET,
        columns: Sequence[str] | Unset = UNSET,
        is_shared: bool | Unset = UNSET,
        request_key: str | None = None,
    ) -> m.SavedView:
        """Changes a view: one's own, or a shared one with ``saved_views.share``. With another
        list, the order goes unless a new one is given.

        What is not given stays as it is; ``None`` clears it.

        Args:
            version: The version that was last seen; with the record itself there is none.
            label: What it is called.
            filter: Which list, and what of it.
            sort: What the list is sorted by.
            descending: Whether the last comes first.
            columns: The columns.
            is_shared: Whether everybody sees it; both ways need ``saved_views.share``.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, and those of
                ``SavedViews.add``.
        """
        id, version = seen(
            ("id", "version"),
            ("SavedView",),
            id, version,
        )
        result: m.SavedView = self._command("saved_views.edit", request_key, id, version, m.SavedViewEdit(label, filter, sort, descending, columns, is_shared))
        return result

    @overload
    def remove(
        self,
        id: m.SavedViewId | Identified[m.SavedViewId],
        version: int,
        *,
        request_key: str | None = None,
    ) -> m.SavedView: ...

    @overload
    def remove(
        self,
        id: Versioned[m.SavedViewId],
        *,
        request_key: str | None = None,
    ) -> m.SavedView: ...

    def remove(
        self,
        id: m.SavedViewId | Identified[m.SavedViewId] | Versioned[m.SavedViewId],
        version: int | Absent = ABSENT,
        *,
        request_key: str | None = None,
    ) -> m.SavedView:
        """Removes a view: one's own, or a shared one with ``saved_views.share``.

        Args:
            version: The version that was last seen; with the record itself there is none.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``version_conflict``.
        """
        id, version = seen(
            ("id", "version"),
            ("SavedView",),
            id, version,
        )
        result: m.SavedView = self._command("saved_views.remove", request_key, id, version)
        return result
