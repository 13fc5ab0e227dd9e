//! Rows and sums that verification compares, by ranges of ids: never the whole ledger at once.

use std::collections::{BTreeMap, HashMap};

use diesel::dsl::{count_star, max, min};
use diesel::prelude::*;

use super::balances::{Sums, add, whole};
use super::entries::{EntryRow, PostingRow};
use super::parties::load_all_merged;
use crate::error::Result;
use crate::store::Conn;
use crate::store::schema::{
    balance, change_log, customer, journal_entry, number_counter, party_balance, posting,
};
use crate::store::sum::sum_int;

/// The next entries after an id.
pub(crate) fn load_entries_after(
    conn: &mut Conn,
    book: i64,
    after: i64,
    limit: i64,
) -> Result<Vec<EntryRow>> {
    Ok(journal_entry::table
        .filter(journal_entry::book_id.eq(book))
        .filter(journal_entry::id.gt(after))
        .order(journal_entry::id)
        .limit(limit)
        .select(EntryRow::as_select())
        .load(conn)?)
}

/// The postings of the entries after an id up to another, by entry, in the order of their lines.
pub(crate) fn load_postings_between(
    conn: &mut Conn,
    book: i64,
    (after, to): (i64, i64),
) -> Result<BTreeMap<i64, Vec<PostingRow>>> {
    let rows: Vec<PostingRow> = posting::table
        .filter(posting::book_id.eq(book))
        .filter(posting::entry_id.gt(after))
        .filter(posting::entry_id.le(to))
        .order((posting::entry_id, posting::line))
        .select(PostingRow::as_select())
        .load(conn)?;
    let mut found: BTreeMap<i64, Vec<PostingRow>> = BTreeMap::new();
    for row in rows {
        found.entry(row.entry_id).or_default().push(row);
    }
    Ok(found)
}

/// What the change log said when the entries after an id up to another were posted.
pub(crate) fn load_logged_between(
    conn: &mut Conn,
    book: i64,
    (after, to): (i64, i64),
) -> Result<BTreeMap<i64, String>> {
    let rows: Vec<(i64, Option<String>)> = change_log::table
        .filter(change_log::book_id.eq(book))
        .filter(change_log::subject_kind.eq("entry"))
        .filter(change_log::subject_id.gt(after))
        .filter(change_log::subject_id.le(to))
        .filter(change_log::image_before.is_null())
        .select((change_log::subject_id, change_log::image_after))
        .load(conn)?;
    Ok(rows.into_iter().filter_map(|(id, image)| Some((id, image?))).collect())
}

/// How the entries of a journal and period are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Numbering {
    pub(crate) first: i64,
    pub(crate) last: i64,
    pub(crate) count: i64,
}

/// The numbering of every journal and period.
pub(crate) fn load_numbering(
    conn: &mut Conn,
    book: i64,
) -> Result<BTreeMap<(i64, i64), Numbering>> {
    let rows: Vec<(i64, i64, Option<i64>, Option<i64>, i64)> = journal_entry::table
        .filter(journal_entry::book_id.eq(book))
        .group_by((journal_entry::journal_id, journal_entry::period))
        .select((
            journal_entry::journal_id,
            journal_entry::period,
            min(journal_entry::number),
            max(journal_entry::number),
            count_star(),
        ))
        .load(conn)?;
    let numbering = |first: Option<i64>, last: Option<i64>, count| Numbering {
        first: first.unwrap_or(0),
        last: last.unwrap_or(0),
        count,
    };
    Ok(rows
        .into_iter()
        .map(|(journal, period, first, last, count)| {
            ((journal, period), numbering(first, last, count))
        })
        .collect())
}

/// The last number given in every series and period.
pub(crate) fn load_counters(conn: &mut Conn, book: i64) -> Result<HashMap<(String, i64), i64>> {
    let rows: Vec<(String, i64, i64)> = number_counter::table
        .filter(number_counter::book_id.eq(book))
        .select((number_counter::series, number_counter::period, number_counter::last_number))
        .load(conn)?;
    Ok(rows.into_iter().map(|(series, period, last)| ((series, period), last)).collect())
}

/// Movements by account and period.
pub(crate) type Movements = BTreeMap<(i64, i64), Sums>;
/// Movements by party, account and period.
pub(crate) type PartyMovements = BTreeMap<(i64, i64, i64), Sums>;

type MovementRow = (i64, i64, Option<i64>, Option<i64>);

fn movements(rows: Vec<MovementRow>) -> Result<Movements> {
    rows.into_iter()
        .map(|(account, period, debit, credit)| Ok(((account, period), whole((debit, credit))?)))
        .collect()
}

/// The balances of accounts, as kept.
pub(crate) fn load_kept(conn: &mut Conn, book: i64, accounts: &[i64]) -> Result<Movements> {
    let rows: Vec<(i64, i64, i64, i64)> = balance::table
        .filter(balance::book_id.eq(book))
        .filter(balance::account_id.eq_any(accounts))
        .select((balance::account_id, balance::period, balance::debit, balance::credit))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(account, period, debit, credit)| {
            ((account, period), (i128::from(debit), i128::from(credit)))
        })
        .collect())
}

/// The balances of accounts, summed from their postings.
pub(crate) fn sum_postings(conn: &mut Conn, book: i64, accounts: &[i64]) -> Result<Movements> {
    let same_entry =
        journal_entry::book_id.eq(posting::book_id).and(journal_entry::id.eq(posting::entry_id));
    let rows: Vec<MovementRow> = posting::table
        .inner_join(journal_entry::table.on(same_entry))
        .filter(posting::book_id.eq(book))
        .filter(posting::account_id.eq_any(accounts))
        .group_by((posting::account_id, journal_entry::period))
        .select((
            posting::account_id,
            journal_entry::period,
            sum_int(posting::debit),
            sum_int(posting::credit),
        ))
        .load(conn)?;
    movements(rows)
}

/// The balances of accounts, summed from those of their parties.
pub(crate) fn sum_parties(conn: &mut Conn, book: i64, accounts: &[i64]) -> Result<Movements> {
    let rows: Vec<MovementRow> = party_balance::table
        .filter(party_balance::book_id.eq(book))
        .filter(party_balance::account_id.eq_any(accounts))
        .group_by((party_balance::account_id, party_balance::period))
        .select((
            party_balance::account_id,
            party_balance::period,
            sum_int(party_balance::debit),
            sum_int(party_balance::credit),
        ))
        .load(conn)?;
    movements(rows)
}

/// The ids of the next customers and suppliers after one.
pub(crate) fn load_parties_after(
    conn: &mut Conn,
    book: i64,
    after: i64,
    limit: i64,
) -> Result<Vec<i64>> {
    Ok(customer::table
        .filter(customer::book_id.eq(book))
        .filter(customer::id.gt(after))
        .order(customer::id)
        .limit(limit)
        .select(customer::id)
        .load(conn)?)
}

/// The balances of the parties after an id up to another, as kept.
pub(crate) fn load_kept_parties(
    conn: &mut Conn,
    book: i64,
    (after, to): (i64, i64),
) -> Result<PartyMovements> {
    let rows: Vec<(i64, i64, i64, i64, i64)> = party_balance::table
        .filter(party_balance::book_id.eq(book))
        .filter(party_balance::party_id.gt(after))
        .filter(party_balance::party_id.le(to))
        .select((
            party_balance::party_id,
            party_balance::account_id,
            party_balance::period,
            party_balance::debit,
            party_balance::credit,
        ))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(party, account, period, debit, credit)| {
            ((party, account, period), (i128::from(debit), i128::from(credit)))
        })
        .collect())
}

/// The balances of the parties after an id up to another, summed from their postings and from those
/// of the parties that were merged into them.
pub(crate) fn sum_party_postings(
    conn: &mut Conn,
    book: i64,
    (after, to): (i64, i64),
) -> Result<PartyMovements> {
    let same_entry =
        journal_entry::book_id.eq(posting::book_id).and(journal_entry::id.eq(posting::entry_id));
    let merged = load_all_merged(conn, book)?;
    let stands = |party: i64| merged.get(&party).copied().unwrap_or(party);
    let is_within = |party: i64| party > after && party <= to;
    let theirs = merged.iter().filter(|(id, into)| is_within(**into) && !is_within(**id));
    let theirs: Vec<Option<i64>> = theirs.map(|(id, _)| Some(*id)).collect();
    let within = posting::party_id.gt(after).and(posting::party_id.le(to));
    let rows: Vec<(Option<i64>, i64, i64, Option<i64>, Option<i64>)> = posting::table
        .inner_join(journal_entry::table.on(same_entry))
        .filter(posting::book_id.eq(book))
        .filter(within.or(posting::party_id.eq_any(theirs)))
        .group_by((posting::party_id, posting::account_id, journal_entry::period))
        .select((
            posting::party_id,
            posting::account_id,
            journal_entry::period,
            sum_int(posting::debit),
            sum_int(posting::credit),
        ))
        .load(conn)?;
    let mut found = PartyMovements::new();
    for (party, account, period, debit, credit) in rows {
        let party = stands(party.unwrap_or(0));
        if is_within(party) {
            let sums = found.entry((party, account, period)).or_default();
            add(sums, whole((debit, credit))?);
        }
    }
    Ok(found)
}
