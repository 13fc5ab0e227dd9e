//! Writes the Kotlin and Swift sources from the built library. A program of the workspace, so that
//! generator and library are always of one version.
//!
//! uniffi's macros have no word for a variant as a default, so the engine's defaults of enum fields
//! stand in the documentation (see `bindings/uniffi/mirror/defaults.rs`) and are written out here.
//!
//! `uniffi-bindgen ids FOLDER`, called in the workspace, writes what the typed ids are in both
//! languages, and the calls that take a record for its id and version; everything else is
//! uniffi's own `uniffi-bindgen`.

#![allow(clippy::print_stderr)] // a program that talks to a person

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use bookroom_describe::Outcome;

mod defaults;
mod ids;
mod release;
mod seen;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words.get(1..) {
        Some(["ids", folder]) => {
            let (workspace, folder) = (Path::new("."), Path::new(folder));
            ids::write(workspace, folder).and_then(|()| seen::write(workspace, folder))
        }
        _ => generate(&words),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// uniffi's own program, and then what it leaves undone.
fn generate(words: &[&str]) -> Outcome<()> {
    uniffi::uniffi_bindgen_main();
    let Some(folder) = after(words, "--out-dir") else { return Ok(()) };
    let mut files = files(Path::new(folder)).into_iter();
    files.try_for_each(|file| complete(&file).map_err(|error| format!("{folder}: {error}")))
}

fn after<'w>(words: &[&'w str], option: &str) -> Option<&'w str> {
    let at = words.iter().position(|word| *word == option)?;
    words.get(at + 1).copied()
}

/// The Kotlin and Swift files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let (folders, files): (Vec<PathBuf>, Vec<PathBuf>) =
        entries.map(|entry| entry.path()).partition(|path| path.is_dir());
    let wanted = |path: &PathBuf| path.extension().is_some_and(|it| it == "kt" || it == "swift");
    let below = folders.iter().flat_map(|folder| self::files(folder));
    files.into_iter().filter(wanted).chain(below).collect()
}

fn complete(file: &Path) -> std::io::Result<()> {
    let text = std::fs::read_to_string(file)?;
    let completed = if file.extension().is_some_and(|extension| extension == "kt") {
        release::kotlin(&defaults::kotlin(&text)).map_err(std::io::Error::other)?
    } else {
        defaults::swift(&text)
    };
    if completed == text { Ok(()) } else { std::fs::write(file, completed) }
}
