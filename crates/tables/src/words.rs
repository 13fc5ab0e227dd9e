//! The type words and what each stands for on each database.

use crate::Database;

/// One type word.
#[derive(Debug, PartialEq, Eq)]
struct Word {
    /// As it is written, `(n)` standing for a length.
    written: &'static str,
    /// In the order of [`Database::ALL`].
    sql: [&'static str; 3],
    /// Among diesel's `sql_types`.
    diesel: &'static str,
}

/// On PostgreSQL text compares by its bytes, as it does on the other two.
const PG_TEXT: &str = "TEXT COLLATE \"C\"";

const WORDS: [Word; 10] = [
    word("INT", ["INTEGER", "BIGINT", "BIGINT"], "BigInt"),
    word("MONEY", ["INTEGER", "BIGINT", "BIGINT"], "BigInt"),
    word("INSTANT", ["INTEGER", "BIGINT", "BIGINT"], "BigInt"),
    word("BOOL", ["INTEGER", "BOOLEAN", "BOOLEAN"], "Bool"),
    word("DATE", ["TEXT", "DATE", "DATE"], "Date"),
    word("DECIMAL", ["TEXT", PG_TEXT, "VARCHAR(40)"], "Text"),
    word("TEXT(n)", ["TEXT", PG_TEXT, "VARCHAR(n)"], "Text"),
    word("TEXT", ["TEXT", PG_TEXT, "LONGTEXT"], "Text"),
    word("BYTES", ["BLOB", "BYTEA", "LONGBLOB"], "Binary"),
    word("BYTES(n)", ["BLOB", "BYTEA", "VARBINARY(n)"], "Binary"),
];

const fn word(written: &'static str, sql: [&'static str; 3], diesel: &'static str) -> Word {
    Word { written, sql, diesel }
}

/// The type of a column: a word with its length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Type {
    word: &'static Word,
    length: Option<u32>,
}

impl Type {
    /// The type that a word names, with a length or without.
    pub(crate) fn named(name: &str, length: Option<u32>) -> Result<Self, String> {
        let written = if length.is_some() { format!("{name}(n)") } else { name.to_owned() };
        match WORDS.iter().find(|word| word.written == written) {
            Some(word) => Ok(Self { word, length }),
            None => {
                let known: Vec<&str> = WORDS.iter().map(|word| word.written).collect();
                Err(format!("`{written}` is no type word; they are {}", known.join(", ")))
            }
        }
    }

    /// The type in the SQL of a database.
    #[must_use]
    pub fn sql(&self, database: Database) -> String {
        let length = self.length.unwrap_or_default();
        self.word.sql[database as usize].replace("(n)", &format!("({length})"))
    }

    /// The name of the type among diesel's `sql_types`.
    #[must_use]
    pub fn diesel(&self) -> &'static str {
        self.word.diesel
    }

    /// How many bytes it takes in a key of MySQL, if it may stand in one.
    pub(crate) fn key_bytes(&self) -> Option<u32> {
        let sql = self.sql(Database::Mysql);
        let length = |start: &str| sql.strip_prefix(start)?.strip_suffix(')')?.parse().ok();
        match length("VARCHAR(").map(|characters: u32| characters * 4) {
            _ if matches!(sql.as_str(), "LONGTEXT" | "LONGBLOB") => None,
            None => Some(length("VARBINARY(").unwrap_or(8)),
            bytes => bytes,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_that_the_readme_describes() {
        let readme = include_str!("../../ground/migrations/README.md");
        let rows: Vec<Vec<&str>> = readme
            .lines()
            .filter_map(|line| line.strip_prefix("| `"))
            .map(|row| row.split('|').map(|cell| cell.trim().trim_matches('`')).collect())
            .collect();
        let described: Vec<_> = rows.iter().map(|row| (row[0], [row[2], row[3], row[4]])).collect();
        let known: Vec<_> = WORDS.iter().map(|word| (word.written, word.sql)).collect();
        assert_eq!(described, known);
    }

    #[test]
    fn an_unknown_word_lists_the_known_ones() {
        let told = Type::named("VARCHAR", Some(40)).unwrap_err();
        assert!(told.starts_with("`VARCHAR(n)` is no type word; they are INT, "), "{told}");
        assert!(Type::named("INT", Some(4)).is_err() && Type::named("DATE", Some(4)).is_err());
    }

    #[test]
    fn keys_of_mysql_take_so_many_bytes() {
        let bytes = |name, length| Type::named(name, length).unwrap().key_bytes();
        assert_eq!(bytes("TEXT", Some(100)), Some(400));
        assert_eq!(bytes("BYTES", Some(32)), Some(32));
        assert_eq!(bytes("INT", None), Some(8));
        assert_eq!(bytes("TEXT", None), None);
        assert_eq!(bytes("BYTES", None), None);
    }
}
