//! Drawing, by a library: what it is told of each kind of chart.

use std::collections::BTreeSet;

use charts_rs::{
    Align, BarChart, ChartBase, HorizontalBarChart, LegendCategory, LineChart, PieChart, Series,
    SeriesCategory, YAxisConfig,
};
use rust_decimal::prelude::ToPrimitive as _;

use super::fonts;
use super::model::{Chart, ChartKind, ChartOptions, ChartSeries, ChartTheme};
use super::scale::{self, Scale};
use crate::error::{Code, Result};
use crate::values::Language;

/// What the library writes of its own accord.
const OWN_CHARACTERS: &str = "0123456789.,-%()–…MBk";

/// See [`super::Charts::draw_svg`].
pub(super) fn svg(chart: &Chart, options: &ChartOptions, language: Language) -> Result<String> {
    let scale = scale::scale(chart, language);
    let unit = unit(chart, scale, language);
    let empty = language.pick("没有数据", "No data");
    let family = fonts::family(options.font.as_deref(), &characters(chart, &unit, empty))?;
    let drawing = Drawing { chart, options, scale, unit, family, empty };
    let drawn = match chart.kind {
        ChartKind::Pie => drawing.pie(),
        ChartKind::HorizontalBar => drawing.horizontal(),
        ChartKind::Line => drawing.line(),
        ChartKind::Bar | ChartKind::StackedBar => drawing.bars(),
    };
    drawn.map_err(|_| Code::Internal.into())
}

/// A drawn chart as PNG.
#[cfg(feature = "charts-png")]
pub(super) fn png(svg: &str) -> Result<Vec<u8>> {
    charts_rs::svg_to_png(svg).map_err(|_| Code::Internal.into())
}

fn characters(chart: &Chart, unit: &str, empty: &str) -> BTreeSet<char> {
    let mut all: BTreeSet<char> = OWN_CHARACTERS.chars().chain(unit.chars()).collect();
    all.extend(chart.title.chars().chain(chart.subtitle.iter().flat_map(|it| it.chars())));
    all.extend(chart.categories.iter().flat_map(|it| it.chars()));
    all.extend(chart.series.iter().flat_map(|it| it.name.chars()));
    if chart.categories.is_empty() {
        all.extend(empty.chars());
    }
    all.retain(|it| !it.is_whitespace());
    all
}

/// What values are counted in: 元, 万元, thousand CNY.
fn unit(chart: &Chart, scale: Scale, language: Language) -> String {
    let unit = chart.unit.as_deref().unwrap_or_default();
    let text = format!("{}{unit}", scale.word);
    match language {
        _ if text.trim().is_empty() => String::new(),
        Language::Chinese => format!("单位:{text}"),
        Language::English => format!("in {}", text.trim()),
    }
}

struct Drawing<'c> {
    chart: &'c Chart,
    options: &'c ChartOptions,
    scale: Scale,
    unit: String,
    family: String,
    empty: &'c str,
}

/// Pixels beside the plot: margins and the figures of the axes.
const BESIDE: usize = 110;

/// Pixels below the plot that names take at most.
const LABELS: usize = 180;

/// Into so many parts an axis is cut: shares in steps of 20 %.
const PARTS: usize = 5;

type Drawn = std::result::Result<String, charts_rs::Error>;

impl Drawing<'_> {
    fn theme(&self) -> &'static str {
        match self.options.theme {
            ChartTheme::Light => "ant",
            ChartTheme::Dark => "dark",
        }
    }

    fn has_percent(&self) -> bool {
        self.chart.series.iter().any(|series| series.percent)
    }

    /// The values of a series as the library takes them: places in a picture, not amounts.
    fn values(&self, series: &ChartSeries) -> Vec<Option<f32>> {
        let shown = series.values.iter().map(|value| {
            let value = (*value)?;
            let value = if series.percent { value } else { self.scale.shown(value) };
            value.to_f32()
        });
        shown.collect()
    }

    fn series(&self) -> Vec<Series> {
        let made = self.chart.series.iter().map(|series| {
            let percent = if series.percent { " (%)" } else { "" };
            let mut made = Series::new(format!("{}{percent}", series.name), Vec::new());
            made.data = self.values(series);
            made.label_show = series.figures;
            if series.line {
                made.category = Some(SeriesCategory::Line);
            } else if self.chart.kind == ChartKind::StackedBar {
                made.stack = Some("all".to_owned());
            }
            made.y_axis_index = usize::from(series.percent);
            made
        });
        made.collect()
    }

    fn base(&self, base: &mut ChartBase) {
        base.width = f32::from(u16::try_from(self.options.width).unwrap_or(u16::MAX));
        base.height = f32::from(u16::try_from(self.options.height).unwrap_or(u16::MAX));
        base.font_family.clone_from(&self.family);
        base.empty_text = Some(self.empty.to_owned());
        base.title.text.clone_from(&self.chart.title);
        let lines = [self.chart.subtitle.clone().unwrap_or_default(), self.unit.clone()];
        let lines: Vec<String> = lines.into_iter().filter(|it| !it.is_empty()).collect();
        base.sub_title.text = lines.join("  ");
        if let Some(widest) = self.crowding() {
            // Slanted, with the room that takes.
            base.x_axis.name_rotate = std::f32::consts::FRAC_PI_4;
            let high = widest.saturating_mul(71).checked_div(100).unwrap_or_default();
            let high = high.saturating_add(28).min(LABELS);
            base.x_axis.height = f32::from(u16::try_from(high).unwrap_or_default());
        }
        "{:.2}".clone_into(&mut base.series.label.formatter);
        base.legend.align = Align::Center;
        base.legend.category = LegendCategory::RoundRect;
        base.margin = charts_rs::Box { left: 16.0, top: 16.0, right: 20.0, bottom: 12.0 };
    }

    /// How wide the widest name is, where names along the axis would run into each other.
    fn crowding(&self) -> Option<usize> {
        let pixels = |name: &String| -> usize {
            name.chars().map(|it| if it > '\u{2e7f}' { 15 } else { 8 }).sum()
        };
        let widest = self.chart.categories.iter().map(pixels).max()?;
        let width = usize::try_from(self.options.width).unwrap_or(usize::MAX);
        let room = width.saturating_sub(BESIDE).checked_div(self.chart.categories.len())?;
        let stands = !matches!(self.chart.kind, ChartKind::HorizontalBar | ChartKind::Pie);
        (stands && widest > room).then_some(widest)
    }

    fn axes(&self, axes: &mut Vec<YAxisConfig>) {
        for axis in axes.iter_mut() {
            axis.split_number = PARTS;
            // 12,500 and not 12.5k: the unit says what is left out.
            axis.formatter = Some("{t}".to_owned());
        }
        if self.has_percent() {
            let mut second = axes.first().cloned().unwrap_or_default();
            second.formatter = Some("{c}%".to_owned());
            second.min = Some(0.0);
            second.max = self.chart.series.iter().all(at_most_hundred).then_some(100.0);
            axes.truncate(1);
            axes.push(second);
        }
    }

    fn bars(&self) -> Drawn {
        let names = self.chart.categories.clone();
        let mut chart = BarChart::new_with_theme(self.series(), names, self.theme());
        self.base(&mut chart.base);
        self.axes(&mut chart.y_axis_configs);
        chart.svg()
    }

    fn line(&self) -> Drawn {
        let names = self.chart.categories.clone();
        let mut chart = LineChart::new_with_theme(self.series(), names, self.theme());
        self.base(&mut chart.base);
        self.axes(&mut chart.y_axis_configs);
        chart.svg()
    }

    fn horizontal(&self) -> Drawn {
        let names = self.chart.categories.clone();
        let mut chart = HorizontalBarChart::new_with_theme(self.series(), names, self.theme());
        self.base(&mut chart.base);
        self.axes(&mut chart.y_axis_configs);
        chart.svg()
    }

    fn pie(&self) -> Drawn {
        let values =
            self.chart.series.first().map(|series| self.values(series)).unwrap_or_default();
        let parts = self.chart.categories.iter().zip(values);
        let parts =
            parts.map(|(name, value)| Series::new(name.clone(), vec![value.unwrap_or_default()]));
        let mut chart = PieChart::new_with_theme(parts.collect(), self.theme());
        self.base(&mut chart.base);
        chart.rose_type = Some(false);
        let figures = self.chart.series.iter().any(|series| series.figures);
        let formatter = if figures { "{a}: {c} ({d})" } else { "{a}: {d}" };
        formatter.clone_into(&mut chart.series.label.formatter);
        chart.svg()
    }
}

/// Whether shares are parts of a whole.
fn at_most_hundred(series: &ChartSeries) -> bool {
    let hundred = rust_decimal::Decimal::ONE_HUNDRED;
    !series.percent || series.values.iter().flatten().all(|value| *value <= hundred)
}
