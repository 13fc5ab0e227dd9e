//! One column of plain values, and what it is in Arrow, in pandas and in a file.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Decimal128Array, Int64Array, StringArray,
    TimestampMicrosecondArray,
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyList, PyString};
use rust_decimal::Decimal;

use super::EPOCH;
use crate::fault::Fault;
use crate::scalars;
use crate::schema::Type;

/// The digits of Arrow's widest common decimal.
const PRECISION: u8 = 38;
/// Amounts have at least as many decimal places as most currencies.
const MONEY_SCALE: u32 = 2;

/// In which time instants are told: UTC, or a book's local time, so many minutes ahead of it.
#[derive(Clone, Copy)]
pub(crate) enum Clock {
    Utc,
    Local(i64),
}

impl Clock {
    /// None is UTC.
    pub(crate) fn of(offset: Option<i64>) -> Self {
        offset.map_or(Self::Utc, Self::Local)
    }

    fn micros(self, micros: i64) -> i64 {
        match self {
            Self::Utc => micros,
            Self::Local(offset) => micros.saturating_add(offset.saturating_mul(60_000_000)),
        }
    }
}

/// One column of plain values.
pub(crate) enum Cells {
    Bool(Vec<Option<bool>>),
    Int(Vec<Option<i64>>),
    Text(Vec<Option<Box<str>>>),
    Decimal(Vec<Option<Decimal>>),
    /// Days since 1970-01-01.
    Date(Vec<Option<i32>>),
    /// Microseconds since then, in UTC.
    Instant(Vec<Option<i64>>),
}

/// Does the same with the values, whatever they are.
macro_rules! each {
    ($cells:expr, $values:ident => $body:expr) => {
        match $cells {
            Cells::Bool($values) => $body,
            Cells::Int($values) => $body,
            Cells::Text($values) => $body,
            Cells::Decimal($values) => $body,
            Cells::Date($values) => $body,
            Cells::Instant($values) => $body,
        }
    };
}

fn repeated<T: Clone>(values: &[Option<T>], times: &[usize]) -> Vec<Option<T>> {
    let pairs = values.iter().zip(times);
    pairs.flat_map(|(value, times)| std::iter::repeat_n(value.clone(), *times)).collect()
}

impl Cells {
    /// An empty column; what is not known is told as text.
    pub(crate) fn of(kind: &Type) -> Self {
        match kind {
            Type::Option(inner) | Type::Edit(inner) => Self::of(inner),
            Type::Bool => Self::Bool(Vec::new()),
            Type::Int | Type::Id(_) => Self::Int(Vec::new()),
            Type::Decimal => Self::Decimal(Vec::new()),
            Type::Date => Self::Date(Vec::new()),
            Type::Instant => Self::Instant(Vec::new()),
            _ => Self::Text(Vec::new()),
        }
    }

    /// What it holds, in the word that Python knows.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Bool(_) => "bool",
            Self::Int(_) => "int",
            Self::Text(_) => "text",
            Self::Decimal(_) => "decimal",
            Self::Date(_) => "date",
            Self::Instant(_) => "instant",
        }
    }

    pub(crate) fn len(&self) -> usize {
        each!(self, values => values.len())
    }

    /// A cell without a value.
    pub(crate) fn absent(&mut self) {
        each!(self, values => values.push(None));
    }

    /// Each cell as often as `times` says for it.
    pub(crate) fn repeat(&self, times: &[usize]) -> Self {
        match self {
            Self::Bool(values) => Self::Bool(repeated(values, times)),
            Self::Int(values) => Self::Int(repeated(values, times)),
            Self::Text(values) => Self::Text(repeated(values, times)),
            Self::Decimal(values) => Self::Decimal(repeated(values, times)),
            Self::Date(values) => Self::Date(repeated(values, times)),
            Self::Instant(values) => Self::Instant(repeated(values, times)),
        }
    }

    /// A value as the engine writes it.
    pub(crate) fn push_text(&mut self, text: &str) -> Result<(), Fault> {
        let bad = |what: &str| Fault::told(format!("{text} is not {what}"));
        match self {
            Self::Text(values) => values.push(Some(text.into())),
            Self::Decimal(values) => values.push(Some(scalars::exact_decimal(text)?)),
            Self::Date(values) => {
                let day: NaiveDate = text.parse().map_err(|_| bad("a date"))?;
                values.push(Some(day.to_epoch_days()));
            }
            Self::Instant(values) => {
                let at: DateTime<Utc> = text.parse().map_err(|_| bad("an instant"))?;
                values.push(Some(at.timestamp_micros()));
            }
            Self::Int(_) | Self::Bool(_) => return Err(bad("a number")),
        }
        Ok(())
    }

    /// A number as the engine gives it.
    pub(crate) fn push_int(&mut self, number: i64) -> Result<(), Fault> {
        match self {
            Self::Int(values) => values.push(Some(number)),
            other => other.push_text(&number.to_string())?,
        }
        Ok(())
    }

    /// A flag as the engine gives it.
    pub(crate) fn push_flag(&mut self, flag: bool) -> Result<(), Fault> {
        match self {
            Self::Bool(values) => values.push(Some(flag)),
            other => other.push_text(if flag { "True" } else { "False" })?,
        }
        Ok(())
    }

    /// A Python object that is not `None`.
    pub(crate) fn push_python(&mut self, cell: &Bound<'_, PyAny>) -> Result<(), Fault> {
        let other = |wanted| move |_| Fault::wrong_type(wanted, cell);
        match self {
            Self::Bool(values) => values.push(Some(cell.extract().map_err(other("bool"))?)),
            Self::Int(values) => values.push(Some(cell.extract().map_err(other("int"))?)),
            Self::Decimal(values) => values.push(Some(scalars::decimal_from_python(cell)?)),
            Self::Date(values) => {
                values.push(Some(scalars::ordinal_from_python(cell)?.saturating_sub(EPOCH)));
            }
            Self::Instant(values) => values.push(Some(scalars::micros_from_python(cell)?)),
            Self::Text(values) => {
                let text = cell.cast::<PyString>();
                let text = text.map_err(|_| Fault::wrong_type("str", cell))?;
                values.push(Some(text.to_str()?.into()));
            }
        }
        Ok(())
    }

    /// The column in Arrow.
    pub(crate) fn arrow(&self, clock: Clock) -> Result<ArrayRef, Fault> {
        Ok(match self {
            Self::Bool(values) => Arc::new(BooleanArray::from(values.clone())),
            Self::Int(values) => Arc::new(Int64Array::from(values.clone())),
            Self::Text(values) => {
                Arc::new(StringArray::from_iter(values.iter().map(Option::as_deref)))
            }
            Self::Decimal(values) => decimals(values)?,
            Self::Date(values) => Arc::new(Date32Array::from(values.clone())),
            Self::Instant(values) => {
                let micros = values.iter().map(|micros| Some(clock.micros((*micros)?)));
                let made: TimestampMicrosecondArray = micros.collect();
                match clock {
                    Clock::Utc => Arc::new(made.with_timezone("UTC")),
                    Clock::Local(_) => Arc::new(made),
                }
            }
        })
    }

    /// The column for pandas: numbers as bytes with a mask of what is absent, anything else as a
    /// list of objects.
    pub(crate) fn pandas<'py>(
        &self,
        py: Python<'py>,
        clock: Clock,
    ) -> PyResult<(Bound<'py, PyAny>, Option<Bound<'py, PyBytes>>)> {
        let bytes = |bytes: &[u8]| PyBytes::new(py, bytes).into_any();
        let data = match self {
            Self::Bool(values) => {
                let flags: Vec<u8> =
                    values.iter().map(|flag| u8::from(flag.unwrap_or(false))).collect();
                bytes(&flags)
            }
            Self::Int(values) => bytes(&numbers(values.iter().map(|it| it.unwrap_or(0)))),
            Self::Date(values) => {
                bytes(&numbers(values.iter().map(|it| i64::from(it.unwrap_or(0)))))
            }
            Self::Instant(values) => {
                bytes(&numbers(values.iter().map(|it| clock.micros(it.unwrap_or(0)))))
            }
            Self::Text(values) => return Ok((texts(py, values)?.into_any(), None)),
            Self::Decimal(values) => return Ok((objects(py, values)?.into_any(), None)),
        };
        let absent: Vec<u8> =
            each!(self, values => values.iter().map(|it| u8::from(it.is_none())).collect());
        let mask = absent.contains(&1).then(|| PyBytes::new(py, &absent));
        Ok((data, mask))
    }

    /// A cell as text, as files have it; nothing when it is absent.
    pub(crate) fn text(&self, at: usize, clock: Clock) -> Cow<'_, str> {
        let found = match self {
            Self::Bool(values) => at_of(values, at).map(|flag| match flag {
                true => Cow::Borrowed("True"),
                false => Cow::Borrowed("False"),
            }),
            Self::Int(values) => at_of(values, at).map(|number| number.to_string().into()),
            Self::Text(values) => at_of(values, at).map(|text| Cow::Borrowed(&**text)),
            Self::Decimal(values) => at_of(values, at).map(|number| number.to_string().into()),
            Self::Date(values) => at_of(values, at)
                .and_then(|days| Some(NaiveDate::from_epoch_days(*days)?.to_string().into())),
            Self::Instant(values) => at_of(values, at).and_then(|micros| {
                let at = DateTime::<Utc>::from_timestamp_micros(*micros)?;
                Some(Cow::Owned(match clock {
                    Clock::Utc => at.format("%Y-%m-%d %H:%M:%S%.f+00:00").to_string(),
                    Clock::Local(offset) => {
                        let local = at.naive_utc() + TimeDelta::try_minutes(offset)?;
                        local.format("%Y-%m-%d %H:%M:%S%.f").to_string()
                    }
                }))
            }),
        };
        found.unwrap_or_default()
    }
}

fn at_of<T>(values: &[Option<T>], at: usize) -> Option<&T> {
    values.get(at).and_then(Option::as_ref)
}

fn numbers(values: impl Iterator<Item = i64>) -> Vec<u8> {
    values.flat_map(i64::to_le_bytes).collect()
}

/// Texts as Python has them; the same text twice in a row is one object.
fn texts<'py>(py: Python<'py>, values: &[Option<Box<str>>]) -> PyResult<Bound<'py, PyList>> {
    let mut last: Option<(&str, Bound<'py, PyString>)> = None;
    let made = PyList::empty(py);
    for value in values {
        match (value.as_deref(), &last) {
            (None, _) => made.append(py.None())?,
            (Some(text), Some((known, object))) if *known == text => made.append(object)?,
            (Some(text), _) => {
                let object = PyString::new(py, text);
                made.append(&object)?;
                last = Some((text, object));
            }
        }
    }
    Ok(made)
}

/// Decimals as Python has them; equal ones are one object.
fn objects<'py>(py: Python<'py>, values: &[Option<Decimal>]) -> PyResult<Bound<'py, PyList>> {
    let mut known: HashMap<(i128, u32), Bound<'py, PyAny>> = HashMap::new();
    let made = PyList::empty(py);
    for value in values {
        let Some(number) = value else {
            made.append(py.None())?;
            continue;
        };
        let key = (number.mantissa(), number.scale());
        if let Some(object) = known.get(&key) {
            made.append(object)?;
            continue;
        }
        let object = scalars::decimal_to_python(py, &number.to_string())?;
        made.append(&object)?;
        known.insert(key, object);
    }
    Ok(made)
}

/// A column of exact decimals, all with as many places as the longest has.
fn decimals(numbers: &[Option<Decimal>]) -> Result<ArrayRef, Fault> {
    let places = numbers.iter().flatten().map(Decimal::scale);
    let scale = places.max().unwrap_or(MONEY_SCALE).max(MONEY_SCALE);
    let minor = numbers
        .iter()
        .map(|number| {
            let Some(number) = number else { return Ok(None) };
            let factor = 10_i128.pow(scale - number.scale());
            let minor = number.mantissa().checked_mul(factor);
            minor.map(Some).ok_or_else(|| Fault::told("a number has too many digits for Arrow"))
        })
        .collect::<Result<Vec<_>, Fault>>()?;
    let scale = i8::try_from(scale).map_err(Fault::told)?;
    let made = Decimal128Array::from(minor).with_precision_and_scale(PRECISION, scale);
    Ok(Arc::new(made.map_err(Fault::told)?))
}
