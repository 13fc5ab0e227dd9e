//! Columns of the rules by which cases are assigned, of absences, and of what the rules said.

use super::sheet::Of::Word;
use super::sheet::{Column, Plain, Sheet, coded, column, joined};
use crate::error::Result;
use crate::service::assignment::model::{
    Absence, AbsenceFilter, AssignmentFilter, AssignmentRule, CaseAssignment, ClassCondition,
    SeverityWeight,
};
use crate::work::Session;

const PAGE: u32 = 1000;

const RULES: &[Column<AssignmentRule>] = &[
    column("顺序", "order", |it| it.place.cell()),
    column("中文名称", "Chinese name", |it| it.label_zh.cell()),
    column("英文名称", "English name", |it| it.label_en.cell()),
    column("在用", "in use", |it| it.active.cell()),
    column("工单种类", "kinds of cases", |it| joined(it.kinds.iter().map(|it| it.slug()))),
    column("严重程度", "severities", |it| joined(it.severities.iter().map(|it| it.slug()))),
    column("工单类别", "categories", |it| joined(&it.categories)),
    column("来源渠道", "channels", |it| joined(&it.channels)),
    column("客户分类", "classes of customers", |it| joined(it.classes.iter().map(class))),
    column("商品记录号", "product records", |it| {
        joined(it.products.iter().map(ToString::to_string))
    }),
    column("归属团队记录号", "records of teams of owners", |it| {
        joined(it.owner_teams.iter().map(ToString::to_string))
    }),
    coded("分派方式", "way", Word("AssignmentWay"), |it| it.way.slug().cell()),
    column("操作员记录号", "operator records", |it| {
        joined(it.operators.iter().map(ToString::to_string))
    }),
    column("团队记录号", "team record", |it| it.team.cell()),
    column("未结工单上限", "most open cases", |it| {
        it.open_limit.map(|limit| limit.to_string()).cell()
    }),
    column("权重", "weights", |it| joined(it.weights.iter().map(weight))),
    coded("无人可派时", "otherwise", Word("AssignmentOtherwise"), |it| {
        it.otherwise.slug().cell()
    }),
    column("记录号", "record", |it| it.id.cell()),
];

/// A class in one piece of a cell: the list, then its items.
fn class(class: &ClassCondition) -> String {
    format!("{}={}", class.dictionary, class.items.join("|"))
}

fn weight(weight: &SeverityWeight) -> String {
    format!("{}={}", weight.severity.slug(), weight.weight)
}

pub(super) fn rules(session: &Session, sheet: &mut Sheet<'_>) -> Result<()> {
    sheet.all(RULES, &session.service().assignment().list()?)
}

const ABSENCES: &[Column<Absence>] = &[
    column("操作员记录号", "operator record", |it| it.operator.cell()),
    column("开始时间", "from", |it| it.from.cell()),
    column("结束时间", "to", |it| it.to.cell()),
    column("记录号", "record", |it| it.id.cell()),
];

pub(super) fn absences(session: &Session, sheet: &mut Sheet<'_>) -> Result<()> {
    let assignment = session.service().assignment();
    sheet.pages(ABSENCES, PAGE, |page| assignment.absences(&AbsenceFilter::default(), page))
}

const SAID: &[Column<CaseAssignment>] = &[
    column("工单记录号", "case record", |it| it.case.cell()),
    column("时间", "at", |it| it.at.cell()),
    column("操作人记录号", "by operator record", |it| it.by.cell()),
    column("规则记录号", "rule record", |it| it.rule.cell()),
    column("轮次", "turn", |it| it.turn.map(|turn| turn.to_string()).cell()),
    column("原处理人记录号", "from operator record", |it| it.from.cell()),
    column("处理人记录号", "to operator record", |it| it.to.cell()),
    coded("未分派原因", "trouble", Word("AssignmentTrouble"), |it| {
        it.trouble.map(|trouble| trouble.slug().to_owned()).cell()
    }),
    column("记录号", "record", |it| it.id.cell()),
];

pub(super) fn said(session: &Session, sheet: &mut Sheet<'_>) -> Result<()> {
    let assignment = session.service().assignment();
    sheet.pages(SAID, PAGE, |page| assignment.said(&AssignmentFilter::default(), page))
}
