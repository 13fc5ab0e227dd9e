//! Tasks: their days and reminders, how they come again, and who sees which.

mod rights;
mod series;

use bookroom::Session;
use bookroom::customers::model::NewCustomer;
use bookroom::error::{Code, Error};
use bookroom::tasks::model::{
    NewTask, Task, TaskEdit, TaskFilter, TaskLink, TaskPriority, TaskSort, TaskState,
};
use bookroom::values::{CustomerId, Edit, PageRequest};
use bookroom_tests::backends::Backend;
use bookroom_tests::room::{self, TestRoom, day};
use chrono::{DateTime, Utc};

use crate::samples::fixtures::{customer, sale};
use crate::whole::assert_whole;

/// An instant.
pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// A task that is due on a day of June.
pub fn due(title: &str, on: u32) -> NewTask {
    NewTask { due_on: Some(day(&format!("2026-06-{on:02}"))), ..NewTask::new(title) }
}

/// Makes a task.
pub fn add(session: &Session, new: NewTask) -> Task {
    session.tasks().add(new).unwrap()
}

/// The titles of the tasks that a filter wants, by their days.
pub fn titles(session: &Session, filter: &TaskFilter) -> Vec<String> {
    let page = PageRequest::first(100);
    let page = session.tasks().list(filter, TaskSort::DueOn, false, &page).unwrap();
    let count = session.tasks().count(filter).unwrap();
    assert_eq!(count, i64::try_from(page.items.len()).unwrap());
    page.items.into_iter().map(|task| task.title).collect()
}

fn named(error: &Error) -> Vec<(&str, Code)> {
    error.problems().iter().map(|it| (it.path.as_str(), it.code)).collect()
}

fn rings(session: &Session, after: &str, to: &str) -> Vec<String> {
    let page = session.tasks().due(at(after), at(to), None, &PageRequest::default()).unwrap();
    page.items.into_iter().map(|task| task.title).collect()
}

fn conformance(test: &TestRoom) {
    let owner = &test.owner;
    let tasks = owner.tasks();
    let id = customer(test, "甲");
    // It is 10:00 of 15 June.
    let late = NewTask { priority: TaskPriority::High, ..due("昨天", 14) };
    let noon = NewTask { due_at: Some(at("2026-06-15T04:00:00Z")), ..NewTask::new("中午") };
    let nine = NewTask { due_at: Some(at("2026-06-15T01:00:00Z")), ..NewTask::new("九点") };
    let linked = NewTask {
        link: Some(TaskLink::Customer(id)),
        note: Some("带合同".to_owned()),
        ..due("送合同", 20)
    };
    let made = vec![late, due("今天", 15), noon, nine, linked, NewTask::new("改天")];
    let made = tasks.add_many(made).unwrap();
    assert_eq!(made[2].due_on, Some(day("2026-06-15")));
    assert_eq!(made[0].assignee, Some(owner.operator_id()));
    let all = TaskFilter::default;
    let wanted: [(TaskFilter, &[&str]); 9] = [
        (all(), &["昨天", "今天", "中午", "九点", "送合同", "改天"]),
        (TaskFilter { overdue: true, ..all() }, &["昨天", "九点"]),
        (TaskFilter { due_within: Some(0), ..all() }, &["今天", "中午"]),
        (TaskFilter { due_within: Some(5), ..all() }, &["今天", "中午", "送合同"]),
        (
            TaskFilter { overdue: true, due_within: Some(0), ..all() },
            &["昨天", "今天", "中午", "九点"],
        ),
        (TaskFilter { link: Some(TaskLink::Customer(id)), ..all() }, &["送合同"]),
        (TaskFilter { text: Some("合同".to_owned()), ..all() }, &["送合同"]),
        (TaskFilter { due_from: Some(day("2026-06-16")), ..all() }, &["送合同"]),
        (TaskFilter { states: vec![TaskState::Done], ..all() }, &[]),
    ];
    for (filter, lines) in &wanted {
        assert_eq!(&titles(owner, filter), lines, "{filter:?}");
    }
    let done = tasks.finish(vec![made[0].seen()]).unwrap().remove(0);
    assert_eq!(
        (done.state, done.ended_at, done.version),
        (TaskState::Done, Some(room::start()), 2)
    );
    assert_eq!(titles(owner, &TaskFilter { overdue: true, ..all() }), ["九点"]);
    let edit = TaskEdit { title: Some("x".to_owned()), ..TaskEdit::default() };
    let ended = tasks.edit(done.id, 2, edit).unwrap_err();
    assert_eq!(named(&ended), [("edits[0]", Code::WrongState)]);
    assert_eq!(tasks.finish(vec![done.seen()]).unwrap_err().code(), Code::WrongState);
    let open = tasks.reopen(vec![done.seen()]).unwrap().remove(0);
    assert_eq!((open.state, open.ended_at), (TaskState::Open, None));
    let cancelled = tasks.cancel(vec![open.seen()]).unwrap().remove(0);
    assert_eq!(cancelled.state, TaskState::Cancelled);
    let stale = tasks.cancel(vec![made[1].seen(), open.seen()]).unwrap_err();
    assert_eq!(named(&stale), [("tasks[1]", Code::VersionConflict)]);
    assert_whole(owner, "tasks");
}

#[test]
fn tasks_are_made_found_and_ended() {
    conformance(&room::memory());
}

#[test]
fn tasks_are_alike_on_every_database() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        conformance(&test);
        rights::conformance(&test);
        series::conformance(&test);
    }
}

#[test]
fn reminders_ring_once_and_can_be_put_off() {
    let test = room::memory();
    let owner = &test.owner;
    let remind =
        |title: &str, when: &str| NewTask { remind_at: Some(at(when)), ..NewTask::new(title) };
    let first = add(owner, remind("一", "2026-06-15T03:00:00Z"));
    let second = add(owner, remind("二", "2026-06-15T02:30:00Z"));
    let (ten, half, eleven) =
        ("2026-06-15T02:00:00Z", "2026-06-15T02:30:00Z", "2026-06-15T03:00:00Z");
    assert_eq!(rings(owner, ten, eleven), ["二", "一"]);
    assert_eq!(rings(owner, ten, half), ["二"]);
    assert_eq!(rings(owner, half, eleven), ["一"]);
    assert_eq!(rings(owner, eleven, ten), Vec::<String>::new());
    let until = at("2026-06-16T01:00:00Z");
    let snoozed = owner.tasks().snooze(vec![second.seen()], Some(until)).unwrap().remove(0);
    assert_eq!((snoozed.rings_at, snoozed.remind_at), (Some(until), second.remind_at));
    assert_eq!(rings(owner, ten, half), Vec::<String>::new());
    assert_eq!(rings(owner, eleven, "2026-06-16T01:00:00Z"), ["二"]);
    let past = owner.tasks().snooze(vec![snoozed.seen()], Some(at(ten))).unwrap_err();
    assert_eq!(named(&past), [("until", Code::DateOrder)]);
    let again = owner.tasks().snooze(vec![snoozed.seen()], None).unwrap().remove(0);
    assert_eq!(again.rings_at, second.remind_at);
    // What is over rings no more, and another reminder is not put off.
    owner.tasks().finish(vec![first.seen()]).unwrap();
    assert_eq!(rings(owner, half, eleven), Vec::<String>::new());
    let snoozed = owner.tasks().snooze(vec![again.seen()], Some(until)).unwrap().remove(0);
    let edit = TaskEdit { remind_at: Edit::Set(at(eleven)), ..TaskEdit::default() };
    let edited = owner.tasks().edit(snoozed.id, snoozed.version, edit).unwrap();
    assert_eq!((edited.rings_at, edited.snoozed_until), (Some(at(eleven)), None));
}

#[test]
fn what_a_task_cannot_be_is_named_all_at_once() {
    let test = room::memory();
    let id = customer(&test, "甲");
    let draft = test.owner.billing().invoices().draft(sale(id, "2026-06-01")).unwrap();
    let wrong = NewTask {
        title: " ".to_owned(),
        due_on: Some(day("2026-06-16")),
        due_at: Some(at("2026-06-14T16:00:00Z")),
        remind_at: Some(DateTime::<Utc>::MAX_UTC),
        recurrence: Some("FREQ=OFTEN".to_owned()),
        link: Some(TaskLink::Customer(999.into())),
        assignee: Some(99.into()),
        is_private: true,
        ..NewTask::default()
    };
    let undated = NewTask {
        recurrence: Some("FREQ=DAILY".to_owned()),
        link: Some(TaskLink::Invoice(draft.id)),
        ..NewTask::new("x")
    };
    let hourly = NewTask { recurrence: Some("FREQ=HOURLY".to_owned()), ..due("x", 1) };
    let error = test.owner.tasks().add_many(vec![wrong, undated, hourly]).unwrap_err();
    let expected = [
        ("tasks[0].title", Code::Required),
        ("tasks[0].due_on", Code::BadChoice),
        ("tasks[0].remind_at", Code::BadDate),
        ("tasks[0].is_private", Code::BadChoice),
        ("tasks[0].recurrence", Code::BadFormat),
        ("tasks[0].link", Code::UnknownReference),
        ("tasks[0].assignee", Code::UnknownReference),
        ("tasks[1].due_on", Code::Required),
        ("tasks[1].link", Code::UnknownReference),
        ("tasks[2].recurrence", Code::BadChoice),
    ];
    assert_eq!(named(&error), expected);
    let filter = TaskFilter { due_within: Some(-1), ..TaskFilter::default() };
    let error = test.owner.tasks().count(&filter).unwrap_err();
    assert_eq!(named(&error), [("filter.due_within", Code::OutOfRange)]);
}

#[test]
fn what_a_task_is_about_stays() {
    for backend in Backend::ALL {
        let test = room::on(backend);
        let new = NewCustomer::company("甲");
        let buyer = test.owner.customers().add(new).unwrap();
        let link = |id: CustomerId| NewTask { link: Some(TaskLink::Customer(id)), ..due("x", 20) };
        let task = add(&test.owner, link(buyer.id));
        let used = test.owner.customers().remove(buyer.id, 1).unwrap_err();
        assert_eq!(used.code(), Code::InUse, "{backend:?}");
        let edit = TaskEdit { link: Edit::Clear, ..TaskEdit::default() };
        let task = test.owner.tasks().edit(task.id, 1, edit).unwrap();
        assert_eq!(task.link, None);
        test.owner.customers().remove(buyer.id, 1).unwrap();
        let gone = test.owner.tasks().add(link(buyer.id)).unwrap_err();
        assert_eq!(named(&gone), [("tasks[0].link", Code::UnknownReference)]);
    }
}

#[test]
fn days_and_instants_follow_each_other() {
    let test = room::memory();
    let tasks = test.owner.tasks();
    let task = add(&test.owner, due("x", 20));
    // Eight in the evening in London is the next day here.
    let instant = at("2026-06-21T20:00:00Z");
    let edit = TaskEdit { due_at: Edit::Set(instant), ..TaskEdit::default() };
    let task = tasks.edit(task.id, task.version, edit).unwrap();
    assert_eq!((task.due_on, task.due_at), (Some(day("2026-06-22")), Some(instant)));
    let edit = TaskEdit { due_at: Edit::Clear, ..TaskEdit::default() };
    let dry = test.owner.dry_run();
    let cleared = dry.tasks().edit(task.id, task.version, edit).unwrap();
    assert_eq!((cleared.due_on, cleared.due_at), (Some(day("2026-06-22")), None));
    let edit = TaskEdit { due_on: day("2026-06-25").into(), ..TaskEdit::default() };
    let task = tasks.edit(task.id, task.version, edit).unwrap();
    assert_eq!((task.due_on, task.due_at), (Some(day("2026-06-25")), None));
    let edit = TaskEdit { due_on: Edit::Clear, ..TaskEdit::default() };
    let task = tasks.edit(task.id, task.version, edit).unwrap();
    assert_eq!((task.due_on, task.due_at), (None, None));
}
