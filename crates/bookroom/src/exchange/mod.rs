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
pub mod model;
pub mod reject;
mod remarks;
pub(crate) mod rules;
mod sheet;
mod sniff;
pub(crate) mod store;
mod summary;
pub mod table;

#[cfg(test)]
mod samples_tests;

use std::io::Write;

use commands::UndoImport;
use export::{ExportList, ExportOptions};
use headers::Target;
use model::{
    CustomerImport, FileOptions, ImportField, ImportFile, ImportFilter, ImportPreview,
    ImportReport, ImportRun, ImportSort, OpeningItemImport, PaymentImport, ProductImport,
    ProgressCallback, SalesImport, UndoReport,
};

use crate::error::Result;
use crate::rights::permission::Permission;
use crate::values::{ImportId, Page, PageRequest};
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
    pub fn import_opening_items(
        &self,
        file: ImportFile<'_>,
        options: &OpeningItemImport,
        progress: &ProgressCallback,
    ) -> Result<ImportReport> {
        imports::opening_items(self.session, file, options, progress)
    }

    /// Imports payments and lets them settle invoices. Needs the permissions to record and to
    /// allocate payments too.
    ///
    /// # Errors
    /// As [`Exchange::import_customers`].
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

    /// Undoes an import with all it made and changed: records go or get back what they had; what
    /// stands in the ledger is cancelled by red entries. All of it, or nothing. Needs the
    /// permissions for that too.
    ///
    /// # Errors
    /// `not_found`; `not_permitted` and `field_not_permitted` when one may not take back each
    /// record by hand; `wrong_state` for one that was undone already; `undo_blocked` with the facts
    /// `subject`, `key`, `count` and `blocked` (such as `invoice:7,invoice:9`) when records changed
    /// since or others refer to them.
    pub fn undo_import(&self, import: ImportId) -> Result<UndoReport> {
        self.session.run(UndoImport { import })
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
    pub fn export(
        &self,
        list: &ExportList,
        out: &mut dyn Write,
        options: &ExportOptions,
    ) -> Result<i64> {
        export::export(self.session, list, out, options)
    }
}
