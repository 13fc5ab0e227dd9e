# Made by tools/generate.py from crates/describe/bookroom.json; do not edit.
"""Ids, enums and records: charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bookroom._base import Record, Word, freeze

__all__ = [
    "Chart",
    "ChartKind",
    "ChartOptions",
    "ChartSeries",
    "ChartTheme",
]


class ChartKind(Word):
    """How a chart shows its values."""

    BAR = "bar"
    """Bars that stand beside each other."""
    HORIZONTAL_BAR = "horizontal_bar"
    """Bars from the left, for long names; the first category is the topmost."""
    STACKED_BAR = "stacked_bar"
    """Bars that stand on each other."""
    LINE = "line"
    """Lines."""
    PIE = "pie"
    """Parts of a whole: one series, no value below zero."""


@dataclass(frozen=True, slots=True)
class ChartSeries(Record):
    """Values of one sort, one for each category.

    Attributes:
        name: What they are; at most 100 characters.
        values: The values, below 1,000,000,000,000,000 (10¹⁵) either way; an absent one leaves a
            gap.
        line: As a line, in a chart of bars.
        percent: Along an axis of its own on the right, in percent: 12.5 stands for 12.5 %. In a
            chart of bars that stand or of lines.
        figures: With a figure at each value.
    """

    name: str
    """What they are; at most 100 characters."""

    values: Sequence[Decimal | int | None] = ()
    """The values, below 1,000,000,000,000,000 (10¹⁵) either way; an absent one leaves a gap."""

    line: bool = False
    """As a line, in a chart of bars."""

    percent: bool = False
    """Along an axis of its own on the right, in percent: 12.5 stands for 12.5 %. In a chart of
    bars that stand or of lines.
    """

    figures: bool = False
    """With a figure at each value."""

    def __post_init__(self) -> None:
        freeze(self, "values")


@dataclass(frozen=True, slots=True)
class Chart(Record):
    """What is shown.

    Attributes:
        kind: How.
        title: What it is about; at most 200 characters, may be empty.
        subtitle: A second, smaller line below the title, such as the days it is about; at most
            200 characters.
        unit: What values without percent are counted in, such as 元; at most 20 characters.
        categories: The names of the places along the axis, or of the parts of a pie; at most 400
            of at most 100 characters. None draws a chart that says there is nothing.
        series: The values: 1 to 20 series.
    """

    kind: ChartKind | str
    """How."""

    title: str
    """What it is about; at most 200 characters, may be empty."""

    subtitle: str | None = None
    """A second, smaller line below the title, such as the days it is about; at most 200
    characters.
    """

    unit: str | None = None
    """What values without percent are counted in, such as 元; at most 20 characters."""

    categories: Sequence[str] = ()
    """The names of the places along the axis, or of the parts of a pie; at most 400 of at most
    100 characters. None draws a chart that says there is nothing.
    """

    series: Sequence[ChartSeries] = ()
    """The values: 1 to 20 series."""

    def __post_init__(self) -> None:
        freeze(self, "categories", "series")


class ChartTheme(Word):
    """The colours of a chart."""

    LIGHT = "light"
    """On white."""
    DARK = "dark"
    """On a dark ground."""


@dataclass(frozen=True, slots=True)
class ChartOptions(Record):
    """How a chart is drawn.

    Attributes:
        width: The width in pixels, 240 to 4,000; 800 by default.
        height: The height in pixels, 160 to 4,000; 480 by default.
        font: The font: the path of a file (.ttf, .otf, .ttc, .otc), or the name of a family of
            the system. By default the first font that has all characters: the one that is built
            in for Latin texts, else one of the system.
        theme: The colours.
    """

    width: int = 800
    """The width in pixels, 240 to 4,000; 800 by default."""

    height: int = 480
    """The height in pixels, 160 to 4,000; 480 by default."""

    font: str | None = None
    """The font: the path of a file (.ttf, .otf, .ttc, .otc), or the name of a family of the
    system. By default the first font that has all characters: the one that is built in for Latin
    texts, else one of the system.
    """

    theme: ChartTheme | str = ChartTheme.LIGHT
    """The colours."""
