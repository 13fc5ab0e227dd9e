//! What amounts of openings mean: sides in cells and in columns, accounts, advances, and what was
//! paid already.

use bookroom::billing::open_items::model::{
    EntryItemFilter, EntryItemSort,
    OpenKind::{self, Credit, Debt},
    Side::{self, Payable, Receivable},
};
use bookroom::customers::model::NewCustomer;
use bookroom::exchange::model::{
    CustomerImport, ImportFile, ImportReport, NoticeKind, OpeningItemImport, ProgressCallback,
};
use bookroom::values::PageRequest;
use bookroom_tests::room::{self, TestRoom, day};

use super::{import_customers, reasons};

type Items = Vec<(Side, OpenKind, String)>;

fn items(test: &TestRoom) -> Items {
    let (filter, page) = (EntryItemFilter::default(), PageRequest::first(50));
    let open = test.owner.billing().open_items();
    let found = open.list(&filter, EntryItemSort::default(), false, &page).unwrap().items;
    found.iter().map(|it| (it.side, it.kind, it.amount.normalize().to_string())).collect()
}

fn import(text: &str) -> (Items, ImportReport) {
    let test = room::memory();
    let supplier =
        NewCustomer { is_customer: false, is_supplier: true, ..NewCustomer::company("乙") };
    let both = NewCustomer { is_supplier: true, ..NewCustomer::company("丙") };
    test.owner.customers().add_many(vec![NewCustomer::company("甲"), supplier, both]).unwrap();
    let options = OpeningItemImport { on: Some(day("2026-01-01")), ..OpeningItemImport::default() };
    let file = ImportFile::new("o.csv", text.as_bytes());
    let exchange = test.owner.exchange();
    let report = exchange.import_opening_items(file, &options, &ProgressCallback::none()).unwrap();
    (items(&test), report)
}

fn booked(text: &str) -> Items {
    let (items, report) = import(text);
    assert_eq!(reasons(&report, 0), [], "{text}");
    items
}

fn one(side: Side, kind: OpenKind, amount: &str) -> (Side, OpenKind, String) {
    (side, kind, amount.to_owned())
}

#[test]
fn sides_beside_balances_count() {
    for (text, side, kind) in [
        ("客户,应收余额\n甲,100.00 贷\n", Receivable, Credit),
        ("客户,应收余额\n甲,100.00 借\n", Receivable, Debt),
        ("Customer,Amount\n甲,100.00 CR\n", Receivable, Credit),
        ("Customer,Balance\n甲,Dr 100.00\n", Receivable, Debt),
        ("客户,应收余额\n甲,贷 100\n", Receivable, Credit),
        ("供应商,应付余额\n乙,100.00 贷\n", Payable, Debt),
        ("供应商,应付余额\n乙,100.00（借）\n", Payable, Credit),
        ("往来单位,方向,余额\n甲,借,100\n", Receivable, Debt),
        ("往来单位,方向,余额\n甲,贷,100\n", Receivable, Credit),
        ("往来单位,方向,余额\n乙,貸,100\n", Payable, Debt),
        ("往来单位,借方余额,贷方余额\n甲,100,\n", Receivable, Debt),
        ("往来单位,借方余额,贷方余额\n甲,0,100\n", Receivable, Credit),
        ("往来单位,借方余额,贷方余额\n乙,,100\n", Payable, Debt),
        ("Party,Debit,Credit\n乙,100,\n", Payable, Credit),
        ("客户,期初借方,期初贷方\n甲,100,\n", Receivable, Debt),
        ("客户,借方,贷方,余额\n甲,140,40,100\n", Receivable, Debt),
    ] {
        assert_eq!(booked(text), [one(side, kind, "100")], "{text}");
    }
    // 平: nothing is open.
    assert_eq!(
        booked("往来单位,方向,余额\n甲,平,0\n甲,平,\n甲,借,1\n"),
        [one(Receivable, Debt, "1")]
    );
    for (text, column, code) in [
        ("往来单位,方向,余额\n甲,平,5\n", "方向", "amount_differs"),
        ("往来单位,方向,余额\n甲,借,5 贷\n", "方向", "amount_differs"),
        ("客户,应收余额\n甲,-100 贷\n", "应收余额", "ambiguous"),
        ("往来单位,借方余额,贷方余额\n丙,20,10\n", "贷方余额", "ambiguous"),
        ("往来单位,借方余额,贷方余额\n甲,20 贷,\n", "借方余额", "ambiguous"),
        ("客户,借方,贷方,余额\n甲,140,40,90\n", "余额", "amount_differs"),
    ] {
        let (items, report) = import(text);
        assert_eq!(items, [], "{text}");
        assert_eq!(reasons(&report, 0), [(2, column.to_owned(), code)], "{text}");
    }
}

#[test]
fn accounts_and_columns_of_advances_are_no_debts_of_customers() {
    let accounts = "科目,往来单位,金额\n应收账款,甲,100\n预收账款,甲,50\n应付账款,乙,80\n\
        1123 预付账款,乙,20\n";
    let expected = [
        one(Receivable, Debt, "100"),
        one(Receivable, Credit, "50"),
        one(Payable, Debt, "80"),
        one(Payable, Credit, "20"),
    ];
    assert_eq!(booked(accounts), expected);
    assert_eq!(booked(&accounts.replace("科目", "类别")), expected);
    let english = "Account,Party,Amount\nAccounts receivable,甲,100\nCustomer deposits,甲,50\n\
        Accounts payable,乙,80\nPrepayments,乙,20\n";
    assert_eq!(booked(english), expected);
    let (items, report) = import("科目,往来单位,金额\n应收账款,甲,100\n其他应收款,甲,60\n");
    assert_eq!(items, [one(Receivable, Debt, "100")]);
    assert_eq!(reasons(&report, 0), [(3, "科目".to_owned(), "bad_choice")]);
    let expected = [one(Receivable, Debt, "100"), one(Receivable, Credit, "30")];
    assert_eq!(booked("客户,应收款,预收款\n甲,100,30\n"), expected);
    assert_eq!(booked("客户,預收餘額\n甲,30\n"), [one(Receivable, Credit, "30")]);
    assert_eq!(booked("供应商,预付账款\n乙,30\n"), [one(Payable, Credit, "30")]);
    let (items, report) = import("客户,预收款\n甲,-30\n");
    assert_eq!((items, reasons(&report, 0)[0].2), (vec![], "must_be_positive"));
}

#[test]
fn what_is_left_is_what_was_open() {
    for text in [
        "客户,单号,应收金额,已收金额,余额\n甲,X1,100,40,60\n",
        "客户,单号,应收金额,已收金额,未收金额\n甲,X1,100,40,60\n",
        "客户,单号,应收金额,已收金额\n甲,X1,100,40\n",
        "Customer,Invoice,Amount,Paid,Balance\n甲,X1,100.00,40.00,60.00\n",
        "Customer,Invoice,Original Amount,Balance Due\n甲,X1,100.00,60.00\n",
        "客户,应收余额,已收金额\n甲,60,40\n",
        "客户,单号,应收金额,已收金额,未收金额\n甲,X1,100,40,\n",
    ] {
        assert_eq!(booked(text), [one(Receivable, Debt, "60")], "{text}");
    }
    let (items, report) = import("客户,单号,应收金额,已收金额,余额\n甲,X1,100,40,70\n");
    assert_eq!(items, []);
    assert_eq!(reasons(&report, 0), [(2, "余额".to_owned(), "amount_differs")]);
    for word in ["坏账", "作废", "已结清", "Void", "written off"] {
        let (items, report) = import(&format!("客户,应收金额,备注\n甲,100,{word}\n"));
        assert_eq!((items, reasons(&report, 0)[0].2), (vec![], "other_matter"), "{word}");
    }
}

#[test]
fn sides_beside_the_openings_of_customers_count() {
    let options =
        CustomerImport { opening_on: Some(day("2026-01-01")), ..CustomerImport::default() };
    for (text, kind) in [
        ("客户名称,期初应收\n甲,100.00 贷\n", Credit),
        ("客户名称,期初应收\n甲,借 100\n", Debt),
        ("Customer,Opening Balance\nA,100.00 CR\n", Credit),
        ("Customer,Opening Balance\nA,100.00 DR\n", Debt),
        ("客户名称,期初应收\n甲,-100.00\n", Credit),
    ] {
        let test = room::memory();
        let report = import_customers(&test.owner, text, &options);
        assert_eq!(items(&test), [one(Receivable, kind, "100")], "{text}");
        let signs = report.notices.iter().filter(|it| it.kind == NoticeKind::SignMeansCredit);
        assert_eq!(signs.count() > 0, kind == Credit, "{text}");
    }
}

#[test]
fn an_amount_beyond_what_can_be_kept_is_refused_in_its_row() {
    let (items, report) = import("客户,应收金额\n甲,100\n丙,91000000000000\n甲,7\n");
    assert_eq!(items, [one(Receivable, Debt, "100"), one(Receivable, Debt, "7")]);
    assert_eq!(reasons(&report, 0), [(3, "应收金额".to_owned(), "out_of_range")]);
}
