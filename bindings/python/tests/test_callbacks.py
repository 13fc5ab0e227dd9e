"""Rules, clocks, progress and files written in Python, and what they raise."""

from __future__ import annotations

import datetime as dt
import io
import re
from pathlib import Path
from typing import Any

import bookroom
import pytest
from bookroom import CommandView, RuleViolation
from conftest import PASSWORD

CSV = "名称,电话\n" + "".join(f"客户{n},1380000{n:04}\n" for n in range(300))


def test_a_rule_sees_the_command_and_refuses(
    room: bookroom.Bookroom, session: bookroom.Session
) -> None:
    seen: list[CommandView] = []

    def rule(command: CommandView) -> list[RuleViolation | str]:
        seen.append(command)
        return ["no_customers", RuleViolation("no_names", "customers[0].name")]

    room.add_rule("customers.add", rule)
    with pytest.raises(bookroom.InvalidError) as caught:
        session.customers.add(name="", payment_days=5)
    found = [(v.path, v.code, v.fact("rule")) for v in caught.value.violations]
    assert ("", "host_rule", "no_customers") in found
    assert ("customers[0].name", "host_rule", "no_names") in found
    assert ("customers[0].name", "required", None) in found
    assert seen[0].name == "customers.add"
    assert seen[0].book == session.book_id
    assert seen[0].operator == session.operator_id
    assert seen[0].data["customers"][0]["payment_days"] == 5
    room.clear_rules()
    session.customers.add(name="甲")


def test_a_rule_for_everything_sees_no_passwords(
    room: bookroom.Bookroom, session: bookroom.Session
) -> None:
    seen: list[str] = []
    room.add_rule("*", lambda command: seen.append(str(command.data)))
    session.access.add_operator(sign_in_name="w", display_name="王", password="secret word 9")
    assert "***" in seen[0]
    assert "secret word" not in seen[0]


def test_what_a_rule_raises_comes_out_and_nothing_is_kept(
    room: bookroom.Bookroom, session: bookroom.Session
) -> None:
    def rule(_: CommandView) -> None:
        raise LookupError("the rule book is lost")

    room.add_rule("customers.add", rule)
    with pytest.raises(LookupError, match="rule book is lost"):
        session.customers.add(name="甲")
    room.clear_rules()
    assert session.customers.count() == 0
    room.add_rule("customers.add", lambda _: "a text")
    with pytest.raises(TypeError, match="list of violations"):
        session.customers.add(name="甲")


def test_the_clock_is_the_hosts() -> None:
    now = dt.datetime(2020, 2, 29, 12, tzinfo=dt.UTC)
    room = bookroom.open(":memory:", clock=lambda: now)
    book = room.create_book(name="晨光", owner_name="li", owner_password=PASSWORD)
    session = room.sign_in(book, "li", PASSWORD)
    assert session.customers.add(name="甲").created_at == now


def test_what_a_clock_raises_comes_out() -> None:
    def clock() -> dt.datetime:
        raise LookupError("no time")

    room = bookroom.open(":memory:", clock=clock)
    with pytest.raises(LookupError, match="no time"):
        room.create_book(name="晨光", owner_name="li", owner_password=PASSWORD)
    assert room.books() == ()
    naive = bookroom.open(":memory:", clock=dt.datetime.now)
    with pytest.raises(ValueError, match="without a time zone"):
        naive.create_book(name="晨光", owner_name="li", owner_password=PASSWORD)


def test_imports_tell_their_progress(session: bookroom.Session) -> None:
    told: list[bookroom.ImportProgress] = []
    report = session.exchange.import_customers(CSV.encode(), progress=told.append)
    assert (report.rows_read, report.accepted, report.rejected) == (300, 300, 0)
    assert {p.step for p in told} >= {bookroom.ImportStep.READING, bookroom.ImportStep.WRITING}
    assert session.customers.count() == 300


@pytest.mark.parametrize("step", ["reading", "checking", "writing"])
def test_what_progress_raises_ends_the_import(session: bookroom.Session, step: str) -> None:
    def stop(progress: bookroom.ImportProgress) -> None:
        if progress.step == step:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        session.exchange.import_customers(CSV.encode(), progress=stop)
    assert session.customers.count() == 0
    assert session.exchange.imports().items == ()


def test_files_of_every_kind_are_read(session: bookroom.Session, tmp_path: Path) -> None:
    path = tmp_path / "customers.csv"
    path.write_bytes("名称\n甲\n".encode("gb18030"))
    assert session.exchange.preview(path, "customers").rows == (("甲",),)
    with session.dry_run():
        for file in (path, str(path), path.read_bytes(), io.BytesIO(path.read_bytes())):
            assert session.exchange.import_customers(file).accepted == 1
        with path.open("rb") as opened:
            assert session.exchange.import_customers(opened).files[0].name == str(path)
    assert session.customers.count() == 0
    with pytest.raises(TypeError, match="binary mode"):
        session.exchange.import_customers(io.StringIO("名称\n甲\n"))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="expected=a path, bytes or a binary file"):
        session.exchange.import_customers(5)  # type: ignore[arg-type]
    with pytest.raises(bookroom.StorageError) as caught:
        session.exchange.import_customers(tmp_path / "gone.csv")
    assert caught.value.code == "no_file"


def test_a_file_that_raises(session: bookroom.Session) -> None:
    class Broken(io.RawIOBase):
        def read(self, size: int = -1) -> Any:
            raise LookupError("torn page")

        def write(self, data: Any) -> int:
            raise LookupError("no ink")

    with pytest.raises(LookupError, match="torn page"):
        session.exchange.import_customers(Broken())  # type: ignore[arg-type]
    with pytest.raises(LookupError, match="no ink"):
        session.exchange.export("accounts", Broken())  # type: ignore[call-overload]


def test_exports_go_where_they_are_told(session: bookroom.Session, tmp_path: Path) -> None:
    session.customers.add(name="甲")
    written = session.exchange.export("accounts")
    assert written.startswith(b"\xef\xbb\xbf")
    path = tmp_path / "accounts.csv"
    rows = session.exchange.export("accounts", path)
    assert path.read_bytes() == written
    assert rows == len(session.ledger.accounts())
    buffer = io.BytesIO()
    what = bookroom.ExportListCustomers(bookroom.CustomerFilter(text="甲"))
    assert session.exchange.export(what, buffer, language="english", encoding="utf8") == 1
    assert "甲" in buffer.getvalue().decode()
    day = dt.date(2026, 6, 30)
    assert session.exchange.export(bookroom.ExportListTrialBalance(None, day))
    with pytest.raises(ValueError, match=r"choices=.*customers") as refused:
        session.exchange.export("everything")
    for name in re.findall(r"[a-z_]+", str(refused.value).split("choices=")[1].split(")")[0]):
        if name in ("register", "statement", "history"):
            with pytest.raises(ValueError, match=f"of={name}, needs="):
                session.exchange.export(name)
        else:
            assert session.exchange.export(name), name
    assert bookroom.ExportListTrialBalance() == bookroom.ExportListTrialBalance(None, None)
    assert "甲" in session.exchange.export("customers").decode()
    called = session.exchange.export("accounts", language="english", labels="english").decode()
    assert "kind.label" in called
    runs = bookroom.ExportListImports(bookroom.ImportFilter(kind="sales"))
    assert session.exchange.export(runs).count(b"\n") == 1
    for call in (
        lambda: session.exchange.export("accounts", tmp_path / "no" / "such" / "folder.csv"),
        lambda: session.exchange.import_customers(tmp_path / "no" / "such.csv"),
    ):
        with pytest.raises(bookroom.StorageError) as missing:
            call()
        assert missing.value.code == "no_folder"
    session.customers.add(name="乙")
    sorted_names = session.exchange.export("customers", sort="name", descending=True).decode()
    assert sorted_names.index("乙") != sorted_names.index("甲")
    with pytest.raises(bookroom.InvalidError):
        session.exchange.export("accounts", sort="colour")


def test_everything_goes_into_a_folder(session: bookroom.Session, tmp_path: Path) -> None:
    session.customers.add(name="甲")
    manifest = session.exchange.export_all(tmp_path / "all")
    assert {file.name for file in (tmp_path / "all").iterdir()} == {
        "manifest.json",
        *(file.file for file in manifest.files),
    }
    rows = {file.list: file.rows for file in manifest.files}
    assert (rows["customers"], rows["accounts"]) == (1, len(session.ledger.accounts()))
    assert manifest.left_out == ()
    with pytest.raises(bookroom.DuplicateError) as caught:
        session.exchange.export_all(str(tmp_path / "all"))
    assert caught.value.code == "folder_not_empty"
    assert session.exchange.export_all(tmp_path / "all", overwrite=True).day == manifest.day
