//! Taking changes of customers and contacts back, for the undo of imports.
//!
//! Each record is walked back in memory, newest change first: what was made must be as it was made,
//! what was changed must still have the values it was changed to. Only then anything is written.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde_json::{Map, Value};

use super::draft::{self, Draft, SUBJECT};
use super::image::Image;
use super::state;
use crate::custom_fields::{self, CustomSubject};
use crate::customers::contacts::commands as contact_commands;
use crate::customers::contacts::model::Contact;
use crate::customers::contacts::{rules as contact_rules, store as contact_store};
use crate::customers::important_dates::store as dates;
use crate::customers::invoice_profiles::store as profiles;
use crate::customers::store;
use crate::error::{Code, Error, Problem, Result};
use crate::log::record;
use crate::log::store::ChangeRow;
use crate::rights::permit::Permit;
use crate::values::Check;
use crate::work::Tx;

/// The most blocked records that an error names.
const NAMED_LIMIT: usize = 100;

/// Takes changes of customers and contacts back; rows come newest first, and rows of other records
/// are left alone.
///
/// # Errors
/// `undo_blocked` with the fact `blocked`: every record (up to 100, such as `customer:7`) that
/// changed since or that something refers to. Nothing is written then. `named` are customers whose
/// only documents are cancelled with them: those are retired; returns how many.
pub(crate) fn undo_changes(
    permit: &Permit,
    tx: &mut Tx<'_>,
    rows: &[ChangeRow],
    named: &BTreeSet<i64>,
) -> Result<usize> {
    let customers = Walk::load(SUBJECT, rows)?;
    let contacts = Walk::load(contact_commands::SUBJECT, rows)?;
    let customers = walk_customers(permit, tx, customers)?;
    let contacts = walk_contacts(permit, tx, contacts)?;
    let mut blocked: Vec<(&str, i64)> = Vec::new();
    blocked.extend(customers.blocked.iter().map(|id| (SUBJECT, *id)));
    blocked.extend(contacts.blocked.iter().map(|id| (contact_commands::SUBJECT, *id)));
    let book = permit.book().0;
    let used = store::find_used(tx.conn, book, &draft::ids(&customers.gone))?;
    let (retired, held): (BTreeSet<i64>, BTreeSet<i64>) =
        used.into_iter().partition(|id| named.contains(id));
    blocked.extend(held.into_iter().map(|id| (SUBJECT, id)));
    blocked.extend(find_holders(permit, tx, &customers, &contacts)?);
    refuse(blocked)?;
    let gone: Vec<&Contact> = contacts.gone.iter().collect();
    contact_commands::remove(permit, tx, &gone)?;
    let (retired, removed): (Vec<Draft>, Vec<Draft>) =
        customers.gone.into_iter().partition(|draft| retired.contains(&draft.after.id.0));
    state::remove(permit, tx, &removed)?;
    let count = retired.len();
    state::retire(permit, tx, retired)?;
    let mut edited = contacts.edited;
    let fields = custom_fields::keep(tx, CustomSubject::Contact)?;
    let mut check = Check::new();
    let settled =
        contact_commands::settle_fields(tx, &fields, ("contacts", ""), &edited, &mut check);
    if !check.is_clean() || settled.is_err() {
        // A value of a field that a contact had has gone to another, or its field is no more.
        let subject = contact_commands::SUBJECT;
        refuse(edited.iter().map(|draft| (subject, draft.after.id.0)).collect())?;
    }
    contact_commands::save_changed(permit, tx, &mut edited)?;
    let mut edited = customers.edited;
    let mut check = Check::new();
    let items = draft::resolve_items(tx, &mut edited, &mut check)?;
    let codes_taken = draft::refuse_taken_codes(tx, &edited).err();
    let fields = custom_fields::keep(tx, CustomSubject::Customer)?;
    let values_taken = draft::settle_fields(tx, &fields, &edited, &mut check).err();
    if !check.is_clean() || codes_taken.is_some() || values_taken.is_some() {
        // An item, a code or a value of a field that a record had has gone to nobody or to others.
        refuse(edited.iter().map(|draft| (SUBJECT, draft.after.id.0)).collect())?;
    }
    draft::save_changed(permit, tx, &mut edited, &items)?;
    Ok(count)
}

fn refuse(blocked: Vec<(&str, i64)>) -> Result<()> {
    let Some((subject, id)) = blocked.first().copied() else { return Ok(()) };
    let named: Vec<String> =
        blocked.iter().take(NAMED_LIMIT).map(|(subject, id)| format!("{subject}:{id}")).collect();
    let problem = Problem::new(Code::UndoBlocked).fact("subject", subject).fact("key", id);
    let problem = problem.fact("count", blocked.len()).fact("blocked", named.join(","));
    Err(problem.into())
}

/// The changes of one kind of record, newest first per record.
struct Walk {
    steps: BTreeMap<i64, Vec<Step>>,
}

/// One change to take back.
struct Step {
    before: Option<Map<String, Value>>,
    after: Option<Map<String, Value>>,
    /// Fields whose values were erased from the log.
    erased: HashSet<String>,
}

/// What walking the records back led to.
struct Outcome<E, G> {
    edited: Vec<E>,
    gone: Vec<G>,
    blocked: Vec<i64>,
}

/// Where a walk of one record ended.
enum End {
    Gone,
    At(Map<String, Value>),
    Blocked,
}

impl Walk {
    fn load(kind: &str, rows: &[ChangeRow]) -> Result<Self> {
        let mut steps: BTreeMap<i64, Vec<Step>> = BTreeMap::new();
        for row in rows.iter().filter(|row| row.subject_kind == kind) {
            let mut erased = HashSet::new();
            let mut open = |image: &Option<String>| -> Result<Option<Map<String, Value>>> {
                let Some(image) = image else { return Ok(None) };
                let (mut fields, gone) = record::open(image)?;
                // How often a record changed is no value to take back.
                fields.remove("version");
                erased.extend(gone);
                Ok(Some(fields))
            };
            let (before, after) = (open(&row.image_before)?, open(&row.image_after)?);
            steps.entry(row.subject_id).or_default().push(Step { before, after, erased });
        }
        Ok(Self { steps })
    }

    fn ids(&self) -> Vec<i64> {
        self.steps.keys().copied().collect()
    }

    /// Walks one record back from the fields it has now.
    fn back(&self, id: i64, mut now: Map<String, Value>) -> End {
        for step in self.steps.get(&id).into_iter().flatten() {
            let same = |name: &String, wanted: Option<&Value>| {
                step.erased.contains(name) || plain(now.get(name)) == plain(wanted)
            };
            match (&step.before, &step.after) {
                (None, Some(made)) => {
                    let names = now.keys().chain(made.keys());
                    let is_same = names.clone().all(|name| same(name, made.get(name)));
                    return if is_same { End::Gone } else { End::Blocked };
                }
                (Some(before), Some(after)) if step.erased.is_empty() => {
                    let names: Vec<&String> = before.keys().chain(after.keys()).collect();
                    if !names.iter().all(|name| same(name, after.get(*name))) {
                        return End::Blocked;
                    }
                    for name in names {
                        now.insert(name.clone(), before.get(name).cloned().unwrap_or_default());
                    }
                }
                // What was removed, or whose values were erased, cannot be put back.
                _ => return End::Blocked,
            }
        }
        End::At(now)
    }
}

/// A value as an image keeps it: absent, null and empty are the same.
fn plain(value: Option<&Value>) -> Option<&Value> {
    value.filter(|value| match value {
        Value::Null => false,
        Value::Array(items) => !items.is_empty(),
        Value::Object(fields) => !fields.is_empty(),
        _ => true,
    })
}

/// The fields of a record, by name.
pub(crate) fn fields_of(record: &impl serde::Serialize) -> Result<Map<String, Value>> {
    match serde_json::to_value(record) {
        Ok(Value::Object(fields)) => Ok(fields),
        _ => Err(Error::internal("a record cannot be written as JSON")),
    }
}

/// The record with other values in the fields of its image. Lists and maps that were empty stand in
/// no image.
pub(crate) fn with_fields<R>(record: &R, image: Map<String, Value>) -> Result<R>
where
    R: serde::Serialize + serde::de::DeserializeOwned,
{
    let mut all = fields_of(record)?;
    for (name, value) in image {
        if value.is_null() {
            all.remove(&name);
        } else {
            all.insert(name, value);
        }
    }
    serde_json::from_value(Value::Object(all)).map_err(|_| Code::Corrupt.into())
}

fn walk_customers(permit: &Permit, tx: &mut Tx<'_>, walk: Walk) -> Result<Outcome<Draft, Draft>> {
    let rows = store::lock_rows(tx.conn, permit.scope(), &walk.ids())?;
    let found: HashSet<i64> = rows.iter().map(|row| row.id).collect();
    let blocked = walk.ids().into_iter().filter(|id| !found.contains(id)).collect();
    let mut outcome = Outcome { edited: Vec::new(), gone: Vec::new(), blocked };
    for customer in store::complete(tx.conn, rows)? {
        let id = customer.id.0;
        if customer.lock.is_some() {
            outcome.blocked.push(id);
            continue;
        }
        match walk.back(id, fields_of(&Image::of(&customer))?) {
            End::Blocked => outcome.blocked.push(id),
            End::Gone => outcome.gone.push(Draft {
                path: String::new(),
                before: Some(customer.clone()),
                after: customer,
            }),
            End::At(image) => outcome.edited.push(Draft {
                path: String::new(),
                after: with_fields(&customer, image)?,
                before: Some(customer),
            }),
        }
    }
    Ok(outcome)
}

fn walk_contacts(
    permit: &Permit,
    tx: &mut Tx<'_>,
    walk: Walk,
) -> Result<Outcome<contact_commands::Draft, Contact>> {
    let rows = contact_store::lock_rows(tx.conn, permit.scope(), &walk.ids())?;
    let found: HashSet<i64> = rows.iter().map(|row| row.id).collect();
    let blocked = walk.ids().into_iter().filter(|id| !found.contains(id)).collect();
    let mut outcome = Outcome { edited: Vec::new(), gone: Vec::new(), blocked };
    let of: Vec<i64> = rows.iter().map(|row| row.customer_id).collect();
    let book = tx.book_id();
    let locks = store::sharing::load_locks(tx.conn, book, &of)?;
    for contact in contact_store::complete(tx.conn, rows)? {
        let id = contact.id.0;
        if locks.contains_key(&contact.customer.0) {
            outcome.blocked.push(id);
            continue;
        }
        match walk.back(id, fields_of(&contact_rules::Image::of(&contact))?) {
            End::Blocked => outcome.blocked.push(id),
            End::Gone => outcome.gone.push(contact),
            End::At(image) => outcome.edited.push(contact_commands::Draft {
                after: with_fields(&contact, image)?,
                before: Some(contact),
            }),
        }
    }
    Ok(outcome)
}

/// The records about to go that something holds beside documents: contacts that stay, cases.
fn find_holders(
    permit: &Permit,
    tx: &mut Tx<'_>,
    customers: &Outcome<Draft, Draft>,
    contacts: &Outcome<contact_commands::Draft, Contact>,
) -> Result<Vec<(&'static str, i64)>> {
    let book = permit.book().0;
    let customer_ids = draft::ids(&customers.gone);
    let contact_ids: Vec<i64> = contacts.gone.iter().map(|contact| contact.id.0).collect();
    let going: HashSet<i64> = contact_ids.iter().copied().collect();
    let theirs = contact_store::lock_rows_of(tx.conn, book, &customer_ids)?;
    let staying = theirs.iter().filter(|row| !going.contains(&row.id));
    let held: BTreeSet<i64> = staying.map(|row| row.customer_id).collect();
    let held = held.into_iter().chain(profiles::find_owners(tx.conn, book, &customer_ids)?);
    let dates = dates::find_of_customers(tx.conn, book, &customer_ids)?;
    let held: BTreeSet<i64> = held.chain(dates.into_values()).collect();
    let mut used = contact_store::find_used(tx.conn, book, &contact_ids)?;
    used.extend(dates::find_of_contacts(tx.conn, book, &contact_ids)?.into_values());
    let held = held.into_iter().map(|id| (SUBJECT, id));
    Ok(held.chain(used.into_iter().map(|id| (contact_commands::SUBJECT, id))).collect())
}

#[cfg(test)]
#[path = "undo_tests.rs"]
mod tests;
