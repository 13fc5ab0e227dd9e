//! What credit notes took back of invoices so far, and what they settle of them.

use std::collections::BTreeMap;

use diesel::prelude::*;

use crate::billing::invoices::rules::credits::Share;
use crate::billing::products::store::decimal;
use crate::error::Result;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::{allocation, invoice, invoice_line};
use crate::store::sum::sum_int;

/// What credit notes took back of these invoices, by invoice and line.
pub(crate) fn load_taken(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
) -> Result<BTreeMap<(i64, i64), Share>> {
    let mut taken = BTreeMap::<(i64, i64), Share>::new();
    let ids: Vec<Option<i64>> = ids.iter().copied().map(Some).collect();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<(Option<i64>, i64, String, i64, i64, i64, i64)> = invoice::table
            .inner_join(
                invoice_line::table.on(invoice_line::book_id
                    .eq(invoice::book_id)
                    .and(invoice_line::invoice_id.eq(invoice::id))),
            )
            .filter(invoice::book_id.eq(book))
            .filter(invoice::corrects_id.eq_any(chunk))
            .select((
                invoice::corrects_id,
                invoice_line::line,
                invoice_line::quantity,
                invoice_line::net,
                invoice_line::tax,
                invoice_line::gross,
                invoice_line::document_discount,
            ))
            .load(conn)?;
        for (corrects, line, quantity, net, tax, gross, discount) in rows {
            let share = Share { quantity: decimal(&quantity)?, net, tax, gross, discount };
            taken.entry((corrects.unwrap_or_default(), line)).or_default().add(share);
        }
    }
    Ok(taken)
}

/// How much of these invoices is settled by their own credit notes.
pub(crate) fn load_own_credits(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
) -> Result<BTreeMap<i64, i64>> {
    let mut sums = BTreeMap::new();
    let ids: Vec<Option<i64>> = ids.iter().copied().map(Some).collect();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<(Option<i64>, Option<i64>)> = allocation::table
            .inner_join(
                invoice::table.on(invoice::book_id
                    .eq(allocation::book_id)
                    .and(allocation::credit_note_id.eq(invoice::id.nullable()))
                    .and(allocation::invoice_id.eq(invoice::corrects_id))),
            )
            .filter(allocation::book_id.eq(book))
            .filter(allocation::invoice_id.eq_any(chunk))
            .filter(allocation::withdrawn_on.is_null())
            .group_by(allocation::invoice_id)
            .select((allocation::invoice_id, sum_int(allocation::amount)))
            .load(conn)?;
        let pairs = rows.into_iter().filter_map(|(id, sum)| Some((id?, sum?)));
        sums.extend(pairs);
    }
    Ok(sums)
}
