//! Taking back lines of an invoice: how much a credit note takes of each, never more than is left.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::amounts::{round_ratio, scaled};
use crate::billing::invoices::model::CreditLine;
use crate::error::{Code, Problem};
use crate::values::money::{EXACT_DECIMALS, EXACT_LIMIT};
use crate::values::{Check, Currency};

/// What a credit note is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Plan {
    pub(crate) issue_on: NaiveDate,
    pub(crate) reference: Option<String>,
    pub(crate) note: Option<String>,
    /// Whether it takes back the invoice as it is, discounts and all.
    pub(crate) whole: bool,
    /// What it takes back, by line number.
    pub(crate) lines: Vec<(i64, Share)>,
}

/// Lines of an invoice by number, each with what was taken back of it before.
pub(crate) type Lines = BTreeMap<i64, (Share, Share)>;

/// Everything that is left of an invoice.
pub(crate) fn all_that_is_left(lines: &Lines, check: &mut Check) -> Vec<(i64, Share)> {
    let left = |(number, (line, taken)): (&i64, &(Share, Share))| {
        let share = line.less(*taken);
        (!share.is_nothing()).then_some((*number, share))
    };
    let left: Vec<(i64, Share)> = lines.iter().filter_map(left).collect();
    check.require(!left.is_empty(), "lines", Code::OverAllocated);
    left
}

/// What a credit note takes back of chosen lines, each at most once.
pub(crate) fn take_back_lines(
    lines: &Lines,
    chosen: &[CreditLine],
    currency: Currency,
    check: &mut Check,
) -> Vec<(i64, Share)> {
    let mut shares = Vec::with_capacity(chosen.len());
    let mut seen = BTreeSet::new();
    check.each("lines", chosen, |check, new| {
        check.require(seen.insert(new.line), "line", Code::Repeated);
        let Some((line, taken)) = lines.get(&new.line) else {
            check.fail("line", Code::UnknownReference);
            return;
        };
        if let Some(quantity) = new.quantity.map(|quantity| quantity.abs()) {
            let limit = Decimal::from(EXACT_LIMIT);
            check.number("quantity", quantity, Decimal::ZERO, limit, EXACT_DECIMALS);
        }
        let share = match new.amount.map(|amount| currency.to_minor(amount)).transpose() {
            Ok(gross) => take_back(*line, *taken, Wanted { quantity: new.quantity, gross }),
            Err(problem) => Err(problem.at("amount")),
        };
        match share {
            Ok(share) => shares.push((new.line, share)),
            Err(problem) => check.add(problem),
        }
    });
    shares.sort_unstable_by_key(|(line, _)| *line);
    shares
}

/// The quantity and amounts of a line, or of what was taken back of it so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Share {
    pub(crate) quantity: Decimal,
    pub(crate) net: i64,
    pub(crate) tax: i64,
    pub(crate) gross: i64,
    /// Its part of the document's discount.
    pub(crate) discount: i64,
}

impl Share {
    /// Adds what another credit note took.
    pub(crate) fn add(&mut self, other: Self) {
        self.quantity += other.quantity;
        self.net += other.net;
        self.tax += other.tax;
        self.gross += other.gross;
        self.discount += other.discount;
    }

    fn less(self, other: Self) -> Self {
        Self {
            quantity: self.quantity - other.quantity,
            net: self.net - other.net,
            tax: self.tax - other.tax,
            gross: self.gross - other.gross,
            discount: self.discount - other.discount,
        }
    }

    /// The same with the other sign.
    fn opposite(self) -> Self {
        Self::default().less(self)
    }

    fn is_negative(&self) -> bool {
        self.quantity < Decimal::ZERO || self.gross < 0
    }

    /// Whether there is nothing of it.
    pub(crate) fn is_nothing(&self) -> bool {
        self.quantity.is_zero() && self.net == 0 && self.tax == 0 && self.gross == 0
    }
}

/// What a credit note is to take back of a line. With neither, everything that is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Wanted {
    /// So many; their share of the amounts unless `gross` is given.
    pub(crate) quantity: Option<Decimal>,
    /// So much, with tax; nothing is given back unless `quantity` is given.
    pub(crate) gross: Option<i64>,
}

/// What a credit note takes back of a line of which `taken` was taken back before. Whoever takes
/// the last of it takes exactly what is left, so that all credit notes together sum to the line.
///
/// # Errors
/// `must_be_positive`, `over_allocated`, `out_of_range`.
pub(crate) fn take_back(line: Share, taken: Share, wanted: Wanted) -> Result<Share, Problem> {
    if line.is_negative() {
        // What lessened the invoice is taken back like what it charged, with the other sign.
        let quantity = wanted.quantity.map(|quantity| quantity.abs());
        let wanted = Wanted { quantity, gross: wanted.gross.map(i64::abs) };
        return take_back(line.opposite(), taken.opposite(), wanted).map(Share::opposite);
    }
    let left = line.less(taken);
    if left.is_nothing() {
        return Err(Problem::new(Code::OverAllocated));
    }
    let quantity = match wanted {
        Wanted { quantity: Some(quantity), .. } => quantity,
        Wanted { gross: Some(_), .. } => Decimal::ZERO,
        _ => left.quantity,
    };
    let over = |path: &str| Problem::new(Code::OverAllocated).at(path);
    if wanted.quantity.is_some_and(|quantity| quantity <= Decimal::ZERO) {
        return Err(Problem::new(Code::MustBePositive).at("quantity"));
    }
    if quantity > left.quantity {
        return Err(over("quantity").fact("left", left.quantity.normalize()));
    }
    let gross = match wanted.gross {
        Some(gross) if gross <= 0 => {
            return Err(Problem::new(Code::MustBePositive).at("amount"));
        }
        Some(gross) => gross,
        None if quantity == left.quantity => left.gross,
        None => share_of(line.gross, quantity, line.quantity)?.min(left.gross),
    };
    if gross > left.gross {
        return Err(over("amount"));
    }
    if gross == left.gross {
        return Ok(Share { quantity, ..left });
    }
    // The tax's share of the gross amount, within what is left of tax and net.
    let tax = round_ratio(line.tax.into(), gross.into(), i128::from(line.gross).max(1))?;
    let tax = tax.clamp((gross - left.net).max(0), left.tax.min(gross));
    let discount = match line.quantity.is_zero() {
        true => 0,
        false => share_of(line.discount, quantity, line.quantity)?.min(left.discount),
    };
    Ok(Share { quantity, net: gross - tax, tax, gross, discount })
}

fn share_of(amount: i64, quantity: Decimal, of: Decimal) -> Result<i64, Problem> {
    let out_of_range = |problem: Problem| problem.at("quantity");
    round_ratio(amount.into(), scaled(quantity), scaled(of).max(1)).map_err(out_of_range)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn share(quantity: i64, net: i64, tax: i64) -> Share {
        Share { quantity: Decimal::from(quantity), net, tax, gross: net + tax, discount: 0 }
    }

    fn many(quantity: i64) -> Wanted {
        Wanted { quantity: Some(Decimal::from(quantity)), gross: None }
    }

    #[test]
    fn thirds_sum_to_the_whole() {
        let line = share(3, 100, 13);
        let mut taken = Share::default();
        let mut parts = Vec::new();
        for _ in 0..3 {
            let part = take_back(line, taken, many(1)).unwrap();
            taken.add(part);
            parts.push(part.gross);
        }
        assert_eq!(parts, [38, 38, 37]);
        assert_eq!(taken, line);
        let error = take_back(line, taken, Wanted::default()).unwrap_err();
        assert_eq!(error.code, Code::OverAllocated);
    }

    #[test]
    fn more_than_is_left_is_refused() {
        let line = share(2, 100, 13);
        let error = |wanted| take_back(line, Share::default(), wanted).unwrap_err();
        assert_eq!(error(many(3)).path, "quantity");
        let amount = |gross| Wanted { quantity: None, gross: Some(gross) };
        assert_eq!(error(amount(114)).path, "amount");
        assert_eq!(error(amount(0)).code, Code::MustBePositive);
        assert_eq!(error(many(0)).code, Code::MustBePositive);
        let allowance = take_back(line, Share::default(), amount(10)).unwrap();
        assert_eq!(allowance, share(0, 9, 1));
    }

    proptest! {
        #[test]
        fn what_is_taken_never_exceeds_the_line(
            quantity in 1..1_000_i64, net in 0..1_000_000_i64, tax in 0..100_000_i64,
            steps in prop::collection::vec((0..500_i64, 0..300_000_i64), 1..20),
        ) {
            let line = share(quantity, net, tax);
            let mut taken = Share::default();
            for (quantity, gross) in steps {
                let wanted = Wanted {
                    quantity: (quantity > 0).then(|| Decimal::from(quantity)),
                    gross: (gross > 0 && quantity % 2 == 0).then_some(gross),
                };
                let Ok(part) = take_back(line, taken, wanted) else { continue };
                prop_assert_eq!(part.net + part.tax, part.gross);
                prop_assert!(part.net >= 0 && part.tax >= 0);
                taken.add(part);
                let left = line.less(taken);
                prop_assert!(left.net >= 0 && left.tax >= 0 && left.gross >= 0);
                prop_assert!(left.quantity >= Decimal::ZERO);
            }
            if let Ok(part) = take_back(line, taken, Wanted::default()) {
                taken.add(part);
            }
            prop_assert_eq!(taken, line);
        }
    }
}
