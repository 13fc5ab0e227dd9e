//! Sums of movements: full months from the balances, the month begun from its postings.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use diesel::prelude::*;

use super::parties;
use crate::error::{Code, Result};
use crate::store::insert::IN_LIST;
use crate::store::schema::{balance, party_balance, posting};
use crate::store::sum::sum_int;
use crate::store::{Conn, MultiBackend};
use crate::values::{Period, dates};

/// Debit and credit.
pub(crate) type Sums = (i128, i128);
type SumRow = (Option<i64>, Option<i64>);

/// The months to sum from the balances, and the days to sum from the postings.
pub(crate) struct Span {
    /// Balances before this period count.
    pub(crate) before: i64,
    /// The days of the month begun; none when it is over.
    pub(crate) days: Option<(NaiveDate, NaiveDate)>,
}

impl Span {
    /// What makes up a balance at the end of a day; none before there can be any entry.
    pub(crate) fn until(on: NaiveDate) -> Option<Self> {
        if !dates::is_storable(on) {
            return None;
        }
        let period = Period::of(on);
        Some(if on == period.last_day() {
            Self { before: period.next().key(), days: None }
        } else {
            Self { before: period.key(), days: Some((period.first_day(), on)) }
        })
    }
}

/// One database cuts a sum off at the edge instead of failing.
pub(crate) fn whole((debit, credit): SumRow) -> Result<Sums> {
    let side = |sum: Option<i64>| match sum.unwrap_or(0) {
        i64::MAX | i64::MIN => Err(Code::OutOfRange),
        sum => Ok(i128::from(sum)),
    };
    Ok((side(debit)?, side(credit)?))
}

pub(crate) fn add(sums: &mut Sums, more: Sums) {
    sums.0 += more.0;
    sums.1 += more.1;
}

/// The sums of accounts together at the end of a day.
pub(crate) fn total_until(
    conn: &mut Conn,
    book: i64,
    accounts: &[i64],
    on: NaiveDate,
) -> Result<Sums> {
    let mut total = (0, 0);
    let Some(span) = Span::until(on) else { return Ok(total) };
    for chunk in accounts.chunks(IN_LIST) {
        let row = balance::table
            .filter(balance::book_id.eq(book))
            .filter(balance::account_id.eq_any(chunk))
            .filter(balance::period.lt(span.before))
            .select((sum_int(balance::debit), sum_int(balance::credit)))
            .first::<SumRow>(conn)?;
        add(&mut total, whole(row)?);
        if let Some((from, to)) = span.days {
            let row = posting::table
                .filter(posting::book_id.eq(book))
                .filter(posting::account_id.eq_any(chunk))
                .filter(posting::entry_on.between(from, to))
                .select((sum_int(posting::debit), sum_int(posting::credit)))
                .first::<SumRow>(conn)?;
            add(&mut total, whole(row)?);
        }
    }
    Ok(total)
}

/// The sums of every account at the end of a day; accounts without movement are absent.
pub(crate) fn all_until(conn: &mut Conn, book: i64, on: NaiveDate) -> Result<HashMap<i64, Sums>> {
    let mut sums: HashMap<i64, Sums> = HashMap::new();
    let Some(span) = Span::until(on) else { return Ok(sums) };
    let rows: Vec<(i64, Option<i64>, Option<i64>)> = balance::table
        .filter(balance::book_id.eq(book))
        .filter(balance::period.lt(span.before))
        .group_by(balance::account_id)
        .select((balance::account_id, sum_int(balance::debit), sum_int(balance::credit)))
        .load(conn)?;
    for (account, debit, credit) in rows {
        add(sums.entry(account).or_default(), whole((debit, credit))?);
    }
    let Some((from, to)) = span.days else { return Ok(sums) };
    // Only the accounts that moved in that month at all.
    let moved: Vec<i64> = balance::table
        .filter(balance::book_id.eq(book))
        .filter(balance::period.eq(span.before))
        .select(balance::account_id)
        .load(conn)?;
    for chunk in moved.chunks(IN_LIST) {
        let rows: Vec<(i64, Option<i64>, Option<i64>)> = posting::table
            .filter(posting::book_id.eq(book))
            .filter(posting::account_id.eq_any(chunk))
            .filter(posting::entry_on.between(from, to))
            .group_by(posting::account_id)
            .select((posting::account_id, sum_int(posting::debit), sum_int(posting::credit)))
            .load(conn)?;
        for (account, debit, credit) in rows {
            add(sums.entry(account).or_default(), whole((debit, credit))?);
        }
    }
    Ok(sums)
}

/// The sums of a party at the end of a day, on these accounts or on all. One that was merged into
/// another one has those of that one.
pub(crate) fn party_until(
    conn: &mut Conn,
    book: i64,
    party: i64,
    accounts: Option<&[i64]>,
    on: NaiveDate,
) -> Result<Sums> {
    let mut total = (0, 0);
    let Some(span) = Span::until(on) else { return Ok(total) };
    let parties = parties::load_whole(conn, book, party)?;
    let mut months = party_balance::table
        .filter(party_balance::book_id.eq(book))
        .filter(party_balance::party_id.eq_any(&parties))
        .filter(party_balance::period.lt(span.before))
        .select((sum_int(party_balance::debit), sum_int(party_balance::credit)))
        .into_boxed::<MultiBackend>();
    if let Some(accounts) = accounts {
        months = months.filter(party_balance::account_id.eq_any(accounts));
    }
    add(&mut total, whole(months.first::<SumRow>(conn)?)?);
    if let Some((from, to)) = span.days {
        let mut days = posting::table
            .filter(posting::book_id.eq(book))
            .filter(posting::party_id.eq_any(&parties))
            .filter(posting::entry_on.between(from, to))
            .select((sum_int(posting::debit), sum_int(posting::credit)))
            .into_boxed::<MultiBackend>();
        if let Some(accounts) = accounts {
            days = days.filter(posting::account_id.eq_any(accounts));
        }
        add(&mut total, whole(days.first::<SumRow>(conn)?)?);
    }
    Ok(total)
}

/// A party on an account: what a list of party balances is sorted by.
pub(crate) type PartyKey = (i64, i64);

/// The next parties on accounts that have moved until a day, by party and account, with their
/// sums at its end.
pub(crate) fn parties_until(
    conn: &mut Conn,
    book: i64,
    accounts: Option<&[i64]>,
    on: NaiveDate,
    after: Option<PartyKey>,
    limit: i64,
) -> Result<Vec<(PartyKey, Sums)>> {
    let Some(span) = Span::until(on) else { return Ok(Vec::new()) };
    let mut keys = party_balance::table
        .filter(party_balance::book_id.eq(book))
        .filter(party_balance::period.le(Period::of(on).key()))
        .group_by((party_balance::party_id, party_balance::account_id))
        .order((party_balance::party_id, party_balance::account_id))
        .limit(limit)
        .select((party_balance::party_id, party_balance::account_id))
        .into_boxed::<MultiBackend>();
    if let Some((party, account)) = after {
        keys = keys.filter(
            party_balance::party_id
                .gt(party)
                .or(party_balance::party_id.eq(party).and(party_balance::account_id.gt(account))),
        );
    }
    if let Some(accounts) = accounts {
        keys = keys.filter(party_balance::account_id.eq_any(accounts));
    }
    let keys: Vec<PartyKey> = keys.load(conn)?;
    let sums = party_sums(conn, book, &keys, &span)?;
    Ok(keys.into_iter().map(|key| (key, sums.get(&key).copied().unwrap_or_default())).collect())
}

type PartySumRow = (i64, i64, Option<i64>, Option<i64>);

fn party_sums(
    conn: &mut Conn,
    book: i64,
    keys: &[PartyKey],
    span: &Span,
) -> Result<HashMap<PartyKey, Sums>> {
    let mut parties: Vec<i64> = keys.iter().map(|(party, _)| *party).collect();
    let merged = parties::load_all_merged(conn, book)?;
    let stands = |party: i64| merged.get(&party).copied().unwrap_or(party);
    let mut rows: Vec<PartySumRow> = party_balance::table
        .filter(party_balance::book_id.eq(book))
        .filter(party_balance::party_id.eq_any(&parties))
        .filter(party_balance::period.lt(span.before))
        .group_by((party_balance::party_id, party_balance::account_id))
        .select((
            party_balance::party_id,
            party_balance::account_id,
            sum_int(party_balance::debit),
            sum_int(party_balance::credit),
        ))
        .load(conn)?;
    if let Some((from, to)) = span.days {
        let own: BTreeSet<i64> = parties.iter().copied().collect();
        let theirs = merged.iter().filter(|(_, into)| own.contains(into));
        parties.extend(theirs.map(|(id, _)| *id));
        let days: Vec<(Option<i64>, i64, Option<i64>, Option<i64>)> = posting::table
            .filter(posting::book_id.eq(book))
            .filter(posting::party_id.eq_any(&parties))
            .filter(posting::entry_on.between(from, to))
            .group_by((posting::party_id, posting::account_id))
            .select((
                posting::party_id,
                posting::account_id,
                sum_int(posting::debit),
                sum_int(posting::credit),
            ))
            .load(conn)?;
        rows.extend(days.into_iter().filter_map(|(party, account, debit, credit)| {
            party.map(|party| (stands(party), account, debit, credit))
        }));
    }
    let mut sums: HashMap<PartyKey, Sums> = HashMap::new();
    for (party, account, debit, credit) in rows {
        add(sums.entry((party, account)).or_default(), whole((debit, credit))?);
    }
    Ok(sums)
}
