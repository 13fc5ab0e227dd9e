"""The change log, and its feed as an iterator."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING

from bookroom._generated import models as m
from bookroom._generated.calls.changes import ChangesCalls

if TYPE_CHECKING:
    from bookroom._session import Session
    from bookroom._table import Table

LOOK = 0.25
"""How many seconds an async feed waits at a time: so long a cancelled one lives on."""


class Changes(ChangesCalls):
    """The change log: ``session.changes``."""

    __slots__ = ()

    def wait(self, seq: int, *, limit: int = 100, timeout: float = 60.0) -> Table[m.Change]:
        """The changes after a number, as soon as there are any; none when the time is over.

        Raises:
            bookroom.Error: ``not_permitted``, ``out_of_range``.
        """
        found: Table[m.Change] = self._session._native.wait_changes(seq, limit, timeout)
        return found

    def feed(
        self,
        after: int = 0,
        *,
        follow: bool = False,
        timeout: float | None = None,
        limit: int = 500,
    ) -> Feed:
        """The changes after a number, in order, for ``for`` and for ``async for``.

        Args:
            after: The number of the last change that is known; ``changes.head().seq`` for what
                comes from now on.
            follow: Whether to wait for more at the end.
            timeout: Ends a feed that follows when nothing has come for so many seconds.
            limit: How many are loaded at a time.

        >>> import bookroom
        >>> room = bookroom.open(":memory:")
        >>> book = room.create_book(name="晨光", owner_name="li", owner_password="long enough 1")
        >>> session = room.sign_in(book, "li", "long enough 1")
        >>> head = session.changes.head().seq
        >>> _ = session.customers.add(name="南山贸易")
        >>> [change.action for change in session.changes.feed(head)]
        ['customers.add']
        """
        return Feed(self._session, after, follow, timeout, limit)


class Feed(Iterator[m.Change], AsyncIterator[m.Change]):
    """Changes in order. ``seq`` is the number of the last one that was given out."""

    __slots__ = ("_follow", "_limit", "_ready", "_session", "_timeout", "seq")

    seq: int

    def __init__(
        self, session: Session, after: int, follow: bool, timeout: float | None, limit: int
    ) -> None:
        self.seq = after
        self._session = session
        self._follow = follow
        self._timeout = timeout
        self._limit = limit
        self._ready: list[m.Change] = []

    def __iter__(self) -> Feed:
        return self

    def __aiter__(self) -> Feed:
        return self

    def _wait(self, seconds: float) -> list[m.Change]:
        return list(self._session._native.wait_changes(self.seq, self._limit, seconds))

    def _give(self) -> m.Change:
        change = self._ready.pop(0)
        self.seq = change.seq
        return change

    def _end(self) -> float:
        return float("inf") if self._timeout is None else time.monotonic() + self._timeout

    def __next__(self) -> m.Change:
        if not self._ready:
            end = self._end()
            self._ready = self._wait(0)
            while not self._ready and self._follow and time.monotonic() < end:
                self._ready = self._wait(min(60.0, end - time.monotonic()))
        if not self._ready:
            raise StopIteration
        return self._give()

    async def __anext__(self) -> m.Change:
        # It takes a sixth of the package's time to load, and few scripts are asynchronous.
        import asyncio

        if not self._ready:
            end = self._end()
            self._ready = await asyncio.to_thread(self._wait, 0)
            while not self._ready and self._follow and time.monotonic() < end:
                left = max(0.0, min(LOOK, end - time.monotonic()))
                self._ready = await asyncio.to_thread(self._wait, left)
        if not self._ready:
            raise StopAsyncIteration
        return self._give()
