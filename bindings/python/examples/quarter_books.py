"""A second set of books, kept with nothing but `Decimal`, dates and lists.

`quarter.py` keeps a quarter with bookroom and here as well, from the same files and figures.
Nothing is imported from bookroom, so that agreement means something.
"""

from __future__ import annotations

import csv
import datetime as dt
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

ZERO = Decimal(0)
CENT = Decimal("0.01")


def cents(value: Decimal) -> Decimal:
    """Rounds to cents as an accountant does: half away from zero."""
    return value.quantize(CENT, ROUND_HALF_UP)


def amount(text: str) -> Decimal:
    """A figure as the files of this example write it; nothing for an empty cell."""
    text = text.strip().replace(",", "")
    return Decimal(text.rstrip("%")) / 100 if text.endswith("%") else Decimal(text or 0)


def day(text: str) -> dt.date | None:
    """A date as the files of this example write it."""
    return dt.date(*(int(part) for part in text.split("/"))) if text else None


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a file below its heading, without blank lines and sums."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    at = next(i for i, line in enumerate(lines) if sum(map(bool, line)) > 2)
    head = [unicodedata.normalize("NFKC", cell).strip() for cell in lines[at]]
    found = [dict(zip(head, line, strict=True)) for line in lines[at + 1 :] if any(line)]
    return [row for row in found if row[head[0]] not in ("合計", "小計")]


@dataclass
class Line:
    """A line of a document: what is left to pay for it without tax, and its tax rate."""

    quantity: Decimal
    net: Decimal
    rate: Decimal


@dataclass
class Item:
    """A document, a payment or an opening figure: a debt or a credit of one party."""

    party: str
    side: str  # "receivable" or "payable"
    kind: str  # "debt" or "credit"
    amount: Decimal
    on: dt.date  # the day it enters the books
    due: dt.date
    lines: list[Line] = field(default_factory=list)
    cancelled: dt.date | None = None


@dataclass
class Settled:
    """So much of a credit pays so much of a debt, from a day, until a day if withdrawn."""

    debt: str
    credit: str
    amount: Decimal
    on: dt.date
    until: dt.date | None = None

    def counts(self, on: dt.date) -> bool:
        """Whether it stands at the end of a day."""
        return self.on <= on and (self.until is None or self.until > on)


@dataclass
class Books:
    """The second set of books."""

    days: dict[str, int] = field(default_factory=dict)  # days to pay of each party
    items: dict[str, Item] = field(default_factory=dict)
    settled: list[Settled] = field(default_factory=list)

    # What is entered ------------------------------------------------------------------

    def opening(self, key: str, item: Item) -> None:
        """A figure from before."""
        self.items[key] = item

    def document(
        self,
        key: str,
        side: str,
        party: str,
        on: dt.date,
        lines: Iterable[tuple[Decimal, Decimal, Decimal, Decimal]],
        off: Decimal = ZERO,
    ) -> Decimal:
        """An invoice of (quantity, price, discount, tax rate) lines; its amount with tax."""
        made = [
            Line(quantity, cents(quantity * price * (1 - discount)), rate)
            for quantity, price, discount, rate in lines
        ]
        spread(off, made)
        due = on + dt.timedelta(days=self.days[party])
        self.items[key] = Item(party, side, "debt", with_tax(made), on, due, made)
        return self.items[key].amount

    def credit(self, key: str, of: str, on: dt.date, back: Mapping[int, Decimal]) -> Decimal:
        """A credit note for some quantities of an invoice; it settles that invoice first."""
        invoice = self.items[of]
        lines = []
        for at, quantity in back.items():
            line = invoice.lines[at - 1]
            lines.append(Line(quantity, cents(line.net * quantity / line.quantity), line.rate))
        self.items[key] = Item(
            invoice.party, invoice.side, "credit", with_tax(lines), on, on, lines
        )
        self.settle(of, key, on)
        return self.items[key].amount

    def bonus(self, key: str, party: str, on: dt.date, net: Decimal, rate: Decimal) -> Decimal:
        """A credit note that stands alone."""
        lines = [Line(Decimal(1), net, rate)]
        self.items[key] = Item(party, "receivable", "credit", with_tax(lines), on, on, lines)
        return self.items[key].amount

    def payment(
        self, key: str, side: str, party: str, on: dt.date, money: Decimal, names: Sequence[str]
    ) -> None:
        """Money from a customer or to a supplier: for what it names, then for what is due first."""
        self.items[key] = Item(party, side, "credit", money, on, on)
        for name in names:
            self.settle(name, key, on)
        self.settle_oldest(key, on)

    def refund(self, key: str, party: str, on: dt.date, money: Decimal, credit: str) -> None:
        """Money back to a customer, out of a credit."""
        self.items[key] = Item(party, "receivable", "debt", money, on, on)
        self.settle(key, credit, on)

    def cancel(self, key: str, on: dt.date) -> None:
        """A payment that did not hold; what it settled is open again."""
        self.items[key].cancelled = on
        self.withdraw(key, on)

    def withdraw(self, key: str, on: dt.date, of: str | None = None) -> None:
        """Takes back what an item settles, or only that part of it that settles one other."""
        for one in self.settled:
            if key in (one.debt, one.credit) and of in (None, one.debt, one.credit):
                one.until = one.until or on

    def settle(self, debt: str, credit: str, on: dt.date, money: Decimal | None = None) -> None:
        """Settles a debt with a credit: as much as both have open, or so much."""
        most = min(self.left(debt), self.left(credit))
        assert money is None or money <= most, (debt, credit, money, most)
        if (money := most if money is None else money) > 0:
            self.settled.append(Settled(debt, credit, money, on))

    def settle_oldest(self, credit: str, on: dt.date) -> None:
        """Settles with a credit what is due first."""
        mine = self.items[credit]
        debts = [
            key
            for key, item in self.items.items()
            if (item.party, item.side, item.kind) == (mine.party, mine.side, "debt")
        ]
        for key in sorted(debts, key=lambda key: self.items[key].due):
            self.settle(key, credit, on)

    # What is read ---------------------------------------------------------------------

    def left(self, key: str, on: dt.date = dt.date.max) -> Decimal:
        """What is open of an item at the end of a day."""
        item = self.items[key]
        if item.on > on or (item.cancelled is not None and item.cancelled <= on):
            return ZERO
        used = (
            one.amount for one in self.settled if key in (one.debt, one.credit) and one.counts(on)
        )
        return item.amount - sum(used, ZERO)

    def balance(self, party: str, on: dt.date) -> Decimal:
        """What a party owes at the end of a day, less what is owed to it."""
        total = ZERO
        for key, item in self.items.items():
            if item.party == party:
                plus = (item.kind == "debt") == (item.side == "receivable")
                total += self.left(key, on) if plus else -self.left(key, on)
        return total

    def ageing(
        self, side: str, on: dt.date, upper: Sequence[int]
    ) -> dict[str, tuple[list[Decimal], Decimal]]:
        """For each party with anything open: its debts by days overdue, and its credits."""
        found: dict[str, tuple[list[Decimal], Decimal]] = {}
        for key, item in self.items.items():
            left = self.left(key, on)
            if item.side != side or left == 0:
                continue
            bands, credit = found.get(item.party, ([ZERO] * (len(upper) + 1), ZERO))
            if item.kind == "debt":
                late = (on - item.due).days
                bands[sum(late > most for most in upper)] += left
            else:
                credit += left
            found[item.party] = (bands, credit)
        return found


def spread(off: Decimal, lines: Sequence[Line]) -> None:
    """Spreads a document's discount over its lines by their amounts, to the cent."""
    if not off:
        return
    whole = sum((line.net for line in lines), ZERO)
    exact = [off * line.net / whole for line in lines]
    parts = [part.quantize(CENT, "ROUND_FLOOR") for part in exact]
    missing = int((off - sum(parts, ZERO)) / CENT)
    for at in sorted(range(len(lines)), key=lambda at: parts[at] - exact[at])[:missing]:
        parts[at] += CENT
    for line, part in zip(lines, parts, strict=True):
        line.net -= part


def with_tax(lines: Iterable[Line]) -> Decimal:
    """The sum of lines with their tax, which is rounded once for each rate."""
    nets: dict[Decimal, Decimal] = {}
    for line in lines:
        nets[line.rate] = nets.get(line.rate, ZERO) + line.net
    return sum((net + cents(net * rate) for rate, net in nets.items()), ZERO)
