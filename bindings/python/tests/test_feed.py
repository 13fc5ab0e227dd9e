"""The change feed, for `for` and for `async for`; history; listeners."""

from __future__ import annotations

import asyncio
import sys
import threading
import time
from typing import Any

import bookroom
import pytest


def wait_until(condition: Any, seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.01)
    assert condition()


def test_the_feed_gives_every_change_once_in_order(session: bookroom.Session) -> None:
    head = session.changes.head().seq
    for number in range(30):
        session.customers.add(name=f"客户{number}")
    feed = session.changes.feed(head, limit=7)
    changes = list(feed)
    assert [change.action for change in changes] == ["customers.add"] * 30
    assert [change.seq for change in changes] == list(range(head + 1, head + 31))
    assert feed.seq == head + 30
    assert list(feed) == []
    session.customers.add(name="又一家")
    assert len(list(feed)) == 1


def test_a_feed_that_follows_wakes_up(session: bookroom.Session) -> None:
    head = session.changes.head().seq
    threading.Timer(0.2, lambda: session.customers.add(name="甲")).start()
    change = next(session.changes.feed(head, follow=True))
    assert change.subject.kind == "customer"
    started = time.monotonic()
    assert list(session.changes.feed(change.seq, follow=True, timeout=0.3)) == []
    assert 0.2 < time.monotonic() - started < 5


def test_the_feed_is_an_async_iterator(session: bookroom.Session) -> None:
    async def follow(head: int) -> list[str]:
        seen = []

        async def write() -> None:
            for number in range(3):
                await asyncio.sleep(0.05)
                await asyncio.to_thread(session.customers.add, name=f"客户{number}")

        writing = asyncio.create_task(write())
        async for change in session.changes.feed(head, follow=True, timeout=5):
            seen.append(change.action)
            if len(seen) == 3:
                break
        await writing
        return seen

    assert asyncio.run(follow(session.changes.head().seq)) == ["customers.add"] * 3


def test_an_async_feed_is_cancelled(session: bookroom.Session) -> None:
    async def follow() -> None:
        async for _ in session.changes.feed(10**9, follow=True):
            pass

    async def main() -> None:
        task = asyncio.create_task(follow())
        await asyncio.sleep(0.1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(main())


def test_history_of_a_record(session: bookroom.Session, customer: bookroom.Customer) -> None:
    session.customers.edit(customer.id, customer.version, note="好")
    history = session.changes.history("customer", customer.id)
    assert [change.action for change in history] == ["customers.add", "customers.edit"]
    edit = {field.field: (field.before, field.after) for field in history[1].fields}
    assert edit["note"] == (None, '"好"')
    assert len(list(session.changes.iter_history("customer", customer.id, chunk=1))) == 2
    assert session.changes.verify().findings == ()


def test_listeners_hear_of_commits_until_removed(
    room: bookroom.Bookroom, session: bookroom.Session
) -> None:
    heard: list[str] = []
    number = room.add_listener(lambda changes: heard.extend(c.action for c in changes))
    with session.dry_run():
        session.customers.add(name="甲")
    session.customers.add(name="乙")
    wait_until(lambda: heard == ["customers.add"])
    assert room.remove_listener(number)
    assert not room.remove_listener(number)
    session.customers.add(name="丙")
    time.sleep(0.4)
    assert heard == ["customers.add"]


def test_a_listener_may_use_the_store(room: bookroom.Bookroom, session: bookroom.Session) -> None:
    counts: list[int] = []
    room.add_listener(lambda _: counts.append(session.customers.count()))
    session.customers.add(name="甲")
    wait_until(lambda: counts == [1])


def test_what_a_listener_raises_is_told_and_stops_nothing(
    room: bookroom.Bookroom, session: bookroom.Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda args: told.append(str(args.exc_value)))

    def fail(_: object) -> None:
        raise LookupError("not today")

    room.add_listener(fail)
    session.customers.add(name="甲")
    wait_until(lambda: told == ["not today"])
    session.customers.add(name="乙")
    wait_until(lambda: len(told) == 2)
