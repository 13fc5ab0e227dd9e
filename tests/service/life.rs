//! Cases from their coming in to their end, step by step.

use bookroom::Session;
use bookroom::customers::model::NewCustomer;
use bookroom::error::Code;
use bookroom::service::model::{
    Case, CaseDimension, CaseEdit, CaseNoteEdit, CaseSeverity, CaseState, CaseStep, CaseVersion,
    NewCase,
};
use bookroom::service::steps_from;
use bookroom::values::PageRequest;
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, day};
use chrono::TimeDelta;

use super::{complaint, open, resolution, some, take};

/// A case from its coming in to its end and back, the same on every database.
pub fn conformance_life(test: &TestRoom) {
    let service = test.owner.service();
    let customer = test.owner.customers().add(NewCustomer::company("青禾")).unwrap();
    let new = NewCase {
        description: some("第二台机器开不了机 😡\nمرحبا"),
        category: some("产品质量"),
        channel: some("phone"),
        severity: CaseSeverity::High,
        customer: Some(customer.id),
        ..complaint("  机器坏了  ")
    };
    let case = service.open(new).unwrap();
    assert_eq!(case.number, "CASE-202606-0001");
    assert_eq!((case.state, case.subject.as_str()), (CaseState::New, "机器坏了"));
    assert_eq!(case.category.as_deref(), Some("quality"));
    assert_eq!(case.opened_on, day("2026-06-15"));
    assert_eq!(case.owner, customer.owner);
    assert_eq!(service.get(case.id).unwrap(), case);

    test.clock.advance(TimeDelta::minutes(7));
    let note = service.add_note(case.id, "内部:查批次", false).unwrap();
    assert_eq!(service.get(case.id).unwrap(), case);
    let public = service.add_note(case.id, "您好,我们马上处理", true).unwrap();
    let answered = service.get(case.id).unwrap();
    assert_eq!(answered.first_answered_at, Some(room::start() + TimeDelta::minutes(7)));
    assert_eq!(answered.version, 2);
    let edit = CaseNoteEdit { body: some("内部:查批次 A7"), ..CaseNoteEdit::default() };
    let edited = service.edit_note(note.id, note.version, edit.clone()).unwrap();
    let stale = service.edit_note(note.id, note.version, edit).unwrap_err();
    assert_eq!(stale.code(), Code::VersionConflict);
    let notes = service.notes(case.id, &PageRequest::first(1)).unwrap();
    assert_eq!(notes.items, std::slice::from_ref(&edited));
    let rest = PageRequest::after(1, notes.next.unwrap());
    assert_eq!(service.notes(case.id, &rest).unwrap().items, std::slice::from_ref(&public));
    service.remove_note(edited.id, edited.version).unwrap();

    let mut case = answered;
    for step in [CaseStep::Assign, CaseStep::Start, CaseStep::Wait] {
        test.clock.advance(TimeDelta::minutes(10));
        case = take(&test.owner, &case, step).unwrap();
        assert_eq!(service.get(case.id).unwrap(), case, "{step:?}");
    }
    assert_eq!(case.assignee, Some(test.owner.operator_id()));
    let solved = service.resolve(resolution(&case, "已换新机", Some("满意"))).unwrap().remove(0);
    assert_eq!(solved.satisfaction.as_deref(), Some("4"));
    assert_eq!(service.get(case.id).unwrap(), solved);
    let closed = service.close(vec![(&solved).into()]).unwrap().remove(0);
    assert!(closed.closed_at.is_some() && closed.resolved_at == solved.resolved_at);
    assert_eq!(service.get(case.id).unwrap(), closed);
    let edit = CaseEdit { satisfaction: "5".into(), ..CaseEdit::default() };
    let rated = service.edit(closed.id, closed.version, edit).unwrap();
    assert_eq!(rated.satisfaction.as_deref(), Some("5"));
    let again = service.reopen(vec![(&rated).into()], "又坏了").unwrap().remove(0);
    assert_eq!((again.state, again.satisfaction.as_deref()), (CaseState::Assigned, None));
    assert_eq!((again.resolved_at, again.closed_at), (None, None));
    assert_eq!(again.resolution.as_deref(), Some("已换新机"));
    assert_eq!(service.get(case.id).unwrap(), again);
    let notes = service.notes(case.id, &PageRequest::default()).unwrap().items;
    let bodies: Vec<&str> = notes.iter().map(|note| note.body.as_str()).collect();
    assert_eq!(bodies, ["您好,我们马上处理", "又坏了"]);
    let found = test.owner.changes().verify(None).unwrap();
    assert!(found.findings.is_empty(), "{found:?}");
}

#[test]
fn a_case_lives_and_leaves_a_whole_log() {
    conformance_life(&room::memory());
}

#[test]
fn a_case_lives_alike_on_every_database() {
    for backend in Backend::ALL {
        conformance_life(&room::on(backend));
    }
}

/// A case in a state.
fn case_in(session: &Session, state: CaseState) -> Case {
    let way: &[CaseStep] = match state {
        CaseState::New => &[],
        CaseState::Assigned => &[CaseStep::Assign],
        CaseState::InProgress => &[CaseStep::Assign, CaseStep::Start],
        CaseState::Waiting => &[CaseStep::Assign, CaseStep::Wait],
        CaseState::Resolved => &[CaseStep::Assign, CaseStep::Resolve],
        CaseState::Closed => &[CaseStep::Assign, CaseStep::Resolve, CaseStep::Close],
        CaseState::Rejected => &[CaseStep::Assign, CaseStep::Reject],
        CaseState::Merged => &[CaseStep::Assign, CaseStep::Merge],
    };
    let case = open(session, "x");
    let case = way.iter().fold(case, |case, step| take(session, &case, *step).unwrap());
    assert_eq!(case.state, state);
    case
}

#[test]
fn every_step_from_every_state_goes_or_says_from_where_to_where() {
    let test = room::memory();
    open(&test.owner, "总单");
    for &state in CaseState::ALL {
        let case = case_in(&test.owner, state);
        for &step in CaseStep::ALL {
            let taken = take(&test.owner.dry_run(), &case, step);
            if steps_from(state).contains(&step) {
                assert_eq!(taken.unwrap().version, case.version + 1, "{state:?} {step:?}");
                continue;
            }
            let error = taken.unwrap_err();
            assert_eq!(error.code(), Code::WrongState, "{state:?} {step:?}");
            let problem = &error.problems()[0];
            assert_eq!(problem.path, "cases[0]");
            assert_eq!(problem.fact_value("from"), Some(state.slug()));
            assert!(problem.fact_value("to").is_some());
        }
    }
    let case = open(&test.owner, "x");
    for state in [CaseState::New, CaseState::Assigned, CaseState::Resolved, CaseState::Rejected] {
        let error = test.owner.service().move_to(vec![(&case).into()], state).unwrap_err();
        assert_eq!(error.code(), Code::BadChoice);
    }
    let edit = CaseEdit { satisfaction: "5".into(), ..CaseEdit::default() };
    let error = test.owner.service().edit(case.id, case.version, edit).unwrap_err();
    assert_eq!(error.code(), Code::WrongState);
}

#[test]
fn thousands_of_cases_move_at_once() {
    let test = room::memory();
    let service = test.owner.service();
    let made = service.open_many((0..3_000).map(|n| complaint(&format!("c{n}"))).collect());
    let made = made.unwrap();
    assert_eq!(made[2_999].number, "CASE-202606-3000");
    let seen = |cases: &[Case]| cases.iter().map(CaseVersion::from).collect::<Vec<_>>();
    let given = service.assign(seen(&made), Some(test.owner.operator_id())).unwrap();
    let rejected = service.reject(seen(&given), "误报").unwrap();
    assert!(rejected.iter().all(|case| case.state == CaseState::Rejected && case.version == 3));
    let by = service.counts(day("2026-06-01"), day("2026-06-30"), &[CaseDimension::State]).unwrap();
    assert_eq!((by[0].state, by[0].cases), (Some(CaseState::Rejected), 3_000));
    assert_eq!(service.get(made[7].id).unwrap(), rejected[7]);
    let notes = service.notes(made[7].id, &PageRequest::default()).unwrap().items;
    assert_eq!(notes[0].body, "误报");
}
