//! The list of imports, who learns of them, and what a report says when it is printed.

use bookroom::Session;
use bookroom::access::permission::{Permission, Reach};
use bookroom::changes::model::Subject;
use bookroom::error::{Code, Kind};
use bookroom::exchange::headers::Target;
use bookroom::exchange::model::{
    CustomerImport, FileOptions, ImportFile, ImportFilter, ImportKind, ImportSort, ImportState,
    OpeningItemImport, PaymentImport, ProgressCallback,
};
use bookroom::values::{Condition, ImportId, PageRequest};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, day};

use super::{import_customers, import_payments};
use crate::rights::role;

fn listed(session: &Session, filter: &ImportFilter, sort: ImportSort, down: bool) -> Vec<ImportId> {
    let page = PageRequest::first(100);
    let found = session.exchange().imports(filter, sort, down, &page).unwrap();
    found.items.into_iter().map(|run| run.id).collect()
}

fn seller(test: &TestRoom, name: &str, more: &[(Permission, Reach)]) -> Session {
    let mut grants: Vec<(Permission, Reach)> = vec![
        (Permission::CustomersView, Reach::Own),
        (Permission::CustomersAdd, Reach::Own),
        (Permission::CustomersEdit, Reach::Own),
        (Permission::ChangesView, Reach::All),
    ];
    grants.extend(more);
    test.owner.access().add_role(role(name, &grants, Vec::new())).unwrap();
    test.operator(name, &[name])
}

#[test]
fn imports_are_listed_as_other_records_are_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let run = [(Permission::ImportsRun, Reach::All)];
        let session = seller(&test, "importer", &run);
        let of = |session: &Session, text: &str| {
            import_customers(session, text, &CustomerImport::default()).import.unwrap()
        };
        let first = of(&test.owner, "名称\n甲\n乙\n");
        let second = of(&session, "名称\n丙\n");
        let paid = "客户,日期,金额\n甲,2026-06-01,5\n甲,2026-06-02,5\n甲,2026-06-03,5\n";
        let third = import_payments(&test.owner, paid, &PaymentImport::default()).unwrap();
        let third = third.import.unwrap();
        test.owner.exchange().undo_import(third).unwrap();
        let all = ImportFilter::default();
        let owner = &test.owner;
        assert_eq!(listed(owner, &all, ImportSort::CreatedAt, false), [first, second, third]);
        assert_eq!(listed(owner, &all, ImportSort::RowsRead, true), [third, first, second]);
        assert_eq!(listed(&session, &all, ImportSort::State, false), [first, second, third]);
        let find = |filter: ImportFilter| listed(owner, &filter, ImportSort::CreatedAt, false);
        let filter = || ImportFilter::default();
        assert_eq!(find(ImportFilter { kind: Some(ImportKind::Payments), ..filter() }), [third]);
        assert_eq!(
            find(ImportFilter { state: Some(ImportState::Done), ..filter() }),
            [first, second]
        );
        let operator = Some(session.operator_id());
        assert_eq!(find(ImportFilter { operator, ..filter() }), [second]);
        let page = PageRequest::first(1);
        let today = owner.exchange().imports(&all, ImportSort::CreatedAt, false, &page).unwrap();
        let today = (today.items[0].created_at + chrono::TimeDelta::hours(8)).date_naive();
        assert_eq!(find(ImportFilter { from: Some(today), to: Some(today), ..filter() }).len(), 3);
        assert_eq!(find(ImportFilter { from: today.succ_opt(), ..filter() }), []);
        assert_eq!(find(ImportFilter { to: today.pred_opt(), ..filter() }), []);
        let conditions = vec![
            Condition::equal("file_name", "customers.csv"),
            Condition::at_least("rows_accepted", 2_i64),
        ];
        let few = ImportFilter { conditions, ..filter() };
        assert_eq!(find(few), [first]);
        let wrong = vec![Condition::equal("kind", "stones"), Condition::equal("changes", "x")];
        let wrong = ImportFilter { conditions: wrong, ..filter() };
        let error = owner.exchange().imports(&wrong, ImportSort::Kind, true, &page).unwrap_err();
        assert_eq!((error.kind(), error.problems().len()), (Kind::Invalid, 2));
    }
}

#[test]
fn who_may_not_see_imports_learns_no_file_name() {
    let test = room::memory();
    let blind = seller(&test, "blind", &[]);
    let sees = seller(&test, "sees", &[(Permission::ImportsRun, Reach::All)]);
    let undoes = seller(
        &test,
        "undoes",
        &[
            (Permission::ImportsUndo, Reach::All),
            (Permission::CustomersRemove, Reach::Own),
            (Permission::LedgerReverse, Reach::All),
        ],
    );
    let file = ImportFile::new("Secretname.csv", "名称,期初余额\n甲,5\n".as_bytes());
    let options = CustomerImport { opening_on: Some(day("2026-01-01")), ..Default::default() };
    let none = ProgressCallback::none();
    let import = test.owner.exchange().import_customers(file, &options, &none);
    let import = import.unwrap().import.unwrap();
    let subject = Subject::new("import", import);
    let page = PageRequest::first(10);
    assert!(blind.changes().history(&subject, &page).unwrap().items.is_empty());
    let feed = blind.changes().after(0, 1000).unwrap();
    assert!(!format!("{feed:?}").contains("Secretname"));
    assert_eq!(sees.changes().history(&subject, &page).unwrap().items.len(), 1);
    let all = ImportFilter::default();
    let refused = blind.exchange().imports(&all, ImportSort::CreatedAt, false, &page).unwrap_err();
    assert_eq!(refused.code(), Code::NotPermitted);
    // Who may not undo it hears of no record in it.
    for session in [&blind, &sees, &undoes] {
        let error = session.exchange().undo_import(import).unwrap_err();
        assert_eq!(error.code(), Code::NotPermitted);
        let facts = &error.problems()[0].facts;
        assert!(facts.iter().all(|fact| fact.name == "permission"), "{error:?}");
    }
}

#[test]
fn a_report_prints_as_a_summary_in_both_languages() {
    let test = room::memory();
    let text =
        "名称,电话,邮箱,来源\n甲,13800138000,a@example.com,自创\n,13900139000,,\n乙,,not a mail,\n";
    let report = import_customers(&test.owner, text, &CustomerImport::default());
    assert_eq!(report.to_string(), report.summary_zh);
    let import = report.import.unwrap();
    let lines = |text: &str| -> Vec<String> { text.lines().map(str::to_owned).collect() };
    assert_eq!(
        lines(&report.summary_zh),
        [
            format!("客户导入(第 {import} 号):读取 3 行,接受 1 行,拒绝 2 行。"),
            "新增:客户 1。".to_owned(),
            "请留意:".to_owned(),
            "- 字典中没有该选项,已略去(“来源”列,1 行,从第 2 行起) [自创]".to_owned(),
            "被拒绝的行:".to_owned(),
            "- 第 3 行,“名称”列:必须填写。".to_owned(),
            "- 第 4 行,“邮箱”列:格式有误。".to_owned(),
            "下一步:用 write_rejected 导出被拒绝的行,改正后再导入该文件。".to_owned(),
            format!("如需全部撤销:undo_import({import})。"),
        ]
    );
    assert_eq!(
        lines(&report.summary_en),
        [
            format!("Import {import} of customers: 3 rows read, 1 taken, 2 rejected."),
            "Added: customers 1.".to_owned(),
            "Worth a look:".to_owned(),
            "- labels not in the list, left out (column “来源”, 1 row, from line 2) [自创]"
                .to_owned(),
            "Rejected:".to_owned(),
            "- line 3, column “名称”: A value is required.".to_owned(),
            "- line 4, column “邮箱”: The text does not have the right form.".to_owned(),
            "Next: write the rejected rows with write_rejected, correct them, import that file."
                .to_owned(),
            format!("To take all of it back: undo_import({import})."),
        ]
    );
    let options = FileOptions::default();
    let file = ImportFile::new("x.csv", "单据号,客户,列外\n1,甲,z\n".as_bytes());
    let shown = test.owner.exchange().preview(file, Target::OpeningItems, &options).unwrap();
    assert_eq!(
        lines(&shown.summary_en),
        [
            "x.csv (opening items): encoding UTF-8, divided by ,, heading on line 1.",
            "- customer ← “客户”",
            "- number ← “单据号”",
            "Columns not read: 列外",
            "Worth a look:",
            "- columns not read (column “列外”, 1 row, from line 2)",
            "Next: say in `fields` which columns give what is missing: amount.",
        ]
    );
    let none = OpeningItemImport { on: Some(day("2026-01-01")), ..Default::default() };
    let file = ImportFile::new("x.csv", "客户,金额\n无人,1\n".as_bytes());
    let told = ProgressCallback::none();
    let report = test.owner.exchange().import_opening_items(file, &none, &told).unwrap();
    assert!(report.to_string().starts_with("期初往来导入,未写入任何内容:读取 1 行"), "{report}");
}
