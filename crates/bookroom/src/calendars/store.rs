//! Rows of business calendars.

use chrono::DateTime;
use diesel::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::model::Calendar;
use crate::error::{Code, Error, Result};
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::{calendar, case_clock, service_policy};
use crate::values::CalendarId;
use crate::values::text::search_key;
use crate::work::{BookInfo, Live, Present, ids_of};

/// A row of `calendar`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = calendar, treat_none_as_default_value = false, treat_none_as_null = true)]
struct CalendarRow {
    book_id: i64,
    id: i64,
    name: String,
    name_key: String,
    time_zone: String,
    weeks: String,
    days: String,
    default_mark: Option<i64>,
    version: i64,
    created_at: i64,
    updated_at: i64,
}

/// What names are compared by.
fn key(name: &str) -> String {
    // A key can be longer than its text: `㈱` is taken apart.
    search_key(name).chars().take(100).collect()
}

fn text<T: Serialize>(list: &[T]) -> Result<String> {
    serde_json::to_string(list).map_err(|_| Error::internal("a calendar does not become JSON"))
}

fn list<T: DeserializeOwned>(text: &str, column: &str) -> Result<Vec<T>> {
    serde_json::from_str(text).map_err(|_| Error::corrupt(column))
}

impl CalendarRow {
    fn of(book: i64, calendar: &Calendar) -> Result<Self> {
        Ok(Self {
            book_id: book,
            id: calendar.id.0,
            name: calendar.name.clone(),
            name_key: key(&calendar.name),
            time_zone: calendar.time_zone.clone(),
            weeks: text(&calendar.weeks)?,
            days: text(&calendar.days)?,
            default_mark: calendar.is_default.then_some(1),
            version: calendar.version,
            created_at: calendar.created_at.timestamp_micros(),
            updated_at: calendar.updated_at.timestamp_micros(),
        })
    }

    fn record(self) -> Result<Calendar> {
        let instant = |micros| DateTime::from_timestamp_micros(micros).ok_or(Code::Corrupt);
        Ok(Calendar {
            id: CalendarId(self.id),
            weeks: list(&self.weeks, "weeks")?,
            days: list(&self.days, "days")?,
            name: self.name,
            time_zone: self.time_zone,
            is_default: self.default_mark.is_some(),
            version: self.version,
            created_at: instant(self.created_at)?,
            updated_at: instant(self.updated_at)?,
        })
    }
}

/// All calendars of a book, by id.
pub(crate) fn load_all(conn: &mut Conn, book: i64) -> Result<Vec<Calendar>> {
    let rows: Vec<CalendarRow> = calendar::table
        .filter(calendar::book_id.eq(book))
        .order(calendar::id)
        .select(CalendarRow::as_select())
        .load(conn)?;
    rows.into_iter().map(CalendarRow::record).collect()
}

/// One calendar: the one that is named, or the book's default.
pub(crate) fn load(conn: &mut Conn, book: i64, id: Option<CalendarId>) -> Result<Calendar> {
    let mut query = calendar::table.filter(calendar::book_id.eq(book)).into_boxed();
    query = match id {
        Some(id) => query.filter(calendar::id.eq(id.0)),
        None => query.filter(calendar::default_mark.eq(1)),
    };
    let row: Option<CalendarRow> = query.select(CalendarRow::as_select()).first(conn).optional()?;
    match (row, id) {
        (Some(row), _) => row.record(),
        (None, Some(id)) => Err(Error::not_found("calendar", id)),
        (None, None) => Err(Code::NotFound.into()),
    }
}

/// Whether another calendar has this name.
pub(crate) fn name_taken(conn: &mut Conn, book: i64, name: &str, but: CalendarId) -> Result<bool> {
    let found: Option<i64> = calendar::table
        .filter(calendar::book_id.eq(book))
        .filter(calendar::name_key.eq(key(name)))
        .filter(calendar::id.ne(but.0))
        .select(calendar::id)
        .first(conn)
        .optional()?;
    Ok(found.is_some())
}

/// Writes a new calendar.
pub(crate) fn insert(conn: &mut Conn, book: i64, record: &Calendar) -> Result<()> {
    let row = CalendarRow::of(book, record)?;
    diesel::insert_into(calendar::table).values(&row).execute(conn)?;
    Ok(())
}

/// Writes a changed calendar, whose version has moved by one since it was loaded.
pub(crate) fn save(conn: &mut Conn, book: i64, record: &Calendar) -> Result<()> {
    let row = CalendarRow::of(book, record)?;
    let target = calendar::table
        .filter(calendar::book_id.eq(book))
        .filter(calendar::id.eq(row.id))
        .filter(calendar::version.eq(row.version - 1));
    match diesel::update(target).set(&row).execute(conn)? {
        1 => Ok(()),
        _ => Err(Error::version_conflict("calendar", record.id)),
    }
}

/// Removes a calendar as it was seen.
pub(crate) fn delete(conn: &mut Conn, book: i64, record: &Calendar) -> Result<()> {
    let target = calendar::table
        .filter(calendar::book_id.eq(book))
        .filter(calendar::id.eq(record.id.0))
        .filter(calendar::version.eq(record.version));
    match diesel::delete(target).execute(conn)? {
        1 => Ok(()),
        _ => Err(Error::version_conflict("calendar", record.id)),
    }
}

/// Whether something promised by its hours, or once did.
pub(crate) fn is_used(conn: &mut Conn, book: i64, id: CalendarId) -> Result<bool> {
    let policies = service_policy::table
        .filter(service_policy::book_id.eq(book))
        .filter(service_policy::calendar_id.eq(id.0));
    if diesel::select(diesel::dsl::exists(policies)).get_result(conn)? {
        return Ok(true);
    }
    let clocks = case_clock::table
        .filter(case_clock::book_id.eq(book))
        .filter(case_clock::calendar_id.eq(id.0));
    Ok(diesel::select(diesel::dsl::exists(clocks)).get_result(conn)?)
}

/// See [`crate::work::Card`].
pub(crate) const PRESENT: &[Present] = &[Present {
    kind: "calendar",
    stamps: &["version", "created_at", "updated_at"],
    ids: ids_of!(calendar),
    load: calendars,
    ..Present::PLAIN
}];

fn calendars(conn: &mut Conn, book: &BookInfo, ids: &[i64]) -> Result<Vec<Live>> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<CalendarRow> = calendar::table
            .filter(calendar::book_id.eq(book.id.0))
            .filter(calendar::id.eq_any(chunk))
            .order(calendar::id)
            .select(CalendarRow::as_select())
            .load(conn)?;
        for row in rows {
            let record = row.clone().record()?;
            let mut live = Live::of(row.id, &record)?;
            let kept = CalendarRow::of(row.book_id, &record)?;
            live.check("name_key", row.name_key == kept.name_key);
            live.check("is_default", row.default_mark == kept.default_mark);
            live.check("weeks", row.weeks == kept.weeks);
            live.check("days", row.days == kept.days);
            found.push(live);
        }
    }
    Ok(found)
}
