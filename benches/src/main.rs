//! Benchmarks of the engine against the database below it, in the same process, one after the other
//! in turns. Ratios of processor time are what counts: they hold on a busy machine too.
//!
//! `cargo xtask bench [--quick] [names]` runs them, prints a table and writes
//! `target/bench/summary.json`.

mod balances;
mod crowd;
mod duplicates;
mod exports;
mod invoices;
mod posting;
mod raw;
mod receipts;
mod scale;
mod search;
#[cfg(feature = "servers")]
mod servers;
mod stage;
mod verify;

use std::error::Error;
use std::path::Path;

use serde::Serialize;

/// What a benchmark gives, or why it could not.
pub type Outcome<T> = Result<T, Box<dyn Error>>;

/// One figure.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    /// Its name, the same in every release.
    pub name: String,
    /// The value.
    pub value: f64,
    /// What it counts: `ratio`, `per second`, `ms`, `s`, `MB`.
    pub unit: String,
    /// What it is made of.
    pub note: String,
}

impl Figure {
    fn new(name: &str, value: f64, unit: &str, note: impl Into<String>) -> Self {
        Self { name: name.to_owned(), value, unit: unit.to_owned(), note: note.into() }
    }
}

/// How much is measured.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Entries of a batch.
    pub batch: usize,
    /// Batches that are measured, after one that warms up.
    pub batches: usize,
    /// Postings in the store when balances are asked for.
    pub postings: usize,
    /// Invoices made, posted and paid.
    pub invoices: usize,
    /// Customers of the large book, with an invoice each.
    pub customers: usize,
    /// Receipts of an imported file.
    pub receipts: usize,
    /// How long many processes write to one file.
    pub crowd_seconds: u64,
}

const FULL: Size = Size {
    batch: 10_000,
    batches: 10,
    postings: 1_000_000,
    invoices: 2_000,
    customers: 100_000,
    receipts: 20_000,
    crowd_seconds: 30,
};
const QUICK: Size = Size {
    batch: 1_000,
    batches: 2,
    postings: 10_000,
    invoices: 50,
    customers: 1_000,
    receipts: 2_000,
    crowd_seconds: 5,
};

type Bench = fn(Size) -> Outcome<Vec<Figure>>;
const BENCHES: &[(&str, Bench)] = &[
    ("posting", posting::run),
    ("balances", balances::run),
    ("invoices", invoices::run),
    ("scale", scale::run),
    ("search", search::run),
    ("duplicates", duplicates::run),
    ("receipts", receipts::run),
    ("verify", verify::run),
    ("exports", exports::run),
    ("crowd", crowd::run),
];

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.first().is_some_and(|first| first == crowd::CHILD) {
        return crowd::child(&arguments[1..]);
    }
    let (options, names): (Vec<&String>, Vec<&String>) =
        arguments.iter().partition(|argument| argument.starts_with("--"));
    let size = if options.iter().any(|option| *option == "--quick") { QUICK } else { FULL };
    if let Some(unknown) =
        names.iter().find(|name| !BENCHES.iter().any(|(known, _)| known == *name))
    {
        let known: Vec<&str> = BENCHES.iter().map(|(name, _)| *name).collect();
        return Err(format!("no benchmark `{unknown}`; there are {}", known.join(", ")).into());
    }
    let mut figures = Vec::new();
    for (name, bench) in BENCHES {
        if names.is_empty() || names.iter().any(|wanted| wanted == name) {
            let found = bench(size)?;
            for Figure { name, value, unit, note } in &found {
                println!("{name:<40} {value:>12.2} {unit:<11} {note}");
            }
            figures.extend(found);
        }
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/bench");
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join("summary.json"), serde_json::to_string_pretty(&figures)? + "\n")?;
    Ok(())
}
