//! How files are read and what is taken over. Everything has a default, so that a mapping file says
//! only what differs.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::billing::open_items::model::Side;
use crate::billing::products::PriceMode;
use crate::error::{Code, Problem, Result};
use crate::exchange::clean::{DateOrder, RateForm};
use crate::exchange::dialect::Dialect;
use crate::exchange::headers::Mapping;
use crate::exchange::headers::heading::told;
use crate::exchange::headers::parse::plain;
use crate::exchange::table::TableOptions;
use crate::values::{Check, PoolId, slugs};

/// How one file is read. What is not said is recognised.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FileOptions {
    /// The encoding's name, such as `gb18030`.
    pub encoding: Option<String>,
    /// Delimiter, quote and decimal sign.
    pub dialect: Option<Dialect>,
    /// How many lines of the file are not looked at. Titles above the heading need no number: the
    /// heading is found by the names in it.
    pub skip_lines: u64,
    /// Whether the file has no heading: every row is data, and the mapping names columns by their
    /// positions.
    pub no_heading: bool,
    /// What comes first in dates such as 05/01/2026. By default the heading or the column's other
    /// dates decide, and the day comes first where none does. Years of two digits are read only
    /// when this or the heading says where they stand.
    pub date_order: Option<DateOrder>,
    /// Whether rates without percent sign are percentages or fractions. By default each column
    /// decides.
    pub rate_form: Option<RateForm>,
    /// What the numbers of discounts are. By default heading, sign (`15%`, 9折) and the column of
    /// amounts decide, and rows with two readings are refused or reported.
    pub discount_form: Option<DiscountForm>,
    /// Which column or constant gives which field. Other fields are recognised by their headings.
    pub fields: Mapping,
    /// The headings of columns that are not to be read, whatever they hold: nothing is told of
    /// them, and no row is refused for them. One without a heading is named by its place: `#3`.
    pub ignored: Vec<String>,
    /// Other words for values: field name, then the text in the file, then what it stands for.
    pub values: BTreeMap<String, BTreeMap<String, String>>,
}

/// The column without a heading that `#3` names.
fn place_of_blank(headers: &[String], name: &str) -> Option<usize> {
    let place: usize = name.trim().strip_prefix('#')?.parse().ok()?;
    let index = place.checked_sub(1)?;
    headers.get(index).filter(|header| header.trim().is_empty()).map(|_| index)
}

impl FileOptions {
    /// The headings, blank for columns that are ignored.
    ///
    /// # Errors
    /// `unknown_column` at `ignored[0]` … when the file has no such column.
    pub(crate) fn without_ignored(&self, mut headers: Vec<String>) -> Result<Vec<String>> {
        let (all, mut check) = (headers.clone(), Check::new());
        for (index, name) in self.ignored.iter().enumerate() {
            let key = plain(name);
            let is_it =
                |header: &str| header == name.trim() || (!key.is_empty() && plain(header) == key);
            let by_place = place_of_blank(&all, name);
            if by_place.is_none() && !all.iter().any(|header| is_it(header)) {
                let problem = Problem::new(Code::UnknownColumn).at(format!("ignored[{index}]"));
                check.add(problem.fact("columns", told(&all)));
            }
            headers.iter_mut().filter(|header| is_it(header)).for_each(String::clear);
        }
        check.finish()?;
        Ok(headers)
    }

    /// The headings, where those of columns that are ignored are not blank.
    pub(crate) fn with_blank(&self, headers: &[String]) -> Vec<String> {
        let mut headers = headers.to_vec();
        for name in &self.ignored {
            let place = place_of_blank(&headers, name);
            if let Some(heading) = place.and_then(|at| headers.get_mut(at)) {
                heading.clone_from(name);
            }
        }
        headers
    }

    pub(crate) fn table(&self) -> TableOptions {
        TableOptions {
            encoding: self.encoding.clone(),
            dialect: self.dialect,
            skip_lines: self.skip_lines,
            ..TableOptions::default()
        }
    }
}

slugs! {
    /// What the numbers of a column of discounts are.
    DiscountForm {
        /// The share that is taken off: 10 or 0.1 is ten percent less.
        Off "off",
        /// The share that is left to pay: 0.9, 90 or 9折 is ten percent less.
        Left "left",
        /// Money that is taken off the line.
        Money "money",
    }
}

slugs! {
    /// What happens with rows whose record is in the book already, and with those whose is not.
    #[derive(Default)]
    Matching {
        /// Known records are updated, the others made.
        #[default]
        CreateAndUpdate "create_and_update",
        /// Records are made; rows of known ones are rejected.
        CreateOnly "create_only",
        /// Known records are updated; the other rows are rejected.
        UpdateOnly "update_only",
    }
}

slugs! {
    /// What happens with a row that repeats an earlier one of its file.
    #[derive(Default)]
    Repeats {
        /// It is rejected, and the reason names the line of the first.
        #[default]
        Reject "reject",
        /// It adds to the first: what the first left blank, contacts, channels, addresses, bank
        /// accounts, tags and lines of the note. A value that contradicts the first is reported;
        /// a row that contradicts its name, code or tax number is rejected.
        Merge "merge",
    }
}

slugs! {
    /// What happens with something a row names and the book does not have.
    #[derive(Default)]
    Unknown {
        /// The row is rejected.
        #[default]
        Reject "reject",
        /// It is made.
        Create "create",
        /// The value is left out, and reported.
        LeaveOut "leave_out",
    }
}

slugs! {
    /// What happens with lines that were imported before, and still stand, but have no reference of
    /// their own by which they would be known. Of equal lines as many are known as were booked: a
    /// file with one more has one new line.
    #[derive(Default)]
    ImportedBefore {
        /// The same file again (in whatever encoding, with whatever order of columns, with whatever
        /// mapping) is refused as a whole when all of it was taken; when some of its rows were
        /// rejected then, the others are left out now. Lines of another file are booked, and
        /// reported one by one.
        #[default]
        Refuse "refuse",
        /// They are rejected one by one, and the others booked: what statements of overlapping
        /// periods need.
        Skip "skip",
        /// They are booked again, and reported one by one.
        Book "book",
    }
}

/// How customers are imported. A row belongs to a known customer by the record number of an export,
/// else by code, else by tax number and name, else by the whole name (letter case and the number of
/// spaces do not count, signs do; persons need a phone in common too). An unknown code or another
/// tax number never means a known customer. A row whose name or tax number contradicts the code it
/// gives is rejected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CustomerImport {
    /// How the file is read.
    pub file: FileOptions,
    /// Whether customers are made, updated or both. An update writes what the row gives and never
    /// empties a field; channels, addresses, bank accounts and tags are added to.
    pub matching: Matching,
    /// What happens with a row that means the customer of an earlier one.
    pub repeats: Repeats,
    /// Whether a row may change the name and the tax number of the customer whose code it gives.
    /// Rows with a record number always may.
    pub change_identity: bool,
    /// What happens with a level, industry, source, region … that the dictionary does not have.
    pub unknown_labels: Unknown,
    /// Whether the rows are suppliers instead of customers.
    pub suppliers: bool,
    /// The pool that new customers go to, unless their row names an owner. Who imports them is a
    /// member of it; rows with contacts need one who looks after it.
    pub pool: Option<PoolId>,
    /// The day of the opening balances (期初); needed when a column gives any. They become opening
    /// items, and need the permission to post. One that an earlier import of customers booked is
    /// not booked again; a row with another one is rejected.
    pub opening_on: Option<NaiveDate>,
    /// Whether customers that may be the same are looked for, in the file and in the book.
    pub find_duplicates: bool,
    /// Whether nothing is imported when one row is rejected.
    pub all_or_nothing: bool,
}

impl Default for CustomerImport {
    fn default() -> Self {
        Self {
            file: FileOptions::default(),
            matching: Matching::default(),
            repeats: Repeats::default(),
            change_identity: false,
            unknown_labels: Unknown::LeaveOut,
            suppliers: false,
            pool: None,
            opening_on: None,
            find_duplicates: true,
            all_or_nothing: false,
        }
    }
}

/// How products are imported. A row belongs to a known product by the record number of an export,
/// else by its code; one whose name contradicts the code it gives is rejected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ProductImport {
    /// How the file is read.
    pub file: FileOptions,
    /// Whether products are made, updated or both. An update writes what the row gives, and reports
    /// the fields that changed.
    pub matching: Matching,
    /// Whether a row may change the name of the product whose code it gives. Rows with a record
    /// number always may.
    pub change_identity: bool,
    /// Whether the prices hold the tax.
    pub price_mode: PriceMode,
    /// The tax rate where the file has none, 0 to 1: 0.13 is 13 %.
    pub tax_rate: Decimal,
    /// Whether nothing is imported when one row is rejected.
    pub all_or_nothing: bool,
}

impl Default for ProductImport {
    fn default() -> Self {
        Self {
            file: FileOptions::default(),
            matching: Matching::default(),
            change_identity: false,
            price_mode: PriceMode::Net,
            tax_rate: Decimal::ZERO,
            all_or_nothing: false,
        }
    }
}

/// The line that a column with freight becomes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Freight {
    /// What the line says.
    pub description: String,
    /// Its tax rate, 0 to 1: 0.09 is 9 %.
    pub tax_rate: Decimal,
    /// The code of the account that takes it; by default the one for services.
    pub income_account: Option<String>,
}

impl Default for Freight {
    fn default() -> Self {
        Self {
            description: "运费 Freight".to_owned(),
            tax_rate: Decimal::ZERO,
            income_account: None,
        }
    }
}

/// How sales are imported and posted: from one file with a row per line item in which the
/// document's columns repeat, or from a file of documents and a file of their lines, joined by
/// `reference`. A document with a bad line is rejected as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SalesImport {
    /// How the file of documents, or the only file, is read.
    pub documents: FileOptions,
    /// How the file of lines is read, if there is one.
    pub lines: FileOptions,
    /// Whether unit prices hold the tax, where neither heading, column nor amounts say. When this
    /// is not said either they are taken as net, and the report says so.
    pub price_mode: Option<PriceMode>,
    /// The tax rate where neither the file nor a known product gives one, 0 to 1: 0.13 is 13 %.
    pub tax_rate: Decimal,
    /// What becomes of a column with freight.
    pub freight: Freight,
    /// What happens with unknown customers; they cannot be left out.
    pub unknown_customers: Unknown,
    /// What happens with unknown products: made from the line, rejected, or left out, so that the
    /// line has a description only.
    pub unknown_products: Unknown,
    /// Whether a document is taken even when the customer has a posted one with its reference.
    pub allow_repeated_references: bool,
    /// What happens with documents that were imported before, where references may repeat.
    pub imported_before: ImportedBefore,
    /// Whether nothing is imported when one row is rejected.
    pub all_or_nothing: bool,
}

impl Default for SalesImport {
    fn default() -> Self {
        Self {
            documents: FileOptions::default(),
            lines: FileOptions::default(),
            price_mode: None,
            tax_rate: Decimal::ZERO,
            freight: Freight::default(),
            unknown_customers: Unknown::Reject,
            unknown_products: Unknown::Create,
            allow_repeated_references: false,
            imported_before: ImportedBefore::default(),
            all_or_nothing: false,
        }
    }
}

slugs! {
    /// Which invoices imported payments settle.
    #[derive(Default)]
    AllocateBy {
        /// Those the row names by number or reference, then those due first. A payment of which a
        /// name is unknown, another customer's or settled already stays open, and is reported.
        #[default]
        Automatic "automatic",
        /// Those the row names by number or reference. What they do not need stays open, and so do
        /// payments that name none.
        Reference "reference",
        /// None: payments stay open, and importing them does without `payments.allocate`.
        None "none",
    }
}

/// How payments are imported.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PaymentImport {
    /// How the file is read.
    pub file: FileOptions,
    /// Which invoices they settle.
    pub allocate: AllocateBy,
    /// What happens with unknown customers; they cannot be left out.
    pub unknown_customers: Unknown,
    /// What happens with methods that the dictionary does not have; left out means bank transfer.
    pub unknown_methods: Unknown,
    /// Whether a payment is taken even when the customer has one with its reference.
    pub allow_repeated_references: bool,
    /// What happens with payments that were imported before and have no reference, or whose
    /// references may repeat.
    pub imported_before: ImportedBefore,
    /// Whether nothing is imported when one row is rejected.
    pub all_or_nothing: bool,
}

/// How documents that were open when the book began are imported (期初应收, 期初应付). A row is of
/// the side that its own column, else `side`, else the file's headings say; else of that of its
/// customer or supplier, and refused when that is both.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OpeningItemImport {
    /// How the file is read.
    pub file: FileOptions,
    /// The day of the opening: that of the entries. It must be given.
    pub on: Option<NaiveDate>,
    /// What customers owe, or what is owed to suppliers, where no row says it.
    pub side: Option<Side>,
    /// The code of the account on the other side; the chart's for opening balances when absent.
    pub counter_account: Option<String>,
    /// What happens with unknown customers and suppliers; they cannot be left out.
    pub unknown_customers: Unknown,
    /// Whether a document is taken even when its customer has one with its number.
    pub allow_repeated_references: bool,
    /// What happens with documents that were imported before and have no number, or whose numbers
    /// may repeat.
    pub imported_before: ImportedBefore,
    /// Whether nothing is imported when one row is rejected.
    pub all_or_nothing: bool,
}
