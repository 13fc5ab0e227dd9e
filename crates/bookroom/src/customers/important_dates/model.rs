//! Days that matter to customers, as hosts see them.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::values::{ContactId, CustomerId, Edit, ImportantDateId, edits, slugs};

slugs! {
    /// Why a day matters.
    #[derive(Default)]
    ImportantDateKind {
        /// A birthday (生日).
        #[default]
        Birthday "birthday",
        /// An anniversary (纪念日).
        Anniversary "anniversary",
        /// The day on which a company was founded (成立日).
        Founding "founding",
        /// The day by which a contract is to be renewed (续约日).
        Renewal "renewal",
        /// Anything else; the label says what.
        Other "other",
    }
}

/// A day that matters to a customer, or to a person there (重要日子). Days are those of the Gregorian
/// calendar. Whoever may see the dates of customers only in part sees no label, note or, of what
/// comes each year, year; who may not see them at all is told of none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportantDate {
    /// The id.
    pub id: ImportantDateId,
    /// The customer.
    pub customer: CustomerId,
    /// Whose day it is; none: the customer's own.
    pub contact: Option<ContactId>,
    /// Why it matters.
    pub kind: ImportantDateKind,
    /// What it is, where the kind does not say all.
    pub label: Option<String>,
    /// The year; none where nobody knows it.
    pub year: Option<i64>,
    /// The month, 1 to 12.
    pub month: i64,
    /// The day of the month. What is on 29 February comes on 28 February in years without that day.
    pub day: i64,
    /// Whether it comes only that once, rather than each year.
    pub once: bool,
    /// How many days before somebody wants to be reminded; none: not at all.
    pub remind_days: Option<i64>,
    /// A note.
    pub note: Option<String>,
    /// Moves with every change.
    pub version: i64,
    /// When it was added.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// A day to be added. [`NewImportantDate::on`] and [`NewImportantDate::each_year`] make plain ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewImportantDate {
    /// The customer.
    pub customer: CustomerId,
    /// Whose day it is: a person there; none: the customer's own.
    #[serde(default)]
    pub contact: Option<ContactId>,
    /// Why it matters.
    pub kind: ImportantDateKind,
    /// What it is, up to 60 characters; required for the kind `other`.
    #[serde(default)]
    pub label: Option<String>,
    /// The year, if it is known.
    #[serde(default)]
    pub year: Option<i64>,
    /// The month, 1 to 12.
    pub month: i64,
    /// The day of the month.
    pub day: i64,
    /// Whether it comes only that once; then the year is required.
    #[serde(default)]
    pub once: bool,
    /// How many days before somebody wants to be reminded, 0 to 90.
    #[serde(default)]
    pub remind_days: Option<i64>,
    /// A note, up to 2,000 characters.
    #[serde(default)]
    pub note: Option<String>,
}

impl NewImportantDate {
    /// A day of which the year is not known, and that comes each year.
    #[must_use]
    pub fn each_year(customer: CustomerId, kind: ImportantDateKind, month: i64, day: i64) -> Self {
        Self {
            customer,
            contact: None,
            kind,
            label: None,
            year: None,
            month,
            day,
            once: false,
            remind_days: None,
            note: None,
        }
    }

    /// A day with its year, that comes each year from then on.
    #[must_use]
    pub fn on(customer: CustomerId, kind: ImportantDateKind, on: NaiveDate) -> Self {
        let (month, day) = (i64::from(on.month()), i64::from(on.day()));
        Self { year: Some(on.year().into()), ..Self::each_year(customer, kind, month, day) }
    }
}

edits! {
    /// New values for a day. Limits are those of [`NewImportantDate`].
    ImportantDateEdit {
        /// Whose day it is: a person at its customer; cleared: the customer's own.
        contact: Edit<ContactId>,
        /// Why it matters.
        kind: Option<ImportantDateKind>,
        /// What it is.
        label: Edit<String>,
        /// The year.
        year: Edit<i64>,
        /// The month.
        month: Option<i64>,
        /// The day of the month.
        day: Option<i64>,
        /// Whether it comes only that once.
        once: Option<bool>,
        /// How many days before somebody wants to be reminded.
        remind_days: Edit<i64>,
        /// The note.
        note: Edit<String>,
    }
}

/// One day with new values for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportantDateUpdate {
    /// The day.
    pub id: ImportantDateId,
    /// The version the caller last saw.
    pub version: i64,
    /// The new values.
    pub edit: ImportantDateEdit,
}

/// A day as the caller last saw it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportantDateVersion {
    /// The day.
    pub id: ImportantDateId,
    /// The version the caller last saw.
    pub version: i64,
}

impl ImportantDate {
    /// Names this state of the day, for commands on many.
    #[must_use]
    pub fn seen(&self) -> ImportantDateVersion {
        ImportantDateVersion { id: self.id, version: self.version }
    }
}

impl From<&ImportantDate> for ImportantDateVersion {
    fn from(date: &ImportantDate) -> Self {
        date.seen()
    }
}

/// Which days are wanted; every condition given must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ImportantDateFilter {
    /// The customer.
    pub customer: Option<CustomerId>,
    /// The person whose day it is.
    pub contact: Option<ContactId>,
    /// Any of these kinds; empty for all.
    pub kinds: Vec<ImportantDateKind>,
}

/// Which coming days are wanted; every condition given must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ComingDateFilter {
    /// The customer.
    pub customer: Option<CustomerId>,
    /// The person whose day it is.
    pub contact: Option<ContactId>,
    /// Any of these kinds; empty for all.
    pub kinds: Vec<ImportantDateKind>,
    /// Whether the two days that are asked for are those of the reminder: days that come later, of
    /// which somebody wants to be reminded then.
    pub by_reminder: bool,
    /// Whether days of retired customers and contacts are told of, too.
    pub with_retired: bool,
}

/// A day that comes up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComingDate {
    /// The day on which it is this time.
    pub on: NaiveDate,
    /// The day of the reminder; none when nobody wants one.
    pub remind_on: Option<NaiveDate>,
    /// How many years it is then; none where the year is not known.
    pub years: Option<i64>,
    /// The day that matters.
    pub date: ImportantDate,
    /// The name of its customer.
    pub customer_name: String,
    /// The name of the person whose day it is.
    pub contact_name: Option<String>,
}
