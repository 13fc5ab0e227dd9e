//! The proofs: worked out here once more, apart from the engine, and compared to the cent.

use bookroom::billing::invoices::model::{
    Direction, Discount, DocumentKind, InvoiceFilter, InvoiceLine, InvoiceSort,
};
use bookroom::billing::products::PriceMode;
use bookroom::values::PageRequest;
use bookroom::{Result, Session};
use chrono::NaiveDate;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::show::{Words, table};

/// Proves that the books are right; returns whether they are.
pub fn all(session: &Session, words: Words, first: NaiveDate, last: NaiveDate) -> Result<bool> {
    words.heading("校验", "Proofs");
    let (lines, sum) = sum_of_lines(session)?;
    let income = session.reports().income_summary(first, last)?;
    let trial = session.reports().trial_balance(Some(first), last)?.totals;
    let verified = session.verify()?;
    let checks = [
        (
            words.pick("收入 = 逐行舍入金额之和", "Revenue = sum of the rounded lines"),
            format!("{} = {sum} ({lines})", income.total_income),
            income.total_income == sum,
        ),
        (
            words.pick("试算平衡：借方 = 贷方", "Trial balance: debit = credit"),
            format!("{} = {}", trial.closing_debit, trial.closing_credit),
            trial.closing_debit == trial.closing_credit && trial.debit == trial.credit,
        ),
        (
            words.pick("全部重新计算，无差异", "Everything recomputed, nothing differs"),
            format!(
                "{} / {} / {} / {}",
                verified.entries, verified.documents, verified.payments, verified.changes
            ),
            verified.findings.is_empty(),
        ),
    ];
    let mut shown = table(&[words.pick("校验", "proof"), "", ""]);
    for (name, figures, holds) in &checks {
        shown.add_row([*name, figures.as_str(), if *holds { "✔" } else { "✘" }]);
    }
    println!("{shown}");
    for finding in verified.findings.iter().take(20) {
        println!("{finding:?}");
    }
    Ok(checks.iter().all(|(_, _, holds)| *holds))
}

/// The lines of all posted sales: each amount worked out from quantity, price and discount, and
/// rounded on its own.
fn sum_of_lines(session: &Session) -> Result<(usize, Decimal)> {
    let filter = InvoiceFilter { direction: Some(Direction::Sale), ..InvoiceFilter::default() };
    let invoices = session.billing().invoices();
    let (mut count, mut sum) = (0, Decimal::ZERO);
    let mut page = PageRequest::first(1000);
    loop {
        let found = invoices.list(&filter, InvoiceSort::IssueOn, false, &page)?;
        for invoice in &found.items {
            let sign = match (invoice.kind, &invoice.number) {
                (_, None) => continue,
                (DocumentKind::CreditNote, _) => -Decimal::ONE,
                _ => Decimal::ONE,
            };
            for line in &invoice.lines {
                count += 1;
                sum += sign * (net(line, invoice.price_mode) - line.document_discount);
            }
        }
        let Some(next) = found.next else { break };
        page = PageRequest::after(1000, next);
    }
    Ok((count, sum))
}

/// What a line is worth without tax, to the cent.
fn net(line: &InvoiceLine, mode: PriceMode) -> Decimal {
    let full = line.quantity * line.unit_price;
    let amount = match &line.discount {
        Some(Discount::Percent(percent)) => full - full * percent / Decimal::ONE_HUNDRED,
        Some(Discount::Amount(amount)) => full - amount,
        None => full,
    };
    let cents =
        |value: Decimal| value.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    match mode {
        PriceMode::Net => cents(amount),
        PriceMode::Gross => cents(cents(amount) / (Decimal::ONE + line.tax_rate)),
    }
}
