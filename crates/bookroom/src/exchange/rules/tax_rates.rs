//! The tax rate of a row: 13 and 0.13 are thirteen percent where the column says so. A number that
//! is no rate as the column reads it, or stands among others of the other form, has two readings.

use rust_decimal::Decimal;

use crate::error::{Code, Problem};
use crate::exchange::cells::Cells;
use crate::exchange::clean::{self, RateForm};
use crate::exchange::sheet::Sheet;

const FIELD: &str = "tax_rate";

/// The readings of the row's cell, that of its column first; none when it is blank or at fault. The
/// name of a rate without a figure (Tax on Sales) says nothing where amounts show the rate.
pub(super) fn of(cells: &mut Cells<'_>, has_amounts: bool) -> Vec<Decimal> {
    let sheet = cells.sheet();
    let raw = cells.raw(FIELD);
    let is_name =
        |text: &str| !text.contains(|it: char| it.is_numeric()) && !clean::is_masked(text);
    if has_amounts
        && raw.as_deref().is_some_and(|text| is_name(text) && readings(sheet, text).is_err())
    {
        return Vec::new();
    }
    match (cells.rate(FIELD), raw) {
        (Some(rate), Some(text)) => readings(sheet, &text).unwrap_or_else(|_| vec![rate]),
        _ => Vec::new(),
    }
}

/// The row's rate, where no amounts can show it.
pub(super) fn certain(cells: &mut Cells<'_>) -> Option<Decimal> {
    let found = of(cells, false);
    choose(cells, &found)
}

/// The rate that is left; two are refused.
pub(super) fn choose(cells: &mut Cells<'_>, rates: &[Decimal]) -> Option<Decimal> {
    if rates.len() > 1 {
        cells.fail(FIELD, Problem::new(Code::Ambiguous).fact("option", "rate_form"));
    }
    rates.first().copied()
}

/// The readings of a cell, that of its column first.
///
/// # Errors
/// As [`clean::rate`].
pub(super) fn readings(sheet: &Sheet, text: &str) -> Result<Vec<Decimal>, Problem> {
    let read = |form| clean::rate(text, form, sheet.numbers()).map(|found| found.value);
    let form = sheet.rate_form(FIELD);
    let (rate, fraction, percent) =
        (read(form)?, read(RateForm::Fraction)?, read(RateForm::Percent)?);
    let other = if form == RateForm::Percent { fraction } else { percent };
    let is_small = fraction.abs() < Decimal::ONE;
    // No tax is below three thousandths, none that is written as a fraction above three tenths.
    let is_odd = match form {
        RateForm::Percent => is_small && rate.abs() < Decimal::new(3, 3),
        RateForm::Fraction => rate.abs() > Decimal::new(3, 1),
    };
    let is_open = !sheet.is_rate_said() && (is_odd || (is_small && sheet.has_both_forms(FIELD)));
    let second = Some(other).filter(|other| is_open && *other != rate);
    Ok(std::iter::once(rate).chain(second).collect())
}
