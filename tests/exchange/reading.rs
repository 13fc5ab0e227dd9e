//! Reading a file: what it says is taken as it is meant, or its row is refused, or the report says
//! that it is not certain.

use bookroom::billing::invoices::Invoice;
use bookroom::billing::payments::{PaymentDirection, PaymentFilter, PaymentSort};
use bookroom::customers::model::{Customer, CustomerFilter, CustomerSort};
use bookroom::exchange::headers::{Source, Target};
use bookroom::exchange::model::{
    CustomerImport, FileOptions, ImportFile, ImportReport, NoticeKind, PaymentImport,
    ProgressCallback, SalesImport,
};
use bookroom::values::PageRequest;
use bookroom_tests::room::{self, TestRoom, amount};
use rust_decimal::Decimal;

use super::{import_customers, import_payments, import_sales, reasons};

pub(super) fn trader() -> TestRoom {
    let test = room::memory();
    import_customers(
        &test.owner,
        "编号,名称\nC1,蓝湖商行\nC2,西溪茶庄\n",
        &CustomerImport::default(),
    );
    test
}

pub(super) fn invoice(test: &TestRoom, reference: &str) -> Option<Invoice> {
    test.owner.billing().invoices().find_by_reference(reference).unwrap().pop()
}

/// The gross amount of the document that a line of these columns makes, if it is taken.
pub(super) fn gross(columns: &str, cells: &str) -> (Option<Decimal>, ImportReport) {
    let test = trader();
    let text = format!("单号,日期,客户,品名,{columns}\nX,2026-06-01,C1,茶,{cells}\n");
    let report = import_sales(&test.owner, &text, &SalesImport::default());
    (invoice(&test, "X").map(|invoice| invoice.gross), report)
}

/// What a report tells, but for products without a rate: most lines here have none.
pub(super) fn kinds(report: &ImportReport) -> Vec<NoticeKind> {
    let kinds = report.notices.iter().map(|notice| notice.kind);
    kinds.filter(|kind| *kind != NoticeKind::TaxRateAssumed).collect()
}

fn moved(test: &TestRoom) -> Vec<(PaymentDirection, Decimal)> {
    let payments = test.owner.billing().payments();
    let page = PageRequest::first(50);
    let found =
        payments.list(&PaymentFilter::default(), PaymentSort::PaidOn, false, &page).unwrap();
    found.items.iter().map(|payment| (payment.direction, payment.amount)).collect()
}

fn customers(test: &TestRoom) -> Vec<Customer> {
    let (page, order) = (PageRequest::first(50), CustomerSort::Name);
    let found =
        test.owner.customers().list(&CustomerFilter::default(), order, false, &page).unwrap();
    found.items.iter().map(|it| test.owner.customers().get(it.id).unwrap()).collect()
}

#[test]
fn units_of_headings_count_or_the_column_is_not_taken() {
    for (heading, value) in [
        ("金额(万元)", "0.5"),
        ("金额（千元）", "5"),
        ("Amount (thousand)", "5"),
        ("Amount in 1000s", "5"),
        ("金额(分)", "500000"),
        ("金额(元)", "5000"),
        ("Amount k", "5"),
        ("金额(CNY)", "5000"),
    ] {
        let test = trader();
        let text = format!("日期,客户,{heading}\n2026-06-01,C1,{value}\n");
        import_payments(&test.owner, &text, &PaymentImport::default()).unwrap();
        assert_eq!(moved(&test), [(PaymentDirection::In, amount("5000"))], "{heading}");
    }
    for heading in
        ["金额(美元)", "Amount (USD)", "金额(原币)", "手续费金额", "合同金额", "Fee amount"]
    {
        let test = trader();
        let text = format!("日期,客户,{heading}\n2026-06-01,C1,5\n2026-06-02,C1,6\n");
        let error = import_payments(&test.owner, &text, &PaymentImport::default()).unwrap_err();
        let [problem] = error.problems() else { panic!("one error: {error}") };
        assert_eq!(
            (problem.code.slug(), problem.path.as_str()),
            ("unknown_column", "mapping.amount")
        );
        assert_eq!(problem.fact_value("columns"), Some(format!("日期, 客户, {heading}").as_str()));
    }
    let test = trader();
    let text =
        "日期,客户,金额,币种\n2026-06-01,C1,5,USD\n2026-06-01,C1,6,人民币\n2026-06-01,C1,$7,CNY\n";
    let report = import_payments(&test.owner, text, &PaymentImport::default()).unwrap();
    let other = |line, column: &str| (line, column.to_owned(), "other_currency");
    assert_eq!(reasons(&report, 0), [other(2, "币种"), other(4, "金额")]);
}

#[test]
fn money_goes_in_and_out_as_the_file_says() {
    use PaymentDirection::{In, Out};
    let both = [(Out, amount("30")), (In, amount("100"))];
    let import = |text: &str| {
        let test = trader();
        let report = import_payments(&test.owner, text, &PaymentImport::default()).unwrap();
        // C2 is a customer: what it is paid is a refund, which is not what is asked here.
        let notices = kinds(&report).into_iter().filter(|kind| *kind != NoticeKind::TakenAsRefund);
        (moved(&test), notices.collect::<Vec<_>>(), reasons(&report, 0))
    };
    for (out, come) in [
        ("支出金额", "收入金额"),
        ("支出", "收入"),
        ("付款金额", "收款金额"),
        ("Paid out", "Paid in"),
        ("Withdrawals", "Deposits"),
        ("转出金额", "转入金额"),
        ("Money out", "Money in"),
    ] {
        let text = format!("日期,客户,{out},{come}\n2026-06-02,C2,30.00,\n2026-06-03,C1,,100.00\n");
        assert_eq!(import(&text), (both.to_vec(), vec![], vec![]), "{out}");
    }
    for (out, come) in [
        ("借方发生额", "贷方发生额"),
        ("Debit", "Credit"),
        ("借方金额", "贷方金额"),
        ("Soll", "Haben"),
    ] {
        let text = format!("日期,客户,{out},{come}\n2026-06-02,C2,30.00,\n2026-06-03,C1,,100.00\n");
        assert_eq!(
            import(&text),
            (both.to_vec(), vec![NoticeKind::DirectionAssumed], vec![]),
            "{out}"
        );
        // The balance shows whose side it is.
        let bank = text
            .replace("额\n", "额,余额\n")
            .replace(&format!(",{come}\n"), &format!(",{come},余额\n"));
        let bank = bank.replace("30.00,\n", "30.00,,70\n").replace(",100.00\n", ",100.00,170\n");
        assert_eq!(import(&bank), (both.to_vec(), vec![], vec![]), "{bank}");
        let own = bank.replace(",70\n", ",130\n").replace(",170\n", ",30\n");
        let turned = [(In, amount("30")), (Out, amount("100"))];
        // A ledger of debts may look the same: nothing in these rows speaks of money.
        let noted = vec![NoticeKind::DirectionAssumed];
        assert_eq!(import(&own), (turned.to_vec(), noted, vec![]), "{own}");
    }
    for (heading, out, come) in [
        ("收/支", "支出", "收入"),
        ("方向", "付", "收"),
        ("In/Out", "out", "in"),
        ("Transaction type", "Paid", "Received"),
    ] {
        let text = format!(
            "日期,客户,金额,{heading}\n2026-06-02,C2,30.00,{out}\n2026-06-03,C1,100.00,{come}\n"
        );
        assert_eq!(import(&text), (both.to_vec(), vec![], vec![]), "{heading}");
    }
    let signed = "日期,客户,金额\n2026-06-02,C2,-30.00\n2026-06-03,C1,100.00\n";
    assert_eq!(import(signed), (both.to_vec(), vec![NoticeKind::SignMeansDirection], vec![]));
    let neutral = "日期,客户,金额,收/支\n2026-06-02,C2,30.00,支出\n2026-06-03,C1,100.00,/\n";
    let (found, _, refused) = import(neutral);
    assert_eq!((found.len(), refused), (1, vec![(3, "收/支".to_owned(), "other_matter")]));
    let (found, notices, _) = import("日期,收款单位,金额\n2026-06-02,C2,30\n");
    assert_eq!((found, notices), (vec![both[0]], vec![NoticeKind::DirectionAssumed]));
    let (found, _, refused) = import("日期,客户,支出,收入\n2026-06-02,C2,30,40\n2026-06-02,C2,,\n");
    assert!(found.is_empty());
    assert_eq!(refused.iter().map(|it| it.2).collect::<Vec<_>>(), ["ambiguous", "required"]);
}

#[test]
fn sums_signatures_and_titles_are_no_records() {
    let test = room::memory();
    let text = "客户一览表,,\n打印日期：2026-06-30,,\n# 内部\n客户名称,手机,备注\n蓝湖商行,13800138000,\n合计,,2 家\n\
        总计：2,,\n小計,,\n制表人：王,,\n审核：,,\n第1页/共3页\n-----,-----,-----\nTotal,,\n# end\n总计科技,,\n";
    let report = import_customers(&test.owner, text, &CustomerImport::default());
    let names: Vec<String> = customers(&test).into_iter().map(|it| it.name).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    assert_eq!((report.rows_read, report.files[0].heading_line), (2, 4));
    let left: Vec<u64> = report.notices.iter().map(|notice| notice.line).collect();
    assert_eq!(left, [6, 7, 8, 9, 10, 11, 12, 13, 14]);
    assert!(kinds(&report).iter().all(|kind| *kind == NoticeKind::NotARecord));
    let test = trader();
    let text = "单号,日期,客户,品名,数量,单价,金额\nX1,2026-06-01,C1,茶,2,100,200\n\
        X1,2026-06-01,C1,小计,2,100,200\nX1,2026-06-01,C1,运费,1,10,10\n,,,合计,3,,210\n";
    import_sales(&test.owner, text, &SalesImport::default());
    assert_eq!(invoice(&test, "X1").unwrap().gross, amount("210"));
}

#[test]
fn headings_of_two_rows_and_files_without_one() {
    let test = trader();
    let text = "银行流水,,,,\n日期,客户,发生额,,余额\n,,借方,贷方,\n2026-06-02,C2,30,,70\n2026-06-03,C1,,100,170\n";
    let report = import_payments(&test.owner, text, &PaymentImport::default()).unwrap();
    let both = [(PaymentDirection::Out, amount("30")), (PaymentDirection::In, amount("100"))];
    assert_eq!((moved(&test), report.rows_read), (both.to_vec(), 2));
    let test = trader();
    let text = "基本,,收入,支出\n日期,客户,金额,金额\n2026-06-02,C2,,30\n2026-06-03,C1,100,\n";
    import_payments(&test.owner, text, &PaymentImport::default()).unwrap();
    assert_eq!(moved(&test), both);
    let test = trader();
    let mut options = PaymentImport::default();
    options.file.no_heading = true;
    for (field, place) in [("paid_on", 1), ("customer", 2), ("amount", 3)] {
        options.file.fields.fields.insert(field.to_owned(), Source::Position(place));
    }
    let report = import_payments(&test.owner, "2026-06-03,C1,100\n", &options).unwrap();
    assert_eq!((moved(&test), report.rows_read), (vec![both[1]], 1));
}

#[test]
fn traditional_headings_and_blanks_under_merged_cells() {
    let test = room::memory();
    let text = "客戶名稱,統一編號,聯絡人,電話,行動電話,電子郵件,備註\n藍湖商行,04595257,陳小姐,02-25550001,0912345678,a@x.tw,老客戶\n";
    let (bytes, ..) = encoding_rs::BIG5.encode(text);
    let none = ProgressCallback::none();
    let file = ImportFile::new("big5.csv", &*bytes);
    let report =
        test.owner.exchange().import_customers(file, &CustomerImport::default(), &none).unwrap();
    assert_eq!((report.accepted, report.files[0].encoding.as_str()), (1, "Big5"));
    assert!(report.files[0].unmapped.is_empty() && report.files[0].encoding_certain);
    assert_eq!(customers(&test)[0].name, "藍湖商行");
    let test = trader();
    let text = "單號,日期,客戶,品名,數量,單價,稅率\nX1,2026-06-01,C1,茶,1,100,5%\n,,,杯,1,20,5%\nX1,,,壺,1,30,5%\n";
    import_sales(&test.owner, text, &SalesImport::default());
    assert_eq!(invoice(&test, "X1").unwrap().lines.len(), 3);
}

#[test]
fn an_encoding_that_is_only_guessed_is_reported() {
    let import = |bytes: &[u8]| {
        let test = room::memory();
        let none = ProgressCallback::none();
        let file = ImportFile::new("x.csv", bytes);
        let report =
            test.owner.exchange().import_customers(file, &CustomerImport::default(), &none);
        report.map(|report| (customers(&test).pop().map(|it| it.name), kinds(&report)))
    };
    for (name, encoding) in [
        ("Entreprise agréée", encoding_rs::WINDOWS_1252),
        ("Иван", encoding_rs::WINDOWS_1251),
        ("한국상사", encoding_rs::EUC_KR),
        ("山田商店", encoding_rs::EUC_JP),
        ("客戶", encoding_rs::BIG5),
    ] {
        let text = format!("name\n{name}\n");
        let (bytes, ..) = encoding.encode(&text);
        if let Ok((found, notices)) = import(&bytes) {
            let says = notices.contains(&NoticeKind::EncodingGuessed);
            assert!(says || found.as_deref() == Some(name), "{name} {found:?} {notices:?}");
        }
    }
    for encoding in [encoding_rs::GB18030, encoding_rs::BIG5] {
        let (bytes, ..) = encoding.encode("公司名稱,電話\n藍湖商行,13800138000\n");
        assert_eq!(import(&bytes).unwrap(), (Some("藍湖商行".to_owned()), vec![]));
    }
    // Good UTF-8 by chance: 一司 in GBK are the bytes of two letters that nobody uses.
    for (bytes, certain) in [
        (&b"name\n\xd2\xbb\xcb\xbe\n"[..], false),
        (b"name\nCaf\xc3\xa9\n", true),
        (b"name\n\xc3\xa9toile\n", true),
        ("name\n蓝湖\n".as_bytes(), true),
        ("name\nИван Петров\n".as_bytes(), true),
    ] {
        let (_, notices) = import(bytes).unwrap();
        assert_eq!(!notices.contains(&NoticeKind::EncodingGuessed), certain, "{bytes:?}");
    }
    let wide: Vec<u8> =
        "公司名称,电话\n蓝湖商行,13800138000\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(import(&wide).unwrap(), (Some("蓝湖商行".to_owned()), vec![]));
    let (_, notices) = import("name\nEntreprise agrÃ©Ã©e\n".as_bytes()).unwrap();
    assert_eq!(notices, [NoticeKind::TextDamaged]);
    let error = import(b"PK\x03\x04.....[Content_Types].xml....xl/workbook.xml").unwrap_err();
    assert_eq!(error.problems()[0].fact_value("format"), Some("xlsx"));
}

#[test]
fn numbers_with_two_readings_are_refused() {
    let test = trader();
    let text = "日期;客户;金额\n15.06.2026;C1;1.000\n16.06.2026;C1;12.500\n";
    let report = import_payments(&test.owner, text, &PaymentImport::default()).unwrap();
    assert_eq!((moved(&test), kinds(&report)), (vec![], vec![NoticeKind::NumbersAmbiguous]));
    assert_eq!(reasons(&report, 0)[0], (2, "金额".to_owned(), "ambiguous"));
    let notice = &report.notices[0];
    assert_eq!((notice.line, notice.column.as_deref(), notice.rows), (2, Some("金额"), 2));
    // Another number of the file shows it.
    for (shown, expected) in [("7,50", "1000"), ("7.50", "1")] {
        let test = trader();
        let text = format!("日期;客户;金额\n15.06.2026;C1;1.000\n16.06.2026;C1;{shown}\n");
        let report = import_payments(&test.owner, &text, &PaymentImport::default()).unwrap();
        assert_eq!((moved(&test)[0].1, kinds(&report)), (amount(expected), vec![]), "{shown}");
    }
    let (found, report) = gross("数量,单价", "3,33.3333333333333");
    assert_eq!((found, kinds(&report)), (Some(amount("100")), vec![NoticeKind::PriceRounded]));
}

#[test]
fn dates_in_zones_stamps_and_short_years() {
    use NoticeKind::DatesAmbiguous;
    let import = |heading: &str, cell: &str| {
        let test = trader();
        let text = format!("{heading},客户,金额\n{cell},C1,1\n");
        let report = import_payments(&test.owner, &text, &PaymentImport::default()).unwrap();
        let page = PageRequest::first(1);
        let filter = PaymentFilter::default();
        let found =
            test.owner.billing().payments().list(&filter, PaymentSort::PaidOn, false, &page);
        let day = found.unwrap().items.first().map(|it| it.paid_on.to_string());
        (day.unwrap_or_default(), kinds(&report))
    };
    for (heading, cell) in [
        ("日期", "20260405093000"),
        ("日期", "2026-04-04T23:30:00Z"),
        ("日期", "2026-04-05T07:30:00+08:00"),
        ("日期", "2026-04-04 20:00 UTC"),
        ("日期", "民国115年4月5日"),
        ("日期", "115年4月5日"),
        ("日期(民国)", "115/04/05"),
        ("日期(民國)", "1150405"),
        ("日期", "5-Apr-26"),
        ("日期(年/月/日)", "26/4/5"),
        ("Date (DD/MM/YY)", "05/04/26"),
        ("Date (MM/DD/YYYY)", "04/05/2026"),
        ("日期", "46117"),
    ] {
        assert_eq!(import(heading, cell), ("2026-04-05".to_owned(), vec![]), "{heading} {cell}");
    }
    assert_eq!(import("日期", "05/04/2026"), ("2026-04-05".to_owned(), vec![DatesAmbiguous]));
    for cell in ["26/4/5", "115/04/05", "2026-04-05 10:00 XYZ"] {
        assert_eq!(import("日期", cell).0, "", "{cell}");
    }
}

#[test]
fn what_a_spreadsheet_mangled_is_repaired_or_refused() {
    let test = room::memory();
    let text = "编号,名称,手机,银行,银行账号\nC1,甲,13800138000.0,行,=\"6222021234567890123\"\n\
        C2,乙,1.3800138001E+10,,\nC3,丙,,行,6.22202E+18\n1001.0,丁,,行,6222021234567890000\n'0123,戊,,,\n";
    let report = import_customers(&test.owner, text, &CustomerImport::default());
    let lost = |line| (line, "银行账号".to_owned(), "digits_lost");
    assert_eq!(reasons(&report, 0), [lost(4), lost(5)]);
    let all = customers(&test);
    let of = |name: &str| all.iter().find(|it| it.name == name).unwrap();
    assert_eq!(of("甲").bank_accounts[0].account_number, "6222021234567890123");
    assert_eq!(of("甲").channels[0].value, "13800138000");
    assert_eq!(of("乙").channels[0].value, "13800138001");
    assert_eq!(of("戊").code.as_deref(), Some("0123"));
}

#[test]
fn columns_of_one_field_are_put_together_and_none_is_lost() {
    let test = room::memory();
    let text = "公司名称,电话1,电话2,手机,手机,邮箱,邮箱2,姓,名,省份,城市,地址\n\
        蓝湖商行,021-55550001,021-55550002,13800138000,13800138001,a@x.cn,b@x.cn,陈,小姐,浙江省,杭州市,浙江省杭州市示例路1号\n";
    import_customers(&test.owner, text, &CustomerImport::default());
    let found = customers(&test).remove(0);
    assert_eq!((found.name.as_str(), found.channels.len()), ("蓝湖商行", 2));
    assert_eq!(found.addresses[0].street.as_deref(), Some("示例路1号"));
    let contacts = test.owner.customers().contacts(found.id).unwrap();
    assert_eq!((contacts[0].name.as_str(), contacts[0].channels.len()), ("陈小姐", 4));
    let test = room::memory();
    let text =
        "First name,Last name,Company,Email\nAda,Lovelace,Analytical Engines,ada@example.com\n";
    import_customers(&test.owner, text, &CustomerImport::default());
    assert_eq!(customers(&test)[0].name, "Ada Lovelace");
    let test = room::memory();
    let text = "公司,姓名,手机\n蓝湖商行,陈小姐,13800138000\n";
    import_customers(&test.owner, text, &CustomerImport::default());
    let found = customers(&test).remove(0);
    let contacts = test.owner.customers().contacts(found.id).unwrap();
    assert_eq!((found.name.as_str(), contacts[0].name.as_str()), ("蓝湖商行", "陈小姐"));
    let test = room::memory();
    let text = "名称,邮编,省份,地址\n甲,50000,河北省,中山路1号\n";
    import_customers(&test.owner, text, &CustomerImport::default());
    assert_eq!(customers(&test)[0].addresses[0].postal_code.as_deref(), Some("050000"));
    let test = room::memory();
    let mut options = CustomerImport::default();
    let joined = Source::Joined {
        columns: vec!["甲".to_owned(), "乙".to_owned()],
        separator: "-".to_owned(),
    };
    options.file.fields.fields.insert("name".to_owned(), joined);
    import_customers(&test.owner, "甲,乙\n东,西\n", &options);
    assert_eq!(customers(&test)[0].name, "东-西");
    let test = trader();
    let mut options = PaymentImport::default();
    options.file.fields.fields.insert("amount".to_owned(), Source::Negated("数".to_owned()));
    import_payments(&test.owner, "日期,客户,数\n2026-06-01,C1,-5\n2026-06-01,C1,6\n", &options)
        .unwrap();
    let directions: Vec<_> = moved(&test).into_iter().map(|it| it.0).collect();
    assert_eq!(directions, [PaymentDirection::In, PaymentDirection::Out]);
}

#[test]
fn mappings_name_one_column_and_say_which_fields_there_are() {
    let test = room::memory();
    let file = || ImportFile::new("x.csv", "名,电话,电话\n甲,1,2\n".as_bytes());
    let error = |field: &str, source: Source| {
        let mut options = CustomerImport::default();
        options.file.fields.fields.insert(field.to_owned(), source);
        let none = ProgressCallback::none();
        test.owner.exchange().import_customers(file(), &options, &none).unwrap_err()
    };
    let twice = error("phone", Source::Column("电话".to_owned()));
    assert_eq!(twice.problems()[0].code.slug(), "repeated");
    assert_eq!(twice.problems()[0].fact_value("columns"), Some("2, 3"));
    let unknown = error("colour", Source::None);
    assert!(unknown.problems()[0].fact_value("fields").unwrap().contains("tax_number"));
    let fields = test.owner.exchange().fields(Target::Customers).unwrap();
    assert!(fields.iter().any(|field| field.name == "tax_number" && !field.headings.is_empty()));
    let text = "名称, \"a, b\" ,电话\n甲, \"路1号, 2层\" ,1\n";
    let file = ImportFile::new("x.csv", text.as_bytes());
    let options = FileOptions::default();
    let preview = test.owner.exchange().preview(file, Target::Customers, &options).unwrap();
    assert_eq!(preview.cells, [["甲", "路1号, 2层", "1"]]);
    assert_eq!(
        (preview.lines, preview.file.headers),
        (vec![2], ["名称", "a, b", "电话"].map(str::to_owned).to_vec())
    );
}
