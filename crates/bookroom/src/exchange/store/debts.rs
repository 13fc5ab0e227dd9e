//! The open debts that rows of payments name: invoices, and lines posted by hand such as what was
//! open when the book began.

use chrono::NaiveDate;
use diesel::prelude::*;

use super::plain;
use crate::billing::invoices::{Direction, DocumentKind, InvoiceState};
use crate::billing::open_items::model::OpenKind;
use crate::billing::payments::{OpenItem, Side};
use crate::error::{Code, Result};
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::{entry_item, invoice};
use crate::values::{EntryItemId, InvoiceId};

/// An open invoice, or an open line posted by hand, by what names it.
pub(crate) struct OpenRow {
    pub(crate) item: OpenItem,
    pub(crate) customer: i64,
    pub(crate) side: Side,
    pub(crate) due_on: NaiveDate,
    pub(crate) open: i64,
    pub(crate) names: Vec<String>,
}

/// The open debts with one of these numbers or references; those due first come first.
pub(crate) fn load_open(conn: &mut Conn, book: i64, names: &[&str]) -> Result<Vec<OpenRow>> {
    let mut rows = load_open_invoices(conn, book, names)?;
    rows.extend(load_open_lines(conn, book, names)?);
    rows.sort_by_key(|row| (row.due_on, row.item));
    Ok(rows)
}

/// What the documents of customers are called, open or not.
pub(crate) fn load_names(
    conn: &mut Conn,
    book: i64,
    customers: &[i64],
) -> Result<Vec<(i64, String)>> {
    let mut found: Vec<(i64, String)> = Vec::new();
    for chunk in customers.chunks(IN_LIST) {
        let rows: Vec<(i64, Option<String>, Option<String>)> = invoice::table
            .filter(invoice::book_id.eq(book))
            .filter(invoice::customer_id.eq_any(chunk))
            .select((invoice::customer_id, invoice::number, invoice::reference))
            .load(conn)?;
        let names = |(id, number, reference): (i64, Option<String>, Option<String>)| {
            [number, reference].into_iter().flatten().map(move |name| (id, name))
        };
        found.extend(rows.into_iter().flat_map(names));
        let rows: Vec<(i64, Option<String>)> = entry_item::table
            .filter(entry_item::book_id.eq(book))
            .filter(entry_item::customer_id.eq_any(chunk))
            .filter(entry_item::number.is_not_null())
            .select((entry_item::customer_id, entry_item::number))
            .load(conn)?;
        found.extend(rows.into_iter().filter_map(|(id, name)| Some((id, name?))));
    }
    Ok(found)
}

fn load_open_lines(conn: &mut Conn, book: i64, names: &[&str]) -> Result<Vec<OpenRow>> {
    type Row = (i64, i64, String, NaiveDate, i64, i64, Option<String>);
    let mut rows: Vec<Row> = Vec::new();
    for chunk in plain(names).collect::<Vec<_>>().chunks(IN_LIST) {
        let found: Vec<Row> = entry_item::table
            .filter(entry_item::book_id.eq(book))
            .filter(entry_item::open_kind.eq(OpenKind::Debt.slug()))
            .filter(entry_item::cancelled_on.is_null())
            .filter(entry_item::settled.lt(entry_item::amount))
            .filter(entry_item::number.eq_any(chunk))
            .select((
                entry_item::id,
                entry_item::customer_id,
                entry_item::side,
                entry_item::due_on,
                entry_item::amount,
                entry_item::settled,
                entry_item::number,
            ))
            .load(conn)?;
        rows.extend(found);
    }
    let open = |(id, customer, side, due_on, amount, settled, number): Row| {
        Ok(OpenRow {
            item: OpenItem::Entry(EntryItemId(id)),
            customer,
            side: Side::from_slug(&side).ok_or(Code::Corrupt)?,
            due_on,
            open: amount - settled,
            names: number.into_iter().collect(),
        })
    };
    rows.into_iter().map(open).collect()
}

fn load_open_invoices(conn: &mut Conn, book: i64, names: &[&str]) -> Result<Vec<OpenRow>> {
    type Row = (i64, i64, String, i64, i64, Option<String>, Option<String>, NaiveDate);
    let open = [InvoiceState::Posted.slug(), InvoiceState::PartPaid.slug()];
    let mut rows: Vec<Row> = Vec::new();
    for chunk in plain(names).collect::<Vec<_>>().chunks(IN_LIST) {
        let query = || {
            invoice::table
                .filter(invoice::book_id.eq(book))
                .filter(invoice::kind.eq(DocumentKind::Invoice.slug()))
                .filter(invoice::state.eq_any(open))
                .select((
                    invoice::id,
                    invoice::customer_id,
                    invoice::direction,
                    invoice::gross,
                    invoice::settled,
                    invoice::number,
                    invoice::reference,
                    invoice::due_on,
                ))
        };
        rows.extend(query().filter(invoice::number.eq_any(chunk)).load::<Row>(conn)?);
        rows.extend(query().filter(invoice::reference.eq_any(chunk)).load::<Row>(conn)?);
    }
    rows.sort_by_key(|row| row.0);
    rows.dedup_by_key(|row| row.0);
    let is_sale = |direction: &str| direction == Direction::Sale.slug();
    let open =
        |(id, customer, direction, gross, settled, number, reference, due_on): Row| OpenRow {
            item: OpenItem::Invoice(InvoiceId(id)),
            customer,
            side: if is_sale(&direction) { Side::Receivable } else { Side::Payable },
            due_on,
            open: gross - settled,
            names: [number, reference].into_iter().flatten().collect(),
        };
    Ok(rows.into_iter().map(open).collect())
}
