//! Filling a new book with a chart of accounts and its journals.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::charts::{self, Chart};
use super::store::accounts::{self as store, AccountRow, JournalRow, RoleRow};
use crate::error::{Error, Result};
use crate::log::Subject;
use crate::rights::permit::Permit;
use crate::work::Tx;

/// Fills a new book with a chart of accounts and journals.
pub(crate) fn found(permit: &Permit, tx: &mut Tx<'_>, chart: &str) -> Result<()> {
    let chart = charts::read(chart)?;
    let accounts = account_rows(tx, &chart)?;
    store::insert_accounts(tx.conn, &accounts)?;
    let book_id = tx.book_id();
    let ids: HashMap<&str, i64> = accounts.iter().map(|row| (row.code.as_str(), row.id)).collect();
    let id_of = |code: &str| {
        ids.get(code).copied().ok_or_else(|| Error::internal("a chart names an unknown account"))
    };
    let role = |(role, code): &(super::AccountRole, String)| {
        Ok(RoleRow { book_id, role: role.slug().to_owned(), account_id: id_of(code)? })
    };
    let roles: Vec<RoleRow> = chart.roles.iter().map(role).collect::<Result<_>>()?;
    store::insert_roles(tx.conn, &roles)?;
    let journals = journal_rows(tx, &chart)?;
    store::insert_journals(tx.conn, &journals)?;
    let codes: HashMap<i64, &str> =
        accounts.iter().map(|row| (row.id, row.code.as_str())).collect();
    for row in &accounts {
        let parent = row.parent_id.and_then(|id| codes.get(&id)).copied();
        tx.note_created(permit, Subject::new("account", row.id), &row.record(parent)?)?;
    }
    for row in &journals {
        tx.note_created(permit, Subject::new("journal", row.id), &row.record())?;
    }
    let named: BTreeMap<&str, &str> =
        chart.roles.iter().map(|(role, code)| (role.slug(), code.as_str())).collect();
    tx.note_created(permit, Subject::new("account_role", 0), &named)?;
    Ok(())
}

fn account_rows(tx: &mut Tx<'_>, chart: &Chart) -> Result<Vec<AccountRow>> {
    let first = tx.ids("account", chart.accounts.len())?;
    let book_id = tx.book_id();
    let accounts = || (first..).zip(&chart.accounts);
    let ids: HashMap<&str, i64> = accounts().map(|(id, of)| (of.code.as_str(), id)).collect();
    let parents: HashSet<&str> =
        chart.accounts.iter().filter_map(|account| account.parent.as_deref()).collect();
    Ok(accounts()
        .map(|(id, of)| AccountRow {
            book_id,
            id,
            code: of.code.clone(),
            name_zh: of.name_zh.clone(),
            name_en: of.name_en.clone(),
            kind: of.kind.slug().to_owned(),
            side: of.side.slug().to_owned(),
            parent_id: of.parent.as_deref().and_then(|parent| ids.get(parent)).copied(),
            is_leaf: !parents.contains(of.code.as_str()),
            party_control: of.party_control,
            cash_kind: of.cash.map(|cash| cash.slug().to_owned()),
            active: true,
            version: 1,
        })
        .collect())
}

fn journal_rows(tx: &mut Tx<'_>, chart: &Chart) -> Result<Vec<JournalRow>> {
    let first = tx.ids("journal", chart.journals.len())?;
    let book_id = tx.book_id();
    Ok((first..)
        .zip(&chart.journals)
        .map(|(id, of)| JournalRow {
            book_id,
            id,
            code: of.code.clone(),
            name_zh: of.name_zh.clone(),
            name_en: of.name_en.clone(),
            active: true,
            version: 1,
        })
        .collect())
}
