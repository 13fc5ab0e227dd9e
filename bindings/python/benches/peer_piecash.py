"""The work of benches/peers.py with piecash: all entries in one save."""

from __future__ import annotations

import datetime as dt
import json
import sys
import time
import warnings
from decimal import Decimal

warnings.simplefilter("ignore")

import piecash  # noqa: E402


def main(store: str, count: int) -> None:
    """Posts, balances, prints."""
    book = piecash.create_book(store, overwrite=True, currency="EUR")
    euro = book.default_currency
    cash, bank = (
        piecash.Account(name=name, type="ASSET", parent=book.root_account, commodity=euro)
        for name in ("cash", "bank")
    )
    book.save()
    begun = time.perf_counter()
    for number in range(count):
        amount = Decimal(number % 1000 + 1) / 100
        piecash.Transaction(
            currency=euro,
            description=f"entry {number}",
            post_date=dt.date(2026, 1, 1) + dt.timedelta(number % 180),
            splits=[
                piecash.Split(account=cash, value=amount),
                piecash.Split(account=bank, value=-amount),
            ],
        )
    book.save()
    posted = time.perf_counter()
    book.close()
    book = piecash.open_book(store, readonly=True)
    opened = time.perf_counter()
    rows = {account.name: account.get_balance() for account in book.accounts}
    reported = time.perf_counter()
    book.close()
    book = piecash.open_book(store, readonly=True)
    again = time.perf_counter()
    balance = book.accounts(name="cash").get_balance()
    asked = time.perf_counter()
    assert rows["cash"] == balance
    figures = {"post": posted - begun, "report": reported - opened, "balance": asked - again}
    print(json.dumps({**figures, "value": f"{balance:.2f}"}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
