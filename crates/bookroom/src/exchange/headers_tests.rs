//! Headings people write, and mappings.

use proptest::prelude::*;

use super::*;

const TARGETS: [Target; 6] = [
    Target::Customers,
    Target::Products,
    Target::Invoices,
    Target::Lines,
    Target::Sales,
    Target::Payments,
];

fn headers(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn found(target: Target, names: &[&str]) -> Vec<Option<String>> {
    let columns = Columns::find(target, &headers(names), &Mapping::default()).unwrap();
    let of = |column| columns.places.iter().find(|(_, place)| **place == Place::Column(column));
    (0..names.len()).map(|column| of(column).map(|(field, _)| (*field).to_owned())).collect()
}

fn fields(names: &[&str]) -> Vec<Option<String>> {
    names.iter().map(|name| (!name.is_empty()).then(|| (*name).to_owned())).collect()
}

#[test]
fn the_data_is_sound() {
    assert!(!NAMES.contains('"'));
    for (number, line) in NAMES.lines().enumerate() {
        assert_eq!(line.split(',').count(), 4, "line {}", number + 1);
    }
    for target in TARGETS {
        assert!(target.fields().count() >= 6);
        let mut owners: BTreeMap<&str, &str> = BTreeMap::new();
        for field in target.fields() {
            for key in &field.keys {
                assert!(!key.is_empty());
                let owner = owners.insert(key, field.name);
                assert!(
                    owner.is_none_or(|owner| owner == field.name),
                    "{target:?} {key} {owner:?}"
                );
            }
            assert!(!field.label(Language::Chinese).is_ascii());
            assert!(field.label(Language::English).is_ascii());
        }
    }
    assert_eq!(Target::Customers.fields().count(), 33);
    assert_eq!(Target::Payments.field("paid_on").unwrap().label(Language::Chinese), "收款日期");
}

#[test]
fn headings_are_recognised() {
    assert_eq!(
        found(
            Target::Customers,
            &[
                "客户名称",
                "客 户 编 号",
                "手机号码（必填）",
                "Ｅ－ｍａｉｌ",
                "公司注册地址",
                "A级",
                "主要联系人姓名"
            ]
        ),
        fields(&["name", "code", "mobile", "email", "billing_address", "", "contact_name"])
    );
    assert_eq!(
        found(
            Target::Sales,
            &[
                "单据编号",
                "日期",
                "客户",
                "产品名称",
                "数量",
                "单价(元)",
                "折扣%",
                "税率（%）",
                "金额"
            ]
        ),
        fields(&[
            "reference",
            "issue_on",
            "customer",
            "description",
            "quantity",
            "unit_price",
            "discount",
            "tax_rate",
            "amount"
        ])
    );
    assert_eq!(
        found(Target::Payments, &["到账日期", "付款单位", "金额（元）", "结算方式", "摘要"]),
        fields(&["paid_on", "customer", "amount", "method", "note"])
    );
    assert_eq!(
        found(
            Target::Customers,
            &[
                "CustomerID",
                "CompanyName",
                "ContactName",
                "ContactTitle",
                "Address",
                "City",
                "Region",
                "PostalCode",
                "Country",
                "Phone",
                "Fax"
            ]
        ),
        fields(&[
            "code",
            "name",
            "contact_name",
            "contact_title",
            "address",
            "city",
            "region",
            "postal_code",
            "country",
            "phone",
            "fax"
        ])
    );
    assert_eq!(
        found(Target::Lines, &["OrderID", "ProductID", "UnitPrice", "Quantity", "Discount"]),
        fields(&["reference", "product_code", "unit_price", "quantity", "discount"])
    );
}

#[test]
fn exact_names_come_before_contained_ones() {
    // 联系电话 would also be contained in the first heading.
    assert_eq!(found(Target::Customers, &["备用联系电话", "联系电话"]), fields(&["", "phone"]));
}

#[test]
fn unclear_headings_are_reported() {
    let names = headers(&["名称", "电话", "公司电话", "邮箱或网址", "", "颜色"]);
    let columns = Columns::find(Target::Customers, &names, &Mapping::default()).unwrap();
    assert_eq!(columns.index("phone"), Some(1));
    assert_eq!(columns.unmatched(), [2, 5]);
    assert_eq!(
        columns.ambiguous(),
        [
            Ambiguity { column: 2, fields: vec!["phone".to_owned()], chosen: None },
            Ambiguity {
                column: 3,
                fields: vec!["email".to_owned(), "website".to_owned()],
                chosen: Some("email".to_owned())
            },
        ]
    );
}

#[test]
fn a_mapping_overrides_what_is_recognised() {
    let text = r#"{"name": {"column": "单位"}, "phone": "nothing", "level": {"constant": "A"}}"#;
    let mapping: Mapping = serde_json::from_str(text).unwrap();
    let names = headers(&["名称", "单 位", "电话", "邮箱"]);
    let columns = Columns::find(Target::Customers, &names, &mapping).unwrap();
    let mut table =
        crate::exchange::table::Table::open("a,b,c,d\n甲,乙\n".as_bytes(), &Default::default())
            .unwrap();
    let row = table.next_row().unwrap().unwrap();
    assert_eq!(columns.get(&row, "name"), Some("乙"));
    assert_eq!(columns.get(&row, "level"), Some("A"));
    assert_eq!(columns.get(&row, "email"), Some(""));
    assert_eq!(columns.get(&row, "phone"), None);
    assert!(columns.has("email") && !columns.has("fax"));
    assert_eq!(columns.index("level"), None);
    let again = columns.to_mapping(&names);
    assert_eq!(again.fields["name"], Source::Column("单 位".to_owned()));
    assert_eq!(Columns::find(Target::Customers, &names, &again).unwrap().places, columns.places);
}

#[test]
fn a_mapping_to_nothing_known_is_an_error_with_its_path() {
    let text = r#"{"name": {"column": "甲"}, "colour": "nothing", "city": {"column": ""}}"#;
    let mapping: Mapping = serde_json::from_str(text).unwrap();
    let error = Columns::find(Target::Customers, &headers(&["乙", "?"]), &mapping).unwrap_err();
    let found: Vec<_> =
        error.problems().iter().map(|problem| (problem.path.as_str(), problem.code)).collect();
    assert_eq!(
        found,
        [
            ("mapping.city", Code::UnknownColumn),
            ("mapping.colour", Code::BadChoice),
            ("mapping.name", Code::UnknownColumn),
        ]
    );
}

proptest! {
    #[test]
    fn any_heading_is_taken_once_or_left(
        names in prop::collection::vec("\\PC{0,8}|电话|客户名称|手机", 0..12),
    ) {
        for target in TARGETS {
            let columns = Columns::find(target, &names, &Mapping::default()).unwrap();
            let mut taken = columns.taken();
            taken.sort_unstable();
            let count = taken.len();
            taken.dedup();
            prop_assert_eq!(count, taken.len());
            let blank = names.iter().filter(|name| name.is_empty()).count();
            prop_assert_eq!(count + columns.unmatched().len() + blank, names.len());
        }
    }
}
