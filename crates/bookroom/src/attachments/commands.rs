//! Adding, changing and removing attachments. Whoever adds or removes content holds the book's lock
//! of contents from there until the end of the transaction: which files hold the same is decided
//! one after another.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::model::{
    AttachedTo, Attachment, AttachmentEdit, AttachmentPolicy, AttachmentPolicyEdit,
    AttachmentVersion, NewAttachment,
};
use super::rules::{self, Checked};
use super::store::{self, AttachmentRow, contents, records};
use crate::error::{Code, Error, Problem, Result};
use crate::log::Subject;
use crate::rights::cards;
use crate::rights::permission::Permission;
use crate::rights::permit::{Permit, denied};
use crate::values::{AttachmentId, Check};
use crate::work::{Command, Outcome, Review, Tx};

/// The kind of record in the change log, and the name of its table.
pub(super) const SUBJECT: &str = "attachment";
/// The kind of the policy in the change log.
const POLICY: &str = "attachment_policy";
/// The work that comes one after another.
const CONTENTS: &str = "attachment_contents";

/// Records by kind.
type Records = BTreeMap<&'static str, BTreeSet<i64>>;

/// Attaches files to records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddAttachments {
    /// The files, up to 100.
    pub attachments: Vec<NewAttachment>,
}

impl Command for AddAttachments {
    const NAME: &'static str = "attachments.add";
    const PERMISSION: Permission = Permission::AttachmentsEdit;
    type Output = Vec<Attachment>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Attachment>> {
        let mut check = Check::new();
        check.at_most("attachments", self.attachments.len(), rules::ADD_LIMIT);
        check.finish()?;
        let wanted = by_kind(self.attachments.iter().map(|new| new.record));
        let (there, writable) = load_records(tx, &wanted)?;
        let holds = |records: &Records, record: AttachedTo| {
            let (kind, id) = rules::named(record);
            records.get(kind).is_some_and(|ids| ids.contains(&id))
        };
        let policy = store::load_policy(tx.conn, permit.book().0)?;
        let mut files = Vec::with_capacity(self.attachments.len());
        let mut check = Check::new();
        check.each("attachments", &self.attachments, |check, new| {
            check.require(holds(&there, new.record), "record", Code::UnknownReference);
            files.push(rules::checked(new, &policy, check));
        });
        check.finish()?;
        for (index, new) in self.attachments.iter().enumerate() {
            if !holds(&writable, new.record) {
                return Err(refused(new.record).below(&format!("attachments[{index}].record")));
            }
        }
        tx.hold(CONTENTS)?;
        self.check_counts(tx, &wanted, &policy)?;
        self.write_contents(tx, &files)?;
        self.write(permit, tx, files)
    }
}

impl AddAttachments {
    /// Refuses more files on a record than the book allows.
    fn check_counts(
        &self,
        tx: &mut Tx<'_>,
        wanted: &Records,
        policy: &AttachmentPolicy,
    ) -> Result<()> {
        let book = tx.book_id();
        let mut counts = BTreeMap::new();
        for (kind, ids) in wanted {
            let ids: Vec<i64> = ids.iter().copied().collect();
            let found = store::count_on(tx.conn, book, kind, &ids)?;
            counts.extend(found.into_iter().map(|(id, count)| ((*kind, id), count)));
        }
        let mut check = Check::new();
        check.each("attachments", &self.attachments, |check, new| {
            let count = counts.entry(rules::named(new.record)).or_insert(0);
            *count += 1;
            if *count > policy.max_per_record {
                let problem = Problem::new(Code::TooMany).at("record");
                check.add(problem.fact("limit", policy.max_per_record));
            }
        });
        check.finish()
    }

    /// Writes the contents that the book does not have yet.
    fn write_contents(&self, tx: &mut Tx<'_>, files: &[Checked]) -> Result<()> {
        let book = tx.book_id();
        let digests = files.iter().map(|file| file.sha256.to_vec()).collect();
        let mut known = contents::find(tx.conn, book, &digests)?;
        for (new, file) in self.attachments.iter().zip(files) {
            if known.insert(file.sha256.to_vec()) {
                contents::insert(tx.conn, book, &file.sha256, &new.content)?;
            }
        }
        Ok(())
    }

    fn write(
        &self,
        permit: &Permit,
        tx: &mut Tx<'_>,
        files: Vec<Checked>,
    ) -> Result<Vec<Attachment>> {
        if files.is_empty() {
            return Ok(Vec::new());
        }
        let (book, now) = (tx.book_id(), tx.now());
        let first = tx.ids(SUBJECT, files.len())?;
        let made = (first..).zip(self.attachments.iter().zip(files));
        let made: Vec<Attachment> = made
            .map(|(id, (new, file))| Attachment {
                id: AttachmentId(id),
                record: new.record,
                name: file.name,
                media_type: file.media_type,
                size: file.size,
                sha256: hex::encode(file.sha256),
                note: file.note,
                removed_at: None,
                removed_by: None,
                version: 1,
                created_at: now,
                created_by: permit.operator(),
                updated_at: now,
            })
            .collect();
        let rows: Result<Vec<_>> = made.iter().map(|one| AttachmentRow::of(book, one)).collect();
        store::insert(tx.conn, &rows?)?;
        for one in &made {
            tx.note_created(permit, Subject::new(SUBJECT, one.id), one)?;
        }
        Ok(made)
    }
}

/// Records by kind.
fn by_kind(records: impl Iterator<Item = AttachedTo>) -> Records {
    let mut found = Records::new();
    for (kind, id) in records.map(rules::named) {
        found.entry(kind).or_default().insert(id);
    }
    found
}

/// Of some records, those that are there and seen, and of these the ones that the operator may
/// attach files to. None is removed until the transaction ends.
fn load_records(tx: &mut Tx<'_>, wanted: &Records) -> Result<(Records, Records)> {
    let book = tx.book_id();
    let (mut there, mut writable) = (Records::new(), Records::new());
    for (kind, ids) in wanted {
        let found = records::keep_existing(tx.conn, book, kind, ids)?;
        let seen = tx.keep_seen(kind, found)?;
        let with = cards::record(kind).and_then(|record| record.attached_with);
        if let Some(Ok(scope)) = with.map(|permission| tx.grants().scope(permission)) {
            writable.insert(kind, tx.keep_covered(&scope, kind, seen.clone())?);
        }
        there.insert(kind, seen);
    }
    Ok((there, writable))
}

/// That an operator sees a record and may not attach files to it.
fn refused(record: AttachedTo) -> Error {
    let (kind, _) = rules::named(record);
    let with = cards::record(kind).and_then(|record| record.attached_with);
    denied(with.unwrap_or(Permission::AttachmentsEdit))
}

/// Changes what is said of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditAttachment {
    /// The attachment.
    pub id: AttachmentId,
    /// The version the caller last saw.
    pub version: i64,
    /// The new values.
    pub edit: AttachmentEdit,
}

impl Command for EditAttachment {
    const NAME: &'static str = "attachments.edit";
    const PERMISSION: Permission = Permission::AttachmentsEdit;
    type Output = Attachment;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Attachment> {
        let seen = AttachmentVersion { id: self.id, version: self.version };
        let mut found = lock_seen(tx, &[seen], |error, _| error)?;
        let before = found.pop().ok_or_else(|| Error::not_found(SUBJECT, self.id))?;
        let mut after = before.clone();
        let mut check = Check::new();
        check.within("edit", |check| {
            if let Some(name) = &self.edit.name {
                after.name = rules::renamed(&before.name, name, check);
            }
            check.edited_lines("note", &self.edit.note, rules::NOTE_LIMIT, &mut after.note);
        });
        check.finish()?;
        write(permit, tx, vec![(before, after)])?.pop().ok_or_else(|| Code::Internal.into())
    }
}

/// Removes files from records: their content goes, that they were there stays known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveAttachments {
    /// The attachments, up to 1,000.
    pub attachments: Vec<AttachmentVersion>,
}

impl Command for RemoveAttachments {
    const NAME: &'static str = "attachments.remove";
    const PERMISSION: Permission = Permission::AttachmentsEdit;
    type Output = Vec<Attachment>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Attachment>> {
        let mut check = Check::new();
        check.at_most("attachments", self.attachments.len(), rules::REMOVE_LIMIT);
        let mut ids = BTreeSet::new();
        check.each("attachments", &self.attachments, |check, seen| {
            check.require(ids.insert(seen.id), "id", Code::Repeated);
        });
        check.finish()?;
        let at = |index: usize| format!("attachments[{index}]");
        let found = lock_seen(tx, &self.attachments, |error, index| error.below(&at(index)))?;
        let finished = finished(tx, &found)?;
        for (index, one) in found.iter().enumerate() {
            let (kind, id) = rules::named(one.record);
            if finished.get(kind).is_some_and(|ids| ids.contains(&id)) {
                let problem = Problem::new(Code::AttachmentKept).at(at(index));
                return Err(problem.fact("subject", kind).fact("key", id).into());
            }
        }
        take_away(permit, tx, found)
    }
}

/// The records of some files that lose none.
fn finished(tx: &mut Tx<'_>, files: &[Attachment]) -> Result<Records> {
    let book = tx.book_id();
    let mut found = Records::new();
    for (kind, ids) in by_kind(files.iter().map(|file| file.record)) {
        // As they are until the transaction ends.
        records::keep_existing(tx.conn, book, kind, &ids)?;
        found.insert(kind, records::finished(tx.conn, book, kind, &ids)?);
    }
    Ok(found)
}

/// Sets which files a book takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetAttachmentPolicy {
    /// The version the caller last saw; 0 for the engine's own.
    pub version: i64,
    /// The new values.
    pub edit: AttachmentPolicyEdit,
}

impl Command for SetAttachmentPolicy {
    const NAME: &'static str = "attachments.set_policy";
    const PERMISSION: Permission = Permission::AttachmentsSetUp;
    const SET_UP: bool = true;
    type Output = AttachmentPolicy;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<AttachmentPolicy> {
        let book = tx.book_id();
        let before = store::load_policy(tx.conn, book)?;
        if before.version != self.version {
            return Err(Error::version_conflict(POLICY, store::POLICY));
        }
        let mut check = Check::new();
        let after = check.within("edit", |check| rules::edited_policy(&before, &self.edit, check));
        check.finish()?;
        store::save_policy(tx.conn, book, &after)?;
        let subject = Subject::new(POLICY, store::POLICY);
        match before.version {
            0 => tx.note_created(permit, subject, &after)?,
            _ => tx.note_edited(permit, subject, &before, &after)?,
        }
        Ok(after)
    }
}

/// Locks attachments as the caller saw them, in the order of the call. The first that is removed,
/// missing or invisible, that changed since, or whose record the operator may not change, ends the
/// call; `tell` says where.
fn lock_seen(
    tx: &mut Tx<'_>,
    seen: &[AttachmentVersion],
    tell: impl Fn(Error, usize) -> Error,
) -> Result<Vec<Attachment>> {
    let book = tx.book_id();
    let ids: Vec<i64> = seen.iter().map(|seen| seen.id.0).collect();
    // Records before their files, as whoever removes or merges records takes them.
    let named: Vec<AttachedTo> = store::load(tx.conn, book, &ids)?
        .into_iter()
        .filter_map(|row| rules::record_of(&row.subject_kind, row.subject_id))
        .collect();
    for (kind, ids) in by_kind(named.into_iter()) {
        records::keep_existing(tx.conn, book, kind, &ids)?;
    }
    let rows = store::lock(tx.conn, book, &ids)?.into_iter();
    let rows = rows.filter(|row| row.removed_at.is_none());
    let mut rows: BTreeMap<i64, AttachmentRow> = rows.map(|row| (row.id, row)).collect();
    let visible = tx.keep_seen(SUBJECT, rows.keys().copied().collect())?;
    rows.retain(|id, _| visible.contains(id));
    let mut found = Vec::with_capacity(seen.len());
    for (index, AttachmentVersion { id, version }) in seen.iter().enumerate() {
        let row = rows.remove(&id.0);
        let row = row.ok_or_else(|| tell(Error::not_found(SUBJECT, id), index))?;
        if row.version != *version {
            return Err(tell(Error::version_conflict(SUBJECT, id), index));
        }
        found.push(row.record()?);
    }
    let (_, writable) = load_records(tx, &by_kind(found.iter().map(|one| one.record)))?;
    for (index, one) in found.iter().enumerate() {
        let (kind, id) = rules::named(one.record);
        if !writable.get(kind).is_some_and(|ids| ids.contains(&id)) {
            return Err(tell(refused(one.record), index));
        }
    }
    Ok(found)
}

/// Removes locked files, and what no other file holds.
fn take_away(permit: &Permit, tx: &mut Tx<'_>, files: Vec<Attachment>) -> Result<Vec<Attachment>> {
    if files.is_empty() {
        return Ok(files);
    }
    tx.hold(CONTENTS)?;
    let (book, now, by) = (tx.book_id(), tx.now(), permit.operator());
    let digests = files.iter().filter_map(|file| hex::decode(&file.sha256).ok()).collect();
    let removed = |file: Attachment| {
        let after = Attachment { removed_at: Some(now), removed_by: by, ..file.clone() };
        (file, after)
    };
    let done = write(permit, tx, files.into_iter().map(removed).collect())?;
    contents::delete_unused(tx.conn, book, &digests)?;
    Ok(done)
}

/// Writes attachments that differ from before, moves their versions, and notes it.
fn write(
    permit: &Permit,
    tx: &mut Tx<'_>,
    mut changed: Vec<(Attachment, Attachment)>,
) -> Result<Vec<Attachment>> {
    let (book, now) = (tx.book_id(), tx.now());
    let mut rows = Vec::with_capacity(changed.len());
    for (before, after) in changed.iter_mut().filter(|(before, after)| before != after) {
        after.version = before.version + 1;
        after.updated_at = now;
        rows.push(AttachmentRow::of(book, after)?);
    }
    store::save(tx.conn, &rows)?;
    for (before, after) in &changed {
        tx.note_edited(permit, Subject::new(SUBJECT, after.id), before, after)?;
    }
    Ok(changed.into_iter().map(|(_, after)| after).collect())
}

/// Takes the files of records away that a command has removed. See [`crate::work::Card`].
pub(super) fn follow_removals(permit: &Permit, tx: &mut Tx<'_>, first: usize) -> Result<()> {
    let mut gone = BTreeMap::<String, Vec<i64>>::new();
    for draft in tx.drafts.get(first..).unwrap_or_default().iter().filter(|it| it.is_gone()) {
        let Subject { kind, id } = &draft.subject;
        if cards::record(kind).is_some_and(|record| record.attached_with.is_some()) {
            gone.entry(kind.clone()).or_default().push(*id);
        }
    }
    let book = tx.book_id();
    for (kind, ids) in gone {
        let files = store::ids_of(tx.conn, book, &kind, &ids)?;
        take_away_live(permit, tx, &files)?;
    }
    Ok(())
}

/// Removes those of these files that are still there.
fn take_away_live(permit: &Permit, tx: &mut Tx<'_>, ids: &[i64]) -> Result<()> {
    let book = tx.book_id();
    let rows = store::lock(tx.conn, book, ids)?.into_iter();
    let live = rows.filter(|row| row.removed_at.is_none()).map(AttachmentRow::record);
    take_away(permit, tx, live.collect::<Result<_>>()?).map(drop)
}

/// Of these attachments, those on posted documents: their texts are not erased with a person, since
/// they have to be kept.
pub(crate) fn keep_posted(tx: &mut Tx<'_>, ids: &BTreeSet<i64>) -> Result<BTreeSet<i64>> {
    let book = tx.book_id();
    let of = store::belong(tx.conn, book, ids)?;
    let mut by_kind = BTreeMap::<&str, BTreeSet<i64>>::new();
    for (kind, record) in of.values() {
        by_kind.entry(kind).or_default().insert(*record);
    }
    let mut posted = BTreeSet::new();
    for (kind, records) in by_kind {
        let found = records::posted(tx.conn, book, kind, &records)?;
        posted.extend(found.into_iter().map(|id| (kind, id)));
    }
    let is_posted =
        |(_, (kind, id)): &(&i64, &(String, i64))| posted.contains(&(kind.as_str(), *id));
    Ok(of.iter().filter(is_posted).map(|(id, _)| *id).collect())
}

/// Erases attachments, as far as they need not be kept: the files, and what was said of them.
pub(crate) fn forget(permit: &Permit, tx: &mut Tx<'_>, ids: &BTreeSet<i64>) -> Result<()> {
    let kept = keep_posted(tx, ids)?;
    let ids: Vec<i64> = ids.difference(&kept).copied().collect();
    let book = tx.book_id();
    let live = store::lock(tx.conn, book, &ids)?;
    // Before they are noted as removed, so that the note says nothing of them.
    store::forget_texts(tx.conn, book, &ids)?;
    let live: Vec<i64> =
        live.into_iter().filter(|row| row.removed_at.is_none()).map(|row| row.id).collect();
    take_away_live(permit, tx, &live)
}

impl Outcome for Attachment {
    fn review(&mut self, review: &mut Review) {
        let (kind, id) = rules::named(self.record);
        review.tells_of(kind, id);
    }
}

crate::work::plain_outcomes!(AttachmentPolicy);
