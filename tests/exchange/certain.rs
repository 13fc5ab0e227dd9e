//! Who a row is when its text is not plain: phones, masks, codes in other letters, one name twice.

use bookroom::billing::invoices::{InvoiceFilter, InvoiceSort};
use bookroom::billing::payments::{PaymentFilter, PaymentSort};
use bookroom::customers::model::{
    BankAccount, BillingProfile, CustomerFilter, CustomerSort, NewCustomer,
};
use bookroom::exchange::model::{
    CustomerImport, ImportReport, Matching, NoticeKind, PaymentImport, Repeats, SalesImport,
    Unknown,
};
use bookroom::values::PageRequest;
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom};

use super::{assert_counts, import_customers, import_payments, import_sales, reasons};

const TAX: &str = "91350100M000100Y43";

/// Kind, column, line and text of what is worth a look.
fn told(report: &ImportReport) -> Vec<(NoticeKind, &str, u64, &str)> {
    let notices = report.notices.iter();
    notices
        .map(|it| (it.kind, it.column.as_deref().unwrap_or_default(), it.line, it.text.as_str()))
        .collect()
}

fn import(test: &TestRoom, text: &str) -> ImportReport {
    import_customers(&test.owner, text, &CustomerImport::default())
}

/// Code, name and phones of the customers.
fn customers(test: &TestRoom) -> Vec<(Option<String>, String, Vec<String>)> {
    let (all, page) = (CustomerFilter::default(), PageRequest::first(100));
    let found = test.owner.customers().list(&all, CustomerSort::Name, false, &page).unwrap().items;
    let mut ids: Vec<_> = found.into_iter().map(|it| it.id).collect();
    ids.sort();
    let of = |id| {
        let it = test.owner.customers().get(id).unwrap();
        (it.code, it.name, it.channels.into_iter().map(|channel| channel.value).collect())
    };
    ids.into_iter().map(of).collect()
}

fn phones(cell: &str) -> (Vec<String>, ImportReport) {
    let test = room::memory();
    let report = import(&test, &format!("客户名称,手机\n甲行,\"{cell}\"\n"));
    let phones = customers(&test).into_iter().flat_map(|it| it.2).collect();
    (phones, report)
}

#[test]
fn phones_are_repaired_split_told_or_refused() {
    for (cell, expected) in [
        ("1.3800138E10", &["13800138000"][..]),
        ("1.3800138000E+10", &["13800138000"]),
        ("１３８００１３８０００", &["13800138000"]),
        ("13800138000 13900139000", &["13800138000", "13900139000"]),
        ("13800138000　13900139000", &["13800138000", "13900139000"]),
        ("13800138000&13900139000", &["13800138000", "13900139000"]),
        ("138 0013 8000 139 0013 9000", &["13800138000", "13900139000"]),
        ("138 0013 8000", &["13800138000"]),
        ("0571-85550000 13900139000", &["0571-85550000", "13900139000"]),
        ("0571 8555 0000", &["0571-85550000"]),
        ("0571-85550000 801", &["0571-85550000-801"]),
    ] {
        let (found, report) = phones(cell);
        assert_eq!(
            (found, told(&report)),
            (expected.iter().map(|it| (*it).to_owned()).collect(), vec![])
        );
    }
    for cell in ["1.38E10", "1.38001E+10", "1.3800138E18"] {
        let (_, report) = phones(cell);
        assert_eq!(reasons(&report, 0), [(2, "手机".to_owned(), "digits_lost")], "{cell}");
    }
    for cell in ["12345", "85550000", "abc", "13800138000 77"] {
        let (found, report) = phones(cell);
        assert_eq!(found, [cell]);
        assert_eq!(told(&report), [(NoticeKind::PhoneUnknown, "手机", 2, cell)]);
    }
    // A code may look like a power of ten.
    let test = room::memory();
    import(&test, "编号,名称\n1E5,甲\n2e10,乙\n");
    let codes: Vec<_> = customers(&test).into_iter().filter_map(|it| it.0).collect();
    assert_eq!(codes, ["1E5", "2e10"]);
}

#[test]
fn a_name_number_or_code_that_stands_twice_in_a_file_is_told() {
    let beside = NoticeKind::MadeBesideKnown;
    let other_tax = "91350100M000100Y43";
    for (text, expected) in [
        ("客户名称,备注\n甲行,好\n甲行,坏\n".to_owned(), vec![(beside, "客户名称", 3, "甲行")]),
        ("客户名称,备注\n東店,好\n东店,坏\n".to_owned(), vec![(beside, "客户名称", 3, "东店")]),
        ("编号,名称\nB1,甲\nB2,甲\n".to_owned(), vec![(beside, "名称", 3, "甲")]),
        ("编号,名称\nB1,甲\nb1,乙\n".to_owned(), vec![(beside, "编号", 3, "乙")]),
        (
            format!("编号,名称,税号\nB1,甲,{other_tax}\nB2,乙,{other_tax}\n"),
            vec![(beside, "税号", 3, "乙")],
        ),
        ("编号,名称\nB1,甲\nB2,乙\n".to_owned(), vec![]),
    ] {
        let test = room::memory();
        let report = import(&test, &text);
        assert_counts(&report, 2, 2);
        assert_eq!(told(&report), expected, "{text}");
    }
}

#[test]
fn codes_in_other_letters_are_told_or_refused_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        import(&test, "编号,名称\nB1,东店\n");
        let report = import(&test, "编号,名称\nb1,西店\n");
        assert_eq!(
            told(&report),
            [(NoticeKind::MadeBesideKnown, "编号", 2, "西店")],
            "{backend:?}"
        );
        // Full width is the same code, and told.
        let report = import(&test, "编号,名称\nＢ１,东店\n");
        assert_eq!(told(&report), [(NoticeKind::SpellingKept, "编号", 2, "Ｂ１")], "{backend:?}");
        assert_eq!(customers(&test).len(), 2);
        let test = room::on(backend);
        import(&test, "编号,名称\nKH001,东店\n");
        for heading in ["客户编号", "客户"] {
            let text = format!("日期,{heading},金额\n2026-06-01,kh001,5\n");
            let create =
                PaymentImport { unknown_customers: Unknown::Create, ..PaymentImport::default() };
            let report = import_payments(&test.owner, &text, &create).unwrap();
            let expected = [(2, heading.to_owned(), "identity_differs")];
            assert_eq!(reasons(&report, 0), expected, "{backend:?}");
        }
        assert_eq!(customers(&test).len(), 1);
    }
}

#[test]
fn a_mask_that_speaks_against_the_record_refuses_its_row() {
    let account = BankAccount {
        bank_name: "工商银行".to_owned(),
        account_number: "6222 0212 3456 5678".to_owned(),
        ..BankAccount::default()
    };
    let known = || {
        let test = room::memory();
        let new = NewCustomer {
            code: Some("B1".to_owned()),
            tax_number: Some(TAX.to_owned()),
            bank_accounts: vec![account.clone()],
            ..NewCustomer::company("东店")
        };
        test.owner.customers().add(new).unwrap();
        let billing = BillingProfile { account: Some("1001".to_owned()), ..Default::default() };
        let new = NewCustomer { billing: Some(billing), ..NewCustomer::company("南店") };
        test.owner.customers().add(new).unwrap();
        test
    };
    for (row, field) in [
        ("B1,东店,9133****X,", Some("税号")),
        (",东店,9133****X,", Some("税号")),
        ("B1,东店,913501XXXXXX0100Y44,", Some("税号")),
        ("B1,东店,9135**********Y43,", None),
        ("B1,东店,9135****M***Y43,", None),
        ("B1,东店,**************0Y43,", None),
        ("B1,东店,,6222****5679", Some("银行账号")),
        ("B1,东店,,6222 **** **** 5678", None),
        (",南店,,****1002", Some("银行账号")),
        (",北店,9133****X,6222****5679", None),
    ] {
        let test = known();
        let report = import(&test, &format!("编号,名称,税号,银行账号\n{row}\n"));
        let expected: Vec<_> =
            field.map(|field| (2, field.to_owned(), "identity_differs")).into_iter().collect();
        assert_eq!(reasons(&report, 0), expected, "{row}");
    }
    // Rows of one file are held against each other, too.
    let test = room::memory();
    let merge = CustomerImport { repeats: Repeats::Merge, ..CustomerImport::default() };
    let text = format!("名称,税号,备注\n甲,{TAX},\n甲,9133****X,好\n甲,9135****43,好\n");
    let report = import_customers(&test.owner, &text, &merge);
    assert_eq!(reasons(&report, 0), [(3, "税号".to_owned(), "identity_differs")]);
}

#[test]
fn a_company_that_sells_and_buys_is_chosen_by_the_side_of_the_row_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let supplier =
            NewCustomer { is_supplier: true, is_customer: false, ..NewCustomer::company("甲行") };
        let bought_from = test.owner.customers().add(supplier).unwrap().id;
        let sold_to = test.owner.customers().add(NewCustomer::company("甲行")).unwrap().id;
        let sold = "单号,日期,客户,品名,数量,单价\nX1,2026-06-01,甲行,茶,1,9\n";
        let sold = import_sales(&test.owner, sold, &SalesImport::default());
        let paid = "日期,客户,收入,支出\n2026-06-02,甲行,9,\n2026-06-03,甲行,,7\n";
        let paid = import_payments(&test.owner, paid, &PaymentImport::default()).unwrap();
        for (report, rows) in [(&sold, 1), (&paid, 2)] {
            assert_counts(report, rows, rows);
            let chosen: Vec<_> =
                report.notices.iter().filter(|it| it.kind == NoticeKind::ChosenBySide).collect();
            assert_eq!((chosen[0].rows, chosen[0].line), (rows, 2), "{backend:?}");
        }
        let page = PageRequest::first(10);
        let billing = test.owner.billing();
        let invoices = billing.invoices();
        let found = invoices.list(&InvoiceFilter::default(), InvoiceSort::IssueOn, false, &page);
        assert_eq!(found.unwrap().items[0].customer, sold_to);
        let payments = billing.payments();
        let found = payments.list(&PaymentFilter::default(), PaymentSort::PaidOn, false, &page);
        let of: Vec<_> = found.unwrap().items.iter().map(|it| it.customer).collect();
        assert_eq!(of, [sold_to, bought_from], "{backend:?}");
        // A third one on the same side, and nothing is certain.
        test.owner.customers().add(NewCustomer::company("甲行")).unwrap();
        let more = "日期,客户,收入,支出\n2026-06-12,甲行,9,\n";
        let report = import_payments(&test.owner, more, &PaymentImport::default()).unwrap();
        assert_eq!(reasons(&report, 0), [(2, "客户".to_owned(), "ambiguous")], "{backend:?}");
    }
}

#[test]
fn customers_made_of_a_code_only_keep_it_and_are_told() {
    let test = room::memory();
    let create = PaymentImport { unknown_customers: Unknown::Create, ..PaymentImport::default() };
    let text = "日期,客户编号,金额\n2026-06-01,K001,5\n2026-06-02,K001,6\n";
    let report = import_payments(&test.owner, text, &create).unwrap();
    assert_counts(&report, 2, 2);
    assert_eq!(told(&report), [(NoticeKind::NamedByCode, "客户编号", 2, "K001")]);
    let code = Some("K001".to_owned());
    assert_eq!(customers(&test), [(code, "K001".to_owned(), vec![])]);
}

#[test]
fn a_banks_charge_says_what_can_be_done() {
    let test = room::memory();
    test.owner.customers().add(NewCustomer::company("甲行")).unwrap();
    let text = "日期,对方户名,收入,支出,摘要\n2026-06-01,甲行,9,,货款\n2026-06-02,,,2,手续费\n\
        2026-06-03,,1,,Interest\n2026-06-04,,5,,货款\n";
    let report = import_payments(&test.owner, text, &PaymentImport::default()).unwrap();
    let column = || "对方户名".to_owned();
    let expected =
        [(3, column(), "bank_charge"), (4, column(), "bank_charge"), (5, column(), "required")];
    assert_eq!(reasons(&report, 0), expected);
}

/// Of many persons of one name each is looked at once, not beside all others.
#[test]
fn many_persons_of_one_name_are_read_in_a_moment() {
    let test = room::memory();
    let rows: String = (0..20_000).map(|at| format!("王伟,139{at:08}\n")).collect();
    let text = format!("姓名,手机\n{rows}王伟,13900000007\n");
    let only_known = CustomerImport {
        matching: Matching::UpdateOnly,
        find_duplicates: false,
        ..CustomerImport::default()
    };
    let begin = std::time::Instant::now();
    let report = import_customers(&test.owner, &text, &only_known);
    let found = reasons(&report, 0);
    assert_eq!(found.len(), 20_001);
    assert_eq!(found.last(), Some(&(20_002, "姓名".to_owned(), "repeated")));
    assert!(begin.elapsed().as_secs() < 60, "{:?}", begin.elapsed());
}
