"""Operators, teams, roles and duty rules."""

from __future__ import annotations

from bookroom._generated.calls.access import AccessCalls

__all__ = ["Access"]


class Access(AccessCalls):
    """Operators, teams, roles and duty rules: ``session.access``.

    >>> import bookroom
    >>> room = bookroom.open(":memory:")
    >>> book = room.create_book(name="晨光", owner_name="li", owner_password="long enough 1")
    >>> session = room.sign_in(book, "li", "long enough 1")
    >>> team = session.access.add_team(name="华东")
    >>> _ = session.access.add_operator(
    ...     sign_in_name="wang", display_name="王小明", password="long enough 2",
    ...     team=team.id, roles=["sales"],
    ... )
    >>> [operator.display_name for operator in session.access.operators()]
    ['li', '王小明']
    """

    __slots__ = ()
