//! Dealings with customers: what customers know of them, lists, and who sees which.

mod following;

use bookroom::Session;
use bookroom::access::model::NewRole;
use bookroom::access::permission::{Field, FieldRight, FieldRule, Grant, Permission, Reach};
use bookroom::changes::model::Subject;
use bookroom::customers::contacts::model::NewContact;
use bookroom::customers::model::{CustomerFilter, CustomerSort, NewCustomer};
use bookroom::dealings::model::{
    Dealing, DealingDirection, DealingEdit, DealingFilter, DealingSort, NewDealing,
};
use bookroom::dictionaries::model::ItemVersion;
use bookroom::error::{Code, Error};
use bookroom::exchange::export::{ExportList, ExportOptions};
use bookroom::values::{CustomerId, Edit, PageRequest};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, day};

use crate::samples::fixtures::customer;
use crate::whole::assert_whole;

/// A call on a day of June, at noon.
pub fn call(customer: CustomerId, on: u32) -> NewDealing {
    let at = format!("2026-06-{on:02}T04:00:00Z").parse().unwrap();
    NewDealing { happened_at: Some(at), ..NewDealing::new(customer, "call", "续约") }
}

/// The lines of the dealings that a filter wants, the oldest first.
fn subjects(session: &Session, filter: &DealingFilter) -> Vec<String> {
    let page = PageRequest::first(100);
    let page = session.dealings().list(filter, DealingSort::HappenedAt, false, &page).unwrap();
    let count = session.dealings().count(filter).unwrap();
    assert_eq!(count, i64::try_from(page.items.len()).unwrap());
    page.items.into_iter().map(|dealing| dealing.subject).collect()
}

fn named(error: &Error) -> Vec<(&str, Code)> {
    error.problems().iter().map(|it| (it.path.as_str(), it.code)).collect()
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn written(test: &TestRoom) -> (CustomerId, Vec<Dealing>) {
    let one = customer(test, "甲");
    let other = customer(test, "乙");
    let contact = test.owner.customers().add_contact(NewContact::of(one, "王芳")).unwrap().id;
    let dealings = vec![
        NewDealing {
            subject: "续约".to_owned(),
            content: some("价格谈妥"),
            direction: Some(DealingDirection::Outgoing),
            contacts: vec![contact],
            minutes: Some(15),
            ..call(one, 1)
        },
        NewDealing {
            kind: "上门拜访".to_owned(),
            subject: "看样品".to_owned(),
            next_contact_on: Some(day("2026-07-01")),
            ..call(one, 2)
        },
        NewDealing { kind: "mail".to_owned(), subject: "报价".to_owned(), ..call(other, 3) },
    ];
    (one, test.owner.dealings().add_many(dealings).unwrap())
}

fn conformance(test: &TestRoom) {
    let (one, made) = written(test);
    let owner = &test.owner;
    assert_eq!(made[0].operators, [owner.operator_id()]);
    assert_eq!((made[1].kind.as_str(), made[1].happened_on), ("visit", day("2026-06-02")));
    assert_eq!(owner.dealings().get(made[0].id).unwrap(), made[0]);
    let all = DealingFilter::default;
    let wanted: [(DealingFilter, &[&str]); 9] = [
        (all(), &["续约", "看样品", "报价"]),
        (DealingFilter { customer: Some(one), ..all() }, &["续约", "看样品"]),
        (DealingFilter { kinds: vec!["打电话".into(), "mail".into()], ..all() }, &["续约", "报价"]),
        (DealingFilter { contact: made[0].contacts.first().copied(), ..all() }, &["续约"]),
        (DealingFilter { operator: Some(999.into()), ..all() }, &[]),
        (
            DealingFilter { from: Some(day("2026-06-02")), to: Some(day("2026-06-02")), ..all() },
            &["看样品"],
        ),
        (DealingFilter { has_next_contact: Some(false), ..all() }, &["续约", "报价"]),
        (DealingFilter { text: some("谈妥"), ..all() }, &["续约"]),
        (DealingFilter { direction: Some(DealingDirection::Incoming), ..all() }, &[]),
    ];
    for (filter, lines) in &wanted {
        assert_eq!(&subjects(owner, filter), lines, "{filter:?}");
    }
    let edit = DealingEdit {
        kind: some("meeting"),
        contacts: Edit::Clear,
        content: Edit::Clear,
        ..DealingEdit::default()
    };
    let edited = owner.dealings().edit(made[0].id, 1, edit.clone()).unwrap();
    assert_eq!(
        (edited.kind.as_str(), &edited.contacts[..], edited.version),
        ("meeting", &[][..], 2)
    );
    // The same once more changes nothing, not even the version.
    assert_eq!(owner.dealings().edit(made[0].id, 2, edit.clone()).unwrap(), edited);
    let stale = owner.dealings().edit(made[0].id, 1, edit).unwrap_err();
    assert_eq!(stale.code(), Code::VersionConflict);
    let removed = owner.dealings().remove_many(made[1..].iter().map(Into::into).collect()).unwrap();
    assert_eq!(removed, made[1..]);
    assert_eq!(subjects(owner, &all()), ["续约"]);
    assert_eq!(owner.dealings().get(made[1].id).unwrap_err().code(), Code::NotFound);
    assert_whole(owner, "dealings");
}

#[test]
fn dealings_are_written_found_changed_and_removed() {
    conformance(&room::memory());
}

#[test]
fn dealings_are_alike_on_every_database() {
    for backend in Backend::ALL {
        conformance(&room::on(backend));
    }
}

#[test]
fn what_a_dealing_cannot_be_is_named_all_at_once() {
    let test = room::memory();
    let (one, made) = written(&test);
    let other = customer(&test, "丙");
    let foreign = test.owner.customers().add_contact(NewContact::of(other, "李")).unwrap().id;
    let wrong = NewDealing {
        kind: "smoke".to_owned(),
        subject: " ".to_owned(),
        happened_at: "2026-06-15T03:00:01Z".parse().ok(),
        minutes: Some(10_081),
        contacts: vec![foreign, foreign],
        operators: vec![99.into()],
        next_contact_on: Some(day("2026-06-14")),
        ..NewDealing::new(one, "call", "x")
    };
    let unknown = NewDealing { kind: String::new(), ..call(999.into(), 1) };
    let error = test.owner.dealings().add_many(vec![wrong, unknown]).unwrap_err();
    let expected = [
        ("dealings[0].kind", Code::UnknownReference),
        ("dealings[0].subject", Code::Required),
        ("dealings[0].minutes", Code::OutOfRange),
        ("dealings[0].contacts[1]", Code::Repeated),
        ("dealings[0].happened_at", Code::DateOrder),
        ("dealings[0].next_contact_on", Code::DateOrder),
        ("dealings[0].contacts[0]", Code::UnknownReference),
        ("dealings[0].operators[0]", Code::UnknownReference),
        ("dealings[1].customer", Code::UnknownReference),
        ("dealings[1].kind", Code::Required),
    ];
    assert_eq!(named(&error), expected);
    let edit =
        DealingEdit { happened_at: "2026-07-02T00:00:00Z".parse().ok(), ..Default::default() };
    let error = test.owner.dealings().edit(made[1].id, 1, edit).unwrap_err();
    assert_eq!(
        named(&error),
        [
            ("edits[0].edit.happened_at", Code::DateOrder),
            ("edits[0].edit.next_contact_on", Code::DateOrder)
        ]
    );
    let twice = vec![(&made[0]).into(), (&made[0]).into()];
    let error = test.owner.dealings().remove_many(twice).unwrap_err();
    assert_eq!(named(&error), [("dealings[1].id", Code::Repeated)]);
}

#[test]
fn who_took_part_and_what_it_was_stays_while_dealings_tell_of_it() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let (one, made) = written(&test);
        let customers = test.owner.customers();
        let contact = customers.contact(made[0].contacts[0]).unwrap();
        let error = customers.remove_contact(contact.id, contact.version).unwrap_err();
        assert_eq!(error.code(), Code::InUse, "{backend:?}");
        let version = customers.get(one).unwrap().version;
        assert_eq!(customers.remove(one, version).unwrap_err().code(), Code::InUse);
        // A kind that is merged away takes its dealings along.
        let from = ItemVersion { code: "call".to_owned(), version: 1 };
        let merged =
            test.owner.dictionaries().merge_items("follow_up_type", from, "wechat").unwrap();
        assert_eq!(merged.rewritten.iter().map(|it| it.count).sum::<i64>(), 1, "{merged:?}");
        let now = test.owner.dealings().get(made[0].id).unwrap();
        assert_eq!((now.kind.as_str(), now.version), ("wechat", 2));
        let page = PageRequest::default();
        let subject = Subject::new("dealing", now.id);
        let history = test.owner.changes().history(&subject, &page).unwrap();
        assert_eq!(history.items.len(), 2);
        assert_whole(&test.owner, "a merged kind");
        // Without dealings, the customer goes with its plan.
        let all = made.iter().filter(|it| it.customer == one);
        let seen: Vec<_> = all.map(|it| test.owner.dealings().get(it.id).unwrap().seen()).collect();
        test.owner.dealings().remove_many(seen).unwrap();
        let planned = customers.plan_contact(one, version, Some(day("2026-07-01")), None).unwrap();
        customers.remove(one, planned.version).unwrap();
        assert_whole(&test.owner, "a removed customer");
    }
}

#[test]
fn dealings_are_seen_as_far_as_their_customers() {
    let test = room::memory();
    let grant = |permission, reach| Grant { permission, reach };
    let role = NewRole {
        code: "seller".to_owned(),
        label_zh: "seller".to_owned(),
        label_en: "seller".to_owned(),
        grants: vec![
            grant(Permission::DealingsView, Reach::Own),
            grant(Permission::DealingsAdd, Reach::Own),
            grant(Permission::DealingsEdit, Reach::Own),
            grant(Permission::CustomersView, Reach::Own),
            grant(Permission::ChangesView, Reach::All),
            grant(Permission::ListsExport, Reach::All),
        ],
        fields: vec![FieldRule { field: Field::DealingText, right: FieldRight::Masked }],
    };
    test.owner.access().add_role(role).unwrap();
    let seller = test.operator("ann", &["seller"]);
    let theirs = customer(&test, "boss's");
    let new = NewCustomer { owner: Some(seller.operator_id()), ..NewCustomer::company("ann's") };
    let mine = test.owner.customers().add(new).unwrap().id;
    let of = |customer, subject: &str| NewDealing {
        subject: subject.to_owned(),
        content: some("secret words"),
        ..call(customer, 1)
    };
    let hidden = test.owner.dealings().add(of(theirs, "theirs")).unwrap();
    let shown = test.owner.dealings().add(of(mine, "mine")).unwrap();
    assert_eq!(subjects(&seller, &DealingFilter::default()), ["mine"]);
    let secret = DealingFilter { text: some("secret"), ..DealingFilter::default() };
    assert_eq!(subjects(&seller, &secret), Vec::<String>::new());
    assert_eq!(seller.dealings().get(shown.id).unwrap().content, some("****"));
    assert_eq!(seller.dealings().get(hidden.id).unwrap_err().code(), Code::NotFound);
    let unknown = seller.dealings().add(call(theirs, 2)).unwrap_err();
    assert_eq!(named(&unknown), [("dealings[0].customer", Code::UnknownReference)]);
    let edit = DealingEdit { minutes: 5.into(), ..DealingEdit::default() };
    assert_eq!(seller.dealings().edit(shown.id, 1, edit.clone()).unwrap().content, some("****"));
    let refused = [
        (seller.dealings().edit(hidden.id, 1, edit).map(drop), Code::NotFound),
        (seller.dealings().remove(hidden.id, 1).map(drop), Code::NotFound),
        (seller.dealings().remove(shown.id, 2).map(drop), Code::FieldNotPermitted),
        (seller.dealings().add(of(mine, "x")).map(drop), Code::FieldNotPermitted),
    ];
    for (refused, code) in refused {
        assert_eq!(refused.unwrap_err().code(), code);
    }
    let subjects = |id| {
        let subject = Subject::new("dealing", id);
        seller.changes().history(&subject, &PageRequest::default()).map(|page| page.items.len())
    };
    assert_eq!(subjects(shown.id.0).unwrap(), 2);
    assert_eq!(subjects(hidden.id.0).unwrap_or(0), 0);
    let mut file = Vec::new();
    let list = ExportList::Dealings(DealingFilter::default());
    let options = ExportOptions::default();
    assert_eq!(seller.exchange().export(&list, &mut file, &options).unwrap(), 1);
    let text = String::from_utf8(file).unwrap();
    assert!(text.contains("mine") && text.contains("ann's"), "{text}");
    assert!(!text.contains("secret") && !text.contains("theirs"), "{text}");
}

#[test]
fn customers_are_listed_by_what_is_due() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let names: Vec<CustomerId> =
            ["甲", "乙", "丙"].iter().map(|name| customer(&test, name)).collect();
        let next = |on: &str| Some(day(on));
        let first = NewDealing { next_contact_on: next("2026-06-20"), ..call(names[0], 1) };
        let second = NewDealing { next_contact_on: next("2026-07-20"), ..call(names[1], 10) };
        test.owner.dealings().add_many(vec![first, second]).unwrap();
        let list = |filter: CustomerFilter, sort, descending| -> Vec<CustomerId> {
            let customers = test.owner.customers();
            let page = PageRequest::first(2);
            let mut found = customers.list(&filter, sort, descending, &page).unwrap();
            let count = customers.count(&filter).unwrap();
            let mut all = std::mem::take(&mut found.items);
            while let Some(after) = found.next.take() {
                let page = PageRequest { after: Some(after), ..page.clone() };
                found = customers.list(&filter, sort, descending, &page).unwrap();
                all.append(&mut found.items);
            }
            assert_eq!(count, i64::try_from(all.len()).unwrap());
            all.into_iter().map(|it| it.id).collect()
        };
        let all = CustomerFilter::default;
        let due = CustomerFilter { next_contact_to: next("2026-06-30"), ..all() };
        assert_eq!(list(due, CustomerSort::Name, false), names[..1], "{backend:?}");
        let asleep = CustomerFilter { no_dealing_since: next("2026-06-10"), ..all() };
        let wanted = [names[0], names[2]];
        assert_eq!(list(asleep, CustomerSort::LastContactOn, false), wanted);
        let by_last = list(all(), CustomerSort::LastContactOn, true);
        assert_eq!(by_last, [names[1], names[0], names[2]]);
        assert_eq!(list(all(), CustomerSort::NextContactOn, false), names);
    }
}
