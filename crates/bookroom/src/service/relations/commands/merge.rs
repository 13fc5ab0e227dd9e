//! Merging cases into another, and giving them back.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{SUBJECT, write};
use crate::error::{Code, Error, Problem, Result};
use crate::log::Subject;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::service::commands::check_allowed;
use crate::service::commands::locked::{lock_seen, note_changes, state_of};
use crate::service::levels::store::cases::lock;
use crate::service::model::{Case, CaseState, CaseStep, CaseVersion};
use crate::service::relations::model::CaseLinkKind;
use crate::service::relations::rules::survivor;
use crate::service::relations::store::{self, LinkRow};
use crate::service::rules;
use crate::service::store::merged::{merged_into, survivors};
use crate::service::store::{self as cases, CaseRow};
use crate::values::{CaseId, Check};
use crate::work::{Command, Tx};

fn seen(cases: &[CaseVersion]) -> Vec<(CaseId, Option<i64>)> {
    cases.iter().map(|case| (case.id, Some(case.version))).collect()
}

/// Goes on with cases as parts of another: their notes and tasks are shown with it, and their
/// clocks stop.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergeCases {
    /// The cases, up to 10,000.
    pub cases: Vec<CaseVersion>,
    /// The case that goes on, as the caller saw it.
    pub into: CaseVersion,
}

impl Command for MergeCases {
    const NAME: &'static str = "cases.merge";
    const PERMISSION: Permission = Permission::CasesEdit;
    type Output = Vec<Case>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Case>> {
        let mut check = Check::new();
        check.at_most("cases", self.cases.len(), rules::CASE_LIMIT);
        check.each("cases", &self.cases, |check, case| {
            check.require(case.id != self.into.id, "id", Code::Cycle);
        });
        check.finish()?;
        let book = tx.book_id();
        let named = self.cases.iter().map(|case| case.id.0).chain([self.into.id.0]);
        let named: Vec<i64> = named.collect();
        let below = merged_into(tx.conn, book, &named)?;
        lock(tx.conn, book, &named.iter().copied().chain(below).collect())?;
        let into = self.target(permit, tx)?;
        let rows = lock_seen(permit, tx, "cases", &seen(&self.cases))?;
        check_each(&rows, &into)?;
        check_allowed(tx, &rows, CaseStep::Merge)?;
        let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
        let below = merged_into(tx.conn, book, &ids)?;
        let below = lock(tx.conn, book, &below.into_iter().collect())?;
        let now = tx.now_micros();
        let moved = |row: &CaseRow| CaseRow {
            merged_into_id: Some(into.id),
            version: row.version + 1,
            updated_at: now,
            ..row.clone()
        };
        let ended = |row: &CaseRow| CaseRow {
            state: CaseState::Merged.slug().to_owned(),
            closed_at: Some(now),
            ..moved(row)
        };
        let after: Vec<CaseRow> = rows.iter().map(ended).chain(below.iter().map(moved)).collect();
        store::save_merged(tx.conn, &after.iter().collect::<Vec<_>>())?;
        let link =
            |row: &CaseRow| ((CaseLinkKind::Merged, row.id, into.id), Some(row.state.clone()));
        write(permit, tx, rows.iter().map(link).collect())?;
        let count = rows.len();
        let before = rows.into_iter().chain(below).collect();
        let mut merged = note_changes(permit, tx, before, after)?;
        merged.truncate(count);
        Ok(merged)
    }
}

impl MergeCases {
    /// The case that goes on, which is locked.
    fn target(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<CaseRow> {
        let found = cases::load_cases(tx.conn, permit.scope(), &[self.into.id.0])?.pop();
        let row = found.ok_or_else(|| Error::not_found("case", self.into.id).below("into"))?;
        if row.version != self.into.version {
            return Err(Error::version_conflict("case", self.into.id).below("into"));
        }
        let state = state_of(&row)?;
        if !rules::is_open(state) {
            let problem = Problem::new(Code::WrongState).at("into").fact("from", state.slug());
            return Err(problem.fact("step", CaseStep::Merge.slug()).into());
        }
        Ok(row)
    }
}

/// Checks that cases can become parts of another.
fn check_each(rows: &[CaseRow], into: &CaseRow) -> Result<()> {
    let mut check = Check::new();
    for (index, row) in rows.iter().enumerate() {
        let path = format!("cases[{index}]");
        let step = rules::next(state_of(row)?, CaseStep::Merge, row.assignee_id.is_some());
        step.map_err(|problem| problem.at(&path))?;
        let fits = row.customer_id.is_none() || row.customer_id == into.customer_id;
        check.require(fits, &path, Code::OtherCustomer);
    }
    check.finish()
}

/// Goes on with merged cases by themselves, each where it stood before; what had been merged into
/// it before comes along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnmergeCases {
    /// The cases, up to 10,000.
    pub cases: Vec<CaseVersion>,
}

impl Command for UnmergeCases {
    const NAME: &'static str = "cases.unmerge";
    const PERMISSION: Permission = Permission::CasesEdit;
    type Output = Vec<Case>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Case>> {
        let book = tx.book_id();
        let named: Vec<i64> = self.cases.iter().map(|case| case.id.0).collect();
        let roots = survivors(tx.conn, book, &named)?;
        let below = merged_into(tx.conn, book, &roots.iter().copied().collect::<Vec<_>>())?;
        let all: BTreeSet<i64> = named.iter().copied().chain(roots).chain(below).collect();
        lock(tx.conn, book, &all)?;
        // Whoever merged or gave back meanwhile has moved the versions of these.
        let rows = lock_seen(permit, tx, "cases", &seen(&self.cases))?;
        for (index, row) in rows.iter().enumerate() {
            let next = rules::next(state_of(row)?, CaseStep::Unmerge, row.assignee_id.is_some());
            next.map_err(|problem| problem.at(format!("cases[{index}]")))?;
        }
        let roots: Vec<i64> = rows.iter().filter_map(|row| row.merged_into_id).collect();
        let below: BTreeSet<i64> = merged_into(tx.conn, book, &roots)?.into_iter().collect();
        let links = merges(tx, &below)?;
        let given_back: BTreeSet<i64> = rows.iter().map(|row| row.id).collect();
        let chain: BTreeMap<i64, i64> = links
            .iter()
            .filter(|(case, _)| !given_back.contains(case))
            .map(|(case, link)| (*case, link.other_id))
            .collect();
        let others: BTreeSet<i64> = below.difference(&given_back).copied().collect();
        let mut before = rows;
        before.extend(
            lock(tx.conn, book, &others)?
                .into_iter()
                .filter(|row| row.merged_into_id != survivor(row.id, &chain)),
        );
        let now = tx.now_micros();
        let mut after = Vec::with_capacity(before.len());
        for row in &before {
            let mut row = row.clone();
            row.merged_into_id = survivor(row.id, &chain);
            if given_back.contains(&row.id) {
                let state = links.get(&row.id).and_then(|link| link.state_before.clone());
                row.state = state.ok_or_else(|| Error::corrupt("state_before"))?;
                row.closed_at = None;
            }
            row.version += 1;
            row.updated_at = now;
            after.push(row);
        }
        store::save_merged(tx.conn, &after.iter().collect::<Vec<_>>())?;
        remove(permit, tx, given_back.iter().filter_map(|id| links.get(id)).collect())?;
        let count = self.cases.len();
        let mut found = note_changes(permit, tx, before, after)?;
        found.truncate(count);
        Ok(found)
    }
}

/// The links by which cases were merged, by case.
fn merges(tx: &mut Tx<'_>, cases: &BTreeSet<i64>) -> Result<BTreeMap<i64, LinkRow>> {
    let book = tx.book_id();
    let ids: Vec<i64> = cases.iter().copied().collect();
    let is_merge = |row: &LinkRow| row.kind == CaseLinkKind::Merged.slug();
    let rows = store::load_of(tx.conn, book, &ids)?.into_iter().filter(is_merge);
    Ok(rows.filter(|row| cases.contains(&row.case_id)).map(|row| (row.case_id, row)).collect())
}

/// Removes and notes links.
fn remove(permit: &Permit, tx: &mut Tx<'_>, links: Vec<&LinkRow>) -> Result<()> {
    let book = tx.book_id();
    let ids: Vec<i64> = links.iter().map(|link| link.id).collect();
    store::delete(tx.conn, book, &ids)?;
    for link in links {
        tx.note_removed(permit, Subject::new(SUBJECT, link.id), &link.record()?)?;
    }
    Ok(())
}
