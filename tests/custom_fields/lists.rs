//! Lists that are cut down to what stands in fields, and sorted by it.

use bookroom::Session;
use bookroom::billing::products::{NewProduct, ProductFilter, ProductSort};
use bookroom::custom_fields::model::{CustomKind, CustomSubject, NewCustomField};
use bookroom::customers::contacts::model::{ContactFilter, ContactSort, NewContact};
use bookroom::customers::model::{CustomerFilter, CustomerSort};
use bookroom::error::Code;
use bookroom::saved_views::model::{ListFilter, NewSavedView};
use bookroom::values::{ColumnTest, ColumnValue, Condition, PageRequest};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, amount, day};

use super::{Values, add, choices, company, of_customers, problem, values};

/// The names of the customers that a filter finds, page by page.
fn names(session: &Session, filter: &CustomerFilter, descending: bool) -> String {
    let mut page = PageRequest::first(2);
    let mut found = String::new();
    loop {
        let rows = session.customers().list(filter, CustomerSort::Name, descending, &page).unwrap();
        found.extend(rows.items.iter().map(|row| row.name.as_str()));
        let Some(next) = rows.next else { break };
        page = PageRequest::after(2, next);
    }
    assert_eq!(
        session.customers().count(filter).unwrap(),
        i64::try_from(found.chars().count()).unwrap()
    );
    found
}

fn asked(column: &str, test: ColumnTest) -> CustomerFilter {
    let conditions = vec![Condition { column: column.to_owned(), test }];
    CustomerFilter { conditions, ..CustomerFilter::default() }
}

fn sorted(key: &str) -> CustomerFilter {
    CustomerFilter { sorted_by: Some(key.to_owned()), ..CustomerFilter::default() }
}

fn filled(session: &Session) {
    for kind in CustomKind::ALL {
        let mut new = of_customers(kind.slug(), *kind);
        if matches!(kind, CustomKind::Choice | CustomKind::Choices) {
            new.choices = choices(&[("a", "金"), ("b", "银"), ("c", "铜")]);
        }
        new.refers_to = Some(CustomSubject::Customer).filter(|_| *kind == CustomKind::Reference);
        add(session, new);
    }
    company(session, "A", Values::new()).unwrap();
    let rows = [
        ("B", ["Beta-1", "2", "2.50", "2026-02-01", "金", "a,b", "1", "yes"]),
        ("C", ["alpha", "-10", "-1", "2025-12-31", "银", "b", "1", "no"]),
        ("D", ["ALPHA", "2.5", "100", "2026-02-01", "铜", "a,c", "2", "yes"]),
    ];
    let keys = ["text", "number", "money", "date", "choice", "choices", "reference", "flag"];
    for (name, texts) in rows {
        let given = keys.into_iter().zip(texts).map(|(key, text)| (key.to_owned(), text.into()));
        company(session, name, given.collect()).unwrap();
    }
}

#[test]
fn customers_are_found_and_sorted_by_fields_on_every_database() {
    use ColumnTest::{AtLeast, AtMost, Empty, Equal, NotEmpty, OneOf};
    for test in Backend::ALL.iter().map(|backend| room::on(*backend)) {
        let session = &test.owner;
        filled(session);
        let text = |text: &str| ColumnValue::Text(text.to_owned());
        let number = |number: &str| ColumnValue::Number(amount(number));
        for (column, asked_for, found) in [
            ("custom.text", Equal(text("Ａlpha")), "CD"),
            ("custom.text", OneOf(vec![text("beta1"), text("alpha")]), "BCD"),
            ("custom.text", AtLeast(text("b")), "B"),
            ("custom.text", Empty, "A"),
            ("custom.number", AtMost(number("2")), "BC"),
            ("custom.number", Equal(number("2.50")), "D"),
            ("custom.money", AtLeast(number("2.5")), "BD"),
            ("custom.date", Equal(ColumnValue::Day(day("2026-02-01"))), "BD"),
            ("custom.choice", OneOf(vec![text("金"), text("c")]), "BD"),
            ("custom.choices", Equal(text("a")), "BD"),
            ("custom.choices", NotEmpty, "BCD"),
            ("custom.reference", Equal(ColumnValue::Number(2.into())), "D"),
            ("custom.flag", Equal(ColumnValue::Flag(false)), "C"),
            ("custom.flag", OneOf(Vec::new()), ""),
        ] {
            let filter = asked(column, asked_for.clone());
            assert_eq!(names(session, &filter, false), found, "{column} {asked_for:?}");
        }
        for (key, up, down) in [
            ("text", "CDBA", "BDCA"),
            ("number", "CBDA", "DBCA"),
            ("money", "CBDA", "DBCA"),
            ("date", "CBDA", "DBCA"),
            ("choice", "BCDA", "DCBA"),
            ("reference", "BCDA", "DCBA"),
            ("flag", "CBDA", "DBCA"),
        ] {
            assert_eq!(names(session, &sorted(key), false), up, "{key}");
            assert_eq!(names(session, &sorted(key), true), down, "{key}, descending");
        }
    }
}

#[test]
fn what_is_no_field_is_refused() {
    let test = room::memory();
    filled(&test.owner);
    let ask = |filter: &CustomerFilter| {
        let page = PageRequest::default();
        test.owner.customers().list(filter, CustomerSort::Name, false, &page).unwrap_err()
    };
    let error = ask(&asked("custom.nothing", ColumnTest::Empty));
    assert_eq!(problem(&error), ("filter.conditions[0].column", Code::BadChoice));
    let error = ask(&asked("custom.date", ColumnTest::Equal(ColumnValue::Text("x".into()))));
    assert_eq!(problem(&error), ("filter.conditions[0].test", Code::WrongType));
    let error = ask(&sorted("choices"));
    assert_eq!(problem(&error), ("filter.sorted_by", Code::BadChoice));
    // A cursor of one order is none of another's.
    let first = PageRequest::first(1);
    let list = |key: &str, page: &PageRequest| {
        test.owner.customers().list(&sorted(key), CustomerSort::Name, false, page)
    };
    let next = list("number", &first).unwrap().next.unwrap();
    let error = list("money", &PageRequest::after(1, next)).unwrap_err();
    assert_eq!(error.code(), Code::BadCursor);
    // A saved view keeps both.
    let mut filter = asked("custom.choice", ColumnTest::Equal(ColumnValue::Text("a".into())));
    filter.sorted_by = Some("number".to_owned());
    let views = test.owner.saved_views();
    views.add(NewSavedView::new("金牌", ListFilter::Customers(filter))).unwrap();
    let error = views.add(NewSavedView::new("无", ListFilter::Customers(sorted("x")))).unwrap_err();
    assert_eq!(error.code(), Code::BadChoice);
}

#[test]
fn contacts_and_products_are_listed_by_fields() {
    let test = room::memory();
    let session = &test.owner;
    for subject in [CustomSubject::Contact, CustomSubject::Product] {
        add(session, NewCustomField::new(subject, "rank", "级", CustomKind::Number));
    }
    let customer = company(session, "甲", Values::new()).unwrap();
    for (name, rank) in [("a", "2"), ("b", "1"), ("c", "3")] {
        let custom = values([("rank", rank)]);
        let contact = NewContact { custom: custom.clone(), ..NewContact::of(customer.id, name) };
        session.customers().add_contact(contact).unwrap();
        let product = NewProduct::new(name, name, amount("1"), amount("0"));
        session.billing().products().add(NewProduct { custom, ..product }).unwrap();
    }
    let conditions = vec![Condition::at_least("custom.rank", amount("2"))];
    let page = PageRequest::default();
    let filter = ContactFilter {
        conditions: conditions.clone(),
        sorted_by: Some("rank".to_owned()),
        ..ContactFilter::default()
    };
    let found = session.customers().list_contacts(&filter, ContactSort::Name, true, &page);
    let found: Vec<String> = found.unwrap().items.into_iter().map(|it| it.name).collect();
    assert_eq!(found, ["c", "a"]);
    let filter = ProductFilter {
        conditions,
        sorted_by: Some("rank".to_owned()),
        ..ProductFilter::default()
    };
    let found = session.billing().products().list(&filter, ProductSort::Code, true, &page);
    let found: Vec<String> = found.unwrap().items.into_iter().map(|it| it.name).collect();
    assert_eq!(found, ["c", "a"]);
}
