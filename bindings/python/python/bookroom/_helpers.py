"""Short ways to say common things."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable
from decimal import Decimal
from typing import TypeAlias

from bookroom._generated import models as m

Value: TypeAlias = str | Decimal | int | bool | dt.date | enum.Enum
"""What a column can be compared with."""


def where(
    column: str,
    *,
    equal: Value | None = None,
    one_of: Iterable[Value] | None = None,
    at_least: Value | None = None,
    at_most: Value | None = None,
    empty: bool | None = None,
) -> list[m.Condition]:
    """Conditions on one column of a list; all that are given must hold.

    The columns are the words of the list's ``sort``. A ``datetime`` is an instant and needs a
    zone, a ``date`` is a day.

    >>> for condition in where("gross", at_least=100, at_most=Decimal("199.99")):
    ...     print(condition.column, condition.test)
    gross ColumnTestAtLeast(value=ColumnValueNumber(value=Decimal('100')))
    gross ColumnTestAtMost(value=ColumnValueNumber(value=Decimal('199.99')))
    >>> [condition.test for condition in where("reference", empty=True)]
    [ColumnTestEmpty()]

    Args:
        column: The column.
        equal: It is this.
        one_of: It is one of these, at most 200.
        at_least: It is this or more.
        at_most: It is this or less.
        empty: Nothing stands there; with ``False``, something does.
    """
    tests: list[m.ColumnTest] = []
    if equal is not None:
        tests.append(m.ColumnTestEqual(_value(equal)))
    if one_of is not None:
        tests.append(m.ColumnTestOneOf([_value(value) for value in one_of]))
    if at_least is not None:
        tests.append(m.ColumnTestAtLeast(_value(at_least)))
    if at_most is not None:
        tests.append(m.ColumnTestAtMost(_value(at_most)))
    if empty is not None:
        tests.append(m.ColumnTestEmpty() if empty else m.ColumnTestNotEmpty())
    return [m.Condition(column, test) for test in tests]


def _value(value: Value) -> m.ColumnValue:
    if isinstance(value, enum.Enum):
        return m.ColumnValueText(str(value.value))
    if isinstance(value, bool):
        return m.ColumnValueFlag(value)
    if isinstance(value, dt.datetime):
        return m.ColumnValueInstant(value)
    if isinstance(value, dt.date):
        return m.ColumnValueDay(value)
    if isinstance(value, str):
        return m.ColumnValueText(value)
    return m.ColumnValueNumber(Decimal(value))


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
