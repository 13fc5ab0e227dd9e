# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""Ids, enums and records: book."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from bookroom._base import Record, UNSET, Unset
from bookroom._generated.models.common import BookId, CreditCheck, Language, TaxRounding

__all__ = [
    "Book",
    "BookEdit",
    "NewBook",
]


@dataclass(frozen=True, slots=True)
class Book(Record):
    """A company.

    Attributes:
        id: Its id in the store.
        name: The name it goes by.
        legal_name: The registered name, if it differs.
        tax_number: The tax number (统一社会信用代码 in China).
        currency: The currency of its books (ISO 4217); never changes.
        language: The language of labels and texts.
        utc_offset_minutes: The distance of its local time from UTC, in minutes (480 in China).
        chart: The chart of accounts it started from.
        tax_rounding: Where the tax of new documents is rounded. Documents keep what they were
            made with.
        dates_from: The first day that documents and entries may be dated; none for 1 January five
            years before the year in which the book was founded.
        dates_to: The last day; none for the end of next year.
        credit_check: What becomes of a sale that would have its customer owe more than its credit
            limit.
        duplicate_warn: From which score on, 1 to 100, customers are told to be likely the same.
        duplicate_stop: From which score on, 1 to 100, a customer that is likely in the book
            already is refused, unless who adds or edits it may add duplicates; none: none is
            refused.
        version: Moves with every change of the book's own data.
        created_at: When it was made.
    """

    id: BookId
    """Its id in the store."""

    name: str
    """The name it goes by."""

    legal_name: str | None
    """The registered name, if it differs."""

    tax_number: str | None
    """The tax number (统一社会信用代码 in China)."""

    currency: str
    """The currency of its books (ISO 4217); never changes."""

    language: Language
    """The language of labels and texts."""

    utc_offset_minutes: int
    """The distance of its local time from UTC, in minutes (480 in China)."""

    chart: str
    """The chart of accounts it started from."""

    tax_rounding: TaxRounding
    """Where the tax of new documents is rounded. Documents keep what they were made with."""

    dates_from: dt.date | None
    """The first day that documents and entries may be dated; none for 1 January five years before
    the year in which the book was founded.
    """

    dates_to: dt.date | None
    """The last day; none for the end of next year."""

    credit_check: CreditCheck
    """What becomes of a sale that would have its customer owe more than its credit limit."""

    duplicate_warn: int
    """From which score on, 1 to 100, customers are told to be likely the same."""

    duplicate_stop: int | None
    """From which score on, 1 to 100, a customer that is likely in the book already is refused,
    unless who adds or edits it may add duplicates; none: none is refused.
    """

    version: int
    """Moves with every change of the book's own data."""

    created_at: dt.datetime
    """When it was made."""


@dataclass(frozen=True, slots=True)
class BookEdit(Record):
    """New values for the book's own data.

    What is not given stays as it is; null clears it, and so does a blank text. A list or map is
    replaced as a whole. Null for what is never empty is ``required``.

    Attributes:
        name: The name it goes by.
        legal_name: The registered name.
        tax_number: The tax number.
        language: The language of labels and texts.
        utc_offset_minutes: The distance of its local time from UTC, in minutes.
        tax_rounding: Where the tax of new documents is rounded.
        dates_from: The first day that documents and entries may be dated; cleared: 1 January five
            years before the year in which the book was founded.
        dates_to: The last day; cleared: the end of next year.
        credit_check: What becomes of a sale that would have its customer owe more than its credit
            limit.
        duplicate_warn: From which score on customers are told to be likely the same.
        duplicate_stop: From which score on a customer that is likely in the book already is
            refused; cleared: none is.
    """

    name: str | Unset = UNSET
    """The name it goes by."""

    legal_name: str | Unset | None = UNSET
    """The registered name."""

    tax_number: str | Unset | None = UNSET
    """The tax number."""

    language: Language | str | Unset = UNSET
    """The language of labels and texts."""

    utc_offset_minutes: int | Unset = UNSET
    """The distance of its local time from UTC, in minutes."""

    tax_rounding: TaxRounding | str | Unset = UNSET
    """Where the tax of new documents is rounded."""

    dates_from: dt.date | Unset | None = UNSET
    """The first day that documents and entries may be dated; cleared: 1 January five years before
    the year in which the book was founded.
    """

    dates_to: dt.date | Unset | None = UNSET
    """The last day; cleared: the end of next year."""

    credit_check: CreditCheck | str | Unset = UNSET
    """What becomes of a sale that would have its customer owe more than its credit limit."""

    duplicate_warn: int | Unset = UNSET
    """From which score on customers are told to be likely the same."""

    duplicate_stop: int | Unset | None = UNSET
    """From which score on a customer that is likely in the book already is refused; cleared: none
    is.
    """


@dataclass(frozen=True, slots=True)
class NewBook(Record):
    """A book to be made, with its first operator, who may do everything.

    Attributes:
        name: The name it goes by, up to 200 characters.
        owner_name: The first operator's sign-in name.
        owner_password: The first operator's password.
        legal_name: The registered name, if it differs.
        tax_number: The tax number.
        currency: The currency of its books (ISO 4217).
        language: The language of labels and texts.
        utc_offset_minutes: The distance of its local time from UTC, in minutes, -840 to 840.
        chart: The chart of accounts to start from: ``cn_small_business`` or ``international``.
    """

    name: str
    """The name it goes by, up to 200 characters."""

    owner_name: str
    """The first operator's sign-in name."""

    owner_password: str = field(repr=False)
    """The first operator's password."""

    legal_name: str | None = None
    """The registered name, if it differs."""

    tax_number: str | None = None
    """The tax number."""

    currency: str = "CNY"
    """The currency of its books (ISO 4217)."""

    language: Language | str = Language.CHINESE
    """The language of labels and texts."""

    utc_offset_minutes: int = 480
    """The distance of its local time from UTC, in minutes, -840 to 840."""

    chart: str = "cn_small_business"
    """The chart of accounts to start from: ``cn_small_business`` or ``international``."""
