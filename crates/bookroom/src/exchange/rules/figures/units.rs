//! Units of a line: a price for a kilogram is none for a gram.

use crate::error::{Code, Problem};
use crate::exchange::cells::Cells;
use crate::exchange::headers::words::is_one_unit;

/// The unit that headings give a line without one of its own: what is counted, else what the price
/// is for.
pub(crate) fn by_headings(cells: &Cells<'_>) -> Option<String> {
    let columns = &cells.sheet().columns;
    let of = |field| columns.meaning(field).measure.filter(|it| it.is_certain());
    of("quantity").or_else(|| of("unit_price")).map(|measure| measure.text.to_owned())
}

/// Refuses a line whose quantity, price and unit are said to be of different units.
pub(super) fn refuse_other(cells: &mut Cells<'_>) {
    let columns = &cells.sheet().columns;
    let of = |field| columns.meaning(field).measure.map(|measure| measure.text);
    let (counted, priced) = (of("quantity"), of("unit_price"));
    let unit = cells.raw("unit");
    let differ = |one: Option<&str>, other: Option<&str>| {
        let both = one.zip(other).filter(|(one, other)| !is_one_unit(one, other))?;
        Some(format!("{} / {}", both.0.trim(), both.1.trim()))
    };
    let differing = [
        ("unit_price", differ(counted, priced)),
        ("unit_price", differ(unit.as_deref(), priced)),
        ("unit", differ(counted, unit.as_deref())),
    ];
    let found = differing.into_iter().find_map(|(field, units)| Some((field, units?)));
    if let Some((field, units)) = found {
        cells.fail(field, Problem::new(Code::UnitsDiffer).fact("units", units));
    }
}
