//! Income and expense of some days, and the profit they make.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use std::collections::HashMap;

use super::trial_balance::{Moved, moved_between};
use crate::error::Result;
use crate::ledger::AccountRole;
use crate::ledger::chart::Chart;
use crate::ledger::model::AccountKind;
use crate::ledger::queries::balances::decimal;
use crate::ledger::queries::load_chart;
use crate::ledger::store::accounts::load_roles;
use crate::values::{AccountId, slugs};
use crate::work::View;

/// Income and expense of some days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncomeSummary {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// The income accounts that moved, in tree order; an amount is credit less debit.
    pub income: Vec<IncomeRow>,
    /// The expense accounts that moved, in tree order; an amount is debit less credit.
    pub expense: Vec<IncomeRow>,
    /// The cost accounts (成本) that moved, in tree order; an amount is debit less credit. What they
    /// hold is on its way into products and projects, so it is no part of the profit.
    pub cost: Vec<IncomeRow>,
    /// All income.
    pub total_income: Decimal,
    /// All expense.
    pub total_expense: Decimal,
    /// All cost.
    pub total_cost: Decimal,
    /// Income less expense.
    pub profit: Decimal,
    /// What makes the profit look other than it is.
    pub notices: Vec<IncomeNotice>,
}

slugs! {
    /// What makes a profit look other than it is.
    IncomeNoticeKind {
        /// More was bought into stock than left it: what was sold of it is not in the expenses
        /// until its cost is posted, so the profit is too high by that cost.
        StockWithoutCost "stock_without_cost",
    }
}

/// A remark on an [`IncomeSummary`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncomeNotice {
    /// What it is about.
    pub kind: IncomeNoticeKind,
    /// The code of the account.
    pub account: String,
    /// How much of it stands on the account for these days without a cost posted.
    pub amount: Decimal,
}

/// An account in an [`IncomeSummary`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncomeRow {
    /// The account.
    pub account: AccountId,
    /// Its code.
    pub code: String,
    /// Its name in Chinese.
    pub name_zh: String,
    /// Its name in English.
    pub name_en: String,
    /// How far below the top: 1 for the top itself.
    pub level: i64,
    /// Whether it takes postings; only such rows make the totals.
    pub leaf: bool,
    /// The amount; an account with sub-accounts holds their sum.
    pub amount: Decimal,
}

pub(super) fn income_summary(
    view: &mut View<'_>,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<IncomeSummary> {
    let book = view.book_id();
    let moved = moved_between(view, from, to)?;
    let chart = load_chart(view.conn, book)?;
    let currency = view.book.currency;
    let (mut income, mut expense, mut cost) = ((Vec::new(), 0), (Vec::new(), 0), (Vec::new(), 0));
    for node in chart.nodes() {
        let account = chart.record(&node.row)?;
        let (rows, total) = match account.kind {
            AccountKind::Income => &mut income,
            AccountKind::Expense => &mut expense,
            AccountKind::Cost => &mut cost,
            _ => continue,
        };
        let mut sum = Moved::default();
        for leaf in chart.leaves(node.row.id) {
            sum.add(&moved.get(&leaf).copied().unwrap_or_default());
        }
        if (sum.debit(), sum.credit()) == (0, 0) {
            continue;
        }
        let net = sum.debit() - sum.credit();
        let amount: i128 = if account.kind == AccountKind::Income { -net } else { net };
        if account.leaf {
            *total += amount;
        }
        rows.push(IncomeRow {
            account: account.id,
            code: account.code,
            name_zh: account.name_zh,
            name_en: account.name_en,
            level: node.level,
            leaf: account.leaf,
            amount: decimal(currency, amount)?,
        });
    }
    let notices = notices(view, &moved, &chart, income.1)?;
    Ok(IncomeSummary {
        from,
        notices,
        to,
        total_income: decimal(currency, income.1)?,
        total_expense: decimal(currency, expense.1)?,
        total_cost: decimal(currency, cost.1)?,
        profit: decimal(currency, income.1 - expense.1)?,
        income: income.0,
        expense: expense.0,
        cost: cost.0,
    })
}

/// Goods that were bought and did not leave the stock accounts while something was sold.
fn notices(
    view: &mut View<'_>,
    moved: &HashMap<i64, Moved>,
    chart: &Chart,
    income: i128,
) -> Result<Vec<IncomeNotice>> {
    let book = view.book_id();
    let roles = load_roles(view.conn, book)?;
    let Some(stock) = roles.get(&AccountRole::Purchases) else { return Ok(Vec::new()) };
    let sum = moved.get(stock).copied().unwrap_or_default();
    let kept = sum.debit() - sum.credit();
    let row = chart.row(*stock).filter(|_| income > 0 && kept > 0);
    let Some(row) = row.filter(|row| row.kind == AccountKind::Asset.slug()) else {
        return Ok(Vec::new());
    };
    let amount = decimal(view.book.currency, kept)?;
    let kind = IncomeNoticeKind::StockWithoutCost;
    Ok(vec![IncomeNotice { kind, account: row.code.clone(), amount }])
}
