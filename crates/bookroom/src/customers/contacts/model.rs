//! Contacts as hosts see them.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::links::model::ContactLink;
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

slugs! {
    /// What a person's word counts for when a customer decides.
    DecisionRole {
        /// Says yes or no in the end: 决策人.
        DecisionMaker "decision_maker",
        /// Is listened to by who decides: 影响者.
        Influencer "influencer",
        /// Speaks for us: 支持者.
        Champion "champion",
        /// Orders, and haggles about terms: 采购经办人.
        Buyer "buyer",
        /// Works with what is bought: 使用者.
        User "user",
        /// Says who gets to whom, and may stop things: 把关人.
        Gatekeeper "gatekeeper",
        /// Speaks against us: 反对者.
        Opponent "opponent",
    }
}

/// A person at a customer. Protected fields the operator may not read are empty, or masked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// The id.
    pub id: ContactId,
    /// Its own customer: that at which it was added. It is shown by its number even to who does not
    /// see it.
    pub customer: CustomerId,
    /// The name.
    pub name: String,
    /// What the person decides or does there: buyer, accountant, …
    pub role: Option<String>,
    /// The title or position, such as `财务总监`.
    pub title: Option<String>,
    /// What the person's word counts for there.
    #[serde(default)]
    pub decision_role: Option<DecisionRole>,
    /// Who the person reports to: a contact of one of its customers, or of their families.
    #[serde(default)]
    pub superior: Option<ContactId>,
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
    /// The contact that it was merged into, which has all that belonged to it since.
    #[serde(default)]
    pub merged_into: Option<ContactId>,
    /// Further places, at customers beside its own, by customer: those that may be seen.
    #[serde(default)]
    pub links: Vec<ContactLink>,
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
    /// What the person's word counts for there.
    #[serde(default)]
    pub decision_role: Option<DecisionRole>,
    /// Who the person reports to: a contact of the customer, or of its family.
    #[serde(default)]
    pub superior: Option<ContactId>,
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
            decision_role: None,
            superior: None,
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
        /// What the person's word counts for there.
        decision_role: Edit<DecisionRole>,
        /// Who the person reports to: a contact of one of its customers, or of their families.
        superior: Edit<ContactId>,
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
    /// The customer: its own contacts, and those with a further place there.
    pub customer: Option<CustomerId>,
    /// What the person decides or does there, whole: at the customer that is asked for, else at the
    /// person's own one.
    pub role: Option<String>,
    /// Whether this is the one to talk to first there.
    pub is_primary: Option<bool>,
    /// Whether the person is still there.
    pub active: Option<bool>,
    /// What the person's word counts for there.
    pub decision_role: Option<DecisionRole>,
    /// Who they report to.
    pub superior: Option<ContactId>,
    /// Contacts that were merged into others, which are left out of every other list.
    pub merged: bool,
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
