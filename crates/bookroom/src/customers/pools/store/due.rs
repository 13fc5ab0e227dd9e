//! What decides when customers go back to their pools: loaded for many at once.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::dsl::max;
use diesel::prelude::*;

use crate::error::Result;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::{customer, invoice, operator, owner_change};

/// The states of an invoice that is posted and stands.
const STANDING: [&str; 3] = ["posted", "part_paid", "paid"];

/// A customer that a member of a pool owns.
#[derive(Debug, Clone, Queryable)]
pub(crate) struct Owned {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) owner: Option<i64>,
    pub(crate) created_at: i64,
    pub(crate) last_contact_on: Option<NaiveDate>,
}

/// Customers in use of these owners that were added before an instant, by id.
pub(crate) fn owned(conn: &mut Conn, book: i64, owners: &[i64], before: i64) -> Result<Vec<Owned>> {
    let mut found = Vec::new();
    for chunk in owners.chunks(IN_LIST) {
        let rows: Vec<Owned> = customer::table
            .filter(customer::book_id.eq(book))
            .filter(customer::owner_id.eq_any(chunk.to_vec()))
            .filter(customer::created_at.lt(before))
            .filter(customer::is_customer.eq(true))
            .filter(customer::active.eq(true))
            .select((
                customer::id,
                customer::name,
                customer::owner_id,
                customer::created_at,
                customer::last_contact_on,
            ))
            .load(conn)?;
        found.extend(rows);
    }
    found.sort_by_key(|customer| customer.id);
    Ok(found)
}

/// The operators of each team.
pub(crate) fn operators_of(conn: &mut Conn, book: i64) -> Result<BTreeMap<i64, Vec<i64>>> {
    let pairs: Vec<(Option<i64>, i64)> = operator::table
        .filter(operator::book_id.eq(book))
        .filter(operator::team_id.is_not_null())
        .order(operator::id)
        .select((operator::team_id, operator::id))
        .load(conn)?;
    let mut found: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    for (team, operator) in pairs {
        found.entry(team.unwrap_or_default()).or_default().push(operator);
    }
    Ok(found)
}

/// When these customers last came to another owner or pool; those that never did are absent.
pub(crate) fn last_changes(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<BTreeMap<i64, i64>> {
    let mut found = BTreeMap::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<(i64, Option<i64>)> = owner_change::table
            .filter(owner_change::book_id.eq(book))
            .filter(owner_change::customer_id.eq_any(chunk.to_vec()))
            .group_by(owner_change::customer_id)
            .select((owner_change::customer_id, max(owner_change::at)))
            .load(conn)?;
        found.extend(rows.into_iter().filter_map(|(id, at)| Some((id, at?))));
    }
    Ok(found)
}

/// The day of the last posted sales invoice of these customers; those without are absent.
pub(crate) fn last_deals(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
) -> Result<BTreeMap<i64, NaiveDate>> {
    let mut found = BTreeMap::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<(i64, Option<NaiveDate>)> = invoice::table
            .filter(invoice::book_id.eq(book))
            .filter(invoice::customer_id.eq_any(chunk.to_vec()))
            .filter(invoice::kind.eq("invoice"))
            .filter(invoice::direction.eq("sale"))
            .filter(invoice::state.eq_any(STANDING))
            .group_by(invoice::customer_id)
            .select((invoice::customer_id, max(invoice::issue_on)))
            .load(conn)?;
        found.extend(rows.into_iter().filter_map(|(id, on)| Some((id, on?))));
    }
    Ok(found)
}
