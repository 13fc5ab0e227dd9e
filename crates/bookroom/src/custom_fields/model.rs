//! Fields of a book's own, and what stands in them, as hosts see them.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::values::{CustomFieldId, Edit, edits, slugs};

slugs! {
    /// A kind of record that can have fields of the book's own.
    CustomSubject {
        /// Customers and suppliers.
        Customer "customer",
        /// The people there.
        Contact "contact",
        /// Products and services.
        Product "product",
        /// Calls, visits, mails and meetings.
        Dealing "dealing",
        /// Feedback, complaints and requests.
        Case "case",
    }
}

slugs! {
    /// What stands in a field.
    CustomKind {
        /// A line of text.
        Text "text",
        /// An exact number.
        Number "number",
        /// An amount in the book's currency.
        Money "money",
        /// A day.
        Date "date",
        /// One of the field's choices.
        Choice "choice",
        /// Some of the field's choices.
        Choices "choices",
        /// A record of a kind that the field names.
        Reference "reference",
        /// Yes or no.
        Flag "flag",
    }
}

/// What stands in a field. A text will do for any kind: it is read as what the field holds, a day
/// as `2026-06-30`, a choice by key or label. So will a number for an amount or an id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CustomValue {
    /// A line of text; stars when masked.
    Text(String),
    /// An exact number.
    Number(Decimal),
    /// An amount in the book's currency.
    Money(Decimal),
    /// A day.
    Date(NaiveDate),
    /// The key of a choice.
    Choice(String),
    /// The keys of some choices, in the field's order.
    Choices(Vec<String>),
    /// The id of a record.
    Reference(i64),
    /// Yes or no.
    Flag(bool),
}

macro_rules! values_of {
    ($($kind:ty => $variant:ident),+ $(,)?) => {$(
        impl From<$kind> for CustomValue {
            fn from(value: $kind) -> Self {
                Self::$variant(value.into())
            }
        }
    )+};
}

values_of! {
    &str => Text, String => Text, Decimal => Number, i64 => Number, NaiveDate => Date, bool => Flag,
}

/// One of the choices of a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomChoice {
    /// What records keep: small letters, digits and `_`, up to 40, there once in its field.
    pub key: String,
    /// The label in Chinese, up to 60 characters; blank: as in English.
    #[serde(default)]
    pub label_zh: String,
    /// The label in English, up to 60 characters; blank: as in Chinese.
    #[serde(default)]
    pub label_en: String,
    /// Whether it may be chosen anew. A retired one stays on the records that have it.
    #[serde(default = "yes")]
    pub active: bool,
}

const fn yes() -> bool {
    true
}

impl CustomChoice {
    /// A choice in use with a label in one language.
    #[must_use]
    pub fn new(key: &str, label: &str) -> Self {
        Self {
            key: key.to_owned(),
            label_zh: label.to_owned(),
            label_en: String::new(),
            active: true,
        }
    }
}

/// A field that the book's records of one kind have beside those of the engine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomField {
    /// Its id.
    pub id: CustomFieldId,
    /// The kind of record that has it.
    pub subject: CustomSubject,
    /// What programs and files call it; it never changes.
    pub key: String,
    /// The label in Chinese.
    pub label_zh: String,
    /// The label in English.
    pub label_en: String,
    /// What stands in it; it never changes.
    pub kind: CustomKind,
    /// Whether new records must have a value. Older ones may stay without.
    pub required: bool,
    /// Whether no two records have the same value.
    pub unique: bool,
    /// Whether its values are personal: erased with the record's, and masked by field rights. It
    /// never changes, since what is not personal stands readable in the change log.
    pub personal: bool,
    /// Whether the search finds records by it. It never changes, since the search is kept by what
    /// is written.
    #[serde(default)]
    pub searchable: bool,
    /// The most characters of a text.
    pub max_length: Option<i64>,
    /// The most decimal places of a number.
    pub decimals: Option<i64>,
    /// The lowest number, amount or day.
    pub lowest: Option<CustomValue>,
    /// The highest number, amount or day.
    pub highest: Option<CustomValue>,
    /// The regular expression that texts match as a whole.
    pub pattern: Option<String>,
    /// The choices, in their order.
    #[serde(default)]
    pub choices: Vec<CustomChoice>,
    /// The kind of record that a reference names.
    pub refers_to: Option<CustomSubject>,
    /// What new records have when nothing is said.
    pub default: Option<CustomValue>,
    /// The place among the fields of its kind of record, the lowest first.
    pub place: i64,
    /// Whether values may be given; a retired field's stay on the records that have them.
    pub active: bool,
    /// Moves with every change.
    pub version: i64,
    /// When it was added.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// A field to be added. [`NewCustomField::new`] makes a plain one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewCustomField {
    /// The kind of record that shall have it; at most 200 fields each.
    pub subject: CustomSubject,
    /// What programs and files call it: small letters, digits and `_`, a letter first, up to 40;
    /// unique for its kind of record.
    pub key: String,
    /// The label in Chinese, up to 60 characters; blank: as in English.
    #[serde(default)]
    pub label_zh: String,
    /// The label in English, up to 60 characters; blank: as in Chinese.
    #[serde(default)]
    pub label_en: String,
    /// What stands in it.
    pub kind: CustomKind,
    /// Whether new records must have a value.
    #[serde(default)]
    pub required: bool,
    /// Whether no two records may have the same value; not for flags and several choices.
    #[serde(default)]
    pub unique: bool,
    /// Whether its values are personal: erased with the record's, and masked by field rights.
    #[serde(default)]
    pub personal: bool,
    /// Whether the search finds records by it: texts of up to 200 characters, of customers,
    /// contacts, products and cases. A personal one is found by who may read it.
    #[serde(default)]
    pub searchable: bool,
    /// The most characters of a text, 1 to 2,000; 200 when absent.
    #[serde(default)]
    pub max_length: Option<i64>,
    /// The most decimal places of a number, 0 to 6; 6 when absent.
    #[serde(default)]
    pub decimals: Option<i64>,
    /// The lowest number, amount or day.
    #[serde(default)]
    pub lowest: Option<CustomValue>,
    /// The highest number, amount or day.
    #[serde(default)]
    pub highest: Option<CustomValue>,
    /// A regular expression that texts match as a whole, up to 500 characters.
    #[serde(default)]
    pub pattern: Option<String>,
    /// The choices in their order, at most 500.
    #[serde(default)]
    pub choices: Vec<CustomChoice>,
    /// The kind of record that a reference names.
    #[serde(default)]
    pub refers_to: Option<CustomSubject>,
    /// What new records have when nothing is said; not for references and unique fields.
    #[serde(default)]
    pub default: Option<CustomValue>,
    /// The place among the fields of its kind of record; none: the last.
    #[serde(default)]
    pub place: Option<i64>,
}

impl NewCustomField {
    /// An optional field with a label in one language.
    #[must_use]
    pub fn new(subject: CustomSubject, key: &str, label: &str, kind: CustomKind) -> Self {
        Self {
            subject,
            key: key.to_owned(),
            label_zh: label.to_owned(),
            label_en: String::new(),
            kind,
            required: false,
            unique: false,
            personal: false,
            searchable: false,
            max_length: None,
            decimals: None,
            lowest: None,
            highest: None,
            pattern: None,
            choices: Vec::new(),
            refers_to: None,
            default: None,
            place: None,
        }
    }
}

edits! {
    /// New values of a field. Limits are those of [`NewCustomField`]. Records keep what they have,
    /// whether it still fits or not; new values have to fit.
    CustomFieldEdit {
        /// The label in Chinese.
        label_zh: Option<String>,
        /// The label in English.
        label_en: Option<String>,
        /// Whether new records must have a value.
        required: Option<bool>,
        /// Whether no two records may have the same value; all that are there must differ.
        unique: Option<bool>,
        /// The most characters of a text; cleared: 200.
        max_length: Edit<i64>,
        /// The most decimal places of a number; cleared: 6.
        decimals: Edit<i64>,
        /// The lowest number, amount or day.
        lowest: Edit<CustomValue>,
        /// The highest number, amount or day.
        highest: Edit<CustomValue>,
        /// The regular expression.
        pattern: Edit<String>,
        /// All choices. One that records have can be retired, and cannot be left out.
        choices: Option<Vec<CustomChoice>>,
        /// What new records have when nothing is said.
        default: Edit<CustomValue>,
        /// The place among the fields of its kind of record.
        place: Option<i64>,
        /// Whether values may be given.
        active: Option<bool>,
    }
}

/// How what records have fits a field as it is now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomFit {
    /// How many records have a value.
    pub values: i64,
    /// How many of those have one that no longer fits: it stays, and has to fit when it is changed.
    pub unfit: i64,
    /// Some of those records, by id, at most 1,000: the ones that the operator may see.
    pub records: Vec<i64>,
}
