//! Customers and contacts: adding, changing, finding, who may see what, and equal answers from
//! every database.

mod contacts;
mod credit;
mod dates;
mod duplicates;
mod editing;
mod family;
mod links;
mod lists;
pub mod profiles;
mod scopes;
mod sharing;

use bookroom::customers::model::{
    Address, AddressKind, BankAccount, BillingProfile, Channel, ChannelKind, CustomerEdit,
    CustomerKind, NewCustomer,
};
use bookroom::error::Code;
use bookroom::values::identifiers::IdentifierKind;
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom};

/// A customer with everything but classes.
pub fn full() -> NewCustomer {
    let some = |text: &str| Some(text.to_owned());
    NewCustomer {
        code: some("K-001"),
        legal_name: some("杭州青禾贸易有限公司"),
        is_supplier: true,
        tax_number: some("91330106ma27xyk58l"),
        payment_days: 30,
        website: some("https://qinghe.example"),
        note: some("老客户 🎉"),
        channels: vec![
            Channel::new(ChannelKind::Mobile, "+86 138-1234-5678"),
            Channel::new(ChannelKind::Phone, "0571 8888 1234"),
            Channel {
                label: some("财务"),
                ..Channel::new(ChannelKind::Email, "Zhang@Example.COM")
            },
        ],
        addresses: vec![Address {
            kind: AddressKind::Registered,
            province: some("浙江省"),
            city: some("杭州市"),
            street: some("文一路1号"),
            ..Address::default()
        }],
        bank_accounts: vec![BankAccount {
            bank_name: "招商银行杭州分行".to_owned(),
            account_number: "6222 0000 0000 1234".to_owned(),
            ..BankAccount::default()
        }],
        billing: Some(BillingProfile { title: some("青禾贸易"), ..BillingProfile::default() }),
        tags: vec!["老客户".to_owned(), "VIP".to_owned(), "VIP".to_owned()],
        ..NewCustomer::company("青禾")
    }
}

/// Adds a full customer, reads it back and looks for it among duplicates.
pub fn conformance_add(test: &TestRoom) {
    let customers = test.owner.customers();
    let added = customers.add(full()).unwrap();
    assert_eq!(customers.get(added.id).unwrap(), added);
    assert_eq!(added.channels[0].value, "13812345678");
    assert_eq!(added.channels[1].value, "0571-88881234");
    assert_eq!(added.channels[2].value, "Zhang@example.com");
    assert_eq!(added.tags, ["VIP", "老客户"]);
    assert_eq!(added.tax_kind, Some(IdentifierKind::UnifiedSocialCredit));
    assert_eq!(added.tax_number.as_deref(), Some("91330106MA27XYK58L"));
    assert_eq!(added.version, 1);
    assert_eq!(added.owner, None);
    assert_eq!(added.created_by, Some(test.owner.operator_id()));
    let error = customers.add(full()).unwrap_err();
    assert_eq!(error.code(), Code::AlreadyExists);
    assert_eq!(error.problems()[0].path, "customers[0].code");
}

#[test]
fn a_customer_is_kept_as_it_was_given() {
    conformance_add(&room::memory());
}

#[test]
fn customers_are_added_alike_on_every_database() {
    for backend in Backend::ALL {
        conformance_add(&room::on(backend));
    }
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let test = room::memory();
    let mut bad = full();
    bad.name = " ".to_owned();
    bad.code = Some("x".repeat(41));
    bad.payment_days = -1;
    bad.tax_number = Some("91330106MA27XYK58X".to_owned());
    bad.channels.push(Channel::new(ChannelKind::Email, "not a mail"));
    bad.channels.push(Channel::new(ChannelKind::Mobile, "138 1234 5678"));
    bad.addresses.push(Address::default());
    bad.bank_accounts.push(BankAccount::default());
    bad.tags.push("\u{0}".to_owned());
    let error = test.owner.customers().add_many(vec![full(), bad]).unwrap_err();
    let mut found: Vec<(&str, Code)> =
        error.problems().iter().map(|problem| (problem.path.as_str(), problem.code)).collect();
    found.sort_unstable();
    assert_eq!(
        found,
        [
            ("customers[1].addresses[1]", Code::Required),
            ("customers[1].bank_accounts[1].account_number", Code::Required),
            ("customers[1].bank_accounts[1].bank_name", Code::Required),
            ("customers[1].channels[3].value", Code::BadFormat),
            ("customers[1].channels[4].value", Code::Repeated),
            ("customers[1].code", Code::TooLong),
            ("customers[1].name", Code::Required),
            ("customers[1].payment_days", Code::OutOfRange),
            ("customers[1].tags[3]", Code::BadCharacter),
            ("customers[1].tax_number", Code::BadCheckDigit),
        ]
    );
}

#[test]
fn tax_numbers_are_checked_by_their_kind() {
    let test = room::memory();
    let with = |number: &str, kind| NewCustomer {
        tax_number: Some(number.to_owned()),
        tax_kind: kind,
        ..NewCustomer::company("税")
    };
    let customers = test.owner.customers();
    let german = customers.add(with("DE 136 695 976", None)).unwrap();
    assert_eq!(german.tax_kind, Some(IdentifierKind::Vat));
    assert_eq!(german.tax_number.as_deref(), Some("DE136695976"));
    let other = customers.add(with("ab-12", Some(IdentifierKind::Other))).unwrap();
    assert_eq!(other.tax_number.as_deref(), Some("ab-12"));
    let error = customers.add(with("", Some(IdentifierKind::Vat))).unwrap_err();
    assert_eq!(error.code(), Code::Required);
}

#[test]
fn names_of_any_script_are_kept() {
    let test = room::memory();
    for name in ["🦄🎉", "شركة النور", "Ωmega & Söhne", "株式会社テスト", "a".repeat(200).as_str()]
    {
        let new = NewCustomer { kind: CustomerKind::Person, ..NewCustomer::company(name) };
        let added = test.owner.customers().add(new).unwrap();
        assert_eq!(test.owner.customers().get(added.id).unwrap().name, name);
    }
    // One character that folds into eighteen must not outgrow its key.
    test.owner.customers().add(NewCustomer::company(&"\u{fdfa}".repeat(200))).unwrap();
}

#[test]
fn nothing_and_much_are_added() {
    let test = room::memory();
    assert!(test.owner.customers().add_many(Vec::new()).unwrap().is_empty());
    let many = (0..10_000).map(|n| NewCustomer::company(&format!("客户{n}"))).collect();
    let added = test.owner.customers().add_many(many).unwrap();
    assert_eq!(added.len(), 10_000);
    let ids: Vec<_> = added.iter().rev().map(|customer| customer.id).collect();
    let loaded = test.owner.customers().get_many(&ids).unwrap();
    assert!(loaded.iter().eq(added.iter().rev()));
    assert!(test.owner.changes().verify(None).unwrap().findings.is_empty());
}

#[test]
fn classes_are_found_by_code_or_label_and_kept_by_code() {
    let test = room::memory();
    let some = |text: &str| Some(text.to_owned());
    let mut new = full();
    new.level = some("A");
    new.industry = None;
    new.bank_accounts[0].bank = some("ICBC");
    new.bank_accounts[0].bank_name = String::new();
    new.classes.insert("taxpayer_type".to_owned(), label(&test, "taxpayer_type", 0));
    new.satisfaction = some(&label(&test, "satisfaction", 1));
    let added = test.owner.customers().add(new.clone()).unwrap();
    assert_eq!(added.level.as_deref(), Some("A"));
    assert_eq!(added.bank_accounts[0].bank.as_deref(), Some("ICBC"));
    assert_eq!(added.bank_accounts[0].bank_name, "中国工商银行");
    assert_eq!(added.satisfaction, some(&code(&test, "satisfaction", 1)));
    assert_eq!(added.classes["taxpayer_type"], code(&test, "taxpayer_type", 0));
    assert_eq!(test.owner.customers().get(added.id).unwrap(), added);

    new.code = None;
    new.level = some("no such level");
    new.bank_accounts[0].bank = some("no such bank");
    new.classes.insert("industry".to_owned(), "x".to_owned());
    new.classes.insert("no_such_list".to_owned(), "x".to_owned());
    let error = test.owner.customers().add(new).unwrap_err();
    let mut found: Vec<(&str, Code)> =
        error.problems().iter().map(|problem| (problem.path.as_str(), problem.code)).collect();
    found.sort_unstable();
    assert_eq!(
        found,
        [
            ("customers[0].bank_accounts[0].bank", Code::UnknownReference),
            ("customers[0].classes.industry", Code::BadChoice),
            ("customers[0].classes.no_such_list", Code::UnknownReference),
            ("customers[0].industry", Code::UnknownReference),
            ("customers[0].level", Code::UnknownReference),
        ]
    );
}

fn code(test: &TestRoom, dictionary: &str, index: usize) -> String {
    test.owner.dictionaries().items(dictionary, false).unwrap()[index].code.clone()
}

fn label(test: &TestRoom, dictionary: &str, index: usize) -> String {
    test.owner.dictionaries().items(dictionary, false).unwrap()[index].label_zh.clone()
}

#[test]
fn a_retired_item_stays_where_it_is_and_comes_nowhere_else() {
    let test = room::memory();
    let customers = test.owner.customers();
    let with =
        |level: &str| NewCustomer { level: Some(level.to_owned()), ..NewCustomer::company("甲") };
    let old = customers.add(with("B")).unwrap();
    let items = test.owner.dictionaries().items("customer_level", false).unwrap();
    let item = items.iter().find(|item| item.code == "B").unwrap();
    let seen = bookroom::dictionaries::model::ItemVersion {
        code: item.code.clone(),
        version: item.version,
    };
    test.owner.dictionaries().set_items_active("customer_level", vec![seen], false).unwrap();
    let error = customers.add(with("B")).unwrap_err();
    assert_eq!(error.problems()[0].code, Code::Retired);
    assert_eq!(error.problems()[0].path, "customers[0].level");
    let edit = CustomerEdit {
        tags: vec!["x".to_owned()].into(),
        level: "B".into(),
        ..CustomerEdit::default()
    };
    let edited = customers.edit(old.id, old.version, edit).unwrap();
    assert_eq!(edited.level.as_deref(), Some("B"));
}
