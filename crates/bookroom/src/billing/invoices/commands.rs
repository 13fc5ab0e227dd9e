//! The commands on invoices and credit notes.

mod credit;
mod draft;
mod load;
mod post;
mod standalone;

use super::model::{Credited, Invoice};
use super::rules::masks;
use crate::values::InvoiceId;
use crate::work::{Outcome, Review, plain_outcomes};

pub use credit::{CancelInvoices, CreditInvoices};
pub use draft::{DiscardInvoices, DraftInvoices, EditInvoice};
pub use post::{DraftAndPostInvoices, PostInvoices};
pub use standalone::CreditWithoutInvoice;

impl Outcome for Invoice {
    fn review(&mut self, review: &mut Review) {
        review.tells_of("invoice", self.id);
        masks::limit(self, &review.fields);
    }
}

impl Outcome for Credited {
    fn review(&mut self, review: &mut Review) {
        self.invoice.review(review);
        self.credit_note.review(review);
    }
}

plain_outcomes!(InvoiceId);
