//! The folder of migrations: reads all of them, for each database, and folds them.

use std::path::Path;

use crate::fold::Schema;
use crate::reader::{self, Script};
use crate::{Database, Result, problem};

/// All migrations, and the tables that they come to.
pub struct Migrations {
    /// In the order in which they run.
    pub list: Vec<Migration>,
    schemas: [Schema; 3],
}

/// One migration.
pub struct Migration {
    /// The name of its folder, `2026-11-21-000001_first`.
    pub name: String,
    /// What a store notes of it: the digits before the name.
    pub version: String,
    up: [String; 3],
    statements: [Vec<String>; 3],
    down: [String; 3],
}

impl Migration {
    /// What it runs on a database.
    #[must_use]
    pub fn up(&self, database: Database) -> &str {
        &self.up[database as usize]
    }

    /// The same, one statement each: what can be noted and gone on with.
    #[must_use]
    pub fn statements(&self, database: Database) -> &[String] {
        &self.statements[database as usize]
    }

    /// What takes it back on a database.
    #[must_use]
    pub fn down(&self, database: Database) -> &str {
        &self.down[database as usize]
    }
}

impl Migrations {
    /// Reads a folder of migrations.
    ///
    /// # Errors
    /// What is wrong with the first wrong one, and where.
    pub fn read(folder: &Path) -> Result<Self> {
        let mut names = Vec::new();
        for name in entries(folder)? {
            if name != "README.md" {
                names.push(name);
            }
        }
        let mut all = Self { list: Vec::new(), schemas: Default::default() };
        for name in names {
            all.add(folder, name)?;
        }
        all.agree(folder)?;
        Ok(all)
    }

    /// The tables of a database after all migrations.
    #[must_use]
    pub fn schema(&self, database: Database) -> &Schema {
        &self.schemas[database as usize]
    }

    fn add(&mut self, folder: &Path, name: String) -> Result<()> {
        let path = folder.join(&name);
        let version = version(&name).ok_or_else(|| {
            let what = "a migration is a folder called like 2026-11-21-000001_first";
            problem(&path.display().to_string(), 1, what)
        })?;
        if let Some(other) = self.list.iter().find(|other| other.version == version) {
            let what = format!("has the date and number of {}", other.name);
            return Err(problem(&path.display().to_string(), 1, what));
        }
        let files = entries(&path)?;
        if files != ["down.sql", "up.sql"] {
            let what = format!("holds {}, not down.sql and up.sql", files.join(", "));
            return Err(problem(&path.display().to_string(), 1, what));
        }
        let [up, down] = [path.join("up.sql"), path.join("down.sql")];
        let (sql, statements) = Default::default();
        let down_sql = Default::default();
        let mut migration = Migration { name, version, up: sql, statements, down: down_sql };
        for database in Database::ALL {
            let schema = &mut self.schemas[database as usize];
            let before = schema.bare();
            let (sql, statements) = run(&up, database, schema)?;
            migration.up[database as usize] = sql;
            migration.statements[database as usize] = statements;
            let mut after = schema.clone();
            migration.down[database as usize] = run(&down, database, &mut after)?.0;
            if after.bare() != before {
                let what =
                    format!("does not bring back the tables of before ({})", database.name());
                return Err(problem(&down.display().to_string(), 1, what));
            }
        }
        self.list.push(migration);
        Ok(())
    }

    /// The engine has one diesel schema: what it sees must be the same on every database.
    fn agree(&self, folder: &Path) -> Result<()> {
        let [first, others @ ..] = &self.schemas;
        for (other, database) in others.iter().zip(&Database::ALL[1..]) {
            let differing = first.tables.iter().find(|table| {
                other.table(&table.name).is_none_or(|it| {
                    (&it.columns, &it.primary_key) != (&table.columns, &table.primary_key)
                })
            });
            let more = other.tables.iter().find(|table| first.table(&table.name).is_none());
            if let Some(table) = differing.or(more) {
                let (name, sqlite) = (database.name(), Database::Sqlite.name());
                let what = format!("`{}` is not the same on {sqlite} and on {name}", table.name);
                return Err(problem(&folder.display().to_string(), 1, what));
            }
        }
        Ok(())
    }
}

/// The names in a folder, in their order.
fn entries(folder: &Path) -> Result<Vec<String>> {
    let failed = |error| problem(&folder.display().to_string(), 1, format!("{error}"));
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let name = entry.map_err(failed)?.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// The version in a name, as diesel's own migrations write it: the date and number without dashes.
fn version(name: &str) -> Option<String> {
    let (digits, words) = name.split_once('_')?;
    let parts: Vec<&str> = digits.split('-').collect();
    let is_number = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    let is_date = lengths == [4, 2, 2, 6] && parts.iter().all(is_number);
    (is_date && !words.is_empty()).then(|| parts.concat())
}

/// Reads a file for one database, does to the tables what it does, and returns its SQL.
fn run(path: &Path, database: Database, schema: &mut Schema) -> Result<(String, Vec<String>)> {
    let file = path.display().to_string();
    let text =
        std::fs::read_to_string(path).map_err(|error| problem(&file, 1, error.to_string()))?;
    let Script { sql, statements, changes } = reader::read(&file, &text, database)?;
    for (line, change) in changes {
        schema.apply(change).map_err(|what| problem(&file, line, what))?;
    }
    Ok((sql, statements))
}
