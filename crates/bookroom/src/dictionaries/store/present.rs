//! How the present images of dictionaries and their items are loaded.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;

use super::{DictionaryRow, ItemRow};
use crate::dictionaries::model::DictionaryItem;
use crate::error::Result;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::{dictionary, dictionary_item};
use crate::values::DictionaryItemId;
use crate::work::{BookInfo, Live, Present, ids_of};

/// See [`crate::work::Card`].
pub(crate) const PRESENT: &[Present] = &[
    Present { kind: "dictionary", ids: ids_of!(dictionary), load: lists, ..Present::PLAIN },
    Present {
        kind: "dictionary_item",
        ids: ids_of!(dictionary_item),
        load: items,
        ..Present::PLAIN
    },
];

fn lists(conn: &mut Conn, book: &BookInfo, ids: &[i64]) -> Result<Vec<Live>> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<DictionaryRow> = dictionary::table
            .filter(dictionary::book_id.eq(book.id.0))
            .filter(dictionary::id.eq_any(chunk))
            .order(dictionary::id)
            .select(DictionaryRow::as_select())
            .load(conn)?;
        for row in rows {
            found.push(Live::of(row.id, &row.record())?);
        }
    }
    Ok(found)
}

/// The list and code of items.
fn load_codes(
    conn: &mut Conn,
    book: i64,
    ids: BTreeSet<i64>,
) -> Result<BTreeMap<i64, (i64, String)>> {
    let ids: Vec<i64> = ids.into_iter().collect();
    let mut codes = BTreeMap::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<(i64, (i64, String))> = dictionary_item::table
            .filter(dictionary_item::book_id.eq(book))
            .filter(dictionary_item::id.eq_any(chunk))
            .select((dictionary_item::id, (dictionary_item::dictionary_id, dictionary_item::code)))
            .load(conn)?;
        codes.extend(rows);
    }
    Ok(codes)
}

fn items(conn: &mut Conn, book: &BookInfo, ids: &[i64]) -> Result<Vec<Live>> {
    let book = book.id.0;
    let lists: BTreeMap<i64, String> = dictionary::table
        .filter(dictionary::book_id.eq(book))
        .select((dictionary::id, dictionary::code))
        .load::<(i64, String)>(conn)?
        .into_iter()
        .collect();
    let mut rows: Vec<ItemRow> = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        rows.extend(
            dictionary_item::table
                .filter(dictionary_item::book_id.eq(book))
                .filter(dictionary_item::id.eq_any(chunk))
                .order(dictionary_item::id)
                .select(ItemRow::as_select())
                .load::<ItemRow>(conn)?,
        );
    }
    let others = rows.iter().flat_map(|row| [row.parent_id, row.merged_into]).flatten();
    let codes = load_codes(conn, book, others.collect())?;
    let live = |row: ItemRow| {
        // An item of another list is named by its id, which no image holds.
        let code = |id: i64| match codes.get(&id) {
            Some((list, code)) if *list == row.dictionary_id => code.clone(),
            _ => format!("#{id}"),
        };
        let list = row.dictionary_id;
        let item = DictionaryItem {
            id: DictionaryItemId(row.id),
            dictionary: lists.get(&list).cloned().unwrap_or_else(|| format!("#{list}")),
            parent: row.parent_id.map(code),
            merged_into: row.merged_into.map(code),
            code: row.code,
            label_zh: row.label_zh,
            label_en: row.label_en,
            sort_order: row.sort_order,
            active: row.active,
            valid_from: row.valid_from,
            version: row.version,
        };
        Live::of(row.id, &item)
    };
    rows.into_iter().map(live).collect()
}
