//! What a receipt settles: the document that its row names, wherever it stands, and never another
//! one in silence.

use std::collections::BTreeMap;

use bookroom::billing::invoices::{InvoiceFilter, InvoiceSort, InvoiceState};
use bookroom::billing::payments::{PaymentFilter, PaymentSort};
use bookroom::customers::model::NewCustomer;
use bookroom::exchange::headers::{Mapping, Source};
use bookroom::exchange::model::{
    AllocateBy, FileOptions, ImportReport, NoticeKind, PaymentImport, SalesImport,
};
use bookroom::values::PageRequest;
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom};

use super::{assert_counts, import_payments, import_sales};

const SALES: &str = "单号,日期,客户,品名,数量,单价\nXS-1,2026-06-01,甲行,茶,1,100\n\
    XS-2,2026-06-02,甲行,茶,1,200\nXS-3,2026-06-03,甲行,茶,1,300\n\
    销字第7号,2026-06-04,甲行,茶,1,70\n20260017,2026-06-05,甲行,茶,1,17\nYS-1,2026-06-01,乙行,茶,1,50\n";

fn with_sales(test: TestRoom) -> TestRoom {
    for name in ["甲行", "乙行"] {
        test.owner.customers().add(NewCustomer::company(name)).unwrap();
    }
    assert_eq!(import_sales(&test.owner, SALES, &SalesImport::default()).created("invoice"), 6);
    test
}

/// What is settled of, at least in part.
fn settled(test: &TestRoom) -> Vec<String> {
    let (all, page) = (InvoiceFilter::default(), PageRequest::first(10));
    let invoices = test.owner.billing().invoices();
    let found = invoices.list(&all, InvoiceSort::IssueOn, false, &page).unwrap().items;
    let touched = found.into_iter().filter(|it| it.state != InvoiceState::Posted);
    touched.filter_map(|it| it.reference).collect()
}

fn notes(test: &TestRoom) -> Vec<String> {
    let (all, page) = (PaymentFilter::default(), PageRequest::first(10));
    let payments = test.owner.billing().payments();
    let found = payments.list(&all, PaymentSort::Amount, false, &page).unwrap().items;
    found.into_iter().filter_map(|it| it.note).collect()
}

fn receive(test: &TestRoom, heading: &str, cell: &str, options: &PaymentImport) -> ImportReport {
    let text = format!("日期,客户,金额,{heading}\n2026-06-10,甲行,17,\"{cell}\"\n");
    let report = import_payments(&test.owner, &text, options).unwrap();
    assert_counts(&report, 1, 1);
    report
}

/// Kind, column, line and text of what is worth a look.
fn told(report: &ImportReport) -> Vec<(NoticeKind, String, u64, String)> {
    let notices = report.notices.iter();
    let of = |it: &bookroom::exchange::model::Notice| {
        (it.kind, it.column.clone().unwrap_or_default(), it.line, it.text.clone())
    };
    notices.map(of).collect()
}

#[test]
fn columns_of_many_names_say_what_is_settled() {
    for heading in [
        "结算单号",
        "核销单号",
        "对应发票",
        "所属订单",
        "關聯單據",
        "发票",
        "Applied to",
        "Invoice",
        "Order no.",
        "对应单据编号",
        "Settles",
        "Against invoice",
    ] {
        let test = with_sales(room::memory());
        let report = receive(&test, heading, "XS-2", &PaymentImport::default());
        assert_eq!(settled(&test), ["XS-2"], "{heading}");
        assert_eq!(told(&report), [], "{heading}");
    }
}

#[test]
fn a_number_in_any_text_is_settled_and_told_on_every_database() {
    let cases = [
        ("单据编号", "XS-2", "XS-2"),
        ("结清的单据", "XS-2", "XS-2"),
        ("Document no", "XS-2", "XS-2"),
        ("摘要", "货款 XS-2", "XS-2"),
        ("用途", "付ＸＳ－２货款", "XS-2"),
        ("memo", "Payment for XS-2, thanks", "XS-2"),
        ("对应单号", "付XS-2货款", "XS-2"),
        ("备注", "付销字第7号的款", "销字第7号"),
        ("附言", "发票 20260017", "20260017"),
        ("摘要", "xs2 or xs-2", "XS-2"),
        ("摘要", "货款 XS 2", "XS-2"),
    ];
    for backend in Backend::ALL {
        for (heading, cell, number) in cases {
            let test = with_sales(room::on(backend));
            let report = receive(&test, heading, cell, &PaymentImport::default());
            assert_eq!(settled(&test), [number], "{backend:?} {heading} {cell}");
            let found = (NoticeKind::FoundInText, heading.to_owned(), 2, number.to_owned());
            let mut told = told(&report);
            // A text that says 付 makes the direction of the money less than certain.
            told.retain(|(kind, ..)| *kind != NoticeKind::DirectionAssumed);
            assert_eq!(told, [found], "{backend:?} {heading} {cell}");
            if backend != Backend::ALL[0] {
                break;
            }
        }
    }
}

#[test]
fn a_number_that_names_nothing_settles_nothing_and_is_told() {
    for (heading, cell, missed) in [
        ("核销单号", "XS-9", "XS-9"),
        ("单据编号", "XS-9", "XS-9"),
        ("清账单据号", "778", "778"),
        ("摘要", "货款 XS-9", "XS-9"),
        ("摘要", "YS-1", "YS-1"),
        ("对应单号", "货款", "货款"),
    ] {
        let test = with_sales(room::memory());
        let report = receive(&test, heading, cell, &PaymentImport::default());
        assert!(settled(&test).is_empty(), "{heading} {cell}");
        let kind = NoticeKind::ReferenceNotSettled;
        let expected = [(kind, heading.to_owned(), 2, missed.to_owned())];
        let told: Vec<_> = told(&report).into_iter().filter(|it| it.0 == kind).collect();
        assert_eq!(told, expected, "{heading} {cell}");
    }
}

#[test]
fn texts_without_numbers_of_documents_leave_the_oldest_first() {
    for (heading, cell) in [
        ("摘要", "6月货款 2 箱"),
        ("流水号", "2026061000123"),
        ("商户单号", "WX-778"),
        ("备注", "A4 paper, 13800138000"),
        ("银行回单编号", "HD-77"),
    ] {
        let test = with_sales(room::memory());
        let report = receive(&test, heading, cell, &PaymentImport::default());
        assert_eq!(settled(&test), ["XS-1"], "{heading} {cell}");
        assert!(told(&report).iter().all(|it| it.0 == NoticeKind::ColumnNotRead), "{report:?}");
    }
}

#[test]
fn a_text_that_is_mapped_to_what_is_settled_stays_a_note() {
    let column = Source::Column("用途".to_owned());
    let fields = BTreeMap::from([("invoice_reference".to_owned(), column)]);
    let file = FileOptions { fields: Mapping { fields }, ..FileOptions::default() };
    let options = PaymentImport { file, ..PaymentImport::default() };
    for (cell, paid) in [("付XS-2货款", &["XS-2"][..]), ("六月货款", &[])] {
        let test = with_sales(room::memory());
        receive(&test, "用途", cell, &options);
        assert_eq!(settled(&test), paid);
        assert_eq!(notes(&test), [cell]);
        let none = PaymentImport { allocate: AllocateBy::None, ..options.clone() };
        let test = with_sales(room::memory());
        receive(&test, "用途", cell, &none);
        assert!(settled(&test).is_empty());
        assert_eq!(notes(&test), [cell]);
    }
    let test = with_sales(room::memory());
    receive(&test, "用途", "XS-2", &options);
    assert!(notes(&test).is_empty(), "the number is with the document");
}
