//! Business calendars through the public API, on every database.

use bookroom::Session;
use bookroom::calendars::model::{
    Calendar, CalendarDay, CalendarEdit, CalendarWeek, DayHours, NewCalendar, WeekHours, Weekday,
};
use bookroom::chrono::{DateTime, Utc};
use bookroom::error::Code;
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, day};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn office(name: &str) -> NewCalendar {
    NewCalendar::weekdays(name, "Asia/Shanghai", &[("09:00", "12:00"), ("13:00", "18:00")])
}

fn worked(session: &Session) -> i64 {
    let (start, end) = (at("2026-06-05T17:00:00+08:00"), at("2026-06-08T10:00:00+08:00"));
    session.calendars().worked_seconds(start, end, None).unwrap() / 3600
}

#[test]
fn calendars_are_kept_and_reckoned_with_on_every_database() {
    for test in Backend::ALL.iter().map(|backend| room::on(*backend)) {
        let test = &test;
        let calendars = test.owner.calendars();
        assert_eq!(calendars.get_default().unwrap_err().code(), Code::NotFound);
        let first = calendars.add(office("总部")).unwrap();
        assert!(first.is_default);
        assert_eq!(worked(&test.owner), 2);
        let days = vec![
            CalendarDay::like(day("2026-06-06"), Weekday::Monday),
            CalendarDay::off(day("2026-06-08"), "假日"),
        ];
        let first = calendars.set_days(first.id, 1, days, Vec::new()).unwrap();
        assert_eq!(worked(&test.owner), 9);
        let first = calendars.set_days(first.id, 2, Vec::new(), vec![day("2026-06-08")]).unwrap();
        assert_eq!(worked(&test.owner), 10);
        let due = calendars.add_worked(at("2026-06-05T17:00:00+08:00"), 3601, None).unwrap();
        assert_eq!(due, Some(at("2026-06-06T09:00:01+08:00")));

        let hotline =
            calendars.add(NewCalendar::weekdays("热线", "UTC", &[("00:00", "24:00")])).unwrap();
        assert!(!hotline.is_default);
        let gone = calendars.remove(first.id, first.version).unwrap_err();
        assert_eq!(gone.code(), Code::WrongState);
        let hotline = calendars.set_default(hotline.id, hotline.version).unwrap();
        assert_eq!(calendars.get_default().unwrap(), hotline);
        let first = calendars.get(first.id).unwrap();
        assert!(!first.is_default);
        calendars.remove(first.id, first.version).unwrap();
        assert_eq!(calendars.list().unwrap(), [hotline]);
        assert!(test.owner.verify().unwrap().findings.is_empty());
    }
}

#[test]
fn of_two_changes_at_once_one_is_told_on_every_database() {
    for test in Backend::ALL.iter().map(|backend| room::on(*backend)) {
        let test = &test;
        let calendars = test.owner.calendars();
        let names = ["甲", "乙"];
        std::thread::scope(|scope| {
            for name in names {
                scope.spawn(move || test.owner.calendars().add(office(name)).unwrap());
            }
        });
        let both = calendars.list().unwrap();
        assert_eq!(both.iter().filter(|it| it.is_default).count(), 1);
        let old = both.iter().find(|it| !it.is_default).unwrap();
        let off = |text: &str| vec![CalendarDay::off(day(text), "假日")];
        let results: Vec<bool> = std::thread::scope(|scope| {
            let calls = ["2026-01-01", "2026-01-02"].map(|text| {
                scope.spawn(move || {
                    let calendars = test.owner.calendars();
                    calendars.set_days(old.id, old.version, off(text), Vec::new())
                })
            });
            calls.map(|call| call.join().unwrap()).into_iter().map(|it| it.is_ok()).collect()
        });
        assert_eq!(results.iter().filter(|it| **it).count(), 1);
        assert_eq!(calendars.get(old.id).unwrap().days.len(), 1);
    }
}

#[test]
fn every_fault_of_a_calendar_is_named() {
    let test = room::memory();
    let calendars = test.owner.calendars();
    let mut new = office("总部");
    let hours = |starts: &str, ends: &str| WeekHours {
        weekday: Weekday::Monday,
        starts: starts.into(),
        ends: ends.into(),
    };
    new.time_zone = "Mars/Base".into();
    let spans = [("9", "10:00"), ("11:00", "10:00"), ("12:00", "14:00"), ("13:00", "25:00")];
    let mut week: Vec<WeekHours> = spans.map(|(from, to)| hours(from, to)).into();
    week.push(hours("13:59", "24:00"));
    new.weeks.push(CalendarWeek { valid_from: None, hours: week });
    let both = CalendarDay {
        hours: vec![DayHours { starts: "09:00".into(), ends: "10:00".into() }],
        ..CalendarDay::like(day("2026-01-04"), Weekday::Friday)
    };
    new.days = vec![both, CalendarDay::off(day("2026-01-04"), "元旦")];
    let error = calendars.add(new).unwrap_err();
    let found: Vec<(&str, Code)> =
        error.problems().iter().map(|it| (it.path.as_str(), it.code)).collect();
    let wanted = [
        ("calendar.time_zone", Code::BadChoice),
        ("calendar.weeks[1].valid_from", Code::Repeated),
        ("calendar.weeks[1].hours[0].starts", Code::BadFormat),
        ("calendar.weeks[1].hours[1].ends", Code::DateOrder),
        ("calendar.weeks[1].hours[3].ends", Code::BadFormat),
        ("calendar.weeks[1].hours[4].starts", Code::Repeated),
        ("calendar.days[0].as_weekday", Code::BadChoice),
        ("calendar.days[1].day", Code::Repeated),
    ];
    assert_eq!(found, wanted);

    let first = calendars.add(office("Head Office")).unwrap();
    let same = calendars.add(office("head office")).unwrap_err();
    assert_eq!(same.code(), Code::AlreadyExists);
    let cleared = calendars.set_days(first.id, 1, Vec::new(), vec![day("2026-01-01")]);
    assert_eq!(cleared.unwrap_err().code(), Code::UnknownReference);
    let stale = calendars.edit(first.id, 7, CalendarEdit::default());
    assert_eq!(stale.unwrap_err().code(), Code::VersionConflict);
    let (early, late) = (at("2026-01-01T00:00:00Z"), at("2126-02-01T00:00:00Z"));
    let code = |start, end| calendars.worked_seconds(start, end, None).unwrap_err().code();
    assert_eq!(code(late, early), Code::DateOrder);
    assert_eq!(code(early, late), Code::OutOfRange);
    assert_eq!(calendars.add_worked(early, -1, None).unwrap_err().code(), Code::OutOfRange);
}

#[test]
fn a_calendar_without_hours_never_gets_there() {
    let test = room::memory();
    let calendars = test.owner.calendars();
    let never: Calendar = calendars.add(NewCalendar::weekdays("停业", "UTC", &[])).unwrap();
    let due = calendars.add_worked(at("2026-06-05T00:00:00Z"), 1, Some(never.id)).unwrap();
    assert_eq!(due, None);
}
