//! Rows of whole numbers alone, which indexes of the engine's own making have by the million: they
//! stand in the text of a statement, one for a thousand rows on every database.

use std::fmt::Write as _;

use diesel::connection::SimpleConnection as _;
use diesel::sql_types::BigInt;
use diesel::{QueryableByName, RunQueryDsl as _};

use super::Conn;
use crate::error::{Error, Result};
use crate::interrupt;

/// How many rows one statement inserts.
const ROWS: usize = 1_000;
/// How many statements are sent together.
const STATEMENTS: usize = 200;

/// Two whole numbers of a row.
#[derive(QueryableByName)]
struct Pair {
    #[diesel(sql_type = BigInt)]
    one: i64,
    #[diesel(sql_type = BigInt)]
    two: i64,
}

/// Inserts rows; those whose key is there already stay as they are.
///
/// # Errors
/// `busy`, `storage`.
pub fn insert_new<const N: usize>(
    conn: &mut Conn,
    table: &str,
    columns: [&str; N],
    rows: &[[i64; N]],
) -> Result<()> {
    let (verb, ending) = match conn {
        #[cfg(feature = "mysql")]
        Conn::Mysql(_) => ("INSERT IGNORE", ""),
        #[allow(unreachable_patterns)]
        _ => ("INSERT", " ON CONFLICT DO NOTHING"),
    };
    for chunk in rows.chunks(ROWS) {
        interrupt::look()?;
        let mut sql = String::with_capacity(100 + chunk.len() * N * 20);
        sql.push_str(&format!("{verb} INTO {table} ({}) VALUES ", columns.join(", ")));
        for (at, row) in chunk.iter().enumerate() {
            sql.push_str(if at == 0 { "(" } else { ",(" });
            for (at, number) in row.iter().enumerate() {
                let comma = if at == 0 { "" } else { "," };
                write!(sql, "{comma}{number}").map_err(|_| Error::internal("a text is full"))?;
            }
            sql.push(')');
        }
        sql.push_str(ending);
        conn.batch_execute(&sql)?;
    }
    Ok(())
}

/// Runs statements without values of their own, many together.
///
/// # Errors
/// `busy`, `storage`.
pub fn run_all(conn: &mut Conn, statements: &[String]) -> Result<()> {
    for chunk in statements.chunks(STATEMENTS) {
        interrupt::look()?;
        conn.batch_execute(&chunk.join(";\n"))?;
    }
    Ok(())
}

/// Loads the columns `one` and `two` of a select without values of its own.
///
/// # Errors
/// `storage`.
pub fn load_pairs(conn: &mut Conn, select: &str) -> Result<Vec<(i64, i64)>> {
    let rows: Vec<Pair> = diesel::sql_query(select).load(conn)?;
    Ok(rows.into_iter().map(|row| (row.one, row.two)).collect())
}
