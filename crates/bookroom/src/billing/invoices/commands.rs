//! The commands on invoices and credit notes.

mod credit;
mod draft;
mod load;
mod post;
mod standalone;

pub use credit::{CancelInvoices, CreditInvoices};
pub use draft::{DiscardInvoices, DraftInvoices, EditInvoice};
pub use post::{DraftAndPostInvoices, PostInvoices};
pub use standalone::CreditWithoutInvoice;
