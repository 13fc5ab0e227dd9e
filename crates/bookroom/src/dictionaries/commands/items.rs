//! Commands on the items of a list. Each takes many and locks the list while it works.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::dictionaries::model::{
    DictionaryItem, DictionaryItemUpdate, ItemVersion, MergedItems, NewDictionaryItem,
    RewrittenRecords,
};
use crate::dictionaries::rules;
use crate::dictionaries::store::users::{self, Merge, Touched, Use};
use crate::dictionaries::store::{self, Contents};
use crate::error::{Code, Error, Problem, Result};
use crate::log::Subject;
use crate::log::record::Image;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::values::{Check, DictionaryItemId};
use crate::work::{Command, Tx};

fn lock(tx: &mut Tx<'_>, dictionary: &str) -> Result<Contents> {
    let book = tx.book_id();
    store::lock_contents(tx.conn, book, dictionary)
}

/// Notes what became of the items with these indexes, and returns them.
fn note_edits(
    permit: &Permit,
    tx: &mut Tx<'_>,
    before: &[DictionaryItem],
    after: &[DictionaryItem],
    touched: &[usize],
) -> Result<Vec<DictionaryItem>> {
    for &index in touched {
        let subject = Subject::new("dictionary_item", after[index].id);
        tx.note_edited(permit, subject, &before[index], &after[index])?;
    }
    Ok(touched.iter().map(|&index| after[index].clone()).collect())
}

/// Finds the items that the caller saw, and refuses those that changed since.
fn find_seen(
    check: &mut Check,
    seen: &[ItemVersion],
    items: &[DictionaryItem],
) -> Result<Vec<usize>> {
    check.at_most("items", seen.len(), rules::ITEM_LIMIT);
    let places = rules::places_of(items);
    let mut named = BTreeSet::new();
    let mut found = Vec::with_capacity(seen.len());
    check.each("items", seen, |check, wanted| match places.get(wanted.code.trim()) {
        Some(&index) if named.insert(index) => found.push((index, wanted.version)),
        Some(_) => check.fail("code", Code::Repeated),
        None => check.fail("code", Code::UnknownReference),
    });
    let stale = found.iter().find(|&&(index, version)| items[index].version != version);
    match stale {
        Some(&(index, _)) => Err(Error::version_conflict("dictionary_item", &items[index].code)),
        None => Ok(found.into_iter().map(|(index, _)| index).collect()),
    }
}

/// Adds items to a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddDictionaryItems {
    /// The list's code.
    pub dictionary: String,
    /// The items, up to 10,000 in a list.
    pub items: Vec<NewDictionaryItem>,
}

impl Command for AddDictionaryItems {
    const NAME: &'static str = "dictionaries.add_items";
    const PERMISSION: Permission = Permission::DictionariesEdit;
    const SET_UP: bool = true;
    type Output = Vec<DictionaryItem>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<DictionaryItem>> {
        let contents = lock(tx, &self.dictionary)?;
        let known = &contents.items;
        let mut check = Check::new();
        let mut made = rules::plan_new(&mut check, &self.dictionary, &self.items, known);
        check.finish()?;
        rules::refuse_known_codes(&made, known)?;
        let everything: Vec<DictionaryItem> = made.iter().chain(known).cloned().collect();
        let all_new: Vec<usize> = (0..made.len()).collect();
        rules::refuse_same_labels(&all_new, &everything)?;
        if made.is_empty() {
            return Ok(made);
        }
        let first = tx.ids("dictionary_item", made.len())?;
        for (id, item) in (first..).zip(&mut made) {
            item.id = DictionaryItemId(id);
        }
        let mut ids = store::ids_by_code(known);
        ids.extend(store::ids_by_code(&made));
        let order = rules::parents_first(&made);
        let rows: Result<Vec<_>> =
            order.iter().map(|&index| contents.row(&ids, &made[index])).collect();
        store::insert_items(tx.conn, &rows?)?;
        for item in &made {
            tx.note_created(permit, Subject::new("dictionary_item", item.id), item)?;
        }
        Ok(made)
    }
}

/// Changes labels, places in the tree and first days of items.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditDictionaryItems {
    /// The list's code.
    pub dictionary: String,
    /// The items with their new values, at most 10,000.
    pub edits: Vec<DictionaryItemUpdate>,
}

impl Command for EditDictionaryItems {
    const NAME: &'static str = "dictionaries.edit_items";
    const PERMISSION: Permission = Permission::DictionariesEdit;
    const SET_UP: bool = true;
    type Output = Vec<DictionaryItem>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<DictionaryItem>> {
        let contents = lock(tx, &self.dictionary)?;
        let mut after = contents.items.clone();
        let mut check = Check::new();
        check.at_most("edits", self.edits.len(), rules::ITEM_LIMIT);
        let edited = rules::plan_edits(&mut check, &self.edits, &mut after);
        check.finish()?;
        for (edit, &index) in self.edits.iter().zip(&edited) {
            if edit.version != after[index].version {
                return Err(Error::version_conflict("dictionary_item", &edit.code));
            }
        }
        rules::refuse_same_labels(&edited, &after)?;
        let ids: BTreeMap<&str, i64> = store::ids_by_code(&contents.items);
        for &index in &edited {
            after[index].version += 1;
            let row = contents.row(&ids, &after[index])?;
            store::save_item(tx.conn, &row)?;
        }
        note_edits(permit, tx, &contents.items, &after, &edited)
    }
}

/// Retires items, or brings them back. A retired item stays on the records that hold it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetDictionaryItemsActive {
    /// The list's code.
    pub dictionary: String,
    /// The items.
    pub items: Vec<ItemVersion>,
    /// Whether they can be chosen.
    pub active: bool,
}

impl Command for SetDictionaryItemsActive {
    const NAME: &'static str = "dictionaries.set_items_active";
    const PERMISSION: Permission = Permission::DictionariesEdit;
    const SET_UP: bool = true;
    type Output = Vec<DictionaryItem>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<DictionaryItem>> {
        let contents = lock(tx, &self.dictionary)?;
        let mut after = contents.items.clone();
        let mut check = Check::new();
        let named = find_seen(&mut check, &self.items, &after)?;
        check.finish()?;
        let changes = |&index: &usize| contents.items[index].active != self.active;
        for &index in named.iter().filter(|index| changes(index)) {
            let item = &mut after[index];
            item.active = self.active;
            item.merged_into = item.merged_into.take().filter(|_| !self.active);
            item.version += 1;
        }
        rules::refuse_same_labels(&named, &after)?;
        let ids: Vec<i64> =
            named.iter().filter(|index| changes(index)).map(|&index| after[index].id.0).collect();
        let book = tx.book_id();
        store::set_active(tx.conn, book, &ids, self.active)?;
        note_edits(permit, tx, &contents.items, &after, &named)
    }
}

/// Removes items that nothing uses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveDictionaryItems {
    /// The list's code.
    pub dictionary: String,
    /// The items.
    pub items: Vec<ItemVersion>,
}

impl Command for RemoveDictionaryItems {
    const NAME: &'static str = "dictionaries.remove_items";
    const PERMISSION: Permission = Permission::DictionariesEdit;
    const SET_UP: bool = true;
    type Output = Vec<DictionaryItem>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<DictionaryItem>> {
        let contents = lock(tx, &self.dictionary)?;
        let mut check = Check::new();
        let named = find_seen(&mut check, &self.items, &contents.items)?;
        check.finish()?;
        let gone: BTreeSet<usize> = named.iter().copied().collect();
        let book = tx.book_id();
        let keys: Vec<(i64, &str)> = named
            .iter()
            .map(|&index| (contents.items[index].id.0, contents.items[index].code.as_str()))
            .collect();
        let held: Vec<i64> = keys.iter().map(|(id, _)| *id).collect();
        store::hold_items(tx.conn, book, &held)?;
        let mut used = users::used(tx.conn, book, &self.dictionary, &keys)?;
        let ids = store::ids_by_code(&contents.items);
        for (index, item) in contents.items.iter().enumerate() {
            if !gone.contains(&index) {
                let holds = item.parent.iter().chain(&item.merged_into);
                used.extend(holds.filter_map(|code| ids.get(code.as_str())));
            }
        }
        if let Some(at) = keys.iter().position(|(id, _)| used.contains(id)) {
            let problem = Problem::new(Code::InUse).at(format!("items[{at}]"));
            return Err(problem.fact("dictionary_item", keys[at].1).into());
        }
        let ids: Vec<i64> = keys.iter().map(|(id, _)| *id).collect();
        store::delete_items(tx.conn, book, &ids)?;
        let mut removed = Vec::with_capacity(named.len());
        for index in named {
            let item = contents.items[index].clone();
            tx.note_removed(permit, Subject::new("dictionary_item", item.id), &item)?;
            removed.push(item);
        }
        Ok(removed)
    }
}

/// Puts items first in their list, in this order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReorderDictionaryItems {
    /// The list's code.
    pub dictionary: String,
    /// The codes; items that are not named follow, in the order they have.
    pub codes: Vec<String>,
}

impl Command for ReorderDictionaryItems {
    const NAME: &'static str = "dictionaries.reorder_items";
    const PERMISSION: Permission = Permission::DictionariesEdit;
    const SET_UP: bool = true;
    type Output = Vec<DictionaryItem>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<DictionaryItem>> {
        let contents = lock(tx, &self.dictionary)?;
        let mut check = Check::new();
        check.at_most("codes", self.codes.len(), rules::ITEM_LIMIT);
        let places = rules::plan_order(&mut check, &self.codes, &contents.items);
        check.finish()?;
        let mut after = contents.items.clone();
        for &(index, place) in &places {
            after[index].sort_order = place;
            after[index].version += 1;
        }
        let book = tx.book_id();
        let rows: Vec<(i64, i64)> =
            places.iter().map(|&(index, place)| (after[index].id.0, place)).collect();
        store::set_places(tx.conn, book, &rows)?;
        let touched: Vec<usize> = places.iter().map(|(index, _)| *index).collect();
        note_edits(permit, tx, &contents.items, &after, &touched)?;
        after.sort_by_key(|item| (item.sort_order, item.id));
        Ok(after)
    }
}

/// Merges an item into another of its list: every record that holds it holds the other one then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergeDictionaryItems {
    /// The list's code.
    pub dictionary: String,
    /// The item to merge away, as the caller saw it.
    pub from: ItemVersion,
    /// The code of the item that takes its place.
    pub into: String,
}

impl Command for MergeDictionaryItems {
    const NAME: &'static str = "dictionaries.merge_items";
    const PERMISSION: Permission = Permission::DictionariesEdit;
    const SET_UP: bool = true;
    type Output = MergedItems;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<MergedItems> {
        let contents = lock(tx, &self.dictionary)?;
        let (from, into) = self.find_both(&contents.items)?;
        let (book, now) = (tx.book_id(), tx.now_micros());
        let ids = store::ids_by_code(&contents.items);
        let before = &contents.items;
        let merge = Merge {
            book,
            dictionary: &self.dictionary,
            from: (before[from].id.0, &before[from].code),
            into: (before[into].id.0, &before[into].code),
            now,
        };
        let touched = users::rewrite(tx.conn, &merge)?;
        users::rewrite_items(tx.conn, &merge)?;
        let mut after = before.clone();
        let winner = Some(before[into].code.clone());
        let mut changed = vec![from];
        for (index, item) in after.iter_mut().enumerate() {
            let below = item.parent.as_deref() == Some(merge.from.1);
            let merged = item.merged_into.as_deref() == Some(merge.from.1);
            if below {
                item.parent.clone_from(&winner);
                item.version += 1;
            }
            if merged {
                item.merged_into.clone_from(&winner);
                item.version += 1;
            }
            if below || merged {
                changed.push(index);
            }
        }
        after[from].active = false;
        after[from].merged_into = winner;
        after[from].version += 1;
        store::save_item(tx.conn, &contents.row(&ids, &after[from])?)?;
        note_edits(permit, tx, before, &after, &changed)?;
        note_users(permit, tx, &merge, &touched)?;
        Ok(MergedItems {
            from: after[from].clone(),
            into: after[into].clone(),
            rewritten: count(&touched),
        })
    }
}

impl MergeDictionaryItems {
    fn find_both(&self, items: &[DictionaryItem]) -> Result<(usize, usize)> {
        let places = rules::places_of(items);
        let mut check = Check::new();
        let from = places.get(self.from.code.trim()).copied();
        let into = places.get(self.into.trim()).copied();
        check.require(from.is_some(), "from.code", Code::UnknownReference);
        check.require(into.is_some(), "into", Code::UnknownReference);
        if let (Some(from), Some(into)) = (from, into) {
            let (source, target) = (&items[from], &items[into]);
            check.require(from != into, "into", Code::Repeated);
            check.require(target.active, "into", Code::Retired);
            let below = rules::is_below(&target.code, &source.code, items);
            check.require(!below, "into", Code::Cycle);
            if let Some(winner) = &source.merged_into {
                return Err(Problem::new(Code::WrongState).fact("merged_into", winner).into());
            }
            if source.version != self.from.version {
                return Err(Error::version_conflict("dictionary_item", &source.code));
            }
        }
        check.finish()?;
        from.zip(into).ok_or_else(|| Error::internal("an item was found and is gone"))
    }
}

/// Notes of every record that held the item what it holds now.
fn note_users(
    permit: &Permit,
    tx: &mut Tx<'_>,
    merge: &Merge<'_>,
    touched: &Touched,
) -> Result<()> {
    for (&(subject, id), uses) in touched {
        let image = |code: &str| {
            let mut fields = Map::new();
            for held in uses {
                let (field, value) = match held {
                    Use::Field(field) => (*field, json!(code)),
                    Use::Class => class_image(merge.dictionary, code),
                };
                fields.insert(field.to_owned(), value);
            }
            Image::Fields(fields)
        };
        let (before, after) = (image(merge.from.1), image(merge.into.1));
        tx.note(permit, Subject::new(subject, id), Some(before), Some(after))?;
    }
    Ok(())
}

/// How the record of a customer shows its class in a dictionary.
fn class_image<'d>(dictionary: &'d str, code: &str) -> (&'d str, Value) {
    match dictionary {
        "customer_level" => ("level", json!(code)),
        "industry" | "source" | "region" | "enterprise_type" | "enterprise_nature"
        | "credit_rating" | "satisfaction" => (dictionary, json!(code)),
        other => ("classes", json!({ other: code })),
    }
}

fn count(touched: &Touched) -> Vec<RewrittenRecords> {
    let mut counts: BTreeMap<&str, i64> = BTreeMap::new();
    for (subject, _) in touched.keys() {
        *counts.entry(subject).or_default() += 1;
    }
    let record =
        |(subject, count): (&str, i64)| RewrittenRecords { subject: subject.to_owned(), count };
    counts.into_iter().map(record).collect()
}
