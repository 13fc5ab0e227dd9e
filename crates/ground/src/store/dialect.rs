//! The few places where SQLite, PostgreSQL and MySQL differ.

use std::time::Duration;

use diesel::connection::{AnsiTransactionManager, Connection, TransactionManager};

use super::Conn;
use crate::error::{Code, Error, Result};

type Manager = <Conn as Connection>::TransactionManager;

/// Runs the same expression on whichever concrete connection is there.
#[macro_export]
macro_rules! each {
    ($conn:expr, $c:ident => $body:expr) => {
        match $conn {
            #[cfg(feature = "sqlite")]
            $crate::store::Conn::Sqlite($c) => $body,
            #[cfg(feature = "postgres")]
            $crate::store::Conn::Pg($c) => $body,
            #[cfg(feature = "mysql")]
            $crate::store::Conn::Mysql($c) => $body,
        }
    };
}
pub use each;

/// Loads rows and locks them until the transaction ends. On SQLite the write transaction holds the
/// whole store already.
#[macro_export]
macro_rules! load_locked {
    ($conn:expr, $query:expr, $row:ty) => {
        match $conn {
            #[cfg(feature = "sqlite")]
            $crate::store::Conn::Sqlite(conn) => diesel::RunQueryDsl::load::<$row>($query, conn),
            #[cfg(feature = "postgres")]
            $crate::store::Conn::Pg(conn) => {
                diesel::RunQueryDsl::load::<$row>(diesel::QueryDsl::for_update($query), conn)
            }
            #[cfg(feature = "mysql")]
            $crate::store::Conn::Mysql(conn) => {
                diesel::RunQueryDsl::load::<$row>(diesel::QueryDsl::for_update($query), conn)
            }
        }
    };
}
pub use load_locked;

/// Whether ids are counted inside the transaction, so that none is lost.
pub fn ids_are_gapless(conn: &Conn) -> bool {
    match conn {
        #[cfg(feature = "sqlite")]
        Conn::Sqlite(_) => true,
        #[cfg(any(feature = "postgres", feature = "mysql"))]
        _ => false,
    }
}

/// Prepares a new connection; `wait` is how long it waits for what others hold.
pub fn set_up(conn: &mut Conn, wait: Duration) -> Result<()> {
    let statements = match conn {
        #[cfg(feature = "sqlite")]
        Conn::Sqlite(_) => format!(
            "PRAGMA busy_timeout = {};
             PRAGMA journal_mode = WAL;
             PRAGMA synchronous = FULL;
             PRAGMA foreign_keys = ON;
             PRAGMA trusted_schema = OFF;
             PRAGMA temp_store = MEMORY;
             PRAGMA cache_size = -32000;",
            wait.as_millis()
        ),
        #[cfg(feature = "postgres")]
        Conn::Pg(_) => format!(
            "SET TIME ZONE 'UTC';
             SET client_min_messages = warning;
             SET lock_timeout = {};",
            wait.as_millis()
        ),
        #[cfg(feature = "mysql")]
        Conn::Mysql(_) => format!(
            "SET time_zone = '+00:00';
             SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED;
             SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION';
             SET SESSION innodb_lock_wait_timeout = {};",
            wait.as_secs().max(1)
        ),
    };
    Ok(diesel::connection::SimpleConnection::batch_execute(conn, &statements)?)
}

/// Begins a write transaction; on SQLite IMMEDIATE, so that it never fails half-way on the lock.
pub fn begin_write(conn: &mut Conn) -> Result<()> {
    match conn {
        #[cfg(feature = "sqlite")]
        Conn::Sqlite(c) => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN IMMEDIATE")?,
        #[cfg(feature = "postgres")]
        Conn::Pg(c) => {
            AnsiTransactionManager::begin_transaction_sql(
                c,
                "BEGIN ISOLATION LEVEL READ COMMITTED",
            )?;
        }
        #[cfg(feature = "mysql")]
        Conn::Mysql(c) => AnsiTransactionManager::begin_transaction_sql(c, "START TRANSACTION")?,
    }
    Ok(())
}

/// Begins a read transaction: every select in it sees the same state.
pub fn begin_read(conn: &mut Conn) -> Result<()> {
    match conn {
        #[cfg(feature = "sqlite")]
        Conn::Sqlite(c) => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN")?,
        #[cfg(feature = "postgres")]
        Conn::Pg(c) => AnsiTransactionManager::begin_transaction_sql(
            c,
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        )?,
        #[cfg(feature = "mysql")]
        Conn::Mysql(c) => {
            let level = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ";
            diesel::RunQueryDsl::execute(diesel::sql_query(level), c)?;
            AnsiTransactionManager::begin_transaction_sql(
                c,
                "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY",
            )?;
        }
    }
    Ok(())
}

/// Makes the transaction durable.
pub fn commit(conn: &mut Conn) -> Result<()> {
    Ok(Manager::commit_transaction(conn)?)
}

/// Takes the transaction back.
pub fn rollback(conn: &mut Conn) -> Result<()> {
    match Manager::rollback_transaction(conn) {
        Ok(()) | Err(diesel::result::Error::BrokenTransactionManager) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Begins a savepoint in a transaction; [`commit`] keeps it, [`rollback`] takes it back.
pub fn begin_savepoint(conn: &mut Conn) -> Result<()> {
    Ok(Manager::begin_transaction(conn)?)
}

/// A part of a key of [`add_all`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key<'a> {
    /// A number.
    Int(i64),
    /// A word of the engine's own making: letters, digits, `_ : . -`.
    Word(&'a str),
}

/// Adds `amounts` to the row with `keys`, making it when it is absent: one statement for many rows.
/// Rows must be sorted by key, so that writers on servers lock them in the same order.
///
/// Values stand in the text as integer literals and checked words, which keeps one statement for
/// any number of rows on all three databases.
pub fn add_all<const K: usize, const A: usize>(
    conn: &mut Conn,
    table: &str,
    key_columns: [&str; K],
    amount_columns: [&str; A],
    rows: &[([Key<'_>; K], [i64; A])],
) -> Result<()> {
    use std::fmt::Write as _;
    const ROWS_PER_STATEMENT: usize = 500;
    for chunk in rows.chunks(ROWS_PER_STATEMENT) {
        let mut sql = String::with_capacity(64 + chunk.len() * 48);
        let columns = [&key_columns[..], &amount_columns[..]].concat().join(", ");
        sql.push_str(&format!("INSERT INTO {table} ({columns}) VALUES "));
        for (index, (keys, amounts)) in chunk.iter().enumerate() {
            sql.push_str(if index == 0 { "(" } else { ", (" });
            for key in keys {
                match key {
                    Key::Int(value) => write!(sql, "{value}, "),
                    Key::Word(word) => write!(sql, "'{}', ", checked_word(word)?),
                }
                .map_err(|_| Error::internal("writing to a string"))?;
            }
            let amounts: Vec<String> = amounts.iter().map(i64::to_string).collect();
            sql.push_str(&amounts.join(", "));
            sql.push(')');
        }
        sql.push_str(&on_conflict_add(conn, table, &key_columns, &amount_columns));
        diesel::connection::SimpleConnection::batch_execute(conn, &sql)?;
    }
    Ok(())
}

/// The name of the 64-bit integer type in a cast.
pub fn integer_type(conn: &Conn) -> &'static str {
    match conn {
        #[cfg(feature = "mysql")]
        Conn::Mysql(_) => "SIGNED",
        #[allow(unreachable_patterns)]
        _ => "BIGINT",
    }
}

fn checked_word(word: &str) -> Result<&str> {
    let plain = |character: char| {
        character.is_ascii_alphanumeric() || matches!(character, '_' | ':' | '.' | '-')
    };
    if word.chars().all(plain) { Ok(word) } else { Err(Code::Internal.into()) }
}

fn on_conflict_add(conn: &Conn, table: &str, keys: &[&str], amounts: &[&str]) -> String {
    let set = |new: &dyn Fn(&str) -> String| {
        let parts: Vec<String> = amounts
            .iter()
            .map(|column| format!("{column} = {table}.{column} + {}", new(column)))
            .collect();
        parts.join(", ")
    };
    let excluded = |column: &str| format!("excluded.{column}");
    match conn {
        #[cfg(feature = "mysql")]
        Conn::Mysql(_) => {
            format!(" ON DUPLICATE KEY UPDATE {}", set(&|column| format!("VALUES({column})")))
        }
        #[allow(unreachable_patterns)]
        _ => format!(" ON CONFLICT ({}) DO UPDATE SET {}", keys.join(", "), set(&excluded)),
    }
}

/// Takes a lock that one process at a time holds while it migrates the store, runs `body`, and
/// lets it go.
#[allow(unreachable_code, unused_variables)] // with SQLite alone nothing follows the first arm
pub fn with_migration_lock(
    conn: &mut Conn,
    body: impl FnOnce(&mut Conn) -> Result<()>,
) -> Result<()> {
    let run = |conn: &mut Conn, sql: &str| -> Result<()> {
        Ok(diesel::connection::SimpleConnection::batch_execute(conn, sql)?)
    };
    let (lock, release) = match conn {
        #[cfg(feature = "sqlite")]
        Conn::Sqlite(_) => return in_transaction(conn, body),
        #[cfg(feature = "postgres")]
        Conn::Pg(_) => ("SELECT pg_advisory_lock(4021986)", "SELECT pg_advisory_unlock(4021986)"),
        #[cfg(feature = "mysql")]
        Conn::Mysql(_) => {
            ("DO GET_LOCK('bookroom_migrate', 60)", "DO RELEASE_LOCK('bookroom_migrate')")
        }
    };
    run(conn, lock)?;
    let result = body(conn);
    run(conn, release)?;
    result
}

#[cfg(feature = "sqlite")]
fn in_transaction(conn: &mut Conn, body: impl FnOnce(&mut Conn) -> Result<()>) -> Result<()> {
    begin_write(conn)?;
    match body(conn) {
        Ok(()) => commit(conn),
        Err(error) => {
            rollback(conn)?;
            Err(error)
        }
    }
}

/// Leaves the file in one piece before the last connection closes.
pub fn before_close(conn: &mut Conn) -> Result<()> {
    match conn {
        #[cfg(feature = "sqlite")]
        Conn::Sqlite(c) => {
            let sql = "PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE);";
            Ok(diesel::connection::SimpleConnection::batch_execute(c, sql)?)
        }
        #[allow(unreachable_patterns)]
        _ => Ok(()),
    }
}
