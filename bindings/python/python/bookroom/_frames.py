"""Rows as data frames, Arrow, CSV and HTML."""

from __future__ import annotations

import csv
import html as html_lib
import io
import os
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from bookroom import _native
from bookroom._base import Record, plain

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from bookroom._table import Table

HTML_ROWS = 60
"""The most rows of a table in a notebook."""


def kinds(table: Table[Any]) -> list[tuple[str, str]]:
    """The columns with what they hold."""
    return _native.columns(table.row_type.__name__)


def dicts(table: Table[Any]) -> list[dict[str, Any]]:
    """The rows as dictionaries."""
    return [plain(row) for row in table]


def to_pandas(table: Table[Any]) -> pd.DataFrame:
    """A pandas frame."""
    import pandas as pd

    made = {}
    for name, kind in kinds(table):
        values = [getattr(row, name) for row in table]
        match kind:
            case "int":
                made[name] = pd.Series(values, dtype="Int64")
            case "bool":
                made[name] = pd.Series(values, dtype="boolean")
            case "text":
                made[name] = pd.Series(values, dtype="string")
            case "date":
                made[name] = pd.Series(pd.to_datetime(values)).astype("datetime64[s]")
            case "instant":
                made[name] = pd.Series(pd.to_datetime(values, utc=True))
            case _:
                made[name] = pd.Series([plain(value) for value in values], dtype="object")
    return pd.DataFrame(made)


def to_polars(table: Table[Any]) -> pl.DataFrame:
    """A polars frame."""
    import polars as pl

    return pl.DataFrame(table)


def to_arrow(table: Table[Any]) -> pa.Table:
    """A pyarrow table."""
    import pyarrow as pa

    return pa.table(table)


def stream(table: Table[Any], requested_schema: object | None) -> object:
    """The rows as an Arrow stream."""
    return _native.arrow_stream(table, table.row_type.__name__, requested_schema)


def cell(value: Any) -> str:
    """A value as people read it."""
    if value is None:
        return ""
    if isinstance(value, Record | tuple | dict):
        return str(plain(value))
    return str(value)


def to_csv(table: Table[Any], target: str | os.PathLike[str] | None, delimiter: str) -> str | None:
    """CSV as a text, or into a file."""
    names = [name for name, _ in kinds(table)]
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([cell(getattr(row, name)) for name in names] for row in table)
    if target is None:
        return text.getvalue()
    with open(target, "w", encoding="utf-8-sig", newline="", opener=_private) as file:
        file.write(text.getvalue())
    return None


def _private(path: str, flags: int) -> int:
    """A new file with what may be personal data is its owner's alone."""
    return os.open(path, flags, 0o600)


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
