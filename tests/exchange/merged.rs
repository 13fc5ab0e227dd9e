//! Blanks below merged cells in every import, amounts and dates in Chinese characters, and short
//! files in an encoding that only their headings show.

use bookroom::billing::payments::{PaymentDirection, PaymentFilter, PaymentSort};
use bookroom::customers::model::{CustomerFilter, CustomerSort, NewCustomer};
use bookroom::exchange::model::{
    CustomerImport, ImportFile, ImportReport, NoticeKind, PaymentImport, ProgressCallback,
    SalesImport,
};
use bookroom::values::PageRequest;
use bookroom_tests::room::{self, TestRoom, amount};
use rust_decimal::Decimal;

use super::{import_customers, import_payments, reasons};

fn trader() -> TestRoom {
    let test = room::memory();
    for name in ["蓝湖商行", "西溪茶庄"] {
        test.owner.customers().add(NewCustomer::company(name)).unwrap();
    }
    test
}

/// Day, customer and amount of each payment.
fn paid(test: &TestRoom) -> Vec<(String, String, Decimal)> {
    let (filter, page) = (PaymentFilter::default(), PageRequest::first(20));
    let payments = test.owner.billing().payments();
    let found = payments.list(&filter, PaymentSort::Number, false, &page).unwrap().items;
    assert!(found.iter().all(|it| it.direction == PaymentDirection::In));
    let row = |it: bookroom::billing::payments::Payment| {
        (it.paid_on.to_string(), it.counterparty_name, it.amount)
    };
    found.into_iter().map(row).collect()
}

fn taken(report: &ImportReport) -> Vec<(&str, u64, u64)> {
    let notices = report.notices.iter().filter(|it| it.kind == NoticeKind::TakenFromAbove);
    notices.map(|it| (it.column.as_deref().unwrap_or_default(), it.line, it.rows)).collect()
}

#[test]
fn people_below_a_merged_customer_are_its_people() {
    let test = room::memory();
    let text = "客户编号,客户名称,联系人,职务,手机\n\
        K1,蓝湖商行,王,经理,13800138001\n,,李,出纳,13800138002\n,,赵,,13800138003\n\
        K2,西溪茶庄,钱,,13800138004\n,,,,13800138005\n";
    let report = import_customers(&test.owner, text, &CustomerImport::default());
    assert_eq!((report.created("customer"), report.created("contact")), (2, 4), "{report:?}");
    // A number of nobody may be anybody's: the row is refused.
    assert_eq!(reasons(&report, 0), [(6, "客户名称".to_owned(), "required")]);
    assert_eq!(taken(&report), [("客户编号", 3, 2), ("客户名称", 3, 2)]);
    let (filter, page) = (CustomerFilter::of_text("蓝湖"), PageRequest::first(2));
    let found = test.owner.customers().list(&filter, CustomerSort::Name, false, &page).unwrap();
    let people = test.owner.customers().contacts(found.items[0].id).unwrap();
    let mut names: Vec<&str> = people.iter().map(|it| it.name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["李", "王", "赵"]);
    // A row with something of a customer's own is no further person.
    let text = "客户名称,联系人,地址\n南山商行,王,甲路\n,李,乙路\n";
    let report = import_customers(&test.owner, text, &CustomerImport::default());
    assert_eq!(reasons(&report, 0), [(3, "客户名称".to_owned(), "required")]);
}

#[test]
fn payments_below_merged_days_and_payers_are_theirs_and_sums_are_nobodys() {
    let test = trader();
    let text = "日期,客户,金额,备注\n2026-06-01,蓝湖商行,10,一\n,,20,二\n,西溪茶庄,30,三\n,,60,\n";
    let report = import_payments(&test.owner, text, &PaymentImport::default()).unwrap();
    let day = "2026-06-01".to_owned();
    let row = |name: &str, sum: &str| (day.clone(), name.to_owned(), amount(sum));
    let expected = [row("蓝湖商行", "10"), row("蓝湖商行", "20"), row("西溪茶庄", "30")];
    assert_eq!(paid(&test), expected, "{report:?}");
    assert_eq!(report.rejected, 1);
    assert_eq!(taken(&report), [("客户", 3, 1), ("日期", 3, 2)]);
    // A bank's charge has a day and no payer: it is not the payer's above.
    let test = trader();
    let text = "客户,日期,金额,备注\n蓝湖商行,2026-06-01,10,\n,2026-06-02,5,手续费\n";
    let report = import_payments(&test.owner, text, &PaymentImport::default()).unwrap();
    assert_eq!(reasons(&report, 0), [(3, "客户".to_owned(), "bank_charge")]);
}

#[test]
fn lines_below_a_merged_number_are_of_its_document() {
    let test = trader();
    let documents = "单号,日期,客户\nX1,2026-06-01,蓝湖商行\nX2,2026-06-01,西溪茶庄\n";
    let lines = "单号,品名,数量,单价\nX1,茶,1,10\n,杯,1,5\nX2,壶,1,30\n,盘,2,4\n";
    let file = |text: &'static str| ImportFile::new("x.csv", text.as_bytes());
    let (options, none) = (SalesImport::default(), ProgressCallback::none());
    let exchange = test.owner.exchange();
    let report =
        exchange.import_sales(file(documents), Some(file(lines)), &options, &none).unwrap();
    assert_eq!((report.created("invoice"), report.rejected), (2, 0), "{report:?}");
    let found = test.owner.billing().invoices().find_by_reference("X2").unwrap();
    assert_eq!((found[0].lines.len(), found[0].gross), (2, amount("38")));
    assert_eq!(taken(&report), [("单号", 3, 2)]);
    // Notices of the second file name its columns.
    let documents = "单号,日期,客户\nX3,2026-06-01,蓝湖商行\n";
    let lines = "单号,品名,数量,价格\nX3,碗,1,10\nX3,碗,1,11\n";
    let report =
        exchange.import_sales(file(documents), Some(file(lines)), &options, &none).unwrap();
    let differs = report.notices.iter().find(|it| it.kind == NoticeKind::PricesDiffer).unwrap();
    assert_eq!(differs.column.as_deref(), Some("价格"));
}

#[test]
fn amounts_and_dates_in_chinese_characters_are_read() {
    for (cell, expected) in [
        ("壹佰元整", Some("100")),
        ("人民币壹万贰仟叁佰肆拾伍元陆角柒分", Some("12345.67")),
        ("壹拾万元整", Some("100000")),
        ("叁拾圆零伍分", Some("30.05")),
        ("伍角整", Some("0.5")),
        ("（大写）贰仟元正", Some("2000")),
        ("约壹佰元", None),
        ("一百二元", None),
        ("美元壹佰元整", None),
    ] {
        let test = trader();
        let text = format!("日期,客户,金额\n2026-06-01,蓝湖商行,{cell}\n");
        let report = import_payments(&test.owner, &text, &PaymentImport::default()).unwrap();
        let found = paid(&test).first().map(|it| it.2);
        assert_eq!(found, expected.map(amount), "{cell}: {report:?}");
        assert_eq!(report.rejected, u64::from(expected.is_none()), "{cell}");
    }
    for (cell, expected) in [
        ("二〇二六年六月一日", Some("2026-06-01")),
        ("二零二六年十二月三十一日", Some("2026-12-31")),
        ("二○二六年六月廿一日 星期日", Some("2026-06-21")),
        ("2026年6月1日", Some("2026-06-01")),
        ("民国一一五年六月一日", Some("2026-06-01")),
        ("中華民國一百一十五年六月一日", Some("2026-06-01")),
        ("民國115年6月1日", Some("2026-06-01")),
        ("二〇二六年十三月一日", None),
        ("六月一日", None),
    ] {
        let test = trader();
        let text = format!("日期,客户,金额\n{cell},蓝湖商行,1\n");
        let report = import_payments(&test.owner, &text, &PaymentImport::default()).unwrap();
        let found = paid(&test).first().map(|it| it.0.clone());
        assert_eq!(found.as_deref(), expected, "{cell}: {report:?}");
    }
}

#[test]
fn short_files_are_read_by_headings_of_one_encoding_or_reported() {
    let import = |text: &str, encoding: &'static encoding_rs::Encoding| {
        let test = room::memory();
        let (bytes, ..) = encoding.encode(text);
        let file = ImportFile::new("x.csv", &*bytes);
        let none = ProgressCallback::none();
        let report =
            test.owner.exchange().import_customers(file, &CustomerImport::default(), &none);
        let (filter, page) = (CustomerFilter::default(), PageRequest::first(2));
        let found = test.owner.customers().list(&filter, CustomerSort::Name, false, &page);
        let name = found.unwrap().items.first().map(|it| it.name.clone());
        let guessed = report
            .map(|report| report.notices.iter().any(|it| it.kind == NoticeKind::EncodingGuessed));
        (name, guessed.unwrap_or(true))
    };
    for (text, encoding) in [
        ("名稱\n王\n", encoding_rs::BIG5),
        ("客戶名稱(必填),電話(公司)\n王,1\n", encoding_rs::BIG5),
        ("name,聯絡人（主要）\n王,李\n", encoding_rs::BIG5),
        ("名称\n王\n", encoding_rs::GB18030),
        ("客户名称（必填）,电话2\n王,1\n", encoding_rs::GB18030),
    ] {
        assert_eq!(import(text, encoding), (Some("王".to_owned()), false), "{text}");
    }
    for (name, encoding) in [
        ("藍湖商行", encoding_rs::BIG5),
        ("統一企業", encoding_rs::BIG5),
        ("蓝湖商行", encoding_rs::GB18030),
    ] {
        let (found, guessed) = import(&format!("name\n{name}\n"), encoding);
        assert!(guessed, "{name}: {found:?}");
    }
}
