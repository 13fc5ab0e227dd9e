"""The ledger, and posting from columns."""

from __future__ import annotations

from bookroom._generated.calls.ledger import LedgerCalls
from bookroom._table import Posted

__all__ = ["Ledger"]


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
