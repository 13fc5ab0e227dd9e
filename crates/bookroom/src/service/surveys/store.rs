//! Rows of surveys.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;

use super::model::{Survey, SurveyFilter, SurveyState};
use super::rules;
use crate::dictionaries::{self, ItemLabel};
use crate::error::{Code, Error, Result};
use crate::rights::permission::Reach;
use crate::rights::permit::Scope;
use crate::service::store as cases;
use crate::store::Conn;
use crate::store::insert::{IN_LIST, insert_all};
use crate::store::locks::load_locked;
use crate::store::schema::survey;
use crate::values::text::is_storable;
use crate::values::{CaseId, Check, CustomerId, OperatorId, Page, PageRequest, SurveyId, TeamId};
use crate::work::View;

mod present;

pub(crate) use present::SURVEY;

/// A row of `survey`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = survey, primary_key(book_id, id))]
#[diesel(treat_none_as_default_value = false, treat_none_as_null = true)]
pub(crate) struct SurveyRow {
    pub(crate) book_id: i64,
    pub(crate) id: i64,
    pub(crate) state: String,
    pub(crate) case_id: Option<i64>,
    pub(crate) customer_id: Option<i64>,
    pub(crate) from_on: Option<NaiveDate>,
    pub(crate) to_on: Option<NaiveDate>,
    pub(crate) operator_id: Option<i64>,
    pub(crate) team_id: Option<i64>,
    pub(crate) scale: String,
    pub(crate) best: i64,
    pub(crate) answer_id: Option<i64>,
    pub(crate) points: Option<i64>,
    pub(crate) comment: Option<String>,
    pub(crate) created_at: i64,
    pub(crate) created_by: Option<i64>,
    pub(crate) answered_at: Option<i64>,
    pub(crate) version: i64,
    pub(crate) updated_at: i64,
}

impl SurveyRow {
    fn record(self, labels: &BTreeMap<i64, ItemLabel>) -> Result<Survey> {
        let answer = self.answer_id.map(|id| labels.get(&id).ok_or(Code::Corrupt)).transpose()?;
        Ok(Survey {
            id: SurveyId(self.id),
            state: SurveyState::from_slug(&self.state).ok_or_else(|| Error::corrupt("state"))?,
            case: self.case_id.map(CaseId),
            customer: self.customer_id.map(CustomerId),
            from: self.from_on,
            to: self.to_on,
            operator: self.operator_id.map(OperatorId),
            team: self.team_id.map(TeamId),
            scale: self.scale,
            best: self.best,
            answer: answer.map(|label| label.code.clone()),
            points: self.points,
            comment: self.comment,
            created_at: instant(self.created_at)?,
            created_by: self.created_by.map(OperatorId),
            answered_at: self.answered_at.map(instant).transpose()?,
            version: self.version,
            updated_at: instant(self.updated_at)?,
        })
    }
}

fn instant(micros: i64) -> Result<DateTime<Utc>> {
    DateTime::from_timestamp_micros(micros).ok_or_else(|| Code::Corrupt.into())
}

/// Rows as records, whole: nothing is masked yet.
pub(super) fn records(conn: &mut Conn, book: i64, rows: Vec<SurveyRow>) -> Result<Vec<Survey>> {
    let ids: BTreeSet<i64> = rows.iter().filter_map(|row| row.answer_id).collect();
    let labels = dictionaries::load_labels(conn, book, &ids.into_iter().collect::<Vec<_>>())?;
    rows.into_iter().map(|row| row.record(&labels)).collect()
}

/// Writes new surveys.
pub(super) fn insert(conn: &mut Conn, rows: &[SurveyRow]) -> Result<()> {
    insert_all!(conn, survey::table, rows);
    Ok(())
}

/// Writes changed surveys if their versions are still those before; the rows hold the new ones.
pub(super) fn save(conn: &mut Conn, rows: &[SurveyRow]) -> Result<()> {
    for row in rows {
        let target = survey::table
            .filter(survey::book_id.eq(row.book_id))
            .filter(survey::id.eq(row.id))
            .filter(survey::version.eq(row.version - 1));
        if diesel::update(target).set(row).execute(conn)? != 1 {
            return Err(Error::version_conflict("survey", row.id));
        }
    }
    Ok(())
}

/// The surveys with these ids, by id.
pub(super) fn load(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<Vec<SurveyRow>> {
    let mut rows = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        let found: Vec<SurveyRow> = survey::table
            .filter(survey::book_id.eq(book))
            .filter(survey::id.eq_any(chunk.to_vec()))
            .select(SurveyRow::as_select())
            .load(conn)?;
        rows.extend(found);
    }
    rows.sort_by_key(|row| row.id);
    Ok(rows)
}

/// As [`load`], within a scope, and nobody else changes them until the transaction ends.
pub(super) fn lock(conn: &mut Conn, scope: &Scope, ids: &[i64]) -> Result<Vec<SurveyRow>> {
    for chunk in ids.chunks(IN_LIST) {
        let query = survey::table
            .filter(survey::book_id.eq(scope.book().0))
            .filter(survey::id.eq_any(chunk.to_vec()))
            .order(survey::id)
            .select(survey::id);
        load_locked!(conn, query, i64)?;
    }
    let rows = load(conn, scope.book().0, ids)?;
    seen(conn, scope, rows)
}

/// Of these surveys, those that a scope covers: with their case; about some days, those that are
/// about one's own work, or that one asked, or of one's team.
fn seen(conn: &mut Conn, scope: &Scope, rows: Vec<SurveyRow>) -> Result<Vec<SurveyRow>> {
    if scope.reach() == Reach::All {
        return Ok(rows);
    }
    let of = rows.iter().filter_map(|row| row.case_id).collect();
    let kept = cases::keep_in_scope(conn, scope, of)?;
    let me = Some(scope.operator().0);
    let team = scope.team().map(|team| team.0).filter(|_| scope.reach() == Reach::Team);
    let is_seen = |row: &SurveyRow| match row.case_id {
        Some(case) => kept.contains(&case),
        None => {
            let is_mine = row.operator_id == me || row.created_by == me;
            is_mine || (team.is_some() && row.team_id == team)
        }
    };
    Ok(rows.into_iter().filter(is_seen).collect())
}

/// Of these surveys, those that a scope covers.
pub(crate) fn keep_in_scope(
    conn: &mut Conn,
    scope: &Scope,
    ids: BTreeSet<i64>,
) -> Result<BTreeSet<i64>> {
    let rows = load(conn, scope.book().0, &ids.into_iter().collect::<Vec<_>>())?;
    Ok(seen(conn, scope, rows)?.into_iter().map(|row| row.id).collect())
}

/// One survey.
pub(super) fn get(view: &mut View<'_>, id: SurveyId) -> Result<Survey> {
    let book = view.book_id();
    let rows = load(view.conn, book, &[id.0])?;
    let rows = seen(view.conn, &view.scope, rows)?;
    let found = records(view.conn, book, rows)?.pop();
    let found = found.ok_or_else(|| Error::not_found("survey", id))?;
    Ok(rules::shown(found, &view.fields))
}

/// The surveys that the scope covers, by id. A page may hold fewer rows than asked for.
pub(crate) fn list(
    view: &mut View<'_>,
    filter: &SurveyFilter,
    page: &PageRequest,
) -> Result<Page<Survey>> {
    let rows_to_load = page.rows_to_load()?;
    let after = page.key::<i64>()?.unwrap_or(0);
    let book = view.book_id();
    let mut query = survey::table
        .filter(survey::book_id.eq(book))
        .filter(survey::id.gt(after))
        .order(survey::id)
        .limit(rows_to_load)
        .select(SurveyRow::as_select())
        .into_boxed();
    if let Some(case) = filter.case {
        query = query.filter(survey::case_id.eq(case.0));
    }
    if let Some(customer) = filter.customer {
        query = query.filter(survey::customer_id.eq(customer.0));
    }
    if let Some(operator) = filter.operator {
        query = query.filter(survey::operator_id.eq(operator.0));
    }
    if let Some(scale) = &filter.scale {
        let mut check = Check::new();
        check.require(is_storable(scale), "filter.scale", Code::BadCharacter);
        check.finish()?;
        query = query.filter(survey::scale.eq(scale.clone()));
    }
    if !filter.states.is_empty() {
        let states: Vec<&str> = filter.states.iter().map(|state| state.slug()).collect();
        query = query.filter(survey::state.eq_any(states));
    }
    let rows: Vec<SurveyRow> = query.load(view.conn)?;
    let page = Page::cut(rows, page.limit, |row| row.id);
    let rows = seen(view.conn, &view.scope, page.items)?;
    let items = records(view.conn, book, rows)?;
    let items = items.into_iter().map(|it| rules::shown(it, &view.fields)).collect();
    Ok(Page { items, next: page.next })
}

/// The surveys that were asked between two instants and that the scope covers.
pub(crate) fn asked_between(
    view: &mut View<'_>,
    (from, before): (i64, i64),
) -> Result<Vec<SurveyRow>> {
    let rows: Vec<SurveyRow> = survey::table
        .filter(survey::book_id.eq(view.book_id()))
        .filter(survey::created_at.ge(from))
        .filter(survey::created_at.lt(before))
        .filter(survey::state.ne(SurveyState::Withdrawn.slug()))
        .select(SurveyRow::as_select())
        .load(view.conn)?;
    seen(view.conn, &view.scope, rows)
}
