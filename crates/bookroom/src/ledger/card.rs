//! What the house must know of the ledger.

use super::store::present::PRESENT;
use super::{founding, verify};
use crate::rights::permission::Permission;
use crate::work::{Card, Verify};

/// A new book begins with a chart of accounts and its journals; entries, numbers, digests and
/// balances can be recomputed.
pub(crate) const CARD: Card = Card {
    found: Some(|permit, tx, new| founding::found(permit, tx, new.chart)),
    verify: Some(Verify {
        needs: Permission::LedgerView,
        run: |view, verified| {
            let ledger = verify::verify(view)?;
            verified.counts.insert("entry", ledger.entries);
            verified.counts.insert("posting", ledger.postings);
            verified.findings.extend(ledger.findings);
            Ok(())
        },
    }),
    present: PRESENT,
    ..Card::SILENT
};
