//! Dealings as hosts see them.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::custom_fields::CustomValue;
use crate::values::{Condition, ContactId, CustomerId, DealingId, Edit, OperatorId, edits, slugs};

slugs! {
    /// Who began a dealing.
    DealingDirection {
        /// The customer came to us.
        Incoming "incoming",
        /// We went to the customer.
        Outgoing "outgoing",
    }
}

/// One contact with a customer (业务往来, 跟进): a call, a visit, a mail, a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dealing {
    /// Its id.
    pub id: DealingId,
    /// The customer; it stays the same.
    pub customer: CustomerId,
    /// What it was: the code of an item of `follow_up_type`.
    pub kind: String,
    /// Who began it, where that says something.
    pub direction: Option<DealingDirection>,
    /// What it was about in one line.
    pub subject: String,
    /// What was said; absent when the operator may not read it, stars when masked.
    pub content: Option<String>,
    /// When it happened.
    pub happened_at: DateTime<Utc>,
    /// The day on which it happened, by the book's local time when that was written.
    pub happened_on: NaiveDate,
    /// How long it took, in minutes.
    pub minutes: Option<i64>,
    /// Where it happened.
    pub place: Option<String>,
    /// The people of the customer who took part, by id.
    #[serde(default)]
    pub contacts: Vec<ContactId>,
    /// The operators who took part, by id.
    #[serde(default)]
    pub operators: Vec<OperatorId>,
    /// When the customer shall be contacted next.
    pub next_contact_on: Option<NaiveDate>,
    /// What for.
    pub next_contact_for: Option<String>,
    /// Values of fields of the book's own that are not personal, by key.
    #[serde(default)]
    pub custom: BTreeMap<String, CustomValue>,
    /// Those that are personal, as far as they may be read.
    #[serde(default)]
    pub custom_personal: BTreeMap<String, CustomValue>,
    /// Moves with every change.
    pub version: i64,
    /// When it was written down.
    pub created_at: DateTime<Utc>,
    /// Who wrote it down.
    pub created_by: Option<OperatorId>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// A dealing to be written down. [`NewDealing::new`] makes a plain one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewDealing {
    /// The customer.
    pub customer: CustomerId,
    /// What it was: an item of `follow_up_type`, by code or label.
    pub kind: String,
    /// Who began it.
    pub direction: Option<DealingDirection>,
    /// What it was about in one line, up to 200 characters.
    pub subject: String,
    /// What was said, up to 20,000 characters.
    pub content: Option<String>,
    /// When it happened; now when absent, and never more than an hour later.
    pub happened_at: Option<DateTime<Utc>>,
    /// How long it took, 0 to 10,080 minutes (a week).
    pub minutes: Option<i64>,
    /// Where it happened, up to 200 characters.
    pub place: Option<String>,
    /// The people of that customer who took part, at most 100.
    #[serde(default)]
    pub contacts: Vec<ContactId>,
    /// The operators who took part, at most 100; none: who writes it down.
    #[serde(default)]
    pub operators: Vec<OperatorId>,
    /// When the customer shall be contacted next, not before the day of this.
    pub next_contact_on: Option<NaiveDate>,
    /// What for, up to 200 characters.
    pub next_contact_for: Option<String>,
    /// Values of fields of the book's own, by key; what is not given has its default.
    #[serde(default)]
    pub custom: BTreeMap<String, CustomValue>,
}

impl NewDealing {
    /// A dealing that happens now, with nothing but its customer, kind and line.
    #[must_use]
    pub fn new(customer: CustomerId, kind: &str, subject: &str) -> Self {
        Self {
            customer,
            kind: kind.to_owned(),
            direction: None,
            subject: subject.to_owned(),
            content: None,
            happened_at: None,
            minutes: None,
            place: None,
            contacts: Vec::new(),
            operators: Vec::new(),
            next_contact_on: None,
            next_contact_for: None,
            custom: BTreeMap::new(),
        }
    }
}

edits! {
    /// New values of a dealing. Limits are those of [`NewDealing`].
    DealingEdit {
        /// What it was, by code or label.
        kind: Option<String>,
        /// Who began it.
        direction: Edit<DealingDirection>,
        /// What it was about in one line.
        subject: Option<String>,
        /// What was said.
        content: Edit<String>,
        /// When it happened.
        happened_at: Option<DateTime<Utc>>,
        /// How long it took, in minutes.
        minutes: Edit<i64>,
        /// Where it happened.
        place: Edit<String>,
        /// All people of the customer who took part.
        contacts: Edit<Vec<ContactId>>,
        /// All operators who took part.
        operators: Edit<Vec<OperatorId>>,
        /// When the customer shall be contacted next.
        next_contact_on: Edit<NaiveDate>,
        /// What for.
        next_contact_for: Edit<String>,
        /// Values of fields of the book's own, by key: those that are named. Null clears one, and
        /// the others stay.
        custom: Option<BTreeMap<String, Option<CustomValue>>>,
    }
}

/// One dealing with new values for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DealingUpdate {
    /// The dealing.
    pub id: DealingId,
    /// The version the caller last saw.
    pub version: i64,
    /// The new values.
    pub edit: DealingEdit,
}

/// Names a dealing as the caller saw it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DealingVersion {
    /// The dealing.
    pub id: DealingId,
    /// The version the caller last saw.
    pub version: i64,
}

impl Dealing {
    /// Names this state of it, for commands on many.
    #[must_use]
    pub fn seen(&self) -> DealingVersion {
        DealingVersion { id: self.id, version: self.version }
    }
}

impl From<&Dealing> for DealingVersion {
    fn from(dealing: &Dealing) -> Self {
        dealing.seen()
    }
}

slugs! {
    /// What a list of dealings is sorted and filtered by. Dealings without a value come last, ties
    /// go by id.
    #[derive(Default)]
    DealingSort {
        /// When it happened.
        #[default]
        HappenedAt "happened_at",
        /// The day on which it happened.
        HappenedOn "happened_on",
        /// The id of the customer.
        Customer "customer",
        /// Who began it, by its word.
        Direction "direction",
        /// How long it took.
        Minutes "minutes",
        /// The day of the next contact.
        NextContactOn "next_contact_on",
        /// The id of who wrote it down.
        CreatedBy "created_by",
        /// When it was written down.
        CreatedAt "created_at",
        /// When it last changed.
        UpdatedAt "updated_at",
    }
}

/// Which dealings are wanted; what is absent or empty does not restrict.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DealingFilter {
    /// With this customer.
    pub customer: Option<CustomerId>,
    /// What they were: any of these, by code or label.
    pub kinds: Vec<String>,
    /// Who began them.
    pub direction: Option<DealingDirection>,
    /// An operator who took part.
    pub operator: Option<OperatorId>,
    /// A person of the customer who took part.
    pub contact: Option<ContactId>,
    /// The first day on which they happened.
    pub from: Option<NaiveDate>,
    /// The last day on which they happened.
    pub to: Option<NaiveDate>,
    /// Whether they name a day for the next contact.
    pub has_next_contact: Option<bool>,
    /// A part of the line, or of what was said for those who may read it; up to 200 characters.
    /// Case, width, white space and punctuation do not count.
    pub text: Option<String>,
    /// Conditions on any column that the list can be sorted by, and on `custom.` and the key of a
    /// field of the book's own; at most 20.
    pub conditions: Vec<Condition>,
    /// The key of a field of the book's own that the list is sorted by, before its sort.
    pub sorted_by: Option<String>,
}
