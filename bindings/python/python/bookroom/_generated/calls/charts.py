# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""The engine's calls of charts."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from bookroom._base import Area
from bookroom._generated import models as m


class Charts(Area):
    """The engine's calls of ``session.charts``."""

    __slots__ = ()

    def draw_svg(
        self,
        chart: m.Chart,
        *,
        width: int = 800,
        height: int = 480,
        font: str | None = None,
        theme: m.ChartTheme | str = m.ChartTheme.LIGHT,
    ) -> str:
        """Draws a chart as SVG. Values are placed with seven digits; large ones are shown in
        thousands, ten thousands (万) or more, and the unit says so.

        Args:
            width: The width in pixels, 240 to 4,000; 800 by default.
            height: The height in pixels, 160 to 4,000; 480 by default.
            font: The font: the path of a file (.ttf, .otf, .ttc, .otc), or the name of a family
                of the system. By default the first font that has all characters: the one that
                is built in for Latin texts, else one of the system.
            theme: The colours.

        Raises:
            bookroom.Error: ``required``, ``too_many``, ``too_long``, ``bad_character``,
                ``out_of_range``, ``length_mismatch`` and ``bad_choice`` for a chart that cannot
                be drawn, each with its path; ``no_font`` when neither the named font nor one of
                the system has all characters of the texts; ``no_file`` and ``not_a_font`` for a
                font's file; ``no_charts`` in a build without the feature ``charts``.
        """
        result: str = self._query("charts.draw_svg", chart, m.ChartOptions(width, height, font, theme))
        return result

    def draw_to(
        self,
        chart: m.Chart,
        path: str,
        *,
        width: int = 800,
        height: int = 480,
        font: str | None = None,
        theme: m.ChartTheme | str = m.ChartTheme.LIGHT,
    ) -> int:
        """Draws a chart into a file, SVG or PNG by the end of its name. A file that is there is
        replaced once the new one is written.

        Args:
            width: The width in pixels, 240 to 4,000; 800 by default.
            height: The height in pixels, 160 to 4,000; 480 by default.
            font: The font: the path of a file (.ttf, .otf, .ttc, .otc), or the name of a family
                of the system. By default the first font that has all characters: the one that
                is built in for Latin texts, else one of the system.
            theme: The colours.

        Raises:
            bookroom.Error: As ``Charts.draw_svg``; ``bad_choice`` for another ending;
                ``no_charts`` for a PNG without the feature ``charts-png``; ``no_folder``,
                ``not_a_file``, ``file_access``.
        """
        result: int = self._query("charts.draw_to", chart, path, m.ChartOptions(width, height, font, theme))
        return result

    def case_trend(self, from_: dt.date, to: dt.date) -> m.Chart:
        """What came and ended in each month from one day to another, and what was left.

        Raises:
            bookroom.Error: ``not_permitted``, ``bad_date``, ``date_order``, ``out_of_range``
                above 50 years.
        """
        result: m.Chart = self._query("charts.case_trend", from_, to)
        return result

    def case_pareto(
        self,
        from_: dt.date,
        to: dt.date,
        by: m.CaseAnalysisBy | str,
        *,
        kind: m.CaseKind | str | None = None,
    ) -> m.Chart:
        """What there is most of among the cases of some days, with the share of all up to each
        (Pareto). After the first eleven sorts the rest stands together.

        Raises:
            bookroom.Error: ``not_permitted``, also by region without ``customers.view``;
                ``bad_date``, ``date_order``.
        """
        result: m.Chart = self._query("charts.case_pareto", from_, to, by, kind)
        return result

    def case_parts(self, from_: dt.date, to: dt.date, by: m.CaseAnalysisBy | str) -> m.Chart:
        """The parts of the cases of some days by one dimension. After the first eleven sorts the
        rest stands together.

        Raises:
            bookroom.Error: ``not_permitted``, also by region without ``customers.view``;
                ``bad_date``, ``date_order``.
        """
        result: m.Chart = self._query("charts.case_parts", from_, to, by)
        return result

    def attainment(self, from_: dt.date, to: dt.date, by: m.AttainmentDimension | str) -> m.Chart:
        """How far service levels were met for cases of some days by one dimension: counts of
        targets met, not met and running, and the share of those met among those that are decided.

        Raises:
            bookroom.Error: ``not_permitted``, ``bad_date``, ``date_order``.
        """
        result: m.Chart = self._query("charts.attainment", from_, to, by)
        return result

    def satisfaction(self, from_: dt.date, to: dt.date, by: m.SatisfactionBy | str) -> m.Chart:
        """How satisfied customers were, by one dimension: the average share of the most points,
        in percent, and how many of those asked answered.

        Raises:
            bookroom.Error: ``not_permitted``, also by region without ``customers.view``;
                ``bad_date``, ``date_order``.
        """
        result: m.Chart = self._query("charts.satisfaction", from_, to, by)
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
    ) -> m.Chart:
        """What was open at the end of a day by age, of all customers or suppliers together, in
        the book's currency.

        Args:
            on: At the end of which day.
            limit: How many rows, 1 to 1000.
            after: ``next`` of the page before.
            side: What customers owe, or what is owed to suppliers.
            bands: The bands.
            by: By due date or by date of issue.

        Raises:
            bookroom.Error: ``not_permitted``, ``bad_date``, ``required`` or ``too_many`` bands,
                ``out_of_range`` for bands that do not rise.
        """
        result: m.Chart = self._query("charts.ageing", m.AgeingOptions(on, m.PageRequest(limit, after), side, bands, by))
        return result
