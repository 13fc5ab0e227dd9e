"""Lists and reports as data frames, Arrow, CSV and HTML."""

from __future__ import annotations

import csv
import datetime as dt
import io
import pickle
from decimal import Decimal
from pathlib import Path

import bookroom
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from conftest import DAY, cash_entry


@pytest.fixture
def entries(session: bookroom.Session) -> bookroom.Rows[bookroom.JournalEntry]:
    session.ledger.post_many([cash_entry(f"{n}.50", dt.date(2026, 6, n)) for n in range(1, 26)])
    return session.ledger.iter_entries(chunk=10)


def test_pages_and_rows(session: bookroom.Session, entries: bookroom.Rows[object]) -> None:
    page = session.ledger.entries(limit=10)
    assert (len(page), page[0].number, page.next is not None) == (10, 1, True)
    second = session.ledger.entries(limit=10, after=page.next)
    assert [entry.number for entry in second] == list(range(11, 21))
    assert [len(p) for p in entries.pages()] == [10, 10, 5]
    assert [entry.number for entry in session.ledger.iter_entries()] == list(range(1, 26))
    table = session.ledger.iter_entries().collect()
    assert isinstance(table[3:5], bookroom.Table)
    assert table[3:5].row_type is bookroom.JournalEntry
    assert pickle.loads(pickle.dumps(table)) == table


def test_a_report_becomes_a_pandas_frame(
    session: bookroom.Session, entries: bookroom.Rows[object]
) -> None:
    report = session.reports.trial_balance(on=DAY)
    frame = report.to_pandas()
    assert report.to_polars().equals(report.rows.to_polars())
    assert pa.table(report).num_rows == 2
    assert session.reports.income_summary(DAY, DAY).to_pandas().empty
    assert len(session.ledger.register(account="1001", from_=DAY, to=DAY).to_csv()) > 10
    assert list(frame["code"]) == ["1001", "1002"]
    assert frame["debit"].map(type).unique().tolist() == [Decimal]
    assert frame["debit"].sum() == Decimal("337.50")
    assert str(frame["level"].dtype) == "Int64"
    assert str(frame["leaf"].dtype) == "boolean"


def test_dates_and_instants_in_frames(entries: bookroom.Rows[bookroom.JournalEntry]) -> None:
    frame = entries.to_pandas()
    assert str(frame["on"].dtype) == "datetime64[s]"
    assert str(frame["posted_at"].dtype).endswith("UTC]")
    assert frame["reversed_by"].isna().all()
    polars = entries.to_polars()
    assert polars.schema["on"] == pl.Date
    assert polars.schema["posted_at"] == pl.Datetime("us", "UTC")
    assert polars["on"][0] == dt.date(2026, 6, 1)


def test_arrow_keeps_amounts_exact(session: bookroom.Session, entries: object) -> None:
    rows = session.reports.trial_balance(on=DAY).rows
    table = pa.table(rows)
    assert table.schema.field("debit").type == pa.decimal128(38, 2)
    assert sum(table["debit"].to_pylist()) == Decimal("337.50")
    assert rows.to_arrow().equals(table)
    frame = rows.to_polars()
    assert frame["debit"].sum() == Decimal("337.50")
    assert frame.schema["debit"] == pl.Decimal(38, 2)


def test_nested_rows_cross_as_lists(entries: bookroom.Rows[bookroom.JournalEntry]) -> None:
    table = entries.to_arrow()
    first = table["postings"][0].as_py()
    assert first[0]["account"] == "1001"
    assert first[0]["debit"] == Decimal("1.50")
    assert table["period"][0].as_py() == {"year": 2026, "month": 6}


def test_maps_unions_and_absent_values(session: bookroom.Session) -> None:
    session.customers.add(
        name="甲",
        level="A",
        channels=[bookroom.Channel(bookroom.ChannelKind.MOBILE, "13800138000")],
    )
    summary = session.customers.list().to_arrow()
    assert summary["classes"][0].as_py() == [{"key": "customer_level", "value": "A"}]
    assert summary["owner"][0].as_py() is None
    product = session.billing.products.add(code="P", name="笔", unit_price=Decimal("2.5"))
    assert session.billing.products.list().to_polars()["unit_price"].to_list() == [Decimal("2.5")]
    assert product.unit_price == Decimal("2.5")


def test_an_empty_list_has_its_columns(session: bookroom.Session) -> None:
    empty = session.ledger.entries()
    assert list(empty.to_pandas().columns) == list(empty.to_polars().columns)
    assert empty.to_arrow().num_rows == 0
    assert "posted_at" in empty.to_csv()
    assert "<table>" in empty._repr_html_()


def test_csv_is_read_back(tmp_path: Path, entries: bookroom.Rows[bookroom.JournalEntry]) -> None:
    text = entries.to_csv()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 25
    assert rows[0]["label"] == "记-1"
    assert rows[0]["on"] == "2026-06-01"
    path = tmp_path / "entries.csv"
    entries.to_csv(path, delimiter=";")
    assert path.read_bytes().startswith(b"\xef\xbb\xbfid;journal;")
    assert len(pd.read_csv(path, sep=";")) == 25


def test_notebooks_show_tables(session: bookroom.Session, entries: object) -> None:
    report = session.reports.trial_balance(on=DAY)
    shown = report._repr_html_()
    assert "337.50" in shown
    assert shown.count("<table>") == 2
    session.customers.add(name="<script>alert(1)</script>")
    listed = session.customers.list()._repr_html_()
    assert "<script>" not in listed
    assert "&lt;script&gt;" in listed


def test_dictionaries_of_rows(entries: bookroom.Rows[bookroom.JournalEntry]) -> None:
    made = entries.to_dicts()
    assert made[0]["postings"][0]["debit"] == Decimal("1.50")


def test_arrow_streams_do_not_leak(session: bookroom.Session, entries: object) -> None:
    rows = session.reports.trial_balance(on=DAY).rows
    for _ in range(200):
        rows.__arrow_c_stream__()
        pa.table(rows)
