//! A row of payments with what it refers to, on its way into the book.

use super::repeats::Says;
use crate::billing::payments::{AllocationChoice, PaymentPurpose};
use crate::exchange::model::ImportedPayment;
use crate::exchange::rules::lines::LineDigest;

/// A row with what it refers to.
#[derive(Debug, Clone)]
pub(super) struct Paid<'r> {
    pub(super) row: &'r ImportedPayment,
    pub(super) customer: i64,
    pub(super) method: Option<String>,
    pub(super) note: Option<String>,
    pub(super) purpose: PaymentPurpose,
    pub(super) allocate: AllocationChoice,
    pub(super) digest: LineDigest,
    pub(super) is_guarded: bool,
}

impl Says for Paid<'_> {
    fn line(&self) -> u64 {
        self.row.line
    }

    fn digest(&self) -> LineDigest {
        self.digest
    }

    fn is_guarded(&self) -> bool {
        self.is_guarded
    }
}
