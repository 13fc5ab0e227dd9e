//! Working time against a minute-by-minute model, and against cases reckoned by hand.

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Timelike, Utc};
use chrono_tz::Tz;
use proptest::prelude::*;

use super::model::{Calendar, CalendarDay, CalendarWeek, NewCalendar, WeekHours, Weekday};
use super::rules::{Hours, Plan, check_plan};
use crate::values::{CalendarId, Check};

pub(crate) fn calendar(new: &NewCalendar) -> Calendar {
    let NewCalendar { name, time_zone, weeks, days } = new.clone();
    let mut check = Check::new();
    let plan = check_plan(&mut check, &Plan { name, time_zone, weeks, days });
    check.finish().unwrap();
    Calendar {
        id: CalendarId(1),
        name: plan.name,
        time_zone: plan.time_zone,
        weeks: plan.weeks,
        days: plan.days,
        is_default: true,
        version: 1,
        created_at: DateTime::default(),
        updated_at: DateTime::default(),
    }
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn minutes(new: &NewCalendar, from: &str, to: &str) -> i64 {
    let hours = Hours::of(&calendar(new)).unwrap();
    let seconds = hours.worked_seconds(at(from), at(to)).unwrap();
    assert_eq!(seconds % 60, 0);
    seconds / 60
}

const OFFICE: &[(&str, &str)] = &[("09:00", "12:00"), ("13:00", "18:00")];

#[test]
fn holidays_and_make_up_days_count_as_they_are_set() {
    let mut new = NewCalendar::weekdays("a", "Asia/Shanghai", OFFICE);
    // 2026-06-05 is a Friday.
    assert_eq!(minutes(&new, "2026-06-05T17:00:00+08:00", "2026-06-08T10:00:00+08:00"), 120);
    new.days = vec![
        CalendarDay::off(day("2026-06-08"), "假日"),
        CalendarDay::like(day("2026-06-06"), Weekday::Monday),
    ];
    assert_eq!(minutes(&new, "2026-06-05T17:00:00+08:00", "2026-06-08T10:00:00+08:00"), 540);
    let hours = Hours::of(&calendar(&new)).unwrap();
    let due = hours.add_worked(at("2026-06-05T17:00:00+08:00"), 9 * 3600 + 1);
    assert_eq!(due, Some(at("2026-06-09T09:00:01+08:00")));
    // What is worked by the end of a span is not put off to the start of the next.
    let due = hours.add_worked(at("2026-06-05T17:00:00+08:00"), 3600);
    assert_eq!(due, Some(at("2026-06-05T18:00:00+08:00")));
}

#[test]
fn the_skipped_hour_is_not_worked_and_the_double_hour_is_worked_twice() {
    let every_day = |zone: &str| {
        let mut new = NewCalendar::weekdays("a", zone, &[]);
        new.weeks[0].hours = [Weekday::Saturday, Weekday::Sunday]
            .map(|weekday| WeekHours { weekday, starts: "01:00".into(), ends: "04:00".into() })
            .into();
        new
    };
    let berlin = every_day("Europe/Berlin");
    assert_eq!(minutes(&berlin, "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z"), 120);
    assert_eq!(minutes(&berlin, "2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z"), 240);
    assert_eq!(minutes(&berlin, "2026-10-17T12:00:00Z", "2026-10-18T12:00:00Z"), 180);
    let hours = Hours::of(&calendar(&berlin)).unwrap();
    // One in the night is 23:00 of UTC; the third hour is the second one from two to three.
    let due = hours.add_worked(at("2026-10-24T12:00:00Z"), 3 * 3600);
    assert_eq!(due, Some(at("2026-10-25T02:00:00Z")));
}

#[test]
fn weeks_change_on_their_day() {
    let mut new = NewCalendar::weekdays("a", "Asia/Shanghai", &[("09:00", "18:00")]);
    new.weeks.push(CalendarWeek {
        valid_from: Some(day("2026-06-09")),
        hours: vec![WeekHours {
            weekday: Weekday::Tuesday,
            starts: "10:00".into(),
            ends: "24:00".into(),
        }],
    });
    assert_eq!(minutes(&new, "2026-06-08T00:00:00+08:00", "2026-06-16T00:00:00+08:00"), 23 * 60);
}

#[test]
fn a_calendar_without_hours_never_gets_there() {
    let hours = Hours::of(&calendar(&NewCalendar::weekdays("a", "UTC", &[]))).unwrap();
    assert_eq!(hours.add_worked(at("2026-06-08T00:00:00Z"), 1), None);
    assert_eq!(hours.add_worked(DateTime::<Utc>::MAX_UTC, 1), None);
    assert_eq!(hours.add_worked(at("2026-06-08T00:00:00Z"), i64::MAX), None);
    assert_eq!(hours.worked_seconds(DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC), None);
}

/// Whether a minute is worked, told from the calendar's words alone.
pub(crate) fn is_worked(new: &NewCalendar, minute: DateTime<Utc>) -> bool {
    let local = minute.with_timezone(&new.time_zone.parse::<Tz>().unwrap());
    let time = format!("{:02}:{:02}", local.hour(), local.minute());
    let inside = |starts: &str, ends: &str| starts <= time.as_str() && time.as_str() < ends;
    let special = new.days.iter().find(|it| it.day == local.date_naive());
    if let Some(special) = special.filter(|it| it.as_weekday.is_none()) {
        return special.hours.iter().any(|it| inside(&it.starts, &it.ends));
    }
    let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let weekday = local.weekday().num_days_from_monday() as usize;
    let weekday = special.and_then(|it| it.as_weekday).map_or(names[weekday], |it| it.slug());
    let holds = |week: &&CalendarWeek| week.valid_from.is_none_or(|it| it <= local.date_naive());
    let week = new.weeks.iter().filter(holds).max_by_key(|week| week.valid_from);
    let hours = week.map_or(&[][..], |week| &week.hours);
    hours.iter().any(|it| it.weekday.slug() == weekday && inside(&it.starts, &it.ends))
}

fn week() -> impl Strategy<Value = Vec<WeekHours>> {
    prop::collection::vec((0..7_usize, 0..12_u32, 0..60_u32, 13..25_u32), 0..7).prop_map(|spans| {
        let mut hours: Vec<WeekHours> = Vec::new();
        for (weekday, from, minute, to) in spans {
            let weekday = Weekday::ALL[weekday];
            if hours.iter().all(|it| it.weekday != weekday) {
                let starts = format!("{from:02}:{minute:02}");
                hours.push(WeekHours { weekday, starts, ends: format!("{to:02}:00") });
            }
        }
        hours
    })
}

pub(crate) fn calendars() -> impl Strategy<Value = NewCalendar> {
    let zones = vec!["Asia/Shanghai", "Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe"];
    let days = prop::collection::btree_map(0..8_i64, prop::option::of(0..7_usize), 0..4);
    (prop::sample::select(zones), week(), week(), 0..8_i64, days).prop_map(
        |(zone, old, new, change, days)| NewCalendar {
            name: "a".into(),
            time_zone: zone.into(),
            weeks: vec![
                CalendarWeek { valid_from: None, hours: old },
                CalendarWeek { valid_from: Some(near(change)), hours: new },
            ],
            days: days
                .into_iter()
                .map(|(number, like)| CalendarDay {
                    day: near(number),
                    name: None,
                    as_weekday: like.map(|it| Weekday::ALL[it]),
                    hours: Vec::new(),
                })
                .collect(),
        },
    )
}

/// Days around the end of summer time in Berlin, and its begin (at midnight) in São Paulo.
fn near(number: i64) -> NaiveDate {
    day("2018-10-28") + TimeDelta::days(number - 2)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn working_time_is_what_a_walk_over_the_minutes_counts(
        new in calendars(),
        start in 0..11_520_i64,
        length in 0..11_520_i64,
        weeks in 0..2_i64,
    ) {
        // Some walks begin a week later, after one clock change and before another.
        let first = at("2018-10-25T00:00:00Z") + TimeDelta::days(weeks * 7);
        let from = first + TimeDelta::minutes(start);
        let to = from + TimeDelta::minutes(length);
        let hours = Hours::of(&calendar(&new)).unwrap();
        let walked = (0..length)
            .filter(|minute| is_worked(&new, from + TimeDelta::minutes(*minute)))
            .count();
        let worked = hours.worked_seconds(from, to).unwrap();
        prop_assert_eq!(worked, i64::try_from(walked).unwrap() * 60);
        // And back: nothing more is worked between the instant found and the end.
        let due = hours.add_worked(from, worked).unwrap();
        prop_assert!(due <= to);
        prop_assert_eq!(hours.worked_seconds(from, due), Some(worked));
        prop_assert_eq!(hours.worked_seconds(due, to), Some(0));
        if worked > 0 {
            let early = due - TimeDelta::microseconds(1);
            prop_assert_eq!(hours.worked_seconds(from, early), Some(worked - 1));
        }
    }
}
