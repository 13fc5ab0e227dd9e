"""A quarter of a small tea trader, January to March 2026, kept by three people.

    python examples/quarter.py [zh|en]

The owner sets up the books and brings in what the old program wrote (Big5, traditional headings,
doubles, sums), and the bank's statements; the salesperson drafts what is sold to the customers in
her care; the accountant posts it, enters suppliers' bills, and corrects. At each month end the
ageing, the statement of every customer and supplier and the ledger have to say the same, to the
cent, as a second set of books kept in plain Python (`quarter_books.py`). Exits with 1 if not.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Literal

import bookroom
from bookroom import DiscountAmount, NewInvoiceLine, credit, debit
from quarter_books import ZERO, amount, day, rows
from quarter_company import BANK, DATA, OPENED, Company, bring_in, staff

CONTROL = ("1122", "1123", "2202", "2203")


# Buying and selling -------------------------------------------------------------------


def documents(path: Path) -> Iterator[list[dict[str, str]]]:
    """The documents of a file, each with its lines."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in rows(path):
        found.setdefault(row["單據編號"], []).append(row)
    yield from found.values()


def line(row: Mapping[str, str]) -> NewInvoiceLine:
    """A line of a sale as the salesperson types it."""
    off = amount(row["優惠率"])
    return NewInvoiceLine(
        product=row["商品編號"],
        quantity=amount(row["數量"]),
        unit_price=amount(row["單價(不含稅)"]),
        discount=bookroom.DiscountRate(off) if off else None,
    )


def note_sales(company: Company, path: Path) -> None:
    """Enters the sales of a month in the second set of books."""
    for lines in documents(path):
        head = lines[0]
        issued = day(head["單據日期"])
        assert issued
        company.books.document(
            head["單據編號"],
            "receivable",
            head["客戶編號"],
            issued,
            [
                (
                    amount(row["數量"]),
                    amount(row["單價(不含稅)"]),
                    amount(row["優惠率"]),
                    amount(row["稅率"]),
                )
                for row in lines
            ],
            amount(head["整單優惠金額"]),
        )


def sell(company: Company, month: int) -> None:
    """Drafts the sales of a month: her own customers' by the salesperson; the accountant posts."""
    path = DATA / f"sales-{month:02}.csv"
    hers = {customer.id for customer in company.sales.customers.iter_summaries()}
    count = 0
    for lines in documents(path):
        head = lines[0]
        off, issued = amount(head["整單優惠金額"]), day(head["單據日期"])
        customer = company.ids[head["客戶編號"]]
        assert issued
        who = company.sales if customer in hers else company.accountant
        count += who is company.sales
        who.billing.invoices.draft(
            customer=customer,
            issue_on=issued,
            reference=head["單據編號"],
            lines=[line(row) for row in lines],
            discount=DiscountAmount(off) if off else None,
        )
    invoices = company.accountant.billing.invoices
    drafts = list(invoices.iter(states=["draft"], sort="issue_on"))
    posted = invoices.post_many(drafts)
    note_sales(company, path)
    company.say(
        f"  销售: {len(posted)} 张过账, 其中业务员制单 {count} 张",
        f"  sales: {len(posted)} posted, {count} of them drafted by the salesperson",
    )


def buy(company: Company, month: int) -> None:
    """Enters and posts the bills of suppliers."""
    bills = []
    for row in rows(DATA / "bills.csv"):
        issued = day(row["日期"])
        if issued is None or issued.month != month:
            continue
        quantity, price, rate = (amount(row[name]) for name in ("數量", "單價", "稅率"))
        party, number = row["供應商編號"], row["單據編號"]
        bills.append(
            bookroom.NewInvoice(
                direction="purchase",
                customer=company.ids[party],
                issue_on=issued,
                reference=number,
                lines=[
                    NewInvoiceLine(
                        description=row["摘要"], quantity=quantity, unit_price=price, tax_rate=rate
                    )
                ],
            )
        )
        company.books.document(number, "payable", party, issued, [(quantity, price, ZERO, rate)])
    posted = company.accountant.billing.invoices.draft_and_post(bills)
    total = sum((bill.gross for bill in posted), ZERO)
    company.say(f"  采购: {len(posted)} 张, {total:,}", f"  bills: {len(posted)}, {total:,}")


# Money --------------------------------------------------------------------------------


def bank(company: Company, month: int) -> None:
    """Imports the bank's statement; what is no customer's or supplier's the accountant posts."""
    path = DATA / f"bank-{month:02}.csv"
    report = company.owner.exchange.import_payments(path)
    lines = rows(path)
    codes = {row["客戶名稱"].strip(): row["客戶編號"] for row in rows(DATA / "customers.csv")}
    suppliers = rows(DATA / "suppliers.csv")
    accounts = {row["銀行賬號"]: row["供應商編號"] for row in suppliers}
    others = {row.cells[7]: row for row in report.files[0].rejected}
    for row in lines:
        if row["流水號"] in others:
            continue
        side, money = "receivable", amount(row["收入金額"])
        if not money:
            side, money = "payable", amount(row["支出金額"])
        party = accounts.get(row["對方賬號"]) or codes[row["對方戶名"]]
        names = [name for name in row["對應單號"].split("、") if name]
        on = day(row["交易日期"])
        assert on
        company.books.payment(row["流水號"], side, party, on, money, names)
    for row in lines:
        if row["流水號"] in others and row["流水號"] not in company.books.items:
            by_hand(company, row)
    last = amount(lines[-1]["餘額"])
    end = month_end(month)
    company.same(f"bank {end}", company.owner.ledger.balance(BANK, end).balance, last)
    company.say(
        f"  银行: {report.accepted} 笔入账, {report.rejected} 笔由会计另行处理; 余额 {last:,}",
        f"  bank: {report.accepted} taken, {report.rejected} left to the accountant; {last:,}",
    )


def by_hand(company: Company, row: Mapping[str, str]) -> None:
    """Posts rent, wages, charges and interest of the bank's statement."""
    ledger, on, what = company.accountant.ledger, day(row["交易日期"]), row["摘要"]
    paid, got = amount(row["支出金額"]), amount(row["收入金額"])
    assert on
    if what == "工資":
        ledger.post(
            on=on, summary="计提工资", postings=[debit("560201", paid), credit("221101", paid)]
        )
    account = {"房租": "560209", "工資": "221101", "手續費": "560303", "利息": "560302"}[what]
    if got:
        ledger.post(on=on, summary=what, postings=[debit(BANK, got), credit(account, got)])
    elif what == "房租" and on.month == 1:
        # Two figures change places; the entry is taken back in red and posted anew.
        typed = Decimal("8080.00")
        wrong = ledger.post(
            on=on, summary=what, postings=[debit(account, typed), credit(BANK, typed)]
        )
        red = ledger.reverse(wrong.id, on=on, summary=f"冲销 {wrong.label}: 金额错误")
        ledger.post(on=on, summary=what, postings=[debit(account, paid), credit(BANK, paid)])
        company.say(
            f"  更正: {wrong.label} 由 {red.label} 红字冲销后重做",
            f"  corrected: {wrong.label} taken back in red by {red.label}, then posted anew",
        )
    else:
        ledger.post(on=on, summary=what, postings=[debit(account, paid), credit(BANK, paid)])


# What is special in each month --------------------------------------------------------


def january(company: Company) -> None:
    """Sells, buys, pays."""
    sell(company, 1)
    buy(company, 1)
    bank(company, 1)


def february(company: Company) -> None:
    """The sales come as a file, first a wrong one; goods come back and are paid back."""
    exchange, invoices = company.accountant.exchange, company.accountant.billing.invoices
    path, end = DATA / "sales-02.csv", month_end(2)
    before = receivable(company, end)
    text = path.read_text("utf-8").replace("單價（不含稅）", "單價（含稅）")
    wrong = exchange.import_sales(io.BytesIO(text.encode()))
    assert wrong.import_
    made = wrong.import_
    company.refused("王會計", "undo_import", lambda: exchange.undo_import(made))
    company.owner.exchange.undo_import(made, on=end)
    company.same("after the undo", receivable(company, end), before)
    right = exchange.import_sales(path)
    note_sales(company, path)
    company.say(
        f"  销售: 错的文件导入后撤销; 正确的导入 {right.accepted} 行, 退回 {right.rejected} 行",
        f"  sales: a wrong file undone; of the right one {right.accepted} rows taken, "
        f"{right.rejected} refused",
    )
    buy(company, 2)

    # Two of six tea sets come back, long paid: the credit note stays open until it is paid out.
    [sold] = invoices.find_by_reference("XS26-0107")
    back = invoices.credit(
        invoice=sold.id,
        version=sold.version,
        issue_on=dt.date(2026, 2, 24),
        reference="TH26-01",
        lines=[bookroom.CreditLine(line=1, quantity=2)],
        reason="两套破损",
    )
    mine = company.books.credit("TH26-01", "XS26-0107", dt.date(2026, 2, 24), {1: Decimal(2)})
    company.same("credit note", back.gross, mine)
    # The owner enters the refund with the bank's number, so the bank's own line is known later.
    company.owner.billing.payments.record(
        direction="out",
        purpose="refund",
        customer=sold.customer,
        paid_on=dt.date(2026, 2, 26),
        amount=back.gross,
        reference="A020042",
        note="退两套盖碗",
    )
    company.books.refund("A020042", "C033", dt.date(2026, 2, 26), mine, "TH26-01")
    bank(company, 2)
    company.say(f"  退货 {back.gross:,}, 已退款", f"  returned and paid back: {back.gross:,}")


def march(company: Company) -> None:
    """An advance is used by hand, a bonus given, a payment entered twice is cancelled."""
    sell(company, 3)
    buy(company, 3)
    bank(company, 3)
    payments, invoices = company.owner.billing.payments, company.owner.billing.invoices
    on = dt.date(2026, 3, 30)

    # What C029 paid in advance in February meets an invoice it names now, in part, by hand.
    [target] = invoices.find_by_reference("XS26-0304")
    [advance] = payments.list(customer=target.customer, text="A020027").items
    payments.allocate_to(advance, target, Decimal(200), on=on)
    company.books.settle("XS26-0304", "A020027", on, Decimal(200))

    # A bonus for the year settles what is oldest.
    bonus = company.accountant.billing.invoices.credit_without_invoice(
        direction="sale",
        customer=company.ids["C005"],
        reason="年度返利",
        price_mode="net",
        reference="FL26-01",
        issue_on=on,
        lines=[
            NewInvoiceLine(
                description="返利", quantity=1, unit_price=Decimal(300), tax_rate=Decimal("0.13")
            )
        ],
    )
    company.same(
        "bonus",
        bonus.gross,
        company.books.bonus("FL26-01", "C005", on, Decimal(300), Decimal("0.13")),
    )
    company.accountant.billing.payments.allocate_automatically([company.ids["C005"]], on=on)
    company.books.settle_oldest("FL26-01", on)

    # Entered by hand although the bank's file had brought it: cancelled the next day.
    twice = payments.record(
        direction="in",
        customer=company.ids["C002"],
        paid_on=on,
        amount=Decimal(100),
        note="重复登记",
    )
    company.books.payment("twice", "receivable", "C002", on, Decimal(100), [])
    payments.cancel([twice], on=month_end(3), reason="与银行流水重复")
    company.books.cancel("twice", month_end(3))
    company.accountant.ledger.post(
        on=month_end(3),
        summary="结转一季度销售成本",
        postings=[debit("5401", Decimal(78000)), credit("1405", Decimal(78000))],
    )


# Whether it all agrees ----------------------------------------------------------------


def month_end(month: int) -> dt.date:
    """The last day of a month of the year."""
    return dt.date(2026, month + 1, 1) - dt.timedelta(days=1)


def receivable(company: Company, on: dt.date) -> Decimal:
    """What customers owe by the ledger."""
    return company.accountant.ledger.balance("1122", on).balance


def agree(company: Company, month: int) -> None:
    """Ageing, statements, ledger and the second set of books, to the cent."""
    end, books = month_end(month), company.books
    reports, ledger = company.accountant.reports, company.accountant.ledger
    by_id = {key: code for code, key in company.ids.items()}
    aged: dict[str, Decimal] = dict.fromkeys(company.ids, ZERO)
    for side, sign in (("receivable", 1), ("payable", -1)):
        ageing = reports.ageing(on=end, side=side, limit=1000)
        mine = books.ageing(side, end, ageing.upper_days)
        found = {
            by_id[row.customer]: (list(row.amounts.bands), row.amounts.credit)
            for row in ageing.rows.items
        }
        for code in found.keys() | mine.keys():
            company.same(f"{side} by age, {code}, {end}", found.get(code), mine.get(code))
        for row in ageing.rows.items:
            aged[by_id[row.customer]] += sign * row.amounts.balance
        if side == "receivable":
            show(company, ageing)
    held = dict.fromkeys(company.ids, ZERO)
    for balance in ledger.iter_party_balances(end):
        held[by_id[balance.party]] += balance.balance
    first = end.replace(day=1)
    for code, key in company.ids.items():
        statement = reports.statement(key, first, end)
        expected = books.balance(code, end)
        opened = statement.opening
        moved = sum((row.debit - row.credit for row in statement.lines), ZERO)
        company.same(f"opening of {code} {first}", opened, company.closing.get(code, ZERO))
        company.same(f"lines of {code} {end}", opened + moved, statement.closing)
        left = sum((item.open for item in statement.open), ZERO)
        company.same(f"open items of {code} {end}", left, statement.closing)
        company.same(f"statement of {code} {end}", statement.closing, expected)
        company.same(f"ageing of {code} {end}", aged[code], expected)
        company.same(f"ledger of {code} {end}", held[code], expected)
        company.closing[code] = statement.closing
    trial = reports.trial_balance(on=end)
    control = sum((row.closing for row in trial.rows if row.code in CONTROL), ZERO)
    company.same(f"control accounts {end}", control, sum(held.values(), ZERO))
    company.same(f"trial balance {end}", trial.totals.closing_debit, trial.totals.closing_credit)
    company.same(f"movements {end}", trial.totals.debit, trial.totals.credit)
    company.same(f"verify {end}", company.owner.verify().findings, ())


def show(company: Company, ageing: bookroom.Ageing) -> None:
    """Prints what is owed, by age."""
    totals = ageing.totals
    if totals is None:
        return
    company.say(
        "  应收账龄  未到期/1-30/31-60/61-90/90+ 天", "  owed  not due/1-30/31-60/61-90/90+"
    )
    print("   ", *(f"{each:>12,}" for each in totals.bands))
    company.say(
        f"    应收 {totals.open:,}, 预收 {totals.credit:,}, 净额 {totals.balance:,}",
        f"    owed {totals.open:,}, to their credit {totals.credit:,}, net {totals.balance:,}",
    )


def kept_apart(company: Company) -> None:
    """What each may not do."""
    stranger = next(
        key
        for key in company.ids.values()
        if key not in {customer.id for customer in company.sales.customers.iter_summaries()}
    )
    end = month_end(1)
    sales, accountant = company.sales, company.accountant
    draft = next(iter(sales.billing.invoices.iter()))
    company.refused("陳志明", "post", lambda: sales.billing.invoices.post(draft.id, draft.version))
    company.refused("陳志明", "trial_balance", lambda: sales.reports.trial_balance(on=end))
    company.refused("陳志明", "customers.get", lambda: sales.customers.get(stranger))
    company.refused("陳志明", "statement", lambda: sales.reports.statement(stranger, OPENED, end))
    company.refused(
        "陳志明", "export_all", lambda: sales.exchange.export_all(company.folder / "sales")
    )
    company.refused(
        "王會計",
        "payments.record",
        lambda: accountant.billing.payments.record(
            direction="in", customer=stranger, paid_on=end, amount=1
        ),
    )


def table(path: Path) -> list[dict[str, str]]:
    """The rows of an exported file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def give_out(company: Company) -> None:
    """Exports all lists and some reports, and reads back what a spreadsheet would."""
    end, folder, exchange = month_end(3), company.folder / "out", company.accountant.exchange
    manifest = company.owner.exchange.export_all(folder)
    company.same("lists left out", manifest.left_out, ())
    for each in manifest.files:
        company.same(f"rows of {each.file}", len(table(folder / each.file)), each.rows)
    partly = exchange.export_all(company.folder / "accountant")
    company.same(
        "lists that the accountant may not see",
        {each.list for each in partly.left_out},
        {
            *("operators", "teams", "roles", "duty_rules", "dealings", "pools"),
            *("cases", "case_notes", "case_clocks", "service_policies"),
            *("case_links", "case_remedies", "surveys"),
            *("absences", "assignment_rules", "case_assignments"),
        },
    )

    exchange.export(bookroom.ExportListTrialBalance(from_=OPENED, on=end), folder / "quarter.csv")
    exchange.export(
        bookroom.ExportListAgeing(on=end, side="receivable", bands="months", by="due_date"),
        folder / "receivable.csv",
    )
    read = [amount(row["余额"]) for row in table(folder / "receivable.csv")]
    company.same("exported ageing", sum(read, ZERO), receivable(company, end))
    for code, key in company.ids.items():
        statement = bookroom.ExportListStatement(customer=key, from_=OPENED, to=end)
        exchange.export(statement, folder / f"{code}.csv")
    try:
        import pandas
    except ImportError:
        company.say("没有 pandas, 不导出 xlsx", "no pandas here, so no xlsx")
    else:
        trial = company.accountant.reports.trial_balance(from_=OPENED, on=end)
        trial.to_pandas().to_excel(folder / "trial.xlsx", index=False)
        frame = pandas.read_excel(folder / "trial.xlsx", dtype="string")
        company.same("trial balance in the workbook", len(frame), len(trial.rows))
    count = len(list(folder.iterdir()))
    company.say(f"导出 {count} 个文件", f"{count} files exported")


def main(language: Literal["zh", "en"] = "zh", folder: Path | None = None) -> int:
    """Keeps the quarter in a folder, by default a new one; 0 when everything agrees."""
    folder = folder or Path(tempfile.mkdtemp(prefix="quarter-"))
    with bookroom.open(folder / "books.sqlite") as room:
        book = room.create_book(name="晨光茶业", owner_name="li", owner_password="Counting-House-8")
        owner, accountant, sales = staff(room, book)
        company = Company(folder, language, room, owner, accountant, sales)
        bring_in(company)
        months: list[Callable[[Company], None]] = [january, february, march]
        for month, keep in enumerate(months, start=1):
            company.say(f"2026 年 {month} 月", f"2026-{month:02}")
            keep(company)
            agree(company, month)
        kept_apart(company)
        give_out(company)
    company.say(
        "账龄, 对账单, 总账与另一套账全部一致" if not company.wrong else "有不一致之处",
        "ageing, statements, ledger and the second books agree"
        if not company.wrong
        else "something does not agree",
    )
    return 1 if company.wrong else 0


if __name__ == "__main__":
    sys.exit(main("en" if sys.argv[1:] == ["en"] else "zh"))
