//! The price of a line as it is kept. Files round it, and then the amount is the truth: 3 at 33.33
//! that come to 100.00 have a price that makes 100.00.

use rust_decimal::{Decimal, RoundingStrategy};

use super::discounts::Cut;
use super::line::{Line, Reading};
use crate::billing::products::PriceMode::{self, Gross, Net};
use crate::exchange::cells::Cells;
use crate::exchange::model::NoticeKind;
use crate::values::money::EXACT_DECIMALS;

/// Prices are rounded to so many decimals, or more as they show.
const LEAST_DECIMALS: u32 = 2;

/// An amount to the minor unit.
fn minor(amount: Decimal, decimals: u32) -> Decimal {
    amount.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
}

impl Line {
    /// The price that makes the amount of the line in a mode; none where the price makes it itself,
    /// or where its rounding does not explain the difference.
    fn price_of_amount(
        &self,
        mode: PriceMode,
        decimals: u32,
        most: Option<Decimal>,
    ) -> Option<Decimal> {
        if self.cuts != [Cut::NONE] || self.quantity.is_zero() {
            return None;
        }
        let full = self.quantity.checked_mul(self.price)?;
        let of = |name: &str| self.amounts.iter().find(|(field, _)| *field == name);
        let own = if mode == Gross { "gross_amount" } else { "net_amount" };
        let (_, amount) = of(own).or_else(|| of("amount"))?;
        let half = Decimal::new(5, self.price.scale().max(LEAST_DECIMALS) + 1);
        let limit = half.checked_mul(self.quantity.abs())? + Decimal::new(5, decimals + 1);
        let limit = most.map_or(limit, |most| most.min(limit));
        let off = amount.checked_sub(full)?.abs();
        if *amount == minor(full, decimals) || off > limit {
            return None;
        }
        let price = amount.checked_div(self.quantity)?.round_dp(EXACT_DECIMALS).normalize();
        let back = self.quantity.checked_mul(price).map(|back| minor(back, decimals));
        (back == Some(*amount)).then_some(price)
    }

    /// The line with a price that makes its amount, and the readings that this leaves: for a line
    /// of which none fits.
    pub(super) fn with_exact_price(
        &self,
        modes: &[PriceMode],
        decimals: u32,
    ) -> Option<(Self, Vec<Reading>)> {
        let of = |mode: &PriceMode| {
            let price = self.price_of_amount(*mode, decimals, None)?;
            let line = Self { price, ..self.clone() };
            let readings = line.readings(modes);
            (!readings.is_empty()).then_some((line, readings))
        };
        modes.iter().find_map(of)
    }
}

/// The price that is kept of a line: the one that makes its amount, with as many decimals as are
/// kept. `is_exact` tells that it was found so already.
pub(super) fn kept(
    cells: &mut Cells<'_>,
    line: &Line,
    cut: Cut,
    modes: &[PriceMode],
    is_exact: bool,
) -> Decimal {
    let decimals = cells.sheet().setting.currency.decimals();
    let cent = Some(Decimal::new(1, decimals));
    let exact = modes.iter().find_map(|mode| line.price_of_amount(*mode, decimals, cent));
    if is_exact || exact.is_some() {
        cells.notice(NoticeKind::PriceFromAmount, "unit_price");
        return exact.unwrap_or(line.price);
    }
    rounded(cells, line, cut)
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
