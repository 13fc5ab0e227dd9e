//! Contacts that are the same person: merged into one with all that names them, and parted again.

use bookroom::Session;
use bookroom::attachments::model::{AttachedTo, NewAttachment};
use bookroom::customers::contacts::links::model::NewContactLink;
use bookroom::customers::contacts::merging::model::{ContactMergeRule, MergedContacts};
use bookroom::customers::contacts::model::{
    ContactEdit, ContactFilter, ContactSort, ContactVersion, NewContact,
};
use bookroom::customers::duplicates::model::{ContactDuplicateSearch, ContactPair};
use bookroom::customers::model::{Channel, ChannelKind, NewCustomer};
use bookroom::dealings::model::NewDealing;
use bookroom::error::{Code, Error, Result};
use bookroom::search::model::SearchQuery;
use bookroom::service::model::{CaseKind, NewCase};
use bookroom::tasks::model::{NewTask, TaskLink};
use bookroom::values::{ContactId, CustomerId, Edit, PageRequest};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom};

use super::{assert_same, told};
use crate::whole::assert_whole;

fn seen(session: &Session, id: ContactId) -> ContactVersion {
    session.customers().contact(id).unwrap().seen()
}

fn merge(session: &Session, into: ContactId, others: &[ContactId]) -> Result<MergedContacts> {
    let others = others.iter().map(|id| seen(session, *id)).collect();
    session.customers().merge_contacts(seen(session, into), others, Vec::new())
}

fn unmerge(session: &Session, merged: &MergedContacts) -> Result<MergedContacts> {
    session.customers().unmerge_contacts(merged.merge.id, merged.merge.version)
}

fn blocked(error: &Error) -> String {
    assert_eq!(error.code(), Code::UnmergeBlocked, "{error:?}");
    error.problems()[0].fact_value("blocked").unwrap_or_default().to_owned()
}

struct Stage {
    customers: [CustomerId; 3],
    /// One person three times, and who reports to the third.
    people: [ContactId; 4],
}

/// One person three times, at three customers, with one of everything that names a contact.
fn stage(test: &TestRoom) -> Stage {
    let session = &test.owner;
    let customers = session.customers();
    let of = ["甲", "乙", "丙"].map(|name| customers.add(NewCustomer::company(name)).unwrap().id);
    let phone = |number: &str| vec![Channel::new(ChannelKind::Mobile, number)];
    let person = |at: usize, name: &str, number: &str| {
        let new = NewContact {
            channels: phone(number),
            is_primary: at == 1,
            title: (at > 0).then(|| "经理".to_owned()),
            ..NewContact::of(of[at], name)
        };
        customers.add_contact(new).unwrap().id
    };
    let one = person(0, "王小明", "13800138000");
    let two = person(1, "王小明", "13900139000");
    let three = person(2, "王晓明", "13800138000");
    let below = NewContact { superior: Some(three), ..NewContact::of(of[2], "李四") };
    let below = customers.add_contact(below).unwrap().id;
    let link = |contact, customer| {
        customers.link_contact(NewContactLink::of(contact, customer)).unwrap();
    };
    link(two, of[0]);
    link(two, of[2]);
    link(one, of[1]);
    for (contact, customer) in [(two, of[1]), (three, of[2])] {
        let new =
            NewDealing { contacts: vec![contact], ..NewDealing::new(customer, "call", "续约") };
        session.dealings().add(new).unwrap();
        let case = NewCase {
            customer: Some(customer),
            contact: Some(contact),
            ..NewCase::new(CaseKind::Complaint, "受潮")
        };
        session.service().open(case).unwrap();
        let link = Some(TaskLink::Contact(contact));
        session.tasks().add(NewTask { link, ..NewTask::new("回电") }).unwrap();
        let file = NewAttachment::new(AttachedTo::Contact(contact), "名片.txt", b"card".to_vec());
        session.attachments().add(file).unwrap();
    }
    let both =
        NewDealing { contacts: vec![two, three], ..NewDealing::new(of[2], "visit", "拜访") };
    session.dealings().add(both).unwrap();
    Stage { customers: of, people: [one, two, three, below] }
}

#[test]
fn all_that_names_a_person_goes_along_and_comes_back_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let session = &test.owner;
        let Stage { customers: of, people: [one, two, three, below] } = stage(&test);
        let before = told(session);
        let customers = session.customers();
        let others = vec![seen(session, two), seen(session, three)];
        let dry = session.dry_run();
        let tried = dry.customers().merge_contacts(seen(session, one), others, Vec::new()).unwrap();
        assert_same(&before, &told(session), "tried");
        let merged = merge(session, one, &[two, three]).unwrap();
        assert_eq!(tried.merge.moved, merged.merge.moved, "{backend:?}");
        let moved: Vec<(&str, i64, i64)> = merged
            .merge
            .moved
            .iter()
            .map(|it| (it.subject.as_str(), it.contact.0, it.count))
            .collect();
        let wanted = [
            ("contact_link", two.0, 2),
            ("dealing", two.0, 2),
            ("case", two.0, 1),
            ("task", two.0, 1),
            ("attachment", two.0, 1),
            ("dealing", three.0, 2),
            ("case", three.0, 1),
            ("task", three.0, 1),
            ("attachment", three.0, 1),
            ("contact", three.0, 1),
        ];
        assert_eq!(moved, wanted, "{backend:?}");
        // At each customer once, the first where one of them was.
        let places: Vec<(CustomerId, bool)> =
            merged.contact.links.iter().map(|it| (it.customer, it.is_primary)).collect();
        assert_eq!(places, [(of[1], true), (of[2], false)], "{backend:?}");
        assert_eq!(merged.contact.channels.len(), 2, "{backend:?}");
        assert_eq!(customers.contact(below).unwrap().superior, Some(one), "{backend:?}");
        assert_eq!(customers.contact(two).unwrap().merged_into, Some(one), "{backend:?}");
        // Nothing but itself tells of one that went.
        let page = PageRequest::first(99);
        let filter = ContactFilter::default();
        let all = customers.list_contacts(&filter, ContactSort::Name, false, &page).unwrap();
        let ids: Vec<ContactId> = all.items.iter().map(|it| it.id).collect();
        assert!(ids.contains(&one) && !ids.contains(&two), "{backend:?} {ids:?}");
        let gone = ContactFilter { merged: true, ..ContactFilter::default() };
        assert_eq!(customers.count_contacts(&gone).unwrap(), 2, "{backend:?}");
        assert_eq!(customers.contacts(of[1]).unwrap().len(), 1, "{backend:?}");
        let hits = session.search().find(&SearchQuery::of("王晓明")).unwrap().hits;
        assert!(hits.is_empty(), "{backend:?} {hits:?}");
        assert_whole(session, "merged");
        let parted = unmerge(session, &merged).unwrap();
        assert!(parted.merge.undone_at.is_some(), "{backend:?}");
        assert_same(&before, &told(session), "parted");
        assert_eq!(customers.contact(below).unwrap().superior, Some(three), "{backend:?}");
        assert_whole(session, "parted");
    }
}

#[test]
fn nothing_new_names_one_that_was_merged_away() {
    let test = room::memory();
    let session = &test.owner;
    let Stage { customers: of, people: [one, two, ..] } = stage(&test);
    merge(session, one, &[two]).unwrap();
    let customers = session.customers();
    let codes = [
        merge(session, one, &[two]).unwrap_err().code(),
        customers.link_contact(NewContactLink::of(two, of[2])).unwrap_err().code(),
        customers.set_contacts_active(vec![seen(session, two)], true).unwrap_err().code(),
        session
            .dealings()
            .add(NewDealing { contacts: vec![two], ..NewDealing::new(of[1], "call", "催") })
            .unwrap_err()
            .code(),
        session
            .tasks()
            .add(NewTask { link: Some(TaskLink::Contact(two)), ..NewTask::new("回电") })
            .unwrap_err()
            .code(),
        customers
            .add_contact(NewContact { superior: Some(two), ..NewContact::of(of[1], "赵六") })
            .unwrap_err()
            .code(),
    ];
    assert_eq!(codes, [Code::MergedAway; 6]);
    assert_eq!(
        customers.remove_contacts(vec![seen(session, one)]).unwrap_err().code(),
        Code::InUse
    );
    // It can still be emptied.
    let edit = ContactEdit { channels: Edit::Clear, ..ContactEdit::default() };
    let now = customers.contact(two).unwrap();
    customers.edit_contact(two, now.version, edit).unwrap();
    assert_whole(session, "merged away");
}

#[test]
fn what_came_since_stays_or_stands_in_the_way() {
    let test = room::memory();
    let session = &test.owner;
    let Stage { customers: of, people: [one, two, three, below] } = stage(&test);
    let first = merge(session, one, &[two]).unwrap();
    let second = merge(session, one, &[three]).unwrap();
    let refused = unmerge(session, &first).unwrap_err();
    assert_eq!(blocked(&refused), format!("contact_merge:{}", second.merge.id));
    // A case at the customer of the third names the one that stays.
    let new = NewCase {
        customer: Some(of[2]),
        contact: Some(one),
        ..NewCase::new(CaseKind::Complaint, "又受潮")
    };
    let case = session.service().open(new).unwrap();
    unmerge(session, &second).unwrap();
    assert_eq!(session.service().get(case.id).unwrap().contact, Some(one));
    let refused = unmerge(session, &first).unwrap_err();
    assert!(blocked(&refused).starts_with("contact_link:"), "{refused:?}");
    // A field that changed since stays.
    let edit = ContactEdit { title: Edit::Set("总监".into()), ..ContactEdit::default() };
    let merged = merge(session, below, &[three]).unwrap();
    let now = session.customers().contact(below).unwrap();
    session.customers().edit_contact(below, now.version, edit).unwrap();
    unmerge(session, &merged).unwrap();
    let now = session.customers().contact(below).unwrap();
    assert_eq!((now.title.as_deref(), now.superior), (Some("总监"), Some(three)));
    assert_whole(session, "parted");
}

#[test]
fn who_would_report_to_itself_is_refused() {
    let test = room::memory();
    let session = &test.owner;
    let customers = session.customers();
    let of = customers.add(NewCustomer::company("甲")).unwrap().id;
    let person = |name: &str, superior| {
        customers.add_contact(NewContact { superior, ..NewContact::of(of, name) }).unwrap().id
    };
    let top = person("总", None);
    let middle = person("副", Some(top));
    let low = person("员", Some(middle));
    let error = merge(session, low, &[top]).unwrap_err();
    assert_eq!((error.code(), error.problems()[0].path.as_str()), (Code::Cycle, "into"));
    // Who report to each other directly become one.
    let merged = merge(session, middle, &[low]).unwrap();
    assert_eq!(merged.contact.superior, Some(top));
    unmerge(session, &merged).unwrap();
    let rules = vec![ContactMergeRule::of("name", top), ContactMergeRule::of("colour", top)];
    let refused = customers.merge_contacts(
        seen(session, middle),
        vec![seen(session, top), seen(session, middle)],
        rules,
    );
    let error = refused.unwrap_err();
    let paths: Vec<&str> = error.problems().iter().map(|it| it.path.as_str()).collect();
    assert_eq!(paths, ["contacts[1]", "rules[1].field"]);
    assert_whole(session, "refused");
}

#[test]
fn contacts_are_set_apart_until_one_changes_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let customers = test.owner.customers();
        let of = customers.add(NewCustomer::company("甲")).unwrap().id;
        let [one, two] = ["钱文", "钱文女士"]
            .map(|name| customers.add_contact(NewContact::of(of, name)).unwrap());
        let (search, page) = (ContactDuplicateSearch::default(), PageRequest::first(9));
        let found = || customers.find_duplicate_contacts(&search, &page).unwrap().count;
        assert_eq!(found(), 1, "{backend:?}");
        let pair = ContactPair { first: two.id, second: one.id };
        let said = customers.set_contacts_apart(vec![pair]).unwrap();
        assert_eq!(customers.set_contacts_apart(vec![pair]).unwrap(), said, "{backend:?}");
        assert_eq!(customers.contacts_apart(Some(two.id), &page).unwrap().items, said);
        assert_eq!(found(), 0, "{backend:?}");
        customers.forget_contacts_apart(vec![said[0].id]).unwrap();
        assert_eq!(found(), 1, "{backend:?}");
        customers.set_contacts_apart(vec![pair]).unwrap();
        let edit =
            ContactEdit { name: Some("钱文（女士）".into()), ..ContactEdit::default() };
        customers.edit_contact(two.id, two.version, edit).unwrap();
        assert_eq!(found(), 1, "{backend:?}");
        let alone = ContactPair { first: one.id, second: one.id };
        let error = customers.set_contacts_apart(vec![alone]).unwrap_err();
        assert_eq!(error.code(), Code::Repeated, "{backend:?}");
        assert_whole(&test.owner, "apart");
    }
}
