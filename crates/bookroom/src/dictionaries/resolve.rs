//! Finding dictionary items for other areas, in one select each.

use std::collections::BTreeMap;

use crate::error::{Error, Result};
use crate::store::Conn;

/// An item that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ResolvedItem {
    /// The dictionary's id.
    pub(crate) dictionary: i64,
    /// The item's id.
    pub(crate) id: i64,
    /// Whether it may still be chosen.
    pub(crate) active: bool,
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
/// are absent from the answer.
pub(crate) fn resolve(
    _conn: &mut Conn,
    _book: i64,
    _wanted: &[(String, String)],
) -> Result<BTreeMap<(String, String), ResolvedItem>> {
    Err(Error::internal("dictionaries are not built yet"))
}

/// The labels of items by id.
pub(crate) fn load_labels(
    _conn: &mut Conn,
    _book: i64,
    _ids: &[i64],
) -> Result<BTreeMap<i64, ItemLabel>> {
    Err(Error::internal("dictionaries are not built yet"))
}
