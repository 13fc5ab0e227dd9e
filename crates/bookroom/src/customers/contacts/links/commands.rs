//! Commands on further places of contacts. Each takes many and loads, decides and writes them
//! together. Who writes must reach the customer of the place, and see the person.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::model::{ContactLink, ContactLinkUpdate, ContactLinkVersion, NewContactLink};
use super::{rules, store};
use crate::customers::commands::sharing::refuse_locked_ids;
use crate::customers::contacts::commands::primary;
use crate::customers::contacts::store as contact_store;
use crate::customers::{pools, rules as customer_rules, store as customer_store};
use crate::error::{Code, Error, Problem, Result};
use crate::log::Subject;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::values::{Check, ContactLinkId, CustomerId};
use crate::work::{Command, Tx};

/// The kind of record in the change log, and the name of its table.
pub(crate) const SUBJECT: &str = "contact_link";

/// Gives contacts further places, at customers beside their own: all, or none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkContacts {
    /// The places, at most 100,000.
    pub links: Vec<NewContactLink>,
}

impl Command for LinkContacts {
    const NAME: &'static str = "customers.link_contacts";
    const PERMISSION: Permission = Permission::CustomersEdit;
    type Output = Vec<ContactLink>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<ContactLink>> {
        let mut check = Check::new();
        check.at_most("links", self.links.len(), customer_rules::COMMAND_LIMIT);
        check.finish()?;
        self.refuse_unseen(permit, tx)?;
        let places = self.links.iter().enumerate();
        let places = places.map(|(at, new)| (format!("links[{at}].customer"), new.customer));
        pools::commands::refuse_waiting(permit, tx, places)?;
        let mut check = Check::new();
        self.check_places(tx, &mut check)?;
        let (now, today) = (tx.now(), tx.today());
        let mut links = Vec::with_capacity(self.links.len());
        check.each("links", &self.links, |check, new| {
            let mut blank = rules::blank(new.contact, new.customer);
            (blank.created_at, blank.updated_at) = (now, now);
            links.push(rules::apply(&blank, &rules::as_edit(new), today, check));
        });
        check_primaries(&links, "links", &mut check);
        check.finish()?;
        if links.is_empty() {
            return Ok(links);
        }
        let first = tx.ids(SUBJECT, links.len())?;
        for (id, link) in (first..).zip(&mut links) {
            link.id = ContactLinkId(id);
        }
        let claims = claims(links.iter().filter(|link| link.is_primary));
        primary::step_down(permit, tx, &claims, &HashSet::new(), &HashSet::new())?;
        add(permit, tx, &links)?;
        Ok(links)
    }
}

impl LinkContacts {
    /// Locks the customers, which must lie within the permit's scope; the contacts must be seen.
    fn refuse_unseen(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<()> {
        let ids: Vec<i64> = self.links.iter().map(|new| new.customer.0).collect();
        let rows = customer_store::lock_rows(tx.conn, permit.scope(), &ids)?;
        let reached: HashSet<i64> = rows.into_iter().map(|row| row.id).collect();
        refuse_locked_ids(tx, &reached.iter().copied().collect::<Vec<_>>())?;
        let ids: Vec<i64> = self.links.iter().map(|new| new.contact.0).collect();
        let scope = tx.grants().scope(Permission::CustomersView)?;
        let rows = contact_store::load_rows(tx.conn, &scope, &ids)?;
        let seen: HashSet<i64> = rows.into_iter().map(|row| row.id).collect();
        for (index, new) in self.links.iter().enumerate() {
            let missing = if !reached.contains(&new.customer.0) {
                ("customer", Error::not_found("customer", new.customer))
            } else if !seen.contains(&new.contact.0) {
                ("contact", Error::not_found("contact", new.contact))
            } else {
                continue;
            };
            return Err(missing.1.below(&format!("links[{index}].{}", missing.0)));
        }
        Ok(())
    }

    /// Nobody stands twice at one customer, nor at too many.
    fn check_places(&self, tx: &mut Tx<'_>, check: &mut Check) -> Result<()> {
        let contacts: BTreeSet<i64> = self.links.iter().map(|new| new.contact.0).collect();
        let book = tx.book_id();
        let mut places: BTreeMap<i64, BTreeSet<i64>> =
            store::keep_places(tx.conn, book, &contacts)?;
        let mut new = HashSet::new();
        for (index, link) in self.links.iter().enumerate() {
            let path = format!("links[{index}]");
            let of = places.entry(link.contact.0).or_default();
            if !new.insert((link.contact, link.customer)) {
                check.fail(&path, Code::Repeated);
            } else if !of.insert(link.customer.0) {
                let problem = Problem::new(Code::AlreadyExists).at(format!("{path}.customer"));
                return Err(problem.fact("subject", SUBJECT).into());
            } else if of.len() > rules::LINKS_LIMIT + 1 {
                let problem = Problem::new(Code::TooMany).at(format!("{path}.contact"));
                check.add(problem.fact("limit", rules::LINKS_LIMIT));
            }
        }
        Ok(())
    }
}

/// Changes further places of contacts: all, or none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditContactLinks {
    /// The places with their new values, at most 100,000.
    pub edits: Vec<ContactLinkUpdate>,
}

impl Command for EditContactLinks {
    const NAME: &'static str = "customers.edit_contact_links";
    const PERMISSION: Permission = Permission::CustomersEdit;
    type Output = Vec<ContactLink>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<ContactLink>> {
        let seen: Vec<_> = self.edits.iter().map(|edit| (edit.id, edit.version)).collect();
        let before = load_seen(permit, tx, "edits", &seen)?;
        let places = before.iter().enumerate();
        let places = places.map(|(at, link)| (format!("edits[{at}]"), link.customer));
        pools::commands::refuse_waiting(permit, tx, places)?;
        let today = tx.today();
        let mut check = Check::new();
        let mut after = Vec::with_capacity(before.len());
        for (index, (update, link)) in self.edits.iter().zip(&before).enumerate() {
            let path = format!("edits[{index}].edit");
            after.push(check.within(&path, |check| rules::apply(link, &update.edit, today, check)));
        }
        check_primaries(&after, "edits", &mut check);
        check.finish()?;
        let new = before.iter().zip(&after).filter(|(was, is)| is.is_primary && !was.is_primary);
        let claims = claims(new.map(|(_, is)| is));
        let named = after.iter().map(|link| link.id.0).collect();
        primary::step_down(permit, tx, &claims, &HashSet::new(), &named)?;
        save_changed(permit, tx, &before, &mut after)?;
        Ok(after)
    }
}

/// Takes further places of contacts away; the persons stay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnlinkContacts {
    /// The places, at most 100,000.
    pub links: Vec<ContactLinkVersion>,
}

impl Command for UnlinkContacts {
    const NAME: &'static str = "customers.unlink_contacts";
    const PERMISSION: Permission = Permission::CustomersEdit;
    type Output = Vec<ContactLink>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<ContactLink>> {
        let seen: Vec<_> = self.links.iter().map(|seen| (seen.id, seen.version)).collect();
        let links = load_seen(permit, tx, "links", &seen)?;
        let (book, ids) = (tx.book_id(), links.iter().map(|link| link.id.0).collect::<Vec<_>>());
        let used = store::find_used(tx.conn, book, &ids)?;
        if let Some(index) = links.iter().position(|link| used.contains(&link.id.0)) {
            let problem = Problem::new(Code::InUse).at(format!("links[{index}]"));
            return Err(problem.fact("subject", SUBJECT).fact("key", links[index].id).into());
        }
        remove(permit, tx, &links)?;
        Ok(links)
    }
}

/// Writes new links and notes them.
pub(crate) fn add(permit: &Permit, tx: &mut Tx<'_>, links: &[ContactLink]) -> Result<()> {
    let book = tx.book_id();
    store::insert(tx.conn, book, links)?;
    for link in links {
        tx.note_created(permit, Subject::new(SUBJECT, link.id), &rules::Image::of(link))?;
    }
    Ok(())
}

/// Writes changed links and notes them. Those that did not change are not touched.
pub(crate) fn save_changed(
    permit: &Permit,
    tx: &mut Tx<'_>,
    before: &[ContactLink],
    after: &mut [ContactLink],
) -> Result<()> {
    let (book, now) = (tx.book_id(), tx.now());
    let mut changed = Vec::new();
    for (before, after) in before.iter().zip(after) {
        if before == after {
            continue;
        }
        after.version = before.version + 1;
        after.updated_at = now;
        let (was, is) = (rules::Image::of(before), rules::Image::of(after));
        tx.note_edited(permit, Subject::new(SUBJECT, after.id), &was, &is)?;
        changed.push(&*after);
    }
    store::save(tx.conn, book, &changed)
}

/// Deletes links and notes it.
pub(crate) fn remove(permit: &Permit, tx: &mut Tx<'_>, links: &[ContactLink]) -> Result<()> {
    let book = tx.book_id();
    let ids: Vec<i64> = links.iter().map(|link| link.id.0).collect();
    store::delete(tx.conn, book, &ids)?;
    for link in links {
        tx.note_removed(permit, Subject::new(SUBJECT, link.id), &rules::Image::of(link))?;
    }
    Ok(())
}

/// Loads and locks links in the order of the input, their customers first. Each must be within
/// reach, stand there once, and have the version the caller saw.
fn load_seen(
    permit: &Permit,
    tx: &mut Tx<'_>,
    name: &str,
    seen: &[(ContactLinkId, i64)],
) -> Result<Vec<ContactLink>> {
    let mut check = Check::new();
    check.at_most(name, seen.len(), customer_rules::COMMAND_LIMIT);
    check.finish()?;
    let (book, ids) = (tx.book_id(), seen.iter().map(|(id, _)| id.0).collect::<Vec<_>>());
    let customers: Vec<i64> = store::customers_of(tx.conn, book, &ids)?.into_values().collect();
    let rows = customer_store::lock_rows(tx.conn, permit.scope(), &customers)?;
    let reached: HashSet<i64> = rows.into_iter().map(|row| row.id).collect();
    refuse_locked_ids(tx, &reached.iter().copied().collect::<Vec<_>>())?;
    let mut links = store::lock(tx.conn, book, &ids)?;
    links.retain(|link| reached.contains(&link.customer.0));
    let mut links: HashMap<ContactLinkId, ContactLink> =
        links.into_iter().map(|link| (link.id, link)).collect();
    let mut check = Check::new();
    let mut taken = HashSet::with_capacity(seen.len());
    let mut found = Vec::with_capacity(seen.len());
    for (index, (id, version)) in seen.iter().enumerate() {
        let path = format!("{name}[{index}]");
        if !taken.insert(*id) {
            check.fail(&path, Code::Repeated);
            continue;
        }
        let link = links.remove(id).ok_or_else(|| Error::not_found(SUBJECT, id).below(&path))?;
        if link.version != *version {
            return Err(Error::version_conflict(SUBJECT, id).below(&path));
        }
        found.push(link);
    }
    check.finish()?;
    Ok(found)
}

/// At most one place at a customer is made primary by one command.
fn check_primaries(links: &[ContactLink], name: &str, check: &mut Check) {
    let mut seen: BTreeSet<CustomerId> = BTreeSet::new();
    check.each(name, links, |check, link| {
        let is_first = !link.is_primary || seen.insert(link.customer);
        check.require(is_first, "is_primary", Code::Repeated);
    });
}

/// The customers where these places are to be the first.
fn claims<'l>(links: impl Iterator<Item = &'l ContactLink>) -> Vec<i64> {
    links.map(|link| link.customer.0).collect()
}
