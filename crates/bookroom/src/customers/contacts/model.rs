//! Contacts as hosts see them.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::custom_fields::CustomValue;
use crate::customers::model::Channel;
use crate::values::{Condition, ContactId, CustomerId, Edit, edits, slugs};

slugs! {
    /// How a person is addressed.
    Gender {
        /// 女士.
        Female "female",
        /// 先生.
        Male "male",
    }
}

/// A person at a customer. Protected fields the operator may not read are empty, or masked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// The id.
    pub id: ContactId,
    /// The customer.
    pub customer: CustomerId,
    /// The name.
    pub name: String,
    /// What the person decides or does there: buyer, accountant, …
    pub role: Option<String>,
    /// The title or position, such as `财务总监`.
    pub title: Option<String>,
    /// How the person is addressed.
    pub gender: Option<Gender>,
    /// Whether this is the one to talk to first; at most one per customer.
    pub is_primary: bool,
    /// Phones, mails and other ways to reach the person, most important first.
    #[serde(default)]
    pub channels: Vec<Channel>,
    /// A note.
    pub note: Option<String>,
    /// Values of fields of the book's own that are not personal, by key.
    #[serde(default)]
    pub custom: BTreeMap<String, CustomValue>,
    /// Those that are personal, as far as they may be read.
    #[serde(default)]
    pub custom_personal: BTreeMap<String, CustomValue>,
    /// Whether the person is still there.
    pub active: bool,
    /// Moves with every change.
    pub version: i64,
    /// When it was added.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// A contact to be added. [`NewContact::of`] makes a plain one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewContact {
    /// The customer.
    pub customer: CustomerId,
    /// The name, up to 100 characters.
    pub name: String,
    /// What the person decides or does there, up to 60 characters.
    #[serde(default)]
    pub role: Option<String>,
    /// The title or position, up to 100 characters.
    #[serde(default)]
    pub title: Option<String>,
    /// How the person is addressed.
    #[serde(default)]
    pub gender: Option<Gender>,
    /// Whether this is the one to talk to first; whoever was so until now no longer is.
    #[serde(default)]
    pub is_primary: bool,
    /// Phones, mails and other ways to reach the person, at most 50.
    #[serde(default)]
    pub channels: Vec<Channel>,
    /// A note, up to 10,000 characters.
    #[serde(default)]
    pub note: Option<String>,
    /// Values of fields of the book's own, by key; what is not given has its default.
    #[serde(default)]
    pub custom: BTreeMap<String, CustomValue>,
}

impl NewContact {
    /// A person with nothing but a name.
    #[must_use]
    pub fn of(customer: CustomerId, name: &str) -> Self {
        Self {
            customer,
            name: name.to_owned(),
            role: None,
            title: None,
            gender: None,
            is_primary: false,
            channels: Vec::new(),
            note: None,
            custom: BTreeMap::new(),
        }
    }
}

edits! {
    /// New values for a contact. Limits are those of [`NewContact`].
    ContactEdit {
        /// The name.
        name: Option<String>,
        /// What the person decides or does there.
        role: Edit<String>,
        /// The title or position.
        title: Edit<String>,
        /// How the person is addressed.
        gender: Edit<Gender>,
        /// Whether this is the one to talk to first.
        is_primary: Option<bool>,
        /// All channels.
        channels: Edit<Vec<Channel>>,
        /// The note.
        note: Edit<String>,
        /// Values of fields of the book's own, by key: those that are named. Null clears one, and
        /// the others stay.
        custom: Option<BTreeMap<String, Option<CustomValue>>>,
    }
}

/// One contact with new values for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactUpdate {
    /// The contact.
    pub id: ContactId,
    /// The version the caller last saw.
    pub version: i64,
    /// The new values.
    pub edit: ContactEdit,
}

/// A contact as the caller last saw it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactVersion {
    /// The contact.
    pub id: ContactId,
    /// The version the caller last saw.
    pub version: i64,
}

impl Contact {
    /// Names this state of the contact, for commands on many.
    #[must_use]
    pub fn seen(&self) -> ContactVersion {
        ContactVersion { id: self.id, version: self.version }
    }
}

impl From<&Contact> for ContactVersion {
    fn from(contact: &Contact) -> Self {
        contact.seen()
    }
}

/// Which contacts are wanted; every condition given must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ContactFilter {
    /// Part of a name, phone, mail or other channel; up to 200 characters.
    pub text: Option<String>,
    /// The customer.
    pub customer: Option<CustomerId>,
    /// What the person decides or does there, whole.
    pub role: Option<String>,
    /// Whether this is the one to talk to first.
    pub is_primary: Option<bool>,
    /// Whether the person is still there.
    pub active: Option<bool>,
    /// Conditions on any column that the list can be sorted by, and on `custom.` and the key of a
    /// field of the book's own; at most 20.
    pub conditions: Vec<Condition>,
    /// The key of a field of the book's own that the list is sorted by, before its sort.
    pub sorted_by: Option<String>,
}

slugs! {
    /// What a list of contacts is sorted and filtered by. Contacts without a value come last, ties
    /// go by id.
    #[derive(Default)]
    ContactSort {
        /// The name, folded: by code point.
        #[default]
        Name "name",
        /// The id of the customer.
        Customer "customer",
        /// What the person decides or does there.
        Role "role",
        /// The title.
        Title "title",
        /// Whether this is the one to talk to first.
        IsPrimary "is_primary",
        /// Whether the person is still there.
        Active "active",
        /// When the contact was added.
        CreatedAt "created_at",
        /// When it last changed.
        UpdatedAt "updated_at",
    }
}
