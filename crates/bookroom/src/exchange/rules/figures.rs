//! The figures of a line of sale: whether its price holds the tax, and what its discount is. The
//! columns of amounts are evidence for both; what they leave open is reported or refused.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::billing::invoices::Discount;
use crate::billing::products::PriceMode::{self, Gross, Net};
use crate::error::{Code, Problem};
use crate::exchange::cells::Cells;
use crate::exchange::clean::numbers::{read, scaled};
use crate::exchange::clean::{self, RateForm};
use crate::exchange::headers::words::DiscountWord;
use crate::exchange::model::{DiscountForm, NoticeKind};
use crate::exchange::sheet::Sheet;
use crate::exchange::table::Row;
use crate::values::money::EXACT_DECIMALS;
use crate::values::text::simplified;

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

/// One reading of a discount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Cut {
    form: DiscountForm,
    /// The share that goes, or money.
    value: Decimal,
}

impl Cut {
    const NONE: Self = Self { form: DiscountForm::Off, value: Decimal::ZERO };

    fn is_same(self, other: Self) -> bool {
        let money = |cut: Self| cut.form == DiscountForm::Money && !cut.value.is_zero();
        self.value == other.value && money(self) == money(other)
    }

    fn discount(self) -> Option<Discount> {
        if self.value.is_zero() {
            return None;
        }
        Some(match self.form {
            DiscountForm::Money => Discount::Amount(self.value),
            _ => Discount::Rate(self.value.normalize()),
        })
    }
}

/// What the amounts of a line are checked against.
struct Line {
    quantity: Decimal,
    price: Decimal,
    rate: Decimal,
    cuts: Vec<Cut>,
    /// The field and what it says.
    amounts: Vec<(&'static str, Decimal)>,
}

const AMOUNTS: [&str; 4] = ["amount", "net_amount", "gross_amount", "tax_amount"];

impl Line {
    /// What a mode and a discount make of the line: before and with its tax, and as priced.
    fn worth(&self, mode: PriceMode, cut: Cut) -> Option<(Decimal, Decimal, Decimal)> {
        let full = self.quantity.checked_mul(self.price)?;
        let priced = match cut.form {
            DiscountForm::Money => full.checked_sub(cut.value)?,
            _ => full.checked_mul(Decimal::ONE.checked_sub(cut.value)?)?,
        };
        let factor = Decimal::ONE.checked_add(self.rate)?;
        Some(match mode {
            Net => (priced, priced.checked_mul(factor)?, priced),
            Gross => (priced.checked_div(factor)?, priced, priced),
        })
    }

    /// Whether all amounts fit, but for rounding.
    fn fits(&self, mode: PriceMode, cut: Cut) -> bool {
        let Some((net, gross, priced)) = self.worth(mode, cut) else { return false };
        let near = |one: Decimal, two: Decimal| {
            one.checked_sub(two).is_some_and(|off| off.abs() <= Decimal::new(1, 2))
        };
        self.amounts.iter().all(|(field, amount)| match *field {
            "net_amount" => near(*amount, net),
            "gross_amount" => near(*amount, gross),
            "tax_amount" => gross.checked_sub(net).is_some_and(|tax| near(*amount, tax)),
            _ => [net, gross, priced].into_iter().any(|value| near(*amount, value)),
        })
    }

    /// The readings that the amounts leave.
    fn readings(&self, modes: &[PriceMode]) -> Vec<(PriceMode, Cut)> {
        let all = modes.iter().flat_map(|mode| self.cuts.iter().map(|cut| (*mode, *cut)));
        all.filter(|(mode, cut)| self.fits(*mode, *cut)).collect()
    }
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
            let left: BTreeSet<u8> = readings.iter().map(|(_, cut)| place(cut.form)).collect();
            // Readings of one value stand for each other.
            forms_seen = true;
            forms = forms.intersection(&left).copied().collect();
        }
        let has = |mode| readings.iter().any(|(it, _)| *it == mode);
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

/// Whether some discounts have a percent sign, and all of those say less than a half.
fn has_shares(sheet: &Sheet) -> bool {
    let half = Decimal::from(50);
    let share = |cell: &str| {
        let number = cell.trim().strip_suffix(['%', '％'])?;
        read(number, sheet.numbers()).ok().map(|(found, _)| found.value)
    };
    let mut shares = sheet.column("discount").into_iter().flatten().filter_map(share).peekable();
    shares.peek().is_some() && shares.all(|share| share < half)
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
    let rate = cell("tax_rate").and_then(|text| {
        clean::rate(&text, sheet.rate_form("tax_rate"), sheet.numbers()).ok().map(|it| it.value)
    });
    Some(Line {
        quantity: number("quantity")?,
        price: number("unit_price")?,
        rate: rate.unwrap_or_default(),
        cuts: match cell("discount") {
            Some(text) => cuts(sheet, &text).ok()?,
            None => vec![Cut::NONE],
        },
        amounts: AMOUNTS.iter().filter_map(|it| Some((*it, number(it)?))).collect(),
    })
}

/// The readings of a cell of discounts, by heading and sign; those that come to the same count
/// once.
fn cuts(sheet: &Sheet, text: &str) -> Result<Vec<Cut>, Problem> {
    let meaning = sheet.columns.meaning("discount");
    let heading = simplified(sheet.heading("discount").unwrap_or_default());
    let rules = sheet.numbers();
    let plain: String = clean::numbers::prepare(text);
    let form = sheet.rate_form("discount");
    if plain.ends_with('折') {
        let left = clean::discount(text, form, rules)?.value;
        return Ok(vec![Cut { form: DiscountForm::Left, value: left }]);
    }
    let is_share = plain.ends_with(['%', '‰']);
    let is_money = meaning.discount == Some(DiscountWord::Money)
        || meaning.currency.is_some()
        || meaning.scale.is_some();
    let is_share_word = meaning.percent.is_some() || meaning.discount == Some(DiscountWord::Share);
    let forms: Vec<DiscountForm> = match sheet.discount_form {
        Some(form) => vec![form],
        None if is_money && !is_share => vec![DiscountForm::Money],
        None if meaning.discount == Some(DiscountWord::Left) => vec![DiscountForm::Left],
        None => {
            let left = heading.contains('折').then_some(DiscountForm::Left).filter(|_| !is_money);
            let money = (!is_share && !is_share_word).then_some(DiscountForm::Money);
            std::iter::once(DiscountForm::Off).chain(left).chain(money).collect()
        }
    };
    let number = || -> Result<Decimal, Problem> {
        let (found, _) = read(plain.trim_end_matches(['%', '‰']), rules)?;
        scaled(found.value, meaning.scale.unwrap_or(0))
    };
    let value = number()?;
    if value.is_zero() {
        return Ok(vec![Cut::NONE]);
    }
    let mut found: Vec<Cut> = Vec::new();
    for form_of in forms {
        let value = match form_of {
            DiscountForm::Money => Some(value),
            DiscountForm::Off => Some(clean::rate(text, form, rules)?.value),
            DiscountForm::Left => left_of(value, is_share),
        };
        let is_possible = |value: &Decimal| {
            form_of == DiscountForm::Money || (*value >= Decimal::ZERO && *value <= Decimal::ONE)
        };
        let cut = value.filter(is_possible).map(|value| Cut { form: form_of, value });
        found.extend(cut.filter(|cut| !found.iter().any(|known| known.is_same(*cut))));
    }
    if found.is_empty() { Err(Problem::new(Code::OutOfRange)) } else { Ok(found) }
}

/// The share that goes when this much is left: 0.9, 9 and 90 leave nine tenths.
fn left_of(value: Decimal, is_share: bool) -> Option<Decimal> {
    let zeros = if is_share || value > Decimal::TEN {
        -2
    } else if value > Decimal::ONE {
        -1
    } else {
        0
    };
    Decimal::ONE.checked_sub(scaled(value, zeros).ok()?)
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
    let rate = cells.rate("tax_rate");
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
    let rest = Figures { quantity, price, discount: None, rate, modes: all.clone() };
    let (Some(quantity), Some(price)) = (quantity, price) else {
        let cut = choose(cells, &cuts, shown, raw.as_deref());
        return Figures { discount: cut.discount(), ..rest };
    };
    let line = Line { quantity, price, rate: rate.unwrap_or_default(), cuts, amounts };
    let readings = line.readings(&all);
    if readings.is_empty() {
        refuse_amount(cells, &line, &all);
        return rest;
    }
    let mut left: Vec<Cut> = Vec::new();
    for (_, cut) in &readings {
        if !left.contains(cut) {
            left.push(*cut);
        }
    }
    let cut = choose(cells, &left, shown, raw.as_deref());
    let modes = readings.iter().filter(|(_, it)| *it == cut).map(|(mode, _)| *mode).collect();
    let price = Some(rounded(cells, &line, cut));
    Figures { price, discount: cut.discount(), modes, ..rest }
}

/// The discount that is meant: what amounts leave, then what the file shows. Two readings that are
/// still there are refused in a column of 折, which mostly says what is left to pay, and reported in
/// others.
fn choose(cells: &mut Cells<'_>, cuts: &[Cut], shown: Shown, text: Option<&str>) -> Cut {
    let by_file = cuts.iter().find(|cut| Some(cut.form) == shown.form);
    let first = cuts.first().copied().unwrap_or(Cut::NONE);
    if cuts.len() <= 1 {
        return first;
    }
    if let Some(cut) = by_file {
        return *cut;
    }
    let sheet = cells.sheet();
    let half = Decimal::new(5, 1);
    let is_share = text.is_some_and(|text| text.trim().ends_with(['%', '％']));
    let is_fraction = sheet.rate_form("discount") == RateForm::Fraction;
    // Nobody writes that fifteen percent are left to pay, or that 0.15 of a currency go.
    if first.form == DiscountForm::Off && first.value < half && (is_share || is_fraction) {
        return first;
    }
    cells.notice(NoticeKind::DiscountsAmbiguous, "discount");
    if shown.has_shares && first.form == DiscountForm::Off {
        return first;
    }
    if cuts.iter().any(|cut| cut.form == DiscountForm::Left) {
        cells.fail("discount", Problem::new(Code::Ambiguous));
    }
    first
}

fn refuse_amount(cells: &mut Cells<'_>, line: &Line, modes: &[PriceMode]) {
    let (Some((field, found)), Some(mode), Some(cut)) =
        (line.amounts.first(), modes.first(), line.cuts.first())
    else {
        return;
    };
    let Some((net, gross, priced)) = line.worth(*mode, *cut) else {
        cells.fail(field, Problem::new(Code::OutOfRange));
        return;
    };
    let expected = match *field {
        "net_amount" => net,
        "gross_amount" => gross,
        "tax_amount" => gross.checked_sub(net).unwrap_or_default(),
        _ => priced,
    };
    let problem = Problem::new(Code::AmountDiffers);
    let problem = problem.fact("expected", expected.round_dp(4).normalize());
    cells.fail(field, problem.fact("found", found));
}

/// The price with as many decimals as are kept, if that leaves the amount as it is.
fn rounded(cells: &mut Cells<'_>, line: &Line, cut: Cut) -> Decimal {
    if line.price.normalize().scale() <= EXACT_DECIMALS {
        return line.price;
    }
    let price = line.price.round_dp(EXACT_DECIMALS);
    let decimals = cells.sheet().setting.currency.decimals();
    let amount = |price: Decimal| {
        let line = Line { price, cuts: Vec::new(), amounts: Vec::new(), ..*line };
        line.worth(Net, cut).map(|(net, ..)| net.round_dp(decimals))
    };
    if amount(price) != amount(line.price) {
        return line.price;
    }
    cells.notice(NoticeKind::PriceRounded, "unit_price");
    price
}
