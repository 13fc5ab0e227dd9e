//! Verification: everything that can be recomputed is, and what differs is named.
//!
//! Entries are read in order, a few thousand at a time; balances are compared account by account
//! and party by party. The whole ledger is never in memory.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Debug;

use super::digest::{Digester, Header, Item};
use super::model::LedgerVerification;
use super::posting::{digest_image, series};
use super::store::accounts as account_store;
use super::store::entries::{self as entry_store, EntryRow, PostingRow};
use super::store::verify::{self as store, Numbering};
use super::tree;
use crate::error::Result;
use crate::log::{Finding, FindingKind, Subject};
use crate::values::Period;
use crate::work::View;

const ENTRIES_AT_A_TIME: i64 = 2_000;
const ACCOUNTS_AT_A_TIME: usize = 200;
const PARTIES_AT_A_TIME: i64 = 500;
/// The most findings that are told; more of them say nothing new.
const FINDINGS_LIMIT: usize = 1_000;

/// Collects findings.
struct Findings<'f>(&'f mut Vec<Finding>);

impl Findings<'_> {
    fn expect<T: PartialEq + Debug>(
        &mut self,
        check: FindingKind,
        (kind, id): (&str, i64),
        expected: T,
        found: T,
    ) {
        if expected != found {
            self.tell(check, (kind, id), format!("{expected:?}"), format!("{found:?}"));
        }
    }

    fn tell(
        &mut self,
        check: FindingKind,
        (kind, id): (&str, i64),
        expected: String,
        found: String,
    ) {
        if self.0.len() < FINDINGS_LIMIT {
            let subject = Subject::new(kind, id);
            self.0.push(Finding::new(check, subject, expected, found));
        }
    }
}

/// Checks every journal entry against its digest and the change log; returns how many there are.
pub(crate) fn verify_digests(view: &mut View<'_>, findings: &mut Vec<Finding>) -> Result<i64> {
    let mut findings = Findings(findings);
    let mut digester = Digester::default();
    walk(view, |view, chunk| {
        check_digests(chunk, &mut digester, &mut findings);
        check_logged(view, chunk, &mut findings)
    })
    .map(|(entries, _)| entries)
}

/// Recomputes the whole ledger.
pub(crate) fn verify(view: &mut View<'_>) -> Result<LedgerVerification> {
    let mut list = Vec::new();
    let mut findings = Findings(&mut list);
    let mut digester = Digester::default();
    let (entries, postings) = walk(view, |view, chunk| {
        check_digests(chunk, &mut digester, &mut findings);
        check_logged(view, chunk, &mut findings)?;
        check_entries(chunk, &mut findings);
        check_reversals(view, chunk, &mut findings)
    })?;
    check_numbers(view, &mut findings)?;
    check_balances(view, &mut findings)?;
    check_parties(view, &mut findings)?;
    Ok(LedgerVerification { entries, postings, findings: list })
}

/// Some entries in a row with all postings that claim to be theirs.
struct Chunk {
    book: i64,
    /// The ids it covers: after the first, up to the second.
    range: (i64, i64),
    entries: Vec<EntryRow>,
    postings: BTreeMap<i64, Vec<PostingRow>>,
}

impl Chunk {
    fn lines(&self, entry: i64) -> &[PostingRow] {
        self.postings.get(&entry).map_or(&[], |lines| lines)
    }
}

/// Reads all entries with their postings, some at a time; the last chunk reaches to the end, so
/// that postings and log rows without an entry are seen too. Returns how many there are of both.
fn walk(
    view: &mut View<'_>,
    mut look: impl FnMut(&mut View<'_>, &Chunk) -> Result<()>,
) -> Result<(i64, i64)> {
    let book = view.book_id();
    let (mut after, mut entry_count, mut posting_count) = (i64::MIN, 0, 0);
    loop {
        let entries = store::load_entries_after(view.conn, book, after, ENTRIES_AT_A_TIME)?;
        let last = entries.last().map(|row| row.id);
        let range = (after, last.unwrap_or(i64::MAX));
        let postings = store::load_postings_between(view.conn, book, range)?;
        entry_count += i64::try_from(entries.len()).unwrap_or(0);
        posting_count += i64::try_from(postings.values().flatten().count()).unwrap_or(0);
        look(view, &Chunk { book, range, entries, postings })?;
        match last {
            Some(last) => after = last,
            None => return Ok((entry_count, posting_count)),
        }
    }
}

fn check_digests(chunk: &Chunk, digester: &mut Digester, findings: &mut Findings<'_>) {
    for row in &chunk.entries {
        let header = Header {
            book: chunk.book,
            id: row.id,
            journal: row.journal_id,
            period: row.period,
            number: row.number,
            on: row.entry_on,
            summary: &row.summary,
            attachments: row.attachments,
            source: row.source_kind.as_deref().zip(row.source_id),
            reverses: row.reverses,
            posted_at: row.posted_at,
            posted_by: row.posted_by,
        };
        let items = chunk.lines(row.id).iter().map(|line| Item {
            account: line.account_id,
            party: line.party_id,
            debit: line.debit,
            credit: line.credit,
            memo: line.memo.as_deref(),
        });
        let digest = digester.digest(&header, items);
        findings.expect(
            FindingKind::Digest,
            ("entry", row.id),
            hex::encode(digest),
            hex::encode(&row.digest),
        );
    }
}

/// The log tells the digest of every entry, and of no other.
fn check_logged(view: &mut View<'_>, chunk: &Chunk, findings: &mut Findings<'_>) -> Result<()> {
    let mut logged = store::load_logged_between(view.conn, chunk.book, chunk.range)?;
    for row in &chunk.entries {
        let expected = logged.remove(&row.id).unwrap_or_else(|| "nothing".to_owned());
        findings.expect(FindingKind::Log, ("entry", row.id), expected, digest_image(&row.digest));
    }
    for (id, expected) in logged {
        findings.tell(FindingKind::Log, ("entry", id), expected, "no entry".to_owned());
    }
    Ok(())
}

fn check_entries(chunk: &Chunk, findings: &mut Findings<'_>) {
    for row in &chunk.entries {
        let subject = ("entry", row.id);
        let lines = chunk.lines(row.id);
        let sum = |side: fn(&PostingRow) -> i64| -> i128 {
            lines.iter().map(|line| i128::from(side(line))).sum()
        };
        findings.expect(
            FindingKind::Balanced,
            subject,
            sum(|line| line.debit),
            sum(|line| line.credit),
        );
        findings.expect(FindingKind::TwoPostings, subject, true, lines.len() >= 2);
        findings.expect(FindingKind::Period, subject, Period::of(row.entry_on).key(), row.period);
        for (place, line) in (1..).zip(lines) {
            findings.expect(FindingKind::Line, subject, place, line.line);
            findings.expect(FindingKind::Date, subject, row.entry_on, line.entry_on);
            let one_sided = (line.debit == 0) != (line.credit == 0);
            findings.expect(FindingKind::OneSided, subject, true, one_sided);
        }
    }
    let known: std::collections::HashSet<i64> = chunk.entries.iter().map(|row| row.id).collect();
    for id in chunk.postings.keys().filter(|id| !known.contains(id)) {
        findings.tell(
            FindingKind::Orphan,
            ("entry", *id),
            "an entry".to_owned(),
            "postings".to_owned(),
        );
    }
}

/// What one line says, however it is signed.
type Said = (i64, Option<i64>, i128, i128);

fn said(line: &PostingRow, sign: i128) -> Said {
    let (debit, credit) = (i128::from(line.debit), i128::from(line.credit));
    (line.account_id, line.party_id, sign * debit, sign * credit)
}

fn check_reversals(view: &mut View<'_>, chunk: &Chunk, findings: &mut Findings<'_>) -> Result<()> {
    let originals: Vec<i64> = chunk.entries.iter().filter_map(|row| row.reverses).collect();
    let postings = entry_store::load_postings(view.conn, chunk.book, &originals)?;
    for (row, original) in chunk.entries.iter().filter_map(|row| Some((row, row.reverses?))) {
        let wanted = postings.get(&original).map_or(&[][..], |lines| lines);
        let wanted: Vec<Said> = wanted.iter().map(|line| said(line, -1)).collect();
        let found: Vec<Said> = chunk.lines(row.id).iter().map(|line| said(line, 1)).collect();
        findings.expect(FindingKind::Reversal, ("entry", row.id), wanted, found);
    }
    Ok(())
}

/// Numbers run from 1 without gaps, and the counter stands where they end.
fn check_numbers(view: &mut View<'_>, findings: &mut Findings<'_>) -> Result<()> {
    let book = view.book_id();
    let numbering = store::load_numbering(view.conn, book)?;
    let mut counters: HashMap<(String, i64), i64> = store::load_counters(view.conn, book)?;
    for ((journal, period), found) in numbering {
        let last = counters.remove(&(series(journal), period)).unwrap_or(0);
        let expected = Numbering { first: 1, last, count: last };
        findings.expect(
            FindingKind::Number,
            ("journal", journal),
            (period, expected),
            (period, found),
        );
    }
    let ours = |(series, _): &(String, i64)| series.starts_with("journal:");
    for ((series, period), last) in counters.into_iter().filter(|(key, _)| ours(key)) {
        let journal = series.trim_start_matches("journal:").parse().unwrap_or(0);
        findings.expect(FindingKind::Number, ("journal", journal), (period, 0), (period, last));
    }
    Ok(())
}

/// Tells every key at which two maps differ, whichever of them has it.
fn compare<K: Ord + Copy + Debug, V: PartialEq + Copy + Debug>(
    check: FindingKind,
    expected: &BTreeMap<K, V>,
    found: &BTreeMap<K, V>,
    subject: impl Fn(&K) -> (&'static str, i64),
    findings: &mut Findings<'_>,
) {
    for (key, value) in expected {
        let (expected, found) = ((*key, Some(*value)), (*key, found.get(key).copied()));
        findings.expect(check, subject(key), expected, found);
    }
    for (key, value) in found.iter().filter(|(key, _)| !expected.contains_key(key)) {
        findings.expect(check, subject(key), (*key, None), (*key, Some(*value)));
    }
}

/// The chart is a tree. The balances are the sums of the postings; those of controlled accounts
/// also of their parties.
fn check_balances(view: &mut View<'_>, findings: &mut Findings<'_>) -> Result<()> {
    let book = view.book_id();
    let accounts = account_store::load_accounts(view.conn, book)?;
    findings.0.extend(tree::check(&accounts));
    for chunk in accounts.chunks(ACCOUNTS_AT_A_TIME) {
        let ids: Vec<i64> = chunk.iter().map(|row| row.id).collect();
        let kept = store::load_kept(view.conn, book, &ids)?;
        let summed = store::sum_postings(view.conn, book, &ids)?;
        let subject = |key: &(i64, i64)| ("account", key.0);
        compare(FindingKind::Balance, &summed, &kept, subject, findings);
        let controlled = chunk.iter().filter(|row| row.party_control && row.is_leaf);
        let controlled: Vec<i64> = controlled.map(|row| row.id).collect();
        let kept = kept.into_iter().filter(|((account, _), _)| controlled.contains(account));
        let parties = store::sum_parties(view.conn, book, &ids)?;
        compare(FindingKind::Control, &kept.collect(), &parties, subject, findings);
    }
    Ok(())
}

/// The balances of parties are the sums of their postings.
fn check_parties(view: &mut View<'_>, findings: &mut Findings<'_>) -> Result<()> {
    let book = view.book_id();
    let mut after = i64::MIN;
    loop {
        let parties = store::load_parties_after(view.conn, book, after, PARTIES_AT_A_TIME)?;
        let last = parties.last().copied();
        let range = (after, last.unwrap_or(i64::MAX));
        let kept = store::load_kept_parties(view.conn, book, range)?;
        let summed = store::sum_party_postings(view.conn, book, range)?;
        let subject = |key: &(i64, i64, i64)| ("customer", key.0);
        compare(FindingKind::PartyBalance, &summed, &kept, subject, findings);
        match last {
            Some(last) => after = last,
            None => return Ok(()),
        }
    }
}
