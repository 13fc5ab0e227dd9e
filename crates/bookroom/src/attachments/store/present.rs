//! How the present images of attachments and of the policy are loaded.

use diesel::prelude::*;

use super::{AttachmentRow, load_policy};
use crate::error::Result;
use crate::store::Conn;
use crate::work::{BookInfo, Live, Present, ids_of};

/// See [`crate::work::Card`].
pub(crate) const PRESENT: &[Present] = &[
    Present {
        kind: "attachment",
        stamps: &["version", "created_at", "created_by", "updated_at"],
        ids: ids_of!(attachment),
        load: attachments,
        ..Present::PLAIN
    },
    Present {
        kind: "attachment_policy",
        ids: ids_of!(attachment_policy),
        load: policies,
        ..Present::PLAIN
    },
];

fn attachments(conn: &mut Conn, book: &BookInfo, ids: &[i64]) -> Result<Vec<Live>> {
    let rows: Vec<AttachmentRow> = super::load(conn, book.id.0, ids)?;
    rows.into_iter().map(|row| Live::of(row.id, &row.record()?)).collect()
}

fn policies(conn: &mut Conn, book: &BookInfo, ids: &[i64]) -> Result<Vec<Live>> {
    let policy = load_policy(conn, book.id.0)?;
    ids.iter().map(|id| Live::of(*id, &policy)).collect()
}
