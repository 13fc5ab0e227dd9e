//! Rows of what the rules said of cases.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::error::{Code, Error, Result};
use crate::rights::permit::Scope;
use crate::service::assignment::model::{AssignmentFilter, AssignmentTrouble, CaseAssignment};
use crate::service::store::{keep_in_scope as keep_cases_in_scope, load_cases};
use crate::store::Conn;
use crate::store::insert::{IN_LIST, insert_all};
use crate::store::schema::case_assignment;
use crate::values::{AssignmentRuleId, CaseAssignmentId, CaseId, OperatorId, Page, PageRequest};
use crate::work::View;

/// A row of `case_assignment`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = case_assignment, primary_key(book_id, id))]
#[diesel(treat_none_as_default_value = false)]
pub(crate) struct GivenRow {
    book_id: i64,
    pub(super) id: i64,
    pub(super) case_id: i64,
    at: i64,
    by_id: Option<i64>,
    rule_id: Option<i64>,
    turn: Option<i64>,
    from_id: Option<i64>,
    to_id: Option<i64>,
    trouble: Option<String>,
}

impl GivenRow {
    fn of(book: i64, given: &CaseAssignment) -> Self {
        Self {
            book_id: book,
            id: given.id.0,
            case_id: given.case.0,
            at: given.at.timestamp_micros(),
            by_id: given.by.map(i64::from),
            rule_id: given.rule.map(i64::from),
            turn: given.turn,
            from_id: given.from.map(i64::from),
            to_id: given.to.map(i64::from),
            trouble: given.trouble.map(|trouble| trouble.slug().to_owned()),
        }
    }

    pub(super) fn record(self) -> Result<CaseAssignment> {
        let at: Option<DateTime<Utc>> = DateTime::from_timestamp_micros(self.at);
        let trouble = |slug: String| {
            AssignmentTrouble::from_slug(&slug).ok_or_else(|| Error::corrupt("trouble"))
        };
        Ok(CaseAssignment {
            id: CaseAssignmentId(self.id),
            case: CaseId(self.case_id),
            at: at.ok_or(Code::Corrupt)?,
            by: self.by_id.map(OperatorId),
            rule: self.rule_id.map(AssignmentRuleId),
            turn: self.turn,
            from: self.from_id.map(OperatorId),
            to: self.to_id.map(OperatorId),
            trouble: self.trouble.map(trouble).transpose()?,
        })
    }
}

/// Writes what was said of cases.
pub(crate) fn insert(conn: &mut Conn, book: i64, given: &[CaseAssignment]) -> Result<()> {
    let rows: Vec<GivenRow> = given.iter().map(|given| GivenRow::of(book, given)).collect();
    insert_all!(conn, case_assignment::table, &rows);
    Ok(())
}

/// What was said, by id.
pub(super) fn load_rows(conn: &mut Conn, book: i64, ids: &[i64]) -> Result<Vec<GivenRow>> {
    let mut rows = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        let found: Vec<GivenRow> = case_assignment::table
            .filter(case_assignment::book_id.eq(book))
            .filter(case_assignment::id.eq_any(chunk.to_vec()))
            .order(case_assignment::id)
            .select(GivenRow::as_select())
            .load(conn)?;
        rows.extend(found);
    }
    Ok(rows)
}

/// What was said last of each of these cases. Ids of servers follow no order in time.
pub(crate) fn last_of(
    conn: &mut Conn,
    book: i64,
    cases: &[i64],
) -> Result<BTreeMap<i64, CaseAssignment>> {
    let mut last: BTreeMap<i64, CaseAssignment> = BTreeMap::new();
    for chunk in cases.chunks(IN_LIST) {
        let rows: Vec<GivenRow> = case_assignment::table
            .filter(case_assignment::book_id.eq(book))
            .filter(case_assignment::case_id.eq_any(chunk.to_vec()))
            .order((case_assignment::at, case_assignment::id))
            .select(GivenRow::as_select())
            .load(conn)?;
        for row in rows {
            last.insert(row.case_id, row.record()?);
        }
    }
    Ok(last)
}

/// Of these, what was said of cases that a scope covers.
pub(crate) fn keep_in_scope(
    conn: &mut Conn,
    scope: &Scope,
    ids: BTreeSet<i64>,
) -> Result<BTreeSet<i64>> {
    let ids: Vec<i64> = ids.into_iter().collect();
    let rows = load_rows(conn, scope.book().0, &ids)?;
    let cases = rows.iter().map(|row| row.case_id).collect();
    let kept = keep_cases_in_scope(conn, scope, cases)?;
    Ok(rows.into_iter().filter(|row| kept.contains(&row.case_id)).map(|row| row.id).collect())
}

/// What was said of the cases that the scope covers, by id. A page may hold fewer rows than asked
/// for.
pub(crate) fn list(
    view: &mut View<'_>,
    filter: &AssignmentFilter,
    page: &PageRequest,
) -> Result<Page<CaseAssignment>> {
    let rows_to_load = page.rows_to_load()?;
    let after = page.key::<i64>()?.unwrap_or(0);
    let mut query = case_assignment::table
        .filter(case_assignment::book_id.eq(view.book_id()))
        .filter(case_assignment::id.gt(after))
        .order(case_assignment::id)
        .limit(rows_to_load)
        .select(GivenRow::as_select())
        .into_boxed();
    if let Some(case) = filter.case {
        if load_cases(view.conn, &view.scope, &[case.0])?.is_empty() {
            return Err(Error::not_found("case", case));
        }
        query = query.filter(case_assignment::case_id.eq(case.0));
    }
    if let Some(rule) = filter.rule {
        query = query.filter(case_assignment::rule_id.eq(rule.0));
    }
    if let Some(to) = filter.to {
        query = query.filter(case_assignment::to_id.eq(to.0));
    }
    if !filter.troubles.is_empty() {
        let troubles: Vec<&str> = filter.troubles.iter().map(|trouble| trouble.slug()).collect();
        query = query.filter(case_assignment::trouble.eq_any(troubles));
    }
    let rows: Vec<GivenRow> = query.load(view.conn)?;
    let page = Page::cut(rows, page.limit, |row| row.id);
    let cases = page.items.iter().map(|row| row.case_id).collect();
    let kept = keep_cases_in_scope(view.conn, &view.scope, cases)?;
    let seen = page.items.into_iter().filter(|row| kept.contains(&row.case_id));
    Ok(Page { items: seen.map(GivenRow::record).collect::<Result<_>>()?, next: page.next })
}
