//! Types and their fields, as `bookroom.json` has them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Names, Written, is_false};

/// A type that the engine declares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Declared {
    /// Its name here: the engine's, or another where two of the engine's clash.
    pub name: String,
    /// What it is.
    pub kind: Shape,
    /// Where Rust finds it.
    pub path: String,
    /// The first module of that path; empty for what stands in the crate's root.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub area: String,
    /// Its documentation.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub docs: String,
    /// Whether callers make values of it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub input: bool,
    /// Whether calls give values of it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub output: bool,
    /// Whether and how it implements `Default`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<DefaultBy>,
    /// Whether serde writes a record of one field as that field alone.
    #[serde(default, skip_serializing_if = "is_false")]
    pub transparent: bool,
    /// The fields of a record.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Field>,
    /// The variants of an enum or union.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub variants: Vec<Variant>,
    /// What a report's rows are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<Report>,
    /// The bindings none of whose generated calls touch it: they need not declare it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unused_by: Vec<String>,
    /// Its other names.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub names: Names,
    /// The bindings that do not generate it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub written: BTreeMap<String, Written>,
}

/// What a declared type is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// A typed 64-bit id.
    Id,
    /// A choice of names.
    Enum,
    /// A choice of which some hold something.
    Union,
    /// Named fields.
    Record,
}

/// How a type implements `Default`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DefaultBy {
    /// It is derived.
    Derive,
    /// It is written.
    Impl,
}

/// A report: a record with tables.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// The fields that are its tables, in the order in which they are read.
    pub tables: Vec<String>,
    /// The type of the rows.
    pub row: String,
}

/// A field of a record, command or variant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// What it holds.
    #[serde(rename = "type")]
    pub ty: Type,
    /// Its documentation.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub docs: String,
    /// Whether serde leaves it out: it is the host's own affair.
    #[serde(default, skip_serializing_if = "is_false")]
    pub skip: bool,
    /// What the engine itself means when nothing is said. An optional field without one means none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<FieldDefault>,
    /// What a binding means instead; nothing: the field must be given there.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub default_for: BTreeMap<String, Option<Value>>,
    /// What the documentation says of how much is allowed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bounds: Option<Bounds>,
}

/// What the documentation of a field says of how much is allowed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Bounds {
    /// The most characters of a text, or of each text of a list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub characters: Option<i64>,
    /// The most items of a list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<i64>,
    /// The most decimal places.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decimals: Option<i64>,
    /// What the number must be greater than.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub above: Option<i64>,
    /// The least number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub least: Option<i64>,
    /// The greatest number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most: Option<i64>,
    /// What is counted: `days`, `minutes`, `percent` …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}

/// What the engine means when nothing is said, and where it says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldDefault {
    /// The value.
    pub value: Value,
    /// Where the engine says so.
    pub by: Origin,
}

/// Where the engine gives a default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// `#[derive(Default)]`.
    Derive,
    /// `impl Default`.
    Impl,
    /// The constructors `new` and `of`, which agree on it.
    Constructor,
    /// `#[serde(default)]`: it may be absent wherever it is written as data.
    Absent,
}

/// The value of a default.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Nothing, for an optional field.
    None,
    /// The field of an edit stays as it is.
    Keep,
    /// An empty list or map.
    Empty,
    /// The default of the record that the field holds.
    Record,
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A text.
    Text(String),
    /// A decimal number.
    Decimal(String),
    /// A variant without data, by its name.
    Variant(String),
}

/// A variant of an enum or union.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    /// Its name.
    pub name: String,
    /// Its name in the store, in JSON and in messages.
    pub slug: String,
    /// Other names by which it is read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Its documentation.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub docs: String,
    /// Whether `Default` gives it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub default: bool,
    /// The one value without a name that it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payload: Option<Type>,
    /// The named values that it holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Field>,
}

/// A type as calls and records hold it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Type {
    /// Nothing: what a call gives that only does something.
    Nothing,
    /// Yes or no.
    Bool,
    /// A text.
    Text,
    /// One character.
    Character,
    /// An exact decimal number.
    Decimal,
    /// A calendar date.
    Date,
    /// An instant, in UTC, to the microsecond.
    Instant,
    /// A length of time.
    Duration,
    /// A password: it goes in and never comes back.
    Secret,
    /// Names the last row of a page; opaque.
    Cursor,
    /// A code of a problem: see `codes`.
    Code,
    /// What a file holds. In JSON a text in base64.
    Bytes,
    /// A whole number of this Rust type.
    Int(String),
    /// Perhaps nothing.
    Option(Box<Type>),
    /// What an edit does to a field that can be empty: absent keeps, null clears, a value sets.
    Edit(Box<Type>),
    /// The same for a field that is never empty: absent keeps, a value sets, null is refused.
    Given(Box<Type>),
    /// Several in order.
    List(Box<Type>),
    /// Values by texts.
    Map(Box<Type>),
    /// One page of a list.
    Page(Box<Type>),
    /// Several, each of its own type.
    Tuple(Vec<Type>),
    /// A typed id.
    Id(String),
    /// A choice of names.
    Enum(String),
    /// A choice of which some hold something.
    Union(String),
    /// Named fields.
    Record(String),
    /// What only code written by hand can carry, as Rust spells it.
    Opaque(String),
}
