//! A customer on its way from input to store: what adding, editing and undoing have in common.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::image::Image;
use super::sharing::refuse_locked;
use crate::custom_fields::{self, Kept, Put};
use crate::customers::model::Customer;
use crate::customers::rules::classes;
use crate::customers::store::{self, CustomerRow, ItemIds};
use crate::customers::{masks, pools, rules};
use crate::dictionaries::{self, ItemLabel, ResolvedItem};
use crate::error::{Code, Error, Problem, Result};
use crate::log::Subject;
use crate::rights::permit::Permit;
use crate::values::{Check, CustomerId, Language, OperatorId, TeamId};
use crate::work::Tx;

/// The kind of record in the change log.
pub(crate) const SUBJECT: &str = "customer";

/// A customer before and after.
pub(crate) struct Draft {
    /// Where it stands in the input.
    pub(crate) path: String,
    /// As it is in the store; none when it is new.
    pub(crate) before: Option<Customer>,
    /// As it shall be.
    pub(crate) after: Customer,
}

impl Draft {
    /// A customer that is there already, still as it is.
    pub(crate) fn of(path: String, customer: Customer) -> Self {
        Self { path, before: Some(customer.clone()), after: customer }
    }

    /// Whether anything outside the customer's own row changes.
    fn changes_parts(&self) -> bool {
        let Some(before) = &self.before else { return true };
        let after = &self.after;
        before.channels != after.channels
            || before.addresses != after.addresses
            || before.bank_accounts != after.bank_accounts
            || before.tags != after.tags
            || classes::of(before) != classes::of(after)
    }

    fn is_changed(&self) -> bool {
        self.before.as_ref() != Some(&self.after)
    }
}

/// Finds the dictionary items that drafts name, by code or label, and puts their codes in. Unknown
/// ones are violations, retired ones too unless the customer had them before.
pub(crate) fn resolve_items(
    tx: &mut Tx<'_>,
    drafts: &mut [Draft],
    check: &mut Check,
) -> Result<ItemIds> {
    let mut wanted = BTreeSet::new();
    for draft in drafts.iter().filter(|draft| draft.changes_parts()) {
        wanted.extend(classes::of(&draft.after));
        let banks = draft.after.bank_accounts.iter().filter_map(|account| account.bank.clone());
        wanted.extend(banks.map(|bank| (classes::BANK.to_owned(), bank)));
    }
    if wanted.is_empty() {
        return Ok(ItemIds::new());
    }
    let wanted: Vec<(String, String)> = wanted.into_iter().collect();
    let (book, today) = (tx.book_id(), tx.today());
    let found = dictionaries::resolve_kept(tx.conn, book, today, &wanted)?;
    let ids: Vec<i64> = found.values().map(|item| item.id).collect();
    let labels = dictionaries::load_labels(tx.conn, book, &ids)?;
    let items = Items { found, labels, language: tx.book.language };
    for draft in drafts.iter_mut().filter(|draft| draft.changes_parts()) {
        let Draft { path, before, after } = draft;
        check.within(path, |check| items.settle(before.as_ref(), after, check));
    }
    Ok(items.ids())
}

/// The items that were asked for.
struct Items {
    found: BTreeMap<(String, String), ResolvedItem>,
    labels: BTreeMap<i64, ItemLabel>,
    language: Language,
}

impl Items {
    fn settle(&self, before: Option<&Customer>, after: &mut Customer, check: &mut Check) {
        let had = before.map(classes::of).unwrap_or_default();
        let mut settled = BTreeMap::new();
        for (dictionary, item) in classes::of(after) {
            let keeps = had.get(&dictionary);
            let path = classes::path_of(&dictionary);
            if let Some(label) = self.find(&dictionary, &item, keeps, &path, check) {
                settled.insert(dictionary, label.code.clone());
            }
        }
        classes::set(after, settled);
        let had: Vec<&String> = before
            .map(|before| before.bank_accounts.iter().filter_map(|it| it.bank.as_ref()).collect())
            .unwrap_or_default();
        check.each("bank_accounts", &mut after.bank_accounts, |check, account| {
            let Some(bank) = account.bank.clone() else { return };
            let keeps = had.iter().copied().find(|had| **had == bank);
            if let Some(label) = self.find(classes::BANK, &bank, keeps, "bank", check) {
                account.bank = Some(label.code.clone());
                if account.bank_name.is_empty() {
                    let name = self.language.pick(&label.label_zh, &label.label_en);
                    account.bank_name = name.to_owned();
                }
            }
        });
    }

    fn find(
        &self,
        dictionary: &str,
        text: &str,
        keeps: Option<&String>,
        path: &str,
        check: &mut Check,
    ) -> Option<&ItemLabel> {
        let item = self.found.get(&(dictionary.to_owned(), text.to_owned()));
        let label = item.and_then(|item| self.labels.get(&item.id));
        let (Some(item), Some(label)) = (item, label) else {
            check.fail(path, Code::UnknownReference);
            return None;
        };
        check.require(item.active || keeps == Some(&label.code), path, Code::Retired);
        Some(label)
    }

    fn ids(self) -> ItemIds {
        let key = |item: &ResolvedItem| {
            let label = self.labels.get(&item.id)?;
            Some(((label.dictionary.clone(), label.code.clone()), (item.dictionary, item.id)))
        };
        self.found.values().filter_map(key).collect()
    }
}

/// Checks what fields of the book's own say of several records: references, and what must differ.
pub(crate) fn settle_fields(
    tx: &mut Tx<'_>,
    fields: &Kept,
    drafts: &[Draft],
    check: &mut Check,
) -> Result<()> {
    let puts: Vec<Put<'_, Customer>> = drafts
        .iter()
        .map(|Draft { path, before, after }| Put { path, before: before.as_ref(), after })
        .collect();
    fields.settle(tx, &puts, check)
}

/// Refuses codes that stand twice in the input.
pub(crate) fn check_codes(drafts: &[Draft], check: &mut Check) {
    let mut seen = BTreeSet::new();
    for draft in drafts {
        if let Some(code) = &draft.after.code {
            let path = format!("{}.code", draft.path);
            check.require(seen.insert(code.as_str()), &path, Code::Repeated);
        }
    }
}

/// Refuses codes that another customer has.
pub(crate) fn refuse_taken_codes(tx: &mut Tx<'_>, drafts: &[Draft]) -> Result<()> {
    let is_new = |draft: &&Draft| {
        let had = draft.before.as_ref().and_then(|before| before.code.as_ref());
        draft.after.code.is_some() && had != draft.after.code.as_ref()
    };
    let new: Vec<&Draft> = drafts.iter().filter(is_new).collect();
    if new.is_empty() {
        return Ok(());
    }
    let codes: Vec<&str> = new.iter().filter_map(|draft| draft.after.code.as_deref()).collect();
    let book = tx.book_id();
    let taken = store::find_codes(tx.conn, book, &codes)?;
    // A code that its owner gives up in the same command is free.
    let freed: HashMap<i64, bool> = drafts
        .iter()
        .filter_map(|draft| draft.before.as_ref().map(|before| (before, &draft.after)))
        .map(|(before, after)| (before.id.0, before.code != after.code))
        .collect();
    for draft in new {
        let holder = draft.after.code.as_ref().and_then(|code| taken.get(code));
        if holder.is_some_and(|holder| !freed.get(holder).is_some_and(|freed| *freed)) {
            let problem = Problem::new(Code::AlreadyExists).at(format!("{}.code", draft.path));
            return Err(problem.fact("subject", SUBJECT).into());
        }
    }
    Ok(())
}

/// Checks that given owners and teams exist and are in use. `None` paths are not checked.
pub(crate) fn check_owners(
    owners: &BTreeMap<i64, (bool, Option<i64>)>,
    teams: &BTreeMap<i64, bool>,
    (owner, team): (Option<OperatorId>, Option<TeamId>),
    check: &mut Check,
) {
    let mut state = |path: &str, active: Option<bool>| match active {
        Some(true) => {}
        Some(false) => check.fail(path, Code::Retired),
        None => check.fail(path, Code::UnknownReference),
    };
    if let Some(owner) = owner {
        state("owner", owners.get(&owner.0).map(|(active, _)| *active));
    }
    if let Some(team) = team {
        state("team", teams.get(&team.0).copied());
    }
}

/// Locks the rows a command is about, in the order of the input. Each must be visible, stand there
/// once, have the version the caller saw, and not be merged into another one.
pub(crate) fn lock_seen(
    permit: &Permit,
    tx: &mut Tx<'_>,
    name: &str,
    seen: &[(CustomerId, Option<i64>)],
) -> Result<Vec<CustomerRow>> {
    check_many(name, seen)?;
    lock_seen_at(permit, tx, &|index| format!("{name}[{index}]"), seen)
}

fn check_many(name: &str, seen: &[(CustomerId, Option<i64>)]) -> Result<()> {
    let mut check = Check::new();
    check.at_most(name, seen.len(), rules::COMMAND_LIMIT);
    check.finish()
}

fn lock_seen_at(
    permit: &Permit,
    tx: &mut Tx<'_>,
    path: &dyn Fn(usize) -> String,
    seen: &[(CustomerId, Option<i64>)],
) -> Result<Vec<CustomerRow>> {
    let rows = lock_all_seen(permit, tx, path, seen)?;
    let mut check = Check::new();
    for (index, row) in rows.iter().enumerate() {
        refuse_merged(row, &path(index), &mut check);
    }
    check.finish()?;
    Ok(rows)
}

/// Refuses a customer that was merged into another one, which is told.
pub(crate) fn refuse_merged(row: &CustomerRow, path: &str, check: &mut Check) {
    if let Some(into) = row.merged_into {
        check.add(merged_away(row.id, into).at(path));
    }
}

/// That a customer was merged into another one.
pub(crate) fn merged_away(id: i64, into: i64) -> Problem {
    Problem::new(Code::MergedAway).fact("key", id).fact("merged_into", into)
}

fn lock_all_seen(
    permit: &Permit,
    tx: &mut Tx<'_>,
    path: &dyn Fn(usize) -> String,
    seen: &[(CustomerId, Option<i64>)],
) -> Result<Vec<CustomerRow>> {
    let ids: Vec<i64> = seen.iter().map(|(id, _)| id.0).collect();
    let rows = store::lock_rows(tx.conn, permit.scope(), &ids)?;
    let mut rows: HashMap<i64, CustomerRow> = rows.into_iter().map(|row| (row.id, row)).collect();
    let mut check = Check::new();
    let mut taken = HashSet::with_capacity(seen.len());
    let mut found = Vec::with_capacity(seen.len());
    for (index, (id, version)) in seen.iter().enumerate() {
        if !taken.insert(*id) {
            check.fail(&path(index), Code::Repeated);
            continue;
        }
        let row = rows.remove(&id.0);
        let row = row.ok_or_else(|| Error::not_found(SUBJECT, id).below(&path(index)))?;
        if version.is_some_and(|version| version != row.version) {
            return Err(Error::version_conflict(SUBJECT, id).below(&path(index)));
        }
        found.push(row);
    }
    check.finish()?;
    Ok(found)
}

/// As [`lock_seen`], with all that belongs to the customers, none of which may be locked.
pub(crate) fn load_seen(
    permit: &Permit,
    tx: &mut Tx<'_>,
    name: &str,
    seen: &[(CustomerId, Option<i64>)],
) -> Result<Vec<Draft>> {
    check_many(name, seen)?;
    load_seen_at(permit, tx, &|index| format!("{name}[{index}]"), seen)
}

/// As [`load_seen`], for a few customers that stand at paths of their own.
pub(crate) fn load_seen_at(
    permit: &Permit,
    tx: &mut Tx<'_>,
    path: &dyn Fn(usize) -> String,
    seen: &[(CustomerId, Option<i64>)],
) -> Result<Vec<Draft>> {
    let rows = lock_seen_at(permit, tx, path, seen)?;
    let drafts = complete(tx, path, rows)?;
    refuse_locked(&drafts)?;
    Ok(drafts)
}

/// As [`load_seen`], also customers that are locked.
pub(crate) fn load_locked_too(
    permit: &Permit,
    tx: &mut Tx<'_>,
    name: &str,
    seen: &[(CustomerId, Option<i64>)],
) -> Result<Vec<Draft>> {
    check_many(name, seen)?;
    let path = |index| format!("{name}[{index}]");
    let rows = lock_seen_at(permit, tx, &path, seen)?;
    complete(tx, &path, rows)
}

/// As [`load_seen`], also those that were merged into others.
pub(crate) fn load_all_seen(
    permit: &Permit,
    tx: &mut Tx<'_>,
    name: &str,
    seen: &[(CustomerId, Option<i64>)],
) -> Result<Vec<Draft>> {
    check_many(name, seen)?;
    let path = |index| format!("{name}[{index}]");
    let rows = lock_all_seen(permit, tx, &path, seen)?;
    let drafts = complete(tx, &path, rows)?;
    refuse_locked(&drafts)?;
    Ok(drafts)
}

fn complete(
    tx: &mut Tx<'_>,
    path: &dyn Fn(usize) -> String,
    rows: Vec<CustomerRow>,
) -> Result<Vec<Draft>> {
    let customers = store::complete(tx.conn, rows)?.into_iter().enumerate();
    Ok(customers.map(|(index, it)| Draft::of(path(index), it)).collect())
}

/// The ids of drafts.
pub(crate) fn ids(drafts: &[Draft]) -> Vec<i64> {
    drafts.iter().map(|draft| draft.after.id.0).collect()
}

/// Writes new customers and notes them.
pub(crate) fn save_new(
    permit: &Permit,
    tx: &mut Tx<'_>,
    drafts: &[Draft],
    items: &ItemIds,
) -> Result<()> {
    let book = tx.book_id();
    let region = tx.book.currency.phone_region();
    let customers: Vec<&Customer> = drafts.iter().map(|draft| &draft.after).collect();
    store::insert(tx.conn, book, &region, &customers, items)?;
    let waiting = customers.iter().filter_map(|it| Some((it.id.0, it.pool?.0)));
    let waiting: Vec<(i64, i64)> = waiting.collect();
    pools::store::enter(tx.conn, book, &waiting)?;
    let pairs: Vec<_> = customers.iter().map(|customer| (None, *customer)).collect();
    custom_fields::save(tx.conn, book, &pairs)?;
    for customer in customers {
        tx.note_created(permit, Subject::new(SUBJECT, customer.id), &Image::of(customer))?;
    }
    Ok(())
}

/// Moves the version of every draft that differs from its record and notes it; returns their ids.
pub(crate) fn note_changed(
    permit: &Permit,
    tx: &mut Tx<'_>,
    drafts: &mut [Draft],
) -> Result<Vec<i64>> {
    let mut ids = Vec::new();
    for draft in drafts.iter_mut().filter(|draft| draft.is_changed()) {
        let Some(before) = &draft.before else { continue };
        draft.after.version = before.version + 1;
        draft.after.updated_at = tx.now();
        let subject = Subject::new(SUBJECT, before.id);
        tx.note_edited(permit, subject, &Image::of(before), &Image::of(&draft.after))?;
        ids.push(before.id.0);
    }
    Ok(ids)
}

/// Writes changed customers, each with new values of its own, and notes them. Rows that did not
/// change are not touched.
pub(crate) fn save_changed(
    permit: &Permit,
    tx: &mut Tx<'_>,
    drafts: &mut [Draft],
    items: &ItemIds,
) -> Result<()> {
    let changed: HashSet<i64> = note_changed(permit, tx, drafts)?.into_iter().collect();
    let book = tx.book_id();
    let region = tx.book.currency.phone_region();
    let changed = drafts.iter().filter(|draft| changed.contains(&draft.after.id.0));
    let rows: Vec<CustomerRow> =
        changed.clone().map(|draft| CustomerRow::of(book, &draft.after)).collect();
    // Codes that change hands within the command must be free before they are taken.
    let recoded = changed.clone().filter(|draft| {
        draft
            .before
            .as_ref()
            .is_some_and(|before| before.code.is_some() && before.code != draft.after.code)
    });
    let recoded: Vec<i64> = recoded.map(|draft| draft.after.id.0).collect();
    store::clear_codes(tx.conn, book, &recoded)?;
    store::save_rows(tx.conn, &rows)?;
    let pairs: Vec<_> =
        changed.clone().map(|draft| (draft.before.as_ref(), &draft.after)).collect();
    custom_fields::save(tx.conn, book, &pairs)?;
    let parts: Vec<&Customer> =
        changed.filter(|draft| draft.changes_parts()).map(|draft| &draft.after).collect();
    store::replace_parts(tx.conn, book, &region, &parts, items)
}

/// The records as the operator may see them.
pub(crate) fn shown(permit: &Permit, drafts: Vec<Draft>) -> Vec<Customer> {
    let mut customers: Vec<Customer> = drafts.into_iter().map(|draft| draft.after).collect();
    for customer in &mut customers {
        masks::customer(customer, permit.fields());
    }
    customers
}
