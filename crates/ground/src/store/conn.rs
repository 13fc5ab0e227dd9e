//! One connection to any of the supported databases, opened by the scheme of a URL.

#![allow(missing_docs)] // what the derive makes has none

use std::time::Duration;

use diesel::Connection;

use super::dialect;
use super::failure::from_connect;
use crate::error::{Code, Problem, Result};

#[cfg(not(any(feature = "sqlite", feature = "postgres", feature = "mysql")))]
compile_error!("choose at least one of the features sqlite, postgres, mysql");

/// A connection to the database that the URL named.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    /// SQLite, bundled.
    #[cfg(feature = "sqlite")]
    Sqlite(diesel::SqliteConnection),
    /// PostgreSQL.
    #[cfg(feature = "postgres")]
    Pg(diesel::PgConnection),
    /// MySQL or MariaDB.
    #[cfg(feature = "mysql")]
    Mysql(diesel::MysqlConnection),
}

/// Which database a URL names, and how it is reached.
#[derive(Clone, PartialEq, Eq)]
pub enum Address {
    /// A SQLite file.
    File(String),
    /// A SQLite store in memory.
    Memory,
    /// A PostgreSQL server.
    Postgres(String),
    /// A MySQL or MariaDB server.
    Mysql(String),
}

impl Address {
    /// Reads a URL: `postgres://`, `postgresql://`, `mysql://`, `mariadb://`, `sqlite://PATH`,
    /// `sqlite::memory:`, `:memory:`, or the path of a file.
    pub fn parse(url: &str) -> Result<Self> {
        let url = url.trim();
        if url.is_empty() || url.contains('\0') {
            return Err(Problem::new(Code::Required).at("url").into());
        }
        Ok(match url.split_once("://") {
            Some(("postgres" | "postgresql", _)) => Self::Postgres(url.to_owned()),
            Some(("mysql", _)) => Self::Mysql(url.to_owned()),
            Some(("mariadb", rest)) => Self::Mysql(format!("mysql://{rest}")),
            Some(("sqlite" | "file", rest)) => Self::File(rest.to_owned()),
            Some((_, _)) => return Err(Problem::new(Code::NoBackend).at("url").into()),
            None if matches!(url, ":memory:" | "sqlite::memory:" | "memory:") => Self::Memory,
            None => Self::File(url.strip_prefix("sqlite:").unwrap_or(url).to_owned()),
        })
    }

    /// Opens a connection and sets it up; `wait` is how long it waits for locks.
    pub fn connect(&self, wait: Duration) -> Result<Conn> {
        let mut conn = match self {
            #[cfg(feature = "sqlite")]
            Self::File(path) => {
                Conn::Sqlite(diesel::SqliteConnection::establish(path).map_err(from_connect)?)
            }
            #[cfg(feature = "sqlite")]
            Self::Memory => {
                Conn::Sqlite(diesel::SqliteConnection::establish(":memory:").map_err(from_connect)?)
            }
            #[cfg(feature = "postgres")]
            Self::Postgres(url) => {
                Conn::Pg(diesel::PgConnection::establish(url).map_err(from_connect)?)
            }
            #[cfg(feature = "mysql")]
            Self::Mysql(url) => {
                Conn::Mysql(diesel::MysqlConnection::establish(url).map_err(from_connect)?)
            }
            #[allow(unreachable_patterns)]
            _ => return Err(Problem::new(Code::NoBackend).at("url").into()),
        };
        dialect::set_up(&mut conn, wait)?;
        Ok(conn)
    }

    /// Whether it is SQLite, where one writer at a time is the rule.
    pub fn is_embedded(&self) -> bool {
        matches!(self, Self::File(_) | Self::Memory)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_name_their_database() {
        let parse = |url| Address::parse(url).unwrap();
        assert_eq!(parse("shop.db"), Address::File("shop.db".into()));
        assert_eq!(parse("sqlite:///tmp/a b.db"), Address::File("/tmp/a b.db".into()));
        assert_eq!(parse(":memory:"), Address::Memory);
        assert_eq!(parse("mariadb://h/d"), Address::Mysql("mysql://h/d".into()));
        assert_eq!(Address::parse("oracle://x").unwrap_err().code(), Code::NoBackend);
        assert_eq!(Address::parse(" ").unwrap_err().code(), Code::Required);
    }
}
