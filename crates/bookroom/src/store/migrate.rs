//! Bringing a store to the schema of this build. Migrations are embedded; each database has its own
//! folder with the same names.

use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::{Conn, dialect, failure};
use crate::error::{Code, Problem, Result};

#[cfg(feature = "sqlite")]
const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
#[cfg(feature = "postgres")]
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");
#[cfg(feature = "mysql")]
const MYSQL: EmbeddedMigrations = embed_migrations!("migrations/mysql");

/// Runs the migrations that are missing; several processes may do so at once.
pub(crate) fn run(conn: &mut Conn) -> Result<()> {
    let pending = match &mut *conn {
        #[cfg(feature = "sqlite")]
        Conn::Sqlite(c) => c.has_pending_migration(SQLITE),
        #[cfg(feature = "postgres")]
        Conn::Pg(c) => c.has_pending_migration(POSTGRES),
        #[cfg(feature = "mysql")]
        Conn::Mysql(c) => c.has_pending_migration(MYSQL),
    };
    if !pending.map_err(failed)? {
        return Ok(());
    }
    dialect::with_migration_lock(conn, |conn| {
        match conn {
            #[cfg(feature = "sqlite")]
            Conn::Sqlite(c) => c.run_pending_migrations(SQLITE).map(drop),
            #[cfg(feature = "postgres")]
            Conn::Pg(c) => c.run_pending_migrations(POSTGRES).map(drop),
            #[cfg(feature = "mysql")]
            Conn::Mysql(c) => c.run_pending_migrations(MYSQL).map(drop),
        }
        .map_err(failed)
    })
}

#[allow(clippy::needless_pass_by_value)] // the shape map_err wants
fn failed(error: Box<dyn std::error::Error + Send + Sync>) -> crate::error::Error {
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
