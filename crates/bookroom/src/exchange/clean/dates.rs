//! Cleaning of dates. A date such as 05/01/2026 has two readings: the column it stands in decides.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::texts::unquote_formula;
use super::{Cleaned, Value, hanzi, times};
use crate::error::{Code, Problem};
use crate::exchange::csv_out::unguard;
use crate::values::dates::is_storable;
use crate::values::unseen::visible;

/// What comes first in dates that do not begin with a year of four digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// 31/12/2026.
    DayFirst,
    /// 12/31/2026.
    MonthFirst,
    /// 26/12/31.
    YearFirst,
}

/// What a column's dates say about their order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DateColumn {
    day_first: u64,
    month_first: u64,
    open: u64,
    republic: bool,
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
    /// Whether years of two digits are read: the order was said, by the caller or the heading.
    #[serde(default)]
    pub short_years: bool,
    /// Whether years of three digits are those of the republic (民国): 115 is 2026.
    #[serde(default)]
    pub republic: bool,
}

impl DateDecision {
    /// Dates in this order, with whole years.
    #[must_use]
    pub const fn plain(order: DateOrder) -> Self {
        Self { order, open: 0, certain: true, short_years: false, republic: false }
    }
}

impl DateColumn {
    /// Takes in one cell of the column.
    pub fn observe(&mut self, text: &str) {
        let prepared = prepare(text);
        self.republic |= prepared.republic;
        match read(&prepared.date) {
            Some(Reading::YearLast(first, second, _)) => match (first > 12, second > 12) {
                (true, false) => self.day_first += 1,
                (false, true) => self.month_first += 1,
                (false, false) if first != second => self.open += 1,
                _ => {}
            },
            Some(Reading::Named(day, _, year)) if day > 12 && year != day => self.open += 1,
            _ => {}
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
        DateDecision {
            open: self.open,
            certain: self.open == 0 || shown,
            republic: self.republic,
            ..DateDecision::plain(order)
        }
    }
}

/// Reads a date: 2026-01-05, 2026/1/5, 2026.1.5, 2026年1月5日, 二〇二六年一月五日,
/// 民国115年1月5日, 20260105,
/// 20260105093000, 05/01/2026 (by the column's order; 13/01/2026 has one reading only), 5 Jan 2026,
/// 5-Jan-26, January 5, 2026, a spreadsheet's day number between 18264 (1950) and 73050 (2099),
/// each with or without a time of day, which is left out. A time with a zone is first put into that
/// of the book, whose distance from UTC is `offset_minutes`. 26/1/5 and 115/1/5 are dates only
/// where the column's decision says so: 01/02/03 has too many readings.
///
/// # Errors
/// `required` when the text is blank, `bad_date` when it is no such date, the day does not exist or
/// the zone is not known.
pub fn date(
    text: &str,
    decision: DateDecision,
    offset_minutes: Option<i64>,
) -> Result<Value<NaiveDate>, Problem> {
    let prepared = prepare(text);
    if prepared.date.is_empty() {
        return Err(Problem::new(Code::Required));
    }
    let bad = || Problem::new(Code::BadDate);
    let reading = read(&prepared.date);
    let is_serial = matches!(reading, Some(Reading::Serial(_)));
    let day = reading
        .and_then(|reading| reading.date(decision, prepared.republic))
        .filter(|date| is_storable(*date))
        .ok_or_else(bad)?;
    let time = prepared.time.as_deref();
    let shift = time.map(times::days_to_book).transpose().map_err(|()| bad())?.flatten();
    let value = match (shift, offset_minutes) {
        (Some(instant), Some(offset)) => instant.date(day, offset).ok_or_else(bad)?,
        _ => day,
    };
    let other_form = !is_serial && prepared.date != day.format("%Y-%m-%d").to_string();
    let wide = !text.is_ascii() && text.nfkc().ne(text.chars());
    Ok(Value { value, notes: Vec::new() }
        .note_if(wide, Cleaned::Width)
        .note_if(other_form, Cleaned::DateForm)
        .note_if(is_serial, Cleaned::DateSerial)
        .note_if(prepared.time.is_some(), Cleaned::TimeOfDay))
}

#[derive(Debug, Clone, Copy)]
enum Reading {
    YearFirst(u32, u32, u32),
    /// Two numbers, of which one is the month, and the year.
    YearLast(u32, u32, u32),
    /// Three numbers of one or two digits.
    Short(u32, u32, u32),
    /// A year of the republic, month and day; the flag says that it is written 年.
    Republic(u32, u32, u32, bool),
    /// A day, a month by its name, a year of two digits.
    Named(u32, u32, u32),
    Serial(u64),
}

/// 26 is 2026, 95 is 1995.
fn century(year: u32) -> u32 {
    if year < 70 { 2000 + year } else { 1900 + year }
}

impl Reading {
    fn date(self, decision: DateDecision, is_republic: bool) -> Option<NaiveDate> {
        let of =
            |year: u32, month, day| NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day);
        let republic = is_republic || decision.republic;
        match self {
            Self::YearFirst(year, month, day) if is_republic => {
                of(year.checked_add(1911)?, month, day)
            }
            Self::YearFirst(year, month, day) => of(year, month, day),
            Self::YearLast(day, month, year) if day > 12 => of(year, month, day),
            Self::YearLast(month, day, year) if day > 12 => of(year, month, day),
            Self::YearLast(first, second, year) => match decision.order {
                DateOrder::MonthFirst => of(year, first, second),
                DateOrder::DayFirst | DateOrder::YearFirst => of(year, second, first),
            },
            Self::Republic(year, month, day, certain) => {
                (certain || republic).then(|| of(year.checked_add(1911)?, month, day))?
            }
            Self::Short(year, month, day) if republic => of(year.checked_add(1911)?, month, day),
            Self::Short(first, second, third) if decision.short_years => match decision.order {
                DateOrder::YearFirst => of(century(first), second, third),
                DateOrder::DayFirst => of(century(third), second, first),
                DateOrder::MonthFirst => of(century(third), first, second),
            },
            Self::Short(..) => None,
            Self::Named(day, month, year) => match decision.order {
                DateOrder::YearFirst => of(century(day), month, year),
                _ => of(century(year), month, day),
            },
            // Day 1 is 1900-01-01, and spreadsheets believe in a 29 February 1900.
            Self::Serial(day) => {
                NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(day))
            }
        }
    }
}

/// A cell cut into its date and its time of day, without the weekday.
struct Prepared {
    date: String,
    time: Option<String>,
    republic: bool,
}

fn prepare(text: &str) -> Prepared {
    let seen = visible(text);
    let plain: String = unguard(unquote_formula(seen.trim()))
        .nfkc()
        .map(|character| if character.is_whitespace() { ' ' } else { character })
        .collect();
    let mut plain = without_weekday(plain.trim());
    let mut republic = false;
    for word in ["中华民国", "中華民國", "民国", "民國", "ROC "] {
        if let Some(rest) = plain.strip_prefix(word) {
            (plain, republic) = (rest.trim_start(), true);
        }
    }
    let digits = hanzi::date(plain);
    let mut plain = digits.as_deref().unwrap_or(plain);
    let (stamp, clock) = times::cut_stamp(plain);
    if let Some(clock) = clock {
        return Prepared { date: stamp.to_owned(), time: Some(clock), republic };
    }
    // The time stands after the last gap before its first colon.
    let clock = plain.find([':', '时', '点', '時', '點']).and_then(|at| plain.get(..at));
    let gap = clock.and_then(|before| before.rfind([' ', 'T']));
    let mut time = None;
    if let Some(date) = gap.and_then(|gap| plain.get(..gap)) {
        time = plain.get(date.len()..).map(|rest| rest.trim_matches([' ', 'T']).to_owned());
        plain = date.trim_end();
        for (half, mark) in [("上午", "AM"), ("下午", "PM")] {
            if let Some(rest) = plain.strip_suffix(half) {
                plain = rest;
                time = time.map(|time| format!("{time} {mark}"));
            }
        }
    }
    let weekday = plain.find("星期").or_else(|| plain.find(['周', '週', '(']));
    let date = weekday.filter(|at| *at > 0).and_then(|at| plain.get(..at)).unwrap_or(plain);
    Prepared { date: date.trim().to_owned(), time, republic }
}

/// The text without the English name of a weekday before it.
fn without_weekday(text: &str) -> &str {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let Some((first, rest)) = text.split_once([' ', ',']) else { return text };
    let day = first.to_ascii_lowercase();
    let is_day = DAYS.iter().any(|name| day.starts_with(name)) && day.len() <= "wednesday".len();
    if is_day { rest.trim_start_matches([' ', ',']) } else { text }
}

fn read(plain: &str) -> Option<Reading> {
    if plain.len() > 64 {
        return None;
    }
    if let Some(serial) = serial(plain) {
        return Some(Reading::Serial(serial));
    }
    let is_digits = plain.bytes().all(|byte| byte.is_ascii_digit());
    if is_digits && matches!(plain.len(), 7 | 8) {
        let year = plain.len() - 4;
        let part = |from: usize, to: usize| plain.get(from..to)?.parse().ok();
        let (year_number, month) = (part(0, year)?, part(year, year + 2)?);
        let day = part(year + 2, year + 4)?;
        return Some(match year {
            4 => Reading::YearFirst(year_number, month, day),
            _ => Reading::Republic(year_number, month, day, false),
        });
    }
    let chinese = plain.replace(['年', '月'], "-");
    let chinese = chinese.strip_suffix(['日', '号', '號']).unwrap_or(&chinese);
    let parts: Vec<&str> = chinese
        .split(|character: char| {
            matches!(character, '-' | '/' | '.' | ',' | ' ') || is_dash(character)
        })
        .filter(|part| !part.is_empty())
        .collect();
    let [first, second, third] = parts.as_slice() else { return None };
    if let (Some(day), Some(month)) = (day_number(first), month_name(second)) {
        return Some(match year_number(third) {
            Some(year) => Reading::YearFirst(year, month, day),
            None => Reading::Named(day, month, short_number(third.trim_start_matches('\''))?),
        });
    }
    if let (Some(month), Some(day)) = (month_name(first), day_number(second)) {
        return Some(Reading::YearFirst(year_number(third)?, month, day));
    }
    if let Some(year) = year_number(first) {
        if let Some(month) = month_name(second) {
            return Some(Reading::YearFirst(year, month, day_number(third)?));
        }
        return Some(Reading::YearFirst(year, short_number(second)?, short_number(third)?));
    }
    if let Some(year) = republic_year(first) {
        let written = plain.contains('年');
        return Some(Reading::Republic(year, short_number(second)?, short_number(third)?, written));
    }
    let (one, two) = (short_number(first)?, short_number(second)?);
    Some(match year_number(third) {
        Some(year) => Reading::YearLast(one, two, year),
        None => Reading::Short(one, two, short_number(third)?),
    })
}

/// A year of three digits.
fn republic_year(part: &str) -> Option<u32> {
    let plain = part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| part.parse().ok())?.filter(|year| (100..=200).contains(year))
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
