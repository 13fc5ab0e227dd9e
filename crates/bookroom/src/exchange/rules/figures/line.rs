//! A line of sale as arithmetic: what a reading of its figures makes of it, and which readings the
//! columns of amounts leave.

use rust_decimal::Decimal;

use super::discounts::Cut;
use crate::billing::products::PriceMode::{self, Gross, Net};
use crate::error::{Code, Problem};
use crate::exchange::cells::Cells;
use crate::exchange::model::DiscountForm;

/// What the amounts of a line are checked against.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) quantity: Decimal,
    pub(super) price: Decimal,
    /// The rates that its cell may mean; at least one.
    pub(super) rates: Vec<Decimal>,
    pub(super) cuts: Vec<Cut>,
    /// The field and what it says.
    pub(super) amounts: Vec<(&'static str, Decimal)>,
}

/// The columns that say what a line comes to.
pub(crate) const AMOUNTS: [&str; 4] = ["amount", "net_amount", "gross_amount", "tax_amount"];

/// One way to read a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) mode: PriceMode,
    pub(super) rate: Decimal,
    pub(super) cut: Cut,
}

/// What a line comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Worth {
    pub(super) net: Decimal,
    pub(super) gross: Decimal,
    /// As it is priced, with its discount.
    pub(super) priced: Decimal,
    /// As it is priced, before its discount.
    pub(super) full: Decimal,
}

impl Line {
    /// What a reading makes of the line.
    pub(super) fn worth(&self, reading: Reading) -> Option<Worth> {
        let Reading { mode, rate, cut } = reading;
        let full = self.quantity.checked_mul(self.price)?;
        let priced = match cut.form {
            DiscountForm::Money => full.checked_sub(cut.value)?,
            _ => full.checked_mul(Decimal::ONE.checked_sub(cut.value)?)?,
        };
        let factor = Decimal::ONE.checked_add(rate)?;
        let (net, gross) = match mode {
            Net => (priced, priced.checked_mul(factor)?),
            Gross => (priced.checked_div(factor)?, priced),
        };
        Some(Worth { net, gross, priced, full })
    }

    /// Whether all amounts fit, but for rounding.
    fn fits(&self, reading: Reading) -> bool {
        self.fits_by(reading, Decimal::new(1, 2))
    }

    /// Whether no amount is further `off`.
    pub(super) fn fits_by(&self, reading: Reading, off: Decimal) -> bool {
        let Some(Worth { net, gross, priced, .. }) = self.worth(reading) else { return false };
        let is_near = |one: Decimal, other: Decimal| {
            one.checked_sub(other).is_some_and(|found| found.abs() <= off)
        };
        self.amounts.iter().all(|(field, amount)| match *field {
            "net_amount" => is_near(*amount, net),
            "gross_amount" => is_near(*amount, gross),
            "tax_amount" => gross.checked_sub(net).is_some_and(|tax| is_near(*amount, tax)),
            _ => [net, gross, priced].into_iter().any(|value| is_near(*amount, value)),
        })
    }

    /// Whether a column gives this amount.
    pub(super) fn has(&self, name: &str) -> bool {
        self.amounts.iter().any(|(field, _)| *field == name)
    }

    /// Whether the columns of amounts show the tax.
    pub(super) fn shows_tax(&self) -> bool {
        self.has("tax_amount") || self.has("gross_amount")
    }

    /// All readings in these modes, the likeliest first.
    pub(super) fn all(&self, modes: &[PriceMode]) -> impl Iterator<Item = Reading> {
        modes.iter().flat_map(|mode| {
            self.rates.iter().flat_map(|rate| {
                self.cuts.iter().map(|cut| Reading { mode: *mode, rate: *rate, cut: *cut })
            })
        })
    }

    /// The readings that the amounts leave.
    pub(super) fn readings(&self, modes: &[PriceMode]) -> Vec<Reading> {
        self.all(modes).filter(|reading| self.fits(*reading)).collect()
    }

    /// Refuses a line of which no reading fits its amounts.
    pub(super) fn refuse_amount(&self, cells: &mut Cells<'_>, modes: &[PriceMode]) {
        let (Some((field, found)), Some(reading)) = (self.amounts.first(), self.all(modes).next())
        else {
            return;
        };
        let Some(Worth { net, gross, priced, .. }) = self.worth(reading) else {
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
}

/// Whether two amounts are the same but for rounding.
pub(crate) fn is_near(one: Decimal, other: Decimal) -> bool {
    one.checked_sub(other).is_some_and(|off| off.abs() <= Decimal::new(1, 2))
}
