"""Files that come again, opening balances from files, and what a report says when printed."""

from __future__ import annotations

from decimal import Decimal

import bookroom
import pytest
from bookroom import models
from conftest import DAY

OPENING = DAY.replace(month=1, day=1)
STATEMENT = "日期,客户,金额\n2026-06-02,甲,10\n2026-06-02,甲,10\n".encode()


def test_a_statement_that_comes_again_is_noticed(session: bookroom.Session) -> None:
    session.customers.add(name="甲")
    exchange = session.exchange
    first = exchange.import_payments(STATEMENT)
    with pytest.raises(bookroom.DuplicateError) as caught:
        exchange.import_payments(STATEMENT)
    assert caught.value.code == "imported_before"
    preview = exchange.preview(STATEMENT, "payments")
    assert preview.imported_before and preview.imported_before.id == first.import_
    overlapping = STATEMENT + "2026-06-03,甲,10\n".encode()
    with session.dry_run():
        noticed = exchange.import_payments(overlapping)
    assert sum(notice.kind == "booked_before" for notice in noticed.notices) == 2
    skip = models.PaymentImport(imported_before="skip")
    assert exchange.import_payments(overlapping, skip).accepted == 1
    newest = exchange.imports(kind="payments", sort="created_at", descending=True).items
    assert [run.rows_accepted for run in newest] == [1, 2]


def test_what_was_open_comes_from_files(session: bookroom.Session) -> None:
    options = models.CustomerImport(opening_on=OPENING)
    text = "名称,账期,期初余额\n甲,30,100\n乙,,-5\n丙,,\n".encode()
    report = session.exchange.import_customers(text, options)
    assert report.import_
    # What the balance of 甲 holds already is not booked again.
    documents = "客户,单号,金额\n甲,XS-1,50\n丙,XS-2,50\n".encode()
    items = models.OpeningItemImport(on=OPENING)
    [file] = session.exchange.import_opening_items(documents, items).files
    assert [row.line for row in file.rejected] == [2]
    balances = {row.name: row.amounts.balance for row in session.reports.ageing(on=OPENING).rows}
    assert balances == {"甲": Decimal(100), "乙": Decimal(-5), "丙": Decimal(50)}
    with pytest.raises(bookroom.InvalidError):
        session.exchange.import_customers(text)


def test_a_report_prints_as_a_summary(session: bookroom.Session) -> None:
    report = session.exchange.import_customers("名称,电话\n甲,1\n,2\n".encode())
    assert str(report) == report.summary_zh
    assert "第 3 行,“名称”列" in str(report) and "line 3, column “名称”" in report.summary_en
    preview = session.exchange.preview(b"name\nA\n", "customers")
    assert str(preview) == preview.summary_zh
    assert repr(report).startswith("ImportReport(")
