# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""Ids, enums and records: reports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Literal, TypeAlias

from bookroom._base import Record, Word, freeze
from bookroom._generated import models as m
from bookroom._generated.models.common import (
    AccountId,
    CustomerId,
    EntryId,
    OperatorId,
    PageRequest,
    ProductId,
)
from bookroom._table import Page, Report, Table

__all__ = [
    "Ageing",
    "AgeingAmounts",
    "AgeingBands",
    "AgeingBandsDays",
    "AgeingBandsMonths",
    "AgeingBandsYears",
    "AgeingBy",
    "AgeingOptions",
    "AgeingRow",
    "CaseAnalysisBy",
    "CaseAnalysisRow",
    "CaseGroup",
    "CaseParetoRow",
    "CaseTrendRow",
    "IncomeNotice",
    "IncomeNoticeKind",
    "IncomeRow",
    "IncomeSummary",
    "RepeatedComplaints",
    "SatisfactionBy",
    "SatisfactionGroup",
    "SatisfactionRow",
    "Statement",
    "StatementKind",
    "StatementLine",
    "StatementOpenItem",
    "TimelineFilter",
    "TimelineItem",
    "TimelineKind",
    "TrialBalance",
    "TrialBalanceOptions",
    "TrialBalanceRow",
    "TrialBalanceTotals",
]


@dataclass(frozen=True, slots=True)
class AgeingAmounts(Record):
    """Open amounts by age.

    Attributes:
        bands: What was open of invoices and opening balances (and of refunds that no credit
            covers), one amount a band.
        open: All bands together.
        credit: Payments, credit notes and advances that were not allocated.
        balance: ``open`` less ``credit``: what the accounts kept by customer hold on this side.
    """

    bands: tuple[Decimal, ...]
    """What was open of invoices and opening balances (and of refunds that no credit covers), one
    amount a band.
    """

    open: Decimal
    """All bands together."""

    credit: Decimal
    """Payments, credit notes and advances that were not allocated."""

    balance: Decimal
    """``open`` less ``credit``: what the accounts kept by customer hold on this side."""


@dataclass(frozen=True, slots=True)
class AgeingRow(Record):
    """The ageing of one customer.

    Attributes:
        customer: The customer or supplier.
        name: Its name for documents.
        amounts: Its amounts.
    """

    customer: CustomerId
    """The customer or supplier."""

    name: str
    """Its name for documents."""

    amounts: AgeingAmounts
    """Its amounts."""


@dataclass(frozen=True, slots=True)
class Ageing(Report["AgeingRow"]):
    """An ageing.

    Attributes:
        on: At the end of which day.
        upper_days: The last day of each band but the last, which has no end.
        rows: The customers with anything open, by id. A page may hold fewer than asked for and
            still have a next one.
        totals: All customers together; on the first page only.
    """

    _TABLES: ClassVar[tuple[str, ...]] = ("rows",)

    on: dt.date
    """At the end of which day."""

    upper_days: tuple[int, ...]
    """The last day of each band but the last, which has no end."""

    rows: Page[AgeingRow]
    """The customers with anything open, by id. A page may hold fewer than asked for and still
    have a next one.
    """

    totals: AgeingAmounts | None
    """All customers together; on the first page only."""


@dataclass(frozen=True, slots=True)
class AgeingBandsMonths(Record):
    """Not due, then up to 30, 60 and 90 days, then above."""


@dataclass(frozen=True, slots=True)
class AgeingBandsYears(Record):
    """Up to one, two and three years, then above: the bands of Chinese annual reports (1 年以内、 1–2
    年、2–3 年、3 年以上).
    """


@dataclass(frozen=True, slots=True)
class AgeingBandsDays(Record):
    """Up to so many days each, rising, 1 to 20 of them; then above the last.

    Attributes:
        value: What it holds.
    """

    value: Sequence[int]
    """What it holds."""

    def __post_init__(self) -> None:
        freeze(self, "value")


AgeingBands: TypeAlias = AgeingBandsMonths | AgeingBandsYears | AgeingBandsDays
"""The bands of an ageing, by the last day of each."""


class AgeingBy(Word):
    """From which day on a document ages."""

    DUE_DATE = "due_date"
    """From the day it is due."""
    ISSUE_DATE = "issue_date"
    """From its own day."""


@dataclass(frozen=True, slots=True)
class AgeingOptions(Record):
    """Which ageing is wanted.

    Attributes:
        on: At the end of which day.
        page: Which page of customers.
        side: What customers owe, or what is owed to suppliers.
        bands: The bands.
        by: By due date or by date of issue.
    """

    on: dt.date
    """At the end of which day."""

    page: PageRequest
    """Which page of customers."""

    side: m.OpenItemSide | str = m.OpenItemSide.RECEIVABLE
    """What customers owe, or what is owed to suppliers."""

    bands: AgeingBands | Literal["months", "years"] = AgeingBandsMonths()
    """The bands."""

    by: AgeingBy | str = AgeingBy.DUE_DATE
    """By due date or by date of issue."""


class CaseAnalysisBy(Word):
    """By what cases are analysed."""

    KIND = "kind"
    """What they are about."""
    CATEGORY = "category"
    """Their category."""
    MONTH = "month"
    """The month they came in."""
    OWNER = "owner"
    """Whose they are."""
    ASSIGNEE = "assignee"
    """Who works on them."""
    PRODUCT = "product"
    """The product they are about."""
    REGION = "region"
    """The region of their customer; it takes ``customers.view``."""
    ROOT_CAUSE = "root_cause"
    """Why it came to them."""
    SEVERITY = "severity"
    """How bad they are."""
    CHANNEL = "channel"
    """How they came in."""
    CUSTOMER = "customer"
    """Their customer."""


@dataclass(frozen=True, slots=True)
class CaseGroup(Record):
    """What cases of a sort have in common: the values of the dimensions that were asked for. An
    absent value of one of these stands for the cases without it, or whose customer one may not
    see.

    Attributes:
        month: The first day of the month they came in.
        kind: What they are about.
        category: The code of their category.
        severity: How bad they are.
        channel: The code of their channel.
        owner: Whose they are.
        assignee: Who works on them.
        customer: Their customer.
        region: The code of their customer's region.
        product: The product they are about.
        root_cause: The code of their root cause.
    """

    month: dt.date | None
    """The first day of the month they came in."""

    kind: m.CaseKind | None
    """What they are about."""

    category: str | None
    """The code of their category."""

    severity: m.CaseSeverity | None
    """How bad they are."""

    channel: str | None
    """The code of their channel."""

    owner: OperatorId | None
    """Whose they are."""

    assignee: OperatorId | None
    """Who works on them."""

    customer: CustomerId | None
    """Their customer."""

    region: str | None
    """The code of their customer's region."""

    product: ProductId | None
    """The product they are about."""

    root_cause: str | None
    """The code of their root cause."""


@dataclass(frozen=True, slots=True)
class CaseAnalysisRow(Record):
    """How many cases of a sort there are, how long they took, and how satisfied the customers
    were.

    Attributes:
        group: What they have in common.
        cases: How many came in.
        complaints: How many of them are complaints.
        open: How many of them are not over yet.
        recurring: How many of them are what another was about, come again.
        answered: How many of them were answered.
        median_seconds_to_answer: The seconds to the first answer that half of these did not
            exceed.
        resolved: How many of them are resolved.
        average_seconds_to_resolution: The average seconds to the resolution, rounded down.
        median_seconds_to_resolution: The seconds to the resolution that half of them did not
            exceed.
        ninetieth_seconds_to_resolution: The seconds to the resolution that nine of ten did not
            exceed.
        rated: For how many of them the customer's satisfaction is known, in points: as an item of
            ``satisfaction`` whose code is a whole number.
        average_points: The average of these points, to two places.
    """

    group: CaseGroup
    """What they have in common."""

    cases: int
    """How many came in."""

    complaints: int
    """How many of them are complaints."""

    open: int
    """How many of them are not over yet."""

    recurring: int
    """How many of them are what another was about, come again."""

    answered: int
    """How many of them were answered."""

    median_seconds_to_answer: int | None
    """The seconds to the first answer that half of these did not exceed."""

    resolved: int
    """How many of them are resolved."""

    average_seconds_to_resolution: int | None
    """The average seconds to the resolution, rounded down."""

    median_seconds_to_resolution: int | None
    """The seconds to the resolution that half of them did not exceed."""

    ninetieth_seconds_to_resolution: int | None
    """The seconds to the resolution that nine of ten did not exceed."""

    rated: int
    """For how many of them the customer's satisfaction is known, in points: as an item of
    ``satisfaction`` whose code is a whole number.
    """

    average_points: Decimal | None
    """The average of these points, to two places."""


@dataclass(frozen=True, slots=True)
class CaseParetoRow(Record):
    """A row of a Pareto table: the sorts of cases with most of them first.

    Attributes:
        place: Its place, from 1.
        group: The sort.
        cases: How many cases.
        share: Its share of all, 0 to 1, to four places.
        cumulative_share: The share of this and of all above it, to four places; of the last one
            1.
    """

    place: int
    """Its place, from 1."""

    group: CaseGroup
    """The sort."""

    cases: int
    """How many cases."""

    share: Decimal
    """Its share of all, 0 to 1, to four places."""

    cumulative_share: Decimal
    """The share of this and of all above it, to four places; of the last one 1."""


@dataclass(frozen=True, slots=True)
class CaseTrendRow(Record):
    """How cases came and went in a month.

    Attributes:
        month: The first day of the month.
        came: How many came in.
        complaints: How many of these are complaints.
        ended: How many were over: resolved, closed or rejected.
        backlog: How many were not over at its end; of the last month at the end of the last day
            asked for. A case that was taken up again counts as if it had never been over.
        rated: Of how many that ended in it the satisfaction is known, in points.
        average_points: The average of these points, to two places.
    """

    month: dt.date
    """The first day of the month."""

    came: int
    """How many came in."""

    complaints: int
    """How many of these are complaints."""

    ended: int
    """How many were over: resolved, closed or rejected."""

    backlog: int
    """How many were not over at its end; of the last month at the end of the last day asked for.
    A case that was taken up again counts as if it had never been over.
    """

    rated: int
    """Of how many that ended in it the satisfaction is known, in points."""

    average_points: Decimal | None
    """The average of these points, to two places."""


class IncomeNoticeKind(Word):
    """What makes a profit look other than it is."""

    STOCK_WITHOUT_COST = "stock_without_cost"
    """More was bought into stock than left it: what was sold of it is not in the expenses until
    its cost is posted, so the profit is too high by that cost.
    """


@dataclass(frozen=True, slots=True)
class IncomeNotice(Record):
    """A remark on an ``IncomeSummary``.

    Attributes:
        kind: What it is about.
        account: The code of the account.
        amount: How much of it stands on the account for these days without a cost posted.
    """

    kind: IncomeNoticeKind
    """What it is about."""

    account: str
    """The code of the account."""

    amount: Decimal
    """How much of it stands on the account for these days without a cost posted."""


@dataclass(frozen=True, slots=True)
class IncomeRow(Record):
    """An account in an ``IncomeSummary``.

    Attributes:
        account: The account.
        code: Its code.
        name_zh: Its name in Chinese.
        name_en: Its name in English.
        level: How far below the top: 1 for the top itself.
        leaf: Whether it takes postings; only such rows make the totals.
        amount: The amount; an account with sub-accounts holds their sum.
    """

    account: AccountId
    """The account."""

    code: str
    """Its code."""

    name_zh: str
    """Its name in Chinese."""

    name_en: str
    """Its name in English."""

    level: int
    """How far below the top: 1 for the top itself."""

    leaf: bool
    """Whether it takes postings; only such rows make the totals."""

    amount: Decimal
    """The amount; an account with sub-accounts holds their sum."""


@dataclass(frozen=True, slots=True)
class IncomeSummary(Report["IncomeRow"]):
    """Income and expense of some days.

    Attributes:
        from_: The first day.
        to: The last day.
        income: The income accounts that moved, in tree order; an amount is credit less debit.
        expense: The expense accounts that moved, in tree order; an amount is debit less credit.
        cost: The cost accounts (成本) that moved, in tree order; an amount is debit less credit.
            What they hold is on its way into products and projects, so it is no part of the
            profit.
        total_income: All income.
        total_expense: All expense.
        total_cost: All cost.
        profit: Income less expense.
        notices: What makes the profit look other than it is.
    """

    _TABLES: ClassVar[tuple[str, ...]] = ("income", "expense", "cost",)

    from_: dt.date
    """The first day."""

    to: dt.date
    """The last day."""

    income: Table[IncomeRow]
    """The income accounts that moved, in tree order; an amount is credit less debit."""

    expense: Table[IncomeRow]
    """The expense accounts that moved, in tree order; an amount is debit less credit."""

    cost: Table[IncomeRow]
    """The cost accounts (成本) that moved, in tree order; an amount is debit less credit. What they
    hold is on its way into products and projects, so it is no part of the profit.
    """

    total_income: Decimal
    """All income."""

    total_expense: Decimal
    """All expense."""

    total_cost: Decimal
    """All cost."""

    profit: Decimal
    """Income less expense."""

    notices: Table[IncomeNotice]
    """What makes the profit look other than it is."""


@dataclass(frozen=True, slots=True)
class RepeatedComplaints(Record):
    """Complaints of a customer about the same again.

    Attributes:
        customer: The customer.
        product: The product they are about; none for those without.
        category: The code of their category; none for those without.
        complaints: How many complaints there are.
        repeats: How many of them came soon after the one before, or are linked as what came
            again.
        first_on: When the first came in.
        last_on: When the last came in.
    """

    customer: CustomerId
    """The customer."""

    product: ProductId | None
    """The product they are about; none for those without."""

    category: str | None
    """The code of their category; none for those without."""

    complaints: int
    """How many complaints there are."""

    repeats: int
    """How many of them came soon after the one before, or are linked as what came again."""

    first_on: dt.date
    """When the first came in."""

    last_on: dt.date
    """When the last came in."""


class SatisfactionBy(Word):
    """By what satisfaction is analysed."""

    MONTH = "month"
    """The month in which they were asked."""
    SCALE = "scale"
    """The scale."""
    OPERATOR = "operator"
    """Whose work it is about."""
    PRODUCT = "product"
    """The product that the case is about."""
    REGION = "region"
    """The region of the customer; it takes ``customers.view``."""
    CUSTOMER = "customer"
    """The customer."""


@dataclass(frozen=True, slots=True)
class SatisfactionGroup(Record):
    """What surveys of a sort have in common: the values of the dimensions that were asked for. An
    absent value of one of these stands for those without it, or whose customer one may not see.

    Attributes:
        month: The first day of the month in which they were asked.
        scale: The code of their scale.
        operator: Whose work they are about.
        product: The product that the case is about.
        region: The code of the customer's region.
        customer: The customer.
    """

    month: dt.date | None
    """The first day of the month in which they were asked."""

    scale: str | None
    """The code of their scale."""

    operator: OperatorId | None
    """Whose work they are about."""

    product: ProductId | None
    """The product that the case is about."""

    region: str | None
    """The code of the customer's region."""

    customer: CustomerId | None
    """The customer."""


@dataclass(frozen=True, slots=True)
class SatisfactionRow(Record):
    """What customers were asked and answered.

    Attributes:
        group: What they have in common.
        asked: How many were asked, without those that were withdrawn.
        answered: How many of these answered.
        response_rate: The share of these, to four places.
        average_points: The average points, to two places; none where answers are by several
            scales.
        average_share: The average share of the most points that there were to give, 0 to 1, to
            four places.
    """

    group: SatisfactionGroup
    """What they have in common."""

    asked: int
    """How many were asked, without those that were withdrawn."""

    answered: int
    """How many of these answered."""

    response_rate: Decimal | None
    """The share of these, to four places."""

    average_points: Decimal | None
    """The average points, to two places; none where answers are by several scales."""

    average_share: Decimal | None
    """The average share of the most points that there were to give, 0 to 1, to four places."""


class StatementKind(Word):
    """What a line of a statement is about."""

    INVOICE = "invoice"
    """An invoice."""
    CREDIT_NOTE = "credit_note"
    """A credit note."""
    PAYMENT = "payment"
    """A payment."""
    REFUND = "refund"
    """A refund."""
    CANCELLATION = "cancellation"
    """A payment or refund that was cancelled: red, negative on the same side."""
    ENTRY = "entry"
    """A journal entry that was posted by hand, without a document."""


@dataclass(frozen=True, slots=True)
class StatementLine(Record):
    """One line of a statement.

    Attributes:
        on: Its day.
        kind: What it is about.
        side: Receivable or payable.
        item: The document, or the line posted by hand.
        entry: The journal entry of a line that was posted by hand, for those who see the ledger.
        number: The document's number; of a line posted by hand without one, what its entry is
            about, for those who see the ledger.
        reference: The other party's number of it.
        due_on: When it is due, for invoices and other debts.
        debit: What it adds to what the party owes: a sale, money paid to a supplier; negative for
            a red line.
        credit: What it takes off: money received, a supplier's bill; negative for a red line.
        balance: What the party owes after it; negative: what is owed to it, as to a supplier.
    """

    on: dt.date
    """Its day."""

    kind: StatementKind
    """What it is about."""

    side: m.OpenItemSide
    """Receivable or payable."""

    item: m.OpenItem | None
    """The document, or the line posted by hand."""

    entry: EntryId | None
    """The journal entry of a line that was posted by hand, for those who see the ledger."""

    number: str | None
    """The document's number; of a line posted by hand without one, what its entry is about, for
    those who see the ledger.
    """

    reference: str | None
    """The other party's number of it."""

    due_on: dt.date | None
    """When it is due, for invoices and other debts."""

    debit: Decimal
    """What it adds to what the party owes: a sale, money paid to a supplier; negative for a red
    line.
    """

    credit: Decimal
    """What it takes off: money received, a supplier's bill; negative for a red line."""

    balance: Decimal
    """What the party owes after it; negative: what is owed to it, as to a supplier."""


@dataclass(frozen=True, slots=True)
class StatementOpenItem(Record):
    """A document, or a line posted by hand, of which something was open at the end of a
    statement.

    Attributes:
        item: The document.
        side: Receivable or payable.
        number: Its number.
        reference: The other party's number of it.
        on: Its day.
        due_on: When it is due; its day for payments and credit notes.
        amount: Its amount, greater than zero.
        open: What was open of it, with the sign it has in the balance, on both sides: above zero
            what the party owes the book (its invoice, money it was paid in advance), below zero
            what the book owes the party (its advance or credit note, a supplier's bill).
    """

    item: m.OpenItem
    """The document."""

    side: m.OpenItemSide
    """Receivable or payable."""

    number: str | None
    """Its number."""

    reference: str | None
    """The other party's number of it."""

    on: dt.date
    """Its day."""

    due_on: dt.date
    """When it is due; its day for payments and credit notes."""

    amount: Decimal
    """Its amount, greater than zero."""

    open: Decimal
    """What was open of it, with the sign it has in the balance, on both sides: above zero what
    the party owes the book (its invoice, money it was paid in advance), below zero what the book
    owes the party (its advance or credit note, a supplier's bill).
    """


@dataclass(frozen=True, slots=True)
class Statement(Report["StatementLine"]):
    """A statement. All balances are what the customer owes: receivables less payables. What is
    owed to a supplier is therefore negative.

    Attributes:
        customer: The customer or supplier.
        name: Its name for documents.
        from_: The first day.
        to: The last day.
        opening: The balance before the first day.
        lines: Everything in between, in the order of the days.
        closing: The balance at the end of the last day: what the ledger holds for this party on
            the accounts on which something is owed.
        open: What was open then, the oldest first, each with the sign of the balances: of a
            supplier below zero. Sums up to the closing balance.
    """

    _TABLES: ClassVar[tuple[str, ...]] = ("lines",)

    customer: CustomerId
    """The customer or supplier."""

    name: str
    """Its name for documents."""

    from_: dt.date
    """The first day."""

    to: dt.date
    """The last day."""

    opening: Decimal
    """The balance before the first day."""

    lines: Table[StatementLine]
    """Everything in between, in the order of the days."""

    closing: Decimal
    """The balance at the end of the last day: what the ledger holds for this party on the
    accounts on which something is owed.
    """

    open: Table[StatementOpenItem]
    """What was open then, the oldest first, each with the sign of the balances: of a supplier
    below zero. Sums up to the closing balance.
    """


class TimelineKind(Word):
    """What a row of a timeline is about."""

    DEALING = "dealing"
    """A call, visit, mail or meeting, on its day: its subject, and who began it."""
    INVOICE = "invoice"
    """An invoice, on its day of issue: number, the other's reference, sale or purchase, state,
    total with tax.
    """
    CREDIT_NOTE = "credit_note"
    """A credit note, on its day of issue: as an invoice."""
    PAYMENT = "payment"
    """Money in or out, on its day: number, the bank's reference, in or out, state, amount."""
    CASE = "case"
    """A case, on the day it came in: number, subject, state."""
    CASE_NOTE = "case_note"
    """A note that was written on a case: what it says, and the case with its number."""
    TASK = "task"
    """A task that was done or cancelled: its title, and which of both."""
    ATTACHMENT = "attachment"
    """A file on the customer, or on one of the contacts it has now, on the day on which it was
    added: its name, and ``removed`` when it was.
    """
    OWNER = "owner"
    """The customer went to another owner or pool: the reason, and how."""
    CHANGE = "change"
    """The customer, or one of the contacts it has now, was made, changed or erased: the command
    that did it. What befell contacts that are gone stands in the log alone.
    """


@dataclass(frozen=True, slots=True)
class TimelineFilter(Record):
    """Which rows of a timeline are wanted; all when nothing is said.

    Attributes:
        kinds: Rows of one of these kinds.
        from_: On this day or later.
        to: On this day or earlier.
    """

    kinds: Sequence[TimelineKind | str] = ()
    """Rows of one of these kinds."""

    from_: dt.date | None = None
    """On this day or later."""

    to: dt.date | None = None
    """On this day or earlier."""

    def __post_init__(self) -> None:
        freeze(self, "kinds")


@dataclass(frozen=True, slots=True)
class TimelineItem(Record):
    """One row of a timeline.

    Attributes:
        on: Its day: of issue, of payment, of the dealing; else when it was written down.
        at: When it happened, or was written down.
        kind: What it is about.
        record: The record: its kind as the log names it, and its id.
        part_of: The record that it is a part of: the case of a note, the contact or customer of a
            file.
        operator: Who did it.
        number: The number of a document, payment or case; of a note, that of its case.
        text: What it says: a subject or title, a note, the other party's number, a reason, the
            command that made a change. None where the operator may not read it.
        direction: Which way it went: ``in`` or ``out`` of a payment, ``incoming`` or ``outgoing``
            of a dealing, ``sale`` or ``purchase`` of a document.
        state: The state that the record is in now, or how an owner changed.
        amount: The amount of a document or payment, in the book's currency; never less than zero,
            the direction says which way it went.
    """

    on: dt.date
    """Its day: of issue, of payment, of the dealing; else when it was written down."""

    at: dt.datetime
    """When it happened, or was written down."""

    kind: TimelineKind
    """What it is about."""

    record: m.Subject
    """The record: its kind as the log names it, and its id."""

    part_of: m.Subject | None
    """The record that it is a part of: the case of a note, the contact or customer of a file."""

    operator: OperatorId | None
    """Who did it."""

    number: str | None
    """The number of a document, payment or case; of a note, that of its case."""

    text: str | None
    """What it says: a subject or title, a note, the other party's number, a reason, the command
    that made a change. None where the operator may not read it.
    """

    direction: str | None
    """Which way it went: ``in`` or ``out`` of a payment, ``incoming`` or ``outgoing`` of a
    dealing, ``sale`` or ``purchase`` of a document.
    """

    state: str | None
    """The state that the record is in now, or how an owner changed."""

    amount: Decimal | None
    """The amount of a document or payment, in the book's currency; never less than zero, the
    direction says which way it went.
    """


@dataclass(frozen=True, slots=True)
class TrialBalanceRow(Record):
    """An account in a trial balance. Balances are debit less credit.

    Attributes:
        account: The account.
        code: Its code.
        name_zh: Its name in Chinese.
        name_en: Its name in English.
        kind: What kind of thing it keeps.
        side: The side on which its balance normally stands.
        level: How far below the top: 1 for the top itself.
        leaf: Whether it takes postings; only such rows make the totals.
        opening: The balance before the first day.
        debit: The debits of the days.
        credit: The credits of the days.
        closing: The balance at the end of the last day.
    """

    account: AccountId
    """The account."""

    code: str
    """Its code."""

    name_zh: str
    """Its name in Chinese."""

    name_en: str
    """Its name in English."""

    kind: m.AccountKind
    """What kind of thing it keeps."""

    side: m.Side
    """The side on which its balance normally stands."""

    level: int
    """How far below the top: 1 for the top itself."""

    leaf: bool
    """Whether it takes postings; only such rows make the totals."""

    opening: Decimal
    """The balance before the first day."""

    debit: Decimal
    """The debits of the days."""

    credit: Decimal
    """The credits of the days."""

    closing: Decimal
    """The balance at the end of the last day."""


@dataclass(frozen=True, slots=True)
class TrialBalanceTotals(Record):
    """The sums of a trial balance.

    Attributes:
        opening_debit: Of the debit balances before the first day.
        opening_credit: Of the credit balances before the first day.
        debit: Of the debits.
        credit: Of the credits.
        closing_debit: Of the debit balances at the end.
        closing_credit: Of the credit balances at the end.
    """

    opening_debit: Decimal
    """Of the debit balances before the first day."""

    opening_credit: Decimal
    """Of the credit balances before the first day."""

    debit: Decimal
    """Of the debits."""

    credit: Decimal
    """Of the credits."""

    closing_debit: Decimal
    """Of the debit balances at the end."""

    closing_credit: Decimal
    """Of the credit balances at the end."""


@dataclass(frozen=True, slots=True)
class TrialBalance(Report["TrialBalanceRow"]):
    """A trial balance.

    Attributes:
        from_: The first day of the movement.
        on: The last day.
        rows: The accounts in tree order. An account with sub-accounts holds their sum.
        totals: The sums of the accounts that take postings. Debit and credit of each pair are
            equal.
    """

    _TABLES: ClassVar[tuple[str, ...]] = ("rows",)

    from_: dt.date
    """The first day of the movement."""

    on: dt.date
    """The last day."""

    rows: Table[TrialBalanceRow]
    """The accounts in tree order. An account with sub-accounts holds their sum."""

    totals: TrialBalanceTotals
    """The sums of the accounts that take postings. Debit and credit of each pair are equal."""


@dataclass(frozen=True, slots=True)
class TrialBalanceOptions(Record):
    """Which trial balance is wanted.

    Attributes:
        on: The last day.
        from_: The first day of the movement; none for the first day of the month of ``on``.
        zero_rows: Whether accounts without balance and movement are shown too.
    """

    on: dt.date
    """The last day."""

    from_: dt.date | None = None
    """The first day of the movement; none for the first day of the month of ``on``."""

    zero_rows: bool = False
    """Whether accounts without balance and movement are shown too."""
