//! Lists and counts.

use bookroom::error::Code;
use bookroom::service::model::{
    CaseDimension, CaseFilter, CaseKind, CaseSeverity, CaseSort, CaseState, CaseStep, NewCase,
};
use bookroom::values::{CustomerId, PageRequest};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, day};
use chrono::TimeDelta;

use super::{resolution, search, some, subjects, take};

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
    let error =
        service.list(&wrong, CaseSort::OpenedOn, true, &PageRequest::default()).unwrap_err();
    let paths: Vec<&str> = error.problems().iter().map(|problem| problem.path.as_str()).collect();
    assert_eq!(paths, ["filter.unassigned", "filter.category"]);

    test.clock.advance(TimeDelta::hours(1));
    take(&test.owner, &made[1], CaseStep::Start).unwrap();
    for (sort, descending, expected) in [
        (CaseSort::OpenedOn, true, [3, 2, 0, 1]),
        (CaseSort::OpenedOn, false, [1, 0, 2, 3]),
        (CaseSort::UpdatedAt, true, [1, 3, 2, 0]),
        (CaseSort::Number, false, [1, 0, 2, 3]),
    ] {
        let mut request = PageRequest::first(1);
        let mut seen = Vec::new();
        loop {
            let page = service.list(&any(), sort, descending, &request).unwrap();
            seen.extend(page.items.iter().map(|case| case.id));
            let Some(next) = page.next else { break };
            request = PageRequest::after(1, next);
        }
        assert_eq!(seen, expected.map(|at: usize| made[at].id), "{sort:?}");
    }
    let page = service.list(&any(), CaseSort::OpenedOn, true, &PageRequest::first(1)).unwrap();
    let foreign = PageRequest::after(1, page.next.unwrap());
    let error = service.list(&any(), CaseSort::Number, false, &foreign).unwrap_err();
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
        opened_at: Some(format!("{on}T02:00:00Z").parse().unwrap()),
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
    let given = take(&test.owner, &made[0], CaseStep::Assign).unwrap();
    test.clock.advance(TimeDelta::seconds(90));
    service.add_note(given.id, "我们查一下", true).unwrap();
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
    // 43 and 15 days and three minutes each: 29 days on average; the resolution was the second's.
    assert_eq!((rows[0].answered, rows[0].minutes_to_answer), (2, Some(29 * 1440 + 3)));
    assert_eq!((rows[0].resolved, rows[0].minutes_to_resolution), (1, Some(15 * 1440 + 3)));
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
