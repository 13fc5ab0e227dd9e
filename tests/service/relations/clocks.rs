//! Service levels of cases that are merged, given back and split.

use bookroom::chrono::TimeDelta;
use bookroom::service::levels::model::{CaseClock, ClockState, LevelTarget, NewServicePolicy};
use bookroom::service::model::Case;
use bookroom::service::relations::model::CaseSplit;
use bookroom_tests::room::TestRoom;

use super::{again, merge, open, rooms, unmerge};
use crate::whole::assert_whole;

const HOUR: i64 = 3_600;

fn promise(test: &TestRoom) {
    let policy = NewServicePolicy {
        next_response_seconds: Some(2 * HOUR),
        ..NewServicePolicy::of_all("全部", "All", 4 * HOUR, 20 * HOUR)
    };
    test.owner.service().levels().add(policy).unwrap();
}

fn clock(test: &TestRoom, case: &Case, target: LevelTarget) -> Option<CaseClock> {
    let clocks = test.owner.service().levels().clocks(case.id).unwrap();
    clocks.into_iter().rev().find(|clock| clock.target == target)
}

#[test]
fn clocks_of_a_merged_case_stop_and_go_on_where_they_stood_on_every_database() {
    for test in rooms() {
        promise(&test);
        let owner = &test.owner;
        let [late, main] = ["甲", "乙"].map(|text| open(owner, text));
        test.clock.advance(TimeDelta::hours(1));
        merge(owner, &late, &main).unwrap();
        let dropped = clock(&test, &late, LevelTarget::Resolution).unwrap();
        assert_eq!((dropped.state, dropped.worked_seconds), (ClockState::Dropped, Some(HOUR)));
        assert_eq!(
            clock(&test, &main, LevelTarget::Resolution).unwrap().state,
            ClockState::Running
        );
        test.clock.advance(TimeDelta::hours(5));
        unmerge(owner, &late).unwrap();
        let goes_on = clock(&test, &late, LevelTarget::Resolution).unwrap();
        assert_eq!((goes_on.state, goes_on.id), (ClockState::Running, dropped.id));
        assert_eq!(goes_on.due_at, Some(late.opened_at + TimeDelta::hours(25)));
        // What was overdue stays overdue: merging hides nothing.
        test.clock.advance(TimeDelta::hours(30));
        merge(owner, &late, &main).unwrap();
        let breached = clock(&test, &late, LevelTarget::Resolution).unwrap();
        assert_eq!(breached.state, ClockState::Breached);
        assert_whole(owner, "clocks of merged cases");
    }
}

#[test]
fn a_question_in_a_merged_case_is_due_where_it_is_shown_on_every_database() {
    for test in rooms() {
        promise(&test);
        let owner = &test.owner;
        let service = owner.service();
        let [asked, main] = ["甲", "乙"].map(|text| open(owner, text));
        for case in [&asked, &main] {
            service.add_note(case.id, "您好", true).unwrap();
        }
        test.clock.advance(TimeDelta::hours(1));
        let question = service.add_message(asked.id, "何时修好?").unwrap();
        assert!(clock(&test, &main, LevelTarget::NextResponse).is_none());
        test.clock.advance(TimeDelta::minutes(30));
        merge(owner, &asked, &main).unwrap();
        let moved = clock(&test, &main, LevelTarget::NextResponse).unwrap();
        assert_eq!((moved.state, moved.started_at), (ClockState::Running, question.created_at));
        assert_eq!(moved.due_at, Some(question.created_at + TimeDelta::hours(2)));
        // Given back, it is due there, and here no more.
        unmerge(owner, &asked).unwrap();
        let [there, here] = [&asked, &main]
            .map(|case| clock(&test, case, LevelTarget::NextResponse).unwrap().state);
        assert_eq!((there, here), (ClockState::Running, ClockState::Dropped));
        merge(owner, &asked, &main).unwrap();
        test.clock.advance(TimeDelta::hours(1));
        service.add_note(main.id, "明天", true).unwrap();
        let answered = clock(&test, &main, LevelTarget::NextResponse).unwrap();
        assert_eq!(answered.state, ClockState::Met);
        assert_whole(owner, "questions of merged cases");
    }
}

#[test]
fn a_part_is_due_from_its_first_note_on_every_database() {
    for test in rooms() {
        promise(&test);
        let owner = &test.owner;
        let service = owner.service();
        let case = open(owner, "甲");
        test.clock.advance(TimeDelta::hours(1));
        service.add_note(case.id, "您好", true).unwrap();
        let question = service.add_message(case.id, "发票也错了").unwrap();
        test.clock.advance(TimeDelta::hours(1));
        let whole = again(owner, &case);
        let split = CaseSplit { notes: vec![question.id], ..CaseSplit::of(&whole, "发票") };
        let part = service.relations().split(split).unwrap();
        let first = clock(&test, &part, LevelTarget::FirstResponse).unwrap();
        assert_eq!(first.due_at, Some(question.created_at + TimeDelta::hours(4)));
        let left = clock(&test, &case, LevelTarget::NextResponse).unwrap();
        assert_eq!(left.state, ClockState::Dropped);
        assert_whole(owner, "clocks of parts");
    }
}
