//! Cases that are given by rules, on every database: to whom, why to nobody, what is told.

mod race;
mod rights;

use bookroom::Session;
use bookroom::access::model::NewTeam;
use bookroom::chrono::TimeDelta;
use bookroom::customers::model::NewCustomer;
use bookroom::dictionaries::model::NewDictionaryItem;
use bookroom::error::Code;
use bookroom::service::assignment::model::{
    AbsenceEdit, AbsenceFilter, AssignmentFilter, AssignmentOtherwise, AssignmentRuleEdit,
    AssignmentTrouble, AssignmentWay, CandidateState, CaseAssignment, ClassCondition, NewAbsence,
    NewAssignmentRule,
};
use bookroom::service::model::{Case, CaseKind, CaseState, CaseStep, NewCase};
use bookroom::service::relations::model::CaseSplit;
use bookroom::values::{CaseId, Clock, CustomerId, OperatorId, PageRequest};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom};

use super::{complaint, open, take};
use crate::whole::assert_whole;

fn rooms() -> impl Iterator<Item = TestRoom> {
    Backend::ALL.iter().map(|backend| room::on(*backend))
}

/// Three of the service, in the order of their ids.
pub fn staff(test: &TestRoom) -> Vec<Session> {
    ["wang", "li", "zhao"].map(|name| test.operator(name, &["service"])).into()
}

pub fn ids(staff: &[Session]) -> Vec<OperatorId> {
    staff.iter().map(Session::operator_id).collect()
}

pub fn rule(way: AssignmentWay, operators: &[OperatorId]) -> NewAssignmentRule {
    NewAssignmentRule::of_all("规则", "Rule", way, operators)
}

/// What was said of a case, in the order in which it was.
fn said(session: &Session, case: CaseId) -> Vec<CaseAssignment> {
    let filter = AssignmentFilter { case: Some(case), ..AssignmentFilter::default() };
    let page = PageRequest::first(100);
    let mut said = session.service().assignment().said(&filter, &page).unwrap().items;
    said.sort_by_key(|said| (said.at, said.id));
    said
}

fn customer(test: &TestRoom, name: &str, level: Option<&str>) -> CustomerId {
    let (level, owner) = (level.map(str::to_owned), Some(test.owner.operator_id()));
    let new = NewCustomer { level, owner, ..NewCustomer::company(name) };
    test.owner.customers().add(new).unwrap().id
}

fn again(session: &Session, case: &Case) -> Case {
    session.service().get(case.id).unwrap()
}

#[test]
fn cases_go_round_when_they_are_opened_on_every_database() {
    for test in rooms() {
        let (owner, staff) = (&test.owner, staff(&test));
        let (assignment, three) = (owner.service().assignment(), ids(&staff));
        let rule = assignment.add(rule(AssignmentWay::RoundRobin, &three)).unwrap();
        // By command alone, until the book says otherwise.
        assert_eq!(open(owner, "零").state, CaseState::New);
        assert!(said(owner, 1.into()).is_empty());
        assert_eq!(assignment.set_policy(0, true).unwrap().version, 1);
        assert_eq!(assignment.set_policy(0, true).unwrap_err().code(), Code::VersionConflict);
        let new = (0..5).map(|at| complaint(&format!("{at}"))).collect();
        let cases = owner.service().open_many(new).unwrap();
        let got: Vec<_> = cases.iter().map(|case| case.assignee.unwrap()).collect();
        assert_eq!(got, [three[0], three[1], three[2], three[0], three[1]]);
        assert!(cases.iter().all(|case| case.state == CaseState::Assigned && case.version == 1));
        let told = said(owner, cases[4].id);
        let me = Some(owner.operator_id());
        assert_eq!((told[0].rule, told[0].turn, told[0].by), (Some(rule.id), Some(5), me));
        assert_eq!((told[0].from, told[0].to, told.len()), (None, Some(three[1]), 1));
        // Who is named has the case, and it is nobody's turn.
        let mine = NewCase { assignee: me, ..complaint("我的") };
        let mine = owner.service().open(mine).unwrap();
        assert!(mine.assignee == me && said(owner, mine.id).is_empty());
        assert_eq!(open(owner, "五").assignee, Some(three[2]));
        // A part of a case that nobody has is asked about, too.
        let parent = again(owner, &mine);
        let parent = owner.service().assign(vec![(&parent).into()], None).unwrap().remove(0);
        let split = CaseSplit::of(&parent, "一部分");
        let part = owner.service().relations().split(split).unwrap();
        assert_eq!(part.assignee, Some(three[0]));
        let used = assignment.remove(rule.id, rule.version).unwrap_err();
        assert_eq!(used.code(), Code::InUse);
        assert_whole(owner, "whole");
    }
}

#[test]
fn the_least_load_is_counted_anew_and_limits_hold_on_every_database() {
    for test in rooms() {
        let (owner, staff) = (&test.owner, staff(&test));
        let (service, three) = (owner.service(), ids(&staff));
        let assignment = service.assignment();
        let limited =
            NewAssignmentRule { open_limit: Some(2), ..rule(AssignmentWay::LeastLoad, &three) };
        let rule = assignment.add(limited).unwrap();
        // Two by hand, which count as any other.
        for subject in ["一", "二"] {
            let new = NewCase { assignee: Some(three[0]), ..complaint(subject) };
            service.open(new).unwrap();
        }
        let waiting: Vec<Case> = (0..5).map(|at| open(owner, &format!("{at}"))).collect();
        let done = assignment.assign_unassigned(None).unwrap();
        assert_eq!(done.iter().map(|it| it.case.id).collect::<Vec<_>>(), {
            waiting.iter().map(|case| case.id).collect::<Vec<_>>()
        });
        let got: Vec<_> = done.iter().map(|it| it.case.assignee).collect();
        let [second, third] = [three[1], three[2]].map(Some);
        assert_eq!(got, [second, third, second, third, None]);
        let last = &done[4];
        assert_eq!((last.rule, last.trouble), (Some(rule.id), Some(AssignmentTrouble::Full)));
        assert!(
            last.candidates
                .iter()
                .all(|it| { (it.state, it.open_cases) == (CandidateState::Full, 2) })
        );
        assert_eq!(again(owner, &waiting[4]).state, CaseState::New);
        // Asked again, nothing new is told.
        assert_eq!(assignment.assign_unassigned(None).unwrap().len(), 1);
        let told = said(owner, waiting[4].id);
        assert_eq!((told.len(), told[0].trouble), (1, Some(AssignmentTrouble::Full)));
        // What ends makes room.
        let one = again(owner, &waiting[1]);
        take(owner, &one, CaseStep::Resolve).unwrap();
        let done = assignment.assign_unassigned(Some(1)).unwrap();
        assert_eq!(done[0].case.assignee, third);
        assert_eq!(said(owner, waiting[4].id).len(), 2);
        let full =
            AssignmentFilter { troubles: vec![AssignmentTrouble::Full], ..Default::default() };
        let full = assignment.said(&full, &PageRequest::first(9)).unwrap().items;
        assert_eq!(full.len(), 1);
        let stands = assignment.candidates(rule.id).unwrap();
        let stands: Vec<_> = stands.iter().map(|it| (it.open_cases, it.last_turn)).collect();
        assert_eq!(stands, [(2, None), (2, Some(3)), (2, Some(5))]);
        assert_eq!(assignment.assign_unassigned(Some(0)).unwrap_err().code(), Code::OutOfRange);
        assert_whole(owner, "whole");
    }
}

#[test]
fn a_dry_run_tells_which_rule_and_why_whom_and_changes_nothing() {
    let test = room::memory();
    let (owner, staff) = (&test.owner, staff(&test));
    let (assignment, three) = (owner.service().assignment(), ids(&staff));
    let requests =
        NewAssignmentRule { kinds: vec![CaseKind::Request], ..rule(AssignmentWay::First, &three) };
    assignment.add(requests).unwrap();
    let second = assignment.add(rule(AssignmentWay::RoundRobin, &three)).unwrap();
    let away = NewAbsence { operator: three[0], from: None, to: None };
    assignment.add_absence(away).unwrap();
    let case = open(owner, "一");
    let tried = owner.dry_run().service().assignment().assign(vec![(&case).into()]).unwrap();
    assert_eq!((tried[0].rule, tried[0].trouble), (Some(second.id), None));
    assert_eq!(tried[0].case.assignee, Some(three[1]));
    let states: Vec<_> = tried[0].candidates.iter().map(|it| it.state).collect();
    assert_eq!(states, [CandidateState::Away, CandidateState::Free, CandidateState::Free]);
    assert_eq!(again(owner, &case), case);
    assert!(said(owner, case.id).is_empty());
    // The turn was not taken.
    let done = assignment.assign(vec![(&case).into()]).unwrap();
    assert_eq!(done, tried);
    // Given anew, it is the next one's turn; who has it already keeps it.
    let given = again(owner, &case);
    let next = assignment.assign(vec![(&given).into()]).unwrap();
    assert_eq!(next[0].case.assignee, Some(three[2]));
    let told = said(owner, case.id);
    assert_eq!((told[1].from, told[1].to), (Some(three[1]), Some(three[2])));
    let stale = assignment.assign(vec![(&given).into()]).unwrap_err();
    assert_eq!(stale.code(), Code::VersionConflict);
    let now = again(owner, &case);
    let ended = take(owner, &now, CaseStep::Resolve).unwrap();
    let over = assignment.assign(vec![(&ended).into()]).unwrap_err();
    let problem = &over.problems()[0];
    assert_eq!((problem.code, problem.path.as_str()), (Code::WrongState, "cases[0]"));
    assert_whole(owner, "whole");
}

#[test]
fn rules_look_at_trees_of_categories_classes_of_customers_and_owners_on_every_database() {
    for test in rooms() {
        let (owner, staff) = (&test.owner, staff(&test));
        let (service, three) = (owner.service(), ids(&staff));
        let assignment = service.assignment();
        let lists = owner.dictionaries();
        let items = vec![
            NewDictionaryItem::new("tea", "茶叶", "Tea"),
            NewDictionaryItem::new("mould", "霉变", "Mould").below("tea"),
            NewDictionaryItem::new("old_tea", "旧茶", "Old tea"),
        ];
        lists.add_items("case_category", items).unwrap();
        let category = NewAssignmentRule {
            categories: vec!["旧茶".to_owned()],
            ..rule(AssignmentWay::First, &three[..1])
        };
        let category = assignment.add(category).unwrap();
        assert_eq!(category.categories, ["old_tea"], "labels become codes");
        // The rule follows an item that is merged into another one.
        let added = lists.items("case_category", true).unwrap();
        let old = added.iter().find(|item| item.code == "old_tea").unwrap();
        lists.merge_items("case_category", old.into(), "tea").unwrap();
        let class = |dictionary: &str, item: &str| ClassCondition {
            dictionary: dictionary.to_owned(),
            items: vec![item.to_owned()],
        };
        let level = NewAssignmentRule {
            classes: vec![class("customer_level", "A")],
            ..rule(AssignmentWay::First, &three[1..2])
        };
        assignment.add(level).unwrap();
        let owners = NewAssignmentRule {
            otherwise: AssignmentOtherwise::Next,
            ..rule(AssignmentWay::Owner, &[])
        };
        let owners = assignment.add(owners).unwrap();
        assignment.add(rule(AssignmentWay::First, &three[2..])).unwrap();
        assignment.set_policy(0, true).unwrap();
        let (good, plain) = (customer(&test, "甲", Some("A")), customer(&test, "乙", Some("C")));
        let opened = |category: Option<&str>, customer: Option<CustomerId>| {
            let category = category.map(str::to_owned);
            let new = NewCase { category, customer, ..complaint("坏了") };
            service.open(new).unwrap().assignee.unwrap()
        };
        assert_eq!(opened(Some("mould"), Some(good)), three[0]);
        assert_eq!(opened(None, Some(good)), three[1]);
        assert_eq!(opened(None, Some(plain)), owner.operator_id(), "its owner");
        assert_eq!(opened(None, None), three[2], "nobody owns it: the next rule");
        // The owner is away: the next rule, too.
        let away = NewAbsence { operator: owner.operator_id(), from: None, to: None };
        assignment.add_absence(away).unwrap();
        assert_eq!(opened(None, Some(plain)), three[2]);
        let stay = AssignmentRuleEdit {
            otherwise: Some(AssignmentOtherwise::Stay),
            ..AssignmentRuleEdit::default()
        };
        assignment.edit(owners.id, owners.version, stay).unwrap();
        let new = NewCase { customer: Some(plain), ..complaint("又坏了") };
        let stays = service.open(new).unwrap();
        assert_eq!((stays.state, stays.assignee), (CaseState::New, None));
        let told = said(owner, stays.id);
        let why = (told[0].rule, told[0].trouble);
        assert_eq!(why, (Some(owners.id), Some(AssignmentTrouble::Away)));
        assert_whole(owner, "whole");
    }
}

#[test]
fn who_is_away_is_passed_over_until_they_are_back_on_every_database() {
    for test in rooms() {
        let (owner, staff) = (&test.owner, staff(&test));
        let (assignment, three) = (owner.service().assignment(), ids(&staff));
        assignment.add(rule(AssignmentWay::RoundRobin, &three[..2])).unwrap();
        assignment.set_policy(0, true).unwrap();
        let now = test.clock.now();
        let (from, to) = (now + TimeDelta::hours(1), now + TimeDelta::hours(2));
        let away = NewAbsence { operator: three[0], from: Some(from), to: Some(to) };
        let away = assignment.add_absence(away).unwrap();
        let next = || open(owner, "坏了").assignee.unwrap();
        assert_eq!([next(), next()], [three[0], three[1]]);
        test.clock.advance(TimeDelta::hours(1));
        assert_eq!([next(), next()], [three[1], three[1]], "from that instant on");
        let at = AbsenceFilter { at: Some(test.clock.now()), ..AbsenceFilter::default() };
        let listed = assignment.absences(&at, &PageRequest::default()).unwrap().items;
        assert_eq!(listed, std::slice::from_ref(&away));
        test.clock.advance(TimeDelta::hours(1));
        assert_eq!([next(), next()], [three[0], three[1]], "back at the first instant");
        let longer = (now + TimeDelta::days(1)).into();
        let longer = AbsenceEdit { to: longer, ..AbsenceEdit::default() };
        let away = assignment.edit_absence(away.id, away.version, longer).unwrap();
        assert_eq!([next(), next()], [three[1], three[1]]);
        assert_eq!(
            assignment.remove_absence(away.id, 1).unwrap_err().code(),
            Code::VersionConflict
        );
        assignment.remove_absence(away.id, away.version).unwrap();
        assert_eq!(next(), three[0]);
        let wrong = NewAbsence { operator: three[0], from: Some(to), to: Some(from) };
        let wrong = assignment.add_absence(wrong).unwrap_err();
        let problem = &wrong.problems()[0];
        assert_eq!((problem.code, problem.path.as_str()), (Code::DateOrder, "absence.to"));
        assert_whole(owner, "whole");
    }
}

#[test]
fn who_leaves_hands_over_and_is_given_no_more_on_every_database() {
    for test in rooms() {
        let (owner, staff) = (&test.owner, staff(&test));
        let (service, three) = (owner.service(), ids(&staff));
        let assignment = service.assignment();
        let team = owner.access().add_team(NewTeam { name: "售后".into() }).unwrap();
        let zhou = test.operator_in("zhou", &["service"], Some(team.id));
        let of_team = NewAssignmentRule {
            team: Some(team.id),
            ..rule(AssignmentWay::RoundRobin, &three[..1])
        };
        assignment.add(of_team).unwrap();
        let mine = |subject: &str| {
            let new = NewCase { assignee: Some(three[0]), ..complaint(subject) };
            service.open(new).unwrap()
        };
        let (one, two, done) = (mine("一"), mine("二"), mine("三"));
        let two = take(owner, &two, CaseStep::Start).unwrap();
        take(owner, &done, CaseStep::Resolve).unwrap();
        let leaver = owner.access().operators().unwrap();
        let leaver = leaver.into_iter().find(|it| it.id == three[0]).unwrap();
        owner.access().set_operator_active(leaver.id, leaver.version, false).unwrap();
        let given = assignment.hand_over(three[0], None).unwrap();
        let given: Vec<_> =
            given.iter().map(|it| (it.case.id, it.case.assignee, it.case.state)).collect();
        let zhou_id = Some(zhou.operator_id());
        let expected = [
            (one.id, zhou_id, CaseState::Assigned),
            // What is worked on goes on being worked on.
            (two.id, zhou_id, CaseState::InProgress),
        ];
        assert_eq!(given, expected);
        assert!(assignment.hand_over(three[0], None).unwrap().is_empty());
        // Nobody is left but who hands over: the case stays, and it is told why.
        let stays = assignment.hand_over(zhou.operator_id(), Some(1)).unwrap();
        assert_eq!(stays[0].trouble, Some(AssignmentTrouble::Nobody));
        assert_eq!(stays[0].case.assignee, zhou_id);
        let states: Vec<_> = stays[0].candidates.iter().map(|it| it.state).collect();
        assert_eq!(states, [CandidateState::Inactive, CandidateState::Leaving]);
        let told = said(owner, stays[0].case.id);
        let last = told.last().unwrap();
        assert_eq!((last.from, last.to, last.turn), (zhou_id, None, None));
        let nobody = assignment.hand_over(999.into(), None).unwrap_err();
        assert_eq!(nobody.problems()[0].path, "operator");
        assert_whole(owner, "whole");
    }
}

#[test]
fn a_step_that_the_book_leaves_out_is_not_taken_by_rules() {
    let test = room::memory();
    let (owner, staff) = (&test.owner, staff(&test));
    let (assignment, three) = (owner.service().assignment(), ids(&staff));
    assignment.add(rule(AssignmentWay::First, &three)).unwrap();
    assignment.set_policy(0, true).unwrap();
    let steps = vec![CaseStep::Start, CaseStep::Resolve];
    owner.service().transitions().set(CaseState::New, 0, steps).unwrap();
    let case = open(owner, "一");
    assert_eq!(case.assignee, None);
    assert_eq!(said(owner, case.id)[0].trouble, Some(AssignmentTrouble::NotAllowed));
    let bulk = assignment.assign_unassigned(None).unwrap();
    assert_eq!(bulk[0].trouble, Some(AssignmentTrouble::NotAllowed));
    let named = assignment.assign(vec![(&case).into()]).unwrap_err();
    assert_eq!(named.code(), Code::WrongState);
    assert_whole(owner, "whole");
}
