//! The commands on invoices and credit notes.

mod credit;
mod draft;
mod load;
mod post;
mod repeats;
mod standalone;

use super::model::Invoice;
use super::rules::masks;
use crate::work::{Outcome, Review};

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
