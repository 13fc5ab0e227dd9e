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
from bookroom._table import Posted

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
    """Operators, teams, roles and duty rules: ``session.access``.

    >>> import bookroom
    >>> room = bookroom.open(":memory:")
    >>> book = room.create_book(name="晨光", owner_name="li", owner_password="long enough 1")
    >>> session = room.sign_in(book, "li", "long enough 1")
    >>> team = session.access.add_team(name="华东")
    >>> _ = session.access.add_operator(
    ...     sign_in_name="wang", display_name="王小明", password="long enough 2",
    ...     team=team.id, roles=["sales"],
    ... )
    >>> [operator.display_name for operator in session.access.operators()]
    ['li', '王小明']
    """

    __slots__ = ()


class Customers(CustomersCalls):
    """Customers, suppliers and their contacts: ``session.customers``.

    >>> import bookroom
    >>> room = bookroom.open(":memory:")
    >>> book = room.create_book(name="晨光", owner_name="li", owner_password="long enough 1")
    >>> session = room.sign_in(book, "li", "long enough 1")
    >>> added = session.customers.add(name="南山贸易", tags=["老客户"])
    >>> added = session.customers.edit(added.id, added.version, payment_days=30)
    >>> _ = session.customers.add_contact(customer=added.id, name="李芳")
    >>> [(row.name, row.contact) for row in session.customers.list(text="李芳")]
    [('南山贸易', '李芳')]
    """

    __slots__ = ()


class Dictionaries(DictionariesCalls):
    """The user-maintained lists: ``session.dictionaries``.

    >>> import bookroom
    >>> room = bookroom.open(":memory:")
    >>> book = room.create_book(name="晨光", owner_name="li", owner_password="long enough 1")
    >>> session = room.sign_in(book, "li", "long enough 1")
    >>> _ = session.dictionaries.add_items(
    ...     "industry", [bookroom.NewDictionaryItem(code="tea", label_zh="茶业", label_en="Tea")]
    ... )
    >>> [item.label_en for item in session.dictionaries.items("industry") if item.code == "tea"]
    ['Tea']
    """

    __slots__ = ()


class Ledger(LedgerCalls):
    """Accounts, journals, entries, balances: ``session.ledger``."""

    __slots__ = ()

    def post_table(self, data: object, *, request_key: str | None = None) -> Posted:
        """Posts many entries, all or none, from columns: without a Python object for any row.

        Rows with the same ``entry`` (a number or a text) make one entry and stand together. The
        other columns are ``on``, ``summary``, ``account``, ``debit``, ``credit`` and, if wanted,
        ``journal``, ``attachments``, ``party``, ``memo``. Amounts are decimals or integers; an
        amount of zero is none. Columns of floats are refused.

        Args:
            data: A polars or pandas frame, a pyarrow table, anything else with the Arrow PyCapsule
                interface, or a mapping of column names to lists.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: as ``post_many``; paths are ``entries[n].postings[m]``.

        >>> import datetime as dt
        >>> from decimal import Decimal
        >>> import bookroom
        >>> room = bookroom.open(":memory:")
        >>> book = room.create_book(name="晨光", owner_name="li", owner_password="long enough 1")
        >>> session = room.sign_in(book, "li", "long enough 1")
        >>> session.ledger.post_table({
        ...     "entry": [1, 1],
        ...     "on": [dt.date(2026, 6, 30)] * 2,
        ...     "summary": ["提现"] * 2,
        ...     "account": ["1001", "1002"],
        ...     "debit": [Decimal("5.00"), None],
        ...     "credit": [None, Decimal("5.00")],
        ... })[0].label
        '记-1'
        """
        session = self._session
        return Posted(session._native.post_table(data, session.is_dry_run, request_key))


class Products(ProductsCalls):
    """Products and services with their prices: ``session.billing.products``.

    >>> import bookroom
    >>> room = bookroom.open(":memory:")
    >>> book = room.create_book(name="晨光", owner_name="li", owner_password="long enough 1")
    >>> session = room.sign_in(book, "li", "long enough 1")
    >>> _ = session.billing.products.add(code="T-01", name="龙井", unit="斤", unit_price=800)
    >>> [(row.code, str(row.unit_price)) for row in session.billing.products.list()]
    [('T-01', '800')]
    """

    __slots__ = ()


class Invoices(InvoicesCalls):
    """Invoices and credit notes, sale and purchase: ``session.billing.invoices``.

    >>> import datetime as dt
    >>> from decimal import Decimal
    >>> import bookroom
    >>> room = bookroom.open(":memory:")
    >>> book = room.create_book(name="晨光", owner_name="li", owner_password="long enough 1")
    >>> session = room.sign_in(book, "li", "long enough 1")
    >>> customer = session.customers.add(name="南山贸易")
    >>> draft = session.billing.invoices.draft(
    ...     customer=customer.id, issue_on=dt.date(2026, 6, 30),
    ...     lines=[
    ...         bookroom.NewInvoiceLine(
    ...             description="龙井", quantity=2, unit_price=800, tax_rate=Decimal("0.13")
    ...         )
    ...     ],
    ... )
    >>> posted = session.billing.invoices.post(draft.id, draft.version)
    >>> posted.state.value, str(posted.gross)
    ('posted', '1808.00')
    """

    __slots__ = ()


class Payments(PaymentsCalls):
    """Money in and out, and what it settles: ``session.billing.payments``.

    >>> import datetime as dt
    >>> import bookroom
    >>> room = bookroom.open(":memory:")
    >>> book = room.create_book(name="晨光", owner_name="li", owner_password="long enough 1")
    >>> session = room.sign_in(book, "li", "long enough 1")
    >>> customer = session.customers.add(name="南山贸易")
    >>> payment = session.billing.payments.record(
    ...     customer=customer.id, direction="in", paid_on=dt.date(2026, 6, 30),
    ...     method="online", amount=500,
    ... )
    >>> str(payment.amount), str(payment.allocated)
    ('500.00', '0.00')
    """

    __slots__ = ()


class Billing(BillingCalls):
    """Products, invoices, payments: ``session.billing``.

    >>> import bookroom
    >>> room = bookroom.open(":memory:")
    >>> book = room.create_book(name="晨光", owner_name="li", owner_password="long enough 1")
    >>> session = room.sign_in(book, "li", "long enough 1")
    >>> len(session.billing.verify())
    0
    """

    __slots__ = ("invoices", "payments", "products")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.invoices = Invoices(session)
        self.payments = Payments(session)
        self.products = Products(session)


class Service(ServiceCalls):
    """Cases: feedback, complaints, requests: ``session.service``.

    >>> import bookroom
    >>> room = bookroom.open(":memory:")
    >>> book = room.create_book(name="晨光", owner_name="li", owner_password="long enough 1")
    >>> session = room.sign_in(book, "li", "long enough 1")
    >>> customer = session.customers.add(name="南山贸易")
    >>> case = session.service.open(
    ...     kind="complaint", subject="茶叶受潮", customer=customer.id, severity="high",
    ... )
    >>> case.state.value
    'new'
    """

    __slots__ = ()


class Reports(ReportsCalls):
    """Reports: ``session.reports``.

    >>> import datetime as dt
    >>> import bookroom
    >>> room = bookroom.open(":memory:")
    >>> book = room.create_book(name="晨光", owner_name="li", owner_password="long enough 1")
    >>> session = room.sign_in(book, "li", "long enough 1")
    >>> balance = session.reports.trial_balance(on=dt.date(2026, 6, 30))
    >>> balance.totals.debit == balance.totals.credit
    True
    """

    __slots__ = ()
