//! Columns of tasks.

use super::sheet::{Column, Plain, Sheet, column};
use crate::error::Result;
use crate::tasks::model::{Task, TaskFilter, TaskLink, TaskSort};
use crate::work::Session;

const PAGE: u32 = 1000;

const TASKS: &[Column<Task>] = &[
    column("标题", "title", |it| it.title.cell()),
    column("说明", "note", |it| it.note.cell()),
    column("状态", "state", |it| it.state.slug().cell()),
    column("优先级", "priority", |it| it.priority.slug().cell()),
    column("私人", "private", |it| it.is_private.cell()),
    column("到期日期", "due on", |it| it.due_on.cell()),
    column("到期时间", "due at", |it| it.due_at.cell()),
    column("提醒时间", "remind at", |it| it.remind_at.cell()),
    column("推迟到", "snoozed until", |it| it.snoozed_until.cell()),
    column("重复规则", "recurrence", |it| it.recurrence.cell()),
    column("负责人", "assignee", |it| it.assignee.cell()),
    column("负责人团队", "team", |it| it.team.cell()),
    column("结束时间", "ended at", |it| it.ended_at.cell()),
    column("客户记录号", "customer record", |it| match it.link {
        Some(TaskLink::Customer(id)) => id.cell(),
        _ => None::<i64>.cell(),
    }),
    column("联系人记录号", "contact record", |it| match it.link {
        Some(TaskLink::Contact(id)) => id.cell(),
        _ => None::<i64>.cell(),
    }),
    column("工单记录号", "case record", |it| match it.link {
        Some(TaskLink::Case(id)) => id.cell(),
        _ => None::<i64>.cell(),
    }),
    column("单据记录号", "invoice record", |it| match it.link {
        Some(TaskLink::Invoice(id)) => id.cell(),
        _ => None::<i64>.cell(),
    }),
    column("系列起始日期", "series from", |it| it.series_from.cell()),
    column("后续任务记录号", "followed by", |it| it.followed_by.cell()),
    column("添加时间", "added at", |it| it.created_at.cell()),
    column("添加人", "added by", |it| it.created_by.cell()),
    column("更改时间", "changed at", |it| it.updated_at.cell()),
    column("记录号", "record", |it| it.id.cell()),
];

/// In the order in which they are due.
pub(super) fn tasks(session: &Session, filter: &TaskFilter, sheet: &mut Sheet<'_>) -> Result<()> {
    let (sort, descending) = sheet.order(TaskSort::from_slug, TaskSort::DueOn);
    sheet.pages(TASKS, PAGE, |request| session.tasks().list(filter, sort, descending, request))
}
