//! The texts in fields of a book's own by which the search finds their records.

use std::collections::BTreeMap;

use diesel::prelude::*;

use crate::custom_fields::model::CustomSubject;
use crate::error::Result;
use crate::index::{Part, Piece, Pieces};
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::{custom_field, custom_value};

/// Adds the texts of the fields that are searched to those of records that have any.
pub(crate) fn add_texts(
    conn: &mut Conn,
    book: i64,
    subject: CustomSubject,
    found: &mut Pieces,
) -> Result<()> {
    let fields: Vec<(i64, bool)> = custom_field::table
        .filter(custom_field::book_id.eq(book))
        .filter(custom_field::subject_kind.eq(subject.slug()))
        .filter(custom_field::is_searchable.eq(true))
        .select((custom_field::id, custom_field::is_personal))
        .load(conn)?;
    if fields.is_empty() {
        return Ok(());
    }
    let fields: BTreeMap<i64, bool> = fields.into_iter().collect();
    let ids: Vec<i64> = found.keys().copied().collect();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<(i64, i64, Option<String>)> = custom_value::table
            .filter(custom_value::book_id.eq(book))
            .filter(custom_value::subject_kind.eq(subject.slug()))
            .filter(custom_value::subject_id.eq_any(chunk.to_vec()))
            .order((custom_value::subject_id, custom_value::field_id, custom_value::place))
            .select((custom_value::subject_id, custom_value::field_id, custom_value::text_value))
            .load(conn)?;
        for (id, field, text) in rows {
            let (Some(is_personal), Some(text)) = (fields.get(&field), text) else { continue };
            let part = if *is_personal { Part::CustomPersonal } else { Part::Custom };
            if let Some(pieces) = found.get_mut(&id) {
                pieces.push(Piece::new(part, &text));
            }
        }
    }
    Ok(())
}
