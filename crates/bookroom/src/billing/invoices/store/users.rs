//! Who refers to documents, in tables of other areas.

use diesel::prelude::*;

use crate::error::Result;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::service_case;

/// A case that names one of these documents, if there is any: the document's id and the case's.
/// Tasks name posted documents only.
pub(crate) fn find_case(
    conn: &mut Conn,
    book: i64,
    invoices: &[i64],
) -> Result<Option<(i64, i64)>> {
    for chunk in invoices.chunks(IN_LIST) {
        let found: Option<(Option<i64>, i64)> = service_case::table
            .filter(service_case::book_id.eq(book))
            .filter(service_case::invoice_id.eq_any(chunk))
            .order(service_case::id)
            .select((service_case::invoice_id, service_case::id))
            .first(conn)
            .optional()?;
        if let Some((Some(invoice), case)) = found {
            return Ok(Some((invoice, case)));
        }
    }
    Ok(None)
}
