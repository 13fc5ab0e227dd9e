# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""Commands as data: dealings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from bookroom._base import Command, Versioned, freeze
from bookroom._generated.models.common import DealingId
from bookroom._generated.models.dealings import Dealing, DealingUpdate, NewDealing
from bookroom._table import Table

__all__ = [
    "AddDealings",
    "EditDealings",
    "RemoveDealings",
]


@dataclass(frozen=True, slots=True)
class AddDealings(Command["Table[Dealing]"]):
    """Writes dealings down.

    Attributes:
        dealings: The dealings, up to 10,000.
    """

    command: ClassVar[str] = "dealings.add"

    dealings: Sequence[NewDealing]
    """The dealings, up to 10,000."""

    def __post_init__(self) -> None:
        freeze(self, "dealings")


@dataclass(frozen=True, slots=True)
class EditDealings(Command["Table[Dealing]"]):
    """Changes dealings.

    Attributes:
        edits: The dealings with their new values, up to 10,000.
    """

    command: ClassVar[str] = "dealings.edit"

    edits: Sequence[DealingUpdate]
    """The dealings with their new values, up to 10,000."""

    def __post_init__(self) -> None:
        freeze(self, "edits")


@dataclass(frozen=True, slots=True)
class RemoveDealings(Command["Table[Dealing]"]):
    """Removes dealings.

    Attributes:
        dealings: The dealings, up to 10,000.
    """

    command: ClassVar[str] = "dealings.remove"

    dealings: Sequence[Versioned[DealingId]]
    """The dealings, up to 10,000."""

    def __post_init__(self) -> None:
        freeze(self, "dealings")
