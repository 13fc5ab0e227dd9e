//! What the same calls cost in Rust, to hold the figures of Kotlin and Swift against. Prints lines
//! of `name nanoseconds`; see `bindings/bench.sh`.

#![allow(clippy::print_stdout)] // a program that talks to a person

use std::hint::black_box;
use std::time::Instant;

use bookroom::book::NewBook;
use bookroom::customers::model::{CustomerFilter, CustomerSort, NewCustomer};
use bookroom::ledger::model::{NewJournalEntry, NewPosting};
use bookroom::values::PageRequest;
use bookroom::{Bookroom, Result};
use chrono::NaiveDate;
use rust_decimal::Decimal;

const PASSWORD: &str = "Counting-House-8";
const ROWS: usize = 100_000;

/// Runs `work` `count` times and prints what one costs.
fn measure(name: &str, count: u32, mut work: impl FnMut() -> Result<()>) -> Result<()> {
    let begun = Instant::now();
    for _ in 0..count {
        work()?;
    }
    println!("{name} {}", begun.elapsed().as_nanos() / u128::from(count));
    Ok(())
}

/// Does `work` three times and prints what the middle one took; `prepare` is not counted.
fn middle<T>(
    name: &str,
    mut prepare: impl FnMut() -> Result<T>,
    mut work: impl FnMut(T) -> Result<()>,
) -> Result<()> {
    let mut times = Vec::new();
    for _ in 0..3 {
        let prepared = prepare()?;
        let begun = Instant::now();
        work(prepared)?;
        times.push(begun.elapsed().as_nanos());
    }
    times.sort_unstable();
    println!("{name} {}", times[1]);
    Ok(())
}

fn entries(count: usize) -> Vec<NewJournalEntry> {
    let amount = |row: usize| Decimal::new(100 + row as i64, 2);
    (0..count)
        .map(|row| NewJournalEntry {
            journal: None,
            on: NaiveDate::from_ymd_opt(2026, 6, 1 + (row % 28) as u32).unwrap_or_default(),
            summary: format!("批量 {row}"),
            attachments: 0,
            postings: vec![
                NewPosting::debit("1002", amount(row)),
                NewPosting::credit("3001", amount(row)),
            ],
        })
        .collect()
}

fn main() -> Result<()> {
    let room = Bookroom::open(":memory:")?;
    let book = room.create_book(&NewBook::chinese("测量", "boss", PASSWORD))?;
    let session = room.sign_in(book, "boss", PASSWORD)?;
    measure("number", 10_000_000, || {
        black_box(bookroom_ffi::crossing_number(black_box(1)));
        Ok(())
    })?;
    let number = Decimal::new(42_377_289, 2);
    measure("decimal", 10_000_000, || {
        let _ = black_box(bookroom_ffi::crossing_decimal(black_box(number)));
        Ok(())
    })?;
    let customer = NewCustomer::company("甲公司");
    measure("record", 1_000_000, || {
        let _ = black_box(bookroom_ffi::crossing_customer(black_box(customer.clone())));
        Ok(())
    })?;
    let added = session.customers().add(customer)?;
    measure("get a customer", 5_000, || {
        black_box(session.customers().get(added.id)?);
        Ok(())
    })?;
    let other_book = || {
        let book = room.create_book(&NewBook::chinese("测量", "boss", PASSWORD))?;
        room.sign_in(book, "boss", PASSWORD)
    };
    middle("100,000 postings posted (columns or records)", other_book, |session| {
        session.ledger().post_many(entries(ROWS / 2))?;
        Ok(())
    })?;
    for chunk in 0..10 {
        let new = |row| NewCustomer::company(&format!("客户 {}", chunk * 10_000 + row));
        session.customers().add_many((0..10_000).map(new).collect())?;
    }
    middle(
        "100,000 customers listed (columns or records)",
        || Ok(()),
        |()| {
            let filter = CustomerFilter::default();
            let mut request = PageRequest::first(1000);
            loop {
                let page = black_box(session.customers().list(
                    &filter,
                    CustomerSort::Name,
                    false,
                    &request,
                )?);
                match page.next {
                    Some(next) => request = PageRequest::after(1000, next),
                    None => return Ok(()),
                }
            }
        },
    )
}
