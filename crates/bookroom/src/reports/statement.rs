//! A customer's statement (对账单): everything that moved what is owed, day by day, with the balance
//! after each, and what is left open at the end.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Reports;
use crate::billing::payments::rules::OpenKind;
use crate::billing::payments::store::history::{self, Customers, DocumentOnDay, HandLine};
use crate::billing::payments::store::sums;
use crate::billing::payments::{OpenItem, Side};
use crate::customers::{load_counterparties, stand_in};
use crate::error::{Code, Error, Result};
use crate::rights::permission::Permission;
use crate::values::slugs;
use crate::values::{Check, Currency, CustomerId, EntryId};
use crate::work::View;

slugs! {
    /// What a line of a statement is about.
    StatementKind {
        /// An invoice.
        Invoice "invoice",
        /// A credit note.
        CreditNote "credit_note",
        /// A payment.
        Payment "payment",
        /// A refund.
        Refund "refund",
        /// A payment or refund that was cancelled: red, negative on the same side.
        Cancellation "cancellation",
        /// A journal entry that was posted by hand, without a document.
        Entry "entry",
    }
}

/// One line of a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementLine {
    /// Its day.
    pub on: NaiveDate,
    /// What it is about.
    pub kind: StatementKind,
    /// Receivable or payable.
    pub side: Side,
    /// The document, or the line posted by hand.
    pub item: Option<OpenItem>,
    /// The journal entry of a line that was posted by hand, for those who see the ledger.
    pub entry: Option<EntryId>,
    /// The document's number; of a line posted by hand without one, what its entry is about, for
    /// those who see the ledger.
    pub number: Option<String>,
    /// The other party's number of it.
    pub reference: Option<String>,
    /// When it is due, for invoices and other debts.
    pub due_on: Option<NaiveDate>,
    /// What it adds to what the party owes: a sale, money paid to a supplier; negative for a red
    /// line.
    pub debit: Decimal,
    /// What it takes off: money received, a supplier's bill; negative for a red line.
    pub credit: Decimal,
    /// What the party owes after it; negative: what is owed to it, as to a supplier.
    pub balance: Decimal,
}

/// A document, or a line posted by hand, of which something was open at the end of a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementOpenItem {
    /// The document.
    pub item: OpenItem,
    /// Receivable or payable.
    pub side: Side,
    /// Its number.
    pub number: Option<String>,
    /// The other party's number of it.
    pub reference: Option<String>,
    /// Its day.
    pub on: NaiveDate,
    /// When it is due; its day for payments and credit notes.
    pub due_on: NaiveDate,
    /// Its amount, greater than zero.
    pub amount: Decimal,
    /// What was open of it, with the sign it has in the balance, on both sides: above zero what the
    /// party owes the book (its invoice, money it was paid in advance), below zero what the book
    /// owes the party (its advance or credit note, a supplier's bill).
    pub open: Decimal,
}

/// A statement. All balances are what the customer owes: receivables less payables. What is owed to
/// a supplier is therefore negative.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// The customer or supplier.
    pub customer: CustomerId,
    /// Its name for documents.
    pub name: String,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// The balance before the first day.
    pub opening: Decimal,
    /// Everything in between, in the order of the days.
    pub lines: Vec<StatementLine>,
    /// The balance at the end of the last day: what the ledger holds for this party on the accounts
    /// on which something is owed.
    pub closing: Decimal,
    /// What was open then, the oldest first, each with the sign of the balances: of a supplier
    /// below zero. Sums up to the closing balance.
    pub open: Vec<StatementOpenItem>,
}

impl Reports<'_> {
    /// The statement of a customer or supplier over the days from `from` to `to`. It shows both
    /// documents and money, so it needs the permissions to see both, and reaches as far as both do.
    /// What was posted by hand is named to those who see the ledger, its amounts to everybody.
    ///
    /// Balances are what the party owes the book, whichever it is. So a customer's are above zero
    /// as long as it owes, and a supplier's below: its bill is a `credit` and makes the balance
    /// negative by what the book owes it, paying it is a `debit` and brings the balance back to
    /// zero. Of a party that is both they are one balance, receivables less payables.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `date_order`, `bad_date`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::billing::payments::NewPayment;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer, supplier) = (office.session, office.customer, office.supplier);
    /// let (from, to) = ("2026-06-01".parse()?, "2026-06-30".parse()?);
    /// let statement = session.reports().statement(customer.id, from, to)?;
    /// assert_eq!((statement.lines.len(), statement.closing), (2, "630".parse()?));
    /// // Paid to a supplier before its bill came: it owes the book that much.
    /// let paid = NewPayment::paid(supplier.id, from, "90".parse()?);
    /// session.billing().payments().record(paid)?;
    /// let line = session.reports().statement(supplier.id, from, to)?.lines.remove(0);
    /// assert_eq!((line.debit, line.balance), ("90".parse()?, "90".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn statement(
        &self,
        customer: CustomerId,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Statement> {
        self.session.read(Permission::InvoicesView, |view| {
            view.scope = view.scope.narrower(view.scope_of(Permission::PaymentsView)?);
            statement(view, customer, from, to)
        })
    }
}

/// A line before the balance runs over it, in minor units.
struct Move {
    line: StatementLine,
    debit: i64,
    credit: i64,
    /// Where it stands within its day.
    rank: (StatementKind, i64),
}

fn statement(
    view: &mut View<'_>,
    customer: CustomerId,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Statement> {
    let mut check = Check::new();
    check.date("from", from);
    check.date("to", to);
    check.require(from <= to, "to", Code::DateOrder);
    check.finish()?;
    let customer = stand_in(view, Some(customer))?.unwrap_or(customer);
    let party = load_counterparties(view.conn, &view.scope, &[customer.0])?
        .remove(&customer.0)
        .ok_or_else(|| Error::not_found("customer", customer))?;
    let (book, currency) = (view.book_id(), view.book.currency);
    let before = sums::load_balance_before(view.conn, book, customer.0, from)?;
    let of = |side| before.get(&side).copied().unwrap_or(0);
    let mut opening = of(Side::Receivable) - of(Side::Payable);
    let mut moves = document_moves(view, customer, from, to)?;
    let sees_ledger = view.scope_of(Permission::LedgerView).is_ok();
    moves.extend(hand_moves(view, customer, (from, to), sees_ledger, &mut opening)?);
    moves.sort_by_key(|found| (found.line.on, found.rank));
    let amount = |minor: i128| -> Result<Decimal> {
        let minor = i64::try_from(minor).map_err(|_| Code::OutOfRange)?;
        Ok(currency.from_minor(minor))
    };
    let mut balance = opening;
    let mut lines = Vec::with_capacity(moves.len());
    for Move { mut line, debit, credit, .. } in moves {
        balance += i128::from(debit) - i128::from(credit);
        line.debit = currency.from_minor(debit);
        line.credit = currency.from_minor(credit);
        line.balance = amount(balance)?;
        lines.push(line);
    }
    let mut open = history::load_open_at(view.conn, &view.scope, Customers::one(customer.0), to)?;
    open.sort_by_key(|dated| (dated.due_on, dated.on, dated.item));
    Ok(Statement {
        customer,
        name: party.document_name,
        from,
        to,
        opening: amount(opening)?,
        lines,
        closing: amount(balance)?,
        open: open.into_iter().map(|dated| open_item(dated, currency)).collect(),
    })
}

fn document_moves(
    view: &mut View<'_>,
    customer: CustomerId,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<Move>> {
    let book = view.book_id();
    let mut moves = Vec::new();
    for row in history::load_invoices_between(view.conn, book, customer.0, from, to)? {
        let dated = DocumentOnDay::of_invoice(row)?;
        let (kind, due_on) = match dated.open_kind {
            OpenKind::Debt => (StatementKind::Invoice, Some(dated.due_on)),
            OpenKind::Credit => (StatementKind::CreditNote, None),
        };
        moves.push(move_of(&dated, kind, dated.on, due_on, 1));
    }
    for row in history::load_payments_between(view.conn, book, customer.0, from, to)? {
        let cancelled_on = row.cancelled_on;
        let dated = DocumentOnDay::of_payment(row)?;
        let kind = match dated.open_kind {
            OpenKind::Debt => StatementKind::Refund,
            OpenKind::Credit => StatementKind::Payment,
        };
        if (from..=to).contains(&dated.on) {
            moves.push(move_of(&dated, kind, dated.on, None, 1));
        }
        if let Some(on) = cancelled_on.filter(|on| (from..=to).contains(on)) {
            moves.push(move_of(&dated, StatementKind::Cancellation, on, None, -1));
        }
    }
    Ok(moves)
}

fn move_of(
    dated: &DocumentOnDay,
    kind: StatementKind,
    on: NaiveDate,
    due_on: Option<NaiveDate>,
    sign: i64,
) -> Move {
    let amount = sign * dated.amount;
    let (debit, credit) = if adds(dated) { (amount, 0) } else { (0, amount) };
    let id = match dated.item {
        OpenItem::Invoice(id) => id.0,
        OpenItem::Payment(id) => id.0,
        OpenItem::Entry(id) => id.0,
    };
    let line = StatementLine {
        on,
        kind,
        side: dated.side,
        item: Some(dated.item),
        entry: dated.entry.map(EntryId),
        number: dated.number.clone(),
        reference: dated.reference.clone(),
        due_on,
        debit: Decimal::ZERO,
        credit: Decimal::ZERO,
        balance: Decimal::ZERO,
    };
    Move { line, debit, credit, rank: (kind, id) }
}

/// Whether a document adds to what the customer owes.
fn adds(dated: &DocumentOnDay) -> bool {
    (dated.side == Side::Receivable) == (dated.open_kind == OpenKind::Debt)
}

fn open_item(dated: DocumentOnDay, currency: Currency) -> StatementOpenItem {
    let open = if adds(&dated) { dated.left } else { -dated.left };
    StatementOpenItem {
        item: dated.item,
        side: dated.side,
        number: dated.number,
        reference: dated.reference,
        on: dated.on,
        due_on: if dated.open_kind == OpenKind::Debt { dated.due_on } else { dated.on },
        amount: currency.from_minor(dated.amount),
        open: currency.from_minor(open),
    }
}

/// Moves of lines posted by hand, from the first day on; what was before goes into the opening
/// balance. A reversal is red, negative on the same side.
fn hand_moves(
    view: &mut View<'_>,
    customer: CustomerId,
    (from, to): (NaiveDate, NaiveDate),
    sees_ledger: bool,
    opening: &mut i128,
) -> Result<Vec<Move>> {
    let book = view.book_id();
    let mut moves = Vec::new();
    for HandLine { row, summary } in history::load_lines_until(view.conn, book, customer.0, to)? {
        let days = [(row.entry_on, 1), (row.cancelled_on.unwrap_or(NaiveDate::MAX), -1)];
        let dated = DocumentOnDay::of_line(row)?;
        for (on, sign) in days.into_iter().filter(|(on, _)| *on <= to) {
            if on < from {
                let amount = i128::from(sign * dated.amount);
                *opening += if adds(&dated) { amount } else { -amount };
                continue;
            }
            let due_on = (dated.open_kind == OpenKind::Debt && sign > 0).then_some(dated.due_on);
            let mut found = move_of(&dated, StatementKind::Entry, on, due_on, sign);
            let about = sees_ledger.then(|| summary.clone());
            found.line.number = dated.number.clone().or(about);
            found.line.entry = found.line.entry.filter(|_| sees_ledger);
            moves.push(found);
        }
    }
    Ok(moves)
}
