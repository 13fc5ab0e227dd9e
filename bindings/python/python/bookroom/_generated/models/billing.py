# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""Ids, enums and records: billing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from bookroom._base import FrozenDict, Record, UNSET, Unset, Word, freeze
from bookroom._generated.models.common import (
    AccountId,
    AllocationId,
    Condition,
    CustomerId,
    EntryId,
    EntryItemId,
    InvoiceId,
    InvoiceProfileId,
    OperatorId,
    PaymentId,
    ProductId,
    TaxRounding,
)
from bookroom._table import Table

__all__ = [
    "Allocation",
    "AllocationChoice",
    "AllocationChoiceAutomatic",
    "AllocationChoiceByHand",
    "AllocationChoiceNone",
    "AllocationChoiceTheseFirst",
    "CreditLine",
    "CreditWarning",
    "CustomerCredit",
    "Direction",
    "Discount",
    "DiscountAmount",
    "DiscountRate",
    "DocumentKind",
    "EntryItem",
    "EntryItemFilter",
    "EntryItemSort",
    "FamilyCredit",
    "Invoice",
    "InvoiceEdit",
    "InvoiceFilter",
    "InvoiceLine",
    "InvoiceSort",
    "InvoiceState",
    "InvoiceTotals",
    "InvoiceVersion",
    "NewAllocation",
    "NewCreditNote",
    "NewInvoice",
    "NewInvoiceLine",
    "NewOpeningItem",
    "NewPayment",
    "NewProduct",
    "NewStandaloneCredit",
    "OpenItem",
    "OpenItemEntry",
    "OpenItemInvoice",
    "OpenItemPayment",
    "OpenItemSide",
    "OpenKind",
    "Payment",
    "PaymentDirection",
    "PaymentEdit",
    "PaymentFilter",
    "PaymentPurpose",
    "PaymentSort",
    "PaymentState",
    "PaymentTotals",
    "PaymentVersion",
    "PriceMode",
    "Product",
    "ProductEdit",
    "ProductFilter",
    "ProductKind",
    "ProductSort",
    "ProductUpdate",
    "ProductVersion",
    "Share",
    "UnallocatedCredit",
]


@dataclass(frozen=True, slots=True)
class OpenItemInvoice(Record):
    """An invoice or credit note.

    Attributes:
        value: What it holds.
    """

    value: InvoiceId
    """What it holds."""


@dataclass(frozen=True, slots=True)
class OpenItemPayment(Record):
    """A payment or refund.

    Attributes:
        value: What it holds.
    """

    value: PaymentId
    """What it holds."""


@dataclass(frozen=True, slots=True)
class OpenItemEntry(Record):
    """A line of a journal entry that was posted by hand on an account kept by customer or
    supplier: an opening balance, an advance, a correction.

    Attributes:
        value: What it holds.
    """

    value: EntryItemId
    """What it holds."""


OpenItem: TypeAlias = OpenItemInvoice | OpenItemPayment | OpenItemEntry
"""A document that an allocation joins to another."""


@dataclass(frozen=True, slots=True)
class Allocation(Record):
    """How much of a payment or credit note settles which invoice (or of which credit a refund
    pays out). An allocation is never changed, only withdrawn, so that every past day can be
    shown.

    Attributes:
        id: The id.
        debt: The debt that is settled: an invoice, a refund, an entry's line.
        credit: What settles it: a payment, a credit note, an entry's line.
        amount: How much, greater than zero.
        allocated_on: From which day on it counts.
        withdrawn_on: From which day on it no longer counts.
        created_at: When it was made.
        created_by: Who made it.
        entry: The journal entry that moved the amount between accounts, when both stand on
            different ones (预收冲应收).
    """

    id: AllocationId
    """The id."""

    debt: OpenItem
    """The debt that is settled: an invoice, a refund, an entry's line."""

    credit: OpenItem
    """What settles it: a payment, a credit note, an entry's line."""

    amount: Decimal
    """How much, greater than zero."""

    allocated_on: dt.date
    """From which day on it counts."""

    withdrawn_on: dt.date | None
    """From which day on it no longer counts."""

    created_at: dt.datetime
    """When it was made."""

    created_by: OperatorId | None
    """Who made it."""

    entry: EntryId | None
    """The journal entry that moved the amount between accounts, when both stand on different ones
    (预收冲应收).
    """


@dataclass(frozen=True, slots=True)
class Share(Record):
    """A part of an amount for one document.

    Attributes:
        item: The document on the other side.
        amount: How much, greater than zero and not more than is open on either side.
    """

    item: OpenItem
    """The document on the other side."""

    amount: Decimal | int
    """How much, greater than zero and not more than is open on either side."""


@dataclass(frozen=True, slots=True)
class AllocationChoiceAutomatic(Record):
    """It settles the customer's documents: the one due first comes first."""


@dataclass(frozen=True, slots=True)
class AllocationChoiceNone(Record):
    """It stays open."""


@dataclass(frozen=True, slots=True)
class AllocationChoiceByHand(Record):
    """It settles exactly these.

    Attributes:
        value: What it holds.
    """

    value: Sequence[Share]
    """What it holds."""

    def __post_init__(self) -> None:
        freeze(self, "value")


@dataclass(frozen=True, slots=True)
class AllocationChoiceTheseFirst(Record):
    """It settles these, and with what is left the documents due first.

    Attributes:
        value: What it holds.
    """

    value: Sequence[Share]
    """What it holds."""

    def __post_init__(self) -> None:
        freeze(self, "value")


AllocationChoice: TypeAlias = (
    AllocationChoiceAutomatic
    | AllocationChoiceNone
    | AllocationChoiceByHand
    | AllocationChoiceTheseFirst
)
"""What happens with the open amount of a document."""


@dataclass(frozen=True, slots=True)
class CreditLine(Record):
    """What a credit note takes back of a line. With neither quantity nor amount: all that is
    left.

    Attributes:
        line: The number of the line.
        quantity: How many are given back; with their share of the amounts, unless ``amount`` is
            given.
        amount: How much is credited, with tax; alone it lowers the price and nothing is given
            back (折让).
    """

    line: int = 0
    """The number of the line."""

    quantity: Decimal | int | None = None
    """How many are given back; with their share of the amounts, unless ``amount`` is given."""

    amount: Decimal | int | None = None
    """How much is credited, with tax; alone it lowers the price and nothing is given back (折让).
    """


@dataclass(frozen=True, slots=True)
class CreditWarning(Record):
    """That a sale was posted although its customer now owes more than it may.

    Attributes:
        limit: How much it may owe; none when the operator may not see it.
        used: What it owed before this invoice; none when the operator may not see the limit.
        amount: What this invoice adds.
    """

    limit: Decimal | None
    """How much it may owe; none when the operator may not see it."""

    used: Decimal | None
    """What it owed before this invoice; none when the operator may not see the limit."""

    amount: Decimal
    """What this invoice adds."""


@dataclass(frozen=True, slots=True)
class CustomerCredit(Record):
    """What a customer owes now, in the book's currency.

    Attributes:
        customer: The customer.
        currency: The book's currency (ISO 4217).
        limit: How much it may owe; none without a limit, or when the operator may not see it.
        open: What is open of posted sales invoices, opening balances and refunds.
        unallocated: What it has to its credit: payments, credit notes and advances that are not
            allocated.
        used: What counts against the limit: ``open`` less ``unallocated``; below 0 when it has
            paid ahead.
        available: What is left: ``limit`` less ``used``, below 0 when it owes more than it may;
            none without a limit.
        overdue: What of ``open`` was due before today.
    """

    customer: CustomerId
    """The customer."""

    currency: str
    """The book's currency (ISO 4217)."""

    limit: Decimal | None
    """How much it may owe; none without a limit, or when the operator may not see it."""

    open: Decimal
    """What is open of posted sales invoices, opening balances and refunds."""

    unallocated: Decimal
    """What it has to its credit: payments, credit notes and advances that are not allocated."""

    used: Decimal
    """What counts against the limit: ``open`` less ``unallocated``; below 0 when it has paid
    ahead.
    """

    available: Decimal | None
    """What is left: ``limit`` less ``used``, below 0 when it owes more than it may; none without
    a limit.
    """

    overdue: Decimal
    """What of ``open`` was due before today."""


class Direction(Word):
    """Who owes whom."""

    SALE = "sale"
    """Sold to a customer, who owes the gross amount."""
    PURCHASE = "purchase"
    """Bought from a supplier, to whom the gross amount is owed."""


@dataclass(frozen=True, slots=True)
class DiscountRate(Record):
    """A share of what it is taken from, 0 to 1 with at most 10 decimal places: 0.1 is 10 % off.

    Attributes:
        value: What it holds.
    """

    value: Decimal | int
    """What it holds."""


@dataclass(frozen=True, slots=True)
class DiscountAmount(Record):
    """So much money, in the document's price mode; not more than what it is taken from.

    Attributes:
        value: What it holds.
    """

    value: Decimal | int
    """What it holds."""


Discount: TypeAlias = DiscountRate | DiscountAmount
"""A discount on a line or on a whole document."""


class DocumentKind(Word):
    """What a document is."""

    INVOICE = "invoice"
    """An invoice (of a supplier: a bill)."""
    CREDIT_NOTE = "credit_note"
    """A credit note: it takes back an invoice, or part of one, or stands alone. Its total is
    positive.
    """


class OpenItemSide(Word):
    """Which control account a document moves."""

    RECEIVABLE = "receivable"
    """What customers owe: sales, money in, refunds to customers."""
    PAYABLE = "payable"
    """What is owed to suppliers: purchases, money out, refunds by suppliers."""


class OpenKind(Word):
    """Debt or credit."""

    DEBT = "debt"
    """Something to be settled: an invoice, a refund, an opening balance."""
    CREDIT = "credit"
    """Something to settle with: a payment, a credit note, an advance."""


@dataclass(frozen=True, slots=True)
class EntryItem(Record):
    """A line of a journal entry that was posted by hand on an account kept by customer or
    supplier. It ages, is settled and stands in statements like a document.

    Attributes:
        id: The id.
        entry: Its journal entry.
        line: Its place in the entry: 1, 2, 3 …
        account: The code of its account.
        customer: The customer or supplier.
        side: What customers owe, or what is owed to suppliers.
        kind: Whether it is to be settled, or is there to settle with.
        entry_on: The day of the entry; from then on it counts.
        issue_on: The day of the document behind it; the entry's without one.
        due_on: When it is to be paid; the entry's day unless it was said.
        number: The number of the document behind it.
        amount: How much, greater than zero.
        settled: How much of it is settled, or used to settle.
        open: What is left. Zero once its entry was reversed.
        cancelled_on: From which day on it no longer counts: the day on which its entry was
            reversed.
        version: Moves with every change.
    """

    id: EntryItemId
    """The id."""

    entry: EntryId
    """Its journal entry."""

    line: int
    """Its place in the entry: 1, 2, 3 …"""

    account: str
    """The code of its account."""

    customer: CustomerId
    """The customer or supplier."""

    side: OpenItemSide
    """What customers owe, or what is owed to suppliers."""

    kind: OpenKind
    """Whether it is to be settled, or is there to settle with."""

    entry_on: dt.date
    """The day of the entry; from then on it counts."""

    issue_on: dt.date
    """The day of the document behind it; the entry's without one."""

    due_on: dt.date
    """When it is to be paid; the entry's day unless it was said."""

    number: str | None
    """The number of the document behind it."""

    amount: Decimal
    """How much, greater than zero."""

    settled: Decimal
    """How much of it is settled, or used to settle."""

    open: Decimal
    """What is left. Zero once its entry was reversed."""

    cancelled_on: dt.date | None
    """From which day on it no longer counts: the day on which its entry was reversed."""

    version: int
    """Moves with every change."""


@dataclass(frozen=True, slots=True)
class EntryItemFilter(Record):
    """Which lines a list shows; all conditions hold together.

    Attributes:
        customer: Of one customer or supplier.
        side: What customers owe, or what is owed to suppliers.
        kind: To be settled, or there to settle with.
        entry: Of one journal entry.
        open: Whether anything is left of it.
        conditions: Conditions on any column that the list can be sorted by; at most 20.
    """

    customer: CustomerId | None = None
    """Of one customer or supplier."""

    side: OpenItemSide | str | None = None
    """What customers owe, or what is owed to suppliers."""

    kind: OpenKind | str | None = None
    """To be settled, or there to settle with."""

    entry: EntryId | None = None
    """Of one journal entry."""

    open: bool | None = None
    """Whether anything is left of it."""

    conditions: Sequence[Condition] = ()
    """Conditions on any column that the list can be sorted by; at most 20."""

    def __post_init__(self) -> None:
        freeze(self, "conditions")


class EntryItemSort(Word):
    """What a list of lines posted by hand is sorted and filtered by. Lines without a value come
    last, ties go by id.
    """

    ENTRY_ON = "entry_on"
    """The day of the entry."""
    ISSUE_ON = "issue_on"
    """The day of the document behind it."""
    DUE_ON = "due_on"
    """When it is to be paid."""
    NUMBER = "number"
    """The number of the document behind it."""
    ENTRY = "entry"
    """The id of its journal entry."""
    CUSTOMER = "customer"
    """The id of the customer or supplier."""
    SIDE = "side"
    """What customers owe, or what is owed to suppliers."""
    KIND = "kind"
    """A debt or a credit."""
    AMOUNT = "amount"
    """The amount."""
    SETTLED = "settled"
    """How much of it is settled."""
    CANCELLED_ON = "cancelled_on"
    """The day from which on it no longer counts."""


@dataclass(frozen=True, slots=True)
class FamilyCredit(Record):
    """What a customer and those that belong to it owe together, in the book's currency.

    Attributes:
        customer: The customer that the others belong to.
        customers: How many customers were summed, itself among them.
        currency: The book's currency (ISO 4217).
        limit: How much the customer itself may owe; none without a limit, or when the operator
            may not see it.
        open: As ``CustomerCredit.open``, of all.
        unallocated: As ``CustomerCredit.unallocated``, of all.
        used: ``open`` less ``unallocated``.
        overdue: As ``CustomerCredit.overdue``, of all.
    """

    customer: CustomerId
    """The customer that the others belong to."""

    customers: int
    """How many customers were summed, itself among them."""

    currency: str
    """The book's currency (ISO 4217)."""

    limit: Decimal | None
    """How much the customer itself may owe; none without a limit, or when the operator may not
    see it.
    """

    open: Decimal
    """As ``CustomerCredit.open``, of all."""

    unallocated: Decimal
    """As ``CustomerCredit.unallocated``, of all."""

    used: Decimal
    """``open`` less ``unallocated``."""

    overdue: Decimal
    """As ``CustomerCredit.overdue``, of all."""


class InvoiceState(Word):
    """Where a document stands. Except for drafts and cancelled invoices it follows from what is
    settled.
    """

    DRAFT = "draft"
    """Not yet in the books; can be changed and discarded."""
    POSTED = "posted"
    """In the books; nothing is settled."""
    PART_PAID = "part_paid"
    """In the books; part of it is settled."""
    PAID = "paid"
    """In the books; all of it is settled."""
    CANCELLED = "cancelled"
    """In the books; credit notes took all of it back and nothing was paid."""


class PriceMode(Word):
    """Whether unit prices hold the tax."""

    NET = "net"
    """Prices without tax (不含税); tax comes on top."""
    GROSS = "gross"
    """Prices with tax (含税); tax is taken out."""


@dataclass(frozen=True, slots=True)
class InvoiceLine(Record):
    """A line of an invoice or credit note. ``net + tax = gross``, exactly.

    Attributes:
        line: Its number: 1, 2, 3 … on an invoice; on a credit note that of the line it takes
            back.
        product: The code of the product.
        description: What it is about.
        quantity: How many. 0 on a credit note that lowers the price and takes nothing back (折让).
        unit: Of which unit.
        unit_price: The price of one, in the document's price mode.
        discount: The discount on the line.
        tax_rate: The tax rate, 0 to 1: 0.13 is 13 %.
        document_discount: This line's part of the document's discount.
        net: Without tax, after all discounts.
        tax: Tax.
        gross: With tax.
        income_account: The code of the account that takes the net amount.
    """

    line: int
    """Its number: 1, 2, 3 … on an invoice; on a credit note that of the line it takes back."""

    product: str | None
    """The code of the product."""

    description: str
    """What it is about."""

    quantity: Decimal
    """How many. 0 on a credit note that lowers the price and takes nothing back (折让)."""

    unit: str | None
    """Of which unit."""

    unit_price: Decimal
    """The price of one, in the document's price mode."""

    discount: Discount | None
    """The discount on the line."""

    tax_rate: Decimal
    """The tax rate, 0 to 1: 0.13 is 13 %."""

    document_discount: Decimal
    """This line's part of the document's discount."""

    net: Decimal
    """Without tax, after all discounts."""

    tax: Decimal
    """Tax."""

    gross: Decimal
    """With tax."""

    income_account: str | None
    """The code of the account that takes the net amount."""


@dataclass(frozen=True, slots=True)
class Invoice(Record):
    """An invoice or a credit note.

    Attributes:
        id: The id.
        kind: Invoice or credit note.
        direction: Sale or purchase.
        state: Where it stands.
        number: The number, given at posting: ``INV-202606-0001`` (sale), ``BILL-…`` (purchase),
            ``CN-…`` and ``BCN-…`` (their credit notes), gapless per month of issue.
        reference: The number another system or the supplier gave it.
        customer: The customer or supplier.
        corrects: The invoice that a credit note takes back, wholly or in part; none when it
            stands alone.
        issue_on: The date of issue; a posted document stands in the ledger on it.
        due_on: When it is to be paid.
        price_mode: Whether its unit prices hold the tax.
        tax_rounding: Where its tax was rounded: what the book said when it was drafted.
        discount: The discount on the whole document.
        discount_total: All discounts together, of the lines and of the document, in its price
            mode.
        net: Without tax: the sum of the lines.
        tax: Tax: the sum of the lines.
        gross: With tax: ``net + tax``.
        settled: How much of ``gross`` is settled by payments and credit notes; of a credit note:
            used.
        profile: What the customer wants on its invoices: the profile that this one shows, if it
            has one.
        counterparty_name: The counterparty's name for documents, as it was when posted: the title
            of the profile, or of the customer's billing, or its name.
        counterparty_tax_number: Its tax number, as it was when posted; follows the right on a
            customer's tax number.
        counterparty_address: Its address, as it was when posted; follows the right on a
            customer's addresses.
        counterparty_phone: The phone that the document shows, as it was when posted. This and the
            next three follow the right on a customer's banking.
        counterparty_bank: The bank that it shows, as it was when posted.
        counterparty_account: The account number that it shows, as it was when posted.
        counterparty_email: Where it goes as an electronic invoice, as it was when posted.
        entry: The journal entry; none for drafts and for documents of nothing.
        note: A note.
        version: Moves with every change.
        created_at: When it was drafted.
        created_by: Who drafted it.
        updated_at: When it last changed.
        lines: Its lines, by number.
        credit_warning: Said of a sale by the command that posts it beyond its customer's credit
            limit, where the book allows that; not kept, and nobody else is told.
    """

    id: InvoiceId
    """The id."""

    kind: DocumentKind
    """Invoice or credit note."""

    direction: Direction
    """Sale or purchase."""

    state: InvoiceState
    """Where it stands."""

    number: str | None
    """The number, given at posting: ``INV-202606-0001`` (sale), ``BILL-…`` (purchase), ``CN-…``
    and ``BCN-…`` (their credit notes), gapless per month of issue.
    """

    reference: str | None
    """The number another system or the supplier gave it."""

    customer: CustomerId
    """The customer or supplier."""

    corrects: InvoiceId | None
    """The invoice that a credit note takes back, wholly or in part; none when it stands alone.
    """

    issue_on: dt.date
    """The date of issue; a posted document stands in the ledger on it."""

    due_on: dt.date
    """When it is to be paid."""

    price_mode: PriceMode
    """Whether its unit prices hold the tax."""

    tax_rounding: TaxRounding
    """Where its tax was rounded: what the book said when it was drafted."""

    discount: Discount | None
    """The discount on the whole document."""

    discount_total: Decimal
    """All discounts together, of the lines and of the document, in its price mode."""

    net: Decimal
    """Without tax: the sum of the lines."""

    tax: Decimal
    """Tax: the sum of the lines."""

    gross: Decimal
    """With tax: ``net + tax``."""

    settled: Decimal
    """How much of ``gross`` is settled by payments and credit notes; of a credit note: used."""

    profile: InvoiceProfileId | None
    """What the customer wants on its invoices: the profile that this one shows, if it has one.
    """

    counterparty_name: str
    """The counterparty's name for documents, as it was when posted: the title of the profile, or
    of the customer's billing, or its name.
    """

    counterparty_tax_number: str | None
    """Its tax number, as it was when posted; follows the right on a customer's tax number."""

    counterparty_address: str | None
    """Its address, as it was when posted; follows the right on a customer's addresses."""

    counterparty_phone: str | None
    """The phone that the document shows, as it was when posted. This and the next three follow
    the right on a customer's banking.
    """

    counterparty_bank: str | None
    """The bank that it shows, as it was when posted."""

    counterparty_account: str | None
    """The account number that it shows, as it was when posted."""

    counterparty_email: str | None
    """Where it goes as an electronic invoice, as it was when posted."""

    entry: EntryId | None
    """The journal entry; none for drafts and for documents of nothing."""

    note: str | None
    """A note."""

    version: int
    """Moves with every change."""

    created_at: dt.datetime
    """When it was drafted."""

    created_by: OperatorId | None
    """Who drafted it."""

    updated_at: dt.datetime
    """When it last changed."""

    lines: Table[InvoiceLine]
    """Its lines, by number."""

    credit_warning: CreditWarning | None
    """Said of a sale by the command that posts it beyond its customer's credit limit, where the
    book allows that; not kept, and nobody else is told.
    """


@dataclass(frozen=True, slots=True)
class NewInvoiceLine(Record):
    """A line of an invoice to be drafted.

    Attributes:
        product: The code of the product or service; none for anything else.
        description: What it is about, up to 300 characters; by default the product's name.
        quantity: How many, not 0, at most 8 decimal places; negative when something is given
            back. The document as a whole must not come to less than nothing.
        unit: Of which unit, up to 40 characters; by default the product's.
        unit_price: The price of one in the invoice's price mode, at most 8 decimal places;
            negative for a deposit or a discount as a line of its own, but not with a negative
            quantity. By default the product's, converted if its price mode is the other one.
        discount: A discount on this line.
        tax_rate: The tax rate, 0 to 1: 0.13 is 13 %; by default the product's, else 0.
        income_account: The code of the account that takes the net amount. By default of a sale
            the product's, else the chart's account for sales of goods or services; of a purchase
            the chart's for purchases.
    """

    product: str | None = None
    """The code of the product or service; none for anything else."""

    description: str | None = None
    """What it is about, up to 300 characters; by default the product's name."""

    quantity: Decimal | int = Decimal("0")
    """How many, not 0, at most 8 decimal places; negative when something is given back. The
    document as a whole must not come to less than nothing.
    """

    unit: str | None = None
    """Of which unit, up to 40 characters; by default the product's."""

    unit_price: Decimal | int | None = None
    """The price of one in the invoice's price mode, at most 8 decimal places; negative for a
    deposit or a discount as a line of its own, but not with a negative quantity. By default the
    product's, converted if its price mode is the other one.
    """

    discount: Discount | None = None
    """A discount on this line."""

    tax_rate: Decimal | int | None = None
    """The tax rate, 0 to 1: 0.13 is 13 %; by default the product's, else 0."""

    income_account: str | None = None
    """The code of the account that takes the net amount. By default of a sale the product's, else
    the chart's account for sales of goods or services; of a purchase the chart's for purchases.
    """


@dataclass(frozen=True, slots=True)
class InvoiceEdit(Record):
    """New values for a draft. What it becomes is checked as a fresh draft is; limits are those of
    ``NewInvoice``. Its tax stays rounded as the book said when it was drafted.

    What is not given stays as it is; null clears it, and so does a blank text. A list or map is
    replaced as a whole. Null for what is never empty is ``required``.

    Attributes:
        direction: Sale or purchase. When it changes, lines that are kept take their accounts
            anew.
        customer: The customer or supplier.
        profile: Which of the customer's profiles a sale shows; cleared: its default one, as it is
            when the customer or the direction changes.
        reference: The number another system or the supplier gave it.
        issue_on: The date of issue.
        due_on: When it is to be paid; cleared: the customer's payment days after issue.
        price_mode: Whether its unit prices hold the tax; prices of lines that are kept stay the
            same numbers.
        discount: The discount on the whole document.
        lines: All lines.
        note: The note.
    """

    direction: Direction | str | Unset = UNSET
    """Sale or purchase. When it changes, lines that are kept take their accounts anew."""

    customer: CustomerId | Unset = UNSET
    """The customer or supplier."""

    profile: InvoiceProfileId | Unset | None = UNSET
    """Which of the customer's profiles a sale shows; cleared: its default one, as it is when the
    customer or the direction changes.
    """

    reference: str | Unset | None = UNSET
    """The number another system or the supplier gave it."""

    issue_on: dt.date | Unset = UNSET
    """The date of issue."""

    due_on: dt.date | Unset | None = UNSET
    """When it is to be paid; cleared: the customer's payment days after issue."""

    price_mode: PriceMode | str | Unset = UNSET
    """Whether its unit prices hold the tax; prices of lines that are kept stay the same numbers.
    """

    discount: Discount | Unset | None = UNSET
    """The discount on the whole document."""

    lines: Sequence[NewInvoiceLine] | Unset = UNSET
    """All lines."""

    note: str | Unset | None = UNSET
    """The note."""

    def __post_init__(self) -> None:
        freeze(self, "lines")


@dataclass(frozen=True, slots=True)
class InvoiceFilter(Record):
    """Which documents to list; what is absent does not limit.

    Attributes:
        direction: Sale or purchase.
        kind: Invoices or credit notes.
        states: Any of these states; empty for all.
        customer: Of one customer or supplier.
        corrects: The credit notes that take this invoice back, wholly or in part.
        issued_from: Issued on this day or later.
        issued_to: Issued on this day or earlier.
        due_from: Due on this day or later.
        due_to: Due on this day or earlier.
        overdue_on: Invoices that were due before this day and of which something is open now.
        text: Part of the number, the reference or the counterparty's name; letter case and width
            do not matter, nor does punctuation unless a document holds the text just as it
            stands.
        gross_from: Of this gross amount or more.
        gross_to: Of this gross amount or less.
        conditions: Conditions on any column that the list can be sorted by; at most 20.
    """

    direction: Direction | str | None = None
    """Sale or purchase."""

    kind: DocumentKind | str | None = None
    """Invoices or credit notes."""

    states: Sequence[InvoiceState | str] = ()
    """Any of these states; empty for all."""

    customer: CustomerId | None = None
    """Of one customer or supplier."""

    corrects: InvoiceId | None = None
    """The credit notes that take this invoice back, wholly or in part."""

    issued_from: dt.date | None = None
    """Issued on this day or later."""

    issued_to: dt.date | None = None
    """Issued on this day or earlier."""

    due_from: dt.date | None = None
    """Due on this day or later."""

    due_to: dt.date | None = None
    """Due on this day or earlier."""

    overdue_on: dt.date | None = None
    """Invoices that were due before this day and of which something is open now."""

    text: str | None = None
    """Part of the number, the reference or the counterparty's name; letter case and width do not
    matter, nor does punctuation unless a document holds the text just as it stands.
    """

    gross_from: Decimal | int | None = None
    """Of this gross amount or more."""

    gross_to: Decimal | int | None = None
    """Of this gross amount or less."""

    conditions: Sequence[Condition] = ()
    """Conditions on any column that the list can be sorted by; at most 20."""

    def __post_init__(self) -> None:
        freeze(self, "states", "conditions")


class InvoiceSort(Word):
    """What a list of documents is sorted and filtered by. Documents without a value come last,
    ties go by id.
    """

    ISSUE_ON = "issue_on"
    """The date of issue."""
    DUE_ON = "due_on"
    """The due date."""
    NUMBER = "number"
    """The number, as text; drafts have none."""
    REFERENCE = "reference"
    """The other system's or the supplier's number."""
    DIRECTION = "direction"
    """Sale or purchase."""
    KIND = "kind"
    """Invoice or credit note."""
    STATE = "state"
    """Where it stands."""
    CUSTOMER = "customer"
    """The id of the customer or supplier."""
    COUNTERPARTY_NAME = "counterparty_name"
    """The counterparty's name, by code point."""
    DISCOUNT_TOTAL = "discount_total"
    """All discounts together."""
    NET = "net"
    """The amount without tax."""
    TAX = "tax"
    """The tax."""
    GROSS = "gross"
    """The amount with tax."""
    SETTLED = "settled"
    """How much is settled."""
    CREATED_AT = "created_at"
    """When it was drafted."""
    UPDATED_AT = "updated_at"
    """When it last changed."""


@dataclass(frozen=True, slots=True)
class InvoiceTotals(Record):
    """The totals of documents of one direction and kind.

    Attributes:
        direction: Sale or purchase.
        kind: Invoices or credit notes. Amounts of credit notes are positive.
        count: How many.
        net: Without tax.
        tax: Tax.
        gross: With tax.
        settled: How much of it is settled.
    """

    direction: Direction
    """Sale or purchase."""

    kind: DocumentKind
    """Invoices or credit notes. Amounts of credit notes are positive."""

    count: int
    """How many."""

    net: Decimal
    """Without tax."""

    tax: Decimal
    """Tax."""

    gross: Decimal
    """With tax."""

    settled: Decimal
    """How much of it is settled."""


@dataclass(frozen=True, slots=True)
class InvoiceVersion(Record):
    """A document as the caller last saw it.

    Attributes:
        id: Which one.
        version: The version the caller last saw.
    """

    id: InvoiceId
    """Which one."""

    version: int
    """The version the caller last saw."""


@dataclass(frozen=True, slots=True)
class NewAllocation(Record):
    """An allocation to be made: what happens with the open amount of one document.

    Attributes:
        item: A payment or credit note (or the invoice or refund that is to be settled).
        allocate: With what.
    """

    item: OpenItem
    """A payment or credit note (or the invoice or refund that is to be settled)."""

    allocate: AllocationChoice | Literal["automatic", "none"] = AllocationChoiceAutomatic()
    """With what."""


@dataclass(frozen=True, slots=True)
class NewCreditNote(Record):
    """A credit note to be posted against an invoice.

    Attributes:
        invoice: The invoice.
        version: The version of the invoice the caller last saw.
        issue_on: Its date, not before the invoice's; today when absent.
        reference: The number another system or the supplier gave it, up to 80 characters.
        lines: Which lines it takes back; empty for everything that is left of all.
        reason: Why, up to 2,000 characters; it becomes the note.
    """

    invoice: InvoiceId
    """The invoice."""

    version: int
    """The version of the invoice the caller last saw."""

    issue_on: dt.date | None = None
    """Its date, not before the invoice's; today when absent."""

    reference: str | None = None
    """The number another system or the supplier gave it, up to 80 characters."""

    lines: Sequence[CreditLine] = ()
    """Which lines it takes back; empty for everything that is left of all."""

    reason: str | None = None
    """Why, up to 2,000 characters; it becomes the note."""

    def __post_init__(self) -> None:
        freeze(self, "lines")


@dataclass(frozen=True, slots=True)
class NewInvoice(Record):
    """An invoice to be drafted.

    Attributes:
        customer: The customer or supplier.
        issue_on: The date of issue.
        lines: The lines, 1 to 10,000.
        direction: Sale or purchase.
        profile: Which of the customer's profiles a sale shows; none: its default one, and the
            customer's own billing, number and address where it has none.
        reference: The number another system or the supplier gave it, up to 80 characters.
        due_on: When it is to be paid; by default the customer's payment days after issue.
        price_mode: Whether its unit prices hold the tax.
        discount: A discount on the whole document, spread over the lines by their amounts.
        note: A note, up to 2,000 characters.
        allow_repeated_reference: Whether the supplier may have given its number to another
            purchase of the book that counts: without it, the same bill entered twice is refused.
    """

    customer: CustomerId
    """The customer or supplier."""

    issue_on: dt.date
    """The date of issue."""

    lines: Sequence[NewInvoiceLine]
    """The lines, 1 to 10,000."""

    direction: Direction | str = Direction.SALE
    """Sale or purchase."""

    profile: InvoiceProfileId | None = None
    """Which of the customer's profiles a sale shows; none: its default one, and the customer's
    own billing, number and address where it has none.
    """

    reference: str | None = None
    """The number another system or the supplier gave it, up to 80 characters."""

    due_on: dt.date | None = None
    """When it is to be paid; by default the customer's payment days after issue."""

    price_mode: PriceMode | str = PriceMode.NET
    """Whether its unit prices hold the tax."""

    discount: Discount | None = None
    """A discount on the whole document, spread over the lines by their amounts."""

    note: str | None = None
    """A note, up to 2,000 characters."""

    allow_repeated_reference: bool = False
    """Whether the supplier may have given its number to another purchase of the book that counts:
    without it, the same bill entered twice is refused.
    """

    def __post_init__(self) -> None:
        freeze(self, "lines")


@dataclass(frozen=True, slots=True)
class NewOpeningItem(Record):
    """A document that was open when the book began (期初).

    Attributes:
        customer: The customer or supplier.
        kind: Whether it is owed (a debt), or was paid or credited in advance (a credit).
        amount: How much was open, greater than zero, with at most the currency's decimal places.
        side: What customers owe, or what is owed to suppliers.
        number: The number of the document, up to 80 characters.
        issue_on: The day of the document, not after the day of the opening, which it is when
            absent.
        due_on: When it is to be paid; by default of a debt the customer's payment days after its
            day.
        account: The code of the account it stands on; when absent the book's account for
            receivables or payables.
        currency: Its currency (ISO 4217), which must be the book's; the book's when absent.
        allow_repeated_number: Whether the customer may have another item of its side with the
            number: without it, the same document entered twice is refused.
    """

    customer: CustomerId
    """The customer or supplier."""

    kind: OpenKind | str
    """Whether it is owed (a debt), or was paid or credited in advance (a credit)."""

    amount: Decimal | int
    """How much was open, greater than zero, with at most the currency's decimal places."""

    side: OpenItemSide | str = OpenItemSide.RECEIVABLE
    """What customers owe, or what is owed to suppliers."""

    number: str | None = None
    """The number of the document, up to 80 characters."""

    issue_on: dt.date | None = None
    """The day of the document, not after the day of the opening, which it is when absent."""

    due_on: dt.date | None = None
    """When it is to be paid; by default of a debt the customer's payment days after its day."""

    account: str | None = None
    """The code of the account it stands on; when absent the book's account for receivables or
    payables.
    """

    currency: str | None = None
    """Its currency (ISO 4217), which must be the book's; the book's when absent."""

    allow_repeated_number: bool = False
    """Whether the customer may have another item of its side with the number: without it, the
    same document entered twice is refused.
    """


class PaymentDirection(Word):
    """Whether money comes in or goes out."""

    IN = "in"
    """Received."""
    OUT = "out"
    """Paid."""


class PaymentPurpose(Word):
    """What money is for."""

    SETTLEMENT = "settlement"
    """It settles what is owed: a customer pays us, we pay a supplier."""
    REFUND = "refund"
    """It gives money back: we to a customer, a supplier to us."""


@dataclass(frozen=True, slots=True)
class NewPayment(Record):
    """A payment to be recorded.

    Attributes:
        direction: In or out.
        customer: The customer or supplier.
        paid_on: The day the money moved.
        amount: How much, greater than zero, with at most the currency's decimal places.
        purpose: Settlement or refund.
        method: Code or label of an item of the dictionary ``payment_method``; a bank transfer
            when absent.
        account: The code of the cash or bank account; when absent the book's cash account for the
            method ``cash``, else its bank account.
        reference: The bank's or the payer's own number, up to 80 characters.
        note: A note, up to 2000 characters.
        allocate: What it settles. Anything but ``AllocationChoice.None`` needs
            ``payments.allocate`` too: who has not got it, as the ready-made cashier, gives
            ``none``, and somebody else allocates.
    """

    direction: PaymentDirection | str
    """In or out."""

    customer: CustomerId
    """The customer or supplier."""

    paid_on: dt.date
    """The day the money moved."""

    amount: Decimal | int
    """How much, greater than zero, with at most the currency's decimal places."""

    purpose: PaymentPurpose | str = PaymentPurpose.SETTLEMENT
    """Settlement or refund."""

    method: str | None = None
    """Code or label of an item of the dictionary ``payment_method``; a bank transfer when absent.
    """

    account: str | None = None
    """The code of the cash or bank account; when absent the book's cash account for the method
    ``cash``, else its bank account.
    """

    reference: str | None = None
    """The bank's or the payer's own number, up to 80 characters."""

    note: str | None = None
    """A note, up to 2000 characters."""

    allocate: AllocationChoice | Literal["automatic", "none"] = AllocationChoiceAutomatic()
    """What it settles. Anything but ``AllocationChoice.None`` needs ``payments.allocate`` too:
    who has not got it, as the ready-made cashier, gives ``none``, and somebody else allocates.
    """


class ProductKind(Word):
    """What is sold. It chooses the chart's account for sales, unless a product names its own."""

    PRODUCT = "product"
    """Goods."""
    SERVICE = "service"
    """A service."""


@dataclass(frozen=True, slots=True)
class NewProduct(Record):
    """A product or service to be added.

    Attributes:
        code: The code, unique in the book, up to 60 characters.
        name: The name, up to 200 characters.
        kind: Goods or a service.
        unit: The unit it is counted in, up to 40 characters.
        unit_price: The price of one unit in the price mode, 0 or more, at most 8 decimal places.
        price_mode: Whether the unit price holds the tax.
        tax_rate: The tax rate, 0 to 1, at most 8 decimal places: 0.13 is 13 %.
        income_account: The code of the account that takes the net amount of a sale; by default
            the chart's account for sales of goods or of services.
        note: A note, up to 2,000 characters.
        custom: Values of fields of the book's own, by key; what is not given has its default.
    """

    code: str
    """The code, unique in the book, up to 60 characters."""

    name: str
    """The name, up to 200 characters."""

    kind: ProductKind | str = ProductKind.PRODUCT
    """Goods or a service."""

    unit: str | None = None
    """The unit it is counted in, up to 40 characters."""

    unit_price: Decimal | int | None = None
    """The price of one unit in the price mode, 0 or more, at most 8 decimal places."""

    price_mode: PriceMode | str = PriceMode.NET
    """Whether the unit price holds the tax."""

    tax_rate: Decimal | int = Decimal("0")
    """The tax rate, 0 to 1, at most 8 decimal places: 0.13 is 13 %."""

    income_account: str | None = None
    """The code of the account that takes the net amount of a sale; by default the chart's account
    for sales of goods or of services.
    """

    note: str | None = None
    """A note, up to 2,000 characters."""

    custom: Mapping[str, str | Decimal | int | dt.date | bool | Sequence[str]] = FrozenDict()
    """Values of fields of the book's own, by key; what is not given has its default."""

    def __post_init__(self) -> None:
        freeze(self, "custom")


@dataclass(frozen=True, slots=True)
class NewStandaloneCredit(Record):
    """A credit note that stands alone: no invoice of this book is behind it (a bonus, goods sold
    before the book began). Its lines are what is credited, so they are positive as on an invoice.

    Attributes:
        direction: To a customer, or from a supplier.
        customer: The customer or supplier.
        reason: Why, 1 to 2,000 characters; it becomes the note.
        price_mode: Whether its unit prices hold the tax.
        reference: The number another system or the supplier gave it, up to 80 characters.
        issue_on: Its date; today when absent.
        discount: A discount on the whole document, spread over the lines by their amounts.
        lines: The lines, 1 to 10,000.
    """

    direction: Direction | str
    """To a customer, or from a supplier."""

    customer: CustomerId
    """The customer or supplier."""

    reason: str
    """Why, 1 to 2,000 characters; it becomes the note."""

    price_mode: PriceMode | str
    """Whether its unit prices hold the tax."""

    reference: str | None = None
    """The number another system or the supplier gave it, up to 80 characters."""

    issue_on: dt.date | None = None
    """Its date; today when absent."""

    discount: Discount | None = None
    """A discount on the whole document, spread over the lines by their amounts."""

    lines: Sequence[NewInvoiceLine] = ()
    """The lines, 1 to 10,000."""

    def __post_init__(self) -> None:
        freeze(self, "lines")


class PaymentState(Word):
    """Whether a payment counts."""

    POSTED = "posted"
    """It stands in the ledger."""
    CANCELLED = "cancelled"
    """It was cancelled by a red entry."""


@dataclass(frozen=True, slots=True)
class Payment(Record):
    """Money in or out. Amounts are in the book's currency.

    Attributes:
        id: The id.
        number: ``RC-202606-0001`` for money in, ``PY-202606-0001`` for money out; gapless per
            month.
        direction: In or out.
        purpose: Settlement or refund.
        state: Posted or cancelled.
        customer: The customer or supplier.
        counterparty_name: Its name for documents when the payment was recorded.
        paid_on: The day the money moved.
        method: The code of an item of the dictionary ``payment_method``.
        account: The cash or bank account.
        amount: How much, greater than zero.
        allocated: How much of it is allocated.
        unallocated: What is left to allocate: the credit that an over-payment leaves. Zero once
            cancelled.
        reference: The bank's or the payer's own number.
        note: A note.
        entry: Its journal entry.
        reversal: The red entry that cancelled it.
        cancelled_on: From which day on it no longer counts.
        version: Moves with every change.
        created_at: When it was recorded.
        created_by: Who recorded it.
        updated_at: When it last changed.
    """

    id: PaymentId
    """The id."""

    number: str
    """``RC-202606-0001`` for money in, ``PY-202606-0001`` for money out; gapless per month."""

    direction: PaymentDirection
    """In or out."""

    purpose: PaymentPurpose
    """Settlement or refund."""

    state: PaymentState
    """Posted or cancelled."""

    customer: CustomerId
    """The customer or supplier."""

    counterparty_name: str
    """Its name for documents when the payment was recorded."""

    paid_on: dt.date
    """The day the money moved."""

    method: str
    """The code of an item of the dictionary ``payment_method``."""

    account: AccountId
    """The cash or bank account."""

    amount: Decimal
    """How much, greater than zero."""

    allocated: Decimal
    """How much of it is allocated."""

    unallocated: Decimal
    """What is left to allocate: the credit that an over-payment leaves. Zero once cancelled."""

    reference: str | None
    """The bank's or the payer's own number."""

    note: str | None
    """A note."""

    entry: EntryId | None
    """Its journal entry."""

    reversal: EntryId | None
    """The red entry that cancelled it."""

    cancelled_on: dt.date | None
    """From which day on it no longer counts."""

    version: int
    """Moves with every change."""

    created_at: dt.datetime
    """When it was recorded."""

    created_by: OperatorId | None
    """Who recorded it."""

    updated_at: dt.datetime
    """When it last changed."""


@dataclass(frozen=True, slots=True)
class PaymentEdit(Record):
    """New texts of a payment. Nothing else of it ever changes: cancel it and record it anew.

    What is not given stays as it is; null clears it, and so does a blank text. A list or map is
    replaced as a whole. Null for what is never empty is ``required``.

    Attributes:
        reference: The bank's or the payer's own number, up to 80 characters.
        note: A note, up to 2000 characters.
    """

    reference: str | Unset | None = UNSET
    """The bank's or the payer's own number, up to 80 characters."""

    note: str | Unset | None = UNSET
    """A note, up to 2000 characters."""


@dataclass(frozen=True, slots=True)
class PaymentFilter(Record):
    """Which payments a list or total shows; all conditions hold together.

    Attributes:
        direction: In or out.
        purpose: Settlements or refunds.
        state: Posted or cancelled.
        customer: Of one customer or supplier.
        paid_from: Paid on this day or later.
        paid_to: Paid on this day or earlier.
        method: The code of a method.
        text: A part of the number or reference.
        unallocated: Only posted payments that are not allocated in full.
        conditions: Conditions on any column that the list can be sorted by; at most 20.
    """

    direction: PaymentDirection | str | None = None
    """In or out."""

    purpose: PaymentPurpose | str | None = None
    """Settlements or refunds."""

    state: PaymentState | str | None = None
    """Posted or cancelled."""

    customer: CustomerId | None = None
    """Of one customer or supplier."""

    paid_from: dt.date | None = None
    """Paid on this day or later."""

    paid_to: dt.date | None = None
    """Paid on this day or earlier."""

    method: str | None = None
    """The code of a method."""

    text: str | None = None
    """A part of the number or reference."""

    unallocated: bool = False
    """Only posted payments that are not allocated in full."""

    conditions: Sequence[Condition] = ()
    """Conditions on any column that the list can be sorted by; at most 20."""

    def __post_init__(self) -> None:
        freeze(self, "conditions")


class PaymentSort(Word):
    """What a list of payments is sorted and filtered by. Payments without a value come last, ties
    go by id.
    """

    PAID_ON = "paid_on"
    """The day it was paid."""
    NUMBER = "number"
    """The number, as text."""
    REFERENCE = "reference"
    """The bank's or the other side's reference."""
    DIRECTION = "direction"
    """In or out."""
    PURPOSE = "purpose"
    """Settlement or refund."""
    STATE = "state"
    """Posted or cancelled."""
    CUSTOMER = "customer"
    """The id of the customer or supplier."""
    COUNTERPARTY_NAME = "counterparty_name"
    """The counterparty's name, by code point."""
    METHOD = "method"
    """The code of the method."""
    AMOUNT = "amount"
    """The amount."""
    ALLOCATED = "allocated"
    """How much of it is allocated."""
    CANCELLED_ON = "cancelled_on"
    """The day it was cancelled."""
    CREATED_AT = "created_at"
    """When it was recorded."""
    UPDATED_AT = "updated_at"
    """When it last changed."""


@dataclass(frozen=True, slots=True)
class PaymentTotals(Record):
    """Sums over payments. Cancelled ones count only in ``count``.

    Attributes:
        count: How many, cancelled ones too.
        received: Money in.
        paid: Money out.
        allocated: Allocated, in and out together.
        unallocated: Left to allocate, in and out together.
    """

    count: int
    """How many, cancelled ones too."""

    received: Decimal
    """Money in."""

    paid: Decimal
    """Money out."""

    allocated: Decimal
    """Allocated, in and out together."""

    unallocated: Decimal
    """Left to allocate, in and out together."""


@dataclass(frozen=True, slots=True)
class PaymentVersion(Record):
    """A payment at the version the caller last saw.

    Attributes:
        id: The payment.
        version: The version.
    """

    id: PaymentId
    """The payment."""

    version: int
    """The version."""


@dataclass(frozen=True, slots=True)
class Product(Record):
    """A product or service.

    Attributes:
        id: The id.
        code: The code, unique in the book.
        kind: Goods or a service.
        name: The name.
        unit: The unit it is counted in, such as 件 or hour.
        unit_price: The price of one unit, in the price mode.
        price_mode: Whether the unit price holds the tax.
        tax_rate: The tax rate, 0 to 1: 0.13 is 13 %.
        income_account: The code of the account that takes the net amount of a sale.
        note: A note.
        custom: Values of fields of the book's own that are not personal, by key.
        custom_personal: Those that are personal, as far as they may be read.
        active: Whether it may still be chosen.
        version: Moves with every change.
        created_at: When it was added.
        updated_at: When it last changed.
    """

    id: ProductId
    """The id."""

    code: str
    """The code, unique in the book."""

    kind: ProductKind
    """Goods or a service."""

    name: str
    """The name."""

    unit: str | None
    """The unit it is counted in, such as 件 or hour."""

    unit_price: Decimal | None
    """The price of one unit, in the price mode."""

    price_mode: PriceMode
    """Whether the unit price holds the tax."""

    tax_rate: Decimal
    """The tax rate, 0 to 1: 0.13 is 13 %."""

    income_account: str | None
    """The code of the account that takes the net amount of a sale."""

    note: str | None
    """A note."""

    custom: Mapping[str, str | Decimal | int | dt.date | bool | tuple[str, ...]]
    """Values of fields of the book's own that are not personal, by key."""

    custom_personal: Mapping[str, str | Decimal | int | dt.date | bool | tuple[str, ...]]
    """Those that are personal, as far as they may be read."""

    active: bool
    """Whether it may still be chosen."""

    version: int
    """Moves with every change."""

    created_at: dt.datetime
    """When it was added."""

    updated_at: dt.datetime
    """When it last changed."""


@dataclass(frozen=True, slots=True)
class ProductEdit(Record):
    """New values for a product. Limits are those of ``NewProduct``; documents drafted before keep
    what they have.

    What is not given stays as it is; null clears it, and so does a blank text. A list or map is
    replaced as a whole. Null for what is never empty is ``required``.

    Attributes:
        code: The code.
        kind: Goods or a service.
        name: The name.
        unit: The unit it is counted in.
        unit_price: The price of one unit in the price mode.
        price_mode: Whether the unit price holds the tax; a price that is kept stays the same
            number.
        tax_rate: The tax rate: 0.13 is 13 %.
        income_account: The code of the account that takes the net amount of a sale; cleared: the
            chart's.
        note: The note.
        custom: Values of fields of the book's own, by key: those that are named. Null clears one,
            and the others stay.
    """

    code: str | Unset = UNSET
    """The code."""

    kind: ProductKind | str | Unset = UNSET
    """Goods or a service."""

    name: str | Unset = UNSET
    """The name."""

    unit: str | Unset | None = UNSET
    """The unit it is counted in."""

    unit_price: Decimal | int | Unset | None = UNSET
    """The price of one unit in the price mode."""

    price_mode: PriceMode | str | Unset = UNSET
    """Whether the unit price holds the tax; a price that is kept stays the same number."""

    tax_rate: Decimal | int | Unset = UNSET
    """The tax rate: 0.13 is 13 %."""

    income_account: str | Unset | None = UNSET
    """The code of the account that takes the net amount of a sale; cleared: the chart's."""

    note: str | Unset | None = UNSET
    """The note."""

    custom: Mapping[str, str | Decimal | int | dt.date | bool | Sequence[str] | None] | Unset = UNSET
    """Values of fields of the book's own, by key: those that are named. Null clears one, and the
    others stay.
    """

    def __post_init__(self) -> None:
        freeze(self, "custom")


@dataclass(frozen=True, slots=True)
class ProductFilter(Record):
    """Which products to list; what is absent does not limit.

    Attributes:
        kind: Goods, or services.
        active: Those that may be chosen, or those that may not.
        text: Part of the code or name; letter case, width and punctuation do not matter.
        conditions: Conditions on any column that the list can be sorted by, and on ``custom.``
            and the key of a field of the book's own; at most 20.
        sorted_by: The key of a field of the book's own that the list is sorted by, before its
            sort.
    """

    kind: ProductKind | str | None = None
    """Goods, or services."""

    active: bool | None = None
    """Those that may be chosen, or those that may not."""

    text: str | None = None
    """Part of the code or name; letter case, width and punctuation do not matter."""

    conditions: Sequence[Condition] = ()
    """Conditions on any column that the list can be sorted by, and on ``custom.`` and the key of
    a field of the book's own; at most 20.
    """

    sorted_by: str | None = None
    """The key of a field of the book's own that the list is sorted by, before its sort."""

    def __post_init__(self) -> None:
        freeze(self, "conditions")


class ProductSort(Word):
    """What a list of products is sorted and filtered by. Products without a value come last, ties
    go by id.
    """

    CODE = "code"
    """The code."""
    NAME = "name"
    """The name with the code, folded: by code point, so Latin letters come before Chinese
    characters.
    """
    KIND = "kind"
    """Goods or services."""
    UNIT = "unit"
    """The unit."""
    PRICE_MODE = "price_mode"
    """Whether prices are without or with tax."""
    ACTIVE = "active"
    """Whether it may be chosen."""
    CREATED_AT = "created_at"
    """When it was added."""
    UPDATED_AT = "updated_at"
    """When it last changed."""


@dataclass(frozen=True, slots=True)
class ProductUpdate(Record):
    """One product with new values for it.

    Attributes:
        id: Which one.
        version: The version the caller last saw.
        edit: The new values.
    """

    id: ProductId
    """Which one."""

    version: int
    """The version the caller last saw."""

    edit: ProductEdit
    """The new values."""


@dataclass(frozen=True, slots=True)
class ProductVersion(Record):
    """A product as the caller last saw it.

    Attributes:
        id: Which one.
        version: The version the caller last saw.
    """

    id: ProductId
    """Which one."""

    version: int
    """The version the caller last saw."""


@dataclass(frozen=True, slots=True)
class UnallocatedCredit(Record):
    """What a customer has to its credit.

    Attributes:
        customer: The customer or supplier.
        side: Receivable or payable.
        payments: Rests of payments that are not allocated.
        credit_notes: Rests of credit notes that are not allocated.
        entries: Rests of entries by hand that are to the customer's credit, such as advances.
        refunds: Refunds that are not matched with a credit yet; they lessen it.
        credit: Payments, credit notes and entries less refunds.
    """

    customer: CustomerId
    """The customer or supplier."""

    side: OpenItemSide
    """Receivable or payable."""

    payments: Decimal
    """Rests of payments that are not allocated."""

    credit_notes: Decimal
    """Rests of credit notes that are not allocated."""

    entries: Decimal
    """Rests of entries by hand that are to the customer's credit, such as advances."""

    refunds: Decimal
    """Refunds that are not matched with a credit yet; they lessen it."""

    credit: Decimal
    """Payments, credit notes and entries less refunds."""
