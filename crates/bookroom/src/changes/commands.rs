//! Erasing personal values from the log (个人信息保护法 §47) without breaking its chain.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::rules::Words;
use super::store::Outcome;
use super::{rules, store};
use crate::error::{Error, Result};
use crate::log::Subject;
use crate::log::record::{self, Image};
use crate::log::store::{ChangeRow, load_of_subject};
use crate::rights::cards;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::work::{Command, Tx};

/// Erases the personal values of one record from the change log, and from the kept outcomes of
/// requests. With a customer go its contacts and the documents that were never posted; what was
/// posted has to be kept.
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
        let mut words = Words::default();
        let mut count = erase_images(tx, &rows, &fields, &mut words)?;
        let mut told = vec![(kind.as_str(), *id)];
        if self.fields.is_empty() {
            // What else the log holds of a person only because of this record.
            for dependent in store::load_dependents(tx.conn, book, kind, *id)? {
                let fields = personal_fields(dependent.kind);
                let rows =
                    load_of_subject(tx.conn, book, dependent.kind, dependent.id, 0, i64::MAX)?;
                count += erase_images(tx, &rows, &fields, &mut words)?;
                told.push((dependent.kind, dependent.id));
            }
        }
        forget_outcomes(tx, &rows, &told, &words)?;
        let image = Image::fields([("erased", json!(fields)), ("changes", json!(count))]);
        tx.note(permit, self.subject.clone(), None, Some(image))?;
        Ok(count)
    }
}

/// The personal fields of a kind of record.
fn personal_fields(kind: &str) -> Vec<String> {
    let personal = cards::record(kind).map_or(&[][..], |kind| kind.personal);
    personal.iter().map(|&field| field.to_owned()).collect()
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

/// Forgets the outcomes of requests that hold what was erased: of those that changed the record, of
/// those that tell of it (another command, a batch, a document), and of those in which one of the
/// erased texts stands (the notices of an import).
fn forget_outcomes(
    tx: &mut Tx<'_>,
    rows: &[ChangeRow],
    told: &[(&str, i64)],
    words: &Words,
) -> Result<()> {
    let book = tx.book_id();
    let seqs: BTreeSet<i64> = rows.iter().map(|row| row.seq).collect();
    let mut after = None;
    loop {
        let page = store::load_outcomes(tx.conn, book, after.take())?;
        let Some(last) = page.last() else { return Ok(()) };
        after = Some(last.key());
        let is_told = |outcome: &Outcome| {
            seqs.range(outcome.first_seq..).next().is_some_and(|seq| *seq <= outcome.last_seq)
                || words.stand_in(&outcome.outcome)
                || told.iter().any(|(kind, id)| rules::tells_of(&outcome.outcome, kind, *id))
        };
        for outcome in page.iter().filter(|outcome| is_told(outcome)) {
            store::forget_outcome(tx.conn, book, outcome)?;
        }
    }
}
