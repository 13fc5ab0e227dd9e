# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""Ids, enums and records: ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from bookroom._base import Record, UNSET, Unset, Word, freeze
from bookroom._generated import models as m
from bookroom._generated.models.common import (
    AccountId,
    Condition,
    CustomerId,
    EntryId,
    JournalId,
    OperatorId,
    Period,
)
from bookroom._table import Page, Report, Table

__all__ = [
    "Account",
    "AccountEdit",
    "AccountKind",
    "AccountRole",
    "Balance",
    "CashKind",
    "EntryFilter",
    "EntryReceipt",
    "EntrySort",
    "EntrySource",
    "Journal",
    "JournalEdit",
    "JournalEntry",
    "LedgerVerification",
    "NewAccount",
    "NewJournal",
    "NewJournalEntry",
    "NewPosting",
    "PartyBalance",
    "Posting",
    "Register",
    "RegisterOptions",
    "RegisterRow",
    "RoleAccount",
    "Side",
]


class AccountKind(Word):
    """What kind of thing an account keeps."""

    ASSET = "asset"
    """What the company has (资产)."""
    LIABILITY = "liability"
    """What it owes (负债)."""
    EQUITY = "equity"
    """What belongs to its owners (所有者权益)."""
    COST = "cost"
    """What goes into products and projects (成本)."""
    INCOME = "income"
    """What it earns (损益, income)."""
    EXPENSE = "expense"
    """What it uses up (损益, expense)."""


class Side(Word):
    """A side of an account."""

    DEBIT = "debit"
    """Debit (借)."""
    CREDIT = "credit"
    """Credit (贷)."""


class CashKind(Word):
    """What kind of money an account keeps."""

    CASH = "cash"
    """Cash in hand and the like."""
    BANK = "bank"
    """Money at a bank."""


@dataclass(frozen=True, slots=True)
class Account(Record):
    """A node of the chart of accounts.

    Attributes:
        id: The id.
        code: The code, unique in the book.
        name_zh: The name in Chinese.
        name_en: The name in English.
        kind: What kind of thing it keeps; the same as its parent's.
        side: The side on which its balance normally stands.
        parent: The code of the account above it.
        leaf: Whether it has no sub-accounts and so takes postings.
        party_control: Whether every posting names a customer or supplier.
        cash: What kind of money it keeps, if any.
        active: Whether it is in use; a retired account takes no new postings.
        version: Moves with every change.
    """

    id: AccountId
    """The id."""

    code: str
    """The code, unique in the book."""

    name_zh: str
    """The name in Chinese."""

    name_en: str
    """The name in English."""

    kind: AccountKind
    """What kind of thing it keeps; the same as its parent's."""

    side: Side
    """The side on which its balance normally stands."""

    parent: str | None
    """The code of the account above it."""

    leaf: bool
    """Whether it has no sub-accounts and so takes postings."""

    party_control: bool
    """Whether every posting names a customer or supplier."""

    cash: CashKind | None
    """What kind of money it keeps, if any."""

    active: bool
    """Whether it is in use; a retired account takes no new postings."""

    version: int
    """Moves with every change."""


@dataclass(frozen=True, slots=True)
class AccountEdit(Record):
    """New values for an account.

    What is not given stays as it is; null clears it, and so does a blank text. A list or map is
    replaced as a whole. Null for what is never empty is ``required``.

    Attributes:
        name_zh: The name in Chinese.
        name_en: The name in English; cleared: the Chinese one.
        party_control: Whether every posting names a customer or supplier; only while it has no
            postings.
        active: Whether it is in use.
    """

    name_zh: str | Unset = UNSET
    """The name in Chinese."""

    name_en: str | Unset | None = UNSET
    """The name in English; cleared: the Chinese one."""

    party_control: bool | Unset = UNSET
    """Whether every posting names a customer or supplier; only while it has no postings."""

    active: bool | Unset = UNSET
    """Whether it is in use."""


class AccountRole(Word):
    """What the engine uses an account for; each chart says which account it is."""

    RECEIVABLE = "receivable"
    """What customers owe (应收账款); party-controlled."""
    PAYABLE = "payable"
    """What is owed to suppliers (应付账款); party-controlled."""
    CUSTOMER_ADVANCE = "customer_advance"
    """What customers paid before anything was sold to them (预收账款); party-controlled."""
    SUPPLIER_ADVANCE = "supplier_advance"
    """What suppliers were paid before anything was bought of them (预付账款); party-controlled."""
    OPENING_BALANCE = "opening_balance"
    """The counterpart of what was owed when the book began (期初)."""
    REVENUE = "revenue"
    """Sales of goods (主营业务收入)."""
    SERVICE_REVENUE = "service_revenue"
    """Sales of services."""
    OUTPUT_TAX = "output_tax"
    """Tax on sales (销项税额)."""
    INPUT_TAX = "input_tax"
    """Tax on purchases (进项税额)."""
    PURCHASES = "purchases"
    """Goods bought (库存商品)."""
    CASH = "cash"
    """Cash in hand (库存现金)."""
    BANK = "bank"
    """Money at the bank (银行存款)."""


@dataclass(frozen=True, slots=True)
class Balance(Record):
    """A balance at the end of a day.

    Attributes:
        debit: All debits until then.
        credit: All credits until then.
        balance: Debit less credit.
    """

    debit: Decimal
    """All debits until then."""

    credit: Decimal
    """All credits until then."""

    balance: Decimal
    """Debit less credit."""


@dataclass(frozen=True, slots=True)
class EntrySource(Record):
    """The document behind an entry.

    Attributes:
        kind: ``invoice``, ``payment`` …
        id: Its id.
    """

    kind: str
    """``invoice``, ``payment`` …"""

    id: int
    """Its id."""


@dataclass(frozen=True, slots=True)
class EntryFilter(Record):
    """Which entries are wanted; all conditions together.

    Attributes:
        from_: On this day or later.
        to: On this day or earlier.
        journal: In the journal with this code.
        account: With a line on the account with this code or one below it.
        party: With a line on this customer or supplier.
        text: With this text in the summary.
        source: Of this document.
        reviewed: Reviewed, or not.
        conditions: Conditions on any column that the list can be sorted by; at most 20.
    """

    from_: dt.date | None = None
    """On this day or later."""

    to: dt.date | None = None
    """On this day or earlier."""

    journal: str | None = None
    """In the journal with this code."""

    account: str | None = None
    """With a line on the account with this code or one below it."""

    party: CustomerId | None = None
    """With a line on this customer or supplier."""

    text: str | None = None
    """With this text in the summary."""

    source: EntrySource | None = None
    """Of this document."""

    reviewed: bool | None = None
    """Reviewed, or not."""

    conditions: Sequence[Condition] = ()
    """Conditions on any column that the list can be sorted by; at most 20."""

    def __post_init__(self) -> None:
        freeze(self, "conditions")


@dataclass(frozen=True, slots=True)
class EntryReceipt(Record):
    """What came of posting an entry.

    Attributes:
        id: The entry's id.
        period: Its month.
        number: Its number in the journal and month: 1, 2, 3 … without gaps.
        label: Journal and number as people write them, such as ``记-5``.
    """

    id: EntryId
    """The entry's id."""

    period: Period
    """Its month."""

    number: int
    """Its number in the journal and month: 1, 2, 3 … without gaps."""

    label: str
    """Journal and number as people write them, such as ``记-5``."""


class EntrySort(Word):
    """What a list of entries is sorted and filtered by. Entries without a value come last, ties
    go by id.
    """

    ON = "on"
    """The day."""
    NUMBER = "number"
    """The number within its journal and period."""
    SUMMARY = "summary"
    """What it is about, by code point."""
    ATTACHMENTS = "attachments"
    """How many attachments it has."""
    POSTED_AT = "posted_at"
    """When it was posted."""
    POSTED_BY = "posted_by"
    """The id of who posted it."""


@dataclass(frozen=True, slots=True)
class Journal(Record):
    """A voucher word (凭证字): entries are numbered per journal and month.

    Attributes:
        id: The id.
        code: The code, which stands before the number: 记 in 记-5.
        name_zh: The name in Chinese.
        name_en: The name in English.
        active: Whether it takes new entries.
        version: Moves with every change.
    """

    id: JournalId
    """The id."""

    code: str
    """The code, which stands before the number: 记 in 记-5."""

    name_zh: str
    """The name in Chinese."""

    name_en: str
    """The name in English."""

    active: bool
    """Whether it takes new entries."""

    version: int
    """Moves with every change."""


@dataclass(frozen=True, slots=True)
class JournalEdit(Record):
    """New values for a journal.

    What is not given stays as it is; null clears it, and so does a blank text. A list or map is
    replaced as a whole. Null for what is never empty is ``required``.

    Attributes:
        name_zh: The name in Chinese.
        name_en: The name in English; cleared: the Chinese one.
        active: Whether it takes new entries.
    """

    name_zh: str | Unset = UNSET
    """The name in Chinese."""

    name_en: str | Unset | None = UNSET
    """The name in English; cleared: the Chinese one."""

    active: bool | Unset = UNSET
    """Whether it takes new entries."""


@dataclass(frozen=True, slots=True)
class Posting(Record):
    """A line of an entry.

    Attributes:
        line: Its place in the entry: 1, 2, 3 …
        account: The account's code.
        name_zh: The account's name in Chinese.
        name_en: The account's name in English.
        party: The customer or supplier.
        debit: The debit; zero on a credit line.
        credit: The credit; zero on a debit line.
        memo: A note on the line.
    """

    line: int
    """Its place in the entry: 1, 2, 3 …"""

    account: str
    """The account's code."""

    name_zh: str
    """The account's name in Chinese."""

    name_en: str
    """The account's name in English."""

    party: CustomerId | None
    """The customer or supplier."""

    debit: Decimal
    """The debit; zero on a credit line."""

    credit: Decimal
    """The credit; zero on a debit line."""

    memo: str | None
    """A note on the line."""


@dataclass(frozen=True, slots=True)
class JournalEntry(Record):
    """A voucher, as posted.

    Attributes:
        id: The id.
        journal: The code of its journal.
        period: Its month.
        number: Its number in the journal and month.
        label: Journal and number as people write them, such as ``记-5``.
        on: Its date.
        summary: What it is about (摘要).
        attachments: How many papers are attached.
        source: The document behind it, if it was not posted by hand.
        reverses: The entry it reverses.
        reversed_by: The entry that reverses it.
        posted_at: When it was posted.
        posted_by: Who posted it (制单).
        reviewed_by: Who reviewed it (审核).
        reviewed_at: When it was reviewed.
        digest: Its digest (hexadecimal SHA-256); the change log holds the same.
        postings: Its lines.
    """

    id: EntryId
    """The id."""

    journal: str
    """The code of its journal."""

    period: Period
    """Its month."""

    number: int
    """Its number in the journal and month."""

    label: str
    """Journal and number as people write them, such as ``记-5``."""

    on: dt.date
    """Its date."""

    summary: str
    """What it is about (摘要)."""

    attachments: int
    """How many papers are attached."""

    source: EntrySource | None
    """The document behind it, if it was not posted by hand."""

    reverses: EntryId | None
    """The entry it reverses."""

    reversed_by: EntryId | None
    """The entry that reverses it."""

    posted_at: dt.datetime
    """When it was posted."""

    posted_by: OperatorId | None
    """Who posted it (制单)."""

    reviewed_by: OperatorId | None
    """Who reviewed it (审核)."""

    reviewed_at: dt.datetime | None
    """When it was reviewed."""

    digest: str
    """Its digest (hexadecimal SHA-256); the change log holds the same."""

    postings: Table[Posting]
    """Its lines."""


@dataclass(frozen=True, slots=True)
class LedgerVerification(Record):
    """What ``Ledger.verify`` found.

    Attributes:
        entries: How many entries were read.
        postings: How many postings were read.
        findings: What differs; empty when the books are whole. At most 1,000 findings are told.
    """

    entries: int
    """How many entries were read."""

    postings: int
    """How many postings were read."""

    findings: Table[m.Finding]
    """What differs; empty when the books are whole. At most 1,000 findings are told."""


@dataclass(frozen=True, slots=True)
class NewAccount(Record):
    """An account to be added.

    Attributes:
        code: The code, unique in the book: 1 to 20 letters, digits, dots and dashes.
        name_zh: The name in Chinese, up to 100 characters.
        name_en: The name in English, up to 100 characters; the Chinese one when blank.
        parent: The code of the account above it, which may be one of the same call; none for the
            top.
        kind: What kind of thing it keeps: required at the top, otherwise the parent's.
        side: The side on which its balance normally stands; the parent's by default, at the top
            debit for assets, cost and expense.
        party_control: Whether every posting names a customer or supplier; the parent's by
            default.
        cash: What kind of money it keeps; the parent's by default.
    """

    code: str
    """The code, unique in the book: 1 to 20 letters, digits, dots and dashes."""

    name_zh: str
    """The name in Chinese, up to 100 characters."""

    name_en: str = ""
    """The name in English, up to 100 characters; the Chinese one when blank."""

    parent: str | None = None
    """The code of the account above it, which may be one of the same call; none for the top."""

    kind: AccountKind | str | None = None
    """What kind of thing it keeps: required at the top, otherwise the parent's."""

    side: Side | str | None = None
    """The side on which its balance normally stands; the parent's by default, at the top debit
    for assets, cost and expense.
    """

    party_control: bool | None = None
    """Whether every posting names a customer or supplier; the parent's by default."""

    cash: CashKind | str | None = None
    """What kind of money it keeps; the parent's by default."""


@dataclass(frozen=True, slots=True)
class NewJournal(Record):
    """A journal to be added.

    Attributes:
        code: The code: 1 to 10 letters and digits of any script; unique in the book.
        name_zh: The name in Chinese, up to 100 characters.
        name_en: The name in English, up to 100 characters; the Chinese one when blank.
    """

    code: str
    """The code: 1 to 10 letters and digits of any script; unique in the book."""

    name_zh: str
    """The name in Chinese, up to 100 characters."""

    name_en: str = ""
    """The name in English, up to 100 characters; the Chinese one when blank."""


@dataclass(frozen=True, slots=True)
class NewPosting(Record):
    """A line of an entry to be posted: exactly one of debit and credit, and not zero. A negative
    amount is a red one (红字): it takes back on the same side.

    Attributes:
        account: The code of an account without sub-accounts.
        debit: The debit.
        credit: The credit.
        party: The customer or supplier, for accounts kept by them.
        memo: A note on the line, up to 500 characters.
    """

    account: str
    """The code of an account without sub-accounts."""

    debit: Decimal | int | None = None
    """The debit."""

    credit: Decimal | int | None = None
    """The credit."""

    party: CustomerId | None = None
    """The customer or supplier, for accounts kept by them."""

    memo: str | None = None
    """A note on the line, up to 500 characters."""


@dataclass(frozen=True, slots=True)
class NewJournalEntry(Record):
    """An entry to be posted.

    Attributes:
        on: Its date, years 1000 to 9999.
        summary: What it is about (摘要), 1 to 200 characters.
        postings: Its lines, 2 to 10,000; debits and credits are equal to the minor unit.
        journal: The code of the journal; none for the book's first one in use.
        attachments: How many papers are attached (附件张数), 0 to 9,999.
    """

    on: dt.date
    """Its date, years 1000 to 9999."""

    summary: str
    """What it is about (摘要), 1 to 200 characters."""

    postings: Sequence[NewPosting]
    """Its lines, 2 to 10,000; debits and credits are equal to the minor unit."""

    journal: str | None = None
    """The code of the journal; none for the book's first one in use."""

    attachments: int = 0
    """How many papers are attached (附件张数), 0 to 9,999."""

    def __post_init__(self) -> None:
        freeze(self, "postings")


@dataclass(frozen=True, slots=True)
class PartyBalance(Record):
    """The balance of a party on an account at the end of a day.

    Attributes:
        account: The account's code.
        party: The customer or supplier.
        balance: Debit less credit.
    """

    account: str
    """The account's code."""

    party: CustomerId
    """The customer or supplier."""

    balance: Decimal
    """Debit less credit."""


@dataclass(frozen=True, slots=True)
class RegisterRow(Record):
    """A movement in a register.

    Attributes:
        entry: The entry.
        line: The line in the entry.
        on: The entry's date.
        label: Journal and number, such as ``记-5``.
        summary: What the entry is about.
        account: The account's code.
        party: The customer or supplier.
        debit: The debit.
        credit: The credit.
        balance: The balance after this row: debit less credit.
        memo: A note on the line.
    """

    entry: EntryId
    """The entry."""

    line: int
    """The line in the entry."""

    on: dt.date
    """The entry's date."""

    label: str
    """Journal and number, such as ``记-5``."""

    summary: str
    """What the entry is about."""

    account: str
    """The account's code."""

    party: CustomerId | None
    """The customer or supplier."""

    debit: Decimal
    """The debit."""

    credit: Decimal
    """The credit."""

    balance: Decimal
    """The balance after this row: debit less credit."""

    memo: str | None
    """A note on the line."""


@dataclass(frozen=True, slots=True)
class Register(Report["RegisterRow"]):
    """A page of an account's or a party's movements (明细账).

    Attributes:
        opening: The balance before the first row of this page.
        rows: The rows, oldest first.
        closing: The balance at the end of the last day asked for, whatever the page.
    """

    _TABLES: ClassVar[tuple[str, ...]] = ("rows",)

    opening: Decimal
    """The balance before the first row of this page."""

    rows: Page[RegisterRow]
    """The rows, oldest first."""

    closing: Decimal
    """The balance at the end of the last day asked for, whatever the page."""


@dataclass(frozen=True, slots=True)
class RegisterOptions(Record):
    """What a register shows: an account (with those below it), a party, or a party on an account.

    Attributes:
        from_: The first day.
        to: The last day.
        account: The account's code.
        party: The customer or supplier.
    """

    from_: dt.date
    """The first day."""

    to: dt.date
    """The last day."""

    account: str | None = None
    """The account's code."""

    party: CustomerId | None = None
    """The customer or supplier."""


@dataclass(frozen=True, slots=True)
class RoleAccount(Record):
    """Which account the engine uses for what.

    Attributes:
        role: What for.
        account: The account's code.
    """

    role: AccountRole
    """What for."""

    account: str
    """The account's code."""
