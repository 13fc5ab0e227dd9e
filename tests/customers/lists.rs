//! Lists, searches and hints at duplicates, with equal answers from every database.

use bookroom::customers::contacts::model::NewContact;
use bookroom::customers::duplicates::model::{Agreement, ComparedField};
use bookroom::customers::model::{
    Channel, ChannelKind, CustomerFilter, CustomerKind, CustomerSort, NewCustomer,
};
use bookroom::error::Code;
use bookroom::values::{CustomerId, PageRequest};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, day};

fn channel(kind: ChannelKind, value: &str) -> Vec<Channel> {
    vec![Channel::new(kind, value)]
}

/// Customers of many kinds, added at different times.
fn fill(test: &TestRoom) -> Vec<CustomerId> {
    let some = |text: &str| Some(text.to_owned());
    let news = vec![
        NewCustomer {
            code: some("K-010"),
            legal_name: some("杭州青禾贸易有限公司"),
            tax_number: some("91330106MA27XYK58L"),
            channels: channel(ChannelKind::Mobile, "138-1234-5678"),
            level: some("A"),
            tags: vec!["VIP".to_owned()],
            ..NewCustomer::company("青禾")
        },
        NewCustomer {
            code: some("k-002"),
            is_customer: false,
            is_supplier: true,
            channels: channel(ChannelKind::Phone, "021 5555 1234"),
            level: some("B"),
            ..NewCustomer::company("ＡＢＣ Company (Shanghai)")
        },
        NewCustomer {
            channels: channel(ChannelKind::Wechat, "Wang_Fang88"),
            owner: Some(test.owner.operator_id()),
            ..NewCustomer::person("王芳")
        },
        NewCustomer {
            code: some("X%_!"),
            channels: channel(ChannelKind::Email, "Info@Omega.example"),
            ..NewCustomer::company("Ωmega & Söhne")
        },
        NewCustomer { level: some("A"), ..NewCustomer::company("🦄🎉") },
        NewCustomer::company("شركة النور"),
        NewCustomer::company("青禾"),
    ];
    let mut ids = Vec::new();
    for new in news {
        ids.push(test.owner.customers().add(new).unwrap().id);
        test.clock.advance(chrono::TimeDelta::hours(10));
    }
    let people = vec![
        NewContact {
            channels: channel(ChannelKind::Mobile, "+86 139 0000 2222"),
            ..NewContact::of(ids[1], "张伟")
        },
        NewContact { is_primary: true, ..NewContact::of(ids[1], "李娜") },
        NewContact::of(ids[5], "🐫"),
    ];
    test.owner.customers().add_contacts(people).unwrap();
    ids
}

fn places(test: &TestRoom, ids: &[CustomerId], filter: &CustomerFilter) -> Vec<usize> {
    let page = test
        .owner
        .customers()
        .list(filter, CustomerSort::CreatedAt, false, &PageRequest::default())
        .unwrap();
    assert_eq!(test.owner.customers().count(filter).unwrap(), page.items.len() as i64);
    let place = |id| ids.iter().position(|known| *known == id).unwrap();
    page.items.iter().map(|row| place(row.id)).collect()
}

/// What each search text finds.
pub fn conformance_search(test: &TestRoom) {
    let ids = fill(test);
    let searches: &[(&str, &[usize])] = &[
        ("青禾", &[0, 6]),
        ("贸易 有限", &[0]),
        ("K-0", &[0, 1]),
        ("Ｋ－０", &[0, 1]),
        ("abc", &[1]),
        ("abc company(shang", &[1]),
        ("13812345678", &[0]),
        ("+86 138 1234 5678", &[0]),
        ("1234", &[0, 1]),
        ("021-5555", &[1]),
        ("2222", &[1]),
        ("139 0000", &[1]),
        ("张伟", &[1]),
        ("wang_f", &[2]),
        ("wangxf", &[]),
        ("OMEGA.EXAMPLE", &[3]),
        ("ωMEGA", &[3]),
        ("SÖHNE", &[3]),
        ("x%_!", &[3]),
        ("%", &[3]),
        ("xyk58", &[0]),
        ("9133 0106 MA27", &[0]),
        ("🎉", &[4]),
        ("🐫", &[5]),
        ("النور", &[5]),
        ("没有这样的", &[]),
        ("' OR 1=1 --", &[]),
    ];
    for (text, wanted) in searches {
        assert_eq!(places(test, &ids, &CustomerFilter::of_text(text)), *wanted, "{text}");
    }
    assert_eq!(places(test, &ids, &CustomerFilter::of_text("  ")).len(), 7);
}

/// What each filter finds.
pub fn conformance_filter(test: &TestRoom) {
    let ids = fill(test);
    let all = CustomerFilter::default;
    let level = |code: &str| [("customer_level".to_owned(), code.to_owned())].into();
    let filters: Vec<(CustomerFilter, &[usize])> = vec![
        (CustomerFilter { kind: Some(CustomerKind::Person), ..all() }, &[2]),
        (CustomerFilter { is_supplier: Some(true), ..all() }, &[1]),
        (CustomerFilter { is_customer: Some(false), ..all() }, &[1]),
        (CustomerFilter { active: Some(false), ..all() }, &[]),
        (CustomerFilter { owner: Some(test.owner.operator_id()), ..all() }, &[2]),
        (CustomerFilter { unowned: true, ..all() }, &[0, 1, 3, 4, 5, 6]),
        (CustomerFilter { team: Some(bookroom::values::TeamId(1)), ..all() }, &[]),
        (CustomerFilter { tag: Some("VIP".to_owned()), ..all() }, &[0]),
        (CustomerFilter { tag: Some("vi".to_owned()), ..all() }, &[]),
        (CustomerFilter { classes: level("A"), ..all() }, &[0, 4]),
        (CustomerFilter { classes: level("A"), text: Some("青".to_owned()), ..all() }, &[0]),
        // Added from 10:00 on 15 June, local time, every ten hours.
        (CustomerFilter { created_from: Some(day("2026-06-16")), ..all() }, &[2, 3, 4, 5, 6]),
        (CustomerFilter { created_to: Some(day("2026-06-15")), ..all() }, &[0, 1]),
        (
            CustomerFilter {
                created_from: Some(day("2026-06-16")),
                created_to: Some(day("2026-06-16")),
                ..all()
            },
            &[2, 3],
        ),
    ];
    for (filter, wanted) in filters {
        assert_eq!(places(test, &ids, &filter), wanted, "{filter:?}");
    }
    let unknown = CustomerFilter { classes: level("no such level"), ..all() };
    let error = test.owner.customers().count(&unknown).unwrap_err();
    assert_eq!(error.code(), Code::UnknownReference);
    assert_eq!(error.problems()[0].path, "filter.classes.customer_level");
    let page = PageRequest::default();
    let abc = CustomerFilter::of_text("ABC");
    let row = test.owner.customers().list(&abc, CustomerSort::Name, false, &page).unwrap();
    let row = &row.items[0];
    assert_eq!(row.contact.as_deref(), Some("李娜"));
    assert_eq!(row.phone.as_deref(), Some("021-55551234"));
    assert_eq!(row.classes["customer_level"], "B");
}

/// Every order, page by page, equals the list in one go.
pub fn conformance_order(test: &TestRoom) {
    let ids = fill(test);
    let customers = test.owner.customers();
    // The third is changed last.
    customers.tag(vec![ids[2]], vec!["x".to_owned()]).unwrap();
    let all = CustomerFilter::default();
    let wanted: [(CustomerSort, [usize; 7], [usize; 7]); 4] = [
        (CustomerSort::Name, [4, 1, 3, 5, 2, 0, 6], [6, 0, 2, 5, 3, 1, 4]),
        (CustomerSort::Code, [0, 3, 1, 2, 4, 5, 6], [1, 3, 0, 6, 5, 4, 2]),
        (CustomerSort::CreatedAt, [0, 1, 2, 3, 4, 5, 6], [6, 5, 4, 3, 2, 1, 0]),
        (CustomerSort::UpdatedAt, [0, 1, 3, 4, 5, 6, 2], [2, 6, 5, 4, 3, 1, 0]),
    ];
    for (by, up, down) in wanted {
        for (descending, wanted) in [(false, up), (true, down)] {
            for limit in [1, 2, 3, 4, 7, 50] {
                let mut found = Vec::new();
                let mut page = PageRequest::first(limit);
                loop {
                    let part = customers.list(&all, by, descending, &page).unwrap();
                    assert!(part.items.len() <= limit as usize);
                    found.extend(part.items.into_iter().map(|row| row.id));
                    let Some(next) = part.next else { break };
                    page = PageRequest::after(limit, next);
                }
                let wanted: Vec<CustomerId> = wanted.iter().map(|place| ids[*place]).collect();
                assert_eq!(found, wanted, "{by:?} {descending} by {limit}");
            }
        }
    }
    let page = customers.list(&all, CustomerSort::Name, false, &PageRequest::first(2)).unwrap();
    let page = PageRequest::after(2, page.next.unwrap());
    assert_eq!(
        customers.list(&all, CustomerSort::Name, true, &page).unwrap_err().code(),
        Code::BadCursor
    );
}

/// Who may be the same as whom, and why.
pub fn conformance_duplicates(test: &TestRoom) {
    let ids = fill(test);
    let customers = test.owner.customers();
    let new = NewCustomer {
        name: "杭州青禾贸易(有限)公司".to_owned(),
        tax_number: Some("9133 0106 MA27 XYK5 8L".to_owned()),
        channels: vec![
            Channel::new(ChannelKind::Mobile, "13812345678"),
            Channel::new(ChannelKind::Phone, "139 0000 2222"),
        ],
        ..NewCustomer::company("")
    };
    let hints = customers.duplicates_of(&new).unwrap();
    let same = |at: usize| -> Vec<ComparedField> {
        let reasons = hints[at].reasons.iter().filter(|it| it.agreement == Agreement::Same);
        reasons.map(|it| it.field).collect()
    };
    let all = [ComparedField::TaxNumber, ComparedField::Name, ComparedField::Phone];
    assert_eq!((hints[0].customer, hints[0].score), (ids[0], 100));
    assert!(all.iter().all(|field| same(0).contains(field)), "{hints:?}");
    assert_eq!((hints[1].customer, same(1)), (ids[6], vec![ComparedField::Name]));
    assert_eq!((hints[2].customer, same(2)), (ids[1], vec![ComparedField::Phone]));
    assert_eq!(hints.len(), 3);
    let hints = customers.duplicates_of(&NewCustomer::company("青 禾")).unwrap();
    assert_eq!(hints.iter().map(|hint| hint.customer).collect::<Vec<_>>(), [ids[0], ids[6]]);
    // Hints only: it can be added all the same.
    customers.add(NewCustomer { name: "又".to_owned(), ..new }).unwrap();
    assert_eq!(customers.duplicates_of(&NewCustomer::company("🦄🎉")).unwrap().len(), 1);
}

#[test]
fn searches_find_what_people_type() {
    conformance_search(&room::memory());
}

#[test]
fn filters_and_orders_hold() {
    conformance_filter(&room::memory());
    conformance_order(&room::memory());
}

#[test]
fn duplicates_are_hinted_at() {
    conformance_duplicates(&room::memory());
}

#[test]
fn lists_are_equal_on_every_database() {
    for backend in Backend::ALL {
        conformance_search(&room::on(backend));
        conformance_filter(&room::on(backend));
        conformance_order(&room::on(backend));
        conformance_duplicates(&room::on(backend));
    }
}

#[test]
fn a_search_text_has_bounds() {
    let test = room::memory();
    let customers = test.owner.customers();
    let error = customers.count(&CustomerFilter::of_text(&"x".repeat(201))).unwrap_err();
    assert_eq!(error.code(), Code::TooLong);
    let error = customers.count(&CustomerFilter::of_text("a\u{0}b")).unwrap_err();
    assert_eq!(error.code(), Code::BadCharacter);
    let none = customers.list(
        &CustomerFilter::default(),
        CustomerSort::Name,
        false,
        &PageRequest::first(0),
    );
    assert_eq!(none.unwrap_err().code(), Code::OutOfRange);
    assert_eq!(customers.count(&CustomerFilter::default()).unwrap(), 0);
    assert!(customers.tags().unwrap().is_empty());
    assert!(customers.get_many(&[]).unwrap().is_empty());
}
