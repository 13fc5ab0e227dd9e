//! What a rule and an absence must be like: pure.

use chrono::{DateTime, Utc};

use super::model::{
    Absence, AssignmentRule, AssignmentRuleEdit, AssignmentWay, ClassCondition, NewAssignmentRule,
    SeverityWeight,
};
use crate::error::{Code, Problem};
use crate::service::levels::once;
use crate::values::{AssignmentRuleId, Check};

const LABEL_LIMIT: usize = 100;
const ITEM_LIMIT: usize = 50;
const CLASS_LIMIT: usize = 20;
const PRODUCT_LIMIT: usize = 1_000;
const TEAM_LIMIT: usize = 100;
const OPERATOR_LIMIT: usize = 1_000;
const OPEN_LIMIT: i64 = 100_000;
const WEIGHT_LIMIT: i64 = 1_000;
/// The most rules of a book.
pub(crate) const RULE_LIMIT: usize = 500;
/// The most absences of one operator.
pub(crate) const ABSENCE_LIMIT: usize = 1_000;

/// A rule that is not there yet.
pub(crate) fn blank(new: &NewAssignmentRule) -> AssignmentRule {
    let new = new.clone();
    AssignmentRule {
        id: AssignmentRuleId(0),
        label_zh: new.label_zh,
        label_en: new.label_en,
        active: true,
        place: 0,
        kinds: new.kinds,
        severities: new.severities,
        categories: new.categories,
        channels: new.channels,
        classes: new.classes,
        products: new.products,
        owner_teams: new.owner_teams,
        way: new.way,
        operators: new.operators,
        team: new.team,
        open_limit: new.open_limit,
        weights: new.weights,
        otherwise: new.otherwise,
        version: 1,
    }
}

/// The rule with the values of an edit.
pub(crate) fn edited(rule: &AssignmentRule, edit: &AssignmentRuleEdit) -> AssignmentRule {
    let old = rule.clone();
    AssignmentRule {
        label_zh: edit.label_zh.clone().unwrap_or(old.label_zh),
        label_en: edit.label_en.clone().unwrap_or(old.label_en),
        active: edit.active.unwrap_or(old.active),
        kinds: edit.kinds.items().map_or(old.kinds, <[_]>::to_vec),
        severities: edit.severities.items().map_or(old.severities, <[_]>::to_vec),
        categories: edit.categories.items().map_or(old.categories, <[_]>::to_vec),
        channels: edit.channels.items().map_or(old.channels, <[_]>::to_vec),
        classes: edit.classes.items().map_or(old.classes, <[_]>::to_vec),
        products: edit.products.items().map_or(old.products, <[_]>::to_vec),
        owner_teams: edit.owner_teams.items().map_or(old.owner_teams, <[_]>::to_vec),
        way: edit.way.unwrap_or(old.way),
        operators: edit.operators.items().map_or(old.operators, <[_]>::to_vec),
        team: edit.team.over(old.team),
        open_limit: edit.open_limit.over(old.open_limit),
        weights: edit.weights.items().map_or(old.weights, <[_]>::to_vec),
        otherwise: edit.otherwise.unwrap_or(old.otherwise),
        ..old
    }
}

fn whole(check: &mut Check, path: &str, value: i64, low: i64, high: i64) {
    if !(low..=high).contains(&value) {
        let problem = Problem::new(Code::OutOfRange).at(path);
        check.add(problem.fact("low", low).fact("high", high));
    }
}

/// Checks the values of a rule and puts what has no order in one. References are looked for
/// elsewhere.
pub(crate) fn clean(check: &mut Check, rule: &mut AssignmentRule) {
    (rule.label_zh, rule.label_en) = check.labels(&rule.label_zh, &rule.label_en, LABEL_LIMIT);
    once(check, "kinds", &rule.kinds);
    once(check, "severities", &rule.severities);
    once(check, "products", &rule.products);
    once(check, "owner_teams", &rule.owner_teams);
    once(check, "operators", &rule.operators);
    rule.kinds.sort_unstable();
    rule.severities.sort_unstable();
    check.at_most("categories", rule.categories.len(), ITEM_LIMIT);
    check.at_most("channels", rule.channels.len(), ITEM_LIMIT);
    check.at_most("classes", rule.classes.len(), CLASS_LIMIT);
    check.at_most("products", rule.products.len(), PRODUCT_LIMIT);
    check.at_most("owner_teams", rule.owner_teams.len(), TEAM_LIMIT);
    check.at_most("operators", rule.operators.len(), OPERATOR_LIMIT);
    let named: Vec<&str> = rule.classes.iter().map(|class| class.dictionary.as_str()).collect();
    for (index, class) in rule.classes.iter().enumerate() {
        let path = format!("classes[{index}]");
        let is_first = named.iter().position(|it| *it == class.dictionary) == Some(index);
        check.require(is_first, &format!("{path}.dictionary"), Code::Repeated);
        clean_class(check, &path, class);
    }
    let has_some = !rule.operators.is_empty() || rule.team.is_some();
    check.require(has_some || rule.way == AssignmentWay::Owner, "operators", Code::Required);
    if let Some(limit) = rule.open_limit {
        whole(check, "open_limit", limit, 1, OPEN_LIMIT);
    }
    let severities: Vec<_> = rule.weights.iter().map(|weight| weight.severity).collect();
    once(check, "weights", &severities);
    check.each("weights", &rule.weights, |check, weight: &SeverityWeight| {
        whole(check, "weight", weight.weight, 0, WEIGHT_LIMIT);
    });
    rule.weights.sort_unstable();
}

fn clean_class(check: &mut Check, path: &str, class: &ClassCondition) {
    check.within(path, |check| {
        check.require(!class.items.is_empty(), "items", Code::Required);
        check.at_most("items", class.items.len(), ITEM_LIMIT);
    });
}

/// The places of rules, from 1, when those that are named come first, in that order. Only those
/// that move are told of.
pub(crate) fn plan_order(
    check: &mut Check,
    first: &[AssignmentRuleId],
    rules: &[AssignmentRule],
) -> Vec<(usize, i64)> {
    once(check, "rules", first);
    for (index, id) in first.iter().enumerate() {
        let is_known = rules.iter().any(|rule| rule.id == *id);
        check.require(is_known, &format!("rules[{index}]"), Code::UnknownReference);
    }
    let place_of = |rule: &AssignmentRule| {
        let named = first.iter().position(|id| *id == rule.id);
        (named.unwrap_or(usize::MAX), rule.place, rule.id)
    };
    let mut order: Vec<usize> = (0..rules.len()).collect();
    order.sort_by_key(|index| rules.get(*index).map(place_of));
    let moves = (1..).zip(order).map(|(place, index)| (index, place));
    moves.filter(|(index, place)| rules.get(*index).is_some_and(|it| it.place != *place)).collect()
}

/// Checks from when to when somebody is away; what is written is as fine as the store keeps it.
pub(crate) fn clean_absence(check: &mut Check, absence: &mut Absence) {
    let kept = |at: DateTime<Utc>| DateTime::from_timestamp_micros(at.timestamp_micros());
    for (path, at) in [("from", Some(absence.from)), ("to", absence.to)] {
        if let Some(at) = at {
            check.date(path, at.date_naive());
        }
    }
    absence.from = kept(absence.from).unwrap_or(absence.from);
    absence.to = absence.to.map(|at| kept(at).unwrap_or(at));
    let in_order = absence.to.is_none_or(|to| absence.from < to);
    check.require(in_order, "to", Code::DateOrder);
}

#[cfg(test)]
mod tests {
    use super::super::model::NewAssignmentRule;
    use super::*;
    use crate::service::model::{CaseKind, CaseSeverity};
    use crate::values::{AbsenceId, OperatorId, TeamId};

    fn said(new: &NewAssignmentRule) -> Vec<String> {
        let mut check = Check::new();
        clean(&mut check, &mut blank(new));
        let Err(error) = check.finish() else { return Vec::new() };
        let problems = error.problems().iter();
        problems.map(|it| format!("{} {}", it.path, it.code.slug())).collect()
    }

    fn round(operators: &[i64]) -> NewAssignmentRule {
        let operators: Vec<OperatorId> = operators.iter().map(|id| OperatorId(*id)).collect();
        NewAssignmentRule::of_all("轮流", "", AssignmentWay::RoundRobin, &operators)
    }

    #[test]
    fn a_rule_names_operators_a_team_or_the_owner() {
        assert!(said(&round(&[2, 1])).is_empty());
        let team = NewAssignmentRule { team: Some(TeamId(1)), ..round(&[]) };
        assert!(said(&team).is_empty());
        assert_eq!(said(&round(&[])), ["operators required"]);
        let both = NewAssignmentRule { operators: vec![OperatorId(1)], ..team };
        assert!(said(&both).is_empty());
        let owner = NewAssignmentRule { way: AssignmentWay::Owner, ..round(&[]) };
        assert!(said(&owner).is_empty());
    }

    #[test]
    fn every_problem_of_a_rule_is_named_with_its_path() {
        let class = |items: &[&str]| ClassCondition {
            dictionary: "region".into(),
            items: items.iter().map(|item| (*item).to_owned()).collect(),
        };
        let weight = |severity, weight| SeverityWeight { severity, weight };
        let wrong = NewAssignmentRule {
            label_zh: " ".into(),
            kinds: vec![CaseKind::Complaint, CaseKind::Complaint],
            classes: vec![class(&["a"]), class(&[])],
            open_limit: Some(0),
            weights: vec![weight(CaseSeverity::High, 2), weight(CaseSeverity::High, -1)],
            ..round(&[1, 1])
        };
        assert_eq!(
            said(&wrong),
            [
                "label_zh required",
                "kinds[1] repeated",
                "operators[1] repeated",
                "classes[1].dictionary repeated",
                "classes[1].items required",
                "open_limit out_of_range",
                "weights[1] repeated",
                "weights[1].weight out_of_range",
            ]
        );
    }

    #[test]
    fn those_that_are_named_come_first() {
        let rule =
            |id, place| AssignmentRule { id: AssignmentRuleId(id), place, ..blank(&round(&[1])) };
        let rules = [rule(1, 1), rule(2, 2), rule(3, 3)];
        let mut check = Check::new();
        let moves = plan_order(&mut check, &[AssignmentRuleId(3)], &rules);
        assert_eq!(moves, [(2, 1), (0, 2), (1, 3)]);
        assert!(plan_order(&mut check, &[AssignmentRuleId(1)], &rules).is_empty());
        check.finish().unwrap();
        let mut check = Check::new();
        let twice = [AssignmentRuleId(9), AssignmentRuleId(9)];
        plan_order(&mut check, &twice, &rules);
        let problems = check.finish().unwrap_err();
        let paths: Vec<&str> = problems.problems().iter().map(|it| it.path.as_str()).collect();
        assert_eq!(paths, ["rules[1]", "rules[0]", "rules[1]"]);
    }

    #[test]
    fn an_absence_ends_after_it_began() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let away = |from: &str, to: Option<&str>| {
            let mut check = Check::new();
            let (id, operator) = (AbsenceId(1), OperatorId(1));
            let (from, to) = (at(from), to.map(at));
            clean_absence(&mut check, &mut Absence { id, operator, from, to, version: 1 });
            check.finish().err().map(|error| error.code())
        };
        assert_eq!(away("2026-06-15T00:00:00Z", None), None);
        assert_eq!(away("2026-06-15T00:00:00Z", Some("2026-06-15T00:00:01Z")), None);
        let never = away("2026-06-15T00:00:00Z", Some("2026-06-15T00:00:00Z"));
        assert_eq!(never, Some(Code::DateOrder));
        // Less than the store keeps lies between the two.
        let never = away("2026-06-15T00:00:00Z", Some("2026-06-15T00:00:00.0000001Z"));
        assert_eq!(never, Some(Code::DateOrder));
    }
}
