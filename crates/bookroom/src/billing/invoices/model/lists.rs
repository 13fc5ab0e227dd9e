//! Lists of documents: filters, orders, totals.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Direction, DocumentKind, InvoiceState};
use crate::values::{Condition, CustomerId, InvoiceId, slugs};

/// Which documents to list; what is absent does not limit.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct InvoiceFilter {
    /// Sale or purchase.
    pub direction: Option<Direction>,
    /// Invoices or credit notes.
    pub kind: Option<DocumentKind>,
    /// Any of these states; empty for all.
    pub states: Vec<InvoiceState>,
    /// Of one customer or supplier.
    pub customer: Option<CustomerId>,
    /// The credit notes that take this invoice back, wholly or in part.
    pub corrects: Option<InvoiceId>,
    /// Issued on this day or later.
    pub issued_from: Option<NaiveDate>,
    /// Issued on this day or earlier.
    pub issued_to: Option<NaiveDate>,
    /// Due on this day or later.
    pub due_from: Option<NaiveDate>,
    /// Due on this day or earlier.
    pub due_to: Option<NaiveDate>,
    /// Invoices that were due before this day and of which something is open now.
    pub overdue_on: Option<NaiveDate>,
    /// Part of the number, the reference or the counterparty's name; letter case and width do not
    /// matter, nor does punctuation unless a document holds the text just as it stands.
    pub text: Option<String>,
    /// Of this gross amount or more.
    pub gross_from: Option<Decimal>,
    /// Of this gross amount or less.
    pub gross_to: Option<Decimal>,
    /// Conditions on any column that the list can be sorted by; at most 20.
    pub conditions: Vec<Condition>,
}

slugs! {
    /// What a list of documents is sorted and filtered by. Documents without a value come last,
    /// ties go by id.
    #[derive(Default)]
    InvoiceSort {
        /// The date of issue.
        #[default]
        IssueOn "issue_on",
        /// The due date.
        DueOn "due_on",
        /// The number, as text; drafts have none.
        Number "number",
        /// The other system's or the supplier's number.
        Reference "reference",
        /// Sale or purchase.
        Direction "direction",
        /// Invoice or credit note.
        Kind "kind",
        /// Where it stands.
        State "state",
        /// The id of the customer or supplier.
        Customer "customer",
        /// The counterparty's name, by code point.
        CounterpartyName "counterparty_name",
        /// All discounts together.
        DiscountTotal "discount_total",
        /// The amount without tax.
        Net "net",
        /// The tax.
        Tax "tax",
        /// The amount with tax.
        Gross "gross",
        /// How much is settled.
        Settled "settled",
        /// When it was drafted.
        CreatedAt "created_at",
        /// When it last changed.
        UpdatedAt "updated_at",
    }
}

/// The totals of documents of one direction and kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceTotals {
    /// Sale or purchase.
    pub direction: Direction,
    /// Invoices or credit notes. Amounts of credit notes are positive.
    pub kind: DocumentKind,
    /// How many.
    pub count: i64,
    /// Without tax.
    pub net: Decimal,
    /// Tax.
    pub tax: Decimal,
    /// With tax.
    pub gross: Decimal,
    /// How much of it is settled.
    pub settled: Decimal,
}
