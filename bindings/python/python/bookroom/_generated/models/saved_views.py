# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""Ids, enums and records: saved_views."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bookroom._base import Record, UNSET, Unset, Word, freeze
from bookroom._generated import models as m
from bookroom._generated.models.common import OperatorId, SavedViewId

__all__ = [
    "ListFilter",
    "ListFilterCases",
    "ListFilterContacts",
    "ListFilterCustomers",
    "ListFilterDealings",
    "ListFilterEntries",
    "ListFilterInvoices",
    "ListFilterOpenItems",
    "ListFilterPayments",
    "ListFilterProducts",
    "ListFilterTasks",
    "NewSavedView",
    "SavedView",
    "SavedViewEdit",
    "ViewedList",
]


@dataclass(frozen=True, slots=True)
class ListFilterCustomers(Record):
    """Customers and suppliers.

    Attributes:
        value: What it holds.
    """

    value: m.CustomerFilter
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ListFilterContacts(Record):
    """Persons there.

    Attributes:
        value: What it holds.
    """

    value: m.ContactFilter
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ListFilterDealings(Record):
    """Dealings with customers.

    Attributes:
        value: What it holds.
    """

    value: m.DealingFilter
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ListFilterTasks(Record):
    """Tasks.

    Attributes:
        value: What it holds.
    """

    value: m.TaskFilter
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ListFilterCases(Record):
    """Cases.

    Attributes:
        value: What it holds.
    """

    value: m.CaseFilter
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ListFilterInvoices(Record):
    """Invoices and credit notes.

    Attributes:
        value: What it holds.
    """

    value: m.InvoiceFilter
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ListFilterPayments(Record):
    """Payments.

    Attributes:
        value: What it holds.
    """

    value: m.PaymentFilter
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ListFilterProducts(Record):
    """Products.

    Attributes:
        value: What it holds.
    """

    value: m.ProductFilter
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ListFilterOpenItems(Record):
    """Open items that were posted by hand.

    Attributes:
        value: What it holds.
    """

    value: m.EntryItemFilter
    """What it holds."""


@dataclass(frozen=True, slots=True)
class ListFilterEntries(Record):
    """Journal entries.

    Attributes:
        value: What it holds.
    """

    value: m.EntryFilter
    """What it holds."""


ListFilter: TypeAlias = (
    ListFilterCustomers
    | ListFilterContacts
    | ListFilterDealings
    | ListFilterTasks
    | ListFilterCases
    | ListFilterInvoices
    | ListFilterPayments
    | ListFilterProducts
    | ListFilterOpenItems
    | ListFilterEntries
)
"""What a list is cut down to, and by that which list it is."""


@dataclass(frozen=True, slots=True)
class NewSavedView(Record):
    """A view to be saved. ``NewSavedView.new`` makes one in the usual order.

    Attributes:
        label: What it is called, up to 100 characters; an operator has no two of a list by one
            name.
        filter: Which list, and what of it. The operator must be allowed to see that list.
        sort: A word of the list's sort, such as ``name``; none: its usual order.
        descending: Whether the last comes first.
        columns: Up to 100 names of columns, each up to 100 characters and there once. What they
            mean is the host's.
        is_shared: Whether everybody sees it who may see the list; needs ``saved_views.share``.
    """

    label: str
    """What it is called, up to 100 characters; an operator has no two of a list by one name."""

    filter: ListFilter
    """Which list, and what of it. The operator must be allowed to see that list."""

    sort: str | None = None
    """A word of the list's sort, such as ``name``; none: its usual order."""

    descending: bool = False
    """Whether the last comes first."""

    columns: Sequence[str] = ()
    """Up to 100 names of columns, each up to 100 characters and there once. What they mean is the
    host's.
    """

    is_shared: bool = False
    """Whether everybody sees it who may see the list; needs ``saved_views.share``."""

    def __post_init__(self) -> None:
        freeze(self, "columns")


@dataclass(frozen=True, slots=True)
class SavedView(Record):
    """A view of a list that was saved: filter, order, columns. It holds no records: who uses it
    gives filter and order to the list and sees what that operator may see.

    Attributes:
        id: Its id.
        label: What it is called.
        filter: Which list, and what of it.
        sort: What the list is sorted by: a word of its sort; none: its usual order.
        descending: Whether the last comes first.
        columns: The columns that the host shows, in its order; empty: as it likes.
        is_shared: Whether everybody sees it who may see the list.
        owner: Who made it.
        version: Moves with every change.
        created_at: When it was made.
        updated_at: When it last changed.
    """

    id: SavedViewId
    """Its id."""

    label: str
    """What it is called."""

    filter: ListFilter
    """Which list, and what of it."""

    sort: str | None
    """What the list is sorted by: a word of its sort; none: its usual order."""

    descending: bool
    """Whether the last comes first."""

    columns: tuple[str, ...]
    """The columns that the host shows, in its order; empty: as it likes."""

    is_shared: bool
    """Whether everybody sees it who may see the list."""

    owner: OperatorId
    """Who made it."""

    version: int
    """Moves with every change."""

    created_at: dt.datetime
    """When it was made."""

    updated_at: dt.datetime
    """When it last changed."""


@dataclass(frozen=True, slots=True)
class SavedViewEdit(Record):
    """New values of a saved view. Limits are those of ``NewSavedView``.

    What is not given stays as it is; null clears it, and so does a blank text. A list or map is
    replaced as a whole. Null for what is never empty is ``required``.

    Attributes:
        label: What it is called.
        filter: Which list, and what of it.
        sort: What the list is sorted by.
        descending: Whether the last comes first.
        columns: The columns.
        is_shared: Whether everybody sees it; both ways need ``saved_views.share``.
    """

    label: str | Unset = UNSET
    """What it is called."""

    filter: ListFilter | Unset = UNSET
    """Which list, and what of it."""

    sort: str | Unset | None = UNSET
    """What the list is sorted by."""

    descending: bool | Unset = UNSET
    """Whether the last comes first."""

    columns: Sequence[str] | Unset = UNSET
    """The columns."""

    is_shared: bool | Unset = UNSET
    """Whether everybody sees it; both ways need ``saved_views.share``."""

    def __post_init__(self) -> None:
        freeze(self, "columns")


class ViewedList(Word):
    """A list that views are saved of."""

    CUSTOMERS = "customers"
    """``customers().list``."""
    CONTACTS = "contacts"
    """``customers().list_contacts``."""
    DEALINGS = "dealings"
    """``dealings().list``."""
    TASKS = "tasks"
    """``tasks().list``."""
    CASES = "cases"
    """``service().list``."""
    INVOICES = "invoices"
    """``billing().invoices().list``."""
    PAYMENTS = "payments"
    """``billing().payments().list``."""
    PRODUCTS = "products"
    """``billing().products().list``."""
    OPEN_ITEMS = "open_items"
    """``billing().open_items().list``."""
    ENTRIES = "entries"
    """``ledger().entries``."""
