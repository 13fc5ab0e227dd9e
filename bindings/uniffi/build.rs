//! Reads the engine's sources and writes what this crate exports: see `mirror/mod.rs`.

#[path = "mirror/mod.rs"]
mod mirror;

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let engine = PathBuf::from("../../crates/bookroom/src");
    println!("cargo::rerun-if-changed={}", engine.display());
    println!("cargo::rerun-if-changed=mirror");
    println!("cargo::rerun-if-changed=build.rs");
    let out = std::env::var_os("OUT_DIR").map(PathBuf::from).unwrap_or_default();
    let written = mirror::mirror(&engine)
        .and_then(|text| std::fs::write(out.join("mirror.rs"), text).map_err(|e| e.to_string()));
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            println!("cargo::error={why}");
            ExitCode::FAILURE
        }
    }
}
