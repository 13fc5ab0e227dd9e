//! Every content against its digest, and who holds what.

use sha2::{Digest, Sha256};

use super::store::contents::{self, Content};
use super::store::records;
use crate::error::Result;
use crate::interrupt;
use crate::log::{Finding, FindingKind, Subject};
use crate::work::{Verified, View};

/// How many contents are looked at together.
const PAGE: i64 = 500;

pub(super) fn run(view: &mut View<'_>, verified: &mut Verified) -> Result<()> {
    let book = view.book_id();
    let (mut after, mut count) = (Vec::new(), 0);
    loop {
        let page = contents::load_page(view.conn, book, &after, PAGE)?;
        let Some(last) = page.last() else { break };
        after = last.sha256.clone();
        let digests: Vec<Vec<u8>> = page.iter().map(|content| content.sha256.clone()).collect();
        let parts = contents::count_parts(view.conn, book, &digests)?;
        for content in &page {
            count += 1;
            let there = parts.get(&content.sha256).copied().unwrap_or(0);
            check(view, content, there, verified)?;
        }
    }
    verified.counts.insert("attachment_contents", count);
    let mut tell = |finding: Finding| verified.findings.push(finding);
    for digest in contents::find_unused(view.conn, book)? {
        tell(of_content(FindingKind::Orphan, "a file", "none", &digest, ""));
    }
    for digest in contents::find_stray_parts(view.conn, book)? {
        tell(of_content(FindingKind::Orphan, "its content", "none", &digest, ".parts"));
    }
    let of_file = |kind, id: i64, expected: &str, found: String| {
        Finding::new(kind, Subject::new("attachment", id), expected, found)
    };
    for id in contents::find_without(view.conn, book)? {
        tell(of_file(FindingKind::Missing, id, "a content", "none".to_owned()).at("content"));
    }
    for (id, expected, found) in contents::find_other_sizes(view.conn, book)? {
        let finding = of_file(FindingKind::Derived, id, &expected.to_string(), found.to_string());
        tell(finding.at("size"));
    }
    for id in records::find_orphans(view.conn, book)? {
        tell(of_file(FindingKind::Orphan, id, "its record", "none".to_owned()).at("record"));
    }
    Ok(())
}

/// Reads a content and compares it with what is said of it.
fn check(
    view: &mut View<'_>,
    content: &Content,
    there: i64,
    verified: &mut Verified,
) -> Result<()> {
    let book = view.book_id();
    let wanted = contents::parts_of(content.size);
    for found in [content.parts, there] {
        if found != wanted {
            let (expected, found) = (wanted.to_string(), found.to_string());
            let kind = FindingKind::Content;
            let finding = of_content(kind, &expected, &found, &content.sha256, ".parts");
            verified.findings.push(finding);
        }
    }
    let (mut hasher, mut size) = (Sha256::new(), 0);
    for place in 0..there.max(content.parts).min(wanted) {
        interrupt::look()?;
        // A lost part is told above, and shows in the digest.
        let Some(part) = contents::load_part(view.conn, book, &content.sha256, place)? else {
            continue;
        };
        hasher.update(&part);
        size += i64::try_from(part.len()).unwrap_or(0);
    }
    let digest = hasher.finalize();
    if digest.as_slice() != content.sha256 {
        let (kind, found) = (FindingKind::Content, hex::encode(digest));
        let expected = hex::encode(&content.sha256);
        verified.findings.push(of_content(kind, &expected, &found, &content.sha256, ".bytes"));
    }
    if size != content.size {
        let (expected, found) = (content.size.to_string(), size.to_string());
        let kind = FindingKind::Content;
        verified.findings.push(of_content(kind, &expected, &found, &content.sha256, ".size"));
    }
    Ok(())
}

/// A finding of a content, which its digest names.
fn of_content(
    kind: FindingKind,
    expected: &str,
    found: &str,
    digest: &[u8],
    column: &str,
) -> Finding {
    let subject = Subject::new("attachment_content", 0);
    Finding::new(kind, subject, expected, found).at(format!("{}{column}", hex::encode(digest)))
}
