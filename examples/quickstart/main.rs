//! The main job in one command: a company's messy customer list, its sales and its receipts become
//! clean customers, posted books, who owes what, and statements that balance.
//!
//! `cargo run --release --example quickstart` uses the sample files in `examples/data`; `--help`
//! tells how to give it your own.

#![allow(clippy::print_stdout, clippy::print_stderr)] // a program that talks to a person

mod arguments;
mod import;
mod plan;
mod proof;
mod recount;
mod show;

use std::process::ExitCode;

use bookroom::book::commands::EditBook;
use bookroom::book::{Book, BookEdit, NewBook};
use bookroom::{Bookroom, Result, Session};
use chrono::NaiveDate;
use clap::Parser;

use arguments::Arguments;
use plan::Plan;
use show::Words;

/// The password of the sample book's first operator. Yours is better.
const PASSWORD: &str = "Counting-House-8";

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let plan = match Plan::load(&arguments) {
        Ok(plan) => plan,
        Err(message) => {
            eprintln!("{message}");
            return ExitCode::FAILURE;
        }
    };
    match run(&arguments, &plan) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Lets the book take documents that are older than a new book takes, when the mapping asks.
fn open_from(session: &Session, book: &Book, plan: &Plan, words: Words) -> Result<()> {
    let Some(from) = plan.book.dates_from else { return Ok(()) };
    let edit = BookEdit { dates_from: from.into(), ..BookEdit::default() };
    session.run(EditBook { version: book.version, edit })?;
    words.line(
        &format!("账套接受 {from} 起的单据 (dates_from)。"),
        &format!("The book takes documents from {from} on (dates_from)."),
    );
    Ok(())
}

/// Does the job; returns whether every proof held.
fn run(arguments: &Arguments, plan: &Plan) -> Result<bool> {
    let words = Words(arguments.language.map_or(plan.book.language, Into::into));
    let url = arguments.store();
    let room = Bookroom::open(&url)?;
    let book = room.create_book(&NewBook {
        language: words.0,
        owner_name: "boss".to_owned(),
        owner_password: PASSWORD.into(),
        ..plan.new_book()
    })?;
    let session = room.sign_in(book, "boss", PASSWORD)?;
    words.heading("建立账簿", "A book");
    show::store(words, &arguments.shown_store(&url), &plan.book.name);
    if let Some(made) = room.books()?.iter().find(|it| it.id == book) {
        open_from(&session, made, plan, words)?;
    }

    let reports = import::all(&session, arguments, plan, words)?;
    for report in &reports {
        show::report(words, report);
    }
    let Some((first, last)) = days(&session)? else {
        words.line("没有单据可显示。", "There is no document to show.");
        return Ok(true);
    };
    show::trial_balance(words, &session.reports().trial_balance(Some(first), last)?);
    show::ageing(words, &session, last)?;
    show::statement(words, &session, first, last)?;
    show::income(words, &session.reports().income_summary(first, last)?);
    let proof = proof::Proof { session: &session, arguments, plan, reports: &reports };
    let holds = proof::all(&proof, words, first, last)?;
    show::change_log(words, &session)?;
    Ok(holds)
}

/// The first and the last day on which anything was posted.
fn days(session: &Session) -> Result<Option<(NaiveDate, NaiveDate)>> {
    use bookroom::ledger::model::{EntryFilter, EntrySort};
    use bookroom::values::PageRequest;
    let day = |newest_first: bool| -> Result<Option<NaiveDate>> {
        let filter = EntryFilter::default();
        let page = session.ledger().entries(
            &filter,
            EntrySort::On,
            newest_first,
            &PageRequest::first(1),
        )?;
        Ok(page.items.first().map(|entry| entry.on))
    };
    Ok(day(false)?.zip(day(true)?))
}
