//! Codes and numbers that are written nearly as those of the book: told or refused, never others in
//! silence.

use bookroom::billing::products::NewProduct;
use bookroom::exchange::model::{
    CustomerImport, ImportFile, ImportReport, NoticeKind, ProductImport, ProgressCallback,
    SalesImport,
};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, amount};

use super::reading::{invoice, trader};
use super::{import_customers, import_sales, reasons};

fn beside(report: &ImportReport) -> Vec<(&str, u64, &str)> {
    let notices = report.notices.iter().filter(|it| it.kind == NoticeKind::MadeBesideKnown);
    notices.map(|it| (it.field.as_str(), it.line, it.text.as_str())).collect()
}

fn products(test: &TestRoom, text: &str) -> ImportReport {
    let file = ImportFile::new("products.csv", text.as_bytes());
    let (options, none) = (ProductImport::default(), ProgressCallback::none());
    test.owner.exchange().import_products(file, &options, &none).unwrap()
}

/// The same on every database.
pub fn conformance_near_codes(test: &TestRoom) {
    import_customers(&test.owner, "编号,名称\nC1,蓝湖商行\n", &CustomerImport::default());
    products(test, "编码,名称,单价,税率\nP1,绿茶,100,13%\n");
    for code in ["p1", "Ｐ１x", "P 1", "P01"] {
        let text = format!(
            "单号,日期,客户,产品编码,品名,数量,单价\nX{code},2026-06-01,C1,{code},绿茶,1,100\n"
        );
        let report = import_sales(&test.owner, &text, &SalesImport::default());
        if code.ends_with('x') {
            assert_eq!(report.rejected, 0, "another code");
            continue;
        }
        let refused = (2, "产品编码".to_owned(), "identity_differs");
        assert_eq!(reasons(&report, 0), [refused], "{code}");
    }
    let report = products(test, "编码,名称,单价,税率\np1,绿茶,130,13%\nP9,红茶,5,0\np9,红茶,5,0\n");
    assert_eq!(report.rejected, 0);
    assert_eq!(beside(&report), [("code", 2, "p1 / P1"), ("code", 4, "p9 / P9")]);
}

#[test]
fn near_codes_of_products_are_refused_in_sales_and_told_in_lists() {
    conformance_near_codes(&room::memory());
}

#[test]
fn near_codes_on_every_database() {
    for backend in [Backend::Postgres, Backend::Mysql] {
        conformance_near_codes(&room::on(backend));
    }
}

#[test]
fn products_that_lines_name_are_told_when_they_are_called_nearly_alike() {
    let test = trader();
    test.owner
        .billing()
        .products()
        .add(NewProduct::new("GreenTea", "GreenTea", amount("10"), amount("0")))
        .unwrap();
    let text = "单号,日期,客户,品名,数量,单价,税率\nX,2026-06-01,C1,green tea,1,10,0\n";
    let report = import_sales(&test.owner, text, &SalesImport::default());
    assert_eq!(beside(&report), [("description", 2, "green tea / GreenTea")]);
}

#[test]
fn a_document_whose_number_is_typed_otherwise_is_the_same() {
    let test = trader();
    let sell = |number: &str| {
        let text =
            format!("单号,日期,客户,品名,数量,单价,税率\n{number},2026-06-01,C1,茶,1,100,0\n");
        import_sales(&test.owner, &text, &SalesImport::default())
    };
    assert_eq!(sell("X1").rejected, 0);
    for number in ["x1", "Ｘ1", "X 1", " x1 "] {
        let report = sell(number);
        assert_eq!(reasons(&report, 0)[0].2, "already_exists", "{number}");
    }
    let report = sell("X01");
    assert_eq!((report.rejected, beside(&report)), (0, vec![("reference", 2, "X01 / X1")]));
    assert_eq!(sell("0042").rejected, 0);
    assert_eq!(beside(&sell("42")), [("reference", 2, "42 / 0042")]);
    // Of one file too.
    let text = "单号,日期,客户,品名,数量,单价,税率\n\
        K7,2026-06-01,C1,茶,1,100,0\nk7,2026-06-01,C1,茶,1,100,0\n";
    let report = import_sales(&test.owner, text, &SalesImport::default());
    assert!(invoice(&test, "K7").is_some());
    assert_eq!(reasons(&report, 0)[0].0, 3);
}

#[test]
fn a_customer_code_with_other_zeros_is_another_and_told() {
    let test = room::memory();
    let options = CustomerImport::default();
    import_customers(&test.owner, "编号,名称\nK001,甲\n", &options);
    let report = import_customers(&test.owner, "编号,名称\nK01,乙\nk 001,丙\n", &options);
    assert_eq!(report.rejected, 0);
    let mut told: Vec<_> = beside(&report).into_iter().map(|it| (it.0, it.1)).collect();
    told.sort_unstable();
    assert_eq!(told, [("code", 2), ("code", 3)]);
    let text = "单号,日期,客户编号,客户,品名,数量,单价\nX,2026-06-01,K1,丁,茶,1,1\n";
    let report = import_sales(&test.owner, text, &SalesImport::default());
    assert_eq!(reasons(&report, 0), [(2, "客户编号".to_owned(), "identity_differs")]);
}
