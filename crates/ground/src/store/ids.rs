//! Ids, made before the insert.
//!
//! On SQLite a counter row inside the transaction: ids are gap-free. On servers blocks are leased
//! outside the transaction, so that writers do not wait for each other; a block that is not used
//! up is lost with the process, and ids taken by a transaction that was rolled back are given back
//! when nobody has taken later ones.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use diesel::prelude::*;

use super::conn::Conn;
use super::dialect::{self, Key, add_all};
use super::locks::load_locked;
use super::schema::id_counter;
use super::watch::Kept;
use crate::error::{Code, Error, Result};

/// How many ids a server hands out at once.
const BLOCK: i64 = 64;

/// The leased blocks of this process, and the connection that leases them.
#[derive(Default)]
pub struct Leases(Mutex<Leased>);

#[derive(Default)]
struct Leased {
    blocks: HashMap<(i64, &'static str), Block>,
    conn: Option<Kept>,
}

struct Block {
    next: i64,
    end: i64,
}

/// Ids taken by one transaction, so that they can be given back.
#[derive(Debug, Clone, Copy)]
pub struct Taken {
    book: i64,
    kind: &'static str,
    first: i64,
    count: i64,
}

impl Leases {
    /// Takes `count` ids in a row on a server and returns the first; `connect` makes the connection
    /// that leases blocks.
    pub(super) fn take(
        &self,
        connect: impl Fn() -> Result<Kept>,
        book: i64,
        kind: &'static str,
        count: i64,
        taken: &mut Vec<Taken>,
    ) -> Result<i64> {
        let mut leased = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Leased { blocks, conn: lessor } = &mut *leased;
        let block = blocks.entry((book, kind)).or_insert(Block { next: 0, end: 0 });
        if block.end - block.next < count {
            let size = (count - (block.end - block.next)).max(BLOCK);
            let first = lease_on(lessor, connect, book, kind, size.max(count))?;
            if first != block.end || block.next == 0 {
                block.next = first;
            }
            block.end = first + size.max(count);
        }
        let first = block.next;
        block.next += count;
        taken.push(Taken { book, kind, first, count });
        Ok(first)
    }

    /// Closes the connection and forgets the blocks: who opens again may find another store.
    pub(super) fn clear(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Leased::default();
    }

    /// Gives back what a rolled-back transaction took, last taken first.
    pub fn give_back(&self, taken: &[Taken]) {
        let mut leased = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for ids in taken.iter().rev() {
            if let Some(block) = leased.blocks.get_mut(&(ids.book, ids.kind))
                && block.next == ids.first + ids.count
            {
                block.next = ids.first;
            }
        }
    }
}

/// Leases on the connection that is kept, or on a new one when that has died since it was used.
fn lease_on(
    lessor: &mut Option<Kept>,
    connect: impl Fn() -> Result<Kept>,
    book: i64,
    kind: &'static str,
    count: i64,
) -> Result<i64> {
    if let Some(mut conn) = lessor.take() {
        match lease(&mut conn.conn, book, kind, count) {
            Err(error) if matches!(error.code(), Code::ConnectionLost | Code::Storage) => {}
            other => {
                *lessor = Some(conn);
                return other;
            }
        }
    }
    let mut conn = connect()?;
    let leased = lease(&mut conn.conn, book, kind, count)?;
    *lessor = Some(conn);
    Ok(leased)
}

fn lease(conn: &mut Conn, book: i64, kind: &'static str, count: i64) -> Result<i64> {
    dialect::begin_write(conn)?;
    match count_up(conn, book, kind, count) {
        Ok(first) => dialect::commit(conn).map(|()| first),
        Err(error) => {
            let taken_back = dialect::rollback(conn);
            // Whoever has to run again is told so, whatever became of the connection.
            if matches!(error, Error::Busy(_)) { Err(error) } else { taken_back.and(Err(error)) }
        }
    }
}

/// Takes `count` ids in a row from the counter of a kind of record, within the transaction.
pub(super) fn count_up(conn: &mut Conn, book: i64, kind: &'static str, count: i64) -> Result<i64> {
    let keys = [Key::Int(book), Key::Word(kind)];
    add_all(conn, "id_counter", ["book_id", "kind"], ["last_id"], &[(keys, [count])])?;
    let query = id_counter::table
        .filter(id_counter::book_id.eq(book))
        .filter(id_counter::kind.eq(kind))
        .select(id_counter::last_id);
    let last = load_locked!(conn, query, i64)?;
    let last = last.first().ok_or_else(|| Error::internal("an id counter vanished"))?;
    Ok(last - count + 1)
}
