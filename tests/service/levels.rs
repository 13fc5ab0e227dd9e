//! Service levels through the public API, on every database: what is promised, when it is due, what
//! is due first.

mod escalation;
mod together;

use bookroom::Session;
use bookroom::calendars::model::{Calendar, CalendarDay, NewCalendar, Weekday};
use bookroom::chrono::{DateTime, TimeDelta, Utc};
use bookroom::customers::model::{CustomerEdit, NewCustomer};
use bookroom::error::Code;
use bookroom::service::levels::model::{
    Attainment, AttainmentDimension, CaseClock, ClockState, DueFilter, LevelTarget,
    NewServicePolicy, ServicePolicyEdit,
};
use bookroom::service::model::{
    Case, CaseEdit, CaseKind, CaseNoteEdit, CaseSeverity, CaseState, NewCase, NewCaseNote,
    NoteAuthor,
};
use bookroom::values::PageRequest;
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, day};

use super::{complaint, open, resolution};

const HOUR: i64 = 3_600;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn rooms() -> impl Iterator<Item = TestRoom> {
    Backend::ALL.iter().map(|backend| room::on(*backend))
}

fn office(test: &TestRoom) -> Calendar {
    let hours = [("09:00", "12:00"), ("13:00", "18:00")];
    test.owner.calendars().add(NewCalendar::weekdays("客服", "Asia/Shanghai", &hours)).unwrap()
}

fn promise(test: &TestRoom, first: i64, resolution: i64) -> NewServicePolicy {
    let policy = NewServicePolicy::of_all("全部", "All", first, resolution);
    test.owner.service().levels().add(policy.clone()).unwrap();
    policy
}

fn clock(session: &Session, case: &Case, target: LevelTarget) -> CaseClock {
    let clocks = session.service().levels().clocks(case.id).unwrap();
    clocks.into_iter().rev().find(|clock| clock.target == target).unwrap()
}

fn due(session: &Session, case: &Case, target: LevelTarget) -> Option<DateTime<Utc>> {
    clock(session, case, target).due_at
}

fn again(session: &Session, case: &Case) -> Case {
    session.service().get(case.id).unwrap()
}

fn assert_whole(test: &TestRoom) {
    let findings = test.owner.verify().unwrap().findings;
    assert!(findings.is_empty(), "{findings:?}");
}

#[test]
fn policies_are_kept_in_their_order_on_every_database() {
    for test in rooms() {
        let levels = test.owner.service().levels();
        let calendar = office(&test);
        let new = NewServicePolicy {
            calendar: Some(calendar.id),
            levels: vec!["A".to_owned(), "B级".to_owned()],
            ..NewServicePolicy::of_all(" 重要 ", "Important", HOUR, 8 * HOUR)
        };
        let unknown = levels.add(new.clone()).unwrap_err();
        assert_eq!(unknown.problems()[0].path, "policy.levels[1]");
        let new = NewServicePolicy { levels: vec!["A".to_owned()], ..new };
        let first = levels.add(new).unwrap();
        assert_eq!((first.label_zh.as_str(), first.place, first.active), ("重要", 1, true));
        let second = levels.add(NewServicePolicy::of_all("其他", "Others", HOUR, HOUR)).unwrap();
        let order = levels.reorder(vec![second.id]).unwrap();
        assert_eq!(order.iter().map(|it| it.id).collect::<Vec<_>>(), [second.id, first.id]);
        assert_eq!(levels.list().unwrap(), order);
        let gone = test.owner.calendars().remove(calendar.id, calendar.version).unwrap_err();
        assert_eq!(gone.code(), Code::InUse);
        let first = levels.get(first.id).unwrap();
        let retire = ServicePolicyEdit { active: Some(false), ..ServicePolicyEdit::default() };
        let first = levels.edit(first.id, first.version, retire).unwrap();
        assert_eq!(
            levels.edit(first.id, 1, ServicePolicyEdit::default()).unwrap_err().code(),
            Code::VersionConflict
        );
        let case = open(&test.owner, "坏了");
        assert_eq!(clock(&test.owner, &case, LevelTarget::Resolution).policy, second.id);
        let second = levels.get(second.id).unwrap();
        let gone = levels.remove(second.id, second.version).unwrap_err();
        assert_eq!(gone.code(), Code::InUse);
        assert_eq!(levels.remove(first.id, first.version).unwrap(), first);
        test.owner.calendars().remove(calendar.id, calendar.version).unwrap();
        assert_whole(&test);
    }
}

#[test]
fn what_a_policy_cannot_be_is_named_with_its_path() {
    let test = room::memory();
    let levels = test.owner.service().levels();
    let said = |new: NewServicePolicy| {
        let error = levels.add(new).unwrap_err();
        let problems = error.problems().iter();
        problems.map(|it| format!("{} {}", it.path, it.code.slug())).collect::<Vec<_>>()
    };
    let empty = said(NewServicePolicy::default());
    assert!(empty.contains(&"policy.resolution_seconds required".to_owned()), "{empty:?}");
    let all = NewServicePolicy::of_all("全部", "All", 0, HOUR);
    let wrong = NewServicePolicy {
        kinds: vec![CaseKind::Complaint, CaseKind::Complaint],
        valid_from: Some(day("2026-02-01")),
        valid_to: Some(day("2026-01-01")),
        steps: vec![escalation::step(LevelTarget::NextResponse, None, None)],
        ..all
    };
    assert_eq!(
        said(wrong),
        [
            "policy.kinds[1] repeated",
            "policy.valid_to date_order",
            "policy.first_response_seconds out_of_range",
            "policy.next_response_seconds required",
            "policy.steps[0].percent required",
        ]
    );
}

#[test]
fn a_case_runs_through_holidays_make_up_days_and_waiting_on_every_database() {
    for test in rooms() {
        let service = test.owner.service();
        let calendar = office(&test);
        // Wednesday the 17th is off, Saturday the 20th is worked like it (调休).
        let days = vec![
            CalendarDay::off(day("2026-06-17"), "端午节"),
            CalendarDay::like(day("2026-06-20"), Weekday::Wednesday),
        ];
        test.owner.calendars().set_days(calendar.id, 1, days, Vec::new()).unwrap();
        let mut policy = NewServicePolicy::of_all("全部", "All", HOUR, 40 * HOUR);
        policy.next_response_seconds = Some(2 * HOUR);
        service.levels().add(policy).unwrap();
        // Monday the 15th, ten in the morning: 7 hours, then 8 on the 16th, 18th, 19th, 20th.
        let case = open(&test.owner, "坏了");
        let (first, whole) = (LevelTarget::FirstResponse, LevelTarget::Resolution);
        assert_eq!(due(&test.owner, &case, first), Some(at("2026-06-15T11:00:00+08:00")));
        assert_eq!(due(&test.owner, &case, whole), Some(at("2026-06-22T10:00:00+08:00")));
        test.clock.advance(TimeDelta::seconds(HOUR + 1));
        service.add_note(case.id, "内部", false).unwrap();
        service.add_note(case.id, "您好", true).unwrap();
        let late = clock(&test.owner, &case, first);
        assert_eq!((late.state, late.worked_seconds), (ClockState::Breached, Some(HOUR + 1)));
        // From one o'clock on it waits; the customer answers on Thursday at eleven.
        test.clock.advance(at("2026-06-15T13:00:00+08:00") - at("2026-06-15T11:00:01+08:00"));
        let seen = again(&test.owner, &case);
        let waiting = service.move_to(vec![(&seen).into()], CaseState::Waiting).unwrap();
        assert_eq!(due(&test.owner, &case, whole), None);
        assert_eq!(clock(&test.owner, &case, whole).state, ClockState::Paused);
        test.clock.advance(at("2026-06-18T11:00:00+08:00") - at("2026-06-15T13:00:00+08:00"));
        service.add_message(case.id, "已寄回").unwrap();
        let going = again(&test.owner, &case);
        assert_eq!((going.state, going.version), (CaseState::InProgress, waiting[0].version + 1));
        // 2 hours were worked; 38 are left: 1 + 5 on the 18th, 8 on the 19th, 20th, 22nd, 23rd.
        assert_eq!(due(&test.owner, &case, whole), Some(at("2026-06-23T18:00:00+08:00")));
        let next = LevelTarget::NextResponse;
        assert_eq!(due(&test.owner, &case, next), Some(at("2026-06-18T14:00:00+08:00")));
        test.clock.advance(TimeDelta::seconds(3 * HOUR));
        service.add_note(case.id, "收到", true).unwrap();
        assert_eq!(clock(&test.owner, &case, next).state, ClockState::Met);
        let seen = again(&test.owner, &case);
        let done = service.resolve(resolution(&seen, "换新", None)).unwrap();
        let met = clock(&test.owner, &case, whole);
        assert_eq!((met.state, met.worked_seconds), (ClockState::Met, Some(4 * HOUR)));
        test.clock.advance(TimeDelta::days(1));
        service.reopen(vec![(&done[0]).into()], "又坏了").unwrap();
        let open = clock(&test.owner, &case, whole);
        assert_eq!((open.state, open.ended_at), (ClockState::Running, None));
        // 36 hours are left from Friday, two in the afternoon: 4, then 8 a day.
        assert_eq!(open.due_at, Some(at("2026-06-24T18:00:00+08:00")));
        assert_whole(&test);
    }
}

#[test]
fn a_message_of_the_customer_is_public_and_no_answer() {
    let test = room::memory();
    let service = test.owner.service();
    promise(&test, HOUR, 8 * HOUR);
    let case = open(&test.owner, "坏了");
    let (body, author) = ("什么?".to_owned(), NoteAuthor::Customer);
    let hidden = NewCaseNote { case: case.id, body, is_public: false, author };
    assert_eq!(
        service.add_notes(vec![hidden]).unwrap_err().problems()[0].path,
        "notes[0].is_public"
    );
    let note = service.add_message(case.id, "什么时候?").unwrap();
    assert_eq!((note.author, note.is_public), (NoteAuthor::Customer, true));
    let hide = CaseNoteEdit { is_public: Some(false), ..CaseNoteEdit::default() };
    assert_eq!(service.edit_note(note.id, 1, hide).unwrap_err().code(), Code::BadChoice);
    assert_eq!(again(&test.owner, &case), case);
    let first = clock(&test.owner, &case, LevelTarget::FirstResponse);
    assert_eq!(first.state, ClockState::Running);
}

#[test]
fn a_message_that_is_removed_was_not_answered() {
    let test = room::memory();
    let service = test.owner.service();
    let policy = NewServicePolicy {
        next_response_seconds: Some(HOUR),
        ..NewServicePolicy::of_all("全部", "", HOUR, 8 * HOUR)
    };
    // One name is enough.
    assert_eq!(service.levels().add(policy).unwrap().label_en, "全部");
    let case = open(&test.owner, "坏了");
    // All of it within one instant.
    service.add_note(case.id, "您好", true).unwrap();
    let asked = service.add_message(case.id, "什么时候?").unwrap();
    let next = || clock(&test.owner, &case, LevelTarget::NextResponse);
    assert_eq!(next().state, ClockState::Running);
    service.remove_note(asked.id, asked.version).unwrap();
    assert_eq!(next().state, ClockState::Dropped, "nobody answered it");
    assert_whole(&test);
}

#[test]
fn changes_of_calendars_move_what_runs_and_nothing_else_on_every_database() {
    for test in rooms() {
        let calendars = test.owner.calendars();
        promise(&test, HOUR, 12 * HOUR);
        let whole = LevelTarget::Resolution;
        let ended = open(&test.owner, "坏了");
        // Without a calendar every second counts.
        assert_eq!(due(&test.owner, &ended, whole), Some(at("2026-06-15T22:00:00+08:00")));
        test.owner.service().resolve(resolution(&ended, "好了", None)).unwrap();
        let case = open(&test.owner, "又坏了");
        let calendar = office(&test);
        assert_eq!(due(&test.owner, &case, whole), Some(at("2026-06-16T15:00:00+08:00")));
        let off = vec![CalendarDay::off(day("2026-06-16"), "停电")];
        calendars.set_days(calendar.id, 1, off, Vec::new()).unwrap();
        assert_eq!(due(&test.owner, &case, whole), Some(at("2026-06-17T15:00:00+08:00")));
        assert_eq!(due(&test.owner, &ended, whole), Some(at("2026-06-15T22:00:00+08:00")));
        let all = NewCalendar::weekdays("热线", "Europe/Berlin", &[("00:00", "24:00")]);
        let hotline = calendars.add(all).unwrap();
        assert_eq!(due(&test.owner, &case, whole), Some(at("2026-06-17T15:00:00+08:00")));
        calendars.set_default(hotline.id, hotline.version).unwrap();
        assert_eq!(due(&test.owner, &case, whole), Some(at("2026-06-15T22:00:00+08:00")));
        let old = calendars.get(calendar.id).unwrap();
        calendars.remove(old.id, old.version).unwrap();
        let hotline = calendars.get(hotline.id).unwrap();
        calendars.remove(hotline.id, hotline.version).unwrap();
        assert_eq!(due(&test.owner, &case, whole), Some(at("2026-06-15T22:00:00+08:00")));
        assert_whole(&test);
    }
}

#[test]
fn summer_time_of_the_zone_is_reckoned_with_on_every_database() {
    for test in rooms() {
        let every = NewCalendar::weekdays("热线", "Europe/Berlin", &[("00:00", "24:00")]);
        let mut every = every;
        let mut sunday = every.weeks[0].hours[0].clone();
        sunday.weekday = Weekday::Sunday;
        every.weeks[0].hours.push(sunday);
        test.owner.calendars().add(every).unwrap();
        promise(&test, HOUR, 5 * HOUR);
        test.clock.advance(at("2026-10-24T23:30:00Z") - room::start());
        // Half past one on Sunday the 25th of October, before the hour that comes twice.
        let case = open(&test.owner, "坏了");
        let whole = due(&test.owner, &case, LevelTarget::Resolution);
        assert_eq!(whole, Some(at("2026-10-25T05:30:00+01:00")));
        assert_whole(&test);
    }
}

#[test]
fn the_policy_is_chosen_anew_when_what_decides_changes_on_every_database() {
    for test in rooms() {
        let (service, customers) = (test.owner.service(), test.owner.customers());
        let levels = service.levels();
        promise(&test, HOUR, 48 * HOUR);
        let named = |zh: &str, first| NewServicePolicy::of_all(zh, "x", first, first);
        let urgent = NewServicePolicy {
            severities: vec![CaseSeverity::Urgent],
            ..named("紧急", 2 * HOUR)
        };
        let urgent = levels.add(urgent).unwrap();
        let level = NewServicePolicy { levels: vec!["A".to_owned()], ..named("重要", 3 * HOUR) };
        let level = levels.add(level).unwrap();
        let customer = customers.add(NewCustomer::company("青禾")).unwrap();
        let new = NewCase { customer: Some(customer.id), ..complaint("坏了") };
        let case = service.open(new).unwrap();
        let whole = |case: &Case| {
            let clock = clock(&test.owner, case, LevelTarget::Resolution);
            (clock.policy.0, clock.due_at.unwrap() - room::start())
        };
        assert_eq!(whole(&case), (1, TimeDelta::hours(48)));
        let up = CustomerEdit { level: "A".into(), ..CustomerEdit::default() };
        customers.edit(customer.id, customer.version, up).unwrap();
        assert_eq!(whole(&case), (level.id.0, TimeDelta::hours(3)));
        assert_eq!(again(&test.owner, &case).version, case.version);
        test.clock.advance(TimeDelta::hours(1));
        let edit = CaseEdit { severity: Some(CaseSeverity::Urgent), ..CaseEdit::default() };
        let case = service.edit(case.id, case.version, edit).unwrap();
        // Both have one condition: the first wins. It counts from the opening.
        assert_eq!(whole(&case), (urgent.id.0, TimeDelta::hours(2)));
        // A change of the policy does not move it, until it is reassessed.
        let edit =
            ServicePolicyEdit { resolution_seconds: (4 * HOUR).into(), ..Default::default() };
        levels.edit(urgent.id, urgent.version, edit).unwrap();
        assert_eq!(whole(&case), (urgent.id.0, TimeDelta::hours(2)));
        levels.reassess(vec![case.id]).unwrap();
        assert_eq!(whole(&case), (urgent.id.0, TimeDelta::hours(4)));
        let id = clock(&test.owner, &case, LevelTarget::Resolution).id;
        let subject = bookroom::changes::model::Subject::new("case_clock", id);
        let history = test.owner.changes().history(&subject, &PageRequest::default()).unwrap();
        assert_eq!(history.items.len(), 4, "{history:?}");
        assert_whole(&test);
    }
}

#[test]
fn what_is_due_comes_soonest_first_on_every_database() {
    for test in rooms() {
        let (service, levels) = (test.owner.service(), test.owner.service().levels());
        promise(&test, 2 * HOUR, 10 * HOUR);
        let late = open(&test.owner, "早");
        test.clock.advance(TimeDelta::hours(3));
        let me = test.operator("me", &["sales"]);
        let mine =
            service.open(NewCase { assignee: Some(me.operator_id()), ..complaint("晚") }).unwrap();
        let told = |session: &Session, filter: &DueFilter| {
            let mut page = PageRequest::first(1);
            let mut all = Vec::new();
            loop {
                let found = session.service().levels().due(filter, &page).unwrap();
                all.extend(
                    found.items.into_iter().map(|it| (it.case.id, it.clock.target, it.is_breached)),
                );
                match found.next {
                    Some(next) => page = PageRequest::after(1, next),
                    None => return all,
                }
            }
        };
        use LevelTarget::{FirstResponse, Resolution};
        let all = [
            (late.id, FirstResponse, true),
            (mine.id, FirstResponse, false),
            (late.id, Resolution, false),
            (mine.id, Resolution, false),
        ];
        let filter = DueFilter::default;
        assert_eq!(told(&test.owner, &filter()), all);
        let breached = DueFilter { breached: true, ..filter() };
        assert_eq!(told(&test.owner, &breached), all[..1]);
        let soon = DueFilter { within_seconds: Some(2 * HOUR), ..filter() };
        assert_eq!(told(&test.owner, &soon), all[1..2]);
        let both = DueFilter { breached: true, within_seconds: Some(7 * HOUR), ..filter() };
        assert_eq!(told(&test.owner, &both), all[..3]);
        let free = DueFilter { unassigned: true, targets: vec![Resolution], ..filter() };
        assert_eq!(told(&test.owner, &free), all[2..3]);
        let his = DueFilter { assignee: Some(me.operator_id()), ..filter() };
        assert_eq!(told(&test.owner, &his), [all[1], all[3]]);
        assert_eq!(told(&me, &filter()), [all[1], all[3]]);
        assert!(me.service().levels().clocks(late.id).is_err());
        let wrong = DueFilter { within_seconds: Some(-1), ..filter() };
        let wrong = levels.due(&wrong, &PageRequest::default()).unwrap_err();
        assert_eq!(wrong.problems()[0].path, "filter.within_seconds");
    }
}

#[test]
fn attainment_is_told_by_what_is_asked_on_every_database() {
    for test in rooms() {
        let (service, levels) = (test.owner.service(), test.owner.service().levels());
        promise(&test, HOUR, 10 * HOUR);
        let cases: Vec<Case> = (0..4).map(|_| open(&test.owner, "坏了")).collect();
        for (case, seconds) in cases.iter().zip([100, 200, HOUR]) {
            test.clock.advance(TimeDelta::seconds(seconds));
            service.add_note(case.id, "您好", true).unwrap();
        }
        let (from, to) = (day("2026-06-01"), day("2026-06-30"));
        let by = [AttainmentDimension::Target, AttainmentDimension::Kind];
        let told = levels.attainment(from, to, &by).unwrap();
        let first = Attainment {
            target: Some(LevelTarget::FirstResponse),
            kind: Some(CaseKind::Complaint),
            met: 2,
            breached: 2,
            median_seconds: Some(300),
            ninetieth_seconds: Some(HOUR + 300),
            ..Attainment::default()
        };
        let whole = Attainment {
            target: Some(LevelTarget::Resolution),
            kind: Some(CaseKind::Complaint),
            running: 4,
            ..Attainment::default()
        };
        assert_eq!(told, [first, whole]);
        let none = levels.attainment(day("2025-01-01"), day("2025-12-31"), &[]).unwrap();
        assert_eq!(none, [Attainment::default()]);
        assert_eq!(levels.attainment(to, from, &[]).unwrap_err().code(), Code::DateOrder);
    }
}
