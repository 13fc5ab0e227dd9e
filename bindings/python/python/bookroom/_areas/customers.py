"""Customers, suppliers, their contacts, and pools."""

from __future__ import annotations

from bookroom._generated.calls.customers import CustomersCalls, PoolsCalls

__all__ = ["Customers", "Pools"]


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
