//! The few places where SQLite, PostgreSQL and MySQL differ.

use diesel::connection::{AnsiTransactionManager, Connection, TransactionManager};

use super::Conn;
use super::conn::Limits;
#[cfg(feature = "mysql")]
use crate::error::Problem;
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

/// Whether ids are counted inside the transaction, so that none is lost.
pub fn ids_are_gapless(conn: &Conn) -> bool {
    match conn {
        #[cfg(feature = "sqlite")]
        Conn::Sqlite(_) => true,
        #[cfg(any(feature = "postgres", feature = "mysql"))]
        _ => false,
    }
}

/// Prepares a new connection.
pub fn set_up(conn: &mut Conn, limits: &Limits) -> Result<()> {
    let statements = match conn {
        #[cfg(feature = "sqlite")]
        Conn::Sqlite(_) => format!(
            "PRAGMA busy_timeout = {};
             PRAGMA trusted_schema = OFF;
             PRAGMA foreign_keys = ON;
             PRAGMA temp_store = MEMORY;
             PRAGMA cache_size = -32000;",
            limits.wait.as_millis()
        ),
        #[cfg(feature = "postgres")]
        Conn::Pg(_) => format!(
            "SET TIME ZONE 'UTC';
             DO $$ BEGIN SET lc_messages = 'C';
             EXCEPTION WHEN insufficient_privilege THEN NULL; END $$;
             SET client_min_messages = warning;
             SET lock_timeout = {};
             SET statement_timeout = {};",
            limits.wait.as_millis(),
            limits.statement.as_millis()
        ),
        #[cfg(feature = "mysql")]
        Conn::Mysql(_) => format!(
            "SET time_zone = '+00:00';
             SET lc_messages = 'en_US';
             SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED;
             SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION';
             SET SESSION innodb_lock_wait_timeout = {};",
            limits.wait.as_secs().max(1)
        ),
    };
    diesel::connection::SimpleConnection::batch_execute(conn, &statements)?;
    statement_limit(conn, limits)
}

/// How long one statement may take on MySQL, whose makes call it by different names; the client's
/// own limit holds where neither is known.
// Without MySQL there is nothing to do, with it alone nothing else.
#[allow(unused_variables, irrefutable_let_patterns, clippy::unnecessary_wraps)]
fn statement_limit(conn: &mut Conn, limits: &Limits) -> Result<()> {
    #[cfg(feature = "mysql")]
    if let Conn::Mysql(c) = conn {
        use diesel::connection::SimpleConnection as _;
        let seconds = limits.statement.as_secs().max(1);
        if c.batch_execute(&format!("SET SESSION max_statement_time = {seconds}")).is_err() {
            let millis = limits.statement.as_millis();
            let _ = c.batch_execute(&format!("SET SESSION max_execution_time = {millis}"));
        }
    }
    Ok(())
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

/// Lets a SQLite connection fail at once where it would wait for others; servers go on waiting.
pub fn do_not_wait(conn: &mut Conn) -> Result<()> {
    match conn {
        #[cfg(feature = "sqlite")]
        Conn::Sqlite(c) => {
            let sql = "PRAGMA busy_timeout = 0";
            Ok(diesel::connection::SimpleConnection::batch_execute(c, sql)?)
        }
        #[allow(unreachable_patterns)]
        _ => Ok(()),
    }
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

/// How long a process waits for another that migrates the store, in seconds.
#[cfg(any(feature = "postgres", feature = "mysql"))]
const MIGRATION_WAIT: u32 = 300;

/// Takes a lock that one process at a time holds while it migrates the store, runs `body`, and
/// lets it go. What changes tables may take longer than other statements: the connection is to be
/// closed afterwards.
pub fn with_migration_lock(
    conn: &mut Conn,
    body: impl FnOnce(&mut Conn) -> Result<()>,
) -> Result<()> {
    match conn {
        #[cfg(feature = "sqlite")]
        Conn::Sqlite(_) => in_transaction(conn, body),
        #[cfg(feature = "postgres")]
        Conn::Pg(_) => {
            use diesel::connection::SimpleConnection as _;
            let millis = i64::from(MIGRATION_WAIT) * 1000;
            conn.batch_execute(&format!(
                "SET statement_timeout = 0; SET lock_timeout = {millis}; \
                 SELECT pg_advisory_lock(4021986)"
            ))?;
            let result = body(conn);
            let released = conn.batch_execute("SELECT pg_advisory_unlock(4021986)");
            result.and_then(|()| Ok(released?))
        }
        #[cfg(feature = "mysql")]
        Conn::Mysql(c) => {
            take_named_lock(c)?;
            let result = body(conn);
            let release = format!("DO RELEASE_LOCK({LOCK_NAME})");
            let released = diesel::connection::SimpleConnection::batch_execute(conn, &release);
            result.and_then(|()| Ok(released?))
        }
    }
}

/// A lock of this database alone: MySQL's are the whole server's.
#[cfg(feature = "mysql")]
const LOCK_NAME: &str = "CONCAT('bookroom:', LEFT(SHA1(COALESCE(DATABASE(), '')), 40))";

/// What MySQL says to who asks for a lock.
#[cfg(feature = "mysql")]
#[derive(diesel::QueryableByName)]
struct Taken {
    #[diesel(sql_type = diesel::sql_types::Nullable<diesel::sql_types::BigInt>)]
    taken: Option<i64>,
}

/// Takes the lock; the server answers 1, or 0 when another holds it too long, or NULL when it
/// could not look.
#[cfg(feature = "mysql")]
fn take_named_lock(conn: &mut diesel::MysqlConnection) -> Result<()> {
    use diesel::connection::SimpleConnection as _;
    let _ = conn.batch_execute("SET SESSION max_statement_time = 0");
    let sql = format!("SELECT CAST(GET_LOCK({LOCK_NAME}, {MIGRATION_WAIT}) AS SIGNED) AS taken");
    let answer: Taken = diesel::RunQueryDsl::get_result(diesel::sql_query(sql), conn)?;
    match answer.taken {
        Some(1) => Ok(()),
        _ => Err(Problem::new(Code::Busy).fact("cause", "migration_lock").into()),
    }
}

/// A name that the catalogue holds.
#[derive(diesel::QueryableByName)]
struct Named {
    #[diesel(sql_type = diesel::sql_types::Text)]
    name: String,
}

/// What stands in the database where the store is or would be: tables, views and the like, but not
/// those that belong to an extension.
pub fn tables(conn: &mut Conn) -> Result<Vec<String>> {
    let sql = match conn {
        #[cfg(feature = "sqlite")]
        Conn::Sqlite(_) => {
            "SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!' \
             AND type IN ('table', 'view')"
        }
        #[cfg(feature = "postgres")]
        Conn::Pg(_) => {
            "SELECT c.relname::text AS name FROM pg_catalog.pg_class c \
             WHERE c.relnamespace = pg_catalog.current_schema()::regnamespace \
             AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND NOT EXISTS (SELECT 1 \
             FROM pg_catalog.pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')"
        }
        #[cfg(feature = "mysql")]
        Conn::Mysql(_) => {
            "SELECT CONVERT(table_name USING utf8mb4) AS name FROM information_schema.tables \
             WHERE table_schema = DATABASE()"
        }
    };
    let found: Vec<Named> = diesel::RunQueryDsl::load(diesel::sql_query(sql), conn)?;
    Ok(found.into_iter().map(|it| it.name).collect())
}

/// The mark in the head of a SQLite file by which programs know a store: "book" in ASCII.
#[cfg(feature = "sqlite")]
const APPLICATION: i64 = 0x626f_6f6b;

#[cfg(feature = "sqlite")]
#[derive(diesel::QueryableByName)]
struct Marked {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    application_id: i64,
}

/// What marks a SQLite file as a program's; nothing on servers.
pub fn mark_of(conn: &mut Conn) -> Result<Mark> {
    match conn {
        #[cfg(feature = "sqlite")]
        Conn::Sqlite(c) => {
            let sql = diesel::sql_query("SELECT application_id FROM pragma_application_id");
            let found: Marked = diesel::RunQueryDsl::get_result(sql, c)?;
            Ok(match found.application_id {
                0 => Mark::None,
                APPLICATION => Mark::Ours,
                _ => Mark::Foreign,
            })
        }
        #[allow(unreachable_patterns)]
        _ => Ok(Mark::Ours),
    }
}

/// Whose mark a database bears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Nobody's.
    None,
    /// A store's.
    Ours,
    /// Another program's.
    Foreign,
}

/// Marks the database as a store.
pub fn mark(conn: &mut Conn) -> Result<()> {
    match conn {
        #[cfg(feature = "sqlite")]
        Conn::Sqlite(c) => {
            let sql = format!("PRAGMA application_id = {APPLICATION}");
            Ok(diesel::connection::SimpleConnection::batch_execute(c, &sql)?)
        }
        #[allow(unreachable_patterns)]
        _ => Ok(()),
    }
}

/// Whether the planner is told what tables are like; servers look for themselves.
pub fn has_statistics(conn: &mut Conn) -> Result<bool> {
    match conn {
        #[cfg(feature = "sqlite")]
        Conn::Sqlite(c) => super::statistics::stand(c),
        #[allow(unreachable_patterns)]
        _ => Ok(true),
    }
}

/// Tells it.
pub fn write_statistics(conn: &mut Conn) -> Result<()> {
    match conn {
        #[cfg(feature = "sqlite")]
        Conn::Sqlite(c) => super::statistics::write(c),
        #[allow(unreachable_patterns)]
        _ => Ok(()),
    }
}

/// Sets how a store's file is written, once it is known to be one. The first look opens the files
/// beside it. The one connection that writes keeps up to 128 MiB of pages at hand, as far as a
/// store has them: a long write touches its indexes everywhere.
pub fn set_up_file(conn: &mut Conn) -> Result<()> {
    match conn {
        #[cfg(feature = "sqlite")]
        Conn::Sqlite(c) => {
            let sql = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                       PRAGMA cache_size = -131072; SELECT 1 FROM sqlite_master LIMIT 1;";
            Ok(diesel::connection::SimpleConnection::batch_execute(c, sql)?)
        }
        #[allow(unreachable_patterns)]
        _ => Ok(()),
    }
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

/// The port at this end of a connection to a server, as the server sees it.
pub fn client_port(conn: &mut Conn) -> Option<u16> {
    let found: Option<Named> = match conn {
        #[cfg(feature = "sqlite")]
        Conn::Sqlite(_) => None,
        #[cfg(feature = "postgres")]
        Conn::Pg(c) => {
            let sql = "SELECT COALESCE(inet_client_port(), 0)::text AS name";
            diesel::RunQueryDsl::get_result(diesel::sql_query(sql), c).ok()
        }
        #[cfg(feature = "mysql")]
        Conn::Mysql(c) => {
            let sql = "SELECT CONVERT(SUBSTRING_INDEX(host, ':', -1) USING utf8mb4) AS name \
                       FROM information_schema.processlist WHERE id = CONNECTION_ID()";
            diesel::RunQueryDsl::get_result(diesel::sql_query(sql), c).ok()
        }
    };
    found?.name.parse().ok()
}

/// Copies the store, as of one moment, into an empty file.
#[allow(unused_variables)] // without SQLite there is nothing to copy to
pub fn copy_to(conn: &mut Conn, path: &str) -> Result<()> {
    match conn {
        #[cfg(feature = "sqlite")]
        Conn::Sqlite(c) => {
            let sql = diesel::sql_query("VACUUM INTO ?").bind::<diesel::sql_types::Text, _>(path);
            Ok(diesel::RunQueryDsl::execute(sql, c).map(drop)?)
        }
        #[allow(unreachable_patterns)]
        _ => Err(Code::ServerStore.into()),
    }
}

/// Leaves the file in one piece before the last connection closes, if nobody else needs it now:
/// what is not done then stays in the log beside it, and closing goes on.
pub fn before_close(conn: &mut Conn) {
    match conn {
        #[cfg(feature = "sqlite")]
        Conn::Sqlite(c) => {
            for sql in ["PRAGMA busy_timeout = 500", "PRAGMA wal_checkpoint(TRUNCATE)"] {
                if diesel::connection::SimpleConnection::batch_execute(c, sql).is_err() {
                    tracing::debug!(target: "bookroom", "the log stays beside the file");
                }
            }
        }
        #[allow(unreachable_patterns)]
        _ => {}
    }
}
