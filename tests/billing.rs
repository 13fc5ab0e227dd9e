//! Products, invoices and credit notes, through the public API.

#[path = "billing/credits.rs"]
mod credits;
#[path = "billing/discarding.rs"]
mod discarding;
#[path = "billing/editing.rs"]
mod editing;
#[path = "billing/invoices.rs"]
mod invoices;
#[path = "billing/lists.rs"]
pub mod lists;
#[path = "billing/load.rs"]
mod load;
#[path = "billing/policies.rs"]
mod policies;
#[path = "billing/products.rs"]
mod products;
#[path = "billing/signs.rs"]
mod signs;
