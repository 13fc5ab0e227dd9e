//! What all three databases and the engine's Rust must be able to take.

use crate::fold::Table;

/// Words of Rust, which cannot name a column in diesel's `table!`.
const RUST: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// The longest name that PostgreSQL keeps whole.
const NAME_LENGTH: usize = 63;

/// The longest key of MySQL's InnoDB, in bytes.
const KEY_BYTES: u32 = 3072;

/// Whether a table or column can be called so.
pub(crate) fn name(name: &str) -> Result<(), String> {
    if RUST.contains(&name) {
        return Err(format!("`{name}` is a word of Rust: choose another name"));
    }
    if name.len() > NAME_LENGTH {
        return Err(format!("`{name}` is too long: at most {NAME_LENGTH} letters"));
    }
    Ok(())
}

/// Whether every database can keep a key or an index of these columns.
pub(crate) fn key(table: &Table, columns: &[String]) -> Result<(), String> {
    let mut bytes = 0;
    for (at, name) in columns.iter().enumerate() {
        let Some(column) = table.columns.iter().find(|column| column.name == *name) else {
            return Err(format!("`{}` has no column `{name}`", table.name));
        };
        if columns[..at].contains(name) {
            return Err(format!("`{name}` stands twice in one key"));
        }
        bytes += column.kind.key_bytes().ok_or_else(|| {
            format!("MySQL cannot keep `{name}` in a key: give its TEXT a length")
        })?;
    }
    if bytes > KEY_BYTES {
        return Err(format!("{bytes} bytes in one key; MySQL takes {KEY_BYTES} (four a letter)"));
    }
    Ok(())
}
