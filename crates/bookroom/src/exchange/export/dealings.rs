//! Columns of dealings.

use super::custom::{more, value_of};
use super::people::{Named, with_names};
use super::sheet::{Column, Plain, Sheet, column, joined};
use crate::dealings::model::{Dealing, DealingFilter, DealingSort};
use crate::error::Result;
use crate::rights::permission::Permission;
use crate::work::Session;

const PAGE: u32 = 1000;

const DEALINGS: &[Column<Named<Dealing>>] = &[
    column("客户", "customer", |it| it.customer_name.cell()),
    column("跟进方式", "kind", |it| it.record.kind.cell()),
    column("方向", "direction", |it| it.record.direction.map(|word| word.slug()).cell()),
    column("主题", "subject", |it| it.record.subject.cell()),
    column("内容", "content", |it| it.record.content.cell()),
    column("发生时间", "happened at", |it| it.record.happened_at.cell()),
    column("发生日期", "happened on", |it| it.record.happened_on.cell()),
    column("时长（分钟）", "minutes", |it| it.record.minutes.cell()),
    column("地点", "place", |it| it.record.place.cell()),
    column("联系人记录号", "contact records", |it| {
        joined(it.record.contacts.iter().map(|id| id.0.to_string()))
    }),
    column("参与操作员", "operators", |it| {
        joined(it.record.operators.iter().map(|id| id.0.to_string()))
    }),
    column("下次联系日期", "next contact on", |it| it.record.next_contact_on.cell()),
    column("下次联系事由", "next contact for", |it| it.record.next_contact_for.cell()),
    column("客户记录号", "customer record", |it| it.record.customer.cell()),
    column("添加时间", "added at", |it| it.record.created_at.cell()),
    column("添加人", "added by", |it| it.record.created_by.cell()),
    column("更改时间", "changed at", |it| it.record.updated_at.cell()),
    column("记录号", "record", |it| it.record.id.cell()),
];

/// In the order in which they happened.
pub(super) fn dealings(
    session: &Session,
    filter: &DealingFilter,
    sheet: &mut Sheet<'_>,
) -> Result<()> {
    let (sort, descending) = sheet.order(DealingSort::from_slug, DealingSort::HappenedAt);
    let list = (&*sheet, DEALINGS);
    let more = more::<Dealing, Named<Dealing>>(
        session,
        Permission::DealingsView,
        None,
        list,
        |it, field| value_of(&it.record, field),
    )?;
    sheet.pages_with(DEALINGS, &more, PAGE, |request| {
        let page = session.dealings().list(filter, sort, descending, request)?;
        with_names(session, page, |dealing| Some(dealing.customer))
    })
}
