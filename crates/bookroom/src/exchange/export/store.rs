//! Pages of allocations with the numbers of what they join: no other list of them exists.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;

use crate::billing::allocations::store::AllocationRow;
use crate::billing::payments::{Allocation, OpenItem};
use crate::customers::keep_in_scope;
use crate::error::Result;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::{allocation, entry_item, invoice, journal_entry, payment};
use crate::values::{CustomerId, Page, PageRequest};
use crate::work::View;

/// An allocation, whose it is, and the numbers of both documents.
pub(super) struct Joined {
    pub(super) allocation: Allocation,
    pub(super) customer: CustomerId,
    pub(super) debt: String,
    pub(super) credit: String,
}

/// A page of the allocations that the scope covers. A page may hold fewer rows than asked for.
pub(super) fn allocations(view: &mut View<'_>, page: &PageRequest) -> Result<Page<Joined>> {
    let limit = page.rows_to_load()?;
    let after: i64 = page.key()?.unwrap_or(0);
    let book = view.book_id();
    let rows: Vec<AllocationRow> = allocation::table
        .filter(allocation::book_id.eq(book))
        .filter(allocation::id.gt(after))
        .order(allocation::id)
        .limit(limit)
        .select(AllocationRow::as_select())
        .load(view.conn)?;
    let page = Page::cut(rows, page.limit, |row| row.id);
    let ids = |pick: fn(&AllocationRow) -> [Option<i64>; 2]| -> Vec<i64> {
        let all: BTreeSet<i64> = page.items.iter().flat_map(pick).flatten().collect();
        all.into_iter().collect()
    };
    let invoices =
        load_invoices(view.conn, book, &ids(|row| [row.invoice_id, row.credit_note_id]))?;
    let payments = load_payments(view.conn, book, &ids(|row| [row.payment_id, row.refund_id]))?;
    let lines = load_lines(view.conn, book, &ids(|row| [row.debt_item_id, row.credit_item_id]))?;
    let all = invoices.values().chain(payments.values()).chain(lines.values());
    let parties = all.map(|(customer, _)| *customer);
    let visible = keep_in_scope(view.conn, &view.scope, parties.collect())?;
    let document = |item: OpenItem| match item {
        OpenItem::Invoice(id) => invoices.get(&id.0),
        OpenItem::Payment(id) => payments.get(&id.0),
        OpenItem::Entry(id) => lines.get(&id.0),
    };
    let mut items = Vec::with_capacity(page.items.len());
    for row in &page.items {
        let allocation = row.record(view.book.currency)?;
        let (debt, credit) = (document(allocation.debt), document(allocation.credit));
        if let (Some((customer, debt)), Some((_, credit))) = (debt, credit)
            && visible.contains(customer)
        {
            let (debt, credit) = (debt.clone(), credit.clone());
            items.push(Joined { allocation, customer: CustomerId(*customer), debt, credit });
        }
    }
    Ok(Page { items, next: page.next })
}

/// Customer and number by id.
type Documents = BTreeMap<i64, (i64, String)>;

fn load_invoices(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<Documents> {
    let mut found = Documents::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<(i64, i64, Option<String>)> = invoice::table
            .filter(invoice::book_id.eq(book))
            .filter(invoice::id.eq_any(chunk))
            .select((invoice::id, invoice::customer_id, invoice::number))
            .load(conn)?;
        let number = |(id, party, number): (i64, i64, Option<String>)| {
            (id, (party, number.unwrap_or_default()))
        };
        found.extend(rows.into_iter().map(number));
    }
    Ok(found)
}

fn load_payments(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<Documents> {
    let mut found = Documents::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<(i64, i64, String)> = payment::table
            .filter(payment::book_id.eq(book))
            .filter(payment::id.eq_any(chunk))
            .select((payment::id, payment::customer_id, payment::number))
            .load(conn)?;
        found.extend(rows.into_iter().map(|(id, party, number)| (id, (party, number))));
    }
    Ok(found)
}

/// Lines posted by hand, by their numbers; without one, by what their entries are about.
fn load_lines(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<Documents> {
    let mut found = Documents::new();
    for chunk in ids.chunks(IN_LIST) {
        let entry = journal_entry::book_id
            .eq(entry_item::book_id)
            .and(journal_entry::id.eq(entry_item::entry_id));
        let rows: Vec<(i64, i64, Option<String>, String)> = entry_item::table
            .inner_join(journal_entry::table.on(entry))
            .filter(entry_item::book_id.eq(book))
            .filter(entry_item::id.eq_any(chunk))
            .select((
                entry_item::id,
                entry_item::customer_id,
                entry_item::number,
                journal_entry::summary,
            ))
            .load(conn)?;
        let line = |(id, party, number, summary): (i64, i64, Option<String>, String)| {
            (id, (party, number.unwrap_or(summary)))
        };
        found.extend(rows.into_iter().map(line));
    }
    Ok(found)
}
