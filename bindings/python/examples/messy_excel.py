"""A messy spreadsheet of customers and opening balances, cleaned with pandas, into the books.

    python examples/messy_excel.py [FILE.xlsx]

Without a file it makes a messy one first, so that there is something to clean.
"""

from __future__ import annotations

import datetime as dt
import io
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

import bookroom
import pandas as pd
from bookroom import models

PASSWORD = "Counting-House-8"
OPENING = dt.date(2026, 1, 1)

MESSY = [
    ["客户一览表(内部)", None, None, None, None],
    [None, None, None, None, None],
    [" 客户名称", "手机 ", "级别", "期初欠款", "备注"],
    ["南山贸易有限公司 ", "138 0013 8000", "A级", "12,500.00", None],
    ["ＡＢＣ商行", "13900139000", "b", "¥ 300", "老客户"],
    ["南山贸易有限公司", "138-0013-8000", "A", "1500.5", "重复录入"],
    [None, None, None, None, None],
    ["西湖茶楼", 13700137000, None, "-", None],
    ["合计", None, None, "14300.50", None],
]


def make(path: Path) -> None:
    """Writes the messy file."""
    pd.DataFrame(MESSY).to_excel(path, header=False, index=False)


def amount(value: object) -> Decimal:
    """An amount as people type them, exactly."""
    text = "" if value is None or value is pd.NA else str(value)
    text = text.strip().lstrip("¥").replace(",", "").strip()
    return Decimal(text) if text not in ("", "-", "nan", "None") else Decimal(0)


def read(path: Path) -> pd.DataFrame:
    """Reads everything as text, finds the header, drops blank lines and the sum."""
    raw = pd.read_excel(path, header=None, dtype="string")
    header = next(at for at, row in raw.iterrows() if row.notna().sum() > 2)
    frame = raw.iloc[int(str(header)) + 1 :].copy()
    frame.columns = [str(name).strip() for name in raw.loc[header]]
    frame = frame[frame["客户名称"].notna()]
    frame = frame[~frame["客户名称"].str.strip().isin(["合计", "总计"])]
    frame["客户名称"] = frame["客户名称"].str.normalize("NFKC").str.strip()
    frame["级别"] = frame["级别"].str.upper().str[0]
    frame["期初欠款"] = frame["期初欠款"].map(amount)
    return frame


def main(path: Path | None = None) -> bookroom.Table[bookroom.PartyBalance]:
    """Imports the customers, and enters what they owe as opening items."""
    if path is None:
        path = Path(tempfile.mkdtemp()) / "messy.xlsx"
        make(path)
    frame = read(path)
    with bookroom.open(":memory:") as room:
        book = room.create_book(name="晨光茶业", owner_name="li", owner_password=PASSWORD)
        session = room.sign_in(book, "li", PASSWORD)

        # The engine's import knows phones, levels and doubles; it gets what pandas has cleaned.
        names = {"级别": "客户等级"}
        customers = frame.drop(columns="期初欠款").rename(columns=names)
        text = io.BytesIO(customers.to_csv(index=False).encode())
        options = bookroom.CustomerImport(repeats="merge")
        report = session.exchange.import_customers(text, options)
        print(f"{report.accepted} of {report.rows_read} rows taken")
        ids = {row.name: row.id for row in session.customers.iter_summaries()}

        # What each owes, as open items: they age, and payments settle them.
        owed = frame.groupby("客户名称", sort=True)["期初欠款"].sum()
        items = [
            models.NewOpeningItem(
                customer=ids[str(name)], side="receivable", kind="debt", amount=sum_
            )
            for name, sum_ in owed.items()
            if sum_ != 0
        ]
        session.billing.open_items.post(on=OPENING, items=items)
        ageing = session.reports.ageing(on=OPENING)
        print("owed in all:", ageing.totals.balance if ageing.totals else 0)
        balances = session.ledger.party_balances(OPENING).items
        print(balances.to_pandas())
        return balances


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
