//! The figures of lines: prices, units, discounts, rates, and columns beside them that are not
//! understood. Each is certain, or its row is refused, or the report tells of it.

use bookroom::billing::invoices::Discount;
use bookroom::billing::products::PriceMode;
use bookroom::exchange::clean::RateForm;
use bookroom::exchange::headers::Source;
use bookroom::exchange::model::{
    DiscountForm, ImportFile, ImportReport, NoticeKind, ProductImport, ProgressCallback,
    SalesImport,
};
use bookroom_tests::room::{self, amount};
use rust_decimal::Decimal;

use super::reading::{gross, invoice, kinds, trader};
use super::{import_customers, import_sales, reasons};

/// The gross amount of a line of these columns, if the file and the line are taken.
fn taken(columns: &str, cells: &str) -> Option<Decimal> {
    let test = trader();
    let text = format!("单号,日期,客户,品名,{columns}\nX,2026-06-01,C1,茶,{cells}\n");
    let file = ImportFile::new("sales.csv", text.as_bytes());
    let (options, none) = (SalesImport::default(), ProgressCallback::none());
    test.owner.exchange().import_sales(file, None, &options, &none).ok()?;
    invoice(&test, "X").map(|invoice| invoice.gross)
}

/// The columns of a report's notices of a kind.
fn told(report: &ImportReport, kind: NoticeKind) -> Vec<&str> {
    let notices = report.notices.iter().filter(|notice| notice.kind == kind);
    notices.map(|notice| notice.column.as_deref().unwrap_or_default()).collect()
}

#[test]
fn figures_of_many_of_thousandths_and_of_one_piece_are_not_guessed() {
    for heading in [
        "单价/百",
        "单价／千",
        "Price/1000",
        "单价/万",
        "单价(每千)",
        "Price per thousand",
        "Price per 100",
        "單價/萬",
        "单价(元/百件)",
        "单价(元/千只)",
        "千只单价",
        "单价/k",
    ] {
        assert_eq!(taken(&format!("数量,{heading},税率"), "2000,113,13%"), None, "{heading}");
    }
    // Here the unit of the figures is meant.
    for heading in ["单价/万元", "单价(万元/台)", "单价(万元)"] {
        let found = taken(&format!("数量,{heading},税率"), "2,0.01,13%");
        assert_eq!(found, Some(amount("226.00")), "{heading}");
    }
    for (columns, cells) in [
        ("数量,单价,税率(‰)", "2,100,130"),
        ("数量,单价,税率(bp)", "2,100,1300"),
        ("数量,单价,税率(基点)", "2,100,1300"),
        ("数量,单价,Tax rate (per mille)", "2,100,130"),
        ("数量,单价,折扣率(‰)", "2,100,50"),
        ("数量,单价,单位折扣额", "2,100,10"),
        ("数量,单价,单位优惠金额", "2,100,10"),
        ("数量,单价,每件优惠", "2,100,10"),
        ("数量,单价,单件优惠", "2,100,10"),
        ("数量,单价,優惠(元/件)", "2,100,10"),
        ("数量,单价,Discount per unit", "2,100,10"),
        ("数量,单价,Unit discount", "2,100,10"),
    ] {
        assert_eq!(taken(columns, cells), None, "{columns}");
    }
    // In brackets the same word only says what the figures are in.
    let found = taken("数量,单价(单位:元),税率,折扣额(单位:元)", "2,100,13%,10");
    assert_eq!(found, Some(amount("214.70")));
    // No mapping makes such figures what they are not.
    for (field, heading) in [
        ("unit_price", "单价/百"),
        ("unit_price", "Price/1000"),
        ("unit_price", "List price per 100"),
        ("unit_price", "List price per 1000"),
        ("unit_price", "批价(元/百件)"),
        ("tax_rate", "税率(‰)"),
        ("discount", "每件折扣"),
    ] {
        let test = trader();
        let text = format!("单号,日期,客户,品名,数量,单价,{heading}\nX,2026-06-01,C1,茶,1,2,3\n");
        let mut options = SalesImport::default();
        let source = Source::Column(heading.to_owned());
        options.documents.fields.fields.insert(field.to_owned(), source);
        let file = ImportFile::new("sales.csv", text.as_bytes());
        let none = ProgressCallback::none();
        let error = test.owner.exchange().import_sales(file, None, &options, &none).unwrap_err();
        let problem = &error.problems()[0];
        assert_eq!(problem.code.slug(), "ambiguous", "{heading}");
        assert_eq!(problem.path, format!("mapping.{field}"));
    }
}

#[test]
fn quantity_price_and_unit_are_of_one_unit() {
    let unlike = [
        ("数量(克),单价(元/千克)", "500,20"),
        ("数量(kg),单价(元/吨)", "500,20"),
        ("数量(件),单价(元/箱)", "5,20"),
        ("數量(公斤),單價(元/克)", "5,20"),
        ("Quantity (g),Unit price (per kg)", "5,20"),
        ("数量,单位,单价(元/箱)", "5,瓶,20"),
        ("数量(kg),单位,单价", "5,箱,20"),
    ];
    for (columns, cells) in unlike {
        let (found, report) = gross(columns, cells);
        assert_eq!((found, reasons(&report, 0)[0].2), (None, "units_differ"), "{columns}");
        // The amount shows that it is all the same.
        let worth = if cells.starts_with("500") { "10000" } else { "100" };
        let (found, _) = gross(&format!("{columns},金额"), &format!("{cells},{worth}"));
        assert_eq!(found, Some(amount(worth)), "{columns}");
    }
    for (columns, cells, unit) in [
        ("数量(公斤),单价(元/kg)", "5,20", "公斤"),
        ("数量(kg),单价(元/千克)", "5,20", "kg"),
        ("数量,单位,单价(元/公斤)", "5,千克,20", "千克"),
        ("数量(吨),单价(元/t)", "5,20", "吨"),
        ("数量(千只),单价(元/只)", "0.005,20", "只"),
        ("数量(箱),Price (each)", "5,20", "箱"),
        ("数量,单价(元/箱)", "5,20", "箱"),
    ] {
        let test = trader();
        let text = format!("单号,日期,客户,品名,{columns}\nX,2026-06-01,C1,茶,{cells}\n");
        import_sales(&test.owner, &text, &SalesImport::default());
        let found = invoice(&test, "X").unwrap();
        assert_eq!((found.gross, found.lines[0].unit.as_deref()), (amount("100"), Some(unit)));
    }
}

#[test]
fn rates_of_two_forms_are_refused_where_no_amount_shows_them() {
    let import = |columns: &str, rows: &[&str], options: &SalesImport| {
        let test = trader();
        let rows = rows.iter().enumerate();
        let rows = rows.map(|(at, cells)| format!("X{at},2026-06-01,C1,茶,1,100,{cells}\n"));
        let rows: String = rows.collect();
        let text = format!("单号,日期,客户,品名,数量,单价(不含税),{columns}\n{rows}");
        let report = import_sales(&test.owner, &text, options);
        let gross = |at: usize| invoice(&test, &format!("X{at}")).map(|it| it.gross.to_string());
        ((0..3).map(gross).collect::<Vec<_>>(), reasons(&report, 0))
    };
    let some = |text: &str| Some(text.to_owned());
    let plain = SalesImport::default();
    let (found, refused) = import("税率", &["13", "0.13", "0"], &plain);
    assert_eq!(found, [some("113.00"), None, some("100.00")]);
    assert_eq!(refused, [(3, "税率".to_owned(), "ambiguous")]);
    // A rate of one hundred percent, of fifty, or of one in a thousand is none.
    for (columns, cells) in [("税率", ["1", "0.13"]), ("税率", ["0.5", "0.13"])] {
        let (found, refused) = import(columns, &cells, &plain);
        assert_eq!((found[0].clone(), refused[0].0), (None, 2), "{cells:?}");
        assert_eq!(found[1], some("113.00"), "{cells:?}");
    }
    for heading in ["税率(%)", "Tax rate %", "稅率％"] {
        let (found, refused) = import(heading, &["0.13"], &plain);
        assert_eq!((found[0].clone(), refused[0].2), (None, "ambiguous"), "{heading}");
        assert_eq!(import(heading, &["13"], &plain).0[0], some("113.00"), "{heading}");
    }
    let (found, refused) = import("税率,税额", &["13,13", "0.13,13", "0.13,0.13"], &plain);
    assert_eq!(found, [some("113.00"), some("113.00"), some("100.13")]);
    assert!(refused.is_empty());
    let mut said = SalesImport::default();
    said.documents.rate_form = Some(RateForm::Percent);
    assert_eq!(import("税率", &["13", "0.13"], &said).0[1], some("100.13"));
    let test = room::memory();
    let text = "编码,名称,税率\nP1,茶,13\nP2,杯,0.13\n";
    let file = ImportFile::new("products.csv", text.as_bytes());
    let (options, none) = (ProductImport::default(), ProgressCallback::none());
    let report = test.owner.exchange().import_products(file, &options, &none).unwrap();
    assert_eq!(reasons(&report, 0), [(3, "税率".to_owned(), "ambiguous")]);
}

#[test]
fn money_beside_a_line_that_is_not_understood_is_not_booked_around() {
    for heading in [
        "折后价",
        "折後單價",
        "扣率",
        "Discount ($)",
        "实收",
        "抹零",
        "附加费",
        "手续费",
        "Surcharge",
        "Handling fee",
        "ShippingCharge2",
        "税率(bp)",
        "含税单价(美元)",
    ] {
        let columns = format!("数量,单价,{heading}");
        let (found, report) = gross(&columns, "2,100,7");
        let refused = vec![(2, heading.to_owned(), "column_not_understood")];
        assert_eq!((found, reasons(&report, 0)), (None, refused), "{heading}");
        assert_eq!(told(&report, NoticeKind::ColumnNotRead), [heading], "{heading}");
        // Nothing stands in it, or the amount confirms the line.
        assert_eq!(gross(&columns, "2,100,0").0, Some(amount("200")), "{heading}");
        assert_eq!(gross(&columns, "2,100,").0, Some(amount("200")), "{heading}");
        let (found, report) = gross(&format!("{columns},金额"), "2,100,7,200");
        // What amounts leave out counts all the same.
        let is_left_out = ["折后价", "折後單價", "抹零"].contains(&heading);
        assert_eq!(found, (!is_left_out).then(|| amount("200")), "{heading}");
        assert_eq!(told(&report, NoticeKind::ColumnNotRead), [heading], "{heading}");
        // The caller says that it does not count.
        let test = trader();
        let mut options = SalesImport::default();
        options.documents.ignored = vec![heading.to_owned()];
        let text = format!("单号,日期,客户,品名,{columns}\nX,2026-06-01,C1,茶,2,100,7\n");
        let report = import_sales(&test.owner, &text, &options);
        assert!(told(&report, NoticeKind::ColumnNotRead).is_empty(), "{heading}");
        assert_eq!(invoice(&test, "X").unwrap().gross, amount("200"), "{heading}");
    }
    // What follows from the line changes nothing, nor does what is no money of the line.
    for (columns, cells) in [
        ("数量,单价,税率,含税单价", "2,100,13%,113"),
        ("数量,单价,实收", "2,100,200"),
        ("数量,单价,折扣,折后价", "2,100,10%,90"),
        ("数量,单价,重量", "2,100,7"),
        ("数量,单价,门店编号", "2,100,7"),
        ("数量,单价,成本价", "2,100,70"),
        ("数量,单价,费用科目", "2,100,6601"),
        ("数量,单价,已收金额", "2,100,50"),
        ("数量,单价,Amount paid", "2,100,50"),
        ("数量,单价,消费积分", "2,100,20"),
        ("数量,单价,Discount code", "2,100,20"),
        ("数量,单价,付款年月", "2,100,202606"),
        ("数量,单价,优惠券号", "2,100,70"),
        ("数量,单价,客户税号", "2,100,913100001"),
        ("数量,单价,Delivery days", "2,100,3"),
        ("数量,单价,规格", "2,100,大"),
    ] {
        assert!(taken(columns, cells).is_some(), "{columns}");
    }
    let file = |text: &'static str| ImportFile::new("x.csv", text.as_bytes());
    let test = trader();
    let documents = file("单号,日期,客户,抹零,金额\n1,2026-06-01,C1,3,97\n2,2026-06-01,C1,,100\n");
    let lines = file("单号,品名,数量,单价\n1,茶,1,100\n2,茶,1,100\n");
    let (options, none) = (SalesImport::default(), ProgressCallback::none());
    let exchange = test.owner.exchange();
    let report = exchange.import_sales(documents, Some(lines), &options, &none).unwrap();
    assert_eq!(reasons(&report, 0)[0], (2, "抹零".to_owned(), "column_not_understood"));
    assert!(invoice(&test, "1").is_none() && invoice(&test, "2").is_some());
    let mut options = SalesImport::default();
    options.documents.ignored = vec!["无此列".to_owned()];
    let text = file("单号,日期,客户,品名,数量,单价\n1,2026-06-01,C1,茶,1,1\n");
    let error = exchange.import_sales(text, None, &options, &none).unwrap_err();
    assert_eq!(
        (error.code().slug(), error.problems()[0].path.as_str()),
        ("unknown_column", "ignored[0]")
    );
}

#[test]
fn columns_and_files_that_are_not_read_are_told() {
    let (_, report) = gross("数量,单价,材质,颜色,重量", "2,100,大,红,7");
    assert_eq!(told(&report, NoticeKind::ColumnNotRead), ["材质", "颜色", "重量"]);
    let (_, report) = gross("数量,单价,材质,序号", "2,100,,1");
    assert!(told(&report, NoticeKind::ColumnNotRead).is_empty(), "a blank column and a counter");
    let (_, report) = gross("数量,件数,单价,价格,售价,含税单价", "2,2,100,100,100,100");
    let competing = report.notices.iter().filter(|it| it.kind == NoticeKind::ColumnsCompete);
    let competing: Vec<&str> = competing.map(|it| it.text.as_str()).collect();
    assert_eq!(competing, ["件数", "价格", "售价", "含税单价"]);
    let test = room::memory();
    for text in ["", "\n\n", "名称,电话\n"] {
        let report = import_customers(&test.owner, text, &Default::default());
        assert_eq!(kinds(&report), [NoticeKind::NoRows], "{text:?}");
    }
}

#[test]
fn what_stands_behind_a_closing_quote_is_not_joined() {
    let test = trader();
    let head = "单号,日期,客户,品名,数量,单价\n";
    for (cell, taken) in [
        ("\"1,234\".56", false),
        ("\"1\"2", false),
        ("\"12\" \"3\"", false),
        ("\"1,234.56\" ", true),
        ("\"1,234.56\"", true),
    ] {
        let text = format!("{head}\nA,2026-06-01,C1,茶,1,{cell}\nB,2026-06-01,C1,茶,1,5\n");
        let report = import_sales(&test.owner, &text, &SalesImport::default());
        let refused: Vec<_> = reasons(&report, 0).iter().map(|it| (it.0, it.2)).collect();
        let first = if taken { vec![] } else { vec![(3, "bad_table")] };
        assert_eq!(refused[..first.len()], first, "{cell}");
        assert_eq!(invoice(&test, "A").is_some(), taken, "{cell}");
        if let Some(found) = invoice(&test, "A") {
            assert_eq!(found.gross, amount("1234.56"));
            break;
        }
    }
}

#[test]
fn tax_that_products_bring_is_told() {
    let test = trader();
    let text = "编码,名称,单价(含税),税率\nP1,茶,113,13%\n";
    let file = ImportFile::new("products.csv", text.as_bytes());
    let (options, none) = (ProductImport::default(), ProgressCallback::none());
    let report = test.owner.exchange().import_products(file, &options, &none).unwrap();
    assert_eq!(kinds(&report), []);
    let head = "单号,日期,客户,产品编码,品名,数量,单价";
    let text = format!("{head}\nX,2026-06-01,C1,P1,茶,1,113\n");
    let report = import_sales(&test.owner, &text, &SalesImport::default());
    let notice = &report.notices[0];
    assert_eq!((notice.kind, notice.line), (NoticeKind::PriceModeAssumed, 2));
    assert_eq!(notice.column.as_deref(), Some("单价"));
    let options = SalesImport { price_mode: Some(PriceMode::Gross), ..SalesImport::default() };
    let report = import_sales(&test.owner, &text.replace("X,", "Y,"), &options);
    assert_eq!((kinds(&report), invoice(&test, "Y").unwrap().gross), (vec![], amount("113")));
    // A product that nobody knows has no tax, and the report says so.
    let text = format!("{head}\nZ,2026-06-01,C1,P1,茶,1,113\nZ,2026-06-01,C1,P2,杯,1,10\n");
    let report = import_sales(&test.owner, &text, &options);
    let told: Vec<_> = report.notices.iter().map(|it| (it.kind, it.line, it.rows)).collect();
    assert_eq!(told, [(NoticeKind::TaxRateAssumed, 3, 1)]);
    for (text, expected) in [
        ("编码,名称,单价\nP3,壶,5\n", vec![NoticeKind::TaxRateAssumed]),
        ("编码,名称,单价,税率\nP4,壶,5,13%\n", vec![NoticeKind::PriceModeAssumed]),
        ("编码,名称,单价,税率\nP5,壶,5,0\n", vec![]),
    ] {
        let file = ImportFile::new("products.csv", text.as_bytes());
        let (options, none) = (ProductImport::default(), ProgressCallback::none());
        let report = test.owner.exchange().import_products(file, &options, &none).unwrap();
        let kinds: Vec<_> = report.notices.iter().map(|it| it.kind).collect();
        assert_eq!(kinds, expected, "{text}");
    }
}

#[test]
fn prices_hold_the_tax_as_heading_or_amounts_say() {
    for heading in [
        "单价(含税)",
        "单价/含税",
        "含税单价",
        "Unit price (incl. VAT)",
        "Gross price",
        "單價（含稅）",
        "Price incl. tax",
        "unit_price_gross",
    ] {
        let (found, report) = gross(&format!("数量,{heading},税率"), "2,113,13%");
        assert_eq!(found, Some(amount("226.00")), "{heading}");
        assert_eq!(kinds(&report), [], "{heading}");
    }
    for heading in ["单价(不含税)", "未税单价", "Net price", "Unit price excl. VAT"] {
        let (found, report) = gross(&format!("数量,{heading},税率"), "2,100,13%");
        assert_eq!((found, kinds(&report)), (Some(amount("226.00")), vec![]), "{heading}");
    }
    // The amounts show it.
    let shown = [("金额", "200", "226"), ("不含税金额", "200", "226"), ("税额", "26", "226")];
    for (heading, value, expected) in shown {
        let (found, _) = gross(&format!("数量,单价,税率,{heading}"), &format!("2,113,13%,{value}"));
        assert_eq!(found, Some(amount(expected)), "{heading}");
    }
    let (found, report) = gross("数量,单价,税率,价税合计", "2,113,13%,255.38");
    assert_eq!((found, kinds(&report)), (Some(amount("255.38")), vec![]));
    // Nothing shows it.
    let (found, report) = gross("数量,单价,税率", "2,100,13%");
    assert_eq!(found, Some(amount("226.00")));
    let notice = &report.notices[0];
    assert_eq!((notice.kind, notice.line), (NoticeKind::PriceModeAssumed, 2));
    assert_eq!(notice.column.as_deref(), Some("单价"));
    let test = trader();
    let options = SalesImport { price_mode: Some(PriceMode::Gross), ..SalesImport::default() };
    let text = "单号,日期,客户,品名,数量,单价,税率\nX,2026-06-01,C1,茶,2,113,13%\n";
    assert!(import_sales(&test.owner, text, &options).notices.is_empty());
    assert_eq!(invoice(&test, "X").unwrap().gross, amount("226"));
}

#[test]
fn discounts_are_money_shares_or_what_is_left() {
    for heading in
        ["折扣额", "折扣金额", "折扣(元)", "让利金额", "Discount amount", "讓利(元)", "Disc. value"]
    {
        let (found, report) = gross(&format!("数量,单价,{heading}"), "1,200,10");
        assert_eq!((found, kinds(&report)), (Some(amount("190")), vec![]), "{heading}");
    }
    for (heading, value) in [
        ("折扣", "15%"),
        ("折扣", "150‰"),
        ("折扣", "8.5折"),
        ("折数", "8.5"),
        ("折扣%", "15"),
        ("Discount %", "15"),
    ] {
        let (found, report) = gross(&format!("数量,单价,{heading}"), &format!("1,200,{value}"));
        assert_eq!((found, kinds(&report)), (Some(amount("170")), vec![]), "{heading} {value}");
    }
    // The amount decides; without one the row is refused, or the report says so.
    for (value, total, expected) in
        [("0.9", "180", "180"), ("0.9", "20", "20"), ("9", "191", "191")]
    {
        let cells = format!("1,200,{value},{total}");
        let (found, report) = gross("数量,单价,折扣,金额", &cells);
        assert_eq!((found, kinds(&report)), (Some(amount(expected)), vec![]), "{value} {total}");
    }
    let (found, report) = gross("数量,单价,折扣", "1,200,0.9");
    assert_eq!(found, None);
    assert_eq!(reasons(&report, 0), [(2, "折扣".to_owned(), "ambiguous")]);
    for heading in ["Discount", "Disc.", "Rebate", "Reduction", "折扣", "商业折扣"] {
        let (found, report) = gross(&format!("数量,单价,{heading}"), "1,200,10");
        let refused = vec![(2, heading.to_owned(), "ambiguous")];
        assert_eq!((found, reasons(&report, 0)), (None, refused), "{heading}");
        let cells = "1,200,10,180";
        let (found, report) = gross(&format!("数量,单价,{heading},金额"), cells);
        assert_eq!((found, kinds(&report)), (Some(amount("180")), vec![]), "{heading}");
    }
    // Words of money are money, as the report says; up to one they hardly are.
    for heading in ["优惠", "减免", "让利", "折让", "優惠"] {
        let (found, report) = gross(&format!("数量,单价,{heading}"), "1,200,10");
        let told = vec![NoticeKind::DiscountsAmbiguous];
        assert_eq!((found, kinds(&report)), (Some(amount("190")), told), "{heading}");
        let (found, _) = gross(&format!("数量,单价,{heading}"), "1,200,10%");
        assert_eq!(found, Some(amount("180")), "{heading}");
        let (found, _) = gross(&format!("数量,单价,{heading},金额"), "1,200,10,180");
        assert_eq!(found, Some(amount("180")), "{heading}");
        assert_eq!(gross(&format!("数量,单价,{heading}"), "1,200,0.1").0, None, "{heading}");
    }
    // A share below one beside a heading of percent may be meant as a fraction.
    let (found, report) = gross("数量,单价,Discount %", "1,200,0.15");
    assert_eq!((found, reasons(&report, 0)[0].2), (None, "ambiguous"));
    assert_eq!(gross("数量,单价,Discount %,金额", "1,200,0.15,170").0, Some(amount("170")));
    let test = trader();
    let mut options = SalesImport::default();
    options.documents.discount_form = Some(DiscountForm::Left);
    let text = "单号,日期,客户,品名,数量,单价,折扣\nX,2026-06-01,C1,茶,1,200,0.9\n";
    import_sales(&test.owner, text, &options);
    assert_eq!(invoice(&test, "X").unwrap().lines[0].discount, Some(Discount::Rate(amount("0.1"))));
}
