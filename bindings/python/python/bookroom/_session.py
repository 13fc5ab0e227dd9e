"""An operator at work in a book."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, TypeVar

from bookroom._base import UNSET, Command, Unset
from bookroom._generated import models as m
from bookroom._generated.session import SessionAreas

if TYPE_CHECKING:
    from bookroom import _native
    from bookroom._room import Bookroom
    from bookroom._table import Table

R = TypeVar("R")

_DRY: ContextVar[frozenset[int]] = ContextVar("bookroom_dry_run", default=frozenset())


class Session(SessionAreas):
    """An operator at work in a book. It may be used from several threads.

    >>> import bookroom
    >>> room = bookroom.open(":memory:")
    >>> book = room.create_book(name="晨光", owner_name="li", owner_password="long enough 1")
    >>> session = room.sign_in(book, "li", "long enough 1")
    >>> session.customers.add(name="南山贸易").name
    '南山贸易'
    """

    __slots__ = ("__weakref__", "_native", "room")

    room: Bookroom
    """The store it is of."""

    def __init__(self, native: _native.Session, room: Bookroom) -> None:
        self._native = native
        self.room = room

    @property
    def _session(self) -> Session:
        return self

    def __repr__(self) -> str:
        return f"<Session of operator {self.operator_id} in book {self.book_id}>"

    def _call(self, name: str, args: tuple[object, ...], request_key: str | None) -> Any:
        return self._native.call(name, args, self, id(self) in _DRY.get(), request_key)

    @property
    def _offset(self) -> int:
        return self._native.utc_offset_minutes

    @property
    def book_id(self) -> m.BookId:
        """The book."""
        return m.BookId(self._native.book_id)

    @property
    def operator_id(self) -> m.OperatorId:
        """Who is at work."""
        return m.OperatorId(self._native.operator_id)

    @property
    def book(self) -> m.Book:
        """The book's own data, as it is now."""
        return next(book for book in self.room.books() if book.id == self.book_id)

    def permissions(self) -> Table[m.Grant]:
        """What the operator may do and how far, as far as this session knows."""
        found: Table[m.Grant] = self._native.permissions()
        return found

    @property
    def is_dry_run(self) -> bool:
        """Whether commands are only tried, here and now."""
        return id(self) in _DRY.get()

    @contextmanager
    def dry_run(self) -> Iterator[Session]:
        """Within it every command of this session is only tried: the same answer, the same
        errors, and nothing kept. Each call is taken back before the next, which does not see
        it: what belongs together is tried in one ``batch``. Other threads and tasks that use the
        session are not concerned.

        >>> import bookroom
        >>> room = bookroom.open(":memory:")
        >>> book = room.create_book(name="晨光", owner_name="li", owner_password="long enough 1")
        >>> session = room.sign_in(book, "li", "long enough 1")
        >>> with session.dry_run():
        ...     session.customers.add(name="南山贸易").name
        '南山贸易'
        >>> session.customers.count()
        0
        """
        token = _DRY.set(_DRY.get() | {id(self)})
        try:
            yield self
        finally:
            _DRY.reset(token)

    def run(self, command: Command[R], *, request_key: str | None = None) -> R:
        """Runs a command of ``bookroom.commands`` in a transaction of its own.

        Raises:
            bookroom.Error: ``not_permitted``, ``session_ended``, ``password_change_required``,
                ``key_reused``, ``busy``, ``store_closed``, and the command's own; nothing is kept
                then.
        """
        outcome: R = self._native.run(command, self.is_dry_run, request_key)
        return outcome

    def batch(
        self, commands: Iterable[Command[Any]], *, request_key: str | None = None
    ) -> list[Any]:
        """Runs many commands in one transaction: all are kept, or none. Paths of violations start
        with ``commands[n]``.

        Raises:
            bookroom.Error: ``too_many`` above 10,000 commands; otherwise as ``run``.
        """
        return self._native.batch(list(commands), self.is_dry_run, request_key)

    def edit_book(
        self,
        version: int | m.Book,
        *,
        name: str | Unset = UNSET,
        legal_name: str | Unset | None = UNSET,
        tax_number: str | Unset | None = UNSET,
        language: m.Language | str | Unset = UNSET,
        utc_offset_minutes: int | Unset = UNSET,
        tax_rounding: m.TaxRounding | str | Unset = UNSET,
        dates_from: dt.date | Unset | None = UNSET,
        dates_to: dt.date | Unset | None = UNSET,
        credit_check: m.CreditCheck | str | Unset = UNSET,
        duplicate_warn: int | Unset = UNSET,
        duplicate_stop: int | Unset | None = UNSET,
        request_key: str | None = None,
    ) -> m.Book:
        """Changes the book's own data: what is not given stays, ``None`` clears. In
        place of the version the book itself will do.

        Args:
            name: The name it goes by.
            legal_name: The registered name.
            tax_number: The tax number.
            language: The language of labels and texts.
            utc_offset_minutes: The distance of its local time from UTC, in minutes.
            tax_rounding: Where the tax of new documents is rounded.
            dates_from: The first day that documents and entries may be dated.
            dates_to: The last day.
            credit_check: What becomes of a sale that would have its customer owe more than
                its credit limit.
            duplicate_warn: From which score on, 1 to 100, customers are told to be likely the
                same.
            duplicate_stop: From which score on a customer that is likely in the book already is
                refused.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_permitted``, ``version_conflict``, ``required``, ``too_long``,
                ``bad_character``, ``out_of_range``, ``bad_date``, ``date_order``.
        """
        from bookroom._generated.commands.book import EditBook

        seen = version.version if isinstance(version, m.Book) else version
        edit = m.BookEdit(
            name,
            legal_name,
            tax_number,
            language,
            utc_offset_minutes,
            tax_rounding,
            dates_from,
            dates_to,
            credit_check,
            duplicate_warn,
            duplicate_stop,
        )
        return self.run(EditBook(seen, edit), request_key=request_key)

    def verify(self, known: m.Head | None = None) -> m.Verification:
        """Recomputes everything, ledger, documents and change log, and names what differs.

        Args:
            known: A head of the log that was kept elsewhere: the log must still hold it.

        Raises:
            bookroom.Error: ``not_permitted``.
        """
        found: m.Verification = self._native.verify(known)
        return found
