//! The lines of a register, by date, entry and line.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::balances::{Sums, whole};
use crate::error::Result;
use crate::store::schema::{journal_entry, posting};
use crate::store::sum::sum_int;
use crate::store::{Conn, MultiBackend};

/// Which postings a register shows.
pub(crate) struct Lines {
    pub(crate) book: i64,
    pub(crate) accounts: Option<Vec<i64>>,
    pub(crate) party: Option<i64>,
    /// Whose lines count for the party.
    pub(crate) parties: Option<Vec<i64>>,
}

/// What a register is sorted by: date, entry, line.
pub(crate) type RegisterKey = (NaiveDate, i64, i64);

/// A posting with what a register shows of its entry.
#[derive(Debug, Queryable)]
pub(crate) struct LineRow {
    pub(crate) entry_id: i64,
    pub(crate) line: i64,
    pub(crate) entry_on: NaiveDate,
    pub(crate) account_id: i64,
    pub(crate) party_id: Option<i64>,
    pub(crate) debit: i64,
    pub(crate) credit: i64,
    pub(crate) memo: Option<String>,
    pub(crate) journal_id: i64,
    pub(crate) number: i64,
    pub(crate) summary: String,
}

/// The next lines after a key, oldest first.
pub(crate) fn load_lines(
    conn: &mut Conn,
    lines: &Lines,
    (from, to): (NaiveDate, NaiveDate),
    after: Option<RegisterKey>,
    limit: i64,
) -> Result<Vec<LineRow>> {
    let same_entry =
        journal_entry::book_id.eq(posting::book_id).and(journal_entry::id.eq(posting::entry_id));
    let mut query = posting::table
        .inner_join(journal_entry::table.on(same_entry))
        .filter(posting::book_id.eq(lines.book))
        .filter(posting::entry_on.le(to))
        .order((posting::entry_on, posting::entry_id, posting::line))
        .limit(limit)
        .select((
            posting::entry_id,
            posting::line,
            posting::entry_on,
            posting::account_id,
            posting::party_id,
            posting::debit,
            posting::credit,
            posting::memo,
            journal_entry::journal_id,
            journal_entry::number,
            journal_entry::summary,
        ))
        .into_boxed::<MultiBackend>();
    if let Some(accounts) = &lines.accounts {
        query = query.filter(posting::account_id.eq_any(accounts));
    }
    if let Some(parties) = &lines.parties {
        query = query.filter(posting::party_id.eq_any(parties));
    }
    query = match after {
        None => query.filter(posting::entry_on.ge(from)),
        Some((day, entry, line)) => {
            let later = posting::entry_id
                .gt(entry)
                .or(posting::entry_id.eq(entry).and(posting::line.gt(line)));
            let next = posting::entry_on.gt(day).or(posting::entry_on.eq(day).and(later));
            // The first condition says less than the second, but an index can use it.
            query.filter(posting::entry_on.ge(day)).filter(next)
        }
    };
    Ok(query.load(conn)?)
}

/// The sums of the lines of one day up to a key, which is included.
pub(crate) fn sum_of_day_until(
    conn: &mut Conn,
    lines: &Lines,
    (day, entry, line): RegisterKey,
) -> Result<Sums> {
    let mut query = posting::table
        .filter(posting::book_id.eq(lines.book))
        .filter(posting::entry_on.eq(day))
        .filter(
            posting::entry_id.lt(entry).or(posting::entry_id.eq(entry).and(posting::line.le(line))),
        )
        .select((sum_int(posting::debit), sum_int(posting::credit)))
        .into_boxed::<MultiBackend>();
    if let Some(accounts) = &lines.accounts {
        query = query.filter(posting::account_id.eq_any(accounts));
    }
    if let Some(parties) = &lines.parties {
        query = query.filter(posting::party_id.eq_any(parties));
    }
    whole(query.first(conn)?)
}
