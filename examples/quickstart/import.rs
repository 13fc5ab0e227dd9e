//! Importing the files, with a progress bar for each.

use std::fs;
use std::path::Path;
use std::time::Instant;

use bookroom::exchange::model::{
    FileReport, ImportFile, ImportReport, ImportStep, Progress, ProgressCallback, write_rejected,
};
use bookroom::{Result, Session};
use indicatif::{ProgressBar, ProgressStyle};

use crate::arguments::Arguments;
use crate::plan::Plan;
use crate::show::Words;

/// Imports every file there is: customers, products, sales, payments, in this order.
pub fn all(
    session: &Session,
    arguments: &Arguments,
    plan: &Plan,
    words: Words,
) -> Result<Vec<ImportReport>> {
    let exchange = session.exchange();
    let mut reports = Vec::new();
    if let Some(path) = arguments.file(&arguments.customers, "customers.csv") {
        reports.push(step(words, "导入客户", "Importing customers", |progress| {
            exchange.import_customers(ImportFile::open(&path)?, &plan.customers, progress)
        })?);
    }
    if let Some(path) = &arguments.products {
        reports.push(step(words, "导入商品", "Importing products", |progress| {
            exchange.import_products(ImportFile::open(path)?, &plan.products, progress)
        })?);
    }
    if let Some(path) = arguments.file(&arguments.invoices, "sales.csv") {
        reports.push(step(words, "导入销售", "Importing sales", |progress| {
            let lines = arguments.lines.as_ref().map(ImportFile::open).transpose()?;
            exchange.import_sales(ImportFile::open(&path)?, lines, &plan.sales, progress)
        })?);
    }
    if let Some(path) = arguments.file(&arguments.payments, "receipts.csv") {
        reports.push(step(words, "导入收款", "Importing payments", |progress| {
            exchange.import_payments(ImportFile::open(&path)?, &plan.payments, progress)
        })?);
    }
    if let Some(folder) = &arguments.rejected {
        for file in reports.iter().flat_map(|report| &report.files) {
            write_file(folder, file, words)?;
        }
    }
    Ok(reports)
}

/// Runs one import under a progress bar (which draws nothing when nobody watches) and tells how
/// long it took.
fn step(
    words: Words,
    zh: &str,
    en: &str,
    import: impl FnOnce(&ProgressCallback) -> Result<ImportReport>,
) -> Result<ImportReport> {
    let name = words.pick(zh, en);
    let bar = ProgressBar::new_spinner().with_message(name.to_owned());
    let style = ProgressStyle::with_template("{spinner} {msg} [{bar:30}] {human_pos} {prefix}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
    let shown = bar.clone();
    let progress = ProgressCallback::new(move |progress: Progress| {
        shown.set_prefix(match progress.step {
            ImportStep::Reading => words.pick("读取", "reading"),
            ImportStep::Checking => words.pick("检查", "checking"),
            ImportStep::Writing => words.pick("写入", "writing"),
        });
        if let Some(total) = progress.total {
            shown.set_length(total);
        }
        shown.set_position(progress.done);
    });
    let start = Instant::now();
    let report = import(&progress);
    bar.finish_and_clear();
    if report.is_ok() {
        words.done(name, start.elapsed());
    }
    report
}

/// Writes the rejected rows of a file, to be corrected and imported again.
fn write_file(folder: &Path, file: &FileReport, words: Words) -> Result<()> {
    if file.rejected.is_empty() {
        return Ok(());
    }
    let written = fs::create_dir_all(folder)
        .and_then(|()| fs::File::create(folder.join(format!("rejected-{}", file.name))));
    match written {
        Ok(target) => write_rejected(file, target, words.0).map(drop),
        Err(error) => {
            eprintln!("{}: {error}", folder.display());
            Ok(())
        }
    }
}
