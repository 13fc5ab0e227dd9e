# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""The engine's calls of exchange."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from bookroom._base import Area, Identified
from bookroom._generated import models as m
from bookroom._table import Page, Rows, Table


class ExchangeCalls(Area):
    """The engine's calls of ``session.exchange``."""

    __slots__ = ()

    def fields(self, target: m.ImportTarget | str) -> Table[m.ImportField]:
        """The fields that a mapping may name for files of a target, with the headings that are
        recognised for each, the usual one of each language first.

        Raises:
            bookroom.Error: ``not_permitted``.
        """
        result: Table[m.ImportField] = self._query("exchange.fields", target)
        return result

    def imports(
        self,
        sort: m.ImportSort | str = m.ImportSort.CREATED_AT,
        *,
        kind: m.ImportKind | str | None = None,
        state: m.ImportState | str | None = None,
        operator: m.OperatorId | None = None,
        from_: dt.date | None = None,
        to: dt.date | None = None,
        conditions: Sequence[m.Condition] = (),
        descending: bool = False,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[m.ImportRun]:
        """A page of the imports of the book.

        Args:
            kind: What they brought.
            state: Whether they stand.
            operator: Who ran them.
            from_: From this day on, in the book's time zone.
            to: Up to and with this day, in the book's time zone.
            conditions: Conditions on any column that the list can be sorted by; at most 20.
            sort: What the rows are sorted by.
            descending: Whether the last comes first.
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted``, ``out_of_range``, ``bad_cursor``; ``bad_choice``
                or ``bad_format`` for a condition.
        """
        result: Page[m.ImportRun] = self._query("exchange.imports", m.ImportFilter(kind, state, operator, from_, to, conditions), sort, descending, m.PageRequest(limit, after))
        return result

    def iter_imports(
        self,
        sort: m.ImportSort | str = m.ImportSort.CREATED_AT,
        *,
        kind: m.ImportKind | str | None = None,
        state: m.ImportState | str | None = None,
        operator: m.OperatorId | None = None,
        from_: dt.date | None = None,
        to: dt.date | None = None,
        conditions: Sequence[m.Condition] = (),
        descending: bool = False,
        chunk: int = 1000,
    ) -> Rows[m.ImportRun]:
        """As ``imports``, over all pages: load as it goes, ``chunk`` rows at a time."""
        return Rows(
            m.ImportRun,
            self._session,
            "exchange.imports",
            lambda limit, after: (m.ImportFilter(kind, state, operator, from_, to, conditions), sort, descending, m.PageRequest(limit, after), ),
            chunk,
        )

    def undo_import(
        self,
        import_: m.ImportId | Identified[m.ImportId],
        *,
        on: dt.date | None = None,
        request_key: str | None = None,
    ) -> m.UndoReport:
        """Undoes an import with all it made and changed: records go or get back what they had;
        what stands in the ledger is cancelled by red entries, dated ``on`` (such as the last day
        of the month that was imported; today when absent). All of it, or nothing. Needs the
        permissions for that too.

        Until that day the books show what was imported. Who imports the corrected file with its
        own days shows both on the days between: choose the day of the last document of the file,
        the earliest that is possible for all of them.

        Args:
            on: The day; today when absent.
            request_key: Makes it safe to repeat: the same key gives the first outcome again.

        Raises:
            bookroom.Error: ``not_found``; ``not_permitted`` and ``field_not_permitted`` when
                one may not take back each record by hand; ``wrong_state`` for one that was
                undone already; ``undo_blocked`` with the facts ``subject``, ``key``, ``count``
                and ``blocked`` (such as ``invoice:7,invoice:9,payment:4``, with what settles
                them) when records changed since or others refer to them; ``date_order`` for a
                day before a document or payment that is cancelled, ``bad_date``, ``date_far``.
        """
        result: m.UndoReport = self._command("exchange.undo_import_on", request_key, import_, on)
        return result

    def labels(self, *, language: m.Language | str | None = None) -> Table[m.CodeLabel]:
        """What the codes and words of records are called: kinds, states and sides, the items of
        user-maintained lists, accounts, journals, as far as the operator may see them. In the
        book's language when none is given.

        Raises:
            bookroom.Error: ``busy``, ``storage``.
        """
        result: Table[m.CodeLabel] = self._query("exchange.labels", language)
        return result
