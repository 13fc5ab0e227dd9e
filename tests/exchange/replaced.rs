//! Rows that name a customer who was merged into another: they mean who stands for it, and say so.

use bookroom::billing::invoices::{InvoiceFilter, InvoiceSort};
use bookroom::billing::open_items::model::{EntryItemFilter, EntryItemSort};
use bookroom::billing::payments::{PaymentFilter, PaymentSort};
use bookroom::customers::model::{CustomerFilter, CustomerSort, NewCustomer};
use bookroom::exchange::model::{
    CustomerImport, ImportFile, ImportReport, NoticeKind, OpeningItemImport, PaymentImport,
    ProgressCallback, SalesImport,
};
use bookroom::values::{CustomerId, PageRequest};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, day};

use super::{assert_counts, import_customers, import_payments, import_sales};
use crate::merging::{merge, unmerge};
use crate::whole::assert_whole;

fn two(test: &TestRoom) -> (CustomerId, CustomerId) {
    let add = |name: &str, code: &str| {
        let new = NewCustomer { code: Some(code.to_owned()), ..NewCustomer::company(name) };
        test.owner.customers().add(new).unwrap().id
    };
    (add("青山有限公司", "Q1"), add("青山公司", "Q2"))
}

/// Column and line of each row that was taken for who stands for its customer.
fn replaced(report: &ImportReport) -> Vec<(&str, u64)> {
    let notices = report.notices.iter().filter(|it| it.kind == NoticeKind::CustomerReplaced);
    let mut found: Vec<(&str, u64)> =
        notices.map(|it| (it.column.as_deref().unwrap_or_default(), it.line)).collect();
    found.sort_unstable_by_key(|it| it.1);
    found
}

fn openings(test: &TestRoom, text: &str) -> ImportReport {
    let file = ImportFile::new("openings.csv", text.as_bytes());
    let options = OpeningItemImport { on: Some(day("2026-01-01")), ..OpeningItemImport::default() };
    let none = ProgressCallback::none();
    test.owner.exchange().import_opening_items(file, &options, &none).unwrap()
}

/// Whom the documents, payments and opening items of the book are of.
fn parties(test: &TestRoom) -> Vec<CustomerId> {
    let (billing, page) = (test.owner.billing(), PageRequest::first(50));
    let invoices = billing
        .invoices()
        .list(&InvoiceFilter::default(), InvoiceSort::IssueOn, false, &page)
        .unwrap();
    let payments = billing
        .payments()
        .list(&PaymentFilter::default(), PaymentSort::PaidOn, false, &page)
        .unwrap();
    let items = billing
        .open_items()
        .list(&EntryItemFilter::default(), EntryItemSort::default(), false, &page)
        .unwrap();
    let invoices = invoices.items.iter().map(|it| it.customer);
    let payments = payments.items.iter().map(|it| it.customer);
    invoices.chain(payments).chain(items.items.iter().map(|it| it.customer)).collect()
}

fn conformance_replaced(test: &TestRoom) {
    let (stays, gone) = two(test);
    let merged = merge(&test.owner, stays, &[gone]).unwrap();
    let sales = "单号,日期,客户,品名,数量,单价\nX1,2026-06-01,青山公司,茶,1,10\n\
        X2,2026-06-01,Q2,茶,1,20\nX3,2026-06-01,青山有限公司,茶,1,30\n";
    let report = import_sales(&test.owner, sales, &SalesImport::default());
    assert_counts(&report, 3, 3);
    assert_eq!(report.created("customer"), 0);
    assert_eq!(replaced(&report), [("客户", 2), ("客户", 3)]);
    // Code and name of both are one customer now.
    let payments = "日期,客户编号,客户,金额\n2026-06-02,Q2,青山公司,10\n\
        2026-06-03,Q1,青山有限公司,5\n2026-06-04,Q2,青山有限公司,6\n";
    let report = import_payments(&test.owner, payments, &PaymentImport::default()).unwrap();
    assert_counts(&report, 3, 3);
    assert_eq!(replaced(&report), [("客户", 2), ("客户", 4)]);
    let report = openings(test, "客户,单号,应收金额\n青山公司,QC1,100\n");
    assert_counts(&report, 1, 1);
    assert_eq!(replaced(&report), [("客户", 2)]);
    let all = parties(test);
    assert_eq!((all.len(), all.iter().all(|id| *id == stays)), (7, true), "{all:?}");

    // A list of customers changes who stands for it, but neither its code nor its name.
    let list = "客户编号,客户名称,网址\nQ2,青山公司,https://example.com\n";
    let report = import_customers(&test.owner, list, &CustomerImport::default());
    assert_counts(&report, 1, 1);
    assert_eq!(report.created("customer"), 0);
    assert_eq!(replaced(&report), [("客户名称", 2)]);
    let now = test.owner.customers().get(stays).unwrap();
    assert_eq!((now.name.as_str(), now.code.as_deref()), ("青山有限公司", Some("Q1")));
    assert_eq!(now.website.as_deref(), Some("https://example.com"));
    // What asks for a change of identity does not get one of somebody else.
    let list = "客户编号,客户名称\nQ2,青山茶业公司\n";
    let options = CustomerImport { change_identity: true, ..CustomerImport::default() };
    import_customers(&test.owner, list, &options);
    let now = test.owner.customers().get(stays).unwrap();
    assert_eq!((now.name.as_str(), now.code.as_deref()), ("青山有限公司", Some("Q1")));
    assert_whole(&test.owner, "rows of one that was merged away");

    // Once they are parted the name means its own customer again.
    unmerge(&test.owner, &merged).unwrap();
    let sales = "单号,日期,客户,品名,数量,单价\nX4,2026-06-05,青山公司,茶,1,40\n";
    let report = import_sales(&test.owner, sales, &SalesImport::default());
    assert_eq!(replaced(&report), []);
    let found = test.owner.billing().invoices().find_by_reference("X4").unwrap();
    assert_eq!(found[0].customer, gone);
    assert_whole(&test.owner, "parted again");
}

#[test]
fn rows_of_one_that_was_merged_away_mean_who_stands_for_it() {
    conformance_replaced(&room::memory());
}

#[test]
fn rows_of_one_that_was_merged_away_mean_who_stands_for_it_on_every_database() {
    for backend in [Backend::Postgres, Backend::Mysql] {
        conformance_replaced(&room::on(backend));
    }
}

#[test]
fn a_chain_of_merges_leads_to_its_end() {
    let test = room::memory();
    let (second, third) = two(&test);
    let first = test.owner.customers().add(NewCustomer::company("青山集团")).unwrap().id;
    merge(&test.owner, second, &[third]).unwrap();
    merge(&test.owner, first, &[second]).unwrap();
    let sales = "单号,日期,客户,品名,数量,单价\nX1,2026-06-01,青山公司,茶,1,10\n";
    let report = import_sales(&test.owner, sales, &SalesImport::default());
    assert_eq!(replaced(&report), [("客户", 2)]);
    let found = test.owner.billing().invoices().find_by_reference("X1").unwrap();
    assert_eq!(found[0].customer, first);
    // Nobody new is made under a name that leads elsewhere.
    let (filter, page) = (CustomerFilter::default(), PageRequest::first(10));
    let list = test.owner.customers().list(&filter, CustomerSort::Name, false, &page).unwrap();
    assert_eq!(list.items.len(), 1);
}
