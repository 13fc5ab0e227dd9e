//! A fresh, empty store on each database. Servers are started by `cargo xtask test`, which passes
//! their addresses in `BOOKROOM_TEST_POSTGRES` and `BOOKROOM_TEST_MYSQL`.

use std::sync::atomic::{AtomicU32, Ordering};

use diesel::connection::SimpleConnection;
use diesel::{Connection, MysqlConnection, PgConnection, RunQueryDsl as _, SqliteConnection};

/// A database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    /// A SQLite file.
    Sqlite,
    /// PostgreSQL.
    Postgres,
    /// MySQL or MariaDB.
    Mysql,
}

impl Backend {
    /// All of them.
    pub const ALL: [Backend; 3] = [Backend::Sqlite, Backend::Postgres, Backend::Mysql];
}

/// An empty store that vanishes with this value.
pub struct EmptyStore {
    /// Its address.
    pub url: String,
    backend: Backend,
    name: String,
    folder: Option<tempfile::TempDir>,
}

impl EmptyStore {
    /// Makes one.
    ///
    /// # Panics
    /// When the server is not there: run the tests by `cargo xtask test`.
    #[must_use]
    pub fn on(backend: Backend) -> Self {
        let store = Self::named(backend);
        if backend != Backend::Sqlite {
            run(backend, &server(backend), &format!("CREATE DATABASE {}", store.name));
        }
        store
    }

    /// One that is still to be made.
    fn named(backend: Backend) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::SeqCst);
        let name = format!("bookroom_{}_{count}", std::process::id());
        if backend == Backend::Sqlite {
            let folder = tempfile::tempdir().expect("a temporary folder");
            let url = folder.path().join("book.db").to_str().expect("a path").to_owned();
            return Self { url, backend, name, folder: Some(folder) };
        }
        let server = server(backend);
        let base = server.rsplit_once('/').expect("a database in the address").0;
        Self { url: format!("{base}/{name}"), backend, name, folder: None }
    }
}

impl EmptyStore {
    /// Which database it is on.
    #[must_use]
    pub fn backend(&self) -> Backend {
        self.backend
    }

    /// A store with the same contents; nobody may have this one open. On MySQL without references.
    ///
    /// # Panics
    /// When it cannot be made.
    #[must_use]
    pub fn copy(&self) -> Self {
        let copy = match self.backend {
            Backend::Postgres => {
                let copy = Self::named(self.backend);
                let (new, old) = (&copy.name, &self.name);
                let sql = format!("CREATE DATABASE {new} TEMPLATE {old}");
                run(self.backend, &server(self.backend), &sql);
                return copy;
            }
            _ => Self::on(self.backend),
        };
        match self.backend {
            Backend::Mysql => {
                let sql = "SELECT group_concat(concat('CREATE TABLE NEW.', table_name, ' LIKE OLD.', \
                     table_name, '; INSERT INTO NEW.', table_name, ' SELECT * FROM OLD.', \
                     table_name) SEPARATOR '; ') AS line \
                     FROM information_schema.tables WHERE table_schema = 'OLD'";
                let conn = &mut MysqlConnection::establish(&server(self.backend)).expect("MySQL");
                conn.batch_execute("SET group_concat_max_len = 100000").expect("a setting");
                let named = |sql: &str| sql.replace("OLD", &self.name).replace("NEW", &copy.name);
                let lines: Vec<Line> =
                    diesel::sql_query(named(sql)).load(conn).expect("the tables");
                let copying = format!("SET foreign_key_checks = 0; {}", named(&lines[0].line));
                conn.batch_execute(&copying).expect("a copy");
            }
            _ => drop(std::fs::copy(&self.url, &copy.url).expect("a copy")),
        }
        copy
    }

    /// Runs statements on it, or beside it on its server.
    ///
    /// # Panics
    /// When they fail.
    pub fn run(&self, sql: &str) {
        run(self.backend, &self.url, sql);
    }

    /// Ends every session on it at the server, as a restart or an idle limit does.
    ///
    /// # Panics
    /// When the server is not there.
    pub fn end_sessions(&self) {
        let name = &self.name;
        match self.backend {
            Backend::Sqlite => {}
            Backend::Postgres => run(
                self.backend,
                &server(self.backend),
                &format!(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                     WHERE datname = '{name}'"
                ),
            ),
            Backend::Mysql => {
                let sql = "SELECT id FROM information_schema.processlist WHERE db = ";
                let conn = &mut MysqlConnection::establish(&server(self.backend)).expect("MySQL");
                let found: Vec<SessionId> =
                    diesel::sql_query(format!("{sql}'{name}'")).load(conn).expect("sessions");
                for session in found {
                    // One may have ended by itself.
                    let _ = conn.batch_execute(&format!("KILL {}", session.id));
                }
            }
        }
        // The server ends them a moment later.
        std::thread::sleep(std::time::Duration::from_millis(200));
    }
}

impl EmptyStore {
    /// How many sessions are on it at the server.
    ///
    /// # Panics
    /// When the server is not there.
    #[must_use]
    pub fn sessions(&self) -> usize {
        let name = &self.name;
        let found: Vec<SessionId> = match self.backend {
            Backend::Sqlite => Vec::new(),
            Backend::Postgres => {
                let conn = &mut PgConnection::establish(&server(self.backend)).expect("PostgreSQL");
                let sql = "SELECT pid::bigint AS id FROM pg_stat_activity WHERE datname = ";
                diesel::sql_query(format!("{sql}'{name}'")).load(conn).expect("sessions")
            }
            Backend::Mysql => {
                let conn = &mut MysqlConnection::establish(&server(self.backend)).expect("MySQL");
                let sql = "SELECT id FROM information_schema.processlist WHERE db = ";
                diesel::sql_query(format!("{sql}'{name}'")).load(conn).expect("sessions")
            }
        };
        found.len()
    }
}

#[derive(diesel::QueryableByName)]
struct SessionId {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    id: i64,
}

#[derive(diesel::QueryableByName)]
struct Line {
    #[diesel(sql_type = diesel::sql_types::Text)]
    line: String,
}

impl Drop for EmptyStore {
    fn drop(&mut self) {
        if self.folder.is_none() {
            let force = if self.backend == Backend::Postgres { " WITH (FORCE)" } else { "" };
            run(
                self.backend,
                &server(self.backend),
                &format!("DROP DATABASE {}{force}", self.name),
            );
        }
    }
}

fn server(backend: Backend) -> String {
    let variable = match backend {
        Backend::Postgres => "BOOKROOM_TEST_POSTGRES",
        _ => "BOOKROOM_TEST_MYSQL",
    };
    std::env::var(variable).unwrap_or_else(|_| {
        panic!(
            "{variable} is not set: run the tests by `cargo xtask test` or `cargo xtask servers`"
        )
    })
}

fn run(backend: Backend, url: &str, sql: &str) {
    match backend {
        Backend::Sqlite => SqliteConnection::establish(url)
            .expect("a SQLite file")
            .batch_execute(sql)
            .expect("the statement runs"),
        Backend::Postgres => PgConnection::establish(url)
            .expect("a PostgreSQL server")
            .batch_execute(sql)
            .expect("the statement runs"),
        Backend::Mysql => MysqlConnection::establish(url)
            .expect("a MySQL server")
            .batch_execute(sql)
            .expect("the statement runs"),
    }
}
