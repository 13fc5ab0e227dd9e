//! Which column of a file gives which field: by the names people give to columns, in Chinese and
//! English, or by a mapping the caller sets.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::table::Row;
use crate::error::{Code, Problem, Result};
use crate::values::{Check, Language, text};

/// The names of all fields, one line each: targets, field, Chinese and English names, the first of
/// each being the label.
const NAMES: &str = include_str!("../../data/import_headers.csv");

/// What the rows of a file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// Customers and suppliers.
    Customers,
    /// Products.
    Products,
    /// Invoices, one row each.
    Invoices,
    /// Lines of invoices.
    Lines,
    /// Invoices and their lines in one file: one row per line, the invoice's fields repeated.
    Sales,
    /// Payments, received or made.
    Payments,
}

impl Target {
    fn slug(self) -> &'static str {
        match self {
            Self::Customers => "customers",
            Self::Products => "products",
            Self::Invoices => "invoices",
            Self::Lines => "lines",
            Self::Sales => "sales",
            Self::Payments => "payments",
        }
    }

    /// The fields a row can give, in the order of a template.
    pub fn fields(self) -> impl Iterator<Item = &'static Field> {
        all_fields().iter().filter(move |field| field.targets.contains(&self.slug()))
    }

    /// The field called `name`, such as `tax_number`.
    #[must_use]
    pub fn field(self, name: &str) -> Option<&'static Field> {
        self.fields().find(|field| field.name == name)
    }
}

/// A field that a column can give.
#[derive(Debug)]
pub struct Field {
    targets: Vec<&'static str>,
    /// The field's name in mappings and code, such as `tax_number`.
    pub name: &'static str,
    chinese: Vec<&'static str>,
    english: Vec<&'static str>,
    keys: Vec<String>,
}

impl Field {
    /// The usual heading of a column with this field.
    #[must_use]
    pub fn label(&self, language: Language) -> &'static str {
        let first = |names: &[&'static str]| names.first().copied().unwrap_or(self.name);
        match language {
            Language::Chinese => first(&self.chinese),
            Language::English => first(&self.english),
        }
    }
}

fn all_fields() -> &'static [Field] {
    static FIELDS: OnceLock<Vec<Field>> = OnceLock::new();
    FIELDS.get_or_init(|| {
        // No name holds a comma or a quote (a test sees to it), so lines can be cut as they stand.
        NAMES.lines().skip(1).filter_map(read_field).collect()
    })
}

fn read_field(line: &'static str) -> Option<Field> {
    let mut cells = line.split(',');
    let targets = cells.next()?.split(' ').collect();
    let name = cells.next()?;
    let chinese: Vec<_> = cells.next()?.split('|').collect();
    let english: Vec<_> = cells.next()?.split('|').collect();
    let names = chinese.iter().chain(&english).copied().chain([name]);
    let keys = names.map(text::search_key).collect();
    Some(Field { targets, name, chinese, english, keys })
}

/// Where a field's value comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The column with this heading.
    Column(String),
    /// The same value for every row.
    Constant(String),
    /// Nowhere: no column is taken for it, even if one looks like it.
    Nothing,
}

/// What the caller says about fields, by their names; the rest is recognised.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mapping {
    /// Field name to source.
    pub fields: BTreeMap<String, Source>,
}

/// A column whose heading does not say clearly what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ambiguity {
    /// The column's index.
    pub column: usize,
    /// The fields it fits equally well; one field when another column was taken for it.
    pub fields: Vec<String>,
    /// The field it was taken for, if any.
    pub chosen: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    Column(usize),
    Constant(String),
    Nothing,
}

impl Place {
    fn index(&self) -> Option<usize> {
        match self {
            Self::Column(index) => Some(*index),
            Self::Constant(_) | Self::Nothing => None,
        }
    }
}

/// Which column or constant gives which field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    places: BTreeMap<&'static str, Place>,
    unmatched: Vec<usize>,
    ambiguous: Vec<Ambiguity>,
}

impl Columns {
    /// Finds the columns of the target's fields: what the mapping says, then headings that are a
    /// name of a field (compared without case, width, spaces and punctuation), then headings that
    /// are one but for a note in brackets (单价(元)), then headings that contain one, the longest
    /// first. Of columns that fit equally well the first is taken, and the others are reported.
    ///
    /// # Errors
    /// With paths `mapping.<field>`: `unknown_column` when the file has no such column,
    /// `bad_choice` when the target has no such field.
    pub fn find(target: Target, headers: &[String], mapping: &Mapping) -> Result<Self> {
        let mut columns = Self::default();
        let mut check = Check::new();
        for (name, source) in &mapping.fields {
            let path = format!("mapping.{name}");
            let Some(field) = target.field(name) else {
                check.fail(&path, Code::BadChoice);
                continue;
            };
            let place = match source {
                Source::Column(header) => index_of(headers, header).map(Place::Column),
                Source::Constant(value) => Some(Place::Constant(value.clone())),
                Source::Nothing => Some(Place::Nothing),
            };
            match place {
                Some(place) => {
                    columns.places.insert(field.name, place);
                }
                None => check.add(Problem::new(Code::UnknownColumn).at(path)),
            }
        }
        check.finish()?;
        let is_open = |field: &&Field| !columns.places.contains_key(field.name);
        let fields: Vec<_> = target.fields().filter(is_open).collect();
        columns.recognise(&fields, headers);
        Ok(columns)
    }

    fn recognise(&mut self, fields: &[&'static Field], headers: &[String]) {
        let taken: Vec<usize> = self.taken();
        let free = headers.iter().enumerate().filter(|(column, _)| !taken.contains(column));
        let mut fits: Vec<(Fit, usize, &'static str)> = Vec::new();
        for (column, header) in free {
            let names = HeaderKeys::of(header);
            fits.extend(
                fields.iter().filter_map(|field| Some((names.fit(field)?, column, field.name))),
            );
        }
        // The best first; among equals the leftmost column, then the order of the fields.
        fits.sort_by_key(|(fit, column, _)| (std::cmp::Reverse(*fit), *column));
        for (_, column, field) in &fits {
            if !self.places.contains_key(field) && !self.taken().contains(column) {
                self.places.insert(field, Place::Column(*column));
            }
        }
        let taken = self.taken();
        for (column, header) in headers.iter().enumerate() {
            if header.is_empty() {
                continue;
            }
            if !taken.contains(&column) {
                self.unmatched.push(column);
            }
            self.note_ambiguity(column, &fits);
        }
    }

    fn note_ambiguity(&mut self, column: usize, fits: &[(Fit, usize, &'static str)]) {
        let own = fits.iter().filter(|(_, of, _)| *of == column);
        let Some(best) = own.clone().map(|(fit, ..)| *fit).max() else { return };
        let fields: Vec<_> =
            own.filter(|(fit, ..)| *fit == best).map(|(.., field)| *field).collect();
        let chosen = self.places.iter().find(|(_, place)| **place == Place::Column(column));
        let chosen = chosen.map(|(field, _)| *field);
        if fields.len() > 1 || chosen.is_none() {
            self.ambiguous.push(Ambiguity {
                column,
                fields: fields.into_iter().map(str::to_owned).collect(),
                chosen: chosen.map(str::to_owned),
            });
        }
    }

    fn taken(&self) -> Vec<usize> {
        self.places.values().filter_map(Place::index).collect()
    }

    /// The field's value in a row; `None` when nothing gives this field.
    #[must_use]
    pub fn get<'a>(&'a self, row: &'a Row, field: &str) -> Option<&'a str> {
        match self.places.get(field)? {
            Place::Column(index) => Some(row.cell(*index)),
            Place::Constant(value) => Some(value),
            Place::Nothing => None,
        }
    }

    /// The index of the column that gives the field.
    #[must_use]
    pub fn index(&self, field: &str) -> Option<usize> {
        self.places.get(field)?.index()
    }

    /// Whether a column or a constant gives the field.
    #[must_use]
    pub fn has(&self, field: &str) -> bool {
        self.places.get(field).is_some_and(|place| *place != Place::Nothing)
    }

    /// The columns that give no field.
    #[must_use]
    pub fn unmatched(&self) -> &[usize] {
        &self.unmatched
    }

    /// The columns whose heading was not clear.
    #[must_use]
    pub fn ambiguous(&self) -> &[Ambiguity] {
        &self.ambiguous
    }

    /// What was found, as a mapping to show, change and keep.
    #[must_use]
    pub fn to_mapping(&self, headers: &[String]) -> Mapping {
        let source = |place: &Place| match place {
            Place::Column(index) => {
                Source::Column(headers.get(*index).cloned().unwrap_or_default())
            }
            Place::Constant(value) => Source::Constant(value.clone()),
            Place::Nothing => Source::Nothing,
        };
        let fields = self.places.iter().map(|(name, place)| ((*name).to_owned(), source(place)));
        Mapping { fields: fields.collect() }
    }
}

fn index_of(headers: &[String], name: &str) -> Option<usize> {
    let key = text::search_key(name);
    let exact = headers.iter().position(|header| header == name.trim());
    exact.or_else(|| {
        let same = |header: &String| !key.is_empty() && text::search_key(header) == key;
        headers.iter().position(same)
    })
}

/// How well a heading fits a field; the greater the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// It contains a name of so many characters.
    Contains(usize),
    /// It is a name, but for a note in brackets.
    ButForNote,
    /// It is a name.
    Exact,
}

struct HeaderKeys {
    whole: String,
    without_note: String,
}

impl HeaderKeys {
    fn of(header: &str) -> Self {
        let end = header.find(['(', '（', '[', '【', '/']).filter(|end| *end > 0);
        let without_note = end.and_then(|end| header.get(..end)).unwrap_or(header);
        Self { whole: text::search_key(header), without_note: text::search_key(without_note) }
    }

    fn fit(&self, field: &Field) -> Option<Fit> {
        if self.whole.is_empty() {
            return None;
        }
        if field.keys.contains(&self.whole) {
            return Some(Fit::Exact);
        }
        if field.keys.contains(&self.without_note) {
            return Some(Fit::ButForNote);
        }
        // A short name says nothing inside a longer one: 市 in 上市日期, no in notice.
        let long_enough = |key: &str| key.chars().count() >= if key.is_ascii() { 4 } else { 2 };
        let contained =
            field.keys.iter().filter(|key| long_enough(key) && self.whole.contains(key.as_str()));
        contained.map(|key| key.chars().count()).max().map(Fit::Contains)
    }
}

#[cfg(test)]
#[path = "headers_tests.rs"]
mod tests;
