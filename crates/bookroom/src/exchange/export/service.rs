//! Columns of cases and their notes.

use super::custom::{more, value_of};
use super::people::{Named, with_names};
use super::sheet::Of::{Item, Word};
use super::sheet::{Column, Plain, Sheet, coded, column};
use crate::error::Result;
use crate::rights::permission::Permission;
use crate::service::list_all_notes;
use crate::service::model::{Case, CaseFilter, CaseNote, CaseSort};
use crate::values::CaseId;
use crate::work::Session;

const PAGE: u32 = 1000;

const CASES: &[Column<Named<Case>>] = &[
    column("编号", "number", |it| it.record.number.cell()),
    coded("种类", "kind", Word("CaseKind"), |it| it.record.kind.slug().cell()),
    coded("状态", "state", Word("CaseState"), |it| it.record.state.slug().cell()),
    column("主题", "subject", |it| it.record.subject.cell()),
    column("描述", "description", |it| it.record.description.cell()),
    coded("分类", "category", Item("case_category"), |it| it.record.category.cell()),
    coded("严重程度", "severity", Word("CaseSeverity"), |it| it.record.severity.slug().cell()),
    coded("渠道", "channel", Item("case_channel"), |it| it.record.channel.cell()),
    column("客户", "customer", |it| it.customer_name.cell()),
    column("受理日期", "opened on", |it| it.record.opened_on.cell()),
    column("首次答复时间", "first answered at", |it| it.record.first_answered_at.cell()),
    column("解决时间", "resolved at", |it| it.record.resolved_at.cell()),
    column("关闭时间", "closed at", |it| it.record.closed_at.cell()),
    column("处理结果", "resolution", |it| it.record.resolution.cell()),
    coded("满意度", "satisfaction", Item("satisfaction"), |it| it.record.satisfaction.cell()),
    column("处理人", "assignee", |it| it.record.assignee.cell()),
    column("归属操作员", "held by", |it| it.record.owner.cell()),
    column("归属团队", "team", |it| it.record.team.cell()),
    column("客户记录号", "customer record", |it| it.record.customer.cell()),
    column("联系人记录号", "contact record", |it| it.record.contact.cell()),
    column("单据记录号", "invoice record", |it| it.record.invoice.cell()),
    column("添加时间", "added at", |it| it.record.opened_at.cell()),
    column("添加人", "added by", |it| it.record.created_by.cell()),
    column("更改时间", "changed at", |it| it.record.updated_at.cell()),
    column("记录号", "record", |it| it.record.id.cell()),
];

pub(super) fn cases(session: &Session, filter: &CaseFilter, sheet: &mut Sheet<'_>) -> Result<()> {
    let (sort, descending) = sheet.order(CaseSort::from_slug, CaseSort::OpenedOn);
    let list = (&*sheet, CASES);
    let more =
        more::<Case, Named<Case>>(session, Permission::CasesView, None, list, |it, field| {
            value_of(&it.record, field)
        })?;
    sheet.pages_with(CASES, &more, PAGE, |request| {
        let page = session.service().list(filter, sort, descending, request)?;
        with_names(session, page, |case| case.customer)
    })
}

const NOTES: &[Column<CaseNote>] = &[
    column("工单记录号", "case record", |it| it.case.cell()),
    column("内容", "text", |it| it.body.cell()),
    column("对外可见", "public", |it| it.is_public.cell()),
    coded("作者", "author", Word("NoteAuthor"), |it| it.author.slug().cell()),
    column("添加时间", "added at", |it| it.created_at.cell()),
    column("添加人", "added by", |it| it.created_by.cell()),
    column("记录号", "record", |it| it.id.cell()),
];

pub(super) fn notes(session: &Session, case: Option<CaseId>, sheet: &mut Sheet<'_>) -> Result<()> {
    sheet.pages(NOTES, PAGE, |request| match case {
        Some(case) => session.service().notes(case, request),
        None => session.read(Permission::CasesView, |view| list_all_notes(view, request)),
    })
}
