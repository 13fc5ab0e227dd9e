//! Import and export: bytes to text to rows to clean values to records, and back.

pub(crate) mod card;
mod cells;
pub mod clean;
pub mod commands;
pub(crate) mod content;
pub mod csv_out;
pub mod decode;
pub mod dialect;
pub mod duplicates;
pub mod export;
mod guess;
pub mod headers;
mod imports;
mod merged;
pub mod model;
mod own;
pub mod reject;
mod remarks;
pub(crate) mod rules;
mod sheet;
mod sniff;
pub(crate) mod store;
mod summary;
pub mod table;
pub mod words;

#[cfg(test)]
mod samples_tests;

use std::io::Write;

use chrono::NaiveDate;
use commands::UndoImport;
use export::{ExportAllOptions, ExportList, ExportManifest, ExportOptions};
use headers::Target;
use model::{
    CustomerImport, FileOptions, ImportField, ImportFile, ImportFilter, ImportPreview,
    ImportReport, ImportRun, ImportSort, OpeningItemImport, PaymentImport, ProductImport,
    ProgressCallback, SalesImport, UndoReport,
};

use words::CodeLabel;

use crate::error::Result;
use crate::rights::permission::Permission;
use crate::values::{ImportId, Language, Page, PageRequest};
use crate::work::Session;

/// Imports and exports of a book.
///
/// An import reads and cleans its files first, outside any transaction, and then is one command:
/// dry run, request key, audit and the host's rules hold for it as for every other. It is one batch
/// in the change log and can be undone as a whole.
pub struct Exchange<'s> {
    session: &'s Session,
}

impl Session {
    /// Imports and exports.
    ///
    /// # Examples
    /// ```
    /// use bookroom::exchange::headers::Target;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let fields = session.exchange().fields(Target::Payments)?;
    /// assert!(fields.iter().any(|field| field.name == "paid_on"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn exchange(&self) -> Exchange<'_> {
        Exchange { session: self }
    }
}

impl<'s> Exchange<'s> {
    /// Shows how a file would be read: encoding, dialect, which column gives which field, the first
    /// rows as cleaned, what is not certain, and whether the same file was imported before. Nothing
    /// that rows name is looked up in the book; a dry run of the import does that.
    ///
    /// # Errors
    /// `not_permitted`; `bad_encoding`, `bad_table`, `file_access` for a file that cannot be read;
    /// `unknown_column`, `bad_choice` for a mapping that does not fit.
    ///
    /// # Examples
    /// ```
    /// use bookroom::exchange::headers::Target;
    /// use bookroom::exchange::model::{FileOptions, ImportFile};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let file = ImportFile::of_bytes("客户.csv", "客户名称;手机\n南山贸易;139 0013 9000\n".into());
    /// let preview = session.exchange().preview(file, Target::Customers, &FileOptions::default())?;
    /// assert_eq!(preview.fields, ["name", "mobile"]);
    /// assert!(preview.missing.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn preview(
        &self,
        file: ImportFile<'_>,
        target: Target,
        options: &FileOptions,
    ) -> Result<ImportPreview> {
        imports::preview(self.session, file, target, options)
    }

    /// The fields that a mapping may name for files of a target, with the headings that are
    /// recognised for each, the usual one of each language first.
    ///
    /// # Errors
    /// `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::exchange::headers::Target;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let fields = session.exchange().fields(Target::Customers)?;
    /// assert!(fields.iter().any(|field| field.name == "tax_number"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn fields(&self, target: Target) -> Result<Vec<ImportField>> {
        self.session.grants().scope(Permission::ImportsRun)?;
        Ok(target.fields().map(headers::Field::described).collect())
    }

    /// Imports customers, the people named beside them, and their opening balances. Needs the
    /// permissions to add and edit customers and to post too, as far as rows ask for it.
    ///
    /// # Errors
    /// As [`Exchange::preview`]; `required` at `opening_on` when a column gives opening balances,
    /// `too_many` for a file above a million rows or a gibibyte, `field_not_permitted`, `busy`;
    /// `imported_before` for a file of sales, payments or opening items that was imported already,
    /// unless the options say otherwise. Rows that break rules are no errors: they are in the
    /// report.
    ///
    /// # Examples
    /// ```
    /// use bookroom::exchange::model::{CustomerImport, ImportFile, ProgressCallback};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let file = ImportFile::of_bytes("客户.csv", "客户名称,级别\n南山贸易,A\n".into());
    /// let (options, nobody) = (CustomerImport::default(), ProgressCallback::none());
    /// let report = session.exchange().import_customers(file, &options, &nobody)?;
    /// assert_eq!((report.accepted, report.rejected), (1, 0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn import_customers(
        &self,
        file: ImportFile<'_>,
        options: &CustomerImport,
        progress: &ProgressCallback,
    ) -> Result<ImportReport> {
        imports::customers(self.session, file, options, progress)
    }

    /// Imports products. Needs the permission to change products too.
    ///
    /// # Errors
    /// As [`Exchange::import_customers`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::exchange::model::{ImportFile, ProductImport, ProgressCallback};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let file = ImportFile::of_bytes("商品.csv", "编码,名称,单价,税率\nCUP,茶杯,22.60,13%\n".into());
    /// let (options, nobody) = (ProductImport::default(), ProgressCallback::none());
    /// let report = session.exchange().import_products(file, &options, &nobody)?;
    /// assert_eq!(report.created("product"), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn import_products(
        &self,
        file: ImportFile<'_>,
        options: &ProductImport,
        progress: &ProgressCallback,
    ) -> Result<ImportReport> {
        imports::products(self.session, file, options, progress)
    }

    /// Imports sales and posts them: from one file with a row per line item, or from a file of
    /// documents and a file of `lines`. Needs the permissions to draft and post invoices too, and
    /// to change products when unknown ones are made.
    ///
    /// # Errors
    /// As [`Exchange::import_customers`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::exchange::model::{ImportFile, ProgressCallback, SalesImport};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let text = "单据编号,开票日期,客户,产品,数量,单价,税率\nXS-1,2026-06-20,K001,TEA,2,800,13%\n";
    /// let file = ImportFile::of_bytes("销售.csv", text.into());
    /// let (options, nobody) = (SalesImport::default(), ProgressCallback::none());
    /// let report = session.exchange().import_sales(file, None, &options, &nobody)?;
    /// assert_eq!(report.created("invoice"), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn import_sales(
        &self,
        documents: ImportFile<'_>,
        lines: Option<ImportFile<'_>>,
        options: &SalesImport,
        progress: &ProgressCallback,
    ) -> Result<ImportReport> {
        imports::sales(self.session, documents, lines, options, progress)
    }

    /// Imports documents that were open when the book began (期初应收, 期初应付) as opening items.
    /// Needs the permission to post too.
    ///
    /// # Errors
    /// As [`Exchange::import_customers`]; `required` at `on` without a day of the opening, and what
    /// is wrong with that day.
    ///
    /// # Examples
    /// ```
    /// use bookroom::exchange::model::{ImportFile, OpeningItemImport, ProgressCallback};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let text = "往来单位,单据编号,日期,应收金额\nK001,XS-117,2026-03-01,800.00\n";
    /// let file = ImportFile::of_bytes("期初.csv", text.into());
    /// let on = Some("2026-05-31".parse()?);
    /// let options = OpeningItemImport { on, ..OpeningItemImport::default() };
    /// let nobody = ProgressCallback::none();
    /// let report = session.exchange().import_opening_items(file, &options, &nobody)?;
    /// assert_eq!((report.accepted, report.rejected), (1, 0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn import_opening_items(
        &self,
        file: ImportFile<'_>,
        options: &OpeningItemImport,
        progress: &ProgressCallback,
    ) -> Result<ImportReport> {
        imports::opening_items(self.session, file, options, progress)
    }

    /// Imports payments, such as the lines of a bank statement, and lets them settle invoices.
    /// Needs `payments.record` and `customers.view` beside `imports.run`, and `payments.allocate`
    /// unless the option `allocate` is `none`: then every payment stays open for whoever allocates.
    ///
    /// # Errors
    /// As [`Exchange::import_customers`]; `not_permitted` with the fact `permission`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::exchange::model::{ImportFile, PaymentImport, ProgressCallback};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let text = "收款日期,付款单位,金额,对应单号\n2026-06-25,K001,1130.00,PO-77\n";
    /// let file = ImportFile::of_bytes("收款.csv", text.into());
    /// let (options, nobody) = (PaymentImport::default(), ProgressCallback::none());
    /// let report = session.exchange().import_payments(file, &options, &nobody)?;
    /// assert_eq!(report.created("payment"), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn import_payments(
        &self,
        file: ImportFile<'_>,
        options: &PaymentImport,
        progress: &ProgressCallback,
    ) -> Result<ImportReport> {
        imports::payments(self.session, file, options, progress)
    }

    /// A page of the imports of the book.
    ///
    /// # Errors
    /// `not_permitted`, `out_of_range`, `bad_cursor`; `bad_choice` or `bad_format` for a condition.
    ///
    /// # Examples
    /// ```
    /// use bookroom::exchange::model::{ImportFilter, ImportSort};
    /// use bookroom::values::PageRequest;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let (all, page) = (ImportFilter::default(), PageRequest::default());
    /// let runs = session.exchange().imports(&all, ImportSort::default(), true, &page)?;
    /// assert!(runs.items.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn imports(
        &self,
        filter: &ImportFilter,
        sort: ImportSort,
        descending: bool,
        page: &PageRequest,
    ) -> Result<Page<ImportRun>> {
        self.session.read(Permission::ImportsRun, |view| {
            store::runs::list(view, filter, sort, descending, page)
        })
    }

    /// As [`Exchange::undo_import_on`], with red entries of today.
    ///
    /// # Errors
    /// As [`Exchange::undo_import_on`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::exchange::model::{CustomerImport, ImportFile, ProgressCallback};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let file = ImportFile::of_bytes("客户.csv", "客户名称\n南山贸易\n".into());
    /// let (options, nobody) = (CustomerImport::default(), ProgressCallback::none());
    /// let report = session.exchange().import_customers(file, &options, &nobody)?;
    /// let undone = session.exchange().undo_import(report.import.unwrap())?;
    /// assert!(undone.records.iter().any(|one| one.subject == "customer" && one.removed == 1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn undo_import(&self, import: ImportId) -> Result<UndoReport> {
        self.undo_import_on(import, None)
    }

    /// Undoes an import with all it made and changed: records go or get back what they had; what
    /// stands in the ledger is cancelled by red entries, dated `on` (such as the last day of the
    /// month that was imported; today when absent). All of it, or nothing. Needs the permissions
    /// for that too.
    ///
    /// Until that day the books show what was imported. Who imports the corrected file with its own
    /// days shows both on the days between: choose the day of the last document of the file, the
    /// earliest that is possible for all of them.
    ///
    /// # Errors
    /// `not_found`; `not_permitted` and `field_not_permitted` when one may not take back each
    /// record by hand; `wrong_state` for one that was undone already; `undo_blocked` with the facts
    /// `subject`, `key`, `count` and `blocked` (such as `invoice:7,invoice:9,payment:4`, with what
    /// settles them) when records changed since or others refer to them; `date_order` for a day
    /// before a document or payment that is cancelled, `bad_date`, `date_far`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::exchange::model::{CustomerImport, ImportFile, ProgressCallback};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let file = ImportFile::of_bytes("客户.csv", "客户名称\n南山贸易\n".into());
    /// let (options, nobody) = (CustomerImport::default(), ProgressCallback::none());
    /// let report = session.exchange().import_customers(file, &options, &nobody)?;
    /// let last = "2026-06-30".parse()?;
    /// let undone = session.exchange().undo_import_on(report.import.unwrap(), Some(last))?;
    /// assert!(undone.records.iter().any(|one| one.subject == "customer" && one.removed == 1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn undo_import_on(&self, import: ImportId, on: Option<NaiveDate>) -> Result<UndoReport> {
        self.session.run(UndoImport { import, on })
    }

    /// What the codes and words of records are called: kinds, states and sides, the items of
    /// user-maintained lists, accounts, journals, as far as the operator may see them. In the
    /// book's language when none is given.
    ///
    /// # Errors
    /// `busy`, `storage`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::values::Language;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let labels = session.exchange().labels(Some(Language::Chinese))?;
    /// assert!(labels.iter().any(|one| one.code == "purchase" && one.label == "采购"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn labels(&self, language: Option<Language>) -> Result<Vec<CodeLabel>> {
        words::labels(self.session, language)
    }

    /// Writes a list or a report as CSV into `out`, page by page, and returns how many rows stand
    /// below the headings. Needs the permission to see the list, too; what is hidden or masked for
    /// the operator is so in the file. What others change meanwhile may or may not be in it.
    ///
    /// Cells that a spreadsheet would take for formulas are guarded (see [`csv_out::guard`]); days
    /// are written as `2026-06-15`, instants in the book's local time, several values in one cell
    /// with `; ` between them.
    ///
    /// # Errors
    /// `not_permitted`, with nothing written; `file_access` when `out` fails, `bad_character` for
    /// U+E5E5 in GB18030; and those of the list's own query. An error later on leaves what was
    /// written until then.
    ///
    /// # Examples
    /// ```
    /// use bookroom::customers::model::CustomerFilter;
    /// use bookroom::exchange::export::{ExportList, ExportOptions};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let mut csv = Vec::new();
    /// let all = ExportList::Customers(CustomerFilter::default());
    /// let rows = session.exchange().export(&all, &mut csv, &ExportOptions::default())?;
    /// assert_eq!(rows, 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn export(
        &self,
        list: &ExportList,
        out: &mut dyn Write,
        options: &ExportOptions,
    ) -> Result<i64> {
        export::export(self.session, list, out, options)
    }

    /// As [`Exchange::export`], into a file: as the book was at one moment, and whole or not at
    /// all. A file that is there already is replaced once the new one is written; a new one can be
    /// read by its owner alone.
    ///
    /// # Errors
    /// As [`Exchange::export`]; `no_folder`, `not_a_file`, and `file_access` with the fact `kind`:
    /// `full` on a full disk, `not_permitted`, `read_only`, `name`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::exchange::export::{ExportList, ExportOptions};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let file = std::env::temp_dir().join(format!("accounts-{}.csv", std::process::id()));
    /// let path = file.display().to_string();
    /// let options = ExportOptions::default();
    /// let rows = session.exchange().export_to(&ExportList::Accounts, &path, &options)?;
    /// assert!(rows > 50);
    /// std::fs::remove_file(file)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn export_to(&self, list: &ExportList, path: &str, options: &ExportOptions) -> Result<i64> {
        export::export_to(self.session, list, path, options)
    }

    /// Writes every list of the book that the operator may see into a folder, a CSV file each, all
    /// as the book was at one moment. Reports are those of today; what is of one record only
    /// (registers, statements, histories) is no part of it.
    ///
    /// The folder is made when only it is missing. A file is there whole or not at all, and
    /// `manifest.json` comes last: it says which book and day it is, which files with how many
    /// rows, and what was left out for want of rights, as the result does. With `overwrite` files
    /// of the same names are replaced; other files stay.
    ///
    /// # Errors
    /// `not_permitted` without the permission to export; `no_folder`, `not_a_folder`,
    /// `folder_not_empty`; `file_access` as [`Exchange::export_to`], `bad_character` for U+E5E5 in
    /// GB18030. What was written until then stays, without a manifest.
    ///
    /// # Examples
    /// ```
    /// use bookroom::exchange::export::ExportAllOptions;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let folder = std::env::temp_dir().join(format!("book-{}", std::process::id()));
    /// let path = folder.display().to_string();
    /// let made = session.exchange().export_all(&path, &ExportAllOptions::default())?;
    /// assert!(folder.join("manifest.json").exists());
    /// std::fs::remove_dir_all(folder)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn export_all(&self, folder: &str, options: &ExportAllOptions) -> Result<ExportManifest> {
        export::export_all(self.session, folder, options)
    }
}
