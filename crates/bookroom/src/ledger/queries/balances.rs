//! Balances of accounts and parties at the end of a day.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::leaves;
use crate::error::{Code, Result};
use crate::ledger::model::{Balance, PartyBalance};
use crate::ledger::store::accounts::load_names;
use crate::ledger::store::balances::{self as store, PartyKey, Sums};
use crate::values::{Check, Currency, CustomerId, Page, PageRequest};
use crate::work::View;

/// How many parties are looked through at a time for those that are not settled.
const PARTIES_AT_A_TIME: i64 = 1_000;

/// The balance of an account, with those below it.
pub(crate) fn of_account(view: &mut View<'_>, code: &str, on: NaiveDate) -> Result<Balance> {
    let book = view.book_id();
    require_date("on", on)?;
    let leaves = leaves(view.conn, book, code)?;
    balance(view.book.currency, store::total_until(view.conn, book, &leaves, on)?)
}

/// The balance of a party, on one account (with those below it) or on all.
pub(crate) fn of_party(
    view: &mut View<'_>,
    account: Option<&str>,
    party: CustomerId,
    on: NaiveDate,
) -> Result<Balance> {
    let book = view.book_id();
    require_date("on", on)?;
    let leaves = leaves_of(view, account)?;
    let sums = store::party_until(view.conn, book, party.0, leaves.as_deref(), on)?;
    balance(view.book.currency, sums)
}

/// The parties that are not settled at the end of a day, by party and account.
pub(crate) fn of_parties(
    view: &mut View<'_>,
    account: Option<&str>,
    on: NaiveDate,
    page: &PageRequest,
) -> Result<Page<PartyBalance>> {
    let book = view.book_id();
    require_date("on", on)?;
    let wanted = usize::try_from(page.rows_to_load()?).unwrap_or(usize::MAX);
    let leaves = leaves_of(view, account)?;
    let mut after = page.key::<PartyKey>()?;
    let mut found: Vec<(PartyKey, PartyBalance)> = Vec::new();
    while found.len() < wanted {
        let limit = PARTIES_AT_A_TIME;
        let rows = store::parties_until(view.conn, book, leaves.as_deref(), on, after, limit)?;
        let Some((last, _)) = rows.last() else { break };
        after = Some(*last);
        let mut accounts: Vec<i64> = rows.iter().map(|((_, account), _)| *account).collect();
        accounts.sort_unstable();
        accounts.dedup();
        let names = load_names(view.conn, book, &accounts)?;
        for (key, sums) in rows.into_iter().filter(|(_, sums)| sums.0 != sums.1) {
            let account = names.get(&key.1).ok_or(Code::Corrupt)?.code.clone();
            let balance = balance(view.book.currency, sums)?.balance;
            found.push((key, PartyBalance { account, party: CustomerId(key.0), balance }));
        }
    }
    found.truncate(wanted);
    Ok(Page::cut(found, page.limit, |(key, _)| *key).map(|(_, record)| record))
}

fn leaves_of(view: &mut View<'_>, account: Option<&str>) -> Result<Option<Vec<i64>>> {
    let Some(code) = account else { return Ok(None) };
    let book = view.book_id();
    leaves(view.conn, book, code).map(Some)
}

/// Refuses a date that no database keeps.
pub(crate) fn require_date(path: &str, on: NaiveDate) -> Result<()> {
    let mut check = Check::new();
    check.date(path, on);
    check.finish()
}

/// Sums as a host sees them.
pub(crate) fn balance(currency: Currency, (debit, credit): Sums) -> Result<Balance> {
    Ok(Balance {
        debit: decimal(currency, debit)?,
        credit: decimal(currency, credit)?,
        balance: decimal(currency, debit - credit)?,
    })
}

/// A sum of minor units as an amount.
pub(crate) fn decimal(currency: Currency, minor: i128) -> Result<Decimal> {
    let limit = Decimal::MAX.mantissa();
    if (-limit..=limit).contains(&minor) {
        Ok(Decimal::from_i128_with_scale(minor, currency.decimals()))
    } else {
        Err(Code::OutOfRange.into())
    }
}
