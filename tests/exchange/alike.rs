//! Receipts that may be in the book already, ordinary ones that are not, and ways to pay that are
//! called otherwise.

use bookroom::billing::payments::{NewPayment, PaymentFilter, PaymentSort};
use bookroom::customers::model::NewCustomer;
use bookroom::exchange::model::{ImportReport, NoticeKind, PaymentImport, SalesImport};
use bookroom::values::PageRequest;
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, amount, day};

use super::{assert_counts, import_payments, import_sales, reasons};

fn with_customers(test: TestRoom) -> TestRoom {
    let customers = ["甲", "乙"].map(NewCustomer::company);
    test.owner.customers().add_many(customers.to_vec()).unwrap();
    test
}

fn import(test: &TestRoom, text: &str) -> ImportReport {
    import_payments(&test.owner, text, &PaymentImport::default()).unwrap()
}

fn alike(report: &ImportReport) -> Vec<u64> {
    let notices = report.notices.iter().filter(|it| it.kind == NoticeKind::LikeKnown);
    notices.map(|it| it.line).collect()
}

#[test]
fn one_more_column_does_not_make_another_receipt_on_every_database() {
    for backend in Backend::ALL {
        let test = with_customers(room::on(backend));
        import(&test, "日期,客户,金额\n2026-06-10,甲,100.00\n");
        let noted =
            import(&test, "日期,客户,金额,备注\n2026-06-10,甲,100.00,货款\n2026-06-11,甲,100,\n");
        assert_eq!((alike(&noted), noted.accepted), (vec![2], 2), "{backend:?}");
        // With a number now, and without one then.
        let numbered = import(&test, "日期,客户,金额,流水号\n2026-06-10,甲,100.00,X1\n");
        assert_eq!(alike(&numbered), [2]);
        // Two numbers are two receipts; case and width do not make another.
        let other = import(&test, "日期,客户,金额,流水号\n2026-06-12,甲,100.00,X2\n");
        assert_eq!(alike(&other), [0; 0]);
        let again = import(
            &test,
            "日期,客户,金额,流水号\n2026-06-10,甲,100.00,x1\n2026-06-10,甲,9.00,Ｘ2\n2026-06-10,乙,9.00,X1\n\
             2026-06-10,乙,9.00,x1\n",
        );
        let refused: Vec<_> = reasons(&again, 0).into_iter().map(|it| (it.0, it.2)).collect();
        let expected = [(2, "already_exists"), (3, "already_exists"), (5, "repeated")];
        assert_eq!(refused, expected, "{backend:?}");
        // What was entered by hand is known too; each of the book's is one of the file's.
        let customers = test.owner.customers();
        let all = bookroom::customers::model::CustomerFilter::default();
        let sort = bookroom::customers::model::CustomerSort::Name;
        let found = customers.list(&all, sort, false, &PageRequest::first(9)).unwrap().items;
        let id = found.iter().find(|it| it.name == "乙").unwrap().id;
        let payments = test.owner.billing().payments();
        payments.record(NewPayment::received(id, day("2026-06-20"), amount("8"))).unwrap();
        let twice = import(&test, "日期,客户,金额\n2026-06-20,乙,8\n2026-06-20,乙,8\n");
        assert_eq!((alike(&twice), twice.accepted), (vec![2], 2), "{backend:?}");
    }
}

#[test]
fn numbers_of_vouchers_come_again_with_every_month() {
    let test = with_customers(room::memory());
    let june = "日期,凭证号,客户,收款金额\n2026-06-10,1,甲,100\n2026-06-11,2,甲,50\n2026-06-12,0,甲,7\n\
        2026-06-13,0,甲,8\n";
    assert_counts(&import(&test, june), 4, 4);
    let july =
        "日期,凭证号,客户,收款金额\n2026-07-10,1,甲,110\n2026-07-11,2,乙,60\n2026-06-10,1,甲,100\n";
    let report = import(&test, july);
    assert_eq!(reasons(&report, 0), [(4, "凭证号".to_owned(), "already_exists")]);
    let bank = "日期,流水号,客户,收款金额\n2026-07-20,00000000,甲,1\n2026-07-21,00000000,甲,2\n";
    assert_counts(&import(&test, bank), 2, 2);
}

#[test]
fn ways_to_pay_are_known_by_their_other_names() {
    let test = with_customers(room::memory());
    let words = [
        ("微信", "wechatpay"),
        ("微信支付", "wechatpay"),
        ("WeChat Pay", "wechatpay"),
        ("支付寶", "alipay"),
        ("现金", "cash"),
        ("转账支票", "cheque"),
        ("电汇", "tt"),
        ("Wire transfer", "tt"),
        ("银行承兑汇票", "bank_acceptance"),
        ("商承", "commercial_acceptance"),
        ("银行本票", "promissory_note"),
        ("委托收款", "collection"),
        ("刷卡", "card"),
    ];
    let transfers = ["银行转账", "转账", "工行", "Bank transfer", "對公轉賬", "网银"];
    let mut text = "日期,客户,金额,收款方式\n".to_owned();
    for (place, (word, _)) in words.iter().enumerate() {
        text += &format!("2026-06-{:02},甲,5,{word}\n", place + 1);
    }
    for (place, word) in transfers.iter().enumerate() {
        text += &format!("2026-07-{:02},甲,5,{word}\n", place + 1);
    }
    text += "2026-08-01,甲,5,以物抵债\n";
    let report = import(&test, &text);
    let refused: Vec<_> = reasons(&report, 0).into_iter().map(|it| (it.0, it.2)).collect();
    assert_eq!(refused, [(21, "unknown_reference")]);
    // A bill of exchange is no money yet: that it stands in the bank account is told.
    let bills = report.notices.iter().filter(|it| it.kind == NoticeKind::BillAsMoney);
    let mut bills: Vec<_> = bills.map(|it| (it.line, it.text.as_str())).collect();
    bills.sort_unstable();
    assert_eq!(bills, [(10, "银行承兑汇票"), (11, "商承")]);
    let (filter, page) = (PaymentFilter::default(), PageRequest::first(50));
    let payments = test.owner.billing().payments();
    let found = payments.list(&filter, PaymentSort::PaidOn, false, &page).unwrap().items;
    let june: Vec<_> = found.iter().filter(|it| it.paid_on < day("2026-07-01")).collect();
    let methods: Vec<_> = june.iter().map(|it| it.method.clone()).collect();
    assert_eq!(methods, words.map(|(_, code)| code));
}

#[test]
fn an_amount_beyond_what_can_be_kept_is_refused_in_its_row() {
    let test = with_customers(room::memory());
    let text = "日期,客户,金额\n2026-06-10,甲,100\n2026-06-10,乙,91000000000000\n2026-06-11,乙,3\n";
    let report = import(&test, text);
    assert_counts(&report, 3, 2);
    assert_eq!(reasons(&report, 0), [(3, "金额".to_owned(), "out_of_range")]);
}

#[test]
fn one_receipt_over_several_documents_is_one_payment() {
    let test = with_customers(room::memory());
    let sales = "单号,日期,客户,品名,数量,单价\nXS-1,2026-06-01,甲,茶,1,100\n\
        XS-2,2026-06-02,甲,茶,1,200\nXS-0,2026-05-01,甲,茶,1,500\n";
    import_sales(&test.owner, sales, &SalesImport::default());
    let text = "收款单号,日期,客户,收款金额,销售单号,本次核销\nSK1,2026-06-10,甲,300,XS-1,100\n\
        SK1,2026-06-10,甲,300,XS-2,200\nSK2,2026-06-11,甲,5,XS-0,5\nSK2,2026-06-11,甲,6,XS-0,6\n";
    let report = import(&test, text);
    assert_eq!(reasons(&report, 0), [(5, "收款单号".to_owned(), "repeated")]);
    assert_eq!(report.created("payment"), 2);
    assert_eq!(report.created("allocation"), 3);
    let together = report.notices.iter().filter(|it| it.kind == NoticeKind::TakenTogether);
    assert_eq!(together.map(|it| it.line).collect::<Vec<_>>(), [3]);
}

#[test]
fn days_stand_in_three_columns_and_money_goes_back() {
    let test = with_customers(room::memory());
    let report = import(&test, "年,月,日,客户,金额\n2026,6,2,甲,300\n2026,13,2,甲,300\n");
    assert_eq!(reasons(&report, 0)[0].2, "bad_date");
    let back = import(&test, "日期,客户,退款金额\n2026-06-10,甲,100\n");
    assert_counts(&back, 1, 1);
    let (filter, page) = (PaymentFilter::default(), PageRequest::first(50));
    let payments = test.owner.billing().payments();
    let found = payments.list(&filter, PaymentSort::PaidOn, false, &page).unwrap().items;
    let told: Vec<_> = found.iter().map(|it| (it.paid_on, it.direction.slug())).collect();
    assert_eq!(told, [(day("2026-06-02"), "in"), (day("2026-06-10"), "out")]);
}

#[test]
fn a_sale_under_another_number_is_told_on_every_database() {
    for backend in Backend::ALL {
        let test = with_customers(room::on(backend));
        let sell = |text: &str| import_sales(&test.owner, text, &SalesImport::default());
        let heading = "单号,日期,客户,品名,数量,单价\n";
        sell(&format!("{heading}X1,2026-06-01,甲,茶,2,10\nX1,2026-06-01,甲,杯,1,5\n"));
        let report = sell(&format!(
            "{heading}Y1,2026-06-01,甲,茶,2,10\nY1,2026-06-01,甲,杯,1,5\nY2,2026-06-01,甲,茶,1,25\n\
             Y3,2026-06-02,甲,茶,2,10\nY4,2026-06-01,乙,茶,2,10\nY4,2026-06-01,乙,杯,1,5\n\
             Y5,2026-06-01,甲,杯,1,5\nY5,2026-06-01,甲,茶,2,10\n"
        ));
        // One of the book is one of the file.
        assert_eq!((alike(&report), report.accepted), (vec![2], 8), "{backend:?}");
        let notice = report.notices.iter().find(|it| it.kind == NoticeKind::LikeKnown).unwrap();
        assert_eq!((notice.text.as_str(), notice.column.as_deref()), ("X1", Some("单号")));
        // The same lines with one more column come from another file.
        let text = "订单,日期,客户,品名,数量,单价,业务员\nZ1,2026-06-02,甲,茶,2,10,李\n";
        assert_eq!(alike(&sell(text)), [2], "{backend:?}");
    }
}
