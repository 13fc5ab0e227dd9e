//! Imports and exports through the public API.

#[path = "exchange/alike.rs"]
mod alike;
#[path = "exchange/bad_files.rs"]
mod bad_files;
#[path = "exchange/banks.rs"]
mod banks;
#[path = "exchange/beside.rs"]
mod beside;
#[path = "exchange/broken.rs"]
mod broken;
#[path = "exchange/cashier.rs"]
mod cashier;
#[path = "exchange/certain.rs"]
mod certain;
#[path = "exchange/customers.rs"]
mod customers;
#[path = "exchange/cut_off.rs"]
mod cut_off;
#[path = "exchange/evidence.rs"]
mod evidence;
#[path = "exchange/figures.rs"]
mod figures;
#[path = "exchange/files.rs"]
mod files;
#[path = "exchange/footers.rs"]
mod footers;
#[path = "exchange/identity.rs"]
mod identity;
#[path = "exchange/merged.rs"]
mod merged;
#[path = "exchange/near.rs"]
mod near;
#[path = "exchange/numbers.rs"]
mod numbers;
#[path = "exchange/open_amounts.rs"]
mod open_amounts;
#[path = "exchange/openings.rs"]
mod openings;
#[path = "exchange/ordinary.rs"]
mod ordinary;
#[path = "exchange/own.rs"]
mod own;
#[path = "exchange/parties.rs"]
mod parties;
#[path = "exchange/people.rs"]
mod people;
#[path = "exchange/products.rs"]
mod products;
#[path = "exchange/reading.rs"]
mod reading;
#[path = "exchange/receipts.rs"]
mod receipts;
#[path = "exchange/repeats.rs"]
mod repeats;
#[path = "exchange/replaced.rs"]
mod replaced;
#[path = "exchange/runs.rs"]
mod runs;
#[path = "exchange/sales.rs"]
mod sales;
#[path = "exchange/samples.rs"]
mod samples;
#[path = "exchange/statements.rs"]
mod statements;
#[path = "exchange/states.rs"]
mod states;
#[path = "exchange/titles.rs"]
mod titles;
#[path = "exchange/undo.rs"]
mod undo;

use bookroom::Session;
use bookroom::error::Result;
use bookroom::exchange::model::{
    CustomerImport, ImportFile, ImportReport, PaymentImport, ProgressCallback, SalesImport,
};

/// Imports a text as customers.
fn import_customers(session: &Session, text: &str, options: &CustomerImport) -> ImportReport {
    let file = ImportFile::new("customers.csv", text.as_bytes());
    session.exchange().import_customers(file, options, &ProgressCallback::none()).unwrap()
}

/// Imports a text as sales, one row per line item.
fn import_sales(session: &Session, text: &str, options: &SalesImport) -> ImportReport {
    let file = ImportFile::new("sales.csv", text.as_bytes());
    session.exchange().import_sales(file, None, options, &ProgressCallback::none()).unwrap()
}

/// Imports a text as payments.
fn import_payments(session: &Session, text: &str, options: &PaymentImport) -> Result<ImportReport> {
    let file = ImportFile::new("payments.csv", text.as_bytes());
    session.exchange().import_payments(file, options, &ProgressCallback::none())
}

/// Line, column and code of every reason for which a row of a file was rejected.
fn reasons(report: &ImportReport, file: usize) -> Vec<(u64, String, &'static str)> {
    let rows = report.files[file].rejected.iter();
    rows.flat_map(|row| {
        row.reasons.iter().map(|reason| {
            let column = reason.column.clone().unwrap_or_default();
            (row.line, column, reason.problem.code.slug())
        })
    })
    .collect()
}

/// Every row is accepted or rejected.
fn assert_counts(report: &ImportReport, read: u64, accepted: u64) {
    assert_eq!((report.rows_read, report.accepted), (read, accepted), "{report:?}");
    assert_eq!(report.rejected, read - accepted, "{report:?}");
    let files: u64 = report.files.iter().map(|file| file.rows_read).sum();
    assert_eq!(files, read);
}
