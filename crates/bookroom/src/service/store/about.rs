//! The products that cases are about.

use std::collections::BTreeMap;

use diesel::prelude::*;

use crate::error::Result;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::locks::load_kept;
use crate::store::schema::product;

/// Which of these products are there, and whether they are in use; they are kept until the
/// transaction ends.
pub(crate) fn keep_products(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
) -> Result<BTreeMap<i64, bool>> {
    let mut found = BTreeMap::new();
    for chunk in ids.chunks(IN_LIST) {
        let query = product::table
            .filter(product::book_id.eq(book))
            .filter(product::id.eq_any(chunk.to_vec()))
            .order(product::id)
            .select((product::id, product::active));
        let rows: Vec<(i64, bool)> = load_kept!(conn, query, (i64, bool))?;
        found.extend(rows);
    }
    Ok(found)
}

/// Which of these products are there.
pub(crate) fn find_products(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<Vec<i64>> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<i64> = product::table
            .filter(product::book_id.eq(book))
            .filter(product::id.eq_any(chunk.to_vec()))
            .select(product::id)
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}
