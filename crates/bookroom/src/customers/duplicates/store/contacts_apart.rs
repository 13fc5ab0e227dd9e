//! Rows of contacts that are not the same. They are written once, and go.

use std::collections::BTreeSet;

use chrono::DateTime;
use diesel::prelude::*;

use crate::customers::contacts::links::store::is_read;
use crate::customers::contacts::store::{linked_in, own_in};
use crate::customers::duplicates::model::ContactApart;
use crate::error::{Code, Result};
use crate::rights::permission::Reach;
use crate::rights::permit::Scope;
use crate::store::insert::{IN_LIST, insert_all};
use crate::store::locks::load_locked;
use crate::store::schema::contact_apart;
use crate::store::{Conn, MultiBackend};
use crate::values::{ContactApartId, ContactId, OperatorId, Page, PageRequest};
use crate::work::{BookInfo, Live, Present, ids_of};

/// A row of `contact_apart`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = contact_apart, treat_none_as_default_value = false)]
struct Row {
    book_id: i64,
    id: i64,
    first_id: i64,
    second_id: i64,
    said_at: i64,
    said_by: Option<i64>,
}

impl Row {
    fn record(&self) -> Result<ContactApart> {
        Ok(ContactApart {
            id: ContactApartId(self.id),
            first: ContactId(self.first_id),
            second: ContactId(self.second_id),
            at: DateTime::from_timestamp_micros(self.said_at).ok_or(Code::Corrupt)?,
            by: self.said_by.map(OperatorId),
        })
    }
}

/// Writes pairs.
pub(crate) fn insert(conn: &mut Conn, book: i64, pairs: &[ContactApart]) -> Result<()> {
    let row = |pair: &ContactApart| Row {
        book_id: book,
        id: pair.id.0,
        first_id: pair.first.0,
        second_id: pair.second.0,
        said_at: pair.at.timestamp_micros(),
        said_by: pair.by.map(i64::from),
    };
    let rows: Vec<Row> = pairs.iter().map(row).collect();
    insert_all!(conn, contact_apart::table, &rows[..]);
    Ok(())
}

/// Deletes pairs.
pub(crate) fn delete(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<()> {
    for chunk in ids.chunks(IN_LIST) {
        let rows = contact_apart::table
            .filter(contact_apart::book_id.eq(book))
            .filter(contact_apart::id.eq_any(chunk.to_vec()));
        diesel::delete(rows).execute(conn)?;
    }
    Ok(())
}

/// Pairs by id, locked.
pub(crate) fn lock(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<Vec<ContactApart>> {
    let mut found = Vec::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows = load_locked!(
            conn,
            contact_apart::table
                .filter(contact_apart::book_id.eq(book))
                .filter(contact_apart::id.eq_any(chunk))
                .order(contact_apart::id)
                .select(Row::as_select()),
            Row
        )?;
        for row in rows {
            found.push(row.record()?);
        }
    }
    Ok(found)
}

/// The pairs of which one at least is among these contacts.
pub(crate) fn of_contacts(
    conn: &mut Conn,
    book: i64,
    contacts: &[i64],
) -> Result<Vec<ContactApart>> {
    let mut found: Vec<ContactApart> = Vec::new();
    for chunk in contacts.chunks(IN_LIST) {
        let all = || {
            contact_apart::table
                .filter(contact_apart::book_id.eq(book))
                .order(contact_apart::id)
                .select(Row::as_select())
        };
        let first: Vec<Row> =
            all().filter(contact_apart::first_id.eq_any(chunk.to_vec())).load(conn)?;
        let second: Vec<Row> =
            all().filter(contact_apart::second_id.eq_any(chunk.to_vec())).load(conn)?;
        for row in first.into_iter().chain(second) {
            found.push(row.record()?);
        }
    }
    found.sort_by_key(|pair| pair.id);
    found.dedup_by_key(|pair| pair.id);
    Ok(found)
}

/// All pairs of a book.
pub(crate) fn all(conn: &mut Conn, book: i64) -> Result<BTreeSet<(i64, i64)>> {
    let rows: Vec<(i64, i64)> = contact_apart::table
        .filter(contact_apart::book_id.eq(book))
        .select((contact_apart::first_id, contact_apart::second_id))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// The pairs within a scope, newest first: both contacts have to be.
pub(crate) fn list(
    conn: &mut Conn,
    scope: &Scope,
    of: Option<ContactId>,
    page: &PageRequest,
) -> Result<Page<ContactApart>> {
    let limit = page.rows_to_load()?;
    let mut query = visible(scope);
    if let Some(ContactId(of)) = of {
        query = query.filter(contact_apart::first_id.eq(of).or(contact_apart::second_id.eq(of)));
    }
    if let Some(after) = page.key::<i64>()? {
        query = query.filter(contact_apart::id.lt(after));
    }
    let rows: Vec<Row> =
        query.order(contact_apart::id.desc()).limit(limit).select(Row::as_select()).load(conn)?;
    let records = rows.iter().map(Row::record).collect::<Result<Vec<_>>>()?;
    Ok(Page::cut(records, page.limit, |pair| pair.id.0))
}

fn visible(scope: &Scope) -> contact_apart::BoxedQuery<'static, MultiBackend> {
    let all = contact_apart::table.filter(contact_apart::book_id.eq(scope.book().0)).into_boxed();
    match scope.reach() {
        Reach::All => all,
        _ if is_read(scope) => all
            .filter(
                contact_apart::first_id
                    .eq_any(own_in!(scope))
                    .or(contact_apart::first_id.eq_any(linked_in!(scope))),
            )
            .filter(
                contact_apart::second_id
                    .eq_any(own_in!(scope))
                    .or(contact_apart::second_id.eq_any(linked_in!(scope))),
            ),
        _ => all
            .filter(contact_apart::first_id.eq_any(own_in!(scope)))
            .filter(contact_apart::second_id.eq_any(own_in!(scope))),
    }
}

/// Of these pairs, those that a scope covers. What was taken back is told by its contacts no more.
pub(crate) fn keep_in_scope(
    conn: &mut Conn,
    scope: &Scope,
    ids: BTreeSet<i64>,
) -> Result<BTreeSet<i64>> {
    let ids: Vec<i64> = ids.into_iter().collect();
    let mut kept = BTreeSet::new();
    for chunk in ids.chunks(IN_LIST) {
        let query = visible(scope).filter(contact_apart::id.eq_any(chunk.to_vec()));
        kept.extend(query.select(contact_apart::id).load::<i64>(conn)?);
    }
    Ok(kept)
}

/// See [`crate::work::Card`].
pub(crate) const CONTACTS_APART: Present = Present {
    kind: "contact_apart",
    stamps: &[],
    ids: ids_of!(contact_apart),
    load: present,
    ..Present::PLAIN
};

fn present(conn: &mut Conn, book: &BookInfo, ids: &[i64]) -> Result<Vec<Live>> {
    let mut live = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<Row> = contact_apart::table
            .filter(contact_apart::book_id.eq(book.id.0))
            .filter(contact_apart::id.eq_any(chunk))
            .order(contact_apart::id)
            .select(Row::as_select())
            .load(conn)?;
        for row in rows {
            live.push(Live::of(row.id, &row.record()?)?);
        }
    }
    Ok(live)
}
