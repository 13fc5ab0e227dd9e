"""Cases: feedback, complaints, requests, and what is promised for them."""

from __future__ import annotations

from bookroom._generated.calls.service import LevelsCalls, ServiceCalls

__all__ = ["Levels", "Service"]


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


class Levels(LevelsCalls):
    """Service levels: what is promised for cases, and by when: ``session.service.levels``.

    >>> import bookroom
    >>> room = bookroom.open(":memory:")
    >>> book = room.create_book(name="晨光", owner_name="li", owner_password="long enough 1")
    >>> session = room.sign_in(book, "li", "long enough 1")
    >>> policy = session.service.levels.add(
    ...     label_zh="标准", label_en="Standard", resolution_seconds=7_200,
    ... )
    >>> case = session.service.open(kind="request", subject="索要检测报告")
    >>> clock = session.service.levels.clocks(case.id)[0]
    >>> (clock.due_at - case.opened_at).total_seconds()
    7200.0
    """

    __slots__ = ()
