//! Commands on the notes of cases.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::locked::{lock_seen, note_changes};
use crate::error::{Code, Error, Problem, Result};
use crate::log::Subject;
use crate::rights::permission::{Field, Permission};
use crate::rights::permit::Permit;
use crate::service::model::{CaseNote, CaseNoteEdit, CaseState, NewCaseNote, NoteAuthor};
use crate::service::rules;
use crate::service::store::{self, CaseRow, NoteRow, Step};
use crate::values::{CaseId, CaseNoteId, Check};
use crate::work::{Command, Tx};

/// Writes notes that were checked.
pub(super) fn write_notes(
    permit: &Permit,
    tx: &mut Tx<'_>,
    notes: Vec<NewCaseNote>,
) -> Result<Vec<CaseNote>> {
    if notes.is_empty() {
        return Ok(Vec::new());
    }
    let (book, now) = (tx.book_id(), tx.now_micros());
    let first = tx.ids("case_note", notes.len())?;
    let row = |(id, note): (i64, NewCaseNote)| NoteRow {
        book_id: book,
        id,
        case_id: note.case.0,
        body: note.body,
        is_public: note.is_public,
        author: note.author.slug().to_owned(),
        created_at: now,
        created_by: permit.operator().map(i64::from),
        published_at: None,
        version: 1,
    };
    let rows: Vec<NoteRow> = (first..).zip(notes).map(row).collect();
    store::insert_notes(tx.conn, &rows)?;
    let mut records = Vec::with_capacity(rows.len());
    for row in rows {
        let note = row.record()?;
        tx.note_created(permit, Subject::new("case_note", note.id), &note)?;
        records.push(note);
    }
    Ok(records)
}

/// Adds notes to cases. The first public note of the staff is the first answer; a case that waited
/// for the customer is in progress once the customer says something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddCaseNotes {
    /// The notes, up to 10,000.
    pub notes: Vec<NewCaseNote>,
}

impl Command for AddCaseNotes {
    const NAME: &'static str = "cases.add_notes";
    const PERMISSION: Permission = Permission::CasesEdit;
    type Output = Vec<CaseNote>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<CaseNote>> {
        permit.fields().require_write(Field::CaseText)?;
        let mut check = Check::new();
        check.at_most("notes", self.notes.len(), rules::CASE_LIMIT);
        let mut notes = Vec::with_capacity(self.notes.len());
        check.each("notes", &self.notes, |check, note| {
            let body = check.lines("body", &note.body, rules::TEXT_LIMIT);
            let is_shown = note.is_public || note.author == NoteAuthor::Staff;
            check.require(is_shown, "is_public", Code::BadChoice);
            notes.push(NewCaseNote { body, ..note.clone() });
        });
        check.finish()?;
        self.answer(permit, tx)?;
        write_notes(permit, tx, notes)
    }
}

impl AddCaseNotes {
    /// Checks that the cases are there, and notes the first answer of those that get one.
    fn answer(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<()> {
        let cases: BTreeSet<CaseId> = self.notes.iter().map(|note| note.case).collect();
        let seen: Vec<(CaseId, Option<i64>)> = cases.iter().map(|case| (*case, None)).collect();
        let missing = |error: Error| self.blame(error);
        let rows = lock_seen(permit, tx, "cases", &seen).map_err(missing)?;
        let merged =
            |note: &NewCaseNote| rows.iter().find(|row| row.id == note.case.0)?.merged_into_id;
        for (index, note) in self.notes.iter().enumerate() {
            if let Some(into) = merged(note) {
                let problem = Problem::new(Code::WrongState).at(format!("notes[{index}].case"));
                let problem = problem.fact("from", CaseState::Merged.slug()).fact("into", into);
                return Err(problem.into());
            }
        }
        let by = |author: NoteAuthor| {
            let by = move |note: &&NewCaseNote| note.is_public && note.author == author;
            self.notes.iter().filter(by).map(|note| note.case.0).collect::<BTreeSet<i64>>()
        };
        let (public, said) = (by(NoteAuthor::Staff), by(NoteAuthor::Customer));
        let (book, now) = (tx.book_id(), tx.now_micros());
        let answered = |row: &CaseRow| row.first_answered_at.is_none() && public.contains(&row.id);
        let waited =
            |row: &CaseRow| said.contains(&row.id) && row.state == CaseState::Waiting.slug();
        let ids = |is: &dyn Fn(&CaseRow) -> bool| -> Vec<i64> {
            rows.iter().filter(|row| is(row)).map(|row| row.id).collect()
        };
        store::save_answered(tx.conn, book, &ids(&answered), Some(now))?;
        // Nobody waits for who has spoken; that is no answer of the staff.
        store::save_step(tx.conn, book, &ids(&waited), &taken_up(now))?;
        store::touch_cases(tx.conn, book, &ids(&|row| answered(row) && !waited(row)), now)?;
        let before: Vec<CaseRow> =
            rows.iter().filter(|row| answered(row) || waited(row)).cloned().collect();
        let after = before.iter().map(|row| CaseRow {
            first_answered_at: row.first_answered_at.or(answered(row).then_some(now)),
            state: if waited(row) { taken_up(now).state.to_owned() } else { row.state.clone() },
            version: row.version + 1,
            updated_at: now,
            ..row.clone()
        });
        let after = after.collect();
        note_changes(permit, tx, before, after).map(drop)
    }

    /// Names the note whose case is missing, rather than the case's place among the cases.
    fn blame(&self, error: Error) -> Error {
        let key = error.problems().first().and_then(|problem| problem.fact_value("key"));
        let names = |note: &NewCaseNote| key == Some(note.case.to_string().as_str());
        match (&error, self.notes.iter().position(names)) {
            (Error::NotFound(problem), Some(index)) => {
                Error::NotFound(problem.clone().at(format!("notes[{index}].case")))
            }
            _ => error,
        }
    }
}

/// What becomes of a case that waited for the customer when the customer says something.
fn taken_up(now: i64) -> Step {
    Step {
        state: CaseState::InProgress.slug(),
        assignee_id: None,
        resolved_at: None,
        closed_at: None,
        satisfaction_id: None,
        updated_at: now,
    }
}

/// Changes a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditCaseNote {
    /// The note.
    pub id: CaseNoteId,
    /// The version the caller last saw.
    pub version: i64,
    /// The new values.
    pub edit: CaseNoteEdit,
}

impl Command for EditCaseNote {
    const NAME: &'static str = "cases.edit_note";
    const PERMISSION: Permission = Permission::CasesEdit;
    type Output = CaseNote;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<CaseNote> {
        permit.fields().require_write(Field::CaseText)?;
        let mut row = load_seen(permit, tx, self.id, self.version)?;
        let before = row.clone().record()?;
        let mut check = Check::new();
        check.new_lines("edit.body", self.edit.body.as_ref(), rules::TEXT_LIMIT, &mut row.body);
        check.finish()?;
        row.is_public = self.edit.is_public.unwrap_or(row.is_public);
        let is_shown = row.is_public || before.author == NoteAuthor::Staff;
        let mut check = Check::new();
        check.require(is_shown, "edit.is_public", Code::BadChoice);
        check.finish()?;
        let shown_at = row.shown_at();
        if row.is_public != before.is_public {
            row.published_at = row.is_public.then_some(tx.now_micros());
        }
        store::save_note(tx.conn, self.version, &mut row)?;
        let after = row.record()?;
        tx.note_edited(permit, Subject::new("case_note", after.id), &before, &after)?;
        // Only the staff write what is not public.
        match (before.is_public, after.is_public) {
            (false, true) => note_answer(permit, tx, after.case)?,
            (true, false) => withdraw_answer(permit, tx, after.case, shown_at)?,
            _ => {}
        }
        Ok(after)
    }
}

/// Notes that a case is answered now, if it was not.
fn note_answer(permit: &Permit, tx: &mut Tx<'_>, case: CaseId) -> Result<()> {
    let now = tx.now_micros();
    let mut before = lock_seen(permit, tx, "cases", &[(case, None)])?;
    before.retain(|row| row.first_answered_at.is_none());
    save_first(permit, tx, before, Some(now))
}

/// Notes that a case is answered by what is left, when what was its first answer is shown no more:
/// a note of the staff that was shown at `shown_at`. Who takes an answer back has not answered.
fn withdraw_answer(permit: &Permit, tx: &mut Tx<'_>, case: CaseId, shown_at: i64) -> Result<()> {
    let book = tx.book_id();
    let mut before = lock_seen(permit, tx, "cases", &[(case, None)])?;
    before.retain(|row| row.first_answered_at == Some(shown_at));
    let first = store::first_shown(tx.conn, book, case.0)?;
    let resolved = before.iter().filter_map(|row| row.resolved_at).min();
    let first = first.into_iter().chain(resolved).min();
    if first == Some(shown_at) {
        return Ok(());
    }
    save_first(permit, tx, before, first)
}

/// Says when locked cases were first answered.
fn save_first(
    permit: &Permit,
    tx: &mut Tx<'_>,
    before: Vec<CaseRow>,
    first: Option<i64>,
) -> Result<()> {
    let (book, now) = (tx.book_id(), tx.now_micros());
    let ids: Vec<i64> = before.iter().map(|row| row.id).collect();
    store::save_answered(tx.conn, book, &ids, first)?;
    store::touch_cases(tx.conn, book, &ids, now)?;
    let answered = |row: &CaseRow| CaseRow {
        first_answered_at: first,
        version: row.version + 1,
        updated_at: now,
        ..row.clone()
    };
    let after = before.iter().map(answered).collect();
    note_changes(permit, tx, before, after).map(drop)
}

fn load_seen(permit: &Permit, tx: &mut Tx<'_>, id: CaseNoteId, version: i64) -> Result<NoteRow> {
    let row = store::load_note(tx.conn, permit.scope(), id)?;
    if row.version == version { Ok(row) } else { Err(Error::version_conflict("case_note", id)) }
}

/// Removes a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveCaseNote {
    /// The note.
    pub id: CaseNoteId,
    /// The version the caller last saw.
    pub version: i64,
}

impl Command for RemoveCaseNote {
    const NAME: &'static str = "cases.remove_note";
    const PERMISSION: Permission = Permission::CasesEdit;
    type Output = CaseNote;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<CaseNote> {
        permit.fields().require_write(Field::CaseText)?;
        let row = load_seen(permit, tx, self.id, self.version)?;
        let shown_at = row.shown_at();
        store::delete_note(tx.conn, self.version, &row)?;
        let note = row.record()?;
        tx.note_removed(permit, Subject::new("case_note", note.id), &note)?;
        if note.is_public && note.author == NoteAuthor::Staff {
            withdraw_answer(permit, tx, note.case, shown_at)?;
        }
        Ok(note)
    }
}
