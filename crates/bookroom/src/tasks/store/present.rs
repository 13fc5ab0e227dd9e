//! How the present images of tasks are loaded.

use diesel::prelude::*;

use super::TaskRow;
use crate::error::Result;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::task;
use crate::tasks::rules;
use crate::work::{BookInfo, Live, Present, ids_of};

/// See [`crate::work::Card`].
pub(crate) const PRESENT: &[Present] = &[Present {
    kind: "task",
    stamps: &["version", "created_at", "created_by", "updated_at"],
    ids: ids_of!(task),
    load: tasks,
    ..Present::PLAIN
}];

fn tasks(conn: &mut Conn, book: &BookInfo, ids: &[i64]) -> Result<Vec<Live>> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<TaskRow> = task::table
            .filter(task::book_id.eq(book.id.0))
            .filter(task::id.eq_any(chunk))
            .order(task::id)
            .select(TaskRow::as_select())
            .load(conn)?;
        for row in rows {
            let record = row.clone().record()?;
            let mut live = Live::of(row.id, &record)?;
            live.check("title_key", row.title_key == rules::text_key(&row.title));
            let key = row.note.as_deref().map(rules::text_key);
            live.check("note_key", row.note_key == key);
            live.check("rings_at", row.rings_at == row.snoozed_until.or(row.remind_at));
            found.push(live);
        }
    }
    Ok(found)
}
