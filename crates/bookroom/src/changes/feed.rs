//! Reading the log: history and feed, with protected fields withheld.

use std::collections::BTreeSet;

use chrono::DateTime;
use serde_json::{Map, Value};

use super::model::{Change, FieldChange, Head};
use crate::error::{Code, Result};
use crate::log::Subject;
use crate::log::record::{self, hex};
use crate::log::store::{self, ChangeRow};
use crate::rights::permission::Field;
use crate::rights::permit::FieldRights;
use crate::values::{BookId, Page, PageRequest};
use crate::work::View;

/// The history of one record.
pub(crate) fn history(
    view: &mut View<'_>,
    subject: &Subject,
    page: &PageRequest,
) -> Result<Page<Change>> {
    let limit = page.rows_to_load()?;
    let after = page.key::<i64>()?.unwrap_or(0);
    let book = view.book_id();
    let rows = store::load_of_subject(view.conn, book, &subject.kind, subject.id, after, limit)?;
    let changes = rows
        .into_iter()
        .map(|row| to_change(row, Some(&view.fields)))
        .collect::<Result<Vec<_>>>()?;
    Ok(Page::cut(changes, page.limit, |change| change.seq))
}

/// The changes after a number.
pub(crate) fn after(view: &mut View<'_>, seq: i64, limit: u32) -> Result<Vec<Change>> {
    PageRequest::first(limit).rows_to_load()?;
    let book = view.book_id();
    let rows = store::load_after(view.conn, book, seq, i64::from(limit))?;
    rows.into_iter().map(|row| to_change(row, Some(&view.fields))).collect()
}

/// The newest number and hash.
pub(crate) fn head(view: &mut View<'_>) -> Result<Head> {
    let book = view.book_id();
    let (seq, hash) = store::load_head(view.conn, book)?;
    Ok(Head { book: BookId(book), seq, hash: hex(&hash) })
}

/// A row as hosts see it. Without rights (for the engine's own listeners) nothing is withheld.
pub(crate) fn to_change(row: ChangeRow, rights: Option<&FieldRights>) -> Result<Change> {
    let at = DateTime::from_timestamp_micros(row.at).ok_or(Code::Corrupt)?;
    let open = |image: &Option<String>| {
        image.as_deref().map_or(Ok((Map::new(), Vec::new())), record::open)
    };
    let (before, erased_before) = open(&row.image_before)?;
    let (after, erased_after) = open(&row.image_after)?;
    let names: BTreeSet<&String> =
        before.keys().chain(after.keys()).chain(&erased_before).chain(&erased_after).collect();
    let fields = names
        .into_iter()
        .map(|name| {
            let erased = erased_before.contains(name) || erased_after.contains(name);
            let hidden = rights.is_some_and(|rights| {
                let field = Field::of_image(&row.subject_kind, name);
                field.is_some_and(|field| !rights.can_read(field))
            });
            let shown = |image: &Map<String, Value>| {
                (!hidden).then(|| image.get(name).map(Value::to_string)).flatten()
            };
            FieldChange {
                field: name.clone(),
                before: shown(&before),
                after: shown(&after),
                withheld: erased || hidden,
            }
        })
        .collect();
    Ok(Change {
        book: BookId(row.book_id),
        seq: row.seq,
        at,
        operator: row.operator_id.map(Into::into),
        action: row.action,
        subject: Subject { kind: row.subject_kind, id: row.subject_id },
        fields,
        request_key: row.request_key,
        hash: hex(&row.hash),
    })
}
