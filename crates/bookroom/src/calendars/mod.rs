//! Business calendars: when a company works, and how much working time passes between instants.

pub(crate) mod card;
pub mod commands;
pub mod model;
pub(crate) mod rules;
#[cfg(test)]
pub(crate) mod rules_tests;
pub(crate) mod store;

use chrono::{DateTime, NaiveDate, Utc};
use commands::{AddCalendar, EditCalendar, RemoveCalendar, SetCalendarDays, SetDefaultCalendar};
use model::{CalendarDay, CalendarEdit, NewCalendar};

pub(crate) use model::Calendar;
pub(crate) use rules::Hours;
pub(crate) use store::load_all;

use crate::error::{Code, Result};
use crate::rights::permission::Permission;
use crate::values::{CalendarId, Check};
use crate::work::Session;

/// The business calendars of a book.
pub struct Calendars<'s> {
    session: &'s Session,
}

impl Session {
    /// Business calendars: hours of the week, holidays, make-up working days.
    ///
    /// # Examples
    /// ```
    /// use bookroom::calendars::model::NewCalendar;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let new = NewCalendar::weekdays("总部", "Asia/Shanghai", &[("09:00", "18:00")]);
    /// let calendar = session.calendars().add(new)?;
    /// assert_eq!(session.calendars().get_default()?.id, calendar.id);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn calendars(&self) -> Calendars<'_> {
        Calendars { session: self }
    }
}

impl Calendars<'_> {
    /// One calendar.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::calendars::model::NewCalendar;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let new = NewCalendar::weekdays("总部", "Asia/Shanghai", &[("09:00", "18:00")]);
    /// let calendar = session.calendars().add(new)?;
    /// assert_eq!(session.calendars().get(calendar.id)?, calendar);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn get(&self, id: CalendarId) -> Result<Calendar> {
        self.load(Some(id))
    }

    /// The calendar that is meant where none is named.
    ///
    /// # Errors
    /// `not_permitted`; `not_found` in a book without calendars.
    ///
    /// # Examples
    /// ```
    /// use bookroom::calendars::model::NewCalendar;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let new = NewCalendar::weekdays("总部", "Asia/Shanghai", &[("09:00", "18:00")]);
    /// session.calendars().add(new)?;
    /// assert_eq!(session.calendars().get_default()?.name, "总部");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn get_default(&self) -> Result<Calendar> {
        self.load(None)
    }

    fn load(&self, id: Option<CalendarId>) -> Result<Calendar> {
        self.session.read(Permission::CalendarsView, |view| {
            let book = view.book_id();
            store::load(view.conn, book, id)
        })
    }

    /// All calendars, by id.
    ///
    /// # Errors
    /// `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// assert!(session.calendars().list()?.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn list(&self) -> Result<Vec<Calendar>> {
        self.session.read(Permission::CalendarsView, |view| {
            let book = view.book_id();
            store::load_all(view.conn, book)
        })
    }

    /// Whole seconds that a calendar (the default when none is named) works from one instant to
    /// another. An hour that the clock skips in spring is not worked; one that it shows twice in
    /// autumn is worked twice.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`; `date_order`; `out_of_range` for more than a hundred years.
    ///
    /// # Examples
    /// ```
    /// use bookroom::calendars::model::NewCalendar;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let hours = [("09:00", "12:00"), ("13:00", "18:00")];
    /// session.calendars().add(NewCalendar::weekdays("总部", "Asia/Shanghai", &hours))?;
    /// // From Friday, five in the afternoon, to Monday, ten in the morning.
    /// let start = "2026-06-05T17:00:00+08:00".parse()?;
    /// let end = "2026-06-08T10:00:00+08:00".parse()?;
    /// assert_eq!(session.calendars().worked_seconds(start, end, None)?, 2 * 3600);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn worked_seconds(
        &self,
        start: DateTime<Utc>,
        end: DateTime<Utc>,
        calendar: Option<CalendarId>,
    ) -> Result<i64> {
        let calendar = self.load(calendar)?;
        let mut check = Check::new();
        check.require(start <= end, "end", Code::DateOrder);
        check.finish()?;
        let seconds = Hours::of(&calendar)?.worked_seconds(start, end);
        check = Check::new();
        check.require(seconds.is_some(), "end", Code::OutOfRange);
        check.finish()?;
        Ok(seconds.unwrap_or_default())
    }

    /// The first instant by which a calendar (the default when none is named) has worked so many
    /// seconds since another; none when that takes more than a hundred years, as in a calendar
    /// without hours.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`; `out_of_range` below zero.
    ///
    /// # Examples
    /// ```
    /// use bookroom::calendars::model::NewCalendar;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let new = NewCalendar::weekdays("总部", "Asia/Shanghai", &[("09:00", "18:00")]);
    /// session.calendars().add(new)?;
    /// // Two working hours from Friday, five in the afternoon.
    /// let start = "2026-06-05T17:00:00+08:00".parse()?;
    /// let due = session.calendars().add_worked(start, 2 * 3600, None)?;
    /// assert_eq!(due, Some("2026-06-08T10:00:00+08:00".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add_worked(
        &self,
        start: DateTime<Utc>,
        seconds: i64,
        calendar: Option<CalendarId>,
    ) -> Result<Option<DateTime<Utc>>> {
        let calendar = self.load(calendar)?;
        let mut check = Check::new();
        check.require(seconds >= 0, "seconds", Code::OutOfRange);
        check.finish()?;
        Ok(Hours::of(&calendar)?.add_worked(start, seconds))
    }

    /// Adds a calendar. The first of a book becomes its default.
    ///
    /// # Errors
    /// `not_permitted`, `already_exists`, `required`, `too_long`, `too_many`, `bad_character`,
    /// `bad_choice` for a zone that is not of the IANA database, `bad_format` for a time,
    /// `bad_date`, `date_order` for a span that ends before it starts, `repeated` for spans that
    /// overlap and days or weeks that come twice.
    ///
    /// # Examples
    /// ```
    /// use bookroom::calendars::model::NewCalendar;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let new = NewCalendar::weekdays("总部", "Asia/Shanghai", &[("09:00", "18:00")]);
    /// assert!(session.calendars().add(new)?.is_default);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add(&self, calendar: NewCalendar) -> Result<Calendar> {
        self.session.run(AddCalendar { calendar })
    }

    /// Changes the name, zone or weeks of a calendar.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`, and as [`Calendars::add`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::calendars::model::{CalendarEdit, NewCalendar};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let new = NewCalendar::weekdays("总部", "Asia/Shanghai", &[("09:00", "18:00")]);
    /// let calendar = session.calendars().add(new)?;
    /// let edit = CalendarEdit { name: Some("上海".into()), ..CalendarEdit::default() };
    /// assert_eq!(session.calendars().edit(calendar.id, calendar.version, edit)?.name, "上海");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn edit(&self, id: CalendarId, version: i64, edit: CalendarEdit) -> Result<Calendar> {
        self.session.run(EditCalendar { id, version, edit })
    }

    /// Sets days that differ from their week, such as the holidays and make-up working days of a
    /// year, and clears others. A day that is set already is replaced.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`, `unknown_reference` for a day to clear that does not
    /// differ, `bad_choice` for a day with both hours and a weekday, and as [`Calendars::add`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::calendars::model::{CalendarDay, NewCalendar, Weekday};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let new = NewCalendar::weekdays("总部", "Asia/Shanghai", &[("09:00", "18:00")]);
    /// let calendar = session.calendars().add(new)?;
    /// let off = CalendarDay::off("2026-01-02".parse()?, "元旦");
    /// let on = CalendarDay::like("2026-01-04".parse()?, Weekday::Friday);
    /// let days = vec![off, on];
    /// let calendar = session.calendars().set_days(calendar.id, 1, days, Vec::new())?;
    /// assert_eq!(calendar.days.len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn set_days(
        &self,
        id: CalendarId,
        version: i64,
        days: Vec<CalendarDay>,
        clear: Vec<NaiveDate>,
    ) -> Result<Calendar> {
        self.session.run(SetCalendarDays { id, version, days, clear })
    }

    /// Makes a calendar the book's default; the one before no longer is.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `version_conflict`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::calendars::model::NewCalendar;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let calendars = office.session.calendars();
    /// calendars.add(NewCalendar::weekdays("总部", "Asia/Shanghai", &[("09:00", "18:00")]))?;
    /// let day = NewCalendar::weekdays("热线", "Asia/Shanghai", &[("00:00", "24:00")]);
    /// let hotline = calendars.add(day)?;
    /// assert!(calendars.set_default(hotline.id, hotline.version)?.is_default);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn set_default(&self, id: CalendarId, version: i64) -> Result<Calendar> {
        self.session.run(SetDefaultCalendar { id, version })
    }

    /// Removes a calendar; returns what it was.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `version_conflict`; `wrong_state` for the default while
    /// there are others: make another one the default first; `in_use` when a policy of service
    /// levels names it, or the clock of a case counts or counted by it.
    ///
    /// # Examples
    /// ```
    /// use bookroom::calendars::model::NewCalendar;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let new = NewCalendar::weekdays("总部", "Asia/Shanghai", &[("09:00", "18:00")]);
    /// let calendar = session.calendars().add(new)?;
    /// session.calendars().remove(calendar.id, calendar.version)?;
    /// assert!(session.calendars().list()?.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn remove(&self, id: CalendarId, version: i64) -> Result<Calendar> {
        self.session.run(RemoveCalendar { id, version })
    }
}
