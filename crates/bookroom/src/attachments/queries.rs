//! Reads of attachments and of what they hold.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::model::{Attachment, AttachmentFilter, AttachmentPolicy, ExportedAttachments};
use super::rules;
use super::store::contents::{self, PART};
use super::store::{self, AttachmentRow};
use crate::error::{Code, Error, Problem, Result};
use crate::interrupt;
use crate::store::files;
use crate::values::{AttachmentId, Bytes, Page, PageRequest};
use crate::work::View;

/// How many attachments an export looks at together.
const PAGE: u32 = 500;

/// One attachment, also one that was removed.
pub(super) fn get(view: &mut View<'_>, id: AttachmentId) -> Result<Attachment> {
    load(view, id)?.record()
}

fn load(view: &mut View<'_>, id: AttachmentId) -> Result<AttachmentRow> {
    let book = view.book_id();
    let missing = || Error::not_found("attachment", id);
    let row = store::load(view.conn, book, &[id.0])?.pop().ok_or_else(missing)?;
    let seen = view.keep_seen("attachment", BTreeSet::from([id.0]))?;
    if seen.is_empty() { Err(missing()) } else { Ok(row) }
}

/// A page of the attachments that the operator sees, in the order in which they were added. A page
/// may hold fewer than asked for.
pub(super) fn list(
    view: &mut View<'_>,
    filter: &AttachmentFilter,
    page: &PageRequest,
) -> Result<Page<Attachment>> {
    let limit = page.rows_to_load()?;
    let after: i64 = page.key()?.unwrap_or(0);
    let bad = || Error::from(Problem::new(Code::BadFormat).at("filter.sha256"));
    let digest = filter.sha256.as_deref().map(|text| {
        let digest = hex::decode(text.trim()).map_err(|_| bad())?;
        if digest.len() == 32 { Ok(digest) } else { Err(bad()) }
    });
    let digest = digest.transpose()?;
    let book = view.book_id();
    if let Some((kind, id)) = filter.record.map(rules::named)
        && view.keep_seen(kind, BTreeSet::from([id]))?.is_empty()
    {
        return Err(Error::not_found(kind, id));
    }
    let rows = store::load_page(view.conn, book, filter, digest, (after, limit))?;
    let page = Page::cut(rows, page.limit, |row| row.id);
    let seen = view.keep_seen("attachment", page.items.iter().map(|row| row.id).collect())?;
    let items = page.items.into_iter().filter(|row| seen.contains(&row.id));
    Ok(Page { items: items.map(AttachmentRow::record).collect::<Result<_>>()?, next: page.next })
}

/// Which files the book takes.
pub(super) fn policy(view: &mut View<'_>) -> Result<AttachmentPolicy> {
    let book = view.book_id();
    store::load_policy(view.conn, book)
}

/// What a file holds, or a part of it.
pub(super) fn content(
    view: &mut View<'_>,
    id: AttachmentId,
    (offset, length): (i64, i64),
) -> Result<Bytes> {
    let row = load(view, id)?;
    let mut check = crate::values::Check::new();
    for (path, value) in [("offset", offset), ("length", length)] {
        if value < 0 {
            let problem = Problem::new(Code::OutOfRange).at(path);
            check.add(problem.fact("low", 0).fact("high", i64::MAX));
        }
    }
    check.finish()?;
    let mut bytes = Vec::new();
    read(view, &row, (offset, length), |part| {
        bytes.extend_from_slice(part);
        Ok(())
    })?;
    Ok(bytes.into())
}

/// Writes what a file holds; returns its length in bytes.
pub(super) fn write_to(view: &mut View<'_>, id: AttachmentId, out: &mut dyn Write) -> Result<i64> {
    let row = load(view, id)?;
    copy(view, &row, out)
}

fn copy(view: &mut View<'_>, row: &AttachmentRow, out: &mut dyn Write) -> Result<i64> {
    let write = |part: &[u8]| out.write_all(part).map_err(|error| files::access(&error));
    read(view, row, (0, row.size), write)?;
    Ok(row.size)
}

/// Hands on what a file holds from a place on, part by part.
fn read(
    view: &mut View<'_>,
    row: &AttachmentRow,
    (offset, length): (i64, i64),
    mut take: impl FnMut(&[u8]) -> Result<()>,
) -> Result<()> {
    if row.removed_at.is_some() {
        return Err(Error::not_found("attachment", row.id));
    }
    let book = view.book_id();
    let damaged = || Error::corrupt_at("attachment", "content", row.id);
    let content = contents::load(view.conn, book, &row.sha256)?.ok_or_else(damaged)?;
    if content.size != row.size || content.parts != contents::parts_of(row.size) {
        return Err(damaged());
    }
    let mut at = offset.min(row.size);
    let end = at.saturating_add(length).min(row.size);
    let is_whole = at == 0 && end == row.size;
    let mut hasher = Sha256::new();
    let part = PART as i64;
    while at < end {
        interrupt::look()?;
        let place = at.div_euclid(part);
        let begins = place * part;
        let bytes = contents::load_part(view.conn, book, &row.sha256, place)?;
        let bytes = bytes.ok_or_else(damaged)?;
        let wanted = (row.size - begins).min(part);
        if i64::try_from(bytes.len()) != Ok(wanted) {
            return Err(damaged());
        }
        let from = usize::try_from(at - begins).map_err(|_| damaged())?;
        let to = usize::try_from((end - begins).min(wanted)).map_err(|_| damaged())?;
        let bytes = bytes.get(from..to).ok_or_else(damaged)?;
        hasher.update(bytes);
        take(bytes)?;
        at = begins + part;
    }
    // Of a part alone nobody can say whether it is what was added.
    let is_same = !is_whole || hasher.finalize().as_slice() == row.sha256;
    if is_same { Ok(()) } else { Err(damaged()) }
}

/// Writes what a file holds into a file on disk.
pub(super) fn save(view: &mut View<'_>, id: AttachmentId, path: &str) -> Result<i64> {
    let row = load(view, id)?;
    files::write_whole(Path::new(path), |out| copy(view, &row, out))
}

/// Writes every file that the operator sees into a folder, that must be new or empty, each under
/// its id and name: no two have the same, and none leads out of the folder.
pub(super) fn export_files(view: &mut View<'_>, folder: &str) -> Result<ExportedAttachments> {
    let folder = Path::new(folder);
    files::create_folder(folder).map_err(|error| error.below("folder"))?;
    let mut found = std::fs::read_dir(folder).map_err(|error| files::access(&error))?;
    if found.next().is_some() {
        return Err(Error::from(Code::FolderNotEmpty).below("folder"));
    }
    let book = view.book_id();
    let mut done = ExportedAttachments { files: 0, bytes: 0 };
    let (filter, mut after) = (AttachmentFilter::default(), 0);
    loop {
        let rows = store::load_page(view.conn, book, &filter, None, (after, PAGE.into()))?;
        let Some(last) = rows.last() else { return Ok(done) };
        after = last.id;
        let seen = view.keep_seen("attachment", rows.iter().map(|row| row.id).collect())?;
        for row in rows.iter().filter(|row| seen.contains(&row.id)) {
            // A name was checked when it came; what was changed behind the engine's back leads
            // nowhere else either.
            let name = row.name.replace(['/', '\\'], "_");
            let path = folder.join(format!("{}-{name}", row.id));
            done.bytes += files::write_whole(&path, |out| copy(view, row, out))?;
            done.files += 1;
        }
    }
}
