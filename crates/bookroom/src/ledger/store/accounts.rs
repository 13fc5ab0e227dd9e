//! Rows of accounts, their roles, and journals.

use std::collections::BTreeMap;

use diesel::prelude::*;

use crate::error::{Code, Error, Result};
use crate::ledger::model::{Account, AccountKind, CashKind, Journal, Side};
use crate::ledger::posting::AccountRole;
use crate::store::Conn;
use crate::store::insert::insert_all;
use crate::store::schema::{account, account_role, journal};
use crate::values::{AccountId, JournalId};

/// A row of `account`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = account, treat_none_as_default_value = false, treat_none_as_null = true)]
pub(crate) struct AccountRow {
    pub(crate) book_id: i64,
    pub(crate) id: i64,
    pub(crate) code: String,
    pub(crate) name_zh: String,
    pub(crate) name_en: String,
    pub(crate) kind: String,
    pub(crate) side: String,
    pub(crate) parent_id: Option<i64>,
    pub(crate) is_leaf: bool,
    pub(crate) party_control: bool,
    pub(crate) cash_kind: Option<String>,
    pub(crate) active: bool,
    pub(crate) version: i64,
}

impl AccountRow {
    /// The account as hosts see it.
    pub(crate) fn record(&self, parent: Option<&str>) -> Result<Account> {
        let cash = self.cash_kind.as_deref();
        Ok(Account {
            id: AccountId(self.id),
            code: self.code.clone(),
            name_zh: self.name_zh.clone(),
            name_en: self.name_en.clone(),
            kind: AccountKind::from_slug(&self.kind).ok_or(Code::Corrupt)?,
            side: Side::from_slug(&self.side).ok_or(Code::Corrupt)?,
            parent: parent.map(str::to_owned),
            leaf: self.is_leaf,
            party_control: self.party_control,
            cash: cash.map(|word| CashKind::from_slug(word).ok_or(Code::Corrupt)).transpose()?,
            active: self.active,
            version: self.version,
        })
    }
}

/// A row of `account_role`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = account_role)]
pub(crate) struct RoleRow {
    pub(crate) book_id: i64,
    pub(crate) role: String,
    pub(crate) account_id: i64,
}

/// A row of `journal`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = journal)]
pub(crate) struct JournalRow {
    pub(crate) book_id: i64,
    pub(crate) id: i64,
    pub(crate) code: String,
    pub(crate) name_zh: String,
    pub(crate) name_en: String,
    pub(crate) active: bool,
    pub(crate) version: i64,
}

impl JournalRow {
    /// The journal as hosts see it.
    pub(crate) fn record(&self) -> Journal {
        Journal {
            id: JournalId(self.id),
            code: self.code.clone(),
            name_zh: self.name_zh.clone(),
            name_en: self.name_en.clone(),
            active: self.active,
            version: self.version,
        }
    }
}

/// Writes new accounts; parents stand before their children.
pub(crate) fn insert_accounts(conn: &mut Conn, rows: &[AccountRow]) -> Result<()> {
    insert_all!(conn, account::table, rows);
    Ok(())
}

/// Writes new roles.
pub(crate) fn insert_roles(conn: &mut Conn, rows: &[RoleRow]) -> Result<()> {
    insert_all!(conn, account_role::table, rows);
    Ok(())
}

/// Writes new journals.
pub(crate) fn insert_journals(conn: &mut Conn, rows: &[JournalRow]) -> Result<()> {
    insert_all!(conn, journal::table, rows);
    Ok(())
}

/// The whole chart.
pub(crate) fn load_accounts(conn: &mut Conn, book: i64) -> Result<Vec<AccountRow>> {
    Ok(account::table
        .filter(account::book_id.eq(book))
        .order(account::id)
        .select(AccountRow::as_select())
        .load(conn)?)
}

/// All journals, the first one first.
pub(crate) fn load_journals(conn: &mut Conn, book: i64) -> Result<Vec<JournalRow>> {
    Ok(journal::table
        .filter(journal::book_id.eq(book))
        .order(journal::id)
        .select(JournalRow::as_select())
        .load(conn)?)
}

/// Which account the engine uses for what.
pub(crate) fn load_roles(conn: &mut Conn, book: i64) -> Result<BTreeMap<AccountRole, i64>> {
    let rows: Vec<(String, i64)> = account_role::table
        .filter(account_role::book_id.eq(book))
        .select((account_role::role, account_role::account_id))
        .load(conn)?;
    rows.into_iter()
        .map(|(role, account)| {
            let role = AccountRole::from_slug(&role).ok_or(Error::from(Code::Corrupt))?;
            Ok((role, account))
        })
        .collect()
}
