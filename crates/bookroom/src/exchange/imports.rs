//! From files to import commands to reports: reading and cleaning, outside any transaction.

use std::collections::{BTreeSet, HashMap};

use super::cells::Cells;
use super::clean::Tally;
use super::commands::FILE_NAME_LIMIT;
use super::commands::{
    ImportCustomers, ImportHead, ImportOpeningItems, ImportOutcome, ImportPayments, ImportProducts,
    ImportSales,
};
use super::content::{self, Content};
use super::duplicates::{self, Duplicate, Origin, Subject};
use super::export::back::Own;
use super::headers::Target;
use super::model::{
    CustomerImport, FileOptions, ImportFile, ImportKind, ImportPreview, ImportReport, ImportRun,
    ImportStep, ImportedCustomer, Notice, NoticeKind, OpeningItemImport, OwnDocumentRow, OwnRow,
    PaymentImport, ProductImport, ProgressCallback, SalesImport,
};
use super::read_on;
use super::rules::known::Meant;
use super::rules::{
    balances, customers, documents, ends, figures, flows, ledgers, merge, openings, own,
};
use super::rules::{payments, products, suppliers};
use super::sheet::{Fault, Setting, Sheet, take_custom};
use super::store::known::{self, Sight, Wanted};
use super::store::{self, paid, runs};
use super::summary;
use crate::error::{Code, Problem, Result};
use crate::rights::permission::{Field, Permission};
use crate::values::Language;
use crate::values::text::clip;
use crate::work::Session;

/// How many rows a preview shows.
const PREVIEW: usize = 20;
/// After how many rows progress is told.
const STRIDE: usize = 1_000;

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
        Ok(Setting { currency, offset_minutes })
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

/// See [`super::Exchange::import_customers`].
pub(crate) fn customers(
    session: &Session,
    file: ImportFile<'_>,
    options: &CustomerImport,
    progress: &ProgressCallback,
) -> Result<ImportReport> {
    session.authorise(Permission::ImportsRun)?;
    let setting = setting(session)?;
    let region = setting.currency.phone_region();
    let mut sheet = Sheet::read(file, Target::Customers, &options.file, setting, None, progress)?;
    take_custom(session, &mut sheet, &options.file)?;
    sheet.refuse_incomplete()?;
    let suppliers = options.suppliers || suppliers::are_suppliers(&sheet);
    let options = &CustomerImport { suppliers, ..options.clone() };
    let Cleaned { sheet, rows, own, mut faults, tally } =
        clean(sheet, progress, |cells| customers::row(cells, options, &region))?;
    let (rows, repeated) = merge::settle_repeats(rows, options.repeats);
    faults.extend(repeated);
    let opening = rows.iter().flat_map(|row| &row.openings).next();
    if let Some(opening) = opening.filter(|_| options.opening_on.is_none()) {
        let heading = sheet.heading(&opening.field).unwrap_or_default();
        let problem = Problem::new(Code::Required).at("opening_on");
        return Err(problem.fact("column", heading).fact("line", opening.line).into());
    }
    let hints = if options.find_duplicates {
        find_duplicates(session, &rows, options.change_identity)?
    } else {
        Vec::new()
    };
    let outcome = session.run(ImportCustomers {
        head: head(&[&sheet], &[&faults], options.all_or_nothing, progress),
        rows,
        own_contacts: sheet.own.as_ref().is_some_and(|own| own.list == Own::Contacts),
        own,
        matching: options.matching,
        change_identity: options.change_identity,
        unknown_labels: options.unknown_labels,
        opening_on: options.opening_on,
        pool: options.pool,
    })?;
    let files = vec![Read { sheet, tally, faults }];
    let mut report = report(session, ImportKind::Customers, files, outcome);
    let rejected: BTreeSet<u64> =
        report.files.iter().flat_map(|file| &file.rejected).map(|row| row.line).collect();
    let is_gone = |origin: Origin| matches!(origin, Origin::Line(line) if rejected.contains(&line));
    report.duplicates = hints;
    report.duplicates.retain(|pair| !is_gone(pair.first) && !is_gone(pair.second));
    Ok(told(report))
}

/// Customers that may be the same, among the rows and those of the book. A row that updates a known
/// customer is no hint at it.
fn find_duplicates(
    session: &Session,
    rows: &[ImportedCustomer],
    change_identity: bool,
) -> Result<Vec<Duplicate>> {
    let (index, known) = session.read(Permission::CustomersView, |view| {
        let sight = Sight {
            scope: view.scope,
            rights: view.fields.clone(),
            offset: view.book.utc_offset_minutes,
        };
        let index = known::load(view.conn, &Wanted::of_rows(rows), &sight)?;
        let with_phones = view.fields.can_read(Field::CustomerChannels);
        let known = store::load_for_duplicates(view.conn, &view.scope, with_phones)?;
        let with_taxes = view.fields.can_read(Field::CustomerTaxNumber);
        let subject =
            |(id, name, tax_number, phones): (i64, String, Option<String>, Vec<String>)| {
                let tax_number = tax_number.filter(|_| with_taxes);
                Subject { origin: Origin::Known(id), name, tax_number, phones }
            };
        Ok((index, known.into_iter().map(subject).collect::<Vec<_>>()))
    })?;
    let own = rows.iter().filter_map(|row| match index.of_row(row, change_identity) {
        Ok(Meant::Known(id, _)) => Some((row.line, id)),
        _ => None,
    });
    let own: HashMap<u64, i64> = own.collect();
    let subjects: Vec<Subject> = known.into_iter().chain(rows.iter().map(subject)).collect();
    let mut pairs = duplicates::find(&subjects);
    pairs.retain(|pair| match (pair.first, pair.second) {
        (Origin::Known(id), Origin::Line(line)) => own.get(&line) != Some(&id),
        _ => true,
    });
    Ok(pairs)
}

fn subject(row: &ImportedCustomer) -> Subject {
    let contact = row.contacts.iter().flat_map(|contact| &contact.channels);
    let channels = row.customer.channels.iter().chain(contact);
    let phones = channels.filter(|channel| channel.kind.is_phone());
    Subject {
        origin: Origin::Line(row.line),
        name: row.customer.name.clone(),
        tax_number: row.customer.tax_number.clone(),
        phones: phones.map(|phone| phone.value.clone()).collect(),
    }
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
    let Cleaned { sheet, rows, own, faults, tally } =
        clean(sheet, progress, |cells| products::row(cells, options))?;
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
    openings::find_side(&mut sheet);
    let side = openings::usual(&sheet, options.side)?;
    let Cleaned { sheet, rows, faults, tally, own: _ } =
        clean(sheet, progress, |cells| openings::row(cells, side))?;
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
    first.refuse_incomplete()?;
    let mut second = lines
        .map(|file| Sheet::read(file, Target::Lines, &options.lines, setting, None, progress))
        .transpose()?;
    second.as_ref().map_or(Ok(()), Sheet::refuse_incomplete)?;
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
    let own = session.read(Permission::ImportsRun, |view| {
        let book = view.book_id();
        paid::load_own_names(view.conn, book)
    })?;
    let ends = ends::find(&mut sheet, &own);
    let flows = flows::decide(&mut sheet);
    ledgers::look(&mut sheet, flows)?;
    sheet.heed_titles(flows::is_said(&sheet, flows))?;
    let balances = balances::look(&mut sheet, flows, ends);
    let Cleaned { sheet, mut rows, own, faults, mut tally } =
        clean(sheet, progress, |cells| payments::row(cells, flows, &balances))?;
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
