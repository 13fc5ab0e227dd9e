//! What a pool must be like, and when its rules take a customer back: pure decisions.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

use super::model::{NewPool, Pool, PoolEdit, PoolRule, PoolRuleKind};
use crate::error::Code;
use crate::values::{Check, PoolId};

const LABEL_LIMIT: usize = 100;
const DAYS_LIMIT: i64 = 3_650;
const NOTICE_LIMIT: i64 = 365;
const CLAIMS_LIMIT: i64 = 100_000;
const QUOTA_LIMIT: i64 = 1_000_000;
const RULES_LIMIT: usize = 50;
const MEMBERS_LIMIT: usize = 1_000;
/// The most characters of a reason.
pub(crate) const REASON_LIMIT: usize = 500;

/// A pool that is not there yet.
pub(crate) fn blank(new: &NewPool) -> Pool {
    let new = new.clone();
    Pool {
        id: PoolId(0),
        label_zh: new.label_zh,
        label_en: new.label_en,
        active: true,
        barred_days: new.barred_days,
        daily_claims: new.daily_claims,
        quota: new.quota,
        quota_counts_dealt: new.quota_counts_dealt,
        notice_days: new.notice_days,
        rules: new.rules,
        members: new.members,
        teams: new.teams,
        version: 1,
    }
}

/// The pool with the values of an edit.
pub(crate) fn edited(pool: &Pool, edit: &PoolEdit) -> Pool {
    let mut after = pool.clone();
    let set = |field: &mut i64, new: Option<i64>| *field = new.unwrap_or(*field);
    after.label_zh = edit.label_zh.clone().unwrap_or(after.label_zh);
    after.label_en = edit.label_en.clone().unwrap_or(after.label_en);
    after.active = edit.active.unwrap_or(after.active);
    set(&mut after.barred_days, edit.barred_days);
    set(&mut after.notice_days, edit.notice_days);
    after.daily_claims = edit.daily_claims.over(after.daily_claims);
    after.quota = edit.quota.over(after.quota);
    after.quota_counts_dealt = edit.quota_counts_dealt.unwrap_or(after.quota_counts_dealt);
    after.rules = edit.rules.items().map_or(after.rules, <[_]>::to_vec);
    after.members = edit.members.items().map_or(after.members, <[_]>::to_vec);
    after.teams = edit.teams.items().map_or(after.teams, <[_]>::to_vec);
    after
}

/// Checks the values of a pool and puts its lists in order. References are looked for elsewhere.
pub(crate) fn clean(pool: &mut Pool, check: &mut Check) {
    (pool.label_zh, pool.label_en) = check.labels(&pool.label_zh, &pool.label_en, LABEL_LIMIT);
    let mut whole = |path: &str, value: Option<i64>, low: i64, high: i64| {
        if let Some(value) = value {
            let [value, low, high] = [value, low, high].map(Decimal::from);
            check.number(path, value, low, high, 0);
        }
    };
    whole("barred_days", Some(pool.barred_days), 0, DAYS_LIMIT);
    whole("daily_claims", pool.daily_claims, 1, CLAIMS_LIMIT);
    whole("quota", pool.quota, 1, QUOTA_LIMIT);
    whole("notice_days", Some(pool.notice_days), 0, NOTICE_LIMIT);
    for (index, rule) in pool.rules.iter().enumerate() {
        whole(&format!("rules[{index}].days"), Some(rule.days), 0, DAYS_LIMIT);
    }
    check.at_most("rules", pool.rules.len(), RULES_LIMIT);
    check.at_most("members", pool.members.len(), MEMBERS_LIMIT);
    check.at_most("teams", pool.teams.len(), MEMBERS_LIMIT);
    let mut seen = BTreeSet::new();
    for (index, member) in pool.members.iter().enumerate() {
        let path = format!("members[{index}].operator");
        check.require(seen.insert(member.operator), &path, Code::Repeated);
    }
    let mut seen = BTreeSet::new();
    for (index, team) in pool.teams.iter().enumerate() {
        check.require(seen.insert(*team), &format!("teams[{index}]"), Code::Repeated);
    }
    pool.members.sort_by_key(|member| member.operator);
    pool.teams.sort_unstable();
}

/// Refuses two rules of one kind for one level; levels are codes by now.
pub(crate) fn check_rules(rules: &[PoolRule], check: &mut Check) {
    let mut seen = BTreeSet::new();
    for (index, rule) in rules.iter().enumerate() {
        let is_new = seen.insert((rule.kind, rule.level.clone()));
        check.require(is_new, &format!("rules[{index}].level"), Code::Repeated);
    }
}

/// What decides when a customer goes back to a pool.
#[derive(Debug, Clone)]
pub(crate) struct Facts {
    /// The day on which it came to its owner.
    pub(crate) owned_on: NaiveDate,
    /// The last day on which anybody had to do with it.
    pub(crate) dealing_on: Option<NaiveDate>,
    /// The day of its last posted sales invoice.
    pub(crate) deal_on: Option<NaiveDate>,
    /// The code of its level.
    pub(crate) level: Option<String>,
}

/// By which rule a customer goes back, since when it was missing what the rule asks for, and from
/// which day on. The earliest, when there are several.
pub(crate) fn due<'r>(
    rules: &'r [PoolRule],
    facts: &Facts,
) -> Option<(NaiveDate, NaiveDate, &'r PoolRule)> {
    let of_kind = |kind: PoolRuleKind| {
        let mut rules = rules.iter().filter(move |rule| rule.kind == kind);
        let general = rules.clone().find(|rule| rule.level.is_none());
        let own = rules.find(|rule| rule.level.is_some() && rule.level == facts.level);
        own.or(general)
    };
    let found = PoolRuleKind::ALL.iter().filter_map(|&kind| {
        let rule = of_kind(kind)?;
        let last = match kind {
            PoolRuleKind::NoDealing => facts.dealing_on,
            PoolRuleKind::NoDeal => facts.deal_on,
        };
        let since = last.map_or(facts.owned_on, |last| last.max(facts.owned_on));
        let days = u64::try_from(rule.days).ok()?;
        Some((since.checked_add_days(Days::new(days))?, since, rule))
    });
    found.min_by_key(|(due_on, _, _)| *due_on)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn rule(kind: PoolRuleKind, level: Option<&str>, days: i64) -> PoolRule {
        PoolRule { kind, level: level.map(str::to_owned), days }
    }

    #[test]
    fn the_rule_of_a_level_goes_before_the_general_one() {
        let rules =
            [rule(PoolRuleKind::NoDealing, None, 30), rule(PoolRuleKind::NoDealing, Some("A"), 90)];
        let mut facts = Facts {
            owned_on: day("2026-01-01"),
            dealing_on: None,
            deal_on: None,
            level: Some("A".to_owned()),
        };
        assert_eq!(due(&rules, &facts).unwrap().0, day("2026-04-01"));
        facts.level = Some("B".to_owned());
        assert_eq!(due(&rules, &facts).unwrap().0, day("2026-01-31"));
        assert!(due(&rules[1..], &facts).is_none());
    }

    #[test]
    fn what_happened_last_counts_and_the_earliest_rule_wins() {
        let rules = [rule(PoolRuleKind::NoDealing, None, 60), rule(PoolRuleKind::NoDeal, None, 30)];
        let facts = Facts {
            owned_on: day("2026-03-01"),
            dealing_on: Some(day("2026-02-01")),
            deal_on: Some(day("2026-03-20")),
            level: None,
        };
        let (on, since, by) = due(&rules, &facts).unwrap();
        assert_eq!((on, since, by.kind), (day("2026-04-19"), day("2026-03-20"), rules[1].kind));
        let facts = Facts { deal_on: Some(day("2026-04-15")), ..facts };
        let (on, since, by) = due(&rules, &facts).unwrap();
        assert_eq!((on, since, by.kind), (day("2026-04-30"), day("2026-03-01"), rules[0].kind));
    }
}
