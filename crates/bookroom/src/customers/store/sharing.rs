//! Rows of who works with customers beside their owners, and of locks.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate};
use diesel::prelude::*;

use crate::customers::model::{Collaborator, CustomerLock};
use crate::error::{Code, Error, Result};
use crate::rights::permit::Scope;
use crate::store::Conn;
use crate::store::insert::{IN_LIST, insert_all};
use crate::store::schema::{customer_collaborator, customer_lock};
use crate::values::OperatorId;

/// What a collaborator's row says of one who reads, and of one who writes as well.
const READS: i64 = 1;
const WRITES: i64 = 2;

/// A row of `customer_collaborator`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = customer_collaborator, treat_none_as_default_value = false)]
struct CollaboratorRow {
    book_id: i64,
    customer_id: i64,
    operator_id: i64,
    reach: i64,
    until_on: Option<NaiveDate>,
}

impl CollaboratorRow {
    fn of(book_id: i64, customer_id: i64, it: &Collaborator) -> Self {
        Self {
            book_id,
            customer_id,
            operator_id: it.operator.0,
            reach: if it.can_write { WRITES } else { READS },
            until_on: it.until,
        }
    }

    fn record(&self) -> Result<Collaborator> {
        let can_write = match self.reach {
            READS => false,
            WRITES => true,
            _ => return Err(Error::corrupt_at("customer_collaborator", "reach", self.customer_id)),
        };
        Ok(Collaborator { operator: OperatorId(self.operator_id), can_write, until: self.until_on })
    }
}

/// A row of `customer_lock`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = customer_lock, treat_none_as_default_value = false)]
struct LockRow {
    book_id: i64,
    customer_id: i64,
    locked_at: i64,
    locked_by: Option<i64>,
    reason: String,
}

/// Who works with these customers beside their owners, by customer, each by operator.
pub(super) fn load_collaborators(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
) -> Result<BTreeMap<i64, Vec<Collaborator>>> {
    let mut found: BTreeMap<i64, Vec<Collaborator>> = BTreeMap::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<CollaboratorRow> = customer_collaborator::table
            .filter(customer_collaborator::book_id.eq(book))
            .filter(customer_collaborator::customer_id.eq_any(chunk.to_vec()))
            .order((customer_collaborator::customer_id, customer_collaborator::operator_id))
            .select(CollaboratorRow::as_select())
            .load(conn)?;
        for row in rows {
            found.entry(row.customer_id).or_default().push(row.record()?);
        }
    }
    Ok(found)
}

/// Those of these customers with which the operator of a scope works beside their owners, as far
/// as the scope reaches.
pub(super) fn shared_with(conn: &mut Conn, scope: &Scope, ids: &[i64]) -> Result<BTreeSet<i64>> {
    let mut found = BTreeSet::new();
    for chunk in ids.chunks(IN_LIST) {
        let shared = shared_in(scope).filter(customer_collaborator::customer_id.eq_any(chunk));
        found.extend(shared.load::<i64>(conn)?);
    }
    Ok(found)
}

/// The customers with which the operator of a scope works beside their owners.
pub(super) fn shared_in(scope: &Scope) -> shared_ids {
    let (day, least) = reach_of(scope);
    shared_ids(scope.book().0, scope.operator().0, day, least)
}

/// The day on which a scope is looked at, and the least that a row must say.
pub(super) fn reach_of(scope: &Scope) -> (NaiveDate, i64) {
    let least = match scope.with_shared() {
        Some(false) => READS,
        Some(true) => WRITES,
        None => i64::MAX,
    };
    (scope.day(), least)
}

/// The customers of an operator's collaboration, as a subselect.
#[diesel::dsl::auto_type]
pub(super) fn shared_ids(book: i64, operator: i64, day: NaiveDate, least: i64) -> _ {
    let is_over = customer_collaborator::until_on.lt(day);
    customer_collaborator::table
        .filter(customer_collaborator::book_id.eq(book))
        .filter(customer_collaborator::operator_id.eq(operator))
        .filter(customer_collaborator::reach.ge(least))
        .filter(customer_collaborator::until_on.is_null().or(is_over.eq(false)))
        .select(customer_collaborator::customer_id)
}

/// Gives locked customers exactly these collaborators.
pub(crate) fn save_collaborators(
    conn: &mut Conn,
    book: i64,
    shared: &[(i64, Vec<Collaborator>)],
) -> Result<()> {
    let ids: Vec<i64> = shared.iter().map(|(id, _)| *id).collect();
    forget_collaborators(conn, book, &ids)?;
    let row = |id: i64, it: &Collaborator| CollaboratorRow::of(book, id, it);
    let rows: Vec<CollaboratorRow> =
        shared.iter().flat_map(|(id, all)| all.iter().map(move |it| row(*id, it))).collect();
    insert_all!(conn, customer_collaborator::table, &rows[..]);
    Ok(())
}

/// Takes all collaborators from customers.
pub(crate) fn forget_collaborators(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<()> {
    for chunk in ids.chunks(IN_LIST) {
        let rows = customer_collaborator::table.filter(customer_collaborator::book_id.eq(book));
        diesel::delete(rows.filter(customer_collaborator::customer_id.eq_any(chunk.to_vec())))
            .execute(conn)?;
    }
    Ok(())
}

/// The locks of these customers; those that are not locked are absent.
pub(crate) fn load_locks(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
) -> Result<BTreeMap<i64, CustomerLock>> {
    let mut found = BTreeMap::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<LockRow> = customer_lock::table
            .filter(customer_lock::book_id.eq(book))
            .filter(customer_lock::customer_id.eq_any(chunk.to_vec()))
            .select(LockRow::as_select())
            .load(conn)?;
        for row in rows {
            let at = DateTime::from_timestamp_micros(row.locked_at).ok_or(Code::Corrupt)?;
            let (by, reason) = (row.locked_by.map(OperatorId), row.reason);
            found.insert(row.customer_id, CustomerLock { at, by, reason });
        }
    }
    Ok(found)
}

/// Locks customers, or takes their locks away.
pub(crate) fn save_locks(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
    lock: Option<&CustomerLock>,
) -> Result<()> {
    for chunk in ids.chunks(IN_LIST) {
        let rows = customer_lock::table.filter(customer_lock::book_id.eq(book));
        diesel::delete(rows.filter(customer_lock::customer_id.eq_any(chunk.to_vec())))
            .execute(conn)?;
    }
    let row = |id: &i64| {
        let lock = lock?;
        Some(LockRow {
            book_id: book,
            customer_id: *id,
            locked_at: lock.at.timestamp_micros(),
            locked_by: lock.by.map(i64::from),
            reason: lock.reason.clone(),
        })
    };
    let rows: Vec<LockRow> = ids.iter().filter_map(row).collect();
    insert_all!(conn, customer_lock::table, &rows[..]);
    Ok(())
}

/// Takes away what is kept here of customers that go.
pub(super) fn forget(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<()> {
    forget_collaborators(conn, book, ids)?;
    save_locks(conn, book, ids, None)
}
