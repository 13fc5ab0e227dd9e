//! Billing: products and services, invoices and credit notes, payments and what they settle.

pub mod invoices;
pub mod payments;
pub mod products;

use crate::session::Session;

use invoices::Invoices;
use payments::Payments;
use products::Products;

/// Billing in a book.
pub struct Billing<'s> {
    session: &'s Session,
}

impl<'s> Billing<'s> {
    pub(crate) fn new(session: &'s Session) -> Self {
        Self { session }
    }

    /// Products and services with their prices.
    #[must_use]
    pub fn products(&self) -> Products<'s> {
        Products::new(self.session)
    }

    /// Invoices and credit notes, sale and purchase.
    #[must_use]
    pub fn invoices(&self) -> Invoices<'s> {
        Invoices::new(self.session)
    }

    /// Money in and out, and what it settles.
    #[must_use]
    pub fn payments(&self) -> Payments<'s> {
        Payments::new(self.session)
    }
}
