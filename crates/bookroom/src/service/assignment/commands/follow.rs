//! Following the rules: when cases are opened, and by command.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::error::{Code, Error, Result};
use crate::log::Subject;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::service::assignment::choice::{Choice, Facts, meets};
use crate::service::assignment::facts;
use crate::service::assignment::model::{AssignmentOutcome, CaseAssignment};
use crate::service::assignment::store::{self, given, standing};
use crate::service::commands::locked::{lock_seen, shown};
use crate::service::commands::{check_allowed, give_each};
use crate::service::model::{Case, CaseState, CaseStep, CaseVersion};
use crate::service::rules::{CASE_LIMIT, limit_case};
use crate::service::store::{self as cases, CaseRow, Items};
use crate::service::transitions;
use crate::values::{CaseAssignmentId, CaseId, Check, OperatorId};
use crate::work::{Command, Outcome, Review, Tx};

/// The kind of record in the change log, and the name of its table.
const SUBJECT: &str = "case_assignment";
/// What is held while rules are followed: each case is given by what came of those before it, on
/// servers too. It is taken before cases are locked, so that whoever waits for it holds none.
const HELD: &str = "case_assignment";

/// What the rules said of a case that is not written yet.
pub(in crate::service) struct Given {
    case: CaseId,
    from: Option<OperatorId>,
    choice: Choice,
}

/// Asks the rules about each of these cases; who is given one is not written yet.
fn choose(tx: &mut Tx<'_>, rows: &[CaseRow], leaving: Option<OperatorId>) -> Result<Vec<Choice>> {
    let (book, now) = (tx.book_id(), tx.now_micros());
    let mut rules = store::keep_all(tx.conn, book)?;
    rules.retain(|rule| rule.active);
    let allowed: Vec<CaseState> = transitions::commands::allowing(tx, CaseStep::Assign)?;
    let told = facts::load(tx.conn, book, rows, &mut rules, &allowed)?;
    // What no case meets needs nobody.
    rules.retain(|rule| told.iter().any(|facts| meets(rule, facts)));
    let owners: BTreeSet<OperatorId> = told.iter().filter_map(|facts| facts.owner).collect();
    let mut desk = standing::load(tx.conn, book, now, &rules, &owners)?;
    desk.leaving = leaving;
    Ok(told.iter().map(|facts: &Facts| desk.give(&rules, facts)).collect())
}

/// Asks the rules about new cases without an operator, if the book has them asked at once, and
/// gives the cases to whom they say. The cases are not written yet.
pub(in crate::service) fn at_opening(
    tx: &mut Tx<'_>,
    made: &mut [(Case, Items)],
) -> Result<Vec<Given>> {
    let book = tx.book_id();
    let is_waiting = |(case, _): &(Case, Items)| case.assignee.is_none();
    if !made.iter().any(is_waiting) || !store::load_policy(tx.conn, book)?.automatic {
        return Ok(Vec::new());
    }
    tx.hold(HELD)?;
    let waiting: Vec<&mut (Case, Items)> = made.iter_mut().filter(|it| is_waiting(it)).collect();
    let rows: Vec<CaseRow> =
        waiting.iter().map(|(case, items)| CaseRow::of(book, case, *items)).collect();
    let choices = choose(tx, &rows, None)?;
    let mut given = Vec::with_capacity(choices.len());
    for ((case, _), choice) in waiting.into_iter().zip(choices) {
        if choice.to.is_some() {
            case.assignee = choice.to;
            case.state = CaseState::Assigned;
        }
        given.push(Given { case: case.id, from: None, choice });
    }
    Ok(given)
}

/// Writes and notes what the rules said of cases that are written.
pub(in crate::service) fn note_given(
    permit: &Permit,
    tx: &mut Tx<'_>,
    said: Vec<Given>,
) -> Result<()> {
    if said.is_empty() {
        return Ok(());
    }
    let first = tx.ids(SUBJECT, said.len())?;
    let record = |(id, said): (i64, Given)| CaseAssignment {
        id: CaseAssignmentId(id),
        case: said.case,
        at: tx.now(),
        by: permit.operator(),
        rule: said.choice.rule,
        turn: said.choice.turn,
        from: said.from,
        to: said.choice.to,
        trouble: said.choice.trouble,
    };
    let made: Vec<CaseAssignment> = (first..).zip(said).map(record).collect();
    let book = tx.book_id();
    given::insert(tx.conn, book, &made)?;
    for given in &made {
        tx.note_created(permit, Subject::new(SUBJECT, given.id), given)?;
    }
    Ok(())
}

/// Has the rules say of locked cases whose they are, and gives them there.
fn follow(
    permit: &Permit,
    tx: &mut Tx<'_>,
    rows: Vec<CaseRow>,
    leaving: Option<OperatorId>,
) -> Result<Vec<AssignmentOutcome>> {
    let book = tx.book_id();
    let choices = choose(tx, &rows, leaving)?;
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let last = given::last_of(tx.conn, book, &ids)?;
    let (mut moved, mut stay, mut said) = (Vec::new(), Vec::new(), Vec::new());
    for (row, choice) in rows.into_iter().zip(&choices) {
        // The same trouble as before is told once, however often one asks.
        let told =
            |last: &CaseAssignment| (last.rule, last.trouble) == (choice.rule, choice.trouble);
        let is_news = choice.trouble.is_some() && !last.get(&row.id).is_some_and(told);
        if is_news || choice.turn.is_some() {
            let (case, from) = (CaseId(row.id), row.assignee_id.map(OperatorId));
            said.push(Given { case, from, choice: choice.clone() });
        }
        match choice.to.filter(|_| choice.turn.is_some()) {
            Some(to) => moved.push((row, to)),
            None => stay.push(row),
        }
    }
    let mut after = give_each(permit, tx, moved)?;
    note_given(permit, tx, said)?;
    after.extend(shown(permit, cases::records(tx.conn, book, stay)?));
    let mut after: BTreeMap<i64, Case> = after.into_iter().map(|it| (it.id.0, it)).collect();
    let outcome = |(id, choice): (&i64, Choice)| {
        let case = after.remove(id).ok_or_else(|| Error::not_found("case", *id))?;
        let Choice { rule, trouble, candidates, .. } = choice;
        Ok(AssignmentOutcome { case, rule, trouble, candidates })
    };
    ids.iter().zip(choices).map(outcome).collect()
}

/// Gives cases to whom the rules say, also those that somebody has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignByRules {
    /// The cases, up to 10,000, in the order in which they are given.
    pub cases: Vec<CaseVersion>,
}

impl Command for AssignByRules {
    const NAME: &'static str = "assignment.assign";
    const PERMISSION: Permission = Permission::CasesAssign;
    type Output = Vec<AssignmentOutcome>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<AssignmentOutcome>> {
        tx.hold(HELD)?;
        let seen: Vec<_> = self.cases.iter().map(|case| (case.id, Some(case.version))).collect();
        let rows = lock_seen(permit, tx, "cases", &seen)?;
        check_open(&rows)?;
        check_allowed(tx, &rows, CaseStep::Assign)?;
        follow(permit, tx, rows, None)
    }
}

/// Refuses cases that are over.
fn check_open(rows: &[CaseRow]) -> Result<()> {
    use crate::service::commands::locked::state_of;
    for (index, row) in rows.iter().enumerate() {
        let next = crate::service::rules::next(state_of(row)?, CaseStep::Assign, true);
        next.map_err(|problem| problem.at(format!("cases[{index}]")))?;
    }
    Ok(())
}

/// Asks the rules about the open cases that nobody has, the oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignUnassigned {
    /// How many cases at most, 1 to 10,000; all of them up to 10,000 when it is left out.
    #[serde(default)]
    pub limit: Option<i64>,
}

impl Command for AssignUnassigned {
    const NAME: &'static str = "assignment.assign_unassigned";
    const PERMISSION: Permission = Permission::CasesAssign;
    type Output = Vec<AssignmentOutcome>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<AssignmentOutcome>> {
        let limit = limit(self.limit)?;
        tx.hold(HELD)?;
        let rows = standing::lock_open(tx.conn, permit.scope(), None, limit)?;
        follow(permit, tx, rows, None)
    }
}

/// Gives the open cases of an operator who leaves, or is away, to whom the rules say; none of them
/// to that operator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOverCases {
    /// Who hands over, active or not.
    pub operator: OperatorId,
    /// How many cases at most, the oldest first, 1 to 10,000; all of them up to 10,000 when it is
    /// left out.
    #[serde(default)]
    pub limit: Option<i64>,
}

impl Command for HandOverCases {
    const NAME: &'static str = "assignment.hand_over";
    const PERMISSION: Permission = Permission::CasesAssign;
    type Output = Vec<AssignmentOutcome>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<AssignmentOutcome>> {
        let limit = limit(self.limit)?;
        let book = tx.book_id();
        let known = crate::rights::store::load_teams_of(tx.conn, book)?;
        let mut check = Check::new();
        let is_known = known.contains_key(&self.operator.0);
        check.require(is_known, "operator", Code::UnknownReference);
        check.finish()?;
        tx.hold(HELD)?;
        let operator = Some(self.operator);
        let rows = standing::lock_open(tx.conn, permit.scope(), operator, limit)?;
        follow(permit, tx, rows, operator)
    }
}

fn limit(given: Option<i64>) -> Result<i64> {
    let most = i64::try_from(CASE_LIMIT).unwrap_or(i64::MAX);
    let limit = given.unwrap_or(most);
    let mut check = Check::new();
    let limits = [limit, 1, most].map(rust_decimal::Decimal::from);
    check.number("limit", limits[0], limits[1], limits[2], 0);
    check.finish()?;
    Ok(limit)
}

impl Outcome for AssignmentOutcome {
    fn review(&mut self, review: &mut Review) {
        review.tells_of("case", self.case.id);
        limit_case(&mut self.case, &review.fields);
    }
}
