//! Cases locked for a change, and what is noted when it is done.

use std::collections::BTreeMap;

use crate::error::{Code, Error, Result};
use crate::log::Subject;
use crate::rights::permit::Permit;
use crate::service::model::{Case, CaseState};
use crate::service::rules;
use crate::service::store::{self, CaseRow};
use crate::values::{CaseId, Check};
use crate::work::Tx;

/// Locks the cases of a call, its list `name`, within the permit's scope; they come back in the
/// order of the call.
/// The first that is missing or invisible, or that changed since, ends the call.
pub(in crate::service) fn lock_seen(
    permit: &Permit,
    tx: &mut Tx<'_>,
    name: &str,
    seen: &[(CaseId, Option<i64>)],
) -> Result<Vec<CaseRow>> {
    let mut check = Check::new();
    check.at_most(name, seen.len(), rules::CASE_LIMIT);
    let mut ids = std::collections::BTreeSet::new();
    check.each(name, seen, |check, (id, _)| {
        check.require(ids.insert(id.0), "id", Code::Repeated);
    });
    check.finish()?;
    let ids: Vec<i64> = ids.into_iter().collect();
    let rows = store::lock_cases(tx.conn, permit.scope(), &ids)?;
    let mut rows: BTreeMap<i64, CaseRow> = rows.into_iter().map(|row| (row.id, row)).collect();
    let mut found = Vec::with_capacity(seen.len());
    for (index, &(id, version)) in seen.iter().enumerate() {
        let path = format!("{name}[{index}]");
        let row = rows.remove(&id.0);
        let row = row.ok_or_else(|| Error::not_found("case", id).below(&path))?;
        if version.is_some_and(|version| version != row.version) {
            return Err(Error::version_conflict("case", id).below(&path));
        }
        found.push(row);
    }
    Ok(found)
}

/// Notes what became of cases, and returns them as the operator sees them.
pub(in crate::service) fn note_changes(
    permit: &Permit,
    tx: &mut Tx<'_>,
    before: Vec<CaseRow>,
    after: Vec<CaseRow>,
) -> Result<Vec<Case>> {
    let book = tx.book_id();
    let before = store::records(tx.conn, book, before)?;
    note_from(permit, tx, &before, after)
}

/// As [`note_changes`], from the records as they were.
pub(super) fn note_from(
    permit: &Permit,
    tx: &mut Tx<'_>,
    before: &[Case],
    after: Vec<CaseRow>,
) -> Result<Vec<Case>> {
    let book = tx.book_id();
    let after = store::records(tx.conn, book, after)?;
    for (before, after) in before.iter().zip(&after) {
        tx.note_edited(permit, Subject::new("case", after.id), before, after)?;
    }
    Ok(shown(permit, after))
}

/// The state of a row.
pub(in crate::service) fn state_of(row: &CaseRow) -> Result<CaseState> {
    CaseState::from_slug(&row.state).ok_or_else(|| Code::Corrupt.into())
}

/// Cases as the operator sees them.
pub(in crate::service) fn shown(permit: &Permit, cases: Vec<Case>) -> Vec<Case> {
    cases.into_iter().map(|case| rules::shown_case(case, permit.fields())).collect()
}
