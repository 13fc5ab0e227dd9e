//! Files and lines that were imported before are noticed, refused or left out as the options say.

use bookroom::Session;
use bookroom::billing::payments::PaymentVersion;
use bookroom::error::{Code, Kind, Result};
use bookroom::exchange::headers::Target;
use bookroom::exchange::model::{
    CustomerImport, FileOptions, ImportFile, ImportReport, ImportedBefore, NoticeKind,
    PaymentImport, ProgressCallback, SalesImport, Unknown,
};
use bookroom::values::PageRequest;
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom};
use encoding_rs::GB18030;

use super::{assert_counts, import_customers, import_payments, import_sales, reasons};
use crate::whole::assert_whole;

const MARCH: &str = "日期,客户,金额,摘要\n2026-03-02,甲,10,租金\n2026-03-02,甲,10,租金\n\
    2026-03-30,乙,5,\n";

fn trader(backend: Backend) -> TestRoom {
    with_customers(room::on(backend))
}

fn in_memory() -> TestRoom {
    with_customers(room::memory())
}

fn with_customers(test: TestRoom) -> TestRoom {
    import_customers(&test.owner, "编号,名称\nC1,甲\nC2,乙\n", &CustomerImport::default());
    test
}

fn policy(imported_before: ImportedBefore) -> PaymentImport {
    PaymentImport { imported_before, ..PaymentImport::default() }
}

fn import_bytes(session: &Session, bytes: &[u8]) -> Result<ImportReport> {
    let file = ImportFile::new("other.csv", bytes);
    session.exchange().import_payments(file, &PaymentImport::default(), &ProgressCallback::none())
}

/// Lines with the texts of their notices.
fn booked_again(report: &ImportReport) -> Vec<(u64, &str)> {
    let again = report.notices.iter().filter(|it| it.kind == NoticeKind::BookedBefore);
    let mut found: Vec<_> = again.map(|it| (it.line, it.text.as_str())).collect();
    found.sort_unstable();
    found
}

#[test]
fn the_same_file_again_is_refused_as_a_whole_on_every_database() {
    for backend in Backend::ALL {
        let test = trader(backend);
        let first = import_payments(&test.owner, MARCH, &PaymentImport::default()).unwrap();
        let import = first.import.unwrap();
        assert_counts(&first, 3, 3);
        let head = test.owner.changes().head().unwrap();
        let moved = "三月流水,,,\n打印日期,2026-04-01,,\n摘要;金额;客户;日期;备用\n\
            租金;10;甲;2026-03-02;\n租金;10;甲;2026-03-02;\n\n;5;乙;2026-03-30;\n合计;25;;;\n"
            .replace(',', ";");
        let (other, ..) = GB18030.encode(&moved);
        for bytes in [MARCH.as_bytes(), &other] {
            let dry = import_bytes(&test.owner.dry_run(), bytes).unwrap_err();
            let error = import_bytes(&test.owner, bytes).unwrap_err();
            assert_eq!(dry, error);
            assert_eq!((error.code(), error.kind()), (Code::ImportedBefore, Kind::Duplicate));
            let problem = &error.problems()[0];
            assert_eq!(problem.path, "file");
            assert_eq!(problem.fact_value("import").unwrap(), import.to_string());
            assert_eq!(problem.fact_value("lines").unwrap(), "3");
            let file = ImportFile::new("other.csv", bytes);
            let shown =
                test.owner.exchange().preview(file, Target::Payments, &FileOptions::default());
            let shown = shown.unwrap();
            assert_eq!(shown.imported_before.map(|run| run.id), Some(import), "{backend:?}");
            assert!(shown.notices.iter().any(|it| it.kind == NoticeKind::FileImportedBefore));
        }
        assert_eq!(test.owner.changes().head().unwrap(), head);
        // What was undone does not count.
        test.owner.exchange().undo_import(import).unwrap();
        let again = import_payments(&test.owner, MARCH, &PaymentImport::default()).unwrap();
        assert_eq!((again.accepted, again.notices.len()), (3, 0), "{again:?}");
        assert_whole(&test.owner, "imported again");
    }
}

#[test]
fn lines_of_another_file_are_known_one_by_one_on_every_database() {
    // One line more than was booked, one of the same day, and one that says something else.
    let april = "日期,对方户名,收入金额,摘要\n2026/3/2,C1,10.00,租金\n2026/3/2,甲,10,租金 \n\
        2026/3/2,甲,10,租金\n2026-03-30,乙,5,\n2026-03-30,乙,5.01,\n";
    for backend in Backend::ALL {
        let test = trader(backend);
        let first = import_payments(&test.owner, MARCH, &PaymentImport::default()).unwrap();
        let id = first.import.unwrap();
        let known = [(2, format!("{id}:2")), (3, format!("{id}:3")), (5, format!("{id}:4"))];
        let named: Vec<(u64, &str)> = known.iter().map(|(at, it)| (*at, it.as_str())).collect();
        // By default they are booked and reported.
        let dry = import_payments(&test.owner.dry_run(), april, &PaymentImport::default());
        assert_eq!(booked_again(&dry.unwrap()), named, "{backend:?}");
        // What statements of overlapping periods need: the known are left out.
        let skip = policy(ImportedBefore::Skip);
        let whole = PaymentImport { all_or_nothing: true, ..skip.clone() };
        let report = import_payments(&test.owner, april, &whole).unwrap();
        assert_counts(&report, 5, 2);
        let lines: Vec<(u64, &str)> =
            reasons(&report, 0).into_iter().map(|(line, _, code)| (line, code)).collect();
        assert_eq!(lines, [2, 3, 5].map(|line| (line, "imported_before")));
        let facts = &report.files[0].rejected[2].reasons[0].problem;
        assert_eq!(facts.fact_value("import").unwrap(), id.to_string());
        assert_eq!(facts.fact_value("line").unwrap(), "4");
        // Nothing is left of either file.
        let report = import_payments(&test.owner, MARCH, &skip).unwrap();
        assert_eq!((report.import, report.accepted, report.rejected), (None, 0, 3));
        // Wanted all the same.
        let report = import_payments(&test.owner, MARCH, &policy(ImportedBefore::Book)).unwrap();
        assert_counts(&report, 3, 3);
        assert_eq!(booked_again(&report).len(), 3);
        assert_whole(&test.owner, "known lines");
    }
}

#[test]
fn what_no_longer_stands_does_not_count_on_every_database() {
    for backend in Backend::ALL {
        let test = trader(backend);
        import_payments(&test.owner, MARCH, &PaymentImport::default()).unwrap();
        let payments = test.owner.billing().payments();
        let filter = Default::default();
        let sort = bookroom::billing::payments::PaymentSort::Amount;
        let page = payments.list(&filter, sort, true, &PageRequest::first(1)).unwrap();
        let payment = PaymentVersion { id: page.items[0].id, version: page.items[0].version };
        payments.cancel(vec![payment], None, None).unwrap();
        let report = import_payments(&test.owner, MARCH, &policy(ImportedBefore::Skip)).unwrap();
        assert_counts(&report, 3, 1);
        assert_whole(&test.owner, "cancelled by hand");
    }
}

#[test]
fn what_was_rejected_comes_with_the_same_file_later() {
    let test = in_memory();
    let text = "日期,客户,金额\n2026-03-02,甲,10\n2026-03-02,丙,10\n";
    let first = import_payments(&test.owner, text, &PaymentImport::default()).unwrap();
    assert_counts(&first, 2, 1);
    import_customers(&test.owner, "名称\n丙\n", &CustomerImport::default());
    let second = import_payments(&test.owner, text, &PaymentImport::default()).unwrap();
    assert_counts(&second, 2, 1);
    assert_eq!(reasons(&second, 0), [(2, String::new(), "imported_before")]);
    assert!(second.notices.iter().any(|it| it.kind == NoticeKind::FileImportedBefore));
    // Now all of it is there.
    let third = import_payments(&test.owner, text, &PaymentImport::default()).unwrap();
    assert_counts(&third, 2, 0);
    // A reference of its own is enough to know a line by, whatever the options say.
    let named = "日期,客户,金额,流水号\n2026-03-02,甲,10,R1\n";
    for policy in ImportedBefore::ALL.iter().map(|it| policy(*it)) {
        let report = import_payments(&test.owner, named, &policy).unwrap();
        assert!(report.accepted == 1 || reasons(&report, 0)[0].2 == "already_exists");
        let options = PaymentImport { allow_repeated_references: true, ..policy.clone() };
        let again = import_payments(&test.owner, named, &options);
        match policy.imported_before {
            ImportedBefore::Refuse => assert_eq!(again.unwrap_err().code(), Code::ImportedBefore),
            ImportedBefore::Skip => assert_eq!(again.unwrap().accepted, 0),
            ImportedBefore::Book => assert_eq!(booked_again(&again.unwrap()).len(), 1),
        }
    }
    assert_whole(&test.owner, "the rest came later");
}

#[test]
fn documents_whose_references_repeat_are_known_by_all_they_say() {
    let test = in_memory();
    let text = "单号,客户,日期,品名,数量,单价\n1,甲,2026-06-01,纸,1,1\n1,甲,2026-06-01,笔,2,3\n";
    let options = SalesImport {
        allow_repeated_references: true,
        unknown_customers: Unknown::Create,
        ..SalesImport::default()
    };
    assert_counts(&import_sales(&test.owner, text, &options), 2, 2);
    let file = ImportFile::new("sales.csv", text.as_bytes());
    let none = ProgressCallback::none();
    let error = test.owner.exchange().import_sales(file, None, &options, &none).unwrap_err();
    assert_eq!(error.code(), Code::ImportedBefore);
    // A new year with the old numbers, beside a document that was there.
    let other = format!("{text}1,乙,2027-01-01,纸,1,1\n").replacen("单号", "单据号", 1);
    let other = other.replace("1,乙", "2,乙");
    let skip = SalesImport { imported_before: ImportedBefore::Skip, ..options.clone() };
    let report = import_sales(&test.owner, &other, &skip);
    assert_counts(&report, 3, 1);
    let found: Vec<_> =
        reasons(&report, 0).into_iter().map(|(line, _, code)| (line, code)).collect();
    assert_eq!(found, [(2, "imported_before"), (3, "document_rejected")]);
    assert_whole(&test.owner, "documents");
}

/// The same file under another mapping says other things, and is the same file all the same.
#[test]
fn another_mapping_of_the_same_file_is_refused_too_on_every_database() {
    let mapped = |field: &str, heading: &str| {
        let source = bookroom::exchange::headers::Source::Column(heading.to_owned());
        let fields = [(field.to_owned(), source)].into_iter().collect();
        let fields = bookroom::exchange::headers::Mapping { fields };
        FileOptions { fields, ..FileOptions::default() }
    };
    let text = "日期,客户,金额,用途,记号\n2026-03-02,甲,10,租金,Q1\n2026-03-03,乙,20,货款,Q2\n";
    let shifted = format!("对账单\n{text}");
    for backend in Backend::ALL {
        let test = trader(backend);
        let first = import_payments(&test.owner, text, &PaymentImport::default()).unwrap();
        assert_counts(&first, 2, 2);
        for (field, heading) in [("note", "记号"), ("reference", "记号"), ("method", "用途")]
        {
            for text in [text, &shifted] {
                let file = mapped(field, heading);
                let options = PaymentImport {
                    file: file.clone(),
                    unknown_methods: Unknown::LeaveOut,
                    ..PaymentImport::default()
                };
                let error = import_payments(&test.owner, text, &options).unwrap_err();
                assert_eq!(error.code(), Code::ImportedBefore, "{backend:?} {field}");
                let skip = PaymentImport { file, ..policy(ImportedBefore::Skip) };
                let skip = PaymentImport { unknown_methods: Unknown::LeaveOut, ..skip };
                if text.starts_with("日期") {
                    assert_counts(&import_payments(&test.owner, text, &skip).unwrap(), 2, 0);
                }
            }
        }
        let book = PaymentImport { file: mapped("note", "记号"), ..policy(ImportedBefore::Book) };
        let report = import_payments(&test.owner, text, &book).unwrap();
        assert_counts(&report, 2, 2);
        assert_eq!(booked_again(&report).len(), 2);
        assert_whole(&test.owner, "another mapping");
    }
}
