//! Tasks as hosts see them.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::values::{
    CaseId, Condition, ContactId, CustomerId, Edit, InvoiceId, OperatorId, TaskId, TeamId, edits,
    slugs,
};

slugs! {
    /// Where a task stands.
    TaskState {
        /// To be done.
        Open "open",
        /// Done.
        Done "done",
        /// Not to be done any more.
        Cancelled "cancelled",
    }
}

slugs! {
    /// How much a task matters.
    #[derive(Default)]
    TaskPriority {
        /// Less than others.
        Low "low",
        /// As others.
        #[default]
        Normal "normal",
        /// More than others.
        High "high",
    }
}

/// The record that a task is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskLink {
    /// A customer or supplier.
    Customer(CustomerId),
    /// A person there.
    Contact(ContactId),
    /// A case.
    Case(CaseId),
    /// An invoice or credit note that is posted.
    Invoice(InvoiceId),
}

/// Something to be done, or to be remembered (工作备忘录).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// Its id.
    pub id: TaskId,
    /// What is to be done.
    pub title: String,
    /// More of it.
    pub note: Option<String>,
    /// Where it stands.
    pub state: TaskState,
    /// How much it matters.
    pub priority: TaskPriority,
    /// Whether only who made it sees it, whatever others may see.
    pub is_private: bool,
    /// The day on which it is due, by the book's local time when that was written.
    pub due_on: Option<NaiveDate>,
    /// The instant at which it is due, when not just the day matters.
    pub due_at: Option<DateTime<Utc>>,
    /// When to remind of it.
    pub remind_at: Option<DateTime<Utc>>,
    /// Until when the reminder was put off.
    pub snoozed_until: Option<DateTime<Utc>>,
    /// When its reminder rings: when it was put off to, else when to remind.
    pub rings_at: Option<DateTime<Utc>>,
    /// How it comes again: a recurrence rule of RFC 5545, such as `FREQ=WEEKLY;BYDAY=MO`.
    pub recurrence: Option<String>,
    /// The day that the rule counts from: that of the first task of the series.
    pub series_from: Option<NaiveDate>,
    /// The task that followed when this one was done.
    pub followed_by: Option<TaskId>,
    /// The record it is about.
    pub link: Option<TaskLink>,
    /// Who has to do it.
    pub assignee: Option<OperatorId>,
    /// The team of who has to do it.
    pub team: Option<TeamId>,
    /// When it was done or cancelled.
    pub ended_at: Option<DateTime<Utc>>,
    /// Moves with every change.
    pub version: i64,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// Who made it, and owns it.
    pub created_by: Option<OperatorId>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// A task to be made. [`NewTask::new`] makes a plain one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct NewTask {
    /// What is to be done, up to 200 characters.
    pub title: String,
    /// More of it, up to 20,000 characters.
    pub note: Option<String>,
    /// How much it matters.
    pub priority: TaskPriority,
    /// Whether only who makes it sees it; it can have no other assignee then.
    pub is_private: bool,
    /// The day on which it is due.
    pub due_on: Option<NaiveDate>,
    /// The instant at which it is due; the day follows.
    pub due_at: Option<DateTime<Utc>>,
    /// When to remind of it.
    pub remind_at: Option<DateTime<Utc>>,
    /// How it comes again after it is done: a recurrence rule of RFC 5545 of at most 200
    /// characters, by days, weeks, months or years. It counts from the day on which the task is
    /// due. When the task is done, the next is made for the first day of the rule that is not past:
    /// what went by meanwhile is skipped, and counts as used up by `COUNT`.
    pub recurrence: Option<String>,
    /// The record it is about.
    pub link: Option<TaskLink>,
    /// Who has to do it; none: who makes it. Another one needs `tasks.assign`.
    pub assignee: Option<OperatorId>,
}

impl NewTask {
    /// A task for oneself without a day.
    #[must_use]
    pub fn new(title: &str) -> Self {
        Self { title: title.to_owned(), ..Self::default() }
    }
}

edits! {
    /// New values of an open task. Limits are those of [`NewTask`].
    TaskEdit {
        /// What is to be done.
        title: Option<String>,
        /// More of it.
        note: Edit<String>,
        /// How much it matters.
        priority: Option<TaskPriority>,
        /// Whether only who made it sees it; theirs alone to change.
        is_private: Option<bool>,
        /// The day on which it is due; the instant goes.
        due_on: Edit<NaiveDate>,
        /// The instant at which it is due; the day follows. Cleared, the day stays.
        due_at: Edit<DateTime<Utc>>,
        /// When to remind of it; what it was put off to goes.
        remind_at: Edit<DateTime<Utc>>,
        /// How it comes again; it counts from the day on which the task is due.
        recurrence: Edit<String>,
        /// The record it is about.
        link: Edit<TaskLink>,
    }
}

/// One task with new values for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskUpdate {
    /// The task.
    pub id: TaskId,
    /// The version the caller last saw.
    pub version: i64,
    /// The new values.
    pub edit: TaskEdit,
}

/// Names a task as the caller saw it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskVersion {
    /// The task.
    pub id: TaskId,
    /// The version the caller last saw.
    pub version: i64,
}

impl Task {
    /// Names this state of it, for commands on many.
    #[must_use]
    pub fn seen(&self) -> TaskVersion {
        TaskVersion { id: self.id, version: self.version }
    }
}

impl From<&Task> for TaskVersion {
    fn from(task: &Task) -> Self {
        task.seen()
    }
}

slugs! {
    /// What a list of tasks is sorted and filtered by. Tasks without a value come last, ties go by
    /// id.
    #[derive(Default)]
    TaskSort {
        /// The day on which it is due.
        #[default]
        DueOn "due_on",
        /// The instant at which it is due.
        DueAt "due_at",
        /// When its reminder rings.
        RingsAt "rings_at",
        /// Where it stands, by its word.
        State "state",
        /// How much it matters, by its word.
        Priority "priority",
        /// Whether only who made it sees it.
        IsPrivate "is_private",
        /// The id of who has to do it.
        Assignee "assignee",
        /// The id of who made it.
        CreatedBy "created_by",
        /// When it was made.
        CreatedAt "created_at",
        /// When it was done or cancelled.
        EndedAt "ended_at",
        /// When it last changed.
        UpdatedAt "updated_at",
    }
}

/// Which tasks are wanted; what is absent or empty does not restrict.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TaskFilter {
    /// Where they stand: any of these.
    pub states: Vec<TaskState>,
    /// Who has to do them.
    pub assignee: Option<OperatorId>,
    /// Who made them.
    pub created_by: Option<OperatorId>,
    /// The record they are about.
    pub link: Option<TaskLink>,
    /// Open ones that are past their day or instant; together with `due_within`, these as well.
    pub overdue: bool,
    /// Open ones that are due from now to so many days after today, 0 to 3,660; 0: today.
    pub due_within: Option<i64>,
    /// The first day on which they are due.
    pub due_from: Option<NaiveDate>,
    /// The last day on which they are due.
    pub due_to: Option<NaiveDate>,
    /// Whether only who made them sees them.
    pub is_private: Option<bool>,
    /// A part of the title or note; up to 200 characters. Case, width, white space and punctuation
    /// do not count.
    pub text: Option<String>,
    /// Conditions on any column that the list can be sorted by; at most 20.
    pub conditions: Vec<Condition>,
}
