//! Finding dictionary items for other areas, in one or two selects each.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::model::DictionaryItem;
use super::rules::{Candidate, LABEL_LIMIT, find_by_text, named};
use super::store::{self, ItemRow};
use crate::error::{Code, Result};
use crate::log::record;
use crate::log::store as log_store;
use crate::store::Conn;
use crate::store::locks::holds_everything;
use crate::values::text::{hint_key, is_storable};

/// How often items are looked for again when they changed before they were kept.
const KEEP_TRIES: usize = 4;

/// An item that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ResolvedItem {
    /// The dictionary's id.
    pub(crate) dictionary: i64,
    /// The item's id.
    pub(crate) id: i64,
    /// Whether it may be chosen today.
    pub(crate) active: bool,
    /// Its version.
    version: i64,
}

/// How an item is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ItemLabel {
    /// The code of its dictionary.
    pub(crate) dictionary: String,
    /// The item's code.
    pub(crate) code: String,
    /// The label in Chinese.
    pub(crate) label_zh: String,
    /// The label in English.
    pub(crate) label_en: String,
}

/// Finds items by dictionary code and by item code or label (either language, folded). Unknown ones
/// are absent from the answer. An item that was retired, or that is valid only after `today`, is
/// not active.
pub(crate) fn resolve(
    conn: &mut Conn,
    book: i64,
    today: NaiveDate,
    wanted: &[(String, String)],
) -> Result<BTreeMap<(String, String), ResolvedItem>> {
    let wanted: Vec<(String, String)> =
        wanted.iter().filter(|pair| can_exist(pair)).cloned().collect();
    let wanted = wanted.as_slice();
    let codes: BTreeSet<&str> = wanted.iter().map(|(dictionary, _)| dictionary.as_str()).collect();
    let ids = store::load_dictionary_ids(conn, book, &codes)?;
    let all = ids.values().copied().collect();
    let texts: BTreeSet<&str> = wanted.iter().map(|(_, text)| text.trim()).collect();
    let by_code = store::load_items_by_code(conn, book, &all, &texts)?;
    let mut found = BTreeMap::new();
    answer(&mut found, &ids, by_code, wanted, today, true);
    let missing: BTreeSet<i64> = wanted
        .iter()
        .filter(|&pair| !found.contains_key(pair))
        .filter_map(|(dictionary, _)| ids.get(dictionary).copied())
        .collect();
    if !missing.is_empty() {
        let items = store::load_items_of(conn, book, &missing)?;
        answer(&mut found, &ids, items, wanted, today, false);
    }
    Ok(found)
}

/// What texts stand for today that once named an item: the code of what it was merged into, over
/// any number of merges, or of the item that had this label before it was renamed. Texts that led
/// to several items, or to one that cannot be chosen, are absent from the answer.
pub(crate) fn follow(
    conn: &mut Conn,
    book: i64,
    today: NaiveDate,
    wanted: &[(String, String)],
) -> Result<BTreeMap<(String, String), String>> {
    let wanted: Vec<&(String, String)> = wanted.iter().filter(|pair| can_exist(pair)).collect();
    let codes: BTreeSet<&str> = wanted.iter().map(|(dictionary, _)| dictionary.as_str()).collect();
    let ids = store::load_dictionary_ids(conn, book, &codes)?;
    let all = ids.values().copied().collect();
    let mut of_dictionary: BTreeMap<i64, Vec<ItemRow>> = BTreeMap::new();
    for item in store::load_items_of(conn, book, &all)? {
        of_dictionary.entry(item.dictionary_id).or_default().push(item);
    }
    let items: BTreeSet<i64> = of_dictionary.values().flatten().map(|item| item.id).collect();
    let former = former_labels(conn, book, &items)?;
    let mut found = BTreeMap::new();
    for pair in wanted {
        let items = ids.get(&pair.0).and_then(|id| of_dictionary.get(id));
        let Some(items) = items else { continue };
        let now: Vec<i64> = named(&pair.1, items, as_candidate).map(|item| item.id).collect();
        let once = former.get(&hint_key(&pair.1)).into_iter().flatten().copied();
        let starts = if now.is_empty() { once.collect() } else { now };
        let ends: BTreeSet<&str> =
            starts.into_iter().filter_map(|id| end_of(id, items, today)).collect();
        if let (Some(code), 1) = (ends.first(), ends.len()) {
            found.insert(pair.clone(), (*code).to_owned());
        }
    }
    Ok(found)
}

fn as_candidate(item: &ItemRow) -> Candidate<'_> {
    Candidate {
        code: &item.code,
        label_zh: &item.label_zh,
        label_en: &item.label_en,
        active: item.active,
    }
}

/// The code of the item of a dictionary that one was merged into in the end, if it can be chosen.
fn end_of(id: i64, items: &[ItemRow], today: NaiveDate) -> Option<&str> {
    let mut item = items.iter().find(|item| item.id == id)?;
    for _ in 0..items.len() {
        let Some(next) = item.merged_into else { break };
        item = items.iter().find(|item| item.id == next)?;
    }
    item.can_be_chosen(today).then_some(item.code.as_str())
}

/// The labels that items had before they were renamed, folded.
fn former_labels(
    conn: &mut Conn,
    book: i64,
    items: &BTreeSet<i64>,
) -> Result<BTreeMap<String, BTreeSet<i64>>> {
    let mut former: BTreeMap<String, BTreeSet<i64>> = BTreeMap::new();
    for (id, image) in log_store::load_images_before(conn, book, "dictionary_item", items)? {
        let (image, _) = record::open(&image)?;
        for label in ["label_zh", "label_en"].map(|field| image.get(field)) {
            let key = label.and_then(|label| label.as_str()).map(hint_key).unwrap_or_default();
            if !key.is_empty() {
                former.entry(key).or_default().insert(id);
            }
        }
    }
    Ok(former)
}

/// As [`resolve`], for records that will name the items: what was found is neither merged nor
/// removed until the transaction ends.
pub(crate) fn resolve_kept(
    conn: &mut Conn,
    book: i64,
    today: NaiveDate,
    wanted: &[(String, String)],
) -> Result<BTreeMap<(String, String), ResolvedItem>> {
    for _ in 0..KEEP_TRIES {
        let found = resolve(conn, book, today, wanted)?;
        if found.is_empty() || holds_everything(conn) {
            return Ok(found);
        }
        let ids: BTreeSet<i64> = found.values().map(|item| item.id).collect();
        let kept = store::keep_items(conn, book, &ids)?;
        if found.values().all(|item| kept.get(&item.id) == Some(&item.version)) {
            return Ok(found);
        }
    }
    Err(Code::Busy.into())
}

/// Whether there can be such an item at all; a text that no database keeps is not asked for.
fn can_exist((dictionary, text): &(String, String)) -> bool {
    let short = |text: &str| text.chars().count() <= LABEL_LIMIT && is_storable(text);
    short(dictionary) && short(text.trim())
}

/// Adds to the answer what these items name, either by their exact codes or by anything.
fn answer(
    found: &mut BTreeMap<(String, String), ResolvedItem>,
    ids: &BTreeMap<String, i64>,
    items: Vec<ItemRow>,
    wanted: &[(String, String)],
    today: NaiveDate,
    by_code: bool,
) {
    let mut of_dictionary: BTreeMap<i64, Vec<ItemRow>> = BTreeMap::new();
    for item in items {
        of_dictionary.entry(item.dictionary_id).or_default().push(item);
    }
    for pair in wanted {
        if found.contains_key(pair) {
            continue;
        }
        let items = ids.get(&pair.0).and_then(|id| of_dictionary.get(id));
        let Some(items) = items else { continue };
        let item = if by_code {
            items.iter().find(|item| item.code == pair.1.trim())
        } else {
            find_by_text(&pair.1, items, |item| Candidate {
                code: &item.code,
                label_zh: &item.label_zh,
                label_en: &item.label_en,
                active: item.can_be_chosen(today),
            })
        };
        if let Some(item) = item {
            let active = item.can_be_chosen(today);
            let item = ResolvedItem {
                dictionary: item.dictionary_id,
                id: item.id,
                active,
                version: item.version,
            };
            found.insert(pair.clone(), item);
        }
    }
}

/// The items of a list, in its order; none where there is no such list.
pub(crate) fn items_of(conn: &mut Conn, book: i64, code: &str) -> Result<Vec<DictionaryItem>> {
    if store::find(conn, book, code)?.is_none() {
        return Ok(Vec::new());
    }
    let mut items = store::load_contents(conn, book, code)?.items;
    items.sort_by_key(|item| (item.sort_order, item.id));
    Ok(items)
}

/// The labels of items by id.
pub(crate) fn load_labels(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
) -> Result<BTreeMap<i64, ItemLabel>> {
    let ids: BTreeSet<i64> = ids.iter().copied().collect();
    let rows = store::load_labels(conn, book, &ids)?;
    let label = |(id, dictionary, code, label_zh, label_en)| {
        (id, ItemLabel { dictionary, code, label_zh, label_en })
    };
    Ok(rows.into_iter().map(label).collect())
}

/// The labels of every item of every list.
pub(crate) fn load_all_labels(conn: &mut Conn, book: i64) -> Result<Vec<ItemLabel>> {
    let label =
        |(dictionary, code, label_zh, label_en)| ItemLabel { dictionary, code, label_zh, label_en };
    Ok(store::load_all_labels(conn, book)?.into_iter().map(label).collect())
}
