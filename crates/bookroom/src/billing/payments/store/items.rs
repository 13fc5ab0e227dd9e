//! Documents with something to allocate: found by customer, locked by id.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use diesel::prelude::*;

use super::rows::PaymentRow;
use crate::billing::invoices::model::{Direction, DocumentKind};
use crate::billing::invoices::store::{InvoiceRow, load_for_settlement};
use crate::billing::open_items::store::{self as lines, EntryItemRow};
use crate::billing::payments::model::{OpenItem, PaymentPurpose, PaymentState, Side};
use crate::billing::payments::rules::{Open, OpenKind};
use crate::customers::{customers_in_scope, keep_by_customer, keep_in_scope};
use crate::error::{Code, Result};
use crate::ledger::load_subledgers;
use crate::rights::permission::Reach;
use crate::rights::permit::Scope;
use crate::store::Conn;
use crate::store::insert::IN_LIST;
use crate::store::locks::load_locked_by_id;
use crate::store::schema::{allocation, entry_item, invoice, payment};
use crate::values::{EntryItemId, InvoiceId, PaymentId};

/// The documents of a customer that are needed: all debts or all credits of one control account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct OpenGroup {
    pub(crate) side: Side,
    pub(crate) open_kind: OpenKind,
}

/// Documents, locked, with what is left of each.
#[derive(Debug, Default)]
pub(crate) struct Locked {
    /// Invoices and credit notes.
    pub(crate) invoices: BTreeMap<i64, InvoiceRow>,
    /// Payments and refunds.
    pub(crate) payments: BTreeMap<i64, PaymentRow>,
    /// Lines posted by hand.
    pub(crate) entries: BTreeMap<i64, EntryItemRow>,
    /// What is left of each.
    pub(crate) open: BTreeMap<OpenItem, Open>,
}

/// The open invoices or credit notes of a group.
macro_rules! open_invoices {
    ($scope:expr, $group:expr) => {{
        use crate::billing::invoices::model::InvoiceState::{PartPaid, Posted};
        let direction = match $group.side {
            Side::Receivable => Direction::Sale,
            Side::Payable => Direction::Purchase,
        };
        let kind = match $group.open_kind {
            OpenKind::Debt => DocumentKind::Invoice,
            OpenKind::Credit => DocumentKind::CreditNote,
        };
        invoice::table
            .filter(invoice::book_id.eq($scope.book().0))
            .filter(invoice::direction.eq(direction.slug()))
            .filter(invoice::kind.eq(kind.slug()))
            .filter(invoice::state.eq_any([Posted.slug(), PartPaid.slug()]))
    }};
}

/// The open payments or refunds of a group.
macro_rules! open_payments {
    ($scope:expr, $group:expr) => {{
        let purpose = match $group.open_kind {
            OpenKind::Debt => PaymentPurpose::Refund,
            OpenKind::Credit => PaymentPurpose::Settlement,
        };
        let direction = super::lists::direction_of($group.side, purpose);
        payment::table
            .filter(payment::book_id.eq($scope.book().0))
            .filter(payment::direction.eq(direction.slug()))
            .filter(payment::purpose.eq(purpose.slug()))
            .filter(payment::state.eq(PaymentState::Posted.slug()))
            .filter(payment::allocated.lt(payment::amount))
    }};
}

/// The open lines of a group, on whatever account.
macro_rules! open_lines {
    ($scope:expr, $group:expr) => {
        entry_item::table
            .filter(entry_item::book_id.eq($scope.book().0))
            .filter(entry_item::side.eq($group.side.slug()))
            .filter(entry_item::open_kind.eq($group.open_kind.slug()))
            .filter(entry_item::cancelled_on.is_null())
            .filter(entry_item::settled.lt(entry_item::amount))
    };
}

/// The open documents of all customers within a scope. Not locked.
pub(crate) fn find_all_open(
    conn: &mut Conn,
    scope: &Scope,
    groups: &[OpenGroup],
) -> Result<BTreeSet<OpenItem>> {
    let mut found = BTreeSet::new();
    for group in groups {
        add_open(conn, scope, None, *group, &mut found)?;
    }
    Ok(found)
}

/// The open documents of customers within a scope. Not locked.
pub(crate) fn find_open(
    conn: &mut Conn,
    scope: &Scope,
    groups: &BTreeMap<OpenGroup, BTreeSet<i64>>,
) -> Result<BTreeSet<OpenItem>> {
    let mut found = BTreeSet::new();
    for (group, customers) in groups {
        let customers: Vec<i64> = customers.iter().copied().collect();
        for chunk in customers.chunks(IN_LIST) {
            add_open(conn, scope, Some(chunk), *group, &mut found)?;
        }
    }
    Ok(found)
}

/// Which of these customers have open documents of a group, within a scope. Not locked.
pub(crate) fn customers_with_open(
    conn: &mut Conn,
    scope: &Scope,
    customers: &[i64],
    group: OpenGroup,
) -> Result<BTreeSet<i64>> {
    let mut found = BTreeSet::new();
    if customers.is_empty() {
        return Ok(found);
    }
    let trade = trade_accounts(conn, scope)?;
    // One look into each table: asked customer by customer, SQLite may read a book's payments for
    // each of them.
    for chunk in customers.chunks(IN_LIST) {
        let invoices = open_invoices!(scope, group).filter(invoice::customer_id.eq_any(chunk));
        let invoices = invoices.select(invoice::customer_id).distinct();
        found.extend(invoices.load::<i64>(conn)?);
        let payments = open_payments!(scope, group).filter(payment::customer_id.eq_any(chunk));
        let payments = payments.select(payment::customer_id).distinct();
        found.extend(payments.load::<i64>(conn)?);
        let lines = open_lines!(scope, group).filter(entry_item::customer_id.eq_any(chunk));
        let lines = lines.filter(entry_item::account_id.eq_any(&trade));
        found.extend(lines.select(entry_item::customer_id).distinct().load::<i64>(conn)?);
    }
    keep_in_scope(conn, scope, found)
}

/// The accounts where documents and advances stand: notes and other claims are settled by hand
/// only.
fn trade_accounts(conn: &mut Conn, scope: &Scope) -> Result<BTreeSet<i64>> {
    let places = load_subledgers(conn, scope.book().0)?;
    let trade = places.into_iter().filter(|(_, place)| place.is_trade);
    Ok(trade.map(|(account, _)| account).collect())
}

fn add_open(
    conn: &mut Conn,
    scope: &Scope,
    customers: Option<&[i64]>,
    group: OpenGroup,
    found: &mut BTreeSet<OpenItem>,
) -> Result<()> {
    macro_rules! load {
        ($query:expr, $table:ident, $columns:expr) => {{
            let mut query = $query.select($columns).into_boxed();
            if let Some(customers) = customers {
                query = query.filter($table::customer_id.eq_any(customers));
            }
            if scope.reach() != Reach::All {
                query = query.filter($table::customer_id.eq_any(customers_in_scope(scope)));
            }
            query.load(conn)?
        }};
    }
    let invoices: Vec<i64> = load!(open_invoices!(scope, group), invoice, invoice::id);
    found.extend(invoices.into_iter().map(|id| OpenItem::Invoice(InvoiceId(id))));
    let payments: Vec<i64> = load!(open_payments!(scope, group), payment, payment::id);
    found.extend(payments.into_iter().map(|id| OpenItem::Payment(PaymentId(id))));
    let columns = (entry_item::id, entry_item::account_id);
    let lines: Vec<(i64, i64)> = load!(open_lines!(scope, group), entry_item, columns);
    if lines.is_empty() {
        return Ok(());
    }
    let trade = trade_accounts(conn, scope)?;
    let lines = lines.into_iter().filter(|(_, account)| trade.contains(account));
    found.extend(lines.map(|(id, _)| OpenItem::Entry(EntryItemId(id))));
    Ok(())
}

/// Locks documents in the order of their ids, invoices first, and says what is left of each.
/// Missing ones and those of customers that the scope hides are absent; of what is not in the
/// books, or cancelled, nothing is left.
pub(crate) fn lock(conn: &mut Conn, scope: &Scope, items: &BTreeSet<OpenItem>) -> Result<Locked> {
    let book = scope.book().0;
    let (mut invoice_ids, mut payment_ids, mut line_ids) = (Vec::new(), Vec::new(), Vec::new());
    for item in items {
        match item {
            OpenItem::Invoice(id) => invoice_ids.push(id.0),
            OpenItem::Payment(id) => payment_ids.push(id.0),
            OpenItem::Entry(id) => line_ids.push(id.0),
        }
    }
    let mut locked = Locked {
        invoices: load_for_settlement(conn, book, &invoice_ids)?,
        payments: lock_payments(conn, book, &payment_ids)?,
        entries: lines::lock(conn, book, &line_ids)?,
        open: BTreeMap::new(),
    };
    hide(conn, scope, &mut locked)?;
    let floors = load_floors(conn, book, items)?;
    for row in locked.invoices.values() {
        let open = of_invoice(row, &floors)?;
        locked.open.insert(open.item, open);
    }
    for row in locked.payments.values() {
        let open = of_payment(row, &floors)?;
        locked.open.insert(open.item, open);
    }
    for row in locked.entries.values() {
        let open = of_line(row, &floors)?;
        locked.open.insert(open.item, open);
    }
    Ok(locked)
}

fn hide(conn: &mut Conn, scope: &Scope, locked: &mut Locked) -> Result<()> {
    if scope.reach() == Reach::All {
        return Ok(());
    }
    let invoices = locked.invoices.values().map(|row| row.customer_id);
    let others = locked.payments.values().map(|row| row.customer_id);
    let others = others.chain(locked.entries.values().map(|row| row.customer_id));
    let customers: BTreeSet<i64> = invoices.chain(others).collect();
    let visible = keep_in_scope(conn, scope, customers)?;
    locked.invoices.retain(|_, row| visible.contains(&row.customer_id));
    locked.payments.retain(|_, row| visible.contains(&row.customer_id));
    locked.entries.retain(|_, row| visible.contains(&row.customer_id));
    Ok(())
}

/// Of these payments, those whose customers a scope covers.
pub(crate) fn keep_payments_in_scope(
    conn: &mut Conn,
    scope: &Scope,
    ids: BTreeSet<i64>,
) -> Result<BTreeSet<i64>> {
    keep_by_customer!(conn, scope, ids, payment)
}

/// Payments by id, locked until the transaction ends. Missing ones are absent.
pub(crate) fn lock_payments(
    conn: &mut Conn,
    book: i64,
    ids: &[i64],
) -> Result<BTreeMap<i64, PaymentRow>> {
    Ok(load_locked_by_id!(conn, book, ids, payment, PaymentRow))
}

type Floors = BTreeMap<OpenItem, NaiveDate>;

/// The last day on which an allocation of each document was withdrawn.
pub(crate) fn load_floors(
    conn: &mut Conn,
    book: i64,
    items: &BTreeSet<OpenItem>,
) -> Result<Floors> {
    let mut floors = Floors::new();
    let mut raise = |item: OpenItem, day: NaiveDate| {
        let floor = floors.entry(item).or_insert(day);
        *floor = day.max(*floor);
    };
    let (mut invoices, mut payments, mut lines) = (Vec::new(), Vec::new(), Vec::new());
    for item in items {
        match item {
            OpenItem::Invoice(id) => invoices.push(Some(id.0)),
            OpenItem::Payment(id) => payments.push(Some(id.0)),
            OpenItem::Entry(id) => lines.push(Some(id.0)),
        }
    }
    macro_rules! withdrawn {
        ($column:ident, $ids:expr, $item:expr) => {
            for chunk in $ids.chunks(IN_LIST) {
                let rows: Vec<(Option<i64>, Option<NaiveDate>)> = allocation::table
                    .filter(allocation::book_id.eq(book))
                    .filter(allocation::$column.eq_any(chunk))
                    .filter(allocation::withdrawn_on.is_not_null())
                    .select((allocation::$column, allocation::withdrawn_on))
                    .load(conn)?;
                for (id, day) in rows {
                    if let (Some(id), Some(day)) = (id, day) {
                        raise($item(id), day);
                    }
                }
            }
        };
    }
    withdrawn!(invoice_id, invoices, |id| OpenItem::Invoice(InvoiceId(id)));
    withdrawn!(credit_note_id, invoices, |id| OpenItem::Invoice(InvoiceId(id)));
    withdrawn!(refund_id, payments, |id| OpenItem::Payment(PaymentId(id)));
    withdrawn!(payment_id, payments, |id| OpenItem::Payment(PaymentId(id)));
    withdrawn!(debt_item_id, lines, |id| OpenItem::Entry(EntryItemId(id)));
    withdrawn!(credit_item_id, lines, |id| OpenItem::Entry(EntryItemId(id)));
    Ok(floors)
}

fn of_invoice(row: &InvoiceRow, floors: &Floors) -> Result<Open> {
    let item = OpenItem::Invoice(InvoiceId(row.id));
    let (side, open_kind) = invoice_place(row.direction()?, row.kind()?);
    let left = if row.state()?.is_open() { row.open() } else { 0 };
    let on = row.issue_on;
    let floor = floors.get(&item).map_or(on, |floor| on.max(*floor));
    let due_on = if open_kind == OpenKind::Debt { row.due_on } else { on };
    Ok(Open { item, customer: row.customer_id, side, open_kind, on, due_on, floor, left })
}

/// The control account of a document, and whether it is a debt or a credit there.
pub(crate) fn invoice_place(direction: Direction, kind: DocumentKind) -> (Side, OpenKind) {
    let side = match direction {
        Direction::Sale => Side::Receivable,
        Direction::Purchase => Side::Payable,
    };
    let open_kind = match kind {
        DocumentKind::Invoice => OpenKind::Debt,
        DocumentKind::CreditNote => OpenKind::Credit,
    };
    (side, open_kind)
}

fn of_payment(row: &PaymentRow, floors: &Floors) -> Result<Open> {
    let (item, on) = (row.item(), row.paid_on);
    let floor = floors.get(&item).map_or(on, |floor| on.max(*floor));
    let (side, open_kind) = (row.side()?, row.open_kind()?);
    Ok(Open {
        item,
        customer: row.customer_id,
        side,
        open_kind,
        on,
        due_on: on,
        floor,
        left: row.left(),
    })
}

fn of_line(row: &EntryItemRow, floors: &Floors) -> Result<Open> {
    let (item, on) = (OpenItem::Entry(EntryItemId(row.id)), row.entry_on);
    let floor = floors.get(&item).map_or(on, |floor| on.max(*floor));
    let (side, open_kind) = (row.side()?, row.open_kind()?);
    let (customer, due_on, left) = (row.customer_id, row.due_on, row.left());
    Ok(Open { item, customer, side, open_kind, on, due_on, floor, left })
}

/// What stands against a document: its customer, and where to look for its counterparts.
pub(crate) fn find_counterparts(
    conn: &mut Conn,
    book: i64,
    items: &BTreeSet<OpenItem>,
) -> Result<BTreeMap<OpenGroup, BTreeSet<i64>>> {
    let (mut invoices, mut payments, mut lines) = (Vec::new(), Vec::new(), Vec::new());
    for item in items {
        match item {
            OpenItem::Invoice(id) => invoices.push(id.0),
            OpenItem::Payment(id) => payments.push(id.0),
            OpenItem::Entry(id) => lines.push(id.0),
        }
    }
    let mut groups = BTreeMap::<OpenGroup, BTreeSet<i64>>::new();
    for chunk in invoices.chunks(IN_LIST) {
        let rows: Vec<(i64, String, String)> = invoice::table
            .filter(invoice::book_id.eq(book))
            .filter(invoice::id.eq_any(chunk))
            .select((invoice::customer_id, invoice::direction, invoice::kind))
            .load(conn)?;
        for (customer, direction, kind) in rows {
            let direction = Direction::from_slug(&direction).ok_or(Code::Corrupt)?;
            let kind = DocumentKind::from_slug(&kind).ok_or(Code::Corrupt)?;
            let (side, open_kind) = invoice_place(direction, kind);
            groups
                .entry(OpenGroup { side, open_kind: open_kind.opposite() })
                .or_default()
                .insert(customer);
        }
    }
    for chunk in payments.chunks(IN_LIST) {
        let rows: Vec<PaymentRow> = payment::table
            .filter(payment::book_id.eq(book))
            .filter(payment::id.eq_any(chunk))
            .select(PaymentRow::as_select())
            .load(conn)?;
        for row in rows {
            let group = OpenGroup { side: row.side()?, open_kind: row.open_kind()?.opposite() };
            groups.entry(group).or_default().insert(row.customer_id);
        }
    }
    for chunk in lines.chunks(IN_LIST) {
        let rows: Vec<EntryItemRow> = entry_item::table
            .filter(entry_item::book_id.eq(book))
            .filter(entry_item::id.eq_any(chunk))
            .select(EntryItemRow::as_select())
            .load(conn)?;
        for row in rows {
            let group = OpenGroup { side: row.side()?, open_kind: row.open_kind()?.opposite() };
            groups.entry(group).or_default().insert(row.customer_id);
        }
    }
    Ok(groups)
}
