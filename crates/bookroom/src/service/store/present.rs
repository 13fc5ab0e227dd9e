//! How the present images of cases and their notes are loaded.

use diesel::prelude::*;

use super::{CaseRow, NoteRow, about, records};
use crate::custom_fields::{self, CustomSubject};
use crate::dictionaries;
use crate::error::Result;
use crate::service::model::Case;
use crate::service::rules;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::{case_note, service_case};
use crate::values::text::search_key;
use crate::work::{BookInfo, Live, Present, ids_of};

/// See [`crate::work::Card`].
pub(crate) const CASE: Present = Present {
    kind: "case",
    stamps: &["version", "created_by", "updated_at"],
    ids: ids_of!(service_case),
    load: cases,
    ..Present::PLAIN
};

/// See [`crate::work::Card`].
pub(crate) const CASE_NOTE: Present = Present {
    kind: "case_note",
    stamps: &["version", "created_at", "created_by"],
    later: &[("author", "\"staff\"")],
    ids: ids_of!(case_note),
    load: notes,
    ..Present::PLAIN
};

fn cases(conn: &mut Conn, book: &BookInfo, ids: &[i64]) -> Result<Vec<Live>> {
    let book = book.id.0;
    let mut rows: Vec<CaseRow> = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        rows.extend(
            service_case::table
                .filter(service_case::book_id.eq(book))
                .filter(service_case::id.eq_any(chunk))
                .order(service_case::id)
                .select(CaseRow::as_select())
                .load::<CaseRow>(conn)?,
        );
    }
    let held = rows.iter().flat_map(items_of).filter_map(|(_, _, item)| item);
    let labels = dictionaries::load_labels(conn, book, &held.collect::<Vec<_>>())?;
    let named: Vec<i64> = rows.iter().filter_map(|row| row.product_id).collect();
    let products = about::find_products(conn, book, &named)?;
    let records = records(conn, book, rows.clone())?;
    let mut odd = custom_fields::find_odd(conn, book, CustomSubject::Case, ids)?;
    let live = |(row, record): (CaseRow, Case)| {
        let mut live = Live::of(row.id, &record)?;
        live.check("subject_key", row.subject_key == search_key(&row.subject));
        let key = rules::text_key(row.description.as_deref(), row.resolution.as_deref());
        live.check("text_key", row.text_key == key);
        for (field, list, item) in items_of(&row) {
            let label = item.and_then(|item| labels.get(&item));
            live.check(field, label.is_none_or(|label| label.dictionary == list));
        }
        live.check("product", row.product_id.is_none_or(|id| products.contains(&id)));
        live.wrong.extend(odd.remove(&row.id).unwrap_or_default());
        Ok(live)
    };
    rows.into_iter().zip(records).map(live).collect()
}

/// The items that a case holds: the field, their list, their ids.
fn items_of(row: &CaseRow) -> [(&'static str, &'static str, Option<i64>); 4] {
    [
        ("category", "case_category", row.category_id),
        ("channel", "case_channel", row.channel_id),
        ("satisfaction", "satisfaction", row.satisfaction_id),
        ("root_cause", "case_root_cause", row.root_cause_id),
    ]
}

fn notes(conn: &mut Conn, book: &BookInfo, ids: &[i64]) -> Result<Vec<Live>> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<NoteRow> = case_note::table
            .filter(case_note::book_id.eq(book.id.0))
            .filter(case_note::id.eq_any(chunk))
            .order(case_note::id)
            .select(NoteRow::as_select())
            .load(conn)?;
        for row in rows {
            found.push(Live::of(row.id, &row.record()?)?);
        }
    }
    Ok(found)
}
