//! The row of the book that a session works in.

use diesel::prelude::*;

use super::book::BookInfo;
use crate::error::{Code, Error, Result};
use crate::store::Conn;
use crate::store::schema::book;
use crate::values::{BookId, Currency, Language};

/// What is needed of one book.
pub(crate) fn load_book(conn: &mut Conn, id: BookId) -> Result<BookInfo> {
    let row: Option<(String, String, i64, i64)> = book::table
        .filter(book::book_id.eq(id.0))
        .select((book::currency, book::language, book::utc_offset_minutes, book::access_version))
        .first(conn)
        .optional()?;
    let (currency, language, utc_offset_minutes, access_version) =
        row.ok_or_else(|| Error::not_found("book", id))?;
    Ok(BookInfo {
        id,
        currency: Currency::of(&currency).map_err(|_| Code::Corrupt)?,
        language: Language::from_word(&language).ok_or(Code::Corrupt)?,
        utc_offset_minutes,
        access_version,
    })
}

/// Whether the store holds any book.
pub(crate) fn has_book(conn: &mut Conn) -> Result<bool> {
    let first: Option<i64> = book::table.select(book::book_id).first(conn).optional()?;
    Ok(first.is_some())
}
