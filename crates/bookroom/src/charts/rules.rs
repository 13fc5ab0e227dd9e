//! What can be drawn, and in which units values are shown.

use std::path::Path;

use rust_decimal::Decimal;

use super::model::{Chart, ChartKind, ChartOptions};
use crate::error::{Code, Problem};
use crate::values::Check;

const TITLE: usize = 200;
const NAME: usize = 100;
const UNIT: usize = 20;
const CATEGORIES: usize = 400;
const SERIES: usize = 20;
const WIDTH: std::ops::RangeInclusive<u32> = 240..=4_000;
const HEIGHT: std::ops::RangeInclusive<u32> = 160..=4_000;
/// No value is further from zero.
const LARGEST: i64 = 1_000_000_000_000_000;

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Svg,
    Png,
}

impl Form {
    /// By the end of a file's name.
    pub(super) fn of(path: &str) -> Option<Self> {
        let end = Path::new(path).extension()?.to_str()?.to_ascii_lowercase();
        match end.as_str() {
            "svg" => Some(Self::Svg),
            "png" => Some(Self::Png),
            _ => None,
        }
    }
}

/// Everything that keeps a chart from being drawn.
pub(super) fn check(chart: &Chart, options: &ChartOptions) -> Check {
    let mut check = Check::new();
    let mut text = |path: String, text: &str, most: usize| {
        if text.chars().count() > most {
            check.add(Problem::new(Code::TooLong).at(&path).fact("limit", most));
        }
        if text.chars().any(char::is_control) {
            check.add(Problem::new(Code::BadCharacter).at(path));
        }
    };
    text("chart.title".to_owned(), &chart.title, TITLE);
    text("chart.subtitle".to_owned(), chart.subtitle.as_deref().unwrap_or_default(), TITLE);
    text("chart.unit".to_owned(), chart.unit.as_deref().unwrap_or_default(), UNIT);
    for (at, name) in chart.categories.iter().enumerate().take(CATEGORIES) {
        text(format!("chart.categories[{at}]"), name, NAME);
    }
    for (at, series) in chart.series.iter().enumerate().take(SERIES) {
        text(format!("chart.series[{at}].name"), &series.name, NAME);
    }
    let size = |found: usize, most: usize, path: &str| {
        let problem = Problem::new(Code::TooMany).at(path).fact("limit", most);
        (found > most).then_some(problem)
    };
    let sizes = [
        size(chart.categories.len(), CATEGORIES, "chart.categories"),
        size(chart.series.len(), SERIES, "chart.series"),
    ];
    sizes.into_iter().flatten().for_each(|problem| check.add(problem));
    check.require(!chart.series.is_empty(), "chart.series", Code::Required);
    check.require(WIDTH.contains(&options.width), "options.width", Code::OutOfRange);
    check.require(HEIGHT.contains(&options.height), "options.height", Code::OutOfRange);
    values(chart, &mut check);
    check
}

fn values(chart: &Chart, check: &mut Check) {
    let is_pie = chart.kind == ChartKind::Pie;
    check.require(!is_pie || chart.series.len() < 2, "chart.series", Code::TooMany);
    let stands = !matches!(chart.kind, ChartKind::Pie | ChartKind::HorizontalBar);
    for (at, series) in chart.series.iter().enumerate().take(SERIES) {
        let path = format!("chart.series[{at}]");
        let fits = series.values.len() == chart.categories.len();
        check.require(fits, &format!("{path}.values"), Code::LengthMismatch);
        check.require(stands || !series.line, &format!("{path}.line"), Code::BadChoice);
        check.require(stands || !series.percent, &format!("{path}.percent"), Code::BadChoice);
        let wrong = series.values.iter().position(|value| {
            value.is_some_and(|value| {
                value.abs() >= Decimal::from(LARGEST) || is_pie && value.is_sign_negative()
            })
        });
        if let Some(value) = wrong {
            check.add(Problem::new(Code::OutOfRange).at(format!("{path}.values[{value}]")));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::ChartSeries;
    use super::*;

    fn chart(kind: ChartKind, values: &[i64]) -> Chart {
        let names = values.iter().map(i64::to_string).collect();
        let values = values.iter().map(|value| Decimal::from(*value)).collect();
        Chart::new(kind, "t", names, vec![ChartSeries::of("s", values)])
    }

    #[test]
    fn everything_wrong_is_told_with_its_place() {
        let mut wrong = chart(ChartKind::Pie, &[-1, 2]);
        wrong.series.push(ChartSeries { percent: true, ..ChartSeries::of("a\u{7}", vec![]) });
        wrong.title = "x".repeat(201);
        let options = ChartOptions { width: 10, ..ChartOptions::default() };
        let error = check(&wrong, &options).finish().unwrap_err();
        let told: Vec<(&str, &str)> =
            error.problems().iter().map(|it| (it.path.as_str(), it.code.slug())).collect();
        assert_eq!(
            told,
            [
                ("chart.title", "too_long"),
                ("chart.series[1].name", "bad_character"),
                ("options.width", "out_of_range"),
                ("chart.series", "too_many"),
                ("chart.series[0].values[0]", "out_of_range"),
                ("chart.series[1].values", "length_mismatch"),
                ("chart.series[1].percent", "bad_choice"),
            ]
        );
        assert!(check(&chart(ChartKind::Bar, &[]), &ChartOptions::default()).finish().is_ok());
    }
}
