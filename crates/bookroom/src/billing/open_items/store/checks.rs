//! What verification compares: lines with their postings, and what is open with the ledger.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::dsl::count_star;
use diesel::prelude::*;

use super::EntryItemRow;
use crate::billing::invoices::model::{Direction, DocumentKind, InvoiceState};
use crate::billing::open_items::model::{OpenKind, Side};
use crate::billing::open_items::rules::signed;
use crate::error::{Code, Result};
use crate::ledger::{AccountKind, merged_parties};
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::{
    account, allocation, change_log, customer, entry_item, invoice, journal_entry, payment, posting,
};
use crate::store::sum::sum_int;

/// The kinds of accounts on which something is owed.
const OWED: [AccountKind; 2] = [AccountKind::Asset, AccountKind::Liability];

/// A line as its posting says it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub(crate) struct Posted {
    pub(crate) account: i64,
    pub(crate) party: Option<i64>,
    pub(crate) on: NaiveDate,
    pub(crate) debit: i64,
    pub(crate) credit: i64,
}

/// The next lines after an id.
pub(crate) fn load_after(
    conn: &mut Conn,
    book: i64,
    after: i64,
    limit: i64,
) -> Result<Vec<EntryItemRow>> {
    Ok(entry_item::table
        .filter(entry_item::book_id.eq(book))
        .filter(entry_item::id.gt(after))
        .order(entry_item::id)
        .limit(limit)
        .select(EntryItemRow::as_select())
        .load(conn)?)
}

/// What entries without a document say on accounts kept by customer, by entry and line.
pub(crate) fn load_posted(
    conn: &mut Conn,
    book: i64,
    entries: &[i64],
) -> Result<BTreeMap<(i64, i64), Posted>> {
    let mut found = BTreeMap::new();
    for chunk in entries.chunks(IN_LIST) {
        let entry = journal_entry::book_id
            .eq(posting::book_id)
            .and(journal_entry::id.eq(posting::entry_id));
        let rows: Vec<((i64, i64), Posted)> = posting::table
            .inner_join(journal_entry::table.on(entry))
            .filter(posting::book_id.eq(book))
            .filter(posting::entry_id.eq_any(chunk))
            .filter(posting::party_id.is_not_null())
            .filter(journal_entry::source_kind.is_null())
            .filter(journal_entry::reverses.is_null())
            .select((
                (posting::entry_id, posting::line),
                (
                    posting::account_id,
                    posting::party_id,
                    posting::entry_on,
                    posting::debit,
                    posting::credit,
                ),
            ))
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}

/// On which day entries were reversed.
pub(crate) fn load_reversed(
    conn: &mut Conn,
    book: i64,
    entries: &[i64],
) -> Result<BTreeMap<i64, NaiveDate>> {
    let mut found = BTreeMap::new();
    for chunk in entries.chunks(IN_LIST) {
        let rows: Vec<(Option<i64>, NaiveDate)> = journal_entry::table
            .filter(journal_entry::book_id.eq(book))
            .filter(journal_entry::reverses.eq_any(chunk))
            .select((journal_entry::reverses, journal_entry::entry_on))
            .load(conn)?;
        found.extend(rows.into_iter().filter_map(|(of, on)| Some((of?, on))));
    }
    Ok(found)
}

/// What the log says of lines when they were entered.
pub(crate) fn load_images(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
) -> Result<BTreeMap<i64, String>> {
    let mut found = BTreeMap::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<(i64, Option<String>)> = change_log::table
            .filter(change_log::book_id.eq(book))
            .filter(change_log::subject_kind.eq("entry_item"))
            .filter(change_log::subject_id.eq_any(chunk))
            .filter(change_log::image_before.is_null())
            .select((change_log::subject_id, change_log::image_after))
            .load(conn)?;
        found.extend(rows.into_iter().filter_map(|(id, image)| Some((id, image?))));
    }
    Ok(found)
}

/// How much is settled of lines by live allocations.
pub(crate) fn load_live(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<BTreeMap<i64, i64>> {
    let mut found = BTreeMap::new();
    macro_rules! add {
        ($column:ident, $ids:expr) => {
            let sums: Vec<(Option<i64>, Option<i64>)> = allocation::table
                .filter(allocation::book_id.eq(book))
                .filter(allocation::withdrawn_on.is_null())
                .filter(allocation::$column.eq_any($ids))
                .group_by(allocation::$column)
                .select((allocation::$column, sum_int(allocation::amount)))
                .load(conn)?;
            for (id, sum) in sums {
                *found.entry(id.unwrap_or(0)).or_insert(0) += sum.unwrap_or(0);
            }
        };
    }
    for chunk in ids.chunks(IN_LIST) {
        let ids: Vec<Option<i64>> = chunk.iter().copied().map(Some).collect();
        add!(debt_item_id, &ids);
        add!(credit_item_id, &ids);
    }
    Ok(found)
}

/// How many lines there are, and how many there must be.
pub(crate) fn count(conn: &mut Conn, book: i64) -> Result<(i64, i64)> {
    let kept =
        entry_item::table.filter(entry_item::book_id.eq(book)).select(count_star()).first(conn)?;
    let entry =
        journal_entry::book_id.eq(posting::book_id).and(journal_entry::id.eq(posting::entry_id));
    let of_account = account::book_id.eq(posting::book_id).and(account::id.eq(posting::account_id));
    let posted = posting::table
        .inner_join(journal_entry::table.on(entry))
        .inner_join(account::table.on(of_account))
        .filter(posting::book_id.eq(book))
        .filter(posting::party_id.is_not_null())
        .filter(journal_entry::source_kind.is_null())
        .filter(journal_entry::reverses.is_null())
        .filter(account::kind.eq_any(OWED.map(AccountKind::slug)))
        .select(count_star())
        .first(conn)?;
    Ok((kept, posted))
}

/// Debit less credit by account and party.
pub(crate) type ByParty = BTreeMap<(i64, i64), i128>;

/// What the ledger holds of each party, and of those merged into it, on the accounts on which
/// something is owed.
pub(crate) fn load_ledger(conn: &mut Conn, book: i64) -> Result<ByParty> {
    let of_account = account::book_id.eq(posting::book_id).and(account::id.eq(posting::account_id));
    let rows: Vec<(i64, Option<i64>, Option<i64>)> = posting::table
        .inner_join(account::table.on(of_account))
        .filter(posting::book_id.eq(book))
        .filter(posting::party_id.is_not_null())
        .filter(account::kind.eq_any(OWED.map(AccountKind::slug)))
        .group_by((posting::account_id, posting::party_id))
        .select((posting::account_id, posting::party_id, sum_int(posting::debit - posting::credit)))
        .load(conn)?;
    let merged = merged_parties(conn, book)?;
    let mut sums = ByParty::new();
    for (account, party, sum) in rows {
        let party = party.unwrap_or(0);
        let party = merged.get(&party).copied().unwrap_or(party);
        *sums.entry((account, party)).or_default() += i128::from(sum.unwrap_or(0));
    }
    Ok(sums)
}

/// What is open of all documents and lines, by the account they stand on and by party.
pub(crate) fn load_open(conn: &mut Conn, book: i64) -> Result<ByParty> {
    let mut open = ByParty::new();
    let merged = merged_parties(conn, book)?;
    add_invoices(conn, book, &merged, &mut open)?;
    add_payments(conn, book, &merged, &mut open)?;
    let rows: Vec<(i64, i64, String, String, Option<i64>)> = entry_item::table
        .filter(entry_item::book_id.eq(book))
        .filter(entry_item::cancelled_on.is_null())
        .group_by((
            entry_item::account_id,
            entry_item::customer_id,
            entry_item::side,
            entry_item::open_kind,
        ))
        .select((
            entry_item::account_id,
            entry_item::customer_id,
            entry_item::side,
            entry_item::open_kind,
            sum_int(entry_item::amount - entry_item::settled),
        ))
        .load(conn)?;
    for (account, party, side, kind, sum) in rows {
        let side = Side::from_slug(&side).ok_or(Code::Corrupt)?;
        let kind = OpenKind::from_slug(&kind).ok_or(Code::Corrupt)?;
        *open.entry((account, party)).or_default() +=
            i128::from(signed(side, kind, sum.unwrap_or(0)));
    }
    Ok(open)
}

/// Documents name who stands for the party that their entry was posted with.
macro_rules! stands_for {
    ($customer:expr) => {
        customer::merged_into
            .eq($customer.nullable())
            .or(customer::merged_into.is_null().and(customer::id.eq($customer)).nullable())
    };
}
/// Sums by account and party in the books of the documents' entries.
type SumRow = (i64, Option<i64>, Option<i64>);

fn add(open: &mut ByParty, rows: Vec<SumRow>, merged: &BTreeMap<i64, i64>, sign: i128) {
    for (account, party, sum) in rows {
        let party = party.unwrap_or(0);
        let party = merged.get(&party).copied().unwrap_or(party);
        *open.entry((account, party)).or_default() += sign * i128::from(sum.unwrap_or(0));
    }
}

fn add_invoices(
    conn: &mut Conn,
    book: i64,
    merged: &BTreeMap<i64, i64>,
    open: &mut ByParty,
) -> Result<()> {
    for direction in [Direction::Sale, Direction::Purchase] {
        for kind in [DocumentKind::Invoice, DocumentKind::CreditNote] {
            let of_entry = posting::book_id
                .eq(invoice::book_id)
                .and(posting::entry_id.nullable().eq(invoice::entry_id))
                .and(posting::party_id.is_not_null());
            let rows: Vec<SumRow> = invoice::table
                .inner_join(posting::table.on(of_entry))
                .inner_join(customer::table.on(of_party()))
                .filter(stands_for!(invoice::customer_id))
                .filter(invoice::book_id.eq(book))
                .filter(invoice::state.ne(InvoiceState::Draft.slug()))
                .filter(invoice::direction.eq(direction.slug()))
                .filter(invoice::kind.eq(kind.slug()))
                .group_by((posting::account_id, posting::party_id))
                .select((
                    posting::account_id,
                    posting::party_id,
                    sum_int(invoice::gross - invoice::settled),
                ))
                .load(conn)?;
            let owes = (direction == Direction::Sale) == (kind == DocumentKind::Invoice);
            add(open, rows, merged, if owes { 1 } else { -1 });
        }
    }
    Ok(())
}

/// The party that a posting was made with.
#[diesel::dsl::auto_type]
fn of_party() -> _ {
    customer::book_id.eq(posting::book_id).and(customer::id.nullable().eq(posting::party_id))
}

fn add_payments(
    conn: &mut Conn,
    book: i64,
    merged: &BTreeMap<i64, i64>,
    open: &mut ByParty,
) -> Result<()> {
    // Money in stands on the credit side, money out on the debit side, whatever it is for.
    for (direction, sign) in [("in", -1), ("out", 1)] {
        let of_entry = posting::book_id
            .eq(payment::book_id)
            .and(posting::entry_id.nullable().eq(payment::entry_id))
            .and(posting::party_id.is_not_null());
        let rows: Vec<SumRow> = payment::table
            .inner_join(posting::table.on(of_entry))
            .inner_join(customer::table.on(of_party()))
            .filter(stands_for!(payment::customer_id))
            .filter(payment::book_id.eq(book))
            .filter(payment::cancelled_on.is_null())
            .filter(payment::direction.eq(direction))
            .group_by((posting::account_id, posting::party_id))
            .select((
                posting::account_id,
                posting::party_id,
                sum_int(payment::amount - payment::allocated),
            ))
            .load(conn)?;
        add(open, rows, merged, sign);
    }
    Ok(())
}
