//! Service levels: something that is promised.

use bookroom::calendars::model::NewCalendar;
use bookroom::customers::model::NewCustomer;
use bookroom::service::levels::model::{
    EscalationAction, EscalationStep, EscalationWhom, LevelTarget, NewServicePolicy, ServicePolicy,
};
use bookroom::service::model::{CaseKind, CaseSeverity, CaseState, NewCase};
use bookroom_tests::room::{TestRoom, day};

/// A first answer within an hour and a resolution within a day, for every case.
pub fn promise(test: &TestRoom) -> ServicePolicy {
    let policy = NewServicePolicy::of_all("全部", "All", 3_600, 86_400);
    test.owner.service().levels().add(policy).unwrap()
}

/// A policy of service levels with everything, and a case that follows it: its first answer came,
/// the resolution waits for the customer.
pub fn everything(test: &TestRoom) {
    let service = test.owner.service();
    let step = |percent, seconds, whom, operator| EscalationStep {
        target: LevelTarget::Resolution,
        percent,
        seconds,
        action: EscalationAction::Notify,
        whom,
        operator,
    };
    let calendar = NewCalendar::weekdays("客服", "Asia/Shanghai", &[("09:00", "18:00")]);
    let calendar = test.owner.calendars().add(calendar).unwrap().id;
    let me = Some(test.owner.operator_id());
    let policy = NewServicePolicy {
        kinds: vec![CaseKind::Request, CaseKind::Complaint],
        severities: vec![CaseSeverity::Urgent, CaseSeverity::High],
        levels: vec!["A".to_owned(), "B".to_owned()],
        valid_from: Some(day("2026-01-01")),
        valid_to: Some(day("2026-12-31")),
        calendar: Some(calendar),
        next_response_seconds: Some(7_200),
        steps: vec![
            step(Some(0), None, EscalationWhom::Owner, None),
            step(None, Some(600), EscalationWhom::Operator, me),
        ],
        ..NewServicePolicy::of_all("样样都有", "Everything", 3_600, 28_800)
    };
    service.levels().add(policy).unwrap();
    let customer = NewCustomer { level: Some("A".to_owned()), ..NewCustomer::company("时限") };
    let customer = Some(test.owner.customers().add(customer).unwrap().id);
    let new = NewCase {
        severity: CaseSeverity::High,
        customer,
        ..NewCase::new(CaseKind::Complaint, "等")
    };
    for _ in 0..2 {
        let case = service.open(new.clone()).unwrap();
        service.add_note(case.id, "您好", true).unwrap();
        service.add_message(case.id, "何时修好?").unwrap();
        let case = service.get(case.id).unwrap();
        service.levels().escalate_due(None).unwrap();
        service.move_to(vec![(&case).into()], CaseState::Waiting).unwrap();
        assert_eq!(service.levels().clocks(case.id).unwrap().len(), 3);
    }
}
