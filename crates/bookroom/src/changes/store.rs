//! What only the reading of the log and erasure need of its rows.

use diesel::prelude::*;

use crate::error::Result;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::{change_head, change_log, invoice, request_log};

/// How many outcomes are looked at at a time: each may be as large as an import.
const OUTCOMES: i64 = 100;

/// The heads of all books, for listeners.
pub(crate) fn load_heads(conn: &mut Conn) -> Result<Vec<(i64, i64)>> {
    Ok(change_head::table.select((change_head::book_id, change_head::seq)).load(conn)?)
}

/// Writes back images from which personal values were erased.
pub(crate) fn save_erased(
    conn: &mut Conn,
    book: i64,
    seq: i64,
    before: Option<&str>,
    after: Option<&str>,
) -> Result<()> {
    diesel::update(
        change_log::table.filter(change_log::book_id.eq(book)).filter(change_log::seq.eq(seq)),
    )
    .set((change_log::image_before.eq(before), change_log::image_after.eq(after)))
    .execute(conn)?;
    Ok(())
}

/// The outcome of a request that is still kept.
#[derive(Debug, Queryable)]
pub(crate) struct Outcome {
    operator: i64,
    key: String,
    pub(crate) first_seq: i64,
    pub(crate) last_seq: i64,
    pub(crate) outcome: String,
}

impl Outcome {
    /// Where the next page begins.
    pub(crate) fn key(&self) -> (i64, String) {
        (self.operator, self.key.clone())
    }
}

/// A page of the outcomes that are kept, by operator and key.
pub(crate) fn load_outcomes(
    conn: &mut Conn,
    book: i64,
    after: Option<(i64, String)>,
) -> Result<Vec<Outcome>> {
    let (operator, key) = after.unwrap_or((-1, String::new()));
    let same = request_log::operator_id.eq(operator).and(request_log::request_key.gt(key));
    Ok(request_log::table
        .filter(request_log::book_id.eq(book))
        .filter(request_log::outcome.is_not_null())
        .filter(request_log::operator_id.gt(operator).or(same))
        .order((request_log::operator_id, request_log::request_key))
        .limit(OUTCOMES)
        .select((
            request_log::operator_id,
            request_log::request_key,
            request_log::first_seq,
            request_log::last_seq,
            request_log::outcome.assume_not_null(),
        ))
        .load(conn)?)
}

/// Forgets an outcome; that the request was done stays known.
pub(crate) fn forget_outcome(conn: &mut Conn, book: i64, outcome: &Outcome) -> Result<()> {
    diesel::update(
        request_log::table
            .filter(request_log::book_id.eq(book))
            .filter(request_log::operator_id.eq(outcome.operator))
            .filter(request_log::request_key.eq(&outcome.key)),
    )
    .set(request_log::outcome.eq(None::<String>))
    .execute(conn)?;
    Ok(())
}

/// A record whose changes tell of another one.
pub(crate) struct Dependent {
    pub(crate) kind: &'static str,
    pub(crate) id: i64,
}

/// What the log tells of a customer besides its own changes and what law wants kept: its contacts,
/// and documents that were never posted.
pub(crate) fn load_dependents(
    conn: &mut Conn,
    book: i64,
    kind: &str,
    id: i64,
) -> Result<Vec<Dependent>> {
    if kind != "customer" {
        return Ok(Vec::new());
    }
    let made = |kind: &'static str| {
        change_log::table
            .filter(change_log::book_id.eq(book))
            .filter(change_log::subject_kind.eq(kind))
            .filter(change_log::image_before.is_null())
            .filter(change_log::image_after.like(format!("%\"customer\":{id},%")))
            .select(change_log::subject_id)
    };
    let mut found = Vec::new();
    for kind in ["contact", "invoice", "owner_change"] {
        let ids: std::collections::BTreeSet<i64> =
            made(kind).load::<i64>(conn)?.into_iter().collect();
        found.extend(ids.into_iter().map(|id| Dependent { kind, id }));
    }
    let invoices: Vec<i64> =
        found.iter().filter(|it| it.kind == "invoice").map(|it| it.id).collect();
    let mut posted = std::collections::HashSet::new();
    for chunk in invoices.chunks(IN_LIST) {
        let rows: Vec<i64> = invoice::table
            .filter(invoice::book_id.eq(book))
            .filter(invoice::id.eq_any(chunk.to_vec()))
            .filter(invoice::number.is_not_null())
            .select(invoice::id)
            .load(conn)?;
        posted.extend(rows);
    }
    found.retain(|it| it.kind != "invoice" || !posted.contains(&it.id));
    Ok(found)
}
