//! The text for one database: what a migration says in common, replaced where databases differ.

use std::ops::Range;

use crate::Database;

/// A piece of text and what stands in its place.
pub(crate) struct Edit {
    pub range: Range<usize>,
    pub text: String,
}

/// What follows the closing bracket of a table.
pub(crate) fn table_ending(database: Database) -> &'static str {
    match database {
        Database::Sqlite => " STRICT, WITHOUT ROWID",
        Database::Postgres => "",
        Database::Mysql => " ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin",
    }
}

/// Applies edits, which are in the order of the text.
pub(crate) fn apply(text: &str, edits: &[Edit]) -> String {
    apply_within(text, edits, 0..text.len())
}

/// Applies edits to a piece of a text; they stand in the piece and are in its order.
pub(crate) fn apply_within(text: &str, edits: &[Edit], piece: Range<usize>) -> String {
    let mut expanded = String::with_capacity(piece.len() + piece.len() / 4);
    let mut at = piece.start;
    for edit in edits {
        expanded.push_str(&text[at..edit.range.start]);
        expanded.push_str(&edit.text);
        at = edit.range.end;
    }
    expanded.push_str(&text[at..piece.end]);
    expanded
}
