//! Registers (明细账): the movements of an account or a party with their running balance.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};

use super::balances::{decimal, require_date};
use super::leaves;
use crate::error::{Code, Problem, Result};
use crate::ledger::model::{Register, RegisterOptions, RegisterRow, label};
use crate::ledger::store::accounts::{self as account_store, Names};
use crate::ledger::store::balances::{self as sums, Sums};
use crate::ledger::store::parties;
use crate::ledger::store::register::{self as store, Lines, RegisterKey};
use crate::values::{Currency, CustomerId, EntryId, Page, PageRequest};
use crate::work::View;

/// A page of a register. Its opening balance is made of sums, not of the pages before it.
pub(crate) fn register(
    view: &mut View<'_>,
    options: &RegisterOptions,
    page: &PageRequest,
) -> Result<Register> {
    let book = view.book_id();
    let limit = page.rows_to_load()?;
    require_date("from", options.from)?;
    require_date("to", options.to)?;
    if options.from > options.to {
        return Err(Problem::new(Code::DateOrder).at("to").into());
    }
    if options.account.is_none() && options.party.is_none() {
        return Err(Problem::new(Code::Required).at("account").into());
    }
    let accounts = match &options.account {
        Some(code) => Some(leaves(view.conn, book, code)?),
        None => None,
    };
    let party = options.party.map(|party| party.0);
    let parties = party.map(|party| parties::load_whole(view.conn, book, party)).transpose()?;
    let lines = Lines { book, accounts, party, parties };
    let after = page.key::<RegisterKey>()?.filter(|key| key.0 >= options.from);
    let opening = match after {
        None => until(view, &lines, day_before(options.from))?,
        Some(key) => {
            let mut opening = until(view, &lines, day_before(key.0))?;
            sums::add(&mut opening, store::sum_of_day_until(view.conn, &lines, key)?);
            opening
        }
    };
    let closing = until(view, &lines, options.to)?;
    let rows = store::load_lines(view.conn, &lines, (options.from, options.to), after, limit)?;
    let currency = view.book.currency;
    let words = journal_words(view)?;
    let mut shown: Vec<i64> = rows.iter().map(|row| row.account_id).collect();
    shown.sort_unstable();
    shown.dedup();
    let names = account_store::load_names(view.conn, book, &shown)?;
    let records = records(rows, opening, currency, &names, &words)?;
    Ok(Register {
        opening: decimal(currency, opening.0 - opening.1)?,
        rows: Page::cut(records, page.limit, |row| (row.on, row.entry.0, row.line)),
        closing: decimal(currency, closing.0 - closing.1)?,
    })
}

fn until(view: &mut View<'_>, lines: &Lines, on: NaiveDate) -> Result<Sums> {
    match (lines.party, &lines.accounts) {
        (Some(party), accounts) => {
            sums::party_until(view.conn, lines.book, party, accounts.as_deref(), on)
        }
        (None, Some(accounts)) => sums::total_until(view.conn, lines.book, accounts, on),
        (None, None) => Ok((0, 0)),
    }
}

fn day_before(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(1)).unwrap_or(NaiveDate::MIN)
}

/// The codes of the journals, by id.
pub(crate) fn journal_words(view: &mut View<'_>) -> Result<HashMap<i64, String>> {
    let book = view.book_id();
    let rows = account_store::load_journals(view.conn, book)?;
    Ok(rows.into_iter().map(|row| (row.id, row.code)).collect())
}

fn records(
    rows: Vec<store::LineRow>,
    opening: Sums,
    currency: Currency,
    names: &HashMap<i64, Names>,
    words: &HashMap<i64, String>,
) -> Result<Vec<RegisterRow>> {
    let mut balance = opening.0 - opening.1;
    let record = |row: store::LineRow| {
        balance += i128::from(row.debit) - i128::from(row.credit);
        let word = words.get(&row.journal_id).ok_or(Code::Corrupt)?;
        Ok(RegisterRow {
            entry: EntryId(row.entry_id),
            line: row.line,
            on: row.entry_on,
            label: label(word, row.number),
            summary: row.summary,
            account: names.get(&row.account_id).ok_or(Code::Corrupt)?.code.clone(),
            party: row.party_id.map(CustomerId),
            debit: currency.from_minor(row.debit),
            credit: currency.from_minor(row.credit),
            balance: decimal(currency, balance)?,
            memo: row.memo,
        })
    };
    rows.into_iter().map(record).collect()
}
