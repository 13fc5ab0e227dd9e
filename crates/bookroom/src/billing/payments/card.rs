//! What the house must know of payments and allocations.

use super::verify;
use crate::rights::permission::Permission;
use crate::work::{Card, Verify};

/// Payments can be recomputed from their entries and allocations.
pub(crate) const CARD: Card = Card {
    verify: Some(Verify {
        needs: Permission::PaymentsView,
        run: |view, verified| {
            let payments = verify::verify(view, &mut verified.findings)?;
            verified.counts.insert("payment", payments);
            Ok(())
        },
    }),
    ..Card::SILENT
};
