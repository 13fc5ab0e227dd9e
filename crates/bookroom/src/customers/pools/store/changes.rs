//! Rows of who owned a customer when. They are written once.

use std::collections::{BTreeMap, BTreeSet};

use chrono::DateTime;
use diesel::dsl::max;
use diesel::prelude::*;

use crate::customers::keep_by_customer;
use crate::customers::pools::model::{OwnerChange, OwnerChangeKind};
use crate::error::{Code, Error, Result};
use crate::rights::permit::Scope;
use crate::store::Conn;
use crate::store::insert::{IN_LIST, insert_all};
use crate::store::schema::owner_change;
use crate::values::{CustomerId, OperatorId, OwnerChangeId, Page, PageRequest, PoolId};

/// A row of `owner_change`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = owner_change, treat_none_as_default_value = false)]
pub(crate) struct ChangeRow {
    book_id: i64,
    pub(super) id: i64,
    customer_id: i64,
    at: i64,
    by_id: Option<i64>,
    how: String,
    from_owner_id: Option<i64>,
    from_pool_id: Option<i64>,
    to_owner_id: Option<i64>,
    to_pool_id: Option<i64>,
    reason: Option<String>,
}

impl ChangeRow {
    fn of(book_id: i64, change: &OwnerChange) -> Self {
        Self {
            book_id,
            id: change.id.0,
            customer_id: change.customer.0,
            at: change.at.timestamp_micros(),
            by_id: change.by.map(i64::from),
            how: change.how.slug().to_owned(),
            from_owner_id: change.from_owner.map(i64::from),
            from_pool_id: change.from_pool.map(i64::from),
            to_owner_id: change.to_owner.map(i64::from),
            to_pool_id: change.to_pool.map(i64::from),
            reason: change.reason.clone(),
        }
    }

    pub(super) fn record(self) -> Result<OwnerChange> {
        Ok(OwnerChange {
            id: OwnerChangeId(self.id),
            customer: CustomerId(self.customer_id),
            at: DateTime::from_timestamp_micros(self.at).ok_or(Code::Corrupt)?,
            by: self.by_id.map(OperatorId),
            how: OwnerChangeKind::from_slug(&self.how).ok_or_else(|| Error::corrupt("how"))?,
            from_owner: self.from_owner_id.map(OperatorId),
            from_pool: self.from_pool_id.map(PoolId),
            to_owner: self.to_owner_id.map(OperatorId),
            to_pool: self.to_pool_id.map(PoolId),
            reason: self.reason,
        })
    }
}

/// Writes changes.
pub(crate) fn insert(conn: &mut Conn, book: i64, changes: &[OwnerChange]) -> Result<()> {
    let rows: Vec<ChangeRow> = changes.iter().map(|it| ChangeRow::of(book, it)).collect();
    insert_all!(conn, owner_change::table, &rows[..]);
    Ok(())
}

/// All changes of these customers, by id.
pub(crate) fn load_of(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<Vec<OwnerChange>> {
    let mut found = Vec::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<ChangeRow> = owner_change::table
            .filter(owner_change::book_id.eq(book))
            .filter(owner_change::customer_id.eq_any(chunk.to_vec()))
            .order((owner_change::customer_id, owner_change::id))
            .select(ChangeRow::as_select())
            .load(conn)?;
        for row in rows {
            found.push(row.record()?);
        }
    }
    Ok(found)
}

/// Removes all changes of these customers, which go themselves.
pub(crate) fn delete_of(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<()> {
    for chunk in ids.chunks(IN_LIST) {
        let rows = owner_change::table.filter(owner_change::book_id.eq(book));
        diesel::delete(rows.filter(owner_change::customer_id.eq_any(chunk.to_vec())))
            .execute(conn)?;
    }
    Ok(())
}

/// A page of the changes of one customer, newest first.
pub(crate) fn list(
    conn: &mut Conn,
    book: i64,
    customer: CustomerId,
    page: &PageRequest,
) -> Result<Page<OwnerChange>> {
    let mut query = owner_change::table
        .filter(owner_change::book_id.eq(book))
        .filter(owner_change::customer_id.eq(customer.0))
        .order(owner_change::id.desc())
        .limit(page.rows_to_load()?)
        .select(ChangeRow::as_select())
        .into_boxed();
    if let Some(after) = page.key::<i64>()? {
        query = query.filter(owner_change::id.lt(after));
    }
    let rows: Vec<ChangeRow> = query.load(conn)?;
    let page = Page::cut(rows, page.limit, |row| row.id);
    let items = page.items.into_iter().map(ChangeRow::record).collect::<Result<_>>()?;
    Ok(Page { items, next: page.next })
}

/// A page of the changes of all customers that a scope covers, oldest first.
pub(crate) fn list_all(
    conn: &mut Conn,
    scope: &Scope,
    page: &PageRequest,
) -> Result<Page<OwnerChange>> {
    let after = page.key::<i64>()?.unwrap_or(i64::MIN);
    let rows: Vec<ChangeRow> = owner_change::table
        .filter(owner_change::book_id.eq(scope.book().0))
        .filter(owner_change::id.gt(after))
        .order(owner_change::id)
        .limit(page.rows_to_load()?)
        .select(ChangeRow::as_select())
        .load(conn)?;
    let page = Page::cut(rows, page.limit, |row| row.id);
    let seen = keep_in_scope(conn, scope, page.items.iter().map(|row| row.id).collect())?;
    let rows = page.items.into_iter().filter(|row| seen.contains(&row.id));
    Ok(Page { items: rows.map(ChangeRow::record).collect::<Result<_>>()?, next: page.next })
}

/// Whether a change names a pool.
pub(super) fn name_pool(conn: &mut Conn, book: i64, pool: i64) -> Result<bool> {
    let from = owner_change::from_pool_id.eq(pool);
    let naming = owner_change::table
        .filter(owner_change::book_id.eq(book))
        .filter(from.or(owner_change::to_pool_id.eq(pool)));
    Ok(diesel::select(diesel::dsl::exists(naming)).get_result(conn)?)
}

/// When an operator last gave up each of these customers; those never owned are absent.
pub(crate) fn given_up(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
    operator: i64,
) -> Result<BTreeMap<i64, i64>> {
    let mut found = BTreeMap::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<(i64, Option<i64>)> = owner_change::table
            .filter(owner_change::book_id.eq(book))
            .filter(owner_change::customer_id.eq_any(chunk.to_vec()))
            .filter(owner_change::from_owner_id.eq(operator))
            .group_by(owner_change::customer_id)
            .select((owner_change::customer_id, max(owner_change::at)))
            .load(conn)?;
        found.extend(rows.into_iter().filter_map(|(id, at)| Some((id, at?))));
    }
    Ok(found)
}

/// Those of these customers that once waited in a pool and left it.
pub(crate) fn left(conn: &mut Conn, book: i64, ids: &[i64], pool: i64) -> Result<BTreeSet<i64>> {
    let mut found = BTreeSet::new();
    for chunk in ids.chunks(IN_LIST) {
        let ids: Vec<i64> = owner_change::table
            .filter(owner_change::book_id.eq(book))
            .filter(owner_change::customer_id.eq_any(chunk.to_vec()))
            .filter(owner_change::from_pool_id.eq(pool))
            .select(owner_change::customer_id)
            .distinct()
            .load(conn)?;
        found.extend(ids);
    }
    Ok(found)
}

/// How many customers an operator claimed from a pool since an instant.
pub(crate) fn count_claims(
    conn: &mut Conn,
    book: i64,
    (pool, operator): (i64, i64),
    since: i64,
) -> Result<i64> {
    Ok(owner_change::table
        .filter(owner_change::book_id.eq(book))
        .filter(owner_change::to_owner_id.eq(operator))
        .filter(owner_change::at.ge(since))
        .filter(owner_change::from_pool_id.eq(pool))
        .filter(owner_change::how.eq(OwnerChangeKind::Claimed.slug()))
        .count()
        .get_result(conn)?)
}

/// Of these changes, those of customers that a scope covers.
pub(crate) fn keep_in_scope(
    conn: &mut Conn,
    scope: &Scope,
    ids: BTreeSet<i64>,
) -> Result<BTreeSet<i64>> {
    keep_by_customer!(conn, scope, ids, owner_change)
}
