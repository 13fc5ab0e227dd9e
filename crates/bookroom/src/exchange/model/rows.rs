//! Rows of files, cleaned: what the import commands carry. Every one knows its line.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::billing::invoices::{Discount, NewInvoiceLine};
use crate::billing::open_items::model::Side;
use crate::billing::payments::PaymentDirection;
use crate::billing::products::{NewProduct, PriceMode};
use crate::customers::model::{Channel, NewCustomer};
use crate::error::Problem;

/// A customer of a file, with the people named beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedCustomer {
    /// The line of the file.
    pub line: u64,
    /// The customer; its classification is text as in the file.
    pub customer: NewCustomer,
    /// Which fields the row gives.
    pub given: Vec<String>,
    /// The field that gave each channel of the customer, in their order.
    pub channel_fields: Vec<String>,
    /// The people named beside it.
    #[serde(default)]
    pub contacts: Vec<ImportedContact>,
    /// Who is responsible, by the name in the file.
    pub owner: Option<String>,
    /// The record's number, as exports write it.
    #[serde(default)]
    pub record: Option<i64>,
    /// When the record was added, as exports write it.
    #[serde(default)]
    pub added_at: Option<String>,
    /// Whether the row goes on below merged cells of the one above.
    #[serde(default)]
    pub goes_on: bool,
    /// Masks that stand in the place of values, by field: what they show must not speak against
    /// the customer.
    #[serde(default)]
    pub masks: BTreeMap<String, String>,
    /// What was open when the book began.
    #[serde(default)]
    pub openings: Vec<ImportedOpening>,
    /// The lines of later rows that were merged into this one.
    #[serde(default)]
    pub merged: Vec<u64>,
    /// What of those rows has no place beside what the first says: field and line.
    #[serde(default)]
    pub left_out: Vec<(String, u64)>,
}

/// What was open of a customer or supplier when the book began, in the customer's own row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedOpening {
    /// The line of the file.
    pub line: u64,
    /// The field that gives it.
    pub field: String,
    /// What customers owe, or what is owed to suppliers.
    pub side: Side,
    /// How much; below zero what was paid or credited in advance.
    pub amount: Decimal,
}

/// A document of a file that was open when the book began.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedOpeningItem {
    /// The line of the file.
    pub line: u64,
    /// The customer or supplier, by code, tax number or name.
    pub customer: String,
    /// The code that stands beside the name.
    #[serde(default)]
    pub customer_code: Option<String>,
    /// The number of the document.
    pub number: Option<String>,
    /// The day of the document; that of the opening when absent.
    pub issue_on: Option<NaiveDate>,
    /// When it is to be paid.
    pub due_on: Option<NaiveDate>,
    /// What customers owe, or what is owed to suppliers, if the file or the options say so.
    pub side: Option<Side>,
    /// Whether the amount was received or paid in advance.
    pub is_advance: bool,
    /// Whether the amount stands on the debit side of the ledger, if the file says so.
    pub is_debit: Option<bool>,
    /// How much.
    pub amount: Decimal,
    /// The field that gives the amount.
    pub field: String,
}

/// A person named beside a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedContact {
    /// The line of the file.
    #[serde(default)]
    pub line: u64,
    /// Which of the people of its row it is; 1 is the first.
    #[serde(default)]
    pub number: u32,
    /// The name.
    pub name: String,
    /// The title.
    pub title: Option<String>,
    /// How to reach the person.
    pub channels: Vec<Channel>,
}

/// A product of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedProduct {
    /// The line of the file.
    pub line: u64,
    /// The product.
    pub product: NewProduct,
    /// Whether it is in use, if the row says so.
    #[serde(default)]
    pub active: Option<bool>,
    /// Which fields the row gives.
    pub given: Vec<String>,
}

/// A document of sale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedDocument {
    /// The line of the file of documents, or of the document's first line.
    pub line: u64,
    /// The document's number in the other system.
    pub reference: String,
    /// The customer, by code, tax number or name.
    pub customer: String,
    /// The code that stands beside the name.
    #[serde(default)]
    pub customer_code: Option<String>,
    /// The date of issue.
    pub issue_on: NaiveDate,
    /// When it is to be paid.
    pub due_on: Option<NaiveDate>,
    /// Whether its unit prices hold the tax.
    pub price_mode: PriceMode,
    /// Whether nothing in the file or the options says so, nor any tax of the file makes it matter:
    /// rates of known products may.
    #[serde(default)]
    pub price_mode_open: bool,
    /// A discount on the whole document.
    pub discount: Option<Discount>,
    /// A note.
    pub note: Option<String>,
    /// Its lines.
    pub lines: Vec<ImportedLine>,
    /// What the file says that it comes to.
    #[serde(default)]
    pub stated: Vec<StatedAmount>,
}

/// What a file says that a document comes to, or all of its lines together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedAmount {
    /// The field that says it: `net_amount`, `gross_amount`, `tax_amount`, `amount` or
    /// `document_total`.
    pub field: String,
    /// The amount.
    pub amount: Decimal,
    /// Whether it is the sum of the lines' own amounts.
    #[serde(default)]
    pub of_lines: bool,
    /// Whether it holds the tax, where its heading says so: it is compared with that total alone.
    #[serde(default)]
    pub price_mode: Option<PriceMode>,
}

/// A line of a document of sale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedLine {
    /// The line of the file it stands in.
    pub line: u64,
    /// Whether it was made from the document's freight.
    pub freight: bool,
    /// What the thing is like, where a column says it: it tells products of one name apart.
    #[serde(default)]
    pub spec: Option<String>,
    /// Whether it stands for a document of a list without lines.
    #[serde(default)]
    pub whole: bool,
    /// The line; its product is a code, or absent.
    pub item: NewInvoiceLine,
}

impl ImportedLine {
    /// Whether it names a product: freight and whole documents do not.
    pub(crate) fn names_product(&self) -> bool {
        !self.freight && !self.whole
    }
}

/// A payment of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedPayment {
    /// The line of the file.
    pub line: u64,
    /// The customer or supplier, by code, tax number or name; empty when only the account says it.
    pub customer: String,
    /// The code that stands beside the name.
    #[serde(default)]
    pub customer_code: Option<String>,
    /// The bank account of the other side.
    #[serde(default)]
    pub payer_account: Option<String>,
    /// In or out.
    pub direction: PaymentDirection,
    /// Whether nothing in the file says which: it was taken for a receipt.
    #[serde(default)]
    pub direction_open: bool,
    /// The day the money moved.
    pub paid_on: NaiveDate,
    /// How much.
    pub amount: Decimal,
    /// The method, by code or label.
    pub method: Option<String>,
    /// The invoices it is for, by number or reference.
    pub invoice: Option<String>,
    /// The payer's or bank's own number.
    pub reference: Option<String>,
    /// Whether such numbers come again, as those of vouchers do with every month: one means a
    /// payment only together with its day and amount.
    #[serde(default)]
    pub reference_recurs: bool,
    /// A note.
    pub note: Option<String>,
    /// Texts of columns that give no field but may name documents, by their headings.
    #[serde(default)]
    pub others: BTreeMap<String, String>,
}

/// A row that the engine's own rules refuse.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// Which of the import's files: 0 is the first.
    pub file: u32,
    /// The line of the file.
    pub line: u64,
    /// The field at fault, if it is one.
    pub field: Option<String>,
    /// What is wrong.
    pub problem: Problem,
}

/// A row that names a record of the book by the number that exports write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnRow {
    /// The line of the file.
    pub line: u64,
    /// The number of the record.
    pub record: i64,
    /// The cells, by the English headings of the export.
    pub cells: BTreeMap<String, OwnCell>,
}

/// A row of a file of documents or of their lines that names one by its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnDocumentRow {
    /// The place of its file, from 0.
    pub file: u32,
    /// Whether it is a line of a document.
    pub is_line: bool,
    /// The row.
    pub row: OwnRow,
}

/// A cell of a row that names a record. It changes something only when it differs from what an
/// export of the record would show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnCell {
    /// As it stands in the file.
    pub text: String,
    /// Cleaned as its field is.
    pub clean: String,
    /// What is wrong with it, should it change something.
    pub problem: Option<Problem>,
}
