//! Adding, changing and removing business calendars. They come one after another, since they
//! agree on which calendar is the default.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::model::{Calendar, CalendarDay, CalendarEdit, NewCalendar};
use super::rules::{self, Plan};
use super::store;
use crate::error::{Code, Error, Problem, Result};
use crate::log::Subject;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::values::{CalendarId, Check};
use crate::work::{Command, Tx};

/// Adds a calendar. The first of a book becomes its default.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddCalendar {
    /// The calendar.
    pub calendar: NewCalendar,
}

impl Command for AddCalendar {
    const NAME: &'static str = "calendars.add";
    const PERMISSION: Permission = Permission::CalendarsEdit;
    const SET_UP: bool = true;
    type Output = Calendar;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Calendar> {
        let NewCalendar { name, time_zone, weeks, days } = self.calendar.clone();
        let mut check = Check::new();
        let plan = Plan { name, time_zone, weeks, days };
        let plan = check.within("calendar", |check| rules::check_plan(check, &plan));
        check.finish()?;
        refuse_taken(tx, "calendar.name", &plan.name, CalendarId(0))?;
        let book = tx.book_id();
        let is_default = store::load_all(tx.conn, book)?.is_empty();
        let calendar = Calendar {
            id: CalendarId(tx.id("calendar")?),
            name: plan.name,
            time_zone: plan.time_zone,
            weeks: plan.weeks,
            days: plan.days,
            is_default,
            version: 1,
            created_at: tx.now(),
            updated_at: tx.now(),
        };
        store::insert(tx.conn, book, &calendar)?;
        tx.note_created(permit, Subject::new("calendar", calendar.id), &calendar)?;
        Ok(calendar)
    }
}

/// Changes the name, zone or weeks of a calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditCalendar {
    /// The calendar.
    pub id: CalendarId,
    /// The version the caller last saw.
    pub version: i64,
    /// The new values.
    pub edit: CalendarEdit,
}

impl Command for EditCalendar {
    const NAME: &'static str = "calendars.edit";
    const PERMISSION: Permission = Permission::CalendarsEdit;
    const SET_UP: bool = true;
    type Output = Calendar;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Calendar> {
        let before = load_seen(tx, self.id, self.version)?;
        let CalendarEdit { name, time_zone, weeks } = self.edit.clone();
        let plan = Plan {
            name: name.unwrap_or_else(|| before.name.clone()),
            time_zone: time_zone.unwrap_or_else(|| before.time_zone.clone()),
            weeks: weeks.unwrap_or_else(|| before.weeks.clone()),
            days: before.days.clone(),
        };
        let mut check = Check::new();
        let plan = check.within("edit", |check| rules::check_plan(check, &plan));
        check.finish()?;
        refuse_taken(tx, "edit.name", &plan.name, self.id)?;
        let Plan { name, time_zone, weeks, days } = plan;
        save(permit, tx, &before, Calendar { name, time_zone, weeks, days, ..before.clone() })
    }
}

/// Sets days that differ from their week, such as the holidays of a year, and clears others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetCalendarDays {
    /// The calendar.
    pub id: CalendarId,
    /// The version the caller last saw.
    pub version: i64,
    /// The days; one that is set already is replaced.
    pub days: Vec<CalendarDay>,
    /// Days that are as their week again.
    #[serde(default)]
    pub clear: Vec<NaiveDate>,
}

impl Command for SetCalendarDays {
    const NAME: &'static str = "calendars.set_days";
    const PERMISSION: Permission = Permission::CalendarsEdit;
    const SET_UP: bool = true;
    type Output = Calendar;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Calendar> {
        let before = load_seen(tx, self.id, self.version)?;
        let mut check = Check::new();
        let days = rules::with_days(&mut check, &before.days, &self.days, &self.clear);
        check.finish()?;
        save(permit, tx, &before, Calendar { days, ..before.clone() })
    }
}

/// Makes a calendar the book's default; the one before no longer is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetDefaultCalendar {
    /// The calendar.
    pub id: CalendarId,
    /// The version the caller last saw.
    pub version: i64,
}

impl Command for SetDefaultCalendar {
    const NAME: &'static str = "calendars.set_default";
    const PERMISSION: Permission = Permission::CalendarsEdit;
    const SET_UP: bool = true;
    type Output = Calendar;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Calendar> {
        let chosen = load_seen(tx, self.id, self.version)?;
        let book = tx.book_id();
        // The old one first: no two may have the mark, even for a moment.
        let before = store::load_all(tx.conn, book)?;
        for other in before.iter().filter(|it| it.is_default && it.id != chosen.id) {
            save(permit, tx, other, Calendar { is_default: false, ..other.clone() })?;
        }
        save(permit, tx, &chosen, Calendar { is_default: true, ..chosen.clone() })
    }
}

/// Removes a calendar that no service level counts by; the default only as the last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveCalendar {
    /// The calendar.
    pub id: CalendarId,
    /// The version the caller last saw.
    pub version: i64,
}

impl Command for RemoveCalendar {
    const NAME: &'static str = "calendars.remove";
    const PERMISSION: Permission = Permission::CalendarsEdit;
    const SET_UP: bool = true;
    type Output = Calendar;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Calendar> {
        let calendar = load_seen(tx, self.id, self.version)?;
        let book = tx.book_id();
        if calendar.is_default && store::load_all(tx.conn, book)?.len() > 1 {
            return Err(Problem::new(Code::WrongState).fact("subject", "calendar").into());
        }
        if store::is_used(tx.conn, book, calendar.id)? {
            let problem = Problem::new(Code::InUse).fact("subject", "calendar");
            return Err(problem.fact("key", calendar.id).into());
        }
        store::delete(tx.conn, book, &calendar)?;
        tx.note_removed(permit, Subject::new("calendar", calendar.id), &calendar)?;
        Ok(calendar)
    }
}

fn load_seen(tx: &mut Tx<'_>, id: CalendarId, version: i64) -> Result<Calendar> {
    let book = tx.book_id();
    let calendar = store::load(tx.conn, book, Some(id))?;
    if calendar.version == version {
        Ok(calendar)
    } else {
        Err(Error::version_conflict("calendar", id))
    }
}

fn refuse_taken(tx: &mut Tx<'_>, path: &str, name: &str, but: CalendarId) -> Result<()> {
    let book = tx.book_id();
    if store::name_taken(tx.conn, book, name, but)? {
        let problem = Problem::new(Code::AlreadyExists).fact("subject", "calendar");
        return Err(problem.at(path).into());
    }
    Ok(())
}

fn save(permit: &Permit, tx: &mut Tx<'_>, before: &Calendar, after: Calendar) -> Result<Calendar> {
    let book = tx.book_id();
    let after = Calendar { version: before.version + 1, updated_at: tx.now(), ..after };
    store::save(tx.conn, book, &after)?;
    tx.note_edited(permit, Subject::new("calendar", after.id), before, &after)?;
    Ok(after)
}

crate::work::plain_outcomes!(Calendar);
