//! Conditions on the columns of a list, as hosts give them. Every list takes them, on every column
//! that it can be sorted by.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The most conditions of one filter.
pub const CONDITION_LIMIT: usize = 20;
/// The most values that one condition names.
pub const CHOICE_LIMIT: usize = 200;

/// A condition on one column of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// The column: a word of the list's sort, such as `due_on` for a list of invoices; or `custom.`
    /// and the key of a field of the book's own, where its records have such.
    pub column: String,
    /// What must hold of it.
    pub test: ColumnTest,
}

/// What must hold of a column. A row without a value passes `Empty` alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnTest {
    /// It is this.
    Equal(ColumnValue),
    /// It is one of these, at most 200; of none of them nothing is.
    OneOf(Vec<ColumnValue>),
    /// It is this or more.
    AtLeast(ColumnValue),
    /// It is this or less.
    AtMost(ColumnValue),
    /// Nothing stands there.
    Empty,
    /// Something stands there.
    NotEmpty,
}

/// A value to compare a column with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnValue {
    /// A text, or the word of a kind or state. Names are compared without regard to letter case,
    /// width and punctuation.
    Text(String),
    /// A number: an amount in the book's currency, a rate, a count, an id.
    Number(Decimal),
    /// A day.
    Day(NaiveDate),
    /// An instant.
    Instant(DateTime<Utc>),
    /// Yes or no.
    Flag(bool),
}

impl Condition {
    /// `column` is `value`.
    #[must_use]
    pub fn equal(column: &str, value: impl Into<ColumnValue>) -> Self {
        Self { column: column.to_owned(), test: ColumnTest::Equal(value.into()) }
    }

    /// `column` is `value` or more.
    #[must_use]
    pub fn at_least(column: &str, value: impl Into<ColumnValue>) -> Self {
        Self { column: column.to_owned(), test: ColumnTest::AtLeast(value.into()) }
    }

    /// `column` is `value` or less.
    #[must_use]
    pub fn at_most(column: &str, value: impl Into<ColumnValue>) -> Self {
        Self { column: column.to_owned(), test: ColumnTest::AtMost(value.into()) }
    }

    /// `column` is one of `values`.
    #[must_use]
    pub fn one_of<V: Into<ColumnValue>>(column: &str, values: impl IntoIterator<Item = V>) -> Self {
        let values = values.into_iter().map(Into::into).collect();
        Self { column: column.to_owned(), test: ColumnTest::OneOf(values) }
    }

    /// Nothing stands in `column`.
    #[must_use]
    pub fn empty(column: &str) -> Self {
        Self { column: column.to_owned(), test: ColumnTest::Empty }
    }

    /// Something stands in `column`.
    #[must_use]
    pub fn not_empty(column: &str) -> Self {
        Self { column: column.to_owned(), test: ColumnTest::NotEmpty }
    }
}

macro_rules! values_of {
    ($($kind:ty => $variant:ident),+ $(,)?) => {$(
        impl From<$kind> for ColumnValue {
            fn from(value: $kind) -> Self {
                Self::$variant(value.into())
            }
        }
    )+};
}

values_of! {
    &str => Text, String => Text, Decimal => Number, i64 => Number, NaiveDate => Day,
    DateTime<Utc> => Instant, bool => Flag,
}
