//! Customers, suppliers and their contacts.

pub(crate) mod counterparty;
pub(crate) mod store;

pub(crate) use counterparty::{Counterparty, load_counterparties};
