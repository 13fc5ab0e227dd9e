//! What a book's own data must be like.

use chrono::NaiveDate;

use super::model::NewBook;
use crate::error::{Code, Problem};
use crate::values::{Check, Currency};
use crate::work::OFFSETS;

/// Checks the distance of local time from UTC.
pub(crate) fn check_offset(check: &mut Check, path: &str, minutes: i64) {
    if !OFFSETS.contains(&minutes) {
        let problem = Problem::new(Code::OutOfRange).at(path);
        check.add(problem.fact("low", OFFSETS.start()).fact("high", OFFSETS.end()));
    }
}

/// Checks the days between which a book is open.
pub(crate) fn check_dates(check: &mut Check, from: Option<NaiveDate>, to: Option<NaiveDate>) {
    for (path, day) in [("edit.dates_from", from), ("edit.dates_to", to)] {
        if let Some(day) = day {
            check.date(path, day);
        }
    }
    let in_order = from.zip(to).is_none_or(|(from, to)| from <= to);
    check.require(in_order, "edit.dates_to", Code::DateOrder);
}

/// Checks a score of duplicates.
pub(crate) fn check_score(check: &mut Check, path: &str, score: i64) {
    if !(1..=100).contains(&score) {
        let problem = Problem::new(Code::OutOfRange).at(path).fact("value", score);
        check.add(problem.fact("low", 1).fact("high", 100));
    }
}

/// Checks a new book's own data; returns its texts, trimmed.
pub(crate) fn check_new(new: &NewBook, chart_exists: bool, check: &mut Check) -> NewBook {
    let name = check.text("name", &new.name, 200);
    let legal_name = check.optional_text("legal_name", new.legal_name.as_deref(), 200);
    let tax_number = check.optional_text("tax_number", new.tax_number.as_deref(), 40);
    if let Err(problem) = Currency::of(&new.currency) {
        check.add(problem);
    }
    check_offset(check, "utc_offset_minutes", new.utc_offset_minutes);
    check.require(chart_exists, "chart", Code::BadChoice);
    NewBook { name, legal_name, tax_number, ..new.clone() }
}
