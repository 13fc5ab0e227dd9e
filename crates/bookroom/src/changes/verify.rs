//! Verification of the log: numbers without gaps, every hash recomputed, the head, and every
//! journal entry against its digest.

use super::model::{Head, LogVerification};
use crate::error::Result;
use crate::log::record::{GENESIS, recompute};
use crate::log::store::{self, ChangeRow};
use crate::log::{Finding, FindingKind, Subject};
use crate::values::BookId;
use crate::work::View;

const ROWS_AT_A_TIME: i64 = 2_000;

/// Reads the whole log, and every journal entry against its digest.
pub(crate) fn verify(view: &mut View<'_>, known: Option<&Head>) -> Result<LogVerification> {
    let mut findings = Vec::new();
    let head = verify_chain(view, known, &mut findings)?;
    let entries = crate::ledger::verify_digests(view, &mut findings)?;
    Ok(LogVerification { changes: head.seq, entries, head, findings })
}

/// Reads the whole log; returns the head that was reached.
pub(crate) fn verify_chain(
    view: &mut View<'_>,
    known: Option<&Head>,
    findings: &mut Vec<Finding>,
) -> Result<Head> {
    let book = view.book_id();
    let mut previous = GENESIS.to_vec();
    let mut seq = 0;
    let mut known_hash = (known.is_none_or(|head| head.seq == 0)).then(|| hex::encode(GENESIS));
    loop {
        let rows = store::load_after(view.conn, book, seq, ROWS_AT_A_TIME)?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            check_row(&row, seq + 1, &previous, findings);
            if known.is_some_and(|head| head.seq == row.seq) {
                known_hash = Some(hex::encode(&row.hash));
            }
            seq = row.seq;
            previous = row.hash;
        }
    }
    let head = store::find_head(view.conn, book)?.unwrap_or_default();
    if head != (seq, previous.clone()) {
        findings.push(finding(
            FindingKind::Head,
            head.0,
            hex::encode(&previous),
            hex::encode(&head.1),
        ));
    }
    if let Some(known) = known.filter(|known| known.seq > 0 || known.book.0 != book)
        && (known_hash.as_ref() != Some(&known.hash) || known.book.0 != book)
    {
        let found = known_hash.unwrap_or_else(|| "nothing".to_owned());
        findings.push(finding(FindingKind::ExportedHead, known.seq, &known.hash, found));
    }
    Ok(Head { book: BookId(book), seq, hash: hex::encode(&previous) })
}

fn check_row(row: &ChangeRow, seq: i64, previous: &[u8], findings: &mut Vec<Finding>) {
    if row.seq != seq {
        findings.push(finding(FindingKind::Gap, row.seq, seq, row.seq));
    }
    if row.prev_hash != previous {
        findings.push(finding(
            FindingKind::Chain,
            row.seq,
            hex::encode(previous),
            hex::encode(&row.prev_hash),
        ));
    }
    match recompute(&row.envelope(), row.image_before.as_deref(), row.image_after.as_deref()) {
        Ok(hash) if row.hash == hash => {}
        Ok(hash) => findings.push(finding(
            FindingKind::Hash,
            row.seq,
            hex::encode(hash),
            hex::encode(&row.hash),
        )),
        Err(_) => {
            findings.push(finding(FindingKind::Image, row.seq, "a record", "unreadable text"))
        }
    }
}

fn finding(
    check: FindingKind,
    seq: i64,
    expected: impl std::fmt::Display,
    found: impl std::fmt::Display,
) -> Finding {
    let subject = Subject::new("change", seq);
    Finding::new(check, subject, expected.to_string(), found.to_string())
}
