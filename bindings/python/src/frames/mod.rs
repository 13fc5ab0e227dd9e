//! Rows as columns of plain values: for Arrow, for pandas, and as CSV.

mod cells;
mod column;
mod flat;
mod write;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use arrow_array::{ArrayRef, StructArray};
use arrow_schema::{Field, Fields};
use bookroom::error::{Code, Problem};
use bookroom::exchange::csv_out::{CsvWriter, OutEncoding};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyCapsule};
use pyo3_arrow::ffi::{ArrayIterator, to_stream_pycapsule};
use serde::Serialize;

use crate::fault::Fault;
use crate::generated::schema::RECORDS;
use crate::schema::{RecordInfo, Type};
use cells::{Cells, Clock};
use column::Column;
use flat::Flat;

/// The ordinal of 1970-01-01, where Arrow's days begin.
pub(crate) const EPOCH: i32 = 719_163;

/// The record with a name.
fn record(name: &str) -> Result<&'static RecordInfo, Fault> {
    let at = RECORDS.binary_search_by_key(&name, |info| info.name);
    let found = at.ok().and_then(|at| RECORDS.get(at)).copied();
    let unknown = Problem::new(Code::WrongType).fact("expected", "a record of bookroom");
    found.ok_or_else(|| unknown.fact("got", name).into())
}

/// The columns of a record with what they hold.
pub(crate) fn columns(py: Python<'_>, name: &str) -> PyResult<Vec<(&'static str, &'static str)>> {
    let info = record(name)?;
    let fields = info.loaded(py)?.order.iter().filter_map(|at| info.fields.get(*at));
    Ok(fields.map(|field| (field.python, word(&field.kind))).collect())
}

fn word(kind: &Type) -> &'static str {
    match kind {
        Type::Option(inner) | Type::Edit(inner) => word(inner),
        Type::Bool
        | Type::Int
        | Type::Id(_)
        | Type::Text
        | Type::Decimal
        | Type::Date
        | Type::Instant => Cells::of(kind).kind(),
        Type::Enum(_) => "text",
        _ => "other",
    }
}

/// A cell, unless it is `None`.
pub(crate) fn present(cell: Bound<'_, PyAny>) -> Option<Bound<'_, PyAny>> {
    Some(cell).filter(|cell| !cell.is_none())
}

/// A column of plain values from Python objects.
pub(crate) fn array(cells: &[Option<Bound<'_, PyAny>>], kind: &Type) -> Result<ArrayRef, Fault> {
    let mut made = Cells::of(kind);
    for cell in cells {
        match cell {
            Some(cell) => made.push_python(cell)?,
            None => made.absent(),
        }
    }
    made.arrow(Clock::Utc)
}

/// Which field of a record is a list of records.
fn lists_of_records(info: &'static RecordInfo) -> Vec<&'static str> {
    let is_list = |kind: &Type| matches!(kind, Type::List(Type::Record(_)));
    info.fields.iter().filter(|it| is_list(&it.kind)).map(|it| it.python).collect()
}

/// Rows in columns.
#[pyclass(frozen, module = "bookroom._native")]
pub(crate) struct Frame(Mutex<State>);

struct State {
    rows: Column,
    flat: Option<Vec<Flat>>,
}

impl Frame {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a page of rows; returns where the next one begins.
    pub(crate) fn take<T: Serialize>(&self, page: &T) -> Result<Option<String>, Fault> {
        let mut state = self.state();
        page.serialize(&mut state.rows)?;
        match &state.rows {
            Column::Page(_, next) => {
                let next = next.text(next.len().saturating_sub(1), Clock::Utc).into_owned();
                Ok(Some(next).filter(|next| !next.is_empty()))
            }
            _ => Err(Fault::told("a frame is filled from pages")),
        }
    }

    /// Does something with the columns of plain values.
    fn with<T>(
        &self,
        py: Python<'_>,
        work: impl FnOnce(&mut Vec<Flat>) -> PyResult<T>,
    ) -> PyResult<T> {
        let mut state = self.state();
        let State { rows, flat } = &mut *state;
        let flat = match flat {
            Some(flat) => flat,
            None => {
                let rows = match rows {
                    Column::Page(rows, _) => match &**rows {
                        Column::Rows(inner, _) => inner,
                        other => other,
                    },
                    other => other,
                };
                flat.insert(flat::flat(py, rows)?)
            }
        };
        work(flat)
    }
}

type PandasColumn<'py> = (String, &'static str, Bound<'py, PyAny>, Option<Bound<'py, PyBytes>>);

#[pymethods]
impl Frame {
    /// An empty frame for rows of a class; the records of the field `each` become its rows.
    #[new]
    #[pyo3(signature = (name, each = None))]
    fn new(name: &str, each: Option<&str>) -> PyResult<Self> {
        let info = record(name)?;
        let lists = lists_of_records(info);
        if let Some(each) = each
            && !lists.contains(&each)
        {
            return Err(not_among(&lists).in_field("each").into());
        }
        let rows = Column::Rows(Box::new(Column::record(info, each)), Vec::new());
        let rows = Column::Page(Box::new(rows), Cells::of(&Type::Text));
        Ok(Self(Mutex::new(State { rows, flat: None })))
    }

    /// Adds rows that are records.
    fn add(&self, rows: &Bound<'_, PyAny>) -> PyResult<()> {
        let py = rows.py();
        self.state().rows.push_python(rows).map_err(|fault| fault.raise(py))
    }

    /// The columns: name, kind, class, field, list of their words or codes.
    #[allow(clippy::type_complexity)]
    fn columns(
        &self,
        py: Python<'_>,
    ) -> PyResult<Vec<(String, &'static str, &'static str, &'static str, Option<String>)>> {
        self.with(py, |flat| {
            let told = flat
                .iter()
                .map(|it| (it.name.clone(), it.cells.kind(), it.of.0, it.of.1, it.list.clone()));
            Ok(told.collect())
        })
    }

    /// Puts a column of labels behind a column of codes.
    fn label(&self, py: Python<'_>, name: &str, labels: HashMap<String, String>) -> PyResult<()> {
        self.with(py, |flat| {
            let at = flat.iter().position(|it| it.name == name);
            let found = at.and_then(|at| Some((at, flat.get(at)?)));
            let Some((at, Flat { cells: Cells::Text(codes), of, .. })) = found else {
                let texts = flat.iter().filter(|it| matches!(it.cells, Cells::Text(_)));
                let texts: Vec<_> = texts.map(|it| it.name.as_str()).collect();
                return Err(not_among(&texts).in_field("name").into());
            };
            let label = |code: &Option<Box<str>>| {
                code.as_deref().and_then(|code| labels.get(code)).map(|it| it.as_str().into())
            };
            let cells = Cells::Text(codes.iter().map(label).collect());
            let made = Flat::label(format!("{name}.label"), cells, *of);
            flat.insert(at + 1, made);
            Ok(())
        })
    }

    /// The columns for pandas: name, kind, values, what is absent.
    #[pyo3(signature = (offset = None))]
    fn pandas<'py>(
        &self,
        py: Python<'py>,
        offset: Option<i64>,
    ) -> PyResult<Vec<PandasColumn<'py>>> {
        self.with(py, |flat| {
            let column = |it: &Flat| {
                let (data, mask) = it.cells.pandas(py, Clock::of(offset))?;
                Ok((it.name.clone(), it.cells.kind(), data, mask))
            };
            flat.iter().map(column).collect()
        })
    }

    /// The rows as an Arrow stream.
    #[pyo3(signature = (offset = None, requested_schema = None))]
    fn arrow<'py>(
        &self,
        py: Python<'py>,
        offset: Option<i64>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let array = self.with(py, |flat| {
            let (mut fields, mut arrays) = (Vec::new(), Vec::new());
            for it in flat.iter() {
                let array = it.cells.arrow(Clock::of(offset));
                let array = array.map_err(|fault| fault.in_field(&it.name))?;
                fields.push(Field::new(&it.name, array.data_type().clone(), true));
                arrays.push(array);
            }
            let rows = flat.first().map_or(0, |it| it.cells.len());
            StructArray::try_new_with_length(Fields::from(fields), arrays, None, rows)
                .map_err(|error| Fault::told(error).into())
        })?;
        let field = Arc::new(Field::new_struct("", array.fields().clone(), false));
        let made = ArrayIterator::new(vec![Ok(Arc::new(array) as ArrayRef)], field);
        Ok(to_stream_pycapsule(py, Box::new(made), requested_schema)?)
    }

    /// The rows as CSV, guarded against formulas as exports are: a text, or a file in UTF-8 with a
    /// mark.
    #[pyo3(signature = (offset, delimiter, target = None))]
    fn csv(
        &self,
        py: Python<'_>,
        offset: Option<i64>,
        delimiter: &str,
        target: Option<PathBuf>,
    ) -> PyResult<Option<String>> {
        let delimiter = separator(delimiter)?;
        self.with(py, |flat| {
            let flat = &*flat;
            let clock = Clock::of(offset);
            py.detach(|| match target {
                None => {
                    let mut bytes = Vec::new();
                    write_csv(
                        flat,
                        clock,
                        CsvWriter::delimited(&mut bytes, OutEncoding::Utf8, delimiter),
                    )?;
                    Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
                }
                Some(path) => bookroom::write_whole(&path, |out| {
                    let encoding = OutEncoding::Utf8WithMark;
                    write_csv(flat, clock, CsvWriter::delimited(out, encoding, delimiter))
                })
                .map(|()| None),
            })
            .map_err(|error| crate::errors::raise(py, &error))
        })
    }
}

/// What was given is none of those that there are.
fn not_among(known: &[&str]) -> Fault {
    let known = if known.is_empty() { &["there are none"] } else { known };
    Problem::new(Code::BadChoice).choices(known).into()
}

/// What stands between two cells; marks that cells and rows are read by cannot.
fn separator(given: &str) -> Result<u8, Fault> {
    match given.as_bytes() {
        &[one] if !matches!(one, b'"' | b'\r' | b'\n' | b'\0') => Ok(one),
        _ => {
            let wanted = "one ASCII character, no quotation mark and no end of line";
            let problem = Problem::new(Code::BadFormat).fact("expected", wanted);
            Err(Fault::from(problem).in_field("delimiter"))
        }
    }
}

fn write_csv<W: std::io::Write>(
    flat: &[Flat],
    clock: Clock,
    mut csv: CsvWriter<W>,
) -> Result<(), bookroom::Error> {
    csv.row(flat.iter().map(|it| &it.name))?;
    for row in 0..flat.first().map_or(0, |it| it.cells.len()) {
        csv.row(flat.iter().map(|it| it.cells.text(row, clock)))?;
    }
    csv.finish().map(drop)
}
