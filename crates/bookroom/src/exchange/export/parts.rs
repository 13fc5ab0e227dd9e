//! Columns of what belongs to customers: days that matter, what they want on their
//! invoices.

use super::people::{Named, with_names};
use super::sheet::Of::Word;
use super::sheet::{Column, Plain, Sheet, coded, column};
use crate::customers::important_dates::model::{ImportantDate, ImportantDateFilter};
use crate::customers::invoice_profiles::model::{InvoiceProfile, InvoiceProfileFilter};
use crate::error::Result;
use crate::work::Session;

const PAGE: u32 = 1000;

const PROFILES: &[Column<Named<InvoiceProfile>>] = &[
    column("客户名称", "customer", |it| it.customer_name.cell()),
    column("用途", "label", |it| it.record.label.cell()),
    column("开票抬头", "title", |it| it.record.title.cell()),
    column("税号", "tax number", |it| it.record.tax_number.cell()),
    column("地址", "address", |it| it.record.address.cell()),
    column("电话", "phone", |it| it.record.phone.cell()),
    column("开户行", "bank", |it| it.record.bank.cell()),
    column("银行账号", "account number", |it| it.record.account.cell()),
    column("收票邮箱", "invoice mail", |it| it.record.email.cell()),
    column("默认", "default", |it| it.record.is_default.cell()),
    column("在用", "in use", |it| it.record.active.cell()),
    column("添加时间", "added at", |it| it.record.created_at.cell()),
    column("更改时间", "changed at", |it| it.record.updated_at.cell()),
    column("客户记录号", "customer record", |it| it.record.customer.cell()),
    column("记录号", "record", |it| it.record.id.cell()),
];

pub(super) fn invoice_profiles(
    session: &Session,
    filter: &InvoiceProfileFilter,
    sheet: &mut Sheet<'_>,
) -> Result<()> {
    sheet.pages(PROFILES, PAGE, |request| {
        let page = session.customers().invoice_profiles().list(filter, request)?;
        with_names(session, page, |profile| Some(profile.customer))
    })
}

const DATES: &[Column<Named<ImportantDate>>] = &[
    column("客户名称", "customer", |it| it.customer_name.cell()),
    coded("种类", "kind", Word("ImportantDateKind"), |it| it.record.kind.slug().cell()),
    column("名称", "label", |it| it.record.label.cell()),
    column("年", "year", |it| it.record.year.cell()),
    column("月", "month", |it| it.record.month.cell()),
    column("日", "day", |it| it.record.day.cell()),
    column("仅一次", "once", |it| it.record.once.cell()),
    column("提前提醒天数", "days of reminder", |it| it.record.remind_days.cell()),
    column("备注", "note", |it| it.record.note.cell()),
    column("添加时间", "added at", |it| it.record.created_at.cell()),
    column("更改时间", "changed at", |it| it.record.updated_at.cell()),
    column("联系人记录号", "contact record", |it| it.record.contact.cell()),
    column("客户记录号", "customer record", |it| it.record.customer.cell()),
    column("记录号", "record", |it| it.record.id.cell()),
];

pub(super) fn important_dates(
    session: &Session,
    filter: &ImportantDateFilter,
    sheet: &mut Sheet<'_>,
) -> Result<()> {
    sheet.pages(DATES, PAGE, |request| {
        let page = session.customers().important_dates().list(filter, request)?;
        with_names(session, page, |date| Some(date.customer))
    })
}
