"""Threads, signals, forks, shutdown and memory."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import bookroom
import pytest
from conftest import DAY, PASSWORD, cash_entry


def run(script: str, *arguments: str, timeout: float = 60) -> subprocess.CompletedProcess[str]:
    """Runs a script in a fresh interpreter."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", textwrap.dedent(script), *arguments],
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    path = tmp_path / "books.sqlite"
    with bookroom.open(path) as room:
        room.create_book(name="晨光", owner_name="li", owner_password=PASSWORD)
    return path


def test_sixteen_threads_share_a_session(stored: Path) -> None:
    room = bookroom.open(stored)
    session = room.sign_in(room.books()[0].id, "li", PASSWORD)

    def work(worker: int) -> int:
        for number in range(10):
            session.ledger.post_many([cash_entry("1.00")])
            session.customers.add(name=f"客户 {worker}-{number}")
            session.reports.trial_balance(on=DAY)
        return worker

    with ThreadPoolExecutor(16) as pool:
        assert sorted(pool.map(work, range(16))) == list(range(16))
    assert session.ledger.balance("1001", DAY).balance == 160
    assert session.customers.count() == 160
    numbers = [entry.number for entry in session.ledger.iter_entries()]
    assert sorted(numbers) == list(range(1, 161))
    assert session.verify().findings == ()
    room.close()


def test_other_threads_run_while_the_engine_works(session: bookroom.Session) -> None:
    ticks, done = [0], threading.Event()

    def tick() -> None:
        while not done.is_set():
            ticks[0] += 1
            time.sleep(0.001)

    entries = [cash_entry("1.00")] * 20_000
    thread = threading.Thread(target=tick)
    thread.start()
    before = ticks[0]
    started = time.monotonic()
    session.ledger.post_many(entries)
    took = time.monotonic() - started
    during = ticks[0] - before
    done.set()
    thread.join()
    assert took > 0.05
    assert during > took / 0.001 / 20, f"{during} ticks in {took:.2f} s"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork on this system")
def test_a_forked_child_is_refused_and_the_parent_goes_on(stored: Path) -> None:
    script = """
        import os, sys, warnings
        warnings.simplefilter("ignore", DeprecationWarning)
        import bookroom
        room = bookroom.open(sys.argv[1])
        session = room.sign_in(room.books()[0].id, "li", sys.argv[2])
        child = os.fork()
        if child == 0:
            opening = lambda: bookroom.open(sys.argv[1])
            for call in (room.books, session.customers.count, room.close, opening):
                try:
                    call()
                except bookroom.ForkedError as error:
                    assert error.code == "forked" and "fork" in str(error)
                else:
                    os._exit(3)
            sys.exit(0)
        _, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) == 0, status
        session.customers.add(name="parent")
        assert session.customers.count() == 1
        assert session.verify().findings == ()
        print("whole")
    """
    done = run(script, str(stored), PASSWORD)
    assert done.stdout == "whole\n", done.stderr


def test_the_interpreter_ends_while_threads_go_on_calling(stored: Path) -> None:
    script = """
        import sys, threading
        import bookroom
        room = bookroom.open(sys.argv[1])
        session = room.sign_in(room.books()[0].id, "li", sys.argv[2])
        begun = threading.Event()
        def busy():
            while True:
                try:
                    session.customers.count()
                except bookroom.ClosedError:
                    pass
                begun.set()
        for _ in range(4):
            threading.Thread(target=busy, daemon=True).start()
        begun.wait()
        print("leaving")
    """
    for _ in range(3):
        done = run(script, str(stored), PASSWORD)
        assert (done.returncode, done.stdout) == (0, "leaving\n"), done.stderr


def test_the_interpreter_ends_with_open_stores(stored: Path) -> None:
    script = """
        import sys, threading
        import bookroom
        room = bookroom.open(sys.argv[1])
        session = room.sign_in(room.books()[0].id, "li", sys.argv[2])
        room.add_listener(lambda changes: None)
        room.add_rule("*", lambda command: None)
        memory = bookroom.open(":memory:")
        memory.add_listener(lambda changes: None)
        def busy():
            while True:
                try:
                    session.customers.add(name="x")
                except bookroom.ClosedError:
                    return
        for _ in range(3):
            threading.Thread(target=busy, daemon=True).start()
        feed = session.changes.feed(follow=True)
        threading.Thread(target=lambda: list(feed), daemon=True).start()
        while session.customers.count() < 20:
            pass
        print("leaving")
    """
    for _ in range(3):
        done = run(script, str(stored), PASSWORD)
        assert done.returncode == 0, done.stderr
        assert done.stdout == "leaving\n"
    with bookroom.open(stored) as room:
        session = room.sign_in(room.books()[0].id, "li", PASSWORD)
        assert session.verify().findings == ()


@pytest.mark.skipif(sys.platform == "win32", reason="signals differ on Windows")
@pytest.mark.parametrize("what", ["post", "wait", "batch", "import"])
def test_ctrl_c_stops_long_work_and_keeps_nothing(stored: Path, what: str) -> None:
    script = """
        import os, signal, sys, threading, time, datetime as dt
        from decimal import Decimal
        import bookroom
        from bookroom import commands
        room = bookroom.open(sys.argv[1])
        session = room.sign_in(room.books()[0].id, "li", sys.argv[2])
        entry = bookroom.NewJournalEntry(
            on=dt.date(2026, 6, 30), summary="x",
            postings=[bookroom.debit("1001", 1), bookroom.credit("1002", 1)],
        )
        entries = [entry] * 100_000
        many = [commands.PostEntries([entry])] * 10_000
        rows = "名称\\n" + "".join(f"客户{n}\\n" for n in range(100_000))
        work = {
            "post": lambda: session.ledger.post_many(entries),
            "wait": lambda: session.changes.wait(10**9, timeout=60),
            "batch": lambda: session.batch(many),
            "import": lambda: session.exchange.import_customers(rows.encode()),
        }[sys.argv[3]]
        session.ledger.post_many([entry])
        threading.Timer(0.15, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
        begun = time.monotonic()
        try:
            work()
        except KeyboardInterrupt:
            print("stopped")
        took = time.monotonic() - begun
        assert took < 20, took
        assert len(session.ledger.entries()) == 1
        assert session.customers.count() == 0
        session.customers.add(name="after")
    """
    done = run(script, str(stored), PASSWORD, what, timeout=120)
    assert done.stdout == "stopped\n", done.stderr


def test_memory_stays_flat(session: bookroom.Session, customer: bookroom.Customer) -> None:
    calls = int(os.environ.get("BOOKROOM_CALLS", "20000"))
    statm = Path("/proc/self/statm")
    if not statm.exists():
        pytest.skip("there is no /proc on this system")

    def resident() -> int:
        return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")

    def work(count: int) -> None:
        for number in range(count):
            session.customers.get(customer.id)
            if number % 10 == 0:
                with pytest.raises(bookroom.NotFoundError):
                    session.customers.get(bookroom.CustomerId(10**6))
                with pytest.raises(TypeError):
                    session.customers.get("x")  # type: ignore[arg-type]

    work(calls // 10)
    before = resident()
    work(calls)
    grown = resident() - before
    assert grown < 4 << 20, f"{grown} bytes more after {calls} calls"
