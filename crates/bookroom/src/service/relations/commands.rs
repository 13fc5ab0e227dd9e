//! Linking cases. Merging stands in `merge`, splitting in `split`.

mod merge;
mod split;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::model::{CaseLink, CaseLinkKind, NewCaseLink};
use super::rules::{self, Came, Edge};
use super::store::{self, LinkRow};
use crate::error::{Code, Error, Problem, Result};
use crate::log::Subject;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::service::rules::CASE_LIMIT;
use crate::service::store as cases;
use crate::values::{CaseLinkId, Check};
use crate::work::{Command, Outcome, Review, Tx};

pub use merge::{MergeCases, UnmergeCases};
pub use split::SplitCase;

/// The kind of record in the change log, and the name of its table.
const SUBJECT: &str = "case_link";

/// Says that cases are related, duplicates of others, or come again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkCases {
    /// The links, up to 10,000.
    pub links: Vec<NewCaseLink>,
}

impl Command for LinkCases {
    const NAME: &'static str = "cases.link";
    const PERMISSION: Permission = Permission::CasesEdit;
    type Output = Vec<CaseLink>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<CaseLink>> {
        let mut check = Check::new();
        check.at_most("links", self.links.len(), CASE_LIMIT);
        check.finish()?;
        let came = self.lock(permit, tx)?;
        let ids: Vec<i64> = came.keys().copied().collect();
        let book = tx.book_id();
        let mut links: BTreeSet<Edge> = BTreeSet::new();
        for row in store::load_of(tx.conn, book, &ids)? {
            links.insert((row.kind()?, row.case_id, row.other_id));
        }
        let mut new = Vec::with_capacity(self.links.len());
        for (index, link) in self.links.iter().enumerate() {
            let below = |problem: Problem| {
                let path = format!("links[{index}].{}", problem.path);
                Error::from(problem.at(path))
            };
            let edge = rules::check(link, &links, &came).map_err(below)?;
            links.insert(edge);
            new.push(edge);
        }
        write(permit, tx, new.into_iter().map(|edge| (edge, None)).collect())
    }
}

impl LinkCases {
    /// Locks all cases of the links; says when each came in.
    fn lock(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<BTreeMap<i64, Came>> {
        let named: BTreeSet<i64> =
            self.links.iter().flat_map(|link| [link.case.0, link.other.0]).collect();
        let named: Vec<i64> = named.into_iter().collect();
        let rows = cases::lock_cases(tx.conn, permit.scope(), &named)?;
        let came: BTreeMap<i64, Came> =
            rows.iter().map(|row| (row.id, (row.opened_at, row.id))).collect();
        for (index, link) in self.links.iter().enumerate() {
            for (end, id) in [("case", link.case), ("other", link.other)] {
                if !came.contains_key(&id.0) {
                    let path = format!("links[{index}].{end}");
                    return Err(Error::not_found("case", id).below(&path));
                }
            }
        }
        Ok(came)
    }
}

/// Writes and notes links that were checked, each with the state that a merged case had before.
fn write(
    permit: &Permit,
    tx: &mut Tx<'_>,
    links: Vec<(Edge, Option<String>)>,
) -> Result<Vec<CaseLink>> {
    if links.is_empty() {
        return Ok(Vec::new());
    }
    let (book, now) = (tx.book_id(), tx.now_micros());
    let first = tx.ids(SUBJECT, links.len())?;
    let row = |(id, ((kind, case, other), state_before)): (i64, (Edge, Option<String>))| LinkRow {
        book_id: book,
        id,
        kind: kind.slug().to_owned(),
        case_id: case,
        other_id: other,
        state_before,
        created_at: now,
        created_by: permit.operator().map(i64::from),
    };
    let rows: Vec<LinkRow> = (first..).zip(links).map(row).collect();
    store::insert(tx.conn, &rows)?;
    let records = rows.iter().map(LinkRow::record).collect::<Result<Vec<_>>>()?;
    for record in &records {
        tx.note_created(permit, Subject::new(SUBJECT, record.id), record)?;
    }
    Ok(records)
}

/// Takes links away that were said: those of merged cases and of what was split off stay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnlinkCases {
    /// The links, up to 10,000.
    pub links: Vec<CaseLinkId>,
}

impl Command for UnlinkCases {
    const NAME: &'static str = "cases.unlink";
    const PERMISSION: Permission = Permission::CasesEdit;
    type Output = Vec<CaseLink>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<CaseLink>> {
        let mut check = Check::new();
        check.at_most("links", self.links.len(), CASE_LIMIT);
        let mut once = BTreeSet::new();
        check.each("links", &self.links, |check, id| {
            check.require(once.insert(id.0), "", Code::Repeated);
        });
        check.finish()?;
        let book = tx.book_id();
        let ids: Vec<i64> = self.links.iter().map(|id| id.0).collect();
        let rows = store::load(tx.conn, book, &ids)?;
        let rows = store::seen(tx.conn, permit.scope(), rows)?;
        let rows: BTreeMap<i64, LinkRow> = rows.into_iter().map(|row| (row.id, row)).collect();
        let mut gone = Vec::with_capacity(ids.len());
        for (index, id) in self.links.iter().enumerate() {
            let path = format!("links[{index}]");
            let missing = || Error::not_found(SUBJECT, *id).below(&path);
            let record = rows.get(&id.0).ok_or_else(missing)?.record()?;
            if matches!(record.kind, CaseLinkKind::Merged | CaseLinkKind::Split) {
                let problem = Problem::new(Code::WrongState).at(&path);
                return Err(problem.fact("kind", record.kind.slug()).into());
            }
            gone.push(record);
        }
        store::delete(tx.conn, book, &ids)?;
        for record in &gone {
            tx.note_removed(permit, Subject::new(SUBJECT, record.id), record)?;
        }
        Ok(gone)
    }
}

impl Outcome for CaseLink {
    fn review(&mut self, review: &mut Review) {
        // What was taken away is not there to be looked at; its cases are.
        review.tells_of("case", self.case);
        review.tells_of("case", self.other);
    }
}
