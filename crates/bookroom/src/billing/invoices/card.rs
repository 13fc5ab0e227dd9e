//! What the house must know of invoices and credit notes.

use crate::billing::verify;
use crate::rights::permission::Permission;
use crate::work::{Card, Verify};

/// Documents can be recomputed from their lines, entries and allocations.
pub(crate) const CARD: Card = Card {
    verify: Some(Verify {
        needs: Permission::InvoicesView,
        run: |view, verified| {
            let documents = verify::verify(view, &mut verified.findings)?;
            verified.counts.insert("invoice", documents);
            Ok(())
        },
    }),
    ..Card::SILENT
};
