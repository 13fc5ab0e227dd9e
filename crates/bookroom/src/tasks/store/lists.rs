//! Lists of tasks, page by page, and the reminders that ring.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::{TaskRow, load, within};
use crate::customers::{contact_stand_in, stand_in};
use crate::error::{Error, Result};
use crate::store::MultiBackend;
use crate::store::listing::{Place, conditions, in_order, listed_columns};
use crate::store::schema::{service_case, task};
use crate::tasks::model::{Task, TaskFilter, TaskLink, TaskPriority, TaskSort, TaskState};
use crate::tasks::rules;
use crate::values::text::{like_anywhere, search_key};
use crate::values::{Check, OperatorId, Page, PageRequest, TaskId};
use crate::work::View;

/// The longest text to search for, in characters.
const SEARCH_LIMIT: usize = 200;

type Query = task::BoxedQuery<'static, MultiBackend>;

/// One task.
pub(crate) fn get(view: &mut View<'_>, id: TaskId) -> Result<Task> {
    let row = load(view.conn, &view.scope, &[id.0])?.pop();
    row.ok_or_else(|| Error::not_found("task", id))?.record()
}

/// The tasks that a filter wants, in an order, page by page.
pub(crate) fn list(
    view: &mut View<'_>,
    filter: &TaskFilter,
    sort: TaskSort,
    descending: bool,
    page: &PageRequest,
) -> Result<Page<Task>> {
    let query = restrict(view, filter)?;
    in_pages(view, query, sort, descending, page)
}

fn in_pages(
    view: &mut View<'_>,
    query: Query,
    sort: TaskSort,
    descending: bool,
    page: &PageRequest,
) -> Result<Page<Task>> {
    let rows_to_load = page.rows_to_load()?;
    let after = Place::of(page, sort.slug(), descending)?;
    let query = in_order!(query, listed(sort), task::id, descending, after);
    let query = query.limit(rows_to_load);
    let rows: Vec<TaskRow> = query.select(TaskRow::as_select()).load(view.conn)?;
    let page = Page::cut(rows, page.limit, |row| place(row, sort, descending));
    let tasks = page.items.into_iter().map(TaskRow::record).collect::<Result<_>>()?;
    Ok(Page { items: tasks, next: page.next })
}

/// How many tasks a filter wants.
pub(crate) fn count(view: &mut View<'_>, filter: &TaskFilter) -> Result<i64> {
    let query = restrict(view, filter)?;
    Ok(query.count().get_result(view.conn)?)
}

/// The open tasks whose reminders ring after one instant and no later than another, in the order
/// in which they ring.
pub(crate) fn due(
    view: &mut View<'_>,
    (after, to): (DateTime<Utc>, DateTime<Utc>),
    assignee: Option<OperatorId>,
    page: &PageRequest,
) -> Result<Page<Task>> {
    let mut query = within(&view.scope)
        .filter(task::state.eq(TaskState::Open.slug()))
        .filter(task::rings_at.gt(after.timestamp_micros()))
        .filter(task::rings_at.le(to.timestamp_micros()));
    if let Some(assignee) = assignee {
        query = query.filter(task::assignee_id.eq(assignee.0));
    }
    in_pages(view, query, TaskSort::RingsAt, false, page)
}

listed_columns! {
    task, TaskRow, TaskSort {
        DueOn => optional day due_on;
        DueAt => optional instant due_at;
        RingsAt => optional instant rings_at;
        State => required word(TaskState) state;
        Priority => required word(TaskPriority) priority;
        IsPrivate => required flag is_private;
        Assignee => optional whole assignee_id;
        CreatedBy => optional whole created_by;
        CreatedAt => required instant created_at;
        EndedAt => optional instant ended_at;
        UpdatedAt => required instant updated_at;
    }
}

fn restrict(view: &mut View<'_>, filter: &TaskFilter) -> Result<Query> {
    let mut query = within(&view.scope);
    let mut check = Check::new();
    if !filter.states.is_empty() {
        let states: Vec<&str> = filter.states.iter().map(|state| state.slug()).collect();
        query = query.filter(task::state.eq_any(states));
    }
    if let Some(assignee) = filter.assignee {
        query = query.filter(task::assignee_id.eq(assignee.0));
    }
    if let Some(operator) = filter.created_by {
        query = query.filter(task::created_by.eq(operator.0));
    }
    query = match filter.link {
        Some(TaskLink::Customer(id)) => {
            let id = stand_in(view, Some(id))?.unwrap_or(id);
            query.filter(task::customer_id.eq(id.0))
        }
        Some(TaskLink::Contact(id)) => {
            let book = view.book_id();
            let id = contact_stand_in(view.conn, book, id)?;
            query.filter(task::contact_id.eq(id.0))
        }
        Some(TaskLink::Case(id)) => {
            let merged = service_case::table
                .filter(service_case::book_id.eq(view.book_id()))
                .filter(service_case::merged_into_id.eq(id.0))
                .select(service_case::id.nullable());
            query.filter(task::case_id.eq(id.0).or(task::case_id.eq_any(merged)))
        }
        Some(TaskLink::Invoice(id)) => query.filter(task::invoice_id.eq(id.0)),
        None => query,
    };
    if let Some(day) = filter.due_from {
        check.date("filter.due_from", day);
        query = query.filter(task::due_on.ge(day));
    }
    if let Some(day) = filter.due_to {
        check.date("filter.due_to", day);
        query = query.filter(task::due_on.le(day));
    }
    if let Some(is_private) = filter.is_private {
        query = query.filter(task::is_private.eq(is_private));
    }
    let query = with_due(view, query, filter, &mut check);
    let mut query = with_text(query, filter, &mut check);
    let (currency, words) = (view.book.currency, TaskSort::words());
    let column = |word: &str| TaskSort::from_slug(word).map(listed);
    for condition in conditions(&filter.conditions, currency, &words, column, &mut check) {
        query = query.filter(condition);
    }
    check.finish()?;
    Ok(query)
}

/// Restricts to what is overdue, due soon, or both. A task with an instant is overdue from then on,
/// one with a day from the next day on.
fn with_due(view: &View<'_>, query: Query, filter: &TaskFilter, check: &mut Check) -> Query {
    let (now, today) = (view.now().timestamp_micros(), view.today());
    let by_day = || task::due_at.is_null().and(task::due_on.lt(today));
    let overdue = || task::due_at.lt(now).or(by_day());
    let window = filter.due_within.map(|days| rules::window(check, today, days));
    let query = match (filter.overdue, window) {
        (false, None) => return query,
        (true, None) => query.filter(overdue()),
        (false, Some((from, to))) => {
            let timely = task::due_at.is_null().or(task::due_at.ge(now).assume_not_null());
            query.filter(task::due_on.ge(from)).filter(task::due_on.le(to)).filter(timely)
        }
        (true, Some((_, to))) => query.filter(overdue().or(task::due_on.le(to))),
    };
    query.filter(task::state.eq(TaskState::Open.slug()))
}

fn with_text(query: Query, filter: &TaskFilter, check: &mut Check) -> Query {
    let text = check.sought_text("filter.text", filter.text.as_deref(), SEARCH_LIMIT);
    let Some(text) = text else { return query };
    let key = search_key(&text);
    if key.is_empty() {
        // Signs and emoji are in no key: look for them as they stand.
        let raw = like_anywhere(&text);
        let title = task::title.like(raw.clone()).escape('!');
        return query.filter(title.nullable().or(task::note.like(raw).escape('!')));
    }
    let pattern = like_anywhere(&key);
    let title = task::title_key.like(pattern.clone()).escape('!');
    query.filter(title.nullable().or(task::note_key.like(pattern).escape('!')))
}
