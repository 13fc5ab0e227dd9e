//! Who sets up rules, who follows them, and who says that somebody is away.

use bookroom::access::model::NewTeam;
use bookroom::error::Code;
use bookroom::service::assignment::model::{
    AssignmentFilter, AssignmentTrouble, AssignmentWay, CandidateState, NewAbsence,
    NewAssignmentRule,
};
use bookroom::service::model::NewCase;
use bookroom::values::PageRequest;
use bookroom_tests::room;

use super::{complaint, ids, open, rule, staff};

#[test]
fn rules_give_cases_for_who_may_not_assign_and_only_to_who_may_work_on_them() {
    let test = room::memory();
    let staff = staff(&test);
    let sales = test.operator("sales", &["sales"]);
    let clerk = test.operator("clerk", &["cashier"]);
    let assignment = test.owner.service().assignment();
    let operators = [clerk.operator_id(), staff[0].operator_id()];
    let rule = assignment.add(rule(AssignmentWay::First, &operators)).unwrap();
    let states: Vec<_> =
        assignment.candidates(rule.id).unwrap().iter().map(|it| it.state).collect();
    assert_eq!(states, [CandidateState::NotPermitted, CandidateState::Free]);
    assignment.set_policy(0, true).unwrap();
    let case = open(&sales, "客户反映");
    assert_eq!(case.assignee, Some(staff[0].operator_id()));
    let code = |result: bookroom::error::Error| result.code();
    let barred = sales.service().assignment();
    assert_eq!(code(barred.assign_unassigned(None).unwrap_err()), Code::NotPermitted);
    assert_eq!(code(barred.assign(vec![(&case).into()]).unwrap_err()), Code::NotPermitted);
    assert_eq!(code(barred.set_policy(1, false).unwrap_err()), Code::NotPermitted);
    let new = super::rule(AssignmentWay::First, &operators);
    assert_eq!(code(barred.add(new).unwrap_err()), Code::NotPermitted);
    assert!(barred.list().is_ok() && clerk.service().assignment().list().is_err());
    // What was said is seen with the case.
    let other = test.operator("other", &["sales"]);
    let all = AssignmentFilter::default();
    let of = |session: &bookroom::Session| {
        session.service().assignment().said(&all, &PageRequest::default()).unwrap().items.len()
    };
    assert_eq!((of(&sales), of(&staff[0]), of(&other)), (1, 1, 0));
    let about = AssignmentFilter { case: Some(case.id), ..AssignmentFilter::default() };
    let hidden = other.service().assignment().said(&about, &PageRequest::default());
    assert_eq!(hidden.unwrap_err().code(), Code::NotFound);
}

#[test]
fn one_says_of_oneself_that_one_is_away_and_of_others_by_permission() {
    let test = room::memory();
    let staff = staff(&test);
    let away = |of: usize| NewAbsence { operator: staff[of].operator_id(), from: None, to: None };
    let mine = staff[0].service().assignment();
    let absence = mine.add_absence(away(0)).unwrap();
    let other = mine.add_absence(away(1)).unwrap_err();
    let problem = &other.problems()[0];
    assert_eq!((problem.code, problem.path.as_str()), (Code::UnknownReference, "absence.operator"));
    let theirs = staff[1].service().assignment();
    assert!(theirs.remove_absence(absence.id, absence.version).is_err());
    assert!(theirs.edit_absence(absence.id, absence.version, Default::default()).is_err());
    assert_eq!(
        theirs.absences(&Default::default(), &PageRequest::default()).unwrap().items.len(),
        1
    );
    let owner = test.owner.service().assignment();
    owner.remove_absence(absence.id, absence.version).unwrap();
    owner.add_absence(away(1)).unwrap();
}

#[test]
fn every_problem_of_a_rule_is_named() {
    let test = room::memory();
    let staff = staff(&test);
    let assignment = test.owner.service().assignment();
    let class = |dictionary: &str, items: &[&str]| {
        let items = items.iter().map(|item| (*item).to_owned()).collect();
        let dictionary = dictionary.to_owned();
        bookroom::service::assignment::model::ClassCondition { dictionary, items }
    };
    let team = test.owner.access().add_team(NewTeam { name: "一队".into() }).unwrap();
    let wrong = NewAssignmentRule {
        categories: vec!["没有".to_owned()],
        channels: vec!["phone".to_owned(), "电话".to_owned()],
        classes: vec![class("没有", &["A"]), class("customer_level", &["A", "Z"])],
        products: vec![77.into()],
        owner_teams: vec![team.id, 88.into()],
        operators: vec![staff[0].operator_id(), 99.into()],
        team: Some(66.into()),
        ..rule(AssignmentWay::RoundRobin, &[])
    };
    let error = assignment.add(wrong).unwrap_err();
    let told: Vec<String> =
        error.problems().iter().map(|it| format!("{} {}", it.path, it.code.slug())).collect();
    assert_eq!(
        told,
        [
            "rule.categories[0] unknown_reference",
            "rule.channels[1] repeated",
            "rule.classes[0].items[0] unknown_reference",
            "rule.classes[1].items[1] unknown_reference",
            "rule.products[0] unknown_reference",
            "rule.owner_teams[1] unknown_reference",
            "rule.operators[1] unknown_reference",
            "rule.team unknown_reference",
        ]
    );
    assert!(assignment.list().unwrap().is_empty());
}

#[test]
fn what_nobody_can_be_given_is_told_to_who_opens_it() {
    let test = room::memory();
    let staff = staff(&test);
    let assignment = test.owner.service().assignment();
    assignment.set_policy(0, true).unwrap();
    let none = open(&test.owner, "无规则");
    let said = |case: &bookroom::service::model::Case| super::said(&test.owner, case.id).remove(0);
    assert_eq!(said(&none).trouble, Some(AssignmentTrouble::NoRule));
    assignment.add(rule(AssignmentWay::Owner, &[])).unwrap();
    let customer = super::customer(&test, "甲", None);
    let unowned = test.owner.customers().get(customer).unwrap();
    test.owner.customers().assign(vec![unowned.seen()], None, None).unwrap();
    let new = NewCase { customer: Some(customer), ..complaint("无主") };
    let case = test.owner.service().open(new).unwrap();
    assert_eq!(said(&case).trouble, Some(AssignmentTrouble::NoOwner));
    // One of the rules that were added since is met.
    assignment.add(rule(AssignmentWay::First, &ids(&staff))).unwrap();
    assert_eq!(assignment.assign_unassigned(None).unwrap().len(), 2);
}
