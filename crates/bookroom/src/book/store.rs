//! The rows of books.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::model::{Book, NewBook};
use crate::error::{Code, Error, Result};
use crate::store::Conn;
use crate::store::dialect::each;
use crate::store::schema::book;
use crate::values::{BookId, CreditCheck, Language, TaxRounding};
use crate::work::DUPLICATE_WARN;

pub(crate) mod present;

/// A row of `book`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = book, treat_none_as_default_value = false)]
pub(crate) struct BookRow {
    pub(crate) book_id: i64,
    pub(crate) name: String,
    pub(crate) legal_name: Option<String>,
    pub(crate) tax_number: Option<String>,
    pub(crate) currency: String,
    pub(crate) language: String,
    pub(crate) utc_offset_minutes: i64,
    pub(crate) chart: String,
    pub(crate) access_version: i64,
    pub(crate) version: i64,
    pub(crate) created_at: i64,
    pub(crate) tax_rounding: String,
    pub(crate) dates_from: Option<NaiveDate>,
    pub(crate) dates_to: Option<NaiveDate>,
    pub(crate) credit_check: String,
    pub(crate) duplicate_warn: i64,
    pub(crate) duplicate_stop: Option<i64>,
}

impl BookRow {
    /// The row of a new book.
    pub(crate) fn new(id: i64, new: &NewBook, now: i64) -> Self {
        Self {
            book_id: id,
            name: new.name.clone(),
            legal_name: new.legal_name.clone(),
            tax_number: new.tax_number.clone(),
            currency: new.currency.clone(),
            language: new.language.word().to_owned(),
            utc_offset_minutes: new.utc_offset_minutes,
            chart: new.chart.clone(),
            access_version: 1,
            version: 1,
            created_at: now,
            tax_rounding: TaxRounding::Document.slug().to_owned(),
            dates_from: None,
            dates_to: None,
            credit_check: CreditCheck::Stop.slug().to_owned(),
            duplicate_warn: DUPLICATE_WARN,
            duplicate_stop: None,
        }
    }

    pub(crate) fn record(self) -> Result<Book> {
        let id = self.book_id;
        self.read().map_err(|error| error.in_row("book", id))
    }

    fn read(self) -> Result<Book> {
        Ok(Book {
            id: BookId(self.book_id),
            language: Language::from_word(&self.language)
                .ok_or_else(|| Error::corrupt("language"))?,
            tax_rounding: TaxRounding::from_slug(&self.tax_rounding)
                .ok_or_else(|| Error::corrupt("tax_rounding"))?,
            credit_check: CreditCheck::from_slug(&self.credit_check)
                .ok_or_else(|| Error::corrupt("credit_check"))?,
            duplicate_warn: self.duplicate_warn,
            duplicate_stop: self.duplicate_stop,
            dates_from: self.dates_from,
            dates_to: self.dates_to,
            created_at: chrono::DateTime::from_timestamp_micros(self.created_at)
                .ok_or_else(|| Error::corrupt("created_at"))?,
            name: self.name,
            legal_name: self.legal_name,
            tax_number: self.tax_number,
            currency: self.currency,
            utc_offset_minutes: self.utc_offset_minutes,
            chart: self.chart,
            version: self.version,
        })
    }
}

/// The id for the next book. Two makers at once may get the same; the second then fails to insert
/// and is run again.
pub(crate) fn next_id(conn: &mut Conn) -> Result<i64> {
    let last: Option<i64> = book::table.select(diesel::dsl::max(book::book_id)).first(conn)?;
    Ok(last.unwrap_or(0) + 1)
}

/// Writes a new book.
pub(crate) fn insert(conn: &mut Conn, row: &BookRow) -> Result<()> {
    use diesel::result::{DatabaseErrorKind::UniqueViolation, Error::DatabaseError};
    match each!(conn, c => diesel::insert_into(book::table).values(row).execute(c)) {
        Ok(_) => Ok(()),
        Err(DatabaseError(UniqueViolation, _)) => Err(Code::Busy.into()),
        Err(error) => Err(error.into()),
    }
}

/// One book.
pub(crate) fn load(conn: &mut Conn, id: i64) -> Result<BookRow> {
    book::table
        .filter(book::book_id.eq(id))
        .select(BookRow::as_select())
        .first(conn)
        .optional()
        .map_err(|error| Error::from(error).in_row("book", id))?
        .ok_or_else(|| Error::not_found("book", id))
}

/// All books, by id.
pub(crate) fn list(conn: &mut Conn) -> Result<Vec<BookRow>> {
    let all = book::table.order(book::book_id).select(BookRow::as_select()).load(conn);
    all.map_err(|error| {
        // One of them cannot be read: which, tells reading each alone.
        let ids = book::table.order(book::book_id).select(book::book_id).load::<i64>(conn);
        let found = ids.into_iter().flatten().find_map(|id| load(conn, id).err());
        found.unwrap_or_else(|| error.into())
    })
}

/// Writes a changed book if its version is still `seen`.
pub(crate) fn save(conn: &mut Conn, seen: i64, row: &BookRow) -> Result<()> {
    let changed = diesel::update(
        book::table.filter(book::book_id.eq(row.book_id)).filter(book::version.eq(seen)),
    )
    .set((
        book::name.eq(&row.name),
        book::legal_name.eq(&row.legal_name),
        book::tax_number.eq(&row.tax_number),
        book::language.eq(&row.language),
        book::utc_offset_minutes.eq(row.utc_offset_minutes),
        book::tax_rounding.eq(&row.tax_rounding),
        book::dates_from.eq(row.dates_from),
        book::dates_to.eq(row.dates_to),
        book::credit_check.eq(&row.credit_check),
        book::duplicate_warn.eq(row.duplicate_warn),
        book::duplicate_stop.eq(row.duplicate_stop),
        book::access_version.eq(book::access_version + 1),
        book::version.eq(seen.saturating_add(1)),
    ))
    .execute(conn)?;
    if changed == 1 { Ok(()) } else { Err(Error::version_conflict("book", row.book_id)) }
}
