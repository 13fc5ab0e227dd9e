//! Rows that were cut or put together wrongly although they have as many cells as the heading, and
//! columns that were read in some of their rows.

use bookroom::billing::payments::{PaymentFilter, PaymentSort};
use bookroom::customers::model::NewCustomer;
use bookroom::exchange::model::{NoticeKind, PaymentImport, SalesImport};
use bookroom::values::PageRequest;
use bookroom_tests::room::{self, TestRoom};

use super::{import_payments, import_sales};

fn trader() -> TestRoom {
    let test = room::memory();
    test.owner.customers().add(NewCustomer::company("甲")).unwrap();
    test
}

fn amounts(test: &TestRoom) -> Vec<String> {
    let (filter, page) = (PaymentFilter::default(), PageRequest::first(50));
    let payments = test.owner.billing().payments();
    let found = payments.list(&filter, PaymentSort::PaidOn, false, &page).unwrap().items;
    found.iter().map(|it| it.amount.normalize().to_string()).collect()
}

/// Lines of rows that were refused as no table, with what is said of them.
fn broken(text: &str) -> (Vec<String>, Vec<(u64, String)>) {
    let test = trader();
    let report = import_payments(&test.owner, text, &PaymentImport::default()).unwrap();
    let rows = report.files[0].rejected.iter().map(|row| {
        let problem = &row.reasons[0].problem;
        assert_eq!(problem.code.slug(), "bad_table", "{problem:?}");
        (row.line, problem.fact_value("of").unwrap_or_default().to_owned())
    });
    (amounts(&test), rows.collect())
}

#[test]
fn a_number_that_is_cut_at_its_comma_is_refused() {
    let cut = |line| vec![(line, "cut_number".to_owned())];
    for row in ["1,234.00", "12,500", "-1,234.50", "￥1,234.00"] {
        let text = format!("日期,客户,金额,备注\n2026-06-01,甲,{row}\n2026-06-02,甲,500,货款\n");
        assert_eq!(broken(&text), (vec!["500".to_owned()], cut(2)), "{row}");
    }
    for row in ["1,货款", "1234,500", "1,12", "1,2345", "1,234元", "\"1,234.00\","] {
        let text = format!("日期,客户,金额,备注\n2026-06-01,甲,{row}\n");
        let refused = broken(&text).1;
        assert_eq!(refused, [], "{row}");
    }
    // A number of a document may be of three digits.
    assert_eq!(broken("日期,客户,金额,单号\n2026-06-01,甲,5,123\n").1, []);
    assert_eq!(broken("日期,客户,金额,单号\n2026-06-01,甲,5,123.40\n").1, cut(2));
}

#[test]
fn a_quote_that_takes_in_rows_is_refused_with_their_lines() {
    let text = "日期,客户,金额,备注\n2026-06-10,甲,100.00,\"6寸管\n2026-06-11,甲,200.00,货款\n\
        2026-06-12,甲,300.00,6寸管\"\n2026-06-13,甲,400.00,货款\n";
    let test = trader();
    let report = import_payments(&test.owner, text, &PaymentImport::default()).unwrap();
    assert_eq!(amounts(&test), ["400"]);
    let problem = &report.files[0].rejected[0].reasons[0].problem;
    let fact = |name: &str| problem.fact_value(name).unwrap().to_owned();
    assert_eq!(
        (fact("of"), fact("line"), fact("until")),
        ("stray_quote".into(), "2".into(), "4".into())
    );
    let legal = "日期,客户,金额,备注\n2026-06-10,甲,100.00,\"货款,\n二期,A,B\"\n";
    assert_eq!(broken(legal).1, []);
}

#[test]
fn a_column_that_was_read_in_some_rows_is_told_for_the_others() {
    let test = trader();
    let sales = "单号,日期,客户,品名,数量,单价\nXS-1,2026-06-01,甲,茶,1,100\n";
    import_sales(&test.owner, sales, &SalesImport::default());
    let text = "日期,客户,金额,销售单据备查\n2026-06-10,甲,10,XS-1\n2026-06-11,甲,20,另议\n\
        2026-06-12,甲,30,\n";
    let report = import_payments(&test.owner, text, &PaymentImport::default()).unwrap();
    let of = |kind| {
        let notices = report.notices.iter().filter(move |it| it.kind == kind);
        notices.map(|it| (it.line, it.rows)).collect::<Vec<_>>()
    };
    assert_eq!(of(NoticeKind::FoundInText), [(2, 1)]);
    assert_eq!(of(NoticeKind::ColumnNotRead), [(3, 1)]);
    let report = import_payments(
        &test.owner,
        "日期,客户,金额,销售单据备查\n2026-06-15,甲,10,XS-1\n",
        &PaymentImport::default(),
    );
    let notices = report.unwrap().notices;
    assert!(!notices.iter().any(|it| it.kind == NoticeKind::ColumnNotRead));
}

#[test]
fn a_second_table_in_the_file_is_not_taken_for_the_first() {
    let head = "日期,客户,金额\n2026-06-10,甲,100\n";
    for second in [
        "付款明细,,\n日期,供应商,金额\n2026-06-11,甲,200\n2026-06-12,甲,300\n",
        "付款,,\n日期,客户,金额\n2026-06-11,甲,200\n",
        "日期,金额,客户\n2026-06-11,200,甲\n",
    ] {
        let test = trader();
        let text = format!("{head}{second}");
        let report = import_payments(&test.owner, &text, &PaymentImport::default()).unwrap();
        assert_eq!(amounts(&test), ["100"], "{text}");
        let last = report.files[0].rejected.last().unwrap();
        let problem = &last.reasons[0].problem;
        assert_eq!(problem.fact_value("of"), Some("other_table"), "{text}");
    }
    // The same heading again is that of another page.
    let test = trader();
    let text = format!("{head}日期,客户,金额\n2026-06-11,甲,200\n");
    import_payments(&test.owner, &text, &PaymentImport::default()).unwrap();
    assert_eq!(amounts(&test), ["100", "200"]);
}
