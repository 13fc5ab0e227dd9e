//! Columns of business calendars: a row for each span of their weeks, and for each day that
//! differs.

use chrono::NaiveDate;

use super::sheet::{Column, Plain, Sheet, column};
use crate::calendars::model::{Calendar, Weekday};
use crate::error::Result;
use crate::values::CalendarId;
use crate::work::Session;

#[derive(Clone)]
struct Line {
    calendar: CalendarId,
    name: String,
    time_zone: String,
    is_default: bool,
    valid_from: Option<NaiveDate>,
    weekday: Option<Weekday>,
    day: Option<NaiveDate>,
    day_name: Option<String>,
    starts: Option<String>,
    ends: Option<String>,
}

const CALENDARS: &[Column<Line>] = &[
    column("日历", "calendar", |it| it.name.cell()),
    column("时区", "time zone", |it| it.time_zone.cell()),
    column("默认", "default", |it| it.is_default.cell()),
    column("生效日期", "valid from", |it| it.valid_from.cell()),
    column("星期", "weekday", |it| it.weekday.map(Weekday::slug).cell()),
    column("日期", "day", |it| it.day.cell()),
    column("日期名称", "name of the day", |it| it.day_name.cell()),
    column("开始", "starts", |it| it.starts.cell()),
    column("结束", "ends", |it| it.ends.cell()),
    column("记录号", "record", |it| it.calendar.cell()),
];

pub(super) fn calendars(session: &Session, sheet: &mut Sheet<'_>) -> Result<()> {
    let calendars = session.calendars().list()?;
    sheet.all(CALENDARS, &calendars.iter().flat_map(lines).collect::<Vec<_>>())
}

/// A calendar that never works has one row, too.
fn lines(calendar: &Calendar) -> Vec<Line> {
    let blank = Line {
        calendar: calendar.id,
        name: calendar.name.clone(),
        time_zone: calendar.time_zone.clone(),
        is_default: calendar.is_default,
        valid_from: None,
        weekday: None,
        day: None,
        day_name: None,
        starts: None,
        ends: None,
    };
    let mut lines = Vec::new();
    for week in &calendar.weeks {
        let blank = Line { valid_from: week.valid_from, ..blank.clone() };
        lines.extend(week.hours.iter().map(|it| Line {
            weekday: Some(it.weekday),
            starts: Some(it.starts.clone()),
            ends: Some(it.ends.clone()),
            ..blank.clone()
        }));
        if week.hours.is_empty() {
            lines.push(blank);
        }
    }
    for it in &calendar.days {
        let blank = Line {
            day: Some(it.day),
            day_name: it.name.clone(),
            weekday: it.as_weekday,
            ..blank.clone()
        };
        lines.extend(it.hours.iter().map(|it| Line {
            starts: Some(it.starts.clone()),
            ends: Some(it.ends.clone()),
            ..blank.clone()
        }));
        if it.hours.is_empty() {
            lines.push(blank);
        }
    }
    if lines.is_empty() {
        lines.push(blank);
    }
    lines
}
