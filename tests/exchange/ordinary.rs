//! Ordinary files of ordinary programs go in, with what they say.

use bookroom::exchange::model::{
    ImportFile, NoticeKind, ProductImport, ProgressCallback, SalesImport,
};
use bookroom_tests::room::{self, amount};

use super::reading::{invoice, trader};
use super::{import_sales, reasons};

#[test]
fn lines_with_nothing_but_an_amount_are_one_piece() {
    let test = trader();
    let text = "发票号码,开票日期,购买方名称,商品名称,单位,数量,单价,金额,税率,税额\n\
        A,2026-06-01,蓝湖商行,*茶*绿茶,盒,10,100,1000,13%,130\n\
        A,2026-06-01,蓝湖商行,*茶*绿茶,,,,-100,13%,-13\n\
        B,2026-06-01,蓝湖商行,咨询服务,,,,500,6%,30\n\
        C,2026-06-01,蓝湖商行,*茶*绿茶,盒,3,,300,13%,39\n";
    let report = import_sales(&test.owner, text, &SalesImport::default());
    assert_eq!(report.rejected, 0, "{:?}", reasons(&report, 0));
    let found = ["A", "B", "C"].map(|number| invoice(&test, number).unwrap().gross);
    assert_eq!(found, ["1017", "530", "339"].map(amount));
    assert_eq!(invoice(&test, "C").unwrap().lines[0].unit_price, amount("100"));
    let test = trader();
    let text = "合同号,单号,日期,客户,项目,金额\n1,X,2026-06-01,C1,咨询服务,5000\n";
    import_sales(&test.owner, text, &SalesImport::default());
    assert_eq!(invoice(&test, "X").unwrap().gross, amount("5000"));
}

#[test]
fn files_of_other_programs_are_read() {
    for text in [
        // 管家婆, 金蝶, 用友
        "单据日期,单据编号,往来单位,商品编号,商品全名,单位,数量,单价,金额,折扣,折后单价,折后金额,税率,含税单价,税额,价税合计\n\
         2026-06-01,X,蓝湖商行,001,绿茶,盒,10.00,100.00,1000.00,1.00,100.00,1000.00,13.00,113.00,130.00,1130.00\n",
        "日期,单据编号,购货单位,产品代码,产品名称,规格型号,单位,实发数量,销售单价,销售金额,税率(%),销项税额,价税合计\n\
         2026-06-01,X,蓝湖商行,01.001,绿茶,250g,盒,10,100,1000,13,130,1130\n",
        "开票日期,发票号,客户简称,存货编码,存货名称,主计量,数量,无税单价,无税金额,税率（%）,税额,价税合计,含税单价\n\
         2026-06-01,X,蓝湖商行,01001,绿茶,盒,10,100,1000,13,130,1130,113\n",
        // The tax office's own export
        "序号,数电发票号码,销方名称,购买方名称,开票日期,货物或应税劳务名称,规格型号,单位,数量,单价,金额,税率,税额,价税合计,发票状态,是否正数发票\n\
         1,X,试账,蓝湖商行,2026-06-01 10:11:12,*茶叶*绿茶,250g,盒,10,100,1000.00,13%,130.00,1130.00,正常,是\n",
        // Xero, QuickBooks
        "ContactName,InvoiceNumber,InvoiceDate,DueDate,Description,Quantity,UnitAmount,TaxType,TaxAmount\n\
         蓝湖商行,X,2026-06-01,2026-06-30,Widget,10,100.00,13% (VAT on Income),130.00\n",
        "Type,Date,Num,Name,Item,Qty,Sales Price,Amount,Tax Rate\n\
         Invoice,2026-06-01,X,蓝湖商行,Widget,10,100.00,1000.00,13%\n",
        "ContactName,EmailAddress,InvoiceNumber,Reference,InvoiceDate,DueDate,PlannedDate,Total,TaxTotal,InvoiceAmountPaid,InvoiceAmountDue,InventoryItemCode,Description,Quantity,UnitAmount,Discount,LineAmount,AccountCode,TaxType,TaxAmount,Currency,Type,Sent,Status\n\
         蓝湖商行,a@x.com,X,P1,2026-06-01,2026-06-30,,1130.00,130.00,0.00,1130.00,,Widget,10,100.00,,1000.00,200,13% (VAT on Income),130.00,CNY,Sales Invoice,Sent,Awaiting Payment\n",
        "order-id,order-item-id,purchase-date,buyer-name,sku,product-name,quantity-purchased,currency,item-price,item-tax\n\
         X,1,2026-06-01T10:00:00Z,蓝湖商行,M1,Mug,10,CNY,1000.00,130.00\n",
        "Invoice No.,Invoice Date,Customer Name,Item Name,Qty.,Rate,Amount,GST %\n\
         X,1-Jun-2026,蓝湖商行,Mug,10,100.00,1000.00,13\n",
        "單據編號,單據日期,客戶名稱,品號,品名,規格,單位,數量,單價,未稅金額,營業稅,含稅金額\n\
         X,2026/06/01,蓝湖商行,A1,綠茶,150g,罐,10,100,1000,130,1130\n",
    ] {
        let test = trader();
        let report = import_sales(&test.owner, text, &SalesImport::default());
        assert_eq!(report.rejected, 0, "{text} {:?}", reasons(&report, 0));
        assert_eq!(invoice(&test, "X").map(|it| it.gross), Some(amount("1130")), "{text}");
    }
}

#[test]
fn what_a_thing_is_like_tells_it_from_others_of_its_name() {
    let test = trader();
    let text = "单号,日期,客户,品名,规格,数量,单价\n\
        X,2026-06-01,C1,绿茶,250g,1,100\nX,2026-06-01,C1,绿茶,500g,1,200\n";
    let report = import_sales(&test.owner, text, &SalesImport::default());
    assert_eq!((report.rejected, report.created("product")), (0, 2));
    assert!(!report.notices.iter().any(|it| it.kind == NoticeKind::PricesDiffer));
    let lines = invoice(&test, "X").unwrap().lines;
    let names: Vec<&str> = lines.iter().map(|line| line.description.as_str()).collect();
    assert_eq!(names, ["绿茶 250g", "绿茶 500g"]);
    let test = room::memory();
    let text = "名称,规格,单位,单价,税率\n绿茶,250g,盒,120,0\n绿茶,500g,盒,220,0\n";
    let file = ImportFile::new("products.csv", text.as_bytes());
    let (options, none) = (ProductImport::default(), ProgressCallback::none());
    let report = test.owner.exchange().import_products(file, &options, &none).unwrap();
    assert_eq!((report.rejected, report.created("product")), (0, 2), "{:?}", reasons(&report, 0));
}

#[test]
fn a_product_that_is_not_in_use_stays_so_when_it_is_read_back() {
    let test = room::memory();
    let import = |text: &str| {
        let file = ImportFile::new("products.csv", text.as_bytes());
        let (options, none) = (ProductImport::default(), ProgressCallback::none());
        test.owner.exchange().import_products(file, &options, &none).unwrap()
    };
    let report = import("编码,名称,税率,在用\nP1,茶,0,否\nP2,杯,0,是\n");
    assert_eq!(report.rejected, 0);
    let product = |code| test.owner.billing().products().get_by_code(code).unwrap();
    assert_eq!((product("P1").active, product("P2").active), (false, true));
    import("编码,名称,在用\nP1,茶,是\n");
    assert!(product("P1").active);
    // With the number of the record, as one's own export has it.
    let id = product("P2").id;
    let report = import(&format!("产品编号,产品名称,在用,记录号\nP2,杯,否,{id}\n"));
    assert_eq!((report.rejected, report.updated("product")), (0, 1), "{:?}", reasons(&report, 0));
    assert!(!product("P2").active);
}
