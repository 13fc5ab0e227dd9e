//! Who is given a case, by hand-made expectations.

use super::super::model::{ClassCondition, NewAssignmentRule, SeverityWeight};
use super::super::rules::blank;
use super::*;

fn operator(id: i64) -> OperatorId {
    OperatorId(id)
}

fn rule(id: i64, way: AssignmentWay, operators: &[i64]) -> AssignmentRule {
    let operators: Vec<OperatorId> = operators.iter().map(|id| operator(*id)).collect();
    let new = NewAssignmentRule::of_all("规则", "Rule", way, &operators);
    AssignmentRule { id: AssignmentRuleId(id), place: id, ..blank(&new) }
}

/// Four operators who may do all; 1 and 2 are of team 1, 3 of team 2.
fn desk() -> Desk {
    let teams = [(1, Some(1)), (2, Some(1)), (3, Some(2)), (4, None)];
    let active: BTreeMap<_, _> =
        teams.into_iter().map(|(id, team)| (operator(id), team.map(TeamId))).collect();
    Desk { capable: active.keys().copied().collect(), active, ..Desk::default() }
}

fn facts() -> Facts {
    Facts {
        kind: CaseKind::Complaint,
        severity: CaseSeverity::Normal,
        category: BTreeSet::new(),
        channel: BTreeSet::new(),
        classes: BTreeMap::new(),
        product: None,
        team: None,
        owner: None,
        assignee: None,
        is_allowed: true,
    }
}

fn given(desk: &mut Desk, rules: &[AssignmentRule], times: usize) -> Vec<i64> {
    let give = |_| desk.give(rules, &facts()).to.map_or(0, i64::from);
    (0..times).map(give).collect()
}

fn set(codes: &[&str]) -> BTreeSet<String> {
    codes.iter().map(|code| (*code).to_owned()).collect()
}

#[test]
fn turns_go_round_and_who_comes_back_has_one_and_not_all_they_missed() {
    let rules = [rule(1, AssignmentWay::RoundRobin, &[3, 1, 2])];
    let mut desk = desk();
    assert_eq!(given(&mut desk, &rules, 4), [3, 1, 2, 3]);
    desk.away.insert(operator(1));
    assert_eq!(given(&mut desk, &rules, 4), [2, 3, 2, 3]);
    desk.away.clear();
    assert_eq!(given(&mut desk, &rules, 4), [1, 2, 3, 1]);
    // Somebody new is the next one, once.
    let more = [rule(1, AssignmentWay::RoundRobin, &[3, 1, 2, 4])];
    assert_eq!(given(&mut desk, &more, 5), [4, 2, 3, 1, 4]);
    assert_eq!(desk.last[&AssignmentRuleId(1)], 17);
}

#[test]
fn the_least_load_wins_as_the_rule_weighs_it_and_turns_decide_among_equals() {
    let mut desk = desk();
    let count = |severity, count| BTreeMap::from([(severity, count)]);
    desk.open.insert(operator(1), count(CaseSeverity::Low, 3));
    desk.open.insert(operator(2), count(CaseSeverity::Urgent, 1));
    let plain = rule(1, AssignmentWay::LeastLoad, &[1, 2]);
    assert_eq!(given(&mut desk, std::slice::from_ref(&plain), 2), [2, 2]);
    desk.open.insert(operator(2), count(CaseSeverity::Urgent, 1));
    let weight = |severity, weight| SeverityWeight { severity, weight };
    let weights = vec![weight(CaseSeverity::Low, 0), weight(CaseSeverity::Urgent, 5)];
    let weighed = [AssignmentRule { id: AssignmentRuleId(2), weights, ..plain }];
    // 0 against 5; a case of its severity counts one; at 5 to 5 two cases are fewer than eight.
    assert_eq!(given(&mut desk, &weighed, 6), [1, 1, 1, 1, 1, 2]);
    let equal = [rule(3, AssignmentWay::LeastLoad, &[4, 3])];
    assert_eq!(given(&mut desk, &equal, 4), [4, 3, 4, 3]);
}

#[test]
fn nobody_has_more_than_the_limit_and_it_is_told_why() {
    let limited =
        AssignmentRule { open_limit: Some(2), ..rule(1, AssignmentWay::RoundRobin, &[1, 2]) };
    let mut desk = desk();
    assert_eq!(given(&mut desk, std::slice::from_ref(&limited), 6), [1, 2, 1, 2, 0, 0]);
    let choice = desk.give(std::slice::from_ref(&limited), &facts());
    assert_eq!(choice.trouble, Some(AssignmentTrouble::Full));
    assert_eq!((choice.rule, choice.turn), (Some(AssignmentRuleId(1)), None));
    let full = |it: &AssignmentCandidate| it.state == CandidateState::Full && it.open_cases == 2;
    assert!(choice.candidates.iter().all(full));
    // Whoever has a case keeps it within the limit, and it is no turn.
    let mine = Facts { assignee: Some(operator(1)), ..facts() };
    let choice = desk.give(std::slice::from_ref(&limited), &mine);
    assert_eq!((choice.to, choice.turn), (Some(operator(1)), None));
    desk.away.insert(operator(1));
    let why = |desk: &mut Desk, rule: &AssignmentRule| {
        desk.give(std::slice::from_ref(rule), &facts()).trouble.unwrap()
    };
    assert_eq!(why(&mut desk, &limited), AssignmentTrouble::Full, "one is full, one away");
    desk.away.insert(operator(2));
    assert_eq!(why(&mut desk, &limited), AssignmentTrouble::Away);
    let gone = rule(2, AssignmentWay::First, &[9]);
    assert_eq!(why(&mut desk, &gone), AssignmentTrouble::Nobody);
    desk.capable.clear();
    let barred = desk.give(&[rule(2, AssignmentWay::First, &[4])], &facts());
    assert_eq!(barred.trouble, Some(AssignmentTrouble::Nobody));
    assert_eq!(barred.candidates[0].state, CandidateState::NotPermitted);
    assert_eq!(desk.give(&[], &facts()).trouble, Some(AssignmentTrouble::NoRule));
    let held = Facts { is_allowed: false, ..facts() };
    let held = desk.give(&[limited], &held);
    assert_eq!((held.rule, held.trouble), (None, Some(AssignmentTrouble::NotAllowed)));
}

#[test]
fn the_first_free_one_and_the_owner() {
    let first = [rule(1, AssignmentWay::First, &[2, 1])];
    let mut desk = desk();
    assert_eq!(given(&mut desk, &first, 2), [2, 2]);
    desk.away.insert(operator(2));
    assert_eq!(given(&mut desk, &first, 1), [1]);
    let owner = [rule(2, AssignmentWay::Owner, &[])];
    assert_eq!(desk.give(&owner, &facts()).trouble, Some(AssignmentTrouble::NoOwner));
    let owned = Facts { owner: Some(operator(3)), ..facts() };
    assert_eq!(desk.give(&owner, &owned).to, Some(operator(3)));
    // Who stands in for the owner.
    let beside = [rule(3, AssignmentWay::Owner, &[4, 3])];
    assert_eq!(desk.give(&beside, &owned).to, Some(operator(3)));
    assert_eq!(desk.give(&beside, &facts()).to, Some(operator(4)));
    desk.leaving = Some(operator(3));
    let stands_in = desk.give(&beside, &owned);
    assert_eq!(stands_in.to, Some(operator(4)));
    assert_eq!(stands_in.candidates.len(), 2, "the owner is named once");
    let left = desk.give(&owner, &owned);
    assert_eq!(left.trouble, Some(AssignmentTrouble::Nobody));
    assert_eq!(left.candidates[0].state, CandidateState::Leaving);
}

#[test]
fn a_team_is_whoever_is_in_it() {
    let of_team =
        AssignmentRule { team: Some(TeamId(1)), ..rule(1, AssignmentWay::RoundRobin, &[]) };
    let mut desk = desk();
    assert_eq!(given(&mut desk, std::slice::from_ref(&of_team), 3), [1, 2, 1]);
    desk.active.insert(operator(4), Some(TeamId(1)));
    desk.active.remove(&operator(2));
    assert_eq!(given(&mut desk, std::slice::from_ref(&of_team), 3), [4, 1, 4]);
    // Operators and a team together: the named ones first, each once.
    let both = AssignmentRule { operators: vec![operator(3), operator(4)], ..of_team };
    let both = AssignmentRule { id: AssignmentRuleId(2), ..both };
    assert_eq!(given(&mut desk, &[both], 4), [3, 4, 1, 3]);
}

#[test]
fn rules_are_asked_in_their_order_and_hand_on_when_they_say_so() {
    let mut first = rule(1, AssignmentWay::First, &[1]);
    first.kinds = vec![CaseKind::Request];
    let second = rule(2, AssignmentWay::First, &[2]);
    let third = rule(3, AssignmentWay::First, &[3]);
    let mut desk = desk();
    let rules = |second: &AssignmentRule| [first.clone(), second.clone(), third.clone()];
    assert_eq!(desk.give(&rules(&second), &facts()).rule, Some(AssignmentRuleId(2)));
    desk.away.insert(operator(2));
    let stays = desk.give(&rules(&second), &facts());
    assert_eq!((stays.rule, stays.to), (Some(AssignmentRuleId(2)), None));
    let handing = AssignmentRule { otherwise: AssignmentOtherwise::Next, ..second };
    let next = desk.give(&rules(&handing), &facts());
    assert_eq!((next.rule, next.to), (Some(AssignmentRuleId(3)), Some(operator(3))));
    desk.away.insert(operator(3));
    let all = [handing.clone(), AssignmentRule { active: false, ..third.clone() }];
    let none = desk.give(&all, &facts());
    assert_eq!((none.rule, none.trouble), (Some(handing.id), Some(AssignmentTrouble::Away)));
}

#[test]
fn a_rule_is_met_by_what_meets_all_of_it() {
    let class = |dictionary: &str, items: &[&str]| ClassCondition {
        dictionary: dictionary.to_owned(),
        items: set(items).into_iter().collect(),
    };
    let whole = AssignmentRule {
        kinds: vec![CaseKind::Complaint, CaseKind::Request],
        severities: vec![CaseSeverity::Normal],
        categories: vec!["quality".to_owned()],
        channels: vec!["phone".to_owned(), "wechat".to_owned()],
        classes: vec![class("region", &["east"]), class("customer_level", &["A", "B"])],
        products: vec![ProductId(7)],
        owner_teams: vec![TeamId(1)],
        ..rule(1, AssignmentWay::First, &[1])
    };
    let fits = Facts {
        category: set(&["mould", "quality"]),
        channel: set(&["wechat"]),
        classes: BTreeMap::from([
            ("region".to_owned(), set(&["hangzhou", "east"])),
            ("customer_level".to_owned(), set(&["B"])),
        ]),
        product: Some(ProductId(7)),
        team: Some(TeamId(1)),
        ..facts()
    };
    assert!(meets(&whole, &fits));
    assert!(meets(&rule(1, AssignmentWay::First, &[1]), &facts()));
    let without = |change: fn(&mut Facts)| {
        let mut facts = fits.clone();
        change(&mut facts);
        meets(&whole, &facts)
    };
    assert!(!without(|it| it.kind = CaseKind::Feedback));
    assert!(!without(|it| it.severity = CaseSeverity::Urgent));
    assert!(!without(|it| it.category = set(&["delivery"])));
    assert!(!without(|it| it.channel.clear()));
    assert!(!without(|it| drop(it.classes.remove("region"))));
    assert!(!without(|it| drop(it.classes.insert("customer_level".into(), set(&["C"])))));
    assert!(!without(|it| it.product = None));
    assert!(!without(|it| it.team = Some(TeamId(2))));
}
