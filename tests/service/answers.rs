//! When cases came in, and what answers them.

use bookroom::customers::model::NewCustomer;
use bookroom::error::Code;
use bookroom::service::levels::model::{ClockState, NewServicePolicy};
use bookroom::service::model::{Case, CaseDimension, CaseNoteEdit, CaseStep, NewCase};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, day};
use chrono::{DateTime, TimeDelta, Utc};

use super::{complaint, open, take};

fn instant(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// What answers a case and what does not, the same on every database.
pub fn conformance_answers(test: &TestRoom) {
    let service = test.owner.service();
    let answered = |case: &Case| service.get(case.id).unwrap().first_answered_at;
    let helper = test.operator("helper", &["service"]);
    let customer = test.owner.customers().add(NewCustomer::company("青禾")).unwrap();
    let linked = |text: &str| {
        service.open(NewCase { customer: Some(customer.id), ..complaint(text) }).unwrap()
    };

    // Giving it to somebody tells the customer nothing, neither at the opening nor later.
    let me = Some(test.owner.operator_id());
    let given = NewCase { customer: Some(customer.id), assignee: me, ..complaint("given") };
    let given = service.open(given).unwrap();
    test.clock.advance(TimeDelta::minutes(5));
    let given = take(&test.owner, &given, CaseStep::Unassign).unwrap();
    let given = take(&test.owner, &given, CaseStep::Assign).unwrap();
    assert_eq!(answered(&given), None);
    service.add_note(given.id, "内部", false).unwrap();
    assert_eq!(answered(&given), None);
    test.clock.advance(TimeDelta::minutes(2));
    service.add_note(given.id, "您好", true).unwrap();
    assert_eq!(answered(&given), Some(room::start() + TimeDelta::minutes(7)));

    // Work on it does, once, whatever follows.
    let now = room::start() + TimeDelta::minutes(7);
    for step in [CaseStep::Start, CaseStep::Wait, CaseStep::Resolve, CaseStep::Reject] {
        let case = take(&test.owner, &linked("work"), step).unwrap();
        assert_eq!((case.first_answered_at, answered(&case)), (Some(now), Some(now)), "{step:?}");
    }
    test.clock.advance(TimeDelta::minutes(1));
    assert_eq!(answered(&given), Some(now));

    // Behind a case without a customer stands who opened it: he does not answer himself.
    let own = take(&test.owner, &open(&test.owner, "own"), CaseStep::Start).unwrap();
    assert_eq!(answered(&own), None);
    let own = take(&test.owner, &own, CaseStep::Resolve).unwrap();
    assert_eq!(answered(&own), own.resolved_at);
    let other = take(&helper, &open(&test.owner, "other"), CaseStep::Start).unwrap();
    assert!(answered(&other).is_some());
    let found = test.owner.changes().verify(None).unwrap();
    assert!(found.findings.is_empty(), "{found:?}");
}

#[test]
fn an_answer_is_what_reaches_the_customer() {
    conformance_answers(&room::memory());
}

#[test]
fn an_answer_is_the_same_on_every_database() {
    for backend in Backend::ALL {
        conformance_answers(&room::on(backend));
    }
}

#[test]
fn a_case_entered_later_counts_from_when_it_came_in() {
    let test = room::memory();
    let service = test.owner.service();
    let customer = test.owner.customers().add(NewCustomer::company("青禾")).unwrap();
    let new = NewCase { customer: Some(customer.id), ..complaint("x") };
    let at = instant("2026-06-14T17:30:00Z");
    let called = service.open(NewCase { opened_at: Some(at), ..new.clone() }).unwrap();
    // Half past one at night in a book eight hours ahead.
    assert_eq!((called.opened_on, called.opened_at), (day("2026-06-15"), at));
    let letter = NewCase { opened_on: Some(day("2026-06-10")), ..new.clone() };
    let letter = service.open(letter).unwrap();
    assert_eq!(letter.opened_at, instant("2026-06-10T15:59:59.999999Z"));
    assert_eq!(service.get(letter.id).unwrap(), letter);
    let today = NewCase { opened_on: Some(day("2026-06-15")), ..new.clone() };
    assert_eq!(service.open(today).unwrap().opened_at, room::start());

    take(&test.owner, &letter, CaseStep::Start).unwrap();
    let by = [CaseDimension::State];
    let counts = service.counts(day("2026-06-10"), day("2026-06-10"), &by).unwrap();
    // From midnight there, which is four in the afternoon, to two o'clock of the fifteenth.
    assert_eq!(counts[0].minutes_to_answer, Some(4 * 1440 + 10 * 60));

    let ahead = NewCase { opened_at: Some(room::start() + TimeDelta::minutes(3)), ..new.clone() };
    assert_eq!(service.open(ahead).unwrap().opened_at, room::start());
    let refused = |new: NewCase| {
        let error = service.open(new).unwrap_err();
        (error.problems()[0].path.clone(), error.code())
    };
    let later = room::start() + TimeDelta::hours(2);
    let later = NewCase { opened_at: Some(later), ..new.clone() };
    assert_eq!(refused(later), ("cases[0].opened_at".to_owned(), Code::DateOrder));
    let both = NewCase { opened_at: Some(at), opened_on: Some(day("2026-06-14")), ..new.clone() };
    assert_eq!(refused(both), ("cases[0].opened_on".to_owned(), Code::Ambiguous));
    for far in [DateTime::<Utc>::MIN_UTC, instant("0999-12-31T12:00:00Z")] {
        let far = NewCase { opened_at: Some(far), ..new.clone() };
        assert_eq!(refused(far), ("cases[0].opened_at".to_owned(), Code::BadDate));
    }
}

#[test]
fn a_note_that_is_published_answers_then() {
    let test = room::memory();
    let service = test.owner.service();
    let case = open(&test.owner, "draft");
    let note = service.add_note(case.id, "您好", false).unwrap();
    test.clock.advance(TimeDelta::minutes(9));
    let answered = || service.get(case.id).unwrap().first_answered_at;
    assert_eq!(answered(), None);
    let publish = |is_public| CaseNoteEdit { is_public: Some(is_public), ..Default::default() };
    let note = service.edit_note(note.id, note.version, publish(true)).unwrap();
    let now = room::start() + TimeDelta::minutes(9);
    assert_eq!(answered(), Some(now));
    assert_eq!((note.created_at, note.published_at), (room::start(), Some(now)));
    // Who takes an answer back has not answered, until it is shown again.
    test.clock.advance(TimeDelta::minutes(1));
    let note = service.edit_note(note.id, note.version, publish(false)).unwrap();
    assert_eq!((answered(), note.published_at), (None, None));
    let note = service.edit_note(note.id, note.version, publish(true)).unwrap();
    let again = now + TimeDelta::minutes(1);
    assert_eq!(answered(), Some(again));
    // Of several the next one is the answer then; without any, the resolution is.
    test.clock.advance(TimeDelta::minutes(1));
    let second = service.add_note(case.id, "已补发", true).unwrap();
    service.remove_note(note.id, note.version).unwrap();
    assert_eq!(answered(), Some(again + TimeDelta::minutes(1)));
    test.clock.advance(TimeDelta::minutes(1));
    take(&test.owner, &service.get(case.id).unwrap(), CaseStep::Resolve).unwrap();
    service.remove_note(second.id, second.version).unwrap();
    assert_eq!(answered(), Some(again + TimeDelta::minutes(2)));
    crate::whole::assert_whole(&test.owner, "published");
}

#[test]
fn a_message_is_answered_by_what_is_shown_after_it_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let service = test.owner.service();
        let policy = NewServicePolicy {
            next_response_seconds: Some(7_200),
            ..NewServicePolicy::of_all("全部", "All", 3_600, 86_400)
        };
        service.levels().add(policy).unwrap();
        let case = open(&test.owner, "asked");
        service.add_note(case.id, "您好", true).unwrap();
        test.clock.advance(TimeDelta::minutes(1));
        // Written before the message, shown after it.
        let draft = service.add_note(case.id, "已补发", false).unwrap();
        test.clock.advance(TimeDelta::minutes(1));
        service.add_message(case.id, "何时补发?").unwrap();
        let state = || service.levels().clocks(case.id).unwrap()[2].state;
        assert_eq!(state(), ClockState::Running);
        test.clock.advance(TimeDelta::minutes(1));
        let publish = |is_public| CaseNoteEdit { is_public: Some(is_public), ..Default::default() };
        let draft = service.edit_note(draft.id, draft.version, publish(true)).unwrap();
        assert_eq!(state(), ClockState::Met);
        service.edit_note(draft.id, draft.version, publish(false)).unwrap();
        assert_eq!(state(), ClockState::Running);
        crate::whole::assert_whole(&test.owner, "asked");
    }
}
