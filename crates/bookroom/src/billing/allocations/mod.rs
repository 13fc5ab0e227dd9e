//! What settles what: the records between invoices and payments, which know both and are known to
//! both. The commands on them stand with payments.

mod model;
pub(crate) mod store;
mod transfer;

pub use model::{Allocation, OpenItem, OpenKind, Side};
pub(crate) use transfer::{Joined, transfer, transfer_back};
