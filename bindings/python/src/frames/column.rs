//! A column of whatever records hold, and how rows of Python objects fill it.

use pyo3::prelude::*;
use pyo3::types::PyMapping;

use super::cells::{Cells, Clock};
use crate::fault::Fault;
use crate::schema::{RecordInfo, Type, UnionInfo};

/// What stands between the parts of a cell that holds several, as in exports.
const JOINT: &str = "; ";

/// A column: plain values, or what is cut into columns of plain values.
pub(crate) enum Column {
    Plain(Cells),
    /// A column for each field, in the order of the description.
    Record(&'static RecordInfo, Vec<Column>),
    /// The word of the variant, and a column for what each variant holds.
    Union(&'static UnionInfo, Cells, Vec<Column>),
    /// Records below each row, which become rows themselves.
    Rows(Box<Column>, Vec<usize>),
    /// Of a list of records, how many there are.
    Count(Cells),
    /// A list of amounts: a column for each place.
    Spread(Vec<Vec<Cells>>),
    /// A list of plain values in one text.
    Joined(&'static Type, Cells),
    /// A mapping of texts: a column for each key.
    Keyed(usize, Vec<(usize, String, Box<str>)>),
    /// One page of a list after the other.
    Page(Box<Column>, Cells),
}

impl Column {
    /// An empty column. The records in the field `each` become rows; others are counted.
    pub(crate) fn of(kind: &'static Type, each: Option<&str>) -> Self {
        match kind {
            Type::Option(inner) | Type::Edit(inner) => Self::of(inner, each),
            Type::Record(info) => Self::record(info, each),
            Type::Union(info) => {
                let variants = info.variants.iter();
                let held = variants.map(|(_, _, record)| Self::record(record, None)).collect();
                Self::Union(info, Cells::of(&Type::Text), held)
            }
            Type::Page(inner) => {
                let Type::List(inner) = inner else { return Self::Count(Cells::of(&Type::Int)) };
                let rows = Self::Rows(Box::new(Self::of(inner, each)), Vec::new());
                Self::Page(Box::new(rows), Cells::of(&Type::Text))
            }
            Type::List(inner) => match plain(inner) {
                Type::Decimal => Self::Spread(Vec::new()),
                Type::Text | Type::Enum(_) | Type::Int | Type::Id(_) | Type::Date => {
                    Self::Joined(inner, Cells::of(&Type::Text))
                }
                _ => Self::Count(Cells::of(&Type::Int)),
            },
            Type::Map(Type::Text) => Self::Keyed(0, Vec::new()),
            Type::Map(Type::Union(info)) if info.natural => Self::Keyed(0, Vec::new()),
            Type::Map(_) => Self::Count(Cells::of(&Type::Int)),
            plain => Self::Plain(Cells::of(plain)),
        }
    }

    /// A column for each field of a record.
    pub(crate) fn record(info: &'static RecordInfo, each: Option<&str>) -> Self {
        let fields = info.fields.iter().map(|field| match plain(&field.kind) {
            Type::List(inner) if Some(field.python) == each => {
                Self::Rows(Box::new(Self::of(inner, None)), Vec::new())
            }
            _ => Self::of(&field.kind, None),
        });
        Self::Record(info, fields.collect())
    }

    /// A row without a value.
    pub(crate) fn absent(&mut self) {
        match self {
            Self::Plain(cells) | Self::Count(cells) | Self::Joined(_, cells) => cells.absent(),
            Self::Record(_, fields) => fields.iter_mut().for_each(Self::absent),
            Self::Union(_, words, held) => {
                words.absent();
                held.iter_mut().for_each(Self::absent);
            }
            Self::Rows(_, lengths) => lengths.push(0),
            Self::Spread(rows) => rows.push(Vec::new()),
            Self::Keyed(rows, _) => *rows += 1,
            Self::Page(rows, next) => {
                rows.absent();
                next.absent();
            }
        }
    }

    /// Begins a row of a union: what the variant holds is to be filled in next.
    pub(crate) fn choose(&mut self, slug: &str) -> Result<&mut Self, Fault> {
        let Self::Union(info, words, held) = self else {
            return Err(Fault::told(format!("{slug} where none of several is described")));
        };
        let Some(at) = info.variants.iter().position(|(known, _, _)| *known == slug) else {
            return Err(Fault::told(format!("{} has no {slug}", info.name)));
        };
        words.push_text(slug)?;
        for (other, column) in held.iter_mut().enumerate() {
            if other != at {
                column.absent();
            }
        }
        held.get_mut(at).ok_or_else(|| Fault::told("a variant too many"))
    }

    /// Adds a row from a Python object.
    pub(crate) fn push_python(&mut self, value: &Bound<'_, PyAny>) -> Result<(), Fault> {
        if value.is_none() {
            self.absent();
            return Ok(());
        }
        let py = value.py();
        match self {
            Self::Plain(cells) => cells.push_python(value)?,
            Self::Record(info, fields) => {
                let names = info.loaded(py)?.names.iter();
                for ((name, field), column) in names.zip(info.fields).zip(fields) {
                    let part = value.getattr(name.bind(py))?;
                    column.push_python(&part).map_err(|fault| fault.in_field(field.python))?;
                }
            }
            Self::Union(info, _, _) => {
                for (slug, _, record) in info.variants {
                    if value.is_instance(record.loaded(py)?.class.bind(py))? {
                        return self.choose(slug)?.push_python(value);
                    }
                }
                return Err(Fault::told(format!("not one of {}", info.name)));
            }
            Self::Rows(inner, lengths) => {
                let mut count = 0;
                for row in value.try_iter()? {
                    inner.push_python(&row?)?;
                    count += 1;
                }
                lengths.push(count);
            }
            Self::Count(cells) => {
                cells.push_int(i64::try_from(value.len()?).unwrap_or(i64::MAX))?;
            }
            Self::Spread(rows) => {
                let mut row = Vec::new();
                for part in value.try_iter()? {
                    let mut cell = Cells::of(&Type::Decimal);
                    cell.push_python(&part?)?;
                    row.push(cell);
                }
                rows.push(row);
            }
            Self::Joined(kind, cells) => {
                let mut parts = Parts::of(kind);
                for part in value.try_iter()? {
                    parts.cell.push_python(&part?)?;
                    parts.take();
                }
                cells.push_text(&parts.text)?;
            }
            Self::Keyed(rows, pairs) => {
                for pair in value.cast::<PyMapping>().map_err(PyErr::from)?.items()?.iter() {
                    let (key, value): (String, String) = pair.extract()?;
                    pairs.push((*rows, key, value.into()));
                }
                *rows += 1;
            }
            Self::Page(rows, next) => {
                rows.push_python(value)?;
                next.absent();
            }
        }
        Ok(())
    }
}

/// The kind without what says that it may be absent.
fn plain(kind: &'static Type) -> &'static Type {
    match kind {
        Type::Option(inner) | Type::Edit(inner) => plain(inner),
        other => other,
    }
}

/// The parts of a cell that holds several.
pub(crate) struct Parts {
    /// Where the next part is put before it is taken.
    pub(crate) cell: Cells,
    kind: &'static Type,
    pub(crate) text: String,
}

impl Parts {
    pub(crate) fn of(kind: &'static Type) -> Self {
        Self { cell: Cells::of(kind), kind, text: String::new() }
    }

    /// Adds the part that was put into the cell.
    pub(crate) fn take(&mut self) {
        if !self.text.is_empty() {
            self.text.push_str(JOINT);
        }
        self.text.push_str(&self.cell.text(0, Clock::Utc));
        self.cell = Cells::of(self.kind);
    }
}
