# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""The engine's calls of custom_fields."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import overload

from bookroom._base import ABSENT, Absent, Area, Identified, UNSET, Unset, Versioned, seen
from bookroom._generated import models as m
from bookroom._table import Table


class CustomFields(Area):
    """The engine's calls of ``session.custom_fields``."""

    __slots__ = ()

    def get(self, id: m.CustomFieldId | Identified[m.CustomFieldId]) -> m.CustomField:
        """One field.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``.
        """
        result: m.CustomField = self._query("custom_fields.get", id)
        return result

    def list(self, *, subject: m.CustomSubject | str | None = None) -> Table[m.CustomField]:
        """The fields of a kind of record in their order, or of all; retired ones too.

        Raises:
            bookroom.Error: ``not_permitted``.
        """
        result: Table[m.CustomField] = self._query("custom_fields.list", subject)
        return result

    def fit(self, id: m.CustomFieldId | Identified[m.CustomFieldId]) -> m.CustomFit:
        """How what stands in a field fits it as it is now, for the records that the operator
        sees.

        Raises:
            bookroom.Error: ``not_permitted`` (it needs the permission to see those records,
                too), ``not_found``, ``field_not_permitted`` for one that is personal and not to
                be read.
        """
        result: m.CustomFit = self._query("custom_fields.fit", id)
        return result

    def add(
        self,
        *,
        subject: m.CustomSubject | str,
        key: str,
        kind: m.CustomKind | str,
        label_zh: str = "",
        label_en: str = "",
        required: bool = False,
        unique: bool = False,
        personal: bool = False,
        searchable: bool = False,
        max_length: int | None = None,
        decimals: int | None = None,
        lowest: str | Decimal | int | dt.date | bool | Sequence[str] | None = None,
        highest: str | Decimal | int | dt.date | bool | Sequence[str] | None = None,
        pattern: str | None = None,
        choices: Sequence[m.CustomChoice] = (),
        refers_to: m.CustomSubject | str | None = None,
        default: str | Decimal | int | dt.date | bool | Sequence[str] | None = None,
        place: int | None = None,
        request_key: str | None = None,
    ) -> m.CustomField:
        """Adds a field to the records of one kind.

        Args:
            subject: The kind of record that shall have it; at most 200 fields each.
            key: What programs and files call it: small letters, digits and ``_``, a letter
                first, up to 40; unique for its kind of record.
            kind: What stands in it.
            label_zh: The label in Chinese, up to 60 characters; blank: as in English.
            label_en: The label in English, up to 60 characters; blank: as in Chinese.
            required: Whether new records must have a value.
            unique: Whether no two records may have the same value; not for flags and several
                choices.
            personal: Whether its values are personal: erased with the record's, and masked by
                field rights.
            searchable: Whether the search finds records by it: texts of up to 200 characters,
                of customers, contacts, products and cases. A personal one is found by who may
                read it.
            max_length: The most characters of a text, 1 to 2,000; 200 when absent.
            decimals: The most decimal places of a number, 0 to 6; 6 when absent.
            lowest: The lowest number, amount or day.
            highest: The highest number, amount or day.
            pattern: A regular expression that texts match as a whole, up to 500 characters.
            choices: The choices in their order, at most 500.
            refers_to: The kind of record that a reference names.
            default: What new records have when nothing is said; not for references and unique
                fields.
            place: The place among the fields of its kind of record; none: the last.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``required``, ``too_long``, ``too_many``,
                ``bad_character``, ``bad_format`` (key and pattern), ``bad_choice`` (what does
                not go with the kind), ``out_of_range``, ``wrong_type``, ``repeated``,
                ``already_exists`` (the key).
        """
        result: m.CustomField = self._command("custom_fields.add", request_key, m.NewCustomField(subject, key, kind, label_zh, label_en, required, unique, personal, searchable, max_length, decimals, lowest, highest, pattern, choices, refers_to, default, place))
        return result

    @overload
    def edit(
        self,
        id: m.CustomFieldId | Identified[m.CustomFieldId],
        version: int,
        *,
        label_zh: str | Unset = UNSET,
        label_en: str | Unset = UNSET,
        required: bool | Unset = UNSET,
        unique: bool | Unset = UNSET,
        max_length: int | Unset | None = UNSET,
        decimals: int | Unset | None = UNSET,
        lowest: str | Decimal | int | dt.date | bool | Sequence[str] | Unset | None = UNSET,
        highest: str | Decimal | int | dt.date | bool | Sequence[str] | Unset | None = UNSET,
        pattern: str | Unset | None = UNSET,
        choices: Sequence[m.CustomChoice] | Unset = UNSET,
        default: str | Decimal | int | dt.date | bool | Sequence[str] | Unset | None = UNSET,
        place: int | Unset = UNSET,
        active: bool | Unset = UNSET,
        request_key: str | None = None,
    ) -> m.CustomField: ...

    @overload
    def edit(
        self,
        id: Versioned[m.CustomFieldId],
        *,
        label_zh: str | Unset = UNSET,
        label_en: str | Unset = UNSET,
        required: bool | Unset = UNSET,
        unique: bool | Unset = UNSET,
        max_length: int | Unset | None = UNSET,
        decimals: int | Unset | None = UNSET,
        lowest: str | Decimal | int | dt.date | bool | Sequence[str] | Unset | None = UNSET,
        highest: str | Decimal | int | dt.date | bool | Sequence[str] | Unset | None = UNSET,
        pattern: str | Unset | None = UNSET,
        choices: Sequence[m.CustomChoice] | Unset = UNSET,
        default: str | Decimal | int | dt.date | bool | Sequence[str] | Unset | None = UNSET,
        place: int | Unset = UNSET,
        active: bool | Unset = UNSET,
        request_key: str | None = None,
    ) -> m.CustomField: ...

    def edit(
        self,
        id: m.CustomFieldId | Identified[m.CustomFieldId] | Versioned[m.CustomFieldId],
        version: int | Absent = ABSENT,
        *,
        label_zh: str | Unset = UNSET,
        label_en: str | Unset = UNSET,
        required: bool | Unset = UNSET,
        unique: bool | Unset = UNSET,
        max_length: int | Unset | None = UNSET,
        decimals: int | Unset | None = UNSET,
        lowest: str | Decimal | int | dt.date | bool | Sequence[str] | Unset | None = UNSET,
        highest: str | Decimal | int | dt.date | bool | Sequence[str] | Unset | None = UNSET,
        pattern: str | Unset | None = UNSET,
        choices: Sequence[m.CustomChoice] | Unset = UNSET,
        default: str | Decimal | int | dt.date | bool | Sequence[str] | Unset | None = UNSET,
        place: int | Unset = UNSET,
        active: bool | Unset = UNSET,
        request_key: str | None = None,
    ) -> m.CustomField:
        """Changes a field, retires it, or takes it back into use. What records have stays,
        whether it still fits or not; ``CustomFields.fit`` tells.

        What is not given stays as it is; ``None`` clears it.

        Args:
            version: The version that was last seen; with the record itself there is none.
            label_zh: The label in Chinese.
            label_en: The label in English.
            required: Whether new records must have a value.
            unique: Whether no two records may have the same value; all that are there must
                differ.
            max_length: The most characters of a text; cleared: 200.
            decimals: The most decimal places of a number; cleared: 6.
            lowest: The lowest number, amount or day.
            highest: The highest number, amount or day.
            pattern: The regular expression.
            choices: All choices. One that records have can be retired, and cannot be left out.
            default: What new records have when nothing is said.
            place: The place among the fields of its kind of record.
            active: Whether values may be given.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``, ``version_conflict``, ``in_use`` (a choice left out
                that a record has), ``repeated`` (records have the same value, and shall not),
                and those of ``CustomFields.add``.
        """
        id, version = seen(
            ("id", "version"),
            ("CustomField",),
            id, version,
        )
        result: m.CustomField = self._command("custom_fields.edit", request_key, id, version, m.CustomFieldEdit(label_zh, label_en, required, unique, max_length, decimals, lowest, highest, pattern, choices, default, place, active))
        return result

    @overload
    def remove(
        self,
        id: m.CustomFieldId | Identified[m.CustomFieldId],
        version: int,
        *,
        request_key: str | None = None,
    ) -> m.CustomField: ...

    @overload
    def remove(
        self,
        id: Versioned[m.CustomFieldId],
        *,
        request_key: str | None = None,
    ) -> m.CustomField: ...

    def remove(
        self,
        id: m.CustomFieldId | Identified[m.CustomFieldId] | Versioned[m.CustomFieldId],
        version: int | Absent = ABSENT,
        *,
        request_key: str | None = None,
    ) -> m.CustomField:
        """Removes a field in which nothing stands; any other can be retired.

        Args:
            version: The version that was last seen; with the record itself there is none.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``version_conflict``, ``in_use``.
        """
        id, version = seen(
            ("id", "version"),
            ("CustomField",),
            id, version,
        )
        result: m.CustomField = self._command("custom_fields.remove", request_key, id, version)
        return result
