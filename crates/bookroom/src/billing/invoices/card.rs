//! What the house must know of invoices and credit notes.

use super::store::documents;
use super::store::present::PRESENT;
use super::store::searched::SEARCHED;
use crate::billing::verify;
use crate::rights::permission::Permission;
use crate::work::{Card, Covers, Verify};

/// Documents can be recomputed from their lines, entries and allocations; they belong to their
/// customers.
pub(crate) const CARD: Card = Card {
    verify: Some(Verify {
        needs: Permission::InvoicesView,
        run: |view, verified| {
            let documents = verify::verify(view, &mut verified.findings)?;
            verified.counts.insert("invoice", documents);
            Ok(())
        },
    }),
    covers: &[Covers { kind: "invoice", pick: documents::keep_in_scope, private: false }],
    present: PRESENT,
    searched: &[SEARCHED],
    ..Card::SILENT
};
