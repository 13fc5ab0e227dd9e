//! Where the value of a field comes from: columns, a constant, nowhere; and as the caller's mapping
//! says it.

use std::borrow::Cow;

use crate::error::{Code, Problem};
use crate::exchange::headers::Source;
use crate::exchange::headers::parse::plain;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::exchange::headers) enum Place {
    Columns {
        indexes: Vec<usize>,
        separator: String,
    },
    /// The first of these that is not blank.
    Either(Vec<usize>),
    Negated(usize),
    Constant(String),
    Nothing,
}

impl Place {
    pub(in crate::exchange::headers) fn column(index: usize) -> Self {
        Self::Columns { indexes: vec![index], separator: String::new() }
    }

    pub(in crate::exchange::headers) fn indexes(&self) -> &[usize] {
        match self {
            Self::Columns { indexes, .. } | Self::Either(indexes) => indexes,
            Self::Negated(index) => std::slice::from_ref(index),
            Self::Constant(_) | Self::Nothing => &[],
        }
    }
}

pub(in crate::exchange::headers) fn place_of(
    source: &Source,
    headers: &[String],
) -> Result<Place, Problem> {
    Ok(match source {
        Source::Column(name) => Place::column(index_of(headers, name)?),
        Source::Position(place) => {
            let index = usize::try_from(*place).ok().and_then(|place| place.checked_sub(1));
            let index = index.filter(|index| *index < headers.len());
            Place::column(index.ok_or_else(|| unknown_column(headers))?)
        }
        Source::Joined { columns, separator } => {
            let indexes: Result<Vec<usize>, Problem> =
                columns.iter().map(|name| index_of(headers, name)).collect();
            let indexes = indexes?;
            if indexes.is_empty() {
                return Err(unknown_column(headers));
            }
            Place::Columns { indexes, separator: separator.clone() }
        }
        Source::Negated(name) => Place::Negated(index_of(headers, name)?),
        Source::Constant(value) => Place::Constant(value.clone()),
        Source::None => Place::Nothing,
    })
}

fn unknown_column(headers: &[String]) -> Problem {
    Problem::new(Code::UnknownColumn).fact("columns", headers.join(", "))
}

/// The one column with this heading.
fn index_of(headers: &[String], name: &str) -> Result<usize, Problem> {
    let key = plain(name);
    let of = |same: &dyn Fn(&String) -> bool| -> Vec<usize> {
        let found = headers.iter().enumerate().filter(|(_, header)| same(header));
        found.map(|(index, _)| index).collect()
    };
    let exact = of(&|header| header == name.trim());
    let found = if exact.is_empty() && !key.is_empty() {
        of(&|header| plain(header) == key)
    } else {
        exact
    };
    match found.as_slice() {
        [index] if !name.trim().is_empty() => Ok(*index),
        [_, _, ..] => {
            let places: Vec<String> = found.iter().map(|index| (index + 1).to_string()).collect();
            Err(Problem::new(Code::Repeated).fact("columns", places.join(", ")))
        }
        _ => Err(unknown_column(headers)),
    }
}

pub(super) fn joined<'c>(cells: impl Iterator<Item = &'c str>, separator: &str) -> String {
    let filled: Vec<&str> = cells.filter(|cell| !cell.trim().is_empty()).collect();
    filled.join(separator)
}

/// The number in a cell with the other sign.
pub(super) fn negated(cell: &str) -> Cow<'_, str> {
    let cell = cell.trim();
    if cell.is_empty() {
        return Cow::Borrowed(cell);
    }
    match cell.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => Cow::Borrowed(rest.trim_start()),
        None => Cow::Owned(format!("-{}", cell.trim_start_matches('+'))),
    }
}
