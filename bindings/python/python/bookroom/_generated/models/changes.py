# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""Ids, enums and records: changes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from bookroom._base import Record, Word
from bookroom._generated.models.common import BookId, OperatorId
from bookroom._table import Table

__all__ = [
    "Change",
    "FieldChange",
    "Finding",
    "FindingKind",
    "Head",
    "LogVerification",
    "Subject",
]


@dataclass(frozen=True, slots=True)
class Subject(Record):
    """Which record a change is about.

    Attributes:
        kind: The kind of record, such as ``customer``.
        id: Its id; 0 for things that have none of their own.
    """

    kind: str
    """The kind of record, such as ``customer``."""

    id: int
    """Its id; 0 for things that have none of their own."""


@dataclass(frozen=True, slots=True)
class FieldChange(Record):
    """How one field changed.

    Attributes:
        field: The field's name.
        before: The value before, as JSON.
        after: The value after, as JSON.
        withheld: Whether it cannot be shown: erased as personal data, or hidden from this
            operator.
    """

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
    """One change: who did what to which record, when, before and after.

    Attributes:
        book: The book.
        seq: Its place in the book's log: 1, 2, 3 … without gaps.
        at: When.
        operator: Who; none when the engine itself did.
        action: The command, such as ``customers.add``.
        subject: The record.
        fields: The fields that changed. A new record has no ``before``, a removed one no
            ``after``.
        request_key: The request key of the call, if it had one and was one's own (the host's
            listeners see all).
        hash: The hash of this change and, through it, of all before it (hexadecimal SHA-256).
    """

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


class FindingKind(Word):
    """What verification found to be wrong."""

    GAP = "gap"
    """The log holds no change with the next number."""
    CHAIN = "chain"
    """A change does not name the hash of the one before it."""
    HASH = "hash"
    """A change is not what its hash was made of."""
    IMAGE = "image"
    """A change holds a text that is no record."""
    HEAD = "head"
    """The head of the log is not its last change."""
    EXPORTED_HEAD = "exported_head"
    """The log does not hold the head that was exported."""
    UNKNOWN_KIND = "unknown_kind"
    """A change is about a kind of record that does not exist."""
    ERASED = "erased"
    """A value of the log is erased, but nobody erased it."""
    REQUEST = "request"
    """A request key and the changes made under it do not agree."""
    MISSING = "missing"
    """A record that the log knows is not in the store."""
    UNLOGGED = "unlogged"
    """A record that no change made."""
    FIELD = "field"
    """A field is not what the log says."""
    DERIVED = "derived"
    """A field does not follow from the others of its record."""
    UNREADABLE = "unreadable"
    """A record holds something that cannot be read."""
    ORPHAN = "orphan"
    """A row belongs to a record that is not there."""
    COUNTER = "counter"
    """A counter does not stand where the records end."""
    CYCLE = "cycle"
    """Records stand below themselves."""
    LEAF_WITH_CHILDREN = "leaf_with_children"
    """An account takes postings although others stand below it."""
    BRANCH_WITHOUT_CHILDREN = "branch_without_children"
    """An account takes no postings although none stands below it."""
    WRONG_PARENT = "wrong_parent"
    """A record stands below one that it cannot stand below."""
    DIGEST = "digest"
    """An entry or its postings are not what its digest was made of."""
    CONTENT = "content"
    """What a file holds is not what its digest was made of, or not whole."""
    LOG = "log"
    """The log has another digest of an entry."""
    BALANCED = "balanced"
    """An entry does not balance."""
    TWO_POSTINGS = "two_postings"
    """An entry has fewer than two postings."""
    PERIOD = "period"
    """An entry stands in another month than its date."""
    LINE = "line"
    """The lines of an entry are not numbered 1, 2, 3 …."""
    DATE = "date"
    """A posting has another date than its entry."""
    ONE_SIDED = "one_sided"
    """A posting has both of debit and credit, or none."""
    REVERSAL = "reversal"
    """A reversal is not the negative of what it reverses."""
    NUMBER = "number"
    """Numbers of a journal have gaps, or its counter does not stand where they end."""
    BALANCE = "balance"
    """A balance is not the sum of its postings."""
    CONTROL = "control"
    """The balance of a control account is not the sum of its parties."""
    PARTY_BALANCE = "party_balance"
    """The balance of a party is not the sum of its postings."""
    DOCUMENT_SUM = "document_sum"
    """A document is not the sum of its lines."""
    LINE_SUM = "line_sum"
    """Net and tax of a line do not make its gross."""
    SETTLED = "settled"
    """What is settled of a document is not the sum of its allocations."""
    WORD = "word"
    """A document's kind, direction or state is none there is."""
    STATE = "state"
    """The state of a document does not follow from what is settled."""
    HAS_NUMBER = "has_number"
    """A document has a number and must not, or the other way round."""
    HAS_ENTRY = "has_entry"
    """A document has an entry and must not, or the other way round."""
    ENTRY_AMOUNT = "entry_amount"
    """The entry of a document has another amount."""
    NUMBER_SERIES = "number_series"
    """The number of a document is of another series."""
    NUMBER_GAP = "number_gap"
    """Numbers of documents have gaps, or their counter does not stand where they end."""
    ALLOCATED = "allocated"
    """What is allocated of a payment is not the sum of its allocations."""
    OVER_ALLOCATED = "over_allocated"
    """More of a payment is allocated than there is."""
    POSTED = "posted"
    """A payment does not stand in the ledger with its amount."""
    REVERSED = "reversed"
    """A cancelled payment does not stand reversed in the ledger."""
    CANCELLED = "cancelled"
    """A payment is cancelled without a day, or has a day without being cancelled."""
    AMOUNTS = "amounts"
    """A document does not follow from its lines, discounts and way of rounding."""
    ENTRY_ITEM = "entry_item"
    """A line posted by hand is not open as its posting says."""
    ENTRY_ITEMS = "entry_items"
    """Not every line posted by hand is open, or more than there are."""
    ENTERED = "entered"
    """Days or number of a line posted by hand are not those that were entered."""
    OPEN_ITEMS = "open_items"
    """What is open of a customer is not its balance on an account."""
    INDEX = "index"
    """What a record is found by in the search is not what it holds."""


@dataclass(frozen=True, slots=True)
class Finding(Record):
    """Something that verification found to differ.

    Attributes:
        check: What is wrong.
        subject: The record it concerns.
        field: The field, such as ``lines[2].quantity``; empty when it concerns the record as a
            whole.
        expected: What was expected, without personal data.
        found: What was found, without personal data.
        text_en: What is wrong, in English.
        text_zh: What is wrong, in Chinese.
    """

    check: FindingKind
    """What is wrong."""

    subject: Subject
    """The record it concerns."""

    field: str
    """The field, such as ``lines[2].quantity``; empty when it concerns the record as a whole."""

    expected: str
    """What was expected, without personal data."""

    found: str
    """What was found, without personal data."""

    text_en: str
    """What is wrong, in English."""

    text_zh: str
    """What is wrong, in Chinese."""


@dataclass(frozen=True, slots=True)
class Head(Record):
    """The newest hash of a book's log. Kept outside the store, it proves later that nothing
    before it was changed, removed or added.

    Attributes:
        book: The book.
        seq: The number of the newest change; 0 for an empty log.
        hash: Its hash (hexadecimal SHA-256).
    """

    book: BookId
    """The book."""

    seq: int
    """The number of the newest change; 0 for an empty log."""

    hash: str
    """Its hash (hexadecimal SHA-256)."""


@dataclass(frozen=True, slots=True)
class LogVerification(Record):
    """What ``Changes.verify`` found.

    Attributes:
        changes: How many changes were read.
        entries: How many journal entries were checked against their digests.
        head: The head that was reached.
        findings: What differs; empty when the log is whole.
    """

    changes: int
    """How many changes were read."""

    entries: int
    """How many journal entries were checked against their digests."""

    head: Head
    """The head that was reached."""

    findings: Table[Finding]
    """What differs; empty when the log is whole."""
