//! What the ledger can be asked: rows made into records.

pub(crate) mod balances;
pub(crate) mod entries;
pub(crate) mod register;

use super::chart::Chart;
use super::model::{Account, Journal, RoleAccount};
use super::store::accounts as store;
use crate::error::{Code, Error, Result};
use crate::store::Conn;
use crate::work::View;

/// The chart of a book.
pub(crate) fn load_chart(conn: &mut Conn, book: i64) -> Result<Chart> {
    Ok(Chart::new(store::load_accounts(conn, book)?))
}

/// The accounts that take postings at or below the one with this code. The chart is only read for
/// an account with sub-accounts.
pub(crate) fn leaves(conn: &mut Conn, book: i64, code: &str) -> Result<Vec<i64>> {
    match store::find_account(conn, book, code.trim())? {
        None => Err(Error::not_found("account", code.trim())),
        Some((id, true)) => Ok(vec![id]),
        Some((id, false)) => Ok(load_chart(conn, book)?.leaves(id)),
    }
}

/// All accounts in tree order.
pub(crate) fn accounts(view: &mut View<'_>) -> Result<Vec<Account>> {
    let book = view.book_id();
    let chart = load_chart(view.conn, book)?;
    chart.nodes().iter().map(|node| chart.record(&node.row)).collect()
}

/// One account.
pub(crate) fn account(view: &mut View<'_>, code: &str) -> Result<Account> {
    let book = view.book_id();
    let chart = load_chart(view.conn, book)?;
    chart.record(chart.find(code)?)
}

/// Which account the engine uses for what.
pub(crate) fn roles(view: &mut View<'_>) -> Result<Vec<RoleAccount>> {
    let book = view.book_id();
    let chart = load_chart(view.conn, book)?;
    let roles = store::load_roles(view.conn, book)?.into_iter();
    roles
        .map(|(role, id)| {
            let row = chart.row(id).ok_or(Code::Corrupt)?;
            Ok(RoleAccount { role, account: row.code.clone() })
        })
        .collect()
}

/// All journals, the usual one first.
pub(crate) fn journals(view: &mut View<'_>) -> Result<Vec<Journal>> {
    let book = view.book_id();
    Ok(store::load_journals(view.conn, book)?.iter().map(store::JournalRow::record).collect())
}
