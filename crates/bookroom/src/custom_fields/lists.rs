//! What lists are asked of fields, read for the store.

pub(crate) use super::store::lists::{Asked, Order, Wanted, custom_columns, custom_having, cut};

use super::model::{CustomField, CustomKind, CustomValue};
use super::rules::values::{find_choice, millionths, sort_whole, text_key};
use super::{Customized, store};
use crate::error::{Code, Problem, Result};
use crate::values::{Check, ColumnTest, ColumnValue, Condition, Currency};
use crate::work::View;

/// What the columns of fields begin with.
const PREFIX: &str = "custom.";
/// The most conditions and values, as for every list.
const LIMITS: (usize, usize) = (20, 200);

/// Whether a column is a field of the book's own.
pub(crate) fn is_custom(column: &str) -> bool {
    column.starts_with(PREFIX)
}

/// What a list is asked of fields.
#[derive(Debug, Clone, Default)]
pub(crate) struct OfFields {
    /// What it is cut down to.
    pub(crate) wanted: Vec<Wanted>,
    /// What it is sorted by, before all else.
    pub(crate) order: Option<Order>,
}

/// Reads conditions on fields, and the field that a list shall be sorted by. A field that the
/// operator may not read is none.
pub(crate) fn of_fields<T: Customized>(
    view: &mut View<'_>,
    conditions: &[Condition],
    sorted_by: Option<&str>,
    check: &mut Check,
) -> Result<OfFields> {
    if sorted_by.is_none() && !conditions.iter().any(|one| is_custom(&one.column)) {
        return Ok(OfFields::default());
    }
    let fields = load_readable::<T>(view)?;
    let find = |key: &str| fields.iter().find(|field| field.key == key);
    let words: Vec<String> = fields.iter().map(|field| format!("{PREFIX}{}", field.key)).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut found = OfFields::default();
    let some = conditions.iter().enumerate().take(LIMITS.0);
    for (index, one) in some.filter(|(_, one)| is_custom(&one.column)) {
        let path = format!("filter.conditions[{index}]");
        match one.column.strip_prefix(PREFIX).and_then(find) {
            Some(field) => {
                let path = format!("{path}.test");
                let asked = asked(field, &one.test, view.book.currency, &path, check);
                let wanted = |asked| Wanted { field: field.id.0, asked };
                found.wanted.extend(asked.map(wanted));
            }
            None => {
                let problem = Problem::new(Code::BadChoice).at(format!("{path}.column"));
                check.add(problem.choices(&words));
            }
        }
    }
    if let Some(key) = sorted_by {
        let key = key.strip_prefix(PREFIX).unwrap_or(key);
        match find(key).filter(|field| field.kind != CustomKind::Choices) {
            Some(field) => {
                let is_text = matches!(field.kind, CustomKind::Text | CustomKind::Choice);
                let word = format!("{PREFIX}{key}");
                found.order = Some(Order { field: field.id.0, word, is_text });
            }
            None => {
                check.add(Problem::new(Code::BadChoice).at("filter.sorted_by").choices(&words));
            }
        }
    }
    Ok(found)
}

/// The fields of a kind of record that the operator may read, in their order.
pub(crate) fn load_readable<T: Customized>(view: &mut View<'_>) -> Result<Vec<CustomField>> {
    let book = view.book_id();
    let mut fields = store::load_all(view.conn, book, Some(T::SUBJECT))?;
    fields.retain(|field| !field.personal || view.fields.can_read(T::FIELD));
    Ok(fields)
}

/// A value to compare with, as the store has it.
enum Datum {
    Text(String),
    Whole(i64),
}

fn datum(field: &CustomField, value: &ColumnValue, currency: Currency) -> Result<Datum, Problem> {
    let wrong = |expected: &str| Problem::new(Code::WrongType).fact("expected", expected);
    match (field.kind, value) {
        (CustomKind::Text, ColumnValue::Text(text)) => Ok(Datum::Text(text_key(text.trim()))),
        (CustomKind::Choice | CustomKind::Choices, ColumnValue::Text(text)) => {
            let choice = find_choice(field, text).and_then(|at| field.choices.get(at));
            let choice = choice.ok_or_else(|| Problem::new(Code::BadChoice))?;
            Ok(Datum::Text(choice.key.clone()))
        }
        (CustomKind::Number, ColumnValue::Number(number)) => {
            millionths(*number).map(Datum::Whole).ok_or_else(|| Problem::new(Code::OutOfRange))
        }
        (CustomKind::Money, ColumnValue::Number(amount)) => {
            currency.to_minor(*amount).map(Datum::Whole)
        }
        (CustomKind::Reference, ColumnValue::Number(id)) => {
            let whole = id.is_integer().then(|| i64::try_from(id.mantissa()).ok()).flatten();
            whole.map(Datum::Whole).ok_or_else(|| Problem::new(Code::BadNumber))
        }
        (CustomKind::Date, ColumnValue::Day(day)) => {
            let day = CustomValue::Date(*day);
            let whole = sort_whole(&day, currency);
            whole.map(Datum::Whole).ok_or_else(|| Problem::new(Code::BadDate))
        }
        (CustomKind::Flag, ColumnValue::Flag(flag)) => Ok(Datum::Whole(i64::from(*flag))),
        (CustomKind::Text | CustomKind::Choice | CustomKind::Choices, _) => Err(wrong("text")),
        (CustomKind::Number | CustomKind::Money | CustomKind::Reference, _) => Err(wrong("number")),
        (CustomKind::Date, _) => Err(wrong("day")),
        (CustomKind::Flag, _) => Err(wrong("flag")),
    }
}

fn asked(
    field: &CustomField,
    test: &ColumnTest,
    currency: Currency,
    path: &str,
    check: &mut Check,
) -> Option<Asked> {
    let mut read = |value: &ColumnValue, path: &str| {
        let read = datum(field, value, currency);
        read.map_err(|problem| check.add(problem.at(path))).ok()
    };
    let one_of = |data: Vec<Datum>| {
        let (mut texts, mut wholes) = (Vec::new(), Vec::new());
        for one in data {
            match one {
                Datum::Text(text) => texts.push(text),
                Datum::Whole(whole) => wholes.push(whole),
            }
        }
        if wholes.is_empty() { Asked::Texts(texts) } else { Asked::Wholes(wholes) }
    };
    match test {
        ColumnTest::Equal(value) => read(value, path).map(|value| one_of(vec![value])),
        ColumnTest::OneOf(values) => {
            let some = values.iter().enumerate().take(LIMITS.1);
            let read: Option<Vec<Datum>> =
                some.map(|(index, value)| read(value, &format!("{path}[{index}]"))).collect();
            check.at_most(path, values.len(), LIMITS.1);
            read.map(one_of)
        }
        ColumnTest::AtLeast(value) => read(value, path).map(|low| match low {
            Datum::Text(low) => Asked::TextsBetween(Some(low), None),
            Datum::Whole(low) => Asked::WholesBetween(low, i64::MAX),
        }),
        ColumnTest::AtMost(value) => read(value, path).map(|high| match high {
            Datum::Text(high) => Asked::TextsBetween(None, Some(high)),
            Datum::Whole(high) => Asked::WholesBetween(i64::MIN, high),
        }),
        ColumnTest::Empty => Some(Asked::Empty),
        ColumnTest::NotEmpty => Some(Asked::NotEmpty),
    }
}
