//! Columns of the ledger and of reports on it.

use chrono::NaiveDate;

use super::sheet::{Cell, Column, Plain, Sheet, column};
use crate::billing::payments::Side;
use crate::error::Result;
use crate::ledger::model::{Account, EntryFilter, EntrySort, Journal, JournalEntry, Posting};
use crate::reports::ageing::{AgeingAmounts, AgeingBands, AgeingBy, AgeingOptions};
use crate::reports::statement::{Statement, StatementLine};
use crate::reports::trial_balance::TrialBalanceRow;
use crate::values::{CustomerId, Page, PageRequest};
use crate::work::Session;

const PAGE: u32 = 1000;
/// An entry comes with all its postings.
const ENTRIES_PAGE: u32 = 200;

const ACCOUNTS: &[Column<Account>] = &[
    column("科目编码", "code", |it| it.code.cell()),
    column("中文名称", "Chinese name", |it| it.name_zh.cell()),
    column("英文名称", "English name", |it| it.name_en.cell()),
    column("类别", "kind", |it| it.kind.slug().cell()),
    column("余额方向", "side", |it| it.side.slug().cell()),
    column("上级科目", "parent", |it| it.parent.cell()),
    column("末级", "takes postings", |it| it.leaf.cell()),
    column("往来核算", "by party", |it| it.party_control.cell()),
    column("现金银行", "cash or bank", |it| it.cash.map(|cash| cash.slug()).cell()),
    column("在用", "in use", |it| it.active.cell()),
    column("记录号", "record", |it| it.id.cell()),
];

pub(super) fn accounts(session: &Session, sheet: &mut Sheet<'_>) -> Result<()> {
    sheet.all(ACCOUNTS, &session.ledger().accounts()?)
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
    sheet.pages(ENTRIES, ENTRIES_PAGE, |request| {
        session.ledger().entries(filter, EntrySort::On, false, request)
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
    sheet.pages(POSTINGS, ENTRIES_PAGE, |request| {
        let page = session.ledger().entries(filter, EntrySort::On, false, request)?;
        let items = page.items.into_iter().flat_map(postings_of).collect();
        Ok(Page { items, next: page.next })
    })
}

const TRIAL_BALANCE: &[Column<TrialBalanceRow>] = &[
    column("科目编码", "account", |it| it.code.cell()),
    column("中文名称", "Chinese name", |it| it.name_zh.cell()),
    column("英文名称", "English name", |it| it.name_en.cell()),
    column("类别", "kind", |it| it.kind.slug().cell()),
    column("余额方向", "side", |it| it.side.slug().cell()),
    column("级次", "level", |it| it.level.cell()),
    column("末级", "takes postings", |it| it.leaf.cell()),
    column("期初余额", "opening", |it| it.opening.cell()),
    column("借方发生额", "debit", |it| it.debit.cell()),
    column("贷方发生额", "credit", |it| it.credit.cell()),
    column("期末余额", "closing", |it| it.closing.cell()),
];

pub(super) fn trial_balance(
    session: &Session,
    from: Option<NaiveDate>,
    on: NaiveDate,
    sheet: &mut Sheet<'_>,
) -> Result<()> {
    sheet.all(TRIAL_BALANCE, &session.reports().trial_balance(from, on)?.rows)
}

/// As many columns as there are bands: `≤ 30`, and `> 90` for the last.
pub(super) fn ageing(
    session: &Session,
    (on, side, bands, by): (NaiveDate, Side, &AgeingBands, AgeingBy),
    sheet: &mut Sheet<'_>,
) -> Result<()> {
    let page = PageRequest::first(PAGE);
    let mut request = AgeingOptions { on, side, bands: bands.clone(), by, page };
    let mut report = session.reports().ageing(&request)?;
    let mut headings = vec![
        sheet.pick("客户", "customer").to_owned(),
        sheet.pick("客户记录号", "customer record").to_owned(),
    ];
    let days = sheet.pick("天", "days");
    headings.extend(report.upper_days.iter().map(|upper| format!("≤ {upper} {days}")));
    headings.extend(report.upper_days.last().map(|upper| format!("> {upper} {days}")));
    let last = [("未结合计", "open"), ("贷项", "credit"), ("余额", "balance")];
    headings.extend(last.map(|(chinese, english)| sheet.pick(chinese, english).to_owned()));
    sheet.headings(&headings)?;
    loop {
        for row in &report.rows.items {
            let AgeingAmounts { bands, open, credit, balance } = &row.amounts;
            let amounts = bands.iter().chain([open, credit, balance]).map(Plain::cell);
            sheet.cells([row.name.cell(), row.customer.cell()].into_iter().chain(amounts))?;
        }
        let Some(next) = report.rows.next.take() else { return Ok(()) };
        request.page = PageRequest::after(PAGE, next);
        report = session.reports().ageing(&request)?;
    }
}

const STATEMENT: &[Column<StatementLine>] = &[
    column("日期", "date", |it| it.on.cell()),
    column("种类", "kind", |it| it.kind.slug().cell()),
    column("往来", "side", |it| it.side.slug().cell()),
    column("编号", "number", |it| it.number.cell()),
    column("外部单号", "reference", |it| it.reference.cell()),
    column("到期日", "due date", |it| it.due_on.cell()),
    column("借方", "debit", |it| it.debit.cell()),
    column("贷方", "credit", |it| it.credit.cell()),
    column("余额", "balance", |it| it.balance.cell()),
];

pub(super) fn statement(
    session: &Session,
    customer: CustomerId,
    (from, to): (NaiveDate, NaiveDate),
    sheet: &mut Sheet<'_>,
) -> Result<()> {
    let Statement { opening, lines, closing, .. } =
        session.reports().statement(customer, from, to)?;
    // Day and kind in front, the balance at the end, nothing between.
    let row = |on: NaiveDate, kind: &str, balance: Cell| {
        let between = STATEMENT.iter().skip(3).map(|_| "".cell());
        [on.cell(), kind.cell()].into_iter().chain(between).chain([balance])
    };
    sheet.header(STATEMENT)?;
    sheet.cells(row(from, "opening", opening.cell()))?;
    sheet.rows(STATEMENT, &lines)?;
    sheet.cells(row(to, "closing", closing.cell()))
}
