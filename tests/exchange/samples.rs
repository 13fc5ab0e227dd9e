//! The sample files go in as their README says, on every database.

use bookroom::billing::invoices::InvoiceFilter;
use bookroom::billing::payments::PaymentFilter;
use bookroom::exchange::model::{
    AllocateBy, CustomerImport, ImportFile, ImportFilter, ImportSort, ImportState, NoticeKind,
    PaymentImport, ProgressCallback, SalesImport,
};
use bookroom::values::PageRequest;
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, amount};

use super::{assert_counts, reasons};
use crate::whole::assert_whole;

const CUSTOMERS: &[u8] = include_bytes!("../../examples/data/customers.csv");
const SALES: &[u8] = include_bytes!("../../examples/data/sales.csv");
const RECEIPTS: &[u8] = include_bytes!("../../examples/data/receipts.csv");

/// Imports the three files and compares the figures of their README.
pub fn conformance_samples(test: &TestRoom) {
    let exchange = test.owner.exchange();
    let newest_first = |page: &PageRequest| {
        exchange.imports(&ImportFilter::default(), ImportSort::CreatedAt, true, page)
    };
    let none = ProgressCallback::none();
    let before = test.owner.changes().head().unwrap().seq;
    let file = ImportFile::new("customers.csv", CUSTOMERS);
    let customers = exchange.import_customers(file, &CustomerImport::default(), &none).unwrap();
    assert_counts(&customers, 60, 51);
    assert_eq!((customers.created("customer"), customers.created("contact")), (51, 49));
    assert_eq!(customers.files[0].encoding, "GB18030");
    let bad: Vec<(u64, &str)> =
        reasons(&customers, 0).iter().map(|(line, _, code)| (*line, *code)).collect();
    let digit = "bad_check_digit";
    let expected = [
        (13, digit),
        (17, "bad_format"),
        (19, "required"),
        (22, "bad_format"),
        (29, "bad_format"),
        (35, digit),
        (43, "required"),
        (62, "bad_table"),
        (63, "bad_table"),
    ];
    assert_eq!(bad, expected);
    assert_eq!(customers.duplicates.len(), 4);
    let vip = customers.notices.iter().find(|notice| notice.text == "VIP").unwrap();
    assert_eq!((vip.kind, vip.line, vip.rows), (NoticeKind::LabelLeftOut, 28, 1));

    let file = ImportFile::new("sales.csv", SALES);
    let sales = exchange.import_sales(file, None, &SalesImport::default(), &none).unwrap();
    assert_counts(&sales, 116, 112);
    assert_eq!((sales.created("invoice"), sales.created("product")), (46, 16));
    let lines: Vec<u64> = reasons(&sales, 0).iter().map(|(line, ..)| *line).collect();
    assert_eq!(lines, [27, 39, 53, 87]);
    let totals = test.owner.billing().invoices().totals(&InvoiceFilter::default()).unwrap();
    assert_eq!(
        totals.iter().map(|total| total.net).sum::<rust_decimal::Decimal>(),
        amount("423772.89")
    );

    let file = ImportFile::new("receipts.csv", RECEIPTS);
    let options = PaymentImport { allocate: AllocateBy::Reference, ..Default::default() };
    let payments = exchange.import_payments(file, &options, &none).unwrap();
    assert_counts(&payments, 45, 43);
    assert_eq!((payments.created("payment"), payments.created("allocation")), (43, 42));
    let totals = test.owner.billing().payments().totals(&PaymentFilter::default()).unwrap();
    assert_eq!(totals.received, amount("403254.95"));
    assert_eq!(totals.unallocated, amount("5200"));

    let runs = newest_first(&PageRequest::first(2)).unwrap();
    assert_eq!(
        runs.items.iter().map(|run| Some(run.id)).collect::<Vec<_>>(),
        [payments.import, sales.import]
    );
    let rest = newest_first(&PageRequest::after(2, runs.next.unwrap())).unwrap();
    let first = &rest.items[0];
    assert_eq!((first.rows_read, first.rows_accepted, first.state), (60, 51, ImportState::Done));
    let batch = test.owner.changes().after(before, 1000).unwrap();
    let own = batch.iter().position(|change| change.subject.kind == "import").unwrap();
    assert_eq!(
        u64::try_from(own + 1).unwrap(),
        first.changes,
        "one batch, its own change the last"
    );
    assert_whole(&test.owner, "samples");

    for import in [payments.import, sales.import, customers.import] {
        let report = exchange.undo_import(import.unwrap());
        if import == customers.import {
            // Documents keep naming the customers, cancelled as they are.
            assert_eq!(report.unwrap_err().code().slug(), "undo_blocked");
        } else {
            report.unwrap();
        }
    }
    assert_whole(&test.owner, "samples, undone");
}

#[test]
fn the_samples_go_in_as_their_readme_says() {
    conformance_samples(&room::memory());
}

#[test]
fn the_samples_go_in_on_every_database() {
    for backend in [Backend::Postgres, Backend::Mysql] {
        conformance_samples(&room::on(backend));
    }
}
