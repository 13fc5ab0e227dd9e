//! Billing: products and services, invoices and credit notes, payments and what they settle.

pub(crate) mod allocations;
pub mod credit;
pub mod invoices;
pub mod open_items;
pub mod payments;
pub mod products;
pub(crate) mod verify;

use crate::error::Result;
use crate::log::Finding;
use crate::rights::permission::Permission;
use crate::work::Session;

pub(crate) use invoices::{
    CreditInvoices, CreditLine, DraftInvoices, Invoice, InvoiceState, NewCreditNote, NewInvoice,
    NewInvoiceLine,
};
pub(crate) use payments::{AllocationChoice, NewPayment, Payment, RecordPayments};
pub(crate) use products::PriceMode;

use invoices::Invoices;
use open_items::OpenItems;
use payments::Payments;
use products::Products;

/// Billing in a book.
pub struct Billing<'s> {
    session: &'s Session,
}

impl Session {
    /// Products, invoices, payments.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = &office.session;
    /// let invoice = session.billing().invoices().get(office.invoice.id)?;
    /// assert_eq!(invoice.gross, "1130".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn billing(&self) -> Billing<'_> {
        Billing { session: self }
    }
}

impl<'s> Billing<'s> {
    /// Products and services with their prices.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// assert_eq!(session.billing().products().get_by_code("TEA")?.name, "明前龙井");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn products(&self) -> Products<'s> {
        Products::new(self.session)
    }

    /// Invoices and credit notes, sale and purchase.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, invoice) = (office.session, office.invoice);
    /// let found = session.billing().invoices().get(invoice.id)?;
    /// assert_eq!(found.number.as_deref(), Some("INV-202606-0001"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn invoices(&self) -> Invoices<'s> {
        Invoices::new(self.session)
    }

    /// Recomputes every document: header against lines, entry against document, what is settled
    /// against allocations, states, gapless numbers; every payment; and each party's balance on the
    /// control accounts. What differs is not an error but a finding.
    ///
    /// # Errors
    /// `not_permitted` without the permissions to see the ledger, all invoices and all payments.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// assert!(session.billing().verify()?.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn verify(&self) -> Result<Vec<Finding>> {
        self.session.read(Permission::LedgerView, |view| {
            view.require_all(Permission::InvoicesView)?;
            view.require_all(Permission::PaymentsView)?;
            let mut findings = Vec::new();
            verify::verify(view, &mut findings)?;
            payments::verify::verify(view, &mut findings)?;
            open_items::verify::verify(view, &mut findings)?;
            Ok(findings)
        })
    }

    /// Lines posted by hand for customers and suppliers, opening balances above all.
    ///
    /// # Examples
    /// ```
    /// use bookroom::billing::open_items::model::{EntryItemFilter, EntryItemSort};
    /// use bookroom::values::PageRequest;
    ///
    /// # let office = include!(env!("OFFICE"));
    /// # let session = office.session;
    /// let items = session.billing().open_items();
    /// let sort = EntryItemSort::default();
    /// let page = items.list(&EntryItemFilter::default(), sort, false, &PageRequest::default())?;
    /// assert!(page.items.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn open_items(&self) -> OpenItems<'s> {
        OpenItems::new(self.session)
    }

    /// Money in and out, and what it settles.
    ///
    /// # Examples
    /// ```
    /// # let office = include!(env!("OFFICE"));
    /// # let (session, payment) = (office.session, office.payment);
    /// assert_eq!(session.billing().payments().get(payment.id)?.amount, "500".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn payments(&self) -> Payments<'s> {
        Payments::new(self.session)
    }
}
