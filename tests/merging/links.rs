//! Further places of contacts when customers are merged, and when they are parted.

use bookroom::customers::contacts::links::model::{ContactLinkEdit, NewContactLink};
use bookroom::customers::contacts::model::NewContact;
use bookroom::customers::model::NewCustomer;
use bookroom::dealings::model::NewDealing;
use bookroom::values::{ContactId, CustomerId, Edit};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, day};
use serde_json::{Value, json};

use super::{assert_same, merge, told, unmerge};
use crate::whole::assert_whole;

fn places(test: &TestRoom, id: ContactId) -> Value {
    let contact = test.owner.customers().contact(id).unwrap();
    let links: Vec<Value> = contact
        .links
        .iter()
        .map(|it| json!([it.id, it.customer, it.title, it.is_primary, it.left_on]))
        .collect();
    json!([contact.customer, contact.is_primary, links])
}

/// Three customers, two of them to be merged, and persons with places at them in every way.
fn stage(test: &TestRoom) -> ([CustomerId; 3], Vec<ContactId>) {
    let customers = test.owner.customers();
    let ids = ["甲", "乙", "丙"].map(|name| customers.add(NewCustomer::company(name)).unwrap().id);
    let [one, two, other] = ids;
    let person =
        |customer, name: &str| customers.add_contact(NewContact::of(customer, name)).unwrap().id;
    let link = |contact, customer, is_primary: bool, title: &str| {
        let title = Some(title.to_owned());
        let new = NewContactLink { is_primary, title, ..NewContactLink::of(contact, customer) };
        customers.link_contact(new).unwrap()
    };
    // Own at the one that goes, linked to the one that stays, where the person is first.
    let a = person(two, "双方");
    link(a, one, true, "甲方");
    // Own at the one that stays, linked to the one that goes.
    let b = person(one, "反向");
    link(b, two, true, "乙方");
    // From elsewhere, at both; the place at the one that stays is over.
    let c = person(other, "两处");
    let over = link(c, one, false, "已离开");
    let left = ContactLinkEdit { left_on: Edit::Set(day("2026-01-31")), ..Default::default() };
    customers.edit_contact_link(over.id, over.version, left).unwrap();
    link(c, two, false, "仍在");
    // From elsewhere, at the one that goes alone.
    let d = person(other, "一处");
    link(d, two, false, "顾问");
    (ids, vec![a, b, c, d])
}

#[test]
fn nobody_stands_twice_where_two_were_merged_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let ([one, two, other], people) = stage(&test);
        let before: Vec<Value> = people.iter().map(|id| places(&test, *id)).collect();
        let whole = told(&test.owner);
        let merged = merge(&test.owner, one, &[two]).unwrap();
        let moved = merged.merge.moved.iter().find(|it| it.subject == "contact_link").unwrap();
        assert_eq!(moved.count, 3, "{backend:?}");
        let after: Vec<Value> = people.iter().map(|id| places(&test, *id)).collect();
        let wanted = [
            json!([one, true, []]),
            json!([one, false, []]),
            json!([other, false, [[4, one, "仍在", false, null]]]),
            json!([other, false, [[5, one, "顾问", false, null]]]),
        ];
        assert_eq!(after, wanted, "{backend:?}");
        assert_whole(&test.owner, "merged");
        unmerge(&test.owner, &merged).unwrap();
        let parted: Vec<Value> = people.iter().map(|id| places(&test, *id)).collect();
        assert_eq!(parted, before, "{backend:?}");
        assert_same(&whole, &told(&test.owner), "parted");
        assert_whole(&test.owner, "parted");
    }
}

#[test]
fn what_came_to_name_a_place_since_is_told() {
    let test = room::memory();
    let ([one, two, _], people) = stage(&test);
    let merged = merge(&test.owner, one, &[two]).unwrap();
    let new = NewDealing { contacts: vec![people[3]], ..NewDealing::new(one, "call", "续约") };
    let dealing = test.owner.dealings().add(new).unwrap();
    let refused = unmerge(&test.owner, &merged).unwrap_err();
    let blocked = refused.problems()[0].fact_value("blocked").unwrap_or_default().to_owned();
    assert_eq!(blocked, format!("dealing:{}", dealing.id));
    test.owner.dealings().remove(dealing.id, dealing.version).unwrap();
    unmerge(&test.owner, &merged).unwrap();
    assert_whole(&test.owner, "parted");
}
