//! Commands on contacts. Each takes many and loads, decides and writes them together.

pub(crate) mod merging;
pub(crate) mod primary;
pub(crate) mod superiors;

use std::collections::{BTreeSet, HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::model::{Contact, ContactUpdate, ContactVersion, NewContact};
use super::{rules, store};
use crate::custom_fields::{self, CustomSubject, Kept, Put};
use crate::customers::commands::draft::merged_away;
use crate::customers::commands::sharing::refuse_locked_ids;
use crate::customers::{
    important_dates, masks, pools, rules as customer_rules, store as customer_store,
};
use crate::error::{Code, Error, Problem, Result};
use crate::log::Subject;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::values::{Check, ContactId, CustomerId};
use crate::work::{Command, Tx};

/// The kind of record in the change log.
pub(crate) const SUBJECT: &str = "contact";

/// A contact before and after; new ones have no before.
pub(crate) struct Draft {
    pub(crate) before: Option<Contact>,
    pub(crate) after: Contact,
}

/// Adds contacts to customers: all, or none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddContacts {
    /// The contacts, at most 100,000.
    pub contacts: Vec<NewContact>,
}

impl Command for AddContacts {
    const NAME: &'static str = "customers.add_contacts";
    const PERMISSION: Permission = Permission::CustomersAdd;
    type Output = Vec<Contact>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Contact>> {
        let mut check = Check::new();
        check.at_most("contacts", self.contacts.len(), customer_rules::COMMAND_LIMIT);
        check.finish()?;
        if self.contacts.is_empty() {
            return Ok(Vec::new());
        }
        if self.contacts.iter().any(|new| new.superior.is_some()) {
            superiors::hold(tx)?;
        }
        let ids: Vec<i64> = self.contacts.iter().map(|new| new.customer.0).collect();
        let visible = customer_store::lock_rows(tx.conn, permit.scope(), &ids)?;
        let visible: HashSet<i64> = visible.into_iter().map(|row| row.id).collect();
        refuse_locked_ids(tx, &visible.iter().copied().collect::<Vec<_>>())?;
        let places = self.contacts.iter().enumerate();
        let places = places.map(|(at, new)| (format!("contacts[{at}].customer"), new.customer));
        pools::commands::refuse_waiting(permit, tx, places)?;
        let region = tx.book.currency.phone_region();
        let fields = custom_fields::keep(tx, CustomSubject::Contact)?;
        let mut check = Check::new();
        let mut drafts = Vec::with_capacity(self.contacts.len());
        for (index, new) in self.contacts.iter().enumerate() {
            let path = format!("contacts[{index}]");
            if !visible.contains(&new.customer.0) {
                let missing = Error::not_found("customer", new.customer);
                return Err(missing.below(&format!("{path}.customer")));
            }
            let edit = rules::as_edit(new);
            rules::require_rights(&edit, permit.fields()).map_err(|error| error.below(&path))?;
            let mut blank = rules::blank(new.customer);
            blank.created_at = tx.now();
            blank.updated_at = tx.now();
            let after = check.within(&path, |check| {
                let mut after = rules::apply(&blank, &edit, &region, check);
                fields.add(&mut after, &new.custom, permit.fields(), check).map(|()| after)
            });
            let after = after.map_err(|error| error.below(&path))?;
            drafts.push(Draft { before: None, after });
        }
        check_primaries(drafts.iter().map(|draft| &draft.after), "contacts", &mut check);
        superiors::check(tx, &drafts, ("contacts", ""), &mut check)?;
        settle_fields(tx, &fields, ("contacts", ""), &drafts, &mut check)?;
        check.finish()?;
        let first = tx.ids("contact", drafts.len())?;
        for (id, draft) in (first..).zip(&mut drafts) {
            draft.after.id = ContactId(id);
        }
        step_down(permit, tx, &drafts)?;
        let book = tx.book_id();
        let contacts: Vec<&Contact> = drafts.iter().map(|draft| &draft.after).collect();
        store::insert(tx.conn, book, &region, &contacts)?;
        for contact in contacts {
            tx.note_created(permit, Subject::new(SUBJECT, contact.id), &rules::Image::of(contact))?;
        }
        shown(permit, tx, drafts)
    }
}

/// Changes contacts: all, or none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditContacts {
    /// The contacts with their new values, at most 100,000.
    pub edits: Vec<ContactUpdate>,
}

impl Command for EditContacts {
    const NAME: &'static str = "customers.edit_contacts";
    const PERMISSION: Permission = Permission::CustomersEdit;
    type Output = Vec<Contact>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Contact>> {
        if self.edits.iter().any(|update| update.edit.superior.value().is_some()) {
            superiors::hold(tx)?;
        }
        let seen: Vec<_> = self.edits.iter().map(|edit| (edit.id, edit.version)).collect();
        let mut drafts = load_seen(permit, tx, "edits", &seen, true)?;
        let places = drafts.iter().enumerate();
        let places = places.map(|(at, draft)| (format!("edits[{at}]"), draft.after.customer));
        pools::commands::refuse_waiting(permit, tx, places)?;
        let region = tx.book.currency.phone_region();
        let edits = self.edits.iter().map(|update| &update.edit.custom);
        let fields = custom_fields::keep_for(tx, CustomSubject::Contact, edits)?;
        let mut check = Check::new();
        for (index, (update, draft)) in self.edits.iter().zip(&mut drafts).enumerate() {
            let path = format!("edits[{index}].edit");
            if let Some(into) = draft.after.merged_into.filter(|_| !update.edit.superior.is_kept())
            {
                check.add(merged_away(draft.after.id.0, into.0).at(format!("{path}.superior")));
            }
            let rights = rules::require_rights(&update.edit, permit.fields());
            rights.map_err(|error| error.below(&path))?;
            let after = check.within(&path, |check| {
                let mut after = rules::apply(&draft.after, &update.edit, &region, check);
                let custom = &update.edit.custom;
                fields.edit(&mut after, custom, permit.fields(), check).map(|()| after)
            });
            draft.after = after.map_err(|error| error.below(&path))?;
        }
        check_primaries(drafts.iter().map(|draft| &draft.after), "edits", &mut check);
        superiors::check(tx, &drafts, ("edits", ".edit"), &mut check)?;
        settle_fields(tx, &fields, ("edits", ".edit"), &drafts, &mut check)?;
        check.finish()?;
        step_down(permit, tx, &drafts)?;
        save_changed(permit, tx, &mut drafts)?;
        shown(permit, tx, drafts)
    }
}

/// Retires contacts, or brings them back. A retired contact is not primary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetContactsActive {
    /// The contacts, at most 100,000.
    pub contacts: Vec<ContactVersion>,
    /// Whether they shall be in use.
    pub active: bool,
}

impl Command for SetContactsActive {
    const NAME: &'static str = "customers.set_contacts_active";
    const PERMISSION: Permission = Permission::CustomersRemove;
    type Output = Vec<Contact>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Contact>> {
        let seen: Vec<_> = self.contacts.iter().map(|seen| (seen.id, seen.version)).collect();
        let mut drafts = load_seen(permit, tx, "contacts", &seen, false)?;
        for draft in &mut drafts {
            draft.after.active = self.active;
            draft.after.is_primary &= self.active;
        }
        save_changed(permit, tx, &mut drafts)?;
        shown(permit, tx, drafts)
    }
}

/// Removes contacts that nothing refers to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveContacts {
    /// The contacts, at most 100,000.
    pub contacts: Vec<ContactVersion>,
}

impl Command for RemoveContacts {
    const NAME: &'static str = "customers.remove_contacts";
    const PERMISSION: Permission = Permission::CustomersRemove;
    type Output = Vec<Contact>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Contact>> {
        let seen: Vec<_> = self.contacts.iter().map(|seen| (seen.id, seen.version)).collect();
        let drafts = load_seen(permit, tx, "contacts", &seen, false)?;
        let contacts: Vec<&Contact> = drafts.iter().map(|draft| &draft.after).collect();
        refuse_used(tx, &contacts, "contacts")?;
        remove(permit, tx, &contacts)?;
        shown(permit, tx, drafts)
    }
}

/// Removes every contact of customers that are about to be removed.
pub(crate) fn remove_all_of(permit: &Permit, tx: &mut Tx<'_>, customers: &[i64]) -> Result<()> {
    let book = tx.book_id();
    let rows = store::lock_rows_of(tx.conn, book, customers)?;
    let contacts = store::complete(tx.conn, rows)?;
    let contacts: Vec<&Contact> = contacts.iter().collect();
    refuse_used(tx, &contacts, "")?;
    remove(permit, tx, &contacts)
}

fn refuse_used(tx: &mut Tx<'_>, contacts: &[&Contact], name: &str) -> Result<()> {
    let book = tx.book_id();
    let ids: Vec<i64> = contacts.iter().map(|contact| contact.id.0).collect();
    let used = store::find_used(tx.conn, book, &ids)?;
    match contacts.iter().position(|contact| used.contains(&contact.id.0)) {
        None => Ok(()),
        Some(index) => {
            let path = if name.is_empty() { String::new() } else { format!("{name}[{index}]") };
            let problem = Problem::new(Code::InUse).at(path).fact("subject", SUBJECT);
            Err(problem.fact("key", contacts[index].id).into())
        }
    }
}

/// Deletes contacts and notes it.
pub(crate) fn remove(permit: &Permit, tx: &mut Tx<'_>, contacts: &[&Contact]) -> Result<()> {
    let book = tx.book_id();
    let ids: Vec<i64> = contacts.iter().map(|contact| contact.id.0).collect();
    important_dates::commands::remove_all_of_contacts(permit, tx, &ids)?;
    store::delete(tx.conn, book, &ids)?;
    for contact in contacts {
        tx.note_removed(permit, Subject::new(SUBJECT, contact.id), &rules::Image::of(contact))?;
    }
    Ok(())
}

/// Loads and locks contacts in the order of the input. Each must be visible, stand there once, and
/// have the version the caller saw. What was merged away can still be emptied of what must not be
/// kept of a person.
fn load_seen(
    permit: &Permit,
    tx: &mut Tx<'_>,
    name: &str,
    seen: &[(ContactId, i64)],
    with_merged: bool,
) -> Result<Vec<Draft>> {
    let mut check = Check::new();
    check.at_most(name, seen.len(), customer_rules::COMMAND_LIMIT);
    check.finish()?;
    let ids: Vec<i64> = seen.iter().map(|(id, _)| id.0).collect();
    // The customer before its contacts: who is the first among them is a matter of all.
    let customers: Vec<i64> = store::load_rows(tx.conn, permit.scope(), &ids)?
        .into_iter()
        .map(|row| row.customer_id)
        .collect();
    customer_store::lock_rows(tx.conn, permit.scope(), &customers)?;
    refuse_locked_ids(tx, &customers)?;
    let rows = store::lock_rows(tx.conn, permit.scope(), &ids)?;
    let contacts = store::complete(tx.conn, rows)?;
    let mut contacts: HashMap<ContactId, Contact> =
        contacts.into_iter().map(|contact| (contact.id, contact)).collect();
    let mut check = Check::new();
    let mut taken = HashSet::with_capacity(seen.len());
    let mut drafts = Vec::with_capacity(seen.len());
    for (index, (id, version)) in seen.iter().enumerate() {
        let path = format!("{name}[{index}]");
        if !taken.insert(*id) {
            check.fail(&path, Code::Repeated);
            continue;
        }
        let contact = contacts.remove(id);
        let contact = contact.ok_or_else(|| Error::not_found(SUBJECT, id).below(&path))?;
        if contact.version != *version {
            return Err(Error::version_conflict(SUBJECT, id).below(&path));
        }
        if let Some(into) = contact.merged_into.filter(|_| !with_merged) {
            check.add(merged_away(id.0, into.0).at(&path));
        }
        drafts.push(Draft { before: Some(contact.clone()), after: contact });
    }
    check.finish()?;
    Ok(drafts)
}

/// Checks what fields of the book's own say of several records: references, and what must differ.
/// The drafts are those of a list of the call, in its order.
pub(crate) fn settle_fields(
    tx: &mut Tx<'_>,
    fields: &Kept,
    (name, below): (&str, &str),
    drafts: &[Draft],
    check: &mut Check,
) -> Result<()> {
    let path = |index: usize| format!("{name}[{index}]{below}");
    let paths: Vec<String> = (0..drafts.len()).map(path).collect();
    let puts: Vec<Put<'_, Contact>> = paths
        .iter()
        .zip(drafts)
        .map(|(path, draft)| Put { path, before: draft.before.as_ref(), after: &draft.after })
        .collect();
    fields.settle(tx, &puts, check)
}

/// At most one contact of a customer is made primary by one command.
fn check_primaries<'c>(contacts: impl Iterator<Item = &'c Contact>, name: &str, check: &mut Check) {
    let mut seen: BTreeSet<CustomerId> = BTreeSet::new();
    check.each(name, contacts, |check, contact| {
        let is_first = !contact.is_primary || seen.insert(contact.customer);
        check.require(is_first, "is_primary", Code::Repeated);
        check.require(!contact.is_primary || contact.active, "is_primary", Code::Retired);
    });
}

/// Takes the place of primary contact from those who have it now, where drafts claim it.
fn step_down(permit: &Permit, tx: &mut Tx<'_>, drafts: &[Draft]) -> Result<()> {
    let claims: Vec<i64> = drafts
        .iter()
        .filter(|draft| draft.after.is_primary)
        .filter(|draft| draft.before.as_ref().is_none_or(|before| !before.is_primary))
        .map(|draft| draft.after.customer.0)
        .collect();
    let named: HashSet<i64> = drafts.iter().map(|draft| draft.after.id.0).collect();
    primary::step_down(permit, tx, &claims, &named, &HashSet::new())
}

/// Writes changed contacts and notes them. Those that did not change are not touched.
pub(crate) fn save_changed(permit: &Permit, tx: &mut Tx<'_>, drafts: &mut [Draft]) -> Result<()> {
    let book = tx.book_id();
    let region = tx.book.currency.phone_region();
    let now = tx.now();
    let mut changed = Vec::new();
    for Draft { before, after } in drafts {
        let Some(before) = before.as_ref().filter(|before| *before != after) else { continue };
        after.version = before.version + 1;
        after.updated_at = now;
        let (image, new) = (rules::Image::of(before), rules::Image::of(after));
        tx.note_edited(permit, Subject::new(SUBJECT, after.id), &image, &new)?;
        changed.push((before.channels != after.channels, Some(before), &*after));
    }
    let pairs: Vec<_> = changed.iter().map(|(_, before, after)| (*before, *after)).collect();
    custom_fields::save(tx.conn, book, &pairs)?;
    let moved = changed.iter().filter(|(_, before, after)| {
        before.is_some_and(|before| before.superior != after.superior)
    });
    let moved: Vec<&Contact> = moved.map(|(_, _, after)| *after).collect();
    store::superiors::save(tx.conn, book, &moved)?;
    let changed: Vec<_> = changed.iter().map(|(channels, _, after)| (*channels, *after)).collect();
    store::save(tx.conn, book, &region, &changed)
}

/// The records as the operator may see them.
fn shown(permit: &Permit, tx: &mut Tx<'_>, drafts: Vec<Draft>) -> Result<Vec<Contact>> {
    let mut contacts: Vec<Contact> = drafts.into_iter().map(|draft| draft.after).collect();
    if let Ok(scope) = tx.grants().scope(Permission::CustomersView) {
        store::give_links(tx.conn, &scope, &mut contacts)?;
    }
    for contact in &mut contacts {
        masks::contact(contact, permit.fields());
    }
    Ok(contacts)
}
