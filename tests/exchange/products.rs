//! Products: lists of them, and those that sales name. No code gets another name in silence.

use bookroom::billing::products::Product;
use bookroom::exchange::model::{
    ImportFile, ImportReport, NoticeKind, ProductImport, ProgressCallback, SalesImport,
};
use bookroom::{Session, customers::model::NewCustomer};
use bookroom_tests::room;

use super::{import_sales, reasons};

fn import_products(session: &Session, text: &str, options: &ProductImport) -> ImportReport {
    let file = ImportFile::new("products.csv", text.as_bytes());
    session.exchange().import_products(file, options, &ProgressCallback::none()).unwrap()
}

fn product(session: &Session, code: &str) -> Product {
    session.billing().products().get_by_code(code).unwrap()
}

#[test]
fn a_list_renames_only_where_that_was_asked_for() {
    let test = room::memory();
    let text = "产品编号,产品名称,单位,单价,税率\nP1,绿茶（袋）,袋,50,13%\nP2,红茶,袋,60,13%\n";
    import_products(&test.owner, text, &ProductImport::default());
    let text = "产品编号,产品名称,单位,单价,税率\nP1,绿茶(袋),箱,500,13%\nP2,黑茶,袋,70,13%\n";
    let report = import_products(&test.owner, text, &ProductImport::default());
    assert_eq!(reasons(&report, 0), [(3, "产品名称".to_owned(), "identity_differs")]);
    let p1 = product(&test.owner, "P1");
    assert_eq!((p1.name.as_str(), p1.unit.as_deref()), ("绿茶（袋）", Some("箱")));
    let seen: Vec<(NoticeKind, &str, Option<&str>)> = report
        .notices
        .iter()
        .map(|it| (it.kind, it.field.as_str(), it.column.as_deref()))
        .collect();
    let expected = [
        (NoticeKind::PriceModeAssumed, "unit_price", Some("单价")),
        (NoticeKind::SpellingKept, "name", Some("产品名称")),
        (NoticeKind::ValueChanged, "unit", Some("单位")),
        (NoticeKind::ValueChanged, "unit_price", Some("单价")),
    ];
    assert_eq!(seen, expected);
    let p2 = product(&test.owner, "P2");
    assert_eq!((p2.name.as_str(), p2.unit_price), ("红茶", Some(room::amount("60"))));
    let options = ProductImport { change_identity: true, ..ProductImport::default() };
    let report = import_products(&test.owner, text, &options);
    assert_eq!((report.rejected, report.updated("product")), (0, 2));
    let renamed = |it: &&bookroom::exchange::model::Notice| it.kind == NoticeKind::NameChanged;
    let names: Vec<&str> =
        report.notices.iter().filter(renamed).map(|it| it.text.as_str()).collect();
    assert_eq!(names, ["绿茶(袋)", "黑茶"]);
    assert_eq!(product(&test.owner, "P2").name, "黑茶");
}

#[test]
fn a_file_of_sales_never_changes_a_product() {
    let test = room::memory();
    test.owner.customers().add(NewCustomer::company("蓝湖商行")).unwrap();
    let text = "产品编号,产品名称,单位,单价,税率\nP1,绿茶,袋,50,13%\n";
    import_products(&test.owner, text, &ProductImport::default());
    let before = product(&test.owner, "P1");
    let text = "单号,日期,客户,产品编号,品名,数量,单位,单价\n\
        XS-1,2026-06-01,蓝湖商行,P1,绿茶,1,袋,50\nXS-2,2026-06-01,蓝湖商行,P1,红茶,1,箱,55\n";
    let report = import_sales(&test.owner, text, &SalesImport::default());
    assert_eq!((report.accepted, report.created("product")), (2, 0));
    assert_eq!(product(&test.owner, "P1"), before);
    let seen: Vec<(&str, Option<&str>, &str, u64)> = report
        .notices
        .iter()
        .filter(|it| it.kind == NoticeKind::DiffersFromRecord)
        .map(|it| (it.field.as_str(), it.column.as_deref(), it.text.as_str(), it.line))
        .collect();
    let expected =
        [("description", Some("品名"), "红茶 / 绿茶", 3), ("unit", Some("单位"), "箱 / 袋", 3)];
    assert_eq!(seen, expected);
}
