//! Columns of reports.

use chrono::NaiveDate;

use super::sheet::Of::Word;
use super::sheet::{Cell, Column, Plain, Sheet, coded, column};
use crate::billing::payments::Side;
use crate::error::Result;
use crate::reports::ageing::{AgeingAmounts, AgeingBands, AgeingBy, AgeingOptions};
use crate::reports::income::{IncomeRow, IncomeSummary};
use crate::reports::statement::{Statement, StatementLine};
use crate::reports::trial_balance::TrialBalanceRow;
use crate::values::{CustomerId, PageRequest};
use crate::work::Session;

const PAGE: u32 = 1000;

const TRIAL_BALANCE: &[Column<TrialBalanceRow>] = &[
    column("科目编码", "account", |it| it.code.cell()),
    column("中文名称", "Chinese name", |it| it.name_zh.cell()),
    column("英文名称", "English name", |it| it.name_en.cell()),
    coded("类别", "kind", Word("AccountKind"), |it| it.kind.slug().cell()),
    coded("余额方向", "side", Word("Side"), |it| it.side.slug().cell()),
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

/// A row of one of the parts of an income summary.
struct PartRow {
    part: &'static str,
    row: IncomeRow,
}

const INCOME_SUMMARY: &[Column<PartRow>] = &[
    coded("类别", "kind", Word("AccountKind"), |it| it.part.cell()),
    column("科目编码", "account", |it| it.row.code.cell()),
    column("中文名称", "Chinese name", |it| it.row.name_zh.cell()),
    column("英文名称", "English name", |it| it.row.name_en.cell()),
    column("级次", "level", |it| it.row.level.cell()),
    column("末级", "takes postings", |it| it.row.leaf.cell()),
    column("金额", "amount", |it| it.row.amount.cell()),
];

pub(super) fn income_summary(
    session: &Session,
    (from, to): (NaiveDate, NaiveDate),
    sheet: &mut Sheet<'_>,
) -> Result<()> {
    let IncomeSummary { income, expense, cost, .. } = session.reports().income_summary(from, to)?;
    let parts = [("income", income), ("expense", expense), ("cost", cost)];
    let rows: Vec<PartRow> = parts
        .into_iter()
        .flat_map(|(part, rows)| rows.into_iter().map(move |row| PartRow { part, row }))
        .collect();
    sheet.all(INCOME_SUMMARY, &rows)
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
    coded("种类", "kind", Word("StatementKind"), |it| it.kind.slug().cell()),
    coded("往来", "side", Word("OpenItemSide"), |it| it.side.slug().cell()),
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
    sheet.row(STATEMENT, row(from, "opening", opening.cell()))?;
    sheet.rows(STATEMENT, &lines)?;
    sheet.row(STATEMENT, row(to, "closing", closing.cell()))
}
