//! The rows that posting reads and writes: the hot path.

use std::collections::HashMap;

use diesel::prelude::*;

use super::accounts::load_journals;
use crate::error::Result;
use crate::ledger::rules::entries::{AccountFacts, JournalFacts};
use crate::store::Conn;
use crate::store::day::Day;
use crate::store::dialect::{Key, add_all};
use crate::store::insert::{IN_LIST, insert_all};
use crate::store::locks::load_kept;
use crate::store::schema::{account, journal_entry, posting};

/// A new row of `journal_entry`. It owns its texts: diesel keeps the statement for an array of rows
/// only when their type has no lifetime.
#[derive(Debug, Insertable)]
#[diesel(table_name = journal_entry, treat_none_as_default_value = false)]
pub(crate) struct NewEntryRow {
    pub(crate) book_id: i64,
    pub(crate) id: i64,
    pub(crate) journal_id: i64,
    pub(crate) period: i64,
    pub(crate) number: i64,
    pub(crate) entry_on: Day,
    pub(crate) summary: String,
    pub(crate) attachments: i64,
    pub(crate) source_kind: Option<String>,
    pub(crate) source_id: Option<i64>,
    pub(crate) reverses: Option<i64>,
    pub(crate) posted_at: i64,
    pub(crate) posted_by: Option<i64>,
    pub(crate) digest: [u8; crate::ledger::digest::LENGTH],
}

/// A new row of `posting`.
#[derive(Debug, Insertable)]
#[diesel(table_name = posting, treat_none_as_default_value = false)]
pub(crate) struct NewPostingRow {
    pub(crate) book_id: i64,
    pub(crate) entry_id: i64,
    pub(crate) line: i64,
    pub(crate) account_id: i64,
    pub(crate) entry_on: Day,
    pub(crate) party_id: Option<i64>,
    pub(crate) debit: i64,
    pub(crate) credit: i64,
    pub(crate) memo: Option<String>,
}

/// A movement to be added: its account and period, debit and credit.
pub(crate) type Movement = ((i64, i64), [i64; 2]);
/// A party's movement to be added: its account, party and period, debit and credit.
pub(crate) type PartyMovement = ((i64, i64, i64), [i64; 2]);

type FactsRow = (i64, bool, bool, bool);

fn facts((id, leaf, active, party_control): FactsRow) -> (i64, AccountFacts) {
    (id, AccountFacts { leaf, active, party_control })
}

/// What posting needs to know of accounts, by id. It stays so until the transaction ends: who
/// changes it holds the account first ([`super::accounts::hold_accounts`]).
pub(crate) fn load_facts(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
) -> Result<HashMap<i64, AccountFacts>> {
    let mut found = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        let query = account::table
            .filter(account::book_id.eq(book))
            .filter(account::id.eq_any(chunk))
            .order(account::id)
            .select((account::id, account::is_leaf, account::active, account::party_control));
        let rows = load_kept!(conn, query, FactsRow)?;
        found.extend(rows.into_iter().map(facts));
    }
    Ok(found)
}

/// As [`load_facts`], by code.
pub(crate) fn load_facts_by_code(
    conn: &mut Conn,
    book: i64,
    codes: &[&str],
) -> Result<HashMap<String, (i64, AccountFacts)>> {
    let mut found = HashMap::with_capacity(codes.len());
    for chunk in codes.chunks(IN_LIST) {
        let columns = (account::id, account::is_leaf, account::active, account::party_control);
        let query = account::table
            .filter(account::book_id.eq(book))
            .filter(account::code.eq_any(chunk.iter().copied()))
            .order(account::id)
            .select((account::code, columns));
        let rows = load_kept!(conn, query, (String, FactsRow))?;
        found.extend(rows.into_iter().map(|(code, row)| (code, facts(row))));
    }
    Ok(found)
}

/// What posting needs to know of the journals, the first one first.
pub(crate) fn load_journal_facts(conn: &mut Conn, book: i64) -> Result<Vec<JournalFacts>> {
    let rows = load_journals(conn, book)?.into_iter();
    Ok(rows.map(|row| JournalFacts { id: row.id, code: row.code, active: row.active }).collect())
}

/// Writes new entries.
pub(crate) fn insert_entries(conn: &mut Conn, rows: &[NewEntryRow]) -> Result<()> {
    insert_all!(conn, journal_entry::table, rows);
    Ok(())
}

/// Writes new postings.
pub(crate) fn insert_postings(conn: &mut Conn, rows: &[NewPostingRow]) -> Result<()> {
    insert_all!(conn, posting::table, rows);
    Ok(())
}

/// Adds movements to the balances. Sorted by key, so that writers on servers wait for each other in
/// one order.
pub(crate) fn add_balances(conn: &mut Conn, book: i64, moves: &[Movement]) -> Result<()> {
    let rows: Vec<_> = moves
        .iter()
        .map(|((account, period), amounts)| {
            ([Key::Int(book), Key::Int(*account), Key::Int(*period)], *amounts)
        })
        .collect();
    let keys = ["book_id", "account_id", "period"];
    add_all(conn, "balance", keys, ["debit", "credit"], &rows)
}

/// Adds movements to the balances of parties, sorted by key.
pub(crate) fn add_party_balances(
    conn: &mut Conn,
    book: i64,
    moves: &[PartyMovement],
) -> Result<()> {
    let rows: Vec<_> = moves
        .iter()
        .map(|((account, party, period), amounts)| {
            let keys = [*account, *party, *period].map(Key::Int);
            let [account, party, period] = keys;
            ([Key::Int(book), account, party, period], *amounts)
        })
        .collect();
    let keys = ["book_id", "account_id", "party_id", "period"];
    add_all(conn, "party_balance", keys, ["debit", "credit"], &rows)
}
