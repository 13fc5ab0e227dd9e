//! Clocks against cases reckoned by hand and against a minute-by-minute model.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use proptest::prelude::*;

use super::clock::{self, End, Pace};
use super::course::{self, Facts, Look};
use super::model::{
    CaseClock, ClockPause, ClockState, EscalationAction, EscalationStep, EscalationWhom,
    LevelTarget, NewServicePolicy, ServicePolicy,
};
use super::rules;
use crate::calendars::Hours;
use crate::calendars::model::{CalendarDay, NewCalendar, Weekday};
use crate::calendars::rules_tests::{calendar, calendars, is_worked};
use crate::service::model::{CaseKind, CaseSeverity};
use crate::values::{CaseId, ServicePolicyId};

const HOUR: i64 = 3_600;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn hours(zone: &str, days: Vec<CalendarDay>) -> Hours {
    let new = NewCalendar::weekdays("a", zone, &[("09:00", "12:00"), ("13:00", "18:00")]);
    Hours::of(&calendar(&NewCalendar { days, ..new })).unwrap()
}

fn policy(id: i64, targets: [Option<i64>; 3]) -> ServicePolicy {
    let [first, next, resolution] = targets;
    let new = NewServicePolicy {
        first_response_seconds: first,
        next_response_seconds: next,
        resolution_seconds: resolution,
        ..NewServicePolicy::default()
    };
    ServicePolicy { id: ServicePolicyId(id), place: id, ..rules::blank(&new) }
}

fn facts(opened: &str) -> Facts {
    Facts {
        case: CaseId(1),
        kind: CaseKind::Complaint,
        severity: CaseSeverity::High,
        level: Some("A".into()),
        opened_on: at(opened).date_naive(),
        opened_at: at(opened),
        first_answered_at: None,
        ended_at: None,
        is_resolved: false,
        is_waiting: false,
        asked_at: None,
        messages: std::collections::BTreeSet::new(),
    }
}

/// A case whose clocks follow it.
struct Course<'h> {
    facts: Facts,
    policies: Vec<ServicePolicy>,
    hours: Option<&'h Hours>,
    clocks: Vec<CaseClock>,
}

impl<'h> Course<'h> {
    fn open(opened: &str, policies: Vec<ServicePolicy>, hours: Option<&'h Hours>) -> Self {
        let mut course = Self { facts: facts(opened), policies, hours, clocks: Vec::new() };
        course.then(opened, Look::Anew, |_| {});
        course
    }

    fn then(&mut self, when: &str, look: Look, change: impl FnOnce(&mut Facts)) {
        change(&mut self.facts);
        let hours = self.hours;
        let pace = |_| Pace(hours);
        course::follow(&self.facts, &mut self.clocks, &self.policies, look, &pace, at(when));
        for (id, clock) in (1..).zip(&mut self.clocks) {
            clock.id.0 = id;
        }
    }

    fn clock(&self, target: LevelTarget) -> &CaseClock {
        self.clocks.iter().rev().find(|clock| clock.target == target).unwrap()
    }

    fn resolution(&self) -> &CaseClock {
        self.clock(LevelTarget::Resolution)
    }
}

#[test]
fn a_holiday_is_skipped_and_a_make_up_day_is_worked() {
    // 2026-09-30 is a Wednesday; the first three days of October are off, Saturday the 10th is
    // worked like a Friday (调休).
    let mut days: Vec<CalendarDay> = ["2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06"]
        .map(|it| CalendarDay::off(day(it), "国庆节"))
        .into();
    days.push(CalendarDay::off(day("2026-10-07"), "国庆节"));
    days.push(CalendarDay::like(day("2026-10-10"), Weekday::Friday));
    let hours = hours("Asia/Shanghai", days);
    let policies = vec![policy(1, [Some(2 * HOUR), None, Some(20 * HOUR)])];
    let course = Course::open("2026-09-30T17:00:00+08:00", policies, Some(&hours));
    // One hour on the 30th, then Thursday the 8th.
    let first = course.clock(LevelTarget::FirstResponse);
    assert_eq!(first.due_at, Some(at("2026-10-08T10:00:00+08:00")));
    // 1 on the 30th, 8 on the 8th, 8 on the 9th, 3 on Saturday the 10th.
    assert_eq!(course.resolution().due_at, Some(at("2026-10-10T12:00:00+08:00")));
}

#[test]
fn waiting_for_the_customer_moves_the_due_instant_by_worked_time_alone() {
    let hours = hours("Asia/Shanghai", Vec::new());
    let policies = vec![policy(1, [Some(HOUR), None, Some(8 * HOUR)])];
    // 2026-06-05 is a Friday.
    let mut course = Course::open("2026-06-05T10:00:00+08:00", policies, Some(&hours));
    assert_eq!(course.resolution().due_at, Some(at("2026-06-08T10:00:00+08:00")));
    let answered = at("2026-06-05T10:59:59+08:00");
    course
        .then("2026-06-05T10:59:59+08:00", Look::Keep, |it| it.first_answered_at = Some(answered));
    let first = course.clock(LevelTarget::FirstResponse);
    assert_eq!((first.state, first.worked_seconds), (ClockState::Met, Some(3_599)));
    course.then("2026-06-05T16:00:01+08:00", Look::Keep, |it| it.is_waiting = true);
    let paused = course.resolution();
    assert_eq!((paused.state, paused.due_at), (ClockState::Paused, None));
    // 5 hours and a second are worked; the weekend and Monday morning do not count.
    course.then("2026-06-08T11:00:00+08:00", Look::Keep, |it| it.is_waiting = false);
    assert_eq!(course.resolution().due_at, Some(at("2026-06-08T14:59:59+08:00")));
    course.then("2026-06-08T15:00:00+08:00", Look::Keep, |it| {
        it.ended_at = Some(at("2026-06-08T15:00:00+08:00"));
        it.is_resolved = true;
    });
    let late = course.resolution();
    assert_eq!((late.state, late.worked_seconds), (ClockState::Breached, Some(8 * HOUR + 1)));
}

#[test]
fn an_ended_case_goes_on_where_it_stood_when_it_is_taken_up_again() {
    let policies = vec![policy(1, [Some(HOUR), None, Some(10 * HOUR)])];
    let mut course = Course::open("2026-06-05T10:00:00Z", policies, None);
    course.then("2026-06-05T10:30:00Z", Look::Keep, |it| {
        it.ended_at = Some(at("2026-06-05T10:30:00Z"));
    });
    // Rejected: neither answered nor resolved, and not late.
    let states: Vec<ClockState> = course.clocks.iter().map(|clock| clock.state).collect();
    assert_eq!(states, [ClockState::Dropped, ClockState::Dropped]);
    course.then("2026-06-06T10:30:00Z", Look::Keep, |it| it.ended_at = None);
    let due = course.clocks.iter().map(|clock| clock.due_at);
    let due: Vec<_> = due.collect();
    let wanted = ["2026-06-06T11:00:00Z", "2026-06-06T20:00:00Z"].map(|it| Some(at(it)));
    assert_eq!(due, wanted);
}

#[test]
fn every_unanswered_message_of_the_customer_has_a_clock_of_its_own() {
    let policies = vec![policy(1, [Some(HOUR), Some(2 * HOUR), None])];
    let mut course = Course::open("2026-06-05T10:00:00Z", policies, None);
    // Before the first answer the first response covers it.
    let asked = at("2026-06-05T10:10:00Z");
    course.then("2026-06-05T10:10:00Z", Look::Keep, |it| it.asked_at = Some(asked));
    assert_eq!(course.clocks.len(), 1);
    let answered = at("2026-06-05T10:20:00Z");
    let answer = |it: &mut Facts, at| {
        it.first_answered_at.get_or_insert(at);
        it.messages.extend(it.asked_at.take());
    };
    course.then("2026-06-05T10:20:00Z", Look::Keep, |it| answer(it, answered));
    let asked = at("2026-06-05T11:00:00Z");
    course.then("2026-06-05T11:00:00Z", Look::Keep, |it| it.asked_at = Some(asked));
    // A second message does not put the answer off.
    course.then("2026-06-05T12:00:00Z", Look::Keep, |_| {});
    let next = course.clock(LevelTarget::NextResponse);
    assert_eq!((next.due_at, next.state), (Some(at("2026-06-05T13:00:00Z")), ClockState::Running));
    course.then("2026-06-05T13:00:00Z", Look::Keep, |it| answer(it, at("2026-06-05T13:00:00Z")));
    // By the second itself is in time.
    assert_eq!(course.clock(LevelTarget::NextResponse).state, ClockState::Met);
    let asked = at("2026-06-05T14:00:00Z");
    course.then("2026-06-05T14:00:00Z", Look::Keep, |it| it.asked_at = Some(asked));
    assert_eq!(course.clocks.len(), 3);
    assert_eq!(course.clock(LevelTarget::NextResponse).due_at, Some(at("2026-06-05T16:00:00Z")));
}

fn step(percent: Option<i64>, seconds: Option<i64>) -> EscalationStep {
    EscalationStep {
        target: LevelTarget::Resolution,
        percent,
        seconds,
        action: EscalationAction::Notify,
        whom: EscalationWhom::Owner,
        operator: None,
    }
}

#[test]
fn steps_come_by_worked_time_and_are_not_done_again_under_another_policy() {
    let hours = hours("Asia/Shanghai", Vec::new());
    let mut slow = policy(1, [None, None, Some(10 * HOUR)]);
    slow.steps = vec![step(Some(50), None), step(None, Some(-HOUR)), step(None, Some(HOUR))];
    let mut fast = policy(2, [None, None, Some(5 * HOUR)]);
    fast.severities = vec![CaseSeverity::Urgent];
    fast.steps = vec![step(Some(50), None), step(Some(100), None)];
    let policies = vec![slow, fast];
    let mut course = Course::open("2026-06-05T10:00:00+08:00", policies, Some(&hours));
    // Five hours are worked on Friday at four, nine on Monday at eleven, eleven at two.
    let comes = |course: &Course<'_>| {
        let clock = course.resolution();
        let pace = Pace(course.hours);
        let reach = |after| clock::reach(clock, pace, after).unwrap();
        clock.steps.iter().map(|step| reach(step.after_seconds)).collect::<Vec<_>>()
    };
    let wanted = ["2026-06-05T16:00:00+08:00", "2026-06-08T11:00:00+08:00"].map(at);
    assert_eq!(comes(&course)[..2], wanted);
    assert_eq!(comes(&course)[2], at("2026-06-08T14:00:00+08:00"));
    assert_eq!(course.resolution().next_step_at, Some(wanted[0]));
    let done = at("2026-06-05T16:00:00+08:00");
    course.clocks[0].steps[0].done_at = Some(done);
    course.then("2026-06-05T16:30:00+08:00", Look::Anew, |it| it.severity = CaseSeverity::Urgent);
    let clock = course.resolution();
    assert_eq!((clock.policy.0, clock.seconds), (2, 5 * HOUR));
    assert_eq!(clock.due_at, Some(at("2026-06-05T16:00:00+08:00")));
    let states: Vec<_> = clock.steps.iter().map(|step| step.done_at).collect();
    assert_eq!(states, [Some(done), None]);
    assert_eq!(clock.next_step_at, clock.due_at);
}

#[test]
fn what_is_promised_no_more_is_withdrawn_and_comes_back_as_it_was() {
    let mut all = policy(1, [Some(HOUR), None, Some(10 * HOUR)]);
    all.kinds = vec![CaseKind::Complaint];
    let mut course = Course::open("2026-06-05T10:00:00Z", vec![all], None);
    course.then("2026-06-05T10:10:00Z", Look::Anew, |it| it.kind = CaseKind::Feedback);
    assert!(course.clocks.iter().all(|clock| clock.state == ClockState::Withdrawn));
    course.then("2026-06-05T10:20:00Z", Look::Keep, |_| {});
    assert!(course.clocks.iter().all(|clock| clock.state == ClockState::Withdrawn));
    course.then("2026-06-05T10:30:00Z", Look::Anew, |it| it.kind = CaseKind::Complaint);
    let first = course.clock(LevelTarget::FirstResponse);
    assert_eq!(
        (first.due_at, first.state),
        (Some(at("2026-06-05T11:00:00Z")), ClockState::Running)
    );
    assert_eq!(course.clocks.len(), 2);
}

#[test]
fn the_policy_with_most_conditions_wins_and_the_first_among_equals() {
    let facts = facts("2026-06-05T10:00:00Z");
    let wins = |policies: &[ServicePolicy]| course::choose(policies, &facts).map(|it| it.id.0);
    let all = policy(1, [Some(1), None, None]);
    let mut level = policy(2, [Some(1), None, None]);
    level.levels = vec!["B".into(), "A".into()];
    let mut kind = policy(3, [Some(1), None, None]);
    kind.kinds = vec![CaseKind::Complaint];
    let mut both = policy(4, [Some(1), None, None]);
    (both.kinds, both.severities) = (kind.kinds.clone(), vec![CaseSeverity::High]);
    let mut policies = vec![all, level, kind, both];
    assert_eq!(wins(&policies), Some(4));
    policies[3].valid_from = Some(day("2026-06-06"));
    assert_eq!(wins(&policies), Some(2));
    policies[2].place = 0;
    assert_eq!(wins(&policies), Some(3));
    (policies[1].active, policies[2].valid_to) = (false, Some(day("2026-06-04")));
    assert_eq!(wins(&policies), Some(1));
    policies[0].levels = vec!["C".into()];
    assert_eq!(wins(&policies), None);
}

#[test]
fn a_clock_runs_through_the_hours_that_summer_time_skips_and_doubles() {
    let mut night = NewCalendar::weekdays("a", "Europe/Berlin", &[("00:00", "24:00")]);
    let sunday = night.weeks[0].hours[0].clone();
    for weekday in [Weekday::Saturday, Weekday::Sunday] {
        let hours = crate::calendars::model::WeekHours { weekday, ..sunday.clone() };
        night.weeks[0].hours.push(hours);
    }
    let hours = Hours::of(&calendar(&night)).unwrap();
    let policies = || vec![policy(1, [None, None, Some(4 * HOUR)])];
    // From midnight: the hour from two to three is skipped on the 29th of March …
    let spring = Course::open("2026-03-29T00:00:00+01:00", policies(), Some(&hours));
    assert_eq!(spring.resolution().due_at, Some(at("2026-03-29T05:00:00+02:00")));
    // … and shown twice on the 25th of October.
    let autumn = Course::open("2026-10-25T00:00:00+02:00", policies(), Some(&hours));
    assert_eq!(autumn.resolution().due_at, Some(at("2026-10-25T03:00:00+01:00")));
}

/// The seconds of a minute in which a clock runs, told from its words alone.
fn runs_in(pauses: &[ClockPause], started: DateTime<Utc>, second: DateTime<Utc>) -> bool {
    let stands = |pause: &ClockPause| pause.from <= second && pause.to.is_none_or(|to| second < to);
    started <= second && !pauses.iter().any(stands)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_clock_says_what_a_walk_over_the_seconds_counts(
        new in calendars(),
        start in 0..172_800_i64,
        gaps in prop::collection::vec((1..40_000_i64, 0..40_000_i64), 0..4),
        open in any::<bool>(),
        seconds in 1..60_000_i64,
        end in 0..300_000_i64,
    ) {
        let started = at("2018-10-26T00:00:00Z") + TimeDelta::seconds(start);
        let mut clock = clock::started(
            CaseId(1),
            LevelTarget::Resolution,
            &policy(1, [None, None, Some(seconds)]),
            started,
        ).unwrap();
        let mut last = started;
        for (run, stand) in gaps {
            let from = last + TimeDelta::seconds(run);
            last = from + TimeDelta::seconds(stand);
            clock.pauses.push(ClockPause { from, to: Some(last) });
        }
        if open && let Some(pause) = clock.pauses.last_mut() {
            pause.to = None;
        }
        let hours = Hours::of(&calendar(&new)).unwrap();
        clock::settle(&mut clock, Pace(Some(&hours)));
        // A walk over nine days, second by second; what a minute is, is asked once.
        let (mut worked, mut due, mut by_end) = (0, None, 0);
        let last = started + TimeDelta::seconds(end);
        let mut minute_works = false;
        for offset in 0..777_600_i64 {
            let second = started + TimeDelta::seconds(offset);
            if offset == 0 || second.timestamp() % 60 == 0 {
                minute_works = is_worked(&new, second);
            }
            if minute_works && runs_in(&clock.pauses, started, second) {
                worked += 1;
                by_end += i64::from(second < last);
                if worked == seconds {
                    due = Some(second + TimeDelta::seconds(1));
                    break;
                }
            }
        }
        if let Some(due) = due {
            prop_assert_eq!(clock.due_at, Some(due));
        } else {
            let walked = started + TimeDelta::seconds(777_600);
            prop_assert!(clock.due_at.is_none_or(|due| due > walked));
        }
        // A clock that ends there is late by what the walk says.
        if clock.pauses.iter().all(|pause| pause.from <= last) {
            let mut ended = clock.clone();
            clock::end(&mut ended, Pace(Some(&hours)), last, End::Kept);
            let is_late = due.is_some_and(|due| due < last);
            prop_assert_eq!(ended.state == ClockState::Breached, is_late);
            if !is_late {
                prop_assert_eq!(ended.worked_seconds, Some(by_end));
            }
        }
    }
}
