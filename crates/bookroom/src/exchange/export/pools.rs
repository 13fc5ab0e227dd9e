//! Columns of pools of customers, and of who owned a customer when.

use super::people::{Named, with_names};
use super::sheet::Of::Word;
use super::sheet::{Column, Plain, Sheet, coded, column, joined};
use crate::customers::pools::model::{OwnerChange, Pool, PoolRule};
use crate::customers::pools::owner_changes as load_owner_changes;
use crate::error::Result;
use crate::rights::permission::Permission;
use crate::work::Session;

const PAGE: u32 = 1000;

const POOLS: &[Column<Pool>] = &[
    column("中文名称", "Chinese name", |it| it.label_zh.cell()),
    column("英文名称", "English name", |it| it.label_en.cell()),
    column("在用", "in use", |it| it.active.cell()),
    column("前归属人禁领天数", "days barred", |it| it.barred_days.cell()),
    column("每日领取上限", "claims a day", |it| it.daily_claims.cell()),
    column("保有量上限", "quota", |it| it.quota.cell()),
    column("成交客户计入保有量", "quota counts dealt", |it| it.quota_counts_dealt.cell()),
    column("回收提前通知天数", "days of notice", |it| it.notice_days.cell()),
    column("回收规则", "rules", |it| joined(it.rules.iter().map(rule))),
    column("成员", "members", |it| joined(it.members.iter().map(|it| it.operator.to_string()))),
    column("管理员", "admins", |it| {
        let admins = it.members.iter().filter(|it| it.is_admin);
        joined(admins.map(|it| it.operator.to_string()))
    }),
    column("团队", "teams", |it| joined(it.teams.iter().map(ToString::to_string))),
    column("记录号", "record", |it| it.id.cell()),
];

/// What has to be missing, of which level, for how many days.
fn rule(rule: &PoolRule) -> String {
    let PoolRule { kind, level, days } = rule;
    let level = level.as_deref().unwrap_or("*");
    format!("{} ({level}): {days}", kind.slug())
}

pub(super) fn pools(session: &Session, sheet: &mut Sheet<'_>) -> Result<()> {
    sheet.all(POOLS, &session.customers().pools().list()?)
}

const OWNER_CHANGES: &[Column<Named<OwnerChange>>] = &[
    column("时间", "at", |it| it.record.at.cell()),
    column("客户名称", "customer", |it| it.customer_name.cell()),
    coded("方式", "how", Word("OwnerChangeKind"), |it| it.record.how.slug().cell()),
    column("原归属操作员", "from owner", |it| it.record.from_owner.cell()),
    column("原公海", "from pool", |it| it.record.from_pool.cell()),
    column("归属操作员", "to owner", |it| it.record.to_owner.cell()),
    column("公海", "to pool", |it| it.record.to_pool.cell()),
    column("原因", "reason", |it| it.record.reason.cell()),
    column("操作员", "by", |it| it.record.by.cell()),
    column("客户记录号", "customer record", |it| it.record.customer.cell()),
    column("记录号", "record", |it| it.record.id.cell()),
];

pub(super) fn owner_changes(session: &Session, sheet: &mut Sheet<'_>) -> Result<()> {
    sheet.pages(OWNER_CHANGES, PAGE, |request| {
        let page =
            session.read(Permission::CustomersView, |view| load_owner_changes(view, request))?;
        with_names(session, page, |change| Some(change.customer))
    })
}
