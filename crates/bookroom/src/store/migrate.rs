//! Bringing a store to the schema of this build. The build script expands the migrations for each
//! database; a store notes those that it has in diesel's own table.

use diesel::connection::SimpleConnection as _;
use diesel::migration::CREATE_MIGRATIONS_TABLE;
use diesel::prelude::*;
use diesel::result::Error as DieselError;
use diesel::sql_types::Text;

use super::{Conn, dialect, failure};
use crate::error::{Code, Error, Problem, Result};

/// A migration in the SQL of one database.
struct Migration {
    version: &'static str,
    sql: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/migrations.rs"));

/// A version that a store has.
#[derive(QueryableByName)]
struct Applied {
    #[diesel(sql_type = Text)]
    version: String,
}

/// Runs the migrations that are missing; several processes may do so at once.
pub(crate) fn run(conn: &mut Conn) -> Result<()> {
    if missing(conn).map_err(failed)?.is_empty() {
        return Ok(());
    }
    dialect::with_migration_lock(conn, |conn| {
        let missing = missing(conn).map_err(failed)?;
        missing.into_iter().try_for_each(|migration| apply(conn, migration)).map_err(failed)
    })
}

fn missing(conn: &mut Conn) -> QueryResult<Vec<&'static Migration>> {
    let all = match conn {
        #[cfg(feature = "sqlite")]
        Conn::Sqlite(_) => SQLITE,
        #[cfg(feature = "postgres")]
        Conn::Pg(_) => POSTGRES,
        #[cfg(feature = "mysql")]
        Conn::Mysql(_) => MYSQL,
    };
    conn.batch_execute(CREATE_MIGRATIONS_TABLE)?;
    let applied: Vec<Applied> =
        diesel::sql_query("SELECT version FROM __diesel_schema_migrations").load(conn)?;
    let is_missing = |it: &&Migration| applied.iter().all(|applied| applied.version != it.version);
    Ok(all.iter().filter(is_missing).collect())
}

fn apply(conn: &mut Conn, migration: &Migration) -> QueryResult<()> {
    let apply = |conn: &mut Conn| {
        conn.batch_execute(migration.sql)?;
        diesel::sql_query(format!(
            "INSERT INTO __diesel_schema_migrations (version) VALUES ('{}')",
            migration.version
        ))
        .execute(conn)
        .map(drop)
    };
    match conn {
        // A statement about tables ends MySQL's transaction.
        #[cfg(feature = "mysql")]
        Conn::Mysql(_) => apply(conn),
        #[allow(unreachable_patterns)]
        _ => conn.transaction(apply),
    }
}

#[allow(clippy::needless_pass_by_value)] // the shape map_err wants
fn failed(error: DieselError) -> Error {
    let text = error.to_string();
    if text.contains("is locked") {
        return Code::Busy.into();
    }
    if failure::is_damaged(&text) {
        return failure::damaged();
    }
    tracing::error!(target: "bookroom", "a migration failed");
    Problem::new(Code::Storage).fact("cause", "a migration failed").into()
}
