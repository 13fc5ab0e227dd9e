"""The quick start: a messy customer list, sales and receipts become clean customers and books.

    python examples/quickstart.py [STORE]

It imports the sample files of ``examples/data``, as ``cargo run --example quickstart`` does, and
comes to the same figures. Without STORE everything stays in memory.
"""

from __future__ import annotations

import sys
import tomllib
from decimal import Decimal
from pathlib import Path

import bookroom

PASSWORD = "Counting-House-8"
DATA = Path(__file__).resolve().parents[3] / "examples" / "data"


def import_everything(session: bookroom.Session, data: Path) -> list[bookroom.ImportReport]:
    """Imports customers, sales and receipts, in this order."""
    plan = tomllib.loads((data / "sample.toml").read_text(encoding="utf-8"))
    sales = bookroom.SalesImport(**plan["sales"])
    exchange = session.exchange
    return [
        exchange.import_customers(data / "customers.csv"),
        exchange.import_sales(data / "sales.csv", options=sales),
        exchange.import_payments(data / "receipts.csv"),
    ]


def main(store: str = ":memory:", data: Path = DATA) -> dict[str, Decimal]:
    """Does the job and returns the main figures."""
    with bookroom.open(store) as room:
        plan = tomllib.loads((data / "sample.toml").read_text(encoding="utf-8"))
        book = room.create_book(owner_name="boss", owner_password=PASSWORD, **plan["book"])
        session = room.sign_in(book, "boss", PASSWORD)

        for report in import_everything(session, data):
            print(f"{report.kind}: {report.accepted} of {report.rows_read} rows taken")
            for file in report.files:
                for refused in file.rejected:
                    reasons = "; ".join(reason.problem.text_en for reason in refused.reasons)
                    print(f"    line {refused.line}: {reasons}")

        first = session.ledger.entries(limit=1)[0].on
        last = session.ledger.entries(limit=1, descending=True)[0].on
        balance = session.reports.trial_balance(from_=first, on=last)
        income = session.reports.income_summary(first, last)
        ageing = session.reports.ageing(on=last, limit=5)

        print(f"\nTrial balance {balance.from_} to {balance.on}")
        for row in balance.rows:
            if row.leaf:
                print(f"  {row.code:<8}{row.name_zh:<12}{row.debit:>14}{row.credit:>14}")
        print(f"  {'':<20}{balance.totals.debit:>14}{balance.totals.credit:>14}")
        print("\nWho owes most")
        for debtor in ageing.rows:
            print(f"  {debtor.name:<24}{debtor.amounts.open:>14}")
        print(f"\nRevenue {income.total_income}, profit {income.profit}")

        found = session.verify()
        assert not found.findings, found.findings
        print(f"{found.entries} entries and {found.changes} changes verified: nothing differs")
        return {
            "revenue": income.total_income,
            "closing": balance.totals.closing_debit,
            "debit": balance.totals.debit,
            "credit": balance.totals.credit,
        }


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else ":memory:")
