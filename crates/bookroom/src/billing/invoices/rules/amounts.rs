//! The arithmetic of documents, exact: every amount is rounded once, half away from zero, to the
//! minor unit; documents are sums of their lines.
//!
//! Price times quantity less the line's discount is rounded; the document's discount is spread over
//! the lines so that its parts sum to it; then the tax is taken. With prices without tax
//! `tax = round(net × rate)`; with prices that hold the tax `net = round(gross ÷ (1 + rate))` and
//! `tax = gross − net` (增值税法 §7: 价外税). It is rounded on each line, or once for each rate of
//! the document (EN 16931), whose tax is then spread so that each line's is within one minor unit
//! of its exact tax. `net + tax = gross` holds on every line and so on the document.
//!
//! A line may be negative: something given back, a deposit, a discount as a line of its own.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::billing::products::PriceMode;
use crate::error::{Code, Problem};
use crate::values::TaxRounding;
use crate::values::split::by_weight;

/// So many parts make one in a quantity, price or tax rate: they have at most 8 decimal places.
const UNIT: i128 = 100_000_000;
const UNIT_DECIMALS: u32 = 8;
/// So many parts make one in the rate of a discount.
const WHOLE: i128 = 100 * UNIT;
/// The most decimal places of the rate of a discount.
pub(crate) const WHOLE_DECIMALS: u32 = 10;

/// A discount whose amount is in minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cut {
    /// Nothing.
    None,
    /// A share of it, 0 to 1.
    Rate(Decimal),
    /// So many minor units.
    Amount(i64),
}

/// A line before its amounts are known. All values are checked: none has more than 8 decimal
/// places, and of quantity and price only one is negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LineTerms {
    pub(crate) quantity: Decimal,
    pub(crate) unit_price: Decimal,
    pub(crate) cut: Cut,
    pub(crate) tax_rate: Decimal,
}

/// The amounts of a line in minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct LineAmounts {
    pub(crate) document_discount: i64,
    pub(crate) net: i64,
    pub(crate) tax: i64,
    pub(crate) gross: i64,
}

/// The amounts of a document in minor units.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Amounts {
    pub(crate) lines: Vec<LineAmounts>,
    pub(crate) discount: i64,
    pub(crate) net: i64,
    pub(crate) tax: i64,
    pub(crate) gross: i64,
}

/// Works out all amounts of a document in a currency with so many decimal places, or says
/// everything that is out of range, with paths.
pub(crate) fn work_out(
    decimals: u32,
    mode: PriceMode,
    rounding: TaxRounding,
    terms: &[LineTerms],
    document: Cut,
) -> Result<Amounts, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut priced = Vec::with_capacity(terms.len());
    for (index, line) in terms.iter().enumerate() {
        match price_line(decimals, line) {
            Ok(line) => priced.push(line),
            Err(problem) => problems.push(problem.below(&format!("lines[{index}]"))),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let total: i128 = priced.iter().map(|line| i128::from(line.amount)).sum();
    let discount = document_discount(total, document).map_err(|problem| vec![problem])?;
    let parts = spread(discount, &priced, terms);
    let taxed: Vec<(i64, Decimal)> = priced
        .iter()
        .zip(terms)
        .zip(&parts)
        .map(|((line, terms), part)| (line.amount - part, terms.tax_rate))
        .collect();
    let taxed = match rounding {
        TaxRounding::Line => {
            taxed.iter().map(|(amount, rate)| net_and_tax(mode, *amount, *rate)).collect()
        }
        TaxRounding::Document => tax_by_rate(mode, &taxed),
    };
    let lines: Vec<LineAmounts> = taxed
        .into_iter()
        .zip(parts)
        .map(|((net, tax), part)| {
            Some(LineAmounts { document_discount: part, net, tax, gross: net.checked_add(tax)? })
        })
        .collect::<Option<_>>()
        .ok_or_else(|| vec![too_large("lines")])?;
    let sum = |part: fn(&LineAmounts) -> i64| -> Result<i64, Vec<Problem>> {
        let sum: i128 = lines.iter().map(|line| i128::from(part(line))).sum();
        i64::try_from(sum).map_err(|_| vec![too_large("lines")])
    };
    let cuts: i128 = priced.iter().map(|line| i128::from(line.discount)).sum();
    let discount =
        i64::try_from(cuts + i128::from(discount)).map_err(|_| vec![too_large("lines")])?;
    let (net, tax) = (sum(|line| line.net)?, sum(|line| line.tax)?);
    let gross = sum(|line| line.gross)?;
    Ok(Amounts { discount, net, tax, gross, lines })
}

fn too_large(path: &str) -> Problem {
    Problem::new(Code::OutOfRange).at(path)
}

/// A line's amount in the document's price mode, before the document's discount, and its own.
struct Priced {
    amount: i64,
    discount: i64,
}

fn price_line(decimals: u32, line: &LineTerms) -> Result<Priced, Problem> {
    let whole = times(decimals, line.quantity, line.unit_price, WHOLE)?;
    let discount = match line.cut {
        Cut::None => 0,
        Cut::Rate(rate) => {
            whole - times(decimals, line.quantity, line.unit_price, WHOLE - in_parts(rate))?
        }
        Cut::Amount(amount) if amount > whole.abs() => {
            return Err(Problem::new(Code::OutOfRange).at("discount"));
        }
        // It makes a negative line less negative.
        Cut::Amount(amount) => amount * whole.signum(),
    };
    Ok(Priced { amount: whole - discount, discount })
}

/// Quantity times price in minor units, rounded.
pub(crate) fn whole_price(
    decimals: u32,
    quantity: Decimal,
    price: Decimal,
) -> Result<i64, Problem> {
    times(decimals, quantity, price, WHOLE)
}

fn document_discount(total: i128, cut: Cut) -> Result<i64, Problem> {
    let discount = match cut {
        Cut::None => 0,
        // A share of at most all of less than 2^63 lines' worth.
        Cut::Rate(rate) => i128::from(round_ratio(total.max(0), in_parts(rate), WHOLE)?),
        Cut::Amount(amount) => i128::from(amount),
    };
    if discount > total.max(0) {
        return Err(Problem::new(Code::OutOfRange).at("discount"));
    }
    i64::try_from(discount).map_err(|_| too_large("lines"))
}

/// Spreads the document's discount by the amounts of the lines that are not negative. The order in
/// which lines stand does not matter to the sums: leftover units go by amount and tax rate, never
/// by place.
fn spread(discount: i64, priced: &[Priced], terms: &[LineTerms]) -> Vec<i64> {
    let mut order: Vec<usize> = (0..priced.len()).collect();
    order.sort_by_key(|&index| {
        (std::cmp::Reverse((priced[index].amount, terms[index].tax_rate)), index)
    });
    let weights: Vec<i64> = order.iter().map(|&index| priced[index].amount.max(0)).collect();
    let mut parts = vec![0; priced.len()];
    for (&index, part) in order.iter().zip(by_weight(discount, &weights)) {
        parts[index] = part;
    }
    parts
}

/// Splits an amount in a price mode into what is without tax and the tax. The sum may be more than
/// a stored amount holds when the tax comes on top.
pub(crate) fn net_and_tax(mode: PriceMode, amount: i64, rate: Decimal) -> (i64, i64) {
    let (net, tax) = wide_net_and_tax(mode, i128::from(amount), rate);
    (i64::try_from(net).unwrap_or(amount), i64::try_from(tax).unwrap_or(i64::MAX))
}

fn wide_net_and_tax(mode: PriceMode, amount: i128, rate: Decimal) -> (i128, i128) {
    let rate = scaled(rate);
    // |amount| < 2^77, rate ≤ 10^8: nothing here leaves 128 bits, and parts are never larger.
    match mode {
        PriceMode::Net => (amount, half_away(amount * rate, UNIT)),
        PriceMode::Gross => {
            let net = half_away(amount * UNIT, UNIT + rate);
            (net, amount - net)
        }
    }
}

/// The net amounts and taxes of lines whose tax is rounded once for each rate. Of the units that
/// rounding left, each goes to the line whose exact tax is nearest above; equal ones by amount,
/// then by place.
fn tax_by_rate(mode: PriceMode, lines: &[(i64, Decimal)]) -> Vec<(i64, i64)> {
    let mut by_rate = BTreeMap::<Decimal, Vec<usize>>::new();
    for (index, (_, rate)) in lines.iter().enumerate() {
        by_rate.entry(*rate).or_default().push(index);
    }
    let mut found = vec![(0, 0); lines.len()];
    for (rate, members) in by_rate {
        let amount = |index: &usize| i128::from(lines[*index].0);
        let total: i128 = members.iter().map(amount).sum();
        let (_, tax) = wide_net_and_tax(mode, total, rate);
        let rate = scaled(rate);
        let divisor = match mode {
            PriceMode::Net => UNIT,
            PriceMode::Gross => UNIT + rate,
        };
        let floor = |index: &usize| (amount(index) * rate).div_euclid(divisor);
        let rest = |index: &usize| (amount(index) * rate).rem_euclid(divisor);
        let mut order = members.clone();
        order.sort_by_key(|index| (std::cmp::Reverse((rest(index), amount(index))), *index));
        let mut left = tax - members.iter().map(floor).sum::<i128>();
        for index in order {
            let unit = i128::from(left > 0);
            left -= unit;
            let tax = floor(&index) + unit;
            let net = match mode {
                PriceMode::Net => amount(&index),
                PriceMode::Gross => amount(&index) - tax,
            };
            let narrow = |wide: i128| i64::try_from(wide).unwrap_or(i64::MAX);
            found[index] = (narrow(net), narrow(tax));
        }
    }
    found
}

/// A price of one price mode in the other, rounded to 8 decimal places.
pub(crate) fn convert_price(
    price: Decimal,
    from: PriceMode,
    to: PriceMode,
    rate: Decimal,
) -> Decimal {
    let (sign, wide, rate) = (scaled(price).signum(), scaled(price).abs(), scaled(rate));
    // A price is at most 10^12, so 10^20 parts: times 2 × 10^8 stays below 10^29.
    let converted = match (from, to) {
        (PriceMode::Net, PriceMode::Gross) => half_up(wide * (UNIT + rate), UNIT),
        (PriceMode::Gross, PriceMode::Net) => half_up(wide * UNIT, UNIT + rate),
        _ => return price,
    };
    Decimal::try_from_i128_with_scale(sign * converted, UNIT_DECIMALS)
        .map_or(price, |it| it.normalize())
}

/// A value with at most 8 decimal places as so many hundred-millionths.
pub(crate) fn scaled(value: Decimal) -> i128 {
    parts(value, UNIT_DECIMALS)
}

/// The rate of a discount in parts of [`WHOLE`].
fn in_parts(rate: Decimal) -> i128 {
    parts(rate, WHOLE_DECIMALS)
}

fn parts(value: Decimal, decimals: u32) -> i128 {
    let value = value.normalize();
    let missing = decimals.saturating_sub(value.scale());
    value.mantissa().saturating_mul(10_i128.pow(missing))
}

/// `quantity × price × factor ÷ WHOLE` in minor units, rounded once.
fn times(decimals: u32, quantity: Decimal, price: Decimal, factor: i128) -> Result<i64, Problem> {
    let (quantity, price) = (quantity.normalize(), price.normalize());
    let scale = quantity.scale() + price.scale() + WHOLE_DECIMALS;
    // What overflows here is more than 10^21 units: no stored amount holds it.
    let product = quantity.mantissa().checked_mul(price.mantissa());
    let product = product.ok_or_else(|| too_large("unit_price"))?;
    round_ratio(product, factor, 10_i128.pow(scale.saturating_sub(decimals)))
        .map_err(|problem| problem.at("unit_price"))
}

/// `value × factor ÷ divisor`, rounded half away from zero. The division is done in two steps, so
/// that the product may be wider than 128 bits.
pub(crate) fn round_ratio(value: i128, factor: i128, divisor: i128) -> Result<i64, Problem> {
    let (sign, value) = (value.signum(), value.abs());
    let (whole, rest) = (value / divisor, value % divisor);
    let rounded = rest.checked_mul(factor).map(|rest| half_up(rest, divisor));
    whole
        .checked_mul(factor)
        .zip(rounded)
        .and_then(|(whole, rest)| whole.checked_add(rest))
        .and_then(|minor| i64::try_from(sign * minor).ok())
        .ok_or_else(|| Problem::new(Code::OutOfRange))
}

/// A quotient, rounded half away from zero.
fn half_away(value: i128, divisor: i128) -> i128 {
    value.signum() * half_up(value.abs(), divisor)
}

/// A quotient of numbers that are not negative, rounded half up.
fn half_up(value: i128, divisor: i128) -> i128 {
    let (whole, rest) = (value / divisor, value % divisor);
    whole + i128::from(rest >= divisor - rest)
}
