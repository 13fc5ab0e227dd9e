//! Columns of records cut into columns of plain values with names of their own.

use std::collections::{BTreeMap, HashMap};

use pyo3::prelude::*;

use super::cells::Cells;
use super::column::Column;
use crate::schema::Type;

/// A column of plain values.
pub(crate) struct Flat {
    /// `amounts.open`: the field, and the fields it stands in.
    pub(crate) name: String,
    pub(crate) cells: Cells,
    /// The class and the field.
    pub(crate) of: (&'static str, &'static str),
    /// The type of its words, or the list that its codes are of.
    pub(crate) list: Option<String>,
    /// Whether it has a cell for each record below a row, and not for each row.
    below: bool,
}

/// Cuts rows into columns of plain values.
pub(crate) fn flat(py: Python<'_>, rows: &Column) -> PyResult<Vec<Flat>> {
    let mut cut = Cut { py, made: Vec::new(), times: None };
    let place = Place { name: String::new(), of: ("", ""), kind: &Type::Nothing, below: false };
    cut.column(&place, rows)?;
    let Cut { made, times, .. } = cut;
    let Some(times) = times else { return Ok(made) };
    let repeat = |flat: Flat| match flat.below {
        true => flat,
        false => Flat { cells: flat.cells.repeat(&times), ..flat },
    };
    Ok(made.into_iter().map(repeat).collect())
}

/// Where a column stands.
struct Place {
    name: String,
    of: (&'static str, &'static str),
    kind: &'static Type,
    below: bool,
}

impl Place {
    fn inside(&self, part: &str) -> String {
        if self.name.is_empty() { part.to_owned() } else { format!("{}.{part}", self.name) }
    }
}

struct Cut<'py> {
    py: Python<'py>,
    made: Vec<Flat>,
    /// How many records each row has below it.
    times: Option<Vec<usize>>,
}

impl Cut<'_> {
    fn add(&mut self, place: &Place, name: String, cells: Cells, list: Option<String>) {
        self.made.push(Flat { name, cells, of: place.of, list, below: place.below });
    }

    fn column(&mut self, place: &Place, column: &Column) -> PyResult<()> {
        match column {
            Column::Plain(cells) | Column::Count(cells) | Column::Joined(_, cells) => {
                let list = word_list(place.kind).filter(|_| matches!(column, Column::Plain(_)));
                self.add(place, place.name.clone(), copy(cells), list);
            }
            Column::Record(info, columns) => {
                for &at in &info.loaded(self.py)?.order {
                    let (Some(field), Some(column)) = (info.fields.get(at), columns.get(at)) else {
                        continue;
                    };
                    let name = place.inside(field.python);
                    let (of, kind) = ((info.name, field.python), &field.kind);
                    let inner = Place { name, of, kind, below: place.below };
                    self.column(&inner, column)?;
                }
            }
            Column::Union(info, words, held) => {
                let list = Some(info.name.to_owned());
                self.add(place, place.name.clone(), copy(words), list);
                for ((slug, _, record), column) in info.variants.iter().zip(held) {
                    let Column::Record(_, columns) = column else { continue };
                    let name = place.inside(slug);
                    match (record.fields, columns.as_slice()) {
                        ([field], [only]) if field.name == "value" => {
                            let of = (record.name, field.python);
                            let kind = &field.kind;
                            let inner = Place { name, of, kind, below: place.below };
                            self.column(&inner, only)?;
                        }
                        _ => self.column(&Place { name, ..*place }, column)?,
                    }
                }
            }
            Column::Rows(inner, lengths) => {
                self.times = Some(lengths.clone());
                let name = place.name.clone();
                self.column(&Place { name, of: place.of, kind: place.kind, below: true }, inner)?;
            }
            Column::Spread(rows) => self.spread(place, rows),
            Column::Keyed(count, pairs) => self.keyed(place, *count, pairs),
            Column::Page(..) => {}
        }
        Ok(())
    }

    fn spread(&mut self, place: &Place, rows: &[Vec<Cells>]) {
        for at in 0..rows.iter().map(Vec::len).max().unwrap_or(0) {
            let amount = |row: &Vec<Cells>| match row.get(at) {
                Some(Cells::Decimal(values)) => values.first().copied().flatten(),
                _ => None,
            };
            let cells = Cells::Decimal(rows.iter().map(amount).collect());
            self.add(place, place.inside(&at.to_string()), cells, None);
        }
    }

    fn keyed(&mut self, place: &Place, count: usize, pairs: &[(usize, String, Box<str>)]) {
        let mut by_key: BTreeMap<&str, HashMap<usize, &str>> = BTreeMap::new();
        for (row, key, value) in pairs {
            by_key.entry(key).or_default().insert(*row, value);
        }
        for (key, values) in by_key {
            let value = |row: usize| values.get(&row).map(|text| Box::from(*text));
            let cells = Cells::Text((0..count).map(value).collect());
            self.add(place, place.inside(key), cells, Some(key.to_owned()));
        }
    }
}

/// The type of the words of a column.
fn word_list(kind: &Type) -> Option<String> {
    match kind {
        Type::Option(inner) | Type::Edit(inner) => word_list(inner),
        Type::Enum(info) => Some(info.name.to_owned()),
        _ => None,
    }
}

fn copy(cells: &Cells) -> Cells {
    cells.repeat(&vec![1; cells.len()])
}

impl Flat {
    /// A column of labels.
    pub(crate) fn label(name: String, cells: Cells, of: (&'static str, &'static str)) -> Self {
        Self { name, cells, of, list: None, below: false }
    }
}
