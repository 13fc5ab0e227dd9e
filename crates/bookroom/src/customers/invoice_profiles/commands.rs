//! Commands on profiles. Each takes many and loads, decides and writes them together. The customers
//! are locked before their profiles, so that at most one is the default however many write at once.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::model::{
    InvoiceProfile, InvoiceProfileUpdate, InvoiceProfileVersion, NewInvoiceProfile,
};
use super::{rules, store};
use crate::customers::commands::sharing::refuse_locked_ids;
use crate::customers::{masks, pools, rules as customer_rules, store as customer_store};
use crate::error::{Code, Error, Problem, Result};
use crate::log::Subject;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::values::{Check, CustomerId, InvoiceProfileId};
use crate::work::{Command, Tx};

/// The kind of record in the change log, and the name of its table.
pub(crate) const SUBJECT: &str = "invoice_profile";

/// A profile before and after; new ones have no before.
struct Draft {
    before: Option<InvoiceProfile>,
    after: InvoiceProfile,
}

/// Adds profiles to customers: all, or none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddInvoiceProfiles {
    /// The profiles, at most 100,000.
    pub profiles: Vec<NewInvoiceProfile>,
}

impl Command for AddInvoiceProfiles {
    const NAME: &'static str = "invoice_profiles.add";
    const PERMISSION: Permission = Permission::CustomersEdit;
    type Output = Vec<InvoiceProfile>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<InvoiceProfile>> {
        let mut check = Check::new();
        check.at_most("profiles", self.profiles.len(), customer_rules::COMMAND_LIMIT);
        check.finish()?;
        if self.profiles.is_empty() {
            return Ok(Vec::new());
        }
        let visible = self.lock_customers(permit, tx)?;
        let book = tx.book_id();
        let ids: Vec<i64> = visible.iter().copied().collect();
        let mut with_profiles = store::find_owners(tx.conn, book, &ids)?;
        let region = tx.book.currency.phone_region();
        let mut check = Check::new();
        let mut drafts = Vec::with_capacity(self.profiles.len());
        for (index, new) in self.profiles.iter().enumerate() {
            let path = format!("profiles[{index}]");
            let edit = rules::as_edit(new);
            rules::require_rights(&edit, permit.fields()).map_err(|error| error.below(&path))?;
            let mut blank = rules::blank(new.customer);
            (blank.created_at, blank.updated_at) = (tx.now(), tx.now());
            let after = check.within(&path, |check| rules::apply(&blank, &edit, &region, check));
            drafts.push(Draft { before: None, after });
        }
        check_defaults(&drafts, "profiles", &mut check);
        check.finish()?;
        // One that is named as the default is so; else a customer's first profile is.
        let named = drafts.iter().filter(|it| it.after.is_default).map(|it| it.after.customer.0);
        with_profiles.extend(named.collect::<Vec<_>>());
        for draft in &mut drafts {
            draft.after.is_default |= with_profiles.insert(draft.after.customer.0);
        }
        let first = tx.ids(SUBJECT, drafts.len())?;
        for (id, draft) in (first..).zip(&mut drafts) {
            draft.after.id = InvoiceProfileId(id);
        }
        step_down(permit, tx, &drafts)?;
        let profiles: Vec<&InvoiceProfile> = drafts.iter().map(|draft| &draft.after).collect();
        store::insert(tx.conn, book, &profiles)?;
        for profile in profiles {
            tx.note_created(permit, Subject::new(SUBJECT, profile.id), profile)?;
        }
        Ok(shown(permit, drafts))
    }
}

impl AddInvoiceProfiles {
    /// Locks the customers; each must be within reach, and neither locked nor waiting in a pool.
    fn lock_customers(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<BTreeSet<i64>> {
        let ids: Vec<i64> = self.profiles.iter().map(|new| new.customer.0).collect();
        let rows = customer_store::lock_rows(tx.conn, permit.scope(), &ids)?;
        let visible: BTreeSet<i64> = rows.into_iter().map(|row| row.id).collect();
        for (index, new) in self.profiles.iter().enumerate() {
            if !visible.contains(&new.customer.0) {
                let missing = Error::not_found("customer", new.customer);
                return Err(missing.below(&format!("profiles[{index}].customer")));
            }
        }
        refuse_locked_ids(tx, &visible.iter().copied().collect::<Vec<_>>())?;
        let places = self.profiles.iter().enumerate();
        let places = places.map(|(at, new)| (format!("profiles[{at}].customer"), new.customer));
        pools::commands::refuse_waiting(permit, tx, places)?;
        Ok(visible)
    }
}

/// Changes profiles: all, or none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditInvoiceProfiles {
    /// The profiles with their new values, at most 100,000.
    pub edits: Vec<InvoiceProfileUpdate>,
}

impl Command for EditInvoiceProfiles {
    const NAME: &'static str = "invoice_profiles.edit";
    const PERMISSION: Permission = Permission::CustomersEdit;
    type Output = Vec<InvoiceProfile>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<InvoiceProfile>> {
        let seen: Vec<_> = self.edits.iter().map(|edit| (edit.id, edit.version)).collect();
        let mut drafts = load_seen(permit, tx, "edits", &seen)?;
        let region = tx.book.currency.phone_region();
        let mut check = Check::new();
        for (index, (update, draft)) in self.edits.iter().zip(&mut drafts).enumerate() {
            let path = format!("edits[{index}].edit");
            let rights = rules::require_rights(&update.edit, permit.fields());
            rights.map_err(|error| error.below(&path))?;
            draft.after = check
                .within(&path, |check| rules::apply(&draft.after, &update.edit, &region, check));
        }
        check_defaults(&drafts, "edits", &mut check);
        check.finish()?;
        step_down(permit, tx, &drafts)?;
        save_changed(permit, tx, &mut drafts)?;
        Ok(shown(permit, drafts))
    }
}

/// Retires profiles, or brings them back. A retired one is no default.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetInvoiceProfilesActive {
    /// The profiles, at most 100,000.
    pub profiles: Vec<InvoiceProfileVersion>,
    /// Whether they shall be in use.
    pub active: bool,
}

impl Command for SetInvoiceProfilesActive {
    const NAME: &'static str = "invoice_profiles.set_active";
    const PERMISSION: Permission = Permission::CustomersEdit;
    type Output = Vec<InvoiceProfile>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<InvoiceProfile>> {
        let seen: Vec<_> = self.profiles.iter().map(|seen| (seen.id, seen.version)).collect();
        let mut drafts = load_seen(permit, tx, "profiles", &seen)?;
        for draft in &mut drafts {
            draft.after.active = self.active;
            draft.after.is_default &= self.active;
        }
        save_changed(permit, tx, &mut drafts)?;
        Ok(shown(permit, drafts))
    }
}

/// Removes profiles that no document names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveInvoiceProfiles {
    /// The profiles, at most 100,000.
    pub profiles: Vec<InvoiceProfileVersion>,
}

impl Command for RemoveInvoiceProfiles {
    const NAME: &'static str = "invoice_profiles.remove";
    const PERMISSION: Permission = Permission::CustomersEdit;
    type Output = Vec<InvoiceProfile>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<InvoiceProfile>> {
        let seen: Vec<_> = self.profiles.iter().map(|seen| (seen.id, seen.version)).collect();
        let drafts = load_seen(permit, tx, "profiles", &seen)?;
        let (book, ids) = (tx.book_id(), ids_of(&drafts));
        let used = store::find_used(tx.conn, book, &ids)?;
        if let Some(index) = ids.iter().position(|id| used.contains(id)) {
            let problem = Problem::new(Code::InUse).at(format!("profiles[{index}]"));
            return Err(problem.fact("subject", SUBJECT).fact("key", ids[index]).into());
        }
        remove(permit, tx, &drafts)?;
        Ok(shown(permit, drafts))
    }
}

/// Removes every profile of locked customers that are about to be removed: no document names them,
/// since it would name the customer, too.
pub(crate) fn remove_all_of(permit: &Permit, tx: &mut Tx<'_>, customers: &[i64]) -> Result<()> {
    let book = tx.book_id();
    let profiles = store::lock_of(tx.conn, book, customers)?;
    let drafts: Vec<Draft> =
        profiles.into_iter().map(|after| Draft { before: None, after }).collect();
    remove(permit, tx, &drafts)
}

fn ids_of(drafts: &[Draft]) -> Vec<i64> {
    drafts.iter().map(|draft| draft.after.id.0).collect()
}

/// Deletes profiles and notes it.
fn remove(permit: &Permit, tx: &mut Tx<'_>, drafts: &[Draft]) -> Result<()> {
    let book = tx.book_id();
    store::delete(tx.conn, book, &ids_of(drafts))?;
    for Draft { after, .. } in drafts {
        tx.note_removed(permit, Subject::new(SUBJECT, after.id), after)?;
    }
    Ok(())
}

/// Loads and locks profiles in the order of the input, their customers first. Each must be within
/// reach, stand there once, and have the version the caller saw.
fn load_seen(
    permit: &Permit,
    tx: &mut Tx<'_>,
    name: &str,
    seen: &[(InvoiceProfileId, i64)],
) -> Result<Vec<Draft>> {
    let mut check = Check::new();
    check.at_most(name, seen.len(), customer_rules::COMMAND_LIMIT);
    let mut taken = HashSet::with_capacity(seen.len());
    for (index, (id, _)) in seen.iter().enumerate() {
        check.require(taken.insert(*id), &format!("{name}[{index}]"), Code::Repeated);
    }
    check.finish()?;
    let ids: Vec<i64> = seen.iter().map(|(id, _)| id.0).collect();
    let found = store::load(tx.conn, permit.scope(), &ids)?;
    let customers: Vec<i64> = found.iter().map(|profile| profile.customer.0).collect();
    let visible = customer_store::lock_rows(tx.conn, permit.scope(), &customers)?;
    let visible: BTreeSet<i64> = visible.into_iter().map(|row| row.id).collect();
    refuse_locked_ids(tx, &customers)?;
    let book = tx.book_id();
    let locked = store::lock(tx.conn, book, &ids)?;
    let mut locked: HashMap<InvoiceProfileId, InvoiceProfile> =
        locked.into_iter().map(|profile| (profile.id, profile)).collect();
    let mut drafts = Vec::with_capacity(seen.len());
    for (index, (id, version)) in seen.iter().enumerate() {
        let path = format!("{name}[{index}]");
        // It may have gone to another customer while the lock was waited for.
        let profile = locked.remove(id).filter(|it| visible.contains(&it.customer.0));
        let profile = profile.ok_or_else(|| Error::not_found(SUBJECT, id).below(&path))?;
        if profile.version != *version {
            return Err(Error::version_conflict(SUBJECT, id).below(&path));
        }
        drafts.push(Draft { before: Some(profile.clone()), after: profile });
    }
    let places = drafts.iter().enumerate();
    let places = places.map(|(at, draft)| (format!("{name}[{at}]"), draft.after.customer));
    pools::commands::refuse_waiting(permit, tx, places)?;
    Ok(drafts)
}

/// At most one profile of a customer is made its default by one command.
fn check_defaults(drafts: &[Draft], name: &str, check: &mut Check) {
    let mut seen: BTreeSet<CustomerId> = BTreeSet::new();
    check.each(name, drafts, |check, draft| {
        let is_first = !draft.after.is_default || seen.insert(draft.after.customer);
        check.require(is_first, "is_default", Code::Repeated);
    });
}

/// Takes the place of the default from those who have it now, where drafts claim it.
fn step_down(permit: &Permit, tx: &mut Tx<'_>, drafts: &[Draft]) -> Result<()> {
    let claims: Vec<i64> = drafts
        .iter()
        .filter(|draft| draft.after.is_default)
        .filter(|draft| draft.before.as_ref().is_none_or(|before| !before.is_default))
        .map(|draft| draft.after.customer.0)
        .collect();
    if claims.is_empty() {
        return Ok(());
    }
    let book = tx.book_id();
    let named: HashSet<InvoiceProfileId> = drafts.iter().map(|draft| draft.after.id).collect();
    let others = store::lock_of(tx.conn, book, &claims)?;
    let others = others.into_iter().filter(|it| it.is_default && !named.contains(&it.id));
    let mut others: Vec<Draft> = others
        .map(|profile| Draft {
            after: InvoiceProfile { is_default: false, ..profile.clone() },
            before: Some(profile),
        })
        .collect();
    save_changed(permit, tx, &mut others)
}

/// Writes changed profiles and notes them. Those that did not change are not touched.
fn save_changed(permit: &Permit, tx: &mut Tx<'_>, drafts: &mut [Draft]) -> Result<()> {
    let (book, now) = (tx.book_id(), tx.now());
    let mut changed: Vec<&InvoiceProfile> = Vec::new();
    for Draft { before, after } in drafts {
        let Some(before) = before.as_ref().filter(|before| *before != after) else { continue };
        after.version = before.version + 1;
        after.updated_at = now;
        tx.note_edited(permit, Subject::new(SUBJECT, after.id), before, after)?;
        changed.push(after);
    }
    store::save(tx.conn, book, &changed)
}

/// Has all profiles of a locked customer be of another one, and notes it; returns how many. The
/// default there stays so.
pub(crate) fn move_all_of(
    permit: &Permit,
    tx: &mut Tx<'_>,
    from: CustomerId,
    into: CustomerId,
) -> Result<usize> {
    let book = tx.book_id();
    let profiles = store::lock_of(tx.conn, book, &[from.0, into.0])?;
    let has_default = profiles.iter().any(|it| it.customer == into && it.is_default);
    let moved = |profile: InvoiceProfile| {
        let is_default = profile.is_default && !has_default;
        Draft {
            after: InvoiceProfile { customer: into, is_default, ..profile.clone() },
            before: Some(profile),
        }
    };
    let profiles = profiles.into_iter().filter(|profile| profile.customer == from);
    let mut drafts: Vec<Draft> = profiles.map(moved).collect();
    save_changed(permit, tx, &mut drafts)?;
    Ok(drafts.len())
}

/// Gives profiles back to the locked customer that a merge took them from, with their place there,
/// as far as they are still of the one that it was merged into; `told` says what they were.
pub(crate) fn give_back(
    permit: &Permit,
    tx: &mut Tx<'_>,
    told: &BTreeMap<i64, Map<String, Value>>,
    (into, to): (CustomerId, CustomerId),
) -> Result<()> {
    let book = tx.book_id();
    let was = |id: InvoiceProfileId, field: &str| told.get(&id.0).and_then(|it| it.get(field));
    let mut profiles = store::lock_of(tx.conn, book, &[into.0])?;
    profiles.retain(|it| was(it.id, "customer") == Some(&Value::from(to.0)));
    let has_default = profiles.iter().any(|profile| profile.is_default);
    let returned = |profile: InvoiceProfile| {
        let was_default = was(profile.id, "is_default") == Some(&Value::Bool(true));
        let is_default = profile.is_default || (was_default && profile.active && !has_default);
        Draft {
            after: InvoiceProfile { customer: to, is_default, ..profile.clone() },
            before: Some(profile),
        }
    };
    let mut drafts: Vec<Draft> = profiles.into_iter().map(returned).collect();
    save_changed(permit, tx, &mut drafts)
}

/// The records as the operator may see them.
fn shown(permit: &Permit, drafts: Vec<Draft>) -> Vec<InvoiceProfile> {
    let mut profiles: Vec<InvoiceProfile> = drafts.into_iter().map(|draft| draft.after).collect();
    for profile in &mut profiles {
        masks::invoice_profile(profile, permit.fields());
    }
    profiles
}
