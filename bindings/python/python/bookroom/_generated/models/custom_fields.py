# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""Ids, enums and records: custom_fields."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from bookroom._base import Record, UNSET, Unset, Word, freeze
from bookroom._generated.models.common import CustomFieldId
from bookroom._table import Table

__all__ = [
    "CustomChoice",
    "CustomField",
    "CustomFieldEdit",
    "CustomFit",
    "CustomKind",
    "CustomSubject",
    "CustomValue",
    "CustomValueChoice",
    "CustomValueChoices",
    "CustomValueDate",
    "CustomValueFlag",
    "CustomValueMoney",
    "CustomValueNumber",
    "CustomValueReference",
    "CustomValueText",
    "NewCustomField",
]


@dataclass(frozen=True, slots=True)
class CustomChoice(Record):
    """One of the choices of a field.

    Attributes:
        key: What records keep: small letters, digits and ``_``, up to 40, there once in its
            field.
        label_zh: The label in Chinese, up to 60 characters; blank: as in English.
        label_en: The label in English, up to 60 characters; blank: as in Chinese.
        active: Whether it may be chosen anew. A retired one stays on the records that have it.
    """

    key: str
    """What records keep: small letters, digits and ``_``, up to 40, there once in its field."""

    label_zh: str = ""
    """The label in Chinese, up to 60 characters; blank: as in English."""

    label_en: str = ""
    """The label in English, up to 60 characters; blank: as in Chinese."""

    active: bool = True
    """Whether it may be chosen anew. A retired one stays on the records that have it."""


class CustomSubject(Word):
    """A kind of record that can have fields of the book's own."""

    CUSTOMER = "customer"
    """Customers and suppliers."""
    CONTACT = "contact"
    """The people there."""
    PRODUCT = "product"
    """Products and services."""
    DEALING = "dealing"
    """Calls, visits, mails and meetings."""
    CASE = "case"
    """Feedback, complaints and requests."""


class CustomKind(Word):
    """What stands in a field."""

    TEXT = "text"
    """A line of text."""
    NUMBER = "number"
    """An exact number."""
    MONEY = "money"
    """An amount in the book's currency."""
    DATE = "date"
    """A day."""
    CHOICE = "choice"
    """One of the field's choices."""
    CHOICES = "choices"
    """Some of the field's choices."""
    REFERENCE = "reference"
    """A record of a kind that the field names."""
    FLAG = "flag"
    """Yes or no."""


@dataclass(frozen=True, slots=True)
class CustomValueText(Record):
    """A line of text; stars when masked.

    Attributes:
        value: What it holds.
    """

    value: str
    """What it holds."""


@dataclass(frozen=True, slots=True)
class CustomValueNumber(Record):
    """An exact number.

    Attributes:
        value: What it holds.
    """

    value: Decimal | int
    """What it holds."""


@dataclass(frozen=True, slots=True)
class CustomValueMoney(Record):
    """An amount in the book's currency.

    Attributes:
        value: What it holds.
    """

    value: Decimal | int
    """What it holds."""


@dataclass(frozen=True, slots=True)
class CustomValueDate(Record):
    """A day.

    Attributes:
        value: What it holds.
    """

    value: dt.date
    """What it holds."""


@dataclass(frozen=True, slots=True)
class CustomValueChoice(Record):
    """The key of a choice.

    Attributes:
        value: What it holds.
    """

    value: str
    """What it holds."""


@dataclass(frozen=True, slots=True)
class CustomValueChoices(Record):
    """The keys of some choices, in the field's order.

    Attributes:
        value: What it holds.
    """

    value: Sequence[str]
    """What it holds."""

    def __post_init__(self) -> None:
        freeze(self, "value")


@dataclass(frozen=True, slots=True)
class CustomValueReference(Record):
    """The id of a record.

    Attributes:
        value: What it holds.
    """

    value: int
    """What it holds."""


@dataclass(frozen=True, slots=True)
class CustomValueFlag(Record):
    """Yes or no.

    Attributes:
        value: What it holds.
    """

    value: bool
    """What it holds."""


CustomValue: TypeAlias = (
    CustomValueText
    | CustomValueNumber
    | CustomValueMoney
    | CustomValueDate
    | CustomValueChoice
    | CustomValueChoices
    | CustomValueReference
    | CustomValueFlag
)
"""What stands in a field. A text will do for any kind: it is read as what the field holds, a day
as ``2026-06-30``, a choice by key or label. So will a number for an amount or an id.
"""


@dataclass(frozen=True, slots=True)
class CustomField(Record):
    """A field that the book's records of one kind have beside those of the engine.

    Attributes:
        id: Its id.
        subject: The kind of record that has it.
        key: What programs and files call it; it never changes.
        label_zh: The label in Chinese.
        label_en: The label in English.
        kind: What stands in it; it never changes.
        required: Whether new records must have a value. Older ones may stay without.
        unique: Whether no two records have the same value.
        personal: Whether its values are personal: erased with the record's, and masked by field
            rights. It never changes, since what is not personal stands readable in the change
            log.
        searchable: Whether the search finds records by it. It never changes, since the search is
            kept by what is written.
        max_length: The most characters of a text.
        decimals: The most decimal places of a number.
        lowest: The lowest number, amount or day.
        highest: The highest number, amount or day.
        pattern: The regular expression that texts match as a whole.
        choices: The choices, in their order.
        refers_to: The kind of record that a reference names.
        default: What new records have when nothing is said.
        place: The place among the fields of its kind of record, the lowest first.
        active: Whether values may be given; a retired field's stay on the records that have them.
        version: Moves with every change.
        created_at: When it was added.
        updated_at: When it last changed.
    """

    id: CustomFieldId
    """Its id."""

    subject: CustomSubject
    """The kind of record that has it."""

    key: str
    """What programs and files call it; it never changes."""

    label_zh: str
    """The label in Chinese."""

    label_en: str
    """The label in English."""

    kind: CustomKind
    """What stands in it; it never changes."""

    required: bool
    """Whether new records must have a value. Older ones may stay without."""

    unique: bool
    """Whether no two records have the same value."""

    personal: bool
    """Whether its values are personal: erased with the record's, and masked by field rights. It
    never changes, since what is not personal stands readable in the change log.
    """

    searchable: bool
    """Whether the search finds records by it. It never changes, since the search is kept by what
    is written.
    """

    max_length: int | None
    """The most characters of a text."""

    decimals: int | None
    """The most decimal places of a number."""

    lowest: str | Decimal | int | dt.date | bool | tuple[str, ...] | None
    """The lowest number, amount or day."""

    highest: str | Decimal | int | dt.date | bool | tuple[str, ...] | None
    """The highest number, amount or day."""

    pattern: str | None
    """The regular expression that texts match as a whole."""

    choices: Table[CustomChoice]
    """The choices, in their order."""

    refers_to: CustomSubject | None
    """The kind of record that a reference names."""

    default: str | Decimal | int | dt.date | bool | tuple[str, ...] | None
    """What new records have when nothing is said."""

    place: int
    """The place among the fields of its kind of record, the lowest first."""

    active: bool
    """Whether values may be given; a retired field's stay on the records that have them."""

    version: int
    """Moves with every change."""

    created_at: dt.datetime
    """When it was added."""

    updated_at: dt.datetime
    """When it last changed."""


@dataclass(frozen=True, slots=True)
class CustomFieldEdit(Record):
    """New values of a field. Limits are those of ``NewCustomField``. Records keep what they have,
    whether it still fits or not; new values have to fit.

    What is not given stays as it is; null clears it, and so does a blank text. A list or map is
    replaced as a whole. Null for what is never empty is ``required``.

    Attributes:
        label_zh: The label in Chinese.
        label_en: The label in English.
        required: Whether new records must have a value.
        unique: Whether no two records may have the same value; all that are there must differ.
        max_length: The most characters of a text; cleared: 200.
        decimals: The most decimal places of a number; cleared: 6.
        lowest: The lowest number, amount or day.
        highest: The highest number, amount or day.
        pattern: The regular expression.
        choices: All choices. One that records have can be retired, and cannot be left out.
        default: What new records have when nothing is said.
        place: The place among the fields of its kind of record.
        active: Whether values may be given.
    """

    label_zh: str | Unset = UNSET
    """The label in Chinese."""

    label_en: str | Unset = UNSET
    """The label in English."""

    required: bool | Unset = UNSET
    """Whether new records must have a value."""

    unique: bool | Unset = UNSET
    """Whether no two records may have the same value; all that are there must differ."""

    max_length: int | Unset | None = UNSET
    """The most characters of a text; cleared: 200."""

    decimals: int | Unset | None = UNSET
    """The most decimal places of a number; cleared: 6."""

    lowest: str | Decimal | int | dt.date | bool | Sequence[str] | Unset | None = UNSET
    """The lowest number, amount or day."""

    highest: str | Decimal | int | dt.date | bool | Sequence[str] | Unset | None = UNSET
    """The highest number, amount or day."""

    pattern: str | Unset | None = UNSET
    """The regular expression."""

    choices: Sequence[CustomChoice] | Unset = UNSET
    """All choices. One that records have can be retired, and cannot be left out."""

    default: str | Decimal | int | dt.date | bool | Sequence[str] | Unset | None = UNSET
    """What new records have when nothing is said."""

    place: int | Unset = UNSET
    """The place among the fields of its kind of record."""

    active: bool | Unset = UNSET
    """Whether values may be given."""

    def __post_init__(self) -> None:
        freeze(self, "choices")


@dataclass(frozen=True, slots=True)
class CustomFit(Record):
    """How what records have fits a field as it is now.

    Attributes:
        values: How many records have a value.
        unfit: How many of those have one that no longer fits: it stays, and has to fit when it is
            changed.
        records: Some of those records, by id, at most 1,000: the ones that the operator may see.
    """

    values: int
    """How many records have a value."""

    unfit: int
    """How many of those have one that no longer fits: it stays, and has to fit when it is
    changed.
    """

    records: tuple[int, ...]
    """Some of those records, by id, at most 1,000: the ones that the operator may see."""


@dataclass(frozen=True, slots=True)
class NewCustomField(Record):
    """A field to be added. ``NewCustomField.new`` makes a plain one.

    Attributes:
        subject: The kind of record that shall have it; at most 200 fields each.
        key: What programs and files call it: small letters, digits and ``_``, a letter first, up
            to 40; unique for its kind of record.
        kind: What stands in it.
        label_zh: The label in Chinese, up to 60 characters; blank: as in English.
        label_en: The label in English, up to 60 characters; blank: as in Chinese.
        required: Whether new records must have a value.
        unique: Whether no two records may have the same value; not for flags and several choices.
        personal: Whether its values are personal: erased with the record's, and masked by field
            rights.
        searchable: Whether the search finds records by it: texts of up to 200 characters, of
            customers, contacts, products and cases. A personal one is found by who may read it.
        max_length: The most characters of a text, 1 to 2,000; 200 when absent.
        decimals: The most decimal places of a number, 0 to 6; 6 when absent.
        lowest: The lowest number, amount or day.
        highest: The highest number, amount or day.
        pattern: A regular expression that texts match as a whole, up to 500 characters.
        choices: The choices in their order, at most 500.
        refers_to: The kind of record that a reference names.
        default: What new records have when nothing is said; not for references and unique fields.
        place: The place among the fields of its kind of record; none: the last.
    """

    subject: CustomSubject | str
    """The kind of record that shall have it; at most 200 fields each."""

    key: str
    """What programs and files call it: small letters, digits and ``_``, a letter first, up to 40;
    unique for its kind of record.
    """

    kind: CustomKind | str
    """What stands in it."""

    label_zh: str = ""
    """The label in Chinese, up to 60 characters; blank: as in English."""

    label_en: str = ""
    """The label in English, up to 60 characters; blank: as in Chinese."""

    required: bool = False
    """Whether new records must have a value."""

    unique: bool = False
    """Whether no two records may have the same value; not for flags and several choices."""

    personal: bool = False
    """Whether its values are personal: erased with the record's, and masked by field rights."""

    searchable: bool = False
    """Whether the search finds records by it: texts of up to 200 characters, of customers,
    contacts, products and cases. A personal one is found by who may read it.
    """

    max_length: int | None = None
    """The most characters of a text, 1 to 2,000; 200 when absent."""

    decimals: int | None = None
    """The most decimal places of a number, 0 to 6; 6 when absent."""

    lowest: str | Decimal | int | dt.date | bool | Sequence[str] | None = None
    """The lowest number, amount or day."""

    highest: str | Decimal | int | dt.date | bool | Sequence[str] | None = None
    """The highest number, amount or day."""

    pattern: str | None = None
    """A regular expression that texts match as a whole, up to 500 characters."""

    choices: Sequence[CustomChoice] = ()
    """The choices in their order, at most 500."""

    refers_to: CustomSubject | str | None = None
    """The kind of record that a reference names."""

    default: str | Decimal | int | dt.date | bool | Sequence[str] | None = None
    """What new records have when nothing is said; not for references and unique fields."""

    place: int | None = None
    """The place among the fields of its kind of record; none: the last."""

    def __post_init__(self) -> None:
        freeze(self, "choices")
