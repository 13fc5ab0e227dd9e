//! Titles as people write them: units and currencies that count, words that are none, and kinds.

use super::*;

fn row(text: &str) -> Vec<(u64, Vec<String>)> {
    vec![(1, text.split('|').map(str::to_owned).collect())]
}

#[test]
fn units_and_currencies_are_read_from_titles() {
    for (text, scale, currency) in [
        ("单位：万元", 4, Some("CNY TWD HKD MOP")),
        ("金额单位：人民币万元", 4, Some("CNY")),
        ("應收帳款餘額表（單位：新台幣千元）", 3, Some("TWD")),
        ("收款明细表||单位：万元", 4, Some("CNY TWD HKD MOP")),
        ("（千元）", 3, Some("CNY TWD HKD MOP")),
        ("注：以上金额单位为万元", 4, Some("CNY TWD HKD MOP")),
        ("本表以千元列示", 3, Some("CNY TWD HKD MOP")),
        ("币种：美元", 0, Some("USD")),
        ("幣別|港幣", 0, Some("HKD")),
        ("币种:|人民币", 0, Some("CNY")),
        ("账号：6222 户名：晨光 币种：人民币 期间：6月", 0, Some("CNY")),
        ("Currency: USD", 0, Some("USD")),
        ("Amounts in thousands", 3, None),
        ("Unit: RMB'000", 3, Some("CNY")),
        ("(in millions)", 6, None),
        ("(in millions, except shares)", 6, None),
        ("Statement of receipts - all amounts in USD", 0, Some("USD")),
        ("All figures are stated in thousands of US dollars", 3, Some("USD")),
        ("USD account", 0, Some("USD")),
        ("RMB'000", 3, Some("CNY")),
        ("单位:元", 0, Some("CNY TWD HKD MOP")),
    ] {
        let found = units(&row(text));
        let unit = found.iter().find_map(|it| it.unit);
        assert_eq!(unit, Some(Unit { scale, currency }), "{text}: {found:?}");
    }
    for text in [
        "编制单位：晨光贸易有限公司",
        "单位：元亨利贸易",
        "数量单位：千",
        "打印日期：2026-06-01",
        "金额：1000元",
        "合计金额：3万元",
        "Made in China",
        "Receipts in June",
        "PEN SALES REPORT",
        "期初余额|1000",
        "账号：1000",
        "1",
    ] {
        assert_eq!(units(&row(text)), [], "{text}");
    }
    // It speaks of money, and is not understood.
    for text in ["单位：万元/千只", "币种：全部", "Currency: various"] {
        assert_eq!(units(&row(text)).first().map(|it| it.unit), Some(None), "{text}");
    }
    assert_eq!(units(&row("单位：元/公斤")), []);
}

fn verdict(target: Target, text: &str) -> Option<Verdict> {
    against(target, &kinds(&row(text)), false).map(|(_, verdict)| verdict)
}

#[test]
fn titles_name_kinds_of_lists() {
    use Verdict::{Other, Told};
    for (target, text, expected) in [
        (Target::Sales, "销售退货明细表", Some(Other)),
        (Target::Sales, "銷貨退回明細", Some(Other)),
        (Target::Sales, "Credit notes", Some(Other)),
        (Target::Sales, "作废发票清单", Some(Other)),
        (Target::Sales, "报价单", Some(Other)),
        (Target::Sales, "Quotations", Some(Other)),
        (Target::Sales, "采购入库明细", Some(Other)),
        (Target::Sales, "销售订单（未审核）", Some(Other)),
        (Target::Sales, "销售订单", Some(Told)),
        (Target::Sales, "销售明细表", None),
        (Target::Sales, "销售明细（不含退货）", None),
        (Target::Sales, "销售明细（含退货）", Some(Told)),
        (Target::Sales, "晨光采购服务有限公司销售明细", None),
        (Target::Sales, "客户：上海采购网", None),
        (Target::Payments, "付款明细表", Some(Other)),
        (Target::Payments, "Payments made", Some(Other)),
        (Target::Payments, "Refunds", Some(Other)),
        (Target::Payments, "退款明细表", Some(Other)),
        (Target::Payments, "坏账核销明细", Some(Other)),
        (Target::Payments, "预计收款计划", Some(Other)),
        (Target::Payments, "应付款", Some(Other)),
        (Target::Payments, "预收款明细", Some(Told)),
        (Target::Payments, "收款明细表", None),
        (Target::Payments, "收付款明细", None),
        (Target::Payments, "支付宝交易记录明细查询", None),
        (Target::Payments, "客户付款明细", None),
        (Target::Payments, "请在收到后7日内付款", None),
        (Target::Payments, "报表名称：退款明细", Some(Other)),
        (Target::OpeningItems, "其他应收款明细", Some(Other)),
        (Target::OpeningItems, "应收账款余额表", None),
        (Target::Customers, "员工花名册", Some(Other)),
        (Target::Customers, "供应商名录", None),
    ] {
        assert_eq!(verdict(target, text), expected, "{target:?} {text}");
    }
}
