//! Money in and out, what it settles, and what is left of it.

pub(crate) mod card;
pub mod commands;
pub mod model;
pub(crate) mod rules;
pub(crate) mod store;
pub(crate) mod verify;

use chrono::NaiveDate;
use rust_decimal::Decimal;

pub(crate) use commands::RecordPayments;
use commands::{
    AllocateAutomatically, AllocatePayments, CancelPayments, EditPayment, WithdrawAllocations,
};
use store::{lists, sums};

use crate::billing::allocations::store as allocations;
use crate::customers::stand_ins;
use crate::error::{Error, Result};
use crate::log::Finding;
use crate::rights::permission::Permission;
use crate::values::{AllocationId, CustomerId, InvoiceId, Page, PageRequest, PaymentId};
use crate::work::Session;

pub use model::{
    Allocation, AllocationChoice, NewAllocation, NewPayment, OpenItem, Payment, PaymentDirection,
    PaymentEdit, PaymentFilter, PaymentPurpose, PaymentSort, PaymentState, PaymentTotals,
    PaymentVersion, Share, Side, UnallocatedCredit,
};

/// Payments of a book.
pub struct Payments<'s> {
    session: &'s Session,
}

impl<'s> Payments<'s> {
    pub(crate) fn new(session: &'s Session) -> Self {
        Self { session }
    }

    /// Records one payment, posts it and lets it settle what it is for.
    ///
    /// # Errors
    /// `not_permitted` (also without `payments.allocate` unless it stays open); every violation at
    /// once: `unknown_reference` for customer, method, account or document, `must_be_positive`,
    /// `too_many_decimals`, `out_of_range`, `bad_date`, `too_long`, `bad_character`, `retired`,
    /// `not_postable`, `bad_choice` (an account that holds no money; a document that cannot meet
    /// this payment), `over_allocated`; `not_a_supplier` or `not_a_customer` at `purpose` for a
    /// party that is only on the other side and has nothing open on this one: such money is a
    /// refund, or the refund a settlement, as the fact `purpose` says.
    ///
    /// # Examples
    /// ```
    /// use bookroom::billing::payments::NewPayment;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let money = NewPayment::received(customer.id, "2026-06-25".parse()?, "1000".parse()?);
    /// let payment = session.billing().payments().record(money)?;
    /// assert_eq!((payment.allocated, payment.unallocated), ("1000".parse()?, "0".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn record(&self, payment: NewPayment) -> Result<Payment> {
        let recorded = self.record_many(vec![payment])?.pop();
        recorded.ok_or_else(|| Error::internal("a payment gave no record"))
    }

    /// Records many payments, all or none. What each settles is told by [`Payments::allocations`].
    ///
    /// # Errors
    /// As [`Payments::record`]; `too_many` above 100,000.
    ///
    /// # Examples
    /// ```
    /// use bookroom::billing::payments::NewPayment;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer, supplier) = (office.session, office.customer, office.supplier);
    /// let on = "2026-06-25".parse()?;
    /// let received = NewPayment::received(customer.id, on, "630".parse()?);
    /// let paid = NewPayment::paid(supplier.id, on, "90".parse()?);
    /// let recorded = session.billing().payments().record_many(vec![received, paid])?;
    /// assert_eq!(recorded.len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn record_many(&self, payments: Vec<NewPayment>) -> Result<Vec<Payment>> {
        self.session.run(RecordPayments { payments })
    }

    /// Changes the reference or note of a payment.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `version_conflict`, `too_long`, `bad_character`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::billing::payments::PaymentEdit;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, payment) = (office.session, office.payment);
    /// let edit = PaymentEdit { reference: "ICBC-88231".into(), ..PaymentEdit::default() };
    /// let payment = session.billing().payments().edit(payment.id, payment.version, edit)?;
    /// assert_eq!(payment.reference.as_deref(), Some("ICBC-88231"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn edit(&self, id: PaymentId, version: i64, edit: PaymentEdit) -> Result<Payment> {
        self.session.run(EditPayment { id, version, edit })
    }

    /// Cancels payments by red entries; what they settled is open again.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `version_conflict`, `wrong_state` when one is cancelled
    /// already, `repeated`, `date_order` with the fact `earliest`, `too_many`, `busy`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::billing::payments::PaymentState;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, payment) = (office.session, office.payment);
    /// let reason = Some("退票".to_owned());
    /// let payments = session.billing().payments();
    /// let cancelled = payments.cancel(vec![(&payment).into()], None, reason)?;
    /// assert_eq!(cancelled[0].state, PaymentState::Cancelled);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn cancel(
        &self,
        payments: Vec<PaymentVersion>,
        on: Option<NaiveDate>,
        reason: Option<String>,
    ) -> Result<Vec<Payment>> {
        self.session.run(CancelPayments { payments, on, reason })
    }

    /// Allocates the open amounts of payments, credit notes, invoices or refunds.
    ///
    /// # Errors
    /// `not_permitted`; every violation at once: `unknown_reference`, `repeated`, `bad_choice` for
    /// documents that cannot meet (of different customers or sides, or both debts or both credits),
    /// `must_be_positive`, `over_allocated` with the fact `open`, `date_order`, `too_many`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::billing::payments::{AllocationChoice, NewAllocation, OpenItem, Share};
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, invoice, payment) = (office.session, office.invoice, office.payment);
    /// let share = Share { item: OpenItem::Invoice(invoice.id), amount: "500".parse()? };
    /// let allocate = AllocationChoice::ByHand(vec![share]);
    /// let one = NewAllocation { item: OpenItem::Payment(payment.id), allocate };
    /// let made = session.billing().payments().allocate(vec![one], None)?;
    /// assert_eq!(made[0].amount, "500".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn allocate(
        &self,
        allocations: Vec<NewAllocation>,
        on: Option<NaiveDate>,
    ) -> Result<Vec<Allocation>> {
        self.session.run(AllocatePayments { allocations, on })
    }

    /// Allocates a part of a payment to an invoice: 30 of this payment to that invoice. The amount
    /// is in the currency of both. Without a day it counts from today, or the first day that both
    /// allow.
    ///
    /// # Errors
    /// `not_permitted`; `unknown_reference` for the payment or the invoice, `bad_choice` for an
    /// invoice of another customer or side, `must_be_positive`, `too_many_decimals`,
    /// `over_allocated` with the fact `open`, `date_order`, `bad_date`. Paths are the names of the
    /// parameters.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, invoice, payment) = (office.session, office.invoice, office.payment);
    /// let thirty = "30".parse()?;
    /// let made = session.billing().payments().allocate_to(payment.id, invoice.id, thirty, None)?;
    /// assert_eq!(made.amount, thirty);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn allocate_to(
        &self,
        payment: PaymentId,
        invoice: InvoiceId,
        amount: Decimal,
        on: Option<NaiveDate>,
    ) -> Result<Allocation> {
        let share = Share { item: OpenItem::Invoice(invoice), amount };
        let allocate = AllocationChoice::ByHand(vec![share]);
        let one = NewAllocation { item: OpenItem::Payment(payment), allocate };
        let made = self.allocate(vec![one], on).map_err(rules::by_parameter)?.pop();
        made.ok_or_else(|| Error::internal("an allocation gave no record"))
    }

    /// Allocates everything that is open of customers (all within reach when none is named): the
    /// debt due first with the oldest credit.
    ///
    /// # Errors
    /// `not_permitted`, `too_many`, `bad_date`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer, payment) = (office.session, office.customer, office.payment);
    /// let payments = session.billing().payments();
    /// let made = payments.allocate_automatically(vec![customer.id], None, None)?;
    /// assert_eq!(made[0].amount, payment.amount);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn allocate_automatically(
        &self,
        customers: Vec<CustomerId>,
        side: Option<Side>,
        on: Option<NaiveDate>,
    ) -> Result<Vec<Allocation>> {
        self.session.run(AllocateAutomatically { customers, side, on })
    }

    /// Takes allocations back.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`, `wrong_state` for one that is withdrawn already or belongs to
    /// a cancelled invoice, `repeated`, `date_order`, `too_many`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, invoice, payment) = (office.session, office.invoice, office.payment);
    /// let payments = session.billing().payments();
    /// let made = payments.allocate_to(payment.id, invoice.id, "30".parse()?, None)?;
    /// let taken = payments.withdraw_allocations(vec![made.id], None)?;
    /// assert!(taken[0].withdrawn_on.is_some());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn withdraw_allocations(
        &self,
        allocations: Vec<AllocationId>,
        on: Option<NaiveDate>,
    ) -> Result<Vec<Allocation>> {
        self.session.run(WithdrawAllocations { allocations, on })
    }

    /// One payment.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, payment) = (office.session, office.payment);
    /// assert_eq!(session.billing().payments().get(payment.id)?.unallocated, "500".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn get(&self, id: PaymentId) -> Result<Payment> {
        self.session.read(Permission::PaymentsView, |view| lists::get(view, id))
    }

    /// A page of payments.
    ///
    /// # Errors
    /// `not_permitted`, `out_of_range`, `bad_cursor`; `too_long`, `bad_character`, `bad_date`,
    /// `bad_choice` or `wrong_type` in the filter.
    ///
    /// # Examples
    /// ```
    /// use bookroom::billing::payments::{PaymentFilter, PaymentSort};
    /// use bookroom::values::PageRequest;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, payment) = (office.session, office.payment);
    /// let open = PaymentFilter { unallocated: true, ..PaymentFilter::default() };
    /// let page = PageRequest::default();
    /// let page = session.billing().payments().list(&open, PaymentSort::PaidOn, true, &page)?;
    /// assert_eq!(page.items[0].id, payment.id);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn list(
        &self,
        filter: &PaymentFilter,
        sort: PaymentSort,
        descending: bool,
        page: &PageRequest,
    ) -> Result<Page<Payment>> {
        self.session.read(Permission::PaymentsView, |view| {
            lists::list(view, filter, sort, descending, page)
        })
    }

    /// Sums over payments.
    ///
    /// # Errors
    /// `not_permitted`; `too_long`, `bad_character` or `bad_date` in the filter.
    ///
    /// # Examples
    /// ```
    /// use bookroom::billing::payments::PaymentFilter;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let totals = session.billing().payments().totals(&PaymentFilter::default())?;
    /// assert_eq!((totals.count, totals.received), (1, "500".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn totals(&self, filter: &PaymentFilter) -> Result<PaymentTotals> {
        self.session.read(Permission::PaymentsView, |view| lists::totals(view, filter))
    }

    /// The allocations of an invoice, credit note, payment or refund, withdrawn ones included, in
    /// the order they were made.
    ///
    /// # Errors
    /// `not_permitted`, `not_found`.
    ///
    /// # Examples
    /// ```
    /// use bookroom::billing::payments::OpenItem;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, invoice, payment) = (office.session, office.invoice, office.payment);
    /// session.billing().payments().allocate_to(payment.id, invoice.id, "30".parse()?, None)?;
    /// let made = session.billing().payments().allocations(OpenItem::Invoice(invoice.id))?;
    /// assert_eq!(made[0].credit, OpenItem::Payment(payment.id));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn allocations(&self, item: OpenItem) -> Result<Vec<Allocation>> {
        self.session.read(Permission::PaymentsView, |view| {
            let rows = allocations::load_of(view.conn, &view.scope, item)?;
            rows.iter().map(|row| row.record(view.book.currency)).collect()
        })
    }

    /// What customers and suppliers (all within reach when none is named) have to their credit: of
    /// payments and of credit notes, so it needs the permissions to see both.
    ///
    /// # Errors
    /// `not_permitted`.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, customer) = (office.session, office.customer);
    /// let credit = session.billing().payments().unallocated_credit(&[customer.id])?;
    /// assert_eq!(credit[0].credit, "500".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn unallocated_credit(&self, customers: &[CustomerId]) -> Result<Vec<UnallocatedCredit>> {
        self.session.read(Permission::PaymentsView, |view| {
            view.scope = view.scope.narrower(view.scope_of(Permission::InvoicesView)?);
            let book = view.book_id();
            let customers = stand_ins(view.conn, book, customers)?;
            sums::unallocated_credit(view, &customers)
        })
    }

    /// Checks what is allocated against the allocations, every payment against its journal entry,
    /// and each party's balance on the control accounts against its documents.
    ///
    /// # Errors
    /// `not_permitted` without the permissions to see the ledger, all payments and all invoices.
    /// What differs is not an error but a finding.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// assert!(session.billing().payments().verify()?.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn verify(&self) -> Result<Vec<Finding>> {
        self.session.read(Permission::LedgerView, |view| {
            view.require_all(Permission::PaymentsView)?;
            view.require_all(Permission::InvoicesView)?;
            let mut findings = Vec::new();
            verify::verify(view, &mut findings).map(|_| findings)
        })
    }
}
