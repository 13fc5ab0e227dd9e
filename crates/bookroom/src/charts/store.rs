//! Names for charts.

use std::collections::BTreeMap;

use diesel::prelude::*;

use crate::error::Result;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::product;

/// The names of products by id.
pub(super) fn product_names(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
) -> Result<BTreeMap<i64, String>> {
    let mut found = BTreeMap::new();
    for chunk in ids.chunks(IN_LIST) {
        let pairs: Vec<(i64, String)> = product::table
            .filter(product::book_id.eq(book))
            .filter(product::id.eq_any(chunk))
            .select((product::id, product::name))
            .load(conn)?;
        found.extend(pairs);
    }
    Ok(found)
}
