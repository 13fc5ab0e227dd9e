//! The book as hosts see it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::values::{BookId, CreditCheck, Edit, Language, Secret, TaxRounding, edits};
use crate::work::DUPLICATE_WARN;

/// A company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Book {
    /// Its id in the store.
    pub id: BookId,
    /// The name it goes by.
    pub name: String,
    /// The registered name, if it differs.
    pub legal_name: Option<String>,
    /// The tax number (统一社会信用代码 in China).
    pub tax_number: Option<String>,
    /// The currency of its books (ISO 4217); never changes.
    pub currency: String,
    /// The language of labels and texts.
    pub language: Language,
    /// The distance of its local time from UTC, in minutes (480 in China).
    pub utc_offset_minutes: i64,
    /// The chart of accounts it started from.
    pub chart: String,
    /// Where the tax of new documents is rounded. Documents keep what they were made with.
    pub tax_rounding: TaxRounding,
    /// The first day that documents and entries may be dated; none for 1 January five
    /// years before the year in which the book was founded.
    pub dates_from: Option<NaiveDate>,
    /// The last day; none for the end of next year.
    pub dates_to: Option<NaiveDate>,
    /// What becomes of a sale that would have its customer owe more than its credit limit.
    pub credit_check: CreditCheck,
    /// From which score on, 1 to 100, customers are told to be likely the same.
    #[serde(default = "duplicate_warn")]
    pub duplicate_warn: i64,
    /// From which score on, 1 to 100, a customer that is likely in the book already is refused,
    /// unless who adds or edits it may add duplicates; none: none is refused.
    #[serde(default)]
    pub duplicate_stop: Option<i64>,
    /// Moves with every change of the book's own data.
    pub version: i64,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// What books of before have.
fn duplicate_warn() -> i64 {
    DUPLICATE_WARN
}

/// A book to be made, with its first operator, who may do everything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewBook {
    /// The name it goes by, up to 200 characters.
    pub name: String,
    /// The registered name, if it differs.
    pub legal_name: Option<String>,
    /// The tax number.
    pub tax_number: Option<String>,
    /// The currency of its books (ISO 4217).
    pub currency: String,
    /// The language of labels and texts.
    pub language: Language,
    /// The distance of its local time from UTC, in minutes, -840 to 840.
    pub utc_offset_minutes: i64,
    /// The chart of accounts to start from: `cn_small_business` or `international`.
    pub chart: String,
    /// The first operator's sign-in name.
    pub owner_name: String,
    /// The first operator's password.
    pub owner_password: Secret,
}

impl NewBook {
    /// A Chinese small business: CNY, Chinese, UTC+8, 小企业会计准则.
    #[must_use]
    pub fn chinese(name: &str, owner_name: &str, owner_password: &str) -> Self {
        Self {
            name: name.to_owned(),
            legal_name: None,
            tax_number: None,
            currency: "CNY".to_owned(),
            language: Language::Chinese,
            utc_offset_minutes: 480,
            chart: "cn_small_business".to_owned(),
            owner_name: owner_name.to_owned(),
            owner_password: owner_password.into(),
        }
    }

    /// A company with the plain international chart, in English, at UTC.
    #[must_use]
    pub fn international(
        name: &str,
        currency: &str,
        owner_name: &str,
        owner_password: &str,
    ) -> Self {
        Self {
            currency: currency.to_owned(),
            language: Language::English,
            utc_offset_minutes: 0,
            chart: "international".to_owned(),
            ..Self::chinese(name, owner_name, owner_password)
        }
    }
}

edits! {
    /// New values for the book's own data.
    BookEdit {
        /// The name it goes by.
        name: Option<String>,
        /// The registered name.
        legal_name: Edit<String>,
        /// The tax number.
        tax_number: Edit<String>,
        /// The language of labels and texts.
        language: Option<Language>,
        /// The distance of its local time from UTC, in minutes.
        utc_offset_minutes: Option<i64>,
        /// Where the tax of new documents is rounded.
        tax_rounding: Option<TaxRounding>,
        /// The first day that documents and entries may be dated; cleared: 1 January five years
        /// before the year in which the book was founded.
        dates_from: Edit<NaiveDate>,
        /// The last day; cleared: the end of next year.
        dates_to: Edit<NaiveDate>,
        /// What becomes of a sale that would have its customer owe more than its credit limit.
        credit_check: Option<CreditCheck>,
        /// From which score on customers are told to be likely the same.
        duplicate_warn: Option<i64>,
        /// From which score on a customer that is likely in the book already is refused; cleared:
        /// none is.
        duplicate_stop: Edit<i64>,
    }
}
