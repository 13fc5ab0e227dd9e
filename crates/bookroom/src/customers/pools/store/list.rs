//! The customers of a pool, page by page.

use diesel::prelude::*;

use crate::customers::pools::model::PoolSort;
use crate::customers::store::CustomerRow;
use crate::error::Result;
use crate::store::Conn;
use crate::store::listing::{Place, in_order, listed_columns};
use crate::store::schema::{customer, customer_class, customer_tag, pool_customer};
use crate::values::text::{like_anywhere, search_key};
use crate::values::{Page, PageRequest, PoolId};

listed_columns! {
    customer, CustomerRow, PoolSort {
        Name => required name name_key;
        CreatedAt => required instant created_at;
        UpdatedAt => required instant updated_at;
    }
}

/// What a list is cut down to.
pub(crate) struct Conditions {
    /// Part of the name.
    pub(crate) text: Option<String>,
    /// A tag.
    pub(crate) tag: Option<String>,
    /// The items that customers must be classified by.
    pub(crate) items: Vec<i64>,
}

/// Rows in an order, after the last one seen.
pub(crate) fn list(
    conn: &mut Conn,
    (book, pool): (i64, PoolId),
    conditions: Conditions,
    (sort, descending): (PoolSort, bool),
    page: &PageRequest,
) -> Result<Page<CustomerRow>> {
    let limit = page.rows_to_load()?;
    let after = Place::of(page, sort.slug(), descending)?;
    let waiting = pool_customer::table
        .filter(pool_customer::book_id.eq(book))
        .filter(pool_customer::pool_id.eq(pool.0))
        .select(pool_customer::customer_id);
    let mut query = customer::table
        .filter(customer::book_id.eq(book))
        .filter(customer::id.eq_any(waiting))
        .into_boxed();
    if let Some(text) = conditions.text {
        let key = search_key(&text);
        query = if key.is_empty() {
            // Signs and emoji are in no key: look for them as they stand.
            query.filter(customer::name.like(like_anywhere(&text)).escape('!'))
        } else {
            query.filter(customer::name_key.like(like_anywhere(&key)).escape('!'))
        };
    }
    if let Some(tag) = conditions.tag {
        let tagged = customer_tag::table
            .filter(customer_tag::book_id.eq(book))
            .filter(customer_tag::tag.eq(tag))
            .select(customer_tag::customer_id);
        query = query.filter(customer::id.eq_any(tagged));
    }
    for item in conditions.items {
        let classed = customer_class::table
            .filter(customer_class::book_id.eq(book))
            .filter(customer_class::item_id.eq(item))
            .select(customer_class::customer_id);
        query = query.filter(customer::id.eq_any(classed));
    }
    let query = in_order!(query, listed(sort), customer::id, descending, after);
    let rows = query.limit(limit).select(CustomerRow::as_select()).load(conn)?;
    Ok(Page::cut(rows, page.limit, |row| place(row, sort, descending)))
}
