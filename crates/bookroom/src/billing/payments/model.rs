//! Payments and allocations as hosts see them.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use crate::billing::allocations::{Allocation, OpenItem, Side};
use crate::values::{
    AccountId, Condition, CustomerId, Edit, EntryId, OperatorId, PaymentId, edits, slugs,
};

slugs! {
    /// Whether money comes in or goes out.
    PaymentDirection {
        /// Received.
        In "in",
        /// Paid.
        Out "out",
    }
}

slugs! {
    /// What money is for.
    PaymentPurpose {
        /// It settles what is owed: a customer pays us, we pay a supplier.
        Settlement "settlement",
        /// It gives money back: we to a customer, a supplier to us.
        Refund "refund",
    }
}

slugs! {
    /// Whether a payment counts.
    PaymentState {
        /// It stands in the ledger.
        Posted "posted",
        /// It was cancelled by a red entry.
        Cancelled "cancelled",
    }
}

/// Money in or out. Amounts are in the book's currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// The id.
    pub id: PaymentId,
    /// `RC-202606-0001` for money in, `PY-202606-0001` for money out; gapless per month.
    pub number: String,
    /// In or out.
    pub direction: PaymentDirection,
    /// Settlement or refund.
    pub purpose: PaymentPurpose,
    /// Posted or cancelled.
    pub state: PaymentState,
    /// The customer or supplier.
    pub customer: CustomerId,
    /// Its name for documents when the payment was recorded.
    pub counterparty_name: String,
    /// The day the money moved.
    pub paid_on: NaiveDate,
    /// The code of an item of the dictionary `payment_method`.
    pub method: String,
    /// The cash or bank account.
    pub account: AccountId,
    /// How much, greater than zero.
    pub amount: Decimal,
    /// How much of it is allocated.
    pub allocated: Decimal,
    /// What is left to allocate: the credit that an over-payment leaves. Zero once cancelled.
    pub unallocated: Decimal,
    /// The bank's or the payer's own number.
    pub reference: Option<String>,
    /// A note.
    pub note: Option<String>,
    /// Its journal entry.
    pub entry: Option<EntryId>,
    /// The red entry that cancelled it.
    pub reversal: Option<EntryId>,
    /// From which day on it no longer counts.
    pub cancelled_on: Option<NaiveDate>,
    /// Moves with every change.
    pub version: i64,
    /// When it was recorded.
    pub created_at: DateTime<Utc>,
    /// Who recorded it.
    pub created_by: Option<OperatorId>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// A part of an amount for one document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// The document on the other side.
    pub item: OpenItem,
    /// How much, greater than zero and not more than is open on either side.
    pub amount: Decimal,
}

/// What happens with the open amount of a document.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AllocationChoice {
    /// It settles the customer's documents: the one due first comes first.
    #[default]
    Automatic,
    /// It stays open.
    None,
    /// It settles exactly these.
    ByHand(Vec<Share>),
    /// It settles these, and with what is left the documents due first.
    TheseFirst(Vec<Share>),
}

impl AllocationChoice {
    /// The documents that it names.
    pub(crate) fn shares(&self) -> &[Share] {
        match self {
            Self::ByHand(shares) | Self::TheseFirst(shares) => shares,
            Self::Automatic | Self::None => &[],
        }
    }

    /// Whether what is left settles the documents due first.
    pub(crate) fn goes_on(&self) -> bool {
        matches!(self, Self::Automatic | Self::TheseFirst(_))
    }

    /// Where its shares stand in the input.
    pub(crate) fn path(&self) -> &'static str {
        match self {
            Self::TheseFirst(_) => "allocate.these_first",
            _ => "allocate.by_hand",
        }
    }
}

/// A payment to be recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPayment {
    /// In or out.
    pub direction: PaymentDirection,
    /// Settlement or refund.
    pub purpose: PaymentPurpose,
    /// The customer or supplier.
    pub customer: CustomerId,
    /// The day the money moved.
    pub paid_on: NaiveDate,
    /// How much, greater than zero, with at most the currency's decimal places.
    pub amount: Decimal,
    /// Code or label of an item of the dictionary `payment_method`; a bank transfer when absent.
    pub method: Option<String>,
    /// The code of the cash or bank account; when absent the book's cash account for the method
    /// `cash`, else its bank account.
    pub account: Option<String>,
    /// The bank's or the payer's own number, up to 80 characters.
    pub reference: Option<String>,
    /// A note, up to 2000 characters.
    pub note: Option<String>,
    /// What it settles. Anything but [`AllocationChoice::None`] needs `payments.allocate` too: who
    /// has not got it, as the ready-made cashier, gives `none`, and somebody else allocates.
    pub allocate: AllocationChoice,
}

impl NewPayment {
    /// Money from a customer, by bank transfer, that settles the oldest invoices.
    #[must_use]
    pub fn received(customer: CustomerId, paid_on: NaiveDate, amount: Decimal) -> Self {
        Self {
            direction: PaymentDirection::In,
            purpose: PaymentPurpose::Settlement,
            customer,
            paid_on,
            amount,
            method: None,
            account: None,
            reference: None,
            note: None,
            allocate: AllocationChoice::Automatic,
        }
    }

    /// Money to a supplier, by bank transfer, that settles the oldest invoices.
    #[must_use]
    pub fn paid(customer: CustomerId, paid_on: NaiveDate, amount: Decimal) -> Self {
        let direction = PaymentDirection::Out;
        Self { direction, ..Self::received(customer, paid_on, amount) }
    }

    /// The same payment as a refund: money back to a customer when it goes out, from a supplier
    /// when it comes in.
    #[must_use]
    pub fn refund(self) -> Self {
        Self { purpose: PaymentPurpose::Refund, ..self }
    }
}

edits! {
    /// New texts of a payment. Nothing else of it ever changes: cancel it and record it anew.
    PaymentEdit {
        /// The bank's or the payer's own number, up to 80 characters.
        reference: Edit<String>,
        /// A note, up to 2000 characters.
        note: Edit<String>,
    }
}

/// A payment at the version the caller last saw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentVersion {
    /// The payment.
    pub id: PaymentId,
    /// The version.
    pub version: i64,
}

impl Payment {
    /// Names this state of it, for commands on many.
    #[must_use]
    pub fn seen(&self) -> PaymentVersion {
        PaymentVersion { id: self.id, version: self.version }
    }
}

impl From<&Payment> for PaymentVersion {
    fn from(payment: &Payment) -> Self {
        payment.seen()
    }
}

/// An allocation to be made: what happens with the open amount of one document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewAllocation {
    /// A payment or credit note (or the invoice or refund that is to be settled).
    pub item: OpenItem,
    /// With what.
    pub allocate: AllocationChoice,
}

/// Which payments a list or total shows; all conditions hold together.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PaymentFilter {
    /// In or out.
    pub direction: Option<PaymentDirection>,
    /// Settlements or refunds.
    pub purpose: Option<PaymentPurpose>,
    /// Posted or cancelled.
    pub state: Option<PaymentState>,
    /// Of one customer or supplier.
    pub customer: Option<CustomerId>,
    /// Paid on this day or later.
    pub paid_from: Option<NaiveDate>,
    /// Paid on this day or earlier.
    pub paid_to: Option<NaiveDate>,
    /// The code of a method.
    pub method: Option<String>,
    /// A part of the number or reference.
    pub text: Option<String>,
    /// Only posted payments that are not allocated in full.
    pub unallocated: bool,
    /// Conditions on any column that the list can be sorted by; at most 20.
    pub conditions: Vec<Condition>,
}

slugs! {
    /// What a list of payments is sorted and filtered by. Payments without a value come last, ties
    /// go by id.
    #[derive(Default)]
    PaymentSort {
        /// The day it was paid.
        #[default]
        PaidOn "paid_on",
        /// The number, as text.
        Number "number",
        /// The bank's or the other side's reference.
        Reference "reference",
        /// In or out.
        Direction "direction",
        /// Settlement or refund.
        Purpose "purpose",
        /// Posted or cancelled.
        State "state",
        /// The id of the customer or supplier.
        Customer "customer",
        /// The counterparty's name, by code point.
        CounterpartyName "counterparty_name",
        /// The code of the method.
        Method "method",
        /// The amount.
        Amount "amount",
        /// How much of it is allocated.
        Allocated "allocated",
        /// The day it was cancelled.
        CancelledOn "cancelled_on",
        /// When it was recorded.
        CreatedAt "created_at",
        /// When it last changed.
        UpdatedAt "updated_at",
    }
}

/// Sums over payments. Cancelled ones count only in `count`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PaymentTotals {
    /// How many, cancelled ones too.
    pub count: i64,
    /// Money in.
    pub received: Decimal,
    /// Money out.
    pub paid: Decimal,
    /// Allocated, in and out together.
    pub allocated: Decimal,
    /// Left to allocate, in and out together.
    pub unallocated: Decimal,
}

/// What a customer has to its credit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnallocatedCredit {
    /// The customer or supplier.
    pub customer: CustomerId,
    /// Receivable or payable.
    pub side: Side,
    /// Rests of payments that are not allocated.
    pub payments: Decimal,
    /// Rests of credit notes that are not allocated.
    pub credit_notes: Decimal,
    /// Rests of entries by hand that are to the customer's credit, such as advances.
    pub entries: Decimal,
    /// Refunds that are not matched with a credit yet; they lessen it.
    pub refunds: Decimal,
    /// Payments, credit notes and entries less refunds.
    pub credit: Decimal,
}
