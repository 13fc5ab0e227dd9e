# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""The engine's calls of dictionaries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

from bookroom._base import ABSENT, Absent, Area, Coded, UNSET, Unset, seen
from bookroom._generated import models as m
from bookroom._table import Table


class DictionariesCalls(Area):
    """The engine's calls of ``session.dictionaries``."""

    __slots__ = ()

    def list(self) -> Table[m.Dictionary]:
        """All lists, in the order they were made.

        Raises:
            bookroom.Error: ``not_permitted``.
        """
        result: Table[m.Dictionary] = self._query("dictionaries.list")
        return result

    def items(
        self,
        dictionary: str,
        *,
        include_inactive: bool = False,
    ) -> Table[m.DictionaryItem]:
        """The items of a list, in their order: those that can be chosen today, or all.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``.
        """
        result: Table[m.DictionaryItem] = self._query("dictionaries.items", dictionary, include_inactive)
        return result

    def tree(self, dictionary: str, *, include_inactive: bool = False) -> Table[m.TreeItem]:
        """The items of a list as a tree, read from top to bottom: each after the item above it.

        Raises:
            bookroom.Error: As ``Dictionaries.items``.
        """
        result: Table[m.TreeItem] = self._query("dictionaries.tree", dictionary, include_inactive)
        return result

    def add_dictionary(
        self,
        *,
        code: str,
        label_zh: str = "",
        label_en: str = "",
        request_key: str | None = None,
    ) -> m.Dictionary:
        """Adds a list of one's own.

        Args:
            code: The code: a small letter, then small letters, digits and ``_``; up to 40
                characters.
            label_zh: The label in Chinese, up to 100 characters. One of the two labels may be
                blank.
            label_en: The label in English, up to 100 characters.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``required``, ``too_long``, ``bad_character``, ``bad_format``,
                ``already_exists``.
        """
        result: m.Dictionary = self._command("dictionaries.add_dictionary", request_key, m.NewDictionary(code, label_zh, label_en))
        return result

    @overload
    def edit_dictionary(
        self,
        code: str,
        version: int,
        *,
        label_zh: str | Unset | None = UNSET,
        label_en: str | Unset | None = UNSET,
        request_key: str | None = None,
    ) -> m.Dictionary: ...

    @overload
    def edit_dictionary(
        self,
        code: Coded,
        *,
        label_zh: str | Unset | None = UNSET,
        label_en: str | Unset | None = UNSET,
        request_key: str | None = None,
    ) -> m.Dictionary: ...

    def edit_dictionary(
        self,
        code: str | Coded,
        version: int | Absent = ABSENT,
        *,
        label_zh: str | Unset | None = UNSET,
        label_en: str | Unset | None = UNSET,
        request_key: str | None = None,
    ) -> m.Dictionary:
        """Changes the labels of a list.

        What is not given stays as it is; ``None`` clears it.

        Args:
            version: The version that was last seen; with the record itself there is none.
            label_zh: The label in Chinese.
            label_en: The label in English.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``required``, ``too_long``,
                ``bad_character``.
        """
        code, version = seen(
            ("code", "version"),
            ("Dictionary",),
            code, version,
        )
        result: m.Dictionary = self._command("dictionaries.edit_dictionary", request_key, code, version, m.DictionaryEdit(label_zh, label_en))
        return result

    @overload
    def remove_dictionary(
        self,
        code: str,
        version: int,
        *,
        request_key: str | None = None,
    ) -> m.Dictionary: ...

    @overload
    def remove_dictionary(
        self,
        code: Coded,
        *,
        request_key: str | None = None,
    ) -> m.Dictionary: ...

    def remove_dictionary(
        self,
        code: str | Coded,
        version: int | Absent = ABSENT,
        *,
        request_key: str | None = None,
    ) -> m.Dictionary:
        """Removes a list of one's own, with its items, when nothing uses them.

        Args:
            version: The version that was last seen; with the record itself there is none.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``wrong_state`` for a
                ready-made list, ``in_use``.
        """
        code, version = seen(
            ("code", "version"),
            ("Dictionary",),
            code, version,
        )
        result: m.Dictionary = self._command("dictionaries.remove_dictionary", request_key, code, version)
        return result

    def add_items(
        self,
        dictionary: str,
        items: Sequence[m.NewDictionaryItem],
        *,
        request_key: str | None = None,
    ) -> Table[m.DictionaryItem]:
        """Adds items to a list.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``already_exists``, ``required``, ``too_long``,
                ``bad_character``, ``bad_format``, ``bad_date``, ``out_of_range``, ``repeated``,
                ``unknown_reference``, ``retired``, ``cycle``, ``too_many``.
        """
        result: Table[m.DictionaryItem] = self._command("dictionaries.add_items", request_key, dictionary, items)
        return result

    def edit_items(
        self,
        dictionary: str,
        edits: Sequence[m.DictionaryItemUpdate],
        *,
        request_key: str | None = None,
    ) -> Table[m.DictionaryItem]:
        """Changes labels, places in the tree and first days of items.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``already_exists``,
                ``required``, ``too_long``, ``bad_character``, ``bad_date``, ``repeated``,
                ``unknown_reference``, ``retired``, ``cycle``, ``too_many``.
        """
        result: Table[m.DictionaryItem] = self._command("dictionaries.edit_items", request_key, dictionary, edits)
        return result

    def set_items_active(
        self,
        dictionary: str,
        items: Sequence[m.ItemVersion],
        active: bool,
        *,
        request_key: str | None = None,
    ) -> Table[m.DictionaryItem]:
        """Retires items, or brings them back. A retired item stays on the records that hold it;
        one that was merged away stands on its own again when it is brought back.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``already_exists`` when an item
                in use has the same label, ``repeated``, ``unknown_reference``, ``too_many``.
        """
        result: Table[m.DictionaryItem] = self._command("dictionaries.set_items_active", request_key, dictionary, items, active)
        return result

    def remove_items(
        self,
        dictionary: str,
        items: Sequence[m.ItemVersion],
        *,
        request_key: str | None = None,
    ) -> Table[m.DictionaryItem]:
        """Removes items that nothing uses; retire the others.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``in_use``, ``repeated``,
                ``unknown_reference``, ``too_many``.
        """
        result: Table[m.DictionaryItem] = self._command("dictionaries.remove_items", request_key, dictionary, items)
        return result

    def merge_items(
        self,
        dictionary: str,
        from_: m.ItemVersion,
        into: str,
        *,
        request_key: str | None = None,
    ) -> m.MergedItems:
        """Merges an item into another of its list: every record that holds it holds the other one
        then, items below it come below the other one, and it stays behind retired.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``unknown_reference``,
                ``repeated`` when both are the same, ``retired`` when the other one is not in
                use, ``cycle`` when it stands below the first, ``wrong_state`` when the first
                was merged already.
        """
        result: m.MergedItems = self._command("dictionaries.merge_items", request_key, dictionary, from_, into)
        return result

    def reorder_items(
        self,
        dictionary: str,
        codes: Sequence[str],
        *,
        request_key: str | None = None,
    ) -> Table[m.DictionaryItem]:
        """Puts items first in their list, in this order; the others follow as they were. Returns
        all.

        Args:
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``repeated``, ``unknown_reference``, ``too_many``.
        """
        result: Table[m.DictionaryItem] = self._command("dictionaries.reorder_items", request_key, dictionary, codes)
        return result
