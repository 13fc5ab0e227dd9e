//! What the house must know of payments and allocations.

use super::store::items;
use super::store::present::PRESENT;
use super::{commands, verify};
use crate::billing::allocations::store as allocations;
use crate::rights::permission::Permission;
use crate::work::{Card, Covers, Verify};

/// Payments can be recomputed from their entries and allocations; both belong to customers.
pub(crate) const CARD: Card = Card {
    posted_by_hand: Some(commands::follow),
    verify: Some(Verify {
        needs: Permission::PaymentsView,
        run: |view, verified| {
            let payments = verify::verify(view, &mut verified.findings)?;
            verified.counts.insert("payment", payments);
            Ok(())
        },
    }),
    covers: &[
        Covers { kind: "payment", pick: items::keep_payments_in_scope, private: false },
        Covers { kind: "allocation", pick: allocations::pick_in_scope, private: false },
    ],
    present: PRESENT,
    ..Card::SILENT
};
