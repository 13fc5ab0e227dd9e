//! The part of the exchange that takes files and tells of progress.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;
use std::sync::Arc;

use bookroom::create_private;

use bookroom::exchange::model::{self as exchange, ImportFile, ProgressCallback};

use crate::{
    BookroomError, CustomerImport, Exchange, ExportList, ExportOptions, FileOptions, FileReport,
    ImportPreview, ImportReport, ImportTarget, Language, OpeningItemImport, PaymentImport,
    ProductImport, ProgressListener, SalesImport,
};

/// A file to be imported.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum ImportSource {
    /// A file on disk.
    Path {
        /// Where it is.
        path: String,
    },
    /// A file in memory.
    Bytes {
        /// The name under which it is reported and kept, without folders.
        name: String,
        /// What it holds.
        bytes: Vec<u8>,
    },
}

impl ImportSource {
    fn open(self) -> Result<ImportFile<'static>, BookroomError> {
        match self {
            Self::Path { path } => Ok(ImportFile::open(path)?),
            Self::Bytes { name, bytes } => Ok(ImportFile::of_bytes(&name, bytes)),
        }
    }
}

fn told(progress: Option<Arc<dyn ProgressListener>>) -> ProgressCallback {
    match progress {
        Some(listener) => {
            ProgressCallback::fallible(move |progress| Ok(listener.on_progress(progress)?))
        }
        None => ProgressCallback::none(),
    }
}

fn create(path: &str) -> Result<BufWriter<File>, BookroomError> {
    Ok(BufWriter::new(create_private(Path::new(path))?))
}

/// Writes the rejected rows of a file's report into a file, as CSV that can be corrected and
/// imported again: line, columns, codes and reasons, then the original cells. Returns how many
/// rows stand below the headings.
///
/// Fails with:
/// `no_folder`, `file_access`.
#[uniffi::export]
pub fn write_rejected(
    file: FileReport,
    path: &str,
    language: Language,
) -> Result<u64, BookroomError> {
    exchange::write_rejected(&file, create(path)?, language)?;
    Ok(u64::try_from(file.rejected.len()).unwrap_or(u64::MAX))
}

/// As `write_rejected`, as the bytes of the file.
///
/// Fails with:
/// Nothing: memory takes what it is given.
#[uniffi::export]
pub fn rejected_bytes(file: FileReport, language: Language) -> Result<Vec<u8>, BookroomError> {
    Ok(exchange::write_rejected(&file, Vec::new(), language)?)
}

/// The whole of the list with a name such as `products`, to be exported: all that the operator may
/// see, reports as of today.
///
/// Fails with:
/// `bad_choice` for a name that is none; `required` for a list of one record, with the facts `of`
/// and `needs`.
#[uniffi::export]
pub fn export_list(name: &str) -> Result<ExportList, BookroomError> {
    Ok(ExportList::named(name)?)
}

#[uniffi::export]
impl Exchange {
    /// Shows how a file would be read: encoding, dialect, which column gives which field, the first
    /// rows as cleaned, what is not certain, and whether the same file was imported before. Nothing
    /// that rows name is looked up in the book; a dry run of the import does that.
    ///
    /// Fails with:
    /// `not_permitted`; `bad_encoding`, `bad_table`, `file_access` for a file that cannot be read;
    /// `unknown_column`, `bad_choice` for a mapping that does not fit.
    #[uniffi::method(default(options = None))]
    pub fn preview(
        &self,
        file: ImportSource,
        target: ImportTarget,
        options: Option<FileOptions>,
    ) -> Result<ImportPreview, BookroomError> {
        let (file, options) = (file.open()?, options.unwrap_or_default());
        Ok(self.session.run(|session| session.exchange().preview(file, target, &options))?)
    }

    /// Imports customers, the people named beside them, and their opening balances. Needs the
    /// permissions to add and edit customers and to post too, as far as rows ask for it.
    ///
    /// Fails with:
    /// As `preview`; `required` at `opening_on` when a column gives opening balances, `too_many`
    /// for a file above a million rows or a gibibyte, `field_not_permitted`, `busy`;
    /// `imported_before` for a file of sales, payments or opening items that was imported already,
    /// unless the options say otherwise. Rows that break rules are no errors: they are in the
    /// report.
    #[uniffi::method(default(options = None, progress = None))]
    pub fn import_customers(
        &self,
        file: ImportSource,
        options: Option<CustomerImport>,
        progress: Option<Arc<dyn ProgressListener>>,
    ) -> Result<ImportReport, BookroomError> {
        let (file, options, told) = (file.open()?, options.unwrap_or_default(), told(progress));
        Ok(self.session.run(|it| it.exchange().import_customers(file, &options, &told))?)
    }

    /// Imports products. Needs the permission to change products too.
    ///
    /// Fails with:
    /// As `import_customers`.
    #[uniffi::method(default(options = None, progress = None))]
    pub fn import_products(
        &self,
        file: ImportSource,
        options: Option<ProductImport>,
        progress: Option<Arc<dyn ProgressListener>>,
    ) -> Result<ImportReport, BookroomError> {
        let (file, options, told) = (file.open()?, options.unwrap_or_default(), told(progress));
        Ok(self.session.run(|it| it.exchange().import_products(file, &options, &told))?)
    }

    /// Imports sales and posts them: from one file with a row per line item, or from a file of
    /// documents and a file of `lines`. Needs the permissions to draft and post invoices too, and
    /// to change products when unknown ones are made.
    ///
    /// Fails with:
    /// As `import_customers`.
    #[uniffi::method(default(options = None, lines = None, progress = None))]
    pub fn import_sales(
        &self,
        documents: ImportSource,
        options: Option<SalesImport>,
        lines: Option<ImportSource>,
        progress: Option<Arc<dyn ProgressListener>>,
    ) -> Result<ImportReport, BookroomError> {
        let (documents, options) = (documents.open()?, options.unwrap_or_default());
        let (lines, told) = (lines.map(ImportSource::open).transpose()?, told(progress));
        Ok(self.session.run(|it| it.exchange().import_sales(documents, lines, &options, &told))?)
    }

    /// Imports documents that were open when the book began (期初应收, 期初应付) as opening items.
    /// Needs the permission to post too.
    ///
    /// Fails with:
    /// As `import_customers`; `required` at `on` without a day of the opening, and what is wrong
    /// with that day.
    #[uniffi::method(default(options = None, progress = None))]
    pub fn import_opening_items(
        &self,
        file: ImportSource,
        options: Option<OpeningItemImport>,
        progress: Option<Arc<dyn ProgressListener>>,
    ) -> Result<ImportReport, BookroomError> {
        let (file, options, told) = (file.open()?, options.unwrap_or_default(), told(progress));
        Ok(self.session.run(|it| it.exchange().import_opening_items(file, &options, &told))?)
    }

    /// Imports payments, such as the lines of a bank statement, and lets them settle invoices.
    /// Needs `payments.record` and `customers.view` beside `imports.run`, and `payments.allocate`
    /// unless the option `allocate` is `none`: then every payment stays open for whoever allocates.
    ///
    /// Fails with:
    /// As `import_customers`.
    #[uniffi::method(default(options = None, progress = None))]
    pub fn import_payments(
        &self,
        file: ImportSource,
        options: Option<PaymentImport>,
        progress: Option<Arc<dyn ProgressListener>>,
    ) -> Result<ImportReport, BookroomError> {
        let (file, options, told) = (file.open()?, options.unwrap_or_default(), told(progress));
        Ok(self.session.run(|it| it.exchange().import_payments(file, &options, &told))?)
    }

    /// Writes a list or a report as CSV into a file, and returns how many rows stand below the
    /// headings. Needs the permission to see the list, too; what is hidden or masked for the
    /// operator is so in the file. The file is of one moment, and there whole or as it was.
    ///
    /// Fails with:
    /// `not_permitted`; `no_folder`, `not_a_file`, `file_access`; `bad_character` for U+E5E5 in
    /// GB18030; and those of the list's own query.
    #[uniffi::method(default(options = None))]
    pub fn export_to(
        &self,
        list: ExportList,
        path: String,
        options: Option<ExportOptions>,
    ) -> Result<i64, BookroomError> {
        let options = options.unwrap_or_default();
        Ok(self.session.run(|it| it.exchange().export_to(&list, &path, &options))?)
    }

    /// A list or a report as the bytes of a CSV file.
    ///
    /// Fails with:
    /// As `export_to`.
    #[uniffi::method(default(options = None))]
    pub fn export_bytes(
        &self,
        list: ExportList,
        options: Option<ExportOptions>,
    ) -> Result<Vec<u8>, BookroomError> {
        let (mut bytes, options) = (Vec::new(), options.unwrap_or_default());
        self.session.run(|it| it.exchange().export(&list, &mut bytes, &options))?;
        Ok(bytes)
    }
}
