//! Conditions on any column of a list, and any column as its order: one way for all lists.
//!
//! A list gives its columns as functions, since an expression that is boxed cannot be copied and a
//! page needs its column up to four times.

use std::rc::Rc;

use chrono::NaiveDate;
use diesel::expression::BoxableExpression;
use diesel::expression::expression_types::NotSelectable;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Date, Nullable, Text};
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};

use super::MultiBackend;
use crate::error::{Code, Problem, Result};
use crate::values::listing::{self, CHOICE_LIMIT, CONDITION_LIMIT};
use crate::values::text::search_key;
use crate::values::{Check, ColumnTest, ColumnValue, Currency, PageRequest};

/// An expression of some SQL type over a table.
pub type Term<QS, ST> = Box<dyn BoxableExpression<QS, MultiBackend, SqlType = ST>>;

/// What holds of a row, or not; null counts as not.
pub type Condition<QS> = Term<QS, Nullable<Bool>>;

/// A column of a list, by its type in the store.
pub enum Column<QS> {
    /// Text, compared by code point.
    Text(Term<QS, Nullable<Text>>),
    /// Whole numbers: ids, amounts in the smallest unit, instants in microseconds.
    Whole(Term<QS, Nullable<BigInt>>),
    /// Days.
    Day(Term<QS, Nullable<Date>>),
    /// Yes or no.
    Flag(Term<QS, Nullable<Bool>>),
}

/// A value of a column, as the store has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Datum {
    /// Of a text column.
    Text(String),
    /// Of a column of whole numbers.
    Whole(i64),
    /// Of a column of days.
    Day(NaiveDate),
    /// Of a column of yes or no.
    Flag(bool),
}

/// What a column is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// One of these values; none of them for no values.
    OneOf(Vec<Datum>),
    /// Neither below the first nor above the second.
    Between(Option<Datum>, Option<Datum>),
    /// Nothing stands there.
    Empty,
    /// Something stands there.
    NotEmpty,
}

/// Where a page goes on: behind the row with this value and id, in this order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The word of the column sorted by.
    pub by: String,
    /// Whether the last comes first.
    pub descending: bool,
    /// The value of that column; none where nothing stands.
    pub value: Option<Datum>,
    /// The row's id.
    pub id: i64,
}

impl Place {
    /// The place that a page asks for.
    ///
    /// # Errors
    /// `bad_cursor` when the cursor is of another list or another order.
    pub fn of(page: &PageRequest, by: &str, descending: bool) -> Result<Option<Self>> {
        let place: Option<Self> = page.key()?;
        match place {
            Some(place) if place.by != by || place.descending != descending => {
                Err(Problem::new(Code::BadCursor).at("page.after").into())
            }
            place => Ok(place),
        }
    }
}

/// How a host's value is read for a column.
#[derive(Debug, Clone, Copy)]
pub enum Reading {
    /// A text as it stands.
    Text,
    /// A name, folded as its key is.
    Name,
    /// One of some words.
    Word(fn(&str) -> bool),
    /// A whole number, such as an id.
    Whole,
    /// An amount in the book's currency, kept in its smallest unit.
    Amount,
    /// A day.
    Day,
    /// An instant, kept in microseconds.
    Instant,
    /// Yes or no.
    Flag,
}

/// A column that a list can be sorted and filtered by.
pub struct Listed<QS> {
    /// Gives the expression.
    pub make: Rc<dyn Fn() -> Column<QS>>,
    /// How values are read.
    pub reading: Reading,
    /// Whether each row has a value.
    pub required: bool,
}

/// Gives a column anew.
pub type MakeColumn<'m, QS> = &'m dyn Fn() -> Column<QS>;

macro_rules! compare {
    ($column:expr, $value:expr, |$term:ident, $datum:ident| $make:expr) => {
        match ($column, $value) {
            (Column::Text($term), Datum::Text($datum)) => Some(Box::new($make) as Condition<QS>),
            (Column::Whole($term), Datum::Whole($datum)) => Some(Box::new($make) as Condition<QS>),
            (Column::Day($term), Datum::Day($datum)) => Some(Box::new($make) as Condition<QS>),
            (Column::Flag($term), Datum::Flag($datum)) => Some(Box::new($make) as Condition<QS>),
            _ => None,
        }
    };
}

macro_rules! each {
    ($column:expr, |$term:ident| $make:expr) => {
        match $column {
            Column::Text($term) => $make,
            Column::Whole($term) => $make,
            Column::Day($term) => $make,
            Column::Flag($term) => $make,
        }
    };
}

fn is_null<QS: Table + 'static>(column: MakeColumn<'_, QS>) -> Condition<QS> {
    each!(column(), |term| Box::new(term.is_null().nullable()) as Condition<QS>)
}

fn holds<QS: Table + 'static>(column: MakeColumn<'_, QS>) -> Condition<QS> {
    each!(column(), |term| Box::new(term.is_not_null().nullable()) as Condition<QS>)
}

fn never<QS: Table + 'static>(column: MakeColumn<'_, QS>) -> Condition<QS> {
    Box::new(is_null(column).and(holds(column)))
}

fn one_of<QS: Table + 'static>(column: MakeColumn<'_, QS>, values: Vec<Datum>) -> Condition<QS> {
    let equal = |value| {
        compare!(column(), value, |term, value| term.eq(value)).unwrap_or_else(|| never(column))
    };
    let any = values.into_iter().map(equal).reduce(|any, one| Box::new(any.or(one)));
    any.unwrap_or_else(|| never(column))
}

/// The condition that a column passes a test. A value of another type than the column's never
/// matches: callers read values by the column's type.
#[must_use]
pub fn condition<QS: Table + 'static>(column: MakeColumn<'_, QS>, test: Test) -> Condition<QS> {
    match test {
        Test::OneOf(values) => one_of(column, values),
        Test::Between(low, high) => {
            let low = low.map(|low| compare!(column(), low, |term, low| term.ge(low)));
            let high = high.map(|high| compare!(column(), high, |term, high| term.le(high)));
            let bounds = [low, high].into_iter().flatten();
            bounds.fold(holds(column), |all, bound| {
                Box::new(all.and(bound.unwrap_or_else(|| never(column))))
            })
        }
        Test::Empty => match column() {
            Column::Text(term) => Box::new(is_null(column).or(term.eq(String::new()))),
            _ => is_null(column),
        },
        Test::NotEmpty => match column() {
            Column::Text(term) => Box::new(holds(column).and(term.ne(String::new()))),
            _ => holds(column),
        },
    }
}

/// The condition that a row comes behind a place. Rows without a value come last either way, by id
/// in the direction of the list. The plain bound on the column lets the database start in its
/// index at once.
#[must_use]
pub fn behind<QS: Table + 'static>(
    column: MakeColumn<'_, QS>,
    id: fn() -> Term<QS, BigInt>,
    required: bool,
    descending: bool,
    place: Place,
) -> Condition<QS> {
    let last = place.id;
    let by_id = || -> Condition<QS> {
        if descending {
            Box::new(id().lt(last).nullable())
        } else {
            Box::new(id().gt(last).nullable())
        }
    };
    let Some(value) = place.value else { return Box::new(is_null(column).and(by_id())) };
    let (bound, beyond) = if descending {
        (
            compare!(column(), value.clone(), |term, value| term.le(value)),
            compare!(column(), value, |term, value| term.lt(value)),
        )
    } else {
        (
            compare!(column(), value.clone(), |term, value| term.ge(value)),
            compare!(column(), value, |term, value| term.gt(value)),
        )
    };
    let (Some(bound), Some(beyond)) = (bound, beyond) else { return never(column) };
    let condition: Condition<QS> = Box::new(bound.and(beyond.or(by_id())));
    if required { condition } else { Box::new(condition.or(is_null(column))) }
}

/// A term of an `ORDER BY`.
pub type OrderTerm<QS> = Box<dyn BoxableExpression<QS, MultiBackend, SqlType = NotSelectable>>;

/// Rows without a value last.
#[must_use]
pub fn emptiness<QS: Table + 'static>(column: MakeColumn<'_, QS>) -> OrderTerm<QS> {
    Box::new(is_null(column).asc())
}

/// By the column, either way.
#[must_use]
pub fn direction<QS: Table + 'static>(
    column: MakeColumn<'_, QS>,
    descending: bool,
) -> OrderTerm<QS> {
    each!(column(), |term| if descending {
        Box::new(term.desc()) as OrderTerm<QS>
    } else {
        Box::new(term.asc()) as OrderTerm<QS>
    })
}

/// Reads conditions and adds them up. `listed` knows the columns by their words; it gives none for
/// a word that is no column or that the operator may not read.
pub fn conditions<QS: Table + 'static>(
    wanted: &[listing::Condition],
    currency: Currency,
    words: &[&str],
    listed: impl Fn(&str) -> Option<Listed<QS>>,
    check: &mut Check,
) -> Vec<Condition<QS>> {
    other_conditions(wanted, currency, words, |_| false, listed, check)
}

/// As [`conditions`], but for columns that are `read` elsewhere.
pub fn other_conditions<QS: Table + 'static>(
    wanted: &[listing::Condition],
    currency: Currency,
    words: &[&str],
    read: impl Fn(&str) -> bool,
    listed: impl Fn(&str) -> Option<Listed<QS>>,
    check: &mut Check,
) -> Vec<Condition<QS>> {
    check.at_most("filter.conditions", wanted.len(), CONDITION_LIMIT);
    let mut all = Vec::with_capacity(wanted.len().min(CONDITION_LIMIT));
    let others = wanted.iter().enumerate().take(CONDITION_LIMIT);
    for (index, one) in others.filter(|(_, one)| !read(&one.column)) {
        let path = format!("filter.conditions[{index}]");
        let Some(column) = listed(&one.column) else {
            let problem = Problem::new(Code::BadChoice).at(format!("{path}.column"));
            check.add(problem.choices(words));
            continue;
        };
        if let Some(test) = read_test(&one.test, &column, currency, &format!("{path}.test"), check)
        {
            all.push(condition(&*column.make, test));
        }
    }
    all
}

fn read_test<QS>(
    test: &ColumnTest,
    column: &Listed<QS>,
    currency: Currency,
    path: &str,
    check: &mut Check,
) -> Option<Test> {
    let mut read = |value: &ColumnValue, path: &str| {
        let datum = read_value(value, column.reading, currency);
        datum.map_err(|problem| check.add(problem.at(path))).ok()
    };
    match test {
        ColumnTest::Equal(value) => read(value, path).map(|value| Test::OneOf(vec![value])),
        ColumnTest::AtLeast(value) => read(value, path).map(|low| Test::Between(Some(low), None)),
        ColumnTest::AtMost(value) => read(value, path).map(|high| Test::Between(None, Some(high))),
        ColumnTest::OneOf(values) => {
            let some = values.iter().enumerate().take(CHOICE_LIMIT);
            let read: Vec<_> =
                some.map(|(index, value)| read(value, &format!("{path}[{index}]"))).collect();
            check.at_most(path, values.len(), CHOICE_LIMIT);
            read.into_iter().collect::<Option<Vec<_>>>().map(Test::OneOf)
        }
        ColumnTest::Empty => Some(Test::Empty),
        ColumnTest::NotEmpty => Some(Test::NotEmpty),
    }
}

fn read_value(value: &ColumnValue, reading: Reading, currency: Currency) -> Result<Datum, Problem> {
    let day = |day: NaiveDate| {
        let storable = crate::values::dates::is_storable(day);
        storable.then_some(Datum::Day(day)).ok_or_else(|| Problem::new(Code::BadDate))
    };
    match (reading, value) {
        (Reading::Text, ColumnValue::Text(text)) => Ok(Datum::Text(text.trim().to_owned())),
        (Reading::Name, ColumnValue::Text(text)) => Ok(Datum::Text(search_key(text))),
        (Reading::Word(is_word), ColumnValue::Text(text)) if is_word(text) => {
            Ok(Datum::Text(text.clone()))
        }
        (Reading::Word(_), ColumnValue::Text(_)) => Err(Problem::new(Code::BadChoice)),
        (Reading::Whole, ColumnValue::Number(number)) => {
            let whole = number.is_integer().then(|| number.to_i64()).flatten();
            whole.map(Datum::Whole).ok_or_else(|| Problem::new(Code::BadNumber))
        }
        (Reading::Amount, ColumnValue::Number(number)) => {
            currency.to_minor(*number).map(Datum::Whole)
        }
        (Reading::Day, ColumnValue::Day(value)) => day(*value),
        (Reading::Instant, ColumnValue::Instant(at)) => Ok(Datum::Whole(at.timestamp_micros())),
        (Reading::Flag, ColumnValue::Flag(flag)) => Ok(Datum::Flag(*flag)),
        _ => Err(Problem::new(Code::WrongType).fact("expected", expected(reading))),
    }
}

const fn expected(reading: Reading) -> &'static str {
    match reading {
        Reading::Text | Reading::Name | Reading::Word(_) => "text",
        Reading::Whole | Reading::Amount => "number",
        Reading::Day => "day",
        Reading::Instant => "instant",
        Reading::Flag => "flag",
    }
}

/// Puts a boxed query in order, from a place on. Rows without a value come last, ties go by id.
#[macro_export]
macro_rules! in_order {
    ($query:expr, $listed:expr, $id:expr, $descending:expr, $place:expr) => {{
        use $crate::store::listing::{behind, direction, emptiness};
        let (mut query, listed, descending) = ($query, $listed, $descending);
        if let Some(place) = $place {
            let behind =
                behind(&*listed.make, || Box::new($id), listed.required, descending, place);
            query = query.filter(behind);
        }
        if !listed.required {
            query = query.then_order_by(emptiness(&*listed.make));
        }
        query = query.then_order_by(direction(&*listed.make, descending));
        if descending { query.then_order_by($id.desc()) } else { query.then_order_by($id.asc()) }
    }};
}
pub use in_order;

/// Declares what a list can be sorted and filtered by: `listed` gives the column of a sort, `place`
/// the place of a row in it.
#[macro_export]
macro_rules! listed_columns {
    ($table:ident, $row:ty, $sort:ident {
        $($variant:ident => $need:ident $kind:ident $(($words:ty))? $column:ident;)*
    }) => {
        /// The column of a sort.
        pub(crate) fn listed(by: $sort) -> $crate::store::listing::Listed<$table::table> {
            use $crate::store::listing::Listed;
            match by {
                $($sort::$variant => Listed {
                    make: std::rc::Rc::new(|| {
                        $crate::store::listing::listed_columns!(@make $kind $table $column)
                    }),
                    reading: $crate::store::listing::listed_columns!(@reading $kind $($words)?),
                    required: $crate::store::listing::listed_columns!(@required $need),
                },)*
            }
        }

        /// The place of a row in a list of this order.
        fn place(row: &$row, by: $sort, descending: bool) -> $crate::store::listing::Place {
            let value = match by {
                $($sort::$variant => {
                    let value = Clone::clone(&row.$column);
                    $crate::store::listing::listed_columns!(@datum $need $kind value)
                })*
            };
            let by = by.slug().to_owned();
            $crate::store::listing::Place { by, descending, value, id: row.id }
        }
    };
    (@make text $table:ident $column:ident) => {
        $crate::store::listing::listed_columns!(@boxed Text $table $column)
    };
    (@make name $table:ident $column:ident) => {
        $crate::store::listing::listed_columns!(@boxed Text $table $column)
    };
    (@make word $table:ident $column:ident) => {
        $crate::store::listing::listed_columns!(@boxed Text $table $column)
    };
    (@make whole $table:ident $column:ident) => {
        $crate::store::listing::listed_columns!(@boxed Whole $table $column)
    };
    (@make amount $table:ident $column:ident) => {
        $crate::store::listing::listed_columns!(@boxed Whole $table $column)
    };
    (@make instant $table:ident $column:ident) => {
        $crate::store::listing::listed_columns!(@boxed Whole $table $column)
    };
    (@make day $table:ident $column:ident) => {
        $crate::store::listing::listed_columns!(@boxed Day $table $column)
    };
    (@make flag $table:ident $column:ident) => {
        $crate::store::listing::listed_columns!(@boxed Flag $table $column)
    };
    (@boxed $type:ident $table:ident $column:ident) => {
        $crate::store::listing::Column::$type(Box::new($table::$column.nullable()))
    };
    (@reading text) => { $crate::store::listing::Reading::Text };
    (@reading name) => { $crate::store::listing::Reading::Name };
    (@reading word $words:ty) => {
        $crate::store::listing::Reading::Word(|word| <$words>::from_slug(word).is_some())
    };
    (@reading whole) => { $crate::store::listing::Reading::Whole };
    (@reading amount) => { $crate::store::listing::Reading::Amount };
    (@reading instant) => { $crate::store::listing::Reading::Instant };
    (@reading day) => { $crate::store::listing::Reading::Day };
    (@reading flag) => { $crate::store::listing::Reading::Flag };
    (@required required) => { true };
    (@required optional) => { false };
    (@datum required $kind:ident $value:ident) => {
        Some($crate::store::listing::listed_columns!(@type $kind)($value))
    };
    (@datum optional $kind:ident $value:ident) => {
        $value.map($crate::store::listing::listed_columns!(@type $kind))
    };
    (@type text) => { $crate::store::listing::Datum::Text };
    (@type name) => { $crate::store::listing::Datum::Text };
    (@type word) => { $crate::store::listing::Datum::Text };
    (@type whole) => { $crate::store::listing::Datum::Whole };
    (@type amount) => { $crate::store::listing::Datum::Whole };
    (@type instant) => { $crate::store::listing::Datum::Whole };
    (@type day) => { $crate::store::listing::Datum::Day };
    (@type flag) => { $crate::store::listing::Datum::Flag };
}
pub use listed_columns;
