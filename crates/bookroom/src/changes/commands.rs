//! Erasing personal values from the log (个人信息保护法 §47) without breaking its chain.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::rules::Words;
use super::store::Outcome;
use super::{rules, store};
use crate::attachments;
use crate::error::{Error, Result};
use crate::log::Subject;
use crate::log::record::{self, Image};
use crate::log::store::{ChangeRow, load_of_subject};
use crate::rights::cards;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::work::{Command, Tx};

/// Erases the personal values of one record from the change log, and from the kept outcomes of
/// requests. With all fields of a customer go those of what tells of it: contacts, dealings, cases
/// with their notes, tasks, changes of its owner, files, and documents that were never posted; what
/// was posted has to be kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasePersonal {
    /// The record.
    pub subject: Subject,
    /// The fields; empty for all personal fields of this kind of record.
    pub fields: Vec<String>,
}

impl Command for ErasePersonal {
    const NAME: &'static str = "changes.erase_personal";
    const PERMISSION: Permission = Permission::PersonalErase;
    type Output = i64;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<i64> {
        let personal = cards::record(&self.subject.kind).map_or(&[][..], |kind| kind.personal);
        let fields = rules::fields_to_erase(personal, &self.fields)?;
        let book = tx.book_id();
        let Subject { kind, id } = &self.subject;
        let rows = load_of_subject(tx.conn, book, kind, *id, 0, i64::MAX)?;
        if rows.is_empty() {
            return Err(Error::not_found(kind, id));
        }
        let mut erased = Erased::default();
        let mut count = erased.take(tx, permit, &self.subject, &rows, &fields)?;
        if count == 0 {
            // It is noted that there was nothing.
            note(tx, permit, self.subject.clone(), &fields, 0)?;
        }
        if self.fields.is_empty() {
            count += erase_with(permit, tx, &self.subject, &mut erased)?;
        }
        if let Some(changes) = erased.told.get("owner_change") {
            // No other command reaches these and the next two; every other record is removed or
            // emptied first.
            store::forget_reasons(tx.conn, book, changes)?;
        }
        let forgets = |field: &str| self.fields.is_empty() || fields.iter().any(|it| it == field);
        if let Some(remedies) = erased.told.get("case_remedy") {
            let fields = (forgets("reason"), forgets("decision"));
            store::forget_remedies(tx.conn, book, remedies, fields)?;
        }
        if let Some(surveys) = erased.told.get("survey") {
            store::forget_comments(tx.conn, book, surveys)?;
        }
        if let Some(files) = erased.told.get("attachment").filter(|_| self.fields.is_empty()) {
            // What they hold is nobody's note, and cannot be emptied but with them.
            attachments::forget(permit, tx, files)?;
        }
        forget_outcomes(tx, &erased)?;
        Ok(count)
    }
}

/// What was erased, for looking where else it stands.
#[derive(Default)]
struct Erased {
    /// The changes of the records.
    seqs: BTreeSet<i64>,
    /// The records, by kind.
    told: BTreeMap<String, BTreeSet<i64>>,
    words: Words,
}

impl Erased {
    /// Erases fields from the changes of a record and notes it; returns in how many there were any.
    fn take(
        &mut self,
        tx: &mut Tx<'_>,
        permit: &Permit,
        subject: &Subject,
        rows: &[ChangeRow],
        fields: &[String],
    ) -> Result<i64> {
        self.seqs.extend(rows.iter().map(|row| row.seq));
        self.told.entry(subject.kind.clone()).or_default().insert(subject.id);
        let count = erase_images(tx, rows, fields, &mut self.words)?;
        if count > 0 {
            note(tx, permit, subject.clone(), fields, count)?;
        }
        Ok(count)
    }
}

/// Notes an erasure, so that verification knows why values are missing.
fn note(
    tx: &mut Tx<'_>,
    permit: &Permit,
    subject: Subject,
    fields: &[String],
    count: i64,
) -> Result<()> {
    let image = Image::fields([("erased", json!(fields)), ("changes", json!(count))]);
    tx.note(permit, subject, None, Some(image))
}

/// Erases what else the log holds of a person only because of this record, as the cards say.
fn erase_with(
    permit: &Permit,
    tx: &mut Tx<'_>,
    subject: &Subject,
    erased: &mut Erased,
) -> Result<i64> {
    let book = tx.book_id();
    let mut count = 0;
    let mut newest = BTreeMap::from([(subject.kind.clone(), BTreeSet::from([subject.id]))]);
    let mut seen = newest.clone();
    while !newest.is_empty() {
        let mut next: BTreeMap<String, BTreeSet<i64>> = BTreeMap::new();
        for record in cards::RECORDS {
            for (kind, ids) in &newest {
                if record.erased_with.contains(&kind.as_str()) {
                    // Of its own kind it is that which was merged into the other one.
                    let field = if record.kind == kind { "merged_into" } else { kind };
                    let found = store::load_naming(tx.conn, book, record.kind, (field, ids))?;
                    next.entry(record.kind.to_owned()).or_default().extend(found);
                }
            }
        }
        for (kind, ids) in &mut next {
            ids.retain(|id| !seen.get(kind).is_some_and(|seen| seen.contains(id)));
            seen.entry(kind.clone()).or_default().extend(ids.iter());
            count += erase_all(permit, tx, kind, ids, erased)?;
        }
        next.retain(|_, ids| !ids.is_empty());
        newest = next;
    }
    Ok(count)
}

/// Erases all personal fields of some records of a kind.
fn erase_all(
    permit: &Permit,
    tx: &mut Tx<'_>,
    kind: &str,
    ids: &BTreeSet<i64>,
    erased: &mut Erased,
) -> Result<i64> {
    let book = tx.book_id();
    let mut ids = ids.clone();
    if kind == "invoice" {
        // What was posted has to be kept.
        let posted = store::load_posted(tx.conn, book, &ids)?;
        ids.retain(|id| !posted.contains(id));
    }
    if kind == "attachment" {
        let posted = attachments::keep_posted(tx, &ids)?;
        ids.retain(|id| !posted.contains(id));
    }
    let personal = cards::record(kind).map_or(&[][..], |kind| kind.personal);
    let fields: Vec<String> = personal.iter().map(|&field| field.to_owned()).collect();
    let mut count = 0;
    for (id, rows) in store::load_of_subjects(tx.conn, book, kind, &ids)? {
        count += erased.take(tx, permit, &Subject::new(kind, id), &rows, &fields)?;
    }
    Ok(count)
}

/// Erases fields from changes; returns in how many there were any, and adds what stood there.
fn erase_images(
    tx: &mut Tx<'_>,
    rows: &[ChangeRow],
    fields: &[String],
    words: &mut Words,
) -> Result<i64> {
    let book = tx.book_id();
    let mut count = 0;
    for row in rows {
        let mut erase = |image: &Option<String>| -> Result<Option<String>> {
            let Some(text) = image else { return Ok(None) };
            let erased = record::erase(text, fields)?;
            if erased.is_some() {
                words.add(&record::open(text)?.0, fields);
            }
            Ok(erased)
        };
        let (before, after) = (erase(&row.image_before)?, erase(&row.image_after)?);
        if before.is_none() && after.is_none() {
            continue;
        }
        let before = before.or_else(|| row.image_before.clone());
        let after = after.or_else(|| row.image_after.clone());
        store::save_erased(tx.conn, book, row.seq, before.as_deref(), after.as_deref())?;
        count += 1;
    }
    Ok(count)
}

/// Forgets the outcomes of requests that hold what was erased: of those that changed a record, of
/// those that tell of it (another command, a batch, a document), and of those in which one of the
/// erased texts stands (the notices of an import).
fn forget_outcomes(tx: &mut Tx<'_>, erased: &Erased) -> Result<()> {
    let book = tx.book_id();
    let mut after = None;
    loop {
        let page = store::load_outcomes(tx.conn, book, after.take())?;
        let Some(last) = page.last() else { return Ok(()) };
        after = Some(last.key());
        let is_told = |outcome: &Outcome| {
            let first = erased.seqs.range(outcome.first_seq..).next();
            first.is_some_and(|seq| *seq <= outcome.last_seq)
                || erased.words.stand_in(&outcome.outcome)
                || rules::tells_of(&outcome.outcome, &erased.told)
        };
        for outcome in page.iter().filter(|outcome| is_told(outcome)) {
            store::forget_outcome(tx.conn, book, outcome)?;
        }
    }
}
