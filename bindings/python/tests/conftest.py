"""Fixtures: a store in memory, a book, its owner at work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

import bookroom
import pytest

PASSWORD = "long enough 1"
DAY = dt.date(2026, 6, 30)


@pytest.fixture
def room() -> Iterator[bookroom.Bookroom]:
    with bookroom.open(":memory:") as opened:
        yield opened


@pytest.fixture
def book(room: bookroom.Bookroom) -> bookroom.BookId:
    return room.create_book(name="晨光贸易", owner_name="li", owner_password=PASSWORD)


@pytest.fixture
def session(room: bookroom.Bookroom, book: bookroom.BookId) -> bookroom.Session:
    return room.sign_in(book, "li", PASSWORD)


@pytest.fixture
def customer(session: bookroom.Session) -> bookroom.Customer:
    return session.customers.add(name="南山贸易", level="A")


def cash_entry(amount: str = "500.00", on: dt.date = DAY) -> bookroom.NewJournalEntry:
    """Money from the bank into the till."""
    return bookroom.NewJournalEntry(
        on=on,
        summary="提现",
        postings=[
            bookroom.debit("1001", Decimal(amount)),
            bookroom.credit("1002", Decimal(amount)),
        ],
    )
