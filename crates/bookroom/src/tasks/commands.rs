//! Making, changing and giving away tasks. What ends them and brings them back stands in `ends`.

mod ends;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::links::Linked;
use super::model::{NewTask, Task, TaskState, TaskUpdate, TaskVersion};
use super::rules::{self, Moment, Step};
use super::store::{self, TaskRow};
use crate::error::{Code, Error, Problem, Result};
use crate::log::Subject;
use crate::rights::permission::Permission;
use crate::rights::permit::{Permit, denied};
use crate::rights::store::{load_active_operators, load_teams_of};
use crate::values::{Check, OperatorId, TaskId, TeamId};
use crate::work::{Command, Outcome, Review, Tx};

pub use ends::{CancelTasks, FinishTasks, ReopenTasks, SnoozeTasks};

/// The kind of record in the change log, and the name of its table.
const SUBJECT: &str = "task";

/// The active operators, and the team of each.
struct Operators {
    active: BTreeSet<i64>,
    teams: BTreeMap<i64, Option<TeamId>>,
}

impl Operators {
    fn load(tx: &mut Tx<'_>) -> Result<Self> {
        let book = tx.book_id();
        let active = load_active_operators(tx.conn, book)?.into_iter().collect();
        Ok(Self { active, teams: load_teams_of(tx.conn, book)? })
    }

    fn check(&self, check: &mut Check, assignee: Option<OperatorId>) {
        let known = assignee.is_none_or(|assignee| self.active.contains(&assignee.0));
        check.require(known, "assignee", Code::UnknownReference);
    }

    fn team_of(&self, assignee: Option<OperatorId>) -> Option<TeamId> {
        assignee.and_then(|assignee| self.teams.get(&assignee.0).copied().flatten())
    }
}

/// Makes tasks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddTasks {
    /// The tasks, up to 1,000.
    pub tasks: Vec<NewTask>,
}

impl Command for AddTasks {
    const NAME: &'static str = "tasks.add";
    const PERMISSION: Permission = Permission::TasksAdd;
    type Output = Vec<Task>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Task>> {
        let mut check = Check::new();
        check.at_most("tasks", self.tasks.len(), rules::TASK_LIMIT);
        check.finish()?;
        let me = permit.operator();
        if self.tasks.iter().any(|new| new.assignee.is_some() && new.assignee != me) {
            tx.grants().scope(Permission::TasksAssign)?;
        }
        let linked = Linked::load(tx, self.tasks.iter().filter_map(|new| new.link))?;
        let operators = Operators::load(tx)?;
        let book = tx.book.clone();
        let moment = Moment { now: tx.now(), book: &book };
        let mut made = Vec::with_capacity(self.tasks.len());
        let mut check = Check::new();
        check.each("tasks", &self.tasks, |check, new| {
            let mut task = rules::given(new, &moment, me);
            rules::settle(check, &mut task, true, &moment);
            if let Some(link) = new.link {
                linked.check(check, link);
            }
            operators.check(check, new.assignee);
            task.team = operators.team_of(task.assignee);
            made.push(task);
        });
        check.finish()?;
        insert(permit, tx, made)
    }
}

/// Makes tasks in the course of another command, for active operators and about records that it
/// has loaded.
pub(crate) fn make(permit: &Permit, tx: &mut Tx<'_>, tasks: &[NewTask]) -> Result<Vec<Task>> {
    let operators = Operators::load(tx)?;
    let book = tx.book.clone();
    let moment = Moment { now: tx.now(), book: &book };
    let mut made = Vec::with_capacity(tasks.len());
    let mut check = Check::new();
    check.each("tasks", tasks, |check, new| {
        let mut task = rules::given(new, &moment, permit.operator());
        rules::settle(check, &mut task, true, &moment);
        task.team = operators.team_of(task.assignee);
        made.push(task);
    });
    check.finish()?;
    insert(permit, tx, made)
}

/// Gives new tasks their ids, writes and notes them.
fn insert(permit: &Permit, tx: &mut Tx<'_>, mut tasks: Vec<Task>) -> Result<Vec<Task>> {
    if tasks.is_empty() {
        return Ok(tasks);
    }
    let first = tx.ids(SUBJECT, tasks.len())?;
    for (id, task) in (first..).zip(&mut tasks) {
        task.id = TaskId(id);
    }
    let book = tx.book_id();
    store::insert(tx.conn, book, &tasks)?;
    for task in &tasks {
        tx.note_created(permit, Subject::new(SUBJECT, task.id), task)?;
    }
    Ok(tasks)
}

/// Changes open tasks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditTasks {
    /// The tasks with their new values, up to 1,000.
    pub edits: Vec<TaskUpdate>,
}

impl Command for EditTasks {
    const NAME: &'static str = "tasks.edit";
    const PERMISSION: Permission = Permission::TasksEdit;
    type Output = Vec<Task>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Task>> {
        let edits = || self.edits.iter().map(|update| &update.edit);
        let links = edits().filter_map(|edit| edit.link.value());
        let linked = Linked::load(tx, links)?;
        let seen: Vec<TaskVersion> =
            self.edits.iter().map(|it| TaskVersion { id: it.id, version: it.version }).collect();
        let before = lock_seen(permit, tx, "edits", &seen, Step::Change)?;
        let book = tx.book.clone();
        let moment = Moment { now: tx.now(), book: &book };
        let me = permit.operator();
        let mut after = Vec::with_capacity(before.len());
        let mut check = Check::new();
        for (index, (edit, old)) in edits().zip(&before).enumerate() {
            let path = format!("edits[{index}].edit");
            if edit.is_private.is_some_and(|is| is != old.is_private) && old.created_by != me {
                return Err(denied(Permission::TasksEdit).below(&format!("{path}.is_private")));
            }
            check.within(&path, |check| {
                let mut task = rules::edited(old, edit);
                // The same rule goes on as it began, wherever this one task is moved to.
                let anew = task.recurrence != old.recurrence;
                rules::settle(check, &mut task, anew, &moment);
                if let Some(link) = edit.link.value() {
                    linked.check(check, link);
                }
                after.push(task);
            });
        }
        check.finish()?;
        write(permit, tx, &before, after)
    }
}

/// Gives tasks to an operator, or takes them from whoever has them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignTasks {
    /// The tasks, up to 1,000.
    pub tasks: Vec<TaskVersion>,
    /// An active operator of the book; none takes the tasks away.
    pub assignee: Option<OperatorId>,
}

impl Command for AssignTasks {
    const NAME: &'static str = "tasks.assign";
    const PERMISSION: Permission = Permission::TasksAssign;
    type Output = Vec<Task>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Task>> {
        let operators = Operators::load(tx)?;
        let mut check = Check::new();
        operators.check(&mut check, self.assignee);
        check.finish()?;
        let before = lock_seen(permit, tx, "tasks", &self.tasks, Step::Change)?;
        let mut check = Check::new();
        check.each("tasks", &before, |check, task| {
            let own = !task.is_private || self.assignee == task.created_by;
            check.require(own, "is_private", Code::BadChoice);
        });
        check.finish()?;
        let team = operators.team_of(self.assignee);
        let assigned = |task: &Task| Task { assignee: self.assignee, team, ..task.clone() };
        let after = before.iter().map(assigned).collect();
        write(permit, tx, &before, after)
    }
}

/// Moves the versions of tasks that differ from before, writes them and notes it.
fn write(
    permit: &Permit,
    tx: &mut Tx<'_>,
    before: &[Task],
    mut after: Vec<Task>,
) -> Result<Vec<Task>> {
    let (book, now) = (tx.book_id(), tx.now());
    let mut rows = Vec::with_capacity(after.len());
    for (old, new) in before.iter().zip(&mut after).filter(|(old, new)| *old != &**new) {
        new.version = old.version + 1;
        new.updated_at = now;
        rows.push(TaskRow::of(book, new));
    }
    store::save(tx.conn, &rows)?;
    for (old, new) in before.iter().zip(&after) {
        tx.note_edited(permit, Subject::new(SUBJECT, new.id), old, new)?;
    }
    Ok(after)
}

/// Locks the tasks of a call, its list `name`, within the permit's scope; they come back in the
/// order of the call. The first that is missing or invisible, that changed since, or whose state
/// does not allow the step, ends the call.
fn lock_seen(
    permit: &Permit,
    tx: &mut Tx<'_>,
    name: &str,
    seen: &[TaskVersion],
    step: Step,
) -> Result<Vec<Task>> {
    let mut check = Check::new();
    check.at_most(name, seen.len(), rules::TASK_LIMIT);
    let mut ids = BTreeSet::new();
    check.each(name, seen, |check, seen| {
        check.require(ids.insert(seen.id.0), "id", Code::Repeated);
    });
    check.finish()?;
    let ids: Vec<i64> = ids.into_iter().collect();
    let rows = store::lock(tx.conn, permit.scope(), &ids)?;
    let mut rows: BTreeMap<i64, TaskRow> = rows.into_iter().map(|row| (row.id, row)).collect();
    let mut found = Vec::with_capacity(seen.len());
    for (index, TaskVersion { id, version }) in seen.iter().enumerate() {
        let path = format!("{name}[{index}]");
        let row = rows.remove(&id.0);
        let row = row.ok_or_else(|| Error::not_found(SUBJECT, id).below(&path))?;
        if row.version != *version {
            return Err(Error::version_conflict(SUBJECT, id).below(&path));
        }
        let task = row.record()?;
        let allowed = rules::next(task.state, step);
        allowed.map_err(|problem: Problem| Error::from(problem.at(path)))?;
        found.push(task);
    }
    Ok(found)
}

/// Tasks in another state.
fn moved(
    tasks: &[Task],
    state: TaskState,
    ended: Option<chrono::DateTime<chrono::Utc>>,
) -> Vec<Task> {
    let moved = |task: &Task| Task { state, ended_at: ended, ..task.clone() };
    tasks.iter().map(moved).collect()
}

impl Outcome for Task {
    fn review(&mut self, review: &mut Review) {
        review.tells_of(SUBJECT, self.id);
    }
}
