//! One connection to any of the supported databases, opened by its address.

#![allow(missing_docs)] // what the derive makes has none

use std::time::Duration;

use diesel::Connection;

pub use super::address::Address;
#[cfg(feature = "sqlite")]
use super::files;
use super::reach;
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

/// How long things may take.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Waiting for what others hold.
    pub wait: Duration,
    /// Reaching a server.
    pub connect: Duration,
    /// One statement on a server.
    pub statement: Duration,
}

impl Address {
    /// Opens a connection; it has still to be set up.
    #[allow(unused_variables)] // they are for servers
    pub fn establish(&self, limits: &Limits) -> Result<Conn> {
        Ok(match self {
            #[cfg(feature = "sqlite")]
            Self::File(path) => {
                files::prepare(path)?;
                Conn::Sqlite(
                    diesel::SqliteConnection::establish(path)
                        .map_err(|error| reach::failed_file(path, &error))?,
                )
            }
            #[cfg(feature = "sqlite")]
            Self::Memory => Conn::Sqlite(
                diesel::SqliteConnection::establish(":memory:")
                    .map_err(|error| reach::failed_file(":memory:", &error))?,
            ),
            #[cfg(feature = "postgres")]
            Self::Postgres(url) => Conn::Pg(
                diesel::PgConnection::establish(&reach::with_limits(url, limits))
                    .map_err(|error| reach::failed(url, &error))?,
            ),
            #[cfg(feature = "mysql")]
            Self::Mysql(url) => {
                reach::knock(url, limits)?;
                Conn::Mysql(
                    diesel::MysqlConnection::establish(url)
                        .map_err(|error| reach::failed(url, &error))?,
                )
            }
            #[allow(unreachable_patterns)]
            _ => return Err(Problem::new(Code::NoBackend).at("url").into()),
        })
    }
}
