//! Records as Arrow columns, through the Arrow PyCapsule interface.

use std::sync::Arc;

use arrow_array::builder::{BooleanBuilder, StringBuilder};
use arrow_array::{
    ArrayRef, Date32Array, Decimal128Array, Int64Array, ListArray, StructArray,
    TimestampMicrosecondArray,
};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{DataType, Field, Fields};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use pyo3::exceptions::PyTypeError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyMapping};
use pyo3_arrow::ffi::{ArrayIterator, to_stream_pycapsule};

use crate::fault::Fault;
use crate::generated::schema::RECORDS;
use crate::scalars;
use crate::schema::{RecordInfo, Type, UnionInfo};

/// The digits of Arrow's widest common decimal.
const PRECISION: u8 = 38;
/// Amounts have at least as many decimal places as most currencies.
const MONEY_SCALE: u32 = 2;
/// The ordinal of 1970-01-01, where Arrow's days begin.
pub(crate) const EPOCH: i32 = 719_163;

/// What is made of columns, or what is wrong in them.
type Made<T> = Result<T, Fault>;
type Cells<'py> = [Option<Bound<'py, PyAny>>];

/// The record with a name.
pub(crate) fn record(name: &str) -> PyResult<&'static RecordInfo> {
    let at = RECORDS.binary_search_by_key(&name, |info| info.name);
    let found = at.ok().and_then(|at| RECORDS.get(at)).copied();
    found.ok_or_else(|| PyTypeError::new_err(format!("{name} is not a record of bookroom")))
}

/// The columns of a record with what they hold.
pub(crate) fn columns(py: Python<'_>, name: &str) -> PyResult<Vec<(&'static str, &'static str)>> {
    let info = record(name)?;
    let fields = info.loaded(py)?.order.iter().filter_map(|at| info.fields.get(*at));
    Ok(fields.map(|field| (field.python, word(&field.kind))).collect())
}

fn word(kind: &Type) -> &'static str {
    match kind {
        Type::Bool => "bool",
        Type::Int | Type::Id(_) => "int",
        Type::Text | Type::Enum(_) => "text",
        Type::Decimal => "decimal",
        Type::Date => "date",
        Type::Instant => "instant",
        Type::Option(inner) | Type::Edit(inner) => word(inner),
        _ => "other",
    }
}

/// An Arrow stream of the rows of a table.
pub(crate) fn stream<'py>(
    py: Python<'py>,
    rows: &Bound<'py, PyAny>,
    name: &str,
    requested_schema: Option<Bound<'py, PyCapsule>>,
) -> PyResult<Bound<'py, PyCapsule>> {
    let rows: Vec<Option<Bound<'py, PyAny>>> =
        rows.try_iter()?.map(|row| row.map(Some)).collect::<PyResult<_>>()?;
    let array = structure(py, &rows, record(name)?)?;
    let field = Arc::new(Field::new_struct("", array.fields().clone(), false));
    let made = ArrayIterator::new(vec![Ok(Arc::new(array) as ArrayRef)], field);
    Ok(to_stream_pycapsule(py, Box::new(made), requested_schema)?)
}

/// A column of records: a column for each field.
fn structure<'py>(
    py: Python<'py>,
    rows: &Cells<'py>,
    info: &'static RecordInfo,
) -> Made<StructArray> {
    let mut fields = Vec::with_capacity(info.fields.len());
    let mut arrays = Vec::with_capacity(info.fields.len());
    for &at in &info.loaded(py)?.order {
        let Some(field) = info.fields.get(at) else { continue };
        let cells: Vec<Option<Bound<'_, PyAny>>> = rows
            .iter()
            .map(|row| row.as_ref().map(|row| attribute(row, info, at)).transpose())
            .map(|cell| cell.map(|cell| cell.filter(|cell| !cell.is_none())))
            .collect::<Made<_>>()?;
        let array =
            column(py, &cells, &field.kind).map_err(|fault| fault.in_field(field.python))?;
        fields.push(Field::new(field.python, array.data_type().clone(), true));
        arrays.push(array);
    }
    let present: Vec<bool> = rows.iter().map(Option::is_some).collect();
    let absent = present.contains(&false).then(|| NullBuffer::from(present));
    StructArray::try_new_with_length(Fields::from(fields), arrays, absent, rows.len()).map_err(bad)
}

fn attribute<'py>(
    row: &Bound<'py, PyAny>,
    info: &'static RecordInfo,
    at: usize,
) -> Made<Bound<'py, PyAny>> {
    let py = row.py();
    match info.loaded(py)?.names.get(at) {
        Some(name) => Ok(row.getattr(name.bind(py))?),
        None => Err(Fault::told("a field too many")),
    }
}

fn bad(error: impl std::fmt::Display) -> Fault {
    Fault::told(error)
}

/// One column.
pub(crate) fn column<'py>(
    py: Python<'py>,
    cells: &Cells<'py>,
    kind: &'static Type,
) -> Made<ArrayRef> {
    Ok(match kind {
        Type::Option(inner) | Type::Edit(inner) => column(py, cells, inner)?,
        Type::Bool => {
            let mut made = BooleanBuilder::with_capacity(cells.len());
            for cell in cells {
                made.append_option(cell.as_ref().map(|cell| cell.extract::<bool>()).transpose()?);
            }
            Arc::new(made.finish())
        }
        Type::Int | Type::Id(_) => {
            let ints = each(cells, |cell| {
                cell.extract::<i64>().map_err(|_| Fault::wrong_type("int", cell))
            })?;
            Arc::new(Int64Array::from(ints))
        }
        Type::Decimal => decimals(cells)?,
        Type::Date => {
            let days = each(cells, |cell| {
                let date: NaiveDate = scalars::date_from_python(cell)?.parse().map_err(bad)?;
                Ok(date.num_days_from_ce() - EPOCH)
            })?;
            Arc::new(Date32Array::from(days))
        }
        Type::Instant => {
            let micros = each(cells, |cell| {
                let text = scalars::instant_from_python(cell)?;
                let at: DateTime<Utc> = text.parse().map_err(bad)?;
                Ok(at.timestamp_micros())
            })?;
            Arc::new(TimestampMicrosecondArray::from(micros).with_timezone("UTC"))
        }
        Type::Record(info) => Arc::new(structure(py, cells, info)?),
        Type::List(inner) => list(
            cells,
            |cell| Ok(cell.try_iter()?.map(|item| item.map(present)).collect::<PyResult<_>>()?),
            |items| column(py, items, inner),
        )?,
        Type::Map(inner) => list(cells, entries, |pairs| pairs_column(py, pairs, inner))?,
        Type::Union(info) => texts(cells, |cell| Ok(union_text(cell, info)?))?,
        Type::Text | Type::Enum(_) => {
            texts(cells, |cell| cell.extract().map_err(|_| Fault::wrong_type("str", cell)))?
        }
        _ => texts(cells, |cell| Ok(cell.str()?.to_str()?.to_owned()))?,
    })
}

/// A cell, unless it is `None`.
pub(crate) fn present(cell: Bound<'_, PyAny>) -> Option<Bound<'_, PyAny>> {
    Some(cell).filter(|cell| !cell.is_none())
}

fn each<T>(cells: &Cells<'_>, read: impl Fn(&Bound<'_, PyAny>) -> Made<T>) -> Made<Vec<Option<T>>> {
    cells.iter().map(|cell| cell.as_ref().map(&read).transpose()).collect()
}

fn texts(cells: &Cells<'_>, read: impl Fn(&Bound<'_, PyAny>) -> Made<String>) -> Made<ArrayRef> {
    let mut made = StringBuilder::new();
    for cell in cells {
        made.append_option(cell.as_ref().map(&read).transpose()?);
    }
    Ok(Arc::new(made.finish()))
}

/// A column of exact decimals, all with as many places as the longest has.
fn decimals(cells: &Cells<'_>) -> Made<ArrayRef> {
    let numbers = each(cells, scalars::decimal_from_python)?;
    let places = numbers.iter().flatten().map(|number| number.scale());
    let scale = places.max().unwrap_or(MONEY_SCALE).max(MONEY_SCALE);
    let minor = numbers
        .iter()
        .map(|number| {
            let Some(number) = number else { return Ok(None) };
            let factor = 10_i128.pow(scale - number.scale());
            let minor = number.mantissa().checked_mul(factor);
            minor.map(Some).ok_or_else(|| bad("a number has too many digits for Arrow"))
        })
        .collect::<Made<Vec<_>>>()?;
    let scale = i8::try_from(scale).map_err(bad)?;
    let made = Decimal128Array::from(minor).with_precision_and_scale(PRECISION, scale);
    Ok(Arc::new(made.map_err(bad)?))
}

/// A column of lists.
fn list<'py>(
    cells: &Cells<'py>,
    open: impl Fn(&Bound<'py, PyAny>) -> Made<Vec<Option<Bound<'py, PyAny>>>>,
    inner: impl Fn(&Cells<'py>) -> Made<ArrayRef>,
) -> Made<ArrayRef> {
    let (mut items, mut lengths) = (Vec::new(), Vec::with_capacity(cells.len()));
    for cell in cells {
        let opened = cell.as_ref().map(&open).transpose()?.unwrap_or_default();
        lengths.push(opened.len());
        items.extend(opened);
    }
    let values = inner(&items)?;
    let field = Arc::new(Field::new("item", values.data_type().clone(), true));
    let known: Vec<bool> = cells.iter().map(Option::is_some).collect();
    let absent = known.contains(&false).then(|| NullBuffer::from(known));
    let offsets = OffsetBuffer::<i32>::from_lengths(lengths);
    Ok(Arc::new(ListArray::try_new(field, offsets, values, absent).map_err(bad)?))
}

fn entries<'py>(cell: &Bound<'py, PyAny>) -> Made<Vec<Option<Bound<'py, PyAny>>>> {
    let pairs = cell.cast::<PyMapping>().map_err(PyErr::from)?.items()?;
    Ok(pairs.try_iter()?.map(|pair| pair.map(Some)).collect::<PyResult<_>>()?)
}

/// The pairs of mappings: a column of keys and one of values.
fn pairs_column<'py>(py: Python<'py>, pairs: &Cells<'py>, inner: &'static Type) -> Made<ArrayRef> {
    let half = |at: usize| {
        let halves = pairs.iter().map(|pair| match pair {
            Some(pair) => Ok(pair.get_item(at).map(present)?),
            None => Ok(None),
        });
        halves.collect::<Made<Vec<_>>>()
    };
    let keys = column(py, &half(0)?, &Type::Text)?;
    let values = column(py, &half(1)?, inner)?;
    let fields = Fields::from(vec![
        Field::new("key", DataType::Utf8, true),
        Field::new("value", values.data_type().clone(), true),
    ]);
    let made = StructArray::try_new_with_length(fields, vec![keys, values], None, pairs.len());
    Ok(Arc::new(made.map_err(bad)?))
}

/// `rate:0.05`, or the name alone.
fn union_text(cell: &Bound<'_, PyAny>, info: &'static UnionInfo) -> PyResult<String> {
    let py = cell.py();
    for (slug, _, record) in info.variants {
        if cell.is_instance(record.loaded(py)?.class.bind(py))? {
            return match record.fields.first() {
                Some(field) if record.fields.len() == 1 => {
                    let value = cell.getattr(field.python)?;
                    Ok(format!("{slug}:{}", value.str()?))
                }
                _ => Ok((*slug).to_owned()),
            };
        }
    }
    cell.call_method0(intern!(py, "__str__"))?.extract()
}
