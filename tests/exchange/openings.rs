//! What was open when the book began comes from files: documents of their own, or balances beside
//! customers.

use bookroom::Session;
use bookroom::billing::open_items::model::{
    EntryItem, EntryItemFilter, EntryItemSort, NewOpeningItem, OpenKind, Side,
};
use bookroom::billing::payments::NewPayment;
use bookroom::customers::model::{Customer, CustomerFilter, CustomerSort};
use bookroom::error::{Code, Result};
use bookroom::exchange::headers::Target;
use bookroom::exchange::model::{
    CustomerImport, FileOptions, ImportFile, ImportReport, ImportedBefore, NoticeKind,
    OpeningItemImport, ProgressCallback, Repeats, Unknown,
};
use bookroom::ledger::model::{NewJournalEntry, NewPosting};
use bookroom::reports::ageing::AgeingOptions;
use bookroom::values::PageRequest;
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, amount, day};

use super::{assert_counts, import_customers, reasons};
use crate::samples::fixtures::new_entry;
use crate::whole::assert_whole;

fn import(session: &Session, text: &str, options: &OpeningItemImport) -> Result<ImportReport> {
    let file = ImportFile::new("期初.csv", text.as_bytes());
    session.exchange().import_opening_items(file, options, &ProgressCallback::none())
}

fn options() -> OpeningItemImport {
    OpeningItemImport { on: Some(day("2026-01-01")), ..OpeningItemImport::default() }
}

fn items(test: &TestRoom) -> Vec<EntryItem> {
    let open = EntryItemFilter { open: Some(true), ..EntryItemFilter::default() };
    test.owner
        .billing()
        .open_items()
        .list(&open, EntryItemSort::default(), false, &PageRequest::first(100))
        .unwrap()
        .items
}

fn named(test: &TestRoom, name: &str) -> Customer {
    let all = CustomerFilter::default();
    let page = PageRequest::first(100);
    let found = test.owner.customers().list(&all, CustomerSort::Name, false, &page).unwrap();
    let id = found.items.into_iter().find(|it| it.name == name).unwrap().id;
    test.owner.customers().get(id).unwrap()
}

/// Side, kind and amount of what is open.
fn told(items: &[EntryItem]) -> Vec<(Side, OpenKind, String)> {
    items.iter().map(|it| (it.side, it.kind, it.open.normalize().to_string())).collect()
}

const MIXED: &str = "往来单位,单据编号,日期,到期日,应收金额,应付金额\n\
    甲,XS-1,2025-11-02,2025-12-02,\"1,200.00\",\n乙,CG-7,2025-12-05,,,300.5\n甲,XS-2,2025-12-20,,-50,\n\
    丁,,,,0,\n丙,XS-3,2025-12-20,,1,\n甲,XS-1,2025-11-02,,7,\n";

#[test]
fn documents_are_imported_and_undone_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        import_customers(&test.owner, "编号,名称\nC1,甲\nC4,丁\n", &CustomerImport::default());
        let suppliers = CustomerImport { suppliers: true, ..CustomerImport::default() };
        import_customers(&test.owner, "编号,名称\nS1,乙\n", &suppliers);
        let missing = import(&test.owner, MIXED, &OpeningItemImport::default()).unwrap_err();
        assert_eq!((missing.code(), missing.problems()[0].path.as_str()), (Code::Required, "on"));
        let report = import(&test.owner, MIXED, &options()).unwrap();
        assert_counts(&report, 6, 4);
        let expected = [
            (6, "往来单位".to_owned(), "unknown_reference"),
            (7, "单据编号".to_owned(), "repeated"),
        ];
        assert_eq!(reasons(&report, 0), expected, "{backend:?}");
        assert_eq!(report.created("entry_item"), 3);
        assert!(report.notices.iter().any(|it| it.kind == NoticeKind::SignMeansCredit));
        let found = items(&test);
        let (receivable, payable) = (Side::Receivable, Side::Payable);
        let expected = [
            (receivable, OpenKind::Debt, "1200".to_owned()),
            (payable, OpenKind::Debt, "300.5".to_owned()),
            (receivable, OpenKind::Credit, "50".to_owned()),
        ];
        assert_eq!(told(&found), expected, "{backend:?}");
        assert_eq!(found[0].number.as_deref(), Some("XS-1"));
        assert_eq!((found[0].issue_on, found[0].due_on), (day("2025-11-02"), day("2025-12-02")));
        let ageing = AgeingOptions::receivable(day("2026-01-01"));
        let ageing = test.owner.reports().ageing(&ageing).unwrap();
        assert_eq!(ageing.totals.unwrap().balance, amount("1150"));
        // Numbers are known again, whatever the options say.
        let again = import(&test.owner, MIXED, &options()).unwrap();
        assert_counts(&again, 6, 1);
        assert_eq!(reasons(&again, 0)[0].2, "already_exists");
        let undone = test.owner.exchange().undo_import(report.import.unwrap()).unwrap();
        assert_eq!(undone.records.iter().map(|it| it.cancelled).sum::<u64>(), 3);
        assert!(items(&test).is_empty());
        assert_whole(&test.owner, "opening items");
        assert_counts(&import(&test.owner, MIXED, &options()).unwrap(), 6, 4);
    }
}

#[test]
fn sides_are_said_by_rows_options_headings_or_parties() {
    let test = room::memory();
    import_customers(&test.owner, "名称\n甲\n", &CustomerImport::default());
    let suppliers = CustomerImport { suppliers: true, ..CustomerImport::default() };
    import_customers(&test.owner, "名称\n乙\n", &suppliers);
    let (receivable, payable) = (Side::Receivable, Side::Payable);
    let (debt, credit) = (OpenKind::Debt, OpenKind::Credit);
    let unknown = OpeningItemImport { unknown_customers: Unknown::Create, ..options() };
    let said = OpeningItemImport { side: Some(payable), ..options() };
    for (text, options, expected) in [
        ("單位名稱,金額\n甲,5\n乙,6\n", options(), vec![(receivable, debt), (payable, debt)]),
        ("供应商,期初余额\n甲,5\n", options(), vec![(payable, debt)]),
        ("Company,Balance\n甲,5\n", said, vec![(payable, debt)]),
        (
            "单位名称,金额,方向\n甲,5,贷\n乙,5,借\n",
            options(),
            vec![(receivable, credit), (payable, credit)],
        ),
        (
            "单位名称,金额,往来类型\n甲,5,预收账款\n乙,5,预付\n甲,1,应付\n",
            options(),
            vec![(receivable, credit), (payable, credit), (payable, debt)],
        ),
        (
            "Supplier,Invoice No,Due date,Open amount\nNew Ltd,B-1,2026-02-01,5\n",
            unknown,
            vec![(payable, debt)],
        ),
    ] {
        let report = import(&test.owner, text, &options).unwrap();
        assert_eq!(report.rejected, 0, "{text}: {report}");
        let found: Vec<_> = items(&test).iter().map(|it| (it.side, it.kind)).collect();
        assert_eq!(found, expected, "{text}");
        let made = test.owner.exchange().undo_import(report.import.unwrap()).unwrap();
        let retired: u64 = made.records.iter().map(|it| it.retired).sum();
        assert_eq!(retired, u64::from(text.starts_with("Supplier")), "{text}");
    }
    assert!(!named(&test, "New Ltd").active && named(&test, "New Ltd").is_supplier);
    // Who is both needs a word for each row.
    import_customers(&test.owner, "名称,类型\n丙,公司\n", &CustomerImport::default());
    let both = named(&test, "丙");
    let edit =
        bookroom::customers::model::CustomerEdit { is_supplier: Some(true), ..Default::default() };
    test.owner.customers().edit(both.id, both.version, edit).unwrap();
    let report = import(&test.owner, "单位名称,金额\n丙,5\n", &options()).unwrap();
    assert_eq!(reasons(&report, 0), [(2, String::new(), "ambiguous")]);
    let file = ImportFile::new("期初.csv", MIXED.as_bytes());
    let shown =
        test.owner.exchange().preview(file, Target::OpeningItems, &FileOptions::default()).unwrap();
    assert_eq!(shown.rows[0][4], "1200");
    assert!(shown.to_string().contains("应收金额"), "{shown}");
}

#[test]
fn documents_without_numbers_are_known_by_what_they_say() {
    let test = room::memory();
    import_customers(&test.owner, "名称\n甲\n", &CustomerImport::default());
    let text = "客户,金额\n甲,5\n甲,5\n";
    assert_counts(&import(&test.owner, text, &options()).unwrap(), 2, 2);
    let error = import(&test.owner, text, &options()).unwrap_err();
    assert_eq!(error.code(), Code::ImportedBefore);
    let later = OpeningItemImport { on: Some(day("2026-01-02")), ..options() };
    assert_eq!(import(&test.owner, text, &later).unwrap_err().code(), Code::ImportedBefore);
    let skip = OpeningItemImport { imported_before: ImportedBefore::Skip, ..options() };
    let report = import(&test.owner, "客户,金额\n甲,5\n甲,5\n甲,5.00\n", &skip).unwrap();
    assert_counts(&report, 3, 1);
}

const CUSTOMERS: &str = "客户名称,手机,账期,期初欠款\n南山贸易有限公司,13800138000,30天,\"12,500.00\"\n\
    ABC商行,13900139000,,¥300\n南山贸易有限公司,13800138000,,1500.5\n西湖茶楼,13700137000,,-\n\
    预收客户,,,-20\n";

#[test]
fn balances_beside_customers_are_opening_items_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let merge = CustomerImport { repeats: Repeats::Merge, ..CustomerImport::default() };
        let file = ImportFile::new("customers.csv", CUSTOMERS.as_bytes());
        let none = ProgressCallback::none();
        let error = test.owner.exchange().import_customers(file, &merge, &none).unwrap_err();
        let problem = &error.problems()[0];
        assert_eq!((problem.code, problem.path.as_str()), (Code::Required, "opening_on"));
        assert_eq!(problem.fact_value("column").unwrap(), "期初欠款");
        let on = CustomerImport { opening_on: Some(day("2026-01-01")), ..merge };
        let report = import_customers(&test.owner, CUSTOMERS, &on);
        assert_counts(&report, 5, 5);
        assert_eq!((report.created("customer"), report.created("entry_item")), (4, 4));
        assert!(
            report.notices.iter().any(|it| { it.kind == NoticeKind::OpeningAdded && it.line == 4 })
        );
        let south = named(&test, "南山贸易有限公司");
        assert_eq!(south.payment_days, 30);
        let owed: Vec<EntryItem> =
            items(&test).into_iter().filter(|it| it.customer == south.id).collect();
        assert_eq!(owed.iter().map(|it| it.open).sum::<rust_decimal::Decimal>(), amount("14000.5"));
        assert_eq!(owed[0].due_on, day("2026-01-31"));
        // The list comes again with a phone more: nothing is booked twice, another balance is told.
        let more = CUSTOMERS.replace("13700137000", "13700137001").replace("¥300", "301");
        let again = import_customers(&test.owner, &more, &on);
        assert_eq!(again.created("entry_item"), 0, "{again}");
        assert_eq!(reasons(&again, 0), [(3, "期初欠款".to_owned(), "already_exists")]);
        let kept = again.notices.iter().filter(|it| it.kind == NoticeKind::OpeningKept);
        assert_eq!(kept.count(), 3, "{again}");
        test.owner.exchange().undo_import(again.import.unwrap()).unwrap();
        // What is settled stands in the way; then all goes together.
        let abc = named(&test, "ABC商行");
        let paid = NewPayment::received(abc.id, day("2026-02-01"), amount("100"));
        let paid = test.owner.billing().payments().record(paid).unwrap();
        let import = report.import.unwrap();
        let error = test.owner.exchange().undo_import(import).unwrap_err();
        assert_eq!(error.code(), Code::UndoBlocked, "{backend:?}");
        let payment =
            bookroom::billing::payments::PaymentVersion { id: paid.id, version: paid.version };
        test.owner.billing().payments().cancel(vec![payment], None, None).unwrap();
        let error = test.owner.exchange().undo_import(import).unwrap_err();
        let blocked = error.problems()[0].fact_value("blocked").unwrap().to_owned();
        assert_eq!(blocked, format!("customer:{}", abc.id), "a payment names it for ever");
        assert_whole(&test.owner, "balances");
    }
}

#[test]
fn an_import_with_balances_goes_as_a_whole() {
    let test = room::memory();
    let on = CustomerImport {
        opening_on: Some(day("2026-01-01")),
        repeats: Repeats::Merge,
        ..CustomerImport::default()
    };
    let report = import_customers(&test.owner, CUSTOMERS, &on);
    let undone = test.owner.exchange().undo_import(report.import.unwrap()).unwrap();
    let of = |kind: &str| undone.records.iter().find(|it| it.subject == kind).unwrap().clone();
    assert_eq!(of("entry_item").cancelled, 4);
    assert_eq!((of("customer").retired, of("customer").removed), (3, 1), "one had no balance");
    assert!(items(&test).is_empty());
    assert!(!named(&test, "ABC商行").active);
    assert_whole(&test.owner, "gone");
    // Imported again, they are told to be retired.
    let again = import_customers(&test.owner, CUSTOMERS, &on);
    assert_eq!(again.created("entry_item"), 4);
    let retired = again.notices.iter().filter(|it| it.kind == NoticeKind::KnownRetired);
    assert_eq!(retired.count(), 3, "{again}");
}

#[test]
fn an_amount_beside_others_is_booked_once_or_refused() {
    let test = room::memory();
    import_customers(&test.owner, "编号,名称\nC1,甲\nC2,乙\n", &CustomerImport::default());
    let (receivable, payable, debt) = (Side::Receivable, Side::Payable, OpenKind::Debt);
    let owed = |amount: &str| (receivable, debt, amount.to_owned());
    for (headings, row, expected) in [
        // What is left of the whole is what was open.
        ("应收金额,已收金额,未收金额", "100,40,60", vec![owed("60")]),
        ("金额,已收金额,未收金额", "100,40,60", vec![owed("60")]),
        ("应收金额,已收金额,未收金额", "100,100,0", vec![]),
        ("Amount,Paid,Amount due", "100,40,60", vec![owed("60")]),
        ("应付金额,已付金额,未付金额", "100,40,60", vec![(payable, debt, "60".to_owned())]),
        // A balance beside two sides is their difference.
        ("应收余额,应付余额,余额", "30,10,20", vec![owed("30"), (payable, debt, "10".to_owned())]),
        ("应收余额,应付余额,余额", "100,,100", vec![owed("100")]),
        ("应收余额,应付余额,余额", ",10,10", vec![(payable, debt, "10".to_owned())]),
        ("应收余额,余额", "0,60", vec![owed("60")]),
    ] {
        let text = format!("客户,单据编号,{headings}\nC1,X1,{row}\n");
        let report = import(&test.owner, &text, &options()).unwrap();
        assert_eq!(report.rejected, 0, "{text}: {report}");
        assert_eq!(told(&items(&test)), expected, "{text}");
        if let Some(import) = report.import {
            test.owner.exchange().undo_import(import).unwrap();
        }
    }
    for (headings, row, column, code) in [
        ("应收金额,余额", "100,60", "余额", "amount_differs"),
        ("应收余额,应付余额,余额", "30,10,40", "余额", "amount_differs"),
        ("应收金额,未收金额", "60,100", "未收金额", "amount_differs"),
        ("应收金额,应付金额,未收金额", "30,10,5", "未收金额", "amount_differs"),
        ("应收金额,未收金额", "60,", "未收金额", "required"),
        ("应收金额,未收金额", ",", "未收金额", "required"),
    ] {
        let text = format!("客户,单据编号,{headings}\nC1,X1,{row}\n");
        let report = import(&test.owner, &text, &options()).unwrap();
        assert_eq!(reasons(&report, 0), [(2, column.to_owned(), code)], "{text}");
        assert!(items(&test).is_empty(), "{text}");
    }
}

#[test]
fn a_balance_beside_the_sides_of_a_customer_is_their_difference() {
    let test = room::memory();
    let on = CustomerImport { opening_on: Some(day("2026-01-01")), ..CustomerImport::default() };
    let text = "名称,期初余额,期初应收,期初应付\n甲,100,100,\n乙,70,100,30\n丙,-30,,30\n丁,5,,\n\
        戊,60,100,\n己,30,,30\n";
    let report = import_customers(&test.owner, text, &on);
    let differs = |line| (line, "期初余额".to_owned(), "amount_differs");
    assert_eq!(reasons(&report, 0), [differs(6), differs(7)]);
    let amounts: Vec<_> = told(&items(&test)).into_iter().map(|it| (it.0, it.2)).collect();
    let (receivable, payable) = (Side::Receivable, Side::Payable);
    let expected = [
        (receivable, "100"),
        (receivable, "100"),
        (payable, "30"),
        (payable, "30"),
        (receivable, "5"),
    ];
    assert_eq!(amounts, expected.map(|(side, amount)| (side, amount.to_owned())));
    let suppliers = CustomerImport { suppliers: true, ..on };
    let report = import_customers(&test.owner, "名称,期初余额,期初应付\n庚,9,9\n", &suppliers);
    assert_eq!((report.rejected, report.created("entry_item")), (0, 1));
}

#[test]
fn a_row_of_two_sides_is_refused_as_a_whole() {
    let test = room::memory();
    import_customers(&test.owner, "名称\n甲\n", &CustomerImport::default());
    let text = |row: &str| format!("客户,单据编号,应收金额,应付金额\n{row}\n");
    import(&test.owner, &text("甲,X1,30,"), &options()).unwrap();
    let report = import(&test.owner, &text("甲,X1,30,10"), &options()).unwrap();
    assert_eq!(reasons(&report, 0), [(2, "单据编号".to_owned(), "already_exists")]);
    assert_eq!(items(&test).len(), 1);
}

/// A row of two sides that is refused on one of them books nothing of the other, wherever the row
/// stands among those that are posted together.
#[test]
fn a_row_is_posted_on_both_sides_or_not_at_all_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        import_customers(&test.owner, "名称\n甲\n乙\n", &CustomerImport::default());
        let others = if backend == Backend::ALL[0] { 499 } else { 1 };
        let rows: String = (0..others).map(|at| format!("乙,X{at},1,\n")).collect();
        let text = format!("客户,单据编号,应收金额,应付金额\n{rows}甲,Y1,30,10.123\n甲,Y2,5,7\n");
        let report = import(&test.owner, &text, &options()).unwrap();
        let line = others + 2;
        assert_eq!(reasons(&report, 0), [(line, "应付金额".to_owned(), "too_many_decimals")]);
        assert_counts(&report, others + 2, others + 1);
        assert_eq!(report.created("entry_item"), others + 2, "{backend:?}");
        let number = Some("Y1".to_owned());
        assert!(items(&test).iter().all(|it| it.number != number), "{backend:?}");
        assert_whole(&test.owner, "one side was refused");
    }
}

#[test]
fn a_row_of_which_one_side_was_imported_before_books_nothing() {
    let test = room::memory();
    import_customers(&test.owner, "名称\n甲\n", &CustomerImport::default());
    let text = |row: &str| format!("客户,应收金额,应付金额\n{row}\n");
    import(&test.owner, &text("甲,30,"), &options()).unwrap();
    let skip = OpeningItemImport { imported_before: ImportedBefore::Skip, ..options() };
    let report = import(&test.owner, &text("甲,30,10"), &skip).unwrap();
    assert_counts(&report, 1, 0);
    assert_eq!((items(&test).len(), report.created("entry_item")), (1, 0));
}

/// An opening need not stand against the account of opening balances to be known as one; a line
/// posted by hand is none.
#[test]
fn openings_against_any_account_are_known() {
    let test = room::memory();
    import_customers(&test.owner, "名称\n甲\n乙\n丙\n", &CustomerImport::default());
    let item = |name| NewOpeningItem::owed_by(named(&test, name).id, amount("100"));
    let numbered = NewOpeningItem { number: Some("XS-1".to_owned()), ..item("甲") };
    let older = NewOpeningItem { issue_on: Some(day("2025-12-01")), ..item("乙") };
    let (opening, capital) = (day("2026-01-01"), Some("3001".to_owned()));
    let billing = test.owner.billing();
    billing.open_items().post(opening, vec![numbered, older], capital, None).unwrap();
    let by_hand = NewJournalEntry {
        on: opening,
        postings: vec![
            NewPosting::debit("1122", amount("5")).with(named(&test, "丙").id),
            NewPosting::credit("3001", amount("5")),
        ],
        ..new_entry("2026-01-01")
    };
    test.owner.ledger().post(by_hand).unwrap();
    let paid = "日期,客户,金额\n2025-12-20,甲,5\n2025-12-21,乙,5\n2025-12-22,丙,5\n";
    let report = super::import_payments(&test.owner, paid, &Default::default()).unwrap();
    let told = report.notices.iter().filter(|it| it.kind == NoticeKind::BeforeOpening);
    assert_eq!(told.map(|it| (it.line, it.rows)).collect::<Vec<_>>(), [(2, 2)], "{report:?}");
}

/// What is dated before the opening of its customer may be in that already.
#[test]
fn rows_dated_before_the_opening_are_told_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        import_customers(&test.owner, "名称\n甲\n乙\n", &CustomerImport::default());
        import(&test.owner, "客户,应收金额\n甲,100\n", &options()).unwrap();
        let paid = "日期,客户,金额\n2025-12-20,甲,5\n2025-12-21,乙,5\n2026-01-01,甲,5\n";
        let paid = super::import_payments(&test.owner, paid, &Default::default()).unwrap();
        let sold =
            "单号,日期,客户,品名,数量,单价\nX1,2025-12-20,甲,茶,1,9\nX2,2026-02-01,甲,茶,1,9\n";
        let sold = super::import_sales(&test.owner, sold, &Default::default());
        for (report, rows, heading) in [(paid, 3, "日期"), (sold, 2, "日期")] {
            assert_counts(&report, rows, rows);
            let of = |it: &&bookroom::exchange::model::Notice| it.kind == NoticeKind::BeforeOpening;
            let told: Vec<_> = report.notices.iter().filter(of).collect();
            assert_eq!(told.len(), 1, "{backend:?} {report:?}");
            assert_eq!((told[0].line, told[0].column.as_deref()), (2, Some(heading)));
            assert_eq!(told[0].text, "2026-01-01");
        }
    }
}

#[test]
fn what_is_open_is_booked_once_as_balance_and_as_documents_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let balances =
            CustomerImport { opening_on: Some(day("2026-01-01")), ..CustomerImport::default() };
        let made = OpeningItemImport { unknown_customers: Unknown::Create, ..options() };
        import(&test.owner, "客户,单号,应收金额\n甲,X1,100\n甲,X2,50\n", &made).unwrap();
        let same = import_customers(&test.owner, "名称,期初余额\n甲,150\n", &balances);
        let kept = same.notices.iter().find(|it| it.kind == NoticeKind::OpeningKept).unwrap();
        assert_eq!((kept.text.as_str(), items(&test).len()), ("X1", 2), "{backend:?}");
        let other = import_customers(&test.owner, "名称,期初余额\n甲,151\n乙,70\n", &balances);
        assert_eq!(reasons(&other, 0), [(2, "期初余额".to_owned(), "already_exists")]);
        // The other way round, what may be a part of a balance is none of its own.
        let parts = "客户,单号,应收金额\n乙,Y1,70\n甲,,100\n甲,X3,7\n";
        let report = import(&test.owner, parts, &options()).unwrap();
        assert_eq!(reasons(&report, 0), [(2, "应收金额".to_owned(), "already_exists")]);
        let like = report.notices.iter().find(|it| it.kind == NoticeKind::LikeKnown).unwrap();
        assert_eq!((like.text.as_str(), like.line), ("X1", 3), "{backend:?}");
        assert_eq!(items(&test).len(), 5);
    }
}
