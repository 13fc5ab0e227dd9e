//! Rows of payments, and which open invoices they settle.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::flows::{self, Flows};
use crate::billing::payments::{AllocationChoice, OpenItem, PaymentPurpose, Share};
use crate::exchange::cells::Cells;
use crate::exchange::model::{ImportedPayment, NoticeKind};

/// A row as a payment; money in or out as the file says it.
pub(crate) fn row(cells: &mut Cells<'_>, flows: Flows) -> Option<ImportedPayment> {
    let (customer, customer_code) = cells.party();
    let payer_account = cells.code("payer_account");
    if payer_account.is_none() {
        cells.required("customer", customer.as_ref());
    }
    let paid_on = cells.date("paid_on");
    let paid_on = cells.required("paid_on", paid_on);
    let amount = flows::amount(cells, flows);
    cells.check_currency("currency");
    let method = cells.line("method");
    let invoice = cells.code("invoice_reference");
    let reference = cells.code("reference");
    let note = cells.lines("note");
    let (direction, amount) = amount?;
    Some(ImportedPayment {
        line: cells.line_number(),
        customer: customer.or_else(|| payer_account.as_ref().map(|_| String::new()))?,
        customer_code,
        payer_account,
        direction,
        paid_on: paid_on?,
        amount,
        method,
        invoice,
        reference,
        note,
    })
}

/// What a file shows of a party whose money moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standing {
    /// Whether the party is on the side where such money settles: sold to for money in.
    pub(crate) settles: bool,
    /// Whether it is on the other side, where such money is a refund.
    pub(crate) refunds: bool,
    /// Whether it has open debts that such money settles.
    pub(crate) has_debts: bool,
    /// Whether it has open credits that such money pays back.
    pub(crate) has_credits: bool,
}

impl Standing {
    /// What the money is for, and what is worth a look. Money of one who is on both sides is a
    /// refund only when nothing but a refund fits.
    pub(crate) fn purpose(self) -> (PaymentPurpose, Option<NoticeKind>) {
        use PaymentPurpose::{Refund, Settlement};
        match (self.settles, self.refunds) {
            (true, false) => (Settlement, None),
            (false, true) if !self.has_debts => (Refund, Some(NoticeKind::TakenAsRefund)),
            _ => match (self.has_debts, self.has_credits) {
                (true, false) => (Settlement, None),
                (false, true) => (Refund, Some(NoticeKind::TakenAsRefund)),
                _ => (Settlement, Some(NoticeKind::PurposeAssumed)),
            },
        }
    }
}

/// An invoice or an opening item that is open, as payments see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OpenDebt {
    pub(crate) item: OpenItem,
    pub(crate) customer: i64,
    pub(crate) open: Decimal,
}

/// The open debts that payments name, by number and reference; what a payment settles is not
/// there for the next.
#[derive(Debug, Default)]
pub(crate) struct OpenDebts {
    by_name: HashMap<String, Vec<usize>>,
    debts: Vec<OpenDebt>,
}

impl OpenDebts {
    pub(crate) fn add(&mut self, debt: OpenDebt, names: impl IntoIterator<Item = String>) {
        for name in names {
            self.by_name.entry(name).or_default().push(self.debts.len());
        }
        self.debts.push(debt);
    }

    /// What a payment of a customer settles of the documents it names. A text that is the name of
    /// none may be several, with signs between them.
    pub(crate) fn settle(&mut self, text: &str, customer: i64, amount: Decimal) -> Settled {
        let mut settled = Settled { left: amount, ..Settled::default() };
        let names = self.names_in(text, 0);
        for name in names {
            self.settle_one(name, customer, &mut settled);
        }
        settled
    }

    /// The names in a text: itself when it is one, else its parts at the signs of this level. Parts
    /// of which none is a name are one unknown name.
    fn names_in<'t>(&self, text: &'t str, level: usize) -> Vec<&'t str> {
        let text = text.trim();
        let Some(signs) = SIGNS.get(level).filter(|_| !self.by_name.contains_key(text)) else {
            return vec![text];
        };
        let parts = split(text, signs).flat_map(|part| self.names_in(part, level + 1));
        let parts: Vec<&str> = parts.collect();
        let is_known = |part: &&str| self.by_name.contains_key(*part);
        if level == 0 || parts.iter().any(is_known) { parts } else { vec![text] }
    }

    fn settle_one(&mut self, name: &str, customer: i64, settled: &mut Settled) {
        let named = self.by_name.get(name.trim()).into_iter().flatten();
        let mine = |at: &&usize| {
            self.debts.get(**at).is_some_and(|it| it.customer == customer && !it.open.is_zero())
        };
        let at = named.into_iter().find(mine).copied();
        let Some(debt) = at.and_then(|at| self.debts.get_mut(at)) else {
            settled.missed.push(name.trim().to_owned());
            return;
        };
        let amount = settled.left.min(debt.open);
        if amount <= Decimal::ZERO {
            settled.missed.push(name.trim().to_owned());
            return;
        }
        debt.open -= amount;
        settled.left -= amount;
        settled.shares.push(Share { item: debt.item, amount });
    }
}

/// What a payment settles of the documents it names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Settled {
    pub(crate) shares: Vec<Share>,
    /// What is left of the payment.
    pub(crate) left: Decimal,
    /// The names of which nothing was settled.
    pub(crate) missed: Vec<String>,
}

impl Settled {
    /// What this means for the payment. What is left goes to the documents due first only where
    /// that is wanted and every name was found: otherwise somebody has to look.
    pub(crate) fn choice(&self, goes_on: bool) -> AllocationChoice {
        match (self.shares.is_empty(), goes_on && self.missed.is_empty()) {
            (true, _) => AllocationChoice::None,
            (false, true) => AllocationChoice::TheseFirst(self.shares.clone()),
            (false, false) => AllocationChoice::ByHand(self.shares.clone()),
        }
    }
}

/// The signs between several names in one cell. Those of later lines stand within names too, so
/// they are tried only where the whole is none.
const SIGNS: [&str; 3] = [",，、;；|｜\n\r\t", " \u{3000}", "/／+＋&＆\\"];

fn split<'t>(text: &'t str, signs: &'static str) -> impl Iterator<Item = &'t str> {
    let parts = text.split(move |character| signs.contains(character));
    parts.map(str::trim).filter(|part| !part.is_empty())
}

/// All that may be a name in a text that holds several.
pub(crate) fn parts(text: &str) -> Vec<&str> {
    let mut all = vec![text.trim()];
    let mut level = vec![text.trim()];
    for signs in SIGNS {
        level = level.into_iter().flat_map(|part| split(part, signs)).collect();
        all.extend(&level);
    }
    all
}

/// The field of a file that a path of the engine below a payment means.
pub(crate) fn field_of(path: &str) -> Option<String> {
    let head = path.split(['.', '[']).next().filter(|head| !head.is_empty())?;
    let field = if head == "allocate" { "invoice_reference" } else { head };
    Some(field.to_owned())
}
