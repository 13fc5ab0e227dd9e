//! Loading and writing documents with their lines.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;

use super::rows::{Codes, InvoiceRow, LineRow, PartyRow};
use crate::billing::invoices::model::{Direction, DocumentKind, Invoice, InvoiceState};
use crate::billing::products::store::{load_account_codes, load_codes};
use crate::customers::keep_by_customer;
use crate::error::Result;
use crate::rights::permit::Scope;
use crate::store::Conn;
use crate::store::insert::{IN_LIST, insert_all, save_all};
use crate::store::schema::{invoice, invoice_line, invoice_party};
use crate::store::sum::sum_int;
use crate::store::texts::lower;
use crate::values::Currency;

/// A document: its row, those of its lines, and what else it shows of its counterparty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Document {
    pub(crate) row: InvoiceRow,
    pub(crate) lines: Vec<LineRow>,
    pub(crate) party: Option<PartyRow>,
}

impl Document {
    /// The profile that it shows.
    pub(crate) fn profile(&self) -> Option<i64> {
        self.party.as_ref()?.profile_id
    }
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

fn load_parties(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<BTreeMap<i64, PartyRow>> {
    let mut parties = BTreeMap::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<PartyRow> = invoice_party::table
            .filter(invoice_party::book_id.eq(book))
            .filter(invoice_party::invoice_id.eq_any(chunk))
            .select(PartyRow::as_select())
            .load(conn)?;
        parties.extend(rows.into_iter().map(|row| (row.invoice_id, row)));
    }
    Ok(parties)
}

/// Rows as documents, in their order.
pub(crate) fn with_lines(
    conn: &mut Conn,
    book: i64,
    rows: Vec<InvoiceRow>,
) -> Result<Vec<Document>> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut lines = load_lines(conn, book, &ids)?;
    let mut parties = load_parties(conn, book, &ids)?;
    let document = |row: InvoiceRow| {
        let lines = lines.remove(&row.id).unwrap_or_default();
        let party = parties.remove(&row.id);
        Document { row, lines, party }
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
        let mut record = document.row.record(currency, lines.collect::<Result<_>>()?)?;
        if let Some(party) = &document.party {
            party.show(&mut record);
        }
        Ok(record)
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
    insert_parties(conn, documents)
}

fn insert_parties(conn: &mut Conn, documents: &[Document]) -> Result<()> {
    let rows: Vec<PartyRow> = documents.iter().filter_map(|it| it.party.clone()).collect();
    insert_all!(conn, invoice_party::table, &rows[..]);
    Ok(())
}

fn delete_parties(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<()> {
    for chunk in ids.chunks(IN_LIST) {
        let of_book = invoice_party::table.filter(invoice_party::book_id.eq(book));
        diesel::delete(of_book.filter(invoice_party::invoice_id.eq_any(chunk))).execute(conn)?;
    }
    Ok(())
}

/// Writes what else locked documents show of their counterparties, as far as that changed.
pub(crate) fn save_parties(conn: &mut Conn, before: &[Document], after: &[Document]) -> Result<()> {
    let pairs = before.iter().zip(after).filter(|(before, after)| before.party != after.party);
    let changed: Vec<Document> = pairs.map(|(_, after)| after.clone()).collect();
    let Some(first) = changed.first() else { return Ok(()) };
    let ids: Vec<i64> = changed.iter().map(|document| document.row.id).collect();
    delete_parties(conn, first.row.book_id, &ids)?;
    insert_parties(conn, &changed)
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
    delete_parties(conn, book, ids)?;
    for chunk in ids.chunks(IN_LIST) {
        let of_book = invoice::table.filter(invoice::book_id.eq(book));
        diesel::delete(of_book.filter(invoice::id.eq_any(chunk))).execute(conn)?;
    }
    Ok(())
}

/// A supplier's bill, as it is told from others: letter case of plain letters does not count.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Bill {
    /// The supplier.
    pub(crate) customer: i64,
    /// The number it gave the bill.
    pub(crate) reference: String,
}

impl Bill {
    /// The bill by what is compared.
    pub(crate) fn folded(&self) -> Self {
        Self { customer: self.customer, reference: self.reference.to_ascii_lowercase() }
    }
}

/// The first document of each of these bills that counts, by folded bill. Cancelled ones do not,
/// nor those that credit notes took back as a whole.
pub(crate) fn load_bills(
    conn: &mut Conn,
    book: i64,
    bills: &[&Bill],
) -> Result<BTreeMap<Bill, i64>> {
    let mut found = BTreeMap::new();
    for chunk in bills.chunks(IN_LIST / 4) {
        let customers: BTreeSet<i64> = chunk.iter().map(|bill| bill.customer).collect();
        let references: BTreeSet<&str> = chunk.iter().map(|bill| bill.reference.as_str()).collect();
        let folded: BTreeSet<String> = chunk.iter().map(|bill| bill.folded().reference).collect();
        // Databases fold other letters than ASCII each in its way, or not at all.
        let same = lower(invoice::reference)
            .eq_any(folded.into_iter().collect::<Vec<_>>())
            .or(invoice::reference.eq_any(references.into_iter().collect::<Vec<_>>()));
        let rows: Vec<(i64, i64, Option<String>, i64)> = invoice::table
            .filter(invoice::book_id.eq(book))
            .filter(invoice::customer_id.eq_any(customers.into_iter().collect::<Vec<_>>()))
            .filter(invoice::direction.eq(Direction::Purchase.slug()))
            .filter(invoice::kind.eq(DocumentKind::Invoice.slug()))
            .filter(invoice::state.ne(InvoiceState::Cancelled.slug()))
            .filter(same)
            .order(invoice::id)
            .select((invoice::id, invoice::customer_id, invoice::reference, invoice::gross))
            .load(conn)?;
        let ids: Vec<Option<i64>> = rows.iter().map(|row| Some(row.0)).collect();
        let credits: Vec<(Option<i64>, Option<i64>)> = invoice::table
            .filter(invoice::book_id.eq(book))
            .filter(invoice::corrects_id.eq_any(ids))
            .group_by(invoice::corrects_id)
            .select((invoice::corrects_id, sum_int(invoice::gross)))
            .load(conn)?;
        let credits: BTreeMap<Option<i64>, i64> =
            credits.into_iter().map(|(id, sum)| (id, sum.unwrap_or_default())).collect();
        for (id, customer, reference, gross) in rows {
            if gross == 0 || credits.get(&Some(id)) != Some(&gross) {
                let bill = Bill { customer, reference: reference.unwrap_or_default() };
                found.entry(bill.folded()).or_insert(id);
            }
        }
    }
    Ok(found)
}
