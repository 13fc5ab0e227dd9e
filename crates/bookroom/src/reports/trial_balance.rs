//! The trial balance (试算平衡表): opening, movement and closing of every account.

use std::collections::HashMap;

use chrono::{Datelike, Days, NaiveDate};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::error::{Code, Problem, Result};
use crate::ledger::model::{AccountKind, Side};
use crate::ledger::queries::balances::{decimal, require_date};
use crate::ledger::queries::load_chart;
use crate::ledger::store::balances::{self as sums, Sums};
use crate::values::{AccountId, Currency};
use crate::work::View;

/// Which trial balance is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrialBalanceOptions {
    /// The first day of the movement; none for the first day of the month of `on`.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub on: NaiveDate,
    /// Whether accounts without balance and movement are shown too.
    #[serde(default)]
    pub zero_rows: bool,
}

/// A trial balance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrialBalance {
    /// The first day of the movement.
    pub from: NaiveDate,
    /// The last day.
    pub on: NaiveDate,
    /// The accounts in tree order. An account with sub-accounts holds their sum.
    pub rows: Vec<TrialBalanceRow>,
    /// The sums of the accounts that take postings. Debit and credit of each pair are equal.
    pub totals: TrialBalanceTotals,
}

/// An account in a trial balance. Balances are debit less credit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrialBalanceRow {
    /// The account.
    pub account: AccountId,
    /// Its code.
    pub code: String,
    /// Its name in Chinese.
    pub name_zh: String,
    /// Its name in English.
    pub name_en: String,
    /// What kind of thing it keeps.
    pub kind: AccountKind,
    /// The side on which its balance normally stands.
    pub side: Side,
    /// How far below the top: 1 for the top itself.
    pub level: i64,
    /// Whether it takes postings; only such rows make the totals.
    pub leaf: bool,
    /// The balance before the first day.
    pub opening: Decimal,
    /// The debits of the days.
    pub debit: Decimal,
    /// The credits of the days.
    pub credit: Decimal,
    /// The balance at the end of the last day.
    pub closing: Decimal,
}

/// The sums of a trial balance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrialBalanceTotals {
    /// Of the debit balances before the first day.
    pub opening_debit: Decimal,
    /// Of the credit balances before the first day.
    pub opening_credit: Decimal,
    /// Of the debits.
    pub debit: Decimal,
    /// Of the credits.
    pub credit: Decimal,
    /// Of the debit balances at the end.
    pub closing_debit: Decimal,
    /// Of the credit balances at the end.
    pub closing_credit: Decimal,
}

/// What an account had before and has at the end.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Moved {
    pub(super) before: Sums,
    pub(super) after: Sums,
}

impl Moved {
    pub(super) fn debit(&self) -> i128 {
        self.after.0 - self.before.0
    }

    pub(super) fn credit(&self) -> i128 {
        self.after.1 - self.before.1
    }

    fn is_nothing(&self) -> bool {
        let moved = (self.debit(), self.credit()) != (0, 0);
        !moved && self.before.0 == self.before.1
    }

    pub(super) fn add(&mut self, other: &Moved) {
        sums::add(&mut self.before, other.before);
        sums::add(&mut self.after, other.after);
    }
}

/// The movements of every leaf between two days, both included.
pub(super) fn moved_between(
    view: &mut View<'_>,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<HashMap<i64, Moved>> {
    let book = view.book_id();
    require_date("from", from)?;
    require_date("on", to)?;
    if from > to {
        return Err(Problem::new(Code::DateOrder).at("from").into());
    }
    let before = from.checked_sub_days(Days::new(1)).unwrap_or(NaiveDate::MIN);
    let mut moved: HashMap<i64, Moved> = HashMap::new();
    for (account, sums) in sums::all_until(view.conn, book, before)? {
        moved.entry(account).or_default().before = sums;
    }
    for (account, sums) in sums::all_until(view.conn, book, to)? {
        moved.entry(account).or_default().after = sums;
    }
    Ok(moved)
}

pub(super) fn trial_balance(
    view: &mut View<'_>,
    options: &TrialBalanceOptions,
) -> Result<TrialBalance> {
    let book = view.book_id();
    let on = options.on;
    let from = options.from.or(on.with_day(1)).unwrap_or(on);
    let moved = moved_between(view, from, on)?;
    let chart = load_chart(view.conn, book)?;
    let currency = view.book.currency;
    let mut rows = Vec::new();
    let mut totals = [0_i128; 6];
    for node in chart.nodes() {
        let mut sum = Moved::default();
        for leaf in chart.leaves(node.row.id) {
            sum.add(&moved.get(&leaf).copied().unwrap_or_default());
        }
        if sum.is_nothing() && !options.zero_rows {
            continue;
        }
        if node.row.is_leaf {
            add_to_totals(&mut totals, &sum);
        }
        let account = chart.record(&node.row)?;
        rows.push(TrialBalanceRow {
            account: account.id,
            code: account.code,
            name_zh: account.name_zh,
            name_en: account.name_en,
            kind: account.kind,
            side: account.side,
            level: node.level,
            leaf: account.leaf,
            opening: decimal(currency, sum.before.0 - sum.before.1)?,
            debit: decimal(currency, sum.debit())?,
            credit: decimal(currency, sum.credit())?,
            closing: decimal(currency, sum.after.0 - sum.after.1)?,
        });
    }
    Ok(TrialBalance { from, on, rows, totals: totals_of(currency, totals)? })
}

fn add_to_totals(totals: &mut [i128; 6], sum: &Moved) {
    let (opening, closing) = (sum.before.0 - sum.before.1, sum.after.0 - sum.after.1);
    let parts = [
        opening.max(0),
        (-opening).max(0),
        sum.debit(),
        sum.credit(),
        closing.max(0),
        (-closing).max(0),
    ];
    for (total, part) in totals.iter_mut().zip(parts) {
        *total += part;
    }
}

fn totals_of(currency: Currency, totals: [i128; 6]) -> Result<TrialBalanceTotals> {
    let [opening_debit, opening_credit, debit, credit, closing_debit, closing_credit] = totals;
    Ok(TrialBalanceTotals {
        opening_debit: decimal(currency, opening_debit)?,
        opening_credit: decimal(currency, opening_credit)?,
        debit: decimal(currency, debit)?,
        credit: decimal(currency, credit)?,
        closing_debit: decimal(currency, closing_debit)?,
        closing_credit: decimal(currency, closing_credit)?,
    })
}
