//! Writes the Rust that the description of the engine says: see `build/mod.rs`.

#[path = "build/mod.rs"]
mod made;

use std::path::{Path, PathBuf};

use bookroom_describe::model::Description;
use made::Outcome;

fn main() -> Outcome<()> {
    let file = bookroom_describe::file(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."));
    println!("cargo::rerun-if-changed={}", file.display());
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=build.rs");
    let told = std::fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))?;
    let description: Description = serde_json::from_str(&told).map_err(|e| e.to_string())?;
    let out = std::env::var_os("OUT_DIR").map(PathBuf::from).ok_or("cargo tells no OUT_DIR")?;
    for (name, text) in made::files(&description)? {
        std::fs::write(out.join(name), text).map_err(|error| format!("{name}: {error}"))?;
    }
    Ok(())
}
