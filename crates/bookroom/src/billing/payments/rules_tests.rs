//! Properties of allocation: exact, never too much, oldest first, always the same.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use super::{
    Day, Match, Open, OpenKind, match_by_hand, match_oldest_first, number, open_kind_of, series,
    side_of, sums,
};
use crate::billing::credit::{WORDS, Words};
use crate::billing::payments::model::{OpenItem, PaymentDirection, PaymentPurpose, Side};
use crate::error::Code;
use crate::values::{InvoiceId, PaymentId};

#[test]
fn credit_limits_know_documents_by_their_words() {
    use crate::billing::invoices::model::{Direction, DocumentKind, InvoiceState};
    use crate::billing::payments::model::PaymentState;
    let words = |direction: PaymentDirection, purpose: PaymentPurpose| {
        assert_eq!(side_of(direction, purpose), Side::Receivable);
        (direction.slug(), purpose.slug())
    };
    let known = Words {
        sale: Direction::Sale.slug(),
        invoice: DocumentKind::Invoice.slug(),
        credit_note: DocumentKind::CreditNote.slug(),
        open: [InvoiceState::Posted.slug(), InvoiceState::PartPaid.slug()],
        paid: PaymentState::Posted.slug(),
        received: words(PaymentDirection::In, PaymentPurpose::Settlement),
        given_back: words(PaymentDirection::Out, PaymentPurpose::Refund),
    };
    assert_eq!(WORDS, known);
    assert_eq!(open_kind_of(PaymentPurpose::Settlement), OpenKind::Credit);
    assert_eq!(open_kind_of(PaymentPurpose::Refund), OpenKind::Debt);
}

fn day(count: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).unwrap().checked_add_days(Days::new(count)).unwrap()
}

fn debt(id: i64, customer: i64, on: u64, due: u64, left: i64) -> Open {
    Open {
        item: OpenItem::Invoice(InvoiceId(id)),
        customer,
        side: Side::Receivable,
        open_kind: OpenKind::Debt,
        on: day(on),
        due_on: day(on + due),
        floor: day(on),
        left,
    }
}

fn credit(id: i64, customer: i64, on: u64, left: i64) -> Open {
    let item = OpenItem::Payment(PaymentId(id));
    Open { item, open_kind: OpenKind::Credit, ..debt(id, customer, on, 0, left) }
}

fn settle(debts: &mut [Open], credits: &mut [Open], on: Day) -> Vec<Match> {
    let mut debts: Vec<&mut Open> = debts.iter_mut().collect();
    let mut credits: Vec<&mut Open> = credits.iter_mut().collect();
    match_oldest_first(&mut debts, &mut credits, on)
}

#[test]
fn the_debt_due_first_is_settled_first() {
    let mut debts =
        [debt(1, 7, 0, 30, 100), debt(2, 7, 1, 10, 100), debt(3, 7, 2, 28, 5), debt(4, 8, 0, 0, 9)];
    let mut credits = [credit(1, 7, 40, 150)];
    let made = settle(&mut debts, &mut credits, Day::Earliest);
    let made: Vec<_> = made.iter().map(|found| (found.debt, found.amount, found.on)).collect();
    let invoice = |id| OpenItem::Invoice(InvoiceId(id));
    assert_eq!(made, [(invoice(2), 100, day(40)), (invoice(1), 50, day(40))]);
}

#[test]
fn a_day_that_is_too_early_settles_nothing() {
    let (mut early, mut late) = (debt(1, 7, 0, 0, 10), debt(2, 7, 9, 0, 10));
    let mut payment = credit(1, 7, 0, 20);
    let found = match_by_hand(&mut payment, &mut late, 5, Day::Exactly(day(8))).unwrap_err();
    assert_eq!((found.code, found.fact_value("earliest")), (Code::DateOrder, Some("2026-01-10")));
    let made = settle(
        std::slice::from_mut(&mut late),
        std::slice::from_mut(&mut payment),
        Day::Exactly(day(8)),
    );
    assert!(made.is_empty());
    let made = match_by_hand(&mut early, &mut payment, 10, Day::Exactly(day(8))).unwrap();
    assert_eq!((made.debt, made.credit), (early.item, payment.item));
    let found = match_by_hand(&mut payment, &mut late, 11, Day::Earliest).unwrap_err();
    assert_eq!((found.code, found.fact_value("open")), (Code::OverAllocated, Some("10")));
    let mut stranger = debt(3, 8, 0, 0, 10);
    let found = match_by_hand(&mut payment, &mut stranger, 1, Day::Earliest).unwrap_err();
    assert_eq!(found.code, Code::BadChoice);
    let found = match_by_hand(&mut early, &mut late, 0, Day::Earliest).unwrap_err();
    assert_eq!(found.code, Code::BadChoice);
}

#[test]
fn refunds_move_the_account_they_give_back_from() {
    use {PaymentDirection::*, PaymentPurpose::*};
    assert_eq!(side_of(In, Settlement), Side::Receivable);
    assert_eq!(side_of(Out, Refund), Side::Receivable);
    assert_eq!(side_of(Out, Settlement), Side::Payable);
    assert_eq!(side_of(In, Refund), Side::Payable);
    assert_eq!(number(series(In), 202_606, 1), "RC-202606-0001");
    assert_eq!(number(series(Out), 202_606, 12_345), "PY-202606-12345");
}

/// Debts and credits: customer, day, days until due, amount.
fn documents() -> impl Strategy<Value = Vec<(i64, u64, u64, i64)>> {
    prop::collection::vec((0..4_i64, 0..60_u64, 0..40_u64, 0..1000_i64), 0..40)
}

proptest! {
    #[test]
    fn allocation_is_exact_and_leaves_nothing_that_fits(
        debts in documents(),
        credits in documents(),
        rotate in 0..40_usize,
        exactly in prop::option::of(0..60_u64),
    ) {
        let debts: Vec<Open> = (1..).zip(debts)
            .map(|(id, (customer, on, due, left))| debt(id, customer, on, due, left)).collect();
        let credits: Vec<Open> = (1..).zip(credits)
            .map(|(id, (customer, on, _, left))| credit(id, customer, on, left)).collect();
        let on = exactly.map_or(Day::Earliest, |count| Day::Exactly(day(count)));
        let (mut after_debts, mut after_credits) = (debts.clone(), credits.clone());
        let made = settle(&mut after_debts, &mut after_credits, on);

        // Both sides shrink by exactly what was allocated, and not below zero.
        let sums = sums(&made);
        let both = debts.iter().zip(&after_debts).chain(credits.iter().zip(&after_credits));
        for (before, after) in both {
            let used = sums.get(&before.item).copied().unwrap_or(0);
            prop_assert_eq!(before.left - used, after.left);
            prop_assert!(after.left >= 0);
        }
        let of: BTreeMap<OpenItem, &Open> =
            debts.iter().chain(&credits).map(|open| (open.item, open)).collect();
        for found in &made {
            let (debt, credit) = (of[&found.debt], of[&found.credit]);
            prop_assert!(found.amount > 0);
            prop_assert_eq!(debt.customer, credit.customer);
            prop_assert!(found.on >= debt.on && found.on >= credit.on);
        }
        // Nothing is left on both sides that could have met, and no later debt got money that an
        // earlier one of the same credit still lacks.
        for debt in &after_debts {
            for credit in after_credits.iter().filter(|credit| credit.customer == debt.customer) {
                let meets = match on {
                    Day::Exactly(day) => day >= debt.floor.max(credit.floor),
                    _ => true,
                };
                prop_assert!(!meets || debt.left == 0 || credit.left == 0);
            }
        }
        for found in made.iter().filter(|_| on == Day::Earliest) {
            let settled = of[&found.debt];
            let rank = |open: &Open| (open.due_on, open.on, open.item);
            let earlier = after_debts.iter().filter(|debt| {
                debt.customer == settled.customer && rank(debt) < rank(settled)
            });
            for debt in earlier {
                prop_assert_eq!(debt.left, 0);
            }
        }
        // The order of the input does not matter.
        let (mut debts, mut credits) = (debts, credits);
        if !debts.is_empty() { let by = rotate % debts.len(); debts.rotate_left(by); }
        if !credits.is_empty() { let by = rotate % credits.len(); credits.rotate_left(by); }
        let again = settle(&mut debts, &mut credits, on);
        prop_assert_eq!(again, made);
    }
}
