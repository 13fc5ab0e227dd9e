//! What a database's own catalogue says of its tables, and what the migrations say, as lines that
//! can be compared.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use bookroom_tables::{Database, Schema};
use bookroom_tests::backends::Backend;
use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;
use diesel::sql_types::Text;

/// One line for each table, column, key, index and reference.
pub type Lines = BTreeSet<String>;

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    line: String,
}

const SQLITE: &str = r#"
WITH t AS (SELECT name, strict, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
    AND name NOT LIKE 'sqlite\_%' ESCAPE '\' AND name <> '__diesel_schema_migrations')
SELECT 'table ' || name || iif(strict, ' STRICT', '') || iif(wr, ' WITHOUT ROWID', '') AS line
FROM t
UNION ALL
SELECT 'column ' || t.name || '.' || c.name || ' ' || c.type || iif(c."notnull", ' NOT NULL', '')
FROM t, pragma_table_info(t.name) c
UNION ALL
SELECT 'primary ' || t.name || ' (' || (SELECT group_concat(name, ', ') FROM
    (SELECT name FROM pragma_table_info(t.name) WHERE pk > 0 ORDER BY pk)) || ')'
FROM t
UNION ALL
SELECT iif(i."unique", 'unique ' || t.name, 'index ' || t.name || ' ' || i.name) || ' (' ||
    (SELECT group_concat(name, ', ') FROM
        (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno)) || ')' ||
    iif(i.partial, (SELECT substr(sql, instr(sql, ' WHERE ')) FROM sqlite_master m
        WHERE m.type = 'index' AND m.name = i.name), '')
FROM t, pragma_index_list(t.name) i WHERE i.origin <> 'pk'
UNION ALL
SELECT 'reference ' || name || ' (' || group_concat("from", ', ') || ') ' || "table" || ' (' ||
    group_concat("to", ', ') || ')'
FROM (SELECT t.name, f.id, f."from", f."table", f."to"
    FROM t, pragma_foreign_key_list(t.name) f ORDER BY t.name, f.id, f.seq)
GROUP BY name, id
"#;

const POSTGRES: &str = r#"
WITH t AS (SELECT oid, relname::text AS name FROM pg_class WHERE relkind = 'r'
    AND relnamespace = 'public'::regnamespace AND relname <> '__diesel_schema_migrations'),
named AS (SELECT i.indrelid, i.indexrelid, i.indisprimary, i.indisunique, i.indpred,
    (SELECT string_agg(a.attname, ', ' ORDER BY k.at) FROM unnest(i.indkey) WITH ORDINALITY k(num, at)
        JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.num) AS columns
    FROM pg_index i)
SELECT 'table ' || name AS line FROM t
UNION ALL
SELECT 'column ' || t.name || '.' || a.attname || ' ' || upper(format_type(a.atttypid, a.atttypmod))
    || coalesce(' COLLATE "' || c.collname || '"', '')
    || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
FROM t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_collation c ON c.oid = a.attcollation
UNION ALL
SELECT CASE WHEN n.indisprimary THEN 'primary ' || t.name WHEN n.indisunique THEN 'unique ' || t.name
        ELSE 'index ' || t.name || ' ' || i.relname END || ' (' || n.columns || ')'
    || coalesce(' WHERE ' || trim(BOTH '()' FROM pg_get_expr(n.indpred, t.oid)), '')
FROM t JOIN named n ON n.indrelid = t.oid JOIN pg_class i ON i.oid = n.indexrelid
UNION ALL
SELECT 'reference ' || t.name || ' (' ||
    (SELECT string_agg(a.attname, ', ' ORDER BY k.at) FROM unnest(f.conkey) WITH ORDINALITY k(num, at)
        JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = k.num) || ') ' || o.relname ||
    ' (' ||
    (SELECT string_agg(a.attname, ', ' ORDER BY k.at) FROM unnest(f.confkey) WITH ORDINALITY k(num, at)
        JOIN pg_attribute a ON a.attrelid = f.confrelid AND a.attnum = k.num) || ')'
FROM t JOIN pg_constraint f ON f.conrelid = t.oid AND f.contype = 'f'
    JOIN pg_class o ON o.oid = f.confrelid
"#;

const MYSQL: &str = r"
SELECT concat('table ', table_name, ' ', engine, ' ', table_collation) AS line
FROM information_schema.tables WHERE table_schema = database()
    AND table_name <> '__diesel_schema_migrations'
UNION ALL
SELECT concat('column ', table_name, '.', column_name, ' ',
    CASE WHEN data_type = 'bigint' THEN 'BIGINT' WHEN column_type = 'tinyint(1)' THEN 'BOOLEAN'
        ELSE upper(column_type) END,
    IF(collation_name IS NULL OR collation_name = 'utf8mb4_bin', '', concat(' ', collation_name)),
    IF(is_nullable = 'NO', ' NOT NULL', ''))
FROM information_schema.columns WHERE table_schema = database()
    AND table_name <> '__diesel_schema_migrations'
UNION ALL
SELECT concat(CASE WHEN index_name = 'PRIMARY' THEN concat('primary ', table_name)
        WHEN non_unique = 0 THEN concat('unique ', table_name)
        ELSE concat('index ', table_name, ' ', index_name) END,
    ' (', group_concat(column_name ORDER BY seq_in_index SEPARATOR ', '), ')')
FROM information_schema.statistics WHERE table_schema = database()
    AND table_name <> '__diesel_schema_migrations'
GROUP BY table_name, index_name, non_unique
UNION ALL
SELECT concat('reference ', table_name, ' (',
    group_concat(column_name ORDER BY ordinal_position SEPARATOR ', '), ') ',
    referenced_table_name, ' (',
    group_concat(referenced_column_name ORDER BY ordinal_position SEPARATOR ', '), ')')
FROM information_schema.key_column_usage
WHERE table_schema = database() AND referenced_table_name IS NOT NULL
GROUP BY table_name, constraint_name, referenced_table_name
";

/// Runs the same expression on a connection to whichever database it is.
macro_rules! connected {
    ($backend:expr, $url:expr, $conn:ident => $body:expr) => {
        match $backend {
            Backend::Sqlite => {
                let $conn = &mut SqliteConnection::establish($url).unwrap();
                $body
            }
            Backend::Postgres => {
                let $conn = &mut PgConnection::establish($url).unwrap();
                $body
            }
            Backend::Mysql => {
                let $conn = &mut MysqlConnection::establish($url).unwrap();
                $body
            }
        }
    };
}

/// Runs statements on a store, if there are any: MariaDB's client falls over a text without one.
pub fn run(backend: Backend, url: &str, sql: &str) {
    let is_said = |line: &str| !line.trim().is_empty() && !line.trim().starts_with("--");
    if !sql.lines().any(is_said) {
        return;
    }
    connected!(backend, url, conn => conn.batch_execute(sql).unwrap());
}

/// What the catalogue of a store says.
pub fn found(backend: Backend, url: &str) -> Lines {
    let sql = match backend {
        Backend::Sqlite => SQLITE,
        Backend::Postgres => POSTGRES,
        Backend::Mysql => MYSQL,
    };
    let rows: Vec<Row> =
        connected!(backend, url, conn => diesel::sql_query(sql).load(conn).unwrap());
    rows.into_iter().map(|row| row.line).collect()
}

/// What the migrations say.
pub fn described(schema: &Schema, database: Database) -> Lines {
    let ending = match database {
        Database::Sqlite => " STRICT WITHOUT ROWID",
        Database::Postgres => "",
        Database::Mysql => " InnoDB utf8mb4_bin",
    };
    let mut lines = Lines::new();
    for table in &schema.tables {
        let name = &table.name;
        lines.insert(format!("table {name}{ending}"));
        for column in &table.columns {
            let mut line = format!("column {name}.{} {}", column.name, column.kind.sql(database));
            line += if column.nullable { "" } else { " NOT NULL" };
            lines.insert(line);
        }
        lines.insert(format!("primary {name} ({})", table.primary_key.join(", ")));
        lines.extend(table.unique.iter().map(|key| format!("unique {name} ({})", key.join(", "))));
        for index in &table.indexes {
            let mut line = match index.unique {
                true => format!("unique {name}"),
                false => format!("index {name} {}", index.name),
            };
            let _ = write!(line, " ({})", index.columns.join(", "));
            line.extend(index.condition.iter().map(|condition| format!(" WHERE {condition}")));
            lines.insert(line);
        }
        for key in &table.foreign_keys {
            let (from, to) = (key.columns.join(", "), key.to.join(", "));
            lines.insert(format!("reference {name} ({from}) {} ({to})", key.table));
        }
    }
    lines
}

/// What differs, except the indexes that MySQL makes for references by itself.
pub fn differences(schema: &Schema, database: Database, found: &Lines) -> Vec<String> {
    let described = described(schema, database);
    let is_made = |line: &str| {
        let words: Vec<&str> = line.splitn(4, ' ').collect();
        database == Database::Mysql
            && words[0] == "index"
            && described
                .iter()
                .any(|it| it.starts_with(&format!("reference {} {} ", words[1], words[3])))
    };
    let lacking = described.difference(found).map(|line| format!("described, not found: {line}"));
    let more = found.difference(&described).filter(|line| !is_made(line));
    lacking.chain(more.map(|line| format!("found, not described: {line}"))).collect()
}
