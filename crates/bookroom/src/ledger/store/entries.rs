//! Rows of posted entries and their postings.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::error::Result;
use crate::store::Conn;
use crate::store::dialect::load_locked;
use crate::store::insert::IN_LIST;
use crate::store::schema::{journal_entry, posting};

/// A row of `journal_entry`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = journal_entry)]
pub(crate) struct EntryRow {
    pub(crate) book_id: i64,
    pub(crate) id: i64,
    pub(crate) journal_id: i64,
    pub(crate) period: i64,
    pub(crate) number: i64,
    pub(crate) entry_on: NaiveDate,
    pub(crate) summary: String,
    pub(crate) attachments: i64,
    pub(crate) source_kind: Option<String>,
    pub(crate) source_id: Option<i64>,
    pub(crate) reverses: Option<i64>,
    pub(crate) posted_at: i64,
    pub(crate) posted_by: Option<i64>,
    pub(crate) digest: Vec<u8>,
}

/// A row of `posting`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = posting)]
pub(crate) struct PostingRow {
    pub(crate) entry_id: i64,
    pub(crate) line: i64,
    pub(crate) account_id: i64,
    pub(crate) entry_on: NaiveDate,
    pub(crate) party_id: Option<i64>,
    pub(crate) debit: i64,
    pub(crate) credit: i64,
    pub(crate) memo: Option<String>,
}

/// Loads entries by id and holds them until the transaction ends, so that two reversals of one
/// entry wait for each other.
pub(crate) fn load_held(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<Vec<EntryRow>> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        let query = journal_entry::table
            .filter(journal_entry::book_id.eq(book))
            .filter(journal_entry::id.eq_any(chunk))
            .order(journal_entry::id)
            .select(journal_entry::all_columns);
        found.extend(load_locked!(conn, query, EntryRow)?);
    }
    Ok(found)
}

/// The postings of entries, by entry, in the order of their lines.
pub(crate) fn load_postings(
    conn: &mut Conn,
    book: i64,
    entries: &[i64],
) -> Result<HashMap<i64, Vec<PostingRow>>> {
    let mut found: HashMap<i64, Vec<PostingRow>> = HashMap::with_capacity(entries.len());
    for chunk in entries.chunks(IN_LIST) {
        let rows: Vec<PostingRow> = posting::table
            .filter(posting::book_id.eq(book))
            .filter(posting::entry_id.eq_any(chunk))
            .order((posting::entry_id, posting::line))
            .select(PostingRow::as_select())
            .load(conn)?;
        for row in rows {
            found.entry(row.entry_id).or_default().push(row);
        }
    }
    Ok(found)
}

/// Which of these entries are reversed.
pub(crate) fn load_reversed(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<HashSet<i64>> {
    Ok(load_reversals(conn, book, ids)?.into_keys().collect())
}

/// The reversals of entries, by the entry they reverse.
pub(crate) fn load_reversals(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<HashMap<i64, i64>> {
    let mut found = HashMap::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<(Option<i64>, i64)> = journal_entry::table
            .filter(journal_entry::book_id.eq(book))
            .filter(journal_entry::reverses.eq_any(chunk))
            .select((journal_entry::reverses, journal_entry::id))
            .load(conn)?;
        found.extend(rows.into_iter().filter_map(|(of, id)| of.map(|of| (of, id))));
    }
    Ok(found)
}
