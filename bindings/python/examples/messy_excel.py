"""A messy spreadsheet of customers and opening balances, cleaned with pandas, into the books.

    python examples/messy_excel.py [FILE.xlsx]

Without a file it makes a messy one first, so that there is something to clean.
"""

from __future__ import annotations

import datetime as dt
import io
import sys
import tempfile
from pathlib import Path

import bookroom
import pandas as pd

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

        # The engine's import knows phones, levels, doubles and amounts as people type them. What
        # each customer owes becomes opening items: they age, and payments settle them.
        customers = frame.rename(columns={"级别": "客户等级"})
        text = io.BytesIO(customers.to_csv(index=False).encode())
        options = bookroom.CustomerImport(repeats="merge", opening_on=OPENING)
        report = session.exchange.import_customers(text, options)
        print(report)
        ageing = session.reports.ageing(on=OPENING)
        print("owed in all:", ageing.totals.balance if ageing.totals else 0)
        balances = session.ledger.party_balances(OPENING).items
        print(balances.to_pandas())
        return balances


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
