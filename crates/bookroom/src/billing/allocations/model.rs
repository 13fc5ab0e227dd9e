//! Allocations as hosts see them.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::values::{AllocationId, InvoiceId, OperatorId, PaymentId};

/// A document that an allocation joins to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OpenItem {
    /// An invoice or credit note.
    Invoice(InvoiceId),
    /// A payment or refund.
    Payment(PaymentId),
}

/// How much of a payment or credit note settles which invoice (or of which credit a refund pays
/// out). An allocation is never changed, only withdrawn, so that every past day can be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allocation {
    /// The id.
    pub id: AllocationId,
    /// The debt that is settled: an invoice or a refund.
    pub debt: OpenItem,
    /// What settles it: a payment or a credit note.
    pub credit: OpenItem,
    /// How much, greater than zero.
    pub amount: Decimal,
    /// From which day on it counts.
    pub allocated_on: NaiveDate,
    /// From which day on it no longer counts.
    pub withdrawn_on: Option<NaiveDate>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// Who made it.
    pub created_by: Option<OperatorId>,
}
