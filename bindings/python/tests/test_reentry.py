"""Rules, listeners, progress and clocks that call the engine: they read, or are refused at once.

Every case runs under a watchdog: one that hangs ends the process with the stacks of all threads.
"""

from __future__ import annotations

import datetime as dt
import faulthandler
import gc
import os
import queue
import signal
import threading
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import bookroom
import pytest
from bookroom import CommandView
from conftest import PASSWORD

SERVERS = os.environ.get("BOOKROOM_TEST_SERVERS", "").split()
CSV = "名称\n甲公司\n乙公司\n".encode()
HANGS = 120.0


@pytest.fixture(autouse=True)
def watchdog() -> Iterator[None]:
    faulthandler.dump_traceback_later(HANGS, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()


@pytest.fixture(params=["memory", "sqlite", *SERVERS], ids=lambda url: url.split(":")[0])
def office(
    request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[tuple[bookroom.Bookroom, bookroom.Session, str]]:
    kinds: dict[str, str] = {"memory": ":memory:", "sqlite": str(tmp_path / "books.sqlite")}
    asked: str = request.param
    url = kinds.get(asked, asked)
    with bookroom.open(url, busy_wait=2.0) as room:
        book = room.create_book(name="回调", owner_name="li", owner_password=PASSWORD)
        yield room, room.sign_in(book, "li", PASSWORD), url


Office = tuple[bookroom.Bookroom, bookroom.Session, str]


def refused(room: bookroom.Bookroom, session: bookroom.Session, url: str) -> set[str]:
    """The codes that everything but reading gets."""
    attempts: list[Callable[[], Any]] = [
        lambda: session.customers.add(name="写"),
        lambda: session.batch([]),
        lambda: session.verify(),
        lambda: session.changes.verify(),
        lambda: room.verify(session.book_id),
        lambda: session.exchange.import_customers(CSV),
        lambda: session.changes.wait(10**9, timeout=60.0),
        lambda: room.sign_in(session.book_id, "li", PASSWORD),
        lambda: room.create_book(name="又", owner_name="li", owner_password=PASSWORD),
        lambda: room.reopen(),
    ]
    if url != ":memory:":
        attempts += [lambda: room.close(), lambda: bookroom.open(url)]
    begun, codes = time.monotonic(), set()
    for attempt in attempts:
        with pytest.raises(bookroom.Error) as caught:
            attempt()
        codes.add(caught.value.code)
    assert time.monotonic() - begun < 2.0
    return codes


def test_a_rule_reads_its_transaction_and_writes_nothing(office: Office) -> None:
    room, session, url = office
    seen: list[Any] = []

    def rule(command: CommandView) -> None:
        seen.append((command.session.customers.count(), session.customers.count()))
        seen.append(refused(room, session, url))
        with pytest.raises(bookroom.UnsupportedError):
            command.session.customers.add(name="写")

    room.add_rule("customers.add", rule)
    session.customers.add(name="甲")
    assert seen == [(1, 1), {"within_callback"}]
    assert not room.closed
    room.clear_rules()
    room.add_rule("*", lambda command: [session.customers.add(name="写").name])
    with pytest.raises(bookroom.UnsupportedError) as caught:
        session.customers.add(name="乙")
    assert caught.value.code == "within_callback"
    room.clear_rules()
    session.customers.add(name="丙")
    assert session.customers.count() == 2
    assert not session.verify().findings


def test_a_rule_sees_the_computed_document(office: Office) -> None:
    room, session, _ = office
    buyer = session.customers.add(name="买方", payment_days=30)
    session.billing.products.add(code="T-01", name="龙井", unit_price=800, tax_rate=Decimal("0.13"))

    def rule(command: CommandView) -> Iterator[str]:
        if command.outcome is None:  # the engine refuses it already
            return
        (invoice,) = command.outcome
        assert isinstance(invoice, bookroom.Invoice)
        assert command.session.billing.invoices.get(invoice.id) == invoice
        assert invoice.due_on == dt.date(2026, 7, 10)
        if invoice.gross > 1000:
            yield "too_much"

    room.add_rule("invoices.draft", rule)
    line = bookroom.NewInvoiceLine(product="T-01", quantity=1)
    invoices = session.billing.invoices
    on = dt.date(2026, 6, 10)
    assert invoices.draft(customer=buyer.id, issue_on=on, lines=[line]).gross == Decimal("904.00")
    two = bookroom.NewInvoiceLine(product="T-01", quantity=2)
    with pytest.raises(bookroom.InvalidError, match="too_much"):
        invoices.draft(customer=buyer.id, issue_on=on, lines=[two])
    with pytest.raises(bookroom.InvalidError, match="has no lines"):
        invoices.draft(customer=buyer.id, issue_on=on, lines=[])


def test_progress_reads_and_is_refused_the_rest(office: Office) -> None:
    room, session, url = office
    seen: list[Any] = []

    def progress(now: bookroom.ImportProgress) -> None:
        count = session.customers.count()
        if now.step == bookroom.ImportStep.WRITING:
            seen.append((count, refused(room, session, url)))

    session.exchange.import_customers(CSV, progress=progress)
    assert seen == [(2, {"within_callback"})]


def test_a_listener_that_writes_is_not_told_of_it(office: Office) -> None:
    room, session, _ = office
    told: queue.Queue[int] = queue.Queue()

    def answer(changes: Any) -> None:
        session.customers.add(name=f"答 {changes[0].seq}")
        told.put(len(changes))

    room.add_listener(answer)
    session.customers.add(name="甲")
    assert told.get(timeout=30) == 1
    with pytest.raises(queue.Empty):
        told.get(timeout=0.6)
    assert session.customers.count() == 2


def test_a_thread_that_a_rule_waits_for_is_told_that_the_store_is_busy(office: Office) -> None:
    room, session, url = office
    found: list[str] = []

    def elsewhere() -> None:
        for attempt in (lambda: session.customers.add(name="线程"), session.customers.count):
            try:
                attempt()
            except bookroom.Error as error:
                found.append(error.code)

    def rule(command: CommandView) -> None:
        if command.data["customers"][0]["name"] == "甲":
            thread = threading.Thread(target=elsewhere)
            thread.start()
            thread.join()

    room.add_rule("customers.add", rule)
    session.customers.add(name="甲")
    assert set(found) <= {"busy"}
    if url == ":memory:":
        assert found == ["busy", "busy"]
    room.clear_rules()
    session.customers.add(name="乙")


def test_ctrl_c_within_a_rule_comes_out(office: Office) -> None:
    room, session, _ = office

    def rule(_: CommandView) -> None:
        signal.raise_signal(signal.SIGINT)
        time.sleep(30)

    room.add_rule("customers.add", rule)
    begun = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        session.customers.add(name="甲")
    assert time.monotonic() - begun < 10
    room.clear_rules()
    assert session.customers.count() == 0


def test_a_clock_that_calls_the_engine_is_refused() -> None:
    asked: list[str] = []
    held: list[bookroom.Session] = []

    def clock() -> dt.datetime:
        for session in held:
            with pytest.raises(bookroom.UnsupportedError) as caught:
                session.customers.count()
            asked.append(caught.value.code)
        return dt.datetime(2026, 6, 15, tzinfo=dt.UTC)

    room = bookroom.open(":memory:", clock=clock)
    book = room.create_book(name="钟", owner_name="li", owner_password=PASSWORD)
    session = room.sign_in(book, "li", PASSWORD)
    held.append(session)
    session.customers.add(name="甲")
    assert session.customers.count() == 1
    assert set(asked) == {"within_callback"}


def test_a_rules_session_ends_with_the_rule() -> None:
    room = bookroom.open(":memory:")
    book = room.create_book(name="钟", owner_name="li", owner_password=PASSWORD)
    session = room.sign_in(book, "li", PASSWORD)
    kept: list[bookroom.Session] = []
    room.add_rule("*", lambda command: kept.append(command.session))
    session.customers.add(name="甲")
    with pytest.raises(bookroom.DeniedError) as caught:
        kept[0].customers.count()
    assert caught.value.code == "session_ended"


def test_an_object_that_calls_the_engine_when_it_goes_does_no_harm(office: Office) -> None:
    room, session, _ = office
    counted: list[int] = []

    class Going:
        def __init__(self) -> None:
            self.itself = self

        def __call__(self, _: CommandView) -> None:
            other = Going()
            del other
            gc.collect()

        def __del__(self) -> None:
            counted.append(session.customers.count())
            room.clear_rules()

    room.add_rule("customers.add", Going())
    session.customers.add(name="甲")
    room.clear_rules()
    gc.collect()
    session.customers.add(name="乙")
    assert counted


@pytest.mark.parametrize(
    "rule",
    [None, "text", 5, lambda: [], lambda command, session: [], []],
    ids=["none", "text", "number", "no argument", "two arguments", "list"],
)
def test_what_cannot_be_called_is_refused_when_registered(rule: Any) -> None:
    room = bookroom.open(":memory:")
    with pytest.raises(TypeError, match="a rule is a function of 1 argument"):
        room.add_rule("customers.add", rule)
    with pytest.raises(TypeError, match="a listener is a function of 1 argument"):
        room.add_listener(rule)
    with pytest.raises(TypeError, match="a clock is a function of no arguments"):
        bookroom.open(":memory:", clock=lambda zone: zone)  # type: ignore[misc, arg-type]


def test_an_async_rule_is_refused_when_registered() -> None:
    async def rule(_: CommandView) -> None:
        return None

    room = bookroom.open(":memory:")
    with pytest.raises(TypeError, match="not async"):
        room.add_rule("customers.add", rule)  # type: ignore[arg-type]


def test_an_unknown_command_is_refused_with_the_nearest_names() -> None:
    room = bookroom.open(":memory:")
    with pytest.raises(bookroom.InvalidError) as caught:
        room.add_rule("invoice.post", lambda _: None)
    assert caught.value.code == "unknown_command"
    assert "invoices.post" in str(caught.value)
