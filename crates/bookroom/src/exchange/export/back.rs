//! Exports that are read back: which list a file is, and what a record looks like in it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::Duration;

use super::billing::{DocumentLine, INVOICES, LINES, PAYMENTS, PRODUCTS, lines_of};
pub(crate) use super::people::others;
use super::people::{CONTACTS, CUSTOMERS, Named};
use super::sheet::{Cell, Column, local_time};
use crate::billing::invoices::Invoice;
use crate::billing::payments::Payment;
use crate::billing::products::Product;
use crate::custom_fields::Customized;
use crate::custom_fields::model::CustomValue;
use crate::custom_fields::rules::values::plain;
use crate::customers::contacts::model::Contact;
use crate::customers::model::Customer;
use crate::exchange::headers::CUSTOM;

/// A list whose export can be read back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Own {
    Customers,
    Contacts,
    Products,
    Invoices,
    Lines,
    Payments,
}

/// What a cell of an export holds, in any language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Shown {
    Text(String),
    /// An instant in the book's local time.
    At(String),
    Flag(bool),
}

impl Shown {
    pub(crate) fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) if text.trim().is_empty())
    }
}

/// A record as an export shows it, by English headings; fields of the book's own by `custom.` and
/// their keys.
pub(crate) type Image = BTreeMap<Cow<'static, str>, Shown>;

impl Own {
    /// The headings of the list, in Chinese and English.
    pub(crate) fn headings(self) -> Vec<(&'static str, &'static str)> {
        fn of<R>(columns: &[Column<R>]) -> Vec<(&'static str, &'static str)> {
            columns.iter().map(|column| (column.chinese, column.english)).collect()
        }
        match self {
            Self::Customers => of(CUSTOMERS),
            Self::Contacts => of(CONTACTS),
            Self::Products => of(PRODUCTS),
            Self::Invoices => of(INVOICES),
            Self::Lines => of(LINES),
            Self::Payments => of(PAYMENTS),
        }
    }

    /// The English heading of the column with the number of the record.
    pub(crate) fn record(self) -> &'static str {
        if self == Self::Lines { "document record" } else { "record" }
    }

    /// The headings of which one must agree with the record beside its number: numbers are small,
    /// and another book has them too.
    pub(crate) fn identity(self) -> &'static [&'static str] {
        match self {
            Self::Customers | Self::Products => &["code", "name", "tax number", "added at"],
            Self::Contacts => &["name", "added at"],
            Self::Invoices => &["number", "reference", "added at"],
            Self::Lines => &["number", "reference"],
            Self::Payments => &["number", "added at"],
        }
    }
}

fn image<R>(columns: &[Column<R>], record: &R, offset: i64) -> Image {
    let offset = Duration::try_minutes(offset).unwrap_or_default();
    let shown = |column: &Column<R>| match (column.cell)(record) {
        Cell::Text(text) => Shown::Text(text),
        Cell::At(at) => Shown::At(local_time(at, offset)),
        Cell::Flag(flag) => Shown::Flag(flag),
    };
    columns.iter().map(|column| (Cow::Borrowed(column.english), shown(column))).collect()
}

/// As [`image`], with the fields of the book's own; one without a value is blank.
fn with_custom<T: Customized>(mut image: Image, record: &T, keys: &[String]) -> Image {
    for key in keys {
        let value = record.values().into_iter().find_map(|values| values.get(key));
        let shown = match value {
            Some(CustomValue::Flag(flag)) => Shown::Flag(*flag),
            Some(value) => Shown::Text(plain(value)),
            None => Shown::Text(String::new()),
        };
        image.insert(Cow::Owned(format!("{CUSTOM}{key}")), shown);
    }
    image
}

/// A customer as its export shows it; masked before, as far as it must be.
pub(crate) fn customer(record: &Customer, keys: &[String], offset: i64) -> Image {
    with_custom(image(CUSTOMERS, record, offset), record, keys)
}

/// A contact as its export shows it.
pub(crate) fn contact(
    record: Contact,
    (customer_name, others): (String, Vec<String>),
    keys: &[String],
    offset: i64,
) -> Image {
    let named = Named { record, customer_name, others };
    with_custom(image(CONTACTS, &named, offset), &named.record, keys)
}

/// A product as its export shows it.
pub(crate) fn product(record: &Product, keys: &[String], offset: i64) -> Image {
    with_custom(image(PRODUCTS, record, offset), record, keys)
}

/// A payment as its export shows it.
pub(crate) fn payment(record: &Payment, offset: i64) -> Image {
    image(PAYMENTS, record, offset)
}

/// A document as its export shows it.
pub(crate) fn invoice(record: &Invoice, offset: i64) -> Image {
    image(INVOICES, record, offset)
}

/// The lines of a document as their export shows them.
pub(crate) fn lines(record: Invoice, offset: i64) -> Vec<Image> {
    let line = |line: DocumentLine| image(LINES, &line, offset);
    lines_of(record).map(line).collect()
}
