//! Files that were cut off: what stands at their end is refused or reported, not booked in
//! silence.

use bookroom::exchange::headers::Target;
use bookroom::exchange::model::{
    CustomerImport, FileOptions, ImportFile, ImportReport, NoticeKind, OpeningItemImport,
    PaymentImport, ProductImport, ProgressCallback, SalesImport,
};
use bookroom_tests::room::{self, TestRoom, day};

use super::import_customers;

/// Each kind of import: its target, a heading, a row that is taken, and one that is cut.
const FILES: [(Target, &str, &str, &str); 5] = [
    (Target::Customers, "名称,备注,期初应收", "甲商行,好,10.50", "乙商行,好,1234"),
    (Target::Products, "编码,名称,单位,单价", "A,茶,斤,10.50", "B,杯,只,1234"),
    (
        Target::Sales,
        "单号,日期,客户,品名,数量,单价",
        "X1,2026-06-01,C1,茶,1,10.50",
        "X2,2026-06-01,C1,茶,1,1234",
    ),
    (
        Target::Payments,
        "日期,客户,摘要,收款金额",
        "2026-06-01,C1,款,10.50",
        "2026-06-02,C1,款,1234",
    ),
    (
        Target::OpeningItems,
        "往来单位,单据编号,日期,应收金额",
        "C1,X1,2026-03-01,10.50",
        "C1,X2,2026-03-01,1234",
    ),
];

fn trader() -> TestRoom {
    let test = room::memory();
    let known = "编号,名称\nC1,蓝湖商行\n";
    import_customers(&test.owner, known, &CustomerImport::default());
    test
}

fn import(target: Target, text: &str) -> Result<ImportReport, bookroom::Error> {
    let test = trader();
    let (exchange, none) = (test.owner.exchange(), ProgressCallback::none());
    let file = ImportFile::of_bytes("cut.csv", text.into());
    let on = Some(day("2026-05-31"));
    match target {
        Target::Customers => {
            let options = CustomerImport { opening_on: on, ..CustomerImport::default() };
            exchange.import_customers(file, &options, &none)
        }
        Target::Products => exchange.import_products(file, &ProductImport::default(), &none),
        Target::Payments => exchange.import_payments(file, &PaymentImport::default(), &none),
        Target::OpeningItems => {
            let options = OpeningItemImport { on, ..OpeningItemImport::default() };
            exchange.import_opening_items(file, &options, &none)
        }
        _ => exchange.import_sales(file, None, &SalesImport::default(), &none),
    }
}

fn cuts(report: &ImportReport) -> Vec<(u64, &str)> {
    let of = report.notices.iter().filter(|it| it.kind == NoticeKind::MayBeCut);
    of.map(|it| (it.line, it.text.as_str())).collect()
}

#[test]
fn a_figure_at_the_end_of_a_file_without_a_line_end_may_be_cut() {
    for (target, heading, whole, cut) in FILES {
        let report = import(target, &format!("{heading}\n{whole}\n{cut}")).unwrap();
        assert_eq!((report.accepted, report.rejected), (2, 0), "{target:?} {report:?}");
        assert_eq!(cuts(&report), [(3, "1234")], "{target:?}");
        let report = import(target, &format!("{heading}\n{whole}\n{cut}\n")).unwrap();
        assert_eq!((report.accepted, cuts(&report).len()), (2, 0), "{target:?} {report:?}");
    }
    let text = "名称,备注\n甲商行,好\n乙商行,可能还";
    assert_eq!(cuts(&import(Target::Customers, text).unwrap()), []);
}

#[test]
fn rows_with_too_few_or_too_many_cells_are_refused() {
    for (target, heading, whole, cut) in FILES {
        let short = cut.rsplit_once(',').unwrap().0;
        for bad in [short.to_owned(), format!("{cut},99"), format!("{cut},,x")] {
            for end in ["", "\n"] {
                let report = import(target, &format!("{heading}\n{whole}\n{bad}{end}")).unwrap();
                assert_eq!((report.accepted, report.rejected), (1, 1), "{target:?} {bad}");
                let rejected = &report.files[0].rejected[0];
                assert_eq!(rejected.line, 3);
                assert_eq!(rejected.reasons[0].problem.code.slug(), "bad_table");
            }
        }
    }
}

#[test]
fn a_quote_that_never_closes_takes_its_row_and_no_others_in_silence() {
    for (target, heading, whole, cut) in FILES {
        let (front, figure) = cut.rsplit_once(',').unwrap();
        for end in ["", "\n"] {
            let text = format!("{heading}\n{whole}\n{front},\"{figure}{end}");
            let report = import(target, &text).unwrap();
            assert_eq!((report.accepted, report.rejected), (1, 1), "{target:?} {report:?}");
            let facts = &report.files[0].rejected[0].reasons[0].problem.facts;
            assert!(facts.iter().any(|fact| fact.name == "of" && fact.value == "open_quote"));
        }
    }
    // In a text the quote takes in the rows below.
    let text = "名称,备注\n甲商行,好\n乙商行,\"五\n丙商行,好\n丁商行,好\n";
    let report = import(Target::Customers, text).unwrap();
    assert_eq!((report.accepted, report.rejected), (1, 1), "{report:?}");
    let facts = &report.files[0].rejected[0].reasons[0].problem.facts;
    assert!(facts.iter().any(|fact| fact.name == "until"), "{facts:?}");
    // What looks like a sum or a remark is none then.
    let text = "名称,备注\n甲商行,好\n合计,\"五\n丙商行,好\n";
    assert_eq!(import(Target::Customers, text).unwrap().rejected, 1);
    // In the heading it takes in the whole file.
    let text = "名称,\"备注\n甲商行,好\n";
    let error = import(Target::Customers, text).unwrap_err();
    assert_eq!(error.code().slug(), "bad_table");
    let test = trader();
    let file = ImportFile::of_bytes("cut.csv", text.into());
    let seen = test.owner.exchange().preview(file, Target::Customers, &FileOptions::default());
    assert_eq!(seen.unwrap_err().code().slug(), "bad_table");
}
