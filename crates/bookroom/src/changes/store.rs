//! What only the reading of the log and erasure need of its rows.

use std::collections::{BTreeMap, BTreeSet};

use diesel::expression::BoxableExpression;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Nullable};

use crate::error::Result;
use crate::log::store::ChangeRow;
use crate::store::insert::IN_LIST;
use crate::store::schema::{
    case_remedy, change_head, change_log, invoice, owner_change, request_log, survey,
};
use crate::store::{Conn, MultiBackend};

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

/// The records of a kind of which some change names one of these records, in a field of its kind.
pub(crate) fn load_naming(
    conn: &mut Conn,
    book: i64,
    kind: &str,
    (field, ids): (&str, &BTreeSet<i64>),
) -> Result<BTreeSet<i64>> {
    let ids: Vec<i64> = ids.iter().copied().collect();
    let mut found = BTreeSet::new();
    for chunk in ids.chunks(NAMED) {
        // Texts within an image have their quotes escaped, and the keys stand in no order that
        // says what comes next.
        let ends = chunk.iter().flat_map(|id| [format!("{id},"), format!("{id}}}")]);
        let names = ends.map(|end| format!("%\"{field}\":{end}%")).map(|pattern| -> Naming {
            let after = change_log::image_after.like(pattern.clone());
            Box::new(after.or(change_log::image_before.like(pattern)))
        });
        let Some(names) = names.reduce(|one, other| Box::new(one.or(other))) else { continue };
        let rows: Vec<i64> = change_log::table
            .filter(change_log::book_id.eq(book))
            .filter(change_log::subject_kind.eq(kind))
            .filter(names)
            .select(change_log::subject_id)
            .distinct()
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}

/// How many records are looked for in the images at a time.
const NAMED: usize = 25;

type Naming = Box<dyn BoxableExpression<change_log::table, MultiBackend, SqlType = Nullable<Bool>>>;

/// The changes of records of a kind, by record.
pub(crate) fn load_of_subjects(
    conn: &mut Conn,
    book: i64,
    kind: &str,
    ids: &BTreeSet<i64>,
) -> Result<BTreeMap<i64, Vec<ChangeRow>>> {
    let ids: Vec<i64> = ids.iter().copied().collect();
    let mut found: BTreeMap<i64, Vec<ChangeRow>> = BTreeMap::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<ChangeRow> = change_log::table
            .filter(change_log::book_id.eq(book))
            .filter(change_log::subject_kind.eq(kind))
            .filter(change_log::subject_id.eq_any(chunk.to_vec()))
            .order((change_log::subject_id, change_log::seq))
            .select(ChangeRow::as_select())
            .load(conn)?;
        for row in rows {
            found.entry(row.subject_id).or_default().push(row);
        }
    }
    Ok(found)
}

/// The changes of files that are attached to one record, after a number, in order.
pub(crate) fn load_of_files(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
    after: i64,
    limit: i64,
) -> Result<Vec<ChangeRow>> {
    let mut found = Vec::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<ChangeRow> = change_log::table
            .filter(change_log::book_id.eq(book))
            .filter(change_log::subject_kind.eq("attachment"))
            .filter(change_log::subject_id.eq_any(chunk.to_vec()))
            .filter(change_log::seq.gt(after))
            .order(change_log::seq)
            .limit(limit)
            .select(ChangeRow::as_select())
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}

/// Those of these documents that were posted.
pub(crate) fn load_posted(
    conn: &mut Conn,
    book: i64,
    ids: &BTreeSet<i64>,
) -> Result<BTreeSet<i64>> {
    let ids: Vec<i64> = ids.iter().copied().collect();
    let mut posted = BTreeSet::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<i64> = invoice::table
            .filter(invoice::book_id.eq(book))
            .filter(invoice::id.eq_any(chunk.to_vec()))
            .filter(invoice::number.is_not_null())
            .select(invoice::id)
            .load(conn)?;
        posted.extend(rows);
    }
    Ok(posted)
}

/// Empties the reasons of changes of owners: no other command reaches them.
pub(crate) fn forget_reasons(conn: &mut Conn, book: i64, ids: &BTreeSet<i64>) -> Result<()> {
    let ids: Vec<i64> = ids.iter().copied().collect();
    for chunk in ids.chunks(IN_LIST) {
        diesel::update(
            owner_change::table
                .filter(owner_change::book_id.eq(book))
                .filter(owner_change::id.eq_any(chunk.to_vec())),
        )
        .set(owner_change::reason.eq(None::<String>))
        .execute(conn)?;
    }
    Ok(())
}

/// Empties the reasons and the decisions, or one of both, of remedies.
pub(crate) fn forget_remedies(
    conn: &mut Conn,
    book: i64,
    ids: &BTreeSet<i64>,
    (reasons, decisions): (bool, bool),
) -> Result<()> {
    let ids: Vec<i64> = ids.iter().copied().collect();
    for chunk in ids.chunks(IN_LIST) {
        let these = || {
            case_remedy::table
                .filter(case_remedy::book_id.eq(book))
                .filter(case_remedy::id.eq_any(chunk.to_vec()))
        };
        if reasons {
            let nothing = case_remedy::reason.eq(None::<String>);
            diesel::update(these()).set(nothing).execute(conn)?;
        }
        if decisions {
            let nothing = case_remedy::decision.eq(None::<String>);
            diesel::update(these()).set(nothing).execute(conn)?;
        }
    }
    Ok(())
}

/// Empties the comments of surveys.
pub(crate) fn forget_comments(conn: &mut Conn, book: i64, ids: &BTreeSet<i64>) -> Result<()> {
    let ids: Vec<i64> = ids.iter().copied().collect();
    for chunk in ids.chunks(IN_LIST) {
        let these = survey::table
            .filter(survey::book_id.eq(book))
            .filter(survey::id.eq_any(chunk.to_vec()));
        diesel::update(these).set(survey::comment.eq(None::<String>)).execute(conn)?;
    }
    Ok(())
}
