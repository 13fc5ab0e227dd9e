//! What calendars must be like, and how working time is reckoned: pure.
//!
//! An instant is worked when the clock of the zone shows a time within a span of its day. An hour
//! that the clock skips is therefore not worked, and one that it shows twice is worked twice.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Offset, TimeZone, Timelike, Utc};
use chrono_tz::Tz;

use super::model::{Calendar, CalendarDay, CalendarWeek, DayHours, WeekHours, Weekday};
use crate::error::{Code, Error, Problem, Result};
use crate::values::Check;

/// The longest name of a calendar or day, in characters.
const NAME_LIMIT: usize = 100;
/// The most weeks of a calendar, and the most spans of a week or day.
const SPAN_LIMIT: usize = 100;
/// The most days of a calendar that differ from their week.
const DAY_LIMIT: usize = 4_000;
/// How far working time is reckoned: a hundred years, in days.
const HORIZON: i64 = 36_525;
const DAY: i64 = 86_400;
const MICROS: i64 = 1_000_000;

/// What a calendar says, without what the store adds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Plan {
    pub(crate) name: String,
    pub(crate) time_zone: String,
    pub(crate) weeks: Vec<CalendarWeek>,
    pub(crate) days: Vec<CalendarDay>,
}

/// Checks a calendar, and puts it in the form that it is kept in.
pub(crate) fn check_plan(check: &mut Check, plan: &Plan) -> Plan {
    let name = check.text("name", &plan.name, NAME_LIMIT);
    let zone = plan.time_zone.trim().parse::<Tz>().ok();
    if zone.is_none() {
        // What is mostly given instead is a distance from UTC, which no summer time moves.
        let problem = Problem::new(Code::BadChoice).at("time_zone");
        check.add(problem.fact("expected", "IANA").fact("example", "Asia/Shanghai"));
    }
    let time_zone = zone.map(|zone| zone.name().to_owned()).unwrap_or_default();
    let weeks = check_weeks(check, &plan.weeks);
    let days = check_days(check, &plan.days);
    Plan { name, time_zone, weeks, days }
}

fn check_weeks(check: &mut Check, weeks: &[CalendarWeek]) -> Vec<CalendarWeek> {
    check.at_most("weeks", weeks.len(), SPAN_LIMIT);
    let mut starts = BTreeSet::new();
    let mut checked = Vec::with_capacity(weeks.len());
    check.each("weeks", weeks, |check, week| {
        if let Some(day) = week.valid_from {
            check.date("valid_from", day);
        }
        check.require(starts.insert(week.valid_from), "valid_from", Code::Repeated);
        checked.push(CalendarWeek { valid_from: week.valid_from, hours: week_hours(check, week) });
    });
    checked.sort_by_key(|week| week.valid_from);
    checked
}

fn week_hours(check: &mut Check, week: &CalendarWeek) -> Vec<WeekHours> {
    check.at_most("hours", week.hours.len(), SPAN_LIMIT);
    let mut seen: BTreeMap<usize, Vec<Span>> = BTreeMap::new();
    check.each("hours", &week.hours, |check, it| {
        let spans = seen.entry(index(it.weekday)).or_default();
        check_span(check, &it.starts, &it.ends, spans);
    });
    let mut hours = Vec::with_capacity(week.hours.len());
    for (weekday, mut spans) in seen {
        spans.sort_unstable();
        let Some(&weekday) = WEEK.get(weekday) else { continue };
        hours.extend(spans.into_iter().map(|(from, to)| WeekHours {
            weekday,
            starts: clock(from),
            ends: clock(to),
        }));
    }
    hours
}

/// Checks days that differ; they come back in their order.
pub(crate) fn check_days(check: &mut Check, days: &[CalendarDay]) -> Vec<CalendarDay> {
    check.at_most("days", days.len(), DAY_LIMIT);
    let mut seen = BTreeSet::new();
    let mut checked = Vec::with_capacity(days.len());
    check.each("days", days, |check, it| {
        check.date("day", it.day);
        check.require(seen.insert(it.day), "day", Code::Repeated);
        let name = check.optional_text("name", it.name.as_deref(), NAME_LIMIT);
        let is_one = it.as_weekday.is_none() || it.hours.is_empty();
        check.require(is_one, "as_weekday", Code::BadChoice);
        check.at_most("hours", it.hours.len(), SPAN_LIMIT);
        let mut spans = Vec::new();
        check.each("hours", &it.hours, |check, it| {
            check_span(check, &it.starts, &it.ends, &mut spans);
        });
        spans.sort_unstable();
        let hours =
            spans.into_iter().map(|(from, to)| DayHours { starts: clock(from), ends: clock(to) });
        let hours = hours.collect();
        checked.push(CalendarDay { day: it.day, name, as_weekday: it.as_weekday, hours });
    });
    checked.sort_by_key(|it| it.day);
    checked
}

/// Days with others set and some cleared. To clear a day that does not differ is refused, since
/// it would be a slip.
pub(crate) fn with_days(
    check: &mut Check,
    old: &[CalendarDay],
    set: &[CalendarDay],
    clear: &[NaiveDate],
) -> Vec<CalendarDay> {
    let mut days: BTreeMap<NaiveDate, CalendarDay> =
        old.iter().map(|it| (it.day, it.clone())).collect();
    for (place, day) in clear.iter().enumerate() {
        let is_there = days.remove(day).is_some();
        check.require(is_there, &format!("clear[{place}]"), Code::UnknownReference);
    }
    days.extend(check_days(check, set).into_iter().map(|it| (it.day, it)));
    check.at_most("days", days.len(), DAY_LIMIT);
    days.into_values().collect()
}

/// From and up to which second of the day; the end is not part of it.
type Span = (i64, i64);

fn check_span(check: &mut Check, starts: &str, ends: &str, spans: &mut Vec<Span>) {
    let from = second_of(starts).filter(|from| *from < DAY);
    let to = second_of(ends);
    check.require(from.is_some(), "starts", Code::BadFormat);
    check.require(to.is_some(), "ends", Code::BadFormat);
    let (Some(from), Some(to)) = (from, to) else { return };
    check.require(from < to, "ends", Code::DateOrder);
    let is_free = spans.iter().all(|span| to <= span.0 || span.1 <= from);
    check.require(is_free, "starts", Code::Repeated);
    spans.push((from, to));
}

/// The second of the day that a time such as `09:30` or `24:00` stands for.
fn second_of(text: &str) -> Option<i64> {
    let text = text.trim();
    if text == "24:00" {
        return Some(DAY);
    }
    let time = NaiveTime::parse_from_str(text, "%H:%M").ok()?;
    Some(i64::from(time.num_seconds_from_midnight()))
}

/// A second of the day as calendars write it.
fn clock(second: i64) -> String {
    format!("{:02}:{:02}", second / 3600, second / 60 % 60)
}

const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

fn index(weekday: Weekday) -> usize {
    WEEK.iter().position(|it| *it == weekday).unwrap_or_default()
}

/// The hours of a calendar, read once and ready to be reckoned with.
#[derive(Debug)]
pub(crate) struct Hours {
    zone: Tz,
    weeks: Vec<(Option<NaiveDate>, [Vec<Span>; 7])>,
    days: BTreeMap<NaiveDate, Special>,
}

#[derive(Debug)]
enum Special {
    Like(Weekday),
    Own(Vec<Span>),
}

fn span(starts: &str, ends: &str) -> Result<Span> {
    let both = second_of(starts).zip(second_of(ends));
    both.ok_or_else(|| Error::corrupt("hours"))
}

impl Hours {
    /// The hours that a calendar keeps.
    pub(crate) fn of(calendar: &Calendar) -> Result<Self> {
        let zone = calendar.time_zone.parse::<Tz>().map_err(|_| Error::corrupt("time_zone"))?;
        let mut weeks = Vec::with_capacity(calendar.weeks.len());
        for week in &calendar.weeks {
            let mut hours: [Vec<Span>; 7] = Default::default();
            for it in &week.hours {
                if let Some(day) = hours.get_mut(index(it.weekday)) {
                    day.push(span(&it.starts, &it.ends)?);
                }
            }
            weeks.push((week.valid_from, hours));
        }
        let mut days = BTreeMap::new();
        for it in &calendar.days {
            let own = || -> Result<Vec<Span>> {
                it.hours.iter().map(|it| span(&it.starts, &it.ends)).collect()
            };
            let special = match it.as_weekday {
                Some(weekday) => Special::Like(weekday),
                None => Special::Own(own()?),
            };
            days.insert(it.day, special);
        }
        Ok(Self { zone, weeks, days })
    }

    fn spans(&self, day: NaiveDate) -> &[Span] {
        let weekday = match self.days.get(&day) {
            Some(Special::Own(spans)) => return spans,
            Some(Special::Like(weekday)) => index(*weekday),
            None => day.weekday().num_days_from_monday() as usize,
        };
        let holds = |since: &Option<NaiveDate>| since.is_none_or(|since| since <= day);
        let week = self.weeks.iter().rev().find(|(since, _)| holds(since));
        week.and_then(|(_, hours)| hours.get(weekday)).map_or(&[], Vec::as_slice)
    }

    /// How far the zone's clock is ahead of UTC at a second since 1970.
    fn offset(&self, second: i64) -> i64 {
        let at = DateTime::from_timestamp(second, 0).unwrap_or_default();
        let offset = self.zone.offset_from_utc_datetime(&at.naive_utc()).fix();
        i64::from(offset.local_minus_utc())
    }

    /// Where the piece of time that starts at a second ends: after a day at most, and before the
    /// clock is put forward or back.
    fn piece_end(&self, start: i64) -> i64 {
        let offset = self.offset(start);
        let (mut same, mut other) = (start, start + DAY);
        if self.offset(other) == offset {
            return other;
        }
        while other - same > 1 {
            let middle = same + (other - same) / 2;
            let half = if self.offset(middle) == offset { &mut same } else { &mut other };
            *half = middle;
        }
        other
    }

    /// The worked spans of a piece of time with one offset, in seconds since 1970.
    fn worked_spans(&self, start: i64, end: i64) -> Vec<Span> {
        let offset = self.offset(start);
        let mut worked = Vec::new();
        for number in (start + offset).div_euclid(DAY)..=(end - 1 + offset).div_euclid(DAY) {
            let midnight = number * DAY;
            let Some(at) = DateTime::from_timestamp(midnight, 0) else { continue };
            for (from, to) in self.spans(at.date_naive()) {
                let from = (midnight + from - offset).max(start);
                let to = (midnight + to - offset).min(end);
                if from < to {
                    worked.push((from, to));
                }
            }
        }
        worked
    }

    /// Whole seconds worked from one instant to another; none above the horizon.
    pub(crate) fn worked_seconds(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Option<i64> {
        Some(self.worked_micros(from, to)? / MICROS)
    }

    /// As [`Hours::worked_seconds`], in microseconds.
    pub(crate) fn worked_micros(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Option<i64> {
        let (from, to) = (from.timestamp_micros(), to.timestamp_micros());
        if to.checked_sub(from)? > HORIZON * DAY * MICROS {
            return None;
        }
        let (mut at, mut worked) = (from.div_euclid(MICROS), 0);
        while at * MICROS < to {
            let end = self.piece_end(at);
            for (starts, ends) in self.worked_spans(at, end) {
                let (starts, ends) = ((starts * MICROS).max(from), (ends * MICROS).min(to));
                worked += (ends - starts).max(0);
            }
            at = end;
        }
        Some(worked)
    }

    /// The first instant by which so many seconds are worked; none beyond the horizon.
    pub(crate) fn add_worked(&self, from: DateTime<Utc>, seconds: i64) -> Option<DateTime<Utc>> {
        self.add_micros(from, seconds.checked_mul(MICROS)?)
    }

    /// As [`Hours::add_worked`], for microseconds.
    pub(crate) fn add_micros(&self, from: DateTime<Utc>, micros: i64) -> Option<DateTime<Utc>> {
        if micros == 0 {
            return Some(from);
        }
        let from = from.timestamp_micros();
        let mut left = micros;
        let mut at = from.div_euclid(MICROS);
        let last = at + HORIZON * DAY;
        while at < last {
            let end = self.piece_end(at);
            for (starts, ends) in self.worked_spans(at, end) {
                let starts = (starts * MICROS).max(from);
                let length = (ends * MICROS - starts).max(0);
                if left <= length {
                    return DateTime::from_timestamp_micros(starts + left);
                }
                left -= length;
            }
            at = end;
        }
        None
    }
}
