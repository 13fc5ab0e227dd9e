//! Imports that were run, and what undoing them did.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::ImportKind;
use crate::values::{Condition, ImportId, OperatorId, slugs};
slugs! {
    /// Whether an import stands.
    ImportState {
        /// It stands.
        Done "done",
        /// It was undone.
        Undone "undone",
    }
}

/// An import that was run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportRun {
    /// The id.
    pub id: ImportId,
    /// What it brought.
    pub kind: ImportKind,
    /// The names of its files.
    pub file_name: String,
    /// Whether it stands.
    pub state: ImportState,
    /// Rows read.
    pub rows_read: u64,
    /// Rows taken over.
    pub rows_accepted: u64,
    /// Rows rejected.
    pub rows_rejected: u64,
    /// How many changes it made.
    pub changes: u64,
    /// When it was run.
    pub created_at: DateTime<Utc>,
    /// Who ran it.
    pub created_by: Option<OperatorId>,
}

/// Which imports to list; what is absent does not limit.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ImportFilter {
    /// What they brought.
    pub kind: Option<ImportKind>,
    /// Whether they stand.
    pub state: Option<ImportState>,
    /// Who ran them.
    pub operator: Option<OperatorId>,
    /// From this day on, in the book's time zone.
    pub from: Option<NaiveDate>,
    /// Up to and with this day, in the book's time zone.
    pub to: Option<NaiveDate>,
    /// Conditions on any column that the list can be sorted by; at most 20.
    pub conditions: Vec<Condition>,
}

slugs! {
    /// What a list of imports is sorted and filtered by. Imports without a value come last, ties go
    /// by id.
    #[derive(Default)]
    ImportSort {
        /// When it was run.
        #[default]
        CreatedAt "created_at",
        /// Who ran it.
        Operator "operator",
        /// What it brought.
        Kind "kind",
        /// The names of its files, by code point.
        FileName "file_name",
        /// Whether it stands.
        State "state",
        /// Rows read.
        RowsRead "rows_read",
        /// Rows taken over.
        RowsAccepted "rows_accepted",
        /// Rows rejected.
        RowsRejected "rows_rejected",
        /// How many changes it made.
        Changes "changes",
    }
}

/// What undoing an import did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndoReport {
    /// The import.
    pub import: ImportId,
    /// What became of its records, by kind.
    pub records: Vec<UndoneCount>,
}

/// How many records of a kind an undo touched.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct UndoneCount {
    /// The kind of record as the change log names it.
    pub subject: String,
    /// Removed.
    pub removed: u64,
    /// Given back the values they had.
    pub restored: u64,
    /// Taken back by red entries, since they stand in the ledger.
    pub cancelled: u64,
    /// Retired, since documents name them.
    pub retired: u64,
}
