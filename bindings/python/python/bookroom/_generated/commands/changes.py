# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""Commands as data: changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from bookroom._base import Command, freeze
from bookroom._generated.models.changes import Subject

__all__ = [
    "ErasePersonal",
]


@dataclass(frozen=True, slots=True)
class ErasePersonal(Command["int"]):
    """Erases the personal values of one record from the change log, and from the kept outcomes of
    requests. With all fields of a customer go those of what tells of it: contacts, dealings,
    cases with their notes, tasks, changes of its owner, files, and documents that were never
    posted; what was posted has to be kept.

    Attributes:
        subject: The record.
        fields: The fields; empty for all personal fields of this kind of record.
    """

    command: ClassVar[str] = "changes.erase_personal"

    subject: Subject
    """The record."""

    fields: Sequence[str]
    """The fields; empty for all personal fields of this kind of record."""

    def __post_init__(self) -> None:
        freeze(self, "fields")
