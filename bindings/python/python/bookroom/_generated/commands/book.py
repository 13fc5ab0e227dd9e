# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""Commands as data: book."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bookroom._base import Command
from bookroom._generated.models.book import Book, BookEdit

__all__ = [
    "EditBook",
]


@dataclass(frozen=True, slots=True)
class EditBook(Command["Book"]):
    """Changes the book's own data.

    Attributes:
        version: The version the caller last saw.
        edit: The new values.
    """

    command: ClassVar[str] = "book.edit"

    version: int
    """The version the caller last saw."""

    edit: BookEdit
    """The new values."""
