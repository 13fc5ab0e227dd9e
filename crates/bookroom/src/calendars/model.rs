//! Business calendars as hosts see them.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::values::{CalendarId, edits, slugs};

slugs! {
    /// A day of the week.
    Weekday {
        /// Monday (周一).
        Monday "monday",
        /// Tuesday (周二).
        Tuesday "tuesday",
        /// Wednesday (周三).
        Wednesday "wednesday",
        /// Thursday (周四).
        Thursday "thursday",
        /// Friday (周五).
        Friday "friday",
        /// Saturday (周六).
        Saturday "saturday",
        /// Sunday (周日).
        Sunday "sunday",
    }
}

/// A span of hours of every week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeekHours {
    /// The day of the week.
    pub weekday: Weekday,
    /// The minute it starts, on the clock of the calendar's zone, such as `09:00`.
    pub starts: String,
    /// The minute it ends, up to `24:00`.
    pub ends: String,
}

/// The hours of a week, from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarWeek {
    /// The first day they hold; absent when they have always held. They hold until the next.
    pub valid_from: Option<NaiveDate>,
    /// The spans, up to 100; a weekday without any is a day off.
    #[serde(default)]
    pub hours: Vec<WeekHours>,
}

/// A span of hours of one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayHours {
    /// The minute it starts, such as `09:00`.
    pub starts: String,
    /// The minute it ends, up to `24:00`.
    pub ends: String,
}

/// A day that differs from its week: a holiday (neither `as_weekday` nor `hours`) or a make-up
/// working day (调休: one of both).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarDay {
    /// The day.
    pub day: NaiveDate,
    /// What it is called, up to 100 characters.
    pub name: Option<String>,
    /// The day of the week whose hours it has.
    pub as_weekday: Option<Weekday>,
    /// The hours it has of its own, up to 100 spans.
    #[serde(default)]
    pub hours: Vec<DayHours>,
}

impl CalendarDay {
    /// A day off.
    #[must_use]
    pub fn off(day: NaiveDate, name: &str) -> Self {
        Self { day, name: Some(name.to_owned()), as_weekday: None, hours: Vec::new() }
    }

    /// A day with the hours of a day of the week.
    #[must_use]
    pub fn like(day: NaiveDate, weekday: Weekday) -> Self {
        Self { day, name: None, as_weekday: Some(weekday), hours: Vec::new() }
    }
}

/// When a company works.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// Its id.
    pub id: CalendarId,
    /// What it is called.
    pub name: String,
    /// The zone whose clock its hours are read from, as the IANA database names it.
    pub time_zone: String,
    /// The hours of its weeks, the oldest first.
    pub weeks: Vec<CalendarWeek>,
    /// The days that differ, in their order.
    pub days: Vec<CalendarDay>,
    /// Whether it is meant where none is named.
    pub is_default: bool,
    /// Moves with every change.
    pub version: i64,
    /// When it was added.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// A calendar to be added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewCalendar {
    /// What it is called, up to 100 characters; no other of the book has that name.
    pub name: String,
    /// The zone, such as `Asia/Shanghai`.
    pub time_zone: String,
    /// The hours of its weeks, up to 100; days before the first of them are days off.
    #[serde(default)]
    pub weeks: Vec<CalendarWeek>,
    /// The days that differ, up to 4,000.
    #[serde(default)]
    pub days: Vec<CalendarDay>,
}

impl NewCalendar {
    /// A calendar that works from Monday to Friday, at these hours: pairs of start and end.
    #[must_use]
    pub fn weekdays(name: &str, time_zone: &str, spans: &[(&str, &str)]) -> Self {
        use Weekday::{Friday, Monday, Thursday, Tuesday, Wednesday};
        let days = [Monday, Tuesday, Wednesday, Thursday, Friday].into_iter();
        let hours = days.flat_map(|weekday| {
            spans.iter().map(move |(starts, ends)| WeekHours {
                weekday,
                starts: (*starts).to_owned(),
                ends: (*ends).to_owned(),
            })
        });
        Self {
            name: name.to_owned(),
            time_zone: time_zone.to_owned(),
            weeks: vec![CalendarWeek { valid_from: None, hours: hours.collect() }],
            days: Vec::new(),
        }
    }
}

edits! {
    /// New values of a calendar.
    CalendarEdit {
        /// What it is called.
        name: Option<String>,
        /// The zone.
        time_zone: Option<String>,
        /// The hours of its weeks.
        weeks: Option<Vec<CalendarWeek>>,
    }
}
