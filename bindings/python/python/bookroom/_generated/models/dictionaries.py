# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""Ids, enums and records: dictionaries."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from bookroom._base import Record, UNSET, Unset
from bookroom._generated.models.common import DictionaryId, DictionaryItemId
from bookroom._table import Table

__all__ = [
    "Dictionary",
    "DictionaryEdit",
    "DictionaryItem",
    "DictionaryItemEdit",
    "DictionaryItemUpdate",
    "ItemVersion",
    "MergedItems",
    "NewDictionary",
    "NewDictionaryItem",
    "RewrittenRecords",
    "TreeItem",
]


@dataclass(frozen=True, slots=True)
class Dictionary(Record):
    """A user-maintained list, such as customer levels.

    Attributes:
        id: Its id.
        code: The code by which everything names it, such as ``customer_level``; never changes.
        label_zh: The label in Chinese.
        label_en: The label in English.
        ready_made: Whether it came with the book; such a list cannot be removed.
        version: Moves with every change of the list's own data (not of its items).
    """

    id: DictionaryId
    """Its id."""

    code: str
    """The code by which everything names it, such as ``customer_level``; never changes."""

    label_zh: str
    """The label in Chinese."""

    label_en: str
    """The label in English."""

    ready_made: bool
    """Whether it came with the book; such a list cannot be removed."""

    version: int
    """Moves with every change of the list's own data (not of its items)."""


@dataclass(frozen=True, slots=True)
class DictionaryEdit(Record):
    """New labels of a list. One of the two may be cleared: the other then stands for both.

    What is not given stays as it is; null clears it, and so does a blank text. A list or map is
    replaced as a whole. Null for what is never empty is ``required``.

    Attributes:
        label_zh: The label in Chinese.
        label_en: The label in English.
    """

    label_zh: str | Unset | None = UNSET
    """The label in Chinese."""

    label_en: str | Unset | None = UNSET
    """The label in English."""


@dataclass(frozen=True, slots=True)
class DictionaryItem(Record):
    """An entry of a list.

    Attributes:
        id: Its id.
        dictionary: The code of its list.
        code: The code, unique in the list; never changes.
        label_zh: The label in Chinese.
        label_en: The label in English.
        sort_order: Its place: lists are shown by this number, then by age.
        parent: The code of the item above it in a tree.
        active: Whether it is in use. A retired item stays on records that hold it, but cannot be
            chosen.
        valid_from: The first day on which it can be chosen; always, when absent.
        merged_into: The code of the item it was merged into.
        version: Moves with every change.
    """

    id: DictionaryItemId
    """Its id."""

    dictionary: str
    """The code of its list."""

    code: str
    """The code, unique in the list; never changes."""

    label_zh: str
    """The label in Chinese."""

    label_en: str
    """The label in English."""

    sort_order: int
    """Its place: lists are shown by this number, then by age."""

    parent: str | None
    """The code of the item above it in a tree."""

    active: bool
    """Whether it is in use. A retired item stays on records that hold it, but cannot be chosen.
    """

    valid_from: dt.date | None
    """The first day on which it can be chosen; always, when absent."""

    merged_into: str | None
    """The code of the item it was merged into."""

    version: int
    """Moves with every change."""


@dataclass(frozen=True, slots=True)
class DictionaryItemEdit(Record):
    """New values of an item. One of the two labels may be cleared: the other then stands for
    both.

    What is not given stays as it is; null clears it, and so does a blank text. A list or map is
    replaced as a whole. Null for what is never empty is ``required``.

    Attributes:
        label_zh: The label in Chinese.
        label_en: The label in English.
        parent: The code of the item above it; cleared: it stands at the top.
        valid_from: The first day on which it can be chosen; cleared: it can always be.
    """

    label_zh: str | Unset | None = UNSET
    """The label in Chinese."""

    label_en: str | Unset | None = UNSET
    """The label in English."""

    parent: str | Unset | None = UNSET
    """The code of the item above it; cleared: it stands at the top."""

    valid_from: dt.date | Unset | None = UNSET
    """The first day on which it can be chosen; cleared: it can always be."""


@dataclass(frozen=True, slots=True)
class DictionaryItemUpdate(Record):
    """One item with new values for it.

    Attributes:
        code: The item's code.
        version: The version the caller last saw.
        edit: The new values.
    """

    code: str
    """The item's code."""

    version: int
    """The version the caller last saw."""

    edit: DictionaryItemEdit
    """The new values."""


@dataclass(frozen=True, slots=True)
class ItemVersion(Record):
    """Names an item as the caller saw it.

    Attributes:
        code: The item's code.
        version: The version the caller last saw.
    """

    code: str
    """The item's code."""

    version: int
    """The version the caller last saw."""


@dataclass(frozen=True, slots=True)
class RewrittenRecords(Record):
    """How many records of a kind a merge rewrote.

    Attributes:
        subject: The kind of record, as the change log names it: ``customer``, ``case``,
            ``payment`` …
        count: How many.
    """

    subject: str
    """The kind of record, as the change log names it: ``customer``, ``case``, ``payment`` …"""

    count: int
    """How many."""


@dataclass(frozen=True, slots=True)
class MergedItems(Record):
    """What a merge did.

    Attributes:
        from_: The item that was merged away: retired now.
        into: The item that took its place.
        rewritten: The records that held the old item and hold the new one now, by kind of record.
    """

    from_: DictionaryItem
    """The item that was merged away: retired now."""

    into: DictionaryItem
    """The item that took its place."""

    rewritten: Table[RewrittenRecords]
    """The records that held the old item and hold the new one now, by kind of record."""


@dataclass(frozen=True, slots=True)
class NewDictionary(Record):
    """A list to be made.

    Attributes:
        code: The code: a small letter, then small letters, digits and ``_``; up to 40 characters.
        label_zh: The label in Chinese, up to 100 characters. One of the two labels may be blank.
        label_en: The label in English, up to 100 characters.
    """

    code: str
    """The code: a small letter, then small letters, digits and ``_``; up to 40 characters."""

    label_zh: str = ""
    """The label in Chinese, up to 100 characters. One of the two labels may be blank."""

    label_en: str = ""
    """The label in English, up to 100 characters."""


@dataclass(frozen=True, slots=True)
class NewDictionaryItem(Record):
    """An item to be added.

    Attributes:
        code: The code: letters of any script, digits, ``_``, ``-`` and ``.``; up to 40
            characters. Two codes of a list differ in more than case.
        label_zh: The label in Chinese, up to 100 characters. One of the two labels may be blank.
        label_en: The label in English, up to 100 characters.
        sort_order: Its place; after all others when absent. 0 to 1,000,000,000.
        parent: The code of the item above it, which may be added by the same call.
        valid_from: The first day on which it can be chosen.
    """

    code: str
    """The code: letters of any script, digits, ``_``, ``-`` and ``.``; up to 40 characters. Two
    codes of a list differ in more than case.
    """

    label_zh: str = ""
    """The label in Chinese, up to 100 characters. One of the two labels may be blank."""

    label_en: str = ""
    """The label in English, up to 100 characters."""

    sort_order: int | None = None
    """Its place; after all others when absent. 0 to 1,000,000,000."""

    parent: str | None = None
    """The code of the item above it, which may be added by the same call."""

    valid_from: dt.date | None = None
    """The first day on which it can be chosen."""


@dataclass(frozen=True, slots=True)
class TreeItem(Record):
    """An item with its place in the tree.

    Attributes:
        item: The item.
        depth: How many items stand above it: 0 at the top.
    """

    item: DictionaryItem
    """The item."""

    depth: int
    """How many items stand above it: 0 at the top."""
