//! Which column of a file gives which field: by the names people give to columns, in Chinese and
//! English, or by a mapping the caller sets.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

mod columns;
pub(crate) mod context;
pub(crate) mod heading;
mod own_fields;
pub(crate) mod parse;
pub(crate) mod people;
pub(crate) mod unread;
pub(crate) mod words;

pub use columns::Columns;

use super::model::{ImportField, ImportKind};
use crate::custom_fields::model::CustomSubject;
use crate::values::Language;

/// The names of all fields, one line each: targets, field, Chinese and English names, the first of
/// each being the label.
const NAMES: &str = include_str!("../../data/import_headers.csv");

/// What stands before the key of a field of the book's own, as a heading and in a mapping.
pub(crate) const CUSTOM: &str = "custom.";

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
    /// Documents that were open when the book began.
    OpeningItems,
}

impl Target {
    pub(crate) fn slug(self) -> &'static str {
        match self {
            Self::Customers => "customers",
            Self::Products => "products",
            Self::Invoices => "invoices",
            Self::Lines => "lines",
            Self::Sales => "sales",
            Self::Payments => "payments",
            Self::OpeningItems => "opening_items",
        }
    }

    /// Whether its rows can give fields of the book's own.
    pub(crate) fn has_own(self) -> bool {
        self.customized().is_some()
    }

    /// The kind of record whose fields of the book's own its rows can give.
    pub(crate) fn customized(self) -> Option<CustomSubject> {
        match self {
            Self::Customers => Some(CustomSubject::Customer),
            Self::Products => Some(CustomSubject::Product),
            _ => None,
        }
    }

    /// What an import of such a file alone brings.
    pub(crate) fn kind(self) -> Option<ImportKind> {
        match self {
            Self::Customers => Some(ImportKind::Customers),
            Self::Products => Some(ImportKind::Products),
            Self::Sales => Some(ImportKind::Sales),
            Self::Payments => Some(ImportKind::Payments),
            Self::OpeningItems => Some(ImportKind::OpeningItems),
            Self::Invoices | Self::Lines => None,
        }
    }

    /// The fields a row can give, in the order of a template.
    pub fn fields(self) -> impl Iterator<Item = &'static Field> {
        all_fields().iter().filter(move |field| field.targets.contains(&self.slug()))
    }

    /// The fields without which no row can be taken over; one of each group is enough.
    pub(crate) fn required(self) -> &'static [&'static [&'static str]] {
        match self {
            Target::Customers => &[&["name", "person_name", "surname", "given_name", "legal_name"]],
            Target::Products => &[&["name"]],
            Target::Invoices => &[&["reference"], &["customer"], &["issue_on"]],
            Target::Lines => &[
                &["reference"],
                &["description", "product_code"],
                &["quantity", "amount", "net_amount", "gross_amount"],
                &["unit_price", "product_code", "amount", "net_amount", "gross_amount"],
            ],
            Target::Sales => &[
                &["reference"],
                &["customer"],
                &["issue_on"],
                &["description", "product_code"],
                &["quantity", "amount", "net_amount", "gross_amount"],
                &["unit_price", "product_code", "amount", "net_amount", "gross_amount"],
            ],
            Target::Payments => &[
                &["customer", "payer_account"],
                &["paid_on"],
                &["amount", "amount_in", "amount_out"],
            ],
            Target::OpeningItems => {
                const AMOUNTS: &[&str] = &[
                    "amount",
                    "open_amount",
                    "receivable",
                    "payable",
                    "advance_received",
                    "advance_paid",
                    "debit",
                    "credit",
                ];
                &[&["customer"], AMOUNTS]
            }
        }
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
    keys: Vec<Vec<char>>,
    /// The name's own characters: a heading only as a whole.
    own: Vec<char>,
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

    /// Whether a text is one of the names of the field.
    pub(crate) fn is_called(&self, name: &str) -> bool {
        self.keys.contains(&parse::plain(name))
    }

    /// The field as hosts see it.
    pub(crate) fn described(&self) -> ImportField {
        let headings = self.chinese.iter().chain(&self.english);
        ImportField {
            name: self.name.to_owned(),
            label_zh: self.label(Language::Chinese).to_owned(),
            label_en: self.label(Language::English).to_owned(),
            headings: headings.map(|heading| (*heading).to_owned()).collect(),
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
    let names = chinese.iter().chain(&english).copied();
    let keys = names.map(parse::plain).collect();
    Some(Field { targets, name, chinese, english, keys, own: parse::plain(name) })
}

/// Where a field's value comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The column with this heading. One that stands in the file twice has to be named by its
    /// position.
    Column(String),
    /// The column at this place; 1 is the first.
    Position(u32),
    /// Several columns put together, with this text between those that are not blank.
    Joined {
        /// The headings of the columns, in their order.
        columns: Vec<String>,
        /// What stands between them.
        separator: String,
    },
    /// The column with this heading, its numbers with the other sign.
    Negated(String),
    /// The same value for every row.
    Constant(String),
    /// Nowhere: no column is taken for it, even if one looks like it.
    None,
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

#[cfg(test)]
#[path = "headers_tests.rs"]
mod tests;
