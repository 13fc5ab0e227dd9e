//! Which cases were merged into which: what is said in one is shown with the other.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;

use crate::error::Result;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::service_case;

/// The cases that are shown with these, by id.
pub(crate) fn merged_into(conn: &mut Conn, book: i64, survivors: &[i64]) -> Result<Vec<i64>> {
    Ok(shown_with(conn, book, survivors)?.into_keys().collect())
}

/// The cases that are shown with these, each with the one it is shown with.
pub(crate) fn shown_with(
    conn: &mut Conn,
    book: i64,
    survivors: &[i64],
) -> Result<BTreeMap<i64, i64>> {
    let mut found = BTreeMap::new();
    for chunk in survivors.chunks(IN_LIST) {
        let rows: Vec<(i64, Option<i64>)> = service_case::table
            .filter(service_case::book_id.eq(book))
            .filter(service_case::merged_into_id.eq_any(chunk.to_vec()))
            .select((service_case::id, service_case::merged_into_id))
            .load(conn)?;
        found.extend(rows.into_iter().filter_map(|(id, into)| Some((id, into?))));
    }
    Ok(found)
}

/// The cases that these are shown with, as far as they were merged.
pub(crate) fn survivors(conn: &mut Conn, book: i64, cases: &[i64]) -> Result<BTreeSet<i64>> {
    let mut found = BTreeSet::new();
    for chunk in cases.chunks(IN_LIST) {
        let rows: Vec<Option<i64>> = service_case::table
            .filter(service_case::book_id.eq(book))
            .filter(service_case::id.eq_any(chunk.to_vec()))
            .filter(service_case::merged_into_id.is_not_null())
            .select(service_case::merged_into_id)
            .load(conn)?;
        found.extend(rows.into_iter().flatten());
    }
    Ok(found)
}
