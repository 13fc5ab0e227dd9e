"""Products, invoices, payments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from bookroom._generated import models as m
from bookroom._generated.calls.billing import (
    BillingCalls,
    InvoicesCalls,
    OpenItemsCalls,
    PaymentsCalls,
    ProductsCalls,
)
from bookroom._table import Page

__all__ = ["Billing", "Invoices", "OpenItems", "Payments", "Products"]


_ORDERS: Final[dict[str, tuple[m.PaymentSort | str, bool]]] = {
    "newest": ("paid_on", True),
    "oldest": ("paid_on", False),
    "largest": ("amount", True),
}
"""Orders of payments by a word of their own: the column, and whether the last comes first."""


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

    # Taken by its place too, which the checker does not see as the same parameter.
    def list(  # pyright: ignore[reportIncompatibleMethodOverride]
        self,
        sort: m.PaymentSort | str = m.PaymentSort.PAID_ON,
        *,
        direction: m.PaymentDirection | str | None = None,
        purpose: m.PaymentPurpose | str | None = None,
        state: m.PaymentState | str | None = None,
        customer: m.CustomerId | None = None,
        paid_from: dt.date | None = None,
        paid_to: dt.date | None = None,
        method: str | None = None,
        text: str | None = None,
        unallocated: bool = False,
        conditions: Sequence[m.Condition] = (),
        descending: bool = False,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[m.Payment]:
        """A page of payments.

        Args:
            sort: The column, or one of the orders ``newest``, ``oldest`` and ``largest``, which
                say their direction themselves.
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
            descending: Whether the last comes first.
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.
        """
        sort, descending = _ORDERS.get(str(sort), (sort, descending))
        return super().list(
            direction=direction,
            purpose=purpose,
            state=state,
            customer=customer,
            paid_from=paid_from,
            paid_to=paid_to,
            method=method,
            text=text,
            unallocated=unallocated,
            conditions=conditions,
            sort=sort,
            descending=descending,
            limit=limit,
            after=after,
        )
