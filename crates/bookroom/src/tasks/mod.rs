//! Tasks (工作备忘录, 提醒): what somebody has to do, once or again and again, and when to remind them.

pub(crate) mod card;
pub mod commands;
pub(crate) mod links;
pub mod model;
pub(crate) mod rules;
pub(crate) mod store;

use chrono::{DateTime, Utc};

pub(crate) use commands::make;
use commands::{
    AddTasks, AssignTasks, CancelTasks, EditTasks, FinishTasks, ReopenTasks, SnoozeTasks,
};
pub(crate) use model::{NewTask, TaskLink, TaskPriority};
use model::{Task, TaskEdit, TaskFilter, TaskSort, TaskUpdate, TaskVersion};
use store::lists;

use crate::error::{Error, Result};
use crate::rights::permission::Permission;
use crate::values::{OperatorId, Page, PageRequest, TaskId};
use crate::work::Session;

/// The tasks of a book. One's own are those one has and those one made; a private one is seen by
/// who made it and by nobody else, neither in lists nor in the history.
///
/// A task can come again by a rule of RFC 5545, such as `FREQ=MONTHLY;BYMONTHDAY=-1`. The rule
/// counts days from that of the first task; when a task is done, the next one is made for the first
/// day after its own that is not past: days that went by meanwhile are skipped, and still counted.
/// It is due at the same local time and rings as long before. A cancelled task ends its series. A
/// book's clock is a fixed distance from UTC, so no daylight saving moves any of it.
pub struct Tasks<'s> {
    session: &'s Session,
}

impl Session {
    /// Tasks: what is to be done, and reminders.
    ///
    /// # Examples
    /// ```
    /// use bookroom::tasks::model::NewTask;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let task = session.tasks().add(NewTask::new("对账"))?;
    /// assert_eq!(session.tasks().get(task.id)?.title, "对账");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn tasks(&self) -> Tasks<'_> {
        Tasks { session: self }
    }
}

impl<'s> Tasks<'s> {
    /// One task.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::tasks::model::NewTask;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let task = session.tasks().add(NewTask::new("送合同"))?;
    /// assert_eq!(session.tasks().get(task.id)?.title, "送合同");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn get(&self, id: TaskId) -> Result<Task> {
        self.session.read(Permission::TasksView, |view| lists::get(view, id))
    }

    /// The tasks that a filter wants, page by page.
    ///
    /// # Errors
    /// `not_permitted`, `bad_choice`, `wrong_type`, `bad_date`, `too_long`, `bad_character`,
    /// `out_of_range`, `bad_cursor`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::tasks::model::{NewTask, TaskFilter, TaskSort};
    /// use bookroom::values::PageRequest;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, today) = (office.session, office.today);
    /// session.tasks().add(NewTask { due_on: Some(today), ..NewTask::new("送合同") })?;
    /// let mine = TaskFilter {
    ///     assignee: Some(session.operator_id()),
    ///     overdue: true,
    ///     due_within: Some(7),
    ///     ..TaskFilter::default()
    /// };
    /// let page = PageRequest::default();
    /// let page = session.tasks().list(&mine, TaskSort::DueOn, false, &page)?;
    /// assert_eq!(page.items[0].title, "送合同");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn list(
        &self,
        filter: &TaskFilter,
        sort: TaskSort,
        descending: bool,
        page: &PageRequest,
    ) -> Result<Page<Task>> {
        self.session
            .read(Permission::TasksView, |view| lists::list(view, filter, sort, descending, page))
    }

    /// How many tasks a filter wants.
    ///
    /// # Errors
    /// As [`Tasks::list`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::tasks::model::TaskFilter;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let overdue = TaskFilter { overdue: true, ..TaskFilter::default() };
    /// assert_eq!(session.tasks().count(&overdue)?, 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn count(&self, filter: &TaskFilter) -> Result<i64> {
        self.session.read(Permission::TasksView, |view| lists::count(view, filter))
    }

    /// The open tasks whose reminders ring after one instant and no later than another, of one
    /// operator or of all within reach, in the order in which they ring. A host asks now and then,
    /// from the instant up to which it asked before.
    ///
    /// # Errors
    /// `not_permitted`, `out_of_range`, `bad_cursor`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::tasks::model::NewTask;
    /// use bookroom::values::PageRequest;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let at = "2026-07-01T01:00:00Z".parse()?;
    /// session.tasks().add(NewTask { remind_at: Some(at), ..NewTask::new("回电") })?;
    /// let before = "2026-07-01T00:55:00Z".parse()?;
    /// let due = session.tasks().due(before, at, None, &PageRequest::default())?;
    /// assert_eq!(due.items[0].title, "回电");
    /// // Nothing rings twice.
    /// let later = "2026-07-01T01:05:00Z".parse()?;
    /// assert!(session.tasks().due(at, later, None, &PageRequest::default())?.items.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn due(
        &self,
        since: DateTime<Utc>,
        until: DateTime<Utc>,
        assignee: Option<OperatorId>,
        page: &PageRequest,
    ) -> Result<Page<Task>> {
        self.session
            .read(Permission::TasksView, |view| lists::due(view, (since, until), assignee, page))
    }

    /// Makes a task.
    ///
    /// # Errors
    /// As [`Tasks::add_many`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::tasks::model::{NewTask, TaskLink};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let task = session.tasks().add(NewTask {
    ///     due_on: Some("2026-07-31".parse()?),
    ///     recurrence: Some("FREQ=MONTHLY;BYMONTHDAY=-1".into()),
    ///     link: Some(TaskLink::Customer(customer.id)),
    ///     ..NewTask::new("对账")
    /// })?;
    /// assert_eq!(task.assignee, Some(session.operator_id()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add(&self, task: NewTask) -> Result<Task> {
        one(self.add_many(vec![task]))
    }

    /// Makes up to 1,000 tasks: all, or none.
    ///
    /// # Errors
    /// `not_permitted`, `required`, `too_long`, `bad_character`, `bad_date`, `unknown_reference`,
    /// `too_many`; `bad_format` for a rule that is none; `bad_choice` for a rule by hours, a day
    /// and an instant that differ, or a private task for another.
    ///
    /// # Examples
    /// ```
    /// use bookroom::tasks::model::NewTask;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let private = NewTask { is_private: true, ..NewTask::new("买花") };
    /// assert_eq!(session.tasks().add_many(vec![NewTask::new("回电"), private])?.len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn add_many(&self, tasks: Vec<NewTask>) -> Result<Vec<Task>> {
        self.session.run(AddTasks { tasks })
    }

    /// Changes an open task.
    ///
    /// # Errors
    /// As [`Tasks::edit_many`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::tasks::model::{NewTask, TaskEdit};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, today) = (office.session, office.today);
    /// let task = session.tasks().add(NewTask::new("送合同"))?;
    /// let edit = TaskEdit { due_on: today.into(), ..TaskEdit::default() };
    /// let task = session.tasks().edit(task.id, task.version, edit)?;
    /// assert_eq!(task.due_on, Some(today));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn edit(&self, id: TaskId, version: i64, edit: TaskEdit) -> Result<Task> {
        one(self.edit_many(vec![TaskUpdate { id, version, edit }]))
    }

    /// Changes up to 1,000 open tasks: all, or none. A rule that stays goes on as it began,
    /// wherever this one task of the series is moved to.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`, `wrong_state`, `repeated`, and the violations of
    /// [`Tasks::add_many`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::tasks::model::{NewTask, TaskEdit, TaskUpdate};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let task = session.tasks().add(NewTask::new("送合同"))?;
    /// let edit = TaskEdit { note: "带公章".into(), ..TaskEdit::default() };
    /// let update = TaskUpdate { id: task.id, version: task.version, edit };
    /// assert_eq!(session.tasks().edit_many(vec![update])?[0].note.as_deref(), Some("带公章"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn edit_many(&self, edits: Vec<TaskUpdate>) -> Result<Vec<Task>> {
        self.session.run(EditTasks { edits })
    }

    /// Gives open tasks to an active operator, or takes them away (none).
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `version_conflict`, `wrong_state`, `unknown_reference`,
    /// `repeated`, `too_many`; `bad_choice` for private ones.
    ///
    /// # Examples
    /// ```
    /// use bookroom::tasks::model::NewTask;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, operator) = (office.session, office.operator);
    /// let task = session.tasks().add(NewTask::new("送合同"))?;
    /// let given = session.tasks().assign(vec![(&task).into()], Some(operator.id))?;
    /// assert_eq!(given[0].assignee, Some(operator.id));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn assign(
        &self,
        tasks: Vec<TaskVersion>,
        assignee: Option<OperatorId>,
    ) -> Result<Vec<Task>> {
        self.session.run(AssignTasks { tasks, assignee })
    }

    /// Puts the reminders of open tasks off until an instant, or no longer (none).
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `version_conflict`, `wrong_state`, `bad_date`, `repeated`,
    /// `too_many`; `date_order` for an instant that is past.
    ///
    /// # Examples
    /// ```
    /// use bookroom::tasks::model::NewTask;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let task = session.tasks().add(NewTask::new("回电"))?;
    /// let until = "2026-07-01T01:00:00Z".parse().ok();
    /// let snoozed = session.tasks().snooze(vec![(&task).into()], until)?;
    /// assert_eq!(snoozed[0].rings_at, until);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn snooze(
        &self,
        tasks: Vec<TaskVersion>,
        until: Option<DateTime<Utc>>,
    ) -> Result<Vec<Task>> {
        self.session.run(SnoozeTasks { tasks, until })
    }

    /// Ends open tasks as done. Those that come again are followed by the next of their series,
    /// which `followed_by` names.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `version_conflict`, `wrong_state`, `repeated`, `too_many`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::tasks::model::NewTask;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let task = session.tasks().add(NewTask {
    ///     due_on: Some("2026-06-29".parse()?),
    ///     recurrence: Some("FREQ=WEEKLY".into()),
    ///     ..NewTask::new("周报")
    /// })?;
    /// let done = session.tasks().finish(vec![(&task).into()])?.remove(0);
    /// let next = session.tasks().get(done.followed_by.unwrap())?;
    /// assert_eq!(next.due_on, Some("2026-07-06".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn finish(&self, tasks: Vec<TaskVersion>) -> Result<Vec<Task>> {
        self.session.run(FinishTasks { tasks })
    }

    /// Ends open tasks that are not to be done; a series ends with them.
    ///
    /// # Errors
    /// As [`Tasks::finish`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::tasks::model::{NewTask, TaskState};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let task = session.tasks().add(NewTask::new("回电"))?;
    /// let cancelled = session.tasks().cancel(vec![(&task).into()])?;
    /// assert_eq!(cancelled[0].state, TaskState::Cancelled);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn cancel(&self, tasks: Vec<TaskVersion>) -> Result<Vec<Task>> {
        self.session.run(CancelTasks { tasks })
    }

    /// Takes ended tasks up again. What followed one of a series stays; nothing follows it twice.
    ///
    /// # Errors
    /// As [`Tasks::finish`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::tasks::model::NewTask;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let task = session.tasks().add(NewTask::new("回电"))?;
    /// let done = session.tasks().finish(vec![(&task).into()])?;
    /// let open = session.tasks().reopen(vec![(&done[0]).into()])?;
    /// assert_eq!(open[0].ended_at, None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn reopen(&self, tasks: Vec<TaskVersion>) -> Result<Vec<Task>> {
        self.session.run(ReopenTasks { tasks })
    }
}

fn one<T>(many: Result<Vec<T>>) -> Result<T> {
    many?.pop().ok_or_else(|| Error::internal("a command on one record answered with none"))
}
