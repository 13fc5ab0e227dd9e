# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""Ids, enums and records: search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bookroom._base import Record, Word, freeze
from bookroom._generated.models.common import CustomerId
from bookroom._table import Table

__all__ = [
    "SearchCount",
    "SearchField",
    "SearchFit",
    "SearchHit",
    "SearchKind",
    "SearchQuery",
    "SearchResults",
]


class SearchKind(Word):
    """What can be found."""

    CUSTOMER = "customer"
    """A customer or supplier: by names, code, phones, mails, tax number, bank accounts."""
    CONTACT = "contact"
    """A contact: by name, phones, mails."""
    INVOICE = "invoice"
    """An invoice or credit note: by number and reference, or by its customer."""
    PRODUCT = "product"
    """A product or service: by name and code."""
    CASE = "case"
    """A case: by number and subject, or by its customer."""


@dataclass(frozen=True, slots=True)
class SearchCount(Record):
    """How many records of a kind were found.

    Attributes:
        kind: The kind.
        count: How many: exact, or when ``more`` is set at least so many.
        more: Whether there are more.
    """

    kind: SearchKind
    """The kind."""

    count: int
    """How many: exact, or when ``more`` is set at least so many."""

    more: bool
    """Whether there are more."""


class SearchField(Word):
    """What a text is by which a record is found."""

    NAME = "name"
    """A name: found by any part, and by its pinyin."""
    CODE = "code"
    """A code or number: found by any part."""
    TEXT = "text"
    """A line of text: found by any part."""
    PHONE = "phone"
    """A phone number: found by three digits in a row or more."""
    HANDLE = "handle"
    """A mail address or another way to reach somebody: found by the beginnings of its words,
    three letters or more.
    """
    TAX_NUMBER = "tax_number"
    """A tax number: found by four signs or more from its beginning, or among the last eight."""
    ACCOUNT = "account"
    """A bank account: found as a tax number is."""
    CUSTOM = "custom"
    """A text in a field of the book's own that is not personal: found by any part."""
    CUSTOM_PERSONAL = "custom_personal"
    """A text in such a field that is personal: found by any part, by who may read it."""


class SearchFit(Word):
    """How a record fits what is looked for; the better comes first."""

    WHOLE = "whole"
    """A text of it is what is looked for."""
    START = "start"
    """A text of it begins with that."""
    WORD = "word"
    """A word within a text begins with that."""
    WITHIN = "within"
    """That is within a text."""
    PINYIN = "pinyin"
    """A name is read so: pinyin, or its initials."""
    CUSTOMER = "customer"
    """Its customer is found, by all words or by those that are not told of the record."""


@dataclass(frozen=True, slots=True)
class SearchHit(Record):
    """A record that was found.

    Attributes:
        kind: What it is.
        id: Its id, as that kind counts them.
        title: Its name, number or subject.
        subtitle: What tells it from others of the same title: the code of a customer or product,
            the customer of a contact or document, the number of a case.
        fit: How it fits.
        field: By what it was found.
        found: The text by which it was found, when that is not the title.
        customer: The customer it is or belongs to.
        active: False for a customer, contact or product that was retired.
    """

    kind: SearchKind
    """What it is."""

    id: int
    """Its id, as that kind counts them."""

    title: str
    """Its name, number or subject."""

    subtitle: str | None
    """What tells it from others of the same title: the code of a customer or product, the
    customer of a contact or document, the number of a case.
    """

    fit: SearchFit
    """How it fits."""

    field: SearchField
    """By what it was found."""

    found: str | None
    """The text by which it was found, when that is not the title."""

    customer: CustomerId | None
    """The customer it is or belongs to."""

    active: bool
    """False for a customer, contact or product that was retired."""


@dataclass(frozen=True, slots=True)
class SearchQuery(Record):
    """What is looked for.

    Attributes:
        text: What was typed, up to 200 characters; signs alone find nothing. Words parted by
            blanks must all be found in a record, or some in it and the others in its customer
            (``青禾 漏水``): one character or more of a name or number, pinyin or initials of two
            letters or more, three or more digits of a phone or the beginning of a mail, four of a
            tax number or bank account.
        kinds: Records of one of these kinds; all when nothing is said. Kinds that the operator
            may not see are left out.
        limit: The most hits, 1 to 200; 20 when nothing is said.
    """

    text: str
    """What was typed, up to 200 characters; signs alone find nothing. Words parted by blanks must
    all be found in a record, or some in it and the others in its customer (``青禾 漏水``): one
    character or more of a name or number, pinyin or initials of two letters or more, three or
    more digits of a phone or the beginning of a mail, four of a tax number or bank account.
    """

    kinds: Sequence[SearchKind | str] = ()
    """Records of one of these kinds; all when nothing is said. Kinds that the operator may not
    see are left out.
    """

    limit: int | None = None
    """The most hits, 1 to 200; 20 when nothing is said."""

    def __post_init__(self) -> None:
        freeze(self, "kinds")


@dataclass(frozen=True, slots=True)
class SearchResults(Record):
    """What was found.

    Attributes:
        hits: The records, the best fit first; of those that fit alike the operator's own, then
            those dealt with last.
        counts: How many there are of each kind that was looked for and may be seen.
        more: Whether there are more than these hits.
    """

    hits: Table[SearchHit]
    """The records, the best fit first; of those that fit alike the operator's own, then those
    dealt with last.
    """

    counts: Table[SearchCount]
    """How many there are of each kind that was looked for and may be seen."""

    more: bool
    """Whether there are more than these hits."""
