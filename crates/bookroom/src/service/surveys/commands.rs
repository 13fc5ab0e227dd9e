//! Asking customers how satisfied they are, and writing down what they answer.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::model::{NewSurvey, Survey, SurveyAnswer, SurveyState, SurveyVersion};
use super::rules::{self, COMMENT_LIMIT, SURVEY_LIMIT, Scale, USUAL_SCALE};
use super::store::{self, SurveyRow};
use crate::customers::{Counterparty, load_counterparties};
use crate::dictionaries;
use crate::error::{Code, Error, Result};
use crate::log::Subject;
use crate::rights::permission::{Field, Permission};
use crate::rights::permit::Permit;
use crate::service::commands::locked::{note_changes, state_of};
use crate::service::model::CaseState;
use crate::service::store::{self as cases, CaseRow};
use crate::values::{Check, SurveyId};
use crate::work::{Command, Outcome, Review, Tx};

/// The kind of record in the change log, and the name of its table.
const SUBJECT: &str = "survey";

/// Notes that customers were asked how satisfied they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskSurveys {
    /// The surveys, up to 10,000.
    pub surveys: Vec<NewSurvey>,
}

/// What surveys are about.
struct About {
    cases: BTreeMap<i64, CaseRow>,
    customers: BTreeMap<i64, Counterparty>,
    scales: BTreeMap<String, Scale>,
}

impl Command for AskSurveys {
    const NAME: &'static str = "surveys.ask";
    const PERMISSION: Permission = Permission::SurveysEdit;
    type Output = Vec<Survey>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Survey>> {
        let (book, now, today) = (tx.book_id(), tx.now_micros(), tx.today());
        let mut check = Check::new();
        check.at_most("surveys", self.surveys.len(), SURVEY_LIMIT);
        check.each("surveys", &self.surveys, |check, new| rules::check_new(check, new, today));
        check.finish()?;
        if self.surveys.is_empty() {
            return Ok(Vec::new());
        }
        let about = self.load(permit, tx)?;
        let first = tx.ids(SUBJECT, self.surveys.len())?;
        let mut check = Check::new();
        let mut rows = Vec::with_capacity(self.surveys.len());
        check.each("surveys", (first..).zip(&self.surveys), |check, (id, new)| {
            let scale = new.scale.as_deref().unwrap_or(USUAL_SCALE);
            let best = about.scales.get(scale).map(|scale| scale.best);
            check.require(best.is_some(), "scale", Code::UnknownReference);
            let place = about.place(check, new);
            rows.push(SurveyRow {
                book_id: book,
                id,
                state: SurveyState::Asked.slug().to_owned(),
                case_id: new.case.map(i64::from),
                customer_id: new.customer.map(i64::from),
                from_on: new.from,
                to_on: new.to,
                operator_id: place.0,
                team_id: place.1,
                scale: scale.to_owned(),
                best: best.unwrap_or_default(),
                answer_id: None,
                points: None,
                comment: None,
                created_at: now,
                created_by: permit.operator().map(i64::from),
                answered_at: None,
                version: 1,
                updated_at: now,
            });
        });
        check.finish()?;
        store::insert(tx.conn, &rows)?;
        let made = store::records(tx.conn, book, rows)?;
        for survey in &made {
            tx.note_created(permit, Subject::new(SUBJECT, survey.id), survey)?;
        }
        Ok(made)
    }
}

impl AskSurveys {
    fn load(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<About> {
        let named = |of: fn(&NewSurvey) -> Option<i64>| {
            self.surveys.iter().filter_map(of).collect::<BTreeSet<i64>>().into_iter().collect()
        };
        let ids: Vec<i64> = named(|new| new.case.map(i64::from));
        let cases = cases::lock_cases(tx.conn, permit.scope(), &ids)?;
        let ids: Vec<i64> = named(|new| new.customer.map(i64::from));
        let mut customers = BTreeMap::new();
        if !ids.is_empty() {
            let scope = tx.grants().scope(Permission::CustomersView)?;
            customers = load_counterparties(tx.conn, &scope, &ids)?;
        }
        let scales = self.surveys.iter().map(|new| new.scale.as_deref().unwrap_or(USUAL_SCALE));
        let scales = load_scales(tx, scales.map(str::to_owned).collect())?;
        let cases = cases.into_iter().map(|row| (row.id, row)).collect();
        Ok(About { cases, customers, scales })
    }
}

impl About {
    /// Whose work a survey is about, and their team.
    fn place(&self, check: &mut Check, new: &NewSurvey) -> (Option<i64>, Option<i64>) {
        if let Some(case) = new.case {
            let Some(row) = self.cases.get(&case.0) else {
                check.fail("case", Code::UnknownReference);
                return (None, None);
            };
            let is_merged = row.merged_into_id.is_some();
            check.require(!is_merged, "case", Code::WrongState);
            return (row.assignee_id.or(row.owner_id), row.team_id);
        }
        let customer = new.customer.and_then(|id| self.customers.get(&id.0));
        check.require(customer.is_some(), "customer", Code::UnknownReference);
        let owner = customer.and_then(|it| it.owner).map(i64::from);
        (owner, customer.and_then(|it| it.team).map(i64::from))
    }
}

/// The scales with these codes, as far as there are such dictionaries.
fn load_scales(tx: &mut Tx<'_>, codes: BTreeSet<String>) -> Result<BTreeMap<String, Scale>> {
    let book = tx.book_id();
    let mut scales = BTreeMap::new();
    for code in codes {
        let items = dictionaries::items_of(tx.conn, book, &code)?;
        if let Ok(scale) = rules::scale(&items) {
            scales.insert(code, scale);
        }
    }
    Ok(scales)
}

/// Surveys that wait for an answer, locked within the permit's scope, in the order of the call.
fn lock_asked(
    permit: &Permit,
    tx: &mut Tx<'_>,
    name: &str,
    seen: &[(SurveyId, i64)],
) -> Result<Vec<SurveyRow>> {
    let mut check = Check::new();
    check.at_most(name, seen.len(), SURVEY_LIMIT);
    let mut ids = BTreeSet::new();
    check.each(name, seen, |check, (id, _)| {
        check.require(ids.insert(id.0), "id", Code::Repeated);
    });
    check.finish()?;
    let ids: Vec<i64> = ids.into_iter().collect();
    let rows = store::lock(tx.conn, permit.scope(), &ids)?;
    let mut rows: BTreeMap<i64, SurveyRow> = rows.into_iter().map(|row| (row.id, row)).collect();
    let mut found = Vec::with_capacity(seen.len());
    for (index, &(id, version)) in seen.iter().enumerate() {
        let path = format!("{name}[{index}]");
        let row = rows.remove(&id.0).ok_or_else(|| Error::not_found(SUBJECT, id).below(&path))?;
        if row.version != version {
            return Err(Error::version_conflict(SUBJECT, id).below(&path));
        }
        let state = SurveyState::from_slug(&row.state).ok_or_else(|| Error::corrupt("state"))?;
        rules::check_asked(state).map_err(|problem| problem.at(path))?;
        found.push(row);
    }
    Ok(found)
}

/// Writes and notes changed surveys, and returns them as the operator sees them.
fn save(
    permit: &Permit,
    tx: &mut Tx<'_>,
    before: Vec<SurveyRow>,
    after: Vec<SurveyRow>,
) -> Result<Vec<Survey>> {
    let book = tx.book_id();
    store::save(tx.conn, &after)?;
    let before = store::records(tx.conn, book, before)?;
    let after = store::records(tx.conn, book, after)?;
    for (before, after) in before.iter().zip(&after) {
        tx.note_edited(permit, Subject::new(SUBJECT, after.id), before, after)?;
    }
    Ok(after.into_iter().map(|it| rules::shown(it, permit.fields())).collect())
}

/// Writes down what customers answered. By the scale `satisfaction` it becomes the satisfaction of
/// a case that is resolved or closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerSurveys {
    /// The answers, up to 10,000.
    pub answers: Vec<SurveyAnswer>,
}

impl Command for AnswerSurveys {
    const NAME: &'static str = "surveys.answer";
    const PERMISSION: Permission = Permission::SurveysEdit;
    type Output = Vec<Survey>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Survey>> {
        if self.answers.iter().any(|answer| answer.comment.is_some()) {
            permit.fields().require_write(Field::CaseText)?;
        }
        let seen: Vec<_> = self.answers.iter().map(|it| (it.id, it.version)).collect();
        let before = lock_asked(permit, tx, "answers", &seen)?;
        let wanted = before.iter().zip(&self.answers);
        let wanted: Vec<(String, String)> =
            wanted.map(|(row, it)| (row.scale.clone(), it.answer.clone())).collect();
        let (book, now, today) = (tx.book_id(), tx.now_micros(), tx.today());
        let items = dictionaries::resolve_kept(tx.conn, book, today, &wanted)?;
        let scales = load_scales(tx, before.iter().map(|row| row.scale.clone()).collect())?;
        let mut after = before.clone();
        let mut check = Check::new();
        let all = after.iter_mut().zip(&self.answers).zip(&wanted);
        check.each("answers", all, |check, ((row, answer), pair)| {
            let comment = answer.comment.as_deref();
            row.comment = check.optional_lines("comment", comment, COMMENT_LIMIT);
            let item = items.get(pair);
            let scale = scales.get(&row.scale);
            let points = item.and_then(|item| {
                let of = scale?.items.iter().find(|it| it.0 == item.id)?;
                Some(of.2)
            });
            match (item, points) {
                (None, _) => check.fail("answer", Code::UnknownReference),
                (Some(_), None) => check.fail("answer", Code::Retired),
                (Some(item), Some(points)) => {
                    row.answer_id = Some(item.id);
                    row.points = Some(points);
                    row.best = scale.map_or(row.best, |scale| scale.best);
                }
            }
            row.state = SurveyState::Answered.slug().to_owned();
            row.answered_at = Some(now);
            row.version += 1;
            row.updated_at = now;
        });
        check.finish()?;
        rate(permit, tx, &after)?;
        save(permit, tx, before, after)
    }
}

/// Lets answers by the usual scale be the satisfaction of cases that are resolved or closed.
fn rate(permit: &Permit, tx: &mut Tx<'_>, surveys: &[SurveyRow]) -> Result<()> {
    let usual = surveys.iter().filter(|row| row.scale == USUAL_SCALE);
    let rated: BTreeMap<i64, Option<i64>> =
        usual.filter_map(|row| Some((row.case_id?, row.answer_id))).collect();
    let ids: Vec<i64> = rated.keys().copied().collect();
    let now = tx.now_micros();
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for row in cases::lock_cases(tx.conn, permit.scope(), &ids)? {
        let takes = matches!(state_of(&row)?, CaseState::Resolved | CaseState::Closed);
        let answer = rated.get(&row.id).copied().flatten();
        if takes && answer.is_some() && row.satisfaction_id != answer {
            let version = row.version + 1;
            let rated =
                CaseRow { satisfaction_id: answer, version, updated_at: now, ..row.clone() };
            cases::save_case(tx.conn, &rated)?;
            before.push(row);
            after.push(rated);
        }
    }
    note_changes(permit, tx, before, after).map(drop)
}

/// Takes surveys back that nobody has answered: they count no more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WithdrawSurveys {
    /// The surveys, up to 10,000.
    pub surveys: Vec<SurveyVersion>,
}

impl Command for WithdrawSurveys {
    const NAME: &'static str = "surveys.withdraw";
    const PERMISSION: Permission = Permission::SurveysEdit;
    type Output = Vec<Survey>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Survey>> {
        let seen: Vec<_> = self.surveys.iter().map(|it| (it.id, it.version)).collect();
        let before = lock_asked(permit, tx, "surveys", &seen)?;
        let now = tx.now_micros();
        let withdrawn = |row: &SurveyRow| SurveyRow {
            state: SurveyState::Withdrawn.slug().to_owned(),
            version: row.version + 1,
            updated_at: now,
            ..row.clone()
        };
        let after = before.iter().map(withdrawn).collect();
        save(permit, tx, before, after)
    }
}

impl Outcome for Survey {
    fn review(&mut self, review: &mut Review) {
        review.tells_of(SUBJECT, self.id);
        rules::limit(self, &review.fields);
    }
}
