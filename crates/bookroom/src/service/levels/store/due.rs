//! Lists of what is due: the running targets of the cases that a scope covers.

use chrono::TimeDelta;
use diesel::prelude::*;
use rust_decimal::Decimal;

use super::clocks::ClockRow;
use crate::error::{Code, Error, Result};
use crate::rights::permission::Reach;
use crate::service::levels::model::{CaseClock, DueCase, DueFilter};
use crate::service::levels::rules::SECONDS_LIMIT;
use crate::service::rules::shown_case;
use crate::service::store::{CaseRow, load_cases, records, scopes};
use crate::store::schema::{case_clock, service_case};
use crate::values::{CaseId, Check, Page, PageRequest};
use crate::work::View;

/// The clocks of the cases that a view covers, with these cases.
macro_rules! joined {
    ($view:expr) => {{
        let mut query = case_clock::table
            .inner_join(
                service_case::table.on(service_case::book_id
                    .eq(case_clock::book_id)
                    .and(service_case::id.eq(case_clock::case_id))),
            )
            .filter(case_clock::book_id.eq($view.book_id()))
            .select((ClockRow::as_select(), CaseRow::as_select()))
            .into_boxed();
        let me = $view.scope.operator().0;
        query = match ($view.scope.reach(), $view.scope.team()) {
            (Reach::All, _) => query,
            (Reach::Team, Some(team)) => query.filter(scopes::of_team!(me, team.0)),
            _ => query.filter(scopes::own!(me)),
        };
        query
    }};
}
pub(super) use joined;

/// The clocks of a case, in the order in which they came.
pub(crate) fn of_case(view: &mut View<'_>, case: CaseId) -> Result<Vec<CaseClock>> {
    let book = view.book_id();
    if load_cases(view.conn, &view.scope, &[case.0])?.is_empty() {
        return Err(Error::not_found("case", case));
    }
    let found = super::clocks::load_of(view.conn, book, &[case.0])?;
    Ok(found.into_values().flatten().collect())
}

/// All clocks of the cases that the scope covers with the numbers of these, by id.
pub(crate) fn all(view: &mut View<'_>, page: &PageRequest) -> Result<Page<(CaseClock, String)>> {
    let rows_to_load = page.rows_to_load()?;
    let after = page.key::<i64>()?.unwrap_or(0);
    let query = joined!(view).filter(case_clock::id.gt(after)).order(case_clock::id);
    let rows: Vec<(ClockRow, CaseRow)> = query.limit(rows_to_load).load(view.conn)?;
    let page = Page::cut(rows, page.limit, |(clock, _)| clock.id);
    let items = page.items.into_iter().map(|(clock, case)| Ok((clock.record()?, case.number)));
    Ok(Page { items: items.collect::<Result<_>>()?, next: page.next })
}

/// The clocks that run and are due, soonest first.
pub(crate) fn list(
    view: &mut View<'_>,
    filter: &DueFilter,
    page: &PageRequest,
) -> Result<Page<DueCase>> {
    let rows_to_load = page.rows_to_load()?;
    let after = page.key::<(i64, i64)>()?;
    let mut check = Check::new();
    let now = view.now();
    let mut query = joined!(view)
        .filter(case_clock::ended_at.is_null())
        .filter(case_clock::due_at.is_not_null())
        .order((case_clock::due_at, case_clock::id));
    if let Some(seconds) = filter.within_seconds {
        let limits = [seconds, 0, SECONDS_LIMIT].map(Decimal::from);
        check.number("filter.within_seconds", limits[0], limits[1], limits[2], 0);
    }
    let seconds = filter.within_seconds.unwrap_or(0).clamp(0, SECONDS_LIMIT);
    let last = (now + TimeDelta::seconds(seconds)).timestamp_micros();
    let now = now.timestamp_micros();
    query = match (filter.breached, filter.within_seconds) {
        (false, None) => query,
        (true, None) => query.filter(case_clock::due_at.lt(now)),
        (true, Some(_)) => query.filter(case_clock::due_at.le(last)),
        (false, Some(_)) => {
            query.filter(case_clock::due_at.ge(now)).filter(case_clock::due_at.le(last))
        }
    };
    if !filter.targets.is_empty() {
        let targets: Vec<&str> = filter.targets.iter().map(|target| target.slug()).collect();
        query = query.filter(case_clock::target.eq_any(targets));
    }
    if let Some(policy) = filter.policy {
        query = query.filter(case_clock::policy_id.eq(policy.0));
    }
    if let Some(assignee) = filter.assignee {
        check.require(!filter.unassigned, "filter.unassigned", Code::BadChoice);
        query = query.filter(service_case::assignee_id.eq(assignee.0));
    }
    if filter.unassigned {
        query = query.filter(service_case::assignee_id.is_null());
    }
    if let Some(owner) = filter.owner {
        query = query.filter(service_case::owner_id.eq(owner.0));
    }
    check.finish()?;
    if let Some((due, id)) = after {
        let later = case_clock::due_at.eq(due).and(case_clock::id.gt(id).nullable());
        query = query.filter(case_clock::due_at.gt(due).or(later));
    }
    let rows: Vec<(ClockRow, CaseRow)> = query.limit(rows_to_load).load(view.conn)?;
    let page = Page::cut(rows, page.limit, |(clock, _)| (clock.due_at.unwrap_or(0), clock.id));
    let book = view.book_id();
    let (clocks, cases): (Vec<ClockRow>, Vec<CaseRow>) = page.items.into_iter().unzip();
    let cases = records(view.conn, book, cases)?;
    let items = clocks.into_iter().zip(cases).map(|(clock, case)| {
        let is_breached = clock.due_at.is_some_and(|due| due < now);
        let (case, clock) = (shown_case(case, &view.fields), clock.record()?);
        Ok(DueCase { case, clock, is_breached })
    });
    Ok(Page { items: items.collect::<Result<_>>()?, next: page.next })
}
