//! How the clocks of a case follow it: pure.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};

use super::clock::{self, End, Pace};
use super::model::{CaseClock, ClockState, LevelTarget, ServicePolicy};
use crate::service::model::{CaseKind, CaseSeverity};
use crate::values::{CalendarId, CaseId};

/// What decides of a case.
#[derive(Debug, Clone)]
pub(crate) struct Facts {
    pub(crate) case: CaseId,
    pub(crate) kind: CaseKind,
    pub(crate) severity: CaseSeverity,
    /// The code of its customer's level.
    pub(crate) level: Option<String>,
    pub(crate) opened_on: NaiveDate,
    pub(crate) opened_at: DateTime<Utc>,
    pub(crate) first_answered_at: Option<DateTime<Utc>>,
    /// When it ended; none while it is open.
    pub(crate) ended_at: Option<DateTime<Utc>>,
    /// Whether it ended with a resolution, which is an answer too.
    pub(crate) is_resolved: bool,
    /// Whether it waits for the customer.
    pub(crate) is_waiting: bool,
    /// The first message of the customer that no public note of the staff has followed.
    pub(crate) asked_at: Option<DateTime<Utc>>,
    /// When the messages of the customer came that are still there.
    pub(crate) messages: BTreeSet<DateTime<Utc>>,
}

/// The policy for a case: of those it meets, the one with most conditions; among these the first.
pub(crate) fn choose<'p>(
    policies: &'p [ServicePolicy],
    facts: &Facts,
) -> Option<&'p ServicePolicy> {
    let meets = |policy: &&ServicePolicy| {
        let has_level = |level: &String| policy.levels.contains(level);
        policy.active
            && (policy.kinds.is_empty() || policy.kinds.contains(&facts.kind))
            && (policy.severities.is_empty() || policy.severities.contains(&facts.severity))
            && (policy.levels.is_empty() || facts.level.as_ref().is_some_and(has_level))
            && policy.valid_from.is_none_or(|day| day <= facts.opened_on)
            && policy.valid_to.is_none_or(|day| facts.opened_on <= day)
    };
    let conditions = |policy: &ServicePolicy| {
        let given =
            [policy.kinds.is_empty(), policy.severities.is_empty(), policy.levels.is_empty()];
        given.iter().filter(|is_empty| !**is_empty).count()
    };
    policies
        .iter()
        .filter(meets)
        .min_by_key(|policy| (std::cmp::Reverse(conditions(policy)), policy.place, policy.id))
}

/// Whether, and how, the policy of a case is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Look {
    /// The case goes on with the policy it has.
    Keep,
    /// What decides about the policy has changed.
    Anew,
    /// The case takes what the policies say now, also the one that it has.
    Afresh,
}

/// Lets the clocks of a case follow what has become of it by `now`.
pub(crate) fn follow<'h>(
    facts: &Facts,
    clocks: &mut Vec<CaseClock>,
    policies: &[ServicePolicy],
    look: Look,
    pace: &dyn Fn(Option<CalendarId>) -> Pace<'h>,
    now: DateTime<Utc>,
) {
    if look > Look::Keep && facts.ended_at.is_none() {
        assign(facts, clocks, choose(policies, facts), look, pace, now);
    }
    for clock in clocks.iter_mut().filter(|clock| clock.state != ClockState::Withdrawn) {
        let pace = pace(clock.calendar);
        match clock.target {
            LevelTarget::FirstResponse => respond_first(facts, clock, pace, now),
            LevelTarget::NextResponse => respond(facts, clock, pace, now),
            LevelTarget::Resolution => resolve(facts, clock, pace, now),
        }
    }
    if let Some(asked_at) = facts.asked_at.filter(|_| facts.ended_at.is_none()) {
        ask(facts, clocks, policies, pace, asked_at);
    }
}

fn is_open(clock: &CaseClock) -> bool {
    clock.ended_at.is_none()
}

fn respond_first(facts: &Facts, clock: &mut CaseClock, pace: Pace<'_>, now: DateTime<Utc>) {
    match (is_open(clock), facts.first_answered_at, facts.ended_at) {
        (true, Some(answered), _) => clock::end(clock, pace, answered, End::Kept),
        (true, None, Some(ended)) if facts.is_resolved => {
            clock::end(clock, pace, ended, End::Kept);
        }
        (true, None, Some(ended)) => clock::end(clock, pace, ended, End::Dropped),
        (false, None, None) => clock::resume(clock, pace, now),
        _ => {}
    }
}

fn respond(facts: &Facts, clock: &mut CaseClock, pace: Pace<'_>, now: DateTime<Utc>) {
    let is_asked = facts.asked_at == Some(clock.started_at);
    // It is there and waits no more, so somebody replied after it.
    let is_answered = facts.messages.contains(&clock.started_at);
    match (is_open(clock), is_asked, facts.ended_at) {
        (true, false, _) if is_answered => clock::end(clock, pace, now, End::Kept),
        // The message is gone.
        (true, false, None) => clock::end(clock, pace, now, End::Dropped),
        (true, _, Some(ended)) if facts.is_resolved => clock::end(clock, pace, ended, End::Kept),
        (true, _, Some(ended)) => clock::end(clock, pace, ended, End::Dropped),
        (false, true, None) => clock::resume(clock, pace, now),
        _ => {}
    }
}

fn resolve(facts: &Facts, clock: &mut CaseClock, pace: Pace<'_>, now: DateTime<Utc>) {
    match (is_open(clock), facts.ended_at) {
        (true, Some(ended)) => {
            let end = if facts.is_resolved { End::Kept } else { End::Dropped };
            clock::end(clock, pace, ended, end);
        }
        (false, None) => clock::resume(clock, pace, now),
        _ => {}
    }
    if is_open(clock) {
        clock::set_paused(clock, pace, now, facts.is_waiting);
    }
}

/// Starts the clock of a message that nobody has answered, unless its answer is the first one.
fn ask<'h>(
    facts: &Facts,
    clocks: &mut Vec<CaseClock>,
    policies: &[ServicePolicy],
    pace: &dyn Fn(Option<CalendarId>) -> Pace<'h>,
    asked_at: DateTime<Utc>,
) {
    let covers = |clock: &CaseClock| match clock.target {
        LevelTarget::FirstResponse => is_open(clock),
        LevelTarget::NextResponse => is_open(clock) || clock.started_at == asked_at,
        LevelTarget::Resolution => false,
    };
    if clocks.iter().any(covers) {
        return;
    }
    let follows = clocks.iter().rev().find(|clock| clock.state != ClockState::Withdrawn);
    let policy = match follows {
        Some(clock) => policies.iter().find(|policy| policy.id == clock.policy),
        None if clocks.is_empty() => choose(policies, facts),
        None => None,
    };
    let started =
        policy.and_then(|it| clock::started(facts.case, LevelTarget::NextResponse, it, asked_at));
    if let Some(mut clock) = started {
        let pace = pace(clock.calendar);
        clock::settle(&mut clock, pace);
        clocks.push(clock);
    }
}

/// Lets an open case follow a policy, or none.
fn assign<'h>(
    facts: &Facts,
    clocks: &mut Vec<CaseClock>,
    policy: Option<&ServicePolicy>,
    look: Look,
    pace: &dyn Fn(Option<CalendarId>) -> Pace<'h>,
    now: DateTime<Utc>,
) {
    for &target in LevelTarget::ALL {
        let promised = policy.filter(|policy| policy.seconds(target).is_some());
        let is_wanted = match target {
            LevelTarget::FirstResponse => facts.first_answered_at.is_none(),
            LevelTarget::NextResponse => false,
            LevelTarget::Resolution => true,
        };
        let mut of_target = clocks.iter_mut().filter(|clock| clock.target == target);
        let open = of_target.find(|clock| is_open(clock));
        let withdrawn = |clock: &&mut CaseClock| clock.state == ClockState::Withdrawn;
        match (open, promised) {
            (Some(clock), Some(policy)) if look == Look::Afresh || clock.policy != policy.id => {
                clock::follow_policy(clock, policy);
                clock::settle(clock, pace(clock.calendar));
            }
            (Some(clock), None) => {
                clock::end(clock, pace(clock.calendar), now, End::Withdrawn);
            }
            (None, Some(policy)) if is_wanted => {
                let mut of_target = clocks.iter_mut().filter(|clock| clock.target == target);
                if let Some(clock) = of_target.find(withdrawn) {
                    clock::follow_policy(clock, policy);
                    clock::revive(clock, pace(clock.calendar));
                } else if !clocks.iter().any(|clock| clock.target == target)
                    && let Some(mut clock) =
                        clock::started(facts.case, target, policy, facts.opened_at)
                {
                    let pace = pace(clock.calendar);
                    clock::settle(&mut clock, pace);
                    clocks.push(clock);
                }
            }
            _ => {}
        }
    }
}
