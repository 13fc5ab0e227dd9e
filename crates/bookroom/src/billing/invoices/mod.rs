//! Invoices and credit notes, sale and purchase.

pub(crate) mod card;
pub mod commands;
pub mod model;
pub(crate) mod rules;
pub(crate) mod store;

use chrono::NaiveDate;

use commands::{
    CancelInvoices, CreditWithoutInvoice, DiscardInvoices, DraftAndPostInvoices, EditInvoice,
    PostInvoices,
};
pub(crate) use commands::{CreditInvoices, DraftInvoices};

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
    /// kept by customer; `not_permitted`. `already_exists` at the `reference` of a purchase that
    /// the supplier has given to another one, with the `id` of the first, unless it is allowed: one
    /// that is cancelled or wholly credited does not count. `repeated` when it stands here twice.
    ///
    /// # Examples
    /// ```
    /// use bookroom::billing::invoices::{NewInvoice, NewInvoiceLine};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let line = NewInvoiceLine {
    ///     product: Some("TEA".into()), // name, unit, price and tax rate are the product's
    ///     quantity: "3".parse()?,
    ///     ..NewInvoiceLine::default()
    /// };
    /// let sale = NewInvoice::sale(customer.id, "2026-06-20".parse()?, vec![line]);
    /// let draft = session.billing().invoices().draft(sale)?;
    /// assert_eq!(draft.gross, "2712".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn draft(&self, invoice: NewInvoice) -> Result<Invoice> {
        only(self.draft_many(vec![invoice])?)
    }

    /// Drafts many, all or none.
    ///
    /// # Errors
    /// As [`Invoices::draft`]; `too_many` above 100,000.
    ///
    /// # Examples
    /// ```
    /// use bookroom::billing::invoices::NewInvoice;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, supplier, invoice) = (office.session, office.supplier, office.invoice);
    /// // Last month's invoice once more, for two customers.
    /// let on = "2026-06-30".parse()?;
    /// let copy = NewInvoice { issue_on: on, due_on: None, ..(&invoice).into() };
    /// let other = NewInvoice { customer: supplier.id, ..copy.clone() };
    /// let drafts = session.billing().invoices().draft_many(vec![copy, other])?;
    /// assert_eq!(drafts.len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn draft_many(&self, invoices: Vec<NewInvoice>) -> Result<Vec<Invoice>> {
        self.session.run(DraftInvoices { invoices })
    }

    /// Gives a draft new values.
    ///
    /// # Errors
    /// As [`Invoices::draft`]; `not_found`, `version_conflict`, `wrong_state` when it is no draft.
    ///
    /// # Examples
    /// ```
    /// use bookroom::billing::invoices::model::InvoiceEdit;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, draft) = (office.session, office.draft);
    /// let edit = InvoiceEdit { reference: "PO-88".into(), ..InvoiceEdit::default() };
    /// let draft = session.billing().invoices().edit(draft.id, draft.version, edit)?;
    /// assert_eq!(draft.reference.as_deref(), Some("PO-88"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn edit(&self, id: InvoiceId, version: i64, edit: InvoiceEdit) -> Result<Invoice> {
        self.session.run(EditInvoice { id, version, edit })
    }

    /// Discards drafts; returns them as they were.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`, `wrong_state`, `too_many`, `repeated`, `not_permitted`;
    /// `in_use` for one that a case names, with its id in the fact `by_key`: link the case to
    /// something else first.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, draft) = (office.session, office.draft);
    /// session.billing().invoices().discard(vec![(&draft).into()])?;
    /// assert!(session.billing().invoices().get(draft.id).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn discard(&self, invoices: Vec<InvoiceVersion>) -> Result<Vec<Invoice>> {
        self.session.run(DiscardInvoices { invoices })
    }

    /// Posts a draft: it gets its number and its journal entry, and keeps the counterparty's name,
    /// tax number and address as they are now.
    ///
    /// # Errors
    /// As [`Invoices::post_many`].
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, draft) = (office.session, office.draft);
    /// let posted = session.billing().invoices().post(draft.id, draft.version)?;
    /// assert_eq!(posted.number.as_deref(), Some("INV-202606-0002"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn post(&self, id: InvoiceId, version: i64) -> Result<Invoice> {
        only(self.post_many(vec![InvoiceVersion { id, version }])?)
    }

    /// Posts drafts, all or none; numbers are given in their order.
    ///
    /// # Errors
    /// `not_found`, `version_conflict`, `wrong_state`, `too_many`, `repeated`, `retired`,
    /// `not_postable`, `unknown_reference` with the fact `role` for a chart without an account,
    /// `not_permitted`; `credit_limit_exceeded` for each sale beyond its customer's credit limit,
    /// with `limit`, `used` and `amount`, unless the book's `credit_check` lets it pass: then the
    /// record says so in `credit_warning`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, draft) = (office.session, office.draft);
    /// let posted = session.billing().invoices().post_many(vec![(&draft).into()])?;
    /// assert!(posted[0].entry.is_some());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn post_many(&self, invoices: Vec<InvoiceVersion>) -> Result<Vec<Invoice>> {
        self.session.run(PostInvoices { invoices })
    }

    /// Drafts and posts invoices in one go, all or none; thousands take few statements. Needs both
    /// permissions.
    ///
    /// # Errors
    /// As [`Invoices::draft`] and [`Invoices::post_many`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::billing::invoices::{NewInvoice, NewInvoiceLine};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let line = NewInvoiceLine {
    ///     description: Some("咨询".into()),
    ///     quantity: "1.5".parse()?,
    ///     unit_price: Some("400".parse()?),
    ///     tax_rate: Some("0.06".parse()?),
    ///     ..NewInvoiceLine::default()
    /// };
    /// let sale = NewInvoice::sale(customer.id, "2026-06-20".parse()?, vec![line]);
    /// let posted = session.billing().invoices().draft_and_post(vec![sale])?;
    /// assert_eq!(posted[0].gross, "636".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn draft_and_post(&self, invoices: Vec<NewInvoice>) -> Result<Vec<Invoice>> {
        self.session.run(DraftAndPostInvoices { invoices })
    }

    /// Cancels invoices of which nothing is settled, by a credit note for each; returns the
    /// invoices as they are now. Without a date the credit notes are of today.
    ///
    /// # Errors
    /// `wrong_state` with the fact `settled` when something is settled, `credited` when part of it
    /// was taken back; `not_found`, `version_conflict`, `date_order`, `bad_date`, `too_long`,
    /// `too_many`, `repeated`, `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::billing::invoices::InvoiceState;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, invoice) = (office.session, office.invoice);
    /// let reason = Some("开错了".to_owned());
    /// let invoices = session.billing().invoices();
    /// let cancelled = invoices.cancel(vec![(&invoice).into()], None, reason)?;
    /// assert_eq!(cancelled[0].state, InvoiceState::Cancelled);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
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
    ///
    /// # Examples
    /// ```
    /// use bookroom::billing::invoices::{CreditLine, NewCreditNote};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, invoice) = (office.session, office.invoice);
    /// // Two of the ten come back.
    /// let two = CreditLine { line: 1, quantity: Some("2".parse()?), amount: None };
    /// let credit_note = session.billing().invoices().credit(NewCreditNote {
    ///     invoice: invoice.id,
    ///     version: invoice.version,
    ///     issue_on: None, // today
    ///     reference: None,
    ///     lines: vec![two],
    ///     reason: Some("受潮".into()),
    /// })?;
    /// assert_eq!(credit_note.gross, "226".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
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
    ///
    /// # Examples
    /// ```
    /// use bookroom::billing::invoices::NewCreditNote;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, invoice) = (office.session, office.invoice);
    /// let all = NewCreditNote {
    ///     invoice: invoice.id,
    ///     version: invoice.version,
    ///     issue_on: None,
    ///     reference: None,
    ///     lines: Vec::new(), // everything that is left
    ///     reason: Some("全部退回".into()),
    /// };
    /// let credit_notes = session.billing().invoices().credit_many(vec![all])?;
    /// assert_eq!(credit_notes[0].gross, invoice.gross);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn credit_many(&self, credits: Vec<NewCreditNote>) -> Result<Vec<Invoice>> {
        self.session.run(CreditInvoices { credits })
    }

    /// Posts a credit note that stands alone: no invoice of this book is behind it.
    ///
    /// # Errors
    /// As [`Invoices::credit_without_invoice_many`].
    ///
    /// # Examples
    /// ```
    /// use bookroom::billing::invoices::{Direction, NewInvoiceLine, NewStandaloneCredit};
    /// use bookroom::billing::products::PriceMode;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let bonus = NewInvoiceLine {
    ///     description: Some("年度返利".into()),
    ///     quantity: "1".parse()?,
    ///     unit_price: Some("300".parse()?),
    ///     ..NewInvoiceLine::default()
    /// };
    /// let invoices = session.billing().invoices();
    /// let credit_note = invoices.credit_without_invoice(NewStandaloneCredit {
    ///     direction: Direction::Sale,
    ///     customer: customer.id,
    ///     reason: "2025 年返利".into(),
    ///     reference: None,
    ///     issue_on: None,
    ///     price_mode: PriceMode::Net,
    ///     discount: None,
    ///     lines: vec![bonus],
    /// })?;
    /// assert_eq!(credit_note.corrects, None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn credit_without_invoice(&self, credit: NewStandaloneCredit) -> Result<Invoice> {
        only(self.credit_without_invoice_many(vec![credit])?)
    }

    /// Posts credit notes that stand alone, all or none.
    ///
    /// # Errors
    /// As [`Invoices::draft`] and [`Invoices::post_many`]; `required` without a reason.
    ///
    /// # Examples
    /// ```
    /// use bookroom::billing::invoices::{Direction, NewInvoiceLine, NewStandaloneCredit};
    /// use bookroom::billing::products::PriceMode;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, supplier) = (office.session, office.supplier);
    /// let bonus = NewInvoiceLine {
    ///     description: Some("供应商折让".into()),
    ///     quantity: "1".parse()?,
    ///     unit_price: Some("80".parse()?),
    ///     ..NewInvoiceLine::default()
    /// };
    /// let credit = NewStandaloneCredit {
    ///     direction: Direction::Purchase,
    ///     customer: supplier.id,
    ///     reason: "质量折让".into(),
    ///     reference: Some("ZR-3".into()),
    ///     issue_on: None,
    ///     price_mode: PriceMode::Net,
    ///     discount: None,
    ///     lines: vec![bonus],
    /// };
    /// let made = session.billing().invoices().credit_without_invoice_many(vec![credit])?;
    /// assert_eq!(made[0].number.as_deref(), Some("BCN-202606-0001"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
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
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, invoice) = (office.session, office.invoice);
    /// assert_eq!(session.billing().invoices().get(invoice.id)?.open(), "1130".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn get(&self, id: InvoiceId) -> Result<Invoice> {
        self.session.read(Permission::InvoicesView, |view| store::queries::get(view, id))
    }

    /// Documents by id, in the order asked for; missing ones are left out.
    ///
    /// # Errors
    /// `too_many` above 100,000, `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, draft, invoice) = (office.session, office.draft, office.invoice);
    /// let found = session.billing().invoices().get_many(&[draft.id, invoice.id])?;
    /// assert_eq!(found.len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn get_many(&self, ids: &[InvoiceId]) -> Result<Vec<Invoice>> {
        self.session.read(Permission::InvoicesView, |view| store::queries::get_many(view, ids))
    }

    /// The document with a number, such as `INV-202606-0001`.
    ///
    /// # Errors
    /// `not_found`, `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, invoice) = (office.session, office.invoice);
    /// let found = session.billing().invoices().get_by_number("INV-202606-0001")?;
    /// assert_eq!(found.id, invoice.id);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn get_by_number(&self, number: &str) -> Result<Invoice> {
        self.find_by_number(number)?.ok_or_else(|| Error::not_found("invoice", number))
    }

    /// As [`Invoices::get_by_number`], if there is one.
    ///
    /// # Errors
    /// `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// assert!(session.billing().invoices().find_by_number("INV-202606-9999")?.is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn find_by_number(&self, number: &str) -> Result<Option<Invoice>> {
        let permission = Permission::InvoicesView;
        self.session.read(permission, |view| store::queries::find_by_number(view, number))
    }

    /// The documents with a reference, newest first, at most 1,000.
    ///
    /// # Errors
    /// `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, invoice) = (office.session, office.invoice);
    /// let found = session.billing().invoices().find_by_reference("PO-77")?;
    /// assert_eq!(found[0].id, invoice.id);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn find_by_reference(&self, reference: &str) -> Result<Vec<Invoice>> {
        let permission = Permission::InvoicesView;
        self.session.read(permission, |view| store::queries::find_by_reference(view, reference))
    }

    /// A page of documents with their lines.
    ///
    /// # Errors
    /// `not_permitted`, `out_of_range`, `too_many_decimals` for an amount, `bad_cursor`;
    /// `bad_choice` or `wrong_type` for a condition.
    ///
    /// # Examples
    /// ```
    /// use bookroom::billing::invoices::{InvoiceFilter, InvoiceSort, InvoiceState};
    /// use bookroom::values::PageRequest;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, invoice) = (office.session, office.invoice);
    /// let open = InvoiceFilter { states: vec![InvoiceState::Posted], ..InvoiceFilter::default() };
    /// let page = PageRequest::default();
    /// let page = session.billing().invoices().list(&open, InvoiceSort::Gross, true, &page)?;
    /// assert_eq!(page.items[0].id, invoice.id);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
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
    ///
    /// # Examples
    /// ```
    /// use bookroom::billing::invoices::InvoiceFilter;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let totals = session.billing().invoices().totals(&InvoiceFilter::default())?;
    /// assert_eq!(totals[0].count, 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn totals(&self, filter: &InvoiceFilter) -> Result<Vec<InvoiceTotals>> {
        self.session.read(Permission::InvoicesView, |view| store::queries::totals(view, filter))
    }
}

fn only<T>(mut records: Vec<T>) -> Result<T> {
    records.pop().ok_or_else(|| Error::internal("one document went in and none came out"))
}
