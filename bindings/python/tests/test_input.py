"""Input is taken strictly, and refused with the place and what to write instead."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import bookroom
import pytest
from conftest import DAY, cash_entry


def post(session: bookroom.Session, amount: Any, on: Any = DAY) -> bookroom.EntryReceipt:
    return session.ledger.post(
        on=on,
        summary="提现",
        postings=[bookroom.debit("1001", amount), bookroom.credit("1002", amount)],
    )


def test_a_float_is_refused_with_what_to_write(session: bookroom.Session) -> None:
    with pytest.raises(TypeError, match=r"entry\.postings\[0\]\.debit.*float.*Decimal\('0\.1'\)"):
        post(session, 0.1)


def test_an_int_is_money_and_a_bool_is_not(session: bookroom.Session) -> None:
    post(session, 5)
    assert session.ledger.balance("1001", DAY).balance == Decimal("5.00")
    with pytest.raises(TypeError, match=r"expected decimal\.Decimal or int, got bool"):
        post(session, True)
    with pytest.raises(TypeError, match=r"got str"):
        post(session, "5")


@pytest.mark.parametrize("text", ["NaN", "Infinity", "1e400", "0." + "1" * 40])
def test_numbers_that_cannot_be_kept_are_refused(session: bookroom.Session, text: str) -> None:
    with pytest.raises(ValueError, match="not a number that can be kept exactly"):
        post(session, Decimal(text))


def test_exponents_are_read_exactly(session: bookroom.Session) -> None:
    post(session, Decimal("5E+2"))
    assert session.ledger.balance("1001", DAY).balance == 500


def test_too_many_digits_are_never_rounded(session: bookroom.Session) -> None:
    with pytest.raises(bookroom.InvalidError) as caught:
        post(session, Decimal("0.001"))
    assert {v.code for v in caught.value.violations} == {"too_many_decimals"}


def test_a_datetime_is_no_date(session: bookroom.Session) -> None:
    with pytest.raises(TypeError, match=r"entry\.on: .*value\.date\(\)"):
        post(session, 1, dt.datetime(2026, 6, 30, 12))
    with pytest.raises(TypeError, match=r"entry\.on: expected datetime\.date, got str"):
        post(session, 1, "2026-06-30")


def test_wrong_types_name_the_place(session: bookroom.Session) -> None:
    with pytest.raises(TypeError, match=r"customer\.name: expected str, got int"):
        session.customers.add(name=5)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"customer\.tags: expected a sequence, got str"):
        session.customers.add(name="甲", tags="x")
    with pytest.raises(TypeError, match=r"customers\[1\]: expected NewCustomer, got int"):
        session.customers.add_many([bookroom.NewCustomer("甲"), 7])  # type: ignore[list-item]
    with pytest.raises(TypeError, match="unexpected keyword argument 'nmae'"):
        session.customers.add(nmae="甲")  # type: ignore[call-arg]


def test_an_unknown_choice_names_the_possible_ones(session: bookroom.Session) -> None:
    with pytest.raises(ValueError, match=r"customer\.kind: unknown variant.*company.*person"):
        session.customers.add(name="甲", kind="robot")
    with pytest.raises(ValueError, match="'robot' is not a valid CustomerKind"):
        bookroom.CustomerKind("robot")


def test_mappings_stand_for_records(session: bookroom.Session) -> None:
    made = session.customers.add_many([{"name": "甲", "tags": ["vip"]}])  # type: ignore[list-item]
    assert made[0].tags == ("vip",)
    with pytest.raises(TypeError, match="nmae"):
        session.customers.add_many([{"nmae": "甲"}])  # type: ignore[list-item]


def test_a_record_stands_for_its_version(
    session: bookroom.Session, customer: bookroom.Customer
) -> None:
    retired = session.customers.set_active_many([customer], False)
    assert not retired[0].active
    with pytest.raises(bookroom.ConflictError) as caught:
        session.customers.set_active_many([customer], True)
    assert caught.value.code == "version_conflict"


def test_generators_are_sequences_too(session: bookroom.Session) -> None:
    entries = (cash_entry(str(amount)) for amount in range(1, 4))
    receipts = session.ledger.post_many(entries)  # type: ignore[arg-type]
    assert [receipt.number for receipt in receipts] == [1, 2, 3]


def test_an_exception_in_a_generator_comes_out(session: bookroom.Session) -> None:
    def entries() -> Any:
        yield cash_entry()
        raise LookupError("no more")

    with pytest.raises(LookupError, match="no more"):
        session.ledger.post_many(entries())
    assert session.ledger.entries().items == ()
