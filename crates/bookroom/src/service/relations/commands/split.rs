//! Splitting a part of a case off, as a case of its own.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::write;
use crate::error::{Code, Error, Problem, Result};
use crate::log::Subject;
use crate::rights::permission::{Field, Permission};
use crate::rights::permit::Permit;
use crate::service::assignment;
use crate::service::commands::locked::{lock_seen, shown, state_of};
use crate::service::commands::number;
use crate::service::links::{CATEGORY, Wanted};
use crate::service::model::{Case, CaseNote, CaseState, NewCase, NoteAuthor};
use crate::service::relations::model::{CaseLinkKind, CaseSplit};
use crate::service::relations::store;
use crate::service::rules::{self, CASE_LIMIT, Opened};
use crate::service::store::{self as cases, CaseRow, Items, NoteRow};
use crate::values::{CaseId, Check};
use crate::work::{Command, Tx};

/// Makes a part of a case a case of its own; the two are linked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SplitCase {
    /// The part.
    pub split: CaseSplit,
}

impl Command for SplitCase {
    const NAME: &'static str = "cases.split";
    const PERMISSION: Permission = Permission::CasesEdit;
    type Output = Vec<Case>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Case>> {
        let split = &self.split;
        tx.grants().scope(Permission::CasesAdd)?;
        if split.description.is_some() || !split.notes.is_empty() {
            permit.fields().require_write(Field::CaseText)?;
        }
        let rows = lock_seen(permit, tx, "split", &[(split.id, Some(split.version))])?;
        let Some(old) = rows.into_iter().next() else {
            return Err(Error::not_found("case", split.id));
        };
        let state = state_of(&old)?;
        if state == CaseState::Merged {
            return Err(Problem::new(Code::WrongState)
                .at("split")
                .fact("from", state.slug())
                .into());
        }
        let notes = self.notes(tx)?;
        let mut made = self.plan(permit, tx, &old, &notes)?;
        number(tx, std::slice::from_mut(&mut made))?;
        let given = assignment::commands::at_opening(tx, std::slice::from_mut(&mut made))?;
        let (case, items) = made;
        let (book, id) = (tx.book_id(), case.id);
        let row = CaseRow::of(book, &case, items);
        cases::insert_cases(tx.conn, std::slice::from_ref(&row))?;
        let case = cases::records(tx.conn, book, vec![row])?;
        for case in &case {
            tx.note_created(permit, Subject::new("case", case.id), case)?;
        }
        assignment::commands::note_given(permit, tx, given)?;
        move_notes(permit, tx, notes, old.id, id)?;
        write(permit, tx, vec![((CaseLinkKind::Split, id.0, old.id), None)])?;
        Ok(shown(permit, case))
    }
}

impl SplitCase {
    /// The notes that go to the new case, the first one first.
    fn notes(&self, tx: &mut Tx<'_>) -> Result<Vec<NoteRow>> {
        let CaseSplit { id, notes, .. } = &self.split;
        let mut check = Check::new();
        check.at_most("split.notes", notes.len(), CASE_LIMIT);
        let mut ids = BTreeSet::new();
        check.each("split.notes", notes, |check, note| {
            check.require(ids.insert(note.0), "", Code::Repeated);
        });
        check.finish()?;
        let book = tx.book_id();
        let ids: Vec<i64> = ids.into_iter().collect();
        let rows = store::load_notes(tx.conn, book, id.0, &ids)?;
        let found: BTreeSet<i64> = rows.iter().map(|row| row.id).collect();
        let mut check = Check::new();
        check.each("split.notes", notes, |check, note| {
            check.require(found.contains(&note.0), "", Code::UnknownReference);
        });
        check.finish()?;
        Ok(rows)
    }

    /// The new case, without id and number.
    fn plan(
        &self,
        permit: &Permit,
        tx: &mut Tx<'_>,
        row: &CaseRow,
        notes: &[NoteRow],
    ) -> Result<(Case, Items)> {
        let split = &self.split;
        let mut wanted = Wanted::default();
        wanted.item(CATEGORY, split.category.as_ref());
        let known = wanted.load(tx)?;
        let book = tx.book_id();
        let old = cases::records(tx.conn, book, vec![row.clone()])?.pop();
        let old = old.ok_or_else(|| Error::internal("a case vanished under its lock"))?;
        let came = notes.iter().map(|note| note.created_at).min();
        let came = came.and_then(DateTime::from_timestamp_micros);
        let new = NewCase {
            description: split.description.clone(),
            opened_at: split.opened_at.or(came),
            ..NewCase::new(split.kind.unwrap_or(old.kind), &split.subject)
        };
        let mut check = Check::new();
        let (opened, category) = check.within("split", |check| {
            let opened = rules::check_new(check, &new, tx.now(), &tx.book);
            check.require(opened.opened_at >= old.opened_at, "opened_at", Code::DateOrder);
            (opened, known.item(check, "category", CATEGORY, split.category.as_ref()))
        });
        check.finish()?;
        let items = Items {
            category: category.or(row.category_id),
            channel: row.channel_id,
            ..Items::default()
        };
        let Opened { subject, description, opened_on, opened_at } = opened;
        let is_assigned = old.assignee.is_some();
        let case = Case {
            id: CaseId(0),
            number: String::new(),
            kind: new.kind,
            state: if is_assigned { CaseState::Assigned } else { CaseState::New },
            severity: split.severity.unwrap_or(old.severity),
            subject,
            description,
            opened_on,
            opened_at,
            first_answered_at: answered(notes).filter(|at| *at >= opened_at),
            resolved_at: None,
            closed_at: None,
            resolution: None,
            version: 1,
            created_by: permit.operator(),
            updated_at: tx.now(),
            ..old
        };
        Ok((case, items))
    }
}

/// When the staff first answered with one of these notes.
fn answered(notes: &[NoteRow]) -> Option<DateTime<Utc>> {
    let is_answer = |note: &&NoteRow| note.is_public && note.author == NoteAuthor::Staff.slug();
    let first = notes.iter().filter(is_answer).map(NoteRow::shown_at).min()?;
    DateTime::from_timestamp_micros(first)
}

/// Gives notes from one case to another.
fn move_notes(
    permit: &Permit,
    tx: &mut Tx<'_>,
    notes: Vec<NoteRow>,
    from: i64,
    to: CaseId,
) -> Result<()> {
    let book = tx.book_id();
    let ids: Vec<i64> = notes.iter().map(|note| note.id).collect();
    store::move_notes(tx.conn, book, (from, to.0), &ids)?;
    for note in notes {
        let before = note.record()?;
        let after = CaseNote { case: to, version: before.version + 1, ..before.clone() };
        tx.note_edited(permit, Subject::new("case_note", after.id), &before, &after)?;
    }
    Ok(())
}
