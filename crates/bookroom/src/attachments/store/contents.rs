//! What files hold, in parts: no statement carries more than a few of them.

use std::collections::{BTreeMap, BTreeSet};

use diesel::dsl::{exists, not};
use diesel::prelude::*;

use crate::error::{Error, Result};
use crate::interrupt;
use crate::store::Conn;
use crate::store::insert::{IN_LIST, insert_all};
use crate::store::schema::{attachment, attachment_content, attachment_part};

/// The length of a part, in bytes.
pub(crate) const PART: usize = 256 * 1024;
/// How many parts one statement writes: 2 MiB, far below what servers take.
const PARTS: usize = 8;

/// A content: its digest, its length and how many parts it has.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = attachment_content)]
pub(crate) struct Content {
    pub(crate) sha256: Vec<u8>,
    pub(crate) size: i64,
    pub(crate) parts: i64,
}

#[derive(Insertable)]
#[diesel(table_name = attachment_content)]
struct ContentRow<'c> {
    book_id: i64,
    sha256: &'c [u8],
    size: i64,
    parts: i64,
}

#[derive(Insertable)]
#[diesel(table_name = attachment_part)]
struct PartRow<'c> {
    book_id: i64,
    sha256: &'c [u8],
    place: i64,
    bytes: &'c [u8],
}

/// How many parts a content of some length has.
pub(crate) fn parts_of(size: i64) -> i64 {
    size.max(0).div_euclid(PART as i64) + i64::from(size.max(0).rem_euclid(PART as i64) > 0)
}

/// Which of these contents the book has. Whoever adds or removes some asks with the lock of
/// contents held.
pub(crate) fn find(
    conn: &mut Conn,
    book: i64,
    digests: &BTreeSet<Vec<u8>>,
) -> Result<BTreeSet<Vec<u8>>> {
    let digests: Vec<&Vec<u8>> = digests.iter().collect();
    let mut found = BTreeSet::new();
    for chunk in digests.chunks(IN_LIST) {
        let some: Vec<Vec<u8>> = attachment_content::table
            .filter(attachment_content::book_id.eq(book))
            .filter(attachment_content::sha256.eq_any(chunk.to_vec()))
            .select(attachment_content::sha256)
            .load(conn)?;
        found.extend(some);
    }
    Ok(found)
}

/// Writes a content that the book does not have.
pub(crate) fn insert(conn: &mut Conn, book: i64, sha256: &[u8], content: &[u8]) -> Result<()> {
    let size = i64::try_from(content.len()).map_err(|_| Error::internal("a content too long"))?;
    let row = ContentRow { book_id: book, sha256, size, parts: parts_of(size) };
    insert_all!(conn, attachment_content::table, &[row][..]);
    let mut place = 0;
    for several in content.chunks(PART * PARTS) {
        interrupt::look()?;
        let mut rows = Vec::with_capacity(PARTS);
        for bytes in several.chunks(PART) {
            rows.push(PartRow { book_id: book, sha256, place, bytes });
            place += 1;
        }
        insert_all!(conn, attachment_part::table, &rows[..]);
    }
    Ok(())
}

/// Deletes those of these contents that no file holds any more. The lock of contents is held.
pub(crate) fn delete_unused(conn: &mut Conn, book: i64, digests: &BTreeSet<Vec<u8>>) -> Result<()> {
    let digests: Vec<&Vec<u8>> = digests.iter().collect();
    for chunk in digests.chunks(IN_LIST) {
        let used: Vec<Vec<u8>> = attachment::table
            .filter(attachment::book_id.eq(book))
            .filter(attachment::sha256.eq_any(chunk.to_vec()))
            .filter(attachment::removed_at.is_null())
            .select(attachment::sha256)
            .distinct()
            .load(conn)?;
        let used: BTreeSet<&Vec<u8>> = used.iter().collect();
        let unused: Vec<&Vec<u8>> =
            chunk.iter().copied().filter(|digest| !used.contains(digest)).collect();
        diesel::delete(
            attachment_part::table
                .filter(attachment_part::book_id.eq(book))
                .filter(attachment_part::sha256.eq_any(unused.clone())),
        )
        .execute(conn)?;
        diesel::delete(
            attachment_content::table
                .filter(attachment_content::book_id.eq(book))
                .filter(attachment_content::sha256.eq_any(unused)),
        )
        .execute(conn)?;
    }
    Ok(())
}

/// A content, if the book has it.
pub(crate) fn load(conn: &mut Conn, book: i64, sha256: &[u8]) -> Result<Option<Content>> {
    Ok(attachment_content::table
        .filter(attachment_content::book_id.eq(book))
        .filter(attachment_content::sha256.eq(sha256))
        .select(Content::as_select())
        .first(conn)
        .optional()?)
}

/// One part of a content, if it is there.
pub(crate) fn load_part(
    conn: &mut Conn,
    book: i64,
    sha256: &[u8],
    place: i64,
) -> Result<Option<Vec<u8>>> {
    Ok(attachment_part::table
        .filter(attachment_part::book_id.eq(book))
        .filter(attachment_part::sha256.eq(sha256))
        .filter(attachment_part::place.eq(place))
        .select(attachment_part::bytes)
        .first(conn)
        .optional()?)
}

/// A page of the contents of a book, by digest.
pub(crate) fn load_page(
    conn: &mut Conn,
    book: i64,
    after: &[u8],
    limit: i64,
) -> Result<Vec<Content>> {
    Ok(attachment_content::table
        .filter(attachment_content::book_id.eq(book))
        .filter(attachment_content::sha256.gt(after))
        .order(attachment_content::sha256)
        .limit(limit)
        .select(Content::as_select())
        .load(conn)?)
}

/// How many parts each of these contents has in the store, whatever it says of itself.
pub(crate) fn count_parts(
    conn: &mut Conn,
    book: i64,
    digests: &[Vec<u8>],
) -> Result<BTreeMap<Vec<u8>, i64>> {
    let rows: Vec<(Vec<u8>, i64)> = attachment_part::table
        .filter(attachment_part::book_id.eq(book))
        .filter(attachment_part::sha256.eq_any(digests.to_vec()))
        .group_by(attachment_part::sha256)
        .select((attachment_part::sha256, diesel::dsl::count_star()))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// Contents that no file holds.
pub(crate) fn find_unused(conn: &mut Conn, book: i64) -> Result<Vec<Vec<u8>>> {
    let file = attachment::table
        .filter(attachment::book_id.eq(attachment_content::book_id))
        .filter(attachment::sha256.eq(attachment_content::sha256))
        .filter(attachment::removed_at.is_null());
    Ok(attachment_content::table
        .filter(attachment_content::book_id.eq(book))
        .filter(not(exists(file)))
        .order(attachment_content::sha256)
        .select(attachment_content::sha256)
        .load(conn)?)
}

/// Digests of parts whose content is not there.
pub(crate) fn find_stray_parts(conn: &mut Conn, book: i64) -> Result<Vec<Vec<u8>>> {
    let content = attachment_content::table
        .filter(attachment_content::book_id.eq(attachment_part::book_id))
        .filter(attachment_content::sha256.eq(attachment_part::sha256));
    Ok(attachment_part::table
        .filter(attachment_part::book_id.eq(book))
        .filter(not(exists(content)))
        .select(attachment_part::sha256)
        .distinct()
        .load(conn)?)
}

/// Files whose content is not there.
pub(crate) fn find_without(conn: &mut Conn, book: i64) -> Result<Vec<i64>> {
    let content = attachment_content::table
        .filter(attachment_content::book_id.eq(attachment::book_id))
        .filter(attachment_content::sha256.eq(attachment::sha256));
    Ok(attachment::table
        .filter(attachment::book_id.eq(book))
        .filter(attachment::removed_at.is_null())
        .filter(not(exists(content)))
        .order(attachment::id)
        .select(attachment::id)
        .load(conn)?)
}

/// Files whose content is of another length than they say, and that length.
pub(crate) fn find_other_sizes(conn: &mut Conn, book: i64) -> Result<Vec<(i64, i64, i64)>> {
    let same = attachment_content::book_id
        .eq(attachment::book_id)
        .and(attachment_content::sha256.eq(attachment::sha256));
    Ok(attachment::table
        .inner_join(attachment_content::table.on(same))
        .filter(attachment::book_id.eq(book))
        .filter(attachment::removed_at.is_null())
        .filter(attachment::size.ne(attachment_content::size))
        .order(attachment::id)
        .select((attachment::id, attachment::size, attachment_content::size))
        .load(conn)?)
}
