//! Verification by the host, without a session: what keeps everybody from signing in is found too.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

use super::{Head, Verification, is_damage, store, verify};
use crate::error::{Code, Error, Result};
use crate::log::fold::Folded;
use crate::store::Conn;
use crate::values::{BookId, CreditCheck, Currency, Language, TaxRounding};
use crate::work::{BookInfo, DUPLICATE_WARN, OFFSETS, Room, View, load_book};

/// Verifies a book of which nothing is known but its id.
pub(crate) fn verify_alone(
    room: &Room,
    book: BookId,
    known: Option<&Head>,
) -> Result<Verification> {
    room.store.read(|conn| {
        let info = match load_book(conn, book) {
            Err(error) if is_damage(&error) || error.code() == Code::NotFound => {
                from_log(conn, book)?.ok_or(error)?
            }
            found => found?,
        };
        let mut view = View::of_host(conn, room, info)?;
        verify(&mut view, known)
    })
}

/// What the log says of a book whose row cannot be read; none when it says nothing. Where a value
/// cannot be read there either, one that every book could have stands for it: it is named all the
/// same.
fn from_log(conn: &mut Conn, book: BookId) -> Result<Option<BookInfo>> {
    let changes = store::load_changes(conn, book.0, "book", (book.0.saturating_sub(1), book.0))?;
    if changes.is_empty() {
        return Ok(None);
    }
    let mut folded = Folded::default();
    for change in &changes {
        match folded.apply(change, false) {
            Err(error) if !is_damage(&error) => return Err(error),
            _ => {}
        }
    }
    info(book, &folded.fields).map(Some)
}

fn info(id: BookId, fields: &Map<String, Value>) -> Result<BookInfo, Error> {
    let text = |name: &str| fields.get(name).and_then(Value::as_str);
    let currency = text("currency").and_then(|code| Currency::of(code).ok());
    let currency = currency.map_or_else(|| Currency::of("CNY"), Ok)?;
    let offset = fields.get("utc_offset_minutes").and_then(Value::as_i64);
    let created_at = text("created_at").and_then(|text| text.parse::<DateTime<Utc>>().ok());
    let day = |name: &str| text(name).and_then(|text| text.parse().ok());
    Ok(BookInfo {
        id,
        currency,
        language: text("language").and_then(Language::from_word).unwrap_or(Language::English),
        utc_offset_minutes: offset.filter(|it| OFFSETS.contains(it)).unwrap_or(0),
        access_version: 0,
        tax_rounding: text("tax_rounding")
            .and_then(TaxRounding::from_slug)
            .unwrap_or(TaxRounding::Line),
        created_at: created_at.unwrap_or_default().timestamp_micros(),
        dates_from: day("dates_from"),
        dates_to: day("dates_to"),
        credit_check: text("credit_check")
            .and_then(CreditCheck::from_slug)
            .unwrap_or(CreditCheck::Stop),
        duplicate_warn: DUPLICATE_WARN,
        duplicate_stop: None,
    })
}
