//! What stands beside the rows of a file: titles, sections, second heading rows, sums. What is not
//! understood is told with its line, and what says that rows are something else refuses them.

use bookroom::billing::payments::{PaymentDirection, PaymentFilter, PaymentSort};
use bookroom::error::{Code, Result};
use bookroom::exchange::model::{
    FileOptions, ImportFile, ImportReport, NoticeKind, PaymentImport, ProgressCallback, SalesImport,
};
use bookroom::values::PageRequest;
use bookroom_tests::room::TestRoom;

use super::reading::invoice;
use super::titles::trader;
use super::{import_payments, reasons};

fn paid(test: &TestRoom) -> Vec<String> {
    let (filter, page) = (PaymentFilter::default(), PageRequest::first(50));
    let payments = test.owner.billing().payments();
    let found = payments.list(&filter, PaymentSort::PaidOn, false, &page).unwrap().items;
    let sign = |direction| if direction == PaymentDirection::In { "" } else { "-" };
    found.iter().map(|it| format!("{}{}", sign(it.direction), it.amount)).collect()
}

/// What payments come of a text, and its report.
fn pay(text: &str) -> (Vec<String>, Result<ImportReport>) {
    let test = trader();
    let report = import_payments(&test.owner, text, &PaymentImport::default());
    (paid(&test), report)
}

fn sell(test: &TestRoom, text: &str) -> Result<ImportReport> {
    let file = ImportFile::new("sales.csv", text.as_bytes());
    let (options, nobody) = (SalesImport::default(), ProgressCallback::none());
    test.owner.exchange().import_sales(file, None, &options, &nobody)
}

fn noted(report: &ImportReport, kind: NoticeKind) -> Vec<(u64, &str)> {
    let notices = report.notices.iter().filter(|it| it.kind == kind);
    notices.map(|it| (it.line, it.text.as_str())).collect()
}

/// The code of the first problem of a file that is refused.
fn refused(report: &Result<ImportReport>) -> Option<Code> {
    report.as_ref().err().map(bookroom::error::Error::code)
}

#[test]
fn a_title_that_is_not_understood_is_told() {
    for title in [
        "汇率：7.1",
        "全场9折",
        "注：6月2日起为退款",
        "外币收款明细",
        "查询条件：交易类型=支出",
        "状态：已作废",
        "Exchange rate 7.1",
        "Only test figures",
        "数据仅供参考，未经审核",
        "晨光收款虚拟数据",
        "合计：500",
    ] {
        let (_, report) = pay(&format!("{title},,\n日期,客户,金额\n2026-06-10,蓝湖商行,100\n"));
        let told = match &report {
            Ok(report) => report.notices.iter().any(|it| {
                let kinds = [NoticeKind::TitleNotRead, NoticeKind::TitleSpeaksOtherwise];
                it.line == 1 && kinds.contains(&it.kind)
            }),
            Err(_) => true,
        };
        assert!(told, "{title} {report:?}");
    }
    // What says nothing about the figures is no matter.
    for title in [
        "晨光贸易有限公司",
        "晨光贸易有限公司2026年6月收款明细表",
        "收款明细",
        "收款登记表（2026年第2季度）",
        "客戶收款明細表",
        "期间：2026-06-01 至 2026-06-30",
        "账号：6222021234,户名：晨光贸易有限公司",
        "打印时间:2026-07-01 10:00:00  制表人：王五",
        "第1页 共3页",
        "中国工商银行账户明细查询",
        "支付宝交易记录明细查询",
        "---------交易记录明细列表---------",
        "微信支付账单明细",
        "华东区收款流水",
        "银行存款日记账",
        "单位：元",
        "币种：人民币",
        "Customer payments",
        "Receipts report June 2026",
        "Morning Light Trading Co., Ltd.",
        "Period: 1 June 2026 to 30 June 2026",
        "Cash receipts journal",
        "Payments received - Q2 2026",
        "Exported on 2026-06-01",
        "Account Name: Morning Light",
    ] {
        let (paid, report) = pay(&format!("{title}\n日期,客户,金额\n2026-06-10,蓝湖商行,100\n"));
        let report = report.unwrap();
        let told: Vec<_> = report.notices.iter().map(|it| (it.kind, &it.text)).collect();
        assert_eq!((paid.len(), told.len()), (1, 0), "{title} {told:?}");
    }
}

#[test]
fn titles_of_other_lists_refuse_payments() {
    for title in [
        "支出明细",
        "退票清单",
        "银行退汇明细",
        "拒付清单",
        "未到账清单",
        "待收款清单",
        "未收款明细",
        "开票明细",
        "2026年回款目标",
        "客户押金",
        "保证金登记",
        "借款登记",
        "客户返利",
        "佣金支付",
        "待確認收款",
        "已删除收款单",
        "取消的收款",
        "远期支票登记",
        "贷款还款计划",
        "Bounced cheques",
        "Failed payments",
        "Pending payments",
        "Payments due",
        "Outstanding payments",
        "Unpaid",
        "Cash disbursement journal",
        "Expenditure",
        "Supplier remittances",
        "Chargebacks",
        "Zahlungsausgang",
    ] {
        let (paid, report) = pay(&format!("{title},,\n日期,客户,金额\n2026-06-10,蓝湖商行,100\n"));
        assert_eq!((paid.len(), refused(&report)), (0, Some(Code::OtherList)), "{title}");
        let test = trader();
        let file = FileOptions { skip_lines: 1, ..FileOptions::default() };
        let text = format!("{title},,\n日期,客户,金额\n2026-06-10,蓝湖商行,100\n");
        let options = PaymentImport { file, ..PaymentImport::default() };
        import_payments(&test.owner, &text, &options).unwrap();
    }
}

#[test]
fn titles_of_other_lists_refuse_sales() {
    for title in [
        "退单",
        "客退单",
        "退换货登记",
        "负数发票",
        "折让单",
        "供应商发票",
        "已删除单据",
        "调拨单",
        "借出单",
        "样品出库",
        "报废单",
        "暂估",
        "盤虧單",
        "RMA list",
        "Bills",
        "Debit notes",
        "Abandoned checkouts",
        "Goods received notes",
        "Cancelled orders",
        "Gutschriften",
    ] {
        let test = trader();
        let text = format!(
            "{title}\n单号,日期,客户,品名,数量,单价,税率\nX1,2026-06-01,蓝湖商行,茶,1,100,0\n"
        );
        assert_eq!(refused(&sell(&test, &text)), Some(Code::OtherList), "{title}");
    }
    for title in ["销售明细表", "开票明细", "送货单", "Sales invoices", "销售收入明细"]
    {
        let test = trader();
        let text = format!(
            "{title}\n单号,日期,客户,品名,数量,单价,税率\nX1,2026-06-01,蓝湖商行,茶,1,100,0\n"
        );
        let report = sell(&test, &text).unwrap();
        let other = [NoticeKind::TitleNotRead, NoticeKind::TitleSpeaksOtherwise];
        assert!(!report.notices.iter().any(|it| other.contains(&it.kind)), "{title}");
        assert!(invoice(&test, "X1").is_some(), "{title}");
    }
}

#[test]
fn units_are_read_wherever_they_stand() {
    for title in
        ["单位：仟元", "單位：仟元", "金额单位：人民币仟元", "Amounts in '000", "Unit: RMB 1,000"]
    {
        let (paid, _) = pay(&format!("\"{title}\",,\n日期,客户,金额\n2026-06-10,蓝湖商行,1.5\n"));
        assert_eq!(paid, ["1500.00"], "{title}");
    }
    for title in [
        "数据单位：万",
        "计量单位：万元",
        "Unit: RMB 10,000",
        "Unit:RMB’0000",
        "RMB'0000",
        "单位 万元",
    ] {
        let (paid, _) = pay(&format!("\"{title}\",,\n日期,客户,金额\n2026-06-10,蓝湖商行,1.5\n"));
        assert_eq!(paid, ["15000.00"], "{title}");
    }
    for (title, amount) in [("In lakhs", "150000.00"), ("Amounts in crores", "15000000.00")] {
        let (paid, _) = pay(&format!("{title},,\n日期,客户,金额\n2026-06-10,蓝湖商行,1.5\n"));
        assert_eq!(paid, [amount], "{title}");
    }
    // A second row of the heading.
    for below in [",,万元", ",,（万元）", "yyyy-mm-dd,,(万元)", "Date,Customer,万元"] {
        let (paid, report) = pay(&format!("日期,客户,金额\n{below}\n2026-06-10,蓝湖商行,1.5\n"));
        let report = report.unwrap();
        assert_eq!((paid, report.rejected), (vec!["15000.00".to_owned()], 0), "{below}");
    }
    let (paid, report) = pay("日期,客户,金额\nDate,Customer,Amount\n2026-06-10,蓝湖商行,1.5\n");
    assert_eq!((paid, report.unwrap().rejected), (vec!["1.50".to_owned()], 0));
    // A column of units.
    let text = "日期,客户,金额,单位\n2026-06-10,蓝湖商行,1.5,万元\n2026-06-11,蓝湖商行,2,元\n";
    let (paid, report) = pay(text);
    assert_eq!(paid, ["2.00"]);
    assert_eq!(reasons(&report.unwrap(), 0), [(2, String::new(), "ambiguous")]);
    // In the midst of the rows.
    let text = "日期,客户,金额\n2026-06-10,蓝湖商行,1.5\n单位：万元,,\n2026-06-11,蓝湖商行,2\n";
    let (paid, report) = pay(text);
    assert_eq!(paid, ["1.50"]);
    assert!(reasons(&report.unwrap(), 0).contains(&(4, String::new(), "ambiguous")));
}

#[test]
fn currencies_are_read_wherever_they_stand() {
    for title in [
        "美元账户",
        "港币户",
        "港币账户收款明细",
        "單位：美金元",
        "單位：新臺幣仟元",
        "账号：6222001 美元",
        "US Dollar account",
        "结算币种 EUR",
        "账户：USD 12345",
    ] {
        let (paid, report) = pay(&format!("{title},,\n日期,客户,金额\n2026-06-10,蓝湖商行,100\n"));
        assert_eq!((paid.len(), refused(&report)), (0, Some(Code::OtherCurrency)), "{title}");
    }
    for heading in [
        "币制",
        "币种名称",
        "交易货币",
        "结算币种",
        "交易货币[ Trade Currency ]",
        "Cur",
        "Ccy",
        "Invoice currency",
        "Doc currency",
        "Transaction currency",
        "什么钱",
    ] {
        for cell in ["USD", "美元"] {
            let row = format!("2026-06-10,蓝湖商行,100,{cell}");
            let (paid, report) = pay(&format!("日期,客户,金额,{heading}\n{row}\n"));
            let expected = (2, heading.to_owned(), "other_currency");
            assert_eq!(
                (paid.len(), reasons(&report.unwrap(), 0)),
                (0, vec![expected]),
                "{heading}"
            );
        }
        let (paid, _) = pay(&format!("日期,客户,金额,{heading}\n2026-06-10,蓝湖商行,100,CNY\n"));
        assert_eq!(paid, ["100.00"], "{heading}");
    }
    let test = trader();
    let text = "No,Date,Customer,Item,Qty,Price,Tax rate,Invoice currency\n\
        X1,2026-06-10,蓝湖商行,tea,1,100,0,USD\n";
    assert_eq!(sell(&test, text).unwrap().accepted, 0);
}

#[test]
fn rows_below_a_section_of_another_kind_are_refused() {
    for section in [
        "二、退款,,",
        "支出部分,,",
        "付款,,",
        ",退款,",
        "其中：退票,,",
        "减：冲销,,",
        "作廢,,",
        "美元账户,,",
        "借给客户的款,,",
        "Refunds,,",
        "Less: returned cheques,,",
        "Unpaid,,",
    ] {
        let text = format!(
            "日期,客户,金额\n一、收款,,\n2026-06-10,蓝湖商行,100\n{section}\n2026-06-11,蓝湖商行,50\n"
        );
        let (paid, report) = pay(&text);
        let report = report.unwrap();
        assert_eq!(paid, ["100.00"], "{section}");
        let codes = ["other_list", "other_currency"];
        let below = reasons(&report, 0).into_iter().find(|it| it.0 == 5);
        assert!(below.is_some_and(|it| codes.contains(&it.2)), "{section} {report:?}");
        // The first section is understood: no record.
        assert_eq!(noted(&report, NoticeKind::NotARecord)[0], (2, "一、收款"), "{section}");
    }
    // A section of their own kind takes rows up again; one below another does not.
    let text =
        "日期,客户,金额\n退款,,\n现金,,\n2026-06-10,蓝湖商行,100\n收款,,\n2026-06-11,蓝湖商行,50\n";
    assert_eq!(pay(text).0, ["50.00"]);
    // What says nothing that is known is told.
    let (paid, report) = pay("日期,客户,金额\n张三的,,\n2026-06-10,蓝湖商行,100\n");
    let report = report.unwrap();
    let told = noted(&report, NoticeKind::SectionNotRead);
    assert_eq!((paid.len(), told), (1, vec![(2, "张三的")]));
    for section in ["退货", "减：退货", "销售退回", "Returns", "作废", "样品"] {
        let test = trader();
        let text = format!(
            "单号,日期,客户,品名,数量,单价,税率\nX1,2026-06-01,蓝湖商行,茶,1,100,0\n\
             {section},,,,,,\nX2,2026-06-01,蓝湖商行,茶,1,30,0\n"
        );
        let report = sell(&test, &text).unwrap();
        assert!(invoice(&test, "X1").is_some() && invoice(&test, "X2").is_none(), "{section}");
        assert!(reasons(&report, 0).iter().any(|it| it.0 == 4 && it.2 == "other_list"));
    }
    // Rows that say themselves which way the money goes need no section.
    let text =
        "日期,客户,收入,支出\n2026-06-10,蓝湖商行,100,\n支出部分,,,\n2026-06-11,西溪茶庄,,50\n";
    assert_eq!(pay(text).0, ["100.00", "-50.00"]);
}

#[test]
fn a_ledger_of_debts_is_no_list_of_payments() {
    for text in [
        "日期,客户,摘要,借方,贷方,余额\n2026-06-10,蓝湖商行,销售商品,100,,100\n\
         2026-06-11,蓝湖商行,收到货款,,50,50\n",
        "日期,客户,摘要,借方,贷方\n2026-06-10,蓝湖商行,销售出库,100,\n2026-06-11,蓝湖商行,收款,,50\n",
        "日期,客户,单据类型,借方,贷方\n2026-06-10,蓝湖商行,开票,100,\n2026-06-11,蓝湖商行,收款,,50\n",
        "Date,Customer,Memo,Debit,Credit\n2026-06-10,蓝湖商行,Invoice 7,100,\n\
         2026-06-11,蓝湖商行,Payment,,50\n",
        "日期,供应商,摘要,借方,贷方\n2026-06-10,西溪茶庄,采购入库,,100\n2026-06-11,西溪茶庄,付货款,50,\n",
        "应收账款明细账,,,,\n日期,客户,摘要,借方,贷方\n2026-06-10,蓝湖商行,,100,\n",
        "应收账款,,,,\n日期,客户,摘要,收款,付款\n2026-06-10,蓝湖商行,,100,\n",
    ] {
        let (paid, report) = pay(text);
        assert_eq!((paid.len(), refused(&report)), (0, Some(Code::OtherList)), "{text}");
    }
    // The company's own money, and the bank's statement.
    for text in [
        "日期,往来单位,摘要,借方,贷方,方向,余额\n2026-06-10,蓝湖商行,收货款,100.00,,借,1100.00\n\
         2026-06-11,西溪茶庄,付货款,,50.00,借,1050.00\n",
        "现金日记账,,,\n日期,往来单位,摘要,借方,贷方,余额\n2026-06-10,蓝湖商行,销售商品,100.00,,1100\n\
         2026-06-11,西溪茶庄,采购,,50.00,1050\n",
        "交易日期,对方户名,摘要,借方,贷方,余额\n2026-06-10,蓝湖商行,货款,,100.00,1100\n\
         2026-06-11,西溪茶庄,采购款,50.00,,1050\n",
    ] {
        let (paid, report) = pay(text);
        assert_eq!((paid, report.unwrap().rejected), (vec!["100.00".into(), "-50.00".into()], 0));
    }
    let text = "日期,客户,摘要,借方,贷方,余额\n2026-06-10,蓝湖商行,x,100,,100\n2026-06-11,蓝湖商行,y,,50,50\n";
    let (_, report) = pay(text);
    let report = report.unwrap();
    assert_eq!(noted(&report, NoticeKind::DirectionAssumed).len(), 1, "{report:?}");
}

#[test]
fn sums_in_a_file_are_held_against_its_rows() {
    let of = |text: &str| {
        let report = pay(text).1.unwrap();
        let found = report.notices.iter().filter(|it| it.kind == NoticeKind::SumDiffers);
        found.map(|it| (it.line, it.column.clone(), it.text.clone())).collect::<Vec<_>>()
    };
    let rows = "日期,客户,金额\n2026-06-10,蓝湖商行,100\n2026-06-11,蓝湖商行,20.5\n";
    let wrong = |line: u64, text: &str| vec![(line, Some("金额".to_owned()), text.to_owned())];
    for label in ["合计", "合 计", "总计", "Total", "小計"] {
        assert_eq!(of(&format!("{rows}{label},,500.00\n")), wrong(4, "500.00 / 120.5"), "{label}");
        assert_eq!(of(&format!("{rows}{label},,120.50\n")), [], "{label}");
    }
    // Subtotals, pages, running totals, a sum above its rows, sums of longer times.
    let more = "2026-06-12,蓝湖商行,30\n";
    for file in [
        format!("{rows}小计,,120.5\n{more}小计,,30\n合计,,150.5\n"),
        format!("{rows}本页合计,,120.5\n累计,,120.5\n{more}本页合计,,30\n累计,,150.5\n"),
        format!("{rows}小计,,120.5\n{more}总计,,150.5\n"),
        format!("{rows}合计,,120.5\n本年累计,,99999\n"),
        format!("{rows}平均,,60.25\n余额,,77\n"),
        "日期,客户,金额\n合计,,120\n2026-06-10,蓝湖商行,100\n2026-06-11,蓝湖商行,20\n".to_owned(),
        format!("{rows}合计：2笔,,120.5\n"),
        format!("{rows}共2条记录,,\n"),
        format!("共2笔记录,,\n{rows}"),
        // What cannot be read is refused, and shows nothing of the sum.
        format!("{rows}2026-06-12,蓝湖商行,三十几\n合计,,500\n"),
    ] {
        assert_eq!(of(&file), [], "{file}");
    }
    let file = format!("{rows}小计,,120.5\n{more}小计,,31\n合计,,150.5\n");
    assert_eq!(of(&file), wrong(6, "31 / 150.5"));
    assert_eq!(of(&format!("{rows}合计：3笔,,120.5\n")), [(4, None, "3 / 2".to_owned())]);
    assert_eq!(of(&format!("共3笔记录,,\n{rows}")), [(1, None, "3 / 2".to_owned())]);
    let both =
        "日期,客户,收入,支出\n2026-06-10,蓝湖商行,100,\n2026-06-11,西溪茶庄,,50\n合计,,100,60\n";
    assert_eq!(of(both), [(4, Some("支出".to_owned()), "60 / 50".to_owned())]);
    let test = trader();
    let text = "单号,日期,客户,品名,数量,单价,税率,金额\nX1,2026-06-01,蓝湖商行,茶,1,100,0,100\n\
        X2,2026-06-01,蓝湖商行,茶,2,100,0,200\n合计,,,,4,,,300\n";
    assert_eq!(noted(&sell(&test, text).unwrap(), NoticeKind::SumDiffers), [(4, "4 / 3")]);
}

#[test]
fn ordinary_files_of_banks_and_cashiers_are_read() {
    // A column of dashes says nothing.
    for dash in ["-", "—", "/", "--"] {
        let (paid, report) = pay(&format!(
            "日期,客户,金额,部门\n2026-06-10,蓝湖商行,80,{dash}\n2026-06-11,蓝湖商行,90,{dash}\n"
        ));
        assert_eq!((paid.len(), report.unwrap().rejected), (2, 0), "{dash}");
    }
    let text = "日期,客户,金额,进出\n2026-06-10,蓝湖商行,80,+\n2026-06-11,西溪茶庄,90,-\n";
    assert_eq!(pay(text).0, ["80.00", "-90.00"]);
    // What is neither is told as what it is.
    let text = "日期,客户,金额,收/支\n2026-06-10,蓝湖商行,80,收入\n2026-06-11,蓝湖商行,90,/\n\
        2026-06-12,蓝湖商行,70,不计收支\n";
    let (paid, report) = pay(text);
    let codes: Vec<_> = reasons(&report.unwrap(), 0).into_iter().map(|it| (it.0, it.2)).collect();
    assert_eq!((paid.len(), codes), (1, vec![(3, "other_matter"), (4, "other_matter")]));
    let text =
        "交易日期,摘要,提款,存款,餘額,轉出入帳戶名\n2026-06-10,匯入,,\"1,000\",2000,蓝湖商行\n";
    assert_eq!(pay(text).0, ["1000.00"]);
    let text = "交易日期,支出金額,存入金額,餘額,轉出入帳戶名\n2026-06-10,,1000,2000,蓝湖商行\n";
    assert_eq!(pay(text).0, ["1000.00"]);
    assert_eq!(pay("Date,Contact,Amount\n2026-06-10,蓝湖商行,80\n").0, ["80.00"]);
}
