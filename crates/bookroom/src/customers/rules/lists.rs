//! The days of a filter as instants.

use chrono::{NaiveDate, NaiveTime, TimeDelta};

/// The instant, in microseconds, at which a day begins at a fixed distance from UTC.
pub(crate) fn local_midnight(date: NaiveDate, utc_offset_minutes: i64) -> i64 {
    let midnight = date.and_time(NaiveTime::MIN);
    let utc = midnight.checked_sub_signed(TimeDelta::minutes(utc_offset_minutes));
    utc.unwrap_or(midnight).and_utc().timestamp_micros()
}
