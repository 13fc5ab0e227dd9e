//! Commands that move cases from state to state.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::locked::{lock_seen, note_changes, state_of};
use super::notes::write_notes;
use crate::error::{Code, Error, Result};
use crate::rights::permission::{Field, Permission};
use crate::rights::permit::Permit;
use crate::service::links::{SATISFACTION, Wanted};
use crate::service::model::{
    Case, CaseResolution, CaseState, CaseStep, CaseVersion, NewCaseNote, NoteAuthor,
};
use crate::service::rules;
use crate::service::store::{self, CaseRow, Step};
use crate::service::transitions;
use crate::values::{CaseId, Check, OperatorId};
use crate::work::{Command, Tx};

fn seen(cases: &[CaseVersion]) -> Vec<(CaseId, Option<i64>)> {
    cases.iter().map(|case| (case.id, Some(case.version))).collect()
}

/// The states that a step leads these cases to; the first that does not allow it ends the call.
fn next_states(rows: &[CaseRow], step: CaseStep) -> Result<Vec<CaseState>> {
    rows.iter()
        .enumerate()
        .map(|(index, row)| {
            let next = rules::next(state_of(row)?, step, row.assignee_id.is_some());
            next.map_err(|problem| problem.at(format!("cases[{index}]")).into())
        })
        .collect()
}

/// Refuses a step that the book leaves out for one of these cases.
pub(in crate::service) fn check_allowed(
    tx: &mut Tx<'_>,
    rows: &[CaseRow],
    step: CaseStep,
) -> Result<()> {
    let states = rows.iter().map(state_of).collect::<Result<Vec<_>>>()?;
    transitions::commands::check(tx, &states, step)
}

/// Takes one step with many cases: a few statements, however many there are.
fn take(
    permit: &Permit,
    tx: &mut Tx<'_>,
    rows: Vec<CaseRow>,
    step: CaseStep,
    assignee: Option<OperatorId>,
) -> Result<Vec<Case>> {
    let (book, now, me) = (tx.book_id(), tx.now_micros(), permit.operator());
    let states = next_states(&rows, step)?;
    let mut after = rows.clone();
    let mut groups: BTreeMap<Step, Vec<i64>> = BTreeMap::new();
    let mut answered = Vec::new();
    for (row, state) in after.iter_mut().zip(states) {
        let change = change(step, state, assignee, now);
        let reporter = rules::is_reporter(row.customer_id.is_some(), row.created_by, me);
        if row.first_answered_at.is_none() && rules::answers(step, reporter) {
            row.first_answered_at = Some(now);
            answered.push(row.id);
        }
        row.state = change.state.to_owned();
        row.assignee_id = change.assignee_id.unwrap_or(row.assignee_id);
        row.resolved_at = change.resolved_at.unwrap_or(row.resolved_at);
        row.closed_at = change.closed_at.unwrap_or(row.closed_at);
        row.satisfaction_id = change.satisfaction_id.unwrap_or(row.satisfaction_id);
        row.version += 1;
        row.updated_at = now;
        groups.entry(change).or_default().push(row.id);
    }
    store::save_answered(tx.conn, book, &answered, Some(now))?;
    for (change, ids) in &groups {
        store::save_step(tx.conn, book, ids, change)?;
    }
    note_changes(permit, tx, rows, after)
}

/// What a step changes besides the state.
fn change(step: CaseStep, state: CaseState, assignee: Option<OperatorId>, now: i64) -> Step {
    let mut change = Step {
        state: state.slug(),
        assignee_id: None,
        resolved_at: None,
        closed_at: None,
        satisfaction_id: None,
        updated_at: now,
    };
    match step {
        CaseStep::Assign | CaseStep::Unassign => {
            change.assignee_id = Some(assignee.map(i64::from));
        }
        CaseStep::Close | CaseStep::Reject => change.closed_at = Some(Some(now)),
        CaseStep::Reopen => {
            change.resolved_at = Some(None);
            change.closed_at = Some(None);
            change.satisfaction_id = Some(None);
        }
        CaseStep::Start | CaseStep::Wait | CaseStep::Resolve => {}
        // These are not taken here: their links go with them.
        CaseStep::Merge | CaseStep::Unmerge => {}
    }
    change
}

/// Gives cases to an operator, or takes them from whoever has them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignCases {
    /// The cases, up to 10,000.
    pub cases: Vec<CaseVersion>,
    /// An active operator of the book; none takes the cases away.
    pub assignee: Option<OperatorId>,
}

impl Command for AssignCases {
    const NAME: &'static str = "cases.assign";
    const PERMISSION: Permission = Permission::CasesAssign;
    type Output = Vec<Case>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Case>> {
        let mut wanted = Wanted::default();
        wanted.operator(self.assignee.is_some());
        let known = wanted.load(tx)?;
        let mut check = Check::new();
        if let Some(assignee) = self.assignee {
            known.check_operator(&mut check, "assignee", assignee.0);
        }
        check.finish()?;
        let rows = lock_seen(permit, tx, "cases", &seen(&self.cases))?;
        let step = self.assignee.map_or(CaseStep::Unassign, |_| CaseStep::Assign);
        check_allowed(tx, &rows, step)?;
        take(permit, tx, rows, step, self.assignee)
    }
}

/// Gives a locked case to an operator in the course of escalation.
pub(crate) fn give_escalated(
    permit: &Permit,
    tx: &mut Tx<'_>,
    case: CaseRow,
    assignee: OperatorId,
) -> Result<CaseRow> {
    let id = case.id;
    take(permit, tx, vec![case], CaseStep::Assign, Some(assignee))?;
    let found = store::load_cases(tx.conn, permit.scope(), &[id])?.pop();
    found.ok_or_else(|| Error::internal("a case vanished under its lock"))
}

/// Gives locked cases to operators, each to its own: a few statements for each operator.
pub(in crate::service) fn give_each(
    permit: &Permit,
    tx: &mut Tx<'_>,
    given: Vec<(CaseRow, OperatorId)>,
) -> Result<Vec<Case>> {
    let mut after = Vec::with_capacity(given.len());
    let mut by_operator: BTreeMap<OperatorId, Vec<CaseRow>> = BTreeMap::new();
    for (row, operator) in given {
        by_operator.entry(operator).or_default().push(row);
    }
    for (operator, rows) in by_operator {
        after.extend(take(permit, tx, rows, CaseStep::Assign, Some(operator))?);
    }
    Ok(after)
}

/// Moves cases to a state that needs nothing else: in progress, waiting, closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveCases {
    /// The cases, up to 10,000.
    pub cases: Vec<CaseVersion>,
    /// The state.
    pub state: CaseState,
}

impl Command for MoveCases {
    const NAME: &'static str = "cases.move";
    const PERMISSION: Permission = Permission::CasesEdit;
    type Output = Vec<Case>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Case>> {
        let step = rules::plain_step(self.state);
        let mut check = Check::new();
        check.require(step.is_some(), "state", Code::BadChoice);
        check.finish()?;
        let rows = lock_seen(permit, tx, "cases", &seen(&self.cases))?;
        let step = step.unwrap_or(CaseStep::Start);
        check_allowed(tx, &rows, step)?;
        take(permit, tx, rows, step, None)
    }
}

/// Ends cases with what was done about them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResolveCases {
    /// The resolutions, by case, up to 10,000.
    pub cases: Vec<CaseResolution>,
}

impl Command for ResolveCases {
    const NAME: &'static str = "cases.resolve";
    const PERMISSION: Permission = Permission::CasesEdit;
    type Output = Vec<Case>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Case>> {
        permit.fields().require_write(Field::CaseText)?;
        let seen: Vec<_> = self.cases.iter().map(|case| (case.id, Some(case.version))).collect();
        let before = lock_seen(permit, tx, "cases", &seen)?;
        let states = next_states(&before, CaseStep::Resolve)?;
        check_allowed(tx, &before, CaseStep::Resolve)?;
        let mut wanted = Wanted::default();
        for case in &self.cases {
            wanted.item(SATISFACTION, case.satisfaction.as_ref());
        }
        let known = wanted.load(tx)?;
        let now = tx.now_micros();
        let mut after = before.clone();
        let mut check = Check::new();
        let all = self.cases.iter().zip(&mut after).zip(states);
        check.each("cases", all, |check, ((case, row), state)| {
            let text = check.lines("resolution", &case.resolution, rules::TEXT_LIMIT);
            row.text_key = rules::text_key(row.description.as_deref(), Some(&text));
            row.resolution = Some(text);
            let satisfaction = case.satisfaction.as_ref();
            row.satisfaction_id = known.item(check, "satisfaction", SATISFACTION, satisfaction);
            row.state = state.slug().to_owned();
            row.first_answered_at.get_or_insert(now);
            row.resolved_at = Some(now);
            row.version += 1;
            row.updated_at = now;
        });
        check.finish()?;
        for row in &after {
            store::save_case(tx.conn, row)?;
        }
        note_changes(permit, tx, before, after)
    }
}

/// Takes a step that has a reason, which is kept as a note.
fn take_with_reason(
    permit: &Permit,
    tx: &mut Tx<'_>,
    cases: &[CaseVersion],
    step: CaseStep,
    reason: &str,
) -> Result<Vec<Case>> {
    permit.fields().require_write(Field::CaseText)?;
    let mut check = Check::new();
    let reason = check.lines("reason", reason, rules::TEXT_LIMIT);
    check.finish()?;
    let rows = lock_seen(permit, tx, "cases", &seen(cases))?;
    check_allowed(tx, &rows, step)?;
    let taken = take(permit, tx, rows, step, None)?;
    let note = |case: &CaseVersion| NewCaseNote {
        case: case.id,
        body: reason.clone(),
        is_public: false,
        author: NoteAuthor::Staff,
    };
    write_notes(permit, tx, cases.iter().map(note).collect())?;
    Ok(taken)
}

/// Takes ended cases up again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReopenCases {
    /// The cases, up to 10,000.
    pub cases: Vec<CaseVersion>,
    /// Why; kept as a note.
    pub reason: String,
}

impl Command for ReopenCases {
    const NAME: &'static str = "cases.reopen";
    const PERMISSION: Permission = Permission::CasesEdit;
    type Output = Vec<Case>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Case>> {
        take_with_reason(permit, tx, &self.cases, CaseStep::Reopen, &self.reason)
    }
}

/// Refuses cases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RejectCases {
    /// The cases, up to 10,000.
    pub cases: Vec<CaseVersion>,
    /// Why; kept as a note.
    pub reason: String,
}

impl Command for RejectCases {
    const NAME: &'static str = "cases.reject";
    const PERMISSION: Permission = Permission::CasesEdit;
    type Output = Vec<Case>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Case>> {
        take_with_reason(permit, tx, &self.cases, CaseStep::Reject, &self.reason)
    }
}
