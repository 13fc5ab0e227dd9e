//! Lists of customers: filter, order, rows; tags with counts.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{CustomerKind, CustomerVersion};
use crate::custom_fields::CustomValue;
use crate::values::slugs;
use crate::values::{Condition, CustomerId, OperatorId, TeamId};

/// Which customers are wanted; every condition given must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CustomerFilter {
    /// Part of a name, legal name, code, tax number, phone, mail or other channel, or of the name
    /// or a channel of a contact; up to 200 characters. Letter case, width and punctuation do not
    /// count. What the operator may not read is not searched.
    pub text: Option<String>,
    /// Company or person.
    pub kind: Option<CustomerKind>,
    /// Whether it is sold to.
    pub is_customer: Option<bool>,
    /// Whether it is bought from.
    pub is_supplier: Option<bool>,
    /// Whether it is in use.
    pub active: Option<bool>,
    /// Who owns it.
    pub owner: Option<OperatorId>,
    /// Who works with it beside its owner, also when the last day of that is over.
    pub collaborator: Option<OperatorId>,
    /// Whether it is locked.
    pub locked: Option<bool>,
    /// Only customers that nobody owns.
    pub unowned: bool,
    /// Customers that were merged into others, which are left out of every other list.
    pub merged: bool,
    /// The team.
    pub team: Option<TeamId>,
    /// A tag, whole.
    pub tag: Option<String>,
    /// Item codes (or labels) by dictionary code; `customer_level`, `industry` … among them.
    pub classes: BTreeMap<String, String>,
    /// Added on this day or later, by the book's local time.
    pub created_from: Option<NaiveDate>,
    /// Added on this day or earlier.
    pub created_to: Option<NaiveDate>,
    /// The next contact is due on this day or earlier.
    pub next_contact_to: Option<NaiveDate>,
    /// No dealing on this day or later; also those that never had one.
    pub no_dealing_since: Option<NaiveDate>,
    /// The customer that they belong to, directly.
    pub parent: Option<CustomerId>,
    /// Conditions on any column that the list can be sorted by, and on `custom.` and the key of a
    /// field of the book's own; at most 20.
    pub conditions: Vec<Condition>,
    /// The key of a field of the book's own that the list is sorted by, before its sort.
    pub sorted_by: Option<String>,
}

impl CustomerFilter {
    /// Everything that `text` finds.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        Self { text: Some(text.to_owned()), ..Self::default() }
    }
}

slugs! {
    /// What a list of customers is sorted and filtered by. Customers without a value come last,
    /// ties go by id.
    #[derive(Default)]
    CustomerSort {
        /// The name, folded: by code point, so Latin letters come before Chinese characters.
        #[default]
        Name "name",
        /// The code.
        Code "code",
        /// Company or person.
        Kind "kind",
        /// The registered name, folded.
        LegalName "legal_name",
        /// Whether it is sold to.
        IsCustomer "is_customer",
        /// Whether it is bought from.
        IsSupplier "is_supplier",
        /// The days that it has to pay.
        PaymentDays "payment_days",
        /// The id of who owns it.
        Owner "owner",
        /// The id of its team.
        Team "team",
        /// Whether it is in use.
        Active "active",
        /// The day of the last dealing with it.
        LastContactOn "last_contact_on",
        /// The day of the next contact.
        NextContactOn "next_contact_on",
        /// When it was added.
        CreatedAt "created_at",
        /// When it last changed.
        UpdatedAt "updated_at",
    }
}

/// A row of a list of customers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerSummary {
    /// The id.
    pub id: CustomerId,
    /// One's own code.
    pub code: Option<String>,
    /// Company or person.
    pub kind: CustomerKind,
    /// The name it goes by.
    pub name: String,
    /// The registered name.
    pub legal_name: Option<String>,
    /// Whether it is sold to.
    pub is_customer: bool,
    /// Whether it is bought from.
    pub is_supplier: bool,
    /// The whole classification: dictionary code (`customer_level`, `industry` … among them) to
    /// item code.
    pub classes: BTreeMap<String, String>,
    /// The tax number, as far as it may be read.
    pub tax_number: Option<String>,
    /// The first phone or mobile, as far as it may be read.
    pub phone: Option<String>,
    /// The first mail address, as far as it may be read.
    pub email: Option<String>,
    /// The city of the first address, as far as it may be read.
    pub city: Option<String>,
    /// The name of the primary contact, else of the first active one.
    pub contact: Option<String>,
    /// Tags, sorted.
    pub tags: Vec<String>,
    /// Who owns it.
    pub owner: Option<OperatorId>,
    /// The team it belongs to.
    pub team: Option<TeamId>,
    /// The day of the last dealing with it.
    pub last_contact_on: Option<NaiveDate>,
    /// The day of the next contact.
    pub next_contact_on: Option<NaiveDate>,
    /// Values of fields of the book's own that are not personal, by key.
    pub custom: BTreeMap<String, CustomValue>,
    /// Those that are personal, as far as they may be read.
    pub custom_personal: BTreeMap<String, CustomValue>,
    /// Whether it is in use.
    pub active: bool,
    /// Moves with every change.
    pub version: i64,
    /// When it was added.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

impl CustomerSummary {
    /// Names this state of it, for commands on many.
    #[must_use]
    pub fn seen(&self) -> CustomerVersion {
        CustomerVersion { id: self.id, version: self.version }
    }
}

impl From<&CustomerSummary> for CustomerVersion {
    fn from(customer: &CustomerSummary) -> Self {
        customer.seen()
    }
}

/// A tag and how many customers have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TagCount {
    /// The tag.
    pub tag: String,
    /// How many customers have it, of those the operator may see.
    pub customers: i64,
}
