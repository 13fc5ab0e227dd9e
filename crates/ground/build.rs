//! Expands the migrations for each database and makes diesel's schema from the same text.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use bookroom_tables::{Database, Migrations};

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=migrations");
    println!("cargo::rerun-if-changed=build.rs");
    match write() {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            for line in why.to_string().lines() {
                println!("cargo::error={line}");
            }
            ExitCode::FAILURE
        }
    }
}

fn write() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    let migrations = Migrations::read(Path::new("migrations"))?;
    std::fs::write(out.join("schema.rs"), migrations.schema(Database::Sqlite).diesel())?;
    std::fs::write(out.join("migrations.rs"), constants(&migrations)?)?;
    Ok(())
}

/// A constant for each database that is built in: `SQLITE`, `POSTGRES`, `MYSQL`.
fn constants(migrations: &Migrations) -> Result<String, std::fmt::Error> {
    let mut text = String::new();
    for database in Database::ALL {
        let name = database.name();
        writeln!(text, "#[cfg(feature = \"{name}\")]")?;
        writeln!(text, "const {}: &[Migration] = &[", name.to_uppercase())?;
        for migration in &migrations.list {
            let (version, all) = (&migration.version, migration.statements(database));
            writeln!(text, "    Migration {{ version: {version:?}, statements: &{all:?} }},")?;
        }
        writeln!(text, "];")?;
    }
    Ok(text)
}
