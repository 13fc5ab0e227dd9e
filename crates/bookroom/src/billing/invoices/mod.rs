//! Invoices and credit notes, sale and purchase.

pub mod model;
pub(crate) mod rules;
pub(crate) mod store;

use crate::session::Session;

pub use model::{
    Direction, Discount, DocumentKind, Invoice, InvoiceLine, InvoiceState, NewInvoice,
    NewInvoiceLine,
};

/// Invoices and credit notes of a book.
pub struct Invoices<'s> {
    #[allow(dead_code)]
    session: &'s Session,
}

impl<'s> Invoices<'s> {
    pub(crate) fn new(session: &'s Session) -> Self {
        Self { session }
    }
}
