//! Undoing a merge of contacts: what was merged is parted again, as the log tells.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{CONTACT, MergeImage, SUBJECT, change_all, lock_customers, outcome};
use super::{is_taken_by_others, note_moved, save_dealings};
use crate::customers::commands::undo::{fields_of, with_fields};
use crate::customers::contacts::commands::merging::restored;
use crate::customers::contacts::commands::{Draft, save_changed, superiors};
use crate::customers::contacts::links::commands::{self as links, SUBJECT as LINK};
use crate::customers::contacts::links::model::ContactLink;
use crate::customers::contacts::links::rules as link_rules;
use crate::customers::contacts::links::store as link_store;
use crate::customers::contacts::merging::model::{ContactMerge, MergedContacts};
use crate::customers::contacts::merging::store::{self, references};
use crate::customers::contacts::model::Contact;
use crate::customers::contacts::rules::Image;
use crate::customers::contacts::store as contact_store;
use crate::customers::merging::commands::{Blocked, refuse};
use crate::customers::merging::rules::parting::{Step, take_back};
use crate::customers::store::merged::stand_ins;
use crate::error::{Code, Error, Problem, Result};
use crate::log::Subject;
use crate::log::record;
use crate::log::store::ChangeRow;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::values::{ContactId, ContactMergeId, CustomerId};
use crate::work::{Command, Tx};

/// Undoes a merge of contacts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnmergeContacts {
    /// The merge.
    pub id: ContactMergeId,
    /// The version the caller last saw.
    pub version: i64,
}

impl Command for UnmergeContacts {
    const NAME: &'static str = "customers.unmerge_contacts";
    const PERMISSION: Permission = Permission::CustomersMerge;
    const SET_UP: bool = true;
    type Output = MergedContacts;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<MergedContacts> {
        superiors::hold(tx)?;
        let book = tx.book_id();
        let missing = || Error::not_found(SUBJECT, self.id);
        let (merge, changes) = store::lock(tx.conn, book, self.id.0)?.ok_or_else(missing)?;
        let drafts = load(permit, tx, &merge)?.ok_or_else(missing)?;
        if merge.version != self.version {
            return Err(Error::version_conflict(SUBJECT, self.id));
        }
        if let Some(at) = merge.undone_at {
            return Err(Problem::new(Code::WrongState).fact("undone_at", at.to_rfc3339()).into());
        }
        refuse(later_merges(tx, &merge)?)?;
        let told = Told::of(&store::changes_of(tx.conn, book, (merge.id, changes))?)?;
        part(permit, tx, drafts, &told)?;
        let others = told.others(&merge);
        for contact in &merge.contacts {
            give_back(permit, tx, (*contact, merge.into), &told, &others)?;
        }
        give_dealings_back(permit, tx, &merge, &told)?;
        let mut blocked = give_places_back(permit, tx, &merge, &told)?;
        let changed: BTreeSet<i64> =
            others.iter().copied().chain(merge.contacts.iter().map(|id| id.0)).collect();
        for id in changed.into_iter().chain([merge.into.0]) {
            if superiors::levels_of(tx, id)?.is_none() {
                blocked.insert((CONTACT, id));
            }
        }
        refuse(blocked)?;
        let undone = ContactMerge {
            undone_at: Some(tx.now()),
            undone_by: permit.operator(),
            version: merge.version + 1,
            ..merge.clone()
        };
        store::save_undone(tx.conn, book, &undone)?;
        let (before, after) =
            (MergeImage { merge: &merge, changes }, MergeImage { merge: &undone, changes });
        tx.note_edited(permit, Subject::new(SUBJECT, merge.id), &before, &after)?;
        outcome(permit, tx, undone)
    }
}

/// Locks the customers of a merge's contacts, and these, the one that stayed first; nothing when
/// one is out of reach.
fn load(permit: &Permit, tx: &mut Tx<'_>, merge: &ContactMerge) -> Result<Option<Vec<Draft>>> {
    let ids: Vec<i64> = [&merge.into].into_iter().chain(&merge.contacts).map(|id| id.0).collect();
    let known = contact_store::load_rows(tx.conn, permit.scope(), &ids)?;
    if known.len() < ids.len() {
        return Ok(None);
    }
    lock_customers(tx, &ids, known.iter().map(|row| row.customer_id))?;
    let rows = contact_store::lock_rows(tx.conn, permit.scope(), &ids)?;
    let contacts = contact_store::complete(tx.conn, rows)?;
    let mut contacts: BTreeMap<i64, Contact> =
        contacts.into_iter().map(|it| (it.id.0, it)).collect();
    let contacts: Option<Vec<Contact>> = ids.iter().map(|id| contacts.remove(id)).collect();
    let draft = |contact: Contact| Draft { before: Some(contact.clone()), after: contact };
    Ok(contacts.map(|contacts| contacts.into_iter().map(draft).collect()))
}

/// The merges that have to be undone before: later ones into the same contact, and the one that
/// took it in itself.
fn later_merges(tx: &mut Tx<'_>, merge: &ContactMerge) -> Result<Blocked> {
    let book = tx.book_id();
    let later = store::standing_after(tx.conn, book, merge)?;
    let above = store::standing_of(tx.conn, book, merge.into.0)?;
    Ok(later.into_iter().chain(above).map(|id| (SUBJECT, id)).collect())
}

/// What the log tells of a merge.
#[derive(Default)]
struct Told {
    /// The records of each kind that named another contact, by that contact.
    moved: BTreeMap<(String, i64), Vec<i64>>,
    /// The contacts of dealings before.
    dealings: BTreeMap<i64, BTreeSet<i64>>,
    /// What changed of contacts.
    contacts: BTreeMap<i64, Step>,
    /// What changed of further places.
    links: BTreeMap<i64, Step>,
    /// Further places that were made.
    made: Vec<i64>,
    /// Further places that went, as they were.
    gone: BTreeMap<i64, Map<String, Value>>,
}

impl Told {
    fn of(rows: &[ChangeRow]) -> Result<Self> {
        let mut told = Self::default();
        for row in rows {
            let (kind, id) = (row.subject_kind.as_str(), row.subject_id);
            let (before, after) = match (&row.image_before, &row.image_after) {
                (Some(before), Some(after)) => (record::open(before)?, record::open(after)?),
                (Some(before), None) if kind == LINK => {
                    told.gone.insert(id, record::open(before)?.0);
                    continue;
                }
                (None, Some(_)) if kind == LINK => {
                    told.made.push(id);
                    continue;
                }
                _ => continue,
            };
            let ((mut before, mut gone), (mut after, gone_too)) = (before, after);
            before.remove("version");
            after.remove("version");
            gone.extend(gone_too);
            let step = Step { before, after }.without(&gone);
            match kind {
                CONTACT => drop(told.contacts.insert(id, step)),
                LINK => drop(told.links.insert(id, step)),
                "dealing" => {
                    let named = step.before.get("contacts").and_then(Value::as_array);
                    let ids = named.into_iter().flatten().filter_map(Value::as_i64);
                    // The first time tells what was before.
                    told.dealings.entry(id).or_insert_with(|| ids.collect());
                }
                _ => {
                    if let Some(contact) = contact_in(&step.before) {
                        told.moved.entry((kind.to_owned(), contact)).or_default().push(id);
                    }
                }
            }
        }
        Ok(told)
    }

    /// The contacts beside those of the merge that named one of them.
    fn others(&self, merge: &ContactMerge) -> Vec<i64> {
        let is_other =
            |id: &&i64| **id != merge.into.0 && !merge.contacts.contains(&ContactId(**id));
        self.contacts.keys().filter(is_other).copied().collect()
    }
}

/// The contact that the image of a record names.
fn contact_in(image: &Map<String, Value>) -> Option<i64> {
    let linked = || image.get("link").or_else(|| image.get("record"))?.get("contact");
    image.get("contact").or_else(linked)?.as_i64()
}

/// Gives the contacts of a merge back what they were, as far as nothing else came since.
fn part(permit: &Permit, tx: &mut Tx<'_>, mut drafts: Vec<Draft>, told: &Told) -> Result<()> {
    for draft in &mut drafts {
        let Some(step) = told.contacts.get(&draft.after.id.0) else { continue };
        let mut fields = fields_of(&Image::of(&draft.after))?;
        take_back(&mut fields, step);
        draft.after = with_fields(&draft.after, fields)?;
    }
    let book = tx.book_id();
    let named: Vec<i64> = drafts.iter().filter_map(|it| it.after.superior).map(i64::from).collect();
    let known: BTreeMap<i64, Option<i64>> = contact_store::lock_all_rows(tx.conn, book, &named)?
        .into_iter()
        .map(|row| (row.id, row.merged_into))
        .collect();
    let back: BTreeSet<i64> = drafts.iter().map(|it| it.after.id.0).collect();
    let mut firsts = BTreeSet::new();
    for customer in drafts.iter().map(|it| it.after.customer).collect::<BTreeSet<_>>() {
        if is_taken_by_others(tx, customer, &back)? {
            firsts.insert(customer);
        }
    }
    for Draft { after, .. } in &mut drafts {
        // Who is gone by now is nobody's superior; of who was merged away, another one is.
        after.superior = after.superior.and_then(|id| match known.get(&id.0)? {
            Some(into) if !back.contains(&id.0) => Some(ContactId(*into)),
            _ => Some(id),
        });
        after.is_primary &= after.active && firsts.insert(after.customer);
    }
    save_changed(permit, tx, &mut drafts)
}

/// Gives a contact back the records that a merge took from it, as far as they are still there.
fn give_back(
    permit: &Permit,
    tx: &mut Tx<'_>,
    (contact, into): (ContactId, ContactId),
    told: &Told,
    others: &[i64],
) -> Result<()> {
    let (book, now) = (tx.book_id(), tx.now_micros());
    for kind in references::KINDS {
        let key = ((*kind).to_owned(), contact.0);
        let ids = told.moved.get(&key).map_or(&[][..], |ids| ids);
        let ids = references::lock_those_of(tx.conn, book, (kind, ids), into.0)?;
        references::point(tx.conn, book, (kind, &ids), contact.0, now)?;
        note_moved(permit, tx, (kind, &ids), into, contact)?;
    }
    let named = |id: &i64, field: &str| {
        let was = told.contacts.get(id).and_then(|step| step.before.get(field));
        was == Some(&Value::from(contact.0))
    };
    change_all(permit, tx, others, |it| {
        if it.superior == Some(into) && named(&it.id.0, "superior") {
            it.superior = Some(contact);
        }
        if it.merged_into == Some(into) && named(&it.id.0, "merged_into") {
            it.merged_into = Some(contact);
        }
    })?;
    Ok(())
}

/// Has dealings name who they named before, as far as they still name the one that stayed.
fn give_dealings_back(
    permit: &Permit,
    tx: &mut Tx<'_>,
    merge: &ContactMerge,
    told: &Told,
) -> Result<()> {
    let (book, into) = (tx.book_id(), merge.into.0);
    let ids: Vec<i64> = told.dealings.keys().copied().collect();
    let before = references::lock_dealings(tx.conn, book, &ids)?;
    let mut after = before.clone();
    after.retain(|_, contacts| contacts.contains(&into));
    for (id, contacts) in &mut after {
        let Some(was) = told.dealings.get(id) else { continue };
        contacts.extend(merge.contacts.iter().map(|id| id.0).filter(|id| was.contains(id)));
        if !was.contains(&into) {
            contacts.remove(&into);
        }
    }
    save_dealings(permit, tx, &before, &after)
}

/// Gives the contacts their further places back. Those that cases or dealings need by now stand in
/// the way.
fn give_places_back(
    permit: &Permit,
    tx: &mut Tx<'_>,
    merge: &ContactMerge,
    told: &Told,
) -> Result<Blocked> {
    let book = tx.book_id();
    let ids: Vec<i64> = told.links.keys().chain(&told.made).copied().collect();
    let mut there = link_store::lock(tx.conn, book, &ids)?;
    there.retain(|link| link.contact == merge.into);
    let (made, moved): (Vec<ContactLink>, Vec<ContactLink>) =
        there.into_iter().partition(|link| told.made.contains(&link.id.0));
    let mut after = Vec::with_capacity(moved.len());
    for link in &moved {
        let Some(step) = told.links.get(&link.id.0) else { continue };
        let mut fields = fields_of(&link_rules::Image::of(link))?;
        take_back(&mut fields, step);
        after.push(with_fields(link, fields)?);
    }
    let parted = moved.iter().zip(&after).filter(|(was, is)| was.contact != is.contact);
    let needed: Vec<i64> =
        made.iter().chain(parted.map(|(was, _)| was)).map(|link| link.id.0).collect();
    let blocked = link_store::find_used(tx.conn, book, &needed)?;
    if !blocked.is_empty() {
        return Ok(blocked.into_iter().map(|id| (LINK, id)).collect());
    }
    links::remove(permit, tx, &made)?;
    links::save_changed(permit, tx, &moved, &mut after)?;
    let mut lost = Vec::new();
    for (id, image) in &told.gone {
        lost.extend(restored(tx, *id, image.clone())?);
    }
    let customers: Vec<CustomerId> = lost.iter().map(|link| link.customer).collect();
    let stand = stand_ins(tx.conn, book, &customers)?;
    let named: BTreeSet<i64> = lost.iter().map(|link| link.contact.0).collect();
    let mut places = link_store::keep_places(tx.conn, book, &named)?;
    let mut back = Vec::with_capacity(lost.len());
    for (mut link, customer) in lost.into_iter().zip(stand) {
        link.customer = customer;
        if !places.entry(link.contact.0).or_default().insert(customer.0) {
            continue;
        }
        link.is_primary = link.is_primary
            && link.left_on.is_none()
            && !is_taken_by_others(tx, customer, &BTreeSet::new())?;
        back.push(link);
    }
    links::add(permit, tx, &back)?;
    Ok(Blocked::new())
}
