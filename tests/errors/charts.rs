//! The codes of charts.

use bookroom::charts::model::{Chart, ChartKind, ChartOptions, ChartSeries};
use bookroom::error::Code;
use bookroom_tests::room::TestRoom;

use super::codes;

/// Charts that cannot be drawn.
pub fn charts(test: &TestRoom) -> Vec<Vec<Code>> {
    let charts = test.owner.charts();
    let draw = |title: &str, values: usize, font: Option<String>| {
        let series = vec![ChartSeries::of("s", vec![1.into(); values])];
        let chart = Chart::new(ChartKind::Bar, title, vec!["a".to_owned()], series);
        charts.draw_svg(&chart, &ChartOptions { font, ..ChartOptions::default() })
    };
    let folder = tempfile::tempdir().unwrap();
    let text = folder.path().join("text.ttf");
    std::fs::write(&text, "no font").unwrap();
    vec![
        codes(draw("t", 2, None)),
        codes(draw("\u{10fffd}", 1, None)),
        codes(draw("t", 1, Some(text.display().to_string()))),
    ]
}
