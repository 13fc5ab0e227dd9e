//! Charts of money.

use super::model::{Chart, ChartKind, ChartSeries};
use crate::billing::payments::Side;
use crate::error::Result;
use crate::reports::ageing::AgeingOptions;
use crate::values::PageRequest;
use crate::work::Session;

/// See [`super::Charts::ageing`].
pub(super) fn ageing(session: &Session, options: &AgeingOptions) -> Result<Chart> {
    let language = session.book().language;
    // The totals stand on the first page, whatever page is asked for.
    let options = AgeingOptions { page: PageRequest::first(1), ..options.clone() };
    let ageing = session.reports().ageing(&options)?;
    let bands = ageing.totals.map(|totals| totals.bands).unwrap_or_default();
    let mut categories = Vec::new();
    let mut after = None;
    for upper in &ageing.upper_days {
        categories.push(match after {
            None if *upper == 0 => language.pick("未到期", "Not due").to_owned(),
            None => format!("≤ {upper} {}", language.pick("天", "days")),
            Some(after) => format!("{after}–{upper} {}", language.pick("天", "days")),
        });
        after = Some(upper.saturating_add(1));
    }
    let last = after.unwrap_or_default().saturating_sub(1);
    categories.push(format!("> {last} {}", language.pick("天", "days")));
    let (title, name) = match options.side {
        Side::Receivable => (
            language.pick("应收账龄", "Ageing of receivables"),
            language.pick("未收", "Outstanding"),
        ),
        Side::Payable => {
            (language.pick("应付账龄", "Ageing of payables"), language.pick("未付", "Outstanding"))
        }
    };
    let series = ChartSeries { figures: true, ..ChartSeries::of(name, bands) };
    let unit = match session.book().currency.code() {
        "CNY" => language.pick("元", "CNY"),
        code => code,
    };
    Ok(Chart {
        subtitle: Some(options.on.to_string()),
        unit: Some(unit.to_owned()),
        ..Chart::new(ChartKind::Bar, title, categories, vec![series])
    })
}
