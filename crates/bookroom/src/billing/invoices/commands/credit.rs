//! Taking invoices back by credit notes, wholly or in part.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::load::{load_seen, masked, note_created, note_edited, records, wrong_state};
use super::post::post_documents;
use crate::billing::allocations::store::{self as allocations, AllocationRow};
use crate::billing::allocations::{Joined, Side, transfer};
use crate::billing::invoices::model::{
    Direction, DocumentKind, Invoice, InvoiceState, InvoiceVersion, NewCreditNote,
};
use crate::billing::invoices::rules::credits::{self as rules, Plan, Share};
use crate::billing::invoices::rules::state_after;
use crate::billing::invoices::store::credits as store;
use crate::billing::invoices::store::documents::{self as documents, Document};
use crate::billing::invoices::store::{InvoiceRow, LineRow, PartyRow};
use crate::billing::products::store::decimal;
use crate::error::{Code, Error, Problem, Result};
use crate::ledger::keep_role_accounts;
use crate::log::Subject;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::values::{Check, Currency};
use crate::work::{Command, Tx};

/// Cancels invoices of which nothing is settled: a credit note takes each back as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CancelInvoices {
    /// The invoices, at most 100,000.
    pub invoices: Vec<InvoiceVersion>,
    /// The date of the credit notes, not before an invoice's; today when absent.
    pub on: Option<NaiveDate>,
    /// Why, up to 2,000 characters; it becomes the note of the credit notes.
    pub reason: Option<String>,
}

impl Command for CancelInvoices {
    const NAME: &'static str = "invoices.cancel";
    const PERMISSION: Permission = Permission::InvoicesCredit;
    type Output = Vec<Invoice>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Invoice>> {
        let invoices = load_seen(permit, tx, "invoices", &self.invoices)?;
        let history = History::load(tx, &invoices)?;
        for document in &invoices {
            require_untouched(document, &history, tx.book.currency)?;
        }
        let issue_on = self.on.unwrap_or_else(|| tx.today());
        let mut check = Check::new();
        let note = check.optional_lines("reason", self.reason.as_deref(), 2_000);
        check.open_day("on", tx.open_days(), issue_on);
        check.each("invoices", &invoices, |check, document| {
            check.require(issue_on >= document.row.issue_on, "issue_on", Code::DateOrder);
        });
        check.finish()?;
        let plans = invoices.iter().map(|document| {
            let lines = document.lines.iter().map(|line| Ok((line.line, share(line)?)));
            let lines = lines.collect::<Result<_>>()?;
            Ok(Plan { issue_on, reference: None, note: note.clone(), whole: true, lines })
        });
        let plans = plans.collect::<Result<Vec<Plan>>>()?;
        Ok(credit_all(permit, tx, &invoices, &plans, &history)?.invoices)
    }
}

/// Posts credit notes against invoices: chosen lines, quantities or amounts. What an invoice leaves
/// open is settled by its credit note; the rest is the counterparty's credit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditInvoices {
    /// The credit notes, at most 100,000, one for an invoice.
    pub credits: Vec<NewCreditNote>,
}

impl Command for CreditInvoices {
    const NAME: &'static str = "invoices.credit";
    const PERMISSION: Permission = Permission::InvoicesCredit;
    type Output = Vec<Invoice>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Invoice>> {
        let seen = self.credits.iter();
        let seen = seen.map(|it| InvoiceVersion { id: it.invoice, version: it.version });
        let invoices = load_seen(permit, tx, "credits", &seen.collect::<Vec<_>>())?;
        for document in &invoices {
            require_in_books(document)?;
        }
        let history = History::load(tx, &invoices)?;
        let (currency, today, days) = (tx.book.currency, tx.today(), tx.open_days());
        let mut check = Check::new();
        let mut plans = Vec::with_capacity(invoices.len());
        for (index, (new, document)) in self.credits.iter().zip(&invoices).enumerate() {
            let path = format!("credits[{index}]");
            let plan = check.within(&path, |check| {
                let day = new.issue_on.unwrap_or(today);
                check.open_day("issue_on", days, day);
                plan(new, document, &history, currency, day, check)
            })?;
            plans.extend(plan);
        }
        check.finish()?;
        Ok(credit_all(permit, tx, &invoices, &plans, &history)?.credit_notes)
    }
}

/// What happened to invoices before.
struct History {
    /// What was taken back, by invoice and line.
    taken: BTreeMap<(i64, i64), Share>,
    /// What of each is settled by its own credit notes.
    own: BTreeMap<i64, i64>,
}

impl History {
    fn load(tx: &mut Tx<'_>, invoices: &[Document]) -> Result<Self> {
        let ids: Vec<i64> = invoices.iter().map(|document| document.row.id).collect();
        let book = tx.book_id();
        let taken = store::load_taken(tx.conn, book, &ids)?;
        let own = store::load_own_credits(tx.conn, book, &ids)?;
        Ok(Self { taken, own })
    }

    fn taken(&self, line: &LineRow) -> Share {
        self.taken.get(&(line.invoice_id, line.line)).copied().unwrap_or_default()
    }
}

fn share(line: &LineRow) -> Result<Share> {
    let LineRow { net, tax, gross, document_discount: discount, .. } = *line;
    Ok(Share { quantity: decimal(&line.quantity)?, net, tax, gross, discount })
}

/// Refuses what is no invoice in the books.
fn require_in_books(document: &Document) -> Result<()> {
    let row = &document.row;
    let stands = !matches!(row.state()?, InvoiceState::Draft | InvoiceState::Cancelled);
    if stands && row.kind()? == DocumentKind::Invoice {
        Ok(())
    } else {
        Err(wrong_state(row).fact("kind", &row.kind).into())
    }
}

/// Refuses invoices of which something is settled or was taken back.
fn require_untouched(document: &Document, history: &History, currency: Currency) -> Result<()> {
    require_in_books(document)?;
    if document.row.settled != 0 {
        let settled = currency.from_minor(document.row.settled);
        return Err(wrong_state(&document.row).fact("settled", settled).into());
    }
    if document.lines.iter().any(|line| !history.taken(line).is_nothing()) {
        return Err(wrong_state(&document.row).fact("credited", true).into());
    }
    Ok(())
}

/// Works out what a credit note takes back of each line. Nothing when something is wrong.
fn plan(
    new: &NewCreditNote,
    document: &Document,
    history: &History,
    currency: Currency,
    issue_on: NaiveDate,
    check: &mut Check,
) -> Result<Option<Plan>> {
    let before = check.count();
    let reference = check.optional_text("reference", new.reference.as_deref(), 80);
    let note = check.optional_lines("reason", new.reason.as_deref(), 2_000);
    check.require(issue_on >= document.row.issue_on, "issue_on", Code::DateOrder);
    let mut known = BTreeMap::new();
    for line in &document.lines {
        known.insert(line.line, (share(line)?, history.taken(line)));
    }
    let lines = if new.lines.is_empty() {
        rules::all_that_is_left(&known, check)
    } else {
        rules::take_back_lines(&known, &new.lines, currency, check)
    };
    let gross: i128 = lines.iter().map(|(_, share)| i128::from(share.gross)).sum();
    check.require(gross >= 0, "lines", Code::NegativeTotal);
    let untouched = document.lines.iter().all(|line| history.taken(line).is_nothing());
    let whole = new.lines.is_empty() && untouched;
    let plan = Plan { issue_on, reference, note, whole, lines };
    Ok((check.count() == before).then_some(plan))
}

/// Invoices as they are now, and the credit notes that took them back.
struct Credited {
    invoices: Vec<Invoice>,
    credit_notes: Vec<Invoice>,
}

/// Posts a credit note for each invoice, settles with it what the invoice leaves open, and moves
/// the invoices' states.
fn credit_all(
    permit: &Permit,
    tx: &mut Tx<'_>,
    invoices: &[Document],
    plans: &[Plan],
    history: &History,
) -> Result<Credited> {
    let first = tx.ids("invoice", plans.len())?;
    let now = tx.now_micros();
    let created_by = permit.operator().map(i64::from);
    let mut notes = Vec::with_capacity(plans.len());
    for ((id, invoice), plan) in (first..).zip(invoices).zip(plans) {
        let note = credit_note(id, invoice, plan, tx.book.currency, (now, created_by))?;
        notes.push(note);
    }
    let mut after = invoices.to_vec();
    for ((invoice, note), plan) in after.iter_mut().zip(&mut notes).zip(plans) {
        settle(invoice, note, plan, history)?;
        invoice.row.version += 1;
        invoice.row.updated_at = now;
    }
    let book = tx.book_id();
    let roles = keep_role_accounts(tx.conn, book)?;
    post_documents(permit, tx, &mut notes, &roles)?;
    documents::insert(tx.conn, &notes)?;
    let rows: Vec<InvoiceRow> = after.iter().map(|document| document.row.clone()).collect();
    documents::save(tx.conn, &rows)?;
    let (before, after) = (records(tx, invoices)?, records(tx, &after)?);
    let made = records(tx, &notes)?;
    note_created(permit, tx, &made)?;
    note_edited(permit, tx, &before, &after)?;
    allocate(permit, tx, &notes)?;
    Ok(Credited { invoices: masked(permit, after), credit_notes: masked(permit, made) })
}

/// Settles what an invoice leaves open with its credit note. An invoice that credit notes of its
/// own took back as a whole, without anything paid, is cancelled.
fn settle(
    invoice: &mut Document,
    note: &mut Document,
    plan: &Plan,
    history: &History,
) -> Result<()> {
    let row = &mut invoice.row;
    let amount = row.open().min(note.row.gross);
    note.row.settled = amount;
    row.settled += amount;
    let own = history.own.get(&row.id).copied().unwrap_or_default() + amount;
    let taken = plan.lines.iter().copied().collect::<BTreeMap<_, _>>();
    let mut nothing_left = true;
    for line in &invoice.lines {
        let mut all = history.taken(line);
        all.add(taken.get(&line.line).copied().unwrap_or_default());
        nothing_left &= all.gross == line.gross && (row.gross > 0 || all == share(line)?);
    }
    let state = if own == row.gross && nothing_left {
        InvoiceState::Cancelled
    } else {
        state_after(row.gross, row.settled)
    };
    row.state = state.slug().to_owned();
    Ok(())
}

fn credit_note(
    id: i64,
    invoice: &Document,
    plan: &Plan,
    currency: Currency,
    (now, created_by): (i64, Option<i64>),
) -> Result<Document> {
    let taken = plan.lines.iter().copied().collect::<BTreeMap<_, _>>();
    let mode = invoice.row.price_mode()?;
    let mut lines = Vec::with_capacity(plan.lines.len());
    let mut discount = 0_i128;
    for line in &invoice.lines {
        let Some(part) = taken.get(&line.line) else { continue };
        let mut taken_back = LineRow { invoice_id: id, ..line.clone() };
        if *part != share(line)? {
            taken_back.take(*part, mode, currency)?;
        }
        discount += taken_back.all_discounts(mode, currency)?;
        lines.push(taken_back);
    }
    let sum = |part: fn(&LineRow) -> i64| -> Result<i64> {
        let sum: i128 = lines.iter().map(|line| i128::from(part(line))).sum();
        i64::try_from(sum).map_err(|_| Error::from(Problem::new(Code::OutOfRange)))
    };
    let mut row = InvoiceRow {
        id,
        kind: DocumentKind::CreditNote.slug().to_owned(),
        number: None,
        reference: plan.reference.clone(),
        corrects_id: Some(invoice.row.id),
        issue_on: plan.issue_on,
        due_on: plan.issue_on,
        net: sum(|line| line.net)?,
        tax: sum(|line| line.tax)?,
        gross: sum(|line| line.gross)?,
        settled: 0,
        entry_id: None,
        note: plan.note.clone(),
        version: 1,
        created_at: now,
        created_by,
        updated_at: now,
        ..invoice.row.clone()
    };
    if !plan.whole {
        let shares: i64 = lines.iter().map(|line| line.document_discount).sum();
        (row.discount_percent, row.discount_amount) = (None, (shares != 0).then_some(shares));
        row.discount = i64::try_from(discount).map_err(|_| Error::from(Code::OutOfRange))?;
    }
    let party = invoice.party.clone().map(|party| PartyRow { invoice_id: id, ..party });
    Ok(Document { row, lines, party })
}

/// Writes the allocations of credit notes to the invoices they correct.
fn allocate(permit: &Permit, tx: &mut Tx<'_>, notes: &[Document]) -> Result<()> {
    let used: Vec<&InvoiceRow> =
        notes.iter().map(|note| &note.row).filter(|row| row.settled != 0).collect();
    if used.is_empty() {
        return Ok(());
    }
    let first = tx.ids("allocation", used.len())?;
    let mut joined = Vec::with_capacity(used.len());
    for (id, note) in (first..).zip(&used) {
        let side = match note.direction()? {
            Direction::Sale => Side::Receivable,
            Direction::Purchase => Side::Payable,
        };
        joined.push(Joined { row: allocation_row(id, note), side, customer: note.customer_id });
    }
    transfer(permit, tx, &mut joined)?;
    let rows: Vec<AllocationRow> = joined.into_iter().map(|joined| joined.row).collect();
    allocations::insert(tx.conn, &rows)?;
    for row in rows {
        let record = row.record(tx.book.currency)?;
        tx.note_created(permit, Subject::new("allocation", record.id), &record)?;
    }
    Ok(())
}

fn allocation_row(id: i64, note: &InvoiceRow) -> AllocationRow {
    AllocationRow {
        book_id: note.book_id,
        id,
        invoice_id: note.corrects_id,
        refund_id: None,
        payment_id: None,
        credit_note_id: Some(note.id),
        amount: note.settled,
        allocated_on: note.issue_on,
        withdrawn_on: None,
        created_at: note.created_at,
        created_by: note.created_by,
        debt_item_id: None,
        credit_item_id: None,
        entry_id: None,
    }
}
