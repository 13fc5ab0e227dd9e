//! The work of `benches/cost.py` in Rust: it reads commands from standard input and answers each
//! with its seconds, so that both languages take turns in one run.

#![allow(clippy::print_stdout, clippy::float_arithmetic)] // a benchmark prints figures

use std::error::Error;
use std::io::BufRead;
use std::time::Instant;

use bookroom::book::NewBook;
use bookroom::ledger::model::{NewJournalEntry, NewPosting};
use bookroom::{Bookroom, Session};
use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

type Outcome<T> = Result<T, Box<dyn Error>>;

const PASSWORD: &str = "Counting-House-8";

/// The columns that the Python side has too: two lines for each entry.
struct Columns {
    on: Vec<NaiveDate>,
    summary: Vec<String>,
    account: Vec<String>,
    debit: Vec<Option<Decimal>>,
    credit: Vec<Option<Decimal>>,
}

fn columns(entries: u64) -> Outcome<Columns> {
    let first = NaiveDate::from_ymd_opt(2026, 1, 1).ok_or("a date")?;
    let mut made = Columns {
        on: Vec::new(),
        summary: Vec::new(),
        account: Vec::new(),
        debit: Vec::new(),
        credit: Vec::new(),
    };
    for number in 0..entries {
        let amount = Decimal::new(i64::try_from(number % 10_000)? + 1, 2);
        let sides = [("1001", Some(amount), None), ("1002", None, Some(amount))];
        for (account, debit, credit) in sides {
            made.on.push(first + Days::new(number % 180));
            made.summary.push(format!("提现 {number}"));
            made.account.push(account.to_owned());
            made.debit.push(debit);
            made.credit.push(credit);
        }
    }
    Ok(made)
}

/// Entries of the columns: what a caller in Rust has to do before it can post.
fn entries(columns: &Columns) -> Vec<NewJournalEntry> {
    let posting = |row: usize| {
        Some(NewPosting {
            account: columns.account.get(row)?.clone(),
            debit: *columns.debit.get(row)?,
            credit: *columns.credit.get(row)?,
            party: None,
            memo: None,
        })
    };
    (0..columns.on.len())
        .step_by(2)
        .filter_map(|row| {
            Some(NewJournalEntry {
                journal: None,
                on: *columns.on.get(row)?,
                summary: columns.summary.get(row)?.clone(),
                attachments: 0,
                postings: vec![posting(row)?, posting(row + 1)?],
            })
        })
        .collect()
}

fn open(store: &str) -> Outcome<Session> {
    let room = Bookroom::open(store)?;
    let book = room.create_book(&NewBook::chinese("账", "li", PASSWORD))?;
    Ok(room.sign_in(book, "li", PASSWORD)?)
}

fn measure(words: &[&str]) -> Outcome<f64> {
    match words {
        ["bulk", store, count] => {
            let (session, columns) = (open(store)?, columns(count.parse()?)?);
            let begun = Instant::now();
            let posted = session.ledger().post_many(entries(&columns))?;
            let seconds = begun.elapsed().as_secs_f64();
            assert_eq!(posted.len() * 2, columns.on.len());
            Ok(seconds)
        }
        ["single", store, count] => {
            let session = open(store)?;
            let made = entries(&columns(count.parse()?)?);
            let begun = Instant::now();
            for entry in made {
                session.ledger().post(entry)?;
            }
            Ok(begun.elapsed().as_secs_f64())
        }
        ["balance", store, count] => {
            let session = open(store)?;
            let made = columns(100)?;
            session.ledger().post_many(entries(&made))?;
            let on = made.on.first().copied().ok_or("a date")?;
            let begun = Instant::now();
            for _ in 0..count.parse::<u32>()? {
                session.ledger().balance("1001", on)?;
            }
            Ok(begun.elapsed().as_secs_f64())
        }
        _ => Err(format!("no such work: {words:?}").into()),
    }
}

fn main() -> Outcome<()> {
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        let words: Vec<&str> = line.split('\t').collect();
        println!("{}", measure(&words)?);
    }
    Ok(())
}
