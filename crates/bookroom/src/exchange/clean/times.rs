//! Times of day beside dates: only a zone makes them matter, since it may put the date on another
//! day.

use chrono::{NaiveDate, NaiveTime, TimeDelta};

/// A time of day with the distance of its zone from UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Zoned {
    time: NaiveTime,
    from_utc_minutes: i64,
}

impl Zoned {
    /// The day in a zone that is so many minutes from UTC.
    pub(super) fn date(self, day: NaiveDate, offset_minutes: i64) -> Option<NaiveDate> {
        let shift = TimeDelta::try_minutes(offset_minutes.checked_sub(self.from_utc_minutes)?)?;
        Some(day.and_time(self.time).checked_add_signed(shift)?.date())
    }
}

/// Cuts 20260405093000 and 202604050930 into date and time.
pub(super) fn cut_stamp(text: &str) -> (&str, Option<String>) {
    let (digits, zone) = match text.find(|character: char| !character.is_ascii_digit()) {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    if !matches!(digits.len(), 12 | 14) {
        return (text, None);
    }
    let (date, clock) = digits.split_at(8);
    let part = |from: usize| clock.get(from..from + 2).unwrap_or("00");
    (date, Some(format!("{}:{}:{}{zone}", part(0), part(2), part(4))))
}

/// The time of day with its zone; none when it names no zone.
///
/// # Errors
/// When it is no time, or its zone is not known.
pub(super) fn days_to_book(text: &str) -> Result<Option<Zoned>, ()> {
    let plain = text.replace(['时', '点', '時', '點', '分'], ":").replace('秒', "");
    let plain = plain.trim().trim_end_matches(':');
    let is_clock = |character: char| character.is_ascii_digit() || matches!(character, ':' | '.');
    let end = plain.find(|character: char| !is_clock(character)).unwrap_or(plain.len());
    let (clock, rest) = plain.split_at(end);
    let (clock, _) = clock.split_once('.').unwrap_or((clock, ""));
    let mut numbers = clock.split(':').map(str::parse::<u32>);
    let hour = numbers.next().ok_or(())?.map_err(|_| ())?;
    let mut next = || numbers.next().transpose().map_err(|_| ()).map(Option::unwrap_or_default);
    let (minute, second) = (next()?, next()?);
    let mut rest = rest.trim();
    let mut is_afternoon = None;
    for (mark, afternoon) in [("AM", false), ("PM", true), ("a.m.", false), ("p.m.", true)] {
        let length = mark.len();
        if rest.get(..length).is_some_and(|start| start.eq_ignore_ascii_case(mark)) {
            is_afternoon = Some(afternoon);
            rest = rest.get(length..).unwrap_or_default().trim();
        }
    }
    let hour = match is_afternoon {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    // 24:00:00 is how some write the end of a day.
    let time = NaiveTime::from_hms_opt(hour.min(23), minute, second.min(59)).ok_or(())?;
    if hour > 24 {
        return Err(());
    }
    if rest.is_empty() {
        return Ok(None);
    }
    let from_utc_minutes = zone_minutes(rest).ok_or(())?;
    Ok(Some(Zoned { time, from_utc_minutes }))
}

/// How far a zone is from UTC: Z, UTC, GMT, +08:00, +0800, GMT+8, 北京时间, a name in brackets aside.
fn zone_minutes(text: &str) -> Option<i64> {
    let text = text.split(['(', '[']).next().unwrap_or_default().trim();
    let named = ["UTC", "GMT", "utc", "gmt"].into_iter().find_map(|name| text.strip_prefix(name));
    let rest = named.unwrap_or(text).trim();
    match (rest, named.is_some()) {
        ("", true) | ("Z" | "z", false) => return Some(0),
        ("北京时间" | "北京時間" | "台北时间" | "台北時間" | "中国标准时间", _) =>
        {
            return Some(480);
        }
        _ => {}
    }
    let (sign, digits) = match rest.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-" | "\u{2212}", digits) => (-1, digits),
        _ => return None,
    };
    let (hours, minutes) = match digits.split_once(':') {
        Some(parts) => parts,
        None if digits.len() == 4 => digits.split_at(2),
        None => (digits, "0"),
    };
    let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.parse().ok()?);
    ((0..=14).contains(&hours) && (0..60).contains(&minutes))
        .then_some(sign * (hours * 60 + minutes))
}
