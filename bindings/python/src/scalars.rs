//! Decimals, dates and instants, strictly: nothing is rounded, guessed or cut off.

use bookroom::error::{Code, Problem};
use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};
use pyo3::exceptions::PyValueError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{
    PyBool, PyByteArray, PyBytes, PyDate, PyDateTime, PyFloat, PyInt, PyString, PyType, PyTzInfo,
};
use rust_decimal::Decimal;

use crate::fault::Fault;

/// What stands for a number; a float is not exact.
const DECIMALS: &str = "decimal.Decimal or int";

static DECIMAL: PyOnceLock<Py<PyType>> = PyOnceLock::new();
/// 1970-01-01 in UTC.
static BEGIN: PyOnceLock<Py<PyAny>> = PyOnceLock::new();

/// The name of a value's type, for messages.
pub(crate) fn type_name(value: &Bound<'_, PyAny>) -> String {
    value.get_type().name().map_or_else(|_| "?".to_owned(), |name| name.to_string())
}

/// Whether a value is a day, and no instant.
pub(crate) fn is_date(value: &Bound<'_, PyAny>) -> bool {
    value.is_instance_of::<PyDate>() && !value.is_instance_of::<PyDateTime>()
}

/// Whether a value stands for a number; a float too, which is refused where it is read.
pub(crate) fn is_number(value: &Bound<'_, PyAny>) -> PyResult<bool> {
    let decimal = DECIMAL.import(value.py(), "decimal", "Decimal")?;
    let is_plain = value.is_instance_of::<PyInt>() || value.is_instance_of::<PyFloat>();
    Ok(is_plain || value.is_instance(decimal)?)
}

/// What a file holds, from `bytes` or `bytearray`.
pub(crate) fn bytes_from_python(value: &Bound<'_, PyAny>) -> Result<Vec<u8>, Fault> {
    if let Ok(bytes) = value.cast::<PyBytes>() {
        return Ok(bytes.as_bytes().to_vec());
    }
    let bytes = value.cast::<PyByteArray>().map_err(|_| Fault::wrong_type("bytes", value))?;
    Ok(bytes.to_vec())
}

/// `decimal.Decimal` with exactly these digits.
pub(crate) fn decimal_to_python<'py>(py: Python<'py>, text: &str) -> PyResult<Bound<'py, PyAny>> {
    DECIMAL.import(py, "decimal", "Decimal")?.call1((PyString::new(py, text),))
}

/// An exact decimal from a `decimal.Decimal` or an `int`.
pub(crate) fn decimal_from_python(value: &Bound<'_, PyAny>) -> Result<Decimal, Fault> {
    let py = value.py();
    if value.is_instance(DECIMAL.import(py, "decimal", "Decimal")?)? {
        let text = value.str()?;
        return exact_decimal(text.to_str()?);
    }
    if value.is_instance_of::<PyFloat>() {
        let exact = format!("decimal.Decimal('{}')", value.repr()?);
        let problem = Problem::new(Code::WrongType).fact("expected", DECIMALS);
        return Err(problem.fact("got", "float").fact("instead", exact).into());
    }
    if value.is_instance_of::<PyInt>() && !value.is_instance_of::<PyBool>() {
        let text = value.str()?;
        return exact_decimal(text.to_str()?);
    }
    Err(Fault::wrong_type(DECIMALS, value))
}

/// Reads a number without rounding it.
pub(crate) fn exact_decimal(text: &str) -> Result<Decimal, Fault> {
    let read = match Decimal::from_str_exact(text) {
        Err(_) if text.contains(['E', 'e']) => Decimal::from_scientific(text),
        read => read,
    };
    read.map_err(|_| Problem::new(Code::BadNumber).into())
}

/// `datetime.date` from the text of a date.
pub(crate) fn date_to_python<'py>(py: Python<'py>, text: &str) -> PyResult<Bound<'py, PyAny>> {
    let date: NaiveDate =
        text.parse().map_err(|_| PyValueError::new_err(format!("{text} is not a date")))?;
    let year = date.year();
    Ok(PyDate::new(py, year, date.month() as u8, date.day() as u8)?.into_any())
}

/// A date from a `datetime.date`. A `datetime` is one too, but would lose its time.
pub(crate) fn date_from_python(value: &Bound<'_, PyAny>) -> Result<String, Fault> {
    if value.is_instance_of::<PyDateTime>() {
        let problem = Problem::new(Code::WrongType).fact("expected", "datetime.date");
        return Err(problem.fact("got", "datetime").fact("instead", "value.date()").into());
    }
    if !value.is_instance_of::<PyDate>() {
        return Err(Fault::wrong_type("datetime.date", value));
    }
    Ok(value.call_method0(intern!(value.py(), "isoformat"))?.extract()?)
}

/// A `datetime.datetime` in UTC from the text of an instant.
pub(crate) fn instant_to_python<'py>(py: Python<'py>, text: &str) -> PyResult<Bound<'py, PyAny>> {
    let at: DateTime<Utc> =
        text.parse().map_err(|_| PyValueError::new_err(format!("{text} is not an instant")))?;
    let (day, time) = (at.date_naive(), at.time());
    let utc = PyTzInfo::utc(py)?;
    let made = PyDateTime::new(
        py,
        day.year(),
        day.month() as u8,
        day.day() as u8,
        time.hour() as u8,
        time.minute() as u8,
        time.second() as u8,
        time.nanosecond() / 1000,
        Some(&utc),
    )?;
    Ok(made.into_any())
}

/// The ordinal of a date.
pub(crate) fn ordinal_from_python(value: &Bound<'_, PyAny>) -> Result<i32, Fault> {
    if value.is_instance_of::<PyDateTime>() || !value.is_instance_of::<PyDate>() {
        date_from_python(value)?;
    }
    Ok(value.call_method0(intern!(value.py(), "toordinal"))?.extract()?)
}

/// An instant in microseconds since 1970-01-01, from a `datetime.datetime` that knows its zone.
pub(crate) fn micros_from_python(value: &Bound<'_, PyAny>) -> Result<i64, Fault> {
    let py = value.py();
    require_instant(value)?;
    let begin = || -> PyResult<_> {
        let utc = PyTzInfo::utc(py)?;
        Ok(PyDateTime::new(py, 1970, 1, 1, 0, 0, 0, 0, Some(&utc))?.into_any().unbind())
    };
    // A difference is exact in every zone, and much cheaper than a text.
    let since = value.sub(BEGIN.get_or_try_init(py, begin)?)?;
    let part = |name| -> PyResult<i64> { since.getattr(name)?.extract() };
    let seconds = part(intern!(py, "days"))? * 86_400 + part(intern!(py, "seconds"))?;
    Ok(seconds * 1_000_000 + part(intern!(py, "microseconds"))?)
}

/// An instant from a `datetime.datetime` that knows its time zone.
pub(crate) fn instant_from_python(value: &Bound<'_, PyAny>) -> Result<String, Fault> {
    let py = value.py();
    require_instant(value)?;
    let utc = PyTzInfo::utc(py)?;
    let moved = value.call_method1(intern!(py, "astimezone"), (utc,))?;
    Ok(moved.call_method0(intern!(py, "isoformat"))?.extract()?)
}

/// Refuses what is no `datetime.datetime`, or knows no time zone.
fn require_instant(value: &Bound<'_, PyAny>) -> Result<(), Fault> {
    if !value.is_instance_of::<PyDateTime>() {
        return Err(Fault::wrong_type("datetime.datetime", value));
    }
    if value.getattr(intern!(value.py(), "tzinfo"))?.is_none() {
        return Err(Fault::told("a datetime without a time zone; use datetime.timezone.utc"));
    }
    Ok(())
}
