"""The work of benches/peers.py with python-accounting: journal entries, each posted, one commit."""

from __future__ import annotations

import datetime as dt
import json
import sys
import time
import warnings
from decimal import Decimal

warnings.simplefilter("ignore")

from python_accounting.database.session import get_session  # noqa: E402
from python_accounting.models import Account, Base, Currency, Entity, LineItem  # noqa: E402
from python_accounting.reports import TrialBalance  # noqa: E402
from python_accounting.transactions import JournalEntry  # noqa: E402
from sqlalchemy import create_engine  # noqa: E402


def main(store: str, count: int) -> None:
    """Posts, balances, prints."""
    engine = create_engine(f"sqlite:///{store}")
    Base.metadata.create_all(engine)
    year = dt.datetime.now().year
    end = dt.datetime(year, 12, 31)
    with get_session(engine) as session:
        entity = Entity(name="Company")
        session.add(entity)
        session.commit()
        currency = Currency(name="Euro", code="EUR", entity_id=entity.id)
        session.add(currency)
        session.commit()
        kinds = Account.AccountType
        cash, bank = (
            Account(name=name, account_type=kind, currency_id=currency.id, entity_id=entity.id)
            for name, kind in (("cash", kinds.BANK), ("bank", kinds.BANK))
        )
        session.add_all([cash, bank])
        session.commit()
        begun = time.perf_counter()
        for number in range(count):
            entry = JournalEntry(
                narration=f"entry {number}",
                transaction_date=dt.datetime(year, 1, 2) + dt.timedelta(number % 180),
                account_id=cash.id,
                credited=False,
                entity_id=entity.id,
            )
            session.add(entry)
            session.flush()
            line = LineItem(
                narration="line",
                account_id=bank.id,
                amount=Decimal(number % 1000 + 1) / 100,
                entity_id=entity.id,
            )
            session.add(line)
            session.flush()
            entry.line_items.add(line)
            session.add(entry)
            entry.post(session)
        session.commit()
        posted = time.perf_counter()
        session.expire_all()
        TrialBalance(session, end)
        reported = time.perf_counter()
        session.expire_all()
        again = time.perf_counter()
        balance = cash.closing_balance(session, end)
        asked = time.perf_counter()
    figures = {"post": posted - begun, "report": reported - posted, "balance": asked - again}
    print(json.dumps({**figures, "value": f"{balance:.2f}"}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
