//! Makes of the areas' cards what the low floors need of them.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use bookroom_cards::Cards;

fn main() -> ExitCode {
    // The folder, too: an area that gets its first card changes none of the cards there are.
    println!("cargo::rerun-if-changed=src");
    println!("cargo::rerun-if-changed=build.rs");
    // Where the examples in the documentation begin: their common set-up. A path from the file
    // they stand in would keep rustdoc from building them as one program.
    let here = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
    println!("cargo::rustc-env=OFFICE={here}/docs/office.rs.txt");
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
    let cards = Cards::read(Path::new("src"))?;
    std::fs::write(out.join("permissions.rs"), cards.permissions())?;
    std::fs::write(out.join("cards.rs"), cards.tables())?;
    Ok(())
}
