//! Tax rates that amounts show where no column gives them, and what a column is whose heading is
//! called tax alone: its figures are rates, or money.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::discounts::Cut;
use super::line::Line;
use super::{bare_line, modes};
use crate::billing::products::PriceMode;
use crate::error::{Code, Problem};
use crate::exchange::cells::Cells;
use crate::exchange::clean::numbers::read;
use crate::exchange::clean::{self, RateForm};
use crate::exchange::model::NoticeKind;
use crate::exchange::sheet::Sheet;
use crate::exchange::table::Row;

/// Rates of taxes on sales that are in use somewhere, in thousandths.
const IN_USE: [i64; 33] = [
    0, 5, 10, 15, 20, 26, 30, 38, 40, 50, 55, 60, 70, 77, 80, 81, 90, 100, 110, 120, 130, 150, 160,
    170, 180, 190, 200, 210, 220, 230, 240, 250, 270,
];
/// Other whole percents, up to this.
const HIGHEST: i64 = 30;

/// The field of a column that may be a rate or money.
const TAX: &str = "tax";

fn in_use() -> Vec<Decimal> {
    IN_USE.iter().map(|rate| Decimal::new(*rate, 3)).collect()
}

fn is_in_use(rate: Decimal) -> bool {
    in_use().contains(&rate)
}

impl Line {
    /// The rates with which the amounts of the line fit: those in use, else other whole percents.
    /// Of several the one that other lines of the file have, else the one of the first mode.
    pub(super) fn derive(&self, modes: &[PriceMode], known: &BTreeSet<Decimal>) -> Vec<Decimal> {
        let whole: Vec<Decimal> = (0..=HIGHEST).map(|rate| Decimal::new(rate, 2)).collect();
        // Rounded amounts are half a unit off; others may be cut off.
        for off in [Decimal::new(5, 3), Decimal::new(1, 2)] {
            for rates in [in_use(), whole.clone()] {
                let line = Self { rates, ..self.clone() };
                let fitting = |modes: &[PriceMode]| -> BTreeSet<Decimal> {
                    let found = line.all(modes).filter(|it| line.fits_by(*it, off));
                    found.map(|reading| reading.rate).collect()
                };
                let found = fitting(modes);
                let mut shared = found.intersection(known);
                let first = fitting(modes.get(..1).unwrap_or_default());
                match (found.len(), shared.next(), shared.next()) {
                    (0, ..) => {}
                    (2.., Some(only), None) => return vec![*only],
                    (2.., ..) if first.len() == 1 => return first.into_iter().collect(),
                    _ => return found.into_iter().collect(),
                }
            }
        }
        Vec::new()
    }

    /// Whether the amounts would fit with another rate too, were the price to hold the tax.
    pub(super) fn may_be_gross(&self, rate: Decimal) -> bool {
        let others = self.derive(&[PriceMode::Gross], &BTreeSet::new());
        others.iter().any(|other| *other != rate)
    }
}

/// What a row says of the column.
struct Case {
    base: Decimal,
    /// The rate, if its figure is one.
    as_rate: Option<Decimal>,
    /// The rates, if its figure is money.
    as_money: Vec<Decimal>,
    /// Whether columns of amounts speak against what the figure alone may be.
    is_proved: bool,
}

/// Decides whether a column called tax, VAT, 增值税 … holds rates or money, by signs in its cells,
/// other columns, amounts, and what the figures would come to. What is decided by the latter is
/// told; where two readings remain the column stays what it is, and its rows are refused.
pub(crate) fn settle_tax(sheet: &mut Sheet) {
    if !sheet.columns.has(TAX) || sheet.others().next().is_none() {
        return;
    }
    let has = |field| sheet.columns.has(field);
    let decided = match (has("tax_rate"), has("tax_amount")) {
        (true, true) => None,
        (true, false) => Some(("tax_amount", true)),
        (false, true) => Some(("tax_rate", true)),
        (false, false) if sheet.is_rate_said() => Some(("tax_rate", true)),
        (false, false) => by_signs(sheet).map(|field| (field, true)).or_else(|| by_cases(sheet)),
    };
    let Some((field, is_certain)) = decided else { return };
    sheet.settle(TAX, field);
    let first = sheet.others().find(|row| !sheet.cell(row, field).trim().is_empty());
    if let Some(line) = first.map(|row| row.line).filter(|_| !is_certain) {
        let text = sheet.heading(field).unwrap_or_default().to_owned();
        let rows = u64::try_from(sheet.rows.len()).unwrap_or(u64::MAX);
        sheet.notice(NoticeKind::RatesAmbiguous, field, text, rows, line);
    }
}

/// The rate of a product, beside which its tax may stand as money.
pub(crate) fn rate_of_product(
    cells: &mut Cells<'_>,
    price: Option<Decimal>,
    rate: Option<Decimal>,
) -> Option<Decimal> {
    let (Some(tax), Some(price)) = (cells.number("tax_amount"), price) else { return rate };
    let (modes, cuts) = (modes(cells.sheet()), vec![Cut::NONE]);
    let rates = rate.into_iter().collect();
    let amounts = vec![("tax_amount", tax)];
    let line = Line { quantity: Decimal::ONE, price, rates, cuts, amounts };
    if rate.is_some() {
        if line.readings(&modes).is_empty() {
            line.refuse_amount(cells, &modes);
        }
        return rate;
    }
    // Nothing says that the price holds the tax, so it is net here too.
    match line.derive(modes.get(..1).unwrap_or_default(), &BTreeSet::new()).as_slice() {
        [rate] => Some(*rate),
        _ => {
            cells.fail("tax_amount", Problem::new(Code::Ambiguous));
            None
        }
    }
}

/// Percent signs and words are rates; signs of currencies are money.
fn by_signs(sheet: &Sheet) -> Option<&'static str> {
    let (mut rates, mut money) = (false, false);
    for row in sheet.others() {
        let cell = sheet.cell(row, TAX);
        let is_word = !cell.contains(|it: char| it.is_ascii_digit());
        let word = is_word && clean::rate(&cell, RateForm::Percent, sheet.numbers()).is_ok();
        rates |= word || cell.contains(['%', '％', '‰']);
        money |= !is_word && read(&cell, sheet.numbers()).is_ok_and(|(_, has_unit)| has_unit);
    }
    match (rates, money) {
        (true, false) => Some("tax_rate"),
        (false, true) => Some("tax_amount"),
        _ => None,
    }
}

/// What the figures of all rows leave, and whether amounts prove it.
fn by_cases(sheet: &Sheet) -> Option<(&'static str, bool)> {
    let cases: Vec<Case> = sheet.others().filter_map(|row| case(sheet, row)).collect();
    if cases.is_empty() {
        // Nothing but zeros and blanks.
        let is_number = |row: &Row| read(&sheet.cell(row, TAX), sheet.numbers()).is_ok();
        return sheet.others().any(is_number).then_some(("tax_rate", true));
    }
    let of_rate = |case: &&Case| case.as_rate.is_some() && case.as_money.is_empty();
    let of_money = |case: &&Case| case.as_rate.is_none() && !case.as_money.is_empty();
    let proved = |is: &dyn Fn(&&Case) -> bool| cases.iter().filter(is).any(|case| case.is_proved);
    match (cases.iter().any(|it| of_rate(&it)), cases.iter().any(|it| of_money(&it))) {
        (true, false) => return Some(("tax_rate", proved(&of_rate))),
        (false, true) => return Some(("tax_amount", proved(&of_money))),
        (true, true) => return None,
        (false, false) => {}
    }
    let is_same = |case: &Case| case.as_money.iter().all(|rate| Some(*rate) == case.as_rate);
    if cases.iter().all(is_same) {
        return Some(("tax_rate", true));
    }
    // One rate for lines of different worth is no chance.
    let bases: BTreeSet<Decimal> = cases.iter().map(|case| case.base.normalize()).collect();
    let rates: BTreeSet<Decimal> = cases.iter().filter_map(|case| case.as_rate).collect();
    let shared = cases.iter().map(|case| case.as_money.iter().copied().collect::<BTreeSet<_>>());
    let shared = shared.reduce(|one, other| one.intersection(&other).copied().collect());
    let is_shared = shared.is_some_and(|shared| !shared.is_empty());
    match (bases.len() > 1, rates.len() == 1, is_shared) {
        (true, true, false) => Some(("tax_rate", false)),
        (true, false, true) => Some(("tax_amount", false)),
        _ => None,
    }
}

/// What a row says; nothing where it has no figure, or its line cannot be read.
fn case(sheet: &Sheet, row: &Row) -> Option<Case> {
    let (found, _) = read(&sheet.cell(row, TAX), sheet.numbers()).ok()?;
    let figure = found.value;
    let mut line = bare_line(sheet, row)?;
    let modes = modes(sheet);
    let hundredth = figure.checked_div(Decimal::ONE_HUNDRED)?;
    let is_small = figure.abs() < Decimal::ONE;
    let of_value = [is_small.then_some(figure), Some(hundredth)];
    let of_value = of_value.into_iter().flatten().find(|rate| is_in_use(*rate));
    line.rates = of_value.into_iter().collect();
    let has_amounts = !line.amounts.is_empty();
    let as_rate = of_value.filter(|_| !has_amounts || !line.readings(&modes).is_empty());
    let amounts = std::mem::take(&mut line.amounts);
    line.amounts.push(("tax_amount", figure));
    let known = BTreeSet::new();
    let alone = line.derive(&modes, &known);
    line.amounts.extend(amounts);
    let as_money = if has_amounts { line.derive(&modes, &known) } else { alone.clone() };
    if figure.is_zero() || (as_rate.is_none() && as_money.is_empty()) {
        return None;
    }
    let is_proved =
        (as_rate.is_none() && of_value.is_some()) || (as_money.is_empty() && !alone.is_empty());
    let base = line.quantity.checked_mul(line.price)?;
    Some(Case { base, as_rate, as_money, is_proved })
}
