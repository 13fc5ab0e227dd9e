//! Rows of saved views.

use std::collections::BTreeSet;

use chrono::DateTime;
use diesel::prelude::*;

use super::model::{SavedView, ViewedList};
use super::rules::key;
use crate::error::{Code, Error, Result};
use crate::rights::permit::Scope;

use crate::store::insert::IN_LIST;
use crate::store::schema::saved_view;
use crate::store::{Conn, MultiBackend};
use crate::values::{OperatorId, SavedViewId};
use crate::work::{BookInfo, Live, Present, ids_of};

/// A row of `saved_view`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = saved_view, primary_key(book_id, id))]
#[diesel(treat_none_as_default_value = false, treat_none_as_null = true)]
struct SavedViewRow {
    book_id: i64,
    id: i64,
    label: String,
    label_key: String,
    list: String,
    filter: String,
    sort: Option<String>,
    descending: bool,
    column_names: String,
    is_shared: bool,
    owner_id: i64,
    version: i64,
    created_at: i64,
    updated_at: i64,
}

impl SavedViewRow {
    fn of(book: i64, view: &SavedView) -> Result<Self> {
        let unwritten = |_| Error::internal("a saved view does not become JSON");
        Ok(Self {
            book_id: book,
            id: view.id.0,
            label: view.label.clone(),
            label_key: key(&view.label),
            list: view.filter.list().slug().to_owned(),
            filter: serde_json::to_string(&view.filter).map_err(unwritten)?,
            sort: view.sort.clone(),
            descending: view.descending,
            column_names: serde_json::to_string(&view.columns).map_err(unwritten)?,
            is_shared: view.is_shared,
            owner_id: view.owner.0,
            version: view.version,
            created_at: view.created_at.timestamp_micros(),
            updated_at: view.updated_at.timestamp_micros(),
        })
    }

    fn record(self) -> Result<SavedView> {
        let instant = |micros| DateTime::from_timestamp_micros(micros).ok_or(Code::Corrupt);
        Ok(SavedView {
            id: SavedViewId(self.id),
            label: self.label,
            filter: serde_json::from_str(&self.filter).map_err(|_| Error::corrupt("filter"))?,
            sort: self.sort,
            descending: self.descending,
            columns: serde_json::from_str(&self.column_names)
                .map_err(|_| Error::corrupt("columns"))?,
            is_shared: self.is_shared,
            owner: OperatorId(self.owner_id),
            version: self.version,
            created_at: instant(self.created_at)?,
            updated_at: instant(self.updated_at)?,
        })
    }
}

/// The views that an operator sees: one's own and shared ones.
fn within(scope: &Scope) -> saved_view::BoxedQuery<'static, MultiBackend> {
    let own = saved_view::owner_id.eq(scope.operator().0);
    saved_view::table
        .filter(saved_view::book_id.eq(scope.book().0))
        .filter(own.or(saved_view::is_shared.eq(true)))
        .into_boxed()
}

/// Of these views, those that an operator sees.
pub(crate) fn keep_in_scope(
    conn: &mut Conn,
    scope: &Scope,
    ids: BTreeSet<i64>,
) -> Result<BTreeSet<i64>> {
    let ids: Vec<i64> = ids.into_iter().collect();
    let mut kept = BTreeSet::new();
    for chunk in ids.chunks(IN_LIST) {
        let query = within(scope).filter(saved_view::id.eq_any(chunk.to_vec()));
        kept.extend(query.select(saved_view::id).load::<i64>(conn)?);
    }
    Ok(kept)
}

/// The views that an operator sees, of one list or of all, by label.
pub(super) fn list(
    conn: &mut Conn,
    scope: &Scope,
    list: Option<ViewedList>,
) -> Result<Vec<SavedView>> {
    let mut query = within(scope);
    if let Some(list) = list {
        query = query.filter(saved_view::list.eq(list.slug()));
    }
    let rows: Vec<SavedViewRow> = query
        .order((saved_view::label_key, saved_view::id))
        .select(SavedViewRow::as_select())
        .load(conn)?;
    rows.into_iter().map(SavedViewRow::record).collect()
}

/// One view that an operator sees.
pub(super) fn load(conn: &mut Conn, scope: &Scope, id: SavedViewId) -> Result<SavedView> {
    let row: Option<SavedViewRow> = within(scope)
        .filter(saved_view::id.eq(id.0))
        .select(SavedViewRow::as_select())
        .first(conn)
        .optional()?;
    row.ok_or_else(|| Error::not_found("saved_view", id))?.record()
}

/// How many views an operator keeps, and whether another one of a list has this label.
pub(super) fn kept_by(conn: &mut Conn, book: i64, view: &SavedView) -> Result<(usize, bool)> {
    let rows: Vec<(i64, String, String)> = saved_view::table
        .filter(saved_view::book_id.eq(book))
        .filter(saved_view::owner_id.eq(view.owner.0))
        .filter(saved_view::id.ne(view.id.0))
        .select((saved_view::id, saved_view::list, saved_view::label_key))
        .load(conn)?;
    let (list, label) = (view.filter.list().slug(), key(&view.label));
    let is_taken = rows.iter().any(|(_, of, known)| of == list && *known == label);
    Ok((rows.len(), is_taken))
}

/// Writes a new view.
pub(super) fn insert(conn: &mut Conn, book: i64, view: &SavedView) -> Result<()> {
    let row = SavedViewRow::of(book, view)?;
    diesel::insert_into(saved_view::table).values(&row).execute(conn)?;
    Ok(())
}

/// Writes a changed view, whose version has moved by one since it was loaded.
pub(super) fn save(conn: &mut Conn, book: i64, view: &SavedView) -> Result<()> {
    let row = SavedViewRow::of(book, view)?;
    let target = saved_view::table
        .filter(saved_view::book_id.eq(book))
        .filter(saved_view::id.eq(row.id))
        .filter(saved_view::version.eq(row.version - 1));
    match diesel::update(target).set(&row).execute(conn)? {
        1 => Ok(()),
        _ => Err(Error::version_conflict("saved_view", view.id)),
    }
}

/// Removes a view as it was seen.
pub(super) fn delete(conn: &mut Conn, book: i64, view: &SavedView) -> Result<()> {
    let target = saved_view::table
        .filter(saved_view::book_id.eq(book))
        .filter(saved_view::id.eq(view.id.0))
        .filter(saved_view::version.eq(view.version));
    match diesel::delete(target).execute(conn)? {
        1 => Ok(()),
        _ => Err(Error::version_conflict("saved_view", view.id)),
    }
}

/// See [`crate::work::Card`].
pub(super) const PRESENT: &[Present] = &[Present {
    kind: "saved_view",
    stamps: &["version", "created_at", "updated_at"],
    ids: ids_of!(saved_view),
    load: present,
    ..Present::PLAIN
}];

fn present(conn: &mut Conn, book: &BookInfo, ids: &[i64]) -> Result<Vec<Live>> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<SavedViewRow> = saved_view::table
            .filter(saved_view::book_id.eq(book.id.0))
            .filter(saved_view::id.eq_any(chunk))
            .order(saved_view::id)
            .select(SavedViewRow::as_select())
            .load(conn)?;
        for row in rows {
            let record = row.clone().record()?;
            let mut live = Live::of(row.id, &record)?;
            let kept = SavedViewRow::of(row.book_id, &record)?;
            live.check("label_key", row.label_key == kept.label_key);
            live.check("list", row.list == kept.list);
            live.check("filter", row.filter == kept.filter);
            live.check("columns", row.column_names == kept.column_names);
            found.push(live);
        }
    }
    Ok(found)
}
