//! How the time of a target runs: pure. What a clock says follows from when it started, when it
//! stood still and the hours of its calendar, so it is reckoned anew whenever one of them changes.

use chrono::{DateTime, Utc};

use super::model::{
    CaseClock, ClockPause, ClockState, ClockStep, EscalationStep, LevelTarget, ServicePolicy,
};
use crate::calendars::Hours;
use crate::values::{CaseClockId, CaseId};

const MICROS: i64 = 1_000_000;

/// How time passes: by the hours of a calendar, or without any all the time.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pace<'h>(pub(crate) Option<&'h Hours>);

impl Pace<'_> {
    fn worked(self, from: DateTime<Utc>, to: DateTime<Utc>) -> Option<i64> {
        match self.0 {
            Some(hours) => hours.worked_micros(from, to),
            None => (to - from).num_microseconds(),
        }
    }

    fn add(self, from: DateTime<Utc>, micros: i64) -> Option<DateTime<Utc>> {
        match self.0 {
            Some(hours) => hours.add_micros(from, micros),
            None => from.checked_add_signed(chrono::TimeDelta::microseconds(micros)),
        }
    }
}

/// The pieces of time in which a clock runs; the last is open unless the clock stands still.
fn runs(clock: &CaseClock) -> Vec<(DateTime<Utc>, Option<DateTime<Utc>>)> {
    let mut runs = Vec::with_capacity(clock.pauses.len() + 1);
    let mut start = clock.started_at;
    for pause in &clock.pauses {
        runs.push((start, Some(pause.from)));
        match pause.to {
            Some(to) => start = to,
            None => return runs,
        }
    }
    runs.push((start, None));
    runs
}

/// The first instant by which a clock has run for so many worked seconds; none while it stands
/// still before that.
pub(crate) fn reach(clock: &CaseClock, pace: Pace<'_>, seconds: i64) -> Option<DateTime<Utc>> {
    let mut left = seconds.max(0).checked_mul(MICROS)?;
    for (from, to) in runs(clock) {
        let Some(to) = to else { return pace.add(from, left) };
        let worked = pace.worked(from, to)?;
        if left <= worked {
            return pace.add(from, left);
        }
        left -= worked;
    }
    None
}

/// The whole worked seconds for which a clock has run by an instant; none above the horizon of
/// calendars.
pub(crate) fn worked(clock: &CaseClock, pace: Pace<'_>, at: DateTime<Utc>) -> Option<i64> {
    let mut all = 0_i64;
    for (from, to) in runs(clock) {
        let to = to.map_or(at, |to| to.min(at));
        if from < to {
            all = all.checked_add(pace.worked(from, to)?)?;
        }
    }
    Some(all / MICROS)
}

/// Reckons a clock that has not ended.
pub(crate) fn settle(clock: &mut CaseClock, pace: Pace<'_>) {
    let is_paused = clock.pauses.last().is_some_and(|pause| pause.to.is_none());
    clock.state = if is_paused { ClockState::Paused } else { ClockState::Running };
    clock.due_at = reach(clock, pace, clock.seconds);
    let left = clock.steps.iter().filter(|step| step.done_at.is_none());
    clock.next_step_at = left.filter_map(|step| reach(clock, pace, step.after_seconds)).min();
}

/// How a clock ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// What was promised came.
    Kept,
    /// The case ended without it.
    Dropped,
    /// It is promised no more.
    Withdrawn,
}

/// Ends a clock.
pub(crate) fn end(clock: &mut CaseClock, pace: Pace<'_>, at: DateTime<Utc>, end: End) {
    let at = at.max(clock.started_at);
    if let Some(pause) = clock.pauses.last_mut()
        && pause.to.is_none()
    {
        pause.to = Some(at);
    }
    clock.due_at = reach(clock, pace, clock.seconds);
    let is_late = clock.due_at.is_some_and(|due| due < at);
    clock.state = match end {
        End::Withdrawn => ClockState::Withdrawn,
        _ if is_late => ClockState::Breached,
        End::Kept => ClockState::Met,
        End::Dropped => ClockState::Dropped,
    };
    clock.ended_at = Some(at);
    clock.worked_seconds = worked(clock, pace, at);
    clock.next_step_at = None;
}

/// Lets a clock that ended run again; the time since then does not count.
pub(crate) fn resume(clock: &mut CaseClock, pace: Pace<'_>, at: DateTime<Utc>) {
    if let Some(from) = clock.ended_at.filter(|from| *from < at) {
        clock.pauses.push(ClockPause { from, to: Some(at) });
    }
    run_on(clock, pace);
}

/// Lets a clock that was withdrawn run again as if it had not been.
pub(crate) fn revive(clock: &mut CaseClock, pace: Pace<'_>) {
    let ended = clock.ended_at;
    if let Some(pause) = clock.pauses.last_mut()
        && pause.to == ended
    {
        pause.to = None;
    }
    run_on(clock, pace);
}

fn run_on(clock: &mut CaseClock, pace: Pace<'_>) {
    clock.ended_at = None;
    clock.worked_seconds = None;
    settle(clock, pace);
}

/// Lets an open clock stand still or run again from an instant on.
pub(crate) fn set_paused(clock: &mut CaseClock, pace: Pace<'_>, at: DateTime<Utc>, paused: bool) {
    match (clock.pauses.last_mut().filter(|pause| pause.to.is_none()), paused) {
        (None, true) => clock.pauses.push(ClockPause { from: at.max(clock.started_at), to: None }),
        (Some(pause), false) => pause.to = Some(at),
        _ => return,
    }
    settle(clock, pace);
}

/// After how many worked seconds a step comes.
pub(crate) fn step_after(step: &EscalationStep, seconds: i64) -> i64 {
    match (step.percent, step.seconds) {
        (Some(percent), _) => seconds.saturating_mul(percent) / 100,
        (None, offset) => seconds.saturating_add(offset.unwrap_or(0)).max(0),
    }
}

/// A new clock by a policy, which has that target; none when it has not.
pub(crate) fn started(
    case: CaseId,
    target: LevelTarget,
    policy: &ServicePolicy,
    at: DateTime<Utc>,
) -> Option<CaseClock> {
    let mut clock = CaseClock {
        id: CaseClockId(0),
        case,
        target,
        policy: policy.id,
        calendar: policy.calendar,
        seconds: policy.seconds(target)?,
        state: ClockState::Running,
        started_at: at,
        pauses: Vec::new(),
        due_at: None,
        ended_at: None,
        worked_seconds: None,
        steps: Vec::new(),
        next_step_at: None,
        version: 1,
    };
    take_steps(&mut clock, policy);
    Some(clock)
}

/// Puts what a policy says into a clock. What was done before by the same step is not done again.
pub(crate) fn follow_policy(clock: &mut CaseClock, policy: &ServicePolicy) {
    clock.policy = policy.id;
    clock.calendar = policy.calendar;
    clock.seconds = policy.seconds(clock.target).unwrap_or(clock.seconds);
    take_steps(clock, policy);
}

fn take_steps(clock: &mut CaseClock, policy: &ServicePolicy) {
    let mut done = std::mem::take(&mut clock.steps);
    for step in policy.steps.iter().filter(|step| step.target == clock.target) {
        let same = done.iter().position(|old| old.step == *step && old.done_at.is_some());
        clock.steps.push(ClockStep {
            step: step.clone(),
            after_seconds: step_after(step, clock.seconds),
            done_at: same.and_then(|same| done.swap_remove(same).done_at),
        });
    }
}

/// Whether a state is what the rest of a clock says.
pub(crate) fn agrees(clock: &CaseClock, state: ClockState) -> bool {
    match (clock.ended_at, state) {
        (None, _) => clock.state == state,
        (Some(_), ClockState::Withdrawn) => true,
        (Some(ended), ClockState::Met | ClockState::Dropped) => {
            clock.due_at.is_none_or(|due| ended <= due)
        }
        (Some(ended), ClockState::Breached) => clock.due_at.is_some_and(|due| due < ended),
        (Some(_), ClockState::Running | ClockState::Paused) => false,
    }
}
