"""Reports."""

from __future__ import annotations

from bookroom._generated.calls.reports import ReportsCalls

__all__ = ["Reports"]


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
