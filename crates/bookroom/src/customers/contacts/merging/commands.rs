//! Merging contacts, and undoing it.

mod unmerge;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::model::{ContactMerge, ContactMergeRule, MergedContacts, MovedOfContact};
use super::rules::{self, places};
use super::store::{self, references};
use crate::customers::commands::draft::merged_away;
use crate::customers::commands::sharing::refuse_locked_ids;
use crate::customers::contacts::commands::{Draft, save_changed, superiors};
use crate::customers::contacts::links::model::ContactLink;
use crate::customers::contacts::links::store as link_store;
use crate::customers::contacts::links::{commands as links, rules as link_rules};
use crate::customers::contacts::model::{Contact, ContactVersion};
use crate::customers::contacts::store as contact_store;
use crate::customers::store::{count, relations};
use crate::customers::{masks, pools};
use crate::error::{Code, Error, Problem, Result};
use crate::log::Subject;
use crate::log::record::Image;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::values::{Check, ContactId, ContactLinkId, ContactMergeId, CustomerId};
use crate::work::{Command, Tx};

pub use unmerge::UnmergeContacts;

/// The kind of record in the change log, and the name of its table.
const SUBJECT: &str = "contact_merge";
/// The kind of record that is merged.
const CONTACT: &str = "contact";

/// Merges contacts into another one: all that belongs to them is that one's then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergeContacts {
    /// The contact that stays.
    pub into: ContactVersion,
    /// Those that are merged into it, at most 100.
    pub contacts: Vec<ContactVersion>,
    /// By which rule fields get their values; those that are not named have a usual one each.
    #[serde(default)]
    pub rules: Vec<ContactMergeRule>,
}

/// What the log keeps of a merge.
#[derive(Serialize)]
struct MergeImage<'m> {
    #[serde(flatten)]
    merge: &'m ContactMerge,
    changes: i64,
}

impl Command for MergeContacts {
    const NAME: &'static str = "customers.merge_contacts";
    const PERMISSION: Permission = Permission::CustomersMerge;
    const SET_UP: bool = true;
    type Output = MergedContacts;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<MergedContacts> {
        let mut check = Check::new();
        rules::check_group(self.into, &self.contacts, &mut check);
        let group: BTreeSet<ContactId> =
            self.contacts.iter().map(|it| it.id).chain([self.into.id]).collect();
        let rules = rules::complete(&self.rules, &group, &mut check);
        check.finish()?;
        let mut drafts = self.load(permit, tx)?;
        let first = tx.drafts.len();
        let all: Vec<Contact> = drafts.iter().map(|draft| draft.after.clone()).collect();
        let (places, linked) = self.places(tx, &all)?;
        decide(permit, tx, &mut drafts, &rules)?;
        drafts[0].after.is_primary = places.is_primary;
        save_changed(permit, tx, &mut drafts)?;
        move_places(permit, tx, places)?;
        let into = self.into.id;
        let dealings = move_dealings(permit, tx, &self.contacts, into)?;
        let mut moved = Vec::new();
        for contact in &self.contacts {
            let of = |counts: &BTreeMap<ContactId, usize>| counts.get(&contact.id).copied();
            let counts = [
                ("contact_link", of(&linked).unwrap_or(0)),
                ("dealing", of(&dealings).unwrap_or(0)),
            ];
            moved.extend(move_records(permit, tx, (contact.id, into), (&group, counts))?);
        }
        check_superiors(tx, into)?;
        let changes = count(tx.drafts.len() - first);
        let merge = ContactMerge {
            id: ContactMergeId(tx.id(SUBJECT)?),
            into,
            contacts: self.contacts.iter().map(|it| it.id).collect(),
            rules,
            moved,
            merged_at: tx.now(),
            merged_by: permit.operator(),
            undone_at: None,
            undone_by: None,
            version: 1,
        };
        let book = tx.book_id();
        store::insert(tx.conn, book, &merge, changes)?;
        let image = MergeImage { merge: &merge, changes };
        tx.note_created(permit, Subject::new(SUBJECT, merge.id), &image)?;
        outcome(permit, tx, merge)
    }
}

impl MergeContacts {
    /// Locks the customers of the contacts, then the contacts; the one that stays comes first.
    fn load(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Draft>> {
        superiors::hold(tx)?;
        let seen: Vec<ContactVersion> =
            std::iter::once(self.into).chain(self.contacts.iter().copied()).collect();
        let ids: Vec<i64> = seen.iter().map(|it| it.id.0).collect();
        let path = |at: usize| match at.checked_sub(1) {
            None => "into".to_owned(),
            Some(at) => format!("contacts[{at}]"),
        };
        let known = contact_store::load_rows(tx.conn, permit.scope(), &ids)?;
        lock_customers(tx, &ids, known.iter().map(|row| row.customer_id))?;
        let rows = contact_store::lock_rows(tx.conn, permit.scope(), &ids)?;
        let contacts = contact_store::complete(tx.conn, rows)?;
        let mut contacts: BTreeMap<ContactId, Contact> =
            contacts.into_iter().map(|it| (it.id, it)).collect();
        let mut check = Check::new();
        let mut drafts = Vec::with_capacity(seen.len());
        for (at, seen) in seen.iter().enumerate() {
            let missing = || Error::not_found(CONTACT, seen.id).below(&path(at));
            let contact = contacts.remove(&seen.id).ok_or_else(missing)?;
            if contact.version != seen.version {
                return Err(Error::version_conflict(CONTACT, seen.id).below(&path(at)));
            }
            if let Some(gone) = contact.merged_into {
                check.add(merged_away(contact.id.0, gone.0).at(path(at)));
            }
            check.require(at > 0 || contact.active, "into", Code::Retired);
            drafts.push(Draft { before: Some(contact.clone()), after: contact });
        }
        check.finish()?;
        let places = drafts.iter().enumerate().map(|(at, it)| (path(at), it.after.customer));
        pools::commands::refuse_waiting(permit, tx, places)?;
        Ok(drafts)
    }

    /// Where the one that stays stands then, and how many further places each of the others has.
    fn places(
        &self,
        tx: &mut Tx<'_>,
        all: &[Contact],
    ) -> Result<(places::Places, BTreeMap<ContactId, usize>)> {
        let (book, today) = (tx.book_id(), tx.today());
        let ids: Vec<i64> = all.iter().map(|it| it.id.0).collect();
        let links = link_store::of_contacts(tx.conn, book, &ids)?;
        let places = places::together(all, &links, today);
        if places.kept.len() + places.made.len() > link_rules::LINKS_LIMIT {
            let problem = Problem::new(Code::TooMany).at("into");
            return Err(problem.fact("limit", link_rules::LINKS_LIMIT).into());
        }
        let mut linked = BTreeMap::new();
        for link in links {
            *linked.entry(link.contact).or_insert(0) += 1;
        }
        Ok((places, linked))
    }
}

/// Locks all customers where contacts stand: who is the first there is a matter of all. None of
/// their own customers may be locked against changes.
fn lock_customers(tx: &mut Tx<'_>, contacts: &[i64], own: impl Iterator<Item = i64>) -> Result<()> {
    let book = tx.book_id();
    let own: Vec<i64> = own.collect();
    let links = link_store::of_contacts(tx.conn, book, contacts)?;
    let all: Vec<i64> =
        own.iter().copied().chain(links.iter().map(|link| link.customer.0)).collect();
    relations::lock(tx.conn, book, &all)?;
    refuse_locked_ids(tx, &own)
}

/// Gives the contact that stays its values, and has the others say where they went.
fn decide(
    permit: &Permit,
    tx: &mut Tx<'_>,
    drafts: &mut [Draft],
    rules: &[ContactMergeRule],
) -> Result<()> {
    let region = tx.book.currency.phone_region();
    let all: Vec<Contact> = drafts.iter().map(|draft| draft.after.clone()).collect();
    let mut check = Check::new();
    let after = rules::survivor(&all, rules, &region, &mut check);
    check.finish()?;
    rules::require_rights(&all[0], &after, permit.fields())?;
    let into = after.id;
    let (stays, others) = drafts.split_at_mut(1);
    stays[0].after = after;
    for Draft { after: other, .. } in others {
        other.merged_into = Some(into);
        other.active = false;
        other.is_primary = false;
        other.superior = None;
    }
    Ok(())
}

/// Writes the further places of the contact that stays.
fn move_places(permit: &Permit, tx: &mut Tx<'_>, mut places: places::Places) -> Result<()> {
    links::remove(permit, tx, &places.gone)?;
    let (before, mut after): (Vec<ContactLink>, Vec<ContactLink>) = places.kept.into_iter().unzip();
    links::save_changed(permit, tx, &before, &mut after)?;
    if places.made.is_empty() {
        return Ok(());
    }
    let first = tx.ids("contact_link", places.made.len())?;
    let now = tx.now();
    for (id, link) in (first..).zip(&mut places.made) {
        link.id = ContactLinkId(id);
        (link.created_at, link.updated_at) = (now, now);
    }
    links::add(permit, tx, &places.made)
}

/// Has everything that names a contact name the one that it is merged into.
fn move_records(
    permit: &Permit,
    tx: &mut Tx<'_>,
    (from, into): (ContactId, ContactId),
    (group, counts): (&BTreeSet<ContactId>, [(&'static str, usize); 2]),
) -> Result<Vec<MovedOfContact>> {
    let (book, now) = (tx.book_id(), tx.now_micros());
    let mut moved: Vec<(&str, usize)> = counts.into();
    for kind in references::KINDS {
        let ids = references::lock_of(tx.conn, book, kind, from.0)?;
        references::point(tx.conn, book, (kind, &ids), into.0, now)?;
        note_moved(permit, tx, (kind, &ids), from, into)?;
        moved.push((kind, ids.len()));
    }
    let below = contact_store::superiors::load_below(tx.conn, book, &[from.0])?;
    let earlier = references::merged_into(tx.conn, book, from.0)?;
    let ids = below.into_keys().filter(|id| !group.contains(&ContactId(*id)));
    let ids: Vec<i64> = ids.chain(earlier).collect();
    let others = change_all(permit, tx, &ids, |contact| {
        for named in [&mut contact.superior, &mut contact.merged_into] {
            if *named == Some(from) {
                *named = Some(into);
            }
        }
    })?;
    moved.push((CONTACT, others));
    let record = |(subject, number): (&str, usize)| MovedOfContact {
        subject: subject.to_owned(),
        contact: from,
        count: count(number),
    };
    Ok(moved.into_iter().filter(|(_, number)| *number > 0).map(record).collect())
}

/// Has dealings name the one that stays, each once, whoever of the others they named; returns how
/// many named each of them.
fn move_dealings(
    permit: &Permit,
    tx: &mut Tx<'_>,
    others: &[ContactVersion],
    into: ContactId,
) -> Result<BTreeMap<ContactId, usize>> {
    let book = tx.book_id();
    let (mut ids, mut counts) = (BTreeSet::new(), BTreeMap::new());
    for other in others {
        let of = references::dealings_of(tx.conn, book, other.id.0)?;
        counts.insert(other.id, of.len());
        ids.extend(of);
    }
    let ids: Vec<i64> = ids.into_iter().collect();
    let before = references::lock_dealings(tx.conn, book, &ids)?;
    let mut after = before.clone();
    for contacts in after.values_mut() {
        contacts.retain(|id| others.iter().all(|other| other.id.0 != *id));
        contacts.insert(into.0);
    }
    save_dealings(permit, tx, &before, &after)?;
    Ok(counts)
}

/// Changes contacts whoever sees them, and notes it; returns how many there are.
fn change_all(
    permit: &Permit,
    tx: &mut Tx<'_>,
    ids: &[i64],
    change: impl Fn(&mut Contact),
) -> Result<usize> {
    let book = tx.book_id();
    let rows = contact_store::lock_all_rows(tx.conn, book, ids)?;
    let contacts = contact_store::complete(tx.conn, rows)?;
    let mut drafts: Vec<Draft> = contacts
        .into_iter()
        .map(|contact| {
            let mut after = contact.clone();
            change(&mut after);
            Draft { before: Some(contact), after }
        })
        .collect();
    save_changed(permit, tx, &mut drafts)?;
    Ok(drafts.len())
}

/// Gives locked dealings other contacts, and notes it.
fn save_dealings(
    permit: &Permit,
    tx: &mut Tx<'_>,
    before: &BTreeMap<i64, BTreeSet<i64>>,
    after: &BTreeMap<i64, BTreeSet<i64>>,
) -> Result<()> {
    let (book, now) = (tx.book_id(), tx.now_micros());
    let changed: BTreeMap<i64, BTreeSet<i64>> = after
        .iter()
        .filter(|(id, contacts)| before.get(*id) != Some(*contacts))
        .map(|(id, contacts)| (*id, contacts.clone()))
        .collect();
    references::save_dealings(tx.conn, book, &changed, now)?;
    for (id, contacts) in &changed {
        let image = |contacts: &BTreeSet<i64>| Image::fields([("contacts", json!(contacts))]);
        let was = before.get(id).map(image);
        tx.note(permit, Subject::new("dealing", *id), was, Some(image(contacts)))?;
    }
    Ok(())
}

/// Notes that records of a kind name another contact now.
fn note_moved(
    permit: &Permit,
    tx: &mut Tx<'_>,
    (kind, ids): (&str, &[i64]),
    from: ContactId,
    into: ContactId,
) -> Result<()> {
    for id in ids {
        let image = |contact: ContactId| {
            let fields = match kind {
                "task" => [("link", json!({ "contact": contact }))],
                "attachment" => [("record", json!({ "contact": contact }))],
                _ => [("contact", json!(contact))],
            };
            Image::fields(fields)
        };
        tx.note(permit, Subject::new(kind, *id), Some(image(from)), Some(image(into)))?;
    }
    Ok(())
}

/// Refuses a contact that would report to itself, or to too many above each other.
fn check_superiors(tx: &mut Tx<'_>, into: ContactId) -> Result<()> {
    match superiors::levels_of(tx, into.0)? {
        None => Err(Problem::new(Code::Cycle).at("into").into()),
        Some(levels) if levels > superiors::DEPTH_LIMIT => {
            let problem = Problem::new(Code::TooMany).at("into");
            Err(problem.fact("limit", superiors::DEPTH_LIMIT).into())
        }
        Some(_) => Ok(()),
    }
}

/// Whether somebody but these contacts is the first at a locked customer.
fn is_taken_by_others(
    tx: &mut Tx<'_>,
    customer: CustomerId,
    contacts: &BTreeSet<i64>,
) -> Result<bool> {
    let book = tx.book_id();
    let own = contact_store::load_rows_of(tx.conn, book, &[customer.0])?;
    let links = link_store::of_customers(tx.conn, book, &[customer.0])?;
    let own = own.iter().filter(|row| row.is_primary).map(|row| row.id);
    let linked = links.iter().filter(|link| link.is_primary).map(|link| link.contact.0);
    Ok(own.chain(linked).any(|id| !contacts.contains(&id)))
}

/// Kinds of records that may name a contact that was merged away: merges themselves, and views.
const ASIDE: [&str; 2] = [SUBJECT, "saved_view"];

/// Refuses what names a contact that was merged into another one, whatever command notes it.
pub(crate) fn refuse_merged(_: &Permit, tx: &mut Tx<'_>, first: usize) -> Result<()> {
    let drafts = tx.drafts.get(first..).unwrap_or_default();
    let named = drafts.iter().filter(|draft| !ASIDE.contains(&draft.subject.kind.as_str()));
    let named: BTreeSet<i64> = named
        .flat_map(|draft| {
            let one = draft.names("contact").into_iter().chain(draft.names("superior"));
            one.chain(draft.names_of_list("contacts"))
        })
        .collect();
    if named.is_empty() {
        return Ok(());
    }
    let book = tx.book_id();
    match store::keep_merged(tx.conn, book, &named)?.into_iter().next() {
        Some((id, into)) => Err(Error::from(merged_away(id, into))),
        None => Ok(()),
    }
}

/// What came of a merge or of undoing one, as the operator may see it.
fn outcome(permit: &Permit, tx: &mut Tx<'_>, merge: ContactMerge) -> Result<MergedContacts> {
    let ids: Vec<i64> = merge.contacts.iter().chain([&merge.into]).map(|id| id.0).collect();
    let rows = contact_store::load_rows(tx.conn, permit.scope(), &ids)?;
    let mut contacts = contact_store::complete(tx.conn, rows)?;
    if let Ok(scope) = tx.grants().scope(Permission::CustomersView) {
        contact_store::give_links(tx.conn, &scope, &mut contacts)?;
    }
    contacts.iter_mut().for_each(|it| masks::contact(it, permit.fields()));
    let gone = || Error::internal("a contact was locked and is gone");
    let at = contacts.iter().position(|it| it.id == merge.into).ok_or_else(gone)?;
    let contact = contacts.remove(at);
    Ok(MergedContacts { merge, contact, others: contacts })
}
