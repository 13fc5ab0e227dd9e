//! Commands on days that matter. The customers are locked before their days.

use std::collections::{BTreeSet, HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::model::{ImportantDate, ImportantDateUpdate, ImportantDateVersion, NewImportantDate};
use super::{rules, store};
use crate::customers::commands::sharing::refuse_locked_ids;
use crate::customers::contacts::links::store::keep_places;
use crate::customers::{masks, pools, rules as customer_rules, store as customer_store};
use crate::error::{Code, Error, Result};
use crate::log::Subject;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::values::{Check, ImportantDateId};
use crate::work::{Command, Tx};

/// The kind of record in the change log, and the name of its table.
pub(crate) const SUBJECT: &str = "important_date";

/// Adds days to customers: all, or none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddImportantDates {
    /// The days, at most 100,000.
    pub dates: Vec<NewImportantDate>,
}

impl Command for AddImportantDates {
    const NAME: &'static str = "important_dates.add";
    const PERMISSION: Permission = Permission::CustomersEdit;
    type Output = Vec<ImportantDate>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<ImportantDate>> {
        let mut check = Check::new();
        check.at_most("dates", self.dates.len(), customer_rules::COMMAND_LIMIT);
        check.finish()?;
        if self.dates.is_empty() {
            return Ok(Vec::new());
        }
        let ids: Vec<i64> = self.dates.iter().map(|new| new.customer.0).collect();
        let reachable = lock_customers(permit, tx, &ids)?;
        for (index, new) in self.dates.iter().enumerate() {
            if !reachable.contains(&new.customer.0) {
                let missing = Error::not_found("customer", new.customer);
                return Err(missing.below(&format!("dates[{index}].customer")));
            }
        }
        refuse_locked_ids(tx, &ids)?;
        let places = self.dates.iter().enumerate();
        let places = places.map(|(at, new)| (format!("dates[{at}].customer"), new.customer));
        pools::commands::refuse_waiting(permit, tx, places)?;
        rules::require_rights(permit.fields())?;
        let mut check = Check::new();
        let mut dates = Vec::with_capacity(self.dates.len());
        check.each("dates", &self.dates, |check, new| {
            let mut blank = rules::blank(new.customer);
            (blank.created_at, blank.updated_at) = (tx.now(), tx.now());
            dates.push(rules::apply(&blank, &rules::as_edit(new), check));
        });
        check_contacts(tx, ("dates", ""), &dates, &mut check)?;
        check.finish()?;
        let first = tx.ids(SUBJECT, dates.len())?;
        for (id, date) in (first..).zip(&mut dates) {
            date.id = ImportantDateId(id);
        }
        let book = tx.book_id();
        store::insert(tx.conn, book, &dates.iter().collect::<Vec<_>>())?;
        for date in &dates {
            tx.note_created(permit, Subject::new(SUBJECT, date.id), date)?;
        }
        Ok(shown(permit, dates))
    }
}

/// Changes days: all, or none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditImportantDates {
    /// The days with their new values, at most 100,000.
    pub edits: Vec<ImportantDateUpdate>,
}

impl Command for EditImportantDates {
    const NAME: &'static str = "important_dates.edit";
    const PERMISSION: Permission = Permission::CustomersEdit;
    type Output = Vec<ImportantDate>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<ImportantDate>> {
        let seen: Vec<_> = self.edits.iter().map(|edit| (edit.id, edit.version)).collect();
        let before = load_seen(permit, tx, "edits", &seen)?;
        let mut check = Check::new();
        let mut after = Vec::with_capacity(before.len());
        check.each("edits", self.edits.iter().zip(&before), |check, (update, old)| {
            let new = check.within("edit", |check| rules::apply(old, &update.edit, check));
            after.push(new);
        });
        check_contacts(tx, ("edits", ".edit"), &after, &mut check)?;
        check.finish()?;
        let now = tx.now();
        let mut changed = Vec::new();
        for (old, new) in before.iter().zip(&mut after).filter(|(old, new)| *old != &**new) {
            new.version = old.version + 1;
            new.updated_at = now;
            tx.note_edited(permit, Subject::new(SUBJECT, new.id), old, new)?;
            changed.push(&*new);
        }
        let book = tx.book_id();
        store::save(tx.conn, book, &changed)?;
        Ok(shown(permit, after))
    }
}

/// Removes days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveImportantDates {
    /// The days, at most 100,000.
    pub dates: Vec<ImportantDateVersion>,
}

impl Command for RemoveImportantDates {
    const NAME: &'static str = "important_dates.remove";
    const PERMISSION: Permission = Permission::CustomersEdit;
    type Output = Vec<ImportantDate>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<ImportantDate>> {
        let seen: Vec<_> = self.dates.iter().map(|seen| (seen.id, seen.version)).collect();
        let dates = load_seen(permit, tx, "dates", &seen)?;
        remove(permit, tx, &dates)?;
        Ok(shown(permit, dates))
    }
}

/// Removes every day of locked customers that are about to be removed.
pub(crate) fn remove_all_of(permit: &Permit, tx: &mut Tx<'_>, customers: &[i64]) -> Result<()> {
    let book = tx.book_id();
    let ids = store::find_of_customers(tx.conn, book, customers)?.into_keys().collect();
    let dates = store::lock(tx.conn, book, &ids)?;
    remove(permit, tx, &dates)
}

/// Removes every day of contacts that are about to be removed.
pub(crate) fn remove_all_of_contacts(
    permit: &Permit,
    tx: &mut Tx<'_>,
    contacts: &[i64],
) -> Result<()> {
    let book = tx.book_id();
    let ids = store::find_of_contacts(tx.conn, book, contacts)?.into_keys().collect();
    let dates = store::lock(tx.conn, book, &ids)?;
    remove(permit, tx, &dates)
}

/// Deletes days and notes it.
fn remove(permit: &Permit, tx: &mut Tx<'_>, dates: &[ImportantDate]) -> Result<()> {
    let book = tx.book_id();
    let ids: Vec<i64> = dates.iter().map(|date| date.id.0).collect();
    store::delete(tx.conn, book, &ids)?;
    for date in dates {
        tx.note_removed(permit, Subject::new(SUBJECT, date.id), date)?;
    }
    Ok(())
}

/// Locks customers; returns those within reach.
fn lock_customers(permit: &Permit, tx: &mut Tx<'_>, ids: &[i64]) -> Result<BTreeSet<i64>> {
    let rows = customer_store::lock_rows(tx.conn, permit.scope(), ids)?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// The person whose day it is must be one at the customer. Who removes or moves persons locks their
/// customers, so it stays so.
fn check_contacts(
    tx: &mut Tx<'_>,
    (name, below): (&str, &str),
    dates: &[ImportantDate],
    check: &mut Check,
) -> Result<()> {
    let named: BTreeSet<i64> = dates.iter().filter_map(|it| it.contact).map(i64::from).collect();
    let book = tx.book_id();
    let places = keep_places(tx.conn, book, &named)?;
    for (index, date) in dates.iter().enumerate() {
        let is_there = |id: i64| places.get(&id).is_some_and(|of| of.contains(&date.customer.0));
        let fits = date.contact.is_none_or(|contact| is_there(contact.0));
        check.require(fits, &format!("{name}[{index}]{below}.contact"), Code::UnknownReference);
    }
    Ok(())
}

/// Loads and locks days in the order of the input, their customers first. Each must be within
/// reach, stand there once, and have the version the caller saw.
fn load_seen(
    permit: &Permit,
    tx: &mut Tx<'_>,
    name: &str,
    seen: &[(ImportantDateId, i64)],
) -> Result<Vec<ImportantDate>> {
    let mut check = Check::new();
    check.at_most(name, seen.len(), customer_rules::COMMAND_LIMIT);
    let mut taken = HashSet::with_capacity(seen.len());
    for (index, (id, _)) in seen.iter().enumerate() {
        check.require(taken.insert(*id), &format!("{name}[{index}]"), Code::Repeated);
    }
    check.finish()?;
    let ids: BTreeSet<i64> = seen.iter().map(|(id, _)| id.0).collect();
    let found = store::load(tx.conn, permit.scope(), &Vec::from_iter(ids.iter().copied()))?;
    let customers: Vec<i64> = found.iter().map(|date| date.customer.0).collect();
    let reachable = lock_customers(permit, tx, &customers)?;
    refuse_locked_ids(tx, &customers)?;
    let book = tx.book_id();
    let locked = store::lock(tx.conn, book, &ids)?;
    let mut locked: HashMap<ImportantDateId, ImportantDate> =
        locked.into_iter().map(|date| (date.id, date)).collect();
    let mut dates = Vec::with_capacity(seen.len());
    for (index, (id, version)) in seen.iter().enumerate() {
        let path = format!("{name}[{index}]");
        // It may have gone to another customer while the lock was waited for.
        let date = locked.remove(id).filter(|it| reachable.contains(&it.customer.0));
        let date = date.ok_or_else(|| Error::not_found(SUBJECT, id).below(&path))?;
        if date.version != *version {
            return Err(Error::version_conflict(SUBJECT, id).below(&path));
        }
        dates.push(date);
    }
    let places = dates.iter().enumerate();
    let places = places.map(|(at, date)| (format!("{name}[{at}]"), date.customer));
    pools::commands::refuse_waiting(permit, tx, places)?;
    rules::require_rights(permit.fields())?;
    Ok(dates)
}

/// The records as the operator may see them.
fn shown(permit: &Permit, mut dates: Vec<ImportantDate>) -> Vec<ImportantDate> {
    for date in &mut dates {
        masks::important_date(date, permit.fields());
    }
    dates
}
