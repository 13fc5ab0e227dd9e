//! The row of the book that a session works in.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::book::BookInfo;
use crate::error::{Code, Error, Result};
use crate::store::Conn;
use crate::store::schema::book;
use crate::values::{BookId, Currency, Language, TaxRounding};

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
}

/// What is needed of one book.
pub(crate) fn load_book(conn: &mut Conn, id: BookId) -> Result<BookInfo> {
    let row: Option<BookColumns> = book::table
        .filter(book::book_id.eq(id.0))
        .select(BookColumns::as_select())
        .first(conn)
        .optional()?;
    let row = row.ok_or_else(|| Error::not_found("book", id))?;
    Ok(BookInfo {
        id,
        currency: Currency::of(&row.currency).map_err(|_| Code::Corrupt)?,
        language: Language::from_word(&row.language).ok_or(Code::Corrupt)?,
        utc_offset_minutes: row.utc_offset_minutes,
        access_version: row.access_version,
        tax_rounding: TaxRounding::from_slug(&row.tax_rounding).ok_or(Code::Corrupt)?,
        created_at: row.created_at,
        dates_from: row.dates_from,
        dates_to: row.dates_to,
    })
}

/// Whether the store holds any book.
pub(crate) fn has_book(conn: &mut Conn) -> Result<bool> {
    let first: Option<i64> = book::table.select(book::book_id).first(conn).optional()?;
    Ok(first.is_some())
}
