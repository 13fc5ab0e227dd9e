//! How tasks come again.

use bookroom::tasks::model::{NewTask, TaskEdit, TaskFilter, TaskState};
use bookroom::values::Edit;
use bookroom_tests::room::{self, TestRoom, day};

use super::{add, at, due, titles};
use crate::whole::assert_whole;

/// A weekly task with an instant and a reminder, done late, moved, reopened, cancelled.
pub fn conformance(test: &TestRoom) {
    let tasks = test.owner.tasks();
    let weekly = NewTask {
        due_at: Some(at("2026-06-01T01:00:00Z")),
        remind_at: Some(at("2026-05-31T09:00:00Z")),
        recurrence: Some("rrule:freq=weekly;count=6".to_owned()),
        ..NewTask::new("周报")
    };
    let first = add(&test.owner, weekly);
    assert_eq!(first.recurrence.as_deref(), Some("FREQ=WEEKLY;COUNT=6"));
    // Done on the 15th: the 8th is past, the 15th is not.
    let done = tasks.finish(vec![first.seen()]).unwrap().remove(0);
    let next = tasks.get(done.followed_by.unwrap()).unwrap();
    assert_eq!(next.due_at, Some(at("2026-06-15T01:00:00Z")));
    assert_eq!(next.rings_at, Some(at("2026-06-14T09:00:00Z")));
    assert_eq!((next.series_from, next.state), (first.due_on, TaskState::Open));
    assert_eq!((next.assignee, next.created_by), (first.assignee, first.created_by));
    // Taken up and done again, it is not followed twice.
    let again = tasks.reopen(vec![done.seen()]).unwrap();
    let again = tasks.finish(vec![again[0].seen()]).unwrap().remove(0);
    assert_eq!(again.followed_by, Some(next.id));
    // One that is moved leaves the series where it was.
    let edit = TaskEdit { due_on: day("2026-06-17").into(), ..TaskEdit::default() };
    let moved = tasks.edit(next.id, next.version, edit).unwrap();
    let done = tasks.finish(vec![moved.seen()]).unwrap().remove(0);
    let third = tasks.get(done.followed_by.unwrap()).unwrap();
    assert_eq!(third.due_on, Some(day("2026-06-22")));
    // Another rule counts from where it is given.
    let edit = TaskEdit { recurrence: "FREQ=MONTHLY;COUNT=2".into(), ..TaskEdit::default() };
    let monthly = tasks.edit(third.id, third.version, edit).unwrap();
    let done = tasks.finish(vec![monthly.seen()]).unwrap().remove(0);
    let last = tasks.get(done.followed_by.unwrap()).unwrap();
    assert_eq!(last.due_on, Some(day("2026-07-22")));
    let done = tasks.finish(vec![last.seen()]).unwrap().remove(0);
    assert_eq!(done.followed_by, None);
    // A cancelled one ends its series.
    let daily = NewTask { recurrence: Some("FREQ=DAILY".to_owned()), ..due("日报", 15) };
    let daily = add(&test.owner, daily);
    let cancelled = tasks.cancel(vec![daily.seen()]).unwrap().remove(0);
    assert_eq!(cancelled.followed_by, None);
    assert_whole(&test.owner, "series");
}

#[test]
fn tasks_come_again_by_their_rule() {
    conformance(&room::memory());
}

#[test]
fn a_dry_run_and_a_repeated_call_make_no_more() {
    let test = room::memory();
    let daily = NewTask { recurrence: Some("FREQ=DAILY".to_owned()), ..due("日报", 15) };
    let daily = add(&test.owner, daily);
    let open = TaskFilter { states: vec![TaskState::Open], ..TaskFilter::default() };
    let dry = test.owner.dry_run().tasks().finish(vec![daily.seen()]).unwrap();
    assert!(dry[0].followed_by.is_some());
    assert_eq!(titles(&test.owner, &open).len(), 1);
    let keyed = || test.owner.with_request_key("once").tasks().finish(vec![daily.seen()]);
    assert_eq!(keyed().unwrap(), keyed().unwrap());
    assert_eq!(titles(&test.owner, &open).len(), 1);
    // Without its day a rule says nothing; without its rule a task ends.
    let next = dry[0].followed_by.unwrap();
    let version = test.owner.tasks().get(next).unwrap().version;
    let edit = TaskEdit { due_on: Edit::Clear, ..TaskEdit::default() };
    let error = test.owner.tasks().edit(next, version, edit).unwrap_err();
    assert_eq!(error.problems()[0].path, "edits[0].edit.due_on");
    let edit = TaskEdit { recurrence: Edit::Clear, ..TaskEdit::default() };
    let single = test.owner.tasks().edit(next, version, edit).unwrap();
    assert_eq!((single.series_from, single.recurrence), (None, None));
}

#[test]
fn years_of_a_daily_task_are_skipped_at_once() {
    let test = room::memory();
    let daily = NewTask {
        due_on: Some(day("1970-01-01")),
        recurrence: Some("FREQ=DAILY".to_owned()),
        ..NewTask::new("日报")
    };
    let daily = add(&test.owner, daily);
    let done = test.owner.tasks().finish(vec![daily.seen()]).unwrap().remove(0);
    let next = test.owner.tasks().get(done.followed_by.unwrap()).unwrap();
    assert_eq!(next.due_on, Some(day("2026-06-15")));
}
