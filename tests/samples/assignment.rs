//! Rules by which cases are assigned, and somebody who is away.

use bookroom::service::assignment::model::{
    AssignmentOtherwise, AssignmentRule, AssignmentWay, ClassCondition, NewAbsence,
    NewAssignmentRule, SeverityWeight,
};
use bookroom::service::model::{CaseKind, CaseSeverity};
use bookroom_tests::room::TestRoom;

/// A rule that says all that one can, for requests of customers of a level; whoever opens anything
/// else is told that no rule fits.
pub fn rule(test: &TestRoom) -> AssignmentRule {
    let class =
        ClassCondition { dictionary: "customer_level".to_owned(), items: vec!["A".to_owned()] };
    let rule = NewAssignmentRule {
        kinds: vec![CaseKind::Request],
        severities: vec![CaseSeverity::Urgent, CaseSeverity::High],
        classes: vec![class],
        open_limit: Some(20),
        weights: vec![SeverityWeight { severity: CaseSeverity::Urgent, weight: 3 }],
        otherwise: AssignmentOtherwise::Next,
        ..NewAssignmentRule::of_all(
            "样样都有",
            "Everything",
            AssignmentWay::LeastLoad,
            &[test.owner.operator_id()],
        )
    };
    test.owner.service().assignment().add(rule).unwrap()
}

/// Such a rule, which is asked when cases are opened, and an absence that is to come.
pub fn everything(test: &TestRoom) {
    rule(test);
    let assignment = test.owner.service().assignment();
    assignment.set_policy(0, true).unwrap();
    let (from, to) = ("2026-07-01T00:00:00Z", "2026-07-08T00:00:00Z");
    let absence = NewAbsence {
        operator: test.owner.operator_id(),
        from: Some(from.parse().unwrap()),
        to: Some(to.parse().unwrap()),
    };
    assignment.add_absence(absence).unwrap();
}
