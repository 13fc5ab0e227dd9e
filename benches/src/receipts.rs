//! Importing receipts: what a row costs in a large file against a small one, each of its own book
//! with ten receipts a customer that settle an invoice.

use std::fmt::Write as _;
use std::time::Instant;

use bookroom::customers::model::NewCustomer;
use bookroom::exchange::model::{ImportFile, PaymentImport, ProgressCallback};
use chrono::{Days, NaiveDate};

use crate::invoices;
use crate::stage::Stage;
use crate::{Figure, Outcome, Size};

/// How many receipts each customer gives.
const EACH: usize = 10;

/// See [`crate::BENCHES`].
pub fn run(size: Size) -> Outcome<Vec<Figure>> {
    let (small, large) = (size.receipts / 10, size.receipts);
    let (few, many) = (import(small)?, import(large)?);
    let growth = (many / large as f64) / (few / small as f64);
    let note = format!("{large} receipts of {} customers from CSV; wall time", large / EACH);
    let ratio = format!("time a row of {large} receipts against {small}; 1 is the same");
    Ok(vec![
        Figure::new("receipts_import", many, "s", note),
        Figure::new("receipts_import_growth", growth, "ratio", ratio),
    ])
}

/// Imports so many receipts into a book of its own; the seconds that takes.
fn import(count: usize) -> Outcome<f64> {
    let mut stage = Stage::new()?;
    let first = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap_or_default();
    let names: Vec<String> = (0..count / EACH).map(|number| format!("客户{number:05}")).collect();
    let new = names.iter().map(|name| NewCustomer::company(name)).collect();
    let customers = stage.owner.customers().add_many(new)?;
    let sold = customers.iter().map(|it| invoices::invoice(&mut stage, &[it.id], first));
    let sold = sold.collect();
    stage.owner.billing().invoices().draft_and_post(sold)?;
    let mut text = "日期,客户,金额,流水号,摘要\n".to_owned();
    for number in 0..count {
        let on = first + Days::new((number % 300) as u64);
        let name = &names[number % names.len()];
        writeln!(text, "{on},{name},{}.50,T{number:07},货款", number % 400 + 1)?;
    }
    let start = Instant::now();
    let file = ImportFile::of_bytes("receipts.csv", text.into_bytes());
    let (options, nobody) = (PaymentImport::default(), ProgressCallback::none());
    let report = stage.owner.exchange().import_payments(file, &options, &nobody)?;
    if report.accepted != count as u64 {
        return Err(format!("{} of {count} rows were taken", report.accepted).into());
    }
    Ok(start.elapsed().as_secs_f64())
}
