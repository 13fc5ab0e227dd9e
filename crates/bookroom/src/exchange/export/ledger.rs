//! Columns of the ledger.

use chrono::NaiveDate;

use super::people::{Named, with_names};
use super::sheet::Of::{self, Word};
use super::sheet::{Cell, Column, Plain, Sheet, coded, column};
use crate::error::Result;
use crate::ledger::model::{
    Account, EntryFilter, EntrySort, Journal, JournalEntry, PartyBalance, Posting, RegisterOptions,
    RegisterRow, RoleAccount,
};
use crate::values::{Page, PageRequest};
use crate::work::Session;

const PAGE: u32 = 1000;
/// An entry comes with all its postings.
const ENTRIES_PAGE: u32 = 200;

const ACCOUNTS: &[Column<Account>] = &[
    column("科目编码", "code", |it| it.code.cell()),
    column("中文名称", "Chinese name", |it| it.name_zh.cell()),
    column("英文名称", "English name", |it| it.name_en.cell()),
    coded("类别", "kind", Word("AccountKind"), |it| it.kind.slug().cell()),
    coded("余额方向", "side", Word("Side"), |it| it.side.slug().cell()),
    coded("上级科目", "parent", Of::Account, |it| it.parent.cell()),
    column("末级", "takes postings", |it| it.leaf.cell()),
    column("往来核算", "by party", |it| it.party_control.cell()),
    coded("现金银行", "cash or bank", Word("CashKind"), |it| {
        it.cash.map(|cash| cash.slug()).cell()
    }),
    column("在用", "in use", |it| it.active.cell()),
    column("记录号", "record", |it| it.id.cell()),
];

pub(super) fn accounts(session: &Session, sheet: &mut Sheet<'_>) -> Result<()> {
    sheet.all(ACCOUNTS, &session.ledger().accounts()?)
}

const ACCOUNT_ROLES: &[Column<RoleAccount>] = &[
    coded("用途", "role", Word("AccountRole"), |it| it.role.slug().cell()),
    coded("科目编码", "account", Of::Account, |it| it.account.cell()),
];

pub(super) fn account_roles(session: &Session, sheet: &mut Sheet<'_>) -> Result<()> {
    sheet.all(ACCOUNT_ROLES, &session.ledger().account_roles()?)
}

const JOURNALS: &[Column<Journal>] = &[
    column("凭证字", "code", |it| it.code.cell()),
    column("中文名称", "Chinese name", |it| it.name_zh.cell()),
    column("英文名称", "English name", |it| it.name_en.cell()),
    column("在用", "in use", |it| it.active.cell()),
];

pub(super) fn journals(session: &Session, sheet: &mut Sheet<'_>) -> Result<()> {
    sheet.all(JOURNALS, &session.ledger().journals()?)
}

const ENTRIES: &[Column<JournalEntry>] = &[
    column("期间", "period", |it| it.period.to_string().cell()),
    column("凭证号", "number", |it| it.label.cell()),
    column("日期", "date", |it| it.on.cell()),
    column("摘要", "summary", |it| it.summary.cell()),
    column("附件张数", "attachments", |it| it.attachments.cell()),
    column("分录数", "postings", |it| it.postings.len().to_string().cell()),
    column("金额", "amount", |it| {
        let debits = it.postings.iter().map(|posting| posting.debit);
        debits.sum::<rust_decimal::Decimal>().cell()
    }),
    column("来源种类", "source kind", |it| {
        it.source.as_ref().map(|of| of.kind.as_str()).cell()
    }),
    column("来源记录号", "source record", |it| it.source.as_ref().map(|of| of.id).cell()),
    column("红冲的凭证记录号", "reverses record", |it| it.reverses.cell()),
    column("被红冲的凭证记录号", "reversed by record", |it| it.reversed_by.cell()),
    column("过账时间", "posted at", |it| it.posted_at.cell()),
    column("过账人", "posted by", |it| it.posted_by.cell()),
    column("审核时间", "reviewed at", |it| it.reviewed_at.cell()),
    column("审核人", "reviewed by", |it| it.reviewed_by.cell()),
    column("校验值", "digest", |it| it.digest.cell()),
    column("记录号", "record", |it| it.id.cell()),
];

pub(super) fn entries(
    session: &Session,
    filter: &EntryFilter,
    sheet: &mut Sheet<'_>,
) -> Result<()> {
    let (sort, descending) = sheet.order(EntrySort::from_slug, EntrySort::On);
    sheet.pages(ENTRIES, ENTRIES_PAGE, |request| {
        session.ledger().entries(filter, sort, descending, request)
    })
}

/// A posting and what its entry says.
struct EntryPosting {
    period: String,
    label: String,
    on: NaiveDate,
    summary: String,
    entry: i64,
    posting: Posting,
}

const POSTINGS: &[Column<EntryPosting>] = &[
    column("期间", "period", |it| it.period.cell()),
    column("凭证号", "number", |it| it.label.cell()),
    column("分录号", "line", |it| it.posting.line.cell()),
    column("日期", "date", |it| it.on.cell()),
    column("摘要", "summary", |it| it.posting.memo.as_ref().unwrap_or(&it.summary).cell()),
    column("科目编码", "account", |it| it.posting.account.cell()),
    column("科目中文名称", "account in Chinese", |it| it.posting.name_zh.cell()),
    column("科目英文名称", "account in English", |it| it.posting.name_en.cell()),
    column("往来单位记录号", "party record", |it| it.posting.party.cell()),
    column("借方金额", "debit", |it| it.posting.debit.cell()),
    column("贷方金额", "credit", |it| it.posting.credit.cell()),
    column("凭证记录号", "entry record", |it| it.entry.cell()),
];

fn postings_of(entry: JournalEntry) -> impl Iterator<Item = EntryPosting> {
    let JournalEntry { id, period, label, on, summary, postings, .. } = entry;
    postings.into_iter().map(move |posting| EntryPosting {
        period: period.to_string(),
        label: label.clone(),
        on,
        summary: summary.clone(),
        entry: id.0,
        posting,
    })
}

pub(super) fn postings(
    session: &Session,
    filter: &EntryFilter,
    sheet: &mut Sheet<'_>,
) -> Result<()> {
    let (sort, descending) = sheet.order(EntrySort::from_slug, EntrySort::On);
    sheet.pages(POSTINGS, ENTRIES_PAGE, |request| {
        let page = session.ledger().entries(filter, sort, descending, request)?;
        let items = page.items.into_iter().flat_map(postings_of).collect();
        Ok(Page { items, next: page.next })
    })
}

const REGISTER: &[Column<RegisterRow>] = &[
    column("日期", "date", |it| it.on.cell()),
    column("凭证号", "number", |it| it.label.cell()),
    column("分录号", "line", |it| it.line.cell()),
    column("摘要", "summary", |it| it.summary.cell()),
    column("备注", "memo", |it| it.memo.cell()),
    coded("科目编码", "account", Of::Account, |it| it.account.cell()),
    column("往来单位记录号", "party record", |it| it.party.cell()),
    column("凭证记录号", "entry record", |it| it.entry.cell()),
    column("借方金额", "debit", |it| it.debit.cell()),
    column("贷方金额", "credit", |it| it.credit.cell()),
    column("余额", "balance", |it| it.balance.cell()),
];

pub(super) fn register(
    session: &Session,
    query: &RegisterOptions,
    sheet: &mut Sheet<'_>,
) -> Result<()> {
    let mut register = session.ledger().register(query, &PageRequest::first(PAGE))?;
    let (opening, closing) = (
        sheet.pick("期初余额", "opening balance").to_owned(),
        sheet.pick("期末余额", "closing balance").to_owned(),
    );
    // The day in front, what it is under the summary, the balance at the end.
    let row = |on: NaiveDate, what: String, balance: Cell| {
        let between = REGISTER.iter().skip(5).map(|_| "".cell());
        let front = [on.cell(), "".cell(), "".cell(), what.cell()];
        front.into_iter().chain(between).chain([balance])
    };
    sheet.header(REGISTER)?;
    sheet.row(REGISTER, row(query.from, opening, register.opening.cell()))?;
    loop {
        sheet.rows(REGISTER, &register.rows.items)?;
        let Some(next) = register.rows.next.take() else { break };
        register = session.ledger().register(query, &PageRequest::after(PAGE, next))?;
    }
    sheet.row(REGISTER, row(query.to, closing, register.closing.cell()))
}

const PARTY_BALANCES: &[Column<Named<PartyBalance>>] = &[
    coded("科目编码", "account", Of::Account, |it| it.record.account.cell()),
    column("客户", "customer", |it| it.customer_name.cell()),
    column("余额", "balance", |it| it.record.balance.cell()),
    column("客户记录号", "customer record", |it| it.record.party.cell()),
];

pub(super) fn party_balances(
    session: &Session,
    account: Option<&str>,
    on: NaiveDate,
    sheet: &mut Sheet<'_>,
) -> Result<()> {
    sheet.pages(PARTY_BALANCES, PAGE, |request| {
        let page = session.ledger().party_balances(account, on, request)?;
        with_names(session, page, |row| Some(row.party))
    })
}
