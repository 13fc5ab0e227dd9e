# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""Commands as data: dictionaries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from bookroom._base import Command, freeze
from bookroom._generated.models.dictionaries import (
    Dictionary,
    DictionaryEdit,
    DictionaryItem,
    DictionaryItemUpdate,
    ItemVersion,
    MergedItems,
    NewDictionary,
    NewDictionaryItem,
)
from bookroom._table import Table

__all__ = [
    "AddDictionary",
    "AddDictionaryItems",
    "EditDictionary",
    "EditDictionaryItems",
    "MergeDictionaryItems",
    "RemoveDictionary",
    "RemoveDictionaryItems",
    "ReorderDictionaryItems",
    "SetDictionaryItemsActive",
]


@dataclass(frozen=True, slots=True)
class AddDictionary(Command["Dictionary"]):
    """Adds a list of the user's own.

    Attributes:
        dictionary: The list.
    """

    command: ClassVar[str] = "dictionaries.add"

    dictionary: NewDictionary
    """The list."""


@dataclass(frozen=True, slots=True)
class AddDictionaryItems(Command["Table[DictionaryItem]"]):
    """Adds items to a list.

    Attributes:
        dictionary: The list's code.
        items: The items, up to 10,000 in a list.
    """

    command: ClassVar[str] = "dictionaries.add_items"

    dictionary: str
    """The list's code."""

    items: Sequence[NewDictionaryItem]
    """The items, up to 10,000 in a list."""

    def __post_init__(self) -> None:
        freeze(self, "items")


@dataclass(frozen=True, slots=True)
class EditDictionary(Command["Dictionary"]):
    """Changes the labels of a list.

    Attributes:
        code: The list's code.
        version: The version the caller last saw.
        edit: The new values.
    """

    command: ClassVar[str] = "dictionaries.edit"

    code: str
    """The list's code."""

    version: int
    """The version the caller last saw."""

    edit: DictionaryEdit
    """The new values."""


@dataclass(frozen=True, slots=True)
class EditDictionaryItems(Command["Table[DictionaryItem]"]):
    """Changes labels, places in the tree and first days of items.

    Attributes:
        dictionary: The list's code.
        edits: The items with their new values, at most 10,000.
    """

    command: ClassVar[str] = "dictionaries.edit_items"

    dictionary: str
    """The list's code."""

    edits: Sequence[DictionaryItemUpdate]
    """The items with their new values, at most 10,000."""

    def __post_init__(self) -> None:
        freeze(self, "edits")


@dataclass(frozen=True, slots=True)
class MergeDictionaryItems(Command["MergedItems"]):
    """Merges an item into another of its list: every record that holds it holds the other one
    then.

    Attributes:
        dictionary: The list's code.
        from_: The item to merge away, as the caller saw it.
        into: The code of the item that takes its place.
    """

    command: ClassVar[str] = "dictionaries.merge_items"

    dictionary: str
    """The list's code."""

    from_: ItemVersion
    """The item to merge away, as the caller saw it."""

    into: str
    """The code of the item that takes its place."""


@dataclass(frozen=True, slots=True)
class RemoveDictionary(Command["Dictionary"]):
    """Removes a list of the user's own, with its items, when nothing uses them.

    Attributes:
        code: The list's code.
        version: The version the caller last saw.
    """

    command: ClassVar[str] = "dictionaries.remove"

    code: str
    """The list's code."""

    version: int
    """The version the caller last saw."""


@dataclass(frozen=True, slots=True)
class RemoveDictionaryItems(Command["Table[DictionaryItem]"]):
    """Removes items that nothing uses.

    Attributes:
        dictionary: The list's code.
        items: The items.
    """

    command: ClassVar[str] = "dictionaries.remove_items"

    dictionary: str
    """The list's code."""

    items: Sequence[ItemVersion]
    """The items."""

    def __post_init__(self) -> None:
        freeze(self, "items")


@dataclass(frozen=True, slots=True)
class ReorderDictionaryItems(Command["Table[DictionaryItem]"]):
    """Puts items first in their list, in this order.

    Attributes:
        dictionary: The list's code.
        codes: The codes; items that are not named follow, in the order they have.
    """

    command: ClassVar[str] = "dictionaries.reorder_items"

    dictionary: str
    """The list's code."""

    codes: Sequence[str]
    """The codes; items that are not named follow, in the order they have."""

    def __post_init__(self) -> None:
        freeze(self, "codes")


@dataclass(frozen=True, slots=True)
class SetDictionaryItemsActive(Command["Table[DictionaryItem]"]):
    """Retires items, or brings them back. A retired item stays on the records that hold it.

    Attributes:
        dictionary: The list's code.
        items: The items.
        active: Whether they can be chosen.
    """

    command: ClassVar[str] = "dictionaries.set_items_active"

    dictionary: str
    """The list's code."""

    items: Sequence[ItemVersion]
    """The items."""

    active: bool
    """Whether they can be chosen."""

    def __post_init__(self) -> None:
        freeze(self, "items")
