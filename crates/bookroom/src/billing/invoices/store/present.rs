//! How the present images of invoices and credit notes are loaded.

use diesel::prelude::*;

use super::documents::{records, with_lines};
use super::rows::InvoiceRow;
use crate::billing::invoices::rules::documents::search_key;
use crate::billing::products::store::present::had_code;
use crate::error::Result;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::invoice;
use crate::work::{BookInfo, Live, Present, ids_of};

/// See [`crate::work::Card`].
pub(crate) const PRESENT: &[Present] = &[Present {
    kind: "invoice",
    stamps: &["version", "created_at", "created_by", "updated_at"],
    excuses: |conn, book, path, before, now| match (before.as_str(), now.as_str()) {
        (Some(before), Some(now)) if path.ends_with("].product") => {
            had_code(conn, book, now, before)
        }
        _ => Ok(false),
    },
    later: &[("tax_rounding", "\"line\"")],
    ids: ids_of!(invoice),
    load: invoices,
    ..Present::PLAIN
}];

fn invoices(conn: &mut Conn, book: &BookInfo, ids: &[i64]) -> Result<Vec<Live>> {
    let mut rows: Vec<InvoiceRow> = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        rows.extend(
            invoice::table
                .filter(invoice::book_id.eq(book.id.0))
                .filter(invoice::id.eq_any(chunk))
                .order(invoice::id)
                .select(InvoiceRow::as_select())
                .load::<InvoiceRow>(conn)?,
        );
    }
    let documents = with_lines(conn, book.id.0, rows)?;
    let records = records(conn, book.currency, &documents)?;
    let mut found = Vec::with_capacity(records.len());
    for (document, record) in documents.iter().zip(&records) {
        let row = &document.row;
        let mut live = Live::of(row.id, record)?;
        let name = &row.counterparty_name;
        let key = search_key(row.number.as_deref(), row.reference.as_deref(), name);
        live.check("search_key", row.search_key == key);
        let one = row.discount_percent.is_none() || row.discount_amount.is_none();
        live.check("discount", one);
        live.check("profile", document.party.as_ref().is_none_or(|party| !party.is_empty()));
        for (at, (line, told)) in document.lines.iter().zip(&record.lines).enumerate() {
            let one = line.discount_percent.is_none() || line.discount_amount.is_none();
            live.check(format!("lines[{at}].discount"), one);
            let product = line.product_id.is_some() == told.product.is_some();
            live.check(format!("lines[{at}].product"), product);
            let account = line.income_account_id.is_some() == told.income_account.is_some();
            live.check(format!("lines[{at}].income_account"), account);
        }
        found.push(live);
    }
    Ok(found)
}
