"""How long 100,000 journal entries take to become a data frame.

python benches/frames.py [entries]
"""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import bookroom


def timed(name: str, work: Callable[[], Any]) -> Any:
    """Runs a step and says how long it took."""
    start = time.perf_counter()
    made = work()
    print(f"{name:44} {time.perf_counter() - start:7.2f} s")
    return made


def main() -> None:
    """Posts the entries and reads them back."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    room = bookroom.open(":memory:")
    book = room.create_book(name="晨光", owner_name="li", owner_password="long enough 1")
    session = room.sign_in(book, "li", "long enough 1")
    first = dt.date(2026, 1, 1)
    numbers = [number for number in range(count) for _ in range(2)]
    session.ledger.post_table(
        {
            "entry": numbers,
            "on": [first + dt.timedelta(days=number % 200) for number in numbers],
            "summary": [f"收款 {number}" for number in numbers],
            "account": ["1001", "1002"] * count,
            "debit": [
                Decimal(number + 1) / 100 if at % 2 == 0 else None
                for at, number in enumerate(numbers)
            ],
            "credit": [
                Decimal(number + 1) / 100 if at % 2 else None for at, number in enumerate(numbers)
            ],
        }
    )
    rows = session.ledger.iter_entries()
    timed(
        "export of the list as CSV",
        lambda: session.exchange.export(bookroom.ExportListEntries(bookroom.EntryFilter())),
    )
    timed("rows to pandas, from the store", rows.to_pandas)
    timed("rows to polars, from the store", rows.to_polars)
    table = timed("rows as records", rows.collect)
    frame = timed("records to pandas", table.to_pandas)
    timed("records to polars", table.to_polars)
    timed("records to CSV", table.to_csv)
    print(frame.dtypes)


if __name__ == "__main__":
    main()
