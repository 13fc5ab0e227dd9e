//! Writing dealings down, changing and removing them. Each first locks the customers they are with,
//! so that what those know of the last and the next contact follows all of them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::model::{Dealing, DealingUpdate, DealingVersion, NewDealing};
use super::rules::{self, Moment};
use super::store::{self, DealingRow};
use crate::custom_fields::{self, Batch, CustomSubject, customized};
use crate::customers::{follow_dealings, keep_contact_places, lock_for_dealings};
use crate::dictionaries::{self, ResolvedItem};
use crate::error::{Code, Error, Problem, Result};
use crate::log::Subject;
use crate::rights::permission::{Field, Permission};
use crate::rights::permit::Permit;
use crate::rights::store::load_active_operators;
use crate::values::{Check, DealingId};
use crate::work::{Command, Outcome, Review, Tx};

/// The dictionary of what dealings are.
pub(crate) const KIND: &str = "follow_up_type";
/// The kind of record in the change log, and the name of its table.
const SUBJECT: &str = "dealing";

/// What dealings of one call name.
struct Named {
    kinds: BTreeMap<(String, String), ResolvedItem>,
    /// The customers at which contacts stand.
    contacts: BTreeMap<i64, BTreeSet<i64>>,
    operators: BTreeSet<i64>,
}

impl Named {
    fn load<'k>(
        tx: &mut Tx<'_>,
        kinds: impl Iterator<Item = &'k String>,
        contacts: &BTreeSet<i64>,
        names_operators: bool,
    ) -> Result<Self> {
        let (book, today) = (tx.book_id(), tx.today());
        let pairs: BTreeSet<(String, String)> =
            kinds.map(|kind| (KIND.to_owned(), kind.clone())).collect();
        let pairs: Vec<(String, String)> = pairs.into_iter().collect();
        let mut named = Self {
            kinds: BTreeMap::new(),
            contacts: keep_contact_places(tx.conn, book, contacts)?,
            operators: BTreeSet::new(),
        };
        if !pairs.is_empty() {
            named.kinds = dictionaries::resolve_kept(tx.conn, book, today, &pairs)?;
        }
        if names_operators {
            named.operators = load_active_operators(tx.conn, book)?.into_iter().collect();
        }
        Ok(named)
    }

    /// The id of a kind.
    fn kind(&self, check: &mut Check, text: &str) -> i64 {
        if text.trim().is_empty() {
            check.fail("kind", Code::Required);
            return 0;
        }
        match self.kinds.get(&(KIND.to_owned(), text.to_owned())) {
            Some(item) => {
                check.require(item.active, "kind", Code::Retired);
                item.id
            }
            None => {
                check.fail("kind", Code::UnknownReference);
                0
            }
        }
    }

    /// Checks that contacts stand at the dealing's customer.
    fn check_contacts(&self, check: &mut Check, dealing: &Dealing) {
        for (index, contact) in dealing.contacts.iter().enumerate() {
            let places = self.contacts.get(&contact.0);
            let belongs = places.is_some_and(|places| places.contains(&dealing.customer.0));
            check.require(belongs, &format!("contacts[{index}]"), Code::UnknownReference);
        }
    }

    /// Checks that operators are there and active.
    fn check_operators(&self, check: &mut Check, dealing: &Dealing) {
        for (index, operator) in dealing.operators.iter().enumerate() {
            let known = self.operators.contains(&operator.0);
            check.require(known, &format!("operators[{index}]"), Code::UnknownReference);
        }
    }
}

/// Writes dealings down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddDealings {
    /// The dealings, up to 10,000.
    pub dealings: Vec<NewDealing>,
}

impl Command for AddDealings {
    const NAME: &'static str = "dealings.add";
    const PERMISSION: Permission = Permission::DealingsAdd;
    type Output = Vec<Dealing>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Dealing>> {
        let mut check = Check::new();
        check.at_most("dealings", self.dealings.len(), rules::DEALING_LIMIT);
        check.finish()?;
        if let Some(index) = self.dealings.iter().position(|new| new.content.is_some()) {
            let rights = permit.fields().require_write(Field::DealingText);
            rights.map_err(|error| error.below(&format!("dealings[{index}].content")))?;
        }
        let contacts = self.dealings.iter().flat_map(|new| &new.contacts);
        let contacts = contacts.map(|contact| contact.0).collect();
        let kinds = self.dealings.iter().map(|new| &new.kind);
        let named = Named::load(tx, kinds, &contacts, true)?;
        let customers: BTreeSet<i64> = self.dealings.iter().map(|new| new.customer.0).collect();
        let customers: Vec<i64> = customers.into_iter().collect();
        let seen = lock_for_dealings(tx.conn, permit.scope(), &customers)?;
        let book = tx.book.clone();
        let date_of = |at: DateTime<Utc>| book.date_of(at);
        let moment = Moment { now: tx.now(), date_of: &date_of };
        let mut made = Vec::with_capacity(self.dealings.len());
        let mut check = Check::new();
        let given = self.dealings.iter().map(|new| &new.custom);
        let own = Batch::<Dealing>::of_new(permit, tx, ("dealings", ""), given, &mut check)?;
        check.each("dealings", &self.dealings, |check, new| {
            let mut dealing = rules::given(new, &moment, permit.operator());
            let known = seen.contains(&new.customer.0);
            check.require(known, "customer", Code::UnknownReference);
            let kind = named.kind(check, &new.kind);
            rules::settle(check, &mut dealing, true, &moment);
            if known {
                named.check_contacts(check, &dealing);
            }
            if !new.operators.is_empty() {
                named.check_operators(check, &dealing);
            }
            made.push((dealing, kind));
        });
        check.finish()?;
        let first = tx.ids(SUBJECT, made.len())?;
        for (id, (dealing, _)) in (first..).zip(&mut made) {
            dealing.id = DealingId(id);
        }
        let book = tx.book_id();
        store::insert(tx.conn, book, &made)?;
        own.save(tx, made.iter().map(|(dealing, _)| dealing.id.0))?;
        follow_dealings(tx.conn, book, &customers)?;
        let rows = made.iter().map(|(made, kind)| DealingRow::of(book, made, *kind)).collect();
        let dealings = store::records(tx.conn, book, rows)?;
        for dealing in &dealings {
            tx.note_created(permit, Subject::new(SUBJECT, dealing.id), dealing)?;
        }
        Ok(shown(permit, dealings))
    }
}

/// Changes dealings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditDealings {
    /// The dealings with their new values, up to 10,000.
    pub edits: Vec<DealingUpdate>,
}

impl Command for EditDealings {
    const NAME: &'static str = "dealings.edit";
    const PERMISSION: Permission = Permission::DealingsEdit;
    type Output = Vec<Dealing>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Dealing>> {
        let edits = || self.edits.iter().map(|update| &update.edit);
        if let Some(index) = edits().position(|edit| !edit.content.is_kept()) {
            let rights = permit.fields().require_write(Field::DealingText);
            rights.map_err(|error| error.below(&format!("edits[{index}].edit.content")))?;
        }
        let contacts = edits().filter_map(|edit| edit.contacts.items()).flatten();
        let contacts = contacts.map(|contact| contact.0).collect();
        let names_operators = edits().any(|edit| !edit.operators.is_kept());
        let kinds = edits().filter_map(|edit| edit.kind.as_ref());
        let named = Named::load(tx, kinds, &contacts, names_operators)?;
        let seen: Vec<_> =
            self.edits.iter().map(|it| DealingVersion { id: it.id, version: it.version }).collect();
        let (before, kinds) = lock_seen(permit, tx, "edits", &seen)?;
        let book = tx.book.clone();
        let date_of = |at: DateTime<Utc>| book.date_of(at);
        let moment = Moment { now: tx.now(), date_of: &date_of };
        let mut after = Vec::with_capacity(before.len());
        let mut check = Check::new();
        let custom = edits().map(|edit| &edit.custom);
        let own = Batch::of_edits(permit, tx, ("edits", ".edit"), &before, custom, &mut check)?;
        check.each(
            "edits",
            edits().zip(before.iter().zip(&kinds)),
            |check, (edit, (old, kind))| {
                check.within("edit", |check| {
                    let mut dealing = rules::edited(old, edit);
                    let kind = edit.kind.as_ref().map_or(*kind, |kind| named.kind(check, kind));
                    let moved = edit.happened_at.is_some();
                    rules::settle(check, &mut dealing, moved, &moment);
                    if !edit.contacts.is_kept() {
                        named.check_contacts(check, &dealing);
                    }
                    if !edit.operators.is_kept() {
                        named.check_operators(check, &dealing);
                    }
                    after.push((dealing, kind));
                });
            },
        );
        check.finish()?;
        let new = after.iter_mut().enumerate();
        new.for_each(|(index, (dealing, _))| own.give(index, dealing));
        let now = tx.now();
        let is_changed =
            |((old, before), (new, after)): &((&Dealing, &i64), &mut (Dealing, i64))| {
                *old != new || *before != after
            };
        for ((_, _), (dealing, _)) in before.iter().zip(&kinds).zip(&mut after).filter(is_changed) {
            dealing.version += 1;
            dealing.updated_at = now;
        }
        own.save(tx, before.iter().map(|dealing| dealing.id.0))?;
        write(permit, tx, &before, after)
    }
}

/// Writes dealings that differ from before, has their customers follow, and notes it.
fn write(
    permit: &Permit,
    tx: &mut Tx<'_>,
    before: &[Dealing],
    after: Vec<(Dealing, i64)>,
) -> Result<Vec<Dealing>> {
    let book = tx.book_id();
    let moved = |(old, (new, _)): &(&Dealing, &(Dealing, i64))| old.version != new.version;
    let changed: Vec<(Dealing, i64)> =
        before.iter().zip(&after).filter(moved).map(|(_, after)| after.clone()).collect();
    store::save(tx.conn, book, &changed)?;
    let customers: BTreeSet<i64> = changed.iter().map(|(it, _)| it.customer.0).collect();
    follow_dealings(tx.conn, book, &customers.into_iter().collect::<Vec<i64>>())?;
    let rows = after.iter().map(|(dealing, kind)| DealingRow::of(book, dealing, *kind)).collect();
    let after = store::records(tx.conn, book, rows)?;
    for (before, after) in before.iter().zip(&after) {
        tx.note_edited(permit, Subject::new(SUBJECT, after.id), before, after)?;
    }
    Ok(shown(permit, after))
}

/// Removes dealings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveDealings {
    /// The dealings, up to 10,000.
    pub dealings: Vec<DealingVersion>,
}

impl Command for RemoveDealings {
    const NAME: &'static str = "dealings.remove";
    const PERMISSION: Permission = Permission::DealingsEdit;
    type Output = Vec<Dealing>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Dealing>> {
        let (dealings, _) = lock_seen(permit, tx, "dealings", &self.dealings)?;
        if let Some(index) = dealings.iter().position(|dealing| dealing.content.is_some()) {
            let rights = permit.fields().require_write(Field::DealingText);
            rights.map_err(|error| error.below(&format!("dealings[{index}]")))?;
        }
        let (book, ids) = (tx.book_id(), dealings.iter().map(|it| it.id.0).collect::<Vec<_>>());
        let referred = custom_fields::find_referred(tx.conn, book, CustomSubject::Dealing, &ids)?;
        if let Some(id) = referred.first() {
            return Err(Problem::new(Code::InUse).fact("subject", SUBJECT).fact("key", id).into());
        }
        store::delete(tx.conn, book, &ids)?;
        let customers: BTreeSet<i64> = dealings.iter().map(|it| it.customer.0).collect();
        follow_dealings(tx.conn, book, &customers.into_iter().collect::<Vec<i64>>())?;
        for dealing in &dealings {
            tx.note_removed(permit, Subject::new(SUBJECT, dealing.id), dealing)?;
        }
        Ok(shown(permit, dealings))
    }
}

/// Locks the dealings of a call, its list `name`, within the permit's scope, and before them their
/// customers; they come back in the order of the call, with their kinds. The first that is missing
/// or invisible, or that changed since, ends the call.
fn lock_seen(
    permit: &Permit,
    tx: &mut Tx<'_>,
    name: &str,
    seen: &[DealingVersion],
) -> Result<(Vec<Dealing>, Vec<i64>)> {
    let mut check = Check::new();
    check.at_most(name, seen.len(), rules::DEALING_LIMIT);
    let mut ids = BTreeSet::new();
    check.each(name, seen, |check, seen| {
        check.require(ids.insert(seen.id.0), "id", Code::Repeated);
    });
    check.finish()?;
    let ids: Vec<i64> = ids.into_iter().collect();
    let book = tx.book_id();
    // Whom a dealing is with never changes, so that can be read before anything is locked.
    let customers: BTreeSet<i64> = store::load(tx.conn, permit.scope(), &ids)?
        .into_iter()
        .map(|row| row.customer_id)
        .collect();
    let customers: Vec<i64> = customers.into_iter().collect();
    let covered = lock_for_dealings(tx.conn, permit.scope(), &customers)?;
    let mut rows: BTreeMap<i64, DealingRow> =
        store::lock(tx.conn, book, &ids)?.into_iter().map(|row| (row.id, row)).collect();
    let mut found = Vec::with_capacity(seen.len());
    for (index, DealingVersion { id, version }) in seen.iter().enumerate() {
        let path = format!("{name}[{index}]");
        let row = rows.remove(&id.0).filter(|row| covered.contains(&row.customer_id));
        let row = row.ok_or_else(|| Error::not_found(SUBJECT, id).below(&path))?;
        if row.version != *version {
            return Err(Error::version_conflict(SUBJECT, id).below(&path));
        }
        found.push(row);
    }
    let kinds = found.iter().map(|row| row.kind_id).collect();
    Ok((store::records(tx.conn, book, found)?, kinds))
}

/// Dealings as the operator sees them.
fn shown(permit: &Permit, dealings: Vec<Dealing>) -> Vec<Dealing> {
    dealings.into_iter().map(|dealing| rules::shown(dealing, permit.fields())).collect()
}

customized!(Dealing, Dealing);

impl Outcome for Dealing {
    fn review(&mut self, review: &mut Review) {
        review.tells_of(SUBJECT, self.id);
        rules::limit(self, &review.fields);
    }
}
