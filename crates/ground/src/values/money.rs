//! Money: `Decimal` in the API, `i64` minor units in the store, `i128` in sums; never a float.
//!
//! An amount with more digits than its currency has is an error, never rounded in silence.

use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

use super::text;
use crate::error::{Code, Problem};

/// The most decimal places of a quantity, unit price, rate or percentage.
pub const EXACT_DECIMALS: u32 = 8;
/// The largest quantity or unit price.
pub const EXACT_LIMIT: i64 = 1_000_000_000_000;

/// A currency by its ISO 4217 code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Currency(iso_currency::Currency);

impl Currency {
    /// The country whose phone numbers are written without country code in a book of this currency:
    /// the first two letters of a currency's code are its country's.
    pub fn phone_region(self) -> String {
        text::clip(self.code(), 2).to_owned()
    }

    /// The currency with this ISO 4217 code, such as `CNY`.
    ///
    /// # Errors
    /// `bad_choice` when there is none.
    pub fn of(code: &str) -> Result<Self, Problem> {
        iso_currency::Currency::from_code(code)
            .filter(|currency| currency.exponent().is_some())
            .map(Self)
            .ok_or_else(|| Problem::new(Code::BadChoice).at("currency"))
    }

    /// The ISO 4217 code.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// How many decimal places its minor unit has: 2 for CNY, 0 for JPY, 3 for KWD.
    #[must_use]
    pub fn decimals(self) -> u32 {
        self.0.exponent().map_or(2, u32::from)
    }

    /// The amount in minor units.
    ///
    /// # Errors
    /// `too_many_decimals` or `out_of_range`.
    pub fn to_minor(self, amount: Decimal) -> Result<i64, Problem> {
        let decimals = self.decimals();
        let plain = amount.normalize();
        if plain.scale() > decimals {
            return Err(Problem::new(Code::TooManyDecimals).fact("decimals", decimals));
        }
        let factor = 10_i128.pow(decimals - plain.scale());
        plain
            .mantissa()
            .checked_mul(factor)
            .and_then(|minor| i64::try_from(minor).ok())
            .ok_or_else(|| Problem::new(Code::OutOfRange))
    }

    /// The amount of so many minor units, with the currency's decimal places.
    #[must_use]
    pub fn from_minor(self, minor: i64) -> Decimal {
        Decimal::new(minor, self.decimals())
    }

    /// A sum of minor units, if a stored amount can hold it.
    ///
    /// # Errors
    /// `out_of_range`.
    pub fn sum(self, minor: impl IntoIterator<Item = i64>) -> Result<i64, Problem> {
        let sum: i128 = minor.into_iter().map(i128::from).sum();
        i64::try_from(sum).map_err(|_| Problem::new(Code::OutOfRange))
    }

    /// An exact value rounded half away from zero to the minor unit (half-up at the fen, as
    /// invoices have it).
    ///
    /// # Errors
    /// `out_of_range`.
    pub fn round_to_minor(self, exact: Decimal) -> Result<i64, Problem> {
        let rounded =
            exact.round_dp_with_strategy(self.decimals(), RoundingStrategy::MidpointAwayFromZero);
        self.to_minor(rounded)
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_exact_or_refused() {
        let yuan = Currency::of("CNY").unwrap();
        assert_eq!(yuan.to_minor("12.30".parse().unwrap()), Ok(1230));
        assert_eq!(yuan.to_minor("12.300".parse().unwrap()), Ok(1230));
        assert_eq!(
            yuan.to_minor("0.001".parse().unwrap()).unwrap_err().code,
            Code::TooManyDecimals
        );
        let edge = Decimal::from_i128_with_scale(i128::from(i64::MAX), 2);
        assert_eq!(yuan.to_minor(edge), Ok(i64::MAX));
        let above = Decimal::from_i128_with_scale(i128::from(i64::MAX) + 1, 2);
        assert_eq!(yuan.to_minor(above).unwrap_err().code, Code::OutOfRange);
        assert_eq!(yuan.to_minor(Decimal::MAX).unwrap_err().code, Code::OutOfRange);
        assert_eq!(yuan.from_minor(5).to_string(), "0.05");
        assert_eq!(yuan.round_to_minor("2.345".parse().unwrap()), Ok(235));
        assert_eq!(yuan.round_to_minor("-2.345".parse().unwrap()), Ok(-235));
        assert_eq!(Currency::of("JPY").unwrap().to_minor(Decimal::from(7)), Ok(7));
        assert!(Currency::of("XXQ").is_err());
    }
}
