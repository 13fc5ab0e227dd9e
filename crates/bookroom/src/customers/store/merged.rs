//! Who stands for customers that were merged into others.

use std::collections::BTreeMap;

use diesel::prelude::*;

use crate::error::Result;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::customer;
use crate::values::CustomerId;
use crate::work::View;

/// Who stands for each of these customers: itself, or the one that it was merged into. What is
/// asked of one that went is told of the one that has all it had.
pub(crate) fn stand_ins(conn: &mut Conn, book: i64, ids: &[CustomerId]) -> Result<Vec<CustomerId>> {
    let wanted: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let mut merged: BTreeMap<i64, i64> = BTreeMap::new();
    for chunk in wanted.chunks(IN_LIST) {
        let rows: Vec<(i64, Option<i64>)> = customer::table
            .filter(customer::book_id.eq(book))
            .filter(customer::id.eq_any(chunk))
            .filter(customer::merged_into.is_not_null())
            .select((customer::id, customer::merged_into))
            .load(conn)?;
        merged.extend(rows.into_iter().filter_map(|(id, into)| Some((id, into?))));
    }
    Ok(ids.iter().map(|id| merged.get(&id.0).map_or(*id, |into| CustomerId(*into))).collect())
}

/// Who stands for a customer that a filter may name.
pub(crate) fn stand_in(
    view: &mut View<'_>,
    customer: Option<CustomerId>,
) -> Result<Option<CustomerId>> {
    let Some(id) = customer else { return Ok(None) };
    let book = view.book_id();
    Ok(stand_ins(view.conn, book, &[id])?.pop())
}
