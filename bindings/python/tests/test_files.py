"""The file of an open store: other code of the process is kept away from it."""

from __future__ import annotations

import os
import pathlib
import shutil
import sqlite3
import stat

import bookroom
import pytest
from conftest import PASSWORD


@pytest.fixture
def path(tmp_path: pathlib.Path) -> pathlib.Path:
    return tmp_path / "shop.db"


def made(path: pathlib.Path) -> bookroom.Bookroom:
    room = bookroom.open(path)
    room.create_book(name="晨光", owner_name="li", owner_password=PASSWORD)
    return room


def test_another_library_is_kept_from_an_open_store(path: pathlib.Path) -> None:
    link = path.with_name("link.db")
    with made(path):
        link.symlink_to(path)
        for name in (path, str(path), f"file:{path}?mode=ro", link):
            with pytest.raises(bookroom.SharedFileError, match="backup_to") as caught:
                sqlite3.connect(name, uri=str(name).startswith("file:"))
            assert caught.value.code == "shared_file"
            assert "backup_to" in caught.value.text("zh")
        with pytest.raises(bookroom.SharedFileError):
            path.read_bytes()
        with pytest.raises(bookroom.SharedFileError):
            shutil.copyfile(f"{path}-wal", path.with_name("copy-wal"))
        sqlite3.connect(path.with_name("other.db")).close()
        path.with_name("notes.txt").write_text("free")
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT count(*) FROM book").fetchone() == (1,)
    connection.close()


def test_a_backup_is_for_everybody(path: pathlib.Path) -> None:
    copy = path.with_name("copy.db")
    with made(path) as room:
        room.backup_to(copy)
        with sqlite3.connect(copy) as connection:
            assert connection.execute("SELECT name FROM book").fetchone() == ("晨光",)
        connection.close()
        with pytest.raises(bookroom.DuplicateError):
            room.backup_to(copy)
    with bookroom.open(copy) as room:
        room.sign_in(room.books()[0].id, "li", PASSWORD)


def test_a_file_that_cannot_be_written_is_an_error_of_ours(path: pathlib.Path) -> None:
    with made(path) as room:
        session = room.sign_in(room.books()[0].id, "li", PASSWORD)
        report = session.exchange.import_customers("客户名称,邮箱\n南山\n".encode())
        [file] = report.files
        folder = path.with_name("none")
        for write in (
            lambda target: bookroom.write_rejected(file, target),
            lambda target: room.books().to_csv(target),
            lambda target: room.books().to_excel(target),
            lambda target: session.exchange.export("customers", target),
            lambda target: room.backup_to(target),
        ):
            with pytest.raises(bookroom.Error) as caught:
                write(folder / "x.xlsx")
            assert caught.value.code == "no_folder"
        for write in (
            lambda target: bookroom.write_rejected(file, target),
            lambda target: room.books().to_excel(target),
        ):
            with pytest.raises(bookroom.Error) as caught:
                write(path.parent)
            assert caught.value.code == "not_a_file"
            with pytest.raises(bookroom.Error) as caught:
                write(pathlib.Path("/proc/no.xlsx"))
            assert caught.value.code in ("file_access", "no_folder")
            with pytest.raises(bookroom.SharedFileError):
                write(path)
        target = path.with_name("rejected.csv")
        assert bookroom.write_rejected(file, target) == 1
        assert stat.S_IMODE(os.stat(target).st_mode) == 0o600


def test_files_are_their_owners_alone(path: pathlib.Path) -> None:
    with made(path) as room:
        session = room.sign_in(room.books()[0].id, "li", PASSWORD)
        table = path.with_name("books.csv")
        room.books().to_csv(table)
        session.customers.add(name="南山")
        for name in (path, pathlib.Path(f"{path}-wal"), table):
            assert stat.S_IMODE(os.stat(name).st_mode) == 0o600, name


def test_closing_never_raises_while_another_process_writes(path: pathlib.Path) -> None:
    made(path).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with bookroom.open(path) as room:
        assert len(room.books()) == 1
    other.execute("ROLLBACK")
    other.close()


def test_what_is_no_store_is_named(tmp_path: pathlib.Path) -> None:
    def code(url: object) -> str:
        with pytest.raises(bookroom.Error) as caught:
            bookroom.open(url)  # type: ignore[arg-type]
        return caught.value.code

    assert code(tmp_path) == "not_a_file"
    assert code(tmp_path / "none" / "x.db") == "no_folder"
    for name, content in [("a.txt", b"no store"), ("b.zip", b"PK\x03\x04" * 512)]:
        (tmp_path / name).write_bytes(content)
        assert code(tmp_path / name) == "not_a_store"
    assert code("mysql:") == "bad_address"
    assert code("-") == "bad_address"
    with bookroom.open(tmp_path / "new.db") as room, pytest.raises(bookroom.NotFoundError) as found:
        room.sign_in(bookroom.BookId(1), "li", PASSWORD)
    assert found.value.code == "no_book"
