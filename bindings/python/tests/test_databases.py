"""The same work on every database: SQLite, and the servers that the check starts.

`cargo xtask test --only python` gives their addresses in BOOKROOM_TEST_SERVERS.
"""

from __future__ import annotations

import os
import threading
from decimal import Decimal
from pathlib import Path

import bookroom
import pytest
from conftest import PASSWORD, cash_entry
from test_examples import load

SERVERS = os.environ.get("BOOKROOM_TEST_SERVERS", "").split()


@pytest.fixture(params=["sqlite", *SERVERS], ids=lambda url: url.split(":")[0])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    given: str = request.param
    return str(tmp_path / "books.sqlite") if given == "sqlite" else given


def test_the_quickstart_comes_to_the_same_figures(url: str) -> None:
    figures = load("quickstart").main(url)
    assert figures["revenue"] == Decimal("423772.89")
    assert figures["closing"] == Decimal("465575.04")


def test_many_threads_post_without_gaps(url: str) -> None:
    with bookroom.open(url) as room:
        book = room.create_book(name="线程", owner_name="li", owner_password=PASSWORD)
        session = room.sign_in(book, "li", PASSWORD)
        failed: list[Exception] = []

        def work() -> None:
            try:
                for _ in range(10):
                    session.ledger.post_many([cash_entry("1.00")])
            except Exception as error:
                failed.append(error)

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failed == []
        numbers = [entry.number for entry in session.ledger.entries()]
        assert sorted(numbers) == list(range(1, 41))
        assert not session.verify().findings


def test_what_is_wrong_is_the_same_everywhere(url: str) -> None:
    with bookroom.open(url) as room:
        book = room.create_book(name="错误", owner_name="li", owner_password=PASSWORD)
        session = room.sign_in(book, "li", PASSWORD)
        added = session.customers.add(name="甲", code="C-1")
        with pytest.raises(bookroom.DuplicateError) as twice:
            session.customers.add(name="乙", code="C-1")
        assert twice.value.code == "already_exists"
        with pytest.raises(bookroom.ConflictError) as stale:
            session.customers.edit(added.id, added.version + 1, name="丙")
        assert stale.value.code == "version_conflict"
        with session.dry_run():
            session.customers.add(name="丁")
        assert session.customers.count() == 1
        again = [session.customers.add(name="戊", request_key="k") for _ in range(2)]
        assert again[0] == again[1]
        assert session.customers.count() == 2
