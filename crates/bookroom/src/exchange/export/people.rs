//! Columns of customers and contacts. Customers have the headings that imports know.

use std::collections::BTreeMap;

use super::custom::{more, value_of};
use super::sheet::Of::{Classes, Item, Word};
use super::sheet::{Cell, Column, Plain, Sheet, coded, column, joined};
use crate::customers::contacts::links::model::ContactLink;
use crate::customers::contacts::model::{Contact, ContactFilter, ContactSort};
use crate::customers::model::{
    Address, BankAccount, BillingProfile, Channel, ChannelKind, Collaborator, Customer,
    CustomerFilter, CustomerKind, CustomerSort, TagCount,
};
use crate::customers::rules::tax_kind_word;
use crate::customers::{list_whole, load_counterparties};
use crate::error::Result;
use crate::exchange::headers::Target;
use crate::rights::permission::Permission;
use crate::values::{CustomerId, Page};
use crate::work::Session;

/// Customers are loaded whole, so fewer at a time than a list could show.
const PAGE: u32 = 500;

pub(super) const CUSTOMERS: &[Column<Customer>] = &[
    column("客户编号", "code", |it| it.code.cell()),
    column("客户名称", "name", |it| it.name.cell()),
    column("法定名称", "legal name", |it| it.legal_name.cell()),
    coded("客户类型", "kind", Word("CustomerKind"), |it| kind(it).cell()),
    column("可销售", "sold to", |it| it.is_customer.cell()),
    column("可采购", "bought from", |it| it.is_supplier.cell()),
    coded("客户等级", "level", Item("customer_level"), |it| it.level.cell()),
    coded("所属行业", "industry", Item("industry"), |it| it.industry.cell()),
    coded("客户来源", "source", Item("source"), |it| it.source.cell()),
    coded("所属区域", "region", Item("region"), |it| it.region.cell()),
    coded("企业类型", "enterprise type", Item("enterprise_type"), |it| {
        it.enterprise_type.cell()
    }),
    coded("企业性质", "enterprise nature", Item("enterprise_nature"), |it| {
        it.enterprise_nature.cell()
    }),
    coded("信用等级", "credit rating", Item("credit_rating"), |it| it.credit_rating.cell()),
    coded("满意度", "satisfaction", Item("satisfaction"), |it| it.satisfaction.cell()),
    coded("其他归类", "further classes", Classes, |it| {
        joined(it.classes.iter().map(|(dictionary, item)| format!("{dictionary}: {item}")))
    }),
    column("统一社会信用代码", "tax number", |it| it.tax_number.cell()),
    coded("证照种类", "identifier form", Word("IdentifierKind"), |it| {
        it.tax_kind.map(tax_kind_word).cell()
    }),
    column("付款天数", "days to pay", |it| it.payment_days.cell()),
    column("电话", "phone", |it| of_kind(&it.channels, ChannelKind::Phone)),
    column("手机", "mobile", |it| of_kind(&it.channels, ChannelKind::Mobile)),
    column("传真", "fax", |it| of_kind(&it.channels, ChannelKind::Fax)),
    column("邮箱", "email", |it| {
        let mut mails = it.channels.iter().filter(|channel| channel.kind == ChannelKind::Email);
        mails.next().map(|channel| channel.value.as_str()).cell()
    }),
    column("全部联络", "all ways to reach", |it| all_channels(&it.channels)),
    column("网址", "website", |it| it.website.cell()),
    column("国家", "country", |it| of_first(&it.addresses, |at| &at.country)),
    column("省份", "province", |it| of_first(&it.addresses, |at| &at.province)),
    column("城市", "city", |it| of_first(&it.addresses, |at| &at.city)),
    column("区县", "district", |it| of_first(&it.addresses, |at| &at.district)),
    column("地址", "address", |it| of_first(&it.addresses, |at| &at.street)),
    column("邮编", "postal code", |it| of_first(&it.addresses, |at| &at.postal_code)),
    column("其余住所", "other places", |it| {
        joined(it.addresses.iter().skip(1).map(in_one_line))
    }),
    column("开户银行", "bank", |it| {
        it.bank_accounts.first().map(|at| at.bank_name.as_str()).cell()
    }),
    column("银行账号", "bank account", |it| {
        it.bank_accounts.first().map(|at| at.account_number.as_str()).cell()
    }),
    column("其余户头", "other deposits", |it| {
        joined(it.bank_accounts.iter().skip(1).map(deposit))
    }),
    column("开票抬头", "billing title", |it| of_billing(it, |billing| &billing.title)),
    column("开票地址", "billing address", |it| of_billing(it, |billing| &billing.address)),
    column("开票电话", "billing phone", |it| of_billing(it, |billing| &billing.phone)),
    column("标签", "tags", |it| joined(&it.tags)),
    column("备注", "note", |it| it.note.cell()),
    column("在用", "in use", |it| it.active.cell()),
    column("归属操作员", "held by", |it| it.owner.cell()),
    column("归属团队", "team", |it| it.team.cell()),
    column("所在公海", "pool", |it| it.pool.cell()),
    column("授信上限", "credit ceiling", |it| it.credit_limit.cell()),
    column("上属记录号", "belongs under", |it| it.parent.cell()),
    column("协作人", "works with it", |it| joined(it.collaborators.iter().map(collaborator))),
    column("锁定原因", "locked because", |it| {
        it.lock.as_ref().map(|it| it.reason.as_str()).cell()
    }),
    column("最近联系日期", "last contact on", |it| it.last_contact_on.cell()),
    column("下次联系日期", "next contact on", |it| it.next_contact_on.cell()),
    column("添加时间", "added at", |it| it.created_at.cell()),
    column("更改时间", "changed at", |it| it.updated_at.cell()),
    column("记录号", "record", |it| it.id.cell()),
];

/// As imports read it: who is only bought from is a supplier.
fn kind(customer: &Customer) -> &'static str {
    let is_company = customer.kind == CustomerKind::Company;
    let only_supplies = customer.is_supplier && !customer.is_customer;
    if is_company && only_supplies { "supplier" } else { customer.kind.slug() }
}

fn of_kind(channels: &[Channel], kind: ChannelKind) -> Cell {
    joined(channels.iter().filter(|channel| channel.kind == kind).map(|channel| &channel.value))
}

fn all_channels(channels: &[Channel]) -> Cell {
    joined(channels.iter().map(|channel| {
        let Channel { kind, label, value } = channel;
        match label {
            Some(label) => format!("{} ({label}): {value}", kind.slug()),
            None => format!("{}: {value}", kind.slug()),
        }
    }))
}

fn of_first(addresses: &[Address], part: fn(&Address) -> &Option<String>) -> Cell {
    addresses.first().and_then(|address| part(address).as_deref()).cell()
}

fn in_one_line(address: &Address) -> String {
    let Address { country, province, city, district, street, postal_code, recipient, .. } = address;
    let parts = [country, province, city, district, street, postal_code, recipient];
    let parts: Vec<&str> = parts.into_iter().filter_map(Option::as_deref).collect();
    format!("{}: {}", address.kind.slug(), parts.join(" "))
}

fn deposit(account: &BankAccount) -> String {
    format!("{} {}", account.bank_name, account.account_number)
}

fn of_billing(customer: &Customer, part: fn(&BillingProfile) -> &Option<String>) -> Cell {
    customer.billing.as_ref().and_then(|billing| part(billing).as_deref()).cell()
}

/// Who works with a customer, how far, until when.
fn collaborator(it: &Collaborator) -> String {
    let how = if it.can_write { "write" } else { "read" };
    match it.until {
        Some(until) => format!("{} ({how}): {until}", it.operator),
        None => format!("{} ({how})", it.operator),
    }
}

/// In the order they were added, which changes do not disturb.
pub(super) fn customers(
    session: &Session,
    filter: &CustomerFilter,
    sheet: &mut Sheet<'_>,
) -> Result<()> {
    let (sort, descending) = sheet.order(CustomerSort::from_slug, CustomerSort::CreatedAt);
    let (target, list) = (Some(Target::Customers), (&*sheet, CUSTOMERS));
    let more = more::<Customer, _>(session, Permission::CustomersView, target, list, value_of)?;
    sheet.pages_with(CUSTOMERS, &more, PAGE, |request| {
        session.read(Permission::CustomersView, |view| {
            list_whole(view, filter, sort, descending, request)
        })
    })
}

const TAGS: &[Column<TagCount>] = &[
    column("标签", "tag", |it| it.tag.cell()),
    column("客户数", "customers", |it| it.customers.cell()),
];

pub(super) fn tags(session: &Session, sheet: &mut Sheet<'_>) -> Result<()> {
    sheet.all(TAGS, &session.customers().tags()?)
}

/// A record with the name of its customer, empty when that is not to be seen.
pub(super) struct Named<R> {
    pub(super) record: R,
    pub(super) customer_name: String,
    /// Further customers with what the record is there, as far as they may be seen.
    pub(super) others: Vec<String>,
}

/// Puts the names of customers beside records, as far as the operator may see them.
pub(super) fn with_names<R>(
    session: &Session,
    page: Page<R>,
    customer: impl Fn(&R) -> Option<CustomerId>,
) -> Result<Page<Named<R>>> {
    let ids: Vec<i64> = page.items.iter().filter_map(|it| Some(customer(it)?.0)).collect();
    let names: BTreeMap<i64, String> = match session.grants().scope(Permission::CustomersView) {
        Ok(_) => session.read(Permission::CustomersView, |view| {
            let found = load_counterparties(view.conn, &view.scope, &ids)?;
            Ok(found.into_iter().map(|(id, party)| (id, party.name)).collect())
        })?,
        Err(_) => BTreeMap::new(),
    };
    Ok(page.map(|record| {
        let name = customer(&record).and_then(|id| names.get(&id.0).cloned());
        Named { record, customer_name: name.unwrap_or_default(), others: Vec::new() }
    }))
}

/// Where a contact stands beside its own customer, by the names of customers.
pub(crate) fn others(contact: &Contact, names: &BTreeMap<i64, String>) -> Vec<String> {
    let place = |link: &ContactLink| {
        let name = names.get(&link.customer.0)?;
        let title = link.title.as_ref().map(|title| format!(" ({title})")).unwrap_or_default();
        let left = link.left_on.map(|day| format!(" – {day}")).unwrap_or_default();
        Some(format!("{name}{title}{left}"))
    };
    contact.links.iter().filter_map(place).collect()
}

pub(super) const CONTACTS: &[Column<Named<Contact>>] = &[
    column("客户名称", "customer", |it| it.customer_name.cell()),
    column("姓名", "name", |it| it.record.name.cell()),
    column("角色", "role", |it| it.record.role.cell()),
    column("职务", "title", |it| it.record.title.cell()),
    coded("决策角色", "decides as", Word("DecisionRole"), |it| {
        it.record.decision_role.map(|role| role.slug()).cell()
    }),
    column("上级记录号", "reports to record", |it| it.record.superior.cell()),
    column("兼任客户", "also stands at", |it| joined(&it.others)),
    coded("性别", "gender", Word("Gender"), |it| {
        it.record.gender.map(|gender| gender.slug()).cell()
    }),
    column("首要联系人", "primary", |it| it.record.is_primary.cell()),
    column("电话", "phone", |it| of_kind(&it.record.channels, ChannelKind::Phone)),
    column("手机", "mobile", |it| of_kind(&it.record.channels, ChannelKind::Mobile)),
    column("邮箱", "email", |it| of_kind(&it.record.channels, ChannelKind::Email)),
    column("全部联络", "all ways to reach", |it| all_channels(&it.record.channels)),
    column("备注", "note", |it| it.record.note.cell()),
    column("在用", "in use", |it| it.record.active.cell()),
    column("添加时间", "added at", |it| it.record.created_at.cell()),
    column("更改时间", "changed at", |it| it.record.updated_at.cell()),
    column("客户记录号", "customer record", |it| it.record.customer.cell()),
    column("记录号", "record", |it| it.record.id.cell()),
];

/// In the order of their names.
pub(super) fn contacts(
    session: &Session,
    filter: &ContactFilter,
    sheet: &mut Sheet<'_>,
) -> Result<()> {
    let (sort, descending) = sheet.order(ContactSort::from_slug, ContactSort::Name);
    let (target, list) = (Some(Target::Customers), (&*sheet, CONTACTS));
    let more = more::<Contact, Named<Contact>>(
        session,
        Permission::CustomersView,
        target,
        list,
        |it, field| value_of(&it.record, field),
    )?;
    sheet.pages_with(CONTACTS, &more, PAGE, |request| {
        let page = session.customers().list_contacts(filter, sort, descending, request)?;
        let at: Vec<i64> =
            page.items.iter().flat_map(|it| &it.links).map(|link| link.customer.0).collect();
        let names: BTreeMap<i64, String> = session.read(Permission::CustomersView, |view| {
            let found = load_counterparties(view.conn, &view.scope, &at)?;
            Ok(found.into_iter().map(|(id, party)| (id, party.name)).collect())
        })?;
        let page = with_names(session, page, |contact| Some(contact.customer))?;
        Ok(page.map(|it| Named { others: others(&it.record, &names), ..it }))
    })
}
