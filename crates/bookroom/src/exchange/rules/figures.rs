//! The figures of a line of sale: whether its price holds the tax, what its rate and its discount
//! are. The columns of amounts are evidence for all of them; what they leave open is reported or
//! refused.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use self::discounts::{Cut, choose, cuts, has_shares};
pub(crate) use self::line::{AMOUNTS, is_near};
use self::line::{Line, Reading};
use super::tax_rates;
use crate::billing::invoices::Discount;
use crate::billing::products::PriceMode::{self, Gross, Net};
use crate::error::{Code, Problem};
use crate::exchange::cells::Cells;
use crate::exchange::clean;
use crate::exchange::clean::numbers::{read, scaled};
use crate::exchange::headers::Target;
use crate::exchange::model::{DiscountForm, NoticeKind};
use crate::exchange::sheet::Sheet;
use crate::exchange::table::Row;

mod counted;
mod derived;
mod discounts;
mod line;
mod price;
mod units;
mod unread;

pub(crate) use self::counted::price_of;
pub(crate) use self::derived::{rate_of_product, settle_tax};
pub(crate) use self::units::by_headings as unit_by_headings;
pub(crate) use self::unread::refuse as refuse_unread;

/// What a file's amounts show as a whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Shown {
    /// Whether unit prices hold the tax.
    pub(crate) mode: Option<PriceMode>,
    /// What the numbers of discounts are.
    form: Option<DiscountForm>,
    /// Whether other cells of the column have a percent sign: that hints at shares.
    has_shares: bool,
    /// The tax rates of lines that leave one only.
    rates: BTreeSet<Decimal>,
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
    let mut rates = BTreeSet::new();
    for row in &sheet.rows {
        let Some((line, is_derived)) = peek(sheet, row, &modes) else { continue };
        if line.amounts.is_empty() {
            continue;
        }
        let readings = line.readings(&modes);
        if let [rate] = line.rates.as_slice()
            && (is_derived || !rate.is_zero())
        {
            rates.insert(*rate);
        }
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
    Shown { mode, form, has_shares: has_shares(sheet), rates }
}

/// The figures of a row, without a word about what is wrong with them, and whether its amounts
/// show its rate. A rate with two readings shows nothing of prices and discounts.
fn peek(sheet: &Sheet, row: &Row, modes: &[PriceMode]) -> Option<(Line, bool)> {
    let mut line = bare_line(sheet, row)?;
    let rates = cell_of(sheet, row, "tax_rate").map(|text| tax_rates::readings(sheet, &text));
    match rates.transpose().ok()? {
        Some(rates) => line.rates = rates,
        None if line.shows_tax() => {
            let derived = line.derive(modes, &BTreeSet::new());
            let is_derived = derived.len() == 1;
            line.rates = if derived.is_empty() { line.rates } else { derived };
            return (line.rates.len() == 1).then_some((line, is_derived));
        }
        None => {}
    }
    (line.rates.len() == 1).then_some((line, false))
}

/// A cell that is not blank.
fn cell_of(sheet: &Sheet, row: &Row, field: &str) -> Option<String> {
    let cell = sheet.cell(row, field);
    (!cell.trim().is_empty() && !clean::is_placeholder(&cell)).then(|| cell.into_owned())
}

/// The quantity, price, discount and amounts of a row, as if it had no tax. A product is one piece.
fn bare_line(sheet: &Sheet, row: &Row) -> Option<Line> {
    let number = |field: &str| {
        let text = cell_of(sheet, row, field)?;
        let (text, _) = counted::split(field, &text, sheet.numbers());
        let (found, _) = read(text, sheet.numbers()).ok()?;
        scaled(found.value, sheet.columns.meaning(field).scale.unwrap_or(0)).ok()
    };
    let amounts: Vec<_> = AMOUNTS.iter().filter_map(|it| Some((*it, number(it)?))).collect();
    let cuts = match cell_of(sheet, row, "discount") {
        Some(text) => cuts(sheet, &text).ok()?,
        None => vec![Cut::NONE],
    };
    let is_product = sheet.target == Target::Products;
    let quantity = if is_product { Some(Decimal::ONE) } else { number("quantity") };
    let given = (quantity, number("unit_price"));
    let (quantity, price) = counted::complete(sheet, given, &amounts, &cuts);
    let rates = vec![Decimal::ZERO];
    Some(Line { quantity: quantity?, price: price?, rates, cuts, amounts })
}

/// A line's price, discount and rate, and the modes in which its amounts fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Figures {
    pub(crate) quantity: Option<Decimal>,
    pub(crate) price: Option<Decimal>,
    /// The unit that stands in the cell of the quantity or price.
    pub(crate) unit: Option<String>,
    pub(crate) discount: Option<Discount>,
    pub(crate) rate: Option<Decimal>,
    pub(crate) modes: Vec<PriceMode>,
    /// The columns of amounts and what they say.
    pub(crate) amounts: Vec<(&'static str, Decimal)>,
}

/// Reads the figures of a row.
pub(crate) fn of(cells: &mut Cells<'_>, shown: &Shown, needs_price: bool) -> Figures {
    let sheet = cells.sheet();
    let decimals = sheet.setting.currency.decimals();
    refuse_tax(cells);
    let amounts: Vec<_> = AMOUNTS.iter().filter_map(|it| Some((*it, cells.number(it)?))).collect();
    let stated = amounts.clone();
    let is_shown = amounts.iter().any(|it| matches!(it.0, "tax_amount" | "gross_amount"));
    let mut rates = tax_rates::of(cells, is_shown);
    let raw = cells.raw("discount");
    let cuts = cuts_of(cells, raw.as_deref());
    let all = modes(sheet);
    let (quantity, price, unit) = counted::of(cells, &amounts, &cuts, needs_price);
    let (Some(quantity), Some(price)) = (quantity, price) else {
        unread::refuse(cells);
        let discount = choose(cells, &cuts, shown, raw.as_deref()).discount();
        let rate = tax_rates::choose(cells, &rates);
        return Figures { quantity, price, unit, discount, rate, modes: all, amounts: stated };
    };
    let candidates = if rates.is_empty() { vec![Decimal::ZERO] } else { rates.clone() };
    let mut line = Line { quantity, price, rates: candidates, cuts, amounts };
    let mut readings = line.readings(&all);
    if rates.is_empty() && line.shows_tax() && (readings.is_empty() || line.has("tax_amount")) {
        rates = derive(cells, &mut line, &all, shown);
        readings = line.readings(&all);
    }
    let exact = readings.is_empty().then(|| line.with_exact_price(&all, decimals)).flatten();
    let is_exact = exact.is_some();
    if let Some((exact, left)) = exact {
        (line, readings) = (exact, left);
    }
    if readings.is_empty() {
        line.refuse_amount(cells, &all);
        let (quantity, price, rate) = (Some(quantity), Some(price), rates.first().copied());
        return Figures {
            quantity,
            price,
            unit,
            discount: None,
            rate,
            modes: all,
            amounts: stated,
        };
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
        unread::refuse_rivals(cells);
    }
    unread::refuse_beside(cells, &line, &readings);
    let is_left = |rate: &Decimal| readings.iter().any(|it| it.rate == *rate);
    let rates: Vec<Decimal> = rates.into_iter().filter(is_left).collect();
    let rate = tax_rates::choose(cells, &rates);
    let mut modes: Vec<PriceMode> = Vec::new();
    for Reading { mode, .. } in &readings {
        if !modes.contains(mode) {
            modes.push(*mode);
        }
    }
    let price = price::kept(cells, &line, cut, &modes, is_exact);
    let (quantity, price) = (Some(quantity), Some(price));
    Figures { quantity, price, unit, discount: cut.discount(), rate, modes, amounts: stated }
}

/// The readings of the discount of a row.
fn cuts_of(cells: &mut Cells<'_>, text: Option<&str>) -> Vec<Cut> {
    let found = text.map_or(Ok(vec![Cut::NONE]), |text| cuts(cells.sheet(), text));
    found.unwrap_or_else(|problem| {
        cells.fail("discount", problem);
        vec![Cut::NONE]
    })
}

/// The rates that the amounts of a line show, which are its rates from now on. That its price is
/// without the tax may be assumed for that.
fn derive(
    cells: &mut Cells<'_>,
    line: &mut Line,
    modes: &[PriceMode],
    shown: &Shown,
) -> Vec<Decimal> {
    let derived = line.derive(modes, &shown.rates);
    if let [rate] = derived.as_slice()
        && modes.len() > 1
        && line.may_be_gross(*rate)
    {
        cells.notice(NoticeKind::PriceModeAssumed, "unit_price");
    }
    if !derived.is_empty() {
        line.rates.clone_from(&derived);
    }
    derived
}

/// Refuses a row with a figure below a heading that means a rate or money, and nothing shows which.
pub(crate) fn refuse_tax(cells: &mut Cells<'_>) {
    if cells.number("tax").is_some_and(|figure| !figure.is_zero()) {
        cells.fail("tax", Problem::new(Code::Ambiguous).fact("option", "rate_form"));
    }
}
