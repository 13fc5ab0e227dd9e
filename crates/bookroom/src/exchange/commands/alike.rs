//! Payments that the book has already: by their references, or because one of the same party,
//! direction, day and amount is there.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::paid::Paid;
use super::{Work, repeats};
use crate::billing::payments::PaymentDirection;
use crate::error::Result;
use crate::exchange::meanings::folded;
use crate::exchange::model::NoticeKind;
use crate::exchange::rules::naming;
use crate::exchange::store::paid::{self as store, PaidRow};
use crate::work::Tx;

/// The day and the amount of a receipt whose number comes again with every month.
type Own = Option<(NaiveDate, Decimal)>;

/// What a reference means: one that comes again means a payment only with its day and amount.
fn own(it: &Paid<'_>) -> Own {
    it.row.reference_recurs.then_some((it.row.paid_on, it.row.amount))
}

/// The documents that a row names, and which way its money goes.
type Part = (Option<String>, PaymentDirection);

/// Whether a row is a further part of a receipt: each of them names documents of its own.
fn is_part(earlier: &[Part], it: &Paid<'_>) -> bool {
    let is_other = |(invoice, direction): &Part| {
        let both = invoice.as_ref().zip(it.row.invoice.as_ref());
        both.is_some_and(|(one, other)| one != other) && *direction == it.row.direction
    };
    !earlier.is_empty() && earlier.iter().all(is_other)
}

/// Refuses payments whose reference the book has for their customer, or that stand in the file
/// twice. Case and width do not make another reference.
pub(super) fn refuse_known(
    tx: &mut Tx<'_>,
    work: &mut Work,
    paid: &mut Vec<Paid<'_>>,
) -> Result<()> {
    let names: BTreeSet<&str> = paid.iter().filter_map(|it| it.row.reference.as_deref()).collect();
    let names: Vec<&str> = names.into_iter().collect();
    let (book, currency) = (tx.book_id(), tx.book.currency);
    let mut known: HashMap<(i64, String), Vec<(NaiveDate, Decimal)>> = HashMap::new();
    for row in store::load_named(tx.conn, book, &names)? {
        let own = (row.paid_on, currency.from_minor(row.amount));
        for name in row.reference.iter().chain([&row.number]) {
            known.entry((row.customer, folded(name))).or_default().push(own);
        }
    }
    let mut firsts: HashMap<(i64, String, Own), u64> = HashMap::new();
    let mut parts: HashMap<(i64, String, NaiveDate), Vec<Part>> = HashMap::new();
    paid.retain(|it| {
        let Some(reference) = it.row.reference.as_deref() else { return true };
        let (name, own) = (folded(reference), own(it));
        let same = known.get(&(it.customer, name.clone()));
        let is_known = same.is_some_and(|all| own.is_none_or(|own| all.contains(&own)));
        let known = is_known.then_some("payment");
        let of_receipt = parts.entry((it.customer, name.clone(), it.row.paid_on)).or_default();
        let is_part = is_part(of_receipt, it) && !is_known;
        of_receipt.push((it.row.invoice.clone(), it.row.direction));
        if is_part {
            let text = reference.to_owned();
            work.notice(NoticeKind::TakenTogether, "reference", &text, it.row.line);
            return true;
        }
        let key = (it.customer, name, own);
        let taken = repeats::taken(&mut firsts, (key, it.row.line), known);
        let is_free = taken.is_none();
        if let Some(problem) = taken {
            work.refuse(it.row.line, Some("reference".to_owned()), problem);
        }
        is_free
    });
    Ok(())
}

/// Tells of payments that may be in the book already, from another file, from hand, or from the
/// same one with other columns. Two different references make two payments.
pub(super) fn tell(tx: &mut Tx<'_>, work: &mut Work, paid: &[Paid<'_>]) -> Result<()> {
    let customers: BTreeSet<i64> = paid.iter().map(|it| it.customer).collect();
    let customers: Vec<i64> = customers.into_iter().collect();
    let days = paid.iter().map(|it| it.row.paid_on);
    let Some(days) = days.clone().min().zip(days.max()) else { return Ok(()) };
    let (book, currency) = (tx.book_id(), tx.book.currency);
    let mut known: HashMap<_, Vec<PaidRow>> = HashMap::new();
    for row in store::load_of_days(tx.conn, book, &customers, days)? {
        let key = (row.customer, row.direction.clone(), row.paid_on, row.amount);
        known.entry(key).or_default().push(row);
    }
    if known.is_empty() {
        return Ok(());
    }
    let again = std::mem::take(&mut work.booked_again);
    // What is known line by line is told already, and means one of them.
    let mut paid: Vec<(&Paid<'_>, bool)> =
        paid.iter().map(|it| (it, again.contains(&it.row.line))).collect();
    paid.sort_by_key(|(_, is_told)| !is_told);
    for (it, is_told) in paid {
        let Ok(minor) = currency.to_minor(it.row.amount) else { continue };
        let key = (it.customer, it.row.direction.slug().to_owned(), it.row.paid_on, minor);
        let Some(rows) = known.get_mut(&key) else { continue };
        let reference = it.row.reference.as_deref().map(folded);
        let is_other = |row: &PaidRow| match (&reference, &row.reference) {
            (Some(own), Some(other)) => !naming::is_same(own, other),
            _ => false,
        };
        let Some(at) = rows.iter().position(|row| is_told || !is_other(row)) else { continue };
        let row = rows.remove(at);
        if !is_told {
            work.notice(NoticeKind::LikeKnown, "customer", &row.number, it.row.line);
        }
    }
    Ok(())
}
