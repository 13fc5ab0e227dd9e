//! Contacts at several customers while others work with them: no circle of superiors, nobody twice
//! at one customer, nobody named where no place is.

use bookroom::Session;
use bookroom::customers::contacts::links::model::NewContactLink;
use bookroom::customers::contacts::merging::model::MergedContacts;
use bookroom::customers::contacts::model::{Contact, ContactEdit, NewContact};
use bookroom::dealings::model::{DealingFilter, NewDealing};
use bookroom::error::Result;
use bookroom::values::{ContactId, CustomerId, Edit};

use crate::samples::fixtures::customer;

use super::race::{Race, both, exactly_one, run, untold};

fn person(race: &Race, of: CustomerId, name: &str) -> Contact {
    race.one.customers().add_contact(NewContact::of(of, name)).unwrap()
}

fn below(session: &Session, contact: &Contact, above: ContactId) -> Result<Contact> {
    let edit = ContactEdit { superior: Edit::Set(above), ..ContactEdit::default() };
    session.customers().edit_contact(contact.id, contact.version, edit)
}

#[test]
fn two_do_not_report_to_each_other() {
    run("two superiors crosswise", |race, round| {
        let of = customer(&race.test, &format!("上下级 {round}"));
        let [a, b] = ["甲", "乙"].map(|name| person(race, of, name));
        let (first, last) = both(|| below(&race.one, &a, b.id), || below(&race.other, &b, a.id));
        exactly_one(&first, &last)
    });
}

#[test]
fn nobody_is_linked_twice() {
    run("two links to one customer", |race, round| {
        let [own, to] = ["自", "他"].map(|name| customer(&race.test, &format!("{name} {round}")));
        let contact = person(race, own, "王总").id;
        let link =
            |session: &Session| session.customers().link_contact(NewContactLink::of(contact, to));
        let (first, last) = both(|| link(&race.one), || link(&race.other));
        exactly_one(&first, &last)
    });
}

#[test]
fn who_is_named_keeps_the_place() {
    run("a place is taken away while a dealing names it", |race, round| {
        let [own, to] =
            ["自己", "他家"].map(|name| customer(&race.test, &format!("{name} {round}")));
        let contact = person(race, own, "王总").id;
        let link = race.one.customers().link_contact(NewContactLink::of(contact, to)).unwrap();
        let new = NewDealing { contacts: vec![contact], ..NewDealing::new(to, "call", "续约") };
        let (first, last) = both(
            || race.one.customers().unlink_contact(link.id, link.version).map(drop),
            || race.other.dealings().add(new.clone()).map(drop),
        );
        exactly_one(&first, &last)
    });
}

fn merge(session: &Session, into: &Contact, other: &Contact) -> Result<MergedContacts> {
    session.customers().merge_contacts(into.seen(), vec![other.seen()], Vec::new())
}

#[test]
fn two_persons_are_not_merged_into_each_other() {
    run("two merges of contacts crosswise", |race, round| {
        let of = customer(&race.test, &format!("两人 {round}"));
        let [a, b] = ["甲", "乙"].map(|name| person(race, of, name));
        let (first, last) = both(|| merge(&race.one, &a, &b), || merge(&race.other, &b, &a));
        let gone = [a.id, b.id].map(|id| race.one.customers().contact(id).unwrap().merged_into);
        let count = gone.iter().flatten().count();
        exactly_one(&first, &last).or_else(|| (count != 1).then(|| format!("{gone:?}")))
    });
}

#[test]
fn nothing_names_a_person_that_is_merged_meanwhile() {
    run("a dealing names one that is merged", |race, round| {
        let of = customer(&race.test, &format!("同一人 {round}"));
        let [a, b] = ["甲", "乙"].map(|name| person(race, of, name));
        let new = NewDealing { contacts: vec![b.id], ..NewDealing::new(of, "call", "续约") };
        let (merged, added) =
            both(|| merge(&race.one, &a, &b), || race.other.dealings().add(new.clone()));
        let filter = DealingFilter { customer: Some(of), ..DealingFilter::default() };
        let count = race.one.dealings().count(&filter).unwrap();
        let filter = DealingFilter { contact: Some(a.id), ..DealingFilter::default() };
        let named = race.one.dealings().count(&filter).unwrap();
        let told = untold(&merged).or_else(|| untold(&added));
        let wrong = merged.is_err() || count != named || count != i64::from(added.is_ok());
        told.or_else(|| wrong.then(|| format!("{count} {named} {:?}", added.err())))
    });
}
