"""Posting many entries from columns."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import bookroom
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from conftest import DAY

Columns = dict[str, list[Any]]


def columns(entries: int = 3, key: Any = int) -> Columns:
    """So many entries of two lines."""
    made: Columns = {
        name: [] for name in ("entry", "on", "summary", "account", "debit", "credit", "memo")
    }
    for number in range(entries):
        amount = Decimal(number + 1).scaleb(-2)
        for account, debit, credit in (("1001", amount, None), ("1002", None, amount)):
            made["entry"].append(key(number))
            made["on"].append(dt.date(2026, 6, 1 + number % 28))
            made["summary"].append(f"提现 {number}")
            made["account"].append(account)
            made["debit"].append(debit)
            made["credit"].append(credit)
            made["memo"].append(None if number % 2 else "注")
    return made


FORMS = {
    "lists": lambda c: c,
    "polars": lambda c: pl.DataFrame(c, schema_overrides={"debit": pl.Decimal(18, 2)}),
    "polars categorical": lambda c: pl.DataFrame(c).with_columns(
        pl.col("account").cast(pl.Categorical), pl.col("entry").cast(pl.UInt16)
    ),
    "pandas": pd.DataFrame,
    "pandas timestamps": lambda c: pd.DataFrame(c).assign(on=pd.to_datetime(pd.Series(c["on"]))),
    "arrow": pa.table,
    "arrow dictionary": lambda c: pa.table(
        {**c, "account": pa.array(c["account"]).dictionary_encode()}
    ),
    "arrow batches": lambda c: pa.Table.from_batches(pa.table(c).to_batches(max_chunksize=3)),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_columns_posts_the_same(session: bookroom.Session, form: str) -> None:
    posted = session.ledger.post_table(FORMS[form](columns(20)))
    assert len(posted) == 20
    assert posted[0].label == "记-1"
    assert posted[-1].number == 20
    entry = session.ledger.entry(posted[4].id)
    assert entry.on == dt.date(2026, 6, 5)
    assert entry.summary == "提现 4"
    assert [(p.account, p.debit, p.credit, p.memo) for p in entry.postings] == [
        ("1001", Decimal("0.05"), Decimal("0.00"), "注"),
        ("1002", Decimal("0.00"), Decimal("0.05"), "注"),
    ]
    assert session.ledger.balance("1001", DAY).balance == Decimal("2.10")
    assert [receipt.number for receipt in posted] == list(range(1, 21))
    assert posted.to_pandas()["number"].tolist() == list(range(1, 21))


def test_entries_may_be_named_by_texts(session: bookroom.Session) -> None:
    assert len(session.ledger.post_table(columns(5, key=str))) == 5


def test_it_is_all_or_nothing_and_names_the_place(session: bookroom.Session) -> None:
    bad = columns(3)
    bad["credit"][3] = Decimal("9.99")
    bad["account"][4] = "9999"
    with pytest.raises(bookroom.InvalidError) as caught:
        session.ledger.post_table(bad)
    found = {(v.path, v.code) for v in caught.value.violations}
    assert ("entries[1].postings", "not_balanced") in found or any(
        path.startswith("entries[1]") and code == "not_balanced" for path, code in found
    )
    assert any(path.startswith("entries[2].postings[0]") for path, _ in found)
    assert session.ledger.entries().items == ()


def test_dry_run_and_request_key(session: bookroom.Session) -> None:
    with session.dry_run():
        assert len(session.ledger.post_table(columns())) == 3
    first = session.ledger.post_table(columns(), request_key="june")
    again = session.ledger.post_table(columns(), request_key="june")
    assert first.collect() == again.collect()
    assert len(session.ledger.entries()) == 3


@pytest.mark.parametrize(
    ("change", "error", "text"),
    [
        ({"debit": [0.1] * 6}, TypeError, "debit: .*float"),
        ({"colour": [1] * 6}, ValueError, "column=colour, choices=entry, on"),
        ({"entry": [1, 2, 1, 2, 1, 2]}, ValueError, "not together"),
        ({"entry": [1] * 6}, ValueError, "row 2: (on|summary) is not that of its entry"),
        ({"account": [1] * 6}, TypeError, "account: .*expected=str, got=int"),
        ({"on": ["2026-06-01"] * 6}, TypeError, "on: .*date"),
    ],
)
def test_what_does_not_fit_is_refused(
    session: bookroom.Session, change: Columns, error: type[Exception], text: str
) -> None:
    with pytest.raises((error, bookroom.InvalidError), match=text):
        session.ledger.post_table({**columns(), **change})
    assert session.ledger.entries().items == ()


def test_frames_of_floats_are_refused_with_what_to_write(session: bookroom.Session) -> None:
    frame = pl.DataFrame(columns()).with_columns(pl.col("debit").cast(pl.Float64))
    with pytest.raises(TypeError, match=r"debit: .*got=Float64.*polars\.Decimal"):
        session.ledger.post_table(frame)
    frame2 = pl.DataFrame(columns()).with_columns(
        pl.col("on").cast(pl.Datetime) + dt.timedelta(hours=5)
    )
    with pytest.raises(ValueError, match="on: This is not a date"):
        session.ledger.post_table(frame2)
    with pytest.raises(ValueError, match="on: No column"):
        session.ledger.post_table(pl.DataFrame(columns()).drop("on"))
    with pytest.raises(TypeError, match="expected=a data frame"):
        session.ledger.post_table(5)


def test_parties_and_journals(session: bookroom.Session, customer: bookroom.Customer) -> None:
    made = columns(1)
    made |= {"account": ["1122", "5001"], "party": [customer.id, None], "journal": ["记", "记"]}
    posted = session.ledger.post_table(made)
    assert session.ledger.entry(posted[0].id).postings[0].party == customer.id
