//! What a day must be like, and when it comes: pure decisions on its data.

use chrono::{DateTime, Datelike, Days, NaiveDate};

use super::model::{ImportantDate, ImportantDateEdit, ImportantDateKind, NewImportantDate};
use crate::error::{Code, Problem, Result};
use crate::rights::permission::Field;
use crate::rights::permit::FieldRights;
use crate::values::{Check, CustomerId, Edit, ImportantDateId};

/// The most days before a day that somebody can be reminded.
pub(crate) const REMIND_LIMIT: i64 = 90;
/// The most days between the first and the last day that is asked for: ten years.
const SPAN_LIMIT: i64 = 3_660;
/// The last of February in a leap year, as [`month_day`] has it.
const LEAP_DAY: i64 = 229;

/// A day with nothing in it yet.
pub(crate) fn blank(customer: CustomerId) -> ImportantDate {
    ImportantDate {
        id: ImportantDateId(0),
        customer,
        contact: None,
        kind: ImportantDateKind::Other,
        label: None,
        year: None,
        month: 1,
        day: 1,
        once: false,
        remind_days: None,
        note: None,
        version: 1,
        created_at: DateTime::UNIX_EPOCH,
        updated_at: DateTime::UNIX_EPOCH,
    }
}

/// A new day as values for a blank one.
pub(crate) fn as_edit(new: &NewImportantDate) -> ImportantDateEdit {
    ImportantDateEdit {
        contact: Edit::given(new.contact),
        kind: Some(new.kind),
        label: Edit::given(new.label.clone()),
        year: Edit::given(new.year),
        month: Some(new.month),
        day: Some(new.day),
        once: Some(new.once),
        remind_days: Edit::given(new.remind_days),
        note: Edit::given(new.note.clone()),
    }
}

/// Refuses to touch days for who may not change them: they are protected as a whole.
pub(crate) fn require_rights(rights: &FieldRights) -> Result<()> {
    rights.require_write(Field::CustomerDates)
}

/// Checks new values and puts them into a day. Whether the contact is there is seen later.
pub(crate) fn apply(
    base: &ImportantDate,
    edit: &ImportantDateEdit,
    check: &mut Check,
) -> ImportantDate {
    let mut date = base.clone();
    date.contact = edit.contact.over(base.contact);
    date.kind = edit.kind.unwrap_or(base.kind);
    check.edited_text("label", &edit.label, 60, &mut date.label);
    let is_named = date.label.is_some() || date.kind != ImportantDateKind::Other;
    check.require(is_named, "label", Code::Required);
    date.year = edit.year.over(base.year);
    date.month = edit.month.unwrap_or(base.month);
    date.day = edit.day.unwrap_or(base.day);
    date.once = edit.once.unwrap_or(base.once);
    check_day(&date, check);
    date.remind_days = edit.remind_days.over(base.remind_days);
    between("remind_days", date.remind_days.unwrap_or(0), REMIND_LIMIT, 0, check);
    check.edited_lines("note", &edit.note, 2_000, &mut date.note);
    date
}

fn between(path: &str, value: i64, high: i64, low: i64, check: &mut Check) {
    if !(low..=high).contains(&value) {
        let problem = Problem::new(Code::OutOfRange).at(path);
        check.add(problem.fact("low", low).fact("high", high));
    }
}

fn check_day(date: &ImportantDate, check: &mut Check) {
    check.require(date.year.is_some() || !date.once, "year", Code::Required);
    between("month", date.month, 12, 1, check);
    let before = check.count();
    if let Some(year) = date.year {
        between("year", year, 9_999, 1_000, check);
    }
    if check.count() > before || !(1..=12).contains(&date.month) {
        return;
    }
    // A year that has every day there is.
    let found = day_of(date.year.unwrap_or(2_000), date.month, date.day);
    check.require(found.is_some(), "day", Code::BadDate);
}

fn day_of(year: i64, month: i64, day: i64) -> Option<NaiveDate> {
    let (year, month) = (i32::try_from(year).ok()?, u32::try_from(month).ok()?);
    NaiveDate::from_ymd_opt(year, month, u32::try_from(day).ok()?)
}

/// Month and day as one number, in the order of the days of a year.
pub(crate) fn month_day(month: i64, day: i64) -> i64 {
    month * 100 + day
}

fn place(day: NaiveDate) -> i64 {
    month_day(day.month().into(), day.day().into())
}

/// The day on which it is in a year: 29 February is 28 February in years without that day.
pub(crate) fn in_year(date: &ImportantDate, year: i64) -> Option<NaiveDate> {
    let is_leap_day = month_day(date.month, date.day) == LEAP_DAY;
    let instead = || if is_leap_day { day_of(year, 2, 28) } else { None };
    day_of(year, date.month, date.day).or_else(instead)
}

/// A part of a year, from one month and day to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) year: i64,
    pub(crate) low: i64,
    pub(crate) high: i64,
}

/// The parts of the years that lie between two days, both included. What is on 29 February is in
/// the part with 28 February where there is no such day.
pub(crate) fn parts(from: NaiveDate, to: NaiveDate) -> Vec<Part> {
    let part = |year: i32| {
        let low = if year == from.year() { place(from) } else { 101 };
        let high = if year == to.year() { place(to) } else { 1_231 };
        let moved = high == 228 && NaiveDate::from_ymd_opt(year, 2, 29).is_none();
        Part { year: year.into(), low, high: if moved { LEAP_DAY } else { high } }
    };
    (from.year()..=to.year()).map(part).collect()
}

/// Checks the first and the last day that is asked for.
pub(crate) fn check_span(from: NaiveDate, to: NaiveDate, check: &mut Check) {
    check.date("from", from);
    check.date("to", to);
    check.require(from <= to, "to", Code::DateOrder);
    if (to - from).num_days() > SPAN_LIMIT {
        check.add(Problem::new(Code::OutOfRange).at("to").fact("high", SPAN_LIMIT));
    }
}

/// The last day on which something can be of which somebody is reminded up to a day.
pub(crate) fn last_reminded(to: NaiveDate) -> NaiveDate {
    to.checked_add_days(Days::new(REMIND_LIMIT.unsigned_abs())).unwrap_or(NaiveDate::MAX)
}

/// The day of the reminder for a day.
pub(crate) fn remind_on(date: &ImportantDate, on: NaiveDate) -> Option<NaiveDate> {
    on.checked_sub_days(Days::new(date.remind_days?.unsigned_abs()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn problems(new: &NewImportantDate) -> Vec<(String, Code)> {
        let mut check = Check::new();
        apply(&blank(new.customer), &as_edit(new), &mut check);
        match check.finish() {
            Ok(()) => Vec::new(),
            Err(error) => error.problems().iter().map(|it| (it.path.clone(), it.code)).collect(),
        }
    }

    fn new(month: i64, day: i64) -> NewImportantDate {
        NewImportantDate::each_year(CustomerId(1), ImportantDateKind::Birthday, month, day)
    }

    #[test]
    fn a_day_must_be_one() {
        assert_eq!(problems(&new(2, 29)), []);
        let of = |year: i64| NewImportantDate { year: Some(year), ..new(2, 29) };
        assert_eq!(problems(&of(2_024)), []);
        assert_eq!(problems(&of(2_023)), [("day".to_owned(), Code::BadDate)]);
        assert_eq!(problems(&new(4, 31)), [("day".to_owned(), Code::BadDate)]);
        assert_eq!(problems(&new(13, 1)), [("month".to_owned(), Code::OutOfRange)]);
        let wrong = NewImportantDate {
            kind: ImportantDateKind::Other,
            once: true,
            remind_days: Some(91),
            ..new(6, 1)
        };
        let paths: Vec<String> = problems(&wrong).into_iter().map(|(path, _)| path).collect();
        assert_eq!(paths, ["label", "year", "remind_days"]);
    }

    #[test]
    fn the_last_of_february_comes_on_the_28th_in_common_years() {
        let date = ImportantDate { month: 2, day: 29, ..blank(CustomerId(1)) };
        assert_eq!(in_year(&date, 2_028), Some(day("2028-02-29")));
        assert_eq!(in_year(&date, 2_027), Some(day("2027-02-28")));
        let of = |from: &str, to: &str| -> Vec<(i64, i64)> {
            parts(day(from), day(to)).iter().map(|part| (part.low, part.high)).collect()
        };
        assert_eq!(of("2027-02-28", "2027-02-28"), [(228, 229)]);
        assert_eq!(of("2028-02-28", "2028-02-28"), [(228, 228)]);
        assert_eq!(of("2027-03-01", "2027-03-02"), [(301, 302)]);
        assert_eq!(of("2026-12-20", "2027-01-05"), [(1_220, 1_231), (101, 105)]);
    }

    #[test]
    fn every_day_between_two_is_in_exactly_one_part() {
        let (from, to) = (day("2026-11-30"), day("2029-03-02"));
        for offset in 0..=(to - from).num_days() {
            let on = from + chrono::Duration::days(offset);
            let held = parts(from, to).into_iter().filter(|part| {
                part.year == i64::from(on.year()) && (part.low..=part.high).contains(&place(on))
            });
            assert_eq!(held.count(), 1, "{on}");
        }
    }

    #[test]
    fn a_reminder_comes_so_many_days_before() {
        let date = ImportantDate { remind_days: Some(7), ..blank(CustomerId(1)) };
        assert_eq!(remind_on(&date, day("2027-01-03")), Some(day("2026-12-27")));
        assert_eq!(remind_on(&blank(CustomerId(1)), day("2027-01-03")), None);
    }
}
