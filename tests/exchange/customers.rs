//! Importing customers: matching, updates, repetitions, labels, rights, all or nothing.

use std::sync::Arc;

use bookroom::access::model::NewRole;
use bookroom::access::permission::{Grant, Permission, Reach};
use bookroom::customers::duplicates::model::ComparedField;
use bookroom::customers::model::{Customer, CustomerFilter, CustomerSort};
use bookroom::exchange::duplicates::Origin;
use bookroom::exchange::headers::Target;
use bookroom::exchange::model::{
    CustomerImport, FileOptions, ImportFile, Matching, NoticeKind, ProgressCallback, Repeats,
    Unknown, write_rejected,
};
use bookroom::values::{Language, PageRequest};
use bookroom::{CommandView, Result, Rule, RuleViolation, Session};
use bookroom_tests::room;

use super::{assert_counts, import_customers, reasons};

fn only(session: &Session, text: &str) -> Customer {
    let filter = CustomerFilter::of_text(text);
    let page = PageRequest::first(10);
    let found = session.customers().list(&filter, CustomerSort::Name, false, &page).unwrap();
    assert_eq!(found.items.len(), 1, "{text}: {found:?}");
    session.customers().get(found.items[0].id).unwrap()
}

fn plain() -> CustomerImport {
    CustomerImport::default()
}

#[test]
fn an_import_updates_what_it_knows_and_never_empties() {
    let test = room::memory();
    let first = "编号,名称,税号,电话,等级,备注\nC1,青鹭岛食品有限公司,91310115FAKE00013U,021-55550001,B级,老客户\n";
    assert_counts(&import_customers(&test.owner, first, &plain()), 1, 1);
    let again = import_customers(&test.owner, first, &plain());
    assert_counts(&again, 1, 1);
    assert_eq!((again.import, again.records[0].unchanged), (None, 1));
    let second = "编号,名称,税号,电话,等级,备注\n\
        ,青鷺島食品有限公司,９１３１０１１５ＦＡＫＥ０００１３Ｕ,021-55550009,A,\n\
        ,纸鸢谷,,,,\n";
    let report = import_customers(&test.owner, second, &plain());
    assert_counts(&report, 2, 2);
    assert_eq!((report.created("customer"), report.updated("customer")), (1, 1));
    // The name is the same in another script: it belongs to the customer, and is reported.
    let notice = &report.notices[0];
    assert_eq!((notice.kind, notice.line), (NoticeKind::SpellingKept, 2));
    let customer = only(&test.owner, "C1");
    let name = "青鹭岛食品有限公司";
    assert_eq!((customer.name.as_str(), customer.level.as_deref()), (name, Some("A")));
    assert_eq!(customer.note.as_deref(), Some("老客户"));
    let phones: Vec<&str> = customer.channels.iter().map(|it| it.value.as_str()).collect();
    assert_eq!(phones, ["021-55550001", "021-55550009"]);
    assert_eq!(test.owner.exchange().undo_import(report.import.unwrap()).unwrap().records.len(), 2);
    let restored = only(&test.owner, "C1");
    assert_eq!(
        (restored.name.as_str(), restored.level.as_deref()),
        ("青鹭岛食品有限公司", Some("B"))
    );
    assert_eq!(restored.channels.len(), 1);
}

#[test]
fn matching_says_what_is_made_and_what_is_updated() {
    let test = room::memory();
    import_customers(&test.owner, "编号,名称\nC1,甲\n", &plain());
    let text = "编号,名称\nC1,甲\nC2,乙公司\n";
    let options = CustomerImport { matching: Matching::CreateOnly, ..plain() };
    let report = import_customers(&test.owner, text, &options);
    assert_eq!(reasons(&report, 0), [(2, "编号".to_owned(), "already_exists")]);
    let text = "编号,名称\nC1,甲公司\nC3,丙公司\n";
    let options = CustomerImport { matching: Matching::UpdateOnly, ..plain() };
    let report = import_customers(&test.owner, text, &options);
    let expected = [(2, "名称", "identity_differs"), (3, "编号", "unknown_reference")];
    assert_eq!(reasons(&report, 0), expected.map(|(line, at, code)| (line, at.to_owned(), code)));
    // A code alone decides only where that was asked for.
    let options = CustomerImport { change_identity: true, ..options };
    let report = import_customers(&test.owner, text, &options);
    assert_eq!(reasons(&report, 0), [(3, "编号".to_owned(), "unknown_reference")]);
    assert_eq!(report.notices[0].kind, NoticeKind::NameChanged);
    assert_eq!(only(&test.owner, "C1").name, "甲公司");
    // One customer by two names: the second row is refused, whatever it says.
    let text = "编号,名称\nC1,甲公司\n,甲公司\nC2,乙公司\n";
    let report = import_customers(&test.owner, text, &plain());
    assert_eq!(reasons(&report, 0), [(3, "名称".to_owned(), "repeated")]);
}

#[test]
fn repetitions_are_rejected_or_fill_the_first() {
    let text = "编号,名称,手机,邮箱\nC1,甲,13800138000,\nC1,甲,,a@example.com\n乙,乙公司,13800138001,\n,乙公司,138-0013-8001,\n";
    let test = room::memory();
    let report = import_customers(&test.owner, text, &plain());
    let code = |line, column: &str| (line, column.to_owned(), "repeated");
    assert_eq!(reasons(&report, 0), [code(3, "编号"), code(5, "名称")]);
    let first = report.files[0].rejected[0].reasons[0].problem.fact_value("line");
    assert_eq!(first, Some("2"));
    let test = room::memory();
    let options = CustomerImport { repeats: Repeats::Merge, ..plain() };
    let report = import_customers(&test.owner, text, &options);
    assert_counts(&report, 4, 4);
    assert_eq!(report.created("customer"), 2);
    let merged = only(&test.owner, "C1");
    assert_eq!((merged.name.as_str(), merged.channels.len()), ("甲", 2));
}

#[test]
fn unknown_labels_are_left_out_made_or_refused() {
    let text = "名称,行业\n甲,航天\n乙,航天\n";
    for (unknown, accepted) in [(Unknown::LeaveOut, 2), (Unknown::Create, 2), (Unknown::Reject, 0)]
    {
        let test = room::memory();
        let options = CustomerImport { unknown_labels: unknown, ..plain() };
        let report = import_customers(&test.owner, text, &options);
        assert_counts(&report, 2, accepted);
        match unknown {
            Unknown::LeaveOut => {
                let notice = &report.notices[0];
                assert_eq!((notice.kind, notice.rows), (NoticeKind::LabelLeftOut, 2));
            }
            Unknown::Create => {
                assert_eq!(report.created("dictionary_item"), 1);
                assert_eq!(only(&test.owner, "甲").industry.as_deref(), Some("航天"));
            }
            Unknown::Reject => {
                assert_eq!(reasons(&report, 0)[0], (2, "行业".to_owned(), "unknown_reference"));
            }
        }
    }
}

#[test]
fn all_or_nothing_takes_nothing_when_one_row_is_bad() {
    let test = room::memory();
    let head = test.owner.changes().head().unwrap();
    let options = CustomerImport { all_or_nothing: true, ..plain() };
    let long = "长".repeat(201);
    for bad in [",", long.as_str()] {
        let text = format!("名称,电话\n甲,1\n{bad},2\n");
        let report = import_customers(&test.owner, &text, &options);
        assert_eq!((report.import, report.accepted, report.rejected), (None, 0, 1));
        assert!(report.records.is_empty());
        assert_eq!(test.owner.changes().head().unwrap(), head);
    }
    let report = import_customers(&test.owner, "名称,电话\n甲,1\n", &options);
    assert_eq!(report.created("customer"), 1);
}

#[test]
fn a_dry_run_tells_the_same_and_keeps_nothing() {
    let test = room::memory();
    let text = "编号,名称,联系人,邮箱\nC1,甲,张三,z@example.com\nC2,,,\n";
    let head = test.owner.changes().head().unwrap();
    let dry = import_customers(&test.owner.dry_run(), text, &plain());
    assert_eq!(test.owner.changes().head().unwrap(), head);
    assert_eq!(import_customers(&test.owner, text, &plain()), dry);
    let keyed = test.owner.with_request_key("import-1");
    let text = "编号,名称\nC7,庚\n";
    let first = import_customers(&keyed, text, &plain());
    let head = test.owner.changes().head().unwrap();
    assert_eq!(import_customers(&keyed, text, &plain()).import, first.import);
    assert_eq!(test.owner.changes().head().unwrap(), head);
}

#[test]
fn rejected_rows_come_back_as_a_file_that_can_be_corrected() {
    let test = room::memory();
    let text = "编号,名称,邮箱\nC1,甲,x\nC2,乙,b@example.com\nC3,\"=丙\",c@@example.com\n";
    let report = import_customers(&test.owner, text, &plain());
    let bytes = write_rejected(&report.files[0], Vec::new(), Language::Chinese).unwrap();
    let out = String::from_utf8(bytes).unwrap();
    assert!(out.contains("2,邮箱,bad_format,邮箱: 格式有误。,C1,甲,x"), "{out}");
    let fixed = out.replace(",x\r", ",a@example.com\r").replace("c@@", "c@");
    let again = import_customers(&test.owner, &fixed, &plain());
    assert_counts(&again, 2, 2);
    assert_eq!(only(&test.owner, "C3").name, "=丙");
}

struct NoVip;

impl Rule for NoVip {
    fn check(&self, command: &CommandView<'_>) -> Result<Vec<RuleViolation>> {
        let payload: serde_json::Value = serde_json::from_str(&command.payload).unwrap();
        let rows = payload["customers"].as_array().unwrap().iter().enumerate();
        let bad = rows.filter(|(_, row)| row["name"] == "黑名单");
        Ok(bad
            .map(|(index, _)| RuleViolation {
                path: format!("customers[{index}].name"),
                rule: "blacklisted".to_owned(),
            })
            .collect())
    }
}

#[test]
fn rules_of_the_host_reject_single_rows() {
    let test = room::memory();
    test.room.add_rule("customers.add", Arc::new(NoVip)).unwrap();
    let report = import_customers(&test.owner, "名称\n甲\n黑名单\n乙\n", &plain());
    assert_eq!(reasons(&report, 0), [(3, "名称".to_owned(), "host_rule")]);
    assert_eq!(report.created("customer"), 2);
}

#[test]
fn an_import_needs_the_permissions_of_what_it_does() {
    let test = room::memory();
    let grants = [Permission::ImportsRun, Permission::CustomersView];
    let grants = grants.map(|permission| Grant { permission, reach: Reach::All }).to_vec();
    let role = NewRole {
        code: "importer".to_owned(),
        label_zh: "导入".to_owned(),
        label_en: "Importer".to_owned(),
        grants,
        fields: Vec::new(),
    };
    test.owner.access().add_role(role).unwrap();
    let importer = test.operator("importer", &["importer"]);
    let file = || ImportFile::new("x.csv", "名称\n甲\n".as_bytes());
    let none = ProgressCallback::none();
    let error = importer.exchange().import_customers(file(), &plain(), &none).unwrap_err();
    assert_eq!(error.problems()[0].fact_value("permission"), Some("customers.add"));
    let clerk = test.operator("clerk", &["cashier"]);
    let error = clerk.exchange().import_customers(file(), &plain(), &none).unwrap_err();
    assert_eq!(error.code().slug(), "not_permitted");
}

#[test]
fn what_may_be_the_same_is_a_hint() {
    let test = room::memory();
    import_customers(&test.owner, "名称,电话\n青鹭岛食品有限公司,021-55550001\n", &plain());
    let text = "名称,电话\n青鹭岛食品,\n竹影狐,021-55550001\n青鹭岛食品有限公司,\n";
    let report = import_customers(&test.owner, text, &plain());
    let pairs: Vec<(Origin, ComparedField)> =
        report.duplicates.iter().map(|pair| (pair.second, pair.reasons[0].field)).collect();
    let (name, phone) = (ComparedField::Name, ComparedField::Phone);
    let line = Origin::Line;
    assert_eq!(pairs, [(line(2), name), (line(3), phone), (line(4), name)]);
    assert!(report.duplicates[0].score > report.duplicates[1].score);
}

#[test]
fn a_preview_shows_how_a_file_would_be_read() {
    let test = room::memory();
    let text = "客户;单号;日期;数量;单价;品名;奇怪\n甲;1;05/01/2026;１，０００;￥1.50;纸;x\n";
    let file = ImportFile::new("sales.csv", text.as_bytes());
    let preview =
        test.owner.exchange().preview(file, Target::Sales, &FileOptions::default()).unwrap();
    assert_eq!(preview.file.dialect.delimiter, ';');
    assert_eq!(preview.file.unmapped, ["奇怪"]);
    assert!(!preview.file.dates[0].1.certain);
    let at = |field: &str| preview.fields.iter().position(|name| name == field).unwrap();
    let row = &preview.rows[0];
    assert_eq!((row[at("quantity")].as_str(), row[at("unit_price")].as_str()), ("1000", "1.5"));
    assert_eq!(row[at("issue_on")], "2026-01-05");
}

#[test]
fn days_to_pay_are_whole() {
    let test = room::memory();
    let text = "名称,付款天数\n甲一,30.0\n甲二,45天\n甲三,net 60\n甲四,30.5\n甲五,面议\n甲六,30.\n";
    let report = import_customers(&test.owner, text, &plain());
    let refused = |line| (line, "付款天数".to_owned(), "bad_format");
    assert_eq!(reasons(&report, 0), [refused(5), refused(6)]);
    let days = ["甲一", "甲二", "甲三", "甲六"].map(|name| only(&test.owner, name).payment_days);
    assert_eq!(days, [30, 45, 60, 30]);
}
