//! Half a year at a service desk: customers and who looks after them, dealings, complaints,
//! surveys; pools that take back what nobody cares for, customers that were entered twice, what was
//! promised and kept, and four charts.
//!
//! `cargo run --release --example service_desk` makes it all by a seeded generator and writes the
//! charts into a folder that it names; with `--features charts-png` also as PNG.

#![allow(clippy::print_stdout, clippy::print_stderr)] // a program that talks to a person

mod company;
mod days;
mod doubles;
mod show;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use bookroom::book::NewBook;
use bookroom::values::ManualClock;
use bookroom::{Bookroom, Options, Result};
use chrono::NaiveDate;
use clap::Parser;

use company::Company;

/// The password of everybody at the sample desk. Yours is better.
const PASSWORD: &str = "Service-Desk-2026";

/// The first and the last day.
const FROM: NaiveDate = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
const TO: NaiveDate = NaiveDate::from_ymd_opt(2026, 6, 30).unwrap();

#[derive(Parser)]
#[command(about = "Half a year at a service desk")]
struct Arguments {
    /// The address of the store; in memory by default.
    #[arg(long, default_value = ":memory:")]
    db: String,
    /// The folder that the charts go to; a new one by default.
    #[arg(long)]
    folder: Option<PathBuf>,
    /// Another seed makes another half year.
    #[arg(long, default_value_t = 2026)]
    seed: u64,
    /// A font for the charts: a file or a family; by default one of the system.
    #[arg(long)]
    font: Option<String>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<()> {
    let clock = Arc::new(ManualClock::at(days::at(FROM, 0)));
    let options = Options { clock: Arc::clone(&clock) as _, ..Options::default() };
    let room = Bookroom::open_with(&arguments.db, options)?;
    let book = room.create_book(&NewBook::chinese("云杉净水设备", "chen", PASSWORD))?;
    let mut chance = fastrand::Rng::with_seed(arguments.seed);

    let company = Company::found(&room, book, &mut chance)?;
    println!(
        "云杉净水设备: {} 位同事, {} 家客户, 两个公海, 一份服务承诺",
        company.people(),
        company.customers.len()
    );
    let told = days::live(&company, &clock, &mut chance)?;
    show::told(&told);
    doubles::merge_and_undo(&company.chief)?;
    show::levels(&company.chief)?;
    show::causes(&company.chief)?;
    show::charts(&company.chief, arguments.folder.as_deref(), arguments.font.as_deref())?;
    let found = company.chief.verify()?;
    println!("\n核对全账: {} 处问题", found.findings.len());
    Ok(())
}
