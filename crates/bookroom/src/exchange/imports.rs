//! From files to import commands to reports: reading and cleaning, outside any transaction.

use std::collections::BTreeSet;

use super::cells::Cells;
use super::clean::Tally;
use super::commands::FILE_NAME_LIMIT;
use super::commands::{
    ImportHead, ImportOpeningItems, ImportOutcome, ImportPayments, ImportProducts, ImportSales,
};
use super::content::{self, Content};
use super::export::back::Own;
use super::headers::Target;
use super::model::{
    FileOptions, ImportFile, ImportKind, ImportPreview, ImportReport, ImportRun, ImportStep,
    Notice, NoticeKind, OpeningItemImport, OwnDocumentRow, OwnRow, PaymentImport, ProductImport,
    ProgressCallback, SalesImport,
};
use super::read_on;
use super::rules::states::{States, Way};
use super::rules::{
    balances, documents, ends, figures, flows, ledgers, openings, own, own_company,
};
use super::rules::{payments, products};
use super::sheet::{Fault, Setting, Sheet, take_custom};
use super::store::{paid, runs};
use super::summary;
use crate::error::{Code, Problem, Result};
use crate::rights::permission::Permission;
use crate::values::Language;
use crate::values::text::clip;
use crate::work::Session;

/// How many rows a preview shows.
const PREVIEW: usize = 20;
/// After how many rows progress is told.
const STRIDE: usize = 1_000;

mod customers;

pub(crate) use self::customers::customers;

/// How a file would be read.
pub(crate) fn preview(
    session: &Session,
    file: ImportFile<'_>,
    target: Target,
    options: &FileOptions,
) -> Result<ImportPreview> {
    session.authorise(Permission::ImportsRun)?;
    let setting = setting(session)?;
    let progress = ProgressCallback::none();
    let mut sheet = Sheet::read(file, target, options, setting, Some(PREVIEW), &progress)?;
    take_custom(session, &mut sheet, options)?;
    let by_columns = ["direction", "amount_in", "amount_out"].map(|it| sheet.columns.has(it));
    sheet.note_titles(by_columns.contains(&true));
    let imported_before = find_earlier(session, &sheet)?;
    let mut tally = Tally::default();
    let fields: Vec<&'static str> =
        target.fields().map(|field| field.name).filter(|name| sheet.columns.has(name)).collect();
    let mut faults = Vec::new();
    let mut rows = Vec::with_capacity(sheet.rows.len());
    for row in &sheet.rows {
        let mut cells = Cells::new(&sheet, row, &mut tally);
        rows.push(fields.iter().map(|field| cells.text(field)).collect());
        faults.extend(cells.into_faults());
    }
    let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
    let again = imported_before.as_ref().map(|run| Notice {
        kind: NoticeKind::FileImportedBefore,
        field: String::new(),
        column: None,
        text: run.id.to_string(),
        rows: 1,
        line: 1,
    });
    let notices = sheet.notices().iter().cloned().chain(tally.notices()).chain(again);
    let mut preview = ImportPreview {
        fields: owned(fields),
        rows,
        cells: sheet.rows.iter().map(|row| row.cells.clone()).collect(),
        lines: sheet.rows.iter().map(|row| row.line).collect(),
        missing: owned(sheet.missing()),
        notices: notices.map(|notice| sheet.with_column(notice)).collect(),
        imported_before,
        language: session.book().language,
        summary_zh: String::new(),
        summary_en: String::new(),
        file: sheet.report(&tally, faults),
    };
    preview.summary_zh = summary::of_preview(&preview, Language::Chinese);
    preview.summary_en = summary::of_preview(&preview, Language::English);
    Ok(preview)
}

/// The last import of the same file that still stands.
fn find_earlier(session: &Session, sheet: &Sheet) -> Result<Option<ImportRun>> {
    let (Some(kind), Some(content)) = (sheet.target.kind(), sheet.content) else { return Ok(None) };
    session.read(Permission::ImportsRun, |view| {
        let book = view.book_id();
        runs::find_content(view.conn, book, kind, content)
    })
}

/// What the book says about figures and times. Whoever may not import learns nothing.
fn setting(session: &Session) -> Result<Setting> {
    session.grants().scope(Permission::ImportsRun)?;
    session.read(Permission::ImportsRun, |view| {
        let (currency, offset_minutes) = (view.book.currency, view.book.utc_offset_minutes);
        let tax_rounding = view.book.tax_rounding;
        Ok(Setting { currency, offset_minutes, tax_rounding })
    })
}

/// What the book's company is called.
fn own_names(session: &Session) -> Result<Vec<String>> {
    session.read(Permission::ImportsRun, |view| {
        let book = view.book_id();
        paid::load_own_names(view.conn, book)
    })
}

/// A file with its rows cleaned: good ones, and what is wrong with the others.
struct Cleaned<T> {
    sheet: Sheet,
    rows: Vec<T>,
    own: Vec<OwnRow>,
    faults: Vec<Fault>,
    tally: Tally,
}

fn clean<T>(
    sheet: Sheet,
    progress: &ProgressCallback,
    read: impl Fn(&mut Cells<'_>) -> Option<T>,
) -> Result<Cleaned<T>> {
    let mut tally = Tally::default();
    let (mut rows, mut own, mut faults) = (Vec::new(), Vec::new(), Vec::new());
    for (index, row) in sheet.rows.iter().enumerate() {
        let mut cells = Cells::new(&sheet, row, &mut tally);
        let found = if sheet.is_own(row) {
            own.extend(own::row(&mut cells, &sheet, row));
            cells.into_faults()
        } else {
            let value = read(&mut cells);
            let found = cells.into_faults();
            rows.extend(value.filter(|_| found.is_empty()));
            found
        };
        faults.extend(found);
        if index % STRIDE == 0 {
            progress.tell(ImportStep::Checking, index, Some(sheet.rows.len()))?;
        }
    }
    progress.tell(ImportStep::Checking, sheet.rows.len(), Some(sheet.rows.len()))?;
    Ok(Cleaned { sheet, rows, own, faults, tally })
}

/// The rows of a file of documents that name them by their numbers, with the file's place.
fn own_documents(
    sheet: &Sheet,
    file: usize,
    gathered: &mut documents::Gathered,
) -> Vec<OwnDocumentRow> {
    let is_line = sheet.own.as_ref().is_some_and(|own| own.list == Own::Lines);
    let documents::Gathered { tallies, faults, .. } = gathered;
    let (Some(tally), Some(faults)) = (tallies.get_mut(file), faults.get_mut(file)) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for row in sheet.rows.iter().filter(|row| sheet.is_own(row)) {
        let mut cells = Cells::new(sheet, row, tally);
        let file = u32::try_from(file).unwrap_or(u32::MAX);
        found.extend(own::row(&mut cells, sheet, row).map(|row| OwnDocumentRow {
            file,
            is_line,
            row,
        }));
        faults.extend(cells.into_faults());
    }
    found
}

fn head(
    sheets: &[&Sheet],
    faults: &[&[Fault]],
    all_or_nothing: bool,
    progress: &ProgressCallback,
) -> ImportHead {
    let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    let contents: Option<Vec<Content>> = sheets.iter().map(|sheet| sheet.content).collect();
    let rejected = faults.iter().map(|faults| lines(faults)).sum();
    let rows: usize = sheets.iter().map(|sheet| sheet.rows.len()).sum();
    ImportHead {
        file_name: clip(&names.join(", "), FILE_NAME_LIMIT).to_owned(),
        rows_read: u64::try_from(rows).unwrap_or(u64::MAX),
        rows_rejected: rejected,
        all_or_nothing,
        content: contents.map(|contents| hex::encode(content::joined(contents))),
        progress: progress.clone(),
    }
}

/// On how many lines something is wrong.
fn lines(faults: &[Fault]) -> u64 {
    let lines: BTreeSet<u64> = faults.iter().map(|fault| fault.line).collect();
    u64::try_from(lines.len()).unwrap_or(u64::MAX)
}

/// One file of an import, with what was found in it.
struct Read {
    sheet: Sheet,
    tally: Tally,
    faults: Vec<Fault>,
}

/// A report with its summaries.
fn told(mut report: ImportReport) -> ImportReport {
    report.summary_zh = summary::of_report(&report, Language::Chinese);
    report.summary_en = summary::of_report(&report, Language::English);
    report
}

fn report(
    session: &Session,
    kind: ImportKind,
    files: Vec<Read>,
    outcome: ImportOutcome,
) -> ImportReport {
    let mut notices = Vec::new();
    let mut reports = Vec::with_capacity(files.len());
    for (number, file) in (0..).zip(&files) {
        // Of a row that was not taken only its errors are told.
        let refused = outcome.refused.iter().filter(|it| it.file == number).map(|it| it.line);
        let gone: BTreeSet<u64> = refused.chain(file.faults.iter().map(|it| it.line)).collect();
        let taken = file.tally.notices().filter(|it| it.rows > 1 || !gone.contains(&it.line));
        let found = file.sheet.notices().iter().cloned().chain(taken);
        notices.extend(found.map(|notice| file.sheet.with_column(notice)));
    }
    // What was written comes of all files: the one that has the field names the column.
    let sheets: Vec<&Sheet> = files.iter().map(|file| &file.sheet).collect();
    let written = outcome.notices.iter().cloned();
    notices.extend(written.map(|it| sheets.iter().fold(it, |it, sheet| read_on::shown(sheet, it))));
    read_on::forget_found(&mut notices, &sheets);
    for (number, mut file) in (0..).zip(files) {
        let refused = outcome.refused.iter().filter(|refusal| refusal.file == number);
        file.faults.extend(refused.map(|refusal| Fault {
            line: refusal.line,
            field: refusal.field.clone(),
            problem: refusal.problem.clone(),
        }));
        reports.push(file.sheet.report(&file.tally, file.faults));
    }
    let count = |rows: usize| u64::try_from(rows).unwrap_or(u64::MAX);
    told(ImportReport {
        import: outcome.import,
        kind,
        rows_read: reports.iter().map(|file| file.rows_read).sum(),
        accepted: outcome.accepted,
        rejected: reports.iter().map(|file| count(file.rejected.len())).sum(),
        records: outcome.records,
        files: reports,
        notices,
        duplicates: Vec::new(),
        language: session.book().language,
        summary_zh: String::new(),
        summary_en: String::new(),
    })
}

/// See [`super::Exchange::import_products`].
pub(crate) fn products(
    session: &Session,
    file: ImportFile<'_>,
    options: &ProductImport,
    progress: &ProgressCallback,
) -> Result<ImportReport> {
    session.authorise(Permission::ImportsRun)?;
    let setting = setting(session)?;
    let mut sheet = Sheet::read(file, Target::Products, &options.file, setting, None, progress)?;
    take_custom(session, &mut sheet, &options.file)?;
    figures::settle_tax(&mut sheet);
    sheet.refuse_incomplete()?;
    let states = States::of(&sheet);
    let Cleaned { sheet, rows, own, faults, tally } = clean(sheet, progress, |cells| {
        states.refuse(cells, Way::default());
        products::row(cells, options)
    })?;
    let outcome = session.run(ImportProducts {
        head: head(&[&sheet], &[&faults], options.all_or_nothing, progress),
        rows,
        own,
        matching: options.matching,
        change_identity: options.change_identity,
    })?;
    Ok(report(session, ImportKind::Products, vec![Read { sheet, tally, faults }], outcome))
}

/// See [`super::Exchange::import_opening_items`].
pub(crate) fn opening_items(
    session: &Session,
    file: ImportFile<'_>,
    options: &OpeningItemImport,
    progress: &ProgressCallback,
) -> Result<ImportReport> {
    session.authorise(Permission::ImportsRun)?;
    let on = options.on.ok_or_else(|| Problem::new(Code::Required).at("on"))?;
    let setting = setting(session)?;
    let target = Target::OpeningItems;
    let mut sheet = Sheet::read(file, target, &options.file, setting, None, progress)?;
    sheet.refuse_incomplete()?;
    own_company::refuse(&mut sheet, &own_names(session)?);
    openings::find_side(&mut sheet);
    let side = openings::usual(&sheet, options.side)?;
    let states = States::of(&sheet);
    let Cleaned { sheet, rows, faults, tally, own: _ } =
        clean(sheet, progress, |cells| openings::row(cells, side, &states))?;
    let outcome = session.run(ImportOpeningItems {
        head: head(&[&sheet], &[&faults], options.all_or_nothing, progress),
        on,
        rows: rows.into_iter().flatten().collect(),
        counter_account: options.counter_account.clone(),
        unknown_customers: options.unknown_customers,
        allow_repeated_references: options.allow_repeated_references,
        imported_before: options.imported_before,
    })?;
    Ok(report(session, ImportKind::OpeningItems, vec![Read { sheet, tally, faults }], outcome))
}

/// See [`super::Exchange::import_sales`].
pub(crate) fn sales(
    session: &Session,
    documents: ImportFile<'_>,
    lines: Option<ImportFile<'_>>,
    options: &SalesImport,
    progress: &ProgressCallback,
) -> Result<ImportReport> {
    session.authorise(Permission::ImportsRun)?;
    let setting = setting(session)?;
    let target = if lines.is_some() { Target::Invoices } else { Target::Sales };
    let mut first = Sheet::read(documents, target, &options.documents, setting, None, progress)?;
    if lines.is_none() {
        let language = session.book().language;
        first.take_whole_documents(if language == Language::Chinese { "销售" } else { "Sales" });
    }
    first.refuse_incomplete()?;
    let mut second = lines
        .map(|file| Sheet::read(file, Target::Lines, &options.lines, setting, None, progress))
        .transpose()?;
    second.as_ref().map_or(Ok(()), Sheet::refuse_incomplete)?;
    own_company::refuse(&mut first, &own_names(session)?);
    std::iter::once(&mut first).chain(&mut second).for_each(figures::settle_tax);
    let mut gathered = match &second {
        Some(second) => documents::from_two(&first, second, options),
        None => documents::from_one(&first, options),
    };
    let mut own = own_documents(&first, 0, &mut gathered);
    if let Some(second) = &second {
        own.extend(own_documents(second, 1, &mut gathered));
    }
    let documents::Gathered { documents, faults, tallies } = gathered;
    let sheets: Vec<&Sheet> = std::iter::once(&first).chain(&second).collect();
    let [of_first, of_second] = &faults;
    let outcome = session.run(ImportSales {
        head: head(&sheets, &[of_first, of_second], options.all_or_nothing, progress),
        documents,
        own,
        has_lines_file: second.is_some(),
        tax_rate: options.tax_rate,
        unknown_customers: options.unknown_customers,
        unknown_products: options.unknown_products,
        allow_repeated_references: options.allow_repeated_references,
        imported_before: options.imported_before,
    })?;
    let sheets = std::iter::once(first).chain(second);
    let files = sheets.zip(tallies).zip(faults);
    let files = files.map(|((sheet, tally), faults)| Read { sheet, tally, faults }).collect();
    Ok(report(session, ImportKind::Sales, files, outcome))
}

/// See [`super::Exchange::import_payments`].
pub(crate) fn payments(
    session: &Session,
    file: ImportFile<'_>,
    options: &PaymentImport,
    progress: &ProgressCallback,
) -> Result<ImportReport> {
    session.authorise(Permission::ImportsRun)?;
    let setting = setting(session)?;
    let mut sheet = Sheet::read(file, Target::Payments, &options.file, setting, None, progress)?;
    sheet.refuse_incomplete()?;
    let own = own_names(session)?;
    let ends = ends::find(&mut sheet, &own);
    own_company::refuse(&mut sheet, &own);
    let flows = flows::decide(&mut sheet);
    ledgers::look(&mut sheet, flows)?;
    sheet.heed_titles(flows::is_said(&sheet, flows))?;
    let is_said = flows::is_said(&sheet, flows)
        || flows::means_receipts(&sheet)
        || flows::has_negative(&sheet);
    let balances = balances::look(&mut sheet, flows, ends);
    let evidence = payments::Evidence {
        balances,
        states: States::of(&sheet),
        is_said,
        types: flows::types(&sheet),
    };
    let Cleaned { sheet, mut rows, own, faults, mut tally } =
        clean(sheet, progress, |cells| payments::row(cells, flows, &evidence))?;
    for line in payments::together(&mut rows) {
        tally.notice(NoticeKind::TakenTogether, "invoice_reference", "", line);
    }
    let outcome = session.run(ImportPayments {
        head: head(&[&sheet], &[&faults], options.all_or_nothing, progress),
        rows,
        own,
        allocate: options.allocate,
        unknown_customers: options.unknown_customers,
        unknown_methods: options.unknown_methods,
        allow_repeated_references: options.allow_repeated_references,
        imported_before: options.imported_before,
    })?;
    Ok(report(session, ImportKind::Payments, vec![Read { sheet, tally, faults }], outcome))
}
