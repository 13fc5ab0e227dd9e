//! Fields of a book's own through the public API, on every database.

mod exchange;
mod lists;
mod race;
mod search;

use std::collections::BTreeMap;

use bookroom::Session;
use bookroom::access::model::NewRole;
use bookroom::access::permission::{Field, FieldRight, FieldRule, Grant, Permission, Reach};
use bookroom::billing::products::{NewProduct, ProductEdit, ProductUpdate};
use bookroom::changes::model::Subject;
use bookroom::custom_fields::model::{
    CustomChoice, CustomField, CustomFieldEdit, CustomKind, CustomSubject, CustomValue,
    NewCustomField,
};
use bookroom::customers::contacts::model::{ContactEdit, NewContact};
use bookroom::customers::model::{
    Customer, CustomerEdit, CustomerFilter, CustomerSort, NewCustomer,
};
use bookroom::dealings::model::{DealingEdit, DealingFilter, DealingSort, NewDealing};
use bookroom::error::{Code, Error, Result};
use bookroom::service::model::{CaseEdit, CaseFilter, CaseKind, CaseSort, NewCase};
use bookroom::values::{Condition, Edit, PageRequest};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, amount, day};

use crate::whole::assert_whole;

type Values = BTreeMap<String, CustomValue>;

pub fn add(session: &Session, new: NewCustomField) -> CustomField {
    session.custom_fields().add(new).unwrap()
}

pub fn of_customers(key: &str, kind: CustomKind) -> NewCustomField {
    NewCustomField::new(CustomSubject::Customer, key, &format!("字段 {key}"), kind)
}

pub fn choices(keys: &[(&str, &str)]) -> Vec<CustomChoice> {
    keys.iter().map(|(key, label)| CustomChoice::new(key, label)).collect()
}

pub fn values<const N: usize>(pairs: [(&str, &str); N]) -> Values {
    pairs.map(|(key, text)| (key.to_owned(), CustomValue::from(text))).into()
}

pub fn company(session: &Session, name: &str, custom: Values) -> Result<Customer> {
    session.customers().add(NewCustomer { custom, ..NewCustomer::company(name) })
}

pub fn set(session: &Session, customer: &Customer, custom: Values) -> Result<Customer> {
    let custom = Some(custom.into_iter().map(|(key, value)| (key, Some(value))).collect());
    let edit = CustomerEdit { custom, ..CustomerEdit::default() };
    session.customers().edit(customer.id, customer.version, edit)
}

fn problem(error: &Error) -> (&str, Code) {
    let problem = &error.problems()[0];
    (problem.path.as_str(), problem.code)
}

/// A field of each kind.
fn all_kinds(session: &Session) {
    for kind in CustomKind::ALL {
        let mut new = of_customers(kind.slug(), *kind);
        if matches!(kind, CustomKind::Choice | CustomKind::Choices) {
            new.choices = choices(&[("a", "甲"), ("b", "乙"), ("c", "丙")]);
        }
        new.refers_to = Some(CustomSubject::Contact).filter(|_| *kind == CustomKind::Reference);
        add(session, new);
    }
}

#[test]
fn values_of_every_kind_are_kept_changed_and_verified_on_every_database() {
    for test in Backend::ALL.iter().map(|backend| room::on(*backend)) {
        let session = &test.owner;
        all_kinds(session);
        let first = company(session, "甲", Values::new()).unwrap();
        let contact = session.customers().add_contact(NewContact::of(first.id, "王芳")).unwrap();
        let given = values([
            ("text", "  云L12345 "),
            ("number", "-0.120"),
            ("money", "1234.5"),
            ("date", "2026-06-30"),
            ("choice", "乙"),
            ("choices", "丙；a"),
            ("reference", &contact.id.to_string()),
            ("flag", "是"),
        ]);
        let customer = company(session, "乙", given).unwrap();
        let kept = BTreeMap::from([
            ("text".to_owned(), CustomValue::Text("云L12345".into())),
            ("number".to_owned(), CustomValue::Number(amount("-0.12"))),
            ("money".to_owned(), CustomValue::Money(amount("1234.50"))),
            ("date".to_owned(), CustomValue::Date(day("2026-06-30"))),
            ("choice".to_owned(), CustomValue::Choice("b".into())),
            ("choices".to_owned(), CustomValue::Choices(vec!["a".into(), "c".into()])),
            ("reference".to_owned(), CustomValue::Reference(contact.id.0)),
            ("flag".to_owned(), CustomValue::Flag(true)),
        ]);
        assert_eq!(customer.custom, kept);
        assert_eq!(session.customers().get(customer.id).unwrap().custom, kept);
        let listed = session.customers().list(
            &CustomerFilter::of_text("乙"),
            CustomerSort::default(),
            false,
            &PageRequest::default(),
        );
        assert_eq!(listed.unwrap().items[0].custom, kept);
        assert_whole(session, "added");
        // What an edit does not name stays; null clears, and so does a blank text.
        let custom = BTreeMap::from([
            ("text".to_owned(), Some(" ".into())),
            ("flag".to_owned(), None),
            ("money".to_owned(), Some(5.into())),
        ]);
        let edit = CustomerEdit { custom: Some(custom), ..CustomerEdit::default() };
        let edited = session.customers().edit(customer.id, 1, edit).unwrap();
        let mut now = kept.clone();
        now.remove("text");
        now.remove("flag");
        now.insert("money".to_owned(), CustomValue::Money(amount("5.00")));
        assert_eq!((edited.custom, edited.version), (now, 2));
        // An edit of anything else keeps them all.
        let edit = CustomerEdit { note: Edit::Set("x".into()), ..CustomerEdit::default() };
        let edited = session.customers().edit(customer.id, 2, edit).unwrap();
        assert_eq!(edited.custom.len(), 6);
        let past = session
            .changes()
            .history(&Subject::new("customer", customer.id.0), &PageRequest::default());
        let past = past.unwrap().items;
        let told = past.iter().flat_map(|change| &change.fields);
        assert_eq!(told.filter(|field| field.field == "custom").count(), 2);
        // Who is referred to stays.
        let error = session.customers().remove_contact(contact.id, contact.version).unwrap_err();
        assert_eq!(error.code(), Code::InUse);
        assert_whole(session, "edited");
        session.customers().remove(customer.id, edited.version).unwrap();
        session.customers().remove_contact(contact.id, contact.version).unwrap();
        assert_whole(session, "removed");
    }
}

#[test]
fn every_violation_is_told_at_its_field() {
    let test = room::memory();
    let session = &test.owner;
    add(session, NewCustomField { required: true, ..of_customers("must", CustomKind::Text) });
    let plate = of_customers("plate", CustomKind::Text);
    add(session, NewCustomField { pattern: Some("[A-Z]\\d{3}".into()), ..plate });
    let staff = of_customers("staff", CustomKind::Number);
    let bounds = (Some(1.into()), Some(10.into()));
    add(session, NewCustomField { lowest: bounds.0, highest: bounds.1, ..staff });
    let tier = NewCustomField {
        choices: choices(&[("a", "甲")]),
        default: Some("甲".into()),
        ..of_customers("tier", CustomKind::Choice)
    };
    add(session, tier);
    let boss = NewCustomField {
        refers_to: Some(CustomSubject::Customer),
        ..of_customers("boss", CustomKind::Reference)
    };
    add(session, boss);
    let wrong = values([
        ("plate", "A12"),
        ("staff", "11"),
        ("tier", "戊"),
        ("boss", "99"),
        ("nothing", "x"),
        ("No Key", "x"),
    ]);
    let error = company(session, "甲", wrong).unwrap_err();
    let told: BTreeMap<&str, Code> =
        error.problems().iter().map(|it| (it.path.as_str(), it.code)).collect();
    let expected = BTreeMap::from([
        ("customers[0].custom[must]", Code::Required),
        ("customers[0].custom[plate]", Code::BadFormat),
        ("customers[0].custom[staff]", Code::OutOfRange),
        ("customers[0].custom[tier]", Code::BadChoice),
        ("customers[0].custom[boss]", Code::UnknownReference),
        ("customers[0].custom[nothing]", Code::UnknownReference),
        ("customers[0].custom", Code::UnknownReference),
    ]);
    assert_eq!(told, expected);
    let customer = company(session, "甲", values([("must", "x"), ("staff", "3")])).unwrap();
    assert_eq!(customer.custom["tier"], CustomValue::Choice("a".into()));
    let error = set(session, &customer, values([("must", " ")])).unwrap_err();
    assert_eq!(problem(&error), ("edits[0].edit.custom[must]", Code::Required));
    assert_whole(session, "refused");
}

#[test]
fn a_field_may_be_called_as_one_of_the_engines_own() {
    let test = room::memory();
    let session = &test.owner;
    for key in ["owner", "customer", "pool", "kind"] {
        add(session, of_customers(key, CustomKind::Text));
    }
    let given = values([("owner", "x"), ("customer", "x"), ("pool", "x"), ("kind", "x")]);
    let customer = company(session, "甲", Values::new()).unwrap();
    set(session, &customer, given).unwrap();
    let page = PageRequest::default();
    let owners = session.customers().owners(customer.id, &page).unwrap();
    assert!(owners.items.is_empty(), "nobody gave it to anybody");
    assert_whole(session, "named alike");
}

#[test]
fn what_must_differ_differs_on_every_database() {
    for test in Backend::ALL.iter().map(|backend| room::on(*backend)) {
        let session = &test.owner;
        let field = add(
            session,
            NewCustomField { unique: true, ..of_customers("serial", CustomKind::Text) },
        );
        let one = company(session, "甲", values([("serial", "A-1")])).unwrap();
        let error = company(session, "乙", values([("serial", "A-1")])).unwrap_err();
        assert_eq!(problem(&error), ("customers[0].custom[serial]", Code::AlreadyExists));
        // Letters that only look alike are not the same.
        let two = company(session, "乙", values([("serial", "a1")])).unwrap();
        let twice = ["丙", "丁"].map(|name| NewCustomer {
            custom: values([("serial", "B")]),
            ..NewCustomer::company(name)
        });
        let error = session.customers().add_many(twice.into()).unwrap_err();
        assert_eq!(problem(&error), ("customers[0].custom[serial]", Code::Repeated));
        // What one gives up in a call is free in it.
        let swap = |customer: &Customer, text: &str| bookroom::customers::model::CustomerUpdate {
            id: customer.id,
            version: customer.version,
            edit: CustomerEdit {
                custom: Some(BTreeMap::from([("serial".to_owned(), Some(text.into()))])),
                ..CustomerEdit::default()
            },
        };
        session.customers().edit_many(vec![swap(&one, "a1"), swap(&two, "A-1")]).unwrap();
        let off = CustomFieldEdit { unique: Some(false), ..CustomFieldEdit::default() };
        session.custom_fields().edit(field.id, 1, off).unwrap();
        company(session, "丙", values([("serial", "A-1")])).unwrap();
        let on = CustomFieldEdit { unique: Some(true), ..CustomFieldEdit::default() };
        let error = session.custom_fields().edit(field.id, 2, on).unwrap_err();
        assert_eq!(problem(&error), ("edit.unique", Code::Repeated));
        assert_whole(session, "unique");
    }
}

#[test]
fn a_changed_field_breaks_no_record() {
    let test = room::memory();
    let session = &test.owner;
    let fields = session.custom_fields();
    let plate = add(session, of_customers("plate", CustomKind::Text));
    let tier = NewCustomField {
        choices: choices(&[("a", "甲"), ("b", "乙")]),
        ..of_customers("tier", CustomKind::Choice)
    };
    let tier = add(session, tier);
    let given = values([("plate", "云L12345"), ("tier", "甲")]);
    let old = company(session, "甲", given.clone()).unwrap();
    let edit = CustomFieldEdit { max_length: Edit::Set(3), ..CustomFieldEdit::default() };
    fields.edit(plate.id, 1, edit).unwrap();
    let mut retired = tier.choices.clone();
    retired[0].active = false;
    let edit = CustomFieldEdit { choices: Some(retired), ..CustomFieldEdit::default() };
    let tier = fields.edit(tier.id, 1, edit).unwrap();
    // It stays readable and is told; an edit of something else does not mind it.
    assert_eq!(session.customers().get(old.id).unwrap().custom, old.custom);
    let fit = fields.fit(plate.id).unwrap();
    assert_eq!((fit.values, fit.unfit, fit.records), (1, 1, vec![old.id.0]));
    assert_eq!(fields.fit(tier.id).unwrap().unfit, 0, "a retired choice stays");
    let edit = CustomerEdit { note: Edit::Set("x".into()), ..CustomerEdit::default() };
    let old = session.customers().edit(old.id, old.version, edit).unwrap();
    let same = set(session, &old, values([("tier", "a")])).unwrap();
    assert_eq!(same.version, old.version, "the same value is no change");
    // What is new has to fit.
    let error = company(session, "乙", given).unwrap_err();
    let told: Vec<_> = error.problems().iter().map(|it| it.code).collect();
    assert_eq!(told, [Code::TooLong, Code::Retired]);
    // A choice that a record has cannot go, nor a field in which something stands.
    let edit = CustomFieldEdit {
        choices: Some(vec![tier.choices[1].clone()]),
        ..CustomFieldEdit::default()
    };
    assert_eq!(fields.edit(tier.id, 2, edit).unwrap_err().code(), Code::InUse);
    assert_eq!(fields.remove(tier.id, 2).unwrap_err().code(), Code::InUse);
    let edit = CustomFieldEdit { active: Some(false), ..CustomFieldEdit::default() };
    fields.edit(tier.id, 2, edit).unwrap();
    let error = company(session, "丙", values([("tier", "b")])).unwrap_err();
    assert_eq!(problem(&error), ("customers[0].custom[tier]", Code::Retired));
    let cleared = BTreeMap::from([("tier".to_owned(), None)]);
    let edit = CustomerEdit { custom: Some(cleared), ..CustomerEdit::default() };
    session.customers().edit(old.id, old.version, edit).unwrap();
    fields.remove(tier.id, 3).unwrap();
    assert_whole(session, "changed");
}

/// A role that sees customers, with this right on what is personal of them.
fn limited(test: &room::TestRoom, name: &str, right: FieldRight) -> Session {
    let permissions = [
        Permission::CustomersView,
        Permission::CustomersEdit,
        Permission::CustomersAdd,
        Permission::ProductsView,
        Permission::ChangesView,
        Permission::CustomFieldsView,
    ];
    let grants = permissions.map(|permission| Grant { permission, reach: Reach::All });
    let fields = [Field::CustomerCustom, Field::ContactCustom, Field::ProductCustom];
    let role = NewRole {
        code: name.to_owned(),
        label_zh: name.to_owned(),
        label_en: name.to_owned(),
        grants: grants.into(),
        fields: fields.map(|field| FieldRule { field, right }).into(),
    };
    test.owner.access().add_role(role).unwrap();
    test.operator(name, &[name])
}

#[test]
fn personal_values_are_hidden_masked_and_protected() {
    let test = room::memory();
    let session = &test.owner;
    for subject in CustomSubject::ALL {
        let secret = NewCustomField::new(*subject, "secret", "密", CustomKind::Text);
        add(session, NewCustomField { personal: true, ..secret });
        let money = NewCustomField::new(*subject, "income", "收入", CustomKind::Money);
        add(session, NewCustomField { personal: true, ..money });
        add(session, NewCustomField::new(*subject, "open", "公开", CustomKind::Text));
    }
    let given = values([("secret", "Secretword"), ("income", "9876"), ("open", "plain")]);
    let customer = company(session, "甲", given.clone()).unwrap();
    assert_eq!(customer.custom_personal.len(), 2);
    let contact = NewContact { custom: given.clone(), ..NewContact::of(customer.id, "王芳") };
    let contact = session.customers().add_contact(contact).unwrap();
    let mut product = NewProduct::new("P", "货", amount("1"), amount("0"));
    product.custom = given.clone();
    let product = session.billing().products().add(product).unwrap();
    assert_whole(session, "personal");
    let masked = BTreeMap::from([("secret".to_owned(), CustomValue::from("****"))]);
    for (right, shown) in
        [(FieldRight::Hidden, Values::new()), (FieldRight::Masked, masked.clone())]
    {
        let limited = limited(&test, right.slug(), right);
        let seen = limited.customers().get(customer.id).unwrap();
        assert_eq!((&seen.custom["open"], &seen.custom_personal), (&"plain".into(), &shown));
        let seen = limited.customers().contact(contact.id).unwrap();
        assert_eq!(seen.custom_personal, shown);
        let seen = limited.billing().products().get(product.id).unwrap();
        assert_eq!(seen.custom_personal, shown);
        let page = PageRequest::default();
        let filter = CustomerFilter::default();
        let rows = limited.customers().list(&filter, CustomerSort::default(), false, &page);
        let rows = rows.unwrap().items;
        let row = rows.iter().find(|row| row.id == customer.id).unwrap();
        assert_eq!(row.custom_personal, shown);
        // What is not to be read is no column.
        let filter = CustomerFilter { sorted_by: Some("secret".into()), ..filter };
        let error = limited.customers().list(&filter, CustomerSort::default(), false, &page);
        assert_eq!(problem(&error.unwrap_err()), ("filter.sorted_by", Code::BadChoice));
        let past = limited.changes().history(&Subject::new("customer", customer.id.0), &page);
        let past = serde_json::to_string(&past.unwrap()).unwrap();
        assert!(past.contains("plain") && !past.contains("Secretword") && !past.contains("9876"));
        let error = set(&limited, &customer, values([("secret", "x")])).unwrap_err();
        assert_eq!(problem(&error), ("edits[0].edit.custom[secret]", Code::FieldNotPermitted));
        let error = company(&limited, "乙", values([("secret", "x")])).unwrap_err();
        assert_eq!(problem(&error), ("customers[0].custom[secret]", Code::FieldNotPermitted));
        company(&limited, "丙", values([("open", "x")])).unwrap();
    }
    // An edit by who sees nothing of them leaves them.
    let limited = limited(&test, "other", FieldRight::Hidden);
    let edited = set(&limited, &customer, values([("open", "new")])).unwrap();
    assert!(edited.custom_personal.is_empty());
    assert_eq!(session.customers().get(customer.id).unwrap().custom_personal.len(), 2);
    // They are erased with the record's own.
    let subject = Subject::new("customer", customer.id.0);
    session.changes().erase_personal(subject.clone(), vec!["custom_personal".into()]).unwrap();
    let past = session.changes().history(&subject, &PageRequest::default()).unwrap();
    let past = serde_json::to_string(&past).unwrap();
    assert!(past.contains("plain") && !past.contains("Secretword"));
    assert_whole(session, "erased");
}

#[test]
fn dealings_and_cases_have_fields_too_on_every_database() {
    for test in Backend::ALL.iter().map(|backend| room::on(*backend)) {
        let session = &test.owner;
        for subject in [CustomSubject::Dealing, CustomSubject::Case] {
            let new = NewCustomField::new(subject, "rank", "级", CustomKind::Number);
            add(session, NewCustomField { required: true, ..new });
            let new = NewCustomField::new(subject, "secret", "密", CustomKind::Text);
            add(session, NewCustomField { personal: true, ..new });
        }
        let customer = company(session, "甲", Values::new()).unwrap();
        let call = |rank: &str| NewDealing {
            custom: values([("rank", rank), ("secret", "王")]),
            ..NewDealing::new(customer.id, "call", "续约")
        };
        let error = session.dealings().add(NewDealing::new(customer.id, "call", "x")).unwrap_err();
        assert_eq!(problem(&error), ("dealings[0].custom[rank]", Code::Required));
        let one = session.dealings().add(call("2")).unwrap();
        session.dealings().add(call("1")).unwrap();
        assert_eq!((one.custom.len(), one.custom_personal.len()), (1, 1));
        let custom = Some(BTreeMap::from([("rank".to_owned(), Some(3.into()))]));
        let edit = DealingEdit { custom: custom.clone(), ..DealingEdit::default() };
        let one = session.dealings().edit(one.id, 1, edit).unwrap();
        assert_eq!((one.version, &one.custom["rank"]), (2, &CustomValue::Number(3.into())));
        let page = PageRequest::default();
        let filter = DealingFilter {
            conditions: vec![Condition::at_least("custom.rank", amount("1"))],
            sorted_by: Some("rank".to_owned()),
            ..DealingFilter::default()
        };
        let listed = session.dealings().list(&filter, DealingSort::HappenedAt, true, &page);
        assert_eq!(listed.unwrap().items[0], one);

        let open = |rank: &str| NewCase {
            custom: values([("rank", rank), ("secret", "王")]),
            ..NewCase::new(CaseKind::Request, "检测报告")
        };
        let case = session.service().open(open("2")).unwrap();
        session.service().open(open("1")).unwrap();
        assert_eq!((case.custom.len(), case.custom_personal.len()), (1, 1));
        let edit = CaseEdit { custom, ..CaseEdit::default() };
        let case = session.service().edit(case.id, case.version, edit).unwrap();
        assert_eq!(case.custom["rank"], CustomValue::Number(3.into()));
        let filter = CaseFilter {
            conditions: vec![Condition::at_least("custom.rank", amount("1"))],
            sorted_by: Some("rank".to_owned()),
            ..CaseFilter::default()
        };
        let listed = session.service().list(&filter, CaseSort::OpenedOn, true, &page);
        assert_eq!(listed.unwrap().items[0], case);
        let past = session.changes().history(&Subject::new("case", case.id.0), &page).unwrap();
        let told = past.items.iter().flat_map(|change| &change.fields);
        assert_eq!(told.filter(|field| field.field == "custom").count(), 2);
        assert_whole(session, "both");
        session.dealings().remove(one.id, one.version).unwrap();
        assert_whole(session, "gone");
    }
}

#[test]
fn contacts_and_products_have_fields_too_on_every_database() {
    for test in Backend::ALL.iter().map(|backend| room::on(*backend)) {
        let session = &test.owner;
        for subject in [CustomSubject::Contact, CustomSubject::Product] {
            let new = NewCustomField::new(subject, "tier", "级", CustomKind::Text);
            add(session, NewCustomField { unique: true, required: true, ..new });
        }
        let customer = company(session, "甲", Values::new()).unwrap();
        let person = |name: &str, tier: &str| {
            let custom = values([("tier", tier)]);
            session
                .customers()
                .add_contact(NewContact { custom, ..NewContact::of(customer.id, name) })
        };
        let contact = person("王芳", "1").unwrap();
        let error = person("李娜", "1").unwrap_err();
        assert_eq!(problem(&error), ("contacts[0].custom[tier]", Code::AlreadyExists));
        let error = session.customers().add_contact(NewContact::of(customer.id, "李娜"));
        let error = error.unwrap_err();
        assert_eq!(problem(&error), ("contacts[0].custom[tier]", Code::Required));
        let custom = Some(BTreeMap::from([("tier".to_owned(), Some("2".into()))]));
        let edit = ContactEdit { custom, ..ContactEdit::default() };
        let contact = session.customers().edit_contact(contact.id, 1, edit).unwrap();
        assert_eq!(contact.custom["tier"], "2".into());

        let products = session.billing().products();
        let new = |code: &str, tier: &str| NewProduct {
            custom: values([("tier", tier)]),
            ..NewProduct::new(code, "货", amount("1"), amount("0"))
        };
        let product = products.add(new("P-1", "1")).unwrap();
        assert_eq!(products.get(product.id).unwrap(), product);
        let error = products.add(new("P-2", "1")).unwrap_err();
        assert_eq!(problem(&error), ("products[0].custom[tier]", Code::AlreadyExists));
        let custom = Some(BTreeMap::from([("tier".to_owned(), Some("2".into()))]));
        let edit = ProductEdit { custom, ..ProductEdit::default() };
        let update = ProductUpdate { id: product.id, version: 1, edit };
        let product = products.edit_many(vec![update]).unwrap().remove(0);
        assert_eq!(product.custom["tier"], "2".into());
        assert_whole(session, "both");
        products.remove(product.id, product.version).unwrap();
        session.customers().remove_contact(contact.id, contact.version).unwrap();
        assert_whole(session, "gone");
    }
}
