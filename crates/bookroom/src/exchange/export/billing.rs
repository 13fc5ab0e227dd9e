//! Columns of products, invoices, their lines, payments, allocations and open items.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::custom::{more, value_of};
use super::people::{Named, with_names};
use super::sheet::Of::{Account, Item, Word};
use super::sheet::{Cell, Column, Plain, Sheet, coded, column};
use super::store::{self, Joined};
use crate::billing::invoices::{Discount, Invoice, InvoiceFilter, InvoiceLine, InvoiceSort};
use crate::billing::open_items::model::{EntryItem, EntryItemFilter, EntryItemSort};
use crate::billing::payments::{OpenItem, Payment, PaymentFilter, PaymentSort};
use crate::billing::products::{Product, ProductFilter, ProductSort};
use crate::error::Result;
use crate::exchange::headers::Target;
use crate::rights::permission::Permission;
use crate::values::Page;
use crate::work::Session;

const PAGE: u32 = 1000;
/// An invoice comes with all its lines.
const INVOICES_PAGE: u32 = 100;

pub(super) const PRODUCTS: &[Column<Product>] = &[
    column("产品编号", "code", |it| it.code.cell()),
    column("产品名称", "name", |it| it.name.cell()),
    coded("产品类型", "kind", Word("ProductKind"), |it| it.kind.slug().cell()),
    column("单位", "unit", |it| it.unit.cell()),
    column("单价", "unit price", |it| it.unit_price.cell()),
    coded("价格方式", "price mode", Word("PriceMode"), |it| it.price_mode.slug().cell()),
    column("税率", "tax rate", |it| rate(it.tax_rate)),
    coded("收入科目", "income account", Account, |it| it.income_account.cell()),
    column("备注", "note", |it| it.note.cell()),
    column("在用", "in use", |it| it.active.cell()),
    column("添加时间", "added at", |it| it.created_at.cell()),
    column("更改时间", "changed at", |it| it.updated_at.cell()),
    column("记录号", "record", |it| it.id.cell()),
];

fn rate(rate: Decimal) -> Cell {
    rate.normalize().cell()
}

/// A rate as people write it: `10%`.
fn percentage(rate: Decimal) -> String {
    format!("{}%", rate.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(rate).normalize())
}

fn discount(discount: Option<Discount>) -> Cell {
    match discount {
        Some(Discount::Rate(rate)) => percentage(rate).cell(),
        Some(Discount::Amount(amount)) => amount.cell(),
        None => "".cell(),
    }
}

pub(super) fn products(
    session: &Session,
    filter: &ProductFilter,
    sheet: &mut Sheet<'_>,
) -> Result<()> {
    let (sort, descending) = sheet.order(ProductSort::from_slug, ProductSort::Code);
    let (target, list) = (Some(Target::Products), (&*sheet, PRODUCTS));
    let more = more::<Product, _>(session, Permission::ProductsView, target, list, value_of)?;
    sheet.pages_with(PRODUCTS, &more, PAGE, |request| {
        session.billing().products().list(filter, sort, descending, request)
    })
}

pub(super) const INVOICES: &[Column<Invoice>] = &[
    column("单据编号", "number", |it| it.number.cell()),
    coded("单据种类", "kind", Word("DocumentKind"), |it| it.kind.slug().cell()),
    coded("方向", "direction", Word("Direction"), |it| it.direction.slug().cell()),
    coded("状态", "state", Word("InvoiceState"), |it| it.state.slug().cell()),
    column("外部单号", "reference", |it| it.reference.cell()),
    column("客户", "customer", |it| it.counterparty_name.cell()),
    column("税号", "tax number", |it| it.counterparty_tax_number.cell()),
    column("地址", "address", |it| it.counterparty_address.cell()),
    column("电话", "phone", |it| it.counterparty_phone.cell()),
    column("开户行", "bank", |it| it.counterparty_bank.cell()),
    column("银行账号", "account number", |it| it.counterparty_account.cell()),
    column("收票邮箱", "invoice mail", |it| it.counterparty_email.cell()),
    column("开票日期", "issue date", |it| it.issue_on.cell()),
    column("到期日", "due date", |it| it.due_on.cell()),
    coded("价格方式", "price mode", Word("PriceMode"), |it| it.price_mode.slug().cell()),
    column("整单折扣", "document discount", |it| discount(it.discount)),
    column("折扣合计", "discount total", |it| it.discount_total.cell()),
    column("不含税金额", "net", |it| it.net.cell()),
    column("税额", "tax", |it| it.tax.cell()),
    column("价税合计", "gross", |it| it.gross.cell()),
    column("已结金额", "settled", |it| it.settled.cell()),
    column("未结金额", "open", |it| it.open().cell()),
    column("备注", "note", |it| it.note.cell()),
    column("凭证记录号", "entry record", |it| it.entry.cell()),
    column("红冲单据记录号", "corrected record", |it| it.corrects.cell()),
    column("客户记录号", "customer record", |it| it.customer.cell()),
    column("添加时间", "added at", |it| it.created_at.cell()),
    column("添加人", "added by", |it| it.created_by.cell()),
    column("更改时间", "changed at", |it| it.updated_at.cell()),
    column("记录号", "record", |it| it.id.cell()),
];

pub(super) fn invoices(
    session: &Session,
    filter: &InvoiceFilter,
    sheet: &mut Sheet<'_>,
) -> Result<()> {
    let (sort, descending) = sheet.order(InvoiceSort::from_slug, InvoiceSort::IssueOn);
    sheet.pages(INVOICES, INVOICES_PAGE, |request| {
        session.billing().invoices().list(filter, sort, descending, request)
    })
}

/// A line and what its document says.
pub(super) struct DocumentLine {
    number: Option<String>,
    reference: Option<String>,
    kind: &'static str,
    direction: &'static str,
    state: &'static str,
    customer: String,
    issue_on: NaiveDate,
    price_mode: &'static str,
    document: i64,
    line: InvoiceLine,
}

pub(super) const LINES: &[Column<DocumentLine>] = &[
    column("单据编号", "number", |it| it.number.cell()),
    column("行号", "line", |it| it.line.line.cell()),
    coded("单据种类", "kind", Word("DocumentKind"), |it| it.kind.cell()),
    coded("方向", "direction", Word("Direction"), |it| it.direction.cell()),
    coded("状态", "state", Word("InvoiceState"), |it| it.state.cell()),
    column("外部单号", "reference", |it| it.reference.cell()),
    column("客户", "customer", |it| it.customer.cell()),
    column("开票日期", "issue date", |it| it.issue_on.cell()),
    column("产品编号", "product code", |it| it.line.product.cell()),
    column("产品名称", "description", |it| it.line.description.cell()),
    column("数量", "quantity", |it| it.line.quantity.normalize().cell()),
    column("单位", "unit", |it| it.line.unit.cell()),
    column("单价", "unit price", |it| it.line.unit_price.cell()),
    coded("价格方式", "price mode", Word("PriceMode"), |it| it.price_mode.cell()),
    column("折扣", "discount", |it| discount(it.line.discount)),
    column("整单折扣分摊", "share of document discount", |it| {
        it.line.document_discount.cell()
    }),
    column("税率", "tax rate", |it| rate(it.line.tax_rate)),
    column("不含税金额", "net", |it| it.line.net.cell()),
    column("税额", "tax", |it| it.line.tax.cell()),
    column("价税合计", "gross", |it| it.line.gross.cell()),
    coded("收入科目", "income account", Account, |it| it.line.income_account.cell()),
    column("单据记录号", "document record", |it| it.document.cell()),
];

pub(super) fn lines_of(invoice: Invoice) -> impl Iterator<Item = DocumentLine> {
    let Invoice { id, kind, direction, state, number, reference, issue_on, .. } = invoice;
    let (customer, price_mode) = (invoice.counterparty_name, invoice.price_mode);
    invoice.lines.into_iter().map(move |line| DocumentLine {
        number: number.clone(),
        reference: reference.clone(),
        kind: kind.slug(),
        direction: direction.slug(),
        state: state.slug(),
        customer: customer.clone(),
        issue_on,
        price_mode: price_mode.slug(),
        document: id.0,
        line,
    })
}

pub(super) fn lines(
    session: &Session,
    filter: &InvoiceFilter,
    sheet: &mut Sheet<'_>,
) -> Result<()> {
    let (sort, descending) = sheet.order(InvoiceSort::from_slug, InvoiceSort::IssueOn);
    sheet.pages(LINES, INVOICES_PAGE, |request| {
        let page = session.billing().invoices().list(filter, sort, descending, request)?;
        let items = page.items.into_iter().flat_map(lines_of).collect();
        Ok(Page { items, next: page.next })
    })
}

pub(super) const PAYMENTS: &[Column<Payment>] = &[
    column("单据编号", "number", |it| it.number.cell()),
    coded("收付方向", "direction", Word("PaymentDirection"), |it| it.direction.slug().cell()),
    coded("用途", "purpose", Word("PaymentPurpose"), |it| it.purpose.slug().cell()),
    coded("状态", "state", Word("PaymentState"), |it| it.state.slug().cell()),
    column("客户", "customer", |it| it.counterparty_name.cell()),
    column("收付日期", "payment date", |it| it.paid_on.cell()),
    coded("结算方式", "method", Item("payment_method"), |it| it.method.cell()),
    column("金额", "amount", |it| it.amount.cell()),
    column("已核销", "allocated", |it| it.allocated.cell()),
    column("未核销", "unallocated", |it| it.unallocated.cell()),
    column("外部单号", "reference", |it| it.reference.cell()),
    column("备注", "note", |it| it.note.cell()),
    column("作废日期", "cancelled on", |it| it.cancelled_on.cell()),
    column("科目记录号", "account record", |it| it.account.cell()),
    column("凭证记录号", "entry record", |it| it.entry.cell()),
    column("红冲凭证记录号", "reversal record", |it| it.reversal.cell()),
    column("客户记录号", "customer record", |it| it.customer.cell()),
    column("添加时间", "added at", |it| it.created_at.cell()),
    column("添加人", "added by", |it| it.created_by.cell()),
    column("更改时间", "changed at", |it| it.updated_at.cell()),
    column("记录号", "record", |it| it.id.cell()),
];

pub(super) fn payments(
    session: &Session,
    filter: &PaymentFilter,
    sheet: &mut Sheet<'_>,
) -> Result<()> {
    let (sort, descending) = sheet.order(PaymentSort::from_slug, PaymentSort::PaidOn);
    sheet.pages(PAYMENTS, PAGE, |request| {
        session.billing().payments().list(filter, sort, descending, request)
    })
}

const ALLOCATIONS: &[Column<Joined>] = &[
    column("被结单据", "settled document", |it| it.debt.cell()),
    coded("被结单据种类", "settled kind", Word("StatementKind"), |it| {
        kind(it.allocation.debt, "invoice", "refund").cell()
    }),
    column("结算单据", "settling document", |it| it.credit.cell()),
    coded("结算单据种类", "settling kind", Word("StatementKind"), |it| {
        kind(it.allocation.credit, "credit_note", "payment").cell()
    }),
    column("金额", "amount", |it| it.allocation.amount.cell()),
    column("核销日期", "allocated on", |it| it.allocation.allocated_on.cell()),
    column("撤销日期", "withdrawn on", |it| it.allocation.withdrawn_on.cell()),
    column("客户记录号", "customer record", |it| it.customer.cell()),
    column("添加时间", "added at", |it| it.allocation.created_at.cell()),
    column("添加人", "added by", |it| it.allocation.created_by.cell()),
    column("记录号", "record", |it| it.allocation.id.cell()),
];

fn kind(item: OpenItem, invoice: &'static str, payment: &'static str) -> &'static str {
    match item {
        OpenItem::Invoice(_) => invoice,
        OpenItem::Payment(_) => payment,
        OpenItem::Entry(_) => "entry",
    }
}

pub(super) fn allocations(session: &Session, sheet: &mut Sheet<'_>) -> Result<()> {
    sheet.pages(ALLOCATIONS, PAGE, |request| {
        session.read(Permission::PaymentsView, |view| store::allocations(view, request))
    })
}

const OPEN_ITEMS: &[Column<Named<EntryItem>>] = &[
    column("编号", "number", |it| it.record.number.cell()),
    coded("往来", "side", Word("OpenItemSide"), |it| it.record.side.slug().cell()),
    coded("种类", "kind", Word("OpenKind"), |it| it.record.kind.slug().cell()),
    coded("科目编码", "account", Account, |it| it.record.account.cell()),
    column("客户", "customer", |it| it.customer_name.cell()),
    column("开票日期", "issue date", |it| it.record.issue_on.cell()),
    column("到期日", "due date", |it| it.record.due_on.cell()),
    column("凭证日期", "entry date", |it| it.record.entry_on.cell()),
    column("金额", "amount", |it| it.record.amount.cell()),
    column("已结金额", "settled", |it| it.record.settled.cell()),
    column("未结金额", "open", |it| it.record.open.cell()),
    column("作废日期", "cancelled on", |it| it.record.cancelled_on.cell()),
    column("凭证记录号", "entry record", |it| it.record.entry.cell()),
    column("分录号", "line", |it| it.record.line.cell()),
    column("客户记录号", "customer record", |it| it.record.customer.cell()),
    column("记录号", "record", |it| it.record.id.cell()),
];

pub(super) fn open_items(
    session: &Session,
    filter: &EntryItemFilter,
    sheet: &mut Sheet<'_>,
) -> Result<()> {
    let (sort, descending) = sheet.order(EntryItemSort::from_slug, EntryItemSort::default());
    sheet.pages(OPEN_ITEMS, PAGE, |request| {
        let page = session.billing().open_items().list(filter, sort, descending, request)?;
        with_names(session, page, |item| Some(item.customer))
    })
}
