"""Sessions: dry run, batch, request keys, errors, closing."""

from __future__ import annotations

import pickle
import sqlite3
import threading
from pathlib import Path

import bookroom
import pytest
from bookroom import commands
from conftest import DAY, PASSWORD, cash_entry


def test_a_dry_run_answers_and_keeps_nothing(session: bookroom.Session) -> None:
    with session.dry_run() as trial:
        assert trial is session
        assert session.is_dry_run
        assert session.ledger.post_many([cash_entry()])[0].label == "记-1"
        with pytest.raises(bookroom.InvalidError):
            session.customers.add(name="")
    assert not session.is_dry_run
    assert session.ledger.entries().items == ()


def test_a_dry_run_concerns_its_own_thread(session: bookroom.Session) -> None:
    seen = []
    with session.dry_run():
        thread = threading.Thread(target=lambda: seen.append(session.customers.add(name="甲")))
        thread.start()
        thread.join()
        session.customers.add(name="乙")
    assert [row.name for row in session.customers.list()] == ["甲"]
    assert len(seen) == 1


def test_a_batch_is_kept_as_a_whole_or_not_at_all(session: bookroom.Session) -> None:
    made = session.batch(
        [
            commands.AddCustomers([bookroom.NewCustomer("甲")]),
            commands.PostEntries([cash_entry()]),
        ]
    )
    assert made[0][0].name == "甲"
    assert made[1][0].label == "记-1"
    with pytest.raises(bookroom.InvalidError) as caught:
        session.batch(
            [
                commands.AddCustomers([bookroom.NewCustomer("乙")]),
                commands.AddCustomers([bookroom.NewCustomer("")]),
            ]
        )
    assert caught.value.violations[0].path.startswith("commands[1].customers[0].name")
    assert session.customers.count() == 1
    with pytest.raises(TypeError, match="expected=a command"):
        session.batch([5])  # type: ignore[list-item]


def test_a_command_is_run_as_data(session: bookroom.Session) -> None:
    added = session.run(commands.AddCustomers([bookroom.NewCustomer("甲")]))
    assert added[0].name == "甲"


def test_a_request_key_makes_repeats_safe(session: bookroom.Session) -> None:
    first = session.customers.add(name="甲", request_key="k1")
    again = session.customers.add(name="甲", request_key="k1")
    assert again == first
    assert session.customers.count() == 1
    with pytest.raises(bookroom.ConflictError) as caught:
        session.customers.add(name="乙", request_key="k1")
    assert caught.value.code == "key_reused"


def test_errors_tell_everything_that_is_wrong(session: bookroom.Session) -> None:
    with pytest.raises(bookroom.InvalidError) as caught:
        session.customers.add(name="", payment_days=-5)
    error = caught.value
    assert isinstance(error, bookroom.Error)
    assert error.kind == "invalid"
    assert {(v.path, v.code) for v in error.violations} == {
        ("customers[0].name", "required"),
        ("customers[0].payment_days", "out_of_range"),
    }
    low = next(v for v in error.violations if v.code == "out_of_range")
    assert low.fact("low") == "0"
    assert low.fact("nothing") is None
    assert "customers[0].name: A value is required." in str(error)
    assert "必须填写" in error.text("zh")
    again = pickle.loads(pickle.dumps(error))
    assert again.violations == error.violations
    assert type(again) is bookroom.InvalidError


@pytest.mark.parametrize(
    ("kind", "code"), [("NotFoundError", "not_found"), ("DeniedError", "sign_in_failed")]
)
def test_kinds_are_classes(
    room: bookroom.Bookroom, session: bookroom.Session, kind: str, code: str
) -> None:
    with pytest.raises(getattr(bookroom, kind)) as caught:
        if code == "not_found":
            session.customers.get(bookroom.CustomerId(999))
        else:
            room.sign_in(session.book_id, "li", "wrong")
    assert caught.value.code == code


def test_duplicates_and_unsupported(session: bookroom.Session) -> None:
    session.ledger.add_account(code="100201", name_zh="工行", parent="1002")
    with pytest.raises(bookroom.DuplicateError):
        session.access.add_operator(sign_in_name="LI", display_name="李", password="long enough 2")
    with pytest.raises(bookroom.StorageError):
        bookroom.open("/nowhere/at/all.sqlite")


def test_a_closed_store_says_so_and_opens_again(tmp_path: Path) -> None:
    room = bookroom.open(tmp_path / "a.sqlite")
    book = room.create_book(name="晨光", owner_name="li", owner_password=PASSWORD)
    session = room.sign_in(book, "li", PASSWORD)
    session.ledger.post_many([cash_entry()])
    room.close()
    room.close()
    assert room.closed
    with pytest.raises(bookroom.ClosedError) as caught:
        session.ledger.balance("1001", DAY)
    assert caught.value.code == "store_closed"
    room.reopen()
    assert session.ledger.balance("1001", DAY).balance == 500


def test_a_book_is_given_as_it_is_listed_and_verified_without_signing_in(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    with bookroom.open(path) as room:
        room.create_book(name="晨光", owner_name="li", owner_password=PASSWORD)
        [book] = room.books()
        session = room.sign_in(book, "li", PASSWORD)
        for name in ("乙", "甲"):
            session.customers.add(name=name)
        names = [row.name for row in session.customers.list("created_at", descending=True)]
        assert names == ["甲", "乙"]
        head = session.changes.head()
        assert room.verify(book, head).findings == room.verify(book.id).findings == ()
    other = sqlite3.connect(path)
    other.execute("UPDATE book SET dates_from = 'no date'")
    other.commit()
    other.close()
    with bookroom.open(path) as room:
        with pytest.raises(bookroom.StorageError) as caught:
            room.sign_in(book.id, "li", PASSWORD)
        [wrong] = caught.value.violations
        assert (wrong.code, wrong.path) == ("corrupt", "dates_from")
        assert (wrong.fact("table"), wrong.fact("row")) == ("book", str(book.id))
        fields = [finding.field for finding in room.verify(book.id).findings]
        assert fields == ["dates_from"]


def test_a_store_in_memory_is_gone_when_closed() -> None:
    with bookroom.open(":memory:") as room:
        room.create_book(name="晨光", owner_name="li", owner_password=PASSWORD)
    with pytest.raises(bookroom.ClosedError):
        room.books()


def test_the_book_is_edited_and_verified(session: bookroom.Session) -> None:
    book = session.edit_book(session.book.version, name="晨光(新)")
    assert session.book == book
    assert book.name == "晨光(新)"
    session.ledger.post_many([cash_entry()])
    found = session.verify()
    assert found.findings == ()
    assert found.entries == 1
    assert session.verify(found.head).findings == ()
    assert any(g.permission == bookroom.Permission.LEDGER_POST for g in session.permissions())
