//! Databases of their own on the servers that `cargo xtask servers` starts.

use diesel::connection::SimpleConnection;
use diesel::{Connection, MysqlConnection, PgConnection};

use crate::Outcome;

/// A server, where the variable of the environment that has its address is set.
pub enum Server {
    /// PostgreSQL.
    Postgres(String),
    /// MySQL or MariaDB.
    Mysql(String),
}

/// The servers that are there, and what they are called in figures.
pub fn all() -> Vec<(&'static str, Server)> {
    let address = |name: &str| std::env::var(name).ok();
    let postgres = address("BOOKROOM_TEST_POSTGRES").map(|url| ("postgres", Server::Postgres(url)));
    let mysql = address("BOOKROOM_TEST_MYSQL").map(|url| ("mysql", Server::Mysql(url)));
    postgres.into_iter().chain(mysql).collect()
}

/// A database made for one measurement.
pub struct Database {
    server: Server,
    name: String,
    /// Its address.
    pub url: String,
}

impl Database {
    /// Makes an empty one.
    pub fn create(server: Server) -> Outcome<Self> {
        let name = format!("bench_{}", std::process::id());
        let (Server::Postgres(of) | Server::Mysql(of)) = &server;
        let (base, _) = of.rsplit_once('/').ok_or("an address without a database")?;
        let url = format!("{base}/{name}");
        server.run(&format!("CREATE DATABASE {name}"))?;
        Ok(Self { server, name, url })
    }

    /// Removes it.
    pub fn remove(self) -> Outcome<()> {
        let force = if matches!(self.server, Server::Postgres(_)) { " WITH (FORCE)" } else { "" };
        self.server.run(&format!("DROP DATABASE {}{force}", self.name))
    }
}

impl Server {
    fn run(&self, statement: &str) -> Outcome<()> {
        match self {
            Self::Postgres(url) => PgConnection::establish(url)?.batch_execute(statement)?,
            Self::Mysql(url) => MysqlConnection::establish(url)?.batch_execute(statement)?,
        }
        Ok(())
    }
}
