"""Lists of records, their pages, and how they become frames."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeAlias, TypeVar, overload

from bookroom._base import Record

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from bookroom import _native
    from bookroom._generated.models import EntryReceipt, Language
    from bookroom._session import Session

T = TypeVar("T")

Labels: TypeAlias = "bool | Language | str"
"""Whether labels stand behind codes, in the book's language; or the language they are in."""


class Tabular(Generic[T]):
    """Whatever has rows: it becomes a data frame, an Arrow table, CSV or HTML.

    A frame is flat, with the same names everywhere: a record in a record gives a column for each
    of its fields (``period.year``, ``amounts.open``), a list of amounts one for each place
    (``amounts.bands.0``), a mapping one for each key (``classes.customer_level``), a choice its
    word and what it holds (``discount``, ``discount.rate``). A list of texts is one text with
    ``; `` between; of a list of records the frame has how many there are. With ``each`` they are
    the rows instead: ``entries.to_pandas(each="postings")`` has a row for each posting, and the
    columns of the entry beside it.

    Amounts, prices and rates are exact decimals, ids and counts are integers, dates are dates,
    words of kinds and states are texts. Instants are in the book's local time, without a zone, as
    spreadsheets take them; with ``utc`` they are in UTC, with that zone. With ``labels`` a column
    of codes or words gets one of labels behind it (``kind.label``, ``postings.account.label``), in
    the book's language or the one that is given. Labels of what the operator may not see are
    empty.
    """

    __slots__ = ()

    def _rows(self) -> Table[T]:
        raise NotImplementedError

    def _fill(self, each: str | None) -> tuple[_native.Frame, Session | int | None]:
        from bookroom import _frames

        return _frames.of_table(self._rows(), each)

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as dictionaries, as ``asdict`` makes them: nested, nothing left out."""
        from bookroom import _frames

        return _frames.dicts(self._rows())

    def to_pandas(
        self, *, each: str | None = None, labels: Labels = False, utc: bool = False
    ) -> pd.DataFrame:
        """A pandas frame: ``Int64``, ``boolean``, ``string``, ``datetime64``, and ``Decimal``.

        Args:
            each: A list of records in each row, whose records become the rows.
            labels: Whether labels stand behind codes; or the language they are in.
            utc: Whether instants are in UTC and know it.

        Raises:
            ValueError: ``each`` is no list of records in these rows.
        """
        from bookroom import _frames

        return _frames.to_pandas(*self._fill(each), labels, utc)

    def to_polars(
        self, *, each: str | None = None, labels: Labels = False, utc: bool = False
    ) -> pl.DataFrame:
        """A polars frame; the parameters are those of ``to_pandas``."""
        from bookroom import _frames

        return _frames.to_polars(*self._fill(each), labels, utc)

    def to_arrow(
        self, *, each: str | None = None, labels: Labels = False, utc: bool = False
    ) -> pa.Table:
        """A pyarrow table; the parameters are those of ``to_pandas``."""
        from bookroom import _frames

        return _frames.to_arrow(*self._fill(each), labels, utc)

    @overload
    def to_csv(
        self,
        target: None = None,
        *,
        delimiter: str = ",",
        each: str | None = None,
        labels: Labels = False,
        utc: bool = False,
    ) -> str: ...

    @overload
    def to_csv(
        self,
        target: str | os.PathLike[str],
        *,
        delimiter: str = ",",
        each: str | None = None,
        labels: Labels = False,
        utc: bool = False,
    ) -> None: ...

    def to_csv(
        self,
        target: str | os.PathLike[str] | None = None,
        *,
        delimiter: str = ",",
        each: str | None = None,
        labels: Labels = False,
        utc: bool = False,
    ) -> str | None:
        """CSV with a header: a text, or a file in UTF-8 with a mark, which Excel reads. Texts that
        a spreadsheet would take for formulas are guarded as exports guard them.

        Args:
            target: A file, which is there whole or as it was; none for a text.
            delimiter: What stands between cells.
            each: As in ``to_pandas``.
            labels: As in ``to_pandas``.
            utc: As in ``to_pandas``.

        Raises:
            bookroom.Error: ``no_folder``, ``not_a_file``, ``file_access``.
        """
        from bookroom import _frames

        frame, origin = self._fill(each)
        return _frames.to_csv(frame, origin, target, delimiter, labels, utc)

    def to_excel(
        self,
        target: str | os.PathLike[str],
        *,
        sheet: str = "Sheet1",
        each: str | None = None,
        labels: Labels = False,
    ) -> None:
        """An Excel file, by pandas and openpyxl. Texts that look like formulas are guarded.

        Args:
            target: The file.
            sheet: The name of the sheet.
            each: As in ``to_pandas``.
            labels: As in ``to_pandas``.

        Raises:
            bookroom.Error: ``no_folder``, ``not_a_file``, ``file_access``.
        """
        from bookroom import _frames

        _frames.to_excel(*self._fill(each), target, sheet, labels)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The rows through the Arrow PyCapsule interface; instants are in UTC."""
        frame, _ = self._fill(None)
        return frame.arrow(None, requested_schema)

    def _repr_html_(self) -> str:
        from bookroom import _frames

        return _frames.html(self._rows())


if TYPE_CHECKING:
    _Listed = Sequence
else:
    # Not a registered sequence, or pyarrow and polars would not look at the Arrow interface.
    class _Listed(Generic[T]):
        __slots__ = ()


class Table(_Listed[T], Tabular[T]):
    """A list of records of one class, which becomes frames. It cannot be changed.

    It compares with tuples and lists, and is given to pandas, polars, pyarrow or DuckDB as it is.
    """

    __slots__ = ("_items", "_origin", "row_type")
    __match_args__ = ()

    row_type: type[T]
    """The class of the rows."""

    def __init__(
        self, rows: Iterable[T], row_type: type[T], origin: Session | int | None = None
    ) -> None:
        self._items = tuple(rows)
        self.row_type = row_type
        # The session that the rows came from, or what is left of it: the offset of its clock.
        self._origin = origin

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[T]:
        return iter(self._items)

    def __reversed__(self) -> Iterator[T]:
        return reversed(self._items)

    def __contains__(self, row: object) -> bool:
        return row in self._items

    @overload
    def __getitem__(self, key: int, /) -> T: ...

    @overload
    def __getitem__(self, key: slice, /) -> Table[T]: ...

    def __getitem__(self, key: int | slice, /) -> T | Table[T]:
        if isinstance(key, slice):
            return Table(self._items[key], self.row_type, self._origin)
        return self._items[key]

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Table):
            return self._items == other._items
        if isinstance(other, tuple | list):
            return self._items == tuple(other)
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self._items)

    def __repr__(self) -> str:
        return repr(self._items)

    def __reduce__(self) -> tuple[type[Table[T]], tuple[object, ...]]:
        origin = self._origin
        offset = origin if origin is None or isinstance(origin, int) else origin._offset
        return (Table, (self._items, self.row_type, offset))

    def index(self, row: object, start: int = 0, stop: int = sys.maxsize) -> int:
        """Where a row stands.

        Raises:
            ValueError: it is not there.
        """
        return self._items.index(row, start, stop)

    def count(self, row: object) -> int:
        """How often a row is there."""
        return self._items.count(row)

    def _rows(self) -> Table[T]:
        return self


@dataclass(frozen=True, slots=True)
class Page(Record, Tabular[T]):
    """One page of a list.

    Attributes:
        items: The rows, at most as many as asked for.
        next: Where the next page starts: give it as ``after``; none on the last page.
    """

    items: Table[T]
    """The rows, at most as many as asked for."""

    next: str | None
    """Where the next page starts: give it as ``after``; none on the last page."""

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, index: int) -> T:
        return self.items[index]

    def _rows(self) -> Table[T]:
        return self.items

    def _repr_html_(self) -> str:
        return Tabular._repr_html_(self)


class Report(Record, Tabular[T]):
    """A report: a record whose rows become frames."""

    __slots__ = ()
    _TABLES: ClassVar[tuple[str, ...]] = ()

    def _rows(self) -> Table[T]:
        tables: list[Table[T]] = [getattr(self, name)._rows() for name in self._TABLES]
        first = tables[0]
        return Table((row for table in tables for row in table), first.row_type, first._origin)


class Rows(Tabular[T]):
    """All rows of a list, loaded page by page as they are asked for. A frame is filled from the
    store in columns, without an object for any row.
    """

    __slots__ = ("_args", "_chunk", "_name", "_row_type", "_session")

    def __init__(
        self,
        row_type: type[T],
        session: Session,
        name: str,
        args: Callable[[int, str | None], tuple[object, ...]],
        chunk: int,
    ) -> None:
        self._row_type = row_type
        self._session = session
        self._name = name
        self._args = args
        self._chunk = chunk

    def pages(self) -> Iterator[Page[T]]:
        """The pages, one after the other."""
        after: str | None = None
        while True:
            page: Page[T] = self._session._call(self._name, self._args(self._chunk, after), None)
            yield page
            if page.next is None:
                return
            after = page.next

    def __iter__(self) -> Iterator[T]:
        return (row for page in self.pages() for row in page.items)

    def collect(self) -> Table[T]:
        """All rows at once."""
        return Table(self, self._row_type, self._session)

    def _rows(self) -> Table[T]:
        return self.collect()

    def _fill(self, each: str | None) -> tuple[_native.Frame, Session | int | None]:
        from bookroom import _frames

        return _frames.of_rows(self._row_type, self._session, self._name, self._page, each)

    def _page(self, after: str | None) -> tuple[object, ...]:
        return self._args(self._chunk, after)

    def __repr__(self) -> str:
        return f"Rows({self._row_type.__name__}, chunk={self._chunk})"


class Posted(Tabular["EntryReceipt"]):
    """The receipts of many entries, in their order; each is made when it is looked at."""

    __slots__ = ("_native",)

    def __init__(self, native: _native.Receipts) -> None:
        self._native = native

    def __len__(self) -> int:
        return len(self._native)

    def __iter__(self) -> Iterator[EntryReceipt]:
        return (self[at] for at in range(len(self)))

    def __getitem__(self, index: int) -> EntryReceipt:
        at = index if index >= 0 else index + len(self)
        if at < 0:
            raise IndexError("there is no such entry")
        receipt: EntryReceipt = self._native.get(at)
        return receipt

    def collect(self) -> Table[EntryReceipt]:
        """All of them at once."""
        receipts: Table[EntryReceipt] = self._native.all()
        return receipts

    def _rows(self) -> Table[EntryReceipt]:
        return self.collect()

    def __repr__(self) -> str:
        return f"<{len(self)} entries posted>"
