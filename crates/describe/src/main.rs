//! Writes `bookroom.json`, or says with `--check` whether it is up to date.

#![allow(clippy::print_stderr)]

use std::path::Path;
use std::process::ExitCode;

use bookroom_describe::{Outcome, describe, file, text};

fn main() -> ExitCode {
    let check = std::env::args().skip(1).any(|argument| argument == "--check");
    match run(check) {
        Ok(code) => code,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn run(check: bool) -> Outcome<ExitCode> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let workspace = workspace.canonicalize().map_err(|error| error.to_string())?;
    let now = text(&describe(&workspace)?)?;
    let file = file(&workspace);
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    if kept == now {
        return Ok(ExitCode::SUCCESS);
    }
    if check {
        eprintln!("bookroom.json is not up to date: run `cargo run -p bookroom-describe`");
        return Ok(ExitCode::FAILURE);
    }
    std::fs::write(&file, now)
        .map_err(|error| format!("cannot write {}: {error}", file.display()))?;
    Ok(ExitCode::SUCCESS)
}
