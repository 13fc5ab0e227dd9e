//! Bringing a store to the schema of this build. The build script expands the migrations for each
//! database; a store notes those that it has in diesel's own table. A database that is not ours, or
//! is of a newer version, is refused before anything is written.

use diesel::connection::SimpleConnection as _;
use diesel::migration::CREATE_MIGRATIONS_TABLE;
use diesel::prelude::*;
#[cfg(feature = "mysql")]
use diesel::sql_types::BigInt;
use diesel::sql_types::Text;

use super::Conn;
use super::dialect::{self, Mark};
use crate::error::{Code, Error, Problem, Result};

/// A migration in the SQL of one database.
struct Migration {
    version: &'static str,
    statements: &'static [&'static str],
}

include!(concat!(env!("OUT_DIR"), "/migrations.rs"));

/// Diesel's table of versions.
const VERSIONS: &str = "__diesel_schema_migrations";

/// A table that every store has.
const HEAD: &str = "change_head";

/// What databases say of a table, column or index that is there already.
const MADE: [&str; 4] = ["already exists", "duplicate column", "duplicate key name", "已经存在"];

/// On MySQL, how far the migration under way has come. It is there while one is.
const PROGRESS: &str = "__bookroom_migration";

/// A version that a store has.
#[derive(QueryableByName)]
struct Applied {
    #[diesel(sql_type = Text)]
    version: String,
}

/// How far a migration has come.
#[cfg(feature = "mysql")]
#[derive(QueryableByName)]
struct Progress {
    #[diesel(sql_type = Text)]
    version: String,
    #[diesel(sql_type = BigInt)]
    done: i64,
}

/// Runs the migrations that are missing; several processes may do so at once.
pub fn run(conn: &mut Conn) -> Result<()> {
    if is_complete(conn)? {
        return dialect::set_up_file(conn);
    }
    // Only under the lock is what is seen not half of what another process does.
    dialect::with_migration_lock(conn, |conn| {
        let (missing, is_marked) = missing(conn)?;
        conn.batch_execute(CREATE_MIGRATIONS_TABLE)?;
        missing.into_iter().try_for_each(|migration| {
            apply(conn, migration).map_err(|error| of_lost_note(error, migration))
        })?;
        clean_up(conn)?;
        dialect::write_statistics(conn)?;
        if is_marked { Ok(()) } else { dialect::mark(conn) }
    })?;
    dialect::set_up_file(conn)
}

/// Whether there is nothing to do.
fn is_complete(conn: &mut Conn) -> Result<bool> {
    let tables = dialect::tables(conn)?;
    let has = |name: &str| tables.iter().any(|table| table == name);
    if !has(VERSIONS) || !has(HEAD) || has(PROGRESS) || dialect::mark_of(conn)? != Mark::Ours {
        return Ok(false);
    }
    let applied = applied(conn)?;
    let all = all(conn);
    let known = |it: &String| all.iter().any(|migration| migration.version == it);
    let is_applied = applied.len() == all.len() && applied.iter().all(known);
    Ok(is_applied && dialect::has_statistics(conn)?)
}

fn applied(conn: &mut Conn) -> Result<Vec<String>> {
    let sql = format!("SELECT version FROM {VERSIONS}");
    let applied: Vec<Applied> = diesel::sql_query(sql).load(conn)?;
    Ok(applied.into_iter().map(|it| it.version).collect())
}

fn all(conn: &Conn) -> &'static [Migration] {
    match conn {
        #[cfg(feature = "sqlite")]
        Conn::Sqlite(_) => SQLITE,
        #[cfg(feature = "postgres")]
        Conn::Pg(_) => POSTGRES,
        #[cfg(feature = "mysql")]
        Conn::Mysql(_) => MYSQL,
    }
}

/// What the store lacks, and whether it bears our mark. It is only looked at: what is not ours
/// stays as it is.
fn missing(conn: &mut Conn) -> Result<(Vec<&'static Migration>, bool)> {
    let all = all(conn);
    let tables = dialect::tables(conn)?;
    let has = |name: &str| tables.iter().any(|table| table == name);
    let applied = if has(VERSIONS) { applied(conn)? } else { Vec::new() };
    let mark = dialect::mark_of(conn)?;
    let first = all.first().map_or("", |migration| migration.version);
    let is_ours = applied.iter().any(|it| it == first) && has(HEAD);
    let is_begun = has(PROGRESS) && applied.is_empty();
    let is_empty = applied.is_empty() && tables.iter().all(|table| table == VERSIONS);
    if mark == Mark::Foreign || !(is_ours || is_begun || is_empty || has(HEAD)) {
        return Err(Code::ForeignDatabase.into());
    }
    if !(is_ours || is_begun || is_empty) {
        return Err(Error::corrupt_at(VERSIONS, "version", first));
    }
    let is_unknown = |it: &&String| all.iter().all(|migration| migration.version != **it);
    if let Some(newest) = applied.iter().filter(is_unknown).max() {
        let engine = all.last().map_or("", |migration| migration.version);
        let problem = Problem::new(Code::NewerStore);
        return Err(problem.fact("store", newest).fact("engine", engine).into());
    }
    let is_missing = |it: &&Migration| applied.iter().all(|applied| applied != it.version);
    Ok((all.iter().filter(is_missing).collect(), mark == Mark::Ours))
}

/// What a migration would make is there already: the note that it was run is gone.
fn of_lost_note(error: Error, migration: &Migration) -> Error {
    let is_made = |cause: &str| MADE.iter().any(|sign| cause.to_lowercase().contains(sign));
    match error.problems().first() {
        Some(problem) if problem.code == Code::Storage => match problem.fact_value("cause") {
            Some(cause) if is_made(cause) => {
                Error::corrupt_at(VERSIONS, "version", migration.version)
            }
            _ => error,
        },
        _ => error,
    }
}

/// Removes the notes of how far a migration has come.
// Without MySQL there are none, with it alone nothing else.
#[allow(unused_variables, irrefutable_let_patterns, clippy::unnecessary_wraps)]
fn clean_up(conn: &mut Conn) -> Result<()> {
    #[cfg(feature = "mysql")]
    if let Conn::Mysql(conn) = conn {
        conn.batch_execute(&format!("DROP TABLE IF EXISTS {PROGRESS}"))?;
    }
    Ok(())
}

fn apply(conn: &mut Conn, migration: &Migration) -> Result<()> {
    match conn {
        // A statement about tables ends MySQL's transaction.
        #[cfg(feature = "mysql")]
        Conn::Mysql(_) => step_by_step(conn, migration),
        #[allow(unreachable_patterns)]
        _ => conn.transaction(|conn| {
            migration.statements.iter().try_for_each(|sql| conn.batch_execute(sql))?;
            note(conn, migration)
        }),
    }
}

/// Notes that the store has a migration.
fn note(conn: &mut Conn, migration: &Migration) -> Result<()> {
    let version = migration.version;
    conn.batch_execute(&format!("INSERT INTO {VERSIONS} (version) VALUES ('{version}')"))?;
    Ok(())
}

/// Runs the statements one after the other and notes how far it came, so that a process that ends
/// in the middle leaves what the next one can go on with.
#[cfg(feature = "mysql")]
fn step_by_step(conn: &mut Conn, migration: &Migration) -> Result<()> {
    let version = migration.version;
    conn.batch_execute(&format!(
        "CREATE TABLE IF NOT EXISTS {PROGRESS} (version VARCHAR(50) PRIMARY KEY, \
         done BIGINT NOT NULL) ENGINE=InnoDB"
    ))?;
    conn.batch_execute(&format!("INSERT IGNORE INTO {PROGRESS} VALUES ('{version}', 0)"))?;
    let sql = format!("SELECT version, done FROM {PROGRESS}");
    let progress: Vec<Progress> = diesel::sql_query(sql).load(conn)?;
    let done = progress.iter().find(|it| it.version == version).map_or(0, |it| it.done);
    let done = usize::try_from(done).map_err(|_| Error::from(Code::Corrupt))?;
    for (index, sql) in migration.statements.iter().enumerate().skip(done) {
        let noted = format!(
            "UPDATE {PROGRESS} SET done = {} WHERE version = '{version}'",
            index.saturating_add(1)
        );
        if is_about_rows(sql) {
            conn.transaction(|conn| {
                conn.batch_execute(sql).and_then(|()| conn.batch_execute(&noted))
            })?;
            continue;
        }
        match conn.batch_execute(sql) {
            // The process before may have ended between a statement and its note.
            Err(error) if index == done && is_done_already(&error) => {}
            other => other?,
        }
        conn.batch_execute(&noted)?;
    }
    note(conn, migration)
}

#[cfg(feature = "mysql")]
fn is_about_rows(sql: &str) -> bool {
    let first = sql.split_whitespace().next().unwrap_or_default();
    ["INSERT", "UPDATE", "DELETE"].contains(&first)
}

/// Whether a statement about tables fails because it was run before.
#[cfg(feature = "mysql")]
fn is_done_already(error: &diesel::result::Error) -> bool {
    let text = error.to_string();
    [
        "already exists",
        "Duplicate column name",
        "Duplicate key name",
        "check that",
        "Unknown table",
        "Unknown column",
        "doesn't exist",
    ]
    .iter()
    .any(|sign| text.contains(sign))
}
