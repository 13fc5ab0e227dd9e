//! What names a row in a sorted list, and the days of a filter as instants.

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};

use crate::customers::model::CustomerOrder;

/// The sort key of the last row of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ListKey {
    /// The order of the list, which a cursor of another list does not have.
    pub(crate) order: CustomerOrder,
    /// The folded name, or the code; none for a customer without one.
    pub(crate) text: Option<String>,
    /// When it was added or changed; 0 in the other orders.
    pub(crate) at: i64,
    /// The id.
    pub(crate) id: i64,
}

/// The instant, in microseconds, at which a day begins at a fixed distance from UTC.
pub(crate) fn local_midnight(date: NaiveDate, utc_offset_minutes: i64) -> i64 {
    let midnight = date.and_time(NaiveTime::MIN);
    let utc = midnight.checked_sub_signed(TimeDelta::minutes(utc_offset_minutes));
    utc.unwrap_or(midnight).and_utc().timestamp_micros()
}
