//! Values of other crates on their way across, and the few records of the engine that hold what
//! uniffi has no word for.

use bookroom::exchange::model::ProgressCallback;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use crate::ErrorCode;
use crate::error::{Problem, refuse};

/// A decimal number, exact to 28 digits.
pub type Decimal = rust_decimal::Decimal;
uniffi::custom_type!(
    /// A decimal number, exact to 28 digits; never a floating point number on its way.
    Decimal, String, {
    remote,
    lower: |number| number.to_string(),
    try_lift: |text| Ok(Decimal::from_str_exact(&text)
        .map_err(|_| refuse(ErrorCode::BadNumber))?),
});

/// A calendar date without time or zone.
pub type LocalDate = NaiveDate;
uniffi::custom_type!(
    /// A calendar date without time or zone.
    LocalDate, i64, {
    remote,
    lower: |date| date.signed_duration_since(NaiveDate::default()).num_days(),
    try_lift: |days| Ok(TimeDelta::try_days(days)
        .and_then(|days| NaiveDate::default().checked_add_signed(days))
        .ok_or_else(|| refuse(ErrorCode::BadDate))?),
});

/// An instant, to the microsecond. Not by way of `SystemTime`: uniffi 0.32 gives instants before
/// 1970 with a fraction of a second back on the other side of it.
pub type Timestamp = DateTime<Utc>;
uniffi::custom_type!(
    /// An instant, to the microsecond.
    Timestamp, i64, {
    remote,
    lower: |instant| instant.timestamp_micros(),
    try_lift: |micros| Ok(DateTime::from_timestamp_micros(micros)
        .ok_or_else(|| refuse(ErrorCode::BadDate))?),
});

/// A length of time.
pub type Duration = std::time::Duration;

/// A number of things.
pub type Count = usize;
uniffi::custom_type!(
    /// A number of things.
    Count, u64, {
    remote,
    lower: |count| u64::try_from(count).unwrap_or(u64::MAX),
    try_lift: |count| Ok(usize::try_from(count).map_err(|_| refuse(ErrorCode::OutOfRange))?),
});

/// One character.
pub type Character = char;
uniffi::custom_type!(
    /// One character.
    Character, String, {
    remote,
    lower: |character| character.to_string(),
    try_lift: |text| {
        let mut characters = text.chars();
        match (characters.next(), characters.next()) {
            (Some(character), None) => Ok(character),
            _ => Err(refuse(ErrorCode::BadFormat).into()),
        }
    },
});

/// A password; it never comes back.
pub type Secret = bookroom::access::model::Secret;
uniffi::custom_type!(
    /// A password; it never comes back.
    Secret, String, {
    remote,
    lower: |_secret| "***".to_owned(),
    try_lift: |text| Ok(text.as_str().into()),
});

/// Names the last row of a page. Opaque: keep it as it is.
pub type Cursor = bookroom::values::Cursor;
uniffi::custom_type!(
    /// Names the last row of a page. Opaque: keep it as it is.
    Cursor, String, {
    remote,
    lower: |cursor| cursor.0,
    try_lift: |text| Ok(bookroom::values::Cursor(text)),
});

/// What a file holds.
pub type Bytes = bookroom::values::Bytes;
uniffi::custom_type!(
    /// What a file holds.
    Bytes, Vec<u8>, {
    remote,
    lower: |bytes| bytes.into(),
    try_lift: |bytes| Ok(bytes.into()),
});

/// A problem inside a record.
pub type EngineProblem = bookroom::error::Problem;
uniffi::custom_type!(
    /// A problem inside a record.
    EngineProblem, Problem, {
    remote,
    lower: |problem| problem.into(),
    try_lift: |problem| Ok(problem.into()),
});

/// What every import command says of its files.
pub type EngineImportHead = bookroom::exchange::commands::ImportHead;

/// What every import command says of its files.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ImportHead {
    /// The names of the files.
    pub file_name: String,
    /// Rows read, in all files.
    pub rows_read: u64,
    /// Rows that were rejected before the command.
    pub rows_rejected: u64,
    /// Whether nothing is imported when one row is rejected.
    pub all_or_nothing: bool,
    /// The digest of what the files hold, in hexadecimal digits: the same file is known by it.
    pub content: Option<String>,
}

uniffi::custom_type!(
    /// What every import command says of its files.
    EngineImportHead, ImportHead, {
    remote,
    lower: |head| {
        let bookroom::exchange::commands::ImportHead {
            file_name, rows_read, rows_rejected, all_or_nothing, content, progress: _,
        } = head;
        ImportHead { file_name, rows_read, rows_rejected, all_or_nothing, content }
    },
    try_lift: |head| {
        let ImportHead { file_name, rows_read, rows_rejected, all_or_nothing, content } = head;
        let progress = ProgressCallback::none();
        Ok(bookroom::exchange::commands::ImportHead {
            file_name, rows_read, rows_rejected, all_or_nothing, content, progress,
        })
    },
});
