# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""Commands as data: exchange."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from bookroom._base import Command, freeze
from bookroom._generated.models.common import ImportId, PoolId
from bookroom._generated.models.exchange import (
    AllocateBy,
    ImportHead,
    ImportMatching,
    ImportOutcome,
    ImportedBefore,
    ImportedCustomer,
    ImportedDocument,
    ImportedOpeningItem,
    ImportedPayment,
    ImportedProduct,
    OwnDocumentRow,
    OwnRow,
    UndoReport,
    UnknownValues,
)

__all__ = [
    "ImportCustomers",
    "ImportOpeningItems",
    "ImportPayments",
    "ImportProducts",
    "ImportSales",
    "UndoImport",
]


@dataclass(frozen=True, slots=True)
class ImportCustomers(Command["ImportOutcome"]):
    """Imports customers: rows of known ones are updated, the others made.

    Attributes:
        head: The file.
        rows: The rows.
        matching: Whether customers are made, updated or both.
        unknown_labels: What happens with labels that the dictionaries do not have.
        own: Rows that name records by their numbers.
        own_contacts: Whether those are contacts.
        change_identity: Whether a row may change the name and the tax number of the customer
            whose code it gives.
        opening_on: The day of the opening balances.
        pool: The pool that new customers go to.
    """

    command: ClassVar[str] = "exchange.import_customers"

    head: ImportHead
    """The file."""

    rows: Sequence[ImportedCustomer]
    """The rows."""

    matching: ImportMatching | str
    """Whether customers are made, updated or both."""

    unknown_labels: UnknownValues | str
    """What happens with labels that the dictionaries do not have."""

    own: Sequence[OwnRow] = ()
    """Rows that name records by their numbers."""

    own_contacts: bool = False
    """Whether those are contacts."""

    change_identity: bool = False
    """Whether a row may change the name and the tax number of the customer whose code it gives.
    """

    opening_on: dt.date | None = None
    """The day of the opening balances."""

    pool: PoolId | None = None
    """The pool that new customers go to."""

    def __post_init__(self) -> None:
        freeze(self, "rows", "own")


@dataclass(frozen=True, slots=True)
class ImportOpeningItems(Command["ImportOutcome"]):
    """Imports documents that were open when the book began.

    Attributes:
        head: The file.
        on: The day of the opening.
        rows: The rows.
        unknown_customers: What happens with unknown customers and suppliers.
        allow_repeated_references: Whether a customer may have a number twice.
        imported_before: What happens with documents that were imported before.
        counter_account: The code of the account on the other side; the chart's for opening
            balances when absent.
    """

    command: ClassVar[str] = "exchange.import_opening_items"

    head: ImportHead
    """The file."""

    on: dt.date
    """The day of the opening."""

    rows: Sequence[ImportedOpeningItem]
    """The rows."""

    unknown_customers: UnknownValues | str
    """What happens with unknown customers and suppliers."""

    allow_repeated_references: bool
    """Whether a customer may have a number twice."""

    imported_before: ImportedBefore | str
    """What happens with documents that were imported before."""

    counter_account: str | None = None
    """The code of the account on the other side; the chart's for opening balances when absent.
    """

    def __post_init__(self) -> None:
        freeze(self, "rows")


@dataclass(frozen=True, slots=True)
class ImportPayments(Command["ImportOutcome"]):
    """Imports payments.

    Attributes:
        head: The file.
        rows: The rows.
        allocate: Which invoices they settle.
        unknown_customers: What happens with unknown customers.
        unknown_methods: What happens with methods that the dictionary does not have.
        allow_repeated_references: Whether a customer may have a reference twice.
        own: Rows that name records by their numbers.
        imported_before: What happens with payments that were imported before.
    """

    command: ClassVar[str] = "exchange.import_payments"

    head: ImportHead
    """The file."""

    rows: Sequence[ImportedPayment]
    """The rows."""

    allocate: AllocateBy | str
    """Which invoices they settle."""

    unknown_customers: UnknownValues | str
    """What happens with unknown customers."""

    unknown_methods: UnknownValues | str
    """What happens with methods that the dictionary does not have."""

    allow_repeated_references: bool
    """Whether a customer may have a reference twice."""

    own: Sequence[OwnRow] = ()
    """Rows that name records by their numbers."""

    imported_before: ImportedBefore | str = ImportedBefore.REFUSE
    """What happens with payments that were imported before."""

    def __post_init__(self) -> None:
        freeze(self, "rows", "own")


@dataclass(frozen=True, slots=True)
class ImportProducts(Command["ImportOutcome"]):
    """Imports products: rows of known codes are updated, the others made.

    Attributes:
        head: The file.
        rows: The rows.
        matching: Whether products are made, updated or both.
        own: Rows that name records by their numbers.
        change_identity: Whether a row may change the name of the product whose code it gives.
    """

    command: ClassVar[str] = "exchange.import_products"

    head: ImportHead
    """The file."""

    rows: Sequence[ImportedProduct]
    """The rows."""

    matching: ImportMatching | str
    """Whether products are made, updated or both."""

    own: Sequence[OwnRow] = ()
    """Rows that name records by their numbers."""

    change_identity: bool = False
    """Whether a row may change the name of the product whose code it gives."""

    def __post_init__(self) -> None:
        freeze(self, "rows", "own")


@dataclass(frozen=True, slots=True)
class ImportSales(Command["ImportOutcome"]):
    """Imports sales and posts them.

    Attributes:
        head: The files.
        documents: The documents.
        has_lines_file: Whether lines come from a file of their own.
        tax_rate: The tax rate where neither the line nor a known product gives one.
        unknown_customers: What happens with unknown customers.
        unknown_products: What happens with unknown products.
        allow_repeated_references: Whether a customer may have a reference twice.
        own: Rows that name documents by their numbers: the file's place, whether it is a line,
            the row.
        imported_before: What happens with documents that were imported before.
    """

    command: ClassVar[str] = "exchange.import_sales"

    head: ImportHead
    """The files."""

    documents: Sequence[ImportedDocument]
    """The documents."""

    has_lines_file: bool
    """Whether lines come from a file of their own."""

    tax_rate: Decimal | int
    """The tax rate where neither the line nor a known product gives one."""

    unknown_customers: UnknownValues | str
    """What happens with unknown customers."""

    unknown_products: UnknownValues | str
    """What happens with unknown products."""

    allow_repeated_references: bool
    """Whether a customer may have a reference twice."""

    own: Sequence[OwnDocumentRow] = ()
    """Rows that name documents by their numbers: the file's place, whether it is a line, the row.
    """

    imported_before: ImportedBefore | str = ImportedBefore.REFUSE
    """What happens with documents that were imported before."""

    def __post_init__(self) -> None:
        freeze(self, "documents", "own")


@dataclass(frozen=True, slots=True)
class UndoImport(Command["UndoReport"]):
    """Undoes an import with all it made and changed. What stands in the ledger is cancelled by
    red entries; products and customers that documents name are retired.

    Attributes:
        import_: The import.
        on: The day of the red entries, not before what they cancel; today when absent.
    """

    command: ClassVar[str] = "exchange.undo_import"

    import_: ImportId
    """The import."""

    on: dt.date | None = None
    """The day of the red entries, not before what they cancel; today when absent."""
