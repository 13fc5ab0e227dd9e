//! Persons who stand at several customers: places, who is first, what may name them, who reports to
//! whom.

use bookroom::changes::model::Subject;
use bookroom::customers::contacts::links::model::{ContactLink, ContactLinkEdit, NewContactLink};
use bookroom::customers::contacts::model::{
    Contact, ContactEdit, ContactFilter, ContactSort, DecisionRole, NewContact,
};
use bookroom::customers::model::{CustomerFilter, CustomerSort, NewCustomer};
use bookroom::dealings::model::NewDealing;
use bookroom::error::{Code, Result};
use bookroom::search::model::SearchQuery;
use bookroom::service::model::{CaseKind, NewCase};
use bookroom::values::{ContactId, CustomerId, Edit, PageRequest};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, day};

use crate::whole::assert_whole;

fn company(test: &TestRoom, name: &str) -> CustomerId {
    test.owner.customers().add(NewCustomer::company(name)).unwrap().id
}

fn person(test: &TestRoom, customer: CustomerId, name: &str) -> Contact {
    test.owner.customers().add_contact(NewContact::of(customer, name)).unwrap()
}

fn link(test: &TestRoom, contact: ContactId, customer: CustomerId) -> ContactLink {
    test.owner.customers().link_contact(NewContactLink::of(contact, customer)).unwrap()
}

fn first_of(test: &TestRoom, customer: CustomerId) -> Vec<String> {
    let filter =
        ContactFilter { customer: Some(customer), is_primary: Some(true), ..Default::default() };
    let page = PageRequest::first(9);
    let found = test.owner.customers().list_contacts(&filter, ContactSort::Name, false, &page);
    found.unwrap().items.into_iter().map(|it| it.name).collect()
}

fn code<T: std::fmt::Debug>(result: Result<T>) -> (Code, String) {
    let error = result.unwrap_err();
    let path = error.problems().first().map(|it| it.path.clone()).unwrap_or_default();
    (error.code(), path)
}

#[test]
fn one_person_stands_at_several_customers_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let customers = test.owner.customers();
        let [own, other] = ["甲公司", "乙公司"].map(|name| company(&test, name));
        let wang = person(&test, own, "王总");
        let li = customers
            .add_contact(NewContact { is_primary: true, ..NewContact::of(other, "李四") })
            .unwrap();
        let new = NewContactLink {
            role: Some("监督".into()),
            title: Some("董事".into()),
            decision_role: Some(DecisionRole::DecisionMaker),
            is_primary: true,
            ..NewContactLink::of(wang.id, other)
        };
        let tried = test.owner.dry_run().customers().link_contact(new.clone()).unwrap();
        let linked = customers.link_contact(new.clone()).unwrap();
        assert_eq!(tried.title, linked.title, "{backend:?}");
        assert_eq!(customers.contact_link(linked.id).unwrap(), linked, "{backend:?}");
        // The first there stepped down, whose own place it is.
        assert!(!customers.contact(li.id).unwrap().is_primary, "{backend:?}");
        assert_eq!(first_of(&test, other), ["王总"], "{backend:?}");
        let all = customers.contacts(other).unwrap();
        let names: Vec<&str> = all.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["王总", "李四"], "{backend:?}");
        assert_eq!((all[0].customer, all[0].links.clone()), (own, vec![linked.clone()]));
        // The list of customers tells the first one, and finds both by the name.
        let filter = CustomerFilter::of_text("王总");
        let page = PageRequest::first(9);
        let found = customers.list(&filter, CustomerSort::Name, false, &page).unwrap().items;
        let told: Vec<_> = found.iter().map(|it| (it.id, it.contact.as_deref())).collect();
        assert_eq!(told.len(), 2, "{backend:?}");
        assert!(told.contains(&(other, Some("王总"))), "{told:?}");
        // And back again.
        let edit = ContactEdit { is_primary: Some(true), ..ContactEdit::default() };
        let now = customers.contact(li.id).unwrap();
        customers.edit_contact(li.id, now.version, edit).unwrap();
        let linked = customers.contact_link(linked.id).unwrap();
        assert!(!linked.is_primary, "{backend:?}");
        assert_eq!(first_of(&test, other), ["李四"], "{backend:?}");
        let left = ContactLinkEdit { left_on: Edit::Set(day("2026-05-31")), ..Default::default() };
        let left = customers.edit_contact_link(linked.id, linked.version, left).unwrap();
        let filter = |active| ContactFilter {
            customer: Some(other),
            active: Some(active),
            decision_role: (!active).then_some(DecisionRole::DecisionMaker),
            ..ContactFilter::default()
        };
        let count = |active| customers.count_contacts(&filter(active)).unwrap();
        assert_eq!((count(true), count(false)), (1, 1), "{backend:?}");
        assert_eq!(code(customers.link_contact(new)).0, Code::AlreadyExists);
        customers.unlink_contact(left.id, left.version).unwrap();
        assert_eq!(customers.contacts(other).unwrap().len(), 1, "{backend:?}");
        let subject = Subject { kind: "contact_link".into(), id: left.id.0 };
        let page = PageRequest::first(99);
        let told = test.owner.changes().history(&subject, &page).unwrap().items.len();
        assert_eq!(told, 4, "{backend:?}");
        assert_whole(&test.owner, "links");
    }
}

#[test]
fn what_links_refuse() {
    let test = room::memory();
    let customers = test.owner.customers();
    let [own, other] = ["甲", "乙"].map(|name| company(&test, name));
    let wang = person(&test, own, "王总");
    let new = |contact, customer| NewContactLink::of(contact, customer);
    let own_again = customers.link_contact(new(wang.id, own));
    assert_eq!(code(own_again), (Code::AlreadyExists, "links[0].customer".into()));
    let nobody = customers.link_contact(new(ContactId(99), other));
    assert_eq!(code(nobody).0, Code::NotFound);
    let nowhere = customers.link_contact(new(wang.id, CustomerId(99)));
    assert_eq!(code(nowhere).0, Code::NotFound);
    let twice = customers.link_contacts(vec![new(wang.id, other), new(wang.id, other)]);
    assert_eq!(code(twice), (Code::Repeated, "links[1]".into()));
    let long = NewContactLink { title: Some("长".repeat(101)), ..new(wang.id, other) };
    let future = NewContactLink { left_on: Some(day("2999-01-01")), ..long };
    let error = customers.link_contact(future).unwrap_err();
    let paths: Vec<&str> = error.problems().iter().map(|it| it.path.as_str()).collect();
    assert_eq!(paths, ["links[0].title", "links[0].left_on"]);
    assert!(customers.contact(wang.id).unwrap().links.is_empty());
    let zhao = person(&test, own, "赵六");
    let first = |contact| NewContactLink { is_primary: true, ..new(contact, other) };
    let both = customers.link_contacts(vec![first(wang.id), first(zhao.id)]);
    assert_eq!(code(both), (Code::Repeated, "links[1].is_primary".into()));
    assert!(customers.link_contacts(Vec::new()).unwrap().is_empty());
    let made = link(&test, wang.id, other);
    let stale = customers.unlink_contact(made.id, made.version + 1);
    assert_eq!(code(stale).0, Code::VersionConflict);
    // Neither the person nor the customer goes while the place is there.
    assert_eq!(code(customers.remove_contact(wang.id, wang.version)).0, Code::InUse);
    let version = customers.get(other).unwrap().version;
    assert_eq!(code(customers.remove(other, version)).0, Code::InUse);
    // A hundred further places, and no more.
    let names: Vec<_> = (0..100).map(|at| NewCustomer::company(&format!("第{at}家"))).collect();
    let many = customers.add_many(names).unwrap();
    let links: Vec<_> = many.iter().map(|it| new(wang.id, it.id)).collect();
    assert_eq!(code(customers.link_contacts(links.clone())).0, Code::TooMany);
    customers.link_contacts(links[..99].to_vec()).unwrap();
    assert_whole(&test.owner, "refused links");
}

#[test]
fn dealings_and_cases_name_who_stands_there_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let session = &test.owner;
        let [own, other] = ["甲", "乙"].map(|name| company(&test, name));
        let wang = person(&test, own, "王总").id;
        let dealing =
            NewDealing { contacts: vec![wang], ..NewDealing::new(other, "call", "续约") };
        let case = NewCase {
            customer: Some(other),
            contact: Some(wang),
            ..NewCase::new(CaseKind::Complaint, "受潮")
        };
        assert_eq!(code(session.dealings().add(dealing.clone())).0, Code::UnknownReference);
        assert_eq!(code(session.service().open(case.clone())).0, Code::UnknownReference);
        let made = link(&test, wang, other);
        session.dealings().add(dealing).unwrap();
        session.service().open(case).unwrap();
        let refused = session.customers().unlink_contact(made.id, made.version);
        assert_eq!(code(refused), (Code::InUse, "links[0]".into()), "{backend:?}");
        let hits = session.search().find(&SearchQuery::of("王总 乙")).unwrap();
        assert!(hits.hits.iter().any(|hit| hit.id == wang.0), "{backend:?}");
        assert_whole(session, "named");
    }
}

fn superior(test: &TestRoom, id: ContactId, above: Option<ContactId>) -> Result<Contact> {
    let version = test.owner.customers().contact(id).unwrap().version;
    let superior = above.map_or(Edit::Clear, Edit::Set);
    let edit = ContactEdit { superior, ..ContactEdit::default() };
    test.owner.customers().edit_contact(id, version, edit)
}

#[test]
fn nobody_reports_to_oneself_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let customers = test.owner.customers();
        let [top, below, apart] = ["控股", "子公司", "别家"].map(|name| company(&test, name));
        let version = customers.get(below).unwrap().version;
        customers.set_parent(below, version, Some(top)).unwrap();
        let [a, b] = ["总", "副"].map(|name| person(&test, top, name).id);
        let c = person(&test, below, "经理").id;
        let d = person(&test, apart, "别人").id;
        superior(&test, b, Some(a)).unwrap();
        superior(&test, c, Some(b)).unwrap();
        for above in [a, b, c] {
            let path = "edits[0].edit.superior".to_owned();
            assert_eq!(code(superior(&test, a, Some(above))), (Code::Cycle, path), "{backend:?}");
        }
        assert_eq!(code(superior(&test, c, Some(d))).0, Code::UnknownReference, "{backend:?}");
        assert_eq!(code(superior(&test, c, Some(ContactId(99)))).0, Code::UnknownReference);
        // By a further place it is one of the family.
        link(&test, d, below);
        superior(&test, c, Some(d)).unwrap();
        let filter = ContactFilter { superior: Some(a), ..ContactFilter::default() };
        assert_eq!(customers.count_contacts(&filter).unwrap(), 1, "{backend:?}");
        // Two of one command that close a circle between them.
        let [one, two] = ["一", "二"].map(|name| person(&test, top, name));
        let edit = |of: &Contact, above: ContactId| {
            let edit = ContactEdit { superior: Edit::Set(above), ..ContactEdit::default() };
            bookroom::customers::contacts::model::ContactUpdate {
                id: of.id,
                version: of.version,
                edit,
            }
        };
        let both = customers.edit_contacts(vec![edit(&one, two.id), edit(&two, one.id)]);
        assert_eq!(code(both).0, Code::Cycle, "{backend:?}");
        // To whom somebody reports is not removed, but together with them.
        let now = |id| customers.contact(id).unwrap().seen();
        assert_eq!(code(customers.remove_contacts(vec![now(a)])).0, Code::InUse);
        customers.remove_contacts(vec![now(a), now(b)]).unwrap();
        superior(&test, c, None).unwrap();
        assert_whole(&test.owner, "superiors");
    }
}

#[test]
fn no_more_than_fifty_stand_above_each_other() {
    let test = room::memory();
    let customer = company(&test, "多级");
    let customers = test.owner.customers();
    let mut above = None;
    for level in 0..50 {
        let new =
            NewContact { superior: above, ..NewContact::of(customer, &format!("级 {level}")) };
        above = Some(customers.add_contact(new).unwrap().id);
    }
    let new = NewContact { superior: above, ..NewContact::of(customer, "多一级") };
    assert_eq!(code(customers.add_contact(new)), (Code::TooMany, "contacts[0].superior".into()));
    let top = person(&test, customer, "顶").id;
    assert_eq!(code(superior(&test, ContactId(1), Some(top))).0, Code::TooMany);
}
