//! Rows of tasks, and which of them a scope covers.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Nullable};

use super::model::{Task, TaskLink, TaskPriority, TaskState};
use super::rules;
use crate::error::{Code, Error, Result};
use crate::rights::permission::Reach;
use crate::rights::permit::Scope;
use crate::store::dialect::each;
use crate::store::insert::{IN_LIST, insert_all};
use crate::store::locks::{load_kept, load_locked};
use crate::store::schema::{contact, customer, invoice, service_case, task};
use crate::store::{Conn, MultiBackend};
use crate::values::{CaseId, ContactId, CustomerId, InvoiceId, OperatorId, TaskId, TeamId};

pub(crate) mod lists;
pub(crate) mod present;

/// A row of `task`.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = task, primary_key(book_id, id))]
#[diesel(treat_none_as_default_value = false, treat_none_as_null = true)]
pub(crate) struct TaskRow {
    pub(crate) book_id: i64,
    pub(crate) id: i64,
    pub(crate) title: String,
    pub(crate) title_key: String,
    pub(crate) note: Option<String>,
    pub(crate) note_key: Option<String>,
    pub(crate) state: String,
    pub(crate) priority: String,
    pub(crate) is_private: bool,
    pub(crate) due_on: Option<NaiveDate>,
    pub(crate) due_at: Option<i64>,
    pub(crate) remind_at: Option<i64>,
    pub(crate) snoozed_until: Option<i64>,
    pub(crate) rings_at: Option<i64>,
    pub(crate) recurrence: Option<String>,
    pub(crate) series_from: Option<NaiveDate>,
    pub(crate) followed_by: Option<i64>,
    pub(crate) customer_id: Option<i64>,
    pub(crate) contact_id: Option<i64>,
    pub(crate) case_id: Option<i64>,
    pub(crate) invoice_id: Option<i64>,
    pub(crate) assignee_id: Option<i64>,
    pub(crate) team_id: Option<i64>,
    pub(crate) ended_at: Option<i64>,
    pub(crate) version: i64,
    pub(crate) created_at: i64,
    pub(crate) created_by: Option<i64>,
    pub(crate) updated_at: i64,
}

impl TaskRow {
    /// The row of a record.
    pub(crate) fn of(book: i64, task: &Task) -> Self {
        let micros = |at: Option<DateTime<Utc>>| at.map(|at| at.timestamp_micros());
        let linked = |kind: &str| {
            task.link.map(rules::named).filter(|(named, _)| *named == kind).map(|(_, id)| id)
        };
        Self {
            book_id: book,
            id: task.id.0,
            title: task.title.clone(),
            title_key: rules::text_key(&task.title),
            note: task.note.clone(),
            note_key: task.note.as_deref().map(rules::text_key),
            state: task.state.slug().to_owned(),
            priority: task.priority.slug().to_owned(),
            is_private: task.is_private,
            due_on: task.due_on,
            due_at: micros(task.due_at),
            remind_at: micros(task.remind_at),
            snoozed_until: micros(task.snoozed_until),
            rings_at: micros(task.rings_at),
            recurrence: task.recurrence.clone(),
            series_from: task.series_from,
            followed_by: task.followed_by.map(i64::from),
            customer_id: linked("customer"),
            contact_id: linked("contact"),
            case_id: linked("case"),
            invoice_id: linked("invoice"),
            assignee_id: task.assignee.map(i64::from),
            team_id: task.team.map(i64::from),
            ended_at: micros(task.ended_at),
            version: task.version,
            created_at: task.created_at.timestamp_micros(),
            created_by: task.created_by.map(i64::from),
            updated_at: task.updated_at.timestamp_micros(),
        }
    }

    /// The record.
    pub(crate) fn record(self) -> Result<Task> {
        let link = self.link()?;
        Ok(Task {
            id: TaskId(self.id),
            title: self.title,
            note: self.note,
            state: TaskState::from_slug(&self.state).ok_or_else(|| Error::corrupt("state"))?,
            priority: TaskPriority::from_slug(&self.priority)
                .ok_or_else(|| Error::corrupt("priority"))?,
            is_private: self.is_private,
            due_on: self.due_on,
            due_at: self.due_at.map(instant).transpose()?,
            remind_at: self.remind_at.map(instant).transpose()?,
            snoozed_until: self.snoozed_until.map(instant).transpose()?,
            rings_at: self.rings_at.map(instant).transpose()?,
            recurrence: self.recurrence,
            series_from: self.series_from,
            followed_by: self.followed_by.map(TaskId),
            link,
            assignee: self.assignee_id.map(OperatorId),
            team: self.team_id.map(TeamId),
            ended_at: self.ended_at.map(instant).transpose()?,
            version: self.version,
            created_at: instant(self.created_at)?,
            created_by: self.created_by.map(OperatorId),
            updated_at: instant(self.updated_at)?,
        })
    }

    fn link(&self) -> Result<Option<TaskLink>> {
        let links = [
            self.customer_id.map(|id| TaskLink::Customer(CustomerId(id))),
            self.contact_id.map(|id| TaskLink::Contact(ContactId(id))),
            self.case_id.map(|id| TaskLink::Case(CaseId(id))),
            self.invoice_id.map(|id| TaskLink::Invoice(InvoiceId(id))),
        ];
        let mut links = links.into_iter().flatten();
        match (links.next(), links.next()) {
            (link, None) => Ok(link),
            _ => Err(Error::corrupt("link")),
        }
    }
}

/// An instant as the store keeps it.
fn instant(micros: i64) -> Result<DateTime<Utc>> {
    DateTime::from_timestamp_micros(micros).ok_or_else(|| Code::Corrupt.into())
}

type Condition = Box<dyn BoxableExpression<task::table, MultiBackend, SqlType = Nullable<Bool>>>;

/// Which tasks a scope covers: those one has or made; those of one's team; all. Private ones are
/// covered for who made them alone.
fn covered(scope: &Scope) -> Condition {
    let me = scope.operator().0;
    let made = task::created_by.eq(me);
    let shared = task::is_private.eq(false);
    let own = task::assignee_id.eq(me);
    match (scope.reach(), scope.team()) {
        (Reach::All, _) => Box::new(made.or(shared.nullable())),
        (Reach::Team, Some(team)) => {
            Box::new(made.or(shared.nullable().and(own.or(task::team_id.eq(team.0)))))
        }
        _ => Box::new(made.or(shared.nullable().and(own))),
    }
}

/// The tasks that a scope covers.
pub(crate) fn within(scope: &Scope) -> task::BoxedQuery<'static, MultiBackend> {
    task::table.filter(task::book_id.eq(scope.book().0)).filter(covered(scope)).into_boxed()
}

/// Of these tasks, those that a scope covers.
pub(crate) fn keep_in_scope(
    conn: &mut Conn,
    scope: &Scope,
    ids: BTreeSet<i64>,
) -> Result<BTreeSet<i64>> {
    let ids: Vec<i64> = ids.into_iter().collect();
    let mut kept = BTreeSet::new();
    for chunk in ids.chunks(IN_LIST) {
        let query = within(scope).filter(task::id.eq_any(chunk.to_vec()));
        kept.extend(query.select(task::id).load::<i64>(conn)?);
    }
    Ok(kept)
}

/// The tasks with these ids that a scope covers.
pub(crate) fn load(conn: &mut Conn, scope: &Scope, ids: &[i64]) -> Result<Vec<TaskRow>> {
    let mut rows = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(IN_LIST) {
        let query = within(scope).filter(task::id.eq_any(chunk.to_vec()));
        rows.extend(query.select(TaskRow::as_select()).load::<TaskRow>(conn)?);
    }
    Ok(rows)
}

/// As [`load`], and nobody else changes them until the transaction ends.
pub(crate) fn lock(conn: &mut Conn, scope: &Scope, ids: &[i64]) -> Result<Vec<TaskRow>> {
    for chunk in ids.chunks(IN_LIST) {
        let query = task::table
            .filter(task::book_id.eq(scope.book().0))
            .filter(task::id.eq_any(chunk))
            .order(task::id)
            .select(task::id);
        load_locked!(conn, query, i64)?;
    }
    load(conn, scope, ids)
}

/// Of records of a kind that tasks can be about, those that are there; none of them is removed
/// until the transaction ends. Drafts of invoices may go, and so are none.
pub(crate) fn keep_linked(
    conn: &mut Conn,
    book: i64,
    kind: &str,
    ids: &BTreeSet<i64>,
) -> Result<BTreeSet<i64>> {
    let ids: Vec<i64> = ids.iter().copied().collect();
    let mut kept = BTreeSet::new();
    macro_rules! keep {
        ($table:ident, $chunk:expr) => {{
            let query = $table::table
                .filter($table::book_id.eq(book))
                .filter($table::id.eq_any($chunk))
                .order($table::id)
                .select($table::id);
            kept.extend(load_kept!(conn, query, i64)?);
        }};
    }
    for chunk in ids.chunks(IN_LIST) {
        match kind {
            "customer" => keep!(customer, chunk),
            "contact" => keep!(contact, chunk),
            "case" => keep!(service_case, chunk),
            "invoice" => {
                let query = invoice::table
                    .filter(invoice::book_id.eq(book))
                    .filter(invoice::id.eq_any(chunk))
                    .filter(invoice::number.is_not_null())
                    .order(invoice::id)
                    .select(invoice::id);
                kept.extend(load_kept!(conn, query, i64)?);
            }
            _ => {}
        }
    }
    Ok(kept)
}

/// Writes new tasks.
pub(crate) fn insert(conn: &mut Conn, book: i64, tasks: &[Task]) -> Result<()> {
    let rows: Vec<TaskRow> = tasks.iter().map(|task| TaskRow::of(book, task)).collect();
    insert_all!(conn, task::table, &rows[..]);
    Ok(())
}

/// Writes changed tasks, whose versions have moved by one since they were loaded.
pub(crate) fn save(conn: &mut Conn, rows: &[TaskRow]) -> Result<()> {
    for row in rows {
        let target = task::table
            .filter(task::book_id.eq(row.book_id))
            .filter(task::id.eq(row.id))
            .filter(task::version.eq(row.version - 1));
        if each!(conn, c => diesel::update(target).set(row).execute(c))? != 1 {
            return Err(Error::version_conflict("task", row.id));
        }
    }
    Ok(())
}
