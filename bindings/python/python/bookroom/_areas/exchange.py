"""Imports and exports."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import BinaryIO, TypeAlias, overload

from bookroom import _native
from bookroom._base import refused_type
from bookroom._files import write_whole
from bookroom._generated import models as m
from bookroom._generated.calls.exchange import ExchangeCalls
from bookroom._rules import check_callable

File: TypeAlias = str | os.PathLike[str] | bytes | BinaryIO
"""A path, the bytes themselves, or a file opened in binary mode."""

ProgressListener: TypeAlias = Callable[[m.ImportProgress], object]
"""Is told how far an import has come. While rows are written it may read and is refused the rest,
as a rule is. What it raises ends the import; nothing is kept."""


@overload
def write_rejected(
    file: m.FileReport, target: None = None, *, language: m.Language | str = m.Language.CHINESE
) -> bytes: ...


@overload
def write_rejected(
    file: m.FileReport,
    target: str | os.PathLike[str] | BinaryIO,
    *,
    language: m.Language | str = m.Language.CHINESE,
) -> int: ...


def write_rejected(
    file: m.FileReport,
    target: str | os.PathLike[str] | BinaryIO | None = None,
    *,
    language: m.Language | str = m.Language.CHINESE,
) -> bytes | int:
    """Writes the rejected rows of a file as CSV that can be corrected and imported again: line,
    columns, codes and reasons, then the original cells.

    Args:
        file: One of the files of an import's report.
        target: A path or a file opened in binary mode: the number of rows is returned. None: the
            bytes are returned.
        language: The language of headings and reasons.

    Raises:
        bookroom.Error: ``no_folder``, ``not_a_file``, ``file_access``.
    """
    rows = _native.rejected(file, language)
    if target is None:
        return rows
    if isinstance(target, (str, os.PathLike)):
        write_whole(target, rows)
    else:
        target.write(rows)
    return len(file.rejected)


class Exchange(ExchangeCalls):
    """Imports and exports: ``session.exchange``.

    Files are CSV (any delimiter, UTF-8, GB18030 or Big5); a spreadsheet goes through pandas.
    """

    __slots__ = ()

    def _native(self) -> _native.Session:
        return self._session._native

    def preview(
        self, file: File, target: m.ImportTarget | str, options: m.FileOptions | None = None
    ) -> m.ImportPreview:
        """Reads the beginning of a file as an import would: encoding, dialect, columns, rows.

        Raises:
            bookroom.Error: ``not_permitted``, ``no_file``, ``file_access``, ``bad_encoding``,
                ``bad_table``, ``unknown_column``.
        """
        found: m.ImportPreview = self._native().preview(file, target, options or m.FileOptions())
        return found

    def import_customers(
        self,
        file: File,
        options: m.CustomerImport | None = None,
        *,
        progress: ProgressListener | None = None,
        request_key: str | None = None,
    ) -> m.ImportReport:
        """Imports customers with their contacts. Rows that cannot be taken are reported, with
        reasons, and left out.

        Raises:
            bookroom.Error: ``not_permitted``, ``no_file``, ``file_access``, ``bad_encoding``,
                ``bad_table``, ``unknown_column``, ``bad_choice``.
        """
        options = options or m.CustomerImport()
        return self._import("customers", file, None, options, progress, request_key)

    def import_products(
        self,
        file: File,
        options: m.ProductImport | None = None,
        *,
        progress: ProgressListener | None = None,
        request_key: str | None = None,
    ) -> m.ImportReport:
        """Imports products and services.

        Raises:
            bookroom.Error: as ``import_customers``.
        """
        options = options or m.ProductImport()
        return self._import("products", file, None, options, progress, request_key)

    def import_sales(
        self,
        documents: File,
        lines: File | None = None,
        options: m.SalesImport | None = None,
        *,
        progress: ProgressListener | None = None,
        request_key: str | None = None,
    ) -> m.ImportReport:
        """Imports invoices and posts them: from one file with a row for each line, or from a file
        of documents and one of lines.

        Raises:
            bookroom.Error: as ``import_customers``.
        """
        if isinstance(lines, m.SalesImport):
            # The one import with two files: what is second elsewhere stands third here.
            raise refused_type("lines", "a file of lines; options=SalesImport(…)", lines)
        options = options or m.SalesImport()
        return self._import("sales", documents, lines, options, progress, request_key)

    def import_opening_items(
        self,
        file: File,
        options: m.OpeningItemImport,
        *,
        progress: ProgressListener | None = None,
        request_key: str | None = None,
    ) -> m.ImportReport:
        """Imports documents that were open when the book began as opening items. The options say
        the day of the opening.

        Raises:
            bookroom.Error: as ``import_customers``; ``required`` without a day of the opening.
        """
        return self._import("opening_items", file, None, options, progress, request_key)

    def import_payments(
        self,
        file: File,
        options: m.PaymentImport | None = None,
        *,
        progress: ProgressListener | None = None,
        request_key: str | None = None,
    ) -> m.ImportReport:
        """Imports payments, such as the lines of a bank statement, records them and settles
        documents with them. Needs ``payments.record`` and ``customers.view`` beside
        ``imports.run``, and ``payments.allocate`` unless ``PaymentImport(allocate="none")`` leaves
        every payment open.

        Raises:
            bookroom.Error: as ``import_customers``; ``not_permitted`` with the fact
                ``permission``.
        """
        options = options or m.PaymentImport()
        return self._import("payments", file, None, options, progress, request_key)

    def _import(
        self,
        kind: str,
        file: File,
        lines: File | None,
        options: object,
        progress: ProgressListener | None,
        request_key: str | None,
    ) -> m.ImportReport:
        if progress is not None:
            check_callable(progress, 1, "a progress listener")
        dry = self._session.is_dry_run
        report: m.ImportReport = self._native().import_file(
            kind, file, lines, options, progress, dry, request_key
        )
        return report

    @overload
    def export(
        self,
        what: m.ExportList | str,
        target: None = None,
        *,
        language: m.Language | str = m.Language.CHINESE,
        encoding: m.OutEncoding | str = m.OutEncoding.UTF8_WITH_MARK,
        sort: str | None = None,
        descending: bool = False,
        labels: m.Language | str | None = None,
    ) -> bytes: ...

    @overload
    def export(
        self,
        what: m.ExportList | str,
        target: str | os.PathLike[str] | BinaryIO,
        *,
        language: m.Language | str = m.Language.CHINESE,
        encoding: m.OutEncoding | str = m.OutEncoding.UTF8_WITH_MARK,
        sort: str | None = None,
        descending: bool = False,
        labels: m.Language | str | None = None,
    ) -> int: ...

    def export(
        self,
        what: m.ExportList | str,
        target: str | os.PathLike[str] | BinaryIO | None = None,
        *,
        language: m.Language | str = m.Language.CHINESE,
        encoding: m.OutEncoding | str = m.OutEncoding.UTF8_WITH_MARK,
        sort: str | None = None,
        descending: bool = False,
        labels: m.Language | str | None = None,
    ) -> bytes | int:
        """Writes a list or report as CSV, page by page.

        Args:
            what: One of the ``ExportList…`` classes, or a name such as ``customers`` for the whole
                of a list; reports are those of today then.
            target: A path or a file opened in binary mode: the number of rows is returned. A file
                at a path is of one moment, and there whole or as it was. None: the bytes are
                returned.
            language: The language of headers and labels.
            encoding: The encoding; by default UTF-8 with a mark, which Excel reads.
            sort: What the list is sorted by, a word of its own ``sort``.
            descending: Whether the last comes first; only with ``sort``.
            labels: The language of labels: behind each column of codes or words stands one of
                what they are called. Without it there are none.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``no_folder``, ``not_a_file``,
                ``file_access``; ``bad_choice`` for an order that the list does not have;
                ``required`` with the fact ``needs`` for the name of a list that is of one record.
        """
        options = m.ExportOptions(language, encoding, sort, descending, labels)
        rows, written = self._native().export(what, options, target)
        return rows if written is None else written

    def export_all(
        self,
        folder: str | os.PathLike[str],
        *,
        language: m.Language | str = m.Language.CHINESE,
        encoding: m.OutEncoding | str = m.OutEncoding.UTF8_WITH_MARK,
        overwrite: bool = False,
        labels: m.Language | str | None = None,
    ) -> m.ExportManifest:
        """Writes every list of the book that the operator may see into a folder, a CSV file each,
        all as the book was at one moment, and ``manifest.json``, which says what is there and what
        was left out.

        Args:
            folder: The folder: a new one, or an empty one.
            language: The language of headers and labels.
            encoding: The encoding; by default UTF-8 with a mark, which Excel reads.
            overwrite: Whether files of the same names in the folder are replaced.
            labels: The language of labels, as in ``export``.

        Raises:
            bookroom.Error: ``not_permitted``, ``no_folder``, ``not_a_folder``,
                ``folder_not_empty``, ``file_access``.

        >>> import tempfile
        >>> import bookroom
        >>> room = bookroom.open(":memory:")
        >>> book = room.create_book(name="晨光", owner_name="li", owner_password="long enough 1")
        >>> session = room.sign_in(book, "li", "long enough 1")
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     manifest = session.exchange.export_all(folder)
        >>> "customers.csv" in {file.file for file in manifest.files}, manifest.left_out
        (True, ())
        """
        options = m.ExportAllOptions(language, encoding, overwrite, labels)
        made: m.ExportManifest = self._native().export_all(os.fspath(folder), options)
        return made
