//! Loading and saving customers within a scope.

mod children;
pub(crate) mod dealt;
pub(crate) mod list;
pub(crate) mod merged;
pub(crate) mod present;
pub(crate) mod relations;
mod rows;
mod scope;
pub(crate) mod searched;
mod sets;
pub(crate) mod sharing;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use diesel::prelude::*;

pub(crate) use children::{
    ItemIds, keep_classes, keep_levels, load_addresses, load_channels, load_classes, load_tags,
    pools_of, replace_parts, save_plan,
};
pub(crate) use rows::{CustomerRow, instant, line};
pub(crate) use scope::{customers_in_scope, keep_by_customer, keep_in_scope, visible};
pub(crate) use sets::{
    clear_codes, count, delete, find_used, save_plans, save_tags, set_active, set_collaborators,
    set_limits, set_lock, set_parent, set_place,
};

use super::model::Customer;
use crate::custom_fields;
use crate::error::{Error, Result};
use crate::rights::permit::Scope;
use crate::store::Conn;
use crate::store::dialect::each;
use crate::store::insert::{IN_LIST, insert_all};
use crate::store::locks::load_locked;
use crate::store::schema::{customer, operator, team};

/// Rows by id within a scope, ordered by id. Missing and invisible ones are absent.
pub(crate) fn load_rows(conn: &mut Conn, scope: &Scope, ids: &[i64]) -> Result<Vec<CustomerRow>> {
    let mut rows = Vec::with_capacity(ids.len());
    for chunk in sorted(ids).chunks(IN_LIST) {
        let query = visible(scope).filter(customer::id.eq_any(chunk.to_vec()));
        let found: Vec<CustomerRow> =
            query.order(customer::id).select(CustomerRow::as_select()).load(conn)?;
        rows.extend(found);
    }
    Ok(rows)
}

/// As [`load_rows`], and locks them until the transaction ends, in the order of their ids.
pub(crate) fn lock_rows(conn: &mut Conn, scope: &Scope, ids: &[i64]) -> Result<Vec<CustomerRow>> {
    let mut rows = Vec::with_capacity(ids.len());
    for chunk in sorted(ids).chunks(IN_LIST) {
        let found = load_locked!(
            conn,
            customer::table
                .filter(customer::book_id.eq(scope.book().0))
                .filter(customer::id.eq_any(chunk))
                .order(customer::id)
                .select(CustomerRow::as_select()),
            CustomerRow
        )?;
        rows.extend(found);
    }
    let is_covered =
        |row: &CustomerRow| scope.covers(row.owner_id.map(Into::into), row.team_id.map(Into::into));
    let others = rows.iter().filter(|row| !is_covered(row)).map(|row| row.id);
    let shared = sharing::shared_with(conn, scope, &others.collect::<Vec<_>>())?;
    rows.retain(|row| is_covered(row) || shared.contains(&row.id));
    Ok(rows)
}

/// Rows by id, whoever owns them, in the order of the ids.
pub(crate) fn load_all_rows(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<Vec<CustomerRow>> {
    let mut rows = Vec::with_capacity(ids.len());
    for chunk in sorted(ids).chunks(IN_LIST) {
        let found: Vec<CustomerRow> = customer::table
            .filter(customer::book_id.eq(book))
            .filter(customer::id.eq_any(chunk))
            .order(customer::id)
            .select(CustomerRow::as_select())
            .load(conn)?;
        rows.extend(found);
    }
    Ok(rows)
}

/// Which of these customers a scope covers.
pub(crate) fn load_visible(conn: &mut Conn, scope: &Scope, ids: &[i64]) -> Result<HashSet<i64>> {
    let mut found = HashSet::new();
    for chunk in sorted(ids).chunks(IN_LIST) {
        let query = visible(scope).filter(customer::id.eq_any(chunk.to_vec()));
        let ids: Vec<i64> = query.select(customer::id).load(conn)?;
        found.extend(ids);
    }
    Ok(found)
}

fn sorted(ids: &[i64]) -> Vec<i64> {
    ids.iter().copied().collect::<BTreeSet<_>>().into_iter().collect()
}

/// The records of rows, in their order, with all that belongs to them; nothing is masked yet.
pub(crate) fn complete(conn: &mut Conn, rows: Vec<CustomerRow>) -> Result<Vec<Customer>> {
    let Some(book) = rows.first().map(|row| row.book_id) else { return Ok(Vec::new()) };
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut children = children::load(conn, book, &ids)?;
    let complete = |row: CustomerRow| {
        let mut customer = row.record()?;
        children.give(&mut customer);
        Ok(customer)
    };
    let mut customers = rows.into_iter().map(complete).collect::<Result<Vec<Customer>>>()?;
    custom_fields::give(conn, book, &mut customers)?;
    Ok(customers)
}

/// Writes new customers with all that belongs to them.
pub(crate) fn insert(
    conn: &mut Conn,
    book: i64,
    region: &str,
    customers: &[&Customer],
    items: &ItemIds,
) -> Result<()> {
    let rows: Vec<CustomerRow> =
        customers.iter().map(|customer| CustomerRow::of(book, customer)).collect();
    insert_all!(conn, customer::table, &rows[..]);
    children::insert(conn, book, region, customers, items)
}

/// Writes changed rows, whose version has moved by one since they were loaded. Every row has values
/// of its own, so that no statement can take several; on SQLite it is prepared once.
pub(crate) fn save_rows(conn: &mut Conn, rows: &[CustomerRow]) -> Result<()> {
    for row in rows {
        let target = customer::table
            .filter(customer::book_id.eq(row.book_id))
            .filter(customer::id.eq(row.id))
            .filter(customer::version.eq(row.version - 1));
        if each!(conn, c => diesel::update(target).set(row).execute(c))? != 1 {
            return Err(Error::version_conflict("customer", row.id));
        }
    }
    Ok(())
}

/// Which of these codes are taken, and by whom.
pub(crate) fn find_codes(
    conn: &mut Conn,
    book: i64,
    codes: &[&str],
) -> Result<BTreeMap<String, i64>> {
    let mut found = BTreeMap::new();
    for chunk in codes.chunks(IN_LIST) {
        let rows: Vec<(Option<String>, i64)> = customer::table
            .filter(customer::book_id.eq(book))
            .filter(customer::code.eq_any(chunk.to_vec()))
            .select((customer::code, customer::id))
            .load(conn)?;
        found.extend(rows.into_iter().filter_map(|(code, id)| Some((code?, id))));
    }
    Ok(found)
}

/// The team of each of these operators, and whether they are active.
pub(crate) fn load_owners(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
) -> Result<BTreeMap<i64, (bool, Option<i64>)>> {
    let mut owners = BTreeMap::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<(i64, bool, Option<i64>)> = operator::table
            .filter(operator::book_id.eq(book))
            .filter(operator::id.eq_any(chunk.to_vec()))
            .select((operator::id, operator::active, operator::team_id))
            .load(conn)?;
        owners.extend(rows.into_iter().map(|(id, active, team)| (id, (active, team))));
    }
    Ok(owners)
}

/// Whether each of these teams is in use.
pub(crate) fn load_teams(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<BTreeMap<i64, bool>> {
    let mut teams = BTreeMap::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<(i64, bool)> = team::table
            .filter(team::book_id.eq(book))
            .filter(team::id.eq_any(chunk.to_vec()))
            .select((team::id, team::active))
            .load(conn)?;
        teams.extend(rows);
    }
    Ok(teams)
}
