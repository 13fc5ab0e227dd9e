# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""Ids, enums and records: changes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from bookroom._base import Record
from bookroom._generated.models.common import BookId, OperatorId
from bookroom._table import Table

__all__ = [
    "Change",
    "FieldChange",
    "Finding",
    "Head",
    "LogVerification",
    "Subject",
]


@dataclass(frozen=True, slots=True)
class Subject(Record):
    """Which record a change is about."""

    kind: str
    """The kind of record, such as ``customer``."""

    id: int
    """Its id; 0 for things that have none of their own."""


@dataclass(frozen=True, slots=True)
class FieldChange(Record):
    """How one field changed."""

    field: str
    """The field's name."""

    before: str | None
    """The value before, as JSON."""

    after: str | None
    """The value after, as JSON."""

    withheld: bool
    """Whether it cannot be shown: erased as personal data, or hidden from this operator."""


@dataclass(frozen=True, slots=True)
class Change(Record):
    """One change: who did what to which record, when, before and after."""

    book: BookId
    """The book."""

    seq: int
    """Its place in the book's log: 1, 2, 3 … without gaps."""

    at: dt.datetime
    """When."""

    operator: OperatorId | None
    """Who; none when the engine itself did."""

    action: str
    """The command, such as ``customers.add``."""

    subject: Subject
    """The record."""

    fields: Table[FieldChange]
    """The fields that changed. A new record has no ``before``, a removed one no ``after``."""

    request_key: str | None
    """The request key of the call, if it had one and was one's own (the host's listeners see
    all).
    """

    hash: str
    """The hash of this change and, through it, of all before it (hexadecimal SHA-256)."""


@dataclass(frozen=True, slots=True)
class Finding(Record):
    """Something that verification found to differ."""

    check: str
    """What was checked: ``chain``, ``gap``, ``digest``, ``balance``, ``number`` …"""

    subject: Subject
    """The record it concerns."""

    expected: str
    """What was expected, without personal data."""

    found: str
    """What was found."""


@dataclass(frozen=True, slots=True)
class Head(Record):
    """The newest hash of a book's log. Kept outside the store, it proves later that nothing
    before it was changed, removed or added.
    """

    book: BookId
    """The book."""

    seq: int
    """The number of the newest change; 0 for an empty log."""

    hash: str
    """Its hash (hexadecimal SHA-256)."""


@dataclass(frozen=True, slots=True)
class LogVerification(Record):
    """What ``Changes.verify`` found."""

    changes: int
    """How many changes were read."""

    entries: int
    """How many journal entries were checked against their digests."""

    head: Head
    """The head that was reached."""

    findings: Table[Finding]
    """What differs; empty when the log is whole."""
