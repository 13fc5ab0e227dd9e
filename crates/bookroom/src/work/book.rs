//! What every command and query needs to know of its book.

use std::ops::RangeInclusive;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

use crate::values::{BookId, CreditCheck, Currency, Language, OpenDays, TaxRounding};

/// How far a book's local time may be from UTC, in minutes.
pub(crate) const OFFSETS: RangeInclusive<i64> = -840..=840;

/// From which score on a new book tells customers to be likely the same: rather yes than no.
pub(crate) const DUPLICATE_WARN: i64 = 50;

/// What every command and query needs to know of its book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BookInfo {
    pub(crate) id: BookId,
    pub(crate) currency: Currency,
    pub(crate) language: Language,
    pub(crate) utc_offset_minutes: i64,
    pub(crate) access_version: i64,
    pub(crate) tax_rounding: TaxRounding,
    pub(crate) created_at: i64,
    pub(crate) dates_from: Option<NaiveDate>,
    pub(crate) dates_to: Option<NaiveDate>,
    pub(crate) credit_check: CreditCheck,
    pub(crate) duplicate_warn: i64,
    pub(crate) duplicate_stop: Option<i64>,
}

impl BookInfo {
    pub(crate) fn date_of(&self, instant: DateTime<Utc>) -> NaiveDate {
        date_at(instant, self.utc_offset_minutes)
    }

    /// The first instant of a day, in microseconds.
    pub(crate) fn start_of(&self, day: NaiveDate) -> i64 {
        let midnight = day.and_time(NaiveTime::MIN).and_utc().timestamp_micros();
        midnight.saturating_sub(self.utc_offset_minutes.saturating_mul(60_000_000))
    }

    /// The days on which documents and entries may be dated.
    pub(crate) fn open_days(&self, today: NaiveDate) -> OpenDays {
        let founded = DateTime::from_timestamp_micros(self.created_at);
        let founded = founded.map_or(today, |instant| self.date_of(instant));
        OpenDays::of(self.dates_from, self.dates_to, founded, today)
    }
}

/// The date of an instant at a fixed distance from UTC.
pub(crate) fn date_at(instant: DateTime<Utc>, utc_offset_minutes: i64) -> NaiveDate {
    (instant + TimeDelta::minutes(utc_offset_minutes)).date_naive()
}
