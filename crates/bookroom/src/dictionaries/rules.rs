//! What lists and their items must be like: pure.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{
    DictionaryItem, DictionaryItemUpdate, NewDictionary, NewDictionaryItem, TreeItem,
};
use crate::error::{Code, Problem, Result};
use crate::values::text::hint_key;
use crate::values::{Check, DictionaryItemId, Edit};

/// The longest code, in characters.
pub(crate) const CODE_LIMIT: usize = 40;
/// The longest label, in characters.
pub(crate) const LABEL_LIMIT: usize = 100;
/// The most items of one call, and of one list.
pub(crate) const ITEM_LIMIT: usize = 10_000;
/// The last place there is.
const LAST_PLACE: i64 = 1_000_000_000;

/// Checks the labels of a list or item: one may be blank, the other then stands for both.
pub(crate) fn check_labels(check: &mut Check, zh: &str, en: &str) -> (String, String) {
    let zh = check.optional_text("label_zh", Some(zh), LABEL_LIMIT);
    let en = check.optional_text("label_en", Some(en), LABEL_LIMIT);
    check.require(zh.is_some() || en.is_some(), "label_zh", Code::Required);
    (zh.unwrap_or_default(), en.unwrap_or_default())
}

/// Puts new labels into a list or item.
pub(crate) fn edit_labels(
    check: &mut Check,
    (zh, en): (&Edit<String>, &Edit<String>),
    label_zh: &mut String,
    label_en: &mut String,
) {
    let label = |edit: &Edit<String>, old: &str| {
        edit.clone().over(Some(old.to_owned())).unwrap_or_default()
    };
    (*label_zh, *label_en) = check_labels(check, &label(zh, label_zh), &label(en, label_en));
}

/// Checks a new list; returns its texts, trimmed.
pub(crate) fn check_dictionary(check: &mut Check, new: &NewDictionary) -> NewDictionary {
    let code = check.text("code", &new.code, CODE_LIMIT);
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let is_word = code.chars().all(plain) && code.starts_with(|c: char| c.is_ascii_lowercase());
    check.require(code.is_empty() || is_word, "code", Code::BadFormat);
    let (label_zh, label_en) = check_labels(check, &new.label_zh, &new.label_en);
    NewDictionary { code, label_zh, label_en }
}

fn check_code(check: &mut Check, code: &str) -> String {
    let code = check.text("code", code, CODE_LIMIT);
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    check.require(code.chars().all(plain), "code", Code::BadFormat);
    code
}

/// Checks new items against those there are. Returns the items to be, without ids, in the order of
/// the call.
pub(crate) fn plan_new(
    check: &mut Check,
    dictionary: &str,
    new: &[NewDictionaryItem],
    known: &[DictionaryItem],
) -> Vec<DictionaryItem> {
    check.at_most("items", known.len() + new.len(), ITEM_LIMIT);
    let mut seen = BTreeSet::new();
    let mut place = known.iter().map(|item| item.sort_order).max().unwrap_or(0);
    let mut made = Vec::with_capacity(new.len());
    check.each("items", new, |check, new| {
        let code = check_code(check, &new.code);
        check.require(seen.insert(code.to_lowercase()), "code", Code::Repeated);
        let (label_zh, label_en) = check_labels(check, &new.label_zh, &new.label_en);
        if let Some(day) = new.valid_from {
            check.date("valid_from", day);
        }
        let sort_order = new.sort_order.unwrap_or_else(|| place.saturating_add(1));
        if !(0..=LAST_PLACE).contains(&sort_order) {
            let problem = Problem::new(Code::OutOfRange).at("sort_order");
            check.add(problem.fact("low", 0).fact("high", LAST_PLACE));
        }
        place = place.max(sort_order);
        made.push(DictionaryItem {
            id: DictionaryItemId(0),
            dictionary: dictionary.to_owned(),
            code,
            label_zh,
            label_en,
            sort_order,
            parent: check.optional_text("parent", new.parent.as_deref(), CODE_LIMIT),
            active: true,
            valid_from: new.valid_from,
            merged_into: None,
            version: 1,
        });
    });
    let parents: Vec<Option<&str>> = made.iter().map(|item| item.parent.as_deref()).collect();
    check_parents(check, ("items", "parent"), &parents, known.iter().chain(&made));
    made
}

/// Applies edits to items; returns which ones, by index, in the order of the call.
pub(crate) fn plan_edits(
    check: &mut Check,
    edits: &[DictionaryItemUpdate],
    items: &mut [DictionaryItem],
) -> Vec<usize> {
    let places = places_of(items);
    let mut edited = Vec::with_capacity(edits.len());
    let mut seen = BTreeSet::new();
    check.each("edits", edits, |check, update| {
        let Some(&index) = places.get(update.code.trim()) else {
            return check.fail("code", Code::UnknownReference);
        };
        check.require(seen.insert(index), "code", Code::Repeated);
        let (item, edit) = (&mut items[index], &update.edit);
        check.within("edit", |check| {
            let labels = (&edit.label_zh, &edit.label_en);
            edit_labels(check, labels, &mut item.label_zh, &mut item.label_en);
            check.edited_text("parent", &edit.parent, CODE_LIMIT, &mut item.parent);
            if let Some(day) = edit.valid_from.value() {
                check.date("valid_from", day);
            }
        });
        item.valid_from = edit.valid_from.over(item.valid_from);
        edited.push(index);
    });
    let named = |update: &DictionaryItemUpdate| {
        let parent = update.edit.parent.clone().value();
        parent.map(|parent| parent.trim().to_owned()).filter(|parent| !parent.is_empty())
    };
    let parents: Vec<Option<String>> = edits.iter().map(named).collect();
    let parents: Vec<Option<&str>> = parents.iter().map(Option::as_deref).collect();
    check_parents(check, ("edits", "edit.parent"), &parents, items.iter());
    edited
}

/// Each named parent must be there and must not have been merged away, and nothing may stand
/// above itself.
fn check_parents<'a>(
    check: &mut Check,
    (list, path): (&str, &str),
    named: &[Option<&str>],
    items: impl Iterator<Item = &'a DictionaryItem>,
) {
    let items: BTreeMap<&str, &DictionaryItem> =
        items.map(|item| (item.code.as_str(), item)).collect();
    check.each(list, named, |check, parent| {
        let Some(parent) = parent else { return };
        match items.get(parent) {
            None => check.fail(path, Code::UnknownReference),
            Some(item) if item.merged_into.is_some() => check.fail(path, Code::Retired),
            Some(_) if is_on_cycle(parent, &items) => check.fail(path, Code::Cycle),
            Some(_) => {}
        }
    });
}

/// Whether the way up from an item comes back to where it has been.
fn is_on_cycle(start: &str, items: &BTreeMap<&str, &DictionaryItem>) -> bool {
    let mut here = items.get(start);
    let mut steps = 0;
    while let Some(item) = here {
        steps += 1;
        if steps > items.len() {
            return true;
        }
        here = item.parent.as_deref().and_then(|parent| items.get(parent));
    }
    false
}

/// Whether `item` stands somewhere below `above`.
pub(crate) fn is_below(item: &str, above: &str, items: &[DictionaryItem]) -> bool {
    let items: BTreeMap<&str, &DictionaryItem> =
        items.iter().map(|item| (item.code.as_str(), item)).collect();
    let mut here = items.get(item).and_then(|item| item.parent.as_deref());
    for _ in 0..items.len() {
        match here {
            Some(code) if code == above => return true,
            Some(code) => here = items.get(code).and_then(|item| item.parent.as_deref()),
            None => return false,
        }
    }
    false
}

/// Refuses a code that is there already, whatever its case.
///
/// # Errors
/// `already_exists` at the first one.
pub(crate) fn refuse_known_codes(new: &[DictionaryItem], known: &[DictionaryItem]) -> Result<()> {
    let known: BTreeSet<String> = known.iter().map(|item| item.code.to_lowercase()).collect();
    let taken = new.iter().position(|item| known.contains(&item.code.to_lowercase()));
    taken.map_or(Ok(()), |index| Err(exists(index, "code").into()))
}

/// Refuses that two items in use, side by side in the tree, have the same label: an import could
/// not tell them apart. `touched` are the ones to blame, by index.
///
/// # Errors
/// `already_exists` at the first one.
pub(crate) fn refuse_same_labels(touched: &[usize], items: &[DictionaryItem]) -> Result<()> {
    for (name, label) in LABELS {
        let mut counts: BTreeMap<(Option<&str>, String), usize> = BTreeMap::new();
        for item in items.iter().filter(|item| item.active) {
            let key = hint_key(label(item));
            if !key.is_empty() {
                *counts.entry((item.parent.as_deref(), key)).or_default() += 1;
            }
        }
        let is_double = |&index: &usize| {
            let item = &items[index];
            let key = (item.parent.as_deref(), hint_key(label(item)));
            item.active && counts.get(&key).is_some_and(|count| *count > 1)
        };
        if let Some(at) = touched.iter().position(is_double) {
            return Err(exists(at, name).into());
        }
    }
    Ok(())
}

type Label = (&'static str, fn(&DictionaryItem) -> &str);
const LABELS: [Label; 2] =
    [("label_zh", |item| &item.label_zh), ("label_en", |item| &item.label_en)];

fn exists(index: usize, field: &str) -> Problem {
    let problem = Problem::new(Code::AlreadyExists).fact("subject", "dictionary_item");
    problem.at(format!("items[{index}].{field}"))
}

/// Where each item stands in a slice, by code.
pub(crate) fn places_of(items: &[DictionaryItem]) -> BTreeMap<String, usize> {
    items.iter().enumerate().map(|(index, item)| (item.code.clone(), index)).collect()
}

/// The indexes of items so that each comes after the item above it.
pub(crate) fn parents_first(items: &[DictionaryItem]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..items.len()).collect();
    let places = places_of(items);
    let depth = |index: &usize| {
        let mut depth = 0;
        let mut here = items[*index].parent.as_ref();
        while let Some(&above) = here.and_then(|code| places.get(code)) {
            depth += 1;
            here = items[above].parent.as_ref().filter(|_| depth <= items.len());
        }
        depth
    };
    order.sort_by_cached_key(depth);
    order
}

/// The items as a tree, read from top to bottom: each below its parent, in the order of the list.
/// Items whose parent is not among them stand at the top.
pub(crate) fn tree(items: Vec<DictionaryItem>) -> Vec<TreeItem> {
    let codes: BTreeSet<&str> = items.iter().map(|item| item.code.as_str()).collect();
    let mut below: BTreeMap<Option<String>, Vec<usize>> = BTreeMap::new();
    for (index, item) in items.iter().enumerate() {
        let parent = item.parent.clone().filter(|parent| codes.contains(parent.as_str()));
        below.entry(parent).or_default().push(index);
    }
    let mut rest: Vec<(usize, u32)> = Vec::new();
    let mut push = |rest: &mut Vec<(usize, u32)>, above: Option<String>, depth: u32| {
        let children = below.remove(&above).unwrap_or_default();
        rest.extend(children.into_iter().rev().map(|index| (index, depth)));
    };
    push(&mut rest, None, 0);
    let mut rows = Vec::with_capacity(items.len());
    while let Some((index, depth)) = rest.pop() {
        push(&mut rest, Some(items[index].code.clone()), depth + 1);
        rows.push(TreeItem { item: items[index].clone(), depth });
    }
    rows
}

/// The places of all items when the named ones come first, in this order.
pub(crate) fn plan_order(
    check: &mut Check,
    codes: &[String],
    items: &[DictionaryItem],
) -> Vec<(usize, i64)> {
    let places = places_of(items);
    let mut order = Vec::with_capacity(items.len());
    let mut named = BTreeSet::new();
    check.each("codes", codes, |check, code| match places.get(code.trim()) {
        Some(&index) if named.insert(index) => order.push(index),
        Some(_) => check.fail("", Code::Repeated),
        None => check.fail("", Code::UnknownReference),
    });
    order.extend((0..items.len()).filter(|index| !named.contains(index)));
    order.into_iter().zip(1..).filter(|&(index, place)| items[index].sort_order != place).collect()
}

/// Finds the item that a text names: by its code, else by code or label, folded. A label that
/// several items have names the one that can be chosen, and nothing when that is not one.
pub(crate) fn find_by_text<'i, T>(
    wanted: &str,
    items: &'i [T],
    view: impl Fn(&T) -> Candidate<'_>,
) -> Option<&'i T> {
    let wanted = wanted.trim();
    if let Some(item) = items.iter().find(|item| view(item).code == wanted) {
        return Some(item);
    }
    let key = hint_key(wanted);
    let matches = |text: &str| text.trim() == wanted || (!key.is_empty() && hint_key(text) == key);
    let found: Vec<&T> = items
        .iter()
        .filter(|item| {
            let Candidate { code, label_zh, label_en, .. } = view(item);
            !wanted.is_empty() && (matches(code) || matches(label_zh) || matches(label_en))
        })
        .collect();
    let mut choosable = found.iter().filter(|item| view(item).active);
    match (choosable.next(), choosable.next(), found.as_slice()) {
        (Some(one), None, _) | (None, None, [one]) => Some(one),
        _ => None,
    }
}

/// The items that a text names by code or label, retired ones too.
pub(crate) fn named<'i, T>(
    wanted: &'i str,
    items: &'i [T],
    view: impl Fn(&T) -> Candidate<'_> + 'i,
) -> impl Iterator<Item = &'i T> {
    let key = hint_key(wanted);
    items.iter().filter(move |item| {
        let Candidate { code, label_zh, label_en, .. } = view(item);
        let same = |text: &str| !key.is_empty() && hint_key(text) == key;
        code == wanted.trim() || same(code) || same(label_zh) || same(label_en)
    })
}

/// What [`find_by_text`] looks at.
pub(crate) struct Candidate<'c> {
    pub(crate) code: &'c str,
    pub(crate) label_zh: &'c str,
    pub(crate) label_en: &'c str,
    pub(crate) active: bool,
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
