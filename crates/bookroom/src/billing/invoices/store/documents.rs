//! Loading and writing documents with their lines.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;

use super::rows::{Codes, InvoiceRow, LineRow};
use crate::billing::invoices::model::Invoice;
use crate::billing::products::store::{load_account_codes, load_codes};
use crate::customers::keep_by_customer;
use crate::error::Result;
use crate::rights::permit::Scope;
use crate::store::Conn;
use crate::store::insert::{IN_LIST, insert_all, save_all};
use crate::store::schema::{invoice, invoice_line};
use crate::values::Currency;

/// A document: its row and those of its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Document {
    pub(crate) row: InvoiceRow,
    pub(crate) lines: Vec<LineRow>,
}

/// The lines of documents, by document and number.
pub(crate) fn load_lines(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
) -> Result<BTreeMap<i64, Vec<LineRow>>> {
    let mut lines = BTreeMap::<i64, Vec<LineRow>>::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<LineRow> = invoice_line::table
            .filter(invoice_line::book_id.eq(book))
            .filter(invoice_line::invoice_id.eq_any(chunk))
            .order((invoice_line::invoice_id, invoice_line::line))
            .select(LineRow::as_select())
            .load(conn)?;
        for row in rows {
            lines.entry(row.invoice_id).or_default().push(row);
        }
    }
    Ok(lines)
}

/// Rows as documents, in their order.
pub(crate) fn with_lines(
    conn: &mut Conn,
    book: i64,
    rows: Vec<InvoiceRow>,
) -> Result<Vec<Document>> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut lines = load_lines(conn, book, &ids)?;
    let document = |row: InvoiceRow| {
        let lines = lines.remove(&row.id).unwrap_or_default();
        Document { row, lines }
    };
    Ok(rows.into_iter().map(document).collect())
}

/// Documents as records, with everything in them: mask them before they leave the engine.
pub(crate) fn records(
    conn: &mut Conn,
    currency: Currency,
    documents: &[Document],
) -> Result<Vec<Invoice>> {
    let Some(first) = documents.first() else { return Ok(Vec::new()) };
    let book = first.row.book_id;
    let lines = || documents.iter().flat_map(|document| &document.lines);
    let products = load_codes(conn, book, lines().filter_map(|line| line.product_id))?;
    let accounts = load_account_codes(conn, book, lines().filter_map(|it| it.income_account_id))?;
    let codes = Codes { products, accounts };
    let record = |document: &Document| {
        let lines = document.lines.iter().map(|line| line.record(currency, &codes));
        document.row.record(currency, lines.collect::<Result<_>>()?)
    };
    documents.iter().map(record).collect()
}

/// Of these documents, those whose customers a scope covers.
pub(crate) fn keep_in_scope(
    conn: &mut Conn,
    scope: &Scope,
    ids: BTreeSet<i64>,
) -> Result<BTreeSet<i64>> {
    keep_by_customer!(conn, scope, ids, invoice)
}

/// Writes new documents.
pub(crate) fn insert(conn: &mut Conn, documents: &[Document]) -> Result<()> {
    let rows: Vec<InvoiceRow> = documents.iter().map(|document| document.row.clone()).collect();
    insert_all!(conn, invoice::table, &rows[..]);
    let lines: Vec<LineRow> =
        documents.iter().flat_map(|document| document.lines.iter().cloned()).collect();
    insert_all!(conn, invoice_line::table, &lines[..]);
    Ok(())
}

/// Writes changed documents, which must be locked; their lines stay.
pub(crate) fn save(conn: &mut Conn, rows: &[InvoiceRow]) -> Result<()> {
    save_all!(
        conn,
        invoice,
        rows,
        [
            direction,
            state,
            number,
            reference,
            customer_id,
            issue_on,
            due_on,
            price_mode,
            tax_rounding,
            discount_percent,
            discount_amount,
            discount,
            net,
            tax,
            gross,
            settled,
            counterparty_name,
            counterparty_tax_number,
            counterparty_address,
            search_key,
            entry_id,
            note,
            version,
            updated_at,
        ]
    );
    Ok(())
}

/// Gives one document other lines.
pub(crate) fn replace_lines(conn: &mut Conn, document: &Document) -> Result<()> {
    delete_lines(conn, document.row.book_id, &[document.row.id])?;
    insert_all!(conn, invoice_line::table, &document.lines[..]);
    Ok(())
}

fn delete_lines(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<()> {
    for chunk in ids.chunks(IN_LIST) {
        let of_book = invoice_line::table.filter(invoice_line::book_id.eq(book));
        diesel::delete(of_book.filter(invoice_line::invoice_id.eq_any(chunk))).execute(conn)?;
    }
    Ok(())
}

/// Removes documents with their lines.
pub(crate) fn delete(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<()> {
    delete_lines(conn, book, ids)?;
    for chunk in ids.chunks(IN_LIST) {
        let of_book = invoice::table.filter(invoice::book_id.eq(book));
        diesel::delete(of_book.filter(invoice::id.eq_any(chunk))).execute(conn)?;
    }
    Ok(())
}
