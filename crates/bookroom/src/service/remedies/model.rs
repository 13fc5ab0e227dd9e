//! What a complaint leads to, as hosts see it.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::billing::{CreditLine, NewInvoiceLine, PriceMode};
use crate::values::{CaseId, CaseRemedyId, InvoiceId, OperatorId, PaymentId, slugs};

slugs! {
    /// What a complaint leads to.
    RemedyKind {
        /// A credit note.
        CreditNote "credit_note",
        /// Goods in place of others.
        Replacement "replacement",
        /// Money back.
        Refund "refund",
    }
}

slugs! {
    /// Where it stands.
    RemedyState {
        /// Somebody is to decide.
        Proposed "proposed",
        /// It was approved, and its document is there.
        Approved "approved",
        /// It was refused.
        Refused "refused",
        /// It was withdrawn before somebody decided.
        Withdrawn "withdrawn",
        /// It was approved; its document was cancelled or discarded since.
        Reversed "reversed",
    }
}

/// A credit note against an invoice of the case's customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditTerms {
    /// The invoice; none: that of the case.
    #[serde(default)]
    pub invoice: Option<InvoiceId>,
    /// Which lines it takes back; empty for everything that is left of all.
    #[serde(default)]
    pub lines: Vec<CreditLine>,
}

/// Goods or services in place of others: the draft of a sale to the case's customer, which billing
/// posts. Without a price the product's is asked; a price of 0 gives it away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplacementTerms {
    /// Whether its unit prices hold the tax.
    pub price_mode: PriceMode,
    /// The lines, 1 to 10,000.
    pub lines: Vec<NewInvoiceLine>,
}

/// Money back to the case's customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundTerms {
    /// How much, greater than zero, with at most the currency's decimal places.
    pub amount: Decimal,
    /// Code or label of an item of `payment_method`; a bank transfer when absent.
    #[serde(default)]
    pub method: Option<String>,
    /// The code of the cash or bank account; none: the book's for the method.
    #[serde(default)]
    pub account: Option<String>,
    /// Whether it uses the customer's credit, the oldest first; that takes `payments.allocate` of
    /// who approves.
    #[serde(default)]
    pub allocate: bool,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RemedyTerms {
    /// A credit note.
    CreditNote(CreditTerms),
    /// Goods in place of others.
    Replacement(ReplacementTerms),
    /// Money back.
    Refund(RefundTerms),
}

impl RemedyTerms {
    /// What it is.
    #[must_use]
    pub fn kind(&self) -> RemedyKind {
        match self {
            Self::CreditNote(_) => RemedyKind::CreditNote,
            Self::Replacement(_) => RemedyKind::Replacement,
            Self::Refund(_) => RemedyKind::Refund,
        }
    }

    /// Everything that is left of the case's invoice.
    #[must_use]
    pub fn whole_credit() -> Self {
        Self::CreditNote(CreditTerms { invoice: None, lines: Vec::new() })
    }
}

/// What a complaint leads to, from its proposal on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseRemedy {
    /// Its id.
    pub id: CaseRemedyId,
    /// The case.
    pub case: CaseId,
    /// Where it stands.
    pub state: RemedyState,
    /// What is to be done.
    pub terms: RemedyTerms,
    /// Why; protected like the texts of cases.
    pub reason: Option<String>,
    /// What was said when it was decided; protected like the texts of cases.
    pub decision: Option<String>,
    /// The credit note, or the sale that replaces.
    pub document: Option<InvoiceId>,
    /// The refund.
    pub payment: Option<PaymentId>,
    /// When it was proposed.
    pub created_at: DateTime<Utc>,
    /// Who proposed it.
    pub created_by: Option<OperatorId>,
    /// When it was approved, refused or withdrawn.
    pub decided_at: Option<DateTime<Utc>>,
    /// Who did that.
    pub decided_by: Option<OperatorId>,
    /// Moves with every change.
    pub version: i64,
}

/// What a complaint should lead to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewCaseRemedy {
    /// The case; it has a customer.
    pub case: CaseId,
    /// What is to be done.
    pub terms: RemedyTerms,
    /// Why, 1 to 2,000 characters; it becomes the note of the document.
    pub reason: String,
}

/// Which remedies are wanted; what is absent or empty does not restrict.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RemedyFilter {
    /// Of one case.
    pub case: Option<CaseId>,
    /// What they are: any of these.
    pub kinds: Vec<RemedyKind>,
    /// Where they stand: any of these.
    pub states: Vec<RemedyState>,
    /// The one that a credit note or a sale came from.
    pub document: Option<InvoiceId>,
    /// The one that a payment came from.
    pub payment: Option<PaymentId>,
}
