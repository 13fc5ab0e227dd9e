//! Rows of sales that say that they are no sale that stands: they are refused, never booked.

use bookroom::exchange::model::SalesImport;

use super::reading::{gross, invoice, trader};
use super::{import_sales, reasons};

#[test]
fn rows_that_are_void_drafts_or_returns_are_no_sales() {
    for (heading, cell) in [
        ("状态", "作废"),
        ("单据状态", "已作废"),
        ("狀態", "已取消"),
        ("Status", "Void"),
        ("Order status", "Cancelled"),
        ("订单状态", "交易关闭"),
        ("发票状态", "已红冲"),
        ("Financial Status", "refunded"),
        ("状态", "草稿"),
        ("审核状态", "未审核"),
        ("Status", "Draft"),
        ("类型", "报价"),
        ("Type", "Estimate"),
        ("单据类型", "销售退货"),
        ("業務類型", "銷售退回"),
        ("Type", "Credit Memo"),
        ("Transaction Type", "Payment"),
        ("单据类型", "采购入库"),
        ("退款状态", "退款成功"),
        ("备注", "作废"),
        ("备注", "退货"),
        ("标记", "Void - duplicate"),
        ("是否作废", "是"),
        ("已退货", "Y"),
        ("是否正数发票", "否"),
        ("退款金额", "5.00"),
        ("Cancelled at", "2026-06-03"),
    ] {
        let (found, report) =
            gross(&format!("数量,单价,金额,{heading}"), &format!("1,10,10,{cell}"));
        assert_eq!(found, None, "{heading} {cell}");
        let refused = reasons(&report, 0);
        assert!(refused.contains(&(2, heading.to_owned(), "not_a_sale")), "{heading} {refused:?}");
    }
    for (heading, cell) in [
        ("状态", "已审核"),
        ("Status", "Paid"),
        ("退款状态", "没有申请退款"),
        ("退款状态", "无退款"),
        ("单据类型", "销售出库"),
        ("Type", "Invoice"),
        ("备注", "取消订单的补发"),
        ("是否作废", "否"),
        ("是否正数发票", "是"),
        ("退款金额", "0.00"),
        ("退货天数", "7"),
        ("退货政策", "支持退货"),
    ] {
        let (found, report) =
            gross(&format!("数量,单价,金额,{heading}"), &format!("1,10,10,{cell}"));
        assert!(found.is_some(), "{heading} {cell} {:?}", reasons(&report, 0));
    }
}

#[test]
fn one_void_row_refuses_its_document_and_no_other() {
    let test = trader();
    let text = "单号,日期,客户,品名,数量,单价,状态\n\
        A,2026-06-01,C1,茶,1,10,正常\nB,2026-06-01,C1,茶,1,10,作废\n,,,杯,1,5,\n";
    let report = import_sales(&test.owner, text, &SalesImport::default());
    assert!(invoice(&test, "A").is_some() && invoice(&test, "B").is_none());
    let found: Vec<_> = reasons(&report, 0).into_iter().map(|it| (it.0, it.2)).collect();
    assert_eq!(found, [(3, "not_a_sale"), (4, "document_rejected")]);
}

#[test]
fn what_was_taken_back_beside_a_line_refuses_it() {
    for heading in ["折后金额", "代金券", "抹零", "四舍五入", "退货数量", "优惠券抵扣", "Coupon"]
    {
        let (found, report) = gross(&format!("数量,单价,金额,{heading}"), "2,100,200,7");
        assert_eq!(found, None, "{heading}");
        let refused = (2, heading.to_owned(), "column_not_understood");
        assert!(reasons(&report, 0).contains(&refused), "{heading}");
        assert!(
            gross(&format!("数量,单价,金额,{heading}"), "2,100,200,0").0.is_some(),
            "{heading}"
        );
    }
    let followed = gross("数量,单价,金额,折后单价,折后金额", "2,100,200,100,200").0;
    assert!(followed.is_some());
    // Two columns for one figure that say two things.
    assert_eq!(gross("数量,实发数量,单价", "10,8,5").0, None);
    assert!(gross("数量,实发数量,单价", "10,10,5").0.is_some());
}
