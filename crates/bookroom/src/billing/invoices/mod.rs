//! Invoices and credit notes, sale and purchase.

pub(crate) mod card;
pub mod commands;
pub mod model;
pub(crate) mod rules;
pub(crate) mod store;

use chrono::NaiveDate;

use commands::{
    CancelInvoices, CreditInvoices, CreditWithoutInvoice, DiscardInvoices, DraftAndPostInvoices,
    DraftInvoices, EditInvoice, PostInvoices,
};

use crate::error::{Error, Result};
use crate::rights::permission::Permission;
use crate::values::{InvoiceId, Page, PageRequest};
use crate::work::Session;

pub use model::{
    CreditLine, Direction, Discount, DocumentKind, Invoice, InvoiceEdit, InvoiceFilter,
    InvoiceLine, InvoiceSort, InvoiceState, InvoiceTotals, InvoiceVersion, NewCreditNote,
    NewInvoice, NewInvoiceLine, NewStandaloneCredit,
};

/// Invoices and credit notes of a book.
pub struct Invoices<'s> {
    session: &'s Session,
}

impl<'s> Invoices<'s> {
    pub(crate) fn new(session: &'s Session) -> Self {
        Self { session }
    }

    /// Drafts an invoice.
    ///
    /// # Errors
    /// Every violation at once: `no_lines`, `required`, `too_long`, `too_many`, `bad_character`,
    /// `bad_date`, `date_far`, `date_order`, `negative_total`, `must_be_positive` for a quantity of
    /// nothing, `too_many_decimals`, `out_of_range` (also for a discount larger than what it is
    /// taken from), `unknown_reference`, `retired`, `not_postable`, `bad_choice` for an account
    /// kept by customer; `not_permitted`.
    pub fn draft(&self, invoice: NewInvoice) -> Result<Invoice> {
        only(self.draft_many(vec![invoice])?)
    }

    /// Drafts many, all or none.
    ///
    /// # Errors
    /// As [`Invoices::draft`]; `too_many` above 100,000.
    pub fn draft_many(&self, invoices: Vec<NewInvoice>) -> Result<Vec<Invoice>> {
        self.session.run(DraftInvoices { invoices })
    }

    /// Gives a draft new values.
    ///
    /// # Errors
    /// As [`Invoices::draft`]; `not_found`, `version_conflict`, `wrong_state` when it is no draft.
    pub fn edit(&self, id: InvoiceId, version: i64, edit: InvoiceEdit) -> Result<Invoice> {
        self.session.run(EditInvoice { id, version, edit })
    }

    /// Discards drafts; returns them as they were.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`, `wrong_state`, `too_many`, `repeated`, `not_permitted`.
    pub fn discard(&self, invoices: Vec<InvoiceVersion>) -> Result<Vec<Invoice>> {
        self.session.run(DiscardInvoices { invoices })
    }

    /// Posts a draft: it gets its number and its journal entry, and keeps the counterparty's name,
    /// tax number and address as they are now.
    ///
    /// # Errors
    /// As [`Invoices::post_many`].
    pub fn post(&self, id: InvoiceId, version: i64) -> Result<Invoice> {
        only(self.post_many(vec![InvoiceVersion { id, version }])?)
    }

    /// Posts drafts, all or none; numbers are given in their order.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`, `wrong_state`, `too_many`, `repeated`, `retired`,
    /// `not_postable`, `unknown_reference` with the fact `role` for a chart without an account,
    /// `not_permitted`.
    pub fn post_many(&self, invoices: Vec<InvoiceVersion>) -> Result<Vec<Invoice>> {
        self.session.run(PostInvoices { invoices })
    }

    /// Drafts and posts invoices in one go, all or none; thousands take few statements. Needs both
    /// permissions.
    ///
    /// # Errors
    /// As [`Invoices::draft`] and [`Invoices::post_many`].
    pub fn draft_and_post(&self, invoices: Vec<NewInvoice>) -> Result<Vec<Invoice>> {
        self.session.run(DraftAndPostInvoices { invoices })
    }

    /// Cancels invoices of which nothing is settled, by a credit note for each; returns the invoices
    /// as they are now. Without a date the credit notes are of today.
    ///
    /// # Errors
    /// `wrong_state` with the fact `settled` when something is settled, `credited` when part of it
    /// was taken back; `not_found`, `version_conflict`, `date_order`, `bad_date`, `too_long`,
    /// `too_many`, `repeated`, `not_permitted`.
    pub fn cancel(
        &self,
        invoices: Vec<InvoiceVersion>,
        on: Option<NaiveDate>,
        reason: Option<String>,
    ) -> Result<Vec<Invoice>> {
        self.session.run(CancelInvoices { invoices, on, reason })
    }

    /// Posts a credit note against an invoice, and returns it. What the invoice leaves open is
    /// settled by it; the rest is the counterparty's credit.
    ///
    /// # Errors
    /// As [`Invoices::credit_many`].
    pub fn credit(&self, credit: NewCreditNote) -> Result<Invoice> {
        only(self.credit_many(vec![credit])?)
    }

    /// Posts credit notes against invoices, all or none.
    ///
    /// # Errors
    /// `over_allocated` for more than is left of a line, `unknown_reference` for a line that is not
    /// there, `must_be_positive`, `too_many_decimals`, `out_of_range`, `wrong_state`, `not_found`,
    /// `version_conflict`, `date_order`, `bad_date`, `too_long`, `too_many`, `repeated`,
    /// `not_permitted`.
    pub fn credit_many(&self, credits: Vec<NewCreditNote>) -> Result<Vec<Invoice>> {
        self.session.run(CreditInvoices { credits })
    }

    /// Posts a credit note that stands alone: no invoice of this book is behind it.
    ///
    /// # Errors
    /// As [`Invoices::credit_without_invoice_many`].
    pub fn credit_without_invoice(&self, credit: NewStandaloneCredit) -> Result<Invoice> {
        only(self.credit_without_invoice_many(vec![credit])?)
    }

    /// Posts credit notes that stand alone, all or none.
    ///
    /// # Errors
    /// As [`Invoices::draft`] and [`Invoices::post_many`]; `required` without a reason.
    pub fn credit_without_invoice_many(
        &self,
        credits: Vec<NewStandaloneCredit>,
    ) -> Result<Vec<Invoice>> {
        self.session.run(CreditWithoutInvoice { credits })
    }

    /// One document.
    ///
    /// # Errors
    /// `not_found` (also when it is not yours to see), `not_permitted`.
    pub fn get(&self, id: InvoiceId) -> Result<Invoice> {
        self.session.read(Permission::InvoicesView, |view| store::queries::get(view, id))
    }

    /// Documents by id, in the order asked for; missing ones are left out.
    ///
    /// # Errors
    /// `too_many` above 100,000, `not_permitted`.
    pub fn get_many(&self, ids: &[InvoiceId]) -> Result<Vec<Invoice>> {
        self.session.read(Permission::InvoicesView, |view| store::queries::get_many(view, ids))
    }

    /// The document with a number, such as `INV-202606-0001`.
    ///
    /// # Errors
    /// `not_found`, `not_permitted`.
    pub fn get_by_number(&self, number: &str) -> Result<Invoice> {
        let permission = Permission::InvoicesView;
        self.session.read(permission, |view| store::queries::get_by_number(view, number))
    }

    /// The documents with a reference, newest first, at most 1,000.
    ///
    /// # Errors
    /// `not_permitted`.
    pub fn find_by_reference(&self, reference: &str) -> Result<Vec<Invoice>> {
        let permission = Permission::InvoicesView;
        self.session.read(permission, |view| store::queries::find_by_reference(view, reference))
    }

    /// A page of documents with their lines.
    ///
    /// # Errors
    /// `not_permitted`, `out_of_range`, `too_many_decimals` for an amount, `bad_cursor`;
    /// `bad_choice` or `wrong_type` for a condition.
    pub fn list(
        &self,
        filter: &InvoiceFilter,
        sort: InvoiceSort,
        descending: bool,
        page: &PageRequest,
    ) -> Result<Page<Invoice>> {
        let permission = Permission::InvoicesView;
        self.session
            .read(permission, |view| store::queries::list(view, filter, sort, descending, page))
    }

    /// The totals of documents, one row for each direction and kind there is.
    ///
    /// # Errors
    /// As [`Invoices::list`].
    pub fn totals(&self, filter: &InvoiceFilter) -> Result<Vec<InvoiceTotals>> {
        self.session.read(Permission::InvoicesView, |view| store::queries::totals(view, filter))
    }
}

fn only<T>(mut records: Vec<T>) -> Result<T> {
    records.pop().ok_or_else(|| Error::internal("one document went in and none came out"))
}
