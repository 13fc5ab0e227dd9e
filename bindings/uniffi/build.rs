//! Writes what this crate exports, from the description of the engine: see `mirror/mod.rs`.

#[path = "mirror/mod.rs"]
mod mirror;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            for line in why.lines() {
                println!("cargo::error={line}");
            }
            ExitCode::FAILURE
        }
    }
}

fn run() -> bookroom_describe::Outcome<()> {
    let workspace = Path::new("../..");
    for folder in bookroom_describe::folders(workspace) {
        println!("cargo::rerun-if-changed={}", folder.display());
    }
    println!("cargo::rerun-if-changed=mirror");
    println!("cargo::rerun-if-changed=build.rs");
    let text = mirror::mirror(&bookroom_describe::describe(workspace)?)?;
    let out = std::env::var_os("OUT_DIR").map(PathBuf::from).unwrap_or_default();
    std::fs::write(out.join("mirror.rs"), text).map_err(|error| error.to_string())
}
