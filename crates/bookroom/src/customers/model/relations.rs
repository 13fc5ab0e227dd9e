//! How much a customer may owe, and which customers belong together.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::values::CustomerId;

/// A new credit limit of a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditLimit {
    /// The customer.
    pub id: CustomerId,
    /// The version the caller last saw.
    pub version: i64,
    /// How much it may owe, in the book's currency; 0: nothing, none: any amount.
    pub limit: Option<Decimal>,
}

/// One of the customers that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FamilyMember {
    /// The customer.
    pub customer: CustomerId,
    /// One's own code for it.
    pub code: Option<String>,
    /// The name it goes by.
    pub name: String,
    /// The customer above it in this family; none for the first.
    pub parent: Option<CustomerId>,
    /// How many stand above it in this family: 0 for the first.
    pub depth: i64,
    /// Whether it is in use.
    pub active: bool,
}
