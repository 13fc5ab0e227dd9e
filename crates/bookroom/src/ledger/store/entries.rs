//! Rows of posted entries and their postings.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::error::Result;
use crate::ledger::model::EntrySort;
use crate::store::insert::{IN_LIST, insert_all};
use crate::store::listing::{Condition, Place, in_order, listed_columns};
use crate::store::locks::load_locked;
use crate::store::schema::{entry_review, journal_entry, posting};
use crate::store::{Conn, MultiBackend};
use crate::values::{Page, PageRequest};

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

/// Loads entries by id, in the order of ids.
pub(crate) fn load(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<Vec<EntryRow>> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<EntryRow> = journal_entry::table
            .filter(journal_entry::book_id.eq(book))
            .filter(journal_entry::id.eq_any(chunk))
            .order(journal_entry::id)
            .select(EntryRow::as_select())
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}

/// Which entries are wanted.
pub(crate) struct Wanted {
    pub(crate) book: i64,
    pub(crate) from: Option<NaiveDate>,
    pub(crate) to: Option<NaiveDate>,
    pub(crate) journal: Option<i64>,
    pub(crate) accounts: Option<Vec<i64>>,
    pub(crate) parties: Option<Vec<i64>>,
    pub(crate) pattern: Option<String>,
    pub(crate) source: Option<(String, i64)>,
    pub(crate) reviewed: Option<bool>,
    pub(crate) conditions: Vec<Condition<journal_entry::table>>,
}

type EntryQuery = journal_entry::BoxedQuery<'static, MultiBackend>;

listed_columns! {
    journal_entry, EntryRow, EntrySort {
        On => required day entry_on;
        Number => required whole number;
        Summary => required text summary;
        Attachments => required whole attachments;
        PostedAt => required instant posted_at;
        PostedBy => optional whole posted_by;
    }
}

/// A page of the entries that are wanted.
pub(crate) fn list(
    conn: &mut Conn,
    wanted: Wanted,
    sort: EntrySort,
    descending: bool,
    page: &PageRequest,
) -> Result<Page<EntryRow>> {
    let limit = page.rows_to_load()?;
    let after = Place::of(page, sort.slug(), descending)?;
    let query = journal_entry::table
        .filter(journal_entry::book_id.eq(wanted.book))
        .into_boxed::<MultiBackend>();
    let mut query = with_head(with_lines(query, &wanted), &wanted);
    for condition in wanted.conditions {
        query = query.filter(condition);
    }
    let query = in_order!(query, listed(sort), journal_entry::id, descending, after);
    let rows = query.limit(limit).select(EntryRow::as_select()).load(conn)?;
    Ok(Page::cut(rows, page.limit, |row| place(row, sort, descending)))
}

fn with_head(mut query: EntryQuery, wanted: &Wanted) -> EntryQuery {
    if let Some(from) = wanted.from {
        query = query.filter(journal_entry::entry_on.ge(from));
    }
    if let Some(to) = wanted.to {
        query = query.filter(journal_entry::entry_on.le(to));
    }
    if let Some(journal) = wanted.journal {
        query = query.filter(journal_entry::journal_id.eq(journal));
    }
    if let Some(pattern) = &wanted.pattern {
        query = query.filter(journal_entry::summary.like(pattern.clone()).escape('!'));
    }
    if let Some((kind, id)) = &wanted.source {
        query = query
            .filter(journal_entry::source_kind.eq(kind.clone()))
            .filter(journal_entry::source_id.eq(*id));
    }
    query
}

fn with_lines(mut query: EntryQuery, wanted: &Wanted) -> EntryQuery {
    let lines = posting::table.filter(posting::book_id.eq(wanted.book)).select(posting::entry_id);
    // A boxed select cannot stand inside another one here, so the three shapes are spelled out.
    query = match (wanted.accounts.clone(), wanted.parties.clone()) {
        (None, None) => query,
        (Some(accounts), None) => {
            let lines = lines.filter(posting::account_id.eq_any(accounts));
            query.filter(journal_entry::id.eq_any(lines))
        }
        (None, Some(parties)) => {
            let lines = lines.filter(posting::party_id.eq_any(parties));
            query.filter(journal_entry::id.eq_any(lines))
        }
        (Some(accounts), Some(parties)) => {
            let lines = lines.filter(posting::account_id.eq_any(accounts));
            let lines = lines.filter(posting::party_id.eq_any(parties));
            query.filter(journal_entry::id.eq_any(lines))
        }
    };
    let reviewed = entry_review::table
        .filter(entry_review::book_id.eq(wanted.book))
        .select(entry_review::entry_id);
    match wanted.reviewed {
        None => query,
        Some(true) => query.filter(journal_entry::id.eq_any(reviewed)),
        Some(false) => query.filter(journal_entry::id.ne_all(reviewed)),
    }
}

/// A row of `entry_review`.
#[derive(Debug, Clone, PartialEq, Eq, Insertable)]
#[diesel(table_name = entry_review, treat_none_as_default_value = false)]
pub(crate) struct ReviewRow {
    pub(crate) book_id: i64,
    pub(crate) entry_id: i64,
    pub(crate) reviewer_id: i64,
    pub(crate) reviewed_at: i64,
}

/// Who reviewed entries, and when, by entry.
pub(crate) fn load_reviews(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
) -> Result<HashMap<i64, (i64, i64)>> {
    let mut found = HashMap::new();
    for chunk in ids.chunks(IN_LIST) {
        let columns = (entry_review::reviewer_id, entry_review::reviewed_at);
        let rows: Vec<(i64, (i64, i64))> = entry_review::table
            .filter(entry_review::book_id.eq(book))
            .filter(entry_review::entry_id.eq_any(chunk))
            .select((entry_review::entry_id, columns))
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}

/// Writes new reviews.
pub(crate) fn insert_reviews(conn: &mut Conn, rows: &[ReviewRow]) -> Result<()> {
    insert_all!(conn, entry_review::table, rows);
    Ok(())
}

/// Removes reviews.
pub(crate) fn delete_reviews(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<()> {
    for chunk in ids.chunks(IN_LIST) {
        diesel::delete(
            entry_review::table
                .filter(entry_review::book_id.eq(book))
                .filter(entry_review::entry_id.eq_any(chunk)),
        )
        .execute(conn)?;
    }
    Ok(())
}
