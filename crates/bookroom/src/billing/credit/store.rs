//! What customers owe, summed by the database.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::model::CustomerCredit;
use super::rules::{Owed, minor};
use crate::billing::allocations::{OpenKind, Side};
use crate::customers::{load_limits, load_visible};
use crate::error::{Code, Result};
use crate::rights::permission::Field;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::{entry_item, invoice, payment};
use crate::store::sum::sum_int;
use crate::values::{Check, CustomerId};
use crate::work::View;

/// The words of documents, which know of limits and are not known here: a sale, an invoice, a
/// credit note; the states of those that may be open.
pub(crate) const WORDS: Words = Words {
    sale: "sale",
    invoice: "invoice",
    credit_note: "credit_note",
    open: ["posted", "part_paid"],
    paid: "posted",
    received: ("in", "settlement"),
    given_back: ("out", "refund"),
};

/// See [`WORDS`].
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Words {
    pub(crate) sale: &'static str,
    pub(crate) invoice: &'static str,
    pub(crate) credit_note: &'static str,
    pub(crate) open: [&'static str; 2],
    /// Of a payment that was not cancelled.
    pub(crate) paid: &'static str,
    /// Direction and purpose of money from customers.
    pub(crate) received: (&'static str, &'static str),
    /// Those of money given back to them.
    pub(crate) given_back: (&'static str, &'static str),
}

/// The most customers that are asked for at once.
const ASK_LIMIT: usize = 100_000;

/// Customers with what they owe, in the order asked for; missing and invisible ones are left out.
pub(super) fn credits(view: &mut View<'_>, ids: &[CustomerId]) -> Result<Vec<CustomerCredit>> {
    let mut check = Check::new();
    check.at_most("ids", ids.len(), ASK_LIMIT);
    check.finish()?;
    let (book, today, currency) = (view.book_id(), view.today(), view.book.currency);
    let seen: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let seen = load_visible(view.conn, &view.scope, &seen)?;
    let wanted: Vec<i64> = seen.iter().copied().collect();
    let owed = load_owed(view.conn, book, &wanted, Some(today))?;
    let limits = if view.fields.can_read(Field::CustomerCredit) {
        load_limits(view.conn, book, &wanted)?
    } else {
        BTreeMap::new()
    };
    let amount = |sum: i128| minor(sum).map(|minor| currency.from_minor(minor));
    let credit = |id: &CustomerId| {
        let owed = owed.get(&id.0).copied().unwrap_or_default();
        let limit = limits.get(&id.0).copied();
        let available = limit.map(|limit| amount(i128::from(limit) - owed.used()));
        Ok(CustomerCredit {
            customer: *id,
            currency: currency.code().to_owned(),
            limit: limit.map(|minor| currency.from_minor(minor)),
            open: amount(owed.open)?,
            unallocated: amount(owed.credit)?,
            used: amount(owed.used())?,
            available: available.transpose()?,
            overdue: amount(owed.overdue)?,
        })
    };
    ids.iter().filter(|id| seen.contains(&id.0)).map(credit).collect()
}

/// What these customers owe; those of whom nothing is open are absent. What was due before a day is
/// summed where one is given.
pub(super) fn load_owed(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
    due_before: Option<NaiveDate>,
) -> Result<BTreeMap<i64, Owed>> {
    let mut owed = BTreeMap::new();
    for chunk in ids.chunks(IN_LIST) {
        add_invoices(conn, book, chunk, due_before, &mut owed)?;
        add_payments(conn, book, chunk, &mut owed)?;
        add_lines(conn, book, chunk, due_before, &mut owed)?;
    }
    Ok(owed)
}

fn add(owed: &mut Owed, kind: OpenKind, sum: i64) {
    match kind {
        OpenKind::Debt => owed.open += i128::from(sum),
        OpenKind::Credit => owed.credit += i128::from(sum),
    }
}

fn add_invoices(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
    due_before: Option<NaiveDate>,
    owed: &mut BTreeMap<i64, Owed>,
) -> Result<()> {
    let rests = || {
        invoice::table
            .filter(invoice::book_id.eq(book))
            .filter(invoice::customer_id.eq_any(ids.to_vec()))
            .filter(invoice::direction.eq(WORDS.sale))
            .filter(invoice::state.eq_any(WORDS.open))
            .group_by((invoice::customer_id, invoice::kind))
            .select((
                invoice::customer_id,
                invoice::kind,
                sum_int(invoice::gross - invoice::settled),
            ))
    };
    let sums: Vec<(i64, String, Option<i64>)> = rests().load(conn)?;
    for (customer, kind, sum) in sums {
        let kind = match kind.as_str() {
            it if it == WORDS.invoice => OpenKind::Debt,
            it if it == WORDS.credit_note => OpenKind::Credit,
            _ => return Err(Code::Corrupt.into()),
        };
        add(owed.entry(customer).or_default(), kind, sum.unwrap_or(0));
    }
    let Some(day) = due_before else { return Ok(()) };
    let late = rests().filter(invoice::kind.eq(WORDS.invoice)).filter(invoice::due_on.lt(day));
    for (customer, _, sum) in late.load::<(i64, String, Option<i64>)>(conn)? {
        owed.entry(customer).or_default().overdue += i128::from(sum.unwrap_or(0));
    }
    Ok(())
}

fn add_payments(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
    owed: &mut BTreeMap<i64, Owed>,
) -> Result<()> {
    let sums: Vec<(i64, String, String, Option<i64>)> = payment::table
        .filter(payment::book_id.eq(book))
        .filter(payment::customer_id.eq_any(ids.to_vec()))
        .filter(payment::state.eq(WORDS.paid))
        .filter(payment::allocated.lt(payment::amount))
        .group_by((payment::customer_id, payment::direction, payment::purpose))
        .select((
            payment::customer_id,
            payment::direction,
            payment::purpose,
            sum_int(payment::amount - payment::allocated),
        ))
        .load(conn)?;
    for (customer, direction, purpose, sum) in sums {
        let kind = match (direction.as_str(), purpose.as_str()) {
            it if it == WORDS.received => Some(OpenKind::Credit),
            it if it == WORDS.given_back => Some(OpenKind::Debt),
            _ => None,
        };
        if let Some(kind) = kind {
            add(owed.entry(customer).or_default(), kind, sum.unwrap_or(0));
        }
    }
    Ok(())
}

fn add_lines(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
    due_before: Option<NaiveDate>,
    owed: &mut BTreeMap<i64, Owed>,
) -> Result<()> {
    let rests = || {
        entry_item::table
            .filter(entry_item::book_id.eq(book))
            .filter(entry_item::customer_id.eq_any(ids.to_vec()))
            .filter(entry_item::side.eq(Side::Receivable.slug()))
            .filter(entry_item::cancelled_on.is_null())
            .filter(entry_item::settled.lt(entry_item::amount))
            .group_by((entry_item::customer_id, entry_item::open_kind))
            .select((
                entry_item::customer_id,
                entry_item::open_kind,
                sum_int(entry_item::amount - entry_item::settled),
            ))
    };
    let sums: Vec<(i64, String, Option<i64>)> = rests().load(conn)?;
    for (customer, kind, sum) in sums {
        let kind = OpenKind::from_slug(&kind).ok_or(Code::Corrupt)?;
        add(owed.entry(customer).or_default(), kind, sum.unwrap_or(0));
    }
    let Some(day) = due_before else { return Ok(()) };
    let late = rests()
        .filter(entry_item::open_kind.eq(OpenKind::Debt.slug()))
        .filter(entry_item::due_on.lt(day));
    for (customer, _, sum) in late.load::<(i64, String, Option<i64>)>(conn)? {
        owed.entry(customer).or_default().overdue += i128::from(sum.unwrap_or(0));
    }
    Ok(())
}
