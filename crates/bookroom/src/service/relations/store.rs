//! Links of cases: what commands load and save, and what is shown of them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::DateTime;
use diesel::prelude::*;

use super::model::{CaseLink, CaseLinkKind};
use crate::error::{Code, Error, Result};
use crate::rights::permit::Scope;
use crate::service::model::CaseState;
use crate::service::store::{self as cases, CaseRow};
use crate::store::Conn;
use crate::store::insert::{IN_LIST, insert_all};
use crate::store::schema::{case_link, case_note, service_case};
use crate::values::{CaseId, CaseLinkId, OperatorId, Page, PageRequest};
use crate::work::View;

mod present;

pub(crate) use present::LINK;

/// A row of `case_link`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = case_link, treat_none_as_default_value = false)]
pub(crate) struct LinkRow {
    pub(crate) book_id: i64,
    pub(crate) id: i64,
    pub(crate) kind: String,
    pub(crate) case_id: i64,
    pub(crate) other_id: i64,
    pub(crate) state_before: Option<String>,
    pub(crate) created_at: i64,
    pub(crate) created_by: Option<i64>,
}

impl LinkRow {
    pub(crate) fn record(&self) -> Result<CaseLink> {
        let state = |slug: &String| {
            CaseState::from_slug(slug).ok_or_else(|| Error::corrupt("state_before"))
        };
        Ok(CaseLink {
            id: CaseLinkId(self.id),
            kind: self.kind()?,
            case: CaseId(self.case_id),
            other: CaseId(self.other_id),
            state_before: self.state_before.as_ref().map(state).transpose()?,
            created_at: DateTime::from_timestamp_micros(self.created_at).ok_or(Code::Corrupt)?,
            created_by: self.created_by.map(OperatorId),
        })
    }

    pub(crate) fn kind(&self) -> Result<CaseLinkKind> {
        CaseLinkKind::from_slug(&self.kind).ok_or_else(|| Error::corrupt("kind"))
    }
}

/// Writes new links.
pub(super) fn insert(conn: &mut Conn, rows: &[LinkRow]) -> Result<()> {
    insert_all!(conn, case_link::table, rows);
    Ok(())
}

/// Removes links; fails when one is gone already.
pub(super) fn delete(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<()> {
    for chunk in ids.chunks(IN_LIST) {
        let target = case_link::table
            .filter(case_link::book_id.eq(book))
            .filter(case_link::id.eq_any(chunk.to_vec()));
        if diesel::delete(target).execute(conn)? != chunk.len() {
            let first = chunk.first().copied().unwrap_or_default();
            return Err(Error::not_found("case_link", first));
        }
    }
    Ok(())
}

/// The links with these ids.
pub(super) fn load(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<Vec<LinkRow>> {
    let mut rows = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        let found: Vec<LinkRow> = case_link::table
            .filter(case_link::book_id.eq(book))
            .filter(case_link::id.eq_any(chunk.to_vec()))
            .select(LinkRow::as_select())
            .load(conn)?;
        rows.extend(found);
    }
    Ok(rows)
}

/// The links of these cases, whichever end they are, by id.
pub(super) fn load_of(conn: &mut Conn, book: i64, cases: &[i64]) -> Result<Vec<LinkRow>> {
    let mut rows: BTreeMap<i64, LinkRow> = BTreeMap::new();
    for chunk in cases.chunks(IN_LIST) {
        let of_book = || case_link::table.filter(case_link::book_id.eq(book));
        let as_case: Vec<LinkRow> = of_book()
            .filter(case_link::case_id.eq_any(chunk.to_vec()))
            .select(LinkRow::as_select())
            .load(conn)?;
        let as_other: Vec<LinkRow> = of_book()
            .filter(case_link::other_id.eq_any(chunk.to_vec()))
            .select(LinkRow::as_select())
            .load(conn)?;
        rows.extend(as_case.into_iter().chain(as_other).map(|row| (row.id, row)));
    }
    Ok(rows.into_values().collect())
}

/// Of these links, those of which a scope covers both cases.
pub(crate) fn keep_in_scope(
    conn: &mut Conn,
    scope: &Scope,
    ids: BTreeSet<i64>,
) -> Result<BTreeSet<i64>> {
    let ids: Vec<i64> = ids.into_iter().collect();
    let rows = load(conn, scope.book().0, &ids)?;
    Ok(seen(conn, scope, rows)?.into_iter().map(|row| row.id).collect())
}

/// See [`keep_in_scope`].
pub(super) fn seen(conn: &mut Conn, scope: &Scope, rows: Vec<LinkRow>) -> Result<Vec<LinkRow>> {
    let ends = rows.iter().flat_map(|row| [row.case_id, row.other_id]).collect();
    let kept = cases::keep_in_scope(conn, scope, ends)?;
    let is_seen = |row: &LinkRow| kept.contains(&row.case_id) && kept.contains(&row.other_id);
    Ok(rows.into_iter().filter(is_seen).collect())
}

/// The links of a case whose other case the scope covers too, in the order in which they came.
pub(super) fn of_case(view: &mut View<'_>, case: CaseId) -> Result<Vec<CaseLink>> {
    let book = view.book_id();
    if cases::load_cases(view.conn, &view.scope, &[case.0])?.is_empty() {
        return Err(Error::not_found("case", case));
    }
    let rows = load_of(view.conn, book, &[case.0])?;
    seen(view.conn, &view.scope, rows)?.iter().map(LinkRow::record).collect()
}

/// The links of which the scope covers both cases, by id. A page may hold fewer rows than asked
/// for.
pub(crate) fn all(view: &mut View<'_>, page: &PageRequest) -> Result<Page<CaseLink>> {
    let rows_to_load = page.rows_to_load()?;
    let after = page.key::<i64>()?.unwrap_or(0);
    let rows: Vec<LinkRow> = case_link::table
        .filter(case_link::book_id.eq(view.book_id()))
        .filter(case_link::id.gt(after))
        .order(case_link::id)
        .limit(rows_to_load)
        .select(LinkRow::as_select())
        .load(view.conn)?;
    let page = Page::cut(rows, page.limit, |row| row.id);
    let rows = seen(view.conn, &view.scope, page.items)?;
    let items = rows.iter().map(LinkRow::record).collect::<Result<_>>()?;
    Ok(Page { items, next: page.next })
}

// ---- merged cases ----

/// The customers of the cases that are shown with these, by the latter.
pub(super) fn customers_below(
    conn: &mut Conn,
    book: i64,
    survivors: &[i64],
) -> Result<BTreeMap<i64, BTreeSet<i64>>> {
    let mut found: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
    for chunk in survivors.chunks(IN_LIST) {
        let rows: Vec<(Option<i64>, Option<i64>)> = service_case::table
            .filter(service_case::book_id.eq(book))
            .filter(service_case::merged_into_id.eq_any(chunk.to_vec()))
            .filter(service_case::customer_id.is_not_null())
            .select((service_case::merged_into_id, service_case::customer_id))
            .load(conn)?;
        for (survivor, customer) in rows {
            let (Some(survivor), Some(customer)) = (survivor, customer) else { continue };
            found.entry(survivor).or_default().insert(customer);
        }
    }
    Ok(found)
}

/// Writes what became of locked cases by a merge or its end: state, end and survivor. Their
/// versions have moved by one.
pub(super) fn save_merged(conn: &mut Conn, rows: &[&CaseRow]) -> Result<()> {
    let mut alike: BTreeMap<_, Vec<i64>> = BTreeMap::new();
    for row in rows {
        let set = (row.book_id, row.state.as_str(), row.closed_at, row.merged_into_id);
        alike.entry((set, row.updated_at)).or_default().push(row.id);
    }
    for (((book, state, closed_at, survivor), at), ids) in alike {
        for chunk in ids.chunks(IN_LIST) {
            let target = service_case::table
                .filter(service_case::book_id.eq(book))
                .filter(service_case::id.eq_any(chunk.to_vec()));
            let set = (
                service_case::state.eq(state),
                service_case::closed_at.eq(closed_at),
                service_case::merged_into_id.eq(survivor),
                service_case::version.eq(service_case::version + 1),
                service_case::updated_at.eq(at),
            );
            if diesel::update(target).set(set).execute(conn)? != chunk.len() {
                return Err(Error::internal("a case vanished under its lock"));
            }
        }
    }
    Ok(())
}

// ---- notes ----

/// The notes with these ids of a locked case, by id.
pub(super) fn load_notes(
    conn: &mut Conn,
    book: i64,
    case: i64,
    ids: &[i64],
) -> Result<Vec<cases::NoteRow>> {
    let mut rows = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        let found: Vec<cases::NoteRow> = case_note::table
            .filter(case_note::book_id.eq(book))
            .filter(case_note::case_id.eq(case))
            .filter(case_note::id.eq_any(chunk.to_vec()))
            .select(cases::NoteRow::as_select())
            .load(conn)?;
        rows.extend(found);
    }
    rows.sort_by_key(|row| row.id);
    Ok(rows)
}

/// Gives notes of one case to another; moves their versions.
pub(super) fn move_notes(
    conn: &mut Conn,
    book: i64,
    (from, to): (i64, i64),
    ids: &[i64],
) -> Result<()> {
    for chunk in ids.chunks(IN_LIST) {
        let target = case_note::table
            .filter(case_note::book_id.eq(book))
            .filter(case_note::case_id.eq(from))
            .filter(case_note::id.eq_any(chunk.to_vec()));
        let set = (case_note::case_id.eq(to), case_note::version.eq(case_note::version + 1));
        if diesel::update(target).set(set).execute(conn)? != chunk.len() {
            let first = chunk.first().copied().unwrap_or_default();
            return Err(Error::version_conflict("case_note", first));
        }
    }
    Ok(())
}
