//! What tasks must be like, and how they come again: pure.

pub(crate) mod recurrence;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::model::{NewTask, Task, TaskEdit, TaskLink, TaskState};
use crate::error::{Code, Problem};
use crate::values::text::search_key;
use crate::values::{Check, Edit, OperatorId, TaskId, dates};
use crate::work::BookInfo;

/// The longest title, in characters.
const TITLE_LIMIT: usize = 200;
/// The longest note, in characters.
const TEXT_LIMIT: usize = 20_000;
/// The most tasks of one call.
pub(crate) const TASK_LIMIT: usize = 1_000;
/// The furthest that a list of what is due looks ahead, in days.
pub(crate) const AHEAD_LIMIT: i64 = 3_660;

/// When a task is written, in which book.
pub(crate) struct Moment<'m> {
    pub(crate) now: DateTime<Utc>,
    pub(crate) book: &'m BookInfo,
}

/// A new task as it is given.
pub(crate) fn given(new: &NewTask, moment: &Moment<'_>, me: Option<OperatorId>) -> Task {
    Task {
        id: TaskId(0),
        title: new.title.clone(),
        note: new.note.clone(),
        state: TaskState::Open,
        priority: new.priority,
        is_private: new.is_private,
        due_on: new.due_on,
        due_at: new.due_at,
        remind_at: new.remind_at,
        snoozed_until: None,
        rings_at: None,
        recurrence: new.recurrence.clone(),
        series_from: None,
        followed_by: None,
        link: new.link,
        assignee: new.assignee.or(me),
        team: None,
        ended_at: None,
        version: 1,
        created_at: moment.now,
        created_by: me,
        updated_at: moment.now,
    }
}

/// Puts an edit into a task. A day that is given alone takes the instant away, and the other way
/// round.
pub(crate) fn edited(task: &Task, edit: &TaskEdit) -> Task {
    let old = task.clone();
    let due_at = match (edit.due_at, edit.due_on) {
        (Edit::Keep, Edit::Keep) => old.due_at,
        (Edit::Keep, _) => None,
        (due_at, _) => due_at.value(),
    };
    let due_on = match (edit.due_on, edit.due_at) {
        (Edit::Keep, Edit::Set(_)) => None,
        (due_on, _) => due_on.over(old.due_on),
    };
    Task {
        title: edit.title.clone().unwrap_or(old.title),
        note: edit.note.clone().over(old.note),
        priority: edit.priority.unwrap_or(old.priority),
        is_private: edit.is_private.unwrap_or(old.is_private),
        due_on,
        due_at,
        remind_at: edit.remind_at.over(old.remind_at),
        snoozed_until: old.snoozed_until.filter(|_| edit.remind_at.is_kept()),
        recurrence: edit.recurrence.clone().over(old.recurrence),
        link: edit.link.over(old.link),
        ..old
    }
}

/// Checks a task's own data and brings it into the form that is kept. `anew`: its rule counts from
/// the day on which it is due now.
pub(crate) fn settle(check: &mut Check, task: &mut Task, anew: bool, moment: &Moment<'_>) {
    task.title = check.text("title", &task.title, TITLE_LIMIT);
    task.note = check.optional_lines("note", task.note.as_deref(), TEXT_LIMIT);
    settle_due(check, task, moment);
    task.remind_at = task.remind_at.and_then(|at| instant(check, "remind_at", at));
    task.rings_at = task.snoozed_until.or(task.remind_at);
    if task.is_private {
        let own = task.assignee == task.created_by;
        check.require(own, "is_private", Code::BadChoice);
    }
    let Some(rule) = task.recurrence.take().filter(|rule| !rule.trim().is_empty()) else {
        task.series_from = None;
        return;
    };
    let Some(due_on) = task.due_on else {
        return check.fail("due_on", Code::Required);
    };
    if !anew {
        task.recurrence = Some(rule);
        return;
    }
    task.series_from = Some(due_on);
    match recurrence::settled(&rule, due_on, moment.book.utc_offset_minutes) {
        Ok(rule) => task.recurrence = Some(rule),
        Err(problem) => check.add(problem.at("recurrence")),
    }
}

fn settle_due(check: &mut Check, task: &mut Task, moment: &Moment<'_>) {
    if let Some(day) = task.due_on {
        check.date("due_on", day);
    }
    let Some(at) = task.due_at else { return };
    task.due_at = instant(check, "due_at", at);
    if task.due_at.is_none() {
        return;
    }
    let day = moment.book.date_of(at);
    check.date("due_at", day);
    // Both together say the same, or one of them is wrong.
    check.require(task.due_on.is_none_or(|on| on == day), "due_on", Code::BadChoice);
    task.due_on = Some(day);
}

/// An instant as fine as it is kept; none beyond what any book's local time can be.
pub(crate) fn instant(check: &mut Check, path: &str, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
    if !dates::is_storable(at.date_naive()) {
        check.fail(path, Code::BadDate);
        return None;
    }
    DateTime::from_timestamp_micros(at.timestamp_micros())
}

/// A step that a task can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    Change,
    Finish,
    Cancel,
    Reopen,
}

/// Where a step leads.
///
/// # Errors
/// `wrong_state` with the facts `from` and `to`.
pub(crate) fn next(from: TaskState, step: Step) -> Result<TaskState, Problem> {
    let to = match step {
        Step::Change | Step::Reopen => TaskState::Open,
        Step::Finish => TaskState::Done,
        Step::Cancel => TaskState::Cancelled,
    };
    let fits = (from == TaskState::Open) == (step != Step::Reopen);
    if fits {
        return Ok(to);
    }
    Err(Problem::new(Code::WrongState).fact("from", from.slug()).fact("to", to.slug()))
}

/// The task that follows one that is done, as its rule has it: on the first day after that of the
/// one done which is not past. It is due and rings as long before as the one done. None when there
/// is no rule, when the series is over, or when one follows already.
pub(crate) fn following(done: &Task, moment: &Moment<'_>) -> Option<Task> {
    let rule = done.recurrence.as_deref().filter(|_| done.followed_by.is_none())?;
    let due = done.due_on?;
    let from = done.series_from.unwrap_or(due);
    let on = recurrence::next_day(rule, from, due, moment.book.date_of(moment.now))?;
    let later = on.signed_duration_since(due);
    let moved = |at: Option<DateTime<Utc>>| later_by(at, later);
    let (due_at, remind_at) = (moved(done.due_at), moved(done.remind_at));
    Some(Task {
        id: TaskId(0),
        state: TaskState::Open,
        due_on: Some(on),
        due_at,
        remind_at,
        snoozed_until: None,
        rings_at: remind_at,
        series_from: Some(from),
        followed_by: None,
        ended_at: None,
        version: 1,
        created_at: moment.now,
        updated_at: moment.now,
        ..done.clone()
    })
}

fn later_by(at: Option<DateTime<Utc>>, by: TimeDelta) -> Option<DateTime<Utc>> {
    at?.checked_add_signed(by).filter(|at| dates::is_storable(at.date_naive()))
}

/// What a text is searched by.
pub(crate) fn text_key(text: &str) -> String {
    search_key(text)
}

/// The kind of record that a link names, and its id.
pub(crate) fn named(link: TaskLink) -> (&'static str, i64) {
    match link {
        TaskLink::Customer(id) => ("customer", id.0),
        TaskLink::Contact(id) => ("contact", id.0),
        TaskLink::Case(id) => ("case", id.0),
        TaskLink::Invoice(id) => ("invoice", id.0),
    }
}

/// Today and the last day of a list of what is due within some days.
pub(crate) fn window(check: &mut Check, today: NaiveDate, days: i64) -> (NaiveDate, NaiveDate) {
    if !(0..=AHEAD_LIMIT).contains(&days) {
        let problem = Problem::new(Code::OutOfRange).at("filter.due_within");
        check.add(problem.fact("low", 0).fact("high", AHEAD_LIMIT));
        return (today, today);
    }
    (today, today.checked_add_signed(TimeDelta::days(days)).unwrap_or(today))
}
