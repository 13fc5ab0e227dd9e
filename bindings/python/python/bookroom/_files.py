"""Keeps other code of this process away from the file of an open store.

POSIX locks belong to a process, and closing any descriptor of a file lets go all that the process
holds on it. Another SQLite library in this process (Python's own ``sqlite3``), or a plain ``open``,
would so undo the locks that keep writers apart, and acknowledged work would be lost in silence.
"""

from __future__ import annotations

import os
import sys
import weakref
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from bookroom import _native
from bookroom.errors import SharedFileError

if TYPE_CHECKING:
    from bookroom._room import Bookroom

_GUARDED: dict[str, list[tuple[str, weakref.ref[Bookroom]]]] = {}
"""The open stores by the name of their file: path, and who has it open."""

_ENDINGS = ("-wal", "-shm")
_installed = False


def guard(room: Bookroom, url: str) -> None:
    """Guards the file of a store as long as it is open."""
    global _installed
    if os.name == "nt" or "://" in url.replace("sqlite://", "").replace("file://", ""):
        return
    path = url.removeprefix("sqlite:").removeprefix("file:").removeprefix("//")
    if path in ("", ":memory:") or not os.path.exists(path):
        return
    path = os.path.realpath(path)
    _GUARDED.setdefault(os.path.basename(path), []).append((path, weakref.ref(room)))
    if not _installed:
        _installed = True
        sys.addaudithook(_hear)


def write_whole(target: str | os.PathLike[str], content: bytes) -> None:
    """Writes a file that is there whole or as it was; its owner alone can read a new one.

    Raises:
        bookroom.Error: ``no_folder``, ``not_a_file``, ``file_access``, ``shared_file``.
    """
    check(os.fspath(target))
    _native.write_file(target, content)


def _hear(event: str, args: tuple[object, ...]) -> None:
    if event not in ("open", "sqlite3.connect") or not args:
        return
    given = args[0]
    if not isinstance(given, (str, bytes, os.PathLike)):
        return
    try:
        name = os.fsdecode(given)
    except (TypeError, UnicodeError):
        return
    if event == "sqlite3.connect" and name.startswith("file:"):
        name = unquote(urlsplit(name).path)
    check(name)


def check(name: str) -> None:
    """Refuses the file of an open store.

    Raises:
        SharedFileError: it is that of an open store.
    """
    plain = name
    for ending in _ENDINGS:
        plain = plain.removesuffix(ending)
    known = _GUARDED.get(os.path.basename(plain))
    if not known and not os.path.islink(name):
        return
    if not known:
        known = _GUARDED.get(os.path.basename(os.path.realpath(plain)), [])
    real = os.path.realpath(plain)
    for path, opened in known:
        room = opened()
        if path == real and room is not None and not room.closed and room.is_here:
            raise SharedFileError
