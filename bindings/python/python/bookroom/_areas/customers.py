"""Customers, suppliers, their contacts, pools, invoice profiles, and days that matter."""

from __future__ import annotations

from bookroom._generated.calls.customers import (
    CustomersCalls,
    ImportantDatesCalls,
    InvoiceProfilesCalls,
    PoolsCalls,
)

__all__ = ["Customers", "ImportantDates", "InvoiceProfiles", "Pools"]


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


class ImportantDates(ImportantDatesCalls):
    """Days that matter to customers and their people: ``session.customers.important_dates``.

    >>> import bookroom
    >>> room = bookroom.open(":memory:")
    >>> book = room.create_book(name="晨光", owner_name="li", owner_password="long enough 1")
    >>> session = room.sign_in(book, "li", "long enough 1")
    >>> customer = session.customers.add(name="南山贸易")
    >>> dates = session.customers.important_dates
    >>> added = dates.add(customer=customer.id, kind="founding", month=6, day=20)
    >>> [(row.month, row.day) for row in dates.list()]
    [(6, 20)]
    """

    __slots__ = ()


class InvoiceProfiles(InvoiceProfilesCalls):
    """What customers want on their invoices: ``session.customers.invoice_profiles``.

    >>> import bookroom
    >>> room = bookroom.open(":memory:")
    >>> book = room.create_book(name="晨光", owner_name="li", owner_password="long enough 1")
    >>> session = room.sign_in(book, "li", "long enough 1")
    >>> customer = session.customers.add(name="南山贸易")
    >>> profiles = session.customers.invoice_profiles
    >>> added = profiles.add(customer=customer.id, title="南山贸易有限公司")
    >>> (added.title, added.is_default)
    ('南山贸易有限公司', True)
    """

    __slots__ = ()


class Pools(PoolsCalls):
    """Pools of customers that wait for an owner: ``session.customers.pools``.

    >>> import bookroom
    >>> room = bookroom.open(":memory:")
    >>> book = room.create_book(name="晨光", owner_name="li", owner_password="long enough 1")
    >>> session = room.sign_in(book, "li", "long enough 1")
    >>> pool = session.customers.pools.add(label_zh="北区", label_en="North")
    >>> [row.label_zh for row in session.customers.pools.list()]
    ['北区']
    """

    __slots__ = ()
