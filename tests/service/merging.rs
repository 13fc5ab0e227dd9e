//! Items that cases and customers hold: merged, retired, not valid yet.

use bookroom::changes::model::Subject;
use bookroom::customers::model::NewCustomer;
use bookroom::dictionaries::model::{ItemVersion, NewDictionaryItem};
use bookroom::error::Code;
use bookroom::service::model::{CaseDimension, NewCase};
use bookroom::values::PageRequest;
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, day};
use chrono::TimeDelta;

use super::{complaint, some};

/// Merging and retiring items that cases and customers hold.
pub fn conformance_merge(test: &TestRoom) {
    let lists = test.owner.dictionaries();
    let items = ["fit", "fits"].map(|code| NewDictionaryItem::new(code, "", code)).to_vec();
    lists.add_items("case_category", items).unwrap();
    let service = test.owner.service();
    let new = |category: &str| NewCase { category: some(category), ..complaint(category) };
    let made = service.open_many(vec![new("fit"), new("fits"), new("quality")]).unwrap();
    let client = NewCustomer { level: some("C"), ..NewCustomer::company("客户") };
    let client = test.owner.customers().add(client).unwrap();
    let seen = |code: &str| ItemVersion { code: code.to_owned(), version: 1 };
    let used = lists.remove_items("case_category", vec![seen("fits")]).unwrap_err();
    assert_eq!(used.code(), Code::InUse);
    let merged = lists.merge_items("case_category", seen("fits"), "fit").unwrap();
    let counts: Vec<(&str, i64)> =
        merged.rewritten.iter().map(|row| (row.subject.as_str(), row.count)).collect();
    assert_eq!(counts, [("case", 1)]);
    let case = service.get(made[1].id).unwrap();
    assert_eq!((case.category.as_deref(), case.version), (Some("fit"), 2));
    let history =
        test.owner.changes().history(&Subject::new("case", case.id), &PageRequest::default());
    let change = history.unwrap().items.pop().unwrap();
    assert_eq!(change.action, "dictionaries.merge_items");
    assert_eq!(change.fields[0].after.as_deref(), Some("\"fit\""));
    let by = service.counts(day("2026-01-01"), day("2026-12-31"), &[CaseDimension::Category]);
    let by: Vec<_> =
        by.unwrap().into_iter().map(|row| (row.category.unwrap(), row.cases)).collect();
    assert_eq!(by, [("fit".to_owned(), 2), ("quality".to_owned(), 1)]);

    let merged = lists.merge_items("customer_level", seen("C"), "B").unwrap();
    assert_eq!(merged.rewritten[0].subject, "customer");
    let client = test.owner.customers().get(client.id).unwrap();
    assert_eq!((client.level.as_deref(), client.version), (Some("B"), 2));

    assert_eq!(service.open(new("a\0b")).unwrap_err().problems()[1].code, Code::UnknownReference);
    lists.set_items_active("case_category", vec![seen("fit")], false).unwrap();
    let retired = service.open(new("fit")).unwrap_err();
    assert_eq!(retired.code(), Code::Retired);
    let tomorrow = NewDictionaryItem {
        valid_from: Some(day("2026-06-16")),
        ..NewDictionaryItem::new("soon", "", "Soon")
    };
    lists.add_items("case_category", vec![tomorrow]).unwrap();
    assert_eq!(service.open(new("Soon")).unwrap_err().code(), Code::Retired);
    test.clock.advance(TimeDelta::days(1));
    assert_eq!(service.open(new("SOON!")).unwrap().category.as_deref(), Some("soon"));
}

#[test]
fn merging_items_rewrites_their_users() {
    conformance_merge(&room::memory());
}

#[test]
fn merging_is_the_same_on_every_database() {
    for backend in Backend::ALL {
        conformance_merge(&room::on(backend));
    }
}
