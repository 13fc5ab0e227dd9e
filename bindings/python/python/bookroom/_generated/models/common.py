# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""Ids, enums and records: common."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import nonmember
from typing import Literal, NewType, TypeAlias

from bookroom._base import Record, Word, freeze
from bookroom._generated import models as m
from bookroom._table import Table

__all__ = [
    "AbsenceId",
    "AccountId",
    "AllocationId",
    "AssignmentRuleId",
    "AttachmentId",
    "BookId",
    "CalendarId",
    "CaseAssignmentId",
    "CaseClockId",
    "CaseId",
    "CaseLinkId",
    "CaseNoteId",
    "CaseRemedyId",
    "ColumnTest",
    "ColumnTestAtLeast",
    "ColumnTestAtMost",
    "ColumnTestEmpty",
    "ColumnTestEqual",
    "ColumnTestNotEmpty",
    "ColumnTestOneOf",
    "ColumnValue",
    "ColumnValueDay",
    "ColumnValueFlag",
    "ColumnValueInstant",
    "ColumnValueNumber",
    "ColumnValueText",
    "Condition",
    "ContactApartId",
    "ContactId",
    "ContactLinkId",
    "ContactMergeId",
    "CreditCheck",
    "CustomFieldId",
    "CustomerApartId",
    "CustomerId",
    "CustomerMergeId",
    "DealingId",
    "DictionaryId",
    "DictionaryItemId",
    "EntryId",
    "EntryItemId",
    "IdentifierKind",
    "ImportId",
    "ImportantDateId",
    "InvoiceId",
    "InvoiceProfileId",
    "JournalId",
    "Language",
    "OperatorId",
    "OwnerChangeId",
    "PageRequest",
    "PaymentId",
    "Period",
    "Phone",
    "PhoneKind",
    "PoolId",
    "ProductId",
    "RoleId",
    "SavedViewId",
    "ServicePolicyId",
    "SurveyId",
    "TaskId",
    "TaxRounding",
    "TeamId",
    "Verification",
]

AbsenceId = NewType("AbsenceId", int)
"""A time in which no rule gives an operator cases."""

AccountId = NewType("AccountId", int)
"""A node of the chart of accounts."""

AllocationId = NewType("AllocationId", int)
"""Which money settles which document."""

AssignmentRuleId = NewType("AssignmentRuleId", int)
"""A rule by which cases are given to operators."""

AttachmentId = NewType("AttachmentId", int)
"""A file that is attached to a record."""

BookId = NewType("BookId", int)
"""A company's book."""

CalendarId = NewType("CalendarId", int)
"""A business calendar."""

CaseAssignmentId = NewType("CaseAssignmentId", int)
"""What the rules said of a case."""

CaseClockId = NewType("CaseClockId", int)
"""A target of a case that runs, or ran."""

CaseId = NewType("CaseId", int)
"""Feedback, a complaint or a request."""

CaseLinkId = NewType("CaseLinkId", int)
"""That two cases have to do with each other."""

CaseNoteId = NewType("CaseNoteId", int)
"""A note on a case."""

CaseRemedyId = NewType("CaseRemedyId", int)
"""What a complaint leads to."""

ContactApartId = NewType("ContactApartId", int)
"""That two contacts are not the same."""

ContactId = NewType("ContactId", int)
"""A person at a customer."""

ContactLinkId = NewType("ContactLinkId", int)
"""A place of a person at a further customer."""

ContactMergeId = NewType("ContactMergeId", int)
"""A merge of contacts into another one."""

CustomFieldId = NewType("CustomFieldId", int)
"""A field that a book's records have beside those of the engine."""

CustomerApartId = NewType("CustomerApartId", int)
"""That two customers are not the same."""

CustomerId = NewType("CustomerId", int)
"""A company or person dealt with, customer or supplier."""

CustomerMergeId = NewType("CustomerMergeId", int)
"""A merge of customers into another one."""

DealingId = NewType("DealingId", int)
"""One contact with a customer: a call, a visit, a mail, a meeting."""

DictionaryId = NewType("DictionaryId", int)
"""A user-maintained list."""

DictionaryItemId = NewType("DictionaryItemId", int)
"""An entry of a user-maintained list."""

EntryId = NewType("EntryId", int)
"""A voucher."""

EntryItemId = NewType("EntryItemId", int)
"""A line that was posted by hand for a customer or supplier."""

ImportId = NewType("ImportId", int)
"""One imported file."""

ImportantDateId = NewType("ImportantDateId", int)
"""A day that matters to a customer or a person there."""

InvoiceId = NewType("InvoiceId", int)
"""An invoice or credit note."""

InvoiceProfileId = NewType("InvoiceProfileId", int)
"""What a customer wants on its invoices."""

JournalId = NewType("JournalId", int)
"""A voucher word."""

OperatorId = NewType("OperatorId", int)
"""A person who signs in."""

OwnerChangeId = NewType("OwnerChangeId", int)
"""That a customer went to another owner or pool."""

PaymentId = NewType("PaymentId", int)
"""Money in or out."""

PoolId = NewType("PoolId", int)
"""A pool of customers."""

ProductId = NewType("ProductId", int)
"""A product or service."""

RoleId = NewType("RoleId", int)
"""A named set of permissions."""

SavedViewId = NewType("SavedViewId", int)
"""A view of a list that was saved."""

ServicePolicyId = NewType("ServicePolicyId", int)
"""What is promised for some cases."""

SurveyId = NewType("SurveyId", int)
"""What a customer was asked."""

TaskId = NewType("TaskId", int)
"""Something to be done, or to be remembered."""

TeamId = NewType("TeamId", int)
"""A group of operators who share records."""


@dataclass(frozen=True, slots=True)
class ColumnValueText(Record):
    """A text, or the word of a kind or state. Names are compared without regard to letter case,
    width and punctuation.

    Attributes:
        value: What it holds.
    """

    value: str
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ColumnValueNumber(Record):
    """A number: an amount in the book's currency, a rate, a count, an id.

    Attributes:
        value: What it holds.
    """

    value: Decimal | int
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ColumnValueDay(Record):
    """A day.

    Attributes:
        value: What it holds.
    """

    value: dt.date
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ColumnValueInstant(Record):
    """An instant.

    Attributes:
        value: What it holds.
    """

    value: dt.datetime
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ColumnValueFlag(Record):
    """Yes or no.

    Attributes:
        value: What it holds.
    """

    value: bool
    """What it holds."""


ColumnValue: TypeAlias = (
    ColumnValueText
    | ColumnValueNumber
    | ColumnValueDay
    | ColumnValueInstant
    | ColumnValueFlag
)
"""A value to compare a column with."""


@dataclass(frozen=True, slots=True)
class ColumnTestEqual(Record):
    """It is this.

    Attributes:
        value: What it holds.
    """

    value: ColumnValue
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ColumnTestOneOf(Record):
    """It is one of these, at most 200; of none of them nothing is.

    Attributes:
        value: What it holds.
    """

    value: Sequence[ColumnValue]
    """What it holds."""

    def __post_init__(self) -> None:
        freeze(self, "value")


@dataclass(frozen=True, slots=True)
class ColumnTestAtLeast(Record):
    """It is this or more.

    Attributes:
        value: What it holds.
    """

    value: ColumnValue
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ColumnTestAtMost(Record):
    """It is this or less.

    Attributes:
        value: What it holds.
    """

    value: ColumnValue
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ColumnTestEmpty(Record):
    """Nothing stands there."""


@dataclass(frozen=True, slots=True)
class ColumnTestNotEmpty(Record):
    """Something stands there."""


ColumnTest: TypeAlias = (
    ColumnTestEqual
    | ColumnTestOneOf
    | ColumnTestAtLeast
    | ColumnTestAtMost
    | ColumnTestEmpty
    | ColumnTestNotEmpty
)
"""What must hold of a column. A row without a value passes ``Empty`` alone."""


@dataclass(frozen=True, slots=True)
class Condition(Record):
    """A condition on one column of a list.

    Attributes:
        column: The column: a word of the list's sort, such as ``due_on`` for a list of invoices;
            or ``custom.`` and the key of a field of the book's own, where its records have such.
        test: What must hold of it.
    """

    column: str
    """The column: a word of the list's sort, such as ``due_on`` for a list of invoices; or
    ``custom.`` and the key of a field of the book's own, where its records have such.
    """

    test: ColumnTest | Literal["empty", "not_empty"]
    """What must hold of it."""


class CreditCheck(Word):
    """What becomes of a sales invoice that would have its customer owe more than its credit
    limit.
    """

    WARN = "warn"
    """It is posted, and says so."""
    STOP = "stop"
    """It is refused."""
    PERMIT = "permit"
    """It is refused, unless who posts it may go beyond limits; then it says so."""


class IdentifierKind(Word):
    """What kind of identifier a text is."""

    UNIFIED_SOCIAL_CREDIT = "unified_social_credit"
    """统一社会信用代码, GB 32100-2015: 18 characters, two check characters."""
    RESIDENT_ID = "resident_id"
    """公民身份号码, GB 11643-1999: 17 digits and a check character."""
    VAT = "vat"
    """A VAT number with its country's two letters in front."""
    OTHER = "other"
    """Anything else: kept as it is, nothing can be checked."""


class Language(Word):
    """A language for labels and texts. Its code (``zh``, ``en``) is read as its name is."""

    CHINESE = "chinese"
    """简体中文."""
    ENGLISH = "english"
    """English."""

    _aliases = nonmember({"zh": "chinese", "en": "english"})


@dataclass(frozen=True, slots=True)
class PageRequest(Record):
    """Which page is wanted.

    Attributes:
        limit: How many rows, 1 to 1000.
        after: The cursor of the page before; none for the first page.
    """

    limit: int = 50
    """How many rows, 1 to 1000."""

    after: str | None = None
    """The cursor of the page before; none for the first page."""


@dataclass(frozen=True, slots=True)
class Period(Record):
    """One month, in which entries are numbered and balances are kept. Ordered by time.

    Attributes:
        year: The calendar year, 1000 to 9999.
        month: The month, 1 to 12.
    """

    year: int
    """The calendar year, 1000 to 9999."""

    month: int
    """The month, 1 to 12."""


class PhoneKind(Word):
    """What kind of line a phone number is."""

    MOBILE = "mobile"
    """A Chinese mobile number, shown as ``13800138000``."""
    LANDLINE = "landline"
    """A Chinese line with area code, shown as ``021-55551234`` or ``021-55551234-801``."""
    TOLL_FREE = "toll_free"
    """A Chinese 400 or 800 number, shown as ``400-123-4567``."""
    SERVICE = "service"
    """A Chinese service number such as 95588."""
    INTERNATIONAL = "international"
    """A number of another country, shown as ``+49 30 901820``."""
    UNKNOWN = "unknown"
    """Not recognised: short numbers, numbers without area code, anything else."""


@dataclass(frozen=True, slots=True)
class Phone(Record):
    """A phone number as it is kept.

    Attributes:
        display: The text to keep and show.
        key: The digits to compare and search by: without ``+``, and for Chinese numbers without
            86; the extension's digits come last.
        kind: What was recognised.
    """

    display: str
    """The text to keep and show."""

    key: str
    """The digits to compare and search by: without ``+``, and for Chinese numbers without 86; the
    extension's digits come last.
    """

    kind: PhoneKind
    """What was recognised."""


class TaxRounding(Word):
    """Where the tax of a document is rounded."""

    LINE = "line"
    """On each line; the document's tax is the sum."""
    DOCUMENT = "document"
    """Once for each rate of the document, as EN 16931 asks; spread over the lines so that they
    add up.
    """


@dataclass(frozen=True, slots=True)
class Verification(Record):
    """What the verification of a book found.

    Attributes:
        changes: How many changes of the log were read and hashed.
        records: How many records were compared, field by field, with what their changes lead to.
        entries: How many journal entries were checked: balance, number, digest.
        postings: How many postings were summed against the balances.
        documents: How many invoices and credit notes were checked.
        payments: How many payments were checked.
        head: The head of the change log. Keep it outside the store and give it to the next
            verification.
        findings: What differs; empty when the book is whole. After ten thousand no more are told.
    """

    changes: int
    """How many changes of the log were read and hashed."""

    records: int
    """How many records were compared, field by field, with what their changes lead to."""

    entries: int
    """How many journal entries were checked: balance, number, digest."""

    postings: int
    """How many postings were summed against the balances."""

    documents: int
    """How many invoices and credit notes were checked."""

    payments: int
    """How many payments were checked."""

    head: m.Head
    """The head of the change log. Keep it outside the store and give it to the next verification.
    """

    findings: Table[m.Finding]
    """What differs; empty when the book is whole. After ten thousand no more are told."""
