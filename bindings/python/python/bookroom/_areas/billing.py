"""Products, invoices, payments."""

from __future__ import annotations

from bookroom._generated.calls.billing import (
    BillingCalls,
    InvoicesCalls,
    OpenItemsCalls,
    PaymentsCalls,
    ProductsCalls,
)

__all__ = ["Billing", "Invoices", "OpenItems", "Payments", "Products"]


class Billing(BillingCalls):
    """Products, invoices, payments: ``session.billing``.

    >>> import bookroom
    >>> room = bookroom.open(":memory:")
    >>> book = room.create_book(name="晨光", owner_name="li", owner_password="long enough 1")
    >>> session = room.sign_in(book, "li", "long enough 1")
    >>> len(session.billing.verify())
    0
    """

    __slots__ = ()


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


class OpenItems(OpenItemsCalls):
    """Lines posted by hand that are open until settled: ``session.billing.open_items``.

    >>> import datetime as dt
    >>> import bookroom
    >>> room = bookroom.open(":memory:")
    >>> book = room.create_book(name="晨光", owner_name="li", owner_password="long enough 1")
    >>> session = room.sign_in(book, "li", "long enough 1")
    >>> customer = session.customers.add(name="南山贸易")
    >>> owed = bookroom.NewOpeningItem(
    ...     customer=customer.id, side="receivable", kind="debt", amount=800, number="XS-117"
    ... )
    >>> [item] = session.billing.open_items.post(on=dt.date(2026, 1, 1), items=[owed])
    >>> str(item.open), item.account
    ('800.00', '1122')
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
