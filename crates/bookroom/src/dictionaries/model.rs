//! Dictionaries and their items as hosts see them. Codes name both: they are stable, so documents,
//! imports and integrations can rely on them; labels, order and place in the tree may change.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::values::{DictionaryId, DictionaryItemId, Edit, Language, edits};

/// A user-maintained list, such as customer levels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dictionary {
    /// Its id.
    pub id: DictionaryId,
    /// The code by which everything names it, such as `customer_level`; never changes.
    pub code: String,
    /// The label in Chinese.
    pub label_zh: String,
    /// The label in English.
    pub label_en: String,
    /// Whether it came with the book; such a list cannot be removed.
    pub ready_made: bool,
    /// Moves with every change of the list's own data (not of its items).
    pub version: i64,
}

/// An entry of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DictionaryItem {
    /// Its id.
    pub id: DictionaryItemId,
    /// The code of its list.
    pub dictionary: String,
    /// The code, unique in the list; never changes.
    pub code: String,
    /// The label in Chinese.
    pub label_zh: String,
    /// The label in English.
    pub label_en: String,
    /// Its place: lists are shown by this number, then by age.
    pub sort_order: i64,
    /// The code of the item above it in a tree.
    pub parent: Option<String>,
    /// Whether it is in use. A retired item stays on records that hold it, but cannot be chosen.
    pub active: bool,
    /// The first day on which it can be chosen; always, when absent.
    pub valid_from: Option<NaiveDate>,
    /// The code of the item it was merged into.
    pub merged_into: Option<String>,
    /// Moves with every change.
    pub version: i64,
}

impl DictionaryItem {
    /// Whether it can be chosen on a day.
    #[must_use]
    pub fn can_be_chosen(&self, today: NaiveDate) -> bool {
        self.active && self.valid_from.is_none_or(|first| first <= today)
    }

    /// The label in a language, or in the other when there is none.
    #[must_use]
    pub fn label(&self, language: Language) -> &str {
        language.pick(&self.label_zh, &self.label_en)
    }
}

/// An item with its place in the tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TreeItem {
    /// The item.
    pub item: DictionaryItem,
    /// How many items stand above it: 0 at the top.
    pub depth: u32,
}

/// A list to be made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewDictionary {
    /// The code: a small letter, then small letters, digits and `_`; up to 40 characters.
    pub code: String,
    /// The label in Chinese, up to 100 characters. One of the two labels may be blank.
    #[serde(default)]
    pub label_zh: String,
    /// The label in English, up to 100 characters.
    #[serde(default)]
    pub label_en: String,
}

edits! {
    /// New labels of a list. One of the two may be cleared: the other then stands for both.
    DictionaryEdit {
        /// The label in Chinese.
        label_zh: Edit<String>,
        /// The label in English.
        label_en: Edit<String>,
    }
}

/// An item to be added.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct NewDictionaryItem {
    /// The code: letters of any script, digits, `_`, `-` and `.`; up to 40 characters. Two codes of
    /// a list differ in more than case.
    pub code: String,
    /// The label in Chinese, up to 100 characters. One of the two labels may be blank.
    #[serde(default)]
    pub label_zh: String,
    /// The label in English, up to 100 characters.
    #[serde(default)]
    pub label_en: String,
    /// Its place; after all others when absent. 0 to 1,000,000,000.
    pub sort_order: Option<i64>,
    /// The code of the item above it, which may be added by the same call.
    pub parent: Option<String>,
    /// The first day on which it can be chosen.
    pub valid_from: Option<NaiveDate>,
}

impl NewDictionaryItem {
    /// An item with a code and both labels.
    #[must_use]
    pub fn new(code: &str, label_zh: &str, label_en: &str) -> Self {
        Self {
            code: code.to_owned(),
            label_zh: label_zh.to_owned(),
            label_en: label_en.to_owned(),
            ..Self::default()
        }
    }

    /// The same item below another.
    #[must_use]
    pub fn below(self, parent: &str) -> Self {
        Self { parent: Some(parent.to_owned()), ..self }
    }
}

edits! {
    /// New values of an item. One of the two labels may be cleared: the other then stands for both.
    DictionaryItemEdit {
        /// The label in Chinese.
        label_zh: Edit<String>,
        /// The label in English.
        label_en: Edit<String>,
        /// The code of the item above it; cleared: it stands at the top.
        parent: Edit<String>,
        /// The first day on which it can be chosen; cleared: it can always be.
        valid_from: Edit<NaiveDate>,
    }
}

/// One item with new values for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DictionaryItemUpdate {
    /// The item's code.
    pub code: String,
    /// The version the caller last saw.
    pub version: i64,
    /// The new values.
    pub edit: DictionaryItemEdit,
}

/// Names an item as the caller saw it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemVersion {
    /// The item's code.
    pub code: String,
    /// The version the caller last saw.
    pub version: i64,
}

impl DictionaryItem {
    /// Names this state of it, for commands on many.
    #[must_use]
    pub fn seen(&self) -> ItemVersion {
        ItemVersion { code: self.code.clone(), version: self.version }
    }
}

impl From<&DictionaryItem> for ItemVersion {
    fn from(item: &DictionaryItem) -> Self {
        item.seen()
    }
}

/// What a merge did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergedItems {
    /// The item that was merged away: retired now.
    pub from: DictionaryItem,
    /// The item that took its place.
    pub into: DictionaryItem,
    /// The records that held the old item and hold the new one now, by kind of record.
    pub rewritten: Vec<RewrittenRecords>,
}

/// How many records of a kind a merge rewrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RewrittenRecords {
    /// The kind of record, as the change log names it: `customer`, `case`, `payment` …
    pub subject: String,
    /// How many.
    pub count: i64,
}
