//! What a policy of service levels must be like: pure.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::model::{
    EscalationAction, EscalationStep, EscalationWhom, LevelTarget, NewServicePolicy, ServicePolicy,
    ServicePolicyEdit,
};
use crate::error::Code;
use crate::values::{Check, ServicePolicyId};

const LABEL_LIMIT: usize = 100;
const LEVEL_LIMIT: usize = 50;
const STEP_LIMIT: usize = 50;
const PERCENT_LIMIT: i64 = 1_000;
/// The most policies of a book.
pub(crate) const POLICY_LIMIT: usize = 1_000;
/// The most cases of one call.
pub(crate) const CASE_LIMIT: usize = 10_000;
/// Ten years, in seconds.
pub(crate) const SECONDS_LIMIT: i64 = 315_576_000;

/// A policy that is not there yet.
pub(crate) fn blank(new: &NewServicePolicy) -> ServicePolicy {
    let new = new.clone();
    ServicePolicy {
        id: ServicePolicyId(0),
        label_zh: new.label_zh,
        label_en: new.label_en,
        active: true,
        place: 0,
        kinds: new.kinds,
        severities: new.severities,
        levels: new.levels,
        valid_from: new.valid_from,
        valid_to: new.valid_to,
        calendar: new.calendar,
        first_response_seconds: new.first_response_seconds,
        next_response_seconds: new.next_response_seconds,
        resolution_seconds: new.resolution_seconds,
        steps: new.steps,
        version: 1,
    }
}

/// The policy with the values of an edit.
pub(crate) fn edited(policy: &ServicePolicy, edit: &ServicePolicyEdit) -> ServicePolicy {
    let old = policy.clone();
    ServicePolicy {
        label_zh: edit.label_zh.clone().unwrap_or(old.label_zh),
        label_en: edit.label_en.clone().unwrap_or(old.label_en),
        active: edit.active.unwrap_or(old.active),
        kinds: edit.kinds.items().map_or(old.kinds, <[_]>::to_vec),
        severities: edit.severities.items().map_or(old.severities, <[_]>::to_vec),
        levels: edit.levels.items().map_or(old.levels, <[_]>::to_vec),
        valid_from: edit.valid_from.over(old.valid_from),
        valid_to: edit.valid_to.over(old.valid_to),
        calendar: edit.calendar.over(old.calendar),
        first_response_seconds: edit.first_response_seconds.over(old.first_response_seconds),
        next_response_seconds: edit.next_response_seconds.over(old.next_response_seconds),
        resolution_seconds: edit.resolution_seconds.over(old.resolution_seconds),
        steps: edit.steps.items().map_or(old.steps, <[_]>::to_vec),
        ..old
    }
}

fn whole(check: &mut Check, path: &str, value: i64, low: i64, high: i64) {
    let [value, low, high] = [value, low, high].map(Decimal::from);
    check.number(path, value, low, high, 0);
}

/// Checks the values of a policy and puts its lists in order. References are looked for elsewhere.
pub(crate) fn clean(check: &mut Check, policy: &mut ServicePolicy) {
    (policy.label_zh, policy.label_en) =
        check.labels(&policy.label_zh, &policy.label_en, LABEL_LIMIT);
    once(check, "kinds", &policy.kinds);
    once(check, "severities", &policy.severities);
    policy.kinds.sort_unstable();
    policy.severities.sort_unstable();
    check.at_most("levels", policy.levels.len(), LEVEL_LIMIT);
    for (path, day) in [("valid_from", policy.valid_from), ("valid_to", policy.valid_to)] {
        if let Some(day) = day {
            check.date(path, day);
        }
    }
    let in_order = policy.valid_from.zip(policy.valid_to).is_none_or(|(from, to)| from <= to);
    check.require(in_order, "valid_to", Code::DateOrder);
    let mut is_empty = true;
    for &target in LevelTarget::ALL {
        let path = format!("{}_seconds", target.slug());
        if let Some(seconds) = policy.seconds(target) {
            whole(check, &path, seconds, 1, SECONDS_LIMIT);
            is_empty = false;
        } else {
            let has_steps = policy.steps.iter().any(|step| step.target == target);
            check.require(!has_steps, &path, Code::Required);
        }
    }
    check.require(!is_empty, "resolution_seconds", Code::Required);
    check.at_most("steps", policy.steps.len(), STEP_LIMIT);
    check.each("steps", &policy.steps, clean_step);
}

/// Refuses what stands twice in a list.
pub(crate) fn once<T: Ord>(check: &mut Check, name: &str, items: &[T]) {
    let mut seen = BTreeSet::new();
    for (index, item) in items.iter().enumerate() {
        check.require(seen.insert(item), &format!("{name}[{index}]"), Code::Repeated);
    }
}

fn clean_step(check: &mut Check, step: &EscalationStep) {
    match (step.percent, step.seconds) {
        (Some(percent), None) => whole(check, "percent", percent, 0, PERCENT_LIMIT),
        (None, Some(seconds)) => {
            whole(check, "seconds", seconds, -SECONDS_LIMIT, SECONDS_LIMIT);
        }
        (None, None) => check.fail("percent", Code::Required),
        (Some(_), Some(_)) => check.fail("percent", Code::BadChoice),
    }
    let is_named = step.whom == EscalationWhom::Operator;
    match (is_named, step.operator) {
        (true, None) => check.fail("operator", Code::Required),
        (false, Some(_)) => check.fail("operator", Code::BadChoice),
        _ => {}
    }
    let to_one = step.action != EscalationAction::Reassign || step.whom != EscalationWhom::Team;
    check.require(to_one, "whom", Code::BadChoice);
}

/// The places of policies, from 1, when those that are named come first, in that order. Only those
/// that move are told of.
pub(crate) fn plan_order(
    check: &mut Check,
    first: &[ServicePolicyId],
    policies: &[ServicePolicy],
) -> Vec<(usize, i64)> {
    once(check, "policies", first);
    for (index, id) in first.iter().enumerate() {
        let is_known = policies.iter().any(|policy| policy.id == *id);
        check.require(is_known, &format!("policies[{index}]"), Code::UnknownReference);
    }
    let place_of = |policy: &ServicePolicy| {
        let named = first.iter().position(|id| *id == policy.id);
        (named.unwrap_or(usize::MAX), policy.place, policy.id)
    };
    let mut order: Vec<usize> = (0..policies.len()).collect();
    order.sort_by_key(|index| policies.get(*index).map(place_of));
    let moves = (1..).zip(order).map(|(place, index)| (index, place));
    moves
        .filter(|(index, place)| policies.get(*index).is_some_and(|it| it.place != *place))
        .collect()
}
