//! Merges as hosts see them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::customers::model::Customer;
use crate::values::{CustomerId, CustomerMergeId, OperatorId, slugs};
use crate::work::{Outcome, Review};

slugs! {
    /// Whose value a field has after a merge.
    MergeRule {
        /// That of the customer that stays, also when it has none.
        Keep "keep",
        /// That of the customer that stays; where it has none, that of the first of the others that
        /// has one, in the order in which they are named.
        Fill "fill",
        /// That of the customer that changed last, of those that have one.
        Newest "newest",
        /// That of one of them, which is named, also when it has none.
        Of "of",
        /// All of them together: lists one after the other, each entry once; notes below each
        /// other; classes that the customer that stays does not have; sold to, or bought from, when
        /// one of them is.
        Join "join",
    }
}

/// By which rule a field gets its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergeFieldRule {
    /// The field of the customer. `tax_number` has its kind with it, `owner` team and pool.
    pub field: String,
    /// The rule. Only lists, notes, classes and both roles can be joined.
    pub rule: MergeRule,
    /// Whose value, for the rule `of`.
    #[serde(default)]
    pub customer: Option<CustomerId>,
}

impl MergeFieldRule {
    /// A rule that names no customer.
    #[must_use]
    pub fn new(field: &str, rule: MergeRule) -> Self {
        Self { field: field.to_owned(), rule, customer: None }
    }

    /// The value of one of the customers.
    #[must_use]
    pub fn of(field: &str, customer: CustomerId) -> Self {
        Self { field: field.to_owned(), rule: MergeRule::Of, customer: Some(customer) }
    }
}

/// How many records of a kind went from a customer to the one that it was merged into.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedRecords {
    /// The kind of record, as the change log names it.
    pub subject: String,
    /// Whose they were.
    pub customer: CustomerId,
    /// How many.
    pub count: i64,
}

/// A merge of customers into another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerMerge {
    /// The id.
    pub id: CustomerMergeId,
    /// The customer that stays.
    pub into: CustomerId,
    /// Those that were merged into it.
    pub customers: Vec<CustomerId>,
    /// By which rule each field got its value.
    pub rules: Vec<MergeFieldRule>,
    /// What went to the customer that stays. Journal entries keep the customer that they were
    /// posted with and count for the one that stays; those are not here.
    pub moved: Vec<MovedRecords>,
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

/// What came of a merge, or of undoing one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergedCustomers {
    /// The merge.
    pub merge: CustomerMerge,
    /// The customer that stays, as it is now.
    pub customer: Customer,
    /// Those that were merged into it, as they are now.
    pub others: Vec<Customer>,
}

impl Outcome for MergedCustomers {
    fn review(&mut self, review: &mut Review) {
        review.tells_of("customer_merge", self.merge.id);
        self.customer.review(review);
        self.others.review(review);
    }
}
