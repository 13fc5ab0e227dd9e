//! How tasks come again: recurrence rules of RFC 5545 on days. A book's clock is a fixed distance
//! from UTC, so that no day is longer than another, and an occurrence is at the same local time.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone as _};
use rrule::{Frequency, RRule, Tz, Unvalidated};

use crate::error::{Code, Problem};
use crate::values::dates;

/// The longest rule, in characters.
const RULE_LIMIT: usize = 200;
/// The most occurrences that are looked at for the next one: more than 270 years of days.
const OCCURRENCES: usize = 100_000;
const FREQUENCIES: &str = "DAILY, WEEKLY, MONTHLY, YEARLY";

/// A rule that can be followed, in the form that is kept.
///
/// # Errors
/// `too_long`; `bad_format` for what is no rule, or has no day; `bad_choice` for one by hours or
/// less, or with times of day: those are the task's own; and for one with both ends.
pub(crate) fn settled(
    text: &str,
    from: NaiveDate,
    utc_offset_minutes: i64,
) -> Result<String, Problem> {
    let text = text.trim().to_ascii_uppercase();
    let text = text.strip_prefix("RRULE:").unwrap_or(&text);
    if text.chars().count() > RULE_LIMIT {
        return Err(Problem::new(Code::TooLong).fact("limit", RULE_LIMIT));
    }
    // The library reads more than one rule, and other properties, out of several lines.
    let of_a_rule =
        |it: char| it.is_ascii_alphanumeric() || matches!(it, ';' | '=' | ',' | '+' | '-');
    if !text.chars().all(of_a_rule) {
        return Err(Problem::new(Code::BadFormat));
    }
    let mut parts = Vec::new();
    for part in text.split(';').filter(|part| !part.is_empty()) {
        let until = part.strip_prefix("UNTIL=").map(|until| last_day(until, utc_offset_minutes));
        parts.push(match until {
            Some(day) => format!("UNTIL={}", day?.format("%Y%m%d")),
            None => part.to_owned(),
        });
    }
    let settled = parts.join(";");
    let rule = read(&settled)?;
    if rule.get_interval() == 0 || rule.get_count() == Some(0) {
        return Err(Problem::new(Code::BadFormat));
    }
    let by_days =
        !matches!(rule.get_freq(), Frequency::Hourly | Frequency::Minutely | Frequency::Secondly);
    let times = [rule.get_by_hour(), rule.get_by_minute(), rule.get_by_second()];
    if !by_days || times.iter().any(|times| !times.is_empty()) {
        return Err(Problem::new(Code::BadChoice).fact("choices", FREQUENCIES));
    }
    // The standard has a series end by one of them, and whoever gives both means one.
    if rule.get_count().is_some() && rule.get_until().is_some() {
        return Err(Problem::new(Code::BadChoice).fact("choices", "COUNT, UNTIL"));
    }
    rule.validate(midnight(from)).map_err(|_| Problem::new(Code::BadFormat))?;
    let before = from.pred_opt().unwrap_or(from);
    match next_day(&settled, from, before, from) {
        Some(_) => Ok(settled),
        None => Err(Problem::new(Code::BadFormat).fact("what", "no such day ever comes")),
    }
}

/// The last day of a series: a day, a local time on it, or an instant.
fn last_day(until: &str, utc_offset_minutes: i64) -> Result<NaiveDate, Problem> {
    let bad = || Problem::new(Code::BadFormat);
    let time = |text: &str| NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%S").map_err(|_| bad());
    let day = match until.strip_suffix('Z') {
        Some(instant) => {
            let local = time(instant)?.checked_add_signed(TimeDelta::minutes(utc_offset_minutes));
            local.ok_or_else(bad)?.date()
        }
        None if until.contains('T') => time(until)?.date(),
        None => NaiveDate::parse_from_str(until, "%Y%m%d").map_err(|_| bad())?,
    };
    if dates::is_storable(day) { Ok(day) } else { Err(bad()) }
}

/// Reads a rule in the form that is kept.
fn read(settled: &str) -> Result<RRule<Unvalidated>, Problem> {
    // Days stand for their midnights here, the last one too.
    let parts: Vec<String> = settled
        .split(';')
        .map(|part| match part.strip_prefix("UNTIL=") {
            Some(day) => format!("UNTIL={day}T000000Z"),
            None => part.to_owned(),
        })
        .collect();
    parts.join(";").parse().map_err(|_| Problem::new(Code::BadFormat))
}

fn midnight(day: NaiveDate) -> chrono::DateTime<Tz> {
    Tz::UTC.from_utc_datetime(&day.and_time(NaiveTime::MIN))
}

/// The first day of a series after one that is over and not before another; none when the series
/// ends.
pub(crate) fn next_day(
    rule: &str,
    from: NaiveDate,
    after: NaiveDate,
    not_before: NaiveDate,
) -> Option<NaiveDate> {
    // What was kept was read before; one that no longer is has no further days.
    let series = read(rule).ok()?.build(midnight(from)).ok()?.limit();
    series
        .into_iter()
        .take(OCCURRENCES)
        .map(|at| at.date_naive())
        .take_while(|day| dates::is_storable(*day))
        .find(|day| *day > after && *day >= not_before)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// The days of a series, each the next after the one before.
    fn days(rule: &str, from: &str) -> Vec<String> {
        let rule = settled(rule, day(from), 480).unwrap();
        let mut last = day(from);
        let mut found = vec![from.to_owned()];
        while let Some(next) = next_day(&rule, day(from), last, last) {
            found.push(next.to_string());
            last = next;
            if found.len() > 5 {
                break;
            }
        }
        found
    }

    #[test]
    fn series_are_those_of_the_standard() {
        let cases: [(&str, &str, &[&str]); 8] = [
            ("FREQ=DAILY;COUNT=3", "2026-02-27", &["2026-02-27", "2026-02-28", "2026-03-01"]),
            (
                "rrule:freq=weekly;interval=2;byday=mo,we;count=4",
                "2026-06-01",
                &["2026-06-01", "2026-06-03", "2026-06-15", "2026-06-17"],
            ),
            // Months without such a day have none.
            (
                "FREQ=MONTHLY;COUNT=4",
                "2026-01-31",
                &["2026-01-31", "2026-03-31", "2026-05-31", "2026-07-31"],
            ),
            (
                "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3",
                "2028-01-31",
                &["2028-01-31", "2028-02-29", "2028-03-31"],
            ),
            ("FREQ=MONTHLY;BYDAY=2FR;COUNT=2", "2026-06-12", &["2026-06-12", "2026-07-10"]),
            ("FREQ=YEARLY;COUNT=2", "2028-02-29", &["2028-02-29", "2032-02-29"]),
            ("FREQ=DAILY;UNTIL=20260603", "2026-06-02", &["2026-06-02", "2026-06-03"]),
            // Four in the afternoon in London is the next day in Shanghai.
            ("FREQ=DAILY;UNTIL=20260602T160000Z", "2026-06-02", &["2026-06-02", "2026-06-03"]),
        ];
        for (rule, from, wanted) in cases {
            assert_eq!(days(rule, from), wanted, "{rule}");
        }
    }

    #[test]
    fn what_is_past_is_skipped_and_counted() {
        let rule = settled("FREQ=WEEKLY;COUNT=5", day("2026-06-01"), 0).unwrap();
        let next = |today| next_day(&rule, day("2026-06-01"), day("2026-06-01"), day(today));
        assert_eq!(next("2026-06-01"), Some(day("2026-06-08")));
        assert_eq!(next("2026-06-16"), Some(day("2026-06-22")));
        assert_eq!(next("2026-06-30"), None);
    }

    #[test]
    fn what_is_no_rule_is_refused() {
        let refused = |text: &str| settled(text, day("2026-06-01"), 0).unwrap_err().code;
        for text in [
            "",
            "weekly",
            "FREQ=OFTEN",
            "FREQ=DAILY;INTERVAL=0",
            "FREQ=DAILY;COUNT=x",
            "FREQ=DAILY;UNTIL=2026",
            "FREQ=DAILY;UNTIL=20260531",
            "FREQ=DAILY;UNTIL=99999999",
            "FREQ=MONTHLY;BYMONTHDAY=32",
            "FREQ=DAILY\nRRULE:FREQ=DAILY",
            "FREQ=DAILY;WKST=XX",
            "FREQ=DAILY;COUNT=0",
        ] {
            assert_eq!(refused(text), Code::BadFormat, "{text:?}");
        }
        for text in ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=MONTHLY;BYMONTH=4;BYMONTHDAY=31"]
        {
            assert_eq!(refused(text), Code::BadFormat, "{text:?}");
        }
        assert_eq!(refused("FREQ=DAILY;COUNT=3;UNTIL=20260603"), Code::BadChoice);
        for text in ["FREQ=HOURLY", "FREQ=SECONDLY;COUNT=9", "FREQ=DAILY;BYHOUR=9"] {
            assert_eq!(refused(text), Code::BadChoice, "{text:?}");
        }
        assert_eq!(refused(&"F".repeat(201)), Code::TooLong);
    }

    #[test]
    fn a_series_without_days_ends() {
        // As a book of an older version may hold it.
        let rule = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30";
        assert_eq!(next_day(rule, day("2026-06-01"), day("2026-06-01"), day("2026-06-01")), None);
        let rule = settled("FREQ=DAILY", day("9999-12-30"), 0).unwrap();
        assert_eq!(days(&rule, "9999-12-30"), ["9999-12-30", "9999-12-31"]);
    }
}
