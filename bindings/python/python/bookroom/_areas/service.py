"""Cases: feedback, complaints, requests."""

from __future__ import annotations

from bookroom._generated.calls.service import ServiceCalls

__all__ = ["Service"]


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
