//! In which units values are shown.

use rust_decimal::Decimal;

use super::model::Chart;
use crate::values::Language;

/// By what values are divided to be shown, and what the unit is called before the unit's own name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scale {
    pub(super) divisor: Decimal,
    pub(super) word: &'static str,
}

/// The scale at which the largest value has at most five digits before the point, so that those
/// that are shown are exact: pictures are drawn with seven digits.
pub(super) fn scale(chart: &Chart, language: Language) -> Scale {
    let values = chart.series.iter().filter(|series| !series.percent);
    let largest = values.flat_map(|series| series.values.iter().flatten()).map(Decimal::abs).max();
    let steps: [(i64, &'static str); 3] = match language {
        Language::Chinese => [(1, ""), (10_000, "万"), (100_000_000, "亿")],
        Language::English => [(1, ""), (1_000, "thousand "), (1_000_000, "million ")],
    };
    let last = match language {
        Language::Chinese => (1_000_000_000_000, "万亿"),
        Language::English => (1_000_000_000, "billion "),
    };
    let largest = largest.unwrap_or_default();
    let fits =
        |(divisor, _): &(i64, &str)| largest < Decimal::from(divisor.saturating_mul(100_000));
    let (divisor, word) = steps.into_iter().find(fits).unwrap_or(last);
    Scale { divisor: Decimal::from(divisor), word }
}

impl Scale {
    /// A value as it is shown, to two places.
    pub(super) fn shown(self, value: Decimal) -> Decimal {
        value.checked_div(self.divisor).unwrap_or_default().round_dp(2).normalize()
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::{ChartKind, ChartSeries};
    use super::*;

    fn chart(kind: ChartKind, values: &[i64]) -> Chart {
        let names = values.iter().map(i64::to_string).collect();
        let values = values.iter().map(|value| Decimal::from(*value)).collect();
        Chart::new(kind, "t", names, vec![ChartSeries::of("s", values)])
    }

    #[test]
    fn large_values_are_shown_in_larger_units() {
        for (value, chinese, english) in [
            (99_999, ("", "99999"), ("", "99999")),
            (123_456, ("万", "12.35"), ("thousand ", "123.46")),
            (1_234_567_890, ("亿", "12.35"), ("million ", "1234.57")),
            (999_999_999_999_999, ("万亿", "1000"), ("billion ", "1000000")),
        ] {
            for (language, told) in [(Language::Chinese, chinese), (Language::English, english)] {
                let scale = scale(&chart(ChartKind::Bar, &[value, 1]), language);
                let shown = scale.shown(Decimal::from(value)).to_string();
                assert_eq!((scale.word, shown.as_str()), told, "{value}");
            }
        }
    }
}
