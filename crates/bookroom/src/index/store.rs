//! Rows of the index.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::grams::{Class, Span};
use crate::error::Result;
use crate::store::Conn;
use crate::store::dialect::each;
use crate::store::insert::{IN_LIST, insert_all};
use crate::store::locks::{holds_everything, load_kept, load_locked};
use crate::store::schema::{book, search_book, search_doc};
use crate::store::whole_numbers::{insert_new, load_pairs, run_all};

/// The way in which texts are folded and parted. When it changes, older books are filled anew.
pub(crate) const EDITION: i64 = 2;

/// How far the index of a book has come: the kind that is filled in, 0 when all are, and the last
/// id of it that is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable)]
pub(crate) struct Progress {
    pub(crate) edition: i64,
    pub(crate) kind: i64,
    pub(crate) last_id: i64,
}

impl Progress {
    /// Nothing is left to do.
    pub(crate) const WHOLE: Self = Self { edition: EDITION, kind: 0, last_id: 0 };
}

/// A row of `search_doc`.
#[derive(Debug, Insertable)]
#[diesel(table_name = search_doc, treat_none_as_default_value = false)]
pub(super) struct DocRow {
    pub(super) book_id: i64,
    pub(super) kind: i64,
    pub(super) id: i64,
    pub(super) body: String,
}

/// The index of a new book, which has nothing that could be found.
pub(crate) fn start(conn: &mut Conn, book: i64) -> Result<()> {
    save_place(conn, book, Progress::WHOLE)
}

/// Books whose index is not whole, or of another edition.
pub(crate) fn find_unfilled(conn: &mut Conn) -> Result<Vec<i64>> {
    let whole = search_book::table
        .filter(search_book::kind.eq(0))
        .filter(search_book::edition.eq(EDITION))
        .select(search_book::book_id);
    let unfilled = book::table.filter(book::book_id.ne_all(whole)).order(book::book_id);
    Ok(unfilled.select(book::book_id).load(conn)?)
}

/// How far the index of a book has come; none when it was never begun.
pub(crate) fn load_place(conn: &mut Conn, book: i64) -> Result<Option<Progress>> {
    Ok(search_book::table
        .filter(search_book::book_id.eq(book))
        .select((search_book::edition, search_book::kind, search_book::last_id))
        .first(conn)
        .optional()?)
}

/// As [`load_place`], and nobody else writes the index until the transaction ends.
pub(crate) fn lock_place(conn: &mut Conn, book: i64) -> Result<Option<Progress>> {
    let query = search_book::table.filter(search_book::book_id.eq(book)).select((
        search_book::edition,
        search_book::kind,
        search_book::last_id,
    ));
    Ok(load_locked!(conn, query, Progress)?.pop())
}

/// Others may write the index too until the transaction ends, but nobody fills it.
pub(super) fn keep_place(conn: &mut Conn, book: i64) -> Result<()> {
    if !holds_everything(conn) {
        let query = search_book::table.filter(search_book::book_id.eq(book)).select((
            search_book::edition,
            search_book::kind,
            search_book::last_id,
        ));
        load_kept!(conn, query, Progress)?;
    }
    Ok(())
}

/// Notes how far the index has come.
pub(crate) fn save_place(conn: &mut Conn, book: i64, place: Progress) -> Result<()> {
    let of_book = || search_book::table.filter(search_book::book_id.eq(book));
    let Progress { edition, kind, last_id } = place;
    let set = (
        search_book::edition.eq(edition),
        search_book::kind.eq(kind),
        search_book::last_id.eq(last_id),
    );
    // MySQL counts a row that stays as it is as not changed.
    if of_book().select(search_book::kind).first::<i64>(conn).optional()?.is_some() {
        diesel::update(of_book()).set(set).execute(conn)?;
    } else {
        let row = (search_book::book_id.eq(book), set);
        diesel::insert_into(search_book::table).values(row).execute(conn)?;
    }
    Ok(())
}

/// Takes everything out of the index of a book.
pub(crate) fn clear(conn: &mut Conn, book: i64) -> Result<()> {
    diesel::delete(search_doc::table.filter(search_doc::book_id.eq(book))).execute(conn)?;
    run_all(conn, &[format!("DELETE FROM search_gram WHERE book_id = {book}")])
}

/// The texts of records of a kind as the index holds them, by id.
pub(crate) fn load_docs(
    conn: &mut Conn,
    book: i64,
    kind: i64,
    ids: &[i64],
) -> Result<BTreeMap<i64, String>> {
    let mut found = BTreeMap::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<(i64, String)> = search_doc::table
            .filter(search_doc::book_id.eq(book))
            .filter(search_doc::kind.eq(kind))
            .filter(search_doc::id.eq_any(chunk))
            .select((search_doc::id, search_doc::body))
            .load(conn)?;
        found.extend(rows);
    }
    Ok(found)
}

/// The ids of records of a kind that are in the index: after one, up to another.
pub(crate) fn doc_ids_within(
    conn: &mut Conn,
    book: i64,
    kind: i64,
    (after, to): (i64, i64),
) -> Result<Vec<i64>> {
    Ok(search_doc::table
        .filter(search_doc::book_id.eq(book))
        .filter(search_doc::kind.eq(kind))
        .filter(search_doc::id.gt(after))
        .filter(search_doc::id.le(to))
        .order(search_doc::id)
        .select(search_doc::id)
        .load(conn)?)
}

/// The kinds that are in the index of a book.
pub(super) fn load_kinds(conn: &mut Conn, book: i64) -> Result<Vec<i64>> {
    Ok(search_doc::table
        .filter(search_doc::book_id.eq(book))
        .select(search_doc::kind)
        .distinct()
        .load(conn)?)
}

/// Takes the texts of records out.
pub(super) fn delete_docs(conn: &mut Conn, book: i64, kind: i64, ids: &[i64]) -> Result<()> {
    for chunk in ids.chunks(IN_LIST) {
        let gone = search_doc::table
            .filter(search_doc::book_id.eq(book))
            .filter(search_doc::kind.eq(kind))
            .filter(search_doc::id.eq_any(chunk));
        each!(conn, c => diesel::delete(gone).execute(c))?;
    }
    Ok(())
}

/// Puts the texts of records in.
pub(super) fn insert_docs(conn: &mut Conn, rows: &[DocRow]) -> Result<()> {
    insert_all!(conn, search_doc::table, rows);
    Ok(())
}

/// Takes parts of records out: each record with its parts.
pub(super) fn delete_grams(conn: &mut Conn, book: i64, gone: &[(i64, Vec<i64>)]) -> Result<()> {
    let statement = |(id, grams): &(i64, Vec<i64>)| {
        let grams = grams.iter().map(i64::to_string).collect::<Vec<_>>().join(",");
        format!("DELETE FROM search_gram WHERE book_id={book} AND id={id} AND gram IN ({grams})")
    };
    run_all(conn, &gone.iter().map(statement).collect::<Vec<_>>())
}

/// Puts parts in: book, part and record of each.
pub(super) fn insert_grams(conn: &mut Conn, rows: &[[i64; 3]]) -> Result<()> {
    insert_new(conn, "search_gram", ["book_id", "gram", "id"], rows)
}

/// The next parts within a range, after one of a record, and their records: in the order of the
/// parts, then of the records.
pub(crate) fn page_of(
    conn: &mut Conn,
    book: i64,
    span: &Span,
    after: Option<(i64, i64)>,
    limit: usize,
) -> Result<Vec<(i64, i64)>> {
    let Span { from, to, mask, value } = *span;
    let meant = if mask == 0 { String::new() } else { format!(" AND (gram & {mask}) = {value}") };
    let select = |what: String, limit: usize| {
        format!(
            "SELECT gram AS one, id AS two FROM search_gram WHERE book_id = {book} AND {what}\
             {meant} ORDER BY gram, id LIMIT {limit}"
        )
    };
    let Some((gram, id)) = after else {
        return load_pairs(conn, &select(format!("gram >= {from} AND gram <= {to}"), limit));
    };
    // In two steps, so that each goes on where the key says, on every database.
    let mut found = load_pairs(conn, &select(format!("gram = {gram} AND id > {id}"), limit))?;
    if found.len() < limit && gram < to {
        let rest = limit - found.len();
        let next = select(format!("gram > {gram} AND gram <= {to}"), rest);
        found.extend(load_pairs(conn, &next)?);
    }
    Ok(found)
}

/// The next parts of all records of a kind, whatever they are.
pub(super) fn page_of_kind(
    conn: &mut Conn,
    book: i64,
    kind: i64,
    after: Option<(i64, i64)>,
    limit: usize,
) -> Result<Vec<(i64, i64)>> {
    let (from, to) = Class::all_of(kind);
    page_of(conn, book, &Span { from, to, mask: 0, value: 0 }, after, limit)
}

/// A part outside the kinds there are, with its record.
pub(super) fn find_stray(conn: &mut Conn, book: i64, kinds: &[i64]) -> Result<Option<i64>> {
    let outside = kinds.iter().map(|&kind| {
        let (from, to) = Class::all_of(kind);
        format!("(gram < {from} OR gram > {to})")
    });
    let outside = outside.collect::<Vec<_>>().join(" AND ");
    let select = format!(
        "SELECT gram AS one, id AS two FROM search_gram \
         WHERE book_id = {book} AND {outside} LIMIT 1"
    );
    Ok(load_pairs(conn, &select)?.first().map(|&(_, id)| id))
}
