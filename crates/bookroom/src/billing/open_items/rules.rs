//! What a line posted by hand is: a debt or a credit, of a customer or of a supplier.

use crate::billing::allocations::{OpenKind, Side};
use crate::ledger::Subledger;

/// On which side the lines of an account stand.
pub(crate) fn side_of(subledger: Subledger) -> Side {
    match subledger {
        Subledger::Customers => Side::Receivable,
        Subledger::Suppliers => Side::Payable,
    }
}

/// What a line of debit less credit is.
pub(crate) fn kind_of(side: Side, amount: i64) -> OpenKind {
    if (side == Side::Receivable) == (amount > 0) { OpenKind::Debt } else { OpenKind::Credit }
}

/// Debit less credit of an amount that is open.
pub(crate) fn signed(side: Side, kind: OpenKind, amount: i64) -> i64 {
    if (side == Side::Receivable) == (kind == OpenKind::Debt) { amount } else { -amount }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sign_and_kind_say_the_same() {
        for side in [Side::Receivable, Side::Payable] {
            for amount in [-7, 7] {
                let kind = kind_of(side, amount);
                assert_eq!(signed(side, kind, 7), amount, "{side:?}");
            }
        }
        assert_eq!(kind_of(Side::Receivable, 7), OpenKind::Debt, "a customer owes");
        assert_eq!(kind_of(Side::Payable, 7), OpenKind::Credit, "a supplier was paid");
    }
}
