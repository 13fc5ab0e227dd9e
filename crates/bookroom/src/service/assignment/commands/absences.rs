//! Saying who is away.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::error::{Code, Error, Result};
use crate::log::Subject;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::service::assignment::model::{Absence, AbsenceEdit, NewAbsence};
use crate::service::assignment::rules;
use crate::service::assignment::store::absences as store;
use crate::values::{AbsenceId, Check, OperatorId};
use crate::work::{Command, Tx, plain_outcomes};

/// The kind of record in the change log, and the name of its table.
const SUBJECT: &str = "absence";

/// Says that an operator is away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddAbsence {
    /// Who, from when, until when.
    pub absence: NewAbsence,
}

impl Command for AddAbsence {
    const NAME: &'static str = "assignment.add_absence";
    const PERMISSION: Permission = Permission::AssignmentAbsences;
    type Output = Absence;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Absence> {
        let NewAbsence { operator, from, to } = self.absence;
        let from = from.unwrap_or_else(|| tx.now());
        let mut absence = Absence { id: AbsenceId(0), operator, from, to, version: 1 };
        let book = tx.book_id();
        let is_covered = covers(permit, tx, operator)?;
        let count = store::count(tx.conn, book, operator)?;
        let mut check = Check::new();
        check.require(is_covered, "absence.operator", Code::UnknownReference);
        check.at_most("absence", count + 1, rules::ABSENCE_LIMIT);
        check.within("absence", |check| rules::clean_absence(check, &mut absence));
        check.finish()?;
        absence.id = AbsenceId(tx.id(SUBJECT)?);
        store::insert(tx.conn, book, &absence)?;
        tx.note_created(permit, Subject::new(SUBJECT, absence.id), &absence)?;
        Ok(absence)
    }
}

/// Says otherwise from when and until when an operator is away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditAbsence {
    /// The absence.
    pub id: AbsenceId,
    /// The version the caller last saw.
    pub version: i64,
    /// The new values.
    pub edit: AbsenceEdit,
}

impl Command for EditAbsence {
    const NAME: &'static str = "assignment.edit_absence";
    const PERMISSION: Permission = Permission::AssignmentAbsences;
    type Output = Absence;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Absence> {
        let before = seen(permit, tx, self.id, self.version)?;
        let mut after = Absence {
            from: self.edit.from.unwrap_or(before.from),
            to: self.edit.to.over(before.to),
            ..before.clone()
        };
        let mut check = Check::new();
        check.within("edit", |check| rules::clean_absence(check, &mut after));
        check.finish()?;
        if after == before {
            return Ok(before);
        }
        after.version += 1;
        let book = tx.book_id();
        store::save(tx.conn, book, &after)?;
        tx.note_edited(permit, Subject::new(SUBJECT, after.id), &before, &after)?;
        Ok(after)
    }
}

/// Takes back that an operator is, or was, away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoveAbsence {
    /// The absence.
    pub id: AbsenceId,
    /// The version the caller last saw.
    pub version: i64,
}

impl Command for RemoveAbsence {
    const NAME: &'static str = "assignment.remove_absence";
    const PERMISSION: Permission = Permission::AssignmentAbsences;
    type Output = Absence;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Absence> {
        let absence = seen(permit, tx, self.id, self.version)?;
        let book = tx.book_id();
        store::delete(tx.conn, book, &absence)?;
        tx.note_removed(permit, Subject::new(SUBJECT, absence.id), &absence)?;
        Ok(absence)
    }
}

fn covers(permit: &Permit, tx: &mut Tx<'_>, operator: OperatorId) -> Result<bool> {
    Ok(!store::covered(tx.conn, permit.scope(), &BTreeSet::from([operator.0]))?.is_empty())
}

/// The absence that the caller saw, of an operator of whom they may speak.
fn seen(permit: &Permit, tx: &mut Tx<'_>, id: AbsenceId, version: i64) -> Result<Absence> {
    let book = tx.book_id();
    let absence = store::load(tx.conn, book, id)?;
    if !covers(permit, tx, absence.operator)? {
        return Err(Error::not_found(SUBJECT, id));
    }
    if absence.version == version { Ok(absence) } else { Err(Error::version_conflict(SUBJECT, id)) }
}

plain_outcomes!(Absence);
