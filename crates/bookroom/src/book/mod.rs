//! The book: one company, the tenant that every row belongs to.

pub mod commands;
pub mod model;
pub(crate) mod rules;
pub(crate) mod store;

use chrono::{DateTime, NaiveDate, Utc};

use crate::command::date_at;
use crate::values::{BookId, Currency, Language};

pub use model::{Book, BookEdit, NewBook};

/// What every command and query needs to know of its book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BookInfo {
    pub(crate) id: BookId,
    pub(crate) currency: Currency,
    pub(crate) language: Language,
    pub(crate) utc_offset_minutes: i64,
    pub(crate) access_version: i64,
}

impl BookInfo {
    pub(crate) fn date_of(&self, instant: DateTime<Utc>) -> NaiveDate {
        date_at(instant, self.utc_offset_minutes)
    }
}
