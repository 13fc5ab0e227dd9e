//! Changing, retiring, removing, assigning and tagging customers.

use bookroom::changes::model::Subject;
use bookroom::customers::contacts::model::NewContact;
use bookroom::customers::model::{
    BillingProfile, Channel, ChannelKind, Customer, CustomerEdit, CustomerFilter, CustomerUpdate,
    NewCustomer,
};
use bookroom::error::Code;
use bookroom::ledger::model::{NewJournalEntry, NewPosting};
use bookroom::values::{CustomerId, Edit, PageRequest};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, amount, day};

use super::full;

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn change(customer: &Customer, edit: CustomerEdit) -> CustomerUpdate {
    CustomerUpdate { id: customer.id, version: customer.version, edit }
}

fn code(code: &str) -> CustomerEdit {
    CustomerEdit { code: code.into(), ..CustomerEdit::default() }
}

/// Changes customers in every way there is.
pub fn conformance_edit(test: &TestRoom) {
    let customers = test.owner.customers();
    let old = customers.add(full()).unwrap();
    test.clock.advance(chrono::TimeDelta::seconds(5));
    let edit = CustomerEdit {
        name: some("青禾集团"),
        legal_name: " ".into(),
        note: Edit::Clear,
        tax_number: "".into(),
        channels: vec![Channel::new(ChannelKind::Wechat, "qinghe_2026")].into(),
        addresses: Vec::new().into(),
        billing: BillingProfile::default().into(),
        level: "B".into(),
        tags: vec!["b".to_owned(), "a".to_owned()].into(),
        ..CustomerEdit::default()
    };
    let new = customers.edit(old.id, old.version, edit.clone()).unwrap();
    assert_eq!(customers.get(old.id).unwrap(), new);
    assert_eq!((new.name.as_str(), new.version), ("青禾集团", 2));
    assert_eq!((&new.legal_name, &new.note, &new.tax_number), (&None, &None, &None));
    assert_eq!((new.tax_kind, new.billing.is_none(), new.addresses.len()), (None, true, 0));
    assert_eq!(
        (new.level.as_deref(), new.tags.as_slice()),
        (Some("B"), &["a".into(), "b".into()][..])
    );
    assert_eq!((new.payment_days, new.bank_accounts.len()), (30, 1));
    assert!(new.updated_at > old.updated_at && new.created_at == old.created_at);

    let head = test.owner.changes().head().unwrap();
    let same = customers.edit(new.id, new.version, edit.clone()).unwrap();
    assert_eq!(same, new);
    assert_eq!(test.owner.changes().head().unwrap(), head, "nothing changed, nothing is noted");
    let error = customers.edit(old.id, 1, edit).unwrap_err();
    assert_eq!(error.code(), Code::VersionConflict);
    assert_eq!(error.problems()[0].path, "edits[0]");
    let history = test.owner.changes();
    let history =
        history.history(&Subject::new("customer", old.id), &PageRequest::default()).unwrap();
    let fields: Vec<&str> =
        history.items[1].fields.iter().map(|field| field.field.as_str()).collect();
    assert_eq!(
        fields,
        [
            "addresses",
            "billing",
            "channels",
            "legal_name",
            "level",
            "name",
            "note",
            "tags",
            "tax_kind",
            "tax_number",
        ]
    );

    // Two customers change codes with each other, and a third takes one that was given up.
    let one = customers.add(NewCustomer { code: some("A"), ..NewCustomer::company("一") }).unwrap();
    let two = customers.add(NewCustomer { code: some("B"), ..NewCustomer::company("二") }).unwrap();
    let swap = vec![change(&one, code("B")), change(&two, code("A"))];
    let swapped = customers.edit_many(swap).unwrap();
    assert_eq!(swapped[0].code.as_deref(), Some("B"));
    assert_eq!(customers.find_by_code("A").unwrap().unwrap().id, two.id);
    assert_eq!(customers.find_by_code("C").unwrap(), None);
    let error = customers.edit(swapped[0].id, 2, code("A")).unwrap_err();
    assert_eq!(error.code(), Code::AlreadyExists);
    assert_eq!(error.problems()[0].path, "edits[0].edit.code");
}

/// Retires, restores, assigns, tags and removes.
pub fn conformance_state(test: &TestRoom) {
    let customers = test.owner.customers();
    let added = customers.add_many(["甲", "乙", "丙"].map(NewCustomer::company).to_vec()).unwrap();
    let seen = |all: &[Customer]| all.iter().map(Customer::seen).collect::<Vec<_>>();
    let retired = customers.set_active_many(seen(&added), false).unwrap();
    assert!(retired.iter().all(|customer| !customer.active && customer.version == 2));
    let one = customers.set_active(retired[0].id, 2, false).unwrap();
    assert_eq!(one.version, 2, "nothing changed");
    let restored = customers.set_active_many(seen(&retired), true).unwrap();
    let owner = test.owner.operator_id();
    let owned = customers.assign(seen(&restored), Some(owner), None).unwrap();
    assert!(owned.iter().all(|customer| customer.owner == Some(owner) && customer.version == 4));
    assert_eq!(customers.get_many(&[owned[1].id]).unwrap()[0], owned[1]);
    let free = customers.assign(seen(&owned), None, None).unwrap();
    assert!(free.iter().all(|customer| customer.owner.is_none()));

    let ids: Vec<CustomerId> = free.iter().map(|customer| customer.id).collect();
    assert_eq!(customers.tag(ids.clone(), vec!["🎯".into(), "重点".into()]).unwrap(), 3);
    assert_eq!(customers.tag(ids[..2].to_vec(), vec!["重点".into()]).unwrap(), 0);
    assert_eq!(customers.untag(ids[..1].to_vec(), vec!["🎯".into(), "none".into()]).unwrap(), 1);
    let tags = customers.tags().unwrap();
    let mut tags: Vec<(&str, i64)> =
        tags.iter().map(|count| (count.tag.as_str(), count.customers)).collect();
    tags.sort_unstable();
    assert_eq!(tags, [("重点", 3), ("🎯", 2)]);

    customers.add_contact(NewContact::of(ids[0], "王")).unwrap();
    let first = customers.get(ids[0]).unwrap();
    assert_eq!(customers.remove(ids[0], first.version).unwrap(), first);
    assert_eq!(customers.get(ids[0]).unwrap_err().code(), Code::NotFound);
    assert_eq!(customers.count(&CustomerFilter::default()).unwrap(), 2);
}

#[test]
fn customers_change_in_every_way() {
    let test = room::memory();
    conformance_edit(&test);
    conformance_state(&room::memory());
}

#[test]
fn customers_change_alike_on_every_database() {
    for backend in Backend::ALL {
        conformance_edit(&room::on(backend));
        conformance_state(&room::on(backend));
    }
}

#[test]
fn many_are_changed_or_none() {
    let test = room::memory();
    let customers = test.owner.customers();
    let new = (0..10_000).map(|n| NewCustomer::company(&format!("客户{n}"))).collect();
    let added = customers.add_many(new).unwrap();
    let tag = |n: usize| CustomerEdit { tags: vec![format!("{n}")].into(), ..Default::default() };
    let edits: Vec<_> =
        added.iter().enumerate().map(|(n, customer)| change(customer, tag(n % 7))).collect();
    let edited = customers.edit_many(edits.clone()).unwrap();
    assert!(edited.iter().all(|customer| customer.version == 2));
    let mut again: Vec<_> = edited.iter().map(|customer| change(customer, tag(9))).collect();
    again[9_999].version = 1;
    let error = customers.edit_many(again.clone()).unwrap_err();
    assert_eq!(
        (error.code(), error.problems()[0].path.as_str()),
        (Code::VersionConflict, "edits[9999]")
    );
    assert_eq!(customers.get(added[0].id).unwrap().version, 2);
    again[9_999] = again[0].clone();
    let error = customers.edit_many(again).unwrap_err();
    assert_eq!((error.code(), error.problems()[0].path.as_str()), (Code::Repeated, "edits[9999]"));
    assert!(customers.edit_many(Vec::new()).unwrap().is_empty());
    assert!(customers.set_active_many(Vec::new(), true).unwrap().is_empty());
    assert!(customers.remove_many(Vec::new()).unwrap().is_empty());
    assert_eq!(customers.tag(Vec::new(), vec!["x".into()]).unwrap(), 0);
    let gone = customers.remove_many(edited.iter().map(Customer::seen).collect()).unwrap();
    assert_eq!(gone.len(), 10_000);
    assert!(test.owner.changes().verify(None).unwrap().findings.is_empty());
}

#[test]
fn what_is_in_use_is_retired_not_removed() {
    let test = room::memory();
    let customers = test.owner.customers();
    let added = customers.add_many(["甲", "乙"].map(NewCustomer::company).to_vec()).unwrap();
    let entry = NewJournalEntry {
        journal: None,
        on: day("2026-06-01"),
        summary: "赊销".to_owned(),
        attachments: 0,
        postings: vec![
            NewPosting::debit("1122", amount("5")).with(added[1].id),
            NewPosting::credit("1001", amount("5")),
        ],
    };
    test.owner.ledger().post(entry).unwrap();
    let seen = added.iter().map(Customer::seen).collect();
    let error = customers.remove_many(seen).unwrap_err();
    assert_eq!((error.code(), error.problems()[0].path.as_str()), (Code::InUse, "customers[1]"));
    assert!(customers.get(added[0].id).is_ok());
    assert!(!customers.set_active(added[1].id, 1, false).unwrap().active);
}

#[test]
fn tags_have_bounds() {
    let test = room::memory();
    let customers = test.owner.customers();
    let full = (0..49).map(|n| format!("t{n:02}")).collect();
    let new = NewCustomer { tags: full, ..NewCustomer::company("甲") };
    let id = customers.add(new).unwrap().id;
    customers.tag(vec![id], vec!["last".into()]).unwrap();
    let error = customers.tag(vec![id], vec!["more".into()]).unwrap_err();
    assert_eq!((error.code(), error.problems()[0].path.as_str()), (Code::TooMany, "customers[0]"));
    let error = customers.tag(vec![id, id], vec![" ".into()]).unwrap_err();
    assert_eq!((error.code(), error.problems()[0].path.as_str()), (Code::Required, "tags[0]"));
    let error = customers.tag(vec![id, id], vec!["last".into()]).unwrap_err();
    assert_eq!(error.code(), Code::Repeated);
    assert_eq!(
        customers.tag(vec![CustomerId(99)], vec!["x".into()]).unwrap_err().code(),
        Code::NotFound
    );
}
