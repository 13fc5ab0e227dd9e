//! Lines above the heading: they say in which unit and currency the figures are, and which kind of
//! list a file is.

use bookroom::billing::open_items::model::{EntryItemFilter, EntryItemSort, OpenKind, Side};
use bookroom::billing::payments::{PaymentFilter, PaymentSort};
use bookroom::customers::model::{CustomerFilter, CustomerSort, NewCustomer};
use bookroom::error::{Code, Result};
use bookroom::exchange::headers::Target;
use bookroom::exchange::model::{
    CustomerImport, FileOptions, ImportFile, ImportReport, NoticeKind, OpeningItemImport,
    PaymentImport, ProgressCallback, SalesImport,
};
use bookroom::values::PageRequest;
use bookroom_tests::room::{self, TestRoom, day};

use super::{import_customers, import_payments};

/// A book with a customer and a supplier.
pub fn trader() -> TestRoom {
    let test = room::memory();
    let supplier =
        NewCustomer {
            is_customer: false, is_supplier: true, ..NewCustomer::company("西溪茶庄")
        };
    test.owner.customers().add_many(vec![NewCustomer::company("蓝湖商行"), supplier]).unwrap();
    test
}

fn paid(test: &TestRoom) -> Vec<String> {
    let (filter, page) = (PaymentFilter::default(), PageRequest::first(50));
    let payments = test.owner.billing().payments();
    let found = payments.list(&filter, PaymentSort::PaidOn, false, &page).unwrap().items;
    found.iter().map(|it| it.amount.to_string()).collect()
}

fn open(test: &TestRoom) -> Vec<(Side, OpenKind, String)> {
    let (filter, page) = (EntryItemFilter::default(), PageRequest::first(50));
    let items = test.owner.billing().open_items();
    let found = items.list(&filter, EntryItemSort::default(), false, &page).unwrap().items;
    found.iter().map(|it| (it.side, it.kind, it.amount.to_string())).collect()
}

fn import_openings(test: &TestRoom, text: &str) -> Result<ImportReport> {
    let options = OpeningItemImport { on: Some(day("2026-01-01")), ..OpeningItemImport::default() };
    let file = ImportFile::new("o.csv", text.as_bytes());
    test.owner.exchange().import_opening_items(file, &options, &ProgressCallback::none())
}

fn noted(report: &ImportReport, kind: NoticeKind) -> Vec<(u64, &str)> {
    let notices = report.notices.iter().filter(|it| it.kind == kind);
    notices.map(|it| (it.line, it.text.as_str())).collect()
}

#[test]
fn a_unit_above_or_below_the_rows_counts_exactly() {
    for (above, below, unit) in [
        ("收款明细表,,单位：万元\n", "", "万元"),
        ("收款明细表\n(金额单位：人民币万元),,\n", "", "人民币万元"),
        ("Receipts,,\n单位,万元,\n", "", "万元"),
        ("", "注：以上金额单位为万元,,\n", "万元"),
    ] {
        let test = trader();
        let text = format!("{above}日期,客户,金额\n2026-06-10,蓝湖商行,1.50\n{below}");
        let report = import_payments(&test.owner, &text, &PaymentImport::default()).unwrap();
        assert_eq!(paid(&test), ["15000.00"], "{text}");
        let line = if below.is_empty() { above.lines().count() as u64 } else { 3 };
        assert_eq!(noted(&report, NoticeKind::UnitFromTitle), [(line, unit)], "{text}");
    }
    for (title, expected) in [
        ("單位：千元", "1500.00"),
        ("Amounts in thousands", "1500.00"),
        ("RMB'000", "1500.00"),
        ("(in millions)", "1500000.00"),
        ("单位：元", "1.50"),
        ("币种：人民币", "1.50"),
        ("Currency: CNY", "1.50"),
        ("编制单位：晨光贸易有限公司", "1.50"),
    ] {
        let test = trader();
        let text = format!("{title},,\n日期,客户,金额\n2026-06-10,蓝湖商行,1.50\n");
        import_payments(&test.owner, &text, &PaymentImport::default()).unwrap();
        assert_eq!(paid(&test), [expected], "{title}");
    }
    // A heading that names its own unit is nearer.
    let test = trader();
    let text = "单位：万元,,\n日期,客户,金额(元)\n2026-06-10,蓝湖商行,1.50\n";
    import_payments(&test.owner, text, &PaymentImport::default()).unwrap();
    assert_eq!(paid(&test), ["1.50"]);
    let test = trader();
    import_openings(&test, "应收账款余额表（单位：万元）\n客户,应收余额\n蓝湖商行,1.50\n").unwrap();
    assert_eq!(open(&test), [(Side::Receivable, OpenKind::Debt, "15000.00".to_owned())]);
}

#[test]
fn another_currency_above_the_heading_refuses_the_file() {
    for title in [
        "币种：美元",
        "幣別：港幣",
        "Currency: USD",
        "all amounts in EUR",
        "单位：新台币千元",
        "USD",
    ] {
        let test = trader();
        let text = format!("{title},,\n日期,客户,金额\n2026-06-10,蓝湖商行,1.50\n");
        let error = import_payments(&test.owner, &text, &PaymentImport::default()).unwrap_err();
        let problem = &error.problems()[0];
        assert_eq!((problem.code, problem.path.as_str()), (Code::OtherCurrency, "file"), "{title}");
        assert_eq!(problem.fact_value("line").unwrap(), "1");
        assert_eq!(paid(&test), [""; 0]);
        // A look at the file says so; whoever knows better leaves the line out.
        let look = |options: &FileOptions| {
            let file = ImportFile::new("p.csv", text.as_bytes());
            let shown = test.owner.exchange().preview(file, Target::Payments, options).unwrap();
            shown.notices.iter().any(|it| it.kind == NoticeKind::TitleSpeaksOtherwise)
        };
        let skipped = FileOptions { skip_lines: 1, ..FileOptions::default() };
        assert!(look(&FileOptions::default()) && !look(&skipped), "{title}");
        let options = PaymentImport { file: skipped, ..PaymentImport::default() };
        import_payments(&test.owner, &text, &options).unwrap();
        assert_eq!(paid(&test), ["1.50"], "{title}");
    }
}

#[test]
fn a_title_of_another_kind_of_list_refuses_the_file() {
    for title in ["销售退货明细表", "Credit notes", "作廢發票清單", "报价单", "采购入库明细"]
    {
        let test = trader();
        let text = format!(
            "{title}\n单号,日期,客户,品名,数量,单价,税率\nX1,2026-06-01,蓝湖商行,茶,1,100,0\n"
        );
        let file = ImportFile::new("s.csv", text.as_bytes());
        let exchange = test.owner.exchange();
        let none = ProgressCallback::none();
        let error = exchange.import_sales(file, None, &SalesImport::default(), &none).unwrap_err();
        assert_eq!(error.code(), Code::OtherList, "{title}");
    }
    for title in ["付款明细表", "Payments made", "Refunds", "坏账核销明细", "应付款", "预计收款"]
    {
        let test = trader();
        let text = format!("{title}\n日期,客户,金额\n2026-06-10,蓝湖商行,150\n");
        let error = import_payments(&test.owner, &text, &PaymentImport::default()).unwrap_err();
        assert_eq!((error.code(), paid(&test).len()), (Code::OtherList, 0), "{title}");
    }
    // Rows that say themselves which way the money goes need no title.
    let test = trader();
    let text = "付款明细表\n日期,对方户名,收入,支出\n2026-06-10,西溪茶庄,,150\n";
    import_payments(&test.owner, text, &PaymentImport::default()).unwrap();
    assert_eq!(paid(&test), ["150.00"]);
    let test = trader();
    let text = "预收款明细\n日期,客户,金额\n2026-06-10,蓝湖商行,150\n";
    let report = import_payments(&test.owner, text, &PaymentImport::default()).unwrap();
    assert_eq!(noted(&report, NoticeKind::TitleSpeaksOtherwise), [(1, "预收款")]);
}

#[test]
fn titles_say_on_which_side_openings_stand() {
    let (receivable, payable) = (Side::Receivable, Side::Payable);
    for (title, party, side, kind) in [
        ("应付账款明细", "西溪茶庄", payable, OpenKind::Debt),
        ("預收帳款餘額表", "蓝湖商行", receivable, OpenKind::Credit),
        ("预付账款", "西溪茶庄", payable, OpenKind::Credit),
        ("Customer deposits", "蓝湖商行", receivable, OpenKind::Credit),
        ("应收账款", "蓝湖商行", receivable, OpenKind::Debt),
    ] {
        let test = trader();
        import_openings(&test, &format!("{title}\n往来单位,余额\n{party},100\n")).unwrap();
        assert_eq!(open(&test), [(side, kind, "100.00".to_owned())], "{title}");
    }
    let test = trader();
    let error = import_openings(&test, "应付账款\n客户,余额\n蓝湖商行,100\n").unwrap_err();
    assert_eq!((error.code(), error.problems()[0].path.as_str()), (Code::Ambiguous, "side"));
}

#[test]
fn lists_of_suppliers_make_suppliers() {
    let kinds = |text: &str| {
        let test = room::memory();
        import_customers(&test.owner, text, &CustomerImport::default());
        let (filter, page) = (CustomerFilter::default(), PageRequest::first(9));
        let customers = test.owner.customers();
        let found = customers.list(&filter, CustomerSort::Name, false, &page).unwrap().items;
        let one = customers.get(found[0].id).unwrap();
        (one.is_customer, one.is_supplier)
    };
    for text in [
        "供应商编号,供应商名称\nV1,东山供货\n",
        "供應商名稱,電話\n东山供货,021-55550001\n",
        "Vendor Name,Vendor Code\nWest,V1\n",
        "供应商名录\n名称,电话\n东山供货,021-55550001\n",
    ] {
        assert_eq!(kinds(text), (false, true), "{text}");
    }
    for text in ["客户名称\n甲\n", "客户及供应商名录\n名称\n甲\n", "Name\nWest\n"] {
        assert_eq!(kinds(text), (true, false), "{text}");
    }
}
