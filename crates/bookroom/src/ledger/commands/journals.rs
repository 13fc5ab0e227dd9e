//! Changing the journals.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::error::{Code, Error, Problem, Result};
use crate::ledger::model::{Journal, JournalEdit, NewJournal};
use crate::ledger::rules::accounts as rules;
use crate::ledger::store::accounts::{self as store, JournalRow};
use crate::log::Subject;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::values::{Check, JournalId};
use crate::work::{Command, Tx};

/// The most journals of one call.
const JOURNALS_LIMIT: usize = 100;

/// Adds journals, all or none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddJournals {
    /// The journals, at most 100.
    pub journals: Vec<NewJournal>,
}

impl Command for AddJournals {
    const NAME: &'static str = "ledger.add_journals";
    const PERMISSION: Permission = Permission::LedgerSetUp;
    const SET_UP: bool = true;
    type Output = Vec<Journal>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Journal>> {
        let book_id = tx.book_id();
        let known = store::load_journals(tx.conn, book_id)?;
        let mut check = Check::new();
        check.at_most("journals", self.journals.len(), JOURNALS_LIMIT);
        let mut seen = HashSet::new();
        let mut rows: Vec<JournalRow> = Vec::new();
        check.each("journals", &self.journals, |check, new| {
            let code = rules::check_journal_code(check, &new.code);
            check.require(seen.insert(code.clone()), "code", Code::Repeated);
            let (name_zh, name_en) = rules::check_names(check, &new.name_zh, &new.name_en);
            rows.push(JournalRow {
                book_id,
                id: 0,
                code,
                name_zh,
                name_en,
                active: true,
                version: 1,
            });
        });
        check.finish()?;
        let taken = |row: &JournalRow| known.iter().any(|known| known.code == row.code);
        if let Some(at) = rows.iter().position(taken) {
            let problem = Problem::new(Code::AlreadyExists).at(format!("journals[{at}].code"));
            return Err(problem.fact("subject", "journal").into());
        }
        let first = tx.ids("journal", rows.len())?;
        for (id, row) in (first..).zip(&mut rows) {
            row.id = id;
        }
        store::insert_journals(tx.conn, &rows)?;
        let records: Vec<Journal> = rows.iter().map(JournalRow::record).collect();
        for record in &records {
            tx.note_created(permit, Subject::new("journal", record.id), record)?;
        }
        Ok(records)
    }
}

/// All journals, and the one to be changed.
fn load_seen(
    tx: &mut Tx<'_>,
    id: JournalId,
    version: i64,
) -> Result<(Vec<JournalRow>, JournalRow)> {
    let book = tx.book_id();
    let rows = store::load_journals(tx.conn, book)?;
    let row = rows.iter().find(|row| row.id == id.0).cloned();
    let row = row.ok_or_else(|| Error::not_found("journal", id))?;
    if row.version != version {
        return Err(Error::version_conflict("journal", id));
    }
    Ok((rows, row))
}

/// Refuses to leave the book without a journal in use.
fn require_another(rows: &[JournalRow], but: i64) -> Result<()> {
    match rows.iter().any(|row| row.active && row.id != but) {
        true => Ok(()),
        false => Err(Problem::new(Code::InUse).fact("journal", but).into()),
    }
}

/// Renames a journal, or retires it and brings it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditJournal {
    /// The journal.
    pub id: JournalId,
    /// The version the caller last saw.
    pub version: i64,
    /// The new values.
    pub edit: JournalEdit,
}

impl Command for EditJournal {
    const NAME: &'static str = "ledger.edit_journal";
    const PERMISSION: Permission = Permission::LedgerSetUp;
    const SET_UP: bool = true;
    type Output = Journal;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Journal> {
        let (all, mut row) = load_seen(tx, self.id, self.version)?;
        let before = row.record();
        let mut check = Check::new();
        let JournalEdit { name_zh, name_en, active } = &self.edit;
        check.within("edit", |check| {
            rules::edit_names(check, (name_zh, name_en), &mut row.name_zh, &mut row.name_en);
        });
        check.finish()?;
        if let Some(active) = *active {
            if !active {
                require_another(&all, row.id)?;
                store::hold_journal(tx.conn, row.book_id, row.id)?;
            }
            row.active = active;
        }
        row.version += 1;
        store::save_journal(tx.conn, self.version, &row)?;
        let after = row.record();
        tx.note_edited(permit, Subject::new("journal", after.id), &before, &after)?;
        Ok(after)
    }
}

/// Removes a journal that has no entries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveJournal {
    /// The journal.
    pub id: JournalId,
    /// The version the caller last saw.
    pub version: i64,
}

impl Command for RemoveJournal {
    const NAME: &'static str = "ledger.remove_journal";
    const PERMISSION: Permission = Permission::LedgerSetUp;
    const SET_UP: bool = true;
    type Output = Journal;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Journal> {
        let (all, row) = load_seen(tx, self.id, self.version)?;
        require_another(&all, row.id)?;
        // Entries refer to it, so the store refuses to remove it while there are any.
        store::delete_journal(tx.conn, row.book_id, row.id)?;
        let record = row.record();
        tx.note_removed(permit, Subject::new("journal", record.id), &record)?;
        Ok(record)
    }
}
