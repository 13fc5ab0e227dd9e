//! Who and what a row is: certain, or refused, or reported. Never another record in silence.

use bookroom::access::model::NewRole;
use bookroom::access::permission::{Field, FieldRight, FieldRule, Grant, Permission, Reach};
use bookroom::billing::invoices::InvoiceFilter;
use bookroom::billing::open_items::model::{EntryItemFilter, EntryItemSort, NewOpeningItem};
use bookroom::billing::payments::{PaymentFilter, Side};
use bookroom::customers::duplicates::model::{Agreement, ComparedField, MatchReason};
use bookroom::customers::model::{BankAccount, CustomerFilter, CustomerKind, NewCustomer};
use bookroom::dictionaries::model::{DictionaryItemEdit, DictionaryItemUpdate, NewDictionaryItem};
use bookroom::exchange::duplicates::Duplicate;
use bookroom::exchange::export::{ExportList, ExportOptions};
use bookroom::exchange::model::{CustomerImport, NoticeKind, PaymentImport, Repeats, SalesImport};
use bookroom::{Session, dictionaries::model::ItemVersion};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom};

use super::{assert_counts, import_customers, import_payments, import_sales, reasons};

fn names(session: &Session) -> Vec<String> {
    let page = bookroom::values::PageRequest::first(100);
    let order = bookroom::customers::model::CustomerSort::Name;
    let found = session.customers().list(&CustomerFilter::default(), order, false, &page).unwrap();
    let mut names: Vec<String> = found.items.into_iter().map(|it| it.name).collect();
    names.sort();
    names
}

fn with(code: Option<&str>, name: &str, tax_number: Option<&str>) -> NewCustomer {
    NewCustomer {
        code: code.map(str::to_owned),
        tax_number: tax_number.map(str::to_owned),
        ..NewCustomer::company(name)
    }
}

fn kinds(report: &bookroom::exchange::model::ImportReport) -> Vec<(NoticeKind, u64)> {
    report.notices.iter().map(|it| (it.kind, it.line)).collect()
}

const TAX: &str = "91350100M000100Y43";

fn is_same_name(pair: &Duplicate) -> bool {
    let told = |it: &MatchReason| (it.field, it.agreement);
    pair.reasons.iter().any(|it| told(it) == (ComparedField::Name, Agreement::Same))
}

#[test]
fn names_that_differ_in_a_sign_are_two() {
    let pairs = [
        ("C++ 工作室", "C# 工作室"),
        ("7-11便利店", "711便利店"),
        ("1.5 商行", "15商行"),
        ("小米+", "小米"),
        ("A&B 商行", "AB商行"),
        ("@家", "家"),
        ("3/4 茶行", "34 茶行"),
    ];
    for (one, other) in pairs {
        let test = room::memory();
        test.owner.customers().add(NewCustomer::company(one)).unwrap();
        let text = format!("客户名称,备注\n{other},新\n");
        let report = import_customers(&test.owner, &text, &CustomerImport::default());
        assert_eq!((report.created("customer"), report.updated("customer")), (1, 0), "{other}");
        let is_same = report.duplicates.iter().any(is_same_name);
        assert!(!is_same, "{other}: {:?}", report.duplicates);
        let hints = test.owner.customers().duplicates_of(&NewCustomer::company(one)).unwrap();
        assert_eq!(hints.len(), 1, "{one} is not {other}: {hints:?}");
        let text = format!("日期,客户,金额\n2026-06-01,{}二,1\n", other);
        let report = import_payments(&test.owner, &text, &PaymentImport::default()).unwrap();
        assert_eq!(reasons(&report, 0), [(2, "客户".to_owned(), "unknown_reference")]);
    }
}

#[test]
fn scripts_and_widths_are_one_for_hints_and_search_only() {
    let test = room::memory();
    test.owner.customers().add(NewCustomer::company("臺灣藍湖商行（東路店）")).unwrap();
    let text = "客户名称\n台湾蓝湖商行(东路店)\n";
    let report = import_customers(&test.owner, text, &CustomerImport::default());
    assert_eq!(report.created("customer"), 1);
    assert_eq!(kinds(&report), [(NoticeKind::MadeBesideKnown, 2)]);
    assert!(is_same_name(&report.duplicates[0]), "{:?}", report.duplicates);
    let found = test.owner.customers().count(&CustomerFilter::of_text("台湾蓝湖")).unwrap();
    assert_eq!(found, 2);
    let found = test.owner.customers().count(&CustomerFilter::of_text("臺灣藍湖")).unwrap();
    assert_eq!(found, 2);
    let hints = test.owner.customers().duplicates_of(&NewCustomer::company("台灣蓝湖商行 东路店"));
    assert_eq!(hints.unwrap().len(), 2);
    let text = "日期,客户,金额\n2026-06-01,台湾藍湖商行(东路店),1\n";
    let report = import_payments(&test.owner, text, &PaymentImport::default()).unwrap();
    assert_eq!(reasons(&report, 0), [(2, "客户".to_owned(), "unknown_reference")]);
}

#[test]
fn an_unknown_code_or_another_number_is_another_customer() {
    let test = room::memory();
    let customers = test.owner.customers();
    customers.add(with(Some("B1"), "晨星便利店(东路店)", Some(TAX))).unwrap();
    customers.add(with(Some("P1"), "张伟", None)).unwrap();
    customers
        .add(NewCustomer {
            kind: CustomerKind::Person,
            ..with(None, "李娜", Some("11010519491231002X"))
        })
        .unwrap();
    let text = format!(
        "客户编号,客户名称,税号\n\
         B2,晨星便利店(西路店),{TAX}\nP2,张伟,\n,李娜,440524188001010014\n,晨星(南路店),{TAX}\n\
         B1,另一家,\nB1,晨星便利店(东路店),91310115FAKE00013U\n"
    );
    let report = import_customers(&test.owner, &text, &CustomerImport::default());
    let found = reasons(&report, 0);
    let lines: Vec<(u64, &str)> = found.iter().map(|(line, _, code)| (*line, *code)).collect();
    assert_eq!(lines, [(5, "repeated"), (6, "identity_differs"), (7, "repeated")], "{found:?}");
    assert_eq!(report.created("customer"), 3);
    assert_eq!(report.updated("customer"), 0);
    let beside = kinds(&report).iter().filter(|it| it.0 == NoticeKind::MadeBesideKnown).count();
    assert_eq!(beside, 3, "{:?}", report.notices);
    let known = customers.find_by_code("B1").unwrap().unwrap();
    assert_eq!(
        (known.name.as_str(), known.tax_number.as_deref()),
        ("晨星便利店(东路店)", Some(TAX))
    );
    // The same numbers in a file of their own: refused where they contradict what is known.
    let text = format!(
        "客户编号,客户名称,税号\n,晨星(南路店),{TAX}\nB1,晨星便利店(东路店),91310115FAKE00013U\n"
    );
    let report = import_customers(&test.owner, &text, &CustomerImport::default());
    let expected = [(2, "客户名称", "identity_differs"), (3, "税号", "identity_differs")];
    assert_eq!(reasons(&report, 0), expected.map(|(line, at, code)| (line, at.to_owned(), code)));
}

/// An operator from whom a field is hidden.
fn blind(test: &TestRoom, field: Field) -> Session {
    let slugs = [
        Permission::CustomersView,
        Permission::CustomersAdd,
        Permission::CustomersEdit,
        Permission::ImportsRun,
        Permission::PaymentsRecord,
        Permission::PaymentsView,
        Permission::PaymentsAllocate,
        Permission::DictionariesView,
    ];
    let grants = slugs.map(|permission| Grant { permission, reach: Reach::All }).to_vec();
    let role = NewRole {
        code: "blind".to_owned(),
        label_zh: "看不见".to_owned(),
        label_en: "blind".to_owned(),
        grants,
        fields: vec![FieldRule { field, right: FieldRight::Hidden }],
    };
    test.owner.access().add_role(role).unwrap();
    test.operator("li", &["blind"])
}

#[test]
fn a_hidden_number_finds_nobody_and_tells_nothing() {
    for (file, name) in [(TAX, "新名"), (TAX, "蓝湖商行"), ("91310115FAKE00013U", "蓝湖商行")]
    {
        let test = room::memory();
        let known = test.owner.customers().add(with(None, "蓝湖商行", Some(TAX))).unwrap();
        let li = blind(&test, Field::CustomerTaxNumber);
        let text = format!("客户名称,税号\n{name},{file}\n");
        let source = bookroom::exchange::model::ImportFile::new("x.csv", text.as_bytes());
        let none = bookroom::exchange::model::ProgressCallback::none();
        let error =
            li.exchange().import_customers(source, &CustomerImport::default(), &none).unwrap_err();
        // The same answer whatever the field holds.
        assert_eq!(error.code().slug(), "field_not_permitted");
        assert_eq!(test.owner.customers().get(known.id).unwrap(), known);
        let text = format!("日期,客户,金额\n2026-06-01,{TAX},1\n");
        let report = import_payments(&li, &text, &PaymentImport::default()).unwrap();
        assert_eq!(reasons(&report, 0), [(2, "客户".to_owned(), "unknown_reference")]);
    }
}

#[test]
fn a_payer_is_found_by_its_bank_account() {
    let test = room::memory();
    let account = |number: &str| {
        vec![BankAccount {
            bank_name: "工商银行".to_owned(),
            account_number: number.to_owned(),
            ..BankAccount::default()
        }]
    };
    let lake = NewCustomer {
        bank_accounts: account("6222 0212 0000 1234 567"),
        ..NewCustomer::company("蓝湖商行")
    };
    test.owner.customers().add(lake).unwrap();
    test.owner.customers().add(NewCustomer::company("西溪茶庄")).unwrap();
    let text = "日期,对方户名,对方账号,金额\n\
        2026-06-01,,6222021200001234567,10\n\
        2026-06-02,蓝湖商行,,20\n\
        2026-06-03,西溪茶庄,6222021200001234567,30\n\
        2026-06-04,,6222021200009999999,40\n\
        2026-06-05,西溪茶庄,6222021200009999999,50\n";
    let report = import_payments(&test.owner, text, &PaymentImport::default()).unwrap();
    let expected = [
        (4, "对方账号".to_owned(), "identity_differs"),
        (5, "对方账号".to_owned(), "unknown_reference"),
    ];
    assert_eq!(reasons(&report, 0), expected);
    assert_eq!(report.created("payment"), 3);
    // Who may not see bank accounts finds nobody by them.
    let li = blind(&test, Field::CustomerBanking);
    let text = "日期,对方账号,金额\n2026-06-07,6222021200001234567,10\n";
    let report = import_payments(&li, text, &PaymentImport::default()).unwrap();
    assert_eq!(reasons(&report, 0), [(2, "对方账号".to_owned(), "unknown_reference")]);
}

#[test]
fn every_value_of_a_repeated_row_lands_or_is_reported() {
    let text = "客户编号,客户名称,联系人,职务,手机,地址,开户行,银行账号,标签,备注,等级,网址\n\
        K1,蓝湖商行,王,经理,13800138000,人民路 1 号,工行,111122223333,甲,一,A,\n\
        K1,蓝湖商行,李,,13900139000,解放路 2 号,建行,444455556666,乙,二,B,lake.example\n\
        K1,蓝湖商行,王,总监,13800138001,人民路 1 号,工行,111122223333,甲,一,A,\n\
        K1,西溪茶庄,赵,,13700137000,,,,,,,\n";
    let test = room::memory();
    let options = CustomerImport { repeats: Repeats::Merge, ..CustomerImport::default() };
    let report = import_customers(&test.owner, text, &options);
    assert_counts(&report, 4, 3);
    assert_eq!(reasons(&report, 0), [(5, "客户名称".to_owned(), "identity_differs")]);
    let lake = test.owner.customers().find_by_code("K1").unwrap().unwrap();
    assert_eq!((lake.addresses.len(), lake.bank_accounts.len()), (2, 2));
    assert_eq!(lake.tags, ["乙", "甲"]);
    assert_eq!(lake.note.as_deref(), Some("一\n二"));
    assert_eq!(lake.website.as_deref(), Some("lake.example"));
    let people = test.owner.customers().contacts(lake.id).unwrap();
    let mut found: Vec<(&str, usize)> =
        people.iter().map(|it| (it.name.as_str(), it.channels.len())).collect();
    found.sort_unstable();
    assert_eq!(found, [("李", 1), ("王", 2)]);
    // What contradicts the first row is named: the level of line 3, the title of line 4.
    let left: Vec<(&str, u64)> = report
        .notices
        .iter()
        .filter(|it| it.kind == NoticeKind::ValueLeftOut)
        .map(|it| (it.field.as_str(), it.line))
        .collect();
    assert_eq!(left, [("contact_title", 4), ("level", 3)]);
    // The same people again change nothing; a new phone of a known one lands.
    let again = import_customers(&test.owner, text, &options);
    assert_eq!((again.created("contact"), again.updated("customer")), (0, 0));
    let text = "客户编号,客户名称,联系人,手机\nK1,蓝湖商行,李,13900139009\n";
    let report = import_customers(&test.owner, text, &options);
    assert_eq!((report.created("contact"), report.updated("contact")), (0, 1));
    test.owner.exchange().undo_import(report.import.unwrap()).unwrap();
}

#[test]
fn rows_of_one_name_are_one_company_and_several_persons() {
    let text = "客户名称,客户类型,联系人,手机\n\
        南山商行,,赵,13800138001\n南山商行,,钱,13900139001\n\
        张伟,个人,,13800138002\n张伟,个人,,13800138003\n张伟,个人,,13800138002\n";
    let test = room::memory();
    let options = CustomerImport { repeats: Repeats::Merge, ..CustomerImport::default() };
    let report = import_customers(&test.owner, text, &options);
    assert_counts(&report, 5, 5);
    assert_eq!(names(&test.owner), ["南山商行", "张伟", "张伟"]);
    let again = import_customers(&test.owner, text, &options);
    assert_eq!((again.created("customer"), again.updated("customer")), (0, 0), "{again:?}");
}

#[test]
fn old_labels_lead_to_what_they_became() {
    let test = room::memory();
    let lists = test.owner.dictionaries();
    let item = NewDictionaryItem::new;
    let list = "customer_level";
    let new =
        vec![item("AA", "重点甲", "KA"), item("AAA", "大客户甲", "big"), item("ZZ", "旧名", "old")];
    lists.add_items(list, new).unwrap();
    let version = |code: &str| {
        let items = lists.items(list, true).unwrap();
        items.into_iter().find(|it| it.code == code).unwrap().version
    };
    let merge = |from: &str, into: &str| {
        let from = ItemVersion { code: from.to_owned(), version: version(from) };
        lists.merge_items(list, from, into).unwrap();
    };
    merge("AA", "AAA");
    merge("AAA", "ZZ");
    let edit = DictionaryItemEdit { label_zh: "新名".into(), ..DictionaryItemEdit::default() };
    let edit = DictionaryItemUpdate { code: "ZZ".to_owned(), version: version("ZZ"), edit };
    lists.edit_items(list, vec![edit]).unwrap();
    let text = "客户名称,客户等级\n甲,重点甲\n乙,AA\n丙,大客户甲\n丁,旧名\n戊,新名\n己,舊名\n";
    let report = import_customers(&test.owner, text, &CustomerImport::default());
    assert_counts(&report, 6, 6);
    for name in ["甲", "乙", "丙", "丁", "戊", "己"] {
        let found = test.owner.customers().duplicates_of(&NewCustomer::company(name)).unwrap();
        let customer = test.owner.customers().get(found[0].customer).unwrap();
        assert_eq!(customer.level.as_deref(), Some("ZZ"), "{name}");
    }
    let replaced = report.notices.iter().filter(|it| it.kind == NoticeKind::LabelReplaced).count();
    assert_eq!(replaced, 5, "{:?}", report.notices);
}

#[test]
fn a_bad_price_refuses_its_own_document_only() {
    let test = room::memory();
    test.owner.customers().add(NewCustomer::company("蓝湖商行")).unwrap();
    let text = "发票号码,日期,客户,品名,数量,单价\n\
        F1,2026-06-01,蓝湖商行,绿茶,10,99999999999999999999\n\
        F2,2026-06-01,蓝湖商行,绿茶,1,100\n\
        F3,2026-06-01,蓝湖商行,绿茶,1,120\n\
        F4,2026-06-01,蓝湖商行,只此一行,1,99999999999999999999\n";
    let report = import_sales(&test.owner, text, &SalesImport::default());
    let refused: Vec<(u64, String)> =
        reasons(&report, 0).into_iter().map(|(line, column, _)| (line, column)).collect();
    let column = "单价".to_owned();
    assert_eq!(refused, [(2, column.clone()), (5, column)]);
    // What only a refused document names is not made.
    assert_eq!(report.created("product"), 1);
    assert!(report.notices.iter().any(|it| it.kind == NoticeKind::PricesDiffer && it.line == 4));
    let product = test.owner.billing().products().get_by_code("绿茶").unwrap();
    assert_eq!(product.unit_price, Some(room::amount("100")));
}

#[test]
fn a_receipt_settles_what_it_names() {
    let cases: [(&str, &str, [&str; 3], &[NoticeKind]); 8] = [
        ("200", "XS-2", ["100", "0", "300"], &[]),
        ("300", "\"XS-1,XS-2\"", ["0", "0", "300"], &[]),
        ("300", "XS-1、XS-2", ["0", "0", "300"], &[]),
        ("300", "XS-1/XS-2", ["0", "0", "300"], &[]),
        ("250", "XS-2", ["50", "0", "300"], &[NoticeKind::MoreThanNamed]),
        ("200", "XS-9", ["100", "200", "300"], &[NoticeKind::ReferenceNotSettled]),
        ("200", "XS-2 XS-9", ["100", "0", "300"], &[NoticeKind::ReferenceNotSettled]),
        ("200", "QT-1", ["100", "200", "300"], &[NoticeKind::ReferenceNotSettled]),
    ];
    for (paid, named, open, notices) in cases {
        let test = room::memory();
        for name in ["蓝湖商行", "西溪茶庄"] {
            test.owner.customers().add(NewCustomer::company(name)).unwrap();
        }
        let sales = "单号,日期,客户,品名,数量,单价\n\
            XS-1,2026-06-01,蓝湖商行,茶,1,100\nXS-2,2026-06-02,蓝湖商行,茶,1,200\n\
            XS-3,2026-06-03,蓝湖商行,茶,1,300\nQT-1,2026-06-03,西溪茶庄,茶,1,300\n";
        import_sales(&test.owner, sales, &SalesImport::default());
        let text = format!("日期,客户,金额,对应单号\n2026-06-10,蓝湖商行,{paid},{named}\n");
        let report = import_payments(&test.owner, &text, &PaymentImport::default()).unwrap();
        assert_counts(&report, 1, 1);
        let found: Vec<NoticeKind> = report.notices.iter().map(|it| it.kind).collect();
        assert_eq!(found, notices, "{named}");
        let filter = bookroom::billing::invoices::InvoiceFilter::default();
        let page = bookroom::values::PageRequest::first(10);
        let sort = bookroom::billing::invoices::InvoiceSort::IssueOn;
        let all = test.owner.billing().invoices().list(&filter, sort, false, &page).unwrap().items;
        let left = ["XS-1", "XS-2", "XS-3"].map(|reference| {
            let found = all.iter().find(|it| it.reference.as_deref() == Some(reference));
            found.unwrap().open()
        });
        assert_eq!(left, open.map(room::amount), "{named}");
    }
}

/// What was open when the book began is named by its number as an invoice is, on either side.
#[test]
fn a_payment_settles_the_opening_item_it_names_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let customer = test.owner.customers().add(NewCustomer::company("蓝湖商行")).unwrap().id;
        let supplier = test.owner.customers().add(NewCustomer::company("西溪茶厂")).unwrap().id;
        let number = |number: &str| Some(number.to_owned());
        let owed = |of, sum: &str| NewOpeningItem::owed_by(of, room::amount(sum));
        let older = NewOpeningItem { number: number("XS-A"), ..owed(customer, "100") };
        let named = NewOpeningItem { number: number("XS-B"), ..owed(customer, "200") };
        let bill =
            NewOpeningItem { side: Side::Payable, number: number("LJ-1"), ..owed(supplier, "300") };
        let open_items = test.owner.billing().open_items();
        open_items.post(room::day("2026-06-01"), vec![older, named, bill], None, None).unwrap();
        let text = "日期,客户,收入,支出,对应单号\n\
            2026-06-10,蓝湖商行,150,,XS-B\n2026-06-11,蓝湖商行,90,,\"XS-B,XS-A\"\n\
            2026-06-12,西溪茶厂,,300,LJ-1\n";
        let report = import_payments(&test.owner, text, &PaymentImport::default()).unwrap();
        assert_counts(&report, 3, 3);
        assert_eq!(kinds(&report), [], "{backend:?}");
        let page = bookroom::values::PageRequest::first(10);
        let items = open_items
            .list(&EntryItemFilter::default(), EntryItemSort::EntryOn, false, &page)
            .unwrap()
            .items;
        let left: Vec<_> = items.iter().map(|it| (it.number.as_deref(), it.open)).collect();
        let expected = [("XS-A", "60"), ("XS-B", "0"), ("LJ-1", "0")];
        assert_eq!(left, expected.map(|(it, open)| (Some(it), room::amount(open))), "{backend:?}");
    }
}

fn exported(session: &Session, list: &ExportList) -> String {
    let mut bytes = Vec::new();
    session.exchange().export(list, &mut bytes, &ExportOptions::default()).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn an_own_export_read_back_gives_the_same_records() {
    let test = room::memory();
    let lake = test.owner.customers().add(NewCustomer::company("蓝湖商行")).unwrap();
    test.owner.customers().add(with(Some("K2"), "西溪茶庄", Some(TAX))).unwrap();
    test.owner.customers().add(NewCustomer::person("张伟")).unwrap();
    let list = ExportList::Customers(CustomerFilter::default());
    let text = exported(&test.owner, &list);
    let report = import_customers(&test.owner, &text, &CustomerImport::default());
    assert_counts(&report, 3, 3);
    assert_eq!((report.created("customer"), report.updated("customer")), (0, 0), "{report:?}");
    // A name that was changed in the sheet becomes an edit, reported and undone as others are.
    let changed = text.replace("蓝湖商行", "蓝湖贸易");
    let report = import_customers(&test.owner, &changed, &CustomerImport::default());
    assert_eq!((report.created("customer"), report.updated("customer")), (0, 1), "{report:?}");
    assert_eq!(kinds(&report), [(NoticeKind::NameChanged, 2)]);
    assert_eq!(test.owner.customers().get(lake.id).unwrap().name, "蓝湖贸易");
    // A number of nobody, and one of somebody else, are refused.
    let text = "客户名称,记录号\n蓝湖贸易,99\n别家,1\n";
    let report = import_customers(&test.owner, text, &CustomerImport::default());
    let expected = [(2, "unknown_reference"), (3, "identity_differs")];
    assert_eq!(reasons(&report, 0), expected.map(|(line, code)| (line, "记录号".to_owned(), code)));
    // Payments and sales of one's own are known by their numbers.
    let sales = "单号,日期,客户,品名,数量,单价\nXS-1,2026-06-01,蓝湖贸易,茶,1,100\n";
    import_sales(&test.owner, sales, &SalesImport::default());
    let text = "日期,客户,金额\n2026-06-10,蓝湖贸易,60\n";
    import_payments(&test.owner, text, &PaymentImport::default()).unwrap();
    let payments = exported(&test.owner, &ExportList::Payments(PaymentFilter::default()));
    let report = import_payments(&test.owner, &payments, &PaymentImport::default()).unwrap();
    assert_eq!((report.created("payment"), report.rejected), (0, 0), "{report:?}");
    let lines = exported(&test.owner, &ExportList::InvoiceLines(InvoiceFilter::default()));
    let report = import_sales(&test.owner, &lines, &SalesImport::default());
    assert_eq!((report.created("invoice"), report.rejected), (0, 0), "{report:?}");
}
