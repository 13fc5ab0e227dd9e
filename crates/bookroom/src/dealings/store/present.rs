//! How the present images of dealings are loaded.

use diesel::prelude::*;

use super::{DealingRow, load_kinds, records};
use crate::custom_fields::{self, CustomSubject};
use crate::dealings::commands::KIND;
use crate::dealings::model::Dealing;
use crate::dealings::rules;
use crate::error::Result;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::dealing;
use crate::work::{BookInfo, Live, Present, ids_of};

/// See [`crate::work::Card`].
pub(crate) const PRESENT: &[Present] = &[Present {
    kind: "dealing",
    stamps: &["version", "created_at", "created_by", "updated_at"],
    ids: ids_of!(dealing),
    load: dealings,
    ..Present::PLAIN
}];

fn dealings(conn: &mut Conn, book: &BookInfo, ids: &[i64]) -> Result<Vec<Live>> {
    let book = book.id.0;
    let mut rows: Vec<DealingRow> = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        rows.extend(
            dealing::table
                .filter(dealing::book_id.eq(book))
                .filter(dealing::id.eq_any(chunk))
                .order(dealing::id)
                .select(DealingRow::as_select())
                .load::<DealingRow>(conn)?,
        );
    }
    let kinds = load_kinds(conn, book, &rows)?;
    let records = records(conn, book, rows.clone())?;
    let mut odd = custom_fields::find_odd(conn, book, CustomSubject::Dealing, ids)?;
    let live = |(row, record): (DealingRow, Dealing)| {
        let mut live = Live::of(row.id, &record)?;
        live.check("subject_key", row.subject_key == rules::text_key(&row.subject));
        let key = row.content.as_deref().map(rules::text_key);
        live.check("content_key", row.content_key == key);
        let list = kinds.get(&row.kind_id).map(|label| label.dictionary.as_str());
        live.check("kind", list == Some(KIND));
        live.wrong.extend(odd.remove(&row.id).unwrap_or_default());
        Ok(live)
    };
    rows.into_iter().zip(records).map(live).collect()
}
