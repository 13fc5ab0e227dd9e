//! Charts as data: what is shown, and how it is drawn.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::values::slugs;

slugs! {
    /// How a chart shows its values.
    ChartKind {
        /// Bars that stand beside each other.
        Bar "bar",
        /// Bars from the left, for long names; the first category is the topmost.
        HorizontalBar "horizontal_bar",
        /// Bars that stand on each other.
        StackedBar "stacked_bar",
        /// Lines.
        Line "line",
        /// Parts of a whole: one series, no value below zero.
        Pie "pie",
    }
}

slugs! {
    /// The colours of a chart.
    ChartTheme {
        /// On white.
        Light "light",
        /// On a dark ground.
        Dark "dark",
    }
}

/// Values of one sort, one for each category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChartSeries {
    /// What they are; at most 100 characters.
    pub name: String,
    /// The values, below 1,000,000,000,000,000 (10¹⁵) either way; an absent one leaves a gap.
    pub values: Vec<Option<Decimal>>,
    /// As a line, in a chart of bars.
    #[serde(default)]
    pub line: bool,
    /// Along an axis of its own on the right, in percent: 12.5 stands for 12.5 %. In a chart of
    /// bars that stand or of lines.
    #[serde(default)]
    pub percent: bool,
    /// With a figure at each value.
    #[serde(default)]
    pub figures: bool,
}

impl ChartSeries {
    /// Values that are all there.
    #[must_use]
    pub fn of(name: &str, values: Vec<Decimal>) -> Self {
        let values = values.into_iter().map(Some).collect();
        Self { name: name.to_owned(), values, line: false, percent: false, figures: false }
    }
}

/// What is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chart {
    /// How.
    pub kind: ChartKind,
    /// What it is about; at most 200 characters, may be empty.
    pub title: String,
    /// A second, smaller line below the title, such as the days it is about; at most 200
    /// characters.
    #[serde(default)]
    pub subtitle: Option<String>,
    /// What values without percent are counted in, such as 元; at most 20 characters.
    #[serde(default)]
    pub unit: Option<String>,
    /// The names of the places along the axis, or of the parts of a pie; at most 400 of at most 100
    /// characters. None draws a chart that says there is nothing.
    pub categories: Vec<String>,
    /// The values: 1 to 20 series.
    pub series: Vec<ChartSeries>,
}

impl Chart {
    /// A chart without subtitle and unit.
    #[must_use]
    pub fn new(
        kind: ChartKind,
        title: &str,
        categories: Vec<String>,
        series: Vec<ChartSeries>,
    ) -> Self {
        Self { kind, title: title.to_owned(), subtitle: None, unit: None, categories, series }
    }
}

/// How a chart is drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChartOptions {
    /// The width in pixels, 240 to 4,000; 800 by default.
    pub width: u32,
    /// The height in pixels, 160 to 4,000; 480 by default.
    pub height: u32,
    /// The font: the path of a file (.ttf, .otf, .ttc, .otc), or the name of a family of the
    /// system.
    /// By default the first font that has all characters: the one that is built in for Latin
    /// texts, else one of the system.
    pub font: Option<String>,
    /// The colours.
    pub theme: ChartTheme,
}

impl Default for ChartOptions {
    fn default() -> Self {
        Self { width: 800, height: 480, font: None, theme: ChartTheme::Light }
    }
}
