"""The work of benches/peers.py with bookroom."""

from __future__ import annotations

import datetime as dt
import json
import sys
import time
from decimal import Decimal

import bookroom


def main(store: str, count: int) -> None:
    """Posts, balances, prints."""
    room = bookroom.open(store)
    book = room.create_book(name="账", owner_name="li", owner_password="Counting-House-8")
    session = room.sign_in(book, "li", "Counting-House-8")
    begun = time.perf_counter()
    session.ledger.post_many(
        [
            bookroom.NewJournalEntry(
                on=dt.date(2026, 1, 1) + dt.timedelta(number % 180),
                summary=f"entry {number}",
                postings=(
                    bookroom.debit("1001", Decimal(number % 1000 + 1) / 100),
                    bookroom.credit("1002", Decimal(number % 1000 + 1) / 100),
                ),
            )
            for number in range(count)
        ]
    )
    posted = time.perf_counter()
    report = session.reports.trial_balance(on=dt.date(2026, 12, 31))
    reported = time.perf_counter()
    balance = session.ledger.balance("1001", dt.date(2026, 12, 31)).balance
    asked = time.perf_counter()
    assert report.rows[0].closing == balance
    figures = {"post": posted - begun, "report": reported - posted, "balance": asked - reported}
    print(json.dumps({**figures, "value": f"{balance:.2f}"}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
