//! Fields in files: exports have them, imports read them, and undo takes them back.

use std::collections::BTreeMap;

use bookroom::Session;
use bookroom::custom_fields::model::{CustomKind, CustomSubject, CustomValue, NewCustomField};
use bookroom::customers::model::{Customer, CustomerFilter, CustomerSort};
use bookroom::error::Code;
use bookroom::exchange::export::{ExportList, ExportOptions};
use bookroom::exchange::headers::{Mapping, Source};
use bookroom::exchange::model::{
    CustomerImport, FileOptions, ImportFile, ImportReport, ProductImport, ProgressCallback,
};
use bookroom::values::{Language, PageRequest};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, amount, day};

use super::{Values, add, choices, company, of_customers, values};
use crate::whole::assert_whole;

fn import(session: &Session, text: &str, mapping: &[(&str, &str)]) -> ImportReport {
    let source = |column: &&str| Source::Column((*column).to_owned());
    let fields = mapping.iter().map(|(field, column)| ((*field).to_owned(), source(column)));
    let file = FileOptions { fields: Mapping { fields: fields.collect() }, ..Default::default() };
    let options = CustomerImport { file, ..CustomerImport::default() };
    let mut text = text.as_bytes();
    session
        .exchange()
        .import_customers(
            ImportFile::new("客户.csv", &mut text),
            &options,
            &ProgressCallback::none(),
        )
        .unwrap()
}

fn customers(session: &Session) -> BTreeMap<String, Customer> {
    let page = PageRequest::first(100);
    let filter = CustomerFilter::default();
    let found = session.customers().list(&filter, CustomerSort::Name, false, &page).unwrap();
    let whole = |id| session.customers().get(id).unwrap();
    found.items.iter().map(|row| (row.name.clone(), whole(row.id))).collect()
}

fn export(session: &Session, list: &ExportList, language: Language) -> String {
    let mut out = Vec::new();
    let labels = Some(language);
    let options = ExportOptions { language, labels, ..ExportOptions::default() };
    session.exchange().export(list, &mut out, &options).unwrap();
    String::from_utf8(out).unwrap().trim_start_matches('\u{feff}').to_owned()
}

fn fields(session: &Session) {
    let tier = NewCustomField {
        choices: choices(&[("gold", "金牌"), ("silver", "银牌")]),
        default: Some("silver".into()),
        ..NewCustomField::new(CustomSubject::Customer, "tier", "会员档次", CustomKind::Choice)
    };
    add(session, tier);
    let new = |key, label, kind| NewCustomField::new(CustomSubject::Customer, key, label, kind);
    add(session, new("founded", "成立之日", CustomKind::Date));
    add(session, new("turnover", "年营业额", CustomKind::Money));
    add(session, NewCustomField { personal: true, ..new("hobby", "老板爱好", CustomKind::Text) });
}

#[test]
fn columns_are_named_by_label_by_key_or_by_a_mapping_on_every_database() {
    for test in Backend::ALL.iter().map(|backend| room::on(*backend)) {
        let session = &test.owner;
        fields(session);
        let text = "客户名称,会员档次,custom.founded,年营业额,喜欢\n\
                    大理山海,金牌,2019/3/1,\"1,234,567.50\",钓鱼\n\
                    昆明云上,,,,\n\
                    保山茶业,铂金,1/3/2019,约五百万,\n";
        let report = import(session, text, &[("custom.hobby", "喜欢")]);
        assert!(report.files[0].unmapped.is_empty(), "{:?}", report.files[0].unmapped);
        assert_eq!((report.accepted, report.rejected), (2, 1));
        let reasons = &report.files[0].rejected[0].reasons;
        let told: BTreeMap<&str, Code> =
            reasons.iter().map(|it| (it.column.as_deref().unwrap(), it.problem.code)).collect();
        assert_eq!(told["会员档次"], Code::BadChoice);
        assert_eq!(told["custom.founded"], Code::BadDate);
        assert_eq!(told["年营业额"], Code::BadNumber);
        let all = customers(session);
        let shan = &all["大理山海"];
        let kept = BTreeMap::from([
            ("tier".to_owned(), CustomValue::Choice("gold".into())),
            ("founded".to_owned(), CustomValue::Date(day("2019-03-01"))),
            ("turnover".to_owned(), CustomValue::Money(amount("1234567.50"))),
        ]);
        assert_eq!((&shan.custom, &shan.custom_personal), (&kept, &values([("hobby", "钓鱼")])));
        let yun = &all["昆明云上"];
        assert_eq!(
            yun.custom,
            BTreeMap::from([("tier".to_owned(), CustomValue::Choice("silver".into()))])
        );
        // Another file changes one of them; taking it back gives it what it had.
        let again = import(session, "客户名称,年营业额\n大理山海,9\n昆明云上,7\n", &[]);
        assert_eq!(again.accepted, 2);
        let nine = CustomValue::Money(amount("9.00"));
        assert_eq!(customers(session)["大理山海"].custom["turnover"], nine);
        assert_whole(session, "imported twice");
        session.exchange().undo_import(again.import.unwrap()).unwrap();
        assert_eq!(customers(session)["大理山海"].custom, kept);
        assert!(!customers(session)["昆明云上"].custom.contains_key("turnover"));
        session.exchange().undo_import(report.import.unwrap()).unwrap();
        assert!(customers(session).is_empty());
        assert_whole(session, "undone");
    }
}

#[test]
fn a_mapping_to_no_field_is_refused() {
    let test = room::memory();
    fields(&test.owner);
    let of = |field: &str| {
        let fields = BTreeMap::from([(field.to_owned(), Source::Column("甲".to_owned()))]);
        let file = FileOptions { fields: Mapping { fields }, ..Default::default() };
        let mut text = "客户名称,甲\n大理,x\n".as_bytes();
        let file_of = ImportFile::new("a.csv", &mut text);
        let customers = CustomerImport { file: file.clone(), ..CustomerImport::default() };
        test.owner
            .exchange()
            .import_customers(file_of, &customers, &ProgressCallback::none())
            .unwrap_err()
    };
    let error = of("custom.nothing");
    assert_eq!(error.problems()[0].path, "mapping.custom.nothing");
    assert_eq!(error.code(), Code::BadChoice);
}

#[test]
fn an_export_that_is_read_back_changes_what_was_changed_in_it() {
    let test = room::memory();
    let session = &test.owner;
    fields(session);
    // A label that says something else in such a file gives way to the key.
    add(
        session,
        NewCustomField {
            label_zh: "电话".to_owned(), ..of_customers("second", CustomKind::Text)
        },
    );
    let given = values([("tier", "gold"), ("founded", "2019-03-01"), ("second", "x")]);
    company(session, "大理山海", given).unwrap();
    company(session, "昆明云上", Values::new()).unwrap();
    let list = ExportList::Customers(CustomerFilter::default());
    let chinese = export(session, &list, Language::Chinese);
    let heading = chinese.lines().next().unwrap();
    for column in ["会员档次", "会员档次.名称", "成立之日", "老板爱好", "custom.second"]
    {
        assert!(heading.split(',').any(|it| it == column), "{column} in {heading}");
    }
    assert!(chinese.contains("gold,金牌"), "{chinese}");
    let same = import(session, &chinese, &[]);
    assert_eq!((same.accepted, same.rejected), (2, 0), "{:?}", same.files[0].rejected);
    assert_eq!(customers(session)["大理山海"].version, 1);
    let changed = chinese.replace("gold,金牌", "silver,金牌").replace("2019-03-01", "2020-04-02");
    let report = import(session, &changed, &[]);
    assert_eq!((report.accepted, report.rejected), (2, 0), "{:?}", report.files[0].rejected);
    let shan = &customers(session)["大理山海"];
    assert_eq!(shan.custom["tier"], CustomValue::Choice("silver".into()));
    assert_eq!(shan.custom["founded"], CustomValue::Date(day("2020-04-02")));
    let wrong = chinese.replace("gold,金牌", "bronze,金牌");
    let report = import(session, &wrong, &[]);
    assert_eq!(report.rejected, 1);
    let reason = &report.files[0].rejected[0].reasons[0];
    assert_eq!(reason.column.as_deref(), Some("会员档次"));
    assert_eq!(reason.problem.code, Code::BadChoice);
    assert_whole(session, "read back");
    let list = export(session, &ExportList::CustomFields, Language::English);
    assert!(list.contains("customer,") && list.contains("gold: 金牌 / 金牌"), "{list}");
}

#[test]
fn products_have_their_columns_and_undo_gives_them_back() {
    let test = room::memory();
    let session = &test.owner;
    let new =
        |key, label| NewCustomField::new(CustomSubject::Product, key, label, CustomKind::Text);
    add(session, new("origin", "货源地"));
    add(session, NewCustomField { personal: true, ..new("buyer", "采购人") });
    let import = |text: &str| {
        let mut text = text.as_bytes();
        let file = ImportFile::new("产品.csv", &mut text);
        session
            .exchange()
            .import_products(file, &ProductImport::default(), &ProgressCallback::none())
            .unwrap()
    };
    let first = import("产品编码,产品名称,单价,税率,货源地,采购人\nP1,普洱茶,10,13%,勐海,老王\n");
    assert_eq!(first.accepted, 1, "{:?}", first.files[0].rejected);
    let get = || session.billing().products().get_by_code("P1").unwrap();
    assert_eq!(get().custom, values([("origin", "勐海")]));
    assert_eq!(get().custom_personal, values([("buyer", "老王")]));
    let second = import("产品编码,产品名称,货源地,采购人\nP1,普洱茶,易武,老李\n");
    assert_eq!(get().custom, values([("origin", "易武")]), "{:?}", second.files[0].rejected);
    assert_whole(session, "products");
    session.exchange().undo_import(second.import.unwrap()).unwrap();
    assert_eq!(get().custom, values([("origin", "勐海")]));
    assert_eq!(get().custom_personal, values([("buyer", "老王")]));
    session.exchange().undo_import(first.import.unwrap()).unwrap();
    assert!(session.billing().products().find_by_code("P1").unwrap().is_none());
    assert_whole(session, "products undone");
}
