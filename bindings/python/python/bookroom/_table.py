"""Lists of records, their pages, and how they become frames."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar, overload

from bookroom._base import Record

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from bookroom import _native
    from bookroom._generated.models import EntryReceipt

T = TypeVar("T")


class Tabular(Generic[T]):
    """Whatever has rows: it becomes a data frame, an Arrow table, CSV or HTML."""

    __slots__ = ()

    def _rows(self) -> Table[T]:
        raise NotImplementedError

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as dictionaries, as ``asdict`` makes them."""
        from bookroom import _frames

        return _frames.dicts(self._rows())

    def to_pandas(self) -> pd.DataFrame:
        """A pandas frame: amounts stay ``Decimal``, dates become ``datetime64``."""
        from bookroom import _frames

        return _frames.to_pandas(self._rows())

    def to_polars(self) -> pl.DataFrame:
        """A polars frame: amounts are exact decimals."""
        from bookroom import _frames

        return _frames.to_polars(self._rows())

    def to_arrow(self) -> pa.Table:
        """A pyarrow table: amounts are exact decimals."""
        from bookroom import _frames

        return _frames.to_arrow(self._rows())

    @overload
    def to_csv(self, target: None = None, *, delimiter: str = ",") -> str: ...

    @overload
    def to_csv(self, target: str | os.PathLike[str], *, delimiter: str = ",") -> None: ...

    def to_csv(
        self, target: str | os.PathLike[str] | None = None, *, delimiter: str = ","
    ) -> str | None:
        """CSV with a header: a text, or a file in UTF-8 with a mark, which Excel reads."""
        from bookroom import _frames

        return _frames.to_csv(self._rows(), target, delimiter)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The rows through the Arrow PyCapsule interface."""
        from bookroom import _frames

        return _frames.stream(self._rows(), requested_schema)

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

    __slots__ = ("_items", "row_type")
    __match_args__ = ()

    row_type: type[T]
    """The class of the rows."""

    def __init__(self, rows: Iterable[T], row_type: type[T]) -> None:
        self._items = tuple(rows)
        self.row_type = row_type

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
            return Table(self._items[key], self.row_type)
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

    def __reduce__(self) -> tuple[type[Table[T]], tuple[tuple[T, ...], type[T]]]:
        return (Table, (self._items, self.row_type))

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
    """One page of a list."""

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
        return Table((row for table in tables for row in table), tables[0].row_type)


class Rows(Tabular[T]):
    """All rows of a list, loaded page by page as they are asked for."""

    __slots__ = ("_chunk", "_load", "_row_type")

    def __init__(
        self, row_type: type[T], load: Callable[[int, str | None], Page[T]], chunk: int
    ) -> None:
        self._row_type = row_type
        self._load = load
        self._chunk = chunk

    def pages(self) -> Iterator[Page[T]]:
        """The pages, one after the other."""
        after: str | None = None
        while True:
            page = self._load(self._chunk, after)
            yield page
            if page.next is None:
                return
            after = page.next

    def __iter__(self) -> Iterator[T]:
        return (row for page in self.pages() for row in page.items)

    def collect(self) -> Table[T]:
        """All rows at once."""
        return Table(self, self._row_type)

    def _rows(self) -> Table[T]:
        return self.collect()

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
