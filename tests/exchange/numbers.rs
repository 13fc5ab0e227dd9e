//! Numbers and names that name somebody: bank accounts, tax numbers, document numbers, people.

use bookroom::customers::model::{Customer, CustomerFilter, CustomerSort};
use bookroom::exchange::model::{
    CustomerImport, ImportFile, ImportReport, NoticeKind, ProductImport, ProgressCallback,
};
use bookroom::values::PageRequest;
use bookroom_tests::room::{self, TestRoom};

use super::reading::gross;
use super::{import_customers, reasons};

/// The first customer of a file of one row, if it is taken.
fn one(columns: &str, cells: &str) -> (Option<Customer>, ImportReport, TestRoom) {
    let test = room::memory();
    let text = format!("{columns}\n{cells}\n");
    let report = import_customers(&test.owner, &text, &CustomerImport::default());
    let (all, page) = (CustomerFilter::default(), PageRequest::first(5));
    let found = test.owner.customers().list(&all, CustomerSort::Name, false, &page).unwrap();
    let first = found.items.first().map(|it| test.owner.customers().get(it.id).unwrap());
    (first, report, test)
}

fn kinds(report: &ImportReport) -> Vec<(NoticeKind, &str)> {
    report.notices.iter().map(|it| (it.kind, it.column.as_deref().unwrap_or_default())).collect()
}

#[test]
fn bank_accounts_are_whole_or_refused() {
    let (found, report, _) = one("客户名称,开户行,银行账号", "甲甲,,6222021234567890123");
    let account = found.unwrap().billing.unwrap().account;
    assert_eq!(account.as_deref(), Some("6222021234567890123"));
    assert_eq!(kinds(&report), [(NoticeKind::BankNotStated, "银行账号")]);
    for cell in [
        "62220212345O7890123",
        "\"6222021234567890123,6222021234567890999\"",
        "6222021234567890123/6222021234567890999",
        "6222021234567890123、6222021234567890999",
        "GB00WEST12345698765432",
        "工行6222021234567890123",
    ] {
        let (found, report, _) = one("客户名称,开户行,银行账号", &format!("甲甲,农行,{cell}"));
        assert!(found.is_none(), "{cell}");
        assert_eq!(reasons(&report, 0)[0].1, "银行账号", "{cell}");
    }
    for cell in ["6222 0212 3456 7890 123", "GB82WEST12345698765432", "NRA622202123456789"] {
        let (found, report, _) = one("客户名称,开户行,银行账号", &format!("甲甲,农行,{cell}"));
        assert_eq!(found.map(|it| it.bank_accounts.len()), Some(1), "{cell} {report:?}");
    }
    let (found, ..) = one("客户名称,开户行,银行账号", "甲甲,工行 6222021234567890123,");
    let accounts = found.unwrap().bank_accounts;
    assert_eq!(accounts[0].bank_name, "工行");
    assert_eq!(accounts[0].account_number, "6222021234567890123");
}

#[test]
fn tax_numbers_are_checked_or_told() {
    for (heading, cell) in [
        ("统一社会信用代码", "91350100M0001OOY43"),
        ("统一社会信用代码", "91350100M000100Y4"),
        ("统一社会信用代码", "91350100M000100Y433"),
        ("社会信用代码", "350100000000123"),
        ("統一社會信用代碼", "91350100M000100Y44"),
        ("税号", "91350100M0001OOY43"),
        ("纳税人识别号", "91350100M000100Y4"),
        ("税号", "9135010000000123"),
        ("身份证号", "1101051949123100"),
        ("身份证号", "110105194912310021"),
        ("Tax number", "91350100I000100Y43"),
    ] {
        let (found, report, _) = one(&format!("客户名称,{heading}"), &format!("甲甲,{cell}"));
        assert!(found.is_none(), "{heading} {cell}");
        assert_eq!(reasons(&report, 0)[0].1, heading, "{cell}");
    }
    for (heading, cell) in [("税号", "91350100M000100Y43"), ("身份证号", "11010519491231002X")]
    {
        let (found, report, _) = one(&format!("客户名称,{heading}"), &format!("甲甲,{cell}"));
        assert_eq!(found.unwrap().tax_number.as_deref(), Some(cell));
        assert_eq!(kinds(&report), []);
    }
    for (heading, cell) in
        [("税号", "350100000000123"), ("統一編號", "04595257"), ("Tax ID", "A-77")]
    {
        let (found, report, _) = one(&format!("客户名称,{heading}"), &format!("甲甲,{cell}"));
        assert_eq!(found.unwrap().tax_number.as_deref(), Some(cell));
        assert_eq!(kinds(&report), [(NoticeKind::IdentifierUnchecked, heading)], "{cell}");
        assert_eq!(report.notices[0].text, cell);
    }
}

#[test]
fn masks_are_no_names_and_dates_no_numbers() {
    for (columns, cells) in [
        ("客户名称", "张*"),
        ("客户名称", "*三"),
        ("姓名", "李**"),
        ("客户名称", "蓝湖**"),
        ("客户全称", "蓝＊"),
    ] {
        let (found, report, _) = one(columns, cells);
        assert!(found.is_none(), "{cells}");
        assert_eq!(reasons(&report, 0)[0].2, "required", "{cells}");
    }
    let (found, report, _) = one("客户编号,客户名称", "K*,蓝湖商行");
    assert_eq!(found.unwrap().code, None);
    assert_eq!(kinds(&report), [(NoticeKind::MaskLeftOut, "客户编号")]);
    for number in ["Jun-01", "6月1日", "1-Jun", "2026/6/1", "6/1/2026", "01-Jun-26", "2026年6月"]
    {
        let test = super::reading::trader();
        let text = format!("单号,日期,客户,品名,数量,单价\n{number},2026-06-01,C1,茶,1,1\n");
        let report = super::import_sales(&test.owner, &text, &Default::default());
        assert_eq!(reasons(&report, 0), [(2, "单号".to_owned(), "digits_lost")], "{number}");
    }
    for number in ["JAN-01", "2026-06-01", "6-1", "XS/6/1", "20260601"] {
        let test = super::reading::trader();
        let text = format!("单号,日期,客户,品名,数量,单价\n{number},2026-06-01,C1,茶,1,1\n");
        let report = super::import_sales(&test.owner, &text, &Default::default());
        assert_eq!(report.rejected, 0, "{number}");
    }
}

#[test]
fn people_in_one_cell_are_told_apart_or_refused() {
    let people = |cells: &str| {
        let (found, report, test) = one("客户名称,联系人,手机", cells);
        let contacts = found.map(|it| test.owner.customers().contacts(it.id).unwrap());
        let shown = contacts.unwrap_or_default().into_iter().map(|it| {
            let numbers = it.channels.into_iter().map(|it| it.value).collect::<Vec<_>>();
            (it.name, numbers.join(" "))
        });
        (shown.collect::<Vec<_>>(), reasons(&report, 0))
    };
    let both = |one: &str, other: &str| {
        vec![
            (one.to_owned(), "13800138000".to_owned()),
            (other.to_owned(), "13900139000".to_owned()),
        ]
    };
    for cells in ["甲甲,王/李,13800138000/13900139000", "甲甲,王、李,13800138000、13900139000"]
    {
        assert_eq!(people(cells).0, both("王", "李"), "{cells}");
    }
    assert_eq!(
        people("甲甲,\"王经理,李会计\",13800138000;13900139000").0,
        both("王经理", "李会计")
    );
    let (found, refused) = people("甲甲,王/李,13800138000");
    assert_eq!((found.len(), refused), (0, vec![(2, "联系人".to_owned(), "ambiguous")]));
    assert_eq!(people("甲甲,王/李,").0.len(), 2);
    assert_eq!(people("Acme,\"Smith, John\",13800138000").0.len(), 1);
}

#[test]
fn terms_and_kinds_of_customers_go_in_or_are_told() {
    for (heading, cell, expected) in [
        ("账期(天)", "30", 30),
        ("账期", "月结30天", 30),
        ("账期", "现结", 0),
        ("账期", "3个月", 90),
        ("Credit Terms", "Net 45", 45),
        ("Terms", "Due on receipt", 0),
        ("收款條件", "月結60天", 60),
    ] {
        let (found, report, _) = one(&format!("客户名称,{heading}"), &format!("甲甲,{cell}"));
        assert_eq!(found.unwrap().payment_days, expected, "{heading} {cell}");
        assert_eq!(kinds(&report), []);
    }
    let (found, report, _) = one("客户名称,付款条件", "甲甲,月结");
    assert_eq!((found.unwrap().payment_days, report.rejected), (0, 0));
    assert_eq!(kinds(&report), [(NoticeKind::LabelLeftOut, "付款条件")]);
    let (found, report, _) = one("客户名称,客户类型", "甲甲,零售");
    assert!(found.is_some());
    assert_eq!(kinds(&report), [(NoticeKind::LabelLeftOut, "客户类型")]);
    let (found, ..) = one("客户全称", "蓝湖商行有限公司");
    assert_eq!(found.unwrap().name, "蓝湖商行有限公司");
    let (found, ..) = one("名称,可销售,可采购", "西溪茶庄,否,是");
    let found = found.unwrap();
    assert_eq!((found.is_customer, found.is_supplier), (false, true));
}

#[test]
fn products_are_priced_in_the_currency_of_the_book() {
    let test = room::memory();
    let text = "编码,名称,单价,币种\nP1,茶,120,USD\nP2,杯,5,CNY\nP3,壶,120元/把,\nP4,碗,5元/打,\n";
    let file = ImportFile::new("products.csv", text.as_bytes());
    let (options, none) = (ProductImport::default(), ProgressCallback::none());
    let report = test.owner.exchange().import_products(file, &options, &none).unwrap();
    let refused: Vec<_> = reasons(&report, 0).into_iter().map(|it| (it.0, it.2)).collect();
    assert_eq!(refused, [(2, "other_currency"), (5, "bad_number")]);
    let pot = test.owner.billing().products().get_by_code("P3").unwrap();
    assert_eq!(pot.unit.as_deref(), Some("把"));
}

#[test]
fn units_in_the_cells_of_figures_count() {
    for (columns, cells) in [
        ("数量,单价", "24个,5"),
        ("数量,单价", "24 pcs,5"),
        ("数量,单位,单价", "24个,个,5"),
        ("数量,单价", "24,5元/个"),
        ("数量,单价", "24个,5元/个"),
        ("数量,单价", "24,¥5/pcs"),
    ] {
        let (found, report) = gross(columns, cells);
        assert_eq!(found, Some(room::amount("120")), "{columns} {cells} {:?}", reasons(&report, 0));
    }
    for (columns, cells) in [
        ("数量,单位,单价", "24个,箱,5"),
        ("数量,单价", "24个,5元/箱"),
        ("数量(公斤),单价", "500g,5"),
        ("数量,单位,单价", "24,盒,5元/箱"),
    ] {
        let (found, report) = gross(columns, cells);
        assert_eq!((found, reasons(&report, 0)[0].2), (None, "units_differ"), "{cells}");
    }
    assert_eq!(gross("数量,单价", "2打,5").0, None);
}
