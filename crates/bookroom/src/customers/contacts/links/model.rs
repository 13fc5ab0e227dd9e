//! Further places of contacts as hosts see them.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::customers::contacts::model::DecisionRole;
use crate::values::{ContactId, ContactLinkId, CustomerId, Edit, edits};

/// A place of a contact at a customer beside its own one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactLink {
    /// The id.
    pub id: ContactLinkId,
    /// The person.
    pub contact: ContactId,
    /// The customer; never the contact's own one.
    pub customer: CustomerId,
    /// What the person decides or does there.
    pub role: Option<String>,
    /// The title or position there.
    pub title: Option<String>,
    /// What the person's word counts for there.
    pub decision_role: Option<DecisionRole>,
    /// Whether this is the one to talk to first there: at most one per customer, its own contacts
    /// included.
    pub is_primary: bool,
    /// The day on which the person left; none while still there.
    pub left_on: Option<NaiveDate>,
    /// Moves with every change.
    pub version: i64,
    /// When it was added.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// A further place of a contact. [`NewContactLink::of`] makes a plain one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewContactLink {
    /// The person.
    pub contact: ContactId,
    /// The customer; not the contact's own one.
    pub customer: CustomerId,
    /// What the person decides or does there, up to 60 characters.
    #[serde(default)]
    pub role: Option<String>,
    /// The title or position there, up to 100 characters.
    #[serde(default)]
    pub title: Option<String>,
    /// What the person's word counts for there.
    #[serde(default)]
    pub decision_role: Option<DecisionRole>,
    /// Whether this is the one to talk to first there; whoever was so until now no longer is.
    #[serde(default)]
    pub is_primary: bool,
    /// The day on which the person left, not after today; none while still there.
    #[serde(default)]
    pub left_on: Option<NaiveDate>,
}

impl NewContactLink {
    /// A place of which nothing more is known.
    #[must_use]
    pub fn of(contact: ContactId, customer: CustomerId) -> Self {
        Self {
            contact,
            customer,
            role: None,
            title: None,
            decision_role: None,
            is_primary: false,
            left_on: None,
        }
    }
}

edits! {
    /// New values for a further place of a contact. Limits are those of [`NewContactLink`].
    ContactLinkEdit {
        /// What the person decides or does there.
        role: Edit<String>,
        /// The title or position there.
        title: Edit<String>,
        /// What the person's word counts for there.
        decision_role: Edit<DecisionRole>,
        /// Whether this is the one to talk to first there.
        is_primary: Option<bool>,
        /// The day on which the person left; who left is no longer primary. Null: is there again.
        left_on: Edit<NaiveDate>,
    }
}

/// One further place with new values for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactLinkUpdate {
    /// The place.
    pub id: ContactLinkId,
    /// The version the caller last saw.
    pub version: i64,
    /// The new values.
    pub edit: ContactLinkEdit,
}

/// A further place as the caller last saw it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactLinkVersion {
    /// The place.
    pub id: ContactLinkId,
    /// The version the caller last saw.
    pub version: i64,
}

impl ContactLink {
    /// Names this state of the place, for commands on many.
    #[must_use]
    pub fn seen(&self) -> ContactLinkVersion {
        ContactLinkVersion { id: self.id, version: self.version }
    }
}

impl From<&ContactLink> for ContactLinkVersion {
    fn from(link: &ContactLink) -> Self {
        link.seen()
    }
}
