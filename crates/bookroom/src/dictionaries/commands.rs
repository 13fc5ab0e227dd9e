//! Commands on lists, and what fills a new book.

mod items;

use serde::{Deserialize, Serialize};

use super::model::{Dictionary, DictionaryEdit, DictionaryItem, NewDictionary};
use super::store::{self, DictionaryRow, ItemRow, users};
use super::{rules, seeds};
use crate::error::{Code, Error, Problem, Result};
use crate::log::Subject;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::values::{Check, DictionaryItemId};
use crate::work::{Command, Tx};

pub use items::{
    AddDictionaryItems, EditDictionaryItems, MergeDictionaryItems, RemoveDictionaryItems,
    ReorderDictionaryItems, SetDictionaryItemsActive,
};

/// Adds a list of the user's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddDictionary {
    /// The list.
    pub dictionary: NewDictionary,
}

impl Command for AddDictionary {
    const NAME: &'static str = "dictionaries.add";
    const PERMISSION: Permission = Permission::DictionariesEdit;
    const SET_UP: bool = true;
    type Output = Dictionary;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Dictionary> {
        let mut check = Check::new();
        let new =
            check.within("dictionary", |check| rules::check_dictionary(check, &self.dictionary));
        check.finish()?;
        let book = tx.book_id();
        if store::find(tx.conn, book, &new.code)?.is_some() {
            let problem = Problem::new(Code::AlreadyExists).at("dictionary.code");
            return Err(problem.fact("subject", "dictionary").into());
        }
        let row = DictionaryRow {
            book_id: book,
            id: tx.id("dictionary")?,
            code: new.code,
            label_zh: new.label_zh,
            label_en: new.label_en,
            ready_made: false,
            version: 1,
        };
        store::insert(tx.conn, std::slice::from_ref(&row))?;
        let record = row.record();
        tx.note_created(permit, Subject::new("dictionary", record.id), &record)?;
        Ok(record)
    }
}

/// Changes the labels of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditDictionary {
    /// The list's code.
    pub code: String,
    /// The version the caller last saw.
    pub version: i64,
    /// The new values.
    pub edit: DictionaryEdit,
}

impl Command for EditDictionary {
    const NAME: &'static str = "dictionaries.edit";
    const PERMISSION: Permission = Permission::DictionariesEdit;
    const SET_UP: bool = true;
    type Output = Dictionary;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Dictionary> {
        let mut row = load_seen(tx, &self.code, self.version)?;
        let before = row.clone().record();
        let mut check = Check::new();
        let labels = (&self.edit.label_zh, &self.edit.label_en);
        check.within("edit", |check| {
            rules::edit_labels(check, labels, &mut row.label_zh, &mut row.label_en);
        });
        check.finish()?;
        store::save(tx.conn, self.version, &mut row)?;
        let after = row.record();
        tx.note_edited(permit, Subject::new("dictionary", after.id), &before, &after)?;
        Ok(after)
    }
}

fn load_seen(tx: &mut Tx<'_>, code: &str, version: i64) -> Result<DictionaryRow> {
    let book = tx.book_id();
    let row = store::load(tx.conn, book, code)?;
    if row.version == version { Ok(row) } else { Err(Error::version_conflict("dictionary", code)) }
}

/// Removes a list of the user's own, with its items, when nothing uses them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveDictionary {
    /// The list's code.
    pub code: String,
    /// The version the caller last saw.
    pub version: i64,
}

impl Command for RemoveDictionary {
    const NAME: &'static str = "dictionaries.remove";
    const PERMISSION: Permission = Permission::DictionariesEdit;
    const SET_UP: bool = true;
    type Output = Dictionary;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Dictionary> {
        let book = tx.book_id();
        load_seen(tx, &self.code, self.version)?;
        let contents = store::lock_contents(tx.conn, book, &self.code)?;
        let row = contents.dictionary;
        if row.ready_made {
            return Err(Problem::new(Code::WrongState).fact("dictionary", &row.code).into());
        }
        let items: Vec<(i64, &str)> =
            contents.items.iter().map(|item| (item.id.0, item.code.as_str())).collect();
        let ids: Vec<i64> = items.iter().map(|(id, _)| *id).collect();
        store::hold_items(tx.conn, book, &ids)?;
        let used = users::used(tx.conn, book, &row.code, &items)?;
        if !used.is_empty() || users::classifies(tx.conn, book, row.id)? {
            return Err(Problem::new(Code::InUse).fact("dictionary", &row.code).into());
        }
        store::delete_items(tx.conn, book, &ids)?;
        store::delete(tx.conn, book, row.id)?;
        for item in &contents.items {
            tx.note_removed(permit, Subject::new("dictionary_item", item.id), item)?;
        }
        let record = row.record();
        tx.note_removed(permit, Subject::new("dictionary", record.id), &record)?;
        Ok(record)
    }
}

/// Fills a new book with the seed.
pub(crate) fn found(permit: &Permit, tx: &mut Tx<'_>) -> Result<()> {
    let book = tx.book_id();
    let seeds = seeds::all()?;
    let count = seeds.iter().map(|seed| seed.items.len()).sum();
    let first_list = tx.ids("dictionary", seeds.len())?;
    let mut next_item = tx.ids("dictionary_item", count)?;
    let mut lists = Vec::with_capacity(seeds.len());
    let mut rows: Vec<ItemRow> = Vec::with_capacity(count);
    let mut items: Vec<DictionaryItem> = Vec::with_capacity(count);
    for (id, seed) in (first_list..).zip(seeds) {
        let row = DictionaryRow {
            book_id: book,
            id,
            code: seed.code,
            label_zh: seed.label_zh,
            label_en: seed.label_en,
            ready_made: true,
            version: 1,
        };
        let mut of_list = seed.items;
        for item in &mut of_list {
            item.id = DictionaryItemId(next_item);
            next_item += 1;
        }
        let contents = store::Contents { dictionary: row.clone(), items: of_list };
        let ids = store::ids_by_code(&contents.items);
        for item in &contents.items {
            rows.push(contents.row(&ids, item)?);
        }
        items.extend(contents.items);
        lists.push(row);
    }
    store::insert(tx.conn, &lists)?;
    store::insert_items(tx.conn, &rows)?;
    for row in lists {
        let record = row.record();
        tx.note_created(permit, Subject::new("dictionary", record.id), &record)?;
    }
    for item in &items {
        tx.note_created(permit, Subject::new("dictionary_item", item.id), item)?;
    }
    Ok(())
}

crate::work::plain_outcomes!(Dictionary, DictionaryItem, super::model::MergedItems);
