//! Rows of dictionaries and their items.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::model::{Dictionary, DictionaryItem};
use crate::error::{Code, Error, Result};
use crate::store::Conn;
use crate::store::dialect::each;
use crate::store::insert::{IN_LIST, insert_all};
use crate::store::locks::{load_kept, load_locked};
use crate::store::schema::{dictionary, dictionary_item};
use crate::values::text::is_storable;
use crate::values::{DictionaryId, DictionaryItemId};

pub(crate) mod present;
pub(crate) mod users;

/// A row of `dictionary`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = dictionary, primary_key(book_id, id), treat_none_as_default_value = false)]
pub(crate) struct DictionaryRow {
    pub(crate) book_id: i64,
    pub(crate) id: i64,
    pub(crate) code: String,
    pub(crate) label_zh: String,
    pub(crate) label_en: String,
    pub(crate) ready_made: bool,
    pub(crate) version: i64,
}

impl DictionaryRow {
    pub(crate) fn record(self) -> Dictionary {
        let Self { id, code, label_zh, label_en, ready_made, version, .. } = self;
        Dictionary { id: DictionaryId(id), code, label_zh, label_en, ready_made, version }
    }
}

/// A row of `dictionary_item`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(
    table_name = dictionary_item, primary_key(book_id, id),
    treat_none_as_default_value = false,
    treat_none_as_null = true
)]
pub(crate) struct ItemRow {
    pub(crate) book_id: i64,
    pub(crate) id: i64,
    pub(crate) dictionary_id: i64,
    pub(crate) code: String,
    pub(crate) label_zh: String,
    pub(crate) label_en: String,
    pub(crate) sort_order: i64,
    pub(crate) parent_id: Option<i64>,
    pub(crate) active: bool,
    pub(crate) valid_from: Option<NaiveDate>,
    pub(crate) merged_into: Option<i64>,
    pub(crate) version: i64,
}

impl ItemRow {
    /// Whether it can be chosen on a day.
    pub(crate) fn can_be_chosen(&self, today: NaiveDate) -> bool {
        self.active && self.valid_from.is_none_or(|first| first <= today)
    }
}

/// A list with all its items.
#[derive(Debug, Clone)]
pub(crate) struct Contents {
    pub(crate) dictionary: DictionaryRow,
    pub(crate) items: Vec<DictionaryItem>,
}

impl Contents {
    fn new(dictionary: DictionaryRow, rows: Vec<ItemRow>) -> Result<Self> {
        let codes: BTreeMap<i64, String> =
            rows.iter().map(|row| (row.id, row.code.clone())).collect();
        let code_of = |id: Option<i64>| -> Result<Option<String>> {
            id.map(|id| codes.get(&id).cloned().ok_or_else(|| Code::Corrupt.into())).transpose()
        };
        let record = |row: ItemRow| {
            Ok(DictionaryItem {
                id: DictionaryItemId(row.id),
                dictionary: dictionary.code.clone(),
                parent: code_of(row.parent_id)?,
                merged_into: code_of(row.merged_into)?,
                code: row.code,
                label_zh: row.label_zh,
                label_en: row.label_en,
                sort_order: row.sort_order,
                active: row.active,
                valid_from: row.valid_from,
                version: row.version,
            })
        };
        let items = rows.into_iter().map(record).collect::<Result<Vec<_>>>()?;
        Ok(Self { dictionary, items })
    }

    /// The row of an item of this list; codes of other items become ids.
    pub(crate) fn row(&self, ids: &BTreeMap<&str, i64>, item: &DictionaryItem) -> Result<ItemRow> {
        let id_of = |code: &Option<String>| -> Result<Option<i64>> {
            let missing = || Error::internal("an item names one that is not there");
            code.as_deref().map(|code| ids.get(code).copied().ok_or_else(missing)).transpose()
        };
        Ok(ItemRow {
            book_id: self.dictionary.book_id,
            id: item.id.0,
            dictionary_id: self.dictionary.id,
            code: item.code.clone(),
            label_zh: item.label_zh.clone(),
            label_en: item.label_en.clone(),
            sort_order: item.sort_order,
            parent_id: id_of(&item.parent)?,
            active: item.active,
            valid_from: item.valid_from,
            merged_into: id_of(&item.merged_into)?,
            version: item.version,
        })
    }
}

/// The ids of items by code.
pub(crate) fn ids_by_code(items: &[DictionaryItem]) -> BTreeMap<&str, i64> {
    items.iter().map(|item| (item.code.as_str(), item.id.0)).collect()
}

// ---- lists ----

/// All lists, in the order they were made.
pub(crate) fn list(conn: &mut Conn, book: i64) -> Result<Vec<Dictionary>> {
    let rows: Vec<DictionaryRow> = dictionary::table
        .filter(dictionary::book_id.eq(book))
        .order(dictionary::id)
        .select(DictionaryRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(DictionaryRow::record).collect())
}

/// One list by code.
pub(crate) fn load(conn: &mut Conn, book: i64, code: &str) -> Result<DictionaryRow> {
    find(conn, book, code)?.ok_or_else(|| Error::not_found("dictionary", code))
}

/// One list by code, if there is one.
pub(crate) fn find(conn: &mut Conn, book: i64, code: &str) -> Result<Option<DictionaryRow>> {
    if !is_storable(code) {
        return Ok(None);
    }
    Ok(dictionary::table
        .filter(dictionary::book_id.eq(book))
        .filter(dictionary::code.eq(code))
        .select(DictionaryRow::as_select())
        .first(conn)
        .optional()?)
}

/// One list with all its items.
pub(crate) fn load_contents(conn: &mut Conn, book: i64, code: &str) -> Result<Contents> {
    let row = load(conn, book, code)?;
    let items = load_items_of(conn, book, &BTreeSet::from([row.id]))?;
    Contents::new(row, items)
}

/// As [`load_contents`], and nobody else changes the list or its items meanwhile.
pub(crate) fn lock_contents(conn: &mut Conn, book: i64, code: &str) -> Result<Contents> {
    let row = load(conn, book, code)?;
    let query = dictionary::table
        .filter(dictionary::book_id.eq(book))
        .filter(dictionary::id.eq(row.id))
        .select(dictionary::id);
    load_locked!(conn, query, i64)?;
    load_contents(conn, book, code)
}

/// The versions of items by id; none of them is merged or removed until the transaction ends.
pub(crate) fn keep_items(
    conn: &mut Conn,
    book: i64,
    ids: &BTreeSet<i64>,
) -> Result<BTreeMap<i64, i64>> {
    let ids: Vec<i64> = ids.iter().copied().collect();
    let mut versions = BTreeMap::new();
    for chunk in ids.chunks(IN_LIST) {
        let query = dictionary_item::table
            .filter(dictionary_item::book_id.eq(book))
            .filter(dictionary_item::id.eq_any(chunk))
            .order(dictionary_item::id)
            .select((dictionary_item::id, dictionary_item::version));
        versions.extend(load_kept!(conn, query, (i64, i64))?);
    }
    Ok(versions)
}

/// Waits for those who are writing a reference to one of these items right now.
pub(crate) fn hold_items(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<()> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    for chunk in ids.chunks(IN_LIST) {
        let query = dictionary_item::table
            .filter(dictionary_item::book_id.eq(book))
            .filter(dictionary_item::id.eq_any(chunk))
            .order(dictionary_item::id)
            .select(dictionary_item::id);
        load_locked!(conn, query, i64)?;
    }
    Ok(())
}

/// The ids of lists by code.
pub(crate) fn load_dictionary_ids(
    conn: &mut Conn,
    book: i64,
    codes: &BTreeSet<&str>,
) -> Result<BTreeMap<String, i64>> {
    let codes: Vec<&str> = codes.iter().copied().collect();
    let mut ids = BTreeMap::new();
    for chunk in codes.chunks(IN_LIST) {
        let rows: Vec<(String, i64)> = dictionary::table
            .filter(dictionary::book_id.eq(book))
            .filter(dictionary::code.eq_any(chunk))
            .select((dictionary::code, dictionary::id))
            .load(conn)?;
        ids.extend(rows);
    }
    Ok(ids)
}

/// Writes new lists.
pub(crate) fn insert(conn: &mut Conn, rows: &[DictionaryRow]) -> Result<()> {
    insert_all!(conn, dictionary::table, rows);
    Ok(())
}

/// Writes a changed list if its version is still `seen`; moves the version.
pub(crate) fn save(conn: &mut Conn, seen: i64, row: &mut DictionaryRow) -> Result<()> {
    row.version = seen.saturating_add(1);
    let target = dictionary::table
        .filter(dictionary::book_id.eq(row.book_id))
        .filter(dictionary::id.eq(row.id))
        .filter(dictionary::version.eq(seen));
    match diesel::update(target).set(&*row).execute(conn)? {
        1 => Ok(()),
        _ => Err(Error::version_conflict("dictionary", &row.code)),
    }
}

/// Removes a list without items.
pub(crate) fn delete(conn: &mut Conn, book: i64, id: i64) -> Result<()> {
    let target = dictionary::table.filter(dictionary::book_id.eq(book));
    diesel::delete(target.filter(dictionary::id.eq(id))).execute(conn)?;
    Ok(())
}

// ---- items ----

/// All items of lists, in the order they are shown.
pub(crate) fn load_items_of(
    conn: &mut Conn,
    book: i64,
    dictionaries: &BTreeSet<i64>,
) -> Result<Vec<ItemRow>> {
    Ok(dictionary_item::table
        .filter(dictionary_item::book_id.eq(book))
        .filter(dictionary_item::dictionary_id.eq_any(dictionaries))
        .order((dictionary_item::sort_order, dictionary_item::id))
        .select(ItemRow::as_select())
        .load(conn)?)
}

/// The items of lists that have one of these codes.
pub(crate) fn load_items_by_code(
    conn: &mut Conn,
    book: i64,
    dictionaries: &BTreeSet<i64>,
    codes: &BTreeSet<&str>,
) -> Result<Vec<ItemRow>> {
    let codes: Vec<&str> = codes.iter().copied().collect();
    let mut items = Vec::new();
    for chunk in codes.chunks(IN_LIST) {
        let rows: Vec<ItemRow> = dictionary_item::table
            .filter(dictionary_item::book_id.eq(book))
            .filter(dictionary_item::dictionary_id.eq_any(dictionaries))
            .filter(dictionary_item::code.eq_any(chunk))
            .select(ItemRow::as_select())
            .load(conn)?;
        items.extend(rows);
    }
    Ok(items)
}

/// Id, code of the list, code and labels of items.
pub(crate) fn load_labels(
    conn: &mut Conn,
    book: i64,
    ids: &BTreeSet<i64>,
) -> Result<Vec<(i64, String, String, String, String)>> {
    let ids: Vec<i64> = ids.iter().copied().collect();
    let mut labels = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        let same_list = dictionary::book_id
            .eq(dictionary_item::book_id)
            .and(dictionary::id.eq(dictionary_item::dictionary_id));
        let rows: Vec<(i64, String, String, String, String)> = dictionary_item::table
            .inner_join(dictionary::table.on(same_list))
            .filter(dictionary_item::book_id.eq(book))
            .filter(dictionary_item::id.eq_any(chunk))
            .select((
                dictionary_item::id,
                dictionary::code,
                dictionary_item::code,
                dictionary_item::label_zh,
                dictionary_item::label_en,
            ))
            .load(conn)?;
        labels.extend(rows);
    }
    Ok(labels)
}

/// Dictionary, code and labels of every item, in their order.
pub(crate) fn load_all_labels(
    conn: &mut Conn,
    book: i64,
) -> Result<Vec<(String, String, String, String)>> {
    let same_list = dictionary::book_id
        .eq(dictionary_item::book_id)
        .and(dictionary::id.eq(dictionary_item::dictionary_id));
    Ok(dictionary_item::table
        .inner_join(dictionary::table.on(same_list))
        .filter(dictionary_item::book_id.eq(book))
        .order((dictionary::id, dictionary_item::sort_order, dictionary_item::id))
        .select((
            dictionary::code,
            dictionary_item::code,
            dictionary_item::label_zh,
            dictionary_item::label_en,
        ))
        .load(conn)?)
}

/// Writes new items; each comes after the item above it.
pub(crate) fn insert_items(conn: &mut Conn, rows: &[ItemRow]) -> Result<()> {
    insert_all!(conn, dictionary_item::table, rows);
    Ok(())
}

/// Writes a changed item if its version is still the one before; the row holds the new one.
pub(crate) fn save_item(conn: &mut Conn, row: &ItemRow) -> Result<()> {
    let target = dictionary_item::table
        .filter(dictionary_item::book_id.eq(row.book_id))
        .filter(dictionary_item::id.eq(row.id))
        .filter(dictionary_item::version.eq(row.version - 1));
    match each!(conn, c => diesel::update(target).set(row).execute(c))? {
        1 => Ok(()),
        _ => Err(Error::version_conflict("dictionary_item", &row.code)),
    }
}

/// Retires items or brings them back; moves their versions. A restored item is merged no more.
pub(crate) fn set_active(conn: &mut Conn, book: i64, ids: &[i64], active: bool) -> Result<()> {
    for chunk in ids.chunks(IN_LIST) {
        let target = dictionary_item::table
            .filter(dictionary_item::book_id.eq(book))
            .filter(dictionary_item::id.eq_any(chunk));
        let moved = dictionary_item::version.eq(dictionary_item::version + 1);
        let changed = if active {
            let unmerged = dictionary_item::merged_into.eq(None::<i64>);
            diesel::update(target)
                .set((dictionary_item::active.eq(true), unmerged, moved))
                .execute(conn)?
        } else {
            diesel::update(target).set((dictionary_item::active.eq(false), moved)).execute(conn)?
        };
        if changed != chunk.len() {
            return Err(Error::internal("an item vanished under its lock"));
        }
    }
    Ok(())
}

/// Gives items new places (id, place); moves their versions. The numbers stand in the text, which
/// makes it one statement for many rows on every database.
pub(crate) fn set_places(conn: &mut Conn, book: i64, places: &[(i64, i64)]) -> Result<()> {
    const ROWS_PER_STATEMENT: usize = 500;
    for chunk in places.chunks(ROWS_PER_STATEMENT) {
        let mut sql = "UPDATE dictionary_item SET sort_order = CASE id".to_owned();
        for (id, place) in chunk {
            write!(sql, " WHEN {id} THEN {place}")
                .map_err(|_| Error::internal("writing to a string"))?;
        }
        let ids: Vec<String> = chunk.iter().map(|(id, _)| id.to_string()).collect();
        let ids = ids.join(", ");
        write!(
            sql,
            " ELSE sort_order END, version = version + 1 WHERE book_id = {book} AND id IN ({ids})"
        )
        .map_err(|_| Error::internal("writing to a string"))?;
        diesel::sql_query(sql).execute(conn)?;
    }
    Ok(())
}

/// Removes items that nothing refers to but each other.
pub(crate) fn delete_items(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<()> {
    let chunks = || ids.chunks(IN_LIST);
    for chunk in chunks() {
        // Some databases check references row by row: take those between the items away first.
        let target = dictionary_item::table
            .filter(dictionary_item::book_id.eq(book))
            .filter(dictionary_item::id.eq_any(chunk));
        diesel::update(target)
            .set((
                dictionary_item::parent_id.eq(None::<i64>),
                dictionary_item::merged_into.eq(None::<i64>),
            ))
            .execute(conn)?;
    }
    for chunk in chunks() {
        let target = dictionary_item::table
            .filter(dictionary_item::book_id.eq(book))
            .filter(dictionary_item::id.eq_any(chunk));
        diesel::delete(target).execute(conn)?;
    }
    Ok(())
}
