//! Rows of merges, and the log's rows of them.

pub(crate) mod references;

use std::collections::{BTreeMap, BTreeSet};

use chrono::DateTime;
use diesel::prelude::*;

use super::model::{ContactMerge, MovedOfContact};
use crate::customers::contacts::links::store::is_read;
use crate::customers::contacts::store::{linked_in, own_in};
use crate::error::{Code, Error, Result};
use crate::log::store::{ChangeRow, SeqRange, load_range};
use crate::rights::permission::Reach;
use crate::rights::permit::Scope;
use crate::store::insert::{IN_LIST, insert_all};
use crate::store::locks::load_locked;
use crate::store::schema::{change_log, contact, contact_merge, contact_merge_part};
use crate::store::{Conn, MultiBackend};
use crate::values::{ContactId, ContactMergeId, OperatorId, Page, PageRequest};
use crate::work::{BookInfo, Live, Present, ids_of, rows_of};

/// A row of `contact_merge`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = contact_merge, treat_none_as_default_value = false)]
pub(crate) struct MergeRow {
    pub(crate) book_id: i64,
    pub(crate) id: i64,
    pub(crate) into_id: i64,
    pub(crate) rules: String,
    pub(crate) moved: String,
    pub(crate) changes: i64,
    pub(crate) merged_at: i64,
    pub(crate) merged_by: Option<i64>,
    pub(crate) undone_at: Option<i64>,
    pub(crate) undone_by: Option<i64>,
    pub(crate) version: i64,
}

/// A row of `contact_merge_part`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = contact_merge_part, treat_none_as_default_value = false)]
struct PartRow {
    book_id: i64,
    merge_id: i64,
    line: i64,
    contact_id: i64,
}

impl MergeRow {
    fn record(self, parts: Vec<PartRow>) -> Result<ContactMerge> {
        let instant = |micros| DateTime::from_timestamp_micros(micros).ok_or(Code::Corrupt);
        Ok(ContactMerge {
            id: ContactMergeId(self.id),
            into: ContactId(self.into_id),
            contacts: parts.into_iter().map(|part| ContactId(part.contact_id)).collect(),
            rules: serde_json::from_str(&self.rules).map_err(|_| Error::corrupt("rules"))?,
            moved: serde_json::from_str(&self.moved).map_err(|_| Error::corrupt("moved"))?,
            merged_at: instant(self.merged_at)?,
            merged_by: self.merged_by.map(OperatorId),
            undone_at: self.undone_at.map(instant).transpose()?,
            undone_by: self.undone_by.map(OperatorId),
            version: self.version,
        })
    }
}

fn records(conn: &mut Conn, book: i64, rows: Vec<MergeRow>) -> Result<Vec<ContactMerge>> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut parts = rows_of!(conn, contact_merge_part, PartRow, merge_id, line, book, ids);
    rows.into_iter()
        .map(|row| {
            let parts = parts.remove(&row.id).unwrap_or_default();
            row.record(parts)
        })
        .collect()
}

/// Writes a merge, with how many changes the log has of it before its own.
pub(crate) fn insert(conn: &mut Conn, book: i64, merge: &ContactMerge, changes: i64) -> Result<()> {
    let unwritten = |_| Error::internal("a merge does not become JSON");
    let row = MergeRow {
        book_id: book,
        id: merge.id.0,
        into_id: merge.into.0,
        rules: serde_json::to_string(&merge.rules).map_err(unwritten)?,
        moved: serde_json::to_string::<Vec<MovedOfContact>>(&merge.moved).map_err(unwritten)?,
        changes,
        merged_at: merge.merged_at.timestamp_micros(),
        merged_by: merge.merged_by.map(i64::from),
        undone_at: None,
        undone_by: None,
        version: merge.version,
    };
    diesel::insert_into(contact_merge::table).values(&row).execute(conn)?;
    let part = |(line, id): (i64, &ContactId)| PartRow {
        book_id: book,
        merge_id: merge.id.0,
        line,
        contact_id: id.0,
    };
    let parts: Vec<PartRow> = (1..).zip(&merge.contacts).map(part).collect();
    insert_all!(conn, contact_merge_part::table, &parts[..]);
    Ok(())
}

/// Notes when and by whom a locked merge was undone.
pub(crate) fn save_undone(conn: &mut Conn, book: i64, merge: &ContactMerge) -> Result<()> {
    let target = contact_merge::table
        .filter(contact_merge::book_id.eq(book))
        .filter(contact_merge::id.eq(merge.id.0))
        .filter(contact_merge::version.eq(merge.version - 1));
    let set = (
        contact_merge::undone_at.eq(merge.undone_at.map(|at| at.timestamp_micros())),
        contact_merge::undone_by.eq(merge.undone_by.map(i64::from)),
        contact_merge::version.eq(merge.version),
    );
    match diesel::update(target).set(set).execute(conn)? {
        1 => Ok(()),
        _ => Err(Error::version_conflict("contact_merge", merge.id)),
    }
}

/// A merge, locked, and how many changes the log has of it before its own.
pub(crate) fn lock(conn: &mut Conn, book: i64, id: i64) -> Result<Option<(ContactMerge, i64)>> {
    let rows = load_locked!(
        conn,
        contact_merge::table
            .filter(contact_merge::book_id.eq(book))
            .filter(contact_merge::id.eq(id))
            .select(MergeRow::as_select()),
        MergeRow
    )?;
    let changes = rows.first().map_or(0, |row| row.changes);
    Ok(records(conn, book, rows)?.into_iter().next().map(|merge| (merge, changes)))
}

/// The merges into a contact after one of them that stand.
pub(crate) fn standing_after(conn: &mut Conn, book: i64, merge: &ContactMerge) -> Result<Vec<i64>> {
    Ok(contact_merge::table
        .filter(contact_merge::book_id.eq(book))
        .filter(contact_merge::into_id.eq(merge.into.0))
        .filter(contact_merge::id.gt(merge.id.0))
        .filter(contact_merge::undone_at.is_null())
        .order(contact_merge::id)
        .select(contact_merge::id)
        .load(conn)?)
}

/// The merge that took a contact in and stands.
pub(crate) fn standing_of(conn: &mut Conn, book: i64, contact: i64) -> Result<Option<i64>> {
    let merge = contact_merge::book_id
        .eq(contact_merge_part::book_id)
        .and(contact_merge::id.eq(contact_merge_part::merge_id));
    Ok(contact_merge_part::table
        .inner_join(contact_merge::table.on(merge))
        .filter(contact_merge_part::book_id.eq(book))
        .filter(contact_merge_part::contact_id.eq(contact))
        .filter(contact_merge::undone_at.is_null())
        .select(contact_merge::id)
        .first(conn)
        .optional()?)
}

/// The log's rows of a merge, but that of the merge itself.
pub(crate) fn changes_of(
    conn: &mut Conn,
    book: i64,
    (id, changes): (ContactMergeId, i64),
) -> Result<Vec<ChangeRow>> {
    let seq: Option<i64> = change_log::table
        .filter(change_log::book_id.eq(book))
        .filter(change_log::subject_kind.eq("contact_merge"))
        .filter(change_log::subject_id.eq(id.0))
        .filter(change_log::image_before.is_null())
        .order(change_log::seq)
        .select(change_log::seq)
        .first(conn)
        .optional()?;
    let seq = seq.ok_or_else(|| Error::corrupt_at("change_log", "subject_id", id.0))?;
    load_range(conn, book, SeqRange { first: seq - changes, last: seq - 1 })
}

/// The merges within a scope, newest first.
pub(crate) fn list(
    conn: &mut Conn,
    scope: &Scope,
    of: Option<ContactId>,
    page: &PageRequest,
) -> Result<Page<ContactMerge>> {
    let book = scope.book().0;
    let limit = page.rows_to_load()?;
    let mut query = visible(scope);
    if let Some(of) = of {
        let parts = contact_merge_part::table
            .filter(contact_merge_part::book_id.eq(book))
            .filter(contact_merge_part::contact_id.eq(of.0))
            .select(contact_merge_part::merge_id);
        query = query.filter(contact_merge::into_id.eq(of.0).or(contact_merge::id.eq_any(parts)));
    }
    if let Some(after) = page.key::<i64>()? {
        query = query.filter(contact_merge::id.lt(after));
    }
    let rows: Vec<MergeRow> = query
        .order(contact_merge::id.desc())
        .limit(limit)
        .select(MergeRow::as_select())
        .load(conn)?;
    Ok(Page::cut(records(conn, book, rows)?, page.limit, |merge| merge.id.0))
}

/// One merge within a scope.
pub(crate) fn load(conn: &mut Conn, scope: &Scope, id: ContactMergeId) -> Result<ContactMerge> {
    let rows: Vec<MergeRow> = visible(scope)
        .filter(contact_merge::id.eq(id.0))
        .select(MergeRow::as_select())
        .load(conn)?;
    let found = records(conn, scope.book().0, rows)?.into_iter().next();
    found.ok_or_else(|| Error::not_found("contact_merge", id))
}

fn visible(scope: &Scope) -> contact_merge::BoxedQuery<'static, MultiBackend> {
    let all = contact_merge::table.filter(contact_merge::book_id.eq(scope.book().0)).into_boxed();
    match scope.reach() {
        Reach::All => all,
        _ if is_read(scope) => {
            let own = contact_merge::into_id.eq_any(own_in!(scope));
            all.filter(own.or(contact_merge::into_id.eq_any(linked_in!(scope))))
        }
        _ => all.filter(contact_merge::into_id.eq_any(own_in!(scope))),
    }
}

/// Of these merges, those into a contact that a scope covers.
pub(crate) fn keep_in_scope(
    conn: &mut Conn,
    scope: &Scope,
    ids: BTreeSet<i64>,
) -> Result<BTreeSet<i64>> {
    let ids: Vec<i64> = ids.into_iter().collect();
    let mut kept = BTreeSet::new();
    for chunk in ids.chunks(IN_LIST) {
        let query = visible(scope).filter(contact_merge::id.eq_any(chunk.to_vec()));
        kept.extend(query.select(contact_merge::id).load::<i64>(conn)?);
    }
    Ok(kept)
}

/// Who stands for a contact that a filter may name: itself, or the one that it was merged into.
pub(crate) fn stand_in(conn: &mut Conn, book: i64, id: ContactId) -> Result<ContactId> {
    let into: Option<Option<i64>> = contact::table
        .filter(contact::book_id.eq(book))
        .filter(contact::id.eq(id.0))
        .select(contact::merged_into)
        .first(conn)
        .optional()?;
    Ok(into.flatten().map_or(id, ContactId))
}

/// Those of these contacts that were merged into others, with the one that each was merged into.
/// It stays so until the transaction ends.
pub(crate) fn keep_merged(
    conn: &mut Conn,
    book: i64,
    ids: &BTreeSet<i64>,
) -> Result<BTreeMap<i64, i64>> {
    let ids: Vec<i64> = ids.iter().copied().collect();
    let mut found = BTreeMap::new();
    for chunk in ids.chunks(IN_LIST) {
        let query = contact::table
            .filter(contact::book_id.eq(book))
            .filter(contact::id.eq_any(chunk))
            .order(contact::id)
            .select((contact::id, contact::merged_into));
        let rows = crate::store::locks::load_kept!(conn, query, (i64, Option<i64>))?;
        found.extend(rows.into_iter().filter_map(|(id, into)| Some((id, into?))));
    }
    Ok(found)
}

/// See [`crate::work::Card`].
pub(crate) const MERGE: Present =
    Present { kind: "contact_merge", ids: ids_of!(contact_merge), load: merges, ..Present::PLAIN };

fn merges(conn: &mut Conn, book: &BookInfo, ids: &[i64]) -> Result<Vec<Live>> {
    let book = book.id.0;
    let mut rows: Vec<MergeRow> = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        rows.extend(
            contact_merge::table
                .filter(contact_merge::book_id.eq(book))
                .filter(contact_merge::id.eq_any(chunk))
                .order(contact_merge::id)
                .select(MergeRow::as_select())
                .load::<MergeRow>(conn)?,
        );
    }
    let parts = rows_of!(conn, contact_merge_part, PartRow, merge_id, line, book, ids);
    let records = records(conn, book, rows.clone())?;
    let live = |(row, record): (MergeRow, ContactMerge)| {
        let mut live = Live::of(row.id, &record)?;
        live.image.insert("changes".to_owned(), row.changes.into());
        for (line, part) in (1..).zip(parts.get(&row.id).into_iter().flatten()) {
            live.check("contacts.line", part.line == line);
        }
        let written =
            |value: serde_json::Result<String>, kept: &str| value.is_ok_and(|value| value == kept);
        live.check("rules", written(serde_json::to_string(&record.rules), &row.rules));
        live.check("moved", written(serde_json::to_string(&record.moved), &row.moved));
        Ok(live)
    };
    rows.into_iter().zip(records).map(live).collect()
}
