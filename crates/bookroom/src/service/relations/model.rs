//! How cases belong together, as hosts see it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::service::model::{Case, CaseKind, CaseSeverity, CaseState};
use crate::values::{CaseId, CaseLinkId, CaseNoteId, OperatorId, slugs};

slugs! {
    /// What two cases have to do with each other.
    #[derive(Default)]
    CaseLinkKind {
        /// One is worth a look for who works on the other.
        #[default]
        Related "related",
        /// The case says what the other said already.
        Duplicate "duplicate",
        /// What the other was about came again with the case.
        Recurs "recurs",
        /// The case was a part of the other.
        Split "split",
        /// The case is worked on as a part of the other.
        Merged "merged",
    }
}

/// That two cases have to do with each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseLink {
    /// Its id.
    pub id: CaseLinkId,
    /// What they have to do with each other.
    pub kind: CaseLinkKind,
    /// The duplicate; the case that came again, was split off or was merged. Of related cases, the
    /// one with the smaller id.
    pub case: CaseId,
    /// The other.
    pub other: CaseId,
    /// Where a merged case stood before.
    pub state_before: Option<CaseState>,
    /// When it was said.
    pub created_at: DateTime<Utc>,
    /// Who said so.
    pub created_by: Option<OperatorId>,
}

/// A link to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewCaseLink {
    /// What they have to do with each other: related, a duplicate, or come again.
    #[serde(default)]
    pub kind: CaseLinkKind,
    /// The case: a duplicate of one other at most, and the recurrence of one earlier at most.
    pub case: CaseId,
    /// The other: of a duplicate, one that is no duplicate itself; of what came again, one that
    /// came in before.
    pub other: CaseId,
}

/// A part of a case that becomes a case of its own: of the same customer, contact, invoice and
/// product, by the same channel, with the same assignee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseSplit {
    /// The case it is a part of.
    pub id: CaseId,
    /// The version the caller last saw.
    pub version: i64,
    /// The notes of that case that go to the new one, up to 10,000.
    #[serde(default)]
    pub notes: Vec<CaseNoteId>,
    /// What the new case says in one line, up to 200 characters.
    pub subject: String,
    /// What it says, up to 20,000 characters.
    #[serde(default)]
    pub description: Option<String>,
    /// What it is about; none: what the other is about.
    #[serde(default)]
    pub kind: Option<CaseKind>,
    /// An item of `case_category`, by code or label; none: that of the other.
    #[serde(default)]
    pub category: Option<String>,
    /// How bad it is; none: as bad as the other.
    #[serde(default)]
    pub severity: Option<CaseSeverity>,
    /// When it came in; none: with the first of these notes, without any now. Times to an answer
    /// and to a resolution count from then.
    #[serde(default)]
    pub opened_at: Option<DateTime<Utc>>,
}

impl CaseSplit {
    /// A part of a case with nothing but its line.
    #[must_use]
    pub fn of(case: &Case, subject: &str) -> Self {
        Self {
            id: case.id,
            version: case.version,
            notes: Vec::new(),
            subject: subject.to_owned(),
            description: None,
            kind: None,
            category: None,
            severity: None,
            opened_at: None,
        }
    }
}
