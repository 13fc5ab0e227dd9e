//! Merges of contacts as hosts see them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::customers::contacts::model::Contact;
use crate::customers::merging::model::MergeRule;
use crate::values::{ContactId, ContactMergeId, OperatorId};
use crate::work::{Outcome, Review};

/// By which rule a field of a contact gets its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactMergeRule {
    /// The field of the contact: `name`, `role`, `title`, `decision_role`, `superior`, `gender`,
    /// `channels` or `note`.
    pub field: String,
    /// The rule. Only channels and notes can be joined.
    pub rule: MergeRule,
    /// Whose value, for the rule `of`.
    #[serde(default)]
    pub contact: Option<ContactId>,
}

impl ContactMergeRule {
    /// A rule that names no contact.
    #[must_use]
    pub fn new(field: &str, rule: MergeRule) -> Self {
        Self { field: field.to_owned(), rule, contact: None }
    }

    /// The value of one of the contacts.
    #[must_use]
    pub fn of(field: &str, contact: ContactId) -> Self {
        Self { field: field.to_owned(), rule: MergeRule::Of, contact: Some(contact) }
    }
}

/// How many records of a kind went from a contact to the one that it was merged into.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedOfContact {
    /// The kind of record, as the change log names it.
    pub subject: String,
    /// Whose they were.
    pub contact: ContactId,
    /// How many.
    pub count: i64,
}

/// A merge of contacts into another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactMerge {
    /// The id.
    pub id: ContactMergeId,
    /// The contact that stays.
    pub into: ContactId,
    /// Those that were merged into it.
    pub contacts: Vec<ContactId>,
    /// By which rule each field got its value.
    pub rules: Vec<ContactMergeRule>,
    /// What went to the contact that stays.
    pub moved: Vec<MovedOfContact>,
    /// When.
    pub merged_at: DateTime<Utc>,
    /// Who merged them.
    pub merged_by: Option<OperatorId>,
    /// When it was undone.
    pub undone_at: Option<DateTime<Utc>>,
    /// Who undid it.
    pub undone_by: Option<OperatorId>,
    /// Moves with every change.
    pub version: i64,
}

/// What came of a merge of contacts, or of undoing one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergedContacts {
    /// The merge.
    pub merge: ContactMerge,
    /// The contact that stays, as it is now.
    pub contact: Contact,
    /// Those that were merged into it, as they are now.
    pub others: Vec<Contact>,
}

impl Outcome for MergedContacts {
    fn review(&mut self, review: &mut Review) {
        review.tells_of("contact_merge", self.merge.id);
        self.contact.review(review);
        self.others.review(review);
    }
}
