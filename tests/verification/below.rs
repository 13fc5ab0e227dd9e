//! A store below the engine, on whichever database: its tables, and changes that are put back.

use std::collections::BTreeMap;

use bookroom_tests::backends::{Backend, EmptyStore};
use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;
use diesel::sql_types::BigInt;

use crate::tables::catalogue;

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// A table of the catalogue.
pub struct Table {
    pub name: String,
    /// Name and type.
    pub columns: Vec<(String, String)>,
    pub key: Vec<String>,
}

/// The tables of a store.
pub fn tables(store: &EmptyStore) -> Vec<Table> {
    let mut found = BTreeMap::<String, Table>::new();
    for line in catalogue::found(store.backend(), &store.url) {
        let words: Vec<&str> = line.splitn(3, ' ').collect();
        let [word, name, rest] = words[..] else { continue };
        let table = name.split('.').next().unwrap();
        let fresh = || Table { name: table.to_owned(), columns: vec![], key: vec![] };
        let table = found.entry(table.to_owned()).or_insert_with(fresh);
        match word {
            "column" => {
                let column = name.split_once('.').unwrap().1;
                table.columns.push((column.to_owned(), rest.to_owned()));
            }
            "primary" => {
                let key = rest.trim_matches(['(', ')']).split(", ");
                table.key = key.map(str::to_owned).collect();
            }
            _ => {}
        }
    }
    found.into_values().collect()
}

enum Raw {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
    Mysql(MysqlConnection),
}

/// A connection on which references are not looked at, with a copy of each table beside it.
pub struct Below {
    conn: Raw,
    backend: Backend,
}

impl Below {
    /// On a store, beside whose tables copies are made.
    pub fn of(store: &EmptyStore, tables: &[Table]) -> Self {
        let (url, backend) = (&store.url, store.backend());
        let (conn, set_up) = match backend {
            Backend::Sqlite => (
                Raw::Sqlite(SqliteConnection::establish(url).unwrap()),
                "PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF",
            ),
            Backend::Postgres => (
                Raw::Postgres(PgConnection::establish(url).unwrap()),
                "SET session_replication_role = replica; SET synchronous_commit = off",
            ),
            Backend::Mysql => {
                (Raw::Mysql(MysqlConnection::establish(url).unwrap()), "SET foreign_key_checks = 0")
            }
        };
        let mut below = Self { conn, backend };
        assert!(below.run(set_up));
        // Nothing in the log names a request that changed nothing: its row is the memory of a call.
        assert!(below.run("DELETE FROM request_log WHERE last_seq < first_seq"));
        for Table { name, .. } in tables {
            let temporary = if backend == Backend::Sqlite { "TEMP " } else { "" };
            let copy = format!("CREATE {temporary}TABLE keep_{name} AS SELECT * FROM {name}");
            assert!(below.run(&copy), "{copy}");
        }
        below
    }

    /// Whether it is a file.
    pub fn is_embedded(&self) -> bool {
        self.backend == Backend::Sqlite
    }

    /// Runs statements; whether the database took them.
    pub fn run(&mut self, sql: &str) -> bool {
        let done = match &mut self.conn {
            Raw::Sqlite(conn) => conn.batch_execute(sql),
            Raw::Postgres(conn) => conn.batch_execute(sql),
            Raw::Mysql(conn) => conn.batch_execute(sql),
        };
        done.is_ok()
    }

    /// The number that a select of `n` finds.
    pub fn number(&mut self, sql: &str) -> i64 {
        let query = diesel::sql_query(sql);
        let rows: Vec<Number> = match &mut self.conn {
            Raw::Sqlite(conn) => query.load(conn),
            Raw::Postgres(conn) => query.load(conn),
            Raw::Mysql(conn) => query.load(conn),
        }
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
        rows[0].n
    }

    /// In how many rows a table differs from its copy.
    pub fn changed(&mut self, table: &str) -> i64 {
        self.number(&format!(
            "SELECT (SELECT count(*) FROM (SELECT * FROM {table} EXCEPT SELECT * FROM keep_{table}) a)
                + (SELECT count(*) FROM (SELECT * FROM keep_{table} EXCEPT SELECT * FROM {table}) b)
             AS n"
        ))
    }

    /// Makes a table again what its copy is.
    pub fn put_back(&mut self, table: &str) {
        let back = format!("DELETE FROM {table}; INSERT INTO {table} SELECT * FROM keep_{table}");
        assert!(self.run(&back), "{back}");
    }

    /// A column's name as it may stand in a statement.
    pub fn quoted(&self, column: &str) -> String {
        match self.backend {
            Backend::Mysql => format!("`{column}`"),
            _ => format!("\"{column}\""),
        }
    }

    /// Which row of a copy it is, in the order of the keys.
    pub fn row(&self, table: &Table, offset: i64) -> String {
        let key: Vec<String> = table.key.iter().map(|column| self.quoted(column)).collect();
        let key = key.join(", ");
        let row = |key: &str| match table.key.len() {
            1 => key.to_owned(),
            _ => format!("({key})"),
        };
        format!(
            "{} = (SELECT {key} FROM keep_{} ORDER BY {key} LIMIT 1 OFFSET {offset})",
            row(&key),
            table.name
        )
    }

    /// Other values for a column.
    pub fn others(&self, column: &str, kind: &str) -> Vec<String> {
        let day = column.ends_with("_on") || column == "valid_from";
        let number = &["coalesce({}, 0) + 1", "coalesce({}, 0) - 1", "-{}", "NULL"][..];
        let text = &["coalesce({}, '') || 'x'", "'x'", "''", "NULL"][..];
        let others: &[&str] = match (self.backend, kind.split([' ', '(']).next().unwrap()) {
            (_, "INTEGER" | "BIGINT") => number,
            (_, "BLOB") => &["randomblob(32)", "x'00'", "NULL"],
            (_, "BYTEA") => &["sha256(convert_to(random()::text, 'UTF8'))", "'\\x00'", "NULL"],
            (_, "VARBINARY" | "LONGBLOB") => &["unhex(sha2(rand(), 256))", "x'00'", "NULL"],
            (Backend::Mysql, "BOOLEAN") => &["1 - {}", "2", "NULL"],
            (_, "BOOLEAN") => &["NOT {}", "NULL"],
            (Backend::Mysql, "DATE") => &["coalesce({} + INTERVAL 1 DAY, '2026-01-01')", "NULL"],
            (_, "DATE") => &["coalesce({} + 1, DATE '2026-01-01')", "NULL"],
            (Backend::Sqlite, _) if day => {
                &["coalesce(date({}, '+1 day'), '2026-01-01')", "'no date'", "NULL"]
            }
            (Backend::Mysql, "VARCHAR" | "LONGTEXT") => {
                &["concat(coalesce({}, ''), 'x')", "'x'", "''", "NULL"]
            }
            (_, "TEXT") => text,
            (backend, other) => panic!("{backend:?}: no other value for {other}"),
        };
        let column = self.quoted(column);
        others.iter().map(|value| value.replace("{}", &column)).collect()
    }
}
