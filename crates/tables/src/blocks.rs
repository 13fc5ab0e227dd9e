//! Chooses the lines of a migration that are meant for one database.
//!
//! Lines between `-- only mysql` and `-- end` are for that database alone; several are separated by
//! commas. The two lines themselves are left out.

use crate::{Database, Result, problem};

/// The lines for one database.
pub(crate) struct Selection {
    /// Their text.
    pub text: String,
    /// For each of them its number in the file, and whether it stands in a block.
    pub lines: Vec<(usize, bool)>,
}

/// Chooses the lines of `text` for `database`.
pub(crate) fn select(file: &str, text: &str, database: Database) -> Result<Selection> {
    let mut selection = Selection { text: String::new(), lines: Vec::new() };
    let mut block: Option<(usize, bool)> = None;
    for (line, number) in text.split_inclusive('\n').zip(1..) {
        match line.trim() {
            "-- end" if block.take().is_none() => {
                return Err(problem(file, number, "`-- end` without an `-- only` before it"));
            }
            "-- end" => {}
            mark if let Some(names) = mark.strip_prefix("-- only ") => {
                if let Some((opened, _)) = block {
                    let what = format!("the block of line {opened} has not ended: `-- end` first");
                    return Err(problem(file, number, what));
                }
                block = Some((
                    number,
                    names_it(names, database).map_err(|what| problem(file, number, what))?,
                ));
            }
            _ if block.is_none_or(|(_, wanted)| wanted) => {
                selection.text.push_str(line);
                selection.lines.push((number, block.is_some()));
            }
            _ => {}
        }
    }
    match block {
        Some((opened, _)) => Err(problem(file, opened, "this block lacks its `-- end`")),
        None => Ok(selection),
    }
}

/// Whether a list of names holds the database.
fn names_it(names: &str, database: Database) -> std::result::Result<bool, String> {
    let mut found = false;
    for name in names.split(',').map(str::trim) {
        match Database::ALL.into_iter().find(|known| known.name() == name) {
            Some(known) => found |= known == database,
            None => {
                let known = Database::ALL.map(Database::name).join(", ");
                return Err(format!("`{name}` is no database; they are {known}"));
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(text: &str, database: Database) -> Result<String> {
        select("a.sql", text, database).map(|selection| selection.text)
    }

    #[test]
    fn blocks_are_for_their_databases() {
        let text = "a\n-- only mysql\nb\n-- end\n  -- only sqlite, postgres\nc\n  -- end\nd";
        assert_eq!(chosen(text, Database::Mysql).unwrap(), "a\nb\nd");
        assert_eq!(chosen(text, Database::Postgres).unwrap(), "a\nc\nd");
        let lines = select("a.sql", text, Database::Mysql).unwrap().lines;
        assert_eq!(lines, [(1, false), (3, true), (8, false)]);
    }

    #[test]
    fn a_wrong_block_is_told_with_its_line() {
        let told = |text| chosen(text, Database::Sqlite).unwrap_err().to_string();
        assert_eq!(told("a\n-- end\n"), "a.sql:2: `-- end` without an `-- only` before it");
        assert_eq!(told("\n-- only mysql\nb"), "a.sql:2: this block lacks its `-- end`");
        assert!(
            told("-- only mysql\n-- only sqlite\n").starts_with("a.sql:2: the block of line 1")
        );
        assert!(told("-- only oracle\n").contains("`oracle` is no database; they are sqlite, "));
    }
}
