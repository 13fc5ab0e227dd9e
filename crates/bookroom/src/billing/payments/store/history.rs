//! Documents as they stood on a past day: what is open now, with later allocations, withdrawals
//! and cancellations undone. So a day long ago costs what has changed since, not all of history.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use diesel::prelude::*;

use super::items::invoice_place;
use super::rows::{AllocationRow, PaymentRow};
use crate::access::permission::Reach;
use crate::access::permit::Scope;
use crate::billing::invoices::model::InvoiceState;
use crate::billing::invoices::store::InvoiceRow;
use crate::billing::payments::model::{OpenItem, PaymentState, Side};
use crate::billing::payments::rules::Pole;
use crate::customers::store::visible_ids;
use crate::error::Result;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::{allocation, invoice, journal_entry, payment, posting};
use crate::values::InvoiceId;

/// Whose documents: customers with ids from `first` to `last`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Customers {
    pub(crate) first: i64,
    pub(crate) last: i64,
}

impl Customers {
    /// All of them.
    pub(crate) const ALL: Self = Self { first: i64::MIN, last: i64::MAX };

    /// One customer.
    pub(crate) fn one(id: i64) -> Self {
        Self { first: id, last: id }
    }
}

/// The customers after one, as many as hold `limit` of those who have an open invoice now.
pub(crate) fn next_customers(
    conn: &mut Conn,
    scope: &Scope,
    after: i64,
    limit: i64,
) -> Result<Customers> {
    let open = [InvoiceState::Posted.slug(), InvoiceState::PartPaid.slug()];
    let mut query = invoice::table
        .filter(invoice::book_id.eq(scope.book().0))
        .filter(invoice::customer_id.gt(after))
        .filter(invoice::state.eq_any(open))
        .select(invoice::customer_id)
        .distinct()
        .order(invoice::customer_id)
        .limit(limit)
        .into_boxed();
    if scope.reach() != Reach::All {
        query = query.filter(invoice::customer_id.eq_any(visible_ids(scope)));
    }
    let ids: Vec<i64> = query.load(conn)?;
    let full = i64::try_from(ids.len()).is_ok_and(|count| count == limit);
    let last = ids.last().copied().filter(|_| full).unwrap_or(i64::MAX);
    Ok(Customers { first: after.saturating_add(1), last })
}

/// A document as it stood at the end of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Dated {
    pub(crate) item: OpenItem,
    pub(crate) customer: i64,
    pub(crate) side: Side,
    pub(crate) pole: Pole,
    pub(crate) number: Option<String>,
    pub(crate) reference: Option<String>,
    pub(crate) on: NaiveDate,
    pub(crate) due_on: NaiveDate,
    pub(crate) amount: i64,
    /// What was open of it.
    pub(crate) left: i64,
}

impl Dated {
    pub(crate) fn of_invoice(row: &InvoiceRow) -> Result<Self> {
        let (side, pole) = invoice_place(row.direction()?, row.kind()?);
        Ok(Self {
            item: OpenItem::Invoice(InvoiceId(row.id)),
            customer: row.customer_id,
            side,
            pole,
            number: row.number.clone(),
            reference: row.reference.clone(),
            on: row.issue_on,
            due_on: row.due_on,
            amount: row.gross,
            left: row.gross - row.settled,
        })
    }

    /// A payment; nothing of a cancelled one is allocated any more, so all of it is left.
    pub(crate) fn of_payment(row: &PaymentRow) -> Result<Self> {
        Ok(Self {
            item: row.item(),
            customer: row.customer_id,
            side: row.side()?,
            pole: row.pole()?,
            number: Some(row.number.clone()),
            reference: row.reference.clone(),
            on: row.paid_on,
            due_on: row.paid_on,
            amount: row.amount,
            left: row.amount - row.allocated,
        })
    }
}

/// The documents of customers within a scope of which something was open at the end of a day.
pub(crate) fn load_open_at(
    conn: &mut Conn,
    scope: &Scope,
    customers: Customers,
    on: NaiveDate,
) -> Result<Vec<Dated>> {
    let undo = load_changes_after(conn, scope, customers, on)?;
    let mut found = BTreeMap::new();
    for row in open_invoices(conn, scope, customers, on)? {
        let dated = Dated::of_invoice(&row)?;
        found.insert(dated.item, dated);
    }
    for row in open_payments(conn, scope, customers, on)? {
        let dated = Dated::of_payment(&row)?;
        found.insert(dated.item, dated);
    }
    for dated in load_touched(conn, scope, customers, on, &undo, &found)? {
        found.insert(dated.item, dated);
    }
    for (item, amount) in undo {
        if let Some(dated) = found.get_mut(&item) {
            dated.left += amount;
        }
    }
    Ok(found.into_values().filter(|dated| dated.left != 0).collect())
}

/// What to give back to each document for what was allocated or withdrawn after a day.
fn load_changes_after(
    conn: &mut Conn,
    scope: &Scope,
    customers: Customers,
    on: NaiveDate,
) -> Result<BTreeMap<OpenItem, i64>> {
    let book = scope.book().0;
    let mut query = allocation::table
        .filter(allocation::book_id.eq(book))
        .filter(allocation::allocated_on.gt(on).or(allocation::withdrawn_on.gt(on)))
        .select(AllocationRow::as_select())
        .into_boxed();
    if customers.first == customers.last {
        let invoices = invoice::table
            .filter(invoice::book_id.eq(book))
            .filter(invoice::customer_id.eq(customers.first))
            .select(invoice::id.nullable());
        let refunds = payment::table
            .filter(payment::book_id.eq(book))
            .filter(payment::customer_id.eq(customers.first))
            .select(payment::id.nullable());
        query = query.filter(
            allocation::invoice_id.eq_any(invoices).or(allocation::refund_id.eq_any(refunds)),
        );
    }
    let rows: Vec<AllocationRow> = query.load(conn)?;
    let mut undo = BTreeMap::new();
    for row in rows {
        let began_later = row.allocated_on > on;
        let ended_later = row.withdrawn_on.is_some_and(|day| day > on);
        let amount = match (began_later, row.withdrawn_on.is_some()) {
            // It counts now and did not then.
            (true, false) => row.amount,
            // It counted then and does not now.
            (false, true) if ended_later => -row.amount,
            _ => continue,
        };
        *undo.entry(row.debt()?).or_insert(0) += amount;
        *undo.entry(row.credit()?).or_insert(0) += amount;
    }
    Ok(undo)
}

fn open_invoices(
    conn: &mut Conn,
    scope: &Scope,
    customers: Customers,
    on: NaiveDate,
) -> Result<Vec<InvoiceRow>> {
    let open = [InvoiceState::Posted.slug(), InvoiceState::PartPaid.slug()];
    let mut query = invoice::table
        .filter(invoice::book_id.eq(scope.book().0))
        .filter(invoice::customer_id.between(customers.first, customers.last))
        .filter(invoice::state.eq_any(open))
        .filter(invoice::issue_on.le(on))
        .select(InvoiceRow::as_select())
        .into_boxed();
    if scope.reach() != Reach::All {
        query = query.filter(invoice::customer_id.eq_any(visible_ids(scope)));
    }
    Ok(query.load(conn)?)
}

fn open_payments(
    conn: &mut Conn,
    scope: &Scope,
    customers: Customers,
    on: NaiveDate,
) -> Result<Vec<PaymentRow>> {
    let open = payment::state
        .eq(PaymentState::Posted.slug())
        .and(payment::allocated.lt(payment::amount))
        .nullable();
    let mut query = payment::table
        .filter(payment::book_id.eq(scope.book().0))
        .filter(payment::customer_id.between(customers.first, customers.last))
        .filter(payment::paid_on.le(on))
        .filter(open.or(payment::cancelled_on.gt(on)))
        .select(PaymentRow::as_select())
        .into_boxed();
    if scope.reach() != Reach::All {
        query = query.filter(payment::customer_id.eq_any(visible_ids(scope)));
    }
    Ok(query.load(conn)?)
}

/// Documents that are settled now, or were on that day, and of which something has changed since.
fn load_touched(
    conn: &mut Conn,
    scope: &Scope,
    customers: Customers,
    on: NaiveDate,
    undo: &BTreeMap<OpenItem, i64>,
    known: &BTreeMap<OpenItem, Dated>,
) -> Result<Vec<Dated>> {
    let (mut invoices, mut payments) = (BTreeSet::new(), BTreeSet::new());
    for item in undo.keys().filter(|item| !known.contains_key(item)) {
        match item {
            OpenItem::Invoice(id) => invoices.insert(id.0),
            OpenItem::Payment(id) => payments.insert(id.0),
        };
    }
    let mut found = Vec::new();
    let invoices: Vec<i64> = invoices.into_iter().collect();
    for chunk in invoices.chunks(IN_LIST) {
        let mut query = invoice::table
            .filter(invoice::book_id.eq(scope.book().0))
            .filter(invoice::customer_id.between(customers.first, customers.last))
            .filter(invoice::id.eq_any(chunk))
            .filter(invoice::issue_on.le(on))
            .select(InvoiceRow::as_select())
            .into_boxed();
        if scope.reach() != Reach::All {
            query = query.filter(invoice::customer_id.eq_any(visible_ids(scope)));
        }
        let rows: Vec<InvoiceRow> = query.load(conn)?;
        for row in rows {
            found.push(Dated::of_invoice(&row)?);
        }
    }
    let payments: Vec<i64> = payments.into_iter().collect();
    for chunk in payments.chunks(IN_LIST) {
        let mut query = payment::table
            .filter(payment::book_id.eq(scope.book().0))
            .filter(payment::customer_id.between(customers.first, customers.last))
            .filter(payment::id.eq_any(chunk))
            .filter(payment::paid_on.le(on))
            .filter(payment::cancelled_on.is_null())
            .select(PaymentRow::as_select())
            .into_boxed();
        if scope.reach() != Reach::All {
            query = query.filter(payment::customer_id.eq_any(visible_ids(scope)));
        }
        let rows: Vec<PaymentRow> = query.load(conn)?;
        for row in rows {
            found.push(Dated::of_payment(&row)?);
        }
    }
    Ok(found)
}

/// The documents of one customer dated within two days, drafts left out.
pub(crate) fn load_invoices_between(
    conn: &mut Conn,
    book: i64,
    customer: i64,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<InvoiceRow>> {
    Ok(invoice::table
        .filter(invoice::book_id.eq(book))
        .filter(invoice::customer_id.eq(customer))
        .filter(invoice::state.ne(InvoiceState::Draft.slug()))
        .filter(invoice::issue_on.between(from, to))
        .order((invoice::issue_on, invoice::id))
        .select(InvoiceRow::as_select())
        .load(conn)?)
}

/// The payments of one customer made or cancelled within two days.
pub(crate) fn load_payments_between(
    conn: &mut Conn,
    book: i64,
    customer: i64,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<PaymentRow>> {
    let paid = payment::paid_on.between(from, to).nullable();
    Ok(payment::table
        .filter(payment::book_id.eq(book))
        .filter(payment::customer_id.eq(customer))
        .filter(paid.or(payment::cancelled_on.between(from, to)))
        .order((payment::paid_on, payment::id))
        .select(PaymentRow::as_select())
        .load(conn)?)
}

/// A line that was posted by hand, without a document.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub(crate) struct HandPosting {
    pub(crate) on: NaiveDate,
    pub(crate) entry: i64,
    pub(crate) summary: String,
    pub(crate) account: i64,
    pub(crate) debit: i64,
    pub(crate) credit: i64,
}

/// What was posted by hand for a party on accounts up to a day.
pub(crate) fn load_posted_by_hand(
    conn: &mut Conn,
    book: i64,
    party: i64,
    accounts: &[i64],
    to: NaiveDate,
) -> Result<Vec<HandPosting>> {
    let entry =
        journal_entry::book_id.eq(posting::book_id).and(journal_entry::id.eq(posting::entry_id));
    Ok(posting::table
        .inner_join(journal_entry::table.on(entry))
        .filter(posting::book_id.eq(book))
        .filter(posting::party_id.eq(party))
        .filter(posting::account_id.eq_any(accounts))
        .filter(posting::entry_on.le(to))
        .filter(journal_entry::source_kind.is_null())
        .order((posting::entry_on, posting::entry_id, posting::line))
        .select((
            posting::entry_on,
            posting::entry_id,
            journal_entry::summary,
            posting::account_id,
            posting::debit,
            posting::credit,
        ))
        .load(conn)?)
}
