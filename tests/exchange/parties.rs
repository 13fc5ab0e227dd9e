//! Whom rows of documents, payments and opening items mean: by name, by code, by both.

use bookroom::Session;
use bookroom::customers::model::{CustomerFilter, CustomerSort};
use bookroom::exchange::headers::Target;
use bookroom::exchange::model::{
    CustomerImport, FileOptions, ImportFile, ImportReport, NoticeKind, OpeningItemImport,
    PaymentImport, ProgressCallback, SalesImport, Unknown,
};
use bookroom::values::PageRequest;
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, day};

use super::{import_customers, import_payments, import_sales, reasons};

/// Customers with codes, one without, and two branches of one name.
const KNOWN: &str = "编号,名称\nC1,南山\nC2,北山\n,西湖\nB1,分店\nB2,分店\n";

/// A row that names a party, in the three kinds of files that do.
fn import(session: &Session, headings: &str, party: &str, unknown: Unknown) -> [ImportReport; 3] {
    let sales = SalesImport { unknown_customers: unknown, ..SalesImport::default() };
    let text = format!(
        "{headings},单据编号,开票日期,产品,数量,单价,税率\n{party},N1,2026-06-05,茶,1,10,13%\n"
    );
    let sales = import_sales(session, &text, &sales);
    let payments = PaymentImport { unknown_customers: unknown, ..PaymentImport::default() };
    let text = format!("{headings},日期,收入\n{party},2026-06-05,10\n");
    let payments = import_payments(session, &text, &payments).unwrap();
    let openings = OpeningItemImport {
        on: Some(day("2026-01-01")),
        unknown_customers: unknown,
        ..OpeningItemImport::default()
    };
    let text = format!("{headings},应收金额\n{party},10\n");
    let file = ImportFile::new("a.csv", text.as_bytes());
    let none = ProgressCallback::none();
    let openings = session.exchange().import_opening_items(file, &openings, &none).unwrap();
    [sales, payments, openings]
}

fn names(test: &TestRoom) -> Vec<(Option<String>, String)> {
    let (all, page) = (CustomerFilter::default(), PageRequest::first(100));
    let found = test.owner.customers().list(&all, CustomerSort::Name, false, &page).unwrap();
    let mut names: Vec<_> = found.items.into_iter().map(|it| (it.code, it.name)).collect();
    names.sort();
    names
}

#[test]
fn a_code_and_a_name_beside_it_must_mean_the_same_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        import_customers(&test.owner, KNOWN, &CustomerImport::default());
        for (headings, party, fault) in [
            ("客户编号,客户名称", "C1,南山", None),
            ("客户名称,客户编号", "南山,C1", None),
            // Who has no code may have one in the other program.
            ("客户编号,客户名称", "X9,西湖", None),
            // Of two of one name the code decides.
            ("客户名称,客户编号", "分店,B2", None),
            ("客户名称,客户编号", "南山,", None),
            ("客户编号,客户名称", "C2,", None),
            ("客户编号,客户名称", "C1,北山", Some(("客户名称", "identity_differs"))),
            ("客户名称,客户编号", "北山,C1", Some(("客户名称", "identity_differs"))),
            ("客户名称,客户编号", "南山,C9", Some(("客户编号", "identity_differs"))),
            ("客户名称,客户编号", "无人知晓,C9", Some(("客户编号", "unknown_reference"))),
            ("Customer,Customer code", "分店,", Some(("Customer", "ambiguous"))),
        ] {
            let dry = test.owner.dry_run();
            for report in import(&dry, headings, party, Unknown::Reject) {
                let found = reasons(&report, 0);
                let expected = fault.map(|(column, code)| (2, column.to_owned(), code));
                let expected: Vec<_> = expected.into_iter().collect();
                assert_eq!(found, expected, "{backend:?} {headings} {party}: {report}");
                assert!(report.files[0].unmapped.is_empty(), "{headings}");
            }
        }
    }
}

#[test]
fn a_name_that_nobody_has_beside_a_known_code_is_told() {
    let test = room::memory();
    import_customers(&test.owner, KNOWN, &CustomerImport::default());
    for report in import(&test.owner, "客户编号,客户名称", "C1,南山旧名", Unknown::Reject)
    {
        assert_eq!(report.rejected, 0, "{report}");
        let kind = NoticeKind::DiffersFromRecord;
        let notice = report.notices.iter().find(|it| it.kind == kind).unwrap();
        assert_eq!((notice.line, notice.column.as_deref()), (2, Some("客户名称")));
        assert_eq!(notice.text, "南山旧名 / 南山");
    }
}

#[test]
fn customers_that_are_made_get_the_code_beside_their_name() {
    let test = room::memory();
    import_customers(&test.owner, KNOWN, &CustomerImport::default());
    let text = "客户编号,客户名称,单据编号,应收金额\nC9,东海商行,1,5\n,东海商行,2,6\nC8,南山,3,7\n";
    let options = OpeningItemImport {
        on: Some(day("2026-01-01")),
        unknown_customers: Unknown::Create,
        ..OpeningItemImport::default()
    };
    let file = ImportFile::new("a.csv", text.as_bytes());
    let none = ProgressCallback::none();
    let report = test.owner.exchange().import_opening_items(file, &options, &none).unwrap();
    assert_eq!(reasons(&report, 0), [(4, "客户编号".to_owned(), "identity_differs")]);
    assert_eq!((report.created("customer"), report.created("entry_item")), (1, 2));
    assert!(names(&test).contains(&(Some("C9".to_owned()), "东海商行".to_owned())));
    assert_eq!(names(&test).len(), 6);
    for report in import(&test.owner, "Customer,Customer no", "New Ltd,N1", Unknown::Create) {
        assert_eq!(report.rejected, 0, "{report}");
    }
    assert!(names(&test).contains(&(Some("N1".to_owned()), "New Ltd".to_owned())));
    assert_eq!(names(&test).len(), 7);
}

#[test]
fn rows_of_a_document_must_agree_on_the_code() {
    let test = room::memory();
    import_customers(&test.owner, KNOWN, &CustomerImport::default());
    let text = "客户名称,客户编号,单据编号,开票日期,产品,数量,单价,税率\n\
        分店,B1,N1,2026-06-05,茶,1,10,13%\n分店,B2,N1,2026-06-05,杯,1,10,13%\n\
        分店,B2,N2,2026-06-05,茶,1,10,13%\n分店,B2,N2,2026-06-05,杯,1,10,13%\n";
    let report = import_sales(&test.owner, text, &SalesImport::default());
    let expected =
        [(2, String::new(), "document_rejected"), (3, "客户编号".to_owned(), "document_differs")];
    assert_eq!(reasons(&report, 0), expected);
    assert_eq!(report.created("invoice"), 1);
}

#[test]
fn codes_are_known_by_every_heading_in_every_kind_of_file() {
    let test = room::memory();
    for party in ["客户", "供应商", "往来单位", "客商", "单位"] {
        for word in ["编号", "编码", "代码"] {
            let heading = format!("{party}{word}");
            let of = |target: Target, others: &str| {
                let text = format!("{heading}{others}\nC1\n");
                let file = ImportFile::new("a.csv", text.as_bytes());
                let options = FileOptions::default();
                test.owner.exchange().preview(file, target, &options).unwrap().fields
            };
            let gives = |target: Target, others: &str, field: &str| {
                assert!(of(target, others).iter().any(|it| it == field), "{heading}");
            };
            gives(Target::Customers, ",名称", "code");
            gives(Target::Payments, ",日期,金额", "customer");
            gives(Target::OpeningItems, ",金额", "customer");
            if party != "供应商" {
                gives(Target::Sales, ",单据编号,日期", "customer");
            }
        }
    }
}
