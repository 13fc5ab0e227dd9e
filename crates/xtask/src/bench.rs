//! Runs the benchmark program and makes sure that it has left its figures.

use std::io::ErrorKind;
use std::process::ExitCode;

use crate::{Outcome, process};

const LINE: &str = "cargo run --release -p bookroom-benches --bin bench --";

/// Runs the named benchmarks, or all; the figures of an earlier run never stand in for this one's.
pub fn run(names: &[String]) -> Outcome<ExitCode> {
    let summary = process::root().join("target/bench/summary.json");
    match std::fs::remove_file(&summary) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            return Err(format!("cannot remove {}: {error}", summary.display()));
        }
        _ => {}
    }
    process::run(process::command(LINE, &[])?.args(names))?;
    if summary.is_file() {
        println!("figures: {}", summary.display());
        Ok(ExitCode::SUCCESS)
    } else {
        Err(format!("the benchmarks have left no {}", summary.display()))
    }
}
