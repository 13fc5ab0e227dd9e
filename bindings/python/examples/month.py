"""A month of a small company's books in a script: sales, money, wages, a credit note, reports.

python examples/month.py
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import bookroom
from bookroom import Direction, NewInvoiceLine, PaymentDirection, credit, debit

PASSWORD = "Counting-House-8"


def june(day: int) -> dt.date:
    """A day of the month."""
    return dt.date(2026, 6, day)


def trade(session: bookroom.Session) -> bookroom.Customer:
    """Sells on account, takes the money, gives some of it back."""
    invoices, payments = session.billing.invoices, session.billing.payments
    session.billing.products.add(
        code="TEA", name="明前龙井", unit="斤", unit_price=Decimal("800"), tax_rate=Decimal("0.13")
    )
    customer = session.customers.add(name="南山贸易有限公司", level="A", payment_days=30)
    supplier = session.customers.add(name="狮峰茶厂", is_customer=False, is_supplier=True)
    bought = invoices.draft(
        direction=Direction.PURCHASE,
        customer=supplier.id,
        issue_on=june(1),
        reference="LJ-0601",
        lines=[
            NewInvoiceLine(
                description="龙井原料",
                quantity=Decimal(60),
                unit_price=Decimal("400"),
                tax_rate=Decimal("0.09"),
            )
        ],
    )
    invoices.post(bought.id, bought.version)
    sold = invoices.draft_and_post(
        [
            bookroom.NewInvoice(
                customer=customer.id,
                issue_on=june(day),
                lines=[NewInvoiceLine(product="TEA", quantity=Decimal(quantity))],
            )
            for day, quantity in ((3, 10), (12, 5), (21, 20))
        ]
    )
    payments.record(
        direction=PaymentDirection.IN, customer=customer.id, paid_on=june(18), amount=Decimal(12000)
    )
    payments.record(
        direction=PaymentDirection.OUT, customer=supplier.id, paid_on=june(20), amount=bought.gross
    )
    last = invoices.get(sold[-1].id)
    invoices.credit(
        last,
        issue_on=june(25),
        lines=[bookroom.CreditLine(line=1, quantity=Decimal(2))],
        reason="两斤受潮",
    )
    return customer


def pay_wages(session: bookroom.Session) -> None:
    """Books and pays the wages, and the rent, in one call."""
    entry = bookroom.NewJournalEntry
    session.ledger.post_many(
        [
            entry(
                on=june(1),
                summary="股东投入资本",
                postings=[debit("1002", Decimal(100000)), credit("3001", Decimal(100000))],
            ),
            entry(
                on=june(30),
                summary="计提本月工资",
                postings=[debit("560201", Decimal(15000)), credit("221101", Decimal(15000))],
            ),
            entry(
                on=june(30),
                summary="发放本月工资",
                postings=[debit("221101", Decimal(15000)), credit("1002", Decimal(15000))],
            ),
        ]
    )


def main() -> bookroom.IncomeSummary:
    """Keeps the month and prints what came of it."""
    with bookroom.open(":memory:") as room:
        book = room.create_book(name="晨光茶业", owner_name="li", owner_password=PASSWORD)
        session = room.sign_in(book, "li", PASSWORD)
        if not any(account.code == "560201" for account in session.ledger.accounts()):
            session.ledger.add_account(code="560201", name_zh="职工薪酬", parent="5602")
        pay_wages(session)
        customer = trade(session)

        print(session.reports.trial_balance(on=june(30)).rows.to_csv(delimiter="\t"))
        statement = session.reports.statement(customer.id, june(1), june(30))
        for line in statement.lines:
            print(f"{line.on} {line.kind:<12}{line.debit:>12}{line.credit:>12}{line.balance:>12}")
        print(f"{customer.name} owes {statement.closing}")
        summary = session.reports.income_summary(june(1), june(30))
        print(f"income {summary.total_income}, profit {summary.profit}")
        assert session.verify().findings == ()
        return summary


if __name__ == "__main__":
    main()
