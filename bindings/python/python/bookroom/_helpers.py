"""Short ways to say common things."""

from __future__ import annotations

from decimal import Decimal

from bookroom._generated import models as m


def debit(
    account: str,
    amount: Decimal | int,
    *,
    party: m.CustomerId | None = None,
    memo: str | None = None,
) -> m.NewPosting:
    """A debit line of an entry.

    >>> from decimal import Decimal
    >>> debit("1001", Decimal("12.30"))
    NewPosting(account='1001', debit=Decimal('12.30'), credit=None, party=None, memo=None)
    """
    return m.NewPosting(account=account, debit=amount, party=party, memo=memo)


def credit(
    account: str,
    amount: Decimal | int,
    *,
    party: m.CustomerId | None = None,
    memo: str | None = None,
) -> m.NewPosting:
    """A credit line of an entry.

    >>> from decimal import Decimal
    >>> credit("1002", Decimal("12.30"))
    NewPosting(account='1002', debit=None, credit=Decimal('12.30'), party=None, memo=None)
    """
    return m.NewPosting(account=account, credit=amount, party=party, memo=memo)
