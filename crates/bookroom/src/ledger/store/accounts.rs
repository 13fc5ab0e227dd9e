//! Rows of accounts, their roles, and journals.

use std::collections::{BTreeMap, HashMap, HashSet};

use diesel::prelude::*;

use crate::error::{Code, Error, Result};
use crate::ledger::charts;
use crate::ledger::model::{Account, AccountKind, AccountRole, CashKind, Journal, Side};
use crate::ledger::rules::accounts::needs_party;
use crate::store::Conn;
use crate::store::insert::{IN_LIST, insert_all};
use crate::store::locks::{load_kept, load_locked};
use crate::store::schema::{account, account_role, balance, book, journal};
use crate::values::{AccountId, JournalId};

/// A row of `account`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = account, primary_key(book_id, id))]
#[diesel(treat_none_as_default_value = false, treat_none_as_null = true)]
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
            kind: AccountKind::from_slug(&self.kind).ok_or_else(|| Error::corrupt("kind"))?,
            side: Side::from_slug(&self.side).ok_or_else(|| Error::corrupt("side"))?,
            parent: parent.map(str::to_owned),
            leaf: self.is_leaf,
            party_control: self.party_control,
            cash: cash
                .map(|word| CashKind::from_slug(word).ok_or_else(|| Error::corrupt("cash_kind")))
                .transpose()?,
            active: self.active,
            version: self.version,
        })
    }
}

/// A row of `account_role`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = account_role, treat_none_as_default_value = false)]
pub(crate) struct RoleRow {
    pub(crate) book_id: i64,
    pub(crate) role: String,
    pub(crate) account_id: i64,
}

/// A row of `journal`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = journal, primary_key(book_id, id), treat_none_as_default_value = false)]
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
    by_role(conn, book, rows)
}

/// As [`load_roles`], and it stays so until the transaction ends.
pub(crate) fn keep_roles(conn: &mut Conn, book: i64) -> Result<BTreeMap<AccountRole, i64>> {
    let query = account_role::table
        .filter(account_role::book_id.eq(book))
        .order(account_role::role)
        .select((account_role::role, account_role::account_id));
    let rows = load_kept!(conn, query, (String, i64))?;
    by_role(conn, book, rows)
}

/// Waits for those who post to accounts by their roles. Before accounts are held: they hold roles
/// first as well.
pub(crate) fn hold_roles(conn: &mut Conn, book: i64) -> Result<()> {
    let query = account_role::table
        .filter(account_role::book_id.eq(book))
        .order(account_role::role)
        .select(account_role::role);
    load_locked!(conn, query, String)?;
    Ok(())
}

fn by_role(
    conn: &mut Conn,
    book: i64,
    rows: Vec<(String, i64)>,
) -> Result<BTreeMap<AccountRole, i64>> {
    let pair = |(role, account): (String, i64)| {
        let role = AccountRole::from_slug(&role).ok_or(Error::from(Code::Corrupt))?;
        Ok((role, account))
    };
    let mut roles = rows.into_iter().map(pair).collect::<Result<_>>()?;
    add_roles_of_chart(conn, book, &mut roles)?;
    Ok(roles)
}

/// A book that is older than a role fills it as its chart does, if it still has that account.
fn add_roles_of_chart(
    conn: &mut Conn,
    id: i64,
    roles: &mut BTreeMap<AccountRole, i64>,
) -> Result<()> {
    if roles.len() == AccountRole::ALL.len() {
        return Ok(());
    }
    let chart: String = book::table.filter(book::book_id.eq(id)).select(book::chart).first(conn)?;
    if !charts::exists(&chart) {
        return Ok(());
    }
    let mut missing = charts::read(&chart)?.roles;
    missing.retain(|(role, _)| !roles.contains_key(role));
    let codes: Vec<&str> = missing.iter().map(|(_, code)| code.as_str()).collect();
    let rows: Vec<(String, i64, bool)> = account::table
        .filter(account::book_id.eq(id))
        .filter(account::code.eq_any(codes))
        .filter(account::is_leaf.eq(true))
        .filter(account::active.eq(true))
        .select((account::code, account::id, account::party_control))
        .load(conn)?;
    for (role, code) in missing {
        let account = rows.iter().find(|(of, ..)| *of == code);
        if let Some((_, id, _)) = account.filter(|(.., party)| *party == needs_party(role)) {
            roles.insert(role, *id);
        }
    }
    Ok(())
}

/// The account with a code: its id, and whether it takes postings.
pub(crate) fn find_account(conn: &mut Conn, book: i64, code: &str) -> Result<Option<(i64, bool)>> {
    Ok(account::table
        .filter(account::book_id.eq(book))
        .filter(account::code.eq(code))
        .select((account::id, account::is_leaf))
        .first(conn)
        .optional()?)
}

/// The code and names of an account.
#[derive(Debug, Queryable)]
pub(crate) struct Names {
    pub(crate) code: String,
    pub(crate) name_zh: String,
    pub(crate) name_en: String,
}

/// The codes and names of accounts, by id.
pub(crate) fn load_names(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<HashMap<i64, Names>> {
    let mut found = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<(i64, (String, String, String))> = account::table
            .filter(account::book_id.eq(book))
            .filter(account::id.eq_any(chunk))
            .select((account::id, (account::code, account::name_zh, account::name_en)))
            .load(conn)?;
        found.extend(
            rows.into_iter()
                .map(|(id, (code, name_zh, name_en))| (id, Names { code, name_zh, name_en })),
        );
    }
    Ok(found)
}

/// Saves a changed account if its version is still `seen`.
pub(crate) fn save_account(conn: &mut Conn, seen: i64, row: &AccountRow) -> Result<()> {
    let target = account::table
        .filter(account::book_id.eq(row.book_id))
        .filter(account::id.eq(row.id))
        .filter(account::version.eq(seen));
    match diesel::update(target).set(row).execute(conn)? {
        1 => Ok(()),
        _ => Err(Error::version_conflict("account", row.id)),
    }
}

/// Holds accounts until the transaction ends: nobody can post to them meanwhile.
pub(crate) fn hold_accounts(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<()> {
    for chunk in ids.chunks(IN_LIST) {
        let query = account::table
            .filter(account::book_id.eq(book))
            .filter(account::id.eq_any(chunk))
            .order(account::id)
            .select(account::id);
        load_locked!(conn, query, i64)?;
    }
    Ok(())
}

/// Holds a journal until the transaction ends: nobody can post in it meanwhile.
pub(crate) fn hold_journal(conn: &mut Conn, book: i64, id: i64) -> Result<()> {
    let query = journal::table
        .filter(journal::book_id.eq(book))
        .filter(journal::id.eq(id))
        .select(journal::id);
    load_locked!(conn, query, i64)?;
    Ok(())
}

/// Which of these accounts have postings.
pub(crate) fn load_used(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<HashSet<i64>> {
    let mut found = HashSet::new();
    for chunk in ids.chunks(IN_LIST) {
        // A balance row stays once an account has moved.
        let rows: Vec<i64> = balance::table
            .filter(balance::book_id.eq(book))
            .filter(balance::account_id.eq_any(chunk))
            .select(balance::account_id)
            .distinct()
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}

/// Removes an account that nothing refers to.
pub(crate) fn delete_account(conn: &mut Conn, book: i64, id: i64) -> Result<()> {
    diesel::delete(account::table.filter(account::book_id.eq(book)).filter(account::id.eq(id)))
        .execute(conn)?;
    Ok(())
}

/// Lets a role be filled by an account.
pub(crate) fn save_role(conn: &mut Conn, row: &RoleRow) -> Result<()> {
    let target = account_role::table
        .filter(account_role::book_id.eq(row.book_id))
        .filter(account_role::role.eq(&row.role));
    let changed =
        diesel::update(target).set(account_role::account_id.eq(row.account_id)).execute(conn)?;
    if changed == 0 {
        insert_roles(conn, std::slice::from_ref(row))?;
    }
    Ok(())
}

/// Saves a changed journal if its version is still `seen`.
pub(crate) fn save_journal(conn: &mut Conn, seen: i64, row: &JournalRow) -> Result<()> {
    let target = journal::table
        .filter(journal::book_id.eq(row.book_id))
        .filter(journal::id.eq(row.id))
        .filter(journal::version.eq(seen));
    match diesel::update(target).set(row).execute(conn)? {
        1 => Ok(()),
        _ => Err(Error::version_conflict("journal", row.id)),
    }
}

/// Removes a journal without entries.
pub(crate) fn delete_journal(conn: &mut Conn, book: i64, id: i64) -> Result<()> {
    diesel::delete(journal::table.filter(journal::book_id.eq(book)).filter(journal::id.eq(id)))
        .execute(conn)?;
    Ok(())
}
