//! Undoing imports: all of it, or nothing with the names of what stands in the way.

use bookroom::billing::invoices::InvoiceState;
use bookroom::customers::model::{CustomerEdit, CustomerFilter, CustomerSort};
use bookroom::exchange::model::{
    CustomerImport, ImportFile, ImportFilter, ImportSort, ImportState, PaymentImport,
    ProductImport, ProgressCallback, SalesImport,
};
use bookroom::values::{ImportId, PageRequest};
use bookroom_tests::room::{self, TestRoom, amount, day};

use super::{import_customers, import_payments, import_sales};
use crate::whole::assert_whole;

const SALES: &str =
    "单号,客户,日期,品名,数量,单价\n1,甲,2026-06-20,纸,1,100\n2,甲,2026-06-02,笔,1,0\n";

fn customers(test: &TestRoom) -> ImportId {
    let text = "编号,名称,联系人\nC1,甲,张三\nC2,乙,\n";
    import_customers(&test.owner, text, &CustomerImport::default()).import.unwrap()
}

#[test]
fn an_import_of_customers_goes_without_trace_but_in_the_log() {
    let test = room::memory();
    let import = customers(&test);
    let report = test.owner.exchange().undo_import(import).unwrap();
    let removed: Vec<(&str, u64)> =
        report.records.iter().map(|count| (count.subject.as_str(), count.removed)).collect();
    assert_eq!(removed, [("contact", 1), ("customer", 2)]);
    let page = PageRequest::first(10);
    let left = test
        .owner
        .customers()
        .list(&CustomerFilter::default(), CustomerSort::Name, false, &page)
        .unwrap();
    assert!(left.items.is_empty());
    let filter = ImportFilter::default();
    let runs = test.owner.exchange().imports(&filter, ImportSort::CreatedAt, true, &page).unwrap();
    assert_eq!(runs.items[0].state, ImportState::Undone);
    let error = test.owner.exchange().undo_import(import).unwrap_err();
    assert_eq!(error.code().slug(), "wrong_state");
    let error = test.owner.exchange().undo_import(ImportId(77)).unwrap_err();
    assert_eq!(error.code().slug(), "not_found");
    // What was undone can be imported again.
    customers(&test);
    assert_whole(&test.owner, "undone");
}

#[test]
fn what_changed_since_stands_in_the_way() {
    let test = room::memory();
    let import = customers(&test);
    let filter = CustomerFilter::of_text("乙");
    let page = PageRequest::first(1);
    let found = test.owner.customers().list(&filter, CustomerSort::Name, false, &page).unwrap();
    let customer = &found.items[0];
    let edit = CustomerEdit { note: "改".into(), ..CustomerEdit::default() };
    test.owner.customers().edit(customer.id, customer.version, edit).unwrap();
    let head = test.owner.changes().head().unwrap();
    let error = test.owner.exchange().undo_import(import).unwrap_err();
    assert_eq!(error.code().slug(), "undo_blocked");
    let blocked = error.problems()[0].fact_value("blocked").unwrap().to_owned();
    assert_eq!(blocked, format!("customer:{}", customer.id));
    assert_eq!(test.owner.changes().head().unwrap(), head);
}

#[test]
fn posted_sales_and_payments_are_cancelled_in_the_right_order() {
    let test = room::memory();
    customers(&test);
    let exchange = test.owner.exchange();
    let sales = import_sales(&test.owner, SALES, &SalesImport::default()).import.unwrap();
    let text = "客户,日期,金额\n甲,2026-06-03,40\n";
    let options = PaymentImport::default();
    let payments = import_payments(&test.owner, text, &options).unwrap().import.unwrap();
    let error = exchange.undo_import(sales).unwrap_err();
    assert_eq!(error.code().slug(), "undo_blocked");
    let invoice = test.owner.billing().invoices().find_by_reference("1").unwrap()[0].id;
    let paid = test.owner.billing().payments();
    let sort = bookroom::billing::payments::PaymentSort::PaidOn;
    let paid = paid.list(&Default::default(), sort, false, &PageRequest::first(1)).unwrap();
    let blocked = format!("invoice:{invoice},payment:{}", paid.items[0].id);
    assert_eq!(error.problems()[0].fact_value("blocked"), Some(blocked.as_str()));
    assert_eq!(exchange.undo_import(payments).unwrap().records[0].cancelled, 1);
    let report = exchange.undo_import(sales).unwrap();
    let invoices = report.records.iter().find(|count| count.subject == "invoice").unwrap();
    assert_eq!(invoices.cancelled, 2);
    let products = report.records.iter().find(|count| count.subject == "product").unwrap();
    assert_eq!((products.retired, products.removed), (2, 0));
    let invoice = test.owner.billing().invoices().find_by_reference("1").unwrap();
    assert!(invoice.iter().any(|invoice| invoice.state == InvoiceState::Cancelled));
    assert_whole(&test.owner, "cancelled");
    // The same files can come again.
    import_sales(&test.owner, SALES, &SalesImport::default());
    import_payments(&test.owner, text, &options).unwrap();
}

/// Who finds a wrong file after the month's end takes it back within the month.
#[test]
fn an_import_is_undone_on_a_day_of_choice() {
    let test = room::memory();
    customers(&test);
    let exchange = test.owner.exchange();
    let sales = import_sales(&test.owner, SALES, &SalesImport::default()).import.unwrap();
    let error = exchange.undo_import_on(sales, Some(day("2026-06-19"))).unwrap_err();
    assert_eq!(error.code().slug(), "date_order");
    exchange.undo_import_on(sales, Some(day("2026-06-20"))).unwrap();
    let receipts = "客户,日期,金额\n甲,2026-06-03,40\n";
    let options = PaymentImport::default();
    let payments = import_payments(&test.owner, receipts, &options).unwrap().import.unwrap();
    exchange.undo_import_on(payments, Some(day("2026-06-20"))).unwrap();
    let filter = CustomerFilter::of_text("甲");
    let page = PageRequest::first(1);
    let found = test.owner.customers().list(&filter, CustomerSort::Name, false, &page).unwrap();
    let statement = |to: &str| {
        let reports = test.owner.reports();
        reports.statement(found.items[0].id, day("2026-06-01"), day(to)).unwrap()
    };
    assert_eq!(statement("2026-06-20").closing, amount("0"));
    assert_eq!(statement("2026-06-19").closing, amount("-40"));
    assert_whole(&test.owner, "undone on a day");
}

#[test]
fn products_are_removed_or_given_back_what_they_had() {
    let test = room::memory();
    let import = |text: &str| {
        let file = ImportFile::new("products.csv", text.as_bytes());
        let none = ProgressCallback::none();
        let options = ProductImport { change_identity: true, ..ProductImport::default() };
        test.owner.exchange().import_products(file, &options, &none).unwrap().import.unwrap()
    };
    let products = test.owner.billing().products();
    import("编码,名称,单价,税率\nP1,纸,10,13%\n");
    let second = import("编码,名称,单价\nP1,打印纸,12\nP2,笔,1\n");
    let third = import("编码,名称\nP1,复印纸\n");
    let error = test.owner.exchange().undo_import(second).unwrap_err();
    assert_eq!(error.code().slug(), "undo_blocked");
    test.owner.exchange().undo_import(third).unwrap();
    let report = test.owner.exchange().undo_import(second).unwrap();
    assert_eq!((report.records[0].removed, report.records[0].restored), (1, 1));
    let product = products.get_by_code("P1").unwrap();
    assert_eq!((product.name.as_str(), product.unit_price), ("纸", Some(amount("10"))));
    assert!(products.get_by_code("P2").is_err());
}

#[test]
fn products_are_in_use_again_as_they_were() {
    let test = room::memory();
    let import = |text: &str| {
        let file = ImportFile::new("products.csv", text.as_bytes());
        let none = ProgressCallback::none();
        let options = ProductImport { change_identity: true, ..ProductImport::default() };
        test.owner.exchange().import_products(file, &options, &none).unwrap().import.unwrap()
    };
    let products = test.owner.billing().products();
    let state = |code: &str| {
        let product = products.get_by_code(code).unwrap();
        (product.name, product.active)
    };
    import("编码,名称,在用\nP1,纸,是\nP2,笔,是\nP3,墨,否\n");
    let before = ["P1", "P2", "P3"].map(state);
    let second = import("编码,名称,在用\nP1,纸,否\nP2,钢笔,否\nP3,墨,是\n");
    let changed = ["P1", "P2", "P3"].map(state);
    assert_eq!(changed.clone().map(|it| it.1), [false, false, true]);
    let report = test.owner.exchange().undo_import(second).unwrap();
    assert_eq!(report.records[0].restored, 3);
    assert_eq!(["P1", "P2", "P3"].map(state), before);
    assert_whole(&test.owner, "in use again");
    // One that was changed by hand since stands in the way.
    let third = import("编码,名称,在用\nP1,纸,否\n");
    let product = products.get_by_code("P1").unwrap();
    products.set_active(product.id, product.version, true).unwrap();
    let error = test.owner.exchange().undo_import(third).unwrap_err();
    assert_eq!(error.code().slug(), "undo_blocked");
}
