//! Everything that is kept of documents, batch by batch, for verification.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::documents::load_lines;
use super::rows::{InvoiceRow, LineRow};
use crate::billing::invoices::model::{Direction, DocumentKind, InvoiceState};
use crate::billing::invoices::rules::amounts::{LineTerms, work_out};
use crate::billing::invoices::rules::checks::Kept;
use crate::error::{Code, Error, Problem, Result};
use crate::ledger::merged_parties;
use crate::store::Conn;
use crate::store::schema::{allocation, invoice, number_counter, posting};
use crate::store::sum::sum_int;
use crate::values::TaxRounding;

const COUNTERS: &str = "invoice:";

/// The documents after an id, in the order of their ids.
pub(crate) fn load_batch(
    conn: &mut Conn,
    book: i64,
    decimals: u32,
    after: i64,
    limit: i64,
) -> Result<Vec<Kept>> {
    let rows: Vec<InvoiceRow> = invoice::table
        .filter(invoice::book_id.eq(book))
        .filter(invoice::id.gt(after))
        .order(invoice::id)
        .limit(limit)
        .select(InvoiceRow::as_select())
        .load(conn)?;
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut lines = load_lines(conn, book, &ids)?;
    let allocated = load_allocated(conn, book, &ids)?;
    let entries: Vec<i64> = rows.iter().filter_map(|row| row.entry_id).collect();
    let owed = load_owed(conn, book, &entries)?;
    let kept = |row: InvoiceRow| {
        let lines = lines.remove(&row.id).unwrap_or_default();
        let worked_out = worked_out(&row, &lines, decimals);
        let owed = row.entry_id.and_then(|entry| owed.get(&(entry, row.customer_id)));
        Kept {
            id: row.id,
            kind: DocumentKind::from_slug(&row.kind),
            direction: Direction::from_slug(&row.direction),
            state: InvoiceState::from_slug(&row.state),
            number: row.number,
            net: row.net,
            tax: row.tax,
            gross: row.gross,
            settled: row.settled,
            lines: lines.iter().map(|line| (line.net, line.tax, line.gross)).collect(),
            worked_out,
            discount: row.discount,
            allocated: allocated.get(&row.id).copied().unwrap_or_default(),
            has_entry: row.entry_id.is_some(),
            owed: owed.copied().unwrap_or_default(),
        }
    };
    Ok(rows.into_iter().map(kept).collect())
}

/// What a document comes to, worked out again; unreadable values come to nothing, which differs.
fn worked_out(
    row: &InvoiceRow,
    lines: &[LineRow],
    decimals: u32,
) -> Option<(Vec<(i64, i64, i64)>, i64)> {
    if row.corrects_id.is_some() {
        return None;
    }
    let amounts = || {
        let terms: Vec<LineTerms> = lines.iter().map(LineRow::terms).collect::<Result<_>>().ok()?;
        let rounding = TaxRounding::from_slug(&row.tax_rounding)?;
        let (mode, cut) = (row.price_mode().ok()?, row.cut().ok()?);
        work_out(decimals, mode, rounding, &terms, cut).ok()
    };
    let amounts = amounts().unwrap_or_default();
    let lines = amounts.lines.iter().map(|line| (line.net, line.tax, line.gross)).collect();
    Some((lines, amounts.discount))
}

/// The sums of the live allocations of documents, on either side.
fn load_allocated(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<BTreeMap<i64, i64>> {
    let ids: Vec<Option<i64>> = ids.iter().copied().map(Some).collect();
    let live = || {
        allocation::table
            .filter(allocation::book_id.eq(book))
            .filter(allocation::withdrawn_on.is_null())
    };
    let debts: Vec<(Option<i64>, Option<i64>)> = live()
        .filter(allocation::invoice_id.eq_any(&ids))
        .group_by(allocation::invoice_id)
        .select((allocation::invoice_id, sum_int(allocation::amount)))
        .load(conn)?;
    let credits: Vec<(Option<i64>, Option<i64>)> = live()
        .filter(allocation::credit_note_id.eq_any(&ids))
        .group_by(allocation::credit_note_id)
        .select((allocation::credit_note_id, sum_int(allocation::amount)))
        .load(conn)?;
    let mut sums = BTreeMap::new();
    for (id, sum) in debts.into_iter().chain(credits) {
        *sums.entry(id.unwrap_or_default()).or_default() += sum.unwrap_or_default();
    }
    Ok(sums)
}

/// Debit less credit by entry and customer; what was merged counts with the one it was merged into.
fn load_owed(conn: &mut Conn, book: i64, entries: &[i64]) -> Result<BTreeMap<(i64, i64), i64>> {
    let rows: Vec<(i64, Option<i64>, Option<i64>, Option<i64>)> = posting::table
        .filter(posting::book_id.eq(book))
        .filter(posting::entry_id.eq_any(entries))
        .filter(posting::party_id.is_not_null())
        .group_by((posting::entry_id, posting::party_id))
        .select((
            posting::entry_id,
            posting::party_id,
            sum_int(posting::debit),
            sum_int(posting::credit),
        ))
        .load(conn)?;
    let merged = merged_parties(conn, book)?;
    let mut owed = BTreeMap::new();
    for (entry, party, debit, credit) in rows {
        let amount = debit.unwrap_or_default().checked_sub(credit.unwrap_or_default());
        let amount = amount.ok_or_else(|| Error::from(Problem::new(Code::OutOfRange)))?;
        let party = party.unwrap_or_default();
        owed.insert((entry, merged.get(&party).copied().unwrap_or(party)), amount);
    }
    Ok(owed)
}

/// The last number given of each series and month.
pub(crate) fn load_counters(conn: &mut Conn, book: i64) -> Result<BTreeMap<(String, i64), i64>> {
    let rows: Vec<(String, i64, i64)> = number_counter::table
        .filter(number_counter::book_id.eq(book))
        .filter(number_counter::series.like(format!("{COUNTERS}%")))
        .select((number_counter::series, number_counter::period, number_counter::last_number))
        .load(conn)?;
    let series = |name: &str| name.strip_prefix(COUNTERS).unwrap_or_default().to_owned();
    Ok(rows.into_iter().map(|(name, period, last)| ((series(&name), period), last)).collect())
}
