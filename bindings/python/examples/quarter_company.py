"""The company of `quarter.py`: who works there, what it brings from its old program."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Literal

import bookroom
from bookroom import credit, debit
from quarter_books import Books, Item, amount, day, rows

DATA = Path(__file__).resolve().parent / "data" / "quarter"
OPENED = dt.date(2026, 1, 1)
BANK = "1002"


@dataclass
class Company:
    """The company at work: who is signed in, who its parties are, and what was found wrong."""

    folder: Path
    language: Literal["zh", "en"]
    room: bookroom.Bookroom
    owner: bookroom.Session
    accountant: bookroom.Session
    sales: bookroom.Session
    books: Books = field(default_factory=Books)
    ids: dict[str, bookroom.CustomerId] = field(default_factory=dict)  # by code
    closing: dict[str, Decimal] = field(default_factory=dict)  # of the last statements
    wrong: list[str] = field(default_factory=list)

    def say(self, zh: str, en: str) -> None:
        """Prints a line of the report in its language."""
        print(zh if self.language == "zh" else en)

    def same(self, what: str, found: object, expected: object) -> None:
        """Notes what does not agree."""
        if found != expected:
            self.wrong.append(f"{what}: {found} != {expected}")
            print("!!", self.wrong[-1])

    def refused(self, who: str, what: str, call: Callable[[], object]) -> None:
        """Something that a role must not be able to do."""
        try:
            call()
        except (bookroom.DeniedError, bookroom.NotFoundError) as error:
            print(f"  {who}: {what} -> {error.text(self.language)}")
        else:
            self.same(f"{who}: {what}", "done", "refused")


# Setting up ---------------------------------------------------------------------------


def staff(room: bookroom.Bookroom, book: bookroom.BookId) -> list[bookroom.Session]:
    """Signs the owner in, and two people who choose a password of their own first."""
    owner = room.sign_in(book, "li", "Counting-House-8")
    me = owner.access.operators()[0]
    owner.access.edit_operator(me.id, me.version, display_name="李東主")
    people = [("wang", "王會計", "accountant"), ("chen", "陳志明", "sales")]
    sessions = [owner]
    for name, shown, role in people:
        owner.access.add_operator(
            sign_in_name=name, display_name=shown, password="Changes-It-1", roles=[role]
        )
        first = room.sign_in(book, name, "Changes-It-1")
        first.access.change_own_password("Changes-It-1", "Tea-And-Ink-2026")
        sessions.append(room.sign_in(book, name, "Tea-And-Ink-2026"))
    return sessions


def bring_in(company: Company) -> None:
    """Imports customers, suppliers, products and what was open, and enters the rest by hand."""
    owner, exchange = company.owner, company.owner.exchange
    old = company.folder / "customers.csv"
    old.write_bytes((DATA / "customers.csv").read_text("utf-8").encode("big5"))
    merge = bookroom.CustomerImport(repeats="merge")
    report = exchange.import_customers(old, merge)
    # What was not taken comes back as a file; the owner puts it right and imports it again.
    again = io.BytesIO()
    bookroom.write_rejected(report.files[0], again)
    mended = exchange.import_customers(again.getvalue().replace("面議".encode(), b"30"), merge)
    exchange.import_customers(DATA / "suppliers.csv", bookroom.CustomerImport(suppliers=True))
    exchange.import_products(DATA / "products.csv")

    parties = list(owner.customers.iter_summaries())
    company.ids = {str(party.code): party.id for party in parties}
    company.same("customers", sum(party.is_customer for party in parties), 40)
    # People stand in two columns of a row, or in a further row of their customer.
    for code, expected in (("C001", {"李先生", "陳太"}), ("C012", {"王小姐", "何太"})):
        found = {person.name for person in owner.customers.contacts(company.ids[code])}
        company.same(f"people of {code}", found, expected)
    guessed, named = report.files[0].encoding, owner.customers.count_contacts()
    company.say(
        f"客户档案: {guessed}, 读入 {report.rows_read} 行, 退回 {report.rejected} 行, "
        f"改正后再导入 {mended.accepted} 行; 共 40 户, 联系人 {named} 位",
        f"customers: {guessed}, {report.rows_read} rows read, {report.rejected} given back, "
        f"{mended.accepted} taken after a correction; 40 customers and {named} people in all",
    )
    for row in [*rows(DATA / "customers.csv"), *rows(DATA / "suppliers.csv")]:
        code, days = next(iter(row.values())), row["付款天數"]
        if days:
            company.books.days[code] = 30 if days == "面議" else int(days)
    openings(company)


def openings(company: Company) -> None:
    """Brings in what customers owed and suppliers were owed, then bank, stock and capital."""
    path = DATA / "openings.csv"
    options = bookroom.OpeningItemImport(on=OPENED)
    report = company.accountant.exchange.import_opening_items(path, options)
    for row in rows(path):
        side, text = ("receivable", row["應收金額"])
        if not text:
            side, text = ("payable", row["應付金額"])
        money, due = amount(text), day(row["到期日"]) or day(row["開票日期"])
        assert due
        kind = "debt" if money > 0 else "credit"
        item = Item(row["單位編號"], side, kind, abs(money), OPENED, due)
        company.books.opening(row["單據編號"], item)
    company.same("openings refused", report.files[0].rejected, ())
    company.same("openings", report.accepted, len(company.books.items))
    company.accountant.ledger.post(
        on=OPENED,
        summary="期初: 银行存款, 库存商品, 实收资本",
        postings=[
            debit(BANK, Decimal(600000)),
            debit("1405", Decimal(150000)),
            credit("3001", Decimal(750000)),
        ],
    )
    [advance] = [notice for notice in report.notices if notice.kind == "sign_means_credit"]
    company.say(
        f"期初往来: {report.accepted} 笔; 第 {advance.line} 行 {advance.column} 为负, 记作预收",
        f"openings: {report.accepted}; {advance.column} of line {advance.line} is negative, so it "
        "was paid in advance",
    )
