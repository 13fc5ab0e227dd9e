//! Contacts and their further places when customers are merged, and when they are parted.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::{Draft, primary, save_changed};
use crate::customers::commands::undo::{fields_of, with_fields};
use crate::customers::contacts::links::model::ContactLink;
use crate::customers::contacts::links::store as link_store;
use crate::customers::contacts::links::{commands as links, rules as link_rules};
use crate::customers::contacts::model::Contact;
use crate::customers::contacts::store;
use crate::error::Result;
use crate::rights::permit::Permit;
use crate::values::{ContactId, ContactLinkId, CustomerId};
use crate::work::Tx;

/// Has all contacts of a locked customer be of another one, and notes it; returns how many. The
/// first to be asked for there stays so. Who has a further place there gives it up, and is the
/// first by it.
pub(crate) fn move_all_of(
    permit: &Permit,
    tx: &mut Tx<'_>,
    from: CustomerId,
    into: CustomerId,
) -> Result<usize> {
    let book = tx.book_id();
    let has_first = primary::is_taken(tx, into.0)?;
    let rows = store::lock_rows_of(tx.conn, book, &[from.0])?;
    let moving: BTreeSet<i64> = rows.iter().map(|row| row.id).collect();
    let mut doubled = link_store::of_customers(tx.conn, book, &[into.0])?;
    doubled.retain(|link| moving.contains(&link.contact.0));
    let first: BTreeSet<ContactId> =
        doubled.iter().filter(|link| link.is_primary).map(|link| link.contact).collect();
    let moved = |contact: Contact| {
        let is_first = contact.active && first.contains(&contact.id);
        let is_primary = is_first || (contact.is_primary && !has_first);
        Draft {
            after: Contact { customer: into, is_primary, ..contact.clone() },
            before: Some(contact),
        }
    };
    let mut drafts: Vec<Draft> = store::complete(tx.conn, rows)?.into_iter().map(moved).collect();
    links::remove(permit, tx, &doubled)?;
    save_changed(permit, tx, &mut drafts)?;
    Ok(drafts.len())
}

/// Has the further places at a customer be at another one, whose own contacts they are not; returns
/// how many changed. Comes after [`move_all_of`]. Nobody stands twice at one customer: an own place
/// stays before a further one, who is still there before who left, and else the one that was there.
pub(crate) fn move_links_of(
    permit: &Permit,
    tx: &mut Tx<'_>,
    from: CustomerId,
    into: CustomerId,
) -> Result<usize> {
    let book = tx.book_id();
    let moving = link_store::of_customers(tx.conn, book, &[from.0])?;
    if moving.is_empty() {
        return Ok(0);
    }
    let count = moving.len();
    let ids: Vec<i64> = moving.iter().map(|link| link.contact.0).collect();
    let own: BTreeSet<i64> =
        store::load_rows_of(tx.conn, book, &[into.0])?.into_iter().map(|row| row.id).collect();
    let there: BTreeMap<ContactId, ContactLink> = link_store::of_contacts(tx.conn, book, &ids)?
        .into_iter()
        .filter(|link| link.customer == into)
        .map(|link| (link.contact, link))
        .collect();
    let (mut before, mut gone) = (Vec::new(), Vec::new());
    for link in moving {
        match there.get(&link.contact) {
            _ if own.contains(&link.contact.0) => gone.push(link),
            Some(other) if other.left_on.is_some() && link.left_on.is_none() => {
                gone.push(other.clone());
                before.push(link);
            }
            Some(_) => gone.push(link),
            None => before.push(link),
        }
    }
    links::remove(permit, tx, &gone)?;
    let has_first = primary::is_taken(tx, into.0)?;
    let moved = |link: &ContactLink| ContactLink {
        customer: into,
        is_primary: link.is_primary && !has_first,
        ..link.clone()
    };
    let mut after: Vec<ContactLink> = before.iter().map(moved).collect();
    links::save_changed(permit, tx, &before, &mut after)?;
    Ok(count)
}

/// Gives contacts back to the locked customer that a merge took them from, with their place there,
/// as far as they are still of the one that it was merged into; `told` says what they were.
pub(crate) fn give_back(
    permit: &Permit,
    tx: &mut Tx<'_>,
    told: &BTreeMap<i64, Map<String, Value>>,
    (into, to): (CustomerId, CustomerId),
) -> Result<()> {
    let book = tx.book_id();
    let mut rows = store::lock_rows_of(tx.conn, book, &[into.0])?;
    let was = |id: i64, field: &str| told.get(&id).and_then(|fields| fields.get(field));
    rows.retain(|row| was(row.id, "customer") == Some(&Value::from(to.0)));
    let has_first = rows.iter().any(|row| row.is_primary && !is_false(was(row.id, "is_primary")));
    let returned = |contact: Contact| {
        let told = was(contact.id.0, "is_primary");
        let was_first = told == Some(&Value::Bool(true));
        let is_first = contact.is_primary && !is_false(told);
        let is_primary = is_first || (was_first && contact.active && !has_first);
        Draft {
            after: Contact { customer: to, is_primary, ..contact.clone() },
            before: Some(contact),
        }
    };
    let mut drafts: Vec<Draft> =
        store::complete(tx.conn, rows)?.into_iter().map(returned).collect();
    save_changed(permit, tx, &mut drafts)
}

/// Whether a field was false before; the merge made it true then.
fn is_false(told: Option<&Value>) -> bool {
    told == Some(&Value::Bool(false))
}

/// What a merge did to further places: what those that it moved were before, and what those were
/// that it took away.
#[derive(Debug, Default)]
pub(crate) struct ToldLinks {
    pub(crate) moved: BTreeMap<i64, Map<String, Value>>,
    pub(crate) gone: BTreeMap<i64, Map<String, Value>>,
}

/// Gives further places back to the locked customers that a merge took them from, once these have
/// their own contacts back. Who stands there meanwhile stays as it is.
pub(crate) fn give_links_back(
    permit: &Permit,
    tx: &mut Tx<'_>,
    told: &ToldLinks,
    (into, customers): (CustomerId, &[CustomerId]),
) -> Result<()> {
    let book = tx.book_id();
    let ids: Vec<i64> = told.moved.keys().copied().collect();
    let mut before = link_store::lock(tx.conn, book, &ids)?;
    before.retain(|link| link.customer == into);
    let mut lost = Vec::new();
    for (id, image) in &told.gone {
        let mut image = image.clone();
        image.extend(told.moved.get(id).cloned().unwrap_or_default());
        lost.extend(restored(tx, *id, image)?);
    }
    let named = before.iter().chain(&lost).map(|link| link.contact.0);
    let mut places = link_store::keep_places(tx.conn, book, &named.collect())?;
    let mut firsts = BTreeSet::new();
    for customer in customers.iter().chain([&into]) {
        if primary::is_taken(tx, customer.0)? {
            firsts.insert(*customer);
        }
    }
    let mut after = Vec::new();
    before.retain(|link| {
        let was = &told.moved[&link.id.0];
        let to = was.get("customer").and_then(Value::as_i64).map(CustomerId);
        let Some(to) = to.filter(|to| customers.contains(to)) else { return false };
        if !places.entry(link.contact.0).or_default().insert(to.0) {
            return false;
        }
        let was_first = was.get("is_primary") == Some(&Value::Bool(true)) || link.is_primary;
        let is_primary = was_first && link.left_on.is_none() && firsts.insert(to);
        after.push(ContactLink { customer: to, is_primary, ..link.clone() });
        true
    });
    links::save_changed(permit, tx, &before, &mut after)?;
    for link in &before {
        places.entry(link.contact.0).or_default().remove(&into.0);
    }
    lost.retain_mut(|link| {
        // Whose person is gone, who stands there by now.
        let Some(places) = places.get_mut(&link.contact.0) else { return false };
        let is_free = (link.customer == into || customers.contains(&link.customer))
            && places.insert(link.customer.0);
        link.is_primary &= is_free && firsts.insert(link.customer);
        is_free
    });
    links::add(permit, tx, &lost)
}

/// A further place as the log keeps it; what was erased of it is empty.
pub(crate) fn restored(
    tx: &Tx<'_>,
    id: i64,
    image: Map<String, Value>,
) -> Result<Option<ContactLink>> {
    let named = |field: &str| image.get(field).and_then(Value::as_i64);
    let (Some(contact), Some(customer)) = (named("contact"), named("customer")) else {
        return Ok(None);
    };
    let mut blank = link_rules::blank(ContactId(contact), CustomerId(customer));
    blank.id = ContactLinkId(id);
    (blank.created_at, blank.updated_at) = (tx.now(), tx.now());
    let mut fields = fields_of(&link_rules::Image::of(&blank))?;
    fields.extend(image);
    Ok(Some(with_fields(&blank, fields)?))
}
