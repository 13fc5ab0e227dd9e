//! Putting tasks off, ending them and bringing them back.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{insert, lock_seen, moved, write};
use crate::error::{Code, Problem, Result};
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::tasks::model::{Task, TaskState, TaskVersion};
use crate::tasks::rules::{self, Moment, Step};
use crate::values::Check;
use crate::work::{Command, Tx};

/// Puts the reminders of open tasks off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnoozeTasks {
    /// The tasks, up to 1,000.
    pub tasks: Vec<TaskVersion>,
    /// Until when; none: no longer.
    pub until: Option<DateTime<Utc>>,
}

impl Command for SnoozeTasks {
    const NAME: &'static str = "tasks.snooze";
    const PERMISSION: Permission = Permission::TasksEdit;
    type Output = Vec<Task>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Task>> {
        let mut check = Check::new();
        let until = self.until.and_then(|until| rules::instant(&mut check, "until", until));
        if until.is_some_and(|until| until <= tx.now()) {
            check.add(Problem::new(Code::DateOrder).at("until").fact("today", tx.today()));
        }
        check.finish()?;
        let before = lock_seen(permit, tx, "tasks", &self.tasks, Step::Change)?;
        let snoozed = |task: &Task| Task {
            snoozed_until: until,
            rings_at: until.or(task.remind_at),
            ..task.clone()
        };
        let after = before.iter().map(snoozed).collect();
        write(permit, tx, &before, after)
    }
}

/// Ends open tasks as done; those that come again are followed by the next of their series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FinishTasks {
    /// The tasks, up to 1,000.
    pub tasks: Vec<TaskVersion>,
}

impl Command for FinishTasks {
    const NAME: &'static str = "tasks.finish";
    const PERMISSION: Permission = Permission::TasksEdit;
    type Output = Vec<Task>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Task>> {
        let before = lock_seen(permit, tx, "tasks", &self.tasks, Step::Finish)?;
        let book = tx.book.clone();
        let moment = Moment { now: tx.now(), book: &book };
        let mut after = moved(&before, TaskState::Done, Some(tx.now()));
        let next: Vec<Option<Task>> =
            before.iter().map(|task| rules::following(task, &moment)).collect();
        let made = insert(permit, tx, next.iter().flatten().cloned().collect())?;
        let mut made = made.into_iter();
        for (task, _) in after.iter_mut().zip(&next).filter(|(_, next)| next.is_some()) {
            task.followed_by = made.next().map(|next| next.id);
        }
        write(permit, tx, &before, after)
    }
}

/// Ends open tasks that are not to be done; a series ends with them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CancelTasks {
    /// The tasks, up to 1,000.
    pub tasks: Vec<TaskVersion>,
}

impl Command for CancelTasks {
    const NAME: &'static str = "tasks.cancel";
    const PERMISSION: Permission = Permission::TasksEdit;
    type Output = Vec<Task>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Task>> {
        let before = lock_seen(permit, tx, "tasks", &self.tasks, Step::Cancel)?;
        let after = moved(&before, TaskState::Cancelled, Some(tx.now()));
        write(permit, tx, &before, after)
    }
}

/// Takes ended tasks up again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReopenTasks {
    /// The tasks, up to 1,000.
    pub tasks: Vec<TaskVersion>,
}

impl Command for ReopenTasks {
    const NAME: &'static str = "tasks.reopen";
    const PERMISSION: Permission = Permission::TasksEdit;
    type Output = Vec<Task>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Task>> {
        let before = lock_seen(permit, tx, "tasks", &self.tasks, Step::Reopen)?;
        let after = moved(&before, TaskState::Open, None);
        write(permit, tx, &before, after)
    }
}
