//! Customers that were merged into others. Their postings keep the party that they were made with,
//! since entries never change; what the ledger holds of a party counts those of all that were
//! merged into it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use diesel::prelude::*;

use super::balances::{Sums, add, whole};
use super::posting::{PartyMovement, add_party_balances};
use crate::error::{Code, Result};
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::locks::load_kept;
use crate::store::schema::{customer, journal_entry, party_balance, posting};
use crate::store::sum::sum_int;

/// Which of these customers and suppliers there are, each with the one that stands for it: itself,
/// or the one that it was merged into. It stays so until the transaction ends.
pub(crate) fn load_parties(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<HashMap<i64, i64>> {
    let mut found = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        let query = customer::table
            .filter(customer::book_id.eq(book))
            .filter(customer::id.eq_any(chunk))
            .order(customer::id)
            .select((customer::id, customer::merged_into));
        let rows = load_kept!(conn, query, (i64, Option<i64>))?;
        found.extend(rows.into_iter().map(|(id, into)| (id, into.unwrap_or(id))));
    }
    Ok(found)
}

/// Who stands for a party: itself, or the one that it was merged into.
pub(crate) fn load_stand_in(conn: &mut Conn, book: i64, party: i64) -> Result<i64> {
    let into: Option<Option<i64>> = customer::table
        .filter(customer::book_id.eq(book))
        .filter(customer::id.eq(party))
        .select(customer::merged_into)
        .first(conn)
        .optional()?;
    Ok(into.flatten().unwrap_or(party))
}

/// Whose postings count for a party: those of who stands for it, and of all that were merged into
/// that one.
pub(crate) fn load_whole(conn: &mut Conn, book: i64, party: i64) -> Result<Vec<i64>> {
    let party = load_stand_in(conn, book, party)?;
    let mut found: Vec<i64> = customer::table
        .filter(customer::book_id.eq(book))
        .filter(customer::merged_into.eq(party))
        .select(customer::id)
        .load(conn)?;
    found.push(party);
    Ok(found)
}

/// All parties that were merged into others, each with the one that stands for it.
pub(crate) fn load_all_merged(conn: &mut Conn, book: i64) -> Result<BTreeMap<i64, i64>> {
    let rows: Vec<(i64, Option<i64>)> = customer::table
        .filter(customer::book_id.eq(book))
        .filter(customer::merged_into.is_not_null())
        .select((customer::id, customer::merged_into))
        .load(conn)?;
    Ok(rows.into_iter().filter_map(|(id, into)| Some((id, into?))).collect())
}

/// Sums anew what the ledger holds of locked parties and of who stands for them: after a merge, or
/// when it was undone.
pub(crate) fn sum_again(conn: &mut Conn, book: i64, parties: &BTreeSet<i64>) -> Result<()> {
    let all: Vec<i64> = parties.iter().copied().collect();
    let stands = load_parties(conn, book, &all)?;
    let mut sums: BTreeMap<(i64, i64, i64), Sums> = BTreeMap::new();
    for chunk in all.chunks(IN_LIST) {
        let of_entry = journal_entry::book_id
            .eq(posting::book_id)
            .and(journal_entry::id.eq(posting::entry_id));
        let rows: Vec<(Option<i64>, i64, i64, Option<i64>, Option<i64>)> = posting::table
            .inner_join(journal_entry::table.on(of_entry))
            .filter(posting::book_id.eq(book))
            .filter(posting::party_id.eq_any(chunk))
            .group_by((posting::party_id, posting::account_id, journal_entry::period))
            .select((
                posting::party_id,
                posting::account_id,
                journal_entry::period,
                sum_int(posting::debit),
                sum_int(posting::credit),
            ))
            .load(conn)?;
        for (party, account, period, debit, credit) in rows {
            let party = party.and_then(|party| stands.get(&party)).copied().unwrap_or_default();
            let (debit, credit) = whole((debit, credit))?;
            add(sums.entry((account, party, period)).or_default(), (debit, credit));
        }
        diesel::delete(
            party_balance::table
                .filter(party_balance::book_id.eq(book))
                .filter(party_balance::party_id.eq_any(chunk)),
        )
        .execute(conn)?;
    }
    let minor = |sum: i128| i64::try_from(sum).map_err(|_| Code::OutOfRange);
    let mut moves: Vec<PartyMovement> = Vec::with_capacity(sums.len());
    for (key, (debit, credit)) in sums {
        moves.push((key, [minor(debit)?, minor(credit)?]));
    }
    add_party_balances(conn, book, &moves)
}
