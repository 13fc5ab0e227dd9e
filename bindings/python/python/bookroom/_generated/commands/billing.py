# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""Commands as data: billing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from bookroom._base import Command, Versioned, freeze
from bookroom._generated.models.billing import (
    Allocation,
    EntryItem,
    Invoice,
    InvoiceEdit,
    NewAllocation,
    NewCreditNote,
    NewInvoice,
    NewOpeningItem,
    NewPayment,
    NewProduct,
    NewStandaloneCredit,
    OpenItemSide,
    Payment,
    PaymentEdit,
    Product,
    ProductUpdate,
)
from bookroom._generated.models.common import (
    AllocationId,
    CustomerId,
    EntryItemId,
    InvoiceId,
    PaymentId,
    ProductId,
)
from bookroom._table import Table

__all__ = [
    "AddProducts",
    "AllocateAutomatically",
    "AllocatePayments",
    "CancelInvoices",
    "CancelOpeningItems",
    "CancelPayments",
    "CreditInvoices",
    "CreditWithoutInvoice",
    "DiscardInvoices",
    "DraftAndPostInvoices",
    "DraftInvoices",
    "EditInvoice",
    "EditPayment",
    "EditProducts",
    "PostInvoices",
    "PostOpeningItems",
    "RecordPayments",
    "RemoveProducts",
    "SetProductsActive",
    "WithdrawAllocations",
]


@dataclass(frozen=True, slots=True)
class CancelInvoices(Command["Table[Invoice]"]):
    """Cancels invoices of which nothing is settled: a credit note takes each back as a whole.

    Attributes:
        invoices: The invoices, at most 100,000.
        on: The date of the credit notes, not before an invoice's; today when absent.
        reason: Why, up to 2,000 characters; it becomes the note of the credit notes.
    """

    command: ClassVar[str] = "invoices.cancel"

    invoices: Sequence[Versioned[InvoiceId]]
    """The invoices, at most 100,000."""

    on: dt.date | None = None
    """The date of the credit notes, not before an invoice's; today when absent."""

    reason: str | None = None
    """Why, up to 2,000 characters; it becomes the note of the credit notes."""

    def __post_init__(self) -> None:
        freeze(self, "invoices")


@dataclass(frozen=True, slots=True)
class CreditInvoices(Command["Table[Invoice]"]):
    """Posts credit notes against invoices: chosen lines, quantities or amounts. What an invoice
    leaves open is settled by its credit note; the rest is the counterparty's credit.

    Attributes:
        credits: The credit notes, at most 100,000, one for an invoice.
    """

    command: ClassVar[str] = "invoices.credit"

    credits: Sequence[NewCreditNote]
    """The credit notes, at most 100,000, one for an invoice."""

    def __post_init__(self) -> None:
        freeze(self, "credits")


@dataclass(frozen=True, slots=True)
class CreditWithoutInvoice(Command["Table[Invoice]"]):
    """Posts credit notes that stand alone. What they credit is open until payments, refunds or
    invoices use it.

    Attributes:
        credits: The credit notes, at most 100,000.
    """

    command: ClassVar[str] = "invoices.credit_without_invoice"

    credits: Sequence[NewStandaloneCredit]
    """The credit notes, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "credits")


@dataclass(frozen=True, slots=True)
class DiscardInvoices(Command["Table[Invoice]"]):
    """Discards drafts: they never were in the books.

    Attributes:
        invoices: The drafts, at most 100,000.
    """

    command: ClassVar[str] = "invoices.discard"

    invoices: Sequence[Versioned[InvoiceId]]
    """The drafts, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "invoices")


@dataclass(frozen=True, slots=True)
class DraftInvoices(Command["Table[Invoice]"]):
    """Drafts invoices.

    Attributes:
        invoices: The invoices, at most 100,000.
    """

    command: ClassVar[str] = "invoices.draft"

    invoices: Sequence[NewInvoice]
    """The invoices, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "invoices")


@dataclass(frozen=True, slots=True)
class DraftAndPostInvoices(Command["Table[Invoice]"]):
    """Drafts invoices and posts them in one go, for imports and shops. Needs both permissions.

    Attributes:
        invoices: The invoices, at most 100,000; numbers are given in this order.
    """

    command: ClassVar[str] = "invoices.draft_and_post"

    invoices: Sequence[NewInvoice]
    """The invoices, at most 100,000; numbers are given in this order."""

    def __post_init__(self) -> None:
        freeze(self, "invoices")


@dataclass(frozen=True, slots=True)
class EditInvoice(Command["Invoice"]):
    """Gives a draft new values.

    Attributes:
        id: Which one.
        version: The version the caller last saw.
        edit: The new values.
    """

    command: ClassVar[str] = "invoices.edit"

    id: InvoiceId
    """Which one."""

    version: int
    """The version the caller last saw."""

    edit: InvoiceEdit
    """The new values."""


@dataclass(frozen=True, slots=True)
class PostInvoices(Command["Table[Invoice]"]):
    """Posts drafts to the ledger.

    Attributes:
        invoices: The drafts, at most 100,000; numbers are given in this order.
    """

    command: ClassVar[str] = "invoices.post"

    invoices: Sequence[Versioned[InvoiceId]]
    """The drafts, at most 100,000; numbers are given in this order."""

    def __post_init__(self) -> None:
        freeze(self, "invoices")


@dataclass(frozen=True, slots=True)
class CancelOpeningItems(Command["Table[EntryItem]"]):
    """Takes opening items back, or other lines posted by hand: reverses their entries.

    Attributes:
        items: The items, at most 100,000; all of an entry together.
        on: The day of the red entries, not before an item's own; today when absent, or the first
            day that is possible.
        reason: Why, up to 100 characters; it stands in the red entries.
    """

    command: ClassVar[str] = "open_items.cancel"

    items: Sequence[EntryItemId]
    """The items, at most 100,000; all of an entry together."""

    on: dt.date | None = None
    """The day of the red entries, not before an item's own; today when absent, or the first day
    that is possible.
    """

    reason: str | None = None
    """Why, up to 100 characters; it stands in the red entries."""

    def __post_init__(self) -> None:
        freeze(self, "items")


@dataclass(frozen=True, slots=True)
class PostOpeningItems(Command["Table[EntryItem]"]):
    """Enters what was open when the book began (期初), one entry for each document.

    Attributes:
        on: The day of the entries: what the book begins with.
        items: The documents, at most 100,000.
        counter_account: The code of the account on the other side; the chart's for opening
            balances when absent.
        summary: What the entries are about, up to 100 characters; the customary word (期初) when
            absent. The document's number follows it.
    """

    command: ClassVar[str] = "open_items.post"

    on: dt.date
    """The day of the entries: what the book begins with."""

    items: Sequence[NewOpeningItem]
    """The documents, at most 100,000."""

    counter_account: str | None = None
    """The code of the account on the other side; the chart's for opening balances when absent.
    """

    summary: str | None = None
    """What the entries are about, up to 100 characters; the customary word (期初) when absent. The
    document's number follows it.
    """

    def __post_init__(self) -> None:
        freeze(self, "items")


@dataclass(frozen=True, slots=True)
class AllocatePayments(Command["Table[Allocation]"]):
    """Allocates the open amounts of documents, by hand or automatically.

    Attributes:
        allocations: What to allocate, at most 100,000.
        on: From which day on it counts; no document may be younger. When absent today, or the
            first day that both documents allow.
    """

    command: ClassVar[str] = "payments.allocate"

    allocations: Sequence[NewAllocation]
    """What to allocate, at most 100,000."""

    on: dt.date | None = None
    """From which day on it counts; no document may be younger. When absent today, or the first
    day that both documents allow.
    """

    def __post_init__(self) -> None:
        freeze(self, "allocations")


@dataclass(frozen=True, slots=True)
class AllocateAutomatically(Command["Table[Allocation]"]):
    """Allocates everything that is open: of each customer the debt due first with the oldest
    credit, payments and credit notes alike.

    Attributes:
        customers: These customers and suppliers, at most 100,000; all within reach when empty.
        side: Only what customers owe, or only what is owed to suppliers.
        on: From which day on it counts; documents that are younger stay open. When absent today,
            or the first day that both documents allow.
    """

    command: ClassVar[str] = "payments.allocate_automatically"

    customers: Sequence[CustomerId]
    """These customers and suppliers, at most 100,000; all within reach when empty."""

    side: OpenItemSide | str | None = None
    """Only what customers owe, or only what is owed to suppliers."""

    on: dt.date | None = None
    """From which day on it counts; documents that are younger stay open. When absent today, or
    the first day that both documents allow.
    """

    def __post_init__(self) -> None:
        freeze(self, "customers")


@dataclass(frozen=True, slots=True)
class CancelPayments(Command["Table[Payment]"]):
    """Cancels payments: a red entry in the ledger, their allocations withdrawn, the invoices open
    again. The payments and their numbers stay.

    Attributes:
        payments: The payments, at most 100,000.
        on: The day of the red entries: not before a payment was made, nor before an allocation of
            it was withdrawn. When absent today, or the first day that is possible.
        reason: Why, up to 200 characters; it stands in the red entries.
    """

    command: ClassVar[str] = "payments.cancel"

    payments: Sequence[Versioned[PaymentId]]
    """The payments, at most 100,000."""

    on: dt.date | None = None
    """The day of the red entries: not before a payment was made, nor before an allocation of it
    was withdrawn. When absent today, or the first day that is possible.
    """

    reason: str | None = None
    """Why, up to 200 characters; it stands in the red entries."""

    def __post_init__(self) -> None:
        freeze(self, "payments")


@dataclass(frozen=True, slots=True)
class EditPayment(Command["Payment"]):
    """Changes the reference or note of a payment. Everything else stays as it was recorded.

    Attributes:
        id: The payment.
        version: The version the caller last saw.
        edit: The new texts.
    """

    command: ClassVar[str] = "payments.edit"

    id: PaymentId
    """The payment."""

    version: int
    """The version the caller last saw."""

    edit: PaymentEdit
    """The new texts."""


@dataclass(frozen=True, slots=True)
class RecordPayments(Command["Table[Payment]"]):
    """Records money in and out, posts it to the ledger and lets it settle invoices.

    Attributes:
        payments: The payments, at most 100,000.
    """

    command: ClassVar[str] = "payments.record"

    payments: Sequence[NewPayment]
    """The payments, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "payments")


@dataclass(frozen=True, slots=True)
class WithdrawAllocations(Command["Table[Allocation]"]):
    """Takes allocations back: what they settled is open again, and so is what settled it.

    Attributes:
        allocations: The allocations, at most 100,000.
        on: From which day on they no longer count, not before they began; today when absent.
    """

    command: ClassVar[str] = "payments.withdraw_allocations"

    allocations: Sequence[AllocationId]
    """The allocations, at most 100,000."""

    on: dt.date | None = None
    """From which day on they no longer count, not before they began; today when absent."""

    def __post_init__(self) -> None:
        freeze(self, "allocations")


@dataclass(frozen=True, slots=True)
class AddProducts(Command["Table[Product]"]):
    """Adds products and services.

    Attributes:
        products: The products, at most 100,000.
    """

    command: ClassVar[str] = "products.add"

    products: Sequence[NewProduct]
    """The products, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "products")


@dataclass(frozen=True, slots=True)
class EditProducts(Command["Table[Product]"]):
    """Gives products new values.

    Attributes:
        edits: The products with their new values, at most 100,000.
    """

    command: ClassVar[str] = "products.edit"

    edits: Sequence[ProductUpdate]
    """The products with their new values, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "edits")


@dataclass(frozen=True, slots=True)
class RemoveProducts(Command["Table[Product]"]):
    """Removes products that no document and no case names.

    Attributes:
        products: The products, at most 100,000.
    """

    command: ClassVar[str] = "products.remove"

    products: Sequence[Versioned[ProductId]]
    """The products, at most 100,000."""

    def __post_init__(self) -> None:
        freeze(self, "products")


@dataclass(frozen=True, slots=True)
class SetProductsActive(Command["Table[Product]"]):
    """Retires products, or takes them back into use.

    Attributes:
        products: The products, at most 100,000.
        active: Whether they may be chosen from now on.
    """

    command: ClassVar[str] = "products.set_active"

    products: Sequence[Versioned[ProductId]]
    """The products, at most 100,000."""

    active: bool
    """Whether they may be chosen from now on."""

    def __post_init__(self) -> None:
        freeze(self, "products")
