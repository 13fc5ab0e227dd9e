//! What customers know of the last and the next contact, whatever is written in whatever order.

use bookroom::customers::model::{Customer, CustomerEdit};
use bookroom::dealings::model::{DealingEdit, NewDealing};
use bookroom::error::Code;
use bookroom::values::{CustomerId, DealingId, Edit};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, day};
use chrono::NaiveDate;

use super::call;
use crate::samples::fixtures::customer;
use crate::whole::assert_whole;

fn june(on: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(2026, 6, on)
}

fn known(test: &TestRoom, id: CustomerId) -> (Option<u32>, Option<DealingId>, Option<NaiveDate>) {
    let customer: Customer = test.owner.customers().get(id).unwrap();
    let on = customer.last_contact_on.map(|on| chrono::Datelike::day(&on));
    (on, customer.last_dealing, customer.next_contact_on)
}

fn conformance(test: &TestRoom) {
    let id = customer(test, "甲");
    let dealings = test.owner.dealings();
    let naming = |on, next| NewDealing { next_contact_on: june(next), ..call(id, on) };
    assert_eq!(known(test, id), (None, None, None));
    let third = dealings.add(naming(3, 20)).unwrap();
    assert_eq!(known(test, id), (Some(3), Some(third.id), june(20)));
    // An older one that is written later lowers nothing.
    let second = dealings.add(naming(2, 25)).unwrap();
    assert_eq!(known(test, id), (Some(3), Some(third.id), june(20)));
    // A later one that names no day moves the last contact alone.
    let fifth = dealings.add(call(id, 5)).unwrap();
    assert_eq!(known(test, id), (Some(5), Some(fifth.id), june(20)));
    // Editing and removing are followed.
    let edit = DealingEdit { next_contact_on: Edit::Clear, ..DealingEdit::default() };
    dealings.edit(third.id, 1, edit).unwrap();
    assert_eq!(known(test, id), (Some(5), Some(fifth.id), june(25)));
    let earlier = "2026-06-01T04:00:00Z".parse().ok();
    let edit = DealingEdit { happened_at: earlier, ..DealingEdit::default() };
    let fifth = dealings.edit(fifth.id, 1, edit).unwrap();
    assert_eq!(known(test, id), (Some(3), Some(third.id), june(25)));
    dealings.remove(second.id, 1).unwrap();
    assert_eq!(known(test, id), (Some(3), Some(third.id), None));
    // What happens on the day or after it is the contact.
    let sixth = dealings.add(naming(6, 8)).unwrap();
    let eighth = dealings.add(call(id, 8)).unwrap();
    assert_eq!(known(test, id), (Some(8), Some(eighth.id), None));
    dealings.remove(eighth.id, 1).unwrap();
    assert_eq!(known(test, id), (Some(6), Some(sixth.id), june(8)));
    assert_whole(&test.owner, "dealings are followed");
    let rest = [fifth.seen(), sixth.seen(), dealings.get(third.id).unwrap().seen()];
    dealings.remove_many(rest.to_vec()).unwrap();
    assert_eq!(known(test, id), (None, None, None));
    assert_whole(&test.owner, "no dealing is left");
}

#[test]
fn the_last_and_the_next_contact_follow() {
    conformance(&room::memory());
}

#[test]
fn contacts_follow_alike_on_every_database() {
    for backend in Backend::ALL {
        conformance(&room::on(backend));
    }
}

#[test]
fn the_next_contact_is_planned_by_hand_too() {
    let test = room::memory();
    let id = customer(&test, "甲");
    let customers = test.owner.customers();
    let naming = |on, next| NewDealing { next_contact_on: june(next), ..call(id, on) };
    test.owner.dealings().add(naming(3, 20)).unwrap();
    // Dealings move no version: who saw the customer before may plan.
    let planned = customers.plan_contact(id, 1, june(18), Some("续约".to_owned())).unwrap();
    assert_eq!((planned.version, planned.next_contact_on), (2, june(18)));
    // One that happened before it was planned says nothing new.
    test.owner.dealings().add(naming(14, 30)).unwrap();
    assert_eq!(known(&test, id).2, june(18));
    // An edit of the customer keeps all of it.
    let edit = CustomerEdit {
        note: "老客户".into(),
        tags: vec!["A".to_owned()].into(),
        ..Default::default()
    };
    let edited = customers.edit(id, 2, edit).unwrap();
    assert_eq!(edited.planned_contact, planned.planned_contact);
    assert_eq!((edited.next_contact_on, edited.last_contact_on), (june(18), june(14)));
    // Later ones do, and are the contact.
    test.clock.set("2026-06-19T05:00:00Z".parse().unwrap());
    test.owner.dealings().add(call(id, 19)).unwrap();
    assert_eq!(known(&test, id).2, None);
    let cleared = customers.plan_contact(id, 3, None, None).unwrap();
    assert_eq!((cleared.next_contact_on, cleared.version), (None, 4));
    test.clock.set("2026-06-20T02:00:00Z".parse().unwrap());
    let new = NewDealing::new(id, "call", "约时间");
    let next = Some(day("2026-07-02"));
    test.owner.dealings().add(NewDealing { next_contact_on: next, ..new }).unwrap();
    assert_eq!(known(&test, id).2, next);
    let past = customers.plan_contact(id, 4, june(19), None).unwrap_err();
    let problem = &past.problems()[0];
    assert_eq!((problem.path.as_str(), problem.code), ("plans[0].on", Code::DateOrder));
    assert_whole(&test.owner, "planned by hand");
}
