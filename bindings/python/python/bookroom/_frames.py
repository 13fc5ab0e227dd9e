"""Rows as data frames, Arrow, CSV and HTML."""

from __future__ import annotations

import html as html_lib
import io
import os
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeAlias

from bookroom import _native
from bookroom._base import Record, plain
from bookroom._files import write_whole
from bookroom._labels import add_labels

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from bookroom._session import Session
    from bookroom._table import Labels, Table

Origin: TypeAlias = "Session | int | None"
"""Where rows came from: their session, the offset of its clock, or nobody knows."""

HTML_ROWS = 60
"""The most rows of a table in a notebook."""


def kinds(table: Table[Any]) -> list[tuple[str, str]]:
    """The columns with what they hold."""
    return _native.columns(table.row_type.__name__)


def dicts(table: Table[Any]) -> list[dict[str, Any]]:
    """The rows as dictionaries."""
    return [plain(row) for row in table]


def of_table(table: Table[Any], each: str | None) -> tuple[_native.Frame, Origin]:
    """The frame of records, and where they came from."""
    frame = _native.Frame(table.row_type.__name__, each)
    frame.add(tuple(table))
    return frame, table._origin


def of_rows(
    row_type: type[Any],
    session: Session,
    name: str,
    page: Callable[[str | None], tuple[object, ...]],
    each: str | None,
) -> tuple[_native.Frame, Origin]:
    """The frame of a whole list, filled page by page without records."""
    frame = _native.Frame(row_type.__name__, each)
    after = session._native.fill(frame, name, page(None))
    while after is not None:
        after = session._native.fill(frame, name, page(after))
    return frame, session


def offset_of(origin: Origin, utc: bool) -> int | None:
    """How far local time is ahead of UTC, in minutes; none when instants are told in UTC."""
    if utc:
        return None
    if origin is None or isinstance(origin, int):
        return origin or 0
    return origin._offset


def to_pandas(frame: _native.Frame, origin: Origin, labels: Labels, utc: bool) -> pd.DataFrame:
    """A pandas frame."""
    import pandas as pd

    add_labels(frame, origin, labels)
    made = {
        name: series(kind, data, mask, utc)
        for name, kind, data, mask in frame.pandas(offset_of(origin, utc))
    }
    return pd.DataFrame(made)


def series(kind: str, data: Any, mask: bytes | None, utc: bool) -> pd.Series[Any]:
    """One column for pandas."""
    import numpy as np
    import pandas as pd

    if kind in ("text", "decimal"):
        return pd.Series(data, dtype="string" if kind == "text" else "object")
    values = np.frombuffer(data, dtype="?" if kind == "bool" else "<i8").copy()
    absent = np.zeros(len(values), dtype="?")
    if mask is not None:
        absent = np.frombuffer(mask, dtype="?").copy()
    match kind:
        case "int":
            return pd.Series(pd.arrays.IntegerArray(values, absent))
        case "bool":
            return pd.Series(pd.arrays.BooleanArray(values, absent))
        case "date":
            days = values.astype("datetime64[D]").astype("datetime64[s]")
            days[absent] = np.datetime64("NaT")
            return pd.Series(days)
        case _:
            instants = values.view("datetime64[us]")
            instants[absent] = np.datetime64("NaT")
            if utc:
                return pd.Series(pd.DatetimeIndex(instants).tz_localize("UTC"))
            return pd.Series(instants)


class Stream:
    """What pyarrow and polars take a frame from."""

    def __init__(self, frame: _native.Frame, offset: int | None) -> None:
        self._frame = frame
        self._offset = offset

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The Arrow PyCapsule interface."""
        return self._frame.arrow(self._offset, requested_schema)


def to_polars(frame: _native.Frame, origin: Origin, labels: Labels, utc: bool) -> pl.DataFrame:
    """A polars frame."""
    import polars as pl

    add_labels(frame, origin, labels)
    return pl.DataFrame(Stream(frame, offset_of(origin, utc)))


def to_arrow(frame: _native.Frame, origin: Origin, labels: Labels, utc: bool) -> pa.Table:
    """A pyarrow table."""
    import pyarrow as pa

    add_labels(frame, origin, labels)
    return pa.table(Stream(frame, offset_of(origin, utc)))


def to_csv(
    frame: _native.Frame,
    origin: Origin,
    target: str | os.PathLike[str] | None,
    delimiter: str,
    labels: Labels,
    utc: bool,
) -> str | None:
    """CSV as a text, or into a file."""
    add_labels(frame, origin, labels)
    return frame.csv(offset_of(origin, utc), delimiter, target)


def to_excel(
    frame: _native.Frame,
    origin: Origin,
    target: str | os.PathLike[str],
    sheet: str,
    labels: Labels,
) -> None:
    """An Excel file."""
    made = to_pandas(frame, origin, labels, False)
    for name in made.columns:
        if made[name].dtype == "string":
            made[name] = made[name].map(_native.guard, na_action="ignore")
    content = io.BytesIO()
    made.to_excel(content, sheet_name=sheet, index=False, engine="openpyxl")
    write_whole(target, content.getvalue())


def cell(value: Any) -> str:
    """A value as people read it."""
    if value is None:
        return ""
    if isinstance(value, Record | tuple | dict):
        return str(plain(value))
    return str(value)


def html(table: Table[Any]) -> str:
    """A table for notebooks."""
    columns = kinds(table)
    shown = table[:HTML_ROWS]
    head = "".join(f"<th>{html_lib.escape(name)}</th>" for name, _ in columns)
    right = ' style="text-align:right"'
    body = "".join(
        "<tr>"
        + "".join(
            f"<td{right if kind in ('decimal', 'int') else ''}>"
            f"{html_lib.escape(cell(getattr(row, name)))}</td>"
            for name, kind in columns
        )
        + "</tr>"
        for row in shown
    )
    more = len(table) - len(shown)
    note = f"<p>… and {more} more rows</p>" if more > 0 else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{note}"


def html_of_record(record: Record) -> str:
    """A record for notebooks: its fields, then its tables."""
    from bookroom._table import Page, Table

    plain_rows, tables = [], []
    for field in fields(record):  # type: ignore[arg-type]
        value = getattr(record, field.name)
        name = html_lib.escape(field.name)
        if isinstance(value, Table | Page):
            tables.append(f"<p><b>{name}</b></p>{value._repr_html_()}")
        else:
            plain_rows.append(f"<tr><th>{name}</th><td>{html_lib.escape(cell(value))}</td></tr>")
    title = html_lib.escape(type(record).__name__)
    return f"<p><b>{title}</b></p><table>{''.join(plain_rows)}</table>{''.join(tables)}"
