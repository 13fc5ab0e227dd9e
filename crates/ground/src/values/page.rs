//! Pages of a list. A cursor names the last row seen, so that a page never shifts when rows are
//! added before it, however deep it lies.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::error::{Code, Problem, Result};

/// The most rows of one page.
pub const PAGE_LIMIT: u32 = 1000;

/// Which page is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageRequest {
    /// How many rows, 1 to 1000.
    pub limit: u32,
    /// The cursor of the page before; none for the first page.
    pub after: Option<Cursor>,
}

impl Default for PageRequest {
    fn default() -> Self {
        Self { limit: 50, after: None }
    }
}

impl PageRequest {
    /// The first page of `limit` rows.
    #[must_use]
    pub fn first(limit: u32) -> Self {
        Self { limit, after: None }
    }

    /// The page that follows a page whose `next` was `cursor`.
    #[must_use]
    pub fn after(limit: u32, cursor: Cursor) -> Self {
        Self { limit, after: Some(cursor) }
    }

    /// Checks the limit and returns how many rows to load: one more than asked for, which tells
    /// whether another page follows.
    ///
    /// # Errors
    /// `out_of_range` when the limit is not within 1 to 1000.
    pub fn rows_to_load(&self) -> Result<i64> {
        if (1..=PAGE_LIMIT).contains(&self.limit) {
            Ok(i64::from(self.limit) + 1)
        } else {
            let problem = Problem::new(Code::OutOfRange).at("page.limit");
            Err(problem.fact("low", 1).fact("high", PAGE_LIMIT).into())
        }
    }

    /// Reads the key of the last row seen.
    ///
    /// # Errors
    /// `bad_cursor` when the cursor is not of this list.
    pub fn key<K: DeserializeOwned>(&self) -> Result<Option<K>> {
        let Some(cursor) = &self.after else { return Ok(None) };
        let bad = || Problem::new(Code::BadCursor).at("page.after").into();
        serde_json::from_str(&cursor.0).map(Some).map_err(|_| bad())
    }
}

/// Names the last row of a page. Opaque: keep it as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cursor(pub String);

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    /// The rows, at most as many as asked for.
    pub items: Vec<T>,
    /// Where the next page starts; none on the last page.
    pub next: Option<Cursor>,
}

impl<T> Page<T> {
    /// Makes a page of rows loaded with [`PageRequest::rows_to_load`]; `key` gives the sort key.
    #[must_use]
    pub fn cut<K: Serialize>(mut rows: Vec<T>, limit: u32, key: impl Fn(&T) -> K) -> Self {
        let limit = limit as usize;
        let next = (rows.len() > limit)
            .then(|| rows.get(limit.saturating_sub(1)))
            .flatten()
            .and_then(|row| serde_json::to_string(&key(row)).ok())
            .map(Cursor);
        rows.truncate(limit);
        Self { items: rows, next }
    }

    /// The same page with each row turned into something else.
    #[must_use]
    pub fn map<U>(self, convert: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(convert).collect(), next: self.next }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_names_the_last_row_shown() {
        let page = Page::cut(vec![1, 2, 3], 2, |row| *row);
        assert_eq!(page.items, [1, 2]);
        let request = PageRequest { limit: 2, after: page.next };
        assert_eq!(request.key::<i64>().unwrap(), Some(2));
        assert!(PageRequest::first(0).rows_to_load().is_err());
        let foreign = PageRequest::after(2, Cursor("x".into()));
        assert_eq!(foreign.key::<i64>().unwrap_err().code(), Code::BadCursor);
        assert_eq!(Page::cut(vec![1, 2], 2, |row| *row).next, None);
    }
}
