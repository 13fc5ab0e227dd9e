//! The row of the book that a session works in.

use chrono::{DateTime, NaiveDate};
use diesel::prelude::*;

use super::book::{BookInfo, OFFSETS};
use crate::error::{Error, Result};
use crate::store::Conn;
use crate::store::schema::book;
use crate::values::dates::is_storable;
use crate::values::{BookId, CreditCheck, Currency, Language, TaxRounding};

#[derive(Queryable, Selectable)]
#[diesel(table_name = book)]
struct BookColumns {
    currency: String,
    language: String,
    utc_offset_minutes: i64,
    access_version: i64,
    tax_rounding: String,
    created_at: i64,
    dates_from: Option<NaiveDate>,
    dates_to: Option<NaiveDate>,
    credit_check: String,
    duplicate_warn: i64,
    duplicate_stop: Option<i64>,
}

/// What is needed of one book.
pub(crate) fn load_book(conn: &mut Conn, id: BookId) -> Result<BookInfo> {
    let row: Option<BookColumns> = book::table
        .filter(book::book_id.eq(id.0))
        .select(BookColumns::as_select())
        .first(conn)
        .optional()
        .map_err(|error| Error::from(error).in_row("book", id))?;
    let row = row.ok_or_else(|| Error::not_found("book", id))?;
    info(id, row).map_err(|column| Error::corrupt_at("book", column, id))
}

/// What a row says, or the column that holds what no book can have.
fn info(id: BookId, row: BookColumns) -> Result<BookInfo, &'static str> {
    let created_at = DateTime::from_timestamp_micros(row.created_at).map(|it| it.date_naive());
    let fits = |day: Option<NaiveDate>| day.is_none_or(is_storable);
    for (fits, column) in [
        (OFFSETS.contains(&row.utc_offset_minutes), "utc_offset_minutes"),
        (created_at.is_some_and(is_storable), "created_at"),
        (fits(row.dates_from), "dates_from"),
        (fits(row.dates_to), "dates_to"),
    ] {
        if !fits {
            return Err(column);
        }
    }
    Ok(BookInfo {
        id,
        currency: Currency::of(&row.currency).map_err(|_| "currency")?,
        language: Language::from_word(&row.language).ok_or("language")?,
        utc_offset_minutes: row.utc_offset_minutes,
        access_version: row.access_version,
        tax_rounding: TaxRounding::from_slug(&row.tax_rounding).ok_or("tax_rounding")?,
        created_at: row.created_at,
        dates_from: row.dates_from,
        dates_to: row.dates_to,
        credit_check: CreditCheck::from_slug(&row.credit_check).ok_or("credit_check")?,
        duplicate_warn: row.duplicate_warn,
        duplicate_stop: row.duplicate_stop,
    })
}

/// Whether the store holds any book.
pub(crate) fn has_book(conn: &mut Conn) -> Result<bool> {
    let first: Option<i64> = book::table.select(book::book_id).first(conn).optional()?;
    Ok(first.is_some())
}
