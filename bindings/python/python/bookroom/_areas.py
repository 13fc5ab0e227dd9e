"""The areas of a session: the engine's calls, and what Python adds to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bookroom._exchange import Exchange
from bookroom._feed import Changes
from bookroom._generated.areas import (
    AccessCalls,
    BillingCalls,
    CustomersCalls,
    DictionariesCalls,
    InvoicesCalls,
    LedgerCalls,
    PaymentsCalls,
    ProductsCalls,
    ReportsCalls,
    ServiceCalls,
)

if TYPE_CHECKING:
    from bookroom._session import Session

__all__ = [
    "Access",
    "Billing",
    "Changes",
    "Customers",
    "Dictionaries",
    "Exchange",
    "Invoices",
    "Ledger",
    "Payments",
    "Products",
    "Reports",
    "Service",
]


class Access(AccessCalls):
    """Operators, teams, roles and duty rules: ``session.access``."""

    __slots__ = ()


class Customers(CustomersCalls):
    """Customers, suppliers and their contacts: ``session.customers``."""

    __slots__ = ()


class Dictionaries(DictionariesCalls):
    """The user-maintained lists: ``session.dictionaries``."""

    __slots__ = ()


class Ledger(LedgerCalls):
    """Accounts, journals, entries, balances: ``session.ledger``."""

    __slots__ = ()


class Products(ProductsCalls):
    """Products and services with their prices: ``session.billing.products``."""

    __slots__ = ()


class Invoices(InvoicesCalls):
    """Invoices and credit notes, sale and purchase: ``session.billing.invoices``."""

    __slots__ = ()


class Payments(PaymentsCalls):
    """Money in and out, and what it settles: ``session.billing.payments``."""

    __slots__ = ()


class Billing(BillingCalls):
    """Products, invoices, payments: ``session.billing``."""

    __slots__ = ("invoices", "payments", "products")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.invoices = Invoices(session)
        self.payments = Payments(session)
        self.products = Products(session)


class Service(ServiceCalls):
    """Cases: feedback, complaints, requests: ``session.service``."""

    __slots__ = ()


class Reports(ReportsCalls):
    """Reports: ``session.reports``."""

    __slots__ = ()
