# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""Commands as data: saved_views."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bookroom._base import Command
from bookroom._generated.models.common import SavedViewId
from bookroom._generated.models.saved_views import NewSavedView, SavedView, SavedViewEdit

__all__ = [
    "AddSavedView",
    "EditSavedView",
    "RemoveSavedView",
]


@dataclass(frozen=True, slots=True)
class AddSavedView(Command["SavedView"]):
    """Saves a view for oneself or for all.

    Attributes:
        view: The view.
    """

    command: ClassVar[str] = "saved_views.add"

    view: NewSavedView
    """The view."""


@dataclass(frozen=True, slots=True)
class EditSavedView(Command["SavedView"]):
    """Changes a saved view: one's own, or a shared one.

    Attributes:
        id: The view.
        version: The version the caller last saw.
        edit: The new values.
    """

    command: ClassVar[str] = "saved_views.edit"

    id: SavedViewId
    """The view."""

    version: int
    """The version the caller last saw."""

    edit: SavedViewEdit
    """The new values."""


@dataclass(frozen=True, slots=True)
class RemoveSavedView(Command["SavedView"]):
    """Removes a saved view: one's own, or a shared one.

    Attributes:
        id: The view.
        version: The version the caller last saw.
    """

    command: ClassVar[str] = "saved_views.remove"

    id: SavedViewId
    """The view."""

    version: int
    """The version the caller last saw."""
