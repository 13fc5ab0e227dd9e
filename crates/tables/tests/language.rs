//! The language of migrations: what each database gets, and what is refused with which words.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::path::Path;

use bookroom_tables::{Database, Migrations};

const BOOK: &str = "CREATE TABLE book (
    book_id INT NOT NULL,
    PRIMARY KEY (book_id)
);
";

const TEAM: &str = "-- Operators who share
-- records.
CREATE TABLE team (
    book_id INT NOT NULL,
    id INT NOT NULL,
    code TEXT(40),
    rate DECIMAL, -- in percent
    seen_at INSTANT NOT NULL,
    hash BYTES(32) NOT NULL DEFAULT '',
    PRIMARY KEY (book_id, id),
    FOREIGN KEY (book_id) REFERENCES book (book_id)
);
CREATE UNIQUE INDEX team_code ON team (book_id, code) WHERE code IS NOT NULL;
";

const DOWN: &str = "DROP TABLE team;\nDROP TABLE book;\n";

/// Reads migrations given as pairs of up and down.
fn read(scripts: &[(&str, &str)]) -> Result<Migrations, String> {
    let folder = tempfile::tempdir().unwrap();
    for ((up, down), number) in scripts.iter().zip(1..) {
        let path = folder.path().join(format!("2026-01-01-{number:06}_step"));
        std::fs::create_dir(&path).unwrap();
        std::fs::write(path.join("up.sql"), up).unwrap();
        std::fs::write(path.join("down.sql"), down).unwrap();
    }
    let place = format!("{}/2026-01-01-", folder.path().display());
    Migrations::read(folder.path()).map_err(|problem| problem.to_string().replace(&place, ""))
}

/// The message about a second migration that comes after `book` and `team`.
fn refused(up: &str) -> String {
    let first = format!("{BOOK}{TEAM}");
    match read(&[(&first, DOWN), (up, "")]) {
        Ok(_) => panic!("this was taken: {up}"),
        Err(told) => told,
    }
}

#[test]
fn each_database_gets_its_own_words() {
    let all = read(&[(&format!("{BOOK}{TEAM}"), DOWN)]).unwrap();
    let up = |database| all.list[0].up(database);
    for (database, parts) in [
        (
            Database::Sqlite,
            [
                "rate TEXT, -- in",
                "hash BLOB NOT NULL DEFAULT ''",
                ") STRICT, WITHOUT ROWID;",
                "NULL;",
            ],
        ),
        (
            Database::Postgres,
            ["code TEXT COLLATE \"C\",", "seen_at BIGINT NOT NULL", "hash BYTEA", "book_id)\n);"],
        ),
        (
            Database::Mysql,
            ["code VARCHAR(40),", "hash VARBINARY(32)", ") ENGINE=InnoDB", "(book_id, code);\n"],
        ),
    ] {
        for part in parts {
            assert!(up(database).contains(part), "{part} in {}", up(database));
        }
    }
    assert_eq!(all.list[0].version, "20260101000001");
}

#[test]
fn diesel_sees_the_same_tables() {
    let all = read(&[(&format!("{BOOK}{TEAM}"), DOWN)]).unwrap();
    let wanted = "diesel::table! {
    book (book_id) {
        book_id -> BigInt,
    }
}

diesel::table! {
    /// Operators who share
    /// records.
    team (book_id, id) {
        book_id -> BigInt,
        id -> BigInt,
        code -> Nullable<Text>,
        /// in percent
        rate -> Nullable<Text>,
        seen_at -> BigInt,
        hash -> Binary,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    book,
    team,
);
";
    for database in Database::ALL {
        assert_eq!(all.schema(database).diesel(), wanted);
    }
}

#[test]
fn later_migrations_change_the_tables() {
    let up = "ALTER TABLE team ADD COLUMN active BOOL NOT NULL DEFAULT TRUE;
ALTER TABLE team DROP COLUMN rate;
DROP INDEX team_code ON team;
ALTER TABLE team RENAME COLUMN code TO word;
ALTER TABLE team RENAME TO crew;
UPDATE crew SET word = 'INT; DATE' WHERE id = 1;
-- only postgres
CLUSTER crew;
-- end
";
    let down = "ALTER TABLE crew RENAME TO team;
ALTER TABLE team RENAME COLUMN word TO code;
CREATE UNIQUE INDEX team_code ON team (book_id, code) WHERE code IS NOT NULL;
ALTER TABLE team ADD COLUMN rate DECIMAL;
ALTER TABLE team DROP COLUMN active;
";
    let all = read(&[(&format!("{BOOK}{TEAM}"), DOWN), (up, down)]).unwrap();
    let team = all.schema(Database::Mysql).table("crew").unwrap();
    let columns: Vec<&str> = team.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(columns, ["book_id", "id", "word", "seen_at", "hash", "active"]);
    assert!(team.indexes.is_empty());
    let up = |database| all.list[1].up(database);
    assert!(up(Database::Sqlite).contains("active INTEGER NOT NULL DEFAULT TRUE;"));
    assert!(up(Database::Sqlite).contains("DROP INDEX team_code;"));
    assert!(up(Database::Mysql).contains("DROP INDEX team_code ON team;"));
    assert!(up(Database::Mysql).contains("word = 'INT; DATE'"));
    let clustered = Database::ALL.map(|database| up(database).contains("CLUSTER"));
    assert_eq!(clustered, [false, true, false]);
}

#[test]
fn what_is_not_understood_is_refused_with_its_line() {
    for (up, told) in [
        ("\nCREATE VIEW v AS SELECT 1;", "up.sql:2: a statement is CREATE TABLE, CREATE ["),
        ("ALTER TABLE team ADD CHECK (id > 0);", "up.sql:1: ALTER TABLE has ADD COLUMN, DROP"),
        ("CREATE TABLE a (\n    id INTEGER NOT NULL,", "up.sql:2: `INTEGER` is no type word; they"),
        ("CREATE TABLE a (\n    Id INT", "up.sql:2: expected a name in small letters, found `Id`"),
        ("CREATE TABLE a (\n    type INT", "up.sql:2: `type` is a word of Rust: choose another"),
        ("CREATE TABLE a (\n    id INT AUTO", "up.sql:2: expected `,`, found `AUTO`"),
        ("CREATE TABLE a (\n    id INT\n);", "up.sql:3: a table ends with its `PRIMARY KEY (…)`"),
        ("CREATE TABLE a (id INT, PRIMARY KEY (id));", "`id` is part of the primary key: say NOT"),
        ("CREATE TABLE team (id INT NOT NULL, PRIMARY KEY (id));", "index `team` already"),
        ("DROP TABLE tram;", "up.sql:1: there is no table `tram`"),
        ("DROP TABLE book;", "`team` refers to `book`: drop it first"),
        ("DROP TABLE team", "expected `;`, found the end of the file"),
        ("DROP INDEX team_code;", "expected `ON`, found `;`"),
        ("DROP INDEX a ON team;", "`team` has no index `a`"),
        ("ALTER TABLE team ADD COLUMN a INT NOT NULL;", "rows that exist need a value: `NOT NULL"),
        ("ALTER TABLE team ADD COLUMN a TEXT DEFAULT '';", "TEXT without a length has no DEFAULT"),
        ("ALTER TABLE team ADD COLUMN a INT DEFAULT now();", "a DEFAULT is a number, a text, TRUE"),
        ("ALTER TABLE team ADD COLUMN code INT;", "`team` has a column `code` already"),
        ("ALTER TABLE team DROP COLUMN code;", "`code` stands in a key or an index: SQLite keeps"),
        (
            "ALTER TABLE team RENAME COLUMN code TO a;",
            "condition of `team_code` names `code`: drop",
        ),
        ("CREATE INDEX a ON team (book_id, b);", "`team` has no column `b`"),
        ("CREATE INDEX team_code ON team (id);", "there is a table or index `team_code` already"),
        ("CREATE UNIQUE INDEX a ON team (id) WHERE id > 1;", "the condition of a unique index is"),
        ("UPDATE team SET code = 'a;", "up.sql:1: this ' has no second one"),
    ] {
        let found = refused(up);
        assert!(found.starts_with("000002_step/up.sql:") && found.contains(told), "{up}\n{found}");
    }
}

#[test]
fn keys_that_a_database_cannot_keep_are_refused() {
    let table = |column: &str, key: &str| {
        refused(&format!("CREATE TABLE a (\n{column} NOT NULL,\nPRIMARY KEY (b){key}\n);"))
    };
    assert!(table("b TEXT", "").contains("MySQL cannot keep `b` in a key: give its TEXT a length"));
    assert!(table("b TEXT(800)", "").contains("3200 bytes in one key; MySQL takes 3072"));
    let reference = |to: &str| table("b INT", &format!(", FOREIGN KEY (b) REFERENCES {to}"));
    assert!(reference("c (id)").contains("there is no table `c` to refer to"));
    assert!(reference("team (id)").contains("(id) is neither primary nor unique in `team`"));
    let other = table("b DATE", ", FOREIGN KEY (b) REFERENCES book (book_id)");
    assert!(other.contains("(b) has not the types of what it refers to"), "{other}");
}

#[test]
fn databases_must_agree_and_down_must_bring_back() {
    let only = "-- only mysql\nALTER TABLE team ADD COLUMN a INT;\n-- end\n";
    let back = only.replace("ADD COLUMN a INT", "DROP COLUMN a");
    let first = (&*format!("{BOOK}{TEAM}"), DOWN);
    let told = read(&[first, (only, &back)]).err().unwrap();
    assert!(told.contains("`team` is not the same on sqlite and on mysql"), "{told}");
    let told = read(&[first, ("ALTER TABLE team ADD COLUMN a INT;", "")]).err().unwrap();
    assert_eq!(told, "000002_step/down.sql:1: does not bring back the tables of before (sqlite)");
}

#[test]
fn a_folder_holds_migrations_only() {
    let folder = tempfile::tempdir().unwrap();
    let told = || Migrations::read(folder.path()).err().unwrap().to_string();
    std::fs::create_dir(folder.path().join("first")).unwrap();
    assert!(told().contains("a migration is a folder called like 2026-11-21-000001_first"));
    std::fs::rename(folder.path().join("first"), folder.path().join("2026-11-21-000001_a"))
        .unwrap();
    std::fs::write(folder.path().join("2026-11-21-000001_a/notes.txt"), "").unwrap();
    assert!(told().contains("2026-11-21-000001_a:1: holds notes.txt, not down.sql and up.sql"));
    assert!(Migrations::read(Path::new("nowhere")).is_err());
}
