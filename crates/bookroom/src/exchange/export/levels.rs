//! Columns of service levels: what is promised, and how it stands for each case.

use super::sheet::Of::Word;
use super::sheet::{Column, Plain, Sheet, coded, column, joined};
use crate::error::Result;
use crate::rights::permission::Permission;
use crate::service::levels::list_all_clocks;
use crate::service::levels::model::{CaseClock, EscalationStep, ServicePolicy};
use crate::work::Session;

const PAGE: u32 = 1000;

const POLICIES: &[Column<ServicePolicy>] = &[
    column("顺序", "order", |it| it.place.cell()),
    column("中文名称", "Chinese name", |it| it.label_zh.cell()),
    column("英文名称", "English name", |it| it.label_en.cell()),
    column("在用", "in use", |it| it.active.cell()),
    column("工单种类", "kinds of cases", |it| joined(it.kinds.iter().map(|it| it.slug()))),
    column("严重程度", "severities", |it| joined(it.severities.iter().map(|it| it.slug()))),
    column("客户级别", "levels of customers", |it| joined(&it.levels)),
    column("启用日期", "valid from", |it| it.valid_from.cell()),
    column("停用日期", "valid to", |it| it.valid_to.cell()),
    column("日历记录号", "calendar record", |it| it.calendar.cell()),
    column("首次答复秒数", "seconds to the first response", |it| {
        it.first_response_seconds.cell()
    }),
    column("再次答复秒数", "seconds to the next response", |it| {
        it.next_response_seconds.cell()
    }),
    column("解决秒数", "seconds to the resolution", |it| it.resolution_seconds.cell()),
    column("升级步骤", "escalation", |it| joined(it.steps.iter().map(step))),
    column("记录号", "record", |it| it.id.cell()),
];

/// A step in one piece of a cell: target, when, what, whom.
fn step(step: &EscalationStep) -> String {
    let when = match (step.percent, step.seconds) {
        (Some(percent), _) => format!("{percent}%"),
        (None, seconds) => format!("{:+}s", seconds.unwrap_or(0)),
    };
    let whom = step.operator.map_or_else(|| step.whom.slug().to_owned(), |it| it.to_string());
    format!("{} {when} {} {whom}", step.target.slug(), step.action.slug())
}

pub(super) fn policies(session: &Session, sheet: &mut Sheet<'_>) -> Result<()> {
    sheet.all(POLICIES, &session.service().levels().list()?)
}

const CLOCKS: &[Column<(CaseClock, String)>] = &[
    column("工单编号", "case number", |it| it.1.cell()),
    coded("目标", "target", Word("LevelTarget"), |it| it.0.target.slug().cell()),
    coded("状态", "state", Word("ClockState"), |it| it.0.state.slug().cell()),
    column("时限秒数", "seconds allowed", |it| it.0.seconds.cell()),
    column("开始时间", "started at", |it| it.0.started_at.cell()),
    column("到期时间", "due at", |it| it.0.due_at.cell()),
    column("结束时间", "ended at", |it| it.0.ended_at.cell()),
    column("用时秒数", "seconds worked", |it| it.0.worked_seconds.cell()),
    column("暂停次数", "pauses", |it| it.0.pauses.len().to_string().cell()),
    column("下一步骤时间", "next step at", |it| it.0.next_step_at.cell()),
    column("工单记录号", "case record", |it| it.0.case.cell()),
    column("时限政策记录号", "policy record", |it| it.0.policy.cell()),
    column("日历记录号", "calendar record", |it| it.0.calendar.cell()),
    column("记录号", "record", |it| it.0.id.cell()),
];

pub(super) fn clocks(session: &Session, sheet: &mut Sheet<'_>) -> Result<()> {
    sheet.pages(CLOCKS, PAGE, |request| {
        session.read(Permission::CasesView, |view| list_all_clocks(view, request))
    })
}
