//! The figures of a line of sale: whether its price holds the tax, what its rate and its discount
//! are. The columns of amounts are evidence for all of them; what they leave open is reported or
//! refused.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use self::discounts::{Cut, choose, cuts, has_shares};
use self::line::{AMOUNTS, Line, Reading};
use super::tax_rates;
use crate::billing::invoices::Discount;
use crate::billing::products::PriceMode::{self, Gross, Net};
use crate::exchange::cells::Cells;
use crate::exchange::clean;
use crate::exchange::clean::numbers::{read, scaled};
use crate::exchange::model::{DiscountForm, NoticeKind};
use crate::exchange::sheet::Sheet;
use crate::exchange::table::Row;
use crate::values::money::EXACT_DECIMALS;

mod discounts;
mod line;
mod units;
mod unread;

pub(crate) use self::units::by_headings as unit_by_headings;
pub(crate) use self::unread::refuse as refuse_unread;

/// What a file's amounts show as a whole.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Shown {
    /// Whether unit prices hold the tax.
    pub(crate) mode: Option<PriceMode>,
    /// What the numbers of discounts are.
    form: Option<DiscountForm>,
    /// Whether other cells of the column have a percent sign: that hints at shares.
    has_shares: bool,
}

/// The modes that a sheet's heading leaves.
fn modes(sheet: &Sheet) -> Vec<PriceMode> {
    match sheet.columns.meaning("unit_price").tax {
        Some(mode) => vec![mode],
        None => vec![Net, Gross],
    }
}

/// What the amounts of all rows show together: what each row that decides something leaves.
pub(crate) fn survey(sheet: &Sheet) -> Shown {
    let modes = modes(sheet);
    let all = || -> BTreeSet<u8> { (0..3).collect() };
    let place = |form| match form {
        DiscountForm::Off => 0_u8,
        DiscountForm::Left => 1,
        DiscountForm::Money => 2,
    };
    let (mut forms, mut forms_seen) = (all(), false);
    let (mut net, mut gross, mut modes_seen) = (true, true, false);
    for row in &sheet.rows {
        let Some(line) = peek(sheet, row).filter(|line| !line.amounts.is_empty()) else { continue };
        let readings = line.readings(&modes);
        if readings.is_empty() {
            continue;
        }
        if line.cuts.len() > 1 {
            let left: BTreeSet<u8> = readings.iter().map(|it| place(it.cut.form)).collect();
            // Readings of one value stand for each other.
            forms_seen = true;
            forms = forms.intersection(&left).copied().collect();
        }
        let has = |mode| readings.iter().any(|it| it.mode == mode);
        if has(Net) != has(Gross) {
            modes_seen = true;
            (net, gross) = (net && has(Net), gross && has(Gross));
        }
    }
    let form = match forms.iter().collect::<Vec<_>>().as_slice() {
        [0] if forms_seen => Some(DiscountForm::Off),
        [1] if forms_seen => Some(DiscountForm::Left),
        [2] if forms_seen => Some(DiscountForm::Money),
        _ => None,
    };
    let mode = match (modes_seen, net, gross) {
        (true, true, false) => Some(Net),
        (true, false, true) => Some(Gross),
        _ => None,
    };
    Shown { mode, form, has_shares: has_shares(sheet) }
}

/// The figures of a row, without a word about what is wrong with them.
fn peek(sheet: &Sheet, row: &Row) -> Option<Line> {
    let cell = |field: &str| {
        let cell = sheet.cell(row, field);
        (!cell.trim().is_empty() && !clean::is_placeholder(&cell)).then(|| cell.into_owned())
    };
    let number = |field: &str| {
        let (found, _) = read(&cell(field)?, sheet.numbers()).ok()?;
        scaled(found.value, sheet.columns.meaning(field).scale.unwrap_or(0)).ok()
    };
    let rates = cell("tax_rate").map(|text| tax_rates::readings(sheet, &text)).transpose().ok()?;
    // A rate with two readings shows nothing of prices and discounts.
    let rates = rates.unwrap_or_else(|| vec![Decimal::ZERO]);
    let rates = Some(rates).filter(|rates| rates.len() == 1)?;
    Some(Line {
        quantity: number("quantity")?,
        price: number("unit_price")?,
        rates,
        cuts: match cell("discount") {
            Some(text) => cuts(sheet, &text).ok()?,
            None => vec![Cut::NONE],
        },
        amounts: AMOUNTS.iter().filter_map(|it| Some((*it, number(it)?))).collect(),
    })
}

/// A line's price, discount and rate, and the modes in which its amounts fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Figures {
    pub(crate) quantity: Option<Decimal>,
    pub(crate) price: Option<Decimal>,
    pub(crate) discount: Option<Discount>,
    pub(crate) rate: Option<Decimal>,
    pub(crate) modes: Vec<PriceMode>,
}

/// Reads the figures of a row.
pub(crate) fn of(cells: &mut Cells<'_>, shown: Shown, needs_price: bool) -> Figures {
    let sheet = cells.sheet();
    let quantity = cells.number("quantity");
    let quantity = cells.required("quantity", quantity);
    let price = cells.number("unit_price");
    if price.is_none() && needs_price {
        cells.required("unit_price", price.as_ref());
    }
    let rates = tax_rates::of(cells);
    let raw = cells.raw("discount");
    let cuts = match raw.as_deref().map(|text| cuts(sheet, text)) {
        None => vec![Cut::NONE],
        Some(Ok(cuts)) => cuts,
        Some(Err(problem)) => {
            cells.fail("discount", problem);
            vec![Cut::NONE]
        }
    };
    let amounts = AMOUNTS.iter().filter_map(|it| Some((*it, cells.number(it)?))).collect();
    let all = modes(sheet);
    let (Some(quantity), Some(price)) = (quantity, price) else {
        unread::refuse(cells);
        let discount = choose(cells, &cuts, shown, raw.as_deref()).discount();
        let rate = tax_rates::choose(cells, &rates);
        return Figures { quantity, price, discount, rate, modes: all };
    };
    let candidates = if rates.is_empty() { vec![Decimal::ZERO] } else { rates.clone() };
    let line = Line { quantity, price, rates: candidates, cuts, amounts };
    let readings = line.readings(&all);
    if readings.is_empty() {
        line.refuse_amount(cells, &all);
        let (quantity, price, rate) = (Some(quantity), Some(price), rates.first().copied());
        return Figures { quantity, price, discount: None, rate, modes: all };
    }
    let mut left: Vec<Cut> = Vec::new();
    for Reading { cut, .. } in &readings {
        if !left.contains(cut) {
            left.push(*cut);
        }
    }
    let cut = choose(cells, &left, shown, raw.as_deref());
    let readings: Vec<Reading> = readings.into_iter().filter(|it| it.cut == cut).collect();
    if line.amounts.is_empty() {
        units::refuse_other(cells);
        unread::refuse_beside(cells, &line, &readings);
    }
    let is_left = |rate: &Decimal| readings.iter().any(|it| it.rate == *rate);
    let rates: Vec<Decimal> = rates.into_iter().filter(is_left).collect();
    let rate = tax_rates::choose(cells, &rates);
    let mut modes: Vec<PriceMode> = Vec::new();
    for Reading { mode, .. } in &readings {
        if !modes.contains(mode) {
            modes.push(*mode);
        }
    }
    let (quantity, price) = (Some(quantity), Some(rounded(cells, &line, cut)));
    Figures { quantity, price, discount: cut.discount(), rate, modes }
}

/// The price with as many decimals as are kept, if that leaves the amount as it is.
fn rounded(cells: &mut Cells<'_>, line: &Line, cut: Cut) -> Decimal {
    if line.price.normalize().scale() <= EXACT_DECIMALS {
        return line.price;
    }
    let price = line.price.round_dp(EXACT_DECIMALS);
    let decimals = cells.sheet().setting.currency.decimals();
    let amount = |price: Decimal| {
        let (rates, cuts, amounts) = (Vec::new(), Vec::new(), Vec::new());
        let line = Line { quantity: line.quantity, price, rates, cuts, amounts };
        let reading = Reading { mode: Net, rate: Decimal::ZERO, cut };
        line.worth(reading).map(|worth| worth.net.round_dp(decimals))
    };
    if amount(price) != amount(line.price) {
        return line.price;
    }
    cells.notice(NoticeKind::PriceRounded, "unit_price");
    price
}
