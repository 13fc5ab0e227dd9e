//! Cases: their states, notes, numbers, lists and counts, and who sees which.

use bookroom::Session;
use bookroom::access::model::{NewRole, NewTeam};
use bookroom::access::permission::{Field, FieldRight, FieldRule, Grant, Permission, Reach};
use bookroom::changes::model::Subject;
use bookroom::customers::model::NewCustomer;
use bookroom::dictionaries::model::{ItemVersion, NewDictionaryItem};
use bookroom::error::{Code, Result};
use bookroom::service::model::{
    Case, CaseDimension, CaseEdit, CaseFilter, CaseKind, CaseLink, CaseNoteEdit, CaseResolution,
    CaseSeverity, CaseSort, CaseState, CaseStep, CaseVersion, NewCase,
};
use bookroom::service::steps_from;
use bookroom::values::{CaseId, ContactId, CustomerId, InvoiceId, PageRequest};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, day};
use chrono::TimeDelta;

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn complaint(subject: &str) -> NewCase {
    NewCase::new(CaseKind::Complaint, subject)
}

fn open(session: &Session, subject: &str) -> Case {
    session.service().open(complaint(subject)).unwrap()
}

fn resolution(case: &Case, text: &str, satisfaction: Option<&str>) -> Vec<CaseResolution> {
    let satisfaction = satisfaction.map(str::to_owned);
    let resolution = text.to_owned();
    vec![CaseResolution { id: case.id, version: case.version, resolution, satisfaction }]
}

fn subjects(session: &Session, filter: &CaseFilter) -> Vec<String> {
    let page = session.service().list(filter, CaseSort::Number, &PageRequest::first(1000)).unwrap();
    page.items.into_iter().map(|case| case.subject).collect()
}

fn search(session: &Session, text: &str) -> Vec<String> {
    subjects(session, &CaseFilter { text: some(text), ..CaseFilter::default() })
}

/// Takes a step as a caller would.
fn take(session: &Session, case: &Case, step: CaseStep) -> Result<Case> {
    let service = session.service();
    let cases = vec![CaseVersion::from(case)];
    let many = match step {
        CaseStep::Assign => service.assign(cases, Some(session.operator_id())),
        CaseStep::Unassign => service.assign(cases, None),
        CaseStep::Start => service.move_to(cases, CaseState::InProgress),
        CaseStep::Wait => service.move_to(cases, CaseState::Waiting),
        CaseStep::Resolve => service.resolve(resolution(case, "换货", None)),
        CaseStep::Close => service.close(cases),
        CaseStep::Reject => service.reject(cases, "不属实"),
        CaseStep::Reopen => service.reopen(cases, "又坏了"),
    };
    many.map(|mut cases| cases.remove(0))
}

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
    assert_eq!(notes.items, [edited.clone()]);
    let rest = PageRequest::after(1, notes.next.unwrap());
    assert_eq!(service.notes(case.id, &rest).unwrap().items, [public.clone()]);
    service.remove_note(public.id, public.version).unwrap();

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
    let edit = CaseEdit { satisfaction: some("5"), ..CaseEdit::of(closed.id, closed.version) };
    let rated = service.edit(edit).unwrap();
    assert_eq!(rated.satisfaction.as_deref(), Some("5"));
    let again = service.reopen(vec![(&rated).into()], "又坏了").unwrap().remove(0);
    assert_eq!((again.state, again.satisfaction.as_deref()), (CaseState::Assigned, None));
    assert_eq!((again.resolved_at, again.closed_at), (None, None));
    assert_eq!(again.resolution.as_deref(), Some("已换新机"));
    assert_eq!(service.get(case.id).unwrap(), again);
    let notes = service.notes(case.id, &PageRequest::default()).unwrap().items;
    let bodies: Vec<&str> = notes.iter().map(|note| note.body.as_str()).collect();
    assert_eq!(bodies, ["内部:查批次 A7", "又坏了"]);
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
    };
    let case = open(session, "x");
    let case = way.iter().fold(case, |case, step| take(session, &case, *step).unwrap());
    assert_eq!(case.state, state);
    case
}

#[test]
fn every_step_from_every_state_goes_or_says_from_where_to_where() {
    let test = room::memory();
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
    let edit = CaseEdit { satisfaction: some("5"), ..CaseEdit::of(case.id, case.version) };
    assert_eq!(test.owner.service().edit(edit).unwrap_err().code(), Code::WrongState);
}

#[test]
fn numbers_have_no_gaps_in_any_month() {
    let test = room::memory();
    let service = test.owner.service();
    open(&test.owner, "a");
    test.owner.dry_run().service().open(complaint("tried")).unwrap();
    service.open(complaint(" ")).unwrap_err();
    let may = NewCase { opened_on: Some(day("2026-05-31")), ..complaint("may") };
    let made = service.open_many(vec![complaint("b"), may, complaint("c")]).unwrap();
    let numbers: Vec<&str> = made.iter().map(|case| case.number.as_str()).collect();
    assert_eq!(numbers, ["CASE-202606-0002", "CASE-202605-0001", "CASE-202606-0003"]);
    test.clock.advance(TimeDelta::days(20));
    assert_eq!(open(&test.owner, "july").number, "CASE-202607-0001");
    let later = NewCase { opened_on: Some(day("2026-07-06")), ..complaint("later") };
    assert_eq!(service.open(later).unwrap_err().code(), Code::DateOrder);
}

#[test]
fn violations_come_together() {
    let test = room::memory();
    let service = test.owner.service();
    let bad = NewCase {
        description: some("a\0b"),
        category: some("nowhere"),
        contact: Some(ContactId(1)),
        assignee: Some(bookroom::values::OperatorId(99)),
        ..complaint("")
    };
    let stranger =
        NewCase { customer: Some(CustomerId(5)), invoice: Some(InvoiceId(5)), ..complaint("x") };
    let error = service.open_many(vec![bad, stranger]).unwrap_err();
    let found: Vec<(&str, Code)> =
        error.problems().iter().map(|problem| (problem.path.as_str(), problem.code)).collect();
    assert_eq!(
        found,
        [
            ("cases[0].subject", Code::Required),
            ("cases[0].description", Code::BadCharacter),
            ("cases[0].category", Code::UnknownReference),
            ("cases[0].customer", Code::Required),
            ("cases[0].assignee", Code::UnknownReference),
            ("cases[1].customer", Code::UnknownReference),
            ("cases[1].invoice", Code::UnknownReference),
        ]
    );
    assert!(service.open_many(Vec::new()).unwrap().is_empty());
    let many = vec![complaint("x"); 10_001];
    assert_eq!(service.open_many(many).unwrap_err().code(), Code::TooMany);
    let case = open(&test.owner, "x");
    let twice = vec![CaseVersion::from(&case); 2];
    assert_eq!(service.assign(twice, None).unwrap_err().code(), Code::Repeated);
    let unknown = CaseVersion { id: CaseId(77), version: 1 };
    let missing = service.assign(vec![(&case).into(), unknown], None).unwrap_err();
    assert_eq!((missing.code(), missing.problems()[0].path.as_str()), (Code::NotFound, "cases[1]"));
    let stale = CaseVersion { id: case.id, version: 9 };
    assert_eq!(service.close(vec![stale]).unwrap_err().code(), Code::VersionConflict);
    assert_eq!(service.add_note(CaseId(77), "x", true).unwrap_err().code(), Code::NotFound);
    assert_eq!(service.get(CaseId(77)).unwrap_err().code(), Code::NotFound);
}

/// Cases of four operators: who sees which.
pub fn conformance_scopes(test: &TestRoom) {
    let team = test.owner.access().add_team(NewTeam { name: "一组".to_owned() }).unwrap();
    let grant = |permission, reach| Grant { permission, reach };
    let role = |code: &str, reach| NewRole {
        code: code.to_owned(),
        label_zh: code.to_owned(),
        label_en: code.to_owned(),
        grants: vec![
            grant(Permission::CasesView, reach),
            grant(Permission::CasesAdd, Reach::Own),
            grant(Permission::CasesEdit, reach),
            grant(Permission::CustomersView, reach),
        ],
        fields: Vec::new(),
    };
    for (code, reach) in [("alone", Reach::Own), ("together", Reach::Team)] {
        test.owner.access().add_role(role(code, reach)).unwrap();
    }
    let ann = test.operator_in("ann", &["alone"], Some(team.id));
    let bob = test.operator_in("bob", &["together"], Some(team.id));
    let cem = test.operator_in("cem", &["together"], None);
    let client = NewCustomer { owner: Some(bob.operator_id()), ..NewCustomer::company("客户") };
    let client = test.owner.customers().add(client).unwrap();
    open(&test.owner, "boss's");
    open(&ann, "ann's");
    open(&bob, "bob's");
    let linked = NewCase { customer: Some(client.id), ..complaint("client's") };
    let linked = test.owner.service().open(linked).unwrap();
    assert_eq!((linked.owner, linked.team), (Some(bob.operator_id()), Some(team.id)));
    let given = open(&test.owner, "given");
    let given = test.owner.service().assign(vec![(&given).into()], Some(cem.operator_id()));
    let given = given.unwrap().remove(0);

    let all = CaseFilter::default();
    assert_eq!(subjects(&test.owner, &all).len(), 5);
    assert_eq!(subjects(&ann, &all), ["ann's"]);
    assert_eq!(subjects(&bob, &all), ["ann's", "bob's", "client's"]);
    assert_eq!(subjects(&cem, &all), ["given"]);
    let total = |session: &Session| {
        let service = session.service();
        let counts = service.counts(day("2026-01-01"), day("2026-12-31"), &[]).unwrap();
        let open: i64 = service.open_by_assignee().unwrap().iter().map(|row| row.cases).sum();
        assert_eq!(open, counts[0].cases);
        open
    };
    assert_eq!((total(&test.owner), total(&ann), total(&bob), total(&cem)), (5, 1, 3, 1));

    assert_eq!(ann.service().get(given.id).unwrap_err().code(), Code::NotFound);
    let notes = ann.service().notes(given.id, &PageRequest::default()).unwrap_err();
    assert_eq!(notes.code(), Code::NotFound);
    let moved = ann.service().move_to(vec![(&given).into()], CaseState::Waiting).unwrap_err();
    assert_eq!(moved.code(), Code::NotFound);
    assert_eq!(ann.service().add_note(given.id, "x", true).unwrap_err().code(), Code::NotFound);
    let note = test.owner.service().add_note(given.id, "x", true).unwrap();
    let removed = ann.service().remove_note(note.id, note.version).unwrap_err();
    assert_eq!(removed.code(), Code::NotFound);
    let hidden = NewCase { customer: Some(client.id), ..complaint("x") };
    let hidden = ann.service().open(hidden).unwrap_err();
    assert_eq!(hidden.code(), Code::UnknownReference);
    let denied = ann.service().assign(Vec::new(), None).unwrap_err();
    assert_eq!(denied.code(), Code::NotPermitted);
    let for_bob = NewCase { assignee: Some(bob.operator_id()), ..complaint("x") };
    assert_eq!(ann.service().open(for_bob).unwrap_err().code(), Code::NotPermitted);
    let for_me = NewCase { assignee: Some(ann.operator_id()), ..complaint("mine") };
    assert_eq!(ann.service().open(for_me).unwrap().state, CaseState::Assigned);
}

#[test]
fn everybody_sees_what_their_reach_covers() {
    conformance_scopes(&room::memory());
}

#[test]
fn reach_is_the_same_on_every_database() {
    for backend in Backend::ALL {
        conformance_scopes(&room::on(backend));
    }
}

/// What lists find, and in which order, on every database.
pub fn conformance_lists(test: &TestRoom) {
    let service = test.owner.service();
    let new = |kind, subject: &str, on: &str, description: &str| NewCase {
        description: Some(description.to_owned()),
        opened_on: Some(day(on)),
        ..NewCase::new(kind, subject)
    };
    let made = service.open_many(vec![
        new(CaseKind::Complaint, "ＡＢＣ 机器 Crème", "2026-06-01", "Ｆｕｌｌ Width ÉTÉ"),
        NewCase {
            category: some("invoice"),
            severity: CaseSeverity::Urgent,
            ..new(CaseKind::Request, "发票抬头 50%", "2026-05-01", "please_fix")
        },
        NewCase {
            channel: some("微信"),
            assignee: Some(test.owner.operator_id()),
            ..new(CaseKind::Feedback, "很好 👍", "2026-06-01", "")
        },
        new(CaseKind::Feedback, "a!b", "2026-06-02", "x"),
    ]);
    let made = made.unwrap();
    let find = |text: &str| search(&test.owner, text);
    let (first, second) = ("ＡＢＣ 机器 Crème", "发票抬头 50%");
    assert_eq!(find("abc机器"), [first]);
    assert_eq!(find("CRÈME"), [first]);
    assert_eq!(find("full  width été"), [first]);
    assert_eq!(find("50%"), [second]);
    assert_eq!(find("PLEASE fix"), [second]);
    assert_eq!(find("👍"), ["很好 👍"]);
    assert_eq!(find("!"), ["a!b"]);
    assert_eq!(find("case-202606-0002"), ["很好 👍"]);
    assert_eq!(find("_"), [second]);
    assert!(find("nothing like it").is_empty());

    let only = |filter: CaseFilter| subjects(&test.owner, &filter);
    let any = CaseFilter::default;
    assert_eq!(only(CaseFilter { kind: Some(CaseKind::Request), ..any() }), [second]);
    assert_eq!(only(CaseFilter { category: some("发票与账款"), ..any() }), [second]);
    assert_eq!(only(CaseFilter { severities: vec![CaseSeverity::Urgent], ..any() }), [second]);
    assert_eq!(only(CaseFilter { channel: some("wechat"), ..any() }), ["很好 👍"]);
    let states = vec![CaseState::Assigned, CaseState::Closed];
    assert_eq!(only(CaseFilter { states, ..any() }), ["很好 👍"]);
    let me = Some(test.owner.operator_id());
    assert_eq!(only(CaseFilter { assignee: me, ..any() }), ["很好 👍"]);
    assert_eq!(only(CaseFilter { unassigned: true, ..any() }).len(), 3);
    assert_eq!(only(CaseFilter { owner: me, ..any() }).len(), 4);
    let from = Some(day("2026-06-01"));
    assert_eq!(only(CaseFilter { opened_from: from, opened_to: from, ..any() }).len(), 2);
    let none = CaseFilter { customer: Some(CustomerId(1)), ..any() };
    assert!(only(none).is_empty());
    let wrong = CaseFilter { category: some("?"), assignee: me, unassigned: true, ..any() };
    let error = service.list(&wrong, CaseSort::Newest, &PageRequest::default()).unwrap_err();
    let paths: Vec<&str> = error.problems().iter().map(|problem| problem.path.as_str()).collect();
    assert_eq!(paths, ["filter.unassigned", "filter.category"]);

    test.clock.advance(TimeDelta::hours(1));
    take(&test.owner, &made[1], CaseStep::Start).unwrap();
    for (sort, expected) in [
        (CaseSort::Newest, [3, 2, 0, 1]),
        (CaseSort::Oldest, [1, 0, 2, 3]),
        (CaseSort::Updated, [1, 3, 2, 0]),
        (CaseSort::Number, [1, 0, 2, 3]),
    ] {
        let mut request = PageRequest::first(1);
        let mut seen = Vec::new();
        loop {
            let page = service.list(&any(), sort, &request).unwrap();
            seen.extend(page.items.iter().map(|case| case.id));
            let Some(next) = page.next else { break };
            request = PageRequest::after(1, next);
        }
        assert_eq!(seen, expected.map(|at: usize| made[at].id), "{sort:?}");
    }
    let page = service.list(&any(), CaseSort::Newest, &PageRequest::first(1)).unwrap();
    let foreign = PageRequest::after(1, page.next.unwrap());
    let error = service.list(&any(), CaseSort::Number, &foreign).unwrap_err();
    assert_eq!(error.code(), Code::BadCursor);
}

#[test]
fn lists_find_what_is_meant() {
    conformance_lists(&room::memory());
}

#[test]
fn lists_find_the_same_on_every_database() {
    for backend in Backend::ALL {
        conformance_lists(&room::on(backend));
    }
}

/// Counts and times, the same on every database.
pub fn conformance_counts(test: &TestRoom) {
    let service = test.owner.service();
    let nothing = service.counts(day("2026-01-01"), day("2026-12-31"), &[]).unwrap();
    assert_eq!((nothing.len(), nothing[0].cases, nothing[0].minutes_to_answer), (1, 0, None));
    let kind = [CaseDimension::Kind];
    assert!(service.counts(day("2026-01-01"), day("2026-12-31"), &kind).unwrap().is_empty());
    let new = |kind, on: &str, category: Option<&str>| NewCase {
        category: category.map(str::to_owned),
        opened_on: Some(day(on)),
        ..NewCase::new(kind, "x")
    };
    let made = service.open_many(vec![
        new(CaseKind::Complaint, "2026-05-03", Some("quality")),
        new(CaseKind::Complaint, "2026-05-31", Some("quality")),
        new(CaseKind::Complaint, "2026-06-01", Some("price")),
        new(CaseKind::Request, "2026-06-02", None),
    ]);
    let made = made.unwrap();
    test.clock.advance(TimeDelta::seconds(90));
    take(&test.owner, &made[0], CaseStep::Assign).unwrap();
    test.clock.advance(TimeDelta::seconds(90));
    service.resolve(resolution(&made[1], "done", Some("5"))).unwrap();
    let by = |dimensions: &[CaseDimension]| {
        service.counts(day("2026-05-03"), day("2026-06-02"), dimensions).unwrap()
    };
    let rows = by(&[CaseDimension::Kind, CaseDimension::Category, CaseDimension::Month]);
    let shape: Vec<_> = rows
        .iter()
        .map(|row| (row.month.unwrap(), row.kind.unwrap(), row.category.as_deref(), row.cases))
        .collect();
    assert_eq!(
        shape,
        [
            (day("2026-05-01"), CaseKind::Complaint, Some("quality"), 2),
            (day("2026-06-01"), CaseKind::Complaint, Some("price"), 1),
            (day("2026-06-01"), CaseKind::Request, None, 1),
        ]
    );
    // 90 and 180 seconds: 135 on average, 2 whole minutes; 180 seconds to the only resolution.
    assert_eq!((rows[0].answered, rows[0].minutes_to_answer), (2, Some(2)));
    assert_eq!((rows[0].resolved, rows[0].minutes_to_resolution), (1, Some(3)));
    assert_eq!((rows[1].answered, rows[1].minutes_to_answer, rows[1].state), (0, None, None));
    for &dimension in CaseDimension::ALL {
        let total: i64 = by(&[dimension]).iter().map(|row| row.cases).sum();
        assert_eq!(total, 4, "{dimension:?}");
    }
    let total: i64 = by(CaseDimension::ALL).iter().map(|row| row.cases).sum();
    assert_eq!(total, 4);
    let satisfied = by(&[CaseDimension::Satisfaction]);
    assert_eq!(satisfied[1].satisfaction.as_deref(), Some("5"));
    let open = service.open_by_assignee().unwrap();
    let open: Vec<_> = open.iter().map(|row| (row.assignee, row.cases, row.oldest)).collect();
    let me = Some(test.owner.operator_id());
    assert_eq!(open, [(None, 2, day("2026-06-01")), (me, 1, day("2026-05-03"))]);
    let error = service.counts(day("2026-06-02"), day("2026-06-01"), &[]).unwrap_err();
    assert_eq!(error.code(), Code::DateOrder);
}

#[test]
fn counts_add_up() {
    conformance_counts(&room::memory());
}

#[test]
fn counts_are_equal_on_every_database() {
    for backend in Backend::ALL {
        conformance_counts(&room::on(backend));
    }
}

#[test]
fn what_may_not_be_read_is_not_shown_searched_or_written() {
    let test = room::memory();
    let role = |code: &str, right| NewRole {
        code: code.to_owned(),
        label_zh: code.to_owned(),
        label_en: code.to_owned(),
        grants: [
            Permission::CasesView,
            Permission::CasesAdd,
            Permission::CasesEdit,
            Permission::ChangesView,
        ]
        .map(|permission| Grant { permission, reach: Reach::All })
        .to_vec(),
        fields: vec![FieldRule { field: Field::CaseText, right }],
    };
    let rights =
        [("blind", FieldRight::Hidden), ("dim", FieldRight::Masked), ("reader", FieldRight::Read)];
    for (code, right) in rights {
        test.owner.access().add_role(role(code, right)).unwrap();
    }
    let new = NewCase { description: some("secret words"), ..complaint("line") };
    let case = test.owner.service().open(new).unwrap();
    let note = test.owner.service().add_note(case.id, "secret note", false).unwrap();
    let solved = test.owner.service().resolve(resolution(&case, "secret deed", None)).unwrap();
    for (code, right) in rights {
        let session = test.operator(code, &[code]);
        let service = session.service();
        let (text, body) = match right {
            FieldRight::Hidden => (None, ""),
            FieldRight::Masked => (Some("****"), "****"),
            _ => (Some("secret words"), "secret note"),
        };
        let seen = service.get(case.id).unwrap();
        assert_eq!(seen.description.as_deref(), text);
        assert_eq!(seen.resolution.is_some(), text.is_some());
        let listed = search(&session, "line");
        assert_eq!(listed, ["line"]);
        let reads = right == FieldRight::Read;
        for secret in ["secret words", "deed", "SECRET"] {
            assert_eq!(search(&session, secret).len(), usize::from(reads), "{code} {secret}");
        }
        let notes = service.notes(case.id, &PageRequest::default()).unwrap();
        assert_eq!(notes.items[0].body, body);
        for (kind, id, field) in
            [("case", case.id.0, "description"), ("case_note", note.id.0, "body")]
        {
            let subject = Subject::new(kind, id);
            let history = session.changes().history(&subject, &PageRequest::default()).unwrap();
            let fields = history.items.iter().flat_map(|change| &change.fields);
            let field = fields.into_iter().find(|found| found.field == field).unwrap();
            assert_eq!(field.withheld, !reads, "{code}");
        }
        let edit = CaseEdit { description: some("y"), ..CaseEdit::of(case.id, seen.version) };
        let refused = [
            service.edit(edit).map(drop),
            service.add_note(case.id, "x", true).map(drop),
            service.remove_note(note.id, note.version).map(drop),
            service.reopen(vec![(&seen).into()], "why").map(drop),
            service.open(NewCase { description: some("y"), ..complaint("x") }).map(drop),
        ];
        for refused in refused {
            assert_eq!(refused.unwrap_err().code(), Code::FieldNotPermitted, "{code}");
        }
        let edit =
            CaseEdit { severity: Some(CaseSeverity::Low), ..CaseEdit::of(case.id, seen.version) };
        assert_eq!(session.dry_run().service().edit(edit).unwrap().description.as_deref(), text);
    }
    assert_eq!(test.owner.service().get(case.id).unwrap(), solved[0]);
}

#[test]
fn links_follow_the_customer() {
    let test = room::memory();
    let service = test.owner.service();
    let owner = Some(test.owner.operator_id());
    let first = test.owner.customers().add(NewCustomer::company("甲")).unwrap();
    let second = NewCustomer { owner, ..NewCustomer::company("乙") };
    let second = test.owner.customers().add(second).unwrap();
    let new = NewCase { customer: Some(first.id), ..complaint("x") };
    let case = service.open(new).unwrap();
    assert_eq!(case.owner, None);
    let edit = CaseEdit { customer: Some(second.id), ..CaseEdit::of(case.id, case.version) };
    let case = service.edit(edit).unwrap();
    assert_eq!((case.customer, case.owner), (Some(second.id), owner));
    let edit = CaseEdit { contact: Some(ContactId(9)), ..CaseEdit::of(case.id, case.version) };
    let error = service.edit(edit).unwrap_err();
    assert_eq!(error.problems()[0].path, "cases[0].contact");
    let edit = CaseEdit {
        clear: vec![CaseLink::Customer],
        description: some("text"),
        subject: some("line"),
        category: some("price"),
        ..CaseEdit::of(case.id, case.version)
    };
    let case = service.edit(edit).unwrap();
    assert_eq!((case.customer, case.category.as_deref()), (None, Some("price")));
    let edit = CaseEdit {
        description: some(" "),
        category: some(""),
        ..CaseEdit::of(case.id, case.version)
    };
    let case = service.edit(edit).unwrap();
    assert_eq!((case.description.as_deref(), case.category.as_deref()), (None, None));
    assert_eq!(service.get(case.id).unwrap(), case);
}

/// Merging and retiring items that cases and customers hold.
pub fn conformance_merge(test: &TestRoom) {
    let lists = test.owner.dictionaries();
    let items = ["fit", "fits"].map(|code| NewDictionaryItem::new(code, "", code)).to_vec();
    lists.add_items("case_category", items).unwrap();
    let service = test.owner.service();
    let new = |category: &str| NewCase { category: some(category), ..complaint(category) };
    let made = service.open_many(vec![new("fit"), new("fits"), new("quality")]).unwrap();
    let client = NewCustomer { level: some("C"), ..NewCustomer::company("客户") };
    let client = test.owner.customers().add(client).unwrap();
    let seen = |code: &str| ItemVersion { code: code.to_owned(), version: 1 };
    let used = lists.remove_items("case_category", vec![seen("fits")]).unwrap_err();
    assert_eq!(used.code(), Code::InUse);
    let merged = lists.merge_items("case_category", seen("fits"), "fit").unwrap();
    let counts: Vec<(&str, i64)> =
        merged.rewritten.iter().map(|row| (row.subject.as_str(), row.count)).collect();
    assert_eq!(counts, [("case", 1)]);
    let case = service.get(made[1].id).unwrap();
    assert_eq!((case.category.as_deref(), case.version), (Some("fit"), 2));
    let history =
        test.owner.changes().history(&Subject::new("case", case.id), &PageRequest::default());
    let change = history.unwrap().items.pop().unwrap();
    assert_eq!(change.action, "dictionaries.merge_items");
    assert_eq!(change.fields[0].after.as_deref(), Some("\"fit\""));
    let by = service.counts(day("2026-01-01"), day("2026-12-31"), &[CaseDimension::Category]);
    let by: Vec<_> =
        by.unwrap().into_iter().map(|row| (row.category.unwrap(), row.cases)).collect();
    assert_eq!(by, [("fit".to_owned(), 2), ("quality".to_owned(), 1)]);

    let merged = lists.merge_items("customer_level", seen("C"), "B").unwrap();
    assert_eq!(merged.rewritten[0].subject, "customer");
    let client = test.owner.customers().get(client.id).unwrap();
    assert_eq!((client.level.as_deref(), client.version), (Some("B"), 2));

    lists.set_items_active("case_category", vec![seen("fit")], false).unwrap();
    let retired = service.open(new("fit")).unwrap_err();
    assert_eq!(retired.code(), Code::Retired);
    let tomorrow = NewDictionaryItem {
        valid_from: Some(day("2026-06-16")),
        ..NewDictionaryItem::new("soon", "", "Soon")
    };
    lists.add_items("case_category", vec![tomorrow]).unwrap();
    assert_eq!(service.open(new("Soon")).unwrap_err().code(), Code::Retired);
    test.clock.advance(TimeDelta::days(1));
    assert_eq!(service.open(new("SOON!")).unwrap().category.as_deref(), Some("soon"));
}

#[test]
fn merging_items_rewrites_their_users() {
    conformance_merge(&room::memory());
}

#[test]
fn merging_is_the_same_on_every_database() {
    for backend in Backend::ALL {
        conformance_merge(&room::on(backend));
    }
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
