//! What customers want on their invoices, as hosts see it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::values::identifiers::IdentifierKind;
use crate::values::{CustomerId, Edit, InvoiceProfileId, edits};

/// What a customer wants on its invoices (开票资料); it may have several. A sale shows what its
/// profile says and nothing else: what is empty here is empty there. Protected fields the operator
/// may not read are empty, or masked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceProfile {
    /// The id.
    pub id: InvoiceProfileId,
    /// The customer.
    pub customer: CustomerId,
    /// What it is for, such as `上海分公司`.
    pub label: Option<String>,
    /// Whose name the invoice bears (抬头).
    pub title: String,
    /// What kind of identifier the tax number is; none without one.
    pub tax_kind: Option<IdentifierKind>,
    /// The tax number, normalised.
    pub tax_number: Option<String>,
    /// The registered address.
    pub address: Option<String>,
    /// The phone, in the form in which phones are kept.
    pub phone: Option<String>,
    /// The bank (开户行).
    pub bank: Option<String>,
    /// The account number.
    pub account: Option<String>,
    /// Where electronic invoices go.
    pub email: Option<String>,
    /// Whether sales that name no other show it; at most one of a customer, and only one in use.
    pub is_default: bool,
    /// Whether it is in use; a retired one stays on its documents and is taken for no new ones.
    pub active: bool,
    /// Moves with every change.
    pub version: i64,
    /// When it was added.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// A profile to be added. [`NewInvoiceProfile::of`] makes a plain one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewInvoiceProfile {
    /// The customer.
    pub customer: CustomerId,
    /// Whose name the invoice bears, up to 200 characters.
    pub title: String,
    /// What it is for, up to 60 characters.
    #[serde(default)]
    pub label: Option<String>,
    /// What kind of identifier the tax number is; none: found out from its form.
    #[serde(default)]
    pub tax_kind: Option<IdentifierKind>,
    /// The tax number; its check digit must fit unless its kind is `other`.
    #[serde(default)]
    pub tax_number: Option<String>,
    /// The registered address, up to 300 characters.
    #[serde(default)]
    pub address: Option<String>,
    /// The phone, up to 60 characters.
    #[serde(default)]
    pub phone: Option<String>,
    /// The bank, up to 200 characters.
    #[serde(default)]
    pub bank: Option<String>,
    /// The account number, up to 60 characters.
    #[serde(default)]
    pub account: Option<String>,
    /// Where electronic invoices go, up to 254 characters.
    #[serde(default)]
    pub email: Option<String>,
    /// Whether sales that name no other shall show it; whichever was the default no longer is. A
    /// customer's first profile is its default in any case.
    #[serde(default)]
    pub is_default: bool,
}

impl NewInvoiceProfile {
    /// A profile with nothing but a title.
    #[must_use]
    pub fn of(customer: CustomerId, title: &str) -> Self {
        Self {
            customer,
            title: title.to_owned(),
            label: None,
            tax_kind: None,
            tax_number: None,
            address: None,
            phone: None,
            bank: None,
            account: None,
            email: None,
            is_default: false,
        }
    }
}

edits! {
    /// New values for a profile. Limits are those of [`NewInvoiceProfile`].
    InvoiceProfileEdit {
        /// What it is for.
        label: Edit<String>,
        /// Whose name the invoice bears.
        title: Option<String>,
        /// What kind of identifier the tax number is; kept while a number is given, it is found out
        /// anew from its form. Clear it only together with the number.
        tax_kind: Edit<IdentifierKind>,
        /// The tax number; its kind goes with it.
        tax_number: Edit<String>,
        /// The registered address.
        address: Edit<String>,
        /// The phone.
        phone: Edit<String>,
        /// The bank.
        bank: Edit<String>,
        /// The account number.
        account: Edit<String>,
        /// Where electronic invoices go.
        email: Edit<String>,
        /// Whether sales that name no other show it.
        is_default: Option<bool>,
    }
}

/// One profile with new values for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceProfileUpdate {
    /// The profile.
    pub id: InvoiceProfileId,
    /// The version the caller last saw.
    pub version: i64,
    /// The new values.
    pub edit: InvoiceProfileEdit,
}

/// A profile as the caller last saw it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceProfileVersion {
    /// The profile.
    pub id: InvoiceProfileId,
    /// The version the caller last saw.
    pub version: i64,
}

impl InvoiceProfile {
    /// Names this state of the profile, for commands on many.
    #[must_use]
    pub fn seen(&self) -> InvoiceProfileVersion {
        InvoiceProfileVersion { id: self.id, version: self.version }
    }
}

impl From<&InvoiceProfile> for InvoiceProfileVersion {
    fn from(profile: &InvoiceProfile) -> Self {
        profile.seen()
    }
}

/// Which profiles are wanted; every condition given must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct InvoiceProfileFilter {
    /// The customer.
    pub customer: Option<CustomerId>,
    /// Part of the title, by letters as they are; up to 200 characters.
    pub title: Option<String>,
    /// Whether sales that name no other show it.
    pub is_default: Option<bool>,
    /// Whether it is in use.
    pub active: Option<bool>,
}
