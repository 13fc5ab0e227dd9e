# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""The engine's calls of reports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Literal

from bookroom._base import Area, Identified
from bookroom._generated import models as m
from bookroom._table import Page, Rows, Table


class ReportsCalls(Area):
    """The engine's calls of ``session.reports``."""

    __slots__ = ()

    def trial_balance(
        self,
        *,
        on: dt.date,
        from_: dt.date | None = None,
        zero_rows: bool = False,
    ) -> m.TrialBalance:
        """The trial balance (试算平衡表) of the days up to ``on``, from the first day of its month
        unless ``from`` says another. Accounts without balance and movement are left out unless
        wanted.

        Args:
            on: The last day.
            from_: The first day of the movement; none for the first day of the month of ``on``.
            zero_rows: Whether accounts without balance and movement are shown too.

        Raises:
            bookroom.Error: ``not_permitted``, ``bad_date``, ``date_order``.
        """
        result: m.TrialBalance = self._query("reports.trial_balance_with", m.TrialBalanceOptions(on, from_, zero_rows))
        return result

    def income_summary(self, from_: dt.date, to: dt.date) -> m.IncomeSummary:
        """Income, cost and expense of some days, and the profit they make. Entries that carry
        profit over to equity at a period's end count like any other.

        Raises:
            bookroom.Error: ``not_permitted``, ``bad_date``, ``date_order``.
        """
        result: m.IncomeSummary = self._query("reports.income_summary", from_, to)
        return result

    def ageing(
        self,
        *,
        on: dt.date,
        limit: int = 50,
        after: str | None = None,
        side: m.OpenItemSide | str = m.OpenItemSide.RECEIVABLE,
        bands: m.AgeingBands | Literal["months", "years"] = m.AgeingBandsMonths(),
        by: m.AgeingBy | str = m.AgeingBy.DUE_DATE,
    ) -> m.Ageing:
        """What was open at the end of a day, by customer and age. Allocations, withdrawals and
        cancellations count from their own days on, so a past day always looks the same. It shows
        documents and money, so it needs the permissions to see both, and reaches as far as both
        do.

        Args:
            on: At the end of which day.
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.
            side: What customers owe, or what is owed to suppliers.
            bands: The bands.
            by: By due date or by date of issue.

        Raises:
            bookroom.Error: ``not_permitted``, ``bad_date``, ``required`` or ``too_many`` bands,
                ``out_of_range`` for bands that do not rise or a page that is too long,
                ``bad_cursor``.
        """
        result: m.Ageing = self._query("reports.ageing", m.AgeingOptions(on, m.PageRequest(limit, after), side, bands, by))
        return result

    def case_analysis(
        self,
        from_: dt.date,
        to: dt.date,
        by: Sequence[m.CaseAnalysisBy | str],
    ) -> Table[m.CaseAnalysisRow]:
        """How many cases came in between two days (both included), how long they took and how
        satisfied the customers were, for each combination of values of these dimensions that
        occurs; one row without any dimension. What was merged counts as a part of its survivor.

        Raises:
            bookroom.Error: ``not_permitted``, also by region without ``customers.view``;
                ``bad_date``, ``date_order``.
        """
        result: Table[m.CaseAnalysisRow] = self._query("reports.case_analysis", from_, to, by)
        return result

    def case_pareto(
        self,
        from_: dt.date,
        to: dt.date,
        by: m.CaseAnalysisBy | str,
        *,
        kind: m.CaseKind | str | None = None,
    ) -> Table[m.CaseParetoRow]:
        """The cases that came in between two days (both included) by one dimension, what there is
        most of first, with its share and that of all above it (Pareto). Only of one kind, where
        one is named.

        Raises:
            bookroom.Error: As ``Reports.case_analysis``.
        """
        result: Table[m.CaseParetoRow] = self._query("reports.case_pareto", from_, to, by, kind)
        return result

    def case_trend(self, from_: dt.date, to: dt.date) -> Table[m.CaseTrendRow]:
        """How many cases came and ended in each month from one day to another, how many were left
        at its end, and how satisfied the customers were; at most 50 years.

        Raises:
            bookroom.Error: ``not_permitted``, ``bad_date``, ``date_order``, ``out_of_range``.
        """
        result: Table[m.CaseTrendRow] = self._query("reports.case_trend", from_, to)
        return result

    def repeated_complaints(
        self,
        from_: dt.date,
        to: dt.date,
        days: int,
    ) -> Table[m.RepeatedComplaints]:
        """Complaints that came in between two days (both included) from the same customer about
        the same product and category: at most so many days after the one before, or linked as
        what came again. Those with most repeats first.

        Raises:
            bookroom.Error: ``not_permitted``, ``bad_date``, ``date_order``, ``out_of_range``
                above 3,660 days.
        """
        result: Table[m.RepeatedComplaints] = self._query("reports.repeated_complaints", from_, to, days)
        return result

    def satisfaction(
        self,
        from_: dt.date,
        to: dt.date,
        by: Sequence[m.SatisfactionBy | str],
    ) -> Table[m.SatisfactionRow]:
        """What customers were asked between two days (both included) and answered, for each
        combination of values of these dimensions that occurs; one row without any dimension.

        Raises:
            bookroom.Error: ``not_permitted``, also by region without ``customers.view``;
                ``bad_date``, ``date_order``.
        """
        result: Table[m.SatisfactionRow] = self._query("reports.satisfaction", from_, to, by)
        return result

    def statement(
        self,
        customer: m.CustomerId | Identified[m.CustomerId],
        from_: dt.date,
        to: dt.date,
    ) -> m.Statement:
        """The statement of a customer or supplier over the days from ``from`` to ``to``. It shows
        both documents and money, so it needs the permissions to see both, and reaches as far as
        both do. What was posted by hand is named to those who see the ledger, its amounts to
        everybody.

        Balances are what the party owes the book, whichever it is. So a customer's are above zero
        as long as it owes, and a supplier's below: its bill is a ``credit`` and makes the balance
        negative by what the book owes it, paying it is a ``debit`` and brings the balance back to
        zero. Of a party that is both they are one balance, receivables less payables.

        Raises:
            bookroom.Error: ``not_permitted``, ``not_found``, ``date_order``, ``bad_date``.
        """
        result: m.Statement = self._query("reports.statement", customer, from_, to)
        return result

    def timeline(
        self,
        customer: m.CustomerId | Identified[m.CustomerId],
        *,
        kinds: Sequence[m.TimelineKind | str] = (),
        from_: dt.date | None = None,
        to: dt.date | None = None,
        limit: int = 50,
        after: str | None = None,
    ) -> Page[m.TimelineItem]:
        """The timeline of a customer, page by page, the latest day first. It holds what the
        operator may see: rows of an area whose permission is missing, or whose scope does not
        cover them, are left out. What a row holds is told by its kind: see ``TimelineKind``.

        Args:
            kinds: Rows of one of these kinds.
            from_: On this day or later.
            to: On this day or earlier.
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.

        Raises:
            bookroom.Error: ``not_permitted`` without ``customers.view``, ``not_found``,
                ``date_order``, ``bad_date``, ``out_of_range``, ``bad_cursor``.
        """
        result: Page[m.TimelineItem] = self._query("reports.timeline", customer, m.TimelineFilter(kinds, from_, to), m.PageRequest(limit, after))
        return result

    def iter_timeline(
        self,
        customer: m.CustomerId | Identified[m.CustomerId],
        *,
        kinds: Sequence[m.TimelineKind | str] = (),
        from_: dt.date | None = None,
        to: dt.date | None = None,
        chunk: int = 1000,
    ) -> Rows[m.TimelineItem]:
        """As ``timeline``, over all pages: load as it goes, ``chunk`` rows at a time."""
        return Rows(
            m.TimelineItem,
            self._session,
            "reports.timeline",
            lambda limit, after: (customer, m.TimelineFilter(kinds, from_, to), m.PageRequest(limit, after), ),
            chunk,
        )
