//! What the log is about, and what verification says of it.

use serde::{Deserialize, Serialize};

/// Which record a change is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Subject {
    /// The kind of record, such as `customer`.
    pub kind: String,
    /// Its id; 0 for things that have none of their own.
    pub id: i64,
}

impl Subject {
    /// Names a record.
    #[must_use]
    pub fn new(kind: &str, id: impl Into<i64>) -> Self {
        Self { kind: kind.to_owned(), id: id.into() }
    }
}

/// Something that verification found to differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What was checked: `chain`, `gap`, `digest`, `balance`, `number` …
    pub check: String,
    /// The record it concerns.
    pub subject: Subject,
    /// What was expected, without personal data.
    pub expected: String,
    /// What was found.
    pub found: String,
}
