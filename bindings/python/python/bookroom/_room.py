"""An opened store."""

from __future__ import annotations

import atexit
import datetime as dt
import os
import weakref
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from bookroom import _files, _native
from bookroom._base import refused_type
from bookroom._generated import models as m
from bookroom._rules import check_callable, prepare
from bookroom._session import Session
from bookroom.errors import ForkedError

if TYPE_CHECKING:
    from bookroom._rules import Rule
    from bookroom._table import Table

Listener = Callable[["Table[m.Change]"], object]
"""Receives committed changes of one book, oldest first."""

_PROCESS: dict[str, int] = {}
_OPEN: weakref.WeakSet[Bookroom] = weakref.WeakSet()


def _id_of(book: m.Book | m.BookId) -> m.BookId:
    if isinstance(book, m.Book):
        return book.id
    if not isinstance(book, int):
        raise refused_type("book", "Book or its id", book)
    return book


class Bookroom:
    """An opened store. It holds many books and gives out sessions.

    >>> import bookroom
    >>> with bookroom.open(":memory:") as room:
    ...     book = room.create_book(name="晨光", owner_name="li", owner_password="long enough 1")
    ...     [book.name for book in room.books()]
    ['晨光']
    """

    __slots__ = ("__weakref__", "_native", "_process", "url")

    url: str
    """What it was opened with; a server's password is shown as ``***``."""

    def __init__(self, native: _native.Room) -> None:
        self.url = native.url
        self._native = native
        self._process = os.getpid()
        _OPEN.add(self)

    def __repr__(self) -> str:
        return f"<Bookroom {'closed' if self.closed else 'open'}>"

    def __enter__(self) -> Bookroom:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def create_book(
        self,
        *,
        name: str,
        owner_name: str,
        owner_password: str,
        legal_name: str | None = None,
        tax_number: str | None = None,
        currency: str = "CNY",
        language: m.Language | str = m.Language.CHINESE,
        utc_offset_minutes: int = 480,
        chart: str = "cn_small_business",
    ) -> m.BookId:
        """Makes a book: roles, dictionaries, chart of accounts, journals, and its first operator,
        who may do everything. By default a Chinese small business.

        Args:
            name: The name it goes by, up to 200 characters.
            owner_name: The first operator's sign-in name.
            owner_password: The first operator's password.
            legal_name: The registered name, if it differs.
            tax_number: The tax number.
            currency: The currency of its books (ISO 4217).
            language: The language of labels and texts.
            utc_offset_minutes: The distance of its local time from UTC, -840 to 840.
            chart: The chart of accounts: ``cn_small_business`` or ``international``.

        Raises:
            bookroom.Error: every violation of the input at once.
        """
        new = m.NewBook(
            name=name,
            owner_name=owner_name,
            owner_password=owner_password,
            legal_name=legal_name,
            tax_number=tax_number,
            currency=currency,
            language=language,
            utc_offset_minutes=utc_offset_minutes,
            chart=chart,
        )
        return m.BookId(self._native.create_book(new))

    def books(self) -> Table[m.Book]:
        """All books of the store."""
        found: Table[m.Book] = self._native.books()
        return found

    def sign_in(self, book: m.Book | m.BookId, name: str, password: str) -> Session:
        """Signs an operator in.

        Args:
            book: The book, as ``books`` lists it, or its id.
            name: The operator's sign-in name.
            password: The operator's password.

        Raises:
            bookroom.Error: ``sign_in_failed`` (also for an unknown book or name), or
                ``sign_in_locked`` with the fact ``seconds`` after too many failures, or
                ``no_book`` when the store holds none at all; ``corrupt`` with the column as path
                and the facts ``table`` and ``row`` when something was changed behind the engine's
                back: ``verify`` says what else.

        >>> import bookroom
        >>> room = bookroom.open(":memory:")
        >>> _ = room.create_book(name="晨光", owner_name="li", owner_password="long enough 1")
        >>> [book] = room.books()
        >>> room.sign_in(book, "li", "long enough 1").book_id == book.id
        True
        """
        return Session(self._native.sign_in(_id_of(book), name, password), self)

    def verify(self, book: m.Book | m.BookId, known: m.Head | None = None) -> m.Verification:
        """Verifies a whole book without signing in: also one whose own row, roles or log are
        damaged so that nobody can.

        Args:
            book: The book, or its id.
            known: A head of the log that was kept elsewhere: the log must still hold it.

        Raises:
            bookroom.Error: ``not_found`` for a book of which nothing is left, ``within_callback``,
                ``store_closed``, ``storage``.

        >>> import bookroom
        >>> room = bookroom.open(":memory:")
        >>> book = room.create_book(name="晨光", owner_name="li", owner_password="long enough 1")
        >>> room.verify(book).findings
        ()
        """
        found: m.Verification = self._native.verify(_id_of(book), known)
        return found

    def add_rule(self, command: str, rule: Rule) -> None:
        """Registers a validation rule for a command, such as ``customers.add``; ``*`` for all.

        The rule gets a ``CommandView`` and returns what it objects to. It is asked once the command
        has been carried out and before it is kept, inside the transaction: it must be quick, and
        may be asked again when the transaction has to start over.

        ``command.outcome`` is the computed document, and ``command.session`` reads in the
        transaction, the whole book. Other sessions of the store read there as well, as their own
        operators, on the rule's thread. What would change something, end, open or verify a store,
        or wait for changes raises ``UnsupportedError`` (``within_callback``) at once; a thread that
        the rule starts and waits for gets ``busy``. What the rule raises comes out of the call that
        asked it, and nothing is kept.

        Raises:
            bookroom.InvalidError: ``unknown_command`` with the names nearest to it.
            TypeError: The rule cannot be called with one argument.

        >>> import bookroom
        >>> room = bookroom.open(":memory:")
        >>> book = room.create_book(name="晨光", owner_name="li", owner_password="long enough 1")
        >>> session = room.sign_in(book, "li", "long enough 1")
        >>> def short(command):
        ...     for at, new in enumerate(command.data["customers"]):
        ...         if len(new["name"]) > 4:
        ...             yield bookroom.RuleViolation("short_names", f"customers[{at}].name")
        >>> room.add_rule("customers.add", short)
        >>> session.customers.add(name="南山贸易有限公司")
        Traceback (most recent call last):
        bookroom.errors.InvalidError: customers[0].name: A rule of the application is broken. \
(rule=short_names)
        """
        self._native.add_rule(command, prepare(rule, self))

    def clear_rules(self) -> None:
        """Removes all rules."""
        self._native.clear_rules()

    def add_listener(self, listener: Listener) -> int:
        """Registers a listener of committed changes and returns its number.

        It hears of what is committed after this call, in order, by this process or another, on a
        thread of its own, after the listeners that were registered before it. It may use the store:
        read, write, sign in, close it. Of what it writes itself on that thread it is not told; the
        other listeners are. What it raises goes to ``sys.unraisablehook``.

        Raises:
            TypeError: The listener cannot be called with one argument.
            bookroom.Error: ``store_closed``.
        """
        check_callable(listener, 1, "a listener")
        return self._native.add_listener(listener)

    def remove_listener(self, number: int) -> bool:
        """Removes a listener; returns whether there was one. A call under way still ends."""
        return self._native.remove_listener(number)

    def close(self) -> None:
        """Closes every connection after the work under way. Sessions work again after ``reopen``.

        A store in memory is gone with it.
        """
        self._native.close()

    def backup_to(self, path: str | os.PathLike[str]) -> None:
        """Copies the store into a new file while work goes on: a whole store as of one moment.

        It is for safe-keeping, and for other programs to look into: opening the store itself with
        ``sqlite3`` in this process is refused, since it would break the store's locks.

        Raises:
            bookroom.Error: ``already_exists`` when there is a file, ``no_folder``,
                ``file_access``, ``server_store`` for a store on a server, ``store_closed``.

        >>> import bookroom, sqlite3, tempfile, pathlib
        >>> room = bookroom.open(":memory:")
        >>> copy = pathlib.Path(tempfile.mkdtemp(), "copy.db")
        >>> room.backup_to(copy)
        >>> sqlite3.connect(copy).execute("SELECT count(*) FROM book").fetchone()
        (0,)
        """
        self._native.backup_to(os.fspath(path))

    def reopen(self) -> None:
        """Opens the connections again after ``close``.

        Raises:
            bookroom.Error: as ``open``.
        """
        self._native.reopen()

    @property
    def is_here(self) -> bool:
        """Whether it was opened by this process, and not by one that this was forked from."""
        return self._process == os.getpid()

    @property
    def closed(self) -> bool:
        """Whether it is closed."""
        return self._native.closed


def open(
    url: str | os.PathLike[str],
    *,
    busy_wait: float = 15.0,
    connect_wait: float = 10.0,
    statement_wait: float = 300.0,
    password_policy: m.PasswordPolicy | None = None,
    clock: Callable[[], dt.datetime] | None = None,
) -> Bookroom:
    """Opens a store and brings its schema up to date.

    Args:
        url: The path of a SQLite file (made when absent), ``:memory:``, ``postgres://…`` or
            ``mysql://…``.
        busy_wait: How many seconds a call waits for what others hold.
        connect_wait: How many seconds reaching a database server may take.
        statement_wait: How many seconds one statement may take on a database server; long calls
            (imports, verification) are many statements.
        password_policy: What passwords must be like, and how sign-in locks.
        clock: Tells the time, with a time zone; the machine's by default.

    Raises:
        bookroom.Error: ``no_backend`` for a database this build does not have, ``bad_address`` for
            what looks like an address and is none; ``unreachable``, ``server_unavailable``,
            ``access_refused``, ``no_database`` for a server; ``no_folder``, ``not_a_file``,
            ``file_access`` for a file; ``not_a_store`` for what is none, ``corrupt`` for a damaged
            one, ``foreign_database`` and ``newer_store`` for one that is left as it is, ``busy``.
            ``forked`` in a process that was forked from one that had opened a store.

    While a store in a file is open, nothing else in this process may open the same file: not
    ``sqlite3``, and not ``open`` to copy it. POSIX locks are a process's, and closing any
    descriptor of the file lets go those that keep writers apart: what was written is lost without
    a word. Such a call fails with ``SharedFileError``; use ``Bookroom.backup_to`` and open the
    copy. Other processes may open it as they like.

    >>> import bookroom
    >>> with bookroom.open(":memory:") as room:
    ...     room.books()
    ()
    """
    # After a fork the database library itself may hold locks that nobody will ever release.
    if _PROCESS.setdefault("opened", os.getpid()) != os.getpid():
        raise ForkedError
    path = os.fspath(url)
    if clock is not None:
        check_callable(clock, 0, "a clock")
    native = _native.Room(path, busy_wait, connect_wait, statement_wait, password_policy, clock)
    room = Bookroom(native)
    _files.guard(room, path)
    return room


@atexit.register
def _close_all() -> None:
    for room in list(_OPEN):
        if room._process == os.getpid():
            try:
                room.close()
            except Exception:  # the interpreter is leaving: nobody can act on it
                continue
    # Without a store no call can be under way on another thread.
    if _PROCESS:
        _native.leave()
