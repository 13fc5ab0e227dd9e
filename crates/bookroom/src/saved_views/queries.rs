//! Reads of saved views, within what the operator may see.

use super::model::{SavedView, ViewedList};
use super::{lists, store};
use crate::error::{Error, Result};
use crate::values::SavedViewId;
use crate::work::View;

/// One view.
pub(super) fn get(view: &mut View<'_>, id: SavedViewId) -> Result<SavedView> {
    let found = store::load(view.conn, &view.scope, id)?;
    if is_seen(view, &found) { Ok(found) } else { Err(Error::not_found("saved_view", id)) }
}

/// One's own views and the shared ones.
pub(super) fn list(view: &mut View<'_>, list: Option<ViewedList>) -> Result<Vec<SavedView>> {
    let mut found = store::list(view.conn, &view.scope, list)?;
    found.retain(|it| is_seen(view, it));
    Ok(found)
}

/// A filter may name people: who does not see a list does not see what is looked for in it.
fn is_seen(view: &View<'_>, found: &SavedView) -> bool {
    view.scope_of(lists::seen_with(&found.filter)).is_ok()
}
