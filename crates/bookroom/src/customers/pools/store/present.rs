//! How the present images of pools and of changes of owners are loaded.

use diesel::prelude::*;

use super::changes::ChangeRow;
use super::{PoolRow, RuleRow, complete, line};
use crate::error::Result;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::{owner_change, pool, pool_rule};
use crate::work::{BookInfo, Live, Present, ids_of, rows_of};

/// See [`crate::work::Card`].
pub(crate) const POOL: Present =
    Present { kind: "pool", ids: ids_of!(pool), load: pools, ..Present::PLAIN };

/// See [`crate::work::Card`].
pub(crate) const OWNER_CHANGE: Present = Present {
    kind: "owner_change",
    stamps: &[],
    ids: ids_of!(owner_change),
    load: changes,
    ..Present::PLAIN
};

fn pools(conn: &mut Conn, book: &BookInfo, ids: &[i64]) -> Result<Vec<Live>> {
    let book = book.id.0;
    let rows: Vec<PoolRow> = pool::table
        .filter(pool::book_id.eq(book))
        .filter(pool::id.eq_any(ids.to_vec()))
        .order(pool::id)
        .select(PoolRow::as_select())
        .load(conn)?;
    let rules = rows_of!(conn, pool_rule, RuleRow, pool_id, line, book, ids);
    let live = |pool: crate::customers::pools::model::Pool| {
        let mut live = Live::of(pool.id.0, &pool)?;
        for (at, row) in rules.get(&pool.id.0).into_iter().flatten().enumerate() {
            live.check(format!("rules[{at}].line"), row.line == line(at));
        }
        Ok(live)
    };
    complete(conn, book, rows)?.into_iter().map(live).collect()
}

fn changes(conn: &mut Conn, book: &BookInfo, ids: &[i64]) -> Result<Vec<Live>> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<ChangeRow> = owner_change::table
            .filter(owner_change::book_id.eq(book.id.0))
            .filter(owner_change::id.eq_any(chunk.to_vec()))
            .order(owner_change::id)
            .select(ChangeRow::as_select())
            .load(conn)?;
        for row in rows {
            let record = row.record()?;
            found.push(Live::of(record.id.0, &record)?);
        }
    }
    Ok(found)
}
