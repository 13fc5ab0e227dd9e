//! Files of banks: what a figure below zero in a column of money out means.

use bookroom::billing::payments::PaymentDirection::{self, In, Out};
use bookroom::billing::payments::{PaymentFilter, PaymentSort};
use bookroom::customers::model::NewCustomer;
use bookroom::exchange::model::{NoticeKind, PaymentImport};
use bookroom::values::PageRequest;
use bookroom_tests::room;

use super::{import_payments, reasons};

/// What a file moves, what is noted of it, and the lines that are refused.
type Told = (Vec<(PaymentDirection, String)>, Vec<(NoticeKind, u64, u64)>, Vec<u64>);

fn import(text: &str) -> Told {
    let test = room::memory();
    for name in ["甲", "乙"] {
        test.owner.customers().add(NewCustomer::company(name)).unwrap();
    }
    let report = import_payments(&test.owner, text, &PaymentImport::default()).unwrap();
    let (filter, page) = (PaymentFilter::default(), PageRequest::first(50));
    let payments = test.owner.billing().payments();
    let found = payments.list(&filter, PaymentSort::PaidOn, false, &page).unwrap().items;
    let moved = found.iter().map(|it| (it.direction, it.amount.to_string())).collect();
    let notices = report.notices.iter().map(|it| (it.kind, it.rows, it.line)).collect();
    let refused = reasons(&report, 0);
    assert!(refused.iter().all(|it| it.2 == "must_be_positive"), "{refused:?}");
    (moved, notices, refused.into_iter().map(|it| it.0).collect())
}

/// A bank may write money out below zero, or write there what it gives back. The balance shows
/// which; without one the reading is noted, and with one that shows a return the row is refused.
#[test]
fn money_out_below_zero_is_money_out_only_if_the_balance_agrees() {
    let both = vec![(In, "100.00".to_owned()), (Out, "30.00".to_owned())];
    let columns = "日期,客户,支出,收入\n2026-06-02,甲,,100\n2026-06-03,乙,-30,\n";
    let said = "日期,客户,金额,收/支\n2026-06-02,甲,100,收入\n2026-06-03,乙,-30,支出\n";
    for (text, gives_back) in [(columns, "乙,-30,,130"), (said, "乙,-30,支出,130")] {
        let noted = vec![(NoticeKind::SignMeansDirection, 1, 3)];
        assert_eq!(import(text), (both.clone(), noted, vec![]), "{text}");
        let balance = |last: &str| {
            let lines: Vec<&str> = text.lines().collect();
            format!("{},余额\n{},100\n{last}\n", lines[0], lines[1])
        };
        let line = text.lines().nth(2).unwrap();
        assert_eq!(import(&balance(&format!("{line},70"))), (both.clone(), vec![], vec![]));
        let returned = balance(&format!("2026-06-03,{gives_back}"));
        assert_eq!(import(&returned), (vec![both[0].clone()], vec![], vec![3]), "{returned}");
    }
}
