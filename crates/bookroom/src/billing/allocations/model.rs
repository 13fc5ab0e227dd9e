//! Allocations as hosts see them.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::values::slugs;
use crate::values::{AllocationId, EntryId, EntryItemId, InvoiceId, OperatorId, PaymentId};

/// A document that an allocation joins to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OpenItem {
    /// An invoice or credit note.
    Invoice(InvoiceId),
    /// A payment or refund.
    Payment(PaymentId),
    /// A line of a journal entry that was posted by hand on an account kept by customer or
    /// supplier: an opening balance, an advance, a correction.
    Entry(EntryItemId),
}

slugs! {
    /// Which control account a document moves.
    #[derive(Default)]
    Side {
        /// What customers owe: sales, money in, refunds to customers.
        #[default]
        Receivable "receivable",
        /// What is owed to suppliers: purchases, money out, refunds by suppliers.
        Payable "payable",
    }
}

slugs! {
    /// Debt or credit.
    OpenKind {
        /// Something to be settled: an invoice, a refund, an opening balance.
        Debt "debt",
        /// Something to settle with: a payment, a credit note, an advance.
        Credit "credit",
    }
}

impl OpenKind {
    /// The other one.
    pub(crate) fn opposite(self) -> Self {
        match self {
            Self::Debt => Self::Credit,
            Self::Credit => Self::Debt,
        }
    }
}

/// How much of a payment or credit note settles which invoice (or of which credit a refund pays
/// out). An allocation is never changed, only withdrawn, so that every past day can be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allocation {
    /// The id.
    pub id: AllocationId,
    /// The debt that is settled: an invoice, a refund, an entry's line.
    pub debt: OpenItem,
    /// What settles it: a payment, a credit note, an entry's line.
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
    /// The journal entry that moved the amount between accounts, when both stand on different ones
    /// (预收冲应收).
    pub entry: Option<EntryId>,
}
