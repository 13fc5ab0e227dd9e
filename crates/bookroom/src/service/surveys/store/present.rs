//! How the present images of surveys are loaded.

use diesel::prelude::*;

use super::{SurveyRow, load, records};
use crate::dictionaries;
use crate::error::Result;
use crate::service::surveys::model::SurveyState;
use crate::store::Conn;
use crate::work::{BookInfo, Live, Present, ids_of};

/// See [`crate::work::Card`].
pub(crate) const SURVEY: Present = Present {
    kind: "survey",
    stamps: &["version", "created_at", "created_by", "updated_at"],
    ids: ids_of!(survey),
    load: surveys,
    ..Present::PLAIN
};

fn surveys(conn: &mut Conn, book: &BookInfo, ids: &[i64]) -> Result<Vec<Live>> {
    let book = book.id.0;
    let rows: Vec<SurveyRow> = load(conn, book, ids)?;
    let held: Vec<i64> = rows.iter().filter_map(|row| row.answer_id).collect();
    let labels = dictionaries::load_labels(conn, book, &held)?;
    let mut found = Vec::with_capacity(rows.len());
    for (row, record) in rows.clone().into_iter().zip(records(conn, book, rows)?) {
        let mut live = Live::of(row.id, &record)?;
        let label = row.answer_id.and_then(|item| labels.get(&item));
        live.check("answer", label.is_none_or(|label| label.dictionary == record.scale));
        let is_answered = record.state == SurveyState::Answered;
        let has_answer = record.answer.is_some() && record.points.is_some();
        live.check("points", record.points.is_none_or(|points| points <= record.best));
        live.check("state", is_answered == has_answer);
        live.check("answered_at", is_answered == record.answered_at.is_some());
        found.push(live);
    }
    Ok(found)
}
