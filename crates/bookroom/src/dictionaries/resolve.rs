//! Finding dictionary items for other areas, in one or two selects each.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::rules::{Candidate, LABEL_LIMIT, find_by_text};
use super::store::{self, ItemRow};
use crate::error::{Code, Result};
use crate::store::Conn;
use crate::store::locks::holds_everything;
use crate::values::text::is_storable;

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
