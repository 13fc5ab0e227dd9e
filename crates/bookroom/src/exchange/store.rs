//! Finding what rows of files name, and what became of it.

pub(crate) mod debts;
pub(crate) mod known;
pub(crate) mod lines;
pub(crate) mod openings;
pub(crate) mod paid;
pub(crate) mod runs;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use diesel::prelude::*;

use crate::billing::invoices::{Direction, DocumentKind, InvoiceState};
use crate::billing::products::store::decimal;
use crate::error::Result;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::{invoice, invoice_line, operator, payment, product};
use crate::values::OperatorId;
use crate::values::text::is_storable;

pub(crate) mod present;

/// Texts that can stand in a query, trimmed. Others name nothing.
fn plain<'t>(texts: impl IntoIterator<Item = &'t &'t str>) -> impl Iterator<Item = &'t str> {
    texts.into_iter().map(|text| text.trim()).filter(|text| is_storable(text))
}

/// Operators who are active, by sign-in name and by display name.
pub(crate) fn load_operators(conn: &mut Conn, book: i64) -> Result<HashMap<String, OperatorId>> {
    let rows: Vec<(i64, String, String)> = operator::table
        .filter(operator::book_id.eq(book))
        .filter(operator::active.eq(true))
        .order(operator::id.desc())
        .select((operator::id, operator::sign_in_name, operator::display_name))
        .load(conn)?;
    let names = |(id, sign_in, display)| [(display, OperatorId(id)), (sign_in, OperatorId(id))];
    Ok(rows.into_iter().flat_map(names).collect())
}

/// A product that is called so.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub(crate) struct NamedProduct {
    pub(crate) name: String,
    pub(crate) code: String,
    pub(crate) unit: Option<String>,
    pub(crate) note: Option<String>,
}

/// The products in use by their whole names.
pub(crate) fn load_named_products(
    conn: &mut Conn,
    book: i64,
    names: &[&str],
) -> Result<HashMap<String, Vec<NamedProduct>>> {
    let mut found: HashMap<String, Vec<NamedProduct>> = HashMap::new();
    for chunk in plain(names).collect::<Vec<_>>().chunks(IN_LIST) {
        let rows: Vec<NamedProduct> = product::table
            .filter(product::book_id.eq(book))
            .filter(product::name.eq_any(chunk))
            .filter(product::active.eq(true))
            .order(product::id)
            .select((product::name, product::code, product::unit, product::note))
            .load(conn)?;
        for row in rows {
            found.entry(row.name.clone()).or_default().push(row);
        }
    }
    Ok(found)
}

/// The codes of all products of the book.
pub(crate) fn load_all_product_codes(conn: &mut Conn, book: i64) -> Result<Vec<String>> {
    let codes = product::table.filter(product::book_id.eq(book)).select(product::code);
    Ok(codes.load(conn)?)
}

/// Which of these references stand on posted sales or are their numbers, as one's own exports have
/// them, with their customers.
pub(crate) fn load_sale_references(
    conn: &mut Conn,
    book: i64,
    references: &[&str],
) -> Result<BTreeSet<(i64, String)>> {
    let mut found = BTreeSet::new();
    type Row = (i64, Option<String>);
    for chunk in plain(references).collect::<Vec<_>>().chunks(IN_LIST) {
        let by_reference: Vec<Row> = invoice::table
            .filter(invoice::book_id.eq(book))
            .filter(invoice::reference.eq_any(chunk))
            .filter(invoice::direction.eq(Direction::Sale.slug()))
            .filter(invoice::kind.eq(DocumentKind::Invoice.slug()))
            .filter(invoice::state.ne(InvoiceState::Cancelled.slug()))
            .select((invoice::customer_id, invoice::reference))
            .load(conn)?;
        let by_number: Vec<Row> = invoice::table
            .filter(invoice::book_id.eq(book))
            .filter(invoice::number.eq_any(chunk))
            .filter(invoice::direction.eq(Direction::Sale.slug()))
            .filter(invoice::kind.eq(DocumentKind::Invoice.slug()))
            .filter(invoice::state.ne(InvoiceState::Cancelled.slug()))
            .select((invoice::customer_id, invoice::number))
            .load(conn)?;
        let rows = by_reference.into_iter().chain(by_number);
        found.extend(rows.filter_map(|(id, name)| Some((id, name?))));
    }
    Ok(found)
}

/// A sale of the book that counts.
#[derive(Debug, Clone, Queryable)]
pub(crate) struct SoldRow {
    pub(crate) id: i64,
    pub(crate) customer: i64,
    pub(crate) issue_on: NaiveDate,
    pub(crate) gross: i64,
    pub(crate) number: Option<String>,
    pub(crate) reference: Option<String>,
}

/// The sales of customers between two days.
pub(crate) fn load_sales_of_days(
    conn: &mut Conn,
    book: i64,
    customers: &[i64],
    (from, to): (NaiveDate, NaiveDate),
) -> Result<Vec<SoldRow>> {
    let mut found = Vec::new();
    for chunk in customers.chunks(IN_LIST) {
        let rows: Vec<SoldRow> = invoice::table
            .filter(invoice::book_id.eq(book))
            .filter(invoice::customer_id.eq_any(chunk))
            .filter(invoice::issue_on.between(from, to))
            .filter(invoice::direction.eq(Direction::Sale.slug()))
            .filter(invoice::kind.eq(DocumentKind::Invoice.slug()))
            .filter(invoice::state.ne(InvoiceState::Cancelled.slug()))
            .order(invoice::id)
            .select((
                invoice::id,
                invoice::customer_id,
                invoice::issue_on,
                invoice::gross,
                invoice::number,
                invoice::reference,
            ))
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}

/// What the lines of documents are of: quantity and gross amount, in order.
pub(crate) fn load_line_amounts(
    conn: &mut Conn,
    book: i64,
    invoices: &[i64],
) -> Result<HashMap<i64, Vec<(String, i64)>>> {
    let mut found: HashMap<i64, Vec<(String, i64)>> = HashMap::new();
    for chunk in invoices.chunks(IN_LIST) {
        let rows: Vec<(i64, String, i64)> = invoice_line::table
            .filter(invoice_line::book_id.eq(book))
            .filter(invoice_line::invoice_id.eq_any(chunk))
            .select((invoice_line::invoice_id, invoice_line::quantity, invoice_line::gross))
            .load(conn)?;
        for (id, quantity, gross) in rows {
            let quantity = decimal(&quantity)?.normalize().to_string();
            found.entry(id).or_default().push((quantity, gross));
        }
    }
    found.values_mut().for_each(|lines| lines.sort_unstable());
    Ok(found)
}

/// The state and version of payments.
pub(crate) fn load_payment_states(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
) -> Result<BTreeMap<i64, (String, i64)>> {
    let mut found = BTreeMap::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<(i64, String, i64)> = payment::table
            .filter(payment::book_id.eq(book))
            .filter(payment::id.eq_any(chunk))
            .select((payment::id, payment::state, payment::version))
            .load(conn)?;
        found.extend(rows.into_iter().map(|(id, state, version)| (id, (state, version))));
    }
    Ok(found)
}

/// The state, the settled amount and the version of documents.
pub(crate) fn load_invoice_states(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
) -> Result<BTreeMap<i64, (String, i64, i64)>> {
    let mut found = BTreeMap::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<(i64, String, i64, i64)> = invoice::table
            .filter(invoice::book_id.eq(book))
            .filter(invoice::id.eq_any(chunk))
            .select((invoice::id, invoice::state, invoice::settled, invoice::version))
            .load(conn)?;
        let state = |(id, state, settled, version)| (id, (state, settled, version));
        found.extend(rows.into_iter().map(state));
    }
    Ok(found)
}

/// The latest date of issue of documents.
pub(crate) fn load_last_issue(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
) -> Result<Option<chrono::NaiveDate>> {
    let mut last = None;
    for chunk in ids.chunks(IN_LIST) {
        let found: Option<chrono::NaiveDate> = invoice::table
            .filter(invoice::book_id.eq(book))
            .filter(invoice::id.eq_any(chunk))
            .select(diesel::dsl::max(invoice::issue_on))
            .first(conn)?;
        last = last.max(found);
    }
    Ok(last)
}

/// Which of these products documents name.
pub(crate) fn load_used_products(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<BTreeSet<i64>> {
    let mut found = BTreeSet::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<Option<i64>> = invoice_line::table
            .filter(invoice_line::book_id.eq(book))
            .filter(invoice_line::product_id.eq_any(chunk))
            .select(invoice_line::product_id)
            .distinct()
            .load(conn)?;
        found.extend(rows.into_iter().flatten());
    }
    Ok(found)
}
