//! Credit limits of customers, and which customer belongs to which.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use rust_decimal::Decimal;

use crate::error::{Error, Result};
use crate::store::Conn;
use crate::store::insert::{IN_LIST, insert_all};
use crate::store::locks::{load_kept, load_locked};
use crate::store::schema::{book, customer, customer_credit, customer_parent};
use crate::values::Currency;

/// A row of `customer_credit`.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = customer_credit, treat_none_as_default_value = false)]
struct CreditRow {
    book_id: i64,
    customer_id: i64,
    credit_limit: i64,
}

/// A row of `customer_parent`.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = customer_parent, treat_none_as_default_value = false)]
struct ParentRow {
    book_id: i64,
    customer_id: i64,
    parent_id: i64,
}

/// How much these customers may owe, in minor units; those without a limit are absent.
pub(crate) fn load_limits(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<BTreeMap<i64, i64>> {
    let mut found = BTreeMap::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<(i64, i64)> = customer_credit::table
            .filter(customer_credit::book_id.eq(book))
            .filter(customer_credit::customer_id.eq_any(chunk.to_vec()))
            .select((customer_credit::customer_id, customer_credit::credit_limit))
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}

/// As [`load_limits`], and those who have one are held until the transaction ends: who adds to what
/// a customer owes sees what others added before.
pub(crate) fn lock_limits(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<BTreeMap<i64, i64>> {
    let limited: Vec<i64> = load_limits(conn, book, ids)?.into_keys().collect();
    lock(conn, book, &limited)?;
    load_limits(conn, book, &limited)
}

/// Locks customers until the transaction ends, in the order of their ids.
pub(crate) fn lock(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<()> {
    let ids: Vec<i64> = ids.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
    for chunk in ids.chunks(IN_LIST) {
        let query = customer::table
            .filter(customer::book_id.eq(book))
            .filter(customer::id.eq_any(chunk.to_vec()))
            .order(customer::id)
            .select(customer::id);
        load_locked!(conn, query, i64)?;
    }
    Ok(())
}

/// How much these customers may owe.
pub(super) fn load_amounts(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
) -> Result<BTreeMap<i64, Decimal>> {
    let limits = load_limits(conn, book, ids)?;
    if limits.is_empty() {
        return Ok(BTreeMap::new());
    }
    let currency: String =
        book::table.filter(book::book_id.eq(book)).select(book::currency).first(conn)?;
    let currency =
        Currency::of(&currency).map_err(|_| Error::corrupt_at("book", "currency", book))?;
    Ok(limits.into_iter().map(|(id, minor)| (id, currency.from_minor(minor))).collect())
}

/// Gives locked customers exactly these limits, in minor units.
pub(crate) fn save_limits(conn: &mut Conn, book: i64, limits: &[(i64, Option<i64>)]) -> Result<()> {
    let ids: Vec<i64> = limits.iter().map(|(id, _)| *id).collect();
    forget_limits(conn, book, &ids)?;
    let row = |(customer_id, limit): &(i64, Option<i64>)| {
        Some(CreditRow { book_id: book, customer_id: *customer_id, credit_limit: (*limit)? })
    };
    let rows: Vec<CreditRow> = limits.iter().filter_map(row).collect();
    insert_all!(conn, customer_credit::table, &rows[..]);
    Ok(())
}

fn forget_limits(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<()> {
    for chunk in ids.chunks(IN_LIST) {
        let target = customer_credit::table
            .filter(customer_credit::book_id.eq(book))
            .filter(customer_credit::customer_id.eq_any(chunk.to_vec()));
        diesel::delete(target).execute(conn)?;
    }
    Ok(())
}

/// The customers above these, by customer.
pub(crate) fn load_parents(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<BTreeMap<i64, i64>> {
    let mut found = BTreeMap::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<(i64, i64)> = customer_parent::table
            .filter(customer_parent::book_id.eq(book))
            .filter(customer_parent::customer_id.eq_any(chunk.to_vec()))
            .select((customer_parent::customer_id, customer_parent::parent_id))
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}

/// The customers right below these, by customer, each with who stands above it.
pub(crate) fn load_children(
    conn: &mut Conn,
    book: i64,
    parents: &[i64],
) -> Result<BTreeMap<i64, i64>> {
    let mut found = BTreeMap::new();
    for chunk in parents.chunks(IN_LIST) {
        let rows: Vec<(i64, i64)> = customer_parent::table
            .filter(customer_parent::book_id.eq(book))
            .filter(customer_parent::parent_id.eq_any(chunk.to_vec()))
            .select((customer_parent::customer_id, customer_parent::parent_id))
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}

/// Those of these customers that stand above customers that are none of them.
pub(super) fn find_parents(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<BTreeSet<i64>> {
    let own: BTreeSet<i64> = ids.iter().copied().collect();
    let children = load_children(conn, book, ids)?;
    Ok(children.into_iter().filter(|(id, _)| !own.contains(id)).map(|(_, above)| above).collect())
}

/// Whether a customer is in use; none when it is not there. It stays as it is until the transaction
/// ends.
pub(crate) fn keep_active(conn: &mut Conn, book: i64, id: i64) -> Result<Option<bool>> {
    let query = customer::table
        .filter(customer::book_id.eq(book))
        .filter(customer::id.eq(id))
        .select(customer::active);
    Ok(load_kept!(conn, query, bool)?.into_iter().next())
}

/// Has locked customers belong to another one, or to none.
pub(crate) fn save_parents(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
    parent: Option<i64>,
) -> Result<()> {
    forget_parents(conn, book, ids)?;
    let row = |id: &i64| Some(ParentRow { book_id: book, customer_id: *id, parent_id: parent? });
    let rows: Vec<ParentRow> = ids.iter().filter_map(row).collect();
    insert_all!(conn, customer_parent::table, &rows[..]);
    Ok(())
}

fn forget_parents(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<()> {
    for chunk in ids.chunks(IN_LIST) {
        let target = customer_parent::table
            .filter(customer_parent::book_id.eq(book))
            .filter(customer_parent::customer_id.eq_any(chunk.to_vec()));
        diesel::delete(target).execute(conn)?;
    }
    Ok(())
}

/// Takes away what is kept here of customers that go.
pub(super) fn forget(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<()> {
    forget_limits(conn, book, ids)?;
    forget_parents(conn, book, ids)
}
