//! The mapping file: what the book is like and how the files are read. What it does not say has a
//! default, and columns it does not name are recognised by their headings.

use bookroom::book::NewBook;
use bookroom::exchange::model::{CustomerImport, PaymentImport, ProductImport, SalesImport};
use bookroom::values::Language;
use chrono::NaiveDate;
use serde::Deserialize;

use crate::arguments::{Arguments, data};

/// A mapping file.
#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
pub struct Plan {
    /// The book to be made.
    pub book: BookPlan,
    /// How customers are imported.
    pub customers: CustomerImport,
    /// How products are imported.
    pub products: ProductImport,
    /// How invoices and their lines are imported.
    pub sales: SalesImport,
    /// How payments are imported.
    pub payments: PaymentImport,
}

/// The book to be made.
#[derive(Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BookPlan {
    /// Its name.
    pub name: String,
    /// Its currency.
    pub currency: String,
    /// Its language.
    pub language: Language,
    /// Its chart of accounts: `cn_small_business` or `international`.
    pub chart: String,
    /// The distance of its time from UTC, in minutes.
    pub utc_offset_minutes: i64,
    /// Its first day, when its documents are older than a new book takes.
    pub dates_from: Option<NaiveDate>,
}

impl Default for BookPlan {
    fn default() -> Self {
        Self {
            name: "账房示例 Quickstart".to_owned(),
            currency: "CNY".to_owned(),
            language: Language::Chinese,
            chart: "cn_small_business".to_owned(),
            utc_offset_minutes: 480,
            dates_from: None,
        }
    }
}

impl Plan {
    /// Reads the mapping file that was named, or the sample's.
    pub fn load(arguments: &Arguments) -> Result<Self, String> {
        let sample = arguments.is_sample().then(|| data().join("sample.toml"));
        let Some(path) = arguments.mapping.clone().or(sample) else { return Ok(Self::default()) };
        let shown = path.display();
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{shown}: {error}"))?;
        toml::from_str(&text).map_err(|error| format!("{shown}: {error}"))
    }

    /// The book as the engine takes it; the first operator is the caller's matter.
    pub fn new_book(&self) -> NewBook {
        NewBook {
            currency: self.book.currency.clone(),
            language: self.book.language,
            chart: self.book.chart.clone(),
            utc_offset_minutes: self.book.utc_offset_minutes,
            ..NewBook::chinese(&self.book.name, "", "")
        }
    }
}
