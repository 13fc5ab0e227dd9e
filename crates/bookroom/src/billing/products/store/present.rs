//! How the present images of products are loaded.

use std::collections::BTreeSet;

use diesel::prelude::*;

use super::{ProductRow, records};
use crate::billing::products::rules;
use crate::custom_fields::{self, CustomSubject};
use crate::error::Result;
use crate::log::record::open;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::{change_log, product};
use crate::work::{BookInfo, Live, Present, ids_of};

/// See [`crate::work::Card`].
pub(crate) const PRESENT: &[Present] = &[Present {
    kind: "product",
    stamps: &["version", "created_at", "updated_at"],
    ids: ids_of!(product),
    load: products,
    ..Present::PLAIN
}];

fn products(conn: &mut Conn, book: &BookInfo, ids: &[i64]) -> Result<Vec<Live>> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<ProductRow> = product::table
            .filter(product::book_id.eq(book.id.0))
            .filter(product::id.eq_any(chunk))
            .order(product::id)
            .select(ProductRow::as_select())
            .load(conn)?;
        let mut odd = custom_fields::find_odd(conn, book.id.0, CustomSubject::Product, chunk)?;
        for (row, record) in rows.iter().zip(records(conn, &rows)?) {
            let mut live = Live::of(row.id, &record)?;
            live.check("name_key", row.name_key == rules::name_key(&row.name, &row.code));
            let account = row.income_account_id.is_some() == record.income_account.is_some();
            live.check("income_account", account);
            live.wrong.extend(odd.remove(&row.id).unwrap_or_default());
            found.push(live);
        }
    }
    Ok(found)
}

/// Whether the product that has a code now had another before: images of documents name products
/// by the code of their day.
pub(crate) fn had_code(conn: &mut Conn, book: i64, now: &str, before: &str) -> Result<bool> {
    let id: Option<i64> = product::table
        .filter(product::book_id.eq(book))
        .filter(product::code.eq(now))
        .select(product::id)
        .first(conn)
        .optional()?;
    let Some(id) = id else { return Ok(false) };
    let images: Vec<Option<String>> = change_log::table
        .filter(change_log::book_id.eq(book))
        .filter(change_log::subject_kind.eq("product"))
        .filter(change_log::subject_id.eq(id))
        .select(change_log::image_after)
        .load(conn)?;
    let mut codes = BTreeSet::new();
    for image in images.iter().flatten() {
        codes.extend(open(image)?.0.get("code").and_then(|code| code.as_str()).map(str::to_owned));
    }
    Ok(codes.contains(before))
}
