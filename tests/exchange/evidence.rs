//! What the figures of a file show together: whether a column called tax holds rates or money, what
//! a discount is, and what whole documents come to.

use bookroom::exchange::model::{
    ImportFile, ImportReport, NoticeKind, ProductImport, ProgressCallback, SalesImport,
};
use bookroom_tests::room::{self, amount};
use rust_decimal::Decimal;

use super::reading::{gross, invoice, trader};
use super::{import_sales, reasons};

/// The gross amounts of documents A, B and C of one line each, below these columns.
fn sold(columns: &str, rows: &[&str]) -> (Vec<Option<Decimal>>, ImportReport) {
    let test = trader();
    let numbers = ["A", "B", "C"];
    let lines = rows.iter().zip(numbers);
    let lines = lines.map(|(cells, number)| format!("{number},2026-06-01,C1,茶{number},{cells}\n"));
    let lines: String = lines.collect();
    let text = format!("单号,日期,客户,品名,{columns}\n{lines}");
    let report = import_sales(&test.owner, &text, &SalesImport::default());
    let found = numbers.iter().take(rows.len());
    let found = found.map(|number| invoice(&test, number).map(|it| it.gross)).collect();
    (found, report)
}

fn amounts(all: &[&str]) -> Vec<Option<Decimal>> {
    all.iter().map(|it| Some(amount(it))).collect()
}

fn told(report: &ImportReport, kind: NoticeKind) -> Vec<(&str, u64)> {
    let notices = report.notices.iter().filter(|notice| notice.kind == kind);
    notices.map(|it| (it.column.as_deref().unwrap_or_default(), it.line)).collect()
}

#[test]
fn a_column_of_tax_is_money_or_a_rate_as_its_figures_show() {
    for heading in ["VAT", "增值税", "Tax", "税", "GST", "稅", "Sales tax", "HST", "销项税"]
    {
        // The amount with tax proves it.
        let columns = format!("数量,单价,{heading},价税合计");
        let (found, report) = sold(&columns, &["2,10.00,4.00,24.00"]);
        assert_eq!(found, amounts(&["24.00"]), "{heading}");
        assert!(told(&report, NoticeKind::RatesAmbiguous).is_empty(), "{heading}");
        let (found, _) = sold(&columns, &["2,100.00,13,226.00"]);
        assert_eq!(found, amounts(&["226.00"]), "{heading}");
        // A sign proves it.
        let columns = format!("数量,单价,{heading}");
        for cells in ["2,100,13%", "2,100,13 %"] {
            assert_eq!(sold(&columns, &[cells]).0, amounts(&["226.00"]), "{heading}");
        }
        let (found, report) = sold(&columns, &["2,100,¥26.00"]);
        assert_eq!(found, amounts(&["226.00"]), "{heading} {:?}", reasons(&report, 0));
        // One rate for lines of different worth is no chance, but told.
        let money = ["2,10.00,4.00", "1,5.00,1.00", "3,50.00,30.00"];
        let (found, report) = sold(&columns, &money);
        assert_eq!(found, amounts(&["24.00", "6.00", "180.00"]), "{heading}");
        assert_eq!(told(&report, NoticeKind::RatesAmbiguous), [(heading, 2)]);
        let rates = ["2,10.00,20", "1,5.00,20", "3,50.00,5"];
        assert_eq!(sold(&columns, &rates).0, amounts(&["24.00", "6.00", "157.50"]), "{heading}");
        // Nothing shows it.
        let (found, report) = sold(&columns, &["2,10.00,4.00"]);
        let refused = vec![(2, heading.to_owned(), "ambiguous")];
        assert_eq!((found, reasons(&report, 0)), (vec![None], refused), "{heading}");
        // Beside a rate it is money, which must agree with it.
        let columns = format!("数量,单价,税率,{heading}");
        assert_eq!(sold(&columns, &["2,100,13%,26"]).0, amounts(&["226.00"]), "{heading}");
        let (found, report) = sold(&columns, &["2,100,13%,20"]);
        assert_eq!((found, reasons(&report, 0)[0].2), (vec![None], "amount_differs"), "{heading}");
    }
    for (heading, cells) in [("VAT %", "20"), ("Tax (%)", "20"), ("VAT amount", "40")] {
        let columns = format!("数量,单价,{heading}");
        let (found, _) = sold(&columns, &[&format!("2,100,{cells}")]);
        assert_eq!(found, amounts(&["240.00"]), "{heading}");
    }
}

#[test]
fn a_column_of_tax_beside_products_is_read_with_the_same_care() {
    let rates = |text: &str| {
        let test = room::memory();
        let file = ImportFile::new("products.csv", text.as_bytes());
        let (options, none) = (ProductImport::default(), ProgressCallback::none());
        let report = test.owner.exchange().import_products(file, &options, &none).unwrap();
        let of = |code| test.owner.billing().products().get_by_code(code).ok();
        let rate = |code| of(code).map(|product| product.tax_rate.normalize().to_string());
        ([rate("A"), rate("B")], reasons(&report, 0))
    };
    let some = |text: &str| Some(text.to_owned());
    for heading in ["VAT", "增值税", "Tax", "税"] {
        let text = format!("编码,名称,单价,{heading}\nA,Mug,10.00,2.00\nB,Cup,5.00,1.00\n");
        assert_eq!(rates(&text).0, [some("0.2"), some("0.2")], "{heading}");
        let text = format!("编码,名称,单价,{heading}\nA,Mug,10.00,20\nB,Cup,5.00,20\n");
        assert_eq!(rates(&text).0, [some("0.2"), some("0.2")], "{heading}");
        let text = format!("编码,名称,单价,{heading}\nA,Mug,10.00,2\n");
        assert_eq!(rates(&text), ([None, None], vec![(2, heading.to_owned(), "ambiguous")]));
    }
    let text = "编码,名称,单价,税额\nA,杯,100,13\nB,壶,50,7.77\n";
    assert_eq!(rates(text), ([some("0.13"), None], vec![(3, "税额".to_owned(), "ambiguous")]));
}

#[test]
fn the_rate_is_derived_where_only_amounts_have_the_tax() {
    for (columns, cells) in [
        ("数量,单价,金额,税额", "10,100,1000,130"),
        ("数量,单价,金额,税额,价税合计", "10,100,1000,130,1130"),
        ("数量,单价,税额", "10,100,130"),
        ("数量,单价(含税),税额", "10,113,130"),
        ("数量,单价,不含税金额,价税合计", "10,100,1000,1130"),
        ("数量,单价,金额,TaxType,TaxAmount", "10,100,1000,Tax on Sales,130"),
    ] {
        let (found, report) = sold(columns, &[cells]);
        assert_eq!(found, amounts(&["1130.00"]), "{columns} {:?}", reasons(&report, 0));
        assert!(told(&report, NoticeKind::TaxRateAssumed).is_empty(), "{columns}");
    }
    // Too little tax to show which of three rates it is: another line shows it.
    let (found, report) = sold("数量,单价,税额", &["1,0.35,0.05"]);
    assert_eq!((found, reasons(&report, 0)[0].2), (vec![None], "ambiguous"));
    let (found, _) = sold("数量,单价,税额", &["1,0.35,0.05", "1,100,13"]);
    assert_eq!(found, amounts(&["0.40", "113.00"]));
    // Tax that is no rate of the line is an error as before.
    let (found, report) = sold("数量,单价,税额", &["10,100,77.77"]);
    assert_eq!((found, reasons(&report, 0)[0].2), (vec![None], "amount_differs"));
    // A tax of nothing is a rate of nothing.
    let (found, report) = sold("数量,单价,税额", &["10,100,0"]);
    assert_eq!(found, amounts(&["1000.00"]));
    assert!(told(&report, NoticeKind::TaxRateAssumed).is_empty());
}

#[test]
fn small_discounts_are_shares_or_money_only_where_something_shows_it() {
    for value in ["0.20", "0.25", "0.5", "0.05"] {
        for heading in ["Discount", "折扣", "Disc", "Rebate"] {
            let (found, report) = gross(&format!("数量,单价,{heading}"), &format!("1,100,{value}"));
            let refused = vec![(2, heading.to_owned(), "ambiguous")];
            assert_eq!((found, reasons(&report, 0)), (None, refused), "{heading} {value}");
        }
    }
    let columns = "数量,单价,Discount,Line total";
    assert_eq!(gross(columns, "1,100,0.20,99.80").0, Some(amount("99.80")));
    assert_eq!(gross(columns, "1,100,0.20,80").0, Some(amount("80")));
    for (cell, expected) in [("九折", "90"), ("九五折", "95"), ("八点八折", "88"), ("9.5折", "95")]
    {
        assert_eq!(gross("数量,单价,折扣", &format!("1,100,{cell}")).0, Some(amount(expected)));
    }
}

#[test]
fn whole_documents_come_to_what_the_file_says_or_are_refused_or_told() {
    let lines = |count: usize, cells: &str| -> String {
        (0..count).map(|at| format!("X,2026-06-01,C1,茶{at},{cells}\n")).collect()
    };
    let import = |columns: &str, rows: String| {
        let test = trader();
        let text = format!("单号,日期,客户,品名,{columns}\n{rows}");
        let report = import_sales(&test.owner, &text, &SalesImport::default());
        (invoice(&test, "X").map(|it| it.gross), report)
    };
    // Prices that are rounded are those that make the amounts; a cent more is none of rounding.
    let columns = "数量,单价,税率,金额";
    let (found, report) = import(columns, lines(20, "3,33.33,0,100.00"));
    assert_eq!(found, Some(amount("2000")));
    assert_eq!(told(&report, NoticeKind::PriceFromAmount), [("单价", 2)]);
    let (found, report) = import(columns, lines(1, "3,33.33,0,100.02"));
    assert_eq!(
        (found, reasons(&report, 0)[0].clone()),
        (None, (2, "金额".to_owned(), "amount_differs"))
    );
    // Tax that was rounded line by line: what is owed is what the file says, the rest is told.
    let columns = "数量,单价,税率,金额,税额,价税合计";
    let (found, report) = import(columns, lines(20, "1,0.35,13%,0.35,0.05,0.40"));
    assert_eq!(found, Some(amount("8")));
    assert_eq!(told(&report, NoticeKind::TotalDiffers), [("金额", 2), ("税额", 2)]);
    let texts = report.notices.iter().filter(|it| it.kind == NoticeKind::TotalDiffers);
    assert!(texts.into_iter().any(|it| it.text == "1.00 / 0.92"));
    // The total of the document, on each of its rows or in a file of documents.
    let columns = "数量,单价,税率,单据金额";
    let rows = "X,2026-06-01,C1,茶,1,10,13%,22.60\nX,2026-06-01,C1,杯,1,10,13%,22.60\n";
    assert_eq!(import(columns, rows.to_owned()).0, Some(amount("22.60")));
    let (found, report) = import(columns, rows.replace("22.60", "11.30"));
    let refused = (2, "单据金额".to_owned(), "amount_differs");
    assert_eq!((found, reasons(&report, 0)[0].clone()), (None, refused));
    for (heading, good, bad) in [
        ("价税合计", "22.60", "11.30"),
        ("不含税金额", "20", "22.60"),
        ("合计金额", "20", "30"),
        ("税额", "2.60", "1.30"),
    ] {
        for (total, is_taken) in [(good, true), (bad, false)] {
            let test = trader();
            let documents = format!("单号,日期,客户,{heading}\nX,2026-06-01,C1,{total}\n");
            let lines = "单号,品名,数量,单价,税率\nX,茶,1,10,13%\nX,杯,1,10,13%\n";
            let documents = ImportFile::new("documents.csv", documents.as_bytes());
            let lines = Some(ImportFile::new("lines.csv", lines.as_bytes()));
            let (options, none) = (SalesImport::default(), ProgressCallback::none());
            let exchange = test.owner.exchange();
            let report = exchange.import_sales(documents, lines, &options, &none).unwrap();
            assert_eq!(invoice(&test, "X").is_some(), is_taken, "{heading} {total}");
            let found = reasons(&report, 0).into_iter().next();
            let refused = (2, heading.to_owned(), "amount_differs");
            assert_eq!(found, (!is_taken).then_some(refused), "{heading} {total}");
        }
    }
}

#[test]
fn what_stands_on_several_rows_of_a_document_is_told() {
    for heading in ["运费", "整单折扣"] {
        let test = trader();
        let text = format!(
            "单号,日期,客户,品名,数量,单价,税率,{heading}\n\
             X,2026-06-01,C1,茶,2,100,0,10\nX,2026-06-01,C1,杯,2,50,0,10\nY,2026-06-01,C1,杯,2,50,0,10\n"
        );
        let report = import_sales(&test.owner, &text, &SalesImport::default());
        assert_eq!(told(&report, NoticeKind::TakenOnce), [(heading, 3)]);
        // The total of the document says how it is meant.
        let text = text.replace(&format!(",{heading}\n"), &format!(",{heading},订单总额\n"));
        let total = if heading == "运费" { ("310", "110") } else { ("290", "90") };
        let text = text.replace("C1,茶,2,100,0,10", &format!("C1,茶,2,100,0,10,{}", total.0));
        let text = text.replace(
            "X,2026-06-01,C1,杯,2,50,0,10",
            &format!("X,2026-06-01,C1,杯,2,50,0,10,{}", total.0),
        );
        let text = text.replace(
            "Y,2026-06-01,C1,杯,2,50,0,10",
            &format!("Y,2026-06-01,C1,杯,2,50,0,10,{}", total.1),
        );
        let test = trader();
        let report = import_sales(&test.owner, &text, &SalesImport::default());
        assert_eq!(
            (report.rejected, told(&report, NoticeKind::TakenOnce)),
            (0, vec![]),
            "{heading}"
        );
    }
}
