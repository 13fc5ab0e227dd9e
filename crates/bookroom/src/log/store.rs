//! Rows of the change log and of the request keys.

use std::collections::BTreeSet;

use diesel::prelude::*;

use super::own;
use super::record::{Draft, Envelope, GENESIS, HASH_LENGTH, complete};
use crate::error::{Code, Error, Result};
use crate::store::Conn;
use crate::store::dialect::each;
use crate::store::insert::{IN_LIST, insert_all};
use crate::store::locks::load_locked;
use crate::store::schema::{change_head, change_log, request_log};

/// How many changes are made rows and written at a time.
const CHUNK: usize = 5_000;

/// A row of the log.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = change_log)]
pub(crate) struct ChangeRow {
    pub(crate) book_id: i64,
    pub(crate) seq: i64,
    pub(crate) at: i64,
    pub(crate) operator_id: Option<i64>,
    pub(crate) action: String,
    pub(crate) subject_kind: String,
    pub(crate) subject_id: i64,
    pub(crate) image_before: Option<String>,
    pub(crate) image_after: Option<String>,
    pub(crate) request_key: Option<String>,
    pub(crate) prev_hash: Vec<u8>,
    pub(crate) hash: Vec<u8>,
}

/// A new row of the log, without lifetimes: diesel keeps the statement for an array of such rows.
#[derive(Debug, Insertable)]
#[diesel(table_name = change_log, treat_none_as_default_value = false)]
struct NewChangeRow {
    book_id: i64,
    seq: i64,
    at: i64,
    operator_id: Option<i64>,
    action: &'static str,
    subject_kind: String,
    subject_id: i64,
    image_before: Option<String>,
    image_after: Option<String>,
    request_key: Option<String>,
    prev_hash: [u8; HASH_LENGTH],
    hash: [u8; HASH_LENGTH],
}

impl ChangeRow {
    pub(crate) fn envelope(&self) -> Envelope<'_> {
        Envelope {
            book: self.book_id,
            seq: self.seq,
            at: self.at,
            operator: self.operator_id,
            action: &self.action,
            subject_kind: &self.subject_kind,
            subject_id: self.subject_id,
            request_key: self.request_key.as_deref(),
            previous: &self.prev_hash,
        }
    }
}

/// Starts the log of a new book.
pub(crate) fn start(conn: &mut Conn, book: i64) -> Result<()> {
    diesel::insert_into(change_head::table)
        .values((
            change_head::book_id.eq(book),
            change_head::seq.eq(0),
            change_head::hash.eq(GENESIS.to_vec()),
        ))
        .execute(conn)?;
    Ok(())
}

/// The numbers of the changes that one call wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SeqRange {
    pub(crate) first: i64,
    pub(crate) last: i64,
}

/// Numbers, hashes and writes the changes of one call. Takes the book's head row, so it comes last,
/// just before the commit.
pub(crate) fn append(
    conn: &mut Conn,
    book: i64,
    at: i64,
    request_key: Option<&str>,
    drafts: Vec<Draft>,
) -> Result<SeqRange> {
    let head = change_head::table
        .filter(change_head::book_id.eq(book))
        .select((change_head::seq, change_head::hash));
    let head = load_locked!(conn, head, (i64, Vec<u8>))?;
    let damaged = |column: &str| Error::corrupt_at("change_head", column, book);
    let (start, previous) = head.into_iter().next().ok_or_else(|| damaged("book_id"))?;
    let mut previous: [u8; HASH_LENGTH] = previous.try_into().map_err(|_| damaged("hash"))?;
    let mut seq = start;
    let last = i64::try_from(drafts.len()).ok().and_then(|count| start.checked_add(count));
    if start < 0 || last.is_none() {
        return Err(damaged("seq"));
    }
    let mut drafts = drafts.into_iter().peekable();
    while drafts.peek().is_some() {
        let mut rows = Vec::with_capacity(drafts.len().min(CHUNK));
        for draft in drafts.by_ref().take(CHUNK) {
            seq += 1;
            let row = row(draft, (book, seq), at, request_key, previous);
            previous = row.hash;
            rows.push(row);
        }
        // The head is held, so nobody else can have taken these numbers.
        insert(conn, &rows).map_err(|error| match error.code() {
            Code::AlreadyExists => damaged("seq"),
            _ => error,
        })?;
    }
    diesel::update(change_head::table.filter(change_head::book_id.eq(book)))
        .set((change_head::seq.eq(seq), change_head::hash.eq(previous.to_vec())))
        .execute(conn)?;
    own::note(own::Written { book, first: start + 1, last: seq });
    Ok(SeqRange { first: start + 1, last: seq })
}

fn insert(conn: &mut Conn, rows: &[NewChangeRow]) -> Result<()> {
    insert_all!(conn, change_log::table, rows);
    Ok(())
}

fn row(
    draft: Draft,
    (book, seq): (i64, i64),
    at: i64,
    request_key: Option<&str>,
    previous: [u8; HASH_LENGTH],
) -> NewChangeRow {
    let (operator_id, action, subject) = (draft.operator, draft.action, draft.subject.clone());
    let envelope = Envelope {
        book,
        seq,
        at,
        operator: operator_id,
        action,
        subject_kind: &subject.kind,
        subject_id: subject.id,
        request_key,
        previous: &previous,
    };
    let sealed = complete(draft, &envelope);
    NewChangeRow {
        book_id: book,
        seq,
        at,
        operator_id,
        action,
        subject_kind: subject.kind,
        subject_id: subject.id,
        image_before: sealed.before,
        image_after: sealed.after,
        request_key: request_key.map(str::to_owned),
        prev_hash: previous,
        hash: sealed.hash,
    }
}

/// The head of a book's log, if there is one: verification looks for what must be there.
pub(crate) fn find_head(conn: &mut Conn, book: i64) -> Result<Option<(i64, Vec<u8>)>> {
    Ok(change_head::table
        .filter(change_head::book_id.eq(book))
        .select((change_head::seq, change_head::hash))
        .first(conn)
        .optional()?)
}

/// The head of a book's log.
pub(crate) fn load_head(conn: &mut Conn, book: i64) -> Result<(i64, Vec<u8>)> {
    find_head(conn, book)?.ok_or_else(|| Error::corrupt_at("change_head", "book_id", book))
}

/// The changes after `seq`, oldest first.
pub(crate) fn load_after(
    conn: &mut Conn,
    book: i64,
    seq: i64,
    limit: i64,
) -> Result<Vec<ChangeRow>> {
    Ok(change_log::table
        .filter(change_log::book_id.eq(book))
        .filter(change_log::seq.gt(seq))
        .order(change_log::seq)
        .limit(limit)
        .select(ChangeRow::as_select())
        .load(conn)?)
}

/// The changes between two numbers, both included.
pub(crate) fn load_range(conn: &mut Conn, book: i64, range: SeqRange) -> Result<Vec<ChangeRow>> {
    Ok(change_log::table
        .filter(change_log::book_id.eq(book))
        .filter(change_log::seq.between(range.first, range.last))
        .order(change_log::seq)
        .select(ChangeRow::as_select())
        .load(conn)?)
}

/// The changes of one record, oldest first.
pub(crate) fn load_of_subject(
    conn: &mut Conn,
    book: i64,
    kind: &str,
    id: i64,
    after: i64,
    limit: i64,
) -> Result<Vec<ChangeRow>> {
    Ok(change_log::table
        .filter(change_log::book_id.eq(book))
        .filter(change_log::subject_kind.eq(kind))
        .filter(change_log::subject_id.eq(id))
        .filter(change_log::seq.gt(after))
        .order(change_log::seq)
        .limit(limit)
        .select(ChangeRow::as_select())
        .load(conn)?)
}

/// A request key that was seen.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = request_log, treat_none_as_default_value = false)]
pub(crate) struct RequestRow {
    pub(crate) book_id: i64,
    pub(crate) operator_id: i64,
    pub(crate) request_key: String,
    pub(crate) action: String,
    pub(crate) payload_hash: Vec<u8>,
    pub(crate) outcome: Option<String>,
    pub(crate) first_seq: i64,
    pub(crate) last_seq: i64,
    pub(crate) at: i64,
}

/// What records of a kind were before their changes, the oldest first.
pub(crate) fn load_images_before(
    conn: &mut Conn,
    book: i64,
    kind: &str,
    ids: &BTreeSet<i64>,
) -> Result<Vec<(i64, String)>> {
    let ids: Vec<i64> = ids.iter().copied().collect();
    let mut found = Vec::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<(i64, Option<String>)> = change_log::table
            .filter(change_log::book_id.eq(book))
            .filter(change_log::subject_kind.eq(kind))
            .filter(change_log::subject_id.eq_any(chunk))
            .filter(change_log::image_before.is_not_null())
            .order(change_log::seq)
            .select((change_log::subject_id, change_log::image_before))
            .load(conn)?;
        found.extend(rows.into_iter().filter_map(|(id, image)| Some((id, image?))));
    }
    Ok(found)
}

/// The request of an operator's key, if it was seen. Everybody's keys are their own: nobody learns
/// from another's that it was used, or what came of it.
pub(crate) fn find_request(
    conn: &mut Conn,
    book: i64,
    operator: i64,
    key: &str,
) -> Result<Option<RequestRow>> {
    Ok(request_log::table
        .filter(request_log::book_id.eq(book))
        .filter(request_log::operator_id.eq(operator))
        .filter(request_log::request_key.eq(key))
        .select(RequestRow::as_select())
        .first(conn)
        .optional()?)
}

/// Takes a request key. When somebody else has just taken it, the call is run again and finds it.
pub(crate) fn claim_request(conn: &mut Conn, row: &RequestRow) -> Result<()> {
    use diesel::result::{DatabaseErrorKind::UniqueViolation, Error::DatabaseError};
    match each!(conn, c => diesel::insert_into(request_log::table).values(row).execute(c)) {
        Ok(_) => Ok(()),
        Err(DatabaseError(UniqueViolation, _)) => Err(Code::Busy.into()),
        Err(error) => Err(error.into()),
    }
}

/// Keeps what came of a request, at the moment of its changes.
pub(crate) fn save_outcome(
    conn: &mut Conn,
    (book, operator): (i64, i64),
    key: &str,
    outcome: &str,
    (range, at): (SeqRange, i64),
) -> Result<()> {
    diesel::update(
        request_log::table
            .filter(request_log::book_id.eq(book))
            .filter(request_log::operator_id.eq(operator))
            .filter(request_log::request_key.eq(key)),
    )
    .set((
        request_log::outcome.eq(outcome),
        request_log::first_seq.eq(range.first),
        request_log::last_seq.eq(range.last),
        request_log::at.eq(at),
    ))
    .execute(conn)?;
    Ok(())
}
