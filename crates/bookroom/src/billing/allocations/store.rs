//! Rows of allocations: loading, writing, ending.

mod settled;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate};
use diesel::prelude::*;

use super::model::{Allocation, OpenItem};
use crate::customers::{customers_in_scope, keep_in_scope};
use crate::error::{Code, Error, Result};
use crate::rights::permit::Scope;
use crate::store::Conn;
use crate::store::insert::{IN_LIST, insert_all};
use crate::store::schema::{allocation, entry_item, invoice, payment, posting};
use crate::values::{
    AllocationId, Currency, EntryId, EntryItemId, InvoiceId, OperatorId, PaymentId,
};

pub(crate) use settled::{Moved, ROWS_PER_STATEMENT, Settled, by_id};

/// A row of `allocation`: one debt (invoice, refund or line by hand) and one credit (payment,
/// credit note or line by hand).
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = allocation, treat_none_as_default_value = false)]
pub(crate) struct AllocationRow {
    pub(crate) book_id: i64,
    pub(crate) id: i64,
    pub(crate) invoice_id: Option<i64>,
    pub(crate) refund_id: Option<i64>,
    pub(crate) payment_id: Option<i64>,
    pub(crate) credit_note_id: Option<i64>,
    pub(crate) amount: i64,
    pub(crate) allocated_on: NaiveDate,
    pub(crate) withdrawn_on: Option<NaiveDate>,
    pub(crate) created_at: i64,
    pub(crate) created_by: Option<i64>,
    pub(crate) debt_item_id: Option<i64>,
    pub(crate) credit_item_id: Option<i64>,
    pub(crate) entry_id: Option<i64>,
}

impl AllocationRow {
    /// The debt it settles.
    pub(crate) fn debt(&self) -> Result<OpenItem> {
        one_of(self.invoice_id, self.refund_id, self.debt_item_id)
    }

    /// What it settles it with.
    pub(crate) fn credit(&self) -> Result<OpenItem> {
        one_of(self.credit_note_id, self.payment_id, self.credit_item_id)
    }

    pub(crate) fn record(&self, currency: Currency) -> Result<Allocation> {
        Ok(Allocation {
            id: AllocationId(self.id),
            debt: self.debt()?,
            credit: self.credit()?,
            amount: currency.from_minor(self.amount),
            allocated_on: self.allocated_on,
            withdrawn_on: self.withdrawn_on,
            created_at: DateTime::from_timestamp_micros(self.created_at).ok_or(Code::Corrupt)?,
            created_by: self.created_by.map(OperatorId),
            entry: self.entry_id.map(EntryId),
        })
    }
}

fn one_of(invoice: Option<i64>, payment: Option<i64>, line: Option<i64>) -> Result<OpenItem> {
    match (invoice, payment, line) {
        (Some(id), None, None) => Ok(OpenItem::Invoice(InvoiceId(id))),
        (None, Some(id), None) => Ok(OpenItem::Payment(PaymentId(id))),
        (None, None, Some(id)) => Ok(OpenItem::Entry(EntryItemId(id))),
        _ => Err(Code::Corrupt.into()),
    }
}

/// Writes new allocations.
pub(crate) fn insert(conn: &mut Conn, rows: &[AllocationRow]) -> Result<()> {
    insert_all!(conn, allocation::table, rows);
    Ok(())
}

/// Allocations by id, in that order. Missing ones are absent.
pub(crate) fn load(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<Vec<AllocationRow>> {
    let mut rows = Vec::new();
    for chunk in ids.chunks(IN_LIST) {
        let found: Vec<AllocationRow> = allocation::table
            .filter(allocation::book_id.eq(book))
            .filter(allocation::id.eq_any(chunk))
            .select(AllocationRow::as_select())
            .load(conn)?;
        rows.extend(found);
    }
    rows.sort_by_key(|row| row.id);
    Ok(rows)
}

/// The allocations, also withdrawn ones, that name one of these ids in either of two columns: once
/// each, in the order they were made. One condition with `or` would use neither index.
macro_rules! load_by_either {
    ($conn:expr, $book:expr, $ids:expr, $one:ident, $other:ident) => {{
        let mut rows: Vec<AllocationRow> = Vec::new();
        let ids: Vec<Option<i64>> = $ids.iter().copied().map(Some).collect();
        for chunk in ids.chunks(IN_LIST) {
            let of_book = allocation::table.filter(allocation::book_id.eq($book));
            let ones = of_book.filter(allocation::$one.eq_any(chunk));
            rows.extend(ones.select(AllocationRow::as_select()).load($conn)?);
            let others = of_book.filter(allocation::$other.eq_any(chunk));
            rows.extend(others.select(AllocationRow::as_select()).load($conn)?);
        }
        rows.sort_by_key(|row| row.id);
        rows.dedup_by_key(|row| row.id);
        rows
    }};
}

/// The allocations, also withdrawn ones, of payments and refunds.
pub(crate) fn load_of_payments(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
) -> Result<Vec<AllocationRow>> {
    Ok(load_by_either!(conn, book, ids, payment_id, refund_id))
}

/// The allocations, also withdrawn ones, of lines posted by hand.
pub(crate) fn load_of_entry_items(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
) -> Result<Vec<AllocationRow>> {
    Ok(load_by_either!(conn, book, ids, debt_item_id, credit_item_id))
}

/// The allocations, also withdrawn ones, of invoices and credit notes.
pub(crate) fn load_of_invoices(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
) -> Result<Vec<AllocationRow>> {
    Ok(load_by_either!(conn, book, ids, invoice_id, credit_note_id))
}

/// The allocations of one document, also withdrawn ones, in the order they were made.
pub(crate) fn load_of(
    conn: &mut Conn,
    scope: &Scope,
    item: OpenItem,
) -> Result<Vec<AllocationRow>> {
    let book = scope.book().0;
    require_visible(conn, scope, item)?;
    Ok(match item {
        OpenItem::Payment(id) => load_of_payments(conn, book, &[id.0])?,
        OpenItem::Entry(id) => load_of_entry_items(conn, book, &[id.0])?,
        OpenItem::Invoice(id) => load_of_invoices(conn, book, &[id.0])?,
    })
}

/// Of these allocations, those of documents whose customers a scope covers; debt and credit are
/// always of one customer.
pub(crate) fn pick_in_scope(
    conn: &mut Conn,
    scope: &Scope,
    ids: BTreeSet<i64>,
) -> Result<BTreeSet<i64>> {
    let book = scope.book().0;
    let ids: Vec<i64> = ids.into_iter().collect();
    let mut kept = BTreeSet::new();
    for chunk in ids.chunks(IN_LIST) {
        let these = || {
            allocation::table
                .filter(allocation::book_id.eq(book))
                .filter(allocation::id.eq_any(chunk))
                .select(allocation::id)
        };
        let invoices = invoice::table
            .filter(invoice::book_id.eq(book))
            .filter(invoice::customer_id.eq_any(customers_in_scope(scope)))
            .select(invoice::id.nullable());
        let of_invoices = these().filter(allocation::invoice_id.eq_any(invoices));
        kept.extend(of_invoices.load::<i64>(conn)?);
        let payments = payment::table
            .filter(payment::book_id.eq(book))
            .filter(payment::customer_id.eq_any(customers_in_scope(scope)))
            .select(payment::id.nullable());
        let of_refunds = these().filter(allocation::refund_id.eq_any(payments));
        kept.extend(of_refunds.load::<i64>(conn)?);
        let lines = entry_item::table
            .filter(entry_item::book_id.eq(book))
            .filter(entry_item::customer_id.eq_any(customers_in_scope(scope)))
            .select(entry_item::id.nullable());
        let of_lines = these().filter(allocation::debt_item_id.eq_any(lines));
        kept.extend(of_lines.load::<i64>(conn)?);
    }
    Ok(kept)
}

fn require_visible(conn: &mut Conn, scope: &Scope, item: OpenItem) -> Result<()> {
    let book = scope.book().0;
    let (subject, id, customer): (_, _, Option<i64>) = match item {
        OpenItem::Invoice(id) => {
            let query = invoice::table
                .filter(invoice::book_id.eq(book))
                .filter(invoice::id.eq(id.0))
                .select(invoice::customer_id);
            ("invoice", id.0, query.first(conn).optional()?)
        }
        OpenItem::Payment(id) => {
            let query = payment::table
                .filter(payment::book_id.eq(book))
                .filter(payment::id.eq(id.0))
                .select(payment::customer_id);
            ("payment", id.0, query.first(conn).optional()?)
        }
        OpenItem::Entry(id) => {
            let query = entry_item::table
                .filter(entry_item::book_id.eq(book))
                .filter(entry_item::id.eq(id.0))
                .select(entry_item::customer_id);
            ("entry_item", id.0, query.first(conn).optional()?)
        }
    };
    let visible = keep_in_scope(conn, scope, customer.into_iter().collect())?;
    if visible.is_empty() { Err(Error::not_found(subject, id)) } else { Ok(()) }
}

/// Ends live allocations on a day; those that began later end when they began.
pub(crate) fn withdraw(conn: &mut Conn, book: i64, ids: &[i64], on: NaiveDate) -> Result<()> {
    let mut ended = 0;
    for chunk in ids.chunks(IN_LIST) {
        let live = || {
            allocation::table
                .filter(allocation::book_id.eq(book))
                .filter(allocation::id.eq_any(chunk))
                .filter(allocation::withdrawn_on.is_null())
        };
        ended += diesel::update(live().filter(allocation::allocated_on.gt(on)))
            .set(allocation::withdrawn_on.eq(allocation::allocated_on.nullable()))
            .execute(conn)?;
        ended += diesel::update(live().filter(allocation::allocated_on.le(on)))
            .set(allocation::withdrawn_on.eq(on))
            .execute(conn)?;
    }
    if ended == ids.len() { Ok(()) } else { Err(Code::WrongState.into()) }
}

/// The accounts that documents stand on: those of their entries that are kept by customer or
/// supplier. Documents of nothing have no entry and are absent.
pub(crate) fn load_accounts(
    conn: &mut Conn,
    book: i64,
    items: &BTreeSet<OpenItem>,
) -> Result<BTreeMap<OpenItem, i64>> {
    let (mut invoices, mut payments, mut lines) = (Vec::new(), Vec::new(), Vec::new());
    for item in items {
        match item {
            OpenItem::Invoice(id) => invoices.push(id.0),
            OpenItem::Payment(id) => payments.push(id.0),
            OpenItem::Entry(id) => lines.push(id.0),
        }
    }
    let mut found = BTreeMap::new();
    macro_rules! of_entries {
        ($table:ident, $ids:expr, $item:expr) => {
            for chunk in $ids.chunks(IN_LIST) {
                let of_entry = posting::book_id
                    .eq($table::book_id)
                    .and(posting::entry_id.nullable().eq($table::entry_id))
                    .and(posting::party_id.is_not_null());
                let rows: Vec<(i64, i64)> = $table::table
                    .inner_join(posting::table.on(of_entry))
                    .filter($table::book_id.eq(book))
                    .filter($table::id.eq_any(chunk))
                    .select(($table::id, posting::account_id))
                    .load(conn)?;
                found.extend(rows.into_iter().map(|(id, account)| ($item(id), account)));
            }
        };
    }
    of_entries!(invoice, invoices, |id| OpenItem::Invoice(InvoiceId(id)));
    of_entries!(payment, payments, |id| OpenItem::Payment(PaymentId(id)));
    for chunk in lines.chunks(IN_LIST) {
        let rows: Vec<(i64, i64)> = entry_item::table
            .filter(entry_item::book_id.eq(book))
            .filter(entry_item::id.eq_any(chunk))
            .select((entry_item::id, entry_item::account_id))
            .load(conn)?;
        let line = |(id, account)| (OpenItem::Entry(EntryItemId(id)), account);
        found.extend(rows.into_iter().map(line));
    }
    Ok(found)
}

/// How many allocations payments have that were just made.
pub(crate) fn count_of_payments(conn: &mut Conn, book: i64, payments: &[i64]) -> Result<usize> {
    let mut found = 0;
    for chunk in payments.chunks(IN_LIST) {
        let count: i64 = allocation::table
            .filter(allocation::book_id.eq(book))
            .filter(allocation::payment_id.eq_any(chunk).or(allocation::refund_id.eq_any(chunk)))
            .count()
            .get_result(conn)?;
        found += count;
    }
    usize::try_from(found).map_err(|_| Code::Corrupt.into())
}
