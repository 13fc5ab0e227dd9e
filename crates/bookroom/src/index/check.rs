//! The index against the records: every text, every part.

use std::collections::BTreeMap;

use super::grams::grams_of;
use super::store::{self, Progress};
use super::{Body, Searched};
use crate::error::Result;
use crate::interrupt;
use crate::log::{Finding, FindingKind, Subject};
use crate::store::Conn;

/// How many records are looked at together.
const RECORDS: i64 = 1_000;
/// How many parts are read together.
const PARTS: usize = 20_000;
/// The most findings of a kind that are told.
const LIMIT: usize = 1_000;

/// The next ids of a kind of record.
pub(crate) type NextIds = fn(&mut Conn, i64, i64, i64) -> Result<Vec<i64>>;

/// What the parts of a record come to, in whatever order they are read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Sum {
    count: u64,
    mixed: u64,
}

impl Sum {
    fn add(&mut self, gram: i64) {
        self.count += 1;
        self.mixed = self.mixed.wrapping_add(mixed(gram.cast_unsigned()));
    }
}

/// A number that tells little of the one it came from, so that sums of them differ.
fn mixed(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

/// Compares the index of a book with its records; adds what differs.
///
/// # Errors
/// `storage`; `corrupt` where a record cannot be read.
pub(crate) fn check(
    conn: &mut Conn,
    book: i64,
    kinds: &[(&'static Searched, NextIds)],
    findings: &mut Vec<Finding>,
) -> Result<()> {
    let place = store::load_place(conn, book)?;
    if place != Some(Progress::WHOLE) {
        let found = if place.is_some() { "a part of it" } else { "none" };
        let subject = Subject::new("book", book);
        let finding = Finding::new(FindingKind::Index, subject, "a whole index", found);
        findings.push(finding.at("search_book"));
    }
    for (searched, next) in kinds {
        let mut found = OfKind { book, searched, sums: BTreeMap::new(), findings: Vec::new() };
        found.texts(conn, *next)?;
        found.parts(conn)?;
        findings.append(&mut found.findings);
    }
    let codes: Vec<i64> = kinds.iter().map(|(searched, _)| searched.code).collect();
    let subject = |id| Subject::new("search", id);
    for kind in store::load_kinds(conn, book)?.into_iter().filter(|kind| !codes.contains(kind)) {
        let finding =
            Finding::new(FindingKind::Index, subject(kind), "a kind there is", kind.to_string());
        findings.push(finding.at("search_doc.kind"));
    }
    if let Some(id) = store::find_stray(conn, book, &codes)? {
        let finding = Finding::new(FindingKind::Index, subject(id), "a kind there is", "another");
        findings.push(finding.at("search_gram.gram"));
    }
    Ok(())
}

struct OfKind<'c> {
    book: i64,
    searched: &'c Searched,
    /// What the parts of each record must come to.
    sums: BTreeMap<i64, Sum>,
    findings: Vec<Finding>,
}

impl OfKind<'_> {
    fn tell(&mut self, id: i64, expected: &str, found: &str, table: &str) {
        if self.findings.len() < LIMIT {
            let subject = Subject::new(self.searched.kind, id);
            let finding = Finding::new(FindingKind::Index, subject, expected, found);
            self.findings.push(finding.at(table));
        }
    }

    fn texts(&mut self, conn: &mut Conn, next: NextIds) -> Result<()> {
        let (book, kind, mut after) = (self.book, self.searched.code, i64::MIN);
        loop {
            interrupt::look()?;
            let ids = next(conn, book, after, RECORDS)?;
            let last = ids.last().copied();
            let range = (after, last.unwrap_or(i64::MAX));
            let known = store::doc_ids_within(conn, book, kind, range)?;
            let docs = store::load_docs(conn, book, kind, &known)?;
            let mut pieces = (self.searched.load)(conn, book, &ids)?;
            for id in &ids {
                let body = pieces.remove(id).and_then(|pieces| Body::of(&pieces));
                let expected = body.as_ref().map(Body::write);
                if expected.as_ref() != docs.get(id) {
                    self.tell(*id, "the texts of the record", "others", "search_doc");
                }
                let mut sum = Sum::default();
                body.map(|body| grams_of(kind, &body)).iter().flatten().for_each(|&it| sum.add(it));
                self.sums.insert(*id, sum);
            }
            for id in docs.keys().filter(|id| ids.binary_search(id).is_err()) {
                self.tell(*id, "nothing", "texts", "search_doc");
            }
            match last {
                Some(last) => after = last,
                None => return Ok(()),
            }
        }
    }

    fn parts(&mut self, conn: &mut Conn) -> Result<()> {
        let (book, kind, mut after) = (self.book, self.searched.code, None);
        let mut found = BTreeMap::<i64, Sum>::new();
        loop {
            interrupt::look()?;
            let page = store::page_of_kind(conn, book, kind, after, PARTS)?;
            let Some(last) = page.last().copied() else { break };
            after = Some(last);
            for (gram, id) in page {
                found.entry(id).or_default().add(gram);
            }
        }
        for (id, expected) in std::mem::take(&mut self.sums) {
            if found.remove(&id).unwrap_or_default() != expected {
                self.tell(id, "the parts of its texts", "others", "search_gram");
            }
        }
        for id in found.into_keys() {
            self.tell(id, "nothing", "parts of texts", "search_gram");
        }
        Ok(())
    }
}
