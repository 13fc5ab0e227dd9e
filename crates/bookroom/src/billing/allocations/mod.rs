//! What settles what: the records between invoices and payments, which know both and are known to
//! both. The commands on them stand with payments.

mod model;
pub(crate) mod store;

pub use model::{Allocation, OpenItem};
