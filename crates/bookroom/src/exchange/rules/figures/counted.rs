//! How many, and at which price: with the unit that may stand in the same cell (24个, 120元/盒), and
//! as the line's amount makes it where a service or a discount has nothing but that.

use rust_decimal::Decimal;

use super::discounts::Cut;
use crate::billing::products::PriceMode;
use crate::error::{Code, Problem};
use crate::exchange::cells::Cells;
use crate::exchange::clean::NumberRules;
use crate::exchange::clean::numbers::{number, read, scaled};
use crate::exchange::headers::words::{is_measure, is_one_unit};
use crate::exchange::model::NoticeKind;
use crate::exchange::sheet::Sheet;
use crate::values::money::EXACT_DECIMALS;

type Amount = (&'static str, Decimal);

/// A cell without the unit behind its number, and the unit: 24个, 5公斤, 120元/盒, $5 per box.
pub(super) fn split<'t>(
    field: &str,
    text: &'t str,
    rules: NumberRules,
) -> (&'t str, Option<&'t str>) {
    let text = text.trim();
    let whole = (text, None);
    if !matches!(field, "quantity" | "unit_price") || number(text, rules).is_ok() {
        return whole;
    }
    let (head, unit) = if field == "quantity" {
        let is_part = |it: char| it.is_numeric() || matches!(it, '.' | ',' | ' ' | '，' | '．');
        text.split_at(text.find(|it| !is_part(it) && it != '-').unwrap_or(text.len()))
    } else {
        let cut = text.rsplit_once(['/', '／', '每']);
        let cut = cut.or_else(|| text.rsplit_once(" per ")).or_else(|| text.rsplit_once(" a "));
        let Some(cut) = cut else { return whole };
        cut
    };
    let (head, unit) = (head.trim(), unit.trim());
    if is_measure(unit) && number(head, rules).is_ok() { (head, Some(unit)) } else { whole }
}

/// A number, and the unit beside it in its cell.
fn with_unit(cells: &mut Cells<'_>, field: &str) -> (Option<Decimal>, Option<String>) {
    let rules = cells.sheet().numbers();
    let raw = cells.raw(field).unwrap_or_default();
    let (text, unit) = split(field, &raw, rules);
    let Some(unit) = unit else { return (cells.number(field), None) };
    let zeros = cells.sheet().columns.meaning(field).scale.unwrap_or(0);
    let found = read(text, rules).and_then(|(found, _)| scaled(found.value, zeros));
    match found {
        Ok(value) => (Some(value), Some(unit.to_owned())),
        Err(problem) => {
            cells.fail(field, problem);
            (None, None)
        }
    }
}

/// The quantity and the price of a row, and the unit that stands in one of their cells.
pub(super) fn of(
    cells: &mut Cells<'_>,
    amounts: &[Amount],
    cuts: &[Cut],
    needs_price: bool,
) -> (Option<Decimal>, Option<Decimal>, Option<String>) {
    let (quantity, counted) = with_unit(cells, "quantity");
    let (price, priced) = with_unit(cells, "unit_price");
    refuse_other(cells, counted.as_deref(), priced.as_deref());
    let is_bad = cells.has_fault("quantity") || cells.has_fault("unit_price");
    let given = (quantity, price);
    let full = if is_bad { given } else { complete(cells.sheet(), given, amounts, cuts) };
    if let (None, Some(made), Some(quantity)) = (price, full.1, quantity)
        && made.checked_mul(quantity).is_none_or(|back| !amounts.iter().any(|it| it.1 == back))
    {
        cells.notice(NoticeKind::PriceRounded, "unit_price");
    }
    cells.required("quantity", full.0);
    if full.1.is_none() && needs_price {
        cells.required("unit_price", full.1);
    }
    (full.0, full.1, counted.or(priced))
}

/// A line with an amount alone is one piece of it; one with a quantity has the price that makes its
/// amount. A discount beside it leaves open what the amount is.
pub(super) fn complete(
    sheet: &Sheet,
    given: (Option<Decimal>, Option<Decimal>),
    amounts: &[Amount],
    cuts: &[Cut],
) -> (Option<Decimal>, Option<Decimal>) {
    let (quantity, None) = given else { return given };
    if cuts != [Cut::NONE] {
        return given;
    }
    let of = |name: &str| amounts.iter().find(|(field, _)| *field == name).map(|it| it.1);
    let by_mode = match sheet.columns.meaning("unit_price").tax {
        Some(PriceMode::Gross) => of("gross_amount"),
        _ => of("net_amount").or_else(|| of("amount")),
    };
    let amount = by_mode.or_else(|| of("amount")).or_else(|| of("gross_amount"));
    let count = quantity.unwrap_or(Decimal::ONE);
    let price = amount.and_then(|amount| amount.checked_div(count));
    match price {
        Some(price) => (Some(count), Some(price.round_dp(EXACT_DECIMALS).normalize())),
        None => given,
    }
}

/// Refuses a line whose cells are of different units.
fn refuse_other(cells: &mut Cells<'_>, counted: Option<&str>, priced: Option<&str>) {
    if counted.is_none() && priced.is_none() {
        return;
    }
    let columns = &cells.sheet().columns;
    let of = |field| columns.meaning(field).measure.map(|measure| measure.text);
    let unit = cells.raw("unit").map(|unit| unit.trim().to_owned());
    let units: Vec<&str> = [counted, priced, of("quantity"), of("unit_price"), unit.as_deref()]
        .into_iter()
        .flatten()
        .collect();
    let first = units.first().copied().unwrap_or_default();
    if let Some(other) = units.iter().find(|unit| !is_one_unit(first, unit)) {
        let field = if counted.is_some() { "quantity" } else { "unit_price" };
        let problem = Problem::new(Code::UnitsDiffer);
        cells.fail(field, problem.fact("units", format!("{first} / {other}")));
    }
}

/// The price of a row of products, and the unit that stands in its cell.
pub(crate) fn price_of(cells: &mut Cells<'_>) -> (Option<Decimal>, Option<String>) {
    let (price, unit) = with_unit(cells, "unit_price");
    refuse_other(cells, None, unit.as_deref());
    if !cells.has_fault("unit_price") {
        super::units::refuse_other(cells);
    }
    (price, unit.or_else(|| super::units::by_headings(cells)))
}
