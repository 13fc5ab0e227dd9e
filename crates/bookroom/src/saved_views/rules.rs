//! What a saved view may hold.

use std::collections::BTreeSet;

use super::model::{NewSavedView, SavedView, SavedViewEdit};
use crate::error::Code;
use crate::values::Check;
use crate::values::text::search_key;

/// The most characters of a label and of a column's name.
const NAME_LIMIT: usize = 100;
/// The most columns.
const COLUMN_LIMIT: usize = 100;
/// The most views that one operator keeps.
pub(super) const VIEW_LIMIT: usize = 500;

/// What labels are compared by.
pub(super) fn key(label: &str) -> String {
    // A key can be longer than its text: `㈱` is taken apart.
    search_key(label).chars().take(NAME_LIMIT).collect()
}

/// Checks label and columns, and cleans them. What the filter and the order may be is for the list.
pub(super) fn checked(check: &mut Check, view: &NewSavedView) -> NewSavedView {
    let label = check.text("label", &view.label, NAME_LIMIT);
    check.at_most("columns", view.columns.len(), COLUMN_LIMIT);
    let mut seen = BTreeSet::new();
    let mut columns = Vec::with_capacity(view.columns.len().min(COLUMN_LIMIT));
    for (index, column) in view.columns.iter().take(COLUMN_LIMIT).enumerate() {
        let path = format!("columns[{index}]");
        let column = check.text(&path, column, NAME_LIMIT);
        check.require(seen.insert(column.clone()), &path, Code::Repeated);
        columns.push(column);
    }
    NewSavedView { label, columns, ..view.clone() }
}

/// What a view is to be after an edit.
pub(super) fn edited(before: &SavedView, edit: &SavedViewEdit) -> NewSavedView {
    let edit = edit.clone();
    let filter = edit.filter.unwrap_or_else(|| before.filter.clone());
    // The order of one list is none of another's.
    let old = before.sort.clone().filter(|_| filter.list() == before.filter.list());
    let sort = edit.sort.outcome().unwrap_or(old);
    NewSavedView {
        label: edit.label.unwrap_or_else(|| before.label.clone()),
        sort,
        filter,
        descending: edit.descending.unwrap_or(before.descending),
        columns: edit.columns.unwrap_or_else(|| before.columns.clone()),
        is_shared: edit.is_shared.unwrap_or(before.is_shared),
    }
}
