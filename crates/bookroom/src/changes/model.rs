//! The change log as hosts see it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use crate::log::{Finding, FindingKind, Subject};
use crate::values::{BookId, OperatorId};

/// One change: who did what to which record, when, before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The book.
    pub book: BookId,
    /// Its place in the book's log: 1, 2, 3 … without gaps.
    pub seq: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who; none when the engine itself did.
    pub operator: Option<OperatorId>,
    /// The command, such as `customers.add`.
    pub action: String,
    /// The record.
    pub subject: Subject,
    /// The fields that changed. A new record has no `before`, a removed one no `after`.
    pub fields: Vec<FieldChange>,
    /// The request key of the call, if it had one and was one's own (the host's listeners see all).
    pub request_key: Option<String>,
    /// The hash of this change and, through it, of all before it (hexadecimal SHA-256).
    pub hash: String,
}

/// How one field changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// The field's name.
    pub field: String,
    /// The value before, as JSON.
    pub before: Option<String>,
    /// The value after, as JSON.
    pub after: Option<String>,
    /// Whether it cannot be shown: erased as personal data, or hidden from this operator.
    pub withheld: bool,
}

/// The newest hash of a book's log. Kept outside the store, it proves later that nothing before it
/// was changed, removed or added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The book.
    pub book: BookId,
    /// The number of the newest change; 0 for an empty log.
    pub seq: i64,
    /// Its hash (hexadecimal SHA-256).
    pub hash: String,
}

/// What [`crate::changes::Changes::verify`] found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogVerification {
    /// How many changes were read.
    pub changes: i64,
    /// How many journal entries were checked against their digests.
    pub entries: i64,
    /// The head that was reached.
    pub head: Head,
    /// What differs; empty when the log is whole.
    pub findings: Vec<Finding>,
}
