//! Undoing a merge: what was merged is parted again.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{MergeImage, SUBJECT, note_field, note_moved, write};
use crate::custom_fields::{CustomSubject, Place, move_references, moved_keys};
use crate::customers::commands::Image;
use crate::customers::commands::draft::{self, Draft};
use crate::customers::commands::relations as parents;
use crate::customers::commands::undo::{fields_of, with_fields};
use crate::customers::contacts::commands::SUBJECT as CONTACT;
use crate::customers::contacts::commands::merging as contacts;
use crate::customers::contacts::links::commands::SUBJECT as LINK;
use crate::customers::invoice_profiles::commands as profiles;
use crate::customers::merging::model::{CustomerMerge, MergedCustomers};
use crate::customers::merging::rules::parting::{Step, take_back};
use crate::customers::merging::store::{self, crossing, references};
use crate::customers::store::{self as customer_store, relations as parent_rows};
use crate::error::{Code, Error, Problem, Result};
use crate::ledger;
use crate::log::Subject;
use crate::log::record;
use crate::log::store::ChangeRow;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::values::{CustomerId, CustomerMergeId};
use crate::work::{Command, Tx};

/// The most records in the way that an error names.
const NAMED_LIMIT: usize = 100;

/// Undoes a merge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnmergeCustomers {
    /// The merge.
    pub id: CustomerMergeId,
    /// The version the caller last saw.
    pub version: i64,
}

/// A record that stands in the way.
pub(crate) type Blocked = BTreeSet<(&'static str, i64)>;

impl Command for UnmergeCustomers {
    const NAME: &'static str = "customers.unmerge";
    const PERMISSION: Permission = Permission::CustomersMerge;
    const SET_UP: bool = true;
    type Output = MergedCustomers;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<MergedCustomers> {
        tx.hold("customer_parents")?;
        let book = tx.book_id();
        let missing = || Error::not_found(SUBJECT, self.id);
        let (merge, changes) = store::lock(tx.conn, book, self.id.0)?.ok_or_else(missing)?;
        load(permit, tx, &merge)?.ok_or_else(missing)?;
        if merge.version != self.version {
            return Err(Error::version_conflict(SUBJECT, self.id));
        }
        if let Some(at) = merge.undone_at {
            return Err(Problem::new(Code::WrongState).fact("undone_at", at.to_rfc3339()).into());
        }
        refuse(later_merges(tx, &merge)?)?;
        let changes_of = store::changes_of(tx.conn, book, (merge.id, changes))?;
        let told = Told::of(&changes_of, merge.into)?;
        // The last that the merge did comes first.
        for customer in &merge.customers {
            let Some(places) = told.references.get(&customer.0) else { continue };
            let named = (merge.into.0, customer.0);
            move_references(permit, tx, CustomSubject::Customer, named, Some(places))?;
        }
        let drafts = load(permit, tx, &merge)?.ok_or_else(missing)?;
        part(permit, tx, drafts, &told)?;
        for customer in &merge.customers {
            give_back(permit, tx, &merge, *customer, &told)?;
        }
        contacts::give_links_back(permit, tx, &told.links, (merge.into, &merge.customers))?;
        let group: BTreeSet<CustomerId> =
            merge.customers.iter().copied().chain([merge.into]).collect();
        write::settle(tx, &group)?;
        let mut blocked = crossings(tx, &merge)?;
        blocked.extend(circles(tx, &group)?);
        refuse(blocked)?;
        let undone = CustomerMerge {
            undone_at: Some(tx.now()),
            undone_by: permit.operator(),
            version: merge.version + 1,
            ..merge.clone()
        };
        store::save_undone(tx.conn, book, &undone)?;
        let (before, after) =
            (MergeImage { merge: &merge, changes }, MergeImage { merge: &undone, changes });
        tx.note_edited(permit, Subject::new(SUBJECT, merge.id), &before, &after)?;
        write::outcome(permit, tx, undone)
    }
}

/// Refuses with all that stands in the way.
pub(crate) fn refuse(blocked: Blocked) -> Result<()> {
    let Some((subject, id)) = blocked.first().copied() else { return Ok(()) };
    let named: Vec<String> =
        blocked.iter().take(NAMED_LIMIT).map(|(subject, id)| format!("{subject}:{id}")).collect();
    let problem = Problem::new(Code::UnmergeBlocked).fact("subject", subject).fact("key", id);
    let problem = problem.fact("count", blocked.len()).fact("blocked", named.join(","));
    Err(problem.into())
}

/// Locks the customers of a merge, the one that stayed first; nothing when one is out of reach.
fn load(permit: &Permit, tx: &mut Tx<'_>, merge: &CustomerMerge) -> Result<Option<Vec<Draft>>> {
    let ids: Vec<i64> = [&merge.into].into_iter().chain(&merge.customers).map(|id| id.0).collect();
    let rows = customer_store::lock_rows(tx.conn, permit.scope(), &ids)?;
    let mut rows: BTreeMap<i64, _> = rows.into_iter().map(|row| (row.id, row)).collect();
    let rows: Option<Vec<_>> = ids.iter().map(|id| rows.remove(id)).collect();
    let Some(rows) = rows else { return Ok(None) };
    let customers = customer_store::complete(tx.conn, rows)?;
    Ok(Some(customers.into_iter().map(|it| Draft::of(String::new(), it)).collect()))
}

/// The merges that have to be undone before: later ones into the same customer, and the one that
/// took it in itself.
fn later_merges(tx: &mut Tx<'_>, merge: &CustomerMerge) -> Result<Blocked> {
    let book = tx.book_id();
    let later = store::standing_after(tx.conn, book, merge)?;
    let above = store::standing_of(tx.conn, book, merge.into.0)?;
    Ok(later.into_iter().chain(above).map(|id| (SUBJECT, id)).collect())
}

/// What the log tells of a merge.
#[derive(Default)]
struct Told {
    /// The records of each kind that named another customer, by that customer.
    moved: BTreeMap<(String, i64), Vec<i64>>,
    /// What changed of customers.
    customers: BTreeMap<i64, Step>,
    /// The fields of the book's own that named another customer, by that customer.
    references: BTreeMap<i64, BTreeSet<Place>>,
    /// What contacts were before.
    contacts: BTreeMap<i64, Map<String, Value>>,
    /// What invoice profiles were before.
    profiles: BTreeMap<i64, Map<String, Value>>,
    links: contacts::ToldLinks,
}

impl Told {
    fn of(rows: &[ChangeRow], into: CustomerId) -> Result<Self> {
        let mut told = Self::default();
        for row in rows {
            let (Some(before), Some(after)) = (&row.image_before, &row.image_after) else {
                if let (LINK, Some(before)) = (row.subject_kind.as_str(), &row.image_before) {
                    told.links.gone.insert(row.subject_id, record::open(before)?.0);
                }
                continue;
            };
            let ((mut before, mut gone), (mut after, gone_too)) =
                (record::open(before)?, record::open(after)?);
            // How often a record changed is no value to take back.
            before.remove("version");
            after.remove("version");
            gone.extend(gone_too);
            let kind = row.subject_kind.as_str();
            let (keys, is_all) = moved_keys(&before, &after, into.0);
            for (customer, key) in keys {
                let place = (kind.to_owned(), row.subject_id, key);
                told.references.entry(customer).or_default().insert(place);
            }
            if is_all {
                continue;
            }
            let step = Step { before, after }.without(&gone);
            match kind {
                // One may be changed more than once: by its values, and by what names it.
                draft::SUBJECT => match told.customers.entry(row.subject_id) {
                    Entry::Vacant(place) => drop(place.insert(step)),
                    Entry::Occupied(mut first) => first.get_mut().then(step),
                },
                CONTACT => drop(told.contacts.insert(row.subject_id, step.before)),
                profiles::SUBJECT => drop(told.profiles.insert(row.subject_id, step.before)),
                LINK => {
                    let was = told.links.moved.entry(row.subject_id).or_default();
                    // What it was at first, when it moved twice.
                    let mut first = std::mem::replace(was, step.before);
                    was.append(&mut first);
                }
                _ => {
                    if let Some(customer) = customer_in(&step.before) {
                        let key = (kind.to_owned(), customer);
                        told.moved.entry(key).or_default().push(row.subject_id);
                    }
                }
            }
        }
        Ok(told)
    }

    /// The customers of which a field named one of them.
    fn naming(&self, field: &str, customer: CustomerId) -> Vec<i64> {
        let names = |step: &&Step| step.before.get(field) == Some(&Value::from(customer.0));
        self.customers.iter().filter(|(_, step)| names(step)).map(|(id, _)| *id).collect()
    }
}

/// The customer that the image of a record names.
fn customer_in(image: &Map<String, Value>) -> Option<i64> {
    let linked = || image.get("link").or_else(|| image.get("record"))?.get("customer");
    image.get("customer").or_else(linked)?.as_i64()
}

/// Gives the customers of a merge back what they were, as far as nothing else came since.
fn part(permit: &Permit, tx: &mut Tx<'_>, mut drafts: Vec<Draft>, told: &Told) -> Result<()> {
    for draft in &mut drafts {
        let Some(step) = told.customers.get(&draft.after.id.0) else { continue };
        let mut fields = fields_of(&Image::of(&draft.after))?;
        take_back(&mut fields, step);
        draft.after = with_fields(&draft.after, fields)?;
    }
    let ids: Vec<i64> = drafts.iter().map(|draft| draft.after.id.0).collect();
    match write::save(permit, tx, &mut drafts) {
        // A code that a customer had, an item or a pool has gone to others, or to nobody.
        Err(Error::Invalid(..) | Error::Duplicate(..)) => {
            refuse(ids.into_iter().map(|id| (draft::SUBJECT, id)).collect())
        }
        done => done,
    }
}

/// The customers of a merge that would stand above themselves.
fn circles(tx: &mut Tx<'_>, group: &BTreeSet<CustomerId>) -> Result<Blocked> {
    let book = tx.book_id();
    let ids: Vec<i64> = group.iter().map(|id| id.0).collect();
    let mut blocked = Blocked::new();
    for (id, parent) in parent_rows::load_parents(tx.conn, book, &ids)? {
        if parents::above(tx, parent)?.contains(&id) {
            blocked.insert((draft::SUBJECT, parent));
        }
    }
    Ok(blocked)
}

/// Gives a customer back the records that a merge took from it, as far as they are still there.
fn give_back(
    permit: &Permit,
    tx: &mut Tx<'_>,
    merge: &CustomerMerge,
    customer: CustomerId,
    told: &Told,
) -> Result<()> {
    let (book, now) = (tx.book_id(), tx.now_micros());
    let into = merge.into;
    let earlier = told.naming("merged_into", customer);
    let earlier = references::keep_merged_into(tx.conn, book, &earlier, into.0)?;
    references::point_merged(tx.conn, book, &earlier, customer.0, now)?;
    note_field(permit, tx, ("merged_into", &earlier), into, customer)?;
    let children = told.naming("parent", customer);
    let below = parent_rows::load_parents(tx.conn, book, &children)?;
    let is_there = |id: &i64| below.get(id) == Some(&into.0) && *id != into.0;
    let children: Vec<i64> = children.into_iter().filter(is_there).collect();
    references::point_children(tx.conn, book, &children, customer.0, now)?;
    note_field(permit, tx, ("parent", &children), into, customer)?;
    contacts::give_back(permit, tx, &told.contacts, (into, customer))?;
    profiles::give_back(permit, tx, &told.profiles, (into, customer))?;
    let parties: BTreeSet<i64> = earlier.iter().copied().chain([customer.0]).collect();
    for kind in references::KINDS {
        let key = ((*kind).to_owned(), customer.0);
        let ids = told.moved.get(&key).map_or(&[][..], |ids| ids);
        let mut ids = references::lock_those_of(tx.conn, book, (kind, ids), into.0)?;
        // What was posted since bears the name of the one that stayed, and stays with it.
        let posted = references::posted_with(tx.conn, book, (kind, &ids))?;
        let others = posted.into_iter().filter(|(_, party)| !parties.contains(party));
        let others: BTreeSet<i64> = others.map(|(id, _)| id).collect();
        ids.retain(|id| !others.contains(id));
        references::point(tx.conn, book, (kind, &ids), customer.0, now)?;
        note_moved(permit, tx, (kind, &ids), into, customer)?;
    }
    let parties: Vec<i64> = parties.into_iter().collect();
    references::point_lines(tx.conn, book, &parties, customer.0)?;
    Ok(())
}

/// What joins records of customers that are parted now.
fn crossings(tx: &mut Tx<'_>, merge: &CustomerMerge) -> Result<Blocked> {
    let book = tx.book_id();
    let parted: BTreeSet<i64> = merge.customers.iter().map(|id| id.0).collect();
    let mut items = crossing::Items {
        lines: references::lines_of(tx.conn, book, &parted)?,
        ..crossing::Items::default()
    };
    for customer in &parted {
        items.invoices.extend(references::lock_of(tx.conn, book, "invoice", *customer)?);
        items.payments.extend(references::lock_of(tx.conn, book, "payment", *customer)?);
    }
    let merged = ledger::merged_parties(tx.conn, book)?;
    let stands = |party: i64| merged.get(&party).copied().unwrap_or(party);
    let allocations = crossing::allocations(tx.conn, book, &items, stands)?;
    let mut blocked: Blocked = allocations.into_iter().map(|id| ("allocation", id)).collect();
    let all: Vec<i64> = parted.iter().copied().chain([merge.into.0]).collect();
    blocked.extend(crossing::by_contact(tx.conn, book, &all)?);
    let dates = crossing::by_date(tx.conn, book, &all)?;
    blocked.extend(dates.into_iter().map(|id| ("important_date", id)));
    let invoices = crossing::by_profile(tx.conn, book, &all)?;
    blocked.extend(invoices.into_iter().map(|id| ("invoice", id)));
    blocked.extend(crossing::by_case(tx.conn, book, &all)?.into_iter().map(|id| ("case", id)));
    Ok(blocked)
}
