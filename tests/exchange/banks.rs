//! Files of banks: what a figure below zero in a column of money out means.

use bookroom::billing::open_items::model::NewOpeningItem;
use bookroom::billing::payments::PaymentDirection::{self, In, Out};
use bookroom::billing::payments::PaymentPurpose::{self, Refund, Settlement};
use bookroom::billing::payments::{NewPayment, PaymentFilter, PaymentSort, Side};
use bookroom::customers::model::NewCustomer;
use bookroom::exchange::model::{NoticeKind, PaymentImport, Unknown};
use bookroom::values::PageRequest;
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, amount, day};

use super::{import_payments, reasons};

/// What a file moves, what is noted of it, and the lines that are refused.
type Told = (Vec<(PaymentDirection, String)>, Vec<(NoticeKind, u64, u64)>, Vec<u64>);

fn company(name: &str) -> NewCustomer {
    NewCustomer::company(name)
}

fn import(text: &str) -> Told {
    let test = room::memory();
    let supplier = NewCustomer { is_customer: false, is_supplier: true, ..company("乙") };
    test.owner.customers().add_many(vec![company("甲"), supplier]).unwrap();
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

/// Money out to whoever is only sold to is a refund, and money in from whoever is only bought from
/// is one of theirs; of one who is both, the open items decide where only one side fits.
#[test]
fn money_of_the_other_side_is_a_refund_on_every_database() {
    use NoticeKind::{PurposeAssumed, TakenAsRefund};
    for backend in Backend::ALL {
        let test = room::on(backend);
        let party = |name: &str, is_customer, is_supplier| {
            let new = NewCustomer { is_customer, is_supplier, ..company(name) };
            test.owner.customers().add(new).unwrap().id
        };
        let customer = party("客户甲", true, false);
        party("供应商乙", false, true);
        let (owed, paid_ahead) = (party("双方丙", true, true), party("双方丁", true, true));
        party("双方戊", true, true);
        let open_items = test.owner.billing().open_items();
        let bill =
            NewOpeningItem { side: Side::Payable, ..NewOpeningItem::owed_by(owed, amount("40")) };
        open_items.post(day("2026-06-01"), vec![bill], None, None).unwrap();
        let payments = test.owner.billing().payments();
        for of in [customer, paid_ahead] {
            payments.record(NewPayment::received(of, day("2026-06-01"), amount("40"))).unwrap();
        }
        let text = "日期,客户,收入,支出\n2026-06-02,客户甲,,40\n2026-06-03,供应商乙,40,\n\
            2026-06-04,双方丙,,40\n2026-06-05,双方丁,,40\n2026-06-06,双方戊,,40\n\
            2026-06-07,客户甲,9,\n2026-06-08,供应商乙,,9\n2026-06-09,新来的,,9\n";
        let options =
            PaymentImport { unknown_customers: Unknown::Create, ..PaymentImport::default() };
        let report = import_payments(&test.owner, text, &options).unwrap();
        let told: Vec<_> = report.notices.iter().map(|it| (it.kind, it.line)).collect();
        let expected =
            [(TakenAsRefund, 2), (TakenAsRefund, 3), (TakenAsRefund, 5), (PurposeAssumed, 6)];
        assert_eq!(told.len(), expected.len(), "{told:?}");
        assert!(expected.iter().all(|it| told.contains(it)), "{backend:?}: {told:?}");
        let (filter, page) = (PaymentFilter::default(), PageRequest::first(50));
        let found = payments.list(&filter, PaymentSort::PaidOn, false, &page).unwrap().items;
        let meant: Vec<(PaymentDirection, PaymentPurpose, String)> = found
            .iter()
            .filter(|it| it.paid_on > day("2026-06-01"))
            .map(|it| (it.direction, it.purpose, it.allocated.to_string()))
            .collect();
        let expected = [
            (Out, Refund, "40.00"),
            // What is paid to the supplier later goes towards what came back.
            (In, Refund, "9.00"),
            (Out, Settlement, "40.00"),
            (Out, Refund, "40.00"),
            (Out, Settlement, "0.00"),
            (In, Settlement, "0.00"),
            (Out, Settlement, "9.00"),
            (Out, Settlement, "0.00"),
        ];
        let expected = expected.map(|(way, purpose, sum)| (way, purpose, sum.to_owned()));
        assert_eq!(meant, expected, "{backend:?}");
        assert_eq!(payments.verify().unwrap(), []);
    }
}

/// A name that two customers have means neither: that is another thing than an unknown one.
#[test]
fn a_name_of_two_customers_is_ambiguous() {
    let test = room::memory();
    test.owner.customers().add_many(vec![company("张伟"), company("张伟")]).unwrap();
    let text = "发生时间,客户,金额\n2026-06-02,张伟,100\n2026-06-02,李雷,100\n";
    let report = import_payments(&test.owner, text, &PaymentImport::default()).unwrap();
    let expected = [(2, "ambiguous"), (3, "unknown_reference")];
    assert_eq!(reasons(&report, 0), expected.map(|(at, code)| (at, "客户".to_owned(), code)));
}

#[test]
fn an_amount_that_differs_from_the_money_received_is_told() {
    let text =
        "客户,日期,金额,实收金额\n甲,2026-06-01,100,90\n甲,2026-06-02,80,80\n甲,2026-06-03,,70\n";
    let (moved, notices, _) = import(text);
    let received = |amount: &str| (In, amount.to_owned());
    assert_eq!(moved, [received("90.00"), received("80.00"), received("70.00")]);
    assert_eq!(notices, [(NoticeKind::ColumnNotRead, 1, 2)]);
    let (_, notices, _) =
        import("客户,日期,收入,支出,发生额\n甲,2026-06-01,5,,5\n乙,2026-06-01,,7,-7\n");
    assert_eq!(notices, []);
}
