//! How many cases there are of a sort.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{CaseKind, CaseSeverity, CaseState};
use crate::values::{OperatorId, slugs};

slugs! {
    /// By what cases are counted.
    CaseDimension {
        /// What they are about.
        Kind "kind",
        /// Their category.
        Category "category",
        /// The month they came in.
        Month "month",
        /// Where they stand.
        State "state",
        /// How bad they are.
        Severity "severity",
        /// How they came in.
        Channel "channel",
        /// Who works on them.
        Assignee "assignee",
        /// How satisfied the customer was.
        Satisfaction "satisfaction",
    }
}

/// How many cases there are of a sort, and how long they took. Only the dimensions that were asked
/// for are filled in; an absent value of one of those stands for the cases without it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CaseCount {
    /// What they are about.
    pub kind: Option<CaseKind>,
    /// The code of their category.
    pub category: Option<String>,
    /// The first day of the month they came in.
    pub month: Option<NaiveDate>,
    /// Where they stand.
    pub state: Option<CaseState>,
    /// How bad they are.
    pub severity: Option<CaseSeverity>,
    /// The code of their channel.
    pub channel: Option<String>,
    /// Who works on them.
    pub assignee: Option<OperatorId>,
    /// The code of their satisfaction.
    pub satisfaction: Option<String>,
    /// How many.
    pub cases: i64,
    /// How many of them were answered.
    pub answered: i64,
    /// The average time to the first answer, in whole minutes (rounded down).
    pub minutes_to_answer: Option<i64>,
    /// How many of them are resolved.
    pub resolved: i64,
    /// The average time to the resolution, in whole minutes (rounded down).
    pub minutes_to_resolution: Option<i64>,
}

/// How much somebody has to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenCases {
    /// Who; none for the cases that nobody has.
    pub assignee: Option<OperatorId>,
    /// How many cases that are neither resolved, closed nor rejected.
    pub cases: i64,
    /// The day on which the oldest of them came in.
    pub oldest: NaiveDate,
}
