"""Lists and reports as data frames, Arrow, CSV and HTML."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
import pickle
from decimal import Decimal
from pathlib import Path
from typing import Any

import bookroom
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from bookroom import _labels, _native
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


def test_instants_of_any_zone_are_exact_in_frames(
    entries: bookroom.Rows[bookroom.JournalEntry],
) -> None:
    first = entries.collect()[0]
    for zone in (dt.UTC, dt.timezone(dt.timedelta(hours=-9, minutes=-30))):
        for year in (1066, 1969, 2026, 2999):
            at = dt.datetime(year, 10, 25, 2, 30, 59, 123457, tzinfo=zone)
            moved = dataclasses.replace(first, posted_at=at)
            table = bookroom.Table([moved], bookroom.JournalEntry)
            assert table.to_arrow(utc=True)["posted_at"][0].as_py() == at
    naive = dataclasses.replace(first, posted_at=dt.datetime(2026, 1, 1))
    with pytest.raises(ValueError, match="without a time zone"):
        bookroom.Table([naive], bookroom.JournalEntry).to_arrow()


def test_dates_and_instants_in_frames(entries: bookroom.Rows[bookroom.JournalEntry]) -> None:
    frame = entries.to_pandas()
    assert str(frame["on"].dtype) == "datetime64[s]"
    assert str(frame["posted_at"].dtype) == "datetime64[us]"
    assert str(frame["reviewed_at"].dtype) == "datetime64[us]"
    assert frame["reversed_by"].isna().all()
    aware = entries.to_pandas(utc=True)
    assert str(aware["posted_at"].dtype) == "datetime64[us, UTC]"
    first = next(iter(entries)).posted_at
    assert aware["posted_at"][0] == first
    assert frame["posted_at"][0] == (first + dt.timedelta(hours=8)).replace(tzinfo=None)
    polars = entries.to_polars()
    assert polars.schema["on"] == pl.Date
    assert polars.schema["posted_at"] == pl.Datetime("us", None)
    assert entries.to_polars(utc=True).schema["posted_at"] == pl.Datetime("us", "UTC")
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


def test_frames_are_flat(entries: bookroom.Rows[bookroom.JournalEntry]) -> None:
    frame = entries.to_pandas()
    assert frame["period.month"].unique().tolist() == [6]
    assert frame["postings"].unique().tolist() == [2]
    for name in frame.columns:
        cells = frame[name].dropna()
        assert not any(isinstance(cell, dict | list | tuple) for cell in cells), name
    assert entries.collect().to_pandas().equals(frame)
    assert entries.to_arrow().column_names == list(frame.columns)
    assert entries.to_polars().columns == list(frame.columns)


def test_the_records_of_a_list_become_rows(
    session: bookroom.Session, entries: bookroom.Rows[bookroom.JournalEntry]
) -> None:
    frame = entries.to_pandas(each="postings")
    assert len(frame) == 50
    assert frame["postings.account"].tolist()[:2] == ["1001", "1002"]
    assert frame["postings.debit"].sum() == frame["postings.credit"].sum() == Decimal("337.50")
    assert frame["label"].tolist()[:3] == ["记-1", "记-1", "记-2"]
    table = entries.to_arrow(each="postings")
    assert table.schema.field("postings.debit").type == pa.decimal128(38, 2)
    assert table.num_rows == 50
    with pytest.raises(bookroom.InvalidValueError, match=r"each: .*choices=postings"):
        entries.to_pandas(each="lines")
    with pytest.raises(bookroom.InvalidValueError, match=r"each: .*there are none"):
        session.ledger.iter_entries().collect()[0].postings.to_pandas(each="lines")


def test_nested_amounts_and_choices_are_columns(session: bookroom.Session) -> None:
    customer = session.customers.add(name="甲", level="A", tags=["老客户", "重点"])
    line = bookroom.NewInvoiceLine(
        description="茶", quantity=2, unit_price=100, discount=bookroom.DiscountRate(Decimal("0.1"))
    )
    session.billing.invoices.draft_and_post(
        [bookroom.NewInvoice(customer=customer.id, issue_on=DAY, lines=[line])]
    )
    ageing = session.reports.ageing(on=DAY).to_pandas()
    assert ageing["amounts.open"].tolist() == [Decimal("180.00")]
    bands = [name for name in ageing.columns if name.startswith("amounts.bands.")]
    assert sum(ageing[name][0] for name in bands) == Decimal("180.00")
    invoices = session.billing.invoices.iter().to_pandas(each="lines")
    assert invoices["lines.discount"].tolist() == ["rate"]
    assert invoices["lines.discount.rate"].tolist() == [Decimal("0.1")]
    assert invoices["lines.discount.amount"].isna().all()
    whole = session.customers.get_many([customer.id])
    for frame in (session.customers.iter_summaries().to_pandas(), whole.to_pandas()):
        assert frame["tags"].tolist() == ["老客户; 重点"]
    summary = session.customers.list()
    assert summary.to_arrow()["classes.customer_level"].to_pylist() == ["A"]
    assert summary.to_arrow()["owner"][0].as_py() is None
    assert summary.to_polars()["classes.customer_level"].to_list() == ["A"]


def test_codes_come_with_labels(session: bookroom.Session) -> None:
    customer = session.customers.add(name="甲", level="A")
    session.billing.payments.record(
        customer=customer.id, direction="in", paid_on=DAY, method="online", amount=5
    )
    frame = session.billing.payments.iter().to_pandas(labels=True)
    columns = list(frame.columns)
    assert columns[columns.index("direction") + 1] == "direction.label"
    assert frame["direction.label"].tolist() == ["收款"]
    labels = {item.code: item for item in session.dictionaries.items("payment_method")}
    assert frame["method.label"].tolist() == [labels["online"].label_zh]
    english = session.ledger.iter_entries().to_pandas(each="postings", labels="english")
    names = {account.code: account.name_en for account in session.ledger.accounts()}
    known = english["postings.account"].map(names)
    assert english["postings.account.label"].tolist() == known.tolist()
    levels = session.customers.list().to_polars(labels=True)
    assert levels["classes.customer_level.label"].null_count() == 0
    accounts = session.ledger.accounts()
    assert "资产" in accounts.to_csv(labels=True)
    with pytest.raises(bookroom.InvalidValueError, match="do not know their session"):
        pickle.loads(pickle.dumps(accounts)).to_pandas(labels=True)


def test_every_code_of_rows_has_labels(session: bookroom.Session) -> None:
    lists = {dictionary.code for dictionary in session.dictionaries.list()}
    assert set(_labels.ITEMS.values()) <= lists
    words = {label.list for label in session.exchange.labels() if label.kind == "word"}
    tables: list[bookroom.Table[Any] | bookroom.Page[Any]] = [
        session.ledger.accounts(),
        session.ledger.account_roles(),
        session.ledger.entries(),
        session.billing.invoices.list(),
        session.billing.open_items.list(),
        session.billing.payments.list(),
        session.billing.products.list(),
        session.customers.list(),
        session.customers.list_contacts(),
        session.service.list(),
        session.exchange.imports(),
        session.places.search("北京"),
    ]
    for table in tables:
        frame, _ = table._fill(None)
        for name, kind, record, field, told in frame.columns():
            found = _labels.list_of(record, field, told)
            if kind == "text" and found is not None and found[0] == "word":
                assert found[1] in words, f"{record}.{name}"


def test_formulas_are_guarded_as_exports_guard_them(
    session: bookroom.Session, tmp_path: Path
) -> None:
    for name in ("=CMD()", "+1-2", "-甲", "@sum", "＝1+1"):
        session.customers.add(name=name, note="\tx")
    names = [customer.name for customer in session.customers.iter_summaries()]
    rows = list(csv.DictReader(io.StringIO(session.customers.iter_summaries().to_csv())))
    assert [row["name"] for row in rows] == [f"'{name}" for name in names]
    whole = session.customers.get_many(
        [customer.id for customer in session.customers.iter_summaries()]
    )
    exported = session.exchange.export("customers", language="english").decode("utf-8-sig")
    for text in (whole.to_csv(), exported):
        assert all(row["name"].startswith("'") for row in csv.DictReader(io.StringIO(text)))
    entry = cash_entry("-5.00", DAY)
    session.ledger.post_many([entry])
    assert ",-5.00," in session.ledger.iter_entries().to_csv(each="postings")
    session.customers.iter_summaries().to_excel(tmp_path / "customers.xlsx")
    sheet = pd.read_excel(tmp_path / "customers.xlsx")
    assert sheet["name"].tolist() == [f"'{name}" for name in names]


def test_a_frame_goes_into_excel(
    tmp_path: Path, entries: bookroom.Rows[bookroom.JournalEntry]
) -> None:
    path = tmp_path / "entries.xlsx"
    frame = entries.to_pandas()
    frame.to_excel(path, index=False)
    again = pd.read_excel(path)
    assert again["posted_at"].notna().all()
    assert again["label"].tolist() == frame["label"].tolist()


def test_exact_numbers_cross(session: bookroom.Session) -> None:
    product = session.billing.products.add(code="P", name="笔", unit_price=Decimal("2.5"))
    assert session.billing.products.list().to_polars()["unit_price"].to_list() == [Decimal("2.5")]
    assert session.billing.products.iter().to_pandas()["unit_price"].tolist() == [Decimal("2.5")]
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
    for wrong in ("", ";;", "，", '"', "\n", "\r", "\0"):
        with pytest.raises(bookroom.InvalidValueError, match="delimiter: ") as caught:
            entries.to_csv(delimiter=wrong)
        assert caught.value.violations[0].path == "delimiter"


def test_a_frame_refuses_as_the_engine_does() -> None:
    frame = _native.Frame("JournalEntry")
    with pytest.raises(bookroom.InvalidValueError, match=r"name: .*choices=.*summary"):
        frame.label("colour", {})
    with pytest.raises(bookroom.InvalidValueError, match=r"name: .*choices=.*summary"):
        frame.label("id", {})
    with pytest.raises(bookroom.InvalidTypeError, match="got=Robot"):
        _native.Frame("Robot")


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
