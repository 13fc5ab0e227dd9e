//! Proposing what a complaint leads to, and deciding about it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::model::{CaseRemedy, NewCaseRemedy, RefundTerms, RemedyState, RemedyTerms};
use super::rules::{self, REASON_LIMIT};
use super::store::{self, RemedyRow};
use crate::billing::{
    AllocationChoice, CreditInvoices, CreditLine, DraftInvoices, Invoice, NewCreditNote,
    NewInvoice, NewPayment, Payment, RecordPayments,
};
use crate::error::{Code, Error, Problem, Result};
use crate::log::Subject;
use crate::rights::permission::{Field, Permission};
use crate::rights::permit::Permit;
use crate::service::commands::locked::{lock_seen, state_of};
use crate::service::rules::CASE_LIMIT;
use crate::service::store::{self as cases, CaseRow};
use crate::values::{CaseId, CaseRemedyId, Check, CustomerId, InvoiceId, PaymentId};
use crate::work::{Command, Outcome, Review, Tx};

/// The kind of record in the change log, and the name of its table.
const SUBJECT: &str = "case_remedy";

/// Says what complaints should lead to. Nothing comes of it until somebody approves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposeRemedies {
    /// What they should lead to, up to 10,000.
    pub remedies: Vec<NewCaseRemedy>,
}

impl Command for ProposeRemedies {
    const NAME: &'static str = "cases.propose_remedies";
    const PERMISSION: Permission = Permission::CasesEdit;
    type Output = Vec<CaseRemedy>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<CaseRemedy>> {
        permit.fields().require_write(Field::CaseText)?;
        let mut check = Check::new();
        check.at_most("remedies", self.remedies.len(), CASE_LIMIT);
        check.finish()?;
        let rows = self.lock(permit, tx)?;
        let (now, currency) = (tx.now(), tx.book.currency);
        let invoices = self.invoices(tx, &rows)?;
        let mut check = Check::new();
        let mut made = Vec::with_capacity(self.remedies.len());
        check.each("remedies", self.remedies.iter().zip(&rows), |check, (new, row)| {
            let reason = check.lines("reason", &new.reason, REASON_LIMIT);
            let terms = rules::clean_terms(check, &new.terms, currency);
            check.require(row.customer_id.is_some(), "case", Code::Required);
            if let RemedyTerms::CreditNote(terms) = &new.terms {
                let named = terms.invoice.map(i64::from).or(row.invoice_id);
                let path = "terms.credit_note.invoice";
                let of = named.and_then(|invoice| invoices.get(&invoice)).copied();
                check.require(named.is_some(), path, Code::Required);
                let belongs = named.is_none() || (of.is_some() && of == row.customer_id);
                check.require(belongs, path, Code::UnknownReference);
            }
            made.push(CaseRemedy {
                id: CaseRemedyId(0),
                case: new.case,
                state: RemedyState::Proposed,
                terms,
                reason: Some(reason),
                decision: None,
                document: None,
                payment: None,
                created_at: now,
                created_by: permit.operator(),
                decided_at: None,
                decided_by: None,
                version: 1,
            });
        });
        check.finish()?;
        write(permit, tx, made)
    }
}

impl ProposeRemedies {
    /// Locks the cases, and gives each remedy its own.
    fn lock(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<CaseRow>> {
        let ids: BTreeSet<i64> = self.remedies.iter().map(|new| new.case.0).collect();
        let ids: Vec<i64> = ids.into_iter().collect();
        let rows = cases::lock_cases(tx.conn, permit.scope(), &ids)?;
        let rows: BTreeMap<i64, CaseRow> = rows.into_iter().map(|row| (row.id, row)).collect();
        let mut found = Vec::with_capacity(self.remedies.len());
        for (index, new) in self.remedies.iter().enumerate() {
            let path = format!("remedies[{index}].case");
            let row = rows.get(&new.case.0);
            let row = row.ok_or_else(|| Error::not_found("case", new.case).below(&path))?;
            let fits = rules::check_case(state_of(row)?);
            fits.map_err(|problem| problem.at(path))?;
            found.push(row.clone());
        }
        Ok(found)
    }

    /// The customers of the invoices that are to be credited.
    fn invoices(&self, tx: &mut Tx<'_>, rows: &[CaseRow]) -> Result<BTreeMap<i64, i64>> {
        let named = self.remedies.iter().zip(rows).filter_map(|(new, row)| match &new.terms {
            RemedyTerms::CreditNote(terms) => terms.invoice.map(i64::from).or(row.invoice_id),
            _ => None,
        });
        let named: BTreeSet<i64> = named.collect();
        let book = tx.book_id();
        cases::load_invoice_customers(tx.conn, book, &named.into_iter().collect::<Vec<_>>())
    }
}

/// Writes and notes new remedies, without ids yet.
fn write(permit: &Permit, tx: &mut Tx<'_>, mut made: Vec<CaseRemedy>) -> Result<Vec<CaseRemedy>> {
    if made.is_empty() {
        return Ok(made);
    }
    let book = tx.book_id();
    let first = tx.ids(SUBJECT, made.len())?;
    let mut rows = Vec::with_capacity(made.len());
    for (id, remedy) in (first..).zip(&mut made) {
        remedy.id = CaseRemedyId(id);
        rows.push(RemedyRow::of(book, remedy)?);
    }
    store::insert(tx.conn, &rows)?;
    for remedy in &made {
        tx.note_created(permit, Subject::new(SUBJECT, remedy.id), remedy)?;
    }
    Ok(made)
}

/// A proposed remedy and its case, both locked, within the permit's scope.
fn lock_proposed(
    permit: &Permit,
    tx: &mut Tx<'_>,
    id: CaseRemedyId,
    version: i64,
) -> Result<(CaseRemedy, CaseRow)> {
    let book = tx.book_id();
    let missing = || Error::not_found(SUBJECT, id);
    let found = store::load(tx.conn, book, &[id.0])?.pop().ok_or_else(missing)?;
    // Whoever decides holds the case.
    let case = match lock_seen(permit, tx, "case", &[(CaseId(found.case_id), None)]) {
        Err(Error::NotFound(_)) => return Err(missing()),
        case => case?.pop().ok_or_else(missing)?,
    };
    let found = store::load(tx.conn, book, &[id.0])?.pop().ok_or_else(missing)?;
    if found.version != version {
        return Err(Error::version_conflict(SUBJECT, id));
    }
    let remedy = found.record()?;
    rules::check_proposed(remedy.state)?;
    Ok((remedy, case))
}

/// Writes and notes what was decided.
fn decide(
    permit: &Permit,
    tx: &mut Tx<'_>,
    before: &CaseRemedy,
    state: RemedyState,
    decision: Option<String>,
    (document, payment): (Option<InvoiceId>, Option<PaymentId>),
) -> Result<CaseRemedy> {
    let after = CaseRemedy {
        state,
        decision,
        document,
        payment,
        decided_at: Some(tx.now()),
        decided_by: permit.operator(),
        version: before.version + 1,
        ..before.clone()
    };
    let book = tx.book_id();
    store::save(tx.conn, &RemedyRow::of(book, &after)?)?;
    tx.note_edited(permit, Subject::new(SUBJECT, after.id), before, &after)?;
    Ok(rules::shown(after, permit.fields()))
}

/// Approves a remedy: its document is made in the same transaction, by the rights that whoever
/// makes such a document by hand must have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApproveRemedy {
    /// The remedy.
    pub id: CaseRemedyId,
    /// The version the caller last saw.
    pub version: i64,
    /// The date of the document; today when absent.
    pub on: Option<NaiveDate>,
    /// What is said about it, up to 2,000 characters.
    pub decision: Option<String>,
}

impl Command for ApproveRemedy {
    const NAME: &'static str = "cases.approve_remedy";
    const PERMISSION: Permission = Permission::CasesApproveRemedies;
    type Output = CaseRemedy;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<CaseRemedy> {
        let mut check = Check::new();
        let decision = check.optional_lines("decision", self.decision.as_deref(), REASON_LIMIT);
        check.finish()?;
        if decision.is_some() {
            permit.fields().require_write(Field::CaseText)?;
        }
        let (remedy, case) = lock_proposed(permit, tx, self.id, self.version)?;
        rules::check_case(state_of(&case)?)?;
        let customer = case.customer_id.map(CustomerId);
        let customer = customer.ok_or_else(|| Problem::new(Code::Required).at("customer"))?;
        let on = self.on.unwrap_or_else(|| tx.today());
        let made = match &remedy.terms {
            RemedyTerms::CreditNote(terms) => {
                let invoice = terms.invoice.or(case.invoice_id.map(InvoiceId));
                let invoice = invoice.ok_or_else(|| Problem::new(Code::Required).at("invoice"))?;
                let credit = (invoice, terms.lines.clone());
                (Some(credit_note(tx, customer, credit, on, &remedy)?.id), None)
            }
            RemedyTerms::Replacement(terms) => {
                let sale = NewInvoice {
                    price_mode: terms.price_mode,
                    note: remedy.reason.clone(),
                    ..NewInvoice::sale(customer, on, terms.lines.clone())
                };
                let made = tx.execute(&DraftInvoices { invoices: vec![sale] });
                (Some(only(made.map_err(|error| error.below("terms")))?.id), None)
            }
            RemedyTerms::Refund(terms) => {
                (None, Some(refund(tx, customer, terms, on, &remedy)?.id))
            }
        };
        decide(permit, tx, &remedy, RemedyState::Approved, decision, made)
    }
}

/// Credits an invoice of the customer.
fn credit_note(
    tx: &mut Tx<'_>,
    customer: CustomerId,
    (invoice, lines): (InvoiceId, Vec<CreditLine>),
    on: NaiveDate,
    remedy: &CaseRemedy,
) -> Result<Invoice> {
    let book = tx.book_id();
    // The case may have come to another customer since it was proposed.
    let of = cases::load_invoice_customers(tx.conn, book, &[invoice.0])?;
    if of.get(&invoice.0) != Some(&customer.0) {
        let problem = Problem::new(Code::UnknownReference);
        return Err(problem.at("terms.credit_note.invoice").into());
    }
    let version = store::version_of(tx.conn, book, invoice.0)?;
    let credit = NewCreditNote {
        invoice,
        version: version.ok_or_else(|| Error::not_found("invoice", invoice))?,
        issue_on: Some(on),
        reference: None,
        lines,
        reason: remedy.reason.clone(),
    };
    let made = tx.execute(&CreditInvoices { credits: vec![credit] });
    only(made.map_err(|error| error.below("terms")))
}

/// Gives the customer money back.
fn refund(
    tx: &mut Tx<'_>,
    customer: CustomerId,
    terms: &RefundTerms,
    on: NaiveDate,
    remedy: &CaseRemedy,
) -> Result<Payment> {
    let choice = if terms.allocate { AllocationChoice::Automatic } else { AllocationChoice::None };
    let payment = NewPayment {
        method: terms.method.clone(),
        account: terms.account.clone(),
        note: remedy.reason.clone(),
        allocate: choice,
        ..NewPayment::paid(customer, on, terms.amount).refund()
    };
    let made = tx.execute(&RecordPayments { payments: vec![payment] });
    only(made.map_err(|error| error.below("terms")))
}

fn only<T>(made: Result<Vec<T>>) -> Result<T> {
    made?.pop().ok_or_else(|| Error::internal("a remedy led to nothing"))
}

/// Refuses a remedy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefuseRemedy {
    /// The remedy.
    pub id: CaseRemedyId,
    /// The version the caller last saw.
    pub version: i64,
    /// Why, 1 to 2,000 characters.
    pub decision: String,
}

impl Command for RefuseRemedy {
    const NAME: &'static str = "cases.refuse_remedy";
    const PERMISSION: Permission = Permission::CasesApproveRemedies;
    type Output = CaseRemedy;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<CaseRemedy> {
        permit.fields().require_write(Field::CaseText)?;
        let mut check = Check::new();
        let decision = check.lines("decision", &self.decision, REASON_LIMIT);
        check.finish()?;
        let (remedy, _) = lock_proposed(permit, tx, self.id, self.version)?;
        decide(permit, tx, &remedy, RemedyState::Refused, Some(decision), (None, None))
    }
}

/// Takes a remedy back before somebody has decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WithdrawRemedy {
    /// The remedy.
    pub id: CaseRemedyId,
    /// The version the caller last saw.
    pub version: i64,
}

impl Command for WithdrawRemedy {
    const NAME: &'static str = "cases.withdraw_remedy";
    const PERMISSION: Permission = Permission::CasesEdit;
    type Output = CaseRemedy;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<CaseRemedy> {
        let (remedy, _) = lock_proposed(permit, tx, self.id, self.version)?;
        decide(permit, tx, &remedy, RemedyState::Withdrawn, None, (None, None))
    }
}

/// See [`crate::work::Card`]: what is cancelled or discarded counts no more, and neither does the
/// remedy that led to it.
pub(crate) fn follow(permit: &Permit, tx: &mut Tx<'_>, first: usize) -> Result<()> {
    let (mut documents, mut payments) = (BTreeSet::new(), BTreeSet::new());
    for draft in tx.drafts.get(first..).unwrap_or_default() {
        match draft.subject.kind.as_str() {
            "invoice" if !draft.is_new() && draft.tells_of("state") => {
                documents.insert(draft.subject.id)
            }
            "payment" if !draft.is_new() && draft.tells_of("state") => {
                payments.insert(draft.subject.id)
            }
            _ => false,
        };
    }
    if documents.is_empty() && payments.is_empty() {
        return Ok(());
    }
    let book = tx.book_id();
    if !store::leads_anywhere(tx.conn, book)? {
        return Ok(());
    }
    let rows = store::lock_of(tx.conn, book, &documents, &payments)?;
    if rows.is_empty() {
        return Ok(());
    }
    let named = |of: fn(&RemedyRow) -> Option<i64>| rows.iter().filter_map(of).collect::<Vec<_>>();
    let documents = named(|row| row.document_id);
    let documents = store::documents_that_stand(tx.conn, book, &documents)?;
    let payments = named(|row| row.payment_id);
    let payments = store::payments_that_stand(tx.conn, book, &payments)?;
    for row in rows {
        let Some(stands) = store::stands(&row, &documents, &payments) else { continue };
        let before = row.record()?;
        let state = rules::state_by_document(stands);
        if before.state != state {
            let after = CaseRemedy { state, version: before.version + 1, ..before.clone() };
            store::save(tx.conn, &RemedyRow::of(book, &after)?)?;
            tx.note_edited(permit, Subject::new(SUBJECT, after.id), &before, &after)?;
        }
    }
    Ok(())
}

impl Outcome for CaseRemedy {
    fn review(&mut self, review: &mut Review) {
        review.tells_of(SUBJECT, self.id);
        rules::limit(self, &review.fields);
    }
}
