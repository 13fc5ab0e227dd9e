//! Drafting invoices, changing and discarding drafts.

use serde::{Deserialize, Serialize};

use super::load::{
    draft_all, entered, fill, load_known, load_seen, masked, note_created, note_edited, records,
    require_drafts,
};
use super::repeats::refuse_repeated;
use crate::billing::invoices::model::{Invoice, InvoiceEdit, InvoiceVersion, NewInvoice};
use crate::billing::invoices::rules::documents as rules;
use crate::billing::invoices::store::documents as store;
use crate::billing::invoices::store::users;
use crate::error::{Code, Error, Problem, Result};
use crate::log::Subject;
use crate::rights::permission::Permission;
use crate::rights::permit::Permit;
use crate::values::{Check, InvoiceId};
use crate::work::{Command, Tx};

/// Drafts invoices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftInvoices {
    /// The invoices, at most 100,000.
    pub invoices: Vec<NewInvoice>,
}

impl Command for DraftInvoices {
    const NAME: &'static str = "invoices.draft";
    const PERMISSION: Permission = Permission::InvoicesEdit;
    type Output = Vec<Invoice>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Invoice>> {
        let (documents, _) = draft_all(permit, tx, &self.invoices)?;
        store::insert(tx.conn, &documents)?;
        let records = records(tx, &documents)?;
        note_created(permit, tx, &records)?;
        Ok(masked(permit, records))
    }
}

/// Gives a draft new values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditInvoice {
    /// Which one.
    pub id: InvoiceId,
    /// The version the caller last saw.
    pub version: i64,
    /// The new values.
    pub edit: InvoiceEdit,
}

impl Command for EditInvoice {
    const NAME: &'static str = "invoices.edit";
    const PERMISSION: Permission = Permission::InvoicesEdit;
    type Output = Invoice;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Invoice> {
        let seen = InvoiceVersion { id: self.id, version: self.version };
        let before = load_seen(permit, tx, "id", &[seen])?;
        require_drafts(&before)?;
        let old = records(tx, &before)?;
        let kept = old.first().ok_or(Code::Internal)?;
        let invoice = rules::edited(kept, &self.edit);
        let mut known = load_known(tx, permit.scope(), &[&invoice])?;
        known.tax_rounding = kept.tax_rounding;
        let mut check = Check::new();
        let draft = check.within("edit", |check| rules::check_invoice(&invoice, &known, check));
        check.finish()?;
        let draft = draft.ok_or(Code::Internal)?;
        let old_bill = kept.reference.as_deref().map(|it| (kept.direction, kept.customer.0, it));
        let bill = draft.reference.as_deref().map(|it| (draft.direction, draft.customer, it));
        if bill != old_bill {
            let path = "edit.reference".to_owned();
            refuse_repeated(tx, &Vec::from_iter(entered(path, &draft, false)))?;
        }
        let counterparty = known.counterparties.get(&draft.customer).ok_or(Code::Internal)?;
        let mut row = before.first().ok_or(Code::Internal)?.row.clone();
        row.version += 1;
        let profile = known.profiles.get(&draft.profile.unwrap_or_default());
        let after = [fill(row, &draft, (counterparty, profile), tx.now_micros())];
        for document in &after {
            store::save(tx.conn, std::slice::from_ref(&document.row))?;
            store::replace_lines(tx.conn, document)?;
        }
        store::save_parties(tx.conn, &before, &after)?;
        let after = records(tx, &after)?;
        note_edited(permit, tx, &old, &after)?;
        masked(permit, after).pop().ok_or_else(|| Error::internal("an edited invoice is missing"))
    }
}

/// A draft that a case names: who looks after the case says what becomes of it.
fn in_use(ids: &[i64], invoice: i64, case: i64) -> Problem {
    let index = ids.iter().position(|id| *id == invoice).unwrap_or_default();
    let problem = Problem::new(Code::InUse).at(format!("invoices[{index}]"));
    let problem = problem.fact("subject", "invoice").fact("key", invoice);
    problem.fact("by", "case").fact("by_key", case)
}

/// Discards drafts: they never were in the books.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiscardInvoices {
    /// The drafts, at most 100,000.
    pub invoices: Vec<InvoiceVersion>,
}

impl Command for DiscardInvoices {
    const NAME: &'static str = "invoices.discard";
    const PERMISSION: Permission = Permission::InvoicesEdit;
    type Output = Vec<Invoice>;

    fn execute(&self, permit: &Permit, tx: &mut Tx<'_>) -> Result<Vec<Invoice>> {
        let documents = load_seen(permit, tx, "invoices", &self.invoices)?;
        require_drafts(&documents)?;
        let records = records(tx, &documents)?;
        let ids: Vec<i64> = documents.iter().map(|document| document.row.id).collect();
        let book = tx.book_id();
        if let Some((invoice, case)) = users::find_case(tx.conn, book, &ids)? {
            return Err(in_use(&ids, invoice, case).into());
        }
        store::delete(tx.conn, book, &ids)?;
        for record in &records {
            tx.note_removed(permit, Subject::new("invoice", record.id), record)?;
        }
        Ok(masked(permit, records))
    }
}
