//! Cleaning of dates. A date such as 05/01/2026 has two readings: the column it stands in decides.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::texts::is_invisible;
use super::{Cleaned, Value};
use crate::error::{Code, Problem};
use crate::exchange::csv_out::unguard;
use crate::values::dates::is_storable;

/// What comes first in dates that end with the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// 31/12/2026.
    DayFirst,
    /// 12/31/2026.
    MonthFirst,
}

/// What a column's dates say about their order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DateColumn {
    day_first: u64,
    month_first: u64,
    open: u64,
}

/// How the dates of a column are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateDecision {
    /// The order for dates that have two readings.
    pub order: DateOrder,
    /// How many dates have two readings.
    pub open: u64,
    /// Whether the order is certain: no date has two readings, or other dates of the column show
    /// the order and none contradicts. What is not certain is to be reported.
    pub certain: bool,
}

impl DateColumn {
    /// Takes in one cell of the column.
    pub fn observe(&mut self, text: &str) {
        if let Some(Reading::YearLast(first, second, _)) = read(&prepare(text).0) {
            match (first > 12, second > 12) {
                (true, false) => self.day_first += 1,
                (false, true) => self.month_first += 1,
                (false, false) if first != second => self.open += 1,
                _ => {}
            }
        }
    }

    /// Decides: what more cells show, else `default`.
    #[must_use]
    pub fn decide(self, default: DateOrder) -> DateDecision {
        let order = match self.day_first.cmp(&self.month_first) {
            std::cmp::Ordering::Greater => DateOrder::DayFirst,
            std::cmp::Ordering::Less => DateOrder::MonthFirst,
            std::cmp::Ordering::Equal => default,
        };
        let shown = (self.day_first == 0) != (self.month_first == 0);
        DateDecision { order, open: self.open, certain: self.open == 0 || shown }
    }
}

/// Reads a date: 2026-01-05, 2026/1/5, 2026.1.5, 2026年1月5日, 20260105, 05/01/2026 (by `order`;
/// 13/01/2026 has one reading only), 5 Jan 2026, January 5, 2026, a spreadsheet's day number
/// between 18264 (1950) and 73050 (2099), each with or without a time of day, which is left out.
/// Years have four digits: 01/02/03 has too many readings.
///
/// # Errors
/// `required` when the text is blank, `bad_date` when it is no such date or the day does not exist.
pub fn date(text: &str, order: DateOrder) -> Result<Value<NaiveDate>, Problem> {
    let (plain, had_time) = prepare(text);
    if plain.is_empty() {
        return Err(Problem::new(Code::Required));
    }
    let reading = read(&plain);
    let is_serial = matches!(reading, Some(Reading::Serial(_)));
    let value = reading
        .and_then(|reading| reading.date(order))
        .filter(|date| is_storable(*date))
        .ok_or_else(|| Problem::new(Code::BadDate))?;
    let other_form = !is_serial && plain != value.format("%Y-%m-%d").to_string();
    let wide = !text.is_ascii() && text.nfkc().ne(text.chars());
    Ok(Value { value, notes: Vec::new() }
        .note_if(wide, Cleaned::Width)
        .note_if(other_form, Cleaned::DateForm)
        .note_if(is_serial, Cleaned::DateSerial)
        .note_if(had_time, Cleaned::TimeOfDay))
}

enum Reading {
    YearFirst(u32, u32, u32),
    /// Two numbers, of which one is the month, and the year.
    YearLast(u32, u32, u32),
    Serial(u64),
}

impl Reading {
    fn date(&self, order: DateOrder) -> Option<NaiveDate> {
        let of =
            |year: u32, month, day| NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day);
        match *self {
            Self::YearFirst(year, month, day) => of(year, month, day),
            Self::YearLast(day, month, year) if day > 12 => of(year, month, day),
            Self::YearLast(month, day, year) if day > 12 => of(year, month, day),
            Self::YearLast(first, second, year) => match order {
                DateOrder::DayFirst => of(year, second, first),
                DateOrder::MonthFirst => of(year, first, second),
            },
            // Day 1 is 1900-01-01, and spreadsheets believe in a 29 February 1900.
            Self::Serial(day) => {
                NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(day))
            }
        }
    }
}

/// Plain signs without weekday and time of day; the flag says whether there was a time.
fn prepare(text: &str) -> (String, bool) {
    let plain: String = unguard(text.trim())
        .nfkc()
        .filter(|character| !is_invisible(*character))
        .map(|character| if character.is_whitespace() { ' ' } else { character })
        .collect();
    let mut plain = plain.trim();
    // The time stands after the last gap before its first colon.
    let clock = plain.find([':', '时', '点']).and_then(|at| plain.get(..at));
    let gap = clock.and_then(|before| before.rfind([' ', 'T']));
    if let Some(date) = gap.and_then(|gap| plain.get(..gap)) {
        plain = date.trim_end();
        plain = plain.strip_suffix("上午").or_else(|| plain.strip_suffix("下午")).unwrap_or(plain);
    }
    let weekday = plain.find("星期").or_else(|| plain.find(['周', '(']));
    let date = weekday.filter(|at| *at > 0).and_then(|at| plain.get(..at)).unwrap_or(plain);
    (date.trim().to_owned(), gap.is_some())
}

fn read(plain: &str) -> Option<Reading> {
    if plain.len() > 64 {
        return None;
    }
    if let Some(serial) = serial(plain) {
        return Some(Reading::Serial(serial));
    }
    if plain.len() == 8 && plain.bytes().all(|byte| byte.is_ascii_digit()) {
        let part = |from: usize, to: usize| plain.get(from..to)?.parse().ok();
        return Some(Reading::YearFirst(part(0, 4)?, part(4, 6)?, part(6, 8)?));
    }
    let chinese = plain.replace(['年', '月'], "-");
    let chinese = chinese.strip_suffix(['日', '号']).unwrap_or(&chinese);
    let parts: Vec<&str> = chinese
        .split(|character: char| {
            matches!(character, '-' | '/' | '.' | ',' | ' ') || is_dash(character)
        })
        .filter(|part| !part.is_empty())
        .collect();
    let [first, second, third] = parts.as_slice() else { return None };
    if let (Some(day), Some(month)) = (day_number(first), month_name(second)) {
        return Some(Reading::YearFirst(year_number(third)?, month, day));
    }
    if let (Some(month), Some(day)) = (month_name(first), day_number(second)) {
        return Some(Reading::YearFirst(year_number(third)?, month, day));
    }
    if let Some(year) = year_number(first) {
        return Some(Reading::YearFirst(year, short_number(second)?, short_number(third)?));
    }
    Some(Reading::YearLast(short_number(first)?, short_number(second)?, year_number(third)?))
}

fn is_dash(character: char) -> bool {
    matches!(character, '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn serial(plain: &str) -> Option<u64> {
    let (day, fraction) = plain.split_once('.').unwrap_or((plain, "0"));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if day.len() != 5 || !is_number(day) || !is_number(fraction) {
        return None;
    }
    day.parse().ok().filter(|day| (18_264..=73_050).contains(day))
}

fn year_number(part: &str) -> Option<u32> {
    (part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| part.parse().ok())?
}

fn short_number(part: &str) -> Option<u32> {
    let plain = (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| part.parse().ok())?
}

/// 5, 05, 5th.
fn day_number(part: &str) -> Option<u32> {
    let plain = ["st", "nd", "rd", "th"].into_iter().find_map(|end| part.strip_suffix(end));
    short_number(plain.unwrap_or(part))
}

/// The English name of a month or its first letters, at least three.
fn month_name(part: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let part = part.to_ascii_lowercase();
    let found = NAMES.iter().position(|name| part.len() >= 3 && name.starts_with(part.as_str()))?;
    u32::try_from(found + 1).ok()
}
