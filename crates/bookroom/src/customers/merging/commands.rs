//! Merging customers, and undoing it.

mod unmerge;
mod write;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, json};

use super::model::{CustomerMerge, MergeFieldRule, MergedCustomers, MovedRecords};
use super::rules::{self, fields};
use super::store::{self, references};
use crate::custom_fields::{CustomSubject, move_references};
use crate::customers::commands::draft::{self, Draft};
use crate::customers::commands::relations as parents;
use crate::customers::contacts::commands::merging as contacts;
use crate::customers::invoice_profiles::commands as profiles;
use crate::customers::model::{Customer, CustomerVersion};
use crate::customers::pools;
use crate::customers::relations::DEPTH_LIMIT;
use crate::error::{Code, Error, Problem, Result};
use crate::ledger;
use crate::log::Subject;
use crate::log::record::Image;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::values::{Check, CustomerId, CustomerMergeId};
use crate::work::{Command, Tx};

pub use unmerge::UnmergeCustomers;
pub(crate) use unmerge::{Blocked, refuse};

/// The kind of record in the change log, and the name of its table.
const SUBJECT: &str = "customer_merge";

/// Merges customers into another one: all that belongs to them is that one's then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergeCustomers {
    /// The customer that stays.
    pub into: CustomerVersion,
    /// Those that are merged into it, at most 100.
    pub customers: Vec<CustomerVersion>,
    /// By which rule fields get their values; those that are not named have a usual one each.
    #[serde(default)]
    pub rules: Vec<MergeFieldRule>,
}

/// What the log keeps of a merge.
#[derive(Serialize)]
struct MergeImage<'m> {
    #[serde(flatten)]
    merge: &'m CustomerMerge,
    changes: i64,
}

impl Command for MergeCustomers {
    const NAME: &'static str = "customers.merge";
    const PERMISSION: Permission = Permission::CustomersMerge;
    const SET_UP: bool = true;
    type Output = MergedCustomers;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<MergedCustomers> {
        let mut check = Check::new();
        rules::check_group(self.into, &self.customers, &mut check);
        let group: BTreeSet<CustomerId> =
            self.customers.iter().map(|it| it.id).chain([self.into.id]).collect();
        let rules = rules::complete(&self.rules, &group, &mut check);
        check.finish()?;
        let mut drafts = self.load(permit, tx)?;
        let first = tx.drafts.len();
        decide(permit, tx, &mut drafts, &rules)?;
        self.check_parents(tx, &drafts[0].after)?;
        write::save(permit, tx, &mut drafts)?;
        let into = self.into.id;
        let mut moved = Vec::new();
        for customer in &self.customers {
            moved.extend(move_records(permit, tx, (customer.id, into), &group)?);
        }
        write::settle(tx, &group)?;
        let changes = tx.drafts.len() - first;
        let merge = CustomerMerge {
            id: CustomerMergeId(tx.id(SUBJECT)?),
            into,
            customers: self.customers.iter().map(|it| it.id).collect(),
            rules,
            moved,
            merged_at: tx.now(),
            merged_by: permit.operator(),
            undone_at: None,
            undone_by: None,
            version: 1,
        };
        let (book, changes) = (tx.book_id(), crate::customers::store::count(changes));
        store::insert(tx.conn, book, &merge, changes)?;
        let image = MergeImage { merge: &merge, changes };
        tx.note_created(permit, Subject::new(SUBJECT, merge.id), &image)?;
        write::outcome(permit, tx, merge)
    }
}

impl MergeCustomers {
    /// Locks the customers, the one that stays first, and whoever was merged into them before.
    fn load(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Draft>> {
        // Parents move, and two moves at once could close a circle.
        tx.hold("customer_parents")?;
        let seen: Vec<CustomerVersion> =
            std::iter::once(self.into).chain(self.customers.iter().copied()).collect();
        let path = |at: usize| match at.checked_sub(1) {
            None => "into".to_owned(),
            Some(at) => format!("customers[{at}]"),
        };
        let seen: Vec<(CustomerId, Option<i64>)> =
            seen.iter().map(|it| (it.id, Some(it.version))).collect();
        let drafts = draft::load_seen_at(permit, tx, &path, &seen)?;
        let places = drafts.iter().map(|draft| (draft.path.clone(), draft.after.id));
        pools::commands::refuse_waiting(permit, tx, places)?;
        let mut check = Check::new();
        check.require(drafts[0].after.active, "into", Code::Retired);
        check.finish()?;
        Ok(drafts)
    }

    /// The families come together, too: nobody may then stand above itself, nor too many above
    /// each other.
    fn check_parents(&self, tx: &mut Tx<'_>, after: &Customer) -> Result<()> {
        let above = match after.parent {
            Some(parent) => parents::above(tx, parent.0)?,
            None => BTreeSet::new(),
        };
        let mut check = Check::new();
        rules::check_circle(&above, &self.customers, &mut check);
        check.require(!above.contains(&self.into.id.0), "into", Code::Cycle);
        check.finish()?;
        let ids: Vec<i64> = self.customers.iter().map(|it| it.id.0).collect();
        if above.len() + parents::height(tx, &ids)? > DEPTH_LIMIT {
            let problem = Problem::new(Code::TooMany).at("into").fact("limit", DEPTH_LIMIT);
            return Err(problem.into());
        }
        Ok(())
    }
}

/// Gives the customer that stays its values, and has the others say where they went.
fn decide(
    permit: &Permit,
    tx: &mut Tx<'_>,
    drafts: &mut [Draft],
    rules: &[MergeFieldRule],
) -> Result<()> {
    let region = tx.book.currency.phone_region();
    let all: Vec<Customer> = drafts.iter().map(|draft| draft.after.clone()).collect();
    let mut check = Check::new();
    let after = fields::Group::of(all.iter().collect(), rules).survivor(&region, &mut check);
    check.finish()?;
    let before = &all[0];
    fields::require_rights(before, &after, permit.fields())?;
    if before.credit_limit != after.credit_limit {
        tx.grants().scope(Permission::CustomersCredit).map_err(|it| it.below("credit_limit"))?;
    }
    if (before.owner, before.pool) != (after.owner, after.pool) {
        tx.grants().scope(Permission::CustomersAssign).map_err(|it| it.below("owner"))?;
    }
    let (into, code) = (after.id, after.code.clone());
    let (stays, others) = drafts.split_at_mut(1);
    stays[0].after = after;
    if stays[0].after.pool.is_some() {
        // Whoever claims it from there begins anew.
        stays[0].after.collaborators.clear();
    }
    for other in others {
        let other = &mut other.after;
        other.merged_into = Some(into);
        other.active = false;
        other.pool = None;
        if other.code == code {
            other.code = None;
        }
    }
    Ok(())
}

/// Has everything that names a customer name the one that it is merged into.
fn move_records(
    permit: &Permit,
    tx: &mut Tx<'_>,
    (from, into): (CustomerId, CustomerId),
    group: &BTreeSet<CustomerId>,
) -> Result<Vec<MovedRecords>> {
    let (book, now) = (tx.book_id(), tx.now_micros());
    let mut moved: Vec<(&str, usize)> = Vec::new();
    moved.push(("contact", contacts::move_all_of(permit, tx, from, into)?));
    moved.push((profiles::SUBJECT, profiles::move_all_of(permit, tx, from, into)?));
    moved.push(("contact_link", contacts::move_links_of(permit, tx, from, into)?));
    for kind in references::KINDS {
        let ids = references::lock_of(tx.conn, book, kind, from.0)?;
        references::point(tx.conn, book, (kind, &ids), into.0, now)?;
        note_moved(permit, tx, (kind, &ids), from, into)?;
        moved.push((kind, ids.len()));
    }
    let earlier = references::lock_merged(tx.conn, book, from.0)?;
    references::point_merged(tx.conn, book, &earlier, into.0, now)?;
    note_field(permit, tx, ("merged_into", &earlier), from, into)?;
    let children = references::children(tx.conn, book, from.0)?;
    let children: Vec<i64> =
        children.into_iter().filter(|id| !group.contains(&CustomerId(*id))).collect();
    references::point_children(tx.conn, book, &children, into.0, now)?;
    note_field(permit, tx, ("parent", &children), from, into)?;
    moved.push((draft::SUBJECT, earlier.len() + children.len()));
    let parties: Vec<i64> = earlier.into_iter().chain([from.0]).collect();
    moved.push(("entry_item", references::point_lines(tx.conn, book, &parties, into.0)?));
    let named = (from.0, into.0);
    let values = move_references(permit, tx, CustomSubject::Customer, named, None)?;
    moved.push(("custom_value", values));
    let record = |(subject, count): (&str, usize)| MovedRecords {
        subject: subject.to_owned(),
        customer: from,
        count: crate::customers::store::count(count),
    };
    Ok(moved.into_iter().filter(|(_, count)| *count > 0).map(record).collect())
}

/// Notes that records of a kind name another customer now.
fn note_moved(
    permit: &Permit,
    tx: &mut Tx<'_>,
    (kind, ids): (&str, &[i64]),
    from: CustomerId,
    into: CustomerId,
) -> Result<()> {
    for id in ids {
        let image = |customer: CustomerId| {
            let fields = match kind {
                "task" => [("link", json!({ "customer": customer }))],
                "attachment" => [("record", json!({ "customer": customer }))],
                _ => [("customer", json!(customer))],
            };
            Image::fields(fields)
        };
        let subject = Subject::new(kind, *id);
        tx.note(permit, subject, Some(image(from)), Some(image(into)))?;
    }
    Ok(())
}

/// Notes that customers name another one in a field.
fn note_field(
    permit: &Permit,
    tx: &mut Tx<'_>,
    (field, ids): (&'static str, &[i64]),
    from: CustomerId,
    into: CustomerId,
) -> Result<()> {
    for id in ids {
        let image = |customer: CustomerId| {
            Image::Fields(Map::from_iter([(field.to_owned(), json!(customer))]))
        };
        let subject = Subject::new(draft::SUBJECT, *id);
        tx.note(permit, subject, Some(image(from)), Some(image(into)))?;
    }
    Ok(())
}

/// Kinds of records that may name a customer that was merged away: merges themselves, its history,
/// and views, which are told of who stands for it.
const ASIDE: [&str; 3] = [SUBJECT, "owner_change", "saved_view"];

/// Refuses what names a customer that was merged into another one, whatever command notes it.
pub(crate) fn refuse_merged(_: &Permit, tx: &mut Tx<'_>, first: usize) -> Result<()> {
    let drafts = tx.drafts.get(first..).unwrap_or_default();
    let named = drafts.iter().filter(|draft| !ASIDE.contains(&draft.subject.kind.as_str()));
    let named: BTreeSet<i64> = named.flat_map(|draft| draft.names("customer")).collect();
    if named.is_empty() {
        return Ok(());
    }
    let book = tx.book_id();
    let merged: BTreeMap<i64, i64> = store::keep_merged(tx.conn, book, &named)?;
    match merged.into_iter().next() {
        Some((id, into)) => Err(Error::from(draft::merged_away(id, into))),
        None => Ok(()),
    }
}

/// Sums again what the ledger holds of customers that were merged or parted.
fn sum_again(tx: &mut Tx<'_>, group: &BTreeSet<CustomerId>) -> Result<()> {
    let book = tx.book_id();
    let mut parties: BTreeSet<i64> = group.iter().map(|id| id.0).collect();
    for id in group {
        parties.extend(references::lock_merged(tx.conn, book, id.0)?);
    }
    ledger::sum_parties_again(tx.conn, book, &parties)
}
