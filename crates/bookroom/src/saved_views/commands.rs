//! Saving, changing and removing views. They come one after another, since labels are told apart.

use serde::{Deserialize, Serialize};

use super::model::{NewSavedView, SavedView, SavedViewEdit};
use super::{lists, rules, store};
use crate::error::{Code, Error, Problem, Result};
use crate::log::Subject;
use crate::rights::permission::Permission;
use crate::rights::permit::{Permit, denied};
use crate::values::{Check, SavedViewId};
use crate::work::{Command, Tx};

/// Saves a view for oneself or for all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddSavedView {
    /// The view.
    pub view: NewSavedView,
}

impl Command for AddSavedView {
    const NAME: &'static str = "saved_views.add";
    const PERMISSION: Permission = Permission::SavedViewsEdit;
    const SET_UP: bool = true;
    type Output = SavedView;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<SavedView> {
        let owner = permit.operator().ok_or_else(|| denied(Permission::SavedViewsEdit))?;
        let new = checked(tx, &self.view, "view")?;
        require_share(tx, false, new.is_shared)?;
        let NewSavedView { label, filter, sort, descending, columns, is_shared } = new;
        let mut view = SavedView {
            id: SavedViewId(0),
            label,
            filter,
            sort,
            descending,
            columns,
            is_shared,
            owner,
            version: 1,
            created_at: tx.now(),
            updated_at: tx.now(),
        };
        refuse_taken(tx, &view, "view")?;
        view.id = SavedViewId(tx.id("saved_view")?);
        let book = tx.book_id();
        store::insert(tx.conn, book, &view)?;
        tx.note_created(permit, Subject::new("saved_view", view.id), &view)?;
        Ok(view)
    }
}

/// Changes a saved view: one's own, or a shared one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditSavedView {
    /// The view.
    pub id: SavedViewId,
    /// The version the caller last saw.
    pub version: i64,
    /// The new values.
    pub edit: SavedViewEdit,
}

impl Command for EditSavedView {
    const NAME: &'static str = "saved_views.edit";
    const PERMISSION: Permission = Permission::SavedViewsEdit;
    const SET_UP: bool = true;
    type Output = SavedView;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<SavedView> {
        let before = load_seen(permit, tx, self.id, self.version)?;
        let new = checked(tx, &rules::edited(&before, &self.edit), "edit")?;
        require_share(tx, before.is_shared, new.is_shared)?;
        let NewSavedView { label, filter, sort, descending, columns, is_shared } = new;
        let (version, updated_at) = (before.version + 1, tx.now());
        let after = SavedView {
            label,
            filter,
            sort,
            descending,
            columns,
            is_shared,
            version,
            updated_at,
            ..before.clone()
        };
        refuse_taken(tx, &after, "edit")?;
        let book = tx.book_id();
        store::save(tx.conn, book, &after)?;
        tx.note_edited(permit, Subject::new("saved_view", after.id), &before, &after)?;
        Ok(after)
    }
}

/// Removes a saved view: one's own, or a shared one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveSavedView {
    /// The view.
    pub id: SavedViewId,
    /// The version the caller last saw.
    pub version: i64,
}

impl Command for RemoveSavedView {
    const NAME: &'static str = "saved_views.remove";
    const PERMISSION: Permission = Permission::SavedViewsEdit;
    const SET_UP: bool = true;
    type Output = SavedView;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<SavedView> {
        let view = load_seen(permit, tx, self.id, self.version)?;
        let book = tx.book_id();
        store::delete(tx.conn, book, &view)?;
        tx.note_removed(permit, Subject::new("saved_view", view.id), &view)?;
        Ok(view)
    }
}

/// A view as it may be saved, or everything that is wrong with it.
fn checked(tx: &mut Tx<'_>, new: &NewSavedView, path: &str) -> Result<NewSavedView> {
    let mut check = Check::new();
    let mut new = check.within(path, |check| rules::checked(check, new));
    match lists::check(tx, &new) {
        Ok(sort) => new.sort = sort.map(str::to_owned),
        Err(Error::Invalid(problems)) => {
            check.within(path, |check| problems.into_iter().for_each(|it| check.add(it)));
        }
        Err(error) => return Err(error),
    }
    check.finish()?;
    Ok(new)
}

/// What is shared, or was, is kept by those who may share.
fn require_share(tx: &Tx<'_>, was: bool, is: bool) -> Result<()> {
    if was || is { tx.grants().scope(Permission::SavedViewsShare).map(|_| ()) } else { Ok(()) }
}

/// A view that the operator may change.
fn load_seen(permit: &Permit, tx: &mut Tx<'_>, id: SavedViewId, version: i64) -> Result<SavedView> {
    let view = store::load(tx.conn, permit.scope(), id)?;
    require_share(tx, view.is_shared, false)?;
    if view.version == version { Ok(view) } else { Err(Error::version_conflict("saved_view", id)) }
}

fn refuse_taken(tx: &mut Tx<'_>, view: &SavedView, path: &str) -> Result<()> {
    let book = tx.book_id();
    let (kept, is_taken) = store::kept_by(tx.conn, book, view)?;
    if is_taken {
        let problem = Problem::new(Code::AlreadyExists).fact("subject", "saved_view");
        return Err(problem.at(format!("{path}.label")).into());
    }
    if kept >= rules::VIEW_LIMIT {
        return Err(Problem::new(Code::TooMany).fact("limit", rules::VIEW_LIMIT).into());
    }
    Ok(())
}

crate::work::plain_outcomes!(SavedView);
