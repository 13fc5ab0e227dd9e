//! Rows of the clocks of cases.

use std::collections::{BTreeMap, BTreeSet};

use chrono::DateTime;
use diesel::prelude::*;

use super::{list, text};
use crate::error::{Code, Error, Result};
use crate::rights::permit::Scope;
use crate::service::levels::model::{CaseClock, ClockState, LevelTarget};
use crate::service::store::keep_in_scope as keep_cases_in_scope;
use crate::store::Conn;
use crate::store::dialect::each;
use crate::store::insert::{IN_LIST, insert_all};
use crate::store::schema::case_clock;
use crate::values::{CalendarId, CaseClockId, CaseId, ServicePolicyId};

/// A row of `case_clock`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = case_clock, primary_key(book_id, id))]
#[diesel(treat_none_as_default_value = false, treat_none_as_null = true)]
pub(crate) struct ClockRow {
    pub(super) book_id: i64,
    pub(super) id: i64,
    pub(super) case_id: i64,
    pub(super) target: String,
    pub(super) policy_id: i64,
    pub(super) calendar_id: Option<i64>,
    pub(super) seconds: i64,
    pub(super) state: String,
    pub(super) started_at: i64,
    pub(super) pauses: String,
    pub(super) due_at: Option<i64>,
    pub(super) ended_at: Option<i64>,
    pub(super) worked: Option<i64>,
    pub(super) steps: String,
    pub(super) next_step_at: Option<i64>,
    pub(super) version: i64,
}

impl ClockRow {
    pub(super) fn of(book: i64, clock: &CaseClock) -> Result<Self> {
        let micros = |at: Option<DateTime<_>>| at.map(|at| at.timestamp_micros());
        Ok(Self {
            book_id: book,
            id: clock.id.0,
            case_id: clock.case.0,
            target: clock.target.slug().to_owned(),
            policy_id: clock.policy.0,
            calendar_id: clock.calendar.map(i64::from),
            seconds: clock.seconds,
            state: clock.state.slug().to_owned(),
            started_at: clock.started_at.timestamp_micros(),
            pauses: text(&clock.pauses)?,
            due_at: micros(clock.due_at),
            ended_at: micros(clock.ended_at),
            worked: clock.worked_seconds,
            steps: text(&clock.steps)?,
            next_step_at: micros(clock.next_step_at),
            version: clock.version,
        })
    }

    pub(super) fn record(self) -> Result<CaseClock> {
        let instant = |micros| DateTime::from_timestamp_micros(micros).ok_or(Code::Corrupt);
        Ok(CaseClock {
            id: CaseClockId(self.id),
            case: CaseId(self.case_id),
            target: LevelTarget::from_slug(&self.target).ok_or_else(|| Error::corrupt("target"))?,
            policy: ServicePolicyId(self.policy_id),
            calendar: self.calendar_id.map(CalendarId),
            seconds: self.seconds,
            state: ClockState::from_slug(&self.state).ok_or_else(|| Error::corrupt("state"))?,
            started_at: instant(self.started_at)?,
            pauses: list(&self.pauses, "pauses")?,
            due_at: self.due_at.map(instant).transpose()?,
            ended_at: self.ended_at.map(instant).transpose()?,
            worked_seconds: self.worked,
            steps: list(&self.steps, "steps")?,
            next_step_at: self.next_step_at.map(instant).transpose()?,
            version: self.version,
        })
    }
}

/// The clocks of these cases, by case and in the order of their ids.
pub(crate) fn load_of(
    conn: &mut Conn,
    book: i64,
    cases: &[i64],
) -> Result<BTreeMap<i64, Vec<CaseClock>>> {
    let mut found: BTreeMap<i64, Vec<CaseClock>> = BTreeMap::new();
    for chunk in cases.chunks(IN_LIST) {
        let rows: Vec<ClockRow> = case_clock::table
            .filter(case_clock::book_id.eq(book))
            .filter(case_clock::case_id.eq_any(chunk.to_vec()))
            .order((case_clock::case_id, case_clock::id))
            .select(ClockRow::as_select())
            .load(conn)?;
        for row in rows {
            found.entry(row.case_id).or_default().push(row.record()?);
        }
    }
    Ok(found)
}

/// The cases with clocks that run, or are paused, by these calendars or by the default.
pub(crate) fn cases_by_calendar(
    conn: &mut Conn,
    book: i64,
    calendars: &BTreeSet<i64>,
) -> Result<Vec<i64>> {
    let by_them = case_clock::calendar_id.eq_any(calendars.iter().copied().collect::<Vec<_>>());
    let mut cases: Vec<i64> = case_clock::table
        .filter(case_clock::book_id.eq(book))
        .filter(case_clock::ended_at.is_null())
        .filter(by_them.or(case_clock::calendar_id.is_null()))
        .select(case_clock::case_id)
        .distinct()
        .load(conn)?;
    cases.sort_unstable();
    Ok(cases)
}

/// The cases with a step of escalation that comes no later than an instant.
pub(crate) fn cases_with_steps(conn: &mut Conn, book: i64, at: i64) -> Result<Vec<i64>> {
    let mut cases: Vec<i64> = case_clock::table
        .filter(case_clock::book_id.eq(book))
        .filter(case_clock::next_step_at.le(at))
        .select(case_clock::case_id)
        .distinct()
        .load(conn)?;
    cases.sort_unstable();
    Ok(cases)
}

/// Writes new clocks.
pub(crate) fn insert(conn: &mut Conn, book: i64, clocks: &[CaseClock]) -> Result<()> {
    let rows = clocks.iter().map(|clock| ClockRow::of(book, clock));
    let rows = rows.collect::<Result<Vec<ClockRow>>>()?;
    insert_all!(conn, case_clock::table, &rows[..]);
    Ok(())
}

/// Writes changed clocks of locked cases, whose versions have moved by one.
pub(crate) fn save(conn: &mut Conn, book: i64, clocks: &[CaseClock]) -> Result<()> {
    for clock in clocks {
        let row = ClockRow::of(book, clock)?;
        let target = case_clock::table
            .filter(case_clock::book_id.eq(book))
            .filter(case_clock::id.eq(row.id))
            .filter(case_clock::version.eq(row.version - 1));
        if each!(conn, c => diesel::update(target).set(&row).execute(c))? != 1 {
            return Err(Error::version_conflict("case_clock", row.id));
        }
    }
    Ok(())
}

/// Of these clocks, those of cases that a scope covers.
pub(crate) fn keep_in_scope(
    conn: &mut Conn,
    scope: &Scope,
    ids: BTreeSet<i64>,
) -> Result<BTreeSet<i64>> {
    let ids: Vec<i64> = ids.into_iter().collect();
    let mut cases = BTreeMap::new();
    for chunk in ids.chunks(IN_LIST) {
        let rows: Vec<(i64, i64)> = case_clock::table
            .filter(case_clock::book_id.eq(scope.book().0))
            .filter(case_clock::id.eq_any(chunk))
            .select((case_clock::id, case_clock::case_id))
            .load(conn)?;
        cases.extend(rows);
    }
    let kept = keep_cases_in_scope(conn, scope, cases.values().copied().collect())?;
    Ok(cases.into_iter().filter(|(_, case)| kept.contains(case)).map(|(clock, _)| clock).collect())
}
