//! Which credit settles which debt: pure decisions in minor units, without database and clock.
//!
//! A debt is an invoice or a refund, a credit a payment or a credit note; a line posted by hand is
//! either. An allocation lessens both by the same amount, never below zero, and counts from a day
//! on which both exist; so on any day the open debts less the open credits are what the control
//! account says.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::model::{OpenItem, PaymentDirection, PaymentPurpose, Side};
pub(crate) use crate::billing::allocations::OpenKind;
use crate::error::{Code, Error, Problem};
use crate::values::Language;

/// The most payments, allocations or customers of one command.
pub(crate) const PAYMENTS_LIMIT: usize = 100_000;
/// The most documents that one payment names by hand.
pub(crate) const SHARES_LIMIT: usize = 10_000;

/// A document with something left to allocate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Open {
    /// Which.
    pub(crate) item: OpenItem,
    /// Whose.
    pub(crate) customer: i64,
    /// On which control account.
    pub(crate) side: Side,
    /// Debt or credit.
    pub(crate) open_kind: OpenKind,
    /// Its day; it cannot be allocated before.
    pub(crate) on: NaiveDate,
    /// When it is due; its day for what has no due date.
    pub(crate) due_on: NaiveDate,
    /// The first day on which an allocation may begin: its day, or the last day on which one was
    /// withdrawn (so that on no past day more is allocated than there is).
    pub(crate) floor: NaiveDate,
    /// What is left, zero or more.
    pub(crate) left: i64,
}

/// A decided allocation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Match {
    /// The invoice or refund.
    pub(crate) debt: OpenItem,
    /// The payment or credit note.
    pub(crate) credit: OpenItem,
    /// On which control account.
    pub(crate) side: Side,
    /// Whose both are.
    pub(crate) customer: i64,
    /// How much.
    pub(crate) amount: i64,
    /// From which day on.
    pub(crate) on: NaiveDate,
}

/// From which day on new allocations count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Day {
    /// From exactly this day; documents that are not there yet are left alone.
    Exactly(NaiveDate),
    /// From this day, or as soon after as both documents allow.
    NotBefore(NaiveDate),
    /// As soon as both documents allow.
    Earliest,
}

impl Day {
    /// The day for two documents; none when it is too early for one of them.
    fn of(self, one: &Open, other: &Open) -> Option<NaiveDate> {
        let floor = one.floor.max(other.floor);
        match self {
            Self::Exactly(day) => (day >= floor).then_some(day),
            Self::NotBefore(day) => Some(day.max(floor)),
            Self::Earliest => Some(floor),
        }
    }
}

/// The control account that a payment moves.
pub(crate) fn side_of(direction: PaymentDirection, purpose: PaymentPurpose) -> Side {
    match (direction, purpose) {
        (PaymentDirection::In, PaymentPurpose::Settlement)
        | (PaymentDirection::Out, PaymentPurpose::Refund) => Side::Receivable,
        _ => Side::Payable,
    }
}

/// Whether a payment is a debt or a credit.
pub(crate) fn open_kind_of(purpose: PaymentPurpose) -> OpenKind {
    match purpose {
        PaymentPurpose::Settlement => OpenKind::Credit,
        PaymentPurpose::Refund => OpenKind::Debt,
    }
}

/// The order in which documents are settled: due first, then oldest, then by id, invoices before
/// refunds of the same id.
fn rank(open: &Open) -> (NaiveDate, NaiveDate, i64, OpenItem) {
    let id = match open.item {
        OpenItem::Invoice(id) => id.0,
        OpenItem::Payment(id) => id.0,
        OpenItem::Entry(id) => id.0,
    };
    (open.due_on, open.on, id, open.item)
}

/// Lets credits settle debts of the same customer on the same control account, the debt due first
/// with the oldest credit, until one of both is used up. Lessens `left` of both.
pub(crate) fn match_oldest_first(
    debts: &mut [&mut Open],
    credits: &mut [&mut Open],
    day: Day,
) -> Vec<Match> {
    debts.sort_by_key(|open| (open.customer, open.side, rank(open)));
    credits.sort_by_key(|open| (open.customer, open.side, rank(open)));
    let mut matches = Vec::new();
    let mut start = 0;
    for credit in credits {
        let key = (credit.customer, credit.side);
        // Debts of earlier customers and those settled in full are behind for good.
        while debts
            .get(start)
            .is_some_and(|debt| (debt.customer, debt.side) < key || debt.left == 0)
        {
            start += 1;
        }
        let same = debts[start..].iter_mut();
        for debt in same.take_while(|debt| (debt.customer, debt.side) == key) {
            if credit.left == 0 {
                break;
            }
            let amount = debt.left.min(credit.left);
            let Some(on) = day.of(debt, credit).filter(|_| amount > 0) else { continue };
            debt.left -= amount;
            credit.left -= amount;
            let (side, customer) = key_of(credit);
            matches.push(Match {
                debt: debt.item,
                credit: credit.item,
                side,
                customer,
                amount,
                on,
            });
        }
    }
    matches
}

/// Whose a document is, and on which side.
fn key_of(open: &Open) -> (Side, i64) {
    (open.side, open.customer)
}

/// Decides one allocation by hand and lessens both documents.
///
/// # Errors
/// `bad_choice` when not exactly one of both is a debt, or they are of different customers or
/// control accounts; `over_allocated` with the facts `open` and `wanted` in minor units;
/// `date_order` with the first possible day as fact `earliest`.
pub(crate) fn match_by_hand(
    one: &mut Open,
    other: &mut Open,
    amount: i64,
    day: Day,
) -> Result<Match, Problem> {
    let same = (one.customer, one.side) == (other.customer, other.side);
    if !same || one.open_kind == other.open_kind {
        return Err(Problem::new(Code::BadChoice).at("item"));
    }
    let open = one.left.min(other.left);
    if amount > open {
        let problem = Problem::new(Code::OverAllocated).at("amount");
        return Err(problem.fact("open", open).fact("wanted", amount));
    }
    let Some(on) = day.of(one, other) else {
        let earliest = one.floor.max(other.floor);
        return Err(Problem::new(Code::DateOrder).at("on").fact("earliest", earliest));
    };
    one.left -= amount;
    other.left -= amount;
    let (debt, credit) = match one.open_kind {
        OpenKind::Debt => (one.item, other.item),
        OpenKind::Credit => (other.item, one.item),
    };
    let (side, customer) = key_of(one);
    Ok(Match { debt, credit, side, customer, amount, on })
}

/// What is wrong with the one allocation of a payment to an invoice, by that call's parameters.
pub(crate) fn by_parameter(error: Error) -> Error {
    let Error::Invalid(problems) = error else { return error };
    let named = |problem: Problem| {
        let path = match problem.path.as_str() {
            "allocations[0].item" => "payment",
            "allocations[0].allocate.by_hand[0].item" => "invoice",
            "allocations[0].allocate.by_hand[0].amount" => "amount",
            "allocations[0].allocate.by_hand[0].on" => "on",
            other => other,
        };
        let path = path.to_owned();
        Problem { path, ..problem }
    };
    Error::Invalid(problems.into_iter().map(named).collect())
}

/// Allocations grow in the order they were decided; this sums them per document.
pub(crate) fn sums(matches: &[Match]) -> BTreeMap<OpenItem, i64> {
    let mut sums = BTreeMap::new();
    for found in matches {
        *sums.entry(found.debt).or_insert(0) += found.amount;
        *sums.entry(found.credit).or_insert(0) += found.amount;
    }
    sums
}

/// The parts of a control account's entry: debit and credit of the account for an amount.
pub(crate) fn control_amounts(direction: PaymentDirection, amount: i64) -> (i64, i64) {
    match direction {
        PaymentDirection::In => (0, amount),
        PaymentDirection::Out => (amount, 0),
    }
}

/// What a payment is called in the summary of its entry.
pub(crate) fn summary_word(
    direction: PaymentDirection,
    purpose: PaymentPurpose,
    language: Language,
) -> &'static str {
    use {
        PaymentDirection::{In, Out},
        PaymentPurpose::{Refund, Settlement},
    };
    let (chinese, english) = match (direction, purpose) {
        (In, Settlement) => ("收款", "Receipt"),
        (Out, Settlement) => ("付款", "Payment"),
        (Out, Refund) => ("退款", "Refund"),
        (In, Refund) => ("收到退款", "Refund received"),
    };
    language.pick(chinese, english)
}

/// The number of a payment: `RC-202606-0001`.
pub(crate) fn number(series: &str, period: i64, count: i64) -> String {
    format!("{series}-{period}-{count:04}")
}

/// The series that payments of a direction are numbered in.
pub(crate) fn series(direction: PaymentDirection) -> &'static str {
    match direction {
        PaymentDirection::In => "RC",
        PaymentDirection::Out => "PY",
    }
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
