//! A fresh, empty store on each database. Servers are started by `cargo xtask test`, which passes
//! their addresses in `BOOKROOM_TEST_POSTGRES` and `BOOKROOM_TEST_MYSQL`.

use std::sync::atomic::{AtomicU32, Ordering};

use diesel::connection::SimpleConnection;
use diesel::{Connection, MysqlConnection, PgConnection};

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
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::SeqCst);
        let name = format!("bookroom_{}_{count}", std::process::id());
        match backend {
            Backend::Sqlite => {
                let folder = tempfile::tempdir().expect("a temporary folder");
                let url = folder.path().join("book.db").to_str().expect("a path").to_owned();
                Self { url, backend, name, folder: Some(folder) }
            }
            Backend::Postgres | Backend::Mysql => {
                let server = server(backend);
                run(backend, &server, &format!("CREATE DATABASE {name}"));
                let base = server.rsplit_once('/').expect("a database in the address").0;
                Self { url: format!("{base}/{name}"), backend, name, folder: None }
            }
        }
    }
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
        Backend::Sqlite => {}
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
