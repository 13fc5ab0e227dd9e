"""What it costs to cross from Python, as ratios to the same work in Rust from one run.

    cargo build --release -p bookroom-python --example rust_twin
    python benches/cost.py target/release/examples/rust_twin

Build the package for release first (``cargo xtask wheel``). Both languages take turns; of each
work the middle of the runs counts.
"""

from __future__ import annotations

import datetime as dt
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import bookroom
import polars as pl
import pyarrow as pa

PASSWORD = "Counting-House-8"
POSTINGS = 100_000
ROUNDS = 5
FIRST = dt.date(2026, 1, 1)


def columns(entries: int) -> dict[str, list[Any]]:
    """The columns of the Rust side."""
    names = ("entry", "on", "summary", "account", "debit", "credit")
    made: dict[str, list[Any]] = {name: [] for name in names}
    for number in range(entries):
        amount = Decimal(number % 10_000 + 1).scaleb(-2)
        for account, debit, credit in (("1001", amount, None), ("1002", None, amount)):
            row = (number, FIRST + dt.timedelta(number % 180), f"提现 {number}")
            for name, value in zip(names, (*row, account, debit, credit), strict=True):
                made[name].append(value)
    return made


def records(made: dict[str, list[Any]]) -> list[bookroom.NewJournalEntry]:
    """The same as records, as a script with rows has them."""
    lines = [
        bookroom.NewPosting(account, debit, credit)
        for account, debit, credit in zip(
            made["account"], made["debit"], made["credit"], strict=True
        )
    ]
    return [
        bookroom.NewJournalEntry(made["on"][at], made["summary"][at], (lines[at], lines[at + 1]))
        for at in range(0, len(lines), 2)
    ]


class Bench:
    """A folder for stores, and the Rust side."""

    def __init__(self, twin: str, folder: Path) -> None:
        self.folder = folder
        self.count = 0
        self.twin = subprocess.Popen(
            [twin], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )

    def store(self) -> str:
        """The path of a new store."""
        self.count += 1
        return str(self.folder / f"{self.count}.sqlite")

    def rust(self, work: str, count: int) -> float:
        """Seconds of a work in Rust."""
        assert self.twin.stdin and self.twin.stdout
        self.twin.stdin.write(f"{work}\t{self.store()}\t{count}\n")
        return float(self.twin.stdout.readline())

    def session(self) -> bookroom.Session:
        """A new book."""
        room = bookroom.open(self.store())
        book = room.create_book(name="账", owner_name="li", owner_password=PASSWORD)
        return room.sign_in(book, "li", PASSWORD)

    def python(self, work: Callable[[bookroom.Session], object]) -> float:
        """Seconds of a work in Python."""
        session = self.session()
        begun = time.perf_counter()
        work(session)
        seconds = time.perf_counter() - begun
        session.room.close()
        return seconds


def main() -> None:
    """Measures and prints."""
    entries = POSTINGS // 2
    made = columns(entries)
    arrow = pa.table({**made, "debit": made["debit"]})
    frame = pl.DataFrame(arrow)
    prepared = records(made)
    few = records(columns(300))
    figures: dict[str, dict[str, float]] = {}

    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(sys.argv[1], Path(folder))
        works: dict[str, Callable[[bookroom.Session], object]] = {
            "columns (lists)": lambda s: s.ledger.post_table(made),
            "columns (Arrow)": lambda s: s.ledger.post_table(arrow),
            "columns (polars)": lambda s: s.ledger.post_table(frame),
            "rows (records there)": lambda s: s.ledger.post_many(prepared),
            "rows (records made)": lambda s: s.ledger.post_many(records(made)),
        }
        seen: dict[str, list[float]] = {"rust": [], **{name: [] for name in works}}
        for _ in range(ROUNDS):
            seen["rust"].append(bench.rust("bulk", entries))
            for name, work in works.items():
                seen[name].append(bench.python(work))
        base = statistics.median(seen["rust"])
        for name, seconds in seen.items():
            middle = statistics.median(seconds)
            figures[f"100,000 postings, {name}"] = {"seconds": middle, "ratio": middle / base}

        def one_by_one(session: bookroom.Session) -> None:
            for entry in few:
                session.ledger.post_many([entry])

        rust = statistics.median(bench.rust("single", len(few)) for _ in range(ROUNDS))
        python = statistics.median(bench.python(one_by_one) for _ in range(ROUNDS))
        figures["one posted entry"] = {"seconds": python / len(few), "ratio": python / rust}

        calls = 5_000
        session = bench.session()
        session.ledger.post_many(records(columns(100)))
        begun = time.perf_counter()
        for _ in range(calls):
            session.ledger.balance("1001", FIRST)
        python = time.perf_counter() - begun
        rust = bench.rust("balance", calls)
        figures["one balance"] = {"seconds": python / calls, "ratio": python / rust}

        begun = time.perf_counter()
        for _ in range(100_000):
            _ = session.book_id
        figures["a no-op call"] = {"seconds": (time.perf_counter() - begun) / 100_000}
        session.room.close()

    for name, figure in figures.items():
        ratio = f"{figure['ratio']:8.3f}" if "ratio" in figure else ""
        print(f"{name:<40}{figure['seconds'] * 1e6:>16,.2f} µs{ratio}")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
