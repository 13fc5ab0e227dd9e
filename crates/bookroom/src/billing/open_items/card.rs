//! What the house must know of lines posted by hand.

use super::{store, verify};
use crate::rights::permission::Permission;
use crate::work::{Card, Covers, Verify};

/// Such lines can be recomputed from their postings and allocations; they belong to customers.
pub(crate) const CARD: Card = Card {
    verify: Some(Verify {
        needs: Permission::InvoicesView,
        run: |view, verified| {
            let items = verify::verify(view, &mut verified.findings)?;
            verified.counts.insert("entry_item", items);
            Ok(())
        },
    }),
    covers: &[Covers { kind: "entry_item", pick: store::keep_in_scope, private: false }],
    present: store::present::PRESENT,
    ..Card::SILENT
};
