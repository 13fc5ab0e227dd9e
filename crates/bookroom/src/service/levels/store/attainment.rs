//! How far targets were met: one select, then sums in memory.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use diesel::prelude::*;

use super::clocks::ClockRow;
use super::due::joined;
use crate::error::{Error, Result};
use crate::rights::permission::Reach;
use crate::service::levels::model::{Attainment, AttainmentDimension, ClockState, LevelTarget};
use crate::service::levels::share::{NINE_TENTHS, ONE_HALF, at_share};
use crate::service::model::{CaseKind, CaseSeverity};
use crate::service::store::{CaseRow, scopes};
use crate::store::schema::{case_clock, service_case};
use crate::values::{Check, OperatorId, ServicePolicyId};
use crate::work::View;

/// The targets of cases that came in between two days, for each combination of values of these
/// dimensions that occurs.
pub(crate) fn attainment(
    view: &mut View<'_>,
    (from, to): (NaiveDate, NaiveDate),
    by: &[AttainmentDimension],
) -> Result<Vec<Attainment>> {
    let mut check = Check::new();
    check.date("from", from);
    check.date("to", to);
    check.require(from <= to, "to", crate::error::Code::DateOrder);
    check.finish()?;
    let query = joined!(view)
        .filter(service_case::opened_on.ge(from))
        .filter(service_case::opened_on.le(to));
    let rows: Vec<(ClockRow, CaseRow)> = query.load(view.conn)?;
    let now = view.now().timestamp_micros();
    let mut groups: BTreeMap<Key, (Attainment, Vec<i64>)> = BTreeMap::new();
    for (clock, case) in &rows {
        let line = line(clock, case, by)?;
        let (sum, worked) = groups.entry(key(&line)).or_insert_with(|| (line, Vec::new()));
        let state = ClockState::from_slug(&clock.state).ok_or_else(|| Error::corrupt("state"))?;
        match state {
            ClockState::Met => sum.met += 1,
            ClockState::Breached => sum.breached += 1,
            ClockState::Dropped | ClockState::Withdrawn => sum.dropped += 1,
            ClockState::Running | ClockState::Paused => {
                let is_late = clock.due_at.is_some_and(|due| due < now);
                *(if is_late { &mut sum.breached } else { &mut sum.running }) += 1;
            }
        }
        if matches!(state, ClockState::Met | ClockState::Breached) {
            worked.extend(clock.worked);
        }
    }
    if by.is_empty() && groups.is_empty() {
        return Ok(vec![Attainment::default()]);
    }
    let finish = |(mut sum, mut worked): (Attainment, Vec<i64>)| {
        worked.sort_unstable();
        sum.median_seconds = at_share(&worked, ONE_HALF);
        sum.ninetieth_seconds = at_share(&worked, NINE_TENTHS);
        sum
    };
    Ok(groups.into_values().map(finish).collect())
}

type Key = (
    Option<i64>,
    Option<LevelTarget>,
    Option<i64>,
    Option<i64>,
    Option<CaseKind>,
    Option<CaseSeverity>,
    Option<NaiveDate>,
);

fn key(line: &Attainment) -> Key {
    (
        line.policy.map(i64::from),
        line.target,
        line.owner.map(i64::from),
        line.assignee.map(i64::from),
        line.kind,
        line.severity,
        line.month,
    )
}

/// The values of the dimensions that are asked for.
fn line(clock: &ClockRow, case: &CaseRow, by: &[AttainmentDimension]) -> Result<Attainment> {
    let mut line = Attainment::default();
    for dimension in by {
        match dimension {
            AttainmentDimension::Policy => line.policy = Some(ServicePolicyId(clock.policy_id)),
            AttainmentDimension::Target => {
                let target = LevelTarget::from_slug(&clock.target);
                line.target = Some(target.ok_or_else(|| Error::corrupt("target"))?);
            }
            AttainmentDimension::Owner => line.owner = case.owner_id.map(OperatorId),
            AttainmentDimension::Assignee => line.assignee = case.assignee_id.map(OperatorId),
            AttainmentDimension::Kind => {
                let kind = CaseKind::from_slug(&case.kind);
                line.kind = Some(kind.ok_or_else(|| Error::corrupt("kind"))?);
            }
            AttainmentDimension::Severity => {
                let severity = CaseSeverity::from_slug(&case.severity);
                line.severity = Some(severity.ok_or_else(|| Error::corrupt("severity"))?);
            }
            AttainmentDimension::Month => line.month = case.opened_on.with_day(1),
        }
    }
    Ok(line)
}
