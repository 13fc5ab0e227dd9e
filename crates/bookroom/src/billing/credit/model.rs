//! What customers owe against what they may owe, as hosts see it.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::values::CustomerId;

/// What a customer owes now, in the book's currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerCredit {
    /// The customer.
    pub customer: CustomerId,
    /// The book's currency (ISO 4217).
    pub currency: String,
    /// How much it may owe; none without a limit, or when the operator may not see it.
    pub limit: Option<Decimal>,
    /// What is open of posted sales invoices, opening balances and refunds.
    pub open: Decimal,
    /// What it has to its credit: payments, credit notes and advances that are not allocated.
    pub unallocated: Decimal,
    /// What counts against the limit: `open` less `unallocated`; below 0 when it has paid ahead.
    pub used: Decimal,
    /// What is left: `limit` less `used`, below 0 when it owes more than it may; none without a
    /// limit.
    pub available: Option<Decimal>,
    /// What of `open` was due before today.
    pub overdue: Decimal,
}

/// What a customer and those that belong to it owe together, in the book's currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FamilyCredit {
    /// The customer that the others belong to.
    pub customer: CustomerId,
    /// How many customers were summed, itself among them.
    pub customers: i64,
    /// The book's currency (ISO 4217).
    pub currency: String,
    /// How much the customer itself may owe; none without a limit, or when the operator may not see
    /// it.
    pub limit: Option<Decimal>,
    /// As [`CustomerCredit::open`], of all.
    pub open: Decimal,
    /// As [`CustomerCredit::unallocated`], of all.
    pub unallocated: Decimal,
    /// `open` less `unallocated`.
    pub used: Decimal,
    /// As [`CustomerCredit::overdue`], of all.
    pub overdue: Decimal,
}

/// That a sale was posted although its customer now owes more than it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditWarning {
    /// How much it may owe; none when the operator may not see it.
    pub limit: Option<Decimal>,
    /// What it owed before this invoice; none when the operator may not see the limit.
    pub used: Option<Decimal>,
    /// What this invoice adds.
    pub amount: Decimal,
}
