//! Headings people write, and mappings.

use proptest::prelude::*;

use super::*;
use crate::error::Code;

const TARGETS: [Target; 7] = [
    Target::Customers,
    Target::Products,
    Target::Invoices,
    Target::Lines,
    Target::Sales,
    Target::Payments,
    Target::OpeningItems,
];

fn headers(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn found(target: Target, names: &[&str]) -> Vec<Option<String>> {
    let columns = Columns::find(target, &headers(names), &Mapping::default(), None).unwrap();
    let of = |column| columns.places.iter().find(|(_, place)| place.indexes().contains(&column));
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
        let mut owners: BTreeMap<&[char], &str> = BTreeMap::new();
        for field in target.fields() {
            for key in &field.keys {
                assert!(!key.is_empty());
                let owner = owners.insert(key, field.name);
                assert!(
                    owner.is_none_or(|owner| owner == field.name),
                    "{target:?} {key:?} {owner:?}"
                );
            }
            assert!(!field.label(Language::Chinese).is_ascii());
            assert!(field.label(Language::English).is_ascii());
        }
    }
    assert_eq!(Target::Customers.fields().count(), 68);
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
fn a_heading_decides_only_when_all_of_it_is_understood() {
    let sales = |heading| found(Target::Sales, &[heading]).remove(0);
    let payments = |heading| found(Target::Payments, &[heading]).remove(0);
    for (heading, field) in [
        ("单价(含税)", "unit_price"),
        ("销售单价（含税）", "unit_price"),
        ("含税单价", "unit_price"),
        ("Unit price (incl. VAT)", "unit_price"),
        ("GrossPrice", "unit_price"),
        ("单价(元/千克)", "unit_price"),
        ("单价(万元/台)", "unit_price"),
        ("价税合计", "gross_amount"),
        ("金额(含税)", "gross_amount"),
        ("Net amount", "net_amount"),
        ("金额（万元）", "amount"),
        ("数量(箱)", "quantity"),
        ("折扣额", "discount"),
        ("讓利金額", "discount"),
        ("税率（%）", "tax_rate"),
        ("稅率", "tax_rate"),
        ("ＱＴＹ", "quantity"),
    ] {
        assert_eq!(sales(heading).as_deref(), Some(field), "{heading}");
    }
    for heading in
        ["手续费金额", "合同金额", "折后金额", "单价(元/千只)", "Fee amount", "单价(含税/不含税)"]
            .into_iter()
            .chain(["单价/百", "Price/1000", "Price per 100", "税率(‰)", "每件优惠", "单位折扣额"])
    {
        assert_eq!(sales(heading), None, "{heading}");
    }
    for (heading, field) in [
        ("支出", "amount_out"),
        ("收入(元)", "amount_in"),
        ("借方发生额", "amount_out"),
        ("Paid in", "amount_in"),
        ("Withdrawal amount", "amount_out"),
        ("交易金额(支出)", "amount_out"),
        ("收/支", "direction"),
        ("付款日期", "paid_on"),
    ] {
        assert_eq!(payments(heading).as_deref(), Some(field), "{heading}");
    }
    for heading in ["手续费金额", "订单金额", "Fee amount", "合同金额", "可用额度"]
    {
        assert_eq!(payments(heading), None, "{heading}");
    }
}

#[test]
fn headings_say_how_figures_are_meant() {
    let meaning = |target, heading: &str, field| {
        let columns =
            Columns::find(target, &headers(&[heading]), &Mapping::default(), None).unwrap();
        columns.meaning(field)
    };
    let gross = meaning(Target::Sales, "单价/含税", "unit_price");
    assert_eq!(gross.tax, Some(crate::billing::products::PriceMode::Gross));
    assert_eq!(meaning(Target::Sales, "金额(万元)", "amount").scale, Some(4));
    assert_eq!(meaning(Target::Sales, "Amount in 1000s", "amount").scale, Some(3));
    assert_eq!(meaning(Target::Payments, "金额(分)", "amount").scale, Some(-2));
    assert_eq!(meaning(Target::Payments, "Amount (USD)", "amount").currency, Some("USD"));
    let yuan = Some(crate::values::Currency::of("CNY").unwrap());
    let names = headers(&["金额(美元)", "金额(元)"]);
    let columns = Columns::find(Target::Payments, &names, &Mapping::default(), yuan).unwrap();
    assert_eq!((columns.index("amount"), columns.unmatched()), (Some(1), [0].as_slice()));
    // A mapping decides the column; what its heading says of the unit counts all the same.
    let text = r#"{"amount": {"column": "合同金额(万元)"}}"#;
    let mapping: Mapping = serde_json::from_str(text).unwrap();
    let names = headers(&["合同金额(万元)"]);
    let columns = Columns::find(Target::Payments, &names, &mapping, None).unwrap();
    assert_eq!(columns.meaning("amount").scale, Some(4));
}

#[test]
fn every_word_is_read() {
    for entry in words::all() {
        assert!(!entry.text.is_empty());
    }
    assert_eq!(
        words::all().iter().filter(|it| matches!(it.word, words::Word::Scale(_))).count(),
        74
    );
    assert_eq!(words::currency_in("US$ 5"), Some(("USD", " 5")));
    assert_eq!(words::currency_in("5 CHF"), Some(("CHF", "5 ")));
    assert_eq!(words::currency_in("5,00"), None);
    assert_eq!(words::currency_in("PLN5"), Some(("PLN", "5")));
}

#[test]
fn columns_of_lists_all_count_and_others_compete() {
    let all = ["电话1", "备用联系电话", "手机", "手机", "地址", "地址2", "公司名称"];
    let columns =
        Columns::find(Target::Customers, &headers(&all), &Mapping::default(), None).unwrap();
    assert!(columns.unmatched().is_empty() && columns.ambiguous().is_empty());
    let names = headers(&["金额", "交易日期", "客户", "Amount"]);
    let columns = Columns::find(Target::Payments, &names, &Mapping::default(), None).unwrap();
    assert_eq!(columns.competing(), [("amount", 3)]);
}

#[test]
fn unclear_headings_are_reported() {
    let names = headers(&["名称", "电话", "公司电话", "邮箱或网址", "", "颜色"]);
    let columns = Columns::find(Target::Customers, &names, &Mapping::default(), None).unwrap();
    assert_eq!(columns.index("phone"), Some(1));
    assert_eq!(columns.unmatched(), [3, 5]);
    let fields = vec!["email".to_owned(), "website".to_owned()];
    assert_eq!(columns.ambiguous(), [Ambiguity { column: 3, fields, chosen: None }]);
}

#[test]
fn a_mapping_overrides_what_is_recognised() {
    let text = r#"{"name": {"column": "单位"}, "phone": "none", "level": {"constant": "A"}}"#;
    let mapping: Mapping = serde_json::from_str(text).unwrap();
    let names = headers(&["名称", "单 位", "电话", "邮箱"]);
    let columns = Columns::find(Target::Customers, &names, &mapping, None).unwrap();
    let mut table =
        crate::exchange::table::Table::open("a,b,c,d\n甲,乙\n".as_bytes(), &Default::default())
            .unwrap();
    let row = table.next_row().unwrap().unwrap();
    assert_eq!(columns.get(&row, "name"), Some("乙".into()));
    assert_eq!(columns.get(&row, "level"), Some("A".into()));
    assert_eq!(columns.get(&row, "email"), Some("".into()));
    assert_eq!(columns.get(&row, "phone"), None);
    assert!(columns.has("email") && !columns.has("fax"));
    assert_eq!(columns.index("level"), None);
    let again = columns.to_mapping(&names);
    assert_eq!(again.fields["name"], Source::Column("单 位".to_owned()));
    assert_eq!(
        Columns::find(Target::Customers, &names, &again, None).unwrap().places,
        columns.places
    );
}

#[test]
fn a_mapping_to_nothing_known_is_an_error_with_its_path() {
    let text = r#"{"name": {"column": "甲"}, "colour": "none", "city": {"column": ""}}"#;
    let mapping: Mapping = serde_json::from_str(text).unwrap();
    let error =
        Columns::find(Target::Customers, &headers(&["乙", "?"]), &mapping, None).unwrap_err();
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
            let columns = Columns::find(target, &names, &Mapping::default(), None).unwrap();
            let mut taken = columns.taken();
            taken.sort_unstable();
            let count = taken.len();
            taken.dedup();
            prop_assert_eq!(count, taken.len(), "each column gives one field");
            let blank = names.iter().filter(|name| name.is_empty()).count();
            prop_assert_eq!(count + columns.unmatched().len() + blank, names.len());
        }
    }
}
