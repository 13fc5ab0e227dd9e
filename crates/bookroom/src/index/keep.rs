//! Keeping the index as the records are: what a transaction touched is looked at once, before it
//! ends, and only what differs is written.

use std::collections::BTreeMap;

use super::grams::grams_of;
use super::store::{self, DocRow};
use super::{Body, Searched};
use crate::error::Result;
use crate::interrupt;
use crate::log::record::Image;
use crate::store::Conn;

/// How many records are looked at together.
const RECORDS: usize = 5_000;
/// How many parts wait to be written in their order: a few passes over the index of a large book
/// are much cheaper than one for every few records.
const WAITING: usize = 1_000_000;

/// Records that a transaction touched, so far as they are searched. True: made by it.
#[derive(Debug, Default)]
pub(crate) struct Touched {
    pending: BTreeMap<(i64, i64), bool>,
    /// What was brought up to date within attempts that may yet be taken back.
    within: BTreeMap<(i64, i64), bool>,
    attempts: usize,
}

impl Touched {
    /// Takes in what a change noted of a record: how it was and how it is.
    pub(crate) fn note(
        &mut self,
        searched: &Searched,
        id: i64,
        before: Option<&Image>,
        after: Option<&Image>,
    ) {
        let tells = |image: Option<&Image>| match image {
            Some(Image::Fields(fields)) => {
                searched.fields.iter().any(|it| fields.contains_key(*it))
            }
            Some(Image::Text(_)) => true,
            None => false,
        };
        let is_new = before.is_none() && tells(after);
        if is_new || tells(before) || tells(after) {
            let key = (searched.code, id);
            let known = self.pending.contains_key(&key) || self.within.contains_key(&key);
            if !known {
                self.pending.insert(key, is_new);
            } else {
                self.pending.entry(key).or_insert(false);
            }
        }
    }

    /// What follows may be taken back by itself.
    pub(crate) fn begin_attempt(&mut self) {
        self.attempts += 1;
    }

    /// It was kept, or taken back: then what was brought up to date in it is touched still.
    pub(crate) fn end_attempt(&mut self, is_kept: bool) {
        self.attempts = self.attempts.saturating_sub(1);
        if !is_kept {
            let within = std::mem::take(&mut self.within);
            self.pending.extend(within.into_keys().map(|key| (key, false)));
        } else if self.attempts == 0 {
            self.within.clear();
        }
    }

    /// Brings the index up to date with what was touched so far.
    ///
    /// # Errors
    /// `busy`, `storage`, `corrupt`.
    pub(crate) fn bring_up<'s>(
        &mut self,
        conn: &mut Conn,
        book: i64,
        kinds: impl Iterator<Item = &'s Searched>,
    ) -> Result<()> {
        if self.pending.is_empty() {
            return Ok(());
        }
        store::keep_place(conn, book)?;
        let pending = std::mem::take(&mut self.pending);
        for searched in kinds {
            let of_kind = (searched.code, i64::MIN)..=(searched.code, i64::MAX);
            let touched = pending.range(of_kind).map(|((_, id), is_new)| (*id, *is_new));
            bring_up(conn, book, searched, &touched.collect::<Vec<_>>())?;
        }
        if self.attempts > 0 {
            self.within.extend(pending);
        }
        Ok(())
    }
}

/// Writes what differs between records and the index. True: the record was made just now, and the
/// index knows nothing of it.
pub(crate) fn bring_up(
    conn: &mut Conn,
    book: i64,
    searched: &Searched,
    touched: &[(i64, bool)],
) -> Result<()> {
    let mut work = Work { book, kind: searched.code, ..Work::default() };
    for chunk in touched.chunks(RECORDS) {
        interrupt::look()?;
        let ids: Vec<i64> = chunk.iter().map(|(id, _)| *id).collect();
        let older: Vec<i64> =
            chunk.iter().filter(|(_, is_new)| !is_new).map(|(id, _)| *id).collect();
        let mut docs = store::load_docs(conn, book, searched.code, &older)?;
        let mut pieces = (searched.load)(conn, book, &ids)?;
        for id in ids {
            let body = pieces.remove(&id).and_then(|pieces| Body::of(&pieces));
            work.add(id, docs.remove(&id), body.as_ref());
        }
        if work.rows.len() >= WAITING {
            work.flush(conn)?;
        }
    }
    work.flush(conn)
}

/// What is to be written.
#[derive(Default)]
struct Work {
    book: i64,
    kind: i64,
    /// Records whose texts go.
    gone: Vec<i64>,
    docs: Vec<DocRow>,
    rows: Vec<[i64; 3]>,
    gone_rows: Vec<(i64, Vec<i64>)>,
}

impl Work {
    fn add(&mut self, id: i64, old: Option<String>, new: Option<&Body>) {
        let text = new.map(Body::write);
        if old == text {
            return;
        }
        let before = old.as_deref().map(|old| grams_of(self.kind, &Body::read(old)));
        let before = before.unwrap_or_default();
        let after = new.map(|new| grams_of(self.kind, new)).unwrap_or_default();
        let absent = |from: &[i64]| {
            let from = from.to_vec();
            move |gram: &&i64| from.binary_search(gram).is_err()
        };
        let gone: Vec<i64> = before.iter().filter(absent(&after)).copied().collect();
        if !gone.is_empty() {
            self.gone_rows.push((id, gone));
        }
        let fresh = after.iter().filter(absent(&before));
        self.rows.extend(fresh.map(|&gram| [self.book, gram, id]));
        if old.is_some() {
            self.gone.push(id);
        }
        if let Some(body) = text {
            let (book_id, kind) = (self.book, self.kind);
            self.docs.push(DocRow { book_id, kind, id, body });
        }
    }

    fn flush(&mut self, conn: &mut Conn) -> Result<()> {
        store::delete_docs(conn, self.book, self.kind, &self.gone)?;
        store::insert_docs(conn, &self.docs)?;
        store::delete_grams(conn, self.book, &self.gone_rows)?;
        self.rows.sort_unstable();
        store::insert_grams(conn, &self.rows)?;
        *self = Self { book: self.book, kind: self.kind, ..Self::default() };
        Ok(())
    }
}
