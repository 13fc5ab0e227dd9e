//! The check of credit limits when sales are posted.

use std::collections::{BTreeMap, BTreeSet};

use super::model::CreditWarning;
use super::rules::{Beyond, Sale, beyond};
use super::store::load_owed;
use crate::customers::lock_limits;
use crate::error::{Code, Problem, Result};
use crate::rights::permission::{Field, Permission};
use crate::rights::permit::Permit;
use crate::values::{Check, CreditCheck, Currency};
use crate::work::Tx;

/// What is said of invoices that were posted beyond limits, by their places.
pub(crate) struct Warnings(BTreeMap<usize, CreditWarning>);

impl Warnings {
    /// What is said of the invoice at a place.
    pub(crate) fn of(&self, index: usize) -> Option<CreditWarning> {
        self.0.get(&index).copied()
    }
}

/// Checks sales about to be posted against the credit limits of their customers; those that have
/// a limit are held until the transaction ends, so that two who post at once cannot both have what
/// is left.
///
/// # Errors
/// `credit_limit_exceeded` for each invoice that goes beyond one, as the book says.
pub(crate) fn check_credit(permit: &Permit, tx: &mut Tx<'_>, sales: &[Sale]) -> Result<Warnings> {
    let customers: BTreeSet<i64> = sales.iter().map(|sale| sale.customer).collect();
    let customers: Vec<i64> = customers.into_iter().collect();
    let (book, currency) = (tx.book_id(), tx.book.currency);
    let limits = lock_limits(tx.conn, book, &customers)?;
    if limits.is_empty() {
        return Ok(Warnings(BTreeMap::new()));
    }
    let limited: Vec<i64> = limits.keys().copied().collect();
    let owed = load_owed(tx.conn, book, &limited, None)?;
    let found = beyond(sales, &limits, &owed)?;
    let may_exceed = match tx.book.credit_check {
        CreditCheck::Warn => true,
        CreditCheck::Stop => false,
        CreditCheck::Permit => tx.grants().scope(Permission::InvoicesExceedCredit).is_ok(),
    };
    if may_exceed {
        let warnings = found.iter().map(|it| (it.sale.index, warning(currency, it)));
        return Ok(Warnings(warnings.collect()));
    }
    let is_seen = permit.fields().can_read(Field::CustomerCredit);
    let mut check = Check::new();
    for it in &found {
        let told = warning(currency, it);
        let problem = Problem::new(Code::CreditLimitExceeded)
            .at(format!("invoices[{}]", it.sale.index))
            .fact("subject", "customer")
            .fact("key", it.sale.customer)
            .fact("amount", told.amount);
        let figures = told.limit.zip(told.used).filter(|_| is_seen);
        check.add(match figures {
            Some((limit, used)) => problem.fact("limit", limit).fact("used", used),
            None => problem,
        });
    }
    check.finish()?;
    Ok(Warnings(BTreeMap::new()))
}

fn warning(currency: Currency, beyond: &Beyond) -> CreditWarning {
    CreditWarning {
        limit: Some(currency.from_minor(beyond.limit)),
        used: Some(currency.from_minor(beyond.used)),
        amount: currency.from_minor(beyond.sale.gross),
    }
}
