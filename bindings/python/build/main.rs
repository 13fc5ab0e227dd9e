//! Writes the Rust that the description of the engine says: what each type is in Python, and the
//! calls. The calls are typed, so that they compile only against an engine as it is described.

mod calls;
mod python;
mod schema;

use std::path::{Path, PathBuf};

use bookroom_describe::model::Description;
use python::Python;

/// What a step comes to, or a sentence that says why not.
pub type Outcome<T> = Result<T, String>;

fn main() -> Outcome<()> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let file = bookroom_describe::file(&workspace);
    println!("cargo::rerun-if-changed={}", file.display());
    println!("cargo::rerun-if-changed=build");
    let told = std::fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))?;
    let description: Description = serde_json::from_str(&told).map_err(|e| e.to_string())?;
    let python = Python::of(&description)?;
    let out = std::env::var_os("OUT_DIR").map(PathBuf::from).ok_or("cargo tells no OUT_DIR")?;
    for (name, text) in [("schema.rs", schema::write(&python)?), ("calls.rs", calls::write(&python)?)]
    {
        std::fs::write(out.join(name), text).map_err(|error| format!("{name}: {error}"))?;
    }
    Ok(())
}
