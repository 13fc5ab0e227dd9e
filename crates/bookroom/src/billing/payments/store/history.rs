//! Documents as they stood on a past day: what is open now, with later allocations, withdrawals
//! and cancellations undone. So a day long ago costs what has changed since, not all of history.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use diesel::prelude::*;

use super::items::invoice_place;
use crate::billing::allocations::store::AllocationRow;
use crate::billing::invoices::model::{Direction, DocumentKind, InvoiceState};
use crate::billing::open_items::store::EntryItemRow;
use crate::billing::payments::model::{
    OpenItem, PaymentDirection, PaymentPurpose, PaymentState, Side,
};
use crate::billing::payments::rules::{OpenKind, open_kind_of, side_of};
use crate::customers::customers_in_scope;
use crate::error::{Code, Result};
use crate::rights::permission::Reach;
use crate::rights::permit::Scope;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::schema::{allocation, entry_item, invoice, journal_entry, payment};
use crate::values::{EntryItemId, InvoiceId, PaymentId};

/// The states of invoices that may be open, and the others.
const OPEN: [InvoiceState; 2] = [InvoiceState::Posted, InvoiceState::PartPaid];
const SETTLED: [InvoiceState; 3] =
    [InvoiceState::Draft, InvoiceState::Paid, InvoiceState::Cancelled];

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
    let mut query = invoice::table
        .filter(invoice::book_id.eq(scope.book().0))
        .filter(invoice::customer_id.gt(after))
        .filter(invoice::state.ne_all(SETTLED.map(InvoiceState::slug)))
        .select(invoice::customer_id)
        .distinct()
        .order(invoice::customer_id)
        .limit(limit)
        .into_boxed();
    if scope.reach() != Reach::All {
        query = query.filter(invoice::customer_id.eq_any(customers_in_scope(scope)));
    }
    let mut ids: Vec<i64> = query.load(conn)?;
    ids.extend(next_with_lines(conn, scope, after, limit)?);
    ids.sort_unstable();
    ids.dedup();
    ids.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let full = i64::try_from(ids.len()).is_ok_and(|count| count == limit);
    let last = ids.last().copied().filter(|_| full).unwrap_or(i64::MAX);
    Ok(Customers { first: after.saturating_add(1), last })
}

fn next_with_lines(conn: &mut Conn, scope: &Scope, after: i64, limit: i64) -> Result<Vec<i64>> {
    let mut query = entry_item::table
        .filter(entry_item::book_id.eq(scope.book().0))
        .filter(entry_item::customer_id.gt(after))
        .select(entry_item::customer_id)
        .distinct()
        .order(entry_item::customer_id)
        .limit(limit)
        .into_boxed();
    if scope.reach() != Reach::All {
        query = query.filter(entry_item::customer_id.eq_any(customers_in_scope(scope)));
    }
    Ok(query.load(conn)?)
}

/// Cuts a query down to the customers that are meant and may be seen. A bound that excludes nobody
/// is left out: it would only mislead the planner into walking over all customers.
macro_rules! within {
    ($query:ident, $table:ident, $scope:expr, $customers:expr) => {
        if $customers != Customers::ALL {
            let Customers { first, last } = $customers;
            $query = $query.filter($table::customer_id.between(first, last));
        }
        if $scope.reach() != Reach::All {
            $query = $query.filter($table::customer_id.eq_any(customers_in_scope($scope)));
        }
    };
}

/// A document as it stood at the end of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DocumentOnDay {
    pub(crate) item: OpenItem,
    pub(crate) customer: i64,
    pub(crate) side: Side,
    pub(crate) open_kind: OpenKind,
    pub(crate) number: Option<String>,
    pub(crate) reference: Option<String>,
    pub(crate) on: NaiveDate,
    pub(crate) due_on: NaiveDate,
    /// The journal entry of a line posted by hand.
    pub(crate) entry: Option<i64>,
    pub(crate) amount: i64,
    /// What was open of it.
    pub(crate) left: i64,
}

/// What a past day needs of an invoice: a tenth of its row, since an ageing reads every open one.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = invoice)]
pub(crate) struct InvoiceOnDay {
    id: i64,
    kind: String,
    direction: String,
    number: Option<String>,
    reference: Option<String>,
    customer_id: i64,
    issue_on: NaiveDate,
    due_on: NaiveDate,
    gross: i64,
    settled: i64,
}

/// What a past day needs of a payment.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = payment)]
pub(crate) struct PaymentOnDay {
    id: i64,
    direction: String,
    purpose: String,
    number: String,
    reference: Option<String>,
    customer_id: i64,
    paid_on: NaiveDate,
    amount: i64,
    allocated: i64,
    pub(crate) cancelled_on: Option<NaiveDate>,
}

impl DocumentOnDay {
    pub(crate) fn of_invoice(row: InvoiceOnDay) -> Result<Self> {
        let direction = Direction::from_slug(&row.direction).ok_or(Code::Corrupt)?;
        let kind = DocumentKind::from_slug(&row.kind).ok_or(Code::Corrupt)?;
        let (side, open_kind) = invoice_place(direction, kind);
        Ok(Self {
            item: OpenItem::Invoice(InvoiceId(row.id)),
            customer: row.customer_id,
            side,
            open_kind,
            number: row.number,
            reference: row.reference,
            on: row.issue_on,
            due_on: row.due_on,
            entry: None,
            amount: row.gross,
            left: row.gross - row.settled,
        })
    }

    /// A payment; nothing of a cancelled one is allocated any more, so all of it is left.
    pub(crate) fn of_payment(row: PaymentOnDay) -> Result<Self> {
        let direction = PaymentDirection::from_slug(&row.direction).ok_or(Code::Corrupt)?;
        let purpose = PaymentPurpose::from_slug(&row.purpose).ok_or(Code::Corrupt)?;
        Ok(Self {
            item: OpenItem::Payment(PaymentId(row.id)),
            customer: row.customer_id,
            side: side_of(direction, purpose),
            open_kind: open_kind_of(purpose),
            number: Some(row.number),
            reference: row.reference,
            on: row.paid_on,
            due_on: row.paid_on,
            entry: None,
            amount: row.amount,
            left: row.amount - row.allocated,
        })
    }

    /// A line posted by hand; nothing of a cancelled one is settled any more, so all of it is left.
    pub(crate) fn of_line(row: EntryItemRow) -> Result<Self> {
        Ok(Self {
            item: OpenItem::Entry(EntryItemId(row.id)),
            customer: row.customer_id,
            side: row.side()?,
            open_kind: row.open_kind()?,
            number: row.number,
            reference: None,
            on: row.issue_on,
            due_on: row.due_on,
            entry: Some(row.entry_id),
            amount: row.amount,
            left: row.amount - row.settled,
        })
    }
}

/// The documents of customers within a scope of which something was open at the end of a day.
pub(crate) fn load_open_at(
    conn: &mut Conn,
    scope: &Scope,
    customers: Customers,
    on: NaiveDate,
) -> Result<Vec<DocumentOnDay>> {
    let undo = load_changes_after(conn, scope, customers, on)?;
    let mut found = BTreeMap::new();
    for row in open_invoices(conn, scope, customers, on)? {
        let dated = DocumentOnDay::of_invoice(row)?;
        found.insert(dated.item, dated);
    }
    for row in open_payments(conn, scope, customers, on)? {
        let dated = DocumentOnDay::of_payment(row)?;
        found.insert(dated.item, dated);
    }
    for row in open_lines(conn, scope, customers, on)? {
        let dated = DocumentOnDay::of_line(row)?;
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
        let lines = entry_item::table
            .filter(entry_item::book_id.eq(book))
            .filter(entry_item::customer_id.eq(customers.first))
            .select(entry_item::id.nullable());
        query = query.filter(
            allocation::invoice_id
                .eq_any(invoices)
                .or(allocation::refund_id.eq_any(refunds))
                .or(allocation::debt_item_id.eq_any(lines)),
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
) -> Result<Vec<InvoiceOnDay>> {
    let mut query = invoice::table
        .filter(invoice::book_id.eq(scope.book().0))
        .filter(invoice::issue_on.le(on))
        .select(InvoiceOnDay::as_select())
        .into_boxed();
    // Everybody's come by the index on states, in the order in which they are stored; those of some
    // customers by the customers' index, so the states must not attract the planner.
    query = if customers == Customers::ALL {
        query.filter(invoice::state.eq_any(OPEN.map(InvoiceState::slug)))
    } else {
        query.filter(invoice::state.ne_all(SETTLED.map(InvoiceState::slug)))
    };
    within!(query, invoice, scope, customers);
    Ok(query.load(conn)?)
}

fn open_payments(
    conn: &mut Conn,
    scope: &Scope,
    customers: Customers,
    on: NaiveDate,
) -> Result<Vec<PaymentOnDay>> {
    let open = payment::state
        .eq(PaymentState::Posted.slug())
        .and(payment::allocated.lt(payment::amount))
        .nullable();
    let mut query = payment::table
        .filter(payment::book_id.eq(scope.book().0))
        .filter(payment::paid_on.le(on))
        .filter(open.or(payment::cancelled_on.gt(on)))
        .select(PaymentOnDay::as_select())
        .into_boxed();
    within!(query, payment, scope, customers);
    Ok(query.load(conn)?)
}

fn open_lines(
    conn: &mut Conn,
    scope: &Scope,
    customers: Customers,
    on: NaiveDate,
) -> Result<Vec<EntryItemRow>> {
    let left = entry_item::settled.lt(entry_item::amount);
    let open = entry_item::cancelled_on.is_null().and(left).nullable();
    let mut query = entry_item::table
        .filter(entry_item::book_id.eq(scope.book().0))
        .filter(entry_item::entry_on.le(on))
        .filter(open.or(entry_item::cancelled_on.gt(on)))
        .select(EntryItemRow::as_select())
        .into_boxed();
    within!(query, entry_item, scope, customers);
    Ok(query.load(conn)?)
}

/// Documents that are settled now, or were on that day, and of which something has changed since.
/// They are found by their ids alone: a bound on the day would draw the planner to the index of
/// days.
fn load_touched(
    conn: &mut Conn,
    scope: &Scope,
    customers: Customers,
    on: NaiveDate,
    undo: &BTreeMap<OpenItem, i64>,
    known: &BTreeMap<OpenItem, DocumentOnDay>,
) -> Result<Vec<DocumentOnDay>> {
    let (mut invoices, mut payments, mut lines) =
        (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for item in undo.keys().filter(|item| !known.contains_key(item)) {
        match item {
            OpenItem::Invoice(id) => invoices.insert(id.0),
            OpenItem::Payment(id) => payments.insert(id.0),
            OpenItem::Entry(id) => lines.insert(id.0),
        };
    }
    let mut found = Vec::new();
    let invoices: Vec<i64> = invoices.into_iter().collect();
    for chunk in invoices.chunks(IN_LIST) {
        let mut query = invoice::table
            .filter(invoice::book_id.eq(scope.book().0))
            .filter(invoice::id.eq_any(chunk))
            .select(InvoiceOnDay::as_select())
            .into_boxed();
        within!(query, invoice, scope, customers);
        let rows: Vec<InvoiceOnDay> = query.load(conn)?;
        for row in rows.into_iter().filter(|row| row.issue_on <= on) {
            found.push(DocumentOnDay::of_invoice(row)?);
        }
    }
    let payments: Vec<i64> = payments.into_iter().collect();
    for chunk in payments.chunks(IN_LIST) {
        let mut query = payment::table
            .filter(payment::book_id.eq(scope.book().0))
            .filter(payment::id.eq_any(chunk))
            .select(PaymentOnDay::as_select())
            .into_boxed();
        within!(query, payment, scope, customers);
        let rows: Vec<PaymentOnDay> = query.load(conn)?;
        let stood = |row: &PaymentOnDay| row.paid_on <= on && row.cancelled_on.is_none();
        for row in rows.into_iter().filter(stood) {
            found.push(DocumentOnDay::of_payment(row)?);
        }
    }
    let lines: Vec<i64> = lines.into_iter().collect();
    for chunk in lines.chunks(IN_LIST) {
        let mut query = entry_item::table
            .filter(entry_item::book_id.eq(scope.book().0))
            .filter(entry_item::id.eq_any(chunk))
            .select(EntryItemRow::as_select())
            .into_boxed();
        within!(query, entry_item, scope, customers);
        let rows: Vec<EntryItemRow> = query.load(conn)?;
        let stood = |row: &EntryItemRow| row.entry_on <= on && row.cancelled_on.is_none();
        for row in rows.into_iter().filter(stood) {
            found.push(DocumentOnDay::of_line(row)?);
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
) -> Result<Vec<InvoiceOnDay>> {
    Ok(invoice::table
        .filter(invoice::book_id.eq(book))
        .filter(invoice::customer_id.eq(customer))
        .filter(invoice::state.ne(InvoiceState::Draft.slug()))
        .filter(invoice::issue_on.between(from, to))
        .order((invoice::issue_on, invoice::id))
        .select(InvoiceOnDay::as_select())
        .load(conn)?)
}

/// The payments of one customer made or cancelled within two days.
pub(crate) fn load_payments_between(
    conn: &mut Conn,
    book: i64,
    customer: i64,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<PaymentOnDay>> {
    let paid = payment::paid_on.between(from, to).nullable();
    Ok(payment::table
        .filter(payment::book_id.eq(book))
        .filter(payment::customer_id.eq(customer))
        .filter(paid.or(payment::cancelled_on.between(from, to)))
        .order((payment::paid_on, payment::id))
        .select(PaymentOnDay::as_select())
        .load(conn)?)
}

/// The lines posted by hand for one customer and dated up to a day, those of reversed entries too.
pub(crate) fn load_lines_until(
    conn: &mut Conn,
    book: i64,
    customer: i64,
    to: NaiveDate,
) -> Result<Vec<HandLine>> {
    let entry = journal_entry::book_id
        .eq(entry_item::book_id)
        .and(journal_entry::id.eq(entry_item::entry_id));
    let rows: Vec<(EntryItemRow, String)> = entry_item::table
        .inner_join(journal_entry::table.on(entry))
        .filter(entry_item::book_id.eq(book))
        .filter(entry_item::customer_id.eq(customer))
        .filter(entry_item::entry_on.le(to))
        .order((entry_item::entry_on, entry_item::id))
        .select((EntryItemRow::as_select(), journal_entry::summary))
        .load(conn)?;
    Ok(rows.into_iter().map(|(row, summary)| HandLine { row, summary }).collect())
}

/// A line posted by hand, and what its entry is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HandLine {
    pub(crate) row: EntryItemRow,
    pub(crate) summary: String,
}
