//! Columns of cases and their notes.

use super::custom::{more, value_of};
use super::model::ExportList;
use super::people::{Named, with_names};
use super::sheet::Of::{Item, Word};
use super::sheet::{Column, Plain, Sheet, coded, column};
use crate::error::Result;
use crate::rights::permission::Permission;
use crate::service::list_all_notes;
use crate::service::model::{Case, CaseFilter, CaseNote, CaseSort};
use crate::service::relations::list_all_links;
use crate::service::relations::model::CaseLink;
use crate::service::remedies::list_remedies;
use crate::service::remedies::model::{CaseRemedy, RemedyFilter, RemedyTerms};
use crate::service::surveys::list_surveys;
use crate::service::surveys::model::{Survey, SurveyFilter};
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
    column("产品记录号", "product record", |it| it.record.product.cell()),
    coded("问题根因", "root cause", Item("case_root_cause"), |it| it.record.root_cause.cell()),
    column("并入工单记录号", "merged into case record", |it| it.record.merged_into.cell()),
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

/// What stands beside cases: links, remedies, surveys.
pub(super) fn beside(session: &Session, list: &ExportList, sheet: &mut Sheet<'_>) -> Result<()> {
    match list {
        ExportList::CaseLinks => links(session, sheet),
        ExportList::CaseRemedies => remedies(session, sheet),
        _ => surveys(session, sheet),
    }
}

const LINKS: &[Column<CaseLink>] = &[
    coded("关系", "relation", Word("CaseLinkKind"), |it| it.kind.slug().cell()),
    column("工单记录号", "case record", |it| it.case.cell()),
    column("另一工单记录号", "other case record", |it| it.other.cell()),
    coded("合并前状态", "state before", Word("CaseState"), |it| {
        it.state_before.map(|state| state.slug()).cell()
    }),
    column("添加时间", "added at", |it| it.created_at.cell()),
    column("添加人", "added by", |it| it.created_by.cell()),
    column("记录号", "record", |it| it.id.cell()),
];

fn links(session: &Session, sheet: &mut Sheet<'_>) -> Result<()> {
    sheet.pages(LINKS, PAGE, |request| {
        session.read(Permission::CasesView, |view| list_all_links(view, request))
    })
}

const REMEDIES: &[Column<CaseRemedy>] = &[
    coded("措施", "remedy", Word("RemedyKind"), |it| it.terms.kind().slug().cell()),
    coded("状态", "state", Word("RemedyState"), |it| it.state.slug().cell()),
    column("事由", "reason", |it| it.reason.cell()),
    column("审批意见", "decision", |it| it.decision.cell()),
    column("金额", "amount", |it| match &it.terms {
        RemedyTerms::Refund(terms) => terms.amount.cell(),
        _ => None::<String>.cell(),
    }),
    column("工单记录号", "case record", |it| it.case.cell()),
    column("单据记录号", "document record", |it| it.document.cell()),
    column("付款记录号", "payment record", |it| it.payment.cell()),
    column("提出时间", "proposed at", |it| it.created_at.cell()),
    column("提出人", "proposed by", |it| it.created_by.cell()),
    column("审批时间", "decided at", |it| it.decided_at.cell()),
    column("审批人", "decided by", |it| it.decided_by.cell()),
    column("记录号", "record", |it| it.id.cell()),
];

fn remedies(session: &Session, sheet: &mut Sheet<'_>) -> Result<()> {
    let all = RemedyFilter::default();
    sheet.pages(REMEDIES, PAGE, |request| {
        session.read(Permission::CasesView, |view| list_remedies(view, &all, request))
    })
}

const SURVEYS: &[Column<Survey>] = &[
    coded("状态", "state", Word("SurveyState"), |it| it.state.slug().cell()),
    column("量表", "scale", |it| it.scale.cell()),
    column("回答", "answer", |it| it.answer.cell()),
    column("得分", "points", |it| it.points.map(|points| points.to_string()).cell()),
    column("满分", "most points", |it| it.best.to_string().cell()),
    column("意见", "comment", |it| it.comment.cell()),
    column("起始日期", "from", |it| it.from.cell()),
    column("截止日期", "to", |it| it.to.cell()),
    column("工单记录号", "case record", |it| it.case.cell()),
    column("客户记录号", "customer record", |it| it.customer.cell()),
    column("被评操作员", "work of", |it| it.operator.cell()),
    column("团队", "team", |it| it.team.cell()),
    column("询问时间", "asked at", |it| it.created_at.cell()),
    column("询问人", "asked by", |it| it.created_by.cell()),
    column("回答时间", "answered at", |it| it.answered_at.cell()),
    column("记录号", "record", |it| it.id.cell()),
];

fn surveys(session: &Session, sheet: &mut Sheet<'_>) -> Result<()> {
    let all = SurveyFilter::default();
    sheet.pages(SURVEYS, PAGE, |request| {
        session.read(Permission::SurveysView, |view| list_surveys(view, &all, request))
    })
}
