//! Reads bookroom's migrations. Each is written once, in SQL with type words, and expanded here for
//! each database; the tables that they come to are folded from the same text, for the engine's
//! diesel schema and for the test that compares them with a database's catalogue.
//!
//! The language is described in the README of the engine's `migrations/`.

mod blocks;
mod checks;
mod diesel;
mod expand;
mod fold;
mod folder;
mod reader;
mod tokens;
mod words;

use std::fmt;

pub use fold::{Column, ForeignKey, Index, Schema, Table};
pub use folder::{Migration, Migrations};
pub use words::Type;

/// A database that migrations are expanded for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Database {
    /// SQLite.
    Sqlite,
    /// PostgreSQL.
    Postgres,
    /// MySQL and MariaDB.
    Mysql,
}

impl Database {
    /// All of them.
    pub const ALL: [Database; 3] = [Database::Sqlite, Database::Postgres, Database::Mysql];

    /// Its name in `-- only` lines and among the engine's features.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Database::Sqlite => "sqlite",
            Database::Postgres => "postgres",
            Database::Mysql => "mysql",
        }
    }
}

/// What is wrong with a migration, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub what: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)
    }
}

impl std::error::Error for Problem {}

/// What reading a migration comes to.
pub type Result<T> = std::result::Result<T, Problem>;

pub(crate) fn problem(file: &str, line: usize, what: impl Into<String>) -> Problem {
    Problem { file: file.to_owned(), line, what: what.into() }
}
