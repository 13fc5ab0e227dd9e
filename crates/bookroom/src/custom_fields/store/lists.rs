//! Lists by what stands in fields: conditions as subselects that the database makes once, and the
//! order by a lookup for each row.

use diesel::prelude::*;

use crate::error::Result;
use crate::store::Conn;
use crate::store::listing::{Datum, Place};
use crate::store::schema::custom_value;
use crate::values::Page;

/// What a field is asked for, as the store has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Asked {
    /// One of these keys of texts.
    Texts(Vec<String>),
    /// One of these numbers.
    Wholes(Vec<i64>),
    /// Neither below the first nor above the second.
    TextsBetween(Option<String>, Option<String>),
    /// Neither below the first nor above the second.
    WholesBetween(i64, i64),
    /// Nothing stands there.
    Empty,
    /// Something stands there.
    NotEmpty,
}

/// A condition on a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// The field.
    pub(crate) field: i64,
    /// What it is asked for.
    pub(crate) asked: Asked,
}

/// A field that a list is sorted by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Order {
    /// The field.
    pub(crate) field: i64,
    /// The word of it in cursors.
    pub(crate) word: String,
    /// Whether texts stand in it.
    pub(crate) is_text: bool,
}

/// The condition that a record has something in a field that passes a test.
macro_rules! custom_having {
    ($table:ident, $book:ident, $field:ident, $test:expr) => {
        Box::new(
            $table::id
                .eq_any(
                    custom_value::table
                        .filter(custom_value::book_id.eq($book))
                        .filter(custom_value::field_id.eq($field))
                        .filter($test)
                        .select(custom_value::subject_id),
                )
                .nullable(),
        )
    };
}
pub(crate) use custom_having;

/// What a list of some records takes from their fields: `condition` cuts it down, `order` gives the
/// column that it is sorted by.
macro_rules! custom_columns {
    ($table:ident) => {
        mod custom {
            use diesel::prelude::*;

            use $crate::custom_fields::lists::{Asked, Order, Wanted, custom_having};
            use $crate::store::listing::{Column, Condition, Listed, Reading};
            use $crate::store::schema::{custom_value, $table};

            /// The condition that a record passes a test of a field.
            pub(super) fn condition(book: i64, wanted: &Wanted) -> Condition<$table::table> {
                let field = wanted.field;
                match wanted.asked.clone() {
                    Asked::Texts(keys) => {
                        custom_having!($table, book, field, custom_value::text_key.eq_any(keys))
                    }
                    Asked::Wholes(wholes) => {
                        custom_having!($table, book, field, custom_value::whole.eq_any(wholes))
                    }
                    Asked::TextsBetween(Some(low), Some(high)) => {
                        custom_having!(
                            $table,
                            book,
                            field,
                            custom_value::text_key.between(low, high)
                        )
                    }
                    Asked::TextsBetween(Some(low), None) => {
                        custom_having!($table, book, field, custom_value::text_key.ge(low))
                    }
                    Asked::TextsBetween(None, Some(high)) => {
                        custom_having!($table, book, field, custom_value::text_key.le(high))
                    }
                    Asked::WholesBetween(low, high) => {
                        custom_having!($table, book, field, custom_value::whole.between(low, high))
                    }
                    Asked::TextsBetween(None, None) | Asked::NotEmpty => {
                        custom_having!($table, book, field, custom_value::place.eq(0))
                    }
                    Asked::Empty => Box::new(
                        $table::id
                            .ne_all(
                                custom_value::table
                                    .filter(custom_value::book_id.eq(book))
                                    .filter(custom_value::field_id.eq(field))
                                    .select(custom_value::subject_id),
                            )
                            .nullable(),
                    ),
                }
            }

            /// The column of a field.
            pub(super) fn order(book: i64, order: &Order) -> Listed<$table::table> {
                let (field, is_text) = (order.field, order.is_text);
                let make = move || {
                    let value = custom_value::table
                        .filter(custom_value::book_id.eq(book))
                        .filter(custom_value::field_id.eq(field))
                        .filter(custom_value::subject_id.eq($table::id))
                        .filter(custom_value::place.eq(0));
                    match is_text {
                        true => Column::Text(Box::new(
                            value.select(custom_value::text_key).single_value(),
                        )),
                        false => Column::Whole(Box::new(
                            value.select(custom_value::whole).single_value(),
                        )),
                    }
                };
                let reading = if is_text { Reading::Text } else { Reading::Whole };
                Listed { make: std::rc::Rc::new(make), reading, required: false }
            }
        }
    };
}
pub(crate) use custom_columns;

/// A page of rows that are sorted by a field of a book.
pub(crate) fn cut<R>(
    conn: &mut Conn,
    (book, order): (i64, &Order),
    descending: bool,
    rows: Vec<R>,
    limit: u32,
    id: impl Fn(&R) -> i64,
) -> Result<Page<R>> {
    let shown = usize::try_from(limit).unwrap_or(0).saturating_sub(1);
    let last = rows.get(shown).map(&id);
    let value = last.map(|id| datum(conn, book, order, id)).transpose()?.flatten();
    let place =
        |row: &R| Place { by: order.word.clone(), descending, value: value.clone(), id: id(row) };
    Ok(Page::cut(rows, limit, place))
}

/// What a record is sorted by.
fn datum(conn: &mut Conn, book: i64, order: &Order, id: i64) -> Result<Option<Datum>> {
    let row: Option<(Option<String>, Option<i64>)> = custom_value::table
        .filter(custom_value::book_id.eq(book))
        .filter(custom_value::field_id.eq(order.field))
        .filter(custom_value::subject_id.eq(id))
        .filter(custom_value::place.eq(0))
        .select((custom_value::text_key, custom_value::whole))
        .first(conn)
        .optional()?;
    let Some((text, whole)) = row else { return Ok(None) };
    Ok(text.map(Datum::Text).or(whole.map(Datum::Whole)))
}
