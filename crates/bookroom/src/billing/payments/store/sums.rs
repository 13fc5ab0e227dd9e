//! Sums per customer: unallocated credit, and what verification compares.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::items::invoice_place;
use super::rows::PaymentRow;
use crate::billing::invoices::model::{Direction, DocumentKind, InvoiceState};
use crate::billing::payments::model::{
    PaymentDirection, PaymentPurpose, PaymentState, Side, UnallocatedCredit,
};
use crate::billing::payments::rules::{OpenKind, open_kind_of, side_of};
use crate::customers::customers_in_scope;
use crate::error::{Code, Result};
use crate::rights::permission::Reach;
use crate::rights::permit::Scope;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::{allocation, entry_item, invoice, payment, posting};
use crate::store::sum::sum_int;
use crate::values::CustomerId;
use crate::work::View;

/// Rests in minor units: of payments, credit notes, refunds and lines posted by hand.
type Rests = BTreeMap<(i64, Side), [i64; 4]>;

/// What customers (all within the scope when none is named) have to their credit. Those without
/// any are absent.
pub(crate) fn unallocated_credit(
    view: &mut View<'_>,
    customers: &[CustomerId],
) -> Result<Vec<UnallocatedCredit>> {
    let ids: Vec<i64> = customers.iter().map(|id| id.0).collect();
    let mut rests = Rests::new();
    if ids.is_empty() {
        add_rests(view.conn, &view.scope, None, &mut rests)?;
    }
    for chunk in ids.chunks(IN_LIST) {
        add_rests(view.conn, &view.scope, Some(chunk), &mut rests)?;
    }
    let currency = view.book.currency;
    let credit = |((customer, side), minor): ((i64, Side), [i64; 4])| {
        let [payments, credit_notes, refunds, entries] =
            minor.map(|minor| currency.from_minor(minor));
        let credit = payments + credit_notes + entries - refunds;
        let customer = CustomerId(customer);
        UnallocatedCredit { customer, side, payments, credit_notes, entries, refunds, credit }
    };
    Ok(rests.into_iter().map(credit).collect())
}

fn add_rests(
    conn: &mut Conn,
    scope: &Scope,
    customers: Option<&[i64]>,
    rests: &mut Rests,
) -> Result<()> {
    let mut query = payment::table
        .group_by((payment::customer_id, payment::direction, payment::purpose))
        .select((
            payment::customer_id,
            payment::direction,
            payment::purpose,
            sum_int(payment::amount - payment::allocated),
        ))
        .into_boxed()
        .filter(payment::book_id.eq(scope.book().0))
        .filter(payment::state.eq(PaymentState::Posted.slug()))
        .filter(payment::allocated.lt(payment::amount));
    if let Some(customers) = customers {
        query = query.filter(payment::customer_id.eq_any(customers));
    }
    if scope.reach() != Reach::All {
        query = query.filter(payment::customer_id.eq_any(customers_in_scope(scope)));
    }
    let sums: Vec<(i64, String, String, Option<i64>)> = query.load(conn)?;
    for (customer, direction, purpose, rest) in sums {
        let direction = PaymentDirection::from_slug(&direction).ok_or(Code::Corrupt)?;
        let purpose = PaymentPurpose::from_slug(&purpose).ok_or(Code::Corrupt)?;
        let column = if purpose == PaymentPurpose::Settlement { 0 } else { 2 };
        rests.entry((customer, side_of(direction, purpose))).or_default()[column] +=
            rest.unwrap_or(0);
    }
    let open = [InvoiceState::Posted.slug(), InvoiceState::PartPaid.slug()];
    let mut query = invoice::table
        .group_by((invoice::customer_id, invoice::direction))
        .select((
            invoice::customer_id,
            invoice::direction,
            sum_int(invoice::gross - invoice::settled),
        ))
        .into_boxed()
        .filter(invoice::book_id.eq(scope.book().0))
        .filter(invoice::kind.eq(DocumentKind::CreditNote.slug()))
        .filter(invoice::state.eq_any(open));
    if let Some(customers) = customers {
        query = query.filter(invoice::customer_id.eq_any(customers));
    }
    if scope.reach() != Reach::All {
        query = query.filter(invoice::customer_id.eq_any(customers_in_scope(scope)));
    }
    let sums: Vec<(i64, String, Option<i64>)> = query.load(conn)?;
    for (customer, direction, rest) in sums {
        let direction = Direction::from_slug(&direction).ok_or(Code::Corrupt)?;
        let (side, _) = invoice_place(direction, DocumentKind::CreditNote);
        rests.entry((customer, side)).or_default()[1] += rest.unwrap_or(0);
    }
    add_line_rests(conn, scope, customers, rests)
}

fn add_line_rests(
    conn: &mut Conn,
    scope: &Scope,
    customers: Option<&[i64]>,
    rests: &mut Rests,
) -> Result<()> {
    let mut query = entry_item::table
        .group_by((entry_item::customer_id, entry_item::side))
        .select((
            entry_item::customer_id,
            entry_item::side,
            sum_int(entry_item::amount - entry_item::settled),
        ))
        .into_boxed()
        .filter(entry_item::book_id.eq(scope.book().0))
        .filter(entry_item::open_kind.eq(OpenKind::Credit.slug()))
        .filter(entry_item::cancelled_on.is_null())
        .filter(entry_item::settled.lt(entry_item::amount));
    if let Some(customers) = customers {
        query = query.filter(entry_item::customer_id.eq_any(customers));
    }
    if scope.reach() != Reach::All {
        query = query.filter(entry_item::customer_id.eq_any(customers_in_scope(scope)));
    }
    let sums: Vec<(i64, String, Option<i64>)> = query.load(conn)?;
    for (customer, side, rest) in sums {
        let side = Side::from_slug(&side).ok_or(Code::Corrupt)?;
        rests.entry((customer, side)).or_default()[3] += rest.unwrap_or(0);
    }
    Ok(())
}

/// Every payment, in the order of the ids after `after`; at most `limit`.
pub(crate) fn load_after(
    conn: &mut Conn,
    book: i64,
    after: i64,
    limit: i64,
) -> Result<Vec<PaymentRow>> {
    Ok(payment::table
        .filter(payment::book_id.eq(book))
        .filter(payment::id.gt(after))
        .order(payment::id)
        .limit(limit)
        .select(PaymentRow::as_select())
        .load(conn)?)
}

/// Sums the live allocations of every payment and refund.
pub(crate) fn load_live(conn: &mut Conn, book: i64) -> Result<BTreeMap<i64, i64>> {
    let mut live = BTreeMap::new();
    macro_rules! add {
        ($column:ident) => {
            let sums: Vec<(Option<i64>, Option<i64>)> = allocation::table
                .filter(allocation::book_id.eq(book))
                .filter(allocation::withdrawn_on.is_null())
                .filter(allocation::$column.is_not_null())
                .group_by(allocation::$column)
                .select((allocation::$column, sum_int(allocation::amount)))
                .load(conn)?;
            live.extend(sums.into_iter().map(|(id, sum)| (id.unwrap_or(0), sum.unwrap_or(0))));
        };
    }
    // A payment is either a refund or not, so no key comes twice.
    add!(refund_id);
    add!(payment_id);
    Ok(live)
}

fn signed(open_kind: OpenKind, amount: i64) -> i128 {
    match open_kind {
        OpenKind::Debt => i128::from(amount),
        OpenKind::Credit => -i128::from(amount),
    }
}

/// What entries move on accounts kept by party: entry, debit less credit.
pub(crate) fn load_entry_amounts(
    conn: &mut Conn,
    book: i64,
    entries: &[i64],
) -> Result<BTreeMap<i64, i64>> {
    let mut amounts = BTreeMap::new();
    for chunk in entries.chunks(IN_LIST) {
        let sums: Vec<(i64, Option<i64>)> = posting::table
            .filter(posting::book_id.eq(book))
            .filter(posting::entry_id.eq_any(chunk))
            .filter(posting::party_id.is_not_null())
            .group_by(posting::entry_id)
            .select((posting::entry_id, sum_int(posting::debit - posting::credit)))
            .load(conn)?;
        amounts.extend(sums.into_iter().map(|(entry, sum)| (entry, sum.unwrap_or(0))));
    }
    Ok(amounts)
}

/// What the documents of one customer before a day sum up to on each control account, cancelled
/// payments with the day they were cancelled: debts less credits.
pub(crate) fn load_balance_before(
    conn: &mut Conn,
    book: i64,
    customer: i64,
    day: NaiveDate,
) -> Result<BTreeMap<Side, i128>> {
    let mut balance = BTreeMap::new();
    let sums: Vec<(String, String, Option<i64>)> = invoice::table
        .filter(invoice::book_id.eq(book))
        .filter(invoice::customer_id.eq(customer))
        .filter(invoice::state.ne(InvoiceState::Draft.slug()))
        .filter(invoice::issue_on.lt(day))
        .group_by((invoice::direction, invoice::kind))
        .select((invoice::direction, invoice::kind, sum_int(invoice::gross)))
        .load(conn)?;
    for (direction, kind, sum) in sums {
        let direction = Direction::from_slug(&direction).ok_or(Code::Corrupt)?;
        let kind = DocumentKind::from_slug(&kind).ok_or(Code::Corrupt)?;
        let (side, open_kind) = invoice_place(direction, kind);
        *balance.entry(side).or_insert(0) += signed(open_kind, sum.unwrap_or(0));
    }
    let cancelled = payment::cancelled_on.is_null().or(payment::cancelled_on.ge(day));
    let sums: Vec<(String, String, Option<i64>)> = payment::table
        .filter(payment::book_id.eq(book))
        .filter(payment::customer_id.eq(customer))
        .filter(payment::paid_on.lt(day))
        .filter(cancelled)
        .group_by((payment::direction, payment::purpose))
        .select((payment::direction, payment::purpose, sum_int(payment::amount)))
        .load(conn)?;
    for (direction, purpose, sum) in sums {
        let direction = PaymentDirection::from_slug(&direction).ok_or(Code::Corrupt)?;
        let purpose = PaymentPurpose::from_slug(&purpose).ok_or(Code::Corrupt)?;
        let side = side_of(direction, purpose);
        *balance.entry(side).or_insert(0) += signed(open_kind_of(purpose), sum.unwrap_or(0));
    }
    Ok(balance)
}
