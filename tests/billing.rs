//! Products, invoices and credit notes, through the public API.

#[path = "billing/products.rs"]
mod products;
