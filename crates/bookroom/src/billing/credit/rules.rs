//! Which sales go beyond a limit: decided in minor units, without database and clock.

use std::collections::BTreeMap;

use super::model::FamilyCredit;
use crate::error::{Code, Result};
use crate::values::{Currency, CustomerId};

/// What a customer owes, in minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Owed {
    /// Open of invoices, refunds and lines posted by hand.
    pub(super) open: i128,
    /// Not allocated of payments, credit notes and lines posted by hand.
    pub(super) credit: i128,
    /// What of `open` was due before the day.
    pub(super) overdue: i128,
}

impl Owed {
    /// What counts against a limit.
    pub(super) fn used(self) -> i128 {
        self.open - self.credit
    }
}

/// A sale about to be posted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sale {
    /// Its place in the command.
    pub(crate) index: usize,
    /// Whose.
    pub(crate) customer: i64,
    /// What it adds, in minor units.
    pub(crate) gross: i64,
}

/// A sale that would have its customer owe more than it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Beyond {
    /// The sale.
    pub(super) sale: Sale,
    /// What the customer may owe.
    pub(super) limit: i64,
    /// What it owes before this one, with those that come before it in the command.
    pub(super) used: i64,
}

/// The sales that go beyond the limits of their customers, in their order; each counts those before
/// it. One that adds nothing never does.
pub(super) fn beyond(
    sales: &[Sale],
    limits: &BTreeMap<i64, i64>,
    owed: &BTreeMap<i64, Owed>,
) -> Result<Vec<Beyond>> {
    let mut used: BTreeMap<i64, i128> = BTreeMap::new();
    let mut found = Vec::new();
    for sale in sales.iter().filter(|sale| sale.gross > 0) {
        let Some(&limit) = limits.get(&sale.customer) else { continue };
        let before = || owed.get(&sale.customer).copied().unwrap_or_default().used();
        let used = used.entry(sale.customer).or_insert_with(before);
        if *used + i128::from(sale.gross) > i128::from(limit) {
            found.push(Beyond { sale: *sale, limit, used: minor(*used)? });
        }
        *used += i128::from(sale.gross);
    }
    Ok(found)
}

/// What several customers owe together.
pub(super) fn together<'o>(
    customer: CustomerId,
    currency: Currency,
    limit: Option<i64>,
    customers: usize,
    owed: impl Iterator<Item = &'o Owed>,
) -> Result<FamilyCredit> {
    let all = owed.fold(Owed::default(), |sum, one| Owed {
        open: sum.open + one.open,
        credit: sum.credit + one.credit,
        overdue: sum.overdue + one.overdue,
    });
    let amount = |sum: i128| minor(sum).map(|minor| currency.from_minor(minor));
    Ok(FamilyCredit {
        customer,
        customers: i64::try_from(customers).unwrap_or(i64::MAX),
        currency: currency.code().to_owned(),
        limit: limit.map(|minor| currency.from_minor(minor)),
        open: amount(all.open)?,
        unallocated: amount(all.credit)?,
        used: amount(all.used())?,
        overdue: amount(all.overdue)?,
    })
}

/// A sum as an amount that can be told.
pub(super) fn minor(sum: i128) -> Result<i64> {
    i64::try_from(sum).map_err(|_| Code::OutOfRange.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sale(index: usize, customer: i64, gross: i64) -> Sale {
        Sale { index, customer, gross }
    }

    #[test]
    fn each_sale_counts_those_before_it() {
        let limits = BTreeMap::from([(1, 1_000), (2, 0)]);
        let owed = BTreeMap::from([(1, Owed { open: 700, credit: 200, overdue: 0 })]);
        let sales =
            [sale(0, 1, 300), sale(1, 2, 0), sale(2, 1, 200), sale(3, 1, 1), sale(4, 3, 9_000)];
        let found = beyond(&sales, &limits, &owed).unwrap();
        // 500 are used, 300 and 200 fill it to the brim, and one more is too much.
        assert_eq!(found, [Beyond { sale: sale(3, 1, 1), limit: 1_000, used: 1_000 }]);
    }

    #[test]
    fn who_has_paid_ahead_may_buy_for_it() {
        let owed = BTreeMap::from([(1, Owed { open: 0, credit: 500, overdue: 0 })]);
        let limits = BTreeMap::from([(1, 0)]);
        assert!(beyond(&[sale(0, 1, 500)], &limits, &owed).unwrap().is_empty());
        let found = beyond(&[sale(0, 1, 501)], &limits, &owed).unwrap();
        assert_eq!((found[0].used, found[0].limit), (-500, 0));
    }
}
