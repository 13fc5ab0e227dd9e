//! What SQLite's planner is told of the tables. Without statistics it takes every book to have ten
//! rows, reads whole tables within loops, and passes indexes by. With those of a young store it
//! does so again once the store has grown. So each store gets the same figures of a large one, as
//! [ANALYZE's documentation](https://sqlite.org/lang_analyze.html) recommends: plans are those that
//! the tests have looked at, whatever a store holds.

use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Text};

use crate::error::Result;

/// How many rows a table is said to have, and one book of it.
const MANY: u64 = 1_000_000;

/// How many rows there are of what a company has few of.
const FEW: u64 = 200;

/// Tables of which a book has few rows, however long it is used.
const SMALL: [&str; 14] = [
    "account",
    "account_role",
    "book",
    "calendar",
    "dictionary",
    "dictionary_item",
    "duty_rule",
    "journal",
    "operator",
    "operator_role",
    "pool",
    "role",
    "role_grant",
    "team",
];

/// Columns of which a third of the rows, or more, have the same value.
const COARSE: [&str; 9] = [
    "active",
    "direction",
    "kind",
    "side",
    "source_kind",
    "state",
    "subject_kind",
    "cancelled_on",
    "withdrawn_on",
];

/// A column of an index.
#[derive(Debug, QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    of: String,
    #[diesel(sql_type = Text)]
    index: String,
    #[diesel(sql_type = Bool)]
    is_unique: bool,
    #[diesel(sql_type = Bool)]
    is_key: bool,
    #[diesel(sql_type = Text)]
    name: String,
}

/// What a store holds of the statistics of one index.
#[derive(Debug, QueryableByName)]
struct Held {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// Whether a store has these statistics.
pub(super) fn stand(conn: &mut SqliteConnection) -> Result<bool> {
    let sql = "SELECT count(*) AS count FROM sqlite_master WHERE name = 'sqlite_stat1'";
    if diesel::sql_query(sql).get_result::<Held>(conn)?.count == 0 {
        return Ok(false);
    }
    let rows = rows(conn)?;
    let wanted: Vec<String> = rows.iter().map(|row| format!("({row})")).collect();
    let sql = format!(
        "SELECT count(*) AS count FROM sqlite_stat1 \
         WHERE (tbl, idx, stat) IN (VALUES {})",
        wanted.join(", ")
    );
    let found = diesel::sql_query(sql).get_result::<Held>(conn)?.count;
    Ok(usize::try_from(found).is_ok_and(|found| found == rows.len()))
}

/// Writes them, in place of any others; this connection plans by them at once, others when they are
/// opened.
pub(super) fn write(conn: &mut SqliteConnection) -> Result<()> {
    let rows: Vec<String> = rows(conn)?.iter().map(|row| format!("({row})")).collect();
    let sql = format!(
        "ANALYZE sqlite_schema; DELETE FROM sqlite_stat1; \
         INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES {}; ANALYZE sqlite_schema;",
        rows.join(", ")
    );
    Ok(conn.batch_execute(&sql)?)
}

/// Table, index and figures as they stand in SQL. All names are ours, so none needs quoting.
fn rows(conn: &mut SqliteConnection) -> Result<Vec<String>> {
    let columns: Vec<Column> = diesel::sql_query(
        "SELECT m.name AS of, l.name AS \"index\", l.\"unique\" AS is_unique, \
         l.origin = 'pk' AS is_key, i.name AS name \
         FROM sqlite_master m, pragma_index_list(m.name) l, pragma_index_info(l.name) i \
         WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite!_%' ESCAPE '!' \
         AND m.name NOT LIKE '!_%' ESCAPE '!' ORDER BY m.name, l.name, i.seqno",
    )
    .load(conn)?;
    let of_index = |a: &Column, b: &Column| a.of == b.of && a.index == b.index;
    Ok(columns.chunk_by(of_index).filter_map(row).collect())
}

fn row(columns: &[Column]) -> Option<String> {
    let first = columns.first()?;
    let all = if SMALL.contains(&first.of.as_str()) { FEW } else { MANY };
    let mut left = all;
    let mut figures = vec![all.to_string()];
    for (place, column) in columns.iter().enumerate() {
        left = alike(&column.name, left);
        if first.is_unique && place + 1 == columns.len() {
            left = 1;
        }
        figures.push(left.to_string());
    }
    // In the statistics, a table that lies in the order of its key is its key's index.
    let index = if first.is_key { &first.of } else { &first.index };
    Some(format!("'{}', '{index}', '{}'", first.of, figures.join(" ")))
}

/// Of so many rows that are alike so far, how many have the same value in one more column.
fn alike(column: &str, rows: u64) -> u64 {
    let left = match column {
        "book_id" => rows,
        name if COARSE.contains(&name) => rows / 3,
        "account_id" | "period" | "team_id" | "operator_id" | "owner_id" | "journal_id" => {
            rows / 50
        }
        name if name.ends_with("_on") || name.ends_with("_at") => rows / 1000,
        name if name.ends_with("_id") => rows.min(20),
        _ => rows.min(2),
    };
    left.max(1)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn figures_are_of_a_large_store_and_stay_when_it_is_opened_again() {
        let mut conn = SqliteConnection::establish(":memory:").unwrap();
        conn.batch_execute(
            "CREATE TABLE paper (book_id INTEGER NOT NULL, id INTEGER NOT NULL, state TEXT, \
             customer_id INTEGER, PRIMARY KEY (book_id, id)) WITHOUT ROWID; \
             CREATE INDEX paper_by_customer ON paper (book_id, state, customer_id);",
        )
        .unwrap();
        assert!(!stand(&mut conn).unwrap());
        write(&mut conn).unwrap();
        assert!(stand(&mut conn).unwrap());
        assert_eq!(
            rows(&mut conn).unwrap(),
            [
                "'paper', 'paper_by_customer', '1000000 1000000 333333 20'",
                "'paper', 'paper', '1000000 1000000 1'"
            ]
        );
        conn.batch_execute("ANALYZE").unwrap();
        assert!(!stand(&mut conn).unwrap(), "others' figures are not ours");
        write(&mut conn).unwrap();
        assert!(stand(&mut conn).unwrap());
    }
}
