//! What a statement shows beside its amounts: sides in cells, the running balance, the two ends of
//! a payment, and words for what is no money that came in.

use bookroom::billing::payments::PaymentDirection::{self, In, Out};
use bookroom::billing::payments::{PaymentFilter, PaymentSort};
use bookroom::customers::model::NewCustomer;
use bookroom::exchange::model::{ImportReport, NoticeKind, PaymentImport};
use bookroom::values::PageRequest;
use bookroom_tests::room::{self, TestRoom};

use super::{import_payments, reasons};

fn trader() -> TestRoom {
    let test = room::memory();
    let supplier = NewCustomer { is_supplier: true, ..NewCustomer::company("西溪茶庄") };
    let customers =
        vec![NewCustomer::company("蓝湖商行"), NewCustomer::company("南山贸易有限公司"), supplier];
    test.owner.customers().add_many(customers).unwrap();
    test
}

type Moved = Vec<(String, PaymentDirection, String)>;

fn moved(test: &TestRoom) -> Moved {
    let (filter, page) = (PaymentFilter::default(), PageRequest::first(50));
    let payments = test.owner.billing().payments();
    let found = payments.list(&filter, PaymentSort::PaidOn, false, &page).unwrap().items;
    let of = |it: &bookroom::billing::payments::Payment| {
        (it.counterparty_name.clone(), it.direction, it.amount.to_string())
    };
    found.iter().map(of).collect()
}

fn import(text: &str) -> (Moved, ImportReport) {
    let test = trader();
    let report = import_payments(&test.owner, text, &PaymentImport::default()).unwrap();
    (moved(&test), report)
}

fn one(
    name: &str,
    direction: PaymentDirection,
    amount: &str,
) -> (String, PaymentDirection, String) {
    (name.to_owned(), direction, amount.to_owned())
}

fn lines(report: &ImportReport, kind: NoticeKind) -> Vec<u64> {
    report.notices.iter().filter(|it| it.kind == kind).map(|it| it.line).collect()
}

#[test]
fn sides_in_the_cells_of_amounts_say_in_and_out() {
    for (credit, debit) in [
        ("100.00 CR", "5.00 DR"),
        ("贷100.00", "借5.00"),
        ("Cr. 100", "Dr. 5"),
        ("100（贷）", "5（借）"),
    ] {
        let text = format!(
            "Date,Payee,Amount\n2026-06-02,蓝湖商行,{credit}\n2026-06-25,西溪茶庄,{debit}\n\
             2026-06-26,蓝湖商行,7.00\n2026-06-26,蓝湖商行,-7.00 CR\n"
        );
        let (moved, report) = import(&text);
        assert_eq!(moved, [one("蓝湖商行", In, "100.00"), one("西溪茶庄", Out, "5.00")], "{text}");
        // A bank's list, which no balance confirms.
        assert_eq!(lines(&report, NoticeKind::DirectionAssumed), [2]);
        let refused: Vec<_> = reasons(&report, 0).into_iter().map(|it| (it.0, it.2)).collect();
        assert_eq!(refused, [(4, "ambiguous"), (5, "ambiguous")]);
    }
    // The company's own ledger, as the balance shows.
    let own = "日期,往来单位,金额,余额\n2026-06-02,蓝湖商行,借100,1100\n2026-06-03,西溪茶庄,贷50,1050\n\
        2026-06-04,蓝湖商行,借10,1060\n";
    let (moved, report) = import(own);
    let expected = [
        one("蓝湖商行", In, "100.00"),
        one("西溪茶庄", Out, "50.00"),
        one("蓝湖商行", In, "10.00"),
    ];
    assert_eq!(moved, expected);
    assert_eq!(lines(&report, NoticeKind::DirectionAssumed), [0; 0]);
    // A side that contradicts its column.
    let (_, report) = import("日期,对方户名,收入,支出\n2026-06-02,蓝湖商行,100.00 DR,\n");
    assert_eq!(reasons(&report, 0)[0].2, "ambiguous");
}

#[test]
fn the_running_balance_says_what_amounts_do_not() {
    let up = "交易日期,对方户名,交易金额,余额\n2026-06-10,蓝湖商行,100.00,1100.00\n\
        2026-06-11,西溪茶庄,50.00,1050.00\n2026-06-12,蓝湖商行,30.00,1080.00\n";
    let (moved, report) = import(up);
    let expected = [
        one("蓝湖商行", In, "100.00"),
        one("西溪茶庄", Out, "50.00"),
        one("蓝湖商行", In, "30.00"),
    ];
    assert_eq!(moved, expected);
    // Nothing stands before the first.
    let notices = report.notices.iter().filter(|it| it.kind == NoticeKind::DirectionAssumed);
    assert_eq!(notices.map(|it| (it.line, it.rows)).collect::<Vec<_>>(), [(2, 1)]);
    let down = "交易日期,对方户名,交易金额,账户余额\n2026-06-13,西溪茶庄,30.00,1570.00\n\
        2026-06-12,蓝湖商行,100.00,1600.00\n2026-06-11,蓝湖商行,500.00,1500.00\n";
    let (moved, _) = import(down);
    let expected = [
        one("蓝湖商行", In, "500.00"),
        one("蓝湖商行", In, "100.00"),
        one("西溪茶庄", Out, "30.00"),
    ];
    assert_eq!(moved, expected);
}

#[test]
fn a_row_that_the_running_balance_contradicts_is_refused() {
    let head = "交易日期,对方户名,收入金额,支出金额,账户余额\n";
    let wrong = [
        "2026-06-10,蓝湖商行,100.00,,1100.00\n",
        "2026-06-11,蓝湖商行,5000.00,,1600.00\n",
        "2026-06-12,蓝湖商行,30.00,,1630.00\n",
    ];
    let backwards: Vec<&str> = wrong.iter().rev().copied().collect();
    for (rows, line) in [(wrong.concat(), 3), (backwards.concat(), 3)] {
        let (moved, report) = import(&format!("{head}{rows}"));
        assert_eq!(moved, [one("蓝湖商行", In, "100.00"), one("蓝湖商行", In, "30.00")]);
        assert_eq!(reasons(&report, 0), [(line, "账户余额".to_owned(), "amount_differs")]);
    }
    // A balance that is wrong itself: the amounts around it are confirmed.
    let (moved, report) = import(&format!(
        "{head}2026-06-10,蓝湖商行,100.00,,1100.00\n2026-06-11,蓝湖商行,500.00,,1060.00\n\
         2026-06-12,蓝湖商行,30.00,,1630.00\n2026-06-13,蓝湖商行,1.00,,1631.00\n"
    ));
    assert_eq!(moved.len(), 4);
    assert_eq!(lines(&report, NoticeKind::BalanceNotFollowed), [3]);
    // A list of receipts only: the balance is told not to follow, and decides nothing.
    let (moved, report) = import(&format!(
        "{head}2026-06-10,蓝湖商行,100.00,,1100.00\n2026-06-11,蓝湖商行,500.00,,9000.00\n\
         2026-06-12,蓝湖商行,30.00,,20.00\n"
    ));
    assert_eq!(moved.len(), 3);
    assert_eq!(lines(&report, NoticeKind::BalanceNotFollowed), [3]);
}

#[test]
fn what_is_no_receipt_is_not_booked() {
    for word in [
        "作废",
        "此单作废",
        "支票退票",
        "Void",
        "VOID - duplicate",
        "坏账",
        "Reversed",
        "Bounced",
        "冲正",
        "失败",
        "退款",
        "已全额退款",
        "交易关闭",
        "Failed",
        "Refunded",
        "上月结转",
        "承前页",
        "Opening balance",
    ] {
        for heading in ["备注", "状态", "交易状态", "Status", "类型"] {
            let text = format!("日期,客户,金额,{heading}\n2026-06-10,蓝湖商行,100,{word}\n");
            let (moved, report) = import(&text);
            assert_eq!(moved, [], "{text}");
            assert_eq!(reasons(&report, 0)[0].2, "other_matter", "{text}");
            assert_eq!(reasons(&report, 0)[0].1, heading, "{text}");
        }
    }
    for word in ["货款", "交易成功", "已入账", "Completed", "未作废", "6月货款", "Paid"]
    {
        let text = format!("日期,客户,金额,状态\n2026-06-10,蓝湖商行,100,{word}\n");
        assert_eq!(import(&text).0.len(), 1, "{text}");
    }
    let (moved, report) = import("日期,客户,金额,备注\n2026-06-10,蓝湖商行,100,作废重开\n");
    assert_eq!((moved.len(), lines(&report, NoticeKind::MayNotCount)), (1, vec![2]));
    // The row says itself that the money goes out.
    let (moved, _) = import("日期,对方户名,收入,支出,摘要\n2026-06-10,蓝湖商行,,20,退款\n");
    assert_eq!(moved, [one("蓝湖商行", Out, "20.00")]);
    let kinds = "日期,类型,客户,金额\n2026-06-10,收款,蓝湖商行,100.00\n2026-06-11,退款,蓝湖商行,50.00\n\
        2026-06-11,坏账,蓝湖商行,50.00\n2026-06-12,付款,西溪茶庄,9.00\n";
    let (moved, report) = import(kinds);
    assert_eq!(moved, [one("蓝湖商行", In, "100.00"), one("西溪茶庄", Out, "9.00")]);
    assert_eq!(reasons(&report, 0).iter().map(|it| it.0).collect::<Vec<_>>(), [3, 4]);
}

#[test]
fn of_two_ends_the_other_side_is_not_the_own_company() {
    let test = trader();
    let name = "测试公司";
    let text = format!(
        "交易日期[ Transaction Date ],付款人名称[ Payer's Name ],收款人名称[ Payee's Name ],\
         交易金额[ Trade Amount ]\n20260601,蓝湖商行,{name},1000.00\n\
         20260602,{name},西溪茶庄,50.00\n20260603,蓝湖商行,西溪茶庄,1.00\n"
    );
    let report = import_payments(&test.owner, &text, &PaymentImport::default()).unwrap();
    let expected = [one("蓝湖商行", In, "1000.00"), one("西溪茶庄", Out, "50.00")];
    assert_eq!(moved(&test), expected, "{report:?}");
    let refused: Vec<_> = reasons(&report, 0).into_iter().map(|it| (it.0, it.2)).collect();
    assert_eq!(refused, [(4, "ambiguous")]);
    assert!(!report.notices.iter().any(|it| it.kind == NoticeKind::ColumnsCompete));
}
