//! Where a contact stands after others were merged into it: at each customer once.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::customers::contacts::links::model::ContactLink;
use crate::customers::contacts::links::rules::blank;
use crate::customers::contacts::model::Contact;
use crate::values::{ContactLinkId, CustomerId};

/// The further places of the contact that stays, as they become.
#[derive(Debug, Default)]
pub(crate) struct Places {
    /// Those that are there, before and after.
    pub(crate) kept: Vec<(ContactLink, ContactLink)>,
    /// Those that are to be made; they have no id yet.
    pub(crate) made: Vec<ContactLink>,
    /// Those that go.
    pub(crate) gone: Vec<ContactLink>,
    /// Whether the contact that stays is the first at its own customer now.
    pub(crate) is_primary: bool,
}

struct Place {
    before: Option<ContactLink>,
    after: ContactLink,
}

/// Brings the places of contacts together. `all` has the one that stays first; an own place stays
/// before a further one, who is still there before who left, and else what the one that stays had.
pub(crate) fn together(all: &[Contact], links: &[ContactLink], today: NaiveDate) -> Places {
    let stays = &all[0];
    let mut places = Places { is_primary: stays.is_primary, ..Places::default() };
    let mut at: BTreeMap<CustomerId, Place> = BTreeMap::new();
    for link in links.iter().filter(|link| link.contact == stays.id) {
        at.insert(link.customer, Place { before: Some(link.clone()), after: link.clone() });
    }
    for other in &all[1..] {
        let own = own_place(other, stays, today);
        places.add(stays, &mut at, Place { before: None, after: own });
        for link in links.iter().filter(|link| link.contact == other.id) {
            let after = ContactLink { contact: stays.id, ..link.clone() };
            places.add(stays, &mut at, Place { before: Some(link.clone()), after });
        }
    }
    for place in at.into_values() {
        match place.before {
            Some(before) => places.kept.push((before, place.after)),
            None => places.made.push(place.after),
        }
    }
    places
}

/// The own place of a contact that goes, as a further one of the contact that stays.
fn own_place(other: &Contact, stays: &Contact, today: NaiveDate) -> ContactLink {
    ContactLink {
        id: ContactLinkId(0),
        role: other.role.clone(),
        title: other.title.clone(),
        decision_role: other.decision_role,
        is_primary: other.is_primary,
        left_on: (!other.active).then_some(today),
        ..blank(stays.id, other.customer)
    }
}

impl Places {
    fn add(&mut self, stays: &Contact, at: &mut BTreeMap<CustomerId, Place>, mut new: Place) {
        let customer = new.after.customer;
        if customer == stays.customer {
            self.is_primary |= new.after.is_primary && stays.active;
            self.gone.extend(new.before);
            return;
        }
        let Some(mut old) = at.remove(&customer) else {
            at.insert(customer, new);
            return;
        };
        let is_primary = old.after.is_primary || new.after.is_primary;
        let is_back = old.after.left_on.is_some() && new.after.left_on.is_none();
        if is_back && new.before.is_some() {
            self.gone.extend(old.before);
            new.after.is_primary = is_primary;
            at.insert(customer, new);
            return;
        }
        if is_back {
            old.after.left_on = None;
        }
        old.after.is_primary = is_primary && old.after.left_on.is_none();
        self.gone.extend(new.before);
        at.insert(customer, old);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::customers::contacts::rules;
    use crate::values::ContactId;

    fn contact(id: i64, customer: i64) -> Contact {
        Contact { id: ContactId(id), ..rules::blank(CustomerId(customer)) }
    }

    fn link(id: i64, contact: i64, customer: i64) -> ContactLink {
        let blank = blank(ContactId(contact), CustomerId(customer));
        ContactLink { id: ContactLinkId(id), ..blank }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn an_own_place_becomes_a_further_one() {
        let other = Contact { is_primary: true, title: Some("总".into()), ..contact(2, 20) };
        let gone = Contact { active: false, ..contact(3, 30) };
        let places = together(&[contact(1, 10), other, gone], &[], day("2026-06-01"));
        assert_eq!(places.made.len(), 2);
        assert_eq!((places.made[0].customer, places.made[0].is_primary), (CustomerId(20), true));
        assert_eq!(places.made[1].left_on, Some(day("2026-06-01")));
        assert!(places.kept.is_empty() && places.gone.is_empty() && !places.is_primary);
    }

    #[test]
    fn nobody_stands_twice_at_one_customer() {
        let all = [contact(1, 10), contact(2, 20)];
        let mut over = link(2, 1, 30);
        over.left_on = Some(day("2026-01-01"));
        let first = ContactLink { is_primary: true, ..link(3, 2, 10) };
        // 1 at 20 as the other's own; 1 left 30 where 2 still is; 2 at 10 as the own of 1.
        let links = [link(1, 1, 20), over.clone(), first.clone(), link(4, 2, 30), link(5, 2, 40)];
        let places = together(&all, &links, day("2026-06-01"));
        let gone: Vec<i64> = places.gone.iter().map(|it| it.id.0).collect();
        assert_eq!(gone, [3, 2]);
        let kept: Vec<(i64, i64)> =
            places.kept.iter().map(|(_, it)| (it.id.0, it.contact.0)).collect();
        assert_eq!(kept, [(1, 1), (4, 1), (5, 1)]);
        assert!(places.is_primary && places.made.is_empty());
    }

    #[test]
    fn who_is_there_again_is_there_again() {
        let all = [contact(1, 10), contact(2, 20)];
        let over = ContactLink { left_on: Some(day("2026-01-01")), ..link(1, 1, 20) };
        let places = together(&all, &[over], day("2026-06-01"));
        assert_eq!(places.kept[0].1.left_on, None);
    }
}
