//! Importing sales and payments: one file or two, freight, products, whole documents or none.

use bookroom::Session;
use bookroom::billing::invoices::{Discount, Invoice};
use bookroom::exchange::model::{
    AllocateBy, CustomerImport, Freight, ImportFile, ImportReport, ImportedBefore, NoticeKind,
    PaymentImport, ProductImport, ProgressCallback, SalesImport, Unknown,
};
use bookroom_tests::room::{self, TestRoom, amount};

use super::{assert_counts, import_customers, import_payments, import_sales, reasons};
use crate::whole::assert_whole;

const LINES: &str = "单号,产品编号,数量,单价,折扣\n1,P1,2,10,0\n1,P2,3,1.005,50%\n2,P1,0,10,\n2,P2,1,1,\n3,P1,1,1,\n";
const DOCUMENTS: &str = "单号,客户编号,日期,运费\n1,C1,2026-06-01,8.5\n2,C1,2026-06-02,\n4,C1,2026-06-03,1\n5,C9,2026-06-03,\n";

fn trader() -> TestRoom {
    let test = room::memory();
    import_customers(&test.owner, "编号,名称\nC1,甲\nC2,乙\n", &CustomerImport::default());
    test
}

fn two_files(
    session: &Session,
    documents: &str,
    lines: &str,
    options: &SalesImport,
) -> ImportReport {
    let documents = ImportFile::new("documents.csv", documents.as_bytes());
    let lines = Some(ImportFile::new("lines.csv", lines.as_bytes()));
    let none = ProgressCallback::none();
    session.exchange().import_sales(documents, lines, options, &none).unwrap()
}

fn invoice(test: &TestRoom, reference: &str) -> Invoice {
    let invoices = test.owner.billing().invoices();
    invoices.find_by_reference(reference).unwrap().remove(0)
}

#[test]
fn two_files_are_joined_and_freight_becomes_a_line() {
    let test = trader();
    let products = ImportFile::new("products.csv", "编码,名称,单位\nP1,打印纸,箱\n".as_bytes());
    let none = ProgressCallback::none();
    let made = test.owner.exchange().import_products(products, &ProductImport::default(), &none);
    assert_eq!(made.unwrap().created("product"), 1);
    let options = SalesImport {
        freight: Freight { description: "运费".to_owned(), ..Freight::default() },
        ..SalesImport::default()
    };
    let report = two_files(&test.owner, DOCUMENTS, LINES, &options);
    assert_counts(&report, 9, 3);
    assert_eq!((report.created("invoice"), report.created("product")), (1, 1));
    let documents = [(3, "document_rejected"), (4, "no_lines"), (5, "no_lines")];
    let found = reasons(&report, 0);
    assert_eq!(found.iter().map(|(line, _, code)| (*line, *code)).collect::<Vec<_>>(), documents);
    let lines = [
        (4, "数量".to_owned(), "must_be_positive"),
        (5, String::new(), "document_rejected"),
        (6, "单号".to_owned(), "unknown_reference"),
    ];
    let mut found = reasons(&report, 1);
    found.sort();
    assert_eq!(found, lines);
    let invoice = invoice(&test, "1");
    let named: Vec<&str> = invoice.lines.iter().map(|line| line.description.as_str()).collect();
    assert_eq!(named, ["打印纸", "P2", "运费"]);
    assert_eq!(invoice.lines[1].discount, Some(Discount::Rate(amount("0.5"))));
    assert_eq!(invoice.lines[1].net, amount("1.51"), "3 × 1.005 × 0.5 = 1.5075");
    assert_eq!(invoice.net, amount("30.01"));
    assert_whole(&test.owner, "two files");
}

#[test]
fn a_document_with_a_bad_line_is_rejected_as_a_whole() {
    let test = trader();
    let text = "单号,客户,日期,品名,数量,单价\n\
        1,甲,2026-06-01,纸,1,1\n\
        1,甲,2026-06-01,笔,x,1\n\
        1,甲,2026-06-01,墨,-2,\n\
        2,乙,2026-06-01,纸,1,1\n\
        3,甲,2026-06-01,纸,1,1\n\
        3,乙,2026-06-01,纸,1,1\n\
        4,丙,2026-06-01,纸,1,1\n\
        ,甲,2026-06-01,纸,1,1\n";
    let report = import_sales(&test.owner, text, &SalesImport::default());
    assert_counts(&report, 8, 1);
    let mut found = reasons(&report, 0);
    found.sort();
    let at = |line, column: &str, code| (line, column.to_owned(), code);
    let expected = [
        at(2, "", "document_rejected"),
        at(3, "数量", "bad_number"),
        at(4, "单价", "required"),
        at(6, "", "document_rejected"),
        at(7, "客户", "document_differs"),
        at(8, "客户", "unknown_reference"),
        at(9, "单号", "required"),
    ];
    assert_eq!(found, expected);
    assert_eq!(invoice(&test, "2").lines.len(), 1);
}

#[test]
fn the_same_file_again_is_refused() {
    let test = trader();
    let text = "单号,客户,日期,品名,数量,单价\n1,甲,2026-06-01,纸,1,1\n";
    assert_counts(&import_sales(&test.owner, text, &SalesImport::default()), 1, 1);
    let again = import_sales(&test.owner, text, &SalesImport::default());
    assert_eq!(reasons(&again, 0), [(2, "单号".to_owned(), "already_exists")]);
    let options = SalesImport {
        allow_repeated_references: true,
        imported_before: ImportedBefore::Book,
        ..SalesImport::default()
    };
    assert_counts(&import_sales(&test.owner, text, &options), 1, 1);
}

#[test]
fn unknown_customers_and_products_follow_the_options() {
    let text = "单号,客户,日期,品名,数量,单价\n1,新客,2026-06-01,纸,1,1\n2,甲,2026-06-01,纸,1,2\n";
    let test = trader();
    let options = SalesImport {
        unknown_customers: Unknown::Create,
        unknown_products: Unknown::LeaveOut,
        ..SalesImport::default()
    };
    let report = import_sales(&test.owner, text, &options);
    assert_counts(&report, 2, 2);
    assert_eq!((report.created("customer"), report.created("product")), (1, 0));
    assert_eq!(invoice(&test, "1").lines[0].product, None);
    let test = trader();
    let options = SalesImport { unknown_products: Unknown::Reject, ..SalesImport::default() };
    let report = import_sales(&test.owner, text, &options);
    let expected = [(2, "客户"), (3, "品名")]
        .map(|(line, column)| (line, column.to_owned(), "unknown_reference"));
    assert_eq!(reasons(&report, 0), expected);
}

#[test]
fn a_column_of_amounts_is_checked() {
    let test = trader();
    let text = "单号,客户,日期,品名,数量,单价,税率,金额\n\
        1,甲,2026-06-01,纸,3,10,13%,30\n\
        2,甲,2026-06-01,纸,3,10,13%,33.90\n\
        3,甲,2026-06-01,纸,3,10,13%,31\n";
    let report = import_sales(&test.owner, text, &SalesImport::default());
    assert_eq!(reasons(&report, 0), [(4, "金额".to_owned(), "amount_differs")]);
}

#[test]
fn payments_settle_what_they_name_or_the_oldest() {
    let sales =
        "单号,客户,日期,品名,数量,单价\n1,甲,2026-06-01,纸,1,100\n2,甲,2026-06-02,纸,1,100\n";
    let receipts = "流水号,客户,日期,金额,收款方式,发票号\n\
        R1,甲,2026-06-03,60,现金,2\nR2,C1,2026-06-03,60,,2\nR3,甲,2026-06-04,5,,7\nR1,甲,2026-06-05,1,,\n\
        R5,甲,2026-06-05,0,,\nR6,甲,2026-06-05,1,贝壳,\n";
    let bad = |line, column: &str, code| (line, column.to_owned(), code);
    for (allocate, open) in [
        (AllocateBy::Reference, ["100", "0"]),
        (AllocateBy::Automatic, ["80", "0"]),
        (AllocateBy::None, ["100", "100"]),
    ] {
        let test = trader();
        import_sales(&test.owner, sales, &SalesImport::default());
        let options = PaymentImport { allocate, ..PaymentImport::default() };
        let report = import_payments(&test.owner, receipts, &options).unwrap();
        assert_counts(&report, 6, 3);
        let mut found = reasons(&report, 0);
        found.sort();
        let expected = [
            bad(5, "流水号", "repeated"),
            bad(6, "金额", "must_be_positive"),
            bad(7, "收款方式", "unknown_reference"),
        ];
        assert_eq!(found, expected);
        let found = ["1", "2"].map(|reference| invoice(&test, reference).open());
        assert_eq!(found, open.map(amount), "{allocate:?}");
        let notices: Vec<_> = report.notices.iter().map(|it| (it.kind, it.line)).collect();
        let expected = [(NoticeKind::ReferenceNotSettled, 4), (NoticeKind::MoreThanNamed, 3)];
        let count = if allocate == AllocateBy::None { 0 } else { 2 };
        assert_eq!(notices, expected[..count], "{allocate:?}");
        let again = import_payments(&test.owner, receipts, &options).unwrap();
        assert_eq!(reasons(&again, 0)[0].2, "already_exists");
        assert_whole(&test.owner, "payments");
    }
}

#[test]
fn prices_with_tax_and_discounts_on_documents_are_understood() {
    let test = trader();
    let text = "单号,客户,日期,品名,数量,单价,税率,含税,整单折扣\n\
        1,甲,2026-06-01,纸,1,113,13%,是,10%\n2,甲,2026-06-01,纸,1,113,13%,含税,13\n";
    let report = import_sales(&test.owner, text, &SalesImport::default());
    assert_counts(&report, 2, 2);
    assert_eq!(
        (invoice(&test, "1").gross, invoice(&test, "2").gross),
        (amount("101.70"), amount("100"))
    );
}
