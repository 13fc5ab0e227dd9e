//! The records that files can be attached to, in the tables of their areas: whether they are there,
//! and whether they are finished.

use std::collections::BTreeSet;

use diesel::dsl::{exists, not};
use diesel::prelude::*;

use crate::error::Result;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::locks::{load_kept, load_locked};
use crate::store::schema::{
    attachment, contact, customer, customer_lock, dealing, invoice, journal_entry, payment,
    product, service_case, task,
};

macro_rules! tables {
    ($($kind:literal => $table:ident;)*) => {
        /// Of these records of a kind, those that are there; none is removed until the transaction
        /// ends.
        pub(crate) fn keep_existing(
            conn: &mut Conn,
            book: i64,
            kind: &str,
            ids: &BTreeSet<i64>,
        ) -> Result<BTreeSet<i64>> {
            let ids: Vec<i64> = ids.iter().copied().collect();
            let mut found = BTreeSet::new();
            for chunk in ids.chunks(IN_LIST) {
                match kind {
                    $($kind => {
                        let query = $table::table
                            .filter($table::book_id.eq(book))
                            .filter($table::id.eq_any(chunk))
                            .order($table::id)
                            .select($table::id);
                        found.extend(load_kept!(conn, query, i64)?);
                    })*
                    _ => {}
                }
            }
            Ok(found)
        }

        /// Files on records that are not there.
        pub(crate) fn find_orphans(conn: &mut Conn, book: i64) -> Result<Vec<i64>> {
            let mut orphans = Vec::new();
            $(
                let record = $table::table
                    .filter($table::book_id.eq(attachment::book_id))
                    .filter($table::id.eq(attachment::subject_id));
                let found: Vec<i64> = attachment::table
                    .filter(attachment::book_id.eq(book))
                    .filter(attachment::subject_kind.eq($kind))
                    .filter(attachment::removed_at.is_null())
                    .filter(not(exists(record)))
                    .order(attachment::id)
                    .select(attachment::id)
                    .load(conn)?;
                orphans.extend(found);
            )*
            Ok(orphans)
        }
    };
}

tables! {
    "customer" => customer;
    "contact" => contact;
    "product" => product;
    "invoice" => invoice;
    "payment" => payment;
    "entry" => journal_entry;
    "dealing" => dealing;
    "task" => task;
    "case" => service_case;
}

/// The ids of a table that a further condition holds for.
macro_rules! those {
    ($conn:expr, $table:ident.$id:ident, $book:expr, $ids:expr, $condition:expr) => {{
        let mut found = BTreeSet::new();
        for chunk in $ids.chunks(IN_LIST) {
            let some: Vec<i64> = $table::table
                .filter($table::book_id.eq($book))
                .filter($table::$id.eq_any(chunk.to_vec()))
                .filter($condition)
                .select($table::$id)
                .load($conn)?;
            found.extend(some);
        }
        found
    }};
}

/// Of these records of a kind, those whose files are evidence of what is in the ledger: posted
/// documents, money, entries. They are kept whatever happens (会计档案管理办法: 30 years).
pub(crate) fn posted(
    conn: &mut Conn,
    book: i64,
    kind: &str,
    ids: &BTreeSet<i64>,
) -> Result<BTreeSet<i64>> {
    let all: Vec<i64> = ids.iter().copied().collect();
    Ok(match kind {
        "payment" | "entry" => ids.clone(),
        "invoice" => those!(conn, invoice.id, book, all, invoice::number.is_not_null()),
        _ => BTreeSet::new(),
    })
}

/// The states of cases that nobody works on.
const CLOSED: [&str; 3] = ["closed", "rejected", "merged"];

/// Of these records of a kind, those that lose no file: posted ones, and what is closed or locked
/// until it is opened again. None of them is finished or locked meanwhile, since they are kept.
pub(crate) fn finished(
    conn: &mut Conn,
    book: i64,
    kind: &str,
    ids: &BTreeSet<i64>,
) -> Result<BTreeSet<i64>> {
    let all: Vec<i64> = ids.iter().copied().collect();
    Ok(match kind {
        "customer" => {
            those!(conn, customer_lock.customer_id, book, all, customer_lock::book_id.eq(book))
        }
        "task" => those!(conn, task.id, book, all, task::state.ne("open")),
        "case" => {
            those!(conn, service_case.id, book, all, service_case::state.eq_any(CLOSED))
        }
        _ => posted(conn, book, kind, ids)?,
    })
}

/// The files on a customer, locked, by id; with `ids`, those of them.
pub(crate) fn lock_of_customer(
    conn: &mut Conn,
    book: i64,
    customer: i64,
    ids: Option<&[i64]>,
) -> Result<Vec<i64>> {
    lock_of_record(conn, book, ("customer", customer), ids)
}

/// The files of a locked record of a kind, or those of these that are its, locked, by id.
pub(crate) fn lock_of_record(
    conn: &mut Conn,
    book: i64,
    (kind, record): (&str, i64),
    ids: Option<&[i64]>,
) -> Result<Vec<i64>> {
    let all = match ids {
        Some(ids) => ids.to_vec(),
        None => super::ids_of(conn, book, kind, &[record])?,
    };
    let mut found = Vec::new();
    for chunk in all.chunks(IN_LIST) {
        let query = attachment::table
            .filter(attachment::book_id.eq(book))
            .filter(attachment::id.eq_any(chunk))
            .filter(attachment::subject_kind.eq(kind.to_owned()))
            .filter(attachment::subject_id.eq(record))
            .order(attachment::id)
            .select(attachment::id);
        found.extend(load_locked!(conn, query, i64)?);
    }
    Ok(found)
}

/// Has locked files be on another record of their kind, and moves their versions.
pub(crate) fn point_to_record(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
    record: i64,
    now: i64,
) -> Result<()> {
    for chunk in ids.chunks(IN_LIST) {
        let target = attachment::table
            .filter(attachment::book_id.eq(book))
            .filter(attachment::id.eq_any(chunk));
        diesel::update(target)
            .set((
                attachment::subject_id.eq(record),
                attachment::version.eq(attachment::version + 1),
                attachment::updated_at.eq(now),
            ))
            .execute(conn)?;
    }
    Ok(())
}
