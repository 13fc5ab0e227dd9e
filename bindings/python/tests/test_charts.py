"""Charts in Python: those of reports, and a script's own."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import bookroom
import pytest


def test_charts_of_reports_can_be_changed_and_drawn(
    session: bookroom.Session, tmp_path: Path
) -> None:
    session.service.open(kind="complaint", subject="受潮")
    today = session.service.list()[0].opened_on
    trend = session.charts.case_trend(today, today)
    assert trend.series[0].values == (Decimal(1),)
    svg = session.charts.draw_svg(trend)
    assert "服务单" in svg
    assert svg.startswith("<svg")
    file = tmp_path / "trend.png"
    assert session.charts.draw_to(trend, str(file), width=640, theme="dark") > 1000
    assert file.read_bytes().startswith(b"\x89PNG")


def test_what_cannot_be_drawn_says_why(session: bookroom.Session, tmp_path: Path) -> None:
    chart = bookroom.Chart(
        kind=bookroom.ChartKind.PIE,
        title="Parts",
        categories=["a", "b"],
        series=[bookroom.ChartSeries(name="n", values=[1, -1, 2])],
    )
    with pytest.raises(bookroom.Error) as caught:
        session.charts.draw_svg(chart)
    codes = {violation.code for violation in caught.value.violations}
    assert codes == {"length_mismatch", "out_of_range"}
    with pytest.raises(bookroom.Error) as caught:
        session.charts.ageing(on=dt.date(2026, 6, 30), bands=bookroom.AgeingBandsDays([9, 3]))
    assert caught.value.code == "out_of_range"
