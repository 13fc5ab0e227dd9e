//! Calendar dates and periods. Dates carry no time zone; a [`Period`] is one calendar month.

use std::fmt;

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::error::{Code, Problem};

/// Whether every supported database keeps this date alike (years 1000 to 9999).
#[must_use]
pub fn is_storable(date: NaiveDate) -> bool {
    (1000..=9999).contains(&date.year())
}

/// How many years before a book's founding its documents may be dated unless it says otherwise.
const YEARS_BACK: i32 = 5;
/// How many years before the first day what was open then may date from.
const YEARS_OPEN: i32 = 30;
/// How many years after the last day a document may be due.
const YEARS_DUE: i32 = 10;

/// The days on which the documents and entries of a book may be dated: a year that is typed wrong
/// lies outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenDays {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

impl OpenDays {
    /// What a book says, or 1 January five years before the year in which it was founded to the end
    /// of next year.
    #[must_use]
    pub fn of(
        from: Option<NaiveDate>,
        to: Option<NaiveDate>,
        founded: NaiveDate,
        today: NaiveDate,
    ) -> Self {
        let first = NaiveDate::from_ymd_opt(founded.min(today).year() - YEARS_BACK, 1, 1);
        let last = NaiveDate::from_ymd_opt(today.year() + 1, 12, 31);
        Self {
            from: from.or(first).unwrap_or(NaiveDate::MIN),
            to: to.or(last).unwrap_or(NaiveDate::MAX),
        }
    }

    /// The same for due dates, which may lie some years later.
    #[must_use]
    pub fn due(self) -> Self {
        let to = NaiveDate::from_ymd_opt(self.to.year() + YEARS_DUE, 12, 31);
        Self { to: to.unwrap_or(NaiveDate::MAX), ..self }
    }

    /// The same for what was open before the first day, and dates from some years earlier.
    #[must_use]
    pub fn before(self) -> Self {
        let from = NaiveDate::from_ymd_opt(self.from.year() - YEARS_OPEN, 1, 1);
        Self { from: from.unwrap_or(NaiveDate::MIN), ..self }
    }

    /// Whether a day lies within.
    #[must_use]
    pub fn contains(self, day: NaiveDate) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// What is wrong with a day that no database keeps, or that lies outside.
    ///
    /// # Errors
    /// `bad_date`, `date_far` with the facts `earliest` and `latest`.
    pub fn require(self, day: NaiveDate) -> Result<(), Problem> {
        if !is_storable(day) {
            return Err(Problem::new(Code::BadDate));
        }
        if self.contains(day) {
            return Ok(());
        }
        let problem = Problem::new(Code::DateFar).fact("earliest", self.from);
        Err(problem.fact("latest", self.to))
    }
}

/// One month, in which entries are numbered and balances are kept. Ordered by time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Period {
    /// The calendar year, 1000 to 9999.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: u32,
}

impl Period {
    /// The month that `date` lies in.
    #[must_use]
    pub fn of(date: NaiveDate) -> Self {
        Self { year: date.year(), month: date.month() }
    }

    /// The period as one number: 202606 is June 2026. It is what the store keeps.
    #[must_use]
    pub fn key(self) -> i64 {
        i64::from(self.year) * 100 + i64::from(self.month)
    }

    /// Reads back what [`Period::key`] gave.
    #[must_use]
    pub fn from_key(key: i64) -> Option<Self> {
        let year = i32::try_from(key / 100).ok()?;
        let month = u32::try_from(key % 100).ok()?;
        (1..=12).contains(&month).then_some(Self { year, month })
    }

    /// The first day of the month.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, self.month, 1).unwrap_or(NaiveDate::MIN)
    }

    /// The last day of the month.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        self.next().first_day().checked_sub_days(Days::new(1)).unwrap_or(NaiveDate::MAX)
    }

    /// The month after.
    #[must_use]
    pub fn next(self) -> Self {
        if self.month == 12 {
            Self { year: self.year + 1, month: 1 }
        } else {
            Self { year: self.year, month: self.month + 1 }
        }
    }

    /// The month before.
    #[must_use]
    pub fn previous(self) -> Self {
        if self.month == 1 {
            Self { year: self.year - 1, month: 12 }
        } else {
            Self { year: self.year, month: self.month - 1 }
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}", self.year, self.month)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_knows_its_days() {
        let february = Period { year: 2024, month: 2 };
        assert_eq!(february.last_day(), NaiveDate::from_ymd_opt(2024, 2, 29).unwrap());
        assert_eq!(Period::from_key(february.key()), Some(february));
        assert_eq!(february.previous().previous().next().next(), february);
        assert_eq!(Period::from_key(202_613), None);
    }
}
